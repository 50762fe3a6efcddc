//! Verification: sound stores are sound, and whatever is changed is noticed, named where it can be,
//! and never makes the verification panic or hang.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly too")]

#[path = "common/stores.rs"]
mod stores;
#[path = "verify/unclosed.rs"]
mod unclosed;

use eventstore::{
    Log, OpenOptions, Size, Stored,
    checkpoint::Signer,
    verify::{Outcome, Report, verify},
};
use redb::{ReadableDatabase, TableDefinition};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};
use stores::{Store, files_of};

const EVENTS: TableDefinition<'_, u64, &[u8]> = TableDefinition::new("events");
const TILES: TableDefinition<'_, u64, &[u8]> = TableDefinition::new("tiles");

/// A closed store with so many events, in volumes of so many.
fn closed(count: u64, capacity: u64) -> Store {
    let mut store = Store::running(count, capacity);
    store.close();
    store
}

/// Opens a closed store, appends so many events, and closes it.
fn append(store: &Store, count: u64) {
    let log = Log::open(store.path(), OpenOptions::default(), stores::world()).unwrap();
    stores::grow(&log, count);
    log.close().unwrap();
}

fn signer(store: &Store) -> Signer {
    Signer::load(&store.path().join("keys")).unwrap()
}

/// Another event in the place of a stored one, with all its own digests right.
fn forged(record: &[u8]) -> Vec<u8> {
    use sha2::{Digest, Sha256};
    let mut stored = Stored::from_record(record).unwrap();
    let mut envelope = stored.envelope().unwrap();
    envelope.payload[0] ^= 1;
    let salt = stored.body.as_ref().unwrap()[..16].to_vec();
    let body = [salt, postcard::to_stdvec(&envelope).unwrap()].concat();
    let commitment = Sha256::new_with_prefix([0x02]).chain_update(&body).finalize();
    stored.leaf[35..].copy_from_slice(&commitment);
    stored.body = Some(body);
    stored.to_record()
}

/// Copies every file as it reads now: what a power cut would leave.
fn copy_files(from: &Path, to: &Path) {
    for (name, bytes) in files_of(from) {
        fs::create_dir_all(to.join(&name).parent().unwrap()).unwrap();
        fs::write(to.join(name), bytes).unwrap();
    }
}

/// The position that a report names as bad.
fn tampered_at(report: &Report) -> Option<u64> {
    match report.outcome {
        Outcome::Tampered { first_bad, .. } => first_bad.map(|position| position.0),
        _ => None,
    }
}

/// Changes the rows of a volume with redb itself: its own checksums are right afterwards.
fn rewrite(
    store: &Store,
    volume: u64,
    table: TableDefinition<'_, u64, &[u8]>,
    row: u64,
    value: Option<&[u8]>,
) {
    let database = redb::Database::open(store.volume(volume)).unwrap();
    let transaction = database.begin_write().unwrap();
    {
        let mut table = transaction.open_table(table).unwrap();
        match value {
            Some(value) => drop(table.insert(row, value).unwrap()),
            None => drop(table.remove(row).unwrap()),
        }
    }
    transaction.commit().unwrap();
}

fn row(store: &Store, volume: u64, table: TableDefinition<'_, u64, &[u8]>, row: u64) -> Vec<u8> {
    let database = redb::ReadOnlyDatabase::open(store.volume(volume)).unwrap();
    let table = database.begin_read().unwrap().open_table(table).unwrap();
    table.get(row).unwrap().unwrap().value().to_vec()
}

#[test]
fn a_closed_store_is_sound_and_proven_to_its_end() {
    let store = closed(600, 256);
    let report = verify(store.path(), None, None);
    let expected = Report {
        size: Size(600),
        root: store.root,
        proven: Some(Size(600)),
        redacted: 0,
        outcome: Outcome::Sound,
    };
    assert_eq!(report, expected);
}

#[test]
fn an_empty_store_is_sound() {
    let store = closed(0, 256);
    let report = verify(store.path(), None, None);
    assert_eq!((report.size, report.outcome), (Size(0), Outcome::Sound));
}

#[test]
fn verifying_changes_no_file_even_of_a_store_that_was_not_closed() {
    // Given copies of the files of a store in use, as after a power cut
    let running = Store::running(100, 64);
    let left = tempfile::tempdir().unwrap();
    copy_files(running.path(), left.path());
    let before = files_of(left.path());
    let report = verify(left.path(), None, None);
    assert_eq!(report.outcome, Outcome::Sound);
    assert_eq!(report.size, Size(100));
    assert!(files_of(left.path()) == before, "verifying wrote a file");
}

#[test]
fn a_store_in_use_says_so() {
    let store = Store::running(3, 64);
    assert_eq!(store.log().size(), Size(3));
    assert_eq!(verify(store.path(), None, None).outcome, Outcome::InUse);
}

#[test]
fn what_is_no_store_is_unreadable() {
    let nothing = tempfile::tempdir().unwrap();
    let unreadable =
        |path: &Path| matches!(verify(path, None, None).outcome, Outcome::Unreadable { .. });
    assert!(unreadable(nothing.path()));
    assert!(unreadable(&nothing.path().join("none")));
    fs::write(nothing.path().join("store"), "something else").unwrap();
    assert!(unreadable(nothing.path()));
}

