//! Verbs about the store itself: verify, checkpoint, backup, restore, ready, status.

use std::fs;
use std::path::Path;

use eventstore::backup::{self, BackupError, BackupReport, RestoreError, RestoreReport};
use eventstore::note::VerifierKey;
use eventstore::verify::{Outcome, Report};
use insyn_app::App;
use insyn_app::access::Sight;
use insyn_app::reads::FOLDER as READS;
use insyn_app::ready::Safeguard;
use serde::Serialize;

use crate::actor::{self, Named};
use crate::cli::{BackupArgs, KeeperArgs, RestoreArgs, StoreArgs, VerifyArgs};
use crate::output::{Exit, Failure, Output, exit, fail};
use crate::wiring;

/// `insyn checkpoint`: signs the log as it stands, and prints the signed note.
pub(crate) fn checkpoint(args: &KeeperArgs, output: Output) -> Result<u8, Failure> {
    let app = wiring::open(&args.store.data)?;
    let by = actor::keeper(&app, &args.actor, "checkpoint", &[Sight::Trail])?;
    let note = app.log().checkpoint_now().or_exit(exit::FAILED)?;
    let key = app.log().verifier_key();
    let answer =
        serde_json::json!({"actor": by, "checkpoint": note, "verifier_key": key.to_string()});
    output.answer(&answer, || note.clone());
    // Standard output is the signed note to the byte.
    output.aside(&by.text());
    app.close().or_exit(exit::FAILED)?;
    Ok(exit::DONE)
}

/// `insyn verify`: 0 sound, 1 tampered, 2 unreadable.
pub(crate) fn verify(args: &VerifyArgs, output: Output) -> Result<u8, Failure> {
    let claimed = actor::claimed(&args.actor)?;
    let key = match &args.key {
        Some(text) => Some(text.parse::<VerifierKey>().or_exit(exit::USAGE)?),
        None => None,
    };
    let began = std::time::Instant::now();
    let report =
        eventstore::verify::verify(&args.store.data, key.as_ref(), args.checkpoint.as_deref());
    let seconds = began.elapsed().as_secs_f64();
    let (code, verdict) = verdict_of(&report.outcome)?;
    let by = actor::verifier(&args.store.data, &args.actor, claimed, &report)?;
    let reads = verify_reads(&args.store.data)?;
    let (first_bad, what) = found(&report.outcome);
    let answer = serde_json::json!({
        "verdict": verdict, "first_bad_position": first_bad, "what": what,
        "events": report.size.0, "root": hex(&report.root),
        "proven_by_checkpoint": report.proven.map(|size| size.0), "seconds": seconds,
        "reads": reads.as_ref().map(Reads::answer), "actor": by,
    });
    let text = || {
        let reads = reads.as_ref().map_or("there is none".to_owned(), Reads::text);
        let log = verdict_text(&report, verdict);
        format!("{log}\nlog of who reads: {reads}\nverified {}", by.text())
    };
    output.answer(&answer, text);
    Ok(reads.as_ref().map_or(code, |reads| code.max(reads.code)))
}

/// What verifying the log of who reads came to.
struct Reads {
    report: Report,
    code: u8,
    verdict: &'static str,
}

impl Reads {
    fn answer(&self) -> serde_json::Value {
        let (first_bad, what) = found(&self.report.outcome);
        serde_json::json!({
            "verdict": self.verdict, "first_bad_position": first_bad, "what": what,
            "events": self.report.size.0, "root": hex(&self.report.root),
        })
    }

    fn text(&self) -> String {
        verdict_text(&self.report, self.verdict)
    }
}

/// Verifies the log of who reads by its own key; none where the store, or the copy, has none.
fn verify_reads(store: &Path) -> Result<Option<Reads>, Failure> {
    let folder = store.join(READS);
    if !folder.exists() {
        return Ok(None);
    }
    let report = eventstore::verify::verify(&folder, None, None);
    let (code, verdict) = verdict_of(&report.outcome)?;
    Ok(Some(Reads { report, code, verdict }))
}

/// The exit code and the verdict in a word.
fn verdict_of(outcome: &Outcome) -> Result<(u8, &'static str), Failure> {
    match outcome {
        Outcome::Sound => Ok((exit::DONE, "sound")),
        Outcome::Tampered { .. } => Ok((exit::NO, "tampered")),
        Outcome::InUse => fail(exit::STORE, "the store is in use by another process"),
        Outcome::Unreadable { .. } => Ok((exit::USAGE, "unreadable")),
    }
}

