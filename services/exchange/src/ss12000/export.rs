//! An export as it was read: what of it this program uses, by external id.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use domain::calendar::Day;
use domain::id::SchoolUnitCode;
use domain::people::{CivicNumber, Protection, SchoolForm, Sex};

/// Everything read from one export. Keys are external ids, trimmed and in lower case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Export {
    /// Organisations.
    pub organisations: BTreeMap<String, Organisation>,
    /// Persons: pupils, guardians, staff.
    pub persons: BTreeMap<String, Person>,
    /// Groups, of which the classes (Klass) are used.
    pub groups: BTreeMap<String, Group>,
    /// Duties.
    pub duties: BTreeMap<String, Duty>,
    /// Which resources were read whole.
    pub complete: Completeness,
}

/// Which resources were read without losing a record. What is missing from an incomplete resource has
/// not left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Completeness {
    /// Organisations.
    pub organisations: bool,
    /// Persons.
    pub persons: bool,
    /// Groups.
    pub groups: bool,
    /// Duties.
    pub duties: bool,
}

/// Where a record came from, for faults found later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The file, without its folder.
    pub file: Arc<str>,
    /// The external id, where it can be shown.
    pub id: Option<String>,
}

/// A list in a record: a missing one says nothing, an empty one says that there are none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Listing<T> {
    /// The record has no such field.
    Absent,
    /// The field, or something in it, could not be read.
    Partly(Vec<T>),
    /// The whole list.
    Whole(Vec<T>),
}

impl<T> Listing<T> {
    /// What could be read.
    #[must_use]
    pub fn items(&self) -> &[T] {
        match self {
            Self::Absent => &[],
            Self::Partly(items) | Self::Whole(items) => items,
        }
    }
}

/// What kind of organisation it is, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrganisationKind {
    /// Skolenhet.
    SchoolUnit,
    /// Skola, rektorsområde and the like: duties there hold at every school unit below.
    School,
    /// Huvudman and everything else above schools.
    Other,
}

/// An organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Where it was read.
    pub origin: Origin,
    /// Its kind.
    pub kind: OrganisationKind,
    /// Its name, with single blanks.
    pub name: String,
    /// The school unit code, for a school unit that has a valid one.
    pub school: Option<SchoolUnitCode>,
    /// The school forms of ours that it has.
    pub forms: Vec<SchoolForm>,
    /// True where it has school forms and none of them is ours (an upper secondary school).
    pub elsewhere: bool,
    /// The organisation above it.
    pub parent: Option<String>,
    /// Its first day.
    pub from: Option<Day>,
    /// Its last day.
    pub until: Option<Day>,
}

/// What is known of a person's civic number.
#[derive(Clone, PartialEq, Eq)]
pub enum Civic {
    /// The source has none.
    Absent,
    /// The source has something that is none.
    Malformed,
    /// The number.
    Number(CivicNumber),
}

impl Civic {
    /// The number, where there is a valid one.
    #[must_use]
    pub const fn number(&self) -> Option<&CivicNumber> {
        match self {
            Self::Number(number) => Some(number),
            Self::Absent | Self::Malformed => None,
        }
    }
}

/// A person. `Debug` shows no personal content.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// Where it was read.
    pub origin: Origin,
    /// Given name, with single blanks; empty where the source has none.
    pub given: String,
    /// Family name, with single blanks; empty where the source has none.
    pub family: String,
    /// The civic number.
    pub civic: Civic,
    /// Registered sex; none where the source does not say.
    pub sex: Option<Sex>,
    /// The security marking; none where the source does not say.
    pub protection: Option<Protection>,
    /// The private e-mail address, or the first one.
    pub email: Option<String>,
    /// Whether the source has an address.
    pub has_address: bool,
    /// Enrolments.
    pub enrolments: Listing<Enrolment>,
    /// Guardians: relations of other kinds are left out.
    pub guardians: Listing<GuardianLink>,
}

impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Person({:?})", self.origin)
    }
}

/// A school form as the source states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormRead {
    /// One of ours.
    Ours(SchoolForm),
    /// A known one that is not ours (leisure-time centre, upper secondary school).
    Elsewhere,
    /// None, or one that could not be read.
    Unknown,
}

/// A pupil's enrolment at a school unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// The school unit's external id; none where it could not be read.
    pub at: Option<String>,
    /// The school form.
    pub form: FormRead,
    /// The grade number.
    pub grade: Option<u8>,
    /// The first day.
    pub from: Option<Day>,
    /// The last day.
    pub until: Option<Day>,
    /// It never came to anything, or was called off.
    pub cancelled: bool,
}

/// A reference from a pupil to a guardian.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuardianLink {
    /// The guardian's external id.
    pub person: String,
}

/// A group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Where it was read.
    pub origin: Origin,
    /// Whether it is a class (Klass); none where the group type could not be read.
    pub is_class: Option<bool>,
    /// Its name, with single blanks.
    pub name: String,
    /// The organisation's external id.
    pub organisation: Option<String>,
    /// Its first day.
    pub from: Option<Day>,
    /// Its last day.
    pub until: Option<Day>,
    /// Who belongs to it.
    pub members: Listing<Membership>,
}

/// A person's membership of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// The person's external id.
    pub person: String,
    /// The first day.
    pub from: Option<Day>,
    /// The last day.
    pub until: Option<Day>,
}

/// A duty (tjänstgöring): who works where, as what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// Where it was read.
    pub origin: Origin,
    /// The person's external id.
    pub person: Option<String>,
    /// The organisation's external id.
    pub at: Option<String>,
    /// The role that this program knows; none for others.
    pub role: Option<domain::people::Role>,
    /// False where the role is missing or unknown, so that it cannot be told what it stands for.
    pub role_read: bool,
    /// The first day.
    pub from: Option<Day>,
    /// The last day.
    pub until: Option<Day>,
    /// Of which groups the person is mentor.
    pub mentor_of: Listing<Assignment>,
}

/// Being the mentor of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The group's external id.
    pub group: String,
    /// The first day.
    pub from: Option<Day>,
    /// The last day.
    pub until: Option<Day>,
}

/// Whether something with these first and last days holds on a day. An open end always holds.
#[must_use]
pub(crate) fn holds(from: Option<Day>, until: Option<Day>, day: Day) -> bool {
    from.is_none_or(|from| from <= day) && until.is_none_or(|until| day <= until)
}
