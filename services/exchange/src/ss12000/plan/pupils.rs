//! Pupils: enrolment, grade, class, protection, identity; and who is gone.

use std::collections::BTreeSet;

use domain::calendar::Day;
use domain::command::Command as AnyCommand;
use domain::id::{ClassId, PupilId, SchoolUnitCode};
use domain::people::{
    Grade, GradeRegime, PersonName, Protection, PupilIdentity, SchoolForm, Sex, Syllabus,
    school_start,
};
use domain::personal::Personal;
use domain::pupil::{
    ClassJoined, Command, GradeChanged, IdentityRectified, ProtectionMarked, PupilEnrolled,
    PupilLeft, PupilTransferred,
};

use super::super::export::{Enrolment, FormRead, Listing, Person, holds};
use super::super::fault::{Detail, FaultKind};
use super::super::known::KnownPupil;
use super::classes::ClassOf;
use super::schools::Place;
use super::{Phase, Planner, change_day, year_day};
use crate::Unavailable;

/// Where a person stands as a pupil, by the enrolments of the export.
#[derive(Debug, Clone, Copy)]
enum Standing {
    /// Enrolled now, or from a day to come.
    Enrolled(Enrolled),
    /// Every enrolment is over; the first day no longer enrolled.
    Ended(Day),
    /// It cannot be told: what is known stays.
    Unclear,
    /// No enrolment of ours.
    None,
}

/// An enrolment that counts.
#[derive(Debug, Clone, Copy)]
struct Enrolled {
    school: SchoolUnitCode,
    form: SchoolForm,
    grade: Option<u8>,
    from: Option<Day>,
}

/// A pupil about to be enrolled, moved or left alone: where, in which grade, since when.
#[derive(Debug, Clone, Copy)]
struct Target {
    pupil: PupilId,
    place: Enrolled,
    grade: Grade,
}

/// What an enrolment or a move says: from which day, the class by the export, and the one joined that
/// very day.
#[derive(Debug, Clone, Copy)]
struct Begun {
    from: Day,
    class: ClassOf,
    joined: Option<ClassId>,
}

