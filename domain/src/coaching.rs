//! Coaching (handledning) from the municipality's adviser group (REP-gruppen), asked for by the principal when needed.

use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::id::{CoachingId, SchoolUnitCode, StaffId};
use crate::personal::{FreeText, Personal};
use crate::query::Tag;

mod decide;
#[cfg(test)]
mod spec;

// ------------------------------------------------------------------------------------- events

/// A principal asks for coaching.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CoachingRequested {
    /// The coaching.
    pub coaching: CoachingId,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// About what (sealed).
    pub about: Personal<FreeText>,
}

/// An adviser takes it on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CoachingBooked {
    /// The coaching.
    pub coaching: CoachingId,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// The adviser.
    pub adviser: StaffId,
    /// When.
    pub on: Day,
}

/// The coaching was held.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CoachingHeld {
    /// The coaching.
    pub coaching: CoachingId,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// When.
    pub on: Day,
    /// What came of it (sealed).
    pub outcome: Personal<FreeText>,
}

crate::event::tagged! {
    CoachingRequested(e) => [Tag::School(e.school), Tag::Coaching(e.coaching)],
    CoachingBooked(e) => [Tag::School(e.school), Tag::Coaching(e.coaching)],
    CoachingHeld(e) => [Tag::School(e.school), Tag::Coaching(e.coaching)],
}

// ----------------------------------------------------------------------------------- commands

/// What may be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum Command {
    /// Ask for coaching.
    Request(CoachingRequested),
    /// Book coaching. Until it is held, a later booking takes the place of a former.
    Book(CoachingBooked),
    /// Record what came of it.
    Hold(CoachingHeld),
}

// ----------------------------------------------------------------------------------- refusals

crate::event::refusals! {
    "coaching":
    /// The principal asks; an adviser books in the own name, or a results coordinator for one; the adviser
    /// who is booked or the principal records what came of it.
    NotAuthorised "not_authorised",
        "Du har ingen roll som får göra detta i handledningen.",
        "You hold no role that may do this in the coaching.";
    /// The coaching exists at another school unit.
    CoachingExists "coaching_exists",
        "Handledningen finns redan vid en annan skolenhet.",
        "The coaching exists already at another school unit.";
    /// It is not said what the coaching is about, or what came of it.
    TextMissing "text_missing",
        "Skriv vad handledningen gäller, eller vad den gav.",
        "Write what the coaching is about, or what came of it.";
    /// A day before 1990 or more than two years ahead.
    DayImplausible "day_implausible",
        "Datumet ligger före 1990 eller mer än två år framåt.",
        "The date lies before 1990 or more than two years ahead.";
    /// The day on which it was held has not come.
    DayInFuture "day_in_future",
        "Dagen har inte varit än.",
        "The day has not come yet.";
    /// The school unit's principal has not asked for this coaching.
    NotRequested "not_requested",
        "Rektor har inte bett om den här handledningen.",
        "The principal has not asked for this coaching.";
    /// The one who is booked is no adviser over the school unit.
    NotAnAdviser "not_an_adviser",
        "Personen är inte rådgivare (REP) för skolenheten.",
        "The person is not an adviser of the school unit.";
    /// No adviser is booked.
    NotBooked "not_booked",
        "Handledningen är inte bokad.",
        "The coaching is not booked.";
    /// It is recorded as held, on another day.
    AlreadyHeld "already_held",
        "Handledningen är redan genomförd.",
        "The coaching has already been held.";
}
