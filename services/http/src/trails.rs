//! Trails in both directions, and decisions explained.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::id::{Position, Size};
use domain::people::Actor;
use insyn_app::access::{may_see, sights_of_trail};
use insyn_app::explain::Explained;
use insyn_app::shown::Reader;
use insyn_app::site::Site;
use insyn_app::trail::{PAGE_MAX, TrailError, TrailOf};
use projections::{Count, Facts, Link, TrailEntry};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::problem::Problem;
use crate::viewer::{Query, Viewer};
use crate::views::{Asked, parse, resolve, view};

/// The media type of one JSON value a line.
const NDJSON: &str = "application/x-ndjson";

/// As of when, and which page.
#[derive(Debug, Deserialize)]
pub(crate) struct PageQuery {
    /// A size, a day or a time.
    #[serde(rename = "asOf")]
    as_of: Option<String>,
    /// How many entries to pass over.
    from: Option<usize>,
    /// How many entries at most.
    limit: Option<usize>,
}

/// A trail: the timeline in both directions (on the first page), and what was recorded about the thing
/// itself, page by page.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct TrailAnswer {
    /// The count, where it is the trail of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<Count>,
    /// What led to it, in order of position; of a school unit and of a count nothing.
    before: Vec<Link>,
    /// Its own events.
    itself: Vec<Link>,
    /// What came of it.
    after: Vec<Link>,
    /// What was recorded about it, in order of position.
    entries: Vec<TrailEntry>,
    /// How many entries the whole trail has.
    total: usize,
    /// As of which size.
    as_of: Size,
}

/// A name as one part of an address (RFC 3986: everything but unreserved characters is encoded).
fn encoded(name: &str) -> String {
    let part = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    name.bytes().map(part).collect()
}

fn trail_of(kind: &str, id: &str) -> Result<TrailOf, Problem> {
    Ok(match kind {
        "pupils" => TrailOf::Pupil(parse(id)?),
        "schools" => TrailOf::School(parse(id)?),
        "programmes" => TrailOf::Programme(parse(id)?),
        "commitments" => TrailOf::Commitment(parse(id)?),
        "measures" => TrailOf::Measure(parse(id)?),
        "reports" => TrailOf::Report(parse(id)?),
        "decisions" => TrailOf::Decision(parse(id)?),
        "figures" => TrailOf::of_figure(id).ok_or_else(Problem::not_found)?,
        _ => return Err(Problem::not_found()),
    })
}

/// Whether the client asks for one JSON value a line.
fn wants_lines(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    let types = accept.unwrap_or_default().split(',');
    types.map(|one| one.split(';').next().unwrap_or_default().trim()).any(|one| one == NDJSON)
}

pub(crate) async fn trail(
    (State(site), Viewer(viewer), headers): Asked,
    Path((kind, id)): Path<(String, String)>,
    Query(query): Query<PageQuery>,
) -> Result<Response, Problem> {
    let of = trail_of(&kind, &id)?;
    let at = resolve(&site, query.as_of.as_deref())?;
    let mut count = None;
    {
        let facts = site.app.facts()?;
        let today = site.app.now().day();
        let sights = sights_of_trail(&facts, &of, today);
        if !sights.into_iter().any(|sight| may_see(&facts, viewer, sight, today)) {
            return Err(Problem::not_allowed());
        }
        match &of {
            TrailOf::School(school) => {
                facts.school(*school, today, at).ok_or_else(Problem::not_found)?;
            }
            TrailOf::Count(name) => {
                count = Some(projections::count(&facts, at, name).ok_or_else(Problem::not_found)?);
            }
            _ => {}
        }
    }
    if wants_lines(&headers) {
        return lines(site, viewer, of, at).await;
    }
    let from = query.from.unwrap_or(0);
    let limit = query.limit.unwrap_or(100).clamp(1, PAGE_MAX);
    let chain = site.app.chain(&of, at)?;
    if chain.is_none() && of.chain().is_some() {
        return Err(Problem::not_found());
    }
    let chain = chain.filter(|_| from == 0);
    let (before, itself, after) =
        chain.map_or_else(Default::default, |chain| (chain.before, chain.itself, chain.after));
    let page = site.app.trail(&of, at, from, limit)?;
    let facts = site.app.facts()?;
    let reader = reader(&site, &facts, viewer);
    let cut = |links| reader.links(&site.app, links);
    let (before, itself, after) = (cut(before)?, cut(itself)?, cut(after)?);
    let entries = projections::told(&facts, &page.events).into_iter();
    let entries = entries.map(|entry| reader.entry(entry)).collect();
    drop(facts);
    let total = page.total;
    let answer = TrailAnswer { count, before, itself, after, entries, total, as_of: at };
    let mut response = view(&headers, at, &answer);
    if let Some(next) = page.next {
        let id = encoded(&id);
        let link = format!(
            "</api/v1/trails/{kind}/{id}?from={next}&limit={limit}&asOf={at}>; rel=\"next\""
        );
        if let Ok(link) = HeaderValue::from_str(&link) {
            response.headers_mut().insert(header::LINK, link);
        }
    }
    Ok(response)
}

/// What the viewer is shown of entries about pupils.
fn reader<'a>(site: &Site, facts: &'a Facts, viewer: Actor) -> Reader<'a> {
    Reader { facts, actor: Some(viewer), shown_as: None, today: site.app.now().day() }
}

/// Every event of the chain, one a line, for auditors.
async fn lines(site: Arc<Site>, viewer: Actor, of: TrailOf, at: Size) -> Result<Response, Problem> {
    let written = tokio::task::spawn_blocking(move || -> Result<Vec<u8>, TrailError> {
        let mut bytes = Vec::new();
        let positions = site.app.chain_positions(&of, at)?;
        let facts = site.app.facts().map_err(TrailError::Facts)?;
        let reader = reader(&site, &facts, viewer);
        for position in positions {
            let recorded = site.app.recorded(position)?;
            for entry in projections::trail([&recorded]) {
                // An entry is words, codes and numbers: it always has a JSON form.
                bytes.extend(serde_json::to_vec(&reader.entry(entry)).unwrap_or_default());
                bytes.push(b'\n');
            }
        }
        Ok(bytes)
    });
    let bytes = written.await.map_err(|error| Problem::fault(&error))??;
    if bytes.is_empty() {
        return Err(Problem::not_found());
    }
    let headers = [(header::CONTENT_TYPE, NDJSON), (header::CACHE_CONTROL, "private, no-cache")];
    Ok((headers, bytes).into_response())
}

pub(crate) async fn explanation(
    (State(site), Viewer(viewer), headers): Asked,
    Path(position): Path<String>,
) -> Result<Response, Problem> {
    let position = Position(parse(&position)?);
    if !site.app.may_explain(viewer, position)? {
        return Err(Problem::not_allowed());
    }
    let explained: Option<Explained> = site.app.explain(position)?;
    let mut explained = explained.ok_or_else(Problem::not_found)?;
    {
        let facts = site.app.facts()?;
        let reader = reader(&site, &facts, viewer);
        explained.event = reader.entry(explained.event);
        explained.state = explained.state.into_iter().map(|e| reader.entry(e)).collect();
    }
    Ok(view(&headers, explained.knowledge, &explained))
}
