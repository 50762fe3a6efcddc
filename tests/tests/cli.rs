//! The command line from outside: the whole story of a municipality, its faults, and its exit codes.

#![expect(clippy::unwrap_used, clippy::panic, reason = "what tests prepare must succeed")]

#[path = "cli/municipality.rs"]
mod municipality;
#[path = "cli/town.rs"]
mod town;
#[path = "cli/xlsx.rs"]
mod xlsx;

#[path = "cli/actors.rs"]
mod actors;
#[path = "cli/damage.rs"]
mod damage;
#[path = "cli/demo.rs"]
mod demo;
#[path = "cli/errors.rs"]
mod errors;
#[path = "cli/interrupted.rs"]
mod interrupted;
#[path = "cli/output.rs"]
mod output;
#[path = "cli/production.rs"]
mod production;
#[path = "cli/safety.rs"]
mod safety;
#[path = "cli/steering.rs"]
mod steering;
#[path = "cli/story.rs"]
mod story;
#[path = "cli/workbooks.rs"]
mod workbooks;
