//! Small stores on disk for tests that look beneath the handle.

use eventstore::{
    Append, CommandId, CreateOptions, EventId, Hash, KeyId, Log, NewEvent, Position, RequestDigest,
    Sealed, Size, StoreKind, Stored, Tag, TypeCode, World,
};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};
use uuid::Uuid;

/// The origin of every store here.
pub(crate) const ORIGIN: &str = "log.example.org/test";

/// Time that moves on by a second at each look, and repeatable randomness.
pub(crate) struct Scripted {
    now: AtomicU64,
    random: Mutex<ChaCha20Rng>,
}

impl World for Scripted {
    fn now_us(&self) -> u64 {
        self.now.fetch_add(1_000_000, Ordering::Relaxed)
    }
    fn fill(&self, bytes: &mut [u8]) {
        self.random.lock().unwrap().fill_bytes(bytes);
    }
}

static SEED: AtomicU64 = AtomicU64::new(1);

/// A world unlike every other.
pub(crate) fn world() -> Arc<dyn World> {
    let seed = SEED.fetch_add(1, Ordering::Relaxed);
    Arc::new(Scripted {
        now: AtomicU64::new(1_700_000_000_000_000),
        random: Mutex::new(ChaCha20Rng::seed_from_u64(seed)),
    })
}

/// A store in a temporary directory, closed or running.
pub(crate) struct Store {
    _directory: tempfile::TempDir,
    path: PathBuf,
    running: Option<Log>,
    /// The root over its events when it was made.
    pub(crate) root: Hash,
    /// Its events when it was made.
    pub(crate) events: Vec<Stored>,
}

impl Store {
    /// An open store with so many events, in volumes of so many.
    pub(crate) fn running(count: u64, capacity: u64) -> Store {
        let directory = tempfile::tempdir().unwrap();
        // One level down, so that a test may put files beside the store.
        let path = directory.path().join("store");
        let options = CreateOptions {
            origin: ORIGIN.into(),
            volume_capacity: capacity,
            kind: StoreKind::Test,
        };
        let log = Log::create(&path, options, world()).unwrap();
        grow(&log, count);
        let root = log.root(log.size()).unwrap();
        let events = log.read(Position(0), usize::try_from(count).unwrap()).unwrap();
        Store { _directory: directory, path, running: Some(log), root, events }
    }

    /// The store's directory.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// A path beside the store.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.path.with_file_name(name)
    }

    /// The file of the volume that begins at a position.
    pub(crate) fn volume(&self, first: u64) -> PathBuf {
        self.path.join(format!("log/{first:020}.redb"))
    }

    /// The open log.
    pub(crate) fn log(&self) -> &Log {
        self.running.as_ref().unwrap()
    }

    /// Closes the log; the files stay.
    pub(crate) fn close(&mut self) {
        self.running.take().unwrap().close().unwrap();
    }
}

/// Appends events, four at a time: that fills volumes of 8, 64 and 256 exactly.
pub(crate) fn grow(log: &Log, count: u64) {
    let end = log.size().0 + count;
    while log.size().0 < end {
        let events = (log.size().0..end.min(log.size().0 + 4)).map(event).collect();
        let append = Append {
            events,
            boundary: None,
            command_id: CommandId(Uuid::from_u128(u128::from(log.size().0) << 8 | 1)),
            request_digest: RequestDigest([5; 32]),
        };
        log.append(append).unwrap();
    }
    assert_eq!(log.size(), Size(end));
}

/// An event with tags, payload and, for every third, a section.
fn event(number: u64) -> NewEvent {
    let sealed = Sealed {
        key_id: KeyId([3; 16]),
        key_commitment: [4; 32],
        padded_len: 32,
        ciphertext: (0..48).map(|at| (number + at).to_le_bytes()[0]).collect(),
    };
    NewEvent {
        id: EventId(Uuid::from_u128(0x7000 << 64 | u128::from(number))),
        type_code: TypeCode(7),
        schema: 1,
        actor: "tester".into(),
        cause: number.checked_sub(1).map(Position),
        tags: vec![Tag::try_from(format!("pupil:{}", number % 5)).unwrap()],
        payload: format!("payload of event {number}").into_bytes(),
        sections: if number.is_multiple_of(3) { vec![sealed] } else { Vec::new() },
    }
}

/// Every file beneath a directory with its bytes, by relative path; folders are walked.
pub(crate) fn files_of(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_owned();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}
