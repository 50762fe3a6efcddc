//! Whose delegations hold: decisions on programmes can be delegated.

use crate::calendar::{Day, Period};
use crate::event::{Event, Recorded, code};
use crate::id::{SchoolUnitCode, StaffId};
use crate::query::{Query, Tag};

/// The delegations of one member of staff at one school unit.
#[derive(Debug, Default)]
pub(super) struct Delegations(Vec<Period>);

impl Delegations {
    /// Adds what is to be known of them.
    pub(super) fn boundary(query: Query, school: SchoolUnitCode, staff: StaffId) -> Query {
        let types = [code::DecisionDelegated, code::DelegationEnded];
        query.or(&types, &[Tag::School(school), Tag::Staff(staff)])
    }

    /// What the events tell of them.
    pub(super) fn of(history: &[Recorded], school: SchoolUnitCode, staff: StaffId) -> Self {
        let mut delegations = Self::default();
        for event in history.iter().filter_map(|recorded| recorded.event.as_ref()) {
            match event {
                Event::DecisionDelegated(e) if (e.school, e.staff) == (school, staff) => {
                    delegations.0.push(Period { from: e.from, to: e.to });
                }
                Event::DelegationEnded(e) if (e.school, e.staff) == (school, staff) => {
                    let begun = delegations.0.iter_mut().filter(|period| period.from <= e.on);
                    begun.for_each(|period| period.end(e.on));
                }
                _ => {}
            }
        }
        delegations
    }

    pub(super) fn holds(&self, day: Day) -> bool {
        self.0.iter().any(|period| period.contains(day))
    }

    pub(super) fn has(&self, wanted: Period) -> bool {
        self.0.contains(&wanted)
    }

    pub(super) fn overlaps(&self, wanted: Period) -> bool {
        self.0.iter().any(|period| period.is_in_order() && period.overlaps(wanted))
    }

    /// Whether one of them ends on the day.
    pub(super) fn ends(&self, on: Day) -> bool {
        self.0.iter().any(|period| period.to == Some(on))
    }
}
