//! The round board: per class who is assessed, who is missing, and how far sign-off has come.

mod progress;

use std::collections::BTreeMap;

use domain::calendar::Day;
use domain::id::{ClassId, PupilId, RoundId, SchoolUnitCode, Size, StaffId};
use serde::Serialize;

use super::rows::{Head, head};
use crate::Facts;
use crate::alphabet::alphabetical;
use crate::directory::rounds::{Phase, RoundStatus, StepTaken};
use crate::facts::NONE;
use crate::figure::cell::{Cell, Standing};
use crate::figure::frame::{Frame, Places};
use crate::figure::reference::{FigureRef, FigureScope, InClass, Measure, Slice};
use crate::figure::{Figure, measure};

pub use progress::{RoundProgress, RoundState, Stage};

/// How far the entry of results has come, in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    /// Nobody has a result or a reason.
    None,
    /// Some have.
    Started,
    /// All have, or there is nobody.
    Complete,
}

/// How far the entry of results has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Completion {
    /// In words: what those are told who do not see the pupils.
    pub entry: Entry,
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
    /// How far it has come, in one word, on the day of the board.
    pub progress: RoundProgress,
    /// How far entry has come.
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
    /// How far the school unit has come, in one word, on the day of the board.
    pub progress: RoundProgress,
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
    /// How far it has come, in one word, on the day of the overview.
    pub progress: RoundProgress,
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
    let place = AtSchool { frame: &frame, scope, status: &status, day };
    let progress = place.progress(&groups);
    let mut classes: Vec<BoardClass> =
        groups.iter().map(|(number, group)| place.class(*number, group)).collect();
    classes.sort_by_cached_key(|row| {
        (row.class.is_none(), row.name.as_deref().map(alphabetical), row.class)
    });
    Some(RoundBoard {
        head: head(&frame, scope),
        school,
        name: facts.school(school, frame.census_date(), frame.as_of)?.name,
        progress,
        status,
        completion: completion(&frame, scope, Slice::default(), &total(&frame, &groups)),
        classes,
    })
}

/// How far a school unit has come, in one word, on a day; none where the round is not scheduled or nobody
/// there is in it.
#[must_use]
pub fn round_progress(
    facts: &Facts,
    at: Size,
    school: SchoolUnitCode,
    round: RoundId,
    day: Day,
) -> Option<RoundProgress> {
    let frame = Frame::new(facts, at, round)?;
    let scope = FigureScope::School(school);
    let groups = groups(&frame, &frame.places(&scope)?);
    let status = facts.round_status(round, school, frame.as_of);
    let place = AtSchool { frame: &frame, scope, status: &status, day };
    (!groups.is_empty()).then(|| place.progress(&groups))
}

/// The overview as of a size, on a day; none where the round is not scheduled or the scope not known then.
#[must_use]
pub fn round_overview(
    facts: &Facts,
    at: Size,
    scope: FigureScope,
    round: RoundId,
    day: Day,
) -> Option<RoundOverview> {
    let frame = Frame::new(facts, at, round)?;
    let numbers = match frame.places(&scope)? {
        Places::Schools(numbers) => numbers,
        Places::School(number) => vec![number],
        Places::Class(_) => return None,
    };
    let schools = numbers.into_iter().filter_map(|number| overview_school(&frame, number, day));
    Some(RoundOverview { schools: schools.collect(), head: head(&frame, scope) })
}

