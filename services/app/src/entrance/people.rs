//! Whom a claim leads to: the vault's keyed look-up, and what an administrator links by hand.

use domain::id::{GuardianId, StaffId};
use domain::people::{CivicNumber, Role};
use eventstore::vault::{Identity, IdentityError, Reserved};

use super::{Audience, KnownBy};
use crate::names::NamesError;
use crate::store::App;

/// The namespace of guardians' civic numbers in the vault's look-up; the import of class lists fills it.
pub const GUARDIANS_CIVIC_NUMBERS: &str = "civic-number/guardian";

/// A person a claim leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Linked {
    /// A member of staff.
    Staff(StaffId),
    /// A guardian.
    Guardian(GuardianId),
}

impl Linked {
    const fn audience(self) -> Audience {
        match self {
            Self::Staff(_) => Audience::Staff,
            Self::Guardian(_) => Audience::Guardian,
        }
    }

    fn subject(self) -> [u8; 16] {
        match self {
            Self::Staff(staff) => staff.to_bytes(),
            Self::Guardian(guardian) => guardian.to_bytes(),
        }
    }
}

/// Why an identity was not linked to a person, or not taken away. No value stands in any of them.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// The value is not of its kind.
    #[error("the value is not of its kind")]
    Value,
    /// Guardians are not known by this.
    #[error("guardians are not known by this kind of identity")]
    Kind,
    /// The identity leads to another person.
    #[error("the identity leads to another person")]
    Taken,
    /// The identity does not lead to this person.
    #[error("the identity does not lead to this person")]
    NotLinked,
    /// The vault could not do it.
    #[error("the vault could not do it")]
    Vault(#[source] IdentityError),
}

/// The namespace of the vault's look-up; none where the audience is not known by this.
fn namespace(audience: Audience, known_by: KnownBy, provider: &str) -> Option<String> {
    let person = match audience {
        Audience::Staff => "staff",
        Audience::Guardian => "guardian",
    };
    match (known_by, audience) {
        // The names under which the import of class lists reserves ids.
        (KnownBy::ExternalId, _) => Some(format!("ss12000/{person}")),
        (KnownBy::CivicNumber, Audience::Guardian) => Some(GUARDIANS_CIVIC_NUMBERS.to_owned()),
        (KnownBy::CivicNumber, Audience::Staff) => Some("civic-number/staff".to_owned()),
        (KnownBy::Email, Audience::Staff) => Some("e-mail/staff".to_owned()),
        // An address is passed on within families and given up: it proves no guardian.
        (KnownBy::Email, Audience::Guardian) => None,
        (KnownBy::Identifier, _) => Some(format!("sign-in/{person}/{provider}")),
    }
}

/// One identity written one way; none where it is not of its kind.
fn normal(known_by: KnownBy, value: &str) -> Option<String> {
    let value = value.trim();
    match known_by {
        // As the import writes them.
        KnownBy::ExternalId => Some(value.to_lowercase()),
        KnownBy::CivicNumber => CivicNumber::new(value).ok().map(|n| n.as_str().to_owned()),
        KnownBy::Email => Some(value.to_lowercase()).filter(|value| value.contains('@')),
        // "Abc" and "abc" may be two people of the provider's.
        KnownBy::Identifier => Some(value.to_owned()),
    }
    .filter(|value| !value.is_empty())
}

impl App {
    /// Whom the value of a claim leads to; none where it leads to nobody or is not of its kind.
    pub(super) fn person_of(
        &self,
        audience: Audience,
        known_by: KnownBy,
        provider: &str,
        value: &str,
    ) -> Result<Option<Linked>, NamesError> {
        let namespace = namespace(audience, known_by, provider);
        let Some((namespace, value)) = namespace.zip(normal(known_by, value)) else {
            return Ok(None);
        };
        let found = self.vault().find(&namespace, &value).map_err(NamesError::Vault)?;
        Ok(found.map(|subject| match audience {
            Audience::Staff => Linked::Staff(StaffId::from_bytes(subject)),
            Audience::Guardian => Linked::Guardian(GuardianId::from_bytes(subject)),
        }))
    }

