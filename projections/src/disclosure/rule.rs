//! What may be shown of small groups: versioned data, in force from a day.

use domain::calendar::Day;
use serde::{Deserialize, Serialize};

use super::shown::Shown;

/// When a figure is hidden or coded. The official school statistics give the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SuppressionRule {
    /// Fewer pupils than this in the base (population or assessed): `..`.
    pub least_base: u32,
    /// A share that fewer pupils than this have reached: `..`.
    pub least_numerator: u32,
    /// From one to so many who did not reach: `~100`. 0: off.
    pub top_code: u32,
    /// From one to so many counted: `~0`, where `least_numerator` does not hide it. 0: off.
    pub bottom_code: u32,
    /// Where one sex is `~100`, the other is `..`.
    pub sex_complement: bool,
    /// Totals are rounded to the nearest multiple. 1: not rounded.
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

impl SuppressionRule {
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

    /// The mark of a share by itself, before anything else is considered.
    #[must_use]
    pub fn mark(&self, reached: u32, base: u32) -> Shown {
        if base == 0 {
            return Shown::Missing;
        }
        if !self.is_base(base) || reached < self.least_numerator {
            return Shown::Suppressed;
        }
        if reached >= 1 && reached <= self.bottom_code {
            return Shown::BottomCoded;
        }
        if self.is_top(base.saturating_sub(reached)) {
            return Shown::TopCoded;
        }
        Shown::share(reached, base)
    }

    /// A total as it is shown.
    #[must_use]
    pub fn rounded(&self, count: u32) -> Shown {
        match self.round_counts_to {
            0 | 1 => Shown::Exact(count),
            step => Shown::Rounded(count.saturating_add(step / 2) / step * step),
        }
    }

    const fn is_top(&self, not_reached: u32) -> bool {
        not_reached >= 1 && not_reached <= self.top_code
    }
}

/// The figures that share a rule.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, schemars::JsonSchema,
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

/// A rule adopted for an indicator. A published rule is never changed: another one is adopted from a later
/// day, and holds for rounds with a census date from that day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct AdoptedRule {
    /// Of which figures.
    pub indicator: Indicator,
    /// The version, from 1.
    pub version: u16,
    /// The first census date it holds for.
    pub valid_from: Day,
    /// What it says.
    pub rule: SuppressionRule,
}

/// All rules adopted. The empty edition is the default: [`SuppressionRule::default`] for everything.
///
/// The catalogue of events has no adoption of such a rule yet; when it has, its fold fills this and nothing
/// else changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rules {
    adopted: Vec<AdoptedRule>,
}

impl Rules {
    /// The rules that were adopted, in order of adoption.
    #[must_use]
    pub fn adopted(adopted: Vec<AdoptedRule>) -> Self {
        Self { adopted }
    }

    /// The rule of an indicator for a round: the latest valid one, of the same day the last adopted.
    #[must_use]
    pub fn of(&self, indicator: Indicator, census_date: Day) -> SuppressionRule {
        let in_force = self
            .adopted
            .iter()
            .filter(|rule| rule.indicator == indicator && rule.valid_from <= census_date)
            .max_by_key(|rule| (rule.valid_from, rule.version));
        in_force.map(|rule| rule.rule).unwrap_or_default()
    }
}
