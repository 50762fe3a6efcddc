//! The commitment (åtagande): targets promised to parents; proposed, adopted, published, explained,
//! revised, evaluated.
//!
//! A version is adopted before it is evaluated and never edited, only revised. Lowering needs a
//! committee's decision after a public debate; that a decision was taken without one is flagged there.

use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::id::{
    ClassId, CommitmentId, DecisionId, EditionId, LanguageTag, Occasion, PointCode, RightId,
    RoundId, SchoolUnitCode, Size,
};
use crate::people::{Grade, Way};
use crate::query::Tag;

mod decide;
#[cfg(test)]
mod spec;
pub mod v1;
mod version;

pub(crate) use decide::grade_fits;
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

/// A commitment is proposed. Schema version 2; version 1 said nothing of the right served.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CommitmentProposed {
    /// The commitment.
    pub commitment: CommitmentId,
    /// Whose.
    pub level: Level,
    /// Version 1.
    pub terms: Terms,
    /// The knowledge right it serves; none in records from before rights were named.
    #[serde(default)]
    pub serves: Option<RightId>,
}

/// The proposed version is adopted and in force. Schema version 2; version 1 named no decision.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CommitmentAdopted {
    /// The commitment.
    pub commitment: CommitmentId,
    /// Whose.
    pub level: Level,
    /// The day of the decision.
    pub on: Day,
    /// The committee's decision behind it, where the record has it.
    #[serde(default)]
    pub decision: Option<DecisionId>,
}

/// A commitment's version is made public.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CommitmentPublished {
    /// The commitment.
    pub commitment: CommitmentId,
    /// Whose.
    pub level: Level,
    /// Which version.
    pub version: u16,
    /// The day.
    pub on: Day,
    /// Where, in plain words. Public.
    pub place: String,
}

/// A commitment's version is taken out to the parents of a class and explained.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CommitmentExplained {
    /// The commitment.
    pub commitment: CommitmentId,
    /// Whose.
    pub level: Level,
    /// Which version.
    pub version: u16,
    /// The school unit where it was explained.
    pub school: SchoolUnitCode,
    /// To the parents of which class.
    pub class: ClassId,
    /// The day.
    pub on: Day,
    /// How.
    pub way: Way,
    /// In which language.
    pub language: LanguageTag,
}

/// A new version that asks for less, by a committee's decision after a public debate.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CommitmentLowered {
    /// The commitment.
    pub commitment: CommitmentId,
    /// Whose.
    pub level: Level,
    /// The version, 2 and up, without gaps.
    pub version: u16,
    /// Its content.
    pub terms: Terms,
    /// The day from which it is decided.
    pub on: Day,
    /// The committee's decision.
    pub decision: DecisionId,
}

/// A new version takes the place of the former for rounds from its `valid_from` on. Schema version 2;
/// version 1 named no decision.
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
    /// The committee's decision behind it; a municipal commitment always has one.
    #[serde(default)]
    pub decision: Option<DecisionId>,
}

/// A commitment no longer holds for rounds from this day on. Schema version 2; version 1 named no
/// decision.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CommitmentWithdrawn {
    /// The commitment.
    pub commitment: CommitmentId,
    /// Whose.
    pub level: Level,
    /// From which day.
    pub from: Day,
    /// The committee's decision behind it, where the promise was in force.
    #[serde(default)]
    pub decision: Option<DecisionId>,
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
    CommitmentPublished(e) => tags_of(e.commitment, e.level),
    CommitmentExplained(e) => [
        Tag::School(e.school),
        Tag::Class(e.class),
        Tag::Commitment(e.commitment),
    ],
    CommitmentLowered(e) => {
        let [level, commitment] = tags_of(e.commitment, e.level);
        [level, commitment, Tag::Decision(e.decision)]
    },
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
    /// Lower what was adopted, by a committee's decision.
    Lower(CommitmentLowered),
    /// Withdraw.
    Withdraw(CommitmentWithdrawn),
    /// Make a version public.
    Publish(CommitmentPublished),
    /// Record that a version was explained to the parents of a class.
    Explain(CommitmentExplained),
    /// Record an evaluation. The outcomes come from the views as of `as_of`.
    Evaluate {
        /// What is to be recorded.
        evaluation: CommitmentEvaluated,
        /// The round's census date, which settles the version; must be the scheduled one.
        census_date: Day,
    },
}

