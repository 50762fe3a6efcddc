//! State and decisions of the guarantee. Refusals, in their order, stand in [`super::Refusal`].

use super::{
    Answer, Command, Duty, DutyReminded, FollowUpDeclined, GuaranteeAdopted, GuaranteeAnswered,
    Lack, Lifted, Promise, Refusal, Shortfall, ShortfallFollowed, ShortfallFound, ShortfallLifted,
    Standing, Step, in_force,
};
use crate::assessment::{self, Outcome, Value, counted};
use crate::authority::Only;
use crate::command::Act;
use crate::commitment::{self, Target, versions};
use crate::event::{Code, Event, Recorded, code};
use crate::id::{PointCode, Position, ProgrammeId, PupilId, RoundId, SchoolUnitCode};
use crate::organisation::authority::{Assessors, Roles};
use crate::people::{Actor, Role, Scope};
use crate::pupil::enrolment::Pupil;
use crate::query::{Query, Tag};
use crate::round::{self, RoundScheduled, demand};

// -------------------------------------------------------------------------------------- state

/// What tells of a commitment's versions. Its shortfalls carry its tag too, and are thousands.
const VERSIONS: [Code; 5] = [
    code::CommitmentProposed,
    code::CommitmentAdopted,
    code::CommitmentRevised,
    code::CommitmentLowered,
    code::CommitmentWithdrawn,
];

/// What tells of a pupil's results.
const RESULTS: [Code; 4] =
    [code::ReadingAssessed, code::NotAssessed, code::AssessmentCorrected, code::AssessmentStruck];

/// The longest service goal: a year. What takes longer is no goal for one pupil's matter.
const DAYS_MAX: u16 = 366;

/// What most decisions on a pupil's shortfalls ask.
struct OfPupil<'a> {
    act: &'a Act,
    history: &'a [Recorded],
    id: PupilId,
    pupil: Pupil,
    standing: Standing,
}

impl<'a> OfPupil<'a> {
    fn of(act: &'a Act, history: &'a [Recorded], id: PupilId) -> Self {
        let (pupil, standing) = (Pupil::of(history, id), Standing::of(history, id));
        Self { act, history, id, pupil, standing }
    }

    fn boundary(query: Query, pupil: PupilId) -> Query {
        Standing::boundary(Pupil::boundary(query, pupil), pupil)
    }

    /// The shortfall, if it stands.
    fn unlifted(&self, of: Position) -> Result<&Shortfall, Refusal> {
        let shortfall = self.standing.get(of).ok_or(Refusal::ShortfallUnknown)?;
        demand(shortfall.step() != Step::Lifted, Refusal::Lifted)?;
        Ok(shortfall)
    }

    /// The shortfall, if it stands and awaits an answer.
    fn open(&self, of: Position) -> Result<&Shortfall, Refusal> {
        let shortfall = self.unlifted(of)?;
        demand(shortfall.step() == Step::Open, Refusal::Answered)?;
        Ok(shortfall)
    }

    fn is_enrolled_at(&self, school: SchoolUnitCode) -> bool {
        self.pupil.is_enrolled_at(school, self.act.today())
    }

    /// The pupil's result that counts in the round.
    fn result(&self, round: RoundId) -> Option<Value> {
        counted(&assessment::values(self.history, self.id, round)).copied()
    }
}

/// The round, if the guarantee covers it.
fn awake<'a>(act: &Act, history: &'a [Recorded], round: RoundId) -> Option<&'a RoundScheduled> {
    let goals = in_force(history, act.today())?;
    round::schedule(history, round).filter(|round| goals.first_census <= round.census_date)
}

/// The promised target, if the version named is the one this round is held against.
fn promised(history: &[Recorded], schedule: &RoundScheduled, promise: Promise) -> Option<Target> {
    let of_level = history.iter().any(|recorded| match &recorded.event {
        Some(Event::CommitmentProposed(e)) => e.level == promise.level,
        _ => false,
    });
    let versions = versions(history);
    let version = commitment::in_force(&versions, schedule.census_date)?;
    let targets = &version.terms.targets;
    let target = targets.iter().find(|target| target.number == promise.target)?;
    let named = of_level && version.number == promise.version;
    let of_round = (target.occasion, target.edition) == (schedule.round.occasion, schedule.edition);
    (named && of_round).then(|| target.clone())
}

/// Whether the result in force is what the lack says.
fn lacks(lack: Lack, of: &OfPupil<'_>, round: RoundId, target: &Target) -> bool {
    match (lack, of.result(round)) {
        (Lack::Missing, result) => result.is_none(),
        (Lack::NotAssessed { recorded }, Some(result)) => {
            result.position == recorded && matches!(result.outcome, Outcome::NotAssessed(_))
        }
        (
            Lack::Below { assessed },
            Some(Value { position, outcome: Outcome::Point(point), .. }),
        ) => position == assessed && is_below(of.history, point, round, target),
        _ => false,
    }
}

