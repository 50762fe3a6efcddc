//! From the signed-off classes to the coordinator: reminders, submission, receipt, reopening.

use domain::people::Role;
use domain::round::{
    LettersReleased, ReminderSent, ResultsReceived, ResultsSubmitted, RoundReopened,
};

use super::agenda::Task;
use super::identities::words;
use super::journal::Stopped;
use super::names;
use super::town::{Running, Town};

/// The last minute for a submission: after the day's last sign-offs.
const LAST_MINUTE: i32 = 16 * 60 + 50;

impl Town<'_> {
    /// Submits if every class is signed off; otherwise reminds and tries again the next school day.
    /// On the last day the principal signs off what is left.
    pub(super) fn submit(&mut self, running: &Running, school: usize) -> Result<(), Stopped> {
        let Some(until) = self.may_submit(school) else { return Ok(()) };
        let unsigned = self.unsigned(school);
        if !unsigned.is_empty() && self.today < until {
            self.remind(running, school, &unsigned)?;
            self.try_again(running, school);
            return Ok(());
        }
        let (principal, role) = (self.schools[school].principal, Role::Principal);
        for class in unsigned {
            self.finish_as(running, class, principal, role)?;
        }
        let (round, code) = (running.schedule.round, self.schools[school].code);
        let staff = self.staff[principal].id;
        self.schools[school].submitted = true;
        let submitted = ResultsSubmitted { round, school: code, staff };
        self.record(self.principal(school), vec![submitted.into()])?;
        self.wake(running.number, school);
        let wait = self.dice.between(0, 3);
        let day = self.year.later(self.today, wait);
        let receiving = Task::Receive { school, round: running.number };
        if wait == 0 {
            self.plan_soon(receiving);
        } else {
            self.plan(day, receiving);
        }
        Ok(())
    }

    /// The last day for entry, where the school unit is still to submit.
    fn may_submit(&self, school: usize) -> Option<domain::calendar::Day> {
        let unit = &self.schools[school];
        unit.open_until.filter(|until| unit.open && !unit.submitted && self.today <= *until)
    }

    fn unsigned(&self, school: usize) -> Vec<usize> {
        let classes = self.schools[school].classes.iter().copied();
        classes
            .filter(|class| {
                let class = &self.classes[*class];
                class.grade > 0 && !class.signed_off && !class.pupils.is_empty()
            })
            .collect()
    }

    fn remind(
        &mut self,
        running: &Running,
        school: usize,
        unsigned: &[usize],
    ) -> Result<(), Stopped> {
        let (round, code) = (running.schedule.round, self.schools[school].code);
        let mut events = Vec::new();
        for class in unsigned {
            if self.today > running.schedule.closes && self.dice.permille(500) {
                let here = &self.classes[*class];
                let (class, to) = (Some(here.id), self.staff[here.teacher].id);
                events.push(ReminderSent { round, school: code, class, to }.into());
            }
        }
        let by_principal = self.dice.permille(650);
        let actor = if by_principal { self.principal(school) } else { self.coordinator_of(school) };
        self.record(actor, events)
    }

    fn try_again(&mut self, running: &Running, school: usize) {
        let Some(until) = self.schools[school].open_until else { return };
        let day = self.year.later(self.today, 1).min(until);
        let earliest = if day == until { LAST_MINUTE } else { 13 * 60 };
        let at = self.moment(day, earliest, LAST_MINUTE);
        self.agenda.add(at, Task::Submit { school, round: running.number });
    }

    pub(super) fn remind_principal(
        &mut self,
        running: &Running,
        school: usize,
    ) -> Result<(), Stopped> {
        if self.may_submit(school).is_none() {
            return Ok(());
        }
        let (round, code) = (running.schedule.round, self.schools[school].code);
        let to = self.staff[self.schools[school].principal].id;
        let reminder = ReminderSent { round, school: code, class: None, to };
        self.record(self.coordinator_of(school), vec![reminder.into()])
    }

    pub(super) fn receive(&mut self, running: &Running, school: usize) -> Result<(), Stopped> {
        if !self.schools[school].submitted || !self.schools[school].open {
            return Ok(());
        }
        let (round, code) = (running.schedule.round, self.schools[school].code);
        let actor = self.coordinator_of(school);
        let received = ResultsReceived { round, school: code, staff: actor.staff };
        self.record(actor, vec![received.into()])?;
        let principal = self.principal(school);
        let letters = LettersReleased { round, school: code, staff: principal.staff };
        self.record(principal, vec![letters.into()])?;
        if self.schools[school].received {
            return Ok(());
        }
        self.schools[school].received = true;
        self.plan_evaluations(running, school);
        self.plan_analysis(running.number, school);
        if self.dice.permille(40) {
            let wait = self.dice.between(1, 3);
            let day = self.year.later(self.today, wait);
            let (class, round) = (None, running.number);
            self.plan(day, Task::Reopen { school, class, round });
        }
        Ok(())
    }

    /// After the first receipt: the unit's own commitment, and after the last unit's the others.
    fn plan_evaluations(&mut self, running: &Running, school: usize) {
        let Some(current) = &mut self.running else { return };
        current.awaited = current.awaited.saturating_sub(1);
        let all = current.awaited == 0;
        for pledge in 0..self.pledges.len() {
            let due = match self.pledges[pledge].school {
                Some(of) => of == school,
                None => all,
            };
            if due {
                let wait = self.dice.between(1, 3);
                let day = self.year.later(self.today, wait);
                self.plan(day, Task::Evaluate { pledge, round: running.number });
            }
        }
    }

    // ------------------------------------------------------------------------------ reopening

    /// The principal opens one class again, before submission.
    pub(super) fn reopen_class(&mut self, running: &Running, class: usize) -> Result<(), Stopped> {
        let school = self.classes[class].school;
        let Some(until) = self.may_submit(school) else { return Ok(()) };
        let tomorrow = self.year.later(self.today, 1);
        if !self.classes[class].signed_off || !self.classes[class].open || tomorrow > until {
            return Ok(());
        }
        self.classes[class].signed_off = false;
        let (round, code) = (running.schedule.round, self.schools[school].code);
        let reason = words(self.dice.pick(&names::REOPENINGS));
        let id = Some(self.classes[class].id);
        let reopened = RoundReopened { round, school: code, class: id, until, reason };
        self.record(self.principal(school), vec![reopened.into()])?;
        let round = running.number;
        if let Some(pupil) = self.classes[class].pupils.first().copied() {
            self.plan_soon(Task::Retype { pupil, round });
        }
        self.plan(tomorrow, Task::Finish { class, round });
        Ok(())
    }

    /// The coordinator opens the wanted class, some class, or seldom all, again after the receipt; then everything that
    /// fell is done once more.
    pub(super) fn reopen(
        &mut self,
        running: &Running,
        school: usize,
        wanted: Option<usize>,
    ) -> Result<(), Stopped> {
        let until = self.year.later(self.today, 5);
        let next = self.rounds.get(running.number + 1).map(|next| next.opens);
        let too_late = next.is_some_and(|opens| self.year.later(until, 3) >= opens);
        let here = self.schools[school].classes.iter().copied();
        let fitting = |class: &usize| {
            self.classes[*class].grade > 0 && !self.classes[*class].pupils.is_empty()
        };
        let classes: Vec<usize> = here.filter(fitting).collect();
        let closed = !self.schools[school].open || !self.schools[school].submitted;
        if closed || too_late || until > self.year.last_day || classes.is_empty() {
            return Ok(());
        }
        let wanted = wanted.filter(|class| classes.contains(class));
        let one = wanted.or_else(|| (!self.dice.permille(150)).then(|| self.dice.pick(&classes)));
        let (round, code) = (running.schedule.round, self.schools[school].code);
        let reason = words(self.dice.pick(&names::REOPENINGS));
        let class = one.map(|class| self.classes[class].id);
        (self.schools[school].submitted, self.schools[school].open_until) = (false, Some(until));
        let reopened = RoundReopened { round, school: code, class, until, reason };
        self.record(self.coordinator_of(school), vec![reopened.into()])?;
        let again = one.map_or(classes, |class| vec![class]);
        self.plan_again(running, school, &again);
        Ok(())
    }

    fn plan_again(&mut self, running: &Running, school: usize, classes: &[usize]) {
        let (round, today) = (running.number, self.today);
        for class in classes.iter().copied() {
            self.classes[class].signed_off = false;
            self.plan(self.year.later(today, 1), Task::Correct { class, round });
            self.plan(self.year.later(today, 2), Task::Finish { class, round });
        }
        self.plan(self.year.later(today, 3), Task::Submit { school, round });
    }
}
