//! Duties that cases of action programmes bring.

use domain::action_programme::{Party, happened};
use domain::calendar::Day;
use domain::id::{Position, PupilId, SchoolUnitCode, Size};

use super::{Here, Waiting, Whose};
use crate::Facts;
use crate::case::{Appeal, AppealStep, Case, Step, cases_at, is_gone, last_unit};
use crate::views::todo::{About, TodoKind};

impl Here<'_> {
    /// The duties of the cases that stand at the school unit: where the pupil is enrolled today, or was
    /// last.
    pub(super) fn cases(&self) -> Vec<Waiting> {
        let cases = cases_at(self.facts, self.school, self.today, self.at);
        cases.iter().flat_map(|case| OfCase { here: self, case }.waiting()).collect()
    }
}

/// The school unit that has something left to do for a pupil who has left the municipality's schools: the
/// last one, as long as a duty of one of the pupil's cases waits there. None for a pupil who is enrolled.
#[must_use]
pub fn unit_of_leaver(
    facts: &Facts,
    pupil: PupilId,
    today: Day,
    at: Size,
) -> Option<SchoolUnitCode> {
    let school = last_unit(facts, pupil, today, at).filter(|_| is_gone(facts, pupil, today, at))?;
    let here = Here { facts, school, at, today, goals: None };
    let mut cases = facts.programmes_of(pupil).filter_map(|id| Case::read(facts, id, at));
    let waits = |case: &Case| {
        case.pupil == pupil
            && case.has_begun()
            && !OfCase { here: &here, case }.waiting().is_empty()
    };
    cases.any(|case| waits(&case)).then_some(school)
}

/// A case at the school unit where it stands.
struct OfCase<'h, 'a> {
    here: &'h Here<'a>,
    case: &'h Case,
}

impl OfCase<'_, '_> {
    fn waiting(&self) -> Vec<Waiting> {
        let Here { facts, today, at, .. } = *self.here;
        let mut waiting = Vec::new();
        if is_gone(facts, self.case.pupil, today, at) {
            waiting.extend(self.end());
        } else {
            if self.case.awaits_decision() {
                self.undecided(&mut waiting);
            }
            self.awaited(&mut waiting);
        }
        waiting.extend(self.service());
        waiting.extend(self.case.appeals().iter().filter_map(|appeal| self.appealed(appeal)));
        waiting
    }

    fn add(&self, kind: TodoKind, due: Option<Day>, of: Position, whose: Whose) -> Waiting {
        let (pupil, programme) = (Some(self.case.pupil), Some(self.case.programme));
        let about = About { pupil, programme, ..self.here.about() };
        Waiting { kind, due, of, whose, about }
    }

    fn with(mut waiting: Waiting, parties: Vec<Party>) -> Waiting {
        waiting.about.parties = parties;
        waiting
    }

    /// A pupil who has left is neither investigated, followed up nor evaluated any more: what is left of a
    /// programme in force is to end it, and to hand over what the next school needs.
    fn end(&self) -> Option<Waiting> {
        let decision = self.case.running().filter(|decision| decision.content.is_some())?;
        Some(self.add(TodoKind::EndProgramme, None, decision.position, Whose::Decider))
    }

    /// From concern to decision.
    fn undecided(&self, waiting: &mut Vec<Waiting>) {
        let case = self.case;
        if case.investigation().is_none() {
            let concern = case.concern().map(|(position, _)| position);
            let open = |of| self.add(TodoKind::OpenInvestigation, None, of, Whose::Principal);
            waiting.extend(concern.map(open));
            return;
        }
        let Some((concluded, _)) = case.concluded() else { return };
        let told = case.communicated();
        let mut parties = case.parties(self.here.facts, self.here.at);
        parties.retain(|party| !told.contains(party));
        let add = |kind| self.add(kind, None, concluded, Whose::Decider);
        if !parties.is_empty() {
            waiting.push(Self::with(add(TodoKind::CommunicateMaterial), parties));
        }
        waiting.push(add(TodoKind::DecideProgramme));
    }

    /// The investigation under way, follow-up and evaluation, each by the one named.
    fn awaited(&self, waiting: &mut Vec<Waiting>) {
        waiting.extend(self.case.awaited().map(|(step, due)| {
            let kind = match step {
                Step::Conclude => TodoKind::ConcludeInvestigation,
                Step::FollowUp => TodoKind::FollowUpProgramme,
                Step::Evaluate => TodoKind::EvaluateProgramme,
            };
            let whose = self.here.named(due.appointment.by);
            self.add(kind, Some(due.appointment.on), due.of, whose)
        }));
    }

    /// The parties that the decision in force has not reached.
    fn service(&self) -> Option<Waiting> {
        let case = self.case;
        let decision = case.in_force()?;
        let served = case.served(decision.position);
        let reached = |party: &Party| served.iter().any(|(_, served)| served.party == *party);
        let mut parties = case.parties(self.here.facts, self.here.at);
        parties.retain(|party| !reached(party));
        let of = decision.position;
        let serve = self.add(TodoKind::ServeDecision, None, of, Whose::Decider);
        (!parties.is_empty()).then(|| Self::with(serve, parties))
    }

    /// An appeal: whether it came in time is decided first, then it is forwarded, then the board decides. The
    /// service goal of forwarding runs from the day on which the appeal was found in time.
    fn appealed(&self, appeal: &Appeal<'_>) -> Option<Waiting> {
        let (step, of) = appeal.next()?;
        let goals = self.here.goals.as_ref();
        let within = |from: Day| goals.map(|goals| from.plus(i32::from(goals.forwarding_days)));
        let said = appeal.timeliness.and_then(|(_, decided)| decided.on);
        let found = self.here.facts.recorded_at(of).map(|at| happened(said, at));
        let (kind, due) = match step {
            AppealStep::Timeliness => (TodoKind::DecideTimeliness, within(appeal.lodged.received)),
            AppealStep::Forward => (TodoKind::ForwardAppeal, found.and_then(within)),
            AppealStep::Outcome => (TodoKind::RecordOutcome, None),
        };
        let Waiting { about, .. } = self.add(kind, due, of, Whose::Principal);
        let parties = vec![appeal.lodged.party];
        let about = About { parties, appeal: Some(appeal.position), ..about };
        Some(Waiting { kind, due, of, whose: Whose::Principal, about })
    }
}
