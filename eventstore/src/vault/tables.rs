//! The rows of the vault's file. `docs/storage.md` draws every one.

use super::{FORMAT, Subject, VaultError};
use crate::errors::StorageFault;
use redb::{
    Database, Key, ReadTransaction, ReadableDatabase, ReadableTable, TableDefinition, TableError,
    Value,
};
use rustc_hash::FxHashSet;
use std::path::Path;

/// Format and wrapped root secret.
const META: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("meta");
/// Key id -> subject (16), class (1), wrapped data key (48).
pub(super) const KEYS: TableDefinition<'_, &[u8; 16], &[u8; 65]> = TableDefinition::new("keys");
/// Subject (16) and class (1) -> key id.
pub(super) const NAMES: TableDefinition<'_, &[u8; 17], &[u8; 16]> = TableDefinition::new("names");
/// HMAC of an outside identity -> subject.
pub(super) const IDENTITIES: TableDefinition<'_, &[u8; 32], &[u8; 16]> =
    TableDefinition::new("identities");
/// Erased subject -> when, in microseconds since 1970 UTC.
pub(super) const ERASED: TableDefinition<'_, &[u8; 16], u64> = TableDefinition::new("erased");

/// What the root secret is wrapped for; the master key checks it.
pub(super) const ROOT_CONTEXT: &[u8] = b"insyn/vault/root/1";
const FORMAT_ROW: &str = "format";
const ROOT_ROW: &str = "root";

/// Writes the first rows, and makes every table.
pub(super) fn write_root(database: &Database, wrapped: &[u8]) -> Result<(), StorageFault> {
    let transaction = database.begin_write()?;
    {
        let mut meta = transaction.open_table(META)?;
        meta.insert(FORMAT_ROW, &FORMAT.to_be_bytes()[..])?;
        meta.insert(ROOT_ROW, wrapped)?;
        transaction.open_table(KEYS)?;
        transaction.open_table(NAMES)?;
        transaction.open_table(IDENTITIES)?;
        transaction.open_table(ERASED)?;
    }
    Ok(transaction.commit()?)
}

/// Checks the format and reads the wrapped root secret.
pub(super) fn read_root(database: &Database) -> Result<Vec<u8>, VaultError> {
    let storage = |fault: StorageFault| VaultError::Storage(fault);
    let transaction = database.begin_read().map_err(|error| storage(error.into()))?;
    let meta = match transaction.open_table(META) {
        Err(TableError::Storage(error)) => return Err(storage(error.into())),
        // A table that is absent or of other types: some other program's file.
        Err(_) => return Err(VaultError::Foreign),
        Ok(meta) => meta,
    };
    let row = |name| -> Result<Vec<u8>, VaultError> {
        let value = meta.get(name).map_err(|error| storage(error.into()))?;
        value.map(|value| value.value().to_vec()).ok_or(VaultError::Foreign)
    };
    let format = row(FORMAT_ROW)?.try_into().map_err(|_| VaultError::Foreign)?;
    match u32::from_be_bytes(format) {
        FORMAT => row(ROOT_ROW),
        0 => Err(VaultError::Foreign),
        format => Err(VaultError::Newer { format }),
    }
}

/// Reads the tombstones.
pub(super) fn read_erased(database: &Database) -> Result<FxHashSet<Subject>, StorageFault> {
    let table = database.begin_read()?.open_table(ERASED)?;
    let mut erased = FxHashSet::default();
    for row in table.iter()? {
        erased.insert(*row?.0.value());
    }
    Ok(erased)
}

/// Copies every row of a snapshot to a new file, which is durable on return.
pub(super) fn copy(from: &ReadTransaction, path: &Path) -> Result<(), StorageFault> {
    let database = Database::create(path)?;
    let to = database.begin_write()?;
    copy_table(from, &to, META)?;
    copy_table(from, &to, KEYS)?;
    copy_table(from, &to, NAMES)?;
    copy_table(from, &to, IDENTITIES)?;
    copy_table(from, &to, ERASED)?;
    to.commit()?;
    drop(database);
    if let Some(parent) = path.parent() {
        crate::durable::sync_directory(parent)?;
    }
    Ok(())
}

fn copy_table<K: Key + 'static, V: Value + 'static>(
    from: &ReadTransaction,
    to: &redb::WriteTransaction,
    definition: TableDefinition<'_, K, V>,
) -> Result<(), StorageFault> {
    let source = from.open_table(definition)?;
    let mut target = to.open_table(definition)?;
    for row in source.iter()? {
        let (key, value) = row?;
        target.insert(key.value(), value.value())?;
    }
    Ok(())
}
