//! Use cases: authorise, read the boundary, decide, append; show a view as of any state.
//!
//! This is where the world comes in: the clock and randomness ([`world`]), the log and the vault. What
//! happens to a command is one straight line, [`App::handle`]; what happens to a question is another,
//! [`App::facts`] and a pure view over it.
//!
//! Read in this order: [`store`] (create, open, close), [`handle`], [`facts`], [`access`], [`shown`], [`disclosed`],
//! [`names`], [`texts`], [`session`], [`entrance`], [`family`], [`trail`], [`explain`], [`documents`], [`typeset`], [`papers`], [`letters`], [`bulk`], [`follow_up`], [`reminders`], [`reads`], [`ready`].

pub mod world;

pub mod store;

mod seal;

pub mod handle;

pub mod facts;

pub mod access;

pub mod shown;

pub mod disclosed;

pub mod names;

pub mod texts;

pub mod session;

pub mod entrance;

pub mod family;

pub mod site;

pub mod trail;

pub mod explain;

pub mod documents;

pub mod typeset;

pub mod papers;

pub mod letters;

pub mod bulk;

pub mod follow_up;

pub mod reminders;

pub mod ready;

pub mod reads;

pub use handle::{HandleError, Outcome, Request};
pub use store::{App, OpenFault, Setup};
