//! The vault: the keys that open sealed sections, and the look-up from an outside identity to a
//! subject without opening anyone.
//!
//! The vault is a redb file of its own, beside the log, because it must be able to forget: without
//! its data key a sealed section is noise, in every copy of the log there is. There is one data key
//! for each subject and retention class. Keys and reservations are durable before the event that
//! uses them is appended; one that no event came to use is harmless.
//!
//! A random *root secret*, wrapped by the [`MasterKey`], wraps all data keys and keys the look-up and
//! the digests. So a master key in another machine is asked once on opening, not once for each
//! pupil, and can be changed by wrapping one value anew.

mod cache;
mod identity;
mod keys;
mod master;
mod seal;
mod tables;

pub use identity::{Identity, IdentityError, Reserved};
pub use keys::KeysError;
pub use master::{MasterKey, MasterKeyError, MasterKeyFile};
pub use seal::{OpenSectionError, PLAINTEXT_MAX, SealError, padded_len};

use crate::{durable, errors::StorageFault, types::World, volume::contained};
use cache::Cache;
use redb::{Database, DatabaseError, ReadableDatabase, backends::InMemoryBackend};
use seal::Secret;
use std::{
    fmt, io,
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// The vault's format; a vault with a greater one is refused.
pub const FORMAT: u32 = 1;
/// The vault's file within a store.
pub const VAULT_FILE: &str = "vault/vault.redb";
/// The master key's file within a store.
pub const MASTER_KEY_FILE: &str = "keys/master.key";
/// Bytes of memory for the pages of the vault's file.
const PAGE_CACHE: usize = 16 << 20;

/// Whose data a key opens: an identity the application chose at random, such as a pupil's.
pub type Subject = [u8; 16];

/// Names a data key: one for each subject and retention class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyName {
    /// Whose data.
    pub subject: Subject,
    /// Which retention class; what the numbers mean is the application's.
    pub class: u8,
}

