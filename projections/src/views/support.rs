//! What supports a school unit and its principal: coaching, development, leadership, joint seminars, and
//! the conditions that teachers state.

use std::collections::BTreeMap;

use domain::Event;
use domain::calendar::Day;
use domain::event::{Code, code};
use domain::id::{
    ClassId, CoachingId, DevelopmentId, Position, RoundId, SchoolUnitCode, SeminarId, Size, StaffId,
};
use domain::leadership::LeadershipAct;
use domain::people::{Role, Scope};
use domain::query::Tag;
use domain::seminar::{SeminarArranged, SeminarKind};
use serde::Serialize;

use crate::Facts;
use crate::directory::position;
use crate::facts::Step;

/// A coaching (handledning).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Coaching {
    /// The coaching.
    pub coaching: CoachingId,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// The event of the request; what it is about is sealed in it.
    pub requested: Position,
    /// The adviser.
    pub adviser: Option<StaffId>,
    /// For which day it is booked.
    pub booked_on: Option<Day>,
    /// The event of the booking.
    pub booked: Option<Position>,
    /// When it was held.
    pub held_on: Option<Day>,
    /// The event; what came of it is sealed in it.
    pub held: Option<Position>,
}

/// Support offered, or development of the staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Development {
    /// The development.
    pub development: DevelopmentId,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// What is offered or asked for, in plain words.
    pub title: String,
    /// The event of the offer.
    pub offered: Option<Position>,
    /// The event of the principal's request.
    pub requested: Option<Position>,
    /// For which day it is planned.
    pub planned_on: Option<Day>,
    /// Who leads it.
    pub lead: Option<StaffId>,
    /// The event of the plan.
    pub planned: Option<Position>,
    /// When it was held.
    pub held_on: Option<Day>,
    /// How many took part.
    pub participants: u32,
    /// The event.
    pub held: Option<Position>,
    /// Whether the principal found it of use in the teaching.
    pub useful: Option<bool>,
    /// The event of the evaluation; its finding is sealed in it.
    pub evaluated: Option<Position>,
}

/// An act of leadership.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Act {
    /// What.
    pub act: LeadershipAct,
    /// The class, if one.
    pub class: Option<ClassId>,
    /// When.
    pub on: Day,
    /// Who, where the record names a member of staff.
    pub staff: Option<StaffId>,
    /// A note is sealed in the event.
    pub note: bool,
    /// The event.
    pub position: Position,
}

/// A joint seminar, and whether the principal was there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Attendance {
    /// The seminar.
    pub seminar: SeminarId,
    /// What it is called.
    pub title: String,
    /// When it was held, or else for when it was arranged.
    pub on: Day,
    /// The event that says it was held; none: not held, or not recorded.
    pub held: Option<Position>,
    /// Those who took part and were principals of the school unit that day.
    pub principals: Vec<StaffId>,
}

/// What a teacher stated of the conditions, and the principal's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct StatedConditions {
    /// The round.
    pub round: RoundId,
    /// The class.
    pub class: ClassId,
    /// Who.
    pub staff: StaffId,
    /// Whether they were reasonable.
    pub reasonable: bool,
    /// The event (a statement in words stands sealed in it).
    pub position: Position,
    /// Who answered.
    pub answered_by: Option<StaffId>,
    /// The event; the answer is sealed in it.
    pub answered: Option<Position>,
}

/// The support of a school unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Support {
    /// The school unit.
    pub school: SchoolUnitCode,
    /// The state of the record.
    pub as_of: Size,
    /// Coaching, newest request first.
    pub coaching: Vec<Coaching>,
    /// Development, newest first.
    pub development: Vec<Development>,
    /// Acts of leadership, latest day first.
    pub leadership: Vec<Act>,
    /// Joint seminars for the school unit, latest first.
    pub seminars: Vec<Attendance>,
    /// Conditions stated, newest first.
    pub conditions: Vec<StatedConditions>,
}

/// The types that say something of a coaching.
pub(crate) const OF_COACHING: &[Code] =
    &[code::CoachingRequested, code::CoachingBooked, code::CoachingHeld];

