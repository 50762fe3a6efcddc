//! Progress since the previous round, and the pupil's curve.

use domain::id::RoundId;

use super::history::*;
use crate::views::card::Direction;
use crate::*;

/// risen, same, fallen, at the top.
fn progress(log: &Log, round: RoundId) -> [u32; 4] {
    let view = school(&log.facts(), log.size(), unit(A), round).unwrap();
    let row = view.total.progress;
    [row.risen, row.same, row.fallen, row.at_the_top].map(|figure| figure.numerator)
}

#[test]
fn progress_is_of_pupils_with_both() {
    let mut log = Log::municipality();
    let pairs = [
        (1, Some("10"), Some("12")),
        (2, Some("15"), Some("15")),
        (3, Some("18a"), Some("17")),
        (4, Some("19"), Some("19")),
        (5, None, Some("9")),
        (6, Some("9"), None),
        (7, Some("18c"), Some("19")),
    ];
    for (n, before, now) in pairs {
        log.enrol(n, A, 3, "2025-08-15");
        if let Some(code) = before {
            log.assess(n, september(), code);
        }
        if let Some(code) = now {
            log.assess(n, december(), code);
        }
    }
    assert_eq!(progress(&log, december()), [2, 1, 1, 1], "reaching the top is to rise");
    assert_eq!(progress(&log, september()), [0; 4], "the first round has none before it");
    let view = school(&log.facts(), log.size(), unit(A), december()).unwrap();
    assert_eq!(view.total.progress.risen.denominator, 5);
}

#[test]
fn progress_stays_within_one_edition() {
    let mut log = Log::municipality();
    log.enrol(1, A, 3, "2025-08-15");
    log.assess(1, december(), "10");
    log.assess(1, february(), "12");
    assert_eq!(progress(&log, february()), [0; 4], "february is on another edition");
    // A new schedule in the edition of the others gives it a previous round; the value of the other
    // edition is an assessment still, but has no rank in this one.
    log.add(schedule(february(), "2026-02-15", edition(1)));
    assert_eq!(progress(&log, february()), [0; 4]);
    let view = school(&log.facts(), log.size(), unit(A), february()).unwrap();
    assert_eq!(view.head.previous_round, Some(december()));
    assert_eq!((view.total.assessed.numerator, view.total.median.numerator), (1, 0));
    log.assess_in(1, february(), "12", edition(1), false);
    assert_eq!(progress(&log, february()), [1, 0, 0, 0]);
}

#[test]
fn progress_follows_a_pupil_who_moved() {
    let mut log = Log::municipality();
    log.enrol(1, B, 3, "2025-08-15");
    log.assess(1, september(), "10");
    log.transfer(1, B, A, "2025-10-01");
    log.assess(1, december(), "9");
    assert_eq!(progress(&log, december()), [0, 0, 1, 0]);
}

#[test]
fn the_card_tells_the_curve_and_every_value() {
    let mut log = Log::municipality();
    log.enrol(1, A, 3, "2025-08-15");
    log.join(1, 1, "2025-08-15");
    let first = log.assess(1, september(), "15");
    let typed = log.assess(1, december(), "18a");
    let corrected = log.correct(1, december(), typed, "13");
    let struck = log.strike(1, december(), typed);
    let card = pupil_card(&log.facts(), log.size(), pupil(1)).unwrap();
    let [autumn, winter, spring] = &card.rounds[..] else { panic!("three rounds") };
    assert_eq!(autumn.position(), Some(first));
    assert_eq!((autumn.class_name.as_deref(), autumn.grade), (Some("3A"), Some(3)));
    assert_eq!(winter.position(), Some(corrected));
    let values: Vec<_> = winter.values.iter().map(|v| (v.position, v.corrects, v.struck)).collect();
    assert_eq!(values, [(typed, None, Some(struck)), (corrected, Some(typed), None)]);
    let change = winter.change.unwrap();
    assert_eq!((change.since, change.ranks), (september(), -2));
    assert_eq!((change.direction, change.remarkable), (Direction::Fallen, true));
    assert_eq!(spring.status, views::card::CardStatus::Missing);
    assert!(pupil_card(&log.facts(), log.size(), pupil(9)).is_none());
}

#[test]
fn a_series_is_each_round_of_the_instrument_in_order() {
    let mut log = Log::municipality();
    log.enrol(1, A, 3, "2025-08-15");
    log.assess(1, september(), "10");
    log.assess(1, december(), "11");
    let scope = at_school(A);
    let lus = september().instrument;
    let found = series(&log.facts(), log.size(), scope, Slice::default(), lus);
    let rounds: Vec<_> = found.rounds.iter().map(|p| (p.round, p.median.point())).collect();
    let wanted =
        [(september(), Some(point("10"))), (december(), Some(point("11"))), (february(), None)];
    assert_eq!(rounds, wanted);
}
