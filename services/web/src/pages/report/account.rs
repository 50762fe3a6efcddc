//! `/schools/{school}/rounds/{round}/account`: the overall account of a school unit, live or as delivered.

use std::collections::BTreeMap;

use domain::Event;
use domain::calendar::Day;
use domain::event::code;
use domain::id::{Position, RoundId, SchoolUnitCode};
use domain::people::Role;
use domain::query::Tag;
use insyn_app::access::Sight;
use insyn_app::documents::AccountAsked;
use maud::{Markup, html};
use serde_json::Value;

use super::answers::{counted, dialogue, evaluated, measures, programmes, seminars, trend};
use super::basis::Basis;
use super::cell::{BEHIND, FOUND, READ, behind_row, is_none, promised, read, read_row, table};
use super::sections::{Names, disclosure, section};
use super::{check, list, text};
use crate::act;
use crate::fault::Fault;
use crate::page::{Page, RECORDED, Tone, notice};
use crate::pages::common::recorded_at;
use crate::pages::named::{acts, as_of};
use crate::pages::papers;
use crate::text::ReportText;
use crate::visit::{Answer, Visit, encoded};
use crate::words;

/// A delivery of the account, and whether it is received.
struct Delivery {
    position: Position,
    on: Day,
    received: bool,
}

/// `GET /schools/{school}/rounds/{round}/account`, as delivered where `delivered` names the delivery.
pub(crate) fn account(visit: &Visit) -> Result<Answer, Fault> {
    let (school, round): (SchoolUnitCode, RoundId) =
        (visit.param("school")?, visit.param("round")?);
    visit.demand(Sight::Account(school))?;
    let body = match visit.field("delivered") {
        Some(position) => delivered(visit, school, round, position)?,
        None => live(visit, school, round)?,
    };
    let facts = visit.facts()?;
    let found = facts.school(school, visit.today(), facts.size()).ok_or(Fault::NotFound)?;
    drop(facts);
    let title = visit.fill(ReportText::AccountTitle, &[("school", &found.name)]);
    let round = words::capital(&words::round(round, visit.language));
    let lead = visit.fill(ReportText::AccountLead, &[("round", &round)]);
    let crumbs = vec![(found.name, format!("/schools/{school}"))];
    Ok(Page::new(title, body).with_lead(html! { (lead) }).under(crumbs).into())
}

fn live(visit: &Visit, school: SchoolUnitCode, round: RoundId) -> Result<Markup, Fault> {
    let at = visit.at()?;
    let facts = visit.facts()?;
    let made = visit.reader(&facts).account(visit.app(), school, round, at.size);
    let document = made.ok_or(Fault::NotFound)?;
    let recorded = recorded_at(&facts, at.size);
    drop(facts);
    Ok(html! {
        (as_of(visit, recorded, at))
        (papers::links(visit))
        (deliveries(visit, school, round)?)
        (content(visit, &document))
    })
}

/// The account exactly as it was delivered, with its check and the differences to now.
fn delivered(
    visit: &Visit,
    school: SchoolUnitCode,
    round: RoundId,
    position: &str,
) -> Result<Markup, Fault> {
    let position: u64 = position.parse().map_err(|_| Fault::NotFound)?;
    let again = visit.app().account_again(Position(position))?;
    let again = again.filter(|again| (again.school, again.round) == (school, round));
    let again = again.ok_or(Fault::NotFound)?;
    let on = again.on.to_string();
    let words = visit.fill(ReportText::AccountDelivered, &[("on", &on)]);
    Ok(html! {
        (notice(Tone::Past, &html! {
            p { "◷ " (words) " " a href=(visit.path()) { (visit.say(ReportText::AccountLive)) } }
        }))
        (papers::links(visit))
        (content(visit, &again.document))
        (check::check(visit, &again.check, again.basis))
        (check::changes(visit, &again.now, &name_of(&again.document)))
    })
}

/// When the account was delivered, and the forms of those whose duty a step is.
fn deliveries(visit: &Visit, school: SchoolUnitCode, round: RoundId) -> Result<Markup, Fault> {
    let facts = visit.facts()?;
    let mut found: BTreeMap<Position, Delivery> = BTreeMap::new();
    let steps = [code::SchoolAccountDelivered, code::SchoolAccountReceived];
    for noted in facts.ledger_of(Tag::School(school), &steps, facts.size()) {
        match noted.event {
            Event::SchoolAccountDelivered(e) if e.round == round => {
                let position = noted.position;
                found.insert(position, Delivery { position, on: e.on, received: false });
            }
            Event::SchoolAccountReceived(e) => {
                found.get_mut(&e.of).into_iter().for_each(|one| one.received = true);
            }
            _ => {}
        }
    }
    drop(facts);
    Ok(html! {
        section aria-labelledby="deliveries" {
            h2 #deliveries { (visit.say(ReportText::AccountDeliveries)) }
            @if found.is_empty() { p { (visit.say(ReportText::AccountNone)) } }
            ul.plain-list { @for one in found.values().rev() { li { (delivery(visit, school, one)) } } }
            (deliver_form(visit))
            (acts(visit, &[inform(visit, school)]))
        }
    })
}

