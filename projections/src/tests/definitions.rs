//! Each definition by a history made by hand.

use domain::assessment::NotAssessedReason;
use domain::commitment::{CommitmentRevised, Level};
use domain::id::Size;
use domain::organisation::{CoverageAdopted, SchoolUnitMoved};
use domain::people::{Grade, GradeRegime, Sex, Syllabus};
use domain::pupil::GradeChanged;
use domain::round::RoundScheduled;

use super::history::*;
use crate::figure::Value;
use crate::views::card::CardStatus;
use crate::*;

/// The number a figure of the scope comes to, now.
#[track_caller]
fn count(log: &Log, text: &str) -> u32 {
    let figure = figure(&log.facts(), log.size(), &text.parse().unwrap()).unwrap();
    figure.count().unwrap()
}

#[track_caller]
fn population(log: &Log, code: u32) -> u32 {
    count(log, &format!("population@school:{code}@2025-26:september"))
}

#[track_caller]
fn assessed(log: &Log, code: u32) -> u32 {
    count(log, &format!("assessed@school:{code}@2025-26:september"))
}

#[test]
fn population_is_who_is_enrolled_on_the_census_date() {
    let mut log = Log::municipality();
    log.enrol(1, A, 3, "2025-08-15");
    log.enrol(2, A, 3, "2025-09-15");
    log.enrol(3, A, 3, "2025-09-16");
    log.enrol(4, A, 3, "2025-08-15");
    log.leave(4, A, "2025-09-15");
    log.enrol(5, A, 3, "2025-08-15");
    log.leave(5, A, "2025-09-16");
    log.enrol(6, A, 4, "2025-08-15");
    assert_eq!(population(&log, A), 3, "1, 2 and 5: grade 4 is not in the round");
}

#[test]
fn a_move_recorded_late_changes_where_a_pupil_counts_from_then_on() {
    let mut log = Log::municipality();
    log.enrol(1, A, 3, "2025-08-15");
    log.assess(1, september(), "15");
    let before = log.size();
    log.transfer(1, A, B, "2025-09-01");
    assert_eq!((population(&log, A), population(&log, B)), (0, 1));
    assert_eq!(assessed(&log, B), 1, "a pupil counts where enrolled, whoever assessed");
    let then = school(&log.facts(), before, unit(A), september()).unwrap();
    assert_eq!(then.total.population.numerator, 1, "as of before, the move was not known");
}

#[test]
fn of_the_same_day_the_entry_recorded_last_holds() {
    let mut log = Log::municipality();
    log.enrol(1, A, 3, "2025-08-15");
    log.enrol(1, B, 3, "2025-08-15");
    assert_eq!((population(&log, A), population(&log, B)), (0, 1));
    // An entry from an earlier day, recorded later, stays behind.
    log.enrol(1, A, 3, "2025-08-01");
    assert_eq!((population(&log, A), population(&log, B)), (0, 1));
}

#[test]
fn grade_and_class_are_those_of_the_census_date() {
    let mut log = Log::municipality();
    log.enrol(1, A, 2, "2025-08-15");
    log.join(1, 0, "2025-08-15");
    let (pupil, school, from) = (pupil(1), unit(A), day("2025-09-16"));
    log.add(GradeChanged { pupil, school, grade: Grade::nine(3), from });
    log.join(1, 1, "2025-09-16");
    assert_eq!(count(&log, &format!("population@school:{A}@2025-26:september;grade=2")), 1);
    let of_class = |n| format!("population@class:{}@2025-26:september", class(n));
    assert_eq!((count(&log, &of_class(0)), count(&log, &of_class(1))), (1, 0));
    let later = format!("population@school:{A}@2025-26:december;grade=3;class={}", class(1));
    assert_eq!(count(&log, &later), 1);
}

#[test]
fn a_class_of_another_school_unit_is_no_class() {
    let mut log = Log::municipality();
    log.enrol(1, A, 3, "2025-08-15");
    log.join(1, 0, "2025-08-15");
    log.transfer(1, A, B, "2025-09-01");
    assert_eq!(count(&log, &format!("population@school:{B}@2025-26:september;class=none")), 1);
}

#[test]
fn grades_of_both_numberings_are_compared_by_years_since_start() {
    let mut log = Log::municipality();
    log.enrol(1, A, 3, "2025-08-15");
    let mut ten = schedule(december(), "2025-12-05", edition(1));
    ten = RoundScheduled { grades: vec![4], regime: GradeRegime::Ten, ..ten };
    log.add(ten);
    assert_eq!(count(&log, &format!("population@school:{A}@2025-26:december;grade=4")), 1);
}

