//! Given events, then views.

mod boards;
mod catalogue;
mod chain;
mod counts;
mod definitions;
mod differences;
mod duties;
mod evidence;
mod facts;
mod fold;
mod follow_up;
mod history;
mod links;
mod lookups;
mod progress;
mod random;
mod report;
mod rules;
mod saved;
mod succession;
mod sums;
mod time;
mod trail;
