//! Views: read as of any size or moment, for those who may see them.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::id::{CommitteeId, DistrictId, Position, PupilId, RoundId, SchoolUnitCode, Size};
use domain::people::Actor;
use insyn_app::access::{Sight, may_see, sights_of_figure};
use insyn_app::disclosed::FigureShown;
use insyn_app::facts::AsOf;
use insyn_app::site::Site;
use projections::{Facts, FigureRef};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::duties::reader;
use crate::problem::Problem;
use crate::reading::Unsent;
use crate::viewer::{Query, Viewer};

/// As of when.
#[derive(Debug, Deserialize)]
pub(crate) struct AsOfQuery {
    /// A size, a day or a time.
    #[serde(rename = "asOf")]
    pub(crate) as_of: Option<String>,
}

/// Reads an identifier of an address.
pub(crate) fn parse<T: std::str::FromStr>(text: &str) -> Result<T, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

/// The size an `asOf` stands for.
pub(crate) fn resolve(site: &Site, as_of: Option<&str>) -> Result<Size, Problem> {
    let as_of: AsOf = match as_of {
        None => AsOf::Now,
        Some(text) => text.parse().map_err(|error: insyn_app::facts::InvalidAsOf| {
            Problem::bad_request(error.to_string())
        })?,
    };
    Ok(site.app.resolve(as_of)?)
}

/// Refuses what the table does not allow.
pub(crate) fn must_see(
    site: &Site,
    facts: &Facts,
    viewer: Actor,
    sight: Sight,
) -> Result<(), Problem> {
    if may_see(facts, viewer, sight, site.app.now().day()) {
        Ok(())
    } else {
        Err(Problem::not_allowed())
    }
}

/// A view as JSON, with an entity tag of its very bytes: what one reader was shown is not another's.
pub(crate) fn view<T: Serialize>(headers: &HeaderMap, at: Size, view: &T) -> Response {
    let Ok(body) = serde_json::to_vec(view) else {
        return Problem::fault(&Unwritable(at)).into_response();
    };
    let hash = Sha256::digest(&body);
    let tag: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let tag = format!("\"{tag}\"");
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let mut response = if known.is_some_and(|known| names(known, &tag)) {
        let mut response = StatusCode::NOT_MODIFIED.into_response();
        response.extensions_mut().insert(Unsent(body.into()));
        response
    } else {
        ([(header::CONTENT_TYPE, "application/json")], body).into_response()
    };
    let headers = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.insert(header::VARY, HeaderValue::from_static("Cookie"));
    response
}

/// Whether an `If-None-Match` names this tag (RFC 9110, 13.1.2: weak comparison).
fn names(known: &str, tag: &str) -> bool {
    known.split(',').map(str::trim).any(|one| one == "*" || one.trim_start_matches("W/") == tag)
}

/// A view that has no JSON: a fault of ours.
#[derive(Debug, thiserror::Error)]
#[error("a view as of {0} has no JSON form")]
struct Unwritable(Size);

pub(crate) type Asked = (State<Arc<Site>>, Viewer, HeaderMap);

pub(crate) async fn schools(
    (State(site), Viewer(viewer), headers): Asked,
    Query(query): Query<AsOfQuery>,
) -> Result<Response, Problem> {
    let at = resolve(&site, query.as_of.as_deref())?;
    let facts = site.app.facts()?;
    let today = site.app.now().day();
    let schools = facts.schools(today, at);
    let seen: Vec<_> = schools
        .into_iter()
        .filter(|school| may_see(&facts, viewer, Sight::School(school.school), today))
        .collect();
    Ok(view(&headers, at, &seen))
}

pub(crate) async fn districts(
    (State(site), Viewer(viewer), headers): Asked,
    Query(query): Query<AsOfQuery>,
) -> Result<Response, Problem> {
    let at = resolve(&site, query.as_of.as_deref())?;
    let facts = site.app.facts()?;
    let today = site.app.now().day();
    let districts = facts.districts(at);
    let seen: Vec<_> = districts
        .into_iter()
        .filter(|d| may_see(&facts, viewer, Sight::District(d.district), today))
        .collect();
    Ok(view(&headers, at, &seen))
}

pub(crate) async fn committees(
    (State(site), Viewer(viewer), headers): Asked,
    Query(query): Query<AsOfQuery>,
) -> Result<Response, Problem> {
    let at = resolve(&site, query.as_of.as_deref())?;
    let facts = site.app.facts()?;
    let today = site.app.now().day();
    let committees = facts.committees(at);
    let seen: Vec<_> = committees
        .into_iter()
        .filter(|c| may_see(&facts, viewer, Sight::Committee(c.committee), today))
        .collect();
    Ok(view(&headers, at, &seen))
}

