//! Commitments: everything that happened to each.

use std::collections::BTreeMap;

use domain::Event;
use domain::commitment as term;
use domain::id::CommitmentId;
use serde::{Deserialize, Serialize};

use super::history::History;

/// What happened to a commitment.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Happened {
    Proposed(term::CommitmentProposed),
    Adopted(term::CommitmentAdopted),
    Revised(term::CommitmentRevised),
    Withdrawn(term::CommitmentWithdrawn),
    Evaluated(term::CommitmentEvaluated),
}

impl Happened {
    /// Whose commitment, as every event of it says.
    pub(crate) fn level(&self) -> term::Level {
        match self {
            Self::Proposed(e) => e.level,
            Self::Adopted(e) => e.level,
            Self::Revised(e) => e.level,
            Self::Withdrawn(e) => e.level,
            Self::Evaluated(e) => e.level,
        }
    }

    /// The event itself.
    pub(crate) fn event(&self) -> Event {
        match self {
            Self::Proposed(e) => e.clone().into(),
            Self::Adopted(e) => e.clone().into(),
            Self::Revised(e) => e.clone().into(),
            Self::Withdrawn(e) => e.clone().into(),
            Self::Evaluated(e) => e.clone().into(),
        }
    }
}

/// The table of commitments.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Commitments {
    pub(crate) rows: BTreeMap<CommitmentId, History<Happened>>,
}

impl Commitments {
    pub(crate) fn push(&mut self, at: u32, commitment: CommitmentId, happened: Happened) {
        self.rows.entry(commitment).or_default().push(at, happened);
    }
}
