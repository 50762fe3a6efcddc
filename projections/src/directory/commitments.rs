//! Commitments with their versions, and those in force on a date.

use domain::calendar::Day;
use domain::commitment::{CommitmentEvaluated, Level, Target, Terms};
use domain::id::{CommitmentId, Position, Size};
use serde::Serialize;

use super::position;
use crate::Facts;
use crate::facts::Happened;

/// One version of a commitment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Version {
    /// Its number, from 1.
    pub number: u16,
    /// What it promises.
    pub terms: Terms,
    /// The day of the decision; none: proposed only, not in force.
    pub adopted_on: Option<Day>,
    /// The event with its content.
    pub position: Position,
    /// The event that adopted it (the same as `position` for a revision).
    pub adopted: Option<Position>,
}

/// An evaluation as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evaluation {
    /// What was recorded.
    pub evaluation: CommitmentEvaluated,
    /// The event.
    pub position: Position,
}

/// A commitment with its history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Commitment {
    /// The commitment.
    pub commitment: CommitmentId,
    /// Whose.
    pub level: Level,
    /// All versions, in order of number.
    pub versions: Vec<Version>,
    /// Withdrawn for rounds from this day on.
    pub withdrawn_from: Option<Day>,
    /// The event of the withdrawal.
    pub withdrawn: Option<Position>,
    /// Evaluations, in order of position.
    pub evaluations: Vec<Evaluation>,
}

/// A version in force on a date, with the events that make it so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InForce {
    /// The commitment.
    pub commitment: CommitmentId,
    /// Whose.
    pub level: Level,
    /// The version.
    pub version: u16,
    /// What it promises.
    pub terms: Terms,
    /// The events behind it, in order.
    pub positions: Vec<Position>,
}

impl Commitment {
    /// The version in force for rounds with this census date: of the adopted versions valid from that
    /// day or before, the one with the highest number, unless it has ended or all is withdrawn.
    #[must_use]
    pub fn in_force(&self, day: Day) -> Option<&Version> {
        if self.withdrawn_from.is_some_and(|from| from <= day) {
            return None;
        }
        let adopted = self.versions.iter().filter(|v| v.adopted.is_some() && v.terms.valid_from <= day);
        let version = adopted.max_by_key(|version| version.number)?;
        version.terms.valid_to.is_none_or(|to| day < to).then_some(version)
    }

    /// A target of a version.
    #[must_use]
    pub fn target(&self, version: u16, number: u8) -> Option<&Target> {
        let version = self.versions.iter().find(|v| v.number == version)?;
        version.terms.targets.iter().find(|target| target.number == number)
    }

    fn take(&mut self, stored: u32, happened: &Happened) {
        let position = position(stored);
        match happened {
            Happened::Proposed(e) => self.versions.push(Version {
                number: 1,
                terms: e.terms.clone(),
                adopted_on: None,
                position,
                adopted: None,
            }),
            Happened::Adopted(e) => {
                if let Some(version) = self.versions.last_mut() {
                    version.adopted_on = Some(e.on);
                    version.adopted = Some(position);
                }
            }
            Happened::Revised(e) => self.versions.push(Version {
                number: e.version,
                terms: e.terms.clone(),
                adopted_on: Some(e.on),
                position,
                adopted: Some(position),
            }),
            Happened::Withdrawn(e) => {
                self.withdrawn_from = Some(e.from);
                self.withdrawn = Some(position);
            }
            Happened::Evaluated(e) => {
                self.evaluations.push(Evaluation { evaluation: e.clone(), position });
            }
        }
    }
}

/// Whose, as any event of a commitment says.
fn level(happened: &Happened) -> Level {
    match happened {
        Happened::Proposed(e) => e.level,
        Happened::Adopted(e) => e.level,
        Happened::Revised(e) => e.level,
        Happened::Withdrawn(e) => e.level,
        Happened::Evaluated(e) => e.level,
    }
}

impl Facts {
    /// All commitments, by id.
    #[must_use]
    pub fn commitments(&self, at: Size) -> Vec<Commitment> {
        self.commitments.rows.keys().filter_map(|id| self.commitment(*id, at)).collect()
    }

    /// A commitment with its history.
    #[must_use]
    pub fn commitment(&self, commitment: CommitmentId, at: Size) -> Option<Commitment> {
        let entries = self.commitments.rows.get(&commitment)?.before(self.limit(at));
        let mut found = Commitment {
            commitment,
            level: level(&entries.first()?.value),
            versions: Vec::new(),
            withdrawn_from: None,
            withdrawn: None,
            evaluations: Vec::new(),
        };
        for entry in entries {
            found.take(entry.position, &entry.value);
        }
        Some(found)
    }

    /// The versions in force for rounds with this census date, by commitment id.
    #[must_use]
    pub fn commitments_in_force(&self, census_date: Day, at: Size) -> Vec<InForce> {
        let in_force = |commitment: Commitment| {
            let version = commitment.in_force(census_date)?;
            let mut positions: Vec<Position> =
                [Some(version.position), version.adopted].into_iter().flatten().collect();
            positions.dedup();
            Some(InForce {
                commitment: commitment.commitment,
                level: commitment.level,
                version: version.number,
                terms: version.terms.clone(),
                positions,
            })
        };
        self.commitments(at).into_iter().filter_map(in_force).collect()
    }
}
