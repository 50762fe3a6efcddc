//! A committee's report as a page: the six questions in their order.

use std::collections::BTreeMap;

use domain::id::SchoolUnitCode;
use insyn_app::access::{Kind, needed};
use maud::{Markup, html};
use projections::CountOf;
use serde_json::Value;

use super::answers::{counted as of_all, done, works};
use super::basis::Basis;
use super::cell::{BEHIND, FOUND, READ, behind_row, is_none, paged, promised, read, read_row};
use super::{list, number, text};
use crate::page::scroll;
use crate::pages::counted::Counted;
use crate::pages::named::school_name;
use crate::pages::paging::List;
use crate::text::{MarkText, ReportText};
use crate::visit::Visit;

/// How each school unit reads, page by page.
const READ_AT: List = List::new("read", "read", 12);
/// The school units with promises of their own, page by page.
const PROMISED_AT: List = List::new("promised", "promised", 3);
/// Who is behind at each school unit, page by page.
const BEHIND_AT: List = List::new("behind", "behind", 12);
/// When each school unit informed the committee, page by page.
const INFORMED_AT: List = List::new("informed", "informed", 15);

/// School units by code, as the document names them.
pub(super) type Names<'a> = BTreeMap<&'a str, &'a str>;

/// A report of a document.
pub(super) fn report(visit: &Visit, document: &Value) -> Markup {
    let (names, basis) = (names(document), Basis::of(document));
    html! {
        (disclosure(visit, document))
        (section(visit, "read", ReportText::HowRead, &how_read(visit, &document["read"])))
        (section(visit, "promised", ReportText::AgainstPromise, &against(visit, &document["promised"], &names)))
        (section(visit, "behind", ReportText::WhoBehind, &behind(visit, &document["behind"], basis, &names)))
        (section(visit, "done", ReportText::WhatDone, &done(visit, &document["done"], basis, &names)))
        (section(visit, "works", ReportText::DoesItWork, &works(visit, &document["works"], &names)))
        (section(visit, "asks", ReportText::Asks, &asks(visit, document)))
        (section(visit, "informed", ReportText::Informed, &informed(visit, document, basis)))
    }
}

/// How small numbers are treated in a document that may be public.
pub(super) fn disclosure(visit: &Visit, document: &Value) -> Markup {
    let of = &document["disclosure"];
    let rule = |name: &str| number(&of["rule"], name).to_string();
    let parts = [
        ("base", rule("least_base")),
        ("top", rule("top_code")),
        ("rounded", rule("round_counts_to")),
    ];
    let parts: Vec<(&str, &str)> =
        parts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    html! {
        @if !of.is_null() {
            div.soft.small.marks {
                @if of["released"].is_null() { p { strong { (visit.say(MarkText::NotReleased)) } } }
                p { (visit.fill(MarkText::Meaning, &parts)) }
            }
        }
    }
}

/// What the document calls its school units.
pub(super) fn names(document: &Value) -> Names<'_> {
    let schools = list(&document["read"], "schools").iter();
    schools.map(|school| (text(school, "school"), text(school, "name"))).collect()
}

/// A part of a document under its question.
pub(super) fn section(visit: &Visit, id: &str, title: ReportText, content: &Markup) -> Markup {
    html! {
        section.sheet aria-labelledby=(id) {
            h2 id=(id) { (visit.say(title)) }
            (content)
        }
    }
}

/// A document is open to everyone signed in; the way on to a figure or a measure only to those whose
/// role sees figures.
pub(super) fn to(visit: &Visit, address: &str, name: &str) -> Markup {
    let sees = visit.viewer.is_some_and(|viewer| needed(viewer.role, Kind::Figures).is_some());
    html! { @if sees { a href=(address) { (name) } } @else { (name) } }
}

/// A school unit by name, the document's own first, with the way to its page.
pub(super) fn school(visit: &Visit, names: &Names<'_>, code: &str) -> Markup {
    let address = format!("/schools/{code}");
    match names.get(code) {
        Some(name) => to(visit, &address, name),
        None => to(visit, &address, &known(visit, code).unwrap_or_else(|| code.to_owned())),
    }
}

/// What a school unit is called that the document only has the code of: it has closed since it acted.
fn known(visit: &Visit, code: &str) -> Option<String> {
    let facts = visit.facts().ok()?;
    let school: SchoolUnitCode = code.parse().ok()?;
    Some(school_name(&facts, school, visit.today(), facts.size()))
}

