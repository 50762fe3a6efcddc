//! Where a case stands: it follows its pupil, and of a pupil who has left it stays at the last school unit,
//! which the decisions of the term also ask.

use std::collections::BTreeSet;

use domain::calendar::Day;
use domain::id::{ProgrammeId, PupilId, SchoolUnitCode, Size};
use domain::query::Tag;

use super::{BEGINS, Case, about};
use crate::Facts;
use crate::facts::Fact;

/// The cases that stand at a school unit on a day, by id.
pub(crate) fn cases_at(facts: &Facts, school: SchoolUnitCode, day: Day, at: Size) -> Vec<Case> {
    let begun = facts.ledger_of(Tag::School(school), BEGINS, at);
    let mut ids: BTreeSet<ProgrammeId> =
        begun.filter_map(|said| Some(about(&said.event)?.0)).collect();
    let number = facts.ids.schools.get(school);
    let ever = number.and_then(|number| facts.pupils.ever_at_school.get(number as usize));
    // Candidates: whether a case stands here on the day is asked of each below.
    for pupil in ever.into_iter().flatten() {
        ids.extend(facts.programmes_of(facts.ids.pupils.key(*pupil)));
    }
    let cases = ids.into_iter().filter_map(|id| Case::read(facts, id, at));
    cases.filter(|case| case.has_begun() && stands_at(facts, case, day, at) == school).collect()
}

/// The school unit where a case stands on a day.
pub(crate) fn stands_at(facts: &Facts, case: &Case, day: Day, at: Size) -> SchoolUnitCode {
    last_unit(facts, case.pupil, day, at).unwrap_or(case.school)
}

/// The school unit where a pupil is enrolled on a day, or was enrolled last.
pub(crate) fn last_unit(
    facts: &Facts,
    pupil: PupilId,
    day: Day,
    at: Size,
) -> Option<SchoolUnitCode> {
    let (number, limit) = (facts.ids.pupils.get(pupil)?, facts.limit(at));
    let entries = facts.pupils.entries(number).iter();
    let known = entries.filter(|entry| entry.position < limit && entry.from <= day);
    let enrolled = known.filter_map(|entry| match entry.fact {
        Fact::Enrolled { school, .. } => Some((entry.from, school)),
        _ => None,
    });
    // Of the same day, the one recorded last.
    let last = enrolled.max_by_key(|(from, _)| *from);
    last.map(|(_, school)| facts.ids.schools.key(school))
}

/// Whether a pupil has been enrolled in the municipality and is enrolled nowhere on a day.
pub(crate) fn is_gone(facts: &Facts, pupil: PupilId, day: Day, at: Size) -> bool {
    let enrolled = facts.pupil(pupil, day, at).is_some_and(|pupil| pupil.enrolment.is_some());
    !enrolled && last_unit(facts, pupil, day, at).is_some()
}
