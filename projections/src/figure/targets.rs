//! The targets that speak of a round, and what came of each.

use domain::commitment::Level;
use domain::id::{CommitmentId, PointCode, SchoolUnitCode};
use serde::Serialize;

use super::cell::Cell;
use super::frame::Frame;
use super::reference::{FigureRef, FigureScope, Measure, Slice, TargetRef};
use super::{Figure, Value, measure};

/// A target in the version in force on the census date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct TargetInForce {
    /// The commitment.
    pub commitment: CommitmentId,
    /// What it promises, in plain words.
    pub title: String,
    /// Whose.
    pub level: Level,
    /// The version.
    pub version: u16,
    /// The target's number.
    pub number: u8,
    /// The grade, in the round's numbering.
    pub grade: u8,
    /// The least point.
    pub least: PointCode,
    /// Its rank.
    pub least_rank: u8,
    /// The share of the population that is to reach it, in permille.
    pub share_permille: u16,
}

/// What came of a target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct TargetRow {
    /// The target.
    #[serde(flatten)]
    pub target: TargetInForce,
    /// Reached / assessed.
    pub reached: Figure,
    /// Reached / population.
    pub reached_of_population: Figure,
    /// Assessed / population, of the target's grade.
    pub coverage: Figure,
    /// The least coverage adopted, in permille.
    pub least_coverage_permille: Option<u16>,
    /// Whether the share of the population is reached; none where there is nobody, or where the coverage
    /// is below the least coverage.
    pub met: Option<bool>,
}

impl TargetInForce {
    /// The targets of the round's occasion, edition and grades: the municipality's, and those of `school`.
    pub(crate) fn all(frame: &Frame<'_>, school: Option<SchoolUnitCode>) -> Vec<Self> {
        Self::of_levels(frame, |level| concerns(level, school))
    }

    /// Whether it is one of the municipality's or of `school`.
    pub(crate) fn speaks_of(&self, school: Option<SchoolUnitCode>) -> bool {
        concerns(self.level, school)
    }

    /// The same, of the levels that are wanted.
    pub(crate) fn of_levels(frame: &Frame<'_>, concerns: impl Fn(Level) -> bool) -> Vec<Self> {
        let schedule = &frame.schedule.value;
        let mut targets = Vec::new();
        let (census_date, as_of) = (frame.census_date(), frame.as_of);
        for version in frame.facts.in_force_where(census_date, as_of, concerns) {
            for target in &version.terms.targets {
                let grade = frame.grade_number(target.grade);
                let of_round = target.occasion == schedule.round.occasion
                    && target.edition == schedule.edition
                    && schedule.grades.contains(&grade);
                if let Some(least_rank) = frame.rank_of(target.least).filter(|_| of_round) {
                    targets.push(Self {
                        commitment: version.commitment,
                        title: version.terms.title.clone(),
                        level: version.level,
                        version: version.version,
                        number: target.number,
                        grade,
                        least: target.least,
                        least_rank,
                        share_permille: target.share_permille,
                    });
                }
            }
        }
        targets
    }

    /// Its name in figures.
    #[must_use]
    pub fn reference(&self) -> TargetRef {
        TargetRef { commitment: self.commitment, target: self.number }
    }

    /// What came of it, from the cell of its grade.
    pub(crate) fn outcome(&self, frame: &Frame<'_>, scope: FigureScope, cell: &Cell) -> TargetRow {
        let slice = Slice { grade: Some(self.grade), ..Slice::default() };
        let figure = |what: Measure| {
            let reference = FigureRef { measure: what, scope, round: frame.round(), slice };
            measure(frame, cell, reference, Some(self))
        };
        let reached_of_population = figure(Measure::ReachedOfPopulation(self.reference()));
        let met = (reached_of_population.value == Value::Share).then(|| {
            let reached = u64::from(reached_of_population.numerator) * 1000;
            reached >= u64::from(reached_of_population.denominator) * u64::from(self.share_permille)
        });
        TargetRow {
            target: self.clone(),
            reached: figure(Measure::Reached(self.reference())),
            reached_of_population,
            coverage: figure(Measure::Coverage),
            least_coverage_permille: frame.least_permille(),
            met,
        }
    }
}

fn concerns(level: Level, school: Option<SchoolUnitCode>) -> bool {
    match level {
        Level::Municipality => true,
        Level::School(code) => school == Some(code),
    }
}
