//! Rounds in order of census date, and how far each has come at a school unit.

use domain::calendar::Day;
use domain::id::{ClassId, EditionId, Position, RoundId, SchoolUnitCode, Size, StaffId};
use domain::people::{GradeRegime, SchoolForm};
use domain::round::RoundScheduled;
use serde::Serialize;

use super::position;
use crate::Facts;
use crate::facts::{Entry, Step};

/// A round as scheduled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Round {
    /// The round.
    pub round: RoundId,
    /// Who is enrolled on this day makes the population.
    pub census_date: Day,
    /// The first day of the window.
    pub opens: Day,
    /// The last day of the window.
    pub closes: Day,
    /// The day by which a school unit has submitted.
    pub submit_by: Day,
    /// The school forms in the population.
    pub forms: Vec<SchoolForm>,
    /// The grade numbers in the population.
    pub grades: Vec<u8>,
    /// The numbering of those grades.
    pub regime: GradeRegime,
    /// The scale edition.
    pub edition: EditionId,
    /// The schedule in force.
    pub position: Position,
}

/// Who did a step, and where it stands in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct StepTaken {
    /// Who.
    pub staff: StaffId,
    /// The event.
    pub position: Position,
}

/// How far a round has come at a school unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case", tag = "phase")]
pub enum Phase {
    /// Not opened yet.
    NotOpen,
    /// Open for entry until a day (that day included).
    Open {
        /// The last day for entry.
        until: Day,
    },
    /// Open again after submission or sign-off.
    Reopened {
        /// The last day for entry.
        until: Day,
    },
    /// Submitted by the principal.
    Submitted,
    /// Received by the results coordinator.
    Received,
}

/// What a teacher stated of the conditions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Conditions {
    /// Who.
    pub staff: StaffId,
    /// Whether they were reasonable.
    pub reasonable: bool,
    /// The event (a statement in words stands sealed in it).
    pub position: Position,
}

/// The chain of one class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct ClassStatus {
    /// The class.
    pub class: ClassId,
    /// The sign-off in force; none: not signed off, or the sign-off has fallen.
    pub signed_off: Option<StepTaken>,
    /// The reopening that made an earlier sign-off fall, where no new one has come.
    pub reopened: Option<Position>,
    /// What was stated of the conditions, last statement of each person.
    pub conditions: Vec<Conditions>,
    /// Reminders sent for the class.
    pub reminders: Vec<Position>,
}

/// The status of a round at a school unit, with the events of its chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct RoundStatus {
    /// The round.
    pub round: RoundId,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// How far it has come.
    #[serde(flatten)]
    pub phase: Phase,
    /// The latest opening.
    pub opened: Option<Position>,
    /// The latest reopening, of one class or all.
    pub reopened: Option<Position>,
    /// The submission in force.
    pub submitted: Option<StepTaken>,
    /// The receipt in force.
    pub received: Option<StepTaken>,
    /// Reminders sent for the whole school unit.
    pub reminders: Vec<Position>,
    /// The classes that any step names, in order of id.
    pub classes: Vec<ClassStatus>,
}

impl RoundStatus {
    /// Whether results can be entered on this day.
    #[must_use]
    pub fn is_open_on(&self, day: Day) -> bool {
        matches!(self.phase, Phase::Open { until } | Phase::Reopened { until } if day <= until)
    }

    /// The sign-off in force of a class.
    #[must_use]
    pub fn signed_off(&self, class: ClassId) -> Option<StepTaken> {
        self.class(class).and_then(|status| status.signed_off)
    }

    /// The chain of a class, where any step names it.
    #[must_use]
    pub fn class(&self, class: ClassId) -> Option<&ClassStatus> {
        let index = self.classes.binary_search_by_key(&class, |status| status.class).ok()?;
        self.classes.get(index)
    }

    fn empty(round: RoundId, school: SchoolUnitCode) -> Self {
        Self {
            round,
            school,
            phase: Phase::NotOpen,
            opened: None,
            reopened: None,
            submitted: None,
            received: None,
            reminders: Vec::new(),
            classes: Vec::new(),
        }
    }

    fn class_mut(&mut self, class: ClassId) -> &mut ClassStatus {
        let index = match self.classes.binary_search_by_key(&class, |status| status.class) {
            Ok(index) => index,
            Err(index) => {
                let (conditions, reminders) = (Vec::new(), Vec::new());
                let status =
                    ClassStatus { class, signed_off: None, reopened: None, conditions, reminders };
                self.classes.insert(index, status);
                index
            }
        };
        &mut self.classes[index]
    }

