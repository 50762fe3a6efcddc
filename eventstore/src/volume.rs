//! A volume: one redb file that holds the events from one position on.
//!
//! Three tables: `header` (one value, [`Header`]), `events` (position -> record) and `tiles` (level
//! and index -> 256 hashes; a whole tile stands in the volume of its last leaf). Only the last
//! volume is written, and only at the end of its tables. A full one is *sealed*: closed cleanly and
//! opened for reading.

mod header;

pub(crate) use header::Header;

use crate::directory::{Access, Backend, Directory, LOG_FOLDER, within};
use crate::errors::{ReadError, StorageFault};
use crate::types::Position;
use redb::{
    Builder, Database, DatabaseError, ReadOnlyDatabase, ReadOnlyTable, ReadTransaction,
    ReadableDatabase, TableDefinition,
};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// One value under `volume`.
pub(crate) const HEADER: TableDefinition<'static, &str, &[u8]> = TableDefinition::new("header");
/// The records by position.
pub(crate) const EVENTS: TableDefinition<'static, u64, &[u8]> = TableDefinition::new("events");
/// The whole tiles by [`tile_key`].
pub(crate) const TILES: TableDefinition<'static, u64, &[u8]> = TableDefinition::new("tiles");
/// The key of the one value of [`HEADER`].
pub(crate) const HEADER_KEY: &str = "volume";
/// What a volume's file name ends in.
pub(crate) const EXTENSION: &str = ".redb";
/// What a file is called that is not yet a volume.
pub(crate) const TEMPORARY: &str = ".tmp";

/// The key of a tile: level in the highest byte, index in the others.
pub(crate) fn tile_key(level: u8, index: u64) -> u64 {
    u64::from(level) << 56 | index
}

/// The path of the volume that begins at a position: twenty digits, so that names sort.
pub(crate) fn volume_path(first: Position) -> String {
    within(LOG_FOLDER, &format!("{:020}{EXTENSION}", first.0))
}

/// The first position a volume's file name states, or `None` for another file.
pub(crate) fn first_of_name(name: &str) -> Option<Position> {
    let digits = name.strip_suffix(EXTENSION)?;
    let whole = digits.len() == 20 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if whole { digits.parse().ok().map(Position) } else { None }
}

/// Runs redb where a corrupt file may break its own assertions: the one place where a panic is
/// caught, because those bytes are input. redb keeps no state across calls that a panic could leave
/// half-changed for readers; a writer ends on any fault.
pub(crate) fn contained<T, E: From<StorageFault>>(
    work: impl FnOnce() -> Result<T, E>,
) -> Result<T, E> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(StorageFault::Corrupt.into()))
}

/// A volume of an open log.
pub(crate) struct Volume {
    pub(crate) header: Header,
    path: String,
    slot: Mutex<Slot>,
}

enum Slot {
    Open(Arc<Database>),
    Sealed(Arc<ReadOnlyDatabase>),
    Gone,
}

/// What a reader holds on to: the file stays open as long as it does.
enum Handle {
    Open(Arc<Database>),
    Sealed(Arc<ReadOnlyDatabase>),
}

/// A read transaction, for one page; the handle keeps its file open.
pub(crate) struct Reading {
    transaction: ReadTransaction,
    _handle: Handle,
}

impl Reading {
    pub(crate) fn events(&self) -> Result<ReadOnlyTable<u64, &'static [u8]>, ReadError> {
        Ok(self.transaction.open_table(EVENTS).map_err(StorageFault::from)?)
    }

    pub(crate) fn tile(&self, level: u8, index: u64) -> Result<Option<Vec<u8>>, ReadError> {
        let table = self.transaction.open_table(TILES).map_err(StorageFault::from)?;
        let tile = table.get(tile_key(level, index)).map_err(StorageFault::from)?;
        Ok(tile.map(|guard| guard.value().to_vec()))
    }

    fn header(&self) -> Result<Option<Header>, StorageFault> {
        let table = self.transaction.open_table(HEADER)?;
        Ok(table.get(HEADER_KEY)?.and_then(|guard| Header::decode(guard.value())))
    }
}

/// Why a volume's file could not be opened.
#[derive(Debug)]
pub(crate) enum VolumeFault {
    /// It was not closed; reading alone cannot repair it.
    Unclean,
    /// Its header is not one, or not that of this file name.
    Header,
    /// redb or the storage failed.
    Storage(StorageFault),
}

impl<F: Into<StorageFault>> From<F> for VolumeFault {
    fn from(fault: F) -> VolumeFault {
        VolumeFault::Storage(fault.into())
    }
}

impl Volume {
    /// Makes a new volume: a temporary file with its header, committed, then renamed into place.
    pub(crate) fn create(
        directory: &dyn Directory,
        header: Header,
        cache_bytes: usize,
    ) -> Result<Volume, StorageFault> {
        let path = volume_path(header.first);
        let temporary = format!("{path}{TEMPORARY}");
        let file = Backend(directory.open(&temporary, Access::Create)?);
        let database = Builder::new().set_cache_size(cache_bytes).create_with_backend(file)?;
        let transaction = database.begin_write()?;
        transaction.open_table(HEADER)?.insert(HEADER_KEY, header.encode().as_slice())?;
        transaction.open_table(EVENTS)?;
        transaction.open_table(TILES)?;
        transaction.commit()?;
        database.close()?;
        directory.rename(&temporary, &path)?;
        Volume::open(directory, header.first, true, cache_bytes).map_err(|fault| match fault {
            VolumeFault::Storage(fault) => fault,
            VolumeFault::Unclean | VolumeFault::Header => StorageFault::Corrupt,
        })
    }

