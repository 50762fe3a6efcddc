//! Results: the values of each round, chained per pupil.

use std::collections::BTreeMap;

use domain::assessment::{self as term, NotAssessedReason};
use domain::calendar::Day;
use domain::id::{EditionId, PointCode};
use serde::{Deserialize, Serialize};

use super::ids::{Ids, row};

/// What a value comes to, with the point interned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Outcome {
    /// A point, by number.
    Point(u16),
    /// No point, with the reason.
    NotAssessed(NotAssessedReason),
}

/// One value. Thirty-two bytes.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct ValueEntry {
    pub(crate) position: u32,
    /// Index of the pupil's value before this one in the same round, or [`NONE`].
    previous: u32,
    /// Position of the first event that strikes this value, or [`NONE`].
    pub(crate) struck: u32,
    pub(crate) on: Day,
    pub(crate) assessor: u32,
    /// The school unit where the assessment was made.
    pub(crate) school: u32,
    pub(crate) outcome: Outcome,
    /// By number; [`NO_EDITION`] for a value without point.
    pub(crate) edition: u16,
    pub(crate) outside: bool,
}

/// Stands for "no index" and "no position": positions are below it.
pub(crate) const NONE: u32 = u32::MAX;
/// Stands for "no edition".
pub(crate) const NO_EDITION: u16 = u16::MAX;

/// The effective result inside the population, with what is asked of it most: the entry itself is read
/// only where more is wanted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Effective<'a> {
    pub(crate) outcome: Outcome,
    /// By number; [`NO_EDITION`] for a value without point.
    pub(crate) edition: u16,
    pub(crate) entry: &'a ValueEntry,
}

/// The effective result of a pupil, settled when a value was recorded or struck. Sixteen bytes.
#[derive(Debug, Clone, Copy)]
struct Settled {
    /// The position that changed it last.
    last: u32,
    /// Index of the value, or [`NONE`].
    index: u32,
    outcome: Outcome,
    edition: u16,
}

impl Default for Settled {
    fn default() -> Self {
        let outcome = Outcome::NotAssessed(NotAssessedReason::Absent);
        Self { last: 0, index: NONE, outcome, edition: NO_EDITION }
    }
}

const _: () = assert!(size_of::<Settled>() == 16);

/// The values of one round.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct RoundValues {
    /// By pupil number: index of the newest value, or [`NONE`].
    heads: Vec<u32>,
    entries: Vec<ValueEntry>,
    /// By pupil number. Derived from the entries.
    #[serde(skip)]
    settled: Vec<Settled>,
    /// The position that changed any of them last.
    #[serde(skip)]
    last: u32,
}

impl RoundValues {
    /// The pupil's values below a size, newest first.
    pub(crate) fn of(&self, pupil: u32, limit: u32) -> impl Iterator<Item = &ValueEntry> {
        let mut next = self.heads.get(pupil as usize).copied().unwrap_or(NONE);
        std::iter::from_fn(move || {
            let entry = self.entries.get(next as usize)?;
            next = entry.previous;
            Some(entry)
        })
        .filter(move |entry| entry.position < limit)
    }

    /// The effective result: the latest recorded value that is not struck. Values recorded outside the
    /// population are passed over where the result is to count.
    pub(crate) fn effective(&self, pupil: u32, limit: u32, counting: bool) -> Option<&ValueEntry> {
        self.entries.get(self.effective_index(pupil, limit, counting) as usize)
    }

    /// Where it lies, or [`NONE`].
    fn effective_index(&self, pupil: u32, limit: u32, counting: bool) -> u32 {
        let mut next = self.heads.get(pupil as usize).copied().unwrap_or(NONE);
        while let Some(entry) = self.entries.get(next as usize) {
            let known = entry.position < limit;
            if known && entry.struck >= limit && !(counting && entry.outside) {
                break;
            }
            next = entry.previous;
        }
        next
    }

    /// Whether any value is recorded below a size.
    pub(crate) fn is_begun(&self, limit: u32) -> bool {
        self.entries.first().is_some_and(|entry| entry.position < limit)
    }

    /// Whether nothing has changed from a size on.
    pub(crate) fn is_settled(&self, limit: u32) -> bool {
        self.last < limit
    }

    /// The effective result inside the population: at a size above its last change as it is settled.
    pub(crate) fn counting(&self, pupil: u32, limit: u32) -> Option<Effective<'_>> {
        let settled = self.settled.get(pupil as usize)?;
        if settled.last < limit {
            let entry = self.entries.get(settled.index as usize)?;
            return Some(Effective { outcome: settled.outcome, edition: settled.edition, entry });
        }
        let entry = self.effective(pupil, limit, true)?;
        Some(Effective { outcome: entry.outcome, edition: entry.edition, entry })
    }

    /// The effective results inside the population of all pupils, in order of position.
    pub(crate) fn effective_ones(&self, limit: u32) -> impl Iterator<Item = &ValueEntry> {
        // Marked pupil by pupil and read in the order in which they lie: no values are sorted.
        let mut counts = vec![false; self.entries.len()];
        for (settled, pupil) in self.settled.iter().zip(0..) {
            let index = match settled.last < limit {
                true => settled.index,
                false => self.effective_index(pupil, limit, true),
            };
            if let Some(counts) = counts.get_mut(index as usize) {
                *counts = true;
            }
        }
        self.entries.iter().zip(counts).filter_map(|(entry, counts)| counts.then_some(entry))
    }

    fn push(&mut self, pupil: u32, mut entry: ValueEntry) {
        let index = pupil as usize;
        if self.heads.len() <= index {
            self.heads.resize(index + 1, NONE);
        }
        entry.previous = self.heads[index];
        self.heads[index] = u32::try_from(self.entries.len())
            .expect("fewer values than positions, which are 32 bits");
        self.entries.push(entry);
        self.settle(pupil, entry.position);
    }

    /// Settles what a pupil's values come to after the event at `last`.
    fn settle(&mut self, pupil: u32, last: u32) {
        // Of all that is recorded: no position reaches the limit.
        let index = self.effective_index(pupil, NONE, true);
        let settled = match self.entries.get(index as usize) {
            Some(&ValueEntry { outcome, edition, .. }) => Settled { last, index, outcome, edition },
            None => Settled { last, ..Settled::default() },
        };
        *row(&mut self.settled, pupil) = settled;
        self.last = self.last.max(last);
    }

    /// Rebuilds what is not saved.
    fn reindex(&mut self) {
        for pupil in 0..u32::try_from(self.heads.len()).unwrap_or(NONE) {
            let says = self.of(pupil, NONE).flat_map(|value| [value.position, value.struck]);
            if let Some(last) = says.filter(|position| *position != NONE).max() {
                self.settle(pupil, last);
            }
        }
    }

    /// The pupil's value written by the event at `position`.
    fn written_by(&mut self, pupil: u32, position: u32) -> Option<&mut ValueEntry> {
        let mut next = self.heads.get(pupil as usize).copied().unwrap_or(NONE);
        while let Some(entry) = self.entries.get(next as usize) {
            if entry.position == position {
                return self.entries.get_mut(next as usize);
            }
            next = entry.previous;
        }
        None
    }
}

