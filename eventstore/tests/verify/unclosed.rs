//! A store that was killed: what is changed in it is named as in one that was closed, and a commit
//! that a power cut tore is no change.

use super::{copy_files, places_of, tampered_at};
use crate::stores::{Store, files_of, grow};
use eventstore::{
    Stored,
    verify::{Outcome, verify},
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// What is written to a disk at once.
const BLOCK: usize = 4096;

/// A running store and the files of it as they read now.
struct Killed {
    running: Store,
    left: tempfile::TempDir,
}

impl Killed {
    fn new(count: u64, capacity: u64) -> Killed {
        let running = Store::running(count, capacity);
        let left = tempfile::tempdir().unwrap();
        copy_files(running.path(), left.path());
        Killed { running, left }
    }

    fn path(&self) -> &Path {
        self.left.path()
    }

    fn volume(&self, first: u64) -> PathBuf {
        self.path().join(format!("log/{first:020}.redb"))
    }
}

/// Flips some bytes of a record, each in every copy of it alone and then in all at once.
fn flip_within(
    killed: &Killed,
    volume: &Path,
    stored: &Stored,
    offsets: impl Iterator<Item = usize>,
) {
    let size = killed.running.events.len() as u64;
    let bytes = fs::read(volume).unwrap();
    let places = places_of(&stored.to_record(), &bytes);
    let verdict = |places: &[usize], at: usize| {
        let mut flipped = bytes.clone();
        places.iter().for_each(|place| flipped[place + at] ^= 1 << (at % 8));
        fs::write(volume, &flipped).unwrap();
        verify(killed.path(), None, None)
    };
    for at in offsets {
        let mut named = 0;
        for place in &places {
            let report = verdict(&[*place], at);
            // A stale copy of a page counts for nothing.
            let stale = report.outcome == Outcome::Sound && report.size.0 == size;
            let live = tampered_at(&report) == Some(stored.position.0);
            assert!(stale || live, "event {}, byte {at}: {report:?}", stored.position);
            named += usize::from(live);
        }
        assert_ne!(named, 0, "event {}, byte {at}", stored.position);
        let report = verdict(&places, at);
        assert_eq!(tampered_at(&report), Some(stored.position.0), "byte {at}: {report:?}");
    }
    fs::write(volume, &bytes).unwrap();
}

#[test]
fn a_flip_of_a_byte_inside_any_record_is_named() {
    // Given volumes in which a record stands in the last commit alone, in both, or behind a branch
    for (count, capacity, stride) in [(18, 8, 1), (61, 64, 6), (300, 256, 23)] {
        let killed = Killed::new(count, capacity);
        let events = &killed.running.events;
        for stored in events.iter().step_by(stride).chain(events.last()) {
            let volume = killed.volume(stored.position.0 / capacity * capacity);
            // Another offset in each record: together they come upon every part of one.
            let offsets = usize::try_from(stored.position.0).unwrap() % 19;
            let offsets = (offsets..stored.to_record().len()).step_by(19);
            flip_within(&killed, &volume, stored, offsets);
        }
    }
}

#[test]
fn a_flip_of_any_byte_of_the_last_record_is_named() {
    let killed = Killed::new(5, 8);
    let last = killed.running.events.last().unwrap();
    flip_within(&killed, &killed.volume(0), last, 0..last.to_record().len());
}

#[test]
fn no_flip_anywhere_panics_hangs_or_invents_an_event() {
    let killed = Killed::new(300, 256);
    let log = killed.running.log();
    for (path, bytes) in files_of(killed.path()) {
        let path = killed.path().join(path);
        // Mostly empty files are sampled; redb's header, where everything begins, more densely.
        let dense = (0..bytes.len().min(320)).step_by(3);
        let sparse = (320..bytes.len()).step_by(3989);
        for at in dense.chain(sparse) {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << (at % 8);
            fs::write(&path, &flipped).unwrap();
            let report = verify(killed.path(), None, None);
            assert!(report.size.0 <= 300, "{}: byte {at}", path.display());
            if report.outcome == Outcome::Sound {
                assert_eq!(log.root(report.size).unwrap(), report.root, "{}: {at}", path.display());
            }
        }
        fs::write(&path, bytes).unwrap();
    }
    assert_eq!(verify(killed.path(), None, None).outcome, Outcome::Sound);
}

#[test]
fn a_commit_that_a_power_cut_tore_is_no_tampering() {
    for count in [5, 60, 255] {
        // Given the file before and after a commit
        let killed = Killed::new(count, 1024);
        let before = fs::read(killed.volume(0)).unwrap();
        grow(killed.running.log(), 3);
        let after = fs::read(killed.running.volume(0)).unwrap();
        for lost in subsets(&differing(&before, &after)) {
            // When any of its blocks did not reach the disk, where something else stood or nothing
            for nothing in [false, true] {
                fs::write(killed.volume(0), torn(&before, &after, &lost, nothing)).unwrap();
                // Then the log ends after the commit or before it
                let report = verify(killed.path(), None, None);
                assert_eq!(report.outcome, Outcome::Sound, "{lost:?}");
                assert!([count, count + 3].contains(&report.size.0), "{lost:?}: {}", report.size);
            }
        }
    }
}

/// Where the blocks stand in which a file differs from what it was.
fn differing(before: &[u8], after: &[u8]) -> Vec<usize> {
    // A file that grew is zeros there until it is written.
    let was = |at: usize| before.get(at..at + BLOCK).unwrap_or(&[0; BLOCK]);
    let same = |at: usize| was(at) == &after[at..at + BLOCK];
    (0..after.len()).step_by(BLOCK).filter(|at| !same(*at)).collect()
}

/// A file after a commit of which some blocks were lost: as they were before, or as zeros.
fn torn(before: &[u8], after: &[u8], lost: &[usize], nothing: bool) -> Vec<u8> {
    let mut torn = after.to_vec();
    for &at in lost {
        // The header is written over itself: it is old or new, never gone.
        let stale = before.get(at..at + BLOCK).filter(|_| at == 0 || !nothing);
        torn[at..at + BLOCK].copy_from_slice(stale.unwrap_or(&[0; BLOCK]));
    }
    torn
}

/// Every choice of some of the blocks, or where there are many of them, a hundred choices.
fn subsets(blocks: &[usize]) -> impl Iterator<Item = Vec<usize>> {
    assert!((1..16).contains(&blocks.len()), "a commit of few events writes few blocks");
    let choices = 1_usize << blocks.len();
    (0..choices).step_by(choices >> 7 | 1).map(|choice| {
        let chosen = blocks.iter().enumerate().filter(move |(bit, _)| choice >> bit & 1 == 1);
        chosen.map(|(_, at)| *at).collect()
    })
}