fn overview_school(frame: &Frame<'_>, number: u32, day: Day) -> Option<OverviewSchool> {
    let facts = frame.facts;
    let groups = groups(frame, &Places::School(number));
    if groups.is_empty() {
        return None;
    }
    let school = facts.ids.schools.key(number);
    let status = facts.round_status(frame.round(), school, frame.as_of);
    let scope = FigureScope::School(school);
    let place = AtSchool { frame, scope, status: &status, day };
    let (count, signed_off) = place.signed_off(&groups);
    let unit = facts.school(school, frame.census_date(), frame.as_of);
    let cell = total(frame, &groups);
    Some(OverviewSchool {
        school,
        name: unit.map(|unit| unit.name).unwrap_or_default(),
        phase: status.phase,
        classes: count,
        signed_off,
        progress: place.progress(&groups),
        completion: completion(frame, scope, Slice::default(), &cell),
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

/// A school unit in a round, on a day.
#[derive(Clone, Copy)]
struct AtSchool<'p, 'a> {
    frame: &'p Frame<'a>,
    scope: FigureScope,
    status: &'p RoundStatus,
    day: Day,
}

impl AtSchool<'_, '_> {
    /// How many classes have pupils in the round, and how many of them are signed off.
    fn signed_off(&self, groups: &BTreeMap<u32, Group>) -> (u32, u32) {
        let ids = &self.frame.facts.ids.classes;
        let classes = groups.keys().filter(|class| **class != NONE).map(|n| ids.key(*n));
        classes.fold((0, 0), |(count, signed), class| {
            (count + 1, signed + u32::from(self.status.signed_off(class).is_some()))
        })
    }

    fn progress(&self, groups: &BTreeMap<u32, Group>) -> RoundProgress {
        let (classes, signed) = self.signed_off(groups);
        let cells = groups.values().map(|group| &group.cell);
        let (missing, population) = cells.fold((0, 0), |(missing, population), cell| {
            (missing + cell.missing(), population + cell.population)
        });
        let done = u64::from(population - missing);
        self.stage(entry(missing, done), classes > 0 && classes == signed).on(self.day)
    }

    fn stage(&self, entry: Entry, signed_off: bool) -> Stage {
        let submit_by = self.frame.submit_by();
        Stage { phase: self.status.phase, entry, signed_off, submit_by }
    }

    fn class(&self, number: u32, group: &Group) -> BoardClass {
        let Self { frame, scope, status, day } = *self;
        let facts = frame.facts;
        let class = (number != NONE).then(|| facts.ids.classes.key(number));
        let found = class.and_then(|id| facts.class(id, frame.census_date(), frame.as_of));
        let in_class = class.map_or(InClass::None, InClass::Class);
        let slice = Slice { class: Some(in_class), ..Slice::default() };
        let mut missing_pupils = group.missing.clone();
        missing_pupils.sort_unstable();
        let signed_off = class.and_then(|id| status.signed_off(id));
        let completion = completion(frame, scope, slice, &group.cell);
        let stage = self.stage(completion.entry, signed_off.is_some());
        let progress = of_class(stage, class.is_some(), day);
        BoardClass {
            class,
            name: found.map(|class| class.name),
            responsible: class.and_then(|id| facts.responsible_assessor(id, day, frame.as_of)),
            signed_off,
            progress,
            completion,
            missing_pupils,
        }
    }
}

impl RoundBoard {
    /// The same board as it is told on another day: states, and days left.
    #[must_use]
    pub fn told_on(mut self, submit_by: Day, day: Day) -> Self {
        let phase = self.status.phase;
        let stage = |entry, signed_off| Stage { phase, entry, signed_off, submit_by };
        let signed = |row: &BoardClass| row.class.is_none() || row.signed_off.is_some();
        let any = self.classes.iter().any(|row| row.class.is_some());
        let all = any && self.classes.iter().all(signed);
        self.progress = stage(self.completion.entry, all).on(day);
        for row in &mut self.classes {
            let stage = stage(row.completion.entry, row.signed_off.is_some());
            row.progress = of_class(stage, row.class.is_some(), day);
        }
        self
    }
}

/// A class that is signed off has done its part: what is awaited then is the school unit's. So have pupils
/// without class, who are nobody's to sign off, once all are recorded.
fn of_class(stage: Stage, is_class: bool, day: Day) -> RoundProgress {
    let at_school = stage.on(day);
    let waits = !at_school.state.is_handed_in() && stage.phase != Phase::NotOpen;
    let state = match (is_class, stage.signed_off, stage.entry) {
        (true, true, _) if waits => RoundState::SignedOff,
        (false, _, Entry::Complete) if waits => RoundState::Complete,
        _ => return at_school,
    };
    RoundProgress { state, due: None, days_left: None }
}

const fn entry(missing: u32, done: u64) -> Entry {
    match (missing, done) {
        (0, _) => Entry::Complete,
        (_, 0) => Entry::None,
        _ => Entry::Started,
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
        entry: entry(cell.missing(), done),
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
