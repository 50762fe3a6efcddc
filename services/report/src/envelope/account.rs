//! A school unit's account.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use super::figures::{Promised, ReadRow};
use super::parts::{
    Dialogue, Evaluated, Measures, Programmes, RestsOn, Seminar, Short, TrendPoint, UnderWay,
};
use super::report::{Disclosure, Point, Previous};
use super::text::{Day, Line, Round};

/// An account to typeset.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountDocument {
    /// How small numbers are treated.
    pub disclosure: Disclosure,
    /// The scale edition's points, lowest first.
    pub scale: Vec<Point>,
    /// The account before, where there is one.
    pub previous: Option<Previous<SchoolAccount>>,
    /// The view: the stored document, its small numbers protected.
    pub view: SchoolAccount,
}

/// Counts of one scope.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    /// Where; the heading says it.
    pub scope: Value,
    /// All pupils.
    pub total: ReadRow,
    /// By grade.
    pub by_grade: Vec<ReadRow>,
    /// The targets there.
    pub promised: Vec<Promised>,
}

/// The view of an account, as the main program stores it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SchoolAccount {
    /// The school unit.
    pub school: Line,
    /// Its name.
    pub name: Line,
    /// Its district.
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
    /// `not_open`, `open`, `reopened`, `submitted` or `received`.
    pub phase: Line,
    /// The last day for entry, where it is open.
    pub until: Option<Day>,
    /// What it rests on.
    pub basis: RestsOn,
    /// The school unit itself.
    pub own: Beside,
    /// By sex.
    pub by_sex: Vec<ReadRow>,
    /// By Swedish syllabus.
    pub by_syllabus: Vec<ReadRow>,
    /// The sums of its district.
    pub of_district: Option<Beside>,
    /// The sums of the municipality.
    pub of_municipality: Option<Beside>,
    /// The shortfalls it is to answer.
    pub behind: Short,
    /// Action programmes.
    pub programmes: Programmes,
    /// The dialogue with parents.
    pub dialogue: Dialogue,
    /// Measures in numbers.
    pub measures: Measures,
    /// Those not evaluated yet.
    pub under_way: Vec<UnderWay>,
    /// Those evaluated.
    pub evaluated: Vec<Evaluated>,
    /// Seminars.
    pub seminars: Vec<Seminar>,
    /// The rounds to this one.
    pub trend: Vec<TrendPoint>,
    /// The rules.
    pub rules: Vec<Line>,
}
