//! What may happen to what is recorded of a pupil.
//!
//! Order of the answers: authority, then what is wrong in the request itself, then what is wrong with
//! it here and now. What is already so is answered with no event.
//!
//! The principal of the pupil's school unit, the results coordinator whose area covers it and the
//! system administrator may do all of this. Where a command names no school unit, a coordinator of a
//! district may not: the decision would have to read every unit to know the district.

use std::collections::BTreeSet;

use super::guardians::Guardians;
use super::{
    ClassJoined, Command, GradeChanged, GuardianLinked, GuardianRestricted, GuardianUnlinked,
    IdentityRectified, ProtectionMarked, PupilEnrolled, PupilLeft, PupilTransferred, Refusal,
    SwedishSyllabusSet,
};
use crate::calendar::{Day, Timeline};
use crate::command::Act;
use crate::event::{Code, Event, Recorded, code};
use crate::id::{ClassId, PupilId, SchoolUnitCode};
use crate::organisation::authority::Roles;
use crate::organisation::demand;
use crate::organisation::places::Places;
use crate::people::{
    Grade, GradeRegime, PersonName, Protection, PupilIdentity, SchoolForm, Scope, Sex, Syllabus,
};
use crate::personal::Personal;
use crate::query::{Query, Tag};

type Verdict = Result<Vec<Event>, Refusal>;

/// The event, unless it is already so.
fn unless(already_so: bool, event: &(impl Clone + Into<Event>)) -> Verdict {
    Ok(if already_so { Vec::new() } else { vec![event.clone().into()] })
}

// -------------------------------------------------------------------------------------- state

/// What the decisions need of a pupil.
#[derive(Default)]
struct State {
    /// Where enrolled, from which day; none from the day of leaving.
    enrolment: Timeline<Option<(SchoolUnitCode, SchoolForm)>>,
    left: BTreeSet<(SchoolUnitCode, Day)>,
    grade: Timeline<Grade>,
    class: Timeline<Option<ClassId>>,
    syllabus: Timeline<Syllabus>,
    protection: Option<Protection>,
    guardians: Guardians,
    identity: Option<(Sex, Personal<PupilIdentity>)>,
}

impl State {
    /// The types that tell of a pupil; not the results, which may be hundreds.
    const TYPES: [Code; 11] = [
        code::PupilEnrolled,
        code::ClassJoined,
        code::GradeChanged,
        code::PupilTransferred,
        code::PupilLeft,
        code::SwedishSyllabusSet,
        code::ProtectionMarked,
        code::GuardianLinked,
        code::GuardianUnlinked,
        code::GuardianRestricted,
        code::IdentityRectified,
    ];

    fn of(history: &[Recorded]) -> Self {
        let mut state = Self::default();
        history.iter().filter_map(|r| r.event.as_ref()).for_each(|event| state.evolve(event));
        state
    }

    fn evolve(&mut self, event: &Event) {
        match event {
            Event::PupilEnrolled(e) => {
                self.enrolment.record(e.from, Some((e.school, e.form)));
                self.grade.record(e.from, e.grade);
                if let Some(identity) = &e.identity {
                    self.identity = Some((e.sex, identity.clone()));
                }
            }
            Event::PupilTransferred(e) => self.enrolment.record(e.from, Some((e.school, e.form))),
            Event::PupilLeft(e) => {
                self.enrolment.record(e.on, None);
                self.left.insert((e.school, e.on));
            }
            Event::GradeChanged(e) => self.grade.record(e.from, e.grade),
            Event::ClassJoined(e) => self.class.record(e.from, e.class),
            Event::SwedishSyllabusSet(e) => self.syllabus.record(e.from, e.syllabus),
            Event::ProtectionMarked(e) => self.protection = Some(e.protection),
            Event::IdentityRectified(e) => self.identity = Some((e.sex, e.identity.clone())),
            _ => self.guardians.evolve(event),
        }
    }

    fn protection(&self) -> Protection {
        self.protection.unwrap_or(Protection::None)
    }

    fn syllabus_on(&self, day: Day) -> Syllabus {
        self.syllabus.on(day).copied().unwrap_or(Syllabus::Unknown)
    }

    fn class_on(&self, day: Day) -> Option<ClassId> {
        self.class.on(day).copied().flatten()
    }

    fn enrolled_on(&self, day: Day) -> Option<(SchoolUnitCode, SchoolForm)> {
        self.enrolment.on(day).copied().flatten()
    }

