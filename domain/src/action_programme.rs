//! The action programme (åtgärdsprogram, Education Act 2010:800 ch. 3 ss. 7–12, ch. 28): concern, investigation,
//! decision, service, follow-up, evaluation, appeal; early support in the first grades.
//!
//! Investigation and decision are separate records with separate secrecy: a decided programme is a public
//! document, the investigation behind it may be secret. Only people act here.
//!
//! Four acts put right what stands in a case, and are never mixed up. A *slip* of the pen is corrected and
//! the meaning stays; a *revision* changes what is decided; an *annulment* takes a decision's force away;
//! a *strike* removes what was entered on the wrong pupil, which later decisions then do not see.
//!
//! What is sealed cannot be compared: said again with the same visible fields, a step is already so.

use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::id::{GuardianId, StaffId};
use crate::personal::{FreeText, Personal};

mod case;
pub mod deadline;
mod decide;
mod delegations;
mod events;
#[cfg(test)]
mod spec;
pub mod v1;
pub mod words;

pub use events::{
    AppealDecided, AppealForwarded, AppealLodged, AppealTimelinessDecided, ConcernReported,
    DecisionAnnulled, DecisionDelegated, DecisionServed, DelegationEnded, EarlySupportAssessed,
    EntryStruck, HandedOver, InvestigationConcluded, InvestigationConsulted, InvestigationOpened,
    MaterialCommunicated, NoProgrammeDecided, ProgrammeDecided, ProgrammeEnded, ProgrammeEvaluated,
    ProgrammeFollowedUp, ProgrammeRevised, SlipCorrected, happened,
};

// ----------------------------------------------------------------------------- parts of events

/// Who is a party to the decision. Pupils of 16 are parties themselves.
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
pub enum Party {
    /// One guardian.
    Guardian(GuardianId),
    /// The pupil.
    Pupil,
}

/// Who was heard in an investigation. That student health was consulted is recorded, never its records.
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
pub enum Consulted {
    /// The pupil.
    Pupil,
    /// A guardian.
    Guardian(GuardianId),
    /// Student health (elevhälsan).
    StudentHealth,
    /// The pupil's teachers.
    Teachers,
    /// Someone else.
    Other,
}

/// Forms of special support that the law treats apart; the principal cannot delegate decisions on them.
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
pub enum SupportForm {
    /// Särskild undervisningsgrupp (ch. 3 s. 11).
    SpecialTeachingGroup,
    /// Enskild undervisning (ch. 3 s. 11).
    IndividualTeaching,
    /// Distansundervisning (ch. 22).
    DistanceTeaching {
        #[doc = "The last day: at most one term at a time."]
        until: Day,
    },
    /// Anpassad studiegång (ch. 3 s. 12).
    AdaptedCourse,
}

/// When something is done, and by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Appointment {
    /// When.
    pub on: Day,
    /// Who is responsible.
    pub by: StaffId,
}

/// What a programme must state (ch. 3 s. 9).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Content {
    /// The need (sealed).
    pub need: Personal<FreeText>,
    /// How it is met (sealed).
    pub measures: Personal<FreeText>,
    /// The forms of support that the law treats apart, if any.
    pub forms: Vec<SupportForm>,
    /// When and by whom it is followed up.
    pub follow_up: Appointment,
    /// When and by whom it is evaluated.
    pub evaluation: Appointment,
}

/// How a decision was taken (Administrative Procedure Act 2017:900 ss. 31–33).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Taken {
    /// The day of the decision.
    pub on: Day,
    /// Who decided.
    pub by: StaffId,
    /// Who presented the matter.
    pub presented_by: Option<StaffId>,
    /// Who else took part.
    pub took_part: Vec<StaffId>,
    /// The reasons (sealed).
    pub reasons: Personal<FreeText>,
    /// Whether it says how to appeal.
    pub appeal_instruction: bool,
}

