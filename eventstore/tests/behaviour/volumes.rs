//! Volumes: when the log rolls, what stands on disk then, and the derived indexes.

use crate::support::{
    CAPACITY, Place, any_of, append, command, digest, event, fill, item, on_both_backends,
};
use eventstore::directory::{Access, INDEX_FOLDER, LOG_FOLDER};
use eventstore::{Log, Query, Size};
use std::time::Duration;

on_both_backends!(
    a_volume_rolls_when_it_is_full,
    a_volume_rolls_before_an_append_that_does_not_fit,
    an_append_greater_than_a_volume_has_one_of_its_own,
    a_missing_index_is_made_again,
    a_damaged_index_is_made_again,
    an_index_damaged_while_open_answers_all_the_same,
    full_volumes_are_sealed_while_the_log_is_open,
);

/// The first positions of the volumes.
fn volumes(place: &Place) -> Vec<u64> {
    let names = place.directory.names(LOG_FOLDER).unwrap();
    names.iter().map(|name| name.trim_end_matches(".redb").parse().unwrap()).collect()
}

fn indexes(place: &Place) -> Vec<String> {
    place.directory.names(INDEX_FOLDER).unwrap()
}

fn a_volume_rolls_when_it_is_full(place: &Place) {
    let log = place.create();
    fill(&log, 1, CAPACITY);
    assert_eq!(volumes(place), [0]);
    fill(&log, 1000, 1);
    assert_eq!(volumes(place), [0, CAPACITY]);
    let log = place.reopen(log);
    fill(&log, 2000, CAPACITY);
    assert_eq!(volumes(place), [0, CAPACITY, 2 * CAPACITY]);
}

fn a_volume_rolls_before_an_append_that_does_not_fit(place: &Place) {
    let log = place.create();
    fill(&log, 1, CAPACITY - 2);
    log.append(append(1000, vec![event(1, &[]); 3])).unwrap();
    assert_eq!(volumes(place), [0, CAPACITY - 2]);
    let log = place.reopen(log);
    assert_eq!(log.query(&Query::all(), Size(0), Size(999)).unwrap().len(), 257);
}

fn an_append_greater_than_a_volume_has_one_of_its_own(place: &Place) {
    let log = place.create();
    log.append(append(1, vec![event(1, &[]); 300])).unwrap();
    log.append(append(2, vec![event(1, &[]); 1000])).unwrap();
    fill(&log, 10, 1);
    assert_eq!(volumes(place), [0, 300, 1300]);
    assert_eq!(place.reopen(log).size(), Size(1301));
}

/// A log of three volumes with something to find in the first.
fn three_volumes(place: &Place) -> Log {
    let log = place.create();
    log.append(append(1, vec![event(2, &["early"])])).unwrap();
    fill(&log, 100, 600);
    log
}

#[track_caller]
fn finds_the_early_one(log: &Log) {
    let early = any_of(vec![item(&[2], &["early"])]);
    let found = log.query(&early, Size(0), Size(999)).unwrap();
    assert_eq!(found.iter().map(|stored| stored.position.0).collect::<Vec<_>>(), [0]);
    assert_eq!(log.receipt(command(1), digest(1)).unwrap().unwrap().first.0, 0);
    assert_eq!(log.receipt(command(2), digest(1)).unwrap(), None);
}

fn a_missing_index_is_made_again(place: &Place) {
    three_volumes(place).close().unwrap();
    let made = indexes(place);
    assert_eq!(made.len(), 2);
    for name in &made {
        place.directory.remove(&format!("{INDEX_FOLDER}/{name}")).unwrap();
    }
    let log = place.open();
    finds_the_early_one(&log);
    log.close().unwrap();
    assert_eq!(indexes(place), made);
}

/// Every part of the file in turn: mark, facts, check, fence, entries, and a cut.
fn a_damaged_index_is_made_again(place: &Place) {
    three_volumes(place).close().unwrap();
    let path = format!("{INDEX_FOLDER}/{}", indexes(place)[0]);
    let sound = place.directory.load(&path).unwrap().unwrap();
    for at in [0, 9, 30, 90, 115, 200, sound.len() - 1] {
        let mut bytes = sound.clone();
        bytes[at] ^= 0x10;
        place.directory.store(&path, &bytes).unwrap();
        let log = place.open();
        finds_the_early_one(&log);
        log.close().unwrap();
        // Blocks are checked as they are read; head and fence always are, and stored anew.
        if at < 200 {
            assert_eq!(place.directory.load(&path).unwrap().unwrap(), sound, "byte {at}");
        }
    }
    place.directory.store(&path, &sound[..sound.len() / 2]).unwrap();
    finds_the_early_one(&place.open());
}

fn an_index_damaged_while_open_answers_all_the_same(place: &Place) {
    three_volumes(place).close().unwrap();
    let log = place.open();
    let path = format!("{INDEX_FOLDER}/{}", indexes(place)[0]);
    let file = place.directory.open(&path, Access::Write).unwrap();
    let end = file.len().unwrap();
    file.write(300, &vec![0xa5; usize::try_from(end - 300).unwrap()]).unwrap();
    finds_the_early_one(&log);
}

fn full_volumes_are_sealed_while_the_log_is_open(place: &Place) {
    let log = three_volumes(place);
    for _ in 0..400 {
        if indexes(place).len() == 2 {
            return finds_the_early_one(&log);
        }
        std::thread::sleep(Duration::from_millis(25));
    }
    panic!("no index of a full volume was stored");
}
