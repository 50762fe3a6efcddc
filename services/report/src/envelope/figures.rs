//! Counts as the views write them. A count that small numbers hide stands as its mark in its place.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::text::Line;

/// A count, or the mark that stands in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// So many.
    Of(u64),
    /// Not shown.
    Hidden(Mark),
}

/// Why a count is not shown, as official school statistics mark it (`domain.md`, small numbers).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// `..`: it rests on too few pupils.
    TooFew,
    /// `.`: there is none.
    None,
    /// `~100`: nearly all.
    NearlyAll,
    /// `~0`: nearly none.
    NearlyNone,
}

impl Count {
    /// The number, where it is shown.
    #[must_use]
    pub fn number(self) -> Option<u64> {
        match self {
            Self::Of(number) => Some(number),
            Self::Hidden(_) => None,
        }
    }

    /// Whether it is shown and 0.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self == Self::Of(0)
    }
}

impl Mark {
    /// The mark as printed.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TooFew => "..",
            Self::None => ".",
            Self::NearlyAll => "~100",
            Self::NearlyNone => "~0",
        }
    }
}

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "invalid count, expected a whole number, .., ., ~100 or ~0")]
        enum Raw {
            Of(u64),
            Mark(RawMark),
        }
        #[derive(Deserialize)]
        enum RawMark {
            #[serde(rename = "..")]
            TooFew,
            #[serde(rename = ".")]
            None,
            #[serde(rename = "~100")]
            NearlyAll,
            #[serde(rename = "~0")]
            NearlyNone,
        }
        Ok(match Raw::deserialize(deserializer)? {
            Raw::Of(number) => Self::Of(number),
            Raw::Mark(RawMark::TooFew) => Self::Hidden(Mark::TooFew),
            Raw::Mark(RawMark::None) => Self::Hidden(Mark::None),
            Raw::Mark(RawMark::NearlyAll) => Self::Hidden(Mark::NearlyAll),
            Raw::Mark(RawMark::NearlyNone) => Self::Hidden(Mark::NearlyNone),
        })
    }
}

impl JsonSchema for Count {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Count".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"anyOf": [
            {"type": "integer", "minimum": 0},
            {"enum": ["..", ".", "~100", "~0"]},
        ]})
    }
}

/// Which pupils a row is about. Everything absent: all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Slice {
    /// The grade.
    pub grade: Option<u8>,
    /// `female` or `male`.
    pub sex: Option<Line>,
    /// `sv`, `sva` or `unknown`.
    pub syllabus: Option<Line>,
}

/// Pupils without a point, by reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NotAssessed {
    /// Absent.
    pub absent: Count,
    /// Newly arrived.
    pub newly_arrived: Count,
    /// Exempt.
    pub exempt: Count,
}

/// Pupils with a point in this round and the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Progress {
    /// At a higher point now.
    pub risen: Count,
    /// At the same point.
    pub same: Count,
    /// At a lower point.
    pub fallen: Count,
    /// At the highest point both times.
    pub at_the_top: Count,
}

/// What is counted of some pupils in a round.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// Pupils.
    pub population: Count,
    /// Of them, those with a point.
    pub assessed: Count,
    /// The share of them with a point, in permille; none: as the two counts before give it.
    #[serde(default)]
    pub coverage: Option<Count>,
    /// Of them, those with a reason.
    pub not_assessed: NotAssessed,
    /// Of the assessed, those whose point is not of the round's edition.
    pub unranked: Count,
    /// Of the assessed, those at each point of the scale, lowest first.
    pub by_rank: Vec<Count>,
    /// Of the assessed, how they moved.
    pub progress: Progress,
}

/// A row of counts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReadRow {
    /// Which pupils.
    pub slice: Slice,
    /// The figure's name; not printed.
    pub figure: Value,
    /// The counts.
    pub counts: Tally,
    /// Pupils with neither point nor reason.
    pub missing: Count,
    /// The lower median: a point, or a mark.
    pub median: Option<Line>,
}

/// What came of a target.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Promised {
    /// The commitment.
    pub commitment: Line,
    /// What it promises.
    pub title: Line,
    /// Whose: `municipality`, or the school unit.
    pub level: Value,
    /// The version in force.
    pub version: u16,
    /// The target's number.
    pub number: u8,
    /// The grade.
    pub grade: u8,
    /// The least point.
    pub least: Line,
    /// Its rank, from 0.
    pub least_rank: u8,
    /// The share of the pupils that is to reach it, in permille.
    pub share_permille: u16,
    /// The figure's name; not printed.
    pub figure: Value,
    /// Pupils who reached it; none where only shares are told.
    #[serde(default)]
    pub reached: Option<Count>,
    /// The share of those with a point that reached it, in permille.
    #[serde(default)]
    pub share_of_assessed: Option<Count>,
    /// The share of all that reached it, in permille; none: as the counts give it.
    #[serde(default)]
    pub share_of_population: Option<Count>,
    /// Pupils with a point.
    pub assessed: Count,
    /// Pupils.
    pub population: Count,
    /// Pupils with neither point nor reason.
    pub missing: Count,
    /// Enough pupils are assessed to tell.
    pub comparable: bool,
    /// Whether it is reached; none where it cannot be told.
    pub met: Option<bool>,
}

impl Promised {
    /// The share of all pupils that reached it, in permille, rounded to the nearest: as it is told, or as
    /// the counts give it. None where it is not shown.
    #[must_use]
    pub fn permille(&self) -> Option<u64> {
        if let Some(share) = self.share_of_population {
            return share.number();
        }
        let (reached, population) = self.reached?.number().zip(self.population.number())?;
        (reached * 2_000 + population).checked_div(population * 2)
    }

    /// Whether it is the municipality's own, and no school unit's.
    #[must_use]
    pub fn is_municipal(&self) -> bool {
        self.level == "municipality"
    }
}

/// Counts recorded with an evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Observed {
    /// Pupils who reached.
    pub reached: Count,
    /// Pupils with a point.
    pub assessed: Count,
    /// Pupils.
    pub population: Count,
}
