//! A decision explained: who took it, in which role and by whose grant, on which events, and whether the
//! field's rules come to the same on them today.
//!
//! The decider's state is the boundary of the very command, read as of the position of the event. Sealed
//! texts are opened for deciding again only; nothing of them leaves this module.

use domain::command::{Act, Language};
use domain::id::{Position, Size};
use domain::people::{Actor, Role, Scope};
use domain::query::{Query, Tag};
use domain::{Event, Recorded, asked, personal};
use eventstore::{ReadError, Stored};
use projections::{Facts, TrailEntry};
use schemars::JsonSchema;
use serde::Serialize;

use crate::access::{Sight, may_see};
use crate::handle::stored_query;
use crate::seal::recorded;
use crate::store::App;
use crate::trail::TrailError;

/// The most events that one command leads to and that are looked at together with its first.
const TOGETHER_MAX: u64 = 4;
/// The most events of the decider's state that are told in words; the others are counted.
pub const TOLD_MAX: usize = 500;

/// Under whose authority someone acted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Authority {
    /// In which role.
    pub role: Role,
    /// Where the role holds.
    pub scope: Scope,
    /// The event that granted it.
    pub granted: Position,
    /// The delegation of decisions that was needed beside it, if one.
    pub delegated: Option<Position>,
}

/// What the field's rules say when they are asked again on the state the decider had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Again {
    /// The same events.
    Same,
    /// Other events than were recorded: the rules have changed since, or the history was loaded.
    Other {
        /// Their kinds.
        kinds: Vec<&'static str>,
    },
    /// A refusal: likewise.
    Refused {
        /// Its code name.
        code: &'static str,
        /// In Swedish.
        sv: &'static str,
        /// In English.
        en: &'static str,
    },
    /// Content has been disposed of that the decision rested on: it cannot be taken again.
    ContentGone,
}

/// A decision explained.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Explained {
    /// What was recorded, in words, without names and sealed text.
    pub event: TrailEntry,
    /// The event that led here, if the record names one.
    pub cause: Option<Position>,
    /// Under whose authority; none for the follow-up process, which acts in nobody's name, and where the
    /// grant is not in the record.
    pub authority: Option<Authority>,
    /// The size at which every view shows what the decider could see.
    pub knowledge: Size,
    /// What the decision rested on, in order of position: at most [`TOLD_MAX`] events, the newest.
    pub state: Vec<TrailEntry>,
    /// How many events that were in all.
    pub rested_on: usize,
    /// Whether the same would be decided again.
    pub again: Again,
}

impl App {
    /// Explains the event at a position; none where nothing is recorded there or its content is gone.
    pub fn explain(&self, position: Position) -> Result<Option<Explained>, TrailError> {
        let Some(stored) = self.stored(position)? else { return Ok(None) };
        let told = recorded(&stored).map_err(TrailError::Record)?;
        let (Some(actor), Some(event)) = (told.actor, told.event.as_ref()) else {
            return Ok(None);
        };
        let knowledge = Size(position.0);
        let together = self.together(&stored, actor)?;
        let events: Vec<Event> = together.events.iter().map(|one| (*one).clone()).collect();
        let before = |tag: Tag| self.before(&Query::new().or(&[], &[tag]), knowledge);
        let fault = std::cell::RefCell::new(None);
        let read = |tag: Tag| {
            before(tag).unwrap_or_else(|error| {
                fault.borrow_mut().get_or_insert(error);
                Vec::new()
            })
        };
        let asked = asked::asked(&events, &read);
        if let Some(error) = fault.into_inner() {
            return Err(error);
        }
        let Some((command, taken)) = asked else { return Ok(None) };
        let act = Act { actor, at: told.at };
        let state = self.before(&command.boundary(&act), knowledge)?;
        let again = match command.decide(&act, &state) {
            Ok(decided) if decided == events[..taken] => Again::Same,
            _ if together.is_gone || state.iter().any(|one| one.event.is_none()) => {
                Again::ContentGone
            }
            Ok(decided) => Again::Other { kinds: decided.iter().map(Event::name).collect() },
            Err(refusal) => Again::Refused {
                code: refusal.code(),
                sv: refusal.message(Language::Sv),
                en: refusal.message(Language::En),
            },
        };
        let facts = self.facts().map_err(TrailError::Facts)?;
        let authority = authority(&facts, actor, &told, event, &state);
        let cause = facts.cause(position, Size(position.0 + 1));
        let newest = state.len().saturating_sub(TOLD_MAX);
        Ok(Some(Explained {
            event: one_entry(&facts, &told),
            cause,
            authority,
            knowledge,
            rested_on: state.len(),
            state: projections::told(&facts, &state[newest..]),
            again,
        }))
    }

