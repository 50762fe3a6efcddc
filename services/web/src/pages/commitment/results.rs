//! What came of a commitment, round by round, as it was recorded.

use domain::commitment::Target;
use maud::{Markup, html};
use projections::CommitmentHistory;
use projections::directory::commitments::Evaluation;

use crate::page::scroll;
use crate::text::{CommitmentText, UnitText};
use crate::visit::Visit;
use crate::words;

/// The evaluations, latest first.
pub(super) fn table(visit: &Visit, history: &CommitmentHistory) -> Markup {
    if history.evaluations.is_empty() {
        return html! { p { (visit.say(CommitmentText::EvaluationsNone)) } };
    }
    let heads = [UnitText::OfPopulation, UnitText::OfAssessed];
    scroll(
        visit.say(CommitmentText::Evaluations),
        &html! {
            table {
                caption.hidden { (visit.say(CommitmentText::Evaluations)) }
                thead { tr {
                    th scope="col" { (visit.say(CommitmentText::Round)) }
                    th scope="col" { (visit.say(CommitmentText::OfVersion)) }
                    th scope="col" { (visit.say(UnitText::Target)) }
                    @for head in heads { th.number scope="col" { (visit.say(head)) } }
                    th scope="col" { (visit.say(CommitmentText::AsOf)) }
                } }
                tbody { @for evaluation in history.evaluations.iter().rev() {
                    (outcomes(visit, history, evaluation))
                } }
            }
        },
    )
}

fn outcomes(visit: &Visit, history: &CommitmentHistory, evaluation: &Evaluation) -> Markup {
    let recorded = &evaluation.evaluation;
    let share = |reached: u32, of: u32| {
        let share = words::share(u64::from(reached), u64::from(of), visit.language);
        let counts = visit.fill(
            UnitText::Counts,
            &[("numerator", &reached.to_string()), ("denominator", &of.to_string())],
        );
        format!("{} ({counts})", share.unwrap_or_else(|| visit.say(UnitText::Empty).to_owned()))
    };
    let events = words::count(recorded.as_of.0, visit.language);
    html! {
        @for outcome in &recorded.outcomes {
            tr {
                th scope="row" { (words::round(recorded.round, visit.language)) }
                td { (recorded.version) }
                td { @if let Some(target) = target(history, recorded.version, outcome.number) {
                    (target_words(visit, target))
                } }
                td.number { (share(outcome.reached, outcome.population)) }
                td.number { (share(outcome.reached, outcome.assessed)) }
                td { (visit.fill(CommitmentText::AsOfSize, &[("events", &events)])) }
            }
        }
    }
}

fn target(history: &CommitmentHistory, version: u16, number: u8) -> Option<&Target> {
    let found = history.versions.iter().find(|found| found.version.number == version)?;
    found.version.terms.targets.iter().find(|target| target.number == number)
}

fn target_words(visit: &Visit, target: &Target) -> String {
    let grade = words::grade(target.grade, visit.language);
    visit.fill(UnitText::TargetIs, &[("least", &target.least.to_string()), ("grade", &grade)])
}
