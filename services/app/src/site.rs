//! What the edges share: one store, the sessions of those signed in, and the ways in.

use domain::people::Actor;

use crate::entrance::Entrance;
use crate::session::{Sessions, Viewer};
use crate::store::App;

/// The site that pages and API serve.
pub struct Site {
    /// The store.
    pub app: App,
    /// Who is signed in.
    pub sessions: Sessions,
    /// How people sign in.
    pub entrance: Entrance,
}

impl Site {
    /// A site over this store, with nobody signed in and no identity provider.
    #[must_use]
    pub fn new(app: App) -> Self {
        Self::with_entrance(app, Entrance::default())
    }

    /// A site over this store whose people sign in this way.
    #[must_use]
    pub fn with_entrance(app: App, entrance: Entrance) -> Self {
        Self { app, sessions: Sessions::default(), entrance }
    }

    /// Whether people sign in by picking who to be: in a test store without identity providers, never in
    /// a production store.
    #[must_use]
    pub fn is_demo(&self) -> bool {
        !self.app.is_production() && self.entrance.providers().is_empty()
    }

    /// Who holds this token now. Whoever no longer holds the role they signed in with is signed out, on
    /// the day the role ends.
    ///
    /// Asks for the facts: not to be called while holding them, nor where it must not wait.
    pub fn viewer(&self, token: &str) -> Option<Viewer> {
        let viewer = self.sessions.holder(self.app.world(), token)?;
        let holds = match viewer {
            Viewer::Staff(actor) => self.holds(actor)?,
            // A guardian's links are asked for child by child, a choice for what there is to choose.
            Viewer::Undecided(_) | Viewer::Guardian(_) => true,
        };
        if !holds {
            self.sessions.end(token);
            return None;
        }
        Some(viewer)
    }

    /// Whether someone holds a role today; none where the facts cannot be had.
    fn holds(&self, actor: Actor) -> Option<bool> {
        let facts = self.app.facts();
        let facts = facts
            .inspect_err(|error| {
                tracing::error!(error = error as &dyn std::error::Error, "facts could not be had");
            })
            .ok()?;
        let held = facts.roles(actor.staff, self.app.now().day(), facts.size());
        Some(held.iter().any(|held| held.role == actor.role))
    }
}
