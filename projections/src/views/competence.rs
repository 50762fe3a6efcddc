//! Competence: the knowledge required of each role, who lacks it, who is authorised to assess, and which
//! assessments were recorded by someone who was not.

use std::collections::{BTreeMap, BTreeSet};

use domain::Event;
use domain::calendar::Day;
use domain::competence::KnowledgeRequired;
use domain::event::code;
use domain::id::{Instrument, Position, RequirementId, SchoolUnitCode, Size, StaffId};
use domain::people::{Role, Scope};
use serde::Serialize;

use crate::Facts;
use crate::directory::position;
use crate::facts::{Fact, Outcome};

/// An authorisation that ends within so many days is told as ending soon.
pub const ENDS_SOON_DAYS: i32 = 60;

/// A knowledge required of a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Requirement {
    /// The requirement.
    pub requirement: RequirementId,
    /// Of whom.
    pub role: Role,
    /// What is to be known.
    pub title: String,
    /// From which day.
    pub from: Day,
    /// To before which day.
    pub to: Option<Day>,
    /// The event.
    pub position: Position,
    /// How many hold the role in the scope on the day.
    pub holders: u32,
    /// Those of them who have not completed the training by the day, by id.
    pub lacking: Vec<StaffId>,
}

/// An authorisation to assess with an instrument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Authorisation {
    /// Whose.
    pub staff: StaffId,
    /// With what.
    pub instrument: Instrument,
    /// From which day …
    pub from: Day,
    /// … to before which day: its own end, or the day it lapsed.
    pub to: Option<Day>,
    /// Whether it holds on the day.
    pub holds: bool,
    /// Whether it holds on the day and ends within [`ENDS_SOON_DAYS`] days.
    pub ends_soon: bool,
    /// The event.
    pub position: Position,
    /// The event by which it lapsed.
    pub lapsed: Option<Position>,
}

/// Assessments with an instrument by someone who was not authorised that day. A flag, never a bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Unauthorised {
    /// The instrument.
    pub instrument: Instrument,
    /// How many.
    pub count: u32,
    /// The assessments, in order.
    pub positions: Vec<Position>,
}

/// Competence in a scope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Competence {
    /// Where.
    pub scope: Scope,
    /// The day.
    pub day: Day,
    /// The state of the record.
    pub as_of: Size,
    /// The requirements in force on the day, by role and code.
    pub requirements: Vec<Requirement>,
    /// The authorisations of those who hold a role in the scope, by person.
    pub authorisations: Vec<Authorisation>,
    /// Of a school unit: assessments that stand, made there by someone not authorised, by instrument;
    /// only of instruments for which any authorisation is recorded at all.
    pub unauthorised: Vec<Unauthorised>,
}

/// Competence in a scope as of a size, told for a day.
#[must_use]
pub fn competence(facts: &Facts, scope: Scope, day: Day, at: Size) -> Competence {
    let holders = holders(facts, scope, day, at);
    let everyone: BTreeSet<StaffId> = holders.values().flatten().copied().collect();
    let known = authorisations(facts, at);
    let mine = known.iter().filter(|authorisation| everyone.contains(&authorisation.staff));
    let mut authorisations: Vec<Authorisation> = mine.map(|one| told(*one, day)).collect();
    authorisations.sort_by_key(|one| (one.staff, one.instrument, one.from, one.position));
    let unauthorised = match scope {
        Scope::School(school) => unauthorised(facts, school, &known, at),
        _ => Vec::new(),
    };
    Competence {
        scope,
        day,
        as_of: Size(at.0.min(facts.size().0)),
        requirements: requirements(facts, &holders, day, at),
        authorisations,
        unauthorised,
    }
}

/// Who holds each role in a scope on a day.
fn holders(facts: &Facts, scope: Scope, day: Day, at: Size) -> BTreeMap<Role, BTreeSet<StaffId>> {
    let mut within: BTreeMap<Scope, bool> = BTreeMap::new();
    let mut holders: BTreeMap<Role, BTreeSet<StaffId>> = BTreeMap::new();
    for staff in facts.ids.staff.keys() {
        for held in facts.roles(*staff, day, at) {
            let inside = within.entry(held.scope).or_insert_with(|| match held.scope {
                _ if scope == Scope::Municipality || held.scope == scope => true,
                Scope::School(school) => facts.covers(scope, school, day, at),
                _ => false,
            });
            if *inside {
                holders.entry(held.role).or_default().insert(*staff);
            }
        }
    }
    holders
}

