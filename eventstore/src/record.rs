//! The bytes of a record: a leaf, a body and its sections.
//!
//! The stored bytes are what is hashed and published; nothing is re-serialised to check a proof.
//! A record stands in its volume as one value ([`frame`]): leaf, body or its absence, sections or
//! theirs. What has been removed by a disposal decision is `None` and decodes as
//! [`DecodeError::Redacted`]; the leaf stays, so every proof still holds.

mod envelope;
pub mod frame;
mod leaf;

pub use envelope::{Envelope, EnvelopeRef, SectionMeta, SectionMetas, Tags, commitment};
pub use frame::RecordRef;
pub use leaf::{LEAF_LEN, LEAF_VERSION, Leaf};

use crate::errors::{AppendError, DecodeError};
use crate::types::{EventId, NewEvent, Position, TypeCode};

/// The most bytes a record may take, leaf, body, sections and lengths together.
pub const RECORD_BYTES_MAX: usize = 256 * 1024;
/// The most events of one append.
pub const APPEND_EVENTS_MAX: usize = 1024;
/// The most bytes of an actor.
pub const ACTOR_BYTES_MAX: usize = 64;
/// The most tags of an event.
pub const TAGS_MAX: usize = 64;
/// The most sections of an event.
pub const SECTIONS_MAX: usize = 16;
/// Bytes of the random salt a body begins with.
pub const SALT_LEN: usize = 16;

/// A record as it was read, with its stored bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its number.
    pub position: Position,
    /// When it was recorded, in microseconds since 1970-01-01 UTC.
    pub recorded_at: u64,
    /// Identity of the event.
    pub id: EventId,
    /// Which event type it is.
    pub type_code: TypeCode,
    /// The leaf's bytes: what the tree hashes.
    pub leaf: [u8; LEAF_LEN],
    /// Salt and envelope, or `None` where a disposal decision removed them.
    pub body: Option<Vec<u8>>,
    /// The ciphertexts, each `None` where a disposal decision removed it.
    pub sections: Vec<Option<Vec<u8>>>,
}

impl Stored {
    /// Copies a record out of its stored bytes.
    ///
    /// # Errors
    /// [`DecodeError`] where the bytes are not a record.
    pub fn from_record(bytes: &[u8]) -> Result<Stored, DecodeError> {
        let record = RecordRef::parse(bytes)?;
        let leaf = Leaf::decode(record.leaf)?;
        Ok(Stored {
            position: leaf.position,
            recorded_at: leaf.recorded_at,
            id: leaf.id,
            type_code: leaf.type_code,
            leaf: *record.leaf,
            body: record.body.map(<[u8]>::to_vec),
            sections: record.sections().map(|section| section.map(<[u8]>::to_vec)).collect(),
        })
    }

    /// What the body says, copied out.
    ///
    /// # Errors
    /// [`DecodeError::Redacted`] where the body is gone, others where it is not a body.
    pub fn envelope(&self) -> Result<Envelope, DecodeError> {
        Ok(self.envelope_ref()?.to_envelope())
    }

    /// What the body says, borrowed: nothing is allocated.
    ///
    /// # Errors
    /// As [`Stored::envelope`].
    pub fn envelope_ref(&self) -> Result<EnvelopeRef<'_>, DecodeError> {
        EnvelopeRef::decode(self.body.as_deref().ok_or(DecodeError::Redacted)?)
    }

    /// The record as it stands in its volume.
    #[must_use]
    pub fn to_record(&self) -> Vec<u8> {
        frame::assemble(
            &self.leaf,
            self.body.as_deref(),
            self.sections.iter().map(Option::as_deref),
        )
    }
}

/// Appends the record of an event to a buffer, complete but for position and time, which the
/// writer fills in with [`Leaf::stamp`]. One buffer takes all records of an append, so that an event
/// costs no allocation of its own.
///
/// # Errors
/// [`AppendError`] names the limit that the event breaks; `index` is its place in the append.
pub(crate) fn prepare(
    index: usize,
    event: &NewEvent,
    append: (crate::CommandId, crate::RequestDigest),
    salt: &[u8; SALT_LEN],
    buffer: &mut Vec<u8>,
) -> Result<(), AppendError> {
    check_limits(index, event)?;
    let start = buffer.len();
    buffer.resize(start + LEAF_LEN, 0);
    let body = frame::push_part_with(buffer, |buffer| {
        envelope::encode_body(event, append, salt, buffer);
    });
    let leaf = Leaf {
        position: Position(0),
        recorded_at: 0,
        id: event.id,
        type_code: event.type_code,
        commitment: commitment(&buffer[body]),
    };
    buffer[start..start + LEAF_LEN].copy_from_slice(&leaf.encode());
    let sections = event.sections.iter().map(|sealed| Some(sealed.ciphertext.as_slice()));
    frame::push_sections(buffer, sections);
    // The check: known when the writer has stamped the leaf.
    buffer.extend_from_slice(&[0; frame::CHECK_LEN]);
    let bytes = buffer.len() - start;
    if bytes > RECORD_BYTES_MAX { Err(AppendError::TooLarge { index, bytes }) } else { Ok(()) }
}

fn check_limits(index: usize, event: &NewEvent) -> Result<(), AppendError> {
    // Checked before anything is encoded, so that a huge event costs nothing.
    let ciphertexts: usize = event.sections.iter().map(|sealed| sealed.ciphertext.len()).sum();
    let bytes = event.payload.len().saturating_add(ciphertexts);
    if bytes > RECORD_BYTES_MAX {
        return Err(AppendError::TooLarge { index, bytes });
    }
    let limit = if event.actor.len() > ACTOR_BYTES_MAX {
        "an actor holds at most 64 bytes"
    } else if event.tags.len() > TAGS_MAX {
        "an event carries at most 64 tags"
    } else if event.sections.len() > SECTIONS_MAX {
        "an event carries at most 16 sections"
    } else {
        return Ok(());
    };
    Err(AppendError::Limit { index, limit })
}
