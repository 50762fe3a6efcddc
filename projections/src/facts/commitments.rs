//! Commitments: everything that happened to each.

use std::collections::BTreeMap;

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
