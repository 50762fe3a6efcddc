//! The attacker: everything shown of a round as a system of linear relations, and for every hidden cell the
//! least and the most that it can have been.

use domain::people::Sex;
use microlp::{ComparisonOp, OptimizationDirection, Problem};

use super::town::{BELOW, REACHED, TARGET, district, in_grade, reached, school, target, whole};
use crate::disclosure::protected::Protected;
use crate::disclosure::release::{Among, Release};
use crate::disclosure::{Shown, SuppressionRule};
use crate::figure::cell::Cell;
use crate::figure::reference::{FigureRef, FigureScope, Measure, Slice};

const SEXES: [Sex; 2] = [Sex::Female, Sex::Male];

/// One unknown count: pupils of a grade of a school unit, of a sex, at a rank or (none) not assessed.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Unknown {
    grade: u8,
    school: u32,
    sex: Sex,
    rank: Option<u8>,
}

type Sum = Vec<usize>;

pub(super) struct Attacker<'a> {
    protected: &'a Protected,
    release: &'a Release,
    unknowns: Vec<Unknown>,
    /// What each really is.
    counts: Vec<u32>,
    known: Vec<(Sum, ComparisonOp, f64)>,
    scopes: Vec<FigureScope>,
}

impl<'a> Attacker<'a> {
    /// Reads everything that is shown of a round with so many school units.
    pub(super) fn new(protected: &'a Protected, schools: u32) -> Self {
        let release = protected.release.as_ref().unwrap();
        let mut scopes: Vec<FigureScope> = (0..schools).map(school).collect();
        scopes.extend([district("norr"), district("syd"), whole()]);
        let unknowns = unknowns(release);
        let counts = unknowns.iter().map(|unknown| count(release, unknown)).collect();
        let mut this = Self { protected, release, unknowns, counts, known: Vec::new(), scopes };
        for scope in this.scopes.clone() {
            for slice in slices() {
                this.read(scope, slice);
            }
            this.read_points(scope);
        }
        this
    }

    fn shown(&self, measure: Measure, scope: FigureScope, slice: Slice) -> Shown {
        let round = self.protected.round();
        self.protected.show(&FigureRef { measure, scope, round, slice })
    }

    /// The unknowns a figure is counted among.
    fn among(&self, scope: FigureScope, slice: Slice, at: impl Fn(Option<u8>) -> bool) -> Sum {
        let among = self.release.among(&scope).unwrap();
        let is_in = |school: u32| match &among {
            Among::School(only) => *only == school,
            Among::Schools(several) => several.contains(&school),
            Among::Area(None) => true,
            Among::Area(Some(of)) => self.release.placed.district(school) == Some(*of),
        };
        let wanted = |unknown: &Unknown| {
            is_in(unknown.school)
                && slice.grade.is_none_or(|grade| grade == unknown.grade)
                && slice.sex.is_none_or(|sex| sex == unknown.sex)
                && at(unknown.rank)
        };
        (0..self.unknowns.len()).filter(|n| wanted(&self.unknowns[*n])).collect()
    }

    /// What it really comes to in the release.
    fn truth(&self, sum: &Sum) -> u32 {
        sum.iter().map(|n| self.counts[*n]).sum()
    }

    fn learn(&mut self, sum: Sum, shown: Shown, code: (u32, u32)) {
        let exactly = f64::from(self.truth(&sum));
        match shown {
            Shown::Exact(_) | Shown::Rounded(_) | Shown::Share(_) | Shown::Missing => {
                self.known.push((sum, ComparisonOp::Eq, exactly));
            }
            Shown::TopCoded | Shown::BottomCoded => {
                self.known.push((sum.clone(), ComparisonOp::Ge, f64::from(code.0)));
                self.known.push((sum, ComparisonOp::Le, f64::from(code.1)));
            }
            Shown::Suppressed | Shown::NotComparable | Shown::Point(_) => {}
        }
    }

