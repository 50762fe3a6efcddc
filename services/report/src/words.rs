//! Words and numbers in the language of a document. The words stand in fluent files: `texts/` for reports
//! and accounts, `letters/` for letters.

use std::cell::RefCell;
use std::collections::BTreeSet;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use unic_langid::LanguageIdentifier;

use crate::envelope::{Count, Day, Promised, Round, Tally};

/// Between thousands, and before a per cent sign: narrow, and no line breaks there (Svenska skrivregler).
const THIN: char = '\u{202f}';
const MINUS: char = '−';

/// Why words cannot be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WordsError {
    /// There is no file for the language.
    #[error("there are no words for the language {0}")]
    Language(String),
    /// The file is no fluent.
    #[error("the words for {language} cannot be read: {why}")]
    Fluent {
        /// The language.
        language: String,
        /// What is wrong.
        why: String,
    },
    /// Messages that a document needs are not there, or need what is not given.
    #[error("the words for {language} lack {}", missing.join(", "))]
    Missing {
        /// The language.
        language: String,
        /// Which.
        missing: Vec<String>,
    },
}

/// The words of one language.
pub struct Words {
    language: String,
    bundle: FluentBundle<FluentResource>,
    decimal: char,
    thousands: char,
    per_cent: String,
    /// What was asked for and is not there. Told at the end, all at once.
    missing: RefCell<BTreeSet<String>>,
}

/// What stands in a message in the place of a name.
pub type Fill<'a> = (&'a str, &'a str);

impl Words {
    /// The words of a fluent text. `locale`, `decimal`, `thousands` and `per-cent` are messages in it.
    pub fn new(language: &str, fluent: &str) -> Result<Self, WordsError> {
        let unreadable = |why: String| WordsError::Fluent { language: language.to_owned(), why };
        let resource = FluentResource::try_new(fluent.to_owned())
            .map_err(|(_, errors)| unreadable(format!("{} errors", errors.len())))?;
        let locale: LanguageIdentifier =
            language.parse().map_err(|_| unreadable("no such language".to_owned()))?;
        let mut bundle = FluentBundle::new(vec![locale]);
        // Marks of direction around every value would stand in the text that a reader copies.
        bundle.set_use_isolating(false);
        bundle
            .add_resource(resource)
            .map_err(|_| unreadable("a message stands twice".to_owned()))?;
        let mut words = Self {
            language: language.to_owned(),
            bundle,
            decimal: ',',
            thousands: THIN,
            per_cent: format!("{THIN}%"),
            missing: RefCell::default(),
        };
        if words.say("decimal") == "point" {
            (words.decimal, words.thousands, words.per_cent) = ('.', ',', "%".to_owned());
        }
        Ok(words)
    }

    /// A message.
    #[must_use]
    pub fn say(&self, id: &str) -> String {
        self.tell(id, &[])
    }

    /// A message with values in it. The values stand as they are given.
    #[must_use]
    pub fn tell(&self, id: &str, fill: &[Fill<'_>]) -> String {
        let lacks = || {
            self.missing.borrow_mut().insert(id.to_owned());
            String::new()
        };
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            return lacks();
        };
        let mut args = FluentArgs::new();
        for (name, value) in fill {
            args.set(*name, *value);
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut errors);
        if errors.is_empty() { text.into_owned() } else { lacks() }
    }

    /// A message, where there is one: for codes that a municipality can add to.
    #[must_use]
    pub fn known(&self, id: &str) -> Option<String> {
        self.bundle.has_message(id).then(|| self.say(id))
    }

    /// Whether all that was asked for is there.
    pub fn whole(&self) -> Result<(), WordsError> {
        let missing: Vec<String> = self.missing.borrow().iter().cloned().collect();
        if missing.is_empty() {
            return Ok(());
        }
        Err(WordsError::Missing { language: self.language.clone(), missing })
    }

    /// A whole number: `12 345`, in English `12,345`.
    #[must_use]
    pub fn number(&self, number: u64) -> String {
        let digits = number.to_string();
        let mut grouped = String::with_capacity(digits.len() * 2);
        for (index, digit) in digits.chars().enumerate() {
            // Four digits stand together.
            if digits.len() > 4 && index > 0 && (digits.len() - index).is_multiple_of(3) {
                grouped.push(self.thousands);
            }
            grouped.push(digit);
        }
        grouped
    }

