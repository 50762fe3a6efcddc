//! Duties that action programmes bring: folded case by case, over the school units that a case has seen.

use std::collections::{BTreeMap, BTreeSet};

use domain::Event;
use domain::action_programme::{AppealOutcome, Appointment};
use domain::calendar::Day;
use domain::event::{Code, code};
use domain::guarantee::Duty;
use domain::id::{Position, ProgrammeId, PupilId, SchoolUnitCode, StaffId};
use domain::query::Tag;

use super::duties::{Here, OpenDuty};
use crate::Noted;

/// What brings a duty.
const BRING: [Code; 5] = [
    code::InvestigationOpened,
    code::ProgrammeDecided,
    code::ProgrammeRevised,
    code::ProgrammeFollowedUp,
    code::AppealTimelinessDecided,
];

/// What a case's duties rest on.
const CASE: [Code; 13] = [
    code::InvestigationOpened,
    code::InvestigationConcluded,
    code::ProgrammeDecided,
    code::NoProgrammeDecided,
    code::ProgrammeFollowedUp,
    code::ProgrammeEvaluated,
    code::ProgrammeRevised,
    code::ProgrammeEnded,
    code::DecisionAnnulled,
    code::AppealLodged,
    code::AppealTimelinessDecided,
    code::AppealForwarded,
    code::AppealDecided,
];

/// The duties of programmes that stand at the school unit where the event that brought them was recorded.
pub(super) fn duties(here: &Here<'_>) -> Vec<OpenDuty> {
    let cases: BTreeSet<ProgrammeId> =
        here.noted(&BRING).filter_map(|noted| programme(&noted.event)).collect();
    let duties = cases.into_iter().flat_map(|case| Case::of(here, case).duties(here));
    duties.collect()
}

fn programme(event: &Event) -> Option<ProgrammeId> {
    match event {
        Event::InvestigationOpened(e) => Some(e.programme),
        Event::ProgrammeDecided(e) => Some(e.programme),
        Event::ProgrammeRevised(e) => Some(e.programme),
        Event::ProgrammeFollowedUp(e) => Some(e.programme),
        Event::AppealTimelinessDecided(e) => Some(e.programme),
        _ => None,
    }
}

/// A duty as the event that brought it says.
#[derive(Debug, Clone, Copy)]
struct Pending {
    of: Position,
    pupil: PupilId,
    school: SchoolUnitCode,
    due: Day,
    /// Who is named; none: the principal.
    to: Option<StaffId>,
}

/// One case, from concern to end.
#[derive(Debug, Default)]
struct Case {
    investigation: Option<Pending>,
    follow_up: Option<Pending>,
    evaluation: Option<Pending>,
    /// By appeal.
    forwarding: BTreeMap<Position, Pending>,
    /// Appeal and the decision it concerns.
    appeals: BTreeMap<Position, Position>,
    /// The decision whose content is in force.
    in_force: Option<Position>,
}

impl Case {
    fn of(here: &Here<'_>, programme: ProgrammeId) -> Self {
        let tag = Tag::Programme(programme);
        let struck = here.facts.ledger_of(tag, &[code::EntryStruck], here.at);
        let struck: BTreeSet<Position> = struck
            .filter_map(|noted| match noted.event {
                Event::EntryStruck(e) => Some(e.of),
                _ => None,
            })
            .collect();
        let mut case = Self::default();
        for noted in here.facts.ledger_of(tag, &CASE, here.at) {
            if !struck.contains(&noted.position) {
                case.take(here, &noted);
            }
        }
        case
    }

    fn take(&mut self, here: &Here<'_>, noted: &Noted) {
        let of = noted.position;
        let appointed = |(pupil, school), appointment: Appointment| Pending {
            of,
            pupil,
            school,
            due: appointment.on,
            to: Some(appointment.by),
        };
        match &noted.event {
            Event::InvestigationOpened(e) => {
                let (pupil, school, due) = (e.pupil, e.school, e.conclude_by);
                self.investigation = Some(Pending { of, pupil, school, due, to: Some(e.lead) });
            }
            Event::InvestigationConcluded(_) | Event::NoProgrammeDecided(_) => {
                self.investigation = None;
            }
            Event::ProgrammeDecided(e) => {
                self.investigation = None;
                self.in_force = Some(of);
                self.follow_up = Some(appointed((e.pupil, e.school), e.content.follow_up));
                self.evaluation = Some(appointed((e.pupil, e.school), e.content.evaluation));
            }
            Event::ProgrammeRevised(e) => {
                self.in_force = Some(of);
                self.follow_up = Some(appointed((e.pupil, e.school), e.content.follow_up));
                self.evaluation = Some(appointed((e.pupil, e.school), e.content.evaluation));
            }
            Event::ProgrammeFollowedUp(e) => {
                self.follow_up = e.next.map(|next| appointed((e.pupil, e.school), next));
            }
            Event::ProgrammeEvaluated(_) => self.evaluation = None,
            Event::ProgrammeEnded(_) => {
                (self.investigation, self.follow_up, self.evaluation) = (None, None, None);
            }
            Event::DecisionAnnulled(e) => self.annul(e.decision),
            _ => self.appeal(here, noted),
        }
    }

    fn appeal(&mut self, here: &Here<'_>, noted: &Noted) {
        match &noted.event {
            Event::AppealLodged(e) => _ = self.appeals.insert(noted.position, e.decision),
            Event::AppealTimelinessDecided(e) if e.in_time => {
                let Some(goals) = &here.goals else { return };
                let due = noted.at.day().plus(i32::from(goals.forwarding_days));
                let (of, pupil, school) = (noted.position, e.pupil, e.school);
                let pending = Pending { of, pupil, school, due, to: None };
                self.forwarding.insert(e.appeal, pending);
            }
            Event::AppealTimelinessDecided(e) => _ = self.forwarding.remove(&e.appeal),
            Event::AppealForwarded(e) => _ = self.forwarding.remove(&e.appeal),
            Event::AppealDecided(e) => {
                use AppealOutcome::{Annulled, AnnulledAndRemitted};
                self.forwarding.remove(&e.appeal);
                let appealed = self.appeals.get(&e.appeal).copied();
                if let (Some(decision), Annulled | AnnulledAndRemitted) = (appealed, e.outcome) {
                    self.annul(decision);
                }
            }
            _ => {}
        }
    }

    /// What no longer holds is neither followed up nor evaluated.
    fn annul(&mut self, decision: Position) {
        if self.in_force == Some(decision) {
            (self.in_force, self.follow_up, self.evaluation) = (None, None, None);
        }
    }

    fn duties(&self, here: &Here<'_>) -> Vec<OpenDuty> {
        let pending = [
            (Duty::Investigation, self.investigation),
            (Duty::FollowUp, self.follow_up),
            (Duty::Evaluation, self.evaluation),
        ];
        let pending = pending.into_iter().filter_map(|(duty, pending)| Some((duty, pending?)));
        let forwarding = self.forwarding.values().map(|p| (Duty::AppealForwarding, *p));
        let all = pending.chain(forwarding).filter(|(_, pending)| pending.school == here.school);
        let duties = all.map(|(duty, Pending { of, pupil, school, due, to })| {
            let to = to.map_or(here.principal, |named| here.person(named));
            OpenDuty { due, duty, of, pupil: Some(pupil), school, to }
        });
        duties.collect()
    }
}
