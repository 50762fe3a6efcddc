//! Documents as papers: what the typesetter is given of a committee's report and a school unit's account.
//!
//! A paper is an envelope for `insyn-report`: the document as its reader may see it, with what is needed to
//! name what it names (the scale, districts, school units, the document before). All of it follows from the
//! state of the record that the document rests on, so that the same basis gives the same bytes.

use std::collections::BTreeSet;

use domain::Event;
use domain::calendar::Day;
use domain::command::Language;
use domain::committee::TypesetPdf;
use domain::event::code;
use domain::id::{CommitteeId, Digest, EditionId, ReportId, SchoolUnitCode, Size};
use domain::query::Tag;
use insyn_exchange::papers::{Definition, WorkbookError, workbook};
use projections::figure::rules::Rule;
use projections::{Facts, RULES};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::documents::DocumentError;
use crate::store::App;
use crate::typeset::TypesetError;

/// The version of the envelope (`insyn-report --schema`).
const FORMAT: u16 = 1;

/// A document ready to become a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// What the typesetter is given.
    pub envelope: Value,
    /// The language of its words.
    pub language: Language,
    /// What a file of it is called, without its ending: what kind, of what and which round. Nobody's name.
    pub name: String,
}

/// Whose document, in which language, and whether it is one that is delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edition<'a> {
    /// What a report is called; an account is called by its school unit.
    pub title: &'a str,
    /// The language of its words.
    pub language: Language,
    /// Not delivered: every page says that it is a copy to work with.
    pub working_copy: bool,
}

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The document could not be had.
    #[error("the document could not be had")]
    Document(#[source] DocumentError),
    /// It could not be typeset.
    #[error("{0}")]
    Typeset(#[source] TypesetError),
}

/// Whether a delivered report's PDF is the one that was delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PdfCheck {
    /// It was delivered without one.
    NoneThen,
    /// It cannot be made here now.
    NotTold,
    /// The same bytes.
    Same(TypesetPdf),
    /// Other bytes: then, and now.
    Other(TypesetPdf, TypesetPdf),
}

impl App {
    /// A report as it is stored, as a paper; none where no such report is prepared.
    pub fn paper_of_report(
        &self,
        report: ReportId,
        language: Language,
    ) -> Result<Option<Paper>, DocumentError> {
        let Some(stored) = self.report_stored(report)? else { return Ok(None) };
        let working_copy = stored.delivered.is_none();
        let edition = Edition { title: &stored.title, language, working_copy };
        self.paper(&stored.document, edition).map(Some)
    }

    /// A report or an account as a paper, of its JSON as its reader may see it.
    pub fn paper(&self, document: &Value, edition: Edition<'_>) -> Result<Paper, DocumentError> {
        let at = Size(document["basis"]["as_of"].as_u64().unwrap_or_default());
        let previous = self.previous(document, at)?;
        let root = self.basis(at)?.root;
        let facts = self.facts().map_err(DocumentError::Facts)?;
        let is_report = document["committee"].is_string();
        let mut inside = json!({
            "disclosure": disclosure(document),
            "scale": scale(&facts, document, at),
            "previous": previous,
            "view": view(document),
        });
        if is_report {
            inside["title"] = edition.title.into();
            inside["districts"] = districts(&facts, at);
            inside["schools"] = closed_schools(&facts, document, at);
        }
        let envelope = json!({
            "format": FORMAT,
            "kind": if is_report { "committee_report" } else { "school_account" },
            "language": tag(edition.language),
            "municipality": facts.municipality(at).map(|found| found.name).unwrap_or_default(),
            "registry_number": null,
            "basis": basis(document, &root),
            "working_copy": edition.working_copy,
            "document": inside,
        });
        Ok(Paper { envelope, language: edition.language, name: name(document) })
    }

    /// The report before, of a committee's report: the last one delivered to the committee on a state before
    /// this one's. An account says how it was the round before by itself.
    fn previous(&self, document: &Value, at: Size) -> Result<Option<Value>, DocumentError> {
        let Some(committee) = document["committee"].as_str().and_then(|id| id.parse().ok()) else {
            return Ok(None);
        };
        let facts = self.facts().map_err(DocumentError::Facts)?;
        let before = last_delivered(&facts, committee, at);
        drop(facts);
        let Some(before) = before else { return Ok(None) };
        let Some(stored) = self.report_stored(before)? else { return Ok(None) };
        if stored.document["basis"]["as_of"].as_u64() >= Some(at.0) {
            return Ok(None);
        }
        Ok(Some(json!({
            "title": stored.title,
            "basis": basis(&stored.document, &stored.basis.root),
            "view": view(&stored.document),
        })))
    }

    /// A paper as a workbook.
    pub fn xlsx(&self, paper: &Paper) -> Result<Vec<u8>, WorkbookError> {
        let language = paper.language;
        let rules = rules_of(&paper.envelope["document"]["view"]);
        let definitions: Vec<Definition<'_>> = rules
            .iter()
            .map(|rule| Definition {
                id: rule.id,
                name: rule.name(language),
                text: rule.definition(language),
            })
            .collect();
        workbook(&paper.envelope, &definitions)
    }

    /// A paper as a PDF. Blocks until it is made.
    pub fn pdf(&self, paper: &Paper) -> Result<Vec<u8>, TypesetError> {
        self.typesetter().typeset(paper.envelope.to_string().as_bytes())
    }

