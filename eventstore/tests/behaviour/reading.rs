//! Pages, the scan, queries, and times as sizes.

use crate::support::{Place, any_of, append, event, fill, item, on_both_backends};
use eventstore::{EnvelopeRef, Log, Position, Query, Size};
use std::ops::ControlFlow;

on_both_backends!(
    pages_cross_volumes,
    a_scan_gives_what_reading_gives,
    a_scan_stops_where_it_is_told,
    queries_answer_in_order_within_their_range,
    queries_answer_alike_from_every_kind_of_index,
    times_map_to_sizes_between_appends,
    beyond_the_log_is_nothing,
);

fn pages_cross_volumes(place: &Place) {
    let log = place.create();
    fill(&log, 1, 600);
    let page = log.read(Position(250), 300).unwrap();
    let positions: Vec<u64> = page.iter().map(|stored| stored.position.0).collect();
    assert_eq!(positions, (250..550).collect::<Vec<_>>());
}

fn a_scan_gives_what_reading_gives(place: &Place) {
    let log = place.create();
    fill(&log, 1, 300);
    let mut scanned = Vec::new();
    let visit = |at: Position, time, code, id, body: Option<&[u8]>| {
        let payload = EnvelopeRef::decode(body.unwrap()).unwrap().payload.to_vec();
        scanned.push((at, time, code, id, payload));
        ControlFlow::Continue(())
    };
    log.scan(Size(10), Size(290), visit).unwrap();
    let read = log.read(Position(10), 280).unwrap();
    let read: Vec<_> = read
        .iter()
        .map(|s| (s.position, s.recorded_at, s.type_code, s.id, s.envelope().unwrap().payload))
        .collect();
    assert_eq!(scanned, read);
}

fn a_scan_stops_where_it_is_told(place: &Place) {
    let log = place.create();
    fill(&log, 1, 20);
    let mut seen = 0;
    let visit = |at: Position, _, _, _, _: Option<&[u8]>| {
        seen += 1;
        if at.0 == 7 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    log.scan(Size(5), Size(99), visit).unwrap();
    assert_eq!(seen, 3);
}

#[track_caller]
fn check(log: &Log, query: &Query, from: u64, to: u64, expected: &[u64]) {
    let found = log.query(query, Size(from), Size(to)).unwrap();
    let positions: Vec<u64> = found.iter().map(|stored| stored.position.0).collect();
    assert_eq!(positions, expected);
}

fn queries_answer_in_order_within_their_range(place: &Place) {
    let log = place.create();
    let events = vec![event(1, &["a"]), event(2, &["a", "b"]), event(1, &["b"]), event(3, &["a"])];
    log.append(append(1, events)).unwrap();
    let a = any_of(vec![item(&[], &["a"])]);
    check(&log, &a, 0, 4, &[0, 1, 3]);
    check(&log, &a, 1, 3, &[1]);
    check(&log, &a, 1, 99, &[1, 3]);
    check(&log, &any_of(vec![item(&[3], &[]), item(&[1], &["a"])]), 0, 4, &[0, 3]);
    check(&log, &any_of(vec![item(&[1, 2], &["b"])]), 0, 4, &[1, 2]);
    check(&log, &Query::all(), 1, 4, &[1, 2, 3]);
    check(&log, &any_of(vec![]), 0, 4, &[]);
    check(&log, &any_of(vec![item(&[1], &["a", "b"])]), 0, 4, &[]);
}

fn queries_answer_alike_from_every_kind_of_index(place: &Place) {
    let mut log = place.create();
    for number in 0..700_u64 {
        let own = format!("own:{}", number % 50);
        let code = u16::try_from(number % 7).unwrap();
        log.append(append(number, vec![event(code, &["all", &own])])).unwrap();
    }
    let rare = any_of(vec![item(&[], &["all", "own:3"])]);
    let typed = any_of(vec![item(&[2, 4], &["own:3"]), item(&[6], &["own:4", "all"])]);
    let rare_expected: Vec<u64> = (0..700).filter(|n| n % 50 == 3).collect();
    let typed_expected: Vec<u64> = (0..700)
        .filter(|n| (n % 50 == 3 && [2, 4].contains(&(n % 7))) || (n % 50 == 4 && n % 7 == 6))
        .collect();
    for _ in 0..2 {
        check(&log, &rare, 0, 700, &rare_expected);
        check(&log, &typed, 0, 700, &typed_expected);
        check(&log, &any_of(vec![item(&[5], &[])]), 0, 30, &[5, 12, 19, 26]);
        log = place.reopen(log);
    }
}

fn times_map_to_sizes_between_appends(place: &Place) {
    let log = place.create();
    assert_eq!(log.size_at(u64::MAX).unwrap(), Size(0));
    for (number, clock) in [(1, 2_000), (2, 2_000), (3, 3_000)] {
        place.world.set_clock(clock);
        log.append(append(number, vec![event(1, &[]); 4])).unwrap();
    }
    let sizes = [1_999, 2_000, 2_999, 3_000, u64::MAX].map(|time| log.size_at(time).unwrap().0);
    assert_eq!(sizes, [0, 8, 8, 12, 12]);
}

fn beyond_the_log_is_nothing(place: &Place) {
    let log = place.create();
    fill(&log, 1, 2);
    assert_eq!(log.get(Position(2)).unwrap(), None);
    assert_eq!(log.read(Position(2), 10).unwrap(), vec![]);
    assert_eq!(log.read(Position(u64::MAX), 10).unwrap(), vec![]);
    assert_eq!(log.query(&Query::all(), Size(5), Size(2)).unwrap(), vec![]);
}
