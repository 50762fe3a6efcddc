//! Swedish school time: instants, days, school years, terms, census dates, holidays.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::id::InvalidId;

#[cfg(test)]
mod spec;

/// A moment: microseconds since 1970-01-01T00:00:00Z.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
    Default,
)]
#[serde(transparent)]
pub struct Instant(pub u64);

impl Instant {
    /// The day it is in Sweden at this moment.
    #[must_use]
    pub fn day(self) -> Day {
        Day::from_date(self.zoned().date())
    }

    /// Text in Swedish time, to the second: `2026-05-20 13:45:10`.
    #[must_use]
    pub fn in_sweden(self) -> String {
        self.zoned().strftime("%Y-%m-%d %H:%M:%S").to_string()
    }

    /// The moment of a clock reading in Sweden; in the repeated hour of autumn, the first one.
    #[must_use]
    pub fn of_swedish_time(reading: jiff::civil::DateTime) -> Option<Self> {
        let zoned = reading.to_zoned_datetime(sweden()).ok()?;
        u64::try_from(zoned.timestamp().as_microsecond()).ok().map(Self)
    }

    fn zoned(self) -> jiff::ZonedDateTime {
        let micros = i64::try_from(self.0).unwrap_or(i64::MAX);
        let stamp = Timestamp::from_microsecond(micros).unwrap_or(Timestamp::MAX);
        stamp.to_zoned_datetime(sweden())
    }
}

/// RFC 3339 in UTC, to the microsecond.
impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let micros = i64::try_from(self.0).unwrap_or(i64::MAX);
        let stamp = Timestamp::from_microsecond(micros).unwrap_or(Timestamp::MAX);
        write!(f, "{stamp:.6}")
    }
}

/// The zone all Swedish schools live in. The database is compiled in.
fn sweden() -> TimeZone {
    static ZONE: std::sync::LazyLock<TimeZone> = std::sync::LazyLock::new(|| {
        TimeZone::get("Europe/Stockholm").expect("the time zone database is compiled in")
    });
    ZONE.clone()
}

/// A calendar day; text form `2025-09-15`. In bytes: days since 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Day(i32);

impl Day {
    /// The day of this calendar date, if there is one and it lies in years 0 to 9999.
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        if year < 0 {
            return None;
        }
        Date::new(year, month, day).ok().map(Self::from_date)
    }

    /// The same day as a civil date.
    #[must_use]
    pub fn date(self) -> Date {
        EPOCH.checked_add(jiff::Span::new().days(self.0)).unwrap_or(Date::MAX)
    }

    /// The day of a civil date.
    #[must_use]
    pub fn from_date(date: Date) -> Self {
        let days = EPOCH.until(date).map_or(i32::MAX, |span| span.get_days());
        Self(days)
    }

    /// Days since 1970-01-01; negative before.
    #[must_use]
    pub const fn number(self) -> i32 {
        self.0
    }

    /// The day so many days later (or earlier); stays within the calendar.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days).clamp(MIN_DAY, MAX_DAY))
    }

    /// The first moment of the day in Sweden.
    #[must_use]
    pub fn start(self) -> Instant {
        let stamp = match self.date().to_zoned_datetime(sweden()) {
            Ok(zoned) => zoned.timestamp(),
            // The last days of the calendar begin after the last moment there is.
            Err(_) if self.0 > 0 => Timestamp::MAX,
            Err(_) => Timestamp::UNIX_EPOCH,
        };
        Instant(u64::try_from(stamp.as_microsecond()).unwrap_or(0))
    }

    /// Saturday or Sunday.
    #[must_use]
    pub fn is_weekend(self) -> bool {
        use jiff::civil::Weekday::{Saturday, Sunday};
        matches!(self.date().weekday(), Saturday | Sunday)
    }

    /// The school year the day falls in: from 1 July to 30 June.
    #[must_use]
    pub fn school_year(self) -> SchoolYear {
        let date = self.date();
        let first = if date.month() >= 7 { date.year() } else { date.year() - 1 };
        SchoolYear(u16::try_from(first).unwrap_or(0))
    }

    /// The term the day falls in: autumn from 1 July, spring from 1 January.
    #[must_use]
    pub fn term(self) -> Term {
        if self.date().month() >= 7 { Term::Autumn } else { Term::Spring }
    }
}

