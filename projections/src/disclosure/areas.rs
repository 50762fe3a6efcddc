//! What is told of areas by sex, by syllabus, and of distributions: whole tables or nothing, so that no
//! cell of them has to be hidden beside another.

use std::collections::{BTreeMap, BTreeSet};

use domain::people::{Sex, Syllabus};

use super::blocks::Place;
use super::plan::{Plan, Terms, Thresholds};
use super::world::{Part, Tables};
use crate::figure::cell::Cell;

/// How far down a table is told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Depth {
    /// Not at all.
    #[default]
    Nowhere,
    /// Of the municipality.
    Municipality,
    /// Of the municipality and of each district.
    Districts,
}

impl Depth {
    /// Whether it reaches an area: a district, or (none) the municipality.
    pub(super) fn reaches(self, place: Option<Place>) -> bool {
        self >= if place.is_some() { Self::Districts } else { Self::Municipality }
    }
}

/// How the results of a grade stand by sex.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum BySex {
    /// Not at all.
    #[default]
    Nowhere,
    /// Exactly, so far down.
    Exact(Depth),
    /// Of the municipality: this sex is `~100`, the other `..`.
    Coded(Sex),
}

/// What is told of areas, decided at the first release.
#[derive(Debug, Clone, Default)]
pub(super) struct Areas {
    pub(super) sex: Depth,
    pub(super) syllabus: Depth,
    pub(super) results_by_sex: BTreeMap<u8, BySex>,
    pub(super) standings: Depth,
    pub(super) progress: Depth,
    pub(super) points: Depth,
    /// The first rank of each band of points: a rank that has a band for itself is told.
    pub(super) bands: Vec<u8>,
}

/// What the tables are chosen by.
pub(super) struct Choice<'a> {
    pub(super) tables: &'a Tables,
    pub(super) plan: &'a Plan,
    pub(super) thresholds: &'a Thresholds,
    pub(super) terms: &'a Terms,
}

const SEXES: [Sex; 3] = [Sex::Female, Sex::Male, Sex::Unknown];
const SYLLABUSES: [Syllabus; 3] = [Syllabus::Sv, Syllabus::Sva, Syllabus::Unknown];

