//! How far a case has come.

use serde::Serialize;

use super::{Case, Decision};

/// How far a case has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CaseState {
    /// A concern is reported; no investigation is opened.
    Concern,
    /// The investigation is under way.
    UnderInvestigation,
    /// The investigation is concluded; nothing is decided.
    Investigated,
    /// Decided, and not yet served on every party.
    Decided,
    /// A programme is decided and served on every party.
    Served,
    /// It is decided that no programme is needed, and served on every party.
    NoneNeeded,
    /// An appeal against the decision in force awaits its outcome.
    Appealed,
    /// The last decision is annulled, and no new one taken.
    Annulled,
    /// The programme has ended.
    Ended,
    /// Everything was entered on the wrong pupil.
    Struck,
}

/// How far a case has come, given the decision in force and whether every party is served.
pub(crate) fn state(case: &Case, decision: Option<&Decision<'_>>, all_served: bool) -> CaseState {
    if case.concern().is_none() && case.investigation().is_none() && decision.is_none() {
        return CaseState::Struck;
    }
    let Some(decision) = decision else { return undecided(case) };
    let ended = case.ended().is_some_and(|(position, _)| position > decision.position);
    let appealed = case
        .appeals()
        .iter()
        .any(|appeal| appeal.lodged.decision == decision.position && !appeal.is_over());
    match () {
        () if ended => CaseState::Ended,
        () if appealed => CaseState::Appealed,
        () if !all_served => CaseState::Decided,
        () if decision.content.is_none() => CaseState::NoneNeeded,
        () => CaseState::Served,
    }
}

/// How far a case without a decision in force has come.
fn undecided(case: &Case) -> CaseState {
    match () {
        () if case.ended().is_some() => CaseState::Ended,
        () if !case.decisions().is_empty() => CaseState::Annulled,
        () if case.concluded().is_some() => CaseState::Investigated,
        () if case.investigation().is_some() => CaseState::UnderInvestigation,
        () => CaseState::Concern,
    }
}
