//! Who is engaged on a day.

use crate::calendar::{Day, Period};
use crate::event::{Event, Recorded, code};
use crate::id::StaffId;
use crate::query::{Query, Tag};

/// Adds what an answer to [`is_engaged`] rests on.
pub(crate) fn engaged_boundary(query: Query, staff: StaffId) -> Query {
    query.or(&[code::StaffEngaged, code::StaffLeft], &[Tag::Staff(staff)])
}

/// Whether this person is engaged on that day, as far as these events tell.
pub(crate) fn is_engaged(history: &[Recorded], staff: StaffId, on: Day) -> bool {
    let mut engagements: Vec<Period> = Vec::new();
    for event in history.iter().filter_map(|recorded| recorded.event.as_ref()) {
        match event {
            Event::StaffEngaged(e) if e.staff == staff => {
                engagements.push(Period { from: e.from, to: None });
            }
            Event::StaffLeft(e) if e.staff == staff => {
                engagements.iter_mut().for_each(|period| period.end(e.on));
            }
            _ => {}
        }
    }
    engagements.iter().any(|period| period.contains(on))
}
