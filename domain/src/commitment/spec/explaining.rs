//! Taken out to the parents: published, and explained class by class.

use super::*;

pub(super) fn publication() -> CommitmentPublished {
    CommitmentPublished {
        commitment: commitment(),
        level: of_school(),
        version: 1,
        on: day("2025-09-12"),
        place: "Skolans sidor".to_owned(),
    }
}

pub(super) fn explanation() -> CommitmentExplained {
    CommitmentExplained {
        commitment: commitment(),
        level: of_school(),
        version: 1,
        school: school(1),
        class: class(1),
        on: day("2025-09-15"),
        way: crate::people::Way::Meeting,
        language: "so".parse().expect("a language"),
    }
}

fn publish(wanted: &CommitmentPublished) -> Command {
    Command::Publish(wanted.clone())
}

fn explain(wanted: &CommitmentExplained) -> Command {
    Command::Explain(wanted.clone())
}

// ----------------------------------------------------------------------------------- published

#[test]
fn whoever_adopts_publishes() {
    let asked = given(adopted()).when(publish(&publication())).by(principal());
    asked.then(events![publication()]);
    for actor in [coordinator(), secretary(), teacher(), other_principal()] {
        let asked = given(adopted()).when(publish(&publication())).by(actor);
        asked.then_refused(Refusal::NotAuthorised);
    }
    let level = Level::Municipality;
    let wanted = CommitmentPublished { level, ..publication() };
    let municipal = given(before()).and(events![proposal(level), adoption(level)]);
    municipal.when(publish(&wanted)).by(secretary()).then(events![wanted]);
}

#[test]
fn an_adopted_version_is_published_once_in_each_place() {
    let asked = given(proposed()).when(publish(&publication())).by(principal());
    asked.then_refused(Refusal::NotAdopted);
    let second = CommitmentPublished { version: 2, ..publication() };
    let asked = given(adopted()).when(publish(&second)).by(principal());
    asked.then_refused(Refusal::WrongVersion);
    let once = given(adopted()).and(events![publication()]);
    once.clone().when(publish(&publication())).by(principal()).then_nothing();
    let elsewhere = CommitmentPublished { place: "Biblioteket".to_owned(), ..publication() };
    once.when(publish(&elsewhere)).by(principal()).then(events![elsewhere]);
}

#[test]
fn nothing_is_published_before_it_is_decided_or_nowhere() {
    for (on, refusal) in
        [("2025-09-17", Refusal::DateInFuture), ("2025-09-09", Refusal::BeforeAdoption)]
    {
        let wanted = CommitmentPublished { on: day(on), ..publication() };
        given(adopted()).when(publish(&wanted)).by(principal()).then_refused(refusal);
    }
    let nowhere = CommitmentPublished { place: " ".to_owned(), ..publication() };
    given(adopted()).when(publish(&nowhere)).by(principal()).then_refused(Refusal::NoPlace);
}

// ----------------------------------------------------------------------------------- explained

#[test]
fn principal_and_teachers_of_the_school_unit_explain() {
    for actor in [principal(), teacher(), other_teacher()] {
        let asked = given(adopted()).when(explain(&explanation())).by(actor);
        asked.then(events![explanation()]);
    }
    for actor in [other_principal(), coordinator(), secretary(), administrator()] {
        let asked = given(adopted()).when(explain(&explanation())).by(actor);
        asked.then_refused(Refusal::NotAuthorised);
    }
}

#[test]
fn special_educators_and_those_who_assess_the_class_explain_too() {
    let Actor { staff, role } = special_educator();
    let (scope, from) = (Scope::Municipality, day("2025-08-01"));
    let granted = events![RoleGranted { staff, role, scope, from, to: None }];
    let asked = given(adopted()).and(granted).when(explain(&explanation()));
    asked.by(special_educator()).then(events![explanation()]);
    let stand_in = AssessorAssigned {
        class: class(1),
        school: school(1),
        staff: staff_of_another_school().staff,
        kind: AssessorKind::StandIn,
        from: day("2025-09-01"),
        to: Some(day("2025-10-01")),
    };
    let assigned = given(adopted()).and(events![stand_in]);
    let asked = assigned.clone().when(explain(&explanation())).by(staff_of_another_school());
    asked.then(events![explanation()]);
    let later = assigned.clone().when(explain(&explanation())).by(staff_of_another_school());
    later.on("2025-10-01").then_refused(Refusal::NotAuthorised);
    let other_class = CommitmentExplained { class: class(2), ..explanation() };
    let asked = assigned.when(explain(&other_class)).by(staff_of_another_school());
    asked.then_refused(Refusal::NotAuthorised);
}

