//! The to-do list of one person: what awaits them by the roles they hold and the classes they assess.
//!
//! A duty stands here until it is done; lateness is told, never a refusal. What is due within seven days
//! is soon, what is due later or has no day is next.

mod classes;
mod municipality;
mod rounds;
mod unit;

use std::collections::BTreeSet;

use domain::Event;
use domain::action_programme::Party;
use domain::calendar::Day;
use domain::event::code;
use domain::guarantee::Duty;
use domain::id::{
    ClassId, CoachingId, CommitmentId, CommitteeId, DevelopmentId, MeasureId, Position,
    ProgrammeId, PupilId, ReportId, RoundId, SchoolUnitCode, SeminarId, Size, StaffId,
};
use domain::people::{Role, Scope};
use domain::query::Tag;
use serde::Serialize;

use crate::Facts;
use crate::directory::staff::RoleHeld;
use crate::follow_up::{Waiting, Whose, waiting};

/// What is to be done.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum TodoKind {
    /// Record results: pupils of the class have neither point nor reason. Without class: the principal.
    AssessClass,
    /// Sign the class off: every pupil has a result or a reason.
    SignOffClass,
    /// Submit the school unit's results (principal).
    SubmitRound,
    /// Receive a school unit's results (results coordinator).
    ReceiveRound,
    /// Answer a shortfall.
    AnswerShortfall,
    /// Open the investigation that a concern asks for (principal).
    OpenInvestigation,
    /// Conclude an investigation (who leads it).
    ConcludeInvestigation,
    /// Communicate the material to the parties before the decision.
    CommunicateMaterial,
    /// Decide on an action programme.
    DecideProgramme,
    /// Serve a decision on the parties.
    ServeDecision,
    /// Follow a programme up (who is named in it).
    FollowUpProgramme,
    /// Evaluate a programme (who is named in it).
    EvaluateProgramme,
    /// End the programme of a pupil who has left the municipality's schools, and hand over what the next
    /// school needs.
    EndProgramme,
    /// Decide whether an appeal came in time (principal).
    DecideTimeliness,
    /// Forward an appeal to the board (principal).
    ForwardAppeal,
    /// Record what the board decides on an appeal that is forwarded (principal).
    RecordOutcome,
    /// Start a measure (who carries it).
    StartMeasure,
    /// Evaluate a measure (who carries it).
    EvaluateMeasure,
    /// Answer a complaint (principal).
    AnswerComplaint,
    /// Answer conditions that a teacher stated as not reasonable (principal).
    AnswerConditions,
    /// Receive the school unit's account (principal).
    ReceiveAccount,
    /// Rate the samples of a seminar, blindly.
    RateSamples,
    /// Book a coaching that was asked for (adviser).
    BookCoaching,
    /// Record what came of a coaching (the adviser who booked it).
    RecordCoaching,
    /// Plan a development that was asked for (results coordinator, adviser).
    PlanDevelopment,
    /// Evaluate a development (principal).
    EvaluateDevelopment,
    /// Deliver a report (committee secretary).
    DeliverReport,
    /// Present a report at a meeting (committee secretary).
    PresentReport,
    /// Have the minutes of a meeting approved and announced (committee secretary).
    ApproveMinutes,
    /// Explain a commitment to the parents of a class.
    ExplainCommitment,
}

impl TodoKind {
    /// The duty that the process reminds of, for those it does remind of.
    #[must_use]
    pub const fn duty(self) -> Option<Duty> {
        match self {
            Self::AnswerShortfall => Some(Duty::Answer),
            Self::ConcludeInvestigation => Some(Duty::Investigation),
            Self::FollowUpProgramme => Some(Duty::FollowUp),
            Self::EvaluateProgramme => Some(Duty::Evaluation),
            Self::ForwardAppeal => Some(Duty::AppealForwarding),
            Self::EvaluateMeasure => Some(Duty::MeasureEvaluation),
            Self::AnswerComplaint => Some(Duty::ComplaintAnswer),
            _ => None,
        }
    }
}

/// How urgent.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum TodoState {
    /// Its day has passed.
    Late,
    /// Due within seven days.
    Soon,
    /// Due later, or without a day.
    Next,
}

/// What a duty is about: those of these that it names.
#[derive(
    Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema,
)]
pub struct About {
    /// The school unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub school: Option<SchoolUnitCode>,
    /// The class.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<ClassId>,
    /// The pupil.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pupil: Option<PupilId>,
    /// The round.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub round: Option<RoundId>,
    /// The case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub programme: Option<ProgrammeId>,
    /// The parties it remains to reach.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub parties: Vec<Party>,
    /// The appeal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appeal: Option<Position>,
    /// The measure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<MeasureId>,
    /// The commitment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commitment: Option<CommitmentId>,
    /// Its version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<u16>,
    /// The seminar.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seminar: Option<SeminarId>,
    /// The coaching.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coaching: Option<CoachingId>,
    /// The development.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub development: Option<DevelopmentId>,
    /// The committee.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub committee: Option<CommitteeId>,
    /// The report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<ReportId>,
    /// The day of the meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meeting: Option<Day>,
    /// How many pupils, samples: what is left to do of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<u32>,
}

/// One duty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
pub struct TodoItem {
    /// How urgent.
    pub state: TodoState,
    /// The day it is due, where it has one.
    pub due: Option<Day>,
    /// What is to be done.
    pub kind: TodoKind,
    /// The event that brought it.
    pub of: Position,
    /// What it is about.
    #[serde(flatten)]
    pub about: About,
}

