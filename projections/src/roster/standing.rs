//! A pupil's latest entries, also those of days to come: what an import compares a class list with.

use domain::calendar::Day;
use domain::id::{ClassId, PupilId, SchoolUnitCode, Size};
use domain::people::{Grade, SchoolForm, Sex};

use crate::Facts;
use crate::facts::{Fact, State};

/// The last entry of each timeline of a pupil, with the day from which it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Where enrolled; none for one who has left, with the first day no longer enrolled.
    pub enrolment: (Option<(SchoolUnitCode, SchoolForm)>, Day),
    /// The grade.
    pub grade: Option<(Grade, Day)>,
    /// The class; within, none for a pupil put in no class.
    pub class: Option<(Option<ClassId>, Day)>,
    /// Registered sex.
    pub sex: Sex,
}

impl Facts {
    /// A pupil's standing: of each timeline the entry with the latest day, also where that day is still
    /// to come. None for a pupil never enrolled.
    #[must_use]
    pub fn standing(&self, pupil: PupilId, at: Size) -> Option<Standing> {
        let entries = self.pupils.entries(self.ids.pupils.get(pupil)?);
        let last = entries.iter().map(|entry| entry.from).max()?;
        let state = State::on(entries, last, self.limit(at));
        let enrolment = state.enrolment?;
        let place = state.enrolled().map(|(school, form)| (self.ids.schools.key(school), form));
        let class = state.class.map(|entry| match entry.fact {
            Fact::Class(class) => (Some(self.ids.classes.key(class)), entry.from),
            _ => (None, entry.from),
        });
        Some(Standing {
            enrolment: (place, enrolment.from),
            grade: state.grade().zip(state.grade.map(|entry| entry.from)),
            class,
            sex: state.sex(),
        })
    }

    /// Everyone whose standing is at a school unit, by id.
    #[must_use]
    pub fn standing_at(&self, school: SchoolUnitCode, at: Size) -> Vec<PupilId> {
        let number = self.ids.schools.get(school);
        let candidates = number.and_then(|n| self.pupils.ever_at_school.get(n as usize));
        let ids = candidates.into_iter().flatten().map(|number| self.ids.pupils.key(*number));
        let here = |pupil: &PupilId| {
            let standing = self.standing(*pupil, at);
            standing.is_some_and(|s| s.enrolment.0.is_some_and(|(at, _)| at == school))
        };
        let mut pupils: Vec<PupilId> = ids.filter(here).collect();
        pupils.sort_unstable();
        pupils
    }
}
