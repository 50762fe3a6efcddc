//! What the views of results are made of: the head, rows of figures, and the finest cells.

use domain::assessment::NotAssessedReason;
use domain::calendar::{Day, Instant};
use domain::id::{EditionId, PointCode, Position, RoundId, Size};
use domain::people::{Sex, Syllabus};
use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::facts::NONE;
use crate::figure::cell::Cell;
use crate::figure::frame::{Frame, Member, Places};
use crate::figure::reference::{FigureRef, FigureScope, InClass, Measure, Progress, Slice};
use crate::figure::targets::{TargetInForce, TargetRow};
use crate::figure::{Figure, measure};

/// What a view of results is a view of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Head {
    /// Where.
    pub scope: FigureScope,
    /// The round.
    pub round: RoundId,
    /// Its census date.
    pub census_date: Day,
    /// Its scale edition.
    pub edition: EditionId,
    /// The schedule in force.
    pub scheduled: Position,
    /// The round that progress is measured from, where there is one.
    pub previous_round: Option<RoundId>,
    /// The least coverage adopted, in permille.
    pub least_coverage_permille: Option<u16>,
    /// The state of the record.
    pub as_of: Size,
    /// When its last event was recorded.
    pub recorded_at: Option<Instant>,
    /// How many events of the record are no longer known, removed by disposal decisions. Where it is not
    /// 0, figures may lack what those events said.
    pub no_longer_known: u32,
}

/// A figure for one point of the scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct PointRow {
    /// The point.
    pub point: PointCode,
    /// Its rank, lowest 0.
    pub rank: u8,
    /// Pupils at it.
    pub pupils: Figure,
}

/// Not assessed, by reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct NotAssessedRow {
    /// For any reason.
    pub all: Figure,
    /// Frånvarande.
    pub absent: Figure,
    /// Nyanländ.
    pub newly_arrived: Figure,
    /// Undantagen.
    pub exempt: Figure,
}

/// Progress since the round before. The denominator of each is the pupils with both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct ProgressRow {
    /// At a higher rank.
    pub risen: Figure,
    /// At the same rank, below the highest.
    pub same: Figure,
    /// At a lower rank.
    pub fallen: Figure,
    /// At the highest rank both times.
    pub at_the_top: Figure,
}

/// The figures of one group of pupils.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Row {
    /// Which pupils of the scope.
    pub slice: Slice,
    /// Pupils.
    pub population: Figure,
    /// Pupils with a point.
    pub assessed: Figure,
    /// Assessed / population.
    pub coverage: Figure,
    /// Pupils with a reason instead.
    pub not_assessed: NotAssessedRow,
    /// Pupils with neither.
    pub missing: Figure,
    /// The distribution, lowest point first.
    pub points: Vec<PointRow>,
    /// The lower median.
    pub median: Figure,
    /// Since the round before.
    pub progress: ProgressRow,
}

/// One of the finest cells: what every row of the view is a sum of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct CellRow {
    /// Which pupils.
    pub slice: Slice,
    /// The name of its population; its other figures are named alike ([`FigureRef::with`]).
    pub figure: FigureRef,
    /// What is counted of them.
    pub counts: Cell,
}

/// By which a finest cell is told from the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct CellKey {
    pub(crate) grade: u8,
    /// By number; [`NONE`] without class, and where classes are not told apart.
    pub(crate) class: u32,
    pub(crate) sex: Sex,
    pub(crate) syllabus: Syllabus,
}

/// The finest cells of some places, and the rows made of them.
pub(crate) struct Cells<'f, 'a> {
    frame: &'f Frame<'a>,
    pub(crate) scope: FigureScope,
    by_class: bool,
    pub(crate) cells: Vec<(CellKey, Cell)>,
}

impl<'f, 'a> Cells<'f, 'a> {
    /// Counts the members of some places into cells.
    pub(crate) fn count(
        frame: &'f Frame<'a>,
        scope: FigureScope,
        places: &Places,
        by_class: bool,
    ) -> Self {
        let mut index: FxHashMap<CellKey, usize> = FxHashMap::default();
        let mut cells: Vec<(CellKey, Cell)> = Vec::new();
        frame.for_each_member(places, |member| {
            let key = CellKey::of(member, by_class);
            let at = *index.entry(key).or_insert_with(|| {
                cells.push((key, frame.empty_cell()));
                cells.len() - 1
            });
            cells[at].1.count(&member.tallied(frame));
        });
        Self::sorted(frame, scope, by_class, cells)
    }

