use domain::knowledge::*;

use super::*;

pub(super) fn all() -> Vec<Event> {
    let (language, valid_from) = (text("sv"), day("2025-07-01"));
    vec![
        KnowledgeRightDefined {
            right: text("lasa-ak3"),
            version: 2,
            grade: Grade::nine(3),
            title: named("Läsa med flyt"),
            text: named("Eleven läser åldersenlig text med flyt."),
            criteria: named("Minst punkt 15."),
            language,
            valid_from,
        }
        .into(),
        AssessmentSystemDescribed {
            instrument: text("lus"),
            version: 1,
            edition: text("lus-1"),
            who: named("Elevens lärare, i vardagen."),
            agreement: named("Seminarier varje termin."),
            figures: named("Andelen av alla inskrivna."),
            limits: named("Säger inget om skrivande."),
            language,
            valid_from,
        }
        .into(),
    ]
}
