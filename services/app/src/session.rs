//! Sessions of signed-in people: random tokens in memory, with idle and absolute limits.
//!
//! A session names who someone was proven to be when they signed in. What they may is asked anew at every
//! request ([`crate::site::Site::viewer`], [`crate::access`]): a role that ends, or a guardian who is
//! unlinked or blocked, acts at once. The limits follow the OWASP Session Management Cheat Sheet; nothing
//! is kept on disk, so a restart signs everyone out.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::calendar::Instant;
use domain::id::{GuardianId, StaffId};
use domain::people::Actor;
use eventstore::World;

/// Signed out after this long without a request: 60 minutes, in microseconds.
pub const IDLE_MAX_US: u64 = 60 * 60 * 1_000_000;
/// Signed out after this long in any case: 10 hours, in microseconds.
pub const AGE_MAX_US: u64 = 10 * 60 * 60 * 1_000_000;
/// Sessions held at most; the longest unused one goes first.
const SESSIONS_MAX: usize = 10_000;

/// Who is signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viewer {
    /// A member of staff in the role they act in.
    Staff(Actor),
    /// A member of staff with several roles who has not chosen one yet. Opens nothing but the choice.
    Undecided(StaffId),
    /// A guardian. Never an [`Actor`]: no page, view or command made for staff takes one.
    Guardian(GuardianId),
}

/// A person behind sessions, in whatever role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Person {
    Staff(StaffId),
    Guardian(GuardianId),
}

impl Viewer {
    /// The member of staff in their role; none for anyone else.
    #[must_use]
    pub const fn actor(self) -> Option<Actor> {
        match self {
            Self::Staff(actor) => Some(actor),
            Self::Undecided(_) | Self::Guardian(_) => None,
        }
    }

    /// The member of staff, whether or not a role is chosen.
    #[must_use]
    pub const fn staff(self) -> Option<StaffId> {
        match self {
            Self::Staff(actor) => Some(actor.staff),
            Self::Undecided(staff) => Some(staff),
            Self::Guardian(_) => None,
        }
    }

    /// The guardian.
    #[must_use]
    pub const fn guardian(self) -> Option<GuardianId> {
        match self {
            Self::Guardian(guardian) => Some(guardian),
            Self::Staff(_) | Self::Undecided(_) => None,
        }
    }

    const fn person(self) -> Person {
        match self {
            Self::Staff(actor) => Person::Staff(actor.staff),
            Self::Undecided(staff) => Person::Staff(staff),
            Self::Guardian(guardian) => Person::Guardian(guardian),
        }
    }
}

impl From<Actor> for Viewer {
    fn from(actor: Actor) -> Self {
        Self::Staff(actor)
    }
}

struct Session {
    viewer: Viewer,
    /// The code of the identity provider they came through; none for demo sign-in.
    through: Option<Arc<str>>,
    began: Instant,
    used: Instant,
}

/// All sessions of this process.
#[derive(Default)]
pub struct Sessions {
    by_token: Mutex<HashMap<String, Session>>,
}

impl Sessions {
    /// Begins a session; the token goes into the cookie [`Cookies::session`] and nowhere else. Whoever had
    /// a session before gets a new token: the former is to be ended ([`Self::end`]).
    pub fn begin(&self, world: &dyn World, viewer: impl Into<Viewer>) -> String {
        self.begin_through(world, viewer, None)
    }

    /// Begins a session of someone whom an identity provider has proven.
    pub fn begin_through(
        &self,
        world: &dyn World,
        viewer: impl Into<Viewer>,
        through: Option<Arc<str>>,
    ) -> String {
        let now = Instant(world.now_us());
        let token = random_text(world);
        let mut sessions = self.by_token.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.retain(|_, session| session.is_alive(now));
        if sessions.len() >= SESSIONS_MAX {
            let oldest =
                sessions.iter().min_by_key(|(_, s)| s.used).map(|(token, _)| token.clone());
            oldest.map(|token| sessions.remove(&token));
        }
        let session = Session { viewer: viewer.into(), through, began: now, used: now };
        sessions.insert(token.clone(), session);
        token
    }

    /// Who holds this token, if the session is alive. Counts as use.
    pub fn holder(&self, world: &dyn World, token: &str) -> Option<Viewer> {
        let now = Instant(world.now_us());
        let mut sessions = self.by_token.lock().unwrap_or_else(PoisonError::into_inner);
        let session = sessions.get_mut(token)?;
        if !session.is_alive(now) {
            sessions.remove(token);
            return None;
        }
        session.used = now;
        Some(session.viewer)
    }

    /// Puts another session in the place of this one: a new token, the same age and provider. None where
    /// there is no such session.
    ///
    /// The age stays: choosing another role must not keep a session alive for ever.
    pub fn renew(&self, world: &dyn World, token: &str, viewer: Viewer) -> Option<String> {
        self.holder(world, token)?;
        let mut sessions = self.by_token.lock().unwrap_or_else(PoisonError::into_inner);
        let former = sessions.remove(token)?;
        let renewed = random_text(world);
        sessions.insert(renewed.clone(), Session { viewer, ..former });
        Some(renewed)
    }

    /// Ends one session: the code of the identity provider it came through.
    pub fn end(&self, token: &str) -> Option<Arc<str>> {
        let mut sessions = self.by_token.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.remove(token).and_then(|session| session.through)
    }

