//! Specifications of support and development.

use super::*;
use crate::event::Event;
use crate::organisation::{RoleGranted, StaffEngaged};
use crate::people::{Actor, PersonName, Role, Scope};
use crate::spec::{
    Given, administrator, coordinator, day, district_coordinator, events, given, municipality,
    other_principal, principal, school, staff, teacher, words,
};

mod order;

// ------------------------------------------------------------------------------- a small world

/// Staff 10: adviser of the municipality.
fn adviser() -> Actor {
    Actor { staff: staff(10), role: Role::Adviser }
}

fn before() -> Vec<Event> {
    let (from, Actor { staff, role }) = (day("2020-08-01"), adviser());
    let name = Personal::Open(PersonName::new("Kim", "Exempel"));
    let mut events = municipality();
    events.extend(events![
        StaffEngaged { staff, from, name },
        RoleGranted { staff, role, scope: Scope::Municipality, from, to: None },
    ]);
    events
}

fn development() -> DevelopmentId {
    DevelopmentId::from_bytes([8; 16])
}

fn offered() -> SupportOffered {
    SupportOffered {
        development: development(),
        school: school(1),
        title: "Läslyftet".to_owned(),
        on: day("2025-08-20"),
    }
}

fn requested() -> DevelopmentRequested {
    let title = "Läsning i alla ämnen".to_owned();
    DevelopmentRequested { development: development(), school: school(1), title }
}

fn planned() -> DevelopmentPlanned {
    DevelopmentPlanned {
        development: development(),
        school: school(1),
        on: day("2025-10-30"),
        lead: adviser().staff,
    }
}

fn held() -> DevelopmentHeld {
    DevelopmentHeld {
        development: development(),
        school: school(1),
        on: day("2025-09-10"),
        participants: vec![teacher().staff, principal().staff],
    }
}

fn evaluated() -> DevelopmentEvaluated {
    DevelopmentEvaluated {
        development: development(),
        school: school(1),
        on: day("2025-09-15"),
        useful: true,
        finding: words("Alla läser högt varje dag."),
    }
}

/// Everything up to the step, of all the steps in order.
fn until(steps: usize) -> Given {
    let all = events![offered(), requested(), planned(), held(), evaluated()];
    given(before()).and(all.into_iter().take(steps))
}

// ----------------------------------------------------------------------------------- decisions

#[test]
fn support_is_offered_by_coordinator_or_adviser_over_the_school_unit() {
    for actor in [coordinator(), district_coordinator(), adviser()] {
        until(0).when(Command::Offer(offered())).by(actor).then(events![offered()]);
    }
    for actor in [principal(), teacher(), administrator()] {
        let asked = until(0).when(Command::Offer(offered())).by(actor);
        asked.then_refused(Refusal::NotAuthorised);
    }
    let elsewhere = SupportOffered { school: school(2), ..offered() };
    let asked = until(0).when(Command::Offer(elsewhere)).by(district_coordinator());
    asked.then_refused(Refusal::NotAuthorised);
}

#[test]
fn the_principal_asks_on_an_offer_or_without_one() {
    for steps in [0, 1] {
        let asked = until(steps).when(Command::Request(requested())).by(principal());
        asked.then(events![requested()]);
    }
    for actor in [coordinator(), adviser(), other_principal()] {
        let asked = until(1).when(Command::Request(requested())).by(actor);
        asked.then_refused(Refusal::NotAuthorised);
    }
}

#[test]
fn what_is_offered_or_asked_for_at_one_school_unit_is_not_another_s() {
    let elsewhere = DevelopmentRequested { school: school(2), ..requested() };
    for steps in [1, 2] {
        let asked = until(steps).when(Command::Request(elsewhere.clone())).by(other_principal());
        asked.then_refused(Refusal::DevelopmentExists);
    }
    let wanted = DevelopmentPlanned { school: school(2), ..planned() };
    let asked = until(2).when(Command::Plan(wanted));
    asked.then_refused(Refusal::NotRequested);
}

#[test]
fn it_is_planned_by_those_who_support() {
    for actor in [coordinator(), district_coordinator(), adviser()] {
        until(2).when(Command::Plan(planned())).by(actor).then(events![planned()]);
    }
    until(2).when(Command::Plan(planned())).by(principal()).then_refused(Refusal::NotAuthorised);
    until(1).when(Command::Plan(planned())).then_refused(Refusal::NotRequested);
}

#[test]
fn that_it_was_held_is_recorded_by_those_who_support_or_the_principal() {
    for actor in [coordinator(), adviser(), principal()] {
        until(3).when(Command::Hold(held())).by(actor).then(events![held()]);
    }
    for actor in [teacher(), other_principal()] {
        until(3).when(Command::Hold(held())).by(actor).then_refused(Refusal::NotAuthorised);
    }
    until(2).when(Command::Hold(held())).then_refused(Refusal::NotPlanned);
    for participants in [vec![], vec![teacher().staff, teacher().staff]] {
        let wanted = DevelopmentHeld { participants, ..held() };
        until(3).when(Command::Hold(wanted)).then_refused(Refusal::ParticipantsUnfit);
    }
}

#[test]
fn the_principal_evaluates_what_was_held() {
    let asked = |steps, wanted| until(steps).when(Command::Evaluate(wanted)).by(principal());
    asked(4, evaluated()).then(events![evaluated()]);
    asked(3, evaluated()).then_refused(Refusal::NotHeld);
    asked(4, evaluated()).by(coordinator()).then_refused(Refusal::NotAuthorised);
    let early = DevelopmentEvaluated { on: day("2025-09-09"), ..evaluated() };
    asked(4, early).then_refused(Refusal::DaysOutOfOrder);
}

#[test]
fn each_step_is_taken_once() {
    until(5).when(Command::Offer(offered())).then_nothing();
    until(5).when(Command::Request(requested())).by(principal()).then_nothing();
    until(5).when(Command::Plan(planned())).then_nothing();
    until(5).when(Command::Hold(held())).then_nothing();
    until(5).when(Command::Evaluate(evaluated())).by(principal()).then_nothing();
    let (title, on) = ("Något annat".to_owned(), day("2025-09-16"));
    let offer = Command::Offer(SupportOffered { title: title.clone(), ..offered() });
    let request = Command::Request(DevelopmentRequested { title, ..requested() });
    let plan = Command::Plan(DevelopmentPlanned { on, ..planned() });
    let hold = Command::Hold(DevelopmentHeld { on: day("2025-09-11"), ..held() });
    let evaluate = Command::Evaluate(DevelopmentEvaluated { useful: false, ..evaluated() });
    for (command, actor) in [
        (offer, coordinator()),
        (request, principal()),
        (plan, coordinator()),
        (hold, coordinator()),
        (evaluate, principal()),
    ] {
        until(5).when(command).by(actor).then_refused(Refusal::AlreadyDone);
    }
}
