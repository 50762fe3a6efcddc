//! Documents as they may be public: a committee's report, a school unit's account.
//!
//! A document is built anew from what it says, part by part: a field that is not named here does not come
//! along. Numbers of pupils are numbers or marks (`"~100"`, `".."`, `"."`); a share of a target is in
//! permille or a mark. Of a school unit no counts but its figures are told: shortfalls, programmes and talks
//! are shown of whole areas, rounded.

use std::sync::Arc;

use domain::assessment::NotAssessedReason::{Absent, Exempt, NewlyArrived};
use domain::id::{RoundId, SchoolUnitCode};
use serde_json::{Map, Value, json};

use super::protected::Protected;
use super::rule::{SuppressionRule, count_of_area};
use super::shown::Shown;
use crate::figure::reference::{FigureRef, FigureScope, Measure, Progress, Slice, TargetRef};

/// The name of the way in which a document is protected, with its version.
pub const PROTECTION: &str = "small-numbers-1";

/// The field that says how a document is protected; a document without it holds raw counts.
pub const DISCLOSURE: &str = "disclosure";

/// A round as it is shown.
pub type OfRound<'a> = &'a dyn Fn(RoundId) -> Arc<Protected>;

/// Whether a document is protected already.
#[must_use]
pub fn is_protected(document: &Value) -> bool {
    !document[DISCLOSURE].is_null()
}

/// A committee's report as it may be public. None where it is no report.
#[must_use]
pub fn report(document: &Value, of: OfRound<'_>) -> Option<Value> {
    let round: RoundId = document["round"].as_str()?.parse().ok()?;
    let committee = document["committee"].as_str()?.parse().ok()?;
    let protected = of(round);
    let rule = protected.rule();
    let paper = Paper { protected: &protected, of };
    let works = &document["works"];
    let scope = |_: &Value| Some(FigureScope::Committee(committee));
    let answers = [
        (DISCLOSURE, disclosure(&protected)),
        ("read", paper.read(&document["read"])),
        ("promised", paper.against(&document["promised"])),
        ("behind", behind(&document["behind"], &rule)),
        ("done", done(&document["done"], &rule)),
        (
            "works",
            with(
                kept(works, &["agreement", "rules"]),
                [
                    ("evaluated", evaluated(&works["evaluated"])),
                    ("trend", paper.trend(&works["trend"], scope)),
                ],
            ),
        ),
    ];
    Some(with(kept(document, REPORT), answers))
}

/// Who falls behind: of the whole and of districts.
fn behind(of: &Value, rule: &SuppressionRule) -> Value {
    let district = |row: &Value| {
        let mut district = kept(row, &["district"]);
        if let Value::Object(counts) = of_area(row, rule) {
            district.extend(counts);
        }
        Value::Object(district)
    };
    json!({
        "total": of_area(&of["total"], rule),
        "districts": each(&of["districts"], district),
        "schools": [],
    })
}

/// What is done about it: of the whole.
fn done(of: &Value, rule: &SuppressionRule) -> Value {
    let counts = [
        ("programmes", of_area(&of["programmes"], rule)),
        ("dialogue", of_area(&of["dialogue"], rule)),
        ("schools", json!([])),
    ];
    with(kept(of, &["measures", "under_way", "seminars", "rules"]), counts)
}

/// A school unit's account as it may be public. None where it is no account.
#[must_use]
pub fn account(document: &Value, of: OfRound<'_>) -> Option<Value> {
    let round: RoundId = document["round"].as_str()?.parse().ok()?;
    let school: SchoolUnitCode = document["school"].as_str()?.parse().ok()?;
    let protected = of(round);
    let paper = Paper { protected: &protected, of };
    let scope = |point: &Value| {
        let carried = point["predecessors"].as_array().is_some_and(|before| !before.is_empty());
        Some(if carried { FigureScope::Trend(school) } else { FigureScope::School(school) })
    };
    let own = [
        ("own", paper.beside(&document["own"])),
        ("by_sex", paper.rows(&document["by_sex"])),
        ("by_syllabus", paper.rows(&document["by_syllabus"])),
        ("of_district", paper.beside(&document["of_district"])),
        ("of_municipality", paper.beside(&document["of_municipality"])),
        ("behind", hidden(&document["behind"])),
        ("programmes", hidden(&document["programmes"])),
        ("dialogue", hidden(&document["dialogue"])),
        ("evaluated", evaluated(&document["evaluated"])),
        ("trend", paper.trend(&document["trend"], scope)),
    ];
    let mut out = kept(document, ACCOUNT);
    out.insert(DISCLOSURE.to_owned(), disclosure(&protected));
    Some(with(out, own))
}

