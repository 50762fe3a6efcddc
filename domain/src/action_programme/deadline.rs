//! The time for appeal: three weeks from the day the decision reached the party (Administrative Procedure Act
//! 2017:900 s. 44), moved to the next working day as the law on computing statutory time says (1930:173).
//!
//! It runs for each party alone. Lateness is proposed here and decided by a person
//! ([`AppealTimelinessDecided`](super::AppealTimelinessDecided)).

use jiff::civil::{Date, Weekday};

use crate::calendar::Day;

/// Three weeks.
const APPEAL_DAYS: i32 = 21;

/// The last day on which an appeal comes in time, for a party whom the decision reached on `served`.
#[must_use]
pub fn appeal_time(served: Day) -> Day {
    next_working_day(served.plus(APPEAL_DAYS))
}

/// What is proposed of an appeal. A proposal binds nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Timeliness {
    /// It came on the last day or before, or before the decision reached the party.
    InTime,
    /// It came after the last day.
    Late,
}

/// What to propose of an appeal received on a day, by a party whom the decision reached on `served`, or not yet:
/// then the time has not begun and no appeal is late.
#[must_use]
pub fn proposed_timeliness(served: Option<Day>, received: Day) -> Timeliness {
    match served {
        Some(served) if appeal_time(served) < received => Timeliness::Late,
        _ => Timeliness::InTime,
    }
}

/// The day itself, or the first working day after it.
#[must_use]
pub fn next_working_day(day: Day) -> Day {
    // Between two working days lie at most five others: Good Friday to Easter Monday with a Saturday
    // and Sunday, Christmas with a weekend.
    (0..14).map(|n| day.plus(n)).find(|day| is_working_day(*day)).unwrap_or(day)
}

/// Neither Saturday, Sunday, public holiday (1989:253) nor the eves that 1930:173 s. 2 puts beside them:
/// Midsummer's Eve, Christmas Eve, New Year's Eve.
#[must_use]
pub fn is_working_day(day: Day) -> bool {
    !day.is_weekend() && !is_fixed_holiday(day.date()) && !is_movable_holiday(day.date())
}

/// New Year's Day, Epiphany, 1 May, the national day, Christmas Eve, Christmas Day, Boxing Day and New Year's Eve.
fn is_fixed_holiday(date: Date) -> bool {
    let holidays = [(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)];
    holidays.contains(&(date.month(), date.day()))
}

/// Those that follow Easter, and Midsummer's Eve. What always falls on a Saturday or Sunday (Easter Day,
/// Whit Sunday, Midsummer's Day, All Saints' Day) is left out: it is none anyhow.
fn is_movable_holiday(date: Date) -> bool {
    let midsummer_eve =
        date.month() == 6 && (19..=25).contains(&date.day()) && date.weekday() == Weekday::Friday;
    midsummer_eve || follows_easter(Day::from_date(date))
}

/// Good Friday, Easter Monday, Ascension Day.
fn follows_easter(day: Day) -> bool {
    let easter = easter(day.date().year());
    easter.is_some_and(|easter| [-2, 1, 39].iter().any(|days| easter.plus(*days) == day))
}

/// Easter Day in the Gregorian calendar (the anonymous algorithm as printed by Meeus).
fn easter(year: i16) -> Option<Day> {
    let year = i32::from(year);
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let leap_centuries = century / 4;
    let moon = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - leap_centuries - moon + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 22 * sunday) / 451;
    let days = epact + sunday - 7 * late + 114;
    let first = Day::new(i16::try_from(year).ok()?, i8::try_from(days / 31).ok()?, 1)?;
    Some(first.plus(days % 31))
}
