//! Entries in order of position, never overwritten.

use domain::calendar::Day;
use serde::{Deserialize, Serialize};

/// What one event wrote, and where it stands.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Entry<T> {
    /// Position of the event.
    pub(crate) position: u32,
    /// What it wrote.
    pub(crate) value: T,
}

/// The entries of one key, oldest position first.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct History<T> {
    entries: Vec<Entry<T>>,
}

impl<T> Default for History<T> {
    fn default() -> Self {
        Self { entries: Vec::new() }
    }
}

/// A fact that holds from a day on.
pub(crate) trait Dated {
    /// The first day it holds.
    fn from(&self) -> Day;
}

impl<T> History<T> {
    /// Adds what the event at `position` wrote.
    pub(crate) fn push(&mut self, position: u32, value: T) {
        self.entries.push(Entry { position, value });
    }

    /// The entries below a size.
    pub(crate) fn before(&self, limit: u32) -> &[Entry<T>] {
        &self.entries[..self.entries.partition_point(|entry| entry.position < limit)]
    }

    /// The last entry below a size.
    pub(crate) fn at(&self, limit: u32) -> Option<&Entry<T>> {
        self.before(limit).last()
    }

    /// The first entry, if it is below a size.
    pub(crate) fn first(&self, limit: u32) -> Option<&Entry<T>> {
        self.entries.first().filter(|entry| entry.position < limit)
    }
}

impl<T: Dated> History<T> {
    /// In force on a day: the entry with the latest `from` not after the day; of the same `from`, the
    /// one recorded last (the rule of dated facts).
    pub(crate) fn in_force(&self, day: Day, limit: u32) -> Option<&Entry<T>> {
        self.before(limit)
            .iter()
            .filter(|entry| entry.value.from() <= day)
            .max_by_key(|entry| (entry.value.from(), entry.position))
    }
}
