//! The handle that everyone holds.

mod run;

use crate::directory::{Directory, Files, MemoryDirectory};
use crate::engine::Engine;
use crate::errors::{
    AppendError, CloseError, CreateError, OpenError, ProofReadError, ReadError, ReceiptError,
    SignError,
};
use crate::feed::Feed;
use crate::note::VerifierKey;
use crate::open;
use crate::record::Stored;
use crate::types::{
    Append, CommandId, EventId, Hash, Position, Query, Receipt, RequestDigest, Size, TypeCode,
    World,
};
use run::Running;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc;
use uuid::Uuid;

/// Whether a store is for trying things out or for real use. Fixed when it is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoreKind {
    /// For trying things out.
    Test,
    /// For real use.
    Production,
}

/// What a new store is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreateOptions {
    /// Name of the log and of its checkpoint key, such as `log.example.org/school`: no space, no plus.
    pub origin: String,
    /// How many events a volume holds; 2^20 is a good choice, tests use 256.
    pub volume_capacity: u64,
    /// For tests or for real.
    pub kind: StoreKind,
}

/// How a store is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenOptions {
    /// Memory that redb may use as cache, over all volumes, in bytes.
    pub cache_bytes: usize,
    /// How many appends may wait for the writer before [`AppendError::Full`].
    pub queue_len: usize,
    /// Only read; beside others that only read, never beside a writer.
    pub read_only: bool,
}

impl Default for OpenOptions {
    fn default() -> OpenOptions {
        OpenOptions { cache_bytes: 256 << 20, queue_len: 4096, read_only: false }
    }
}

/// An open log. Clones are the same log; the last one to go closes it.
///
/// Appends are durable when they are acknowledged and visible to every read from then on. Reads
/// never wait for the writer.
#[derive(Clone)]
pub struct Log {
    engine: Arc<Engine>,
    running: Arc<Running>,
}

impl std::fmt::Debug for Log {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Log").field("size", &self.size()).finish_non_exhaustive()
    }
}

impl Log {
    /// Makes a store in a directory that does not exist or is empty, and opens it.
    ///
    /// # Errors
    /// [`CreateError`]; a directory that holds anything is left as it is.
    pub fn create(
        directory: &Path,
        options: CreateOptions,
        world: Arc<dyn World>,
    ) -> Result<Log, CreateError> {
        Log::create_in(Arc::new(Files::new(directory)), options, world)
    }

    /// Opens a store.
    ///
    /// # Errors
    /// [`OpenError`] says what is wrong; nothing has been created.
    pub fn open(
        directory: &Path,
        options: OpenOptions,
        world: Arc<dyn World>,
    ) -> Result<Log, OpenError> {
        Log::open_in(Arc::new(Files::new(directory)), options, world)
    }

    /// Makes a store in memory: the same engine without a disk.
    ///
    /// # Errors
    /// [`CreateError::Options`] and [`CreateError::Signer`].
    pub fn in_memory(options: CreateOptions, world: Arc<dyn World>) -> Result<Log, CreateError> {
        Log::create_in(Arc::new(MemoryDirectory::default()), options, world)
    }

    /// Makes a store wherever a [`Directory`] keeps its files.
    ///
    /// # Errors
    /// [`CreateError`].
    #[expect(clippy::needless_pass_by_value, reason = "the same shape as opening")]
    pub fn create_in(
        directory: Arc<dyn Directory>,
        options: CreateOptions,
        world: Arc<dyn World>,
    ) -> Result<Log, CreateError> {
        open::create(&directory, &options, world.as_ref())?;
        Log::open_in(directory, OpenOptions::default(), world)
            .map_err(|error| CreateError::Open(Box::new(error)))
    }

    /// Opens a store wherever a [`Directory`] keeps its files.
    ///
    /// # Errors
    /// [`OpenError`].
    #[expect(clippy::needless_pass_by_value, reason = "options are given away like everywhere")]
    pub fn open_in(
        directory: Arc<dyn Directory>,
        options: OpenOptions,
        world: Arc<dyn World>,
    ) -> Result<Log, OpenError> {
        let opened = open::open(&directory, &options, world)?;
        let engine = Arc::clone(&opened.engine);
        let running = Running::start(opened, &options).map_err(open::storage)?;
        Ok(Log { engine, running: Arc::new(running) })
    }

