//! The quality guarantee (kvalitetsgaranti): shortfalls found by the system, answered by people.
//!
//! A shortfall is a to-do with a local service goal in days, never a formal matter. The system finds,
//! follows and reminds ([`Role::Process`](crate::people::Role::Process)); only a person answers.

use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::commitment::Level;
use crate::id::{
    ClassId, CommitmentId, MeasureId, Position, ProgrammeId, PupilId, RoundId, RuleName,
    SchoolUnitCode, StaffId,
};
use crate::personal::{FreeText, Personal};
use crate::query::Tag;

mod decide;
#[cfg(test)]
mod spec;
mod standing;

pub use standing::{Shortfall, Standing, Step, in_force};

// ------------------------------------------------------------------------------------- events

/// The target that a pupil falls short of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Promise {
    /// The commitment.
    pub commitment: CommitmentId,
    /// Whose.
    pub level: Level,
    /// Its version in force on the census date.
    pub version: u16,
    /// The target's number.
    pub target: u8,
}

/// In what the pupil falls short.
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
pub enum Lack {
    /// Assessed below the promised point.
    Below {
        #[doc = "The effective assessment."]
        assessed: Position,
    },
    /// Not assessed, with a reason.
    NotAssessed {
        #[doc = "Where the reason is recorded."]
        recorded: Position,
    },
    /// Neither assessed nor given a reason.
    Missing,
}

/// What a person answers to a shortfall.
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
pub enum Answer {
    /// Extra adaptations are made within the ordinary teaching (Education Act ch. 3 s. 5).
    ExtraAdaptations,
    /// It is reported to the principal that special support may be needed (ch. 3 s. 7).
    ReportedToPrincipal,
    /// An action programme covers it.
    ProgrammeCovers {
        #[doc = "Which."]
        programme: ProgrammeId,
    },
    /// The pupil is to be assessed again.
    Reassess,
    /// A measure at the level of the school answers it.
    SchoolMeasure {
        #[doc = "Which, where it is decided."]
        measure: Option<MeasureId>,
    },
    /// Nothing is needed; the reasons say why.
    None,
}

/// Why a shortfall no longer stands.
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
pub enum Lifted {
    /// The effective result now reaches the point.
    Reached {
        #[doc = "The effective assessment."]
        assessed: Position,
    },
    /// The pupil turned out not to belong to the round's population.
    OutsidePopulation,
    /// The commitment did not apply after all.
    PromiseWithdrawn,
    /// Another shortfall of the same promise takes its place (another lack).
    Replaced,
    /// The pupil has left the municipality's schools: nobody is left to answer it. Never of one that is
    /// answered. Should the pupil come back, it is found anew.
    Left,
}

/// What someone is reminded of.
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
pub enum Duty {
    /// Answering a shortfall.
    Answer,
    /// Concluding an investigation.
    Investigation,
    /// Following a programme up.
    FollowUp,
    /// Evaluating a programme.
    Evaluation,
    /// Forwarding an appeal.
    AppealForwarding,
    /// Evaluating a measure.
    MeasureEvaluation,
    /// Answering a complaint.
    ComplaintAnswer,
}

/// The municipality's service goals of the guarantee. Local, never limits of law.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct GuaranteeAdopted {
    /// Only rounds with a census date from this day on wake the guarantee: older terms can be imported in peace.
    pub first_census: Day,
    /// Days to answer a shortfall.
    pub answer_days: u16,
    /// Days to conclude an investigation.
    pub investigation_days: u16,
    /// Days to forward an appeal.
    pub forwarding_days: u16,
    /// Days to answer a complaint.
    pub complaint_days: u16,
    /// Days between two reminders of one duty; at least 1.
    pub remind_every_days: u16,
    /// The first day these goals hold.
    pub valid_from: Day,
}

