//! An entry's bytes. They are frozen: a new field is a new version.

use std::fmt;

use domain::id::{GuardianId, PupilId, StaffId};
use domain::people::{Actor, Role};
use serde::{Deserialize, Serialize};

use super::{PUPILS_READ, Purpose, SCHEMA};

/// Who reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Who {
    /// A member of staff, in the role they acted in.
    Staff {
        /// The member of staff.
        staff: StaffId,
        /// The role.
        role: Role,
    },
    /// A guardian.
    Guardian(GuardianId),
}

impl Who {
    /// The reader's id as text.
    #[must_use]
    pub fn id(self) -> String {
        match self {
            Self::Staff { staff, .. } => staff.to_string(),
            Self::Guardian(guardian) => guardian.to_string(),
        }
    }
}

impl From<Actor> for Who {
    fn from(actor: Actor) -> Self {
        Self::Staff { staff: actor.staff, role: actor.role }
    }
}

impl fmt::Display for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Staff { staff, role } => Actor { staff, role }.fmt(f),
            Self::Guardian(guardian) => write!(f, "guardian:{guardian}"),
        }
    }
}

/// Pupils' data was about to be shown. Ids and codes only: never a name, a civic number or free text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PupilsRead {
    /// The query; several sheets may be of one. No two sheets of a query hold the same pupil.
    pub query: [u8; 16],
    /// Who read.
    pub who: Who,
    /// Method and template of the address, or the verb of the command line.
    pub what: String,
    /// The parts of the address by name (class, school, round); without pupils, who stand below.
    pub of: Vec<(String, String)>,
    /// What for.
    pub purpose: Purpose,
    /// How many events the record held.
    pub size: u64,
    /// Whose data.
    pub pupils: Vec<PupilId>,
}

/// Why an entry could not be read.
#[derive(Debug, thiserror::Error)]
pub enum EntryError {
    /// The record has no readable envelope.
    #[error("the envelope cannot be read")]
    Envelope(#[source] eventstore::DecodeError),
    /// It is of a kind or version this program does not know.
    #[error("an entry of kind {kind}, version {schema}, which this program does not know")]
    Unknown {
        /// The type code.
        kind: u16,
        /// The version.
        schema: u16,
    },
    /// Its bytes are not those of an entry.
    #[error("the bytes are not those of an entry")]
    Bytes(#[source] postcard::Error),
}

impl PupilsRead {
    /// The bytes.
    pub(super) fn encode(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_allocvec(self)
    }

    /// The entry in a stored record.
    ///
    /// # Errors
    /// [`EntryError`] says why it is none.
    pub fn of_stored(stored: &eventstore::Stored) -> Result<Self, EntryError> {
        let envelope = stored.envelope().map_err(EntryError::Envelope)?;
        if (stored.type_code, envelope.schema) != (PUPILS_READ, SCHEMA) {
            let kind = stored.type_code.0;
            return Err(EntryError::Unknown { kind, schema: envelope.schema });
        }
        postcard::from_bytes(&envelope.payload).map_err(EntryError::Bytes)
    }
}

/// Whether a part of an address is a code, an id or the name of a figure, as far as its letters tell.
pub(super) fn is_plain(value: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_alphanumeric() || b":/@;=._-,".contains(&byte);
    !value.is_empty() && value.len() <= 128 && value.bytes().all(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(who: Who) -> PupilsRead {
        PupilsRead {
            query: [7; 16],
            who,
            what: "GET /classes/{class}/rounds/{round}".to_owned(),
            of: vec![("round".to_owned(), "2025-26:may".to_owned())],
            purpose: Purpose::Assessing,
            size: 300,
            pupils: vec![PupilId::from_bytes([1; 16]), PupilId::from_bytes([2; 16])],
        }
    }

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn the_bytes_of_an_entry_never_change() {
        let staff = StaffId::from_bytes([3; 16]);
        let read = example(Who::Staff { staff, role: Role::Principal });
        let bytes = read.encode().unwrap();
        let what = hex(b"GET /classes/{class}/rounds/{round}");
        let golden = format!(
            "{}00{}0223{what}0105{}0b{}00ac0202{}{}",
            "07".repeat(16),
            "03".repeat(16),
            hex(b"round"),
            hex(b"2025-26:may"),
            "01".repeat(16),
            "02".repeat(16),
        );
        assert_eq!(hex(&bytes), golden);
        assert_eq!(postcard::from_bytes::<PupilsRead>(&bytes).unwrap(), read);
        let guardian = example(Who::Guardian(GuardianId::from_bytes([4; 16])));
        let bytes = hex(&guardian.encode().unwrap());
        assert!(bytes.starts_with(&format!("{}01{}23", "07".repeat(16), "04".repeat(16))));
    }

    #[test]
    fn a_part_of_an_address_is_kept_where_it_can_be_an_id() {
        assert!(is_plain("0b6c2a1e5d5f4c2f8f0e1d2c3b4a5968"));
        assert!(is_plain("reached:1/2@school:99000001@2025-26:may;grade=3"));
        assert!(!is_plain("Anna Andersson"));
        assert!(!is_plain("Åsa"));
        assert!(!is_plain(""));
    }
}
