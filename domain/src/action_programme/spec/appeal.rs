//! Service and appeal.

use super::*;

#[test]
fn a_decision_is_served_on_each_party_once() {
    let events = decided();
    let decision = last(&events);
    for party in [party(1), party(2), Party::Pupil] {
        let served = service(decision, party);
        asked(events.clone(), Command::Serve(served.clone())).then(events![served.clone()]);
        let events = with(events.clone(), events![served.clone()]);
        asked(events.clone(), Command::Serve(served.clone())).then_nothing();
        let another_way = DecisionServed { way: Way::Letter, ..served.clone() };
        asked(events.clone(), Command::Serve(another_way)).then_nothing();
        let another_day = DecisionServed { on: day("2025-09-12"), ..served };
        asked(events, Command::Serve(another_day)).then_refused(Refusal::AlreadyServed);
    }
}

#[test]
fn that_none_is_needed_is_served_too() {
    let events = with(ready(false), events![no_programme()]);
    let served = service(last(&events), party(1));
    asked(events, Command::Serve(served.clone())).then(events![served]);
}

#[test]
fn service_is_of_a_decision_that_holds_on_someone_who_may_see_it() {
    let events = decided();
    let decision = last(&events);
    let serve = |party| Command::Serve(service(decision, party));
    asked(ready(true), serve(party(1))).then_refused(Refusal::DecisionUnknown);
    asked(events.clone(), serve(party(3))).then_refused(Refusal::PartyUnfit);
    let with_block = with(events.clone(), events![blocked(1)]);
    asked(with_block, serve(party(1))).then_refused(Refusal::PartyUnfit);
    let annulled = with(events, events![annulment(decision, AnnulmentGround::Incorrect)]);
    asked(annulled, serve(party(1))).then_refused(Refusal::Annulled);
}

#[test]
fn service_is_not_before_the_decision_nor_on_a_day_to_come() {
    let events = decided();
    let on = |text| {
        let served = service(last(&events), party(1));
        Command::Serve(DecisionServed { on: day(text), ..served })
    };
    asked(events.clone(), on("2025-09-09")).then_refused(Refusal::DaysReversed);
    asked(events.clone(), on("2025-09-17")).then_refused(Refusal::DateInFuture);
}

#[test]
fn a_party_appeals_once_served_or_not() {
    let events = decided();
    let decision = last(&events);
    let lodged = appeal(decision, party(1));
    asked(events.clone(), Command::LodgeAppeal(lodged.clone())).then(events![lodged.clone()]);
    asked(appealed(), Command::LodgeAppeal(lodged.clone())).then_nothing();
    let later = AppealLodged { received: day("2025-09-13"), ..lodged.clone() };
    asked(appealed(), Command::LodgeAppeal(later)).then_refused(Refusal::AlreadyAppealed);
    let other = appeal(decision, party(2));
    asked(appealed(), Command::LodgeAppeal(other.clone())).then(events![other]);
    given(events)
        .when(Command::LodgeAppeal(lodged))
        .by(teacher())
        .then_refused(Refusal::NotAuthorised);
}

#[test]
fn a_blocked_guardian_appeals_and_a_stranger_does_not() {
    let events = with(decided(), events![blocked(1)]);
    let decision = latest(&events, is_decision);
    let lodged = appeal(decision, party(1));
    asked(events.clone(), Command::LodgeAppeal(lodged.clone())).then(events![lodged]);
    let stranger = Command::LodgeAppeal(appeal(decision, party(3)));
    asked(events.clone(), stranger).then_refused(Refusal::PartyUnfit);
    let early = AppealLodged { received: day("2025-09-09"), ..appeal(decision, party(1)) };
    asked(events, Command::LodgeAppeal(early)).then_refused(Refusal::DaysReversed);
}

#[test]
fn who_took_an_appeal_back_may_appeal_again() {
    let events = appealed();
    let withdrawn = outcome(last(&events), AppealOutcome::Withdrawn);
    asked(events.clone(), Command::RecordAppealOutcome(withdrawn.clone()))
        .then(events![withdrawn.clone()]);
    let events = with(events, events![withdrawn]);
    let again = appeal(latest(&events, is_decision), party(1));
    asked(events, Command::LodgeAppeal(again.clone())).then(events![again]);
}

