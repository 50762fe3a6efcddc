//! The pages, each a function from a visit to an answer.

mod common;

pub(crate) mod sign_in;
pub(crate) mod start;

pub(crate) mod board;
pub(crate) mod class;
pub(crate) mod pupil;

pub(crate) mod commitment;
pub(crate) mod places;
pub(crate) mod unit;

pub(crate) mod figure;
pub(crate) mod rules;
pub(crate) mod trail;

pub(crate) mod status;
