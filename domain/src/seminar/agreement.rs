//! How far assessors who rate the same samples blindly agree. Pure, and the same on every machine.
//!
//! Two raters: Cohen's kappa with quadratic weights (Cohen 1968) over the ranks of the whole scale. More:
//! Krippendorff's alpha with the ordinal metric (Krippendorff, "Computing Krippendorff's
//! Alpha-Reliability", 2011); ratings may be missing. Never without the numbers of samples and pairs, exact
//! agreement and agreement within one rank. Below a floor nothing is given: it would say something of
//! persons and nothing of agreement.

use std::collections::{BTreeMap, BTreeSet};

use super::RatingGiven;
use crate::event::Event;
use crate::id::StaffId;
use crate::scale::ScaleEdition;

/// The least number of samples, each rated by at least two, for which figures are given.
pub const SAMPLES_LEAST: usize = 5;

/// The least number of raters who share a sample with another.
pub const RATERS_LEAST: usize = 2;

/// Ratings as ranks of one edition: for each sample, each rater's latest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ratings {
    samples: BTreeMap<u8, BTreeMap<StaffId, u8>>,
}

/// Which statistic was taken.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Statistic {
    /// Cohen's kappa with quadratic weights: exactly two raters.
    QuadraticKappa,
    /// Krippendorff's alpha with the ordinal metric: more than two.
    OrdinalAlpha,
}

/// Why a figure is not given.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Withheld {
    /// Fewer than [`RATERS_LEAST`] raters: nothing is given.
    TooFewRaters,
    /// Fewer than [`SAMPLES_LEAST`] samples rated by at least two: nothing is given.
    TooFewSamples,
    /// All gave the same rank to everything: the statistic is not defined, only the shares are given.
    NoVariation,
}

/// The agreement of a seminar's raters.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
pub struct Agreement {
    /// Raters who share at least one sample with another.
    pub raters: usize,
    /// Samples rated by at least two.
    pub samples: usize,
    /// Pairs of ratings of the same sample.
    pub pairs: u64,
    /// Pairs of the same rank, in permille of the pairs, rounded half up.
    pub exact_permille: Option<u16>,
    /// Pairs at most one rank apart, in permille of the pairs, rounded half up.
    pub within_one_permille: Option<u16>,
    /// Which statistic.
    pub statistic: Statistic,
    /// Its value in thousandths, rounded half away from 0: 1,000 is full agreement, 0 what chance would
    /// give, below 0 less than that.
    pub value: Option<i32>,
    /// Why something is not given.
    pub withheld: Option<Withheld>,
}

/// How one person's ratings lie beside the others'. For that person's eyes only.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
pub struct OwnAgreement {
    /// Samples rated by the person and at least one other.
    pub samples: usize,
    /// Pairs of the person's rating and another's of the same sample.
    pub pairs: u64,
    /// Pairs of the same rank, in permille of the pairs, rounded half up.
    pub exact_permille: u16,
    /// Pairs at most one rank apart, in permille.
    pub within_one_permille: u16,
    /// Pairs in which the person's rank is the higher, in permille.
    pub higher_permille: u16,
    /// Pairs in which the person's rank is the lower, in permille.
    pub lower_permille: u16,
}

