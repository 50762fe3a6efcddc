//! `insyn report pdf` and `insyn report xlsx`: a report as a file.

use std::fs;

use domain::command::Language;
use domain::people::Role;
use insyn_app::App;
use insyn_app::papers::{Paper, PdfCheck};
use serde::Serialize;

use super::or_failure;
use crate::cli::{FileLanguage, ReportFile};
use crate::output::{Exit, Failure, Output, exit, fail};
use crate::{actor, wiring};

/// What was written.
#[derive(Serialize)]
struct Written {
    file: String,
    bytes: usize,
    /// Of the PDF of a delivered report: whether it is the one that was delivered, where that can be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    as_delivered: Option<bool>,
}

/// `insyn report pdf`: 1 where it is not the PDF that was delivered.
pub(crate) fn pdf(args: &ReportFile, output: Output) -> Result<u8, Failure> {
    let (app, paper) = paper(args)?;
    let pdf = app.pdf(&paper).or_exit(exit::FAILED)?;
    let as_delivered = match or_failure(app.check_pdf(args.report))? {
        Some(PdfCheck::Same(_)) => Some(true),
        Some(PdfCheck::Other(..)) => Some(false),
        Some(PdfCheck::NoneThen | PdfCheck::NotTold) | None => None,
    };
    write(args, &pdf, as_delivered, output)?;
    Ok(if as_delivered == Some(false) { exit::NO } else { exit::DONE })
}

/// `insyn report xlsx`.
pub(crate) fn xlsx(args: &ReportFile, output: Output) -> Result<u8, Failure> {
    let (app, paper) = paper(args)?;
    let workbook = app.xlsx(&paper).or_exit(exit::FAILED)?;
    write(args, &workbook, None, output)?;
    Ok(exit::DONE)
}

fn paper(args: &ReportFile) -> Result<(App, Paper), Failure> {
    let app = wiring::open(&args.store.data)?;
    let actor = actor::resolve(&app, &args.actor, Role::CommitteeSecretary)?;
    let sight = or_failure(app.sight_of_report(args.report))?;
    let Some(sight) = sight else { return fail(exit::NO, "there is no such report") };
    actor::must_see(&app, actor, sight)?;
    let language = match args.language {
        FileLanguage::Sv => Language::Sv,
        FileLanguage::En => Language::En,
    };
    match or_failure(app.paper_of_report(args.report, language))? {
        Some(paper) => Ok((app, paper)),
        None => fail(exit::NO, "there is no such report"),
    }
}

fn write(
    args: &ReportFile,
    bytes: &[u8],
    as_delivered: Option<bool>,
    output: Output,
) -> Result<(), Failure> {
    fs::write(&args.out, bytes).or_exit(exit::FAILED)?;
    let file = args.out.display().to_string();
    let written = Written { file, bytes: bytes.len(), as_delivered };
    output.answer(&written, || {
        let delivered = match as_delivered {
            Some(true) => "; byte for byte the PDF that was delivered",
            Some(false) => "; NOT the PDF that was delivered",
            None => "",
        };
        format!("{} bytes in {}{delivered}", written.bytes, written.file)
    });
    Ok(())
}
