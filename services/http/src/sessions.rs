//! Signing in and out: demo sign-in, in a test store only.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::id::StaffId;
use domain::people::{Actor, Role};
use insyn_app::access::holders;
use insyn_app::session::{COOKIE, token_of};
use insyn_app::site::Site;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::problem::Problem;
use crate::viewer::same_origin;

/// Whom to be.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct SignIn {
    /// The member of staff.
    staff: StaffId,
    /// A role they hold today.
    role: Role,
}

/// Who is signed in.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct SignedIn {
    staff: StaffId,
    role: Role,
}

/// A request that changes something and comes from this site itself.
pub(crate) struct SameOrigin;

impl FromRequestParts<Arc<Site>> for SameOrigin {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<Site>) -> Result<Self, Problem> {
        same_origin(parts).map(|()| Self)
    }
}

pub(crate) async fn create(
    State(site): State<Arc<Site>>,
    _: SameOrigin,
    body: Result<Json<SignIn>, JsonRejection>,
) -> Result<Response, Problem> {
    if site.app.is_production() {
        return Err(Problem::new(
            StatusCode::FORBIDDEN,
            "no_sign_in",
            "A production store has no sign-in yet",
        ));
    }
    let Json(SignIn { staff, role }) =
        body.map_err(|_| Problem::bad_request("a body {\"staff\": …, \"role\": …} is needed"))?;
    let actor = Actor { staff, role };
    let held = {
        let facts = site.app.facts()?;
        holders(&facts, role, site.app.now().day()).contains(&actor)
    };
    if !held {
        return Err(Problem::new(
            StatusCode::FORBIDDEN,
            "role_not_held",
            "Nobody like that holds this role today",
        ));
    }
    let token = site.sessions.begin(site.app.world(), actor);
    let cookie = format!("{COOKIE}={token}; HttpOnly; SameSite=Strict; Path=/");
    let answer = Json(SignedIn { staff, role });
    Ok((StatusCode::CREATED, [(header::SET_COOKIE, cookie)], answer).into_response())
}

pub(crate) async fn end(
    State(site): State<Arc<Site>>,
    _: SameOrigin,
    headers: HeaderMap,
) -> Response {
    let cookie = headers.get(header::COOKIE).and_then(|value| value.to_str().ok());
    if let Some(token) = cookie.and_then(token_of) {
        site.sessions.end(token);
    }
    let gone = format!("{COOKIE}=; HttpOnly; SameSite=Strict; Path=/; Max-Age=0");
    (StatusCode::NO_CONTENT, [(header::SET_COOKIE, gone)]).into_response()
}
