//! Requests that are wrong in themselves, and the order in which refusals are given.

use super::*;
use crate::command::Language;
use crate::organisation::SchoolUnitClosed;
use crate::people::GradeRegime;
use crate::spec::Answer;
use Refusal::*;

#[test]
fn who_leads_the_school_unit_enrols() {
    let asked = || asked_after(vec![], enrol(enrolled(1, "2025-08-18"), None));
    for actor in [principal(), district_coordinator(), coordinator(), administrator()] {
        asked().by(actor).then(events![enrolled(1, "2025-08-18")]);
    }
    for actor in [teacher(), other_principal()] {
        asked().by(actor).then_refused(NotAuthorised);
    }
}

#[test]
fn days_are_within_reach() {
    let enrol_from = |from| asked_after(vec![], enrol(enrolled(1, from), None)).on("2025-09-16");
    enrol_from("1989-12-31").then_refused(DayImplausible);
    enrol_from("2027-09-18").then_refused(DayImplausible);
    enrol_from("2027-09-17").then(events![enrolled(1, "2027-09-17")]);
}

#[test]
fn a_grade_exists_in_its_regime_and_follows_school_start() {
    let ask = |grade, school_start| {
        let enrolment = PupilEnrolled { grade, school_start, ..enrolled(1, "2025-08-18") };
        asked_after(vec![], enrol(enrolment, None))
    };
    let start = SchoolYear::beginning(2021);
    let ten = |number| Grade { number, regime: GradeRegime::Ten };
    for grade in [Grade::nine(10), ten(0), ten(11)] {
        ask(grade, start).then_refused(GradeUnfit);
        let change = GradeChanged { grade, ..super::grade(5, "2025-09-01") };
        asked(Command::ChangeGrade(change)).then_refused(GradeUnfit);
    }
    ask(Grade::nine(0), SchoolYear::beginning(2026)).then_refused(GradeUnfit);
    for grade in [Grade::nine(0), ten(10)] {
        assert!(ask(grade, start).outcome().is_ok());
    }
}

#[test]
fn a_first_enrolment_needs_an_identity() {
    let bare = enrol(enrolled_again(1, "2025-08-18"), None);
    asked_after(vec![], bare).then_refused(IdentityMissing);
    let sealed = PupilEnrolled { identity: Some(Personal::Sealed), ..enrolled(1, "2025-08-18") };
    asked_after(vec![], enrol(sealed, None)).then_refused(IdentityMissing);
    let guardian = GuardianLinked { identity: Personal::Sealed, ..linked(1, None) };
    asked(Command::LinkGuardian(guardian)).then_refused(IdentityMissing);
    asked(Command::RectifyIdentity(rectified(Personal::Sealed))).then_refused(IdentityMissing);
}

#[test]
fn the_school_unit_exists_and_is_open() {
    let nowhere = enrol(enrolled(9, "2025-08-18"), None);
    asked_after(vec![], nowhere).then_refused(SchoolUnknown);
    asked_after(vec![], enrol(enrolled(1, "2019-08-19"), None)).then_refused(GradeUnfit);
    let late = SchoolUnitClosed { school: school(2), on: day("2025-06-15"), successors: vec![] };
    let late = || events![late.clone()];
    asked_after(late(), enrol(enrolled(2, "2025-08-18"), None)).then_refused(SchoolNotOpen);
    let moving = Command::Transfer { transfer: transferred(1, 2, "2025-09-10"), class: None };
    asked_of_pupil(late(), moving).then_refused(SchoolNotOpen);
}

/// Everything that asks for a known pupil says so.
#[test]
fn an_unknown_pupil_has_nothing_to_change() {
    let all = [
        Command::JoinClass(joined(1, None, "2025-09-01")),
        Command::ChangeGrade(grade(5, "2025-09-01")),
        Command::Transfer { transfer: transferred(1, 2, "2025-09-01"), class: None },
        Command::Leave(left(1, "2025-09-01")),
        Command::SetSyllabus(syllabus(Syllabus::Sv, "2025-09-01")),
        Command::MarkProtection(marked(Protection::Marked)),
        Command::LinkGuardian(linked(1, None)),
        Command::UnlinkGuardian(unlinked(1)),
        Command::RestrictGuardian(restricted(1, true)),
        Command::RectifyIdentity(rectified(named())),
    ];
    for command in all {
        asked_after(vec![], command).then_refused(PupilUnknown);
    }
}

