//! Opening stores, the demo's world, and filling a store with the demo municipality.

use std::path::Path;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant as Clock;

use domain::id::Digest;
use eventstore::{OpenError, OpenOptions, World};
use insyn_app::bulk::{LoadError, Loader};
use insyn_app::world::SystemWorld;
use insyn_app::{App, OpenFault};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha12Rng;

use crate::configuration;
use crate::demo;
use crate::output::{Exit, Failure, exit};

/// What the names of demo stores begin with.
pub(crate) const DEMO_ORIGIN: &str = "insyn-demo/";

/// Opens a store with the machine's own clock; a demo with its own, which goes on where it was left.
pub(crate) fn open(directory: &Path) -> Result<App, Failure> {
    let app = open_in(directory, Arc::new(SystemWorld))?;
    if !app.log().origin().starts_with(DEMO_ORIGIN) {
        configure(&app, directory);
        return Ok(app);
    }
    let left_at = app.log().last_recorded_at();
    app.close().or_exit(exit::FAILED)?;
    drop(app);
    open_in(directory, Arc::new(DemoWorld::using(left_at + 60_000_000)))
}

/// Tells the store whether people can sign in by its configuration, and what typesets its documents. A
/// configuration that cannot be used lets nobody in; `serve` says what is wrong with it.
fn configure(app: &App, directory: &Path) {
    match configuration::of_store(directory, None) {
        Ok(configuration) => {
            app.set_sign_in(!configuration.providers.is_empty());
            app.set_typesetter(configuration.typesetter());
        }
        Err(error) => tracing::warn!(%error, "the configuration cannot be used"),
    }
}

/// Opens a store that lives in another world.
pub(crate) fn open_in(directory: &Path, world: Arc<dyn World>) -> Result<App, Failure> {
    App::open(directory, OpenOptions::default(), world)
        .map_err(|fault| {
            let place = directory.display();
            let hint = match &fault {
                OpenFault::Log(OpenError::Missing) => {
                    format!("no store at {place}; make one with `insyn init` or `insyn demo`")
                }
                OpenFault::Log(OpenError::Locked) => {
                    format!("the store at {place} is in use by another process")
                }
                _ => format!("cannot open the store at {place}"),
            };
            anyhow::Error::new(fault).context(hint)
        })
        .or_exit(exit::STORE)
}

/// The world of a demo: its clock starts on the demo's own day and goes on from there. While the
/// municipality is made, its randomness comes from the seed, so that the same seed makes the same
/// bytes; afterwards it is the system's. Never for real data.
pub struct DemoWorld {
    /// None: the operating system's randomness.
    seeded: Option<Mutex<ChaCha12Rng>>,
    start_us: AtomicU64,
    started: Clock,
}

impl DemoWorld {
    /// The world in which the demo with this seed is made.
    #[must_use]
    pub fn making(seed: u64) -> Self {
        let seeded = Some(Mutex::new(ChaCha12Rng::seed_from_u64(seed)));
        Self { seeded, start_us: AtomicU64::new(0), started: Clock::now() }
    }

    /// The world in which a demo is used; its clock shows `start_us` now.
    #[must_use]
    pub fn using(start_us: u64) -> Self {
        Self { seeded: None, start_us: AtomicU64::new(start_us), started: Clock::now() }
    }

    /// Moves the clock forward to this moment, if it shows less: a demo goes on where it was left.
    pub fn not_before(&self, moment_us: u64) {
        let behind = moment_us.saturating_sub(self.now_us());
        self.start_us.fetch_add(behind, Ordering::Relaxed);
    }
}

impl World for DemoWorld {
    fn now_us(&self) -> u64 {
        let elapsed = match self.seeded {
            // While it is made, the batches bring their own times.
            Some(_) => 0,
            None => u64::try_from(self.started.elapsed().as_micros()).unwrap_or(u64::MAX),
        };
        self.start_us.load(Ordering::Relaxed).saturating_add(elapsed)
    }

    fn fill(&self, bytes: &mut [u8]) {
        match &self.seeded {
            Some(seeded) => {
                seeded.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(bytes);
            }
            None => SystemWorld.fill(bytes),
        }
    }
}

/// Fills a new test store with the demo municipality; `progress` hears of every ten thousandth event.
pub fn fill_demo(
    app: &App,
    settings: &demo::Settings,
    progress: &mut dyn FnMut(u64),
) -> Result<demo::Summary, LoadError> {
    let mut loader = Loader::new(app)?;
    let mut loaded = 0;
    let summary = demo::generate(settings, &mut |mut batch: demo::Batch| {
        // A document names the root of what it rests on, which only the log knows.
        if let Some(size) = batch.rests_on() {
            loader.settle_all()?;
            let root = app.log().root(eventstore::Size(size.0)).map_err(LoadError::Root)?;
            batch.set_root(Digest(root));
        }
        let before = loaded / 10_000;
        loaded += batch.events.len() as u64;
        loader.load(batch.at, batch.actor, batch.cause, batch.events)?;
        if loaded / 10_000 > before {
            progress(loaded);
        }
        Ok(())
    })?;
    loader.finish()?;
    Ok(summary)
}