#[test]
fn a_checkpoint_kept_elsewhere_is_met() {
    let store = closed(70, 64);
    let kept = store.beside("kept.note");
    fs::copy(store.path().join("checkpoints/latest"), &kept).unwrap();
    append(&store, 30);
    let key = signer(&store).verifier().clone();
    let report = verify(store.path(), Some(&key), Some(&kept));
    assert_eq!((report.outcome, report.proven), (Outcome::Sound, Some(Size(100))));

    // When the store has another history beyond the kept checkpoint's beginning
    fs::write(&kept, signer(&store).sign(70, [7; 32])).unwrap();
    let forked = verify(store.path(), Some(&key), Some(&kept)).outcome;
    assert!(matches!(forked, Outcome::Tampered { first_bad: None, .. }), "{forked:?}");

    // When it has fewer events than were signed
    fs::write(&kept, signer(&store).sign(170, [7; 32])).unwrap();
    assert_eq!(tampered_at(&verify(store.path(), Some(&key), Some(&kept))), Some(100));
    fs::remove_file(kept).unwrap();
}

#[test]
fn a_checkpoint_or_key_of_someone_else_proves_nothing() {
    let store = closed(5, 64);
    let other = Signer::from_seed("other.example.org", &[9; 32]).unwrap();
    let kept = store.beside("other.note");
    fs::write(&kept, other.sign(5, store.root)).unwrap();
    let given = verify(store.path(), None, Some(&kept)).outcome;
    assert!(matches!(given, Outcome::Unreadable { .. }), "{given:?}");
    fs::remove_file(&kept).unwrap();
    let missing = verify(store.path(), None, Some(&kept)).outcome;
    assert!(matches!(missing, Outcome::Unreadable { .. }), "{missing:?}");

    let impostor = Signer::from_seed(stores::ORIGIN, &[9; 32]).unwrap();
    let key = verify(store.path(), Some(impostor.verifier()), None).outcome;
    assert!(matches!(key, Outcome::Tampered { first_bad: None, .. }), "{key:?}");
}

#[test]
fn rewritten_records_are_named_although_the_file_is_well_formed() {
    let store = closed(600, 256);
    for position in [3_u64, 255, 300, 511] {
        // Given another event with all its own digests right, within whole tiles
        let volume = position / 256 * 256;
        let before = row(&store, volume, EVENTS, position);
        let forged = forged(&before);
        rewrite(&store, volume, EVENTS, position, Some(&forged));
        assert_eq!(tampered_at(&verify(store.path(), None, None)), Some(position));
        rewrite(&store, volume, EVENTS, position, Some(&before));
    }
    assert_eq!(verify(store.path(), None, None).outcome, Outcome::Sound);
}

#[test]
fn a_forgery_behind_the_last_whole_tile_breaks_the_checkpoint() {
    let store = closed(600, 256);
    let forged = forged(&row(&store, 512, EVENTS, 590));
    rewrite(&store, 512, EVENTS, 590, Some(&forged));
    let outcome = verify(store.path(), None, None).outcome;
    assert!(matches!(outcome, Outcome::Tampered { .. }), "{outcome:?}");
}

#[test]
fn removed_events_and_volumes_are_named() {
    let store = closed(200, 64);
    rewrite(&store, 64, EVENTS, 70, None);
    assert_eq!(tampered_at(&verify(store.path(), None, None)), Some(70));

    let store = closed(200, 64);
    rewrite(&store, 192, EVENTS, 199, None);
    assert_eq!(tampered_at(&verify(store.path(), None, None)), Some(199));

    let store = closed(200, 64);
    fs::remove_file(store.volume(64)).unwrap();
    assert_eq!(tampered_at(&verify(store.path(), None, None)), Some(64));

    let store = closed(200, 64);
    fs::remove_file(store.volume(192)).unwrap();
    assert_eq!(tampered_at(&verify(store.path(), None, None)), Some(192));
}

#[test]
fn changed_missing_and_invented_tiles_are_noticed() {
    let store = closed(600, 256);
    let tile = row(&store, 256, TILES, 1);
    let mut changed = tile.clone();
    changed[32 * 5] ^= 1;
    rewrite(&store, 256, TILES, 1, Some(&changed));
    assert_eq!(tampered_at(&verify(store.path(), None, None)), Some(256 + 5));
    rewrite(&store, 256, TILES, 1, None);
    assert!(matches!(verify(store.path(), None, None).outcome, Outcome::Tampered { .. }));
    rewrite(&store, 256, TILES, 1, Some(&tile));
    rewrite(&store, 512, TILES, 9, Some(&tile));
    assert!(matches!(verify(store.path(), None, None).outcome, Outcome::Tampered { .. }));
}

