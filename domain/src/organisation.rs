//! The organisation: municipality, districts, committees, school units, classes, staff, roles,
//! assessors, and the data that rounds and figures rest on (holidays, scale editions, coverage).

use serde::{Deserialize, Serialize};

use crate::calendar::{Day, SchoolYear};
use crate::id::{ClassId, CommitteeId, DistrictId, MunicipalityCode, SchoolUnitCode, StaffId};
use crate::people::{PersonName, Role, SchoolForm, Scope};
use crate::personal::Personal;
use crate::query::Tag;
use crate::scale::ScaleEdition;

pub(crate) mod authority;
mod boundary;
mod contact;
mod decide;
pub(crate) mod engagement;
pub(crate) mod places;
#[cfg(test)]
mod spec;

pub use contact::{EmailAddress, StaffContactSet};
pub(crate) use decide::demand;

// ------------------------------------------------------------------------------------- events

/// The municipality whose record this is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct MunicipalityRegistered {
    /// Its code (kommunkod).
    pub code: MunicipalityCode,
    /// Its name.
    pub name: String,
}

/// A district (kommundel) exists.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct DistrictFormed {
    /// Its code.
    pub district: DistrictId,
    /// Its name.
    pub name: String,
}

/// A committee (nämnd) exists.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CommitteeFormed {
    /// Its code.
    pub committee: CommitteeId,
    /// Its name.
    pub name: String,
    /// Its district, for a district committee; none for the education committee.
    pub district: Option<DistrictId>,
}

/// A school unit (skolenhet) exists.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SchoolUnitOpened {
    /// Its code.
    pub school: SchoolUnitCode,
    /// Its name.
    pub name: String,
    /// The district it belongs to, where there are districts.
    pub district: Option<DistrictId>,
    /// The school forms it has.
    pub forms: Vec<SchoolForm>,
    /// Its first day.
    pub from: Day,
}

/// A school unit has another name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SchoolUnitRenamed {
    /// The unit.
    pub school: SchoolUnitCode,
    /// The new name.
    pub name: String,
    /// From which day.
    pub from: Day,
}

/// A school unit belongs to another district.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SchoolUnitMoved {
    /// The unit.
    pub school: SchoolUnitCode,
    /// The district from then on.
    pub district: DistrictId,
    /// From which day.
    pub from: Day,
}

/// A school unit is closed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SchoolUnitClosed {
    /// The unit.
    pub school: SchoolUnitCode,
    /// The first day it is no more.
    pub on: Day,
    /// The units that carry its trend on.
    pub successors: Vec<SchoolUnitCode>,
}

/// A class (Klass) exists.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ClassFormed {
    /// The class.
    pub class: ClassId,
    /// Its school unit.
    pub school: SchoolUnitCode,
    /// Its name ("7A").
    pub name: String,
    /// From which day.
    pub from: Day,
}

/// A class has another name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ClassRenamed {
    /// The class.
    pub class: ClassId,
    /// Its school unit.
    pub school: SchoolUnitCode,
    /// The new name.
    pub name: String,
    /// From which day.
    pub from: Day,
}

/// A class is no more.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ClassClosed {
    /// The class.
    pub class: ClassId,
    /// Its school unit.
    pub school: SchoolUnitCode,
    /// The first day it is no more.
    pub on: Day,
}

/// Someone works in the municipality's schools or administration.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct StaffEngaged {
    /// The member of staff.
    pub staff: StaffId,
    /// From which day.
    pub from: Day,
    /// The name (sealed).
    pub name: Personal<PersonName>,
}

/// Someone's engagement has ended.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct StaffLeft {
    /// The member of staff.
    pub staff: StaffId,
    /// The first day no longer engaged.
    pub on: Day,
}

/// Someone is entrusted with a role.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct RoleGranted {
    /// Who.
    pub staff: StaffId,
    /// Which role.
    pub role: Role,
    /// Where it holds.
    pub scope: Scope,
    /// From which day.
    pub from: Day,
    /// The first day it no longer holds, where that is known.
    pub to: Option<Day>,
}

