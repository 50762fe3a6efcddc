//! Seminars: what was arranged, held, rated, revealed and agreed on, row by row. Ratings come by the
//! thousand; the events themselves stand in the [ledger](super::ledger). Derived from it: not saved.

use domain::Event;
use domain::calendar::Day;
use domain::event::{Code, code};
use domain::id::{PointCode, Position, SeminarId, Size, StaffId};
use domain::seminar::{RatingGiven, SeminarArranged, SeminarHeld};
use rustc_hash::FxHashMap;

use super::Facts;
use super::history::{Entry, History};
use super::values::NONE;
use crate::directory::position;

/// The types that say something of a seminar.
pub(super) const OF_SEMINARS: &[Code] = &[
    code::SeminarArranged,
    code::SeminarHeld,
    code::RatingGiven,
    code::RatingsRevealed,
    code::ConsensusReached,
];

/// A rating given before the reveal. Thirty-two bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rating {
    pub(crate) position: u32,
    /// The position of the rating that took its place, or [`NONE`].
    replaced: u32,
    pub(crate) sample: u8,
    pub(crate) point: PointCode,
    pub(crate) rater: StaffId,
}

/// One seminar.
#[derive(Debug, Clone)]
struct Row {
    arranged: Entry<SeminarArranged>,
    held: History<Held>,
    /// In order of position.
    ratings: Vec<Rating>,
    /// By sample and rater: the newest rating.
    newest: FxHashMap<(u8, StaffId), usize>,
    revealed: Option<u32>,
    /// Sample and point; the last of a sample counts.
    consensus: History<(u8, PointCode)>,
}

/// A seminar was held.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    pub(crate) on: Day,
    pub(crate) participants: Vec<StaffId>,
}

/// What is known of one seminar at a size.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Thread<'a> {
    /// The event that arranged it.
    pub(crate) position: Position,
    pub(crate) arranged: &'a SeminarArranged,
    /// As it was recorded last.
    pub(crate) held: Option<(Position, &'a Held)>,
    pub(crate) revealed: Option<Position>,
    /// By sample and point, in order of position.
    pub(crate) consensus: &'a [Entry<(u8, PointCode)>],
    ratings: &'a [Rating],
    limit: u32,
}

/// All seminars, in the order in which they were arranged.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seminars {
    rows: Vec<Row>,
    numbers: FxHashMap<SeminarId, usize>,
}

impl Seminars {
    /// Takes in what an event says of a seminar. What is said of one never arranged says nothing.
    pub(super) fn take(&mut self, at: u32, event: &Event) {
        match event {
            Event::SeminarArranged(e) => self.arranged(at, e),
            Event::SeminarHeld(e) => {
                let SeminarHeld { seminar, on, participants } = e;
                let held = Held { on: *on, participants: participants.clone() };
                self.row(*seminar, |row| row.held.push(at, held));
            }
            Event::RatingGiven(e) => self.row(e.seminar, |row| row.rated(at, e)),
            Event::RatingsRevealed(e) => {
                self.row(e.seminar, |row| _ = row.revealed.get_or_insert(at));
            }
            Event::ConsensusReached(e) => {
                self.row(e.seminar, |row| row.consensus.push(at, (e.sample, e.point)));
            }
            _ => {}
        }
    }

    fn arranged(&mut self, at: u32, e: &SeminarArranged) {
        let number = self.rows.len();
        if *self.numbers.entry(e.seminar).or_insert(number) == number {
            self.rows.push(Row::new(Entry { position: at, value: e.clone() }));
        }
    }

    fn row(&mut self, seminar: SeminarId, change: impl FnOnce(&mut Row)) {
        let number = self.numbers.get(&seminar);
        if let Some(row) = number.and_then(|number| self.rows.get_mut(*number)) {
            change(row);
        }
    }
}

impl Row {
    fn new(arranged: Entry<SeminarArranged>) -> Self {
        Self {
            arranged,
            held: History::default(),
            ratings: Vec::new(),
            newest: FxHashMap::default(),
            revealed: None,
            consensus: History::default(),
        }
    }

    /// A rating after the reveal would not be blind: it never counts.
    fn rated(&mut self, at: u32, e: &RatingGiven) {
        if self.revealed.is_some() {
            return;
        }
        let RatingGiven { sample, rater, point, .. } = *e;
        let former = self.newest.insert((sample, rater), self.ratings.len());
        if let Some(former) = former {
            self.ratings[former].replaced = at;
        }
        self.ratings.push(Rating { position: at, replaced: NONE, sample, point, rater });
    }

    fn at(&self, limit: u32) -> Option<Thread<'_>> {
        let ratings = self.ratings.partition_point(|rating| rating.position < limit);
        (self.arranged.position < limit).then(|| Thread {
            position: position(self.arranged.position),
            arranged: &self.arranged.value,
            held: self.held.at(limit).map(|held| (position(held.position), &held.value)),
            revealed: self.revealed.filter(|revealed| *revealed < limit).map(position),
            consensus: self.consensus.before(limit),
            ratings: &self.ratings[..ratings],
            limit,
        })
    }
}

impl<'a> Thread<'a> {
    /// The ratings that hold, in order of position: of each rater's for a sample the last.
    pub(crate) fn ratings(&self) -> impl Iterator<Item = &'a Rating> + use<'a> {
        let limit = self.limit;
        self.ratings.iter().filter(move |rating| rating.replaced >= limit)
    }

    /// A rater's rating of a sample that holds.
    pub(crate) fn rating(&self, sample: u8, rater: StaffId) -> Option<&'a Rating> {
        self.ratings().find(|rating| (rating.sample, rating.rater) == (sample, rater))
    }
}

impl Facts {
    /// One seminar; none where it is not arranged.
    pub(crate) fn seminar(&self, seminar: SeminarId, at: Size) -> Option<Thread<'_>> {
        self.seminars.rows[*self.seminars.numbers.get(&seminar)?].at(self.limit(at))
    }

    /// All seminars, in the order in which they were arranged.
    pub(crate) fn seminars(&self, at: Size) -> impl Iterator<Item = Thread<'_>> {
        let limit = self.limit(at);
        self.seminars.rows.iter().map_while(move |row| row.at(limit))
    }
}
