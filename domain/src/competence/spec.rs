//! Specifications of competence.

use std::collections::BTreeSet;

use super::{
    AssessorAuthorised, AuthorisationLapsed, Command, KnowledgeRequired, Refusal, TrainingCompleted,
};
use crate::event::Event;
use crate::organisation::{RoleEnded, RoleGranted, ScaleEditionAdopted};
use crate::people::{Actor, Role, Scope};
use crate::scale::ScaleEdition;
use crate::spec::peel::{Case, Step, peel};
use crate::spec::{
    administrator, coordinator, day, district_coordinator, events, given, municipality,
    other_principal, other_teacher, principal, school, staff, teacher,
};

// ------------------------------------------------------------------------------- a small world

/// Staff 8: adviser of the municipality.
fn adviser() -> Actor {
    Actor { staff: staff(8), role: Role::Adviser }
}

fn before() -> Vec<Event> {
    let Actor { staff, role } = adviser();
    let (scope, from) = (Scope::Municipality, day("2020-08-01"));
    let mut events = municipality();
    events.extend(events![
        RoleGranted { staff, role, scope, from, to: None },
        ScaleEditionAdopted { edition: ScaleEdition::lus_1() },
    ]);
    events
}

fn requirement() -> KnowledgeRequired {
    KnowledgeRequired {
        requirement: "lus-bedomare".parse().expect("a code"),
        role: Role::Teacher,
        title: "Bedöma läsutveckling".to_owned(),
        from: day("2025-08-01"),
        to: None,
    }
}

fn training() -> TrainingCompleted {
    let requirement = requirement().requirement;
    TrainingCompleted { staff: teacher().staff, requirement, on: day("2025-09-10") }
}

fn authorisation() -> AssessorAuthorised {
    AssessorAuthorised {
        staff: teacher().staff,
        instrument: ScaleEdition::lus_1().instrument,
        from: day("2025-09-01"),
        to: Some(day("2026-07-01")),
    }
}

fn lapse(on: &str) -> AuthorisationLapsed {
    let AssessorAuthorised { staff, instrument, .. } = authorisation();
    AuthorisationLapsed { staff, instrument, on: day(on) }
}

/// Required of teachers.
fn required() -> Vec<Event> {
    let mut events = before();
    events.extend(events![requirement()]);
    events
}

/// The teacher is authorised for the school year.
fn authorised() -> Vec<Event> {
    let mut events = before();
    events.extend(events![authorisation()]);
    events
}

// ------------------------------------------------------------------------------------- required

#[test]
fn the_municipality_s_coordinator_requires_authorises_and_lets_lapse() {
    let wanted = events![requirement(), authorisation(), lapse("2026-01-01")];
    let commands = [
        Command::Require(requirement()),
        Command::Authorise(authorisation()),
        Command::Lapse(lapse("2026-01-01")),
    ];
    let histories = [before(), before(), authorised()];
    for ((command, wanted), history) in commands.into_iter().zip(wanted).zip(histories) {
        given(history.clone()).when(command.clone()).by(coordinator()).then(vec![wanted]);
        for actor in [adviser(), principal(), teacher(), administrator(), district_coordinator()] {
            let asked = given(history.clone()).when(command.clone()).by(actor);
            asked.then_refused(Refusal::NotAuthorised);
        }
    }
}

#[test]
fn a_knowledge_is_required_of_several_roles_and_of_one_once_at_a_time() {
    given(required()).when(Command::Require(requirement())).then_nothing();
    let within = KnowledgeRequired { to: Some(day("2026-07-01")), ..requirement() };
    given(required()).when(Command::Require(within)).then_nothing();
    let principals = KnowledgeRequired { role: Role::Principal, ..requirement() };
    given(required()).when(Command::Require(principals.clone())).then(events![principals]);
    let earlier = KnowledgeRequired { from: day("2024-08-01"), ..requirement() };
    given(required()).when(Command::Require(earlier.clone())).then(events![earlier]);
    let other = KnowledgeRequired { title: "Annat".to_owned(), ..requirement() };
    given(required()).when(Command::Require(other)).then_refused(Refusal::RequirementExists);
}

#[test]
fn nothing_is_required_of_those_who_hold_no_granted_role() {
    for role in [Role::Guardian, Role::Public, Role::Process] {
        let wanted = KnowledgeRequired { role, ..requirement() };
        given(before()).when(Command::Require(wanted)).then_refused(Refusal::RoleUnfit);
    }
}

