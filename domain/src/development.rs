//! Support offered to every school unit, and development of its staff (kompetensutveckling) on the principal's wish.

use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::id::{DevelopmentId, SchoolUnitCode, StaffId};
use crate::personal::{FreeText, Personal};
use crate::query::Tag;

mod decide;
#[cfg(test)]
mod spec;

// ------------------------------------------------------------------------------------- events

/// A school unit is offered support.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SupportOffered {
    /// The development.
    pub development: DevelopmentId,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// What is offered, in plain words. Public.
    pub title: String,
    /// When.
    pub on: Day,
}

/// A principal asks for development of the staff, on an offer or without one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct DevelopmentRequested {
    /// The development.
    pub development: DevelopmentId,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// What is asked for, in plain words. Public.
    pub title: String,
}

/// It is planned.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct DevelopmentPlanned {
    /// The development.
    pub development: DevelopmentId,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// For which day.
    pub on: Day,
    /// Who leads it.
    pub lead: StaffId,
}

/// It was held.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct DevelopmentHeld {
    /// The development.
    pub development: DevelopmentId,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// When.
    pub on: Day,
    /// Who took part.
    pub participants: Vec<StaffId>,
}

/// The principal evaluates it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct DevelopmentEvaluated {
    /// The development.
    pub development: DevelopmentId,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// When.
    pub on: Day,
    /// Whether it was of use in the teaching.
    pub useful: bool,
    /// What was found (sealed).
    pub finding: Personal<FreeText>,
}

crate::event::tagged! {
    SupportOffered(e) => [Tag::School(e.school), Tag::Development(e.development)],
    DevelopmentRequested(e) => [Tag::School(e.school), Tag::Development(e.development)],
    DevelopmentPlanned(e) => [Tag::School(e.school), Tag::Development(e.development)],
    DevelopmentHeld(e) => [Tag::School(e.school), Tag::Development(e.development)],
    DevelopmentEvaluated(e) => [Tag::School(e.school), Tag::Development(e.development)],
}

// ----------------------------------------------------------------------------------- commands

/// What may be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum Command {
    /// Offer support.
    Offer(SupportOffered),
    /// Ask for development.
    Request(DevelopmentRequested),
    /// Plan it.
    Plan(DevelopmentPlanned),
    /// Record that it was held.
    Hold(DevelopmentHeld),
    /// Evaluate it.
    Evaluate(DevelopmentEvaluated),
}

// ----------------------------------------------------------------------------------- refusals

crate::event::refusals! {
    "development":
    /// Results coordinators and advisers over the school unit offer and plan; its principal asks and
    /// evaluates; any of them records that it was held.
    NotAuthorised "not_authorised",
        "Du har ingen roll som får göra detta för skolenheten.",
        "You hold no role that may do this for the school unit.";
    /// The school unit does not exist.
    SchoolUnknown "school_unknown",
        "Skolenheten finns inte.",
        "The school unit does not exist.";
    /// The development exists at another school unit.
    DevelopmentExists "development_exists",
        "Insatsen finns redan vid en annan skolenhet.",
        "The development exists already at another school unit.";
    /// It is not said what is offered or asked for, or what was found.
    TextMissing "text_missing",
        "En text saknas: vad som erbjuds eller önskas, eller vad som framkom.",
        "A text is missing: what is offered or asked for, or what was found.";
    /// A day before 1990 or more than two years ahead.
    DayImplausible "day_implausible",
        "Datumet ligger före 1990 eller mer än två år framåt.",
        "The date lies before 1990 or more than two years ahead.";
    /// What is said to have happened lies in the future.
    DayInFuture "day_in_future",
        "Dagen har inte varit än.",
        "The day has not come yet.";
    /// Nobody took part, or someone is named twice.
    ParticipantsUnfit "participants_unfit",
        "Ange vilka som deltog, var och en en gång.",
        "Say who took part, each once.";
    /// The principal has not asked for it.
    NotRequested "not_requested",
        "Rektor har inte bett om insatsen.",
        "The principal has not asked for it.";
    /// The one who leads it is not engaged today.
    StaffNotEngaged "staff_not_engaged",
        "Den som leder insatsen är inte anställd.",
        "The one who leads it is not engaged.";
    /// It is not planned.
    NotPlanned "not_planned",
        "Insatsen är inte planerad.",
        "It is not planned.";
    /// It has not been held.
    NotHeld "not_held",
        "Insatsen är inte genomförd.",
        "It has not been held.";
    /// It is evaluated before it was held.
    DaysOutOfOrder "days_out_of_order",
        "Utvärderingen ligger före genomförandet.",
        "The evaluation comes before it was held.";
    /// The step is taken, with other content.
    AlreadyDone "already_done",
        "Steget är redan taget, med andra uppgifter.",
        "The step has already been taken, with other content.";
}
