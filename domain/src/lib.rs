//! What happened and what may happen in a municipality's results-based school management.
//!
//! This crate never does I/O, never asks a clock, never draws a random number and knows no async.
//! Time and ids come in with a command; what comes out is events or a refusal.
//!
//! Read in this order: the words ([`id`], [`calendar`], [`scale`], [`people`], [`personal`]), then
//! the terms, each a file that holds its events, refusals, state and decisions ([`organisation`],
//! [`pupil`], [`round`], [`assessment`], [`knowledge`], [`commitment`], [`guarantee`],
//! [`action_programme`], [`parent_dialogue`], [`seminar`], [`coaching`], [`development`],
//! [`competence`], [`leadership`], [`analysis`], [`committee`]), then what joins them ([`event`], the
//! catalogue with its frozen codes; [`query`], tags and boundaries; [`mod@reference`], what an event names of
//! what came before; [`command`], the one door in; [`soundness`], what holds of every event; [`asked`], which command leads to an event;
//! [`authority`], who may give which command).

pub mod calendar;
pub mod id;
pub mod people;
pub mod personal;
pub mod scale;

pub mod action_programme;
pub mod analysis;
pub mod assessment;
pub mod coaching;
pub mod commitment;
pub mod committee;
pub mod competence;
pub mod development;
pub mod guarantee;
pub mod knowledge;
pub mod leadership;
pub mod organisation;
pub mod parent_dialogue;
pub mod pupil;
pub mod round;
pub mod seminar;

pub mod asked;
pub mod authority;
pub mod command;
pub mod event;
pub mod query;
pub mod reference;
pub mod soundness;

mod schema;

#[cfg(test)]
mod spec;

pub use event::{DecodeError, Event, Recorded};
