//! People answer shortfalls, each with reasons.

use domain::Event;
use domain::guarantee::{Answer, GuaranteeAnswered, Lack};
use domain::people::{Actor, Role};
use projections::guarantee::{Shortfall, ShortfallState};

use super::agenda::Task;
use super::identities::words;
use super::journal::Stopped;
use super::phrases;
use super::town::Town;

/// What people do about shortfalls.
#[derive(Debug, Clone, Copy)]
pub(super) enum Turn {
    /// Someone answers a pupil's open shortfalls.
    Answer(usize),
}

impl Town<'_> {
    pub(super) fn perform_answer(&mut self, turn: Turn) -> Result<(), Stopped> {
        let Turn::Answer(number) = turn;
        self.watch.answering.remove(&number);
        let open = self.open_shortfalls(number);
        let Some(first) = open.first() else { return Ok(()) };
        let code = first.school;
        let school = self.schools.iter().position(|school| school.code == code);
        let Some(school) = school.filter(|school| self.schools[*school].open) else {
            return Ok(());
        };
        let (answer, actor) = self.draw_answer(number, school, first);
        let mut events: Vec<Event> = Vec::new();
        for shortfall in open.iter().filter(|shortfall| shortfall.school == code) {
            let reasons = words(self.dice.pick(&phrases::ANSWER_REASONS));
            let (pupil, of) = (shortfall.pupil, shortfall.position);
            self.watch.open.remove(&of);
            events.push(GuaranteeAnswered { pupil, school: code, of, answer, reasons }.into());
        }
        let of = first.position;
        self.record(actor, events)?;
        if answer == Answer::ReportedToPrincipal && self.pupils[number].case.is_none() {
            self.begin_case(number, Some(of));
        }
        if answer == Answer::Reassess && self.dice.permille(250) {
            self.assess_again(number, school);
        }
        Ok(())
    }

    /// The coordinator opens the class again while the round goes on, and the pupil is assessed.
    fn assess_again(&mut self, pupil: usize, school: usize) {
        let class = self.pupils[pupil].class;
        let Some(round) = self.running.as_ref().map(|running| running.number) else { return };
        let reopening = self.year.later(self.today, 1);
        self.plan(reopening, Task::Reopen { school, class, round });
        self.plan(self.year.later(reopening, 1), Task::Retype { pupil, round });
    }

    fn open_shortfalls(&self, number: usize) -> Vec<Shortfall> {
        let (facts, at) = (self.journal.facts(), self.journal.size());
        let mut open = facts.shortfalls_of_pupil(self.pupils[number].id, at);
        open.retain(|shortfall| shortfall.state == ShortfallState::Open);
        open
    }

    /// The teacher of the pupil's class there, if the pupil has one today.
    pub(super) fn teacher_of(&self, number: usize, school: usize) -> Option<usize> {
        let pupil = &self.pupils[number];
        let class = &self.classes[pupil.class?];
        let there = class.open && class.school == school;
        (there && pupil.school_on(self.today) == Some(school)).then_some(class.teacher)
    }

    fn draw_answer(
        &mut self,
        number: usize,
        school: usize,
        shortfall: &Shortfall,
    ) -> (Answer, Actor) {
        let principal = self.principal(school);
        let teacher = self.teacher_of(number, school).map(|t| self.actor(t, Role::Teacher));
        let assessor = teacher.unwrap_or(principal);
        if let Some(programme) = self.standing_case(number) {
            return (Answer::ProgrammeCovers { programme }, principal);
        }
        let draw = self.dice.below(1_000);
        match shortfall.lack {
            Lack::Missing | Lack::NotAssessed { .. } if draw < 800 => (Answer::Reassess, assessor),
            Lack::Missing | Lack::NotAssessed { .. } => (Answer::None, principal),
            Lack::Below { .. } => match draw {
                0..600 => (Answer::ExtraAdaptations, assessor),
                600..690 => (Answer::ReportedToPrincipal, assessor),
                690..800 => {
                    let measure = self.schools[school].measure.map(|m| self.measures[m].id);
                    (Answer::SchoolMeasure { measure }, principal)
                }
                800..900 => (Answer::Reassess, assessor),
                _ => (Answer::None, principal),
            },
        }
    }
}