    /// Whether someone may see an event explained: whoever may see every trail, and the principal of a
    /// school unit that the event is about.
    pub fn may_explain(&self, viewer: Actor, position: Position) -> Result<bool, TrailError> {
        let today = self.now().day();
        let facts = self.facts().map_err(TrailError::Facts)?;
        if may_see(&facts, viewer, Sight::Trail, today) {
            return Ok(true);
        }
        let Some(stored) = self.stored(position)? else { return Ok(false) };
        let told = recorded(&stored).map_err(TrailError::Record)?;
        let tags = told.event.map_or_else(Vec::new, |event| event.tags());
        Ok(tags.into_iter().any(|tag| match tag {
            Tag::School(school) => may_see(&facts, viewer, Sight::TrailAt(school), today),
            _ => false,
        }))
    }

    fn stored(&self, position: Position) -> Result<Option<Stored>, TrailError> {
        if position.0 >= self.size().0 {
            return Ok(None);
        }
        self.log().get(eventstore::Position(position.0)).map_err(TrailError::Read)
    }

    /// What a query finds below a size, in order of position, personal values sealed.
    pub(crate) fn before(&self, query: &Query, until: Size) -> Result<Vec<Recorded>, TrailError> {
        let query = stored_query(query).map_err(TrailError::Tag)?;
        let until = eventstore::Size(until.0);
        let found = self.log().query(&query, eventstore::Size::ZERO, until);
        let found = found.map_err(TrailError::Read)?;
        found.iter().map(|stored| recorded(stored).map_err(TrailError::Record)).collect()
    }

    /// The event with those that were recorded together with it, right after it, opened.
    fn together(&self, first: &Stored, actor: Actor) -> Result<Together, TrailError> {
        let mut together = Together::default();
        together.take(self, first)?;
        for next in 1..TOGETHER_MAX {
            let Some(stored) = self.stored(Position(first.position.0 + next))? else { break };
            let told = recorded(&stored).map_err(TrailError::Record)?;
            if stored.recorded_at != first.recorded_at || told.actor != Some(actor) {
                break;
            }
            together.take(self, &stored)?;
        }
        Ok(together)
    }
}

/// Events that were recorded together, with their personal values open where they still can be.
#[derive(Default)]
struct Together {
    events: Vec<Event>,
    /// Whether content of the first is gone.
    is_gone: bool,
}

impl Together {
    fn take(&mut self, app: &App, stored: &Stored) -> Result<(), TrailError> {
        let mut sections = Vec::with_capacity(stored.sections.len());
        for number in (0u8..).take(stored.sections.len()) {
            match app.vault().open_section(stored, number) {
                Ok(plaintext) => sections.push(plaintext.to_vec()),
                Err(_) => {
                    self.is_gone |= self.events.is_empty();
                    sections.clear();
                    break;
                }
            }
        }
        let told = personal::opened(sections, || recorded(stored)).map_err(TrailError::Record)?;
        let Some(event) = told.event else {
            return Err(TrailError::Read(ReadError::Lost { at: stored.position }));
        };
        self.events.push(event);
        Ok(())
    }
}

fn one_entry(facts: &Facts, told: &Recorded) -> TrailEntry {
    let mut entries = projections::told(facts, [told]);
    entries.swap_remove(0)
}

/// The grant under which the actor held the role that day: the one that reaches the school unit of the
/// event, else the first. A delegation stands beside it where the decision is one that is delegated.
fn authority(
    facts: &Facts,
    actor: Actor,
    told: &Recorded,
    event: &Event,
    state: &[Recorded],
) -> Option<Authority> {
    let (day, at) = (told.at.day(), Size(told.position.0));
    let held = facts.roles(actor.staff, day, at).into_iter();
    let held: Vec<_> = held.filter(|held| held.role == actor.role).collect();
    let reaches = |scope: Scope| {
        event.tags().into_iter().any(|tag| match tag {
            Tag::School(school) => facts.covers(scope, school, day, at),
            _ => false,
        })
    };
    let granted = held.iter().find(|held| reaches(held.scope)).or(held.first())?;
    let delegated = state.iter().rev().find_map(|recorded| match &recorded.event {
        Some(Event::DecisionDelegated(e)) if e.staff == actor.staff => Some(recorded.position),
        _ => None,
    });
    let delegated = delegated.filter(|_| granted.role != Role::Principal);
    let (role, scope) = (granted.role, granted.scope);
    Some(Authority { role, scope, granted: granted.position, delegated })
}
