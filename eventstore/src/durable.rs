//! Small files that must survive a crash: written whole, synced, and their directory synced too.
//!
//! A file's name lives in its directory, so a synced file in an unsynced directory can still be lost.

use std::{
    fs::{self, File, OpenOptions, Permissions},
    io::{self, Read, Write},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::Path,
};
use zeroize::Zeroizing;

/// Mode of a file that only its owner may read.
pub(crate) const PRIVATE: u32 = 0o600;
/// Mode of a file that all may read.
pub(crate) const PUBLIC: u32 = 0o644;
/// The greatest small file that is read: keys and checkpoints are far below.
const SMALL: u64 = 1 << 20;

/// Why a private file was not read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PrivateFileError {
    /// Others than the owner may read or write the file.
    #[error("the file's mode {mode:04o} lets others in")]
    Exposed {
        /// The permission bits found.
        mode: u32,
    },
    /// The file could not be read.
    #[error("the file could not be read")]
    Io(#[from] io::Error),
}

/// Makes the names in a directory durable.
pub(crate) fn sync_directory(directory: &Path) -> io::Result<()> {
    File::open(directory)?.sync_all()
}

/// Writes a file that must not exist yet.
pub(crate) fn write_new(path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(mode).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    sync_parent(path)
}

/// Puts a file in the place of an older one: after a crash either the old or the new one is there.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let temporary = path.with_extension("new");
    let mut file = File::create(&temporary)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&temporary, path)?;
    sync_parent(path)
}

/// Makes a directory that only its owner may enter, and its name durable. It may exist already.
pub(crate) fn private_directory(path: &Path) -> io::Result<()> {
    match fs::create_dir(path) {
        Ok(()) => fs::set_permissions(path, Permissions::from_mode(0o700))?,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => {}
        Err(error) => return Err(error),
    }
    sync_parent(path)
}

/// Reads a small text file, or `None` where there is none.
pub(crate) fn read_text(path: &Path) -> io::Result<Option<String>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut text = String::new();
    file.take(SMALL).read_to_string(&mut text)?;
    Ok(Some(text))
}

/// Reads a small text file that nobody but its owner may open.
pub(crate) fn read_private(path: &Path) -> Result<Zeroizing<String>, PrivateFileError> {
    let file = File::open(path)?;
    // The mode of the opened file, not of the path: it cannot be exchanged in between.
    let mode = file.metadata()?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(PrivateFileError::Exposed { mode });
    }
    // The capacity is fixed beforehand, so that no half-read copy is left behind in memory.
    let mut text = Zeroizing::new(String::with_capacity(4096));
    file.take(4096).read_to_string(&mut text)?;
    Ok(text)
}

fn sync_parent(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => sync_directory(parent),
        _ => sync_directory(Path::new(".")),
    }
}
