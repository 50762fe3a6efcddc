//! State and decisions of the dialogue with parents. Refusals, in their order, stand in
//! [`super::Refusal`].

use super::{
    AssessmentExplained, Command, ComplaintAnswered, ComplaintReceived, DialogueHeld,
    DialogueInvited, GuardianAcknowledged, GuardianViewRecorded, Participant, Refusal,
};
use crate::assessment::{effective, values};
use crate::calendar::Day;
use crate::command::Act;
use crate::event::{Event, Recorded, code};
use crate::id::{DialogueId, GuardianId, Position, PupilId, RoundId, SchoolUnitCode};
use crate::organisation::authority::Roles;
use crate::people::Scope;
use crate::pupil::enrolment::Pupil;
use crate::pupil::guardians::Guardians;
use crate::query::{Query, Tag};
use crate::round::demand;

// -------------------------------------------------------------------------------------- state

/// What every decision on a pupil's dialogue asks.
struct OfPupil<'a> {
    act: &'a Act,
    history: &'a [Recorded],
    id: PupilId,
    school: SchoolUnitCode,
    pupil: Pupil,
    guardians: Guardians,
}

impl<'a> OfPupil<'a> {
    fn of(act: &'a Act, history: &'a [Recorded], (id, school): (PupilId, SchoolUnitCode)) -> Self {
        let (pupil, guardians) = (Pupil::of(history, id), Guardians::of(history));
        Self { act, history, id, school, pupil, guardians }
    }

    fn boundary(act: &Act, (pupil, school): (PupilId, SchoolUnitCode)) -> Query {
        let query = Roles::boundary(Query::new(), act, Scope::School(school));
        Guardians::boundary(Pupil::boundary(query, pupil), pupil)
    }

    /// The events of the boundary that could be read.
    fn events(&self) -> impl Iterator<Item = &'a Event> + use<'a> {
        self.history.iter().filter_map(|recorded| recorded.event.as_ref())
    }

    /// The school unit is where the pupil is. What happened is recorded late, also of a pupil
    /// who has moved since: the day it happened and today both count.
    fn pupil_here(&self, on: Day) -> Result<(), Refusal> {
        demand(self.pupil.is_known(), Refusal::PupilUnknown)?;
        let mut days = [on, self.act.today()].into_iter();
        let here = days.any(|day| self.pupil.is_enrolled_at(self.school, day));
        demand(here, Refusal::NotEnrolledHere)
    }

    fn linked(&self, guardian: GuardianId) -> Result<(), Refusal> {
        demand(self.guardians.is_linked(guardian), Refusal::GuardianNotLinked)
    }

    /// A guardian who may be told of the pupil.
    fn admitted(&self, guardian: GuardianId) -> Result<(), Refusal> {
        self.linked(guardian)?;
        demand(!self.guardians.is_blocked(guardian), Refusal::GuardianBlocked)
    }

    fn not_future(&self, on: Day) -> Result<(), Refusal> {
        demand(on <= self.act.today(), Refusal::DateInFuture)?;
        demand(on.is_plausible(self.act.today()), Refusal::DayImplausible)
    }

    /// A point, or the reason for none, that was there on the day. A later correction changes no talk
    /// that has been.
    fn has_result(&self, round: RoundId, on: Day) -> Result<(), Refusal> {
        let values = values(self.history, self.id, round);
        demand(effective(&values).is_some(), Refusal::NothingToExplain)?;
        let first = values.iter().map(|value| value.on).min();
        demand(first <= Some(on), Refusal::BeforeResult)
    }

    /// The talk is about this pupil, if it is known at all.
    fn own(&self, dialogue: DialogueId) -> Result<(), Refusal> {
        let mut pupils = self.events().filter_map(|event| pupil_of(event, dialogue));
        demand(pupils.all(|pupil| pupil == self.id), Refusal::DialogueOfAnother)
    }

    /// The talk, where one is named, is known and about this pupil.
    fn known(&self, dialogue: Option<DialogueId>) -> Result<(), Refusal> {
        let Some(dialogue) = dialogue else { return Ok(()) };
        self.own(dialogue)?;
        let known = self.events().any(|event| pupil_of(event, dialogue).is_some());
        demand(known, Refusal::DialogueUnknown)
    }

    /// The talk as held.
    fn held(&self, dialogue: DialogueId) -> Option<&'a DialogueHeld> {
        self.events().find_map(|event| match event {
            Event::DialogueHeld(e) if e.dialogue == dialogue => Some(e),
            _ => None,
        })
    }

    /// The event, unless the very same is recorded.
    fn once(&self, wanted: Event) -> Vec<Event> {
        if self.events().any(|event| *event == wanted) { Vec::new() } else { vec![wanted] }
    }
}

