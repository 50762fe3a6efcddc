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
    Lowered(term::CommitmentLowered),
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
            Self::Lowered(e) => e.level,
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
            Self::Lowered(e) => e.clone().into(),
        }
    }
}

impl History<Happened> {
    /// The last event below a size that settles what is promised.
    pub(crate) fn settled(&self, limit: u32) -> Option<u32> {
        let mut entries = self.before(limit).iter().rev();
        let settles = |happened: &Happened| {
            !matches!(happened, Happened::Proposed(_) | Happened::Evaluated(_))
        };
        entries.find(|entry| settles(&entry.value)).map(|entry| entry.position)
    }
}

/// The table of commitments.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Commitments {
    pub(crate) rows: BTreeMap<CommitmentId, History<Happened>>,
}

impl Commitments {
    fn push(&mut self, at: u32, commitment: CommitmentId, happened: Happened) {
        self.rows.entry(commitment).or_default().push(at, happened);
    }

    /// What an event says of a commitment.
    pub(crate) fn happened(&mut self, at: u32, event: &Event) {
        let (commitment, happened) = match event {
            Event::CommitmentProposed(e) => (e.commitment, Happened::Proposed(e.clone())),
            Event::CommitmentAdopted(e) => (e.commitment, Happened::Adopted(e.clone())),
            Event::CommitmentRevised(e) => (e.commitment, Happened::Revised(e.clone())),
            Event::CommitmentLowered(e) => (e.commitment, Happened::Lowered(e.clone())),
            Event::CommitmentWithdrawn(e) => (e.commitment, Happened::Withdrawn(e.clone())),
            Event::CommitmentEvaluated(e) => (e.commitment, Happened::Evaluated(e.clone())),
            _ => return,
        };
        self.push(at, commitment, happened);
    }
}
