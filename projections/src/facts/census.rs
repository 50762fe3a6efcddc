//! Who counts in each round, settled once when something is recorded of a pupil.
//!
//! A round's population is the pupils enrolled on its census date within its school forms and grades. What
//! that comes to stands here by round and pupil, with the position that changed it last: a size above that
//! position reads the seat, a smaller one asks the pupil's entries themselves. Derived: not saved.

use std::sync::OnceLock;

use domain::Event;
use domain::calendar::Day;
use domain::id::{PupilId, RoundId};
use domain::people::{Grade, GradeRegime, SchoolForm, Sex, Syllabus};
use domain::round::RoundScheduled;

use super::ids::row;
use super::organisation::Organisation;
use super::pupils::{Fact, PupilEntry, Pupils, State};
use super::values::NONE;
use crate::figure::cell::Cell;

/// By which a round's population is settled.
#[derive(Debug, Clone)]
pub(crate) struct Sieve {
    census_date: Day,
    regime: GradeRegime,
    forms: Vec<SchoolForm>,
    /// Bit n: grade number n of the round's numbering is in the population.
    grades: u32,
}

/// How a pupil counts in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counted {
    /// The school unit, by number.
    pub(crate) school: u32,
    /// By number; [`NONE`] for a pupil without class.
    pub(crate) class: u32,
    /// In the round's numbering.
    pub(crate) grade: u8,
    pub(crate) sex: Sex,
    pub(crate) syllabus: Syllabus,
}

/// What one pupil comes to in a round. Sixteen bytes.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Seat {
    /// The position that changed it last.
    last: u32,
    counted: Option<Counted>,
}

const _: () = assert!(size_of::<Seat>() == 16);

/// One round.
#[derive(Debug, Clone)]
pub(crate) struct Census {
    /// Position of the schedule it follows.
    schedule: u32,
    sieve: Sieve,
    /// By pupil number; whoever is not there never counted.
    seats: Vec<Seat>,
    /// The position that changed a seat last.
    last: u32,
    /// Filled when they are first asked for, and dropped by the position that changes a seat or a value of
    /// the round, never by time. Measured, with nine rounds of 100,000 pupils: a series reads them in a
    /// quarter of a millisecond and counts ten without, and every report and account draws one. Settled
    /// with each value instead, every fold would pay for the few rounds that are ever asked for.
    sums: OnceLock<Sums>,
}

/// The cells of a round by school unit and grade, without progress.
#[derive(Debug, Clone)]
pub(crate) struct Sums {
    /// Position of the edition that gave the ranks.
    pub(crate) edition: Option<u32>,
    pub(crate) cells: Vec<Sum>,
}

/// The cell of a grade at a school unit.
#[derive(Debug, Clone)]
pub(crate) struct Sum {
    /// By number.
    pub(crate) school: u32,
    pub(crate) grade: u8,
    pub(crate) cell: Cell,
}

/// All rounds, by number.
#[derive(Debug, Clone, Default)]
pub(crate) struct Censuses {
    rounds: Vec<Option<Census>>,
}

impl Sieve {
    pub(crate) fn new(schedule: &RoundScheduled) -> Self {
        let grades = schedule.grades.iter().filter(|grade| **grade < 32);
        Self {
            census_date: schedule.census_date,
            regime: schedule.regime,
            forms: schedule.forms.clone(),
            grades: grades.fold(0, |bits, grade| bits | (1 << grade)),
        }
    }

    /// A grade's number in the round's numbering.
    pub(crate) fn grade_number(&self, grade: Grade) -> u8 {
        if grade.regime == self.regime {
            return grade.number;
        }
        match self.regime {
            GradeRegime::Nine => grade.years_since_start(),
            GradeRegime::Ten => grade.years_since_start().saturating_add(1),
        }
    }

    /// How the pupil with these entries counts: enrolled on the census date within the round's school
    /// forms and grades, as known at a size.
    pub(crate) fn counted(
        &self,
        entries: &[PupilEntry],
        organisation: &Organisation,
        limit: u32,
    ) -> Option<Counted> {
        let state = State::on(entries, self.census_date, limit);
        let (school, form) = state.enrolled()?;
        let grade = self.grade_number(state.grade()?);
        if grade >= 32 || self.grades & (1 << grade) == 0 || !self.forms.contains(&form) {
            return None;
        }
        let class = state.class(organisation).unwrap_or(NONE);
        Some(Counted { school, class, grade, sex: state.sex(), syllabus: state.syllabus() })
    }
}

