//! What happens in a case, and to the delegations that decide it.

use serde::{Deserialize, Serialize};

use super::{
    AnnulmentGround, AppealOutcome, Appointment, Consulted, Content, Ended, GoalsMet, Party, Taken,
};
use crate::calendar::{Day, Instant};
use crate::id::{Position, ProgrammeId, PupilId, SchoolUnitCode, StaffId};
use crate::people::Way;
use crate::personal::{FreeText, Personal};
use crate::query::Tag;

/// The day on which something happened that may say it: otherwise the day it was recorded, as of all that
/// was recorded before such events said their day.
#[must_use]
pub fn happened(said: Option<Day>, recorded: Instant) -> Day {
    said.unwrap_or_else(|| recorded.day())
}

/// A principal delegates decisions on programmes; never the three forms that the law forbids.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct DecisionDelegated {
    /// The school unit.
    pub school: SchoolUnitCode,
    /// To whom.
    pub staff: StaffId,
    /// From this day …
    pub from: Day,
    /// … to before this day, where it has an end.
    pub to: Option<Day>,
}

/// A delegation ends.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct DelegationEnded {
    /// The school unit.
    pub school: SchoolUnitCode,
    /// Whose.
    pub staff: StaffId,
    /// The first day it no longer holds.
    pub on: Day,
}

/// It is reported to the principal that a pupil may need special support.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ConcernReported {
    /// The case: from concern to end.
    pub programme: ProgrammeId,
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// The shortfall it answers, if one.
    pub shortfall: Option<Position>,
    /// What is feared (sealed).
    pub concern: Personal<FreeText>,
    /// The day it happened.
    pub on: Day,
}

/// The principal sees to it that the need is investigated.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct InvestigationOpened {
    /// The case: from concern to end.
    pub programme: ProgrammeId,
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// Who investigates.
    pub lead: StaffId,
    /// The last day of the local service goal; the law says promptly.
    pub conclude_by: Day,
    /// The day it happened; none: the day it was recorded ([`happened`]).
    pub on: Option<Day>,
}

/// Someone was heard, or offered to take part and declined.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct InvestigationConsulted {
    /// The case: from concern to end.
    pub programme: ProgrammeId,
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// Who.
    pub who: Consulted,
    /// Offered to take part and declined.
    pub declined: bool,
    /// The day it happened.
    pub on: Day,
}

/// The investigation is concluded.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct InvestigationConcluded {
    /// The case: from concern to end.
    pub programme: ProgrammeId,
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// The day it happened.
    pub on: Day,
    /// Whether special support is needed.
    pub needs_support: bool,
    /// What was found (sealed; may be secret).
    pub finding: Personal<FreeText>,
}

/// The material was communicated to a party before the decision.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct MaterialCommunicated {
    /// The case: from concern to end.
    pub programme: ProgrammeId,
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// To whom.
    pub party: Party,
    /// The day it happened.
    pub on: Day,
}

/// An action programme is decided.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ProgrammeDecided {
    /// The case: from concern to end.
    pub programme: ProgrammeId,
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// What it states.
    pub content: Content,
    /// How it was taken.
    pub decided: Taken,
}

/// It is decided that no programme is needed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct NoProgrammeDecided {
    /// The case: from concern to end.
    pub programme: ProgrammeId,
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// How it was taken.
    pub decided: Taken,
}

/// A decision reached a party: the appeal time of three weeks begins.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct DecisionServed {
    /// The case: from concern to end.
    pub programme: ProgrammeId,
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// The decision.
    pub decision: Position,
    /// Whom.
    pub party: Party,
    /// The day it happened.
    pub on: Day,
    /// How.
    pub way: Way,
}

/// A programme is followed up.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ProgrammeFollowedUp {
    /// The case: from concern to end.
    pub programme: ProgrammeId,
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// The day it happened.
    pub on: Day,
    /// What was found (sealed).
    pub finding: Personal<FreeText>,
    /// The next follow-up, where there is one.
    pub next: Option<Appointment>,
}

/// A programme is evaluated.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ProgrammeEvaluated {
    /// The case: from concern to end.
    pub programme: ProgrammeId,
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// The day it happened.
    pub on: Day,
    /// Whether the needs are met.
    pub met: GoalsMet,
    /// What was found (sealed).
    pub finding: Personal<FreeText>,
}

/// The decision is changed: a new content takes the former one's place.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ProgrammeRevised {
    /// The case: from concern to end.
    pub programme: ProgrammeId,
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// The decision that it changes.
    pub decision: Position,
    /// What it states now.
    pub content: Content,
    /// How it was taken.
    pub decided: Taken,
}

/// A programme ends.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ProgrammeEnded {
    /// The case: from concern to end.
    pub programme: ProgrammeId,
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// The day it happened.
    pub on: Day,
    /// Why.
    pub why: Ended,
    /// The reasons (sealed).
    pub reasons: Personal<FreeText>,
}

/// A slip of the pen in a decision is corrected (Administrative Procedure Act s. 36): its meaning stays.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SlipCorrected {
    /// The case: from concern to end.
    pub programme: ProgrammeId,
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// The decision.
    pub decision: Position,
    /// What is read instead of what (sealed).
    pub correction: Personal<FreeText>,
    /// The day it happened; none: the day it was recorded ([`happened`]).
    pub on: Option<Day>,
}

/// A decision is annulled: it no longer holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct DecisionAnnulled {
    /// The case: from concern to end.
    pub programme: ProgrammeId,
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// The decision.
    pub decision: Position,
    /// On what ground.
    pub ground: AnnulmentGround,
    /// The day it happened.
    pub on: Day,
    /// Who decided it.
    pub by: StaffId,
    /// The reasons (sealed).
    pub reasons: Personal<FreeText>,
}

