//! State and decisions of a commitment. Refusals, in their order, stand in [`super::Refusal`].

use std::collections::BTreeSet;

use super::{
    Command, CommitmentAdopted, CommitmentEvaluated, CommitmentProposed, CommitmentRevised,
    CommitmentWithdrawn, Level, Refusal, Target, Terms, Version, in_force, versions,
};
use crate::calendar::Day;
use crate::command::Act;
use crate::event::{Event, Recorded, code};
use crate::id::{CommitmentId, EditionId};
use crate::organisation::authority::Roles;
use crate::people::{Grade, GradeRegime, Role, Scope};
use crate::query::{Query, Tag};
use crate::round::{self, demand};
use crate::scale::ScaleEdition;

// -------------------------------------------------------------------------------------- state

/// What the decisions ask of one commitment.
struct Commitment<'a> {
    act: &'a Act,
    history: &'a [Recorded],
    level: Level,
    roles: Roles,
    proposed: Option<&'a CommitmentProposed>,
    adopted: Option<&'a CommitmentAdopted>,
    withdrawn: Option<&'a CommitmentWithdrawn>,
    versions: Vec<Version>,
}

impl<'a> Commitment<'a> {
    fn of(act: &'a Act, history: &'a [Recorded], level: Level) -> Self {
        let roles = Roles::of(act, history);
        let (proposed, adopted, withdrawn) = (None, None, None);
        let versions = versions(history);
        let mut state = Self { act, history, level, roles, proposed, adopted, withdrawn, versions };
        history.iter().filter_map(|recorded| recorded.event.as_ref()).for_each(|e| state.evolve(e));
        state
    }

    fn evolve(&mut self, event: &'a Event) {
        match event {
            Event::CommitmentProposed(e) => self.proposed = Some(e),
            Event::CommitmentAdopted(e) => self.adopted = Some(e),
            Event::CommitmentWithdrawn(e) => self.withdrawn = Some(e),
            _ => {}
        }
    }

    fn boundary(act: &Act, commitment: CommitmentId, level: Level) -> Query {
        Roles::boundary(Query::new(), act, scope(level))
            .or(&[], &[Tag::Commitment(commitment)])
            .or(&[code::ScaleEditionAdopted], &[Tag::Municipality])
    }

    fn may(&self, roles: &[Role]) -> bool {
        self.roles.may(roles, scope(self.level))
    }

    /// The principal decides for the school unit; the secretary records what the committee decided.
    fn decides(&self) -> bool {
        match self.level {
            Level::School(_) => self.may(&[Role::Principal]),
            Level::Municipality => self.may(&[Role::CommitteeSecretary]),
        }
    }

    /// Proposing and evaluating bind nobody: results coordinators do it too.
    fn prepares(&self) -> bool {
        self.decides() || self.may(&[Role::ResultsCoordinator])
    }

    /// The commitment, if it is known and of that level.
    fn known(&self) -> Result<&'a CommitmentProposed, Refusal> {
        self.proposed.filter(|proposed| proposed.level == self.level).ok_or(Refusal::Unknown)
    }

    /// The adopted edition with this id: the latest wording.
    fn edition(&self, id: EditionId) -> Option<&'a ScaleEdition> {
        self.history.iter().rev().find_map(|recorded| match &recorded.event {
            Some(Event::ScaleEditionAdopted(e)) if e.edition.id == id => Some(&e.edition),
            _ => None,
        })
    }

    fn rank(&self, target: &Target) -> Option<u8> {
        self.edition(target.edition).and_then(|edition| edition.rank(target.least))
    }

    /// Whether the terms can be promised at all.
    fn check_terms(&self, terms: &Terms) -> Result<(), Refusal> {
        let Terms { title, targets, valid_from, valid_to } = terms;
        demand(!title.trim().is_empty(), Refusal::NoTitle)?;
        demand(valid_to.is_none_or(|to| *valid_from < to), Refusal::ValidityBackwards)?;
        demand(!targets.is_empty(), Refusal::NoTarget)?;
        let numbers: BTreeSet<u8> = targets.iter().map(|target| target.number).collect();
        demand(numbers.len() == targets.len(), Refusal::NumberTwice)?;
        demand(targets.iter().all(|target| grade_fits(target.grade)), Refusal::GradeUnfit)?;
        demand(targets.iter().all(|target| self.rank(target).is_some()), Refusal::PointUnknown)?;
        let shares_fit = targets.iter().all(|target| (1..=1000).contains(&target.share_permille));
        demand(shares_fit, Refusal::ShareUnfit)
    }

    /// Whether any target of the former version is dropped or asks for less in the new one.
    ///
    /// Points of two editions cannot be compared: a target bound to another edition is a new one.
    fn lowers(&self, former: &Terms, new: &Terms) -> bool {
        let keeps = |old: &Target, target: &Target| {
            let bound = |t: &Target| (t.number, t.grade, t.occasion, t.edition);
            bound(old) == bound(target)
                && self.rank(old) <= self.rank(target)
                && old.share_permille <= target.share_permille
        };
        !former.targets.iter().all(|old| new.targets.iter().any(|target| keeps(old, target)))
    }
}

