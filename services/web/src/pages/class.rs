//! The class page: an assessor records a round by keyboard.
//!
//! One form with a row for each pupil. Every row is a request of its own with its own id: what the
//! rules refuse is shown on its row with what was typed, and the other rows are saved all the same.

mod entry;
mod forms;
mod paper;
mod sheet;
mod table;
mod tools;

pub(crate) use sheet::{is_in_round, outcome_of};

use axum::http::StatusCode;
use domain::assessment::{Command as Assess, Place};
use domain::command::Command;
use domain::id::{ClassId, Position, PupilId, RoundId, Size};
use domain::personal::{FreeText, Personal};
use domain::round::{ClassSignedOff, Command as Step, ConditionsStated};
use insyn_app::access::Sight;
use maud::{Markup, html};

use crate::fault::Fault;
use crate::page::{Page, Tone, done, notice, unbroken};
use crate::pages::class::entry::{Echo, Verdict};
use crate::pages::class::sheet::Sheet;
use crate::text::{ClassText, FrameText};
use crate::visit::{Answer, Visit, encoded};
use crate::words;

/// What is shown again after a refusal, and which part of the page it belongs to.
#[derive(Default)]
pub(crate) struct Again {
    /// The rows with what was typed and what came of it.
    echo: Echo,
    /// Why the sign-off or the strike was refused.
    refused: Option<(Part, Fault)>,
    /// What a form lacks, in words.
    lacking: Option<(Part, ClassText)>,
}

/// The forms under the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Strike,
    SignOff,
}

/// `GET /classes/{class}/rounds/{round}`
pub(crate) fn show(visit: &Visit) -> Result<Answer, Fault> {
    let sheet = open(visit)?;
    Ok(page(visit, &sheet, &Again::default()).into())
}

/// `POST /classes/{class}/rounds/{round}`
pub(crate) fn save(visit: &Visit) -> Result<Answer, Fault> {
    let sheet = open(visit)?;
    if !sheet.in_round {
        return Ok(nothing_to_record(visit, &sheet));
    }
    let before = Size(visit.app().size().0);
    let echo = entry::save(visit, &sheet)?;
    if !echo.is_refused() {
        return Ok(Answer::Redirect(format!("{}?since={}", sheet.address(), before)));
    }
    // What was saved is read again; what was refused keeps what was typed.
    let sheet = open(visit)?;
    let again = Again { echo, ..Again::default() };
    Ok(page(visit, &sheet, &again).with_status(again.echo.status()).into())
}

/// `POST /classes/{class}/rounds/{round}/cells`: the rows that the script of the page sends, answered one
/// by one as the page would show them.
///
/// The script sends by itself, also after someone else has signed in at the same machine: whoever typed is
/// named, and nothing is recorded in another's name.
pub(crate) fn cells(visit: &Visit) -> Result<Answer, Fault> {
    let sheet = open(visit)?;
    let typed_by = visit.field("who").and_then(|who| who.parse().ok());
    if typed_by != Some(visit.actor()?.staff) {
        return Err(Fault::SignInNeeded);
    }
    let echo = if sheet.in_round { entry::save(visit, &sheet)? } else { Echo::default() };
    let sheet = open(visit)?;
    let rows: Vec<serde_json::Value> = sheet
        .rows
        .iter()
        .filter(|row| visit.field(&format!("id-{}", row.pupil)).is_some())
        .map(|row| {
            let verdict = echo.row(row.pupil).map_or(&Verdict::Unchanged, |(_, verdict)| verdict);
            serde_json::json!({
                "pupil": row.pupil,
                "verdict": verdict.code(),
                "shown": row.now.as_ref().map(entry::shown).unwrap_or_default(),
                "on": sheet.day(row),
                "position": row.now.map(|value| value.position),
                "change": table::change(row),
                "state": table::standing(visit, row, Some(verdict)).into_string(),
            })
        })
        .collect();
    let missing = forms::who_is_missing(visit, &sheet).into_string();
    Ok(Answer::Data(
        serde_json::json!({ "rows": rows, "missing": missing, "left": forms::still_missing(visit, &sheet) }),
    ))
}

