//! The one writer: it drains a bounded queue and commits many appends at once.
//!
//! Two threads in a row, so that checking and hashing one batch goes on while the disk works on the
//! one before. The *writer* takes appends in order, checks each against what is committed, in flight
//! and staged before it, and gives positions and times. The *committer* ([`commit`]) inserts a
//! batch's records and whole tiles in one transaction, commits durably, makes it visible, answers.
//! Nothing is answered before its commit. A failed commit answers `Unknown` to its batch and to what
//! was staged upon it, and ends both, because what the disk holds is then unknown until the store is
//! opened again.

mod batch;
mod commit;
mod prepared;
mod queue;

pub(crate) use commit::Committer;
pub(crate) use prepared::{Pool, Prepared};
pub(crate) use queue::Queue;

use crate::engine::{Engine, Known};
use crate::errors::{AppendError, ReadError, StorageFault};
use crate::index::MemoryIndex;
use crate::record::Leaf;
use crate::segment::{Segment, offset_in};
use crate::tree::Tree;
use crate::types::{Position, Query, Receipt, RequestDigest};
use crate::volume::{Header, Volume, contained};
use batch::{Batch, Flying, Staged};
use queue::Next;
use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};

/// Who is told how an append ended.
pub(crate) type Answer = Box<dyn FnOnce(Result<Receipt, AppendError>) + Send>;

/// An append on its way through the queue.
pub(crate) struct Job {
    pub(crate) prepared: Prepared,
    pub(crate) reply: Reply,
}

/// Answers exactly once: also when the writer ends before it came to the append.
pub(crate) struct Reply {
    answer: Option<Answer>,
    /// Whether the append has become part of a batch: from then on, silence means unknown.
    staged: bool,
}

impl Reply {
    pub(crate) fn new(answer: Answer) -> Reply {
        Reply { answer: Some(answer), staged: false }
    }

    pub(crate) fn send(mut self, result: Result<Receipt, AppendError>) {
        if let Some(answer) = self.answer.take() {
            answer(result);
        }
    }

    /// Forgets the answer of an append that never entered the queue.
    pub(crate) fn disarm(mut self) {
        self.answer = None;
    }
}

impl Drop for Reply {
    fn drop(&mut self) {
        if let Some(answer) = self.answer.take() {
            answer(Err(if self.staged { AppendError::Unknown } else { AppendError::Ended }));
        }
    }
}

/// The writer has ended; why is logged, and every open append has been answered.
struct End;

/// The writer thread's state.
pub(crate) struct Writer {
    engine: Arc<Engine>,
    queue: Arc<Queue>,
    committer: SyncSender<Batch>,
    segment: Arc<Segment>,
    /// The tree with what is staged.
    tree: Tree,
    recorded_at: u64,
    batch: Batch,
    /// What the committer was given last; its events may not be readable from the volume yet.
    flying: Flying,
}

impl Writer {
    /// The writer of a log and the committer it hands over to.
    pub(crate) fn new(engine: &Arc<Engine>, queue: &Arc<Queue>) -> (Writer, Committer) {
        // One place: the writer hands over only to a committer that waits.
        let (sender, receiver) = sync_channel(1);
        let committer = Committer::new(Arc::clone(engine), Arc::clone(queue), receiver);
        let (segment, tree) = (engine.last_segment(), engine.tree());
        let recorded_at = engine.recorded_at();
        let batch = Batch::new(tree.size());
        let (engine, queue) = (Arc::clone(engine), Arc::clone(queue));
        let writer = Writer {
            engine,
            queue,
            committer: sender,
            segment,
            tree,
            recorded_at,
            batch,
            flying: Flying::default(),
        };
        (writer, committer)
    }

    /// Works until the queue is closed and empty, or a commit fails.
    pub(crate) fn run(mut self) {
        if self.work().is_err() {
            self.engine.fail();
            self.queue.end();
        }
    }

    fn work(&mut self) -> Result<(), End> {
        let mut taken = VecDeque::new();
        loop {
            while !self.batch.is_large()
                && let Some(job) = taken.pop_front()
            {
                self.take(job)?;
            }
            match self.queue.next(!self.batch.is_empty(), self.batch.is_large(), &mut taken) {
                Next::Stage => {}
                Next::HandOver => self.hand_over()?,
                Next::End => return Ok(()),
            }
        }
    }

    /// Checks an append and stages it, or notes its answer for after the commit.
    fn take(&mut self, job: Job) -> Result<(), End> {
        let Job { prepared, reply } = job;
        match self.check(&prepared) {
            Ok(None) => {
                self.make_room(prepared.len())?;
                self.stage(prepared, reply);
            }
            // Also a refusal may hang on an append that is not committed yet, so it waits for it.
            Ok(Some(receipt)) => self.batch.answer_later(reply, Ok(receipt)),
            Err(error) => self.batch.answer_later(reply, Err(error)),
        }
        Ok(())
    }

