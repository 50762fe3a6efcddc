//! The views: pure functions of the facts and an as-of size that answer a page, a file or an API.
//!
//! [`school`], [`area`] (district and committee), [`series`] are made of rows of figures; [`board`] says
//! who is missing and how far sign-off has come; [`card`] is one pupil's way; [`trail`] says in plain words
//! what was recorded. [`mod@todo`] is one person's duties; [`guarantee`], [`programme`], [`dialogue`],
//! [`measures`], [`pledge`], [`knowledge`], [`seminar`], [`support`] and [`competence`] follow the duties
//! themselves. [`report`] and [`account`] are documents made of the others, [`difference`] says what they
//! would tell otherwise today, and [`chain`] leads from anything to what caused it and what came of it.
//! [`window`] is one page of a long list.
//! None holds a person's name: pages open names when they are shown to one who may
//! see them.

pub mod account;
pub mod area;
pub mod board;
pub mod card;
pub mod chain;
pub mod competence;
pub mod decisions;
pub mod dialogue;
pub mod difference;
pub mod guarantee;
pub mod informed;
pub mod knowledge;
pub mod measures;
pub mod pledge;
pub mod programme;
pub mod reminder;
pub mod report;
pub mod rows;
pub mod school;
pub mod seminar;
pub mod series;
pub mod support;
pub mod todo;
pub mod trail;
pub mod window;
