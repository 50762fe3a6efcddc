//! The one writer: a thread that drains a bounded queue and commits many appends at once.
//!
//! For each batch: check every append in order against what is committed and what the batch holds
//! already; give positions and times; insert records and whole tiles; commit durably; make it
//! visible; answer. Nothing is answered before the commit. A failed commit answers `Unknown` and
//! ends the writer, because what the disk holds is then unknown until the store is opened again.

mod batch;
mod prepared;

pub(crate) use prepared::Prepared;

use crate::engine::{Engine, Known};
use crate::errors::{AppendError, ReadError, StorageFault};
use crate::index::MemoryIndex;
use crate::segment::{Segment, offset_in};
use crate::tree::Tree;
use crate::types::{Position, Receipt};
use crate::volume::{EVENTS, Header, TILES, Volume, contained, tile_key};
use batch::{Batch, Staged};
use std::sync::Arc;
use std::sync::mpsc::Receiver;

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

    /// Takes the answer back from an append that never entered the queue.
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
    segment: Arc<Segment>,
    /// The tree with what is staged.
    tree: Tree,
    recorded_at: u64,
    batch: Batch,
}

impl Writer {
    pub(crate) fn new(engine: Arc<Engine>) -> Writer {
        let (segment, tree) = (engine.last_segment(), engine.tree());
        let recorded_at = engine.recorded_at();
        let batch = Batch::new(tree.size());
        Writer { engine, segment, tree, recorded_at, batch }
    }

    /// Works until the queue is closed and empty, or a commit fails.
    // The thread owns its end of the queue, so that dropping it answers what is left there.
    #[expect(clippy::needless_pass_by_value, reason = "dropping the queue is part of the end")]
    pub(crate) fn run(mut self, queue: Receiver<Job>) {
        while let Ok(job) = queue.recv() {
            if self.batch_from(job, &queue).is_err() {
                self.engine.fail();
                return;
            }
        }
    }

    fn batch_from(&mut self, first: Job, queue: &Receiver<Job>) -> Result<(), End> {
        self.take(first)?;
        while !self.batch.is_large() {
            let Ok(job) = queue.try_recv() else { break };
            self.take(job)?;
        }
        self.flush()
    }

    /// Checks an append and stages it, or notes its answer for after the commit.
    fn take(&mut self, job: Job) -> Result<(), End> {
        let Job { prepared, reply } = job;
        match self.check(&prepared) {
            Ok(None) => {
                self.make_room(prepared.len())?;
                self.stage(prepared, reply);
            }
            // Also a refusal may hang on an append of this batch, so it waits for the commit.
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
        let blocking = self.engine.first_in_the_way(boundary, range, |at| {
            match self.batch.matches(at, query) {
                Some(matches) => Ok(matches),
                None => self.engine.is_meant(query, at),
            }
        });
        match blocking.map_err(AppendError::Read)? {
            Some(at) => Err(AppendError::Blocked { at }),
            None => Ok(None),
        }
    }

    fn known(
        &self,
        append: &Prepared,
        range: std::ops::Range<u64>,
    ) -> Result<Option<Known>, ReadError> {
        for (first, count) in self.engine.command_candidates(append.command_key, range)? {
            let known = match self.batch.known(append.command_id, first) {
                Some(known) => known,
                None => self.engine.known_at(append.command_id, first, count)?,
            };
            if known.is_some() {
                return Ok(known);
            }
        }
        Ok(None)
    }

    /// Rolls to a new volume where the append does not fit into this one. No transaction spans two
    /// files, so what is staged is committed first. An append greater than a whole volume has one
    /// of its own.
    fn make_room(&mut self, events: usize) -> Result<(), End> {
        let first = self.segment.first();
        let used = self.tree.size() - first.0;
        if used == 0 || used + events as u64 <= self.engine.metadata.volume_capacity {
            return Ok(());
        }
        self.flush()?;
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

    /// Gives positions and time, and shows the events to the appends that follow.
    fn stage(&mut self, mut append: Prepared, mut reply: Reply) {
        self.recorded_at = self.recorded_at.max(self.engine.world.now_us());
        let first = Position(self.tree.size());
        for record in append.records_mut() {
            let position = Position(self.tree.size());
            crate::record::Leaf::stamp(record, position, self.recorded_at);
            let leaf = crate::tree::leaf_hash(&record[..crate::record::LEAF_LEN]);
            self.tree.push(leaf, |tile| self.batch.tiles.push(tile));
        }
        let offset = offset_in(self.segment.first(), first);
        self.segment.extend_index(|index| append.add_to(index, offset));
        let receipt = Receipt { first, count: append.count(), recorded_at: self.recorded_at };
        reply.staged = true;
        self.batch.push(Staged { append, receipt }, reply);
    }

    /// Commits what is staged and answers; without anything staged it only answers.
    fn flush(&mut self) -> Result<(), End> {
        let size = self.tree.size();
        let batch = std::mem::replace(&mut self.batch, Batch::new(size));
        if !batch.staged.is_empty() {
            // Dropping the batch on failure answers `Unknown` to all of it.
            contained(|| self.commit(&batch)).map_err(|fault| ended("a commit failed", &fault))?;
            self.engine.publish(&self.tree, self.recorded_at);
        }
        batch.answer();
        Ok(())
    }

    /// The one durable step: inserts at the end of the tables, then commits with fsync.
    fn commit(&self, batch: &Batch) -> Result<(), StorageFault> {
        let database = self.segment.volume.database().ok_or(StorageFault::Corrupt)?;
        // Durability is redb's `Immediate`, its default: the commit returns after fsync.
        let transaction = database.begin_write()?;
        {
            let mut events = transaction.open_table(EVENTS)?;
            for staged in &batch.staged {
                for (position, record) in (staged.receipt.first.0..).zip(staged.append.records()) {
                    events.insert(position, record)?;
                }
            }
        }
        if !batch.tiles.is_empty() {
            let mut tiles = transaction.open_table(TILES)?;
            for tile in &batch.tiles {
                tiles.insert(tile_key(tile.level, tile.index), tile.bytes.as_slice())?;
            }
        }
        transaction.commit()?;
        Ok(())
    }
}

fn ended(what: &'static str, fault: &StorageFault) -> End {
    tracing::error!(error = fault as &dyn std::error::Error, "the log has ended: {what}");
    End
}

impl Known {
    /// The receipt, if the request is the same one.
    pub(crate) fn answer_to(
        &self,
        digest: crate::types::RequestDigest,
    ) -> Result<Receipt, AppendError> {
        if self.request_digest == digest {
            Ok(self.receipt)
        } else {
            Err(AppendError::DigestMismatch { first: self.receipt.first })
        }
    }
}