/// Something was entered on the wrong pupil: it leaves the case, and stays in the trail.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct EntryStruck {
    /// The case: from concern to end.
    pub programme: ProgrammeId,
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// What was entered.
    pub of: Position,
    /// How it came about (sealed).
    pub reason: Personal<FreeText>,
}

/// A party appeals a decision, with the decision-maker.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AppealLodged {
    /// The case: from concern to end.
    pub programme: ProgrammeId,
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// The decision.
    pub decision: Position,
    /// Who appeals.
    pub party: Party,
    /// The day it came in.
    pub received: Day,
    /// What the party says (sealed).
    pub grounds: Option<Personal<FreeText>>,
}

/// A person decided whether an appeal came in time.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AppealTimelinessDecided {
    /// The case: from concern to end.
    pub programme: ProgrammeId,
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// The appeal.
    pub appeal: Position,
    /// Whether it came in time.
    pub in_time: bool,
    /// The reasons (sealed).
    pub reasons: Personal<FreeText>,
    /// The day it happened; none: the day it was recorded ([`happened`]).
    pub on: Option<Day>,
}

/// An appeal is forwarded to the board of appeal.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AppealForwarded {
    /// The case: from concern to end.
    pub programme: ProgrammeId,
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// The appeal.
    pub appeal: Position,
    /// The day it happened.
    pub on: Day,
}

/// The board of appeal has decided.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AppealDecided {
    /// The case: from concern to end.
    pub programme: ProgrammeId,
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// The appeal.
    pub appeal: Position,
    /// The outcome.
    pub outcome: AppealOutcome,
    /// The day it happened.
    pub on: Day,
    /// The board's registry number.
    pub registry_number: Option<String>,
}

/// An assessment under the guarantee of early support (grades 1–3, Education Act ch. 3 s. 4 a–c).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct EarlySupportAssessed {
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// The day it happened.
    pub on: Day,
    /// Whether there are signs that the pupil will not reach the criteria.
    pub risk: bool,
    /// Whether someone with special-education competence took part.
    pub with_special_educator: bool,
    /// What was found (sealed).
    pub finding: Personal<FreeText>,
}

/// What was given and what is needed is handed over at the end of the preschool class or grade 3, or to another school unit.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct HandedOver {
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit that day.
    pub school: SchoolUnitCode,
    /// The day it happened.
    pub on: Day,
    /// The receiving school unit, where it is another.
    pub to: Option<SchoolUnitCode>,
    /// Who receives, where known.
    pub to_staff: Option<StaffId>,
    /// What was given and what is needed (sealed).
    pub summary: Personal<FreeText>,
}

crate::event::tagged! {
    DecisionDelegated(e) => [Tag::School(e.school), Tag::Staff(e.staff)],
    DelegationEnded(e) => [Tag::School(e.school), Tag::Staff(e.staff)],
    ConcernReported(e) => [Tag::School(e.school), Tag::Pupil(e.pupil), Tag::Programme(e.programme)],
    InvestigationOpened(e) => [Tag::School(e.school), Tag::Pupil(e.pupil), Tag::Programme(e.programme)],
    InvestigationConsulted(e) => [Tag::School(e.school), Tag::Pupil(e.pupil), Tag::Programme(e.programme)],
    InvestigationConcluded(e) => [Tag::School(e.school), Tag::Pupil(e.pupil), Tag::Programme(e.programme)],
    MaterialCommunicated(e) => [Tag::School(e.school), Tag::Pupil(e.pupil), Tag::Programme(e.programme)],
    ProgrammeDecided(e) => [Tag::School(e.school), Tag::Pupil(e.pupil), Tag::Programme(e.programme)],
    NoProgrammeDecided(e) => [Tag::School(e.school), Tag::Pupil(e.pupil), Tag::Programme(e.programme)],
    DecisionServed(e) => [Tag::School(e.school), Tag::Pupil(e.pupil), Tag::Programme(e.programme)],
    ProgrammeFollowedUp(e) => [Tag::School(e.school), Tag::Pupil(e.pupil), Tag::Programme(e.programme)],
    ProgrammeEvaluated(e) => [Tag::School(e.school), Tag::Pupil(e.pupil), Tag::Programme(e.programme)],
    ProgrammeRevised(e) => [Tag::School(e.school), Tag::Pupil(e.pupil), Tag::Programme(e.programme)],
    ProgrammeEnded(e) => [Tag::School(e.school), Tag::Pupil(e.pupil), Tag::Programme(e.programme)],
    SlipCorrected(e) => [Tag::School(e.school), Tag::Pupil(e.pupil), Tag::Programme(e.programme)],
    DecisionAnnulled(e) => [Tag::School(e.school), Tag::Pupil(e.pupil), Tag::Programme(e.programme)],
    EntryStruck(e) => [Tag::School(e.school), Tag::Pupil(e.pupil), Tag::Programme(e.programme)],
    AppealLodged(e) => [Tag::School(e.school), Tag::Pupil(e.pupil), Tag::Programme(e.programme)],
    AppealTimelinessDecided(e) => [Tag::School(e.school), Tag::Pupil(e.pupil), Tag::Programme(e.programme)],
    AppealForwarded(e) => [Tag::School(e.school), Tag::Pupil(e.pupil), Tag::Programme(e.programme)],
    AppealDecided(e) => [Tag::School(e.school), Tag::Pupil(e.pupil), Tag::Programme(e.programme)],
    EarlySupportAssessed(e) => [Tag::School(e.school), Tag::Pupil(e.pupil)],
    HandedOver(e) => [Tag::School(e.school), Tag::Pupil(e.pupil)],
}
