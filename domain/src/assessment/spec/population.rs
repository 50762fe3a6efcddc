//! Who is assessed outside the round's population.

use super::*;
use crate::pupil::{GradeChanged, PupilLeft};
use crate::spec::{given, other_principal};

/// Whether pupil 1, with these events besides, is recorded as outside the population.
#[track_caller]
fn outside(events: Vec<Event>) -> bool {
    let wanted = Typed { assessor: principal().staff, on: day("2025-09-22"), ..typed() };
    let outcome = given(events).when(wanted.assess()).by(principal()).on("2025-09-22").outcome();
    match outcome.as_deref() {
        Ok([Event::ReadingAssessed(e)]) => e.outside_population,
        other => panic!("one assessment is recorded, not {other:?}"),
    }
}

/// Pupil 1 in class 1, enrolled in this way; the round for grade 3 and 6 of compulsory school.
fn enrolled(enrolment: PupilEnrolled) -> Vec<Event> {
    let mut events = opened();
    events.retain(|e| !matches!(e, Event::PupilEnrolled(_)));
    events.extend(events![enrolment]);
    events
}

fn since_august() -> PupilEnrolled {
    enrolment(pupil(1), school(1), "2025-08-18")
}

#[test]
fn the_population_is_who_is_enrolled_on_the_census_date() {
    assert!(!outside(enrolled(enrolment(pupil(1), school(1), "2025-09-15"))));
    assert!(outside(enrolled(enrolment(pupil(1), school(1), "2025-09-16"))));
}

#[test]
fn only_in_the_round_s_school_forms_and_grades() {
    let form = SchoolForm::AdaptedCompulsory;
    assert!(outside(enrolled(PupilEnrolled { form, ..since_august() })));
    assert!(outside(enrolled(PupilEnrolled { grade: Grade::nine(4), ..since_august() })));
    assert!(!outside(enrolled(PupilEnrolled { grade: Grade::nine(6), ..since_august() })));
}

#[test]
fn grades_of_both_numberings_are_compared_by_years_since_school_start() {
    let ten = |number| Grade { number, regime: GradeRegime::Ten };
    assert!(!outside(enrolled(PupilEnrolled { grade: ten(4), ..since_august() })));
    assert!(outside(enrolled(PupilEnrolled { grade: ten(3), ..since_august() })));
}

#[test]
fn the_grade_counts_as_of_the_census_date() {
    let changed = |from| GradeChanged {
        pupil: pupil(1),
        school: school(1),
        grade: Grade::nine(4),
        from: day(from),
    };
    let with = |event| {
        let mut events = opened();
        events.extend(events![event]);
        events
    };
    assert!(!outside(with(changed("2025-09-16"))));
    assert!(outside(with(changed("2025-09-15"))));
}

#[test]
fn who_had_left_and_came_back_after_the_census_date_is_outside() {
    let mut events = opened();
    events.extend(events![
        PupilLeft { pupil: pupil(1), school: school(1), on: day("2025-09-10") },
        enrolment(pupil(1), school(1), "2025-09-18"),
    ]);
    assert!(outside(events));
}

#[test]
fn who_has_moved_within_the_municipality_is_still_in_the_population() {
    let moved = transferred(pupil(1), "2025-09-18");
    let place = Place { school: school(2), class: None, ..here() };
    let assessor = other_principal().staff;
    let wanted = Typed { place, assessor, on: day("2025-09-22"), ..typed() };
    let asked = given(opened()).and(events![moved]).when(wanted.assess());
    asked.by(other_principal()).on("2025-09-22").then([wanted.event()]);
}
