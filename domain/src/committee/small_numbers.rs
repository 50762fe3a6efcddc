//! How small numbers are treated in everything that is shown to those who see figures and not pupils: the
//! rule of the official school statistics, or a stricter one that the municipality has adopted.

use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::id::CommitteeId;

/// When a figure is hidden or coded. The default is that of the official Swedish school statistics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SuppressionRule {
    /// Fewer pupils than this in the base (population or assessed): `..`.
    pub least_base: u32,
    /// A share that fewer pupils than this have reached: `..`.
    pub least_numerator: u32,
    /// From one to so many who did not reach: `~100`.
    pub top_code: u32,
    /// From one to so many counted: `~0`, where `least_numerator` does not hide it.
    pub bottom_code: u32,
    /// Where one sex is `~100`, the other is `..`.
    pub sex_complement: bool,
    /// Totals are rounded to the nearest multiple.
    pub round_counts_to: u32,
}

impl Default for SuppressionRule {
    fn default() -> Self {
        Self {
            least_base: 10,
            least_numerator: 10,
            top_code: 4,
            bottom_code: 4,
            sex_complement: true,
            round_counts_to: 10,
        }
    }
}

/// The most that a limit of a rule can be: with more, hardly a school unit would have a figure.
pub const LIMIT_MAX: u32 = 100;

impl SuppressionRule {
    /// Whether it hides all that the other hides, and rounds to a multiple of what the other rounds to.
    #[must_use]
    pub const fn is_no_looser_than(&self, other: &Self) -> bool {
        self.least_base >= other.least_base
            && self.least_numerator >= other.least_numerator
            && self.top_code >= other.top_code
            && self.bottom_code >= other.bottom_code
            && (self.sex_complement || !other.sex_complement)
            && self.round_counts_to.is_multiple_of(other.round_counts_to)
            && self.round_counts_to > 0
    }

    /// Whether figures remain that it shows, and its codes stay below its bases.
    #[must_use]
    pub const fn is_plausible(&self) -> bool {
        self.least_base <= LIMIT_MAX
            && self.least_numerator <= LIMIT_MAX
            && self.round_counts_to <= LIMIT_MAX
            && self.top_code < self.least_base
            && self.bottom_code < self.least_base
    }

    /// Whether a group of so many may be told apart: nobody, or not too few.
    #[must_use]
    pub const fn is_base(&self, pupils: u32) -> bool {
        pupils == 0 || pupils >= self.least_base
    }

    /// Whether so many of a base that may be told apart can stand exactly as a share.
    #[must_use]
    pub const fn is_share(&self, reached: u32, base: u32) -> bool {
        let not_reached = base.saturating_sub(reached);
        reached >= self.least_numerator
            && !self.is_top(not_reached)
            && !(reached >= 1 && reached <= self.bottom_code)
    }

    /// Whether so many may stand as one count of a distribution: nobody, or more than are coded.
    #[must_use]
    pub const fn is_count(&self, pupils: u32) -> bool {
        pupils == 0 || pupils > self.bottom_code
    }

    /// Whether so many who did not reach are coded as none.
    #[must_use]
    pub const fn is_top(&self, not_reached: u32) -> bool {
        not_reached >= 1 && not_reached <= self.top_code
    }
}

/// The figures that share a rule.
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
pub enum Indicator {
    /// Population, assessed and coverage, with every breakdown of them, and medians.
    Groups,
    /// Shares that reached a target.
    Targets,
    /// Counts of a distribution: points, reasons, progress.
    Spread,
}

/// A committee that answers for all of the municipality has adopted how small numbers are treated, for the
/// rounds with a census date from a day on. What is adopted is never changed: another rule is adopted from
/// another day. It never says more of few pupils than the official statistics do.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SuppressionRuleAdopted {
    /// The committee.
    pub committee: CommitteeId,
    /// The day of the meeting.
    pub meeting: Day,
    /// The paragraph of the minutes, or registry number. Public.
    pub number: String,
    /// Of which figures.
    pub indicator: Indicator,
    /// What it says.
    pub rule: SuppressionRule,
    /// The first census date it holds for.
    pub valid_from: Day,
}
