//! Where an event comes from: who recorded it, and which earlier event led to it.

use std::collections::BTreeSet;

use domain::id::{Position, Size};
use domain::people::Actor;
use serde::{Deserialize, Serialize};

use super::Facts;
use crate::directory::position;

/// What the record says beside an event. Of an event whose body is removed, nothing is known.
#[derive(Debug, Clone, Copy, Default)]
pub struct Origin<'a> {
    /// Who recorded it, as the record holds it (`staff:…/role`); empty where nobody is named. It is read
    /// only for events whose author the facts keep: most events are folded without it.
    pub actor: &'a str,
    /// The event that led to it, where one is named.
    pub cause: Option<Position>,
}

impl Origin<'_> {
    /// The author; none where the record names no member of staff.
    pub(crate) fn author(&self) -> Option<Actor> {
        self.actor.parse().ok()
    }
}

/// Which event led to which. Only events that name a cause.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Causes {
    /// Event and cause, in order of event.
    pairs: Vec<(u32, u32)>,
    /// Cause and event, in order.
    #[serde(skip)]
    effects: BTreeSet<(u32, u32)>,
}

impl Causes {
    /// A cause that is no earlier event is none.
    pub(crate) fn record(&mut self, at: u32, cause: Option<Position>) {
        let cause = cause.and_then(|cause| u32::try_from(cause.0).ok());
        if let Some(cause) = cause.filter(|cause| *cause < at) {
            self.pairs.push((at, cause));
            self.effects.insert((cause, at));
        }
    }

    /// Rebuilds what is not saved.
    pub(crate) fn reindex(&mut self) {
        self.effects = self.pairs.iter().map(|(event, cause)| (*cause, *event)).collect();
    }
}

impl Facts {
    /// The event that led to the one at a position, where the record names one.
    #[must_use]
    pub fn cause(&self, of: Position, at: Size) -> Option<Position> {
        let of = u32::try_from(of.0).ok().filter(|of| *of < self.limit(at))?;
        let pairs = &self.causes.pairs;
        let index = pairs.binary_search_by_key(&of, |(event, _)| *event).ok()?;
        pairs.get(index).map(|(_, cause)| position(*cause))
    }

    /// The events that the one at a position led to, in order.
    #[must_use]
    pub fn caused_by(&self, cause: Position, at: Size) -> Vec<Position> {
        let Ok(cause) = u32::try_from(cause.0) else { return Vec::new() };
        let effects = self.causes.effects.range((cause, 0)..(cause, self.limit(at)));
        effects.map(|(_, event)| position(*event)).collect()
    }
}
