//! The question: how may this figure be shown to someone without the right to see the pupils?

use domain::id::{PointCode, RoundId, Size};
use domain::people::Sex;

use super::areas::{BySex, Depth};
use super::plan::Told;
use super::release::{Among, Release};
use super::releases::releases;
use super::rule::{Rules, SuppressionRule, mark, rounded};
use super::shown::{Shown, ShownFigure};
use crate::Facts;
use crate::figure::Figure;
use crate::figure::cell::Cell;
use crate::figure::reference::{FigureRef, FigureScope, Measure, Progress, Slice, TargetRef};
use crate::figure::targets::TargetInForce;

/// A round as it may be shown to everyone who may see figures and not pupils: all pages, reports, exports
/// and answers alike. Nothing in it depends on who asks.
///
/// Costs one pass over the pupils of the round for each release: make it once for (round, last of
/// [`releases`]) and keep it.
#[derive(Debug, Clone)]
pub struct Protected {
    round: RoundId,
    pub(super) release: Option<Release>,
}

/// A figure's pupils, and what may be told of them.
struct Found<'a> {
    among: Among,
    slice: Slice,
    cell: Cell,
    told: Told,
    target: Option<&'a TargetInForce>,
}

impl Protected {
    /// A round as released at a size.
    #[must_use]
    pub fn of(facts: &Facts, at: Size, round: RoundId, rules: &Rules) -> Self {
        let release = Release::new(facts, &releases(facts, at, round), round, (rules, true));
        Self { round, release }
    }

    /// A round as released at a size, by the rules that stood in the record when it was first released: what
    /// is adopted later changes no round that has been told.
    #[must_use]
    pub fn of_record(facts: &Facts, at: Size, round: RoundId) -> Self {
        let sizes = releases(facts, at, round);
        let rules = sizes.first().map(|first| Rules::of_record(facts, *first)).unwrap_or_default();
        Self { round, release: Release::new(facts, &sizes, round, (&rules, true)) }
    }

    /// The same without complementary suppression: what the attacker of the tests breaks.
    #[cfg(test)]
    pub(super) fn unprotected(facts: &Facts, at: Size, round: RoundId, rules: &Rules) -> Self {
        let release = Release::new(facts, &releases(facts, at, round), round, (rules, false));
        Self { round, release }
    }

    /// The round.
    #[must_use]
    pub fn round(&self) -> RoundId {
        self.round
    }

    /// The state of the record that the figures shown follow; none before the round is released.
    #[must_use]
    pub fn released(&self) -> Option<Size> {
        self.release.as_ref().map(|release| release.as_of)
    }

    /// The rule that its groups are shown by; the official one before the round is released.
    #[must_use]
    pub fn rule(&self) -> SuppressionRule {
        self.release.as_ref().map_or_else(SuppressionRule::default, |release| release.terms.groups)
    }

    /// The points of the round's edition, lowest first; none before the round is released.
    #[must_use]
    pub fn points(&self) -> &[PointCode] {
        self.release.as_ref().map_or(&[], |release| &release.points)
    }

    /// How a figure may be shown. What it comes to is taken from the release, never from the caller.
    #[must_use]
    pub fn show(&self, figure: &FigureRef) -> Shown {
        let Some(release) = self.release.as_ref().filter(|_| figure.round == self.round) else {
            return Shown::Missing;
        };
        match Found::of(release, figure) {
            Ok(found) => found.show(release, &figure.measure),
            Err(shown) => shown,
        }
    }

    /// The figure in place of one that was computed: its own numbers are not looked at.
    #[must_use]
    pub fn protect(&self, figure: &Figure) -> ShownFigure {
        self.shown(&figure.reference)
    }

    /// The figure of a name, and how many it is of.
    #[must_use]
    pub fn shown(&self, reference: &FigureRef) -> ShownFigure {
        let base = match reference.measure {
            Measure::Point(_) | Measure::Median | Measure::Reached(_) => Measure::Assessed,
            _ => Measure::Population,
        };
        let mut base = reference.with(base);
        if let Measure::Reached(of) | Measure::ReachedOfPopulation(of) = reference.measure {
            base.slice.grade = base.slice.grade.or_else(|| self.grade_of(of));
        }
        ShownFigure { figure: *reference, value: self.show(reference), base: self.show(&base) }
    }

    /// Whether a target is met, where what is shown of it says so.
    #[must_use]
    pub fn met(&self, scope: FigureScope, of: TargetRef) -> Option<bool> {
        let release = self.release.as_ref()?;
        let measure = Measure::ReachedOfPopulation(of);
        let reference = FigureRef { measure, scope, round: self.round, slice: Slice::default() };
        let found = Found::of(release, &reference).ok()?;
        let target = found.target?;
        let reached = found.cell.at_or_above(target.least_rank);
        let is_met = |reached: u32| {
            u64::from(reached) * 1000
                >= u64::from(found.cell.population) * u64::from(target.share_permille)
        };
        let assessed = found.cell.assessed;
        let code = release.terms.targets.top_code;
        match found.show(release, &measure) {
            Shown::Share(_) => Some(is_met(reached)),
            Shown::TopCoded => {
                let least = is_met(assessed.saturating_sub(code));
                (least == is_met(assessed.saturating_sub(1))).then_some(least)
            }
            _ => None,
        }
    }

