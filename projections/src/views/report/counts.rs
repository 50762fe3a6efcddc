//! Counts of results and promises: whole numbers only, so that the same basis gives the same bytes.

use domain::calendar::Day;
use domain::id::{EditionId, PointCode, RoundId, SchoolUnitCode, Size};
use serde::Serialize;

use crate::Facts;
use crate::figure::Value;
use crate::figure::cell::Cell;
use crate::figure::frame::Frame;
use crate::figure::reference::{FigureRef, FigureScope, Measure, Slice};
use crate::figure::rules::RuleId;
use crate::figure::targets::{TargetInForce, TargetRow};
use crate::views::rows::Cells;
use crate::views::series::{SeriesPoint, series};

/// What is counted of some pupils in a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct ReadRow {
    /// Which pupils of the scope.
    pub slice: Slice,
    /// The name of its population; its other figures are named alike.
    pub figure: FigureRef,
    /// Population, assessed, not assessed by reason, the distribution by rank, progress.
    pub counts: Cell,
    /// Pupils with neither point nor reason.
    pub missing: u32,
    /// The lower median.
    pub median: Option<PointCode>,
}

/// What came of a target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Promised {
    /// The target.
    #[serde(flatten)]
    pub target: TargetInForce,
    /// The name of reached / population.
    pub figure: FigureRef,
    /// Pupils who reached the point.
    pub reached: u32,
    /// Pupils with a point.
    pub assessed: u32,
    /// Pupils.
    pub population: u32,
    /// Pupils with neither point nor reason.
    pub missing: u32,
    /// The coverage is not below the least adopted.
    pub comparable: bool,
    /// Whether the share of the population is reached; none where there is nobody to say it of, or where
    /// it is not comparable.
    pub met: Option<bool>,
}

/// One round of the trend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct TrendPoint {
    /// The round.
    pub round: RoundId,
    /// Its census date.
    pub census_date: Day,
    /// Its scale edition: points of different editions are not comparable.
    pub edition: EditionId,
    /// Pupils.
    pub population: u32,
    /// Pupils with a point.
    pub assessed: u32,
    /// Pupils with neither point nor reason.
    pub missing: u32,
    /// The lower median.
    pub median: Option<PointCode>,
    /// What came of its targets.
    pub targets: Vec<Promised>,
    /// Closed units whose cells are part of the sum.
    pub predecessors: Vec<SchoolUnitCode>,
}

/// The rules of [`ReadRow`].
pub(crate) const READ_RULES: [RuleId; 7] = [
    RuleId::Population,
    RuleId::Assessed,
    RuleId::NotAssessed,
    RuleId::Missing,
    RuleId::Point,
    RuleId::Median,
    RuleId::Progress,
];

/// The rules of [`Promised`].
pub(crate) const PROMISED_RULES: [RuleId; 3] =
    [RuleId::Reached, RuleId::ReachedOfPopulation, RuleId::Coverage];

/// The rows of a scope, from its finest cells.
pub(crate) struct Rows<'f, 'c, 'a> {
    pub(crate) frame: &'f Frame<'a>,
    pub(crate) scope: FigureScope,
    pub(crate) cells: &'c Cells<'f, 'a>,
}

impl Rows<'_, '_, '_> {
    fn row(&self, slice: Slice, counts: Cell) -> ReadRow {
        let (scope, round) = (self.scope, self.frame.round());
        let median = counts.lower_median().and_then(|rank| self.frame.point_at(rank));
        ReadRow {
            slice,
            figure: FigureRef { measure: Measure::Population, scope, round, slice },
            missing: counts.missing(),
            median,
            counts,
        }
    }

    pub(crate) fn all(&self) -> ReadRow {
        self.row(Slice::default(), self.cells.total(|_| true))
    }

    pub(crate) fn by_grade(&self) -> Vec<ReadRow> {
        let mut grades = self.frame.schedule.value.grades.clone();
        grades.sort_unstable();
        grades.dedup();
        let row = |grade| {
            let slice = Slice { grade: Some(grade), ..Slice::default() };
            self.row(slice, self.cells.total(|key| key.grade == grade))
        };
        grades.into_iter().map(row).collect()
    }

    /// Every sex for which there are pupils.
    pub(crate) fn by_sex(&self) -> Vec<ReadRow> {
        let mut all: Vec<_> = self.cells.cells.iter().map(|(key, _)| key.sex).collect();
        all.sort_unstable();
        all.dedup();
        let row = |sex| {
            let slice = Slice { sex: Some(sex), ..Slice::default() };
            self.row(slice, self.cells.total(|key| key.sex == sex))
        };
        all.into_iter().map(row).collect()
    }

    /// Every syllabus, unknown as a row of its own.
    pub(crate) fn by_syllabus(&self) -> Vec<ReadRow> {
        use domain::people::Syllabus::{Sv, Sva, Unknown};
        let row = |syllabus| {
            let slice = Slice { syllabus: Some(syllabus), ..Slice::default() };
            self.row(slice, self.cells.total(|key| key.syllabus == syllabus))
        };
        [Sv, Sva, Unknown].into_iter().map(row).collect()
    }

    pub(crate) fn promised(&self, targets: &[TargetInForce]) -> Vec<Promised> {
        let outcome = |target: &TargetInForce| {
            let cell = self.cells.total(|key| key.grade == target.grade);
            promised(target.outcome(self.frame, self.scope, &cell))
        };
        targets.iter().map(outcome).collect()
    }
}

/// The counts of a target's outcome.
pub(crate) fn promised(row: TargetRow) -> Promised {
    Promised {
        figure: row.reached_of_population.reference,
        reached: row.reached.numerator,
        assessed: row.reached.denominator,
        population: row.reached_of_population.denominator,
        missing: row.reached_of_population.missing,
        comparable: row.reached_of_population.value != Value::NotComparable,
        met: row.met,
        target: row.target,
    }
}

/// The trend of a scope to the round, this one last.
pub(crate) fn trend(
    facts: &Facts,
    frame: &Frame<'_>,
    scope: FigureScope,
    at: Size,
) -> Vec<TrendPoint> {
    let instrument = frame.round().instrument;
    let series = series(facts, at, scope, Slice::default(), instrument);
    let until = (frame.census_date(), frame.round());
    let rounds = series.rounds.into_iter();
    rounds.filter(|point| (point.census_date, point.round) <= until).map(trend_point).collect()
}

fn trend_point(point: SeriesPoint) -> TrendPoint {
    TrendPoint {
        round: point.round,
        census_date: point.census_date,
        edition: point.edition,
        population: point.population.numerator,
        assessed: point.assessed.numerator,
        missing: point.missing.numerator,
        median: point.median.point(),
        targets: point.targets.into_iter().map(promised).collect(),
        predecessors: point.predecessors,
    }
}
