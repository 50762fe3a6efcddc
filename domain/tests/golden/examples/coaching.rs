use domain::coaching::*;

use super::*;

pub(super) fn all(school: SchoolUnitCode) -> Vec<Event> {
    let (coaching, on) = (COACHING, day("2025-10-15"));
    vec![
        CoachingRequested { coaching, school, about: words() }.into(),
        CoachingBooked { coaching, school, adviser: STAFF, on }.into(),
        CoachingHeld { coaching, school, on, outcome: words() }.into(),
    ]
}