    /// The cells of each of some school units, classes not told apart, in one pass over their members;
    /// `visit` is told of each with the place of its school unit among them.
    pub(crate) fn count_each(
        frame: &'f Frame<'a>,
        schools: &[u32],
        mut visit: impl FnMut(usize, &Member<'a>),
    ) -> Vec<Self> {
        let mut places = vec![None; frame.facts.ids.schools.keys().len()];
        for (place, school) in schools.iter().enumerate() {
            places[*school as usize] = Some(place);
        }
        let mut index = vec![None; schools.len() * CellKey::SLOTS];
        let mut cells: Vec<Vec<(CellKey, Cell)>> = vec![Vec::new(); schools.len()];
        frame.for_each_member(&Places::Schools(schools.to_vec()), |member| {
            let Some(place) = places[member.school as usize] else { return };
            visit(place, member);
            let (key, cells) = (CellKey::of(member, false), &mut cells[place]);
            let at = *index[place * CellKey::SLOTS + key.slot()].get_or_insert_with(|| {
                cells.push((key, frame.empty_cell()));
                cells.len() - 1
            });
            cells[at].1.count(&member.tallied(frame));
        });
        let code = |number: u32| FigureScope::School(frame.facts.ids.schools.key(number));
        let each = schools.iter().zip(cells);
        each.map(|(school, cells)| Self::sorted(frame, code(*school), false, cells)).collect()
    }

    /// The sums of the cells of several places, classes no longer told apart.
    pub(crate) fn sum<'c>(
        frame: &'f Frame<'a>,
        scope: FigureScope,
        parts: impl Iterator<Item = &'c (CellKey, Cell)>,
    ) -> Self {
        let mut index: FxHashMap<CellKey, usize> = FxHashMap::default();
        let mut cells: Vec<(CellKey, Cell)> = Vec::new();
        for (key, cell) in parts {
            let key = CellKey { class: NONE, ..*key };
            let at = *index.entry(key).or_insert_with(|| {
                cells.push((key, frame.empty_cell()));
                cells.len() - 1
            });
            cells[at].1 += cell;
        }
        Self::sorted(frame, scope, false, cells)
    }

    fn sorted(
        frame: &'f Frame<'a>,
        scope: FigureScope,
        by_class: bool,
        mut cells: Vec<(CellKey, Cell)>,
    ) -> Self {
        let class_id = |number: u32| (number != NONE).then(|| frame.facts.ids.classes.key(number));
        cells.sort_by_key(|(key, _)| (key.grade, class_id(key.class), key.sex, key.syllabus));
        Self { frame, scope, by_class, cells }
    }

    /// The sum of the cells that are wanted.
    pub(crate) fn total(&self, wanted: impl Fn(&CellKey) -> bool) -> Cell {
        let mut sum = self.frame.empty_cell();
        for (_, cell) in self.cells.iter().filter(|(key, _)| wanted(key)) {
            sum += cell;
        }
        sum
    }

    /// The row of all pupils.
    pub(crate) fn all(&self) -> Row {
        self.row(Slice::default(), &self.total(|_| true))
    }

    /// A row for each grade of the round.
    pub(crate) fn by_grade(&self) -> Vec<Row> {
        let mut grades = self.frame.schedule.value.grades.clone();
        grades.sort_unstable();
        grades.dedup();
        let row = |grade| {
            let slice = Slice { grade: Some(grade), ..Slice::default() };
            self.row(slice, &self.total(|key| key.grade == grade))
        };
        grades.into_iter().map(row).collect()
    }

    /// A row for each sex; unknown only where there are such pupils.
    pub(crate) fn by_sex(&self) -> Vec<Row> {
        let row = |sex| {
            let slice = Slice { sex: Some(sex), ..Slice::default() };
            self.row(slice, &self.total(|key| key.sex == sex))
        };
        let rows = [Sex::Female, Sex::Male, Sex::Unknown].into_iter().map(row);
        rows.filter(|row| row.slice.sex != Some(Sex::Unknown) || row.population.numerator > 0)
            .collect()
    }

    /// A row for each syllabus; unknown is a row of its own, always.
    pub(crate) fn by_syllabus(&self) -> Vec<Row> {
        let row = |syllabus| {
            let slice = Slice { syllabus: Some(syllabus), ..Slice::default() };
            self.row(slice, &self.total(|key| key.syllabus == syllabus))
        };
        [Syllabus::Sv, Syllabus::Sva, Syllabus::Unknown].into_iter().map(row).collect()
    }

