//! The look-up from an outside identity (a civic number, an id in another system) to a subject.
//!
//! Only `HMAC-SHA-256(look-up secret, namespace length || namespace || value)` is stored. A civic
//! number has few possible values, so a plain hash would be as good as the number itself; the secret
//! makes trying useless to whoever holds a copy of the file without the master key.

use super::{
    Subject, Vault,
    tables::{ERASED, IDENTITIES},
};
use crate::errors::StorageFault;
use redb::{ReadableDatabase, ReadableTable};
use std::fmt;

/// The most bytes of a namespace.
const NAMESPACE_MAX: usize = 255;

/// An outside identity and the subject that it is, or shall be, reserved for.
///
/// `value` is taken as it is: whoever asks writes one identity one way. `Debug` leaves it out.
#[derive(Clone, Copy)]
pub struct Identity<'a> {
    /// Which kind of identity, such as `civic-number`; 1 to 255 bytes.
    pub namespace: &'a str,
    /// The identity itself.
    pub value: &'a str,
    /// Whose it is.
    pub subject: Subject,
}

/// What a reservation found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reserved {
    /// The identity was free and now leads to the subject given.
    New,
    /// The identity led to this subject already, and still does.
    Existing(Subject),
}

/// Why identities were not reserved or replaced. Nothing of the batch has been.
#[derive(Debug, thiserror::Error)]
pub enum IdentityError {
    /// A namespace is empty or longer than 255 bytes.
    #[error("the namespace of item {index} is empty or too long")]
    Namespace {
        /// Which of the items, from 0.
        index: usize,
    },
    /// A subject has been erased: no identity leads to it again.
    #[error("the subject of item {index} has been erased")]
    Erased {
        /// Which of the items, from 0.
        index: usize,
    },
    /// The old identity does not lead to the subject given.
    #[error("the identity to replace is not the subject's")]
    NotHeld,
    /// The new identity leads to another subject.
    #[error("the new identity leads to another subject")]
    Taken {
        /// The other subject.
        by: Subject,
    },
    /// The vault could not be read or written.
    #[error("the vault could not be read or written")]
    Storage(#[source] StorageFault),
}

impl<F: Into<StorageFault>> From<F> for IdentityError {
    fn from(fault: F) -> IdentityError {
        IdentityError::Storage(fault.into())
    }
}

impl Vault {
    /// Reserves each identity for its subject, unless it leads to one already; in order, so that the
    /// second of two equal identities finds the first. All durable on return, in one transaction.
    ///
    /// # Errors
    /// `Namespace`, `Erased`, `Storage`: then nothing was reserved.
    pub fn reserve(&self, identities: &[Identity<'_>]) -> Result<Vec<Reserved>, IdentityError> {
        let hashed = self.hash_all(identities)?;
        if let Some(found) = self.all_reserved(&hashed)? {
            return Ok(found);
        }
        let transaction = self.inner.database.begin_write()?;
        let mut found = Vec::with_capacity(identities.len());
        {
            let erased = transaction.open_table(ERASED)?;
            let mut table = transaction.open_table(IDENTITIES)?;
            for (index, (hash, identity)) in hashed.iter().zip(identities).enumerate() {
                let held = table.get(hash)?.map(|subject| *subject.value());
                if let Some(subject) = held {
                    found.push(Reserved::Existing(subject));
                } else if erased.get(&identity.subject)?.is_some() {
                    return Err(IdentityError::Erased { index });
                } else {
                    table.insert(hash, &identity.subject)?;
                    found.push(Reserved::New);
                }
            }
        }
        transaction.commit()?;
        Ok(found)
    }

    /// The subject an identity leads to, if any.
    ///
    /// # Errors
    /// What the storage beneath reports.
    pub fn find(&self, namespace: &str, value: &str) -> Result<Option<Subject>, StorageFault> {
        let Some(hash) = self.hash(namespace, value) else { return Ok(None) };
        let table = self.inner.database.begin_read()?.open_table(IDENTITIES)?;
        Ok(table.get(&hash)?.map(|subject| *subject.value()))
    }

    /// Replaces a subject's identity by another in the same namespace: a temporary civic number by
    /// the real one. Durable on return; the same again changes nothing.
    ///
    /// # Errors
    /// `NotHeld` unless `old` leads to the subject (or the replacement was made before); `Taken`
    /// when `new` leads to another; `Namespace`, `Erased`, `Storage`.
    pub fn replace(&self, old: &Identity<'_>, new: &str) -> Result<(), IdentityError> {
        let namespace = IdentityError::Namespace { index: 0 };
        let Some(old_hash) = self.hash(old.namespace, old.value) else { return Err(namespace) };
        let Some(new_hash) = self.hash(old.namespace, new) else { return Err(namespace) };
        if self.is_erased(&old.subject) {
            return Err(IdentityError::Erased { index: 0 });
        }
        let transaction = self.inner.database.begin_write()?;
        {
            let mut table = transaction.open_table(IDENTITIES)?;
            let before = table.get(&old_hash)?.map(|subject| *subject.value());
            let after = table.get(&new_hash)?.map(|subject| *subject.value());
            match (before, after) {
                (_, Some(by)) if by != old.subject => return Err(IdentityError::Taken { by }),
                (None, Some(_)) => return Ok(()),
                (Some(holder), _) if holder == old.subject => {}
                _ => return Err(IdentityError::NotHeld),
            }
            table.remove(&old_hash)?;
            table.insert(&new_hash, &old.subject)?;
        }
        Ok(transaction.commit()?)
    }

    fn hash_all(&self, identities: &[Identity<'_>]) -> Result<Vec<[u8; 32]>, IdentityError> {
        let hash = |(index, identity): (usize, &Identity<'_>)| {
            self.hash(identity.namespace, identity.value).ok_or(IdentityError::Namespace { index })
        };
        identities.iter().enumerate().map(hash).collect()
    }

    fn hash(&self, namespace: &str, value: &str) -> Option<[u8; 32]> {
        if namespace.is_empty() || namespace.len() > NAMESPACE_MAX {
            return None;
        }
        let len = u8::try_from(namespace.len()).ok()?;
        Some(self.inner.root.lookup.mac(&[&[len], namespace.as_bytes(), value.as_bytes()]))
    }

    /// What each identity leads to, if all do: then nothing need be written.
    fn all_reserved(&self, hashes: &[[u8; 32]]) -> Result<Option<Vec<Reserved>>, StorageFault> {
        let table = self.inner.database.begin_read()?.open_table(IDENTITIES)?;
        let mut found = Vec::with_capacity(hashes.len());
        for hash in hashes {
            match table.get(hash)? {
                Some(subject) => found.push(Reserved::Existing(*subject.value())),
                None => return Ok(None),
            }
        }
        Ok(Some(found))
    }
}

impl fmt::Debug for Identity<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity").field("namespace", &self.namespace).finish_non_exhaustive()
    }
}
