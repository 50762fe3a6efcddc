//! Where a pupil goes to school, as decisions of other terms see it: unit, class, grade. The one place
//! that says so.

use crate::calendar::{Day, Timeline};
use crate::event::{Event, Recorded, code};
use crate::id::{ClassId, PupilId, SchoolUnitCode};
use crate::people::{Grade, SchoolForm};
use crate::query::{Query, Tag};

/// A pupil's dated facts, as far as decisions on results and what follows from them ask.
#[derive(Debug, Default)]
pub(crate) struct Pupil {
    /// None: not enrolled in the municipality.
    enrolment: Timeline<Option<(SchoolUnitCode, SchoolForm)>>,
    class: Timeline<(SchoolUnitCode, Option<ClassId>)>,
    grade: Timeline<Grade>,
}

impl Pupil {
    /// Adds what is to be known of the pupil.
    pub(crate) fn boundary(query: Query, pupil: PupilId) -> Query {
        let types = [
            code::PupilEnrolled,
            code::PupilTransferred,
            code::PupilLeft,
            code::ClassJoined,
            code::GradeChanged,
        ];
        query.or(&types, &[Tag::Pupil(pupil)])
    }

    /// What these events tell of the pupil.
    pub(crate) fn of(history: &[Recorded], pupil: PupilId) -> Self {
        let mut state = Self::default();
        let events = history.iter().filter_map(|recorded| recorded.event.as_ref());
        events.for_each(|event| state.evolve(pupil, event));
        state
    }

    fn evolve(&mut self, pupil: PupilId, event: &Event) {
        match event {
            Event::PupilEnrolled(e) if e.pupil == pupil => {
                self.enrolment.record(e.from, Some((e.school, e.form)));
                self.grade.record(e.from, e.grade);
            }
            Event::PupilTransferred(e) if e.pupil == pupil => {
                self.enrolment.record(e.from, Some((e.school, e.form)));
            }
            Event::PupilLeft(e) if e.pupil == pupil => self.enrolment.record(e.on, None),
            Event::ClassJoined(e) if e.pupil == pupil => {
                self.class.record(e.from, (e.school, e.class));
            }
            Event::GradeChanged(e) if e.pupil == pupil => self.grade.record(e.from, e.grade),
            _ => {}
        }
    }

    /// Whether the pupil is known at all.
    pub(crate) fn is_known(&self) -> bool {
        !self.enrolment.is_empty()
    }

    /// Where and in which form the pupil is enrolled on the day.
    pub(crate) fn enrolled_on(&self, day: Day) -> Option<(SchoolUnitCode, SchoolForm)> {
        self.enrolment.on(day).copied().flatten()
    }

    /// Whether the pupil is enrolled in the municipality on the day.
    pub(crate) fn is_enrolled(&self, day: Day) -> bool {
        self.enrolled_on(day).is_some()
    }

    /// Whether the pupil is enrolled at the school unit on the day.
    pub(crate) fn is_enrolled_at(&self, school: SchoolUnitCode, on: Day) -> bool {
        self.enrolled_on(on).is_some_and(|(at, _)| at == school)
    }

    /// Whether the unit is the pupil's on the day: where enrolled, or where last enrolled.
    pub(crate) fn belongs_to(&self, school: SchoolUnitCode, day: Day) -> bool {
        let last = self.enrolment.until(day).flatten().next_back();
        last.is_some_and(|(at, _)| *at == school)
    }

    /// Whether the pupil is, has been or is to be enrolled at the school unit.
    pub(crate) fn has_been_at(&self, school: SchoolUnitCode) -> bool {
        let first = Day::default().plus(i32::MIN);
        self.enrolment.since(first).flatten().any(|(at, _)| *at == school)
    }

    /// The class at that school unit; a class left behind at another does not count.
    pub(crate) fn class_at(&self, school: SchoolUnitCode, on: Day) -> Option<ClassId> {
        self.class.on(on).filter(|(at, _)| *at == school).and_then(|(_, class)| *class)
    }

    /// The grade on the day.
    pub(crate) fn grade_on(&self, day: Day) -> Option<Grade> {
        self.grade.on(day).copied()
    }
}
