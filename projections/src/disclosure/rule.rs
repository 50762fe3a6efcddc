//! What may be shown of small groups: versioned data, in force from a day.

use domain::Event;
use domain::calendar::Day;
pub use domain::committee::{Indicator, SuppressionRule};
use domain::event::code;
use domain::id::{Position, Size};
use serde::Serialize;

use super::shown::Shown;
use crate::Facts;

/// The mark of a share by itself, before anything else is considered.
#[must_use]
pub(super) fn mark(rule: &SuppressionRule, reached: u32, base: u32) -> Shown {
    if base == 0 {
        return Shown::Missing;
    }
    if !rule.is_base(base) || reached < rule.least_numerator {
        return Shown::Suppressed;
    }
    if reached >= 1 && reached <= rule.bottom_code {
        return Shown::BottomCoded;
    }
    if rule.is_top(base.saturating_sub(reached)) {
        return Shown::TopCoded;
    }
    Shown::share(reached, base)
}

/// A total as it is shown.
#[must_use]
pub(super) fn rounded(rule: &SuppressionRule, count: u32) -> Shown {
    match rule.round_counts_to {
        0 | 1 => Shown::Exact(count),
        step => Shown::Rounded(count.saturating_add(step / 2) / step * step),
    }
}

/// A count of an area that is no figure of the round (shortfalls, programmes, talks): nobody, so many
/// rounded, or `..` where they are too few to be a base. Rounding each by itself keeps a sum of others from
/// telling the one that is hidden.
#[must_use]
pub fn count_of_area(rule: &SuppressionRule, count: u32) -> Shown {
    match count {
        0 => Shown::Exact(0),
        count if rule.is_base(count) => rounded(rule, count),
        _ => Shown::Suppressed,
    }
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
    /// The event that adopted it.
    pub adopted: Position,
}

/// All rules adopted. The empty edition is the default: [`SuppressionRule::default`] for everything.
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

    /// The rules adopted as of a size.
    #[must_use]
    pub fn of_record(facts: &Facts, at: Size) -> Self {
        let mut adopted: Vec<AdoptedRule> = Vec::new();
        for noted in facts.ledger_all(&[code::SuppressionRuleAdopted], at) {
            let Event::SuppressionRuleAdopted(e) = noted.event else { continue };
            let before = adopted.iter().filter(|rule| rule.indicator == e.indicator).count();
            adopted.push(AdoptedRule {
                indicator: e.indicator,
                version: u16::try_from(before + 1).unwrap_or(u16::MAX),
                valid_from: e.valid_from,
                rule: e.rule,
                adopted: noted.position,
            });
        }
        Self { adopted }
    }

    /// What was adopted, in order of adoption.
    #[must_use]
    pub fn all(&self) -> &[AdoptedRule] {
        &self.adopted
    }

    /// The adopted rule of an indicator for a round: the latest valid one, of the same day the last adopted;
    /// none: the default.
    #[must_use]
    pub fn in_force(&self, indicator: Indicator, census_date: Day) -> Option<&AdoptedRule> {
        self.adopted
            .iter()
            .filter(|rule| rule.indicator == indicator && rule.valid_from <= census_date)
            .max_by_key(|rule| (rule.valid_from, rule.version))
    }

    /// The rule of an indicator for a round.
    #[must_use]
    pub fn of(&self, indicator: Indicator, census_date: Day) -> SuppressionRule {
        self.in_force(indicator, census_date).map(|rule| rule.rule).unwrap_or_default()
    }
}