/// `GET /classes/{class}/rounds/{round}/paper`
pub(crate) fn paper(visit: &Visit) -> Result<Answer, Fault> {
    let sheet = open(visit)?;
    Ok(paper::page(visit, &sheet).into())
}

/// `POST /classes/{class}/rounds/{round}/sign-off`
pub(crate) fn sign_off(visit: &Visit) -> Result<Answer, Fault> {
    let sheet = open(visit)?;
    if !sheet.in_round {
        return Ok(nothing_to_record(visit, &sheet));
    }
    let id = visit.command_id("id")?;
    let reasonable = match visit.field("reasonable") {
        Some("yes") => true,
        Some("no") => false,
        _ => return Ok(lacking(visit, &sheet, Part::SignOff, ClassText::ConditionsNeeded)),
    };
    let staff = visit.actor()?.staff;
    let Sheet { round, school, class, .. } = &sheet;
    let (round, school, class) = (round.round, school.school, class.class);
    let statement = match visit.field("statement").map(FreeText::new) {
        Some(None) => return Ok(lacking(visit, &sheet, Part::SignOff, ClassText::NoteTooLong)),
        text => text.flatten().map(Personal::Open),
    };
    let stated = ConditionsStated { round, school, class, staff, reasonable, statement };
    let signed = ClassSignedOff { round, school, class, staff };
    let commands = vec![Step::StateConditions(stated), Step::SignOff(signed)];
    let commands = commands.into_iter().map(Command::Round).collect();
    settle(visit, &sheet, Part::SignOff, id, commands)
}

/// `POST /classes/{class}/rounds/{round}/strike`
pub(crate) fn strike(visit: &Visit) -> Result<Answer, Fault> {
    let sheet = open(visit)?;
    let id = visit.command_id("id")?;
    let chosen = visit.field("which").and_then(|which| which.split_once('-'));
    let chosen = chosen.and_then(|(pupil, of)| Some((pupil.parse().ok()?, of.parse().ok()?)));
    let Some((pupil, of)) = chosen else {
        return Ok(lacking(visit, &sheet, Part::Strike, ClassText::StrikeChosen));
    };
    let Some(reason) = visit.field("reason").and_then(FreeText::new) else {
        return Ok(lacking(visit, &sheet, Part::Strike, ClassText::StrikeReasonNeeded));
    };
    let place = sheet.place(pupil);
    let staff = visit.actor()?.staff;
    let command = Assess::Strike { place, of: Position(of), staff, reason: Personal::Open(reason) };
    settle(visit, &sheet, Part::Strike, id, vec![Command::Assessment(command)])
}

/// Opens the class for a viewer who may see it.
fn open(visit: &Visit) -> Result<Sheet, Fault> {
    let class: ClassId = visit.param("class")?;
    let round: RoundId = visit.param("round")?;
    visit.demand(Sight::Class(class))?;
    Sheet::read(visit, class, round)
}

/// Carries a form's commands out: on to the page, or the form again with the rule.
fn settle(
    visit: &Visit,
    sheet: &Sheet,
    part: Part,
    id: uuid::Uuid,
    commands: Vec<Command>,
) -> Result<Answer, Fault> {
    match visit.carry_out(id, commands)? {
        Ok(_) => {
            let done = match part {
                Part::Strike => "struck",
                Part::SignOff => "signed-off",
            };
            Ok(Answer::Redirect(format!("{}?done={done}", sheet.address())))
        }
        Err(error) => {
            let fault = Fault::from(error);
            let status = fault.status();
            let again = Again { refused: Some((part, fault)), ..Again::default() };
            Ok(page(visit, sheet, &again).with_status(status).into())
        }
    }
}

fn lacking(visit: &Visit, sheet: &Sheet, part: Part, what: ClassText) -> Answer {
    let again = Again { lacking: Some((part, what)), ..Again::default() };
    page(visit, sheet, &again).with_status(StatusCode::UNPROCESSABLE_ENTITY).into()
}

