//! From what was typed on a row to a command, and what came of it.

use std::collections::HashMap;

use axum::http::StatusCode;
use domain::assessment::{Command as Assess, NotAssessedReason, Outcome};
use domain::calendar::Day;
use domain::command::Command;
use domain::id::{Position, PupilId};
use domain::personal::{FreeText, Personal};
use insyn_app::HandleError;
use projections::pupil_card;
use projections::roster::RecordedValue;

use crate::fault::Fault;
use crate::pages::class::sheet::{Row, Sheet, outcome_of};
use crate::text::{ClassText, GridText};
use crate::visit::Visit;
use crate::words;

/// What was typed on a row.
#[derive(Clone, Default)]
pub(crate) struct Typed {
    pub(crate) point: String,
    pub(crate) on: String,
    pub(crate) note: String,
    pub(crate) reason: String,
    /// What stood in the field when the page was shown.
    shown: String,
    shown_on: String,
    /// The value to be taken back, by its position; then nothing else counts.
    undo: Option<Position>,
    /// The request's id, so that sending it again does it once.
    pub(crate) id: uuid::Uuid,
}

/// What came of a row.
pub(crate) enum Verdict {
    /// It is recorded.
    Saved,
    /// It was so already.
    Unchanged,
    /// It is not recorded, and why.
    Refused {
        /// In plain words.
        why: String,
        /// The status of the whole answer, where this is the gravest.
        status: StatusCode,
    },
}

/// The rows that were sent, with what came of each.
#[derive(Default)]
pub(crate) struct Echo {
    rows: HashMap<PupilId, (Typed, Verdict)>,
}

impl Echo {
    /// A row with what was typed and what came of it.
    pub(crate) fn row(&self, pupil: PupilId) -> Option<&(Typed, Verdict)> {
        self.rows.get(&pupil)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(crate) fn refused(&self) -> usize {
        self.rows.values().filter(|(_, verdict)| verdict.is_refused()).count()
    }

    pub(crate) fn saved(&self) -> usize {
        self.rows.values().filter(|(_, verdict)| matches!(verdict, Verdict::Saved)).count()
    }

    pub(crate) fn is_refused(&self) -> bool {
        self.refused() > 0
    }

    /// The gravest status of any row.
    pub(crate) fn status(&self) -> StatusCode {
        let statuses = self.rows.values().filter_map(|(_, verdict)| match verdict {
            Verdict::Refused { status, .. } => Some(*status),
            _ => None,
        });
        statuses.max().unwrap_or(StatusCode::OK)
    }
}

impl Verdict {
    pub(crate) fn is_refused(&self) -> bool {
        matches!(self, Self::Refused { .. })
    }

    /// As the script reads it.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::Unchanged => "unchanged",
            Self::Refused { .. } => "refused",
        }
    }

    /// Nothing that the rules were asked about: what was typed cannot be read.
    fn unreadable(why: String) -> Self {
        Self::Refused { why, status: StatusCode::UNPROCESSABLE_ENTITY }
    }
}

/// Carries out every row that was changed.
pub(crate) fn save(visit: &Visit, sheet: &Sheet) -> Result<Echo, Fault> {
    let mut fields: HashMap<&str, &str> = HashMap::with_capacity(visit.fields.len());
    for (name, value) in &visit.fields {
        fields.insert(name, value.trim());
    }
    let mut echo = Echo::default();
    for row in &sheet.rows {
        let Some(mut typed) = typed(&fields, row.pupil) else { continue };
        if let Some(position) = typed.undo {
            let verdict = undo(visit, sheet, row, &mut typed, position)?;
            echo.rows.insert(row.pupil, (typed, verdict));
            continue;
        }
        if typed.is_untouched() {
            continue;
        }
        let verdict = match command(visit, sheet, row, &typed) {
            Ok(command) => verdict(visit, &mut typed, command)?,
            Err(why) => Verdict::unreadable(why),
        };
        // A second look is a look at what stands there now.
        typed.shown = row.now.as_ref().map(shown).unwrap_or_default();
        echo.rows.insert(row.pupil, (typed, verdict));
    }
    Ok(echo)
}

/// The text that a recorded value has in the field.
pub(crate) fn shown(value: &RecordedValue) -> String {
    match outcome_of(value) {
        Outcome::Point(point) => point.to_string(),
        Outcome::NotAssessed(reason) => words::reason_letter(reason).to_owned(),
    }
}

fn typed(fields: &HashMap<&str, &str>, pupil: PupilId) -> Option<Typed> {
    let field = |kind: &str| {
        let value = fields.get(format!("{kind}-{pupil}").as_str());
        value.map(|text| (*text).to_owned()).unwrap_or_default()
    };
    let id = field("id").parse().ok()?;
    Some(Typed {
        point: field("point"),
        on: field("on"),
        note: field("note"),
        reason: field("reason"),
        shown: field("shown"),
        shown_on: field("shown-on"),
        undo: field("undo").parse().ok().map(Position),
        id,
    })
}

impl Typed {
    /// A row nobody has typed on.
    pub(crate) fn fresh(point: &str, on: &str, id: uuid::Uuid) -> Self {
        Self { point: point.to_owned(), on: on.to_owned(), id, ..Self::default() }
    }

