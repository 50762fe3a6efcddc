use domain::analysis::*;

use super::*;

pub(super) fn all(school: SchoolUnitCode) -> Vec<Event> {
    let (analysis, on, as_of) = (ANALYSIS, day("2025-10-03"), Size(70_000));
    let participants = vec![STAFF];
    vec![
        ResultsAnalysed {
            analysis,
            school,
            round: round(),
            on,
            participants: participants.clone(),
            causes: words(),
            as_of,
        }
        .into(),
        SchoolDialogueHeld { analysis, school, on, participants, conclusions: words() }.into(),
        PriorityDecided { analysis, school, number: 1, title: named("Läsa först"), on }.into(),
        decided(school).into(),
        MeasureStarted { measure: MEASURE, school, on }.into(),
        MeasureEvaluated {
            measure: MEASURE,
            school,
            round: round(),
            before: Some(Observed { reached: 20, assessed: 30, population: 31 }),
            after: Some(Observed { reached: 25, assessed: 30, population: 300 }),
            effect: Effect::Better,
            finding: words(),
            on,
            as_of,
        }
        .into(),
    ]
}

fn decided(school: SchoolUnitCode) -> MeasureDecided {
    MeasureDecided {
        measure: MEASURE,
        school,
        analysis: Some(ANALYSIS),
        decision: Some(DECISION),
        subject: MeasureFor::Pupils(vec![PUPIL]),
        title: named("Läsgrupp tre gånger i veckan"),
        responsible: STAFF,
        from: day("2025-10-06"),
        to: Some(day("2026-07-01")),
        expected: Expected {
            commitment: Some(COMMITMENT),
            target: Some(1),
            by: "2025/26:may".parse().expect("a round"),
            share_permille: Some(900),
        },
        cost: Some(250_000),
        within_budget: false,
        evaluate_by: day("2026-06-12"),
        on: day("2025-10-03"),
    }
}
