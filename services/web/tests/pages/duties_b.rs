//! Pages of the duties: what is open to all, chains, dialogue, measures, seminars, support.

mod chains;
mod counts;
mod links;
mod open;
mod practice;
