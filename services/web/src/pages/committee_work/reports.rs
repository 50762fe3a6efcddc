//! A committee's reports: prepared, delivered, presented; and the form that prepares one.

use axum::http::StatusCode;
use domain::Event;
use domain::calendar::Day;
use domain::event::code;
use domain::id::{CommitteeId, ReportId, RoundId, Size};
use domain::query::Tag;
use insyn_app::documents::{DocumentError, ReportAsked};
use maud::{Markup, html};
use projections::Facts;

use super::Sheet;
use crate::act;
use crate::fault::Fault;
use crate::page::{Tone, notice, scroll};
use crate::pages::named::acts;
use crate::pages::paging::List;
use crate::text::CommitteeText;
use crate::visit::{Visit, encoded};
use crate::words;

/// The reports, page by page.
const REPORTS: List = List::new("reports", "reports", 15);

/// A report of the list.
pub(super) struct ReportLine {
    report: ReportId,
    title: String,
    round: RoundId,
    prepared: Day,
    delivered: Option<Day>,
    presented: Option<Day>,
}

/// The reports to a committee as of a size, newest first.
pub(super) fn of(facts: &Facts, committee: CommitteeId, at: Size) -> Vec<ReportLine> {
    let steps = [code::ReportPrepared, code::ReportDelivered, code::ReportPresented];
    let mut lines: Vec<ReportLine> = Vec::new();
    for noted in facts.ledger_of(Tag::Committee(committee), &steps, at) {
        match noted.event {
            Event::ReportPrepared(e) => lines.push(ReportLine {
                report: e.report,
                title: e.title,
                round: e.round,
                prepared: noted.at.day(),
                delivered: None,
                presented: None,
            }),
            Event::ReportDelivered(e) => {
                let line = lines.iter_mut().find(|line| line.report == e.report);
                line.into_iter().for_each(|line| line.delivered = Some(e.on));
            }
            Event::ReportPresented(e) => {
                let line = lines.iter_mut().find(|line| line.report == e.report);
                line.into_iter().for_each(|line| line.presented = Some(e.meeting));
            }
            _ => {}
        }
    }
    lines.reverse();
    lines
}

pub(super) fn list(visit: &Visit, sheet: &Sheet, again: bool) -> Markup {
    let (rows, page) = REPORTS.page(visit, &sheet.reports);
    let heads =
        [CommitteeText::Report, CommitteeText::Round, CommitteeText::State, CommitteeText::Steps];
    let table = html! {
        table {
            caption.hidden { (visit.say(CommitteeText::Reports)) }
            thead { tr { @for head in heads { th scope="col" { (visit.say(head)) } } } }
            tbody { @for line in rows { (row(visit, sheet, line)) } }
        }
    };
    html! {
        section aria-labelledby="reports" {
            h2 #reports { (visit.say(CommitteeText::Reports)) }
            @if sheet.reports.is_empty() { p { (visit.say(CommitteeText::ReportsNone)) } }
            @else {
                @let list = scroll(visit.say(CommitteeText::Reports), &table);
                (REPORTS.beside_forms(visit, (&format!("/committees/{}/work", sheet.committee), again), page, &list))
            }
        }
    }
}

fn row(visit: &Visit, sheet: &Sheet, line: &ReportLine) -> Markup {
    let (class, key, on) = match (line.delivered, line.presented) {
        (_, Some(on)) => ("state good", CommitteeText::Presented, on),
        (Some(on), None) => ("state warn", CommitteeText::Delivered, on),
        (None, None) => ("state plain", CommitteeText::Prepared, line.prepared),
    };
    let (committee, report) = (sheet.committee.to_string(), line.report.to_string());
    let given = [("committee", committee.as_str()), ("report", &report)];
    let back = format!("/committees/{committee}/work");
    let command = match (line.delivered, line.presented) {
        (None, _) => Some("deliver"),
        (Some(_), None) => Some("present"),
        (Some(_), Some(_)) => None,
    };
    let link = command.map(|command| act::link(visit, "committee", command, &given, &back));
    html! {
        tr {
            th scope="row" { a href={ "/reports/" (line.report) } { (line.title) } }
            td { (words::round(line.round, visit.language)) }
            td { span class=(class) { (visit.fill(key, &[("on", &on.to_string())])) } }
            td { @if let Some(link) = link { (acts(visit, &[link])) } @else { "–" } }
        }
    }
}