    /// Ends every session of the person who holds this one, in whatever role and browser: the code of the
    /// identity provider that this one came through.
    pub fn end_everywhere(&self, token: &str) -> Option<Arc<str>> {
        let mut sessions = self.by_token.lock().unwrap_or_else(PoisonError::into_inner);
        let own = sessions.remove(token)?;
        let person = own.viewer.person();
        sessions.retain(|_, session| session.viewer.person() != person);
        own.through
    }
}

impl Session {
    fn is_alive(&self, now: Instant) -> bool {
        now.0.saturating_sub(self.used.0) < IDLE_MAX_US
            && now.0.saturating_sub(self.began.0) < AGE_MAX_US
    }
}

/// 32 random bytes as 64 hexadecimal digits.
pub(crate) fn random_text(world: &dyn World) -> String {
    let mut secret = [0; 32];
    world.fill(&mut secret);
    secret.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// How this site's cookies are called and set.
///
/// Over https their names begin with `__Host-`: a browser then takes them from this very host over https
/// only, never from a neighbouring name (RFC 6265bis section 4.1.3.2). All are `HttpOnly` and
/// `SameSite=Lax`: with `Strict` the browser would leave the session out when the identity provider
/// sends someone back, and after every link in an e-mail. What `Lax` leaves open (nothing but reading a
/// page by a link) changes nothing; what changes something is asked for by `POST`, without the cookie
/// when it comes from elsewhere, and refused there besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cookies {
    /// The site is reached over https.
    pub secure: bool,
}

impl Cookies {
    /// The name of the session cookie.
    #[must_use]
    pub const fn session(self) -> &'static str {
        if self.secure { "__Host-insyn_session" } else { "insyn_session" }
    }

    /// The name of the cookie that tells the browser that began a sign-in.
    #[must_use]
    pub const fn sign_in(self) -> &'static str {
        if self.secure { "__Host-insyn_sign_in" } else { "insyn_sign_in" }
    }

    /// A `Set-Cookie` header: for the browser's session, or for so many seconds (0: away with it).
    #[must_use]
    pub fn set(self, name: &str, value: &str, seconds: Option<u32>) -> String {
        let secure = if self.secure { "; Secure" } else { "" };
        let age = seconds.map_or_else(String::new, |seconds| format!("; Max-Age={seconds}"));
        format!("{name}={value}; HttpOnly; SameSite=Lax; Path=/{secure}{age}")
    }
}

/// The value of a cookie in a `Cookie` header.
#[must_use]
pub fn cookie_of<'a>(cookie_header: &'a str, wanted: &str) -> Option<&'a str> {
    cookie_header.split(';').find_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        (name == wanted && !value.is_empty()).then_some(value)
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use domain::people::Role;

    use super::*;

    /// A clock that stands still, and numbers instead of randomness.
    #[derive(Default)]
    struct Clock(AtomicU64);

    impl World for Clock {
        fn now_us(&self) -> u64 {
            0
        }

        fn fill(&self, bytes: &mut [u8]) {
            let next = self.0.fetch_add(1, Ordering::Relaxed).to_be_bytes();
            bytes[..8].copy_from_slice(&next);
        }
    }

    fn teacher(n: u8) -> Viewer {
        Viewer::Staff(Actor { staff: StaffId::from_bytes([n; 16]), role: Role::Teacher })
    }

    #[test]
    fn signing_out_everywhere_ends_every_session_of_the_person_and_no_other() {
        let (sessions, clock) = (Sessions::default(), Clock::default());
        let undecided = Viewer::Undecided(StaffId::from_bytes([1; 16]));
        let guardian = Viewer::Guardian(GuardianId::from_bytes([1; 16]));
        let through = Some(Arc::from("staff"));
        let own = sessions.begin_through(&clock, teacher(1), through.clone());
        let elsewhere = sessions.begin(&clock, undecided);
        let others = [sessions.begin(&clock, teacher(2)), sessions.begin(&clock, guardian)];
        assert_eq!(sessions.end_everywhere(&own), through);
        for ended in [&own, &elsewhere] {
            assert_eq!(sessions.holder(&clock, ended), None);
        }
        for open in &others {
            assert!(sessions.holder(&clock, open).is_some());
        }
    }

    #[test]
    fn a_renewed_session_has_a_new_token_and_the_former_opens_nothing() {
        let (sessions, clock) = (Sessions::default(), Clock::default());
        let former = sessions.begin(&clock, Viewer::Undecided(StaffId::from_bytes([1; 16])));
        let renewed = sessions.renew(&clock, &former, teacher(1)).unwrap();
        assert_ne!(former, renewed);
        assert_eq!(sessions.holder(&clock, &former), None);
        assert_eq!(sessions.holder(&clock, &renewed), Some(teacher(1)));
        assert_eq!(sessions.renew(&clock, &former, teacher(1)), None);
    }

    #[test]
    fn cookies_are_bound_to_the_host_over_https() {
        let (plain, secure) = (Cookies::default(), Cookies { secure: true });
        let set = secure.set(secure.session(), "x", None);
        assert_eq!(set, "__Host-insyn_session=x; HttpOnly; SameSite=Lax; Path=/; Secure");
        let gone = plain.set(plain.sign_in(), "", Some(0));
        assert_eq!(gone, "insyn_sign_in=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0");
    }
}
