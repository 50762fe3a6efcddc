//! What a production store still lacks before it may hold real children's data.

use std::sync::atomic::Ordering;

use projections::disclosure::{Indicator, Rules};

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
            Safeguard {
                code: "read_access_log",
                sv: "Logg över vem som läst uppgifter om elever",
                en: "A log of who has read pupils' data",
                present: self.reads().is_some(),
            },
            missing(
                "retention",
                "Gallringsregler och fungerande gallring",
                "Retention rules and working disposal",
            ),
            Safeguard {
                code: "disclosure_rule",
                sv: "Antagen regel för små tal",
                en: "An adopted rule for small numbers",
                present: self.has_disclosure_rule(),
            },
            missing(
                "impact_assessment",
                "Hänvisning till konsekvensbedömningen",
                "A reference to the impact assessment",
            ),
        ]
    }

    /// Whether a rule for small numbers is adopted for figures of every kind. Not while the facts cannot be
    /// had: then it cannot be told.
    fn has_disclosure_rule(&self) -> bool {
        let Ok(facts) = self.facts() else { return false };
        let rules = Rules::of_record(&facts, facts.size());
        let has = |indicator| rules.all().iter().any(|rule| rule.indicator == indicator);
        [Indicator::Groups, Indicator::Targets, Indicator::Spread].into_iter().all(has)
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
