//! A round begins: it is opened at the school units, and their classes plan when they assess.

use domain::assessment::Place;
use domain::calendar::{Day, Instant};
use domain::round::RoundOpened;

use super::agenda::Task;
use super::journal::Stopped;
use super::town::{Running, Sitting, Town, minute};

impl Town<'_> {
    /// Forgets the round before and plans the opening everywhere.
    pub(super) fn start_round(&mut self, number: usize) -> Result<(), Stopped> {
        let schedule = self.rounds[number].clone();
        for pupil in &mut self.pupils {
            pupil.sitting = Sitting::default();
        }
        for class in &mut self.classes {
            class.signed_off = false;
        }
        for school in &mut self.schools {
            (school.open_until, school.submitted, school.received) = (None, false, false);
            school.woken = false;
        }
        let awaited = self.schools.iter().filter(|school| school.open).count();
        let (census, opens) = (schedule.census_date, schedule.opens);
        self.running = Some(Running { number, occasion: number % 4, schedule, awaited });
        for school in 0..self.schools.len() {
            let wait = i32::from(self.dice.permille(60));
            let at = self.moment(self.year.later(opens, wait), 7 * 60 + 15, 9 * 60);
            self.agenda.add(at, Task::OpenAt { school, round: number });
        }
        self.plan_wake(number);
        let after = self.year.later(census, 1);
        for _ in 0..(self.settings.pupils / 700 + 1) {
            self.plan(after, Task::ArriveAfterCensus(number));
        }
        Ok(())
    }

    /// The last day for entry: a week of grace after the day of submission, within the term.
    fn last_entry(&self, running: &Running) -> Day {
        let submit_by = running.schedule.submit_by;
        self.year.later(submit_by, 5).min(self.year.last_day).max(submit_by)
    }

    pub(super) fn open_at(&mut self, running: &Running, school: usize) -> Result<(), Stopped> {
        if !self.schools[school].open {
            return Ok(());
        }
        let until = self.last_entry(running);
        self.schools[school].open_until = Some(until);
        let by_principal = self.dice.permille(700);
        let actor = if by_principal { self.principal(school) } else { self.coordinator_of(school) };
        let (round, code) = (running.schedule.round, self.schools[school].code);
        self.record(actor, vec![RoundOpened { round, school: code, until }.into()])?;
        let late = self.dice.permille(120);
        for class in self.schools[school].classes.clone() {
            if self.classes[class].grade > 0 {
                self.plan_class(running, class, late, until);
            }
        }
        self.plan_submission(running, school, late, until);
        Ok(())
    }

    /// One to four sittings within the window, then the sign-off; at a late school unit some are late.
    fn plan_class(&mut self, running: &Running, class: usize, late: bool, until: Day) {
        let round = running.number;
        let days = self.year.school_days(self.today, running.schedule.closes);
        let parts = self.dice.below(3) + 1 + u32::from(self.dice.permille(200));
        let mut at = self.dice.index(days.len() * 7 / 10);
        for part in 0..parts {
            let day = days[at.min(days.len() - 1)];
            let earliest = if day == self.today { 600 } else { 495 };
            let moment = self.moment(day, earliest, 930);
            let parts = u16::try_from(parts - part).unwrap_or(1);
            self.agenda.add(moment, Task::Sit { class, round, parts });
            at += 1 + self.dice.index(3);
        }
        self.classes[class].neglect =
            if self.dice.permille(25) { 200 + self.dice.below(400) } else { 0 };
        let last = days[at.saturating_sub(1).min(days.len() - 1)];
        let moment = self.sign_off_moment(running, last, late, until);
        self.agenda.add(moment, Task::Finish { class, round });
        if self.dice.permille(25) {
            let stands_in = self.moment(days[0], 9 * 60 + 10, 9 * 60 + 50);
            self.agenda.add(stands_in, Task::StandIn { class, round });
        }
    }

    /// In the afternoon, mostly soon after the last sitting and before the day of submission.
    fn sign_off_moment(&mut self, running: &Running, last: Day, late: bool, until: Day) -> Instant {
        let submit_by = running.schedule.submit_by;
        let before = self.year.calendar.school_day_until(submit_by.plus(-1)).max(last);
        let done = match self.dice.below(1_000) {
            0..150 if late => self.year.later(submit_by, self.dice.between(1, 4)),
            0..750 => self.year.later(last, self.dice.between(0, 2)).min(before),
            _ => self.dice.pick(&self.year.school_days(last, before)),
        };
        self.moment(done.min(until), 940, 1_000)
    }

    fn plan_submission(&mut self, running: &Running, school: usize, late: bool, until: Day) {
        let (closes, submit_by) = (running.schedule.closes, running.schedule.submit_by);
        let round = running.number;
        let (from, to) = if late { (submit_by.plus(1), until) } else { (closes, submit_by) };
        let days = self.year.school_days(from, to);
        let day = if days.is_empty() { until } else { self.dice.pick(&days) };
        let moment = self.moment(day, 13 * 60, 16 * 60);
        self.agenda.add(moment, Task::Submit { school, round });
        let reminding = self.year.later(submit_by, 1);
        if reminding <= until {
            self.agenda.add(minute(reminding, 9 * 60), Task::RemindPrincipal { school, round });
        }
    }

    /// Where and about whom an assessment is made now.
    pub(super) fn place_of(&self, running: &Running, number: usize) -> Place {
        let pupil = &self.pupils[number];
        Place {
            pupil: pupil.id,
            round: running.schedule.round,
            school: self.schools[pupil.school].code,
            class: pupil.class.map(|class| self.classes[class].id),
        }
    }

    /// Whether values may be entered today at a class's school unit.
    pub(super) fn is_open(&self, class: usize) -> bool {
        let here = &self.classes[class];
        let school = &self.schools[here.school];
        here.open && !school.submitted && school.open_until.is_some_and(|until| self.today <= until)
    }
}