fn special_educator() -> Actor {
    Actor { staff: staff(9), role: Role::SpecialEducator }
}

fn staff_of_another_school() -> Actor {
    Actor { staff: staff(10), role: Role::Teacher }
}

#[test]
fn the_municipality_s_commitment_is_explained_in_every_school_unit() {
    let level = Level::Municipality;
    let municipal = given(before()).and(events![proposal(level), adoption(level)]);
    let here = CommitmentExplained { level, ..explanation() };
    municipal.clone().when(explain(&here)).by(teacher()).then(events![here.clone()]);
    let there = CommitmentExplained { school: school(2), class: class(3), ..here };
    municipal.when(explain(&there)).by(other_principal()).then(events![there]);
}

#[test]
fn the_class_is_at_a_school_unit_that_the_commitment_binds() {
    let elsewhere = CommitmentExplained { class: class(3), ..explanation() };
    let asked = given(adopted()).when(explain(&elsewhere)).by(principal());
    asked.then_refused(Refusal::ClassUnknown);
    let unbound = CommitmentExplained { school: school(2), class: class(3), ..explanation() };
    let asked = given(adopted()).when(explain(&unbound)).by(other_principal());
    asked.then_refused(Refusal::ClassUnknown);
    let gone = ClassClosed { class: class(1), school: school(1), on: day("2025-09-15") };
    let asked = given(adopted()).and(events![gone]).when(explain(&explanation()));
    asked.by(principal()).then_refused(Refusal::ClassUnknown);
}

#[test]
fn the_same_again_is_already_so_and_another_language_is_told_beside_it() {
    let once = given(adopted()).and(events![explanation()]);
    once.clone().when(explain(&explanation())).by(teacher()).then_nothing();
    let language = "sv".parse().expect("a language");
    let other = CommitmentExplained { language, ..explanation() };
    once.when(explain(&other)).by(teacher()).then(events![other]);
}

#[test]
fn what_is_not_adopted_or_no_longer_holds_is_not_explained() {
    let asked = given(proposed()).when(explain(&explanation())).by(teacher());
    asked.then_refused(Refusal::NotAdopted);
    let over = given(adopted()).and(events![withdrawal("2025-09-15")]);
    over.when(explain(&explanation())).by(teacher()).then_refused(Refusal::NotInForce);
    let yet = given(adopted()).and(events![withdrawal("2025-09-16")]);
    yet.when(explain(&explanation())).by(teacher()).then(events![explanation()]);
}

#[test]
fn a_version_in_force_or_to_come_is_explained_and_no_other() {
    let of = |version| CommitmentExplained { version, ..explanation() };
    let revised = given(adopted()).and(events![revision()]);
    for version in [1, 2] {
        revised.clone().when(explain(&of(version))).by(teacher()).then(events![of(version)]);
    }
    for version in [0, 3] {
        let asked = revised.clone().when(explain(&of(version))).by(teacher());
        asked.then_refused(Refusal::WrongVersion);
    }
    let terms = Terms { valid_from: day("2025-09-15"), ..revision().terms };
    let replaced = given(adopted()).and(events![CommitmentRevised { terms, ..revision() }]);
    replaced.when(explain(&of(1))).by(teacher()).then_refused(Refusal::WrongVersion);
}

#[test]
fn nothing_is_explained_before_it_is_decided_or_in_days_to_come() {
    for (on, refusal) in
        [("2025-09-17", Refusal::DateInFuture), ("2025-09-09", Refusal::BeforeAdoption)]
    {
        let wanted = CommitmentExplained { on: day(on), ..explanation() };
        given(adopted()).when(explain(&wanted)).by(teacher()).then_refused(refusal);
    }
}
