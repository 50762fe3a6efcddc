//! A place for a store on either backend, a scripted world, and short words for appends.

use eventstore::directory::{Directory, Files, MemoryDirectory};
use eventstore::{
    Append, AppendError, Boundary, CommandId, CreateOptions, EventId, Log, NewEvent, OpenError,
    OpenOptions, Position, Query, QueryItem, Receipt, RequestDigest, Size, StoreKind, Tag,
    TypeCode, World,
};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use uuid::Uuid;

/// Runs each example on real files and in memory.
macro_rules! on_both_backends {
    ($($example:ident),* $(,)?) => {$(
        mod $example {
            #[test]
            fn on_files() {
                super::$example(&crate::support::Place::on_files());
            }

            #[test]
            fn in_memory() {
                super::$example(&crate::support::Place::in_memory());
            }
        }
    )*};
}
pub(crate) use on_both_backends;

/// Events of a volume in most examples.
pub(crate) const CAPACITY: u64 = 256;

/// A world whose time the example sets and whose randomness repeats.
pub(crate) struct Script {
    now_us: AtomicU64,
    random: Mutex<ChaCha8Rng>,
}

impl Script {
    pub(crate) fn new() -> Arc<Script> {
        let random = Mutex::new(ChaCha8Rng::seed_from_u64(7));
        Arc::new(Script { now_us: AtomicU64::new(1_000), random })
    }

    /// What the clock shows from now on.
    pub(crate) fn set_clock(&self, now_us: u64) {
        self.now_us.store(now_us, Ordering::SeqCst);
    }
}

impl World for Script {
    fn now_us(&self) -> u64 {
        self.now_us.load(Ordering::SeqCst)
    }

    fn fill(&self, bytes: &mut [u8]) {
        self.random.lock().unwrap().fill_bytes(bytes);
    }
}

/// Where a store lives; the files of a temporary directory go with it.
pub(crate) struct Place {
    pub(crate) directory: Arc<dyn Directory>,
    pub(crate) world: Arc<Script>,
    pub(crate) capacity: u64,
    pub(crate) _temporary: Option<tempfile::TempDir>,
}

impl Place {
    pub(crate) fn on_files() -> Place {
        let temporary = tempfile::tempdir().unwrap();
        let directory = Arc::new(Files::new(&temporary.path().join("store")));
        Place { directory, world: Script::new(), capacity: CAPACITY, _temporary: Some(temporary) }
    }

    pub(crate) fn in_memory() -> Place {
        Place::within(Arc::new(MemoryDirectory::default()))
    }

    pub(crate) fn within(directory: Arc<dyn Directory>) -> Place {
        Place { directory, world: Script::new(), capacity: CAPACITY, _temporary: None }
    }

    pub(crate) fn options(&self) -> CreateOptions {
        CreateOptions {
            origin: "log.example/test".to_owned(),
            volume_capacity: self.capacity,
            kind: StoreKind::Test,
        }
    }

    /// A new, empty log.
    pub(crate) fn create(&self) -> Log {
        Log::create_in(Arc::clone(&self.directory), self.options(), self.world.clone()).unwrap()
    }

    pub(crate) fn open(&self) -> Log {
        self.try_open().unwrap()
    }

    pub(crate) fn try_open(&self) -> Result<Log, OpenError> {
        let options = OpenOptions { cache_bytes: 4 << 20, ..OpenOptions::default() };
        Log::open_in(Arc::clone(&self.directory), options, self.world.clone())
    }

    /// Closes a log cleanly and opens it again.
    pub(crate) fn reopen(&self, log: Log) -> Log {
        log.close().unwrap();
        drop(log);
        self.open()
    }
}

/// An id that is the same for the same number.
pub(crate) fn uuid(number: u64) -> Uuid {
    Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_0000 | u128::from(number))
}

pub(crate) fn command(number: u64) -> CommandId {
    CommandId(uuid(number))
}

pub(crate) fn digest(number: u8) -> RequestDigest {
    RequestDigest([number; 32])
}

pub(crate) fn tag(text: &str) -> Tag {
    Tag::new(text).unwrap()
}

/// An event of a type with tags, its payload saying which.
pub(crate) fn event(type_code: u16, tags: &[&str]) -> NewEvent {
    NewEvent {
        id: EventId(uuid(u64::from(type_code) + 1_000_000)),
        type_code: TypeCode(type_code),
        schema: 1,
        actor: "test".to_owned(),
        cause: None,
        tags: tags.iter().map(|text| tag(text)).collect(),
        payload: format!("{type_code} {tags:?}").into_bytes(),
        sections: Vec::new(),
    }
}

/// An append without a boundary.
pub(crate) fn append(number: u64, events: Vec<NewEvent>) -> Append {
    Append { events, boundary: None, command_id: command(number), request_digest: digest(1) }
}

/// An append that is refused if anything meant stands at or beyond a size.
pub(crate) fn guarded(number: u64, events: Vec<NewEvent>, query: Query, since: u64) -> Append {
    let boundary = Some(Boundary { query, since: Size(since) });
    Append { boundary, ..append(number, events) }
}

/// An alternative of a query.
pub(crate) fn item(types: &[u16], tags: &[&str]) -> QueryItem {
    QueryItem {
        types: types.iter().copied().map(TypeCode).collect(),
        tags: tags.iter().map(|text| tag(text)).collect(),
    }
}

pub(crate) fn any_of(items: Vec<QueryItem>) -> Query {
    Query { items }
}

/// Appends `count` plain events, one append each, under commands from `first_command` on.
pub(crate) fn fill(log: &Log, first_command: u64, count: u64) {
    for number in first_command..first_command + count {
        log.append(append(number, vec![event(1, &["plain"])])).unwrap();
    }
}

/// The blocking position of a refusal.
#[track_caller]
pub(crate) fn blocked_at(result: Result<Receipt, AppendError>) -> u64 {
    match result {
        Err(AppendError::Blocked { at }) => at.0,
        other => panic!("expected a refusal, got {other:?}"),
    }
}

/// Every event's position, type and tags, read page by page.
pub(crate) fn everything(log: &Log) -> Vec<(u64, u16, Vec<String>)> {
    let mut all = Vec::new();
    loop {
        let page = log.read(Position(all.len() as u64), 100).unwrap();
        if page.is_empty() {
            return all;
        }
        for stored in page {
            let tags = stored.envelope().unwrap().tags;
            let tags = tags.into_iter().map(String::from).collect();
            all.push((stored.position.0, stored.type_code.0, tags));
        }
    }
}
