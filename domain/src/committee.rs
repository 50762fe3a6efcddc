//! What committees are told, and what they decide: report, delivery, meeting, public debate, decision, minutes, appeal.
//!
//! A decision taken by a committee is a fact: it is recorded even where a step before it is missing, and flagged.

use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::id::{
    Bytes, CommitmentId, CommitteeId, DebateId, DecisionId, Digest, DistrictId, Position, ReportId,
    RoundId, SchoolUnitCode, Size, StaffId,
};
use crate::people::Way;
use crate::personal::{FreeText, Personal};
use crate::query::Tag;

mod decide;
mod small_numbers;
#[cfg(test)]
mod spec;
mod times;
pub mod v1;

pub use small_numbers::{Indicator, LIMIT_MAX, SuppressionRule, SuppressionRuleAdopted};
pub use times::{announcement_due, appeal_time_ends, minutes_due};

// ------------------------------------------------------------------------------------- events

/// A frozen state of the record that a document rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Basis {
    /// How many events.
    pub size: Size,
    /// The root of the log's tree at that size.
    pub root: Digest,
}

/// A document as it was, for ever.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Document {
    /// The version of the program that made it.
    pub program: String,
    /// SHA-256 of the document.
    pub digest: Digest,
    /// Its length in bytes.
    pub length: u32,
    /// The document (JSON in UTF-8), raw deflate (RFC 1951).
    pub deflated: Bytes,
}

/// Where money is moved from and to.
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
pub enum Purse {
    /// The municipality's own.
    Municipality,
    /// A district's.
    District(DistrictId),
    /// A school unit's.
    School(SchoolUnitCode),
}

/// What a committee decided.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Resolution {
    /// The report is noted.
    Noted,
    /// More information is asked for.
    MoreInformation {
        #[doc = "What is asked for. Public."]
        question: String,
    },
    /// Money is moved (omprioritering).
    FundsMoved {
        #[doc = "From."]
        from: Purse,
        #[doc = "To."]
        to: Purse,
        #[doc = "Whole kronor."]
        amount: u64,
    },
    /// A commitment may be lowered.
    AmbitionLowered {
        #[doc = "Of which commitment."]
        commitment: CommitmentId,
    },
    /// A commitment is to be raised.
    AmbitionRaised {
        #[doc = "Of which commitment."]
        commitment: CommitmentId,
    },
    /// A municipal commitment is adopted.
    TargetsAdopted {
        #[doc = "Which commitment."]
        commitment: CommitmentId,
    },
}

/// A report to a committee is prepared on a frozen basis.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ReportPrepared {
    /// The report.
    pub report: ReportId,
    /// To whom.
    pub committee: CommitteeId,
    /// What it is called. Public.
    pub title: String,
    /// The round it speaks of.
    pub round: RoundId,
    /// What it rests on.
    pub basis: Basis,
    /// What the committee is asked to decide. Public.
    pub asks: Vec<String>,
    /// The report as it was made.
    pub document: Document,
}

/// A document as a PDF, by its digest: the same document typeset by the same program has the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct TypesetPdf {
    /// The program that typeset it, with its version.
    pub program: String,
    /// SHA-256 of the PDF.
    pub digest: Digest,
}

/// A report is delivered to its committee.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ReportDelivered {
    /// The report.
    pub report: ReportId,
    /// To whom.
    pub committee: CommitteeId,
    /// The day it happened.
    pub on: Day,
    /// The report as a PDF; none where it was delivered without one. Set by the program.
    #[serde(default)]
    pub pdf: Option<TypesetPdf>,
}

/// A report is presented at a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ReportPresented {
    /// The report.
    pub report: ReportId,
    /// To whom.
    pub committee: CommitteeId,
    /// The day of the meeting.
    pub meeting: Day,
    /// Who presented it.
    pub by: StaffId,
}

/// A principal informed a committee of the school unit's results.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CommitteeInformed {
    /// The school unit.
    pub school: SchoolUnitCode,
    /// Whom.
    pub committee: CommitteeId,
    /// Who.
    pub principal: StaffId,
    /// The day it happened.
    pub on: Day,
    /// How.
    pub way: Way,
}

