//! The round board: per class who is assessed, who is missing, and how far sign-off has come.

use std::collections::BTreeMap;

use domain::calendar::Day;
use domain::id::{ClassId, PupilId, RoundId, SchoolUnitCode, Size, StaffId};
use serde::Serialize;

use super::rows::{Head, head};
use crate::Facts;
use crate::directory::rounds::{Phase, RoundStatus, StepTaken};
use crate::facts::NONE;
use crate::figure::cell::{Cell, Standing};
use crate::figure::frame::{Frame, Places};
use crate::figure::reference::{FigureRef, FigureScope, InClass, Measure, Slice};
use crate::figure::{Figure, measure};

/// How far the entry of results has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Completion {
    /// Pupils.
    pub population: Figure,
    /// Pupils with a point.
    pub assessed: Figure,
    /// Pupils with a reason instead, by reason.
    pub not_assessed: Figure,
    /// Frånvarande.
    pub absent: Figure,
    /// Nyanländ.
    pub newly_arrived: Figure,
    /// Undantagen.
    pub exempt: Figure,
    /// Pupils with neither.
    pub missing: Figure,
    /// Pupils with a point or a reason, in whole percent of the population, rounded down so that 100
    /// means all. None where there is nobody.
    pub percent: Option<u8>,
}

/// One class on the board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct BoardClass {
    /// The class; none: the pupils without class, for whom the principal answers.
    pub class: Option<ClassId>,
    /// Its name on the census date.
    pub name: Option<String>,
    /// The one person reminders go to, on the day of the board.
    pub responsible: Option<StaffId>,
    /// The sign-off in force.
    pub signed_off: Option<StepTaken>,
    /// How far it has come.
    #[serde(flatten)]
    pub completion: Completion,
    /// The pupils with neither point nor reason, by id.
    pub missing_pupils: Vec<PupilId>,
}

/// A school unit's board in one round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct RoundBoard {
    /// What this is a view of.
    #[serde(flatten)]
    pub head: Head,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// Its name on the census date.
    pub name: String,
    /// The chain: opening, sign-off by class, submission, receipt, reopening.
    pub status: RoundStatus,
    /// The whole school unit.
    #[serde(flatten)]
    pub completion: Completion,
    /// The classes with pupils in the round, in order of name; pupils without class last.
    pub classes: Vec<BoardClass>,
}

/// A school unit on the overview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct OverviewSchool {
    /// The school unit.
    pub school: SchoolUnitCode,
    /// Its name on the census date; empty where no opening is known.
    pub name: String,
    /// How far the round has come there.
    #[serde(flatten)]
    pub phase: Phase,
    /// Classes with pupils in the round.
    pub classes: u32,
    /// Of them, those signed off.
    pub signed_off: u32,
    /// How far entry has come.
    #[serde(flatten)]
    pub completion: Completion,
}

/// The boards of all school units of a district or committee, in short: what a coordinator follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct RoundOverview {
    /// What this is a view of.
    #[serde(flatten)]
    pub head: Head,
    /// The school units with pupils in the round, by code.
    pub schools: Vec<OverviewSchool>,
}

/// The members of one class: their cell and who is missing.
struct Group {
    cell: Cell,
    missing: Vec<PupilId>,
}

/// The board as of a size; `day` settles who is responsible for a class. None where the round is not
/// scheduled or the school unit not known then.
#[must_use]
pub fn round_board(
    facts: &Facts,
    at: Size,
    school: SchoolUnitCode,
    round: RoundId,
    day: Day,
) -> Option<RoundBoard> {
    let frame = Frame::new(facts, at, round)?;
    let scope = FigureScope::School(school);
    let places = frame.places(&scope)?;
    let groups = groups(&frame, &places);
    let status = facts.round_status(round, school, frame.as_of);
    let mut classes: Vec<BoardClass> = groups
        .iter()
        .map(|(number, group)| class(&frame, scope, &status, day, (*number, group)))
        .collect();
    classes.sort_by(|a, b| {
        let key = |row: &BoardClass| (row.class.is_none(), row.name.clone(), row.class);
        key(a).cmp(&key(b))
    });
    Some(RoundBoard {
        head: head(&frame, scope),
        school,
        name: facts.school(school, frame.census_date(), frame.as_of)?.name,
        status,
        completion: completion(&frame, scope, Slice::default(), &total(&frame, &groups)),
        classes,
    })
}

