use domain::parent_dialogue::*;

use super::*;

pub(super) fn all(school: SchoolUnitCode) -> Vec<Event> {
    let mut events = talk(school);
    events.extend(complaint(school));
    events
}

fn talk(school: SchoolUnitCode) -> Vec<Event> {
    let (pupil, guardian, dialogue, on) = (PUPIL, GUARDIAN, DIALOGUE, day("2025-10-07"));
    let (round, language) = (round(), text("zh-Hans"));
    vec![
        DialogueInvited {
            dialogue,
            pupil,
            school,
            guardian,
            kind: DialogueKind::DevelopmentTalk,
            on,
            language,
        }
        .into(),
        DialogueHeld {
            dialogue,
            pupil,
            school,
            kind: DialogueKind::Phone,
            on,
            took_part: vec![
                Participant::Guardian(guardian),
                Participant::Pupil,
                Participant::Staff(STAFF),
                Participant::Interpreter,
            ],
            notes: Some(words()),
        }
        .into(),
        AssessmentExplained {
            pupil,
            school,
            dialogue: Some(dialogue),
            round,
            guardian,
            on,
            way: Way::Digital,
            language,
        }
        .into(),
        GuardianViewRecorded {
            pupil,
            school,
            dialogue: Some(dialogue),
            guardian,
            on,
            view: words(),
        }
        .into(),
        GuardianAcknowledged { pupil, school, round, guardian, on, way: Way::Letter }.into(),
    ]
}

fn complaint(school: SchoolUnitCode) -> Vec<Event> {
    let (pupil, on) = (PUPIL, day("2025-10-07"));
    vec![
        ComplaintReceived {
            pupil,
            school,
            guardian: Some(GUARDIAN),
            on,
            complaint: words(),
            answer_by: day("2025-10-28"),
        }
        .into(),
        ComplaintAnswered { pupil, school, of: Position(300), on, answer: words() }.into(),
    ]
}
