//! What the log promises, as examples that run against real files and against memory.

#[path = "behaviour/support.rs"]
mod support;

#[path = "behaviour/boundary.rs"]
mod boundary;

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
