//! The cell: what is counted of a group of pupils in a round. Cells add up; that is how classes become a
//! school, schools a district, and districts a municipality. Addition stands here and nowhere else.

use std::iter::Sum;
use std::ops::AddAssign;

use domain::assessment::NotAssessedReason;
use serde::Serialize;

/// Pupils without a point, by reason.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct NotAssessedCounts {
    /// Frånvarande.
    pub absent: u32,
    /// Nyanländ.
    pub newly_arrived: u32,
    /// Undantagen.
    pub exempt: u32,
}

impl NotAssessedCounts {
    /// All of them.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.absent + self.newly_arrived + self.exempt
    }

    /// Those with one reason.
    #[must_use]
    pub fn of(&self, reason: NotAssessedReason) -> u32 {
        match reason {
            NotAssessedReason::Absent => self.absent,
            NotAssessedReason::NewlyArrived => self.newly_arrived,
            NotAssessedReason::Exempt => self.exempt,
        }
    }
}

/// Pupils with a point in this round and the one before, within one edition.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct ProgressCounts {
    /// At a higher rank now.
    pub risen: u32,
    /// At the same rank, below the highest.
    pub same: u32,
    /// At a lower rank now.
    pub fallen: u32,
    /// At the highest rank both times: they cannot rise, and are no standstill.
    pub at_the_top: u32,
}

impl ProgressCounts {
    /// All pupils with both.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.risen + self.same + self.fallen + self.at_the_top
    }
}

/// What is counted of a group of pupils in one round.
///
/// Invariant: population = assessed + not assessed + missing; assessed = points by rank + unranked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Cell {
    /// Pupils in the population.
    pub population: u32,
    /// Of them, those whose effective result is a point.
    pub assessed: u32,
    /// Of them, those whose effective result is a reason.
    pub not_assessed: NotAssessedCounts,
    /// Of the assessed, those whose point is not of the round's edition.
    pub unranked: u32,
    /// Of the assessed, those at each rank of the round's edition, lowest first.
    pub by_rank: Vec<u32>,
    /// Of the assessed, those with a point in the round before too.
    pub progress: ProgressCounts,
}

/// Where a member of the population stands in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Assessed: the rank in the round's edition, where the point is of that edition.
    Point(Option<u8>),
    NotAssessed(NotAssessedReason),
    Missing,
}

/// What a cell counts of one pupil.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tallied {
    pub(crate) standing: Standing,
    /// The rank in the round before, where both have one.
    pub(crate) before: Option<u8>,
}

impl Cell {
    /// An empty cell for an edition with so many ranks.
    pub(crate) fn with_ranks(ranks: usize) -> Self {
        Self { by_rank: vec![0; ranks], ..Self::default() }
    }

    /// Counts one pupil.
    pub(crate) fn count(&mut self, pupil: &Tallied) {
        self.population += 1;
        match pupil.standing {
            Standing::Missing => {}
            Standing::NotAssessed(NotAssessedReason::Absent) => self.not_assessed.absent += 1,
            Standing::NotAssessed(NotAssessedReason::NewlyArrived) => {
                self.not_assessed.newly_arrived += 1;
            }
            Standing::NotAssessed(NotAssessedReason::Exempt) => self.not_assessed.exempt += 1,
            Standing::Point(rank) => {
                self.assessed += 1;
                match rank.and_then(|rank| self.by_rank.get_mut(usize::from(rank))) {
                    Some(count) => *count += 1,
                    None => self.unranked += 1,
                }
                if let (Some(now), Some(before)) = (rank, pupil.before) {
                    self.count_progress(before, now);
                }
            }
        }
    }

    fn count_progress(&mut self, before: u8, now: u8) {
        let top = self.by_rank.len().checked_sub(1);
        let count = match now.cmp(&before) {
            std::cmp::Ordering::Greater => &mut self.progress.risen,
            std::cmp::Ordering::Less => &mut self.progress.fallen,
            std::cmp::Ordering::Equal if top == Some(usize::from(now)) => {
                &mut self.progress.at_the_top
            }
            std::cmp::Ordering::Equal => &mut self.progress.same,
        };
        *count += 1;
    }

    /// Pupils with neither point nor reason.
    #[must_use]
    pub fn missing(&self) -> u32 {
        self.population - self.assessed - self.not_assessed.total()
    }

    /// The assessed with a rank in the round's edition.
    #[must_use]
    pub fn ranked(&self) -> u32 {
        self.assessed - self.unranked
    }

    /// Those at a rank.
    #[must_use]
    pub fn at_rank(&self, rank: u8) -> u32 {
        self.by_rank.get(usize::from(rank)).copied().unwrap_or(0)
    }

    /// Those at a rank or above.
    #[must_use]
    pub fn at_or_above(&self, rank: u8) -> u32 {
        self.by_rank.iter().skip(usize::from(rank)).sum()
    }

    /// The rank of the lower median: of n ranks in order, number ⌈n/2⌉ from below. None where n is 0.
    #[must_use]
    pub fn lower_median(&self) -> Option<u8> {
        let mut left = self.ranked().div_ceil(2);
        if left == 0 {
            return None;
        }
        let counts = (0..=u8::MAX).zip(&self.by_rank);
        for (rank, count) in counts {
            if left <= *count {
                return Some(rank);
            }
            left -= count;
        }
        None
    }
}

impl AddAssign<&Cell> for Cell {
    fn add_assign(&mut self, other: &Cell) {
        self.population += other.population;
        self.assessed += other.assessed;
        self.not_assessed.absent += other.not_assessed.absent;
        self.not_assessed.newly_arrived += other.not_assessed.newly_arrived;
        self.not_assessed.exempt += other.not_assessed.exempt;
        self.unranked += other.unranked;
        if self.by_rank.len() < other.by_rank.len() {
            self.by_rank.resize(other.by_rank.len(), 0);
        }
        for (sum, count) in self.by_rank.iter_mut().zip(&other.by_rank) {
            *sum += count;
        }
        self.progress.risen += other.progress.risen;
        self.progress.same += other.progress.same;
        self.progress.fallen += other.progress.fallen;
        self.progress.at_the_top += other.progress.at_the_top;
    }
}

impl<'a> Sum<&'a Cell> for Cell {
    fn sum<I: Iterator<Item = &'a Cell>>(cells: I) -> Self {
        cells.fold(Self::default(), |mut sum, cell| {
            sum += cell;
            sum
        })
    }
}
