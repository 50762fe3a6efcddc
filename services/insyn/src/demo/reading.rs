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
    [13_100, 14_100, 14_930, 15_740],
    [15_950, 16_250, 16_500, 16_750],
    [16_850, 17_050, 17_200, 17_400],
    [17_450, 17_620, 17_760, 17_930],
    [17_970, 18_110, 18_240, 18_390],
    [18_430, 18_570, 18_690, 18_830],
    [18_870, 19_010, 19_130, 19_280],
];

/// The standard deviation of levels between pupils, by grade 1 to 9.
const SPREAD: [i32; 9] = [1_900, 2_100, 2_000, 1_850, 1_750, 1_650, 1_550, 1_500, 1_450];

/// The standard deviation of one observation.
const NOISE: i32 = 300;

/// What Swedish as a second language takes from ability: fitted to 54 % beside 77 %.
pub(super) const SECOND_LANGUAGE: i32 = -700;

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

/// The rank that half of the pupils of a grade have come to in a round: what a school unit looks for when
/// it follows its own measures.
pub(super) fn expected_rank(grade: u8, occasion: usize) -> usize {
    let level = MEDIAN[usize::from(grade.clamp(1, 9) - 1)][occasion.min(3)];
    usize::try_from(level / 1_000).unwrap_or(0)
}

/// How a school unit differs, as an ability: half of the variance lasts, half is the year's, so that
/// two years correlate 0.5.
#[derive(Clone, Copy)]
pub(super) struct Effect {
    lasting: i32,
    yearly: i32,
    /// What measures have added.
    gained: i32,
}

/// 0.36 of a pupil's standard deviation moves a share of 77 % by a seventh of itself; each half has
/// 1/√2 of that.
const HALF_EFFECT: i32 = 255;

impl Effect {
    pub(super) fn new(dice: &mut Dice) -> Self {
        Self { lasting: HALF_EFFECT * dice.normal() / 1_000, yearly: 0, gained: 0 }
    }

    pub(super) fn next_year(&mut self, dice: &mut Dice) {
        self.yearly = HALF_EFFECT * dice.normal() / 1_000;
    }

    /// A measure takes hold.
    pub(super) fn gain(&mut self, ability: i32) {
        self.gained += ability;
    }

    pub(super) fn total(self) -> i32 {
        self.lasting + self.yearly + self.gained
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_school_units_effect_correlates_one_half_from_year_to_year() {
        let mut dice = Dice::new(3);
        let (mut square, mut product) = (0_i64, 0_i64);
        for _ in 0..20_000 {
            let mut effect = Effect::new(&mut dice);
            effect.next_year(&mut dice);
            let first = i64::from(effect.total());
            effect.next_year(&mut dice);
            square += first * first;
            product += first * i64::from(effect.total());
        }
        let deviation = (square / 20_000).isqrt();
        assert!((350..370).contains(&deviation), "{deviation}");
        assert!((45..=55).contains(&(product * 100 / square)), "{product} of {square}");
    }

    #[test]
    fn readers_mostly_rise_often_stand_still_and_seldom_fall() {
        let mut dice = Dice::new(4);
        let (mut risen, mut same, mut fallen) = (0, 0, 0);
        for _ in 0..2_000 {
            let mut reader = Reader::new(dice.normal());
            let mut before = None;
            for grade in 1..=6 {
                for occasion in 0..4 {
                    let now = reader.observe(&mut dice, grade, occasion, 0, 20);
                    match before.map(|before| now.cmp(&before)) {
                        Some(std::cmp::Ordering::Greater) => risen += 1,
                        Some(std::cmp::Ordering::Equal) => same += 1,
                        Some(std::cmp::Ordering::Less) => fallen += 1,
                        None => {}
                    }
                    before = Some(now);
                }
            }
        }
        assert!(fallen * 100 > risen && fallen * 20 < risen, "{risen} {same} {fallen}");
        assert!(same * 3 > risen && same < risen * 2, "{risen} {same} {fallen}");
    }
}