    /// Opens a volume that is open for reading for writing instead.
    pub(crate) fn make_writable(
        &self,
        directory: &dyn Directory,
        cache_bytes: usize,
    ) -> Result<(), VolumeFault> {
        let mut slot = self.lock();
        // Closed first: the two ways of being open exclude each other.
        *slot = Slot::Gone;
        *slot = contained(|| open_slot(directory, &self.path, true, cache_bytes))?;
        Ok(())
    }

    /// Opens a volume for writing (which repairs it where it was not closed) or for reading.
    pub(crate) fn open(
        directory: &dyn Directory,
        first: Position,
        writable: bool,
        cache_bytes: usize,
    ) -> Result<Volume, VolumeFault> {
        let path = volume_path(first);
        let slot = contained(|| open_slot(directory, &path, writable, cache_bytes))?;
        let header = contained(|| reading(&slot)?.header())?;
        let header = header.filter(|header| header.first == first).ok_or(VolumeFault::Header)?;
        Ok(Volume { header, path, slot: Mutex::new(slot) })
    }

    /// Begins to read; cheap, and for one page only.
    pub(crate) fn read(&self) -> Result<Reading, ReadError> {
        // The handle is taken under the lock, the transaction begins outside it.
        let handle = self.lock().handle().ok_or(ReadError::Closed)?;
        Ok(begin(handle)?)
    }

    /// The database, to write to: the writer's alone.
    pub(crate) fn database(&self) -> Option<Arc<Database>> {
        match &*self.lock() {
            Slot::Open(database) => Some(Arc::clone(database)),
            Slot::Sealed(_) | Slot::Gone => None,
        }
    }

    /// Whether it is closed for writing.
    pub(crate) fn is_sealed(&self) -> bool {
        matches!(&*self.lock(), Slot::Sealed(_))
    }

    /// Closes the file cleanly and opens it for reading, unless someone is reading just now: `false`.
    pub(crate) fn seal(
        &self,
        directory: &dyn Directory,
        cache_bytes: usize,
    ) -> Result<bool, StorageFault> {
        let mut slot = self.lock();
        if !slot.close_unless_read()? {
            return Ok(matches!(&*slot, Slot::Sealed(_)));
        }
        let sealed = contained(|| open_slot(directory, &self.path, false, cache_bytes));
        *slot = sealed.map_err(|fault| match fault {
            VolumeFault::Storage(fault) => fault,
            VolumeFault::Unclean | VolumeFault::Header => StorageFault::Corrupt,
        })?;
        Ok(true)
    }

    /// Closes the file for good, unless someone is reading just now: `false`.
    pub(crate) fn close(&self) -> Result<bool, StorageFault> {
        let mut slot = self.lock();
        if matches!(&*slot, Slot::Open(_)) {
            return slot.close_unless_read();
        }
        *slot = Slot::Gone;
        Ok(true)
    }

    fn lock(&self) -> MutexGuard<'_, Slot> {
        // A slot is replaced whole, so that a panic elsewhere leaves no half of one.
        self.slot.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Slot {
    fn handle(&self) -> Option<Handle> {
        match self {
            Slot::Open(database) => Some(Handle::Open(Arc::clone(database))),
            Slot::Sealed(database) => Some(Handle::Sealed(Arc::clone(database))),
            Slot::Gone => None,
        }
    }

    /// Takes an open database out and closes it; `false` where it is still read or not open.
    fn close_unless_read(&mut self) -> Result<bool, StorageFault> {
        match std::mem::replace(self, Slot::Gone) {
            Slot::Open(database) => match Arc::try_unwrap(database) {
                Ok(database) => {
                    contained(|| database.close().map_err(StorageFault::from))?;
                    Ok(true)
                }
                Err(database) => {
                    *self = Slot::Open(database);
                    Ok(false)
                }
            },
            other => {
                *self = other;
                Ok(false)
            }
        }
    }
}

fn begin(handle: Handle) -> Result<Reading, StorageFault> {
    let transaction = match &handle {
        Handle::Open(database) => database.begin_read()?,
        Handle::Sealed(database) => database.begin_read()?,
    };
    Ok(Reading { transaction, _handle: handle })
}

fn reading(slot: &Slot) -> Result<Reading, StorageFault> {
    begin(slot.handle().expect("a slot that was just opened is open"))
}

fn open_slot(
    directory: &dyn Directory,
    path: &str,
    writable: bool,
    cache_bytes: usize,
) -> Result<Slot, VolumeFault> {
    let access = if writable { Access::Write } else { Access::Read };
    let file = Backend(directory.open(path, access)?);
    // redb would make a new database in an empty file; a volume is never made by opening it.
    if redb::StorageBackend::len(&file)? == 0 {
        return Err(StorageFault::Corrupt.into());
    }
    let mut builder = Builder::new();
    builder.set_cache_size(cache_bytes);
    if writable {
        return Ok(Slot::Open(Arc::new(builder.create_with_backend(file)?)));
    }
    match builder.open_read_only_with_backend(file) {
        Ok(database) => Ok(Slot::Sealed(Arc::new(database))),
        Err(DatabaseError::RepairAborted) => Err(VolumeFault::Unclean),
        Err(error) => Err(error.into()),
    }
}
