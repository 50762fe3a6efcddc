//! Second thoughts: corrections with a reason, strikes, and strikes of corrections.

use domain::assessment::{AssessmentCorrected, AssessmentStruck, Place};
use domain::id::Position;
use domain::people::{Actor, Role};

use super::agenda::Task;
use super::identities::words;
use super::journal::Stopped;
use super::names;
use super::town::{Given, Running, Town};

impl Town<'_> {
    /// What may come after a class's sign-off, while the school unit has not submitted.
    pub(super) fn plan_afterthoughts(&mut self, running: &Running, class: usize) {
        let round = running.number;
        let chances = [
            (70, Task::Correct { class, round }),
            (8, Task::StrikeSignedOff { class, round }),
            (15, Task::ReopenClass { class, round }),
        ];
        for (permille, task) in chances {
            if self.dice.permille(permille) {
                let wait = self.dice.between(1, 2);
                self.plan(self.year.later(self.today, wait), task);
            }
        }
    }

    /// Another value for one pupil of the class, with a reason.
    pub(super) fn correct(&mut self, running: &Running, class: usize) -> Result<(), Stopped> {
        let Some((number, given)) = self.given_in(class) else { return Ok(()) };
        let staff = self.classes[class].teacher;
        let (place, of) = (self.place_of(running, number), given.position);
        let outcome = self.neighbour(given.outcome);
        let corrected = AssessmentCorrected {
            place,
            of,
            outcome,
            edition: self.edition_id(),
            on: self.today,
            assessor: self.staff[staff].id,
            reason: words(self.dice.pick(&names::CORRECTIONS)),
        };
        let position = self.journal.position(0);
        self.remember(number, position, outcome);
        self.record(self.assessor(class, staff), vec![corrected.into()])?;
        if self.dice.permille(200) {
            let round = running.number;
            self.plan_soon(Task::StrikeCorrection { pupil: number, of: position, round });
        }
        Ok(())
    }

    /// A pupil of the class with a single value, where values may be entered.
    fn given_in(&mut self, class: usize) -> Option<(usize, Given)> {
        if !self.is_open(class) || self.classes[class].pupils.is_empty() {
            return None;
        }
        let number = self.dice.pick(&self.classes[class].pupils);
        let sitting = self.pupils[number].sitting;
        let single = sitting.current.filter(|_| sitting.earlier.is_none());
        single.map(|given| (number, given))
    }

    /// The correction was a slip: the value before it holds again.
    pub(super) fn strike_correction(
        &mut self,
        running: &Running,
        number: usize,
        of: Position,
    ) -> Result<(), Stopped> {
        match self.strikable(number, of) {
            Some((given, actor)) => self.strike(running, number, given, actor),
            None => Ok(()),
        }
    }

    /// Entered on the wrong pupil: struck, and the pupil's own value is typed a little later by the
    /// class's next sitting or sign-off, as for everyone who waits.
    pub(super) fn strike_mistyped(
        &mut self,
        running: &Running,
        number: usize,
        of: Position,
    ) -> Result<(), Stopped> {
        if self.unsigned_class(number).is_none() {
            return Ok(());
        }
        self.strike_correction(running, number, of)
    }

    /// After sign-off: the pupil is left without a value.
    pub(super) fn strike_signed_off(
        &mut self,
        running: &Running,
        class: usize,
    ) -> Result<(), Stopped> {
        let Some((number, given)) = self.given_in(class) else { return Ok(()) };
        let actor = self.principal(given.school);
        if given.school != self.classes[class].school {
            return Ok(());
        }
        self.strike(running, number, given, actor)
    }

    /// The value in force, if it is the one meant and still open to change, and who may strike it.
    fn strikable(&self, number: usize, of: Position) -> Option<(Given, Actor)> {
        let given = self.pupils[number].sitting.current.filter(|given| given.position == of)?;
        let class = given.class.filter(|class| self.is_open(*class))?;
        Some((given, self.actor(self.classes[class].teacher, Role::Teacher)))
    }

    fn strike(
        &mut self,
        running: &Running,
        number: usize,
        given: Given,
        actor: Actor,
    ) -> Result<(), Stopped> {
        let place = Place {
            pupil: self.pupils[number].id,
            round: running.schedule.round,
            school: self.schools[given.school].code,
            class: given.class.map(|class| self.classes[class].id),
        };
        let reason = words(self.dice.pick(&names::STRIKES));
        let (of, staff) = (given.position, actor.staff);
        let sitting = &mut self.pupils[number].sitting;
        sitting.current = sitting.earlier.take();
        self.record(actor, vec![AssessmentStruck { place, of, staff, reason }.into()])
    }
}
