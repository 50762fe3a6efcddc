//! The same command gets the same receipt, forever; the same id for another request is an error.

use crate::support::{Place, append, command, digest, event, fill, guarded, on_both_backends};
use eventstore::{Append, AppendError, Query, ReceiptError, Size};
use std::sync::mpsc;

on_both_backends!(
    an_unknown_command_has_no_receipt,
    a_repeated_command_gets_the_first_receipt,
    a_receipt_comes_before_the_boundary,
    another_request_under_the_same_id_is_an_error,
    receipts_last_across_reopening_and_rolls,
    a_command_repeated_in_one_batch_is_recorded_once,
);

fn an_unknown_command_has_no_receipt(place: &Place) {
    let log = place.create();
    fill(&log, 1, 3);
    assert_eq!(log.receipt(command(9), digest(1)).unwrap(), None);
}

fn a_repeated_command_gets_the_first_receipt(place: &Place) {
    let log = place.create();
    fill(&log, 100, 5);
    place.world.set_clock(2_000);
    let first = log.append(append(1, vec![event(1, &["a"]), event(2, &["a"])])).unwrap();
    place.world.set_clock(3_000);
    let again = log.append(append(1, vec![event(7, &["other"])])).unwrap();
    assert_eq!(again, first);
    assert_eq!((first.first.0, first.count, first.recorded_at), (5, 2, 2_000));
    assert_eq!(log.receipt(command(1), digest(1)).unwrap(), Some(first));
    assert_eq!(log.size(), Size(7));
}

fn a_receipt_comes_before_the_boundary(place: &Place) {
    let log = place.create();
    let first = log.append(guarded(1, vec![event(1, &["a"])], Query::all(), 0)).unwrap();
    // The append itself now stands in its own way, and must not be refused for it.
    let again = log.append(guarded(1, vec![event(1, &["a"])], Query::all(), 0)).unwrap();
    assert_eq!(again, first);
}

fn another_request_under_the_same_id_is_an_error(place: &Place) {
    let log = place.create();
    fill(&log, 1, 2);
    let other = Append { request_digest: digest(2), ..append(2, vec![event(1, &[])]) };
    let error = log.append(other).unwrap_err();
    assert!(matches!(error, AppendError::DigestMismatch { first } if first.0 == 1));
    let error = log.receipt(command(2), digest(2)).unwrap_err();
    assert!(matches!(error, ReceiptError::DigestMismatch { first } if first.0 == 1));
    assert_eq!(log.size(), Size(2));
}

fn receipts_last_across_reopening_and_rolls(place: &Place) {
    let mut log = place.create();
    let mut receipts = Vec::new();
    for number in 0..300 {
        receipts.push(log.append(append(number, vec![event(1, &["t"]); 3])).unwrap());
    }
    for _ in 0..2 {
        for (number, receipt) in (0..).zip(&receipts) {
            assert_eq!(log.receipt(command(number), digest(1)).unwrap(), Some(*receipt));
        }
        assert_eq!(log.append(append(7, vec![event(1, &[])])).unwrap(), receipts[7]);
        log = place.reopen(log);
    }
    assert_eq!(log.size(), Size(900));
}

fn a_command_repeated_in_one_batch_is_recorded_once(place: &Place) {
    let log = place.create();
    let (sender, answers) = mpsc::channel();
    let (release, held) = mpsc::channel::<()>();
    let hold = move |_| held.recv().unwrap();
    log.submit(append(1, vec![event(1, &[])]), Box::new(hold)).unwrap();
    for number in [5, 5, 5, 6, 5] {
        let sender = sender.clone();
        let answer = move |result| sender.send(result).unwrap();
        log.submit(append(number, vec![event(2, &[])]), Box::new(answer)).unwrap();
    }
    release.send(()).unwrap();
    let firsts: Vec<u64> = (0..5).map(|_| answers.recv().unwrap().unwrap().first.0).collect();
    assert_eq!(firsts, [1, 1, 1, 2, 1]);
    assert_eq!(log.size(), Size(3));
}
