//! Coverage of the dialogue with parents.

use super::*;
use crate::views::dialogue::Reach;

/// Pupils 1 to 4 in class 0: 1 with two guardians, 2 with one, 3 with one who is blocked, 4 with none.
fn town() -> Log {
    let mut log = at_work();
    for n in 1..=4 {
        log.enrol(n, A, 3, "2025-08-15");
        log.join(n, 0, "2025-08-15");
    }
    for (n, number) in [(1, 0), (1, 1), (2, 0), (3, 0)] {
        log.parent(n, number);
    }
    log.blocked(3, 0);
    log
}

fn coverage(log: &Log) -> DialogueCoverage {
    dialogue_coverage(&log.facts(), unit(A), september(), log.size()).unwrap()
}

fn counts(reach: &Reach) -> [u32; 6] {
    let Reach { population, explained, explained_to_all, acknowledged, not_reached, .. } = *reach;
    [
        population,
        explained.numerator,
        explained_to_all.numerator,
        acknowledged.numerator,
        not_reached.numerator,
        reach.without_guardian.numerator,
    ]
}

#[test]
fn nobody_is_reached_before_anyone_is_told() {
    let coverage = coverage(&town());
    assert_eq!(counts(&coverage.reach.unwrap()), [4, 0, 0, 0, 4, 2]);
}

#[test]
fn one_guardian_is_not_all() {
    let mut log = town();
    log.explained(1, september(), 0, "sv");
    let [class] = &coverage(&log).classes[..] else { panic!("one class") };
    assert_eq!(counts(&class.reach), [4, 1, 0, 0, 3, 2]);
    let other = log.explained(1, september(), 1, "so");
    let [class] = &coverage(&log).classes[..] else { panic!("one class") };
    assert_eq!(counts(&class.reach), [4, 1, 1, 0, 3, 2]);
    assert!(class.positions.contains(&other));
    assert_eq!(class.pupils_not_reached, [2, 3, 4].map(pupil));
}

#[test]
fn whoever_has_acknowledged_is_reached() {
    let mut log = town();
    log.acknowledged(2, september(), 0);
    assert_eq!(counts(&coverage(&log).reach.unwrap()), [4, 0, 0, 1, 3, 2]);
    let december = dialogue_coverage(&log.facts(), unit(A), december(), log.size()).unwrap();
    assert_eq!(counts(&december.reach.unwrap()), [4, 0, 0, 0, 4, 2], "each round by itself");
}

#[test]
fn a_page_never_cuts_a_class_in_two() {
    let mut log = town();
    log.enrol(5, A, 3, "2025-08-15");
    log.join(5, 1, "2025-08-15");
    let page = |from, limit| {
        let mut coverage = coverage(&log);
        let paged = coverage.page(Window::of(Some(from), Some(limit)));
        assert_eq!((paged.total, coverage.classes.len()), (2, 2), "the table stays whole");
        let named: Vec<usize> =
            coverage.classes.iter().map(|class| class.pupils_not_reached.len()).collect();
        (named, paged.previous, paged.next)
    };
    assert_eq!(page(0, 10), (vec![4, 1], None, None));
    assert_eq!(page(0, 1), (vec![4, 0], None, Some(1)));
    assert_eq!(page(1, 1), (vec![0, 1], Some(0), None));
    assert_eq!(page(usize::MAX, 1).0, [0, 0], "behind the end");
}

#[test]
fn a_count_says_its_rule() {
    let reach = coverage(&town()).reach.unwrap();
    assert_eq!(reach.explained.rule.id(), "explained-1");
    assert_eq!(reach.explained_to_all.rule.id(), "explained-to-all-1");
    assert_eq!(reach.acknowledged.rule.id(), "acknowledged-1");
    assert_eq!(reach.not_reached.rule.id(), "not-reached-1");
}