/// The system found that a pupil falls short of a promise.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ShortfallFound {
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// The pupil's class on the census date.
    pub class: Option<ClassId>,
    /// The round.
    pub round: RoundId,
    /// The promise.
    pub promise: Promise,
    /// In what.
    pub lack: Lack,
    /// The last day of the service goal.
    pub answer_by: Day,
}

/// A shortfall no longer stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ShortfallLifted {
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// The round.
    pub round: RoundId,
    /// The shortfall.
    pub of: Position,
    /// Why.
    pub why: Lifted,
}

/// The pupil has changed school unit; the answer is the new one's from now on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ShortfallFollowed {
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// The shortfall.
    pub of: Position,
    /// The school unit that had it.
    pub from: SchoolUnitCode,
}

/// A person answered a shortfall.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct GuaranteeAnswered {
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// The shortfall.
    pub of: Position,
    /// The answer.
    pub answer: Answer,
    /// Why (sealed).
    pub reasons: Personal<FreeText>,
}

/// A person is reminded of a duty that is late.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct DutyReminded {
    /// Of what.
    pub duty: Duty,
    /// The event that brought the duty.
    pub of: Position,
    /// The pupil it concerns, if one.
    pub pupil: Option<PupilId>,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// Who is reminded.
    pub to: StaffId,
    /// When it was due.
    pub due: Day,
}

/// A step of the follow-up process was refused by a rule of the field, and is not tried again.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct FollowUpDeclined {
    /// Which rule of the process.
    pub rule: RuleName,
    /// What led to it.
    pub cause: Position,
    /// The code of the refusal.
    pub refusal: String,
}

crate::event::tagged! {
    GuaranteeAdopted(_e) => [Tag::Municipality],
    ShortfallFound(e) => [Tag::School(e.school), Tag::Pupil(e.pupil), Tag::Commitment(e.promise.commitment)],
    ShortfallLifted(e) => [Tag::School(e.school), Tag::Pupil(e.pupil)],
    ShortfallFollowed(e) => [Tag::School(e.school), Tag::School(e.from), Tag::Pupil(e.pupil)],
    GuaranteeAnswered(e) => [Tag::School(e.school), Tag::Pupil(e.pupil)],
    DutyReminded(e) => {
        let tags = [Tag::School(e.school), Tag::Staff(e.to)];
        tags.into_iter().chain(e.pupil.map(Tag::Pupil)).collect::<Vec<Tag>>()
    },
    FollowUpDeclined(_e) => [Tag::Municipality],
}

// ----------------------------------------------------------------------------------- commands

/// What may be asked for. All but adopting and answering is the system's own ([`Actor::PROCESS`]).
///
/// [`Actor::PROCESS`]: crate::people::Actor::PROCESS
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum Command {
    /// Adopt service goals (the committee's secretary, or a results coordinator of the municipality).
    Adopt(GuaranteeAdopted),
    /// The system finds a shortfall.
    Find(ShortfallFound),
    /// The system lifts a shortfall.
    Lift(ShortfallLifted),
    /// The system follows a pupil who moved.
    Follow(ShortfallFollowed),
    /// Answer a shortfall. At the school unit that has it the principal gives every answer, a special
    /// educator all but those that concern the whole unit, an assessor of the pupil's class what a
    /// teacher can do: adapt, report, assess again. Another answer takes the place of the former.
    Answer(GuaranteeAnswered),
    /// The system reminds someone.
    Remind(DutyReminded),
    /// The system notes that a step was refused.
    Decline(FollowUpDeclined),
}

// ----------------------------------------------------------------------------------- refusals

