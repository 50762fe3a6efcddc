//! The name of a figure: what is measured, where, in which round, of which pupils.
//!
//! ```text
//! reached:<commitment>/2@school:10000001@2025-26:september;grade=3;sex=female
//! └ measure              └ scope         └ round           └ slice
//! ```
//!
//! | part | forms |
//! |---|---|
//! | measure | `population` `assessed` `coverage` `not_assessed` `not_assessed:absent` `missing` `point:18a` `median` `reached:<commitment>/<target>` `reached_of_population:<commitment>/<target>` `progress:risen` (`same`, `fallen`, `at_the_top`) |
//! | scope | `school:<code>` `class:<id>` `district:<code>` `committee:<code>` `trend:<code>` |
//! | round | as in an address: `2025-26:september` |
//! | slice | any of `grade=3` `class=<id>` (or `class=none`) `sex=female` `syllabus=sva`, in this order |

use std::fmt;
use std::str::FromStr;

use domain::assessment::NotAssessedReason;
use domain::id::{
    ClassId, CommitmentId, CommitteeId, DistrictId, InvalidId, PointCode, RoundId, SchoolUnitCode,
};
use domain::people::{Sex, Syllabus};
use serde::{Serialize, Serializer};

/// Where a figure is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FigureScope {
    /// A school unit.
    School(SchoolUnitCode),
    /// A class.
    Class(ClassId),
    /// A district: its school units on the census date.
    District(DistrictId),
    /// A committee: its district's school units, or all of the municipality.
    Committee(CommitteeId),
    /// A school unit together with the units whose trend it carries on: those that closed later than the
    /// census date with it as their only successor, and theirs in turn.
    Trend(SchoolUnitCode),
}

/// A target of a commitment.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, schemars::JsonSchema,
)]
pub struct TargetRef {
    /// The commitment.
    pub commitment: CommitmentId,
    /// The target's number.
    pub target: u8,
}

/// Progress since the round before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Progress {
    /// At a higher rank.
    Risen,
    /// At the same rank, below the highest.
    Same,
    /// At a lower rank.
    Fallen,
    /// At the highest rank both times.
    AtTheTop,
}

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Pupils in the population.
    Population,
    /// Pupils with a point.
    Assessed,
    /// Assessed as a share of the population.
    Coverage,
    /// Pupils without a point, for any reason or one.
    NotAssessed(Option<NotAssessedReason>),
    /// Pupils with neither.
    Missing,
    /// Pupils at a point.
    Point(PointCode),
    /// The lower median.
    Median,
    /// Reached a target, as a share of the assessed.
    Reached(TargetRef),
    /// Reached a target, as a share of the population.
    ReachedOfPopulation(TargetRef),
    /// Progress since the round before.
    Progress(Progress),
}

/// Which class, in a slice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InClass {
    /// This one.
    Class(ClassId),
    /// Pupils without class.
    None,
}

/// Of which pupils: those who fit all that is named.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slice {
    /// Of this grade on the census date, in the round's numbering.
    pub grade: Option<u8>,
    /// Of this class on the census date.
    pub class: Option<InClass>,
    /// Of this sex.
    pub sex: Option<Sex>,
    /// With this Swedish syllabus on the census date.
    pub syllabus: Option<Syllabus>,
}

/// The name of a figure. Its text form is stable; [`FromStr`] reads what [`fmt::Display`] writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureRef {
    /// What is measured.
    pub measure: Measure,
    /// Where.
    pub scope: FigureScope,
    /// In which round.
    pub round: RoundId,
    /// Of which pupils.
    pub slice: Slice,
}

impl FigureRef {
    /// The same pupils, measured otherwise.
    #[must_use]
    pub const fn with(self, measure: Measure) -> Self {
        Self { measure, ..self }
    }
}

const INVALID: InvalidId =
    InvalidId { expected: "figure (as population@school:10000001@2025-26:september;grade=3)" };

/// Enumerations with one text for each value.
pub(super) trait Coded: Copy + PartialEq + 'static {
    const CODES: &'static [(Self, &'static str)];

    fn code(self) -> &'static str {
        let mut codes = Self::CODES.iter();
        codes.find(|(value, _)| *value == self).map_or("", |(_, code)| code)
    }

    fn read(text: &str) -> Result<Self, InvalidId> {
        let mut codes = Self::CODES.iter();
        codes.find(|(_, code)| *code == text).map(|(value, _)| *value).ok_or(INVALID)
    }
}

impl Coded for Sex {
    const CODES: &'static [(Self, &'static str)] =
        &[(Self::Female, "female"), (Self::Male, "male"), (Self::Unknown, "unknown")];
}

impl Coded for Syllabus {
    const CODES: &'static [(Self, &'static str)] =
        &[(Self::Sv, "sv"), (Self::Sva, "sva"), (Self::Unknown, "unknown")];
}

impl Coded for NotAssessedReason {
    const CODES: &'static [(Self, &'static str)] = &[
        (Self::Absent, "absent"),
        (Self::NewlyArrived, "newly_arrived"),
        (Self::Exempt, "exempt"),
    ];
}

impl Coded for Progress {
    const CODES: &'static [(Self, &'static str)] = &[
        (Self::Risen, "risen"),
        (Self::Same, "same"),
        (Self::Fallen, "fallen"),
        (Self::AtTheTop, "at_the_top"),
    ];
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Population => f.write_str("population"),
            Self::Assessed => f.write_str("assessed"),
            Self::Coverage => f.write_str("coverage"),
            Self::NotAssessed(None) => f.write_str("not_assessed"),
            Self::NotAssessed(Some(reason)) => write!(f, "not_assessed:{}", reason.code()),
            Self::Missing => f.write_str("missing"),
            Self::Point(point) => write!(f, "point:{point}"),
            Self::Median => f.write_str("median"),
            Self::Reached(target) => write!(f, "reached:{target}"),
            Self::ReachedOfPopulation(target) => write!(f, "reached_of_population:{target}"),
            Self::Progress(progress) => write!(f, "progress:{}", progress.code()),
        }
    }
}