#[test]
fn what_a_disposal_decision_removed_leaves_the_store_sound() {
    let store = closed(100, 64);
    let before = row(&store, 64, EVENTS, 66);
    let mut stored = Stored::from_record(&before).unwrap();
    stored.sections[0] = None;
    rewrite(&store, 64, EVENTS, 66, Some(&stored.to_record()));
    let report = verify(store.path(), None, None);
    assert_eq!((report.outcome, report.redacted), (Outcome::Sound, 1));

    stored.body = None;
    stored.sections = vec![None; stored.sections.len()];
    rewrite(&store, 64, EVENTS, 66, Some(&stored.to_record()));
    let report = verify(store.path(), None, None);
    assert_eq!((report.outcome, report.redacted), (Outcome::Sound, 1));

    // But a body that is gone while its section is not is no disposal.
    let section = Stored::from_record(&before).unwrap().sections[0].clone();
    stored.sections[0] = section;
    rewrite(&store, 64, EVENTS, 66, Some(&stored.to_record()));
    assert_eq!(tampered_at(&verify(store.path(), None, None)), Some(66));
}

#[test]
fn a_flip_of_any_byte_inside_a_record_is_named() {
    let store = closed(18, 8);
    for stored in &store.events {
        let record = stored.to_record();
        let volume = store.volume(stored.position.0 / 8 * 8);
        let bytes = fs::read(&volume).unwrap();
        let places = places_of(&record, &bytes);
        assert!(!places.is_empty(), "the record stands in its volume");
        for at in 0..record.len() {
            let mut flipped = bytes.clone();
            // Stale copies of a page may hold the record too: all of them are changed.
            places.iter().for_each(|place| flipped[place + at] ^= 1 << (at % 8));
            fs::write(&volume, &flipped).unwrap();
            let report = verify(store.path(), None, None);
            assert_eq!(tampered_at(&report), Some(stored.position.0), "byte {at}: {report:?}");
        }
        fs::write(&volume, &bytes).unwrap();
    }
}

fn places_of(record: &[u8], bytes: &[u8]) -> Vec<usize> {
    let first = |window: &[u8]| window == record;
    bytes.windows(record.len()).enumerate().filter(|(_, w)| first(w)).map(|(at, _)| at).collect()
}

#[test]
fn a_flip_of_any_byte_of_a_leaf_within_a_whole_tile_is_named() {
    let store = closed(300, 256);
    let volume = store.volume(0);
    let bytes = fs::read(&volume).unwrap();
    for stored in [&store.events[1], &store.events[255]] {
        let places = places_of(&stored.to_record(), &bytes);
        for at in 0..stored.leaf.len() {
            let mut flipped = bytes.clone();
            places.iter().for_each(|place| flipped[place + at] ^= 1 << (at % 8));
            fs::write(&volume, &flipped).unwrap();
            let report = verify(store.path(), None, None);
            assert_eq!(tampered_at(&report), Some(stored.position.0), "byte {at}: {report:?}");
        }
    }
}

#[test]
fn no_flip_anywhere_panics_hangs_or_invents_an_event() {
    let store = closed(300, 256);
    let originals = files_of(store.path());
    let mut verdicts: BTreeMap<&str, u32> = BTreeMap::new();
    for (path, bytes) in &originals {
        // Mostly empty files are sampled; the first pages, where everything begins, more densely.
        let dense = (0..bytes.len().min(4096)).step_by(7);
        let sparse = (4096..bytes.len()).step_by(1999);
        for at in dense.chain(sparse) {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << (at % 8);
            fs::write(store.path().join(path), &flipped).unwrap();
            let report = verify(store.path(), None, None);
            assert!(report.size.0 <= 300, "{}: byte {at}", path.display());
            *verdicts
                .entry(match report.outcome {
                    Outcome::Sound => {
                        assert_eq!(report.root, store.root, "{}: byte {at}", path.display());
                        "sound"
                    }
                    Outcome::Tampered { .. } => "tampered",
                    Outcome::Unreadable { .. } => "unreadable",
                    Outcome::InUse => "in use",
                })
                .or_default() += 1;
        }
        fs::write(store.path().join(path), bytes).unwrap();
    }
    assert!(!verdicts.contains_key("in use") && verdicts.len() == 3, "{verdicts:?}");
    assert_eq!(verify(store.path(), None, None).outcome, Outcome::Sound);
}

#[test]
fn files_cut_short_or_emptied_are_unreadable() {
    let store = closed(100, 64);
    let volume: PathBuf = store.volume(64);
    let bytes = fs::read(&volume).unwrap();
    for length in [0, 1, 100, 4096, 5000, bytes.len() / 2, bytes.len() - 1] {
        fs::write(&volume, &bytes[..length]).unwrap();
        let report = verify(store.path(), None, None);
        assert_ne!(report.outcome, Outcome::Sound, "{length}");
        assert!(report.size <= Size(100));
    }
}

#[test]
fn a_store_with_its_files_swapped_is_tampered() {
    let (one, other) = (closed(100, 64), closed(100, 64));
    fs::copy(other.volume(64), one.volume(64)).unwrap();
    let report = verify(one.path(), None, None);
    assert!(matches!(report.outcome, Outcome::Tampered { .. }), "{report:?}");
    assert_eq!(report.size, Size(64));
}
