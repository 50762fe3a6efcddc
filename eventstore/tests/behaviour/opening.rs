//! Opening what is not a sound store says what it is, and creates nothing.

use crate::support::{CAPACITY, Place, event, fill};
use eventstore::directory::LOG_FOLDER;
use eventstore::{CreateError, CreateOptions, Log, OpenError, OpenOptions, Size};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn root(place: &Place) -> PathBuf {
    place.directory.path().unwrap().to_owned()
}

/// Every file beneath a directory with a hash of its bytes.
fn contents(directory: &Path) -> Vec<(PathBuf, u64)> {
    let mut all = Vec::new();
    let Ok(entries) = fs::read_dir(directory) else { return all };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.push((path.clone(), 0));
            all.extend(contents(&path));
        } else {
            let mut hasher = DefaultHasher::new();
            fs::read(&path).unwrap().hash(&mut hasher);
            all.push((path, hasher.finish()));
        }
    }
    all.sort();
    all
}

/// Opening fails with the expected error and changes no byte.
#[track_caller]
fn refused(place: &Place, expected: impl Fn(&OpenError) -> bool) {
    let before = contents(&root(place));
    let error = place.try_open().unwrap_err();
    assert!(expected(&error), "{error:?}");
    assert_eq!(contents(&root(place)), before);
}

/// A closed store of two volumes.
fn closed(place: &Place) {
    let log = place.create();
    fill(&log, 1, CAPACITY + 20);
    log.close().unwrap();
}

fn is_damaged(error: &OpenError) -> bool {
    matches!(error, OpenError::Damaged { .. })
}

#[test]
fn nothing_there_is_missing() {
    let place = Place::on_files();
    refused(&place, |error| matches!(error, OpenError::Missing));
    assert!(!root(&place).exists());
    fs::create_dir(root(&place)).unwrap();
    refused(&place, |error| matches!(error, OpenError::Missing));
}

#[test]
fn something_else_is_foreign() {
    let place = Place::on_files();
    fs::create_dir(root(&place)).unwrap();
    fs::write(root(&place).join("notes.txt"), "mine").unwrap();
    refused(&place, |error| matches!(error, OpenError::Foreign));
    fs::write(root(&place).join("store"), "something else\n").unwrap();
    refused(&place, |error| matches!(error, OpenError::Foreign));
}

#[test]
fn a_file_instead_of_a_directory_is_foreign() {
    let place = Place::on_files();
    fs::write(root(&place), "a file").unwrap();
    assert!(matches!(place.try_open(), Err(OpenError::Foreign)));
    assert_eq!(fs::read(root(&place)).unwrap(), b"a file");
}

#[test]
fn a_newer_store_says_its_format() {
    let place = Place::on_files();
    closed(&place);
    let text = fs::read_to_string(root(&place).join("store")).unwrap();
    fs::write(root(&place).join("store"), text.replace("format 1", "format 2")).unwrap();
    refused(&place, |error| matches!(error, OpenError::Newer { format: 2, known: 1 }));
}

#[test]
fn a_changed_store_file_is_damaged() {
    let place = Place::on_files();
    closed(&place);
    let text = fs::read_to_string(root(&place).join("store")).unwrap();
    fs::write(root(&place).join("store"), text.replace("kind test", "kind production")).unwrap();
    refused(&place, is_damaged);
    fs::write(root(&place).join("store"), "insyn-store\n").unwrap();
    refused(&place, is_damaged);
}

#[test]
fn a_store_in_use_is_locked() {
    let place = Place::on_files();
    let log = place.create();
    assert!(matches!(place.try_open(), Err(OpenError::Locked)));
    let reading = OpenOptions { read_only: true, ..OpenOptions::default() };
    let beside = Log::open_in(Arc::clone(&place.directory), reading, place.world.clone());
    assert!(matches!(beside, Err(OpenError::Locked)));
    drop(log);
    place.open();
}

#[test]
fn a_missing_volume_is_damage() {
    for missing in [0, CAPACITY] {
        let place = Place::on_files();
        closed(&place);
        fs::remove_file(root(&place).join(LOG_FOLDER).join(format!("{missing:020}.redb"))).unwrap();
        // Without its last volume the log is shorter than its checkpoint says.
        refused(&place, |error| is_damaged(error) || matches!(error, OpenError::RolledBack { .. }));
    }
}

#[test]
fn a_volume_of_another_store_is_damage() {
    let (place, other) = (Place::on_files(), Place::on_files());
    closed(&place);
    other.world.set_clock(9);
    other.directory.names("").unwrap();
    eventstore::World::fill(other.world.as_ref(), &mut [0; 3]);
    closed(&other);
    let volume = PathBuf::from(LOG_FOLDER).join(format!("{:020}.redb", 0));
    fs::copy(root(&other).join(&volume), root(&place).join(&volume)).unwrap();
    refused(&place, is_damaged);
}