/// Whether the viewer's role prepares reports.
fn prepares(visit: &Visit) -> bool {
    use domain::people::Role::{CommitteeSecretary, ResultsCoordinator};
    let role = visit.viewer.map(|viewer| viewer.role);
    matches!(role, Some(CommitteeSecretary | ResultsCoordinator))
}

/// The form that prepares a report on the record as it is.
pub(super) fn form(visit: &Visit, sheet: &Sheet, wrong: Option<&str>) -> Markup {
    if !prepares(visit) {
        return html! {};
    }
    let typed = |name: &str| visit.field(name).unwrap_or_default().to_owned();
    let id = visit.field("id").map_or_else(|| visit.new_id().to_string(), str::to_owned);
    html! {
        section.sheet.controls aria-labelledby="prepare" {
            h2 #prepare { (visit.say(CommitteeText::PrepareTitle)) }
            p { (visit.say(CommitteeText::PrepareLead)) }
            @if let Some(why) = wrong { (notice(Tone::Bad, &html! { p { (why) } })) }
            form method="post" action={ "/committees/" (sheet.committee) "/reports" } {
                input type="hidden" name="id" value=(id);
                div.field {
                    label for="report-round" { (visit.say(CommitteeText::Round)) }
                    select #report-round name="round" required {
                        @for round in sheet.rounds.iter().rev() {
                            option value=(round.slug()) selected[typed("round") == round.slug()] { (words::round(*round, visit.language)) }
                        }
                    }
                }
                div.field {
                    label for="report-title" { (visit.say(CommitteeText::PrepareName)) }
                    input #report-title type="text" name="title" required maxlength="200" value=(typed("title"));
                }
                div.field {
                    label for="report-asks" { (visit.say(CommitteeText::PrepareAsks)) }
                    textarea #report-asks name="asks" rows="3" maxlength="4000" aria-describedby="asks-help" { (typed("asks")) }
                    p.help #asks-help { (visit.say(CommitteeText::PrepareAsksHelp)) }
                }
                p.inline-list {
                    button type="submit" { (visit.say(CommitteeText::PrepareDo)) }
                    @if let Some(round) = sheet.rounds.last() {
                        a href={ "/committees/" (sheet.committee) "/rounds/" (encoded(&round.slug())) "/report" } { (visit.say(CommitteeText::Preview)) }
                    }
                }
            }
        }
    }
}

/// Prepares the report that was asked for; the refusal in words, with its status, where it is none.
pub(super) fn prepare(
    visit: &Visit,
    committee: CommitteeId,
) -> Result<Result<ReportId, (String, StatusCode)>, Fault> {
    if !prepares(visit) {
        return Err(Fault::Forbidden);
    }
    let Some(title) = visit.field("title") else {
        let why = visit.say(CommitteeText::TitleNeeded).to_owned();
        return Ok(Err((why, StatusCode::UNPROCESSABLE_ENTITY)));
    };
    let round = visit.field("round").and_then(|text| text.parse().ok()).ok_or(Fault::Unreadable)?;
    let asks = visit.field("asks").unwrap_or_default().lines().map(str::trim);
    let asked = ReportAsked {
        command_id: visit.command_id("id")?,
        actor: visit.actor()?,
        committee,
        round,
        title: title.to_owned(),
        asks: asks.filter(|line| !line.is_empty()).map(str::to_owned).collect(),
    };
    match visit.app().prepare_report(&asked) {
        Ok((report, _)) => Ok(Ok(report)),
        Err(DocumentError::Handle(error)) => {
            let fault = Fault::from(error);
            Ok(Err((fault.words(visit).1.to_owned(), fault.status())))
        }
        Err(error) => Err(error.into()),
    }
}