// -------------------------------------------------------------------------------------- trained

#[test]
fn coordinator_adviser_or_the_person_s_principal_records_a_training() {
    for actor in [coordinator(), adviser(), principal()] {
        let asked = given(required()).when(Command::Complete(training())).by(actor);
        asked.then(events![training()]);
    }
    for actor in [other_principal(), other_teacher(), teacher(), district_coordinator()] {
        let asked = given(required()).when(Command::Complete(training())).by(actor);
        asked.then_refused(Refusal::NotAuthorised);
    }
}

#[test]
fn a_principal_records_for_those_who_have_a_role_there_today() {
    let wanted = Command::Complete(training());
    let (staff, role) = (teacher().staff, Role::Teacher);
    let ended = RoleEnded { staff, role, scope: Scope::School(school(1)), on: day("2025-09-16") };
    let moved = RoleGranted {
        staff,
        role,
        scope: Scope::School(school(2)),
        from: day("2025-09-16"),
        to: None,
    };
    let moved = given(required()).and(events![ended, moved]);
    let asked = moved.clone().when(wanted.clone()).by(principal());
    asked.then_refused(Refusal::NotAuthorised);
    moved.when(wanted).by(other_principal()).then(events![training()]);
    let of_coordinator = TrainingCompleted { staff: coordinator().staff, ..training() };
    let asked = given(required()).when(Command::Complete(of_coordinator)).by(principal());
    asked.then_refused(Refusal::NotAuthorised);
}

#[test]
fn the_same_training_again_is_already_so_and_another_day_s_is_new() {
    let once = given(required()).and(events![training()]);
    once.clone().when(Command::Complete(training())).then_nothing();
    let renewed = TrainingCompleted { on: day("2025-09-16"), ..training() };
    once.when(Command::Complete(renewed.clone())).then(events![renewed]);
}

#[test]
fn a_training_is_of_a_known_person_in_something_required_and_not_to_come() {
    let asked = given(before()).when(Command::Complete(training()));
    asked.then_refused(Refusal::RequirementUnknown);
    let stranger = TrainingCompleted { staff: staff(99), ..training() };
    let asked = given(required()).when(Command::Complete(stranger));
    asked.then_refused(Refusal::StaffUnknown);
    let ahead = TrainingCompleted { on: day("2025-09-17"), ..training() };
    given(required()).when(Command::Complete(ahead)).then_refused(Refusal::DateInFuture);
    let before_engagement = TrainingCompleted { on: day("2019-05-01"), ..training() };
    let asked = given(required()).when(Command::Complete(before_engagement.clone()));
    asked.then(events![before_engagement]);
}

// ----------------------------------------------------------------------------------- authorised

#[test]
fn an_authorisation_that_is_covered_is_already_so() {
    given(authorised()).when(Command::Authorise(authorisation())).then_nothing();
    let shorter = AssessorAuthorised { to: Some(day("2026-01-01")), ..authorisation() };
    given(authorised()).when(Command::Authorise(shorter)).then_nothing();
    let longer = AssessorAuthorised { to: None, ..authorisation() };
    given(authorised()).when(Command::Authorise(longer.clone())).then(events![longer]);
    let other = AssessorAuthorised { staff: other_teacher().staff, ..authorisation() };
    given(authorised()).when(Command::Authorise(other.clone())).then(events![other]);
}

#[test]
fn one_is_authorised_for_an_instrument_that_is_in_use() {
    let wanted = AssessorAuthorised { instrument: "dls".parse().unwrap(), ..authorisation() };
    let asked = given(before()).when(Command::Authorise(wanted));
    asked.then_refused(Refusal::InstrumentUnknown);
    let stranger = AssessorAuthorised { staff: staff(99), ..authorisation() };
    given(before()).when(Command::Authorise(stranger)).then_refused(Refusal::StaffUnknown);
}