impl FromStr for Measure {
    type Err = InvalidId;
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let (name, of) = match text.split_once(':') {
            Some((name, of)) => (name, Some(of)),
            None => (text, None),
        };
        match (name, of) {
            ("population", None) => Ok(Self::Population),
            ("assessed", None) => Ok(Self::Assessed),
            ("coverage", None) => Ok(Self::Coverage),
            ("not_assessed", None) => Ok(Self::NotAssessed(None)),
            ("not_assessed", Some(of)) => {
                Coded::read(of).map(|reason| Self::NotAssessed(Some(reason)))
            }
            ("missing", None) => Ok(Self::Missing),
            ("point", Some(of)) => of.parse().map(Self::Point),
            ("median", None) => Ok(Self::Median),
            ("reached", Some(of)) => of.parse().map(Self::Reached),
            ("reached_of_population", Some(of)) => of.parse().map(Self::ReachedOfPopulation),
            ("progress", Some(of)) => Coded::read(of).map(Self::Progress),
            _ => Err(INVALID),
        }
    }
}

impl fmt::Display for TargetRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.commitment, self.target)
    }
}

impl FromStr for TargetRef {
    type Err = InvalidId;
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let (commitment, target) = text.split_once('/').ok_or(INVALID)?;
        let target = target.parse().map_err(|_| INVALID)?;
        Ok(Self { commitment: commitment.parse()?, target })
    }
}

impl fmt::Display for FigureScope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::School(code) => write!(f, "school:{code}"),
            Self::Class(id) => write!(f, "class:{id}"),
            Self::District(id) => write!(f, "district:{id}"),
            Self::Committee(id) => write!(f, "committee:{id}"),
            Self::Trend(code) => write!(f, "trend:{code}"),
        }
    }
}

impl FromStr for FigureScope {
    type Err = InvalidId;
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        match text.split_once(':').ok_or(INVALID)? {
            ("school", code) => code.parse().map(Self::School),
            ("class", id) => id.parse().map(Self::Class),
            ("district", id) => id.parse().map(Self::District),
            ("committee", id) => id.parse().map(Self::Committee),
            ("trend", code) => code.parse().map(Self::Trend),
            _ => Err(INVALID),
        }
    }
}

/// `;grade=3;class=…;sex=female;syllabus=sv`, each only where it is named.
impl fmt::Display for Slice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(grade) = self.grade {
            write!(f, ";grade={grade}")?;
        }
        match self.class {
            Some(InClass::Class(class)) => write!(f, ";class={class}")?,
            Some(InClass::None) => f.write_str(";class=none")?,
            None => {}
        }
        if let Some(sex) = self.sex {
            write!(f, ";sex={}", sex.code())?;
        }
        if let Some(syllabus) = self.syllabus {
            write!(f, ";syllabus={}", syllabus.code())?;
        }
        Ok(())
    }
}

impl Slice {
    /// Takes one `key=value`; each key at most once.
    fn take(&mut self, part: &str) -> Result<(), InvalidId> {
        let (key, value) = part.split_once('=').ok_or(INVALID)?;
        let twice = match key {
            "grade" => self.grade.replace(value.parse().map_err(|_| INVALID)?).is_some(),
            "class" if value == "none" => self.class.replace(InClass::None).is_some(),
            "class" => self.class.replace(InClass::Class(value.parse()?)).is_some(),
            "sex" => self.sex.replace(Coded::read(value)?).is_some(),
            "syllabus" => self.syllabus.replace(Coded::read(value)?).is_some(),
            _ => return Err(INVALID),
        };
        if twice { Err(INVALID) } else { Ok(()) }
    }
}

impl fmt::Display for FigureRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}@{}{}", self.measure, self.scope, self.round.slug(), self.slice)
    }
}

impl FromStr for FigureRef {
    type Err = InvalidId;
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let mut parts = text.splitn(3, '@');
        let mut part = || parts.next().ok_or(INVALID);
        let (measure, scope, rest) = (part()?.parse()?, part()?.parse()?, part()?);
        let mut rest = rest.split(';');
        let round = rest.next().ok_or(INVALID)?.parse()?;
        let mut slice = Slice::default();
        for part in rest {
            slice.take(part)?;
        }
        Ok(Self { measure, scope, round, slice })
    }
}

macro_rules! serialize_as_text {
    ($($name:ty),+) => {
        $(impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        })+
    };
}
serialize_as_text!(FigureRef, FigureScope, Measure);

/// Only what is named: `{"grade": 3, "class": null}` for the pupils of grade 3 without class.
impl Serialize for Slice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(None)?;
        if let Some(grade) = self.grade {
            map.serialize_entry("grade", &grade)?;
        }
        match self.class {
            Some(InClass::Class(class)) => map.serialize_entry("class", &Some(class))?,
            Some(InClass::None) => map.serialize_entry("class", &None::<ClassId>)?,
            None => {}
        }
        if let Some(sex) = self.sex {
            map.serialize_entry("sex", &sex)?;
        }
        if let Some(syllabus) = self.syllabus {
            map.serialize_entry("syllabus", &syllabus)?;
        }
        map.end()
    }
}
