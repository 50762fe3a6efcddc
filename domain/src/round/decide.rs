//! State and decisions of a round. Refusals, in their order, stand in [`super::Refusal`].

use std::collections::BTreeSet;

use super::{
    Command, ConditionsAnswered, ConditionsStated, LettersReleased, Refusal, ReminderSent,
    ResultsReceived, ResultsSubmitted, RoundOpened, RoundReopened, RoundScheduled,
};
use crate::authority::Only;
use crate::calendar::{Calendar, Day};
use crate::command::Act;
use crate::event::{Event, Recorded, code};
use crate::id::{ClassId, EditionId, Instrument, RoundId, SchoolUnitCode, StaffId};
use crate::organisation::authority::{Assessors, Held, Roles};
use crate::organisation::places::Places;
use crate::people::{GradeRegime, Role, Scope};
use crate::query::{Query, Tag};
use crate::scale::ScaleEdition;

// -------------------------------------------------------------------------------------- state

/// How far a round has come at one school unit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    until: Option<Day>,
    signed_off: BTreeSet<ClassId>,
    submitted: bool,
    received: bool,
    letters: bool,
}

impl Progress {
    /// Adds the steps of this round at this school unit.
    pub(crate) fn boundary(query: Query, round: RoundId, school: SchoolUnitCode) -> Query {
        let steps = [
            code::RoundOpened,
            code::ClassSignedOff,
            code::ResultsSubmitted,
            code::ResultsReceived,
            code::RoundReopened,
            code::LettersReleased,
        ];
        query.or(&steps, &[Tag::RoundAtSchool(round, school)])
    }

    /// The steps of this round at this school unit among the events.
    #[must_use]
    pub fn fold(history: &[Recorded], round: RoundId, school: SchoolUnitCode) -> Self {
        let events = history.iter().filter_map(|recorded| recorded.event.as_ref());
        let mut state = Self::default();
        let here = events.filter(|event| step_of(event) == Some((round, school)));
        here.for_each(|event| state.evolve(event));
        state
    }

    fn evolve(&mut self, event: &Event) {
        match event {
            Event::RoundOpened(e) => self.until = Some(e.until),
            Event::ClassSignedOff(e) => {
                self.signed_off.insert(e.class);
            }
            Event::ResultsSubmitted(_) => self.submitted = true,
            Event::ResultsReceived(_) => self.received = true,
            Event::LettersReleased(_) => self.letters = true,
            Event::RoundReopened(e) => {
                self.until = Some(e.until);
                (self.submitted, self.received, self.letters) = (false, false, false);
                match e.class {
                    Some(class) => self.signed_off.remove(&class),
                    None => !std::mem::take(&mut self.signed_off).is_empty(),
                };
            }
            _ => {}
        }
    }

    /// Whether the round has been opened here.
    #[must_use]
    pub const fn is_opened(&self) -> bool {
        self.until.is_some()
    }

    /// The last day for entry, from the latest opening or reopening.
    #[must_use]
    pub const fn until(&self) -> Option<Day> {
        self.until
    }

    /// Whether results may be entered on this day: opened, the last day not passed, not submitted.
    #[must_use]
    pub fn is_open(&self, on: Day) -> bool {
        !self.submitted && self.until.is_some_and(|until| on <= until)
    }

    /// Whether a class is signed off.
    #[must_use]
    pub fn is_signed_off(&self, class: ClassId) -> bool {
        self.signed_off.contains(&class)
    }

    /// Whether the school unit has submitted since the latest opening or reopening.
    #[must_use]
    pub const fn is_submitted(&self) -> bool {
        self.submitted
    }

    /// Whether what was submitted has been received.
    #[must_use]
    pub const fn is_received(&self) -> bool {
        self.received
    }
}

/// The round and the school unit of which the event is a step.
const fn step_of(event: &Event) -> Option<(RoundId, SchoolUnitCode)> {
    match event {
        Event::RoundOpened(e) => Some((e.round, e.school)),
        Event::ClassSignedOff(e) => Some((e.round, e.school)),
        Event::ResultsSubmitted(e) => Some((e.round, e.school)),
        Event::ResultsReceived(e) => Some((e.round, e.school)),
        Event::LettersReleased(e) => Some((e.round, e.school)),
        Event::RoundReopened(e) => Some((e.round, e.school)),
        _ => None,
    }
}

