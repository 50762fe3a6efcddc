//! Backup and restore: the volumes, the vault and the file that says what the store is.
//!
//! A backup never holds keys or checkpoints. Without the master key the vault in it opens nothing, so
//! both must not lie in one place; and because the checkpoints stay with the store that lives, a log
//! that was put back from an older backup is recognised as rolled back.
//!
//! Each backup is whole and never changed again. One that is given its predecessor shares those
//! sealed volumes that have not changed with it (as hard links), so that each is copied once.

mod copy;
mod manifest;
mod restore;

pub use restore::{RestoreError, RestoreReport, restore};

use crate::{
    directory::{Directory, Files, LOG_FOLDER, STORE_FILE},
    durable,
    errors::{OpenError, ReadError, StorageFault},
    log::Log,
    metadata::Metadata,
    segment::Segment,
    types::Position,
    vault::{VAULT_FILE, Vault},
    volume::{first_of_name, volume_path},
};
use copy::Target;
use manifest::Manifest;
use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

/// The manifest's name within a backup. A directory without one is not a whole backup.
pub const MANIFEST_FILE: &str = "backup";

/// Why no backup was made. What was written of it has no manifest and is not taken for one.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// There is no store to back up.
    #[error("there is no store here")]
    Missing,
    /// The store is open in another process, which must make the backup itself.
    #[error("the store is in use by another process")]
    InUse,
    /// The store is not one this program can read.
    #[error("the store cannot be read")]
    Store(#[source] Box<OpenError>),
    /// The store stands in memory.
    #[error("a store in memory has no files to back up")]
    NoFiles,
    /// The target holds something already.
    #[error("the target is not empty")]
    NotEmpty,
    /// The predecessor is not a backup, or one of another store.
    #[error("the predecessor is not a backup of this store")]
    Predecessor,
    /// The events could not be read.
    #[error("the events could not be read")]
    Read(#[source] ReadError),
    /// The storage beneath failed.
    #[error("the backup could not be written")]
    Storage(#[source] StorageFault),
}

impl<F: Into<StorageFault>> From<F> for BackupError {
    fn from(fault: F) -> BackupError {
        BackupError::Storage(fault.into())
    }
}

/// What a backup holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackupReport {
    /// How many volumes.
    pub volumes: usize,
    /// How many of them are shared with the predecessor.
    pub shared: usize,
    /// How many bytes were written.
    pub written: u64,
}

/// Where a volume is copied from.
enum Source {
    /// A file nobody writes.
    File(Position, PathBuf),
    /// The rows of a volume in use, as of one read transaction.
    Rows(Arc<Segment>),
}

/// Backs up a store in use, as it stands now, while it is written.
///
/// The log is copied before the vault: keys are durable before the events that use them, so the copy
/// of the vault holds every key of the copy of the log. `target` must be empty or not exist.
///
/// # Errors
/// See [`BackupError`].
pub fn backup(
    log: &Log,
    vault: &Vault,
    target: &Path,
    predecessor: Option<&Path>,
) -> Result<BackupReport, BackupError> {
    let engine = log.engine();
    let directory = engine.directory.path().ok_or(BackupError::NoFiles)?;
    let mut target = Target::begin(target, engine.metadata.id, predecessor)?;
    let sources = engine.segments().into_iter().map(|segment| {
        let first = segment.first();
        match segment.volume.is_sealed() {
            true => Source::File(first, directory.join(volume_path(first))),
            false => Source::Rows(segment),
        }
    });
    copy_volumes(&mut target, sources)?;
    vault.copy_to(&target.path(VAULT_FILE)).map_err(BackupError::Storage)?;
    target.written(VAULT_FILE)?;
    target.file(STORE_FILE, engine.metadata.to_text().as_bytes())?;
    target.finish()
}

/// Backs up a store that nobody has open. `target` must be empty or not exist.
///
/// # Errors
/// `InUse` when somebody has; others as in [`BackupError`].
pub fn backup_closed(
    store: &Path,
    target: &Path,
    predecessor: Option<&Path>,
) -> Result<BackupReport, BackupError> {
    let files = Files::new(store);
    let text = files.load(STORE_FILE)?.ok_or(BackupError::Missing)?;
    let metadata = Metadata::parse(&text).map_err(|error| BackupError::Store(Box::new(error)))?;
    let _lock = match files.lock(false) {
        Ok(Some(lock)) => Some(lock),
        Ok(None) => return Err(BackupError::InUse),
        // A restored store that was never opened has no lock file yet.
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error.into()),
    };
    let mut target = Target::begin(target, metadata.id, predecessor)?;
    let names = files.names(LOG_FOLDER)?;
    let firsts = names.iter().filter_map(|name| first_of_name(name));
    let sources = firsts.map(|first| Source::File(first, store.join(volume_path(first))));
    copy_volumes(&mut target, sources)?;
    let vault = store.join(VAULT_FILE);
    if vault.exists() {
        target.copy(&vault, VAULT_FILE)?;
    }
    target.file(STORE_FILE, &text)?;
    target.finish()
}

fn copy_volumes(
    target: &mut Target,
    sources: impl Iterator<Item = Source>,
) -> Result<(), BackupError> {
    for source in sources {
        target.report.volumes += 1;
        match source {
            Source::File(first, path) => target.share_or_copy(&path, &volume_path(first))?,
            Source::Rows(segment) => {
                let path = volume_path(segment.first());
                copy::copy_rows(&segment.volume, &target.path(&path))?;
                target.written(&path)?;
            }
        }
    }
    Ok(())
}

/// Makes a directory that must be new or empty.
fn empty_directory(path: &Path) -> Result<bool, io::Error> {
    durable::private_directory(path)?;
    Ok(std::fs::read_dir(path)?.next().is_none())
}

/// Reads the manifest of a whole backup.
fn read_manifest(backup: &Path) -> Result<Option<Manifest>, io::Error> {
    let text = durable::read_text(&backup.join(MANIFEST_FILE))?;
    Ok(text.as_deref().and_then(Manifest::parse))
}
