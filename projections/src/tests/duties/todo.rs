//! Who has what to do, and when it is late.

use domain::committee::{MinutesApproved, Resolution};
use domain::guarantee::{Answer, Lack};
use domain::id::{Digest, Position};
use domain::organisation::StaffLeft;
use domain::seminar::SeminarKind;

use super::TodoKind::*;
use super::TodoState::{Late, Next, Soon};
use super::*;

const ON: &str = "2025-10-15";

/// Pupils 1 and 2 in class 0 at A, pupil 3 in class 1.
fn town() -> Log {
    let mut log = at_work();
    for (n, number) in [(1, 0), (2, 0), (3, 1)] {
        log.enrol(n, A, 3, "2025-08-15");
        log.join(n, number, "2025-08-15");
    }
    log.parent(1, 0);
    log
}

#[test]
fn a_round_is_recorded_signed_off_submitted_and_received() {
    let mut log = town();
    assert_eq!(kinds(&log, TEACHER, "2025-09-20"), []);
    log.opened(A, "2025-09-29");
    assert_eq!(kinds(&log, TEACHER, "2025-09-20"), [(AssessClass, Next)]);
    assert_eq!(kinds(&log, TEACHER, "2025-09-22"), [(AssessClass, Soon)]);
    assert_eq!(kinds(&log, TEACHER, "2025-09-30"), [(AssessClass, Late)]);
    log.assess(1, september(), "15");
    let list = crate::todo(&log.facts(), staff(TEACHER), day("2025-09-20"), log.size());
    assert_eq!(list.items[0].about.left, Some(1));
    assert_eq!(list.items[0].about.class, Some(class(0)));
    log.assess(2, september(), "15");
    assert_eq!(kinds(&log, TEACHER, "2025-09-20"), [(SignOffClass, Next)]);
    log.signed_off(0, TEACHER);
    assert_eq!(kinds(&log, TEACHER, "2025-09-20"), []);
    assert_eq!(kinds(&log, PRINCIPAL, "2025-10-07"), [(SubmitRound, Late)]);
    assert_eq!(kinds(&log, COORDINATOR, ON), []);
    log.submitted(A, PRINCIPAL);
    assert_eq!(kinds(&log, PRINCIPAL, "2025-10-07"), []);
    assert_eq!(kinds(&log, COORDINATOR, ON), [(ReceiveRound, Next)]);
    assert_eq!(kinds(&log, OTHER, ON), [], "another school unit's");
}

#[test]
fn pupils_without_class_are_the_principals_to_record() {
    let mut log = town();
    log.enrol(4, A, 3, "2025-08-15");
    log.opened(A, "2025-09-29");
    let expected = [(AssessClass, Next), (SubmitRound, Next)];
    assert_eq!(kinds(&log, PRINCIPAL, "2025-09-16"), expected);
}

#[test]
fn a_shortfall_is_the_assessors_the_principals_and_the_special_educators() {
    let mut log = town();
    let first = log.found(1, A, september(), Lack::Missing);
    log.found(3, A, september(), Lack::Missing);
    assert_eq!(kinds(&log, TEACHER, ON), [(AnswerShortfall, Soon)], "class 1 is not theirs");
    assert_eq!(kinds(&log, PRINCIPAL, ON).len(), 2);
    assert_eq!(kinds(&log, EDUCATOR, "2025-10-21"), [(AnswerShortfall, Late); 2]);
    log.answered(1, A, first, Answer::ExtraAdaptations);
    assert_eq!(kinds(&log, TEACHER, ON), []);
}

#[test]
fn a_shortfall_follows_the_pupil() {
    let mut log = town();
    let of = log.found(1, A, september(), Lack::Missing);
    log.transfer(1, A, B, "2025-10-10");
    log.followed(1, of, A, B);
    assert_eq!(kinds(&log, PRINCIPAL, ON), []);
    assert_eq!(kinds(&log, OTHER, ON), [(AnswerShortfall, Soon)]);
}

