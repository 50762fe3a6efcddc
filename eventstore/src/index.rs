//! The derived index of one volume: which events carry a tag, which are of a type, which command
//! led to which. Nothing in it is needed to keep the log; deleting it loses nothing.
//!
//! Tags and command ids stand as 64-bit hashes, so what the index answers are *candidates*, in
//! order, never too few; the caller compares them with the stored bytes. Offsets count from the
//! volume's first event. The index of the open volume is in memory ([`memory`]) and may run ahead
//! of the commit: readers pass over what is not committed yet. A sealed volume has it as a file
//! ([`file`]).

pub(crate) mod file;
pub(crate) mod memory;

pub(crate) use file::FileIndex;
pub(crate) use memory::MemoryIndex;

use crate::types::{Boundary, CommandId, Query, TypeCode};

/// One fact of the index: the key's hash, the event's type (for a command: how many events), and
/// the event's offset in the volume. Sorted in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry {
    pub(crate) key: u64,
    pub(crate) kind: u16,
    pub(crate) offset: u32,
}

/// The key under which every event stands, so that a query by type alone finds it.
pub(crate) const EVERY_EVENT: u64 = 0;

/// The key of a tag.
pub(crate) fn tag_key(tag: &str) -> u64 {
    hash(b't', tag.as_bytes())
}

/// The key of a command id.
pub(crate) fn command_key(id: CommandId) -> u64 {
    hash(b'c', id.0.as_bytes())
}

/// FNV-1a of 64 bits and a final mix: stable across releases, because it stands in files. Nothing
/// hangs on its strength; a collision costs one comparison.
fn hash(domain: u8, bytes: &[u8]) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325_u64;
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    let mut hash = std::iter::once(&domain).chain(bytes).fold(start, step);
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^= hash >> 32;
    // Zero is taken by EVERY_EVENT.
    hash.max(1)
}

/// An alternative of a query with its tags as keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeyedItem {
    pub(crate) types: Vec<TypeCode>,
    pub(crate) tags: Vec<u64>,
}

impl KeyedItem {
    pub(crate) fn of(query: &Query) -> Vec<KeyedItem> {
        let keyed = |item: &crate::types::QueryItem| KeyedItem {
            types: item.types.clone(),
            tags: item.tags.iter().map(|tag| tag_key(tag.as_str())).collect(),
        };
        query.items.iter().map(keyed).collect()
    }

    /// Whether it asks for everything, so that no index is needed.
    fn is_everything(&self) -> bool {
        self.types.is_empty() && self.tags.is_empty()
    }

    pub(crate) fn wants(&self, kind: u16) -> bool {
        self.types.is_empty() || self.types.contains(&TypeCode(kind))
    }
}

/// A boundary with its query's tags as keys.
#[derive(Debug, Clone)]
pub(crate) struct KeyedBoundary {
    pub(crate) boundary: Boundary,
    pub(crate) items: Vec<KeyedItem>,
}

impl KeyedBoundary {
    pub(crate) fn of(boundary: Boundary) -> KeyedBoundary {
        KeyedBoundary { items: KeyedItem::of(&boundary.query), boundary }
    }
}

/// What both forms of the index answer.
pub(crate) trait Lookup {
    /// What can go wrong.
    type Error;

    /// Roughly how many events stand under a key.
    fn weight(&self, key: u64) -> usize;

    /// The offsets within the range of the events under a key whose type the item wants, in no
    /// particular order.
    fn under(
        &self,
        key: u64,
        item: &KeyedItem,
        range: &std::ops::Range<u32>,
        found: &mut Vec<u32>,
    ) -> Result<(), Self::Error>;

    /// Candidates for any of the items within the range, ascending, each once.
    fn candidates(
        &self,
        items: &[KeyedItem],
        range: std::ops::Range<u32>,
    ) -> Result<Vec<u32>, Self::Error> {
        if items.iter().any(KeyedItem::is_everything) {
            return Ok(range.collect());
        }
        let mut found = Vec::new();
        for item in items {
            // Whoever carries all tags carries the rarest.
            let key = item.tags.iter().copied().min_by_key(|key| self.weight(*key));
            self.under(key.unwrap_or(EVERY_EVENT), item, &range, &mut found)?;
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }
}

#[cfg(test)]
mod tests;
