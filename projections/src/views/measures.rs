//! Measures: what was to come of each, what was done, and the figure before and after, taken now.
//!
//! The figure of a measure is `reached-of-population-1` of the target it names, among those it is for.
//! Before is the last round with a census date before the measure's first day in which the target
//! speaks; after is the round in which the effect was to show.

use std::collections::{BTreeMap, BTreeSet};

use domain::Event;
use domain::analysis::{Effect, Expected, MeasureDecided, MeasureEvaluated, MeasureFor, Observed};
use domain::calendar::Day;
use domain::event::{Code, code};
use domain::id::{
    AnalysisId, DecisionId, MeasureId, Position, PupilId, RoundId, SchoolUnitCode, Size, StaffId,
};
use domain::query::Tag;
use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::Facts;
use crate::facts::ledger::Noted;
use crate::figure::reference::{FigureRef, FigureScope, Measure, Slice, TargetRef};
use crate::figure::{Figure, Question, figure};

/// How far a measure has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MeasureState {
    /// Decided, not started.
    Decided,
    /// Under way.
    Started,
    /// Its effect is evaluated.
    Evaluated,
}

/// The figure of a measure in one round, as the record has it now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Observation {
    /// The round.
    pub round: RoundId,
    /// Its census date.
    pub census_date: Day,
    /// Pupils who reached the target's point.
    pub reached: u32,
    /// Pupils with a point.
    pub assessed: u32,
    /// Pupils.
    pub population: u32,
    /// The figures that these are sums of; none for a measure for named pupils, whose own counts they are.
    pub figures: Vec<Figure>,
}

/// An evaluation as it was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct EffectFound {
    /// The round it was held against.
    pub round: RoundId,
    /// The figure before, as recorded.
    pub before: Option<Observed>,
    /// The figure after, as recorded.
    pub after: Option<Observed>,
    /// What was found.
    pub effect: Effect,
    /// When.
    pub on: Day,
    /// The state of the record the figures were taken from.
    pub as_of: Size,
    /// The event; the finding in words is sealed in it.
    pub position: Position,
}

/// One measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct MeasureRow {
    /// The measure.
    pub measure: MeasureId,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// How far it has come.
    pub state: MeasureState,
    /// What is done, in plain words.
    pub title: String,
    /// For whom.
    pub subject: MeasureFor,
    /// Who carries it.
    pub responsible: StaffId,
    /// The analysis it follows from.
    pub analysis: Option<AnalysisId>,
    /// The committee's decision that gave the means.
    pub decision: Option<DecisionId>,
    /// From which day …
    pub from: Day,
    /// … to which day.
    pub to: Option<Day>,
    /// What it is to bring about.
    pub expected: Expected,
    /// What it costs, in whole kronor.
    pub cost: Option<u64>,
    /// Whether the school's budget covers it.
    pub within_budget: bool,
    /// When it is evaluated at the latest.
    pub evaluate_by: Day,
    /// The day of the decision.
    pub decided_on: Day,
    /// The event of the decision.
    pub position: Position,
    /// When it started.
    pub started_on: Option<Day>,
    /// The event of the start.
    pub started: Option<Position>,
    /// The figure before it, as the record has it now; none without a target that speaks of a round.
    pub before: Option<Observation>,
    /// The figure after it, as the record has it now; none while the round has not been scheduled.
    pub after: Option<Observation>,
    /// Evaluations, oldest first.
    pub evaluations: Vec<EffectFound>,
}

/// The measures of a school unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Measures {
    /// The school unit.
    pub school: SchoolUnitCode,
    /// The state of the record.
    pub as_of: Size,
    /// The measures, newest decision first.
    pub measures: Vec<MeasureRow>,
}

/// The types that say something of a measure.
const OF_MEASURES: &[Code] = &[code::MeasureDecided, code::MeasureStarted, code::MeasureEvaluated];

/// What was recorded of one measure.
pub(crate) struct Thread {
    pub(crate) position: Position,
    pub(crate) decided: MeasureDecided,
    pub(crate) started: Option<(Position, Day)>,
    pub(crate) evaluated: Vec<(Position, MeasureEvaluated)>,
}

impl Thread {
    /// How far the measure has come.
    pub(crate) fn state(&self) -> MeasureState {
        match (&self.evaluated[..], self.started) {
            ([_, ..], _) => MeasureState::Evaluated,
            (_, Some(_)) => MeasureState::Started,
            _ => MeasureState::Decided,
        }
    }
}

/// The measures of a school unit as of a size.
#[must_use]
pub fn measures(facts: &Facts, school: SchoolUnitCode, at: Size) -> Measures {
    let threads = threads_at(facts, school, at);
    let mut rows: Vec<MeasureRow> =
        threads.into_values().map(|thread| row(facts, thread, at)).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.position));
    Measures { school, as_of: Size(at.0.min(facts.size().0)), measures: rows }
}

/// One measure as of a size; none where no decision of it is known then.
#[must_use]
pub fn measure(facts: &Facts, measure: MeasureId, at: Size) -> Option<MeasureRow> {
    let said = facts.ledger_of(Tag::Measure(measure), OF_MEASURES, at);
    let (_, thread) = threads(said).pop_first()?;
    Some(row(facts, thread, at))
}

/// The measures decided at a school unit, by id.
pub(crate) fn threads_at(
    facts: &Facts,
    school: SchoolUnitCode,
    at: Size,
) -> BTreeMap<MeasureId, Thread> {
    threads(facts.ledger_of(Tag::School(school), OF_MEASURES, at))
}

