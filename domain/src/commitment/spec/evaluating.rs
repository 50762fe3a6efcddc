//! Versions in force, and evaluating them.

use super::*;
use crate::commitment::{in_force, versions};
use crate::event::Recorded;
use crate::id::Position;

fn may() -> RoundId {
    "2025/26:may".parse().expect("a round")
}

fn census() -> Day {
    day("2026-05-25")
}

fn schedule(round: RoundId, census_date: Day) -> RoundScheduled {
    RoundScheduled {
        round,
        census_date,
        opens: census_date,
        closes: census_date,
        submit_by: census_date,
        forms: vec![SchoolForm::Compulsory],
        grades: vec![3],
        regime: GradeRegime::Nine,
        edition: ScaleEdition::lus_1().id,
    }
}

fn outcome(number: u8, reached: u32, assessed: u32, population: u32) -> TargetOutcome {
    TargetOutcome { number, reached, assessed, population }
}

pub(super) fn evaluation() -> CommitmentEvaluated {
    CommitmentEvaluated {
        commitment: commitment(),
        level: of_school(),
        round: may(),
        version: 1,
        outcomes: vec![outcome(1, 20, 24, 25), outcome(2, 25, 25, 25)],
        as_of: Size(40),
    }
}

pub(super) fn evaluate(evaluation: CommitmentEvaluated) -> Command {
    Command::Evaluate { evaluation, census_date: census() }
}

pub(super) fn may_scheduled() -> RoundScheduled {
    schedule(may(), census())
}

/// Adopted with two targets in May, and May's round scheduled.
fn ready() -> Vec<Event> {
    let mut events = adopted();
    events.extend(events![may_scheduled()]);
    events
}

#[test]
fn a_version_is_held_against_a_round() {
    for actor in [principal(), coordinator(), district_coordinator()] {
        given(ready()).when(evaluate(evaluation())).by(actor).then(events![evaluation()]);
    }
    let asked = given(ready()).when(evaluate(evaluation())).by(teacher());
    asked.then_refused(Refusal::NotAuthorised);
}

#[test]
fn the_same_evaluation_again_is_already_so_and_a_new_one_is_recorded() {
    let once = given(ready()).and(events![evaluation()]);
    let later = CommitmentEvaluated { as_of: Size(50), ..evaluation() };
    once.clone().when(evaluate(later)).then_nothing();
    let corrected = CommitmentEvaluated {
        outcomes: vec![outcome(1, 21, 24, 25), outcome(2, 25, 25, 25)],
        ..evaluation()
    };
    let twice = once.clone().and(events![corrected.clone()]);
    once.when(evaluate(corrected.clone())).then(events![corrected]);
    twice.when(evaluate(evaluation())).then(events![evaluation()]);
}

#[test]
fn what_is_only_proposed_is_not_evaluated() {
    let events = events![may_scheduled()];
    let asked = given(proposed()).and(events).when(evaluate(evaluation()));
    asked.then_refused(Refusal::NotAdopted);
}

#[test]
fn the_round_is_the_scheduled_one() {
    given(adopted()).when(evaluate(evaluation())).then_refused(Refusal::RoundNotScheduled);
    let moved = events![schedule(may(), day("2026-05-26"))];
    let asked = given(ready()).and(moved).when(evaluate(evaluation()));
    asked.then_refused(Refusal::RoundNotScheduled);
}

#[test]
fn each_target_of_the_round_has_exactly_one_outcome() {
    let [one, two] = [outcome(1, 1, 1, 1), outcome(2, 1, 1, 1)];
    for outcomes in [
        vec![],
        vec![one.clone()],
        vec![one.clone(), one.clone()],
        vec![one.clone(), two.clone(), two.clone()],
        vec![one, two, outcome(3, 1, 1, 1)],
    ] {
        let wanted = CommitmentEvaluated { outcomes, ..evaluation() };
        given(ready()).when(evaluate(wanted)).then_refused(Refusal::OutcomesUnfit);
    }
}

