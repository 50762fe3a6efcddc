//! Who asks: the member of staff who holds the session, or nobody. Guardians have pages and no API.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use domain::people::Actor;
use insyn_app::session::{self, cookie_of};
use insyn_app::site::Site;

use crate::problem::Problem;

/// A member of staff who is signed in. A handler that takes this is closed to everyone else.
pub(crate) struct Viewer(pub(crate) Actor);

impl FromRequestParts<Arc<Site>> for Viewer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Self, Problem> {
        if parts.method != Method::GET {
            same_origin(parts)?;
        }
        let token = token_of(site, &parts.headers).ok_or_else(Problem::not_signed_in)?.to_owned();
        // Whether the role still holds is asked of the facts, which may have to be brought up to date.
        let site = site.clone();
        let found = tokio::task::spawn_blocking(move || site.viewer(&token)).await;
        match found.unwrap_or_default() {
            Some(session::Viewer::Staff(actor)) => Ok(Self(actor)),
            Some(session::Viewer::Guardian(_) | session::Viewer::Undecided(_)) => {
                Err(Problem::not_allowed())
            }
            None => Err(Problem::not_signed_in()),
        }
    }
}

/// The token of the session in a request's cookies.
pub(crate) fn token_of<'a>(site: &Site, headers: &'a HeaderMap) -> Option<&'a str> {
    let name = site.entrance.cookies().session();
    let mut cookies =
        headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies.find_map(|cookies| cookie_of(cookies, name))
}

/// Whoever asks, signed in or not: for what stands open to all.
pub(crate) struct AnyViewer(pub(crate) Option<Actor>);

impl FromRequestParts<Arc<Site>> for AnyViewer {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        site: &Arc<Site>,
    ) -> Result<Self, std::convert::Infallible> {
        let viewer = Viewer::from_request_parts(parts, site).await;
        Ok(Self(viewer.ok().map(|viewer| viewer.0)))
    }
}

/// Refuses a change that another site's page asks for with our reader's cookie.
pub(crate) fn same_origin(parts: &Parts) -> Result<(), Problem> {
    let text = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
    let foreign_fetch =
        text("sec-fetch-site").is_some_and(|site| !matches!(site, "same-origin" | "none"));
    let foreign_origin = match (text("origin"), text("host")) {
        (Some(origin), Some(host)) => origin.split_once("://").is_none_or(|(_, from)| from != host),
        _ => false,
    };
    if foreign_fetch || foreign_origin {
        return Err(Problem::new(
            StatusCode::FORBIDDEN,
            "foreign_origin",
            "A change must be asked for from this site itself",
        ));
    }
    Ok(())
}

/// The query of an address; one that is not of its form is a problem that does not repeat it.
pub(crate) struct Query<T>(pub(crate) T);

impl<T: serde::de::DeserializeOwned> FromRequestParts<Arc<Site>> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<Site>) -> Result<Self, Problem> {
        let query = axum::extract::Query::<T>::try_from_uri(&parts.uri);
        let query = query.map_err(|_| {
            Problem::bad_request(
                "a parameter is given twice or not of its form (from and limit are whole numbers)",
            )
        })?;
        Ok(Self(query.0))
    }
}
