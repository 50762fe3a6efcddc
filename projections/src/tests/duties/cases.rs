//! Action programmes: how far each case has come, service and appeal, and what is struck.

use domain::action_programme::{AppealOutcome, DecisionServed, MaterialCommunicated, Party};
use domain::id::Position;
use domain::people::Way;

use super::*;
use crate::views::programme::{CaseState, Secrecy};

const ON: &str = "2025-11-15";

/// Pupil 1 in class 0 with two guardians.
fn town() -> Log {
    let mut log = at_work();
    log.enrol(1, A, 3, "2025-08-15");
    log.join(1, 0, "2025-08-15");
    log.parent(1, 0);
    log.parent(1, 1);
    log
}

fn case(log: &Log) -> Programme {
    crate::programme(&log.facts(), super::programme(1), day(ON), log.size()).unwrap()
}

fn state(log: &Log) -> CaseState {
    case(log).row.state
}

fn serve(log: &mut Log, decision: Position, to: u8, on: &str) {
    log.add(DecisionServed {
        programme: super::programme(1),
        pupil: pupil(1),
        school: unit(A),
        decision,
        party: Party::Guardian(guardian(to)),
        on: day(on),
        way: Way::Letter,
    });
}

/// Decided on 10 October, to be followed up on 1 November and evaluated on 1 December.
fn decided() -> (Log, Position) {
    let mut log = town();
    log.concern(1, 1, A, "2025-09-20");
    log.investigated(1, 1, A, "2025-10-20");
    log.concluded(1, 1, A, "2025-10-05");
    let decision = log.decided(1, 1, A, ["2025-10-10", "2025-11-01", "2025-12-01"]);
    (log, decision)
}

#[test]
fn a_case_goes_from_concern_to_end() {
    let mut log = town();
    log.concern(1, 1, A, "2025-09-20");
    assert_eq!(state(&log), CaseState::Concern);
    log.investigated(1, 1, A, "2025-10-20");
    assert_eq!(state(&log), CaseState::UnderInvestigation);
    assert!(case(&log).row.late);
    log.concluded(1, 1, A, "2025-10-05");
    assert_eq!(state(&log), CaseState::Investigated);
    let decision = log.decided(1, 1, A, ["2025-10-10", "2025-11-20", "2025-12-01"]);
    assert_eq!(state(&log), CaseState::Decided);
    assert!(!case(&log).row.late);
    serve(&mut log, decision, 0, "2025-10-15");
    assert_eq!((case(&log).row.served, case(&log).row.parties), (1, 2));
    serve(&mut log, decision, 1, "2025-10-16");
    assert_eq!(state(&log), CaseState::Served);
    log.ended(1, 1, "2025-11-10");
    assert_eq!(state(&log), CaseState::Ended);
}

#[test]
fn a_follow_up_is_late_until_it_is_done() {
    let (mut log, _) = decided();
    assert!(case(&log).row.late, "due on 1 November");
    log.followed_up(1, 1, "2025-11-12", Some("2025-11-30"));
    let row = case(&log).row;
    assert_eq!(row.follow_up.map(|next| next.on), Some(day("2025-11-30")));
    assert!(!row.late);
    log.followed_up(1, 1, "2025-11-14", None);
    assert_eq!(case(&log).row.follow_up, None);
    log.evaluated(1, 1, "2025-11-14");
    assert_eq!(case(&log).row.evaluation, None);
}

#[test]
fn the_time_for_appeal_runs_for_each_party() {
    let (mut log, decision) = decided();
    serve(&mut log, decision, 0, "2025-10-15");
    serve(&mut log, decision, 1, "2025-10-18");
    let [taken] = &case(&log).decisions[..] else { panic!("one decision") };
    let last: Vec<_> = taken.served.iter().map(|served| served.appeal_by).collect();
    assert_eq!(
        last,
        [Some(day("2025-11-05")), Some(day("2025-11-10"))],
        "8 November is a Saturday"
    );
}

#[test]
fn an_appeal_upheld_annuls_and_one_remitted_waits_for_a_new_decision() {
    let (mut log, decision) = decided();
    serve(&mut log, decision, 0, "2025-10-15");
    serve(&mut log, decision, 1, "2025-10-15");
    let appeal = log.lodged(1, 1, decision, "2025-11-03");
    assert_eq!(state(&log), CaseState::Appealed);
    assert!(!case(&log).appeals[0].seems_late, "the pupil has not been served");
    log.timely(1, 1, appeal, true);
    log.forwarded(1, 1, appeal, "2025-11-05");
    log.appeal_decided(1, 1, appeal, AppealOutcome::AnnulledAndRemitted);
    assert_eq!(state(&log), CaseState::Annulled);
    assert_eq!(case(&log).row.follow_up, None, "what no longer holds is not followed up");
    let anew = log.decided(1, 1, A, ["2025-11-14", "2025-12-01", "2026-01-01"]);
    assert_eq!(case(&log).row.decision, Some(anew));
    let first = &case(&log).decisions[0];
    assert_eq!((first.in_force, first.annulled.is_some()), (false, true));
}