    fn is_at(&self, school: SchoolUnitCode, day: Day) -> bool {
        self.enrolled_on(day).is_some_and(|(at, _)| at == school)
    }

    fn known(&self) -> Result<(), Refusal> {
        demand(!self.enrolment.is_empty(), Refusal::PupilUnknown)
    }

    fn known_at(&self, school: SchoolUnitCode, day: Day) -> Result<(), Refusal> {
        self.known()?;
        demand(self.is_at(school, day), Refusal::NotEnrolledHere)
    }
}

// ----------------------------------------------------------------------------------- boundary

impl Command {
    /// Which events the decision rests on.
    #[must_use]
    pub fn boundary(&self, act: &Act) -> Query {
        let query = Query::new().or(&State::TYPES, &[Tag::Pupil(self.pupil())]);
        let schools = self.schools();
        let over = schools.first().map_or(Scope::Municipality, |school| Scope::School(*school));
        let query = Roles::boundary(query, act, over);
        let rest = schools.iter().skip(1);
        let query = rest.fold(query, |query, school| Places::unit_boundary(query, *school));
        self.class().into_iter().fold(query, Places::class_boundary)
    }

    fn pupil(&self) -> PupilId {
        match self {
            Self::Enrol { enrolment: e, .. } => e.pupil,
            Self::JoinClass(e) => e.pupil,
            Self::ChangeGrade(e) => e.pupil,
            Self::Transfer { transfer: e, .. } => e.pupil,
            Self::Leave(e) => e.pupil,
            Self::SetSyllabus(e) => e.pupil,
            Self::MarkProtection(e) => e.pupil,
            Self::LinkGuardian(e) => e.pupil,
            Self::UnlinkGuardian(e) => e.pupil,
            Self::RestrictGuardian(e) => e.pupil,
            Self::RectifyIdentity(e) => e.pupil,
        }
    }

    /// The school units that the command names.
    fn schools(&self) -> Vec<SchoolUnitCode> {
        match self {
            Self::Enrol { enrolment: e, .. } => vec![e.school],
            Self::JoinClass(e) => vec![e.school],
            Self::ChangeGrade(e) => vec![e.school],
            Self::Transfer { transfer: e, .. } => vec![e.school, e.from_school],
            Self::Leave(e) => vec![e.school],
            _ => Vec::new(),
        }
    }

    fn class(&self) -> Option<ClassId> {
        match self {
            Self::Enrol { class, .. } | Self::Transfer { class, .. } => *class,
            Self::JoinClass(e) => e.class,
            _ => None,
        }
    }
}

// ------------------------------------------------------------------------------------- decide

impl Command {
    /// Decides on the events of the boundary, in order of position. No event: it is already so.
    ///
    /// A rectified identity is compared with the former only where the history hands that over open;
    /// sealed as it comes from the store, it is recorded again. A guardian who is linked stays linked.
    pub fn decide(&self, act: &Act, history: &[Recorded]) -> Result<Vec<Event>, Refusal> {
        let (state, places) = (State::of(history), Places::of(history));
        self.check_authority(act, history, &state)?;
        self.check_request(act.today(), &state)?;
        match self {
            Self::Enrol { enrolment, class, syllabus, protection } => {
                state.enrol(enrolment, *class, *syllabus, *protection, &places)
            }
            Self::JoinClass(e) => state.join_class(e, &places),
            Self::ChangeGrade(e) => state.change_grade(e),
            Self::Transfer { transfer, class } => state.transfer(transfer, *class, &places),
            Self::Leave(e) => state.leave(e),
            Self::SetSyllabus(e) => state.set_syllabus(e),
            Self::MarkProtection(e) => state.mark_protection(e),
            Self::LinkGuardian(e) => state.link_guardian(e),
            Self::UnlinkGuardian(e) => state.unlink_guardian(e),
            Self::RestrictGuardian(e) => state.restrict_guardian(e),
            Self::RectifyIdentity(e) => state.rectify_identity(e),
        }
    }

    /// A transfer may be recorded from either side.
    fn check_authority(
        &self,
        act: &Act,
        history: &[Recorded],
        state: &State,
    ) -> Result<(), Refusal> {
        let mut schools = self.schools();
        if schools.is_empty() {
            let own = state.enrolment.since(act.today());
            schools.extend(own.flatten().map(|(school, _)| *school));
        }
        let roles = Roles::of(act, history);
        // A municipal role reaches a pupil who is nowhere, too.
        let places = schools.into_iter().map(Scope::School).chain([Scope::Municipality]);
        let may = |place| roles.allow(self.entrusted(), place, |_| false);
        demand(places.into_iter().any(may), Refusal::NotAuthorised)
    }

