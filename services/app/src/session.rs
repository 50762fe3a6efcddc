//! Sessions of signed-in people: random tokens in memory, with idle and absolute limits.
//!
//! In a test store a person is signed in by picking who to be (demo sign-in). A production store has
//! no sign-in yet and lets nobody in.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use domain::calendar::Instant;
use domain::people::Actor;
use eventstore::World;

/// Signed out after this long without a request: 60 minutes, in microseconds.
pub const IDLE_MAX_US: u64 = 60 * 60 * 1_000_000;
/// Signed out after this long in any case: 10 hours, in microseconds.
pub const AGE_MAX_US: u64 = 10 * 60 * 60 * 1_000_000;
/// Sessions held at most; the longest unused one goes first.
const SESSIONS_MAX: usize = 10_000;
/// The name of the session cookie.
pub const COOKIE: &str = "insyn_session";

struct Session {
    actor: Actor,
    began: Instant,
    used: Instant,
}

/// All sessions of this process.
#[derive(Default)]
pub struct Sessions {
    by_token: Mutex<HashMap<String, Session>>,
}

impl Sessions {
    /// Begins a session; the token goes into the cookie [`COOKIE`] and nowhere else.
    pub fn begin(&self, world: &dyn World, actor: Actor) -> String {
        let now = Instant(world.now_us());
        let mut secret = [0; 32];
        world.fill(&mut secret);
        let token: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut sessions = self.by_token.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.retain(|_, session| session.is_alive(now));
        if sessions.len() >= SESSIONS_MAX {
            let oldest =
                sessions.iter().min_by_key(|(_, s)| s.used).map(|(token, _)| token.clone());
            oldest.map(|token| sessions.remove(&token));
        }
        sessions.insert(token.clone(), Session { actor, began: now, used: now });
        token
    }

    /// Who holds this token, if the session is alive. Counts as use.
    pub fn holder(&self, world: &dyn World, token: &str) -> Option<Actor> {
        let now = Instant(world.now_us());
        let mut sessions = self.by_token.lock().unwrap_or_else(PoisonError::into_inner);
        let session = sessions.get_mut(token)?;
        if !session.is_alive(now) {
            sessions.remove(token);
            return None;
        }
        session.used = now;
        Some(session.actor)
    }

    /// Ends one session.
    pub fn end(&self, token: &str) {
        self.by_token.lock().unwrap_or_else(PoisonError::into_inner).remove(token);
    }
}

impl Session {
    fn is_alive(&self, now: Instant) -> bool {
        now.0.saturating_sub(self.used.0) < IDLE_MAX_US
            && now.0.saturating_sub(self.began.0) < AGE_MAX_US
    }
}

/// The token in a `Cookie` header.
#[must_use]
pub fn token_of(cookie_header: &str) -> Option<&str> {
    cookie_header.split(';').find_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        (name == COOKIE && !value.is_empty()).then_some(value)
    })
}
