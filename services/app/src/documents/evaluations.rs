//! Evaluations take no figures but those of the state they name: of a commitment its outcomes, of a measure
//! the figure before and after it.

use domain::analysis::{MeasureEvaluated, Observed};
use domain::commitment::CommitmentEvaluated;
use projections::effect_in;
use projections::views::measures::Observation;
use projections::views::pledge::outcome;

use super::DocumentError;
use crate::store::App;

impl App {
    /// Whether an evaluation's outcomes are the figures of the state it names.
    pub(super) fn is_counted(&self, e: &CommitmentEvaluated) -> Result<bool, DocumentError> {
        if e.as_of.0 > self.size().0 {
            return Ok(false);
        }
        let facts = self.facts().map_err(DocumentError::Facts)?;
        let of = (e.commitment, e.level);
        let counted = |number| outcome(&facts, of, number, e.round, e.as_of);
        Ok(e.outcomes.iter().all(|outcome| counted(outcome.number).as_ref() == Some(outcome)))
    }

    /// Whether an evaluation's figures before and after are those of the state it names, of the target and
    /// of those the measure is for. What cannot be told from the record is not said either.
    pub(super) fn is_observed(&self, e: &MeasureEvaluated) -> Result<bool, DocumentError> {
        if e.as_of.0 > self.size().0 {
            return Ok(false);
        }
        let facts = self.facts().map_err(DocumentError::Facts)?;
        let (before, after) = effect_in(&facts, e.measure, e.round, e.as_of);
        let is_of = |said: Option<Observed>, found: Option<Observation>| {
            said.is_none_or(|said| found.is_some_and(|found| observed(&found) == said))
        };
        Ok(is_of(e.before, before) && is_of(e.after, after))
    }
}

fn observed(found: &Observation) -> Observed {
    let Observation { reached, assessed, population, .. } = *found;
    Observed { reached, assessed, population }
}
