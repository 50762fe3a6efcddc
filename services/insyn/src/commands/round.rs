//! `insyn round`: schedule, open and list rounds.

use domain::command::Command;
use domain::id::{RoundId, SchoolUnitCode};
use domain::people::Role;
use domain::round::{self, RoundOpened, proposed};
use insyn_app::world::new_uuid;
use insyn_app::{App, Request};
use serde::Serialize;

use crate::cli::{RoundList, RoundOpen, RoundSchedule};
use crate::commands::perform::{Done, carry_out};
use crate::output::{Exit, Failure, Output, columns, exit, fail};
use crate::{actor, wiring};

/// `insyn round list`.
pub(crate) fn list(args: &RoundList, output: Output) -> Result<u8, Failure> {
    let app = wiring::open(&args.store.data)?;
    // Rounds are no secret to anyone who holds a role.
    actor::resolve(&app, &args.actor, Role::ResultsCoordinator)?;
    let at = app.resolve(args.as_of).or_exit(exit::USAGE)?;
    let facts = app.facts().or_exit(exit::FAILED)?;
    let rounds = facts.rounds(at);
    output.answer(&rounds, || {
        let rows: Vec<Vec<String>> = rounds
            .iter()
            .map(|round| {
                let dates = [round.census_date, round.opens, round.closes, round.submit_by];
                let mut row = vec![round.round.to_string()];
                row.extend(dates.iter().map(ToString::to_string));
                row
            })
            .collect();
        columns(&["ROUND", "CENSUS DATE", "OPENS", "CLOSES", "SUBMIT BY"], &rows)
    });
    Ok(exit::DONE)
}

/// `insyn round schedule`.
pub(crate) fn schedule(args: &RoundSchedule, output: Output) -> Result<u8, Failure> {
    let app = wiring::open(&args.store.data)?;
    let actor = actor::resolve(&app, &args.actor, Role::ResultsCoordinator)?;
    let mut scheduled = propose(&app, args.round)?;
    if let Some(census_date) = args.census_date {
        scheduled.census_date = census_date;
    }
    scheduled.grades = grades(&args.grades)?;
    let command = Command::Round(round::Command::Schedule(scheduled));
    let commands = vec![command];
    let request = Request { command_id: new_uuid(app.world()), actor, cause: None, commands };
    let done = Done::of(&carry_out(&app, &request)?);
    output.answer(&done, || done.text());
    app.close().or_exit(exit::FAILED)?;
    Ok(exit::DONE)
}

fn propose(app: &App, wanted: RoundId) -> Result<round::RoundScheduled, Failure> {
    let facts = app.facts().or_exit(exit::FAILED)?;
    let at = facts.size();
    let calendar = facts.calendar(at);
    let edition =
        facts.editions(at).into_iter().rfind(|edition| edition.instrument == wanted.instrument);
    let Some(edition) = edition else {
        return fail(exit::NO, format!("no scale edition of {} is adopted", wanted.instrument));
    };
    match proposed(wanted.year, wanted.occasion, &calendar, edition) {
        Some(scheduled) => Ok(scheduled),
        None => fail(
            exit::USAGE,
            "the occasion is not september, december, february or may: schedule it with `insyn do`",
        ),
    }
}

/// "1-9" or "3,6,9".
fn grades(text: &str) -> Result<Vec<u8>, Failure> {
    let mut grades = Vec::new();
    for part in text.split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        match (first.trim().parse::<u8>(), last.trim().parse::<u8>()) {
            (Ok(first), Ok(last)) if first <= last && last <= 10 => grades.extend(first..=last),
            _ => return fail(exit::USAGE, "grades are given as 1-9 or 3,6,9"),
        }
    }
    grades.sort_unstable();
    grades.dedup();
    Ok(grades)
}

#[derive(Serialize)]
struct Opened {
    school: SchoolUnitCode,
    #[serde(flatten)]
    done: Done,
}

/// `insyn round open`.
pub(crate) fn open(args: &RoundOpen, output: Output) -> Result<u8, Failure> {
    let app = wiring::open(&args.store.data)?;
    let actor = actor::resolve(&app, &args.actor, Role::ResultsCoordinator)?;
    let today = app.now().day();
    let (schools, until) = {
        let facts = app.facts().or_exit(exit::FAILED)?;
        let at = facts.size();
        let Some(scheduled) = facts.round(args.round, at) else {
            return fail(exit::NO, format!("the round {} is not scheduled", args.round));
        };
        let all = facts.schools(today, at);
        let schools: Vec<SchoolUnitCode> = args
            .school
            .map_or_else(|| all.iter().filter(|s| s.open).map(|s| s.school).collect(), |s| vec![s]);
        // A round of a term that is over is opened for late entry: a fortnight from today.
        let calendar = facts.calendar(at);
        let late = calendar.school_days_after(today, 10);
        let until = if scheduled.closes < today { late } else { scheduled.closes };
        (schools, args.until.unwrap_or(until))
    };
    let mut opened = Vec::new();
    for school in schools {
        let open = RoundOpened { round: args.round, school, until };
        let commands = vec![Command::Round(round::Command::Open(open))];
        let request = Request { command_id: new_uuid(app.world()), actor, cause: None, commands };
        opened.push(Opened { school, done: Done::of(&carry_out(&app, &request)?) });
    }
    output.answer(&opened, || {
        let lines =
            opened.iter().map(|o| format!("{}: open until {until}. {}", o.school, o.done.text()));
        lines.collect::<Vec<_>>().join("\n")
    });
    app.close().or_exit(exit::FAILED)?;
    Ok(exit::DONE)
}
