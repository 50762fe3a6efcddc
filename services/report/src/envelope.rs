//! What comes in: a document with what is needed to typeset it.
//!
//! The views inside are those of the main program, read strictly: a field that is not known here is an error,
//! because it would be left out of a public document in silence.

mod account;
mod figures;
mod letter;
mod parts;
mod report;
mod text;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::DeserializeOwned;

pub use account::{AccountDocument, Beside, SchoolAccount};
pub use figures::{Count, Mark, NotAssessed, Observed, Progress, Promised, ReadRow, Slice, Tally};
pub use letter::{
    BUNDLE_MAX, Bundle, Child, Letter, Next, Pledge, Recipient, Result, Sender, Step,
};
pub use parts::{
    AgreementPoint, Answers, Dialogue, Evaluated, Measures, Programmes, RestsOn, Seminar, Short,
    TrendPoint, UnderWay,
};
pub use report::{
    Behind, CommitteeReport, Disclosure, District, DistrictShort, Done, Informed, Point, Previous,
    Promises, Read, ReportDocument, School, SchoolDone, SchoolPromised, SchoolRead, SchoolShort,
    Works,
};
pub use text::{Day, Line, Prose, Root, Round, Tag};

/// The most bytes of an envelope: some thousand school units.
pub const BYTES_MAX: usize = 64 << 20;

/// What kind of document an envelope holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A report to a committee.
    CommitteeReport,
    /// A school unit's account of its results.
    SchoolAccount,
    /// A letter to the guardians of one pupil about one round.
    GuardianLetter,
    /// Letters to guardians, to be printed together.
    GuardianLetters,
}

/// The state of the record that a document rests on; it stands on every page.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// How many events.
    pub size: u64,
    /// The root of the log at that size, 64 hexadecimal digits.
    pub root: Root,
    /// The day of the last of them. The document's only date.
    pub day: Day,
}

/// A document with all that is needed to typeset it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Envelope<D> {
    /// The version of this format: 1.
    #[schemars(range(min = 1, max = 1))]
    pub format: u16,
    /// What kind of document.
    pub kind: Kind,
    /// `sv`, `en`; letters also `sv-easy` and what a municipality has added.
    pub language: Tag,
    /// The municipality by its name.
    pub municipality: Line,
    /// The registry number (diarienummer), where it has one.
    pub registry_number: Option<Line>,
    /// The state it rests on.
    pub basis: Basis,
    /// It is a copy to work with, and no document that has been delivered. Said on every page.
    #[serde(default)]
    pub working_copy: bool,
    /// The document.
    pub document: D,
}

/// An envelope of one of the kinds.
#[derive(Debug, Clone)]
pub enum Given {
    /// A report to a committee.
    Report(Box<Envelope<ReportDocument>>),
    /// A school unit's account.
    Account(Box<Envelope<AccountDocument>>),
    /// A letter to guardians.
    Letter(Box<Envelope<Letter>>),
    /// Letters to guardians, to be printed together.
    Bundle(Box<Envelope<Bundle>>),
}

/// Why an envelope cannot be read. Says where, and never what stands there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Larger than [`BYTES_MAX`].
    #[error("the envelope is larger than {BYTES_MAX} bytes")]
    TooLarge,
    /// No JSON.
    #[error("not JSON: line {line}, column {column}")]
    Json {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// A value is not what it must be.
    #[error("at {path}: {why}")]
    Value {
        /// Where: `document.view.read.total`.
        path: String,
        /// What is wrong, without the value.
        why: String,
    },
    /// A format that this program does not know.
    #[error("at format: {0} is not known, only 1")]
    Format(u16),
}

#[derive(Deserialize)]
struct Head {
    format: u16,
    kind: Kind,
}

/// Reads an envelope.
pub fn read(bytes: &[u8]) -> std::result::Result<Given, ReadError> {
    if bytes.len() > BYTES_MAX {
        return Err(ReadError::TooLarge);
    }
    let head: Head = parse(bytes)?;
    if head.format != 1 {
        return Err(ReadError::Format(head.format));
    }
    Ok(match head.kind {
        Kind::CommitteeReport => Given::Report(parse(bytes)?),
        Kind::SchoolAccount => Given::Account(parse(bytes)?),
        Kind::GuardianLetter => Given::Letter(parse(bytes)?),
        Kind::GuardianLetters => Given::Bundle(bundle(bytes)?),
    })
}

fn bundle(bytes: &[u8]) -> std::result::Result<Box<Envelope<Bundle>>, ReadError> {
    let read: Box<Envelope<Bundle>> = parse(bytes)?;
    if (1..=BUNDLE_MAX).contains(&read.document.letters.len()) {
        return Ok(read);
    }
    let path = "document.letters".to_owned();
    Err(ReadError::Value { path, why: format!("not 1 to {BUNDLE_MAX} letters") })
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> std::result::Result<T, ReadError> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        wrong(path, error.inner())
    })?;
    reader.end().map_err(|error| wrong(".".to_owned(), &error))?;
    Ok(value)
}

fn wrong(path: String, error: &serde_json::Error) -> ReadError {
    if error.is_data() {
        return ReadError::Value { path, why: without_value(&error.to_string()) };
    }
    ReadError::Json { line: error.line(), column: error.column() }
}

/// What serde says without the value that it quotes: it can be a child's name.
fn without_value(said: &str) -> String {
    let said = said.rsplit_once(" at line ").map_or(said, |(said, _)| said);
    if let Some((_, expected)) = said.rsplit_once(", expected ") {
        let is_field = said.starts_with("unknown field");
        return format!("{} expected {expected}", if is_field { "unknown field," } else { "" })
            .trim_start()
            .to_owned();
    }
    let is_own = ["missing field", "duplicate field", text::WRONG];
    match is_own.iter().any(|own| said.starts_with(own)) {
        true => said.to_owned(),
        false => "not what is expected".to_owned(),
    }
}
