use domain::commitment::*;

use super::*;

fn terms(valid_to: Option<Day>) -> Terms {
    let target = Target {
        number: 1,
        grade: Grade::nine(3),
        occasion: text("may"),
        edition: text("lus-1"),
        least: text("15"),
        share_permille: 900,
    };
    Terms {
        title: named("Alla läser i trean"),
        targets: vec![target],
        valid_from: day("2025-08-01"),
        valid_to,
    }
}

fn proposed(school: SchoolUnitCode, serves: Option<RightId>) -> Event {
    let (terms, level) = (terms(Some(day("2026-07-01"))), Level::School(school));
    CommitmentProposed { commitment: COMMITMENT, level, terms, serves }.into()
}

fn adopted(decision: Option<DecisionId>) -> Event {
    let (level, on) = (Level::Municipality, day("2025-08-20"));
    CommitmentAdopted { commitment: COMMITMENT, level, on, decision }.into()
}

fn revised(school: SchoolUnitCode, decision: Option<DecisionId>) -> Event {
    let (commitment, level) = (COMMITMENT, Level::School(school));
    let (terms, on) = (terms(None), day("2025-08-20"));
    CommitmentRevised { commitment, level, version: 2, terms, on, decision }.into()
}

fn withdrawn(school: SchoolUnitCode, decision: Option<DecisionId>) -> Event {
    let (level, from) = (Level::School(school), day("2025-08-20"));
    CommitmentWithdrawn { commitment: COMMITMENT, level, from, decision }.into()
}

pub(super) fn all(school: SchoolUnitCode) -> Vec<Event> {
    let (commitment, level, on) = (COMMITMENT, Level::School(school), day("2025-08-20"));
    let outcomes = vec![TargetOutcome { number: 1, reached: 40, assessed: 50, population: 300 }];
    vec![
        proposed(school, Some(text("lasa-ak3"))),
        adopted(Some(DECISION)),
        revised(school, Some(DECISION)),
        withdrawn(school, Some(DECISION)),
        CommitmentEvaluated {
            commitment,
            level,
            round: round(),
            version: 2,
            outcomes,
            as_of: Size(70_000),
        }
        .into(),
        CommitmentPublished { commitment, level, version: 2, on, place: named("Kommunens sidor") }
            .into(),
        CommitmentExplained {
            commitment,
            level,
            version: 2,
            school,
            class: CLASS,
            on,
            way: Way::Meeting,
            language: text("so"),
        }
        .into(),
        CommitmentLowered {
            commitment,
            level,
            version: 3,
            terms: terms(None),
            on,
            decision: DECISION,
        }
        .into(),
    ]
}

/// What the superseded forms are read as, in the order of their lines.
pub(super) fn superseded() -> Vec<Event> {
    vec![
        proposed(school("01234567"), None),
        adopted(None),
        revised(school("01234567"), None),
        withdrawn(school("01234567"), None),
    ]
}
