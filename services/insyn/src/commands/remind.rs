//! `insyn remind`: one run of the reminders by e-mail, or how many would get one.

use insyn_app::reminders::{Due, DueState};
use projections::Rhythm;
use serde::Serialize;

use crate::cli::RemindArgs;
use crate::output::{Exit, Failure, Output, exit, fail};
use crate::{actor, configuration, wiring};

/// How many are told something today, and what becomes of it. Nobody by name.
#[derive(Debug, Default, Serialize)]
struct Counts {
    weekly: u32,
    daily: u32,
    to_send: u32,
    sent_before: u32,
    without_address: u32,
    dead_address: u32,
}

impl Counts {
    fn of(due: &[Due]) -> Self {
        let mut counts = Self::default();
        for each in due {
            match each.reminder.rhythm {
                Rhythm::Weekly => counts.weekly += 1,
                Rhythm::Daily => counts.daily += 1,
            }
            match each.state {
                DueState::ToSend(_) => counts.to_send += 1,
                DueState::Known => counts.sent_before += 1,
                DueState::WithoutAddress => counts.without_address += 1,
                DueState::DeadAddress => counts.dead_address += 1,
            }
        }
        counts
    }

    fn text(&self) -> String {
        format!(
            "{} are told of their week and {} of a round's last week: {} letters to send, {} sent \
             before, {} without an address, {} whose address does not work.",
            self.weekly,
            self.daily,
            self.to_send,
            self.sent_before,
            self.without_address,
            self.dead_address
        )
    }
}

#[derive(Serialize)]
struct Sent {
    sent: u32,
    refused: u32,
    later: u32,
    sent_before: u32,
    without_address: u32,
    dead_address: u32,
}

pub(crate) fn run(args: &RemindArgs, output: Output) -> Result<u8, Failure> {
    let configured = configuration::of_store(&args.store.data, args.config.as_deref());
    let configuration = configured.or_exit(exit::USAGE)?;
    let app = wiring::open(&args.store.data)?;
    actor::keeper(&app, &args.actor, "remind", &[])?;
    if args.dry_run {
        let counts = Counts::of(&app.reminders_due().or_exit(exit::FAILED)?);
        output.answer(&counts, || counts.text());
        app.close().or_exit(exit::FAILED)?;
        return Ok(exit::DONE);
    }
    let Some(postman) = configuration.postman else {
        return fail(exit::USAGE, "no mail server is configured; see docs/mail.md".to_owned());
    };
    let done = app.remind(&postman).or_exit(exit::FAILED)?;
    let sent = Sent {
        sent: done.sent,
        refused: done.refused,
        later: done.later,
        sent_before: done.known,
        without_address: done.without_address,
        dead_address: done.dead_address,
    };
    output.answer(&sent, || {
        format!(
            "Sent {} letters; {} addresses were refused, {} letters were not taken now, {} had been \
             sent before.",
            sent.sent, sent.refused, sent.later, sent.sent_before
        )
    });
    app.close().or_exit(exit::FAILED)?;
    Ok(exit::DONE)
}
