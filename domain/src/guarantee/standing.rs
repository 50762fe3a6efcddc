//! Which shortfalls of a pupil stand, and which service goals hold: folds for decisions and callers.

use std::collections::BTreeMap;

use super::{Answer, GuaranteeAdopted, Lifted, Promise, ShortfallFollowed, ShortfallFound};
use crate::calendar::Day;
use crate::event::{Code, Event, Recorded, code};
use crate::id::{Position, PupilId, RoundId, SchoolUnitCode};
use crate::query::{Query, Tag};

/// How far a shortfall has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// It awaits an answer.
    Open,
    /// A person has answered.
    Answered,
    /// It no longer stands, answered or not.
    Lifted,
}

/// One shortfall and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortfall {
    /// Where it was found in the record; its name from then on.
    pub position: Position,
    /// What was found.
    pub found: ShortfallFound,
    /// The latest move of the duty to another school unit.
    pub followed: Option<ShortfallFollowed>,
    /// The answer in force, and where it stands.
    pub answered: Option<(Position, Answer)>,
    /// Why it no longer stands.
    pub lifted: Option<Lifted>,
}

impl Shortfall {
    /// The school unit that has the duty to answer.
    #[must_use]
    pub fn responsible(&self) -> SchoolUnitCode {
        self.followed.as_ref().map_or(self.found.school, |followed| followed.school)
    }

    /// How far it has come.
    #[must_use]
    pub const fn step(&self) -> Step {
        match (self.lifted, self.answered) {
            (Some(_), _) => Step::Lifted,
            (None, Some(_)) => Step::Answered,
            (None, None) => Step::Open,
        }
    }

    /// Whether it is of this target in this round, whatever the version.
    #[must_use]
    pub fn is_of(&self, round: RoundId, promise: Promise) -> bool {
        let target = |promise: Promise| (promise.commitment, promise.target);
        self.found.round == round && target(self.found.promise) == target(promise)
    }
}

/// Every shortfall of one pupil.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing(BTreeMap<Position, Shortfall>);

impl Standing {
    /// The types that tell of a shortfall; all carry the pupil's tag.
    pub const TYPES: [Code; 4] = [
        code::ShortfallFound,
        code::ShortfallLifted,
        code::ShortfallFollowed,
        code::GuaranteeAnswered,
    ];

    /// Adds what is to be known of a pupil's shortfalls.
    pub(crate) fn boundary(query: Query, pupil: PupilId) -> Query {
        query.or(&Self::TYPES, &[Tag::Pupil(pupil)])
    }

    /// What these events, in order of position, tell of the pupil's shortfalls.
    #[must_use]
    pub fn of(history: &[Recorded], pupil: PupilId) -> Self {
        let mut standing = Self::default();
        for Recorded { position, event, .. } in history {
            event.iter().for_each(|event| standing.evolve(pupil, *position, event));
        }
        standing
    }

    fn evolve(&mut self, pupil: PupilId, position: Position, event: &Event) {
        match event {
            Event::ShortfallFound(e) if e.pupil == pupil => {
                let (found, followed, answered, lifted) = (e.clone(), None, None, None);
                let shortfall = Shortfall { position, found, followed, answered, lifted };
                self.0.insert(position, shortfall);
            }
            Event::ShortfallLifted(e) => self.change(e.of, |s| s.lifted = Some(e.why)),
            Event::ShortfallFollowed(e) => self.change(e.of, |s| s.followed = Some(e.clone())),
            Event::GuaranteeAnswered(e) => {
                self.change(e.of, |s| s.answered = Some((position, e.answer)));
            }
            _ => {}
        }
    }

    fn change(&mut self, of: Position, change: impl FnOnce(&mut Shortfall)) {
        if let Some(shortfall) = self.0.get_mut(&of) {
            change(shortfall);
        }
    }

    /// The shortfall found at this position.
    #[must_use]
    pub fn get(&self, of: Position) -> Option<&Shortfall> {
        self.0.get(&of)
    }

    /// Every shortfall, in the order in which they were found.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Shortfall> {
        self.0.values()
    }

    /// The shortfall of this target in this round that stands, answered or not. At most one does.
    #[must_use]
    pub fn standing(&self, round: RoundId, promise: Promise) -> Option<&Shortfall> {
        self.iter().rev().find(|s| s.is_of(round, promise) && s.step() != Step::Lifted)
    }
}

/// The service goals that hold on the day: of those that have begun, the ones that began last (of the
/// same day, those adopted later).
#[must_use]
pub fn in_force(history: &[Recorded], on: Day) -> Option<&GuaranteeAdopted> {
    let adopted = history.iter().filter_map(|recorded| match &recorded.event {
        Some(Event::GuaranteeAdopted(e)) => Some(e),
        _ => None,
    });
    adopted.filter(|goals| goals.valid_from <= on).max_by_key(|goals| goals.valid_from)
}