    fn read(&mut self, scope: FigureScope, slice: Slice) {
        let all = self.among(scope, slice, |_| true);
        let population = self.shown(Measure::Population, scope, slice);
        self.learn(all, population, (0, 0));
        let assessed = self.among(scope, slice, |rank| rank.is_some());
        let shown = self.shown(Measure::Assessed, scope, slice);
        self.learn(assessed.clone(), shown, (0, 0));
        if let Shown::Point(point) = self.shown(Measure::Median, scope, slice) {
            let rank = self.release.points.iter().position(|code| *code == point).unwrap();
            let rank = u8::try_from(rank).unwrap();
            let half = f64::from(self.truth(&assessed).div_ceil(2));
            let below = self.among(scope, slice, |at| at.is_some_and(|at| at < rank));
            let until = self.among(scope, slice, |at| at.is_some_and(|at| at <= rank));
            self.known.push((until, ComparisonOp::Ge, half));
            self.known.push((below, ComparisonOp::Le, half - 1.0));
        }
        if slice.grade != Some(3) {
            return;
        }
        for measure in [reached(), Measure::ReachedOfPopulation(target())] {
            let shown = self.shown(measure, scope, slice);
            let wanted = self.least_rank();
            let (reached, below) = (
                self.among(scope, slice, |at| at.is_some_and(|at| at >= wanted)),
                self.among(scope, slice, |at| at.is_some_and(|at| at < wanted)),
            );
            let sum = if shown == Shown::TopCoded { below } else { reached };
            if shown != Shown::Missing {
                self.learn(sum, shown, (1, 4));
            }
        }
    }

    fn read_points(&mut self, scope: FigureScope) {
        for (rank, point) in (0..).zip(self.release.points.clone()) {
            let shown = self.shown(Measure::Point(point), scope, Slice::default());
            if shown != Shown::Missing {
                let at = self.among(scope, Slice::default(), |at| at == Some(rank));
                self.learn(at, shown, (1, 4));
            }
        }
    }

    fn least_rank(&self) -> u8 {
        self.release.targets.iter().find(|t| t.number == TARGET).unwrap().least_rank
    }

    /// The least and the most that a sum can be.
    fn range(&self, sum: &Sum) -> (f64, f64) {
        let solve = |direction| {
            let mut problem = Problem::new(direction);
            let unknowns: Vec<_> = (0..self.unknowns.len())
                .map(|n| problem.add_var(if sum.contains(&n) { 1.0 } else { 0.0 }, (0.0, 5_000.0)))
                .collect();
            for (sum, comparison, value) in &self.known {
                let terms: Vec<_> = sum.iter().map(|n| (unknowns[*n], 1.0)).collect();
                problem.add_constraint(&terms, *comparison, *value);
            }
            problem.solve().unwrap().into_solution().unwrap().objective()
        };
        (solve(OptimizationDirection::Minimize), solve(OptimizationDirection::Maximize))
    }

    /// Every hidden cell of which the attacker knows more than the rule allows.
    pub(super) fn finds(&self) -> Vec<String> {
        let mut found = Vec::new();
        for scope in &self.scopes {
            for slice in slices() {
                found.extend(self.groups(*scope, slice));
                found.extend(self.results(*scope, slice));
            }
            found.extend(self.points(*scope));
        }
        found
    }

    fn hold(
        &self,
        what: Measure,
        scope: FigureScope,
        slice: Slice,
        sum: &Sum,
        needed: Needed,
    ) -> Option<String> {
        const SLACK: f64 = 1e-6;
        let (least, most) = self.range(sum);
        let holds = match needed {
            Needed::Covers(from, to) => {
                least <= f64::from(from) + SLACK && most >= f64::from(to) - SLACK
            }
            Needed::Open => most - least >= 1.0 - SLACK,
        };
        let told = || format!("{what}@{scope}{slice} in {least}..={most}, is {}", self.truth(sum));
        (!holds).then(told)
    }

    fn groups(&self, scope: FigureScope, slice: Slice) -> Vec<String> {
        let rule = SuppressionRule::default();
        if slice.grade.is_none() || slice.sex.is_some() {
            return Vec::new();
        }
        let check = |measure, sum: Sum| {
            let truth = self.truth(&sum);
            let is_hidden = self.shown(measure, scope, slice) == Shown::Suppressed && truth > 0;
            let needed = if rule.is_base(truth) { Needed::Open } else { Needed::Covers(0, 9) };
            is_hidden.then(|| self.hold(measure, scope, slice, &sum, needed)).flatten()
        };
        let population = check(Measure::Population, self.among(scope, slice, |_| true));
        let assessed = check(Measure::Assessed, self.among(scope, slice, |rank| rank.is_some()));
        population.into_iter().chain(assessed).collect()
    }

