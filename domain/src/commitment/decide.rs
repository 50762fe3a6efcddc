//! State and decisions of a commitment. Refusals, in their order, stand in [`super::Refusal`].

use std::collections::BTreeSet;

use super::{
    Command, CommitmentAdopted, CommitmentLowered, CommitmentProposed, CommitmentRevised,
    CommitmentWithdrawn, Level, Refusal, Target, Terms, Version, versions,
};
use crate::authority::Only;
use crate::calendar::Day;
use crate::command::Act;
use crate::committee::Resolution;
use crate::event::{Code, Event, Recorded, code};
use crate::id::{CommitmentId, CommitteeId, DecisionId, EditionId};
use crate::knowledge;
use crate::organisation::authority::{Assessors, Roles};
use crate::organisation::places::Places;
use crate::people::{Grade, GradeRegime, Scope};
use crate::query::{Query, Tag};
use crate::round::demand;
use crate::scale::ScaleEdition;

mod applied;

// -------------------------------------------------------------------------------------- state

/// What the decisions ask of one commitment.
struct Commitment<'a> {
    act: &'a Act,
    history: &'a [Recorded],
    level: Level,
    proposed: Option<&'a CommitmentProposed>,
    adopted: Option<&'a CommitmentAdopted>,
    withdrawn: Option<&'a CommitmentWithdrawn>,
    versions: Vec<Version>,
}

impl<'a> Commitment<'a> {
    fn of(act: &'a Act, history: &'a [Recorded], level: Level) -> Self {
        let (proposed, adopted, withdrawn) = (None, None, None);
        let versions = versions(history);
        let mut state = Self { act, history, level, proposed, adopted, withdrawn, versions };
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

    /// What every decision rests on. A commitment's tag is also on the shortfalls it has led to, which
    /// are thousands: hence the types.
    fn boundary(act: &Act, over: Scope, commitment: CommitmentId) -> Query {
        Roles::boundary(Query::new(), act, over)
            .or(&CONTENT, &[Tag::Commitment(commitment)])
            .or(&[code::ScaleEditionAdopted], &[Tag::Municipality])
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

    /// Whether a committee whose matter it is has taken this decision, on the day or before, and resolved
    /// just this.
    fn is_decided(&self, decision: DecisionId, resolution: &Resolution, on: Day) -> bool {
        self.history.iter().any(|recorded| match &recorded.event {
            Some(Event::CommitteeDecided(e)) => {
                let taken = e.decision == decision && e.meeting <= on;
                taken && e.resolution == *resolution && self.is_competent(e.committee, e.meeting)
            }
            _ => false,
        })
    }

    /// The education committee decides on every commitment, a district's committee on those of the school
    /// units in its district that day.
    fn is_competent(&self, committee: CommitteeId, on: Day) -> bool {
        self.history.iter().any(|recorded| match (&recorded.event, self.level) {
            (Some(Event::CommitteeFormed(e)), _) if e.committee != committee => false,
            (Some(Event::CommitteeFormed(e)), Level::Municipality) => e.district.is_none(),
            (Some(Event::CommitteeFormed(e)), Level::School(school)) => e
                .district
                .is_none_or(|district| Places::of(self.history).is_in(school, district, on)),
            _ => false,
        })
    }

    /// Whether a committee decided that this commitment may be lowered, and it has not been on that
    /// decision.
    fn check_lowering(
        &self,
        commitment: CommitmentId,
        decision: DecisionId,
        on: Day,
    ) -> Result<(), Refusal> {
        let resolution = Resolution::AmbitionLowered { commitment };
        demand(self.is_decided(decision, &resolution, on), Refusal::DecisionUnfit)?;
        let unused = self.lowerings().all(|known| known.decision != decision);
        demand(unused, Refusal::DecisionUsed)
    }

    /// Every lowering of this commitment.
    fn lowerings(&self) -> impl Iterator<Item = &'a CommitmentLowered> {
        self.history.iter().filter_map(|recorded| match &recorded.event {
            Some(Event::CommitmentLowered(e)) => Some(e),
            _ => None,
        })
    }

    /// Whether the terms can be promised at all.
    fn check_terms(&self, terms: &Terms) -> Result<(), Refusal> {
        let Terms { title, targets, valid_from, valid_to } = terms;
        demand(!title.trim().is_empty(), Refusal::NoTitle)?;
        demand(valid_to.is_none_or(|to| *valid_from < to), Refusal::ValidityBackwards)?;
        demand(valid_from.is_plausible(self.act.today()), Refusal::DayImplausible)?;
        demand(!targets.is_empty(), Refusal::NoTarget)?;
        let numbers: BTreeSet<u8> = targets.iter().map(|target| target.number).collect();
        demand(numbers.len() == targets.len(), Refusal::NumberTwice)?;
        demand(targets.iter().all(|target| grade_fits(target.grade)), Refusal::GradeUnfit)?;
        demand(targets.iter().all(|target| self.rank(target).is_some()), Refusal::PointUnknown)?;
        let shares_fit = targets.iter().all(|target| (1..=1000).contains(&target.share_permille));
        demand(shares_fit, Refusal::ShareUnfit)
    }

    /// Whether the new version ends sooner, or any target of the former is dropped or asks for less in it.
    ///
    /// Points of two editions cannot be compared: a target bound to another edition is a new one.
    fn lowers(&self, former: &Terms, new: &Terms) -> bool {
        let keeps = |old: &Target, target: &Target| {
            let bound = |t: &Target| (t.number, t.grade, t.occasion, t.edition);
            bound(old) == bound(target)
                && self.rank(old) <= self.rank(target)
                && old.share_permille <= target.share_permille
        };
        let sooner = match (former.valid_to, new.valid_to) {
            (None, to) => to.is_some(),
            (Some(former), to) => to.is_some_and(|to| to < former),
        };
        sooner || !former.targets.iter().all(|old| new.targets.iter().any(|t| keeps(old, t)))
    }
}

/// What tells of a commitment's versions.
const CONTENT: [Code; 5] = [
    code::CommitmentProposed,
    code::CommitmentAdopted,
    code::CommitmentRevised,
    code::CommitmentLowered,
    code::CommitmentWithdrawn,
];

/// Whether the grade exists in its numbering: 0 is the preschool class of the nine-grade numbering.
pub(crate) fn grade_fits(grade: Grade) -> bool {
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
        let (id, _) = self.subject();
        let query = Commitment::boundary(act, self.over(), id);
        let of = Tag::Commitment(id);
        match self {
            Self::Propose(e) => e.serves.into_iter().fold(query, knowledge::defined_boundary),
            Self::Adopt(e) => e.decision.into_iter().fold(query, decided),
            Self::Lower(e) => decided(query, e.decision),
            Self::Withdraw(e) => e.decision.into_iter().fold(query, decided),
            Self::Revise(e) => e.decision.into_iter().fold(query, decided),
            Self::Publish(_) => query.or(&[code::CommitmentPublished], &[of]),
            Self::Explain(e) => {
                let query = Places::class_boundary(Assessors::boundary(query, e.class), e.class);
                query.or(&[code::CommitmentExplained], &[of, Tag::Class(e.class)])
            }
            Self::Evaluate { evaluation, .. } => query
                .or(&[code::CommitmentEvaluated], &[of])
                .or(&[code::RoundScheduled], &[Tag::Round(evaluation.round)]),
        }
    }