impl Ratings {
    /// The ratings among a seminar's events, in order of position. A point that the edition does not have
    /// is left out; decisions never let one in.
    pub fn of<'a>(events: impl IntoIterator<Item = &'a Event>, edition: &ScaleEdition) -> Self {
        let mut ratings = Self::default();
        for event in events {
            if let Event::RatingGiven(RatingGiven { sample, rater, point, .. }) = event
                && let Some(rank) = edition.rank(*point)
            {
                ratings.give(*rater, *sample, rank);
            }
        }
        ratings
    }

    /// Takes a rating in. A later one of the same sample by the same rater takes its place.
    pub fn give(&mut self, rater: StaffId, sample: u8, rank: u8) {
        self.samples.entry(sample).or_default().insert(rater, rank);
    }

    /// The agreement of all raters.
    #[must_use]
    pub fn agreement(&self) -> Agreement {
        let shared: Vec<&BTreeMap<StaffId, u8>> = self.shared().collect();
        let raters: BTreeSet<StaffId> = shared.iter().flat_map(|s| s.keys().copied()).collect();
        let pairs = Pairs::of(shared.iter().flat_map(|sample| pairs_of(sample)));
        let statistic =
            if raters.len() > 2 { Statistic::OrdinalAlpha } else { Statistic::QuadraticKappa };
        let withheld = withheld(raters.len(), shared.len());
        let given = withheld.is_none();
        let value = match statistic {
            _ if !given => None,
            Statistic::QuadraticKappa => quadratic_kappa(&shared),
            Statistic::OrdinalAlpha => ordinal_alpha(&shared),
        };
        let undefined = value.is_none().then_some(Withheld::NoVariation);
        Agreement {
            raters: raters.len(),
            samples: shared.len(),
            pairs: pairs.all,
            exact_permille: given.then(|| permille(pairs.exact, pairs.all)),
            within_one_permille: given.then(|| permille(pairs.within_one, pairs.all)),
            statistic,
            value,
            withheld: withheld.or(undefined),
        }
    }

    /// How this rater's ratings lie beside the others'; none where no sample is shared.
    ///
    /// No floor: the figures are shown to that person only.
    #[must_use]
    pub fn own(&self, rater: StaffId) -> Option<OwnAgreement> {
        let own = self.shared().filter_map(|sample| Some((sample, *sample.get(&rater)?)));
        let own: Vec<(&BTreeMap<StaffId, u8>, u8)> = own.collect();
        let beside = own.iter().flat_map(|(sample, mine)| {
            let others = sample.iter().filter(|(other, _)| **other != rater);
            others.map(|(_, theirs)| (*mine, *theirs, 1))
        });
        let pairs = Pairs::of(beside);
        (pairs.all > 0).then(|| OwnAgreement {
            samples: own.len(),
            pairs: pairs.all,
            exact_permille: permille(pairs.exact, pairs.all),
            within_one_permille: permille(pairs.within_one, pairs.all),
            higher_permille: permille(pairs.first_higher, pairs.all),
            lower_permille: permille(pairs.all - pairs.exact - pairs.first_higher, pairs.all),
        })
    }

    /// The samples rated by at least two.
    fn shared(&self) -> impl Iterator<Item = &BTreeMap<StaffId, u8>> {
        self.samples.values().filter(|ratings| ratings.len() > 1)
    }
}

fn withheld(raters: usize, samples: usize) -> Option<Withheld> {
    if raters < RATERS_LEAST {
        Some(Withheld::TooFewRaters)
    } else {
        (samples < SAMPLES_LEAST).then_some(Withheld::TooFewSamples)
    }
}

/// Every pair of ratings of one sample, once: the lower rank, the higher, and how many such pairs there
/// are. Many raters choose among few ranks, so that pairs are counted and not gone through.
fn pairs_of(sample: &BTreeMap<StaffId, u8>) -> impl Iterator<Item = (u8, u8, u64)> {
    let mut counts: BTreeMap<u8, u64> = BTreeMap::new();
    for rank in sample.values() {
        *counts.entry(*rank).or_default() += 1;
    }
    let counts: Vec<(u8, u64)> = counts.into_iter().collect();
    (0..counts.len()).flat_map(move |first| {
        let (low, many) = counts[first];
        let alike = (low, low, many * (many - 1) / 2);
        let others = counts[first + 1..].iter().map(|(high, more)| (low, *high, many * more));
        std::iter::once(alike).chain(others).collect::<Vec<_>>()
    })
}

/// Counts of pairs.
#[derive(Default)]
struct Pairs {
    all: u64,
    exact: u64,
    within_one: u64,
    first_higher: u64,
}

impl Pairs {
    /// Each with how many such pairs there are.
    fn of(pairs: impl Iterator<Item = (u8, u8, u64)>) -> Self {
        pairs.fold(Self::default(), |counted, (one, other, many)| Self {
            all: counted.all + many,
            exact: counted.exact + many * u64::from(one == other),
            within_one: counted.within_one + many * u64::from(one.abs_diff(other) <= 1),
            first_higher: counted.first_higher + many * u64::from(one > other),
        })
    }
}

