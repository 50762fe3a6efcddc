//! The tables that reports and accounts are made of, read from a document's JSON.

use domain::id::RoundId;
use maud::{Markup, Render, html};
use projections::CountOf;
use projections::figure::count::ShortfallCount;
use serde_json::Value;

use super::{number, text};
use crate::page::scroll;
use crate::pages::counted::Counted;
use crate::pages::paging::List;
use crate::text::{Key, ReportText, Term};
use crate::visit::Visit;
use crate::words;

/// A table: heads, the first of them of the rows' names; numbers stand to the right.
pub(super) fn table<C: Render>(
    visit: &Visit,
    caption: impl Key,
    heads: &[ReportText],
    rows: &[(Markup, Vec<C>)],
) -> Markup {
    if rows.is_empty() {
        return html! {};
    }
    let caption = visit.say(caption);
    let content = html! {
        table {
            caption { (caption) }
            thead { tr { @for (index, head) in heads.iter().enumerate() {
                th.number[index > 0] scope="col" { (visit.say(*head)) }
            } } }
            tbody { @for (name, cells) in rows {
                tr { th scope="row" { (name) } @for cell in cells { td.number { (cell) } } }
            } }
        }
    };
    scroll(caption, &content)
}

/// The same page by page.
pub(super) fn paged<C: Render>(
    visit: &Visit,
    list: List,
    caption: impl Key,
    heads: &[ReportText],
    rows: &[(Markup, Vec<C>)],
) -> Markup {
    let (rows, paged) = list.page(visit, rows);
    if paged.total == 0 {
        return html! {};
    }
    list.around(visit, paged, &table(visit, caption, heads, rows))
}

/// A count in the language of the page, or the mark that stands in its place.
pub(super) fn count(visit: &Visit, of: &Value, name: &str) -> String {
    match &of[name] {
        Value::String(mark) => mark.clone(),
        _ => words::count(number(of, name), visit.language),
    }
}

/// Whether a count says that there is nobody.
pub(super) fn is_none(count: &Value) -> bool {
    *count == 0 || *count == "."
}

/// Several counts of one object, each with the way to its evidence.
pub(super) fn linked(
    visit: &Visit,
    of: &Value,
    counted: &Counted,
    names: &[(&str, CountOf)],
) -> Vec<Markup> {
    let link = |(name, what): &(&str, CountOf)| {
        let words = count(visit, of, name);
        if of[*name].is_string() {
            html! { (words) }
        } else {
            counted.link(*what, &words)
        }
    };
    names.iter().map(link).collect()
}

/// Several counts of one object.
pub(super) fn counts(visit: &Visit, of: &Value, names: &[&str]) -> Vec<String> {
    names.iter().map(|name| count(visit, of, name)).collect()
}

/// A share in per cent with what it is of.
pub(super) fn share(visit: &Visit, reached: u64, of: u64) -> String {
    let share = words::share(reached, of, visit.language);
    let (reached, of) = (words::count(reached, visit.language), words::count(of, visit.language));
    let counts = visit.fill(ReportText::CountOf, &[("reached", &reached), ("of", &of)]);
    share.map_or_else(|| "–".to_owned(), |share| format!("{share} ({counts})"))
}

/// How many of an object's pupils, with the share that is; a mark where it is not shown.
pub(super) fn part(visit: &Visit, of: &Value, name: &str, whole: &str) -> String {
    if of[name].is_string() || of[whole].is_string() {
        return count(visit, of, name);
    }
    share(visit, number(of, name), number(of, whole))
}

/// What share reached a target: as it is shown, or as it was counted.
fn reached(visit: &Visit, target: &Value, name: &str, whole: &str) -> String {
    match &target[name] {
        Value::Null => share(visit, number(target, "reached"), number(target, whole)),
        Value::String(mark) => mark.clone(),
        _ => words::permille(number(target, name), visit.language),
    }
}

/// Which pupils a row is of: all, a grade, a sex, a syllabus.
pub(super) fn slice(visit: &Visit, slice: &Value) -> String {
    if let Some(grade) = slice["grade"].as_u64() {
        let name = visit.fill(Term::Grade, &[("grade", &grade.to_string())]);
        return words::capital(&name);
    }
    let term = match (slice["sex"].as_str(), slice["syllabus"].as_str()) {
        (Some("female"), _) => Term::Female,
        (Some("male"), _) => Term::Male,
        (Some(_), _) => Term::SexUnknown,
        (_, Some("sv")) => Term::Sv,
        (_, Some("sva")) => Term::Sva,
        (_, Some(_)) => Term::SyllabusUnknown,
        _ => return visit.say(ReportText::All).to_owned(),
    };
    visit.say(term).to_owned()
}

