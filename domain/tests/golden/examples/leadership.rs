use domain::leadership::*;

use super::*;

pub(super) fn all(school: SchoolUnitCode) -> Vec<Event> {
    let act = LeadershipAct::StaffDialogue;
    let (class, on) = (Some(CLASS), day("2025-09-22"));
    vec![LeadershipActed { school, act, class, on, note: Some(words()) }.into()]
}