#[test]
fn an_authorisation_lapses_once() {
    let asked = |events, on| given(authorised()).and(events).when(Command::Lapse(lapse(on)));
    asked(vec![], "2025-09-01").then(events![lapse("2025-09-01")]);
    asked(vec![], "2025-08-31").then_refused(Refusal::NotHeld);
    asked(vec![], "2026-07-01").then_nothing();
    asked(vec![], "2026-07-02").then_refused(Refusal::NotHeld);
    let lapsed = events![lapse("2026-01-01")];
    asked(lapsed.clone(), "2026-01-01").then_nothing();
    asked(lapsed.clone(), "2026-02-01").then_refused(Refusal::NotHeld);
    asked(lapsed.clone(), "2025-12-01").then(events![lapse("2025-12-01")]);
    let anew = AssessorAuthorised { from: day("2026-03-01"), ..authorisation() };
    let anew = [lapsed, events![anew]].concat();
    asked(anew.clone(), "2026-02-01").then_refused(Refusal::NotHeld);
    asked(anew, "2026-04-01").then(events![lapse("2026-04-01")]);
    let instrument = "dls".parse().unwrap();
    let other = Command::Lapse(AuthorisationLapsed { instrument, ..lapse("2026-01-01") });
    given(authorised()).when(other).then_refused(Refusal::NotHeld);
}

#[test]
fn after_a_lapse_one_is_authorised_anew() {
    let lapsed = given(authorised()).and(events![lapse("2026-01-01")]);
    lapsed.when(Command::Authorise(authorisation())).then(events![authorisation()]);
}

// ----------------------------------------------------------------------------------------- order

fn case<E>(asked: E) -> Case<E> {
    Case { events: before(), asked, actor: teacher(), day: "2025-09-16" }
}

const REQUIRE: &[Step<KnowledgeRequired, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = coordinator()),
    (Refusal::DayImplausible, |c| c.asked.from = day("2025-08-01")),
    (Refusal::PeriodReversed, |c| c.asked.to = None),
    (Refusal::NoTitle, |c| c.asked.title = "Annat".to_owned()),
    (Refusal::RoleUnfit, |c| c.asked.role = Role::Principal),
    (Refusal::RequirementExists, |c| c.asked.title = requirement().title),
];

#[test]
fn require_refuses_in_order() {
    let asked = KnowledgeRequired {
        role: Role::Public,
        title: " ".to_owned(),
        from: day("1989-12-31"),
        to: Some(day("1989-12-31")),
        ..requirement()
    };
    peel(Case { events: required(), ..case(asked) }, Command::Require, REQUIRE);
}

const COMPLETE: &[Step<TrainingCompleted, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = adviser()),
    (Refusal::DayImplausible, |c| c.asked.on = day("2025-09-17")),
    (Refusal::DateInFuture, |c| c.asked.on = day("2025-09-16")),
    (Refusal::RequirementUnknown, |c| c.add(requirement())),
    (Refusal::StaffUnknown, |c| c.asked.staff = teacher().staff),
];

#[test]
fn complete_refuses_in_order() {
    let asked = TrainingCompleted { staff: staff(99), on: day("2027-09-30"), ..training() };
    peel(case(asked), Command::Complete, COMPLETE);
}

const AUTHORISE: &[Step<AssessorAuthorised, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = coordinator()),
    (Refusal::DayImplausible, |c| c.asked.from = day("2026-07-01")),
    (Refusal::PeriodReversed, |c| c.asked.to = None),
    (Refusal::InstrumentUnknown, |c| c.asked.instrument = authorisation().instrument),
    (Refusal::StaffUnknown, |c| c.asked.staff = teacher().staff),
];

#[test]
fn authorise_refuses_in_order() {
    let instrument = "dls".parse().expect("a code");
    let asked = AssessorAuthorised {
        staff: staff(99),
        instrument,
        from: day("2027-09-30"),
        ..authorisation()
    };
    peel(case(asked), Command::Authorise, AUTHORISE);
}

const LAPSE: &[Step<AuthorisationLapsed, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = coordinator()),
    (Refusal::DayImplausible, |c| c.asked.on = day("2026-01-01")),
    (Refusal::NotHeld, |c| c.add(authorisation())),
];

#[test]
fn lapse_refuses_in_order() {
    peel(case(lapse("2027-09-30")), Command::Lapse, LAPSE);
}

#[test]
fn every_refusal_is_specified() {
    fn refusals<E>(steps: &[Step<E, Refusal>]) -> impl Iterator<Item = Refusal> {
        steps.iter().map(|(refusal, _)| *refusal)
    }
    let specified: BTreeSet<Refusal> = refusals(REQUIRE)
        .chain(refusals(COMPLETE))
        .chain(refusals(AUTHORISE))
        .chain(refusals(LAPSE))
        .collect();
    assert!(specified.iter().eq(Refusal::ALL));
}
