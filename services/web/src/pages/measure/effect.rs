//! The figure of a measure before and after.

use domain::analysis::Observed;
use maud::{Markup, html};
use projections::disclosure::Shown;
use projections::views::measures::{EffectFound, Observation};

use super::Told;
use crate::page::scroll;
use crate::pages::common::{shown, shown_mark, trail_of};
use crate::pages::family::word;
use crate::text::{MeasureText, UnitText};
use crate::visit::{At, Visit};
use crate::words;

/// The share in a cell of the list.
pub(super) fn in_short(visit: &Visit, told: &Told, observed: Option<&Observation>) -> String {
    match observed {
        Some(observed) if told.sees_figures => match observed.counts {
            Some(counts) => {
                let (reached, of) = (u64::from(counts.reached), u64::from(counts.population));
                words::share(reached, of, visit.language)
                    .unwrap_or_else(|| visit.say(UnitText::Empty).to_owned())
            }
            None => shown(visit, of_all(observed)),
        },
        _ => "–".to_owned(),
    }
}

/// What is shown of the share of all, where the counts are not: of one figure, else nothing.
fn of_all(observed: &Observation) -> Shown {
    match observed.figures.as_slice() {
        [figure] => figure.shown().unwrap_or(Shown::Suppressed),
        _ => Shown::Suppressed,
    }
}

/// Before and after as the record has it now.
pub(super) fn section(visit: &Visit, told: &Told, at: At) -> Markup {
    let row = &told.row;
    let observed = [(MeasureText::Before, &row.before), (MeasureText::After, &row.after)];
    html! {
        section.sheet aria-labelledby="effect" {
            h2 #effect { (visit.say(MeasureText::BeforeAfter)) }
            @if row.expected.target.is_none() { p { (visit.say(MeasureText::NoTarget)) } }
            @else if !told.sees_figures { p.soft { (visit.say(MeasureText::EffectHidden)) } }
            @else {
                p { (visit.say(MeasureText::BeforeAfterLead)) }
                (scroll(visit.say(MeasureText::BeforeAfter), &html! {
                    table {
                        caption.hidden { (visit.say(MeasureText::BeforeAfter)) }
                        thead { tr {
                            th scope="col" { (visit.say(MeasureText::BeforeAfter)) }
                            th scope="col" { (visit.say(MeasureText::Round)) }
                            th.number scope="col" { (visit.say(MeasureText::OfAll)) }
                            th.number scope="col" { (visit.say(MeasureText::OfAssessed)) }
                            th scope="col" { (visit.say(MeasureText::Evidence)) }
                        } }
                        tbody { @for (name, observed) in observed {
                            tr {
                                th scope="row" { (visit.say(name)) }
                                (cells(visit, observed.as_ref(), at))
                            }
                        } }
                    }
                }))
                (change(visit, told))
            }
        }
    }
}

fn cells(visit: &Visit, observed: Option<&Observation>, at: At) -> Markup {
    html! {
        @match observed {
            None => { td { (visit.say(MeasureText::AfterNone)) } td.number { "–" } td.number { "–" } td { "–" } },
            Some(observed) => {
                td { (words::round(observed.round, visit.language)) }
                @match &observed.counts {
                    Some(counts) => {
                        td.number { (counted(visit, counts.reached, counts.population)) }
                        td.number { (counted(visit, counts.reached, counts.assessed)) }
                    },
                    None => { td.number { (shown_mark(visit, of_all(observed))) } td.number { "–" } },
                }
                td { @for (number, figure) in (1..).zip(&observed.figures) {
                    a href=(trail_of(figure, at)) { (visit.say(MeasureText::Evidence)) " " (number) } " "
                } @if observed.figures.is_empty() { "–" } }
            },
        }
    }
}

/// A share with what it is of.
fn counted(visit: &Visit, reached: u32, of: u32) -> String {
    let share = words::share(u64::from(reached), u64::from(of), visit.language);
    let parts = [("numerator", reached.to_string()), ("denominator", of.to_string())];
    let parts: Vec<(&str, &str)> =
        parts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let counts = visit.fill(UnitText::Counts, &parts);
    format!("{} ({counts})", share.unwrap_or_else(|| visit.say(UnitText::Empty).to_owned()))
}

/// By how much the share of all has changed, where both are known.
fn change(visit: &Visit, told: &Told) -> Markup {
    let share = |observed: &Observation| match (observed.counts, of_all(observed)) {
        (Some(counts), _) => {
            let (reached, of) = (i64::from(counts.reached), i64::from(counts.population));
            (of > 0).then(|| (reached * 1000 + of / 2) / of)
        }
        (None, Shown::Share(permille)) => Some(i64::from(permille)),
        _ => None,
    };
    let before = told.row.before.as_ref().and_then(share);
    let after = told.row.after.as_ref().and_then(share);
    html! {
        @if let Some((before, after)) = before.zip(after) {
            @let change = points(after - before, visit);
            p { (visit.fill(MeasureText::Change, &[("change", &change)])) }
        }
    }
}

/// Tenths of percentage points with their sign.
fn points(tenths: i64, visit: &Visit) -> String {
    let sign = match tenths.signum() {
        1 => "+",
        -1 => "−",
        _ => "±",
    };
    let comma = match visit.language {
        domain::command::Language::Sv => ',',
        domain::command::Language::En => '.',
    };
    let tenths = tenths.unsigned_abs();
    format!("{sign}{}{comma}{}", tenths / 10, tenths % 10)
}

/// The evaluations as they were recorded, latest first, each with its finding in words where the viewer
/// may read it.
pub(super) fn evaluations(visit: &Visit, told: &Told, findings: &[Option<String>]) -> Markup {
    let found = &told.row.evaluations;
    html! {
        section aria-labelledby="evaluations" {
            h2 #evaluations { (visit.say(MeasureText::Evaluations)) }
            @if found.is_empty() { p { (visit.say(MeasureText::EvaluationsNone)) } }
            @for (found, finding) in found.iter().zip(findings).rev() {
                article.sheet {
                    h3 { (word(visit, "Effect", &found.effect)) span.soft { " " (words::round(found.round, visit.language)) } }
                    (as_recorded(visit, told, found))
                    @if let Some(finding) = finding { pre.note { (finding) } }
                }
            }
        }
    }
}

fn as_recorded(visit: &Visit, told: &Told, found: &EffectFound) -> Markup {
    let events = words::count(found.as_of.0, visit.language);
    let share = |observed: Option<Observed>| {
        observed.map_or_else(
            || "–".to_owned(),
            |observed| counted(visit, observed.reached, observed.population),
        )
    };
    html! {
        dl.pairs {
            dt { (visit.say(MeasureText::On)) } dd.when { (found.on) }
            @if told.sees_figures {
                dt { (visit.say(MeasureText::Before)) } dd { (share(found.before)) }
                dt { (visit.say(MeasureText::After)) } dd { (share(found.after)) }
            }
            dt { (visit.say(MeasureText::AsOf)) }
            dd { (visit.fill(MeasureText::AsOfEvents, &[("events", &events)])) }
        }
    }
}