impl Choice<'_> {
    pub(super) fn choose(&self) -> Areas {
        let deepest = |fits: &dyn Fn(Depth) -> bool| {
            let depths = [Depth::Districts, Depth::Municipality];
            depths.into_iter().find(|depth| fits(*depth)).unwrap_or_default()
        };
        let by_sex = deepest(&|depth| self.is_by_grade_and_sex(depth));
        let grades = self.plan.grades.keys();
        let mut areas = Areas {
            sex: deepest(&|depth| self.is_by_sex(depth)),
            syllabus: deepest(&|depth| self.is_by_syllabus(depth)),
            results_by_sex: grades.map(|grade| (*grade, self.by_sex(*grade, by_sex))).collect(),
            standings: deepest(&|depth| self.is_by_standing(depth)),
            progress: deepest(&|depth| self.is_by_progress(depth)),
            ..Areas::default()
        };
        for depth in [Depth::Districts, Depth::Municipality] {
            if let Some(bands) = self.bands(depth).filter(|_| areas.points == Depth::Nowhere) {
                (areas.points, areas.bands) = (depth, bands);
            }
        }
        // Progress is counted between points: where some are hidden, it would tell of them.
        if areas.bands.windows(2).any(|band| band[1] != band[0] + 1) {
            areas.progress = Depth::Nowhere;
        }
        areas
    }

    /// Whether what was decided may stand with these tables too.
    pub(super) fn holds(&self, areas: &Areas) -> bool {
        let told =
            |depth: Depth, fits: &dyn Fn(Depth) -> bool| depth == Depth::Nowhere || fits(depth);
        told(areas.sex, &|depth| self.is_by_sex(depth))
            && told(areas.syllabus, &|depth| self.is_by_syllabus(depth))
            && told(areas.standings, &|depth| self.is_by_standing(depth))
            && told(areas.progress, &|depth| self.is_by_progress(depth))
            && told(areas.points, &|depth| self.are_bands(depth, &areas.bands))
            && areas.results_by_sex.iter().all(|(grade, by_sex)| match by_sex {
                BySex::Nowhere => true,
                BySex::Exact(depth) => {
                    self.is_by_grade_and_sex(*depth) && self.is_exact_by_sex(*grade, *depth)
                }
                BySex::Coded(sex) => self.coded_sex(*grade) == Some(*sex),
            })
    }

    /// The areas of a depth: all places, and the municipality.
    fn areas(&self, depth: Depth) -> Vec<Option<Place>> {
        let places = self.tables.areas.keys().map(|place| Some(*place));
        places.filter(|_| depth == Depth::Districts).chain([None]).collect()
    }

    fn everywhere(
        &self,
        depth: Depth,
        part: impl Fn(&Part) -> bool,
        fits: impl Fn(&Cell) -> bool,
    ) -> bool {
        self.areas(depth).into_iter().all(|place| fits(&self.tables.part(place, &part)))
    }

    fn is_base(&self, cell: &Cell) -> bool {
        let rule = &self.terms.groups;
        rule.is_base(cell.population) && rule.is_base(cell.assessed)
    }

    /// Not where results are hidden between districts: pupils exchanged between them take their sex along.
    fn is_by_sex(&self, depth: Depth) -> bool {
        let told = self.plan.all_areas(depth == Depth::Districts);
        let fits = |sex| self.everywhere(depth, |part| part.1 == sex, |cell| self.is_base(cell));
        told.results && SEXES.into_iter().all(fits)
    }

    fn is_by_syllabus(&self, depth: Depth) -> bool {
        let told = self.plan.all_areas(depth == Depth::Districts);
        let fits = |of| self.everywhere(depth, |part| part.2 == of, |cell| self.is_base(cell));
        told.results && SYLLABUSES.into_iter().all(fits)
    }

    /// All grades, or none: one that is left out could be worked out from the others.
    fn is_by_grade_and_sex(&self, depth: Depth) -> bool {
        let told = self.plan.all_areas(depth == Depth::Districts);
        let fits = |grade: u8, sex| {
            let part = |part: &Part| part.0 == grade && part.1 == sex;
            self.everywhere(depth, part, |cell| self.is_base(cell))
        };
        told.results
            && self.plan.grades.keys().all(|grade| SEXES.into_iter().all(|sex| fits(*grade, sex)))
    }

    fn by_sex(&self, grade: u8, deepest: Depth) -> BySex {
        let exact = |depth: &Depth| *depth <= deepest && self.is_exact_by_sex(grade, *depth);
        match [Depth::Districts, Depth::Municipality].into_iter().find(exact) {
            Some(depth) => BySex::Exact(depth),
            None if deepest == Depth::Nowhere => BySex::Nowhere,
            None => self.coded_sex(grade).map_or(BySex::Nowhere, BySex::Coded),
        }
    }

    fn is_exact_by_sex(&self, grade: u8, depth: Depth) -> bool {
        let ranks = self.thresholds.municipal.get(&grade);
        let rule = &self.terms.targets;
        let fits = |cell: &Cell| {
            let mut ranks = ranks.into_iter().flatten();
            cell.assessed == 0
                || ranks.all(|rank| rule.is_share(cell.at_or_above(*rank), cell.assessed))
        };
        let of = |sex| move |part: &Part| part.0 == grade && part.1 == sex;
        SEXES.into_iter().all(|sex| self.everywhere(depth, of(sex), fits))
    }

    /// The sex that can stand as `~100` beside `..`, where the sum of both leaves each open.
    fn coded_sex(&self, grade: u8) -> Option<Sex> {
        let rule = &self.terms.targets;
        let ranks = self.thresholds.municipal.get(&grade).filter(|ranks| ranks.len() == 1)?;
        let rank = *ranks.first().filter(|_| rule.sex_complement)?;
        let count = |sex| {
            let cell = self.tables.part(None, |part| part.0 == grade && part.1 == sex);
            (cell.assessed, cell.assessed - cell.at_or_above(rank), cell.at_or_above(rank))
        };
        let fits = |sex: Sex, other: Sex| {
            let ((assessed, not_reached, reached), beside) = (count(sex), count(other));
            let total = not_reached + beside.1;
            let least = total.saturating_sub(beside.0).max(1);
            let is_top = (1..=rule.top_code).contains(&not_reached) && assessed >= rule.top_code;
            let is_open = least == 1 && total >= rule.top_code;
            // What is left for the other sex has to hold all that its own mark would leave open.
            let of_other = (total.saturating_sub(rule.top_code), total.saturating_sub(1));
            let beside_is_open = rule.is_share(beside.2, beside.0)
                || (beside.2 >= rule.least_numerator
                    && of_other.0 <= 1
                    && of_other.1 >= rule.top_code);
            is_top && is_open && beside_is_open && reached >= rule.least_numerator
        };
        let nobody = count(Sex::Unknown).0 == 0;
        let pairs = [(Sex::Female, Sex::Male), (Sex::Male, Sex::Female)];
        pairs.into_iter().find(|(sex, other)| nobody && fits(*sex, *other)).map(|(sex, _)| sex)
    }

    fn is_spread(&self, depth: Depth, counts: impl Fn(&Cell) -> Vec<u32>) -> bool {
        let rule = &self.terms.spread;
        let fits = |cell: &Cell| counts(cell).into_iter().all(|count| rule.is_count(count));
        self.plan.all_areas(depth == Depth::Districts).results
            && self.everywhere(
                depth,
                |_| true,
                |cell| rule.is_base(cell.population) && rule.is_base(cell.assessed) && fits(cell),
            )
    }

    fn is_by_standing(&self, depth: Depth) -> bool {
        self.is_spread(depth, |cell| {
            let reasons = cell.not_assessed;
            vec![reasons.absent, reasons.newly_arrived, reasons.exempt, cell.missing()]
        })
    }

    fn is_by_progress(&self, depth: Depth) -> bool {
        self.is_spread(depth, |cell| {
            let progress = cell.progress;
            vec![progress.risen, progress.same, progress.fallen, progress.at_the_top]
        })
    }

    fn are_bands(&self, depth: Depth, bands: &[u8]) -> bool {
        self.is_spread(depth, |cell| {
            let ends = bands.iter().skip(1).copied().chain([u8::MAX]);
            let count = |(from, to): (&u8, u8)| {
                cell.at_or_above(*from) - if to == u8::MAX { 0 } else { cell.at_or_above(to) }
            };
            bands.iter().zip(ends).map(count).collect()
        })
    }

    /// The finest bands of neighbouring points, never across a target, that may be told everywhere.
    fn bands(&self, depth: Depth) -> Option<Vec<u8>> {
        let cells: Vec<Cell> =
            self.areas(depth).into_iter().map(|place| self.tables.part(place, |_| true)).collect();
        let ranks = cells.iter().map(|cell| cell.by_rank.len()).max().unwrap_or(0);
        let ranks = u8::try_from(ranks).ok()?;
        let cuts: BTreeSet<u8> = self.thresholds.municipal.values().flatten().copied().collect();
        let is_told = |from: u8, to: u8| {
            cells.iter().all(|cell| {
                let count = cell.at_or_above(from) - cell.at_or_above(to);
                self.terms.spread.is_count(count)
            })
        };
        let mut bands = Vec::new();
        let mut from = 0;
        for to in 1..=ranks {
            if is_told(from, to) {
                bands.push(from);
                from = to;
            } else if to == ranks || cuts.contains(&to) {
                // What is left over goes with the band below, unless a target lies between.
                bands
                    .pop()
                    .filter(|below| !cuts.contains(&from) && is_told(*below, to))
                    .map(|below| bands.push(below))?;
                from = to;
            }
        }
        self.are_bands(depth, &bands).then_some(bands)
    }
}