    /// What is wrong in the request itself.
    fn check_request(&self, today: Day, state: &State) -> Result<(), Refusal> {
        let plausible = self.day().is_none_or(|day| day.is_plausible(today));
        demand(plausible, Refusal::DayImplausible)?;
        match self {
            Self::Enrol { enrolment: e, .. } => {
                let started = e.school_start <= e.from.school_year();
                demand(grade_exists(e.grade) && started, Refusal::GradeUnfit)?;
                let known = !state.enrolment.is_empty();
                let given = e.identity.as_ref().map_or(known, is_open);
                demand(given, Refusal::IdentityMissing)
            }
            Self::ChangeGrade(e) => demand(grade_exists(e.grade), Refusal::GradeUnfit),
            Self::Transfer { transfer: e, .. } => {
                demand(e.from_school != e.school, Refusal::SameSchool)
            }
            Self::LinkGuardian(e) => demand(is_open(&e.identity), Refusal::IdentityMissing),
            Self::RectifyIdentity(e) => demand(is_open(&e.identity), Refusal::IdentityMissing),
            Self::RestrictGuardian(e) => demand(is_open(&e.reason), Refusal::ReasonMissing),
            _ => Ok(()),
        }
    }

    /// The day from which it is to hold.
    fn day(&self) -> Option<Day> {
        match self {
            Self::Enrol { enrolment: e, .. } => Some(e.from),
            Self::JoinClass(e) => Some(e.from),
            Self::ChangeGrade(e) => Some(e.from),
            Self::Transfer { transfer: e, .. } => Some(e.from),
            Self::Leave(e) => Some(e.on),
            Self::SetSyllabus(e) => Some(e.from),
            _ => None,
        }
    }
}

fn is_open<T>(value: &Personal<T>) -> bool {
    value.value().is_some()
}

/// Grades 0 (preschool class) to 9 until 2028, 1 to 10 from then on.
fn grade_exists(grade: Grade) -> bool {
    match grade.regime {
        GradeRegime::Nine => grade.number <= 9,
        GradeRegime::Ten => (1..=10).contains(&grade.number),
    }
}

/// Whether this may be kept of a pupil with that protection.
fn identity_fits(identity: &Personal<PupilIdentity>, protection: Protection) -> bool {
    let fits = |text: &str| !text.trim().is_empty() && text.chars().count() <= 200;
    let protected = protection == Protection::ProtectedRegistration;
    match identity.value() {
        Some(PupilIdentity::Alias(alias)) => protected && fits(alias),
        Some(PupilIdentity::Named { name, .. }) => !protected && fits(&PersonName::full(name)),
        None => false,
    }
}

/// The school unit must be open on the day.
fn unit_open(places: &Places, school: SchoolUnitCode, day: Day) -> Result<(), Refusal> {
    demand(places.unit(school).is_some(), Refusal::SchoolUnknown)?;
    demand(places.is_open(school, day), Refusal::SchoolNotOpen)
}

/// The class, if one is named, must exist at the school unit on the day.
fn class_open(
    places: &Places,
    class: Option<ClassId>,
    school: SchoolUnitCode,
    day: Day,
) -> Result<(), Refusal> {
    let Some(class) = class else { return Ok(()) };
    let class = places.class_at(class, school).ok_or(Refusal::ClassUnknown)?;
    demand(class.open.contains(day), Refusal::ClassNotOpen)
}

impl State {
    fn enrol(
        &self,
        e: &PupilEnrolled,
        class: Option<ClassId>,
        syllabus: Syllabus,
        protection: Protection,
        places: &Places,
    ) -> Verdict {
        unit_open(places, e.school, e.from)?;
        if self.is_enrolled_so(e, class, syllabus, protection) {
            return Ok(Vec::new());
        }
        let enrolled = self.enrolment.since(e.from).flatten().next().is_some();
        demand(!enrolled, Refusal::AlreadyEnrolled)?;
        class_open(places, class, e.school, e.from)?;
        // An enrolment raises protection and never lifts it: that is a decision of its own.
        let raised = protection != Protection::None && protection != self.protection();
        let level = if raised { protection } else { self.protection() };
        let fits = e.identity.as_ref().is_none_or(|identity| identity_fits(identity, level));
        demand(fits, Refusal::IdentityUnfit)?;

        let (pupil, from) = (e.pupil, e.from);
        let mut events: Vec<Event> = vec![e.clone().into()];
        if class != self.class_on(from) {
            events.push(ClassJoined { pupil, school: e.school, class, from }.into());
        }
        if syllabus != Syllabus::Unknown && syllabus != self.syllabus_on(from) {
            events.push(SwedishSyllabusSet { pupil, syllabus, from }.into());
        }
        if raised {
            events.push(ProtectionMarked { pupil, protection }.into());
        }
        Ok(events)
    }

