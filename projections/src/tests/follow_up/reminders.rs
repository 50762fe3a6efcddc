//! Reminders: of what, to whom, how often.

use domain::action_programme::AppealOutcome;
use domain::guarantee::{Answer, Duty};
use domain::organisation::{AssessorAssigned, AssessorKind, StaffEngaged, StaffLeft};
use domain::people::Role;
use domain::personal::Personal;

use super::*;
use crate::follow_up::{duties, reminder_steps};

fn assessor(log: &mut Log, number: u8, n: u8, from: &str) {
    let (class, school) = (class(number), unit(class_school(number)));
    let (kind, from) = (AssessorKind::Responsible, day(from));
    log.add(AssessorAssigned { class, school, staff: staff(n), kind, from, to: None });
}

fn reminders(log: &Log, today: &str) -> Vec<(Duty, domain::id::StaffId, Day)> {
    reminded(&reminder_steps(&log.facts(), log.size(), day(today)))
}

#[test]
fn an_unanswered_shortfall_is_called_to_mind_once_a_week() {
    let mut log = municipality();
    principal(&mut log, A, 0);
    assessor(&mut log, 0, 1, "2025-08-01");
    submit(&mut log, A);
    take(&mut log, "2025-09-20");
    assert_eq!(reminders(&log, "2025-09-30"), [], "the last day is in time");
    let late = reminders(&log, "2025-10-01");
    assert_eq!(late, [(Duty::Answer, staff(1), day("2025-09-30")); 3]);
    take(&mut log, "2025-10-01");
    assert_eq!(reminders(&log, "2025-10-07"), [], "within the week");
    assert_eq!(reminders(&log, "2025-10-08"), [(Duty::Answer, staff(1), day("2025-10-07")); 3]);
    // Days without the program running are not made up for.
    assert_eq!(reminders(&log, "2025-10-30"), [(Duty::Answer, staff(1), day("2025-10-28")); 3]);
    let open = log.facts().shortfalls_at(unit(A), log.size());
    log.answered(2, A, open[0].position, Answer::ExtraAdaptations);
    assert_eq!(reminders(&log, "2025-10-30").len(), 2, "answered");
}

#[test]
fn the_responsible_assessor_of_today_is_reminded_else_the_principal() {
    let mut log = municipality();
    submit(&mut log, A);
    take(&mut log, "2025-09-20");
    assert_eq!(reminders(&log, "2025-10-01"), [], "nobody holds a role");
    principal(&mut log, A, 0);
    assert_eq!(reminders(&log, "2025-10-01")[0].1, staff(0));
    assessor(&mut log, 0, 1, "2025-08-01");
    assessor(&mut log, 0, 2, "2025-10-05");
    assert_eq!(reminders(&log, "2025-10-04")[0].1, staff(1));
    assert_eq!(reminders(&log, "2025-10-05")[0].1, staff(2));
    log.leave(4, A, "2025-10-01");
    assert_eq!(reminders(&log, "2025-10-05").len(), 2, "enrolled nowhere: nobody's duty");
}

/// A case with the first member of staff as lead and for follow-up, the second for evaluation; the third
/// is principal.
fn case() -> Log {
    let mut log = Log::municipality();
    log.goals("2025-09-01");
    log.enrol(1, A, 3, "2025-08-15");
    granted(&mut log, Role::SpecialEducator, A, 0);
    granted(&mut log, Role::Teacher, A, 1);
    principal(&mut log, A, 2);
    log.concern(1, 1, A, "2025-09-20");
    log.investigated(1, 1, A, "2025-10-01");
    log
}

#[test]
fn an_investigation_is_called_to_mind_until_it_is_concluded() {
    let mut log = case();
    assert_eq!(reminders(&log, "2025-10-01"), []);
    let late = [(Duty::Investigation, staff(0), day("2025-10-01"))];
    assert_eq!(reminders(&log, "2025-10-02"), late);
    log.add(StaffEngaged { staff: staff(0), from: day("2025-01-01"), name: Personal::Sealed });
    log.add(StaffLeft { staff: staff(0), on: day("2025-10-01") });
    let instead = [(Duty::Investigation, staff(2), day("2025-10-01"))];
    assert_eq!(reminders(&log, "2025-10-02"), instead, "the principal for who has left");
    log.concluded(1, 1, A, "2025-10-03");
    assert_eq!(reminders(&log, "2025-10-04"), []);
}

