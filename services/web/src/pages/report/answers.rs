//! What is done about it, and whether it works: the two longest answers of a report.

use maud::{Markup, html};
use projections::CountOf;
use projections::figure::count::{DialogueCount, MeasureCount, ProgrammeCount};
use serde_json::Value;

use super::basis::Basis;
use super::cell::{count, counts, linked, paged, part, round, share, table};
use super::sections::{Names, school, to};
use super::{list, number, text};
use crate::pages::counted::Counted;
use crate::pages::family::word;
use crate::pages::named::kronor;
use crate::pages::paging::List;
use crate::text::ReportText;
use crate::visit::Visit;
use crate::words;

/// The measures under way, page by page.
const UNDER_WAY: List = List::new("measures", "done", 12);
/// The seminars, page by page.
const SEMINARS: List = List::new("seminars", "done", 12);
/// The agreement of assessors, page by page.
const AGREEMENT: List = List::new("agreement", "works", 12);
/// The measures whose effect was evaluated, page by page.
const EVALUATED: List = List::new("works", "works", 12);

pub(super) fn done(visit: &Visit, of: &Value, basis: Option<Basis>, names: &Names<'_>) -> Markup {
    html! {
        (programmes(visit, &of["programmes"], basis))
        (dialogue(visit, &of["dialogue"], basis))
        (measures(visit, of, basis, names))
        (seminars(visit, list(of, "seminars")))
    }
}

/// The evidence of the counts named like this one; none where the document does not say what they are of.
pub(super) fn counted(visit: &Visit, basis: Option<Basis>, of: CountOf) -> Counted {
    basis.map_or_else(Counted::closed, |basis| basis.counted(visit, of))
}

/// Cases by how far they have come.
pub(super) fn programmes(visit: &Visit, of: &Value, basis: Option<Basis>) -> Markup {
    let heads = [
        ReportText::Group,
        ReportText::UnderInvestigation,
        ReportText::Decided,
        ReportText::InForce,
        ReportText::NoneNeeded,
        ReportText::Appealed,
        ReportText::Ended,
        ReportText::Late,
    ];
    let names = [
        ("under_investigation", ProgrammeCount::UnderInvestigation),
        ("decided", ProgrammeCount::Decided),
        ("served", ProgrammeCount::Served),
        ("none_needed", ProgrammeCount::NoneNeeded),
        ("appealed", ProgrammeCount::Appealed),
        ("ended", ProgrammeCount::Ended),
        ("late", ProgrammeCount::Late),
    ];
    let names = names.map(|(name, what)| (name, CountOf::Programmes(what)));
    let counted = counted(visit, basis, names[0].1);
    let all = html! { (visit.say(ReportText::All)) };
    table(visit, ReportText::Programmes, &heads, &[(all, linked(visit, of, &counted, &names))])
}

/// How far the dialogue reaches.
pub(super) fn dialogue(visit: &Visit, of: &Value, basis: Option<Basis>) -> Markup {
    let population = number(of, "population");
    let heads = [
        ReportText::Group,
        ReportText::Explained,
        ReportText::ExplainedAll,
        ReportText::Acknowledged,
        ReportText::NotReached,
    ];
    let names = [
        ("explained", DialogueCount::Explained),
        ("explained_to_all", DialogueCount::ExplainedToAll),
        ("acknowledged", DialogueCount::Acknowledged),
        ("not_reached", DialogueCount::NotReached),
    ];
    // Of nobody there is no share, and nothing to lead to.
    let basis = basis.filter(|_| population > 0);
    let counted = counted(visit, basis, CountOf::Dialogue(DialogueCount::Explained));
    let cell = |(name, what)| {
        let words = part(visit, of, name, "population");
        if of[name].is_string() {
            return html! { (words) };
        }
        counted.link(CountOf::Dialogue(what), &words)
    };
    let cells = names.into_iter().map(cell).collect();
    let all = html! { (visit.say(ReportText::All)) };
    table(visit, ReportText::Dialogue, &heads, &[(all, cells)])
}

fn cost(visit: &Visit, of: &Value) -> String {
    of["cost"].as_u64().map_or_else(|| "–".to_owned(), |cost| kronor(visit, cost))
}

