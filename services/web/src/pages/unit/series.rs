//! A place over time: each commitment's shares round by round, and the coverage.

use domain::commitment::Level;
use domain::id::SchoolUnitCode;
use maud::{Markup, html};
use projections::Figure;
use projections::disclosure::Shown as Hidden;
use projections::figure::Value;
use projections::figure::reference::TargetRef;
use projections::figure::targets::TargetRow;
use projections::views::series::SeriesPoint;

use crate::chart::{Line, Lines};
use crate::page::scroll;
use crate::pages::common::{chart_label, linked, linked_counts, value};
use crate::pages::paging::List;
use crate::pages::unit::{Lineage, Shown, overview};
use crate::text::{PlaceText, UnitText};
use crate::visit::Visit;
use crate::words;

/// The rounds, the latest first, page by page.
const ROUNDS: List = List::new("rounds", "series", 6);
/// The field of the address that says which target is drawn.
const TARGET: &str = "target";

/// The section.
pub(super) fn series(visit: &Visit, shown: &Shown) -> Markup {
    let rounds = &shown.series.rounds;
    html! {
        section aria-labelledby="series" {
            h2 #series { (visit.say(UnitText::Series)) }
            (lineage(visit, &shown.lineage))
            @if rounds.len() < 2 { p { (visit.say(UnitText::SeriesNone)) } }
            @else {
                (chosen_target(visit, shown))
                (coverage_chart(visit, rounds))
                (table(visit, shown))
            }
        }
    }
}

/// What the school unit was before: whose trend it carries on, and whose it cannot.
fn lineage(visit: &Visit, lineage: &Lineage) -> Markup {
    let links = |units: &[(String, SchoolUnitCode)]| {
        html! {
            @for (index, (name, code)) in units.iter().enumerate() {
                @if index > 0 { ", " }
                a href={ "/schools/" (code) } { (name) }
            }
        }
    };
    html! {
        @if !lineage.carried.is_empty() {
            p { (visit.say(PlaceText::Carried)) " " (links(&lineage.carried)) "." }
        }
        @if !lineage.context.is_empty() {
            p { (visit.say(PlaceText::Context)) " " (links(&lineage.context)) "." }
        }
    }
}

/// One target, and the way to the others.
fn chosen_target(visit: &Visit, shown: &Shown) -> Markup {
    let rounds = &shown.series.rounds;
    let mut targets = targets(rounds);
    targets.sort_by_cached_key(|target| {
        let row = row_of(rounds, target).map(|row| &row.target);
        row.map(|target| (target.level != Level::Municipality, target.grade, target.least_rank))
    });
    let asked = visit.field(TARGET);
    let chosen = targets.iter().find(|target| asked == Some(name_of(target).as_str()));
    let Some(chosen) = chosen.or(targets.first()) else { return html! {} };
    let link = |target: &TargetRef| {
        format!("{}#series", visit.address_with(&[(TARGET, Some(&name_of(target)))]))
    };
    html! {
        @if targets.len() > 1 {
            nav.row aria-label=(visit.say(UnitText::Targets)) {
                ul.inline-list { @for target in &targets {
                    li { a href=(link(target)) aria-current=[(target == chosen).then_some("true")] {
                        @if let Some(row) = row_of(rounds, target) {
                            (overview::target_words(visit, row)) " "
                            span.small { (overview::level(visit, row)) }
                        }
                    } }
                } }
            }
        }
        (target_chart(visit, shown, *chosen))
    }
}

/// A target as the address names it.
fn name_of(target: &TargetRef) -> String {
    format!("{}.{}", target.commitment, target.target)
}

/// What the latest round that speaks of a target says of it.
fn row_of<'a>(rounds: &'a [SeriesPoint], target: &TargetRef) -> Option<&'a TargetRow> {
    let rows = rounds.iter().rev().flat_map(|round| &round.targets);
    rows.into_iter().find(|row| row.target.reference() == *target)
}

/// Every target that speaks of more than one of the rounds, in order of appearance.
fn targets(rounds: &[SeriesPoint]) -> Vec<TargetRef> {
    let mut seen: Vec<(TargetRef, usize)> = Vec::new();
    for row in rounds.iter().flat_map(|round| &round.targets) {
        let target = row.target.reference();
        match seen.iter_mut().find(|(known, _)| *known == target) {
            Some((_, times)) => *times += 1,
            None => seen.push((target, 1)),
        }
    }
    seen.into_iter().filter(|(_, times)| *times > 1).map(|(target, _)| target).collect()
}

fn permille(figure: &Figure) -> Option<u16> {
    match figure.value {
        Value::Shown { value: Hidden::Share(permille), .. } => Some(permille),
        Value::Share if figure.denominator > 0 => {
            u16::try_from(u64::from(figure.numerator) * 1000 / u64::from(figure.denominator)).ok()
        }
        _ => None,
    }
}

