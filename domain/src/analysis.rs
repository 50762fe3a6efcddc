//! Analysis with the whole teaching staff, priorities within the budget, measures, and their effect.

use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::id::{
    AnalysisId, ClassId, CommitmentId, DecisionId, MeasureId, PupilId, RoundId, SchoolUnitCode,
    Size, StaffId,
};
use crate::people::Grade;
use crate::personal::{FreeText, Personal};
use crate::query::Tag;

mod decide;
#[cfg(test)]
mod spec;

// ------------------------------------------------------------------------------------- events

/// Whom a measure is for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MeasureFor {
    /// The whole school unit.
    School,
    /// Some classes.
    Classes(Vec<ClassId>),
    /// A grade.
    Grade(Grade),
    /// Some pupils.
    Pupils(Vec<PupilId>),
}

/// What a measure is to bring about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Expected {
    /// The commitment it serves, if one.
    pub commitment: Option<CommitmentId>,
    /// The target, if one.
    pub target: Option<u8>,
    /// The round in which the effect is to show.
    pub by: RoundId,
    /// The share that is to reach the target by then, in permille.
    pub share_permille: Option<u16>,
}

/// What an evaluation finds.
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
pub enum Effect {
    /// Results rose.
    Better,
    /// Results stayed.
    Same,
    /// Results fell.
    Worse,
    /// It cannot be told.
    NotMeasurable,
}

/// One figure before and after: reached of population.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Observed {
    /// Pupils who reached the point.
    pub reached: u32,
    /// Pupils with a point.
    pub assessed: u32,
    /// The population.
    pub population: u32,
}

/// A school unit's results were analysed with the staff.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ResultsAnalysed {
    /// The analysis.
    pub analysis: AnalysisId,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// The round.
    pub round: RoundId,
    /// The day it happened.
    pub on: Day,
    /// Who took part.
    pub participants: Vec<StaffId>,
    /// The causes found (sealed).
    pub causes: Personal<FreeText>,
    /// The state of the record that was analysed.
    pub as_of: Size,
}

/// A dialogue on the results was held at the school.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SchoolDialogueHeld {
    /// The analysis.
    pub analysis: AnalysisId,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// The day it happened.
    pub on: Day,
    /// Who took part.
    pub participants: Vec<StaffId>,
    /// What was concluded (sealed).
    pub conclusions: Personal<FreeText>,
}

/// A priority within the budget.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct PriorityDecided {
    /// The analysis.
    pub analysis: AnalysisId,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// Its number within the analysis, from 1.
    pub number: u8,
    /// The priority, in plain words. Public.
    pub title: String,
    /// The day it happened.
    pub on: Day,
}

/// A measure is decided.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct MeasureDecided {
    /// The measure.
    pub measure: MeasureId,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// The analysis it follows from, if one.
    pub analysis: Option<AnalysisId>,
    /// The committee's decision that gave the means, if one.
    pub decision: Option<DecisionId>,
    /// For whom.
    pub subject: MeasureFor,
    /// What is done, in plain words. Public.
    pub title: String,
    /// Who carries it.
    pub responsible: StaffId,
    /// From which day …
    pub from: Day,
    /// … to which day, where it has an end.
    pub to: Option<Day>,
    /// What it is to bring about.
    pub expected: Expected,
    /// What it costs, in whole kronor, if anything.
    pub cost: Option<u64>,
    /// Whether the school's budget covers it.
    pub within_budget: bool,
    /// When it is evaluated at the latest.
    pub evaluate_by: Day,
    /// The day it happened.
    pub on: Day,
}

/// A measure has started.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct MeasureStarted {
    /// The measure.
    pub measure: MeasureId,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// The day it happened.
    pub on: Day,
}

/// A measure's effect is held against a later round.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct MeasureEvaluated {
    /// The measure.
    pub measure: MeasureId,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// The round.
    pub round: RoundId,
    /// The figure before, where there is one.
    pub before: Option<Observed>,
    /// The figure after, where there is one.
    pub after: Option<Observed>,
    /// What was found.
    pub effect: Effect,
    /// In words (sealed).
    pub finding: Personal<FreeText>,
    /// The day it happened.
    pub on: Day,
    /// The state of the record the figures were taken from.
    pub as_of: Size,
}

