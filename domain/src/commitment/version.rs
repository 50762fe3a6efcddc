//! A commitment's versions, and which of them a round is held against.

use super::{CommitmentProposed, Terms};
use crate::calendar::Day;
use crate::event::{Event, Recorded};
use crate::id::Position;

/// A version of a commitment that was adopted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// 1 for what was first adopted.
    pub number: u16,
    /// Its content.
    pub terms: Terms,
    /// The day of the decision.
    pub decided: Day,
    /// The event that put it in force.
    pub position: Position,
    /// The first day on which it no longer holds: its own end, or the commitment's withdrawal where
    /// that comes before.
    pub ends: Option<Day>,
}

/// Every adopted version, in order of number. The events are those of *one* commitment, in order of
/// position; what is only proposed is no version yet.
#[must_use]
pub fn versions(history: &[Recorded]) -> Vec<Version> {
    let mut proposed: Option<&CommitmentProposed> = None;
    let mut versions: Vec<Version> = Vec::new();
    for recorded in history {
        let position = recorded.position;
        let mut add = |number, terms: &Terms, decided| {
            let (terms, ends) = (terms.clone(), terms.valid_to);
            versions.push(Version { number, terms, decided, position, ends });
        };
        match &recorded.event {
            Some(Event::CommitmentProposed(e)) => proposed = Some(e),
            Some(Event::CommitmentAdopted(e)) => {
                proposed.take().into_iter().for_each(|p| add(1, &p.terms, e.on));
            }
            Some(Event::CommitmentRevised(e)) => add(e.version, &e.terms, e.on),
            Some(Event::CommitmentLowered(e)) => add(e.version, &e.terms, e.on),
            Some(Event::CommitmentWithdrawn(e)) => {
                for version in &mut versions {
                    version.ends = Some(version.ends.map_or(e.from, |ends| ends.min(e.from)));
                }
            }
            _ => {}
        }
    }
    versions
}

/// The version in force on a round's census date: of those that have begun, the one that began last
/// (of the same day, the later version), unless it has ended. A version that has been replaced does
/// not come back when its successor ends.
#[must_use]
pub fn in_force(versions: &[Version], census_date: Day) -> Option<&Version> {
    let begun = versions.iter().filter(|version| version.terms.valid_from <= census_date);
    let last = begun.max_by_key(|version| (version.terms.valid_from, version.number));
    last.filter(|version| version.ends.is_none_or(|ends| census_date < ends))
}
