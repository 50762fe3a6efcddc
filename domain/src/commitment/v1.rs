//! Events as they were first recorded. Frozen: what is in a record is read by these.

use serde::Deserialize;

use super::Level;
use crate::calendar::Day;
use crate::commitment;
use crate::id::CommitmentId;

/// [`commitment::CommitmentProposed`] before commitments named the right they serve.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct CommitmentProposed {
    /// The commitment.
    pub commitment: CommitmentId,
    /// Whose.
    pub level: Level,
    /// Version 1.
    pub terms: commitment::Terms,
}

impl From<CommitmentProposed> for commitment::CommitmentProposed {
    fn from(old: CommitmentProposed) -> Self {
        let CommitmentProposed { commitment, level, terms } = old;
        Self { commitment, level, terms, serves: None }
    }
}

/// [`commitment::CommitmentAdopted`] before adoption named the committee's decision.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct CommitmentAdopted {
    /// The commitment.
    pub commitment: CommitmentId,
    /// Whose.
    pub level: Level,
    /// The day of the decision.
    pub on: Day,
}

impl From<CommitmentAdopted> for commitment::CommitmentAdopted {
    fn from(old: CommitmentAdopted) -> Self {
        let CommitmentAdopted { commitment, level, on } = old;
        Self { commitment, level, on, decision: None }
    }
}

/// [`commitment::CommitmentWithdrawn`] before withdrawal named the committee's decision.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct CommitmentWithdrawn {
    /// The commitment.
    pub commitment: CommitmentId,
    /// Whose.
    pub level: Level,
    /// From which day.
    pub from: Day,
}

impl From<CommitmentWithdrawn> for commitment::CommitmentWithdrawn {
    fn from(old: CommitmentWithdrawn) -> Self {
        let CommitmentWithdrawn { commitment, level, from } = old;
        Self { commitment, level, from, decision: None }
    }
}

/// [`commitment::CommitmentRevised`] before revision named the committee's decision.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct CommitmentRevised {
    /// The commitment.
    pub commitment: CommitmentId,
    /// Whose.
    pub level: Level,
    /// The version.
    pub version: u16,
    /// Its content.
    pub terms: commitment::Terms,
    /// The day of the decision.
    pub on: Day,
}

impl From<CommitmentRevised> for commitment::CommitmentRevised {
    fn from(old: CommitmentRevised) -> Self {
        let CommitmentRevised { commitment, level, version, terms, on } = old;
        Self { commitment, level, version, terms, on, decision: None }
    }
}
