//! The log's signing key, and the place where signed checkpoints are kept.
//!
//! Checkpoints stand outside the volumes and outside every backup: a log that is put back from a
//! backup is therefore seen to be shorter than the last checkpoint, and says so. Only the latest one
//! is kept, because a consistency proof leads from any older one, in whoever's hands, to it.

use crate::{
    durable::{self, PrivateFileError},
    note::{Checkpoint, NoteError, SignerKey, VerifierKey},
    types::Hash,
};
use std::{
    io,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Name of the private key within the directory of keys.
pub const KEY_FILE: &str = "checkpoint.key";
/// Name of the public key within the directory of keys.
pub const VERIFIER_KEY_FILE: &str = "checkpoint.vkey";
/// Name of the latest checkpoint within the directory of checkpoints.
pub const LATEST_FILE: &str = "latest";

/// Why a signing key could not be made or read.
#[derive(Debug, thiserror::Error)]
pub enum SignerError {
    /// There is no signing key.
    #[error("there is no signing key")]
    Missing,
    /// A key is already there; it is never overwritten.
    #[error("there is a signing key already")]
    Exists,
    /// Others than the owner may read the key.
    #[error("the signing key's mode {mode:04o} lets others in")]
    Exposed {
        /// The permission bits found.
        mode: u32,
    },
    /// The origin or the key is not valid.
    #[error("the signing key is not valid")]
    Key(#[source] NoteError),
    /// The key file could not be read or written.
    #[error("the signing key could not be read or written")]
    Io(#[source] io::Error),
}

/// Signs the checkpoints of one log.
#[derive(Debug)]
pub struct Signer {
    key: SignerKey,
}

impl Signer {
    /// A signer that stands in memory only.
    ///
    /// # Errors
    /// `Key` for an origin that cannot name a key: empty, or with a space, a plus or a control.
    pub fn from_seed(origin: &str, seed: &[u8; 32]) -> Result<Signer, SignerError> {
        Ok(Signer { key: SignerKey::from_seed(origin, seed).map_err(SignerError::Key)? })
    }

    /// Makes the key of a new log: `checkpoint.key` (mode 0600) and `checkpoint.vkey` in the
    /// directory, which must exist. Both are durable on return.
    ///
    /// # Errors
    /// `Exists` rather than overwriting a key; `Key` for an unfit origin; `Io`.
    pub fn create(keys: &Path, origin: &str, seed: &[u8; 32]) -> Result<Signer, SignerError> {
        let signer = Signer::from_seed(origin, seed)?;
        let mut text = signer.key.to_secret_text();
        text.push('\n');
        let written = durable::write_new(&keys.join(KEY_FILE), text.as_bytes(), durable::PRIVATE);
        written.map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => SignerError::Exists,
            _ => SignerError::Io(error),
        })?;
        let verifier = format!("{}\n", signer.key.verifier());
        durable::write_new(&keys.join(VERIFIER_KEY_FILE), verifier.as_bytes(), durable::PUBLIC)
            .map_err(SignerError::Io)?;
        Ok(signer)
    }

    /// Reads the key that [`Signer::create`] made.
    ///
    /// # Errors
    /// `Missing`; `Exposed` for a file that others may read; `Key`; `Io`.
    pub fn load(keys: &Path) -> Result<Signer, SignerError> {
        let text = durable::read_private(&keys.join(KEY_FILE)).map_err(|error| match error {
            PrivateFileError::Exposed { mode } => SignerError::Exposed { mode },
            PrivateFileError::Io(error) if error.kind() == io::ErrorKind::NotFound => {
                SignerError::Missing
            }
            PrivateFileError::Io(error) => SignerError::Io(error),
        })?;
        let key = SignerKey::from_secret_text(text.trim_end()).map_err(SignerError::Key)?;
        Ok(Signer { key })
    }

    /// The log's origin, which is the name of the key.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.key.verifier().name()
    }

    /// The public key that checks what this signer signs.
    #[must_use]
    pub fn verifier(&self) -> &VerifierKey {
        self.key.verifier()
    }

    /// The signed checkpoint of a size and its root, as note text.
    #[must_use]
    pub fn sign(&self, size: u64, root: Hash) -> String {
        let checkpoint = Checkpoint { origin: self.origin().to_owned(), size, root };
        checkpoint.sign(&self.key).expect("the origin is the key's own, checked name").to_string()
    }
}

