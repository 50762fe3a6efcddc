//! Names, opened only when a page is rendered for someone who may see them.

use std::collections::HashMap;

use domain::id::{GuardianId, Position, PupilId, StaffId};
use domain::people::{GuardianIdentity, PersonName, Protection, PupilIdentity};

use crate::facts::FactsError;
use crate::reads::note;
use crate::seal::RevealError;
use crate::store::App;

/// How a pupil is called on a page.
#[derive(Clone, PartialEq, Eq)]
pub enum Called {
    /// By name, "Family, Given".
    Name(String),
    /// By name, with the mark for a confidentiality mark beside it.
    MarkedName(String),
    /// By the local alias: protected registration.
    Alias(String),
    /// The name has been removed by a disposal decision.
    Removed,
}

impl Called {
    /// The text to show.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Name(text) | Self::MarkedName(text) | Self::Alias(text) => text,
            Self::Removed => "–",
        }
    }
}

impl std::fmt::Debug for Called {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Called(…)")
    }
}

/// Why a name could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum NamesError {
    /// The facts could not be had.
    #[error("the facts could not be had")]
    Facts(#[source] FactsError),
    /// The log could not be read.
    #[error("the log could not be read")]
    Read(#[source] eventstore::ReadError),
    /// The vault could not be asked.
    #[error("the vault could not be asked")]
    Vault(#[source] eventstore::StorageFault),
    /// The section could not be opened.
    #[error("a name could not be opened")]
    Reveal(#[source] RevealError),
}

impl App {
    /// What these pupils are called. The caller has asked [`crate::access::may_see`] first; protection
    /// is as of now, whatever the as-of of the page.
    pub fn names_of(&self, pupils: &[PupilId]) -> Result<HashMap<PupilId, Called>, NamesError> {
        let facts = self.facts().map_err(NamesError::Facts)?;
        let mut wanted = Vec::with_capacity(pupils.len());
        for pupil in pupils {
            let position = facts.pupil_identity(*pupil);
            wanted.push((*pupil, position, facts.protection(*pupil)));
        }
        drop(facts);
        let mut names = HashMap::with_capacity(wanted.len());
        for (pupil, position, protection) in wanted {
            let identity = match position {
                Some(position) => {
                    note(pupil);
                    self.identity_at::<PupilIdentity>(position)?
                }
                None => None,
            };
            names.insert(pupil, called(identity, protection));
        }
        Ok(names)
    }

    /// A pupil's identity as it is now, opened to be shown; none where it has been removed.
    pub fn pupil_identity(&self, pupil: PupilId) -> Result<Option<PupilIdentity>, NamesError> {
        note(pupil);
        self.identity_to_match(pupil)
    }

    /// The same, opened for the program to compare or to ask an age of, and shown to nobody: it is not
    /// noted as read.
    pub fn identity_to_match(&self, pupil: PupilId) -> Result<Option<PupilIdentity>, NamesError> {
        let facts = self.facts().map_err(NamesError::Facts)?;
        let position = facts.pupil_identity(pupil);
        drop(facts);
        position.map_or(Ok(None), |position| self.identity_at(position))
    }

    /// A guardian's identity as it is now, opened; none where it has been removed.
    pub fn guardian_identity(
        &self,
        guardian: GuardianId,
    ) -> Result<Option<GuardianIdentity>, NamesError> {
        let facts = self.facts().map_err(NamesError::Facts)?;
        let position = facts.guardian_identity(guardian);
        drop(facts);
        position.map_or(Ok(None), |position| self.identity_at(position))
    }

    /// A member of staff's name; none where it has been removed.
    pub fn staff_name(&self, staff: StaffId) -> Result<Option<PersonName>, NamesError> {
        let facts = self.facts().map_err(NamesError::Facts)?;
        let position = facts.staff_identity(staff);
        drop(facts);
        position.map_or(Ok(None), |position| self.identity_at(position))
    }

    /// Opens the identity in the first section of the record at this position.
    fn identity_at<T: domain::personal::PersonalValue>(
        &self,
        position: Position,
    ) -> Result<Option<T>, NamesError> {
        self.opened(position, 0)
    }
}

fn called(identity: Option<PupilIdentity>, protection: Protection) -> Called {
    match (identity, protection) {
        (None, _) => Called::Removed,
        (Some(PupilIdentity::Alias(alias)), _) => Called::Alias(alias),
        // The flag may have arrived after the name: it acts at once.
        (Some(PupilIdentity::Named { .. }), Protection::ProtectedRegistration) => {
            Called::Alias("Skyddad".to_owned())
        }
        (Some(PupilIdentity::Named { name, .. }), Protection::Marked) => {
            Called::MarkedName(name.listed())
        }
        (Some(PupilIdentity::Named { name, .. }), Protection::None) => Called::Name(name.listed()),
    }
}