/// A school unit receives its overall account of results.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SchoolAccountDelivered {
    /// The school unit.
    pub school: SchoolUnitCode,
    /// The round it speaks of.
    pub round: RoundId,
    /// What it rests on.
    pub basis: Basis,
    /// The account as it was made.
    pub document: Document,
    /// The day it happened.
    pub on: Day,
}

/// The principal has received the account.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SchoolAccountReceived {
    /// The school unit.
    pub school: SchoolUnitCode,
    /// The delivery.
    pub of: Position,
    /// Who received it.
    pub staff: StaffId,
}

/// A public debate was held.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct DebateHeld {
    /// The debate.
    pub debate: DebateId,
    /// The committee whose matter it is.
    pub committee: CommitteeId,
    /// The report that was debated, if one.
    pub report: Option<ReportId>,
    /// The commitment that was debated, if one.
    pub commitment: Option<CommitmentId>,
    /// Where. Public.
    pub forum: String,
    /// When it was announced.
    pub announced: Day,
    /// When it was held.
    pub on: Day,
    /// What was handed out. Public.
    pub material: Vec<String>,
    /// The views that were put forward (sealed).
    pub views: Personal<FreeText>,
}

/// A committee decided.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CommitteeDecided {
    /// The decision.
    pub decision: DecisionId,
    /// The committee.
    pub committee: CommitteeId,
    /// The day of the meeting.
    pub meeting: Day,
    /// The paragraph of the minutes, or registry number. Public.
    pub number: String,
    /// The report it rests on, if one.
    pub report: Option<ReportId>,
    /// The public debate before it, if one.
    pub debate: Option<DebateId>,
    /// What was decided.
    pub resolution: Resolution,
    /// The reasons in the minutes. Public.
    pub reasons: Option<String>,
    /// Funds moved or ambition lowered without a public debate before: flagged, never refused. Set by the program.
    pub without_debate: bool,
}

/// The minutes of a meeting are approved (Local Government Act 2017:725 ch. 5 s. 69, ch. 6 s. 35).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct MinutesApproved {
    /// The committee.
    pub committee: CommitteeId,
    /// The day of the meeting.
    pub meeting: Day,
    /// When: within 14 days.
    pub approved: Day,
    /// When announced: the second day after, at the latest.
    pub announced: Day,
}

/// A committee's decision is appealed (Local Government Act ch. 13: three weeks from the announcement).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct DecisionAppealed {
    /// The decision.
    pub decision: DecisionId,
    /// The committee.
    pub committee: CommitteeId,
    /// When.
    pub on: Day,
    /// The court's number.
    pub registry_number: Option<String>,
}

/// Every event of a committee carries the municipality's tag: a committee is neither school nor pupil.
const fn of_committee(committee: CommitteeId, about: Tag) -> [Tag; 3] {
    [Tag::Municipality, Tag::Committee(committee), about]
}

fn tags_of_debate_held(e: &DebateHeld) -> Vec<Tag> {
    let mut tags = Vec::from(of_committee(e.committee, Tag::Debate(e.debate)));
    tags.extend(e.report.map(Tag::Report));
    tags.extend(e.commitment.map(Tag::Commitment));
    tags
}

fn tags_of_committee_decided(e: &CommitteeDecided) -> Vec<Tag> {
    let mut tags = Vec::from(of_committee(e.committee, Tag::Decision(e.decision)));
    tags.extend(e.report.map(Tag::Report));
    tags.extend(e.debate.map(Tag::Debate));
    tags.extend(tag_of_resolution(&e.resolution));
    tags
}

/// The commitment and the school units that a resolution is about, so that their trails hold it.
fn tag_of_resolution(resolution: &Resolution) -> Vec<Tag> {
    let purse = |purse: &Purse| match purse {
        Purse::School(school) => Some(Tag::School(*school)),
        Purse::District(district) => Some(Tag::District(*district)),
        Purse::Municipality => None,
    };
    match resolution {
        Resolution::Noted | Resolution::MoreInformation { .. } => Vec::new(),
        Resolution::FundsMoved { from, to, .. } => {
            [from, to].into_iter().filter_map(purse).collect()
        }
        Resolution::AmbitionLowered { commitment }
        | Resolution::AmbitionRaised { commitment }
        | Resolution::TargetsAdopted { commitment } => vec![Tag::Commitment(*commitment)],
    }
}

