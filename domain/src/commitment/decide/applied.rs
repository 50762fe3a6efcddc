//! What is done with an adopted version: published, explained, held against a round.

use std::collections::BTreeSet;

use super::{Commitment, Decision};
use crate::calendar::Day;
use crate::commitment::{
    CommitmentEvaluated, CommitmentExplained, CommitmentPublished, Level, Refusal, Version,
    in_force,
};
use crate::event::{Event, Recorded};
use crate::organisation::places::Places;
use crate::round::{self, demand};

/// The same version may be published in several places.
pub(super) fn publish(wanted: &CommitmentPublished, state: &Commitment<'_>) -> Decision {
    state.known()?;
    demand(state.adopted.is_some(), Refusal::NotAdopted)?;
    let version = state.versions.iter().find(|version| version.number == wanted.version);
    let version = version.ok_or(Refusal::WrongVersion)?;
    check_day(wanted.on, version, state)?;
    demand(!wanted.place.trim().is_empty(), Refusal::NoPlace)?;
    let wanted: Event = wanted.clone().into();
    if is_recorded(&wanted, state.history) { Ok(Vec::new()) } else { Ok(vec![wanted]) }
}

/// Parents are told of what holds or is to come, whether it is published or not. A withdrawal ends
/// what holds and is no refusal of its own: what was explained before it may be recorded late.
pub(super) fn explain(wanted: &CommitmentExplained, state: &Commitment<'_>) -> Decision {
    state.known()?;
    demand(state.adopted.is_some(), Refusal::NotAdopted)?;
    let standing = standing(&state.versions, wanted.on);
    demand(!standing.is_empty(), Refusal::NotInForce)?;
    let version = standing.into_iter().find(|version| version.number == wanted.version);
    let version = version.ok_or(Refusal::WrongVersion)?;
    check_day(wanted.on, version, state)?;
    demand(binds_class(wanted, state), Refusal::ClassUnknown)?;
    let wanted: Event = wanted.clone().into();
    if is_recorded(&wanted, state.history) { Ok(Vec::new()) } else { Ok(vec![wanted]) }
}

/// Whether the class is there on the day, at a school unit that the commitment binds.
fn binds_class(wanted: &CommitmentExplained, state: &Commitment<'_>) -> bool {
    let bound = match wanted.level {
        Level::Municipality => true,
        Level::School(school) => school == wanted.school,
    };
    let places = Places::of(state.history);
    let class = places.class_at(wanted.class, wanted.school);
    bound && class.is_some_and(|class| class.open.contains(wanted.on))
}

/// The version in force on the day, and those that are to come.
fn standing(versions: &[Version], on: Day) -> Vec<&Version> {
    let to_come = versions.iter().filter(|version| {
        let begins = version.terms.valid_from;
        on < begins && version.ends.is_none_or(|ends| begins < ends)
    });
    in_force(versions, on).into_iter().chain(to_come).collect()
}

/// A version is known to nobody before it is decided.
fn check_day(on: Day, version: &Version, state: &Commitment<'_>) -> Result<(), Refusal> {
    demand(on <= state.act.today(), Refusal::DateInFuture)?;
    demand(version.decided <= on, Refusal::BeforeAdoption)
}

fn is_recorded(wanted: &Event, history: &[Recorded]) -> bool {
    history.iter().any(|recorded| recorded.event.as_ref() == Some(wanted))
}

/// Holds a version against a round.
pub(super) fn evaluate(
    wanted: &CommitmentEvaluated,
    census_date: Day,
    state: &Commitment<'_>,
) -> Decision {
    state.known()?;
    demand(state.adopted.is_some(), Refusal::NotAdopted)?;
    let schedule = round::schedule(state.history, wanted.round);
    let scheduled = schedule.is_some_and(|schedule| schedule.census_date == census_date);
    demand(scheduled, Refusal::RoundNotScheduled)?;
    let version = in_force(&state.versions, census_date).ok_or(Refusal::NotInForce)?;
    demand(wanted.version == version.number, Refusal::WrongVersion)?;
    let targets = targets_of(wanted, version, state);
    demand(!targets.is_empty(), Refusal::NoTarget)?;
    let outcomes: BTreeSet<u8> = wanted.outcomes.iter().map(|outcome| outcome.number).collect();
    let one_each = outcomes == targets && wanted.outcomes.len() == targets.len();
    demand(one_each, Refusal::OutcomesUnfit)?;
    let possible =
        wanted.outcomes.iter().all(|o| o.reached <= o.assessed && o.assessed <= o.population);
    demand(possible, Refusal::CountsImpossible)?;
    if is_known(wanted, state.history) { Ok(Vec::new()) } else { Ok(vec![wanted.clone().into()]) }
}

/// The numbers of the version's targets that this round settles.
fn targets_of(
    wanted: &CommitmentEvaluated,
    version: &Version,
    state: &Commitment<'_>,
) -> BTreeSet<u8> {
    let round = wanted.round;
    let settled = version.terms.targets.iter().filter(|target| {
        let edition = state.edition(target.edition);
        target.occasion == round.occasion
            && edition.is_some_and(|edition| edition.instrument == round.instrument)
    });
    settled.map(|target| target.number).collect()
}

/// Whether the round's latest evaluation says the same, whatever the state it was taken from.
fn is_known(wanted: &CommitmentEvaluated, history: &[Recorded]) -> bool {
    let latest = history.iter().rev().find_map(|recorded| match &recorded.event {
        Some(Event::CommitmentEvaluated(e)) if e.round == wanted.round => Some(e),
        _ => None,
    });
    latest.is_some_and(|e| (e.version, &e.outcomes) == (wanted.version, &wanted.outcomes))
}
