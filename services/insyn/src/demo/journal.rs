//! What has been recorded so far: its size, its time, and the way out.

use domain::Event;
use domain::calendar::Instant;
use domain::id::{Position, Size};
use domain::people::Actor;
use insyn_app::disclosed::Disclosed;
use projections::{Facts, Origin};

use super::{BATCH_MAX, Batch};

/// The receiver wants no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stopped;

/// Where batches go.
pub(super) type Passing<'a> = dyn FnMut(Batch) -> Result<(), Stopped> + 'a;

/// Counts positions, keeps time from running backwards, and knows what the views would know.
pub(super) struct Journal<'a> {
    passing: &'a mut Passing<'a>,
    at: Instant,
    size: u64,
    batches: u64,
    facts: Facts,
    disclosed: Disclosed,
}

/// Between two batches of one task.
const STEP: u64 = 40_000;

impl<'a> Journal<'a> {
    pub(super) fn new(passing: &'a mut Passing<'a>) -> Self {
        Self {
            passing,
            at: Instant(0),
            size: 0,
            batches: 0,
            facts: Facts::new(),
            disclosed: Disclosed::default(),
        }
    }

    /// It is this moment now, or later where more has happened meanwhile.
    pub(super) fn turn_to(&mut self, at: Instant) {
        self.at = self.at.max(at);
    }

    /// The moment it is.
    pub(super) fn now(&self) -> Instant {
        self.at
    }

    /// The state of the record.
    pub(super) fn size(&self) -> Size {
        Size(self.size)
    }

    /// The position of the event that is recorded so many after the next.
    pub(super) fn position(&self, ahead: usize) -> Position {
        Position(self.size + u64::try_from(ahead).unwrap_or(u64::MAX))
    }

    pub(super) fn batches(&self) -> u64 {
        self.batches
    }

    /// What the record says so far, folded as the program folds it.
    pub(super) fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Rounds as they are shown to those who do not see the pupils.
    pub(super) fn disclosed(&self) -> &Disclosed {
        &self.disclosed
    }

    /// Hands the events over, in as many batches as they need; none where there are none.
    pub(super) fn record(
        &mut self,
        actor: Actor,
        cause: Option<Position>,
        mut events: Vec<Event>,
    ) -> Result<(), Stopped> {
        let author = actor.to_string();
        while !events.is_empty() {
            let rest = events.split_off(events.len().min(BATCH_MAX));
            for event in &events {
                let origin = Origin { actor: &author, cause };
                let folded = self.facts.apply(Position(self.size), self.at, Some(event), origin);
                folded.expect("positions are counted here and time never runs backwards");
                self.size += 1;
            }
            self.batches += 1;
            (self.passing)(Batch { at: self.at, actor, cause, events })?;
            self.at = Instant(self.at.0 + STEP);
            events = rest;
        }
        Ok(())
    }
}
