//! The whole way, from an envelope to a PDF.

use crate::compose::{self, Composed};
use crate::envelope::{self, Given, ReadError, Tag};
use crate::typeset::{Pdf, TypesetError, typeset};
use crate::words::{Words, WordsError};

/// The program as its documents name it.
pub const PROGRAM: &str = concat!("insyn-report ", env!("CARGO_PKG_VERSION"));

const REPORTS: [(&str, &str); 2] =
    [("sv", include_str!("../texts/sv.ftl")), ("en", include_str!("../texts/en.ftl"))];
const LETTERS: [(&str, &str); 3] = [
    ("sv", include_str!("../letters/sv.ftl")),
    ("en", include_str!("../letters/en.ftl")),
    ("sv-easy", include_str!("../letters/sv-easy.ftl")),
];

/// What a municipality adds: words of letters in more languages, and fonts for their letters.
#[derive(Debug, Clone, Default)]
pub struct Pieces {
    /// Languages with their fluent texts. They stand before the built-in ones.
    pub letters: Vec<(Tag, String)>,
    /// Font files.
    pub fonts: Vec<Vec<u8>>,
}

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// How many pages.
    pub pages: usize,
}

/// Why no document is made.
#[derive(Debug, thiserror::Error)]
pub enum MakeError {
    /// The envelope is wrong.
    #[error("the envelope is wrong: {0}")]
    Read(#[from] ReadError),
    /// The words are not there.
    #[error("{0}")]
    Words(#[from] WordsError),
    /// A letter has more than one page, or one of a bundle has.
    #[error("at document: {0} pages; a letter must fit on one")]
    TooLong(usize),
    /// It cannot be made accessible.
    #[error("{0}")]
    Typeset(#[from] TypesetError),
}

impl MakeError {
    /// Whether the input is to blame; otherwise the document cannot be made accessible.
    #[must_use]
    pub fn is_input(&self) -> bool {
        !matches!(self, Self::Typeset(_))
    }
}

/// Makes the PDF of an envelope. The same envelope and pieces give the same bytes.
pub fn make(bytes: &[u8], pieces: &Pieces) -> Result<Made, MakeError> {
    let Composed { page, most_pages } = composed(bytes, pieces)?;
    let Pdf { bytes, pages } = typeset(&page, &pieces.fonts)?;
    if most_pages.is_some_and(|most| pages > most) {
        return Err(MakeError::TooLong(pages));
    }
    Ok(Made { pdf: bytes, pages })
}

fn composed(bytes: &[u8], pieces: &Pieces) -> Result<Composed, MakeError> {
    let given = envelope::read(bytes)?;
    let language = match &given {
        Given::Report(envelope) => &envelope.language,
        Given::Account(envelope) => &envelope.language,
        Given::Letter(envelope) => &envelope.language,
        Given::Bundle(envelope) => &envelope.language,
    };
    let is_letter = matches!(given, Given::Letter(_) | Given::Bundle(_));
    let words = words(language, if is_letter { &LETTERS } else { &REPORTS }, &pieces.letters)?;
    let composed = compose::compose(&given, &words);
    words.whole()?;
    Ok(composed)
}

fn words(
    language: &Tag,
    built_in: &[(&str, &str)],
    added: &[(Tag, String)],
) -> Result<Words, WordsError> {
    let tag = language.as_str();
    let is_letter = built_in.len() == LETTERS.len();
    let added = added.iter().find(|(of, _)| is_letter && of == language);
    let own = built_in.iter().find(|(of, _)| *of == tag).map(|(_, text)| *text);
    let text = added.map(|(_, text)| text.as_str()).or(own);
    Words::new(tag, text.ok_or_else(|| WordsError::Language(tag.to_owned()))?)
}
