//! What one commit will hold, and who waits for it.

use super::{Prepared, Reply};
use crate::engine::Known;
use crate::errors::AppendError;
use crate::tree::CompletedTile;
use crate::types::{CommandId, Position, Query, Receipt};

/// The most events of a commit: bounds its memory and how long the first one waits.
const EVENTS_MAX: u64 = 16_384;
/// The most bytes of a commit.
const BYTES_MAX: usize = 16 << 20;

/// An append with its position and time.
pub(super) struct Staged {
    pub(super) append: Prepared,
    pub(super) receipt: Receipt,
}

/// Appends in the order in which they were taken.
pub(super) struct Batch {
    /// The first position that the batch may hold.
    first: u64,
    pub(super) staged: Vec<Staged>,
    pub(super) tiles: Vec<CompletedTile>,
    answers: Vec<(Reply, Result<Receipt, AppendError>)>,
    events: u64,
    bytes: usize,
}

impl Batch {
    pub(super) fn new(first: u64) -> Batch {
        let (staged, tiles, answers) = (Vec::new(), Vec::new(), Vec::new());
        Batch { first, staged, tiles, answers, events: 0, bytes: 0 }
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

    pub(super) fn answer(self) {
        for (reply, result) in self.answers {
            reply.send(result);
        }
    }

    /// The append that holds a position, and which of its events it is; `None` for a committed one.
    fn find(&self, at: Position) -> Option<(&Staged, usize)> {
        if at.0 < self.first {
            return None;
        }
        let after = self.staged.partition_point(|staged| staged.receipt.first <= at);
        let staged = self.staged.get(after.checked_sub(1)?)?;
        Some((staged, usize::try_from(at.0 - staged.receipt.first.0).ok()?))
    }

    /// Whether a staged event is meant by a query; `None` for a committed one.
    pub(super) fn matches(&self, at: Position, query: &Query) -> Option<bool> {
        let (staged, index) = self.find(at)?;
        let record = staged.append.records().nth(index)?;
        let matches = crate::engine::record_matches(record, query);
        Some(matches.expect("a record that was just made can be read"))
    }

    /// Whether a staged append is that of a command; `None` for a committed one.
    pub(super) fn known(&self, id: CommandId, first: Position) -> Option<Option<Known>> {
        let (staged, _) = self.find(first)?;
        let request_digest = staged.append.request_digest;
        let same = staged.append.command_id == id;
        Some(same.then_some(Known { receipt: staged.receipt, request_digest }))
    }
}
