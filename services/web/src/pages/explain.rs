//! `GET /explain/{position}`: a decision explained: who took it, by what authority, on which knowledge,
//! and whether the rules come to the same on that knowledge today.

use std::collections::HashMap;

use domain::command::Language;
use domain::id::{Position, StaffId};
use domain::people::Role;
use insyn_app::access::sights_of_trail;
use insyn_app::explain::{Again, Explained};
use insyn_app::trail::TrailOf;
use maud::{Markup, html};
use projections::TrailEntry;

use crate::fault::Fault;
use crate::page::{Page, scroll, unbroken};
use crate::pages::named::scope;
use crate::text::{ChainText, ExplainText, FigureText, event_kind};
use crate::visit::{Answer, Visit};
use crate::words;

/// The decision with what is needed to show it.
struct Shown {
    explained: Explained,
    names: HashMap<StaffId, String>,
    /// Where the role holds.
    place: Option<String>,
    /// Whether the event says something of a pupil whom the viewer may not see.
    hidden: bool,
    /// The same of each event of the state.
    state_hidden: Vec<bool>,
}

/// The page.
pub(crate) fn show(visit: &Visit) -> Result<Answer, Fault> {
    let position = Position(visit.param("position")?);
    let viewer = visit.actor()?;
    if !visit.app().may_explain(viewer, position)? {
        return Err(Fault::Forbidden);
    }
    if position.0 >= visit.app().size().0 {
        return Err(Fault::NotFound);
    }
    let title = visit.fill(ExplainText::Title, &[("position", &position.to_string())]);
    let Some(explained) = visit.app().explain(position)? else {
        let body = html! { p { (visit.say(ExplainText::Not)) } };
        return Ok(Page::new(title, body).into());
    };
    let shown = read(visit, explained)?;
    let body = html! {
        section.sheet aria-labelledby="what" {
            h2 #what { (visit.say(ExplainText::What)) }
            (what(visit, &shown))
        }
        section aria-labelledby="again" {
            h2 #again { (visit.say(ExplainText::Again)) }
            p { (again(visit, &shown.explained.again)) }
        }
        section aria-labelledby="state" {
            h2 #state { (visit.say(ExplainText::State)) }
            (state(visit, &shown))
        }
    };
    let lead = html! { (visit.say(ExplainText::Lead)) };
    let above = above(visit, &shown.explained.event)?.into_iter().collect();
    Ok(Page::new(title, body).with_lead(lead).under(above).into())
}

/// The nearest trail that the decision belongs to and that is open to the viewer.
fn above(visit: &Visit, entry: &TrailEntry) -> Result<Option<(String, String)>, Fault> {
    let facts = visit.facts()?;
    let opens = |of: &TrailOf| {
        let sights = sights_of_trail(&facts, of, visit.today());
        sights.into_iter().any(|sight| visit.may(&facts, sight))
    };
    let ways = ["programme", "measure", "report", "decision", "commitment", "pupil", "school"];
    let found = ways.into_iter().find_map(|way| {
        let tags = entry.tags.iter().filter_map(|tag| tag.split_once(':'));
        let mut ids = tags.filter(|(name, _)| *name == way).map(|(_, id)| id);
        ids.find(|id| trail_of(way, id).is_some_and(|of| opens(&of)))
            .map(|id| format!("/trail/{way}s/{id}"))
    });
    Ok(found.map(|address| (visit.say(ChainText::Chain).to_owned(), address)))
}

fn trail_of(way: &str, id: &str) -> Option<TrailOf> {
    match way {
        "programme" => id.parse().ok().map(TrailOf::Programme),
        "measure" => id.parse().ok().map(TrailOf::Measure),
        "report" => id.parse().ok().map(TrailOf::Report),
        "decision" => id.parse().ok().map(TrailOf::Decision),
        "commitment" => id.parse().ok().map(TrailOf::Commitment),
        "pupil" => id.parse().ok().map(TrailOf::Pupil),
        _ => id.parse().ok().map(TrailOf::School),
    }
}

fn read(visit: &Visit, explained: Explained) -> Result<Shown, Fault> {
    let told = || std::iter::once(&explained.event).chain(&explained.state);
    let names = visit.staff_names(told().filter_map(|entry| entry.staff))?;
    let facts = visit.facts()?;
    let place = explained.authority.map(|authority| {
        scope(visit, &facts, authority.scope, explained.event.at.day(), facts.size())
    });
    let hidden = visit.reader(&facts).hides(&explained.event.tags);
    let state_hidden =
        explained.state.iter().map(|e| visit.reader(&facts).hides(&e.tags)).collect();
    drop(facts);
    Ok(Shown { names, place, hidden, state_hidden, explained })
}