/// The schedule of this round in force: the latest.
pub(crate) fn schedule(history: &[Recorded], round: RoundId) -> Option<&RoundScheduled> {
    history.iter().rev().find_map(|recorded| match &recorded.event {
        Some(Event::RoundScheduled(e)) if e.round == round => Some(e),
        _ => None,
    })
}

/// The edition with this id, where it is adopted for the instrument: the latest wording.
pub(crate) fn edition(
    history: &[Recorded],
    instrument: Instrument,
    id: EditionId,
) -> Option<&ScaleEdition> {
    history.iter().rev().find_map(|recorded| match &recorded.event {
        Some(Event::ScaleEditionAdopted(e))
            if e.edition.id == id && e.edition.instrument == instrument =>
        {
            Some(&e.edition)
        }
        _ => None,
    })
}

/// The school days, from the latest list of holidays of each year.
fn calendar(history: &[Recorded]) -> Calendar {
    let mut years = std::collections::BTreeMap::new();
    for recorded in history {
        if let Some(Event::LocalHolidaysSet(e)) = &recorded.event {
            years.insert(e.year, &e.days);
        }
    }
    Calendar::new(years.into_values().flatten().copied())
}

/// The refusal, unless this holds.
pub(crate) fn demand<R>(holds: bool, refusal: R) -> Result<(), R> {
    if holds { Ok(()) } else { Err(refusal) }
}

/// Adds what an answer to [`is_principal`] rests on.
pub(crate) fn principal_boundary(query: Query, staff: StaffId, school: SchoolUnitCode) -> Query {
    Held::boundary(query, staff, Scope::School(school))
}

/// Whether this person is principal of the school unit on that day.
pub(crate) fn is_principal(
    history: &[Recorded],
    staff: StaffId,
    school: SchoolUnitCode,
    on: Day,
) -> bool {
    Held::by(staff, history).holds(Role::Principal, Scope::School(school), on)
}

/// What most decisions of a round at a school unit ask.
struct AtSchool<'a> {
    act: &'a Act,
    school: SchoolUnitCode,
    history: &'a [Recorded],
    roles: Roles,
    places: Places,
    progress: Progress,
    schedule: Option<&'a RoundScheduled>,
}

impl<'a> AtSchool<'a> {
    fn of(act: &'a Act, history: &'a [Recorded], round: RoundId, school: SchoolUnitCode) -> Self {
        Self {
            act,
            school,
            history,
            roles: Roles::of(act, history),
            places: Places::of(history),
            progress: Progress::fold(history, round, school),
            schedule: schedule(history, round),
        }
    }

    fn boundary(act: &Act, round: RoundId, school: SchoolUnitCode) -> Query {
        let query = Roles::boundary(Query::new(), act, Scope::School(school));
        Progress::boundary(Places::unit_boundary(query, school), round, school)
            .or(&[code::RoundScheduled], &[Tag::Round(round)])
            .or(&[code::LocalHolidaysSet], &[Tag::Municipality])
    }

    /// Adds what is to be known of a class and its assessors.
    fn class_boundary(query: Query, class: ClassId) -> Query {
        Assessors::boundary(Places::class_boundary(query, class), class)
    }

    /// Whether the actor acts in one of these roles and holds it here today.
    fn acts_as(&self, roles: &[Role]) -> bool {
        self.roles.may(roles, Scope::School(self.school))
    }

    /// Whether the class belongs to this school unit and is not closed. A day before its first
    /// counts: class lists often arrive after the class.
    fn has_class(&self, class: ClassId) -> bool {
        let class = self.places.class_at(class, self.school);
        class.is_some_and(|class| class.open.to.is_none_or(|closed| self.act.today() < closed))
    }

    /// Scheduled and opened here.
    fn opened(&self) -> Result<(), Refusal> {
        demand(self.schedule.is_some(), Refusal::NotScheduled)?;
        demand(self.progress.is_opened(), Refusal::NotOpened)
    }
}