impl Seat {
    /// What it came to at a size (never 0: no round is scheduled then); none where it has changed since.
    pub(crate) fn at(&self, limit: u32) -> Option<Option<Counted>> {
        (self.last < limit).then_some(self.counted)
    }
}

impl Census {
    fn new(schedule: (u32, &RoundScheduled), pupils: &Pupils, organisation: &Organisation) -> Self {
        let sieve = Sieve::new(schedule.1);
        let seat = |entries: &Vec<PupilEntry>| {
            let says = entries.iter().filter(|entry| sieve.is_touched_by(entry));
            let last = says.map(|entry| entry.position).max().unwrap_or(0);
            Seat { last, counted: sieve.counted(entries, organisation, NONE) }
        };
        let seats: Vec<Seat> = pupils.rows.iter().map(seat).collect();
        let last = seats.iter().map(|seat| seat.last).max().unwrap_or(0);
        Self { schedule: schedule.0, sieve, seats, last, sums: OnceLock::new() }
    }

    /// The seats, by pupil number.
    pub(crate) fn seats(&self) -> &[Seat] {
        &self.seats
    }

    /// The sums at a size above the last change of a seat; `fill` makes them, the same at every such size.
    pub(crate) fn sums(&self, limit: u32, fill: impl FnOnce() -> Sums) -> Option<&Sums> {
        (self.last < limit).then(|| self.sums.get_or_init(fill))
    }

    fn settle(&mut self, pupil: u32, at: u32, entries: &[PupilEntry], organisation: &Organisation) {
        let counted = self.sieve.counted(entries, organisation, NONE);
        let former = self.seats.get(pupil as usize).and_then(|seat| seat.counted);
        if counted != former {
            *row(&mut self.seats, pupil) = Seat { last: at, counted };
            self.last = at;
            self.sums.take();
        }
    }
}

impl Sieve {
    /// Whether an entry can make a difference: the undated ones can, and those from the census date back.
    fn is_touched_by(&self, entry: &PupilEntry) -> bool {
        matches!(entry.fact, Fact::Registered { .. }) || entry.from <= self.census_date
    }
}

impl Censuses {
    /// The census of a round that follows the schedule at a position.
    pub(crate) fn of(&self, round: u32, schedule: u32) -> Option<&Census> {
        let census = self.rounds.get(round as usize)?.as_ref();
        census.filter(|census| census.schedule == schedule)
    }

    /// A schedule replaces the former: all seats are settled anew.
    pub(crate) fn scheduled(
        &mut self,
        round: u32,
        schedule: (u32, &RoundScheduled),
        pupils: &Pupils,
        organisation: &Organisation,
    ) {
        *row(&mut self.rounds, round) = Some(Census::new(schedule, pupils, organisation));
    }

    /// A value of a round has changed.
    pub(crate) fn value_changed(&mut self, round: u32) {
        if let Some(census) = self.rounds.get_mut(round as usize).and_then(Option::as_mut) {
            census.sums.take();
        }
    }

    /// Settles a pupil in the rounds that the last entries can concern.
    pub(crate) fn settle(
        &mut self,
        pupil: u32,
        at: u32,
        pupils: &Pupils,
        organisation: &Organisation,
    ) {
        let entries = pupils.entries(pupil);
        let new = entries.iter().rev().take_while(|entry| entry.position == at);
        let new = &entries[entries.len() - new.count()..];
        for census in self.rounds.iter_mut().flatten() {
            if new.iter().any(|entry| census.sieve.is_touched_by(entry)) {
                census.settle(pupil, at, entries, organisation);
            }
        }
    }
}

/// The round of which an event changes a value.
pub(super) fn valued(event: &Event) -> Option<RoundId> {
    match event {
        Event::ReadingAssessed(e) => Some(e.place.round),
        Event::NotAssessed(e) => Some(e.place.round),
        Event::AssessmentCorrected(e) => Some(e.place.round),
        Event::AssessmentStruck(e) => Some(e.place.round),
        _ => None,
    }
}

/// The pupil of whom an event says something that counts in a census.
pub(super) fn pupil_of(event: &Event) -> Option<PupilId> {
    match event {
        Event::PupilEnrolled(e) => Some(e.pupil),
        Event::ClassJoined(e) => Some(e.pupil),
        Event::GradeChanged(e) => Some(e.pupil),
        Event::PupilTransferred(e) => Some(e.pupil),
        Event::PupilLeft(e) => Some(e.pupil),
        Event::SwedishSyllabusSet(e) => Some(e.pupil),
        Event::IdentityRectified(e) => Some(e.pupil),
        _ => None,
    }
}
