//! A pupil's guardians as decisions see them: linked, blocked.

use std::collections::BTreeMap;

use crate::event::{Event, Recorded, code};
use crate::id::{GuardianId, PupilId};
use crate::query::{Query, Tag};

/// Someone who is, or has been, a guardian of the pupil.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Guardian {
    pub(crate) linked: bool,
    /// A block outlives an unlinking: who is linked again is still blocked.
    pub(crate) blocked: bool,
}

/// The guardians of one pupil.
#[derive(Debug, Clone, Default)]
pub(crate) struct Guardians(BTreeMap<GuardianId, Guardian>);

impl Guardians {
    /// Adds what is to be known of the pupil's guardians.
    pub(crate) fn boundary(query: Query, pupil: PupilId) -> Query {
        let types = [code::GuardianLinked, code::GuardianUnlinked, code::GuardianRestricted];
        query.or(&types, &[Tag::Pupil(pupil)])
    }

    /// What these events tell; of the guardians they are about, the pupil is one and the same.
    pub(crate) fn of(history: &[Recorded]) -> Self {
        let mut guardians = Self::default();
        history.iter().filter_map(|r| r.event.as_ref()).for_each(|event| guardians.evolve(event));
        guardians
    }

    /// Takes one event in.
    pub(crate) fn evolve(&mut self, event: &Event) {
        match event {
            Event::GuardianLinked(e) => self.entry(e.guardian).linked = true,
            Event::GuardianUnlinked(e) => self.entry(e.guardian).linked = false,
            Event::GuardianRestricted(e) => self.entry(e.guardian).blocked = e.blocked,
            _ => {}
        }
    }

    fn entry(&mut self, guardian: GuardianId) -> &mut Guardian {
        self.0.entry(guardian).or_default()
    }

    /// The guardian, linked or not, if ever linked or blocked.
    pub(crate) fn get(&self, guardian: GuardianId) -> Option<&Guardian> {
        self.0.get(&guardian)
    }

    /// Whether this is a guardian of the pupil now.
    pub(crate) fn is_linked(&self, guardian: GuardianId) -> bool {
        self.get(guardian).is_some_and(|g| g.linked)
    }

    /// Whether this guardian's access to the pupil is blocked now.
    pub(crate) fn is_blocked(&self, guardian: GuardianId) -> bool {
        self.get(guardian).is_some_and(|g| g.blocked)
    }

    /// Those linked now whom nothing blocks, in order.
    pub(crate) fn open(&self) -> impl Iterator<Item = GuardianId> {
        let open = self.0.iter().filter(|(_, known)| known.linked && !known.blocked);
        open.map(|(guardian, _)| *guardian)
    }
}
