//! The keys that have been unwrapped in this process, and who has been erased.

use super::{Subject, seal::Secret};
use crate::types::KeyId;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// The most keys of one generation; two are kept, of about 100 bytes a key.
const GENERATION: usize = 65_536;

/// An unwrapped data key and whose it is.
pub(super) struct DataKey {
    pub(super) subject: Subject,
    pub(super) secret: Secret,
}

/// A bounded cache in two generations: a key that was used during the last generation survives.
pub(super) struct Cache {
    erased: FxHashSet<Subject>,
    young: FxHashMap<KeyId, Arc<DataKey>>,
    old: FxHashMap<KeyId, Arc<DataKey>>,
}

impl Cache {
    pub(super) fn new(erased: FxHashSet<Subject>) -> Cache {
        Cache { erased, young: FxHashMap::default(), old: FxHashMap::default() }
    }

    pub(super) fn get(&mut self, id: KeyId) -> Option<Arc<DataKey>> {
        if let Some(key) = self.young.get(&id) {
            return Some(Arc::clone(key));
        }
        let key = self.old.remove(&id)?;
        self.put(id, Arc::clone(&key));
        Some(key)
    }

    pub(super) fn put(&mut self, id: KeyId, key: Arc<DataKey>) {
        if self.young.len() >= GENERATION {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(id, key);
    }

    pub(super) fn is_erased(&self, subject: &Subject) -> bool {
        self.erased.contains(subject)
    }

    /// Remembers that a subject has been erased and forgets its keys.
    pub(super) fn erase(&mut self, subject: Subject) {
        self.erased.insert(subject);
        self.young.retain(|_, key| key.subject != subject);
        self.old.retain(|_, key| key.subject != subject);
    }
}
