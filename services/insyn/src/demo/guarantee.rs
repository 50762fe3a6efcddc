//! The follow-up process in the demo: the same pure steps that the program takes, asked of the same facts
//! when something has changed, and of the calendar every other week.

use std::collections::{BTreeMap, BTreeSet};

use domain::Event;
use domain::calendar::Day;
use domain::guarantee::{Command, GuaranteeAdopted};
use domain::id::{Position, PupilId};
use domain::people::Actor;
use projections::follow_up::{Step, moving_steps, reminder_steps, shortfall_steps};

use super::agenda::Task;
use super::answers;
use super::journal::Stopped;
use super::town::{Town, minute};

/// What the process waits for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Turn {
    /// The service goals are adopted.
    Adopt,
    /// The day after a round's last day for submitting.
    Wake(usize),
    /// What is late, and who has moved.
    Tick,
}

/// What the process has to look at.
#[derive(Default)]
pub(super) struct Watch {
    /// Rounds and school units where something has changed.
    stirred: BTreeSet<(usize, usize)>,
    /// Pupils who have moved.
    moved: BTreeSet<usize>,
    numbers: BTreeMap<PupilId, usize>,
    /// Shortfalls that nobody has answered, and whose they are.
    pub(super) open: BTreeMap<Position, usize>,
    /// Pupils about whom someone is to answer.
    pub(super) answering: BTreeSet<usize>,
}

/// Days to answer a shortfall.
const ANSWER_DAYS: u16 = 21;
/// Days to conclude an investigation.
pub(super) const INVESTIGATION_DAYS: u16 = 45;
/// Days to answer a complaint.
pub(super) const COMPLAINT_DAYS: u16 = 14;
/// Days between two reminders, and between two looks at what is late.
const REMIND_EVERY: u16 = 14;