#[test]
fn where_a_change_is_annulled_what_it_changed_stands_again() {
    let (mut log, decision) = decided();
    let change = log.revised(1, 1, decision, ["2025-11-01", "2025-11-20", "2025-12-10"]);
    assert_eq!(case(&log).row.decision, Some(change));
    assert_eq!(case(&log).decisions[0].replaced, Some(change));
    log.annulled(1, 1, change, "2025-11-05");
    assert_eq!(case(&log).row.decision, Some(decision));
    assert_eq!(case(&log).decisions[0].replaced, None);
}

#[test]
fn what_is_struck_leaves_the_case_and_stays_in_its_steps() {
    let (mut log, decision) = decided();
    let strike = log.struck(1, 1, decision);
    let view = case(&log);
    assert_eq!(view.row.state, CaseState::Investigated);
    assert!(view.decisions.is_empty());
    let step = view.steps.iter().find(|step| step.position == decision).unwrap();
    assert_eq!(step.struck, Some(strike));
}

#[test]
fn each_step_says_the_secrecy_of_its_text() {
    let (mut log, decision) = decided();
    serve(&mut log, decision, 0, "2025-10-15");
    let steps = case(&log).steps;
    let of = |kind: &str| {
        let step = steps.iter().find(|step| step.kind == kind).unwrap();
        (step.secrecy, step.sealed)
    };
    assert_eq!(of("InvestigationConcluded"), (Secrecy::Investigation, true));
    assert_eq!(of("ProgrammeDecided"), (Secrecy::Decision, true));
    assert_eq!(of("DecisionServed"), (Secrecy::Ordinary, false));
}

#[test]
fn material_counts_for_the_conclusion_it_follows() {
    let mut log = town();
    log.investigated(1, 1, A, "2025-10-20");
    let party = Party::Guardian(guardian(0));
    let material = MaterialCommunicated {
        programme: super::programme(1),
        pupil: pupil(1),
        school: unit(A),
        party,
        on: day("2025-10-06"),
    };
    log.add(material.clone());
    log.concluded(1, 1, A, "2025-10-05");
    assert!(case(&log).investigation.unwrap().communicated.is_empty());
    log.add(material);
    assert_eq!(case(&log).investigation.unwrap().communicated, [party]);
}

#[test]
fn a_case_follows_its_pupil() {
    let (mut log, _) = decided();
    let at = |log: &Log, school: u32, on: &str| {
        programmes(&log.facts(), unit(school), day(on), log.size()).cases.len()
    };
    assert_eq!((at(&log, A, ON), at(&log, B, ON)), (1, 0));
    log.transfer(1, A, B, "2025-11-10");
    assert_eq!((at(&log, A, ON), at(&log, B, ON)), (0, 1));
    assert_eq!((at(&log, A, "2025-11-09"), at(&log, B, "2025-11-09")), (1, 0));
    log.leave(1, B, "2025-11-12");
    assert_eq!((at(&log, A, ON), at(&log, B, ON)), (0, 1), "the last school unit keeps it");
}

#[test]
fn nothing_is_late_for_a_pupil_who_has_left() {
    let (mut log, _) = decided();
    assert!(case(&log).row.late);
    log.leave(1, A, "2025-11-10");
    assert!(!case(&log).row.late);
    let then = crate::programme(&log.facts(), super::programme(1), day("2025-11-09"), log.size());
    assert!(then.unwrap().row.late, "before the pupil left");
}

#[test]
fn an_appeal_stays_open_after_the_end() {
    let (mut log, decision) = decided();
    let appeal = log.lodged(1, 1, decision, "2025-10-20");
    log.evaluated(1, 1, "2025-11-10");
    log.ended(1, 1, "2025-11-10");
    assert_eq!((state(&log), case(&log).row.open_appeals), (CaseState::Ended, 1));
    log.timely(1, 1, appeal, true);
    log.forwarded(1, 1, appeal, "2025-11-12");
    assert_eq!(case(&log).row.open_appeals, 1);
    log.appeal_decided(1, 1, appeal, AppealOutcome::Confirmed);
    assert_eq!(case(&log).row.open_appeals, 0);
}
