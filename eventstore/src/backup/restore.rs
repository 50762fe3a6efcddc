//! Restoring: a whole, undamaged backup into an empty directory.

use super::{MANIFEST_FILE, copy::copy_durably, empty_directory, read_manifest};
use crate::{
    checkpoint::{KEY_FILE, LATEST_FILE, VERIFIER_KEY_FILE},
    directory::{CHECKPOINT_FOLDER, INDEX_FOLDER, KEY_FOLDER, LOG_FOLDER, STORE_FILE},
    durable,
    vault::{MASTER_KEY_FILE, VAULT_FILE},
};
use std::{
    fs, io,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

/// Why a backup was not restored. What was written of the target is not taken for a store.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// There is no whole backup here.
    #[error("there is no whole backup here")]
    Missing,
    /// The target holds something already.
    #[error("the target is not empty")]
    NotEmpty,
    /// A file of the backup is not the one its manifest names.
    #[error("{path} is not the file that was backed up")]
    Damaged {
        /// The file within the backup.
        path: String,
    },
    /// A file could not be read or written.
    #[error("the backup could not be restored")]
    Io(#[from] io::Error),
}

/// What was restored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RestoreReport {
    /// How many files of the backup.
    pub files: usize,
    /// How many bytes they hold.
    pub bytes: u64,
    /// Whether the signing key and the checkpoints of a living store were put beside them.
    pub joined: bool,
}

/// Restores a backup into a directory that is empty or does not exist. Every file is checked against
/// the manifest and durable on return; the file `store` comes last, so that half a restore is no
/// store.
///
/// Keys and checkpoints are in no backup. `live` is a store directory to take them from: the one that
/// was lost, or what is left of it. If the backup is older than its last checkpoint, opening the
/// restored store says `RolledBack`: that is the truth, and events after the backup are lost. Without
/// `live`, put `keys/` and `checkpoints/` there before opening.
///
/// # Errors
/// See [`RestoreError`].
pub fn restore(
    backup: &Path,
    target: &Path,
    live: Option<&Path>,
) -> Result<RestoreReport, RestoreError> {
    let manifest = read_manifest(backup)?.ok_or(RestoreError::Missing)?;
    if !empty_directory(target)? {
        return Err(RestoreError::NotEmpty);
    }
    for folder in [LOG_FOLDER, INDEX_FOLDER, CHECKPOINT_FOLDER, KEY_FOLDER, "vault"] {
        durable::private_directory(&target.join(folder))?;
    }
    let joined = live.map(|live| join(live, target)).transpose()?.is_some();
    let mut report = RestoreReport { files: 0, bytes: 0, joined };
    let (last, others): (Vec<_>, Vec<_>) =
        manifest.entries.iter().partition(|entry| entry.path == STORE_FILE);
    for entry in others.into_iter().chain(last) {
        let damaged = || RestoreError::Damaged { path: entry.path.clone() };
        if !belongs_in_backup(&entry.path) {
            return Err(damaged());
        }
        let to = target.join(&entry.path);
        if copy_durably(&backup.join(&entry.path), &to)? != (entry.digest, entry.bytes) {
            fs::remove_file(&to)?;
            return Err(damaged());
        }
        durable::sync_directory(to.parent().unwrap_or(target))?;
        report.files += 1;
        report.bytes += entry.bytes;
    }
    Ok(report)
}

/// Whether a file is one that a backup may hold: never a key, a checkpoint or a manifest.
fn belongs_in_backup(path: &str) -> bool {
    let in_log = path.strip_prefix(LOG_FOLDER).is_some_and(|rest| rest.starts_with('/'));
    path != MANIFEST_FILE && (in_log || path == STORE_FILE || path == VAULT_FILE)
}

/// Puts the keys and the latest checkpoint of a living store beside the restored files.
fn join(live: &Path, target: &Path) -> Result<(), io::Error> {
    let within = |folder: &str, name: &str| PathBuf::from(folder).join(name);
    let files = [
        within(KEY_FOLDER, KEY_FILE),
        within(KEY_FOLDER, VERIFIER_KEY_FILE),
        PathBuf::from(MASTER_KEY_FILE),
        within(CHECKPOINT_FOLDER, LATEST_FILE),
    ];
    for file in files {
        let (from, to) = (live.join(&file), target.join(&file));
        if !from.exists() {
            continue;
        }
        let mode = fs::metadata(&from)?.permissions().mode() & 0o777;
        durable::write_new(&to, &fs::read(&from)?, mode)?;
    }
    Ok(())
}
