//! Positions, times, limits, all or nothing, back-pressure.

use crate::support::{Place, append, event, everything, fill, on_both_backends, tag};
use eventstore::{AppendError, CreateOptions, KeyId, Log, OpenOptions, Position, Sealed, Size};
use std::sync::{Arc, mpsc};

on_both_backends!(
    positions_have_no_gaps,
    what_was_appended_is_read_back,
    an_append_is_visible_when_it_is_acknowledged,
    time_never_decreases_when_the_clock_steps_back,
    all_events_of_an_append_share_their_time,
    limits_are_refused_and_leave_nothing,
    a_record_of_the_greatest_size_fits,
    a_full_queue_pushes_back,
    a_closed_log_appends_nothing,
);

fn positions_have_no_gaps(place: &Place) {
    let log = place.create();
    for number in 0..40 {
        let events = vec![event(1, &["t"]); 1 + usize::try_from(number % 5).unwrap()];
        log.append(append(number, events)).unwrap();
    }
    let positions: Vec<u64> = everything(&log).into_iter().map(|(at, _, _)| at).collect();
    assert_eq!(positions, (0..log.size().0).collect::<Vec<_>>());
    assert_eq!(log.size(), Size(120));
}

fn what_was_appended_is_read_back(place: &Place) {
    let log = place.create();
    let mut full = event(300, &["a", "b:c"]);
    full.cause = Some(Position(0));
    full.sections = vec![Sealed {
        key_id: KeyId([3; 16]),
        key_commitment: [4; 32],
        padded_len: 64,
        ciphertext: vec![5; 80],
    }];
    log.append(append(1, vec![event(1, &[]), full.clone()])).unwrap();
    let stored = place.reopen(log).get(Position(1)).unwrap().unwrap();
    let envelope = stored.envelope().unwrap();
    assert_eq!((stored.id, stored.type_code, stored.recorded_at), (full.id, full.type_code, 1_000));
    assert_eq!(stored.sections, vec![Some(vec![5; 80])]);
    assert_eq!((envelope.schema, envelope.actor, envelope.cause), (1, full.actor, full.cause));
    assert_eq!((envelope.tags, envelope.payload), (full.tags, full.payload));
    assert_eq!(envelope.sections[0].key_id, KeyId([3; 16]));
    assert_eq!(envelope.sections[0].padded_len, 64);
}

fn an_append_is_visible_when_it_is_acknowledged(place: &Place) {
    let log = place.create();
    for number in 0..50 {
        let receipt = log.append(append(number, vec![event(1, &["t"])])).unwrap();
        assert!(log.size() >= receipt.size_after());
        assert!(log.get(receipt.first).unwrap().is_some());
    }
}

fn time_never_decreases_when_the_clock_steps_back(place: &Place) {
    let log = place.create();
    let mut times = Vec::new();
    for (number, clock) in [(1, 5_000), (2, 3_000), (3, 5_001), (4, 1)] {
        place.world.set_clock(clock);
        times.push(log.append(append(number, vec![event(1, &[])])).unwrap().recorded_at);
    }
    let log = place.reopen(log);
    times.push(log.append(append(5, vec![event(1, &[])])).unwrap().recorded_at);
    assert_eq!(times, [5_000, 5_000, 5_001, 5_001, 5_001]);
    assert_eq!(log.last_recorded_at(), 5_001);
}

fn all_events_of_an_append_share_their_time(place: &Place) {
    let log = place.create();
    place.world.set_clock(7_777);
    let receipt = log.append(append(1, vec![event(1, &[]); 9])).unwrap();
    let times: Vec<u64> =
        log.read(Position(0), 99).unwrap().iter().map(|stored| stored.recorded_at).collect();
    assert_eq!(times, [receipt.recorded_at; 9]);
}

