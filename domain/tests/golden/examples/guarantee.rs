use domain::commitment::Level;
use domain::guarantee::*;

use super::*;

pub(super) fn all(school: SchoolUnitCode) -> Vec<Event> {
    let (pupil, of, due) = (PUPIL, Position(300), day("2025-10-14"));
    let promise =
        Promise { commitment: COMMITMENT, level: Level::Municipality, version: 2, target: 1 };
    vec![
        GuaranteeAdopted {
            first_census: day("2025-09-15"),
            answer_days: 14,
            investigation_days: 30,
            forwarding_days: 7,
            complaint_days: 21,
            remind_every_days: 7,
            valid_from: day("2025-08-01"),
        }
        .into(),
        ShortfallFound {
            pupil,
            school,
            class: Some(CLASS),
            round: round(),
            promise,
            lack: Lack::Below { assessed: of },
            answer_by: due,
        }
        .into(),
        ShortfallLifted {
            pupil,
            school,
            round: round(),
            of,
            why: Lifted::Reached { assessed: Position(301) },
        }
        .into(),
        ShortfallFollowed { pupil, school: other_school(), of, from: school }.into(),
        GuaranteeAnswered {
            pupil,
            school,
            of,
            answer: Answer::ProgrammeCovers { programme: PROGRAMME },
            reasons: words(),
        }
        .into(),
        DutyReminded { duty: Duty::FollowUp, of, pupil: Some(pupil), school, to: STAFF, due }
            .into(),
        FollowUpDeclined {
            rule: text("shortfall"),
            cause: of,
            refusal: named("guarantee.already_found"),
        }
        .into(),
    ]
}