#[test]
fn a_case_goes_from_hand_to_hand() {
    let mut log = town();
    log.concern(1, 1, A, "2025-09-20");
    assert_eq!(kinds(&log, PRINCIPAL, ON), [(OpenInvestigation, Next)]);
    log.investigated(1, 1, A, "2025-10-14");
    assert_eq!(kinds(&log, PRINCIPAL, ON), [(ConcludeInvestigation, Late)], "who leads it");
    log.concluded(1, 1, A, "2025-10-14");
    let decide = [(CommunicateMaterial, Next), (DecideProgramme, Next)];
    assert_eq!(kinds(&log, PRINCIPAL, ON), decide);
    let decision = log.decided(1, 1, A, ["2025-10-14", "2025-10-20", "2025-12-01"]);
    assert_eq!(kinds(&log, PRINCIPAL, ON), [(FollowUpProgramme, Soon), (ServeDecision, Next)]);
    assert_eq!(kinds(&log, EDUCATOR, ON), [(EvaluateProgramme, Next)]);
    log.served(1, 1, decision, "2025-10-14");
    let appeal = log.lodged(1, 1, decision, "2025-10-14");
    assert!(kinds(&log, PRINCIPAL, ON).contains(&(DecideTimeliness, Soon)));
    log.timely(1, 1, appeal, true);
    assert!(kinds(&log, PRINCIPAL, ON).iter().any(|(kind, _)| *kind == ForwardAppeal));
    log.forwarded(1, 1, appeal, ON);
    assert!(kinds(&log, PRINCIPAL, ON).iter().all(|(kind, _)| *kind != ForwardAppeal));
    assert_eq!(kinds(&log, TEACHER, ON), []);
}

#[test]
fn an_appeal_stays_a_duty_after_the_programme_has_ended() {
    let mut log = town();
    let decision = log.decided(1, 1, A, ["2025-10-01", "2025-10-20", "2025-12-01"]);
    log.served(1, 1, decision, "2025-10-02");
    let appeal = log.lodged(1, 1, decision, "2025-10-10");
    log.evaluated(1, 1, "2025-10-11");
    log.ended(1, 1, "2025-10-11");
    let duties = |log: &Log| -> Vec<_> {
        let list = crate::todo(&log.facts(), staff(PRINCIPAL), day(ON), log.size());
        let of_appeal = list.items.iter().filter(|item| item.about.appeal == Some(appeal));
        of_appeal.map(|item| (item.kind, item.state)).collect()
    };
    assert_eq!(duties(&log), [(DecideTimeliness, Soon)]);
    log.timely(1, 1, appeal, true);
    assert_eq!(duties(&log), [(ForwardAppeal, Late)], "these logs are recorded in June");
    log.forwarded(1, 1, appeal, "2025-10-14");
    assert_eq!(duties(&log), [(RecordOutcome, Next)]);
    log.appeal_decided(1, 1, appeal, domain::action_programme::AppealOutcome::Confirmed);
    assert_eq!(duties(&log), []);
}

#[test]
fn the_goal_of_forwarding_runs_from_the_day_on_which_the_appeal_was_found_in_time() {
    let mut log = town();
    let decision = log.decided(1, 1, A, ["2025-10-01", "2025-10-20", "2025-12-01"]);
    let appeal = log.lodged(1, 1, decision, "2025-10-10");
    log.timely_on(1, 1, appeal, "2025-10-13");
    let due = |log: &Log| {
        let list = crate::todo(&log.facts(), staff(PRINCIPAL), day(ON), log.size());
        list.items.iter().find(|item| item.kind == ForwardAppeal).map(|item| item.due)
    };
    assert_eq!(due(&log), Some(Some(day("2025-10-18"))), "five days, as the times adopted say");
}

#[test]
fn a_shortfall_is_nobodys_when_the_pupil_has_left() {
    let mut log = town();
    log.found(1, A, september(), Lack::Missing);
    log.leave(1, A, "2025-10-10");
    assert_eq!(kinds(&log, PRINCIPAL, "2025-10-09"), [(AnswerShortfall, Next)]);
    for n in [PRINCIPAL, EDUCATOR, TEACHER] {
        assert_eq!(kinds(&log, n, ON), [], "also before the process has lifted it");
    }
}

#[test]
fn of_a_programme_whose_pupil_has_left_the_end_is_left() {
    let mut log = town();
    log.decided(1, 1, A, ["2025-10-01", "2025-10-05", "2025-10-12"]);
    log.leave(1, A, "2025-10-10");
    let before = kinds(&log, PRINCIPAL, "2025-10-09");
    assert_eq!(before, [(FollowUpProgramme, Late), (ServeDecision, Next)]);
    let (facts, at) = (log.facts(), log.size());
    assert_eq!(kinds(&log, PRINCIPAL, ON), [(ServeDecision, Next), (EndProgramme, Next)]);
    assert_eq!(kinds(&log, EDUCATOR, ON), [], "nothing to evaluate");
    assert_eq!(crate::follow_up::duties(&facts, unit(A), at, day(ON)), [], "nothing to remind of");
    let unit_of =
        |log: &Log| crate::follow_up::unit_of_leaver(&log.facts(), pupil(1), day(ON), log.size());
    assert_eq!(unit_of(&log), Some(unit(A)));
    let decision = Position(log.size().0 - 2);
    log.served(1, 1, decision, "2025-10-12");
    log.ended(1, 1, "2025-10-13");
    assert_eq!(kinds(&log, PRINCIPAL, ON), []);
    assert_eq!(unit_of(&log), None, "nothing is left to do");
}

