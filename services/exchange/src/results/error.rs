//! What can be wrong with a file of results, and with a cell. No cell's content is ever repeated.

use std::fmt;

use domain::command::Language;
use serde::Serialize;

/// Why a file cannot be read as results at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum ReadError {
    /// It could not be opened.
    #[error("the file cannot be opened")]
    Unreadable,
    /// Nothing is in it.
    #[error("the file is empty")]
    Empty,
    /// It is larger than any class list.
    #[error("the file is too large")]
    TooLarge,
    /// It unpacks to more than any class list: a damaged or malicious file.
    #[error("the file unpacks to more than is accepted")]
    UnpacksTooLarge,
    /// It is a PDF.
    #[error("the file is a PDF; results are read from xlsx or csv")]
    Pdf,
    /// It is protected by a password.
    #[error("the workbook is protected by a password; save it without one")]
    Encrypted,
    /// It is of the format before 2007.
    #[error("the file is in the old Excel format; save it as xlsx")]
    OldExcel,
    /// It is of another kind (a text document, a picture, OpenDocument).
    #[error("the file is neither xlsx nor csv")]
    OtherKind,
    /// It is an xlsx file that cannot be understood.
    #[error("the workbook is damaged")]
    Damaged,
    /// No sheet has headings for a result and for whom it is.
    #[error("no sheet has the headings: a result (LUS) and a civic number or name")]
    NoHeadings,
}

impl ReadError {
    /// A stable code name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Empty => "empty",
            Self::TooLarge => "too_large",
            Self::UnpacksTooLarge => "unpacks_too_large",
            Self::Pdf => "pdf",
            Self::Encrypted => "encrypted",
            Self::OldExcel => "old_excel",
            Self::OtherKind => "other_kind",
            Self::Damaged => "damaged",
            Self::NoHeadings => "no_headings",
        }
    }

    /// The error to a person.
    #[must_use]
    pub fn message(self, language: Language) -> String {
        let swedish = match (language, self) {
            (Language::En, _) => return self.to_string(),
            (_, Self::Unreadable) => "filen går inte att öppna",
            (_, Self::Empty) => "filen är tom",
            (_, Self::TooLarge) => "filen är för stor",
            (_, Self::UnpacksTooLarge) => "filen packas upp till mer än vad som tas emot",
            (_, Self::Pdf) => "filen är en PDF; resultat läses från xlsx eller csv",
            (_, Self::Encrypted) => "arbetsboken är lösenordsskyddad; spara den utan lösenord",
            (_, Self::OldExcel) => "filen är i det gamla Excelformatet; spara den som xlsx",
            (_, Self::OtherKind) => "filen är varken xlsx eller csv",
            (_, Self::Damaged) => "arbetsboken är skadad",
            (_, Self::NoHeadings) => {
                "inget blad har rubrikerna: ett resultat (LUS) och personnummer eller namn"
            }
        };
        swedish.to_owned()
    }
}

/// What is wrong with a cell, and in which column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct CellFault {
    /// The column, 0 for A.
    pub column: u32,
    /// What is wrong.
    pub what: CellFaultKind,
}

impl CellFault {
    /// The column as Excel shows it ("D").
    #[must_use]
    pub fn column_letter(&self) -> String {
        let mut letters = Vec::new();
        let mut rest = self.column;
        loop {
            letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
            match rest / 26 {
                0 => break,
                next => rest = next - 1,
            }
        }
        letters.iter().rev().collect()
    }

    /// Column and fault, to a person.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let column = if language == Language::Sv { "kolumn" } else { "column" };
        format!("{column} {}: {}", self.column_letter(), self.what.message(language))
    }
}

impl fmt::Display for CellFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Language::En))
    }
}

/// What can be wrong with a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CellFaultKind {
    /// A formula that came to an error (#REF!).
    FormulaError,
    /// Not a point of the scale edition, nor a reason.
    NotAPoint,
    /// "Not assessed" without a reason.
    ReasonMissing,
    /// Both a point and a reason for having none.
    PointAndReason,
    /// A value in a row with neither civic number nor name.
    NobodyNamed,
    /// Not a civic number of twelve characters.
    NotACivicNumber,
    /// Not a date that can be read.
    NotADate,
    /// A comment longer than is kept.
    CommentTooLong,
}

impl CellFaultKind {
    /// The fault to a person.
    #[must_use]
    pub const fn message(self, language: Language) -> &'static str {
        match (language, self) {
            (Language::Sv, Self::FormulaError) => "formeln ger ett fel",
            (Language::En, Self::FormulaError) => "the formula gives an error",
            (Language::Sv, Self::NotAPoint) => "ingen punkt på skalan och inget känt skäl",
            (Language::En, Self::NotAPoint) => "neither a point of the scale nor a known reason",
            (Language::Sv, Self::ReasonMissing) => "ej bedömd utan skäl",
            (Language::En, Self::ReasonMissing) => "not assessed, without a reason",
            (Language::Sv, Self::PointAndReason) => "både punkt och skäl till att ingen finns",
            (Language::En, Self::PointAndReason) => "both a point and a reason for having none",
            (Language::Sv, Self::NobodyNamed) => "varken personnummer eller namn",
            (Language::En, Self::NobodyNamed) => "neither civic number nor name",
            (Language::Sv, Self::NotACivicNumber) => "inget personnummer med tolv tecken",
            (Language::En, Self::NotACivicNumber) => "not a civic number of twelve characters",
            (Language::Sv, Self::NotADate) => "inget datum som går att läsa",
            (Language::En, Self::NotADate) => "not a date that can be read",
            (Language::Sv, Self::CommentTooLong) => "kommentaren är för lång",
            (Language::En, Self::CommentTooLong) => "the comment is too long",
        }
    }
}