/// A form sent to a class outside the round, from a page older than that.
fn nothing_to_record(visit: &Visit, sheet: &Sheet) -> Answer {
    page(visit, sheet, &Again::default()).with_status(StatusCode::CONFLICT).into()
}

fn page(visit: &Visit, sheet: &Sheet, again: &Again) -> Page {
    let round = words::round(sheet.round.round, visit.language);
    let title = visit.fill(ClassText::Title, &[("class", &sheet.class.name), ("round", &round)]);
    let census = sheet.round.census_date.to_string();
    let lead = if sheet.may_record { ClassText::Lead } else { ClassText::LeadClosed };
    let lead = visit.fill(lead, &[("school", &sheet.school.name), ("census", &census)]);
    let school = format!("/schools/{}", sheet.school.school);
    let board = format!("{school}/rounds/{}/board", sheet.round.round.slug());
    let crumbs = vec![
        (sheet.school.name.clone(), school),
        (visit.say(FrameText::RoundBoard).to_owned(), board),
    ];
    Page::new(title, body(visit, sheet, again))
        .with_lead(unbroken(&lead))
        .under(crumbs)
        .found_at(sheet.address())
}

fn body(visit: &Visit, sheet: &Sheet, again: &Again) -> Markup {
    if !sheet.in_round {
        return not_in_round(visit, sheet, again);
    }
    html! {
        (report(visit, sheet, again))
        (forms::standing(visit, sheet))
        (forms::missing(visit, sheet))
        @if sheet.may_record { (forms::help(visit, sheet)) }
        (table::table(visit, sheet, &again.echo))
        @if sheet.may_record {
            div.two {
                (forms::sign_off(visit, sheet, again))
                (forms::strike(visit, sheet, again))
            }
        }
        (forms::other_rounds(visit, sheet))
    }
}

/// The class is not part of the round: it says so, and offers nothing but striking what is misplaced.
fn not_in_round(visit: &Visit, sheet: &Sheet, again: &Again) -> Markup {
    html! {
        (report(visit, sheet, again))
        (notice(Tone::Warn, &html! { p { (visit.say(ClassText::NotInRound)) } }))
        @if sheet.shown().next().is_some() {
            (table::table(visit, sheet, &again.echo))
            @if sheet.may_strike { (forms::strike(visit, sheet, again)) }
        }
        (forms::other_rounds(visit, sheet))
    }
}

/// What came of the form that was sent.
fn report(visit: &Visit, sheet: &Sheet, again: &Again) -> Markup {
    let refused = again.echo.refused();
    let saved = sheet.saved_count() + again.echo.saved();
    let sent = visit.field("since").is_some() && again.echo.is_empty();
    html! {
        @match visit.field("done") {
            Some("struck") => (done(visit, ClassText::Struck)),
            Some("signed-off") => (done(visit, ClassText::SignOffDone)),
            _ => {}
        }
        @if refused > 0 {
            (notice(Tone::Bad, &counted(visit, refused, ClassText::ReportRefused)))
        }
        @if saved > 0 {
            (notice(Tone::Good, &counted(visit, saved, ClassText::ReportSaved)))
        } @else if sent {
            (notice(Tone::Warn, &html! { p { (visit.say(ClassText::ReportNothing)) } }))
        }
        @if let Some((_, fault)) = &again.refused {
            (notice(Tone::Bad, &html! { p { (fault.words(visit).1) } }))
        }
        @if let Some((_, lacking)) = &again.lacking {
            (notice(Tone::Bad, &html! { p { (visit.say(*lacking)) } }))
        }
    }
}

fn counted(visit: &Visit, count: usize, report: ClassText) -> Markup {
    html! { p { (visit.fill(report, &[("count", &count.to_string())])) } }
}

/// Where a value of this pupil is recorded on this page.
impl Sheet {
    fn place(&self, pupil: PupilId) -> Place {
        let (round, school) = (self.round.round, self.school.school);
        Place { pupil, round, school, class: Some(self.class.class) }
    }

    fn address(&self) -> String {
        format!("/classes/{}/rounds/{}", self.class.class, encoded(&self.round.round.slug()))
    }
}
