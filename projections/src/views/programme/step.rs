//! One step of a case, and the secrecy of what is written in it.

use std::collections::BTreeMap;

use domain::Event;
use domain::action_programme::{Party, happened};
use domain::calendar::Day;
use domain::event::{Code, code};
use domain::id::{Position, StaffId};
use serde::Serialize;

use crate::facts::ledger::Noted;

/// The secrecy of a step's text (Public Access to Information and Secrecy Act 2009:400 ch. 23 s. 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Secrecy {
    /// A step without such text.
    Ordinary,
    /// About the pupil's circumstances: may be secret.
    Investigation,
    /// A decision in a matter of special support: public.
    Decision,
}

/// One step of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct CaseStep {
    /// The event.
    pub position: Position,
    /// Its type, as in the catalogue.
    pub kind: &'static str,
    /// Who recorded it; none where that is no member of staff.
    pub staff: Option<StaffId>,
    /// The day it is about, where it names one; otherwise the day it was recorded.
    pub on: Day,
    /// The secrecy of its text.
    pub secrecy: Secrecy,
    /// A text is sealed in it.
    pub sealed: bool,
    /// The party it is about, if one.
    pub party: Option<Party>,
    /// The earlier step it refers to.
    pub of: Option<Position>,
    /// The event that struck it: it was entered on the wrong pupil.
    pub struck: Option<Position>,
}

impl CaseStep {
    /// The step that an event of a case is.
    pub(super) fn of(noted: &Noted, struck: &BTreeMap<Position, Position>) -> Self {
        let Noted { position, at, actor, event } = noted;
        Self {
            position: *position,
            kind: event.name(),
            staff: actor.map(|actor| actor.staff),
            on: happened(day(event), *at),
            secrecy: secrecy(event.code()),
            sealed: is_sealed(event),
            party: party(event),
            of: refers(event),
            struck: struck.get(position).copied(),
        }
    }
}

fn secrecy(code: Code) -> Secrecy {
    match code {
        code::ProgrammeDecided
        | code::NoProgrammeDecided
        | code::ProgrammeRevised
        | code::ProgrammeEnded
        | code::SlipCorrected
        | code::DecisionAnnulled => Secrecy::Decision,
        code::ConcernReported
        | code::InvestigationOpened
        | code::InvestigationConsulted
        | code::InvestigationConcluded
        | code::MaterialCommunicated
        | code::ProgrammeFollowedUp
        | code::ProgrammeEvaluated
        | code::EntryStruck => Secrecy::Investigation,
        _ => Secrecy::Ordinary,
    }
}

fn is_sealed(event: &Event) -> bool {
    match event {
        Event::InvestigationOpened(_)
        | Event::InvestigationConsulted(_)
        | Event::MaterialCommunicated(_)
        | Event::DecisionServed(_)
        | Event::AppealForwarded(_)
        | Event::AppealDecided(_) => false,
        Event::AppealLodged(e) => e.grounds.is_some(),
        _ => true,
    }
}

fn day(event: &Event) -> Option<Day> {
    match event {
        Event::ConcernReported(e) => Some(e.on),
        Event::InvestigationOpened(e) => e.on,
        Event::InvestigationConsulted(e) => Some(e.on),
        Event::InvestigationConcluded(e) => Some(e.on),
        Event::MaterialCommunicated(e) => Some(e.on),
        Event::ProgrammeDecided(e) => Some(e.decided.on),
        Event::NoProgrammeDecided(e) => Some(e.decided.on),
        Event::ProgrammeRevised(e) => Some(e.decided.on),
        Event::DecisionServed(e) => Some(e.on),
        Event::ProgrammeFollowedUp(e) => Some(e.on),
        Event::ProgrammeEvaluated(e) => Some(e.on),
        Event::ProgrammeEnded(e) => Some(e.on),
        Event::SlipCorrected(e) => e.on,
        Event::DecisionAnnulled(e) => Some(e.on),
        Event::AppealLodged(e) => Some(e.received),
        Event::AppealTimelinessDecided(e) => e.on,
        Event::AppealForwarded(e) => Some(e.on),
        Event::AppealDecided(e) => Some(e.on),
        _ => None,
    }
}

fn party(event: &Event) -> Option<Party> {
    match event {
        Event::MaterialCommunicated(e) => Some(e.party),
        Event::DecisionServed(e) => Some(e.party),
        Event::AppealLodged(e) => Some(e.party),
        _ => None,
    }
}

fn refers(event: &Event) -> Option<Position> {
    match event {
        Event::ConcernReported(e) => e.shortfall,
        Event::DecisionServed(e) => Some(e.decision),
        Event::ProgrammeRevised(e) => Some(e.decision),
        Event::SlipCorrected(e) => Some(e.decision),
        Event::DecisionAnnulled(e) => Some(e.decision),
        Event::EntryStruck(e) => Some(e.of),
        Event::AppealLodged(e) => Some(e.decision),
        Event::AppealTimelinessDecided(e) => Some(e.appeal),
        Event::AppealForwarded(e) => Some(e.appeal),
        Event::AppealDecided(e) => Some(e.appeal),
        _ => None,
    }
}
