//! Action programmes: the cases of a school unit with how far each has come, and one case in order.
//!
//! A case follows its pupil: it stands at the school unit where the pupil is enrolled on the day, and of
//! a pupil who has left, at the last one. Sealed texts are named by
//! position only, and each step says which secrecy its text has: a decided programme is a public
//! document, the investigation behind it may be secret.

mod step;

use std::collections::BTreeSet;

use domain::action_programme::deadline::{Timeliness, appeal_time, proposed_timeliness};
use domain::action_programme::{
    AnnulmentGround, AppealOutcome, Appointment, Consulted, Ended, Party, SupportForm,
};
use domain::calendar::Day;
use domain::id::{ClassId, Position, ProgrammeId, PupilId, SchoolUnitCode, Size, StaffId};
use domain::people::Way;
use serde::Serialize;

use crate::Facts;
use crate::case::{Appeal, Case, Decision, cases_at, served, stands_at, state};

pub use crate::case::CaseState;
pub use step::{CaseStep, Secrecy};

/// A case in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct ProgrammeRow {
    /// The case.
    pub programme: ProgrammeId,
    /// The pupil.
    pub pupil: PupilId,
    /// The school unit where the case stands on the day.
    pub school: SchoolUnitCode,
    /// The pupil's class on the day.
    pub class: Option<ClassId>,
    /// How far it has come.
    pub state: CaseState,
    /// The event that began it.
    pub position: Position,
    /// The shortfall it answers, if one.
    pub shortfall: Option<Position>,
    /// The last day of the service goal of an investigation under way.
    pub conclude_by: Option<Day>,
    /// The decision in force.
    pub decision: Option<Position>,
    /// Parties on whom the decision in force is served.
    pub served: u32,
    /// All parties.
    pub parties: u32,
    /// The follow-up that is awaited.
    pub follow_up: Option<Appointment>,
    /// The evaluation that is awaited.
    pub evaluation: Option<Appointment>,
    /// The investigation, follow-up or evaluation awaited is later than it should be; never of a pupil who
    /// has left the municipality's schools.
    pub late: bool,
    /// Appeals that await an outcome, also where the programme has ended since.
    pub open_appeals: u32,
}

/// The cases of a school unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Programmes {
    /// The school unit.
    pub school: SchoolUnitCode,
    /// The day by which lateness is told.
    pub day: Day,
    /// The state of the record.
    pub as_of: Size,
    /// The cases, newest first.
    pub cases: Vec<ProgrammeRow>,
}

/// Someone who was heard in the investigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Hearing {
    /// Who.
    pub who: Consulted,
    /// Offered to take part and declined.
    pub declined: bool,
    /// When.
    pub on: Day,
    /// The event.
    pub position: Position,
}

/// The investigation of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Investigation {
    /// The event that opened it.
    pub position: Position,
    /// Who investigates.
    pub lead: StaffId,
    /// The last day of the local service goal.
    pub conclude_by: Day,
    /// Who was heard.
    pub heard: Vec<Hearing>,
    /// The event that concluded it; its finding is sealed and may be secret.
    pub concluded: Option<Position>,
    /// When.
    pub concluded_on: Option<Day>,
    /// Whether special support is needed.
    pub needs_support: Option<bool>,
    /// The parties to whom the material was communicated.
    pub communicated: Vec<Party>,
}

/// How a decision reached a party, and until when the party may appeal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Service {
    /// Who.
    pub party: Party,
    /// When; none: not served.
    pub on: Option<Day>,
    /// How.
    pub way: Option<Way>,
    /// The event.
    pub position: Option<Position>,
    /// The last day for an appeal: [`domain::action_programme::deadline::appeal_time`].
    pub appeal_by: Option<Day>,
}

/// A decision of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct DecisionTaken {
    /// The event; need, measures and reasons are sealed in it.
    pub position: Position,
    /// The day of the decision.
    pub on: Day,
    /// Who decided.
    pub by: StaffId,
    /// Who presented the matter.
    pub presented_by: Option<StaffId>,
    /// Who else took part.
    pub took_part: Vec<StaffId>,
    /// Whether it says how to appeal.
    pub appeal_instruction: bool,
    /// It was decided that no programme is needed.
    pub none_needed: bool,
    /// The forms of support that the law treats apart.
    pub forms: Vec<SupportForm>,
    /// When and by whom it is first followed up.
    pub follow_up: Option<Appointment>,
    /// When and by whom it is evaluated.
    pub evaluation: Option<Appointment>,
    /// Whether it is the one in force.
    pub in_force: bool,
    /// The later decision that took its place.
    pub replaced: Option<Position>,
    /// What made it void.
    pub annulled: Option<Position>,
    /// When it became void.
    pub annulled_on: Option<Day>,
    /// On what ground.
    pub ground: Option<AnnulmentGround>,
    /// Slips corrected in it.
    pub slips: Vec<Position>,
    /// Service on each party.
    pub served: Vec<Service>,
}

