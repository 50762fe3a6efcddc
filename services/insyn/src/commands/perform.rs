//! `insyn do`: commands written as JSON, the same as the API takes.

use std::io::Read;

use domain::command::Command;
use domain::people::Role;
use insyn_app::world::new_uuid;
use insyn_app::{App, HandleError, Outcome, Request};
use serde::Serialize;

use crate::cli::DoArgs;
use crate::output::{Exit, Failure, Output, exit, fail};
use crate::{actor, wiring};

/// What a request came to, for people and scripts.
#[derive(Serialize)]
pub(crate) struct Done {
    /// The first event's position; none where nothing happened.
    first: Option<u64>,
    /// How many events.
    events: u32,
    /// The size of the log after it.
    size: u64,
}

impl Done {
    pub(crate) fn of(outcome: &Outcome) -> Self {
        Self {
            first: outcome.receipt.map(|receipt| receipt.first.0),
            events: outcome.receipt.map_or(0, |receipt| receipt.count),
            size: outcome.size.0,
        }
    }

    pub(crate) fn text(&self) -> String {
        match self.first {
            Some(first) => format!("Recorded {} event(s) from position {first}.", self.events),
            None => "Nothing new: it is already so.".to_owned(),
        }
    }
}

/// Carries a request out; a refusal ends the program with its message.
pub(crate) fn carry_out(app: &App, request: &Request) -> Result<Outcome, Failure> {
    app.handle(request).map_err(|error| failure(error, request.commands.len() > 1))
}

/// A request's failure with its exit code; of several commands the one that was refused is told.
pub(crate) fn failure(error: HandleError, several: bool) -> Failure {
    let code = match &error {
        HandleError::Refused { refusal, .. } if refusal.code().ends_with("not_authorised") => {
            exit::NOT_ALLOWED
        }
        HandleError::Refused { .. }
        | HandleError::NotReady
        | HandleError::CivicNumberTaken
        | HandleError::DocumentUnfit
        | HandleError::IdReused => exit::NO,
        _ => exit::FAILED,
    };
    let error = match &error {
        HandleError::Refused { refusal, index } if several => {
            anyhow::Error::msg(format!("command {}: {refusal} ({})", index + 1, refusal.code()))
        }
        HandleError::Refused { refusal, .. } => {
            anyhow::Error::msg(format!("{refusal} ({})", refusal.code()))
        }
        _ => anyhow::Error::new(error),
    };
    Failure { code, error }
}

pub(crate) fn run(args: &DoArgs, output: Output) -> Result<u8, Failure> {
    let commands = read(args)?;
    let app = wiring::open(&args.store.data)?;
    let actor = actor::resolve(&app, &args.actor, Role::SystemAdministrator)?;
    let command_id = match &args.id {
        Some(text) => text.parse().or_exit(exit::USAGE)?,
        None => new_uuid(app.world()),
    };
    let outcome = carry_out(&app, &Request { command_id, actor, cause: None, commands })?;
    let done = Done::of(&outcome);
    output.answer(&done, || done.text());
    app.close().or_exit(exit::FAILED)?;
    Ok(exit::DONE)
}

fn read(args: &DoArgs) -> Result<Vec<Command>, Failure> {
    let place = args.file.display();
    let text = if args.file.as_os_str() == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        std::fs::read_to_string(&args.file)
    };
    let text = text
        .map_err(|error| anyhow::Error::new(error).context(format!("cannot read {place}")))
        .or_exit(exit::USAGE)?;
    let values: Vec<serde_json::Value> = match serde_json::from_str(&text) {
        Ok(serde_json::Value::Array(values)) => values,
        Ok(value) => vec![value],
        Err(error) => {
            let at = format!("line {}, column {}", error.line(), error.column());
            return fail(exit::USAGE, format!("{place}, {at}: not JSON"));
        }
    };
    if values.is_empty() {
        return fail(exit::USAGE, format!("{place}: no command"));
    }
    let commands = (1..).zip(values).map(|(number, value)| {
        // serde_json's own text may repeat a value, which may be a name: only the place is told.
        serde_json::from_value(value).or_else(|_| {
            fail(
                exit::USAGE,
                format!(
                    "{place}, command {number}: no such command, or a field is missing or wrong (its \
                     form stands in the API's document, schema Command)"
                ),
            )
        })
    });
    commands.collect()
}