#[test]
fn the_effective_result_is_the_latest_that_is_not_struck() {
    let mut log = Log::municipality();
    log.enrol(1, A, 3, "2025-08-15");
    let at =
        |log: &Log, code: &str| count(log, &format!("point:{code}@school:{A}@2025-26:september"));
    let first = log.assess(1, september(), "14");
    let second = log.assess(1, september(), "15");
    assert_eq!((at(&log, "14"), at(&log, "15")), (0, 1), "a second value replaces the typed one");
    let third = log.correct(1, september(), second, "16");
    assert_eq!(at(&log, "16"), 1);
    log.strike(1, september(), third);
    assert_eq!(at(&log, "15"), 1, "striking a correction restores the value before it");
    log.strike(1, september(), first);
    assert_eq!(at(&log, "15"), 1, "striking a replaced value changes nothing");
    log.strike(1, september(), second);
    assert_eq!((assessed(&log, A), population(&log, A)), (0, 1), "all struck: missing");
}

#[test]
fn values_recorded_outside_the_population_never_count() {
    let mut log = Log::municipality();
    log.enrol(1, A, 3, "2025-08-15");
    let outside = log.assess_in(1, september(), "15", edition(1), true);
    assert_eq!(assessed(&log, A), 0);
    log.correct(1, september(), outside, "16");
    assert_eq!(assessed(&log, A), 0, "a correction stands where the corrected value stands");
    log.enrol(2, A, 3, "2025-10-01");
    log.assess_in(2, september(), "15", edition(1), true);
    assert_eq!(population(&log, A), 1);
    let card = pupil_card(&log.facts(), log.size(), pupil(2)).unwrap();
    assert_eq!(card.rounds[0].status, CardStatus::OutsidePopulation);
    assert!(card.rounds[0].effective.is_some(), "the card shows it all the same");
}

#[test]
fn not_assessed_by_reason_completes_and_missing_is_the_rest() {
    let mut log = Log::municipality();
    for n in 1..=5 {
        log.enrol(n, A, 3, "2025-08-15");
        log.join(n, 0, "2025-08-15");
    }
    log.assess(1, september(), "15");
    log.not_assessed(2, september(), NotAssessedReason::Absent);
    log.not_assessed(3, september(), NotAssessedReason::NewlyArrived);
    log.not_assessed(4, september(), NotAssessedReason::Exempt);
    let view = school(&log.facts(), log.size(), unit(A), september()).unwrap();
    let total = &view.total;
    assert_eq!((total.population.numerator, total.assessed.numerator), (5, 1));
    let reasons = &total.not_assessed;
    let counts = [reasons.all, reasons.absent, reasons.newly_arrived, reasons.exempt];
    assert_eq!(counts.map(|figure| figure.numerator), [3, 1, 1, 1]);
    assert_eq!(total.missing.numerator, 1);
    let board =
        round_board(&log.facts(), log.size(), unit(A), september(), day("2025-09-20")).unwrap();
    assert_eq!(board.completion.percent, Some(80));
    assert_eq!(board.classes[0].missing_pupils, [pupil(5)]);
}

#[test]
fn the_median_is_the_lower_one_by_rank() {
    let mut log = Log::municipality();
    let median = |log: &Log| {
        let text = format!("median@school:{A}@2025-26:september");
        figure(&log.facts(), log.size(), &text.parse().unwrap()).unwrap().value
    };
    assert_eq!(median(&log), Value::Empty, "nobody: no median");
    for (n, code) in [(1, "18c"), (2, "9"), (3, "18a"), (4, "10")] {
        log.enrol(n, A, 3, "2025-08-15");
        log.assess(n, september(), code);
    }
    // By rank: 9, 10, 18a, 18c. Text order would put 10 first.
    assert_eq!(median(&log), Value::Point(point("10")));
    log.enrol(5, A, 3, "2025-08-15");
    log.assess(5, september(), "19");
    assert_eq!(median(&log), Value::Point(point("18a")));
}

#[test]
fn a_target_is_that_of_the_version_in_force_on_the_census_date() {
    let mut log = Log::municipality();
    for (n, code) in [(1, "15"), (2, "14"), (3, "16")] {
        log.enrol(n, A, 3, "2025-08-15");
        log.assess(n, september(), code);
    }
    log.enrol(4, A, 3, "2025-08-15");
    log.enrol(5, A, 2, "2025-08-15");
    log.commit(1, Level::Municipality, terms(500, "15", "2025-07-01"));
    let row = |log: &Log| {
        let view = school(&log.facts(), log.size(), unit(A), september());
        view.unwrap().targets.first().cloned().unwrap()
    };
    let first = row(&log);
    assert_eq!((first.reached.numerator, first.reached.denominator), (2, 3));
    assert_eq!(first.reached_of_population.denominator, 4, "grade 3 only");
    assert_eq!((first.coverage.numerator, first.coverage.denominator), (3, 4));
    assert_eq!(first.met, Some(true), "2 of 4 is 500 permille of the population");
    // A revision for later rounds never touches this one.
    let (commitment, level, version) = (commitment(1), Level::Municipality, 2);
    let mut revised = |from: &str, version| {
        let terms = terms(900, "16", from);
        log.add(CommitmentRevised {
            commitment,
            level,
            version,
            terms,
            on: day("2025-10-01"),
            decision: None,
        });
        row(&log)
    };
    assert_eq!(revised("2025-10-01", version).target.version, 1);
    let second = revised("2025-09-15", 3);
    assert_eq!((second.target.version, second.reached.numerator, second.met), (3, 1, Some(false)));
}

