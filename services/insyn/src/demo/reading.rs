//! How the invented pupils learn to read. **The shape is an assumption**: no real distribution of LUS
//! points was found in print. What it is fitted to is printed: the share that reaches point 15 at the
//! end of grade 3, and how the school units differ (domain notes, section 8).
//!
//! All numbers are whole. A *level* is a rank of the scale in thousandths (point 15 is rank 14, level
//! 14,000); an *ability* is in thousandths of a standard deviation between pupils of one cohort.

use super::dice::Dice;

/// The median level of pupils who follow the Swedish syllabus, by grade 1 to 9 and round.
const MEDIAN: [[i32; 4]; 9] = [
    [3_000, 4_700, 6_400, 8_400],
    [9_100, 10_300, 11_300, 12_500],
    [12_900, 13_800, 14_500, 15_350],
    [15_500, 15_900, 16_200, 16_500],
    [16_600, 16_850, 17_050, 17_300],
    [17_350, 17_550, 17_700, 17_900],
    [17_950, 18_100, 18_250, 18_400],
    [18_450, 18_600, 18_700, 18_850],
    [18_900, 19_050, 19_150, 19_300],
];

/// The standard deviation of levels between pupils, by grade 1 to 9.
const SPREAD: [i32; 9] = [1_900, 2_100, 2_000, 1_850, 1_750, 1_650, 1_550, 1_500, 1_450];

/// The standard deviation of one observation.
const NOISE: i32 = 300;

/// What Swedish as a second language takes from ability: fitted to 54 % beside 77 %.
pub(super) const SECOND_LANGUAGE: i32 = -650;

/// What a first year in the country takes besides.
pub(super) const NEWLY_ARRIVED: i32 = -1_300;

/// A pupil as a reader.
#[derive(Clone, Copy)]
pub(super) struct Reader {
    pub(super) ability: i32,
    /// The highest level so far; development does not run backwards.
    level: i32,
}

impl Reader {
    pub(super) fn new(ability: i32) -> Self {
        Self { ability, level: 0 }
    }

    /// The rank observed in a round: most often grown, sometimes the same again, seldom fallen.
    /// `occasion` is 0 to 3, `effect` that of the school unit and year, as an ability.
    pub(super) fn observe(
        &mut self,
        dice: &mut Dice,
        grade: u8,
        occasion: usize,
        effect: i32,
        top: usize,
    ) -> usize {
        let row = usize::from(grade.clamp(1, 9) - 1);
        let ability = self.ability + effect;
        let target = MEDIAN[row][occasion.min(3)] + SPREAD[row] * ability / 1_000;
        let seen = target + NOISE * dice.normal() / 1_000;
        let stands_still = self.level > 0 && dice.permille(60);
        if !stands_still {
            self.level = self.level.max(seen);
        }
        let falls = if dice.permille(12) { 1_000 * dice.between(1, 2) } else { 0 };
        usize::try_from((self.level - falls) / 1_000).unwrap_or(0).min(top)
    }
}

/// How a school unit differs, as an ability: half of the variance lasts, half is the year's, so that
/// two years correlate 0.5.
#[derive(Clone, Copy)]
pub(super) struct Effect {
    lasting: i32,
    yearly: i32,
}

/// 0.36 of a pupil's standard deviation moves a share of 77 % by a seventh of itself; each half has
/// 1/√2 of that.
const HALF_EFFECT: i32 = 255;

impl Effect {
    pub(super) fn new(dice: &mut Dice) -> Self {
        Self { lasting: HALF_EFFECT * dice.normal() / 1_000, yearly: 0 }
    }

    pub(super) fn next_year(&mut self, dice: &mut Dice) {
        self.yearly = HALF_EFFECT * dice.normal() / 1_000;
    }

    pub(super) fn total(self) -> i32 {
        self.lasting + self.yearly
    }
}
