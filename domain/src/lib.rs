//! What happened and what may happen in a municipality's results-based school management.
//!
//! This crate never does I/O, never asks a clock, never draws a random number and knows no async.
//! Time and ids come in with a command; what comes out is events or a refusal.
//!
//! Read in this order: the words ([`id`], [`calendar`], [`scale`], [`people`], [`personal`]), then
//! the terms, each a file that holds its events, refusals, state and decisions ([`organisation`],
//! [`pupil`], [`round`], [`assessment`], [`commitment`]), then what joins them ([`event`], the
//! catalogue with its frozen codes; [`query`], tags and boundaries; [`command`], the one door in).

pub mod calendar;
pub mod id;
pub mod people;
pub mod personal;
pub mod scale;

pub mod assessment;
pub mod commitment;
pub mod organisation;
pub mod pupil;
pub mod round;

pub mod command;
pub mod event;
pub mod query;

mod schema;

#[cfg(test)]
mod spec;

pub use event::{DecodeError, Event, Recorded};
