//! Data keys: made on demand, wrapped under the root secret, looked up by subject and class.

use super::{
    KeyName, Subject, Vault,
    cache::DataKey,
    seal::{Cipher, Secret},
    tables::{ERASED, KEYS, NAMES},
};
use crate::{errors::StorageFault, types::KeyId};
use redb::{ReadableDatabase, ReadableTable, Table};
use std::sync::Arc;

/// Why keys were not made. None of the batch has been.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// A subject has been erased: it never gets a key again.
    #[error("the subject of item {index} has been erased")]
    Erased {
        /// Which of the items, from 0.
        index: usize,
    },
    /// The vault could not be read or written.
    #[error("the vault could not be read or written")]
    Storage(#[source] StorageFault),
}

impl<F: Into<StorageFault>> From<F> for KeysError {
    fn from(fault: F) -> KeysError {
        KeysError::Storage(fault.into())
    }
}

impl Vault {
    /// The key of each name, in the same order; those that are missing are made. All are durable on
    /// return, in one transaction: ask for many at once. The same name gets the same key forever.
    ///
    /// # Errors
    /// `Erased`, `Storage`: then nothing was made.
    pub fn ensure_keys(&self, names: &[KeyName]) -> Result<Vec<KeyId>, KeysError> {
        self.refuse_erased(names)?;
        if let Some(ids) = self.known_keys(names)? {
            return Ok(ids);
        }
        let transaction = self.inner.database.begin_write()?;
        let mut made = Vec::new();
        let mut ids = Vec::with_capacity(names.len());
        {
            // Asked again inside: an erasure may have come in between.
            let erased = transaction.open_table(ERASED)?;
            let mut by_name = transaction.open_table(NAMES)?;
            let mut keys = transaction.open_table(KEYS)?;
            for (index, name) in names.iter().enumerate() {
                if erased.get(&name.subject)?.is_some() {
                    return Err(KeysError::Erased { index });
                }
                let found = by_name.get(&name.to_bytes())?.map(|id| KeyId(*id.value()));
                ids.push(match found {
                    Some(id) => id,
                    None => self.make_key(*name, &mut by_name, &mut keys, &mut made)?,
                });
            }
        }
        transaction.commit()?;
        let mut cache = self.cache();
        made.into_iter().for_each(|(id, key)| cache.put(id, key));
        Ok(ids)
    }

    /// Marks a subject as erased, durably: from then on it gets no key, nothing is sealed for it and
    /// no identity is reserved for it. This is the first step of an erasure; the keys it has are
    /// destroyed by rewriting the vault's file.
    ///
    /// # Errors
    /// What the storage beneath reports.
    pub fn entomb(&self, subject: Subject) -> Result<(), StorageFault> {
        let transaction = self.inner.database.begin_write()?;
        {
            let mut erased = transaction.open_table(ERASED)?;
            if erased.get(&subject)?.is_none() {
                erased.insert(&subject, self.inner.world.now_us())?;
            }
        }
        transaction.commit()?;
        self.cache().erase(subject);
        Ok(())
    }

    /// Whether a subject has been erased.
    #[must_use]
    pub fn is_erased(&self, subject: &Subject) -> bool {
        self.cache().is_erased(subject)
    }

    /// The unwrapped data key, or `None` where the vault does not hold it or cannot unwrap it.
    pub(super) fn data_key(&self, id: KeyId) -> Result<Option<Arc<DataKey>>, StorageFault> {
        if let Some(key) = self.cache().get(id) {
            return Ok(Some(key));
        }
        let keys = self.inner.database.begin_read()?.open_table(KEYS)?;
        let Some(row) = keys.get(&id.0)? else { return Ok(None) };
        let row = row.value();
        let name = KeyName {
            subject: row[..16].try_into().expect("the row begins with 16 bytes of subject"),
            class: row[16],
        };
        let Some(secret) = self.wrapping(id, name).decrypt(b"", &row[17..]) else {
            return Err(StorageFault::Corrupt);
        };
        let secret = secret.as_slice().try_into().map_err(|_| StorageFault::Corrupt)?;
        let key = Arc::new(DataKey { subject: name.subject, secret: Secret::new(secret) });
        let mut cache = self.cache();
        if !cache.is_erased(&name.subject) {
            cache.put(id, Arc::clone(&key));
        }
        Ok(Some(key))
    }

    fn refuse_erased(&self, names: &[KeyName]) -> Result<(), KeysError> {
        let cache = self.cache();
        match names.iter().position(|name| cache.is_erased(&name.subject)) {
            Some(index) => Err(KeysError::Erased { index }),
            None => Ok(()),
        }
    }

    /// The ids, if every name has its key already: then nothing need be written.
    fn known_keys(&self, names: &[KeyName]) -> Result<Option<Vec<KeyId>>, StorageFault> {
        let table = self.inner.database.begin_read()?.open_table(NAMES)?;
        let mut ids = Vec::with_capacity(names.len());
        for name in names {
            match table.get(&name.to_bytes())? {
                Some(id) => ids.push(KeyId(*id.value())),
                None => return Ok(None),
            }
        }
        Ok(Some(ids))
    }

    fn make_key(
        &self,
        name: KeyName,
        by_name: &mut Table<'_, &[u8; 17], &[u8; 16]>,
        keys: &mut Table<'_, &[u8; 16], &[u8; 65]>,
        made: &mut Vec<(KeyId, Arc<DataKey>)>,
    ) -> Result<KeyId, StorageFault> {
        let mut id = KeyId([0; 16]);
        self.inner.world.fill(&mut id.0);
        let secret = Secret::random(&*self.inner.world);
        let wrapped = self.wrapping(id, name).encrypt(b"", secret.bytes().to_vec());
        let mut row = [0; 65];
        row[..17].copy_from_slice(&name.to_bytes());
        row[17..].copy_from_slice(&wrapped);
        by_name.insert(&name.to_bytes(), &id.0)?;
        keys.insert(&id.0, &row)?;
        made.push((id, Arc::new(DataKey { subject: name.subject, secret })));
        Ok(id)
    }

    /// Key and nonce that wrap one data key: `HKDF-Expand(wrap secret, "insyn/vault/data-key" || key
    /// id || subject || class)`. A row moved to another id, subject or class does not unwrap.
    fn wrapping(&self, id: KeyId, name: KeyName) -> Cipher {
        Cipher::derive(&self.inner.root.wrap, &[b"insyn/vault/data-key", &id.0, &name.to_bytes()])
    }
}

impl KeyName {
    /// Subject (16 bytes) and class.
    fn to_bytes(self) -> [u8; 17] {
        let mut bytes = [0; 17];
        bytes[..16].copy_from_slice(&self.subject);
        bytes[16] = self.class;
        bytes
    }
}
