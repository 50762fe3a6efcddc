//! The duties of the field as views: to-do list, guarantee, dialogue, programmes, measures, seminars,
//! support, competence.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::id::{MeasureId, ProgrammeId, RoundId, SchoolUnitCode, SeminarId, StaffId};
use domain::people::Scope;
use insyn_app::access::Sight;
use insyn_app::shown::Reader;
use insyn_app::site::Site;
use projections::Facts;
use serde::Deserialize;

use crate::problem::Problem;
use crate::viewer::{Query, Viewer};
use crate::views::{AsOfQuery, Asked, must_see, parse, resolve, view};

/// As of when, and of which round.
#[derive(Debug, Deserialize)]
pub(crate) struct RoundQuery {
    /// A size, a day or a time.
    #[serde(rename = "asOf")]
    as_of: Option<String>,
    /// A round.
    round: Option<String>,
}

/// What this reader is shown.
pub(crate) fn reader<'a>(
    site: &Site,
    facts: &'a Facts,
    actor: Option<domain::people::Actor>,
) -> Reader<'a> {
    Reader { facts, actor, shown_as: None, today: site.app.now().day() }
}

pub(crate) async fn todo(
    (State(site), Viewer(viewer), headers): Asked,
    Path(staff): Path<String>,
    Query(query): Query<AsOfQuery>,
) -> Result<Response, Problem> {
    let staff: StaffId = parse(&staff)?;
    let at = resolve(&site, query.as_of.as_deref())?;
    let facts = site.app.facts()?;
    must_see(&site, &facts, viewer, Sight::ToDo(staff))?;
    Ok(view(&headers, at, &projections::todo(&facts, staff, site.app.now().day(), at)))
}

pub(crate) async fn own_agreement(
    (State(site), Viewer(viewer), headers): Asked,
    Path(staff): Path<String>,
    Query(query): Query<AsOfQuery>,
) -> Result<Response, Problem> {
    let staff: StaffId = parse(&staff)?;
    let at = resolve(&site, query.as_of.as_deref())?;
    let facts = site.app.facts()?;
    must_see(&site, &facts, viewer, Sight::OwnAgreement(staff))?;
    Ok(view(&headers, at, &projections::own_agreement(&facts, staff, at)))
}

pub(crate) async fn guarantee(
    (State(site), Viewer(viewer), headers): Asked,
    Path(school): Path<String>,
    Query(query): Query<RoundQuery>,
) -> Result<Response, Problem> {
    let school: SchoolUnitCode = parse(&school)?;
    let round = query.round.as_deref().map(parse::<RoundId>).transpose()?;
    let at = resolve(&site, query.as_of.as_deref())?;
    let facts = site.app.facts()?;
    let board = reader(&site, &facts, Some(viewer)).guarantee(school, round, at);
    Ok(view(&headers, at, &board.ok_or_else(Problem::not_allowed)?))
}

pub(crate) async fn dialogue(
    (State(site), Viewer(viewer), headers): Asked,
    Path((school, round)): Path<(String, String)>,
    Query(query): Query<AsOfQuery>,
) -> Result<Response, Problem> {
    let (school, round): (SchoolUnitCode, RoundId) = (parse(&school)?, parse(&round)?);
    let at = resolve(&site, query.as_of.as_deref())?;
    let facts = site.app.facts()?;
    must_see(&site, &facts, viewer, Sight::DialogueCoverage(school))?;
    let found = reader(&site, &facts, Some(viewer)).dialogue(school, round, at);
    Ok(view(&headers, at, &found.ok_or_else(Problem::not_found)?))
}

pub(crate) async fn programmes(
    (State(site), Viewer(viewer), headers): Asked,
    Path(school): Path<String>,
    Query(query): Query<AsOfQuery>,
) -> Result<Response, Problem> {
    let school: SchoolUnitCode = parse(&school)?;
    let at = resolve(&site, query.as_of.as_deref())?;
    let facts = site.app.facts()?;
    must_see(&site, &facts, viewer, Sight::Programmes(school))?;
    Ok(view(&headers, at, &projections::programmes(&facts, school, site.app.now().day(), at)))
}

