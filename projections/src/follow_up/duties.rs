//! The duties that people have and have not done yet: each with the event that brought it, the day it is
//! due, and who is to do it today.

use domain::Event;
use domain::calendar::Day;
use domain::event::code;
use domain::guarantee::{Duty, GuaranteeAdopted};
use domain::id::{Position, PupilId, SchoolUnitCode, Size, StaffId};
use domain::people::{Role, Scope};
use domain::query::Tag;
use serde::Serialize;

use super::programmes;
use crate::views::support::covers;
use crate::{Facts, Noted};

/// A duty not done yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct OpenDuty {
    /// The last day of it: late from the day after.
    pub due: Day,
    /// What is to be done.
    pub duty: Duty,
    /// The event that brought it.
    pub of: Position,
    /// The pupil it concerns, if one.
    pub pupil: Option<PupilId>,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// Whose it is today; none where nobody holds the role.
    pub to: Option<StaffId>,
}

/// A duty's name in identities and addresses.
pub(super) const fn name(duty: Duty) -> &'static str {
    match duty {
        Duty::Answer => "answer",
        Duty::Investigation => "investigation",
        Duty::FollowUp => "follow_up",
        Duty::Evaluation => "evaluation",
        Duty::AppealForwarding => "appeal_forwarding",
        Duty::MeasureEvaluation => "measure_evaluation",
        Duty::ComplaintAnswer => "complaint_answer",
    }
}

/// Every duty at a school unit that is not done, late or not, in order of day, then of kind and of the
/// event that brought it.
///
/// - A shortfall waits for the responsible assessor of the pupil's class today; where there is none, for
///   the principal. Of a pupil who is enrolled nowhere it waits for nobody.
/// - An investigation waits for its lead, a programme's follow-up and evaluation for whom the programme
///   names, a measure's evaluation for who carries it; where no role of that person reaches the unit any
///   more (the person has left, the pupil has moved), for the principal.
/// - An appeal found in time waits for the principal to forward it within the service goal, a complaint for
///   the principal's answer.
#[must_use]
pub fn duties(facts: &Facts, school: SchoolUnitCode, at: Size, today: Day) -> Vec<OpenDuty> {
    let principal = principal(facts, school, at, today);
    let here = Here { facts, school, at, today, principal, goals: facts.goals(today, at) };
    let mut duties = here.answers();
    duties.extend(programmes::duties(&here));
    duties.extend(here.measures());
    duties.extend(here.complaints());
    duties.sort_unstable_by_key(|duty| (duty.due, duty.duty, duty.of));
    duties
}

/// A school unit on a day, as known at a size.
pub(super) struct Here<'a> {
    pub(super) facts: &'a Facts,
    pub(super) school: SchoolUnitCode,
    pub(super) at: Size,
    pub(super) today: Day,
    pub(super) principal: Option<StaffId>,
    pub(super) goals: Option<GuaranteeAdopted>,
}

impl Here<'_> {
    /// The person named, or the principal where no role of that person reaches the school unit any more.
    pub(super) fn person(&self, named: StaffId) -> Option<StaffId> {
        let roles = self.facts.roles(named, self.today, self.at);
        let reaches = |scope| covers(self.facts, scope, self.school, self.today, self.at);
        let here = roles.iter().any(|held| reaches(held.scope));
        if here { Some(named) } else { self.principal }
    }

    pub(super) fn noted(&self, codes: &[domain::event::Code]) -> impl Iterator<Item = Noted> {
        self.facts.ledger_of(Tag::School(self.school), codes, self.at)
    }

    fn answers(&self) -> Vec<OpenDuty> {
        let open = self.facts.shortfalls_at(self.school, self.at).into_iter();
        let open = open.filter(crate::guarantee::Shortfall::is_open);
        let waiting = open.filter_map(|shortfall| {
            let state = self.facts.pupil(shortfall.pupil, self.today, self.at)?;
            let enrolled_at = state.enrolment?.school;
            let class = state.class.filter(|_| enrolled_at == self.school);
            let assessor =
                class.and_then(|class| self.facts.responsible_assessor(class, self.today, self.at));
            Some(OpenDuty {
                due: shortfall.answer_by,
                duty: Duty::Answer,
                of: shortfall.position,
                pupil: Some(shortfall.pupil),
                school: self.school,
                to: assessor.or(self.principal),
            })
        });
        waiting.collect()
    }

    fn measures(&self) -> Vec<OpenDuty> {
        let mut open = std::collections::BTreeMap::new();
        for noted in self.noted(&[code::MeasureDecided, code::MeasureEvaluated]) {
            match noted.event {
                Event::MeasureDecided(e) => {
                    let duty = OpenDuty {
                        due: e.evaluate_by,
                        duty: Duty::MeasureEvaluation,
                        of: noted.position,
                        pupil: None,
                        school: self.school,
                        to: self.person(e.responsible),
                    };
                    open.insert(e.measure, duty);
                }
                Event::MeasureEvaluated(e) => _ = open.remove(&e.measure),
                _ => {}
            }
        }
        open.into_values().collect()
    }

    fn complaints(&self) -> Vec<OpenDuty> {
        let received = self.noted(&[code::ComplaintReceived]);
        let open = received.filter_map(|noted| match noted.event {
            Event::ComplaintReceived(e) if !self.is_answered(noted.position, e.pupil) => {
                Some(OpenDuty {
                    due: e.answer_by,
                    duty: Duty::ComplaintAnswer,
                    of: noted.position,
                    pupil: Some(e.pupil),
                    school: self.school,
                    to: self.principal,
                })
            }
            _ => None,
        });
        open.collect()
    }

    /// The answer may stand at another school unit, where the pupil has moved.
    fn is_answered(&self, complaint: Position, pupil: PupilId) -> bool {
        let codes = [code::ComplaintAnswered];
        let mut answers = self.facts.ledger_of(Tag::Pupil(pupil), &codes, self.at);
        answers.any(|noted| match noted.event {
            Event::ComplaintAnswered(e) => e.of == complaint,
            _ => false,
        })
    }
}

/// Who is principal of a school unit on a day; of several, the first by id.
fn principal(facts: &Facts, school: SchoolUnitCode, at: Size, day: Day) -> Option<StaffId> {
    let (limit, scope) = (facts.limit(at), Scope::School(school));
    // A municipality has thousands of staff and one or two who were ever principal here.
    let ever = facts.ids.staff.keys().iter().zip(&facts.staff.rows).filter(|(_, row)| {
        let mut roles = row.roles.before(limit).iter().map(|entry| &entry.value);
        roles.any(|change| change.role == Role::Principal && change.scope == scope)
    });
    let holds = |staff: &StaffId| {
        let roles = facts.roles(*staff, day, at);
        roles.iter().any(|held| held.role == Role::Principal && held.scope == scope)
    };
    ever.map(|(staff, _)| *staff).filter(holds).min()
}
