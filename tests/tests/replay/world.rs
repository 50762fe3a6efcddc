//! A clock that is set by hand, and randomness from a seed.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::calendar::Instant;
use eventstore::World;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha12Rng;

pub(crate) struct ScriptedWorld {
    now_us: AtomicU64,
    random: Mutex<ChaCha12Rng>,
}

impl ScriptedWorld {
    pub(crate) fn new(seed: u64) -> Self {
        let random = Mutex::new(ChaCha12Rng::seed_from_u64(seed));
        Self { now_us: AtomicU64::new(0), random }
    }

    /// It is this moment from now on.
    pub(crate) fn set(&self, now: Instant) {
        self.now_us.store(now.0, Ordering::SeqCst);
    }
}

impl World for ScriptedWorld {
    fn now_us(&self) -> u64 {
        self.now_us.load(Ordering::SeqCst)
    }

    fn fill(&self, bytes: &mut [u8]) {
        self.random.lock().unwrap().fill_bytes(bytes);
    }
}