#[test]
fn a_concern_or_an_investigation_of_a_leaver_waits_for_nobody() {
    let mut log = town();
    log.concern(1, 1, A, "2025-09-20");
    log.concern(2, 2, A, "2025-09-20");
    log.investigated(2, 2, A, "2025-10-01");
    assert_eq!(kinds(&log, PRINCIPAL, ON).len(), 2);
    log.leave(1, A, "2025-10-10");
    log.leave(2, A, "2025-10-10");
    assert_eq!(kinds(&log, PRINCIPAL, ON), []);
}

#[test]
fn what_is_left_of_a_leaver_is_the_last_school_units() {
    let mut log = town();
    log.decided(1, 1, A, ["2025-10-01", "2025-10-05", "2025-10-12"]);
    log.transfer(1, A, B, "2025-10-06");
    log.leave(1, B, "2025-10-10");
    assert_eq!(kinds(&log, PRINCIPAL, ON), []);
    assert!(kinds(&log, OTHER, ON).contains(&(EndProgramme, Next)));
}

#[test]
fn what_was_named_to_someone_who_left_is_the_principals() {
    let mut log = town();
    log.decided(1, 1, A, ["2025-10-01", "2025-10-20", "2025-12-01"]);
    assert!(!kinds(&log, PRINCIPAL, ON).contains(&(EvaluateProgramme, Next)));
    log.add(StaffLeft { staff: staff(EDUCATOR), on: day("2025-10-10") });
    assert!(kinds(&log, PRINCIPAL, ON).contains(&(EvaluateProgramme, Next)));
    assert_eq!(kinds(&log, EDUCATOR, ON), []);
}

#[test]
fn a_measure_waits_for_who_carries_it() {
    let mut log = town();
    log.measure_decided(0, A, "2025-10-20");
    assert_eq!(kinds(&log, PRINCIPAL, ON), [(StartMeasure, Late), (EvaluateMeasure, Soon)]);
    log.measure_started(0, A, "2025-10-02");
    assert_eq!(kinds(&log, PRINCIPAL, ON), [(EvaluateMeasure, Soon)]);
    log.measure_evaluated(0, A, ON);
    assert_eq!(kinds(&log, PRINCIPAL, ON), []);
}

#[test]
fn a_coordinator_may_carry_a_measure_too() {
    let mut log = town();
    log.measure_decided(0, A, "2025-10-20");
    let decided = log.events.pop().flatten();
    let Some(domain::Event::MeasureDecided(decided)) = decided else { panic!("a measure") };
    let responsible = staff(COORDINATOR);
    log.add(domain::analysis::MeasureDecided { responsible, ..decided });
    assert_eq!(kinds(&log, COORDINATOR, ON), [(StartMeasure, Late), (EvaluateMeasure, Soon)]);
    assert_eq!(kinds(&log, PRINCIPAL, ON), [], "the coordinator's role reaches the school unit");
}

#[test]
fn the_principal_answers_complaints_and_conditions() {
    let mut log = town();
    let complaint = log.complained(1, A, day("2025-10-14"));
    log.stated(0, TEACHER, true);
    assert_eq!(kinds(&log, PRINCIPAL, ON), [(AnswerComplaint, Late)], "reasonable ones need none");
    log.stated(0, TEACHER, false);
    assert_eq!(kinds(&log, PRINCIPAL, ON), [(AnswerComplaint, Late), (AnswerConditions, Next)]);
    log.complaint_answered(1, B, complaint);
    assert_eq!(kinds(&log, PRINCIPAL, ON), [(AnswerConditions, Next)], "answered elsewhere");
}