/// All that a measure follows from and is for, so that the trail of each holds it.
fn tags_of_measure_decided(e: &MeasureDecided) -> Vec<Tag> {
    let mut tags = vec![Tag::School(e.school), Tag::Measure(e.measure)];
    tags.extend(e.analysis.map(Tag::Analysis));
    tags.extend(e.decision.map(Tag::Decision));
    tags.extend(e.expected.commitment.map(Tag::Commitment));
    match &e.subject {
        MeasureFor::School | MeasureFor::Grade(_) => {}
        MeasureFor::Classes(classes) => tags.extend(classes.iter().copied().map(Tag::Class)),
        MeasureFor::Pupils(pupils) => tags.extend(pupils.iter().copied().map(Tag::Pupil)),
    }
    tags
}

crate::event::tagged! {
    ResultsAnalysed(e) => [Tag::School(e.school), Tag::Analysis(e.analysis)],
    SchoolDialogueHeld(e) => [Tag::School(e.school), Tag::Analysis(e.analysis)],
    PriorityDecided(e) => [Tag::School(e.school), Tag::Analysis(e.analysis)],
    MeasureDecided(e) => tags_of_measure_decided(e),
    MeasureStarted(e) => [Tag::School(e.school), Tag::Measure(e.measure)],
    MeasureEvaluated(e) => [Tag::School(e.school), Tag::Measure(e.measure)],
}

// ----------------------------------------------------------------------------------- commands

/// What may be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum Command {
    /// Record an analysis.
    Analyse(ResultsAnalysed),
    /// Record a dialogue at the school.
    HoldDialogue(SchoolDialogueHeld),
    /// Decide a priority.
    Prioritise(PriorityDecided),
    /// Decide a measure.
    DecideMeasure(MeasureDecided),
    /// Start a measure.
    Start(MeasureStarted),
    /// Evaluate a measure against a round. A later evaluation against the same round takes its place.
    EvaluateMeasure(MeasureEvaluated),
}

// ----------------------------------------------------------------------------------- refusals

/// The most pupils or classes that a measure can name. A measure for more is for a grade or the school.
pub const NAMED_MAX: usize = 30;

