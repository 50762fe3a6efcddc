//! Where a store's files live: real files, or memory for tests and demonstrations.
//!
//! Everything the log does to storage goes through [`Directory`], so that a test can put its own
//! beneath and fail or crash at any call. Paths are relative, with `/` between folder and name.

mod files;
mod memory;

pub use files::Files;
pub use memory::MemoryDirectory;

use redb::StorageBackend;
use std::any::Any;
use std::fmt::Debug;
use std::io;
use std::path::Path;

/// The folder of volumes.
pub const LOG_FOLDER: &str = "log";
/// The folder of derived index files; may be deleted while the store is closed.
pub const INDEX_FOLDER: &str = "index";
/// The folder of checkpoints; never part of a backup.
pub const CHECKPOINT_FOLDER: &str = "checkpoints";
/// The folder of keys.
pub const KEY_FOLDER: &str = "keys";
/// The file that says what the store is.
pub const STORE_FILE: &str = "store";
/// The file whose lock says that the store is in use.
pub const LOCK_FILE: &str = "lock";
/// The file that stands while the log is open for writing; one that is found on opening says that
/// the log was not closed.
pub const UNCLEAN_FILE: &str = "unclean";

/// What a file is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Reading an existing file.
    Read,
    /// Reading and writing an existing file.
    Write,
    /// Reading and writing a new file; one of that name is emptied.
    Create,
}

/// Held while a store is in use; dropping it releases the store.
pub type Lock = Box<dyn Any + Send + Sync>;

/// A place for files. What returns successfully is durable, except writes to an opened file, which
/// are durable after its `sync_data`.
pub trait Directory: Debug + Send + Sync + 'static {
    /// The names in a folder, sorted; none where the folder does not exist.
    ///
    /// # Errors
    /// Whatever the storage reports.
    fn names(&self, folder: &str) -> io::Result<Vec<String>>;

    /// The bytes of a small file, or `None` where there is none.
    ///
    /// # Errors
    /// Whatever the storage reports.
    fn load(&self, path: &str) -> io::Result<Option<Vec<u8>>>;

    /// Puts a whole file in place: after a crash the old or the new one is there, never half.
    ///
    /// # Errors
    /// Whatever the storage reports.
    fn store(&self, path: &str, bytes: &[u8]) -> io::Result<()>;

    /// Opens a file for random access.
    ///
    /// # Errors
    /// `NotFound` unless the access creates.
    fn open(&self, path: &str, access: Access) -> io::Result<Box<dyn StorageBackend>>;

    /// Copies a file's bytes, as they are read now, into a new file and makes them durable.
    ///
    /// # Errors
    /// Whatever the storage reports.
    fn copy(&self, from: &str, to: &str) -> io::Result<()>;

    /// Gives a file another name, replacing what had it.
    ///
    /// # Errors
    /// Whatever the storage reports.
    fn rename(&self, from: &str, to: &str) -> io::Result<()>;

    /// Removes a file; one that is not there is no error.
    ///
    /// # Errors
    /// Whatever the storage reports.
    fn remove(&self, path: &str) -> io::Result<()>;

    /// Takes the store for writing, or for reading beside others that only read; `None` where
    /// someone else has it.
    ///
    /// # Errors
    /// Whatever the storage reports.
    fn lock(&self, exclusive: bool) -> io::Result<Option<Lock>>;

    /// Where the files are, if they are real ones.
    fn path(&self) -> Option<&Path> {
        None
    }
}

/// A path of a folder's file.
pub(crate) fn within(folder: &str, name: &str) -> String {
    format!("{folder}/{name}")
}

/// redb takes a backend by value; this hands it a boxed one. It offers no locks: the store's own
/// lock file says who may write, for all volumes at once.
#[derive(Debug)]
pub(crate) struct Backend(pub(crate) Box<dyn StorageBackend>);

impl StorageBackend for Backend {
    fn len(&self) -> Result<u64, io::Error> {
        self.0.len()
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> Result<(), io::Error> {
        self.0.read(offset, out)
    }

    fn set_len(&self, len: u64) -> Result<(), io::Error> {
        self.0.set_len(len)
    }

    fn sync_data(&self) -> Result<(), io::Error> {
        self.0.sync_data()
    }

    fn write(&self, offset: u64, data: &[u8]) -> Result<(), io::Error> {
        self.0.write(offset, data)
    }

    fn close(&self) -> Result<(), io::Error> {
        self.0.close()
    }
}