    /// A count, or its mark.
    #[must_use]
    pub fn count(&self, count: Count) -> String {
        match count {
            Count::Of(number) => self.number(number),
            Count::Hidden(mark) => mark.as_str().to_owned(),
        }
    }

    /// A part of a whole in per cent, with at most one decimal: `76,5 %`. A hidden part is its mark; nothing of
    /// nothing, and a part of what is hidden, is a dash.
    #[must_use]
    pub fn share(&self, part: Count, whole: Count) -> String {
        match (part, whole) {
            (Count::Hidden(mark), _) => mark.as_str().to_owned(),
            (Count::Of(_), Count::Of(0) | Count::Hidden(_)) => "–".to_owned(),
            (Count::Of(part), Count::Of(whole)) => {
                let tenths = (part.saturating_mul(2_000) + whole) / whole.saturating_mul(2);
                self.permille(tenths)
            }
        }
    }

    /// The share that reached a target, or its mark.
    #[must_use]
    pub fn reached(&self, of: &Promised) -> String {
        match (of.share_of_population, of.reached) {
            (Some(share), _) => self.told(share),
            (None, Some(reached)) => self.share(reached, of.population),
            (None, None) => "–".to_owned(),
        }
    }

    /// The share of pupils with a point, or its mark.
    #[must_use]
    pub fn coverage(&self, of: &Tally) -> String {
        of.coverage.map_or_else(|| self.share(of.assessed, of.population), |share| self.told(share))
    }

    /// A share that is told in permille, or its mark.
    fn told(&self, share: Count) -> String {
        match share {
            Count::Of(tenths) => self.permille(tenths),
            Count::Hidden(mark) => mark.as_str().to_owned(),
        }
    }

    /// Permille as per cent with at most one decimal: `76,5 %`.
    #[must_use]
    pub fn permille(&self, tenths: u64) -> String {
        format!("{}{}", self.tenths(tenths), self.per_cent)
    }

    /// Tenths with at most one decimal: `76,5`.
    #[must_use]
    pub fn tenths(&self, tenths: u64) -> String {
        let (whole, tenth) = (tenths / 10, tenths % 10);
        if tenth == 0 { whole.to_string() } else { format!("{whole}{}{tenth}", self.decimal) }
    }

    /// Thousandths with two decimals: `0,85`.
    #[must_use]
    pub fn thousandths(&self, value: i32) -> String {
        let sign = if value < 0 { MINUS.to_string() } else { String::new() };
        let hundredths = (value.unsigned_abs() + 5) / 10;
        format!("{sign}{}{}{:02}", hundredths / 100, self.decimal, hundredths % 100)
    }

    /// A difference with its sign: `+12`, `−3`, `0`.
    #[must_use]
    pub fn signed(&self, value: i64) -> String {
        let number = self.number(value.unsigned_abs());
        match value.signum() {
            1 => format!("+{number}"),
            -1 => format!("{MINUS}{number}"),
            _ => number,
        }
    }

    /// Whole kronor.
    #[must_use]
    pub fn kronor(&self, kronor: u64) -> String {
        self.tell("kronor", &[("amount", &self.number(kronor))])
    }

    /// A day in words: `15 februari 2026`.
    #[must_use]
    pub fn day(&self, day: Day) -> String {
        let month = self.say(&format!("month-{}", day.0.month()));
        let (date, year) = (day.0.day().to_string(), day.0.year().to_string());
        self.tell("day", &[("date", &date), ("month", &month), ("year", &year)])
    }

    /// A day in a table: `2026-02-15`.
    #[must_use]
    pub fn short_day(&self, day: Day) -> String {
        day.0.to_string()
    }

    /// A round: `februari 2025/26`. An occasion of a municipality's own stands as its code.
    #[must_use]
    pub fn round(&self, round: &Round) -> String {
        let code = round.occasion.as_str();
        let occasion = self.known(&format!("occasion-{code}")).unwrap_or_else(|| code.to_owned());
        self.tell("round", &[("occasion", &occasion), ("year", round.school_year.as_str())])
    }

    /// A code as a word: the message `KIND-code`, and the code itself where there is none.
    #[must_use]
    pub fn code(&self, kind: &str, code: &str) -> String {
        let id = format!("{kind}-{}", code.replace('_', "-"));
        self.known(&id).unwrap_or_else(|| code.to_owned())
    }
}
