//! Periods and dated facts.

use proptest::prelude::*;

use super::{Day, Period, Timeline};
use crate::spec::day;

/// Days of one year, so that histories collide.
fn near() -> impl Strategy<Value = Day> {
    (0..40).prop_map(|n| day("2025-08-01").plus(n))
}

fn period() -> impl Strategy<Value = Period> {
    (near(), prop::option::of(near())).prop_map(|(from, to)| Period { from, to })
}

/// Every day that the strategies above can reach, and one beyond.
fn all_days() -> impl Iterator<Item = Day> {
    (-1..=41).map(|n| day("2025-08-01").plus(n))
}

proptest! {
    #[test]
    fn in_force_is_the_latest_entry_not_after_the_day_and_of_those_the_last_recorded(
        entries in prop::collection::vec((near(), 0u8..4), 0..12),
        asked in near(),
    ) {
        let mut timeline = Timeline::default();
        for (from, value) in &entries {
            timeline.record(*from, *value);
        }
        let latest = entries.iter().map(|(from, _)| *from).filter(|from| *from <= asked).max();
        let naive = latest.and_then(|l| entries.iter().rev().find(|(from, _)| *from == l));
        prop_assert_eq!(timeline.on(asked), naive.map(|(_, value)| value));
        let ahead = entries.iter().filter(|(from, _)| *from > asked).count();
        prop_assert_eq!(timeline.since(asked).count(), ahead + usize::from(naive.is_some()));
        prop_assert_eq!(timeline.is_empty(), entries.is_empty());
    }

    #[test]
    fn periods_are_what_their_days_are(a in period(), b in period()) {
        let within = |p: Period| all_days().filter(move |d| p.contains(*d)).collect::<Vec<_>>();
        prop_assert_eq!(a.is_in_order(), !within(a).is_empty());
        if a.is_in_order() && b.is_in_order() {
            let shared = within(a).iter().any(|d| b.contains(*d));
            prop_assert_eq!(a.overlaps(b), shared);
            let all = within(b).iter().all(|d| a.contains(*d));
            prop_assert_eq!(a.covers(b), all && (b.to.is_some() || a.to.is_none()));
        }
    }

    #[test]
    fn an_end_takes_the_days_from_it_on(p in period(), on in near()) {
        let mut ended = p;
        ended.end(on);
        for d in all_days() {
            prop_assert_eq!(ended.contains(d), p.contains(d) && d < on);
        }
    }
}

#[test]
fn what_is_conceived_reaches_from_1990_to_ten_years_ahead() {
    let today = day("2025-09-16");
    for (text, conceivable) in
        [("1989-12-31", false), ("1990-01-01", true), ("2035-09-17", true), ("2035-09-18", false)]
    {
        assert_eq!(day(text).is_conceivable(today), conceivable, "{text}");
    }
}

#[test]
fn facts_reach_from_1990_to_two_years_ahead() {
    let today = day("2025-09-16");
    for (text, plausible) in [
        ("1989-12-31", false),
        ("1990-01-01", true),
        ("2025-09-16", true),
        ("2027-09-17", true),
        ("2027-09-18", false),
    ] {
        assert_eq!(day(text).is_plausible(today), plausible, "{text}");
    }
}
