use domain::calendar::{CENSUS_DATES, Calendar, Day, Instant, SchoolYear, Term};
use proptest::prelude::*;

use crate::comes_back;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// Any day of the calendar.
fn any_day() -> impl Strategy<Value = Day> {
    (-719_528i32..=2_932_896).prop_map(|n| day("1970-01-01").plus(n))
}

/// Days in which schools live.
fn school_day() -> impl Strategy<Value = Day> {
    (7_305i32..36_525).prop_map(|n| day("1970-01-01").plus(n))
}

proptest! {
    #[test]
    fn days_come_back(day in any_day()) {
        comes_back(day);
        prop_assert_eq!(Day::from_date(day.date()), day);
    }

    #[test]
    fn what_is_read_as_a_day_is_shown_as_it_was_written(text in "[0-9TWZ+:-]{8,12}") {
        if let Ok(day) = text.parse::<Day>() {
            prop_assert_eq!(day.to_string(), text);
        }
    }

    #[test]
    fn a_day_begins_and_ends_in_sweden(day in school_day()) {
        let start = day.start();
        prop_assert_eq!(start.day(), day);
        prop_assert_eq!(Instant(start.0 - 1).day(), day.plus(-1));
        prop_assert_eq!(Instant(day.plus(1).start().0 - 1).day(), day);
    }

    #[test]
    fn school_years_come_back(first in 1900u16..9999) {
        comes_back(SchoolYear::beginning(first));
    }

    #[test]
    fn a_school_year_runs_from_july_to_june(day in school_day()) {
        let year = day.school_year();
        let (first, last) = (year.day(7, 1).unwrap(), year.day(6, 30).unwrap());
        prop_assert!(first <= day && day <= last);
        prop_assert_eq!(first.plus(-1).school_year(), year.plus(-1));
        prop_assert_eq!(last.plus(1).school_year(), year.plus(1));
        prop_assert_eq!(day.term() == Term::Autumn, day < year.day(1, 1).unwrap());
    }

    #[test]
    fn windows_skip_weekends_and_holidays(
        first in 2000u16..2060,
        which in 0usize..4,
        holidays in prop::collection::vec(0i32..12, 0..6),
    ) {
        let (_, month, date) = CENSUS_DATES[which];
        let census = SchoolYear::beginning(first).day(month, date).unwrap();
        let calendar = Calendar::new(holidays.iter().map(|n| census.plus(*n)));
        let (from, until) = (calendar.school_day_from(census), calendar.school_day_until(census));
        prop_assert!(calendar.is_school_day(from) && calendar.is_school_day(until));
        prop_assert!(until <= census && census <= from);
        let mut skipped = (1..).map(|n| until.plus(n)).take_while(|d| *d < from);
        prop_assert!(skipped.all(|d| !calendar.is_school_day(d)));
        let fifth = calendar.school_days_after(census, 5);
        let between = (1..).map(|n| census.plus(n)).take_while(|d| *d <= fifth);
        prop_assert_eq!(between.filter(|d| calendar.is_school_day(*d)).count(), 5);
    }

    #[test]
    fn every_instant_has_a_day_and_a_text(micros in any::<u64>()) {
        let instant = Instant(micros);
        prop_assert!(!instant.to_string().is_empty() && !instant.in_sweden().is_empty());
        comes_back(instant.day());
    }
}

#[test]
fn the_fifth_of_december_2026_is_a_saturday() {
    let (calendar, census) = (Calendar::default(), day("2026-12-05"));
    assert!(census.is_weekend() && !calendar.is_school_day(census));
    assert_eq!(calendar.school_day_until(census), day("2026-12-04"));
    assert_eq!(calendar.school_day_from(census), day("2026-12-07"));
    let closed = Calendar::new([day("2026-12-04"), day("2026-12-07")]);
    assert_eq!(closed.school_day_until(census), day("2026-12-03"));
    assert_eq!(closed.school_day_from(census), day("2026-12-08"));
}

#[test]
fn clocks_change_in_march_and_october() {
    const HOUR: u64 = 3_600_000_000;
    for (text, hours) in [("2026-03-29", 23), ("2026-10-25", 25), ("2026-03-30", 24)] {
        let day = day(text);
        assert_eq!(day.plus(1).start().0 - day.start().0, hours * HOUR, "{text}");
    }
    // 02:30 came twice; an hour apart, on the same day.
    let first = Instant(day("2026-10-25").start().0 + 2 * HOUR + HOUR / 2);
    let second = Instant(first.0 + HOUR);
    assert_eq!(first.in_sweden(), "2026-10-25 02:30:00");
    assert_eq!(second.in_sweden(), "2026-10-25 02:30:00");
    assert_eq!(first.to_string(), "2026-10-25T00:30:00.000000Z");
    assert_eq!(second.to_string(), "2026-10-25T01:30:00.000000Z");
    // Nearly midnight in Sweden is still the day before in UTC.
    assert_eq!(day("2026-05-20").start().to_string(), "2026-05-19T22:00:00.000000Z");
}

#[test]
fn days_that_are_none_are_refused() {
    for wrong in ["", "2025-02-29", "2025-9-15", "20250915", "2025-13-01", "2025-09-15 ", "igår"] {
        assert!(wrong.parse::<Day>().is_err(), "{wrong}");
    }
    assert_eq!(Day::new(2025, 2, 29), None);
    assert_eq!(Day::new(-1, 1, 1), None);
    for outside in [-719_529i32, 2_932_897, i32::MIN, i32::MAX] {
        let bytes = postcard::to_allocvec(&outside).unwrap();
        assert!(postcard::from_bytes::<Day>(&bytes).is_err(), "{outside}");
    }
    assert_eq!(day("9999-12-31").plus(1), day("9999-12-31"));
    assert_eq!(day("0000-01-01").plus(i32::MIN), day("0000-01-01"));
}

#[test]
fn school_years_that_are_none_are_refused() {
    assert_eq!("1999/00".parse::<SchoolYear>().unwrap(), SchoolYear::beginning(1999));
    assert_eq!("2025-26".parse::<SchoolYear>().unwrap(), SchoolYear::beginning(2025));
    for wrong in ["2025", "2025/27", "2025/2026", "25/26", "+2025/26", "02025/26", "2025/6"] {
        assert!(wrong.parse::<SchoolYear>().is_err(), "{wrong}");
    }
}
