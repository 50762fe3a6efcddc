//! The figure before and after a measure, taken now.

use domain::analysis::MeasureFor;
use domain::commitment::{Level, Terms};
use domain::id::RoundId;
use domain::people::Grade;
use domain::round::RoundScheduled;

use super::*;
use crate::views::measures::Observation;

fn next_september() -> RoundId {
    "2026/27:september".parse().unwrap()
}

/// Point 15 is promised for each September. Of pupils 1 to 3 in class 0, grade 3, one reaches it in
/// September 2025; pupils 4 and 5 are in grade 3 a year later, and both do.
fn town() -> Log {
    let mut log = at_work();
    log.commit(0, Level::Municipality, terms(800, "15", "2025-07-01"));
    let opens = day("2026-09-15");
    let later = schedule(next_september(), "2026-09-15", edition(1));
    log.add(RoundScheduled { opens, ..later });
    for (n, grade) in [(1, 3), (2, 3), (3, 3), (4, 2), (5, 2)] {
        log.enrol(n, A, grade, "2025-08-15");
        log.join(n, if n > 2 { 1 } else { 0 }, "2025-08-15");
    }
    for (n, code) in [(1, "15"), (2, "14"), (3, "9")] {
        log.assess(n, september(), code);
    }
    for n in 1..=5 {
        let grade = Grade::nine(if n > 3 { 3 } else { 4 });
        let (school, from) = (unit(A), day("2026-07-01"));
        log.add(domain::pupil::GradeChanged { pupil: pupil(n), school, grade, from });
    }
    for n in [4, 5] {
        log.assess(n, next_september(), "16");
    }
    log
}

fn shown(observation: Option<&Observation>) -> Option<(RoundId, u32, u32)> {
    observation.and_then(|one| Some((one.round, one.counts?.reached, one.counts?.population)))
}

fn both(log: &Log, number: u8) -> [Option<(RoundId, u32, u32)>; 2] {
    let row = measure_of(&log.facts(), number, log.size()).unwrap();
    [row.before.as_ref(), row.after.as_ref()].map(shown)
}

#[test]
fn before_is_the_last_round_in_which_the_target_speaks() {
    let mut log = town();
    log.measure_for(0, MeasureFor::School, "2026-01-10", next_september());
    let [before, after] = both(&log, 0);
    assert_eq!(before, Some((september(), 1, 3)), "December is no round of the target");
    assert_eq!(after, Some((next_september(), 2, 2)));
}

#[test]
fn it_is_taken_now_and_follows_a_correction() {
    let mut log = town();
    log.measure_for(0, MeasureFor::School, "2026-01-10", next_september());
    let old = log.size();
    let of = log.assess(2, september(), "14");
    log.correct(2, september(), of, "15");
    assert_eq!(both(&log, 0)[0], Some((september(), 2, 3)));
    let then = measure_of(&log.facts(), 0, old).unwrap();
    assert_eq!(shown(then.before.as_ref()), Some((september(), 1, 3)));
}

#[test]
fn a_measure_for_some_is_held_against_those() {
    let mut log = town();
    let classes = MeasureFor::Classes(vec![class(0), class(1)]);
    log.measure_for(0, classes, "2026-01-10", next_september());
    log.measure_for(1, MeasureFor::Classes(vec![class(1)]), "2026-01-10", next_september());
    log.measure_for(2, MeasureFor::Pupils(vec![pupil(1), pupil(2)]), "2026-01-10", december());
    log.measure_for(3, MeasureFor::Grade(Grade::nine(3)), "2026-01-10", next_september());
    log.measure_for(4, MeasureFor::Grade(Grade::nine(2)), "2026-01-10", next_september());
    assert_eq!(both(&log, 0)[0], Some((september(), 1, 3)));
    assert_eq!(both(&log, 1)[0], Some((september(), 0, 1)));
    assert_eq!(both(&log, 2), [Some((september(), 1, 2)), None]);
    assert_eq!(both(&log, 3)[1], Some((next_september(), 2, 2)));
    assert_eq!(both(&log, 4), [None, None], "the target is about grade 3");
}