// ----------------------------------------------------------------------------------- refusals

crate::event::refusals! { "commitment":
    /// The actor may not do this: a school unit's commitment is its principal's, a municipality's is
    /// the committee's, recorded by its secretary (Local Government Act: goals cannot be delegated).
    NotAuthorised "not_authorised",
        "Du har inte behörighet till åtagandet: en skolenhets åtagande beslutas av rektor, \
         kommunens av nämnden genom nämndsekreteraren.",
        "You are not authorised: a school unit's commitment is its principal's, the \
         municipality's is the committee's, recorded by its secretary.";
    /// The commitment exists, with other content.
    AlreadyProposed "already_proposed",
        "Åtagandet finns redan, med annat innehåll.",
        "The commitment exists already, with other content.";
    /// The knowledge right that the commitment is to serve is not defined.
    RightUnknown "right_unknown",
        "Kunskapsrätten finns inte.",
        "There is no such knowledge right.";
    /// No such commitment of this level.
    Unknown "unknown",
        "Åtagandet finns inte.",
        "There is no such commitment.";
    /// The commitment is withdrawn.
    Withdrawn "withdrawn",
        "Åtagandet är återkallat.",
        "The commitment is withdrawn.";
    /// The commitment is proposed and not adopted.
    NotAdopted "not_adopted",
        "Åtagandet är inte antaget.",
        "The commitment is not adopted.";
    /// The commitment is adopted already, on another day or by another decision.
    AlreadyAdopted "already_adopted",
        "Åtagandet är redan antaget, en annan dag eller genom ett annat beslut.",
        "The commitment is already adopted, on another day or by another decision.";
    /// No such round is scheduled, or it has another census date.
    RoundNotScheduled "round_not_scheduled",
        "Bedömningstillfället är inte planerat, eller har ett annat mätdatum.",
        "The round is not scheduled, or has another census date.";
    /// No version is in force on the round's census date; in an explanation, none is in force or coming on
    /// that day.
    NotInForce "not_in_force",
        "Ingen version av åtagandet gäller den dagen.",
        "No version of the commitment is in force on that day.";
    /// Not the version that follows the last one; in an evaluation, not the one in force on the census
    /// date; in a publication, no adopted one; in an explanation, none in force or coming.
    WrongVersion "wrong_version",
        "Det är inte rätt version av åtagandet: läs in det på nytt.",
        "That is not the right version of the commitment: read it again.";
    /// The day has not come.
    DateInFuture "date_in_future",
        "Dagen har inte varit än.",
        "The day has not come yet.";
    /// A version is published or explained on a day before it was decided.
    BeforeAdoption "before_adoption",
        "Versionen var inte beslutad den dagen.",
        "The version was not yet decided on that day.";
    /// A withdrawal reaches back: rounds that have been keep their targets.
    WithdrawnBackwards "withdrawn_backwards",
        "Ett åtagande kan inte återkallas bakåt i tiden.",
        "A commitment cannot be withdrawn for days that have passed.";
    /// No such class at a school unit that the commitment binds, or not on that day.
    ClassUnknown "class_unknown",
        "Klassen finns inte den dagen vid en skolenhet som åtagandet gäller.",
        "There is no such class on that day at a school unit that the commitment binds.";
    /// No plain words for where it is published.
    NoPlace "no_place",
        "Ange var åtagandet är publicerat.",
        "Say where the commitment is published.";
    /// No plain words for what is promised.
    NoTitle "no_title",
        "Åtagandet behöver en rubrik som säger vad som utlovas.",
        "The commitment needs a title that says what is promised.";
    /// The validity ends before it begins.
    ValidityBackwards "validity_backwards",
        "Åtagandet slutar gälla innan det börjar gälla.",
        "The commitment ends before it begins.";
    /// The validity begins before 1990 or more than two years ahead.
    DayImplausible "day_implausible",
        "Åtagandet kan börja gälla tidigast 1990 och högst två år framåt.",
        "The commitment can begin in 1990 at the earliest and two years ahead at the latest.";
    /// No target; in an evaluation, no target of the round's occasion and instrument.
    NoTarget "no_target",
        "Det finns inget mål (eller inget för det här bedömningstillfället).",
        "There is no target (or none for this round).";
    /// Two targets with the same number.
    NumberTwice "number_twice",
        "Två mål har samma nummer.",
        "Two targets have the same number.";
    /// A target's grade does not exist in its numbering.
    GradeUnfit "grade_unfit",
        "Målets årskurs finns inte i årskursnumreringen.",
        "The target's grade does not exist in the numbering.";
    /// A target's edition is not adopted, or has no such point.
    PointUnknown "point_unknown",
        "Målets punkt finns inte i en antagen skala.",
        "The target's point does not exist in an adopted scale.";
    /// A target's share is not 1 to 1000 permille.
    ShareUnfit "share_unfit",
        "Målets andel ska vara mellan 1 och 1000 promille.",
        "The target's share must be between 1 and 1000 permille.";
    /// The new version begins before the one it replaces.
    ValidBeforeReplaced "valid_before_replaced",
        "Den nya versionen kan inte börja gälla före den som den ersätter.",
        "The new version cannot begin before the one it replaces.";
    /// The new version would hold before the day it is decided: rounds that have been keep their targets.
    ChangedBackwards "changed_backwards",
        "Ett åtagande kan inte ändras bakåt i tiden.",
        "A commitment cannot be changed for days before the decision.";
    /// The version lowers what is promised: a target dropped or bound to another grade, round or edition,
    /// a lower point, a smaller share. That takes a committee's decision after a public debate (Lower).
    LoweringNeedsCommitteeDecision "lowering_needs_committee_decision",
        "Den nya versionen sänker åtagandet. Det kräver nämndens beslut efter offentlig debatt.",
        "The new version lowers the commitment. That needs a committee's decision after a public \
         debate.";
    /// The version lowers nothing: it is a revision (Revise).
    NotLowered "not_lowered",
        "Den nya versionen sänker inget: revidera åtagandet i stället.",
        "The new version lowers nothing: revise the commitment instead.";
    /// A municipal commitment is adopted by the committee: its decision must be named (Local Government
    /// Act: goals cannot be delegated).
    NeedsCommitteeDecision "needs_committee_decision",
        "Det här beslutar nämnden: ange nämndens beslut.",
        "This is for the committee to decide: name its decision.";
    /// The decision named is not recorded, was taken later, or decided something else.
    DecisionUnfit "decision_unfit",
        "Nämndens beslut finns inte, är senare taget eller gäller något annat.",
        "The committee's decision is not recorded, was taken later or decided something else.";
    /// The decision has lowered the commitment once: another version needs a decision of its own.
    DecisionUsed "decision_used",
        "Nämndens beslut har redan använts för en sänkning.",
        "The committee's decision has already been used for a lowering.";
    /// Not exactly one outcome for each target of the round.
    OutcomesUnfit "outcomes_unfit",
        "Utvärderingen ska ha ett utfall för vart och ett av bedömningstillfällets mål.",
        "The evaluation must have one outcome for each of the round's targets.";
    /// Not: reached at most assessed, assessed at most the population.
    CountsImpossible "counts_impossible",
        "Talen går inte ihop: fler har nått målet än som bedömts, eller fler har bedömts än som \
         finns.",
        "The counts are impossible: more reached than were assessed, or more assessed than there \
         are.";
}
