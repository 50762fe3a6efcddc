//! What each person has to do, and the views of the duties themselves.

mod agreement;
mod cases;
mod dialogue;
mod effect;
mod people;
mod random;
mod reminding;
mod school;
mod time;
mod todo;

use domain::calendar::Day;
use domain::id::Size;
use domain::people::{Role, Scope};

use super::chain::{measure, programme};
use super::history::*;
use crate::*;

/// The members of staff of the small municipality at work: 0 is principal of A, 1 special educator there,
/// 2 teacher of class 0, 3 coordinator, 4 adviser, 5 secretary, 6 principal of B.
const PRINCIPAL: u8 = 0;
const EDUCATOR: u8 = 1;
const TEACHER: u8 = 2;
const COORDINATOR: u8 = 3;
const ADVISER: u8 = 4;
const SECRETARY: u8 = 5;
const OTHER: u8 = 6;
const EVERYONE: std::ops::Range<u8> = 0..7;

/// The small municipality with its people at work.
fn at_work() -> Log {
    let mut log = Log::municipality();
    for n in EVERYONE {
        log.engaged(n);
    }
    let (a, b) = (Scope::School(unit(A)), Scope::School(unit(B)));
    log.granted(PRINCIPAL, Role::Principal, a);
    log.granted(EDUCATOR, Role::SpecialEducator, a);
    log.granted(TEACHER, Role::Teacher, a);
    log.granted(COORDINATOR, Role::ResultsCoordinator, Scope::Municipality);
    log.granted(ADVISER, Role::Adviser, Scope::District(quarter("norr")));
    log.granted(SECRETARY, Role::CommitteeSecretary, Scope::Municipality);
    log.granted(OTHER, Role::Principal, b);
    log.assessor(TEACHER, 0);
    log.goals("2025-09-01");
    log
}

/// What a person has to do, as kind and state, in the order of the list.
fn kinds(log: &Log, n: u8, on: &str) -> Vec<(TodoKind, TodoState)> {
    let list = todo(&log.facts(), staff(n), day(on), log.size());
    list.items.iter().map(|item| (item.kind, item.state)).collect()
}

/// Every view of duties, as text.
pub(super) fn views(facts: &Facts, at: Size, days: &[Day]) -> Vec<String> {
    let mut views = Vec::new();
    let mut show = |view: String| views.push(view);
    for day in days {
        of_day(facts, at, *day, &mut show);
    }
    for code in SCHOOLS.map(unit) {
        show(json(&measures(facts, code, at)));
        show(json(&support(facts, code, at)));
        for round in ROUNDS.map(|round| round()) {
            show(json(&dialogue_coverage(facts, code, round, at)));
        }
    }
    for n in EVERYONE {
        show(json(&measure_of(facts, n, at)));
        show(json(&own_agreement(facts, staff(n), at)));
    }
    views
}

fn of_day(facts: &Facts, at: Size, day: Day, show: &mut dyn FnMut(String)) {
    show(json(&knowledge(facts, day, at)));
    show(json(&seminars(facts, day, at)));
    for scope in [Scope::Municipality, Scope::District(quarter("norr")), Scope::School(unit(A))] {
        show(json(&competence(facts, scope, day, at)));
    }
    for code in SCHOOLS.map(unit) {
        show(json(&programmes(facts, code, day, at)));
        show(json(&guarantee_board(facts, code, None, day, at)));
        show(json(&crate::follow_up::duties(facts, code, at, day)));
        show(json(&guarantee_board(facts, code, Some(september()), day, at)));
    }
    for school in [None, Some(unit(A)), Some(unit(B))] {
        show(json(&commitment_history(facts, commitment(0), school, day, at)));
    }
    for n in EVERYONE {
        show(json(&todo(facts, staff(n), day, at)));
        show(json(&crate::follow_up::unit_of_leaver(facts, pupil(n), day, at)));
        show(json(&crate::programme(facts, programme(n), day, at)));
        for viewer in [None, Some(staff(TEACHER))] {
            show(json(&seminar(facts, people::seminar(n % 3), viewer, day, at)));
        }
    }
}

fn measure_of(facts: &Facts, n: u8, at: Size) -> Option<MeasureRow> {
    crate::measure(facts, measure(n), at)
}

fn json<T: serde::Serialize>(view: &T) -> String {
    serde_json::to_string(view).unwrap()
}
