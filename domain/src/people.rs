//! Who is who: roles and scopes, sex, syllabus, protection, grades, civic numbers, identities.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::calendar::SchoolYear;
use crate::id::{DistrictId, InvalidId, SchoolUnitCode, StaffId};
use crate::personal::{PersonalValue, RetentionClass};

/// What someone is entrusted with. The order is stored: add at the end only.
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
pub enum Role {
    /// Lärare: own classes.
    Teacher,
    /// Specialpedagog.
    SpecialEducator,
    /// Rektor: own school unit.
    Principal,
    /// Resultatsamordnare: a district or the municipality.
    ResultsCoordinator,
    /// REP-gruppen: advises, sees no pupil's name.
    Adviser,
    /// Nämndsekreterare: records what a committee decides.
    CommitteeSecretary,
    /// Nämndledamot: aggregates only.
    CommitteeMember,
    /// Vårdnadshavare: the own child.
    Guardian,
    /// Revisor: trails with pseudonyms.
    Auditor,
    /// Arkivarie, dataskyddsombud.
    Archivist,
    /// Systemadministratör: no pupil data on pages; runs imports.
    SystemAdministrator,
    /// Anyone: published figures only.
    Public,
    /// The follow-up process: finds, follows and reminds. Never granted to anyone.
    Process,
}

impl Role {
    /// All roles, in stored order.
    pub const ALL: [Self; 13] = [
        Self::Teacher,
        Self::SpecialEducator,
        Self::Principal,
        Self::ResultsCoordinator,
        Self::Adviser,
        Self::CommitteeSecretary,
        Self::CommitteeMember,
        Self::Guardian,
        Self::Auditor,
        Self::Archivist,
        Self::SystemAdministrator,
        Self::Public,
        Self::Process,
    ];

    /// The code name, as in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Teacher => "teacher",
            Self::SpecialEducator => "special_educator",
            Self::Principal => "principal",
            Self::ResultsCoordinator => "results_coordinator",
            Self::Adviser => "adviser",
            Self::CommitteeSecretary => "committee_secretary",
            Self::CommitteeMember => "committee_member",
            Self::Guardian => "guardian",
            Self::Auditor => "auditor",
            Self::Archivist => "archivist",
            Self::SystemAdministrator => "system_administrator",
            Self::Public => "public",
            Self::Process => "process",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Role {
    type Err = InvalidId;
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let found = Self::ALL.into_iter().find(|role| role.code() == text);
        found.ok_or(InvalidId { expected: "role" })
    }
}

/// Where a role holds.
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
pub enum Scope {
    /// The whole municipality.
    Municipality,
    /// One district and its school units.
    District(DistrictId),
    /// One school unit.
    School(SchoolUnitCode),
}

/// Who acts, and in which role. Stored with every event; no name.
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
pub struct Actor {
    /// The member of staff.
    pub staff: StaffId,
    /// The role in which they act.
    pub role: Role,
}

impl Actor {
    /// The follow-up process. It acts in nobody's name.
    pub const PROCESS: Self = Self { staff: StaffId::from_bytes([0; 16]), role: Role::Process };
}

/// `staff:<32 hex digits>/<role>`: the form kept in the record.
impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "staff:{}/{}", self.staff, self.role)
    }
}

impl FromStr for Actor {
    type Err = InvalidId;
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let wrong = InvalidId { expected: "actor (as staff:<id>/<role>)" };
        let (staff, role) =
            text.strip_prefix("staff:").and_then(|t| t.split_once('/')).ok_or(wrong)?;
        Ok(Self {
            staff: staff.parse().map_err(|_| wrong)?,
            role: role.parse().map_err(|_| wrong)?,
        })
    }
}

/// Registered sex, as statistics use it.
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
pub enum Sex {
    /// Flicka, kvinna.
    Female,
    /// Pojke, man.
    Male,
    /// Not known.
    Unknown,
}

/// Which Swedish syllabus the pupil follows. Unknown is a row of its own in every figure.
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
pub enum Syllabus {
    /// Svenska.
    Sv,
    /// Svenska som andraspråk.
    Sva,
    /// Not known.
    Unknown,
}

/// Protected identity (skyddade personuppgifter): three levels.
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
pub enum Protection {
    /// None.
    None,
    /// Sekretessmarkering: confidentiality mark.
    Marked,
    /// Skyddad folkbokföring: protected registration; only a local alias is kept.
    ProtectedRegistration,
}

/// How grades are numbered: on 1 July 2028 every number rises by one.
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
pub enum GradeRegime {
    /// Nine grades after the preschool class, to 30 June 2028.
    Nine,
    /// Ten grades, from 1 July 2028.
    Ten,
}

/// A grade (årskurs): number and regime. The preschool class is 0 under [`GradeRegime::Nine`].
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
pub struct Grade {
    /// The number in its regime, 0 to 10.
    pub number: u8,
    /// Which numbering it belongs to.
    pub regime: GradeRegime,
}

impl Grade {
    /// A grade in today's numbering.
    #[must_use]
    pub const fn nine(number: u8) -> Self {
        Self { number, regime: GradeRegime::Nine }
    }

