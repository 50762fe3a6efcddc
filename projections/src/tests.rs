//! Given events, then views.

mod catalogue;
mod chain;
mod definitions;
mod duties;
mod evidence;
mod facts;
mod fold;
mod follow_up;
mod history;
mod lookups;
mod progress;
mod random;
mod rules;
mod saved;
mod sums;
mod time;
mod trail;
