//! The threads of an open log, from start to close.

use super::OpenOptions;
use crate::directory::{Lock, UNCLEAN_FILE};
use crate::engine::Engine;
use crate::errors::{AppendError, CloseError, SignError, StorageFault};
use crate::index::KeyedBoundary;
use crate::notary::Notary;
use crate::note::VerifierKey;
use crate::open::Opened;
use crate::types::{Append, Position};
use crate::writer::{Answer, Job, Prepared, Queue, Reply, Writer};
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

/// How often the notary looks whether there is something to sign: twice within the promised second.
const SIGN_EVERY: Duration = Duration::from_millis(450);
/// How often a volume that is being read is tried again.
const SEAL_AGAIN: Duration = Duration::from_millis(20);
/// How long the background waits for a roll before it looks by itself.
const SEAL_IDLE: Duration = Duration::from_secs(3600);
/// How often closing tries again while someone still reads; with [`SEAL_AGAIN`] two seconds.
const CLOSE_TRIES: u32 = 100;

/// An open log's threads and what closing needs.
pub(super) struct Running {
    engine: Arc<Engine>,
    notary: Arc<Notary>,
    queue: Arc<Queue>,
    read_only: bool,
    rest: Mutex<Option<Rest>>,
}

/// What is left to do at closing.
struct Rest {
    threads: Vec<JoinHandle<()>>,
    lock: Lock,
}

impl Running {
    /// Starts the writer and the background threads; a log that is only read has none.
    pub(super) fn start(opened: Opened, options: &OpenOptions) -> io::Result<Running> {
        let Opened { engine, notary, lock } = opened;
        let queue = Arc::new(Queue::new(options.queue_len));
        let mut threads = Vec::new();
        if !options.read_only {
            threads.extend(start_writer(&engine, &queue)?);
            threads.push(start_notary(Arc::clone(&engine), Arc::clone(&notary))?);
            threads.push(start_sealer(Arc::clone(&engine))?);
        }
        let rest = Mutex::new(Some(Rest { threads, lock }));
        Ok(Running { engine, notary, queue, read_only: options.read_only, rest })
    }

    /// Prepares an append, looks for what is committed already, and queues it.
    pub(super) fn submit(
        &self,
        append: Append,
        moment: Option<u64>,
        answer: Answer,
    ) -> Result<(), AppendError> {
        if self.read_only {
            return Err(AppendError::ReadOnly);
        }
        if self.engine.has_failed() {
            return Err(AppendError::Ended);
        }
        let (world, pool) = (self.engine.world.as_ref(), &self.engine.pool);
        let mut prepared = Prepared::new(append, world, pool)?;
        prepared.moment = moment;
        if let Some(result) = self.look(&mut prepared) {
            answer(result);
            return Ok(());
        }
        self.queue.put(Job { prepared, reply: Reply::new(answer) })
    }

    /// Checks receipt and boundary against what is committed, on the caller's thread, so that the
    /// writer has only what came since to look at.
    fn look(&self, append: &mut Prepared) -> Option<Result<crate::Receipt, AppendError>> {
        append.checked = self.engine.size();
        match self.engine.known(append.command_id, append.checked) {
            Err(error) => return Some(Err(AppendError::Read(error))),
            Ok(Some(known)) => return Some(known.answer_to(append.request_digest)),
            Ok(None) => {}
        }
        let boundary = append.boundary.as_ref()?;
        match self.blocking(boundary, append.checked.0) {
            Err(error) => Some(Err(AppendError::Read(error))),
            Ok(Some(at)) => Some(Err(AppendError::Blocked { at })),
            Ok(None) => None,
        }
    }

    fn blocking(
        &self,
        boundary: &KeyedBoundary,
        size: u64,
    ) -> Result<Option<Position>, crate::ReadError> {
        let query = &boundary.boundary.query;
        let range = boundary.boundary.since.0..size;
        self.engine.first_in_the_way(boundary, range, |at| self.engine.is_meant(query, at))
    }

    pub(super) fn checkpoint(&self) -> Result<String, SignError> {
        if self.read_only {
            return Err(SignError::ReadOnly);
        }
        self.notary.sign(&self.engine)
    }

    pub(super) fn latest_checkpoint(&self) -> Option<String> {
        self.notary.book.latest().map(|signed| signed.note)
    }

