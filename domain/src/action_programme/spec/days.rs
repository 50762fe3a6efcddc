//! The days of what could be recorded without one: opening, slip and timeliness, entered late.

use super::*;
use crate::action_programme::happened;

fn opened(on: &str) -> InvestigationOpened {
    InvestigationOpened { on: Some(day(on)), ..opening() }
}

fn open(on: &str) -> Command {
    Command::OpenInvestigation(opened(on))
}

#[test]
fn what_says_no_day_happened_on_the_day_it_was_recorded() {
    let recorded = day("2025-09-16").start();
    assert_eq!(happened(None, recorded), day("2025-09-16"));
    assert_eq!(happened(Some(day("2025-09-02")), recorded), day("2025-09-02"));
}

#[test]
fn an_investigation_entered_late_carries_its_true_days() {
    // Given a concern of 1 September, and that it is the 16th.
    asked(reported(), open("2025-09-02")).then(events![opened("2025-09-02")]);
    // Then those who were heard in between, and the conclusion, are recorded too.
    let late = given(with(reported(), events![opened("2025-09-02")])).recorded_on("2025-09-16");
    let heard = consulted(Consulted::Pupil);
    late.when(Command::Consult(heard.clone())).by(principal()).then(events![heard]);
    let late = given(with(reported(), events![opened("2025-09-02")])).recorded_on("2025-09-16");
    let conclude = Command::Conclude(conclusion(true));
    late.when(conclude).by(principal()).then(events![conclusion(true)]);
    let late = given(with(reported(), events![opened("2025-09-09")]));
    let conclude = Command::Conclude(conclusion(true));
    late.when(conclude).by(principal()).then_refused(Refusal::DaysReversed);
}

#[test]
fn an_investigation_entered_late_may_have_a_goal_that_has_been() {
    let conclude_by = day("2025-09-10");
    let past = || InvestigationOpened { conclude_by, ..opened("2025-09-02") };
    asked(reported(), Command::OpenInvestigation(past())).then(events![past()]);
    let reversed = InvestigationOpened { on: Some(day("2025-09-11")), ..past() };
    asked(reported(), Command::OpenInvestigation(reversed)).then_refused(Refusal::DaysReversed);
}

#[test]
fn an_investigation_comes_after_its_concern_and_the_former_conclusion() {
    asked(reported(), open("2025-08-31")).then_refused(Refusal::DaysReversed);
    asked(reported(), open("2025-09-01")).then(events![opened("2025-09-01")]);
    asked(reported(), open("2025-09-17")).then_refused(Refusal::DateInFuture);
    asked(before(), open("2025-08-31")).then(events![opened("2025-08-31")]);
    asked(concluded(true), open("2025-09-07")).then_refused(Refusal::DaysReversed);
    asked(concluded(true), open("2025-09-08")).then(events![opened("2025-09-08")]);
}

#[test]
fn an_investigation_entered_anew_comes_before_those_who_were_heard_in_it() {
    // Given one that was opened, a pupil heard on 5 September, and the opening struck.
    let events = investigated();
    let of = last(&events);
    let events = with(events, events![consulted(Consulted::Pupil), strike(of)]);
    asked(events.clone(), open("2025-09-06")).then_refused(Refusal::DaysReversed);
    asked(events, open("2025-09-05")).then(events![opened("2025-09-05")]);
}

#[test]
fn an_investigation_under_way_is_the_same_when_said_again_with_its_day_or_none() {
    let events = || with(reported(), events![opened("2025-09-02")]);
    asked(events(), open("2025-09-02")).then_nothing();
    asked(events(), Command::OpenInvestigation(opening())).then_nothing();
    asked(events(), open("2025-09-03")).then_refused(Refusal::AlreadyOpened);
    let on_the_day = given(investigated()).recorded_on("2025-09-04");
    on_the_day.when(open("2025-09-04")).by(principal()).then_nothing();
}

#[test]
fn a_slip_is_corrected_on_a_day_from_that_of_the_decision() {
    let of = last(&decided());
    let slip = |on: &str| SlipCorrected { on: Some(day(on)), ..slip(of) };
    let correct = |on: &str| asked(decided(), Command::CorrectSlip(slip(on)));
    correct("2025-09-10").then(events![slip("2025-09-10")]);
    correct("2025-09-09").then_refused(Refusal::DaysReversed);
    correct("2025-09-17").then_refused(Refusal::DateInFuture);
    let empty = SlipCorrected { correction: Personal::Sealed, ..slip("2025-09-17") };
    asked(decided(), Command::CorrectSlip(empty)).then_refused(Refusal::TextMissing);
}

#[test]
fn an_appeal_is_forwarded_from_the_day_on_which_it_was_found_in_time() {
    let events = appealed();
    let of = last(&events);
    let found = |on: &str| AppealTimelinessDecided { on: Some(day(on)), ..timeliness(of, true) };
    let find = |on: &str| Command::DecideTimeliness(found(on));
    asked(events.clone(), find("2025-09-12")).then(events![found("2025-09-12")]);
    let events = with(events, events![found("2025-09-14")]);
    asked(events.clone(), find("2025-09-14")).then_nothing();
    asked(events.clone(), Command::DecideTimeliness(timeliness(of, true))).then_nothing();
    asked(events.clone(), find("2025-09-15")).then_refused(Refusal::TimelinessDecided);
    let forward = |on: &str| AppealForwarded { on: day(on), ..forwarding(of) };
    let early = Command::ForwardAppeal(forward("2025-09-13"));
    asked(events.clone(), early).then_refused(Refusal::DaysReversed);
    let command = Command::ForwardAppeal(forward("2025-09-14"));
    asked(events, command).then(events![forward("2025-09-14")]);
}
