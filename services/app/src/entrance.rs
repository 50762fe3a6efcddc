//! The ways in: identity providers, sign-ins under way, and whom a proven identity is.
//!
//! A provider says *that* someone is who they say, by one claim; who that is in the record is found by the
//! vault's keyed look-up of the claim's value ([`KnownBy`]), never by anything stored or logged in the
//! clear. Whoever the record does not know comes no further than the door.

mod logins;
mod people;

use std::sync::Arc;

pub use people::{GUARDIANS_CIVIC_NUMBERS, LinkError, Linked};

use domain::people::Role;
use eventstore::World;

use self::logins::Logins;
use crate::names::NamesError;
use crate::session::{Cookies, Viewer};
use crate::site::Site;

/// How long a sign-in may take at the provider: 10 minutes, in microseconds.
pub const LOGIN_MAX_US: u64 = 10 * 60 * 1_000_000;
/// The same in seconds, for the cookie.
pub const LOGIN_MAX_SECONDS: u32 = 600;

/// What is made up for one sign-in and must come back.
#[derive(Clone, PartialEq, Eq)]
pub struct LoginSecrets {
    /// Comes back in the address.
    pub state: String,
    /// Comes back in the ID token.
    pub nonce: String,
    /// Proves to the provider that whoever left is who returns (PKCE).
    pub verifier: String,
}

impl std::fmt::Debug for LoginSecrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LoginSecrets(…)")
    }
}

/// Why a provider proves nobody. The reason is for the log and holds nothing of the person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct NotProven {
    /// What went wrong, in English.
    pub reason: String,
    /// The provider does not answer: it may later.
    pub unreachable: bool,
}

/// An identity provider as the entrance needs it.
pub trait IdentityProvider: Send + Sync {
    /// The address to send someone to; none while the provider cannot be reached.
    fn begin(&self, secrets: &LoginSecrets) -> Option<String>;

    /// The text of the claim that tells who has come back with this code.
    ///
    /// # Errors
    /// Whatever does not hold.
    fn finish(
        &self,
        secrets: &LoginSecrets,
        code: &str,
        issuer: Option<&str>,
        now_seconds: i64,
    ) -> Result<String, NotProven>;

    /// Where to send someone who signs out here, so that they are signed out there too; none where the
    /// provider has no such place.
    fn sign_out(&self) -> Option<String>;

    /// Whether people can be sent there just now.
    fn is_found(&self) -> bool;
}

/// Whom a provider lets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Members of staff.
    Staff,
    /// Guardians.
    Guardian,
}

/// What the claim is, and so how its value leads to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownBy {
    /// The id in the system that class lists are imported from.
    ExternalId,
    /// A civic number.
    CivicNumber,
    /// An e-mail address; staff only.
    Email,
    /// An identifier of the provider's own, taken letter by letter.
    Identifier,
}

impl KnownBy {
    /// All, in the order they are documented.
    pub const ALL: [Self; 4] = [Self::ExternalId, Self::CivicNumber, Self::Email, Self::Identifier];

    /// The name in configuration and files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ExternalId => "external_id",
            Self::CivicNumber => "civic_number",
            Self::Email => "email",
            Self::Identifier => "identifier",
        }
    }
}

/// A way in: one identity provider and whom it proves.
#[derive(Clone)]
pub struct Entry {
    /// Its code, as it stands in addresses.
    pub code: Arc<str>,
    /// What it is called in Swedish.
    pub title_sv: String,
    /// What it is called in English.
    pub title_en: String,
    /// Whom it lets in.
    pub audience: Audience,
    /// What its claim is.
    pub known_by: KnownBy,
    /// The provider.
    pub provider: Arc<dyn IdentityProvider>,
}

/// All ways in, and the sign-ins under way.
#[derive(Default)]
pub struct Entrance {
    origins: Vec<String>,
    contact: Option<String>,
    providers: Vec<Entry>,
    logins: Logins,
}

/// A sign-in that has begun.
pub struct Begun {
    /// Where to send the browser.
    pub address: String,
    /// The value of the cookie [`Cookies::sign_in`].
    pub browser: String,
}

/// With what a browser came back from a provider.
#[derive(Clone, Copy)]
pub struct Returned<'a> {
    /// The code of the provider, by the address it came back to.
    pub provider: &'a str,
    /// The cookie [`Cookies::sign_in`].
    pub browser: Option<&'a str>,
    /// The state of the address.
    pub state: Option<&'a str>,
    /// The authorization code; none where the provider said no.
    pub code: Option<&'a str>,
    /// The issuer that the address names.
    pub issuer: Option<&'a str>,
}

/// Why nobody was let in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// There is no such provider.
    #[error("there is no such identity provider")]
    ProviderUnknown,
    /// The provider does not answer.
    #[error("the identity provider does not answer")]
    Unreachable,
    /// No sign-in with this state has begun in this browser with this provider, or it took too long, or
    /// it has come back before.
    #[error("no such sign-in is under way")]
    Lost,
    /// The provider has not proven who it is, or the person broke off.
    #[error("the identity provider proves nobody")]
    NotProven,
    /// The record knows nobody by this claim.
    #[error("the record knows nobody by this identity")]
    Stranger,
    /// The person holds no role today.
    #[error("the person holds no role today")]
    NoRole,
    /// The record could not be asked.
    #[error("the record could not be asked")]
    Record(#[source] NamesError),
}