    const fn subject(&self) -> (CommitmentId, Level) {
        match self {
            Self::Propose(e) => (e.commitment, e.level),
            Self::Adopt(e) => (e.commitment, e.level),
            Self::Revise(e) => (e.commitment, e.level),
            Self::Lower(e) => (e.commitment, e.level),
            Self::Withdraw(e) => (e.commitment, e.level),
            Self::Publish(e) => (e.commitment, e.level),
            Self::Explain(e) => (e.commitment, e.level),
            Self::Evaluate { evaluation: e, .. } => (e.commitment, e.level),
        }
    }

    /// Decides on the events of the boundary, in order of position. No event: it is already so.
    pub fn decide(&self, act: &Act, history: &[Recorded]) -> Result<Vec<Event>, Refusal> {
        let (_, level) = self.subject();
        demand(self.is_allowed(act, history), Refusal::NotAuthorised)?;
        let commitment = Commitment::of(act, history, level);
        match self {
            Self::Propose(e) => propose(e, &commitment),
            Self::Adopt(e) => adopt(e, &commitment),
            Self::Revise(e) => revise(e, &commitment),
            Self::Lower(e) => lower(e, &commitment),
            Self::Withdraw(e) => withdraw(e, &commitment),
            Self::Publish(e) => applied::publish(e, &commitment),
            Self::Explain(e) => applied::explain(e, &commitment),
            Self::Evaluate { evaluation, census_date } => {
                applied::evaluate(evaluation, *census_date, &commitment)
            }
        }
    }

    fn is_allowed(&self, act: &Act, history: &[Recorded]) -> bool {
        let (_, level) = self.subject();
        let holds = |only| match (only, self) {
            (Only::OfSchool, _) => matches!(level, Level::School(_)),
            (Only::OfMunicipality, _) => level == Level::Municipality,
            (Only::OwnClass, Self::Explain(e)) => {
                Assessors::of(e.class, history).assesses(act.actor.staff, act.today())
            }
            _ => false,
        };
        Roles::of(act, history).allow(self.entrusted(), self.over(), holds)
    }

    /// Where a role must be held: parents are told at the school unit, whosever the commitment is.
    const fn over(&self) -> Scope {
        match (self, self.subject()) {
            (Self::Explain(e), _) => Scope::School(e.school),
            (_, (_, Level::Municipality)) => Scope::Municipality,
            (_, (_, Level::School(school))) => Scope::School(school),
        }
    }
}

/// Adds the committee's decision with this id.
fn decided(query: Query, decision: DecisionId) -> Query {
    query
        .or(&[code::CommitteeDecided], &[Tag::Decision(decision)])
        .or(&[code::CommitteeFormed], &[Tag::Municipality])
}

