//! State and decisions of an assessment. Refusals, in their order, stand in [`super::Refusal`].

use super::{
    AssessmentCorrected, AssessmentStruck, Command, NotAssessed, Outcome, Place, ReadingAssessed,
    Refusal, Value, effective, values,
};
use crate::authority::Only;
use crate::calendar::Day;
use crate::command::Act;
use crate::event::{Event, Recorded, code};
use crate::id::{Position, StaffId};
use crate::organisation::authority::{Assessors, Roles};
use crate::people::{Grade, Scope};
use crate::personal::{FreeText, Personal};
use crate::pupil::enrolment::Pupil;
use crate::query::{Query, Tag};
use crate::round::{self, Progress, RoundScheduled, demand};
use crate::scale::ScaleEdition;

// -------------------------------------------------------------------------------------- state

/// Whether the pupil belongs to the round's population, as known now. Grades of the two numberings are
/// compared by years since school start.
fn is_in_population(pupil: &Pupil, schedule: &RoundScheduled) -> bool {
    let enrolment = pupil.enrolled_on(schedule.census_date);
    let form_counts = enrolment.is_some_and(|(_, form)| schedule.forms.contains(&form));
    let grade = pupil.grade_on(schedule.census_date);
    let grade_counts = grade.is_some_and(|grade| {
        let counted = schedule.grades.iter().map(|n| Grade { number: *n, regime: schedule.regime });
        counted.into_iter().any(|g| g.years_since_start() == grade.years_since_start())
    });
    form_counts && grade_counts
}

/// What every decision on a value asks.
struct AtPlace<'a> {
    act: &'a Act,
    history: &'a [Recorded],
    place: Place,
    progress: Progress,
    values: Vec<Value>,
}

impl<'a> AtPlace<'a> {
    fn of(act: &'a Act, history: &'a [Recorded], place: Place) -> Self {
        Self {
            act,
            history,
            place,
            progress: Progress::fold(history, place.round, place.school),
            values: values(history, place.pupil, place.round),
        }
    }

    fn boundary(act: &Act, place: &Place) -> Query {
        let given = [
            code::ReadingAssessed,
            code::NotAssessed,
            code::AssessmentCorrected,
            code::AssessmentStruck,
        ];
        let query = Roles::boundary(Query::new(), act, Scope::School(place.school))
            .or(&[code::RoundScheduled], &[Tag::Round(place.round)])
            .or(&given, &[Tag::Pupil(place.pupil)]);
        let query = Progress::boundary(query, place.round, place.school);
        place.class.into_iter().fold(query, Assessors::boundary)
    }

    /// The round as scheduled, if results may be entered here today.
    fn open_round(&self) -> Result<&'a RoundScheduled, Refusal> {
        let schedule = round::schedule(self.history, self.place.round);
        let schedule = schedule.ok_or(Refusal::NotScheduled)?;
        demand(!self.progress.is_submitted(), Refusal::Submitted)?;
        demand(self.progress.is_open(self.act.today()), Refusal::NotOpen)?;
        Ok(schedule)
    }

    /// Whether this person assesses the class on the day.
    fn assesses(&self, staff: StaffId, on: Day) -> bool {
        let class = self.place.class;
        class.is_some_and(|class| Assessors::of(class, self.history).assesses(staff, on))
    }

    /// Whether what is in force was signed off, in the pupil's class now or when it was recorded here.
    fn is_signed_off(&self) -> bool {
        let recorded = effective(&self.values).filter(|v| v.place.school == self.place.school);
        let classes = [self.place.class, recorded.and_then(|v| v.place.class)];
        classes.into_iter().flatten().any(|class| self.progress.is_signed_off(class))
    }
}

/// A value to be recorded: what typing and correcting have in common.
struct Entry<'a> {
    at: &'a AtPlace<'a>,
    outcome: Outcome,
    on: Day,
    assessor: StaffId,
}

impl<'a> Entry<'a> {
    fn boundary(act: &Act, place: &Place, assessor: StaffId) -> Query {
        let query = AtPlace::boundary(act, place)
            .or(&[code::ScaleEditionAdopted], &[Tag::Instrument(place.round.instrument)]);
        round::principal_boundary(Pupil::boundary(query, place.pupil), assessor, place.school)
    }

    /// What the value rests on, if it may be recorded as far as round, pupil, people, day and point
    /// are concerned.
    fn check(&self) -> Result<(&'a RoundScheduled, Pupil), Refusal> {
        let schedule = self.at.open_round()?;
        let pupil = Pupil::of(self.at.history, self.at.place.pupil);
        self.check_pupil(&pupil, schedule)?;
        self.check_assessor()?;
        demand(self.on <= self.at.act.today(), Refusal::DateInFuture)?;
        demand(schedule.opens <= self.on, Refusal::DateBeforeWindow)?;
        demand(self.has_point(schedule), Refusal::PointUnknown)?;
        Ok((schedule, pupil))
    }

    /// Results are entered late, of pupils who have since changed class or school unit, and class
    /// lists arrive after results: the day of the assessment, the census date and today all count.
    fn check_pupil(&self, pupil: &Pupil, schedule: &RoundScheduled) -> Result<(), Refusal> {
        let Place { school, class, .. } = self.at.place;
        demand(pupil.is_known(), Refusal::PupilUnknown)?;
        let days = [self.on, schedule.census_date, self.at.act.today()];
        let mut here = days.iter().filter(|day| pupil.is_enrolled_at(school, **day)).peekable();
        demand(here.peek().is_some(), Refusal::NotEnrolledHere)?;
        demand(here.any(|day| pupil.class_at(school, *day) == class), Refusal::WrongClass)
    }

