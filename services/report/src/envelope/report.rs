//! The report to a committee.

use schemars::JsonSchema;
use serde::Deserialize;

use super::figures::{Promised, ReadRow};
use super::parts::{
    AgreementPoint, Dialogue, Evaluated, Measures, Programmes, RestsOn, Seminar, Short, TrendPoint,
    UnderWay,
};
use super::text::{Day, Line, Prose, Round};
use super::{Basis, Count};

/// A point of the scale.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// Its code.
    pub code: Line,
}

/// A district by its name.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct District {
    /// Its id, as the view names it.
    pub district: Line,
    /// Its name.
    pub name: Line,
}

/// A school unit by its name.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct School {
    /// Its code, as the view names it.
    pub school: Line,
    /// Its name.
    pub name: Line,
}

/// How small numbers are treated in the view. Said in the document, and on every page of one that is not
/// for publication.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Disclosure {
    /// The disclosure rule of this name has passed over every figure.
    Protected {
        /// The rule with its version.
        rule: Line,
        /// The least number of pupils that a figure rests on.
        least_base: u16,
    },
    /// Raw counts, for those with the right to see the pupils. Never published.
    Internal,
}

/// The report before this one, to say what has changed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Previous<V> {
    /// What it is called.
    pub title: Line,
    /// What it rests on.
    pub basis: Basis,
    /// Its view.
    pub view: V,
}

/// A committee report to typeset.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportDocument {
    /// What it is called.
    pub title: Line,
    /// How small numbers are treated.
    pub disclosure: Disclosure,
    /// The scale edition's points, lowest first.
    pub scale: Vec<Point>,
    /// The districts that the view names.
    pub districts: Vec<District>,
    /// School units that the view names by their code alone: closed ones, with measures of their time.
    #[serde(default)]
    pub schools: Vec<School>,
    /// The report before, where there is one.
    pub previous: Option<Previous<CommitteeReport>>,
    /// The view: the stored document, its small numbers protected.
    pub view: CommitteeReport,
}

/// A school unit's results in short.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SchoolRead {
    /// The school unit.
    pub school: Line,
    /// Its name.
    pub name: Line,
    /// Its district.
    pub district: Option<Line>,
    /// `not_open`, `open`, `reopened`, `submitted` or `received`.
    pub phase: Line,
    /// The last day for entry, where it is open.
    pub until: Option<Day>,
    /// All its pupils.
    pub total: ReadRow,
}

/// How do pupils read?
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Read {
    /// All pupils.
    pub total: ReadRow,
    /// By grade.
    pub by_grade: Vec<ReadRow>,
    /// By sex.
    pub by_sex: Vec<ReadRow>,
    /// By Swedish syllabus.
    pub by_syllabus: Vec<ReadRow>,
    /// The school units.
    pub schools: Vec<SchoolRead>,
    /// The rules.
    pub rules: Vec<Line>,
}

/// The targets at one school unit.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SchoolPromised {
    /// The school unit.
    pub school: Line,
    /// Its targets.
    pub targets: Vec<Promised>,
}

/// Against what we promised.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Promises {
    /// The municipality's targets in the whole area.
    pub municipal: Vec<Promised>,
    /// By school unit.
    pub schools: Vec<SchoolPromised>,
    /// The rules.
    pub rules: Vec<Line>,
}

/// Shortfalls of a district.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DistrictShort {
    /// The district.
    pub district: Option<Line>,
    /// Its shortfalls.
    #[serde(flatten)]
    pub short: Short,
}

/// Shortfalls of a school unit.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SchoolShort {
    /// The school unit.
    pub school: Line,
    /// Its shortfalls.
    #[serde(flatten)]
    pub short: Short,
}

/// Who falls behind?
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Behind {
    /// All.
    pub total: Short,
    /// By district.
    pub districts: Vec<DistrictShort>,
    /// By school unit.
    pub schools: Vec<SchoolShort>,
}

/// What is done at a school unit.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SchoolDone {
    /// The school unit.
    pub school: Line,
    /// Action programmes.
    pub programmes: Programmes,
    /// The dialogue with parents.
    pub dialogue: Dialogue,
}

/// What is done about it?
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Done {
    /// Action programmes.
    pub programmes: Programmes,
    /// The dialogue with parents.
    pub dialogue: Dialogue,
    /// By school unit.
    pub schools: Vec<SchoolDone>,
    /// Measures in numbers.
    pub measures: Measures,
    /// Those not evaluated yet.
    pub under_way: Vec<UnderWay>,
    /// Seminars.
    pub seminars: Vec<Seminar>,
    /// The rules.
    pub rules: Vec<Line>,
}

/// Does it work?
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Works {
    /// Measures evaluated.
    pub evaluated: Vec<Evaluated>,
    /// Agreement between assessors.
    pub agreement: Vec<AgreementPoint>,
    /// The rounds to this one.
    pub trend: Vec<TrendPoint>,
    /// The rules.
    pub rules: Vec<Line>,
}

/// When a principal last informed the committee.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Informed {
    /// The school unit.
    pub school: Line,
    /// Its name.
    pub name: Line,
    /// The principal's id; not printed.
    pub principal: Option<Line>,
    /// The last day.
    pub last: Option<Day>,
    /// Days since then.
    pub days: Option<u64>,
    /// The event; not printed.
    pub position: Option<u64>,
}

/// The view of a committee report, as the main program stores it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CommitteeReport {
    /// The committee.
    pub committee: Line,
    /// Its name.
    pub name: Line,
    /// Its district; none: all of the municipality.
    pub district: Option<Line>,
    /// The round.
    pub round: Round,
    /// Its census date.
    pub census_date: Day,
    /// Its scale edition.
    pub edition: Line,
    /// The schedule; not printed.
    pub scheduled: u64,
    /// The round that progress is measured from.
    pub previous_round: Option<Round>,
    /// The least coverage adopted, in permille.
    pub least_coverage_permille: Option<u16>,
    /// What it rests on.
    pub basis: RestsOn,
    /// How do pupils read?
    pub read: Read,
    /// Against what we promised.
    pub promised: Promises,
    /// Who falls behind?
    pub behind: Behind,
    /// What is done about it?
    pub done: Done,
    /// Does it work?
    pub works: Works,
    /// What do you ask of us?
    pub asks: Vec<Prose>,
    /// When each principal last informed the committee.
    pub informed: Vec<Informed>,
}

impl SchoolRead {
    /// Pupils of the school unit.
    #[must_use]
    pub fn population(&self) -> Count {
        self.total.counts.population
    }
}
