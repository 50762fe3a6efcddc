//! What each pupil has a right to know (kunskapsrätt), and how it is assessed: defined, described,
//! versioned, and open to all.
//!
//! Nothing here is personal. A version is never edited: a later one takes its place from its day on.

use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::id::{EditionId, Instrument, LanguageTag, RightId};
use crate::people::Grade;
use crate::query::Tag;

mod decide;
#[cfg(test)]
mod spec;

pub(crate) use decide::{defined_boundary, is_defined};

// ------------------------------------------------------------------------------------- events

/// A version of a right: what a pupil of a grade has a right to know.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct KnowledgeRightDefined {
    /// The right, the same through all versions.
    pub right: RightId,
    /// 1 and up, without gaps.
    pub version: u16,
    /// The grade at whose end it is to be met.
    pub grade: Grade,
    /// What it is called, in plain words. Public.
    pub title: String,
    /// What it says. Public.
    pub text: String,
    /// By what it is recognised. Public.
    pub criteria: String,
    /// The language of the texts (BCP 47).
    pub language: LanguageTag,
    /// The first day it holds.
    pub valid_from: Day,
}

/// A version of the public description of how is assessed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AssessmentSystemDescribed {
    /// The instrument.
    pub instrument: Instrument,
    /// 1 and up, without gaps.
    pub version: u16,
    /// The scale edition in which points are given.
    pub edition: EditionId,
    /// Who assesses, and how. Public.
    pub who: String,
    /// How assessors' agreement is looked after. Public.
    pub agreement: String,
    /// How figures are made of assessments. Public.
    pub figures: String,
    /// What the figures cannot say. Public.
    pub limits: String,
    /// The language of the texts (BCP 47).
    pub language: LanguageTag,
    /// The first day it holds.
    pub valid_from: Day,
}

crate::event::tagged! {
    KnowledgeRightDefined(e) => [Tag::Municipality, Tag::Right(e.right)],
    AssessmentSystemDescribed(e) => [Tag::Municipality, Tag::Instrument(e.instrument)],
}

// ----------------------------------------------------------------------------------- commands

/// What may be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum Command {
    /// Define a right, or a new version of one.
    DefineRight(KnowledgeRightDefined),
    /// Describe the assessment system, or a new version of it.
    DescribeSystem(AssessmentSystemDescribed),
}

// ----------------------------------------------------------------------------------- refusals

crate::event::refusals! { "knowledge":
    /// The actor may not do this: rights and the assessment system are the municipality's, recorded by
    /// a committee's secretary or the results coordinator.
    NotAuthorised "not_authorised",
        "Bara nämndsekreteraren eller kommunens resultatsamordnare får göra detta.",
        "Only the committee's secretary or the municipality's results coordinator may do this.";
    /// A day before 1990 or more than two years ahead.
    DayImplausible "day_implausible",
        "Datumet ligger före 1990 eller mer än två år framåt.",
        "The date lies before 1990 or more than two years ahead.";
    /// A text is empty: what stands on the open page says something in every part.
    TextMissing "text_missing",
        "Alla texter ska fyllas i.",
        "Every text must be filled in.";
    /// The grade does not exist in its numbering.
    GradeUnfit "grade_unfit",
        "Årskursen finns inte i årskursnumreringen.",
        "The grade does not exist in the numbering.";
    /// Not the version that follows the last one.
    WrongVersion "wrong_version",
        "Det är inte nästa version: läs in den på nytt.",
        "That is not the next version: read it again.";
    /// The edition is not adopted for the instrument.
    EditionNotAdopted "edition_not_adopted",
        "Skalan är inte antagen för bedömningsinstrumentet.",
        "The scale is not adopted for the instrument.";
    /// The version begins before the one it replaces.
    ValidBeforeReplaced "valid_before_replaced",
        "Den nya versionen kan inte börja gälla före den som den ersätter.",
        "The new version cannot begin before the one it replaces.";
}
