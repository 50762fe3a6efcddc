//! The follow-up process: what the record and the calendar ask of the system, as commands to come.
//!
//! Pure: the same facts and the same day give the same steps in the same order. Whether a step was taken
//! is read from the facts, and nowhere else: when its event is folded, it is not asked for again. The shell
//! makes a step's command id from [`Step::identity`], so that a crash, a retry or a replay never acts twice.
//!
//! The process finds, follows and reminds. It never reports, investigates, decides or answers: only people
//! do.

use std::collections::BTreeSet;

use domain::calendar::Day;
use domain::guarantee::{Command, DutyReminded, Lifted, ShortfallFollowed, ShortfallLifted};
use domain::id::{Position, PupilId, RuleName, SchoolUnitCode, Size};

use crate::Facts;
use crate::directory::position;
use crate::facts::State;
use crate::guarantee::Shortfall;

mod duties;
mod shortfalls;

pub use duties::{OpenDuty, duties, unit_of_leaver};
pub(crate) use duties::{Waiting, Whose, answerer, of_measure, waiting};
pub use shortfalls::{open_rounds, shortfall_steps};

/// One step of the process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which rule asks for it.
    pub rule: RuleName,
    /// The event that led to it.
    pub cause: Position,
    /// What it is about, pseudonymous. Of one subject there may be several steps, to be taken in their
    /// order (a shortfall lifted, another found in its place).
    pub subject: String,
    /// What is to be recorded.
    pub command: Command,
}

impl Step {
    fn new(rule: &str, cause: Position, subject: String, command: Command) -> Self {
        let rule = RuleName::new(rule).expect("the name of a rule is a short code");
        Self { rule, cause, subject, command }
    }

    /// `rule|cause|subject`: what tells this step from every other, whenever it is asked for.
    #[must_use]
    pub fn identity(&self) -> String {
        format!("{}|{}|{}", self.rule, self.cause, self.subject)
    }

    /// The earlier event that the step adds to.
    fn of(&self) -> Option<Position> {
        match &self.command {
            Command::Lift(e) => Some(e.of),
            Command::Follow(e) => Some(e.of),
            Command::Remind(e) => Some(e.of),
            _ => None,
        }
    }
}

/// Everything that is to be done now: shortfalls found and lifted, then those that follow a pupil or are
/// lifted when a pupil leaves, then reminders. Of one shortfall only the first of these; the others, where they still hold, are asked for
/// when it is done.
#[must_use]
pub fn steps(facts: &Facts, at: Size, today: Day) -> Vec<Step> {
    let mut steps = shortfalls::all_steps(facts, at, today);
    let mut taken: BTreeSet<Position> = steps.iter().filter_map(Step::of).collect();
    let moving: Vec<Step> = facts
        .pupils_with_open_shortfalls(at)
        .into_iter()
        .flat_map(|pupil| moving_steps(facts, pupil, at, today))
        .filter(|step| step.of().is_none_or(|of| !taken.contains(&of)))
        .collect();
    taken.extend(moving.iter().filter_map(Step::of));
    steps.extend(moving);
    let reminders = reminder_steps(facts, at, today).into_iter();
    steps.extend(reminders.filter(|step| step.of().is_none_or(|of| !taken.contains(&of))));
    steps
}

/// The pupil's unanswered shortfalls go where the pupil is enrolled today. Of a pupil who has left the
/// municipality's schools they are lifted: nobody is left to answer them, and nothing would ever close
/// them. Should the pupil come back, they are found anew, with days of their own.
#[must_use]
pub fn moving_steps(facts: &Facts, pupil: PupilId, at: Size, today: Day) -> Vec<Step> {
    let Some(number) = facts.ids.pupils.get(pupil) else { return Vec::new() };
    let state = State::on(facts.pupils.entries(number), today, facts.limit(at));
    let Some(entry) = state.enrolment else { return Vec::new() };
    let school = state.enrolled().map(|(school, _)| facts.ids.schools.key(school));
    let cause = position(entry.position);
    let open = facts.shortfalls_of_pupil(pupil, at).into_iter().filter(Shortfall::is_open);
    let steps = open.filter_map(|shortfall| match school {
        Some(school) => follow(&shortfall, school, cause),
        None => Some(lift_of_leaver(&shortfall, cause)),
    });
    steps.collect()
}

fn follow(shortfall: &Shortfall, school: SchoolUnitCode, cause: Position) -> Option<Step> {
    let Shortfall { pupil, position: of, school: from, .. } = *shortfall;
    let command = Command::Follow(ShortfallFollowed { pupil, school, of, from });
    let subject = format!("shortfall:{of}/{school}");
    (school != from).then(|| Step::new("follow", cause, subject, command))
}

fn lift_of_leaver(shortfall: &Shortfall, cause: Position) -> Step {
    let Shortfall { pupil, position: of, school, round, .. } = *shortfall;
    let lifted = ShortfallLifted { pupil, school, round, of, why: Lifted::Left };
    Step::new("lift", cause, format!("shortfall:{of}/left"), Command::Lift(lifted))
}

/// Reminders of duties that are late today, once when they become late and again after every so many days
/// as the service goals in force say. One person is never reminded twice of the same duty for the same day.
///
/// `due` of a reminder is the day the duty was due; of a later one, the day it was due again.
#[must_use]
pub fn reminder_steps(facts: &Facts, at: Size, today: Day) -> Vec<Step> {
    let Some(goals) = facts.goals(today, at) else { return Vec::new() };
    let every = i32::from(goals.remind_every_days.max(1));
    let mut schools: Vec<SchoolUnitCode> = facts.ids.schools.keys().to_vec();
    schools.sort_unstable();
    let duties = schools.into_iter().flat_map(|school| duties(facts, school, at, today));
    duties.filter_map(|duty| reminder(facts, &duty, every, at, today)).collect()
}

fn reminder(facts: &Facts, duty: &OpenDuty, every: i32, at: Size, today: Day) -> Option<Step> {
    let days_late = today.number() - duty.due.number();
    let to = duty.to.filter(|_| days_late > 0)?;
    let due = duty.due.plus((days_late - 1) / every * every);
    let reminded = facts.reminders(duty.of, at);
    let known = |r: &crate::guarantee::Reminder| r.duty == duty.duty && r.to == to && r.due >= due;
    if reminded.iter().any(known) {
        return None;
    }
    let OpenDuty { duty, of, pupil, school, .. } = *duty;
    let command = Command::Remind(DutyReminded { duty, of, pupil, school, to, due });
    let subject = format!("{}:{of}/{to}/{due}", duties::name(duty));
    Some(Step::new("reminder", of, subject, command))
}
