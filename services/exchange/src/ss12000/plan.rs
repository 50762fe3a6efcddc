//! What an export changes: the commands that bring the record up to date, in an order in which they
//! can be decided one by one.

mod classes;
mod guardians;
mod identify;
mod pupils;
mod schools;
mod staff;

use std::collections::{BTreeMap, BTreeSet};

use domain::calendar::Day;
use domain::command::Command;
use domain::people::Protection;
use serde::Serialize;

use self::classes::Classes;
use self::schools::Schools;
use super::export::{Civic, Export, Origin};
use super::fault::{Detail, Fault, FaultKind};
use super::known::Known;
use super::lenient::Scribe;
use crate::Unavailable;

/// Under what conditions an export is taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conditions {
    /// Today in Sweden.
    pub today: Day,
    /// Refuse everyone whose civic number is not a temporary one. A production store does so until its
    /// safeguards are complete.
    pub temporary_only: bool,
}

/// One command to be carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What it is about and on which day it was planned, without personal content; unique in the plan.
    /// Together with the size of the record when the plan was made it makes a command id.
    pub key: String,
    /// The command.
    pub command: Command,
}

/// How many of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Count {
    /// Not known before.
    pub new: usize,
    /// Known, with something changed.
    pub changed: usize,
    /// Known and as before.
    pub unchanged: usize,
}

impl Count {
    fn add(&mut self, known: bool, changed: bool) {
        match (known, changed) {
            (false, _) => self.new += 1,
            (true, true) => self.changed += 1,
            (true, false) => self.unchanged += 1,
        }
    }
}

/// A plan in figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Summary {
    /// School units.
    pub schools: Count,
    /// Classes.
    pub classes: Count,
    /// Members of staff with a role that is used here.
    pub staff: Count,
    /// Assessors of classes.
    pub assessors: Count,
    /// Pupils who are enrolled.
    pub pupils: Count,
    /// Guardians, counted once for each pupil.
    pub guardians: Count,
    /// Pupils whose enrolment ends.
    pub left: usize,
    /// Persons refused for their civic number.
    pub refused: usize,
    /// Persons with a duty but without a role that is used here.
    pub staff_not_used: usize,
}

/// What an export changes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// The commands, in order: schools, staff, roles, classes, assessors, pupils, class membership,
    /// guardians, and last what ends for staff and classes.
    pub steps: Vec<Step>,
    /// What is wrong in the export as a whole; what is wrong in single fields came with
    /// [`super::read`].
    pub faults: Vec<Fault>,
    /// The plan in figures.
    pub summary: Summary,
}

/// Compares an export with what is known. The same export planned twice, with the first plan carried
/// out between, gives no steps the second time.
///
/// Reserves ids and links external ids and civic numbers through [`Known`] as it goes; that is
/// harmless where the steps are never carried out.
pub fn plan(
    export: &Export,
    known: &mut dyn Known,
    conditions: Conditions,
) -> Result<Plan, Unavailable> {
    let mut faults = Vec::new();
    let schools = Schools::of(export, &mut faults);
    let mut planner = Planner {
        export,
        known,
        conditions,
        schools,
        classes: Classes::default(),
        refused: BTreeSet::new(),
        raised: BTreeMap::new(),
        without_address: BTreeSet::new(),
        steps: Vec::new(),
        faults,
        summary: Summary::default(),
    };
    planner.refuse();
    planner.plan_schools()?;
    planner.plan_classes()?;
    planner.plan_staff()?;
    planner.plan_pupils()?;
    Ok(planner.finish())
}

/// The order of the steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    School,
    Staff,
    Role,
    Class,
    Assessor,
    Pupil,
    Membership,
    Guardian,
    End,
}

struct Planner<'a> {
    export: &'a Export,
    known: &'a mut dyn Known,
    conditions: Conditions,
    schools: Schools,
    classes: Classes,
    /// External ids of persons refused for their civic number.
    refused: BTreeSet<&'a str>,
    /// By external id, the protection that another record of the same pupil states.
    raised: BTreeMap<String, Protection>,
    /// External ids of guardians already reported.
    without_address: BTreeSet<String>,
    steps: Vec<(Phase, Step)>,
    faults: Vec<Fault>,
    summary: Summary,
}

impl Planner<'_> {
    /// The gate of a production store: a person whose civic number is not temporary is not imported. A
    /// malformed number is refused too: it may be a real one.
    fn refuse(&mut self) {
        if !self.conditions.temporary_only {
            return;
        }
        for (id, person) in &self.export.persons {
            let passes = match &person.civic {
                Civic::Absent => true,
                Civic::Malformed => false,
                Civic::Number(number) => number.is_temporary(),
            };
            if !passes {
                self.refused.insert(id);
                let mut scribe = Scribe::of(&mut self.faults, &person.origin);
                scribe.note("civicNo", FaultKind::CivicNumberRefused);
            }
        }
        self.summary.refused = self.refused.len();
    }

    fn today(&self) -> Day {
        self.conditions.today
    }

    /// Adds a command. `subject` says what it is about, in ids and codes.
    fn step(
        &mut self,
        phase: Phase,
        verb: &str,
        subject: &[&dyn std::fmt::Display],
        command: Command,
    ) {
        let mut key = format!("ss12000/{}/{verb}", self.today());
        for part in subject {
            key.push('/');
            key.push_str(&part.to_string());
        }
        self.steps.push((phase, Step { key, command }));
    }

    fn fault(&mut self, origin: &Origin, field: &str, what: FaultKind) {
        Scribe::of(&mut self.faults, origin).note(field, what);
    }

    fn fault_of_file(&mut self, file: &str, what: FaultKind, detail: Option<Detail>) {
        Scribe::new(&mut self.faults, file.into()).note_with("", what, detail);
    }

    fn finish(mut self) -> Plan {
        self.steps.sort_by_key(|(phase, _)| *phase);
        let steps = self.steps.into_iter().map(|(_, step)| step).collect();
        Plan { steps, faults: self.faults, summary: self.summary }
    }
}

/// The later of a known day and one that the source gives; without one, or where the source's is not
/// later than what is known, the change is dated today.
fn change_day(stated: Option<Day>, known_from: Day, today: Day) -> Day {
    match stated {
        Some(day) if day > known_from => day,
        _ => today.max(known_from),
    }
}

/// A grade (or a form) belongs to a school year: where the source gives no later day, a change counts
/// from the year's first day, unless what is known began within the year.
fn year_day(stated: Option<Day>, known_from: Day, today: Day) -> Day {
    let start = today.school_year().day(7, 1).unwrap_or(today);
    match stated {
        Some(day) if day > known_from => day,
        _ if known_from < start => start,
        _ => today.max(known_from),
    }
}

/// Groups by key, in order.
fn push<K: Ord, V>(map: &mut BTreeMap<K, Vec<V>>, key: K, value: V) {
    map.entry(key).or_default().push(value);
}
