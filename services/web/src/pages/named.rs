//! What the pages of the duties have in common: choices, places and people in words, the acts that can be
//! done from a page, and the state of the world of a page that is open to all.

use std::collections::HashMap;

use domain::calendar::Day;
use domain::committee::{Purse, Resolution};
use domain::id::{CommitmentId, LanguageTag, SchoolUnitCode, Size, StaffId};
use domain::people::Scope;
use maud::{Markup, html};
use projections::Facts;

use crate::fault::Fault;
use crate::pages::common::{controls, past_banner};
use crate::text::locale;
use crate::text::{KnowledgeText, PledgeText, Term};
use crate::visit::{At, Visit};
use crate::words;

/// A language; by its tag where it has no words here.
pub(crate) fn language(visit: &Visit, tag: LanguageTag) -> String {
    let known = locale::of(visit.language).named(&format!("language-{tag}"));
    known.map_or_else(|| tag.to_string(), str::to_owned)
}

/// A sum of money in whole kronor.
pub(crate) fn kronor(visit: &Visit, amount: u64) -> String {
    visit.fill(Term::Kronor, &[("amount", &words::count(amount, visit.language))])
}

/// A school unit by name; by its code where it has none yet.
pub(crate) fn school_name(facts: &Facts, school: SchoolUnitCode, day: Day, at: Size) -> String {
    facts.school(school, day, at).map_or_else(|| school.to_string(), |found| found.name)
}

/// Where a role or a seminar reaches, by name.
pub(crate) fn scope(visit: &Visit, facts: &Facts, scope: Scope, day: Day, at: Size) -> String {
    match scope {
        Scope::Municipality => words::capital(visit.say(KnowledgeText::TheMunicipality)),
        Scope::District(id) => {
            facts.district(id, at).map_or_else(|| id.to_string(), |district| district.name)
        }
        Scope::School(code) => school_name(facts, code, day, at),
    }
}

fn purse(visit: &Visit, facts: &Facts, purse: Purse, day: Day, at: Size) -> String {
    match purse {
        Purse::Municipality => visit.say(KnowledgeText::TheMunicipality).to_owned(),
        Purse::District(id) => scope(visit, facts, Scope::District(id), day, at),
        Purse::School(code) => school_name(facts, code, day, at),
    }
}

/// What a commitment is called: the title of its latest version.
pub(crate) fn commitment_title(facts: &Facts, commitment: CommitmentId, at: Size) -> String {
    let found = facts.commitment(commitment, at);
    let last = found.and_then(|found| found.versions.into_iter().last());
    last.map(|version| version.terms.title).unwrap_or_default()
}

/// What a committee decided, in a sentence.
pub(crate) fn resolution(
    visit: &Visit,
    facts: &Facts,
    resolution: &Resolution,
    day: Day,
    at: Size,
) -> String {
    let titled = |key: KnowledgeText, commitment: CommitmentId| {
        let title = commitment_title(facts, commitment, at);
        visit.fill(key, &[("title", &format!("”{title}”"))])
    };
    match resolution {
        Resolution::Noted => visit.say(KnowledgeText::Noted).to_owned(),
        Resolution::MoreInformation { question } => {
            visit.fill(KnowledgeText::MoreInformation, &[("question", question)])
        }
        Resolution::FundsMoved { from, to, amount } => {
            let amount = words::count(*amount, visit.language);
            let from = purse(visit, facts, *from, day, at);
            let to = purse(visit, facts, *to, day, at);
            let parts = [("amount", amount.as_str()), ("from", &from), ("to", &to)];
            visit.fill(KnowledgeText::FundsMoved, &parts)
        }
        Resolution::AmbitionLowered { commitment } => {
            titled(KnowledgeText::AmbitionLowered, *commitment)
        }
        Resolution::AmbitionRaised { commitment } => {
            titled(KnowledgeText::AmbitionRaised, *commitment)
        }
        Resolution::TargetsAdopted { commitment } => {
            titled(KnowledgeText::TargetsAdopted, *commitment)
        }
    }
}

/// Whose a commitment is, in words.
pub(crate) fn level(visit: &Visit, name: Option<&str>) -> String {
    match name {
        Some(name) => format!("{}: {name}", visit.say(Term::LevelSchool)),
        None => visit.say(Term::LevelMunicipality).to_owned(),
    }
}

/// A member of staff by name.
pub(crate) fn person(names: &HashMap<StaffId, String>, staff: StaffId) -> &str {
    names.get(&staff).map_or("–", String::as_str)
}

/// The names of some, in alphabetical order.
pub(crate) fn people(names: &HashMap<StaffId, String>, staff: &[StaffId]) -> String {
    let mut some: Vec<&str> = staff.iter().map(|one| person(names, *one)).collect();
    some.sort_by_cached_key(|name| words::alphabetical(name));
    some.join(", ")
}

/// What the viewer can do from here; nothing where there is nothing.
pub(crate) fn acts(visit: &Visit, links: &[Markup]) -> Markup {
    if links.iter().all(|link| link.0.is_empty()) {
        return html! {};
    }
    html! {
        // Many on a page, one for each of its things: no landmarks.
        div.acts role="group" aria-label=(visit.say(PledgeText::Acts)) {
            ul.inline-list { @for link in links.iter().filter(|link| !link.0.is_empty()) { li { (link) } } }
        }
    }
}

/// Whether the role in which the viewer is signed in reaches a school unit today: what is done there is
/// offered to those whose it is to do.
pub(crate) fn reaches(visit: &Visit, facts: &Facts, school: SchoolUnitCode) -> bool {
    let Some(viewer) = visit.viewer else { return false };
    let (day, now) = (visit.today(), facts.size());
    let held = facts.roles(viewer.staff, day, now).into_iter();
    let mut scopes = held.filter(|held| held.role == viewer.role).map(|held| held.scope);
    scopes.any(|scope| facts.covers(scope, school, day, now))
}

/// The state that a page open to all shows: the present to someone who is not signed in, whom how much
/// the record holds does not concern.
pub(crate) fn at_of_open(visit: &Visit) -> Result<At, Fault> {
    if visit.viewer.is_some() {
        return visit.at();
    }
    Ok(At { size: visit.facts()?.size(), past: false, day: None })
}

/// The as-of control of a page without rounds, for those who are signed in.
pub(crate) fn as_of(visit: &Visit, recorded: Option<String>, at: At) -> Markup {
    html! {
        @if visit.viewer.is_some() {
            (past_banner(visit, recorded, at))
            (controls(visit, &[], None, at))
        }
    }
}

/// An address as of the same state as the page.
pub(crate) fn same_state(address: &str, at: At) -> String {
    if !at.past {
        return address.to_owned();
    }
    let joint = if address.contains('?') { '&' } else { '?' };
    format!("{address}{joint}asOf={}", at.size)
}
