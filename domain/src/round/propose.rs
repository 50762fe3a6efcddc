//! What scheduling proposes: a round's window from its census date and the school days around it.

use crate::calendar::{CENSUS_DATES, Calendar, Day, SchoolYear};
use crate::id::{Occasion, RoundId};
use crate::people::{GradeRegime, SchoolForm};
use crate::round::RoundScheduled;
use crate::scale::ScaleEdition;

/// School days from the opening to the census date, and from it to the closing.
const AROUND_CENSUS: u16 = 10;
/// School days from the closing to the day by which a school unit has submitted.
const TO_SUBMIT: u16 = 5;

/// A schedule for one of the four rounds that the field knows by name; none for another occasion.
///
/// The window opens 10 school days before the census date and closes 10 after it; results are
/// submitted within 5 more. None of these is a weekend, a holiday or past the last school day of
/// June. Everything is a proposal: population compulsory school, grades 1 to 9 (from 2028, when
/// every grade number rises by one, 2 to 10: the same cohorts).
#[must_use]
pub fn proposed(
    year: SchoolYear,
    occasion: Occasion,
    calendar: &Calendar,
    edition: &ScaleEdition,
) -> Option<RoundScheduled> {
    let (_, month, day) = CENSUS_DATES.iter().find(|(name, ..)| *name == occasion.as_str())?;
    let census_date = year.day(*month, *day)?;
    let last = calendar.school_day_until(year.day(6, 30)?).max(census_date);
    let closes = calendar.school_days_after(census_date, AROUND_CENSUS).min(last);
    let (regime, grades) = match year.first() {
        ..2028 => (GradeRegime::Nine, 1..=9),
        2028.. => (GradeRegime::Ten, 2..=10),
    };
    Some(RoundScheduled {
        round: RoundId { year, occasion, instrument: edition.instrument },
        census_date,
        opens: school_days_before(calendar, census_date, AROUND_CENSUS),
        closes,
        submit_by: calendar.school_days_after(closes, TO_SUBMIT).min(last),
        forms: vec![SchoolForm::Compulsory],
        grades: grades.collect(),
        regime,
        edition: edition.id,
    })
}

/// The `count`-th school day before `day`.
fn school_days_before(calendar: &Calendar, day: Day, count: u16) -> Day {
    (0..count).fold(day, |d, _| calendar.school_day_until(d.plus(-1)))
}