/// The share in permille, rounded half up; `of` is not 0.
fn permille(part: u64, of: u64) -> u16 {
    u16::try_from((2_000 * part + of) / (2 * of)).unwrap_or(u16::MAX)
}

/// 1 - observed / expected disagreement with squared distances of ranks, in thousandths.
///
/// The usual weights divide each squared distance by that of the whole scale's ends; the divisor stands
/// above and below the line and cancels, so that whole numbers suffice.
fn quadratic_kappa(shared: &[&BTreeMap<StaffId, u8>]) -> Option<i32> {
    let count = i64::try_from(shared.len()).ok()?;
    let (mut observed, mut squares, mut first, mut second) = (0_i64, 0_i64, 0_i64, 0_i64);
    for sample in shared {
        let mut ranks = sample.values().copied().map(i64::from);
        let (one, other) = (ranks.next()?, ranks.next()?);
        observed += (one - other).pow(2);
        squares += one.pow(2) + other.pow(2);
        (first, second) = (first + one, second + other);
    }
    let expected = count * squares - 2 * first * second;
    (expected > 0).then(|| thousandths(expected - count * observed, expected))?
}

/// A fraction in thousandths, rounded half away from 0; `of` is positive.
fn thousandths(part: i64, of: i64) -> Option<i32> {
    let rounded = (2_000 * part.abs() + of) / (2 * of);
    i32::try_from(part.signum() * rounded).ok()
}

/// 1 - observed / expected disagreement with the ordinal metric, in thousandths.
fn ordinal_alpha(shared: &[&BTreeMap<StaffId, u8>]) -> Option<i32> {
    let metric = OrdinalMetric::of(shared);
    // Summed in whole numbers for each number of raters, so that no order of raters or samples matters.
    let mut observed: BTreeMap<usize, u128> = BTreeMap::new();
    for sample in shared {
        let distances = pairs_of(sample)
            .map(|(one, other, many)| u128::from(many) * metric.distance(one, other));
        *observed.entry(sample.len() - 1).or_default() += distances.sum::<u128>();
    }
    let expected = metric.expected();
    if expected == 0 {
        return None;
    }
    let per_pair = observed.iter().map(|(others, sum)| real(*sum) / real(*others as u128));
    let observed: f64 = per_pair.sum();
    let alpha = 1.0 - real(metric.values - 1) * observed / real(expected);
    Some(rounded(alpha * 1_000.0))
}

/// A count as a real number. Sums beyond 2^53 lose digits far behind the thousandth that is shown.
#[expect(clippy::cast_precision_loss, reason = "only the thousandth is shown")]
fn real(count: u128) -> f64 {
    count as f64
}

#[expect(clippy::cast_possible_truncation, reason = "an alpha lies far within a whole number")]
fn rounded(value: f64) -> i32 {
    value.round() as i32
}

/// Distances of ranks by how many ratings lie between them.
struct OrdinalMetric {
    /// How often each rank was given, lowest first; ranks never given have no part in it.
    counts: BTreeMap<u8, u128>,
    /// All ratings of samples rated by at least two.
    values: u128,
}

impl OrdinalMetric {
    fn of(shared: &[&BTreeMap<StaffId, u8>]) -> Self {
        let mut counts = BTreeMap::new();
        for rank in shared.iter().flat_map(|sample| sample.values()) {
            *counts.entry(*rank).or_default() += 1;
        }
        let values = counts.values().sum();
        Self { counts, values }
    }

    /// Four times the squared distance: twice the ratings from one rank to the other, less those at both
    /// ends, squared. The factor cancels.
    fn distance(&self, one: u8, other: u8) -> u128 {
        if one == other {
            return 0;
        }
        let (low, high) = (one.min(other), one.max(other));
        let between: u128 = self.counts.range(low..=high).map(|(_, count)| count).sum();
        (2 * between - self.counts[&low] - self.counts[&high]).pow(2)
    }

    /// The distances of all pairs of ratings, whatever the sample.
    fn expected(&self) -> u128 {
        let mut sum = 0;
        for (low, few) in &self.counts {
            let above = self.counts.range(low..).skip(1);
            sum += above.map(|(high, n)| few * n * self.distance(*low, *high)).sum::<u128>();
        }
        sum
    }
}