/// About whom this talk was arranged or held.
fn pupil_of(event: &Event, dialogue: DialogueId) -> Option<PupilId> {
    match event {
        Event::DialogueInvited(e) if e.dialogue == dialogue => Some(e.pupil),
        Event::DialogueHeld(e) if e.dialogue == dialogue => Some(e.pupil),
        _ => None,
    }
}

// ----------------------------------------------------------------------------------- boundary

/// Adds what is to be known of a talk.
fn talk(query: Query, dialogue: DialogueId) -> Query {
    query.or(&[code::DialogueInvited, code::DialogueHeld], &[Tag::Dialogue(dialogue)])
}

/// Adds what is to be known of a pupil's results.
fn results(query: Query, pupil: PupilId) -> Query {
    let types = [
        code::ReadingAssessed,
        code::NotAssessed,
        code::AssessmentCorrected,
        code::AssessmentStruck,
    ];
    query.or(&types, &[Tag::Pupil(pupil)])
}

impl Command {
    /// Which events the decision rests on.
    #[must_use]
    pub fn boundary(&self, act: &Act) -> Query {
        let query = OfPupil::boundary(act, self.subject());
        match self {
            Self::Invite(e) => talk(query, e.dialogue),
            Self::Hold(e) => talk(query, e.dialogue),
            Self::Explain(e) => {
                let query = e.dialogue.into_iter().fold(results(query, e.pupil), talk);
                query.or(&[code::AssessmentExplained], &[Tag::Pupil(e.pupil)])
            }
            Self::RecordView(e) => {
                let query = e.dialogue.into_iter().fold(query, talk);
                query.or(&[code::GuardianViewRecorded], &[Tag::Pupil(e.pupil)])
            }
            Self::Acknowledge(e) => {
                results(query, e.pupil).or(&[code::GuardianAcknowledged], &[Tag::Pupil(e.pupil)])
            }
            Self::ReceiveComplaint(e) => {
                query.or(&[code::ComplaintReceived], &[Tag::Pupil(e.pupil)])
            }
            Self::AnswerComplaint(e) => {
                let types = [code::ComplaintReceived, code::ComplaintAnswered];
                query.or(&types, &[Tag::Pupil(e.pupil)])
            }
        }
    }

    /// About whom, and where.
    const fn subject(&self) -> (PupilId, SchoolUnitCode) {
        match self {
            Self::Invite(e) => (e.pupil, e.school),
            Self::Hold(e) => (e.pupil, e.school),
            Self::Explain(e) => (e.pupil, e.school),
            Self::RecordView(e) => (e.pupil, e.school),
            Self::Acknowledge(e) => (e.pupil, e.school),
            Self::ReceiveComplaint(e) => (e.pupil, e.school),
            Self::AnswerComplaint(e) => (e.pupil, e.school),
        }
    }
}

// ---------------------------------------------------------------------------------- decisions

impl Command {
    /// Decides on the events of the boundary, in order of position. No event: it is already so.
    pub fn decide(&self, act: &Act, history: &[Recorded]) -> Result<Vec<Event>, Refusal> {
        let (_, school) = self.subject();
        let roles = Roles::of(act, history);
        let may = roles.allow(self.entrusted(), Scope::School(school), |_| false);
        demand(may, Refusal::NotAuthorised)?;
        let of = &OfPupil::of(act, history, self.subject());
        match self {
            Self::Invite(e) => invite(e, of),
            Self::Hold(e) => hold(e, of),
            Self::Explain(e) => explain(e, of),
            Self::RecordView(e) => record_view(e, of),
            Self::Acknowledge(e) => acknowledge(e, of),
            Self::ReceiveComplaint(e) => receive_complaint(e, of),
            Self::AnswerComplaint(e) => answer_complaint(e, of),
        }
    }
}

type Decision = Result<Vec<Event>, Refusal>;

/// The latest invitation of each guardian holds: a new day is a new letter.
fn invite(wanted: &DialogueInvited, of: &OfPupil<'_>) -> Decision {
    of.pupil_here(of.act.today())?;
    of.admitted(wanted.guardian)?;
    of.own(wanted.dialogue)?;
    let letters = of.events().filter_map(|event| match event {
        Event::DialogueInvited(e) if e.guardian == wanted.guardian => Some(e),
        _ => None,
    });
    if letters.last() == Some(wanted) {
        return Ok(Vec::new());
    }
    demand(of.held(wanted.dialogue).is_none(), Refusal::AlreadyHeld)?;
    demand(wanted.on.is_plausible(of.act.today()), Refusal::DayImplausible)?;
    Ok(vec![wanted.clone().into()])
}

