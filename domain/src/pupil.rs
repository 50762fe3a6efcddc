//! The pupil: enrolment, class, grade, syllabus, protected identity, guardians.
//!
//! Every fact has two clocks: the day it holds from (in the event) and the position at which it became
//! known. **The rule of dated facts:** in force on a day is the entry with the latest `from` not after
//! that day; of those with the same `from`, the one recorded last.

use serde::{Deserialize, Serialize};

use crate::calendar::{Day, SchoolYear};
use crate::id::{ClassId, GuardianId, PupilId, SchoolUnitCode};
use crate::people::{
    Grade, GuardianIdentity, Protection, PupilIdentity, SchoolForm, Sex, Syllabus,
};
use crate::personal::{FreeText, Personal};
use crate::query::Tag;

mod decide;
pub(crate) mod enrolment;
pub(crate) mod guardians;
#[cfg(test)]
mod spec;

// ------------------------------------------------------------------------------------- events

/// A pupil is enrolled at a school unit: for the first time (with identity) or again after having left.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct PupilEnrolled {
    /// The pupil.
    pub pupil: PupilId,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// The school form.
    pub form: SchoolForm,
    /// The grade from then on.
    pub grade: Grade,
    /// From which day.
    pub from: Day,
    /// False where the source gave no date and `from` is the day the pupil was first seen.
    pub from_known: bool,
    /// Registered sex.
    pub sex: Sex,
    /// The school year of school start, by which cohorts are compared.
    pub school_start: SchoolYear,
    /// The identity (sealed); none where the pupil is known since before.
    pub identity: Option<Personal<PupilIdentity>>,
}

/// A pupil belongs to a class from this day on; any former class is left.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ClassJoined {
    /// The pupil.
    pub pupil: PupilId,
    /// The school unit of the class.
    pub school: SchoolUnitCode,
    /// The class; none: the pupil belongs to no class.
    pub class: Option<ClassId>,
    /// From which day.
    pub from: Day,
}

/// A pupil is in another grade.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct GradeChanged {
    /// The pupil.
    pub pupil: PupilId,
    /// The pupil's school unit.
    pub school: SchoolUnitCode,
    /// The grade from then on.
    pub grade: Grade,
    /// From which day.
    pub from: Day,
}

/// A pupil has moved between two school units of the municipality.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct PupilTransferred {
    /// The pupil.
    pub pupil: PupilId,
    /// The school unit left.
    pub from_school: SchoolUnitCode,
    /// The school unit from then on.
    pub school: SchoolUnitCode,
    /// The school form there.
    pub form: SchoolForm,
    /// From which day.
    pub from: Day,
}

/// A pupil is no longer enrolled in the municipality.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct PupilLeft {
    /// The pupil.
    pub pupil: PupilId,
    /// The school unit left.
    pub school: SchoolUnitCode,
    /// The first day no longer enrolled.
    pub on: Day,
}

/// Which Swedish syllabus the pupil follows from this day on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SwedishSyllabusSet {
    /// The pupil.
    pub pupil: PupilId,
    /// The syllabus.
    pub syllabus: Syllabus,
    /// From which day.
    pub from: Day,
}

/// The level of identity protection. Acts at once and on everything, whatever the as-of.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ProtectionMarked {
    /// The pupil.
    pub pupil: PupilId,
    /// The level from now on.
    pub protection: Protection,
}

/// Someone is a guardian (vårdnadshavare) of a pupil.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct GuardianLinked {
    /// The pupil.
    pub pupil: PupilId,
    /// The guardian.
    pub guardian: GuardianId,
    /// The guardian's identity (sealed).
    pub identity: Personal<GuardianIdentity>,
}

/// Someone is no longer a guardian of a pupil.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct GuardianUnlinked {
    /// The pupil.
    pub pupil: PupilId,
    /// The guardian.
    pub guardian: GuardianId,
}

/// A guardian's access to a pupil is blocked, or the block lifted.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct GuardianRestricted {
    /// The pupil.
    pub pupil: PupilId,
    /// The guardian.
    pub guardian: GuardianId,
    /// True: blocked. False: the block is lifted.
    pub blocked: bool,
    /// Why (sealed).
    pub reason: Personal<FreeText>,
}

/// What is known of a pupil's identity has been put right.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct IdentityRectified {
    /// The pupil.
    pub pupil: PupilId,
    /// Registered sex.
    pub sex: Sex,
    /// The identity (sealed), whole.
    pub identity: Personal<PupilIdentity>,
}

crate::event::tagged! {
    PupilEnrolled(e) => [Tag::Pupil(e.pupil), Tag::School(e.school)],
    ClassJoined(e) => [Tag::Pupil(e.pupil), Tag::School(e.school)],
    GradeChanged(e) => [Tag::Pupil(e.pupil), Tag::School(e.school)],
    PupilTransferred(e) => [Tag::Pupil(e.pupil), Tag::School(e.school), Tag::School(e.from_school)],
    PupilLeft(e) => [Tag::Pupil(e.pupil), Tag::School(e.school)],
    SwedishSyllabusSet(e) => [Tag::Pupil(e.pupil)],
    ProtectionMarked(e) => [Tag::Pupil(e.pupil)],
    GuardianLinked(e) => [Tag::Pupil(e.pupil)],
    GuardianUnlinked(e) => [Tag::Pupil(e.pupil)],
    GuardianRestricted(e) => [Tag::Pupil(e.pupil)],
    IdentityRectified(e) => [Tag::Pupil(e.pupil)],
}

