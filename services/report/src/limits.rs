//! Limits that the program sets itself, so that a document that is too much ends the program and nothing else.

use std::time::Duration;

use rustix::process::{Resource, Rlimit, setrlimit};

/// The exit code when the time is up.
pub const EXIT: i32 = 3;

/// The limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most address space, in MiB. Past it the program is ended by a signal (SIGABRT).
    pub memory_mib: Option<u64>,
    /// The longest time, in seconds by the clock. Past it the program ends with [`EXIT`].
    pub seconds: Option<u64>,
}

/// Why a limit could not be set.
#[derive(Debug, thiserror::Error)]
#[error("the memory limit cannot be set")]
pub struct LimitError(#[source] std::io::Error);

impl Limits {
    /// Sets the limits on this process, for good.
    pub fn set(self) -> Result<(), LimitError> {
        if let Some(mib) = self.memory_mib {
            let bytes = Some(mib.saturating_mul(1 << 20));
            let limit = Rlimit { current: bytes, maximum: bytes };
            setrlimit(Resource::As, limit).map_err(|error| LimitError(error.into()))?;
        }
        if let Some(seconds) = self.seconds {
            std::thread::spawn(move || {
                std::thread::sleep(Duration::from_secs(seconds));
                std::process::exit(EXIT);
            });
        }
        Ok(())
    }
}
