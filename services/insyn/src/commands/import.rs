//! `insyn import`: class lists and reading results, with a report on every fault and row.

use std::path::Path;

use domain::assessment::{self, Place};
use domain::calendar::Day;
use domain::command::{Command, Language};
use domain::id::{ClassId, SchoolUnitCode, StaffId};
use domain::people::{Actor, Role};
use domain::personal::Personal;
use insyn_app::world::derived_uuid;
use insyn_app::{App, HandleError, Request};
use insyn_exchange::results::{self, Notice, Report, Row, RowReport, Status, Whole};
use insyn_exchange::ss12000::{self, Conditions, Fault, Plan, Step};
use serde::Serialize;

use crate::cli::{ImportResults, ImportSs12000};
use crate::import::class_list::KnownStore;
use crate::import::results::RosterStore;
use crate::output::{Exit, Failure, Output, columns, exit, fail};
use crate::{actor, wiring};

/// Steps carried out in one append: each may lead to a few events, and an append holds 1,024.
const STEPS_AT_ONCE: usize = 100;

#[derive(Serialize)]
struct ClassListReport {
    dry_run: bool,
    faults: Vec<String>,
    summary: ss12000::Summary,
    steps: usize,
    carried_out: usize,
    refused: Vec<String>,
    events: u64,
}

/// `insyn import ss12000`.
pub(crate) fn ss12000(args: &ImportSs12000, output: Output) -> Result<u8, Failure> {
    let (export, mut faults) = read(&args.folder)?;
    let app = wiring::open(&args.store.data)?;
    let actor = actor::resolve(&app, &args.actor, Role::SystemAdministrator)?;
    let before = app.size().0;
    let plan = plan(&app, &export, args.dry_run)?;
    faults.extend(plan.faults.iter().cloned());
    let mut report = ClassListReport {
        dry_run: args.dry_run,
        faults: faults.iter().map(|fault: &Fault| fault.message(Language::En)).collect(),
        summary: plan.summary,
        steps: plan.steps.len(),
        carried_out: 0,
        refused: Vec::new(),
        events: 0,
    };
    if !args.dry_run {
        carry_out(&app, actor, &plan.steps, &mut report, output)?;
        report.events = app.size().0 - before;
    }
    output.answer(&report, || class_list_text(&report));
    app.close().or_exit(exit::FAILED)?;
    Ok(if report.refused.is_empty() { exit::DONE } else { exit::NO })
}

/// Reads the folder; where a file cannot be used at all, says where it goes wrong.
fn read(folder: &Path) -> Result<(ss12000::Export, Vec<Fault>), Failure> {
    ss12000::read(folder)
        .map_err(|error| {
            let mut said = error.to_string();
            if let ss12000::ReadError::Unusable { faults, .. } = &error {
                for fault in faults {
                    said.push_str(&format!("\n  {}", fault.message(Language::En)));
                }
            }
            anyhow::Error::msg(format!("{}: {said}", folder.display()))
        })
        .or_exit(exit::USAGE)
}

fn plan(app: &App, export: &ss12000::Export, dry_run: bool) -> Result<Plan, Failure> {
    // A copy, since opening identities asks the live facts again.
    let facts = app.facts().or_exit(exit::FAILED)?.clone();
    let mut known = KnownStore::new(app, &facts, dry_run);
    let temporary_only = app.is_production() && !app.is_ready();
    let conditions = Conditions { today: app.now().day(), temporary_only };
    ss12000::plan(export, &mut known, conditions).or_exit(exit::FAILED)
}

/// Carries the steps out in parts; where a part is refused, one by one, so that one refusal stops
/// nothing else.
fn carry_out(
    app: &App,
    actor: Actor,
    steps: &[Step],
    report: &mut ClassListReport,
    output: Output,
) -> Result<(), Failure> {
    let planned_at = app.size().0;
    for part in steps.chunks(STEPS_AT_ONCE) {
        match ask(app, actor, part, planned_at) {
            Ok(()) => report.carried_out += part.len(),
            Err(HandleError::Refused { .. } | HandleError::CivicNumberTaken) => {
                for step in part {
                    match ask(app, actor, std::slice::from_ref(step), planned_at) {
                        Ok(()) => report.carried_out += 1,
                        Err(HandleError::Refused { refusal, .. }) => {
                            let refusal = format!("{} ({})", refusal, refusal.code());
                            report.refused.push(format!("{}: {refusal}", step.key));
                        }
                        Err(error @ HandleError::CivicNumberTaken) => {
                            report.refused.push(format!("{}: {error}", step.key));
                        }
                        Err(error) => return Err(error).or_exit(exit::FAILED),
                    }
                }
            }
            Err(error) => return Err(error).or_exit(exit::FAILED),
        }
        output.progress(&format!("{} of {} steps", report.carried_out, steps.len()));
    }
    output.progress_done();
    Ok(())
}

