//! A volume's file, opened for verifying without a byte of it being written.
//!
//! A file that was closed cleanly is read as it stands. One that was not would be repaired by redb
//! before the log goes on: either to its last commit or, if a page of that fails redb's checksum, to
//! the commit before it; if that fails too, redb refuses the file. A byte changed inside a record
//! makes a page fail just as well, and would then be told as a file that cannot be read, or not at
//! all. So what redb gives up is also looked at as its last commit left it, where the records' own
//! hashes say which of them is not what was written.

use super::{guard::Guard, record};
use crate::{
    errors::StorageFault,
    types::Position,
    volume::{EVENTS, contained},
};
use redb::{
    Builder, ConcurrencyMode, Database, ReadOnlyDatabase, ReadTransaction, ReadableDatabase,
    ReadableTable, ReadableTableMetadata, TransactionError,
};
use std::{fs::File, path::Path};

/// redb's cache while repairing a volume in memory, which reads some pages again and again.
const REPAIR_CACHE: usize = 64 << 20;

/// An opened volume.
pub(super) struct Opened {
    view: View,
    fault: Option<StorageFault>,
}

enum View {
    /// As it stands.
    Stored(ReadOnlyDatabase),
    /// Repaired in memory.
    Repaired(Database),
}

impl Opened {
    /// Opens the volume that begins at a position.
    pub(super) fn open(path: &Path, first: Position) -> Result<Opened, StorageFault> {
        let file = File::open(path)?;
        // redb would take an empty file for a new one.
        if file.metadata()?.len() == 0 {
            return Err(StorageFault::Corrupt);
        }
        match contained(|| closed(&file)) {
            Ok(database) => Ok(Opened { view: View::Stored(database), fault: None }),
            Err(_) => unclosed(&file, first),
        }
    }

    pub(super) fn begin(&self) -> Result<ReadTransaction, TransactionError> {
        match &self.view {
            View::Stored(database) => database.begin_read(),
            View::Repaired(database) => database.begin_read(),
        }
    }

    /// What is wrong with the file although everything in it may be read: to be said when nothing
    /// in it is found to be changed.
    pub(super) fn into_fault(self) -> Option<StorageFault> {
        self.fault
    }
}

/// Opens a file that was closed cleanly.
fn closed(file: &File) -> Result<ReadOnlyDatabase, StorageFault> {
    // No cache: the guard reads ahead, and a scan reads each page once.
    let guard = Guard::new(file.try_clone()?)?;
    Ok(Builder::new().set_cache_size(0).open_read_only_with_backend(guard)?)
}

/// Opens a file that was not: as repaired, unless that would hide a record that was changed.
fn unclosed(file: &File, first: Position) -> Result<Opened, StorageFault> {
    let repaired = contained(|| repaired(file));
    let committed = contained(|| committed(file));
    let (view, fault) = match (repaired, committed) {
        (Ok(repaired), Ok(committed)) if hides(&repaired, &committed, first) => {
            (View::Stored(committed), Some(StorageFault::Corrupt))
        }
        (Ok(repaired), _) => (View::Repaired(repaired), None),
        (Err(fault), Ok(committed)) => (View::Stored(committed), Some(fault)),
        (Err(fault), Err(_)) => return Err(fault),
    };
    Ok(Opened { view, fault })
}

/// What redb makes of the file before it writes to it again.
fn repaired(file: &File) -> Result<Database, StorageFault> {
    let guard = Guard::new(file.try_clone()?)?;
    Ok(Builder::new().set_cache_size(REPAIR_CACHE).create_with_backend(guard)?)
}

/// The last commit as it stands, whatever redb's checksums say. A reader beside a writer is the one
/// that redb lets in without a repair.
fn committed(file: &File) -> Result<ReadOnlyDatabase, StorageFault> {
    let guard = Guard::unmarked(file.try_clone()?)?;
    let mut builder = Builder::new();
    builder.set_cache_size(0).set_concurrency_mode(ConcurrencyMode::SingleWriter);
    Ok(builder.open_read_only_with_backend(guard)?)
}

/// Whether the repair gave up a last commit in which a record was changed. Every commit appends, so
/// what the repair gave up shows in the number of events.
fn hides(repaired: &Database, committed: &ReadOnlyDatabase, first: Position) -> bool {
    let hidden = contained(|| {
        let (repaired, committed) = (repaired.begin_read()?, committed.begin_read()?);
        let kept = repaired.open_table(EVENTS)?.len()?;
        let same = committed.open_table(EVENTS)?.len()? == kept;
        Ok::<_, StorageFault>(!same && holds_a_changed_record(&committed, first)?)
    });
    // A commit that cannot be read to its first bad record is one that a power cut tore.
    hidden.unwrap_or(false)
}

/// Whether the first thing wrong is a record that was written whole and then changed. A page that
/// never reached the disk holds zeros instead, or what stood there before: no such record.
fn holds_a_changed_record(
    transaction: &ReadTransaction,
    first: Position,
) -> Result<bool, StorageFault> {
    let (mut position, mut recorded_at) = (first.0, 0);
    for row in transaction.open_table(EVENTS)?.iter()? {
        let (key, bytes) = row?;
        if key.value() != position {
            return Ok(false);
        }
        match record::check(position, recorded_at, bytes.value()) {
            Ok(checked) => recorded_at = checked.recorded_at,
            Err(_) => return Ok(record::was_changed(position, bytes.value())),
        }
        position = position.saturating_add(1);
    }
    Ok(false)
}
