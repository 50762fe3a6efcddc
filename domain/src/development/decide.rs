//! State and decisions of support and development. Refusals, in their order, stand in [`super::Refusal`].

use std::collections::BTreeSet;

use super::{
    Command, DevelopmentEvaluated, DevelopmentHeld, DevelopmentPlanned, DevelopmentRequested,
    Refusal, SupportOffered,
};
use crate::calendar::Day;
use crate::command::Act;
use crate::event::{Event, Recorded, code};
use crate::id::{DevelopmentId, SchoolUnitCode, StaffId};
use crate::organisation::authority::Roles;
use crate::organisation::demand;
use crate::organisation::engagement::{engaged_boundary, is_engaged};
use crate::organisation::places::Places;
use crate::people::Scope;
use crate::personal::Personal;
use crate::query::{Query, Tag};

type Decision = Result<Vec<Event>, Refusal>;

// -------------------------------------------------------------------------------------- state

/// What the decisions ask of one development.
struct State<'a> {
    act: &'a Act,
    history: &'a [Recorded],
    school: SchoolUnitCode,
    /// At which school unit it began, whichever step was its first.
    begun_at: Option<SchoolUnitCode>,
    offered: Option<&'a SupportOffered>,
    requested: Option<&'a DevelopmentRequested>,
    planned: Option<&'a DevelopmentPlanned>,
    held: Option<&'a DevelopmentHeld>,
    evaluated: Option<&'a DevelopmentEvaluated>,
}

impl<'a> State<'a> {
    fn of(act: &'a Act, history: &'a [Recorded], school: SchoolUnitCode) -> Self {
        let mut state = Self {
            act,
            history,
            school,
            begun_at: None,
            offered: None,
            requested: None,
            planned: None,
            held: None,
            evaluated: None,
        };
        history.iter().filter_map(|recorded| recorded.event.as_ref()).for_each(|e| state.evolve(e));
        state
    }

    fn evolve(&mut self, event: &'a Event) {
        match event {
            Event::SupportOffered(e) => {
                self.begun_at.get_or_insert(e.school);
                self.offered = Some(e);
            }
            Event::DevelopmentRequested(e) => {
                self.begun_at.get_or_insert(e.school);
                self.requested = Some(e);
            }
            Event::DevelopmentPlanned(e) => self.planned = Some(e),
            Event::DevelopmentHeld(e) => self.held = Some(e),
            Event::DevelopmentEvaluated(e) => self.evaluated = Some(e),
            _ => {}
        }
    }

    fn school_exists(&self) -> Result<(), Refusal> {
        demand(Places::of(self.history).unit(self.school).is_some(), Refusal::SchoolUnknown)
    }

    /// Not begun, or begun at this school unit.
    fn is_here(&self) -> Result<(), Refusal> {
        demand(self.begun_at.is_none_or(|at| at == self.school), Refusal::DevelopmentExists)
    }

    fn requested_here(&self) -> Result<(), Refusal> {
        let here = self.requested.is_some_and(|requested| requested.school == self.school);
        demand(here, Refusal::NotRequested)
    }

    fn past(&self, day: Day) -> Result<(), Refusal> {
        demand(day <= self.act.today(), Refusal::DayInFuture)
    }
}

fn is_said(text: &str) -> Result<(), Refusal> {
    demand(!text.trim().is_empty(), Refusal::TextMissing)
}

/// The step, taken once: the same again is nothing.
fn once<E: Clone + PartialEq + Into<Event>>(known: Option<&E>, wanted: &E) -> Decision {
    match known {
        Some(known) if known == wanted => Ok(Vec::new()),
        Some(_) => Err(Refusal::AlreadyDone),
        None => Ok(vec![wanted.clone().into()]),
    }
}

// ---------------------------------------------------------------------------------- decisions

impl Command {
    /// Which events the decision rests on.
    #[must_use]
    pub fn boundary(&self, act: &Act) -> Query {
        let (development, school) = self.subject();
        let types = [
            code::SupportOffered,
            code::DevelopmentRequested,
            code::DevelopmentPlanned,
            code::DevelopmentHeld,
            code::DevelopmentEvaluated,
        ];
        let query = Roles::boundary(Query::new(), act, Scope::School(school))
            .or(&types, &[Tag::Development(development)]);
        match self {
            Self::Plan(e) => engaged_boundary(query, e.lead),
            Self::Offer(_) | Self::Request(_) | Self::Hold(_) | Self::Evaluate(_) => query,
        }
    }

    const fn subject(&self) -> (DevelopmentId, SchoolUnitCode) {
        match self {
            Self::Offer(e) => (e.development, e.school),
            Self::Request(e) => (e.development, e.school),
            Self::Plan(e) => (e.development, e.school),
            Self::Hold(e) => (e.development, e.school),
            Self::Evaluate(e) => (e.development, e.school),
        }
    }

    /// Decides on the events of the boundary, in order of position. No event: it is already so.
    pub fn decide(&self, act: &Act, history: &[Recorded]) -> Result<Vec<Event>, Refusal> {
        let (_, school) = self.subject();
        let roles = Roles::of(act, history);
        let may = roles.allow(self.entrusted(), Scope::School(school), |_| false);
        demand(may, Refusal::NotAuthorised)?;
        let state = &State::of(act, history, school);
        match self {
            Self::Offer(e) => offer(e, state),
            Self::Request(e) => request(e, state),
            Self::Plan(e) => plan(e, state),
            Self::Hold(e) => hold(e, state),
            Self::Evaluate(e) => evaluate(e, state),
        }
    }
}

fn offer(wanted: &SupportOffered, state: &State<'_>) -> Decision {
    state.school_exists()?;
    state.is_here()?;
    is_said(&wanted.title)?;
    state.past(wanted.on)?;
    once(state.offered, wanted)
}

/// On an offer or without one.
fn request(wanted: &DevelopmentRequested, state: &State<'_>) -> Decision {
    state.is_here()?;
    is_said(&wanted.title)?;
    once(state.requested, wanted)
}

fn plan(wanted: &DevelopmentPlanned, state: &State<'_>) -> Decision {
    let today = state.act.today();
    demand(wanted.on.is_plausible(today), Refusal::DayImplausible)?;
    state.requested_here()?;
    let engaged = is_engaged(state.history, wanted.lead, today);
    demand(engaged || state.planned == Some(wanted), Refusal::StaffNotEngaged)?;
    once(state.planned, wanted)
}

fn hold(wanted: &DevelopmentHeld, state: &State<'_>) -> Decision {
    state.past(wanted.on)?;
    let each: BTreeSet<StaffId> = wanted.participants.iter().copied().collect();
    let some = !each.is_empty() && each.len() == wanted.participants.len();
    demand(some, Refusal::ParticipantsUnfit)?;
    state.requested_here()?;
    demand(state.planned.is_some(), Refusal::NotPlanned)?;
    once(state.held, wanted)
}

/// The finding is sealed once recorded and cannot be compared.
fn evaluate(wanted: &DevelopmentEvaluated, state: &State<'_>) -> Decision {
    let open = matches!(wanted.finding, Personal::Open(_));
    demand(open, Refusal::TextMissing)?;
    state.past(wanted.on)?;
    state.requested_here()?;
    let held = state.held.ok_or(Refusal::NotHeld)?;
    demand(held.on <= wanted.on, Refusal::DaysOutOfOrder)?;
    match state.evaluated {
        Some(known) => {
            let finding = known.finding.clone();
            once(Some(known), &DevelopmentEvaluated { finding, ..wanted.clone() })
        }
        None => once(None, wanted),
    }
}
