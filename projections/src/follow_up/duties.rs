//! The duties that people have and have not done yet: each with the event that brought it, the day it is
//! due, and whose it is today. The to-do list shows them, the process reminds of those that are late; both
//! read them here.

use domain::calendar::Day;
use domain::guarantee::{Duty, GuaranteeAdopted};
use domain::id::{ClassId, Position, PupilId, SchoolUnitCode, Size, StaffId};
use serde::Serialize;

use crate::Facts;
use crate::views::todo::{About, TodoKind};

mod cases;
mod unit;

pub use cases::unit_of_leaver;
pub(crate) use unit::{answerer, of_measure};

/// A duty not done yet, of those that the process reminds of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct OpenDuty {
    /// The last day of it: late from the day after.
    pub due: Day,
    /// What is to be done.
    pub duty: Duty,
    /// The event that brought it.
    pub of: Position,
    /// The pupil it concerns, if one.
    pub pupil: Option<PupilId>,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// Whose it is today; none where nobody holds the role.
    pub to: Option<StaffId>,
}

/// A duty's name in identities and addresses.
pub(super) const fn name(duty: Duty) -> &'static str {
    match duty {
        Duty::Answer => "answer",
        Duty::Investigation => "investigation",
        Duty::FollowUp => "follow_up",
        Duty::Evaluation => "evaluation",
        Duty::AppealForwarding => "appeal_forwarding",
        Duty::MeasureEvaluation => "measure_evaluation",
        Duty::ComplaintAnswer => "complaint_answer",
    }
}

/// Whose a duty is on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose {
    /// This person's.
    Person(StaffId),
    /// The principal's.
    Principal,
    /// Theirs who decide on programmes: the principal's, and whom the principal has delegated that to.
    Decider,
    /// Theirs who meet the pupil: who assesses the pupil's class, the special educator and the principal.
    Teachers {
        /// The pupil's class at the school unit, if one.
        class: Option<ClassId>,
        /// Who is responsible for assessing it.
        responsible: Option<StaffId>,
    },
}

impl Whose {
    /// The one person who answers for it and is reminded.
    pub(crate) fn person(self, principal: Option<StaffId>) -> Option<StaffId> {
        match self {
            Self::Person(staff) => Some(staff),
            Self::Principal | Self::Decider => principal,
            Self::Teachers { responsible, .. } => responsible.or(principal),
        }
    }
}

/// A duty at a school unit that waits to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Waiting {
    pub(crate) kind: TodoKind,
    /// The last day of it, where it has one.
    pub(crate) due: Option<Day>,
    /// The event that brought it.
    pub(crate) of: Position,
    pub(crate) whose: Whose,
    pub(crate) about: About,
}

impl Waiting {
    /// As the process reminds of it, where it does.
    fn open(&self, school: SchoolUnitCode, principal: Option<StaffId>) -> Option<OpenDuty> {
        let (duty, due) = self.kind.duty().zip(self.due)?;
        let (of, pupil, to) = (self.of, self.about.pupil, self.whose.person(principal));
        Some(OpenDuty { due, duty, of, pupil, school, to })
    }
}

/// Every duty at a school unit that is not done, late or not, in order of day, then of kind and of the
/// event that brought it.
///
/// - A shortfall waits for the responsible assessor of the pupil's class today; where there is none, for
///   the principal. Of a pupil who is enrolled nowhere it waits for nobody.
/// - An investigation waits for its lead, a programme's follow-up and evaluation for whom the programme
///   names, a measure's evaluation for who carries it; where no role of that person reaches the unit any
///   more (the person has left, the pupil has moved), for the principal. Of a pupil who has left the
///   municipality's schools none of the first three waits any more.
/// - An appeal found in time waits for the principal to forward it within the service goal, a complaint for
///   the principal's answer.
#[must_use]
pub fn duties(facts: &Facts, school: SchoolUnitCode, at: Size, today: Day) -> Vec<OpenDuty> {
    let principal = facts.principal(school, today, at);
    let waiting = waiting(facts, school, at, today).into_iter();
    let mut duties: Vec<OpenDuty> =
        waiting.filter_map(|waiting| waiting.open(school, principal)).collect();
    duties.sort_unstable_by_key(|duty| (duty.due, duty.duty, duty.of));
    duties
}

/// What waits at a school unit beside its rounds: shortfalls, cases, measures, complaints.
pub(crate) fn waiting(facts: &Facts, school: SchoolUnitCode, at: Size, today: Day) -> Vec<Waiting> {
    let here = Here { facts, school, at, today, goals: facts.goals(today, at) };
    let mut waiting = here.answers();
    waiting.extend(here.cases());
    waiting.extend(here.measures());
    waiting.extend(here.complaints());
    waiting
}

/// A school unit on a day, as known at a size.
struct Here<'a> {
    facts: &'a Facts,
    school: SchoolUnitCode,
    at: Size,
    today: Day,
    goals: Option<GuaranteeAdopted>,
}

impl Here<'_> {
    /// The person named, or the principal where no role of that person reaches the school unit any more.
    fn named(&self, staff: StaffId) -> Whose {
        let roles = self.facts.roles(staff, self.today, self.at);
        let reaches = |scope| self.facts.covers(scope, self.school, self.today, self.at);
        if roles.iter().any(|held| reaches(held.scope)) {
            Whose::Person(staff)
        } else {
            Whose::Principal
        }
    }

    fn about(&self) -> About {
        About { school: Some(self.school), ..About::default() }
    }
}
