//! Texts, days, rounds and digests as an envelope writes them, each with its bounds.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

/// How every error of this module begins: such a text holds no value.
pub(super) const WRONG: &str = "wrong text";

const LINE_MAX: usize = 300;
const PROSE_MAX: usize = 5_000;

/// One line: 1 to 300 characters, no control characters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line(String);

/// Some lines: 1 to 5,000 characters, no control characters but line feeds.
#[derive(Clone, PartialEq, Eq)]
pub struct Prose(String);

/// A language: 2 to 20 of `a`–`z`, `0`–`9` and `-`. Also the name of a file, so nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag(String);

/// A root: 64 hexadecimal digits in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root(String);

/// A day: `2026-02-15`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub jiff::civil::Date);

/// A round: `2025/26:february`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Round {
    /// `2025/26`.
    pub school_year: Line,
    /// `february`; an occasion of a municipality's own is its code.
    pub occasion: Line,
}

// A line can be a child's name: no log shows it.
impl fmt::Debug for Line {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Line({} bytes)", self.0.len())
    }
}

impl fmt::Debug for Prose {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Prose({} bytes)", self.0.len())
    }
}

impl Line {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Prose {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Tag {
    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A tag of a text; none where it is no such tag.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let is_tag = (2..=20).contains(&text.len()) && text.chars().all(fits);
        is_tag.then(|| Self(text.to_owned()))
    }
}

impl Root {
    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first 16 digits.
    #[must_use]
    pub fn short(&self) -> &str {
        self.0.get(..16).unwrap_or(&self.0)
    }
}

fn bounded(text: &str, most: usize, may_break: bool) -> Option<String> {
    let is_fit = |c: char| !c.is_control() || (may_break && c == '\n');
    let fits = !text.trim().is_empty() && text.chars().count() <= most && text.chars().all(is_fit);
    fits.then(|| text.to_owned())
}

fn parsed<'de, T, D: Deserializer<'de>>(
    deserializer: D,
    what: &str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<T, D::Error> {
    let text = Cow::<'de, str>::deserialize(deserializer)?;
    parse(&text).ok_or_else(|| D::Error::custom(format_args!("{WRONG}: {what}")))
}

impl<'de> Deserialize<'de> for Line {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let what = "1 to 300 characters in one line, no control characters";
        parsed(deserializer, what, |text| bounded(text, LINE_MAX, false).map(Self))
    }
}

impl<'de> Deserialize<'de> for Prose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let what = "1 to 5000 characters, no control characters but line feeds";
        parsed(deserializer, what, |text| bounded(text, PROSE_MAX, true).map(Self))
    }
}

impl<'de> Deserialize<'de> for Tag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer, "a language as sv, en or sv-easy", Self::parse)
    }
}

impl<'de> Deserialize<'de> for Root {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let is_digit = |c: char| matches!(c, '0'..='9' | 'a'..='f');
        let is_root = |text: &str| text.len() == 64 && text.chars().all(is_digit);
        parsed(deserializer, "64 hexadecimal digits in lower case", |text| {
            is_root(text).then(|| Self(text.to_owned()))
        })
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let is_plain = |text: &str| text.len() == 10 && !text.starts_with('-');
        parsed(deserializer, "a day as 2026-02-15", |text| {
            text.parse().ok().filter(|_| is_plain(text)).map(Self)
        })
    }
}

impl<'de> Deserialize<'de> for Round {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer, "a round as 2025/26:february", |text| {
            let (year, occasion) = text.split_once(':')?;
            let part = |text: &str| bounded(text, LINE_MAX, false).map(Line);
            Some(Self { school_year: part(year)?, occasion: part(occasion)? })
        })
    }
}

/// The schema of a text with a description and a pattern.
macro_rules! text_schema {
    ($($name:ident: $schema:tt;)*) => {$(
        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )*};
}

text_schema! {
    Line: {"type": "string", "minLength": 1, "maxLength": 300};
    Prose: {"type": "string", "minLength": 1, "maxLength": 5000};
    Tag: {"type": "string", "pattern": "^[a-z0-9-]{2,20}$"};
    Root: {"type": "string", "pattern": "^[0-9a-f]{64}$"};
    Day: {"type": "string", "format": "date"};
    Round: {"type": "string", "pattern": "^[^:]+:.+$"};
}
