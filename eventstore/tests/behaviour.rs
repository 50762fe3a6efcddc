//! What the log promises, as examples that run against real files and against memory.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly too")]
#![expect(clippy::panic, reason = "helpers of tests may fail loudly too")]

#[path = "behaviour/support.rs"]
mod support;

#[path = "behaviour/boundary.rs"]
mod boundary;

#[path = "behaviour/golden.rs"]
mod golden;

#[path = "behaviour/appending.rs"]
mod appending;

#[path = "behaviour/receipts.rs"]
mod receipts;

#[path = "behaviour/reading.rs"]
mod reading;

#[path = "behaviour/following.rs"]
mod following;

#[path = "behaviour/proving.rs"]
mod proving;

#[path = "behaviour/volumes.rs"]
mod volumes;

#[path = "behaviour/opening.rs"]
mod opening;

#[path = "behaviour/histories.rs"]
mod histories;

#[path = "behaviour/parallel.rs"]
mod parallel;

#[path = "behaviour/disk.rs"]
mod disk;

#[path = "behaviour/faults.rs"]
mod faults;
