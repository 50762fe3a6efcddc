//! The one binary: the command line, configuration and wiring of Insyn.

use std::process::ExitCode;

use clap::Parser;
use insyn::cli::Cli;

fn main() -> ExitCode {
    insyn::run(Cli::parse())
}