    fn results(&self, scope: FigureScope, slice: Slice) -> Option<String> {
        // By sex only what is told of the municipality has cells that are hidden.
        let is_coded = slice.sex.is_some() && scope == whole();
        if slice.grade != Some(3) || (slice.sex.is_some() && !is_coded) {
            return None;
        }
        let least = self.least_rank();
        let below = self.among(scope, slice, |at| at.is_some_and(|at| at < least));
        let reached = self.among(scope, slice, |at| at.is_some_and(|at| at >= least));
        let (few, many) = (self.truth(&below), self.truth(&reached));
        let what = super::town::reached();
        let is_school = matches!(scope, FigureScope::School(_));
        match self.shown(what, scope, slice) {
            Shown::TopCoded => self.hold(what, scope, slice, &below, Needed::Covers(1, 4)),
            Shown::Suppressed if few + many == 0 || slice.sex.is_some() => None,
            Shown::Suppressed if many < 10 => {
                self.hold(what, scope, slice, &reached, Needed::Covers(0, 9))
            }
            Shown::Suppressed if is_school && (1..=4).contains(&few) => {
                self.hold(what, scope, slice, &below, Needed::Covers(1, 4))
            }
            Shown::Suppressed => self.hold(what, scope, slice, &reached, Needed::Open),
            _ => None,
        }
    }

    fn points(&self, scope: FigureScope) -> Vec<String> {
        let among = self.release.among(&scope).unwrap();
        let Among::Area(place) = among else { return Vec::new() };
        if !self.release.areas.points.reaches(place.map(Some)) {
            return Vec::new();
        }
        let check = |(rank, point): (u8, domain::id::PointCode)| {
            let (what, slice) = (Measure::Point(point), Slice::default());
            let sum = self.among(scope, slice, |at| at == Some(rank));
            let hidden = self.shown(what, scope, slice) == Shown::Suppressed;
            let few = (1..=4).contains(&self.truth(&sum));
            (hidden && few).then(|| self.hold(what, scope, slice, &sum, Needed::Covers(0, 4)))?
        };
        (0..).zip(self.release.points.iter().copied()).filter_map(check).collect()
    }
}

#[derive(Debug, Clone, Copy)]
enum Needed {
    Covers(u32, u32),
    Open,
}

/// All slices whose cells any table has.
fn slices() -> Vec<Slice> {
    let mut slices = vec![Slice::default()];
    for grade in 1..=3 {
        slices.push(in_grade(grade));
        slices.extend(SEXES.map(|sex| Slice { sex: Some(sex), ..in_grade(grade) }));
    }
    slices.extend(SEXES.map(|sex| Slice { sex: Some(sex), ..Slice::default() }));
    slices
}

/// The ranks that are given, and in each band of several one more: that nobody stands there is not told.
fn unknowns(release: &Release) -> Vec<Unknown> {
    let all: Cell = release.tables.groups.values().sum();
    let bands = &release.areas.bands;
    let is_first_free = |rank: u8| {
        let from = bands[..bands.partition_point(|from| *from <= rank)].last().copied();
        from.is_some_and(|from| (from..rank).all(|before| all.at_rank(before) > 0))
    };
    let is_given = |rank: u8| {
        let mut given = BELOW.iter().chain(&REACHED);
        all.at_rank(rank) > 0
            || given.any(|code| release.points[usize::from(rank)].to_string() == **code)
    };
    let ranks = (0..u8::try_from(release.points.len()).unwrap())
        .filter(|rank| is_given(*rank) || is_first_free(*rank));
    let ranks: Vec<Option<u8>> = ranks.map(Some).chain([None]).collect();
    let mut unknowns = Vec::new();
    for (grade, school) in release.tables.groups.keys() {
        for sex in SEXES {
            let of =
                |rank: &Option<u8>| Unknown { grade: *grade, school: *school, sex, rank: *rank };
            unknowns.extend(ranks.iter().map(of));
        }
    }
    unknowns
}

fn count(release: &Release, unknown: &Unknown) -> u32 {
    let is_at = |record: &&crate::disclosure::world::Record| {
        let rank = match record.standing {
            crate::figure::cell::Standing::Point(rank) => rank,
            _ => None,
        };
        (record.grade, record.school, record.sex, rank)
            == (unknown.grade, unknown.school, unknown.sex, unknown.rank)
    };
    let count = release.world.iter().flatten().filter(is_at).count();
    u32::try_from(count).unwrap()
}
