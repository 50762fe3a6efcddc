//! When each principal last informed a committee of how the work goes.

use std::collections::BTreeMap;

use domain::Event;
use domain::calendar::Day;
use domain::event::code;
use domain::id::{CommitteeId, Position, SchoolUnitCode, Size, StaffId};
use domain::query::Tag;
use serde::Serialize;

use super::guarantee::{days_between, principals};
use crate::Facts;

/// When the principal of a school unit last informed a committee (rule `informed-1`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Informed {
    /// The school unit.
    pub school: SchoolUnitCode,
    /// Its name on the day.
    pub name: String,
    /// Its principal on the day.
    pub principal: Option<StaffId>,
    /// The last day; none: never.
    pub last: Option<Day>,
    /// Days since then.
    pub days: Option<u32>,
    /// The event.
    pub position: Option<Position>,
}

/// The school units that are in being on the day and belong to the committee, by code; none where the
/// committee is not known.
#[must_use]
pub fn informed(facts: &Facts, committee: CommitteeId, day: Day, at: Size) -> Vec<Informed> {
    let Some(found) = facts.committee(committee, at) else { return Vec::new() };
    let last = all_told_last(facts, committee, at);
    let mine = facts.schools(day, at).into_iter().filter(|school| {
        school.open && found.district.is_none_or(|district| school.district == Some(district))
    });
    let principals = principals(facts, day, at);
    let row = |school: crate::directory::School| {
        let told = last.get(&school.school).copied();
        Informed {
            school: school.school,
            name: school.name,
            principal: principals.get(&school.school).copied(),
            last: told.map(|(on, _)| on),
            days: told.map(|(on, _)| days_between(on, day)),
            position: told.map(|(_, position)| position),
        }
    };
    mine.map(row).collect()
}

/// The last day on which a committee was informed from each school unit, and the event that says so.
fn all_told_last(
    facts: &Facts,
    committee: CommitteeId,
    at: Size,
) -> BTreeMap<SchoolUnitCode, (Day, Position)> {
    let mut last: BTreeMap<SchoolUnitCode, (Day, Position)> = BTreeMap::new();
    for noted in facts.ledger_of(Tag::Committee(committee), &[code::CommitteeInformed], at) {
        if let Event::CommitteeInformed(e) = noted.event {
            let known = last.entry(e.school).or_insert((e.on, noted.position));
            *known = (*known).max((e.on, noted.position));
        }
    }
    last
}

/// The same from one school unit; none: never.
pub(crate) fn told_last(
    facts: &Facts,
    committee: CommitteeId,
    school: SchoolUnitCode,
    at: Size,
) -> Option<(Day, Position)> {
    all_told_last(facts, committee, at).remove(&school)
}
