//! The live facts: caught up before every answer, saved now and then, never trusted blindly.

use std::cell::RefCell;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{PoisonError, RwLockReadGuard};

use domain::calendar::Instant;
use domain::id::{Position, Size};
use eventstore::record::EnvelopeRef;
use eventstore::{Log, ProofReadError, ReadError};
use projections::{Facts, FoldError, LogId, Origin};

use crate::store::App;

/// Why facts could not be brought up to date, saved or asked for.
#[derive(Debug, thiserror::Error)]
pub enum FactsError {
    /// The log could not be read.
    #[error("the log could not be read")]
    Read(#[source] ReadError),
    /// The log's root could not be had.
    #[error("the log's root could not be had")]
    Root(#[source] ProofReadError),
    /// An event could not be folded.
    #[error("an event could not be folded")]
    Fold(#[source] FoldError),
    /// A record's envelope could not be read.
    #[error("the record at position {at} has no readable envelope")]
    Envelope {
        /// Its position.
        at: Position,
        /// What is wrong.
        source: eventstore::DecodeError,
    },
    /// The file could not be written.
    #[error("the saved facts could not be written")]
    Write(#[source] std::io::Error),
    /// More was asked for than has happened.
    #[error("the record holds {size} events, {asked} were asked for")]
    Beyond {
        /// The size asked for.
        asked: Size,
        /// The size of the log.
        size: Size,
    },
}

/// The state of the world a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AsOf {
    /// Everything recorded until now.
    #[default]
    Now,
    /// The first so many events.
    Size(Size),
    /// Everything recorded at or before this moment.
    Instant(Instant),
}

/// Why a text is no as-of point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "not a time or size (a number of events, a day as 2026-05-20, or a time as 2026-05-20T12:00)"
)]
pub struct InvalidAsOf;

impl std::str::FromStr for AsOf {
    type Err = InvalidAsOf;

    /// A number of events; a day (to its end, in Sweden); a moment with or without zone (Swedish time
    /// where none is given); `now` or nothing.
    fn from_str(text: &str) -> Result<Self, InvalidAsOf> {
        if text.is_empty() || text == "now" {
            return Ok(Self::Now);
        }
        // Digits only: a number is read with a sign before it, which no size has.
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            return text.parse().map(|size| Self::Size(Size(size))).map_err(|_| InvalidAsOf);
        }
        if let Ok(day) = text.parse::<domain::calendar::Day>() {
            return Ok(Self::Instant(Instant(day.plus(1).start().0.saturating_sub(1))));
        }
        if let Ok(stamp) = text.parse::<jiff::Timestamp>() {
            let micros = u64::try_from(stamp.as_microsecond()).map_err(|_| InvalidAsOf)?;
            return Ok(Self::Instant(Instant(micros)));
        }
        let local: jiff::civil::DateTime = text.parse().map_err(|_| InvalidAsOf)?;
        Instant::of_swedish_time(local).map(Self::Instant).ok_or(InvalidAsOf)
    }
}

/// Folds `from..to` of a log into facts.
pub fn fold(log: &Log, facts: &mut Facts, to: eventstore::Size) -> Result<(), FactsError> {
    let from = eventstore::Size(facts.size().0);
    let mut fault = None;
    let visited = log.scan(from, to, |position, at, code, _, body| {
        let (position, at) = (Position(position.0), Instant(at));
        let applied = match body {
            None => facts.apply(position, at, None, Origin::default()).map_err(FactsError::Fold),
            Some(body) => match EnvelopeRef::decode(body) {
                Ok(envelope) => apply(facts, position, (at, code.0), &envelope),
                Err(source) => Err(FactsError::Envelope { at: position, source }),
            },
        };
        match applied {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                fault = Some(error);
                ControlFlow::Break(())
            }
        }
    });
    match fault {
        Some(error) => Err(error),
        None => visited.map_err(FactsError::Read),
    }
}

/// Folds one record.
fn apply(
    facts: &mut Facts,
    position: Position,
    (at, code): (Instant, u16),
    envelope: &EnvelopeRef<'_>,
) -> Result<(), FactsError> {
    let cause = envelope.cause.map(|cause| Position(cause.0));
    let origin = Origin { actor: envelope.actor, cause };
    let EnvelopeRef { schema, payload, .. } = *envelope;
    facts.apply_bytes(position, at, code, schema, payload, origin).map_err(FactsError::Fold)
}

