//! Letters that go out by mail, in both languages one after the other: Swedish first.

use domain::command::Language;
use projections::{Reminder, Rhythm};

use crate::text::{self, Key, MailText};
use crate::words;

/// A letter's subject and text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The subject.
    pub subject: String,
    /// The text, plain.
    pub text: String,
}

/// What someone is written who is reminded: how many things wait, and where to look. No pupil, class or result
/// is known here.
#[must_use]
pub fn reminder(reminder: &Reminder, site: &str) -> Words {
    let (sv, en) = (paragraphs(reminder, Language::Sv), paragraphs(reminder, Language::En));
    let subject = MailText::Subject.text(Language::Sv);
    let subject = format!("{subject} / {}", MailText::Subject.text(Language::En));
    Words { subject, text: format!("{sv}\n{site}/to-do\n\n--\n\n{en}\n{site}/to-do\n") }
}

fn paragraphs(reminder: &Reminder, language: Language) -> String {
    let count = |number: u32| words::count(u64::from(number), language);
    let fill = |key, number| text::fill(key, language, &[("count", &count(number))]);
    let mut said = vec![fill(MailText::Body, reminder.waiting)];
    if reminder.late > 0 {
        said.push(fill(MailText::Late, reminder.late));
    }
    if reminder.rhythm == Rhythm::Daily {
        said.push(MailText::Daily.text(language).to_owned());
    }
    format!("{}\n\n{}\n", said.join("\n"), MailText::Why.text(language))
}

#[cfg(test)]
mod tests {
    use domain::id::StaffId;

    use super::*;

    #[test]
    fn a_reminder_says_how_much_waits_in_both_languages_and_where() {
        let staff = StaffId::from_bytes([7; 16]);
        let told = Reminder { staff, rhythm: Rhythm::Daily, waiting: 3, late: 1 };
        let words = reminder(&told, "https://insyn.example.se");
        for expected in [
            "Hej! 3 saker väntar på dig i Insyn.",
            "1 av dem är sen.",
            "3 things are waiting",
            "1 of them is late.",
            "https://insyn.example.se/to-do",
        ] {
            assert!(words.text.contains(expected), "{expected} in {}", words.text);
        }
        assert!(!words.text.contains(&staff.to_string()));
        let told = Reminder { rhythm: Rhythm::Weekly, waiting: 1, late: 0, ..told };
        let words = reminder(&told, "https://insyn.example.se");
        assert!(words.text.contains("1 sak väntar") && !words.text.contains("lämnas in, och"));
    }
}
