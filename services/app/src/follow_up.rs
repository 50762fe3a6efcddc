//! The follow-up process at work: what [`projections::follow_up`] says is due becomes commands.
//!
//! Which steps are due is a pure function of the facts and the day; here each is carried out once. A
//! step's command id is the hash of its rule, cause and subject, and each step ends in an event (acted,
//! or [`FollowUpDeclined`]): progress is derived from the log, so that crash, retry, replay or a promoted
//! replica never act twice. A replay folds and never comes here.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError, TryLockError};
use std::time::Duration;

use domain::calendar::Day;
use domain::command::{Command, Refusal};
use domain::guarantee::{self, FollowUpDeclined};
use domain::id::Size;
use domain::people::Actor;
use projections::follow_up::{Step, steps};
use sha2::{Digest, Sha256};

use crate::facts::FactsError;
use crate::handle::{HandleError, Request};
use crate::store::App;
use crate::world::derived_uuid;

/// Steps carried out at the same time: they share the log's group commits.
const HANDS: usize = 8;
/// How long the process rests between two looks.
const REST: Duration = Duration::from_secs(2);

/// What a run of the process came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FollowedUp {
    /// Steps that are now recorded.
    pub acted: u32,
    /// Steps that had been carried out before.
    pub known: u32,
    /// Steps that a rule of the field refused; noted as such.
    pub declined: u32,
}

/// Why a run of the process ended early. What it recorded stands; the next run goes on.
#[derive(Debug, thiserror::Error)]
pub enum FollowUpError {
    /// The facts could not be had.
    #[error("the facts could not be had")]
    Facts(#[source] FactsError),
    /// A step could not be carried out.
    #[error("a step of the follow-up process could not be carried out")]
    Handle(#[source] HandleError),
}

/// The state of the world that was last followed up.
#[derive(Debug, Default)]
pub(crate) struct Followed(Mutex<Option<(Size, Day)>>);

impl App {
    /// The steps that are due now, without carrying any out.
    pub fn follow_up_due(&self) -> Result<Vec<Step>, FollowUpError> {
        let facts = self.facts().map_err(FollowUpError::Facts)?;
        Ok(steps(&facts, facts.size(), self.now().day()))
    }

    /// Carries out every step that is due now; nothing where nothing has happened since the last run of
    /// this day, or another run is under way.
    pub fn follow_up(&self) -> Result<FollowedUp, FollowUpError> {
        let mut last = match self.inner.followed.0.try_lock() {
            Ok(last) => last,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => return Ok(FollowedUp::default()),
        };
        let today = self.now().day();
        let mut done = FollowedUp::default();
        // A step can make another due (a shortfall replaced): until nothing more happens.
        while *last != Some((Size(self.size().0), today)) {
            let before = Size(self.size().0);
            let due = self.follow_up_due()?;
            let run = self.carry_out_steps(&due)?;
            done.acted += run.acted;
            done.known += run.known;
            done.declined += run.declined;
            if run.acted + run.declined == 0 {
                *last = Some((before, today));
                break;
            }
        }
        Ok(done)
    }

    /// Steps about one subject one after another, subjects side by side.
    fn carry_out_steps(&self, due: &[Step]) -> Result<FollowedUp, FollowUpError> {
        let mut subjects: BTreeMap<&str, Vec<&Step>> = BTreeMap::new();
        for step in due {
            subjects.entry(&step.subject).or_default().push(step);
        }
        let waiting = Mutex::new(subjects.into_values());
        let done = Mutex::new(FollowedUp::default());
        std::thread::scope(|scope| {
            let work = || -> Result<(), FollowUpError> {
                loop {
                    let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
                    let Some(steps) = next else { return Ok(()) };
                    for step in steps {
                        let outcome = self.carry_out_step(step)?;
                        outcome.count(&mut done.lock().unwrap_or_else(PoisonError::into_inner));
                    }
                }
            };
            let hands: Vec<_> = (0..HANDS.min(due.len())).map(|_| scope.spawn(work)).collect();
            let ended = hands.into_iter().map(|hand| hand.join().unwrap_or(Ok(())));
            ended.collect::<Result<Vec<()>, _>>()
        })?;
        Ok(done.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    fn carry_out_step(&self, step: &Step) -> Result<Came, FollowUpError> {
        let identity = step.identity();
        match self.handle(&asked(&identity, step, Command::Guarantee(step.command.clone()))) {
            Ok(outcome) if outcome.receipt.is_some() => Ok(Came::Acted),
            // Carried out before: the same id, by now perhaps with another day in it.
            Ok(_) | Err(HandleError::IdReused) => Ok(Came::Known),
            Err(HandleError::Refused { refusal, .. }) => self.decline(&identity, step, refusal),
            Err(error) => Err(FollowUpError::Handle(error)),
        }
    }

    fn decline(
        &self,
        identity: &str,
        step: &Step,
        refusal: Refusal,
    ) -> Result<Came, FollowUpError> {
        let refusal = refusal.code().to_owned();
        let declined = FollowUpDeclined { rule: step.rule, cause: step.cause, refusal };
        let command = Command::Guarantee(guarantee::Command::Decline(declined));
        match self.handle(&asked(&format!("declined|{identity}"), step, command)) {
            Ok(outcome) if outcome.receipt.is_some() => Ok(Came::Declined),
            Ok(_) | Err(HandleError::IdReused) => Ok(Came::Known),
            Err(error) => Err(FollowUpError::Handle(error)),
        }
    }

    /// Runs the process until `stop` says so: what is due when it starts, and again after every change
    /// and every new day. An error is logged and tried again.
    pub fn follow_up_until(&self, stop: &std::sync::mpsc::Receiver<()>) {
        loop {
            match self.follow_up() {
                Ok(done) if done.acted + done.declined > 0 => {
                    tracing::info!(acted = done.acted, declined = done.declined, "followed up");
                }
                Ok(_) => {}
                Err(error) => tracing::warn!(%error, "the follow-up process will try again"),
            }
            if stop.recv_timeout(REST) != Err(std::sync::mpsc::RecvTimeoutError::Timeout) {
                return;
            }
        }
    }
}

/// What came of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Came {
    Acted,
    Known,
    Declined,
}

impl Came {
    fn count(self, done: &mut FollowedUp) {
        match self {
            Self::Acted => done.acted += 1,
            Self::Known => done.known += 1,
            Self::Declined => done.declined += 1,
        }
    }
}

fn asked(identity: &str, step: &Step, command: Command) -> Request {
    let command_id = derived_uuid(Sha256::digest(identity.as_bytes()).into());
    Request { command_id, actor: Actor::PROCESS, cause: Some(step.cause), commands: vec![command] }
}
