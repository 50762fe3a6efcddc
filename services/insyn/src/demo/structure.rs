//! What becomes of the school units: renamed, moved, closed, merged, given a new code.

use domain::Event;
use domain::calendar::Day;
use domain::organisation::{
    ClassClosed, RoleEnded, RoleGranted, SchoolUnitClosed, SchoolUnitMoved, SchoolUnitOpened,
    SchoolUnitRenamed, StaffLeft,
};
use domain::people::{Role, Scope};
use domain::pupil::{ClassJoined, PupilTransferred};

use super::agenda::Task;
use super::journal::Stopped;
use super::town::Town;

impl Town<'_> {
    /// One unit is renamed, one moves to another district, one closes, two merge, one changes its code: each
    /// once.
    pub(super) fn plan_structure(&mut self) {
        let (year, count) = (self.year_number, self.schools.len());
        let january = self.year.working_day_from(super::year::day(self.year.year, 1, 12));
        if year == self.settings.years / 2 && count > 1 {
            self.plan(january, Task::RenameSchool(1));
        }
        if year == 1.min(self.settings.years - 1) && count > 2 {
            self.plan(january, Task::MoveSchool(2));
        }
        let june = self.year.working_day_from(super::year::day(self.year.year, 6, 24));
        let small = self.small_schools();
        if year == 0 && self.settings.years > 1 && count > 8 && small.len() > 3 {
            self.plan(june, Task::CloseSchool(small[0]));
        }
        if year + 2 == self.settings.years && small.len() > 2 {
            let again = if year == 0 && count > 8 { 1 } else { 0 };
            if let [one, other, ..] = small[again..] {
                self.plan(june, Task::MergeSchools(one, other));
            }
            if let Some(school) = small.get(again + 2) {
                self.plan(june, Task::ChangeCode(*school));
            }
        }
    }

    /// Open units with the preschool class to grade 6, the smallest first.
    fn small_schools(&self) -> Vec<usize> {
        let fits = |s: &usize| self.schools[*s].open && self.schools[*s].highest == 6;
        let mut small: Vec<usize> = (0..self.schools.len()).filter(fits).collect();
        small.sort_by_key(|s| self.schools[*s].size);
        small
    }

    /// Two units become a new one at the start of the next school year.
    pub(super) fn merge_schools(&mut self, one: usize, other: usize) -> Result<(), Stopped> {
        let new = self.open_merged(one, other)?;
        let on = super::year::day(self.year.year.plus(1), 7, 1);
        for school in [one, other] {
            let (code, successors) = (self.schools[school].code, vec![self.schools[new].code]);
            let closed = SchoolUnitClosed { school: code, on, successors };
            self.record_one(self.administrator(), closed)?;
            self.send_pupils(school, new, on)?;
            self.close_all_classes(school, on)?;
            self.send_staff(school, new, on)?;
            self.schools[school].open = false;
        }
        Ok(())
    }

    fn open_merged(&mut self, one: usize, other: usize) -> Result<usize, Stopped> {
        let size = self.schools[one].size + self.schools[other].size;
        let (district, feeds) = (self.schools[one].district, self.schools[one].feeds);
        let mut unit = self.plan_school(size);
        (unit.highest, unit.district, unit.feeds) = (6, district, feeds);
        let (school, name, forms) = (unit.code, unit.name.clone(), unit.forms());
        let (district, from) = (Some(self.districts[district].id), self.today);
        let mut events = vec![SchoolUnitOpened { school, name, district, forms, from }.into()];
        let scope = Scope::School(school);
        unit.principal = self.engage(&mut events, &[(Role::Principal, scope)]);
        unit.educator = Some(self.engage(&mut events, &[(Role::SpecialEducator, scope)]));
        self.record(self.administrator(), events)?;
        self.schools.push(unit);
        Ok(self.schools.len() - 1)
    }

    /// The unit goes on under a new code from the start of the next school year: in the record a new unit
    /// opens, and the old one closes with it as its only successor.
    pub(super) fn change_code(&mut self, school: usize) -> Result<(), Stopped> {
        let on = super::year::day(self.year.year.plus(1), 7, 1);
        let new = self.open_anew(school)?;
        let (code, successors) = (self.schools[school].code, vec![self.schools[new].code]);
        self.record_one(self.administrator(), SchoolUnitClosed { school: code, on, successors })?;
        self.send_pupils(school, new, on)?;
        self.close_all_classes(school, on)?;
        self.keep_staff(school, new, on)?;
        self.schools[school].open = false;
        Ok(())
    }

    /// The same unit under the next code.
    fn open_anew(&mut self, school: usize) -> Result<usize, Stopped> {
        let mut unit = self.plan_school(self.schools[school].size);
        let old = &self.schools[school];
        unit.name.clone_from(&old.name);
        (unit.lowest, unit.highest) = (old.lowest, old.highest);
        (unit.district, unit.feeds) = (old.district, old.feeds);
        (unit.principal, unit.educator) = (old.principal, old.educator);
        let (school, name, forms) = (unit.code, unit.name.clone(), unit.forms());
        let (district, from) = (Some(self.districts[unit.district].id), self.today);
        let opened = SchoolUnitOpened { school, name, district, forms, from };
        self.record_one(self.administrator(), opened)?;
        self.schools.push(unit);
        Ok(self.schools.len() - 1)
    }

    pub(super) fn rename_school(&mut self, school: usize) -> Result<(), Stopped> {
        if !self.schools[school].open {
            return Ok(());
        }
        let name = format!("Nya {}", self.schools[school].name);
        self.schools[school].name.clone_from(&name);
        let (school, from) = (self.schools[school].code, self.today);
        self.record(self.administrator(), vec![SchoolUnitRenamed { school, name, from }.into()])
    }

    pub(super) fn move_school(&mut self, school: usize) -> Result<(), Stopped> {
        if !self.schools[school].open {
            return Ok(());
        }
        let to = (self.schools[school].district + 1) % self.districts.len();
        self.schools[school].district = to;
        let (school, district) = (self.schools[school].code, self.districts[to].id);
        let moved = SchoolUnitMoved { school, district, from: self.today };
        self.record(self.administrator(), vec![moved.into()])
    }

    /// Pupils and teachers go to the successor from 1 July; classes end.
    pub(super) fn close_school(&mut self, school: usize) -> Result<(), Stopped> {
        let on = super::year::day(self.year.year.plus(1), 7, 1);
        let others = (0..self.schools.len())
            .filter(|s| *s != school && self.schools[*s].lowest == 0 && self.schools[*s].open);
        let Some(successor) = others.min_by_key(|s| self.schools[*s].size) else { return Ok(()) };
        let (code, successors) = (self.schools[school].code, vec![self.schools[successor].code]);
        let closed = SchoolUnitClosed { school: code, on, successors };
        self.record(self.administrator(), vec![closed.into()])?;
        self.send_pupils(school, successor, on)?;
        self.close_all_classes(school, on)?;
        self.send_staff(school, successor, on)?;
        self.schools[school].open = false;
        Ok(())
    }

    fn send_pupils(&mut self, school: usize, successor: usize, from: Day) -> Result<(), Stopped> {
        let mut events = Vec::new();
        let (from_school, code) = (self.schools[school].code, self.schools[successor].code);
        for number in self.pupils_at(school) {
            let (pupil, form) = (self.pupils[number].id, self.pupils[number].form());
            events.push(PupilTransferred { pupil, from_school, school: code, form, from }.into());
            if self.pupils[number].class.is_some() {
                events.push(ClassJoined { pupil, school: code, class: None, from }.into());
            }
            self.place(number, None, from);
            self.transfer(number, successor, from);
        }
        self.record(self.administrator(), events)
    }

    fn close_all_classes(&mut self, school: usize, on: Day) -> Result<(), Stopped> {
        let mut events = Vec::new();
        for class in std::mem::take(&mut self.schools[school].classes) {
            self.end_assessors(class, on, &mut events);
            self.classes[class].open = false;
            let (class, school) = (self.classes[class].id, self.schools[school].code);
            events.push(ClassClosed { class, school, on }.into());
        }
        self.record(self.administrator(), events)
    }

    fn send_staff(&mut self, school: usize, successor: usize, on: Day) -> Result<(), Stopped> {
        let (old, new) = (self.schools[school].code, self.schools[successor].code);
        let mut events = Vec::new();
        let mut ended = |staff: usize, role| {
            let staff = self.staff[staff].id;
            events.push(RoleEnded { staff, role, scope: Scope::School(old), on }.into());
            staff
        };
        let principal = ended(self.schools[school].principal, Role::Principal);
        if let Some(educator) = self.schools[school].educator {
            ended(educator, Role::SpecialEducator);
        }
        let teachers = self.schools[school].teachers.clone();
        let ids: Vec<_> = teachers.iter().map(|t| ended(*t, Role::Teacher)).collect();
        let (role, scope) = (Role::Teacher, Scope::School(new));
        events.extend(
            ids.into_iter()
                .map(|staff| RoleGranted { staff, role, scope, from: on, to: None }.into()),
        );
        events.push(StaffLeft { staff: principal, on }.into());
        self.schools[school].teachers.clear();
        self.schools[successor].teachers.extend(teachers);
        self.record(self.administrator(), events)
    }

    /// Everyone keeps the role that they had, from the day on at the new unit.
    fn keep_staff(&mut self, school: usize, new: usize, on: Day) -> Result<(), Stopped> {
        let teachers = std::mem::take(&mut self.schools[school].teachers);
        let (unit, code) = (&self.schools[school], self.schools[new].code);
        let mut held = vec![(unit.principal, Role::Principal)];
        held.extend(unit.educator.map(|educator| (educator, Role::SpecialEducator)));
        held.extend(teachers.iter().map(|teacher| (*teacher, Role::Teacher)));
        let (old, new_scope) = (Scope::School(unit.code), Scope::School(code));
        let mut events: Vec<Event> = Vec::with_capacity(2 * held.len());
        for (person, role) in held {
            let staff = self.staff[person].id;
            events.push(RoleEnded { staff, role, scope: old, on }.into());
            events.push(RoleGranted { staff, role, scope: new_scope, from: on, to: None }.into());
        }
        self.schools[new].teachers = teachers;
        self.record(self.administrator(), events)
    }
}
