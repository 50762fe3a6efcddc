//! Where the log of who reads stands, and how it begins.

use std::path::Path;
use std::sync::Arc;

use eventstore::{CreateOptions, Log, OpenOptions, World};

use crate::store::{App, OpenFault, Setup};

/// Its folder in the store's directory.
pub const FOLDER: &str = "reads";
/// What its origin ends in.
const ORIGIN: &str = "/reads";
/// Memory that it may use as cache: it is mostly written.
const CACHE_BYTES: usize = 32 << 20;

fn options(setup: Setup) -> CreateOptions {
    let Setup { kind, mut origin, volume_capacity } = setup;
    origin.push_str(ORIGIN);
    CreateOptions { origin, volume_capacity, kind }
}

/// Makes it, beside a new store.
pub(crate) fn create(store: &Path, setup: Setup, world: Arc<dyn World>) -> Result<Log, OpenFault> {
    Log::create(&store.join(FOLDER), options(setup), world).map_err(OpenFault::CreateReads)
}

/// The same in memory.
pub(crate) fn in_memory(setup: Setup, world: Arc<dyn World>) -> Result<Log, OpenFault> {
    Log::in_memory(options(setup), world).map_err(OpenFault::CreateReads)
}

/// Opens it. A store that was made before there was one has none: no store is created by opening one, and
/// until it has begun ([`App::begin_reads`]) nothing of a pupil is shown.
pub(crate) fn open(
    store: &Path,
    read_only: bool,
    world: Arc<dyn World>,
) -> Result<Option<Log>, OpenFault> {
    if !store.join(FOLDER).exists() {
        tracing::warn!("the store has no log of who reads: nothing of a pupil is shown");
        return Ok(None);
    }
    let options = OpenOptions { cache_bytes: CACHE_BYTES, read_only, ..OpenOptions::default() };
    Log::open(&store.join(FOLDER), options, world).map(Some).map_err(OpenFault::Reads)
}

impl App {
    /// The log of who reads; none where the store has none yet.
    #[must_use]
    pub fn reads(&self) -> Option<&Log> {
        self.inner.reads.get()
    }

    /// Makes the log of who reads in a store that was made before there was one, and nothing else. False
    /// where it is there already.
    ///
    /// # Errors
    /// [`OpenFault::CreateReads`].
    pub fn begin_reads(&self, store: &Path) -> Result<bool, OpenFault> {
        if self.inner.reads.get().is_some() {
            return Ok(false);
        }
        let setup = Setup {
            kind: self.log().kind(),
            origin: self.log().origin().to_owned(),
            volume_capacity: crate::store::VOLUME_CAPACITY,
        };
        let log = create(store, setup, Arc::clone(&self.inner.world))?;
        tracing::info!("the log of who reads has begun");
        Ok(self.inner.reads.set(log).is_ok())
    }
}
