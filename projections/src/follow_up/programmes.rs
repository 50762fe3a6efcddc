//! Duties that action programmes bring: folded case by case, over the school units that a case has seen.

use std::collections::{BTreeMap, BTreeSet};

use domain::Event;
use domain::action_programme::{AppealOutcome, Appointment, Content};
use domain::calendar::Day;
use domain::event::{Code, code};
use domain::guarantee::Duty;
use domain::id::{Position, ProgrammeId, PupilId, StaffId};
use domain::query::Tag;

use super::duties::{Here, OpenDuty};
use crate::Noted;
use crate::views::programme::cases_at;

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

/// The duties of the cases that stand at the school unit: where the pupil is enrolled today.
pub(super) fn duties(here: &Here<'_>) -> Vec<OpenDuty> {
    let cases = cases_at(here.facts, here.school, here.today, here.at).into_iter();
    cases.flat_map(|case| Case::of(here, case.programme).duties(here)).collect()
}

/// A duty as the event that brought it says.
#[derive(Debug, Clone, Copy)]
struct Pending {
    of: Position,
    pupil: PupilId,
    due: Day,
    /// Who is named; none: the principal.
    to: Option<StaffId>,
}

/// A decision, and what it appoints where it is a programme.
#[derive(Debug, Clone, Copy)]
struct Decision {
    of: Position,
    /// Follow-up and evaluation.
    appoints: Option<(Pending, Pending)>,
}

/// One case, from concern to end, without what was struck. Read as the decisions of the term read it: in
/// force is the latest decision not annulled, by the school unit or by the board of appeal; where a change
/// is annulled, what it changed stands again.
#[derive(Debug, Default)]
struct Case {
    investigation: Option<Pending>,
    decisions: Vec<Decision>,
    annulled: BTreeSet<Position>,
    /// Each follow-up, with the next one that it appoints.
    followed_up: Vec<(Position, Option<Pending>)>,
    evaluated: Option<Position>,
    ended: Option<Position>,
    /// Appeal and the decision it concerns.
    appeals: BTreeMap<Position, Position>,
    /// By appeal.
    forwarding: BTreeMap<Position, Pending>,
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
        match &noted.event {
            Event::InvestigationOpened(e) => {
                let (pupil, due) = (e.pupil, e.conclude_by);
                self.investigation = Some(Pending { of, pupil, due, to: Some(e.lead) });
            }
            Event::InvestigationConcluded(_) => self.investigation = None,
            Event::ProgrammeDecided(e) => {
                self.decided(of, Some(appointed(of, e.pupil, &e.content)));
            }
            Event::ProgrammeRevised(e) => {
                self.decided(of, Some(appointed(of, e.pupil, &e.content)));
            }
            Event::NoProgrammeDecided(_) => self.decided(of, None),
            Event::ProgrammeFollowedUp(e) => {
                let next = e.next.map(|next| pending(of, e.pupil, next));
                self.followed_up.push((of, next));
            }
            Event::ProgrammeEvaluated(_) => self.evaluated = Some(of),
            Event::ProgrammeEnded(_) => {
                self.investigation = None;
                self.ended = Some(of);
            }
            Event::DecisionAnnulled(e) => _ = self.annulled.insert(e.decision),
            _ => self.appealed(here, noted),
        }
    }

    fn decided(&mut self, of: Position, appoints: Option<(Pending, Pending)>) {
        self.investigation = None;
        self.decisions.push(Decision { of, appoints });
    }

    fn appealed(&mut self, here: &Here<'_>, noted: &Noted) {
        match &noted.event {
            Event::AppealLodged(e) => _ = self.appeals.insert(noted.position, e.decision),
            Event::AppealTimelinessDecided(e) => {
                self.forwarding.remove(&e.appeal);
                if let Some(goals) = here.goals.as_ref().filter(|_| e.in_time) {
                    let due = noted.at.day().plus(i32::from(goals.forwarding_days));
                    let (of, pupil) = (noted.position, e.pupil);
                    let pending = Pending { of, pupil, due, to: None };
                    self.forwarding.insert(e.appeal, pending);
                }
            }
            Event::AppealForwarded(e) => _ = self.forwarding.remove(&e.appeal),
            Event::AppealDecided(e) => {
                use AppealOutcome::{Annulled, AnnulledAndRemitted};
                self.forwarding.remove(&e.appeal);
                if matches!(e.outcome, Annulled | AnnulledAndRemitted) {
                    self.annulled.extend(self.appeals.get(&e.appeal));
                }
            }
            _ => {}
        }
    }

    /// The decision in force, unless the programme has ended since.
    fn in_force(&self) -> Option<&Decision> {
        let standing = |decision: &&Decision| !self.annulled.contains(&decision.of);
        let latest = self.decisions.iter().rev().find(standing)?;
        (self.ended < Some(latest.of)).then_some(latest)
    }

    fn duties(&self, here: &Here<'_>) -> Vec<OpenDuty> {
        let mut pending: Vec<(Duty, Pending)> = Vec::new();
        pending.extend(self.investigation.map(|pending| (Duty::Investigation, pending)));
        if let Some(Decision { of, appoints: Some((follow_up, evaluation)) }) = self.in_force() {
            let since = self.followed_up.iter().rfind(|(followed_up, _)| followed_up > of);
            let next = since.map_or(Some(*follow_up), |(_, next)| *next);
            pending.extend(next.map(|next| (Duty::FollowUp, next)));
            let open = self.evaluated < Some(*of);
            pending.extend(open.then_some((Duty::Evaluation, *evaluation)));
        }
        pending.extend(self.forwarding.values().map(|p| (Duty::AppealForwarding, *p)));
        let duties = pending.into_iter().map(|(duty, Pending { of, pupil, due, to })| {
            let to = to.map_or(here.principal, |named| here.person(named));
            OpenDuty { due, duty, of, pupil: Some(pupil), school: here.school, to }
        });
        duties.collect()
    }
}

fn pending(of: Position, pupil: PupilId, appointment: Appointment) -> Pending {
    Pending { of, pupil, due: appointment.on, to: Some(appointment.by) }
}

fn appointed(of: Position, pupil: PupilId, content: &Content) -> (Pending, Pending) {
    (pending(of, pupil, content.follow_up), pending(of, pupil, content.evaluation))
}