#[test]
fn a_commitment_is_explained_to_every_class_with_pupils_of_its_grades() {
    let mut log = town();
    log.enrol(4, A, 2, "2025-08-15");
    log.commit(0, domain::commitment::Level::Municipality, terms(800, "15", "2025-07-01"));
    let classes = |log: &Log, n: u8| -> Vec<_> {
        let list = crate::todo(&log.facts(), staff(n), day(ON), log.size());
        list.items.iter().filter_map(|item| item.about.class).collect()
    };
    assert_eq!(classes(&log, PRINCIPAL), [class(0), class(1)]);
    assert_eq!(classes(&log, TEACHER), [class(0)]);
    log.commitment_explained(0);
    assert_eq!(classes(&log, PRINCIPAL), [class(1)]);
    assert_eq!(classes(&log, TEACHER), []);
}

#[test]
fn samples_are_to_be_rated_until_they_are_revealed() {
    let mut log = town();
    log.arranged(0, SeminarKind::Joint, "2025-10-20");
    log.arranged(1, SeminarKind::AssessorAgreement, "2025-10-20");
    assert_eq!(kinds(&log, TEACHER, ON), [(RateSamples, Soon)]);
    for sample in 1..=5 {
        log.rating(1, sample, TEACHER, "15");
    }
    assert_eq!(kinds(&log, TEACHER, ON), []);
    assert_eq!(kinds(&log, EDUCATOR, ON), [(RateSamples, Soon)]);
    log.revealed(1);
    assert_eq!(kinds(&log, EDUCATOR, ON), []);
}

#[test]
fn coaching_and_development_go_to_those_who_offer_them() {
    let mut log = town();
    log.coaching_asked(0, A);
    log.coaching_asked(1, B);
    assert_eq!(kinds(&log, ADVISER, ON), [(BookCoaching, Next)], "B lies in the south");
    log.coaching_booked(0, A, ADVISER, "2025-10-14");
    assert_eq!(kinds(&log, ADVISER, ON), [(RecordCoaching, Late)]);
    log.coaching_held(0, A, "2025-10-14");
    log.development_asked(0, A);
    assert_eq!(kinds(&log, ADVISER, ON), [(PlanDevelopment, Next)]);
    assert_eq!(kinds(&log, COORDINATOR, ON), [(PlanDevelopment, Next)]);
    log.development_planned(0, A, "2025-10-10");
    assert_eq!(kinds(&log, ADVISER, ON), []);
    log.development_held(0, A, "2025-10-10");
    assert_eq!(kinds(&log, PRINCIPAL, ON), [(EvaluateDevelopment, Next)]);
}

#[test]
fn a_secretary_delivers_presents_and_has_minutes_approved() {
    let mut log = town();
    log.report_prepared(0, september());
    assert_eq!(kinds(&log, SECRETARY, ON), [(DeliverReport, Next)]);
    log.report_delivered(0, "2025-10-10");
    assert_eq!(kinds(&log, SECRETARY, ON), [(PresentReport, Next)]);
    let (report, committee, meeting) = (super::super::chain::report(0), whole(), day("2025-11-20"));
    let by = staff(SECRETARY);
    log.add(domain::committee::ReportPresented { report, committee, meeting, by });
    assert_eq!(kinds(&log, SECRETARY, ON), []);
    log.committee_decided(0, Resolution::Noted);
    assert_eq!(kinds(&log, SECRETARY, "2025-12-05"), [(ApproveMinutes, Late)]);
    let (approved, announced) = (day("2025-12-01"), day("2025-12-03"));
    log.add(MinutesApproved { committee, meeting, approved, announced });
    assert_eq!(kinds(&log, SECRETARY, "2025-12-05"), []);
}

#[test]
fn an_account_waits_for_the_principal() {
    let mut log = town();
    let basis = domain::committee::Basis { size: log.size(), root: Digest([5; 32]) };
    let (school, round, on) = (unit(A), september(), day("2025-10-10"));
    let document = super::super::chain::document();
    log.add(domain::committee::SchoolAccountDelivered { school, round, basis, document, on });
    assert_eq!(kinds(&log, PRINCIPAL, ON), [(ReceiveAccount, Next)]);
    assert_eq!(kinds(&log, TEACHER, ON), []);
}

#[test]
fn whoever_holds_no_role_has_nothing_to_do() {
    let mut log = town();
    log.found(1, A, september(), Lack::Missing);
    log.opened(A, "2025-09-29");
    assert_eq!(kinds(&log, 9, ON), []);
    assert_eq!(kinds(&log, PRINCIPAL, "2025-06-30"), [], "before the first day of the role");
}