/// The to-do list of one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Todo {
    /// Whose.
    pub staff: StaffId,
    /// The day by which lateness is told, and by which roles and assignments are looked up.
    pub day: Day,
    /// The state of the record.
    pub as_of: Size,
    /// The duties: late, soon, next; of each the earliest day first, those without a day last.
    pub items: Vec<TodoItem>,
}

/// Days ahead that are soon.
const SOON_DAYS: i32 = 7;

/// Someone at work on a day.
struct Person<'a> {
    facts: &'a Facts,
    staff: StaffId,
    day: Day,
    at: Size,
    roles: Vec<RoleHeld>,
}

/// Someone at a school unit where they hold a role or assess a class.
struct Here<'p, 'a> {
    person: &'p Person<'a>,
    school: SchoolUnitCode,
    principal: bool,
    special_educator: bool,
    /// Principal, or with the decisions on programmes delegated.
    decides: bool,
    /// The classes they assess here.
    classes: BTreeSet<ClassId>,
}

/// Where duties are gathered.
struct Duties {
    day: Day,
    items: Vec<TodoItem>,
}

impl Duties {
    fn add(&mut self, kind: TodoKind, due: Option<Day>, of: Position, about: About) {
        let state = match due {
            Some(due) if due < self.day => TodoState::Late,
            Some(due) if due <= self.day.plus(SOON_DAYS) => TodoState::Soon,
            _ => TodoState::Next,
        };
        self.items.push(TodoItem { state, due, kind, of, about });
    }

    fn take(&mut self, waiting: Waiting) {
        let Waiting { kind, due, of, about, .. } = waiting;
        self.add(kind, due, of, about);
    }
}

/// The to-do list of a person as of a size, on a day.
#[must_use]
pub fn todo(facts: &Facts, staff: StaffId, day: Day, at: Size) -> Todo {
    let roles = facts.roles(staff, day, at);
    let person = Person { facts, staff, day, at, roles };
    let mut duties = Duties { day, items: Vec::new() };
    let mut schools = BTreeSet::new();
    for here in person.places() {
        schools.insert(here.school);
        rounds::add(&here, &mut duties);
        classes::add(&here, &mut duties);
        unit::add(&here, &mut duties);
        let waiting = waiting(facts, here.school, at, day).into_iter();
        waiting.filter(|waiting| here.has(waiting.whose)).for_each(|waiting| duties.take(waiting));
    }
    municipality::add(&person, &schools, &mut duties);
    let mut items = duties.items;
    items.sort_by(|a, b| {
        let key = |item: &TodoItem| (item.state, item.due.is_none(), item.due, item.kind, item.of);
        key(a).cmp(&key(b)).then_with(|| a.cmp(b))
    });
    items.dedup();
    Todo { staff, day, as_of: Size(at.0.min(facts.size().0)), items }
}

impl<'a> Person<'a> {
    /// The school units where the person holds a role or assesses a class.
    fn places<'p>(&'p self) -> Vec<Here<'p, 'a>> {
        let assessed = self.facts.classes_assessed_by(self.staff, self.day, self.at);
        let in_class = assessed.iter().filter_map(|assessor| {
            let class = self.facts.class(assessor.class, self.day, self.at)?;
            Some((class.school, class.class))
        });
        let classes: BTreeSet<(SchoolUnitCode, ClassId)> = in_class.collect();
        let mut schools: BTreeSet<SchoolUnitCode> =
            classes.iter().map(|(school, _)| *school).collect();
        schools.extend(self.roles.iter().filter_map(|held| match held.scope {
            Scope::School(school) => Some(school),
            _ => None,
        }));
        let delegated = self.delegated();
        let here = |school| {
            let principal = self.holds(Role::Principal, school);
            let of_school = classes.iter().filter(|(at, _)| *at == school);
            Here {
                person: self,
                school,
                principal,
                special_educator: self.holds(Role::SpecialEducator, school),
                decides: principal || delegated.contains(&school),
                classes: of_school.map(|(_, class)| *class).collect(),
            }
        };
        schools.into_iter().map(here).collect()
    }

    fn holds(&self, role: Role, school: SchoolUnitCode) -> bool {
        let scope = Scope::School(school);
        self.roles.iter().any(|held| held.role == role && held.scope == scope)
    }

    /// The scopes in which the person holds a role.
    fn scopes(&self, role: Role) -> BTreeSet<Scope> {
        self.roles.iter().filter(|held| held.role == role).map(|held| held.scope).collect()
    }

    /// The school units whose principal has delegated decisions on programmes to the person.
    fn delegated(&self) -> BTreeSet<SchoolUnitCode> {
        let codes = [code::DecisionDelegated, code::DelegationEnded];
        let mut delegated = BTreeSet::new();
        for said in self.facts.ledger_of(Tag::Staff(self.staff), &codes, self.at) {
            match said.event {
                Event::DecisionDelegated(e)
                    if e.from <= self.day && e.to.is_none_or(|to| self.day < to) =>
                {
                    delegated.insert(e.school);
                }
                Event::DelegationEnded(e) if e.on <= self.day => {
                    delegated.remove(&e.school);
                }
                _ => {}
            }
        }
        delegated
    }
}

impl Here<'_, '_> {
    fn facts(&self) -> &Facts {
        self.person.facts
    }

    fn about(&self) -> About {
        About { school: Some(self.school), ..About::default() }
    }

    /// Whether a duty is this person's too: of several who may do it, each has it on the list.
    fn has(&self, whose: Whose) -> bool {
        match whose {
            Whose::Person(staff) => staff == self.person.staff,
            Whose::Principal => self.principal,
            Whose::Decider => self.decides,
            Whose::Teachers { class, .. } => {
                let own = class.is_some_and(|class| self.classes.contains(&class));
                own || self.principal || self.special_educator
            }
        }
    }
}
