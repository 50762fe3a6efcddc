//! School units over time: mergers, splits, new codes, other districts, pupils who move in mid-round.

use domain::commitment::Level;
use domain::id::{SchoolUnitCode, Size};
use domain::organisation::{SchoolUnitClosed, SchoolUnitMoved, SchoolUnitOpened};
use domain::people::SchoolForm;
use proptest::prelude::*;

use super::history::*;
use crate::views::series::SeriesPoint;
use crate::*;

const C: u32 = 10_000_003;
const D: u32 = 10_000_004;

fn opened(code: u32, from: &str) -> SchoolUnitOpened {
    SchoolUnitOpened {
        school: unit(code),
        name: format!("Skola {code}"),
        district: Some(quarter("norr")),
        forms: vec![SchoolForm::Compulsory],
        from: day(from),
    }
}

fn closed(code: u32, on: &str, successors: &[u32]) -> SchoolUnitClosed {
    let successors = successors.iter().copied().map(unit).collect();
    SchoolUnitClosed { school: unit(code), on: day(on), successors }
}

/// Two pupils at A and one at B in September, assessed at 10, 12 and 15.
fn two_schools() -> Log {
    let mut log = Log::municipality();
    for (n, at, code) in [(1, A, "10"), (2, A, "12"), (3, B, "15")] {
        log.enrol(n, at, 3, "2025-08-15");
        log.assess(n, september(), code);
    }
    log
}

fn points(log: &Log, scope: FigureScope, at: Size) -> Vec<SeriesPoint> {
    series(&log.facts(), at, scope, Slice::default(), september().instrument).rounds
}

/// Population and predecessors of a school unit's point in a round.
fn point(log: &Log, code: u32, round: domain::id::RoundId) -> (u32, Vec<SchoolUnitCode>) {
    let points = points(log, at_school(code), log.size());
    let point = points.into_iter().find(|point| point.round == round).unwrap();
    (point.population.numerator, point.predecessors)
}

#[test]
fn a_merged_units_earlier_rounds_are_the_sums_of_the_cells_before() {
    let mut log = two_schools();
    log.commit(0, Level::Municipality, terms(800, "12", "2025-07-01"));
    log.commit(1, Level::School(unit(C)), terms(800, "12", "2025-07-01"));
    log.add(opened(C, "2025-10-15"));
    for (n, from) in [(1, A), (2, A), (3, B)] {
        log.transfer(n, from, C, "2025-10-15");
    }
    log.add(closed(A, "2025-10-15", &[C]));
    log.add(closed(B, "2025-10-15", &[C]));

    assert_eq!(point(&log, C, september()), (3, vec![unit(A), unit(B)]));
    assert_eq!(point(&log, C, december()), (3, vec![]));
    let point = points(&log, at_school(C), log.size()).remove(0);
    assert_eq!(point.median.point(), Some(super::history::point("12")));
    let [target] = &point.targets[..] else { panic!("only the municipality's target") };
    assert_eq!((target.reached.numerator, target.reached.denominator), (2, 3));
    // The units before keep their own figures, and the new one has none of its own.
    assert_eq!(self::point(&log, A, september()), (2, vec![]));
    let own = figure(&log.facts(), log.size(), &name("school", C)).unwrap();
    assert_eq!(own.numerator, 0);
}

fn name(scope: &str, code: u32) -> FigureRef {
    format!("population@{scope}:{code}@2025-26:september").parse().unwrap()
}

#[test]
fn the_figures_of_a_trend_have_names_and_evidence_of_their_own() {
    let mut log = two_schools();
    log.add(opened(C, "2025-10-15"));
    let closings = [A, B].map(|code| log.add(closed(code, "2025-10-15", &[C])));
    let (facts, at) = (log.facts(), log.size());
    let point = points(&log, at_school(C), at).remove(0);
    assert_eq!(point.population.reference, name("trend", C));
    assert_eq!(figure(&facts, at, &name("trend", C)), Some(point.population));
    let evidence = evidence(&facts, at, &name("trend", C));
    assert!(closings.iter().all(|closing| evidence.contains(closing)));
    // The evidence alone gives the same figure.
    let mut alone = Log::new();
    for (n, event) in (0..).zip(&log.events) {
        let used = evidence.contains(&domain::id::Position(n));
        alone.events.push(event.clone().filter(|_| used));
    }
    let again = figure(&alone.facts(), at, &name("trend", C)).unwrap();
    assert_eq!((again.numerator, again.denominator), (3, 3));
}