/// Measures counted, and those under way, of the object that holds both.
pub(super) fn measures(
    visit: &Visit,
    of: &Value,
    basis: Option<Basis>,
    names: &Names<'_>,
) -> Markup {
    let (under_way, of) = (list(of, "under_way"), &of["measures"]);
    let heads = [
        ReportText::Group,
        ReportText::Decided,
        ReportText::Started,
        ReportText::Evaluated,
        ReportText::Late,
        ReportText::Cost,
    ];
    let names_of = [
        ("decided", MeasureCount::Decided),
        ("started", MeasureCount::Started),
        ("evaluated", MeasureCount::Evaluated),
        ("late", MeasureCount::Late),
    ];
    let names_of = names_of.map(|(name, what)| (name, CountOf::Measures(what)));
    let counted = counted(visit, basis, names_of[0].1);
    let mut cells = linked(visit, of, &counted, &names_of);
    cells.push(counted.link(CountOf::Measures(MeasureCount::Cost), &cost(visit, of)));
    let all = html! { (visit.say(ReportText::All)) };
    let row = |row: &Value| {
        let name = html! { (measure(visit, row)) ", " (school(visit, names, text(row, "school"))) };
        (name, vec![cost(visit, row), text(row, "evaluate_by").to_owned()])
    };
    let rows: Vec<(Markup, Vec<String>)> = under_way.iter().map(row).collect();
    let of_each = [ReportText::Measure, ReportText::Cost, ReportText::EvaluateBy];
    html! {
        (table(visit, ReportText::Measures, &heads, &[(all, cells)]))
        @if rows.is_empty() { p.soft { (visit.say(ReportText::MeasuresNone)) } }
        (paged(visit, UNDER_WAY, ReportText::Measure, &of_each, &rows))
    }
}

/// Seminars since the round before.
pub(super) fn seminars(visit: &Visit, of: &[Value]) -> Markup {
    let row = |row: &Value| {
        let on = match text(row, "held_on") {
            "" => text(row, "on"),
            held => held,
        };
        let kind = word(visit, "SeminarKind", &row["kind"]);
        let name = html! { (text(row, "title")) " " span.soft.under { (kind) } };
        (name, vec![on.to_owned(), count(visit, row, "participants")])
    };
    let rows: Vec<(Markup, Vec<String>)> = of.iter().map(row).collect();
    let heads = [ReportText::Title, ReportText::On, ReportText::Participants];
    paged(visit, SEMINARS, ReportText::Seminars, &heads, &rows)
}

/// A measure by its title, with the way to its page.
fn measure(visit: &Visit, row: &Value) -> Markup {
    to(visit, &format!("/measures/{}", text(row, "measure")), text(row, "title"))
}

pub(super) fn works(visit: &Visit, of: &Value, names: &Names<'_>) -> Markup {
    html! {
        (evaluated(visit, list(of, "evaluated"), names))
        (agreement(visit, list(of, "agreement")))
        (trend(visit, list(of, "trend")))
    }
}

/// Measures whose effect was evaluated, before and after.
pub(super) fn evaluated(visit: &Visit, of: &[Value], names: &Names<'_>) -> Markup {
    let observed = |row: &Value| share(visit, number(row, "reached"), number(row, "assessed"));
    let row = |row: &Value| {
        let name = html! { (measure(visit, row)) ", " (school(visit, names, text(row, "school"))) };
        let effect = word(visit, "Effect", &row["effect"]).to_owned();
        let cells =
            vec![cost(visit, row), observed(&row["before"]), observed(&row["after"]), effect];
        (name, cells)
    };
    let rows: Vec<(Markup, Vec<String>)> = of.iter().map(row).collect();
    let heads = [
        ReportText::Measure,
        ReportText::Cost,
        ReportText::Before,
        ReportText::After,
        ReportText::Effect,
    ];
    html! {
        @if rows.is_empty() { p { (visit.say(ReportText::EvaluatedNone)) } }
        (paged(visit, EVALUATED, ReportText::Evaluated, &heads, &rows))
    }
}

fn agreement(visit: &Visit, of: &[Value]) -> Markup {
    let permille = |row: &Value, name: &str| {
        let known = row["agreement"][name].as_u64();
        let withheld = || visit.say(ReportText::Withheld).to_owned();
        known.map_or_else(withheld, |tenths| words::permille(tenths, visit.language))
    };
    let row = |row: &Value| {
        let on = html! { (text(row, "on")) };
        (on, vec![permille(row, "exact_permille"), permille(row, "within_one_permille")])
    };
    let rows: Vec<(Markup, Vec<String>)> = of.iter().map(row).collect();
    let heads = [ReportText::On, ReportText::Exact, ReportText::WithinOne];
    paged(visit, AGREEMENT, ReportText::Agreement, &heads, &rows)
}

/// The rounds over time.
pub(super) fn trend(visit: &Visit, of: &[Value]) -> Markup {
    let row = |row: &Value| {
        let mut cells = counts(visit, row, &["population", "assessed", "missing"]);
        cells.push(match text(row, "median") {
            "" => "–".to_owned(),
            median => median.to_owned(),
        });
        (html! { (words::capital(&round(visit, row, "round"))) }, cells)
    };
    let rows: Vec<(Markup, Vec<String>)> = of.iter().map(row).collect();
    let heads = [
        ReportText::Round,
        ReportText::Population,
        ReportText::Assessed,
        ReportText::Missing,
        ReportText::Median,
    ];
    table(visit, ReportText::Trend, &heads, &rows)
}
