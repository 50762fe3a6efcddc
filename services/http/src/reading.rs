//! Every answer of the API on its way out: what it holds of pupils is entered in the read log before it is
//! sent.

use std::sync::Arc;

use axum::RequestExt;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{MatchedPath, RawPathParams, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use insyn_app::reads::{Answered, Noted, ReadsError, Who, noted_later};
use insyn_app::session::Viewer;
use insyn_app::site::Site;

use crate::problem::Problem;
use crate::viewer::token_of;

/// What an answer without a body says has not changed (304): the reader has it and is shown it anew.
#[derive(Clone)]
pub(crate) struct Unsent(pub(crate) Bytes);

/// What was asked, as far as the log keeps it.
struct Asked {
    what: String,
    parts: Vec<(String, String)>,
    address: String,
    token: Option<String>,
}

/// Answers, and enters what is shown. Where that fails the answer is a problem that holds nothing of it.
pub(crate) async fn entered(
    State(site): State<Arc<Site>>,
    mut request: Request,
    next: Next,
) -> Response {
    let asked = asked(&site, &mut request).await;
    let is_head = request.method() == Method::HEAD;
    let (response, opened) = noted_later(next.run(request)).await;
    let (mut head, body) = response.into_parts();
    let unsent = head.extensions.remove::<Unsent>();
    let body = match to_bytes(body, usize::MAX).await {
        Ok(body) => body,
        Err(error) => return Problem::fault(&error).into_response(),
    };
    let shown = if is_head { Bytes::new() } else { unsent.map_or_else(|| body.clone(), |u| u.0) };
    let shows = head.status.is_success() || head.status == StatusCode::NOT_MODIFIED;
    let entering = tokio::task::spawn_blocking(move || {
        let opened = if shows { opened } else { Noted::new() };
        enter(&site, asked, shows, &shown, &opened)
    });
    let entering = entering.await;
    match entering {
        Ok(Ok(())) => Response::from_parts(head, Body::from(body)),
        Ok(Err(error)) => refused(&error),
        Err(error) => Problem::fault(&error).into_response(),
    }
}

async fn asked(site: &Site, request: &mut Request) -> Asked {
    let path = request.extract_parts::<MatchedPath>().await;
    let path = path.map_or_else(|_| String::new(), |path| path.as_str().to_owned());
    let parts = request.extract_parts::<RawPathParams>().await;
    let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    let parts = parts.map_or_else(|_| Vec::new(), |parts| parts.iter().map(owned).collect());
    Asked {
        what: format!("{} {path}", request.method()),
        parts,
        address: request.uri().path_and_query().map_or_else(String::new, ToString::to_string),
        token: token_of(site, request.headers()).map(str::to_owned),
    }
}

fn enter(
    site: &Site,
    asked: Asked,
    shows: bool,
    body: &Bytes,
    opened: &Noted,
) -> Result<(), ReadsError> {
    let shows = shows && asked.token.is_some();
    let answer = Answered { address: &asked.address, shows, body, opened };
    let pupils = site.app.pupils_of(&answer)?;
    if pupils.is_empty() {
        return Ok(());
    }
    let who = match asked.token.and_then(|token| site.viewer(&token)) {
        Some(Viewer::Staff(actor)) => Some(Who::from(actor)),
        Some(Viewer::Guardian(guardian)) => Some(Who::Guardian(guardian)),
        Some(Viewer::Undecided(_)) | None => None,
    };
    site.app.enter(&site.app.asking(who, asked.what, asked.parts), &pupils)
}

fn refused(error: &ReadsError) -> Response {
    tracing::error!(error = error as &dyn std::error::Error, "reading was not entered");
    Problem::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "reading_not_entered",
        "The log of who reads could not be written, and without it nothing about pupils is shown",
    )
    .into_response()
}
