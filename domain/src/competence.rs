//! The knowledge that results-based steering requires of each role: required, trained, authorised,
//! lapsed.
//!
//! An assessment by someone without an authorisation is recorded all the same; views flag it.

use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::id::{Instrument, RequirementId, StaffId};
use crate::people::Role;
use crate::query::Tag;

mod decide;
#[cfg(test)]
mod spec;

// ------------------------------------------------------------------------------------- events

/// A knowledge is required of everyone who holds a role.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct KnowledgeRequired {
    /// The requirement.
    pub requirement: RequirementId,
    /// Of whom.
    pub role: Role,
    /// What is to be known. Public.
    pub title: String,
    /// From which day.
    pub from: Day,
    /// To before which day, where it has an end.
    pub to: Option<Day>,
}

/// A member of staff has completed a training.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct TrainingCompleted {
    /// Who.
    pub staff: StaffId,
    /// In what.
    pub requirement: RequirementId,
    /// When.
    pub on: Day,
}

/// A member of staff is authorised to assess with an instrument.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AssessorAuthorised {
    /// Who.
    pub staff: StaffId,
    /// With what.
    pub instrument: Instrument,
    /// From which day …
    pub from: Day,
    /// … to before which day, where it has an end.
    pub to: Option<Day>,
}

/// An authorisation has lapsed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AuthorisationLapsed {
    /// Whose.
    pub staff: StaffId,
    /// With what.
    pub instrument: Instrument,
    /// The first day it no longer holds.
    pub on: Day,
}

crate::event::tagged! {
    KnowledgeRequired(_e) => [Tag::Municipality],
    TrainingCompleted(e) => [Tag::Staff(e.staff), Tag::Municipality],
    AssessorAuthorised(e) => [Tag::Staff(e.staff), Tag::Municipality],
    AuthorisationLapsed(e) => [Tag::Staff(e.staff), Tag::Municipality],
}

// ----------------------------------------------------------------------------------- commands

/// What may be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum Command {
    /// Require a knowledge.
    Require(KnowledgeRequired),
    /// Record a completed training.
    Complete(TrainingCompleted),
    /// Authorise an assessor.
    Authorise(AssessorAuthorised),
    /// Record that an authorisation lapsed.
    Lapse(AuthorisationLapsed),
}

// ----------------------------------------------------------------------------------- refusals

crate::event::refusals! { "competence":
    /// The actor may not do this: requirements and authorisations are the municipal results
    /// coordinator's. A training is also recorded by an adviser, or by the principal of a school unit
    /// where the person has a role today.
    NotAuthorised "not_authorised",
        "Du har ingen roll som får göra detta här i dag.",
        "You hold no role that may do this here today.";
    /// A day before 1990 or more than two years ahead.
    DayImplausible "day_implausible",
        "Datumet ligger före 1990 eller mer än två år framåt.",
        "The date lies before 1990 or more than two years ahead.";
    /// The last day comes before the first.
    PeriodReversed "period_reversed",
        "Slutdatumet måste ligga efter startdatumet.",
        "The end date must come after the start date.";
    /// The training lies ahead.
    DateInFuture "date_in_future",
        "Dagen har inte varit än.",
        "The day has not come yet.";
    /// No plain words for what is to be known.
    NoTitle "no_title",
        "Ange vad som ska kunnas.",
        "Say what is to be known.";
    /// Nobody can be entrusted with that role.
    RoleUnfit "role_unfit",
        "Rollen kan inte ges till någon.",
        "Nobody can be given that role.";
    /// The requirement's code stands for something else.
    RequirementExists "requirement_exists",
        "Koden används redan för ett annat kunskapskrav.",
        "The code is already used for another requirement.";
    /// No such requirement.
    RequirementUnknown "requirement_unknown",
        "Kunskapskravet finns inte.",
        "There is no such requirement.";
    /// No edition of the instrument's scale is adopted.
    InstrumentUnknown "instrument_unknown",
        "Ingen skala är antagen för bedömningsinstrumentet.",
        "No scale is adopted for the instrument.";
    /// Nobody of that id has ever been engaged.
    StaffUnknown "staff_unknown",
        "Personen finns inte bland de anställda.",
        "There is no such member of staff.";
    /// There is no authorisation to lapse on that day.
    NotHeld "not_held",
        "Personen har ingen behörighet att bedöma den dagen.",
        "The person holds no authorisation to assess on that day.";
}
