//! Helpers for tests of the program from outside: run the binary, serve a store, speak to its API.
//!
//! Everything here is for tests: what a test prepares must succeed, and a helper that cannot do its
//! part ends the test with the reason.

mod binary;
mod client;
mod process;

pub use binary::{insyn_bin, report_bin};
pub use client::{Answer, Client};
pub use process::{Output, Server, run, run_with_input};

use std::path::{Path, PathBuf};

/// A new directory that is gone after the test.
///
/// # Panics
/// If there is no room for temporary files.
#[must_use]
pub fn scratch() -> tempfile::TempDir {
    tempfile::tempdir().expect("there is room for a temporary directory")
}

/// Writes a file for a test and gives its path.
///
/// # Panics
/// If the file cannot be written.
pub fn write_file(directory: &Path, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = directory.join(name);
    std::fs::write(&path, content).expect("a test's own directory can be written to");
    path
}

/// A path as an argument.
///
/// # Panics
/// If the path is not UTF-8.
#[must_use]
pub fn text(path: &Path) -> &str {
    path.to_str().expect("temporary directories have plain names")
}