fn limits_are_refused_and_leave_nothing(place: &Place) {
    let log = place.create();
    let refused = |events| log.append(append(1, events)).unwrap_err();
    assert!(matches!(refused(vec![]), AppendError::Empty));
    assert!(matches!(refused(vec![event(1, &[]); 1025]), AppendError::TooMany { count: 1025 }));
    let mut large = event(1, &[]);
    large.payload = vec![0; 256 * 1024];
    let error = refused(vec![event(1, &[]), large]);
    assert!(matches!(error, AppendError::TooLarge { index: 1, .. }), "{error:?}");
    let mut actor = event(1, &[]);
    actor.actor = "a".repeat(65);
    assert!(matches!(refused(vec![actor]), AppendError::Limit { index: 0, .. }));
    let mut tags = event(1, &[]);
    tags.tags = (0..65).map(|number| tag(&format!("t{number}"))).collect();
    assert!(matches!(refused(vec![tags]), AppendError::Limit { index: 0, .. }));
    assert_eq!(log.size(), Size(0));
    assert_eq!(log.append(append(1, vec![event(1, &[]); 1024])).unwrap().count, 1024);
}

fn a_record_of_the_greatest_size_fits(place: &Place) {
    let log = place.create();
    let mut large = event(1, &[]);
    // Leaf, lengths, salt, schema, ids, actor, the payload's own length of three bytes, the check.
    large.payload = vec![7; 256 * 1024 - (67 + 5 + 16 + 1 + 16 + 32 + 5 + 1 + 1 + 3 + 1 + 8)];
    log.append(append(1, vec![large.clone()])).unwrap();
    let stored = log.get(Position(0)).unwrap().unwrap();
    assert_eq!(stored.to_record().len(), 256 * 1024);
    large.payload.push(7);
    let error = log.append(append(2, vec![large])).unwrap_err();
    assert!(matches!(error, AppendError::TooLarge { index: 0, bytes: 262_145 }));
}

/// The committer is held in the answer of the first append. Behind it the writer stages what one
/// commit may hold, then the queue of two fills. What was accepted is recorded all the same.
fn a_full_queue_pushes_back(place: &Place) {
    // One volume takes all of it: a roll would wait for the committer.
    let roomy = CreateOptions { volume_capacity: 1 << 20, ..place.options() };
    Log::create_in(Arc::clone(&place.directory), roomy, place.world.clone()).unwrap();
    let options = OpenOptions { queue_len: 2, ..OpenOptions::default() };
    let log = Log::open_in(Arc::clone(&place.directory), options, place.world.clone()).unwrap();
    let (release, held) = mpsc::channel::<()>();
    let hold = move |_| held.recv().unwrap();
    log.submit(append(0, vec![event(1, &[])]), Box::new(hold)).unwrap();
    let mut accepted = 0;
    let mut number = 1;
    let (refused, answered) = mpsc::channel();
    loop {
        let refused = refused.clone();
        let answer = move |result: Result<_, AppendError>| refused.send(result.is_ok()).unwrap();
        match log.submit(append(number, vec![event(1, &[]); 1024]), Box::new(answer)) {
            Ok(()) => accepted += 1,
            Err(AppendError::Full) if accepted < 16 => std::thread::yield_now(),
            Err(AppendError::Full) => break,
            Err(error) => panic!("{error:?}"),
        }
        number += 1;
        assert!(accepted < 40, "a bounded queue has no room for all of this");
    }
    release.send(()).unwrap();
    log.close().unwrap();
    drop(refused);
    assert_eq!(answered.iter().collect::<Vec<_>>(), vec![true; accepted]);
    assert_eq!(place.open().size(), Size(1 + 1024 * accepted as u64));
}

fn a_closed_log_appends_nothing(place: &Place) {
    let log = place.create();
    fill(&log, 1, 3);
    let other = log.clone();
    log.close().unwrap();
    log.close().unwrap();
    let ended = other.append(append(9, vec![event(1, &[])]));
    // Whether the receipt or the queue is asked first, nothing may be recorded.
    assert!(matches!(ended, Err(AppendError::Ended | AppendError::Read(_))), "{ended:?}");
    assert!(other.read(Position(0), 1).is_err());
    assert_eq!(place.open().size(), Size(3));
}
