//! Opening the volumes, and repairing after an unclean close.
//!
//! After a failed fsync the kernel may show bytes that the disk never got, and mark them as clean.
//! So the open volume of a log that was not closed is copied, as it reads now, to a new file that is
//! synced and renamed into its place; only then does redb repair it and do writes resume.

use super::{contradiction, storage, unreadable, volume_fault};
use crate::directory::{Directory, LOG_FOLDER, UNCLEAN_FILE, within};
use crate::engine::CacheBudget;
use crate::errors::{OpenError, ReadError, StorageFault};
use crate::log::OpenOptions;
use crate::metadata::Metadata;
use crate::types::Position;
use crate::volume::{TEMPORARY, Volume, VolumeFault, contained, first_of_name, volume_path};
use redb::ReadableTableMetadata;

/// Opens all volumes, the last one for writing unless the store is only read.
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
        let opened = match firsts.get(index + 1) {
            Some(next) => open_full(directory, *first, *next, options, cache)?,
            None => open_last(directory, *first, unclean, options, cache)?,
        };
        if opened.header.store_id != metadata.id {
            return Err(contradiction(format!("volume {first} is of another store")));
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

fn open_full(
    directory: &dyn Directory,
    first: Position,
    next: Position,
    options: &OpenOptions,
    cache: CacheBudget,
) -> Result<Volume, OpenError> {
    let volume = match Volume::open(directory, first, false, cache.sealed) {
        // A crash just after a roll, before the full volume was closed.
        Err(VolumeFault::Unclean) if !options.read_only => {
            renew(directory, first)?;
            let volume = Volume::open(directory, first, true, cache.sealed);
            let volume = volume.map_err(|fault| volume_fault(first, fault))?;
            let sealed = volume.seal(directory, cache.sealed);
            sealed.map_err(|fault| volume_fault(first, VolumeFault::Storage(fault)))?;
            volume
        }
        opened => opened.map_err(|fault| volume_fault(first, fault))?,
    };
    let held = length(&volume).map_err(unreadable)?;
    if held != next.0 - first.0 {
        return Err(contradiction(format!(
            "volume {first} holds {held} events, others are missing"
        )));
    }
    Ok(volume)
}

fn open_last(
    directory: &dyn Directory,
    first: Position,
    unclean: bool,
    options: &OpenOptions,
    cache: CacheBudget,
) -> Result<Volume, OpenError> {
    if unclean && !options.read_only {
        renew(directory, first)?;
    }
    let opened = Volume::open(directory, first, !options.read_only, cache.open);
    opened.map_err(|fault| volume_fault(first, fault))
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