/// An appeal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct AppealMade {
    /// The event; the grounds are sealed in it where there are any.
    pub position: Position,
    /// The decision.
    pub decision: Position,
    /// Who appeals.
    pub party: Party,
    /// The day it came in.
    pub received: Day,
    /// The last day for this party, where the decision was served on it.
    pub appeal_by: Option<Day>,
    /// It came in after that day. Proposed only: a person decides.
    pub seems_late: bool,
    /// The event by which a person decided whether it came in time.
    pub timeliness: Option<Position>,
    /// What was decided.
    pub in_time: Option<bool>,
    /// The event by which it was forwarded.
    pub forwarded: Option<Position>,
    /// When.
    pub forwarded_on: Option<Day>,
    /// The event with the board's decision.
    pub decided: Option<Position>,
    /// The outcome.
    pub outcome: Option<AppealOutcome>,
}

/// One case in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Programme {
    /// The case in short.
    #[serde(flatten)]
    pub row: ProgrammeRow,
    /// The day by which lateness is told.
    pub day: Day,
    /// The state of the record.
    pub as_of: Size,
    /// The investigation opened last.
    pub investigation: Option<Investigation>,
    /// All decisions, oldest first.
    pub decisions: Vec<DecisionTaken>,
    /// All appeals, oldest first.
    pub appeals: Vec<AppealMade>,
    /// Why it ended.
    pub ended: Option<Ended>,
    /// Every step, also those struck, in order of position.
    pub steps: Vec<CaseStep>,
}

/// The cases of a school unit as of a size, newest first; `day` settles where pupils are enrolled and
/// what is late.
#[must_use]
pub fn programmes(facts: &Facts, school: SchoolUnitCode, day: Day, at: Size) -> Programmes {
    let cases = cases_at(facts, school, day, at);
    let mut cases: Vec<ProgrammeRow> =
        cases.iter().map(|case| row(facts, case, school, day, at)).collect();
    cases.sort_by_key(|row| std::cmp::Reverse(row.position));
    Programmes { school, day, as_of: Size(at.0.min(facts.size().0)), cases }
}

/// One case as of a size; none where nothing is known of it then.
#[must_use]
pub fn programme(facts: &Facts, programme: ProgrammeId, day: Day, at: Size) -> Option<Programme> {
    let case = Case::read(facts, programme, at)?;
    let school = stands_at(facts, &case, day, at);
    Some(Programme {
        row: row(facts, &case, school, day, at),
        day,
        as_of: Size(at.0.min(facts.size().0)),
        investigation: investigation(&case),
        decisions: decisions(facts, &case, at),
        appeals: appeals(&case),
        ended: case.ended().map(|(_, ended)| ended.why),
        steps: case.events.iter().map(|said| CaseStep::of(said, &case.struck)).collect(),
    })
}

/// The day on which a decision reached a party first.
fn served_on(case: &Case, decision: Position, party: Party) -> Option<Day> {
    let served = case.served(decision);
    served.iter().find(|(_, served)| served.party == party).map(|(_, served)| served.on)
}

fn row(facts: &Facts, case: &Case, school: SchoolUnitCode, day: Day, at: Size) -> ProgrammeRow {
    let decision = case.in_force();
    let (served, parties) = served(facts, case, decision.as_ref(), at);
    let state = state(case, decision.as_ref(), served == parties);
    let conclude_by = case.under_way().map(|(_, opened)| opened.conclude_by);
    let (follow_up, evaluation) = (case.follow_up(), case.evaluation());
    let open_appeals = case.appeals().iter().filter(|appeal| !appeal.is_over()).count();
    ProgrammeRow {
        programme: case.programme,
        pupil: case.pupil,
        school,
        class: facts.pupil(case.pupil, day, at).and_then(|pupil| pupil.class),
        state,
        position: case.events.first().map(|said| said.position).unwrap_or_default(),
        shortfall: case.concern().and_then(|(_, concern)| concern.shortfall),
        conclude_by,
        decision: decision.as_ref().map(|decision| decision.position),
        served: u32::try_from(served).unwrap_or(u32::MAX),
        parties: u32::try_from(parties).unwrap_or(u32::MAX),
        late: case.is_late(facts, day, at),
        open_appeals: u32::try_from(open_appeals).unwrap_or(u32::MAX),
        follow_up: follow_up.map(|due| due.appointment),
        evaluation: evaluation.map(|due| due.appointment),
    }
}