#[test]
fn a_unit_that_takes_another_in_carries_both() {
    let mut log = two_schools();
    log.transfer(3, B, A, "2025-10-15");
    log.add(closed(B, "2025-10-15", &[A]));
    assert_eq!(point(&log, A, september()), (3, vec![unit(B)]));
    assert_eq!(point(&log, A, december()), (3, vec![]));
}

#[test]
fn a_new_code_carries_the_trend_on_also_twice() {
    let mut log = two_schools();
    log.add(opened(C, "2025-10-15"));
    log.add(closed(A, "2025-10-15", &[C]));
    log.add(opened(D, "2025-12-10"));
    log.add(closed(C, "2025-12-10", &[D]));
    assert_eq!(point(&log, D, september()), (2, vec![unit(A), unit(C)]));
    assert_eq!(point(&log, D, december()).1, vec![unit(C)]);
    assert_eq!(point(&log, C, december()).1, vec![]);
}

#[test]
fn a_split_unit_stands_beside_its_successors_as_context() {
    let mut log = two_schools();
    log.add(opened(C, "2025-10-15"));
    log.add(opened(D, "2025-10-15"));
    log.add(closed(A, "2025-10-15", &[C, D]));
    for code in [C, D] {
        let (facts, lus) = (log.facts(), september().instrument);
        let series = series(&facts, log.size(), at_school(code), Slice::default(), lus);
        assert_eq!(series.context, vec![unit(A)]);
        assert_eq!(point(&log, code, september()), (0, vec![]));
    }
    assert!(!log.facts().predecessors(unit(C), log.size())[0].sole);
}

#[test]
fn before_a_closing_is_recorded_nothing_is_carried_on() {
    let mut log = two_schools();
    log.add(opened(C, "2025-10-15"));
    let before = log.size();
    log.add(closed(A, "2025-10-15", &[C]));
    assert_eq!(points(&log, at_school(C), before)[0].predecessors, vec![]);
    assert_eq!(points(&log, at_school(C), log.size())[0].predecessors, vec![unit(A)]);
}

#[test]
fn a_unit_that_opens_again_has_left_nothing() {
    let mut log = two_schools();
    log.add(closed(A, "2025-10-15", &[B]));
    log.add(opened(A, "2025-11-01"));
    assert_eq!(point(&log, B, september()), (1, vec![]));
}

#[test]
fn a_district_sums_the_units_in_it_on_the_census_date() {
    let mut log = two_schools();
    log.add(SchoolUnitMoved { school: unit(A), district: quarter("syd"), from: day("2025-10-01") });
    let of = |district: &str, at: usize| {
        let points = points(&log, FigureScope::District(quarter(district)), log.size());
        points[at].population.numerator
    };
    assert_eq!((of("norr", 0), of("syd", 0)), (2, 1));
    assert_eq!((of("norr", 1), of("syd", 1)), (0, 3));
    assert_eq!(point(&log, A, september()), (2, vec![]));
}

#[test]
fn a_pupil_who_moves_in_mid_round_counts_once_where_enrolled_on_the_census_date() {
    let mut log = two_schools();
    // Moved the day after, recorded before the assessment at the new school.
    log.transfer(1, A, B, "2025-09-16");
    log.assess(1, september(), "13");
    let (facts, at) = (log.facts(), log.size());
    let of = |name: &str| figure(&facts, at, &name.parse().unwrap()).unwrap().numerator;
    assert_eq!(of(&format!("population@school:{A}@2025-26:september")), 2);
    assert_eq!(of(&format!("population@school:{B}@2025-26:september")), 1);
    assert_eq!(of(&format!("assessed@committee:{}@2025-26:september", whole())), 3);
    assert_eq!(of(&format!("point:13@school:{A}@2025-26:september")), 1);
}