/// A role has ended.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct RoleEnded {
    /// Who.
    pub staff: StaffId,
    /// Which role.
    pub role: Role,
    /// Where it held.
    pub scope: Scope,
    /// The first day it no longer holds.
    pub on: Day,
}

/// In what capacity someone assesses a class.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum AssessorKind {
    /// The class's responsible assessor: the one named person reminders go to.
    Responsible,
    /// A named co-assessor.
    CoAssessor,
    /// A stand-in.
    StandIn,
}

/// Someone is to assess a class.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AssessorAssigned {
    /// The class.
    pub class: ClassId,
    /// Its school unit.
    pub school: SchoolUnitCode,
    /// Who.
    pub staff: StaffId,
    /// In what capacity.
    pub kind: AssessorKind,
    /// From which day.
    pub from: Day,
    /// The first day no longer, where that is known.
    pub to: Option<Day>,
}

/// Someone no longer assesses a class.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AssessorEnded {
    /// The class.
    pub class: ClassId,
    /// Its school unit.
    pub school: SchoolUnitCode,
    /// Who.
    pub staff: StaffId,
    /// The first day no longer.
    pub on: Day,
}

/// The days of a school year without school (public holidays among them); replaces the year's former list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct LocalHolidaysSet {
    /// The school year.
    pub year: SchoolYear,
    /// The days.
    pub days: Vec<Day>,
}

/// An edition of a scale may be used in rounds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ScaleEditionAdopted {
    /// The edition, whole.
    pub edition: ScaleEdition,
}

/// The coverage (assessed / population) under which shares are "not comparable".
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CoverageAdopted {
    /// The least coverage, in permille of the population.
    pub least_permille: u16,
    /// Applies to rounds with a census date from this day on.
    pub from: Day,
}

/// What an event about a role in this scope is about. A district is neither school nor pupil, so
/// that the municipality stands beside it.
fn role_tags(scope: Scope, staff: StaffId) -> Vec<Tag> {
    let mut tags = match scope {
        Scope::Municipality => vec![Tag::Municipality],
        Scope::District(district) => vec![Tag::Municipality, Tag::District(district)],
        Scope::School(school) => vec![Tag::School(school)],
    };
    tags.push(Tag::Staff(staff));
    tags
}

crate::event::tagged! {
    MunicipalityRegistered(_e) => [Tag::Municipality],
    DistrictFormed(e) => [Tag::Municipality, Tag::District(e.district)],
    CommitteeFormed(e) => [Tag::Municipality, Tag::Committee(e.committee)],
    SchoolUnitOpened(e) => [Tag::School(e.school)],
    SchoolUnitRenamed(e) => [Tag::School(e.school)],
    SchoolUnitMoved(e) => [Tag::School(e.school), Tag::District(e.district)],
    SchoolUnitClosed(e) => [Tag::School(e.school)],
    ClassFormed(e) => [Tag::School(e.school), Tag::Class(e.class)],
    ClassRenamed(e) => [Tag::School(e.school), Tag::Class(e.class)],
    ClassClosed(e) => [Tag::School(e.school), Tag::Class(e.class)],
    StaffEngaged(e) => [Tag::Municipality, Tag::Staff(e.staff)],
    StaffLeft(e) => [Tag::Municipality, Tag::Staff(e.staff)],
    RoleGranted(e) => role_tags(e.scope, e.staff),
    RoleEnded(e) => role_tags(e.scope, e.staff),
    AssessorAssigned(e) => [Tag::School(e.school), Tag::Class(e.class), Tag::Staff(e.staff)],
    AssessorEnded(e) => [Tag::School(e.school), Tag::Class(e.class), Tag::Staff(e.staff)],
    LocalHolidaysSet(_e) => [Tag::Municipality],
    ScaleEditionAdopted(e) => [Tag::Municipality, Tag::Instrument(e.edition.instrument)],
    CoverageAdopted(_e) => [Tag::Municipality],
    StaffContactSet(e) => [Tag::Municipality, Tag::Staff(e.staff)],
}

