//! Committee report and school account.

use domain::assessment::NotAssessedReason;
use domain::commitment::Level;
use domain::guarantee::{Answer, Lack, Lifted};
use domain::id::Size;
use proptest::prelude::*;
use serde_json::Value;

use super::history::*;
use super::random::*;
use crate::views::report::CommitteeReport;
use crate::*;

/// Three pupils at A (10, 15, absent) and two at B (15, missing); the target is 15.
fn log() -> Log {
    let mut log = Log::municipality();
    log.commit(0, Level::Municipality, terms(500, "15", "2025-07-01"));
    for (n, at) in [(1, A), (2, A), (3, A), (4, B), (5, B)] {
        log.enrol(n, at, 3, "2025-08-15");
    }
    let low = log.assess(1, september(), "10");
    log.assess(2, september(), "15");
    log.not_assessed(3, september(), NotAssessedReason::Absent);
    log.assess(4, september(), "15");
    let first = log.found(1, A, september(), Lack::Below { assessed: low });
    log.answered(1, A, first, Answer::ExtraAdaptations);
    let last = log.found(5, B, september(), Lack::Missing);
    let open = log.found(3, A, september(), Lack::Missing);
    log.lifted(5, september(), last, Lifted::OutsidePopulation);
    assert!(open > last);
    log
}

fn report_of(log: &Log) -> CommitteeReport {
    let asks = ["Nämnden noterar rapporten".to_owned()];
    committee_report(&log.facts(), whole(), september(), &asks, log.size()).unwrap()
}

#[test]
fn how_pupils_read_and_against_what_was_promised() {
    let report = report_of(&log());
    let total = &report.read.total;
    assert_eq!((total.counts.population, total.counts.assessed, total.missing), (5, 3, 1));
    assert_eq!(total.median, Some(point("15")));
    assert_eq!(report.read.by_grade.len(), 3);
    let schools: Vec<u32> =
        report.read.schools.iter().map(|row| row.total.counts.population).collect();
    assert_eq!(schools, [3, 2]);
    let [target] = &report.promised.municipal[..] else { panic!("one target") };
    assert_eq!((target.reached, target.assessed, target.population), (2, 3, 5));
    assert_eq!(target.met, Some(false));
    assert_eq!(report.promised.schools[1].targets[0].met, Some(true));
    assert_eq!(report.asks, ["Nämnden noterar rapporten"]);
}

#[test]
fn who_falls_behind_stands_in_numbers() {
    let report = report_of(&log());
    let counts = report.behind.total.counts;
    assert_eq!((counts.found, counts.open, counts.answered, counts.lifted), (3, 1, 1, 1));
    assert_eq!((counts.below, counts.missing, counts.answers.extra_adaptations), (1, 2, 1));
    assert_eq!(report.behind.total.pupils, 2);
    assert_eq!(report.behind.districts.len(), 2);
    assert_eq!(report.behind.schools[0].short.counts.found, 2);
}

#[test]
fn what_is_done_and_whether_it_works() {
    let mut log = log();
    log.concern(1, 1, A, "2025-09-20");
    log.measure_decided(1, A, "2025-01-31");
    log.measure_decided(2, B, "2030-01-31");
    log.measure_started(2, B, "2025-10-02");
    log.measure_decided(3, B, "2030-01-31");
    log.measure_evaluated(3, B, "2026-02-01");
    log.informed(A, "2025-06-01");
    let report = report_of(&log);
    assert_eq!(report.done.programmes.concern, 1);
    let measures = report.done.measures;
    assert_eq!((measures.decided, measures.started, measures.evaluated), (1, 1, 1));
    assert_eq!((measures.late, measures.cost), (1, 40_000));
    assert_eq!(report.done.under_way.len(), 2);
    let [evaluated] = &report.works.evaluated[..] else { panic!("one evaluated") };
    assert_eq!(evaluated.after.unwrap().reached, 3);
    assert_eq!(report.works.trend.len(), 1);
    let [informed, never] = &report.informed[..] else { panic!("two schools") };
    assert_eq!((informed.last, never.last), (Some(day("2025-06-01")), None));
    let since = report.basis.day.number() - day("2025-06-01").number();
    assert_eq!(informed.days, u32::try_from(since).ok());
}