const REPORT: &[&str] = &[
    "committee",
    "name",
    "district",
    "round",
    "census_date",
    "edition",
    "scheduled",
    "previous_round",
    "least_coverage_permille",
    "basis",
    "asks",
    "informed",
];
const SCHOOL_READ: &[&str] = &["school", "name", "district", "phase", "until"];
const ACCOUNT: &[&str] = &[
    "school",
    "name",
    "district",
    "round",
    "census_date",
    "edition",
    "scheduled",
    "previous_round",
    "least_coverage_permille",
    "phase",
    "until",
    "basis",
    "measures",
    "under_way",
    "seminars",
    "rules",
];
const TARGET: &[&str] = &[
    "commitment",
    "title",
    "level",
    "version",
    "number",
    "grade",
    "least",
    "least_rank",
    "share_permille",
    "figure",
];
const EVALUATED: &[&str] =
    &["measure", "school", "title", "decision", "cost", "round", "effect", "on", "position"];

/// How the document is protected: the rule, and the state of the record its figures were released at.
fn disclosure(protected: &Protected) -> Value {
    json!({
        "protection": PROTECTION,
        "rule": protected.rule(),
        "released": protected.released(),
    })
}

/// The fields of these names, as they are.
fn kept(of: &Value, names: &[&str]) -> Map<String, Value> {
    let field = |name: &&str| Some(((*name).to_owned(), of.get(*name)?.clone()));
    names.iter().filter_map(field).collect()
}

fn with<const N: usize>(mut of: Map<String, Value>, fields: [(&str, Value); N]) -> Value {
    of.extend(fields.map(|(name, value)| (name.to_owned(), value)));
    Value::Object(of)
}

fn each(rows: &Value, row: impl Fn(&Value) -> Value) -> Value {
    rows.as_array().into_iter().flatten().map(row).collect()
}

/// A number, or the mark that stands in its place.
fn written(shown: Shown) -> Value {
    match shown {
        Shown::Exact(count) | Shown::Rounded(count) => count.into(),
        Shown::Share(permille) => permille.into(),
        shown => shown.to_string().into(),
    }
}

/// Counts of an area that are no figures: the numbers of an object, and of the objects in it.
fn of_area(of: &Value, rule: &SuppressionRule) -> Value {
    numbers(of, &|count| written(count_of_area(rule, u32::try_from(count).unwrap_or(u32::MAX))))
}

/// The same of a school unit: none is told.
fn hidden(of: &Value) -> Value {
    numbers(of, &|_| written(Shown::Suppressed))
}

fn numbers(of: &Value, write: &dyn Fn(u64) -> Value) -> Value {
    let Some(fields) = of.as_object() else { return Value::Null };
    let field = |(name, value): (&String, &Value)| {
        let value = match value {
            Value::Number(count) => write(count.as_u64().unwrap_or(u64::MAX)),
            Value::Object(_) => numbers(value, write),
            _ => return None,
        };
        Some((name.clone(), value))
    };
    Value::Object(fields.iter().filter_map(field).collect())
}

/// Evaluations of measures without how many they were of: often a class or some pupils.
fn evaluated(rows: &Value) -> Value {
    each(rows, |row| with(kept(row, EVALUATED), [("before", Value::Null), ("after", Value::Null)]))
}

/// A document about a round.
struct Paper<'a> {
    protected: &'a Protected,
    of: OfRound<'a>,
}

