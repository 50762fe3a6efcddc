//! What pupils have a right to know, and how it is assessed: in force, to come, and before. Open to all.

use std::collections::BTreeMap;

use domain::Event;
use domain::calendar::Day;
use domain::event::code;
use domain::id::{CommitmentId, Instrument, Position, RightId, Size};
use domain::knowledge::{AssessmentSystemDescribed, KnowledgeRightDefined};
use serde::Serialize;

use crate::Facts;

/// One version with the days on which it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Versioned<T> {
    /// What it says.
    #[serde(flatten)]
    pub content: T,
    /// The first day on which another version holds instead, where there is one.
    pub ends: Option<Day>,
    /// The event.
    pub position: Position,
}

/// A right through its versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Right {
    /// The right.
    pub right: RightId,
    /// The version in force on the day.
    pub in_force: Option<Versioned<KnowledgeRightDefined>>,
    /// Versions that hold from a later day.
    pub to_come: Vec<Versioned<KnowledgeRightDefined>>,
    /// Versions that held before, newest first.
    pub former: Vec<Versioned<KnowledgeRightDefined>>,
    /// The commitments that serve it, by id.
    pub served_by: Vec<CommitmentId>,
}

/// The public description of an instrument's assessment through its versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct AssessmentSystem {
    /// The instrument.
    pub instrument: Instrument,
    /// The version in force on the day.
    pub in_force: Option<Versioned<AssessmentSystemDescribed>>,
    /// Versions that hold from a later day.
    pub to_come: Vec<Versioned<AssessmentSystemDescribed>>,
    /// Versions that held before, newest first.
    pub former: Vec<Versioned<AssessmentSystemDescribed>>,
}

/// All rights and descriptions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Knowledge {
    /// The day for which they are told.
    pub day: Day,
    /// The state of the record; left out for someone who has not signed in, whom how much the record
    /// holds does not concern.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Size>,
    /// The rights, by code.
    pub rights: Vec<Right>,
    /// The descriptions, by instrument.
    pub systems: Vec<AssessmentSystem>,
}

/// A text that holds from a day until a later version takes its place.
trait Version {
    /// Its number and first day.
    fn order(&self) -> (Day, u16);
}

impl Version for KnowledgeRightDefined {
    fn order(&self) -> (Day, u16) {
        (self.valid_from, self.version)
    }
}

impl Version for AssessmentSystemDescribed {
    fn order(&self) -> (Day, u16) {
        (self.valid_from, self.version)
    }
}

/// Versions by what they are to a day.
struct Sorted<T> {
    in_force: Option<Versioned<T>>,
    to_come: Vec<Versioned<T>>,
    former: Vec<Versioned<T>>,
}

/// The rights and descriptions as of a size, told for a day.
#[must_use]
pub fn knowledge(facts: &Facts, day: Day, at: Size) -> Knowledge {
    let mut rights: BTreeMap<RightId, Vec<(Position, KnowledgeRightDefined)>> = BTreeMap::new();
    let mut systems: BTreeMap<Instrument, Vec<(Position, AssessmentSystemDescribed)>> =
        BTreeMap::new();
    let codes = [code::KnowledgeRightDefined, code::AssessmentSystemDescribed];
    for said in facts.ledger_all(&codes, at) {
        let position = said.position;
        match said.event {
            Event::KnowledgeRightDefined(e) => {
                rights.entry(e.right).or_default().push((position, e));
            }
            Event::AssessmentSystemDescribed(e) => {
                systems.entry(e.instrument).or_default().push((position, e));
            }
            _ => {}
        }
    }
    let mut served: BTreeMap<RightId, Vec<CommitmentId>> = BTreeMap::new();
    for commitment in facts.commitments(at) {
        if let Some(right) = commitment.serves {
            served.entry(right).or_default().push(commitment.commitment);
        }
    }
    let rights = rights.into_iter().map(|(right, versions)| {
        let Sorted { in_force, to_come, former } = sorted(versions, day);
        let served_by = served.remove(&right).unwrap_or_default();
        Right { right, in_force, to_come, former, served_by }
    });
    let rights = rights.collect();
    let systems = systems.into_iter().map(|(instrument, versions)| {
        let Sorted { in_force, to_come, former } = sorted(versions, day);
        AssessmentSystem { instrument, in_force, to_come, former }
    });
    let as_of = Some(Size(at.0.min(facts.size().0)));
    Knowledge { day, as_of, rights, systems: systems.collect() }
}

/// In force on a day is the version with the latest first day not after it; of the same day, the later
/// version.
fn sorted<T: Version>(mut versions: Vec<(Position, T)>, day: Day) -> Sorted<T> {
    versions.sort_by_key(|(position, version)| (version.order(), *position));
    let begins: Vec<Day> = versions.iter().map(|(_, version)| version.order().0).collect();
    let mut sorted = Sorted { in_force: None, to_come: Vec::new(), former: Vec::new() };
    for (n, (position, content)) in versions.into_iter().enumerate() {
        let ends = begins.get(n + 1).copied();
        let version = Versioned { ends, position, content };
        match begins[n] {
            from if from > day => sorted.to_come.push(version),
            _ => sorted.former.extend(sorted.in_force.replace(version)),
        }
    }
    sorted.former.reverse();
    sorted
}
