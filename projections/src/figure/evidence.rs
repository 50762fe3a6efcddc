//! The events behind a figure: those that its numerator and denominator rest on, and no others.

use std::collections::BTreeSet;

use domain::id::{DistrictId, Position, Size};

use super::Question;
use super::frame::{Frame, Member, Places};
use super::reference::{FigureRef, FigureScope, Measure, Slice};
use crate::Facts;
use crate::directory::position;
use crate::facts::{Outcome, PupilEntry};

/// The positions of exactly the events that a figure rests on, in order.
///
/// - the schedule of the round; for points, median, targets and progress the scale edition; for progress
///   the schedule of the round before; for targets the version's events and the coverage adopted;
/// - the district, committee or class, and the events that place its contributing school units;
/// - for each pupil of the denominator the enrolment and grade in force on the census date, and class,
///   sex and syllabus where the figure is of a class, a sex or a syllabus;
/// - the values: of `assessed` and `not_assessed` those counted; of `missing` those that show who is not;
///   of points, median and targets all effective points; of progress both rounds' points; of the
///   population none.
///
/// Fold these events alone (with gaps for the others) and the figure's value, numerator and denominator
/// are the same. Empty where there is no such figure.
#[must_use]
pub fn evidence(facts: &Facts, at: Size, reference: &FigureRef) -> Vec<Position> {
    let Some(question) = Question::new(facts, at, reference) else { return Vec::new() };
    let frame = &question.frame;
    let reference = &question.reference;
    let mut found: BTreeSet<Position> = settings(&question);
    let mut schools = BTreeSet::new();
    frame.for_each_member(&question.places, |member| {
        if member.is_in(frame, &reference.slice)
            && is_counted_among(frame, member, &reference.measure)
        {
            schools.insert(member.school);
            found.extend(membership(frame, reference, member).map(position));
            found.extend(
                values(frame, member, &reference.measure).into_iter().flatten().map(position),
            );
        }
    });
    if matches!(question.places, Places::Schools(_) | Places::School(_)) {
        let placed = schools.iter().filter_map(|school| frame.placing(*school));
        found.extend(placed.map(|(stored, _)| position(stored)));
    }
    found.into_iter().collect()
}

/// The events that settle the question itself.
fn settings(question: &Question<'_>) -> BTreeSet<Position> {
    let Question { frame, reference, target, .. } = question;
    let mut found = BTreeSet::from([position(frame.schedule.position)]);
    let of_ranks = !matches!(
        reference.measure,
        Measure::Population
            | Measure::Assessed
            | Measure::Coverage
            | Measure::NotAssessed(_)
            | Measure::Missing
    );
    if of_ranks {
        found.extend(frame.edition.map(|entry| position(entry.position)));
    }
    if matches!(reference.measure, Measure::Progress(_)) {
        found.extend(frame.previous.map(|entry| position(entry.position)));
    }
    if let Some(target) = target {
        found.extend(frame.commitment_positions(target.commitment));
        let coverage = frame.facts.coverage(frame.census_date(), frame.as_of);
        found.extend(coverage.map(|coverage| coverage.position));
    }
    found.extend(scope(frame, &reference.scope));
    found
}

/// The events that make the scope what it is, but for its school units.
fn scope(frame: &Frame<'_>, scope: &FigureScope) -> Vec<Position> {
    let facts = frame.facts;
    let district = |id: DistrictId| facts.district(id, frame.as_of).map(|found| found.position);
    match *scope {
        FigureScope::School(code) => {
            let school = facts.school(code, frame.census_date(), frame.as_of);
            school.map(|school| school.position).into_iter().collect()
        }
        FigureScope::Trend(code) => {
            let school = facts.school(code, frame.census_date(), frame.as_of);
            let before = facts.carried_on_by(code, frame.census_date(), frame.as_of);
            let closed = before.into_iter().map(|unit| unit.position);
            school.map(|school| school.position).into_iter().chain(closed).collect()
        }
        FigureScope::Class(id) => {
            let class = facts.class(id, frame.census_date(), frame.as_of);
            class.map(|class| class.position).into_iter().collect()
        }
        FigureScope::District(id) => district(id).into_iter().collect(),
        FigureScope::Committee(id) => {
            let Some(committee) = facts.committee(id, frame.as_of) else { return Vec::new() };
            let of_district = committee.district.and_then(district);
            of_district.into_iter().chain([committee.position]).collect()
        }
    }
}

/// Whether the member is in the figure's denominator.
fn is_counted_among(frame: &Frame<'_>, member: &Member<'_>, measure: &Measure) -> bool {
    match measure {
        Measure::Point(_) | Measure::Median => is_point(member),
        Measure::Progress(_) => member.before(frame).is_some(),
        _ => true,
    }
}

/// The entries that make the pupil a member of the scope and slice.
pub(super) fn membership<'a>(
    frame: &Frame<'a>,
    reference: &FigureRef,
    member: &Member<'a>,
) -> impl Iterator<Item = u32> + use<'a> {
    let Slice { class, sex, syllabus, .. } = reference.slice;
    let of_class = class.is_some() || matches!(reference.scope, FigureScope::Class(_));
    let state = frame.state(member.pupil);
    let entries: [Option<&PupilEntry>; 5] = [
        state.enrolment,
        state.grade,
        state.class.filter(|_| of_class),
        state.registered.filter(|_| sex.is_some()),
        state.syllabus.filter(|_| syllabus.is_some()),
    ];
    entries.into_iter().flatten().map(|entry| entry.position)
}

/// The values of the member that the measure rests on.
fn values(frame: &Frame<'_>, member: &Member<'_>, measure: &Measure) -> [Option<u32>; 2] {
    let value = member.value.map(|value| value.entry.position);
    let points = value.filter(|_| is_point(member));
    match measure {
        Measure::Population => [None, None],
        Measure::Missing => [value, None],
        Measure::NotAssessed(wanted) => {
            let counts = match member.value.map(|value| value.outcome) {
                Some(Outcome::NotAssessed(reason)) => wanted.is_none_or(|wanted| wanted == reason),
                _ => false,
            };
            [value.filter(|_| counts), None]
        }
        Measure::Progress(_) => [points, member.before(frame).map(|(before, _)| before.position)],
        _ => [points, None],
    }
}

fn is_point(member: &Member<'_>) -> bool {
    matches!(member.value.map(|value| value.outcome), Some(Outcome::Point(_)))
}