    /// Years since school start (the preschool class of 2025 or grade 1 of 2028 are year 0), by
    /// which grades of both regimes are compared.
    #[must_use]
    pub const fn years_since_start(self) -> u8 {
        match self.regime {
            GradeRegime::Nine => self.number,
            GradeRegime::Ten => self.number.saturating_sub(1),
        }
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.number.fmt(f)
    }
}

/// School form (skolform).
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
pub enum SchoolForm {
    /// Förskoleklass.
    PreschoolClass,
    /// Grundskola.
    Compulsory,
    /// Anpassad grundskola.
    AdaptedCompulsory,
    /// Sameskola.
    Sami,
    /// Specialskola.
    Special,
}

/// How something reached someone.
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
pub enum Way {
    /// At a meeting or talk.
    Meeting,
    /// By letter or on paper.
    Letter,
    /// Digitally.
    Digital,
    /// By telephone.
    Phone,
    /// By formal service (delgivning) with a receipt.
    FormalService,
}

/// A Swedish civic number (personnummer), co-ordination number or temporary number: twelve characters.
///
/// Sex and age are never derived from it. `Debug` hides it.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "String", into = "String")]
pub struct CivicNumber(String);

impl CivicNumber {
    /// Reads a civic number as people and systems write it: with or without hyphen or blanks,
    /// `YYYYMMDDNNNN`, co-ordination number (day + 60), temporary `YYYYMMDDTFnn` or `YYYYMMDDNANN`.
    /// A ten-digit form is refused: the century would be a guess. The date part must exist; the
    /// check digit is not demanded, since published test numbers and old registers break it.
    pub fn new(text: &str) -> Result<Self, InvalidId> {
        let wrong = InvalidId { expected: "civic number (12 characters, YYYYMMDDNNNN)" };
        let compact: String =
            text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '+')).collect();
        let compact = compact.to_ascii_uppercase();
        if compact.len() != 12 || !compact.is_ascii() {
            return Err(wrong);
        }
        let (date, rest) = compact.split_at(8);
        let number = |from: usize, to: usize| date[from..to].parse::<i16>().ok();
        let (Some(year), Some(month), Some(day)) = (number(0, 4), number(4, 6), number(6, 8))
        else {
            return Err(wrong);
        };
        let day = if day > 60 { day - 60 } else { day };
        let exists = i8::try_from(month)
            .ok()
            .zip(i8::try_from(day).ok())
            .and_then(|(month, day)| crate::calendar::Day::new(year, month, day))
            .is_some();
        let all_digits = date.bytes().all(|b| b.is_ascii_digit());
        let tail = rest.as_bytes();
        let tail_fits = rest.bytes().all(|b| b.is_ascii_digit())
            || (tail[..2].iter().all(u8::is_ascii_alphabetic)
                && tail[2..].iter().all(u8::is_ascii_digit));
        if exists && all_digits && tail_fits { Ok(Self(compact)) } else { Err(wrong) }
    }

    /// A temporary number (`TF`, `NA` … in the ninth and tenth place): never that of a registered person.
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        self.0.as_bytes()[8].is_ascii_alphabetic()
    }

    /// The twelve characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for CivicNumber {
    type Error = InvalidId;
    fn try_from(text: String) -> Result<Self, InvalidId> {
        Self::new(&text)
    }
}

impl From<CivicNumber> for String {
    fn from(number: CivicNumber) -> Self {
        number.0
    }
}

impl fmt::Debug for CivicNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CivicNumber(…)")
    }
}

macro_rules! hidden_debug {
    ($name:ident) => {
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
        impl PersonalValue for $name {
            const CLASS: RetentionClass = RetentionClass::Identity;
        }
    };
}

/// A person's name as shown.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct PersonName {
    /// Tilltalsnamn.
    pub given: String,
    /// Efternamn.
    pub family: String,
}
hidden_debug!(PersonName);

impl PersonName {
    /// Given and family name with single blanks ("names with double spaces" are a known fault).
    #[must_use]
    pub fn new(given: &str, family: &str) -> Self {
        let tidy = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        Self { given: tidy(given), family: tidy(family) }
    }

    /// "Given Family".
    #[must_use]
    pub fn full(&self) -> String {
        format!("{} {}", self.given, self.family).trim().to_owned()
    }

    /// "Family, Given", the order of class lists.
    #[must_use]
    pub fn listed(&self) -> String {
        let parts = [self.family.as_str(), self.given.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(", ")
    }
}

/// What is kept of a pupil's identity.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub enum PupilIdentity {
    /// Name and, where known, civic number.
    Named {
        /// The name.
        name: PersonName,
        /// The civic number, where the source has one.
        civic_number: Option<CivicNumber>,
    },
    /// Protected registration: a local alias and nothing else.
    Alias(String),
}
hidden_debug!(PupilIdentity);

/// What is kept of a guardian's identity. Never shown to the other guardian.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct GuardianIdentity {
    /// The name; none where the guardian's or the child's identity is protected.
    pub name: Option<PersonName>,
    /// E-mail, where known and allowed.
    pub email: Option<String>,
}
hidden_debug!(GuardianIdentity);

/// The school year in which a pupil who is in this grade in that year began school.
#[must_use]
pub fn school_start(year: SchoolYear, grade: Grade) -> SchoolYear {
    year.plus(-i16::from(grade.years_since_start()))
}