/// The overview as of a size; none where the round is not scheduled or the scope not known then.
#[must_use]
pub fn round_overview(
    facts: &Facts,
    at: Size,
    scope: FigureScope,
    round: RoundId,
) -> Option<RoundOverview> {
    let frame = Frame::new(facts, at, round)?;
    let numbers = match frame.places(&scope)? {
        Places::Schools(numbers) => numbers,
        Places::School(number) => vec![number],
        Places::Class(_) => return None,
    };
    let schools = numbers.into_iter().filter_map(|number| overview_school(&frame, number));
    Some(RoundOverview { schools: schools.collect(), head: head(&frame, scope) })
}

fn overview_school(frame: &Frame<'_>, number: u32) -> Option<OverviewSchool> {
    let facts = frame.facts;
    let groups = groups(frame, &Places::School(number));
    if groups.is_empty() {
        return None;
    }
    let school = facts.ids.schools.key(number);
    let status = facts.round_status(frame.round(), school, frame.as_of);
    let classes = groups.keys().filter(|class| **class != NONE).map(|n| facts.ids.classes.key(*n));
    let (mut count, mut signed_off) = (0, 0);
    for class in classes {
        count += 1;
        signed_off += u32::from(status.signed_off(class).is_some());
    }
    let unit = facts.school(school, frame.census_date(), frame.as_of);
    let cell = total(frame, &groups);
    Some(OverviewSchool {
        school,
        name: unit.map(|unit| unit.name).unwrap_or_default(),
        phase: status.phase,
        classes: count,
        signed_off,
        completion: completion(frame, FigureScope::School(school), Slice::default(), &cell),
    })
}

/// The members by class number; [`NONE`] for those without class.
fn groups(frame: &Frame<'_>, places: &Places) -> BTreeMap<u32, Group> {
    let mut groups: BTreeMap<u32, Group> = BTreeMap::new();
    frame.for_each_member(places, |member| {
        let group = groups
            .entry(member.class)
            .or_insert_with(|| Group { cell: frame.empty_cell(), missing: Vec::new() });
        let tallied = member.tallied(frame);
        if tallied.standing == Standing::Missing {
            group.missing.push(frame.facts.ids.pupils.key(member.pupil));
        }
        group.cell.count(&tallied);
    });
    groups
}

fn total(frame: &Frame<'_>, groups: &BTreeMap<u32, Group>) -> Cell {
    let mut sum = frame.empty_cell();
    for group in groups.values() {
        sum += &group.cell;
    }
    sum
}

fn class(
    frame: &Frame<'_>,
    scope: FigureScope,
    status: &RoundStatus,
    day: Day,
    (number, group): (u32, &Group),
) -> BoardClass {
    let facts = frame.facts;
    let class = (number != NONE).then(|| facts.ids.classes.key(number));
    let found = class.and_then(|id| facts.class(id, frame.census_date(), frame.as_of));
    let in_class = class.map_or(InClass::None, InClass::Class);
    let slice = Slice { class: Some(in_class), ..Slice::default() };
    let mut missing_pupils = group.missing.clone();
    missing_pupils.sort_unstable();
    BoardClass {
        class,
        name: found.map(|class| class.name),
        responsible: class.and_then(|id| facts.responsible_assessor(id, day, frame.as_of)),
        signed_off: class.and_then(|id| status.signed_off(id)),
        completion: completion(frame, scope, slice, &group.cell),
        missing_pupils,
    }
}

fn completion(frame: &Frame<'_>, scope: FigureScope, slice: Slice, cell: &Cell) -> Completion {
    use domain::assessment::NotAssessedReason::{Absent, Exempt, NewlyArrived};
    let figure = |what: Measure| {
        let reference = FigureRef { measure: what, scope, round: frame.round(), slice };
        measure(frame, cell, reference, None)
    };
    let done = u64::from(cell.population - cell.missing());
    let percent = (done * 100).checked_div(u64::from(cell.population));
    Completion {
        population: figure(Measure::Population),
        assessed: figure(Measure::Assessed),
        not_assessed: figure(Measure::NotAssessed(None)),
        absent: figure(Measure::NotAssessed(Some(Absent))),
        newly_arrived: figure(Measure::NotAssessed(Some(NewlyArrived))),
        exempt: figure(Measure::NotAssessed(Some(Exempt))),
        missing: figure(Measure::Missing),
        percent: percent.and_then(|percent| u8::try_from(percent).ok()),
    }
}
