//! The rules of dcb.events: types any, tags all, items or; refused if anything meant stands at or
//! beyond the size, and by which event.

use crate::support::{Place, any_of, append, blocked_at, event, guarded, item, on_both_backends};
use eventstore::{Log, Query, Size};

on_both_backends!(
    an_append_without_a_boundary_is_never_refused,
    a_boundary_that_nothing_matches_lets_through,
    any_of_the_types_blocks,
    all_of_the_tags_must_match,
    any_of_the_items_blocks,
    a_query_without_items_matches_nothing,
    an_empty_item_matches_everything,
    only_events_at_or_beyond_the_size_block,
    the_first_event_in_the_way_is_named,
    a_refused_append_leaves_nothing,
    appends_of_one_batch_see_each_other,
    boundaries_reach_across_volumes,
);

/// Types 1 to 3 with tags: position 0 `a`, 1 `a b`, 2 `b`.
fn three(place: &Place) -> Log {
    let log = place.create();
    let events = vec![event(1, &["a"]), event(2, &["a", "b"]), event(3, &["b"])];
    log.append(append(1, events)).unwrap();
    log
}

#[track_caller]
fn check(log: &Log, query: Query, since: u64, expected: Option<u64>) {
    let result = log.append(guarded(99, vec![event(9, &["z"])], query, since));
    match expected {
        None => assert_eq!(result.unwrap().first.0, 3),
        Some(position) => assert_eq!(blocked_at(result), position),
    }
}

fn an_append_without_a_boundary_is_never_refused(place: &Place) {
    let log = three(place);
    let receipt = log.append(append(2, vec![event(1, &["a"])])).unwrap();
    assert_eq!((receipt.first.0, receipt.count, log.size()), (3, 1, Size(4)));
}

fn a_boundary_that_nothing_matches_lets_through(place: &Place) {
    check(&three(place), any_of(vec![item(&[7], &["a"])]), 0, None);
}

fn any_of_the_types_blocks(place: &Place) {
    check(&three(place), any_of(vec![item(&[7, 3], &[])]), 0, Some(2));
}

fn all_of_the_tags_must_match(place: &Place) {
    let log = three(place);
    check(&log, any_of(vec![item(&[], &["a", "b"])]), 0, Some(1));
    check(&log, any_of(vec![item(&[1, 3], &["a", "b"])]), 0, None);
}

fn any_of_the_items_blocks(place: &Place) {
    let items = vec![item(&[1], &["b"]), item(&[3], &["b"])];
    check(&three(place), any_of(items), 0, Some(2));
}

fn a_query_without_items_matches_nothing(place: &Place) {
    check(&three(place), any_of(vec![]), 0, None);
}

fn an_empty_item_matches_everything(place: &Place) {
    let log = three(place);
    check(&log, Query::all(), 1, Some(1));
    check(&log, Query::all(), 3, None);
}

fn only_events_at_or_beyond_the_size_block(place: &Place) {
    let log = three(place);
    let b = || any_of(vec![item(&[], &["b"])]);
    check(&log, b(), 2, Some(2));
    check(&log, b(), 3, None);
}

fn the_first_event_in_the_way_is_named(place: &Place) {
    check(&three(place), any_of(vec![item(&[3], &[]), item(&[], &["b"])]), 0, Some(1));
}

fn a_refused_append_leaves_nothing(place: &Place) {
    let log = three(place);
    let many = vec![event(8, &["new"]), event(9, &["new"])];
    blocked_at(log.append(guarded(2, many.clone(), Query::all(), 0)));
    assert_eq!(log.size(), Size(3));
    let new = any_of(vec![item(&[], &["new"])]);
    assert_eq!(log.query(&new, Size(0), Size(9)).unwrap(), vec![]);
    // The command is free for another try.
    assert_eq!(log.append(guarded(2, many, Query::all(), 3)).unwrap().first.0, 3);
}

/// Many guarded appends are queued while the writer is held up, so that they share a commit; each
/// demands that no `seat` was taken before. Exactly one may win.
fn appends_of_one_batch_see_each_other(place: &Place) {
    let log = place.create();
    let (sender, answers) = std::sync::mpsc::channel();
    let (release, held) = std::sync::mpsc::channel::<()>();
    let hold = move |_| held.recv().unwrap();
    log.submit(append(1, vec![event(1, &["first"])]), Box::new(hold)).unwrap();
    for number in 10..30 {
        let seat = any_of(vec![item(&[5], &["seat"])]);
        let sender = sender.clone();
        let answer = move |result| sender.send(result).unwrap();
        log.submit(guarded(number, vec![event(5, &["seat"])], seat, 0), Box::new(answer)).unwrap();
    }
    release.send(()).unwrap();
    let results: Vec<_> = (0..20).map(|_| answers.recv().unwrap()).collect();
    let (won, lost): (Vec<_>, Vec<_>) = results.into_iter().partition(Result::is_ok);
    assert_eq!(won.len(), 1);
    let seat = won.into_iter().next().unwrap().unwrap().first.0;
    assert!(lost.into_iter().all(|result| blocked_at(result) == seat));
}

fn boundaries_reach_across_volumes(place: &Place) {
    let log = three(place);
    crate::support::fill(&log, 1000, 600);
    let log = place.reopen(log);
    let b = || any_of(vec![item(&[3], &["b"])]);
    assert_eq!(blocked_at(log.append(guarded(2, vec![event(1, &[])], b(), 0))), 2);
    log.append(guarded(3, vec![event(3, &["b"])], b(), 3)).unwrap();
    assert_eq!(blocked_at(log.append(guarded(2, vec![event(1, &[])], b(), 3))), 603);
}