fn ask(app: &App, actor: Actor, steps: &[Step], planned_at: u64) -> Result<(), HandleError> {
    let keys: Vec<&str> = steps.iter().map(|step| step.key.as_str()).collect();
    let key = format!("ss12000\n{planned_at}\n{}", keys.join("\n"));
    let command_id = derived_uuid(app.vault().digest(key.as_bytes()));
    let commands = steps.iter().map(|step| step.command.clone()).collect();
    app.handle(&Request { command_id, actor, cause: None, commands }).map(drop)
}

fn class_list_text(report: &ClassListReport) -> String {
    let mut lines: Vec<String> = report.faults.clone();
    let s = &report.summary;
    let counts = [
        ("school units", s.schools),
        ("classes", s.classes),
        ("staff", s.staff),
        ("assessors", s.assessors),
        ("pupils", s.pupils),
        ("guardians", s.guardians),
    ];
    let rows: Vec<Vec<String>> = counts
        .iter()
        .map(|(name, count)| {
            let numbers = [count.new, count.changed, count.unchanged];
            let mut row = vec![(*name).to_owned()];
            row.extend(numbers.iter().map(ToString::to_string));
            row
        })
        .collect();
    lines.push(columns(&["", "new", "changed", "unchanged"], &rows));
    lines.push(format!(
        "{} faults, {} pupils left, {} persons refused, {} persons with duties not used here",
        report.faults.len(),
        s.left,
        s.refused,
        s.staff_not_used
    ));
    lines.extend(report.refused.iter().map(|refusal| format!("refused: {refusal}")));
    lines.push(match (report.dry_run, report.steps) {
        (_, 0) => "No change.".to_owned(),
        (true, steps) => format!("{steps} steps would be carried out; nothing was recorded."),
        (false, steps) => format!(
            "{} of {steps} steps carried out, {} events recorded.",
            report.carried_out, report.events
        ),
    });
    lines.join("\n")
}

#[derive(Serialize)]
struct ResultsReport {
    round: String,
    dry_run: bool,
    #[serde(flatten)]
    report: Report,
    outcomes: Vec<GroupOutcome>,
    events: u64,
}

#[derive(Serialize)]
struct GroupOutcome {
    group: String,
    recorded: usize,
    refused: Option<String>,
}

/// `insyn import results`.
pub(crate) fn results(args: &ImportResults, output: Output) -> Result<u8, Failure> {
    let app = wiring::open(&args.store.data)?;
    let actor = actor::resolve(&app, &args.actor, Role::SystemAdministrator)?;
    let before = app.size().0;
    let facts = app.facts().or_exit(exit::FAILED)?.clone();
    let Some(round) = facts.round(args.round, facts.size()) else {
        return fail(exit::NO, format!("the round {} is not scheduled", args.round));
    };
    let Some(edition) = facts.edition(round.edition, facts.size()) else {
        return fail(exit::NO, "the round's scale edition is not adopted");
    };
    let place = args.file.display();
    let workbook = results::read_file(&args.file, edition)
        .map_err(|error| anyhow::Error::new(error).context(format!("cannot read {place}")))
        .or_exit(exit::USAGE)?;
    let roster = RosterStore::new(&app, &facts, &round);
    let report = results::match_rows(&workbook.rows, &roster, Whole::AllOrNothing);
    let report = report.or_exit(exit::FAILED)?;
    let mut outcomes = Vec::new();
    if !args.dry_run {
        let file = File { rows: &workbook.rows, report: &report, roster: &roster };
        outcomes = record(&app, actor, &file, round.census_date)?;
    }
    let answer = ResultsReport {
        round: args.round.to_string(),
        dry_run: args.dry_run,
        report,
        outcomes,
        events: app.size().0 - before,
    };
    output.answer(&answer, || results_text(&answer));
    app.close().or_exit(exit::FAILED)?;
    let held_back = answer.report.groups.iter().any(|group| group.held_back)
        || answer.outcomes.iter().any(|outcome| outcome.refused.is_some());
    Ok(if held_back { exit::NO } else { exit::DONE })
}

struct File<'a> {
    rows: &'a [Row],
    report: &'a Report,
    roster: &'a RosterStore<'a>,
}

