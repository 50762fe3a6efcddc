//! Reminders by e-mail: who is told today ([`projections::reminders`]) is written to, once.
//!
//! Off unless a site is configured with a mail server. A letter says how many things wait and where to
//! look, never a pupil, a class or a result: how much is all that comes here. Sent at most once for each
//! person and day, also over a crash ([`outbox`]). An address that the mail server refuses for good is not
//! tried again until another one is given, and is shown to the person and to the administrator.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use domain::calendar::{Day, Instant};
use domain::id::{Position, StaffId};
use domain::organisation::EmailAddress;
use projections::{Reminder, ReminderDay};
use sha2::{Digest, Sha256};

use crate::facts::FactsError;
use crate::names::NamesError;
use crate::store::App;
use crate::world::derived_uuid;

pub mod outbox;

use outbox::{Fate, OutboxError, Tried};

/// How long the process rests between two looks.
const REST: Duration = Duration::from_secs(300);
/// Nobody is written to before six in the morning.
const FIRST_HOUR_US: u64 = 6 * 60 * 60 * 1_000_000;

/// A letter as it is handed to the mail server. Holds an address: never logged.
pub struct Letter {
    /// To whom.
    pub to: String,
    /// Its own name: the same letter has the same, whenever it is made.
    pub id: uuid::Uuid,
    /// When it is written.
    pub at: Instant,
    /// What is to be said.
    pub reminder: Reminder,
}

/// Why the mail server did not take a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotPosted {
    /// The address is refused for good, with this code.
    Refused(u16),
    /// Not now; the letter did not leave.
    Later,
    /// The server cannot be reached or lets nobody in: no other letter gets through either.
    Unreachable,
    /// The letter may have left.
    Unclear,
}

/// What takes letters.
pub trait Post: Send + Sync {
    /// Hands a letter over and waits until it is taken.
    ///
    /// # Errors
    /// [`NotPosted`].
    fn post(&self, letter: &Letter) -> Result<(), NotPosted>;
}

/// What a run came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reminded {
    /// Letters taken by the mail server.
    pub sent: u32,
    /// Written to earlier today.
    pub known: u32,
    /// Something waits, and there is no address.
    pub without_address: u32,
    /// Something waits, and the address is known not to work.
    pub dead_address: u32,
    /// The address was refused just now.
    pub refused: u32,
    /// Not taken now; tried again later.
    pub later: u32,
}

/// Someone who is told something today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// What.
    pub reminder: Reminder,
    /// Where, and whether at all.
    pub state: DueState,
}

/// Whether a letter is to leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueState {
    /// To the address that this event gave.
    ToSend(Position),
    /// Written to earlier today.
    Known,
    /// There is no address.
    WithoutAddress,
    /// The address is known not to work.
    DeadAddress,
}

/// An address that the mail server refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeadAddress {
    /// Whose.
    pub staff: StaffId,
    /// The day of the attempt.
    pub day: Day,
    /// The code of the refusal.
    pub code: u16,
}