    /// The roles a member of staff holds today, each once, in the order they were granted.
    pub fn roles_of(&self, staff: StaffId) -> Result<Vec<Role>, NamesError> {
        let today = self.now().day();
        let facts = self.facts().map_err(NamesError::Facts)?;
        let mut roles = Vec::new();
        for held in facts.roles(staff, today, facts.size()) {
            // No one signs in as the process, the public or, as staff, a guardian.
            let personal = !matches!(held.role, Role::Process | Role::Public | Role::Guardian);
            if personal && !roles.contains(&held.role) {
                roles.push(held.role);
            }
        }
        Ok(roles)
    }

    /// From now on this identity leads to this person. Repeating it changes nothing.
    ///
    /// # Errors
    /// [`LinkError`]; then nothing has changed.
    pub fn link_identity(
        &self,
        person: Linked,
        known_by: KnownBy,
        provider: &str,
        value: &str,
    ) -> Result<(), LinkError> {
        let (namespace, value, subject) = identity(person, known_by, provider, value)?;
        let identity = Identity { namespace: &namespace, value: &value, subject };
        let reserved = self.vault().reserve(&[identity]).map_err(LinkError::Vault)?;
        match reserved.as_slice() {
            [Reserved::Existing(other)] if *other != subject => Err(LinkError::Taken),
            _ => Ok(()),
        }
    }

    /// This identity no longer leads to this person, nor to anyone until it is linked again.
    ///
    /// # Errors
    /// [`LinkError`]; then nothing has changed.
    pub fn unlink_identity(
        &self,
        person: Linked,
        known_by: KnownBy,
        provider: &str,
        value: &str,
    ) -> Result<(), LinkError> {
        let (namespace, value, subject) = identity(person, known_by, provider, value)?;
        let identity = Identity { namespace: &namespace, value: &value, subject };
        // Nobody proves to be a random text: the identity leads nowhere.
        let nobody = format!("unlinked {}", crate::session::random_text(self.world()));
        self.vault().replace(&identity, &nobody).map_err(|error| match error {
            IdentityError::NotHeld | IdentityError::Taken { .. } => LinkError::NotLinked,
            other => LinkError::Vault(other),
        })
    }
}

/// An identity as it is kept: its namespace, its value in one way of writing, and whose it is.
fn identity(
    person: Linked,
    known_by: KnownBy,
    provider: &str,
    value: &str,
) -> Result<(String, String, [u8; 16]), LinkError> {
    let namespace = namespace(person.audience(), known_by, provider).ok_or(LinkError::Kind)?;
    let value = normal(known_by, value).ok_or(LinkError::Value)?;
    Ok((namespace, value, person.subject()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_identity_is_written_one_way() {
        let cases = [
            (KnownBy::ExternalId, " 3C5A-Ff ", Some("3c5a-ff")),
            (KnownBy::Email, "Kim@Example.se", Some("kim@example.se")),
            (KnownBy::Email, "kim", None),
            (KnownBy::CivicNumber, "19850312-2389", Some("198503122389")),
            (KnownBy::CivicNumber, "8503122389", None),
            (KnownBy::Identifier, " aB ", Some("aB")),
            (KnownBy::Identifier, "  ", None),
        ];
        for (known_by, value, expected) in cases {
            assert_eq!(normal(known_by, value).as_deref(), expected, "{known_by:?}");
        }
    }

    #[test]
    fn staff_and_guardians_never_share_a_namespace_and_an_address_proves_no_guardian() {
        for known_by in KnownBy::ALL {
            let staff = namespace(Audience::Staff, known_by, "x");
            assert_ne!(staff, namespace(Audience::Guardian, known_by, "x"), "{known_by:?}");
        }
        assert_eq!(namespace(Audience::Guardian, KnownBy::Email, "x"), None);
        let of = |provider| namespace(Audience::Staff, KnownBy::Identifier, provider);
        assert_ne!(of("one"), of("two"));
    }
}
