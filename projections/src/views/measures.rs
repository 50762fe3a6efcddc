//! Measures: what was to come of each, what was done, and the figure before and after, taken now.
//!
//! The figure of a measure is `reached-of-population-1` of the target it names, among those it is for.
//! Before is the last round with a census date before the measure's first day in which the target
//! speaks; after is the round in which the effect was to show. Where the school unit has closed by then
//! with one successor, both follow that successor.

mod effect;

use std::collections::BTreeMap;

use domain::analysis::{Effect, Expected, MeasureFor, Observed};
use domain::calendar::Day;
use domain::id::{
    AnalysisId, DecisionId, MeasureId, Position, RoundId, SchoolUnitCode, Size, StaffId,
};
use serde::Serialize;

use crate::Facts;
use crate::directory::position;
use crate::facts::Entry;
use crate::facts::measures::Found;
pub(crate) use crate::facts::measures::Thread;
use crate::figure::Figure;
use effect::effect;

pub use effect::effect_in;

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
    /// How many; none for those without the right to see the pupils, who see what is shown of the figures.
    #[serde(flatten)]
    pub counts: Option<Observed>,
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

impl Thread<'_> {
    /// How far the measure has come.
    pub(crate) fn state(&self) -> MeasureState {
        match (self.evaluated, self.started) {
            ([_, ..], _) => MeasureState::Evaluated,
            (_, Some(_)) => MeasureState::Started,
            _ => MeasureState::Decided,
        }
    }
}

/// The measures of a school unit as of a size.
#[must_use]
pub fn measures(facts: &Facts, school: SchoolUnitCode, at: Size) -> Measures {
    let threads = facts.measures_at(school, at);
    let mut rows: Vec<MeasureRow> = threads.map(|thread| row(facts, &thread, at)).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.position));
    Measures { school, as_of: Size(at.0.min(facts.size().0)), measures: rows }
}

/// One measure as of a size; none where no decision of it is known then.
#[must_use]
pub fn measure(facts: &Facts, measure: MeasureId, at: Size) -> Option<MeasureRow> {
    facts.measure(measure, at).map(|thread| row(facts, &thread, at))
}

/// The measures decided at a school unit, by id.
pub(crate) fn threads_at(
    facts: &Facts,
    school: SchoolUnitCode,
    at: Size,
) -> BTreeMap<MeasureId, Thread<'_>> {
    facts.measures_at(school, at).map(|thread| (thread.decided.measure, thread)).collect()
}

/// The measures that someone carries, at whatever school unit, by id.
pub(crate) fn carried_by(facts: &Facts, staff: StaffId, at: Size) -> Vec<Thread<'_>> {
    let mut threads: Vec<Thread<'_>> = facts.measures_of(staff, at).collect();
    threads.sort_by_key(|thread| thread.decided.measure);
    threads
}

fn row(facts: &Facts, thread: &Thread<'_>, at: Size) -> MeasureRow {
    let decided = thread.decided;
    let (before, after) = effect(facts, decided, decided.expected.by, at);
    MeasureRow {
        measure: decided.measure,
        school: decided.school,
        state: thread.state(),
        title: decided.title.clone(),
        subject: decided.subject.clone(),
        responsible: decided.responsible,
        analysis: decided.analysis,
        decision: decided.decision,
        from: decided.from,
        to: decided.to,
        expected: decided.expected.clone(),
        cost: decided.cost,
        within_budget: decided.within_budget,
        evaluate_by: decided.evaluate_by,
        decided_on: decided.on,
        position: thread.position,
        started_on: thread.started.map(|(_, on)| on),
        started: thread.started.map(|(position, _)| position),
        before,
        after,
        evaluations: thread.evaluated.iter().map(found).collect(),
    }
}

fn found(entry: &Entry<Found>) -> EffectFound {
    let Found { round, before, after, effect, on, as_of } = entry.value;
    EffectFound { round, before, after, effect, on, as_of, position: position(entry.position) }
}
