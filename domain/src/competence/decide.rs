//! Decisions on competence. Refusals, in their order, stand in [`super::Refusal`].

use super::{
    AssessorAuthorised, AuthorisationLapsed, Command, KnowledgeRequired, Refusal, TrainingCompleted,
};
use crate::authority::Only;
use crate::calendar::{Day, Period};
use crate::command::Act;
use crate::event::{Event, Recorded, code};
use crate::id::{Instrument, StaffId};
use crate::organisation::authority::{Grants, Roles};
use crate::people::{Role, Scope};
use crate::query::{Query, Tag};
use crate::round::demand;

// ------------------------------------------------------------------------------------- boundary

impl Command {
    /// Which events the decision rests on.
    #[must_use]
    pub fn boundary(&self, act: &Act) -> Query {
        let query = Roles::boundary(Query::new(), act, Scope::Municipality);
        match self {
            Self::Require(_) => required(query),
            Self::Complete(e) => {
                let own = [Tag::Staff(e.staff)];
                engaged(required(query), e.staff)
                    .or(&Grants::TYPES, &own)
                    .or(&[code::TrainingCompleted], &own)
            }
            Self::Authorise(e) => engaged(authorisations(query, e.staff), e.staff)
                .or(&[code::ScaleEditionAdopted], &[Tag::Instrument(e.instrument)]),
            Self::Lapse(e) => authorisations(query, e.staff),
        }
    }

    /// Decides on the events of the boundary, in order of position. No event: it is already so.
    pub fn decide(&self, act: &Act, history: &[Recorded]) -> Result<Vec<Event>, Refusal> {
        let state = State { act, history, roles: Roles::of(act, history) };
        demand(self.is_allowed(&state), Refusal::NotAuthorised)?;
        match self {
            Self::Require(e) => state.require(e),
            Self::Complete(e) => state.complete(e),
            Self::Authorise(e) => state.authorise(e),
            Self::Lapse(e) => state.lapse(e),
        }
    }

    fn is_allowed(&self, state: &State<'_>) -> bool {
        let holds = |only| match (only, self) {
            (Only::LedStaff, Self::Complete(e)) => state.leads(e.staff),
            _ => false,
        };
        state.roles.allow(self.entrusted(), Scope::Municipality, holds)
    }
}

fn required(query: Query) -> Query {
    query.or(&[code::KnowledgeRequired], &[Tag::Municipality])
}

fn engaged(query: Query, staff: StaffId) -> Query {
    query.or(&[code::StaffEngaged], &[Tag::Staff(staff)])
}

fn authorisations(query: Query, staff: StaffId) -> Query {
    query.or(&[code::AssessorAuthorised, code::AuthorisationLapsed], &[Tag::Staff(staff)])
}

// ------------------------------------------------------------------------------------- decisions

type Decision = Result<Vec<Event>, Refusal>;

struct State<'a> {
    act: &'a Act,
    history: &'a [Recorded],
    roles: Roles,
}

impl<'a> State<'a> {
    fn events(&self) -> impl Iterator<Item = &'a Event> + use<'a> {
        self.history.iter().filter_map(|recorded| recorded.event.as_ref())
    }

    fn requirements(&self) -> impl Iterator<Item = &'a KnowledgeRequired> + use<'a> {
        self.events().filter_map(|event| match event {
            Event::KnowledgeRequired(e) => Some(e),
            _ => None,
        })
    }

    /// Whether the one who acts leads a school unit where this person has a role today.
    fn leads(&self, staff: StaffId) -> bool {
        let today = self.act.today();
        let grants = Grants::of(staff, self.history);
        let mut held = grants.iter().filter(|grant| grant.period.contains(today));
        held.any(|grant| {
            matches!(grant.scope, Scope::School(_))
                && self.roles.may(&[Role::Principal], grant.scope)
        })
    }

    fn check_days(&self, from: Day, to: Option<Day>) -> Result<(), Refusal> {
        demand(from.is_plausible(self.act.today()), Refusal::DayImplausible)?;
        demand(Period { from, to }.is_in_order(), Refusal::PeriodReversed)
    }

