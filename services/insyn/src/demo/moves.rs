//! What happens to pupils in the middle of a school year.

use domain::Event;
use domain::calendar::Day;
use domain::people::{Protection, Syllabus};
use domain::personal::Personal;
use domain::pupil::{
    ClassJoined, GuardianLinked, GuardianUnlinked, IdentityRectified, ProtectionMarked,
    PupilTransferred, SwedishSyllabusSet,
};

use super::journal::Stopped;
use super::town::Town;

impl Town<'_> {
    /// Some pupil who is enrolled and has not moved this year.
    fn someone(&mut self) -> Option<usize> {
        (0..20).find_map(|_| {
            let number = self.dice.index(self.pupils.len());
            let pupil = self.pupils.get(number)?;
            let fits = pupil.left_on.is_none()
                && pupil.moved != Some(self.year_number)
                && pupil.enrolled_from <= self.today;
            fits.then_some(number)
        })
    }

    /// From when a change holds that is recorded today: mostly today, sometimes weeks ago.
    fn dated(&mut self, number: usize, late_permille: u32) -> Day {
        let pupil = &self.pupils[number];
        let first = pupil.class_since.max(pupil.school_since()).max(self.year.first_day).plus(1);
        if first >= self.today || !self.dice.permille(late_permille) {
            return self.today;
        }
        let days = self.dice.between(4, 30);
        self.year.calendar.school_day_from(self.today.plus(-days)).max(first).min(self.today)
    }

    /// To another school unit of the municipality; a quarter is recorded late.
    pub(super) fn move_pupil(&mut self) -> Result<(), Stopped> {
        let Some(number) = self.someone() else { return Ok(()) };
        let (grade, at) = (self.pupils[number].grade, self.pupils[number].school);
        let fits = |s: &usize| {
            let school = &self.schools[*s];
            *s != at && school.open && (school.lowest..=school.highest).contains(&grade)
        };
        let others: Vec<usize> = (0..self.schools.len()).filter(fits).collect();
        if others.is_empty() {
            return Ok(());
        }
        let to = self.dice.pick(&others);
        let from = self.dated(number, 250);
        let class = self.class_for(to, grade);
        let (from_school, school) = (self.schools[at].code, self.schools[to].code);
        let (pupil, form) = (self.pupils[number].id, self.pupils[number].form());
        let had_class = self.pupils[number].class.is_some();
        self.place(number, class, from);
        self.transfer(number, to, from);
        self.pupils[number].moved = Some(self.year_number);
        self.stir_pupil(number);
        let mut events: Vec<Event> =
            vec![PupilTransferred { pupil, from_school, school, form, from }.into()];
        if class.is_some() || had_class {
            let class = class.map(|class| self.classes[class].id);
            events.push(ClassJoined { pupil, school, class, from }.into());
        }
        self.record(self.principal(to), events)
    }

    /// Out of the municipality's schools; some are recorded late.
    pub(super) fn leave_pupil(&mut self) -> Result<(), Stopped> {
        let Some(number) = self.someone() else { return Ok(()) };
        let on = self.dated(number, 200);
        let school = self.pupils[number].school;
        let left = self.left(number, on);
        self.stir_pupil(number);
        self.plan_leaver(number);
        self.record(self.principal(school), vec![left])
    }

    /// To the parallel class.
    pub(super) fn change_class(&mut self) -> Result<(), Stopped> {
        let Some(number) = self.someone() else { return Ok(()) };
        let (at, grade) = (self.pupils[number].school, self.pupils[number].grade);
        let joined = self.class_for(at, grade);
        if joined.is_none() || joined == self.pupils[number].class {
            return Ok(());
        }
        let (pupil, school, from) = (self.pupils[number].id, self.schools[at].code, self.today);
        self.place(number, joined, from);
        self.pupils[number].moved = Some(self.year_number);
        let class = joined.map(|class| self.classes[class].id);
        self.record(self.principal(at), vec![ClassJoined { pupil, school, class, from }.into()])
    }

    /// Mostly from Swedish as a second language to Swedish, or from unknown to known.
    pub(super) fn change_syllabus(&mut self) -> Result<(), Stopped> {
        let Some(number) = self.someone() else { return Ok(()) };
        let pupil = &self.pupils[number];
        let syllabus = match pupil.syllabus {
            _ if pupil.grade == 0 => return Ok(()),
            Syllabus::Sva => Syllabus::Sv,
            Syllabus::Unknown if pupil.second_language => Syllabus::Sva,
            Syllabus::Unknown => Syllabus::Sv,
            Syllabus::Sv if pupil.second_language => Syllabus::Sva,
            Syllabus::Sv => return Ok(()),
        };
        let (pupil, school, from) = (pupil.id, pupil.school, self.today);
        self.pupils[number].syllabus = syllabus;
        let set = SwedishSyllabusSet { pupil, syllabus, from };
        self.record(self.principal(school), vec![set.into()])
    }

    /// A mark is set or lifted, or the registration becomes protected: then only an alias is kept.
    pub(super) fn mark_protection(&mut self) -> Result<(), Stopped> {
        let Some(number) = self.someone() else { return Ok(()) };
        let protection = match self.pupils[number].protection {
            Protection::None if self.dice.permille(250) => Protection::ProtectedRegistration,
            Protection::None => Protection::Marked,
            Protection::Marked => Protection::None,
            Protection::ProtectedRegistration => return Ok(()),
        };
        self.pupils[number].protection = protection;
        let (pupil, sex) = (self.pupils[number].id, self.pupils[number].sex);
        let mut events: Vec<Event> = vec![ProtectionMarked { pupil, protection }.into()];
        if protection == Protection::ProtectedRegistration {
            let identity = Personal::Open(self.identity(number, 0));
            events.push(IdentityRectified { pupil, sex, identity }.into());
        }
        self.record(self.principal(self.pupils[number].school), events)
    }

    /// A guardian comes or goes.
    pub(super) fn change_guardian(&mut self) -> Result<(), Stopped> {
        let Some(number) = self.someone() else { return Ok(()) };
        let pupil = self.pupils[number].id;
        self.pupils[number].blocked = false;
        let event: Event = match self.pupils[number].guardians[1].take() {
            Some(known) => GuardianUnlinked { pupil, guardian: self.guardian_id(known) }.into(),
            None => {
                let new = self.guardians;
                self.guardians += 1;
                self.pupils[number].guardians[1] = Some(new);
                let identity = Personal::Open(self.guardian_identity(number, new));
                GuardianLinked { pupil, guardian: self.guardian_id(new), identity }.into()
            }
        };
        self.record(self.principal(self.pupils[number].school), vec![event])
    }

    /// Another family name.
    pub(super) fn rectify_identity(&mut self) -> Result<(), Stopped> {
        let Some(number) = self.someone() else { return Ok(()) };
        if self.pupils[number].protection == Protection::ProtectedRegistration {
            return Ok(());
        }
        let (pupil, sex) = (self.pupils[number].id, self.pupils[number].sex);
        let identity = Personal::Open(self.identity(number, 1));
        let rectified = IdentityRectified { pupil, sex, identity };
        self.record(self.principal(self.pupils[number].school), vec![rectified.into()])
    }
}