    fn take(&mut self, stored: u32, step: &Step) {
        let position = position(stored);
        match *step {
            Step::Opened { until } => {
                self.phase = Phase::Open { until };
                self.opened = Some(position);
                (self.submitted, self.received) = (None, None);
            }
            Step::Reopened { class, until } => self.reopen(position, class, until),
            Step::SignedOff { class, staff } => {
                let status = self.class_mut(class);
                status.signed_off = Some(StepTaken { staff, position });
                status.reopened = None;
            }
            Step::Submitted { staff } => {
                self.phase = Phase::Submitted;
                self.submitted = Some(StepTaken { staff, position });
            }
            Step::Received { staff } => {
                self.phase = Phase::Received;
                self.received = Some(StepTaken { staff, position });
            }
            Step::ConditionsStated { class, staff, reasonable } => {
                let conditions = &mut self.class_mut(class).conditions;
                conditions.retain(|stated| stated.staff != staff);
                conditions.push(Conditions { staff, reasonable, position });
            }
            Step::Reminded { class: Some(class), .. } => {
                self.class_mut(class).reminders.push(position);
            }
            Step::Reminded { class: None, .. } => self.reminders.push(position),
        }
    }

    fn reopen(&mut self, position: Position, class: Option<ClassId>, until: Day) {
        self.phase = Phase::Reopened { until };
        self.reopened = Some(position);
        (self.submitted, self.received) = (None, None);
        let falls = |status: &&mut ClassStatus| class.is_none_or(|class| class == status.class);
        for status in self.classes.iter_mut().filter(falls) {
            if status.signed_off.take().is_some() {
                status.reopened = Some(position);
            }
        }
    }
}

impl Facts {
    /// All rounds scheduled, in order of census date, then of round.
    #[must_use]
    pub fn rounds(&self, at: Size) -> Vec<Round> {
        let ids = self.ids.rounds.keys().iter();
        let mut rounds: Vec<Round> = ids.filter_map(|id| self.round(*id, at)).collect();
        rounds.sort_by_key(|round| (round.census_date, round.round));
        rounds
    }

    /// A round; none where it is not scheduled.
    #[must_use]
    pub fn round(&self, round: RoundId, at: Size) -> Option<Round> {
        let entry = self.schedule(self.ids.rounds.get(round)?, self.limit(at))?;
        Some(scheduled(entry))
    }

    /// The round before this one: the same instrument and scale edition, the latest earlier census date
    /// (of the same date, the one before in order of round).
    #[must_use]
    pub fn previous_round(&self, round: RoundId, at: Size) -> Option<Round> {
        let number = self.ids.rounds.get(round)?;
        let previous = self.previous_schedule(number, self.limit(at))?;
        Some(scheduled(previous.1))
    }

    /// How far a round has come at a school unit. Where no step is known, it is not open.
    #[must_use]
    pub fn round_status(&self, round: RoundId, school: SchoolUnitCode, at: Size) -> RoundStatus {
        let mut status = RoundStatus::empty(round, school);
        let row = self.ids.rounds.get(round).and_then(|n| self.rounds.rows.get(n as usize));
        let steps = row.zip(self.ids.schools.get(school)).and_then(|(row, n)| row.steps.get(&n));
        if let Some(steps) = steps {
            for entry in steps.before(self.limit(at)) {
                status.take(entry.position, &entry.value);
            }
        }
        status
    }

    /// The schedule in force of a round.
    pub(crate) fn schedule(&self, round: u32, limit: u32) -> Option<&Entry<RoundScheduled>> {
        self.rounds.rows.get(round as usize)?.schedule.at(limit)
    }

    /// The number and schedule of the round before.
    pub(crate) fn previous_schedule(
        &self,
        round: u32,
        limit: u32,
    ) -> Option<(u32, &Entry<RoundScheduled>)> {
        let this = &self.schedule(round, limit)?.value;
        let numbers = 0..u32::try_from(self.rounds.rows.len()).unwrap_or(u32::MAX);
        numbers
            .filter_map(|number| Some((number, self.schedule(number, limit)?)))
            .filter(|(_, Entry { value, .. })| {
                value.edition == this.edition
                    && value.round.instrument == this.round.instrument
                    && (value.census_date, value.round) < (this.census_date, this.round)
            })
            .max_by_key(|(_, entry)| (entry.value.census_date, entry.value.round))
    }
}

fn scheduled(entry: &Entry<RoundScheduled>) -> Round {
    let RoundScheduled { round, census_date, opens, closes, submit_by, regime, edition, .. } =
        entry.value;
    let forms = entry.value.forms.clone();
    let grades = entry.value.grades.clone();
    let position = position(entry.position);
    Round { round, census_date, opens, closes, submit_by, forms, grades, regime, edition, position }
}