#[test]
fn volumes_that_are_no_databases_are_damage() {
    for bytes in [&b""[..], b"not a database", &[0; 8192]] {
        let place = Place::on_files();
        closed(&place);
        let volume = root(&place).join(LOG_FOLDER).join(format!("{CAPACITY:020}.redb"));
        fs::write(volume, bytes).unwrap();
        refused(&place, is_damaged);
    }
}

#[test]
fn an_older_copy_is_rolled_back() {
    let place = Place::on_files();
    let log = place.create();
    fill(&log, 1, 10);
    let log = place.reopen(log);
    log.close().unwrap();
    let volume = root(&place).join(LOG_FOLDER).join(format!("{:020}.redb", 0));
    let older = fs::read(&volume).unwrap();
    let log = place.open();
    fill(&log, 100, 5);
    log.close().unwrap();
    fs::write(&volume, older).unwrap();
    refused(&place, |error| {
        matches!(error, OpenError::RolledBack { checkpoint: Size(15), size: Size(10) })
    });
}

#[test]
fn another_history_is_forked() {
    let place = Place::on_files();
    let log = place.create();
    fill(&log, 1, 10);
    log.close().unwrap();
    let volume = root(&place).join(LOG_FOLDER).join(format!("{:020}.redb", 0));
    let common = fs::read(&volume).unwrap();
    let checkpoint = root(&place).join("checkpoints").join("latest");
    let signed = fs::read(&checkpoint).unwrap();
    let log = place.open();
    fill(&log, 100, 5);
    log.close().unwrap();
    let latest = fs::read(&checkpoint).unwrap();
    fs::write(&volume, common).unwrap();
    fs::write(&checkpoint, signed).unwrap();
    let log = place.open();
    for number in 200..206 {
        log.append(crate::support::append(number, vec![event(7, &["other"])])).unwrap();
    }
    log.close().unwrap();
    fs::write(&checkpoint, latest).unwrap();
    refused(&place, |error| matches!(error, OpenError::Forked { at: Size(15) }));
}

#[test]
fn a_checkpoint_of_another_key_is_refused() {
    let place = Place::on_files();
    closed(&place);
    let latest = root(&place).join("checkpoints").join("latest");
    let text = fs::read_to_string(&latest).unwrap();
    fs::write(&latest, text.replace("\n276\n", "\n275\n")).unwrap();
    refused(&place, |error| matches!(error, OpenError::Checkpoint(_)));
}

#[test]
fn a_missing_signing_key_is_said() {
    let place = Place::on_files();
    closed(&place);
    fs::remove_file(root(&place).join("keys").join("checkpoint.key")).unwrap();
    refused(&place, |error| matches!(error, OpenError::Signer(_)));
}

#[test]
fn a_store_is_made_only_in_an_empty_place() {
    let place = Place::on_files();
    fs::create_dir(root(&place)).unwrap();
    fs::write(root(&place).join("notes.txt"), "mine").unwrap();
    let again = Log::create(&root(&place), place.options(), place.world.clone());
    assert!(matches!(again, Err(CreateError::NotEmpty)));
    assert_eq!(contents(&root(&place)).len(), 1);
}

#[test]
fn options_that_cannot_be_make_nothing() {
    let place = Place::on_files();
    let sound = place.options();
    let unsound = [
        CreateOptions { volume_capacity: 0, ..sound.clone() },
        CreateOptions { volume_capacity: 1 << 32, ..sound.clone() },
        CreateOptions { origin: "with space".to_owned(), ..sound.clone() },
        CreateOptions { origin: "two\nlines".to_owned(), ..sound },
    ];
    for options in unsound {
        let made = Log::create(&root(&place), options, place.world.clone());
        assert!(matches!(made, Err(CreateError::Options(_) | CreateError::Signer(_))));
        assert!(!root(&place).exists());
    }
}

#[test]
fn reading_only_writes_nothing() {
    let place = Place::on_files();
    closed(&place);
    let before = contents(&root(&place));
    let reading = OpenOptions { read_only: true, ..OpenOptions::default() };
    let open = || Log::open_in(Arc::clone(&place.directory), reading.clone(), place.world.clone());
    let (log, beside) = (open().unwrap(), open().unwrap());
    assert_eq!((log.size(), beside.size()), (Size(CAPACITY + 20), Size(CAPACITY + 20)));
    let refused = log.append(crate::support::append(999, vec![event(1, &[])]));
    assert!(matches!(refused, Err(eventstore::AppendError::ReadOnly)));
    log.close().unwrap();
    beside.close().unwrap();
    assert_eq!(contents(&root(&place)), before);
}

#[test]
fn what_the_store_is_stays_what_it_was_made_as() {
    let place = Place::on_files();
    let log = place.create();
    let (id, kind, origin) = (log.store_id(), log.kind(), log.origin().to_owned());
    let log = place.reopen(log);
    assert_eq!((log.store_id(), log.kind(), log.origin()), (id, kind, origin.as_str()));
}
