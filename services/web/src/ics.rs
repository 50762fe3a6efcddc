//! A calendar file (iCalendar, RFC 5545) of whole days.

use domain::calendar::{Day, Instant};

use crate::visit::language_code;
use domain::command::Language;

/// A line is at most so many octets without its end (RFC 5545, 3.1).
const LINE_OCTETS: usize = 75;

/// A day in a calendar.
pub(crate) struct Entry {
    /// The same day has the same name in every file; a moved day replaces the former.
    pub(crate) uid: String,
    /// When what it says was recorded.
    pub(crate) stamp: Instant,
    /// The day.
    pub(crate) day: Day,
    /// What happens on it.
    pub(crate) summary: String,
}

/// The calendar as a file.
pub(crate) fn calendar(name: &str, about: &str, language: Language, entries: &[Entry]) -> String {
    let mut file = String::new();
    let mut line = |text: &str| fold(text, &mut file);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Insyn//Insyn//SV");
    line(&format!("X-WR-CALNAME:{}", escaped(name)));
    let language = language_code(language);
    for entry in entries {
        line("BEGIN:VEVENT");
        line(&format!("UID:{}", escaped(&entry.uid)));
        line(&format!("DTSTAMP:{}", utc(entry.stamp)));
        line(&format!("DTSTART;VALUE=DATE:{}", digits(&entry.day.to_string())));
        // The first day that is no longer part of it (RFC 5545, 3.6.1).
        line(&format!("DTEND;VALUE=DATE:{}", digits(&entry.day.plus(1).to_string())));
        line(&format!("SUMMARY;LANGUAGE={language}:{}", escaped(&entry.summary)));
        line(&format!("DESCRIPTION;LANGUAGE={language}:{}", escaped(about)));
        line("TRANSP:TRANSPARENT");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    file
}

/// `20260520T120000Z`.
fn utc(moment: Instant) -> String {
    let text = moment.to_string();
    let (date, time) = text.split_once('T').unwrap_or((&text, "000000"));
    let seconds = time.split('.').next().unwrap_or_default();
    format!("{}T{}Z", digits(date), digits(seconds))
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// A text as a value (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            _ if letter.is_control() => {}
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// One line and its end; what is too long goes on after a blank, and no letter is cut in two.
fn fold(text: &str, file: &mut String) {
    let mut octets = 0;
    for letter in text.chars() {
        if octets + letter.len_utf8() > LINE_OCTETS {
            file.push_str("\r\n ");
            octets = 1;
        }
        file.push(letter);
        octets += letter.len_utf8();
    }
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(summary: &str) -> String {
        let entry = Entry {
            uid: "2025-26-september-lus-opens@insyn.example.se".to_owned(),
            stamp: Instant(1_779_278_400_000_000),
            day: "2025-09-30".parse().unwrap(),
            summary: summary.to_owned(),
        };
        calendar("Bedömningstillfällen", "Läget finns i Insyn.", Language::Sv, &[entry])
    }

    #[test]
    fn a_day_lasts_until_the_next_and_every_line_ends_as_the_standard_says() {
        let file = file("September: öppnar");
        let lines: Vec<&str> = file.split("\r\n").collect();
        assert_eq!(lines.first(), Some(&"BEGIN:VCALENDAR"));
        assert_eq!(lines[lines.len() - 2..], ["END:VCALENDAR", ""]);
        for expected in [
            "VERSION:2.0",
            "UID:2025-26-september-lus-opens@insyn.example.se",
            "DTSTAMP:20260520T120000Z",
            "DTSTART;VALUE=DATE:20250930",
            "DTEND;VALUE=DATE:20251001",
            "SUMMARY;LANGUAGE=sv:September: öppnar",
        ] {
            assert!(lines.contains(&expected), "{expected} in {file}");
        }
        assert!(!file.replace("\r\n", "").contains(['\r', '\n']));
    }

    #[test]
    fn a_long_line_is_folded_between_letters_and_reads_the_same_again() {
        let long = "å".repeat(100);
        let file = file(&long);
        assert!(file.split("\r\n").all(|line| line.len() <= 75));
        assert!(file.replace("\r\n ", "").contains(&long));
    }

    #[test]
    fn what_would_end_a_value_is_escaped() {
        assert!(file("a, b; c\\d\ne\r").contains(r"a\, b\; c\\d\ne"));
    }
}