impl Day {
    /// Whether a fact may hold from this day: not before 1990 and at most two years ahead. Moves are
    /// recorded late, and next year's classes early, but a slip of the century is a slip.
    #[must_use]
    pub fn is_plausible(self, today: Self) -> bool {
        (EARLIEST_FACT..=today.0.saturating_add(DAYS_AHEAD_MAX)).contains(&self.0)
    }
}

impl Day {
    /// Whether a day can be meant at all: not before 1990 and at most ten years ahead, as long as a pupil
    /// is in compulsory school. What is promised or planned seldom reaches so far, and never further.
    #[must_use]
    pub fn is_conceivable(self, today: Self) -> bool {
        (EARLIEST_FACT..=today.0.saturating_add(DAYS_CONCEIVABLE_MAX)).contains(&self.0)
    }
}

/// 1990-01-01 as days since the epoch.
const EARLIEST_FACT: i32 = 7_305;
/// Two years, one of them a leap year.
const DAYS_AHEAD_MAX: i32 = 731;
/// Ten years, three of them leap years.
const DAYS_CONCEIVABLE_MAX: i32 = 3_653;

/// What a day is called where bytes are written: a number alone does not tell that it is one.
pub(crate) const DAY: &str = "Day";

const EPOCH: Date = jiff::civil::date(1970, 1, 1);
/// 0000-01-01 and 9999-12-31 as days since the epoch: the days that have a text form.
const MIN_DAY: i32 = -719_528;
const MAX_DAY: i32 = 2_932_896;

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.date().fmt(f)
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Day({self})")
    }
}

impl FromStr for Day {
    type Err = InvalidId;
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let wrong = InvalidId { expected: "date (as 2025-09-15)" };
        if text.len() != 10 {
            return Err(wrong);
        }
        text.parse::<Date>().map(Self::from_date).map_err(|_| wrong)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_newtype_struct(DAY, &self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
            text.parse().map_err(de::Error::custom)
        } else {
            let days = i32::deserialize(deserializer)?;
            if (MIN_DAY..=MAX_DAY).contains(&days) {
                Ok(Self(days))
            } else {
                Err(de::Error::custom("a day outside the calendar"))
            }
        }
    }
}

/// The days from `from` to before `to`; without an end where there is no `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Period {
    pub(crate) from: Day,
    pub(crate) to: Option<Day>,
}

impl Period {
    /// Whether there is a day in it at all.
    pub(crate) fn is_in_order(self) -> bool {
        self.to.is_none_or(|to| self.from < to)
    }

    pub(crate) fn contains(self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day < to)
    }

    /// Whether every day of `other` lies in it.
    pub(crate) fn covers(self, other: Self) -> bool {
        let ends_in_time = match (self.to, other.to) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(others)) => others <= own,
        };
        self.from <= other.from && ends_in_time
    }

    pub(crate) fn overlaps(self, other: Self) -> bool {
        self.to.is_none_or(|to| other.from < to) && other.to.is_none_or(|to| self.from < to)
    }

    /// Ends it on that day, unless it ends before; a period not yet begun is left without a day.
    pub(crate) fn end(&mut self, on: Day) {
        let to = self.to.map_or(on, |to| to.min(on));
        self.to = Some(to.max(self.from));
    }
}

/// A dated fact: what holds from which day, in the order in which it became known.
///
/// In force on a day is the entry with the latest `from` not after that day; of those with the same
/// `from`, the one recorded last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Timeline<T> {
    entries: Vec<(Day, T)>,
}

impl<T> Default for Timeline<T> {
    fn default() -> Self {
        Self { entries: Vec::new() }
    }
}

impl<T> Timeline<T> {
    /// Adds what has become known last.
    pub(crate) fn record(&mut self, from: Day, value: T) {
        let later = self.entries.partition_point(|(known, _)| *known <= from);
        self.entries.insert(later, (from, value));
    }

    /// What is in force on the day.
    pub(crate) fn on(&self, day: Day) -> Option<&T> {
        self.until(day).next_back()
    }