    /// What the log shares with its threads: for a backup, which copies volumes in use.
    pub(crate) fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Whether the store is for trying things out or for real use.
    #[must_use]
    pub fn kind(&self) -> StoreKind {
        self.engine.metadata.kind
    }

    /// Name of the log and of its checkpoint key.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.engine.metadata.origin
    }

    /// The store's own identity, drawn when it was made.
    #[must_use]
    pub fn store_id(&self) -> Uuid {
        self.engine.metadata.id
    }

    /// How many events are committed and visible.
    #[must_use]
    pub fn size(&self) -> Size {
        self.engine.size()
    }

    /// When the last event was recorded, in microseconds since 1970-01-01 UTC; 0 before the first.
    #[must_use]
    pub fn last_recorded_at(&self) -> u64 {
        self.engine.recorded_at()
    }

    /// What a command was answered with, if it was recorded: ask before deciding, so that a retried
    /// success is not refused as already done. Receipts are kept forever.
    ///
    /// # Errors
    /// [`ReceiptError::DigestMismatch`] if the id stands for another request.
    pub fn receipt(
        &self,
        id: CommandId,
        digest: RequestDigest,
    ) -> Result<Option<Receipt>, ReceiptError> {
        let known = self.engine.known(id, self.size()).map_err(ReceiptError::Read)?;
        match known {
            None => Ok(None),
            Some(known) if known.request_digest == digest => Ok(Some(known.receipt)),
            Some(known) => Err(ReceiptError::DigestMismatch { first: known.receipt.first }),
        }
    }

    /// Appends and waits until it is durable.
    ///
    /// All or nothing. The same command again gets the first receipt, before its boundary is looked
    /// at. After [`AppendError::Unknown`] only reopening and asking for the receipt tells.
    ///
    /// # Errors
    /// [`AppendError`].
    pub fn append(&self, append: Append) -> Result<Receipt, AppendError> {
        let (sender, receiver) = mpsc::sync_channel(1);
        let answer = move |result| {
            // Whoever waits is in the next line; only a panic there could have closed the channel.
            drop(sender.send(result));
        };
        self.submit(append, Box::new(answer))?;
        receiver.recv().unwrap_or(Err(AppendError::Ended))
    }

    /// Appends without waiting: `answer` is called exactly once with how it ended, after the commit
    /// on the writer's thread or, where it is known at once, before this returns. It must be quick.
    ///
    /// # Errors
    /// Where an error is returned, the append was not queued and `answer` is not called:
    /// [`AppendError::Full`], [`AppendError::Ended`], [`AppendError::ReadOnly`] and broken limits.
    pub fn submit(
        &self,
        append: Append,
        answer: Box<dyn FnOnce(Result<Receipt, AppendError>) + Send>,
    ) -> Result<(), AppendError> {
        self.running.submit(append, None, answer)
    }

    /// As [`Log::submit`], recorded at a given time instead of the present one: for filling a store with
    /// an invented history. A store for real use refuses it, since there a time is a statement of fact.
    /// Time still never decreases.
    ///
    /// # Errors
    /// As [`Log::submit`]; [`AppendError::GivenTime`] in a store for real use.
    pub fn submit_at(
        &self,
        append: Append,
        recorded_at: u64,
        answer: Box<dyn FnOnce(Result<Receipt, AppendError>) + Send>,
    ) -> Result<(), AppendError> {
        if self.kind() == StoreKind::Production {
            return Err(AppendError::GivenTime);
        }
        self.running.submit(append, Some(recorded_at), answer)
    }

    /// At most `max` events from a position on, across volumes; fewer at the end of the log.
    ///
    /// # Errors
    /// [`ReadError`].
    pub fn read(&self, from: Position, max: usize) -> Result<Vec<Stored>, ReadError> {
        self.engine.page(from, max)
    }

    /// Visits the events from one size to another without copying: position, time, type, id and
    /// body (`None` where it was removed). `visit` stops it by [`ControlFlow::Break`].
    ///
    /// `visit` is called within a read transaction: it should not dwell, and it must not append.
    ///
    /// # Errors
    /// [`ReadError`]; events before the fault have been visited.
    pub fn scan(
        &self,
        from: Size,
        to: Size,
        visit: impl FnMut(Position, u64, TypeCode, EventId, Option<&[u8]>) -> ControlFlow<()>,
    ) -> Result<(), ReadError> {
        self.engine.scan(from, to, visit)
    }

    /// One event, or `None` beyond the log.
    ///
    /// # Errors
    /// [`ReadError`].
    pub fn get(&self, position: Position) -> Result<Option<Stored>, ReadError> {
        self.engine.get(position)
    }

    /// The events from one size to another that a query means, in order. For queries that mean few;
    /// the answer stands in memory.
    ///
    /// # Errors
    /// [`ReadError`].
    pub fn query(&self, query: &Query, from: Size, to: Size) -> Result<Vec<Stored>, ReadError> {
        self.engine.query(query, from, to)
    }

    /// Events from a size on, first those that are there, then those that come.
    #[must_use]
    pub fn feed(&self, from: Size) -> Feed {
        Feed::new(Arc::clone(&self.engine), from)
    }

    /// The size after the last append that was recorded at or before a time; never inside one.
    ///
    /// # Errors
    /// [`ReadError`].
    pub fn size_at(&self, time_us: u64) -> Result<Size, ReadError> {
        self.engine.size_at(time_us)
    }

    /// The root of the tree over the first so many events (RFC 9162).
    ///
    /// # Errors
    /// `Beyond` for a size greater than the log.
    pub fn root(&self, size: Size) -> Result<Hash, ProofReadError> {
        self.engine.prove(|tree, tiles| tree.root_at(size.0, tiles))
    }

    /// The proof that an event is one of the first so many (RFC 9162 section 2.1.3).
    ///
    /// # Errors
    /// `Beyond` unless position < size <= the log.
    pub fn inclusion_proof(
        &self,
        position: Position,
        size: Size,
    ) -> Result<Vec<Hash>, ProofReadError> {
        self.engine.prove(|tree, tiles| tree.inclusion_proof(position.0, size.0, tiles))
    }

    /// The proof that the first so many events continue the first fewer ones (RFC 9162 section
    /// 2.1.4).
    ///
    /// # Errors
    /// `Beyond` unless first <= second <= the log.
    pub fn consistency_proof(
        &self,
        first: Size,
        second: Size,
    ) -> Result<Vec<Hash>, ProofReadError> {
        self.engine.prove(|tree, tiles| tree.consistency_proof(first.0, second.0, tiles))
    }

    /// Signs a checkpoint of the log as it is now, after reading the stored bytes again, and keeps it
    /// durably. Without new events it is the latest one again.
    ///
    /// # Errors
    /// [`SignError::Mismatch`] where the disk gives other bytes than were written.
    pub fn checkpoint_now(&self) -> Result<String, SignError> {
        self.running.checkpoint()
    }

    /// The latest signed checkpoint. One is signed within a second after each commit; what came
    /// after it is durable but cannot be proved to others yet.
    #[must_use]
    pub fn latest_checkpoint(&self) -> Option<String> {
        self.running.latest_checkpoint()
    }

    /// The public key that checks the checkpoints.
    #[must_use]
    pub fn verifier_key(&self) -> VerifierKey {
        self.running.verifier_key()
    }

    /// Ends the log: what is queued is committed, a last checkpoint signed, every file closed
    /// cleanly. Other handles then read and append no more. Closing twice does nothing.
    ///
    /// # Errors
    /// [`CloseError`]; what was acknowledged is safe, the next opening recovers the rest.
    pub fn close(&self) -> Result<(), CloseError> {
        self.running.close()
    }
}