/// The heads of a table of how pupils read.
pub(super) const READ: [ReportText; 8] = [
    ReportText::Group,
    ReportText::Population,
    ReportText::Assessed,
    ReportText::NotAssessed,
    ReportText::Missing,
    ReportText::Median,
    ReportText::Risen,
    ReportText::Fallen,
];

/// How one group reads.
pub(super) fn read_row(visit: &Visit, row: &Value) -> Vec<String> {
    let counts = &row["counts"];
    let reasons = counts["not_assessed"].as_object();
    let hidden = reasons.and_then(|all| all.values().find_map(Value::as_str));
    let reasons: u64 = reasons.map_or(0, |all| all.values().filter_map(Value::as_u64).sum());
    let reasons = words::count(reasons, visit.language);
    let median = match text(row, "median") {
        "" => "–",
        median => median,
    };
    vec![
        count(visit, counts, "population"),
        count(visit, counts, "assessed"),
        hidden.map_or(reasons, str::to_owned),
        count(visit, row, "missing"),
        median.to_owned(),
        count(visit, &counts["progress"], "risen"),
        count(visit, &counts["progress"], "fallen"),
    ]
}

/// A table of how the groups of one kind read.
pub(super) fn read(visit: &Visit, caption: impl Key, rows: &[Value]) -> Markup {
    let row =
        |row: &Value| (html! { span.when { (slice(visit, &row["slice"])) } }, read_row(visit, row));
    // A grade that the school units do not have says nothing.
    let any = |row: &&Value| {
        !is_none(&row["counts"]["population"]) || !is_none(&row["counts"]["assessed"])
    };
    let shown = |row: &&Value| row["slice"]["grade"].is_null() || any(row);
    let rows: Vec<(Markup, Vec<String>)> = rows.iter().filter(shown).map(row).collect();
    table(visit, caption, &READ, &rows)
}

/// The heads of a table of targets.
const PROMISED: [ReportText; 5] = [
    ReportText::Target,
    ReportText::Goal,
    ReportText::OfAssessed,
    ReportText::OfPopulation,
    ReportText::Met,
];

/// A table of what came of targets.
pub(super) fn promised(visit: &Visit, caption: impl Key, rows: &[Value]) -> Markup {
    let row = |target: &Value| {
        let met = match target["met"].as_bool() {
            Some(true) => ReportText::MetYes,
            Some(false) => ReportText::MetNo,
            None => ReportText::MetUnknown,
        };
        let cells = vec![
            words::permille(number(target, "share_permille"), visit.language),
            reached(visit, target, "share_of_assessed", "assessed"),
            reached(visit, target, "share_of_population", "population"),
            visit.say(met).to_owned(),
        ];
        (target_name(visit, target), cells)
    };
    let rows: Vec<(Markup, Vec<String>)> = rows.iter().map(row).collect();
    table(visit, caption, &PROMISED, &rows)
}

fn target_name(visit: &Visit, target: &Value) -> Markup {
    let grade = number(target, "grade").to_string();
    let grade = visit.fill(Term::Grade, &[("grade", &grade)]);
    let given =
        [("title", text(target, "title")), ("grade", &grade), ("point", text(target, "least"))];
    html! { a href={ "/commitments/" (text(target, "commitment")) } { (visit.fill(ReportText::TargetIs, &given)) } }
}

/// A round by name, from its text.
pub(super) fn round(visit: &Visit, of: &Value, name: &str) -> String {
    let round = text(of, name).parse::<RoundId>();
    round.map_or_else(|_| text(of, name).to_owned(), |round| words::round(round, visit.language))
}

/// How many pupils fall behind, by state.
pub(super) const BEHIND: [ReportText; 8] = [
    ReportText::Group,
    ReportText::Found,
    ReportText::Open,
    ReportText::Late,
    ReportText::Answered,
    ReportText::Lifted,
    ReportText::Below,
    ReportText::Missing,
];

/// What is counted of shortfalls: the first of the counts of [`behind_row`].
pub(super) const FOUND: CountOf = CountOf::Guarantee(ShortfallCount::Found);

/// The counts of shortfalls in the order of their heads.
pub(super) fn behind_row(visit: &Visit, of: &Value, counted: &Counted) -> Vec<Markup> {
    let names = [
        ("found", ShortfallCount::Found),
        ("open", ShortfallCount::Open),
        ("late", ShortfallCount::Late),
        ("answered", ShortfallCount::Answered),
        ("lifted", ShortfallCount::Lifted),
        ("below", ShortfallCount::Below),
        ("missing", ShortfallCount::Missing),
    ];
    linked(visit, of, counted, &names.map(|(name, what)| (name, CountOf::Guarantee(what))))
}