crate::event::refusals! { "guarantee":
    /// The actor may not do this here, or not give this answer.
    NotAuthorised "not_authorised",
        "Du har inte behörighet till detta i kvalitetsgarantin.",
        "You are not authorised to do this in the quality guarantee.";
    /// A service goal, or the time between two reminders, is less than a day.
    DaysUnfit "days_unfit",
        "Varje servicemål måste vara minst en dag och högst ett år.",
        "Every service goal must be at least one day and at most a year.";
    /// The first day lies before 1990 or more than two years ahead.
    DayImplausible "day_implausible",
        "Dagen är inte rimlig.",
        "The day is not plausible.";
    /// The goals would hold from a day before those adopted last.
    ValidBeforeLast "valid_before_last",
        "Servicemålen kan inte gälla från en dag före de senast antagna.",
        "The service goals cannot hold from a day before those adopted last.";
    /// The first round of the guarantee is moved away: what is awake is not put to sleep.
    PutToSleep "put_to_sleep",
        "Garantins första mätdatum kan inte flyttas framåt.",
        "The guarantee's first census date cannot be moved forward.";
    /// No guarantee is in force, or the round is not scheduled, or its census date lies before the first
    /// one that wakes the guarantee.
    NotAwake "not_awake",
        "Kvalitetsgarantin gäller inte bedömningstillfället.",
        "The quality guarantee does not cover the round.";
    /// No such pupil.
    PupilUnknown "pupil_unknown",
        "Eleven finns inte.",
        "There is no such pupil.";
    /// The commitment is not adopted, its version is not the one in force on the census date, or it has
    /// no such target for the round.
    PromiseUnknown "promise_unknown",
        "Åtagandet har inget sådant mål för bedömningstillfället.",
        "The commitment has no such target for the round.";
    /// A shortfall of the same target stands already with another lack; that one is lifted first.
    StandsAlready "stands_already",
        "En annan brist mot samma mål står redan.",
        "Another shortfall of the same target stands already.";
    /// No such shortfall of this pupil.
    ShortfallUnknown "shortfall_unknown",
        "Bristen finns inte.",
        "There is no such shortfall.";
    /// The shortfall no longer stands.
    Lifted "lifted",
        "Bristen kvarstår inte längre.",
        "The shortfall no longer stands.";
    /// The shortfall is answered.
    Answered "answered",
        "Bristen är redan besvarad.",
        "The shortfall is already answered.";
    /// The school unit has the shortfall already.
    SameSchool "same_school",
        "Skolenheten ansvarar redan för bristen.",
        "The school unit has the shortfall already.";
    /// Another school unit has the shortfall, and the pupil is not enrolled at this one.
    NotResponsible "not_responsible",
        "En annan skolenhet ansvarar för bristen.",
        "Another school unit has the shortfall.";
    /// A teacher who does not assess the pupil's class.
    NotAssessor "not_assessor",
        "Du är inte bedömare i elevens klass.",
        "You are not an assessor of the pupil's class.";
    /// The pupil is not enrolled at the school unit.
    NotEnrolledHere "not_enrolled_here",
        "Eleven går inte på skolenheten.",
        "The pupil is not enrolled at the school unit.";
    /// The pupil is still enrolled in the municipality's schools.
    PupilStillHere "pupil_still_here",
        "Eleven går kvar i kommunens skolor.",
        "The pupil is still enrolled in the municipality's schools.";
    /// The result that is named is not the pupil's result in force in the round, or says something else.
    NotTheResult "not_the_result",
        "Resultatet som anges är inte elevens gällande resultat.",
        "The result named is not the pupil's result in force.";
    /// In the programme named nothing is reported or decided about this pupil.
    ProgrammeUnknown "programme_unknown",
        "Åtgärdsprogrammet gäller inte eleven.",
        "The action programme does not concern the pupil.";
    /// The measure named is not decided at this school unit.
    MeasureUnknown "measure_unknown",
        "Åtgärden är inte beslutad vid skolenheten.",
        "The measure is not decided at the school unit.";
    /// The duty is not due yet.
    NotDue "not_due",
        "Tiden för detta har inte gått ut.",
        "This is not due yet.";
    /// No reasons are given, or no refusal is named.
    NoReason "no_reason",
        "Skäl måste anges.",
        "Reasons must be given.";
}
