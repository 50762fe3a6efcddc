//! The leaf: what the tree hashes. It says that something was recorded and when, and commits to
//! what; it holds nothing personal, so leaves can be handed to auditors and witnesses.

use super::frame::CHECK_LEN;
use crate::errors::DecodeError;
use crate::tree::leaf_hash;
use crate::types::{EventId, Hash, Position, TypeCode};
use uuid::Uuid;

/// Bytes of a leaf.
pub const LEAF_LEN: usize = 67;
/// The only version of the layout so far.
pub const LEAF_VERSION: u8 = 1;

/// A leaf, decoded. Its bytes, numbers big-endian, forever:
///
/// | offset | bytes | what |
/// |---|---|---|
/// | 0 | 1 | version, 1 |
/// | 1 | 8 | position |
/// | 9 | 8 | recorded at, microseconds since 1970-01-01 UTC |
/// | 17 | 16 | event id |
/// | 33 | 2 | event type code |
/// | 35 | 32 | commitment: `SHA-256(0x02 \|\| body)` |
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leaf {
    /// Number of the event.
    pub position: Position,
    /// When it was recorded, in microseconds since 1970-01-01 UTC.
    pub recorded_at: u64,
    /// Identity of the event.
    pub id: EventId,
    /// Which event type it is.
    pub type_code: TypeCode,
    /// `SHA-256(0x02 || body)`.
    pub commitment: Hash,
}

impl Leaf {
    /// The bytes.
    #[must_use]
    pub fn encode(&self) -> [u8; LEAF_LEN] {
        let mut bytes = [0; LEAF_LEN];
        bytes[0] = LEAF_VERSION;
        bytes[1..9].copy_from_slice(&self.position.0.to_be_bytes());
        bytes[9..17].copy_from_slice(&self.recorded_at.to_be_bytes());
        bytes[17..33].copy_from_slice(self.id.0.as_bytes());
        bytes[33..35].copy_from_slice(&self.type_code.0.to_be_bytes());
        bytes[35..].copy_from_slice(&self.commitment);
        bytes
    }

    /// Reads the bytes.
    ///
    /// # Errors
    /// [`DecodeError::Version`] for any other version.
    pub fn decode(bytes: &[u8; LEAF_LEN]) -> Result<Leaf, DecodeError> {
        if bytes[0] != LEAF_VERSION {
            return Err(DecodeError::Version(bytes[0]));
        }
        Ok(Leaf {
            position: Position(u64::from_be_bytes(part(bytes, 1))),
            recorded_at: u64::from_be_bytes(part(bytes, 9)),
            id: EventId(Uuid::from_bytes(part(bytes, 17))),
            type_code: TypeCode(u16::from_be_bytes(part(bytes, 33))),
            commitment: part(bytes, 35),
        })
    }

    /// Fills position and time into a leaf at the front of a record, and the check at its end; the
    /// leaf's hash.
    pub(crate) fn stamp(record: &mut [u8], position: Position, recorded_at: u64) -> Hash {
        record[1..9].copy_from_slice(&position.0.to_be_bytes());
        record[9..17].copy_from_slice(&recorded_at.to_be_bytes());
        let hash = leaf_hash(&record[..LEAF_LEN]);
        let check_at = record.len() - CHECK_LEN;
        record[check_at..].copy_from_slice(&hash[..CHECK_LEN]);
        hash
    }
}

/// A fixed-length part of a leaf; offset and length are constants inside [`LEAF_LEN`].
fn part<const N: usize>(bytes: &[u8; LEAF_LEN], at: usize) -> [u8; N] {
    let mut out = [0; N];
    out.copy_from_slice(&bytes[at..at + N]);
    out
}