    fn grade_of(&self, of: TargetRef) -> Option<u8> {
        let targets = &self.release.as_ref()?.targets;
        targets.iter().find(|target| target.reference() == of).map(|target| target.grade)
    }
}

impl<'a> Found<'a> {
    /// Looks a figure up, or says what stands in its place.
    fn of(release: &'a Release, figure: &FigureRef) -> Result<Self, Shown> {
        let mut slice = figure.slice;
        if slice.class.is_some() || matches!(figure.scope, FigureScope::Class(_)) {
            return Err(Shown::Suppressed);
        }
        let among = release.among(&figure.scope).ok_or(Shown::Missing)?;
        let mut target = None;
        if let Measure::Reached(of) | Measure::ReachedOfPopulation(of) = figure.measure {
            let mut targets = release.targets.iter();
            let found = targets.find(|t| t.reference() == of).ok_or(Shown::Missing)?;
            if *slice.grade.get_or_insert(found.grade) != found.grade || !is_told_of(found, figure)
            {
                return Err(Shown::Missing);
            }
            target = Some(found);
        }
        let told = told(release, &among, &slice);
        let cell = cell(release, &among, &slice);
        Ok(Self { among, slice, cell, told, target })
    }

    fn show(&self, release: &Release, measure: &Measure) -> Shown {
        let Cell { population, assessed, .. } = self.cell;
        let groups = &release.terms.groups;
        if !self.told.groups {
            return self.nobody_at_all().unwrap_or(Shown::Suppressed);
        }
        if population == 0 {
            return Shown::Missing;
        }
        match measure {
            Measure::Population => rounded(groups, population),
            Measure::Assessed => rounded(groups, assessed),
            Measure::Coverage => Shown::share(assessed, population),
            Measure::Median => self.median(release),
            Measure::Reached(_) => self.share(release, assessed),
            Measure::ReachedOfPopulation(_) => self.share(release, population),
            Measure::Point(_)
            | Measure::Missing
            | Measure::NotAssessed(_)
            | Measure::Progress(_) => self.spread(release, measure),
        }
    }

    /// A grade that a school unit does not have is no secret.
    fn nobody_at_all(&self) -> Option<Shown> {
        let is_whole = self.slice.sex.is_none() && self.slice.syllabus.is_none();
        (is_whole && self.cell.population == 0).then_some(Shown::Missing)
    }

    fn share(&self, release: &Release, base: u32) -> Shown {
        let Some(target) = self.target else { return Shown::Missing };
        let Cell { population, assessed, .. } = self.cell;
        if assessed == 0 {
            return Shown::Missing;
        }
        let permille = release.least_permille.map_or(0, u64::from);
        if u64::from(assessed) * 1000 < u64::from(population) * permille {
            return Shown::NotComparable;
        }
        let reached = self.cell.at_or_above(target.least_rank);
        if let Some(sex) = self.slice.sex {
            return self.share_by_sex(release, (target, sex), (reached, base));
        }
        if self.told.results {
            return Shown::share(reached, base);
        }
        match self.among {
            // A mark of all pupils tells as much as one of the assessed only where they are the same.
            Among::School(school)
                if base == assessed && release.is_single(target.grade, school) =>
            {
                coded(mark(&release.terms.targets, reached, assessed))
            }
            _ => Shown::Suppressed,
        }
    }

    fn share_by_sex(
        &self,
        release: &Release,
        (target, sex): (&TargetInForce, Sex),
        (reached, base): (u32, u32),
    ) -> Shown {
        match release.areas.results_by_sex.get(&target.grade) {
            Some(BySex::Exact(_)) => Shown::share(reached, base),
            Some(BySex::Coded(of)) if *of == sex && base == self.cell.assessed => Shown::TopCoded,
            _ => Shown::Suppressed,
        }
    }

    /// A median parts its pupils in two halves, neither of which is to be too small; and its point must be
    /// one that stands for itself in the distribution.
    fn median(&self, release: &Release) -> Shown {
        let least = release.terms.groups.least_base;
        let Some(rank) = self.cell.lower_median() else { return Shown::Missing };
        let bands = &release.areas.bands;
        let is_alone = || {
            let at = bands.partition_point(|from| *from <= rank);
            let (from, to) = (at.checked_sub(1).and_then(|at| bands.get(at)), bands.get(at));
            let last = u8::try_from(release.points.len()).unwrap_or(u8::MAX);
            from == Some(&rank) && to.copied().unwrap_or(last) == rank + 1
        };
        if !self.told.results
            || (self.slice.sex.is_some() && !self.is_exact_by_sex(release))
            || self.cell.ranked() < least.saturating_mul(2)
            || (release.areas.points != Depth::Nowhere && !is_alone())
        {
            return Shown::Suppressed;
        }
        release.points.get(usize::from(rank)).map_or(Shown::Missing, |point| Shown::Point(*point))
    }