    fn check_staff(&self, staff: StaffId) -> Result<(), Refusal> {
        let known = |e: &Event| matches!(e, Event::StaffEngaged(e) if e.staff == staff);
        demand(self.events().any(known), Refusal::StaffUnknown)
    }

    /// The same knowledge may be required of several roles, and of one anew.
    fn require(&self, wanted: &KnowledgeRequired) -> Decision {
        self.check_days(wanted.from, wanted.to)?;
        demand(!wanted.title.trim().is_empty(), Refusal::NoTitle)?;
        demand(can_be_granted(wanted.role), Refusal::RoleUnfit)?;
        let known = || self.requirements().filter(|e| e.requirement == wanted.requirement);
        demand(known().all(|e| e.title == wanted.title), Refusal::RequirementExists)?;
        let asked = Period { from: wanted.from, to: wanted.to };
        let covers = |e: &KnowledgeRequired| Period { from: e.from, to: e.to }.covers(asked);
        let already_so = known().any(|e| e.role == wanted.role && covers(e));
        Ok(unless(already_so, wanted.clone()))
    }

    /// A training from before the engagement counts: people bring knowledge with them.
    fn complete(&self, wanted: &TrainingCompleted) -> Decision {
        self.check_days(wanted.on, None)?;
        demand(wanted.on <= self.act.today(), Refusal::DateInFuture)?;
        let known = self.requirements().any(|e| e.requirement == wanted.requirement);
        demand(known, Refusal::RequirementUnknown)?;
        self.check_staff(wanted.staff)?;
        let same = |e: &Event| matches!(e, Event::TrainingCompleted(e) if e == wanted);
        Ok(unless(self.events().any(same), wanted.clone()))
    }

    fn authorise(&self, wanted: &AssessorAuthorised) -> Decision {
        self.check_days(wanted.from, wanted.to)?;
        let adopted = |event: &Event| {
            matches!(event, Event::ScaleEditionAdopted(e)
                if e.edition.instrument == wanted.instrument)
        };
        demand(self.events().any(adopted), Refusal::InstrumentUnknown)?;
        self.check_staff(wanted.staff)?;
        let asked = Period { from: wanted.from, to: wanted.to };
        let held = self.authorised(wanted.staff, wanted.instrument);
        Ok(unless(held.iter().any(|period| period.covers(asked)), wanted.clone()))
    }

    fn lapse(&self, wanted: &AuthorisationLapsed) -> Decision {
        self.check_days(wanted.on, None)?;
        let held = self.authorised(wanted.staff, wanted.instrument);
        let holds = held.iter().any(|period| period.contains(wanted.on));
        let already_so = !holds && held.iter().any(|period| period.to == Some(wanted.on));
        demand(holds || already_so, Refusal::NotHeld)?;
        Ok(unless(already_so, wanted.clone()))
    }

    /// The periods of someone's authorisations, as far as they have not lapsed. As with roles, a lapse
    /// reaches what was given before it and had begun by then.
    fn authorised(&self, staff: StaffId, instrument: Instrument) -> Vec<Period> {
        let mut periods: Vec<Period> = Vec::new();
        let this = (staff, instrument);
        for event in self.events() {
            match event {
                Event::AssessorAuthorised(e) if (e.staff, e.instrument) == this => {
                    periods.push(Period { from: e.from, to: e.to });
                }
                Event::AuthorisationLapsed(e) if (e.staff, e.instrument) == this => {
                    let begun = periods.iter_mut().filter(|period| period.from <= e.on);
                    begun.for_each(|period| period.end(e.on));
                }
                _ => {}
            }
        }
        periods
    }
}

/// Guardians, the public and the follow-up process hold no granted role.
const fn can_be_granted(role: Role) -> bool {
    !matches!(role, Role::Guardian | Role::Public | Role::Process)
}

/// What is to be recorded, unless it is already so.
fn unless(already_so: bool, wanted: impl Into<Event>) -> Vec<Event> {
    if already_so { Vec::new() } else { vec![wanted.into()] }
}