/// The types that say something of a development.
pub(crate) const OF_DEVELOPMENT: &[Code] = &[
    code::SupportOffered,
    code::DevelopmentRequested,
    code::DevelopmentPlanned,
    code::DevelopmentHeld,
    code::DevelopmentEvaluated,
];

/// The support of a school unit as of a size.
#[must_use]
pub fn support(facts: &Facts, school: SchoolUnitCode, at: Size) -> Support {
    let of = Tag::School(school);
    let mut coaching = coachings(facts.ledger_of(of, OF_COACHING, at));
    coaching.sort_by_key(|row| std::cmp::Reverse(row.requested));
    let mut development = developments(facts.ledger_of(of, OF_DEVELOPMENT, at));
    development.sort_by_key(|row| std::cmp::Reverse(row.offered.max(row.requested)));
    let acts = facts.ledger_of(of, &[code::LeadershipActed], at);
    let mut leadership: Vec<Act> = acts.filter_map(act).collect();
    leadership.sort_by_key(|act| std::cmp::Reverse((act.on, act.position)));
    let mut conditions = conditions(facts, school, at);
    conditions.sort_by_key(|stated| std::cmp::Reverse(stated.position));
    Support {
        school,
        as_of: Size(at.0.min(facts.size().0)),
        coaching,
        development,
        leadership,
        seminars: attendance(facts, school, at),
        conditions,
    }
}

/// The coachings that these events say something of, by id.
pub(crate) fn coachings(said: impl Iterator<Item = crate::facts::ledger::Noted>) -> Vec<Coaching> {
    let mut rows: BTreeMap<CoachingId, Coaching> = BTreeMap::new();
    for said in said {
        let position = said.position;
        match said.event {
            Event::CoachingRequested(e) => {
                rows.entry(e.coaching).or_insert(Coaching {
                    coaching: e.coaching,
                    school: e.school,
                    requested: position,
                    adviser: None,
                    booked_on: None,
                    booked: None,
                    held_on: None,
                    held: None,
                });
            }
            Event::CoachingBooked(e) => {
                if let Some(row) = rows.get_mut(&e.coaching) {
                    row.adviser = Some(e.adviser);
                    (row.booked_on, row.booked) = (Some(e.on), Some(position));
                }
            }
            Event::CoachingHeld(e) => {
                if let Some(row) = rows.get_mut(&e.coaching) {
                    (row.held_on, row.held) = (Some(e.on), Some(position));
                }
            }
            _ => {}
        }
    }
    rows.into_values().collect()
}

/// The developments that these events say something of, by id.
pub(crate) fn developments(
    said: impl Iterator<Item = crate::facts::ledger::Noted>,
) -> Vec<Development> {
    let mut rows: BTreeMap<DevelopmentId, Development> = BTreeMap::new();
    for said in said {
        let position = said.position;
        match said.event {
            Event::SupportOffered(e) => {
                let row = rows.entry(e.development);
                row.or_insert_with(|| Development::new(e.development, e.school, e.title)).offered =
                    Some(position);
            }
            Event::DevelopmentRequested(e) => {
                let row = rows.entry(e.development);
                row.or_insert_with(|| Development::new(e.development, e.school, e.title))
                    .requested = Some(position);
            }
            event => after(&mut rows, position, &event),
        }
    }
    rows.into_values().collect()
}

/// What comes after the offer or request.
fn after(rows: &mut BTreeMap<DevelopmentId, Development>, position: Position, event: &Event) {
    match event {
        Event::DevelopmentPlanned(e) => {
            if let Some(row) = rows.get_mut(&e.development) {
                (row.planned_on, row.planned) = (Some(e.on), Some(position));
                row.lead = Some(e.lead);
            }
        }
        Event::DevelopmentHeld(e) => {
            if let Some(row) = rows.get_mut(&e.development) {
                (row.held_on, row.held) = (Some(e.on), Some(position));
                row.participants = u32::try_from(e.participants.len()).unwrap_or(u32::MAX);
            }
        }
        Event::DevelopmentEvaluated(e) => {
            if let Some(row) = rows.get_mut(&e.development) {
                (row.useful, row.evaluated) = (Some(e.useful), Some(position));
            }
        }
        _ => {}
    }
}