impl Town<'_> {
    /// The guarantee holds from the second school year on (from the first, where there is one only): older
    /// rounds do not wake it.
    pub(super) fn plan_guarantee(&mut self) {
        if self.year_number == 1.min(self.settings.years - 1) {
            let day = self.year.working_day_from(self.today.plus(2));
            self.plan(day, Task::Guarantee(Turn::Adopt));
        }
        let (first, last) = (self.year.first_day, self.year.last_day.plus(45));
        let end = self.settings.today.number();
        // In a large municipality every second look is left out: each goes through every case there is.
        let every = i32::from(REMIND_EVERY) * if self.settings.pupils > 20_000 { 2 } else { 1 };
        let days = (first.number()..=last.number().min(end)).filter(|n| (end - n) % every == 0);
        for number in days {
            let day = self.year.working_day_from(first.plus(number - first.number()));
            let late = if day == self.settings.today { 16 * 60 + 59 } else { 7 * 60 + 10 };
            self.agenda.add(minute(day, late), Task::Guarantee(Turn::Tick));
        }
    }

    pub(super) fn plan_wake(&mut self, round: usize) {
        let submit_by = self.rounds[round].submit_by;
        let day = self.year.working_day_from(submit_by.plus(1));
        self.agenda.add(minute(day, 7 * 60 + 20), Task::Guarantee(Turn::Wake(round)));
    }

    pub(super) fn perform_guarantee(&mut self, turn: Turn) -> Result<(), Stopped> {
        match turn {
            Turn::Adopt => self.adopt_guarantee(),
            Turn::Wake(round) => {
                for school in 0..self.schools.len() {
                    self.wake(round, school);
                }
                Ok(())
            }
            Turn::Tick => self.tick(),
        }
    }

    fn adopt_guarantee(&mut self) -> Result<(), Stopped> {
        let adopted = GuaranteeAdopted {
            first_census: self.year.first_day,
            answer_days: ANSWER_DAYS,
            investigation_days: INVESTIGATION_DAYS,
            forwarding_days: 7,
            complaint_days: COMPLAINT_DAYS,
            remind_every_days: REMIND_EVERY,
            valid_from: self.today,
        };
        self.record_one(self.secretary(), adopted)
    }

    // ------------------------------------------------------------------------ what has changed

    /// The guarantee of the running round wakes at a school unit.
    pub(super) fn wake(&mut self, round: usize, school: usize) {
        if self.running.as_ref().is_some_and(|running| running.number == round) {
            self.schools[school].woken = true;
            self.watch.stirred.insert((round, school));
        }
    }

    /// Values of a class or a pupil may have changed: the school units where its pupils count look again.
    pub(super) fn stir_after(&mut self, task: Task) {
        let pupils = match task {
            Task::Sit { class, .. }
            | Task::Finish { class, .. }
            | Task::Correct { class, .. }
            | Task::StrikeSignedOff { class, .. } => self.classes[class].pupils.clone(),
            Task::Retype { pupil, .. }
            | Task::StrikeMistyped { pupil, .. }
            | Task::StrikeCorrection { pupil, .. } => vec![pupil],
            Task::Submit { school, .. } => {
                let classes = self.schools[school].classes.iter();
                classes.flat_map(|class| self.classes[*class].pupils.iter().copied()).collect()
            }
            _ => return,
        };
        let Some(running) = &self.running else { return };
        let (round, census) = (running.number, running.schedule.census_date);
        for pupil in pupils {
            let counts = self.pupils[pupil].school_on(census);
            if let Some(school) = counts.filter(|s| self.schools[*s].woken) {
                self.watch.stirred.insert((round, school));
            }
        }
    }

    /// A pupil's move is recorded, perhaps weeks late: where the pupil was and is, the round looks again.
    pub(super) fn stir_pupil(&mut self, number: usize) {
        self.watch.moved.insert(number);
        let Some(running) = &self.running else { return };
        for (_, school) in &self.pupils[number].schools {
            self.watch.stirred.insert((running.number, *school));
        }
    }

    // ----------------------------------------------------------------------------- the process

    /// Takes the steps that what has changed asks for.
    pub(super) fn follow_up(&mut self) -> Result<(), Stopped> {
        while let Some((round, school)) = self.watch.stirred.pop_first() {
            let (round, school) = (self.rounds[round].round, self.schools[school].code);
            let (facts, at) = (self.journal.facts(), self.journal.size());
            let steps = shortfall_steps(facts, round, school, at, self.today);
            self.take_steps(steps)?;
        }
        while let Some(number) = self.watch.moved.pop_first() {
            self.follow_pupil(number)?;
        }
        Ok(())
    }

    fn follow_pupil(&mut self, number: usize) -> Result<(), Stopped> {
        let (facts, at) = (self.journal.facts(), self.journal.size());
        let steps = moving_steps(facts, self.pupils[number].id, at, self.today);
        self.take_steps(steps)
    }

    fn tick(&mut self) -> Result<(), Stopped> {
        let with_open: BTreeSet<usize> = self.watch.open.values().copied().collect();
        for number in with_open {
            self.follow_pupil(number)?;
        }
        let (facts, at) = (self.journal.facts(), self.journal.size());
        let steps = reminder_steps(facts, at, self.today);
        self.take_steps(steps)
    }

    /// Records the steps, those of one cause together.
    fn take_steps(&mut self, steps: Vec<Step>) -> Result<(), Stopped> {
        let mut events: Vec<Event> = Vec::new();
        let mut cause: Option<Position> = None;
        for step in steps {
            if cause != Some(step.cause) {
                self.journal.record(Actor::PROCESS, cause, std::mem::take(&mut events))?;
                cause = Some(step.cause);
            }
            let position = self.journal.position(events.len());
            events.extend(self.step_event(position, step.command));
        }
        self.journal.record(Actor::PROCESS, cause, events)
    }

    fn step_event(&mut self, position: Position, command: Command) -> Option<Event> {
        Some(match command {
            Command::Find(found) => {
                let number = self.number_of(found.pupil);
                self.watch.open.insert(position, number);
                self.plan_answer(number, found.answer_by);
                found.into()
            }
            Command::Lift(lifted) => {
                self.watch.open.remove(&lifted.of);
                lifted.into()
            }
            Command::Follow(followed) => followed.into(),
            Command::Remind(reminded) => reminded.into(),
            Command::Adopt(_) | Command::Answer(_) | Command::Decline(_) => return None,
        })
    }

    fn number_of(&mut self, pupil: PupilId) -> usize {
        let known = self.watch.numbers.len();
        for number in known..self.pupils.len() {
            self.watch.numbers.insert(self.pupils[number].id, number);
        }
        self.watch.numbers.get(&pupil).copied().unwrap_or(0)
    }

    /// Most answer in time, some late, a few not at all.
    fn plan_answer(&mut self, number: usize, answer_by: Day) {
        if !self.watch.answering.insert(number) {
            return;
        }
        let day = match self.dice.below(1_000) {
            0..780 => {
                let wait = self.dice.between(1, i32::from(ANSWER_DAYS) - 1);
                self.year.later(self.today, 1).max(self.today.plus(wait)).min(answer_by)
            }
            780..950 => answer_by.plus(self.dice.between(1, 20)),
            950..985 => answer_by.plus(self.dice.between(20, 70)),
            _ => return,
        };
        let day = self.year.working_day_from(day);
        self.plan(day, Task::Answer(answers::Turn::Answer(number)));
    }
}
