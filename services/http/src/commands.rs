//! Commands: one or several, recorded together or not at all.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::command::Command;
use insyn_app::site::Site;
use insyn_app::{Outcome, Request};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::problem::Problem;
use crate::viewer::Viewer;

/// One command or several.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum Commands {
    /// Several: each sees what those before it did.
    Several(Vec<Command>),
    /// One.
    One(Box<Command>),
}

/// What the request came to.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Receipt {
    /// The position of the first event; none where nothing new happened.
    first: Option<u64>,
    /// How many events.
    events: u32,
    /// When they were recorded, in microseconds since 1970-01-01T00:00:00Z.
    recorded_at: Option<u64>,
    /// The size of the record after it: a view `asOf` this size shows it.
    size: u64,
}

impl From<Outcome> for Receipt {
    fn from(outcome: Outcome) -> Self {
        Self {
            first: outcome.receipt.map(|receipt| receipt.first.0),
            events: outcome.receipt.map_or(0, |receipt| receipt.count),
            recorded_at: outcome.receipt.map(|receipt| receipt.recorded_at),
            size: outcome.size.0,
        }
    }
}

pub(crate) async fn create(
    State(site): State<Arc<Site>>,
    Viewer(actor): Viewer,
    headers: HeaderMap,
    body: Result<Json<Commands>, JsonRejection>,
) -> Result<Response, Problem> {
    let command_id = idempotency_key(&headers)?;
    // The rejection's own text may repeat a value, which may be a name: only the rule is told.
    let Json(commands) = body
        .map_err(|_| Problem::bad_request("the body is not a command or an array of commands"))?;
    let commands = match commands {
        Commands::Several(commands) => commands,
        Commands::One(command) => vec![*command],
    };
    if commands.is_empty() {
        return Err(Problem::bad_request("the array holds no command"));
    }
    let app = site.app.clone();
    let request = Request { command_id, actor, cause: None, commands };
    let outcome = tokio::task::spawn_blocking(move || app.handle(&request))
        .await
        .map_err(|error| Problem::fault(&error))??;
    let status = if outcome.receipt.is_some() { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(Receipt::from(outcome))).into_response())
}

/// `Idempotency-Key`: a UUID, with or without quotation marks.
pub(crate) fn idempotency_key(headers: &HeaderMap) -> Result<uuid::Uuid, Problem> {
    let text = headers.get("idempotency-key").and_then(|value| value.to_str().ok());
    let id = text.and_then(|text| text.trim_matches('"').parse().ok());
    id.ok_or_else(|| Problem::bad_request("the header Idempotency-Key must hold a UUID"))
}
