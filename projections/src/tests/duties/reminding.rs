//! Who is reminded by mail, on which days, of how much.

use domain::calendar::SchoolYear;
use domain::organisation::{LocalHolidaysSet, StaffLeft};

use super::*;

/// The window of September is over on 29 September; it is to be submitted by SUBMIT_BY.
fn town() -> Log {
    let mut log = at_work();
    for (n, number) in [(1, 0), (2, 1)] {
        log.enrol(n, A, 3, "2025-08-15");
        log.join(n, number, "2025-08-15");
    }
    log.opened(A, "2025-09-29");
    log
}

fn submit_by(log: &Log) -> Day {
    log.facts().round(september(), log.size()).unwrap().submit_by
}

fn told(log: &Log, on: Day) -> Vec<(u8, Rhythm, u32, u32)> {
    let told = reminders(&log.facts(), on, log.size()).into_iter();
    let who = |id| EVERYONE.into_iter().find(|n| staff(*n) == id).unwrap();
    told.map(|told| (who(told.staff), told.rhythm, told.waiting, told.late)).collect()
}

#[test]
fn on_a_monday_everyone_with_something_to_do_is_told_how_much() {
    let log = town();
    let monday = day("2025-09-22");
    assert_eq!(
        told(&log, monday),
        [(PRINCIPAL, Rhythm::Weekly, 1, 0), (TEACHER, Rhythm::Weekly, 1, 0)]
    );
    for later in 1..7 {
        assert_eq!(told(&log, monday.plus(later)), [], "once a week");
    }
}

#[test]
fn in_the_last_week_those_with_something_left_are_told_every_school_day() {
    let mut log = town();
    let last = submit_by(&log);
    let days = |log: &Log| -> Vec<Day> {
        let week = (-9..3).map(|n| last.plus(n));
        let daily = |told: &[(u8, Rhythm, u32, u32)]| told.iter().any(|t| t.1 == Rhythm::Daily);
        week.filter(|on| daily(&told(log, *on))).collect()
    };
    let calendar = log.facts().calendar(log.size());
    let week = (-6..=0).map(|n| last.plus(n)).filter(|on| calendar.is_school_day(*on));
    assert_eq!(days(&log), week.collect::<Vec<Day>>());
    let of_teacher = |log: &Log| told(log, last).into_iter().find(|told| told.0 == TEACHER);
    assert_eq!(of_teacher(&log), Some((TEACHER, Rhythm::Daily, 1, 1)));
    log.assess(1, september(), "15");
    log.signed_off(0, TEACHER);
    assert_eq!(of_teacher(&log), None, "nothing is left");
    log.submitted(A, PRINCIPAL);
    assert_eq!(told(&log, last).iter().filter(|t| t.1 == Rhythm::Daily).count(), 0);
}

#[test]
fn a_week_that_begins_with_a_holiday_begins_on_its_first_school_day() {
    let mut log = town();
    let days = vec![day("2025-09-22")];
    log.add(LocalHolidaysSet { year: SchoolYear::beginning(2025), days });
    assert_eq!(told(&log, day("2025-09-22")), []);
    assert_eq!(told(&log, day("2025-09-23")).len(), 2);
    assert_eq!(told(&log, day("2025-09-24")), []);
}

#[test]
fn who_has_left_is_told_nothing() {
    let mut log = town();
    log.add(StaffLeft { staff: staff(TEACHER), on: day("2025-09-20") });
    assert_eq!(told(&log, day("2025-09-22")), [(PRINCIPAL, Rhythm::Weekly, 1, 0)]);
}

#[test]
fn the_address_in_force_is_the_last_that_was_given() {
    use domain::organisation::StaffContactSet;
    use domain::personal::Personal;
    let mut log = town();
    let contact = |log: &Log| log.facts().staff_contact(staff(TEACHER));
    let address = || Some(Personal::Sealed);
    assert_eq!(contact(&log), None);
    log.add(StaffContactSet { staff: staff(TEACHER), address: address() });
    let second = log.add(StaffContactSet { staff: staff(TEACHER), address: address() });
    assert_eq!(contact(&log), Some(second));
    log.add(StaffContactSet { staff: staff(TEACHER), address: None });
    assert_eq!(contact(&log), None);
}