// ---------------------------------------------------------------------------------- decisions

impl Command {
    /// Which events the decision rests on.
    #[must_use]
    pub fn boundary(&self, act: &Act) -> Query {
        match self {
            Self::Schedule(e) => Roles::boundary(Query::new(), act, Scope::Municipality)
                .or(&[code::RoundScheduled, code::RoundOpened], &[Tag::Round(e.round)])
                .or(&[code::LocalHolidaysSet], &[Tag::Municipality])
                .or(&[code::ScaleEditionAdopted], &[Tag::Instrument(e.round.instrument)]),
            Self::Open(e) => AtSchool::boundary(act, e.round, e.school),
            Self::StateConditions(e) => {
                AtSchool::class_boundary(AtSchool::boundary(act, e.round, e.school), e.class)
            }
            Self::AnswerConditions(e) => {
                let query = Roles::boundary(Query::new(), act, Scope::School(e.school));
                let steps = [code::ConditionsStated, code::ConditionsAnswered];
                query.or(&steps, &[Tag::RoundAtSchool(e.round, e.school)])
            }
            Self::SignOff(e) => {
                AtSchool::class_boundary(AtSchool::boundary(act, e.round, e.school), e.class)
            }
            Self::Submit { submission: e, .. } => AtSchool::boundary(act, e.round, e.school),
            Self::Receive(e) => AtSchool::boundary(act, e.round, e.school),
            Self::ReleaseLetters(e) => AtSchool::boundary(act, e.round, e.school),
            Self::Remind(e) => {
                let query = AtSchool::boundary(act, e.round, e.school);
                match e.class {
                    Some(class) => AtSchool::class_boundary(query, class),
                    None => principal_boundary(query, e.to, e.school),
                }
            }
            Self::Reopen(e) => {
                let query = AtSchool::boundary(act, e.round, e.school);
                e.class.into_iter().fold(query, AtSchool::class_boundary)
            }
        }
    }

    /// Decides on the events of the boundary, in order of position. No event: it is already so.
    pub fn decide(&self, act: &Act, history: &[Recorded]) -> Result<Vec<Event>, Refusal> {
        demand(self.is_allowed(act, history), Refusal::NotAuthorised)?;
        match self {
            Self::Schedule(e) => plan(e, history),
            Self::Open(e) => open(e, &AtSchool::of(act, history, e.round, e.school)),
            Self::StateConditions(e) => {
                state_conditions(e, &AtSchool::of(act, history, e.round, e.school))
            }
            Self::AnswerConditions(e) => {
                answer_conditions(e, &AtSchool::of(act, history, e.round, e.school))
            }
            Self::SignOff(e) => sign_off(e, &AtSchool::of(act, history, e.round, e.school)),
            Self::Submit { submission: e, classes } => {
                submit(e, classes, &AtSchool::of(act, history, e.round, e.school))
            }
            Self::Receive(e) => receive(e, &AtSchool::of(act, history, e.round, e.school)),
            Self::Remind(e) => remind(e, &AtSchool::of(act, history, e.round, e.school)),
            Self::Reopen(e) => reopen(e, &AtSchool::of(act, history, e.round, e.school)),
            Self::ReleaseLetters(e) => {
                release_letters(e, &AtSchool::of(act, history, e.round, e.school))
            }
        }
    }

    fn is_allowed(&self, act: &Act, history: &[Recorded]) -> bool {
        let (place, class, named) = self.whose();
        let holds = |only| match only {
            Only::InOwnName => named == Some(act.actor.staff),
            Only::OwnClass => class.is_some_and(|class| {
                Assessors::of(class, history).assesses(act.actor.staff, act.today())
            }),
            _ => false,
        };
        Roles::of(act, history).allow(self.entrusted(), place, holds)
    }

