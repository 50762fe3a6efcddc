//! Follow-up, evaluation, end.

use super::*;

#[test]
fn the_responsible_person_follows_up_or_the_principal_or_a_special_educator() {
    let ask = |actor| given(decided()).when(Command::FollowUp(follow_up())).by(actor);
    for actor in [teacher(), principal(), special_educator()] {
        ask(actor).then(events![follow_up()]);
    }
    ask(other_teacher()).then_refused(Refusal::NotAuthorised);
    asked(with(decided(), events![follow_up()]), Command::FollowUp(follow_up())).then_nothing();
}

#[test]
fn a_follow_up_may_hand_the_next_one_to_someone_else() {
    let next = Appointment { on: day("2025-10-01"), by: other_teacher().staff };
    let first = ProgrammeFollowedUp { next: Some(next), ..follow_up() };
    asked(decided(), Command::FollowUp(first.clone())).then(events![first.clone()]);
    let events = with(decided(), events![first]);
    let again = || Command::FollowUp(follow_up());
    given(events.clone()).when(again()).by(other_teacher()).then(events![follow_up()]);
    given(events).when(again()).by(teacher()).then_refused(Refusal::NotAuthorised);
}

#[test]
fn the_next_follow_up_has_someone_and_comes_after_this_one() {
    let refused = |next, refusal| {
        let followed_up = ProgrammeFollowedUp { next: Some(next), ..follow_up() };
        asked(decided(), Command::FollowUp(followed_up)).then_refused(refusal);
    };
    let next = Appointment { on: day("2025-10-01"), by: teacher().staff };
    refused(Appointment { by: staff(99), ..next }, Refusal::ResponsibleUnfit);
    refused(Appointment { on: day("2040-10-01"), ..next }, Refusal::DayImplausible);
    refused(Appointment { on: day("2025-09-13"), ..next }, Refusal::FollowUpTooEarly);
}

#[test]
fn a_programme_is_evaluated_by_the_one_named() {
    let ask = |actor| given(decided()).when(Command::Evaluate(evaluation())).by(actor);
    for actor in [special_educator(), principal()] {
        ask(actor).then(events![evaluation()]);
    }
    ask(teacher()).then_refused(Refusal::NotAuthorised);
    asked(with(decided(), events![evaluation()]), Command::Evaluate(evaluation())).then_nothing();
}

#[test]
fn only_a_programme_in_force_is_followed_up_and_evaluated() {
    let refused = |events: Vec<Event>, refusal| {
        asked(events.clone(), Command::FollowUp(follow_up())).then_refused(refusal);
        asked(events.clone(), Command::Evaluate(evaluation())).then_refused(refusal);
        asked(events, Command::End(ending(Ended::ReplacedByOther))).then_refused(refusal);
    };
    refused(ready(true), Refusal::NoProgramme);
    refused(with(ready(false), events![no_programme()]), Refusal::NoProgramme);
    refused(settled(AppealOutcome::Annulled), Refusal::NoProgramme);
    let annulled = annulment(last(&decided()), AnnulmentGround::NewCircumstances);
    refused(with(decided(), events![annulled]), Refusal::NoProgramme);
    let ended = events![evaluation(), ending(Ended::NeedsMet)];
    refused(with(decided(), ended), Refusal::CaseEnded);
}

#[test]
fn a_decision_that_the_board_confirmed_or_changed_stands() {
    for how in [AppealOutcome::Confirmed, AppealOutcome::Changed, AppealOutcome::Dismissed] {
        asked(settled(how), Command::FollowUp(follow_up())).then(events![follow_up()]);
    }
}

#[test]
fn a_programme_ends_after_an_evaluation() {
    let end = || Command::End(ending(Ended::NeedsMet));
    asked(decided(), end()).then_refused(Refusal::NotEvaluated);
    let events = with(decided(), events![evaluation()]);
    asked(events.clone(), end()).then(events![ending(Ended::NeedsMet)]);
    given(events.clone()).when(end()).by(special_educator()).then_refused(Refusal::NotAuthorised);
    asked(with(events, events![ending(Ended::NeedsMet)]), end()).then_nothing();
}

#[test]
fn a_programme_does_not_end_before_the_evaluation_that_it_ends_on() {
    let ended = ProgrammeEnded { on: day("2025-09-14"), ..ending(Ended::NeedsMet) };
    let asked = asked(with(decided(), events![evaluation()]), Command::End(ended));
    asked.then_refused(Refusal::DaysReversed);
}

#[test]
fn a_programme_may_end_while_an_appeal_is_open_and_the_appeal_goes_on() {
    let events = with(appealed(), events![evaluation()]);
    asked(events.clone(), Command::End(ending(Ended::NeedsMet)))
        .then(events![ending(Ended::NeedsMet)]);
    let appeal = the_appeal(&events);
    let ended = with(events, events![ending(Ended::NeedsMet)]);
    let decide = Command::DecideTimeliness(timeliness(appeal, true));
    asked(ended, decide).then(events![timeliness(appeal, true)]);
}

#[test]
fn a_programme_ends_without_evaluation_when_the_pupil_has_left() {
    let end = || Command::End(ending(Ended::PupilLeft));
    asked(decided(), end()).then_refused(Refusal::PupilStillHere);
    asked(with(decided(), events![left()]), end()).then(events![ending(Ended::PupilLeft)]);
}

#[test]
fn nothing_is_done_before_the_decision_or_on_a_day_to_come() {
    for (on, refusal) in
        [("2025-09-09", Refusal::DaysReversed), ("2025-09-17", Refusal::DateInFuture)]
    {
        let followed_up = ProgrammeFollowedUp { on: day(on), ..follow_up() };
        asked(decided(), Command::FollowUp(followed_up)).then_refused(refusal);
        let evaluated = ProgrammeEvaluated { on: day(on), ..evaluation() };
        asked(decided(), Command::Evaluate(evaluated)).then_refused(refusal);
        let ended = ProgrammeEnded { on: day(on), ..ending(Ended::NeedsMet) };
        asked(with(decided(), events![evaluation()]), Command::End(ended)).then_refused(refusal);
    }
}

#[test]
fn what_was_done_before_a_change_is_recorded_after_it_and_counts() {
    let events = decided();
    let told = events![communicated(party(1)), communicated(party(2))];
    let changed = with(with(events.clone(), told), events![revision(last(&events))]);
    let before_it = ProgrammeFollowedUp { on: day("2025-09-12"), ..follow_up() };
    asked(changed.clone(), Command::FollowUp(before_it.clone())).then(events![before_it]);
    let evaluated_before = with(
        with(events.clone(), events![evaluation()]),
        events![communicated(party(1)), communicated(party(2)), revision(last(&events)),],
    );
    let end = Command::End(ending(Ended::NeedsMet));
    asked(evaluated_before, end.clone()).then(events![ending(Ended::NeedsMet)]);
    asked(changed, end).then_refused(Refusal::NotEvaluated);
}