/// A point that the edition no longer has does not reach the promised one; so the figures count it too.
fn is_below(history: &[Recorded], point: PointCode, round: RoundId, target: &Target) -> bool {
    let edition = round::edition(history, round.instrument, target.edition);
    edition.is_some_and(|edition| edition.rank(point) < edition.rank(target.least))
}

// ---------------------------------------------------------------------------------- decisions

impl Command {
    /// Which events the decision rests on.
    #[must_use]
    pub fn boundary(&self, act: &Act) -> Query {
        match self {
            Self::Adopt(_) => Roles::boundary(Query::new(), act, Scope::Municipality)
                .or(&[code::GuaranteeAdopted], &[Tag::Municipality]),
            Self::Find(e) => boundary_of_find(e),
            Self::Lift(e) => {
                OfPupil::boundary(Query::new(), e.pupil).or(&RESULTS, &[Tag::Pupil(e.pupil)])
            }
            Self::Follow(e) => OfPupil::boundary(Query::new(), e.pupil),
            Self::Answer(e) => boundary_of_answer(e, act),
            Self::Remind(e) => {
                let query = Query::new().or(&[code::DutyReminded], &[Tag::Staff(e.to)]);
                e.pupil.into_iter().fold(query, Standing::boundary)
            }
            Self::Decline(_) => Query::new().or(&[code::FollowUpDeclined], &[Tag::Municipality]),
        }
    }

    /// Decides on the events of the boundary, in order of position. No event: it is already so.
    pub fn decide(&self, act: &Act, history: &[Recorded]) -> Result<Vec<Event>, Refusal> {
        demand(self.is_allowed(act, history), Refusal::NotAuthorised)?;
        match self {
            Self::Adopt(e) => adopt(e, act, history),
            Self::Find(e) => find(e, &OfPupil::of(act, history, e.pupil)),
            Self::Lift(e) => lift(e, &OfPupil::of(act, history, e.pupil)),
            Self::Follow(e) => follow(e, &OfPupil::of(act, history, e.pupil)),
            Self::Answer(e) => answer(e, &OfPupil::of(act, history, e.pupil)),
            Self::Remind(e) => remind(e, act, history),
            Self::Decline(e) => decline(e, history),
        }
    }

    fn is_allowed(&self, act: &Act, history: &[Recorded]) -> bool {
        let holds = |only| match (only, self) {
            (Only::Process, _) => act.actor == Actor::PROCESS,
            (_, Self::Answer(e)) => is_for(e.answer, only),
            _ => false,
        };
        let place = match self {
            Self::Answer(e) => Scope::School(e.school),
            _ => Scope::Municipality,
        };
        Roles::of(act, history).allow(self.entrusted(), place, holds)
    }
}

fn boundary_of_find(wanted: &ShortfallFound) -> Query {
    OfPupil::boundary(Query::new(), wanted.pupil)
        .or(&RESULTS, &[Tag::Pupil(wanted.pupil)])
        .or(&[code::GuaranteeAdopted], &[Tag::Municipality])
        .or(&[code::RoundScheduled], &[Tag::Round(wanted.round)])
        .or(&VERSIONS, &[Tag::Commitment(wanted.promise.commitment)])
        .or(&[code::ScaleEditionAdopted], &[Tag::Instrument(wanted.round.instrument)])
}

/// The actor's own assignments tell whether they assess the class, which only the shortfall names.
fn boundary_of_answer(wanted: &GuaranteeAnswered, act: &Act) -> Query {
    let query = Roles::boundary(Query::new(), act, Scope::School(wanted.school));
    let assessing = [code::AssessorAssigned, code::AssessorEnded];
    let query =
        OfPupil::boundary(query, wanted.pupil).or(&assessing, &[Tag::Staff(act.actor.staff)]);
    match wanted.answer {
        Answer::ProgrammeCovers { programme } => {
            let reported = [code::ConcernReported, code::ProgrammeDecided, code::EntryStruck];
            query.or(&reported, &[Tag::Programme(programme)])
        }
        Answer::SchoolMeasure { measure: Some(measure) } => {
            query.or(&[code::MeasureDecided], &[Tag::Measure(measure)])
        }
        _ => query,
    }
}

type Decision = Result<Vec<Event>, Refusal>;

