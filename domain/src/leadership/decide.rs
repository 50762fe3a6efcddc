//! Decisions on acts of leadership. Refusals, in their order, stand in [`super::Refusal`].

use super::{Command, LeadershipActed, Refusal};
use crate::command::Act;
use crate::event::{Event, Recorded, code};
use crate::organisation::authority::Roles;
use crate::organisation::places::Places;
use crate::people::Scope;
use crate::query::{Query, Tag};
use crate::round::demand;

impl Command {
    /// Which events the decision rests on.
    #[must_use]
    pub fn boundary(&self, act: &Act) -> Query {
        let Self::Act(LeadershipActed { school, class, .. }) = self;
        let query = Roles::boundary(Query::new(), act, Scope::School(*school));
        match *class {
            Some(class) => Places::class_boundary(query, class)
                .or(&[code::LeadershipActed], &[Tag::School(*school), Tag::Class(class)]),
            None => query.or(&[code::LeadershipActed], &[Tag::School(*school)]),
        }
    }

    /// Decides on the events of the boundary, in order of position.
    ///
    /// No event: it is already so. A note is sealed and cannot be compared with another, so that an act
    /// with a note is always new: a second visit of the day is as true as the first.
    pub fn decide(&self, act: &Act, history: &[Recorded]) -> Result<Vec<Event>, Refusal> {
        let Self::Act(wanted) = self;
        let LeadershipActed { school, class, on, .. } = *wanted;
        let roles = Roles::of(act, history);
        let may = roles.allow(self.entrusted(), Scope::School(school), |_| false);
        demand(may, Refusal::NotAuthorised)?;
        demand(on.is_plausible(act.today()), Refusal::DayImplausible)?;
        demand(on <= act.today(), Refusal::DateInFuture)?;
        let places = Places::of(history);
        let there = |class| places.class_at(class, school).is_some_and(|c| c.open.contains(on));
        demand(class.is_none_or(there), Refusal::ClassUnknown)?;
        let already_so = wanted.note.is_none() && is_recorded(wanted, history);
        Ok(if already_so { Vec::new() } else { vec![wanted.clone().into()] })
    }
}

fn is_recorded(wanted: &LeadershipActed, history: &[Recorded]) -> bool {
    let content = |e: &LeadershipActed| (e.school, e.act, e.class, e.on);
    history.iter().any(|recorded| {
        matches!(&recorded.event, Some(Event::LeadershipActed(e)) if content(e) == content(wanted))
    })
}
