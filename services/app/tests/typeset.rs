//! Starting the program that typesets documents: with small programs in its place.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "what tests prepare must succeed")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::Duration;

use insyn_app::typeset::{Bounds, TypesetError, Typesetter};
use tempfile::TempDir;

const BOUNDS: Bounds = Bounds {
    time: Duration::from_secs(20),
    memory_mib: 512,
    waiting: 1,
    wait: Duration::from_secs(20),
};

fn program(directory: &TempDir, script: &str) -> PathBuf {
    let path = directory.path().join("insyn-report");
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path
}

fn typeset(script: &str, bounds: Bounds) -> Result<Vec<u8>, TypesetError> {
    let directory = TempDir::new().unwrap();
    Typesetter::new(Some(program(&directory, script)), bounds).typeset(b"{}")
}

#[test]
fn a_document_is_what_the_program_writes_of_what_it_reads() {
    let made = typeset("printf '%%PDF-'; cat", BOUNDS).unwrap();

    assert_eq!(made, b"%PDF-{}");
}

#[test]
fn the_program_is_told_its_bounds_and_the_directory_of_letters() {
    let directory = TempDir::new().unwrap();
    let path = program(&directory, "printf '%%PDF-%s' \"$*\"");

    let typesetter = Typesetter::new(Some(path), BOUNDS).with_letters(PathBuf::from("more"));

    assert_eq!(
        typesetter.typeset(b"").unwrap(),
        b"%PDF---seconds-max 20 --memory-max 512 --letters more"
    );
}

#[test]
fn a_program_that_is_not_there_says_how_to_add_it() {
    let typesetter = Typesetter::new(Some(PathBuf::from("/nowhere/insyn-report")), BOUNDS);

    let error = typesetter.typeset(b"{}").unwrap_err();

    assert!(!typesetter.is_installed());
    assert!(matches!(error, TypesetError::NotInstalled));
    assert!(error.to_string().contains("cargo build -p insyn-report --release"));
}

#[test]
fn exit_codes_are_told_apart() {
    let said = |script| typeset(script, BOUNDS).unwrap_err();

    assert!(matches!(said("echo 'at kind: x' >&2; exit 1"),
        TypesetError::Envelope(said) if said == "at kind: x"));
    assert!(matches!(said("exit 2"), TypesetError::NotAccessible(_)));
    assert!(matches!(said("exit 3"), TypesetError::TimeUp(_)));
    assert!(matches!(said("exit 4"), TypesetError::Failed(_)));
    assert!(matches!(said("kill -6 $$"), TypesetError::TooMuch));
    assert!(matches!(said("echo no pdf"), TypesetError::Failed(_)));
}

#[test]
fn a_program_that_does_not_end_is_ended() {
    let bounds = Bounds { time: Duration::from_millis(200), ..BOUNDS };

    // Given a program that neither reads, writes nor ends.
    let error = typeset("exec sleep 60", bounds).unwrap_err();

    assert!(matches!(error, TypesetError::TimeUp(_)));
}

#[test]
fn a_large_envelope_to_a_program_that_does_not_read_does_not_hang() {
    let directory = TempDir::new().unwrap();
    let typesetter = Typesetter::new(Some(program(&directory, "exit 1")), BOUNDS);

    let error = typesetter.typeset(&vec![b' '; 4 << 20]).unwrap_err();

    assert!(matches!(error, TypesetError::Envelope(_)));
}

#[test]
fn one_is_made_at_a_time_and_only_a_few_wait() {
    // Given a program that says so when it meets another of its kind, and takes a while.
    let directory = TempDir::new().unwrap();
    let lock = directory.path().join("lock");
    let script =
        format!("mkdir {0} || exit 4; sleep 1; rmdir {0}; printf '%%PDF-'", lock.to_string_lossy());
    let typesetter = Typesetter::new(Some(program(&directory, &script)), BOUNDS);

    // When three ask at once, and one may wait.
    let made: Vec<_> = std::thread::scope(|scope| {
        let asked: Vec<_> = (0..3).map(|_| scope.spawn(|| typesetter.typeset(b"{}"))).collect();
        asked.into_iter().map(|one| one.join().unwrap()).collect()
    });

    // Then two are made, one after the other, and one is told to come back.
    assert_eq!(made.iter().filter(|one| one.is_ok()).count(), 2, "{made:?}");
    assert_eq!(made.iter().filter(|one| matches!(one, Err(TypesetError::Busy))).count(), 1);
}
