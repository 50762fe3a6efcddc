//! The master key: what opens the vault, and the file it stands in by default.

use super::seal::{Cipher, Secret};
use crate::{
    durable::{self, PrivateFileError},
    types::World,
};
use base64::{Engine, prelude::BASE64_STANDARD};
use std::{fmt, io, path::Path};
use zeroize::Zeroizing;

/// What stands before the key in its file, so that another file is not taken for one.
const FILE_MARK: &str = "insyn-master-key-1 ";

/// Why a master key was not of use.
#[derive(Debug, thiserror::Error)]
pub enum MasterKeyError {
    /// There is no master key.
    #[error("there is no master key")]
    Missing,
    /// There is a master key already; it is never overwritten.
    #[error("there is a master key already")]
    Exists,
    /// Others than the owner may read the key file.
    #[error("the master key's mode {mode:04o} lets others in")]
    Exposed {
        /// The permission bits found.
        mode: u32,
    },
    /// The file does not hold a master key.
    #[error("the file holds no master key")]
    Malformed,
    /// The wrapped secret was made by another master key, or has been changed.
    #[error("the secret was wrapped by another master key")]
    Wrong,
    /// The key file could not be read or written, or a remote key could not be asked.
    #[error("the master key could not be read or written")]
    Io(#[source] io::Error),
}

/// Wraps and unwraps secrets. The key itself never leaves its holder, which may be a file here or a
/// key management service elsewhere.
pub trait MasterKey: Send + Sync {
    /// Wraps a secret. `context` says what it is for; unwrapping needs the same.
    ///
    /// # Errors
    /// `Io` when the key cannot be asked.
    fn wrap(&self, context: &[u8], secret: &[u8; 32]) -> Result<Vec<u8>, MasterKeyError>;

    /// Unwraps what [`MasterKey::wrap`] made.
    ///
    /// # Errors
    /// `Wrong` for another key, another context or changed bytes; `Io`.
    fn unwrap(&self, context: &[u8], wrapped: &[u8])
    -> Result<Zeroizing<[u8; 32]>, MasterKeyError>;
}

/// A master key of 32 bytes that stands in a file only its owner may read.
///
/// The file is one line: `insyn-master-key-1 ` and the key in base64. A secret is wrapped with
/// AES-256-GCM-SIV under key and nonce `HKDF-Expand(master key, "insyn/master/wrap" || context)`.
pub struct MasterKeyFile {
    secret: Secret,
}

impl MasterKeyFile {
    /// A random key that stands in memory only.
    #[must_use]
    pub fn random(world: &dyn World) -> MasterKeyFile {
        MasterKeyFile { secret: Secret::random(world) }
    }

    /// Makes a random key and its file, mode 0600, durable on return.
    ///
    /// # Errors
    /// `Exists` rather than overwriting a key; `Io`.
    pub fn create(path: &Path, world: &dyn World) -> Result<MasterKeyFile, MasterKeyError> {
        let key = MasterKeyFile::random(world);
        let encoded = Zeroizing::new(BASE64_STANDARD.encode(key.secret.bytes()));
        let text = Zeroizing::new(format!("{FILE_MARK}{}\n", encoded.as_str()));
        let written = durable::write_new(path, text.as_bytes(), durable::PRIVATE);
        written.map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => MasterKeyError::Exists,
            _ => MasterKeyError::Io(error),
        })?;
        Ok(key)
    }

    /// Reads a key file.
    ///
    /// # Errors
    /// `Missing`; `Exposed` when group or others may read or write it; `Malformed`; `Io`.
    pub fn load(path: &Path) -> Result<MasterKeyFile, MasterKeyError> {
        let text = durable::read_private(path).map_err(|error| match error {
            PrivateFileError::Exposed { mode } => MasterKeyError::Exposed { mode },
            PrivateFileError::Io(error) if error.kind() == io::ErrorKind::NotFound => {
                MasterKeyError::Missing
            }
            PrivateFileError::Io(error) => MasterKeyError::Io(error),
        })?;
        let encoded = text.trim_end().strip_prefix(FILE_MARK).ok_or(MasterKeyError::Malformed)?;
        let bytes = BASE64_STANDARD.decode(encoded).map_err(|_| MasterKeyError::Malformed)?;
        let bytes = Zeroizing::new(bytes);
        let key = bytes.as_slice().try_into().map_err(|_| MasterKeyError::Malformed)?;
        Ok(MasterKeyFile { secret: Secret::new(key) })
    }

    fn cipher(&self, context: &[u8]) -> Cipher {
        Cipher::derive(&self.secret, &[b"insyn/master/wrap", context])
    }
}

impl MasterKey for MasterKeyFile {
    fn wrap(&self, context: &[u8], secret: &[u8; 32]) -> Result<Vec<u8>, MasterKeyError> {
        Ok(self.cipher(context).encrypt(b"", secret.to_vec()))
    }

    fn unwrap(
        &self,
        context: &[u8],
        wrapped: &[u8],
    ) -> Result<Zeroizing<[u8; 32]>, MasterKeyError> {
        let opened = self.cipher(context).decrypt(b"", wrapped).ok_or(MasterKeyError::Wrong)?;
        let secret = opened.as_slice().try_into().map_err(|_| MasterKeyError::Wrong)?;
        Ok(Zeroizing::new(secret))
    }
}

impl fmt::Debug for MasterKeyFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MasterKeyFile").finish_non_exhaustive()
    }
}