#[test]
fn a_person_decides_once_whether_an_appeal_came_in_time() {
    let events = appealed();
    let appeal = last(&events);
    let decide = |in_time| Command::DecideTimeliness(timeliness(appeal, in_time));
    for in_time in [true, false] {
        asked(events.clone(), decide(in_time)).then(events![timeliness(appeal, in_time)]);
        let decided = with(events.clone(), events![timeliness(appeal, in_time)]);
        asked(decided.clone(), decide(in_time)).then_nothing();
        asked(decided, decide(!in_time)).then_refused(Refusal::TimelinessDecided);
    }
    given(events.clone())
        .when(decide(true))
        .by(special_educator())
        .then_refused(Refusal::NotAuthorised);
    let unknown = Command::DecideTimeliness(timeliness(Position(0), true));
    asked(events, unknown).then_refused(Refusal::AppealUnknown);
}

#[test]
fn no_appeal_is_late_before_the_decision_was_served() {
    let events = decided();
    let events = with(events.clone(), events![appeal(last(&events), party(1))]);
    let late = Command::DecideTimeliness(timeliness(last(&events), false));
    asked(events, late).then_refused(Refusal::NotServed);
}

#[test]
fn an_appeal_found_in_time_is_forwarded_once() {
    let events = appealed();
    let appeal = last(&events);
    let forward = || Command::ForwardAppeal(forwarding(appeal));
    asked(events.clone(), forward()).then_refused(Refusal::TimelinessUndecided);
    let late = with(events.clone(), events![timeliness(appeal, false)]);
    asked(late, forward()).then_refused(Refusal::AppealLate);
    let in_time = with(events, events![timeliness(appeal, true)]);
    asked(in_time.clone(), forward()).then(events![forwarding(appeal)]);
    asked(forwarded(), forward()).then_nothing();
    let on = |text| Command::ForwardAppeal(AppealForwarded { on: day(text), ..forwarding(appeal) });
    asked(forwarded(), on("2025-09-14")).then_refused(Refusal::AlreadyForwarded);
    asked(in_time, on("2025-09-11")).then_refused(Refusal::DaysReversed);
}

#[test]
fn the_board_decides_what_was_forwarded() {
    let appeal = the_appeal(&forwarded());
    for how in [
        AppealOutcome::Confirmed,
        AppealOutcome::Annulled,
        AppealOutcome::AnnulledAndRemitted,
        AppealOutcome::Changed,
        AppealOutcome::Dismissed,
        AppealOutcome::Withdrawn,
    ] {
        let record = || Command::RecordAppealOutcome(outcome(appeal, how));
        asked(forwarded(), record()).then(events![outcome(appeal, how)]);
        asked(settled(how), record()).then_nothing();
        if how != AppealOutcome::Withdrawn {
            asked(appealed(), record()).then_refused(Refusal::NotForwarded);
        }
    }
    let other = Command::RecordAppealOutcome(outcome(appeal, AppealOutcome::Changed));
    asked(settled(AppealOutcome::Confirmed), other).then_refused(Refusal::AppealSettled);
}

#[test]
fn what_a_person_found_late_is_dismissed_unforwarded() {
    let events = appealed();
    let appeal = last(&events);
    let events = with(events, events![timeliness(appeal, false)]);
    let dismissed = outcome(appeal, AppealOutcome::Dismissed);
    asked(events, Command::RecordAppealOutcome(dismissed.clone())).then(events![dismissed]);
}

#[test]
fn an_outcome_has_its_day_and_no_empty_number() {
    let refused = |e, refusal| {
        asked(forwarded(), Command::RecordAppealOutcome(e)).then_refused(refusal);
    };
    let confirmed = outcome(the_appeal(&forwarded()), AppealOutcome::Confirmed);
    let blank = AppealDecided { registry_number: Some(" ".to_owned()), ..confirmed };
    refused(blank, Refusal::TextMissing);
    let early = AppealDecided { on: day("2025-09-12"), ..confirmed.clone() };
    refused(early, Refusal::DaysReversed);
    refused(AppealDecided { on: day("2025-09-17"), ..confirmed }, Refusal::DateInFuture);
}

#[test]
fn a_settled_appeal_goes_nowhere() {
    let events = appealed();
    let appeal = last(&events);
    let events = with(events, events![outcome(appeal, AppealOutcome::Withdrawn)]);
    let decide = Command::DecideTimeliness(timeliness(appeal, true));
    asked(events.clone(), decide).then_refused(Refusal::AppealSettled);
    let forward = Command::ForwardAppeal(forwarding(appeal));
    asked(events, forward).then_refused(Refusal::AppealSettled);
}
