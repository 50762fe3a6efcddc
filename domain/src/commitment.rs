//! The commitment (åtagande): targets promised to parents; proposed, adopted, revised, evaluated.
//!
//! A version is adopted before it is evaluated and never edited, only revised. Lowering needs a
//! committee's decision after a public debate and is refused until such decisions can be recorded.

use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::command::Language;
use crate::id::{CommitmentId, EditionId, Occasion, PointCode, RoundId, SchoolUnitCode, Size};
use crate::people::Grade;
use crate::query::Tag;

mod decide;
#[cfg(test)]
mod spec;
mod version;

pub use version::{Version, in_force, versions};

// ------------------------------------------------------------------------------------- events

/// Who commits themselves.
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
pub enum Level {
    /// The municipality: adopted only by the committee (Local Government Act: goals cannot be delegated).
    Municipality,
    /// One school unit: adopted by its principal.
    School(SchoolUnitCode),
}

/// A promised result: the share of a grade's pupils that reach a point in one of the year's rounds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Target {
    /// Its number within the commitment, the same through all versions.
    pub number: u8,
    /// The grade.
    pub grade: Grade,
    /// Which of the year's rounds.
    pub occasion: Occasion,
    /// The edition the point belongs to (and with it the instrument).
    pub edition: EditionId,
    /// The least point.
    pub least: PointCode,
    /// The share of the population that is to reach it, in permille.
    pub share_permille: u16,
}

/// One version's content.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Terms {
    /// What is promised, in plain words. Public.
    pub title: String,
    /// The targets.
    pub targets: Vec<Target>,
    /// Applies to rounds with a census date from this day …
    pub valid_from: Day,
    /// … to before this day, where it has an end.
    pub valid_to: Option<Day>,
}

/// A commitment is proposed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CommitmentProposed {
    /// The commitment.
    pub commitment: CommitmentId,
    /// Whose.
    pub level: Level,
    /// Version 1.
    pub terms: Terms,
}

/// The proposed version is adopted and in force.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CommitmentAdopted {
    /// The commitment.
    pub commitment: CommitmentId,
    /// Whose.
    pub level: Level,
    /// The day of the decision.
    pub on: Day,
}

/// A new version takes the place of the former for rounds from its `valid_from` on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CommitmentRevised {
    /// The commitment.
    pub commitment: CommitmentId,
    /// Whose.
    pub level: Level,
    /// The version, 2 and up, without gaps.
    pub version: u16,
    /// Its content.
    pub terms: Terms,
    /// The day of the decision.
    pub on: Day,
}

/// A commitment no longer holds for rounds from this day on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CommitmentWithdrawn {
    /// The commitment.
    pub commitment: CommitmentId,
    /// Whose.
    pub level: Level,
    /// From which day.
    pub from: Day,
}

/// What came of one target in one round.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct TargetOutcome {
    /// The target's number.
    pub number: u8,
    /// Pupils of the population with an effective result at or above the point.
    pub reached: u32,
    /// Pupils of the population with a point.
    pub assessed: u32,
    /// The population of the target's grade.
    pub population: u32,
}

/// A version is held against a round's effective results.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CommitmentEvaluated {
    /// The commitment.
    pub commitment: CommitmentId,
    /// Whose.
    pub level: Level,
    /// The round.
    pub round: RoundId,
    /// The version in force on the census date.
    pub version: u16,
    /// The outcome of each target of that round.
    pub outcomes: Vec<TargetOutcome>,
    /// The state of the record the figures were taken from.
    pub as_of: Size,
}

/// The tags of every event of this term.
fn tags_of(commitment: CommitmentId, level: Level) -> [Tag; 2] {
    let level = match level {
        Level::Municipality => Tag::Municipality,
        Level::School(school) => Tag::School(school),
    };
    [level, Tag::Commitment(commitment)]
}

crate::event::tagged! {
    CommitmentProposed(e) => tags_of(e.commitment, e.level),
    CommitmentAdopted(e) => tags_of(e.commitment, e.level),
    CommitmentRevised(e) => tags_of(e.commitment, e.level),
    CommitmentWithdrawn(e) => tags_of(e.commitment, e.level),
    CommitmentEvaluated(e) => tags_of(e.commitment, e.level),
}

// ----------------------------------------------------------------------------------- commands

