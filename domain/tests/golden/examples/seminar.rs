use domain::seminar::*;

use super::*;

pub(super) fn all(school: SchoolUnitCode) -> Vec<Event> {
    let (seminar, on) = (SEMINAR, day("2025-10-15"));
    vec![
        SeminarArranged {
            seminar,
            kind: SeminarKind::AssessorAgreement,
            scope: Scope::School(school),
            on,
            title: named("Bedömarsamstämmighet"),
            edition: Some(text("lus-1")),
            samples: 6,
        }
        .into(),
        SeminarHeld { seminar, on, participants: vec![STAFF] }.into(),
        RatingGiven { seminar, sample: 2, rater: STAFF, point: text("18c") }.into(),
        RatingsRevealed { seminar }.into(),
        ConsensusReached { seminar, sample: 2, point: text("18b") }.into(),
    ]
}