#[test]
fn targets_of_other_occasions_and_instruments_are_not_the_round_s() {
    let mut other = ScaleEdition::lus_1();
    other.id = "dls-1".parse().expect("a code");
    other.instrument = Instrument::new("dls").expect("a code");
    let foreign = Target { edition: other.id, ..target(3) };
    let terms = terms(&[target(1), in_september(2), foreign]);
    let mut events = before();
    events.extend(events![
        ScaleEditionAdopted { edition: other },
        CommitmentProposed { terms, ..proposal(of_school()) },
        adoption(of_school()),
        may_scheduled(),
    ]);
    let wanted = CommitmentEvaluated { outcomes: vec![outcome(1, 0, 0, 0)], ..evaluation() };
    given(events).when(evaluate(wanted.clone())).then(events![wanted]);
}

#[test]
fn reached_is_at_most_assessed_and_assessed_at_most_the_population() {
    for unfit in [outcome(2, 3, 2, 4), outcome(2, 2, 5, 4)] {
        let outcomes = vec![outcome(1, 0, 0, 0), unfit];
        let wanted = CommitmentEvaluated { outcomes, ..evaluation() };
        given(ready()).when(evaluate(wanted)).then_refused(Refusal::CountsImpossible);
    }
}

#[test]
fn a_later_version_and_a_withdrawal_never_touch_earlier_rounds() {
    let over = events![revision(), withdrawal("2026-06-15")];
    let asked = given(ready()).and(over).when(evaluate(evaluation()));
    asked.then(events![evaluation()]);
}

#[test]
fn the_version_is_the_one_in_force_on_the_census_date() {
    let from = |text| {
        let terms = Terms { valid_from: day(text), ..revision().terms };
        events![CommitmentRevised { terms, ..revision() }]
    };
    let asked = |revised| given(ready()).and(revised).when(evaluate(evaluation()));
    asked(from("2026-05-25")).then_refused(Refusal::WrongVersion);
    asked(from("2026-05-26")).then(events![evaluation()]);
    let withdrawn = events![withdrawal("2026-05-25")];
    asked(withdrawn).then_refused(Refusal::NotInForce);
}

// ------------------------------------------------------------------------------------- versions

fn recorded(events: Vec<Event>) -> Vec<Recorded> {
    let at = crate::calendar::Instant(0);
    let positions = (0..).map(Position);
    let recorded = positions.zip(events).map(|(position, event)| Recorded {
        position,
        at,
        actor: None,
        event: Some(event),
    });
    recorded.collect()
}

#[test]
fn a_proposal_is_no_version_until_it_is_adopted() {
    assert_eq!(versions(&recorded(events![proposal(of_school())])), []);
    let versions = versions(&recorded(events![proposal(of_school()), adoption(of_school())]));
    let [version] = versions.as_slice() else { panic!("one version") };
    assert_eq!((version.number, version.position), (1, Position(1)));
    assert_eq!((version.decided, version.ends), (day("2025-09-10"), None));
}

#[test]
fn in_force_is_the_version_that_began_last() {
    let ending = |version, from, to| CommitmentRevised {
        version,
        terms: Terms { valid_from: day(from), valid_to: Some(day(to)), ..revision().terms },
        ..revision()
    };
    let versions = versions(&recorded(events![
        proposal(of_school()),
        adoption(of_school()),
        ending(2, "2026-07-01", "2027-07-01"),
        ending(3, "2026-07-01", "2028-07-01"),
        ending(4, "2027-07-01", "2029-07-01"),
        withdrawal("2028-01-01"),
    ]));
    for (on, version) in [
        ("2025-06-30", None),
        ("2025-07-01", Some(1)),
        ("2026-06-30", Some(1)),
        ("2026-07-01", Some(3)),
        ("2027-06-30", Some(3)),
        ("2027-07-01", Some(4)),
        ("2027-12-31", Some(4)),
        ("2028-01-01", None),
    ] {
        assert_eq!(in_force(&versions, day(on)).map(|v| v.number), version, "on {on}");
    }
}

#[test]
fn a_withdrawal_does_not_prolong_what_has_ended() {
    let ended = CommitmentProposed {
        terms: Terms { valid_to: Some(day("2026-01-01")), ..proposal(of_school()).terms },
        ..proposal(of_school())
    };
    let events = events![ended, adoption(of_school()), withdrawal("2026-07-01")];
    let versions = versions(&recorded(events));
    assert_eq!(in_force(&versions, day("2025-12-31")).map(|v| v.number), Some(1));
    assert_eq!(in_force(&versions, day("2026-01-01")), None);
}
