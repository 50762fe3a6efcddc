//! Loading a generated history into a test store: the same encoding, tags, seals and log as any
//! command, without deciding each event anew (a test decides a small history event by event).

use std::sync::mpsc;

use domain::Event;
use domain::calendar::Instant;
use domain::id::Position;
use domain::people::{Actor, PupilIdentity};
use domain::pupil;
use eventstore::vault::{Identity, IdentityError, KeysError};
use eventstore::{Append, AppendError, CommandId, ProofReadError, Receipt, RequestDigest};

use crate::handle::CIVIC_NUMBERS;
use crate::seal::{PrepareError, key_names, prepare};
use crate::store::App;
use crate::world::uuid_at;

/// Appends under way at most: enough for one group commit to follow another without a pause.
const UNDER_WAY_MAX: usize = 512;
/// Batches that share one commit of the vault.
const WAITING_MAX: usize = 4_096;

/// Why a history could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// Only a store for tests may be given a history that did not happen.
    #[error("a generated history goes into a test store only")]
    Production,
    /// The events could not be made ready.
    #[error("the events could not be made ready")]
    Prepare(#[source] PrepareError),
    /// The log refused the events.
    #[error("the log could not take the events")]
    Append(#[source] AppendError),
    /// A civic number could not be reserved.
    #[error("a civic number could not be reserved")]
    Identity(#[source] IdentityError),
    /// The vault gave no keys.
    #[error("the vault gave no keys")]
    Keys(#[source] KeysError),
    /// The state that a document rests on has no root.
    #[error("the log's root could not be had")]
    Root(#[source] ProofReadError),
}

/// What is to be recorded at one time by one person.
struct Batch {
    at: Instant,
    actor: Actor,
    cause: Option<Position>,
    events: Vec<Event>,
}

type Answer = Result<Receipt, AppendError>;

/// Loads batches in order; each is recorded at its own time.
pub struct Loader<'a> {
    app: &'a App,
    answers: (mpsc::Sender<Answer>, mpsc::Receiver<Answer>),
    /// Waiting for their keys: the vault commits once for many.
    waiting: Vec<Batch>,
    under_way: usize,
}

impl<'a> Loader<'a> {
    /// A loader into a test store.
    pub fn new(app: &'a App) -> Result<Self, LoadError> {
        if app.is_production() {
            return Err(LoadError::Production);
        }
        let waiting = Vec::with_capacity(WAITING_MAX);
        Ok(Self { app, answers: mpsc::channel(), waiting, under_way: 0 })
    }

    /// Takes a batch in; it is on its way when enough others have come, or with [`Loader::finish`].
    pub fn load(
        &mut self,
        at: Instant,
        actor: Actor,
        cause: Option<Position>,
        events: Vec<Event>,
    ) -> Result<(), LoadError> {
        self.waiting.push(Batch { at, actor, cause, events });
        if self.waiting.len() >= WAITING_MAX { self.send_waiting() } else { Ok(()) }
    }

    /// Makes the keys and look-ups of all waiting batches durable, then sends the batches.
    fn send_waiting(&mut self) -> Result<(), LoadError> {
        let batches = std::mem::take(&mut self.waiting);
        let mut names = Vec::new();
        for batch in &batches {
            let of_batch = key_names(batch.actor, &batch.events).map_err(LoadError::Prepare)?;
            names.extend(of_batch);
        }
        names.sort_unstable();
        names.dedup();
        self.app.vault().ensure_keys(&names).map_err(LoadError::Keys)?;
        let events = batches.iter().flat_map(|batch| &batch.events);
        let identities: Vec<Identity<'_>> = events.filter_map(identity).collect();
        self.app.vault().reserve(&identities).map_err(LoadError::Identity)?;
        batches.iter().try_for_each(|batch| self.send(batch))
    }

    /// Puts a batch on its way; waits where too many are under way.
    fn send(&mut self, Batch { at, actor, cause, events }: &Batch) -> Result<(), LoadError> {
        let prepared =
            prepare(self.app, *actor, *cause, at.0, events).map_err(LoadError::Prepare)?;
        let append = Append {
            events: prepared,
            boundary: None,
            command_id: CommandId(uuid_at(self.app.world(), at.0)),
            request_digest: RequestDigest([0; 32]),
        };
        while self.under_way >= UNDER_WAY_MAX {
            self.settle()?;
        }
        let sender = self.answers.0.clone();
        // A receiver that is gone means the loading was given up: the answer has no reader.
        let answer = Box::new(move |answer| drop(sender.send(answer)));
        self.app.log().submit_at(append, at.0, answer).map_err(LoadError::Append)?;
        self.under_way += 1;
        Ok(())
    }

    /// Waits until everything taken in is durable: what comes next can rest on it.
    pub fn settle_all(&mut self) -> Result<(), LoadError> {
        self.send_waiting()?;
        while self.under_way > 0 {
            self.settle()?;
        }
        Ok(())
    }

    /// Ends the loading when everything is durable.
    pub fn finish(mut self) -> Result<(), LoadError> {
        self.settle_all()
    }

    fn settle(&mut self) -> Result<(), LoadError> {
        let answer = self.answers.1.recv().unwrap_or(Err(AppendError::Ended));
        self.under_way -= 1;
        answer.map(drop).map_err(LoadError::Append)
    }
}

fn identity(event: &Event) -> Option<Identity<'_>> {
    let Event::PupilEnrolled(pupil::PupilEnrolled { pupil, identity: Some(identity), .. }) = event
    else {
        return None;
    };
    match identity.value() {
        Some(PupilIdentity::Named { civic_number: Some(number), .. }) => Some(Identity {
            namespace: CIVIC_NUMBERS,
            value: number.as_str(),
            subject: pupil.to_bytes(),
        }),
        _ => None,
    }
}