fn requirements(
    facts: &Facts,
    holders: &BTreeMap<Role, BTreeSet<StaffId>>,
    day: Day,
    at: Size,
) -> Vec<Requirement> {
    let mut required: BTreeMap<(Role, RequirementId), (Position, KnowledgeRequired)> =
        BTreeMap::new();
    let mut trained: BTreeSet<(RequirementId, StaffId)> = BTreeSet::new();
    for said in facts.ledger_all(&[code::KnowledgeRequired, code::TrainingCompleted], at) {
        match said.event {
            // Of the same role, what is said last holds.
            Event::KnowledgeRequired(e) => {
                required.insert((e.role, e.requirement), (said.position, e));
            }
            Event::TrainingCompleted(e) if e.on <= day => {
                trained.insert((e.requirement, e.staff));
            }
            _ => {}
        }
    }
    let in_force =
        required.into_values().filter(|(_, e)| e.from <= day && e.to.is_none_or(|to| day < to));
    let row = |(position, e): (Position, KnowledgeRequired)| {
        let of_role = holders.get(&e.role);
        let lacks = |staff: &StaffId| !trained.contains(&(e.requirement, *staff));
        Requirement {
            requirement: e.requirement,
            role: e.role,
            from: e.from,
            to: e.to,
            position,
            holders: u32::try_from(of_role.map_or(0, BTreeSet::len)).unwrap_or(u32::MAX),
            lacking: of_role.into_iter().flatten().copied().filter(lacks).collect(),
            title: e.title,
        }
    };
    in_force.map(row).collect()
}

/// Every authorisation, each ended by the first lapse recorded after it that reaches it.
fn authorisations(facts: &Facts, at: Size) -> Vec<Authorisation> {
    let mut known: Vec<Authorisation> = Vec::new();
    for said in facts.ledger_all(&[code::AssessorAuthorised, code::AuthorisationLapsed], at) {
        match said.event {
            Event::AssessorAuthorised(e) => known.push(Authorisation {
                staff: e.staff,
                instrument: e.instrument,
                from: e.from,
                to: e.to,
                holds: false,
                ends_soon: false,
                position: said.position,
                lapsed: None,
            }),
            Event::AuthorisationLapsed(e) => {
                let reached = known.iter_mut().filter(|one| {
                    let same = one.staff == e.staff && one.instrument == e.instrument;
                    same && one.from <= e.on && one.to.is_none_or(|to| e.on < to)
                });
                for one in reached {
                    (one.to, one.lapsed) = (Some(e.on), Some(said.position));
                }
            }
            _ => {}
        }
    }
    known
}

fn told(one: Authorisation, day: Day) -> Authorisation {
    let holds = one.holds_on(day);
    let ends_soon = holds && one.to.is_some_and(|to| to <= day.plus(ENDS_SOON_DAYS));
    Authorisation { holds, ends_soon, ..one }
}

impl Authorisation {
    fn holds_on(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day < to)
    }
}

/// The assessments that stand, made at a school unit by someone not authorised that day.
fn unauthorised(
    facts: &Facts,
    school: SchoolUnitCode,
    known: &[Authorisation],
    at: Size,
) -> Vec<Unauthorised> {
    let mut by_holder: BTreeMap<(Instrument, u32), Vec<&Authorisation>> = BTreeMap::new();
    for one in known {
        let staff = facts.ids.staff.get(one.staff);
        staff.into_iter().for_each(|staff| {
            by_holder.entry((one.instrument, staff)).or_default().push(one);
        });
    }
    let instruments: BTreeSet<Instrument> = known.iter().map(|one| one.instrument).collect();
    let of_instrument = |instrument: Instrument| {
        let positions = outside(facts, school, at, instrument, |staff, day| {
            let mine = by_holder.get(&(instrument, staff)).into_iter().flatten();
            mine.into_iter().any(|one| one.holds_on(day))
        });
        let count = u32::try_from(positions.len()).unwrap_or(u32::MAX);
        Unauthorised { instrument, count, positions }
    };
    instruments.into_iter().map(of_instrument).filter(|found| found.count > 0).collect()
}

/// The points with an instrument that stand, made at a school unit where `authorised` does not hold, of
/// pupils who were ever enrolled there.
fn outside(
    facts: &Facts,
    school: SchoolUnitCode,
    at: Size,
    instrument: Instrument,
    authorised: impl Fn(u32, Day) -> bool,
) -> Vec<Position> {
    let limit = facts.limit(at);
    let Some(number) = facts.ids.schools.get(school) else { return Vec::new() };
    // The list names also those who came later than the size asked about.
    let been_here = |pupil: &&u32| {
        facts.pupils.entries(**pupil).iter().any(|entry| {
            let here = matches!(entry.fact, Fact::Enrolled { school, .. } if school == number);
            here && entry.position < limit
        })
    };
    let ever = facts.pupils.ever_at_school.get(number as usize).into_iter().flatten();
    let pupils: Vec<u32> = ever.filter(been_here).copied().collect();
    let mut positions: BTreeSet<Position> = BTreeSet::new();
    for (round, values) in facts.ids.rounds.keys().iter().zip(&facts.values.rounds) {
        if round.instrument != instrument {
            continue;
        }
        for value in pupils.iter().flat_map(|pupil| values.of(*pupil, limit)) {
            // A reason instead of a point is no assessment with the instrument.
            let is_point = matches!(value.outcome, Outcome::Point(_));
            let stands = is_point && value.struck >= limit && value.school == number;
            if stands && !authorised(value.assessor, value.on) {
                positions.insert(position(value.position));
            }
        }
    }
    positions.into_iter().collect()
}