type Decision = Result<Vec<Event>, Refusal>;

fn propose(wanted: &CommitmentProposed, state: &Commitment<'_>) -> Decision {
    if state.proposed == Some(wanted) {
        return Ok(Vec::new());
    }
    demand(state.proposed.is_none(), Refusal::AlreadyProposed)?;
    let defined = wanted.serves.is_none_or(|right| knowledge::is_defined(state.history, right));
    demand(defined, Refusal::RightUnknown)?;
    state.check_terms(&wanted.terms)?;
    Ok(vec![wanted.clone().into()])
}

fn adopt(wanted: &CommitmentAdopted, state: &Commitment<'_>) -> Decision {
    state.known()?;
    demand(state.withdrawn.is_none(), Refusal::Withdrawn)?;
    if state.adopted == Some(wanted) {
        return Ok(Vec::new());
    }
    demand(state.adopted.is_none(), Refusal::AlreadyAdopted)?;
    demand(wanted.on <= state.act.today(), Refusal::DateInFuture)?;
    let named = wanted.decision.is_some() || wanted.level != Level::Municipality;
    demand(named, Refusal::NeedsCommitteeDecision)?;
    let resolution = Resolution::TargetsAdopted { commitment: wanted.commitment };
    let decided = |decision| state.is_decided(decision, &resolution, wanted.on);
    demand(wanted.decision.is_none_or(decided), Refusal::DecisionUnfit)?;
    Ok(vec![wanted.clone().into()])
}

fn revise(wanted: &CommitmentRevised, state: &Commitment<'_>) -> Decision {
    state.known()?;
    demand(state.withdrawn.is_none(), Refusal::Withdrawn)?;
    let last = state.versions.last().ok_or(Refusal::NotAdopted)?;
    let content = (wanted.version, &wanted.terms, wanted.on);
    if content == (last.number, &last.terms, last.decided) {
        return Ok(Vec::new());
    }
    check_successor(wanted.version, &wanted.terms, wanted.on, state)?;
    demand(wanted.on <= wanted.terms.valid_from, Refusal::ChangedBackwards)?;
    let lowers = state.lowers(&last.terms, &wanted.terms);
    demand(!lowers, Refusal::LoweringNeedsCommitteeDecision)?;
    let named = wanted.decision.is_some() || wanted.level != Level::Municipality;
    demand(named, Refusal::NeedsCommitteeDecision)?;
    let resolution = Resolution::AmbitionRaised { commitment: wanted.commitment };
    let decided = |decision| state.is_decided(decision, &resolution, wanted.on);
    demand(wanted.decision.is_none_or(decided), Refusal::DecisionUnfit)?;
    Ok(vec![wanted.clone().into()])
}

/// A school unit's commitment too is lowered only by a committee. One decision lowers once.
fn lower(wanted: &CommitmentLowered, state: &Commitment<'_>) -> Decision {
    state.known()?;
    demand(state.withdrawn.is_none(), Refusal::Withdrawn)?;
    let last = state.versions.last().ok_or(Refusal::NotAdopted)?;
    if state.lowerings().any(|known| known == wanted) {
        return Ok(Vec::new());
    }
    check_successor(wanted.version, &wanted.terms, wanted.on, state)?;
    demand(wanted.on <= wanted.terms.valid_from, Refusal::ChangedBackwards)?;
    demand(state.lowers(&last.terms, &wanted.terms), Refusal::NotLowered)?;
    state.check_lowering(wanted.commitment, wanted.decision, wanted.on)?;
    Ok(vec![wanted.clone().into()])
}

/// Whether this can be the version after the last one.
fn check_successor(
    version: u16,
    terms: &Terms,
    on: Day,
    state: &Commitment<'_>,
) -> Result<(), Refusal> {
    let last = state.versions.last().ok_or(Refusal::NotAdopted)?;
    demand(Some(version) == last.number.checked_add(1), Refusal::WrongVersion)?;
    demand(on <= state.act.today(), Refusal::DateInFuture)?;
    state.check_terms(terms)?;
    demand(last.terms.valid_from <= terms.valid_from, Refusal::ValidBeforeReplaced)
}

/// A proposal, or what has ended, is withdrawn by those who decide on it. To take back a promise that
/// would hold is to lower it to nothing: that needs a committee's decision. Rounds that have been keep
/// their targets.
fn withdraw(wanted: &CommitmentWithdrawn, state: &Commitment<'_>) -> Decision {
    state.known()?;
    if state.withdrawn == Some(wanted) {
        return Ok(Vec::new());
    }
    demand(state.withdrawn.is_none(), Refusal::Withdrawn)?;
    demand(state.act.today() <= wanted.from, Refusal::WithdrawnBackwards)?;
    let holds = |version: &Version| version.ends.is_none_or(|ends| wanted.from < ends);
    if state.versions.iter().any(holds) {
        let decision = wanted.decision.ok_or(Refusal::NeedsCommitteeDecision)?;
        state.check_lowering(wanted.commitment, decision, wanted.from)?;
    }
    Ok(vec![wanted.clone().into()])
}