fn what(visit: &Visit, shown: &Shown) -> Markup {
    let Explained { event, cause, knowledge, .. } = &shown.explained;
    let events = words::count(knowledge.0, visit.language);
    let size = knowledge.0.to_string();
    html! {
        @if let Some(kind) = event.kind { p.label { (event_kind(kind, visit.language)) } }
        p { (words_of(visit, event, shown.hidden)) }
        dl.pairs {
            dt { (visit.say(ExplainText::When)) } dd.when { (words::moment(event.at)) }
            dt { (visit.say(ExplainText::Who)) } dd { (who(visit, event, &shown.names)) }
            dt { (visit.say(ExplainText::Authority)) } dd { (authority(visit, shown)) }
            @if let Some(cause) = cause {
                dt { (visit.say(ExplainText::Cause)) }
                dd { a href={ "/explain/" (cause) } {
                    (visit.fill(ChainText::Number, &[("position", &cause.to_string())]))
                } }
            }
            dt { (visit.say(ExplainText::Knowledge)) }
            dd { (visit.fill(ExplainText::KnowledgeIs, &[("events", &events), ("size", &size)])) }
        }
    }
}

fn words_of(visit: &Visit, entry: &TrailEntry, hidden: bool) -> Markup {
    html! {
        @if hidden { span.soft { (visit.say(ChainText::Hidden)) } }
        @else { (unbroken(entry.text(visit.language))) }
    }
}

fn who(visit: &Visit, entry: &TrailEntry, names: &HashMap<StaffId, String>) -> String {
    let name = entry.staff.and_then(|staff| names.get(&staff).cloned());
    match (entry.role, name) {
        (Some(Role::Process), _) => visit.say(ChainText::ByProcess).to_owned(),
        (Some(role), Some(name)) => format!("{name}, {}", visit.say(words::role(role).0)),
        (Some(role), None) => visit.say(words::role(role).0).to_owned(),
        (None, name) => name.unwrap_or_else(|| "–".to_owned()),
    }
}

fn authority(visit: &Visit, shown: &Shown) -> String {
    let Some(authority) = shown.explained.authority else {
        return visit.say(ExplainText::AuthorityNone).to_owned();
    };
    let granted = authority.granted.to_string();
    let place = shown.place.as_deref().unwrap_or_default();
    let parts = [("position", granted.as_str()), ("scope", place)];
    let mut text = visit.fill(ExplainText::AuthorityGrant, &parts);
    if let Some(delegated) = authority.delegated {
        let delegated = delegated.to_string();
        text.push(' ');
        text.push_str(&visit.fill(ExplainText::AuthorityDelegated, &[("position", &delegated)]));
    }
    text
}

fn again(visit: &Visit, again: &Again) -> String {
    match again {
        Again::Same => visit.say(ExplainText::AgainSame).to_owned(),
        Again::Other { kinds } => {
            let kinds: Vec<&str> =
                kinds.iter().map(|kind| event_kind(kind, visit.language)).collect();
            format!("{} ({})", visit.say(ExplainText::AgainOther), kinds.join(", "))
        }
        Again::Refused { sv, en, .. } => {
            let why = match visit.language {
                Language::Sv => sv,
                Language::En => en,
            };
            visit.fill(ExplainText::AgainRefused, &[("why", why)])
        }
        Again::ContentGone => visit.say(ExplainText::AgainGone).to_owned(),
    }
}

fn state(visit: &Visit, shown: &Shown) -> Markup {
    let explained = &shown.explained;
    let number =
        |value: usize| words::count(u64::try_from(value).unwrap_or(u64::MAX), visit.language);
    let (count, told) = (number(explained.rested_on), number(explained.state.len()));
    if explained.state.is_empty() {
        return html! { p { (visit.say(ExplainText::StateNone)) } };
    }
    let caption = visit.fill(ExplainText::StateLead, &[("count", &count)]);
    html! {
        @if explained.state.len() < explained.rested_on {
            p.soft { (visit.fill(ExplainText::StateNewest, &[("shown", &told), ("count", &count)])) }
        }
        (scroll(visit.say(ExplainText::State), &html! {
            table.events {
                caption { (caption) }
                thead { tr {
                    th.number scope="col" { (visit.say(FigureText::Position)) }
                    th scope="col" { (visit.say(FigureText::Recorded)) }
                    th scope="col" { (visit.say(FigureText::Kind)) }
                    th scope="col" { (visit.say(FigureText::What)) }
                    th scope="col" { (visit.say(FigureText::Who)) }
                } }
                tbody { @for (entry, hidden) in explained.state.iter().zip(&shown.state_hidden) {
                    (row(visit, entry, *hidden, &shown.names))
                } }
            }
        }))
    }
}

fn row(
    visit: &Visit,
    entry: &TrailEntry,
    hidden: bool,
    names: &HashMap<StaffId, String>,
) -> Markup {
    html! {
        tr {
            td.number data-label=(visit.say(FigureText::Position)) { (entry.position) }
            td.when { (words::moment(entry.at)) }
            th scope="row" { (entry.kind.map_or("–", |kind| event_kind(kind, visit.language))) }
            td { (words_of(visit, entry, hidden)) }
            td data-label=(visit.say(FigureText::Who)) { @if !hidden { (who(visit, entry, names)) } }
        }
    }
}
