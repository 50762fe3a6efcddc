//! The views: pure functions of the facts and an as-of size that answer a page, a file or an API.
//!
//! [`school`], [`area`] (district and committee), [`series`] are made of rows of figures; [`board`] says
//! who is missing and how far sign-off has come; [`card`] is one pupil's way; [`trail`] says in plain words
//! what was recorded. [`todo`] is one person's duties; [`guarantee`], [`programme`], [`dialogue`],
//! [`measures`], [`pledge`], [`knowledge`], [`seminar`], [`support`] and [`competence`] follow the duties
//! themselves. None holds a person's name: pages open names when they are shown to one who may
//! see them.

pub mod area;
pub mod board;
pub mod card;
pub mod competence;
pub mod dialogue;
pub mod guarantee;
pub mod knowledge;
pub mod measures;
pub mod pledge;
pub mod programme;
pub mod rows;
pub mod school;
pub mod seminar;
pub mod series;
pub mod support;
pub mod todo;
pub mod trail;
