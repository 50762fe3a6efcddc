//! Who is engaged on a day. The one place that says so.

use crate::calendar::{Day, Period};
use crate::event::{Event, Recorded, code};
use crate::id::StaffId;
use crate::query::{Query, Tag};

/// Adds what is to be known of someone's engagements.
pub(crate) fn engaged_boundary(query: Query, staff: StaffId) -> Query {
    query.or(&[code::StaffEngaged, code::StaffLeft], &[Tag::Staff(staff)])
}

/// The engagements of this member of staff, as far as these events tell; also those that have ended.
pub(crate) fn engagements(history: &[Recorded], staff: StaffId) -> Vec<Period> {
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
    engagements
}

/// Whether this person is engaged on that day, as far as these events tell.
pub(crate) fn is_engaged(history: &[Recorded], staff: StaffId, on: Day) -> bool {
    engagements(history, staff).iter().any(|period| period.contains(on))
}
