//! Specifications of the states: each state, and each border between two.

use super::*;

const UNTIL: &str = "2025-09-30";
const SUBMIT_BY: &str = "2025-10-07";

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn open() -> Phase {
    Phase::Open { until: day(UNTIL) }
}

fn reopened(until: &str) -> Phase {
    Phase::Reopened { until: day(until) }
}

fn stage(phase: Phase, entry: Entry, signed_off: bool) -> Stage {
    Stage { phase, entry, signed_off, submit_by: day(SUBMIT_BY) }
}

#[track_caller]
fn is(stage: Stage, on: &str, state: RoundState) {
    assert_eq!(stage.on(day(on)).state, state, "{stage:?} on {on}");
}

#[test]
fn in_time_the_state_is_how_far_it_has_come() {
    for (entry, signed_off, state) in [
        (Entry::None, false, RoundState::NotStarted),
        (Entry::Started, false, RoundState::UnderWay),
        (Entry::Complete, false, RoundState::Complete),
        (Entry::Complete, true, RoundState::SignedOff),
        (Entry::Started, true, RoundState::SignedOff),
    ] {
        is(stage(open(), entry, signed_off), "2025-09-16", state);
        is(stage(reopened(UNTIL), entry, signed_off), "2025-09-16", state);
    }
    is(stage(Phase::NotOpen, Entry::None, false), "2025-09-16", RoundState::NotOpen);
}

#[test]
fn results_entered_before_the_opening_change_nothing_of_not_open() {
    is(stage(Phase::NotOpen, Entry::Complete, false), "2025-09-01", RoundState::NotOpen);
}

#[test]
fn what_is_not_signed_off_is_late_the_day_after_the_last_day_for_entry() {
    for entry in [Entry::None, Entry::Started, Entry::Complete] {
        let stage = stage(open(), entry, false);
        assert_ne!(stage.on(day(UNTIL)).state, RoundState::Late);
        is(stage, "2025-10-01", RoundState::Late);
    }
}

#[test]
fn what_is_signed_off_is_late_the_day_after_submit_by() {
    let stage = stage(open(), Entry::Complete, true);
    is(stage, "2025-10-01", RoundState::SignedOff);
    is(stage, SUBMIT_BY, RoundState::SignedOff);
    is(stage, "2025-10-08", RoundState::Late);
}

#[test]
fn what_was_never_opened_is_late_the_day_after_submit_by() {
    let stage = stage(Phase::NotOpen, Entry::None, false);
    is(stage, SUBMIT_BY, RoundState::NotOpen);
    is(stage, "2025-10-08", RoundState::Late);
}

#[test]
fn an_opening_past_submit_by_gives_no_time_after_it() {
    let stage = stage(Phase::Open { until: day("2025-10-20") }, Entry::Started, false);
    is(stage, SUBMIT_BY, RoundState::UnderWay);
    is(stage, "2025-10-08", RoundState::Late);
}

#[test]
fn a_reopening_gives_time_until_its_own_last_day() {
    let started = stage(reopened("2025-10-20"), Entry::Started, false);
    is(started, "2025-10-20", RoundState::UnderWay);
    is(started, "2025-10-21", RoundState::Late);
    let signed = stage(reopened("2025-10-20"), Entry::Complete, true);
    is(signed, "2025-10-20", RoundState::SignedOff);
    is(signed, "2025-10-21", RoundState::Late);
    let early = stage(reopened("2025-09-20"), Entry::Complete, true);
    is(early, SUBMIT_BY, RoundState::SignedOff);
}

#[test]
fn what_is_handed_in_is_never_late() {
    for (phase, state) in
        [(Phase::Submitted, RoundState::Submitted), (Phase::Received, RoundState::Received)]
    {
        for on in ["2025-09-01", "2025-10-08", "2026-10-08"] {
            let progress = stage(phase, Entry::Complete, true).on(day(on));
            assert_eq!(progress, RoundProgress { state, due: None, days_left: None });
        }
        assert!(state.is_handed_in());
    }
}

#[test]
fn days_are_counted_to_what_is_to_be_done_next() {
    let left = |signed_off, on: &str| {
        let progress = stage(open(), Entry::Complete, signed_off).on(day(on));
        (progress.due, progress.days_left)
    };
    assert_eq!(left(false, "2025-09-27"), (Some(day(UNTIL)), Some(3)));
    assert_eq!(left(false, UNTIL), (Some(day(UNTIL)), Some(0)));
    assert_eq!(left(false, "2025-10-02"), (Some(day(UNTIL)), Some(-2)));
    assert_eq!(left(true, "2025-10-02"), (Some(day(SUBMIT_BY)), Some(5)));
}

#[test]
fn a_later_day_never_makes_anything_less_late() {
    let entries = [Entry::None, Entry::Started, Entry::Complete];
    for phase in [Phase::NotOpen, open(), reopened("2025-10-02"), Phase::Submitted] {
        for (entry, signed_off) in entries.into_iter().flat_map(|e| [(e, false), (e, true)]) {
            let stage = stage(phase, entry, signed_off);
            let states = (0..60).map(|n| stage.on(day("2025-09-01").plus(n)).state);
            let states: Vec<RoundState> = states.collect();
            let late = states.iter().position(|state| *state == RoundState::Late);
            let first = late.unwrap_or(states.len());
            assert!(states[..first].iter().all(|state| *state == states[0]));
            assert!(states[first..].iter().all(|state| *state == RoundState::Late));
        }
    }
}

#[test]
fn who_does_not_follow_the_round_is_told_no_more_than_its_steps() {
    let told = |phase, on: &str| RoundProgress::of_phase(phase, day(SUBMIT_BY), day(on)).state;
    assert_eq!(told(Phase::NotOpen, "2025-09-16"), RoundState::NotOpen);
    assert_eq!(told(open(), "2025-10-01"), RoundState::UnderWay);
    assert_eq!(told(open(), "2025-10-08"), RoundState::Late);
    assert_eq!(told(Phase::Received, "2025-10-08"), RoundState::Received);
}