fn investigation(case: &Case) -> Option<Investigation> {
    let (position, opened) = case.investigation()?;
    let concluded = case.concluded();
    let heard = case.live().filter_map(|(at, event)| match event {
        domain::Event::InvestigationConsulted(e) if at > position => {
            Some(Hearing { who: e.who, declined: e.declined, on: e.on, position: at })
        }
        _ => None,
    });
    Some(Investigation {
        position,
        lead: opened.lead,
        conclude_by: opened.conclude_by,
        heard: heard.collect(),
        concluded: concluded.map(|(position, _)| position),
        concluded_on: concluded.map(|(_, found)| found.on),
        needs_support: concluded.map(|(_, found)| found.needs_support),
        communicated: case.communicated().into_iter().collect(),
    })
}

fn decisions(facts: &Facts, case: &Case, at: Size) -> Vec<DecisionTaken> {
    let in_force = case.in_force().map(|decision| decision.position);
    let parties = case.parties(facts, at);
    let taken = case.decisions();
    taken.iter().map(|decision| taken_of(case, decision, in_force, &parties)).collect()
}

fn taken_of(
    case: &Case,
    decision: &Decision<'_>,
    in_force: Option<Position>,
    parties: &[Party],
) -> DecisionTaken {
    let Decision { position, taken, content, replaced, annulled } = decision;
    let slips = case.live().filter_map(|(at, event)| match event {
        domain::Event::SlipCorrected(e) if e.decision == *position => Some(at),
        _ => None,
    });
    DecisionTaken {
        position: *position,
        on: taken.on,
        by: taken.by,
        presented_by: taken.presented_by,
        took_part: taken.took_part.clone(),
        appeal_instruction: taken.appeal_instruction,
        none_needed: content.is_none(),
        forms: content.map(|content| content.forms.clone()).unwrap_or_default(),
        follow_up: content.map(|content| content.follow_up),
        evaluation: content.map(|content| content.evaluation),
        in_force: in_force == Some(*position),
        replaced: *replaced,
        annulled: annulled.map(|annulled| annulled.position),
        annulled_on: annulled.map(|annulled| annulled.on),
        ground: annulled.map(|annulled| annulled.ground),
        slips: slips.collect(),
        served: service(case, *position, parties),
    }
}

/// Service on each party of today and on each that was served.
fn service(case: &Case, decision: Position, parties: &[Party]) -> Vec<Service> {
    let served = case.served(decision);
    let mut all: BTreeSet<Party> = parties.iter().copied().collect();
    all.extend(served.iter().map(|(_, served)| served.party));
    let of = |party: Party| {
        let first = served.iter().find(|(_, served)| served.party == party);
        Service {
            party,
            on: first.map(|(_, served)| served.on),
            way: first.map(|(_, served)| served.way),
            position: first.map(|(position, _)| *position),
            appeal_by: served_on(case, decision, party).map(appeal_time),
        }
    };
    all.into_iter().map(of).collect()
}

fn appeals(case: &Case) -> Vec<AppealMade> {
    let made = case.appeals();
    let of = |appeal: &Appeal<'_>| {
        let (decision, party) = (appeal.lodged.decision, appeal.lodged.party);
        let served = served_on(case, decision, party);
        let appeal_by = served.map(appeal_time);
        let proposed = proposed_timeliness(served, appeal.lodged.received);
        AppealMade {
            position: appeal.position,
            decision,
            party,
            received: appeal.lodged.received,
            appeal_by,
            seems_late: proposed == Timeliness::Late,
            timeliness: appeal.timeliness.map(|(position, _)| position),
            in_time: appeal.timeliness.map(|(_, decided)| decided.in_time),
            forwarded: appeal.forwarded.map(|(position, _)| position),
            forwarded_on: appeal.forwarded.map(|(_, on)| on),
            decided: appeal.outcome.map(|(position, _)| position),
            outcome: appeal.outcome.map(|(_, decided)| decided.outcome),
        }
    };
    made.iter().map(of).collect()
}