    pub(super) fn verifier_key(&self) -> VerifierKey {
        self.notary.verifier().clone()
    }

    pub(super) fn close(&self) -> Result<(), CloseError> {
        let Some(Rest { threads, lock }) = self.lock_rest().take() else { return Ok(()) };
        self.queue.close();
        self.engine.begin_closing();
        let mut panicked = false;
        for thread in threads {
            panicked |= thread.join().is_err();
        }
        let sound = !panicked && !self.engine.has_failed();
        let mut result = if sound { self.finish() } else { Err(CloseError::Failed) };
        let closed = self.close_files();
        if sound && !self.read_only && result.is_ok() && closed.is_ok() {
            let removed = self.engine.directory.remove(UNCLEAN_FILE);
            result = removed.map_err(|error| CloseError::Storage(error.into()));
        }
        drop(lock);
        result.and(closed)
    }

    /// The last checkpoint and the last indexes.
    fn finish(&self) -> Result<(), CloseError> {
        if self.read_only {
            return Ok(());
        }
        if let Err(error) = self.notary.sign(&self.engine) {
            tracing::error!(error = &error as &dyn std::error::Error, "no last checkpoint");
        }
        again(|| self.engine.seal_full())
    }

    fn close_files(&self) -> Result<(), CloseError> {
        let mut result = Ok(());
        for segment in self.engine.segments() {
            result = result.and(again(|| segment.volume.close()));
        }
        result
    }

    fn lock_rest(&self) -> MutexGuard<'_, Option<Rest>> {
        self.rest.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Err(error) = self.close() {
            tracing::error!(error = &error as &dyn std::error::Error, "not closed cleanly");
        }
    }
}

/// Tries until nobody reads, for a bounded time.
fn again(mut step: impl FnMut() -> Result<bool, StorageFault>) -> Result<(), CloseError> {
    for _ in 0..CLOSE_TRIES {
        if step().map_err(CloseError::Storage)? {
            return Ok(());
        }
        std::thread::sleep(SEAL_AGAIN);
    }
    Err(CloseError::Busy)
}

/// Starts the writer and its committer.
fn start_writer(engine: &Arc<Engine>, queue: &Arc<Queue>) -> io::Result<[JoinHandle<()>; 2]> {
    let (writer, committer) = Writer::new(engine, queue);
    Ok([
        Builder::new().name("log-writer".to_owned()).spawn(|| writer.run())?,
        Builder::new().name("log-committer".to_owned()).spawn(|| committer.run())?,
    ])
}

/// Signs within a second after each commit. Where the disk gives other bytes than were written, the
/// log ends: going on would bury the damage.
fn start_notary(engine: Arc<Engine>, notary: Arc<Notary>) -> io::Result<JoinHandle<()>> {
    Builder::new().name("log-notary".to_owned()).spawn(move || {
        let mut rolls = 0;
        loop {
            let (now, closing) = engine.wait_stirred(rolls, SIGN_EVERY);
            rolls = now;
            if closing {
                return;
            }
            match notary.sign(&engine) {
                Ok(_) => {}
                Err(error @ SignError::Mismatch { .. }) => {
                    tracing::error!(error = &error as &dyn std::error::Error, "the log has ended");
                    engine.fail();
                    return;
                }
                Err(error) => {
                    tracing::warn!(error = &error as &dyn std::error::Error, "no checkpoint yet");
                }
            }
        }
    })
}

/// Closes full volumes and stores their indexes.
fn start_sealer(engine: Arc<Engine>) -> io::Result<JoinHandle<()>> {
    Builder::new().name("log-sealer".to_owned()).spawn(move || {
        let (mut rolls, mut wait) = (0, Duration::ZERO);
        loop {
            let (now, closing) = engine.wait_stirred(rolls, wait);
            rolls = now;
            if closing {
                return;
            }
            wait = match engine.seal_full() {
                Ok(true) => SEAL_IDLE,
                Ok(false) => SEAL_AGAIN,
                Err(error) => {
                    let error = &error as &dyn std::error::Error;
                    tracing::error!(error, "a full volume could not be closed: the log has ended");
                    engine.fail();
                    return;
                }
            };
        }
    })
}