// ----------------------------------------------------------------------------------- commands

/// What may be asked for. Each carries the event it wants recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum Command {
    /// Enrol a pupil, with a class where there is one, and the syllabus where it is known.
    Enrol {
        /// The enrolment.
        enrolment: PupilEnrolled,
        /// The class joined on the same day.
        class: Option<ClassId>,
        /// The Swedish syllabus.
        syllabus: Syllabus,
        /// The level of protection.
        protection: Protection,
    },
    /// Put a pupil in a class (or in none).
    JoinClass(ClassJoined),
    /// Change a pupil's grade.
    ChangeGrade(GradeChanged),
    /// Move a pupil to another school unit, into a class there where there is one.
    Transfer {
        /// The move.
        transfer: PupilTransferred,
        /// The class joined on the same day.
        class: Option<ClassId>,
    },
    /// End a pupil's enrolment.
    Leave(PupilLeft),
    /// Set the Swedish syllabus.
    SetSyllabus(SwedishSyllabusSet),
    /// Mark (or lift) protected identity.
    MarkProtection(ProtectionMarked),
    /// Link a guardian.
    LinkGuardian(GuardianLinked),
    /// Unlink a guardian.
    UnlinkGuardian(GuardianUnlinked),
    /// Block a guardian's access, or lift the block.
    RestrictGuardian(GuardianRestricted),
    /// Put an identity right.
    RectifyIdentity(IdentityRectified),
}

// ----------------------------------------------------------------------------------- refusals

crate::event::refusals! {
    "pupil":
    /// The one who acts does not hold, today, a role that may do this for this pupil.
    NotAuthorised "not_authorised",
        "Du har ingen roll som får göra detta för eleven i dag.",
        "You hold no role that may do this for the pupil today.";
    /// A day before 1990 or more than two years ahead.
    DayImplausible "day_implausible",
        "Datumet ligger före 1990 eller mer än två år framåt.",
        "The date lies before 1990 or more than two years ahead.";
    /// There is no such grade in its regime, or school start comes after the enrolment.
    GradeUnfit "grade_unfit",
        "Årskursen eller året för skolstart kan inte stämma.",
        "The grade or the year of school start cannot be right.";
    /// A transfer goes to another school unit; within one, a pupil joins another class.
    SameSchool "same_school",
        "Eleven går redan på den skolenheten. Byt klass i stället.",
        "The pupil is already at that school unit. Change the class instead.";
    /// A first enrolment needs an identity, as do a guardian and a rectification.
    IdentityMissing "identity_missing",
        "Namnet (eller ett alias) saknas.",
        "The name (or an alias) is missing.";
    /// A guardian is blocked, or the block lifted, with a reason.
    ReasonMissing "reason_missing",
        "Ange ett skäl.",
        "Give a reason.";
    /// No such pupil.
    PupilUnknown "pupil_unknown",
        "Eleven finns inte.",
        "The pupil does not exist.";
    /// No such school unit.
    SchoolUnknown "school_unknown",
        "Skolenheten finns inte.",
        "The school unit does not exist.";
    /// The school unit is not open on that day.
    SchoolNotOpen "school_not_open",
        "Skolenheten är inte öppen den dagen.",
        "The school unit is not open on that day.";
    /// The pupil is enrolled on that day or later: a second enrolment comes only after leaving.
    AlreadyEnrolled "already_enrolled",
        "Eleven är redan inskriven. Registrera ett byte i stället.",
        "The pupil is already enrolled. Record a move instead.";
    /// The pupil is not enrolled at this school unit on that day.
    NotEnrolledHere "not_enrolled_here",
        "Eleven är inte inskriven på den skolenheten den dagen.",
        "The pupil is not enrolled at that school unit on that day.";
    /// No such class at this school unit.
    ClassUnknown "class_unknown",
        "Klassen finns inte på den skolenheten.",
        "There is no such class at that school unit.";
    /// The class does not exist on that day.
    ClassNotOpen "class_not_open",
        "Klassen finns inte den dagen.",
        "The class does not exist on that day.";
    /// Under protected registration only an alias is kept; otherwise a name.
    IdentityUnfit "identity_unfit",
        "Vid skyddad folkbokföring sparas bara ett alias, annars elevens namn.",
        "Under protected registration only an alias is kept, otherwise the pupil's name.";
    /// The guardian has never been linked to the pupil, or is no longer.
    GuardianNotLinked "guardian_not_linked",
        "Personen är inte vårdnadshavare för eleven.",
        "The person is not a guardian of the pupil.";
    /// Under protected registration nothing that names a guardian is kept.
    GuardianNotKept "guardian_not_kept",
        "Vid skyddad folkbokföring sparas inte vårdnadshavarens namn eller e-post.",
        "Under protected registration a guardian's name or e-mail is not kept.";
}
