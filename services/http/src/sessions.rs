//! Signing in and out: demo sign-in, in a test store without identity providers only. Signing in through a
//! provider is a matter of pages.

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
use insyn_app::site::Site;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::problem::Problem;
use crate::viewer::{same_origin, token_of};

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
    if !site.is_demo() {
        return Err(Problem::new(
            StatusCode::FORBIDDEN,
            "no_sign_in",
            "Nobody is picked here: people sign in on the page /sign-in through an identity provider",
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
    let cookies = site.entrance.cookies();
    let cookie = cookies.set(cookies.session(), &token, None);
    let answer = Json(SignedIn { staff, role });
    Ok((StatusCode::CREATED, [(header::SET_COOKIE, cookie)], answer).into_response())
}

pub(crate) async fn end(
    State(site): State<Arc<Site>>,
    _: SameOrigin,
    headers: HeaderMap,
) -> Response {
    if let Some(token) = token_of(&site, &headers) {
        site.sessions.end(token);
    }
    let cookies = site.entrance.cookies();
    let gone = cookies.set(cookies.session(), "", Some(0));
    (StatusCode::NO_CONTENT, [(header::SET_COOKIE, gone)]).into_response()
}