/// Why a vault could not be made or opened. Nothing has been created by opening.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// There is no vault here.
    #[error("there is no vault here")]
    Missing,
    /// There is a vault here already.
    #[error("there is a vault here already")]
    Exists,
    /// Another process has the vault open.
    #[error("the vault is in use by another process")]
    InUse,
    /// The file is not a vault.
    #[error("the file is not a vault")]
    Foreign,
    /// The file's pages are not those that were written.
    #[error("the vault is damaged")]
    Damaged,
    /// A later version of the program wrote the vault.
    #[error("the vault has format {format}, this program knows {FORMAT}")]
    Newer {
        /// The format found.
        format: u32,
    },
    /// The master key could not be made or read, or does not fit this vault.
    #[error("the vault's master key cannot be used")]
    MasterKey(#[source] MasterKeyError),
    /// The storage beneath failed.
    #[error("the vault could not be read or written")]
    Storage(#[source] StorageFault),
}

/// A handle to the vault; clones share it. Its `Debug` shows nothing of the content.
#[derive(Clone)]
pub struct Vault {
    inner: Arc<Inner>,
}

struct Inner {
    database: Database,
    world: Arc<dyn World>,
    root: RootKeys,
    cache: Mutex<Cache>,
}

/// What the root secret is used as, each derived under a label of its own.
struct RootKeys {
    wrap: Secret,
    lookup: Secret,
    digest: Secret,
}

impl RootKeys {
    fn of(root: &Secret) -> RootKeys {
        RootKeys {
            wrap: root.derive(&[b"insyn/vault/wrap"]),
            lookup: root.derive(&[b"insyn/vault/lookup"]),
            digest: root.derive(&[b"insyn/vault/digest"]),
        }
    }
}

impl Vault {
    /// Makes the vault of a store, and its master key `keys/master.key` (mode 0600) unless that is
    /// there already. A crash leaves either no vault or a whole one.
    ///
    /// # Errors
    /// `Exists`, `MasterKey`, `Storage`.
    pub fn create(store: &Path, world: Arc<dyn World>) -> Result<Vault, VaultError> {
        let path = store.join(VAULT_FILE);
        if path.exists() {
            return Err(VaultError::Exists);
        }
        let key_path = store.join(MASTER_KEY_FILE);
        for file in [&path, &key_path] {
            let parent = file.parent().expect("the file names hold a directory");
            durable::private_directory(parent).map_err(io_fault)?;
        }
        let master = match MasterKeyFile::load(&key_path) {
            Err(MasterKeyError::Missing) => MasterKeyFile::create(&key_path, &*world),
            loaded => loaded,
        };
        Vault::create_with(&path, &master.map_err(VaultError::MasterKey)?, world)
    }

    /// Makes a vault file under a master key of any kind. Its directory must exist.
    ///
    /// # Errors
    /// `Exists`, `MasterKey`, `Storage`.
    pub fn create_with(
        path: &Path,
        master: &dyn MasterKey,
        world: Arc<dyn World>,
    ) -> Result<Vault, VaultError> {
        if path.exists() {
            return Err(VaultError::Exists);
        }
        let temporary = path.with_extension("new");
        match std::fs::remove_file(&temporary) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(io_fault(error)),
            _ => {}
        }
        let database = Database::create(&temporary).map_err(database_fault)?;
        begin(&database, master, &*world)?;
        drop(database);
        std::fs::rename(&temporary, path).map_err(io_fault)?;
        durable::sync_directory(path.parent().unwrap_or(Path::new("."))).map_err(io_fault)?;
        Vault::open_with(path, master, world)
    }

    /// Opens the vault of a store with the master key file that stands in it.
    ///
    /// # Errors
    /// See [`VaultError`]; nothing is created.
    pub fn open(store: &Path, world: Arc<dyn World>) -> Result<Vault, VaultError> {
        let path = store.join(VAULT_FILE);
        if !path.exists() {
            return Err(VaultError::Missing);
        }
        let master = MasterKeyFile::load(&store.join(MASTER_KEY_FILE));
        Vault::open_with(&path, &master.map_err(VaultError::MasterKey)?, world)
    }

    /// Opens a vault file under a master key of any kind.
    ///
    /// # Errors
    /// See [`VaultError`]; nothing is created.
    pub fn open_with(
        path: &Path,
        master: &dyn MasterKey,
        world: Arc<dyn World>,
    ) -> Result<Vault, VaultError> {
        if !path.exists() {
            return Err(VaultError::Missing);
        }
        // Every page is compared with its checksum first: afterwards redb can believe them.
        let mut builder = Database::builder();
        builder.set_cache_size(PAGE_CACHE).set_check_integrity_on_open(true);
        contained(|| Vault::enter(builder.open(path).map_err(database_fault)?, master, world))
    }

    /// A vault in memory under a random master key: for tests and for stores in memory.
    ///
    /// # Errors
    /// `Storage` when memory cannot hold it.
    pub fn in_memory(world: Arc<dyn World>) -> Result<Vault, VaultError> {
        let master = MasterKeyFile::random(&*world);
        let database = Database::builder().create_with_backend(InMemoryBackend::new());
        let database = database.map_err(database_fault)?;
        begin(&database, &master, &*world)?;
        Vault::enter(database, &master, world)
    }

    /// Reads format, root secret and tombstones of an opened file.
    fn enter(
        database: Database,
        master: &dyn MasterKey,
        world: Arc<dyn World>,
    ) -> Result<Vault, VaultError> {
        let wrapped = tables::read_root(&database)?;
        let root = master.unwrap(tables::ROOT_CONTEXT, &wrapped).map_err(VaultError::MasterKey)?;
        let erased = tables::read_erased(&database).map_err(VaultError::Storage)?;
        let root = RootKeys::of(&Secret::new(*root));
        let cache = Mutex::new(Cache::new(erased));
        Ok(Vault { inner: Arc::new(Inner { database, world, root, cache }) })
    }

    /// A digest of bytes that may hold personal data: HMAC-SHA-256 under a secret of this vault, so
    /// that nobody can find the bytes again by trying. The same for the vault's whole life.
    #[must_use]
    pub fn digest(&self, bytes: &[u8]) -> [u8; 32] {
        self.inner.root.digest.mac(&[bytes])
    }

    /// Writes a copy of the vault as it stands now to a new file, durably, while it is in use.
    ///
    /// # Errors
    /// What the storage beneath reports.
    pub(crate) fn copy_to(&self, path: &Path) -> Result<(), StorageFault> {
        tables::copy(&self.inner.database.begin_read()?, path)
    }

    fn cache(&self) -> MutexGuard<'_, Cache> {
        // Every change of the cache is one insertion or removal: a panic leaves it whole.
        self.inner.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl From<StorageFault> for VaultError {
    fn from(fault: StorageFault) -> VaultError {
        match fault {
            StorageFault::Corrupt => VaultError::Damaged,
            fault => VaultError::Storage(fault),
        }
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").finish_non_exhaustive()
    }
}

/// Writes the first rows of a new vault.
fn begin(database: &Database, master: &dyn MasterKey, world: &dyn World) -> Result<(), VaultError> {
    let root = Secret::random(world);
    let wrapped = master.wrap(tables::ROOT_CONTEXT, root.bytes()).map_err(VaultError::MasterKey)?;
    tables::write_root(database, &wrapped).map_err(VaultError::Storage)
}

fn io_fault(error: io::Error) -> VaultError {
    VaultError::Storage(StorageFault::Io(error))
}

fn database_fault(error: DatabaseError) -> VaultError {
    match error {
        DatabaseError::DatabaseAlreadyOpen => VaultError::InUse,
        DatabaseError::Storage(redb::StorageError::Io(error))
            if error.kind() == io::ErrorKind::InvalidData =>
        {
            VaultError::Foreign
        }
        DatabaseError::Storage(redb::StorageError::Corrupted(_)) => VaultError::Damaged,
        error => VaultError::Storage(error.into()),
    }
}
