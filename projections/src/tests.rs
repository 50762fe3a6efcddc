//! Given events, then views.

mod catalogue;
mod definitions;
mod evidence;
mod fold;
mod history;
mod lookups;
mod progress;
mod random;
mod rules;
mod saved;
mod sums;
mod time;
mod trail;