fn adopt(wanted: &GuaranteeAdopted, act: &Act, history: &[Recorded]) -> Decision {
    let last = history.iter().rev().find_map(|recorded| match &recorded.event {
        Some(Event::GuaranteeAdopted(e)) => Some(e),
        _ => None,
    });
    if last == Some(wanted) {
        return Ok(Vec::new());
    }
    let days = [
        wanted.answer_days,
        wanted.investigation_days,
        wanted.forwarding_days,
        wanted.complaint_days,
        wanted.remind_every_days,
    ];
    demand(days.iter().all(|days| (1..=DAYS_MAX).contains(days)), Refusal::DaysUnfit)?;
    demand(wanted.valid_from.is_plausible(act.today()), Refusal::DayImplausible)?;
    let follows = last.is_none_or(|last| last.valid_from <= wanted.valid_from);
    demand(follows, Refusal::ValidBeforeLast)?;
    // A guarantee that is awake is not put to sleep again by moving its first round away.
    let awake = last.is_none_or(|last| wanted.first_census <= last.first_census);
    demand(awake, Refusal::PutToSleep)?;
    Ok(vec![wanted.clone().into()])
}

/// What was lifted may be found again: a correction drops one under, or striking it restores what was.
fn find(wanted: &ShortfallFound, of: &OfPupil<'_>) -> Decision {
    let schedule = awake(of.act, of.history, wanted.round).ok_or(Refusal::NotAwake)?;
    demand(of.pupil.is_known(), Refusal::PupilUnknown)?;
    let target = promised(of.history, schedule, wanted.promise).ok_or(Refusal::PromiseUnknown)?;
    if let Some(standing) = of.standing.standing(wanted.round, wanted.promise) {
        demand(standing.found.lack == wanted.lack, Refusal::StandsAlready)?;
        return Ok(Vec::new());
    }
    // Who has left since the census date still belongs to the unit of that day.
    let days = [of.act.today(), schedule.census_date];
    let here = days.iter().any(|day| of.pupil.is_enrolled_at(wanted.school, *day));
    demand(here, Refusal::NotEnrolledHere)?;
    demand(lacks(wanted.lack, of, wanted.round, &target), Refusal::NotTheResult)?;
    Ok(vec![wanted.clone().into()])
}

/// What is answered can be lifted too: the trail shows both.
fn lift(wanted: &ShortfallLifted, of: &OfPupil<'_>) -> Decision {
    let shortfall = of.standing.get(wanted.of).filter(|s| s.found.round == wanted.round);
    let shortfall = shortfall.ok_or(Refusal::ShortfallUnknown)?;
    if shortfall.lifted == Some(wanted.why) {
        return Ok(Vec::new());
    }
    demand(shortfall.step() != Step::Lifted, Refusal::Lifted)?;
    // An answer stands, whether the pupil stays or not.
    let left = wanted.why == Lifted::Left;
    demand(!left || shortfall.step() == Step::Open, Refusal::Answered)?;
    let has = [shortfall.found.school, shortfall.responsible()].contains(&wanted.school);
    demand(has || of.is_enrolled_at(wanted.school), Refusal::NotEnrolledHere)?;
    let still_here = left && of.pupil.enrolled_on(of.act.today()).is_some();
    demand(!still_here, Refusal::PupilStillHere)?;
    let is_so = match wanted.why {
        Lifted::Reached { assessed } => of.result(wanted.round).is_some_and(|result| {
            let other = shortfall.found.lack != Lack::Below { assessed };
            other && result.position == assessed && matches!(result.outcome, Outcome::Point(_))
        }),
        Lifted::OutsidePopulation | Lifted::PromiseWithdrawn | Lifted::Replaced | Lifted::Left => {
            true
        }
    };
    demand(is_so, Refusal::NotTheResult)?;
    Ok(vec![wanted.clone().into()])
}

fn follow(wanted: &ShortfallFollowed, of: &OfPupil<'_>) -> Decision {
    let shortfall = of.open(wanted.of)?;
    if shortfall.followed.as_ref() == Some(wanted) {
        return Ok(Vec::new());
    }
    let responsible = shortfall.responsible();
    demand(wanted.school != responsible, Refusal::SameSchool)?;
    demand(wanted.from == responsible, Refusal::NotResponsible)?;
    demand(of.is_enrolled_at(wanted.school), Refusal::NotEnrolledHere)?;
    Ok(vec![wanted.clone().into()])
}

