//! What stands open to all, also to those who have not signed in: knowledge rights, commitments, public
//! debates and decisions. What came of a commitment is a figure, for those who see the figures.
//!
//! To someone who has not signed in it is shown as of the present, whatever `asOf` says, and without the
//! size of the record and the classes that have not been reached: as on the pages.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::commitment::Level;
use domain::id::{CommitmentId, RightId, SchoolUnitCode, Size};
use domain::people::Actor;
use insyn_app::site::Site;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

use crate::duties::reader;
use crate::problem::Problem;
use crate::viewer::{AnyViewer, Query};
use crate::views::{AsOfQuery, parse, resolve, view};

type Open = (State<Arc<Site>>, AnyViewer, HeaderMap);

/// As of when, and for whose classes.
#[derive(Debug, Deserialize)]
pub(crate) struct HistoryQuery {
    /// A size, a day or a time.
    #[serde(rename = "asOf")]
    as_of: Option<String>,
    /// The school unit whose classes are told that have not been reached.
    school: Option<String>,
}

/// A commitment in short.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct CommitmentRow {
    /// The commitment.
    commitment: CommitmentId,
    /// Whose.
    level: Level,
    /// The knowledge right it serves.
    serves: Option<RightId>,
    /// The version in force today; none: proposed only, or over.
    in_force: Option<u16>,
}

/// As of when someone is answered: nobody's question before the sign-in settles it.
fn at(site: &Site, viewer: Option<Actor>, as_of: Option<&str>) -> Result<Size, Problem> {
    resolve(site, as_of.filter(|_| viewer.is_some()))
}

pub(crate) async fn knowledge(
    (State(site), AnyViewer(viewer), headers): Open,
    Query(query): Query<AsOfQuery>,
) -> Result<Response, Problem> {
    let at = at(&site, viewer, query.as_of.as_deref())?;
    let facts = site.app.facts()?;
    Ok(view(&headers, at, &reader(&site, &facts, viewer).knowledge(at)))
}

pub(crate) async fn commitments(
    (State(site), AnyViewer(viewer), headers): Open,
    Query(query): Query<AsOfQuery>,
) -> Result<Response, Problem> {
    let at = at(&site, viewer, query.as_of.as_deref())?;
    let facts = site.app.facts()?;
    let today = site.app.now().day();
    let rows: Vec<CommitmentRow> = facts
        .commitments(at)
        .into_iter()
        .map(|one| CommitmentRow {
            commitment: one.commitment,
            level: one.level,
            serves: one.serves,
            in_force: one.in_force(today).map(|version| version.number),
        })
        .collect();
    Ok(view(&headers, at, &rows))
}

pub(crate) async fn commitment(
    (State(site), AnyViewer(viewer), headers): Open,
    Path(commitment): Path<String>,
    Query(query): Query<HistoryQuery>,
) -> Result<Response, Problem> {
    let commitment: CommitmentId = parse(&commitment)?;
    let school = query.school.as_deref().map(parse::<SchoolUnitCode>).transpose()?;
    let at = at(&site, viewer, query.as_of.as_deref())?;
    let facts = site.app.facts()?;
    let found = reader(&site, &facts, viewer).commitment(&site.app, commitment, school, at);
    Ok(view(&headers, at, &found.ok_or_else(Problem::not_found)?))
}

pub(crate) async fn decisions(
    (State(site), AnyViewer(viewer), headers): Open,
    Query(query): Query<AsOfQuery>,
) -> Result<Response, Problem> {
    let at = at(&site, viewer, query.as_of.as_deref())?;
    let facts = site.app.facts()?;
    Ok(view(&headers, at, &reader(&site, &facts, viewer).decisions(at)))
}
