//! The follow-up process: what it asks for, and that it never asks twice.

mod reminders;
mod shortfalls;

use domain::Event;
use domain::assessment::NotAssessedReason;
use domain::calendar::Day;
use domain::command::Act;
use domain::guarantee::{Command, Lack};
use domain::id::{PupilId, RoundId};
use domain::people::{Actor, Role, Scope};
use domain::round::{ResultsSubmitted, RoundOpened};

use super::chain::*;
use super::history::*;
use crate::follow_up::{Step, shortfall_steps, steps};

/// Point 15 in grade 3 is promised for September by the municipality; the guarantee covers it. Pupil 1 is
/// above the point, 2 below, 3 absent, 4 without a result, 5 in another grade.
fn municipality() -> Log {
    let mut log = Log::municipality();
    log.goals("2025-09-01");
    log.commit(0, domain::commitment::Level::Municipality, terms(800, "15", "2025-07-01"));
    for (n, grade) in [(1, 3), (2, 3), (3, 3), (4, 3), (5, 2)] {
        log.enrol(n, A, grade, "2025-08-15");
        log.join(n, 0, "2025-08-15");
    }
    log.assess(1, september(), "16");
    log.assess(2, september(), "14");
    log.not_assessed(3, september(), NotAssessedReason::Absent);
    log
}

fn submit(log: &mut Log, at: u32) -> domain::id::Position {
    log.add(ResultsSubmitted { round: september(), school: unit(at), staff: staff(0) })
}

fn open(log: &mut Log, at: u32, until: &str) -> domain::id::Position {
    log.add(RoundOpened { round: september(), school: unit(at), until: day(until) })
}

fn principal(log: &mut Log, at: u32, n: u8) {
    granted(log, Role::Principal, at, n);
}

fn granted(log: &mut Log, role: Role, at: u32, n: u8) {
    let (scope, from) = (Scope::School(unit(at)), day("2025-07-01"));
    log.add(domain::organisation::RoleGranted { staff: staff(n), role, scope, from, to: None });
}

/// The steps of September at a school unit.
fn at_unit(log: &Log, at: u32, today: &str) -> Vec<Step> {
    shortfall_steps(&log.facts(), september(), unit(at), log.size(), day(today))
}

/// Everything to do.
fn all(log: &Log, today: &str) -> Vec<Step> {
    steps(&log.facts(), log.size(), day(today))
}

/// The event that a step comes to.
fn event(command: &Command) -> Event {
    match command.clone() {
        Command::Find(e) => e.into(),
        Command::Lift(e) => e.into(),
        Command::Follow(e) => e.into(),
        Command::Remind(e) => e.into(),
        other => panic!("no step of the process: {other:?}"),
    }
}

/// What the domain decides of a step: the shell asks it before anything is recorded.
#[track_caller]
fn decide(log: &Log, step: &Step, today: &str) -> Vec<Event> {
    let act = Act { actor: Actor::PROCESS, at: day(today).start() };
    let boundary = step.command.boundary(&act);
    let mut history = super::trail::recorded(log);
    history.retain(|recorded| {
        let matters = |event: &Event| boundary.matches(event.code(), &event.tags());
        recorded.event.as_ref().is_some_and(matters)
    });
    step.command.decide(&act, &history).unwrap_or_else(|refusal| panic!("{refusal:?}: {step:?}"))
}

/// Takes all steps as the domain decides them, and checks that none of them is asked for again.
#[track_caller]
fn take(log: &mut Log, today: &str) -> Vec<Step> {
    let taken = all(log, today);
    for step in &taken {
        let events = decide(log, step, today);
        assert_eq!(events, [event(&step.command)]);
        log.add(events[0].clone());
    }
    let mut identities: Vec<String> = taken.iter().map(Step::identity).collect();
    identities.sort();
    identities.dedup();
    assert_eq!(identities.len(), taken.len(), "one identity for each step");
    assert_eq!(all(log, today), [], "nothing twice");
    taken
}

/// Who is found to fall short, and in what.
fn found(steps: &[Step]) -> Vec<(PupilId, Lack)> {
    let found = steps.iter().filter_map(|step| match &step.command {
        Command::Find(e) => Some((e.pupil, e.lack)),
        _ => None,
    });
    found.collect()
}

/// Why shortfalls are lifted.
fn lifted(steps: &[Step]) -> Vec<domain::guarantee::Lifted> {
    let lifted = steps.iter().filter_map(|step| match &step.command {
        Command::Lift(e) => Some(e.why),
        _ => None,
    });
    lifted.collect()
}

/// Duty, to whom, due when.
fn reminded(steps: &[Step]) -> Vec<(domain::guarantee::Duty, domain::id::StaffId, Day)> {
    let reminded = steps.iter().filter_map(|step| match &step.command {
        Command::Remind(e) => Some((e.duty, e.to, e.due)),
        _ => None,
    });
    reminded.collect()
}

fn rounds(places: &[(RoundId, domain::id::SchoolUnitCode)]) -> Vec<(String, u32)> {
    places.iter().map(|(round, school)| (round.to_string(), school.number())).collect()
}
