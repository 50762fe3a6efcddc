//! Where the binary is, built from the sources as they stand.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::time::SystemTime;

/// The program, of the profile the tests were built with.
///
/// `cargo test --workspace` leaves it beside the tests; where it is missing or older than a source
/// file it is built, once for each test process: a test must not pass on yesterday's program.
///
/// # Panics
/// If it cannot be built.
#[must_use]
pub fn insyn_bin() -> PathBuf {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| find_or_build("insyn")).clone()
}

/// The program that typesets documents, likewise.
///
/// # Panics
/// If it cannot be built.
#[must_use]
pub fn report_bin() -> PathBuf {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| find_or_build("insyn-report")).clone()
}

fn find_or_build(program: &str) -> PathBuf {
    let own = std::env::current_exe().expect("a running test knows its own executable");
    // target/PROFILE/deps/TEST
    let profile = own.parent().and_then(Path::parent).expect("tests stand in target/PROFILE/deps");
    let binary = profile.join(format!("{program}{}", std::env::consts::EXE_SUFFIX));
    if is_current(&binary) {
        return binary;
    }
    let name = profile.file_name().and_then(|name| name.to_str()).unwrap_or("debug");
    let name = if name == "debug" { "dev" } else { name };
    let target = profile.parent().expect("a profile's directory stands in the target directory");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        .args(["build", "--quiet", "--locked", "-p", program, "--profile", name, "--target-dir"])
        .arg(target)
        .current_dir(workspace())
        .status()
        .expect("cargo runs");
    assert!(built.success(), "the program could not be built");
    binary
}

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("this crate stands in the workspace")
}

fn is_current(binary: &Path) -> bool {
    let Some(built) = modified(binary) else { return false };
    let crates = ["domain", "eventstore", "projections", "services"];
    let newest = crates.iter().filter_map(|name| newest_source(&workspace().join(name))).max();
    newest.is_none_or(|newest| newest <= built)
}

fn modified(path: &Path) -> Option<SystemTime> {
    path.metadata().ok()?.modified().ok()
}

/// When a file that goes into the program was last changed; tests beside the sources do not.
fn newest_source(directory: &Path) -> Option<SystemTime> {
    let entries = std::fs::read_dir(directory).ok()?.flatten();
    let newest = entries.filter_map(|entry| {
        let (path, name) = (entry.path(), entry.file_name());
        if path.is_dir() {
            let aside = ["tests", "benches", "target"].iter().any(|aside| name == *aside);
            return if aside { None } else { newest_source(&path) };
        }
        modified(&path)
    });
    newest.max()
}