fn hold(wanted: &DialogueHeld, of: &OfPupil<'_>) -> Decision {
    of.pupil_here(wanted.on)?;
    let guardians = wanted.took_part.iter().filter_map(|participant| match participant {
        Participant::Guardian(guardian) => Some(*guardian),
        _ => None,
    });
    guardians.clone().try_for_each(|guardian| of.linked(guardian))?;
    of.own(wanted.dialogue)?;
    let held = of.held(wanted.dialogue);
    if held == Some(wanted) {
        return Ok(Vec::new());
    }
    demand(held.is_none(), Refusal::AlreadyHeld)?;
    let pupil = wanted.took_part.contains(&Participant::Pupil);
    demand(pupil || guardians.count() > 0, Refusal::NobodyTookPart)?;
    of.not_future(wanted.on)?;
    Ok(vec![wanted.clone().into()])
}

fn explain(wanted: &AssessmentExplained, of: &OfPupil<'_>) -> Decision {
    of.pupil_here(wanted.on)?;
    of.admitted(wanted.guardian)?;
    of.known(wanted.dialogue)?;
    of.not_future(wanted.on)?;
    of.has_result(wanted.round, wanted.on)?;
    Ok(of.once(wanted.clone().into()))
}

/// A guardian whose access is blocked still has a view. What is sealed cannot be compared: a view is
/// recorded again rather than lost.
fn record_view(wanted: &GuardianViewRecorded, of: &OfPupil<'_>) -> Decision {
    of.pupil_here(wanted.on)?;
    of.linked(wanted.guardian)?;
    of.known(wanted.dialogue)?;
    of.not_future(wanted.on)?;
    demand(wanted.view.value().is_some(), Refusal::NoWords)?;
    Ok(vec![wanted.clone().into()])
}

fn acknowledge(wanted: &GuardianAcknowledged, of: &OfPupil<'_>) -> Decision {
    of.pupil_here(wanted.on)?;
    of.admitted(wanted.guardian)?;
    of.not_future(wanted.on)?;
    of.has_result(wanted.round, wanted.on)?;
    Ok(of.once(wanted.clone().into()))
}

/// Anyone may complain, also of a school unit the pupil has left (Education Act ch. 4 s. 8).
fn receive_complaint(wanted: &ComplaintReceived, of: &OfPupil<'_>) -> Decision {
    demand(of.pupil.is_known(), Refusal::PupilUnknown)?;
    demand(of.pupil.has_been_at(wanted.school), Refusal::NotEnrolledHere)?;
    wanted.guardian.map_or(Ok(()), |guardian| of.linked(guardian))?;
    of.not_future(wanted.on)?;
    demand(wanted.on <= wanted.answer_by, Refusal::DatesOutOfOrder)?;
    demand(wanted.complaint.value().is_some(), Refusal::NoWords)?;
    Ok(vec![wanted.clone().into()])
}

fn answer_complaint(wanted: &ComplaintAnswered, of: &OfPupil<'_>) -> Decision {
    demand(of.pupil.is_known(), Refusal::PupilUnknown)?;
    let complaint = complaint(of, wanted.of);
    let its_own = complaint.is_some_and(|complaint| complaint.school == wanted.school);
    let here = of.pupil.is_enrolled_at(wanted.school, of.act.today());
    demand(its_own || here, Refusal::NotEnrolledHere)?;
    of.not_future(wanted.on)?;
    let complaint = complaint.ok_or(Refusal::ComplaintUnknown)?;
    let answered = of.events().find_map(|event| match event {
        Event::ComplaintAnswered(e) if e.of == wanted.of => Some(e),
        _ => None,
    });
    if answered == Some(wanted) {
        return Ok(Vec::new());
    }
    demand(answered.is_none(), Refusal::AlreadyAnswered)?;
    demand(complaint.on <= wanted.on, Refusal::DatesOutOfOrder)?;
    demand(wanted.answer.value().is_some(), Refusal::NoWords)?;
    Ok(vec![wanted.clone().into()])
}

/// The complaint recorded at this position, if it is about this pupil.
fn complaint<'a>(of: &OfPupil<'a>, at: Position) -> Option<&'a ComplaintReceived> {
    of.history.iter().find_map(|recorded| match &recorded.event {
        Some(Event::ComplaintReceived(e)) if recorded.position == at && e.pupil == of.id => Some(e),
        _ => None,
    })
}
