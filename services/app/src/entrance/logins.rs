//! Sign-ins under way: each comes back once, to the browser it began in, within ten minutes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use eventstore::World;

use super::{LOGIN_MAX_US, LoginSecrets};
use crate::session::random_text;

/// Sign-ins held at most: whoever begins without end pushes out the oldest and takes no more memory.
const LOGINS_MAX: usize = 10_000;

struct Login {
    provider: Arc<str>,
    browser: String,
    secrets: LoginSecrets,
    began_us: u64,
}

/// What a browser leaves with.
pub(super) struct Leaving {
    pub(super) browser: String,
    pub(super) secrets: LoginSecrets,
}

/// Sign-ins by their state.
#[derive(Default)]
pub(super) struct Logins {
    by_state: Mutex<HashMap<String, Login>>,
}

impl Logins {
    pub(super) fn begin(&self, world: &dyn World, provider: &Arc<str>) -> Leaving {
        let began_us = world.now_us();
        let secrets = LoginSecrets {
            state: random_text(world),
            nonce: random_text(world),
            verifier: random_text(world),
        };
        let browser = random_text(world);
        let mut logins = self.by_state.lock().unwrap_or_else(PoisonError::into_inner);
        if logins.len() >= LOGINS_MAX {
            logins.retain(|_, login| login.is_alive(began_us));
        }
        if logins.len() >= LOGINS_MAX {
            let oldest =
                logins.iter().min_by_key(|(_, l)| l.began_us).map(|(state, _)| state.clone());
            oldest.map(|state| logins.remove(&state));
        }
        let (provider, kept) = (provider.clone(), secrets.clone());
        let login = Login { provider, browser: browser.clone(), secrets: kept, began_us };
        logins.insert(secrets.state.clone(), login);
        Leaving { browser, secrets }
    }

    /// The secrets of a sign-in that comes back; none where it is not this browser's or provider's, or
    /// took too long. It stays for whoever it belongs to when another browser tries it.
    pub(super) fn take(
        &self,
        world: &dyn World,
        state: &str,
        browser: &str,
        provider: &Arc<str>,
    ) -> Option<LoginSecrets> {
        let mut logins = self.by_state.lock().unwrap_or_else(PoisonError::into_inner);
        let login = logins.get(state)?;
        if login.browser != browser || login.provider != *provider {
            return None;
        }
        let login = logins.remove(state)?;
        login.is_alive(world.now_us()).then_some(login.secrets)
    }
}

impl Login {
    fn is_alive(&self, now_us: u64) -> bool {
        now_us.saturating_sub(self.began_us) < LOGIN_MAX_US
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    /// A clock to be moved, and numbers instead of randomness.
    #[derive(Default)]
    struct Clock(AtomicU64, AtomicU64);

    impl World for Clock {
        fn now_us(&self) -> u64 {
            self.0.load(Ordering::Relaxed)
        }

        fn fill(&self, bytes: &mut [u8]) {
            let next = self.1.fetch_add(1, Ordering::Relaxed).to_be_bytes();
            bytes[..8].copy_from_slice(&next);
        }
    }

    fn staff() -> Arc<str> {
        Arc::from("staff")
    }

    #[test]
    fn a_sign_in_comes_back_once_to_its_own_browser_and_provider() {
        let (logins, clock) = (Logins::default(), Clock::default());
        let Leaving { browser, secrets } = logins.begin(&clock, &staff());
        let take = |browser: &str, provider: &str| {
            logins.take(&clock, &secrets.state, browser, &Arc::from(provider))
        };
        assert_eq!(take("another", "staff"), None);
        assert_eq!(take(&browser, "guardians"), None);
        assert_eq!(logins.take(&clock, "another", &browser, &staff()), None);
        assert_eq!(take(&browser, "staff"), Some(secrets.clone()));
        assert_eq!(take(&browser, "staff"), None, "once");
    }

    #[test]
    fn a_sign_in_is_over_after_ten_minutes() {
        let (logins, clock) = (Logins::default(), Clock::default());
        let in_time = logins.begin(&clock, &staff());
        clock.0.store(LOGIN_MAX_US - 1, Ordering::Relaxed);
        let late = logins.begin(&clock, &staff());
        let back = |l: &Leaving| logins.take(&clock, &l.secrets.state, &l.browser, &staff());
        assert!(back(&in_time).is_some());
        clock.0.store(2 * LOGIN_MAX_US, Ordering::Relaxed);
        assert_eq!(back(&late), None);
    }

    #[test]
    fn sign_ins_without_end_take_no_more_memory_and_push_out_the_oldest() {
        let (logins, clock) = (Logins::default(), Clock::default());
        let first = logins.begin(&clock, &staff());
        for moment in 1..=LOGINS_MAX as u64 {
            clock.0.store(moment, Ordering::Relaxed);
            logins.begin(&clock, &staff());
        }
        let held = logins.by_state.lock().unwrap_or_else(PoisonError::into_inner).len();
        assert_eq!(held, LOGINS_MAX);
        assert_eq!(logins.take(&clock, &first.secrets.state, &first.browser, &staff()), None);
    }
}
