//! Documents that stand for ever, and what they would say now: a committee's report, a school unit's account.
//!
//! A report is shown from its stored bytes, exactly as it was delivered; beside it stand its check and the
//! differences to the present.

mod account;
mod answers;
mod basis;
mod cell;
mod check;
mod place;
mod sections;

use domain::id::{CommitteeId, ReportId, RoundId};
use insyn_app::access::Sight;
use insyn_app::documents::{DocumentError, ReportStored};
use maud::{Markup, html};
use serde_json::Value;

use crate::fault::Fault;
use crate::page::{Page, Tone, notice};
use crate::pages::common::recorded_at;
use crate::pages::named::as_of;
use crate::pages::papers;
use crate::text::{CommitteeText, ReportText};
use crate::visit::{Answer, Visit};
use crate::words;

pub(crate) use account::{account, deliver};

impl From<DocumentError> for Fault {
    fn from(error: DocumentError) -> Self {
        match error {
            DocumentError::Facts(error) => error.into(),
            DocumentError::Handle(error) => error.into(),
            error => {
                tracing::error!(error = &error as &dyn std::error::Error, "a document failed");
                Self::Internal
            }
        }
    }
}

/// `GET /reports/{report}`
pub(crate) fn show(visit: &Visit) -> Result<Answer, Fault> {
    let id: ReportId = visit.param("report")?;
    let (committee, delivered) = standing(visit, id)?;
    let mut sights = vec![Sight::Report(committee)];
    sights.extend(delivered.then_some(Sight::DeliveredReport));
    visit.demand_any(&sights)?;
    let again = visit.app().report_stored(id)?.ok_or(Fault::NotFound)?;
    let facts = visit.facts()?;
    let work = visit.may(&facts, Sight::Report(committee));
    let trail = visit.may(&facts, Sight::Trail);
    drop(facts);
    let body = html! {
        (standing_notice(visit, &again))
        (papers::links(visit))
        (sections::report(visit, &again.document))
        p { a.button.quiet href={ "/reports/" (id) "/today" } { (visit.say(ReportText::CompareToday)) } }
        @if trail { p { a href={ "/trail/reports/" (id) } { (visit.say(crate::text::DecisionText::Trail)) } } }
    };
    let name = text(&again.document, "name");
    let mut crumbs = Vec::new();
    if work {
        let title = visit.fill(CommitteeText::Title, &[("name", name)]);
        crumbs.push((title, format!("/committees/{committee}/work")));
    }
    let page = Page::new(again.title.clone(), body).with_lead(html! { (lead(visit, &again)) });
    Ok(page.under(crumbs).into())
}

/// `GET /reports/{report}/today`: the check of a report, and what it would say otherwise now. A page of its own,
/// since both are made anew from the whole record.
pub(crate) fn today(visit: &Visit) -> Result<Answer, Fault> {
    let id: ReportId = visit.param("report")?;
    let (committee, delivered) = standing(visit, id)?;
    let mut sights = vec![Sight::Report(committee)];
    sights.extend(delivered.then_some(Sight::DeliveredReport));
    visit.demand_any(&sights)?;
    let again = visit.app().report_again(id)?.ok_or(Fault::NotFound)?;
    let pdf = visit.app().check_pdf(id)?;
    let body = html! {
        (check::check(visit, &again.check, again.basis))
        @if let Some(pdf) = &pdf { (papers::check(visit, pdf)) }
        (check::changes(visit, &again.now, &sections::names(&again.document)))
    };
    let title = visit.fill(ReportText::TodayTitle, &[("title", &again.title)]);
    let up = (again.title, format!("/reports/{id}"));
    Ok(Page::new(title, body).under(vec![up]).into())
}

/// To whom a report was prepared, and whether it is delivered. Whether there is such a report is told to
/// nobody who may not see one.
pub(crate) fn standing(visit: &Visit, report: ReportId) -> Result<(CommitteeId, bool), Fault> {
    use domain::Event;
    use domain::event::code;
    let facts = visit.facts()?;
    let steps = [code::ReportPrepared, code::ReportDelivered];
    let mut found = None;
    let mut delivered = false;
    for noted in facts.ledger_of(domain::query::Tag::Report(report), &steps, facts.size()) {
        match noted.event {
            Event::ReportPrepared(e) => found = Some(e.committee),
            Event::ReportDelivered(_) => delivered = true,
            _ => {}
        }
    }
    found.map(|committee| (committee, delivered)).ok_or(Fault::Forbidden)
}

fn lead(visit: &Visit, again: &ReportStored) -> String {
    let round = words::capital(&words::round(again.round, visit.language));
    let events = words::count(again.basis.size.0, visit.language);
    let day = text(&again.document["basis"], "day");
    let given = [("round", round.as_str()), ("events", &events), ("day", day)];
    visit.fill(ReportText::Lead, &given)
}

fn standing_notice(visit: &Visit, again: &ReportStored) -> Markup {
    match again.delivered {
        Some(on) => {
            let words = visit.fill(ReportText::DeliveredOn, &[("on", &on.to_string())]);
            notice(Tone::Past, &html! { p { "◷ " (words) } })
        }
        None => notice(Tone::Warn, &html! { p { (visit.say(ReportText::NotDelivered)) } }),
    }
}

/// `GET /committees/{committee}/rounds/{round}/report`: what a report would say of the record as it is.
pub(crate) fn live(visit: &Visit) -> Result<Answer, Fault> {
    let (committee, round): (CommitteeId, RoundId) =
        (visit.param("committee")?, visit.param("round")?);
    visit.demand(Sight::Report(committee))?;
    let at = visit.at()?;
    let facts = visit.facts()?;
    let made = visit.reader(&facts).report(visit.app(), committee, round, at.size);
    let document = made.ok_or(Fault::NotFound)?;
    let recorded = recorded_at(&facts, at.size);
    drop(facts);
    let body = html! {
        (as_of(visit, recorded, at))
        (papers::links(visit))
        (sections::report(visit, &document))
    };
    let round = words::capital(&words::round(round, visit.language));
    let (name, day) = (text(&document, "name"), text(&document["basis"], "day"));
    let lead = visit.fill(ReportText::Live, &[("round", &round), ("day", day)]);
    let title = visit.fill(ReportText::LiveTitle, &[("name", name)]);
    let work = visit.fill(CommitteeText::Title, &[("name", name)]);
    let crumbs = vec![(work, format!("/committees/{committee}/work"))];
    Ok(Page::new(title, body).with_lead(html! { (lead) }).under(crumbs).showing(at).into())
}

/// A text of a document; nothing where it has none of this name.
fn text<'a>(of: &'a Value, name: &str) -> &'a str {
    of[name].as_str().unwrap_or_default()
}

/// A whole number of a document.
fn number(of: &Value, name: &str) -> u64 {
    of[name].as_u64().unwrap_or_default()
}

/// A list of a document; empty where it has none of this name.
fn list<'a>(of: &'a Value, name: &str) -> &'a [Value] {
    of[name].as_array().map(Vec::as_slice).unwrap_or_default()
}