/// What may be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum Command {
    /// Propose.
    Propose(CommitmentProposed),
    /// Adopt what was proposed.
    Adopt(CommitmentAdopted),
    /// Revise what was adopted.
    Revise(CommitmentRevised),
    /// Withdraw.
    Withdraw(CommitmentWithdrawn),
    /// Record an evaluation. The outcomes come from the views as of `as_of`.
    Evaluate {
        /// What is to be recorded.
        evaluation: CommitmentEvaluated,
        /// The round's census date, which settles the version; must be the scheduled one.
        census_date: Day,
    },
}

// ----------------------------------------------------------------------------------- refusals

/// Why a command of this term is not carried out, in the order in which they are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Refusal {
    /// The actor may not do this: a school unit's commitment is its principal's, a municipality's is
    /// the committee's, recorded by its secretary (Local Government Act: goals cannot be delegated).
    NotAuthorised,
    /// The commitment exists, with other content.
    AlreadyProposed,
    /// No such commitment of this level.
    Unknown,
    /// The commitment is withdrawn.
    Withdrawn,
    /// The commitment is proposed and not adopted.
    NotAdopted,
    /// The commitment is adopted already, on another day.
    AlreadyAdopted,
    /// No such round is scheduled, or it has another census date.
    RoundNotScheduled,
    /// No version is in force on the round's census date.
    NotInForce,
    /// Not the version that follows the last one; in an evaluation, not the one in force on the census
    /// date.
    WrongVersion,
    /// The day of the decision has not come.
    DateInFuture,
    /// A withdrawal reaches back: rounds that have been keep their targets.
    WithdrawnBackwards,
    /// No plain words for what is promised.
    NoTitle,
    /// The validity ends before it begins.
    ValidityBackwards,
    /// No target; in an evaluation, no target of the round's occasion and instrument.
    NoTarget,
    /// Two targets with the same number.
    NumberTwice,
    /// A target's grade does not exist in its numbering.
    GradeUnfit,
    /// A target's edition is not adopted, or has no such point.
    PointUnknown,
    /// A target's share is not 1 to 1000 permille.
    ShareUnfit,
    /// The new version begins before the one it replaces.
    ValidBeforeReplaced,
    /// The version lowers what is promised: a target dropped or bound to another grade, round or edition,
    /// a lower point, a smaller share. That takes a committee's decision after a public debate, which
    /// cannot be recorded yet.
    LoweringNeedsCommitteeDecision,
    /// Not exactly one outcome for each target of the round.
    OutcomesUnfit,
    /// Not: reached at most assessed, assessed at most the population.
    CountsImpossible,
}

impl Refusal {
    /// All refusals, in the order in which they are given.
    pub const ALL: &[Self] = &[
        Self::NotAuthorised,
        Self::AlreadyProposed,
        Self::Unknown,
        Self::Withdrawn,
        Self::NotAdopted,
        Self::AlreadyAdopted,
        Self::RoundNotScheduled,
        Self::NotInForce,
        Self::WrongVersion,
        Self::DateInFuture,
        Self::WithdrawnBackwards,
        Self::NoTitle,
        Self::ValidityBackwards,
        Self::NoTarget,
        Self::NumberTwice,
        Self::GradeUnfit,
        Self::PointUnknown,
        Self::ShareUnfit,
        Self::ValidBeforeReplaced,
        Self::LoweringNeedsCommitteeDecision,
        Self::OutcomesUnfit,
        Self::CountsImpossible,
    ];

