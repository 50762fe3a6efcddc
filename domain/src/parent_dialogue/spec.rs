//! Specifications of the dialogue with parents.

use super::{
    AssessmentExplained, Command, ComplaintAnswered, ComplaintReceived, DialogueHeld,
    DialogueInvited, DialogueKind, GuardianAcknowledged, GuardianViewRecorded, Participant,
    Refusal,
};
use crate::assessment::{AssessmentStruck, NotAssessed, NotAssessedReason, Place, ReadingAssessed};
use crate::event::Event;
use crate::id::{DialogueId, LanguageTag, PointCode, Position, PupilId, RoundId};
use crate::organisation::RoleGranted;
use crate::people::{Actor, Grade, Role, SchoolForm, Scope, Sex, Way};
use crate::personal::Personal;
use crate::pupil::{
    GuardianLinked, GuardianRestricted, GuardianUnlinked, PupilEnrolled, PupilTransferred,
};
use crate::scale::ScaleEdition;
use crate::spec::{
    administrator, class, coordinator, day, district_coordinator, events, given, guardian,
    municipality, other_principal, other_teacher, principal, pupil, school, staff, teacher, words,
};

mod complaint;
mod explaining;
mod order;
mod talk;

// ------------------------------------------------------------------------------- a small world

/// Staff 9: special educator of school 1.
fn special_educator() -> Actor {
    Actor { staff: staff(9), role: Role::SpecialEducator }
}

/// Those who talk with guardians at school 1.
fn staff_of_school() -> [Actor; 4] {
    [teacher(), other_teacher(), special_educator(), principal()]
}

/// Those who do not.
fn others() -> [Actor; 4] {
    [other_principal(), coordinator(), administrator(), Actor::PROCESS]
}

fn september() -> RoundId {
    "2025/26:september".parse().expect("a round")
}

fn dialogue(n: u8) -> DialogueId {
    DialogueId::from_bytes([n; 16])
}

fn somali() -> LanguageTag {
    LanguageTag::new("so").expect("a tag")
}

fn enrolment(who: PupilId) -> PupilEnrolled {
    PupilEnrolled {
        pupil: who,
        school: school(1),
        form: SchoolForm::Compulsory,
        grade: Grade::nine(3),
        from: day("2025-08-18"),
        from_known: true,
        sex: Sex::Female,
        school_start: "2022/23".parse().expect("a school year"),
        identity: None,
    }
}

/// Pupil 1 moves to school 2 on that day.
fn moved(from: &str) -> PupilTransferred {
    PupilTransferred {
        pupil: pupil(1),
        from_school: school(1),
        school: school(2),
        form: SchoolForm::Compulsory,
        from: day(from),
    }
}

fn linked(who: PupilId, n: u8) -> GuardianLinked {
    GuardianLinked { pupil: who, guardian: guardian(n), identity: Personal::Sealed }
}

/// Guardian 1's access is blocked.
fn blocked() -> GuardianRestricted {
    let reason = Personal::Sealed;
    GuardianRestricted { pupil: pupil(1), guardian: guardian(1), blocked: true, reason }
}

fn unlinked() -> GuardianUnlinked {
    GuardianUnlinked { pupil: pupil(1), guardian: guardian(1) }
}

/// Pupil 1 of school 1 with guardians 1 and 2; pupil 2 there with guardian 3.
fn before() -> Vec<Event> {
    let Actor { staff, role } = special_educator();
    let (scope, from) = (Scope::School(school(1)), day("2020-08-01"));
    let mut events = municipality();
    events.extend(events![
        RoleGranted { staff, role, scope, from, to: None },
        enrolment(pupil(1)),
        linked(pupil(1), 1),
        linked(pupil(1), 2),
        enrolment(pupil(2)),
        linked(pupil(2), 3),
    ]);
    events
}

/// What is given, and then more.
fn with(more: Vec<Event>) -> Vec<Event> {
    [before(), more].concat()
}

/// Where the next event will stand.
fn next(events: &[Event]) -> Position {
    Position(u64::try_from(events.len()).expect("few events"))
}

fn place() -> Place {
    Place { pupil: pupil(1), round: september(), school: school(1), class: Some(class(1)) }
}

fn reading() -> ReadingAssessed {
    ReadingAssessed {
        place: place(),
        point: PointCode::new("7").expect("a code"),
        edition: ScaleEdition::lus_1().id,
        on: day("2025-09-15"),
        assessor: teacher().staff,
        outside_population: false,
        note: None,
    }
}

/// Pupil 1 is assessed in September.
fn assessed() -> Vec<Event> {
    with(events![reading()])
}

/// Guardian 1 is invited to talk 1 on 20 October.
fn invitation() -> DialogueInvited {
    DialogueInvited {
        dialogue: dialogue(1),
        pupil: pupil(1),
        school: school(1),
        guardian: guardian(1),
        kind: DialogueKind::DevelopmentTalk,
        on: day("2025-10-20"),
        language: somali(),
    }
}

/// Talk 1, held on 16 September with guardian 1.
fn talk() -> DialogueHeld {
    DialogueHeld {
        dialogue: dialogue(1),
        pupil: pupil(1),
        school: school(1),
        kind: DialogueKind::DevelopmentTalk,
        on: day("2025-09-16"),
        took_part: vec![Participant::Guardian(guardian(1)), Participant::Staff(teacher().staff)],
        notes: None,
    }
}

fn explanation() -> AssessmentExplained {
    AssessmentExplained {
        pupil: pupil(1),
        school: school(1),
        dialogue: None,
        round: september(),
        guardian: guardian(1),
        on: day("2025-09-16"),
        way: Way::Meeting,
        language: somali(),
    }
}

fn view() -> GuardianViewRecorded {
    GuardianViewRecorded {
        pupil: pupil(1),
        school: school(1),
        dialogue: None,
        guardian: guardian(1),
        on: day("2025-09-16"),
        view: words("Hon läser mer hemma än ni ser."),
    }
}

fn acknowledgement() -> GuardianAcknowledged {
    GuardianAcknowledged {
        pupil: pupil(1),
        school: school(1),
        round: september(),
        guardian: guardian(1),
        on: day("2025-09-16"),
        way: Way::Digital,
    }
}

fn complaint() -> ComplaintReceived {
    ComplaintReceived {
        pupil: pupil(1),
        school: school(1),
        guardian: Some(guardian(1)),
        on: day("2025-09-15"),
        complaint: words("Stödet uteblir."),
        answer_by: day("2025-09-29"),
    }
}

/// A complaint about pupil 1 came in on 15 September.
fn complained() -> Vec<Event> {
    with(events![complaint()])
}

fn reply() -> ComplaintAnswered {
    ComplaintAnswered {
        pupil: pupil(1),
        school: school(1),
        of: next(&before()),
        on: day("2025-09-16"),
        answer: words("Stödet börjar på måndag."),
    }
}