/// Reasons are sealed once recorded and cannot be compared: the same answer with reasons again is
/// recorded, so that new reasons are not lost.
fn answer(wanted: &GuaranteeAnswered, of: &OfPupil<'_>) -> Decision {
    let shortfall = of.unlifted(wanted.of)?;
    // What was answered is not followed when the pupil moves; the new unit may still answer otherwise.
    let has = shortfall.responsible() == wanted.school || of.is_enrolled_at(wanted.school);
    demand(has, Refusal::NotResponsible)?;
    let teacher = of.act.actor.role == Role::Teacher;
    demand(!teacher || assesses(of, shortfall, wanted.school), Refusal::NotAssessor)?;
    if latest_answer(of, wanted.of) == Some(wanted) {
        return Ok(Vec::new());
    }
    check_reference(wanted, of.history)?;
    demand(wanted.reasons.value().is_some(), Refusal::NoReason)?;
    Ok(vec![wanted.clone().into()])
}

/// A measure of the whole unit, and that nothing is needed, is the principal's to say; what a teacher
/// can do, an assessor answers too.
const fn is_for(answer: Answer, only: Only) -> bool {
    match answer {
        Answer::SchoolMeasure { .. } | Answer::None => false,
        Answer::ProgrammeCovers { .. } => matches!(only, Only::OneChild),
        Answer::ExtraAdaptations | Answer::ReportedToPrincipal | Answer::Reassess => {
            matches!(only, Only::OneChild | Only::OwnTeaching)
        }
    }
}

/// Whether the one who acts assesses the class the pupil had on the census date, or has now, there.
fn assesses(of: &OfPupil<'_>, shortfall: &Shortfall, school: SchoolUnitCode) -> bool {
    let today = of.act.today();
    let then = shortfall.found.class.filter(|_| shortfall.found.school == school);
    let classes = [then, of.pupil.class_at(school, today)];
    classes
        .into_iter()
        .flatten()
        .any(|class| Assessors::of(class, of.history).assesses(of.act.actor.staff, today))
}

fn latest_answer<'a>(of: &OfPupil<'a>, shortfall: Position) -> Option<&'a GuaranteeAnswered> {
    of.history.iter().rev().find_map(|recorded| match &recorded.event {
        Some(Event::GuaranteeAnswered(e)) if e.of == shortfall => Some(e),
        _ => None,
    })
}

/// What the answer refers to must be there, about this pupil or at this school unit.
fn check_reference(wanted: &GuaranteeAnswered, history: &[Recorded]) -> Result<(), Refusal> {
    match wanted.answer {
        Answer::ProgrammeCovers { programme } => {
            demand(concerns(history, programme, wanted.pupil), Refusal::ProgrammeUnknown)
        }
        Answer::SchoolMeasure { measure: Some(measure) } => {
            let decided = history.iter().any(|recorded| match &recorded.event {
                Some(Event::MeasureDecided(e)) => (e.measure, e.school) == (measure, wanted.school),
                _ => false,
            });
            demand(decided, Refusal::MeasureUnknown)
        }
        _ => Ok(()),
    }
}

/// Whether the programme is decided for the pupil, or at least a concern is reported in it. What was
/// struck as entered on the wrong pupil does not count.
fn concerns(history: &[Recorded], programme: ProgrammeId, pupil: PupilId) -> bool {
    let struck = |position| {
        history.iter().any(|recorded| match &recorded.event {
            Some(Event::EntryStruck(e)) => e.of == position,
            _ => false,
        })
    };
    history.iter().any(|recorded| {
        let about = match &recorded.event {
            Some(Event::ConcernReported(e)) => (e.programme, e.pupil),
            Some(Event::ProgrammeDecided(e)) => (e.programme, e.pupil),
            _ => return false,
        };
        about == (programme, pupil) && !struck(recorded.position)
    })
}

/// Once a day at most for each duty and person; an answered or lifted shortfall is no duty any more.
fn remind(wanted: &DutyReminded, act: &Act, history: &[Recorded]) -> Decision {
    let today = act.today();
    let reminded = history.iter().any(|recorded| match &recorded.event {
        Some(Event::DutyReminded(e)) => {
            let same = (e.duty, e.of, e.to) == (wanted.duty, wanted.of, wanted.to);
            same && recorded.at.day() == today
        }
        _ => false,
    });
    if reminded {
        return Ok(Vec::new());
    }
    if let (Duty::Answer, Some(pupil)) = (wanted.duty, wanted.pupil) {
        OfPupil::of(act, history, pupil).open(wanted.of)?;
    }
    demand(wanted.due <= today, Refusal::NotDue)?;
    Ok(vec![wanted.clone().into()])
}

fn decline(wanted: &FollowUpDeclined, history: &[Recorded]) -> Decision {
    let known = history.iter().any(|recorded| match &recorded.event {
        Some(Event::FollowUpDeclined(e)) => e == wanted,
        _ => false,
    });
    if known {
        return Ok(Vec::new());
    }
    demand(!wanted.refusal.trim().is_empty(), Refusal::NoReason)?;
    Ok(vec![wanted.clone().into()])
}