    /// What has been in force up to the day, in order of its first day.
    pub(crate) fn until(&self, day: Day) -> impl DoubleEndedIterator<Item = &T> {
        let later = self.entries.partition_point(|(from, _)| *from <= day);
        self.entries[..later].iter().map(|(_, value)| value)
    }

    /// What is in force on the day, and every entry that begins after it.
    pub(crate) fn since(&self, day: Day) -> impl Iterator<Item = &T> {
        let later = self.entries.partition_point(|(from, _)| *from <= day);
        self.entries[later.saturating_sub(1)..].iter().map(|(_, value)| value)
    }

    /// Whether nothing is known at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// A school year (läsår), named by the year it begins in; text form `2025/26`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchoolYear(u16);

impl SchoolYear {
    /// The school year that begins in the autumn of `first`.
    #[must_use]
    pub const fn beginning(first: u16) -> Self {
        Self(first)
    }

    /// The calendar year it begins in.
    #[must_use]
    pub const fn first(self) -> u16 {
        self.0
    }

    /// The school year so many years later (or earlier).
    #[must_use]
    pub fn plus(self, years: i16) -> Self {
        Self(self.0.saturating_add_signed(years))
    }

    /// The day with this month and day that falls in the school year.
    #[must_use]
    pub fn day(self, month: i8, day: i8) -> Option<Day> {
        let first = i16::try_from(self.0).ok()?;
        Day::new(if month >= 7 { first } else { first.checked_add(1)? }, month, day)
    }
}

impl fmt::Display for SchoolYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}/{:02}", self.0, (u32::from(self.0) + 1) % 100)
    }
}

impl fmt::Debug for SchoolYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SchoolYear({self})")
    }
}

impl FromStr for SchoolYear {
    type Err = InvalidId;
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let wrong = InvalidId { expected: "school year (as 2025/26)" };
        let (first_text, second) = text.split_once(['/', '-']).ok_or(wrong)?;
        let first: u16 = first_text.parse().map_err(|_| wrong)?;
        let year = Self(first);
        let fits = first_text.len() == 4 && second.len() == 2 && (1900..9999).contains(&first);
        if fits && year.to_string().ends_with(second) { Ok(year) } else { Err(wrong) }
    }
}

impl Serialize for SchoolYear {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_u16(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for SchoolYear {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
            text.parse().map_err(de::Error::custom)
        } else {
            u16::deserialize(deserializer).map(Self)
        }
    }
}

/// A term (termin).
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Term {
    /// Hösttermin.
    Autumn,
    /// Vårtermin.
    Spring,
}

/// The four census dates of the field: occasion, month, day (domain: reading is assessed on
/// 15 September, 5 December, 15 February and 25 May). A municipality schedules its own rounds;
/// these are what scheduling proposes.
pub const CENSUS_DATES: [(&str, i8, i8); 4] =
    [("september", 9, 15), ("december", 12, 5), ("february", 2, 15), ("may", 5, 25)];

/// Which days are school days: not weekends, not the municipality's holidays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    holidays: BTreeSet<Day>,
}

impl Calendar {
    /// A calendar with these local holidays (public holidays among them).
    #[must_use]
    pub fn new(holidays: impl IntoIterator<Item = Day>) -> Self {
        Self { holidays: holidays.into_iter().collect() }
    }

    /// Neither weekend nor holiday.
    #[must_use]
    pub fn is_school_day(&self, day: Day) -> bool {
        !day.is_weekend() && !self.holidays.contains(&day)
    }

    /// The day itself or the first school day after it, within a year.
    #[must_use]
    pub fn school_day_from(&self, day: Day) -> Day {
        (0..366).map(|n| day.plus(n)).find(|d| self.is_school_day(*d)).unwrap_or(day)
    }

    /// The day itself or the last school day before it, within a year.
    #[must_use]
    pub fn school_day_until(&self, day: Day) -> Day {
        (0..366).map(|n| day.plus(-n)).find(|d| self.is_school_day(*d)).unwrap_or(day)
    }

    /// The `count`-th school day after `day`.
    #[must_use]
    pub fn school_days_after(&self, day: Day, count: u16) -> Day {
        (0..count).fold(day, |d, _| self.school_day_from(d.plus(1)))
    }
}
