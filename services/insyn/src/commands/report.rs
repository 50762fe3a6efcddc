//! `insyn report`: reports and accounts that stand for ever.

pub(crate) mod file;

use domain::command::Command;
use domain::committee::{self, ReportDelivered};
use domain::id::ReportId;
use domain::people::Role;
use insyn_app::documents::{AccountAsked, Changed, DocumentError, ReportAgain, ReportAsked};
use insyn_app::world::new_uuid;
use insyn_app::{App, Request};
use serde::Serialize;

use crate::cli::{ReportAccount, ReportDeliver, ReportPrepare, ReportShow};
use crate::commands::perform::{Done, carry_out, failure};
use crate::output::{Exit, Failure, Output, columns, exit, fail};
use crate::{actor, wiring};

#[derive(Serialize)]
struct Prepared {
    report: ReportId,
    #[serde(flatten)]
    done: Done,
}

fn or_failure<T>(result: Result<T, DocumentError>) -> Result<T, Failure> {
    result.map_err(|error| match error {
        DocumentError::Handle(error) => failure(error, false),
        error => Failure { code: exit::FAILED, error: anyhow::Error::new(error) },
    })
}

/// `insyn report prepare`.
pub(crate) fn prepare(args: &ReportPrepare, output: Output) -> Result<u8, Failure> {
    let app = wiring::open(&args.store.data)?;
    let actor = actor::resolve(&app, &args.actor, Role::CommitteeSecretary)?;
    let asked = ReportAsked {
        command_id: new_uuid(app.world()),
        actor,
        committee: args.committee,
        round: args.round,
        title: args.title.clone(),
        asks: args.asks.clone(),
    };
    let (report, outcome) = or_failure(app.prepare_report(&asked))?;
    let prepared = Prepared { report, done: Done::of(&outcome) };
    output.answer(&prepared, || format!("Report {report}. {}", prepared.done.text()));
    app.close().or_exit(exit::FAILED)?;
    Ok(exit::DONE)
}

/// `insyn report account`.
pub(crate) fn account(args: &ReportAccount, output: Output) -> Result<u8, Failure> {
    let app = wiring::open(&args.store.data)?;
    let actor = actor::resolve(&app, &args.actor, Role::ResultsCoordinator)?;
    let command_id = new_uuid(app.world());
    let asked = AccountAsked { command_id, actor, school: args.school, round: args.round };
    let done = Done::of(&or_failure(app.deliver_account(&asked))?);
    output.answer(&done, || done.text());
    app.close().or_exit(exit::FAILED)?;
    Ok(exit::DONE)
}

/// `insyn report deliver`.
pub(crate) fn deliver(args: &ReportDeliver, output: Output) -> Result<u8, Failure> {
    let app = wiring::open(&args.store.data)?;
    let actor = actor::resolve(&app, &args.actor, Role::CommitteeSecretary)?;
    let committee = again(&app, args.report)?.committee;
    let on = args.on.unwrap_or_else(|| app.now().day());
    let delivered = ReportDelivered { report: args.report, committee, on, pdf: None };
    let commands = vec![Command::Committee(committee::Command::Deliver(delivered))];
    let request = Request { command_id: new_uuid(app.world()), actor, cause: None, commands };
    let done = Done::of(&carry_out(&app, &request)?);
    output.answer(&done, || done.text());
    app.close().or_exit(exit::FAILED)?;
    Ok(exit::DONE)
}

/// `insyn report show`: 1 where the document no longer follows from its basis.
pub(crate) fn show(args: &ReportShow, output: Output) -> Result<u8, Failure> {
    let app = wiring::open(&args.store.data)?;
    let actor = actor::resolve(&app, &args.actor, Role::CommitteeSecretary)?;
    let sight = or_failure(app.sight_of_report(args.report))?;
    let Some(sight) = sight else { return fail(exit::NO, "there is no such report") };
    actor::must_see(&app, actor, sight)?;
    let again = again(&app, args.report)?;
    output.answer(&again, || text(&again));
    let check = &again.check;
    Ok(if check.digest && check.root && check.same { exit::DONE } else { exit::NO })
}

fn again(app: &App, report: ReportId) -> Result<ReportAgain, Failure> {
    let again = or_failure(app.report_again(report))?;
    again.map_or_else(|| fail(exit::NO, "there is no such report"), Ok)
}

fn text(again: &ReportAgain) -> String {
    let yes = |held: bool| if held { "yes" } else { "NO" };
    let check = &again.check;
    let delivered =
        again.delivered.map_or("not delivered".to_owned(), |on| format!("delivered {on}"));
    let mut text = format!(
        "{} ({}), {}, {delivered}\nbasis: {} events, root {}\nbytes as recorded: {}; root as \
         recorded: {}; the same from its basis: {} (made by {}, compared by {})\n",
        again.title,
        again.committee,
        again.round,
        again.basis.size,
        again.basis.root,
        yes(check.digest),
        yes(check.root),
        yes(check.same),
        check.program,
        check.program_now,
    );
    let document = serde_json::to_string_pretty(&again.document).unwrap_or_default();
    text.push_str(&format!("\n{document}\n\n{} differences now\n", again.now.len()));
    text.push_str(&columns(&["what", "then", "now"], &differences(&again.now)));
    text
}

fn differences(changed: &[Changed]) -> Vec<Vec<String>> {
    let cell = |value: &Option<serde_json::Value>| {
        value.as_ref().map_or("–".to_owned(), ToString::to_string)
    };
    let row = |one: &Changed| {
        let difference = &one.difference;
        vec![difference.path.clone(), cell(&difference.then), cell(&difference.now)]
    };
    changed.iter().map(row).collect()
}
