//! The upper half of a place's page: figures in short, commitments, distribution, change.

use domain::scale::Phase;
use maud::{Markup, html};
use projections::Figure;
use projections::disclosure::Shown as Hidden;
use projections::figure::Value;
use projections::figure::targets::TargetRow;
use projections::views::rows::Row;

use crate::chart::{Bar, Bars};
use crate::page::{Tone, notice, scroll};
use crate::pages::common::{counts, linked, linked_counts, tile, value};
use crate::pages::unit::{Shown, grade, groups};
use crate::text::{FrameText, MarkText, PupilText, Term, UnitText};
use crate::visit::{At, Visit};
use crate::words;

/// The figures of all pupils in short.
pub(super) fn tiles(visit: &Visit, shown: &Shown) -> Markup {
    let (total, at) = (&shown.results.total, shown.at);
    let of = |figure: &Figure| html! { (counts(visit, figure)) };
    let reasons = &total.not_assessed;
    let by_reason = html! {
        @for (term, figure) in [
            (Term::Absent, &reasons.absent),
            (Term::NewlyArrived, &reasons.newly_arrived),
            (Term::Exempt, &reasons.exempt),
        ] {
            span { (visit.say(term)) " " (linked(visit, at, figure)) } " "
        }
    };
    html! {
        section aria-labelledby="overview" {
            h2 #overview { (visit.say(UnitText::Overview)) }
            dl.tiles {
                (tile(visit, at, visit.say(UnitText::Population), &total.population, &html! {}))
                (tile(visit, at, visit.say(UnitText::Assessed), &total.assessed, &of(&total.assessed)))
                (tile(visit, at, visit.say(UnitText::Coverage), &total.coverage, &of(&total.coverage)))
                (tile(visit, at, visit.say(UnitText::NotAssessed), &reasons.all, &by_reason))
                (tile(visit, at, visit.say(UnitText::Missing), &total.missing, &of(&total.missing)))
                (tile(visit, at, visit.say(UnitText::Median), &total.median, &of(&total.median)))
            }
            p.soft.small { (visit.say(UnitText::EvidenceHint)) }
        }
    }
}

/// What came of each commitment's target.
pub(super) fn targets(visit: &Visit, shown: &Shown) -> Markup {
    // A target of a grade that nobody here goes in has nothing to say.
    let spoken = shown.results.targets.iter().filter(|t| !t.reached_of_population.is_of_nobody());
    let targets: Vec<&TargetRow> = spoken.collect();
    let below = targets.iter().any(|t| is_not_comparable(&t.reached_of_population));
    let least = shown.results.head.least_coverage_permille;
    html! {
        section.sheet aria-labelledby="targets" {
            h2 #targets { (visit.say(UnitText::Targets)) }
            @if targets.is_empty() { p { (visit.say(UnitText::TargetsNone)) } }
            @else { (scroll(visit.say(UnitText::Targets), &target_table(visit, shown.at, &targets))) }
            @if let Some(least) = least.filter(|_| below) {
                @let least = words::permille(u64::from(least), visit.language);
                (notice(Tone::Warn, &html! { p {
                    (visit.fill(UnitText::NotComparableMore, &[("least", &least)]))
                } }))
            }
        }
    }
}

fn is_not_comparable(figure: &Figure) -> bool {
    figure.value == Value::NotComparable || figure.shown() == Some(Hidden::NotComparable)
}

fn target_table(visit: &Visit, at: At, targets: &[&TargetRow]) -> Markup {
    let heads =
        [UnitText::Promise, UnitText::OfPopulation, UnitText::OfAssessed, UnitText::Coverage];
    html! {
        table.targets {
            caption.hidden { (visit.say(UnitText::Targets)) }
            thead { tr {
                th scope="col" { (visit.say(UnitText::Target)) }
                @for head in heads { th.number scope="col" { (visit.say(head)) } }
            } }
            tbody { @for row in targets { (target_row(visit, at, row)) } }
        }
    }
}

fn target_row(visit: &Visit, at: At, row: &TargetRow) -> Markup {
    let promised = words::permille(u64::from(row.target.share_permille), visit.language);
    html! {
        tr {
            th scope="row" {
                a href={ "/commitments/" (row.target.commitment) } { (target_words(visit, row)) }
                div.soft.small { (row.target.title) " · " (level(visit, row)) }
            }
            td.number {
                (promised)
                @match row.met {
                    Some(true) => div.good-text { (visit.say(UnitText::Met)) },
                    Some(false) => div.bad-text { (visit.say(UnitText::NotMet)) },
                    None => {}
                }
            }
            td.number { (linked_counts(visit, at, &row.reached_of_population)) }
            td.number { (linked_counts(visit, at, &row.reached)) }
            td.number { (linked_counts(visit, at, &row.coverage)) }
        }
    }
}