    /// A stable code name.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAuthorised => "commitment.not_authorised",
            Self::AlreadyProposed => "commitment.already_proposed",
            Self::Unknown => "commitment.unknown",
            Self::Withdrawn => "commitment.withdrawn",
            Self::NotAdopted => "commitment.not_adopted",
            Self::AlreadyAdopted => "commitment.already_adopted",
            Self::RoundNotScheduled => "commitment.round_not_scheduled",
            Self::NotInForce => "commitment.not_in_force",
            Self::WrongVersion => "commitment.wrong_version",
            Self::DateInFuture => "commitment.date_in_future",
            Self::WithdrawnBackwards => "commitment.withdrawn_backwards",
            Self::NoTitle => "commitment.no_title",
            Self::ValidityBackwards => "commitment.validity_backwards",
            Self::NoTarget => "commitment.no_target",
            Self::NumberTwice => "commitment.number_twice",
            Self::GradeUnfit => "commitment.grade_unfit",
            Self::PointUnknown => "commitment.point_unknown",
            Self::ShareUnfit => "commitment.share_unfit",
            Self::ValidBeforeReplaced => "commitment.valid_before_replaced",
            Self::LoweringNeedsCommitteeDecision => "commitment.lowering_needs_committee_decision",
            Self::OutcomesUnfit => "commitment.outcomes_unfit",
            Self::CountsImpossible => "commitment.counts_impossible",
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
            Self::NotAuthorised => {
                "Du har inte behörighet till åtagandet: en skolenhets åtagande beslutas av \
                 rektor, kommunens av nämnden genom nämndsekreteraren."
            }
            Self::AlreadyProposed => "Åtagandet finns redan, med annat innehåll.",
            Self::Unknown => "Åtagandet finns inte.",
            Self::Withdrawn => "Åtagandet är återkallat.",
            Self::NotAdopted => "Åtagandet är inte antaget.",
            Self::AlreadyAdopted => "Åtagandet är redan antaget, en annan dag.",
            Self::RoundNotScheduled => {
                "Bedömningstillfället är inte planerat, eller har ett annat mätdatum."
            }
            Self::NotInForce => "Ingen version av åtagandet gäller på mätdatumet.",
            Self::WrongVersion => "Det är inte rätt version av åtagandet: läs in det på nytt.",
            Self::DateInFuture => "Beslutets dag har inte varit än.",
            Self::WithdrawnBackwards => "Ett åtagande kan inte återkallas bakåt i tiden.",
            Self::NoTitle => "Åtagandet behöver en rubrik som säger vad som utlovas.",
            Self::ValidityBackwards => "Åtagandet slutar gälla innan det börjar gälla.",
            Self::NoTarget => "Det finns inget mål (eller inget för det här bedömningstillfället).",
            Self::NumberTwice => "Två mål har samma nummer.",
            Self::GradeUnfit => "Målets årskurs finns inte i årskursnumreringen.",
            Self::PointUnknown => "Målets punkt finns inte i en antagen skala.",
            Self::ShareUnfit => "Målets andel ska vara mellan 1 och 1000 promille.",
            Self::ValidBeforeReplaced => {
                "Den nya versionen kan inte börja gälla före den som den ersätter."
            }
            Self::LoweringNeedsCommitteeDecision => {
                "Den nya versionen sänker åtagandet. Det kräver nämndens beslut efter offentlig \
                 debatt."
            }
            Self::OutcomesUnfit => {
                "Utvärderingen ska ha ett utfall för vart och ett av bedömningstillfällets mål."
            }
            Self::CountsImpossible => {
                "Talen går inte ihop: fler har nått målet än som bedömts, eller fler har bedömts \
                 än som finns."
            }
        }
    }

    const fn english(self) -> &'static str {
        match self {
            Self::NotAuthorised => {
                "You are not authorised: a school unit's commitment is its principal's, the \
                 municipality's is the committee's, recorded by its secretary."
            }
            Self::AlreadyProposed => "The commitment exists already, with other content.",
            Self::Unknown => "There is no such commitment.",
            Self::Withdrawn => "The commitment is withdrawn.",
            Self::NotAdopted => "The commitment is not adopted.",
            Self::AlreadyAdopted => "The commitment is already adopted, on another day.",
            Self::RoundNotScheduled => "The round is not scheduled, or has another census date.",
            Self::NotInForce => "No version of the commitment is in force on the census date.",
            Self::WrongVersion => "That is not the right version of the commitment: read it again.",
            Self::DateInFuture => "The day of the decision has not come yet.",
            Self::WithdrawnBackwards => {
                "A commitment cannot be withdrawn for days that have passed."
            }
            Self::NoTitle => "The commitment needs a title that says what is promised.",
            Self::ValidityBackwards => "The commitment ends before it begins.",
            Self::NoTarget => "There is no target (or none for this round).",
            Self::NumberTwice => "Two targets have the same number.",
            Self::GradeUnfit => "The target's grade does not exist in the numbering.",
            Self::PointUnknown => "The target's point does not exist in an adopted scale.",
            Self::ShareUnfit => "The target's share must be between 1 and 1000 permille.",
            Self::ValidBeforeReplaced => "The new version cannot begin before the one it replaces.",
            Self::LoweringNeedsCommitteeDecision => {
                "The new version lowers the commitment. That needs a committee's decision after a \
                 public debate."
            }
            Self::OutcomesUnfit => {
                "The evaluation must have one outcome for each of the round's targets."
            }
            Self::CountsImpossible => {
                "The counts are impossible: more reached than were assessed, or more assessed \
                 than there are."
            }
        }
    }
}
