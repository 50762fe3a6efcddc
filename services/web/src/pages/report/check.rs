//! Whether a document is what it says it is, and what it would say otherwise now.

use domain::committee::Basis;
use insyn_app::documents::{Changed, Check, DeviationCause};
use maud::{Markup, html};
use serde_json::Value;

use super::place::in_words;
use super::sections::Names;
use crate::page::scroll;
use crate::pages::paging::List;
use crate::text::ReportText;
use crate::visit::Visit;
use crate::words;

/// The differences, page by page.
const CHANGES: List = List::new("changes", "now", 15);
/// The most events named beside a difference.
const EVENTS: usize = 5;
/// The longest value that is shown whole, in characters.
const VALUE: usize = 80;

/// The check of a document against its basis.
pub(super) fn check(visit: &Visit, check: &Check, basis: Basis) -> Markup {
    let say = |good: bool, yes: ReportText, no: ReportText| visit.say(if good { yes } else { no });
    let root = basis.root.to_string();
    let root: String = root.chars().take(16).collect();
    let events = words::count(basis.size.0, visit.language);
    let given = [("events", events.as_str()), ("root", &root)];
    html! {
        section aria-labelledby="check" {
            h2 #check { (visit.say(ReportText::Check)) }
            ul.plain {
                li { (say(check.digest, ReportText::DigestGood, ReportText::DigestBad)) }
                li { (say(check.root, ReportText::RootGood, ReportText::RootBad)) }
                li { @if check.same { (visit.say(ReportText::SameGood)) } @else { (deviates(visit, check)) } }
            }
            p.soft.small {
                (visit.fill(ReportText::BasisAt, &given)) ". "
                (visit.fill(ReportText::MadeBy, &[("program", &check.program)])) "."
            }
        }
    }
}

fn deviates(visit: &Visit, check: &Check) -> String {
    let cause = |cause: &DeviationCause| match cause {
        DeviationCause::Program => visit.say(ReportText::CauseProgram),
        DeviationCause::Disposal => visit.say(ReportText::CauseDisposal),
    };
    let mut why: Vec<&str> = check.causes.iter().map(cause).collect();
    if why.is_empty() {
        why.push(visit.say(ReportText::CauseNone));
    }
    visit.fill(ReportText::SameBad, &[("why", &why.join(", "))])
}

/// What the document would say otherwise now.
pub(super) fn changes(visit: &Visit, now: &[Changed], names: &Names<'_>) -> Markup {
    let total = now.len().to_string();
    let (page, paged) = CHANGES.page(visit, now);
    html! {
        section aria-labelledby="now" {
            h2 #now { (visit.say(ReportText::Now)) }
            @if now.is_empty() { p { (visit.say(ReportText::NowSame)) } }
            @else {
                p { (visit.fill(ReportText::NowCount, &[("count", &total)])) }
                (CHANGES.around(visit, paged, &scroll(visit.say(ReportText::Now), &table(visit, page, names))))
            }
        }
    }
}

fn table(visit: &Visit, now: &[Changed], names: &Names<'_>) -> Markup {
    html! {
        table {
            caption.hidden { (visit.say(ReportText::Now)) }
            thead { tr {
                th scope="col" { (visit.say(ReportText::Where)) }
                th.number scope="col" { (visit.say(ReportText::Then)) }
                th.number scope="col" { (visit.say(ReportText::Today)) }
                th scope="col" { (visit.say(ReportText::Because)) }
            } }
            tbody { @for changed in now {
                tr {
                    th scope="row" { (place(visit, names, &changed.difference.path)) }
                    td.number { (value(visit, changed.difference.then.as_ref())) }
                    td.number { (value(visit, changed.difference.now.as_ref())) }
                    td { (events(changed)) }
                }
            } }
        }
    }
}

/// The part of the document, and what in it.
fn place(visit: &Visit, names: &Names<'_>, path: &str) -> Markup {
    let first = path.trim_start_matches('/').split(['/', '[']).next().unwrap_or_default();
    let part = match first {
        "read" | "own" => Some(ReportText::HowRead),
        "promised" => Some(ReportText::AgainstPromise),
        "behind" => Some(ReportText::WhoBehind),
        "done" | "programmes" | "dialogue" | "measures" => Some(ReportText::WhatDone),
        "works" | "evaluated" | "trend" => Some(ReportText::DoesItWork),
        "informed" => Some(ReportText::Informed),
        "basis" => Some(ReportText::Basis),
        _ => None,
    };
    let what = in_words(visit, names, path);
    html! {
        (visit.say(part.unwrap_or(ReportText::Basis)))
        @if !what.is_empty() { " " span.soft.under { (what) } }
    }
}

fn value(visit: &Visit, value: Option<&Value>) -> String {
    let text = match value {
        None | Some(Value::Null) => return visit.say(ReportText::Gone).to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Object(_) | Value::Array(_)) => return visit.say(ReportText::Whole).to_owned(),
        Some(value) => value.to_string(),
    };
    if text.chars().count() <= VALUE {
        return text;
    }
    let start: String = text.chars().take(VALUE).collect();
    format!("{start} …")
}

/// The first events that can be behind a difference.
fn events(changed: &Changed) -> Markup {
    html! {
        @if changed.positions.is_empty() { "–" }
        @for (index, position) in changed.positions.iter().take(EVENTS).enumerate() {
            @if index > 0 { ", " }
            (position)
        }
        @if changed.positions.len() > EVENTS { " …" }
    }
}