#[test]
fn shares_are_empty_at_nobody_and_not_comparable_under_the_coverage() {
    let mut log = Log::municipality();
    log.commit(1, Level::School(unit(A)), terms(500, "15", "2025-07-01"));
    let row = |log: &Log| {
        let view = school(&log.facts(), log.size(), unit(A), september());
        view.unwrap().targets.first().cloned().unwrap()
    };
    assert_eq!((row(&log).reached.value, row(&log).met), (Value::Empty, None));
    for n in 1..=4 {
        log.enrol(n, A, 3, "2025-08-15");
    }
    assert_eq!(row(&log).reached.value, Value::Empty);
    assert_eq!(
        row(&log).reached_of_population.share(),
        Some(0.0),
        "of the population: none of four"
    );
    for n in 1..=3 {
        log.assess(n, september(), "15");
    }
    assert_eq!(row(&log).reached.share(), Some(1.0));
    log.add(CoverageAdopted { least_permille: 751, from: day("2025-07-01") });
    let under = row(&log);
    assert_eq!((under.reached.value, under.met), (Value::NotComparable, None));
    assert_eq!((under.reached.numerator, under.reached.denominator), (3, 3), "still shown");
    log.add(CoverageAdopted { least_permille: 750, from: day("2025-09-15") });
    assert_eq!(row(&log).reached.share(), Some(1.0), "750 permille is not under 750");
    // A school unit's own target is not one of the district or of another school unit.
    let north = district(&log.facts(), log.size(), quarter("norr"), september());
    assert!(north.unwrap().targets.is_empty());
    let other = school(&log.facts(), log.size(), unit(B), september());
    assert!(other.unwrap().targets.is_empty());
}

#[test]
fn sex_and_syllabus_are_rows_and_unknown_is_its_own() {
    let mut log = Log::municipality();
    log.enrol_as(1, A, 3, "2025-08-15", Sex::Male);
    log.enrol_as(2, A, 3, "2025-08-15", Sex::Female);
    log.enrol_as(3, A, 3, "2025-08-15", Sex::Female);
    log.syllabus(1, Syllabus::Sva, "2025-08-15");
    log.syllabus(2, Syllabus::Sv, "2025-08-15");
    log.syllabus(2, Syllabus::Sva, "2025-09-16");
    let view = school(&log.facts(), log.size(), unit(A), september()).unwrap();
    let counts = |rows: &[views::rows::Row]| {
        rows.iter().map(|row| row.population.numerator).collect::<Vec<_>>()
    };
    assert_eq!(counts(&view.by_sex), [2, 1]);
    assert_eq!(counts(&view.by_syllabus), [1, 1, 1], "sv, sva, unknown");
    assert_eq!(view.cells.len(), 3);
}

#[test]
fn a_districts_cells_are_those_of_its_school_units_on_the_census_date() {
    let mut log = Log::municipality();
    log.enrol(1, A, 3, "2025-08-15");
    log.enrol(2, B, 3, "2025-08-15");
    let of = |log: &Log, round: &str| {
        ["norr", "syd"].map(|code| count(log, &format!("population@district:{code}@{round}")))
    };
    assert_eq!(of(&log, "2025-26:september"), [1, 1]);
    let before = log.size();
    let (school, to) = (unit(B), quarter("norr"));
    log.add(SchoolUnitMoved { school, district: to, from: day("2025-10-01") });
    assert_eq!(of(&log, "2025-26:september"), [1, 1], "moved after the census date");
    assert_eq!(of(&log, "2025-26:december"), [2, 0]);
    let then = district(&log.facts(), before, to, december()).unwrap();
    assert_eq!(then.total.population.numerator, 1, "as of before, the move was not known");
    let north = committee(&log.facts(), log.size(), northern(), december()).unwrap();
    assert_eq!(north.total.population.numerator, 2);
}

#[test]
fn what_is_disposed_of_is_no_longer_known() {
    let mut log = Log::municipality();
    log.enrol(1, A, 3, "2025-08-15");
    log.enrol(2, A, 3, "2025-08-15");
    let before = log.size();
    log.add_removed();
    let facts = log.facts();
    let removed = |at: Size| school(&facts, at, unit(A), september()).unwrap().head.no_longer_known;
    assert_eq!((removed(before), removed(log.size())), (0, 1));
}
