//! The demo municipality: invented schools, staff and pupils, and some years of rounds.
//!
//! [`generate`] plays the municipality day by day and hands over what its people would have recorded:
//! the same events, by the same roles and in the same order as the commands of the domain allow. The
//! same [`Settings`] give the same batches, byte for byte: all chance comes from a ChaCha stream made
//! of the seed, all ids are derived from the seed and a count, all arithmetic is in whole numbers, and
//! no clock is asked. Batches are handed over as they happen; what is kept in memory is the state of
//! the pupils, classes and staff, and the facts that the views fold: the follow-up process takes the very
//! steps that the program would, and reports say what the program would have made of the same record.
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
//! are the rates of moves, corrections, late reports and missing results, and of everything in the chain
//! from commitment to committee decision but one: about 6 % of the pupils have an action programme in a
//! year, more boys than girls. The quality guarantee is adopted in the second year, so that the first
//! year's rounds do not wake it.

mod agenda;
mod analyses;
mod answers;
mod appeals;
mod arrivals;
mod cases;
mod corrections;
mod council;
mod dice;
mod documents;
mod founding;
mod guarantee;
mod identities;
mod journal;
mod knowledge;
mod leaders;
mod moves;
mod names;
mod phrases;
mod pledges;
mod reading;
mod rounds;
mod school_year;
mod seminars;
mod sittings;
mod staffing;
mod structure;
mod submissions;
mod summary;
mod talks;
mod town;
mod year;

#[cfg(test)]
mod tests;

use domain::Event;
use domain::calendar::{Day, Instant};
use domain::id::{Digest, Position, Size};
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
    /// Pupils enrolled in the first autumn; 1 to a million. From about 350,000 on, some have no
    /// civic number: temporary ones have room for a hundred on a day of birth.
    pub pupils: u32,
    /// School years, the last one that of `today`; 1 or more, none before 2000/01.
    pub years: u16,
    /// Nothing is recorded after this day; in 2001 to 2999.
    pub today: Day,
}

/// The first school year there can be: the scale edition is used from then on.
const FIRST_YEAR: u16 = 2000;

impl Settings {
    /// The nearest settings that can be played.
    fn within_bounds(&self) -> Self {
        let bound = |year, month, day| Day::new(year, month, day).expect("a calendar day");
        let today = self.today.clamp(bound(2001, 1, 1), bound(2999, 12, 31));
        let most = today.school_year().first() - FIRST_YEAR + 1;
        let (pupils, years) = (self.pupils.clamp(1, 1_000_000), self.years.clamp(1, most));
        Self { seed: self.seed, pupils, years, today }
    }
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
    /// The earlier event that led to them, where one did: what the follow-up process does has one.
    pub cause: Option<Position>,
    /// What is recorded. The first event of the first batch has position 0; the events that refer to
    /// positions (corrections, strikes, evaluations) count on a log that holds nothing else.
    pub events: Vec<Event>,
}

impl Batch {
    /// The state of the record whose root the batch must name, where it holds a report or an account: the
    /// generator knows no log. Set it with [`Batch::set_root`] before loading.
    #[must_use]
    pub fn rests_on(&self) -> Option<Size> {
        self.events.iter().find_map(|event| match event {
            Event::ReportPrepared(e) => Some(e.basis.size),
            Event::SchoolAccountDelivered(e) => Some(e.basis.size),
            _ => None,
        })
    }

    /// Names the root of the log at [`Batch::rests_on`].
    pub fn set_root(&mut self, root: Digest) {
        for event in &mut self.events {
            match event {
                Event::ReportPrepared(e) => e.basis.root = root,
                Event::SchoolAccountDelivered(e) => e.basis.root = root,
                _ => {}
            }
        }
    }
}

/// Makes the municipality and hands its batches to `sink`, in order. Settings outside their bounds
/// are moved to the nearest that can be played.
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
    // Whoever stopped it has left the reason in `failure`.
    let _stopped = town.play();
    let summary = town.summary();
    failure.map_or(Ok(summary), Err)
}
