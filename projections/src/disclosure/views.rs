//! Views as they may be shown to someone without the right to see the pupils: every figure answered by its
//! name, and what is no figure of the release left out.

use std::sync::Arc;

use domain::id::RoundId;

use super::protected::Protected;
use crate::figure::reference::FigureScope;
use crate::figure::targets::TargetRow;
use crate::figure::{Figure, Value};
use crate::views::area::{AreaView, SchoolRow};
use crate::views::board::{Completion, RoundBoard};
use crate::views::measures::Observation;
use crate::views::rows::{NotAssessedRow, PointRow, ProgressRow, Row};
use crate::views::school::SchoolView;
use crate::views::series::{Series, SeriesPoint};

impl Protected {
    /// A figure with what is shown of it in place of its numbers.
    #[must_use]
    pub fn figure(&self, figure: &Figure) -> Figure {
        let shown = self.protect(figure);
        Figure {
            value: Value::Shown { value: shown.value, base: shown.base },
            numerator: 0,
            denominator: 0,
            missing: 0,
            as_of: self.released().unwrap_or(figure.as_of),
            ..*figure
        }
    }

    /// A school unit's view: its classes and finest cells are small groups and left out.
    #[must_use]
    pub fn school(&self, view: &SchoolView) -> SchoolView {
        SchoolView {
            head: view.head.clone(),
            name: view.name.clone(),
            total: self.row(&view.total),
            by_grade: self.rows(&view.by_grade),
            by_class: Vec::new(),
            by_sex: self.rows(&view.by_sex),
            by_syllabus: self.rows(&view.by_syllabus),
            targets: self.targets(&view.targets),
            cells: Vec::new(),
            status: view.status.clone(),
            ..*view
        }
    }

    /// The view of a district or a committee.
    #[must_use]
    pub fn area(&self, view: &AreaView) -> AreaView {
        let school = |school: &SchoolRow| SchoolRow {
            name: school.name.clone(),
            total: self.row(&school.total),
            targets: self.targets(&school.targets),
            ..*school
        };
        AreaView {
            head: view.head.clone(),
            name: view.name.clone(),
            total: self.row(&view.total),
            by_grade: self.rows(&view.by_grade),
            by_sex: self.rows(&view.by_sex),
            by_syllabus: self.rows(&view.by_syllabus),
            targets: self.targets(&view.targets),
            cells: Vec::new(),
            schools: view.schools.iter().map(school).collect(),
            ..*view
        }
    }

    /// What came of a target, and whether what is shown of it says that it is met.
    #[must_use]
    pub fn target(&self, row: &TargetRow) -> TargetRow {
        let scope = row.reached_of_population.reference.scope;
        TargetRow {
            target: row.target.clone(),
            reached: self.figure(&row.reached),
            reached_of_population: self.figure(&row.reached_of_population),
            coverage: self.figure(&row.coverage),
            met: self.met(scope, row.target.reference()),
            ..*row
        }
    }

    fn targets(&self, rows: &[TargetRow]) -> Vec<TargetRow> {
        rows.iter().map(|row| self.target(row)).collect()
    }

    fn rows(&self, rows: &[Row]) -> Vec<Row> {
        rows.iter().map(|row| self.row(row)).collect()
    }

    /// One row of figures.
    #[must_use]
    pub fn row(&self, row: &Row) -> Row {
        let figure = |figure: &Figure| self.figure(figure);
        let point = |row: &PointRow| PointRow { pupils: figure(&row.pupils), ..*row };
        let (reasons, progress) = (&row.not_assessed, &row.progress);
        Row {
            slice: row.slice,
            population: figure(&row.population),
            assessed: figure(&row.assessed),
            coverage: figure(&row.coverage),
            not_assessed: NotAssessedRow {
                all: figure(&reasons.all),
                absent: figure(&reasons.absent),
                newly_arrived: figure(&reasons.newly_arrived),
                exempt: figure(&reasons.exempt),
            },
            missing: figure(&row.missing),
            points: row.points.iter().map(point).collect(),
            median: figure(&row.median),
            progress: ProgressRow {
                risen: figure(&progress.risen),
                same: figure(&progress.same),
                fallen: figure(&progress.fallen),
                at_the_top: figure(&progress.at_the_top),
            },
        }
    }

    /// A round board: how far each class has come in words, and how many are missing, which is what those who
    /// follow the round work with and says nothing of anyone's result.
    #[must_use]
    pub fn board(&self, mut board: RoundBoard) -> RoundBoard {
        board.completion = self.completion(&board.completion);
        for class in &mut board.classes {
            class.completion = self.completion(&class.completion);
            class.missing_pupils.clear();
        }
        board
    }

    /// How far the entry has come: in words, and how many are missing.
    #[must_use]
    pub fn completion(&self, completion: &Completion) -> Completion {
        Completion {
            entry: completion.entry,
            population: self.figure(&completion.population),
            assessed: self.figure(&completion.assessed),
            not_assessed: self.figure(&completion.not_assessed),
            absent: self.figure(&completion.absent),
            newly_arrived: self.figure(&completion.newly_arrived),
            exempt: self.figure(&completion.exempt),
            missing: Figure { denominator: 0, ..completion.missing },
            percent: None,
        }
    }

    /// The figure of a measure, without the counts it is a sum of.
    #[must_use]
    pub fn observation(&self, observation: &Observation) -> Observation {
        let figures = observation.figures.iter().map(|figure| self.figure(figure)).collect();
        Observation { counts: None, figures, ..*observation }
    }

    fn series_point(&self, point: &SeriesPoint) -> SeriesPoint {
        SeriesPoint {
            population: self.figure(&point.population),
            assessed: self.figure(&point.assessed),
            coverage: self.figure(&point.coverage),
            missing: self.figure(&point.missing),
            median: self.figure(&point.median),
            targets: self.targets(&point.targets),
            predecessors: point.predecessors.clone(),
            ..*point
        }
    }
}

/// A series, each round as it was released; of the scopes that `is_open` names, as it is.
#[must_use]
pub fn series(
    series: Series,
    is_open: impl Fn(&FigureScope) -> bool,
    of: impl Fn(RoundId) -> Arc<Protected>,
) -> Series {
    let point = |point: SeriesPoint| {
        if is_open(&point.population.reference.scope) {
            return point;
        }
        of(point.round).series_point(&point)
    };
    Series { rounds: series.rounds.into_iter().map(point).collect(), ..series }
}
