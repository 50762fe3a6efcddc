//! State and decisions of a coaching. Refusals, in their order, stand in [`super::Refusal`].

use super::{CoachingBooked, CoachingHeld, CoachingRequested, Command, Refusal};
use crate::authority::Only;
use crate::calendar::Day;
use crate::command::Act;
use crate::event::{Event, Recorded, code};
use crate::id::{CoachingId, SchoolUnitCode, StaffId};
use crate::organisation::authority::{Held, Roles};
use crate::organisation::demand;
use crate::people::{Role, Scope};
use crate::personal::{FreeText, Personal};
use crate::query::{Query, Tag};

type Decision = Result<Vec<Event>, Refusal>;

// -------------------------------------------------------------------------------------- state

/// What the decisions ask of one coaching.
struct State<'a> {
    act: &'a Act,
    history: &'a [Recorded],
    school: SchoolUnitCode,
    requested: Option<&'a CoachingRequested>,
    /// The latest booking.
    booked: Option<&'a CoachingBooked>,
    held: Option<&'a CoachingHeld>,
}

impl<'a> State<'a> {
    fn of(act: &'a Act, history: &'a [Recorded], school: SchoolUnitCode) -> Self {
        let (requested, booked, held) = (None, None, None);
        let mut state = Self { act, history, school, requested, booked, held };
        history.iter().filter_map(|recorded| recorded.event.as_ref()).for_each(|e| state.evolve(e));
        state
    }

    fn evolve(&mut self, event: &'a Event) {
        match event {
            Event::CoachingRequested(e) => self.requested = Some(e),
            Event::CoachingBooked(e) => self.booked = Some(e),
            Event::CoachingHeld(e) => self.held = Some(e),
            _ => {}
        }
    }

    fn is_adviser(&self, staff: StaffId) -> bool {
        let over = Scope::School(self.school);
        Held::by(staff, self.history).holds(Role::Adviser, over, self.act.today())
    }

    /// Asked for by this school unit's principal.
    fn requested(&self) -> Result<(), Refusal> {
        let here = self.requested.is_some_and(|requested| requested.school == self.school);
        demand(here, Refusal::NotRequested)
    }
}

fn is_open(text: &Personal<FreeText>) -> Result<(), Refusal> {
    demand(matches!(text, Personal::Open(_)), Refusal::TextMissing)
}

fn past(day: Day, act: &Act) -> Result<(), Refusal> {
    demand(day <= act.today(), Refusal::DayInFuture)
}

// ---------------------------------------------------------------------------------- decisions

impl Command {
    /// Which events the decision rests on.
    #[must_use]
    pub fn boundary(&self, act: &Act) -> Query {
        let (coaching, school) = self.subject();
        let over = Scope::School(school);
        let types = [code::CoachingRequested, code::CoachingBooked, code::CoachingHeld];
        let query = Roles::boundary(Query::new(), act, over).or(&types, &[Tag::Coaching(coaching)]);
        match self {
            Self::Book(e) => Held::boundary(query, e.adviser, over),
            Self::Request(_) | Self::Hold(_) => query,
        }
    }

    const fn subject(&self) -> (CoachingId, SchoolUnitCode) {
        match self {
            Self::Request(e) => (e.coaching, e.school),
            Self::Book(e) => (e.coaching, e.school),
            Self::Hold(e) => (e.coaching, e.school),
        }
    }

    /// Decides on the events of the boundary, in order of position. No event: it is already so.
    pub fn decide(&self, act: &Act, history: &[Recorded]) -> Result<Vec<Event>, Refusal> {
        let (_, school) = self.subject();
        let state = &State::of(act, history, school);
        demand(self.is_allowed(state), Refusal::NotAuthorised)?;
        match self {
            Self::Request(e) => request(e, state),
            Self::Book(e) => book(e, state),
            Self::Hold(e) => hold(e, state),
        }
    }

    fn is_allowed(&self, state: &State<'_>) -> bool {
        let actor = state.act.actor.staff;
        let holds = |only| match (only, self) {
            (Only::InOwnName, Self::Book(e)) => e.adviser == actor,
            (Only::Responsible, _) => state.booked.is_some_and(|booked| booked.adviser == actor),
            _ => false,
        };
        let roles = Roles::of(state.act, state.history);
        roles.allow(self.entrusted(), Scope::School(state.school), holds)
    }
}

/// What it is about is sealed once recorded and cannot be compared.
fn request(wanted: &CoachingRequested, state: &State<'_>) -> Decision {
    if let Some(known) = state.requested {
        demand(known.school == wanted.school, Refusal::CoachingExists)?;
        return Ok(Vec::new());
    }
    is_open(&wanted.about)?;
    Ok(vec![wanted.clone().into()])
}

fn book(wanted: &CoachingBooked, state: &State<'_>) -> Decision {
    demand(wanted.on.is_plausible(state.act.today()), Refusal::DayImplausible)?;
    state.requested()?;
    if state.booked == Some(wanted) {
        return Ok(Vec::new());
    }
    demand(state.is_adviser(wanted.adviser), Refusal::NotAnAdviser)?;
    demand(state.held.is_none(), Refusal::AlreadyHeld)?;
    Ok(vec![wanted.clone().into()])
}

fn hold(wanted: &CoachingHeld, state: &State<'_>) -> Decision {
    is_open(&wanted.outcome)?;
    past(wanted.on, state.act)?;
    state.requested()?;
    demand(state.booked.is_some(), Refusal::NotBooked)?;
    match state.held {
        Some(known) if known.on == wanted.on => Ok(Vec::new()),
        Some(_) => Err(Refusal::AlreadyHeld),
        None => Ok(vec![wanted.clone().into()]),
    }
}