pub(crate) async fn programme(
    (State(site), Viewer(viewer), headers): Asked,
    Path(programme): Path<String>,
    Query(query): Query<AsOfQuery>,
) -> Result<Response, Problem> {
    let programme: ProgrammeId = parse(&programme)?;
    let at = resolve(&site, query.as_of.as_deref())?;
    let facts = site.app.facts()?;
    let today = site.app.now().day();
    let known = projections::programme(&facts, programme, today, facts.size());
    let pupil = known.ok_or_else(Problem::not_found)?.row.pupil;
    must_see(&site, &facts, viewer, Sight::Programme(pupil))?;
    let found = reader(&site, &facts, Some(viewer)).programme(programme, at);
    Ok(view(&headers, at, &found.ok_or_else(Problem::not_found)?))
}

pub(crate) async fn measures(
    (State(site), Viewer(viewer), headers): Asked,
    Path(school): Path<String>,
    Query(query): Query<AsOfQuery>,
) -> Result<Response, Problem> {
    let school: SchoolUnitCode = parse(&school)?;
    let at = resolve(&site, query.as_of.as_deref())?;
    let facts = site.app.facts()?;
    let found = reader(&site, &facts, Some(viewer)).measures(&site.app, school, at);
    Ok(view(&headers, at, &found.ok_or_else(Problem::not_allowed)?))
}

pub(crate) async fn measure(
    (State(site), Viewer(viewer), headers): Asked,
    Path(measure): Path<String>,
    Query(query): Query<AsOfQuery>,
) -> Result<Response, Problem> {
    let measure: MeasureId = parse(&measure)?;
    let at = resolve(&site, query.as_of.as_deref())?;
    let facts = site.app.facts()?;
    let known = projections::measure(&facts, measure, facts.size());
    let school = known.ok_or_else(Problem::not_found)?.school;
    must_see(&site, &facts, viewer, Sight::Measures(school))?;
    let found = reader(&site, &facts, Some(viewer)).measure(&site.app, measure, at);
    Ok(view(&headers, at, &found.ok_or_else(Problem::not_found)?))
}

pub(crate) async fn support(
    (State(site), Viewer(viewer), headers): Asked,
    Path(school): Path<String>,
    Query(query): Query<AsOfQuery>,
) -> Result<Response, Problem> {
    let school: SchoolUnitCode = parse(&school)?;
    let at = resolve(&site, query.as_of.as_deref())?;
    let facts = site.app.facts()?;
    must_see(&site, &facts, viewer, Sight::Support(school))?;
    Ok(view(&headers, at, &projections::support(&facts, school, at)))
}

pub(crate) async fn competence(
    (State(site), Viewer(viewer), headers): Asked,
    Path(school): Path<String>,
    Query(query): Query<AsOfQuery>,
) -> Result<Response, Problem> {
    let school: SchoolUnitCode = parse(&school)?;
    let at = resolve(&site, query.as_of.as_deref())?;
    let facts = site.app.facts()?;
    must_see(&site, &facts, viewer, Sight::Competence(school))?;
    let scope = Scope::School(school);
    Ok(view(&headers, at, &projections::competence(&facts, scope, site.app.now().day(), at)))
}

pub(crate) async fn seminars(
    (State(site), Viewer(viewer), headers): Asked,
    Query(query): Query<AsOfQuery>,
) -> Result<Response, Problem> {
    let at = resolve(&site, query.as_of.as_deref())?;
    let facts = site.app.facts()?;
    must_see(&site, &facts, viewer, Sight::Seminars)?;
    Ok(view(&headers, at, &projections::seminars(&facts, site.app.now().day(), at)))
}

pub(crate) async fn seminar(
    (State(site), Viewer(viewer), headers): Asked,
    Path(seminar): Path<String>,
    Query(query): Query<AsOfQuery>,
) -> Result<Response, Problem> {
    let seminar: SeminarId = parse(&seminar)?;
    let at = resolve(&site, query.as_of.as_deref())?;
    let facts = site.app.facts()?;
    must_see(&site, &facts, viewer, Sight::Seminars)?;
    let found = reader(&site, &facts, Some(viewer)).seminar(seminar, at);
    Ok(view(&headers, at, &found.ok_or_else(Problem::not_found)?))
}
