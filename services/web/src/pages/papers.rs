//! Reports and accounts as files: the same documents that their pages show, for the same readers.

use domain::id::{CommitteeId, Position, ReportId, RoundId, SchoolUnitCode};
use insyn_app::access::Sight;
use insyn_app::papers::{Edition, Paper, PdfCheck};
use maud::{Markup, html};
use serde_json::Value;

use crate::fault::Fault;
use crate::pages::report;
use crate::text::{PaperText, ReportText};
use crate::visit::{Answer, File, FileKind, Visit, encoded};

/// `GET /reports/{report}/pdf`
pub(crate) fn report_pdf(visit: &Visit) -> Result<Answer, Fault> {
    pdf(visit, &of_report(visit)?)
}

/// `GET /reports/{report}/xlsx`
pub(crate) fn report_xlsx(visit: &Visit) -> Result<Answer, Fault> {
    xlsx(visit, &of_report(visit)?)
}

/// `GET /committees/{committee}/rounds/{round}/report/pdf`
pub(crate) fn live_pdf(visit: &Visit) -> Result<Answer, Fault> {
    pdf(visit, &live(visit)?)
}

/// `GET /committees/{committee}/rounds/{round}/report/xlsx`
pub(crate) fn live_xlsx(visit: &Visit) -> Result<Answer, Fault> {
    xlsx(visit, &live(visit)?)
}

/// `GET /schools/{school}/rounds/{round}/account/pdf`
pub(crate) fn account_pdf(visit: &Visit) -> Result<Answer, Fault> {
    pdf(visit, &account(visit)?)
}

/// `GET /schools/{school}/rounds/{round}/account/xlsx`
pub(crate) fn account_xlsx(visit: &Visit) -> Result<Answer, Fault> {
    xlsx(visit, &account(visit)?)
}

fn pdf(visit: &Visit, paper: &Paper) -> Result<Answer, Fault> {
    let bytes = visit.app().pdf(paper)?;
    Ok(Answer::File(File { kind: FileKind::Pdf, name: paper.name.clone(), bytes }))
}

fn xlsx(visit: &Visit, paper: &Paper) -> Result<Answer, Fault> {
    let bytes = visit.app().xlsx(paper).map_err(|error| {
        tracing::error!(error = &error as &dyn std::error::Error, "a workbook failed");
        Fault::Internal
    })?;
    Ok(Answer::File(File { kind: FileKind::Xlsx, name: paper.name.clone(), bytes }))
}

/// The report as it is stored. One that is not delivered is a working copy.
fn of_report(visit: &Visit) -> Result<Paper, Fault> {
    let id: ReportId = visit.param("report")?;
    let (committee, delivered) = report::standing(visit, id)?;
    let mut sights = vec![Sight::Report(committee)];
    sights.extend(delivered.then_some(Sight::DeliveredReport));
    visit.demand_any(&sights)?;
    visit.app().paper_of_report(id, visit.language)?.ok_or(Fault::NotFound)
}

/// What a report would say of the record as it is: always a working copy.
fn live(visit: &Visit) -> Result<Paper, Fault> {
    let (committee, round): (CommitteeId, RoundId) =
        (visit.param("committee")?, visit.param("round")?);
    visit.demand(Sight::Report(committee))?;
    let at = visit.at()?;
    let facts = visit.facts()?;
    let made = visit.reader(&facts).report(visit.app(), committee, round, at.size);
    drop(facts);
    let document = made.ok_or(Fault::NotFound)?;
    let name = document["name"].as_str().unwrap_or_default();
    let title = visit.fill(ReportText::LiveTitle, &[("name", name)]);
    let edition = Edition { title: &title, language: visit.language, working_copy: true };
    Ok(visit.app().paper(&document, edition)?)
}

/// The account as the reader may see it, or as it was delivered where `delivered` names the delivery.
fn account(visit: &Visit) -> Result<Paper, Fault> {
    let (school, round): (SchoolUnitCode, RoundId) =
        (visit.param("school")?, visit.param("round")?);
    visit.demand(Sight::Account(school))?;
    let (document, working_copy) = match visit.field("delivered") {
        Some(position) => (delivered(visit, (school, round), position)?, false),
        None => (live_account(visit, school, round)?, true),
    };
    let edition = Edition { title: "", language: visit.language, working_copy };
    Ok(visit.app().paper(&document, edition)?)
}

fn delivered(visit: &Visit, of: (SchoolUnitCode, RoundId), position: &str) -> Result<Value, Fault> {
    let position: u64 = position.parse().map_err(|_| Fault::NotFound)?;
    let again = visit.app().account_again(Position(position))?;
    let again = again.filter(|again| (again.school, again.round) == of);
    Ok(again.ok_or(Fault::NotFound)?.document)
}

fn live_account(visit: &Visit, school: SchoolUnitCode, round: RoundId) -> Result<Value, Fault> {
    let at = visit.at()?;
    let facts = visit.facts()?;
    let made = visit.reader(&facts).account(visit.app(), school, round, at.size);
    made.ok_or(Fault::NotFound)
}

/// The ways to a page's document as files. A server that cannot typeset says so beside the workbook.
pub(crate) fn links(visit: &Visit) -> Markup {
    let kept = ["asOf", "delivered"]
        .into_iter()
        .filter_map(|name| visit.field(name).map(|value| format!("{name}={}", encoded(value))));
    let kept: Vec<String> = kept.collect();
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    let to = |ending: &str| format!("{}/{ending}{query}", visit.path());
    let installed = visit.app().typesetter().is_installed();
    html! {
        section.files aria-labelledby="files" {
            h2.hidden #files { (visit.say(PaperText::Files)) }
            p {
                @if installed { a.button.quiet href=(to("pdf")) { (visit.say(PaperText::Pdf)) } " " }
                a.button.quiet href=(to("xlsx")) { (visit.say(PaperText::Xlsx)) }
            }
            @if !installed { p.soft.small { (visit.say(PaperText::NoProgram)) } }
        }
    }
}

/// Whether the PDF made now is the one that was delivered.
pub(crate) fn check(visit: &Visit, check: &PdfCheck) -> Markup {
    let words = match check {
        PdfCheck::NoneThen => visit.say(PaperText::NoneThen).to_owned(),
        PdfCheck::NotTold => visit.say(PaperText::NotTold).to_owned(),
        PdfCheck::Same(then) => visit.fill(PaperText::Same, &[("program", &then.program)]),
        PdfCheck::Other(then, now) if then.program == now.program => {
            visit.fill(PaperText::Other, &[("program", &then.program)])
        }
        PdfCheck::Other(then, now) => {
            visit.fill(PaperText::OtherProgram, &[("then", &then.program), ("now", &now.program)])
        }
    };
    html! {
        section.sheet aria-labelledby="pdf" {
            h2 #pdf { (visit.say(PaperText::Check)) }
            p { (words) }
        }
    }
}