    /// A median of one sex would narrow a share of that sex that is hidden.
    fn is_exact_by_sex(&self, release: &Release) -> bool {
        let Among::Area(district) = &self.among else { return false };
        let is_exact = |by_sex: &BySex| match by_sex {
            BySex::Exact(depth) => depth.reaches(district.map(Some)),
            BySex::Coded(_) | BySex::Nowhere => false,
        };
        self.slice.grade.is_none() && release.areas.results_by_sex.values().all(is_exact)
    }

    /// Distributions are of whole areas.
    fn spread(&self, release: &Release, measure: &Measure) -> Shown {
        let Among::Area(district) = &self.among else { return Shown::Suppressed };
        let (areas, cell) = (&release.areas, &self.cell);
        let depth = match measure {
            Measure::Point(_) => areas.points,
            Measure::Progress(_) => areas.progress,
            _ => areas.standings,
        };
        if self.slice != Slice::default() || !depth.reaches(district.map(Some)) {
            return Shown::Suppressed;
        }
        Shown::Exact(match measure {
            Measure::Point(point) => {
                let rank = release.points.iter().position(|code| code == point);
                let Some(rank) = rank.and_then(|rank| u8::try_from(rank).ok()) else {
                    return Shown::Missing;
                };
                let next = areas.bands.iter().find(|from| **from > rank);
                let last = u8::try_from(release.points.len()).unwrap_or(u8::MAX);
                if !areas.bands.contains(&rank) || *next.unwrap_or(&last) != rank + 1 {
                    return Shown::Suppressed;
                }
                cell.at_rank(rank)
            }
            Measure::NotAssessed(None) => cell.not_assessed.total(),
            Measure::NotAssessed(Some(reason)) => cell.not_assessed.of(*reason),
            Measure::Progress(Progress::Risen) => cell.progress.risen,
            Measure::Progress(Progress::Same) => cell.progress.same,
            Measure::Progress(Progress::Fallen) => cell.progress.fallen,
            Measure::Progress(Progress::AtTheTop) => cell.progress.at_the_top,
            _ => cell.missing(),
        })
    }
}

/// A school unit's own target is told of that school unit only.
fn is_told_of(target: &TargetInForce, figure: &FigureRef) -> bool {
    match figure.scope {
        FigureScope::School(code) => target.speaks_of(Some(code)),
        _ => target.speaks_of(None),
    }
}

/// The code of a hidden share, or `..`.
fn coded(mark: Shown) -> Shown {
    match mark {
        Shown::TopCoded | Shown::BottomCoded => mark,
        _ => Shown::Suppressed,
    }
}

fn cell(release: &Release, among: &Among, slice: &Slice) -> Cell {
    let tables = &release.tables;
    match among {
        Among::School(school) => tables.schools(&[*school], slice.grade),
        Among::Schools(schools) => tables.schools(schools, slice.grade),
        Among::Area(district) => tables.part(district.map(Some), |(grade, sex, syllabus)| {
            slice.grade.is_none_or(|wanted| wanted == *grade)
                && slice.sex.is_none_or(|wanted| wanted == *sex)
                && slice.syllabus.is_none_or(|wanted| wanted == *syllabus)
        }),
    }
}

/// What may be told of a slice: all its grades have to be told.
fn told(release: &Release, among: &Among, slice: &Slice) -> Told {
    let plan = &release.plan;
    let all = release.tables.grades.iter().copied();
    let grades = all.filter(|grade| slice.grade.is_none_or(|wanted| wanted == *grade));
    let everything = Told { groups: true, results: true };
    let of = |grade: u8| match among {
        Among::School(school) => plan.of_school(grade, *school).unwrap_or(everything),
        Among::Schools(schools) => plan.of_schools(grade, schools),
        Among::Area(district) => plan.of_area(grade, district.map(Some)),
    };
    let whole = grades.map(of).fold(everything, |told, of| Told {
        groups: told.groups && of.groups,
        results: told.results && of.results,
    });
    let part = match (among, slice.grade, slice.sex, slice.syllabus) {
        (_, _, None, None) => everything,
        (Among::Area(district), grade, sex, syllabus) => {
            let areas = &release.areas;
            let depth = match (grade, sex, syllabus) {
                (None, Some(_), None) => areas.sex,
                (None, None, Some(_)) => areas.syllabus,
                (Some(grade), Some(_), None) => match areas.results_by_sex.get(&grade) {
                    Some(BySex::Exact(depth)) => *depth,
                    Some(BySex::Coded(_)) => Depth::Municipality,
                    _ => Depth::Nowhere,
                },
                _ => Depth::Nowhere,
            };
            let reaches = depth.reaches(district.map(Some));
            let all = plan.all_areas(district.is_some()).results;
            Told { groups: reaches, results: reaches && all }
        }
        _ => Told { groups: false, results: false },
    };
    Told { groups: whole.groups && part.groups, results: whole.results && part.results }
}
