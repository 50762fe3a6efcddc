//! The pages, each a function from a visit to an answer.

mod common;
mod counted;
pub(crate) mod family;
mod named;
mod paging;
mod progress;

pub(crate) mod child;
pub(crate) mod letters;
pub(crate) mod show_as;
pub(crate) mod sign_in;
pub(crate) mod start;

pub(crate) mod accessibility;
pub(crate) mod board;
pub(crate) mod calendar;
pub(crate) mod class;
pub(crate) mod dialogue;
pub(crate) mod pupil;

pub(crate) mod committee_work;
pub(crate) mod decision;
pub(crate) mod papers;
pub(crate) mod reads;
pub(crate) mod report;

pub(crate) mod todo;

pub(crate) mod guarantee;
pub(crate) mod programme;

pub(crate) mod commitment;
pub(crate) mod knowledge;
pub(crate) mod measure;
pub(crate) mod places;
pub(crate) mod seminar;
pub(crate) mod support;
pub(crate) mod unit;

pub(crate) mod explain;
pub(crate) mod figure;
pub(crate) mod rules;
pub(crate) mod trail;

pub(crate) mod status;
