//! `insyn follow-up`: one run of the process that finds shortfalls, follows pupils and reminds.

use serde::Serialize;

use crate::actor::{self, Named};
use crate::cli::FollowUpArgs;
use crate::output::{Exit, Failure, Output, columns, exit};
use crate::wiring;

/// A step that is due.
#[derive(Serialize)]
struct Due {
    rule: String,
    cause: u64,
    subject: String,
}

#[derive(Serialize)]
struct Ran {
    acted: u32,
    known: u32,
    declined: u32,
    actor: Named,
}

pub(crate) fn run(args: &FollowUpArgs, output: Output) -> Result<u8, Failure> {
    let app = wiring::open(&args.store.data)?;
    let actor = actor::keeper(&app, &args.actor, "follow-up", &[])?;
    if args.dry_run {
        let steps = app.follow_up_due().or_exit(exit::FAILED)?;
        let due: Vec<Due> = steps
            .iter()
            .map(|step| Due {
                rule: step.rule.to_string(),
                cause: step.cause.0,
                subject: step.subject.clone(),
            })
            .collect();
        output.answer(&due, || text(&due));
        return Ok(exit::DONE);
    }
    let done = app.follow_up().or_exit(exit::FAILED)?;
    let ran = Ran { acted: done.acted, known: done.known, declined: done.declined, actor };
    output.answer(&ran, || {
        format!(
            "Recorded {} steps; {} were known, {} refused by a rule and noted, {}.",
            ran.acted,
            ran.known,
            ran.declined,
            ran.actor.text()
        )
    });
    app.close().or_exit(exit::FAILED)?;
    Ok(exit::DONE)
}

fn text(due: &[Due]) -> String {
    let rows: Vec<Vec<String>> = due
        .iter()
        .map(|step| vec![step.rule.clone(), step.cause.to_string(), step.subject.clone()])
        .collect();
    format!("{} steps are due.\n\n{}", due.len(), columns(&["rule", "cause", "subject"], &rows))
}
