//! `insyn export`: the events as they stand, and views as files.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use domain::people::Role;
use eventstore::{Position, Stored};
use insyn_app::access::Sight;
use insyn_app::shown::payload;
use insyn_app::trail::recorded;
use serde_json::{Value, json};

use crate::cli::{ExportEvents, ExportView, Format};
use crate::commands::view;
use crate::output::{Exit, Failure, Output, exit, written};
use crate::reading::Entered;
use crate::{actor, wiring};

/// Events read at a time.
const PAGE: usize = 1_000;

/// `insyn export events`: one JSON object a line. Personal content is not opened: of a sealed section
/// the hash and size are told, not the bytes; of a rating not the point, which is its rater's only.
pub(crate) fn events(args: &ExportEvents, output: Output) -> Result<u8, Failure> {
    let app = wiring::open(&args.store.data)?;
    let actor = actor::resolve(&app, &args.actor, Role::Auditor)?;
    actor::must_see(&app, actor, Sight::Trail)?;
    let to = app.resolve(args.as_of).or_exit(exit::USAGE)?.0;
    let mut out = writer(args.out.as_deref())?;
    let mut at = 0;
    while at < to {
        let page = app.log().read(Position(at), PAGE).or_exit(exit::FAILED)?;
        for stored in page.iter().take_while(|stored| stored.position.0 < to) {
            let line = line(stored)?;
            if !written(writeln!(out, "{line}"))? {
                return Ok(exit::DONE);
            }
        }
        at += page.len().max(1) as u64;
        output.progress(&format!("{at} of {to} events"));
    }
    output.progress_done();
    written(out.flush())?;
    if let Some(path) = &args.out {
        let answer = json!({"events": to, "file": path.display().to_string()});
        output.answer(&answer, || format!("Wrote {to} events to {}.", path.display()));
    }
    Ok(exit::DONE)
}

fn line(stored: &Stored) -> Result<Value, Failure> {
    let mut line = json!({
        "position": stored.position.0,
        "recorded_at": domain::calendar::Instant(stored.recorded_at).to_string(),
        "id": stored.id.to_string(),
        "leaf": hex(&stored.leaf),
    });
    if stored.body.is_none() {
        line["redacted"] = json!(true);
        return Ok(line);
    }
    let envelope = stored.envelope().or_exit(exit::FAILED)?;
    let event = recorded(stored).or_exit(exit::FAILED)?.event;
    line["type"] = json!(event.as_ref().map(domain::Event::name));
    line["schema"] = json!(envelope.schema);
    line["actor"] = json!(envelope.actor);
    line["cause"] = json!(envelope.cause.map(|position| position.0));
    line["command"] = json!(envelope.command_id.to_string());
    line["tags"] = json!(envelope.tags.iter().map(AsRef::as_ref).collect::<Vec<&str>>());
    line["payload"] = payload(event.as_ref()).or_exit(exit::FAILED)?;
    let sections = envelope.sections.iter().zip(&stored.sections).map(|(section, bytes)| {
        json!({"sha256": hex(&section.ciphertext_hash), "bytes": bytes.as_ref().map(Vec::len)})
    });
    line["sealed"] = sections.collect();
    Ok(line)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A file, never one that is there already, or standard output.
fn writer(path: Option<&Path>) -> Result<Box<dyn Write>, Failure> {
    let Some(path) = path else {
        return Ok(Box::new(Entered::new(BufWriter::new(std::io::stdout()))));
    };
    let file = File::create_new(path)
        .map_err(|error| {
            anyhow::Error::new(error).context(format!("cannot write {}", path.display()))
        })
        .or_exit(exit::USAGE)?;
    Ok(Box::new(Entered::new(BufWriter::new(file))))
}

/// `insyn export view`.
pub(crate) fn view(args: &ExportView, output: Output) -> Result<u8, Failure> {
    let app = wiring::open(&args.view.store.data)?;
    let shown = view::read(&app, &args.view)?;
    let bytes = match args.format {
        Format::Json => {
            let mut bytes = serde_json::to_vec_pretty(&shown.value).or_exit(exit::FAILED)?;
            bytes.push(b'\n');
            bytes
        }
        Format::Csv => shown.csv().or_exit(exit::FAILED)?,
    };
    let mut out = writer(args.out.as_deref())?;
    written(out.write_all(&bytes).and_then(|()| out.flush()))?;
    if let Some(path) = &args.out {
        let answer = json!({"file": path.display().to_string(), "bytes": bytes.len()});
        output.answer(&answer, || format!("Wrote {}.", path.display()));
    }
    Ok(exit::DONE)
}
