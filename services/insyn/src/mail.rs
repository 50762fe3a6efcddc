//! Reminders at work: what the use cases hand over becomes a letter and goes to the mail server.

use std::time::{Duration, UNIX_EPOCH};

use insyn_app::reminders::{Letter, NotPosted, Post};
use insyn_mail::{Mailer, NotSent};

/// The mail server of a site.
#[derive(Debug)]
pub(crate) struct Postman {
    mailer: Mailer,
    /// Where letters lead.
    site: String,
}

impl Postman {
    /// Letters that lead to this site go by this server.
    pub(crate) const fn new(mailer: Mailer, site: String) -> Self {
        Self { mailer, site }
    }
}

impl Post for Postman {
    fn post(&self, letter: &Letter) -> Result<(), NotPosted> {
        let words = insyn_web::letters::reminder(&letter.reminder, &self.site);
        let written = insyn_mail::Letter {
            to: &letter.to,
            subject: &words.subject,
            text: &words.text,
            languages: "sv, en",
            id: &letter.id.to_string(),
            at: UNIX_EPOCH + Duration::from_micros(letter.at.0),
        };
        self.mailer.send(&written).map_err(|error| match error {
            NotSent::Refused(code) => NotPosted::Refused(code),
            NotSent::Later => NotPosted::Later,
            NotSent::Unreachable => NotPosted::Unreachable,
            NotSent::Unclear => NotPosted::Unclear,
        })
    }
}

#[cfg(test)]
mod tests;