#[test]
fn a_later_correction_leaves_the_report_of_the_basis_as_it_was() {
    let mut log = log();
    let (basis, bytes) = (log.size(), serde_json::to_vec(&report_of(&log)).unwrap());
    log.assess(1, september(), "15");
    let again = committee_report(
        &log.facts(),
        whole(),
        september(),
        &["Nämnden noterar rapporten".to_owned()],
        basis,
    );
    assert_eq!(serde_json::to_vec(&again).unwrap(), bytes);

    let (then, now): (Value, Value) =
        (serde_json::from_slice(&bytes).unwrap(), serde_json::to_value(report_of(&log)).unwrap());
    let differences = difference(&then, &now);
    let paths: Vec<&str> = differences.iter().map(|found| found.path.as_str()).collect();
    assert!(paths.contains(&"/basis/as_of"));
    let target = format!("/promised/municipal[commitment={},number=2]/reached", commitment(0));
    let reached = differences.iter().find(|found| found.path == target).unwrap();
    assert_eq!((&reached.then, &reached.now), (&Some(2.into()), &Some(3.into())));
    assert!(!paths.iter().any(|path| path.contains(&B.to_string())), "{paths:?}");
}

#[test]
fn the_account_holds_the_school_beside_district_and_municipality() {
    let mut log = log();
    log.commit(1, Level::School(unit(A)), terms(900, "10", "2025-07-01"));
    let account = school_account(&log.facts(), unit(A), september(), log.size()).unwrap();
    assert_eq!(account.own.total.counts.population, 3);
    assert_eq!(account.own.promised.len(), 2);
    assert_eq!(account.of_district.as_ref().unwrap().total.counts.population, 3);
    let municipality = account.of_municipality.as_ref().unwrap();
    assert_eq!(municipality.total.counts.population, 5);
    assert_eq!(municipality.promised.len(), 1);
    assert_eq!(account.behind.counts.found, 2);
    assert_eq!(account.behind.pupils, 2);
    assert!(school_account(&log.facts(), unit(A), september(), Size(0)).is_none());
}

/// No number in it has a fraction, and no pupil's id stands in it.
fn is_fit(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.is_u64() || number.is_i64(),
        Value::String(text) => (0..PUPILS).all(|n| !text.contains(&pupil(n).to_string())),
        Value::Array(entries) => entries.iter().all(is_fit),
        Value::Object(fields) => fields.values().all(is_fit),
        Value::Null | Value::Bool(_) => true,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn documents_of_the_past_are_what_they_were_and_fit_to_be_public(
        log in history(),
        thousandth in 0..=1000_u64,
    ) {
        let at = size_of(&log, thousandth);
        let (now, then) = (log.facts(), log.facts_at(at));
        for round in ROUNDS.map(|round| round()) {
            for of in [whole(), northern()] {
                let report = committee_report(&now, of, round, &[], at);
                prop_assert_eq!(&report, &committee_report(&then, of, round, &[], at));
                prop_assert!(is_fit(&serde_json::to_value(&report).unwrap()));
            }
            for school in SCHOOLS.map(unit) {
                let account = school_account(&now, school, round, at);
                prop_assert_eq!(&account, &school_account(&then, school, round, at));
                prop_assert!(is_fit(&serde_json::to_value(&account).unwrap()));
            }
        }
        let day = day("2025-11-15");
        prop_assert_eq!(informed(&now, whole(), day, at), informed(&then, whole(), day, at));
    }

    #[test]
    fn the_sums_of_a_report_are_those_of_its_schools(log in history()) {
        let report = committee_report(&log.facts(), whole(), september(), &[], log.size());
        if let Some(report) = report {
            let schools = &report.read.schools;
            let sum: u32 = schools.iter().map(|row| row.total.counts.population).sum();
            prop_assert_eq!(report.read.total.counts.population, sum);
            let found: u32 = report.behind.schools.iter().map(|row| row.short.counts.found).sum();
            prop_assert_eq!(report.behind.total.counts.found, found);
        }
    }
}