/// The measures decided at some school units, in order of decision.
pub(crate) fn threads_at_all(facts: &Facts, schools: &[SchoolUnitCode], at: Size) -> Vec<Thread> {
    if let [school] = schools {
        return in_order(facts.ledger_of(Tag::School(*school), OF_MEASURES, at));
    }
    let schools: BTreeSet<SchoolUnitCode> = schools.iter().copied().collect();
    let mut threads = in_order(facts.ledger_all(OF_MEASURES, at));
    threads.retain(|thread| schools.contains(&thread.decided.school));
    threads
}

/// The measures that someone carries, at whatever school unit. Only theirs are read further.
pub(crate) fn carried_by(facts: &Facts, staff: StaffId, at: Size) -> Vec<Thread> {
    let decided = facts.ledger_all(&[code::MeasureDecided], at);
    let own = decided.filter_map(|said| match said.event {
        Event::MeasureDecided(e) if e.responsible == staff => Some(e.measure),
        _ => None,
    });
    let own: BTreeSet<MeasureId> = own.collect();
    let of = |measure| threads(facts.ledger_of(Tag::Measure(measure), OF_MEASURES, at));
    own.into_iter().flat_map(|measure| of(measure).into_values()).collect()
}

fn threads(said: impl Iterator<Item = Noted>) -> BTreeMap<MeasureId, Thread> {
    let threads = in_order(said).into_iter();
    threads.map(|thread| (thread.decided.measure, thread)).collect()
}

fn in_order(said: impl Iterator<Item = Noted>) -> Vec<Thread> {
    let mut threads: Vec<Thread> = Vec::new();
    let mut index: FxHashMap<MeasureId, usize> = FxHashMap::default();
    for Noted { position, event, .. } in said {
        match event {
            Event::MeasureDecided(decided) => {
                index.entry(decided.measure).or_insert_with(|| {
                    let (started, evaluated) = (None, Vec::new());
                    threads.push(Thread { position, decided, started, evaluated });
                    threads.len() - 1
                });
            }
            Event::MeasureStarted(e) => {
                if let Some(at) = index.get(&e.measure) {
                    threads[*at].started.get_or_insert((position, e.on));
                }
            }
            Event::MeasureEvaluated(e) => {
                if let Some(at) = index.get(&e.measure) {
                    threads[*at].evaluated.push((position, e));
                }
            }
            _ => {}
        }
    }
    threads
}

fn row(facts: &Facts, thread: Thread, at: Size) -> MeasureRow {
    let state = thread.state();
    let (before, after) = effect(facts, &thread.decided, at);
    let Thread { position, decided, started, evaluated } = thread;
    let found = |(position, e): (Position, MeasureEvaluated)| {
        let MeasureEvaluated { round, before, after, effect, on, as_of, .. } = e;
        EffectFound { round, before, after, effect, on, as_of, position }
    };
    MeasureRow {
        measure: decided.measure,
        school: decided.school,
        state,
        title: decided.title,
        subject: decided.subject,
        responsible: decided.responsible,
        analysis: decided.analysis,
        decision: decided.decision,
        from: decided.from,
        to: decided.to,
        expected: decided.expected,
        cost: decided.cost,
        within_budget: decided.within_budget,
        evaluate_by: decided.evaluate_by,
        decided_on: decided.on,
        position,
        started_on: started.map(|(_, on)| on),
        started: started.map(|(position, _)| position),
        before,
        after,
        evaluations: evaluated.into_iter().map(found).collect(),
    }
}

/// The figure before and after, taken now.
fn effect(
    facts: &Facts,
    decided: &MeasureDecided,
    at: Size,
) -> (Option<Observation>, Option<Observation>) {
    let Expected { commitment, target, by, .. } = decided.expected;
    let Some((commitment, target)) = commitment.zip(target) else { return (None, None) };
    let target = TargetRef { commitment, target };
    let rounds = facts.rounds(at);
    let mut earlier = rounds.iter().rev().filter(|round| {
        round.census_date < decided.from && round.round.instrument == by.instrument
    });
    let before = earlier.find_map(|round| observe(facts, decided, target, round.round, at));
    (before, observe(facts, decided, target, by, at))
}

/// The figure of a target among those a measure is for; none where the target does not speak of the
/// round.
fn observe(
    facts: &Facts,
    decided: &MeasureDecided,
    target: TargetRef,
    round: RoundId,
    at: Size,
) -> Option<Observation> {
    let census_date = facts.round(round, at)?.census_date;
    let school = FigureScope::School(decided.school);
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
            let question = Question::new(facts, at, &reference(school, None))?;
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
    Some(Observation {
        reached: cell.at_or_above(target.least_rank),
        assessed: cell.assessed,
        population: cell.population,
        ..Observation::none(frame.round(), census_date)
    })
}

impl Observation {
    fn none(round: RoundId, census_date: Day) -> Self {
        let (reached, assessed, population) = (0, 0, 0);
        Self { round, census_date, reached, assessed, population, figures: Vec::new() }
    }

    fn add(&mut self, facts: &Facts, at: Size, reference: &FigureRef) {
        let Measure::ReachedOfPopulation(target) = reference.measure else { return };
        let of_assessed = FigureRef { measure: Measure::Reached(target), ..*reference };
        let found = figure(facts, at, reference).zip(figure(facts, at, &of_assessed));
        if let Some((of_population, of_assessed)) = found {
            self.reached += of_population.numerator;
            self.population += of_population.denominator;
            self.assessed += of_assessed.denominator;
            self.figures.push(of_population);
        }
    }
}
