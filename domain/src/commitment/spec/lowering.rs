//! Lowering: only by a committee's decision, which lowers once.

use super::*;
use crate::commitment::{in_force, versions};
use crate::spec::recorded;

pub(super) fn lowered() -> Resolution {
    Resolution::AmbitionLowered { commitment: commitment() }
}

/// Version 2 of the school unit's commitment without target 2, by decision 1 of the same day.
pub(super) fn lowering() -> CommitmentLowered {
    let CommitmentRevised { commitment, level, version, terms, on, .. } = revised_to(&[target(1)]);
    CommitmentLowered { commitment, level, version, terms, on, decision: decision(1) }
}

/// Version 3, which asks of target 1 even less.
fn further(n: u8) -> CommitmentLowered {
    let targets = vec![Target { share_permille: 800, ..target(1) }];
    let terms = Terms { targets, ..lowering().terms };
    CommitmentLowered { version: 3, terms, decision: decision(n), ..lowering() }
}

/// The committee has decided that the adopted commitment may be lowered.
fn may_be_lowered() -> Vec<Event> {
    let mut events = adopted();
    events.extend(events![decided(1, lowered(), "2025-09-15")]);
    events
}

fn lower(wanted: &CommitmentLowered) -> Command {
    Command::Lower(wanted.clone())
}

#[test]
fn the_principal_lowers_by_the_committee_s_decision() {
    let asked = given(may_be_lowered()).when(lower(&lowering())).by(principal());
    asked.then(events![lowering()]);
    for actor in [secretary(), coordinator(), other_principal(), teacher()] {
        let asked = given(may_be_lowered()).when(lower(&lowering())).by(actor);
        asked.then_refused(Refusal::NotAuthorised);
    }
}

/// A district's committee decides on its own district's school units.
#[test]
fn a_school_unit_s_is_lowered_by_a_committee_of_its_own() {
    let asked = |committee: &str| {
        let committee = committee.parse().expect("a code");
        let decided = CommitteeDecided { committee, ..decided(1, lowered(), "2025-09-15") };
        given(adopted()).and(events![decided]).when(lower(&lowering())).by(principal())
    };
    asked("norra").then(events![lowering()]);
    asked("sodra").then_refused(Refusal::DecisionUnfit);
    asked("okand").then_refused(Refusal::DecisionUnfit);
}

#[test]
fn the_secretary_records_that_the_municipality_s_is_lowered() {
    let level = Level::Municipality;
    let municipal = given(before()).and(events![
        proposal(level),
        adoption(level),
        decided(1, lowered(), "2025-09-15")
    ]);
    let wanted = CommitmentLowered { level, ..lowering() };
    municipal.clone().when(lower(&wanted)).by(secretary()).then(events![wanted.clone()]);
    let asked = municipal.when(lower(&wanted)).by(coordinator());
    asked.then_refused(Refusal::NotAuthorised);
}

#[test]
fn lowering_needs_a_decision_on_this_commitment_by_that_day() {
    let of_other = Resolution::AmbitionLowered { commitment: other_commitment() };
    let adopted_only = Resolution::TargetsAdopted { commitment: commitment() };
    let raised = Resolution::AmbitionRaised { commitment: commitment() };
    for unfit in [
        Vec::new(),
        events![decided(2, lowered(), "2025-09-15")],
        events![decided(1, of_other, "2025-09-15")],
        events![decided(1, adopted_only, "2025-09-15")],
        events![decided(1, raised, "2025-09-15")],
        events![decided(1, lowered(), "2025-09-16")],
    ] {
        let asked = given(adopted()).and(unfit).when(lower(&lowering())).by(principal());
        asked.then_refused(Refusal::DecisionUnfit);
    }
    let earlier = events![decided(1, lowered(), "2025-08-20")];
    let asked = given(adopted()).and(earlier).when(lower(&lowering())).by(principal());
    asked.then(events![lowering()]);
}

#[test]
fn the_same_lowering_again_is_already_so_and_the_decision_is_spent() {
    let once = given(may_be_lowered()).and(events![lowering()]);
    once.clone().when(lower(&lowering())).by(principal()).then_nothing();
    let asked = once.clone().when(lower(&further(1))).by(principal());
    asked.then_refused(Refusal::DecisionUsed);
    let another = once.and(events![decided(2, lowered(), "2025-09-15")]);
    another.when(lower(&further(2))).by(principal()).then(events![further(2)]);
}

#[test]
fn what_lowers_nothing_is_a_revision() {
    let raised = [target(1), target(2), target(3)];
    for terms in [revision().terms, revised_to(&raised).terms] {
        let wanted = CommitmentLowered { terms, ..lowering() };
        let asked = given(may_be_lowered()).when(lower(&wanted)).by(principal());
        asked.then_refused(Refusal::NotLowered);
    }
}

#[test]
fn rounds_that_have_been_keep_their_targets() {
    let from = |text| {
        let terms = Terms { valid_from: day(text), ..lowering().terms };
        CommitmentLowered { terms, ..lowering() }
    };
    let asked = |text| given(may_be_lowered()).when(lower(&from(text))).by(principal());
    asked("2025-06-30").then_refused(Refusal::ValidBeforeReplaced);
    asked("2025-09-14").then_refused(Refusal::ChangedBackwards);
    asked("2025-09-15").then(events![from("2025-09-15")]);
}

#[test]
fn what_is_lowered_is_a_version_among_the_others() {
    let raised = CommitmentRevised { version: 3, ..revised_to(&[target(1), target(2)]) };
    let once = given(may_be_lowered()).and(events![lowering()]);
    once.when(Command::Revise(raised.clone())).by(principal()).then(events![raised.clone()]);
    let events = events![proposal(of_school()), adoption(of_school()), lowering(), raised];
    let history: Vec<_> = (0..).zip(&events).map(|(n, event)| recorded(n, event)).collect();
    let versions = versions(&history);
    assert_eq!(versions.iter().map(|v| v.number).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!((&versions[1].terms, versions[1].decided), (&lowering().terms, lowering().on));
    let number = |on| in_force(&versions[..2], day(on)).map(|v| v.number);
    assert_eq!((number("2026-06-30"), number("2026-07-01")), (Some(1), Some(2)));
}
