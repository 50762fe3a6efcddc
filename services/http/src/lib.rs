//! The JSON API: the same commands and views as pages and command line, under `/api/v1`.
//!
//! Resources are English plural nouns; refusals and faults are problems (RFC 9457); a command needs an
//! `Idempotency-Key`; every view takes `asOf`. The OpenAPI document is made from the same table as the
//! routes (`routes.rs`), so that neither can say what the other does not.

mod commands;
mod duties;
mod open;
mod openapi;
mod papers;
mod problem;
mod reading;
mod reads;
mod record;
mod reports;
mod routes;
mod sessions;
mod trails;
mod viewer;
mod views;

pub use openapi::document;
pub use problem::Problem;
pub use routes::{Address, addresses};

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::any;
use insyn_app::site::Site;

/// The router of the API.
pub fn router(site: Arc<Site>) -> Router {
    let table = routes::table();
    let mut router = Router::new();
    for route in table {
        router = router.route(route.path, route.handler);
    }
    // What is not there is a problem too, never a page.
    router
        .route("/api/{*rest}", any(|| async { Problem::not_found() }))
        .method_not_allowed_fallback(|| async { Problem::method_not_allowed() })
        .layer(from_fn_with_state(site.clone(), reading::entered))
        .with_state(site)
}
