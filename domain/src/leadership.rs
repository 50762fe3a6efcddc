//! Pedagogical leadership made visible: what the principal does, present and driving.

use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::id::{ClassId, SchoolUnitCode};
use crate::personal::{FreeText, Personal};
use crate::query::Tag;

mod decide;
#[cfg(test)]
mod spec;

// ------------------------------------------------------------------------------------- events

/// What the principal did.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum LeadershipAct {
    /// Visited a lesson.
    Visit,
    /// A dialogue with the staff.
    StaffDialogue,
    /// Explained a priority.
    PriorityExplained,
}

/// A principal acted.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct LeadershipActed {
    /// The school unit.
    pub school: SchoolUnitCode,
    /// What.
    pub act: LeadershipAct,
    /// The class, if one.
    pub class: Option<ClassId>,
    /// When.
    pub on: Day,
    /// A note (sealed).
    pub note: Option<Personal<FreeText>>,
}

fn tags_of(e: &LeadershipActed) -> Vec<Tag> {
    let mut tags = vec![Tag::School(e.school)];
    tags.extend(e.class.map(Tag::Class));
    tags
}

crate::event::tagged! {
    LeadershipActed(e) => tags_of(e),
}

// ----------------------------------------------------------------------------------- commands

/// What may be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum Command {
    /// Record an act of leadership.
    Act(LeadershipActed),
}

// ----------------------------------------------------------------------------------- refusals

crate::event::refusals! { "leadership":
    /// The actor is not, today, the principal of that school unit.
    NotAuthorised "not_authorised",
        "Bara skolenhetens rektor får göra detta.",
        "Only the school unit's principal may do this.";
    /// A day before 1990 or more than two years ahead.
    DayImplausible "day_implausible",
        "Datumet ligger före 1990 eller mer än två år framåt.",
        "The date lies before 1990 or more than two years ahead.";
    /// The day has not come.
    DateInFuture "date_in_future",
        "Dagen har inte varit än.",
        "The day has not come yet.";
    /// No such class at the school unit, or not on that day.
    ClassUnknown "class_unknown",
        "Klassen finns inte vid skolenheten den dagen.",
        "There is no such class at the school unit on that day.";
}
