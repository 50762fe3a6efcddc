//! What one commit will hold, and who waits for it.

use super::{Pool, Prepared, Reply};
use crate::engine::{Known, record_matches};
use crate::errors::AppendError;
use crate::segment::Segment;
use crate::tree::{CompletedTile, Tree};
use crate::types::{CommandId, Position, Query, Receipt};
use std::sync::Arc;

/// The most events of a commit: bounds its memory and how long the first one waits.
const EVENTS_MAX: u64 = 16_384;
/// The most bytes of a commit.
const BYTES_MAX: usize = 16 << 20;

/// An append with its position and time.
pub(super) struct Staged {
    pub(super) append: Prepared,
    pub(super) receipt: Receipt,
}

impl Staged {
    /// Whether one of its events is meant by a query.
    pub(super) fn matches(&self, index: usize, query: &Query) -> bool {
        let record = self.append.records().nth(index);
        record.is_some_and(|record| {
            record_matches(record, query).expect("a record that was just made can be read")
        })
    }

    /// What is known of a command, if this is its append.
    pub(super) fn known(&self, id: CommandId) -> Option<Known> {
        let request_digest = self.append.request_digest;
        (self.append.command_id == id).then_some(Known { receipt: self.receipt, request_digest })
    }
}

/// Appends in the order in which they were taken.
pub(super) struct Batch {
    staged: Vec<Staged>,
    pub(super) tiles: Vec<CompletedTile>,
    answers: Vec<(Reply, Result<Receipt, AppendError>)>,
    /// The first position that the batch may hold.
    first: u64,
    events: u64,
    bytes: usize,
    sealed: Option<Sealed>,
}

/// What the committer needs of a batch that takes no more appends.
pub(super) struct Sealed {
    pub(super) staged: Arc<Vec<Staged>>,
    pub(super) segment: Arc<Segment>,
    pub(super) tree: Tree,
    pub(super) recorded_at: u64,
}

impl Batch {
    pub(super) fn new(first: u64) -> Batch {
        Batch {
            staged: Vec::new(),
            tiles: Vec::new(),
            answers: Vec::new(),
            first,
            events: 0,
            bytes: 0,
            sealed: None,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.answers.is_empty()
    }

    pub(super) fn is_large(&self) -> bool {
        self.events >= EVENTS_MAX || self.bytes >= BYTES_MAX
    }

    pub(super) fn push(&mut self, staged: Staged, reply: Reply) {
        self.events += u64::from(staged.receipt.count);
        self.bytes += staged.append.bytes();
        self.answers.push((reply, Ok(staged.receipt)));
        self.staged.push(staged);
    }

    /// Keeps an answer back until the commit, on which it may hang.
    pub(super) fn answer_later(&mut self, mut reply: Reply, result: Result<Receipt, AppendError>) {
        reply.staged = true;
        self.answers.push((reply, result));
    }

    pub(super) fn find(&self, at: Position) -> Option<(&Staged, usize)> {
        find(self.first, &self.staged, at)
    }

    /// Ends the batch for the committer; what the writer keeps to look things up in.
    pub(super) fn seal(&mut self, segment: &Arc<Segment>, tree: &Tree, recorded_at: u64) -> Flying {
        let staged = Arc::new(std::mem::take(&mut self.staged));
        self.sealed = Some(Sealed {
            staged: Arc::clone(&staged),
            segment: Arc::clone(segment),
            tree: tree.clone(),
            recorded_at,
        });
        Flying { first: self.first, staged }
    }

    pub(super) fn sealed(&self) -> Option<&Sealed> {
        self.sealed.as_ref()
    }

    /// Answers everyone, after the commit. The staged appends are let go of first, so that the
    /// writer can use their buffers again.
    pub(super) fn answer(self) {
        let Batch { answers, sealed, .. } = self;
        drop(sealed);
        for (reply, result) in answers {
            reply.send(result);
        }
    }
}

/// The staged appends of the batch that the committer was given last.
#[derive(Default)]
pub(super) struct Flying {
    first: u64,
    staged: Arc<Vec<Staged>>,
}

impl Flying {
    pub(super) fn find(&self, at: Position) -> Option<(&Staged, usize)> {
        find(self.first, &self.staged, at)
    }

    /// Gives the buffers back.
    pub(super) fn recycle(self, pool: &Pool) {
        if let Ok(staged) = Arc::try_unwrap(self.staged) {
            pool.put(staged.into_iter().map(|staged| staged.append));
        }
    }
}

/// The append that holds a position, and which of its events it is.
fn find(first: u64, staged: &[Staged], at: Position) -> Option<(&Staged, usize)> {
    if at.0 < first {
        return None;
    }
    let after = staged.partition_point(|staged| staged.receipt.first <= at);
    let staged = staged.get(after.checked_sub(1)?)?;
    let index = usize::try_from(at.0 - staged.receipt.first.0).ok()?;
    (index < staged.append.len()).then_some((staged, index))
}
