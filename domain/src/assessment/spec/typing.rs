//! Who may record which value, when and where.

use super::*;
use crate::spec::{
    administrator, coordinator, district_coordinator, given, other_principal, other_teacher,
};

// ------------------------------------------------------------------------------------- who

#[test]
fn the_class_s_assessor_records_a_point() {
    given(opened()).when(typed().assess()).by(teacher()).then([typed().event()]);
}

#[test]
fn a_reason_for_no_point_completes_the_round_too() {
    use NotAssessedReason::{Absent, Exempt, NewlyArrived};
    for reason in [Absent, NewlyArrived, Exempt] {
        let wanted = Typed { outcome: Outcome::NotAssessed(reason), ..typed() };
        given(opened()).when(wanted.assess()).by(teacher()).then([wanted.event()]);
    }
}

#[test]
fn co_assessors_and_stand_ins_assess() {
    let own = Typed { assessor: other_teacher().staff, ..typed() };
    for kind in [AssessorKind::CoAssessor, AssessorKind::StandIn] {
        let assigned = events![assigned(class(1), own.assessor, kind, "2025-09-10")];
        let asked = given(opened()).and(assigned).when(own.assess()).by(other_teacher());
        asked.then([own.event()]);
    }
}

#[test]
fn the_principal_assesses_and_records_for_the_assessor() {
    for assessor in [principal().staff, teacher().staff] {
        let wanted = Typed { assessor, ..typed() };
        given(opened()).when(wanted.assess()).by(principal()).then([wanted.event()]);
    }
}

#[test]
fn an_import_records_for_the_named_assessor() {
    for importer in [coordinator(), district_coordinator(), administrator()] {
        given(opened()).when(typed().assess()).by(importer).then([typed().event()]);
        let own = Typed { assessor: importer.staff, ..typed() };
        let asked = given(opened()).when(own.assess()).by(importer);
        asked.then_refused(Refusal::AssessorNotAuthorised);
    }
}

#[test]
fn an_import_records_for_the_principal_of_the_unit_and_of_no_other() {
    let wanted = Typed { assessor: principal().staff, ..typed() };
    given(opened()).when(wanted.assess()).by(administrator()).then([wanted.event()]);
    let other = Typed { assessor: other_principal().staff, ..typed() };
    let asked = given(opened()).when(other.assess()).by(administrator());
    asked.then_refused(Refusal::AssessorNotAuthorised);
}

#[test]
fn not_anyone_who_happens_to_teach_the_pupil() {
    let asked = given(opened()).when(typed().assess()).by(other_teacher());
    asked.then_refused(Refusal::NotAuthorised);
    let own = Typed { assessor: other_teacher().staff, ..typed() };
    let asked = given(opened()).when(own.assess()).by(other_teacher());
    asked.then_refused(Refusal::AssessorNotAuthorised);
    let asked = given(opened()).when(typed().assess()).by(other_principal());
    asked.then_refused(Refusal::NotAuthorised);
}

#[test]
fn who_assessed_on_the_day_may_be_recorded_after_the_assignment() {
    let ended = crate::organisation::AssessorEnded {
        class: class(1),
        school: school(1),
        staff: teacher().staff,
        on: day("2025-09-17"),
    };
    let late = given(opened()).and(events![ended]);
    let asked = late.clone().when(typed().assess()).by(principal()).on("2025-09-22");
    asked.then([typed().event()]);
    let after = Typed { on: day("2025-09-18"), ..typed() };
    let asked = late.when(after.assess()).by(principal()).on("2025-09-22");
    asked.then_refused(Refusal::AssessorNotAuthorised);
}

// ------------------------------------------------------------------------------------ value