/// What can happen to four units and their pupils.
#[derive(Debug, Clone)]
enum Turn {
    Open(usize, i32),
    Close(usize, i32, Vec<usize>),
    Enrol(u8, usize),
    Move(u8, usize, usize, i32),
    Assess(u8, bool),
}

const UNITS: [u32; 4] = [A, B, C, D];

fn turn() -> impl Strategy<Value = Turn> {
    let on = 0..150_i32;
    prop_oneof![
        (0..4_usize, on.clone()).prop_map(|(unit, on)| Turn::Open(unit, on)),
        (0..4_usize, on.clone(), proptest::collection::vec(0..4_usize, 0..3))
            .prop_map(|(unit, on, to)| Turn::Close(unit, on, to)),
        (0..12_u8, 0..4_usize).prop_map(|(pupil, unit)| Turn::Enrol(pupil, unit)),
        (0..12_u8, 0..4_usize, 0..4_usize, on)
            .prop_map(|(pupil, from, to, on)| Turn::Move(pupil, from, to, on)),
        (0..12_u8, any::<bool>()).prop_map(|(pupil, high)| Turn::Assess(pupil, high)),
    ]
}

fn log_of(turns: Vec<Turn>) -> Log {
    let mut log = Log::municipality();
    for code in [C, D] {
        log.add(opened(code, "2025-07-01"));
    }
    let from = |on: i32| day("2025-08-20").plus(on).to_string();
    for turn in turns {
        match turn {
            Turn::Open(at, on) => _ = log.add(opened(UNITS[at], &from(on))),
            Turn::Close(at, on, to) => {
                let to: Vec<u32> = to.into_iter().map(|to| UNITS[to]).collect();
                log.add(closed(UNITS[at], &from(on), &to));
            }
            Turn::Enrol(n, at) => _ = log.enrol(n, UNITS[at], 3, "2025-08-15"),
            Turn::Move(n, at, to, on) => _ = log.transfer(n, UNITS[at], UNITS[to], &from(on)),
            Turn::Assess(n, high) => {
                log.assess(n, september(), if high { "15" } else { "10" });
            }
        }
    }
    log
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_point_is_the_sum_of_the_units_it_names(
        turns in proptest::collection::vec(turn(), 1..60),
        thousandth in 0..=1000_u64,
    ) {
        let log = log_of(turns);
        let at = Size(log.size().0 * thousandth / 1000);
        let (now, then) = (log.facts(), log.facts_at(at));
        let lus = september().instrument;
        for code in UNITS {
            let of = |facts: &Facts| series(facts, at, at_school(code), Slice::default(), lus);
            let shown = of(&now);
            prop_assert_eq!(&shown, &of(&then));
            for point in shown.rounds {
                let units = point.predecessors.iter().copied().chain([unit(code)]);
                let own = |school| FigureRef { scope: FigureScope::School(school),
                    ..point.population.reference };
                let sum: u32 = units.filter_map(|school| figure(&now, at, &own(school)))
                    .map(|figure| figure.numerator).sum();
                prop_assert_eq!(point.population.numerator, sum);
                prop_assert_eq!(figure(&now, at, &point.median.reference), Some(point.median));
            }
        }
    }

    #[test]
    fn nobody_is_counted_twice(turns in proptest::collection::vec(turn(), 1..60)) {
        let log = log_of(turns);
        let (facts, at) = (log.facts(), log.size());
        let population = |scope| {
            let series = series(&facts, at, scope, Slice::default(), september().instrument);
            series.rounds.first().map_or(0, |point| point.population.numerator)
        };
        let whole = population(FigureScope::Committee(whole()));
        let each: u32 = UNITS.iter().map(|code| {
            let reference = FigureRef { scope: at_school(*code), ..name("school", A) };
            figure(&facts, at, &reference).map_or(0, |figure| figure.numerator)
        }).sum();
        prop_assert_eq!(whole, each);
        prop_assert!(whole <= 12);
    }
}