fn delivery(visit: &Visit, school: SchoolUnitCode, one: &Delivery) -> Markup {
    let address = format!("{}?delivered={}", visit.path(), one.position);
    let key = if one.received { ReportText::AccountReceived } else { ReportText::AccountWaiting };
    let (of, school) = (one.position.to_string(), school.to_string());
    let given = [("of", of.as_str()), ("school", &school)];
    html! {
        a href=(address) { (visit.fill(ReportText::AccountDelivered, &[("on", &one.on.to_string())])) }
        ", " (visit.say(key)) " "
        @if !one.received { (act::link(visit, "committee", "receive_account", &given, visit.path())) }
    }
}

/// A principal informs the committee of what the account says.
fn inform(visit: &Visit, school: SchoolUnitCode) -> Markup {
    let school = school.to_string();
    act::link(visit, "committee", "inform", &[("school", school.as_str())], visit.path())
}

fn deliver_form(visit: &Visit) -> Markup {
    let coordinates = visit.viewer.is_some_and(|viewer| viewer.role == Role::ResultsCoordinator);
    html! {
        @if coordinates && visit.field("asOf").is_none() {
            form.controls method="post" action=(visit.path()) {
                input type="hidden" name="id" value=(visit.new_id());
                button type="submit" { (visit.say(ReportText::AccountDeliver)) }
            }
        }
    }
}

/// `POST /schools/{school}/rounds/{round}/account`
pub(crate) fn deliver(visit: &Visit) -> Result<Answer, Fault> {
    let (school, round): (SchoolUnitCode, RoundId) =
        (visit.param("school")?, visit.param("round")?);
    visit.demand(Sight::Account(school))?;
    let actor = visit.actor()?;
    if actor.role != Role::ResultsCoordinator {
        return Err(Fault::Forbidden);
    }
    let command_id = visit.command_id("id")?;
    visit.app().deliver_account(&AccountAsked { command_id, actor, school, round })?;
    let round = encoded(&round.slug());
    Ok(Answer::Redirect(format!("/schools/{school}/rounds/{round}/account?{RECORDED}=1")))
}

fn content(visit: &Visit, document: &Value) -> Markup {
    let (name, basis) = (name_of(document), Basis::of(document));
    html! {
        (disclosure(visit, document))
        (section(visit, "read", ReportText::HowRead, &how_read(visit, document)))
        (section(visit, "promised", ReportText::AgainstPromise, &against(visit, document)))
        (section(visit, "behind", ReportText::WhoBehind, &behind(visit, &document["behind"], basis)))
        (section(visit, "done", ReportText::WhatDone, &html! {
            (programmes(visit, &document["programmes"], basis))
            (dialogue(visit, &document["dialogue"], basis))
            (measures(visit, document, basis, &name))
            (seminars(visit, list(document, "seminars")))
        }))
        (section(visit, "works", ReportText::DoesItWork, &html! {
            (evaluated(visit, list(document, "evaluated"), &name))
            (trend(visit, list(document, "trend")))
        }))
    }
}

/// What the account calls its school unit.
fn name_of(document: &Value) -> Names<'_> {
    Names::from([(text(document, "school"), text(document, "name"))])
}

/// The school unit's own figures beside those of its district and of the municipality.
fn how_read(visit: &Visit, document: &Value) -> Markup {
    let beside = [
        (ReportText::District, &document["of_district"]),
        (ReportText::Municipality, &document["of_municipality"]),
    ];
    let own = html! { strong { (text(document, "name")) } };
    let mut rows = vec![(own, read_row(visit, &document["own"]["total"]))];
    for (name, of) in beside.iter().filter(|(_, of)| !of.is_null()) {
        rows.push((html! { (visit.say(*name)) }, read_row(visit, &of["total"])));
    }
    let mut heads = READ;
    heads[0] = ReportText::Area;
    html! {
        (table(visit, ReportText::All, &heads, &rows))
        (read(visit, ReportText::ByGrade, list(&document["own"], "by_grade")))
        (read(visit, ReportText::BySex, list(document, "by_sex")))
        (read(visit, ReportText::BySyllabus, list(document, "by_syllabus")))
    }
}

fn against(visit: &Visit, document: &Value) -> Markup {
    let targets = |name: &str| list(&document[name], "promised");
    html! {
        @if targets("own").is_empty() { p { (visit.say(ReportText::PromisesNone)) } }
        (promised(visit, ReportText::School, targets("own")))
        (promised(visit, ReportText::District, targets("of_district")))
        (promised(visit, ReportText::Municipality, targets("of_municipality")))
    }
}

fn behind(visit: &Visit, of: &Value, basis: Option<Basis>) -> Markup {
    if is_none(&of["found"]) {
        return html! { p { (visit.say(ReportText::BehindNone)) } };
    }
    let all = html! { (visit.say(ReportText::All)) };
    let counted = counted(visit, basis, FOUND);
    table(visit, ReportText::WhoBehind, &BEHIND, &[(all, behind_row(visit, of, &counted))])
}