/// The first position that is not sound, and what is wrong.
fn found(outcome: &Outcome) -> (Option<u64>, &str) {
    match outcome {
        Outcome::Tampered { first_bad, what } => (first_bad.map(|position| position.0), what),
        Outcome::Unreadable { what } => (None, what),
        Outcome::Sound | Outcome::InUse => (None, ""),
    }
}

fn verdict_text(report: &Report, verdict: &str) -> String {
    let (first_bad, what) = found(&report.outcome);
    if matches!(report.outcome, Outcome::Unreadable { .. }) {
        return format!("{verdict}: {what}");
    }
    let mut text = format!("{verdict}: {} events, root {}", report.size.0, hex(&report.root));
    if let Some(proven) = report.proven {
        text.push_str(&format!(", signed up to {}", proven.0));
    }
    if let Some(position) = first_bad {
        text.push_str(&format!("\nfirst bad event: position {position}"));
    }
    if !what.is_empty() {
        text.push_str(&format!("\n{what}"));
    }
    text
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// `insyn backup`.
pub(crate) fn backup(args: &BackupArgs, output: Output) -> Result<u8, Failure> {
    let by = actor::keeper_if_it_opens(&args.store.data, &args.actor, "backup")?;
    let mut report = copy(&args.store.data, &args.target)?;
    let reads = args.store.data.join(READS);
    if reads.exists() {
        let of_reads = copy(&reads, &args.target.join(READS))?;
        report.volumes += of_reads.volumes;
        report.written += of_reads.written;
    }
    let target = args.target.display().to_string();
    let answer = serde_json::json!({
        "backup": target, "volumes": report.volumes, "bytes_written": report.written,
        "actor": by,
    });
    output.answer(&answer, || {
        format!(
            "Copied {} volume(s) and the vault to {target}, {}. Keep it apart from checkpoints and keys.",
            report.volumes,
            by.text()
        )
    });
    Ok(exit::DONE)
}

fn copy(store: &Path, target: &Path) -> Result<BackupReport, Failure> {
    backup::backup_closed(store, target, None).map_err(|error| {
        let code = match &error {
            BackupError::Missing | BackupError::InUse | BackupError::Store(_) => exit::STORE,
            BackupError::NotEmpty => exit::USAGE,
            _ => exit::FAILED,
        };
        Failure { code, error: error.into() }
    })
}

/// `insyn restore`.
pub(crate) fn restore(args: &RestoreArgs, output: Output) -> Result<u8, Failure> {
    let by = match &args.live {
        Some(live) => actor::keeper_if_it_opens(live, &args.actor, "restore")?,
        None => actor::claimed(&args.actor)?.logged("restore"),
    };
    let mut report = put_back(&args.backup, &args.store.data, args.live.as_deref())?;
    let reads = args.backup.join(READS);
    if reads.exists() {
        let live = args.live.as_ref().map(|live| live.join(READS));
        let of_reads = put_back(&reads, &args.store.data.join(READS), live.as_deref())?;
        report.files += of_reads.files;
        report.bytes += of_reads.bytes;
    }
    let place = args.store.data.display().to_string();
    let answer = serde_json::json!({
        "restored": place, "files": report.files, "bytes": report.bytes,
        "beside_living_checkpoints": report.joined, "actor": by,
    });
    output
        .answer(&answer, || format!("Restored {} files to {place}, {}.", report.files, by.text()));
    Ok(exit::DONE)
}

fn put_back(backup: &Path, store: &Path, live: Option<&Path>) -> Result<RestoreReport, Failure> {
    backup::restore(backup, store, live).map_err(|error| {
        let code = match &error {
            RestoreError::Missing | RestoreError::NotEmpty => exit::USAGE,
            _ => exit::FAILED,
        };
        Failure { code, error: error.into() }
    })
}

/// `insyn ready`: what production still lacks.
pub(crate) fn ready(args: &KeeperArgs, output: Output) -> Result<u8, Failure> {
    let app = wiring::open(&args.store.data)?;
    let by = actor::keeper(&app, &args.actor, "ready", &[])?;
    let safeguards = app.safeguards();
    let ready = app.is_ready();
    let list: Vec<_> = safeguards
        .iter()
        .map(|s| serde_json::json!({"code": s.code, "sv": s.sv, "en": s.en, "present": s.present}))
        .collect();
    let answer = serde_json::json!({
        "production": app.is_production(), "ready": ready, "safeguards": list, "actor": by,
    });
    let text = || ready_text(&safeguards, ready, app.is_production());
    output.answer(&answer, || format!("{}\nasked {}", text(), by.text()));
    Ok(if ready { exit::DONE } else { exit::NO })
}

fn ready_text(safeguards: &[Safeguard], ready: bool, production: bool) -> String {
    let mut lines = vec![
        match (production, ready) {
            (true, true) => "A production store with every safeguard in place.",
            (true, false) => {
                "A production store; it refuses real civic numbers while something is missing:"
            }
            (false, _) => "A test store: invented pupils only. Before production there must be:",
        }
        .to_owned(),
    ];
    lines.extend(safeguards.iter().map(|safeguard| {
        let mark = if safeguard.present { "present" } else { "missing" };
        format!("  {mark}  {}", safeguard.en)
    }));
    lines.join("\n")
}

#[derive(Serialize)]
struct Status {
    directory: String,
    kind: &'static str,
    origin: String,
    events: u64,
    last_recorded: String,
    folded: u64,
    checkpoint: Option<String>,
    verifier_key: String,
    bytes_on_disk: u64,
    schools: usize,
    pupils: usize,
    rounds: usize,
    districts: Vec<String>,
    committees: Vec<String>,
    /// The program that typesets documents, with its version; none: not installed.
    typesetting: Option<String>,
    safeguards_missing: usize,
    actor: Named,
}

/// `insyn status`.
pub(crate) fn status(args: &KeeperArgs, output: Output) -> Result<u8, Failure> {
    let app = wiring::open(&args.store.data)?;
    let by = actor::keeper(&app, &args.actor, "status", &[])?;
    let status = status_of(&app, &args.store, by)?;
    output.answer(&status, || {
        format!(
            "{} store {} at {}\n{} events, the last recorded {}, {} folded into facts\n\
             {} school units, {} pupils, {} rounds\ndistricts: {}\ncommittees: {}\n{} bytes on disk\nverifier key {}\ntypesetting: {}\n\
             safeguards missing before production: {}\nasked {}",
            status.kind,
            status.origin,
            status.directory,
            status.events,
            status.last_recorded,
            status.folded,
            status.schools,
            status.pupils,
            status.rounds,
            or_none(&status.districts),
            or_none(&status.committees),
            status.bytes_on_disk,
            status.verifier_key,
            status.typesetting.as_deref().unwrap_or("insyn-report is not installed"),
            status.safeguards_missing,
            status.actor.text(),
        )
    });
    app.close().or_exit(exit::FAILED)?;
    Ok(exit::DONE)
}

fn or_none(codes: &[String]) -> String {
    if codes.is_empty() { "none".to_owned() } else { codes.join(", ") }
}

fn status_of(app: &App, args: &StoreArgs, actor: Named) -> Result<Status, Failure> {
    // What safeguards there are is asked of the facts too: before they are held.
    let safeguards_missing = app.safeguards().iter().filter(|s| !s.present).count();
    let facts = app.facts().or_exit(exit::FAILED)?;
    let (today, at) = (app.now().day(), facts.size());
    Ok(Status {
        directory: args.data.display().to_string(),
        kind: if app.is_production() { "production" } else { "test" },
        origin: app.log().origin().to_owned(),
        events: app.size().0,
        last_recorded: domain::calendar::Instant(app.log().last_recorded_at()).to_string(),
        folded: at.0,
        checkpoint: app.log().latest_checkpoint(),
        verifier_key: app.log().verifier_key().to_string(),
        bytes_on_disk: bytes_under(&args.data),
        schools: facts.schools(today, at).iter().filter(|school| school.open).count(),
        pupils: facts.pupils(at).len(),
        rounds: facts.rounds(at).len(),
        districts: facts.districts(at).iter().map(|d| d.district.to_string()).collect(),
        committees: facts.committees(at).iter().map(|c| c.committee.to_string()).collect(),
        typesetting: app.typesetter().version().ok(),
        safeguards_missing,
        actor,
    })
}

fn bytes_under(directory: &std::path::Path) -> u64 {
    let Ok(entries) = fs::read_dir(directory) else { return 0 };
    let sizes = entries.flatten().map(|entry| match entry.metadata() {
        Ok(metadata) if metadata.is_dir() => bytes_under(&entry.path()),
        Ok(metadata) => metadata.len(),
        Err(_) => 0,
    });
    sizes.sum()
}
