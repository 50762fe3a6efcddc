//! The demo municipality: invented schools, staff and pupils, and some years of rounds.
//!
//! [`generate`] plays the municipality day by day and hands over what its people would have recorded:
//! the same events, by the same roles and in the same order as the commands of the domain allow. The
//! same [`Settings`] give the same batches, byte for byte: all chance comes from a ChaCha stream made
//! of the seed, all ids are derived from the seed and a count, all arithmetic is in whole numbers, and
//! no clock is asked. Batches are handed over as they happen; what is kept in memory is the state of
//! the pupils, classes and staff, never the events.
//!
//! Everything is invented. The municipality code and the school unit codes are given to no real
//! municipality or school, pupils have temporary civic numbers, and mail addresses end in `.example`.
//!
//! # What is realistic, and what is an assumption
//! The sizes of school units follow the national deciles; about 77 % of the pupils who follow the
//! Swedish syllabus and 54 % of those with Swedish as a second language reach point 15 at the end of
//! grade 3; between schools the share varies with a standard deviation of about a seventh of its mean,
//! and correlates 0.5 from one year to the next (domain notes, section 8). **No real distribution of
//! LUS points was found in print: the shape of the development in `reading.rs` is an assumption.** So
//! are the rates of moves, corrections, late reports and missing results.

mod agenda;
mod arrivals;
mod corrections;
mod dice;
mod founding;
mod identities;
mod journal;
mod moves;
mod names;
mod pledges;
mod reading;
mod rounds;
mod school_year;
mod sittings;
mod staffing;
mod submissions;
mod summary;
mod town;
mod year;

#[cfg(test)]
mod tests;

use domain::Event;
use domain::calendar::{Day, Instant};
use domain::people::Actor;

use journal::{Journal, Stopped};
use town::Town;

pub use summary::{Persona, SchoolUnit, Summary};

/// The most events in one batch.
pub const BATCH_MAX: usize = 1_000;

/// What to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Another seed is another municipality.
    pub seed: u64,
    /// Pupils enrolled in the first autumn; at least 1.
    pub pupils: u32,
    /// School years, the last one that of `today`; at least 1.
    pub years: u16,
    /// Nothing is recorded after this day.
    pub today: Day,
}

impl Default for Settings {
    /// 1,200 pupils, three years, and a day in the middle of a May round: 20 May 2026.
    fn default() -> Self {
        let today = Day::new(2026, 5, 20).expect("a calendar day");
        Self { seed: 1, pupils: 1_200, years: 3, today }
    }
}

/// Events to be appended together: 1 to [`BATCH_MAX`], one actor, one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// When; never before the batch before it, never after the day `today`.
    pub at: Instant,
    /// Who records them.
    pub actor: Actor,
    /// What is recorded. The first event of the first batch has position 0; the events that refer to
    /// positions (corrections, strikes, evaluations) count on a log that holds nothing else.
    pub events: Vec<Event>,
}

/// Makes the municipality and hands its batches to `sink`, in order.
///
/// # Errors
/// The first error of `sink`, after which it is not called again.
pub fn generate<E>(
    settings: &Settings,
    sink: &mut dyn FnMut(Batch) -> Result<(), E>,
) -> Result<Summary, E> {
    let mut failure = None;
    let mut passing = |batch| {
        sink(batch).map_err(|error| {
            failure = Some(error);
            Stopped
        })
    };
    let mut town = Town::new(settings, Journal::new(&mut passing));
    let played = town.play();
    let summary = town.summary();
    match (played, failure) {
        (_, Some(error)) => Err(error),
        (Ok(()) | Err(Stopped), None) => Ok(summary),
    }
}