    fn check_assessor(&self) -> Result<(), Refusal> {
        let Place { school, class, .. } = self.at.place;
        let mut days = [self.on, self.at.act.today()].into_iter();
        let may = days.any(|day| {
            self.at.assesses(self.assessor, day)
                || round::is_principal(self.at.history, self.assessor, school, day)
        });
        let refusal = match class {
            Some(_) => Refusal::AssessorNotAuthorised,
            None => Refusal::OnlyPrincipalWithoutClass,
        };
        demand(may, refusal)
    }

    fn has_point(&self, schedule: &RoundScheduled) -> bool {
        let Outcome::Point(point) = self.outcome else { return true };
        let edition: Option<&ScaleEdition> =
            round::edition(self.at.history, schedule.round.instrument, schedule.edition);
        edition.is_some_and(|edition| edition.rank(point).is_some())
    }
}

// ---------------------------------------------------------------------------------- decisions

impl Command {
    /// Which events the decision rests on.
    #[must_use]
    pub fn boundary(&self, act: &Act) -> Query {
        match self {
            Self::Assess { place, assessor, .. } | Self::Correct { place, assessor, .. } => {
                Entry::boundary(act, place, *assessor)
            }
            Self::Strike { place, .. } => AtPlace::boundary(act, place),
        }
    }

    /// Decides on the events of the boundary, in order of position. No event: it is already so.
    pub fn decide(&self, act: &Act, history: &[Recorded]) -> Result<Vec<Event>, Refusal> {
        let (place, named) = self.whose();
        let at = &AtPlace::of(act, history, place);
        demand(self.is_allowed(at, named), Refusal::NotAuthorised)?;
        match self {
            Self::Assess { outcome, on, assessor, note, .. } => assess(
                &Entry { at, outcome: *outcome, on: *on, assessor: *assessor },
                note.as_ref(),
            ),
            Self::Correct { outcome, on, assessor, reason, .. } => {
                correct(&Entry { at, outcome: *outcome, on: *on, assessor: *assessor }, reason)
            }
            Self::Strike { of, staff, reason, .. } => strike(at, *of, *staff, reason),
        }
    }

    fn is_allowed(&self, at: &AtPlace<'_>, named: StaffId) -> bool {
        let actor = at.act.actor.staff;
        let holds = |only| match only {
            Only::InOwnName => named == actor,
            Only::OwnClass => at.assesses(actor, at.act.today()),
            _ => false,
        };
        let roles = Roles::of(at.act, at.history);
        roles.allow(self.entrusted(), Scope::School(at.place.school), holds)
    }

    /// Where it is done, and by whom by name.
    const fn whose(&self) -> (Place, StaffId) {
        match self {
            Self::Assess { place, assessor, .. } | Self::Correct { place, assessor, .. } => {
                (*place, *assessor)
            }
            Self::Strike { place, staff, .. } => (*place, *staff),
        }
    }
}

type Decision = Result<Vec<Event>, Refusal>;

fn assess(entry: &Entry<'_>, note: Option<&Personal<FreeText>>) -> Decision {
    let (schedule, pupil) = entry.check()?;
    let Entry { at, outcome, on, assessor } = *entry;
    let typed_again = effective(&at.values)
        .is_some_and(|v| (v.outcome, v.on, v.assessor) == (outcome, on, assessor));
    // A note is sealed once recorded and cannot be compared; a new one must not be lost.
    if typed_again && note.is_none() {
        return Ok(Vec::new());
    }
    demand(!at.is_signed_off(), Refusal::SignedOff)?;
    let (place, note) = (at.place, note.cloned());
    let outside_population = !is_in_population(&pupil, schedule);
    let edition = schedule.edition;
    Ok(vec![match outcome {
        Outcome::Point(point) => {
            ReadingAssessed { place, point, edition, on, assessor, outside_population, note }.into()
        }
        Outcome::NotAssessed(reason) => {
            NotAssessed { place, reason, on, assessor, outside_population, note }.into()
        }
    }])
}

fn correct(entry: &Entry<'_>, reason: &Personal<FreeText>) -> Decision {
    let (schedule, _) = entry.check()?;
    let Entry { at, outcome, on, assessor } = *entry;
    let in_force = effective(&at.values).ok_or(Refusal::NothingToCorrect)?;
    if (in_force.outcome, in_force.on) == (outcome, on) {
        return Ok(Vec::new());
    }
    demand(reason.value().is_some(), Refusal::NoReason)?;
    let (place, of, reason) = (at.place, in_force.position, reason.clone());
    let edition = schedule.edition;
    Ok(vec![AssessmentCorrected { place, of, outcome, edition, on, assessor, reason }.into()])
}

/// What is struck may have been entered on the wrong pupil: whether the pupil belongs there is not
/// asked, only who strikes and that the value stands at this place.
fn strike(at: &AtPlace<'_>, of: Position, staff: StaffId, reason: &Personal<FreeText>) -> Decision {
    at.open_round()?;
    let value = at.values.iter().find(|v| v.position == of && v.place == at.place);
    let value = value.ok_or(Refusal::NoSuchValue)?;
    demand(!value.struck, Refusal::AlreadyStruck)?;
    demand(reason.value().is_some(), Refusal::NoReason)?;
    let (place, reason) = (at.place, reason.clone());
    Ok(vec![AssessmentStruck { place, of, staff, reason }.into()])
}