    /// The PDF that a report is delivered as: in Swedish, and no working copy. None where no such report is
    /// prepared.
    pub fn pdf_to_deliver(&self, report: ReportId) -> Result<Option<TypesetPdf>, PdfError> {
        let paper = self.paper_of_report(report, Language::Sv).map_err(PdfError::Document)?;
        let Some(mut paper) = paper else { return Ok(None) };
        paper.envelope["working_copy"] = false.into();
        let typesetter = self.typesetter();
        let program = typesetter.version().map_err(PdfError::Typeset)?;
        let pdf = self.pdf(&paper).map_err(PdfError::Typeset)?;
        Ok(Some(TypesetPdf { program, digest: Digest(Sha256::digest(&pdf).into()) }))
    }

    /// Whether the PDF of a delivered report is the one that was delivered; none where it is not delivered.
    /// Makes it again.
    pub fn check_pdf(&self, report: ReportId) -> Result<Option<PdfCheck>, DocumentError> {
        let facts = self.facts().map_err(DocumentError::Facts)?;
        let delivered =
            facts.ledger_of(Tag::Report(report), &[code::ReportDelivered], facts.size());
        let delivered = delivered.last().map(|noted| noted.event);
        drop(facts);
        let Some(Event::ReportDelivered(delivered)) = delivered else { return Ok(None) };
        let Some(then) = delivered.pdf else { return Ok(Some(PdfCheck::NoneThen)) };
        let now = match self.pdf_to_deliver(report) {
            Ok(now) => now,
            Err(PdfError::Document(error)) => return Err(error),
            Err(PdfError::Typeset(error)) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "no PDF to compare with");
                None
            }
        };
        Ok(Some(match now {
            None => PdfCheck::NotTold,
            Some(now) if now.digest == then.digest => PdfCheck::Same(then),
            Some(now) => PdfCheck::Other(then, now),
        }))
    }
}

/// The last report delivered to a committee before a size.
fn last_delivered(facts: &Facts, committee: CommitteeId, at: Size) -> Option<ReportId> {
    let delivered = facts.ledger_of(Tag::Committee(committee), &[code::ReportDelivered], at);
    let last = delivered.last()?;
    match last.event {
        Event::ReportDelivered(event) => Some(event.report),
        _ => None,
    }
}

/// The basis as every page says it.
fn basis(document: &Value, root: &Digest) -> Value {
    let of = &document["basis"];
    json!({ "size": of["as_of"], "root": root.to_string(), "day": of["day"] })
}

/// The document without what the envelope says of it.
fn view(document: &Value) -> Value {
    let mut view = document.clone();
    if let Some(fields) = view.as_object_mut() {
        fields.remove("disclosure");
    }
    view
}

fn disclosure(document: &Value) -> Value {
    let of = &document["disclosure"];
    if of.is_null() {
        return "internal".into();
    }
    json!({ "protected": { "rule": of["protection"], "least_base": of["rule"]["least_base"] } })
}

/// The points of the round's edition, lowest first.
fn scale(facts: &Facts, document: &Value, at: Size) -> Value {
    let edition = document["edition"].as_str().and_then(|id| id.parse::<EditionId>().ok());
    let edition = edition.and_then(|edition| facts.edition(edition, at));
    let points = edition.into_iter().flat_map(|edition| &edition.points);
    points.map(|point| json!({ "code": point.code.to_string() })).collect()
}

fn districts(facts: &Facts, at: Size) -> Value {
    let districts = facts.districts(at).into_iter();
    districts.map(|of| json!({ "district": of.district.to_string(), "name": of.name })).collect()
}

/// School units that only measures name: they have closed since.
fn closed_schools(facts: &Facts, document: &Value, at: Size) -> Value {
    let rows = |of: &Value| of.as_array().cloned().unwrap_or_default();
    let codes = |rows: Vec<Value>| -> BTreeSet<String> {
        rows.iter().filter_map(|row| row["school"].as_str()).map(str::to_owned).collect()
    };
    let known = codes(rows(&document["read"]["schools"]));
    let measures = [&document["done"]["under_way"], &document["works"]["evaluated"]].map(rows);
    let named = codes(measures.concat());
    let day: Day =
        document["census_date"].as_str().and_then(|day| day.parse().ok()).unwrap_or_default();
    let name = |code: &String| {
        let school = code.parse::<SchoolUnitCode>().ok()?;
        let found = facts.school(school, day, at)?;
        Some(json!({ "school": code, "name": found.name }))
    };
    named.difference(&known).filter_map(name).collect()
}

/// `rapport-utbildningsnamnden-2025-26-february`.
fn name(document: &Value) -> String {
    let kind = if document["committee"].is_string() { "rapport" } else { "redovisning" };
    let of = document["committee"].as_str().or_else(|| document["school"].as_str());
    let round = document["round"].as_str().unwrap_or_default();
    let name = format!("{kind}-{}-{round}", of.unwrap_or_default());
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    name.chars().map(plain).collect()
}

/// The rules that a document names, in their order.
fn rules_of(view: &Value) -> Vec<&'static Rule> {
    let places = [view, &view["read"], &view["promised"], &view["done"], &view["works"]];
    let lists = places.into_iter().filter_map(|place| place["rules"].as_array());
    let named: BTreeSet<&str> = lists.flatten().filter_map(Value::as_str).collect();
    RULES.iter().filter(|rule| named.contains(rule.id)).collect()
}

const fn tag(language: Language) -> &'static str {
    match language {
        Language::Sv => "sv",
        Language::En => "en",
    }
}
