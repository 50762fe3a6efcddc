//! Pupils who come: all of them in the first August, a new preschool class every year, and newcomers.

use domain::Event;
use domain::calendar::Day;
use domain::id::GuardianId;
use domain::people::{
    Grade, GuardianIdentity, Protection, PupilIdentity, Sex, Syllabus, school_start,
};
use domain::personal::Personal;
use domain::pupil::{
    ClassJoined, GuardianLinked, GuardianRestricted, ProtectionMarked, PupilEnrolled,
    SwedishSyllabusSet,
};

use super::agenda::Task;
use super::dice::{self, Kind};
use super::identities::{self, words};
use super::journal::Stopped;
use super::names;
use super::reading::{NEWLY_ARRIVED, Reader, SECOND_LANGUAGE};
use super::town::{Pupil, Sitting, Town};

/// What settles how a new pupil is enrolled.
#[derive(Clone, Copy)]
struct Arrival {
    school: usize,
    grade: u8,
    from: Day,
    from_known: bool,
    class: Option<usize>,
    newly_arrived: bool,
    second_language_permille: u32,
}

impl Town<'_> {
    /// The whole school unit, in the first August: an import by the administrator.
    pub(super) fn enrol_all(&mut self, school: usize) -> Result<(), Stopped> {
        let unit = &self.schools[school];
        let (lowest, highest, size) = (unit.lowest, unit.highest, unit.size);
        let grades = u32::from(highest - lowest + 1);
        for (ahead, grade) in (0..).zip(lowest..=highest) {
            let count = size / grades + u32::from(ahead < size % grades);
            self.enrol_grade(school, grade, count, self.year.first_day)?;
        }
        Ok(())
    }

    /// The new preschool class, on the first school day.
    pub(super) fn enrol_intake(&mut self, school: usize) -> Result<(), Stopped> {
        if self.schools[school].lowest > 0 {
            return Ok(());
        }
        self.enrol_grade(school, 0, self.schools[school].intake, self.today)
    }

    fn enrol_grade(
        &mut self,
        school: usize,
        grade: u8,
        count: u32,
        from: Day,
    ) -> Result<(), Stopped> {
        let mut events = Vec::new();
        for _ in 0..count {
            let arrival = Arrival {
                school,
                grade,
                from,
                from_known: !(self.year_number == 0 && self.dice.permille(30)),
                class: self.class_for(school, grade),
                newly_arrived: self.dice.permille(8),
                second_language_permille: self.schools[school].second_language_permille,
            };
            self.enrol(arrival, &mut events);
            if events.len() > 150 {
                self.record(self.administrator(), std::mem::take(&mut events))?;
            }
        }
        self.record(self.administrator(), events)
    }

    /// Someone moves in from another municipality or country.
    pub(super) fn arrive(&mut self) -> Result<(), Stopped> {
        let school = self.dice.index(self.schools.len());
        self.arrive_at(school, None)
    }

    /// Someone moves in after the census date, into a class that is still being assessed.
    pub(super) fn arrive_after_census(&mut self, round: usize) -> Result<(), Stopped> {
        let Some(running) = self.running.clone().filter(|r| r.number == round) else {
            return Ok(());
        };
        if self.today <= running.schedule.census_date {
            return Ok(());
        }
        let unsigned: Vec<usize> = (0..self.classes.len())
            .filter(|class| {
                let class = &self.classes[*class];
                class.open && class.grade > 0 && !class.signed_off
            })
            .collect();
        if unsigned.is_empty() {
            return Ok(());
        }
        let class = self.dice.pick(&unsigned);
        self.arrive_at(self.classes[class].school, Some(class))
    }

    fn arrive_at(&mut self, school: usize, class: Option<usize>) -> Result<(), Stopped> {
        let unit = &self.schools[school];
        if !unit.open {
            return Ok(());
        }
        let (lowest, highest) = (i32::from(unit.lowest), i32::from(unit.highest));
        let drawn = u8::try_from(self.dice.between(lowest, highest)).unwrap_or(highest_of(highest));
        let grade = class.map_or(drawn, |class| self.classes[class].grade);
        let class = class.or_else(|| self.class_for(school, grade));
        let waits = self.dice.permille(100);
        let arrival = Arrival {
            school,
            grade,
            from: self.today,
            from_known: true,
            class: class.filter(|_| !waits),
            newly_arrived: self.dice.permille(300),
            second_language_permille: 450,
        };
        let mut events = Vec::new();
        let number = self.enrol(arrival, &mut events);
        self.pupils[number].moved = Some(self.year_number);
        if waits {
            let day = self.year.later(self.today, 6);
            self.plan(day, Task::JoinClass(number));
        }
        self.record(self.principal(school), events)
    }

    /// A newcomer who waited for a class gets one.
    pub(super) fn join_class(&mut self, number: usize) -> Result<(), Stopped> {
        let pupil = &self.pupils[number];
        let (at, grade) = (pupil.school, pupil.grade);
        let class = self.class_for(at, grade);
        if pupil.class.is_some() || pupil.left_on.is_some() || class.is_none() {
            return Ok(());
        }
        let (pupil, school, from) = (pupil.id, self.schools[at].code, self.today);
        self.place(number, class, from);
        let class = class.map(|class| self.classes[class].id);
        self.record(self.principal(at), vec![ClassJoined { pupil, school, class, from }.into()])
    }

    // ------------------------------------------------------------------------------ one pupil

    /// The syllabus as stated at the school: now and then it is not known.
    pub(super) fn draw_syllabus(&mut self, second_language: bool) -> Syllabus {
        match second_language {
            _ if self.dice.permille(15) => Syllabus::Unknown,
            true => Syllabus::Sva,
            false => Syllabus::Sv,
        }
    }

    fn enrol(&mut self, arrival: Arrival, events: &mut Vec<Event>) -> usize {
        let number = self.pupils.len();
        let pupil = self.draw_pupil(number, arrival);
        self.pupils.push(pupil);
        self.schools[arrival.school].roll.push(number);
        self.place(number, arrival.class, arrival.from);
        self.enrolment(number, arrival, events);
        self.link_guardians(number, events);
        number
    }

    fn draw_pupil(&mut self, number: usize, arrival: Arrival) -> Pupil {
        let Arrival { school, grade, from, newly_arrived, .. } = arrival;
        let sex = if self.dice.permille(513) { Sex::Male } else { Sex::Female };
        let start = school_start(self.year.year, Grade::nine(grade));
        let second_language = newly_arrived || self.dice.permille(arrival.second_language_permille);
        let mut ability = self.dice.normal() + if sex == Sex::Female { 80 } else { -80 };
        ability += if second_language { SECOND_LANGUAGE } else { 0 };
        ability += if newly_arrived { NEWLY_ARRIVED } else { 0 };
        let syllabus = match grade {
            0 => Syllabus::Unknown,
            _ => self.draw_syllabus(second_language),
        };
        Pupil {
            id: self.pupil_id(number),
            school,
            schools: vec![(from, school)],
            class: None,
            class_since: from,
            grade,
            enrolled_from: from,
            left_on: None,
            sex,
            civic: self.civic_numbers.give(&mut self.dice, start, sex),
            school_start: start,
            syllabus,
            second_language,
            newly_arrived,
            protection: self.draw_protection(number),
            guardians: [None; 2],
            blocked: false,
            case: None,
            reader: Reader::new(ability),
            sitting: Sitting::default(),
            settled: Some(self.year_number),
            moved: None,
        }
    }

    /// A few; the 58th pupil in any case, so that every demo has one.
    fn draw_protection(&mut self, number: usize) -> Protection {
        match self.dice.below(10_000) {
            _ if number == 57 => Protection::ProtectedRegistration,
            0..8 => Protection::ProtectedRegistration,
            8..50 => Protection::Marked,
            _ => Protection::None,
        }
    }

    fn enrolment(&mut self, number: usize, arrival: Arrival, events: &mut Vec<Event>) {
        let Arrival { school, grade, from, from_known, class, .. } = arrival;
        let school = self.schools[school].code;
        let known = &self.pupils[number];
        let (pupil, protection, syllabus) = (known.id, known.protection, known.syllabus);
        let enrolled = PupilEnrolled {
            pupil,
            school,
            form: known.form(),
            grade: Grade::nine(grade),
            from,
            from_known,
            sex: known.sex,
            school_start: known.school_start,
            identity: Some(Personal::Open(self.identity(number, 0))),
        };
        events.push(enrolled.into());
        if let Some(class) = class.map(|class| self.classes[class].id) {
            events.push(ClassJoined { pupil, school, class: Some(class), from }.into());
        }
        if syllabus != Syllabus::Unknown {
            events.push(SwedishSyllabusSet { pupil, syllabus, from }.into());
        }
        if protection != Protection::None {
            events.push(ProtectionMarked { pupil, protection }.into());
        }
    }

    /// What is kept of a pupil: a local alias where the registration is protected.
    pub(super) fn identity(&self, number: usize, version: u8) -> PupilIdentity {
        let pupil = &self.pupils[number];
        if pupil.protection == Protection::ProtectedRegistration {
            return PupilIdentity::Alias(format!("Elev {:04}", number + 1));
        }
        identities::pupil(self.settings.seed, number, pupil.sex, pupil.civic, version)
    }

    /// None, one or two; now and then one is blocked.
    fn link_guardians(&mut self, number: usize, events: &mut Vec<Event>) {
        let count = match self.dice.below(1_000) {
            0..15 => 0,
            15..230 => 1,
            _ => 2,
        };
        for place in 0..count {
            let guardian = self.guardians;
            self.guardians += 1;
            self.pupils[number].guardians[place] = Some(guardian);
            let identity = Personal::Open(self.guardian_identity(number, guardian));
            let (pupil, guardian) = (self.pupils[number].id, self.guardian_id(guardian));
            events.push(GuardianLinked { pupil, guardian, identity }.into());
            if place == 1 && self.dice.permille(6) {
                self.pupils[number].blocked = true;
                let reason = words(self.dice.pick(&names::BLOCKS));
                events.push(GuardianRestricted { pupil, guardian, blocked: true, reason }.into());
            }
        }
    }

    pub(super) fn guardian_id(&self, number: usize) -> GuardianId {
        GuardianId::from_bytes(dice::id(self.settings.seed, Kind::Guardian, number))
    }

    pub(super) fn guardian_identity(&self, pupil: usize, guardian: usize) -> GuardianIdentity {
        let (seed, child) = (self.settings.seed, &self.pupils[pupil]);
        let family = identities::name(seed, Kind::Pupil, pupil, child.sex).family;
        let protected = child.protection == Protection::ProtectedRegistration;
        identities::guardian(seed, guardian, &family, protected)
    }
}

fn highest_of(grade: i32) -> u8 {
    u8::try_from(grade).unwrap_or(9)
}