// ----------------------------------------------------------------------------------- commands

/// What may be asked for. Each carries the event it wants recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum Command {
    /// Register the municipality. Once.
    RegisterMunicipality(MunicipalityRegistered),
    /// Form a district.
    FormDistrict(DistrictFormed),
    /// Form a committee.
    FormCommittee(CommitteeFormed),
    /// Open a school unit.
    OpenSchoolUnit(SchoolUnitOpened),
    /// Rename a school unit.
    RenameSchoolUnit(SchoolUnitRenamed),
    /// Move a school unit to another district.
    MoveSchoolUnit(SchoolUnitMoved),
    /// Close a school unit.
    CloseSchoolUnit(SchoolUnitClosed),
    /// Form a class.
    FormClass(ClassFormed),
    /// Rename a class.
    RenameClass(ClassRenamed),
    /// Close a class.
    CloseClass(ClassClosed),
    /// Engage a member of staff.
    EngageStaff(StaffEngaged),
    /// End an engagement.
    EndEngagement(StaffLeft),
    /// Grant a role.
    GrantRole(RoleGranted),
    /// End a role.
    EndRole(RoleEnded),
    /// Assign an assessor to a class.
    AssignAssessor(AssessorAssigned),
    /// End an assessor's assignment.
    EndAssessor(AssessorEnded),
    /// Set the holidays of a school year.
    SetLocalHolidays(LocalHolidaysSet),
    /// Adopt an edition of a scale.
    AdoptScaleEdition(ScaleEditionAdopted),
    /// Adopt the least coverage.
    AdoptCoverage(CoverageAdopted),
    /// Set, or take away, the address at which a member of staff is reminded.
    SetStaffContact(StaffContactSet),
}

// ----------------------------------------------------------------------------------- refusals