crate::event::tagged! {
    ReportPrepared(e) => of_committee(e.committee, Tag::Report(e.report)),
    ReportDelivered(e) => of_committee(e.committee, Tag::Report(e.report)),
    ReportPresented(e) => of_committee(e.committee, Tag::Report(e.report)),
    CommitteeInformed(e) => [Tag::School(e.school), Tag::Committee(e.committee)],
    SchoolAccountDelivered(e) => [Tag::School(e.school)],
    SchoolAccountReceived(e) => [Tag::School(e.school)],
    DebateHeld(e) => tags_of_debate_held(e),
    CommitteeDecided(e) => tags_of_committee_decided(e),
    MinutesApproved(e) => [Tag::Municipality, Tag::Committee(e.committee)],
    DecisionAppealed(e) => of_committee(e.committee, Tag::Decision(e.decision)),
    SuppressionRuleAdopted(e) => [Tag::Municipality, Tag::Committee(e.committee)],
}

// ----------------------------------------------------------------------------------- commands

/// What may be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum Command {
    /// Prepare a report.
    Prepare(ReportPrepared),
    /// Deliver a report.
    Deliver(ReportDelivered),
    /// Record that a report was presented.
    Present(ReportPresented),
    /// Record that a principal informed a committee.
    Inform(CommitteeInformed),
    /// Deliver a school unit's account.
    DeliverAccount(SchoolAccountDelivered),
    /// Receive a school unit's account.
    ReceiveAccount(SchoolAccountReceived),
    /// Record a public debate.
    Debate(DebateHeld),
    /// Record a decision. Whether a public debate was missing is found here, whatever the command says.
    Decide(CommitteeDecided),
    /// Record that minutes are approved and announced.
    ApproveMinutes(MinutesApproved),
    /// Record that a decision is appealed.
    RecordAppeal(DecisionAppealed),
    /// Record that a rule for small numbers is adopted.
    AdoptSuppressionRule(SuppressionRuleAdopted),
}

// ----------------------------------------------------------------------------------- refusals

/// The most kronor that one decision can move: far more than any municipality has in a year. More is a
/// slip of the keys.
pub const AMOUNT_MAX: u64 = 1_000_000_000_000;