#[test]
fn the_same_point_as_last_round_is_a_real_assessment() {
    let census_date = day("2025-12-05");
    let round = RoundScheduled {
        round: december(),
        census_date,
        opens: day("2025-11-21"),
        closes: day("2025-12-19"),
        submit_by: day("2025-12-19"),
        ..schedule()
    };
    let open = RoundOpened { round: december(), until: day("2025-12-19"), ..opening(school(1)) };
    let before = given(opened()).and([typed().event(), round.into(), open.into()]);
    let place = Place { round: december(), ..here() };
    let again = Typed { place, on: census_date, ..typed() };
    before.when(again.assess()).by(teacher()).on("2025-12-05").then([again.event()]);
}

#[test]
fn the_same_value_typed_twice_is_recorded_once() {
    let once = given(opened()).and([typed().event()]);
    once.clone().when(typed().assess()).by(teacher()).then_nothing();
    let signed = once.and(events![signed_off(class(1))]);
    signed.when(typed().assess()).by(teacher()).then_nothing();
}

#[test]
fn a_note_is_not_lost_with_a_value_typed_again() {
    let Typed { place, outcome, on, assessor } = typed();
    let note = Some(words("Läser högt."));
    let noted = Command::Assess { place, outcome, on, assessor, note };
    let outcome = given(opened()).and([typed().event()]).when(noted).by(teacher()).outcome();
    assert_eq!(outcome.map(|events| events.len()), Ok(1));
}

#[test]
fn until_sign_off_another_value_replaces_the_typed_one_and_the_first_may_come_back() {
    let other = Typed { outcome: point("8"), ..typed() };
    let typed_once = given(opened()).and([typed().event()]);
    typed_once.clone().when(other.assess()).by(teacher()).then([other.event()]);
    let typed_twice = typed_once.and([other.event()]);
    typed_twice.when(typed().assess()).by(teacher()).then([typed().event()]);
}

#[test]
fn another_day_or_assessor_is_another_value() {
    let once = given(opened()).and([typed().event()]);
    for other in [
        Typed { on: day("2025-09-15"), ..typed() },
        Typed { assessor: principal().staff, ..typed() },
        Typed { outcome: absent(), ..typed() },
    ] {
        once.clone().when(other.assess()).by(principal()).then([other.event()]);
    }
}

#[test]
fn a_point_is_one_of_the_round_s_edition() {
    let wanted = Typed { outcome: point("20"), ..typed() };
    given(opened()).when(wanted.assess()).by(teacher()).then_refused(Refusal::PointUnknown);
}

// ------------------------------------------------------------------------------------- when

#[test]
fn results_are_entered_from_the_opening_to_the_last_day() {
    let asked = |on: &str, today: &str| {
        let wanted = Typed { on: day(on), ..typed() };
        given(opened()).when(wanted.assess()).by(teacher()).on(today)
    };
    asked("2025-09-01", "2025-09-29").then([Typed { on: day("2025-09-01"), ..typed() }.event()]);
    asked("2025-08-31", "2025-09-29").then_refused(Refusal::DateBeforeWindow);
    asked("2025-09-17", "2025-09-16").then_refused(Refusal::DateInFuture);
    asked("2025-09-29", "2025-09-30").then_refused(Refusal::NotOpen);
}

#[test]
fn an_opening_elsewhere_does_not_open_here() {
    let mut events = opened();
    events.retain(|e| !matches!(e, Event::RoundOpened(e) if e.school == school(1)));
    given(events).when(typed().assess()).by(teacher()).then_refused(Refusal::NotOpen);
}

#[test]
fn what_is_submitted_stands_until_the_round_is_reopened() {
    let done = given(opened()).and(events![signed_off(class(1)), submitted()]);
    let asked = done.clone().when(typed().assess()).by(teacher()).on("2025-09-26");
    asked.then_refused(Refusal::Submitted);
    let reopened = done.and(events![reopened(Some(class(1)), "2025-10-10")]);
    let asked = reopened.when(typed().assess()).by(teacher()).on("2025-10-10");
    asked.then([typed().event()]);
}