    /// Whether all that an enrolment would say is in force on its day.
    fn is_enrolled_so(
        &self,
        e: &PupilEnrolled,
        class: Option<ClassId>,
        syllabus: Syllabus,
        protection: Protection,
    ) -> bool {
        self.enrolled_on(e.from) == Some((e.school, e.form))
            && self.grade.on(e.from) == Some(&e.grade)
            && self.class_on(e.from) == class
            && (syllabus == Syllabus::Unknown || self.syllabus_on(e.from) == syllabus)
            && (protection == Protection::None || self.protection() == protection)
    }

    fn join_class(&self, e: &ClassJoined, places: &Places) -> Verdict {
        self.known_at(e.school, e.from)?;
        class_open(places, e.class, e.school, e.from)?;
        unless(self.class_on(e.from) == e.class, e)
    }

    fn change_grade(&self, e: &GradeChanged) -> Verdict {
        self.known_at(e.school, e.from)?;
        unless(self.grade.on(e.from) == Some(&e.grade), e)
    }

    /// The former class ends with the move, also where no new one is named.
    fn transfer(&self, e: &PupilTransferred, class: Option<ClassId>, places: &Places) -> Verdict {
        self.known()?;
        unit_open(places, e.school, e.from)?;
        let moved = self.enrolled_on(e.from) == Some((e.school, e.form));
        demand(moved || self.is_at(e.from_school, e.from), Refusal::NotEnrolledHere)?;
        class_open(places, class, e.school, e.from)?;
        let mut events = unless(moved, e)?;
        if class != self.class_on(e.from) {
            let (pupil, school, from) = (e.pupil, e.school, e.from);
            events.push(ClassJoined { pupil, school, class, from }.into());
        }
        Ok(events)
    }

    fn leave(&self, e: &PupilLeft) -> Verdict {
        self.known()?;
        let here = self.is_at(e.school, e.on);
        let left = self.enrolled_on(e.on).is_none() && self.left.contains(&(e.school, e.on));
        demand(here || left, Refusal::NotEnrolledHere)?;
        unless(left, e)
    }

    fn set_syllabus(&self, e: &SwedishSyllabusSet) -> Verdict {
        self.known()?;
        unless(self.syllabus_on(e.from) == e.syllabus, e)
    }

    fn mark_protection(&self, e: &ProtectionMarked) -> Verdict {
        self.known()?;
        unless(self.protection() == e.protection, e)
    }

    fn link_guardian(&self, e: &GuardianLinked) -> Verdict {
        self.known()?;
        let named = e.identity.value().is_some_and(|i| i.name.is_some() || i.email.is_some());
        let protected = self.protection() == Protection::ProtectedRegistration;
        demand(!(named && protected), Refusal::GuardianNotKept)?;
        unless(self.guardians.is_linked(e.guardian), e)
    }

    fn unlink_guardian(&self, e: &GuardianUnlinked) -> Verdict {
        self.known()?;
        let guardian = self.guardians.get(e.guardian).ok_or(Refusal::GuardianNotLinked)?;
        unless(!guardian.linked, e)
    }

    fn restrict_guardian(&self, e: &GuardianRestricted) -> Verdict {
        self.known()?;
        let guardian = self.guardians.get(e.guardian).filter(|g| g.linked);
        let guardian = guardian.ok_or(Refusal::GuardianNotLinked)?;
        unless(guardian.blocked == e.blocked, e)
    }

    fn rectify_identity(&self, e: &IdentityRectified) -> Verdict {
        self.known()?;
        demand(identity_fits(&e.identity, self.protection()), Refusal::IdentityUnfit)?;
        let known = self.identity.as_ref();
        unless(known.is_some_and(|(sex, identity)| (sex, identity) == (&e.sex, &e.identity)), e)
    }
}
