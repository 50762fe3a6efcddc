//! Days as people and programs write them.

use domain::calendar::Day;

/// The days that a result can be from: a serial number or text outside is a slip.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2100;

fn sensible(day: Day) -> Option<Day> {
    YEARS.contains(&day.date().year()).then_some(day)
}

/// The day of Excel's serial number: days since 1899-12-30 (1 March 1900 and later), or since
/// 1904-01-01 in workbooks from old Macintosh programs.
pub(super) fn from_serial(serial: f64, from_1904: bool) -> Option<Day> {
    let epoch = if from_1904 { Day::new(1904, 1, 1) } else { Day::new(1899, 12, 30) }?;
    let whole = serial.floor();
    if !(0.0..100_000.0).contains(&whole) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "a whole number below 100,000")]
    let days = whole as i32;
    sensible(epoch.plus(days))
}

/// A number in a date column without date format: a serial number, or 20250914.
pub(super) fn from_number(number: f64, from_1904: bool) -> Option<Day> {
    if number >= 10_000_000.0 {
        return from_text(&super::grid::shown(number));
    }
    from_serial(number, from_1904)
}

/// `2025-09-14` (a time may follow), `20250914`, `14/9 2025`, `14/9-2025`, `14.9.2025`,
/// `14 september 2025`. A year of two digits is not guessed, nor is month before day read.
pub(super) fn from_text(text: &str) -> Option<Day> {
    let text = text.trim();
    if let Some((date, rest)) = text.split_at_checked(10) {
        let time = rest.is_empty() || rest.starts_with(['T', ' ']);
        if let (Ok(day), true) = (date.parse::<Day>(), time) {
            return sensible(day);
        }
    }
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return build(&text[..4], text[4..6].parse().ok()?, &text[6..]);
    }
    let parts: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '.' | '-' | ','))
        .filter(|part| !part.is_empty())
        .collect();
    match parts.as_slice() {
        [day, month, year] if year.len() == 4 => build(year, month_number(month)?, day),
        _ => None,
    }
}

fn build(year: &str, month: i8, day: &str) -> Option<Day> {
    sensible(Day::new(year.parse().ok()?, month, day.parse().ok()?)?)
}

/// A month in digits or by its Swedish or English name, of which three letters are enough.
fn month_number(text: &str) -> Option<i8> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    const MONTHS: [(&str, &str); 12] = [
        ("januari", "january"),
        ("februari", "february"),
        ("mars", "march"),
        ("april", "april"),
        ("maj", "may"),
        ("juni", "june"),
        ("juli", "july"),
        ("augusti", "august"),
        ("september", "september"),
        ("oktober", "october"),
        ("november", "november"),
        ("december", "december"),
    ];
    let text = text.to_lowercase();
    let fits = |(sv, en): &(&str, &str)| {
        text.chars().count() >= 3 && (sv.starts_with(&text) || en.starts_with(&text))
    };
    let index = MONTHS.iter().position(fits)?;
    i8::try_from(index + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_it_is_written() {
        let wanted = Day::new(2025, 9, 14);
        for text in [
            "2025-09-14",
            " 2025-09-14 00:00",
            "2025-09-14T00:00:00",
            "20250914",
            "14/9 2025",
            "14/9-2025",
            "14/09/2025",
            "14.9.2025",
            "14 september 2025",
            "14 Sept 2025",
        ] {
            assert_eq!(from_text(text), wanted, "{text}");
        }
        for text in
            ["", "14/9", "14/9 25", "9/14/2025", "2025-02-30", "1025-09-14", "igår", "öööööö"]
        {
            assert_eq!(from_text(text), None, "{text}");
        }
    }

    #[test]
    fn a_serial_number_counts_from_1900_or_1904() {
        assert_eq!(from_serial(45914.0, false), Day::new(2025, 9, 14));
        assert_eq!(from_serial(45914.75, false), Day::new(2025, 9, 14));
        assert_eq!(from_serial(44452.0, true), Day::new(2025, 9, 14));
        assert_eq!(from_number(20_250_914.0, false), Day::new(2025, 9, 14));
        for serial in [-1.0, 0.0, 17.0, 1e9, f64::NAN, f64::INFINITY] {
            assert_eq!(from_number(serial, false), None, "{serial}");
        }
    }
}
