//! The reading assessment (läsbedömning): points, reasons for not assessed, corrections, strikes.
//!
//! One effective result per pupil and round (a round has one instrument): the latest recorded value
//! that is not struck. Until the class is signed off a new value replaces the typed one; after it a
//! correction needs a reason. The same point as last round is a real assessment. A struck value leaves
//! the figures and stays in the trail; striking a correction restores the value before it.

use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::command::Language;
use crate::id::{
    ClassId, EditionId, PointCode, Position, PupilId, RoundId, SchoolUnitCode, StaffId,
};
use crate::personal::{FreeText, Personal};
use crate::query::Tag;

mod decide;
#[cfg(test)]
mod spec;
mod value;

pub use value::{Note, Value, change_to_note, counted, effective, values};

// ------------------------------------------------------------------------------------- events

/// Why a pupil has no point. It completes the round; figures show it.
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
pub enum NotAssessedReason {
    /// Frånvarande.
    Absent,
    /// Nyanländ.
    NewlyArrived,
    /// Undantagen.
    Exempt,
}

/// What an assessment comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A point of the round's scale edition.
    Point(PointCode),
    /// No point, with the reason.
    NotAssessed(NotAssessedReason),
}

/// Where and about whom: common to all events of this term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Place {
    /// The pupil.
    pub pupil: PupilId,
    /// The round.
    pub round: RoundId,
    /// The school unit where the assessment was made. The figures count a pupil where enrolled on the
    /// census date, whoever assessed.
    pub school: SchoolUnitCode,
    /// The pupil's class there; none for a pupil without class.
    pub class: Option<ClassId>,
}

/// A pupil's reading is assessed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ReadingAssessed {
    /// Where and about whom.
    pub place: Place,
    /// The point given.
    pub point: PointCode,
    /// The edition it belongs to.
    pub edition: EditionId,
    /// The day of the assessment.
    pub on: Day,
    /// Who assessed; the envelope's actor is who recorded.
    pub assessor: StaffId,
    /// The pupil was not in the round's population when this was recorded (came later).
    pub outside_population: bool,
    /// A note (sealed).
    pub note: Option<Personal<FreeText>>,
}

/// A pupil is not assessed in a round, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct NotAssessed {
    /// Where and about whom.
    pub place: Place,
    /// Why.
    pub reason: NotAssessedReason,
    /// The day it was settled.
    pub on: Day,
    /// Who settled it.
    pub assessor: StaffId,
    /// The pupil was not in the round's population when this was recorded (came later).
    pub outside_population: bool,
    /// A note (sealed).
    pub note: Option<Personal<FreeText>>,
}

/// After sign-off: another value, with a reason.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AssessmentCorrected {
    /// Where and about whom.
    pub place: Place,
    /// The event whose value was in force.
    pub of: Position,
    /// The value from now on.
    pub outcome: Outcome,
    /// The edition a point belongs to.
    pub edition: EditionId,
    /// The day of the assessment.
    pub on: Day,
    /// Who corrects.
    pub assessor: StaffId,
    /// Why (sealed).
    pub reason: Personal<FreeText>,
}

/// A value is struck: it was entered on the wrong pupil, or should not be there.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AssessmentStruck {
    /// Where and about whom.
    pub place: Place,
    /// The event whose value is struck.
    pub of: Position,
    /// Who strikes it.
    pub staff: StaffId,
    /// Why (sealed).
    pub reason: Personal<FreeText>,
}

crate::event::tagged! {
    ReadingAssessed(e) => [Tag::Pupil(e.place.pupil), Tag::School(e.place.school)],
    NotAssessed(e) => [Tag::Pupil(e.place.pupil), Tag::School(e.place.school)],
    AssessmentCorrected(e) => [Tag::Pupil(e.place.pupil), Tag::School(e.place.school)],
    AssessmentStruck(e) => [Tag::Pupil(e.place.pupil), Tag::School(e.place.school)],
}

// ----------------------------------------------------------------------------------- commands

/// What may be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum Command {
    /// Record a value. Before sign-off it becomes (or replaces) the typed one; after it this is refused
    /// with "a correction needs a reason".
    Assess {
        /// Where and about whom.
        place: Place,
        /// The value.
        outcome: Outcome,
        /// The day of the assessment.
        on: Day,
        /// Who assessed.
        assessor: StaffId,
        /// A note.
        note: Option<Personal<FreeText>>,
    },
    /// Correct the value in force, with a reason. Before sign-off too: the reason is kept.
    Correct {
        /// Where and about whom.
        place: Place,
        /// The value from now on.
        outcome: Outcome,
        /// The day of the assessment.
        on: Day,
        /// Who corrects.
        assessor: StaffId,
        /// Why.
        reason: Personal<FreeText>,
    },
    /// Strike a value.
    Strike {
        /// Where and about whom.
        place: Place,
        /// The event whose value is struck.
        of: Position,
        /// Who strikes it.
        staff: StaffId,
        /// Why.
        reason: Personal<FreeText>,
    },
}

// ----------------------------------------------------------------------------------- refusals