/// A target in words: `Minst punkt 15 i årskurs 3`.
pub(super) fn target_words(visit: &Visit, row: &TargetRow) -> String {
    let grade = visit.fill(Term::Grade, &[("grade", &row.target.grade.to_string())]);
    let least = row.target.least.to_string();
    visit.fill(UnitText::TargetIs, &[("least", &least), ("grade", &grade)])
}

/// Whose commitment it is.
pub(super) fn level(visit: &Visit, row: &TargetRow) -> &'static str {
    use domain::commitment::Level;
    visit.say(match row.target.level {
        Level::Municipality => Term::LevelMunicipality,
        Level::School(_) => Term::LevelSchool,
    })
}

/// The row whose distribution is shown: all pupils, or those of the chosen grade.
fn chosen<'a>(visit: &Visit, shown: &'a Shown) -> (&'a Row, Option<u8>) {
    let wanted = grade(visit);
    let row =
        shown.results.by_grade.iter().find(|row| wanted.is_some() && row.slice.grade == wanted);
    row.map_or((&shown.results.total, None), |row| (row, row.slice.grade))
}

/// Pupils at each point, with the commitments' points where one grade is chosen.
pub(super) fn distribution(visit: &Visit, shown: &Shown) -> Markup {
    let (row, grade) = chosen(visit, shown);
    html! {
        section.sheet aria-labelledby="distribution" {
            h2 #distribution { (visit.say(UnitText::Distribution)) }
            (grades(visit, shown, grade))
            @if is_hidden(row) { p { (visit.say(MarkText::DistributionHidden)) } }
            @else if row.assessed.count() == Some(0) { p { (visit.say(UnitText::DistributionNone)) } }
            @else {
                figure { (bars(visit, shown, row, grade).draw()) (legend(visit, shown, grade)) }
                details {
                    summary { (visit.fill(FrameText::Table, &[("name", visit.say(UnitText::DistributionTitle))])) }
                    (scroll(visit.say(UnitText::DistributionTitle), &distribution_table(visit, shown, row)))
                }
            }
        }
    }
}

/// Whether nothing is told of how the pupils stand on the points.
fn is_hidden(row: &Row) -> bool {
    row.assessed.shown().is_some() && row.points.iter().all(|point| point.pupils.count().is_none())
}

fn grades(visit: &Visit, shown: &Shown, chosen: Option<u8>) -> Markup {
    let link = |grade: Option<u8>| {
        let grade = grade.map(|grade| grade.to_string());
        format!("{}#distribution", visit.address_with(&[("grade", grade.as_deref())]))
    };
    html! {
        nav aria-label=(visit.say(UnitText::ByGrade)) {
            ul.inline-list {
                li { a href=(link(None)) aria-current=[chosen.is_none().then_some("true")] {
                    (visit.say(UnitText::All))
                } }
                @for grade in groups::held(&shown.results.by_grade).filter_map(|row| row.slice.grade) {
                    li { a href=(link(Some(grade))) aria-current=[(chosen == Some(grade)).then_some("true")]
                        aria-label=(visit.fill(Term::Grade, &[("grade", &grade.to_string())])) {
                        (grade)
                    } }
                }
            }
        }
    }
}

fn phase_number(shown: &Shown, rank: u8) -> u8 {
    let point = shown.edition.as_ref().and_then(|edition| edition.points.get(usize::from(rank)));
    match point.map(|point| point.phase) {
        Some(Phase::Exploring) => 1,
        Some(Phase::Expanding) => 2,
        _ => 3,
    }
}

fn bars<'a>(visit: &Visit, shown: &Shown, row: &Row, grade: Option<u8>) -> Bars<'a> {
    let bar = |point: &projections::views::rows::PointRow| {
        let text = match share_of(visit, row, &point.pupils) {
            Some(share) => format!("{} ({share})", point.pupils.numerator),
            None => value(visit, &point.pupils),
        };
        Bar {
            label: point.point.to_string(),
            count: point.pupils.count(),
            phase: phase_number(shown, point.rank),
            text,
        }
    };
    let promised = promised(shown, grade);
    Bars {
        id: "bars",
        title: visit.say(UnitText::DistributionTitle),
        description: description(visit, row),
        bars: row.points.iter().map(bar).collect(),
        thresholds: promised.map(|t| usize::from(t.target.least_rank)).collect(),
    }
}

/// The share of the assessed, where both are known as they are: what is shown of them is rounded.
fn share_of(visit: &Visit, row: &Row, figure: &Figure) -> Option<String> {
    let assessed = u64::from(row.assessed.numerator);
    let raw = figure.shown().is_none();
    raw.then(|| words::share(u64::from(figure.numerator), assessed, visit.language)).flatten()
}

/// The targets of the chosen grade.
fn promised(shown: &Shown, grade: Option<u8>) -> impl Iterator<Item = &TargetRow> {
    shown.results.targets.iter().filter(move |row| grade == Some(row.target.grade))
}

