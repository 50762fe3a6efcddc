//! The dialogue with parents (föräldradialog): invitations, talks, the assessment explained, the guardian's own view,
//! acknowledgement, complaint and answer.
//!
//! A guardian is named by id; what they say is sealed. One guardian's words are never shown to the other.

use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::id::{
    DialogueId, GuardianId, LanguageTag, Position, PupilId, RoundId, SchoolUnitCode, StaffId,
};
use crate::people::Way;
use crate::personal::{FreeText, Personal};
use crate::query::Tag;

mod decide;
#[cfg(test)]
mod spec;

// ------------------------------------------------------------------------------------- events

/// The kind of talk.
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
pub enum DialogueKind {
    /// Utvecklingssamtal (Education Act ch. 10 s. 12).
    DevelopmentTalk,
    /// A meeting at the school.
    Meeting,
    /// A call.
    Phone,
    /// In writing.
    Written,
}

/// Who took part in a talk.
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
pub enum Participant {
    /// A guardian.
    Guardian(GuardianId),
    /// The pupil.
    Pupil,
    /// A member of staff.
    Staff(StaffId),
    /// An interpreter.
    Interpreter,
}

/// A guardian is invited to a talk.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct DialogueInvited {
    /// The dialogue.
    pub dialogue: DialogueId,
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// Who is invited: one letter each.
    pub guardian: GuardianId,
    /// To what.
    pub kind: DialogueKind,
    /// For which day.
    pub on: Day,
    /// In which language.
    pub language: LanguageTag,
}

/// A talk was held.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct DialogueHeld {
    /// The dialogue.
    pub dialogue: DialogueId,
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// Of which kind.
    pub kind: DialogueKind,
    /// The day it happened.
    pub on: Day,
    /// Who took part.
    pub took_part: Vec<Participant>,
    /// What was agreed (sealed).
    pub notes: Option<Personal<FreeText>>,
}

/// A round's assessment was explained to a guardian.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AssessmentExplained {
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// In which talk, if in one.
    pub dialogue: Option<DialogueId>,
    /// The round.
    pub round: RoundId,
    /// To whom.
    pub guardian: GuardianId,
    /// The day it happened.
    pub on: Day,
    /// How.
    pub way: Way,
    /// In which language.
    pub language: LanguageTag,
}

/// A guardian's own view, in the guardian's own words.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct GuardianViewRecorded {
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// In which talk, if in one.
    pub dialogue: Option<DialogueId>,
    /// Whose.
    pub guardian: GuardianId,
    /// The day it happened.
    pub on: Day,
    /// The words (sealed).
    pub view: Personal<FreeText>,
}

/// A guardian has taken note of a round's assessment.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct GuardianAcknowledged {
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// The round.
    pub round: RoundId,
    /// Who.
    pub guardian: GuardianId,
    /// The day it happened.
    pub on: Day,
    /// How.
    pub way: Way,
}

/// A complaint came in (Education Act ch. 4 ss. 7–8).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ComplaintReceived {
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// From whom, if from a guardian.
    pub guardian: Option<GuardianId>,
    /// The day it happened.
    pub on: Day,
    /// The complaint (sealed).
    pub complaint: Personal<FreeText>,
    /// The last day of the local service goal.
    pub answer_by: Day,
}

/// A complaint is answered.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ComplaintAnswered {
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// The complaint.
    pub of: Position,
    /// The day it happened.
    pub on: Day,
    /// The answer (sealed).
    pub answer: Personal<FreeText>,
}

crate::event::tagged! {
    DialogueInvited(e) => [Tag::School(e.school), Tag::Pupil(e.pupil), Tag::Dialogue(e.dialogue)],
    DialogueHeld(e) => [Tag::School(e.school), Tag::Pupil(e.pupil), Tag::Dialogue(e.dialogue)],
    AssessmentExplained(e) => [Tag::School(e.school), Tag::Pupil(e.pupil)],
    GuardianViewRecorded(e) => [Tag::School(e.school), Tag::Pupil(e.pupil)],
    GuardianAcknowledged(e) => [Tag::School(e.school), Tag::Pupil(e.pupil)],
    ComplaintReceived(e) => [Tag::School(e.school), Tag::Pupil(e.pupil)],
    ComplaintAnswered(e) => [Tag::School(e.school), Tag::Pupil(e.pupil)],
}

