//! Making and opening a store: what is there is checked before anything is written.

mod recover;
mod tail;

use crate::directory::{
    CHECKPOINT_FOLDER, Directory, INDEX_FOLDER, KEY_FOLDER, LOCK_FILE, LOG_FOLDER, Lock,
    STORE_FILE, UNCLEAN_FILE,
};
use crate::durable;
use crate::engine::{CacheBudget, Engine, belongs};
use crate::errors::{CreateError, OpenError, ReadError, StorageFault};
use crate::log::{CreateOptions, OpenOptions};
use crate::metadata::Metadata;
use crate::notary::{self, Book, Notary};
use crate::segment::{self, Segment};
use crate::tree;
use crate::types::{Position, World};
use crate::volume::{Header, Volume, VolumeFault};
use std::io;
use std::sync::Arc;

/// The most events a volume may be made for: offsets in it stay within 32 bits.
const CAPACITY_MAX: u64 = 1 << 31;

/// A store that is open: what the handle keeps.
pub(crate) struct Opened {
    pub(crate) engine: Arc<Engine>,
    pub(crate) notary: Arc<Notary>,
    pub(crate) lock: Lock,
}

/// Makes a store in an empty place. The file `store` is written last, so that a store that was not
/// finished is none.
pub(crate) fn create(
    directory: &Arc<dyn Directory>,
    options: &CreateOptions,
    world: &dyn World,
) -> Result<(), CreateError> {
    if options.volume_capacity == 0 || options.volume_capacity > CAPACITY_MAX {
        return Err(CreateError::Options("a volume holds 1 to 2^31 events"));
    }
    let names = directory.names("").map_err(|error| CreateError::Storage(error.into()))?;
    if !names.is_empty() {
        return Err(CreateError::NotEmpty);
    }
    let mut random = [0; 16];
    world.fill(&mut random);
    let metadata = Metadata {
        id: uuid::Builder::from_random_bytes(random).into_uuid(),
        kind: options.kind,
        volume_capacity: options.volume_capacity,
        origin: options.origin.clone(),
    };
    let mut seed = zeroize::Zeroizing::new([0; 32]);
    world.fill(seed.as_mut());
    // An origin that cannot name a key is refused before anything is written.
    crate::checkpoint::Signer::from_seed(&metadata.origin, &seed).map_err(CreateError::Signer)?;
    make_folders(directory.as_ref()).map_err(|error| CreateError::Storage(error.into()))?;
    notary::create_signer(directory.as_ref(), &metadata.origin, &seed)
        .map_err(CreateError::Signer)?;
    write_first_files(directory.as_ref(), &metadata).map_err(CreateError::Storage)
}

fn make_folders(directory: &dyn Directory) -> io::Result<()> {
    let Some(root) = directory.path() else { return Ok(()) };
    durable::private_directory(root)?;
    for folder in [LOG_FOLDER, INDEX_FOLDER, CHECKPOINT_FOLDER, KEY_FOLDER] {
        durable::private_directory(&root.join(folder))?;
    }
    Ok(())
}

fn write_first_files(directory: &dyn Directory, metadata: &Metadata) -> Result<(), StorageFault> {
    let header = Header { store_id: metadata.id, first: Position(0), root: tree::empty_root() };
    let volume = Volume::create(directory, header, 1 << 20)?;
    volume.close()?;
    if directory.path().is_some() {
        directory.store(LOCK_FILE, &[])?;
    }
    Ok(directory.store(STORE_FILE, metadata.to_text().as_bytes())?)
}

/// Opens a store: takes it, recovers it where it was not closed, and compares it with its last
/// checkpoint.
pub(crate) fn open(
    directory: &Arc<dyn Directory>,
    options: &OpenOptions,
    world: Arc<dyn World>,
) -> Result<Opened, OpenError> {
    let metadata = read_metadata(directory.as_ref())?;
    let lock = directory.lock(!options.read_only).map_err(storage)?.ok_or(OpenError::Locked)?;
    let signer =
        notary::load_signer(directory.as_ref(), &metadata.origin).map_err(OpenError::Signer)?;
    let book = Book::open(directory, &signer).map_err(OpenError::Checkpoint)?;
    let volumes = recover::volumes(directory.as_ref(), &metadata, options)?;
    let cache = CacheBudget::share(options.cache_bytes, volumes.len());
    let segments = segments(directory.as_ref(), &metadata, volumes)?;
    let engine = Engine::new(Arc::clone(directory), metadata, world, cache, segments);
    let found = tail::verify(&engine, book.latest().map(|signed| signed.checkpoint))?;
    engine.publish(&found.tree, found.recorded_at);
    check_roots(&engine)?;
    if !options.read_only {
        begin_writing(&engine)?;
    }
    let notary = Arc::new(Notary::new(signer, book, found.tree));
    Ok(Opened { engine: Arc::new(engine), notary, lock })
}

