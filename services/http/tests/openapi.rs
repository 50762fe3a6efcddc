//! The API as its document describes it: what is documented is routed, and what is answered is what
//! the document says.

#![expect(clippy::unwrap_used, clippy::panic, reason = "what tests prepare must succeed")]

#[path = "openapi/town.rs"]
mod town;

#[path = "openapi/caller.rs"]
mod caller;

#[path = "openapi/schema.rs"]
mod schema;

#[path = "openapi/document.rs"]
mod document;

#[path = "openapi/answers.rs"]
mod answers;

#[path = "openapi/problems.rs"]
mod problems;

#[path = "openapi/commands.rs"]
mod commands;

#[path = "openapi/documents.rs"]
mod documents;