fn description(visit: &Visit, row: &Row) -> String {
    let mut held = row.points.iter().filter(|point| point.pupils.count().unwrap_or(0) > 0);
    let (Some(first), highest) = (held.clone().next(), held.clone().next_back()) else {
        return visit.say(UnitText::DistributionNone).to_owned();
    };
    let highest = highest.unwrap_or(first);
    let mode = held.try_fold(first, |most, point| {
        Some(if point.pupils.count() > most.pupils.count() { point } else { most })
    });
    let mode = mode.unwrap_or(first);
    visit.fill(
        UnitText::DistributionDesc,
        &[
            ("assessed", &value(visit, &row.assessed)),
            ("lowest", &first.point.to_string()),
            ("highest", &highest.point.to_string()),
            ("most", &value(visit, &mode.pupils)),
            ("mode", &mode.point.to_string()),
        ],
    )
}

fn legend(visit: &Visit, shown: &Shown, grade: Option<u8>) -> Markup {
    let mut points: Vec<String> =
        promised(shown, grade).map(|row| row.target.least.to_string()).collect();
    points.dedup();
    html! {
        figcaption { ul.legend {
            @for (number, phase) in [(1u8, Phase::Exploring), (2, Phase::Expanding), (3, Phase::Literate)] {
                li {
                    svg viewBox="0 0 34 16" aria-hidden="true" {
                        @if number < 3 { rect width="34" height="16" fill={ "url(#bars-" (number) ")" } {} }
                        @else { rect.swatch width="34" height="16" {} }
                    }
                    (visit.say(words::phase(phase)))
                }
            }
            @for point in points {
                li {
                    svg.chart viewBox="0 0 34 16" aria-hidden="true" {
                        line.promise x1="0" x2="34" y1="8" y2="8" {}
                    }
                    (visit.say(UnitText::Target)) ": "
                    (visit.fill(PupilText::PromiseOpen, &[("point", &point)]))
                }
            }
        } }
    }
}

fn distribution_table(visit: &Visit, shown: &Shown, row: &Row) -> Markup {
    html! {
        table {
            caption.hidden { (visit.say(UnitText::DistributionTitle)) }
            thead { tr {
                th scope="col" { (visit.say(UnitText::Point)) }
                th scope="col" { (visit.say(UnitText::Phase)) }
                th.number scope="col" { (visit.say(UnitText::Pupils)) }
                th.number scope="col" { (visit.say(UnitText::Share)) }
            } }
            tbody { @for point in &row.points {
                tr {
                    th scope="row" { (point.point) }
                    td { (phase_name(visit, shown, point.rank)) }
                    td.number { (linked(visit, shown.at, &point.pupils)) }
                    td.number {
                        (share_of(visit, row, &point.pupils).unwrap_or_else(|| "–".to_owned()))
                    }
                }
            } }
        }
    }
}

fn phase_name(visit: &Visit, shown: &Shown, rank: u8) -> &'static str {
    let point = shown.edition.as_ref().and_then(|edition| edition.points.get(usize::from(rank)));
    point.map_or("", |point| visit.say(words::phase(point.phase)))
}

/// Progress since the round before: how many have risen, stayed, fallen. Never a mean.
pub(super) fn change(visit: &Visit, shown: &Shown) -> Markup {
    let (row, _) = chosen(visit, shown);
    let progress = &row.progress;
    let both = progress.risen.shown().is_none().then(|| progress.risen.denominator.to_string());
    html! {
        section.sheet aria-labelledby="change" {
            h2 #change { (visit.say(UnitText::Change)) }
            @match shown.results.head.previous_round {
                None => p { (visit.say(UnitText::ChangeNone)) },
                Some(before) => {
                    @let before = words::round(before, visit.language);
                    @if let Some(both) = both {
                        p { (visit.fill(UnitText::ChangeLead, &[("round", &before), ("both", &both)])) }
                    }
                    (change_table(visit, shown.at, row))
                }
            }
        }
    }
}

fn change_table(visit: &Visit, at: At, row: &Row) -> Markup {
    let progress = &row.progress;
    let rows = [
        ("▲", Term::Risen, &progress.risen),
        ("=", Term::Same, &progress.same),
        ("▼", Term::Fallen, &progress.fallen),
        ("★", Term::AtTop, &progress.at_the_top),
    ];
    html! {
        table {
            caption.hidden { (visit.say(UnitText::Change)) }
            thead { tr {
                th scope="col" { (visit.say(UnitText::Change)) }
                th.number scope="col" { (visit.say(UnitText::Pupils)) }
                th.number scope="col" { (visit.say(UnitText::Share)) }
            } }
            tbody { @for (mark, term, figure) in rows {
                tr {
                    th scope="row" { span aria-hidden="true" { (mark) " " } (visit.say(term)) }
                    td.number { (linked(visit, at, figure)) }
                    td.number {
                        (words::share(u64::from(figure.numerator), u64::from(figure.denominator), visit.language)
                            .filter(|_| figure.shown().is_none()).unwrap_or_else(|| "–".to_owned()))
                    }
                }
            } }
        }
    }
}