#[test]
fn a_figure_of_a_measure_is_one_that_can_be_asked_for() {
    let mut log = town();
    log.measure_for(0, MeasureFor::School, "2026-01-10", next_september());
    let facts = log.facts();
    let row = measure_of(&facts, 0, log.size()).unwrap();
    for found in row.after.unwrap().figures {
        assert_eq!(figure(&facts, log.size(), &found.reference), Some(found));
    }
}

#[test]
fn without_a_target_there_is_no_figure() {
    let mut log = town();
    log.measure_decided(0, A, "2026-10-01");
    assert_eq!(both(&log, 0), [None, None]);
    let list = measures(&log.facts(), unit(A), log.size());
    assert_eq!(list.measures[0].cost, Some(20_000));
}

/// A later version does not reach back: the measure is held against the version of each round.
#[test]
fn each_round_is_held_against_its_own_version() {
    let mut log = town();
    log.measure_for(0, MeasureFor::School, "2026-01-10", next_september());
    let Terms { title, targets, .. } = terms(800, "18a", "2026-07-01");
    let terms = Terms { title, targets, valid_from: day("2026-07-01"), valid_to: None };
    let (commitment, level, version) = (commitment(0), Level::Municipality, 2);
    let on = day("2026-06-01");
    log.add(domain::commitment::CommitmentRevised {
        commitment,
        level,
        version,
        terms,
        on,
        decision: None,
    });
    assert_eq!(
        both(&log, 0),
        [Some((september(), 1, 3)), Some((next_september(), 0, 2))],
        "16 is below 18a",
    );
}

/// A measure at a school unit that changed its code, or was merged into another, is held against what carries
/// it on, with the units whose trend that carries.
#[test]
fn a_measure_follows_its_school_unit_through_its_successor() {
    let mut log = town();
    log.measure_for(0, MeasureFor::School, "2026-01-10", next_september());
    let next = 10_000_003;
    log.add(domain::organisation::SchoolUnitOpened {
        school: unit(next),
        name: "Nya Almskolan".into(),
        district: Some(quarter("norr")),
        forms: vec![domain::people::SchoolForm::Compulsory],
        from: day("2026-07-01"),
    });
    let (school, on, successors) = (unit(A), day("2026-07-01"), vec![unit(next)]);
    log.add(domain::organisation::SchoolUnitClosed { school, on, successors });
    for n in 1..=5 {
        log.transfer(n, A, next, "2026-07-01");
    }
    let [before, after] = both(&log, 0);
    assert_eq!(before, Some((september(), 1, 3)));
    assert_eq!(after, Some((next_september(), 2, 2)), "counted where the pupils now are");
    let row = measure_of(&log.facts(), 0, log.size()).unwrap();
    let of = |observation: Option<Observation>| observation.unwrap().figures[0].reference.scope;
    assert_eq!(of(row.before), FigureScope::Trend(unit(next)));
    assert_eq!(of(row.after), FigureScope::School(unit(next)));
}

#[test]
fn what_an_evaluation_may_say_is_told_of_the_round_it_is_held_against() {
    let mut log = town();
    log.measure_for(0, MeasureFor::School, "2026-01-10", next_september());
    log.measure_decided(1, A, "2026-10-01");
    let (facts, at) = (log.facts(), log.size());
    let [before, after] = both(&log, 0);
    let told = effect_in(&facts, measure(0), next_september(), at);
    assert_eq!([told.0.as_ref(), told.1.as_ref()].map(shown), [before, after]);
    let (same, none) = effect_in(&facts, measure(0), december(), at);
    assert_eq!((shown(same.as_ref()), none), (before, None), "the target says nothing of December");
    assert_eq!(effect_in(&facts, measure(1), next_september(), at), (None, None), "no target");
}