/// The first change that opening makes to a store that was closed: from here on it is unclean.
fn begin_writing(engine: &Engine) -> Result<(), OpenError> {
    let directory = engine.directory.as_ref();
    directory.store(UNCLEAN_FILE, b"").map_err(storage)?;
    let last = engine.last_segment();
    let writable = last.volume.make_writable(directory, engine.cache.open);
    writable.map_err(|fault| volume_fault(last.first(), fault))
}

fn read_metadata(directory: &dyn Directory) -> Result<Metadata, OpenError> {
    let foreign = |error: io::Error| match error.kind() {
        // The place is a file, or the name `store` is a folder: something else than a store.
        io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory => OpenError::Foreign,
        _ => storage(error),
    };
    if let Some(bytes) = directory.load(STORE_FILE).map_err(foreign)? {
        return Metadata::parse(&bytes);
    }
    let empty = directory.names("").map_err(foreign)?.is_empty();
    Err(if empty { OpenError::Missing } else { OpenError::Foreign })
}

pub(super) fn storage(error: io::Error) -> OpenError {
    OpenError::Storage(StorageFault::Io(error))
}

/// Damage that the storage beneath reported.
pub(super) fn damaged(what: impl Into<String>, source: StorageFault) -> OpenError {
    OpenError::Damaged { what: what.into(), source: Some(source) }
}

/// Damage that shows by comparing.
pub(super) fn contradiction(what: impl Into<String>) -> OpenError {
    OpenError::Damaged { what: what.into(), source: None }
}

/// What reading the store while opening it means for the opening.
pub(super) fn unreadable(error: ReadError) -> OpenError {
    match error {
        ReadError::Storage(StorageFault::Io(error)) => storage(error),
        ReadError::Storage(fault) => damaged("a volume cannot be read", fault),
        ReadError::Record { at, .. } => contradiction(format!("record {at} cannot be decoded")),
        ReadError::Lost { at } => contradiction(format!("record {at} is missing")),
        ReadError::Closed | ReadError::Beyond { .. } => contradiction("the volumes do not fit"),
    }
}

pub(super) fn volume_fault(first: Position, fault: VolumeFault) -> OpenError {
    match fault {
        VolumeFault::Unclean => OpenError::Unclean,
        VolumeFault::Header => contradiction(format!("volume {first} has no fitting header")),
        VolumeFault::Storage(StorageFault::Io(error))
            if error.kind() != io::ErrorKind::InvalidData =>
        {
            storage(error)
        }
        VolumeFault::Storage(fault) => damaged(format!("volume {first} cannot be read"), fault),
    }
}

fn segments(
    directory: &dyn Directory,
    metadata: &Metadata,
    volumes: Vec<Volume>,
) -> Result<Vec<Arc<Segment>>, OpenError> {
    let mut segments = Vec::with_capacity(volumes.len());
    let mut volumes = volumes.into_iter().peekable();
    while let Some(volume) = volumes.next() {
        let first = volume.header.first;
        let segment = match volumes.peek() {
            Some(next) => Segment::sealed(volume, directory, &belongs(metadata, first, next)),
            None => segment::build(&volume).map(|index| Segment::in_memory(volume, index)),
        };
        segments.push(Arc::new(segment.map_err(unreadable)?));
    }
    Ok(segments)
}

/// Each volume's header names the root of all before it.
fn check_roots(engine: &Engine) -> Result<(), OpenError> {
    let tree = engine.tree();
    for segment in engine.segments() {
        let header = segment.volume.header;
        let root = tree.root_at(header.first.0, engine).map_err(tail::no_tree)?;
        if header.root != root {
            return Err(contradiction(format!("volume {} is of another history", header.first)));
        }
    }
    Ok(())
}
