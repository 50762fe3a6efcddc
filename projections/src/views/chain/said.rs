//! What is known here of the event at a position: the ledger holds its events whole, the typed tables
//! enough of the rest to say what happened. Sealed contents stay sealed.

use domain::Event;
use domain::action_programme::Taken;
use domain::assessment::{
    AssessmentCorrected, NotAssessed, Outcome as Came, Place, ReadingAssessed,
};
use domain::event::code;
use domain::guarantee::{GuaranteeAnswered, ShortfallFound, ShortfallLifted};
use domain::id::{Position, Size, StaffId};
use domain::people::{Role, Scope};
use domain::personal::Personal;
use domain::query::Tag;
use domain::round::ResultsSubmitted;

use super::walk::View;
use crate::Facts;
use crate::directory::position;
use crate::facts::ledger::Noted;
use crate::facts::{Entry, Happened, Outcome, ValueEntry};

/// An event as it is known here.
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub(super) position: Position,
    /// None: only the position is known.
    pub(super) event: Option<Event>,
    pub(super) staff: Option<StaffId>,
    pub(super) role: Option<Role>,
}

impl Said {
    /// Only the position is known.
    pub(super) const fn only(position: Position) -> Self {
        Self { position, event: None, staff: None, role: None }
    }

    pub(super) fn of(position: Position, event: impl Into<Event>) -> Self {
        Self { event: Some(event.into()), ..Self::only(position) }
    }

    pub(super) fn commitment(entry: &Entry<Happened>) -> Self {
        Self::of(position(entry.position), entry.value.event())
    }

    /// A value of a pupil in a round, by their numbers.
    pub(super) fn value(facts: &Facts, pupil: u32, round: u32, value: &ValueEntry) -> Self {
        let ids = &facts.ids;
        let (school, class) = (ids.schools.key(value.school), None);
        let (pupil, round) = (ids.pupils.key(pupil), ids.rounds.key(round));
        let place = Place { pupil, round, school, class };
        let (on, assessor) = (value.on, ids.staff.key(value.assessor));
        let (outside_population, note) = (value.outside, None);
        let known = Size(u64::from(value.position));
        let edition = facts.round(round, known).map(|round| round.edition);
        let edition = match value.outcome {
            Outcome::Point(_) => Some(ids.editions.key(u32::from(value.edition))),
            Outcome::NotAssessed(_) => edition,
        };
        let position = position(value.position);
        let of = facts.values.corrects.get(&value.position).copied();
        let event: Event = match (value.outcome, of.zip(edition)) {
            (outcome, Some((of, edition))) => AssessmentCorrected {
                place,
                of: crate::directory::position(of),
                outcome: match outcome {
                    Outcome::Point(point) => Came::Point(ids.points.key(u32::from(point))),
                    Outcome::NotAssessed(reason) => Came::NotAssessed(reason),
                },
                edition,
                on,
                assessor,
                reason: Personal::Sealed,
            }
            .into(),
            (Outcome::Point(point), None) => {
                let point = ids.points.key(u32::from(point));
                let edition = ids.editions.key(u32::from(value.edition));
                ReadingAssessed { place, point, edition, on, assessor, outside_population, note }
                    .into()
            }
            (Outcome::NotAssessed(reason), None) => {
                NotAssessed { place, reason, on, assessor, outside_population, note }.into()
            }
        };
        Self { staff: Some(assessor), ..Self::of(position, event) }
    }
}

impl From<Noted> for Said {
    fn from(noted: Noted) -> Self {
        let (staff, role) = noted.actor.map(|actor| (actor.staff, actor.role)).unzip();
        Self { position: noted.position, event: Some(noted.event), staff, role }
    }
}

/// What is known of the event at a position; `near` is an event that names it, about the same pupil and
/// round or school unit.
pub(super) fn said(view: &View<'_>, at: Position, near: Option<&Event>) -> Said {
    let facts = view.facts;
    if let Some(noted) = facts.noted(at, view.at) {
        return noted.into();
    }
    if let Some(found) = shortfall(view, at) {
        return found;
    }
    let near =
        near.and_then(|near| value_near(view, at, near).or_else(|| step_near(view, at, near)));
    near.unwrap_or(Said::only(at))
}

/// The shortfall found at a position.
pub(super) fn shortfall(view: &View<'_>, at: Position) -> Option<Said> {
    let found = view.facts.shortfall(at, view.at)?;
    let crate::guarantee::Shortfall { pupil, class, round, promise, lack, answer_by, .. } = found;
    let school = found.found_at;
    let event = ShortfallFound { pupil, school, class, round, promise, lack, answer_by };
    Some(Said::of(at, event))
}

