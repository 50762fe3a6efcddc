//! Figures that an evaluation records: taken from the record, not typed.

use domain::commitment::{Level, Target};
use domain::id::{CommitmentId, MeasureId, RoundId, SchoolUnitCode};
use projections::figure::reference::TargetRef;
use projections::views::measures::{Observation, measure};
use projections::{FigureRef, FigureScope, Measure, Slice, figure};

use super::Prefill;

/// How a target was met: as the event of an evaluation has it.
#[derive(Debug, Clone, Copy, Default)]
struct Met {
    population: u32,
    assessed: u32,
    reached: u32,
}

impl Prefill<'_> {
    /// The outcome of each target of the round, summed over the school units that the commitment binds.
    pub(super) fn outcomes(&mut self, commitment: CommitmentId, level: Level, targets: &[Target]) {
        let Some(round) = self.known::<RoundId>("round") else { return };
        let Some(path) = self.path("outcomes") else { return };
        let due: Vec<&Target> = targets.iter().filter(|t| t.occasion == round.occasion).collect();
        for (row, target) in due.into_iter().enumerate() {
            let target_ref = TargetRef { commitment, target: target.number };
            let met = self.met(target_ref, level, round);
            let row = format!("{path}.{row}");
            self.input.settle(&format!("{row}.number"), target.number);
            self.counts(&row, met);
        }
    }

    fn counts(&mut self, path: &str, met: Met) {
        self.input.settle(&format!("{path}.population"), met.population);
        self.input.settle(&format!("{path}.assessed"), met.assessed);
        self.input.settle(&format!("{path}.reached"), met.reached);
    }

    fn met(&self, target: TargetRef, level: Level, round: RoundId) -> Met {
        let at = self.facts.size();
        let schools: Vec<SchoolUnitCode> = match level {
            Level::School(school) => vec![school],
            Level::Municipality => {
                let census = self.facts.round(round, at).map(|round| round.census_date);
                let day = census.unwrap_or_else(|| self.visit.today());
                self.facts.schools(day, at).into_iter().map(|school| school.school).collect()
            }
        };
        let mut met = Met::default();
        for school in schools {
            let scope = FigureScope::School(school);
            let of = |measure| {
                let reference = FigureRef { measure, scope, round, slice: Slice::default() };
                figure(self.facts, at, &reference)
            };
            if let Some(of_population) = of(Measure::ReachedOfPopulation(target)) {
                met.reached += of_population.numerator;
                met.population += of_population.denominator;
            }
            met.assessed += of(Measure::Reached(target)).map_or(0, |figure| figure.denominator);
        }
        met
    }

    /// The figure of a measure before and after it, and the round it is held against.
    pub(super) fn effect(&mut self) {
        if self.form.command != "evaluate_measure" {
            return;
        }
        let Some(id) = self.known::<MeasureId>("measure") else { return };
        let Some(row) = measure(self.facts, id, self.facts.size()) else { return };
        self.input.settle("round", row.expected.by);
        for (path, observed) in [("before", row.before), ("after", row.after)] {
            if let Some(Observation { population, assessed, reached, .. }) = observed {
                self.counts(path, Met { population, assessed, reached });
            }
        }
    }
}
