//! A store as the program holds it: log, vault and live facts together.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use domain::calendar::Instant;
use eventstore::vault::{Vault, VaultError};
use eventstore::{
    CloseError, CreateError, CreateOptions, Log, OpenError, OpenOptions, Size, StoreKind, World,
};
use projections::Facts;

use crate::facts::FactsError;
use crate::reads;
use crate::typeset::{Bounds, Typesetter};

/// The volume capacity of a real store: 2^20 records.
pub const VOLUME_CAPACITY: u64 = 1 << 20;

/// How a new store is made.
#[derive(Debug, Clone)]
pub struct Setup {
    /// Invented or real pupils.
    pub kind: StoreKind,
    /// The key name of its checkpoints, such as `insyn.example.se/log`.
    pub origin: String,
    /// Records in a volume ([`VOLUME_CAPACITY`]; tests take fewer).
    pub volume_capacity: u64,
}

/// Why a store could not be made, opened or closed.
#[derive(Debug, thiserror::Error)]
pub enum OpenFault {
    /// The log could not be made.
    #[error("the store could not be made")]
    Create(#[source] CreateError),
    /// The log could not be opened.
    #[error("the log could not be opened")]
    Log(#[source] OpenError),
    /// The log of who reads could not be made.
    #[error("the log of who reads could not be made")]
    CreateReads(#[source] CreateError),
    /// The log of who reads could not be opened.
    #[error("the log of who reads could not be opened")]
    Reads(#[source] OpenError),
    /// The vault could not be made or opened.
    #[error("the vault could not be opened")]
    Vault(#[source] VaultError),
    /// The log could not be folded into facts.
    #[error("the events could not be folded into facts")]
    Facts(#[source] FactsError),
    /// The log could not be closed.
    #[error("the log could not be closed")]
    Close(#[source] CloseError),
}

/// The program's handle on one store; clones share it.
#[derive(Clone)]
pub struct App {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) log: Log,
    pub(crate) vault: Vault,
    /// The log of who reads; empty in a store that has none yet.
    pub(crate) reads: OnceLock<Log>,
    pub(crate) world: Arc<dyn World>,
    pub(crate) facts: RwLock<Facts>,
    pub(crate) followed: crate::follow_up::Followed,
    /// Rounds as they are shown to those who do not see the pupils.
    pub(crate) disclosed: crate::disclosed::Disclosed,
    /// The one that makes documents into PDFs.
    pub(crate) typesetter: RwLock<Arc<Typesetter>>,
    /// Identity providers are configured.
    pub(crate) sign_in: AtomicBool,
    /// What became of reminders by mail.
    pub(crate) outbox: crate::reminders::outbox::Outbox,
    /// Where the saved facts stand; none for a store in memory.
    pub(crate) saved_facts: Option<PathBuf>,
}

impl App {
    /// Makes a store in an empty or new directory. Nothing but this creates one.
    pub fn create(
        directory: &Path,
        setup: Setup,
        world: Arc<dyn World>,
    ) -> Result<Self, OpenFault> {
        let options = options(setup.clone());
        let log = Log::create(directory, options, world.clone()).map_err(OpenFault::Create)?;
        let vault = Vault::create(directory, world.clone()).map_err(OpenFault::Vault)?;
        let reads = reads::create(directory, setup, world.clone())?;
        let saved = Some(facts_path(directory));
        Ok(Self::assemble((log, vault, Some(reads)), world, Facts::new(), saved))
    }

    /// Opens a store; folds what its saved facts do not hold yet.
    pub fn open(
        directory: &Path,
        options: OpenOptions,
        world: Arc<dyn World>,
    ) -> Result<Self, OpenFault> {
        let read_only = options.read_only;
        let log = Log::open(directory, options, world.clone()).map_err(OpenFault::Log)?;
        let vault = Vault::open(directory, world.clone()).map_err(OpenFault::Vault)?;
        let reads = reads::open(directory, read_only, world.clone())?;
        let saved = facts_path(directory);
        let facts = crate::facts::load(&saved, &log);
        let app = Self::assemble((log, vault, reads), world, facts, Some(saved));
        app.catch_up().map_err(OpenFault::Facts)?;
        Ok(app)
    }

    /// A store in memory, for tests: the same engine without files.
    pub fn in_memory(setup: Setup, world: Arc<dyn World>) -> Result<Self, OpenFault> {
        let options = options(setup.clone());
        let log = Log::in_memory(options, world.clone()).map_err(OpenFault::Create)?;
        let vault = Vault::in_memory(world.clone()).map_err(OpenFault::Vault)?;
        let reads = reads::in_memory(setup, world.clone())?;
        Ok(Self::assemble((log, vault, Some(reads)), world, Facts::new(), None))
    }

    fn assemble(
        (log, vault, reads): (Log, Vault, Option<Log>),
        world: Arc<dyn World>,
        facts: Facts,
        saved_facts: Option<PathBuf>,
    ) -> Self {
        let facts = RwLock::new(facts);
        let reads = reads.map_or_else(OnceLock::new, OnceLock::from);
        let followed = crate::follow_up::Followed::default();
        let disclosed = crate::disclosed::Disclosed::default();
        let sign_in = AtomicBool::new(false);
        let directory = saved_facts.as_deref().and_then(|facts| facts.parent()?.parent());
        let outbox = crate::reminders::outbox::Outbox::of(directory);
        let typesetter = RwLock::new(Arc::new(Typesetter::new(None, Bounds::default())));
        let inner = Inner {
            log,
            vault,
            reads,
            world,
            facts,
            followed,
            disclosed,
            sign_in,
            typesetter,
            outbox,
            saved_facts,
        };
        Self { inner: Arc::new(inner) }
    }

    /// The one that makes documents into PDFs. Unless another is set, it starts the program that stands beside
    /// this one.
    #[must_use]
    pub fn typesetter(&self) -> Arc<Typesetter> {
        let held = self.inner.typesetter.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&held)
    }

    /// From now on documents are typeset by this one.
    pub fn set_typesetter(&self, typesetter: Typesetter) {
        let mut held = self.inner.typesetter.write().unwrap_or_else(PoisonError::into_inner);
        *held = Arc::new(typesetter);
    }

    /// The log.
    #[must_use]
    pub fn log(&self) -> &Log {
        &self.inner.log
    }

    /// The vault.
    #[must_use]
    pub fn vault(&self) -> &Vault {
        &self.inner.vault
    }

    /// The clock and randomness this store lives with.
    #[must_use]
    pub fn world(&self) -> &dyn World {
        &*self.inner.world
    }

    /// The present moment; never before the last recorded event.
    #[must_use]
    pub fn now(&self) -> Instant {
        Instant(self.inner.world.now_us().max(self.inner.log.last_recorded_at()))
    }

    /// Whether the store is for real pupils.
    #[must_use]
    pub fn is_production(&self) -> bool {
        self.inner.log.kind() == StoreKind::Production
    }

    /// The number of events that are recorded.
    #[must_use]
    pub fn size(&self) -> Size {
        self.inner.log.size()
    }

    /// Saves the facts and closes both logs. What is recorded is safe without it; closing only makes
    /// the next opening quicker.
    pub fn close(&self) -> Result<(), OpenFault> {
        self.save_facts().map_err(OpenFault::Facts)?;
        self.reads().map_or(Ok(()), Log::close).map_err(OpenFault::Close)?;
        self.inner.log.close().map_err(OpenFault::Close)
    }
}

fn options(setup: Setup) -> CreateOptions {
    CreateOptions { origin: setup.origin, volume_capacity: setup.volume_capacity, kind: setup.kind }
}

fn facts_path(directory: &Path) -> PathBuf {
    directory.join("derived").join("facts")
}
