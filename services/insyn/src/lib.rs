//! The command line of Insyn, and the demo municipality.
//!
//! A library beside the binary, so that tests and benchmarks can use the generator and the wiring.

#![expect(clippy::print_stderr, reason = "the binary speaks to people; everything else only logs")]

pub mod cli;

pub mod demo;

mod actor;
mod commands;
mod configuration;
mod hosts;
mod import;
mod mail;
mod output;
mod reading;
mod sign_in;
mod wiring;

pub use wiring::{DemoWorld, fill_demo};

use std::process::ExitCode;

use cli::{Cli, Export, Import, Report, Round, Verb};
use output::{Failure, Output};

/// Runs one verb; prints its answer or its failure; gives the exit code.
#[must_use]
pub fn run(cli: Cli) -> ExitCode {
    let output = Output { json: cli.json, quiet: cli.quiet };
    // A server logs always, any other verb where it is asked to: its standard error is for people.
    if std::env::var_os("RUST_LOG").is_some() {
        commands::serve::start_logging();
    }
    let Cli { verb, .. } = cli;
    match reading::during(&verb, || dispatch(&verb, output)) {
        Ok(code) => ExitCode::from(output::code_of(code)),
        Err(Failure { code, error }) => {
            output.progress_done();
            if output.json {
                let problem = serde_json::json!({"error": format!("{error:#}"), "exit_code": code});
                eprintln!("{problem}");
            } else {
                eprintln!("insyn: {error:#}");
            }
            ExitCode::from(code)
        }
    }
}

fn dispatch(verb: &Verb, output: Output) -> Result<u8, Failure> {
    match verb {
        Verb::Demo(args) => commands::demo::run(args, output),
        Verb::Init(args) => commands::init::run(args, output),
        Verb::Serve(args) => commands::serve::run(args, output),
        Verb::SignIn(verb) => commands::sign_in::run(verb, output),
        Verb::Import(Import::Ss12000(args)) => commands::import::ss12000(args, output),
        Verb::Import(Import::Results(args)) => commands::import::results(args, output),
        Verb::Export(Export::Events(args)) => commands::export::events(args, output),
        Verb::Export(Export::View(args)) => commands::export::view(args, output),
        Verb::Round(Round::List(args)) => commands::round::list(args, output),
        Verb::Round(Round::Schedule(args)) => commands::round::schedule(args, output),
        Verb::Round(Round::Open(args)) => commands::round::open(args, output),
        Verb::Do(args) => commands::perform::run(args, output),
        Verb::View(args) => commands::view::run(args, output),
        Verb::Trail(args) => commands::trail::run(args, output),
        Verb::Explain(args) => commands::explain::run(args, output),
        Verb::Report(Report::Prepare(args)) => commands::report::prepare(args, output),
        Verb::Report(Report::Show(args)) => commands::report::show(args, output),
        Verb::Report(Report::Deliver(args)) => commands::report::deliver(args, output),
        Verb::Report(Report::Account(args)) => commands::report::account(args, output),
        Verb::Report(Report::Pdf(args)) => commands::report::file::pdf(args, output),
        Verb::Report(Report::Xlsx(args)) => commands::report::file::xlsx(args, output),
        Verb::FollowUp(args) => commands::follow_up::run(args, output),
        Verb::Remind(args) => commands::remind::run(args, output),
        Verb::Rebuild(args) => commands::rebuild::run(args, output),
        Verb::Verify(args) => commands::store::verify(args, output),
        Verb::Checkpoint(args) => commands::store::checkpoint(args, output),
        Verb::Backup(args) => commands::store::backup(args, output),
        Verb::Restore(args) => commands::store::restore(args, output),
        Verb::Ready(args) => commands::store::ready(args, output),
        Verb::Status(args) => commands::store::status(args, output),
        Verb::Reads(verb) => commands::reads::run(verb, output),
        Verb::Access(args) => commands::access::run(args, output),
    }
}
