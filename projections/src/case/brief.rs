//! A case in short: what a count of many cases asks of each.

use std::collections::BTreeSet;

use domain::action_programme::Party;
use domain::calendar::Day;
use domain::id::{Position, ProgrammeId, PupilId, SchoolUnitCode, Size};

use super::{Case, CaseState, Decision, is_gone, last_unit, state};
use crate::Facts;

/// What a case comes to, whatever the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Brief {
    pupil: PupilId,
    /// The school unit that recorded last.
    school: SchoolUnitCode,
    pub(crate) state: CaseState,
    /// The first day of what is awaited: the end of the investigation, the follow-up, the evaluation.
    due: Option<Day>,
}

impl Brief {
    /// The case as of a size; none where nothing that begins a case is known of it.
    pub(crate) fn read(facts: &Facts, programme: ProgrammeId, at: Size) -> Option<Self> {
        let case = Case::read(facts, programme, at)?;
        let decision = case.in_force();
        let (served, parties) = served(facts, &case, decision.as_ref(), at);
        case.has_begun().then(|| Self {
            pupil: case.pupil,
            school: case.school,
            state: state(&case, decision.as_ref(), served == parties),
            due: case.awaited().map(|(_, due)| due.appointment.on).min(),
        })
    }

    /// Whether something awaited is later than it should be on a day: as [`Case::is_late`].
    pub(crate) fn is_late(&self, facts: &Facts, day: Day, at: Size) -> bool {
        self.due.is_some_and(|due| due < day) && !is_gone(facts, self.pupil, day, at)
    }

    /// The school unit where the case stands on a day.
    pub(crate) fn stands_at(&self, facts: &Facts, day: Day, at: Size) -> SchoolUnitCode {
        last_unit(facts, self.pupil, day, at).unwrap_or(self.school)
    }
}

/// On how many parties the decision in force is served, and how many there are.
pub(crate) fn served(
    facts: &Facts,
    case: &Case,
    decision: Option<&Decision<'_>>,
    at: Size,
) -> (usize, usize) {
    let parties = case.parties(facts, at);
    let position: Option<Position> = decision.map(|decision| decision.position);
    let on: BTreeSet<Party> = position
        .iter()
        .flat_map(|decision| case.served(*decision))
        .map(|(_, served)| served.party)
        .collect();
    (parties.iter().filter(|party| on.contains(party)).count(), parties.len())
}
