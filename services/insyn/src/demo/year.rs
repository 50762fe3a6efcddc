//! The school year's days: term, breaks, public holidays.

use std::collections::BTreeSet;

use domain::calendar::{Calendar, Day, SchoolYear};

/// The days of one school year.
pub(super) struct Year {
    pub(super) year: SchoolYear,
    /// Of the autumn term.
    pub(super) first_day: Day,
    /// Of the spring term.
    pub(super) last_day: Day,
    /// Weekdays without school, in order.
    pub(super) holidays: Vec<Day>,
    pub(super) calendar: Calendar,
    public: BTreeSet<Day>,
}

impl Year {
    pub(super) fn new(year: SchoolYear) -> Self {
        let first_day = weekday_from(day(year, 8, 15), TUESDAY);
        let last_day = weekday_from(day(year, 6, 9), FRIDAY);
        let public: BTreeSet<Day> = public_holidays(year).into_iter().collect();
        let mut free = public.clone();
        free.extend(days(day(year, 7, 1), first_day.plus(-1)));
        free.extend(week(day(year, 10, 27)));
        free.extend(days(day(year, 12, 21), day(year, 1, 8)));
        free.extend(week(day(year, 2, 25)));
        free.extend(days(easter(year).plus(-6), easter(year)));
        free.extend(days(last_day.plus(1), day(year, 6, 30)));
        free.insert(easter(year).plus(40));
        let holidays: Vec<Day> = free.into_iter().filter(|d| !d.is_weekend()).collect();
        let calendar = Calendar::new(holidays.iter().copied());
        Self { year, first_day, last_day, holidays, calendar, public }
    }

    /// Neither weekend nor public holiday: someone is in the office.
    fn is_working_day(&self, day: Day) -> bool {
        !day.is_weekend() && !self.public.contains(&day)
    }

    /// The day itself or the first working day after it.
    pub(super) fn working_day_from(&self, day: Day) -> Day {
        (0..30).map(|n| day.plus(n)).find(|d| self.is_working_day(*d)).unwrap_or(day)
    }

    /// The `count`-th school day after `day`; after the end of the spring term, working day.
    pub(super) fn later(&self, day: Day, count: i32) -> Day {
        (0..count).fold(day, |day, _| {
            let next = self.calendar.school_day_from(day.plus(1));
            if next <= self.last_day { next } else { self.working_day_from(day.plus(1)) }
        })
    }

    /// The school days of both terms from one day to another, both included.
    pub(super) fn school_days(&self, from: Day, to: Day) -> Vec<Day> {
        let within = days(from.max(self.first_day), to.min(self.last_day));
        within.filter(|d| self.calendar.is_school_day(*d)).collect()
    }
}

const MONDAY: i32 = 0;
const TUESDAY: i32 = 1;
const FRIDAY: i32 = 4;
const SATURDAY: i32 = 5;

/// The day of the school year with this month and day.
pub(super) fn day(year: SchoolYear, month: i8, day: i8) -> Day {
    year.day(month, day).expect("a day that every year has, in a year of four digits")
}

fn days(from: Day, to: Day) -> impl Iterator<Item = Day> {
    (from.number()..=to.number()).map(move |n| from.plus(n - from.number()))
}

/// Monday 0 to Sunday 6. 1970-01-01 was a Thursday.
fn weekday(day: Day) -> i32 {
    (day.number() + 3).rem_euclid(7)
}

/// The day itself or the first after it that is this day of the week.
fn weekday_from(day: Day, wanted: i32) -> Day {
    day.plus((wanted - weekday(day)).rem_euclid(7))
}

/// Monday to Friday of the week in which the day falls.
fn week(day: Day) -> impl Iterator<Item = Day> {
    let monday = day.plus(MONDAY - weekday(day));
    days(monday, monday.plus(4))
}

/// Public holidays (lag 1989:253), and the eves that everyone has off, of a school year.
fn public_holidays(year: SchoolYear) -> Vec<Day> {
    let fixed = [(12, 24), (12, 25), (12, 26), (12, 31), (1, 1), (1, 6), (5, 1), (6, 6)];
    let mut holidays: Vec<Day> = fixed.iter().map(|(month, d)| day(year, *month, *d)).collect();
    let sunday = easter(year);
    holidays.extend([sunday.plus(-2), sunday, sunday.plus(1), sunday.plus(39), sunday.plus(49)]);
    holidays.push(weekday_from(day(year, 6, 19), FRIDAY));
    holidays.push(weekday_from(day(year, 10, 31), SATURDAY));
    holidays
}

/// Easter Sunday in the spring of the school year (Gregorian computus of Meeus, Jones and Butcher).
fn easter(year: SchoolYear) -> Day {
    let y = i32::from(year.first()) + 1;
    let (golden, century, rest) = (y % 19, y / 100, y % 100);
    let moon = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - moon + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 22 * sunday) / 451;
    let count = epact + sunday - 7 * late + 114;
    let (month, date) = (count / 31, count % 31 + 1);
    let march = day(year, 3, 1);
    if month == 3 { march.plus(date - 1) } else { march.plus(31 + date - 1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_the_almanac_says() {
        let known = ["2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25"];
        for text in known {
            let sunday: Day = text.parse().unwrap();
            assert_eq!(easter(sunday.school_year()), sunday);
        }
    }

    #[test]
    fn a_school_year_has_about_178_school_days() {
        for first in 2015..2040 {
            let year = Year::new(SchoolYear::beginning(first));
            let school = year.school_days(year.first_day, year.last_day).len();
            assert!((173..=188).contains(&school), "{first}: {school}");
            assert!(year.holidays.is_sorted());
        }
    }

    #[test]
    fn the_term_of_2025_26_starts_and_ends_as_in_most_municipalities() {
        let year = Year::new(SchoolYear::beginning(2025));
        assert_eq!(year.first_day.to_string(), "2025-08-19");
        assert_eq!(year.last_day.to_string(), "2026-06-12");
        assert!(!year.calendar.is_school_day("2026-05-14".parse().unwrap()), "Ascension Day");
    }
}