/// The saved facts of this log, or none where there are none, or they are damaged, older or foreign.
pub(crate) fn load(path: &Path, log: &Log) -> Facts {
    let Ok(bytes) = std::fs::read(path) else { return Facts::new() };
    match Facts::load(&bytes, log_id(log)) {
        Ok((facts, root)) if is_of(log, facts.size(), root) => facts,
        Ok(_) => {
            tracing::info!("the saved facts are of another history; folding anew");
            Facts::new()
        }
        Err(error) => {
            tracing::info!(%error, "the saved facts cannot be used; folding anew");
            Facts::new()
        }
    }
}

fn log_id(log: &Log) -> LogId {
    LogId(log.store_id().into_bytes())
}

fn is_of(log: &Log, size: Size, root: [u8; 32]) -> bool {
    let size = eventstore::Size(size.0);
    size <= log.size() && log.root(size).is_ok_and(|there| there == root)
}

thread_local! {
    /// The stores whose facts this thread holds.
    static HELD: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
}

/// Notes for a thread that it holds a store's facts.
struct Mark(usize);

impl Mark {
    fn set(store: usize) -> Self {
        HELD.with_borrow_mut(|held| held.push(store));
        Self(store)
    }

    fn stands(store: usize) -> bool {
        HELD.with_borrow(|held| held.contains(&store))
    }
}

impl Drop for Mark {
    fn drop(&mut self) {
        HELD.with_borrow_mut(|held| held.retain(|store| *store != self.0));
    }
}

/// The live facts, held for reading: nothing is folded meanwhile.
pub struct FactsRead<'a> {
    facts: RwLockReadGuard<'a, Facts>,
    _mark: Mark,
}

impl std::ops::Deref for FactsRead<'_> {
    type Target = Facts;

    fn deref(&self) -> &Facts {
        &self.facts
    }
}

impl App {
    /// The facts with every event that was recorded before this call.
    ///
    /// Ask once and pass the facts on: whoever asks again while holding them waits for ever as soon as
    /// something is recorded in between. A debug build stops there.
    pub fn facts(&self) -> Result<FactsRead<'_>, FactsError> {
        self.catch_up()?;
        let facts = self.read_facts();
        Ok(FactsRead { _mark: Mark::set(self.store_number()), facts })
    }

    /// What tells this store from another in the same process.
    fn store_number(&self) -> usize {
        std::sync::Arc::as_ptr(&self.inner).addr()
    }

    /// The size that an as-of point stands for.
    pub fn resolve(&self, as_of: AsOf) -> Result<Size, FactsError> {
        let size = Size(self.size().0);
        match as_of {
            AsOf::Now => Ok(size),
            AsOf::Size(asked) if asked > size => Err(FactsError::Beyond { asked, size }),
            AsOf::Size(asked) => Ok(asked),
            AsOf::Instant(at) => {
                self.log().size_at(at.0).map(|size| Size(size.0)).map_err(FactsError::Read)
            }
        }
    }

    /// Folds what has been recorded since the last time.
    pub fn catch_up(&self) -> Result<(), FactsError> {
        debug_assert!(!Mark::stands(self.store_number()), "asked for facts while holding them");
        let size = self.size();
        if self.read_facts().size().0 >= size.0 {
            return Ok(());
        }
        // A panic in the fold would leave half an event: the next opening folds anew from the log.
        let mut facts = self.inner.facts.write().unwrap_or_else(PoisonError::into_inner);
        fold(self.log(), &mut facts, size)
    }

    /// Puts facts that were folded beside the live ones in their place.
    pub fn replace_facts(&self, facts: Facts) {
        self.inner.disclosed.clear();
        *self.inner.facts.write().unwrap_or_else(PoisonError::into_inner) = facts;
    }

    /// Writes the facts to their file: whole or not at all.
    pub fn save_facts(&self) -> Result<(), FactsError> {
        let Some(path) = &self.inner.saved_facts else { return Ok(()) };
        let facts = self.facts()?;
        let size = eventstore::Size(facts.size().0);
        let root = self.log().root(size).map_err(FactsError::Root)?;
        let bytes = facts.save(root, log_id(self.log()));
        drop(facts);
        let written = path.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| {
            let temporary = path.with_extension("new");
            std::fs::write(&temporary, bytes)?;
            std::fs::rename(&temporary, path)
        });
        written.map_err(FactsError::Write)
    }

    fn read_facts(&self) -> RwLockReadGuard<'_, Facts> {
        self.inner.facts.read().unwrap_or_else(PoisonError::into_inner)
    }
}