impl Entrance {
    /// The entrance of a site at these origins (`https://insyn.example.se`, the first is the one in links)
    /// with these providers.
    #[must_use]
    pub fn new(origins: Vec<String>, providers: Vec<Entry>) -> Self {
        Self { origins, providers, contact: None, logins: Logins::default() }
    }

    /// With where people tell the municipality of what keeps them out: an e-mail address, or a page of its own
    /// (`https://`).
    #[must_use]
    pub fn with_contact(self, contact: Option<String>) -> Self {
        Self { contact, ..self }
    }

    /// Where people tell the municipality of what keeps them out.
    #[must_use]
    pub fn contact(&self) -> Option<&str> {
        self.contact.as_deref()
    }

    /// The providers, in the order of the configuration.
    #[must_use]
    pub fn providers(&self) -> &[Entry] {
        &self.providers
    }

    /// The origins that the site is reached at.
    #[must_use]
    pub fn origins(&self) -> &[String] {
        &self.origins
    }

    /// How cookies are set: securely where the site is reached over https.
    #[must_use]
    pub fn cookies(&self) -> Cookies {
        let first = self.origins.first();
        Cookies { secure: first.is_some_and(|origin| origin.starts_with("https://")) }
    }

    /// The provider with this code.
    #[must_use]
    pub fn provider(&self, code: &str) -> Option<&Entry> {
        self.providers.iter().find(|entry| &*entry.code == code)
    }

    /// Begins a sign-in with a provider.
    ///
    /// # Errors
    /// `ProviderUnknown`, `Unreachable`.
    pub fn begin(&self, world: &dyn World, code: &str) -> Result<Begun, SignInError> {
        let entry = self.provider(code).ok_or(SignInError::ProviderUnknown)?;
        let login = self.logins.begin(world, &entry.code);
        let address = entry.provider.begin(&login.secrets).ok_or(SignInError::Unreachable)?;
        Ok(Begun { address, browser: login.browser })
    }
}

impl Site {
    /// Who has come back from a provider. A sign-in comes back once: whatever it leads to, it is over.
    ///
    /// A member of staff with one role is in that role, one with several [`Viewer::Undecided`].
    ///
    /// # Errors
    /// [`SignInError`]: nobody is let in.
    pub fn finish_sign_in(&self, returned: Returned<'_>) -> Result<Viewer, SignInError> {
        let entry = self.entrance.provider(returned.provider);
        let entry = entry.ok_or(SignInError::ProviderUnknown)?;
        let outcome = self.proven(entry, returned);
        match &outcome {
            Ok(_) => tracing::info!(provider = &*entry.code, "signed in"),
            Err(error) => tracing::info!(provider = &*entry.code, %error, "nobody is let in"),
        }
        outcome
    }

    fn proven(&self, entry: &Entry, returned: Returned<'_>) -> Result<Viewer, SignInError> {
        let world = self.app.world();
        let (Some(state), Some(browser)) = (returned.state, returned.browser) else {
            return Err(SignInError::Lost);
        };
        let taken = self.entrance.logins.take(world, state, browser, &entry.code);
        let secrets = taken.ok_or(SignInError::Lost)?;
        let code = returned.code.ok_or(SignInError::NotProven)?;
        let now = i64::try_from(world.now_us() / 1_000_000).unwrap_or(i64::MAX);
        let claim = entry.provider.finish(&secrets, code, returned.issuer, now);
        let claim = claim.map_err(|fault| {
            tracing::warn!(provider = &*entry.code, reason = fault.reason, "not proven");
            if fault.unreachable { SignInError::Unreachable } else { SignInError::NotProven }
        })?;
        let person = self.app.person_of(entry.audience, entry.known_by, &entry.code, &claim);
        match person.map_err(SignInError::Record)?.ok_or(SignInError::Stranger)? {
            Linked::Guardian(guardian) => Ok(Viewer::Guardian(guardian)),
            Linked::Staff(staff) => {
                let roles = self.app.roles_of(staff).map_err(SignInError::Record)?;
                match roles.as_slice() {
                    [] => Err(SignInError::NoRole),
                    [role] => Ok(Viewer::Staff(domain::people::Actor { staff, role: *role })),
                    _ => Ok(Viewer::Undecided(staff)),
                }
            }
        }
    }

    /// Puts a member of staff in a role they hold today, under a new token; none where they do not hold it
    /// or the session is over.
    ///
    /// # Errors
    /// Where the record could not be asked.
    pub fn choose_role(&self, token: &str, role: Role) -> Result<Option<String>, NamesError> {
        let world = self.app.world();
        let holder = self.sessions.holder(world, token).and_then(Viewer::staff);
        let Some(staff) = holder else { return Ok(None) };
        if !self.app.roles_of(staff)?.contains(&role) {
            return Ok(None);
        }
        let viewer = Viewer::Staff(domain::people::Actor { staff, role });
        Ok(self.sessions.renew(world, token, viewer))
    }
}
