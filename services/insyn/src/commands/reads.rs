//! `insyn reads`: who has read a pupil's data, and the beginning of the log that says so.

use domain::people::Role;
use insyn_app::access::Sight;
use insyn_app::reads::ReadsFound;
use serde_json::json;

use crate::cli::{KeeperArgs, Reads, ReadsPupil};
use crate::output::{Exit, Failure, Output, columns, exit};
use crate::{actor, wiring};

pub(crate) fn run(verb: &Reads, output: Output) -> Result<u8, Failure> {
    match verb {
        Reads::Pupil(args) => pupil(args, output),
        Reads::Begin(args) => begin(args, output),
    }
}

/// `insyn reads pupil`.
fn pupil(args: &ReadsPupil, output: Output) -> Result<u8, Failure> {
    let app = wiring::open(&args.store.data)?;
    let actor = actor::resolve(&app, &args.actor, Role::Auditor)?;
    actor::must_see(&app, actor, Sight::Reads(args.pupil))?;
    let found = app.reads_of(args.pupil, args.from, args.limit).or_exit(exit::FAILED)?;
    let answer = json!({"pupil": args.pupil, "reads": found.reads, "total": found.total});
    output.answer(&answer, || {
        let rows: Vec<Vec<String>> = found.reads.iter().map(row).collect();
        let table = columns(&["when", "by", "reader", "what", "for"], &rows);
        format!("Pupil {}: {} readings.\n\n{table}", args.pupil, found.total)
    });
    app.close().or_exit(exit::FAILED)?;
    Ok(exit::DONE)
}

fn row(read: &ReadsFound) -> Vec<String> {
    vec![
        read.at.in_sweden(),
        read.role.to_string(),
        read.reader.clone(),
        read.what.clone(),
        read.purpose.en().to_owned(),
    ]
}

/// `insyn reads begin`.
fn begin(args: &KeeperArgs, output: Output) -> Result<u8, Failure> {
    let app = wiring::open(&args.store.data)?;
    let by = actor::keeper(&app, &args.actor, "reads begin", &[])?;
    let begun = app.begin_reads(&args.store.data).or_exit(exit::FAILED)?;
    output.answer(&json!({"begun": begun, "actor": by}), || {
        let done = if begun { "The log of who reads has begun" } else { "It had begun already" };
        format!("{done}, {}.", by.text())
    });
    app.close().or_exit(exit::FAILED)?;
    Ok(exit::DONE)
}
