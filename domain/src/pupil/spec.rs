//! Specifications of the pupil: each decision, each refusal, and the order of the refusals.

use super::*;
use crate::event::Event;
use crate::people::{CivicNumber, PersonName};
use crate::spec::{
    When, administrator, class, coordinator, day, district_coordinator, events, given, guardian,
    municipality, other_principal, principal, pupil, school, teacher, words,
};

mod enrolment;
mod law;
mod person;
mod refused;

/// A name and a published test number in temporary form.
fn named() -> Personal<PupilIdentity> {
    let civic_number = CivicNumber::new("20150314TF12").ok();
    Personal::Open(PupilIdentity::Named { name: PersonName::new("Alva", "Exempel"), civic_number })
}

fn alias() -> Personal<PupilIdentity> {
    Personal::Open(PupilIdentity::Alias("Elev 17".to_owned()))
}

/// Pupil 1 at school `n`, grade 4 in 2025/26.
fn enrolled(n: u32, from: &str) -> PupilEnrolled {
    PupilEnrolled {
        pupil: pupil(1),
        school: school(n),
        form: SchoolForm::Compulsory,
        grade: Grade::nine(4),
        from: day(from),
        from_known: true,
        sex: Sex::Female,
        school_start: SchoolYear::beginning(2021),
        identity: Some(named()),
    }
}

/// As [`enrolled`], of a pupil known since before.
fn enrolled_again(n: u32, from: &str) -> PupilEnrolled {
    PupilEnrolled { identity: None, ..enrolled(n, from) }
}

/// Enrol with a class, nothing else known.
fn enrol(enrolment: PupilEnrolled, class: Option<ClassId>) -> Command {
    let (syllabus, protection) = (Syllabus::Unknown, Protection::None);
    Command::Enrol { enrolment, class, syllabus, protection }
}

fn joined(at: u32, class: Option<ClassId>, from: &str) -> ClassJoined {
    ClassJoined { pupil: pupil(1), school: school(at), class, from: day(from) }
}

fn grade(number: u8, from: &str) -> GradeChanged {
    let grade = Grade::nine(number);
    GradeChanged { pupil: pupil(1), school: school(1), grade, from: day(from) }
}

fn transferred(from_school: u32, to: u32, from: &str) -> PupilTransferred {
    PupilTransferred {
        pupil: pupil(1),
        from_school: school(from_school),
        school: school(to),
        form: SchoolForm::Compulsory,
        from: day(from),
    }
}

fn left(at: u32, on: &str) -> PupilLeft {
    PupilLeft { pupil: pupil(1), school: school(at), on: day(on) }
}

fn syllabus(syllabus: Syllabus, from: &str) -> SwedishSyllabusSet {
    SwedishSyllabusSet { pupil: pupil(1), syllabus, from: day(from) }
}

fn marked(protection: Protection) -> ProtectionMarked {
    ProtectionMarked { pupil: pupil(1), protection }
}

fn linked(n: u8, name: Option<PersonName>) -> GuardianLinked {
    let identity = Personal::Open(GuardianIdentity { name, email: None });
    GuardianLinked { pupil: pupil(1), guardian: guardian(n), identity }
}

fn unlinked(n: u8) -> GuardianUnlinked {
    GuardianUnlinked { pupil: pupil(1), guardian: guardian(n) }
}

fn restricted(n: u8, blocked: bool) -> GuardianRestricted {
    let reason = words("Beslut av domstol.");
    GuardianRestricted { pupil: pupil(1), guardian: guardian(n), blocked, reason }
}

fn rectified(identity: Personal<PupilIdentity>) -> IdentityRectified {
    IdentityRectified { pupil: pupil(1), sex: Sex::Female, identity }
}

/// Asked in the small world, where `more` has happened too.
fn asked_after(more: Vec<Event>, command: Command) -> When {
    given(municipality()).and(more).when(command)
}

/// Asked when pupil 1 is at school 1 in class 1 since 18 August 2025, and `more` has happened.
fn asked_of_pupil(more: Vec<Event>, command: Command) -> When {
    given(municipality())
        .and(events![enrolled(1, "2025-08-18"), joined(1, Some(class(1)), "2025-08-18")])
        .and(more)
        .when(command)
}

/// Asked when pupil 1 is at school 1 in class 1 since 18 August 2025.
fn asked(command: Command) -> When {
    asked_of_pupil(Vec::new(), command)
}