/// The tables of results.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Values {
    /// By round number.
    pub(crate) rounds: Vec<RoundValues>,
    /// Position of a correction -> position of what it corrects.
    pub(crate) corrects: BTreeMap<u32, u32>,
}

impl Values {
    pub(crate) fn assessed(&mut self, ids: &mut Ids, at: u32, e: &term::ReadingAssessed) {
        let entry = ValueEntry {
            outcome: point(ids, e.point),
            edition: edition(ids, e.edition),
            outside: e.outside_population,
            ..blank(ids, at, &e.place, e.on, e.assessor)
        };
        self.push(ids, &e.place, entry);
    }

    pub(crate) fn not_assessed(&mut self, ids: &mut Ids, at: u32, e: &term::NotAssessed) {
        let entry = ValueEntry {
            outcome: Outcome::NotAssessed(e.reason),
            outside: e.outside_population,
            ..blank(ids, at, &e.place, e.on, e.assessor)
        };
        self.push(ids, &e.place, entry);
    }

    /// A correction stands inside or outside the population as what it corrects.
    pub(crate) fn corrected(&mut self, ids: &mut Ids, at: u32, e: &term::AssessmentCorrected) {
        let mut entry = blank(ids, at, &e.place, e.on, e.assessor);
        match e.outcome {
            term::Outcome::Point(code) => {
                entry.outcome = point(ids, code);
                entry.edition = edition(ids, e.edition);
            }
            term::Outcome::NotAssessed(reason) => entry.outcome = Outcome::NotAssessed(reason),
        }
        let of = u32::try_from(e.of.0).unwrap_or(NONE);
        entry.outside = self.written_by(ids, &e.place, of).is_some_and(|value| value.outside);
        self.corrects.insert(at, of);
        self.push(ids, &e.place, entry);
    }

    /// The first strike of a value counts; striking what is already struck changes nothing.
    pub(crate) fn struck(&mut self, ids: &mut Ids, at: u32, e: &term::AssessmentStruck) {
        let of = u32::try_from(e.of.0).unwrap_or(NONE);
        if let Some(value) = self.written_by(ids, &e.place, of)
            && value.struck == NONE
        {
            value.struck = at;
            self.settle(ids, &e.place, at);
        }
    }

    fn settle(&mut self, ids: &Ids, place: &term::Place, at: u32) {
        let place = ids.pupils.get(place.pupil).zip(ids.rounds.get(place.round));
        let Some((pupil, round)) = place else { return };
        if let Some(values) = self.rounds.get_mut(round as usize) {
            values.settle(pupil, at);
        }
    }

    /// Rebuilds what is not saved.
    pub(crate) fn reindex(&mut self) {
        self.rounds.iter_mut().for_each(RoundValues::reindex);
    }

    fn push(&mut self, ids: &mut Ids, place: &term::Place, entry: ValueEntry) {
        let pupil = ids.pupils.intern(place.pupil);
        row(&mut self.rounds, ids.rounds.intern(place.round)).push(pupil, entry);
    }

    fn written_by(&mut self, ids: &Ids, place: &term::Place, of: u32) -> Option<&mut ValueEntry> {
        let pupil = ids.pupils.get(place.pupil)?;
        let round = ids.rounds.get(place.round)?;
        self.rounds.get_mut(round as usize)?.written_by(pupil, of)
    }
}

/// The number of a point. An edition has at most 255 points, so their codes fit easily.
fn point(ids: &mut Ids, code: PointCode) -> Outcome {
    Outcome::Point(u16::try_from(ids.points.intern(code)).unwrap_or(u16::MAX))
}

fn edition(ids: &mut Ids, edition: EditionId) -> u16 {
    u16::try_from(ids.editions.intern(edition)).unwrap_or(NO_EDITION)
}

fn blank(
    ids: &mut Ids,
    position: u32,
    place: &term::Place,
    on: Day,
    assessor: domain::id::StaffId,
) -> ValueEntry {
    ValueEntry {
        position,
        previous: NONE,
        struck: NONE,
        on,
        assessor: ids.staff.intern(assessor),
        school: ids.schools.intern(place.school),
        outcome: Outcome::NotAssessed(NotAssessedReason::Absent),
        edition: NO_EDITION,
        outside: false,
    }
}
