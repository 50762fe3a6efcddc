//! Assessors at work: values typed class by class, typed again, and signed off.

use domain::Event;
use domain::assessment::{NotAssessed, NotAssessedReason, Outcome, ReadingAssessed};
use domain::calendar::Day;
use domain::id::Position;
use domain::people::Role;
use domain::round::{ClassSignedOff, ConditionsStated};

use super::agenda::Task;
use super::identities::words;
use super::journal::Stopped;
use super::names;
use super::town::{Given, Running, Town};

impl Town<'_> {
    /// Some of a class's pupils: so many that `parts` sittings, this one among them, reach all.
    pub(super) fn sit(
        &mut self,
        running: &Running,
        class: usize,
        parts: u16,
    ) -> Result<(), Stopped> {
        if !self.is_open(class) || self.classes[class].signed_off {
            return Ok(());
        }
        let waiting = self.waiting(class);
        let count = waiting.len().div_ceil(usize::from(parts));
        let staff = self.who_assesses(class);
        let mut events = Vec::new();
        for number in waiting.into_iter().take(count) {
            let skipped = self.dice.permille(30 + self.classes[class].neglect)
                || self.pupils[number].newly_arrived;
            if !skipped {
                let outcome = self.observe(running, number);
                self.give(running, number, outcome, staff, &mut events);
                self.plan_slips(running, number);
            }
        }
        self.record(self.assessor(class, staff), events)
    }

    /// The class's pupils without a value in this round.
    fn waiting(&self, class: usize) -> Vec<usize> {
        let pupils = self.classes[class].pupils.iter().copied();
        pupils.filter(|p| self.pupils[*p].sitting.current.is_none()).collect()
    }

    fn observe(&mut self, running: &Running, number: usize) -> Outcome {
        let pupil = &mut self.pupils[number];
        let (grade, effect) = (pupil.grade, self.schools[pupil.school].effect.total());
        let (dice, top) = (&mut self.dice, self.points.len() - 1);
        let rank = pupil.reader.observe(dice, grade, running.occasion, effect, top);
        Outcome::Point(self.points[rank])
    }

    /// Adds the event of a value and remembers it as the one in force.
    fn give(
        &mut self,
        running: &Running,
        number: usize,
        outcome: Outcome,
        staff: usize,
        events: &mut Vec<Event>,
    ) {
        let (place, assessor) = (self.place_of(running, number), self.staff[staff].id);
        let on = self.day_of_assessment(running, number);
        let note = self.dice.permille(35).then(|| words(self.dice.pick(&names::NOTES)));
        let outside_population = !self.in_population(running, number);
        let position = self.journal.position(events.len());
        let edition = self.edition_id();
        events.push(match outcome {
            Outcome::Point(point) => {
                ReadingAssessed { place, point, edition, on, assessor, outside_population, note }
                    .into()
            }
            Outcome::NotAssessed(reason) => {
                NotAssessed { place, reason, on, assessor, outside_population, note }.into()
            }
        });
        self.remember(number, position, outcome);
    }

    pub(super) fn remember(&mut self, number: usize, position: Position, outcome: Outcome) {
        let pupil = &self.pupils[number];
        let given = Given { position, outcome, school: pupil.school, class: pupil.class };
        let sitting = &mut self.pupils[number].sitting;
        sitting.earlier = sitting.current.replace(given);
    }

    /// Today, or the school day before: some write down in the evening what they saw yesterday.
    fn day_of_assessment(&mut self, running: &Running, number: usize) -> Day {
        let yesterday = self.year.calendar.school_day_until(self.today.plus(-1));
        let pupil = &self.pupils[number];
        let possible = yesterday >= pupil.class_since.max(running.schedule.opens);
        if possible && self.dice.permille(150) { yesterday } else { self.today }
    }

    /// Enrolled on the census date in a grade of the round, as known now.
    pub(super) fn in_population(&self, running: &Running, number: usize) -> bool {
        let pupil = &self.pupils[number];
        pupil.grade > 0 && pupil.is_enrolled(running.schedule.census_date)
    }

    /// Now and then a value is typed again, or turns out to be another pupil's.
    fn plan_slips(&mut self, running: &Running, number: usize) {
        let round = running.number;
        match self.dice.below(1_000) {
            0..12 => self.plan_soon(Task::Retype { pupil: number, round }),
            12..16 => {
                let given = self.pupils[number].sitting.current;
                if let Some(of) = given.map(|given| given.position) {
                    self.plan_soon(Task::StrikeMistyped { pupil: number, of, round });
                }
            }
            _ => {}
        }
    }

    /// Before sign-off: a second value replaces what was typed.
    pub(super) fn retype(&mut self, running: &Running, number: usize) -> Result<(), Stopped> {
        let Some(class) = self.unsigned_class(number) else { return Ok(()) };
        let sitting = self.pupils[number].sitting;
        let (Some(given), None) = (sitting.current, sitting.earlier) else { return Ok(()) };
        let outcome = self.neighbour(given.outcome);
        let (staff, mut events) = (self.who_assesses(class), Vec::new());
        self.give(running, number, outcome, staff, &mut events);
        self.record(self.assessor(class, staff), events)
    }

    /// The pupil's class, where values may be typed there; also where the value in force was typed
    /// in another class, that one is not signed off.
    pub(super) fn unsigned_class(&self, number: usize) -> Option<usize> {
        let pupil = &self.pupils[number];
        let typed_in = pupil.sitting.current.and_then(|given| given.class);
        let classes = [pupil.class, typed_in];
        let signed_off = classes.into_iter().flatten().any(|c| self.classes[c].signed_off);
        pupil.class.filter(|class| !signed_off && self.is_open(*class))
    }

    /// The point beside a value; for one not assessed, a point in the middle of the grade's.
    pub(super) fn neighbour(&mut self, outcome: Outcome) -> Outcome {
        let top = self.points.len() - 1;
        let rank = match outcome {
            Outcome::Point(point) => self.rank(Outcome::Point(point)).unwrap_or(0),
            Outcome::NotAssessed(_) => 11,
        };
        let beside =
            if rank == top || (rank > 0 && self.dice.permille(500)) { rank - 1 } else { rank + 1 };
        Outcome::Point(self.points[beside])
    }

    /// The rank of a value; none where not assessed.
    pub(super) fn rank(&self, outcome: Outcome) -> Option<usize> {
        match outcome {
            Outcome::Point(point) => self.points.iter().position(|p| *p == point),
            Outcome::NotAssessed(_) => None,
        }
    }

    // ------------------------------------------------------------------------------- sign-off

    /// The last values, the conditions, the sign-off.
    pub(super) fn finish(&mut self, running: &Running, class: usize) -> Result<(), Stopped> {
        let here = &self.classes[class];
        if !self.is_open(class) || here.signed_off || here.pupils.is_empty() {
            return Ok(());
        }
        let stand_in = here.stand_in.filter(|(_, to)| self.today < *to);
        let staff = stand_in.map_or(here.teacher, |(staff, _)| staff);
        self.finish_as(running, class, staff, Role::Teacher)
    }

    pub(super) fn finish_as(
        &mut self,
        running: &Running,
        class: usize,
        staff: usize,
        role: Role,
    ) -> Result<(), Stopped> {
        let mut events = Vec::new();
        for number in self.waiting(class) {
            if let Some(outcome) = self.settle(running, class, number) {
                self.give(running, number, outcome, staff, &mut events);
            }
        }
        let (round, school) = (running.schedule.round, self.classes[class].school);
        let school = self.schools[school].code;
        let (id, person) = (self.classes[class].id, self.staff[staff].id);
        if self.dice.permille(700) {
            let of = self.journal.position(events.len());
            let reasonable = self.dice.permille(870);
            let said = if reasonable { &names::CONDITIONS_GOOD } else { &names::CONDITIONS_POOR };
            let statement = self.dice.permille(350).then(|| words(self.dice.pick(said)));
            let stated =
                ConditionsStated { round, school, class: id, staff: person, reasonable, statement };
            events.push(stated.into());
            if !reasonable && role != Role::Principal && self.dice.permille(800) {
                let turn = super::leaders::Turn::AnswerConditions { round, class, of };
                self.plan_within(1, 12, Task::Leader(turn));
            }
        }
        events.push(ClassSignedOff { round, school, class: id, staff: person }.into());
        self.classes[class].signed_off = true;
        self.record(self.actor(staff, role), events)?;
        self.plan_afterthoughts(running, class);
        Ok(())
    }

    /// A pupil still without a value at the end: assessed at last, not assessed, or left missing.
    fn settle(&mut self, running: &Running, class: usize, number: usize) -> Option<Outcome> {
        if self.pupils[number].newly_arrived {
            self.pupils[number].newly_arrived = self.dice.permille(600);
            return Some(Outcome::NotAssessed(NotAssessedReason::NewlyArrived));
        }
        let neglected = self.classes[class].neglect > 0;
        match self.dice.below(1_000) {
            0..700 if neglected => None,
            0..120 => None,
            120..360 => Some(Outcome::NotAssessed(NotAssessedReason::Absent)),
            360..400 => Some(Outcome::NotAssessed(NotAssessedReason::Exempt)),
            _ => Some(self.observe(running, number)),
        }
    }
}
