//! Opening the volumes, and repairing after an unclean close.
//!
//! After a failed fsync the kernel may show bytes that the disk never got, and mark them as clean.
//! So the open volume of a log that was not closed is copied, as it reads now, to a new file that is
//! synced and renamed into its place; only then does redb repair it and do writes resume. Otherwise
//! nothing is opened for writing until everything has been compared.

use super::{contradiction, storage, unreadable, volume_fault};
use crate::directory::{Directory, LOG_FOLDER, UNCLEAN_FILE, within};
use crate::engine::CacheBudget;
use crate::errors::{OpenError, ReadError, StorageFault};
use crate::log::OpenOptions;
use crate::metadata::Metadata;
use crate::types::Position;
use crate::volume::{TEMPORARY, Volume, VolumeFault, contained, first_of_name, volume_path};
use redb::ReadableTableMetadata;

/// Opens all volumes for reading, repaired where that is needed and allowed.
pub(super) fn volumes(
    directory: &dyn Directory,
    metadata: &Metadata,
    options: &OpenOptions,
) -> Result<Vec<Volume>, OpenError> {
    let firsts = find(directory, options.read_only)?;
    let unclean = directory.load(UNCLEAN_FILE).map_err(storage)?.is_some();
    let cache = CacheBudget::share(options.cache_bytes, firsts.len());
    let mut volumes = Vec::with_capacity(firsts.len());
    for (index, first) in firsts.iter().enumerate() {
        let next = firsts.get(index + 1);
        if next.is_none() && unclean && !options.read_only {
            renew(directory, *first)?;
        }
        let opened = open_volume(directory, *first, options.read_only, cache)?;
        if opened.header.store_id != metadata.id {
            return Err(contradiction(format!("volume {first} is of another store")));
        }
        if let Some(next) = next {
            check_length(&opened, *next)?;
        }
        volumes.push(opened);
    }
    Ok(volumes)
}

/// The first positions of the volumes, ascending; what a crash left half made is removed.
fn find(directory: &dyn Directory, read_only: bool) -> Result<Vec<Position>, OpenError> {
    let mut firsts = Vec::new();
    for name in directory.names(LOG_FOLDER).map_err(storage)? {
        if let Some(first) = first_of_name(&name) {
            firsts.push(first);
        } else if name.ends_with(TEMPORARY) && !read_only {
            directory.remove(&within(LOG_FOLDER, &name)).map_err(storage)?;
        }
    }
    firsts.sort_unstable();
    if firsts.first() != Some(&Position(0)) {
        return Err(contradiction("the first volume is missing"));
    }
    Ok(firsts)
}

fn open_volume(
    directory: &dyn Directory,
    first: Position,
    read_only: bool,
    cache: CacheBudget,
) -> Result<Volume, OpenError> {
    let fault = |fault| volume_fault(first, fault);
    match Volume::open(directory, first, false, cache.sealed) {
        // The last volume after a crash, or a full one that a crash found not closed yet.
        Err(VolumeFault::Unclean) if !read_only => {
            renew(directory, first)?;
            let volume = Volume::open(directory, first, true, cache.open).map_err(fault)?;
            let sealed = volume.seal(directory, cache.sealed);
            sealed.map_err(|error| fault(VolumeFault::Storage(error)))?;
            Ok(volume)
        }
        opened => opened.map_err(fault),
    }
}

/// A volume ends where the next begins.
fn check_length(volume: &Volume, next: Position) -> Result<(), OpenError> {
    let first = volume.header.first;
    let held = length(volume).map_err(unreadable)?;
    if held == next.0 - first.0 {
        return Ok(());
    }
    Err(contradiction(format!("volume {first} holds {held} events, the next begins at {next}")))
}

/// Puts a synced copy in the place of a volume.
fn renew(directory: &dyn Directory, first: Position) -> Result<(), OpenError> {
    let path = volume_path(first);
    let copy = format!("{path}{TEMPORARY}");
    directory.copy(&path, &copy).map_err(storage)?;
    directory.rename(&copy, &path).map_err(storage)
}

/// How many events a volume holds.
pub(super) fn length(volume: &Volume) -> Result<u64, ReadError> {
    contained(|| Ok(volume.read()?.events()?.len().map_err(StorageFault::from)?))
}
