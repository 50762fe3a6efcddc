//! Enrolment, class, grade, moves between school units, leaving.

use super::*;

#[test]
fn one_enrolment_says_all_that_is_known() {
    let enrolment = enrolled(1, "2025-08-18");
    let all = Command::Enrol {
        enrolment: enrolment.clone(),
        class: Some(class(1)),
        syllabus: Syllabus::Sva,
        protection: Protection::Marked,
    };
    asked_after(vec![], all).then(events![
        enrolment,
        joined(1, Some(class(1)), "2025-08-18"),
        syllabus(Syllabus::Sva, "2025-08-18"),
        marked(Protection::Marked),
    ]);
    let little = enrol(enrolled(1, "2025-08-18"), None);
    asked_after(vec![], little).then(events![enrolled(1, "2025-08-18")]);
}

#[test]
fn an_enrolment_is_recorded_once() {
    asked(enrol(enrolled(1, "2025-08-18"), Some(class(1)))).then_nothing();
    asked(enrol(enrolled(1, "2025-09-01"), Some(class(1)))).then_nothing();
    let refused = Refusal::AlreadyEnrolled;
    asked(enrol(enrolled(1, "2025-08-18"), Some(class(2)))).then_refused(refused);
    asked(enrol(enrolled(2, "2025-09-01"), None)).then_refused(refused);
    asked(enrol(enrolled(1, "2025-08-01"), Some(class(1)))).then_refused(refused);
}

#[test]
fn a_second_enrolment_comes_after_leaving() {
    let gone = || events![left(1, "2025-09-01")];
    let again = enrolled_again(2, "2025-09-10");
    asked_of_pupil(gone(), enrol(again.clone(), Some(class(3))))
        .then(events![again.clone(), joined(2, Some(class(3)), "2025-09-10")]);
    // The class from before does not come back by itself.
    asked_of_pupil(gone(), enrol(again.clone(), None))
        .then(events![again, joined(2, None, "2025-09-10")]);
    let early = enrolled_again(2, "2025-08-25");
    asked_of_pupil(gone(), enrol(early, None)).then_refused(Refusal::AlreadyEnrolled);
}

#[test]
fn an_enrolment_raises_protection_and_never_lifts_it() {
    let before = || events![left(1, "2025-09-01"), marked(Protection::Marked)];
    let with = |protection| Command::Enrol {
        enrolment: enrolled_again(1, "2025-09-10"),
        class: Some(class(1)),
        syllabus: Syllabus::Unknown,
        protection,
    };
    let again = || events![enrolled_again(1, "2025-09-10")];
    asked_of_pupil(before(), with(Protection::None)).then(again());
    asked_of_pupil(before(), with(Protection::Marked)).then(again());
    let mut raised = again();
    raised.extend(events![marked(Protection::ProtectedRegistration)]);
    asked_of_pupil(before(), with(Protection::ProtectedRegistration)).then(raised);
}

#[test]
fn protected_registration_keeps_an_alias_and_nothing_else() {
    let with = |identity, protection| Command::Enrol {
        enrolment: PupilEnrolled { identity: Some(identity), ..enrolled(1, "2025-08-18") },
        class: None,
        syllabus: Syllabus::Unknown,
        protection,
    };
    let protected = Protection::ProtectedRegistration;
    asked_after(vec![], with(named(), protected)).then_refused(Refusal::IdentityUnfit);
    for open in [Protection::None, Protection::Marked] {
        asked_after(vec![], with(alias(), open)).then_refused(Refusal::IdentityUnfit);
    }
    let enrolment = PupilEnrolled { identity: Some(alias()), ..enrolled(1, "2025-08-18") };
    asked_after(vec![], with(alias(), protected)).then(events![enrolment, marked(protected)]);
}

#[test]
fn a_pupil_changes_class_within_the_school_unit() {
    let join = |class, from| Command::JoinClass(joined(1, class, from));
    let second = joined(1, Some(class(2)), "2025-09-01");
    asked(join(Some(class(2)), "2025-09-01")).then(events![second.clone()]);
    asked(join(Some(class(1)), "2025-09-01")).then_nothing();
    asked(join(None, "2025-09-01")).then(events![joined(1, None, "2025-09-01")]);
    // Recorded late: from the 25th the pupil was without class, before the change already known.
    asked_of_pupil(events![second], join(None, "2025-08-25")).then(events![joined(
        1,
        None,
        "2025-08-25"
    )]);
}

