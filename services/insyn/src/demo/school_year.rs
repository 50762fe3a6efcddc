//! What comes back every year: holidays, classes, promotion, and the plan of what happens when.

use domain::Event;
use domain::calendar::Day;
use domain::id::{ClassId, EditionId, Occasion};
use domain::organisation::{
    AssessorKind, ClassClosed, ClassFormed, ClassRenamed, LocalHolidaysSet,
};
use domain::people::{Grade, GradeRegime, SchoolForm, Syllabus};
use domain::pupil::{
    ClassJoined, GradeChanged, PupilEnrolled, PupilLeft, PupilTransferred, SwedishSyllabusSet,
};
use domain::round::proposed;

use super::agenda::Task;
use super::dice::{self, Kind};
use super::journal::Stopped;
use super::town::{Class, Town, minute};
use super::year::{self, Year};

/// Grades in which classes are formed anew; in the others they go on under another name.
const FORMED: [u8; 4] = [0, 1, 4, 7];
/// Pupils for whom a class is formed.
const CLASS_SIZE: usize = 24;
/// Pupils from which on a class that goes on is divided.
const CLASS_MAX: usize = 31;

impl Town<'_> {
    pub(super) fn start_year(&mut self, number: u16) -> Result<(), Stopped> {
        self.year_number = number;
        let back = i16::try_from(self.settings.years - 1 - number).unwrap_or(0);
        self.year = Year::new(self.settings.today.school_year().plus(-back));
        if number == 0 {
            self.found()?;
        }
        let (year, days) = (self.year.year, self.year.holidays.clone());
        self.record(self.administrator(), vec![LocalHolidaysSet { year, days }.into()])?;
        self.call_rolls();
        for school in 0..self.schools.len() {
            self.schools[school].effect.next_year(&mut self.dice);
        }
        self.plan_august();
        self.plan_incidents();
        self.plan_structure();
        self.plan_pledges();
        self.plan_duties();
        if number + 1 < self.settings.years {
            let start = self.year.working_day_from(year::day(year.plus(1), 8, 4));
            self.agenda.add(minute(start, 8 * 60), Task::StartYear(number + 1));
        }
        Ok(())
    }

    /// What the chain from commitment to decision asks of everyone in a year.
    fn plan_duties(&mut self) {
        self.plan_knowledge();
        self.plan_guarantee();
        self.plan_concerns();
        self.plan_talks();
        self.plan_seminars();
        self.plan_leaders();
        self.plan_council();
    }

    fn call_rolls(&mut self) {
        self.schools.iter_mut().for_each(|school| school.roll.clear());
        for (number, pupil) in self.pupils.iter().enumerate() {
            if pupil.left_on.is_none() {
                self.schools[pupil.school].roll.push(number);
            }
        }
    }

    fn plan_august(&mut self) {
        let first = self.year.first_day;
        let soon = self.year.working_day_from(self.today.plus(1));
        self.plan(soon, Task::ScheduleRounds);
        for school in 0..self.schools.len() {
            if !self.schools[school].open {
                continue;
            }
            let ahead = self.dice.between(5, 7);
            let preparing = self.year.working_day_from(first.plus(-ahead).max(soon));
            self.plan(preparing, Task::PrepareClasses(school));
            if self.year_number == 0 {
                let enrolling = self.year.working_day_from(first.plus(-2));
                self.plan(enrolling, Task::EnrolAll(school));
            }
            self.plan(first, Task::FirstDay(school));
            self.plan(self.year.last_day, Task::LastDay(school));
        }
    }

    /// Moves, leavings and the like: so many a year, on any school day.
    fn plan_incidents(&mut self) {
        let days = self.year.school_days(self.year.first_day.plus(1), self.year.last_day.plus(-3));
        let incidents = [
            (15, Task::MovePupil),
            (10, Task::LeavePupil),
            (12, Task::Arrive),
            (8, Task::ChangeClass),
            (8, Task::ChangeSyllabus),
            (1, Task::MarkProtection),
            (5, Task::ChangeGuardian),
            (3, Task::RectifyIdentity),
        ];
        for (permille, task) in incidents {
            for _ in 0..(self.settings.pupils * permille).div_ceil(1_000) {
                let day = self.dice.pick(&days);
                self.plan(day, task);
            }
        }
        let january = self.year.working_day_from(year::day(self.year.year, 1, 12));
        for school in 0..self.schools.len() {
            if self.dice.permille(450) {
                let day = self.dice.pick(&days);
                self.plan(day, Task::ReplaceTeacher(school));
            }
            if self.dice.permille(90) {
                self.plan(january, Task::ReplacePrincipal(school));
            }
        }
    }

    pub(super) fn schedule_rounds(&mut self) -> Result<(), Stopped> {
        let mut events = Vec::new();
        for (name, ..) in domain::calendar::CENSUS_DATES {
            let occasion = Occasion::new(name).expect("a short code");
            let planned = proposed(self.year.year, occasion, &self.year.calendar, &self.edition);
            let mut planned = planned.expect("one of the four rounds that the field knows");
            // The invented schools keep the numbering of nine grades, also after 2028.
            (planned.regime, planned.grades) = (GradeRegime::Nine, (1..=9).collect());
            let opens = planned.opens;
            self.agenda.add(minute(opens, 7 * 60 + 5), Task::StartRound(self.rounds.len()));
            events.push(planned.clone().into());
            self.rounds.push(planned);
        }
        self.record(self.coordinator(), events)
    }

    /// The edition of all rounds.
    pub(super) fn edition_id(&self) -> EditionId {
        self.edition.id
    }

    // -------------------------------------------------------------------------------- classes

    /// Classes end, go on under another name, and are formed, all from the first school day.
    pub(super) fn prepare_classes(&mut self, school: usize) -> Result<(), Stopped> {
        if !self.schools[school].open {
            return Ok(());
        }
        let expected = self.expected(school);
        let mut events = Vec::new();
        if self.year_number > 0 {
            self.end_classes(school, &mut events);
            self.rename_classes(school, &mut events);
        }
        let unled = self.form_classes(school, &expected, &mut events);
        let leaders = self.find_teachers(school, unled.len(), &mut events);
        self.record(self.administrator(), events)?;
        let assignments = self.lead(&unled, &leaders);
        self.record(self.principal(school), assignments)
    }

    /// Pupils by grade from the first school day.
    fn expected(&mut self, school: usize) -> [usize; 10] {
        let mut expected = [0; 10];
        let unit = &self.schools[school];
        let (lowest, highest, feeds) = (unit.lowest, unit.highest, unit.feeds);
        let grades = u32::from(highest - lowest + 1);
        let (even, rest) = (unit.size / grades, unit.size % grades);
        if self.year_number == 0 {
            for (ahead, grade) in (lowest..=highest).enumerate() {
                let more = u32::try_from(ahead).is_ok_and(|ahead| ahead < rest);
                let count = even + u32::from(more);
                expected[usize::from(grade)] = usize::try_from(count).unwrap_or(0);
            }
            return expected;
        }
        if lowest == 0 {
            let (least, most) = (even * 85 / 100, even * 118 / 100);
            let intake = least + self.dice.below(most - least + 1);
            self.schools[school].intake = intake;
            expected[0] = usize::try_from(intake).unwrap_or(0);
        }
        let others = (0..self.schools.len()).filter(|s| self.schools[*s].feeds == Some(school));
        for from in others.chain([school]) {
            for pupil in self.pupils_at(from) {
                let next = usize::from(self.pupils[pupil].grade) + 1;
                let comes = if from == school { next <= usize::from(highest) } else { next == 7 };
                if comes {
                    expected[next] += 1;
                }
            }
        }
        debug_assert!(
            highest == 9 || feeds.is_some(),
            "whoever leaves grade 6 has somewhere to go"
        );
        expected
    }

    fn end_classes(&mut self, school: usize, events: &mut Vec<Event>) {
        let highest = self.schools[school].highest;
        let classes = std::mem::take(&mut self.schools[school].classes);
        for class in classes {
            let next = self.classes[class].grade + 1;
            if next <= highest && !FORMED.contains(&next) {
                self.schools[school].classes.push(class);
                continue;
            }
            let on = self.year.first_day;
            self.end_assessors(class, on, events);
            self.classes[class].open = false;
            let (class, school) = (self.classes[class].id, self.schools[school].code);
            events.push(ClassClosed { class, school, on }.into());
        }
    }

    /// From the highest grade down, so that no two classes have the same name on the way.
    fn rename_classes(&mut self, school: usize, events: &mut Vec<Event>) {
        let mut classes = self.schools[school].classes.clone();
        classes.sort_by_key(|class| std::cmp::Reverse(self.classes[*class].grade));
        for number in classes {
            self.classes[number].grade += 1;
            self.classes[number].stand_in = None;
            let Class { id: class, grade, letter, .. } = self.classes[number];
            let (school, from) = (self.schools[school].code, self.year.first_day);
            let name = class_name(grade, letter);
            events.push(ClassRenamed { class, school, name, from }.into());
        }
    }

    /// The classes that are missing; they have no teacher yet.
    fn form_classes(
        &mut self,
        school: usize,
        expected: &[usize; 10],
        events: &mut Vec<Event>,
    ) -> Vec<usize> {
        let mut formed = Vec::new();
        let (code, from) = (self.schools[school].code, self.year.first_day);
        for (grade, count) in (0..=9_u8).zip(expected) {
            let size = if FORMED.contains(&grade) { CLASS_SIZE } else { CLASS_MAX };
            let here = |c: &&usize| self.classes[**c].grade == grade;
            let mut letters: Vec<char> = self.schools[school]
                .classes
                .iter()
                .filter(here)
                .map(|c| self.classes[*c].letter)
                .collect();
            while letters.len() < count.div_ceil(size) {
                let letter = ('A'..='Z').find(|l| !letters.contains(l)).unwrap_or('Z');
                letters.push(letter);
                let number = self.classes.len();
                let id = ClassId::from_bytes(dice::id(self.settings.seed, Kind::Class, number));
                let name = class_name(grade, letter);
                events.push(ClassFormed { class: id, school: code, name, from }.into());
                self.classes.push(new_class(id, school, grade, letter));
                self.schools[school].classes.push(number);
                formed.push(number);
            }
        }
        formed
    }

    fn find_teachers(
        &mut self,
        school: usize,
        count: usize,
        events: &mut Vec<Event>,
    ) -> Vec<usize> {
        let mut teachers = self.free_teachers(school);
        while teachers.len() < count {
            teachers.push(self.engage_teacher(events, school));
        }
        teachers
    }

    fn lead(&mut self, classes: &[usize], teachers: &[usize]) -> Vec<Event> {
        let from = self.year.first_day;
        let mut events = Vec::new();
        for (class, teacher) in classes.iter().zip(teachers) {
            self.classes[*class].teacher = *teacher;
            events.push(self.assigned(*class, *teacher, AssessorKind::Responsible, from, None));
            let educator = self.schools[self.classes[*class].school].educator;
            if let Some(educator) = educator.filter(|_| self.dice.permille(250)) {
                self.classes[*class].co_assessor = Some(educator);
                events.push(self.assigned(*class, educator, AssessorKind::CoAssessor, from, None));
            }
        }
        events
    }

    // ------------------------------------------------------------------------------ promotion

    /// Everyone moves up; whoever has finished the unit's grades goes on to another unit.
    pub(super) fn first_day(&mut self, school: usize) -> Result<(), Stopped> {
        if self.year_number == 0 || !self.schools[school].open {
            return Ok(());
        }
        let (mut own, mut elsewhere) = (Vec::new(), Vec::new());
        for pupil in self.pupils_at(school) {
            if self.pupils[pupil].settled == Some(self.year_number) {
                continue;
            }
            self.pupils[pupil].settled = Some(self.year_number);
            match self.pupils[pupil].grade {
                0 => self.begin_grade_one(pupil, &mut own),
                grade if grade < self.schools[school].highest => self.promote(pupil, &mut own),
                _ => self.send_on(pupil, &mut elsewhere),
            }
        }
        self.record(self.principal(school), own)?;
        self.record(self.administrator(), elsewhere)?;
        self.enrol_intake(school)
    }

    fn promote(&mut self, number: usize, events: &mut Vec<Event>) {
        let (pupil, at, from) = (self.pupils[number].id, self.pupils[number].school, self.today);
        let school = self.schools[at].code;
        self.pupils[number].grade += 1;
        let grade = self.grade_of(number);
        events.push(GradeChanged { pupil, school, grade, from }.into());
        let stays = self.pupils[number].class.is_some_and(|class| self.classes[class].open);
        if !stays {
            self.join_in_grade(number, events);
        }
    }

    /// Puts a pupil into a class of the grade, as of today.
    fn join_in_grade(&mut self, number: usize, events: &mut Vec<Event>) {
        let (pupil, at, from) = (self.pupils[number].id, self.pupils[number].school, self.today);
        let class = self.class_for(at, self.pupils[number].grade);
        if class.is_none() && self.pupils[number].class.is_none() {
            return;
        }
        self.place(number, class, from);
        let class = class.map(|class| self.classes[class].id);
        events.push(ClassJoined { pupil, school: self.schools[at].code, class, from }.into());
    }

    /// From the preschool class to the compulsory school, which is another school form: one
    /// enrolment ends and another begins.
    fn begin_grade_one(&mut self, number: usize, events: &mut Vec<Event>) {
        let (pupil, from) = (self.pupils[number].id, self.today);
        let school = self.schools[self.pupils[number].school].code;
        events.push(PupilLeft { pupil, school, on: from }.into());
        let moved = &mut self.pupils[number];
        (moved.grade, moved.enrolled_from) = (1, from);
        let (sex, school_start) = (moved.sex, moved.school_start);
        let (form, grade) = (SchoolForm::Compulsory, Grade::nine(1));
        let enrolled = PupilEnrolled {
            pupil,
            school,
            form,
            grade,
            from,
            from_known: true,
            sex,
            school_start,
            identity: None,
        };
        events.push(enrolled.into());
        self.join_in_grade(number, events);
        let syllabus = self.draw_syllabus(self.pupils[number].second_language);
        if syllabus != Syllabus::Unknown && syllabus != self.pupils[number].syllabus {
            self.pupils[number].syllabus = syllabus;
            events.push(SwedishSyllabusSet { pupil, syllabus, from }.into());
        }
    }

    /// To the school unit with the next grade.
    fn send_on(&mut self, number: usize, events: &mut Vec<Event>) {
        let at = self.pupils[number].school;
        let Some(next) = self.schools[at].feeds else { return };
        let (pupil, from) = (self.pupils[number].id, self.today);
        let (from_school, school) = (self.schools[at].code, self.schools[next].code);
        let form = SchoolForm::Compulsory;
        events.push(PupilTransferred { pupil, from_school, school, form, from }.into());
        self.pupils[number].grade += 1;
        self.transfer(number, next, from);
        self.join_in_grade(number, events);
        let grade = self.grade_of(number);
        events.push(GradeChanged { pupil, school, grade, from }.into());
    }

    /// Those in grade 9 leave the compulsory school.
    pub(super) fn last_day(&mut self, school: usize) -> Result<(), Stopped> {
        let on = self.today.plus(1);
        let mut events = Vec::new();
        for number in self.pupils_at(school) {
            if self.pupils[number].grade == 9 {
                events.push(self.left(number, on));
                self.plan_leaver(number);
            }
        }
        self.record(self.principal(school), events)
    }

    /// A pupil leaves the municipality's schools.
    pub(super) fn left(&mut self, number: usize, on: Day) -> Event {
        let pupil = self.pupils[number].id;
        let school = self.schools[self.pupils[number].school].code;
        self.place(number, None, on);
        self.pupils[number].left_on = Some(on);
        PupilLeft { pupil, school, on }.into()
    }
}

/// "FA", "3B".
pub(super) fn class_name(grade: u8, letter: char) -> String {
    if grade == 0 { format!("F{letter}") } else { format!("{grade}{letter}") }
}

fn new_class(id: ClassId, school: usize, grade: u8, letter: char) -> Class {
    Class {
        id,
        school,
        grade,
        letter,
        open: true,
        teacher: 0,
        co_assessor: None,
        stand_in: None,
        pupils: Vec::new(),
        signed_off: false,
        neglect: 0,
        explains: 0,
        invitations: Vec::new(),
    }
}
