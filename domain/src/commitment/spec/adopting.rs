//! Adopting: the principal for the school unit, the committee for the municipality.

use super::*;

/// The municipality's commitment is proposed.
fn municipal() -> Vec<Event> {
    let mut events = before();
    events.extend(events![proposal(Level::Municipality)]);
    events
}

fn by_decision(n: u8) -> CommitmentAdopted {
    CommitmentAdopted { decision: Some(decision(n)), ..adoption(Level::Municipality) }
}

fn targets_adopted(commitment: CommitmentId) -> Resolution {
    Resolution::TargetsAdopted { commitment }
}

#[test]
fn the_principal_adopts_for_the_school_unit() {
    let wanted = Command::Adopt(adoption(of_school()));
    let asked = given(proposed()).when(wanted.clone()).by(principal());
    asked.then(events![adoption(of_school())]);
    for actor in [coordinator(), secretary(), other_principal()] {
        let asked = given(proposed()).when(wanted.clone()).by(actor);
        asked.then_refused(Refusal::NotAuthorised);
    }
}

#[test]
fn the_secretary_records_that_the_committee_adopted_for_the_municipality() {
    let decided = events![decided(1, targets_adopted(commitment()), "2025-09-10")];
    let decided = given(municipal()).and(decided);
    let asked = decided.clone().when(Command::Adopt(by_decision(1))).by(secretary());
    asked.then(events![by_decision(1)]);
    let again = decided.clone().and(events![by_decision(1)]);
    again.when(Command::Adopt(by_decision(1))).by(secretary()).then_nothing();
    for actor in [coordinator(), principal()] {
        let asked = decided.clone().when(Command::Adopt(by_decision(1))).by(actor);
        asked.then_refused(Refusal::NotAuthorised);
    }
}

#[test]
fn nothing_is_adopted_for_the_municipality_without_the_committee() {
    let decided = events![decided(1, targets_adopted(commitment()), "2025-09-10")];
    let wanted = Command::Adopt(adoption(Level::Municipality));
    let asked = given(municipal()).and(decided).when(wanted).by(secretary());
    asked.then_refused(Refusal::NeedsCommitteeDecision);
}

#[test]
fn the_decision_is_recorded_and_is_about_this_commitment() {
    let about_another = targets_adopted(other_commitment());
    let lowered = Resolution::AmbitionLowered { commitment: commitment() };
    for unfit in [
        Vec::new(),
        events![decided(2, targets_adopted(commitment()), "2025-09-10")],
        events![decided(1, about_another, "2025-09-10")],
        events![decided(1, lowered, "2025-09-10")],
        events![decided(1, Resolution::Noted, "2025-09-10")],
        events![decided(1, targets_adopted(commitment()), "2025-09-11")],
    ] {
        let asked = given(municipal()).and(unfit).when(Command::Adopt(by_decision(1)));
        asked.by(secretary()).then_refused(Refusal::DecisionUnfit);
    }
}

#[test]
fn a_decision_named_for_a_school_unit_is_recorded_too() {
    let wanted = CommitmentAdopted { decision: Some(decision(1)), ..adoption(of_school()) };
    let asked = given(proposed()).when(Command::Adopt(wanted.clone())).by(principal());
    asked.then_refused(Refusal::DecisionUnfit);
    let decided = events![decided(1, targets_adopted(commitment()), "2025-09-01")];
    let asked = given(proposed()).and(decided).when(Command::Adopt(wanted.clone()));
    asked.by(principal()).then(events![wanted]);
}

#[test]
fn what_was_adopted_before_decisions_were_recorded_stays_adopted() {
    let old = adoption(Level::Municipality);
    let adopted = given(municipal()).and(events![old.clone()]);
    adopted.clone().when(Command::Adopt(old)).by(secretary()).then_nothing();
    let asked = adopted.when(Command::Adopt(by_decision(1))).by(secretary());
    asked.then_refused(Refusal::AlreadyAdopted);
}

#[test]
fn what_is_not_proposed_at_that_level_is_not_adopted() {
    let asked = given(before()).when(Command::Adopt(adoption(of_school()))).by(principal());
    asked.then_refused(Refusal::Unknown);
    let other = Command::Adopt(adoption(Level::School(school(2))));
    let asked = given(proposed()).when(other).by(other_principal());
    asked.then_refused(Refusal::Unknown);
}

#[test]
fn adopting_again_is_already_so_and_on_another_day_refused() {
    let again = Command::Adopt(adoption(of_school()));
    given(adopted()).when(again).by(principal()).then_nothing();
    let other = CommitmentAdopted { on: day("2025-09-11"), ..adoption(of_school()) };
    let asked = given(adopted()).when(Command::Adopt(other)).by(principal());
    asked.then_refused(Refusal::AlreadyAdopted);
}
