//! Many writers at once: the promises hold whatever the interleaving.

use crate::support::{
    Place, any_of, append, command, digest, event, everything, guarded, item, on_both_backends,
};
use eventstore::{AppendError, Log, Receipt, Size};
use std::thread;

on_both_backends!(
    parallel_appends_are_all_there_once_and_whole,
    a_counter_guarded_by_its_boundary_never_loses_a_step,
);

const WRITERS: u64 = 8;

fn parallel_appends_are_all_there_once_and_whole(place: &Place) {
    let log = place.create();
    let receipts = in_parallel(&log, |log, writer| {
        let mut receipts = Vec::new();
        for number in 0..30 {
            let own = format!("writer:{writer}");
            let events = vec![event(1, &[&own]); 1 + usize::try_from(number % 4).unwrap()];
            receipts.push(log.append(append(writer * 1000 + number, events)).unwrap());
        }
        receipts
    });
    check(&log, &receipts);
    check(&place.reopen(log), &receipts);
}

/// Receipts fit together without gap or overlap, times do not decrease, each writer's own order
/// holds.
#[track_caller]
fn check(log: &Log, receipts: &[Vec<Receipt>]) {
    for own in receipts {
        assert!(own.windows(2).all(|pair| pair[0].first < pair[1].first));
    }
    for (writer, own) in (0..).zip(receipts) {
        for (number, receipt) in (0..).zip(own) {
            let found = log.receipt(command(writer * 1000 + number), digest(1)).unwrap();
            assert_eq!(found, Some(*receipt));
        }
    }
    let mut all: Vec<Receipt> = receipts.concat();
    all.sort_by_key(|receipt| receipt.first);
    let mut size = Size(0);
    for receipt in &all {
        assert_eq!(receipt.first, size.next_position());
        size = receipt.size_after();
    }
    assert_eq!(log.size(), size);
    assert!(all.windows(2).all(|pair| pair[0].recorded_at <= pair[1].recorded_at));
    assert_eq!(everything(log).len() as u64, size.0);
}

/// Each writer counts on what it has read; a lost step would show as a number taken twice.
fn a_counter_guarded_by_its_boundary_never_loses_a_step(place: &Place) {
    let log = place.create();
    in_parallel(&log, |log, writer| {
        for step in 0..10 {
            while !try_to_count(log, writer * 100 + step) {}
        }
        Vec::new()
    });
    let counted = any_of(vec![item(&[5], &["counter"])]);
    let numbers: Vec<String> = log
        .query(&counted, Size(0), log.size())
        .unwrap()
        .iter()
        .map(|stored| stored.envelope().unwrap().tags[1].to_string())
        .collect();
    let expected: Vec<String> = (0..WRITERS * 10).map(|n| format!("n:{n}")).collect();
    assert_eq!(numbers, expected);
}

fn try_to_count(log: &Log, number: u64) -> bool {
    let counted = any_of(vec![item(&[5], &["counter"])]);
    let size = log.size();
    let next = log.query(&counted, Size(0), size).unwrap().len();
    let counting = event(5, &["counter", &format!("n:{next}")]);
    match log.append(guarded(number, vec![counting], counted, size.0)) {
        Ok(_) => true,
        Err(AppendError::Blocked { .. }) => false,
        Err(error) => panic!("{error:?}"),
    }
}

fn in_parallel(log: &Log, work: impl Fn(&Log, u64) -> Vec<Receipt> + Sync) -> Vec<Vec<Receipt>> {
    thread::scope(|scope| {
        let work = &work;
        let threads: Vec<_> =
            (0..WRITERS).map(|writer| scope.spawn(move || work(log, writer))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}