    fn is_untouched(&self) -> bool {
        let same_day = self.on == self.shown_on || self.point.is_empty();
        self.point == self.shown && self.note.is_empty() && self.reason.is_empty() && same_day
    }
}

/// The command that a row asks for, or why it cannot be read.
fn command(visit: &Visit, sheet: &Sheet, row: &Row, typed: &Typed) -> Result<Command, String> {
    let current = row.now.as_ref().map(shown).unwrap_or_default();
    if typed.point.is_empty() {
        return Err(visit.say(ClassText::Emptied).to_owned());
    }
    let outcome = outcome(visit, sheet, row, &typed.point)?;
    let overtaken = current != typed.shown && row.now.as_ref().map(outcome_of) != Some(outcome);
    if overtaken {
        return Err(visit.fill(ClassText::Overtaken, &[("now", &current)]));
    }
    let on: Day = typed.on.parse().map_err(|_| visit.say(ClassText::NotADate).to_owned())?;
    let text = |text: &str| match (text.is_empty(), FreeText::new(text)) {
        (true, _) => Ok(None),
        (false, Some(text)) => Ok(Some(Personal::Open(text))),
        (false, None) => Err(visit.say(ClassText::NoteTooLong).to_owned()),
    };
    let place = sheet.place(row.pupil);
    let assessor = visit.viewer.ok_or_else(String::new)?.staff;
    if sheet.signed_off.is_some() && row.now.is_some() {
        let reason = text(&typed.reason)?;
        let reason = reason.ok_or_else(|| visit.say(ClassText::ReasonNeeded).to_owned())?;
        let command = Assess::Correct { place, outcome, on, assessor, reason };
        return Ok(Command::Assessment(command));
    }
    let note = text(&typed.note)?;
    Ok(Command::Assessment(Assess::Assess { place, outcome, on, assessor, note }))
}

/// Takes back what was recorded a moment ago: it is struck, and what stood before stands again. Anything
/// older is struck by the form under the table, which asks why.
fn undo(
    visit: &Visit,
    sheet: &Sheet,
    row: &Row,
    typed: &mut Typed,
    of: Position,
) -> Result<Verdict, Fault> {
    let staff = visit.actor()?.staff;
    let reason = FreeText::new(visit.say(GridText::UndoReason)).map(Personal::Open);
    let undoable = is_undoable(visit, sheet, row, of)?;
    let Some(reason) = reason.filter(|_| undoable) else {
        return Ok(Verdict::unreadable(visit.say(GridText::UndoGone).to_owned()));
    };
    let command = Assess::Strike { place: sheet.place(row.pupil), of, staff, reason };
    verdict(visit, typed, Command::Assessment(command))
}

/// Whether a value may be taken back without saying why: the one in force, given by the viewer today and
/// not signed off since; or one of the viewer's that is struck already, for a request that comes twice is
/// answered by its receipt.
fn is_undoable(visit: &Visit, sheet: &Sheet, row: &Row, of: Position) -> Result<bool, Fault> {
    let staff = visit.actor()?.staff;
    let facts = visit.facts()?;
    let own = |value: &RecordedValue| value.position == of && value.assessor == staff;
    if !row.now.as_ref().is_some_and(own) {
        let card = pupil_card(&facts, facts.size(), row.pupil);
        let mut rounds = card.iter().flat_map(|card| &card.rounds);
        let here = rounds.find(|round| round.round == sheet.round.round);
        return Ok(here.is_some_and(|round| {
            round.values.iter().any(|value| own(value) && value.struck.is_some())
        }));
    }
    let at = facts.recorded_at(of);
    let signed = sheet.signed_off.as_ref().map(|(_, at)| *at);
    Ok(at.is_some_and(|at| at.day() == visit.today() && signed.is_none_or(|signed| signed < at)))
}

/// A point, `=` for the same as last round, or a letter for a reason.
fn outcome(visit: &Visit, sheet: &Sheet, row: &Row, typed: &str) -> Result<Outcome, String> {
    let reason = match typed.to_lowercase().as_str() {
        "=" => {
            let before = row.point_before().map(Outcome::Point);
            return before.ok_or_else(|| visit.say(ClassText::NoPrevious).to_owned());
        }
        "a" => Some(NotAssessedReason::Absent),
        "n" => Some(NotAssessedReason::NewlyArrived),
        "u" => Some(NotAssessedReason::Exempt),
        _ => None,
    };
    if let Some(reason) = reason {
        return Ok(Outcome::NotAssessed(reason));
    }
    let point = sheet.edition.as_ref().and_then(|edition| edition.read(typed));
    point.map(Outcome::Point).ok_or_else(|| visit.fill(ClassText::NotAPoint, &[("typed", typed)]))
}

fn verdict(visit: &Visit, typed: &mut Typed, command: Command) -> Result<Verdict, Fault> {
    let error = match visit.carry_out(typed.id, vec![command])? {
        Ok(outcome) if outcome.receipt.is_none() => return Ok(Verdict::Unchanged),
        Ok(_) => return Ok(Verdict::Saved),
        Err(error) => error,
    };
    if matches!(error, HandleError::IdReused) {
        typed.id = visit.new_id();
    }
    let fault = Fault::from(error);
    let (title, body) = fault.words(visit);
    let why = match fault {
        Fault::Refused(_) => body.to_owned(),
        _ => format!("{title}. {body}"),
    };
    Ok(Verdict::Refused { why, status: fault.status() })
}
