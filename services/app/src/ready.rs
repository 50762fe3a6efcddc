//! What a production store still lacks before it may hold real children's data.

use std::sync::atomic::Ordering;

use crate::store::App;

/// One safeguard that production needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Safeguard {
    /// A stable code name.
    pub code: &'static str,
    /// In Swedish.
    pub sv: &'static str,
    /// In English.
    pub en: &'static str,
    /// Whether this program and this store have it.
    pub present: bool,
}

impl App {
    /// The safeguards in the order they are to be put in place. All must be present before a
    /// production store takes a civic number of a real person.
    #[must_use]
    pub fn safeguards(&self) -> Vec<Safeguard> {
        let missing = |code, sv, en| Safeguard { code, sv, en, present: false };
        vec![
            Safeguard {
                code: "sign_in",
                sv: "Inloggning med OpenID Connect",
                en: "Sign-in by OpenID Connect",
                present: self.inner.sign_in.load(Ordering::Relaxed),
            },
            missing(
                "read_access_log",
                "Logg över vem som läst uppgifter om elever",
                "A log of who has read pupils' data",
            ),
            missing(
                "retention",
                "Gallringsregler och fungerande gallring",
                "Retention rules and working disposal",
            ),
            missing(
                "disclosure_rule",
                "Antagen regel för små tal",
                "An adopted rule for small numbers",
            ),
            missing(
                "impact_assessment",
                "Hänvisning till konsekvensbedömningen",
                "A reference to the impact assessment",
            ),
        ]
    }

    /// From now on sign-in by OpenID Connect counts as configured for this store, or not.
    pub fn set_sign_in(&self, configured: bool) {
        self.inner.sign_in.store(configured, Ordering::Relaxed);
    }

    /// Whether every safeguard is present.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.safeguards().iter().all(|safeguard| safeguard.present)
    }
}