fn target_chart(visit: &Visit, shown: &Shown, target: TargetRef) -> Markup {
    let of = |round: &SeriesPoint| {
        let rows = round.targets.iter().cloned();
        rows.into_iter().find(|row| row.target.reference() == target).map(|row| (round.round, row))
    };
    let rows: Vec<_> = shown.series.rounds.iter().filter_map(of).collect();
    let Some((last_round, last)) = rows.last() else { return html! {} };
    let title =
        format!("{}: {}", visit.say(UnitText::SeriesTitle), overview::target_words(visit, last));
    let line = |name: UnitText, pick: fn(&TargetRow) -> &Figure| Line {
        name: visit.say(name).to_owned(),
        values: rows.iter().map(|(_, row)| permille(pick(row))).collect(),
    };
    let chart = Lines {
        id: "series-target",
        title: &title,
        description: visit.fill(
            UnitText::SeriesDesc,
            &[
                ("count", &rows.len().to_string()),
                ("round", &words::round(*last_round, visit.language)),
                ("assessed", &value(visit, &last.reached)),
                ("population", &value(visit, &last.reached_of_population)),
            ],
        ),
        labels: rows.iter().map(|(round, _)| chart_label(*round, visit.language)).collect(),
        lines: vec![
            line(UnitText::LegendPopulation, |row| &row.reached_of_population),
            line(UnitText::LegendAssessed, |row| &row.reached),
        ],
    };
    html! {
        h3 { (overview::target_words(visit, last)) span.soft.small { " " (overview::level(visit, last)) } }
        figure { (chart.legend()) (scroll(&title, &chart.draw())) }
        (scroll(&title, &target_table(visit, shown, &rows, &title)))
    }
}

fn target_table(
    visit: &Visit,
    shown: &Shown,
    rows: &[(domain::id::RoundId, TargetRow)],
    title: &str,
) -> Markup {
    html! {
        table {
            caption.hidden { (title) }
            thead { tr {
                th scope="col" { (visit.say(UnitText::RoundPick)) }
                th.number scope="col" { (visit.say(UnitText::Promise)) }
                th.number scope="col" { (visit.say(UnitText::OfPopulation)) }
                th.number scope="col" { (visit.say(UnitText::OfAssessed)) }
            } }
            tbody { @for (round, row) in rows {
                tr {
                    th scope="row" { (words::round(*round, visit.language)) }
                    td.number { (words::permille(u64::from(row.target.share_permille), visit.language)) }
                    td.number { (linked_counts(visit, shown.at, &row.reached_of_population)) }
                    td.number { (linked_counts(visit, shown.at, &row.reached)) }
                }
            } }
        }
    }
}

fn coverage_chart(visit: &Visit, rounds: &[SeriesPoint]) -> Markup {
    let Some(last) = rounds.last() else { return html! {} };
    let title = visit.say(UnitText::SeriesCoverage);
    let chart = Lines {
        id: "series-coverage",
        title,
        description: visit.fill(
            UnitText::SeriesCoverageDesc,
            &[
                ("count", &rounds.len().to_string()),
                ("round", &words::round(last.round, visit.language)),
                ("population", &value(visit, &last.coverage)),
            ],
        ),
        labels: rounds.iter().map(|round| chart_label(round.round, visit.language)).collect(),
        lines: vec![Line {
            name: visit.say(UnitText::Coverage).to_owned(),
            values: rounds.iter().map(|round| permille(&round.coverage)).collect(),
        }],
    };
    html! {
        h3 { (title) }
        figure { (scroll(title, &chart.draw())) }
    }
}

/// The figures behind the charts, round by round.
fn table(visit: &Visit, shown: &Shown) -> Markup {
    let heads = [
        UnitText::Pupils,
        UnitText::Assessed,
        UnitText::Missing,
        UnitText::Coverage,
        UnitText::Median,
    ];
    let rounds: Vec<&SeriesPoint> = shown.series.rounds.iter().rev().collect();
    let (rounds, paged) = ROUNDS.page(visit, &rounds);
    let table = html! {
        table {
            caption.hidden { (visit.say(UnitText::Series)) }
            thead { tr {
                th scope="col" { (visit.say(UnitText::RoundPick)) }
                @for head in heads { th.number scope="col" { (visit.say(head)) } }
            } }
            tbody { @for round in rounds {
                @let cells =
                    [&round.population, &round.assessed, &round.missing, &round.coverage, &round.median];
                tr {
                    th scope="row" { (words::round(round.round, visit.language)) }
                    @for cell in cells { td.number { (linked(visit, shown.at, cell)) } }
                }
            } }
        }
    };
    ROUNDS.around(visit, paged, &scroll(visit.say(UnitText::Series), &table))
}
