//! The series: a scope's figures over all rounds of an instrument, for charts.

use std::borrow::Cow;

use domain::calendar::Day;
use domain::id::{EditionId, Instrument, RoundId, SchoolUnitCode, Size};
use serde::Serialize;

use crate::Facts;
use crate::facts::Sum;
use crate::figure::cell::Cell;
use crate::figure::frame::{Frame, Places};
use crate::figure::reference::{FigureRef, FigureScope, Measure, Slice};
use crate::figure::targets::{TargetInForce, TargetRow};
use crate::figure::{Figure, measure};

/// One round of a series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct SeriesPoint {
    /// The round.
    pub round: RoundId,
    /// Its census date.
    pub census_date: Day,
    /// Its scale edition: points of different editions are not joined by a line.
    pub edition: EditionId,
    /// Pupils.
    pub population: Figure,
    /// Pupils with a point.
    pub assessed: Figure,
    /// Assessed / population.
    pub coverage: Figure,
    /// Pupils with neither point nor reason.
    pub missing: Figure,
    /// The lower median.
    pub median: Figure,
    /// The targets of the round; those of other grades than the slice's are left out.
    pub targets: Vec<TargetRow>,
    /// The closed units whose cells are summed into this point beside the school unit's own; its figures
    /// are then of the scope `trend:…`, and only the municipality's targets are told.
    pub predecessors: Vec<SchoolUnitCode>,
}

/// A scope's figures over the rounds of an instrument, in order of census date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Series {
    /// Where.
    pub scope: FigureScope,
    /// Of which pupils.
    pub slice: Slice,
    /// The state of the record.
    pub as_of: Size,
    /// The rounds. Those in which the scope is not known are left out.
    pub rounds: Vec<SeriesPoint>,
    /// Units that closed and were split between this school unit and others: their series stands beside,
    /// as context, and is no part of this one.
    pub context: Vec<SchoolUnitCode>,
}

/// The series of a scope as of a size, of all its pupils or a slice of them. Targets are always held
/// against the whole of their grade in the scope, never against a sex or a syllabus.
///
/// A district's points are each of the school units in it on that round's census date. A school unit
/// carries on the trend of the units that closed with it as their only successor: in the rounds before,
/// the point is the sum of their cells and its own. Of a unit that was split nothing can be told apart
/// before the split; it is named as context.
#[must_use]
pub fn series(
    facts: &Facts,
    at: Size,
    scope: FigureScope,
    slice: Slice,
    instrument: Instrument,
) -> Series {
    let rounds = facts.rounds(at).into_iter().map(|round| round.round);
    let of_instrument = rounds.filter(|round| round.instrument == instrument);
    let points = of_instrument.filter_map(|round| point(facts, at, scope, slice, round)).collect();
    let context = split_between(facts, at, scope);
    Series { scope, slice, as_of: Size(at.0.min(facts.size().0)), rounds: points, context }
}

/// The units that were split between a school unit, or one whose trend it carries on, and others.
fn split_between(facts: &Facts, at: Size, scope: FigureScope) -> Vec<SchoolUnitCode> {
    let FigureScope::School(school) = scope else { return Vec::new() };
    let carried = facts.carried_on_by(school, Day::default(), at);
    let units = carried.iter().map(|unit| unit.school).chain([school]);
    let before = units.flat_map(|unit| facts.predecessors(unit, at));
    let mut split: Vec<SchoolUnitCode> =
        before.filter(|unit| !unit.sole).map(|unit| unit.school).collect();
    split.sort_unstable();
    split.dedup();
    split
}

/// The units whose cells a point sums beside the school unit's own.
fn carried_on(frame: &Frame<'_>, scope: FigureScope) -> Vec<SchoolUnitCode> {
    let FigureScope::School(school) = scope else { return Vec::new() };
    let before = frame.facts.carried_on_by(school, frame.census_date(), frame.as_of);
    before.into_iter().map(|unit| unit.school).collect()
}

/// What a point counts.
struct Counted {
    cell: Cell,
    of_targets: Vec<Cell>,
}

/// Member by member.
fn counted(
    frame: &Frame<'_>,
    places: &Places,
    slice: &Slice,
    targets: &[TargetInForce],
) -> Counted {
    let mut cell = frame.empty_cell();
    let mut of_targets = vec![frame.empty_cell(); targets.len()];
    frame.for_each_member(places, |member| {
        let tallied = member.without_progress(frame);
        if member.is_in(frame, slice) {
            cell.count(&tallied);
        }
        for (target, cell) in targets.iter().zip(&mut of_targets) {
            if target.grade == member.grade {
                cell.count(&tallied);
            }
        }
    });
    Counted { cell, of_targets }
}

/// The same of all pupils of some school units, from the sums of the same members.
fn summed(frame: &Frame<'_>, schools: &[u32], sums: &[Sum], targets: &[TargetInForce]) -> Counted {
    let mut wanted = vec![false; frame.facts.ids.schools.keys().len()];
    schools.iter().for_each(|school| wanted[*school as usize] = true);
    let mut cell = frame.empty_cell();
    let mut of_targets = vec![frame.empty_cell(); targets.len()];
    for sum in sums.iter().filter(|sum| wanted[sum.school as usize]) {
        cell += &sum.cell;
        for (target, cell) in targets.iter().zip(&mut of_targets) {
            if target.grade == sum.grade {
                *cell += &sum.cell;
            }
        }
    }
    Counted { cell, of_targets }
}

fn point(
    facts: &Facts,
    at: Size,
    scope: FigureScope,
    slice: Slice,
    round: RoundId,
) -> Option<SeriesPoint> {
    let frame = Frame::new(facts, at, round)?;
    let predecessors = carried_on(&frame, scope);
    let scope = match scope {
        FigureScope::School(school) if !predecessors.is_empty() => FigureScope::Trend(school),
        scope => scope,
    };
    let places = frame.places(&scope)?;
    let mut targets = frame.targets(&places);
    targets.retain(|target| slice.grade.is_none_or(|grade| grade == target.grade));
    let Counted { cell, of_targets } = match &places {
        Places::Schools(schools) if slice == Slice::default() => {
            let sums = frame.sums().map_or_else(|| frame.sum_up(&places).into(), Cow::Borrowed);
            summed(&frame, schools, &sums, &targets)
        }
        _ => counted(&frame, &places, &slice, &targets),
    };
    let figure = |what: Measure| {
        measure(&frame, &cell, FigureRef { measure: what, scope, round, slice }, None)
    };
    let outcomes = targets.iter().zip(&of_targets).map(|(t, cell)| t.outcome(&frame, scope, cell));
    Some(SeriesPoint {
        round,
        census_date: frame.census_date(),
        edition: frame.schedule.value.edition,
        population: figure(Measure::Population),
        assessed: figure(Measure::Assessed),
        coverage: figure(Measure::Coverage),
        missing: figure(Measure::Missing),
        median: figure(Measure::Median),
        targets: outcomes.collect(),
        predecessors,
    })
}
