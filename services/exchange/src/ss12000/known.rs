//! What the importer asks of the record: who and what is already known.

use domain::calendar::Day;
use domain::id::{ClassId, GuardianId, PupilId, SchoolUnitCode, StaffId};
use domain::organisation::AssessorKind;
use domain::people::{
    CivicNumber, Grade, GuardianIdentity, PersonName, Protection, PupilIdentity, Role, SchoolForm,
    Sex,
};

use crate::Unavailable;

/// The kinds of external id; the same external id may be a pupil, a guardian and staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Namespace {
    /// A person as pupil.
    Pupil,
    /// A person as guardian.
    Guardian,
    /// A person as member of staff.
    Staff,
    /// A group as class.
    Class,
}

impl Namespace {
    /// The stable name under which the vault keeps it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pupil => "ss12000/pupil",
            Self::Guardian => "ss12000/guardian",
            Self::Staff => "ss12000/staff",
            Self::Class => "ss12000/class",
        }
    }
}

/// What the record knows, as of now. The application implements it over facts and vault.
///
/// "In force" always means: the entry with the latest first day of those recorded, **also where that
/// day is still to come**, so that what a former import recorded for next term is not planned again.
/// External ids are given trimmed and in lower case.
pub trait Known {
    /// The id that an external id stands for, if one has been reserved.
    fn find(
        &self,
        namespace: Namespace,
        external_id: &str,
    ) -> Result<Option<[u8; 16]>, Unavailable>;

    /// The id that an external id stands for; a new one is reserved where there is none. A reserved id
    /// that is never used is harmless.
    fn id_for(&mut self, namespace: Namespace, external_id: &str) -> Result<[u8; 16], Unavailable>;

    /// The pupil with this civic number.
    fn pupil_by_civic(&self, civic: &CivicNumber) -> Result<Option<PupilId>, Unavailable>;

    /// From now on both the external id (in [`Namespace::Pupil`]) and the civic number stand for this
    /// pupil. Asked for before any command about the pupil; repeating it changes nothing.
    fn link_pupil(
        &mut self,
        pupil: PupilId,
        external_id: &str,
        civic: Option<&CivicNumber>,
    ) -> Result<(), Unavailable>;

    /// From now on the civic number stands for this guardian, where it stands for no other; repeating it
    /// changes nothing.
    fn link_guardian(
        &mut self,
        guardian: GuardianId,
        civic: &CivicNumber,
    ) -> Result<(), Unavailable>;

    /// The pupil, if any event tells of one.
    fn pupil(&self, pupil: PupilId) -> Result<Option<KnownPupil>, Unavailable>;

    /// Everyone whose enrolment in force is at one of these school units.
    fn pupils_at(&self, schools: &[SchoolUnitCode]) -> Result<Vec<PupilId>, Unavailable>;

    /// The school unit, if it has been opened.
    fn school(&self, school: SchoolUnitCode) -> Result<Option<KnownSchool>, Unavailable>;

    /// The class, if it has been formed.
    fn class(&self, class: ClassId) -> Result<Option<KnownClass>, Unavailable>;

    /// Every class of these school units that has not been closed.
    fn classes_at(&self, schools: &[SchoolUnitCode]) -> Result<Vec<ClassId>, Unavailable>;

    /// The member of staff, if ever engaged.
    fn staff(&self, staff: StaffId) -> Result<Option<KnownStaff>, Unavailable>;

    /// Everyone with a role in force at exactly one of these school units.
    fn staff_at(&self, schools: &[SchoolUnitCode]) -> Result<Vec<StaffId>, Unavailable>;

    /// Who assesses the class: assignments in force or to come.
    fn assessors(&self, class: ClassId) -> Result<Vec<KnownAssessor>, Unavailable>;

    /// The classes that a member of staff assesses: assignments in force or to come.
    fn classes_assessed_by(&self, staff: StaffId) -> Result<Vec<ClassId>, Unavailable>;
}

/// A value and the day from which it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated<T> {
    /// The value.
    pub value: T,
    /// From which day.
    pub from: Day,
}

/// A known pupil. `Debug` shows no identity (the domain's types hide it).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownPupil {
    /// Where enrolled; none for one who has left, with the first day no longer enrolled.
    pub enrolment: Dated<Option<(SchoolUnitCode, SchoolForm)>>,
    /// The grade.
    pub grade: Dated<Grade>,
    /// The class; none for a pupil without one.
    pub class: Option<Dated<Option<ClassId>>>,
    /// Registered sex.
    pub sex: Sex,
    /// The level of protection, the latest marked.
    pub protection: Protection,
    /// The identity, opened; none where it cannot be opened any more.
    pub identity: Option<PupilIdentity>,
    /// The linked guardians.
    pub guardians: Vec<KnownGuardian>,
}

/// A guardian linked to a pupil.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownGuardian {
    /// The guardian.
    pub guardian: GuardianId,
    /// The identity, opened; none where it cannot be opened any more.
    pub identity: Option<GuardianIdentity>,
}

/// A known school unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownSchool {
    /// Its name.
    pub name: String,
    /// Its first day.
    pub from: Day,
}

/// A known class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownClass {
    /// Its school unit.
    pub school: SchoolUnitCode,
    /// Its name.
    pub name: String,
    /// Its first day.
    pub from: Day,
    /// Whether it has been closed.
    pub closed: bool,
}

/// A known member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownStaff {
    /// The name, opened; none where it cannot be opened any more.
    pub name: Option<PersonName>,
    /// The first day of the engagement; none for one who has left.
    pub engaged_from: Option<Day>,
    /// Whether an external id stands for this person ([`Known::id_for`], [`Namespace::Staff`]): only
    /// then may an import end what it no longer finds. Roles given by hand to others stay.
    pub imported: bool,
    /// Roles at school units, in force or to come.
    pub roles: Vec<KnownRole>,
}

/// A role at a school unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownRole {
    /// The role.
    pub role: Role,
    /// Where it holds.
    pub school: SchoolUnitCode,
    /// From which day.
    pub from: Day,
}

/// An assessor of a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownAssessor {
    /// Who.
    pub staff: StaffId,
    /// In what capacity.
    pub kind: AssessorKind,
    /// From which day.
    pub from: Day,
}