    /// A row for one class, or for the pupils without class.
    pub(crate) fn of_class(&self, class: u32) -> Row {
        let slice = Slice { class: Some(self.in_class(class)), ..Slice::default() };
        self.row(slice, &self.total(|key| key.class == class))
    }

    fn in_class(&self, class: u32) -> InClass {
        match class {
            NONE => InClass::None,
            number => InClass::Class(self.frame.facts.ids.classes.key(number)),
        }
    }

    /// What came of each target.
    pub(crate) fn targets(&self, targets: &[TargetInForce]) -> Vec<TargetRow> {
        let outcome = |target: &TargetInForce| {
            let cell = self.total(|key| key.grade == target.grade);
            target.outcome(self.frame, self.scope, &cell)
        };
        targets.iter().map(outcome).collect()
    }

    /// The finest cells themselves.
    pub(crate) fn rows(&self) -> Vec<CellRow> {
        let row = |(key, cell): &(CellKey, Cell)| {
            let slice = Slice {
                grade: Some(key.grade),
                class: self.by_class.then(|| self.in_class(key.class)),
                sex: Some(key.sex),
                syllabus: Some(key.syllabus),
            };
            let figure = self.reference(Measure::Population, slice);
            CellRow { slice, figure, counts: cell.clone() }
        };
        self.cells.iter().map(row).collect()
    }

    fn reference(&self, measure: Measure, slice: Slice) -> FigureRef {
        FigureRef { measure, scope: self.scope, round: self.frame.round(), slice }
    }

    fn row(&self, slice: Slice, cell: &Cell) -> Row {
        let figure = |what: Measure| measure(self.frame, cell, self.reference(what, slice), None);
        let points = self.frame.edition.map_or(&[][..], |entry| &entry.value.edition.points);
        let point = |(rank, point): (u8, &domain::scale::Point)| PointRow {
            point: point.code,
            rank,
            pupils: figure(Measure::Point(point.code)),
        };
        Row {
            slice,
            population: figure(Measure::Population),
            assessed: figure(Measure::Assessed),
            coverage: figure(Measure::Coverage),
            not_assessed: NotAssessedRow {
                all: figure(Measure::NotAssessed(None)),
                absent: figure(Measure::NotAssessed(Some(NotAssessedReason::Absent))),
                newly_arrived: figure(Measure::NotAssessed(Some(NotAssessedReason::NewlyArrived))),
                exempt: figure(Measure::NotAssessed(Some(NotAssessedReason::Exempt))),
            },
            missing: figure(Measure::Missing),
            points: (0..=u8::MAX).zip(points).map(point).collect(),
            median: figure(Measure::Median),
            progress: ProgressRow {
                risen: figure(Measure::Progress(Progress::Risen)),
                same: figure(Measure::Progress(Progress::Same)),
                fallen: figure(Measure::Progress(Progress::Fallen)),
                at_the_top: figure(Measure::Progress(Progress::AtTheTop)),
            },
        }
    }
}

impl CellKey {
    /// Keys without class: a grade below 32, one of three sexes, one of three syllabuses.
    const SLOTS: usize = 32 * 3 * 3;

    /// The number of a key without class.
    fn slot(&self) -> usize {
        (usize::from(self.grade) * 3 + self.sex as usize) * 3 + self.syllabus as usize
    }

    fn of(member: &Member<'_>, by_class: bool) -> Self {
        Self {
            grade: member.grade,
            class: if by_class { member.class } else { NONE },
            sex: member.sex(),
            syllabus: member.syllabus(),
        }
    }
}

/// The head of a view of results.
pub(crate) fn head(frame: &Frame<'_>, scope: FigureScope) -> Head {
    let last = frame.as_of.0.checked_sub(1).map(Position);
    Head {
        scope,
        round: frame.round(),
        census_date: frame.census_date(),
        edition: frame.schedule.value.edition,
        scheduled: Position(u64::from(frame.schedule.position)),
        previous_round: frame.previous.map(|entry| entry.value.round),
        least_coverage_permille: frame.least_permille(),
        as_of: frame.as_of,
        recorded_at: last.and_then(|last| frame.facts.recorded_at(last)),
        no_longer_known: frame.facts.removed(frame.as_of),
    }
}