#[test]
fn a_class_is_joined_where_and_when_it_exists() {
    let join = |at, class, from| Command::JoinClass(joined(at, Some(class), from));
    asked(join(1, class(3), "2025-09-01")).then_refused(Refusal::ClassUnknown);
    asked(join(2, class(3), "2025-09-01")).then_refused(Refusal::NotEnrolledHere);
    asked(join(1, class(2), "2025-08-17")).then_refused(Refusal::NotEnrolledHere);
    let closed = crate::organisation::ClassClosed {
        class: class(2),
        school: school(1),
        on: day("2025-08-30"),
    };
    asked_of_pupil(events![closed], join(1, class(2), "2025-09-01"))
        .then_refused(Refusal::ClassNotOpen);
    asked_after(vec![], join(1, class(1), "2025-09-01")).then_refused(Refusal::PupilUnknown);
}

#[test]
fn a_grade_changes_while_the_pupil_is_enrolled() {
    let change = |number, from| Command::ChangeGrade(grade(number, from));
    asked(change(5, "2026-08-17")).then(events![grade(5, "2026-08-17")]);
    asked(change(4, "2026-08-17")).then_nothing();
    let gone = events![left(1, "2026-06-15")];
    asked_of_pupil(gone, change(5, "2026-08-17")).then_refused(Refusal::NotEnrolledHere);
}

#[test]
fn a_move_between_school_units_ends_the_class() {
    let transfer = |from, class| Command::Transfer { transfer: transferred(1, 2, from), class };
    let moved = || transferred(1, 2, "2025-09-10");
    let into = joined(2, Some(class(3)), "2025-09-10");
    asked(transfer("2025-09-10", Some(class(3)))).then(events![moved(), into.clone()]);
    asked(transfer("2025-09-10", None)).then(events![moved(), joined(2, None, "2025-09-10")]);
    let done = events![moved(), into.clone()];
    asked_of_pupil(done, transfer("2025-09-10", Some(class(3)))).then_nothing();
    let without = events![moved(), joined(2, None, "2025-09-10")];
    asked_of_pupil(without, transfer("2025-09-10", Some(class(3)))).then(events![into]);
    asked(transfer("2025-08-01", None)).then_refused(Refusal::NotEnrolledHere);
    asked(transfer("2025-09-10", Some(class(1)))).then_refused(Refusal::ClassUnknown);
}

#[test]
fn a_move_is_recorded_from_either_side() {
    let (transfer, class) = (transferred(1, 2, "2025-09-10"), Some(class(3)));
    let moving = || Command::Transfer { transfer: transfer.clone(), class };
    let then = || events![transfer.clone(), joined(2, class, "2025-09-10")];
    for actor in [principal(), other_principal(), district_coordinator(), administrator()] {
        asked(moving()).by(actor).then(then());
    }
    asked(moving()).by(teacher()).then_refused(Refusal::NotAuthorised);
}

#[test]
fn leaving_is_recorded_once_and_can_be_put_earlier() {
    let leave = |on| Command::Leave(left(1, on));
    asked(leave("2025-09-10")).then(events![left(1, "2025-09-10")]);
    let gone = || events![left(1, "2025-09-10")];
    asked_of_pupil(gone(), leave("2025-09-10")).then_nothing();
    asked_of_pupil(gone(), leave("2025-09-01")).then(events![left(1, "2025-09-01")]);
    asked_of_pupil(gone(), leave("2025-09-20")).then_refused(Refusal::NotEnrolledHere);
    asked(Command::Leave(left(2, "2025-09-10"))).then_refused(Refusal::NotEnrolledHere);
    // Never came: the enrolment has no day.
    asked(leave("2025-08-18")).then(events![left(1, "2025-08-18")]);
    asked_of_pupil(events![left(1, "2025-08-18")], leave("2025-08-18")).then_nothing();
}