/// Why a run ended early. What was sent is sent; the next run goes on.
#[derive(Debug, thiserror::Error)]
pub enum RemindError {
    /// The facts could not be had.
    #[error("the facts could not be had")]
    Facts(#[source] FactsError),
    /// An address could not be opened.
    #[error("an address could not be opened")]
    Address(#[source] NamesError),
    /// The outbox cannot be used.
    #[error("the outbox cannot be used")]
    Outbox(#[source] OutboxError),
    /// The mail server cannot be reached or lets nobody in.
    #[error("the mail server cannot be reached or lets nobody in")]
    Unreachable,
}

impl App {
    /// Everyone who is told something today, and whether a letter is to leave. Sends nothing.
    ///
    /// # Errors
    /// [`RemindError`].
    pub fn reminders_due(&self) -> Result<Vec<Due>, RemindError> {
        let today = self.now().day();
        let last = self.inner.outbox.last().map_err(RemindError::Outbox)?;
        let facts = self.facts().map_err(RemindError::Facts)?;
        let size = facts.size();
        let staff = facts.staff(today, size);
        let day = ReminderDay::new(&facts, today, size);
        drop(facts);
        let (mut due, Some(day)) = (Vec::new(), day) else { return Ok(Vec::new()) };
        for member in staff {
            // Asked for anew each time, so that nobody waits for all of them.
            let facts = self.facts().map_err(RemindError::Facts)?;
            let Some(reminder) = day.of(&facts, member.staff) else { continue };
            let address = facts.staff_contact(member.staff);
            let state = state(address, last.get(&member.staff), today);
            due.push(Due { reminder, state });
        }
        Ok(due)
    }

    /// Writes to everyone who is told something today and has not been written to.
    ///
    /// # Errors
    /// [`RemindError`]; what was sent until then is noted.
    pub fn remind(&self, post: &dyn Post) -> Result<Reminded, RemindError> {
        let mut done = Reminded::default();
        for due in self.reminders_due()? {
            match due.state {
                DueState::Known => done.known += 1,
                DueState::WithoutAddress => done.without_address += 1,
                DueState::DeadAddress => done.dead_address += 1,
                DueState::ToSend(address) => match self.send(post, due.reminder, address)? {
                    Fate::Taken | Fate::Leaving => done.sent += 1,
                    Fate::Refused(_) => done.refused += 1,
                    Fate::Later => done.later += 1,
                },
            }
        }
        Ok(done)
    }

    fn send(
        &self,
        post: &dyn Post,
        reminder: Reminder,
        address: Position,
    ) -> Result<Fate, RemindError> {
        let opened = self.opened::<EmailAddress>(address, 0).map_err(RemindError::Address)?;
        let (at, staff) = (self.now(), reminder.staff);
        let note = |fate| {
            let tried = Tried { day: at.day(), address, fate };
            self.inner.outbox.note(staff, tried).map_err(RemindError::Outbox)
        };
        let Some(to) = opened else { return Ok(Fate::Later) };
        let identity = format!("reminder|{}|{staff}", at.day());
        let id = derived_uuid(Sha256::digest(identity.as_bytes()).into());
        note(Fate::Leaving)?;
        let letter = Letter { to: to.0, id, at, reminder };
        let posted = post.post(&letter);
        let fate = match posted {
            Ok(()) => Fate::Taken,
            Err(NotPosted::Unclear) => Fate::Leaving,
            Err(NotPosted::Refused(code)) => Fate::Refused(code),
            Err(NotPosted::Later | NotPosted::Unreachable) => Fate::Later,
        };
        note(fate)?;
        if posted == Err(NotPosted::Unreachable) { Err(RemindError::Unreachable) } else { Ok(fate) }
    }

    /// The addresses in force that the mail server has refused, by id of the person.
    ///
    /// # Errors
    /// [`RemindError`].
    pub fn dead_addresses(&self) -> Result<Vec<DeadAddress>, RemindError> {
        let last = self.inner.outbox.last().map_err(RemindError::Outbox)?;
        let facts = self.facts().map_err(RemindError::Facts)?;
        let dead = last.iter().filter_map(|(staff, tried)| match tried.fate {
            Fate::Refused(code) if facts.staff_contact(*staff) == Some(tried.address) => {
                Some(DeadAddress { staff: *staff, day: tried.day, code })
            }
            _ => None,
        });
        Ok(dead.collect())
    }

    /// Runs until `stop` says so: from six in the morning on, whatever is due that day. What goes wrong is
    /// logged and tried again.
    pub fn remind_until(&self, post: &dyn Post, stop: &Receiver<()>) {
        loop {
            let now = self.now();
            if now.0 >= now.day().start().0 + FIRST_HOUR_US {
                match self.remind(post) {
                    Ok(done) if done.sent + done.refused > 0 => {
                        tracing::info!(sent = done.sent, refused = done.refused, "reminded");
                    }
                    Ok(_) => {}
                    Err(error) => tracing::warn!(%error, "the reminders will be tried again"),
                }
            }
            if stop.recv_timeout(REST) != Err(RecvTimeoutError::Timeout) {
                return;
            }
        }
    }
}

fn state(address: Option<Position>, last: Option<&Tried>, today: Day) -> DueState {
    let Some(address) = address else { return DueState::WithoutAddress };
    match last {
        Some(tried) if matches!(tried.fate, Fate::Refused(_)) && tried.address == address => {
            DueState::DeadAddress
        }
        // A clock that was set back makes no second letter either.
        Some(tried) if tried.day >= today && matches!(tried.fate, Fate::Leaving | Fate::Taken) => {
            DueState::Known
        }
        _ => DueState::ToSend(address),
    }
}