#[test]
fn an_old_round_is_entered_late() {
    let open = RoundOpened { until: day("2027-03-01"), ..opening(school(1)) };
    let mut events = scheduled();
    events.extend(events![
        open,
        enrolment(pupil(1), school(1), "2027-02-01"),
        joined(pupil(1), school(1), Some(class(1)), "2027-02-01"),
    ]);
    let wanted = typed();
    let asked = given(events).when(wanted.assess()).by(coordinator()).on("2027-02-15");
    asked.then([wanted.recorded(true)]);
}

// ------------------------------------------------------------------------------------ where

#[test]
fn a_pupil_is_assessed_in_the_class_of_the_day_or_of_the_census_date() {
    let moved = events![joined(pupil(1), school(1), Some(class(2)), "2025-09-18")];
    let by_class = |class| Typed {
        place: Place { class: Some(class), ..here() },
        assessor: principal().staff,
        ..typed()
    };
    for (place_of, accepted) in [(class(1), true), (class(2), true), (class(3), false)] {
        let wanted = by_class(place_of);
        let asked = given(opened()).and(moved.clone()).when(wanted.assess()).by(principal());
        let outcome = asked.on("2025-09-22").outcome();
        let refused = Err(crate::command::Refusal::Assessment(Refusal::WrongClass));
        assert_eq!(outcome, if accepted { Ok(vec![wanted.event()]) } else { refused });
    }
}

#[test]
fn the_class_of_the_census_date_counts_also_when_it_was_left_the_day_after() {
    let moved = events![joined(pupil(1), school(1), Some(class(2)), "2025-09-16")];
    let wanted = Typed { on: day("2025-09-17"), ..typed() };
    let asked = given(opened()).and(moved).when(wanted.assess()).by(teacher());
    asked.on("2025-09-22").then([wanted.event()]);
}

#[test]
fn a_pupil_without_class_is_assessed_by_the_principal() {
    let mut events = opened();
    events.retain(|event| !matches!(event, Event::ClassJoined(_)));
    let place = Place { class: None, ..here() };
    let by_teacher = Typed { place, ..typed() };
    let asked = given(events.clone()).when(by_teacher.assess()).by(teacher());
    asked.then_refused(Refusal::OnlyPrincipalWithoutClass);
    let by_principal = Typed { place, assessor: principal().staff, ..typed() };
    let asked = given(events).when(by_principal.assess()).by(principal());
    asked.then([by_principal.event()]);
}

#[test]
fn a_pupil_with_a_class_is_not_assessed_without_it() {
    let place = Place { class: None, ..here() };
    let wanted = Typed { place, assessor: principal().staff, ..typed() };
    given(opened()).when(wanted.assess()).by(principal()).then_refused(Refusal::WrongClass);
}

#[test]
fn a_pupil_who_has_moved_is_assessed_at_both_school_units() {
    let moved = || {
        let in_class_3 = joined(pupil(1), school(2), Some(class(3)), "2025-09-18");
        given(opened()).and(events![transferred(pupil(1), "2025-09-18"), in_class_3])
    };
    moved().when(typed().assess()).by(teacher()).on("2025-09-22").then([typed().event()]);
    let there = Typed {
        place: Place { school: school(2), class: Some(class(3)), ..here() },
        assessor: other_principal().staff,
        on: day("2025-09-22"),
        ..typed()
    };
    let asked = moved().when(there.assess()).by(other_principal()).on("2025-09-22");
    asked.then([there.event()]);
}

#[test]
fn a_pupil_of_another_school_unit_is_refused() {
    let mut events = opened();
    events.retain(|e| !matches!(e, Event::PupilEnrolled(_) | Event::ClassJoined(_)));
    let unknown = given(events).when(typed().assess()).by(teacher());
    unknown.then_refused(Refusal::PupilUnknown);
    let elsewhere = Typed { place: Place { pupil: pupil(2), ..here() }, ..typed() };
    let enrolled = events![enrolment(pupil(2), school(2), "2025-08-18")];
    let asked = given(opened()).and(enrolled).when(elsewhere.assess()).by(teacher());
    asked.then_refused(Refusal::NotEnrolledHere);
}