fn how_read(visit: &Visit, of: &Value) -> Markup {
    let all = std::slice::from_ref(&of["total"]);
    let schools: Vec<(Markup, Vec<String>)> = list(of, "schools")
        .iter()
        .map(|row| {
            let name = to(visit, &format!("/schools/{}", text(row, "school")), text(row, "name"));
            (name, read_row(visit, &row["total"]))
        })
        .collect();
    let mut heads = READ;
    heads[0] = ReportText::School;
    html! {
        (read(visit, ReportText::All, all))
        (read(visit, ReportText::ByGrade, list(of, "by_grade")))
        (read(visit, ReportText::BySex, list(of, "by_sex")))
        (read(visit, ReportText::BySyllabus, list(of, "by_syllabus")))
        (paged(visit, READ_AT, ReportText::BySchool, &heads, &schools))
    }
}

fn against(visit: &Visit, of: &Value, names: &Names<'_>) -> Markup {
    let municipal = list(of, "municipal");
    let schools = list(of, "schools");
    let own: Vec<&Value> = schools.iter().filter(|row| !list(row, "targets").is_empty()).collect();
    let (page, paged) = PROMISED_AT.page(visit, &own);
    let each = html! {
        @for row in page {
            details {
                summary { (names.get(text(row, "school")).copied().unwrap_or(text(row, "school"))) }
                (promised(visit, ReportText::School, list(row, "targets")))
            }
        }
    };
    html! {
        @if municipal.is_empty() && own.is_empty() {
            p { (visit.say(ReportText::PromisesNone)) }
        }
        (promised(visit, ReportText::Municipality, municipal))
        (PROMISED_AT.around(visit, paged, &each))
    }
}

fn behind(visit: &Visit, of: &Value, basis: Option<Basis>, names: &Names<'_>) -> Markup {
    if is_none(&of["total"]["found"]) {
        return html! { p { (visit.say(ReportText::BehindNone)) } };
    }
    let all = html! { (visit.say(ReportText::All)) };
    let schools = list(of, "schools");
    let codes = schools.iter().map(|row| text(row, "school"));
    let mut counted = basis.map(|basis| basis.at(visit, FOUND, codes)).unwrap_or_default();
    counted.resize_with(schools.len(), Counted::closed);
    let whole = of_all(visit, basis, FOUND);
    let mut rows = vec![(all, behind_row(visit, &of["total"], &whole))];
    rows.extend(schools.iter().zip(&counted).map(|(row, counted)| {
        (school(visit, names, text(row, "school")), behind_row(visit, row, counted))
    }));
    paged(visit, BEHIND_AT, ReportText::BySchool, &BEHIND, &rows)
}

fn asks(visit: &Visit, document: &Value) -> Markup {
    let asks = list(document, "asks");
    html! {
        @if asks.is_empty() { p { (visit.say(ReportText::AsksNone)) } }
        @else { ol { @for ask in asks { li { (ask.as_str().unwrap_or_default()) } } } }
    }
}

fn informed(visit: &Visit, document: &Value, basis: Option<Basis>) -> Markup {
    use crate::text::CommitteeText;
    let (page, paged) = INFORMED_AT.page(visit, list(document, "informed"));
    let of = text(document, "committee").parse().ok().map(CountOf::Informed);
    let codes = page.iter().map(|row| text(row, "school"));
    let counted = basis.zip(of).map(|(basis, of)| basis.at(visit, of, codes));
    let mut counted = counted.unwrap_or_default();
    counted.resize_with(page.len(), Counted::closed);
    let row = |(row, counted): (&Value, &Counted)| {
        let last = match text(row, "last") {
            "" => visit.say(CommitteeText::Never).to_owned(),
            last => last.to_owned(),
        };
        let days =
            row["days"].as_u64().zip(of).map(|(days, of)| counted.link(of, &days.to_string()));
        let days = days.unwrap_or_else(|| html! { "–" });
        let name = to(visit, &format!("/schools/{}", text(row, "school")), text(row, "name"));
        (name, vec![html! { (last) }, days])
    };
    let rows: Vec<(Markup, Vec<Markup>)> = page.iter().zip(&counted).map(row).collect();
    let heads = [CommitteeText::School, CommitteeText::Last, CommitteeText::Days];
    let content = html! {
        table {
            caption.hidden { (visit.say(ReportText::Informed)) }
            thead { tr { @for (index, head) in heads.into_iter().enumerate() {
                th.number[index > 0] scope="col" { (visit.say(head)) }
            } } }
            tbody { @for (name, cells) in &rows {
                tr { th scope="row" { (name) } @for cell in cells { td.number { (cell) } } }
            } }
        }
    };
    INFORMED_AT.around(visit, paged, &scroll(visit.say(ReportText::Informed), &content))
}
