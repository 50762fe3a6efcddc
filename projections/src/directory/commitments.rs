//! Commitments with their versions, and those in force on a date.

use domain::Recorded;
use domain::calendar::{Day, Instant};
use domain::commitment::{self, CommitmentEvaluated, Level, Target, Terms};
use domain::id::{CommitmentId, DecisionId, Position, RightId, Size};
use serde::Serialize;

use super::position;
use crate::Facts;
use crate::facts::{Entry, Happened};

/// One version of a commitment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
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
    /// The first day on which it no longer holds: its own end, or the withdrawal where that comes
    /// before.
    pub ends: Option<Day>,
    /// The committee's decision behind it, where the record names one.
    pub decision: Option<DecisionId>,
    /// Whether it asks for less than the version before.
    pub lowered: bool,
}

/// An evaluation as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Evaluation {
    /// What was recorded.
    pub evaluation: CommitmentEvaluated,
    /// The event.
    pub position: Position,
}

/// A commitment with its history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Commitment {
    /// The commitment.
    pub commitment: CommitmentId,
    /// Whose.
    pub level: Level,
    /// The knowledge right it serves; none where the record names none.
    pub serves: Option<RightId>,
    /// All versions, in order of number.
    pub versions: Vec<Version>,
    /// Withdrawn for rounds from this day on.
    pub withdrawn_from: Option<Day>,
    /// The event of the withdrawal.
    pub withdrawn: Option<Position>,
    /// Evaluations, in order of position.
    pub evaluations: Vec<Evaluation>,
    /// The adopted versions as the domain folds them, by which it settles what is in force.
    #[serde(skip)]
    in_force: Vec<commitment::Version>,
}

/// A version in force on a date, with the events that make it so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
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

impl Version {
    /// The events behind it: its content, and its adoption where that is another event.
    #[must_use]
    pub fn positions(&self) -> Vec<Position> {
        let mut positions: Vec<Position> =
            [Some(self.position), self.adopted].into_iter().flatten().collect();
        positions.dedup();
        positions
    }
}

impl Commitment {
    /// The version in force for rounds with this census date: of those that have begun, the one that
    /// began last (of the same day, the later version), unless it has ended
    /// ([`domain::commitment::in_force`]).
    #[must_use]
    pub fn in_force(&self, census_date: Day) -> Option<&Version> {
        let found = commitment::in_force(&self.in_force, census_date)?;
        self.versions.iter().find(|version| version.adopted == Some(found.position))
    }

    /// A target of a version.
    #[must_use]
    pub fn target(&self, version: u16, number: u8) -> Option<&Target> {
        let version = self.versions.iter().find(|v| v.number == version)?;
        version.terms.targets.iter().find(|target| target.number == number)
    }
}

/// The entries as the domain folds them.
fn recorded(entries: &[Entry<Happened>]) -> Vec<Recorded> {
    let record = |entry: &Entry<Happened>| Recorded {
        position: position(entry.position),
        at: Instant::default(),
        actor: None,
        event: Some(entry.value.event()),
    };
    entries.iter().map(record).collect()
}

/// All versions: the adopted ones, and before them a proposal that is not adopted.
fn versions(entries: &[Entry<Happened>], adopted: &[commitment::Version]) -> Vec<Version> {
    let proposal = entries.iter().rev().find_map(|entry| match &entry.value {
        Happened::Proposed(e) => Some((position(entry.position), &e.terms)),
        _ => None,
    });
    let mut versions: Vec<Version> =
        adopted.iter().map(|version| adopted_version(entries, version)).collect();
    let Some((proposed, terms)) = proposal else { return versions };
    match versions.iter_mut().find(|version| version.number == 1) {
        Some(first) => first.position = proposed,
        None => versions.insert(0, proposed_version(proposed, terms.clone())),
    }
    versions
}

/// A version with what its own event says beside its content.
fn adopted_version(entries: &[Entry<Happened>], version: &commitment::Version) -> Version {
    let own = entries.iter().find(|entry| position(entry.position) == version.position);
    let (decision, lowered) = match own.map(|entry| &entry.value) {
        Some(Happened::Adopted(e)) => (e.decision, false),
        Some(Happened::Lowered(e)) => (Some(e.decision), true),
        _ => (None, false),
    };
    Version {
        number: version.number,
        terms: version.terms.clone(),
        adopted_on: Some(version.decided),
        position: version.position,
        adopted: Some(version.position),
        ends: version.ends,
        decision,
        lowered,
    }
}

fn proposed_version(position: Position, terms: Terms) -> Version {
    let ends = terms.valid_to;
    Version {
        number: 1,
        terms,
        adopted_on: None,
        position,
        adopted: None,
        ends,
        decision: None,
        lowered: false,
    }
}

/// The right that the last proposal names.
fn serves(entries: &[Entry<Happened>]) -> Option<RightId> {
    entries.iter().rev().find_map(|entry| match &entry.value {
        Happened::Proposed(e) => Some(e.serves),
        _ => None,
    })?
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
        let level = entries.first()?.value.level();
        let in_force = commitment::versions(&recorded(entries));
        let withdrawal = entries.iter().rev().find_map(|entry| match &entry.value {
            Happened::Withdrawn(e) => Some((e.from, position(entry.position))),
            _ => None,
        });
        let (withdrawn_from, withdrawn) = withdrawal.unzip();
        let evaluations = entries.iter().filter_map(|entry| match &entry.value {
            Happened::Evaluated(e) => {
                Some(Evaluation { evaluation: e.clone(), position: position(entry.position) })
            }
            _ => None,
        });
        Some(Commitment {
            commitment,
            level,
            serves: serves(entries),
            versions: versions(entries, &in_force),
            withdrawn_from,
            withdrawn,
            evaluations: evaluations.collect(),
            in_force,
        })
    }

    /// The versions in force for rounds with this census date, by commitment id.
    #[must_use]
    pub fn commitments_in_force(&self, census_date: Day, at: Size) -> Vec<InForce> {
        self.in_force_where(census_date, at, |_| true)
    }

    /// Those of them whose level is wanted. A municipality has hundreds of schools' commitments: the
    /// others are not looked at further.
    pub(crate) fn in_force_where(
        &self,
        census_date: Day,
        at: Size,
        wanted: impl Fn(Level) -> bool,
    ) -> Vec<InForce> {
        let limit = self.limit(at);
        let rows = self.commitments.rows.iter();
        let wanted = rows.filter(|(_, history)| {
            history.first(limit).is_some_and(|entry| wanted(entry.value.level()))
        });
        let commitments = wanted.filter_map(|(id, _)| self.commitment(*id, at));
        commitments.filter_map(|commitment| in_force(&commitment, census_date)).collect()
    }
}

fn in_force(commitment: &Commitment, census_date: Day) -> Option<InForce> {
    let version = commitment.in_force(census_date)?;
    Some(InForce {
        commitment: commitment.commitment,
        level: commitment.level,
        version: version.number,
        terms: version.terms.clone(),
        positions: version.positions(),
    })
}