crate::event::refusals! {
    "analysis":
    /// Analysis, priorities and measures are the principal's; a measure is started and evaluated by the
    /// principal or the one responsible for it.
    NotAuthorised "not_authorised",
        "Detta är rektors, eller den åtgärdsansvarigas, att göra.",
        "This is for the principal, or the one responsible for the measure, to do.";
    /// The analysis exists, with other content.
    AnalysisExists "analysis_exists",
        "Analysen finns redan, med annat innehåll.",
        "The analysis exists already, with other content.";
    /// The measure exists, with other content.
    MeasureExists "measure_exists",
        "Åtgärden finns redan, med annat innehåll.",
        "The measure exists already, with other content.";
    /// A text that must be there is missing: causes, conclusions, title or finding.
    TextMissing "text_missing",
        "En text saknas: orsaker, slutsatser, rubrik eller vad som framkom.",
        "A text is missing: causes, conclusions, title or finding.";
    /// What is said to have happened lies in the future.
    DayInFuture "day_in_future",
        "Dagen har inte varit än.",
        "The day has not come yet.";
    /// A measure begins, or is to be evaluated, before 1990 or more than two years ahead.
    DayImplausible "day_implausible",
        "Datumet ligger före 1990 eller mer än två år framåt.",
        "The date lies before 1990 or more than two years ahead.";
    /// A measure ends before it begins.
    PeriodReversed "period_reversed",
        "Åtgärden slutar innan den börjar.",
        "The measure ends before it begins.";
    /// A measure is to be evaluated before it begins.
    EvaluatedBeforeStart "evaluated_before_start",
        "Åtgärden ska utvärderas innan den börjar.",
        "The measure is to be evaluated before it begins.";
    /// Nobody took part, or only the principal, or someone is named twice.
    ParticipantsUnfit "participants_unfit",
        "Ange vilka som deltog: minst en utöver rektor, och var och en en gång.",
        "Say who took part: at least one besides the principal, and each once.";
    /// No such round is scheduled.
    RoundNotScheduled "round_not_scheduled",
        "Bedömningstillfället är inte planerat.",
        "The round is not scheduled.";
    /// No such analysis of this school unit.
    AnalysisUnknown "analysis_unknown",
        "Analysen finns inte vid skolenheten.",
        "There is no such analysis of the school unit.";
    /// Priorities are numbered from 1 without gaps, and a number is used once.
    NumberUnfit "number_unfit",
        "Prioriteringarna numreras från 1 utan luckor, och ett nummer används en gång.",
        "Priorities are numbered from 1 without gaps, and a number is used once.";
    /// Nobody named, someone named twice, more than [`NAMED_MAX`], or a grade that does not exist.
    SubjectUnfit "subject_unfit",
        "Ange vilka åtgärden är till för: var och en en gång, högst 30, i en årskurs som finns.",
        "Say whom the measure is for: each once, at most 30, in a grade that exists.";
    /// A share over 1,000 permille, or a target without its commitment.
    ExpectedUnfit "expected_unfit",
        "Det väntade resultatet går inte att läsa: ange åtagandet till målet och en andel på \
         högst 1 000 promille.",
        "The expected result cannot be read: name the target's commitment and a share of at most \
         1,000 permille.";
    /// What the school's budget does not cover needs a committee's decision.
    NeedsFunds "needs_funds",
        "Det som inte ryms i skolans budget kräver ett nämndbeslut.",
        "What the school's budget does not cover needs a committee's decision.";
    /// No such decision of a committee.
    DecisionUnknown "decision_unknown",
        "Nämndens beslut finns inte.",
        "The committee's decision does not exist.";
    /// The decision moved money to another school unit or another district.
    FundsElsewhere "funds_elsewhere",
        "Beslutet gav medel till en annan skolenhet eller kommundel.",
        "The decision gave money to another school unit or district.";
    /// No such commitment.
    CommitmentUnknown "commitment_unknown",
        "Åtagandet finns inte.",
        "The commitment does not exist.";
    /// The one responsible is not engaged on the day of the decision.
    StaffNotEngaged "staff_not_engaged",
        "Den ansvariga är inte anställd den dagen.",
        "The one responsible is not engaged on that day.";
    /// No such class at this school unit.
    ClassUnknown "class_unknown",
        "Klassen finns inte vid skolenheten.",
        "There is no such class at the school unit.";
    /// A pupil is not enrolled at this school unit, neither on the day of the decision nor today.
    PupilNotEnrolledHere "pupil_not_enrolled_here",
        "En elev är inte inskriven vid skolenheten.",
        "A pupil is not enrolled at the school unit.";
    /// No such measure at this school unit.
    MeasureUnknown "measure_unknown",
        "Åtgärden finns inte vid skolenheten.",
        "There is no such measure at the school unit.";
    /// The measure has not been started.
    NotStarted "not_started",
        "Åtgärden är inte påbörjad.",
        "The measure has not been started.";
    /// The measure is started before it is decided, or evaluated before it is started.
    DaysOutOfOrder "days_out_of_order",
        "Dagarna står inte i ordning: beslut, start, utvärdering.",
        "The days are not in order: decision, start, evaluation.";
    /// The measure is started, on another day.
    AlreadyStarted "already_started",
        "Åtgärden är redan påbörjad, en annan dag.",
        "The measure is already started, on another day.";
    /// The round's census date is not after the day the measure begins.
    RoundTooEarly "round_too_early",
        "Bedömningstillfället ligger inte efter det att åtgärden börjat.",
        "The round does not lie after the measure has begun.";
    /// Not: reached at most assessed, assessed at most the population.
    CountsImpossible "counts_impossible",
        "Antalen går inte ihop: nådda, bedömda, alla.",
        "The counts do not add up: reached, assessed, all.";
}
