//! The figure of a measure before and after it, as the record has it now: what an evaluation of the measure
//! may say, and nothing else.
//!
//! A measure of a school unit that closed before the round it is held against, with one successor, is held
//! against that successor (and its, in turn): a renumbered or merged unit carries on. Before and after are
//! then both of the successor and of the units whose trend it carries on, so that the same pupils' schools
//! stand on both sides. A measure for classes is followed as long as the classes are; one for named pupils
//! follows the pupils.

use domain::analysis::{Expected, MeasureDecided, MeasureFor, Observed};
use domain::calendar::Day;
use domain::id::{MeasureId, PupilId, RoundId, SchoolUnitCode, Size};

use super::Observation;
use crate::Facts;
use crate::figure::reference::{FigureRef, FigureScope, Measure, Slice, TargetRef};
use crate::figure::{Question, figure};

/// Before and after.
type Effect = (Option<Observation>, Option<Observation>);

/// The figure of a measure before it, and after it in a round; none where it cannot be told: the measure
/// names no target, or the target does not speak of those it is for. None of both where the measure is not
/// known.
#[must_use]
pub fn effect_in(facts: &Facts, measure: MeasureId, round: RoundId, at: Size) -> Effect {
    let thread = facts.measure(measure, at);
    thread.map_or((None, None), |thread| effect(facts, thread.decided, round, at))
}

/// The same of a decided measure.
pub(super) fn effect(facts: &Facts, decided: &MeasureDecided, after: RoundId, at: Size) -> Effect {
    let Expected { commitment, target, .. } = decided.expected;
    let Some((commitment, target)) = commitment.zip(target) else { return (None, None) };
    let target = TargetRef { commitment, target };
    let held_against = facts.round(after, at).map(|round| round.census_date);
    let unit = held_against.map_or(decided.school, |on| carries_on(facts, decided.school, on, at));
    let rounds = facts.rounds(at);
    let mut earlier = rounds.iter().rev().filter(|round| {
        round.census_date < decided.from && round.round.instrument == after.instrument
    });
    let in_round = |round| observe(facts, decided, unit, (target, round), at);
    (earlier.find_map(|round| in_round(round.round)), in_round(after))
}

/// The school unit that carries on another on a day: its only successor once it has closed, and that one's
/// in turn.
fn carries_on(facts: &Facts, school: SchoolUnitCode, on: Day, at: Size) -> SchoolUnitCode {
    let mut unit = school;
    // As many steps as there are units: a circle of successors ends too.
    for _ in facts.ids.schools.keys() {
        let Some(found) = facts.school(unit, on, at) else { break };
        match found.successors[..] {
            [next] if !found.open && found.from <= on => unit = next,
            _ => break,
        }
    }
    unit
}

/// A school unit, with those whose trend it carries on in a round, where there are any. A unit's own
/// commitments speak of the unit alone.
fn scope(facts: &Facts, unit: SchoolUnitCode, census_date: Day, at: Size) -> FigureScope {
    if facts.carried_on_by(unit, census_date, at).is_empty() {
        FigureScope::School(unit)
    } else {
        FigureScope::Trend(unit)
    }
}

/// The figure of a target among those a measure is for; none where the target does not speak of the
/// round.
fn observe(
    facts: &Facts,
    decided: &MeasureDecided,
    unit: SchoolUnitCode,
    (target, round): (TargetRef, RoundId),
    at: Size,
) -> Option<Observation> {
    let census_date = facts.round(round, at)?.census_date;
    let school = scope(facts, unit, census_date, at);
    let reference = |scope, grade| {
        let slice = Slice { grade, ..Slice::default() };
        FigureRef { measure: Measure::ReachedOfPopulation(target), scope, round, slice }
    };
    let of = match &decided.subject {
        MeasureFor::School => vec![reference(school, None)],
        MeasureFor::Grade(grade) => {
            let question = Question::new(facts, at, &reference(school, None))?;
            vec![reference(school, Some(question.frame.grade_number(*grade)))]
        }
        MeasureFor::Classes(classes) => {
            classes.iter().map(|class| reference(FigureScope::Class(*class), None)).collect()
        }
        MeasureFor::Pupils(pupils) => {
            let own = FigureScope::School(decided.school);
            let question = Question::new(facts, at, &reference(own, None))?;
            return count(&question, pupils, census_date);
        }
    };
    let mut sum = Observation::none(round, census_date);
    for reference in of {
        sum.add(facts, at, &reference);
    }
    (!sum.figures.is_empty()).then_some(sum)
}

/// The same counts of named pupils alone: those of them who are in the population in the target's grade,
/// wherever they are enrolled.
fn count(question: &Question<'_>, pupils: &[PupilId], census_date: Day) -> Option<Observation> {
    let Question { frame, target, .. } = question;
    let target = target.as_ref()?;
    let mut cell = frame.empty_cell();
    let numbers = pupils.iter().filter_map(|pupil| frame.facts.ids.pupils.get(*pupil));
    let members = numbers.filter_map(|number| frame.member(number));
    for member in members.filter(|member| member.grade == target.grade) {
        cell.count(&member.tallied(frame));
    }
    let counts = Some(Observed {
        reached: cell.at_or_above(target.least_rank),
        assessed: cell.assessed,
        population: cell.population,
    });
    Some(Observation { counts, ..Observation::none(frame.round(), census_date) })
}

impl Observation {
    fn none(round: RoundId, census_date: Day) -> Self {
        let counts = Observed { reached: 0, assessed: 0, population: 0 };
        Self { round, census_date, counts: Some(counts), figures: Vec::new() }
    }

    fn add(&mut self, facts: &Facts, at: Size, reference: &FigureRef) {
        let Measure::ReachedOfPopulation(target) = reference.measure else { return };
        let of_assessed = FigureRef { measure: Measure::Reached(target), ..*reference };
        let found = figure(facts, at, reference).zip(figure(facts, at, &of_assessed));
        if let Some((of_population, of_assessed)) = found {
            if let Some(counts) = &mut self.counts {
                counts.reached += of_population.numerator;
                counts.population += of_population.denominator;
                counts.assessed += of_assessed.denominator;
            }
            self.figures.push(of_population);
        }
    }
}
