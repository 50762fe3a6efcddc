//! The trail: what was recorded, when, by whom in which role, in plain words.
//!
//! Words of the field, codes and positions only: no name of a person, no free text, whatever the event
//! holds sealed. Staff and pupils stand as pseudonyms in [`TrailEntry::tags`].
//!
//! [`told`] is for people: school units, districts, committees and rounds by name, as known when the event
//! was recorded. [`trail`] is for programs: the same by their codes.

pub(crate) mod words;

use domain::calendar::Instant;
use domain::command::Language;
use domain::id::{Position, StaffId};
use domain::people::Role;
use domain::reference::Reference;
use domain::{Event, Recorded};
use serde::Serialize;

use crate::Facts;
use words::Names;

/// One event in plain words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct TrailEntry {
    /// Where it stands.
    pub position: Position,
    /// When it was recorded.
    pub at: Instant,
    /// Who recorded it; none where it was no member of staff.
    pub staff: Option<StaffId>,
    /// In which role.
    pub role: Option<Role>,
    /// The kind of event; none where its body has been removed.
    pub kind: Option<&'static str>,
    /// What it says, in Swedish.
    pub sv: String,
    /// What it says, in English.
    pub en: String,
    /// The earlier position it refers to (a correction, a strike, an answer, a service).
    pub refers_to: Option<Position>,
    /// What it is about, pseudonymous (`pupil:…`, `school:…`).
    pub tags: Vec<String>,
}

impl TrailEntry {
    /// What it says, in a language.
    #[must_use]
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::Sv => &self.sv,
            Language::En => &self.en,
        }
    }
}

/// The trail of these events, in their order, with codes for public things.
#[must_use]
pub fn trail<'a>(events: impl IntoIterator<Item = &'a Recorded>) -> Vec<TrailEntry> {
    events.into_iter().map(|recorded| entry(recorded, Names::CODES)).collect()
}

/// The same with the names of public things, as the facts knew them when each event was recorded.
#[must_use]
pub fn told<'a>(facts: &Facts, events: impl IntoIterator<Item = &'a Recorded>) -> Vec<TrailEntry> {
    let one = |recorded: &Recorded| entry(recorded, Names::at(facts, recorded.position));
    events.into_iter().map(one).collect()
}

fn entry(recorded: &Recorded, names: Names<'_>) -> TrailEntry {
    let (sv, en) = match &recorded.event {
        Some(event) => words::say(event, names),
        None => (
            "Innehållet har gallrats och är inte längre känt.".to_owned(),
            "The content has been disposed of and is no longer known.".to_owned(),
        ),
    };
    let event = recorded.event.as_ref();
    TrailEntry {
        position: recorded.position,
        at: recorded.at,
        staff: recorded.actor.map(|actor| actor.staff),
        role: recorded.actor.map(|actor| actor.role),
        kind: event.map(Event::name),
        sv,
        en,
        refers_to: event.and_then(refers_to),
        tags: event.map_or_else(Vec::new, |e| e.tags().iter().map(ToString::to_string).collect()),
    }
}

/// The first position that the event names.
fn refers_to(event: &Event) -> Option<Position> {
    event.refers().into_iter().find_map(|reference| match reference {
        Reference::Position(position) => Some(position),
        Reference::Thread(_) => None,
    })
}
