//! The API of the running program, as clients meet it: closed to strangers, open by the table, exact
//! with commands, complete page by page, and without a single name.

#![expect(clippy::unwrap_used, clippy::panic, reason = "what tests prepare must succeed")]

#[path = "shared/town.rs"]
#[allow(dead_code, reason = "the tests of the pages read other parts of it")]
mod town;

#[path = "shared/caller.rs"]
#[allow(dead_code, reason = "the tests of the pages use other parts of it")]
mod caller;

#[path = "api/closed.rs"]
mod closed;

#[path = "api/matrix.rs"]
mod matrix;

#[path = "api/reads.rs"]
mod reads;

#[path = "api/routes.rs"]
mod routes;

#[path = "api/entrusted.rs"]
mod entrusted;

#[path = "api/protected.rs"]
mod protected;

#[path = "api/commands.rs"]
mod commands;

#[path = "api/reading.rs"]
mod reading;

#[path = "api/sessions.rs"]
mod sessions;

#[path = "api/small_numbers.rs"]
mod small_numbers;

/// The demo that these tests share, while any of them needs it.
fn shared() -> std::sync::Arc<town::Town> {
    town::shared(600)
}