/// Why a programme ends.
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
pub enum Ended {
    /// The needs are met.
    NeedsMet,
    /// Another support takes its place.
    ReplacedByOther,
    /// The pupil has left.
    PupilLeft,
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
pub enum GoalsMet {
    /// The needs are met.
    Yes,
    /// In part.
    Partly,
    /// Not.
    No,
}

/// What the board of appeal decided (Skolväsendets överklagandenämnd).
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
pub enum AppealOutcome {
    /// The decision stands.
    Confirmed,
    /// Annulled.
    Annulled,
    /// Annulled and sent back to be decided anew.
    AnnulledAndRemitted,
    /// Changed.
    Changed,
    /// Not taken up (late, or not appealable).
    Dismissed,
    /// The appeal was taken back.
    Withdrawn,
}

/// Why the decision-maker annuls its own decision.
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
pub enum AnnulmentGround {
    /// Plainly incorrect in an essential respect (Administrative Procedure Act s. 38).
    Incorrect,
    /// Circumstances that have come up since (s. 37).
    NewCircumstances,
    /// As the board of appeal decided.
    BoardOfAppeal,
}

// ----------------------------------------------------------------------------------- commands

/// What may be asked for. Each carries the event it wants recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum Command {
    /// Delegate decisions.
    Delegate(DecisionDelegated),
    /// End a delegation.
    EndDelegation(DelegationEnded),
    /// Report a concern.
    Report(ConcernReported),
    /// Open an investigation.
    OpenInvestigation(InvestigationOpened),
    /// Record who was heard.
    Consult(InvestigationConsulted),
    /// Conclude the investigation.
    Conclude(InvestigationConcluded),
    /// Communicate the material.
    Communicate(MaterialCommunicated),
    /// Decide a programme.
    Decide {
        /// The decision.
        decision: ProgrammeDecided,
        /// Who is a party to it: every guardian without a block, and a pupil of 16 (no birth date is kept in clear).
        parties: Vec<Party>,
    },
    /// Decide that none is needed.
    DecideNone {
        /// The decision.
        decision: NoProgrammeDecided,
        /// Who is a party to it, as in [`Command::Decide`].
        parties: Vec<Party>,
    },
    /// Record that a decision reached a party.
    Serve(DecisionServed),
    /// Follow a programme up.
    FollowUp(ProgrammeFollowedUp),
    /// Evaluate a programme.
    Evaluate(ProgrammeEvaluated),
    /// Change the decision.
    Revise {
        /// The new decision.
        revision: ProgrammeRevised,
        /// Who is a party to it, as in [`Command::Decide`].
        parties: Vec<Party>,
    },
    /// End a programme.
    End(ProgrammeEnded),
    /// Correct a slip.
    CorrectSlip(SlipCorrected),
    /// Annul a decision.
    Annul(DecisionAnnulled),
    /// Strike what was entered on the wrong pupil.
    Strike(EntryStruck),
    /// Record an appeal.
    LodgeAppeal(AppealLodged),
    /// Decide whether an appeal came in time.
    DecideTimeliness(AppealTimelinessDecided),
    /// Forward an appeal.
    ForwardAppeal(AppealForwarded),
    /// Record what the board of appeal decided.
    RecordAppealOutcome(AppealDecided),
    /// Assess under the guarantee of early support.
    AssessEarlySupport(EarlySupportAssessed),
    /// Hand over.
    HandOver(HandedOver),
}

// ----------------------------------------------------------------------------------- refusals

