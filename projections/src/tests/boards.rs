//! How far school units and classes have come in a round, from the events to the word.

use domain::round::{
    ClassSignedOff, ResultsReceived, ResultsSubmitted, RoundOpened, RoundReopened,
};

use super::history::*;
use crate::*;
use RoundState::*;

const UNTIL: &str = "2025-09-29";

/// Pupils 1 and 2 in class 0, pupil 3 in class 1, pupil 4 without class; open until [`UNTIL`].
fn open() -> Log {
    let mut log = Log::municipality();
    for n in 1..=4 {
        log.enrol(n, A, 3, "2025-08-15");
    }
    for (n, class) in [(1, 0), (2, 0), (3, 1)] {
        log.join(n, class, "2025-08-15");
    }
    let until = day(UNTIL);
    log.add(RoundOpened { round: september(), school: unit(A), until });
    log
}

fn signed_off(log: &mut Log, number: u8) {
    let (round, school, class, staff) = (september(), unit(A), class(number), staff(0));
    log.add(ClassSignedOff { round, school, class, staff });
}

/// The school unit, its two classes, and the pupils without class.
fn states(log: &Log, on: &str) -> (RoundState, Vec<RoundState>) {
    let (facts, at) = (log.facts(), log.size());
    let board = round_board(&facts, at, unit(A), september(), day(on)).unwrap();
    let scope = FigureScope::School(unit(A));
    let overview = round_overview(&facts, at, scope, september(), day(on)).unwrap();
    assert_eq!(overview.schools[0].progress, board.progress, "one answer everywhere");
    let alone = round_progress(&facts, at, unit(A), september(), day(on));
    assert_eq!(alone, Some(board.progress));
    let submit_by = facts.round(september(), at).unwrap().submit_by;
    let later = round_board(&facts, at, unit(A), september(), day("2027-01-01")).unwrap();
    assert_eq!(later.told_on(submit_by, day(on)).progress, board.progress);
    let classes = board.classes.iter().map(|row| row.progress.state).collect();
    (board.progress.state, classes)
}

#[test]
fn a_school_unit_goes_from_not_started_to_received() {
    let mut log = open();
    let on = "2025-09-20";
    assert_eq!(states(&log, on), (NotStarted, vec![NotStarted; 3]));
    log.assess(1, september(), "15");
    assert_eq!(states(&log, on), (UnderWay, vec![UnderWay, NotStarted, NotStarted]));
    for n in 2..=4 {
        log.assess(n, september(), "15");
    }
    assert_eq!(states(&log, on), (Complete, vec![Complete; 3]));
    signed_off(&mut log, 0);
    assert_eq!(states(&log, on), (Complete, vec![SignedOff, Complete, Complete]));
    signed_off(&mut log, 1);
    assert_eq!(states(&log, on), (SignedOff, vec![SignedOff, SignedOff, Complete]));
    let (round, school) = (september(), unit(A));
    log.add(ResultsSubmitted { round, school, staff: staff(0) });
    assert_eq!(states(&log, on), (Submitted, vec![Submitted; 3]));
    log.add(ResultsReceived { round, school, staff: staff(0) });
    assert_eq!(states(&log, on), (Received, vec![Received; 3]));
    let reason = domain::personal::Personal::Sealed;
    let until = day("2025-10-20");
    log.add(RoundReopened { round, school, class: Some(class(0)), until, reason });
    assert_eq!(states(&log, on), (Complete, vec![Complete, SignedOff, Complete]));
}

#[test]
fn a_class_that_is_signed_off_is_not_late_with_its_school_unit() {
    let mut log = open();
    log.assess(1, september(), "15");
    log.assess(2, september(), "15");
    signed_off(&mut log, 0);
    assert_eq!(states(&log, UNTIL), (UnderWay, vec![SignedOff, NotStarted, NotStarted]));
    assert_eq!(states(&log, "2025-09-30"), (Late, vec![SignedOff, Late, Late]));
}

#[test]
fn an_earlier_state_is_told_as_it_was_known_then() {
    let mut log = open();
    let before = log.size();
    for n in 1..=4 {
        log.assess(n, september(), "15");
    }
    let progress = |at| round_progress(&log.facts(), at, unit(A), september(), day("2025-09-20"));
    assert_eq!(progress(before).map(|progress| progress.state), Some(NotStarted));
    assert_eq!(progress(log.size()).map(|progress| progress.state), Some(Complete));
    assert_eq!(round_progress(&log.facts(), log.size(), unit(B), september(), day(UNTIL)), None);
}
