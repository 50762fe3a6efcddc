//! The record itself: its state, its checkpoints, its events without any name.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::id::Position;
use insyn_app::access::Sight;
use insyn_app::site::Site;
use insyn_app::trail::PAGE_MAX;
use projections::TrailEntry;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::problem::Problem;
use crate::viewer::{Query, Viewer};
use crate::views::must_see;

/// The state of the record.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Status {
    /// `test` or `production`.
    kind: &'static str,
    /// How many events are recorded.
    size: u64,
    /// How many of them the views hold.
    folded: u64,
    /// When the last was recorded, in microseconds since 1970-01-01T00:00:00Z.
    last_recorded_at: u64,
    /// The present moment of the store, in the same unit.
    now: u64,
}

pub(crate) async fn status(
    State(site): State<Arc<Site>>,
    Viewer(viewer): Viewer,
) -> Result<Json<Status>, Problem> {
    let folded = {
        let facts = site.app.facts()?;
        must_see(&site, &facts, viewer, Sight::Status)?;
        facts.size().0
    };
    Ok(Json(Status {
        kind: if site.app.is_production() { "production" } else { "test" },
        size: site.app.size().0,
        folded,
        last_recorded_at: site.app.log().last_recorded_at(),
        now: site.app.now().0,
    }))
}

/// The newest signed checkpoint: for whoever is signed in, since it tells nothing but a size and a hash,
/// and is worth the more the more people keep one.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct CheckpointAnswer {
    /// A C2SP signed note; none before the first event.
    checkpoint: Option<String>,
    /// The key that verifies it.
    verifier_key: String,
}

pub(crate) async fn checkpoint(
    State(site): State<Arc<Site>>,
    Viewer(_): Viewer,
) -> Json<CheckpointAnswer> {
    let checkpoint = site.app.log().latest_checkpoint();
    Json(CheckpointAnswer { checkpoint, verifier_key: site.app.log().verifier_key().to_string() })
}

/// From which event on, and how many.
#[derive(Debug, Deserialize)]
pub(crate) struct EventsQuery {
    from: Option<u64>,
    limit: Option<u64>,
}

/// Events in order of position.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Events {
    /// The events, pseudonymous; sealed parts are left out.
    events: Vec<TrailEntry>,
    /// How many events are recorded.
    size: u64,
}

pub(crate) async fn events(
    State(site): State<Arc<Site>>,
    Viewer(viewer): Viewer,
    Query(query): Query<EventsQuery>,
) -> Result<Response, Problem> {
    must_see(&site, &*site.app.facts()?, viewer, Sight::Trail)?;
    let size = site.app.size().0;
    let from = query.from.unwrap_or(0);
    let limit = query.limit.unwrap_or(100).clamp(1, PAGE_MAX as u64);
    let to = from.saturating_add(limit).min(size);
    let recorded = (from..to).map(|at| site.app.recorded(Position(at)));
    let recorded = recorded.collect::<Result<Vec<_>, _>>()?;
    let mut response = Json(Events { events: projections::trail(&recorded), size }).into_response();
    if to < size {
        let link = format!("</api/v1/events?from={to}&limit={limit}>; rel=\"next\"");
        if let Ok(link) = HeaderValue::from_str(&link) {
            response.headers_mut().insert(header::LINK, link);
        }
    }
    Ok(response)
}