impl Development {
    fn new(development: DevelopmentId, school: SchoolUnitCode, title: String) -> Self {
        Self {
            development,
            school,
            title,
            offered: None,
            requested: None,
            planned_on: None,
            lead: None,
            planned: None,
            held_on: None,
            participants: 0,
            held: None,
            useful: None,
            evaluated: None,
        }
    }
}

fn act(said: crate::facts::ledger::Noted) -> Option<Act> {
    let Event::LeadershipActed(e) = said.event else { return None };
    Some(Act {
        act: e.act,
        class: e.class,
        on: e.on,
        staff: said.actor.map(|actor| actor.staff),
        note: e.note.is_some(),
        position: said.position,
    })
}

/// The conditions stated at a school unit: of each round, class and person the last statement.
pub(crate) fn conditions(facts: &Facts, school: SchoolUnitCode, at: Size) -> Vec<StatedConditions> {
    let Some(number) = facts.ids.schools.get(school) else { return Vec::new() };
    let limit = facts.limit(at);
    let mut stated: BTreeMap<(RoundId, ClassId, StaffId), StatedConditions> = BTreeMap::new();
    for (round, row) in facts.ids.rounds.keys().iter().zip(&facts.rounds.rows) {
        let steps = row.steps.get(&number).map_or(&[][..], |steps| steps.before(limit));
        for entry in steps {
            if let Step::ConditionsStated { class, staff, reasonable } = entry.value {
                let position = position(entry.position);
                let (answered_by, answered) = (None, None);
                let said = StatedConditions {
                    round: *round,
                    class,
                    staff,
                    reasonable,
                    position,
                    answered_by,
                    answered,
                };
                stated.insert((*round, class, staff), said);
            }
        }
    }
    let mut stated: Vec<StatedConditions> = stated.into_values().collect();
    for answer in facts.ledger_of(Tag::School(school), &[code::ConditionsAnswered], at) {
        let Event::ConditionsAnswered(e) = answer.event else { continue };
        for said in stated.iter_mut().filter(|said| said.position == e.of) {
            said.answered_by = Some(e.staff);
            said.answered = Some(answer.position);
        }
    }
    stated
}

/// The joint seminars for a school unit, latest first.
fn attendance(facts: &Facts, school: SchoolUnitCode, at: Size) -> Vec<Attendance> {
    let mut joint: BTreeMap<SeminarId, Attendance> = BTreeMap::new();
    for said in facts.ledger_all(&[code::SeminarArranged, code::SeminarHeld], at) {
        match said.event {
            Event::SeminarArranged(e) if is_for(facts, &e, school, at) => {
                let SeminarArranged { seminar, title, on, .. } = e;
                let (held, principals) = (None, Vec::new());
                joint.entry(seminar).or_insert(Attendance { seminar, title, on, held, principals });
            }
            Event::SeminarHeld(e) => {
                let Some(row) = joint.get_mut(&e.seminar) else { continue };
                let led = |staff: &StaffId| is_principal(facts, *staff, school, e.on, at);
                row.principals = e.participants.iter().copied().filter(led).collect();
                row.principals.sort_unstable();
                row.principals.dedup();
                (row.on, row.held) = (e.on, Some(said.position));
            }
            _ => {}
        }
    }
    let mut rows: Vec<Attendance> = joint.into_values().collect();
    rows.sort_by_key(|row| std::cmp::Reverse((row.on, row.held)));
    rows
}

/// Whether it is a joint seminar for this school unit too.
fn is_for(facts: &Facts, seminar: &SeminarArranged, school: SchoolUnitCode, at: Size) -> bool {
    seminar.kind == SeminarKind::Joint && facts.covers(seminar.scope, school, seminar.on, at)
}

fn is_principal(facts: &Facts, staff: StaffId, school: SchoolUnitCode, day: Day, at: Size) -> bool {
    let mut roles = facts.roles(staff, day, at).into_iter();
    roles.any(|held| held.role == Role::Principal && held.scope == Scope::School(school))
}
