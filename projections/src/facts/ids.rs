//! Ids interned to small numbers, in order of first appearance.

use std::hash::Hash;

use domain::id::{
    ClassId, EditionId, GuardianId, PointCode, PupilId, RoundId, SchoolUnitCode, StaffId,
};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// Numbers for keys: the same prefix of a log gives the same numbers.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(serialize = "K: Serialize", deserialize = "K: Deserialize<'de>"))]
pub(crate) struct Interner<K> {
    keys: Vec<K>,
    #[serde(skip)]
    index: FxHashMap<K, u32>,
    /// The number given out last: events come in runs of one round, school unit and assessor.
    #[serde(skip)]
    last: u32,
}

impl<K> Default for Interner<K> {
    fn default() -> Self {
        Self { keys: Vec::new(), index: FxHashMap::default(), last: 0 }
    }
}

impl<K: Copy + Eq + Hash> Interner<K> {
    /// The key's number; a new one where it is seen for the first time.
    pub(crate) fn intern(&mut self, key: K) -> u32 {
        if self.keys.get(self.last as usize) == Some(&key) {
            return self.last;
        }
        let keys = &mut self.keys;
        self.last = *self.index.entry(key).or_insert_with(|| {
            let number =
                u32::try_from(keys.len()).expect("fewer keys than positions, which are 32 bits");
            keys.push(key);
            number
        });
        self.last
    }

    /// The key's number, where it has one.
    pub(crate) fn get(&self, key: K) -> Option<u32> {
        if self.keys.get(self.last as usize) == Some(&key) {
            return Some(self.last);
        }
        self.index.get(&key).copied()
    }

    /// The key with this number.
    pub(crate) fn key(&self, number: u32) -> K {
        self.keys[number as usize]
    }

    /// All keys in order of number.
    pub(crate) fn keys(&self) -> &[K] {
        &self.keys
    }

    /// Rebuilds what is not saved.
    pub(crate) fn reindex(&mut self) {
        self.index = self.keys.iter().copied().zip(0..).collect();
    }
}

/// All interned ids.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Ids {
    pub(crate) pupils: Interner<PupilId>,
    pub(crate) schools: Interner<SchoolUnitCode>,
    pub(crate) classes: Interner<ClassId>,
    pub(crate) staff: Interner<StaffId>,
    pub(crate) guardians: Interner<GuardianId>,
    pub(crate) rounds: Interner<RoundId>,
    pub(crate) editions: Interner<EditionId>,
    pub(crate) points: Interner<PointCode>,
}

impl Ids {
    /// Rebuilds what is not saved.
    pub(crate) fn reindex(&mut self) {
        self.pupils.reindex();
        self.schools.reindex();
        self.classes.reindex();
        self.staff.reindex();
        self.guardians.reindex();
        self.rounds.reindex();
        self.editions.reindex();
        self.points.reindex();
    }
}

/// The row of a table indexed by an interned number, made where it is missing.
pub(crate) fn row<T: Default>(rows: &mut Vec<T>, number: u32) -> &mut T {
    let index = number as usize;
    if rows.len() <= index {
        rows.resize_with(index + 1, T::default);
    }
    &mut rows[index]
}
