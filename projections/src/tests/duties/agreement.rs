//! Seminars: blind before the reveal, agreement after it, a person's own ratings to that person only.

use domain::seminar::SeminarKind;

use super::people::seminar as id;
use super::*;
use crate::views::seminar::Sample;

/// Five samples rated by the teacher and the special educator; the teacher is one rank off in the last.
fn rated() -> Log {
    let mut log = at_work();
    log.arranged(0, SeminarKind::AssessorAgreement, "2025-10-05");
    for (sample, code) in [(1, "9"), (2, "10"), (3, "15"), (4, "15"), (5, "16")] {
        log.rating(0, sample, TEACHER, code);
        log.rating(0, sample, EDUCATOR, if sample == 5 { "17" } else { code });
    }
    log
}

fn seen_by(log: &Log, viewer: Option<u8>) -> Vec<Sample> {
    let viewer = viewer.map(staff);
    seminar(&log.facts(), id(0), viewer, day("2025-10-05"), log.size()).unwrap().shared
}

#[test]
fn before_the_reveal_nobody_sees_anothers_rating() {
    let log = rated();
    let nobody = seen_by(&log, None);
    assert!(nobody.iter().all(|sample| sample.points.is_empty() && sample.own.is_none()));
    assert!(nobody.iter().all(|sample| sample.raters == 2), "how many is no secret");
    let teacher = seen_by(&log, Some(TEACHER));
    assert_eq!(teacher[4].own, Some(point("16")));
    assert!(teacher[4].points.is_empty());
    let all = seminars(&log.facts(), day("2025-10-05"), log.size());
    assert!(all.agreement.is_empty() && all.seminars[0].agreement.is_none());
    assert!(own_agreement(&log.facts(), staff(TEACHER), log.size()).seminars.is_empty());
}

#[test]
fn after_the_reveal_points_stand_without_their_raters() {
    let mut log = rated();
    log.revealed(0);
    log.rating(0, 5, TEACHER, "17");
    log.consensus(0, 5, "17");
    let shown = seen_by(&log, None);
    let last = &shown[4];
    let points: Vec<_> = last.points.iter().map(|chosen| (chosen.point, chosen.raters)).collect();
    assert_eq!(points, [(point("16"), 1), (point("17"), 1)], "too late to change");
    assert_eq!((last.own, last.consensus), (None, Some(point("17"))));
    let json = serde_json::to_string(&seminars(&log.facts(), day("2025-10-05"), log.size()));
    assert!(!json.unwrap().contains(&staff(TEACHER).to_string()));
}

#[test]
fn agreement_is_told_of_all_raters_together() {
    let mut log = rated();
    log.revealed(0);
    let all = seminars(&log.facts(), day("2025-10-05"), log.size());
    let agreement = all.seminars[0].agreement.unwrap();
    assert_eq!((agreement.raters, agreement.samples, agreement.pairs), (2, 5, 5));
    assert_eq!(agreement.exact_permille, Some(800));
    assert_eq!(agreement.within_one_permille, Some(1000));
    assert_eq!(agreement.rule, RuleId::Agreement);
    assert_eq!(all.agreement.len(), 1);
}

#[test]
fn a_persons_own_ratings_are_held_against_the_consensus() {
    let mut log = rated();
    log.revealed(0);
    log.consensus(0, 4, "15");
    log.consensus(0, 5, "17");
    let own = own_agreement(&log.facts(), staff(TEACHER), log.size());
    let [seminar] = &own.seminars[..] else { panic!("one seminar") };
    assert_eq!((seminar.rated, seminar.with_consensus, seminar.exact), (5, 2, 1));
    assert_eq!((seminar.within_one, seminar.above, seminar.below), (2, 0, 1));
    assert_eq!(seminar.beside.unwrap().lower_permille, 200);
    assert!(own_agreement(&log.facts(), staff(ADVISER), log.size()).seminars.is_empty());
}