/// Records each group all or nothing: one append for a class.
fn record(
    app: &App,
    actor: Actor,
    file: &File<'_>,
    census_date: Day,
) -> Result<Vec<GroupOutcome>, Failure> {
    let mut outcomes = Vec::new();
    for (group, rows) in file.report.accepted_by_group() {
        let mut outcome = GroupOutcome { group: group.group.clone(), recorded: 0, refused: None };
        match commands(file, &rows, census_date) {
            Err(reason) => outcome.refused = Some(reason),
            Ok(commands) => {
                let key = key(file, &rows);
                let command_id = derived_uuid(app.vault().digest(key.as_bytes()));
                let request = Request { command_id, actor, cause: None, commands };
                match app.handle(&request) {
                    Ok(_) => outcome.recorded = rows.len(),
                    Err(HandleError::Refused { refusal, index }) => {
                        let row = rows.get(index).map_or(0, |row| row.row);
                        let refusal = format!("{refusal} ({})", refusal.code());
                        outcome.refused = Some(format!("row {row}: {refusal}"));
                    }
                    Err(error) => return Err(error).or_exit(exit::FAILED),
                }
            }
        }
        outcomes.push(outcome);
    }
    Ok(outcomes)
}

/// What the group's append is about: the same rows in the same state ask with the same id.
fn key(file: &File<'_>, rows: &[&RowReport]) -> String {
    let mut key = format!("results\n{}\n{}", file.roster.round(), file.roster.size());
    for row in rows {
        if let Status::Matched { pupil, outcome, on, .. } = &row.status {
            key.push_str(&format!("\n{pupil} {outcome:?} {on:?}"));
        }
    }
    key
}

fn commands(
    file: &File<'_>,
    rows: &[&RowReport],
    census_date: Day,
) -> Result<Vec<Command>, String> {
    let mut commands = Vec::with_capacity(rows.len());
    for row in rows {
        let Status::Matched { pupil, placement, outcome, on, .. } = &row.status else { continue };
        let on = on.unwrap_or(census_date);
        let assessor = assessor(file, placement.class, placement.school, on)
            .ok_or_else(|| format!("row {}: the class has no assessor", row.row))?;
        let comment = file.rows.get(row.index).and_then(|row| row.comment.as_ref());
        let note = comment.and_then(|comment| comment.as_ref().ok()).cloned().map(Personal::Open);
        let place = Place {
            pupil: *pupil,
            round: file.roster.round(),
            school: placement.school,
            class: placement.class,
        };
        let assess = assessment::Command::Assess { place, outcome: *outcome, on, assessor, note };
        commands.push(Command::Assessment(assess));
    }
    Ok(commands)
}

/// The class's responsible assessor on the day; without one, the school unit's principal.
fn assessor(
    file: &File<'_>,
    class: Option<ClassId>,
    school: SchoolUnitCode,
    on: Day,
) -> Option<StaffId> {
    class
        .and_then(|class| file.roster.responsible(class, on))
        .or_else(|| file.roster.principal(school))
}

fn results_text(answer: &ResultsReport) -> String {
    let mut lines = Vec::new();
    for row in &answer.report.rows {
        let said = said(&row.status);
        let held = if row.held_back { " (held back with its class)" } else { "" };
        lines.push(format!("{}, row {}, class {}: {said}{held}", row.sheet, row.row, row.group));
    }
    for group in &answer.report.groups {
        lines.push(format!(
            "class {}: {} matched, {} already recorded, {} without value, {} unmatched, {} \
             conflicting, {} faulty{}",
            group.group,
            group.matched,
            group.already_recorded,
            group.blank,
            group.unmatched,
            group.conflicting,
            group.faulty,
            if group.held_back { ": held back, nothing of it is recorded" } else { "" }
        ));
    }
    for outcome in &answer.outcomes {
        lines.push(match &outcome.refused {
            Some(reason) => format!("class {}: refused, nothing recorded: {reason}", outcome.group),
            None => format!("class {}: {} rows recorded", outcome.group, outcome.recorded),
        });
    }
    if answer.dry_run {
        lines.push("Nothing was recorded (--dry-run).".to_owned());
    }
    lines.join("\n")
}

/// What became of a row, in words.
fn said(status: &Status) -> String {
    match status {
        Status::Faulty { faults } => {
            let faults = faults.iter().map(ToString::to_string);
            faults.collect::<Vec<_>>().join("; ")
        }
        Status::Matched { replaces, notice, .. } => {
            let replaces = if *replaces { ", replaces a typed value" } else { "" };
            let notice = match notice {
                Some(Notice::OtherClass) => "; the record has the pupil in another class",
                None => "",
            };
            format!("matched{replaces}{notice}")
        }
        Status::AlreadyRecorded { .. } => "already recorded".to_owned(),
        Status::Repeated { .. } => "repeats a row above".to_owned(),
        Status::Blank => "no value".to_owned(),
        Status::Unmatched { reason } => format!("unmatched: {}", words(reason)),
        Status::Conflicting { reason } => format!("conflicting: {}", words(reason)),
    }
}

/// A reason in words: its code name with blanks.
fn words(reason: &impl Serialize) -> String {
    let code = serde_json::to_value(reason).ok();
    let code = code.as_ref().and_then(|value| value.as_str());
    code.unwrap_or_default().replace('_', " ")
}
