//! What the edges share: one store and the sessions of those signed in.

use crate::session::Sessions;
use crate::store::App;

/// The site that pages and API serve.
pub struct Site {
    /// The store.
    pub app: App,
    /// Who is signed in.
    pub sessions: Sessions,
}

impl Site {
    /// A site over this store, with nobody signed in.
    #[must_use]
    pub fn new(app: App) -> Self {
        Self { app, sessions: Sessions::default() }
    }
}
