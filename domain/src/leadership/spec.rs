//! Specifications of acts of leadership.

use super::{Command, LeadershipAct, LeadershipActed, Refusal};
use crate::organisation::ClassClosed;
use crate::spec::peel::{Case, Step, peel};
use crate::spec::{
    administrator, class, coordinator, day, district_coordinator, events, given, municipality,
    other_principal, principal, school, teacher, words,
};

fn visit() -> LeadershipActed {
    LeadershipActed {
        school: school(1),
        act: LeadershipAct::Visit,
        class: Some(class(1)),
        on: day("2025-09-15"),
        note: None,
    }
}

fn noted(text: &str) -> LeadershipActed {
    LeadershipActed { note: Some(words(text)), ..visit() }
}

fn act(wanted: &LeadershipActed) -> Command {
    Command::Act(wanted.clone())
}

#[test]
fn the_school_unit_s_principal_records_what_they_did() {
    let priority =
        LeadershipActed { act: LeadershipAct::PriorityExplained, class: None, ..visit() };
    for wanted in [visit(), noted("Lugn start på lektionen."), priority] {
        given(municipality()).when(act(&wanted)).by(principal()).then(events![wanted.clone()]);
    }
    for actor in
        [other_principal(), teacher(), coordinator(), district_coordinator(), administrator()]
    {
        given(municipality()).when(act(&visit())).by(actor).then_refused(Refusal::NotAuthorised);
    }
}

#[test]
fn the_same_again_is_already_so_and_what_differs_is_new() {
    let once = given(municipality()).and(events![visit()]);
    once.clone().when(act(&visit())).by(principal()).then_nothing();
    for other in [
        LeadershipActed { act: LeadershipAct::StaffDialogue, ..visit() },
        LeadershipActed { class: Some(class(2)), ..visit() },
        LeadershipActed { class: None, ..visit() },
        LeadershipActed { on: day("2025-09-16"), ..visit() },
    ] {
        once.clone().when(act(&other)).by(principal()).then(events![other]);
    }
}

#[test]
fn no_note_is_lost() {
    let once = given(municipality()).and(events![noted("Den första.")]);
    once.clone().when(act(&visit())).by(principal()).then_nothing();
    let second = noted("Den andra.");
    once.when(act(&second)).by(principal()).then(events![second]);
}

#[test]
fn the_class_is_there_on_the_day() {
    let elsewhere = LeadershipActed { class: Some(class(3)), ..visit() };
    let asked = given(municipality()).when(act(&elsewhere)).by(principal());
    asked.then_refused(Refusal::ClassUnknown);
    let closed = |on| {
        let closed = ClassClosed { class: class(1), school: school(1), on: day(on) };
        given(municipality()).and(events![closed]).when(act(&visit())).by(principal())
    };
    closed("2025-09-15").then_refused(Refusal::ClassUnknown);
    closed("2025-09-16").then(events![visit()]);
}

const ACT: &[Step<LeadershipActed, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = principal()),
    (Refusal::DayImplausible, |c| c.asked.on = day("2025-09-17")),
    (Refusal::DateInFuture, |c| c.asked.on = day("2025-09-16")),
    (Refusal::ClassUnknown, |c| c.asked.class = Some(class(2))),
];

#[test]
fn acting_refuses_in_order() {
    let asked = LeadershipActed { class: Some(class(3)), on: day("1989-12-31"), ..visit() };
    let case = Case { events: municipality(), asked, actor: teacher(), day: "2025-09-16" };
    peel(case, Command::Act, ACT);
    assert!(ACT.iter().map(|(refusal, _)| refusal).eq(Refusal::ALL));
}
