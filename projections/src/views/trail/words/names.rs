//! What public things are called in a sentence: school units, districts, committees and rounds by name,
//! as known when the event was recorded; or by their codes, where a program reads the sentence.

use domain::calendar::Day;
use domain::id::{
    CommitteeId, DEFAULT_INSTRUMENT, DistrictId, Position, RoundId, SchoolUnitCode, Size,
};

use super::Words;
use crate::Facts;

/// The occasions that every municipality has: code, Swedish, English.
const OCCASIONS: [(&str, &str, &str); 4] = [
    ("september", "september", "September"),
    ("december", "december", "December"),
    ("february", "februari", "February"),
    ("may", "maj", "May"),
];

/// How public things are called.
#[derive(Clone, Copy)]
pub(crate) struct Names<'a> {
    known: Option<Known<'a>>,
}

#[derive(Clone, Copy)]
struct Known<'a> {
    facts: &'a Facts,
    day: Day,
    at: Size,
}

impl<'a> Names<'a> {
    /// By their codes.
    pub(crate) const CODES: Self = Self { known: None };

    /// By the names they had when the event at a position was recorded, as known just before it.
    pub(crate) fn at(facts: &'a Facts, position: Position) -> Self {
        let day = facts.recorded_at(position).map(|at| at.day());
        Self { known: day.map(|day| Known { facts, day, at: Size(position.0) }) }
    }

    /// A school unit. One of which no name is known keeps its code.
    pub(super) fn school(&self, code: SchoolUnitCode) -> String {
        let found = self.known.and_then(|known| known.facts.school(code, known.day, known.at));
        found.map_or_else(|| code.to_string(), |school| school.name)
    }

    /// A committee.
    pub(super) fn committee(&self, id: CommitteeId) -> String {
        let found = self.known.and_then(|known| known.facts.committee(id, known.at));
        found.map_or_else(|| id.to_string(), |committee| committee.name)
    }

    /// A district. Swedish names of districts say themselves what they are.
    pub(super) fn district(&self, id: DistrictId) -> Words {
        let found = self.known.and_then(|known| known.facts.district(id, known.at));
        match found {
            Some(found) => (found.name.clone(), format!("the district {}", found.name)),
            None => (format!("kommundelen {id}"), format!("the district {id}")),
        }
    }

    /// A round: `decemberomgången 2025/26`. An occasion of a municipality's own keeps its code.
    pub(super) fn round(&self, round: RoundId) -> Words {
        if self.known.is_none() {
            return (format!("omgången {round}"), format!("the round {round}"));
        }
        let (year, code) = (round.year, round.occasion.as_str());
        let mut known = OCCASIONS.iter();
        let (sv, en) = match known.find(|(occasion, ..)| *occasion == code) {
            Some((_, sv, en)) => (format!("{sv}omgången {year}"), format!("the {en} round {year}")),
            None => (format!("omgången {code} {year}"), format!("the round {code} {year}")),
        };
        if round.instrument.as_str() == DEFAULT_INSTRUMENT {
            return (sv, en);
        }
        (format!("{sv} ({})", round.instrument), format!("{en} ({})", round.instrument))
    }
}

/// With capital first letters: for the beginning of a sentence.
pub(super) fn capital((sv, en): Words) -> Words {
    let one = |text: String| {
        let mut letters = text.chars();
        let first = letters.next().map(|first| first.to_uppercase().chain(letters).collect());
        first.unwrap_or_default()
    };
    (one(sv), one(en))
}
