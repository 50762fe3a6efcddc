//! Figures that an evaluation records: taken from the record, not typed.

use domain::analysis::Observed;
use domain::commitment::{Level, Target, TargetOutcome};
use domain::id::{CommitmentId, MeasureId, RoundId};
use projections::views::measures::measure;
use projections::views::pledge::outcome;

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
        let sees = match level {
            Level::School(school) => self.visit.reader(self.facts).sees_pupils_of(school),
            Level::Municipality => false,
        };
        let Some(round) = self.known::<RoundId>("round") else { return };
        let Some(path) = self.path("outcomes") else { return };
        let due: Vec<&Target> = targets.iter().filter(|t| t.occasion == round.occasion).collect();
        for (row, target) in due.into_iter().enumerate() {
            let at = self.facts.size();
            let of = (commitment, level);
            let Some(came) = outcome(self.facts, of, target.number, round, at) else { continue };
            let TargetOutcome { reached, assessed, population, .. } = came;
            // Who does not see the pupils sends none: they are taken from the record when it is evaluated.
            let met = if sees { Met { population, assessed, reached } } else { Met::default() };
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

    /// The figure of a measure before and after it, and the round it is held against.
    pub(super) fn effect(&mut self) {
        if self.form.command != "evaluate_measure" {
            return;
        }
        let Some(id) = self.known::<MeasureId>("measure") else { return };
        let Some(row) = measure(self.facts, id, self.facts.size()) else { return };
        self.input.settle("round", row.expected.by);
        for (path, observed) in [("before", row.before), ("after", row.after)] {
            if let Some(Observed { population, assessed, reached }) =
                observed.and_then(|of| of.counts)
            {
                self.counts(path, Met { population, assessed, reached });
            }
        }
    }
}