impl Planner<'_> {
    pub(super) fn plan_pupils(&mut self) -> Result<(), Unavailable> {
        let identified = self.identify_pupils()?;
        let hidden = self.hidden_guardians()?;
        for (external, pupil) in &identified.pupils {
            let person = &self.export.persons[external];
            self.plan_pupil(external, person, *pupil, &hidden)?;
        }
        self.plan_departures(&identified.present)
    }

    fn plan_pupil(
        &mut self,
        external: &str,
        person: &Person,
        pupil: PupilId,
        hidden: &BTreeSet<String>,
    ) -> Result<(), Unavailable> {
        let before = self.steps.len();
        let known = self.known.pupil(pupil)?;
        if let Some(known) = &known {
            self.rectify(external, person, pupil, known);
        }
        match (self.standing(person), &known) {
            (Standing::Enrolled(place), _) => {
                let Some(grade) = self.grade(person, place, known.as_ref()) else { return Ok(()) };
                let target = Target { pupil, place, grade };
                match &known {
                    None => self.enrol_new(external, person, target),
                    Some(known) => self.follow(external, person, target, known),
                }
                self.plan_guardians(external, person, pupil, known.as_ref(), hidden)?;
                self.summary.pupils.add(known.is_some(), self.steps.len() > before);
            }
            (Standing::Ended(on), Some(known)) => self.leave(pupil, known, on),
            (Standing::None, Some(known)) if self.tells_enrolments() => {
                self.leave(pupil, known, self.today());
            }
            _ => {}
        }
        Ok(())
    }

    /// Protection and identity, whatever the enrolment: a raised flag acts at once.
    fn rectify(&mut self, external: &str, person: &Person, pupil: PupilId, known: &KnownPupil) {
        let protection = self.protection(external, person, known.protection);
        if protection != known.protection {
            let command = Command::MarkProtection(ProtectionMarked { pupil, protection });
            self.pupil_step(Phase::Pupil, "mark-protection", pupil, command);
        }
        let identity = identity(person, pupil, protection, known.identity.as_ref());
        let sex = person.sex.unwrap_or(known.sex);
        // What cannot be opened any more is not compared: it would be recorded anew at each import.
        let same = known.identity.as_ref().is_none_or(|recorded| *recorded == identity);
        if !same || sex != known.sex {
            let identity = Personal::Open(identity);
            let command = Command::RectifyIdentity(IdentityRectified { pupil, sex, identity });
            self.pupil_step(Phase::Pupil, "rectify", pupil, command);
        }
    }

    fn pupil_step(&mut self, phase: Phase, verb: &str, pupil: PupilId, command: Command) {
        self.step(phase, verb, &[&pupil], AnyCommand::Pupil(command));
    }

    // --------------------------------------------------------------------------------- standing

    fn standing(&mut self, person: &Person) -> Standing {
        let today = self.today();
        let (mut now, mut coming, mut over) = (Vec::new(), Vec::new(), Vec::new());
        let mut unclear = matches!(person.enrolments, Listing::Partly(_));
        for (index, enrolment) in person.enrolments.items().iter().enumerate() {
            let place = match self.place_of(person, index, enrolment) {
                Some(Ok(place)) => place,
                Some(Err(Unclear)) => {
                    unclear = true;
                    continue;
                }
                None => continue,
            };
            if enrolment.cancelled {
                over.push(today);
            } else if let Some(until) = enrolment.until.filter(|until| *until < today) {
                over.push(until.plus(1));
            } else if holds(enrolment.from, enrolment.until, today) {
                now.push(place);
            } else if place.from.is_some_and(|from| from.is_plausible(today)) {
                coming.push(place);
            }
        }
        // The latest begun counts; the first of those that began on the same day.
        now.sort_by_key(|place| std::cmp::Reverse(place.from));
        if now.len() > 1 {
            self.fault(&person.origin, "enrolments", FaultKind::EnrolmentsSeveral);
        }
        let coming = coming.into_iter().min_by_key(|place| place.from);
        match now.into_iter().next().or(coming) {
            Some(place) => Standing::Enrolled(place),
            None if unclear => Standing::Unclear,
            None => over.into_iter().max().map_or(Standing::None, Standing::Ended),
        }
    }

    /// Where an enrolment is; none for one that is not ours.
    fn place_of(
        &mut self,
        person: &Person,
        index: usize,
        enrolment: &Enrolment,
    ) -> Option<Result<Enrolled, Unclear>> {
        if enrolment.form == FormRead::Elsewhere {
            return None;
        }
        let at = enrolment.at.as_deref()?;
        let school = match self.schools.place(self.export, at) {
            Place::Unit(school) => school,
            Place::Elsewhere => return None,
            Place::Unknown => {
                let field = format!("enrolments[{index}].enroledAt");
                self.fault(&person.origin, &field, FaultKind::ReferenceUnknown);
                return Some(Err(Unclear));
            }
        };
        let forms = self.export.organisations.get(at).map_or(&[][..], |o| &o.forms);
        let form = match (enrolment.form, forms) {
            (FormRead::Ours(form), _) => form,
            // The unit has one form only: then it is that one.
            (_, [only]) => *only,
            _ => {
                let field = format!("enrolments[{index}].schoolType");
                self.fault(&person.origin, &field, FaultKind::FormMissing);
                return Some(Err(Unclear));
            }
        };
        Some(Ok(Enrolled { school, form, grade: enrolment.grade, from: enrolment.from }))
    }

    /// The grade in the numbering of the day. Without one, what is known stays; a new pupil cannot be
    /// enrolled.
    fn grade(
        &mut self,
        person: &Person,
        place: Enrolled,
        known: Option<&KnownPupil>,
    ) -> Option<Grade> {
        let year = self.year_of(place);
        let regime = match year.first() {
            ..2028 => GradeRegime::Nine,
            _ => GradeRegime::Ten,
        };
        let stated = match (place.grade, place.form) {
            (None, SchoolForm::PreschoolClass) if regime == GradeRegime::Nine => Some(0),
            (number, _) => number,
        };
        let fits = |number: &u8| match regime {
            GradeRegime::Nine => *number <= 9,
            GradeRegime::Ten => (1..=10).contains(number),
        };
        let grade = stated.filter(fits).map(|number| Grade { number, regime });
        if grade.is_none() {
            self.fault(&person.origin, "enrolments.schoolYear", FaultKind::GradeMissing);
        }
        grade.or(known.map(|known| known.grade.value))
    }

    /// The school year that a stated grade belongs to: today's, or that of a start to come.
    fn year_of(&self, place: Enrolled) -> domain::calendar::SchoolYear {
        place.from.unwrap_or(self.today()).max(self.today()).school_year()
    }

    // ---------------------------------------------------------------------------- new and moved

    fn enrol_new(&mut self, external: &str, person: &Person, target: Target) {
        if target.place.from.is_none() {
            self.fault(&person.origin, "enrolments.startDate", FaultKind::EnrolmentStartMissing);
        }
        let protection = self.protection(external, person, Protection::None);
        let identity = identity(person, target.pupil, protection, None);
        let from = target.place.from.unwrap_or(self.today());
        let sex = person.sex.unwrap_or(Sex::Unknown);
        let begun = self.enrol(external, target, from, sex, Some(identity), protection);
        self.settle_class(target, begun, None);
    }

    /// Enrols, with the class where it is joined by the same day.
    fn enrol(
        &mut self,
        external: &str,
        target: Target,
        from: Day,
        sex: Sex,
        identity: Option<PupilIdentity>,
        protection: Protection,
    ) -> Begun {
        let Target { pupil, place, grade } = target;
        let from = from.max(self.schools.opened(place.school).unwrap_or(from));
        let class = self.class_of(external, place.school);
        let joined = joined_by(class, from);
        // The grade is that of today; who was registered before the school year began had not started.
        let start = school_start(self.year_of(place), grade).min(from.school_year());
        let enrolment = PupilEnrolled {
            pupil,
            school: place.school,
            form: place.form,
            grade,
            from,
            from_known: place.from.is_some(),
            sex,
            school_start: start,
            identity: identity.map(Personal::Open),
        };
        let syllabus = Syllabus::Unknown;
        let command = Command::Enrol { enrolment, class: joined, syllabus, protection };
        self.pupil_step(Phase::Pupil, "enrol", pupil, command);
        Begun { from, class, joined }
    }

    /// Joins a class that begins after the pupil's enrolment or move. A class recorded of a later day
    /// would come into force again on that day: it gives way too.
    fn settle_class(&mut self, target: Target, begun: Begun, known: Option<&KnownPupil>) {
        let Begun { from, class, joined } = begun;
        let later = known.and_then(|known| known.class).filter(|class| class.from > from);
        let not_before = later.map_or(from, |later| later.from);
        let (class, day) = match class {
            ClassOf::Class(class, _) if later.is_some_and(|l| l.value == Some(class.id)) => return,
            ClassOf::Class(class, since) if joined.is_none() => {
                (Some(class.id), since.unwrap_or(from).max(class.from).max(not_before))
            }
            _ if later.is_some_and(|later| later.value != joined) => (joined, not_before),
            _ => return,
        };
        self.join(target.pupil, target.place.school, class, day);
    }

    /// A grade recorded of a later day than the enrolment would come into force again on that day.
    fn settle_grade(&mut self, target: Target, begun: Begun, known: &KnownPupil) {
        let Target { pupil, place, grade } = target;
        if known.grade.from > begun.from && known.grade.value != grade {
            let command =
                GradeChanged { pupil, school: place.school, grade, from: known.grade.from };
            self.pupil_step(Phase::Pupil, "grade", pupil, Command::ChangeGrade(command));
        }
    }

    fn join(&mut self, pupil: PupilId, school: SchoolUnitCode, class: Option<ClassId>, from: Day) {
        let command = Command::JoinClass(ClassJoined { pupil, school, class, from });
        self.pupil_step(Phase::Membership, "join", pupil, command);
    }

    /// Follows a known pupil: back again, moved, in another form, grade or class.
    fn follow(&mut self, external: &str, person: &Person, target: Target, known: &KnownPupil) {
        let (place, today) = (target.place, self.today());
        let sex = person.sex.unwrap_or(known.sex);
        let protection = self.protection(external, person, known.protection);
        match known.enrolment.value {
            None => {
                let from = change_day(place.from, known.enrolment.from.plus(-1), today);
                let begun = self.enrol(external, target, from, sex, None, protection);
                self.settle_grade(target, begun, known);
                self.settle_class(target, begun, Some(known));
            }
            Some((school, form)) if school == place.school && form == place.form => {
                self.change_grade(target, known, known.enrolment.from);
                self.change_class(external, target, known);
            }
            Some((school, _)) if school == place.school => {
                // No event says "another school form at the same unit": the enrolment ends and begins
                // on the same day.
                let on = year_day(place.from, known.enrolment.from, today);
                let left = Command::Leave(PupilLeft { pupil: target.pupil, school, on });
                self.pupil_step(Phase::Pupil, "leave-form", target.pupil, left);
                let begun = self.enrol(external, target, on, sex, None, protection);
                self.settle_grade(target, begun, known);
                self.settle_class(target, begun, Some(known));
            }
            Some((former, _)) => self.transfer(external, target, known, former),
        }
    }

    fn transfer(
        &mut self,
        external: &str,
        target: Target,
        known: &KnownPupil,
        former: SchoolUnitCode,
    ) {
        let Target { pupil, place, .. } = target;
        let from = change_day(place.from, known.enrolment.from, self.today());
        let from = from.max(self.schools.opened(place.school).unwrap_or(from));
        let class = self.class_of(external, place.school);
        let joined = joined_by(class, from);
        let (school, form) = (place.school, place.form);
        let transfer = PupilTransferred { pupil, from_school: former, school, form, from };
        let command = Command::Transfer { transfer, class: joined };
        self.pupil_step(Phase::Pupil, "transfer", pupil, command);
        self.change_grade(target, known, from);
        self.settle_class(target, Begun { from, class, joined }, Some(known));
    }

    fn change_grade(&mut self, target: Target, known: &KnownPupil, not_before: Day) {
        let Target { pupil, place, grade } = target;
        if grade != known.grade.value {
            let from = year_day(place.from, known.grade.from, self.today()).max(not_before);
            let command = GradeChanged { pupil, school: place.school, grade, from };
            self.pupil_step(Phase::Pupil, "grade", pupil, Command::ChangeGrade(command));
        }
    }

    fn change_class(&mut self, external: &str, target: Target, known: &KnownPupil) {
        let Target { pupil, place, .. } = target;
        let enrolled = known.enrolment.from;
        let (former, since) = known.class.map_or((None, None), |c| (c.value, Some(c.from)));
        match self.class_of(external, place.school) {
            ClassOf::Class(class, from) if former != Some(class.id) => {
                let from = match since {
                    Some(since) => change_day(from, since, self.today()),
                    None => from.unwrap_or(self.today()),
                };
                let from = from.max(class.from).max(enrolled);
                self.join(pupil, place.school, Some(class.id), from);
            }
            // A class of which the export knows nothing has lost no one: what is known stays.
            ClassOf::None
                if former.is_some_and(|former| self.classes.present.contains(&former)) =>
            {
                let from = self.today().max(enrolled).max(since.unwrap_or(enrolled));
                self.join(pupil, place.school, None, from);
            }
            _ => {}
        }
    }

    // -------------------------------------------------------------------------------- departures

    /// Whether the export tells of enrolments at all: one that does not says nothing of departures.
    fn tells_enrolments(&self) -> bool {
        self.export.persons.values().any(|person| !person.enrolments.items().is_empty())
    }

    /// Ends an enrolment at a school unit of this export; other units' pupils are others' business.
    fn leave(&mut self, pupil: PupilId, known: &KnownPupil, on: Day) {
        let Some((school, _)) = known.enrolment.value else { return };
        if self.schools.codes().contains(&school) {
            let on = on.max(known.enrolment.from);
            let command = Command::Leave(PupilLeft { pupil, school, on });
            self.pupil_step(Phase::Pupil, "leave", pupil, command);
            self.summary.left += 1;
        }
    }

    /// Whoever is known at a school unit of the export and not in it has left, provided that nothing
    /// was lost in reading.
    fn plan_departures(&mut self, present: &BTreeSet<PupilId>) -> Result<(), Unavailable> {
        let schools = self.schools.codes();
        let all = self.known.pupils_at(&schools)?;
        let gone: Vec<_> = all.iter().filter(|pupil| !present.contains(pupil)).copied().collect();
        if gone.is_empty() {
            return Ok(());
        }
        let count = Some(Detail::Count(gone.len()));
        let complete = self.export.complete;
        if !complete.persons || !complete.organisations || !self.tells_enrolments() {
            self.fault_of_file("persons.json", FaultKind::DeparturesNotRead, count);
            return Ok(());
        }
        if gone.len() > 10 && gone.len() * 3 > all.len() {
            self.fault_of_file("persons.json", FaultKind::DeparturesMany, count);
        }
        for pupil in gone {
            if let Some(known) = self.known.pupil(pupil)? {
                self.leave(pupil, &known, self.today());
            }
        }
        Ok(())
    }
}