crate::event::refusals! {
    "committee":
    /// The one who acts does not hold, today, a role that may do this: the results coordinator or the
    /// secretary of the committee's area; for the school unit's own, its principal in person.
    NotAuthorised "not_authorised",
        "Du har ingen roll som får göra detta för nämnden eller skolenheten.",
        "You hold no role that may do this for the committee or the school unit.";
    /// No such committee.
    CommitteeUnknown "committee_unknown",
        "Nämnden finns inte.",
        "The committee does not exist.";
    /// The report exists, with other content: a report is never changed.
    ReportExists "report_exists",
        "Rapporten finns redan, med annat innehåll.",
        "The report exists already, with other content.";
    /// The debate is recorded, with other content.
    DebateExists "debate_exists",
        "Debatten är redan registrerad, med annat innehåll.",
        "The debate is already recorded, with other content.";
    /// The decision is recorded, with other content.
    DecisionExists "decision_exists",
        "Beslutet är redan registrerat, med annat innehåll.",
        "The decision is already recorded, with other content.";
    /// A text that must be there is missing: title, question, number, forum, views, reasons that are given.
    TextMissing "text_missing",
        "En text saknas: rubrik, fråga, nummer, forum, synpunkter eller skäl.",
        "A text is missing: title, question, number, forum, views or reasons.";
    /// The document is empty, or does not say which program made it.
    DocumentEmpty "document_empty",
        "Dokumentet är tomt.",
        "The document is empty.";
    /// The document rests on no event.
    BasisEmpty "basis_empty",
        "Dokumentet vilar inte på något underlag.",
        "The document rests on nothing.";
    /// Days out of order: announced before the debate; meeting, approval and announcement; meeting and appeal.
    DaysOutOfOrder "days_out_of_order",
        "Dagarna står inte i ordning.",
        "The days are not in order.";
    /// What is said to have happened lies in the future.
    DayInFuture "day_in_future",
        "Dagen har inte varit än.",
        "The day has not come yet.";
    /// No such round is scheduled.
    RoundNotScheduled "round_not_scheduled",
        "Bedömningstillfället är inte planerat.",
        "The round is not scheduled.";
    /// No such report, or not to this committee.
    ReportUnknown "report_unknown",
        "Rapporten finns inte, eller gäller en annan nämnd.",
        "The report does not exist, or is another committee's.";
    /// The report is delivered, on another day.
    AlreadyDelivered "already_delivered",
        "Rapporten är redan överlämnad, en annan dag.",
        "The report is already delivered, on another day.";
    /// The report was not delivered by the day of the meeting.
    NotDelivered "not_delivered",
        "Rapporten var inte överlämnad till sammanträdet.",
        "The report was not delivered by the day of the meeting.";
    /// The report was presented at that meeting by someone else.
    AlreadyPresented "already_presented",
        "Rapporten är redan föredragen vid sammanträdet, av en annan person.",
        "The report was presented at the meeting by another person.";
    /// The one who presented it was not engaged on the day of the meeting.
    StaffNotEngaged "staff_not_engaged",
        "Personen är inte anställd den dagen.",
        "The person is not engaged on that day.";
    /// No such debate.
    DebateUnknown "debate_unknown",
        "Debatten finns inte.",
        "The debate does not exist.";
    /// No kronor or more than [`AMOUNT_MAX`], or moved from a purse to itself.
    AmountUnfit "amount_unfit",
        "Ange ett rimligt belopp, och två olika budgetar att flytta det mellan.",
        "Give a plausible amount, and two different budgets to move it between.";
    /// No such school unit.
    SchoolUnknown "school_unknown",
        "Skolenheten finns inte.",
        "The school unit does not exist.";
    /// No such district.
    DistrictUnknown "district_unknown",
        "Kommundelen finns inte.",
        "The district does not exist.";
    /// No such commitment.
    CommitmentUnknown "commitment_unknown",
        "Åtagandet finns inte.",
        "The commitment does not exist.";
    /// No account was delivered to this school unit at that position.
    AccountUnknown "account_unknown",
        "Skolredovisningen finns inte för den här skolenheten.",
        "There is no such account of this school unit.";
    /// No decision of the committee at that meeting is recorded.
    NoDecisionThen "no_decision_then",
        "Inget beslut från sammanträdet är registrerat.",
        "No decision of that meeting is recorded.";
    /// The meeting's minutes are approved, on other days.
    AlreadyApproved "already_approved",
        "Protokollet är redan justerat, med andra datum.",
        "The minutes are already approved, on other days.";
    /// No such decision of this committee.
    DecisionUnknown "decision_unknown",
        "Beslutet finns inte, eller är en annan nämnds.",
        "The decision does not exist, or is another committee's.";
    /// The committee answers for a district only: small numbers are treated alike everywhere.
    CommitteeOfDistrict "committee_of_district",
        "Regler för små tal gäller hela kommunen och antas av en nämnd som svarar för hela kommunen.",
        "Rules for small numbers hold for the whole municipality and are adopted by a committee that answers for all of it.";
    /// The rule says more of few pupils than the official statistics do.
    RuleTooLoose "rule_too_loose",
        "Regeln får inte visa mer om få elever än den officiella statistiken gör: minst 10 elever som underlag, minst 10 som nått målet, ~100 och ~0 för upp till 4 elever, det andra könet dolt, och avrundning till tiotal.",
        "The rule may not tell more of few pupils than the official statistics do: at least 10 pupils as a base, at least 10 who reached, ~100 and ~0 for up to 4 pupils, the other sex hidden, and rounding to tens.";
    /// A limit above [`LIMIT_MAX`], or a code as large as the base: nothing would be left to show.
    RuleUnfit "rule_unfit",
        "Regeln går inte att använda: ingen gräns får vara över 100, och ~100 och ~0 måste gälla färre elever än det minsta underlaget.",
        "The rule cannot be used: no limit may be above 100, and ~100 and ~0 must be of fewer pupils than the least base.";
    /// A rule is adopted for these figures from that day, with other content: it is never changed.
    RuleExists "rule_exists",
        "Det finns redan en annan regel för de här uppgifterna från samma dag. Anta en ny från en senare dag.",
        "There is already another rule for these figures from the same day. Adopt a new one from a later day.";
}