    /// Where it is done, of which class, and by whom by name.
    const fn whose(&self) -> (Scope, Option<ClassId>, Option<StaffId>) {
        match self {
            Self::Schedule(_) => (Scope::Municipality, None, None),
            Self::Open(e) => (Scope::School(e.school), None, None),
            Self::StateConditions(e) => (Scope::School(e.school), Some(e.class), Some(e.staff)),
            Self::AnswerConditions(e) => (Scope::School(e.school), Some(e.class), Some(e.staff)),
            Self::SignOff(e) => (Scope::School(e.school), Some(e.class), Some(e.staff)),
            Self::Submit { submission: e, .. } => (Scope::School(e.school), None, Some(e.staff)),
            Self::Receive(e) => (Scope::School(e.school), None, Some(e.staff)),
            Self::Remind(e) => (Scope::School(e.school), e.class, None),
            Self::Reopen(e) => (Scope::School(e.school), e.class, None),
            Self::ReleaseLetters(e) => (Scope::School(e.school), None, Some(e.staff)),
        }
    }
}

type Decision = Result<Vec<Event>, Refusal>;

fn plan(wanted: &RoundScheduled, history: &[Recorded]) -> Decision {
    if schedule(history, wanted.round) == Some(wanted) {
        return Ok(Vec::new());
    }
    let opened = history.iter().any(|r| matches!(r.event, Some(Event::RoundOpened(_))));
    demand(!opened, Refusal::AlreadyOpened)?;
    let RoundScheduled { round, census_date, opens, closes, submit_by, .. } = *wanted;
    demand(census_date.school_year() == round.year, Refusal::CensusOutsideYear)?;
    let days = [opens, census_date, closes, submit_by];
    demand(days.is_sorted(), Refusal::DatesOutOfOrder)?;
    let calendar = calendar(history);
    let all_school_days = [opens, closes, submit_by].iter().all(|d| calendar.is_school_day(*d));
    demand(all_school_days, Refusal::NotASchoolDay)?;
    demand(!wanted.forms.is_empty(), Refusal::NoSchoolForm)?;
    demand(grades_fit(wanted), Refusal::GradesUnfit)?;
    let edition = edition(history, round.instrument, wanted.edition);
    let in_use = edition.is_some_and(|edition| edition.valid_from <= census_date);
    demand(in_use, Refusal::EditionNotAdopted)?;
    Ok(vec![wanted.clone().into()])
}

/// Some grades, each once, all in the numbering (0 is the preschool class before 2028).
fn grades_fit(wanted: &RoundScheduled) -> bool {
    let numbering = match wanted.regime {
        GradeRegime::Nine => 0..=9,
        GradeRegime::Ten => 1..=10,
    };
    let once: BTreeSet<u8> = wanted.grades.iter().copied().collect();
    !once.is_empty()
        && once.len() == wanted.grades.len()
        && once.iter().all(|grade| numbering.contains(grade))
}

fn open(wanted: &RoundOpened, at: &AtSchool<'_>) -> Decision {
    let schedule = at.schedule.ok_or(Refusal::NotScheduled)?;
    let today = at.act.today();
    // Old terms are imported too, also of units closed since.
    let exists = [schedule.census_date, today].iter().any(|d| at.places.is_open(at.school, *d));
    demand(exists, Refusal::SchoolUnitNotOpen)?;
    if at.progress.until() == Some(wanted.until) {
        return Ok(Vec::new());
    }
    demand(!at.progress.is_opened(), Refusal::AlreadyOpen)?;
    demand(today <= wanted.until, Refusal::UntilPassed)?;
    demand(calendar(at.history).is_school_day(wanted.until), Refusal::NotASchoolDay)?;
    Ok(vec![wanted.clone().into()])
}

fn state_conditions(wanted: &ConditionsStated, at: &AtSchool<'_>) -> Decision {
    at.opened()?;
    demand(!at.progress.is_submitted(), Refusal::Submitted)?;
    demand(at.has_class(wanted.class), Refusal::ClassUnknown)?;
    Ok(vec![wanted.clone().into()])
}

