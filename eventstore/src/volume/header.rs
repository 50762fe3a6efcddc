//! What a volume says of itself.

use crate::types::{Hash, Position};
use uuid::Uuid;

/// The version of the layout.
const VERSION: u8 = 1;
const LENGTH: usize = 57;

/// The header of a volume: version (1 byte), store id (16), first position (8, big-endian), root of
/// the log before the first position (32).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) store_id: Uuid,
    pub(crate) first: Position,
    pub(crate) root: Hash,
}

impl Header {
    pub(crate) fn encode(&self) -> [u8; LENGTH] {
        let mut bytes = [VERSION; LENGTH];
        bytes[1..17].copy_from_slice(self.store_id.as_bytes());
        bytes[17..25].copy_from_slice(&self.first.0.to_be_bytes());
        bytes[25..].copy_from_slice(&self.root);
        bytes
    }

    pub(crate) fn decode(bytes: &[u8]) -> Option<Header> {
        let (version, rest) = bytes.split_first()?;
        let (store_id, rest) = rest.split_first_chunk()?;
        let (first, root) = rest.split_first_chunk()?;
        let root = Hash::try_from(root).ok()?;
        (*version == VERSION).then(|| Header {
            store_id: Uuid::from_bytes(*store_id),
            first: Position(u64::from_be_bytes(*first)),
            root,
        })
    }
}