impl Paper<'_> {
    /// How pupils read: of the whole, its groups and each school unit.
    fn read(&self, of: &Value) -> Value {
        let school =
            |row: &Value| with(kept(row, SCHOOL_READ), [("total", self.row(&row["total"]))]);
        let rows = [
            ("total", self.row(&of["total"])),
            ("schools", each(&of["schools"], school)),
            ("rules", of["rules"].clone()),
        ];
        with(self.groups(of), rows)
    }

    /// Against what was promised: in the whole, and at each school unit.
    fn against(&self, of: &Value) -> Value {
        let school = |row: &Value| {
            with(kept(row, &["school"]), [("targets", self.promised(&row["targets"]))])
        };
        json!({
            "municipal": self.promised(&of["municipal"]),
            "schools": each(&of["schools"], school),
            "rules": of["rules"],
        })
    }

    fn groups(&self, of: &Value) -> Map<String, Value> {
        let kinds = ["by_grade", "by_sex", "by_syllabus"];
        kinds.map(|name| (name.to_owned(), self.rows(&of[name]))).into_iter().collect()
    }

    fn beside(&self, of: &Value) -> Value {
        if of.is_null() {
            return Value::Null;
        }
        with(
            kept(of, &["scope"]),
            [
                ("total", self.row(&of["total"])),
                ("by_grade", self.rows(&of["by_grade"])),
                ("promised", self.promised(&of["promised"])),
            ],
        )
    }

    fn rows(&self, rows: &Value) -> Value {
        each(rows, |row| self.row(row))
    }

    /// How some pupils read.
    fn row(&self, row: &Value) -> Value {
        let figure = row["figure"].as_str().and_then(|name| name.parse::<FigureRef>().ok());
        let Some(figure) = figure else { return Value::Null };
        let show = |measure| written(self.protected.show(&figure.with(measure)));
        with(
            kept(row, &["slice", "figure"]),
            [
                ("counts", self.counts(&figure, &row["counts"])),
                ("missing", show(Measure::Missing)),
                ("median", show(Measure::Median)),
            ],
        )
    }

    fn counts(&self, figure: &FigureRef, counts: &Value) -> Value {
        let show = |measure| written(self.protected.show(&figure.with(measure)));
        let ranks = counts["by_rank"].as_array().map_or(0, Vec::len);
        let points = self.protected.points();
        let at_rank = |rank: usize| {
            points
                .get(rank)
                .map_or_else(|| written(Shown::Missing), |point| show(Measure::Point(*point)))
        };
        let by_rank: Vec<Value> = (0..ranks).map(at_rank).collect();
        json!({
            "population": show(Measure::Population),
            "assessed": show(Measure::Assessed),
            "coverage": show(Measure::Coverage),
            "not_assessed": {
                "absent": show(Measure::NotAssessed(Some(Absent))),
                "newly_arrived": show(Measure::NotAssessed(Some(NewlyArrived))),
                "exempt": show(Measure::NotAssessed(Some(Exempt))),
            },
            "unranked": written(Shown::Suppressed),
            "by_rank": by_rank,
            "progress": {
                "risen": show(Measure::Progress(Progress::Risen)),
                "same": show(Measure::Progress(Progress::Same)),
                "fallen": show(Measure::Progress(Progress::Fallen)),
                "at_the_top": show(Measure::Progress(Progress::AtTheTop)),
            },
        })
    }

    fn promised(&self, rows: &Value) -> Value {
        each(rows, |row| target(self.protected, row))
    }

    /// The rounds to this one, each as it was released.
    fn trend(&self, points: &Value, scope: impl Fn(&Value) -> Option<FigureScope>) -> Value {
        let point = |point: &Value| {
            let round = point["round"].as_str().and_then(|round| round.parse().ok());
            let (Some(round), Some(scope)) = (round, scope(point)) else { return Value::Null };
            let protected = (self.of)(round);
            let slice = Slice::default();
            let show =
                |measure| written(protected.show(&FigureRef { measure, scope, round, slice }));
            with(
                kept(point, &["round", "census_date", "edition", "predecessors"]),
                [
                    ("population", show(Measure::Population)),
                    ("assessed", show(Measure::Assessed)),
                    ("missing", show(Measure::Missing)),
                    ("median", show(Measure::Median)),
                    ("targets", each(&point["targets"], |row| target(&protected, row))),
                ],
            )
        };
        each(points, point)
    }
}

/// What came of a target: the shares, and how many they are of.
fn target(protected: &Protected, row: &Value) -> Value {
    let figure = row["figure"].as_str().and_then(|name| name.parse::<FigureRef>().ok());
    let Some(figure) = figure else { return Value::Null };
    let (Measure::Reached(of) | Measure::ReachedOfPopulation(of)) = figure.measure else {
        return Value::Null;
    };
    shares(protected, &figure, of, kept(row, TARGET))
}

fn shares(
    protected: &Protected,
    figure: &FigureRef,
    of: TargetRef,
    row: Map<String, Value>,
) -> Value {
    let grade = row.get("grade").and_then(Value::as_u64).and_then(|grade| u8::try_from(grade).ok());
    let slice = Slice { grade, ..figure.slice };
    let group = |measure| written(protected.show(&FigureRef { measure, slice, ..*figure }));
    let share = protected.show(&figure.with(Measure::ReachedOfPopulation(of)));
    with(
        row,
        [
            ("share_of_assessed", written(protected.show(&figure.with(Measure::Reached(of))))),
            ("share_of_population", written(share)),
            ("assessed", group(Measure::Assessed)),
            ("population", group(Measure::Population)),
            ("missing", group(Measure::Missing)),
            ("comparable", (share != Shown::NotComparable).into()),
            ("met", protected.met(figure.scope, of).into()),
        ],
    )
}