/// Where a role must be held to act at this level.
const fn scope(level: Level) -> Scope {
    match level {
        Level::Municipality => Scope::Municipality,
        Level::School(school) => Scope::School(school),
    }
}

/// 0 is the preschool class of the nine-grade numbering.
fn grade_fits(grade: Grade) -> bool {
    match grade.regime {
        GradeRegime::Nine => (0..=9).contains(&grade.number),
        GradeRegime::Ten => (1..=10).contains(&grade.number),
    }
}

// ---------------------------------------------------------------------------------- decisions

impl Command {
    /// Which events the decision rests on.
    #[must_use]
    pub fn boundary(&self, act: &Act) -> Query {
        let (commitment, level) = self.subject();
        let query = Commitment::boundary(act, commitment, level);
        match self {
            Self::Evaluate { evaluation, .. } => {
                query.or(&[code::RoundScheduled], &[Tag::Round(evaluation.round)])
            }
            _ => query,
        }
    }

    const fn subject(&self) -> (CommitmentId, Level) {
        match self {
            Self::Propose(e) => (e.commitment, e.level),
            Self::Adopt(e) => (e.commitment, e.level),
            Self::Revise(e) => (e.commitment, e.level),
            Self::Withdraw(e) => (e.commitment, e.level),
            Self::Evaluate { evaluation: e, .. } => (e.commitment, e.level),
        }
    }

    /// Decides on the events of the boundary, in order of position. No event: it is already so.
    pub fn decide(&self, act: &Act, history: &[Recorded]) -> Result<Vec<Event>, Refusal> {
        let (_, level) = self.subject();
        let commitment = Commitment::of(act, history, level);
        match self {
            Self::Propose(e) => propose(e, &commitment),
            Self::Adopt(e) => adopt(e, &commitment),
            Self::Revise(e) => revise(e, &commitment),
            Self::Withdraw(e) => withdraw(e, &commitment),
            Self::Evaluate { evaluation, census_date } => {
                evaluate(evaluation, *census_date, &commitment)
            }
        }
    }
}

type Decision = Result<Vec<Event>, Refusal>;

fn propose(wanted: &CommitmentProposed, state: &Commitment<'_>) -> Decision {
    demand(state.prepares(), Refusal::NotAuthorised)?;
    if state.proposed == Some(wanted) {
        return Ok(Vec::new());
    }
    demand(state.proposed.is_none(), Refusal::AlreadyProposed)?;
    state.check_terms(&wanted.terms)?;
    Ok(vec![wanted.clone().into()])
}

fn adopt(wanted: &CommitmentAdopted, state: &Commitment<'_>) -> Decision {
    demand(state.decides(), Refusal::NotAuthorised)?;
    state.known()?;
    demand(state.withdrawn.is_none(), Refusal::Withdrawn)?;
    if state.adopted == Some(wanted) {
        return Ok(Vec::new());
    }
    demand(state.adopted.is_none(), Refusal::AlreadyAdopted)?;
    demand(wanted.on <= state.act.today(), Refusal::DateInFuture)?;
    Ok(vec![wanted.clone().into()])
}

fn revise(wanted: &CommitmentRevised, state: &Commitment<'_>) -> Decision {
    demand(state.decides(), Refusal::NotAuthorised)?;
    state.known()?;
    demand(state.withdrawn.is_none(), Refusal::Withdrawn)?;
    let last = state.versions.last().ok_or(Refusal::NotAdopted)?;
    let content = (wanted.version, &wanted.terms, wanted.on);
    if content == (last.number, &last.terms, last.decided) {
        return Ok(Vec::new());
    }
    demand(Some(wanted.version) == last.number.checked_add(1), Refusal::WrongVersion)?;
    demand(wanted.on <= state.act.today(), Refusal::DateInFuture)?;
    state.check_terms(&wanted.terms)?;
    let follows = last.terms.valid_from <= wanted.terms.valid_from;
    demand(follows, Refusal::ValidBeforeReplaced)?;
    let lowers = state.lowers(&last.terms, &wanted.terms);
    demand(!lowers, Refusal::LoweringNeedsCommitteeDecision)?;
    Ok(vec![wanted.clone().into()])
}

/// A proposal can be withdrawn too. Rounds that have been keep their targets.
fn withdraw(wanted: &CommitmentWithdrawn, state: &Commitment<'_>) -> Decision {
    demand(state.decides(), Refusal::NotAuthorised)?;
    state.known()?;
    if state.withdrawn == Some(wanted) {
        return Ok(Vec::new());
    }
    demand(state.withdrawn.is_none(), Refusal::Withdrawn)?;
    demand(state.act.today() <= wanted.from, Refusal::WithdrawnBackwards)?;
    Ok(vec![wanted.clone().into()])
}

fn evaluate(wanted: &CommitmentEvaluated, census_date: Day, state: &Commitment<'_>) -> Decision {
    demand(state.prepares(), Refusal::NotAuthorised)?;
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