/// An enrolment of which it cannot be told where it is.
struct Unclear;

/// The class, where it has begun and been joined by this day.
fn joined_by(class: ClassOf, day: Day) -> Option<ClassId> {
    match class {
        ClassOf::Class(class, from) => {
            (class.from <= day && from.is_none_or(|from| from <= day)).then_some(class.id)
        }
        ClassOf::None | ClassOf::Unclear => None,
    }
}

/// What is kept of a pupil's identity. For protected registration a local alias and nothing else;
/// what the source leaves out is kept as it is known.
fn identity(
    person: &Person,
    pupil: PupilId,
    protection: Protection,
    known: Option<&PupilIdentity>,
) -> PupilIdentity {
    if protection == Protection::ProtectedRegistration {
        return PupilIdentity::Alias(alias(pupil));
    }
    let (known_name, known_civic) = match known {
        Some(PupilIdentity::Named { name, civic_number }) => (Some(name), civic_number.as_ref()),
        _ => (None, None),
    };
    let mut name = PersonName::new(&person.given, &person.family);
    if name.full().is_empty() {
        let unnamed = || PersonName::new(&alias(pupil), "");
        name = known_name.cloned().unwrap_or_else(unnamed);
    }
    let civic_number = person.civic.number().or(known_civic).cloned();
    PupilIdentity::Named { name, civic_number }
}

/// "Elev" and six characters of the pseudonym (its random end: the beginning of an id may be a time).
fn alias(pupil: PupilId) -> String {
    let [.., a, b, c] = pupil.to_bytes();
    format!("Elev {a:02X}{b:02X}{c:02X}")
}
