//! A committee's report or a school unit's account as a workbook, for those who count further.
//!
//! It holds what the document holds and nothing else: numbers as numbers, a mark of the small numbers as its
//! text, one table a sheet under its heads. The first sheet says what it is, what it rests on and what each
//! figure means. No cell is a formula, and a text that looks like one is guarded as in [`crate::csv_out`].
//! The same envelope gives the same bytes.

mod contents;
mod sheet;

use domain::command::Language;
use serde_json::Value;

use sheet::{Sheet, written};

/// A rule with its definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition<'a> {
    /// Its id, as the document names it.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// What it says.
    pub text: &'a str,
}

/// Why a workbook could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the workbook could not be written")]
pub struct WorkbookError(#[source] rust_xlsxwriter::XlsxError);

/// The workbook of a document's envelope (as the typesetter takes it), in the envelope's language.
/// `definitions`: of the rules that the document names, in that language.
pub fn workbook(
    envelope: &Value,
    definitions: &[Definition<'_>],
) -> Result<Vec<u8>, WorkbookError> {
    let language = match envelope["language"].as_str() {
        Some("en") => Language::En,
        _ => Language::Sv,
    };
    let view = &envelope["document"]["view"];
    let mut sheets: Vec<Sheet> = vec![contents::read_me(envelope, definitions, language)];
    sheets.extend(match envelope["kind"].as_str() {
        Some("school_account") => contents::account(envelope, view, language),
        _ => contents::report(envelope, view, language),
    });
    let day = envelope["basis"]["day"].as_str().and_then(|day| day.parse().ok());
    written(&sheets, day).map_err(WorkbookError)
}

/// A text in both languages.
#[derive(Debug, Clone, Copy)]
struct Words(&'static str, &'static str);

impl Words {
    const fn of(self, language: Language) -> &'static str {
        match language {
            Language::Sv => self.0,
            Language::En => self.1,
        }
    }
}
