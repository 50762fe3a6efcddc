//! The index in memory.

use super::{EVERY_EVENT, Entry, KeyedItem, Lookup};
use crate::types::TypeCode;
use rustc_hash::FxHashMap;
use std::convert::Infallible;
use std::ops::Range;

/// The events under one key, ascending. Most keys have one event, which then needs no allocation.
#[derive(Debug, Clone)]
enum Postings {
    One(u16, u32),
    Many(Vec<(u16, u32)>),
}

impl Postings {
    fn as_pairs(&self) -> PairsRef<'_> {
        match self {
            Postings::One(kind, offset) => PairsRef::One((*kind, *offset)),
            Postings::Many(pairs) => PairsRef::Many(pairs),
        }
    }

    fn push(&mut self, kind: u16, offset: u32) {
        match self {
            Postings::One(first_kind, first) => {
                *self = Postings::Many(vec![(*first_kind, *first), (kind, offset)]);
            }
            Postings::Many(pairs) => pairs.push((kind, offset)),
        }
    }
}

/// A borrowed view of postings.
enum PairsRef<'a> {
    One((u16, u32)),
    Many(&'a [(u16, u32)]),
}

impl PairsRef<'_> {
    fn as_slice(&self) -> &[(u16, u32)] {
        match self {
            PairsRef::One(pair) => std::slice::from_ref(pair),
            PairsRef::Many(pairs) => pairs,
        }
    }
}

/// The index of the open volume, or of one that was just sealed.
#[derive(Debug, Clone, Default)]
pub(crate) struct MemoryIndex {
    keys: FxHashMap<u64, Postings>,
    /// The type of each event, by offset: the postings of [`EVERY_EVENT`].
    types: Vec<u16>,
}

impl MemoryIndex {
    /// Adds the next event.
    pub(crate) fn push_event(&mut self, offset: u32, type_code: TypeCode, tags: &[u64]) {
        for key in tags {
            self.add(*key, type_code.0, offset);
        }
        self.types.push(type_code.0);
    }

    /// Adds an append: its command's key, how many events, and the offset of the first.
    pub(crate) fn push_command(&mut self, key: u64, count: u16, first: u32) {
        self.add(key, count, first);
    }

    fn add(&mut self, key: u64, kind: u16, offset: u32) {
        match self.keys.entry(key) {
            std::collections::hash_map::Entry::Occupied(mut entry) => {
                entry.get_mut().push(kind, offset);
            }
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert(Postings::One(kind, offset));
            }
        }
    }

    /// The appends under a command's key: count and offset of the first event.
    pub(crate) fn commands(&self, key: u64) -> Vec<(u16, u32)> {
        self.keys.get(&key).map_or_else(Vec::new, |found| found.as_pairs().as_slice().to_vec())
    }

    /// Everything, sorted as a file holds it.
    pub(crate) fn entries(&self) -> Vec<Entry> {
        let mut entries = Vec::new();
        for (offset, kind) in (0..).zip(&self.types) {
            entries.push(Entry { key: EVERY_EVENT, kind: *kind, offset });
        }
        for (key, postings) in &self.keys {
            let pairs = postings.as_pairs();
            let entry =
                |(kind, offset): &(u16, u32)| Entry { key: *key, kind: *kind, offset: *offset };
            entries.extend(pairs.as_slice().iter().map(entry));
        }
        entries.sort_unstable();
        entries
    }
}

impl Lookup for MemoryIndex {
    type Error = Infallible;

    fn weight(&self, key: u64) -> usize {
        self.keys.get(&key).map_or(0, |found| found.as_pairs().as_slice().len())
    }

    fn under(
        &self,
        key: u64,
        item: &KeyedItem,
        range: &Range<u32>,
        found: &mut Vec<u32>,
    ) -> Result<(), Infallible> {
        if key == EVERY_EVENT {
            let wanted = (0..).zip(&self.types).skip(range.start as usize);
            let within = wanted.take_while(|(offset, _)| *offset < range.end);
            found.extend(within.filter(|(_, kind)| item.wants(**kind)).map(|(offset, _)| offset));
            return Ok(());
        }
        let Some(postings) = self.keys.get(&key) else { return Ok(()) };
        let pairs = postings.as_pairs();
        let pairs = pairs.as_slice();
        let start = pairs.partition_point(|(_, offset)| *offset < range.start);
        let within = pairs[start..].iter().take_while(|(_, offset)| *offset < range.end);
        // All lists are in memory here, so the other tags narrow the candidates before any is read.
        let others = || item.tags.iter().filter(|other| **other != key);
        let wanted = within.filter(|(kind, offset)| {
            item.wants(*kind) && others().all(|other| self.holds(*other, *offset))
        });
        found.extend(wanted.map(|(_, offset)| *offset));
        Ok(())
    }
}

impl MemoryIndex {
    fn holds(&self, key: u64, offset: u32) -> bool {
        self.keys.get(&key).is_some_and(|found| {
            found.as_pairs().as_slice().binary_search_by_key(&offset, |(_, at)| *at).is_ok()
        })
    }
}