/// Also after submission and receipt: conditions outlast the round.
fn answer_conditions(wanted: &ConditionsAnswered, at: &AtSchool<'_>) -> Decision {
    let stated = at.history.iter().any(|recorded| match &recorded.event {
        Some(Event::ConditionsStated(e)) => {
            recorded.position == wanted.of
                && (e.round, e.school, e.class) == (wanted.round, wanted.school, wanted.class)
        }
        _ => false,
    });
    demand(stated, Refusal::StatementUnknown)?;
    let answered = at.history.iter().find_map(|recorded| match &recorded.event {
        Some(Event::ConditionsAnswered(e)) if e.of == wanted.of => Some(e),
        _ => None,
    });
    if answered == Some(wanted) {
        return Ok(Vec::new());
    }
    demand(answered.is_none(), Refusal::AlreadyAnswered)?;
    demand(wanted.answer.value().is_some(), Refusal::NoAnswer)?;
    Ok(vec![wanted.clone().into()])
}

/// Until submission, also after the last day for entry: that day bounds what is entered, and the
/// class is signed off when it is over.
fn sign_off(wanted: &super::ClassSignedOff, at: &AtSchool<'_>) -> Decision {
    at.opened()?;
    if at.progress.is_signed_off(wanted.class) {
        return Ok(Vec::new());
    }
    demand(!at.progress.is_submitted(), Refusal::Submitted)?;
    demand(at.has_class(wanted.class), Refusal::ClassUnknown)?;
    Ok(vec![wanted.clone().into()])
}

fn submit(wanted: &ResultsSubmitted, classes: &[ClassId], at: &AtSchool<'_>) -> Decision {
    at.opened()?;
    if at.progress.is_submitted() {
        return Ok(Vec::new());
    }
    let all = classes.iter().all(|class| at.progress.is_signed_off(*class));
    demand(all, Refusal::ClassNotSignedOff)?;
    Ok(vec![wanted.clone().into()])
}

fn receive(wanted: &ResultsReceived, at: &AtSchool<'_>) -> Decision {
    at.opened()?;
    demand(at.progress.is_submitted(), Refusal::NotSubmitted)?;
    if at.progress.is_received() {
        return Ok(Vec::new());
    }
    Ok(vec![wanted.clone().into()])
}

/// Once for each submission: letters follow what was submitted, and again what is submitted anew.
fn release_letters(wanted: &LettersReleased, at: &AtSchool<'_>) -> Decision {
    at.opened()?;
    demand(at.progress.is_submitted(), Refusal::NotSubmitted)?;
    if at.progress.letters {
        return Ok(Vec::new());
    }
    Ok(vec![wanted.clone().into()])
}

fn remind(wanted: &ReminderSent, at: &AtSchool<'_>) -> Decision {
    at.opened()?;
    demand(!at.progress.is_submitted(), Refusal::Submitted)?;
    let today = at.act.today();
    let awaited = match wanted.class {
        Some(id) => {
            demand(at.has_class(id), Refusal::ClassUnknown)?;
            demand(!at.progress.is_signed_off(id), Refusal::ClassSignedOff)?;
            Assessors::of(id, at.history).assesses(wanted.to, today)
        }
        None => is_principal(at.history, wanted.to, at.school, today),
    };
    demand(awaited, Refusal::NotTheOneAwaited)?;
    Ok(vec![wanted.clone().into()])
}

fn reopen(wanted: &RoundReopened, at: &AtSchool<'_>) -> Decision {
    let coordinator = at.acts_as(&[Role::ResultsCoordinator]);
    at.opened()?;
    let submitted = at.progress.is_submitted();
    let own_class = wanted.class.is_some() && !submitted;
    demand(coordinator || own_class, Refusal::CoordinatorReopens)?;
    let today = at.act.today();
    demand(wanted.class.is_none_or(|class| at.has_class(class)), Refusal::ClassUnknown)?;
    demand(today <= wanted.until, Refusal::UntilPassed)?;
    let shortens = !submitted && at.progress.until().is_some_and(|until| wanted.until < until);
    demand(!shortens, Refusal::UntilEarlier)?;
    demand(calendar(at.history).is_school_day(wanted.until), Refusal::NotASchoolDay)?;
    demand(wanted.reason.value().is_some(), Refusal::NoReason)?;
    Ok(vec![wanted.clone().into()])
}
