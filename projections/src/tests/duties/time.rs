//! The law of time for the views of duties, and that they agree with the follow-up.

use proptest::prelude::*;

use super::random::work;
use super::*;
use crate::follow_up::duties;

const DAYS: [&str; 2] = ["2025-10-22", "2025-12-05"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn duties_of_the_past_are_what_they_were(log in work(), thousandth in 0..=1000_u64) {
        let at = Size((log.size().0 * thousandth).div_ceil(1000));
        let (now, then) = (log.facts(), log.facts_at(at));
        let days = DAYS.map(day);
        for (from_now, from_then) in views(&now, at, &days).iter().zip(&views(&then, at, &days)) {
            prop_assert_eq!(from_now, from_then);
        }
    }

    #[test]
    fn loaded_facts_answer_as_those_that_were_saved(log in work()) {
        let (facts, at, days) = (log.facts(), log.size(), DAYS.map(day));
        let id = LogId([7; 16]);
        let (loaded, _) = Facts::load(&facts.save([9; 32], id), id).unwrap();
        prop_assert_eq!(views(&loaded, at, &days), views(&facts, at, &days));
    }

    #[test]
    fn whoever_may_be_reminded_has_it_to_do(log in work()) {
        let (facts, at) = (log.facts(), log.size());
        for on in DAYS.map(day) {
            for school in SCHOOLS.map(unit) {
                for duty in duties(&facts, school, at, on) {
                    let Some(to) = duty.to else { continue };
                    let list = todo(&facts, to, on, at);
                    let found = list.items.iter().find(|item| {
                        item.kind.duty() == Some(duty.duty) && item.of == duty.of
                    });
                    let due = found.map(|item| item.due);
                    prop_assert_eq!(due, Some(Some(duty.due)), "{:?}", duty);
                }
            }
        }
    }

    #[test]
    fn the_list_is_in_order_and_says_nothing_twice(log in work()) {
        for n in EVERYONE {
            let list = todo(&log.facts(), staff(n), day(DAYS[0]), log.size());
            let states: Vec<_> = list.items.iter().map(|item| item.state).collect();
            prop_assert!(states.is_sorted());
            let mut once = list.items.clone();
            once.sort();
            once.dedup();
            prop_assert_eq!(once.len(), list.items.len());
        }
    }

    #[test]
    fn the_board_adds_up(log in work()) {
        let (facts, at) = (log.facts(), log.size());
        for school in SCHOOLS.map(unit) {
            let board = guarantee_board(&facts, school, None, day(DAYS[0]), at);
            let GuaranteeCounts { found, open, answered, lifted, below, .. } = board.counts;
            prop_assert_eq!(open + answered + lifted, found);
            let lacks = below + board.counts.not_assessed + board.counts.missing;
            prop_assert_eq!(lacks, found);
            prop_assert_eq!(u32::try_from(board.rows.len()).unwrap(), found);
            let of_classes: u32 = board.classes.iter().map(|class| class.counts.found).sum();
            prop_assert_eq!(of_classes, found);
        }
    }
}
