//! One way to compute a figure: views add up, and every figure in them answers to its name.

use std::collections::BTreeMap;

use domain::people::{Sex, Syllabus};
use proptest::prelude::*;

use super::history::*;
use super::random::*;
use crate::figure::cell::Cell;
use crate::views::rows::{CellRow, Row};
use crate::*;

type Key = (u8, Sex, Syllabus);

/// Cells added up, classes no longer told apart.
fn summed<'a>(cells: impl Iterator<Item = &'a CellRow>) -> BTreeMap<Key, Cell> {
    let mut sums: BTreeMap<Key, Cell> = BTreeMap::new();
    for cell in cells {
        let slice = cell.slice;
        let key = (slice.grade.unwrap(), slice.sex.unwrap(), slice.syllabus.unwrap());
        *sums.entry(key).or_default() += &cell.counts;
    }
    sums
}

/// All figures of a row.
fn figures(row: &Row) -> Vec<Figure> {
    let (not, progress) = (row.not_assessed, row.progress);
    let mut figures = vec![row.population, row.assessed, row.coverage, row.missing, row.median];
    figures.extend([not.all, not.absent, not.newly_arrived, not.exempt]);
    figures.extend([progress.risen, progress.same, progress.fallen, progress.at_the_top]);
    figures.extend(row.points.iter().map(|point| point.pupils));
    figures
}

fn of_targets(targets: &[figure::targets::TargetRow]) -> impl Iterator<Item = Figure> {
    targets.iter().flat_map(|t| [t.reached, t.reached_of_population, t.coverage])
}

fn of_school(view: &SchoolView) -> Vec<Figure> {
    let classes = view.by_class.iter().map(|class| &class.row);
    let rows = [&view.total].into_iter().chain(&view.by_grade).chain(&view.by_sex);
    let rows = rows.chain(&view.by_syllabus).chain(classes);
    rows.flat_map(figures).chain(of_targets(&view.targets)).collect()
}

fn of_area(view: &AreaView) -> Vec<Figure> {
    let rows = [&view.total].into_iter().chain(&view.by_grade).chain(&view.by_sex);
    let rows = rows.chain(&view.by_syllabus).chain(view.schools.iter().map(|s| &s.total));
    let targets = view.schools.iter().flat_map(|school| of_targets(&school.targets));
    rows.flat_map(figures).chain(of_targets(&view.targets)).chain(targets).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn areas_are_the_sums_of_their_schools(log in history(), which in 0..3_usize) {
        let (facts, at, round) = (log.facts(), log.size(), ROUNDS[which]());
        let schools: Vec<SchoolView> = SCHOOLS
            .iter()
            .filter_map(|code| school(&facts, at, unit(*code), round))
            .collect();
        let all = committee(&facts, at, whole(), round).unwrap();
        prop_assert_eq!(
            summed(all.cells.iter()),
            summed(schools.iter().flat_map(|school| &school.cells))
        );
        for code in ["norr", "syd"].map(quarter) {
            let view = district(&facts, at, code, round).unwrap();
            let inside = schools.iter().filter(|school| school.district == Some(code));
            let sum = summed(inside.flat_map(|school| &school.cells));
            prop_assert_eq!(summed(view.cells.iter()), sum);
        }
    }

    #[test]
    fn every_figure_in_a_view_answers_to_its_name(log in history(), which in 0..3_usize) {
        let (facts, at, round) = (log.facts(), log.size(), ROUNDS[which]());
        let mut found = Vec::new();
        for code in SCHOOLS.map(unit) {
            found.extend(of_school(&school(&facts, at, code, round).unwrap()));
        }
        found.extend(of_area(&committee(&facts, at, whole(), round).unwrap()));
        found.extend(of_area(&district(&facts, at, quarter("syd"), round).unwrap()));
        for figure in found {
            prop_assert_eq!(crate::figure(&facts, at, &figure.reference), Some(figure));
            let text = figure.reference.to_string();
            prop_assert_eq!(text.parse::<FigureRef>(), Ok(figure.reference), "{}", text);
        }
    }

    #[test]
    fn a_cell_hangs_together(log in history(), which in 0..3_usize) {
        let facts = log.facts();
        let view = committee(&facts, log.size(), whole(), ROUNDS[which]()).unwrap();
        for CellRow { counts, .. } in &view.cells {
            let ranked: u32 = counts.by_rank.iter().sum();
            prop_assert_eq!(counts.assessed, ranked + counts.unranked);
            prop_assert_eq!(
                counts.population,
                counts.assessed + counts.not_assessed.total() + counts.missing()
            );
            prop_assert!(counts.progress.total() <= ranked);
        }
    }

    /// The population counted anew from the look-ups, one pupil at a time.
    #[test]
    fn the_population_is_that_of_the_look_ups(log in history(), which in 0..3_usize) {
        let (facts, at, round) = (log.facts(), log.size(), ROUNDS[which]());
        let scheduled = facts.round(round, at).unwrap();
        for code in SCHOOLS.map(unit) {
            let pupils = (0..PUPILS).filter_map(|n| facts.pupil(pupil(n), scheduled.census_date, at));
            let members = pupils.filter(|state| {
                state.enrolment.is_some_and(|enrolment| enrolment.school == code)
                    && state.grade.is_some_and(|grade| scheduled.grades.contains(&grade.number))
            });
            let view = school(&facts, at, code, round).unwrap();
            prop_assert_eq!(members.count(), usize::try_from(view.total.population.numerator).unwrap());
        }
    }
}