/// Why a command of this term is not carried out, in the order in which they are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Refusal {
    /// The actor may not do this here: neither the named assessor nor the principal, nor one who
    /// records on behalf of an assessor (results coordinator, system administrator).
    NotAuthorised,
    /// No such round is scheduled.
    NotScheduled,
    /// The school unit has submitted: its results stand until the round is reopened there.
    Submitted,
    /// The round is not open at this school unit: not opened, or the last day for entry has passed.
    NotOpen,
    /// No such pupil.
    PupilUnknown,
    /// The pupil is not enrolled at the school unit, neither on the day of the assessment, nor on the
    /// census date, nor today.
    NotEnrolledHere,
    /// The class is not the pupil's class on any of those days.
    WrongClass,
    /// The named assessor is neither an assessor of the class nor the principal, neither on the day of
    /// the assessment nor today.
    AssessorNotAuthorised,
    /// A pupil without class is assessed by the principal.
    OnlyPrincipalWithoutClass,
    /// The day of the assessment has not come.
    DateInFuture,
    /// The day of the assessment lies before the round's window.
    DateBeforeWindow,
    /// The round's scale edition has no such point.
    PointUnknown,
    /// The class is signed off: a correction needs a reason.
    SignedOff,
    /// No value is in force that could be corrected.
    NothingToCorrect,
    /// No such value of this pupil in this round, recorded at this place.
    NoSuchValue,
    /// The value is struck already.
    AlreadyStruck,
    /// No reason is given.
    NoReason,
}

impl Refusal {
    /// All refusals, in the order in which they are given.
    pub const ALL: &[Self] = &[
        Self::NotAuthorised,
        Self::NotScheduled,
        Self::Submitted,
        Self::NotOpen,
        Self::PupilUnknown,
        Self::NotEnrolledHere,
        Self::WrongClass,
        Self::AssessorNotAuthorised,
        Self::OnlyPrincipalWithoutClass,
        Self::DateInFuture,
        Self::DateBeforeWindow,
        Self::PointUnknown,
        Self::SignedOff,
        Self::NothingToCorrect,
        Self::NoSuchValue,
        Self::AlreadyStruck,
        Self::NoReason,
    ];

    /// A stable code name.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAuthorised => "assessment.not_authorised",
            Self::NotScheduled => "assessment.not_scheduled",
            Self::Submitted => "assessment.submitted",
            Self::NotOpen => "assessment.not_open",
            Self::PupilUnknown => "assessment.pupil_unknown",
            Self::NotEnrolledHere => "assessment.not_enrolled_here",
            Self::WrongClass => "assessment.wrong_class",
            Self::AssessorNotAuthorised => "assessment.assessor_not_authorised",
            Self::OnlyPrincipalWithoutClass => "assessment.only_principal_without_class",
            Self::DateInFuture => "assessment.date_in_future",
            Self::DateBeforeWindow => "assessment.date_before_window",
            Self::PointUnknown => "assessment.point_unknown",
            Self::SignedOff => "assessment.signed_off",
            Self::NothingToCorrect => "assessment.nothing_to_correct",
            Self::NoSuchValue => "assessment.no_such_value",
            Self::AlreadyStruck => "assessment.already_struck",
            Self::NoReason => "assessment.no_reason",
        }
    }

    /// The answer to a person.
    #[must_use]
    pub const fn message(&self, language: Language) -> &'static str {
        match language {
            Language::Sv => self.swedish(),
            Language::En => self.english(),
        }
    }

    const fn swedish(self) -> &'static str {
        match self {
            Self::NotAuthorised => "Du har inte behörighet att registrera bedömningar här.",
            Self::NotScheduled => "Bedömningstillfället är inte planerat.",
            Self::Submitted => {
                "Skolenheten har lämnat in sina resultat. De kan ändras först när \
                 bedömningstillfället har öppnats igen."
            }
            Self::NotOpen => "Bedömningstillfället är inte öppet vid skolenheten.",
            Self::PupilUnknown => "Eleven finns inte.",
            Self::NotEnrolledHere => "Eleven är inte inskriven vid skolenheten.",
            Self::WrongClass => "Eleven går inte i den klassen.",
            Self::AssessorNotAuthorised => {
                "Den som anges som bedömare är varken bedömare för klassen eller rektor."
            }
            Self::OnlyPrincipalWithoutClass => "En elev utan klass bedöms av rektor.",
            Self::DateInFuture => "Bedömningens dag har inte varit än.",
            Self::DateBeforeWindow => "Bedömningens dag ligger före bedömningstillfällets öppning.",
            Self::PointUnknown => "Punkten finns inte i skalan.",
            Self::SignedOff => {
                "Klassen är klarmarkerad: en rättelse behöver en orsak. För ett första värde kan \
                 rektor öppna klassen igen."
            }
            Self::NothingToCorrect => "Det finns inget värde att rätta.",
            Self::NoSuchValue => {
                "Eleven har inget sådant värde i bedömningstillfället vid den här klassen."
            }
            Self::AlreadyStruck => "Värdet är redan struket.",
            Self::NoReason => "En orsak måste anges.",
        }
    }

    const fn english(self) -> &'static str {
        match self {
            Self::NotAuthorised => "You are not authorised to record assessments here.",
            Self::NotScheduled => "The round is not scheduled.",
            Self::Submitted => {
                "The school unit has submitted its results. They can be changed only when the round \
                 has been reopened."
            }
            Self::NotOpen => "The round is not open at this school unit.",
            Self::PupilUnknown => "There is no such pupil.",
            Self::NotEnrolledHere => "The pupil is not enrolled at this school unit.",
            Self::WrongClass => "The pupil is not in that class.",
            Self::AssessorNotAuthorised => {
                "The named assessor is neither an assessor of the class nor the principal."
            }
            Self::OnlyPrincipalWithoutClass => {
                "A pupil without a class is assessed by the principal."
            }
            Self::DateInFuture => "The day of the assessment has not come yet.",
            Self::DateBeforeWindow => "The day of the assessment lies before the round's window.",
            Self::PointUnknown => "The scale has no such point.",
            Self::SignedOff => {
                "The class is signed off: a correction needs a reason. For a first value the \
                 principal can reopen the class."
            }
            Self::NothingToCorrect => "There is no value to correct.",
            Self::NoSuchValue => "The pupil has no such value in the round in this class.",
            Self::AlreadyStruck => "The value is already struck.",
            Self::NoReason => "A reason must be given.",
        }
    }
}
