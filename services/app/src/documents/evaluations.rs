//! Evaluations take no figures but those of the state they name: of a commitment its outcomes, of a measure
//! the figure before and after it.

use domain::Event;
use domain::analysis::{MeasureEvaluated, Observed};
use domain::commitment::{CommitmentEvaluated, TargetOutcome};
use projections::effect_in;
use projections::views::measures::Observation;
use projections::views::pledge::outcome;

use super::DocumentError;
use crate::store::App;

impl App {
    /// Evaluations with the outcomes that the record has, where the one who evaluates has not said any: who
    /// does not see the pupils is not shown the counts either.
    pub(crate) fn with_outcomes(
        &self,
        mut events: Vec<Event>,
    ) -> Result<Vec<Event>, DocumentError> {
        let is_unsaid =
            |said: &TargetOutcome| (said.reached, said.assessed, said.population) == (0, 0, 0);
        for event in &mut events {
            let Event::CommitmentEvaluated(e) = event else { continue };
            if e.as_of.0 > self.size().0 || !e.outcomes.iter().any(is_unsaid) {
                continue;
            }
            let facts = self.facts().map_err(DocumentError::Facts)?;
            for said in e.outcomes.iter_mut().filter(|said| is_unsaid(said)) {
                let of = (e.commitment, e.level);
                if let Some(found) = outcome(&facts, of, said.number, e.round, e.as_of) {
                    *said = found;
                }
            }
        }
        Ok(events)
    }

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
            said.is_none_or(|said| found.is_some_and(|found| found.counts == Some(said)))
        };
        Ok(is_of(e.before, before) && is_of(e.after, after))
    }
}
