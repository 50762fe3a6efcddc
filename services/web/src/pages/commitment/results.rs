//! What came of a commitment, round by round, as it was recorded.

use domain::commitment::{Level, Target};
use maud::{Markup, html};
use projections::figure::reference::TargetRef;
use projections::views::pledge::PledgeResult;
use projections::{CommitmentHistory, CountOf, CountRef, CountScope, Facts, FigureScope};

use crate::page::scroll;
use crate::pages::common::shown_mark;
use crate::pages::counted::Counted;
use crate::text::{CommitmentText, UnitText};
use crate::visit::Visit;
use crate::words;

/// The evaluations, latest first.
pub(super) fn table(visit: &Visit, history: &CommitmentHistory, counted: &[Counted]) -> Markup {
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
                tbody { @for (evaluation, counted) in history.evaluations.iter().zip(counted).rev() {
                    (outcomes(visit, history, evaluation, counted))
                } }
            }
        },
    )
}

/// The evidence of each evaluation, as of the state that it was made of.
pub(super) fn counted(visit: &Visit, facts: &Facts, history: &CommitmentHistory) -> Vec<Counted> {
    let scope = match history.level {
        Level::School(school) => CountScope::Of(FigureScope::School(school)),
        Level::Municipality => CountScope::Municipality,
    };
    let of_each = |evaluation: &PledgeResult| {
        let recorded = &evaluation.evaluation.evaluation;
        let name = CountRef::new(reached(history, 1), scope).in_round(recorded.round);
        Counted::new(visit, facts, name, Some(recorded.as_of))
    };
    history.evaluations.iter().map(of_each).collect()
}

/// How many reached a target.
const fn reached(history: &CommitmentHistory, target: u8) -> CountOf {
    CountOf::Evaluation(TargetRef { commitment: history.commitment, target })
}

fn outcomes(
    visit: &Visit,
    history: &CommitmentHistory,
    evaluation: &PledgeResult,
    counted: &Counted,
) -> Markup {
    let recorded = &evaluation.evaluation.evaluation;
    let share = |reached: u32, of: u32| {
        let share = words::share(u64::from(reached), u64::from(of), visit.language);
        let counts = visit.fill(
            UnitText::Counts,
            &[("numerator", &reached.to_string()), ("denominator", &of.to_string())],
        );
        format!("{} ({counts})", share.unwrap_or_else(|| visit.say(UnitText::Empty).to_owned()))
    };
    let events = words::count(recorded.as_of.0, visit.language);
    let raw = recorded.outcomes.iter().map(|outcome| {
        let of_all = share(outcome.reached, outcome.population);
        let of_all = counted.link(reached(history, outcome.number), &of_all);
        (outcome.number, of_all, html! { (share(outcome.reached, outcome.assessed)) })
    });
    let shown = evaluation.shown.iter().map(|outcome| {
        let [of_all, of_assessed] = [outcome.of_population.value, outcome.of_assessed.value];
        (outcome.number, shown_mark(visit, of_all), shown_mark(visit, of_assessed))
    });
    html! {
        @for (number, of_all, of_assessed) in raw.chain(shown) {
            tr {
                th scope="row" { (words::round(recorded.round, visit.language)) }
                td { (recorded.version) }
                td { @if let Some(target) = target(history, recorded.version, number) {
                    (target_words(visit, target))
                } }
                td.number { (of_all) }
                td.number { (of_assessed) }
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