#[test]
fn follow_up_and_evaluation_are_due_on_the_days_of_the_programme() {
    let mut log = case();
    let decided = log.decided(1, 1, A, ["2025-10-01", "2025-11-01", "2025-12-01"]);
    assert_eq!(reminders(&log, "2025-11-02"), [(Duty::FollowUp, staff(0), day("2025-11-01"))]);
    log.followed_up(1, 1, "2025-11-03", Some("2025-11-20"));
    assert_eq!(reminders(&log, "2025-11-21"), [(Duty::FollowUp, staff(2), day("2025-11-20"))]);
    log.followed_up(1, 1, "2025-11-21", None);
    let evaluation = [(Duty::Evaluation, staff(1), day("2025-12-01"))];
    assert_eq!(reminders(&log, "2025-12-02"), evaluation);
    let mut evaluated = log.clone();
    evaluated.evaluated(1, 1, "2025-12-02");
    assert_eq!(reminders(&evaluated, "2025-12-03"), []);
    let mut annulled = log.clone();
    annulled.annulled(1, 1, decided, "2025-12-02");
    assert_eq!(reminders(&annulled, "2025-12-03"), []);
    let mut struck = log.clone();
    struck.struck(1, 1, decided);
    assert_eq!(reminders(&struck, "2025-11-02")[0].0, Duty::Investigation, "as if never decided");
    let mut revised = log.clone();
    revised.revised(1, 1, decided, ["2025-12-01", "2026-01-10", "2026-02-01"]);
    assert_eq!(reminders(&revised, "2026-01-11"), [(Duty::FollowUp, staff(0), day("2026-01-10"))]);
    log.ended(1, 1, "2025-12-02");
    assert_eq!(reminders(&log, "2026-02-03"), []);
}

#[test]
fn duties_follow_the_pupil_to_the_new_school_unit() {
    let mut log = case();
    principal(&mut log, B, 3);
    log.decided(1, 1, A, ["2025-10-01", "2025-11-01", "2025-12-01"]);
    log.transfer(1, A, B, "2025-10-20");
    let moved = [(Duty::FollowUp, staff(3), day("2025-11-01"))];
    assert_eq!(reminders(&log, "2025-11-02"), moved, "the one named is of another unit");
    granted(&mut log, Role::SpecialEducator, B, 0);
    assert_eq!(reminders(&log, "2025-11-02")[0].1, staff(0), "unless that person works there too");
    assert!(duties(&log.facts(), unit(A), log.size(), day("2025-11-02")).is_empty());
}

#[test]
fn an_appeal_in_time_is_to_be_forwarded() {
    let mut log = case();
    let decided = log.decided(1, 1, A, ["2025-10-01", "2026-11-01", "2026-12-01"]);
    let appeal = log.lodged(1, 1, decided, "2025-10-10");
    log.timely(1, 1, appeal, true);
    // These logs are recorded in June 2025; five days from then on.
    let due = Log::instant(log.size().0 - 1).day().plus(5);
    let open = duties(&log.facts(), unit(A), log.size(), day("2025-07-01"));
    let forwarding = open.iter().find(|duty| duty.duty == Duty::AppealForwarding).unwrap();
    assert_eq!((forwarding.due, forwarding.to), (due, Some(staff(2))));
    assert_eq!(reminders(&log, "2025-10-20")[0].0, Duty::AppealForwarding);
    let mut forwarded = log.clone();
    forwarded.forwarded(1, 1, appeal, "2025-10-12");
    assert_eq!(reminders(&forwarded, "2025-10-20"), []);
    log.appeal_decided(1, 1, appeal, AppealOutcome::Annulled);
    assert_eq!(reminders(&log, "2027-01-01"), [], "annulled: nothing to follow up either");
}

#[test]
fn measures_and_complaints_are_late_too() {
    let mut log = case();
    log.concluded(1, 1, A, "2025-09-25");
    log.measure_decided(1, A, "2025-11-01");
    let complaint = log.complained(1, A, day("2025-10-20"));
    let of = |duty, n, due: &str| (duty, staff(n), day(due));
    assert_eq!(reminders(&log, "2025-10-21"), [of(Duty::ComplaintAnswer, 2, "2025-10-20")]);
    log.complaint_answered(1, B, complaint);
    assert_eq!(reminders(&log, "2025-11-02"), [of(Duty::MeasureEvaluation, 0, "2025-11-01")]);
    log.measure_evaluated(1, A, "2025-11-02");
    assert_eq!(reminders(&log, "2025-11-03"), []);
}

#[test]
fn duties_are_listed_before_they_are_late() {
    let mut log = case();
    log.decided(1, 1, A, ["2025-10-01", "2025-11-01", "2025-12-01"]);
    let open = duties(&log.facts(), unit(A), log.size(), day("2025-10-02"));
    let listed: Vec<_> = open.iter().map(|duty| (duty.duty, duty.due, duty.to)).collect();
    assert_eq!(
        listed,
        [
            (Duty::FollowUp, day("2025-11-01"), Some(staff(0))),
            (Duty::Evaluation, day("2025-12-01"), Some(staff(1))),
        ]
    );
    assert!(duties(&log.facts(), unit(B), log.size(), day("2025-10-02")).is_empty());
}
