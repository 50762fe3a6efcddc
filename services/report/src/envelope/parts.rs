//! Parts that a committee report and a school unit's account share.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use super::figures::{Count, Observed, Promised};
use super::text::{Day, Line, Round};

/// The state that a view rests on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RestsOn {
    /// How many events.
    pub as_of: u64,
    /// When the last of them was recorded; not printed, the day is.
    pub recorded_at: Value,
    /// The day of it, by which lateness is told.
    pub day: Day,
    /// How many of them are no longer known.
    pub no_longer_known: u64,
}

/// Answers in the guarantee that hold, by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    /// Extra adaptations.
    pub extra_adaptations: Count,
    /// Reported to the principal.
    pub reported_to_principal: Count,
    /// An action programme covers it.
    pub programme_covers: Count,
    /// To be assessed again.
    pub reassess: Count,
    /// A measure of the school answers it.
    pub school_measure: Count,
    /// Nothing is needed.
    pub none: Count,
}

/// Shortfalls of one place.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Short {
    /// All found.
    pub found: Count,
    /// Neither answered nor lifted.
    pub open: Count,
    /// Open, and later than the service goal.
    pub late: Count,
    /// Answered by a person.
    pub answered: Count,
    /// Lifted.
    pub lifted: Count,
    /// Assessed below the point.
    pub below: Count,
    /// Not assessed, with a reason.
    pub not_assessed: Count,
    /// Neither.
    pub missing: Count,
    /// Answers that hold.
    pub answers: Answers,
    /// The rule; none where only rounded counts are told.
    #[serde(default)]
    pub rule: Option<Line>,
    /// Pupils with a shortfall that stands.
    pub pupils: Count,
}

/// Cases of action programmes by how far they have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Programmes {
    /// A concern is reported.
    pub concern: Count,
    /// Under investigation.
    pub under_investigation: Count,
    /// Investigated, nothing decided.
    pub investigated: Count,
    /// Decided, not served.
    pub decided: Count,
    /// Decided and served.
    pub served: Count,
    /// None is needed.
    pub none_needed: Count,
    /// Appealed.
    pub appealed: Count,
    /// Annulled.
    pub annulled: Count,
    /// Ended.
    pub ended: Count,
    /// Late, of all of them.
    pub late: Count,
}

/// Pupils reached by the dialogue with parents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dialogue {
    /// Pupils.
    pub population: Count,
    /// Explained to at least one guardian.
    pub explained: Count,
    /// Explained to all.
    pub explained_to_all: Count,
    /// Acknowledged.
    pub acknowledged: Count,
    /// Not reached.
    pub not_reached: Count,
}

/// Measures in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Measures {
    /// Decided, not started.
    pub decided: Count,
    /// Under way.
    pub started: Count,
    /// Evaluated.
    pub evaluated: Count,
    /// Later than they should be.
    pub late: Count,
    /// What those not evaluated cost, in whole kronor.
    pub cost: u64,
}

/// A measure not evaluated yet.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnderWay {
    /// The measure's id; not printed.
    pub measure: Line,
    /// The school unit.
    pub school: Line,
    /// What is done.
    pub title: Line,
    /// `school`, `classes`, `grade` or `pupils`.
    pub subject: Line,
    /// `decided` or `started`.
    pub state: Line,
    /// The committee's decision.
    pub decision: Option<Line>,
    /// What it costs, in whole kronor.
    pub cost: Option<u64>,
    /// The school's budget covers it.
    pub within_budget: bool,
    /// The day by which it is to be evaluated.
    pub evaluate_by: Day,
    /// That day has passed.
    pub late: bool,
    /// The event; not printed.
    pub position: u64,
}

/// A measure whose effect is evaluated.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evaluated {
    /// The measure's id; not printed.
    pub measure: Line,
    /// The school unit.
    pub school: Line,
    /// What was done.
    pub title: Line,
    /// The committee's decision.
    pub decision: Option<Line>,
    /// What it cost, in whole kronor.
    pub cost: Option<u64>,
    /// The round it was held against.
    pub round: Round,
    /// Before.
    pub before: Option<Observed>,
    /// After.
    pub after: Option<Observed>,
    /// `better`, `same`, `worse` or `not_measurable`.
    pub effect: Line,
    /// When.
    pub on: Day,
    /// The event; not printed.
    pub position: u64,
}

/// A seminar.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Seminar {
    /// The seminar's id; not printed.
    pub seminar: Line,
    /// `joint`, `result_analysis` or `assessor_agreement`.
    pub kind: Line,
    /// For whom; not printed.
    pub scope: Value,
    /// What it is called.
    pub title: Line,
    /// For which day it is arranged.
    pub on: Day,
    /// When it was held.
    pub held_on: Option<Day>,
    /// How many took part.
    pub participants: u64,
}

/// How far the raters of a seminar agree.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// Raters.
    pub raters: u64,
    /// Samples.
    pub samples: u64,
    /// Pairs of ratings.
    pub pairs: u64,
    /// Pairs of the same point, in permille.
    pub exact_permille: Option<u16>,
    /// Pairs at most one point apart, in permille.
    pub within_one_permille: Option<u16>,
    /// Which statistic.
    pub statistic: Line,
    /// Its value in thousandths.
    pub value: Option<i32>,
    /// Why something is not given.
    pub withheld: Option<Line>,
    /// The rule.
    pub rule: Line,
}

/// Agreement at one seminar.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementPoint {
    /// The seminar's id; not printed.
    pub seminar: Line,
    /// When.
    pub on: Day,
    /// The scale edition.
    pub edition: Option<Line>,
    /// The agreement.
    pub agreement: Agreement,
}

/// One round of the trend.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TrendPoint {
    /// The round.
    pub round: Round,
    /// Its census date.
    pub census_date: Day,
    /// Its scale edition.
    pub edition: Line,
    /// Pupils.
    pub population: Count,
    /// Pupils with a point.
    pub assessed: Count,
    /// Pupils with neither point nor reason.
    pub missing: Count,
    /// The lower median: a point, or a mark.
    pub median: Option<Line>,
    /// Its targets.
    pub targets: Vec<Promised>,
    /// Closed units that are part of the sum.
    pub predecessors: Vec<Line>,
}
