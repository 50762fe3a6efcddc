//! A case in short: what a count of many cases asks of each.

use std::collections::BTreeSet;

use domain::action_programme::Party;
use domain::calendar::Day;
use domain::id::{Position, ProgrammeId, SchoolUnitCode, Size};

use super::case::{Case, Decision};
use super::{BEGINS, CaseState, state};
use crate::Facts;
use crate::facts::{NONE, State};

/// What a case comes to, whatever the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Brief {
    /// The pupil, by number.
    pupil: u32,
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
        let begun = case.events.iter().any(|said| BEGINS.contains(&said.event.code()));
        let awaited = [case.follow_up(), case.evaluation()].into_iter().flatten();
        let awaited = awaited.map(|due| due.appointment.on);
        let conclude_by = case.under_way().map(|(_, opened)| opened.conclude_by);
        let decision = case.in_force();
        let (served, parties) = served(facts, &case, decision.as_ref(), at);
        begun.then(|| Self {
            pupil: facts.ids.pupils.get(case.pupil).unwrap_or(NONE),
            school: case.school,
            state: state(&case, decision.as_ref(), served == parties),
            due: awaited.chain(conclude_by).min(),
        })
    }

    /// Whether something awaited is later than it should be on a day.
    pub(crate) fn is_late(&self, day: Day) -> bool {
        self.due.is_some_and(|due| due < day)
    }

    /// The school unit where the case stands on a day.
    pub(crate) fn stands_at(&self, facts: &Facts, day: Day, at: Size) -> SchoolUnitCode {
        let state = State::on(facts.pupils.entries(self.pupil), day, facts.limit(at));
        state.enrolled().map_or(self.school, |(school, _)| facts.ids.schools.key(school))
    }
}

/// On how many parties the decision in force is served, and how many there are.
pub(super) fn served(
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