// ----------------------------------------------------------------------------------- commands

/// What may be asked for. Teachers, special educators and the principal of the pupil's school unit
/// record; a complaint also the results coordinator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum Command {
    /// Invite a guardian. Another day, kind or language takes the place of the former invitation.
    Invite(DialogueInvited),
    /// Record a talk. It needs no invitation.
    Hold(DialogueHeld),
    /// Record that an assessment was explained.
    Explain(AssessmentExplained),
    /// Record a guardian's own view.
    RecordView(GuardianViewRecorded),
    /// Record that a guardian has taken note.
    Acknowledge(GuardianAcknowledged),
    /// Record a complaint.
    ReceiveComplaint(ComplaintReceived),
    /// Answer a complaint (principal or results coordinator), once.
    AnswerComplaint(ComplaintAnswered),
}

// ----------------------------------------------------------------------------------- refusals

crate::event::refusals! { "parent_dialogue":
    /// The actor may not do this here.
    NotAuthorised "not_authorised",
        "Du har inte behörighet till detta i föräldradialogen.",
        "You are not authorised to do this in the parent dialogue.";
    /// No such pupil.
    PupilUnknown "pupil_unknown",
        "Eleven finns inte.",
        "There is no such pupil.";
    /// The pupil is enrolled at the school unit neither on the day it happened nor today.
    NotEnrolledHere "not_enrolled_here",
        "Eleven går inte på skolenheten.",
        "The pupil is not enrolled at the school unit.";
    /// The guardian is not a guardian of the pupil.
    GuardianNotLinked "guardian_not_linked",
        "Personen är inte elevens vårdnadshavare.",
        "The person is not a guardian of the pupil.";
    /// The guardian's access to the pupil is blocked.
    GuardianBlocked "guardian_blocked",
        "Vårdnadshavarens tillgång till eleven är spärrad.",
        "The guardian's access to the pupil is blocked.";
    /// The dialogue is about another pupil.
    DialogueOfAnother "dialogue_of_another",
        "Samtalet gäller en annan elev.",
        "The dialogue is about another pupil.";
    /// The talk has been held. What was agreed is sealed and cannot be compared: the same talk with
    /// notes again is refused too.
    AlreadyHeld "already_held",
        "Samtalet har redan hållits.",
        "The talk has already been held.";
    /// To no such talk was anyone invited, and none was held.
    DialogueUnknown "dialogue_unknown",
        "Samtalet finns inte.",
        "There is no such talk.";
    /// Neither a guardian nor the pupil took part.
    NobodyTookPart "nobody_took_part",
        "Minst en vårdnadshavare eller eleven måste ha deltagit.",
        "At least one guardian or the pupil must have taken part.";
    /// The day has not come.
    DateInFuture "date_in_future",
        "Dagen har inte inträffat än.",
        "The day has not come.";
    /// The day lies before 1990 or more than two years ahead.
    DayImplausible "day_implausible",
        "Dagen är inte rimlig.",
        "The day is not plausible.";
    /// Neither a result nor a reason for none is in force for the pupil in that round.
    NothingToExplain "nothing_to_explain",
        "Det finns inget resultat för eleven i bedömningstillfället.",
        "There is no result for the pupil in the round.";
    /// What is explained or taken note of was not yet assessed on that day.
    BeforeResult "before_result",
        "Dagen ligger före bedömningen som samtalet gällde.",
        "The day comes before the assessment that the talk was about.";
    /// No such complaint about this pupil.
    ComplaintUnknown "complaint_unknown",
        "Klagomålet finns inte.",
        "There is no such complaint.";
    /// The complaint is answered already. What was written is sealed and cannot be compared: the same
    /// answer again is refused too.
    AlreadyAnswered "already_answered",
        "Klagomålet är redan besvarat.",
        "The complaint has already been answered.";
    /// A complaint is to be answered, or is answered, before it came in.
    DatesOutOfOrder "dates_out_of_order",
        "Ett klagomål kan inte besvaras före dagen då det kom in.",
        "A complaint cannot be answered before the day it came in.";
    /// Nothing is written where words are the point.
    NoWords "no_words",
        "Text måste skrivas.",
        "Something must be written.";
}