/// What came of a shortfall: its last answer and its lifting whole, the rest by position.
pub(super) fn came_of_shortfall(view: &View<'_>, found: Position) -> Vec<Said> {
    let Some(shortfall) = view.facts.shortfall(found, view.at) else { return Vec::new() };
    let (pupil, school, of) = (shortfall.pupil, shortfall.school, found);
    let came = view.facts.came_of(found, view.at).into_iter().map(|at| {
        if let Some(given) = shortfall.answer.filter(|given| given.position == at) {
            let (answer, reasons) = (given.answer, Personal::Sealed);
            let event = GuaranteeAnswered { pupil, school, of, answer, reasons };
            return Said { staff: given.staff, ..Said::of(at, event) };
        }
        match shortfall.lifted.filter(|lifted| lifted.position == at) {
            Some(lifted) => {
                let (round, why) = (shortfall.round, lifted.why);
                Said::of(at, ShortfallLifted { pupil, school, round, of, why })
            }
            None => Said::only(at),
        }
    });
    came.collect()
}

/// A value of the pupil and round that the naming event is about.
fn value_near(view: &View<'_>, at: Position, near: &Event) -> Option<Said> {
    let facts = view.facts;
    let (pupil, round) = match near {
        Event::ShortfallFound(e) => (e.pupil, e.round),
        Event::ShortfallLifted(e) => (e.pupil, e.round),
        Event::AssessmentCorrected(e) => (e.place.pupil, e.place.round),
        Event::AssessmentStruck(e) => (e.place.pupil, e.place.round),
        _ => return None,
    };
    let (pupil, round) = (facts.ids.pupils.get(pupil)?, facts.ids.rounds.get(round)?);
    let mut values = facts.round_values(round)?.of(pupil, view.limit);
    let value = values.find(|value| position(value.position) == at)?;
    Some(Said::value(facts, pupil, round, value))
}

/// The submission that led to a shortfall.
fn step_near(view: &View<'_>, at: Position, near: &Event) -> Option<Said> {
    let Event::ShortfallFound(e) = near else { return None };
    submission(view, e.round, e.school, at)
}

pub(super) fn submission(
    view: &View<'_>,
    round: domain::id::RoundId,
    school: domain::id::SchoolUnitCode,
    at: Position,
) -> Option<Said> {
    let before = Size(at.0 + 1);
    let submitted = view.facts.round_status(round, school, before).submitted?;
    let staff = submitted.staff;
    let said = Said::of(at, ResultsSubmitted { round, school, staff });
    (submitted.position == at).then_some(Said { staff: Some(staff), ..said })
}

/// The event that gave someone the role in which they acted: of several, the one for the school unit
/// that the event is about. A decision on an action programme taken by a delegate rests on the delegation.
pub(super) fn authority(
    facts: &Facts,
    at: Position,
    staff: StaffId,
    role: Role,
    event: Option<&Event>,
) -> Option<Position> {
    let known = Size(at.0);
    let day = facts.recorded_at(at)?.day();
    if let Some(delegated) = event.and_then(|event| delegation(facts, staff, event, known)) {
        return Some(delegated);
    }
    let held = facts.roles(staff, day, known).into_iter().filter(|held| held.role == role);
    let tags = event.map(Event::tags).unwrap_or_default();
    let fits = |scope: Scope| match scope {
        Scope::School(school) => tags.contains(&Tag::School(school)),
        Scope::District(district) => tags.contains(&Tag::District(district)),
        Scope::Municipality => true,
    };
    held.max_by_key(|held| (fits(held.scope), held.position)).map(|held| held.position)
}

fn delegation(facts: &Facts, staff: StaffId, event: &Event, known: Size) -> Option<Position> {
    let (school, taken): (_, &Taken) = match event {
        Event::ProgrammeDecided(e) => (e.school, &e.decided),
        Event::NoProgrammeDecided(e) => (e.school, &e.decided),
        Event::ProgrammeRevised(e) => (e.school, &e.decided),
        _ => return None,
    };
    let delegated = facts.ledger_of(Tag::School(school), &[code::DecisionDelegated], known);
    let mine = delegated.filter(|noted| match &noted.event {
        Event::DecisionDelegated(e) => {
            let holds = e.from <= taken.on && e.to.is_none_or(|to| taken.on < to);
            e.staff == staff && taken.by == staff && holds
        }
        _ => false,
    });
    mine.last().map(|noted| noted.position)
}