/// Pairs that can hold together: the earlier is given.
#[test]
fn of_two_refusals_the_earlier_is_given() {
    let move_on = |from_school, to, from, class| Command::Transfer {
        transfer: transferred(from_school, to, from),
        class,
    };
    let ancient = PupilEnrolled { grade: Grade::nine(99), ..enrolled_again(9, "1980-01-01") };
    let ungraded = PupilEnrolled { grade: Grade::nine(99), ..enrolled_again(9, "2025-08-18") };
    let bare = enrolled_again(9, "2025-08-18");
    let unfit = PupilEnrolled { identity: Some(alias()), ..enrolled(2, "2025-09-10") };
    let gone = events![left(1, "2025-09-01")];
    let reasonless = GuardianRestricted { reason: Personal::Sealed, ..restricted(1, true) };
    let protected = events![marked(Protection::ProtectedRegistration)];
    let named_guardian = linked(1, Some(PersonName::new("Kim", "Exempel")));
    let table = [
        (NotAuthorised, DayImplausible, {
            asked_after(vec![], enrol(ancient.clone(), None)).by(teacher())
        }),
        (DayImplausible, GradeUnfit, asked_after(vec![], enrol(ancient, None))),
        (DayImplausible, SameSchool, asked(move_on(1, 1, "1980-01-01", None))),
        (GradeUnfit, IdentityMissing, asked_after(vec![], enrol(ungraded, None))),
        (SameSchool, PupilUnknown, asked_after(vec![], move_on(1, 1, "2025-09-10", None))),
        (IdentityMissing, SchoolUnknown, asked_after(vec![], enrol(bare, None))),
        (ReasonMissing, PupilUnknown, {
            asked_after(vec![], Command::RestrictGuardian(reasonless.clone()))
        }),
        (ReasonMissing, GuardianNotLinked, asked(Command::RestrictGuardian(reasonless))),
        (PupilUnknown, SchoolUnknown, asked_after(vec![], move_on(1, 9, "2025-09-10", None))),
        (SchoolUnknown, NotEnrolledHere, asked(move_on(2, 9, "2025-09-10", None))),
        (SchoolNotOpen, AlreadyEnrolled, {
            let closed =
                SchoolUnitClosed { school: school(2), on: day("2025-06-15"), successors: vec![] };
            asked_of_pupil(events![closed], enrol(enrolled(2, "2025-09-10"), None))
        }),
        (AlreadyEnrolled, ClassUnknown, asked(enrol(unfit.clone(), Some(class(1))))),
        (NotEnrolledHere, ClassUnknown, {
            asked(Command::JoinClass(joined(2, Some(class(1)), "2025-09-01")))
        }),
        (ClassUnknown, IdentityUnfit, asked_of_pupil(gone, enrol(unfit, Some(class(1))))),
        (PupilUnknown, GuardianNotKept, {
            asked_after(protected, Command::LinkGuardian(named_guardian))
        }),
    ];
    for (earlier, later, when) in table {
        assert!(earlier < later, "{earlier:?} stands before {later:?}");
        assert_eq!(when.outcome(), Err(earlier.refusal()), "{earlier:?} before {later:?}");
    }
}

#[test]
fn every_refusal_has_a_code_and_an_answer_in_both_languages() {
    let codes: std::collections::BTreeSet<_> = Refusal::ALL.iter().map(Refusal::code).collect();
    assert_eq!(codes.len(), Refusal::ALL.len());
    for refusal in Refusal::ALL {
        assert!(refusal.code().starts_with("pupil."));
        let [sv, en] = [Language::Sv, Language::En].map(|language| refusal.message(language));
        assert!(sv.ends_with('.') && en.ends_with('.') && sv != en, "{}", refusal.code());
    }
    assert!(Refusal::ALL.is_sorted());
}