pub(crate) async fn rounds(
    (State(site), Viewer(_), headers): Asked,
    Query(query): Query<AsOfQuery>,
) -> Result<Response, Problem> {
    let at = resolve(&site, query.as_of.as_deref())?;
    let facts = site.app.facts()?;
    Ok(view(&headers, at, &facts.rounds(at)))
}

pub(crate) async fn school(
    (State(site), Viewer(viewer), headers): Asked,
    Path((school, round)): Path<(String, String)>,
    Query(query): Query<AsOfQuery>,
) -> Result<Response, Problem> {
    let (school, round): (SchoolUnitCode, RoundId) = (parse(&school)?, parse(&round)?);
    let at = resolve(&site, query.as_of.as_deref())?;
    let facts = site.app.facts()?;
    must_see(&site, &facts, viewer, Sight::School(school))?;
    let found = reader(&site, &facts, Some(viewer)).school(&site.app, school, round, at);
    Ok(view(&headers, at, &found.ok_or_else(Problem::not_found)?))
}

pub(crate) async fn board(
    (State(site), Viewer(viewer), headers): Asked,
    Path((school, round)): Path<(String, String)>,
    Query(query): Query<AsOfQuery>,
) -> Result<Response, Problem> {
    let (school, round): (SchoolUnitCode, RoundId) = (parse(&school)?, parse(&round)?);
    let at = resolve(&site, query.as_of.as_deref())?;
    let facts = site.app.facts()?;
    must_see(&site, &facts, viewer, Sight::RoundBoard(school))?;
    let board = reader(&site, &facts, Some(viewer)).board(&site.app, school, round, at);
    Ok(view(&headers, at, &board.ok_or_else(Problem::not_found)?))
}

pub(crate) async fn district(
    (State(site), Viewer(viewer), headers): Asked,
    Path((district, round)): Path<(String, String)>,
    Query(query): Query<AsOfQuery>,
) -> Result<Response, Problem> {
    let (district, round): (DistrictId, RoundId) = (parse(&district)?, parse(&round)?);
    let at = resolve(&site, query.as_of.as_deref())?;
    let facts = site.app.facts()?;
    must_see(&site, &facts, viewer, Sight::District(district))?;
    let found = reader(&site, &facts, Some(viewer)).district(&site.app, district, round, at);
    Ok(view(&headers, at, &found.ok_or_else(Problem::not_found)?))
}

pub(crate) async fn committee(
    (State(site), Viewer(viewer), headers): Asked,
    Path((committee, round)): Path<(String, String)>,
    Query(query): Query<AsOfQuery>,
) -> Result<Response, Problem> {
    let (committee, round): (CommitteeId, RoundId) = (parse(&committee)?, parse(&round)?);
    let at = resolve(&site, query.as_of.as_deref())?;
    let facts = site.app.facts()?;
    must_see(&site, &facts, viewer, Sight::Committee(committee))?;
    let found = reader(&site, &facts, Some(viewer)).committee(&site.app, committee, round, at);
    Ok(view(&headers, at, &found.ok_or_else(Problem::not_found)?))
}

pub(crate) async fn pupil(
    (State(site), Viewer(viewer), headers): Asked,
    Path(pupil): Path<String>,
    Query(query): Query<AsOfQuery>,
) -> Result<Response, Problem> {
    let pupil: PupilId = parse(&pupil)?;
    let at = resolve(&site, query.as_of.as_deref())?;
    let facts = site.app.facts()?;
    must_see(&site, &facts, viewer, Sight::Pupil(pupil))?;
    let card = projections::pupil_card(&facts, at, pupil).ok_or_else(Problem::not_found)?;
    Ok(view(&headers, at, &card))
}

/// A figure and where it comes from.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct FigureAnswer {
    /// The figure.
    figure: projections::Figure,
    /// The positions of the events it rests on; left out where only what is shown of the figure is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<Vec<Position>>,
}

pub(crate) async fn figure(
    (State(site), Viewer(viewer), headers): Asked,
    Path(figure): Path<String>,
    Query(query): Query<AsOfQuery>,
) -> Result<Response, Problem> {
    let figure: FigureRef = parse(&figure)?;
    let at = resolve(&site, query.as_of.as_deref())?;
    let facts = site.app.facts()?;
    let today = site.app.now().day();
    if !sights_of_figure(&figure).iter().any(|sight| may_see(&facts, viewer, *sight, today)) {
        return Err(Problem::not_allowed());
    }
    let found = reader(&site, &facts, Some(viewer)).figure(&site.app, at, &figure);
    let FigureShown { figure, evidence } = found.ok_or_else(Problem::not_found)?;
    Ok(view(&headers, at, &FigureAnswer { figure, evidence }))
}