crate::event::refusals! {
    "organisation":
    /// Nothing can be recorded before the municipality is registered.
    MunicipalityNotRegistered "municipality_not_registered",
        "Kommunen är inte registrerad ännu.",
        "The municipality is not registered yet.";
    /// The one who acts does not hold, today, a role that may do this here.
    NotAuthorised "not_authorised",
        "Du har ingen roll som får göra detta här i dag.",
        "You hold no role that may do this here today.";
    /// Nobody gives themselves a role, but for the first one of a new record.
    OwnRole "own_role",
        "Du kan inte ge dig själv en roll. Be någon annan med behörighet att göra det.",
        "You cannot give yourself a role. Ask someone else who is authorised to do it.";
    /// A day before 1990 or more than two years ahead.
    DayImplausible "day_implausible",
        "Datumet ligger före 1990 eller mer än två år framåt.",
        "The date lies before 1990 or more than two years ahead.";
    /// The last day comes before the first.
    PeriodReversed "period_reversed",
        "Slutdatumet måste ligga efter startdatumet.",
        "The end date must come after the start date.";
    /// A name is missing, longer than 200 characters, or has control characters.
    NameUnfit "name_unfit",
        "Namnet saknas eller är för långt (högst 200 tecken).",
        "The name is missing or too long (at most 200 characters).";
    /// A municipality code (kommunkod) has four digits.
    MunicipalityCodeUnfit "municipality_code_unfit",
        "Kommunkoden ska ha fyra siffror, till exempel 0199.",
        "The municipality code must have four digits, such as 0199.";
    /// A school unit has at least one school form.
    FormsMissing "forms_missing",
        "Ange minst en skolform för skolenheten.",
        "Give at least one school form for the school unit.";
    /// The role cannot be granted over such a scope: a principal has a school unit, a coordinator a
    /// district or the municipality; guardians and the public have no granted role.
    ScopeUnfit "scope_unfit",
        "Rollen kan inte gälla för det området.",
        "The role cannot hold over that area.";
    /// A holiday lies outside the school year.
    DayOutsideSchoolYear "day_outside_school_year",
        "Någon av dagarna ligger utanför läsåret.",
        "One of the days lies outside the school year.";
    /// An edition has 1 to 255 points with a code each, and no code twice.
    ScaleUnfit "scale_unfit",
        "Skalan måste ha minst en punkt, och varje punkt en egen kod.",
        "The scale must have at least one point, and each point a code of its own.";
    /// A coverage is 0 to 1,000 permille.
    CoverageOutOfRange "coverage_out_of_range",
        "Täckningen ska vara mellan 0 och 1 000 promille.",
        "The coverage must be between 0 and 1,000 permille.";
    /// Another municipality, or another name, is registered: a record is of one municipality.
    AlreadyRegistered "already_registered",
        "En kommun är redan registrerad.",
        "A municipality is already registered.";
    /// No such district.
    DistrictUnknown "district_unknown",
        "Kommundelen finns inte.",
        "The district does not exist.";
    /// The district's code is taken.
    DistrictExists "district_exists",
        "Koden används redan av en annan kommundel.",
        "The code is already used by another district.";
    /// The committee's code is taken.
    CommitteeExists "committee_exists",
        "Koden används redan av en annan nämnd.",
        "The code is already used by another committee.";
    /// No such school unit.
    SchoolUnknown "school_unknown",
        "Skolenheten finns inte.",
        "The school unit does not exist.";
    /// The school unit code is taken, also by a unit that has closed: codes are never used again.
    SchoolExists "school_exists",
        "Skolenhetskoden används redan.",
        "The school unit code is already in use.";
    /// The school unit is not open on that day.
    SchoolNotOpen "school_not_open",
        "Skolenheten är inte öppen den dagen.",
        "The school unit is not open on that day.";
    /// A successor is the unit itself, or no known school unit.
    SuccessorUnfit "successor_unfit",
        "Efterföljaren måste vara en annan skolenhet som finns.",
        "A successor must be another school unit that exists.";
    /// No such class at this school unit.
    ClassUnknown "class_unknown",
        "Klassen finns inte på den skolenheten.",
        "There is no such class at that school unit.";
    /// The class id is taken.
    ClassExists "class_exists",
        "Klassen finns redan.",
        "The class already exists.";
    /// The class does not exist on that day.
    ClassNotOpen "class_not_open",
        "Klassen finns inte den dagen.",
        "The class does not exist on that day.";
    /// The member of staff is not engaged on that day.
    StaffNotEngaged "staff_not_engaged",
        "Personen är inte anställd den dagen.",
        "The person is not engaged on that day.";
    /// The member of staff is engaged from a later day; an engagement is not moved back.
    StaffAlreadyEngaged "staff_already_engaged",
        "Personen är redan anställd från en senare dag.",
        "The person is already engaged from a later day.";
    /// The role is not held on that day.
    RoleNotHeld "role_not_held",
        "Personen har inte den rollen den dagen.",
        "The person does not hold that role on that day.";
    /// Someone else is the class's responsible assessor on one of these days; end that first.
    AlreadyHasResponsible "already_has_responsible",
        "Klassen har redan en ansvarig bedömare under den tiden. Avsluta det uppdraget först.",
        "The class already has a responsible assessor in that time. End that assignment first.";
    /// The member of staff is no assessor of the class on that day.
    AssessorNotAssigned "assessor_not_assigned",
        "Personen är inte bedömare i klassen den dagen.",
        "The person is not an assessor of the class on that day.";
    /// The e-mail address cannot be one.
    AddressUnfit "address_unfit",
        "E-postadressen ser inte ut som en adress. Skriv den som namn@kommunen.se.",
        "The e-mail address does not look like one. Write it as name@municipality.se.";
    /// An edition is never changed; a new content is a new edition.
    EditionExists "edition_exists",
        "Utgåvan finns redan med annat innehåll. Ge den nya ett eget namn.",
        "The edition already exists with other content. Give the new one a name of its own.";
}
