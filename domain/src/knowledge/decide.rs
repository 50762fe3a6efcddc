//! Decisions on rights and the assessment system. Refusals, in their order, stand in [`super::Refusal`].
//!
//! What is already so is answered with no event: a version said again, or the last one's content under
//! the next number.

use super::{AssessmentSystemDescribed, Command, KnowledgeRightDefined, Refusal};
use crate::calendar::Day;
use crate::command::Act;
use crate::commitment::grade_fits;
use crate::event::{Event, Recorded, code};
use crate::id::RightId;
use crate::organisation::authority::Roles;
use crate::people::Scope;
use crate::query::{Query, Tag};
use crate::round::{demand, edition};

/// Adds what [`is_defined`] rests on.
pub(crate) fn defined_boundary(query: Query, right: RightId) -> Query {
    query.or(&[code::KnowledgeRightDefined], &[Tag::Right(right)])
}

/// Whether any version of the right is defined.
pub(crate) fn is_defined(history: &[Recorded], right: RightId) -> bool {
    rights(history).any(|defined| defined.right == right)
}

fn rights(history: &[Recorded]) -> impl Iterator<Item = &KnowledgeRightDefined> {
    history.iter().filter_map(|recorded| match &recorded.event {
        Some(Event::KnowledgeRightDefined(e)) => Some(e),
        _ => None,
    })
}

fn descriptions(history: &[Recorded]) -> impl Iterator<Item = &AssessmentSystemDescribed> {
    history.iter().filter_map(|recorded| match &recorded.event {
        Some(Event::AssessmentSystemDescribed(e)) => Some(e),
        _ => None,
    })
}

impl Command {
    /// Which events the decision rests on.
    #[must_use]
    pub fn boundary(&self, act: &Act) -> Query {
        let query = Roles::boundary(Query::new(), act, Scope::Municipality);
        match self {
            Self::DefineRight(e) => defined_boundary(query, e.right),
            Self::DescribeSystem(e) => query.or(
                &[code::AssessmentSystemDescribed, code::ScaleEditionAdopted],
                &[Tag::Instrument(e.instrument)],
            ),
        }
    }

    /// Decides on the events of the boundary, in order of position. No event: it is already so.
    pub fn decide(&self, act: &Act, history: &[Recorded]) -> Result<Vec<Event>, Refusal> {
        let roles = Roles::of(act, history);
        let may = roles.allow(self.entrusted(), Scope::Municipality, |_| false);
        demand(may, Refusal::NotAuthorised)?;
        match self {
            Self::DefineRight(e) => define(e, act, history),
            Self::DescribeSystem(e) => describe(e, act, history),
        }
    }
}

type Decision = Result<Vec<Event>, Refusal>;

fn define(wanted: &KnowledgeRightDefined, act: &Act, history: &[Recorded]) -> Decision {
    let KnowledgeRightDefined { title, text, criteria, .. } = wanted;
    check_request(wanted.valid_from, act, [title, text, criteria])?;
    demand(grade_fits(wanted.grade), Refusal::GradeUnfit)?;
    let versions = || rights(history).filter(|known| known.right == wanted.right);
    let again = |version| KnowledgeRightDefined { version, ..wanted.clone() };
    let last = versions().last();
    let same = last.is_some_and(|last| again(last.version) == *last);
    if same || versions().any(|known| known == wanted) {
        return Ok(Vec::new());
    }
    check_version(wanted.version, last.map(|last| last.version))?;
    check_follows(wanted.valid_from, last.map(|last| last.valid_from))?;
    Ok(vec![wanted.clone().into()])
}

fn describe(wanted: &AssessmentSystemDescribed, act: &Act, history: &[Recorded]) -> Decision {
    let AssessmentSystemDescribed { who, agreement, figures, limits, .. } = wanted;
    check_request(wanted.valid_from, act, [who, agreement, figures, limits])?;
    let versions = || descriptions(history).filter(|known| known.instrument == wanted.instrument);
    let again = |version| AssessmentSystemDescribed { version, ..wanted.clone() };
    let last = versions().last();
    let same = last.is_some_and(|last| again(last.version) == *last);
    if same || versions().any(|known| known == wanted) {
        return Ok(Vec::new());
    }
    check_version(wanted.version, last.map(|last| last.version))?;
    let adopted = edition(history, wanted.instrument, wanted.edition).is_some();
    demand(adopted, Refusal::EditionNotAdopted)?;
    check_follows(wanted.valid_from, last.map(|last| last.valid_from))?;
    Ok(vec![wanted.clone().into()])
}

/// What can be said without knowing what has happened.
fn check_request<const N: usize>(
    valid_from: Day,
    act: &Act,
    texts: [&String; N],
) -> Result<(), Refusal> {
    demand(valid_from.is_plausible(act.today()), Refusal::DayImplausible)?;
    demand(texts.iter().all(|text| !text.trim().is_empty()), Refusal::TextMissing)
}

fn check_version(wanted: u16, last: Option<u16>) -> Result<(), Refusal> {
    let next = last.map_or(Some(1), |last| last.checked_add(1));
    demand(next == Some(wanted), Refusal::WrongVersion)
}

fn check_follows(valid_from: Day, last: Option<Day>) -> Result<(), Refusal> {
    demand(last.is_none_or(|last| last <= valid_from), Refusal::ValidBeforeReplaced)
}
