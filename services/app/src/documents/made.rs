//! A document as the program makes it: fit to be public, since whoever asks may read a delivered one.
//!
//! Before small numbers were treated, documents held raw counts. Those stand in the record for ever, are
//! checked against what the same basis gives in that form, and are protected where they are shown.

use domain::Event;
use domain::committee::Document;
use domain::id::{CommitteeId, RoundId, SchoolUnitCode, Size};
use projections::disclosure::documents::{account, is_protected, report};
use projections::{Facts, committee_report, school_account};
use serde_json::Value;

use super::{DocumentError, bytes_of, document_of};
use crate::disclosed::Disclosed;

/// The form that a document was made in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// With raw counts, as documents once were.
    Raw,
    /// Fit to be public.
    Public,
}

impl Form {
    pub(super) fn of(document: &Value) -> Self {
        if is_protected(document) { Self::Public } else { Self::Raw }
    }
}

/// The document of a report as the program makes it; none where the committee is not known or the round
/// not scheduled then.
pub fn report_document(
    facts: &Facts,
    disclosed: &Disclosed,
    of: (CommitteeId, RoundId),
    asks: &[String],
    at: Size,
) -> Result<Option<Document>, DocumentError> {
    let made = report_view(facts, of, asks, at)?;
    let public = made.and_then(|view| report(&view, &|round| disclosed.round(facts, at, round)));
    public.as_ref().map(written).transpose()
}

/// The document of a school unit's account as the program makes it; none where the school unit is not
/// known or the round not scheduled then.
pub fn account_document(
    facts: &Facts,
    disclosed: &Disclosed,
    (school, round): (SchoolUnitCode, RoundId),
    at: Size,
) -> Result<Option<Document>, DocumentError> {
    let made = account_view(facts, school, round, at)?;
    let public = made.and_then(|view| account(&view, &|round| disclosed.round(facts, at, round)));
    public.as_ref().map(written).transpose()
}

fn report_view(
    facts: &Facts,
    (committee, round): (CommitteeId, RoundId),
    asks: &[String],
    at: Size,
) -> Result<Option<Value>, DocumentError> {
    let made = committee_report(facts, committee, round, asks, at);
    made.map(serde_json::to_value).transpose().map_err(DocumentError::Encode)
}

fn account_view(
    facts: &Facts,
    school: SchoolUnitCode,
    round: RoundId,
    at: Size,
) -> Result<Option<Value>, DocumentError> {
    let made = school_account(facts, school, round, at);
    made.map(serde_json::to_value).transpose().map_err(DocumentError::Encode)
}

fn written(document: &Value) -> Result<Document, DocumentError> {
    Ok(document_of(&serde_json::to_vec(document).map_err(DocumentError::Encode)?))
}

/// The document of an event as its basis, or another size, gives it.
pub(super) fn made_again(
    facts: &Facts,
    disclosed: &Disclosed,
    event: &Event,
    at: Size,
) -> Result<Option<Document>, DocumentError> {
    match event {
        Event::ReportPrepared(e) => {
            report_document(facts, disclosed, (e.committee, e.round), &e.asks, at)
        }
        Event::SchoolAccountDelivered(e) => {
            account_document(facts, disclosed, (e.school, e.round), at)
        }
        _ => Ok(None),
    }
}

/// The same as JSON, in a form; null where there is none.
pub(super) fn view_again(
    facts: &Facts,
    disclosed: &Disclosed,
    event: &Event,
    (at, form): (Size, Form),
) -> Result<Value, DocumentError> {
    let view = match (event, form) {
        (Event::ReportPrepared(e), Form::Raw) => {
            report_view(facts, (e.committee, e.round), &e.asks, at)?
        }
        (Event::SchoolAccountDelivered(e), Form::Raw) => {
            account_view(facts, e.school, e.round, at)?
        }
        _ => {
            let made = made_again(facts, disclosed, event, at)?;
            let bytes = made.as_ref().and_then(bytes_of).map(|(bytes, _)| bytes);
            bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok())
        }
    };
    Ok(view.unwrap_or_default())
}

/// A stored document as it may be public. Null where it cannot be told what it says.
pub(super) fn public(
    facts: &Facts,
    disclosed: &Disclosed,
    document: Value,
    (event, at): (&Event, Size),
) -> Value {
    if Form::of(&document) == Form::Public {
        return document;
    }
    let of = |round| disclosed.round(facts, at, round);
    let shown = match event {
        Event::ReportPrepared(_) => report(&document, &of),
        Event::SchoolAccountDelivered(_) => account(&document, &of),
        _ => None,
    };
    shown.unwrap_or_default()
}