    /// The receipt of an earlier append of the same command; an error where the append must not be.
    fn check(&self, append: &Prepared) -> Result<Option<Receipt>, AppendError> {
        // What stood below `checked` the caller has looked at; only what came since is left.
        let (checked, size) = (append.checked.0, self.tree.size());
        if checked == size {
            return Ok(None);
        }
        if let Some(known) = self.known(append, checked..size).map_err(AppendError::Read)? {
            return known.answer_to(append.request_digest).map(Some);
        }
        let Some(boundary) = &append.boundary else { return Ok(None) };
        let range = checked.max(boundary.boundary.since.0)..size;
        let query = &boundary.boundary.query;
        let blocking = self.engine.first_in_the_way(boundary, range, |at| self.is_meant(query, at));
        match blocking.map_err(AppendError::Read)? {
            Some(at) => Err(AppendError::Blocked { at }),
            None => Ok(None),
        }
    }

    /// An append that is not committed yet, and which of its events stands at a position.
    fn uncommitted(&self, at: Position) -> Option<(&Staged, usize)> {
        self.batch.find(at).or_else(|| self.flying.find(at))
    }

    fn is_meant(&self, query: &Query, at: Position) -> Result<bool, ReadError> {
        match self.uncommitted(at) {
            Some((staged, index)) => Ok(staged.matches(index, query)),
            None => self.engine.is_meant(query, at),
        }
    }

    fn known(&self, append: &Prepared, range: Range<u64>) -> Result<Option<Known>, ReadError> {
        for (first, count) in self.engine.command_candidates(append.command_key, range)? {
            let known = match self.uncommitted(first) {
                Some((staged, _)) => staged.known(append.command_id),
                None => self.engine.known_at(append.command_id, first, count)?,
            };
            if known.is_some() {
                return Ok(known);
            }
        }
        Ok(None)
    }

    /// Rolls to a new volume where the append does not fit into this one. An append greater than a
    /// whole volume has one of its own.
    fn make_room(&mut self, events: usize) -> Result<(), End> {
        let used = self.tree.size() - self.segment.first().0;
        if used == 0 || used + events as u64 <= self.engine.metadata.volume_capacity {
            return Ok(());
        }
        // The new volume must never be there before all that it follows: both are separate files.
        self.wait_idle()?;
        if !self.batch.is_empty() {
            self.queue.take_idle();
            self.hand_over()?;
            self.wait_idle()?;
        }
        let header = Header {
            store_id: self.engine.metadata.id,
            first: Position(self.tree.size()),
            root: self.tree.root(),
        };
        let made = contained(|| {
            Volume::create(self.engine.directory.as_ref(), header, self.engine.cache.open)
        });
        let volume = made.map_err(|fault| ended("a new volume could not be made", &fault))?;
        let segment = Segment::in_memory(volume, MemoryIndex::default());
        self.segment = self.engine.push_segment(segment);
        Ok(())
    }

    fn wait_idle(&self) -> Result<(), End> {
        if self.queue.wait_idle() { Ok(()) } else { Err(End) }
    }

    /// Gives positions and time, and shows the events to the appends that follow.
    fn stage(&mut self, mut append: Prepared, mut reply: Reply) {
        let now = append.moment.unwrap_or_else(|| self.engine.world.now_us());
        self.recorded_at = self.recorded_at.max(now);
        let first = Position(self.tree.size());
        for record in append.records_mut() {
            let leaf = Leaf::stamp(record, Position(self.tree.size()), self.recorded_at);
            self.tree.push(leaf, |tile| self.batch.tiles.push(tile));
        }
        let offset = offset_in(self.segment.first(), first);
        self.segment.extend_index(|index| append.add_to(index, offset));
        let receipt = Receipt { first, count: append.count(), recorded_at: self.recorded_at };
        reply.staged = true;
        self.batch.push(Staged { append, receipt }, reply);
    }

    /// Gives the committer, which waits, what is staged.
    fn hand_over(&mut self) -> Result<(), End> {
        let mut batch = std::mem::replace(&mut self.batch, Batch::new(self.tree.size()));
        let flying = batch.seal(&self.segment, &self.tree, self.recorded_at);
        // The committer is done with the batch before: its buffers serve again.
        std::mem::replace(&mut self.flying, flying).recycle(&self.engine.pool);
        self.committer.send(batch).map_err(|_| End)
    }
}

fn ended(what: &'static str, fault: &StorageFault) -> End {
    tracing::error!(error = fault as &dyn std::error::Error, "the log has ended: {what}");
    End
}

impl Known {
    /// The receipt, if the request is the same one.
    pub(crate) fn answer_to(&self, digest: RequestDigest) -> Result<Receipt, AppendError> {
        if self.request_digest == digest {
            Ok(self.receipt)
        } else {
            Err(AppendError::DigestMismatch { first: self.receipt.first })
        }
    }
}