crate::event::refusals! { "action_programme":
    /// The one who acts does not hold, today, a role that may do this for the pupil; decisions are the
    /// principal's or a delegate's, and whoever is named as having decided must be the one who acts.
    NotAuthorised "not_authorised",
        "Du har ingen roll som får göra detta här i dag.",
        "You hold no role that may do this here today.";
    /// Special teaching group, individual teaching, distance teaching and adapted course are never delegated.
    DelegationForbidden "delegation_forbidden",
        "Beslut om särskild undervisningsgrupp, enskild undervisning, distansundervisning och anpassad studiegång får bara rektorn fatta.",
        "Only the principal may decide on a special teaching group, individual teaching, distance teaching and an adapted course.";
    /// No such pupil.
    PupilUnknown "pupil_unknown",
        "Eleven finns inte.",
        "The pupil does not exist.";
    /// The pupil's school unit today is another.
    NotEnrolledHere "not_enrolled_here",
        "Eleven går inte på den skolenheten i dag.",
        "The pupil is not at that school unit today.";
    /// The last day of a delegation comes before the first.
    PeriodReversed "period_reversed",
        "Slutdatumet måste ligga efter startdatumet.",
        "The end date must come after the start date.";
    /// A delegation neither begins nor ends on a day that has been.
    ReachesBack "reaches_back",
        "En delegation kan inte ges eller avslutas bakåt i tiden.",
        "A delegation can be neither given nor ended back in time.";
    /// The delegate holds no role of teacher, special educator or principal at the school unit on that day.
    DelegateUnfit "delegate_unfit",
        "Den som får delegationen måste ha en roll på skolenheten den dagen.",
        "The delegate must hold a role at the school unit on that day.";
    /// The member of staff has no delegation in force on that day.
    NotDelegated "not_delegated",
        "Personen har ingen delegation den dagen.",
        "The person has no delegation on that day.";
    /// The member of staff has a delegation on one of these days.
    AlreadyDelegated "already_delegated",
        "Personen har redan en delegation under den tiden. Avsluta den först.",
        "The person already has a delegation in that time. End it first.";
    /// The case is another pupil's.
    OtherPupil "other_pupil",
        "Ärendet gäller en annan elev.",
        "The case is another pupil's.";
    /// No such case.
    CaseUnknown "case_unknown",
        "Ärendet finns inte.",
        "The case does not exist.";
    /// The case is decided and no investigation under way in it: a new concern begins a case of its own.
    AlreadyBegun "already_begun",
        "Ärendet är redan avgjort. En ny anmälan är ett nytt ärende.",
        "The case has already been decided. A new report is a new case.";
    /// The concern names no shortfall of this pupil.
    ShortfallUnknown "shortfall_unknown",
        "Den angivna avvikelsen finns inte för eleven.",
        "There is no such shortfall of the pupil.";
    /// The programme has ended.
    CaseEnded "case_ended",
        "Åtgärdsprogrammet är avslutat.",
        "The action programme has ended.";
    /// An investigation is under way in the case.
    AlreadyOpened "already_opened",
        "En utredning pågår redan i ärendet.",
        "An investigation is already under way in the case.";
    /// Another case of the pupil is under way: the need is investigated there.
    OtherCaseOpen "other_case_open",
        "Eleven har redan ett öppet ärende. Inled utredningen i det.",
        "The pupil has an open case already. Open the investigation in that one.";
    /// No investigation has been opened, or none is left to conclude.
    NoInvestigation "no_investigation",
        "Ingen utredning pågår i ärendet.",
        "No investigation is under way in the case.";
    /// A decision stands in the case: it is changed or annulled instead.
    AlreadyDecided "already_decided",
        "Ett beslut gäller redan i ärendet. Ändra det eller upphäv det i stället.",
        "A decision already stands in the case. Change it or annul it instead.";
    /// The board of appeal annulled without sending back: what follows is a new case.
    AnnulledForGood "annulled_for_good",
        "Överklagandenämnden har upphävt beslutet utan att återförvisa det. Börja ett nytt ärende.",
        "The board of appeal annulled the decision without remitting it. Begin a new case.";
    /// No such decision in the case.
    DecisionUnknown "decision_unknown",
        "Beslutet finns inte i ärendet.",
        "There is no such decision in the case.";
    /// The decision is annulled.
    Annulled "annulled",
        "Beslutet är upphävt.",
        "The decision is annulled.";
    /// No programme stands in the case.
    NoProgramme "no_programme",
        "Inget åtgärdsprogram gäller i ärendet.",
        "No action programme stands in the case.";
    /// The decision to change is not the one in force.
    NotInForce "not_in_force",
        "Det är ett annat beslut som gäller nu.",
        "Another decision is in force now.";
    /// The investigation is not concluded, or was concluded after the day of the decision.
    NotConcluded "not_concluded",
        "Utredningen är inte avslutad.",
        "The investigation is not concluded.";
    /// Where the need is found a programme is drawn up, otherwise it is decided that none is.
    AgainstInvestigation "against_investigation",
        "Beslutet stämmer inte med vad utredningen kom fram till.",
        "The decision does not agree with what the investigation found.";
    /// Every guardian without a block is a party; where there is none, the pupil.
    PartiesUnfit "parties_unfit",
        "Parterna stämmer inte: varje vårdnadshavare utan spärr är part, finns ingen är eleven det.",
        "The parties do not fit: every guardian without a block is a party; where there is none, the pupil is.";
    /// The pupil and a guardian are given the opportunity to take part.
    NotConsulted "not_consulted",
        "Eleven och en vårdnadshavare ska ha fått möjlighet att delta.",
        "The pupil and a guardian must have been given the opportunity to take part.";
    /// The material is communicated to each party after the investigation and the last decision, before this one.
    NotCommunicated "not_communicated",
        "Underlaget har inte kommunicerats med alla parter före beslutet.",
        "The material has not been communicated to every party before the decision.";
    /// The person is no guardian of the pupil, or is blocked.
    PartyUnfit "party_unfit",
        "Personen är inte vårdnadshavare för eleven, eller är spärrad.",
        "The person is not a guardian of the pupil, or is blocked.";
    /// The decision reached the party on another day.
    AlreadyServed "already_served",
        "Beslutet är redan delgett parten en annan dag.",
        "The decision has already been served on the party on another day.";
    /// The party has appealed this decision.
    AlreadyAppealed "already_appealed",
        "Parten har redan överklagat beslutet.",
        "The party has already appealed the decision.";
    /// No such appeal in the case.
    AppealUnknown "appeal_unknown",
        "Överklagandet finns inte i ärendet.",
        "There is no such appeal in the case.";
    /// The appeal has its outcome.
    AppealSettled "appeal_settled",
        "Överklagandet är redan avgjort.",
        "The appeal has already been settled.";
    /// It has been decided otherwise whether the appeal came in time.
    TimelinessDecided "timeliness_decided",
        "Det är redan prövat om överklagandet kom in i tid.",
        "Whether the appeal came in time has already been decided.";
    /// The appeal time begins with service on the party: before it no appeal is late.
    NotServed "not_served",
        "Beslutet är inte delgett parten. Överklagandetiden har inte börjat löpa.",
        "The decision has not been served on the party. The appeal time has not begun.";
    /// Nobody has decided whether the appeal came in time.
    TimelinessUndecided "timeliness_undecided",
        "Pröva först om överklagandet kom in i tid.",
        "First decide whether the appeal came in time.";
    /// The appeal came too late and is not forwarded.
    AppealLate "appeal_late",
        "Överklagandet kom in för sent.",
        "The appeal came in too late.";
    /// The appeal was forwarded on another day.
    AlreadyForwarded "already_forwarded",
        "Överklagandet är redan överlämnat en annan dag.",
        "The appeal has already been forwarded on another day.";
    /// The board decides what was forwarded; before that an appeal is withdrawn, or dismissed as late.
    NotForwarded "not_forwarded",
        "Överklagandet är inte överlämnat till nämnden.",
        "The appeal has not been forwarded to the board.";
    /// The board of appeal has not annulled the decision.
    BoardDidNotAnnul "board_did_not_annul",
        "Överklagandenämnden har inte upphävt beslutet.",
        "The board of appeal has not annulled the decision.";
    /// A programme ends after an evaluation, unless the pupil has left.
    NotEvaluated "not_evaluated",
        "Utvärdera åtgärdsprogrammet innan det avslutas.",
        "Evaluate the action programme before it ends.";
    /// The pupil is still enrolled in the municipality.
    PupilStillHere "pupil_still_here",
        "Eleven är fortfarande inskriven i kommunen.",
        "The pupil is still enrolled in the municipality.";
    /// No such entry in the case or of the pupil.
    EntryUnknown "entry_unknown",
        "Uppgiften finns inte i ärendet.",
        "There is no such entry in the case.";
    /// A strike is not struck: what was struck is entered again.
    StrikeOfStrike "strike_of_strike",
        "En strykning kan inte strykas. För in uppgiften på nytt i stället.",
        "A strike cannot be struck. Enter it anew instead.";
    /// A decision that has been served or appealed is annulled, not struck.
    ServedOrAppealed "served_or_appealed",
        "Beslutet är delgett eller överklagat. Upphäv det i stället.",
        "The decision has been served or appealed. Annul it instead.";
    /// Early support is given from the preschool class to grade 3.
    GradeUnfit "grade_unfit",
        "Stödgarantin gäller förskoleklass och årskurs 1–3.",
        "The guarantee of early support covers the preschool class and grades 1–3.";
    /// The receiving school unit is not known, or is the one that hands over.
    SchoolUnfit "school_unfit",
        "Den mottagande skolenheten finns inte, eller är densamma som lämnar över.",
        "The receiving school unit does not exist, or is the one that hands over.";
    /// Someone named is not engaged on that day.
    ResponsibleUnfit "responsible_unfit",
        "Någon som anges är inte anställd den dagen.",
        "Someone named is not engaged on that day.";
    /// A day before 1990 or more than two years ahead.
    DayImplausible "day_implausible",
        "Datumet ligger före 1990 eller mer än två år framåt.",
        "The date lies before 1990 or more than two years ahead.";
    /// A follow-up is planned after the decision, and the next one after this.
    FollowUpTooEarly "follow_up_too_early",
        "Uppföljningen ligger före beslutet eller den förra uppföljningen.",
        "The follow-up comes before the decision or the former follow-up.";
    /// The evaluation is planned before the follow-up.
    EvaluationTooEarly "evaluation_too_early",
        "Utvärderingen ligger före uppföljningen.",
        "The evaluation comes before the follow-up.";
    /// Distance teaching is decided for at most one term at a time.
    DistanceTooLong "distance_too_long",
        "Distansundervisning beslutas för högst en termin i taget.",
        "Distance teaching is decided for at most one term at a time.";
    /// A text that the law asks for is missing.
    TextMissing "text_missing",
        "En text saknas.",
        "A text is missing.";
    /// Reasons are missing.
    ReasonsMissing "reasons_missing",
        "Skälen saknas.",
        "The reasons are missing.";
    /// The decision must say how to appeal.
    AppealInstructionMissing "appeal_instruction_missing",
        "Upplysningen om hur man överklagar saknas.",
        "The instruction on how to appeal is missing.";
    /// The day comes before what it rests on: the opening of an investigation before the concern or the former
    /// conclusion, or after who was heard in it, a hearing or conclusion before the opening, service or a slip
    /// before the decision, the end before the evaluation, forwarding before receipt or before it was found
    /// in time.
    DaysReversed "days_reversed",
        "Dagen ligger före det som den bygger på.",
        "The day comes before what it rests on.";
    /// Nothing is recorded as done on a day that has not been.
    DateInFuture "date_in_future",
        "Datumet har inte varit än.",
        "The date has not been yet.";
}