/// Why a checkpoint was not kept or found.
#[derive(Debug, thiserror::Error)]
pub enum CheckpointError {
    /// The directory of checkpoints does not exist.
    #[error("there is no directory of checkpoints")]
    Missing,
    /// The checkpoint does not go beyond the one that is kept.
    #[error("a checkpoint of size {size} does not follow the kept one of size {latest}")]
    NotGrowing {
        /// Size of the refused checkpoint.
        size: u64,
        /// Size of the latest checkpoint.
        latest: u64,
    },
    /// The checkpoint is malformed, wrongly signed or of another log.
    #[error("the checkpoint is not a valid one of this log")]
    Invalid(#[source] NoteError),
    /// The file could not be read or written.
    #[error("the checkpoint could not be read or written")]
    Io(#[source] io::Error),
}

/// A checkpoint with the signed note it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedCheckpoint {
    /// What the note says.
    pub checkpoint: Checkpoint,
    /// The note itself, to be handed on unchanged.
    pub note: String,
}

/// Keeps the latest signed checkpoint of one log, durably and only ever growing.
#[derive(Debug)]
pub struct CheckpointStore {
    verifier: VerifierKey,
    directory: Option<PathBuf>,
    latest: Mutex<Option<SignedCheckpoint>>,
}

impl CheckpointStore {
    /// A store in memory, for logs in memory.
    #[must_use]
    pub fn in_memory(verifier: VerifierKey) -> CheckpointStore {
        CheckpointStore { verifier, directory: None, latest: Mutex::new(None) }
    }

    /// Opens the directory and reads its latest checkpoint, checking the signature.
    ///
    /// # Errors
    /// `Missing` without the directory, which is never made here; `Invalid` for a checkpoint that is
    /// malformed, wrongly signed or of another log; `Io`.
    pub fn open(
        directory: &Path,
        verifier: VerifierKey,
    ) -> Result<CheckpointStore, CheckpointError> {
        if !directory.is_dir() {
            return Err(CheckpointError::Missing);
        }
        let note = durable::read_text(&directory.join(LATEST_FILE)).map_err(CheckpointError::Io)?;
        let latest = note.map(|note| signed(note, &verifier)).transpose()?;
        Ok(CheckpointStore {
            verifier,
            directory: Some(directory.to_owned()),
            latest: Mutex::new(latest),
        })
    }

    /// The key that checks the checkpoints.
    #[must_use]
    pub fn verifier(&self) -> &VerifierKey {
        &self.verifier
    }

    /// The latest checkpoint, if any was ever kept.
    #[must_use]
    pub fn latest(&self) -> Option<SignedCheckpoint> {
        self.lock().clone()
    }

    /// Checks and keeps a signed checkpoint; it is durable on return.
    ///
    /// # Errors
    /// `Invalid` for a wrong signature or origin; `NotGrowing` unless it is greater than the latest;
    /// `Io`, after which either the old or the new one is kept.
    pub fn put(&self, note: &str) -> Result<Checkpoint, CheckpointError> {
        let next = signed(note.to_owned(), &self.verifier)?;
        let mut latest = self.lock();
        if let Some(kept) = latest.as_ref() {
            let (size, latest) = (next.checkpoint.size, kept.checkpoint.size);
            if size <= latest {
                return Err(CheckpointError::NotGrowing { size, latest });
            }
        }
        if let Some(directory) = &self.directory {
            durable::replace(&directory.join(LATEST_FILE), note.as_bytes())
                .map_err(CheckpointError::Io)?;
        }
        let checkpoint = next.checkpoint.clone();
        *latest = Some(next);
        Ok(checkpoint)
    }

    fn lock(&self) -> MutexGuard<'_, Option<SignedCheckpoint>> {
        // The value is replaced whole, so that a panic elsewhere cannot leave half of one.
        self.latest.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn signed(note: String, verifier: &VerifierKey) -> Result<SignedCheckpoint, CheckpointError> {
    let checkpoint = Checkpoint::open(&note, verifier).map_err(CheckpointError::Invalid)?;
    Ok(SignedCheckpoint { checkpoint, note })
}
