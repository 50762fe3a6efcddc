//! Whom and where a case concerns: the pupil's units, class, grade and guardians; staff; delegations.

use std::collections::BTreeMap;

use crate::calendar::{Day, Period, Timeline};
use crate::event::{Event, Recorded, code};
use crate::id::{ClassId, GuardianId, PupilId, SchoolUnitCode, StaffId};
use crate::people::Grade;
use crate::query::{Query, Tag};

#[derive(Debug, Default)]
struct Guardian {
    linked: bool,
    blocked: bool,
}

/// A pupil's facts, as far as a case asks for them.
#[derive(Debug, Default)]
pub(super) struct Pupil {
    /// None: not enrolled in the municipality.
    enrolment: Timeline<Option<SchoolUnitCode>>,
    /// As the enrolment; a pupil who leaves still belongs to the last unit.
    unit: Timeline<SchoolUnitCode>,
    class: Timeline<(SchoolUnitCode, Option<ClassId>)>,
    grade: Timeline<Grade>,
    guardians: BTreeMap<GuardianId, Guardian>,
}

impl Pupil {
    /// Adds what is to be known of a pupil.
    pub(super) fn boundary(query: Query, pupil: PupilId) -> Query {
        let types = [
            code::PupilEnrolled,
            code::PupilTransferred,
            code::PupilLeft,
            code::ClassJoined,
            code::GradeChanged,
            code::GuardianLinked,
            code::GuardianUnlinked,
            code::GuardianRestricted,
        ];
        query.or(&types, &[Tag::Pupil(pupil)])
    }

    /// What the events tell of the pupil.
    pub(super) fn of(history: &[Recorded], pupil: PupilId) -> Self {
        let mut state = Self::default();
        let events = history.iter().filter_map(|recorded| recorded.event.as_ref());
        let own = events.filter(|event| event.tags().contains(&Tag::Pupil(pupil)));
        own.for_each(|event| state.evolve(event));
        state
    }

    fn evolve(&mut self, event: &Event) {
        match event {
            Event::PupilEnrolled(e) => {
                self.enter(e.school, e.from);
                self.grade.record(e.from, e.grade);
            }
            Event::PupilTransferred(e) => self.enter(e.school, e.from),
            Event::PupilLeft(e) => self.enrolment.record(e.on, None),
            Event::ClassJoined(e) => self.class.record(e.from, (e.school, e.class)),
            Event::GradeChanged(e) => self.grade.record(e.from, e.grade),
            Event::GuardianLinked(e) => self.guardian(e.guardian).linked = true,
            Event::GuardianUnlinked(e) => self.guardian(e.guardian).linked = false,
            Event::GuardianRestricted(e) => self.guardian(e.guardian).blocked = e.blocked,
            _ => {}
        }
    }

    fn enter(&mut self, school: SchoolUnitCode, from: Day) {
        self.enrolment.record(from, Some(school));
        self.unit.record(from, school);
    }

    fn guardian(&mut self, guardian: GuardianId) -> &mut Guardian {
        self.guardians.entry(guardian).or_default()
    }

    pub(super) fn is_known(&self) -> bool {
        !self.enrolment.is_empty()
    }

    pub(super) fn is_enrolled(&self, day: Day) -> bool {
        self.enrolment.on(day).is_some_and(Option::is_some)
    }

    /// Whether the unit is the pupil's on the day: where enrolled, or where last enrolled.
    pub(super) fn is_of(&self, school: SchoolUnitCode, day: Day) -> bool {
        self.unit.on(day) == Some(&school)
    }

    /// The class at that school unit; a class left behind at another does not count.
    pub(super) fn class_at(&self, school: SchoolUnitCode, day: Day) -> Option<ClassId> {
        self.class.on(day).filter(|(at, _)| *at == school).and_then(|(_, class)| *class)
    }

    /// From the preschool class to grade 3, in either numbering.
    pub(super) fn is_in_first_grades(&self, day: Day) -> bool {
        self.grade.on(day).is_some_and(|grade| grade.years_since_start() <= 3)
    }

    /// Whether someone is a guardian, blocked or not.
    pub(super) fn has_guardian(&self, guardian: GuardianId) -> bool {
        self.guardians.get(&guardian).is_some_and(|known| known.linked)
    }

    /// The guardians that nothing blocks.
    pub(super) fn open_guardians(&self) -> impl Iterator<Item = GuardianId> {
        let open = self.guardians.iter().filter(|(_, known)| known.linked && !known.blocked);
        open.map(|(guardian, _)| *guardian)
    }
}

/// Adds whether a member of staff is engaged.
pub(super) fn engagement_boundary(query: Query, staff: StaffId) -> Query {
    query.or(&[code::StaffEngaged, code::StaffLeft], &[Tag::Staff(staff)])
}

/// Whether a member of staff is engaged on the day.
pub(super) fn is_engaged(history: &[Recorded], staff: StaffId, day: Day) -> bool {
    let mut periods: Vec<Period> = Vec::new();
    for event in history.iter().filter_map(|recorded| recorded.event.as_ref()) {
        match event {
            Event::StaffEngaged(e) if e.staff == staff => {
                periods.push(Period { from: e.from, to: None });
            }
            Event::StaffLeft(e) if e.staff == staff => {
                periods.iter_mut().for_each(|period| period.end(e.on));
            }
            _ => {}
        }
    }
    periods.iter().any(|period| period.contains(day))
}

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
