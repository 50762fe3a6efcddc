//! The decisions.

use super::*;
use crate::organisation::StaffLeft;

fn with_forms(forms: &[SupportForm]) -> ProgrammeDecided {
    let content = Content { forms: forms.to_vec(), ..content() };
    ProgrammeDecided { content, ..decision() }
}

fn distance(until: &str, on: &str) -> ProgrammeDecided {
    let content = Content {
        forms: vec![SupportForm::DistanceTeaching { until: day(until) }],
        follow_up: Appointment { on: day("2026-01-10"), ..content().follow_up },
        ..content()
    };
    step!(ProgrammeDecided { content, decided: taken(on) })
}

#[test]
fn the_principal_decides_a_programme() {
    asked(ready(true), decide(decision())).then(events![decision()]);
    asked(decided(), decide(decision())).then_nothing();
}

#[test]
fn the_principal_decides_that_none_is_needed() {
    asked(ready(false), decide_none(no_programme())).then(events![no_programme()]);
    let events = with(ready(false), events![no_programme()]);
    asked(events, decide_none(no_programme())).then_nothing();
}

#[test]
fn nobody_else_decides_and_nobody_in_another_s_name() {
    for actor in [teacher(), special_educator(), other_principal(), coordinator()] {
        let asked = given(ready(true)).when(decide(decision())).by(actor);
        asked.then_refused(Refusal::NotAuthorised);
    }
    let decided = Taken { by: other_principal().staff, ..taken("2025-09-10") };
    let in_other_s_name = ProgrammeDecided { decided, ..decision() };
    asked(ready(true), decide(in_other_s_name)).then_refused(Refusal::NotAuthorised);
}

#[test]
fn a_programme_is_drawn_up_where_the_need_is_found_and_otherwise_not() {
    asked(ready(false), decide(decision())).then_refused(Refusal::AgainstInvestigation);
    asked(ready(true), decide_none(no_programme())).then_refused(Refusal::AgainstInvestigation);
}

#[test]
fn no_decision_comes_before_the_investigation_is_concluded() {
    asked(investigated(), decide(decision())).then_refused(Refusal::NotConcluded);
    let early = ProgrammeDecided { decided: taken("2025-09-07"), ..decision() };
    asked(ready(true), decide(early)).then_refused(Refusal::NotConcluded);
    let investigated_again = with(ready(true), events![opening()]);
    asked(investigated_again, decide(decision())).then_refused(Refusal::NotConcluded);
}

#[test]
fn pupil_and_guardian_have_been_given_the_opportunity_to_take_part() {
    let is_pupil =
        |e: &Event| matches!(e, Event::InvestigationConsulted(c) if c.who == Consulted::Pupil);
    let is_guardian =
        |e: &Event| matches!(e, Event::InvestigationConsulted(c) if c.who != Consulted::Pupil);
    let without = |unwanted: fn(&Event) -> bool| {
        ready(true).into_iter().filter(move |e| !unwanted(e)).collect::<Vec<_>>()
    };
    asked(without(is_pupil), decide(decision())).then_refused(Refusal::NotConsulted);
    asked(without(is_guardian), decide(decision())).then_refused(Refusal::NotConsulted);
}

#[test]
fn to_have_been_offered_and_declined_is_enough() {
    let events = ready(true).into_iter().map(|event| match event {
        Event::InvestigationConsulted(e) => InvestigationConsulted { declined: true, ..e }.into(),
        other => other,
    });
    asked(events.collect(), decide(decision())).then(events![decision()]);
}

#[test]
fn a_pupil_without_an_open_guardian_is_heard_and_told_alone() {
    let pupil_alone = |decision| Command::Decide { decision, parties: vec![Party::Pupil] };
    let events = with(ready(true), events![communicated(Party::Pupil), blocked(1), blocked(2)]);
    asked(events.clone(), pupil_alone(decision())).then(events![decision()]);
    let nobody = Command::Decide { decision: decision(), parties: Vec::new() };
    asked(events, nobody).then_refused(Refusal::PartiesUnfit);
}

#[test]
fn every_guardian_without_a_block_is_a_party_and_is_told() {
    let by =
        |parties: &[Party]| Command::Decide { decision: decision(), parties: parties.to_vec() };
    asked(ready(true), by(&[party(1)])).then_refused(Refusal::PartiesUnfit);
    let stranger = [party(1), party(2), party(3)];
    asked(ready(true), by(&stranger)).then_refused(Refusal::PartiesUnfit);
    let told_one = with(concluded(true), events![communicated(party(1))]);
    asked(told_one.clone(), by(&[party(1), party(2)])).then_refused(Refusal::NotCommunicated);
    let with_block = with(told_one, events![blocked(2)]);
    asked(with_block, by(&[party(1)])).then(events![decision()]);
}

#[test]
fn a_pupil_of_sixteen_is_a_party_too() {
    let parties = vec![party(1), party(2), Party::Pupil];
    let decide = Command::Decide { decision: decision(), parties };
    asked(ready(true), decide.clone()).then_refused(Refusal::NotCommunicated);
    let events = with(ready(true), events![communicated(Party::Pupil)]);
    asked(events, decide).then(events![decision()]);
}

#[test]
fn what_was_communicated_before_a_later_conclusion_or_after_the_decision_does_not_count() {
    let concluded_again = with(ready(true), events![opening(), conclusion(true)]);
    asked(concluded_again, decide(decision())).then_refused(Refusal::NotCommunicated);
    let late = MaterialCommunicated { on: day("2025-09-11"), ..communicated(party(2)) };
    let events = with(concluded(true), events![communicated(party(1)), late]);
    asked(events, decide(decision())).then_refused(Refusal::NotCommunicated);
}

#[test]
fn whoever_is_named_is_engaged_on_the_day() {
    let follow_up = Appointment { by: staff(99), ..content().follow_up };
    let stranger = ProgrammeDecided { content: Content { follow_up, ..content() }, ..decision() };
    asked(ready(true), decide(stranger)).then_refused(Refusal::ResponsibleUnfit);
    for gone in [special_educator(), teacher()] {
        let left = StaffLeft { staff: gone.staff, on: day("2025-09-10") };
        let events = with(ready(true), events![left]);
        asked(events, decide(decision())).then_refused(Refusal::ResponsibleUnfit);
    }
}

#[test]
fn a_programme_is_followed_up_after_the_decision_and_evaluated_after_that() {
    let on = |follow_up: &str, evaluation: &str| {
        let follow_up = Appointment { on: day(follow_up), ..content().follow_up };
        let evaluation = Appointment { on: day(evaluation), ..content().evaluation };
        ProgrammeDecided { content: Content { follow_up, evaluation, ..content() }, ..decision() }
    };
    let given_days = |follow_up, evaluation| asked(ready(true), decide(on(follow_up, evaluation)));
    given_days("2025-09-09", "2026-01-15").then_refused(Refusal::FollowUpTooEarly);
    given_days("2025-11-03", "2025-11-02").then_refused(Refusal::EvaluationTooEarly);
    given_days("2025-11-03", "2040-01-01").then_refused(Refusal::DayImplausible);
    given_days("2025-11-03", "2025-11-03").then(events![on("2025-11-03", "2025-11-03")]);
}

#[test]
fn distance_teaching_lasts_at_most_a_term() {
    let asks = |until, on| asked(ready(true), decide(distance(until, on)));
    asks("2025-12-31", "2025-09-10").then(events![distance("2025-12-31", "2025-09-10")]);
    asks("2026-01-01", "2025-09-10").then_refused(Refusal::DistanceTooLong);
    asks("2025-09-09", "2025-09-10").then_refused(Refusal::DistanceTooLong);
    let in_december =
        |until| given(ready(true)).when(decide(distance(until, "2025-12-10"))).by(principal());
    let spring = distance("2026-06-30", "2025-12-10");
    in_december("2026-06-30").on("2025-12-10").then(events![spring]);
    in_december("2026-07-01").on("2025-12-10").then_refused(Refusal::DistanceTooLong);
}

#[test]
fn a_decision_has_its_texts_its_reasons_and_an_instruction_on_appeal() {
    let refused = |decision, refusal| asked(ready(true), decide(decision)).then_refused(refusal);
    let of = |content| ProgrammeDecided { content, ..decision() };
    refused(of(Content { need: Personal::Sealed, ..content() }), Refusal::TextMissing);
    refused(of(Content { measures: Personal::Sealed, ..content() }), Refusal::TextMissing);
    let of = |decided| ProgrammeDecided { decided, ..decision() };
    let unreasoned = Taken { reasons: Personal::Sealed, ..taken("2025-09-10") };
    refused(of(unreasoned), Refusal::ReasonsMissing);
    let uninstructed = Taken { appeal_instruction: false, ..taken("2025-09-10") };
    refused(of(uninstructed.clone()), Refusal::AppealInstructionMissing);
    refused(of(taken("2025-09-17")), Refusal::DateInFuture);
    let none = NoProgrammeDecided { decided: uninstructed, ..no_programme() };
    asked(ready(false), decide_none(none)).then_refused(Refusal::AppealInstructionMissing);
}

#[test]
fn where_a_decision_stands_it_is_changed_or_annulled() {
    asked(decided(), decide(with_forms(&[SupportForm::AdaptedCourse])))
        .then_refused(Refusal::AlreadyDecided);
    asked(decided(), decide_none(no_programme())).then_refused(Refusal::AlreadyDecided);
    let ended = with(decided(), events![evaluation(), ending(Ended::NeedsMet)]);
    asked(ended, decide(decision())).then_refused(Refusal::CaseEnded);
}

#[test]
fn what_the_board_annulled_is_decided_anew_only_where_it_was_sent_back() {
    let told = || events![communicated(party(1)), communicated(party(2))];
    let remitted = settled(AppealOutcome::AnnulledAndRemitted);
    asked(remitted.clone(), decide(decision())).then_refused(Refusal::NotCommunicated);
    asked(with(remitted, told()), decide(decision())).then(events![decision()]);
    let annulled = with(settled(AppealOutcome::Annulled), told());
    asked(annulled, decide(decision())).then_refused(Refusal::AnnulledForGood);
    for outcome in [AppealOutcome::Changed, AppealOutcome::Confirmed, AppealOutcome::Dismissed] {
        let other = with_forms(&[SupportForm::AdaptedCourse]);
        asked(settled(outcome), decide(other)).then_refused(Refusal::AlreadyDecided);
    }
}

#[test]
fn what_the_decision_maker_annulled_is_decided_anew() {
    let events = decided();
    let annulled = annulment(last(&events), AnnulmentGround::Incorrect);
    let told = events![annulled, communicated(party(1)), communicated(party(2))];
    asked(with(events, told), decide(decision())).then(events![decision()]);
}

/// Told anew after the decision, which stands at the position given.
fn told_again() -> (Vec<Event>, Position) {
    let events = decided();
    let decision = last(&events);
    (with(events, events![communicated(party(1)), communicated(party(2))]), decision)
}

#[test]
fn a_decision_is_changed_without_a_new_investigation_but_not_untold() {
    let (events, decision) = told_again();
    asked(events.clone(), revise(revision(decision))).then(events![revision(decision)]);
    let events = with(events, events![revision(decision)]);
    asked(events.clone(), revise(revision(decision))).then_nothing();
    asked(decided(), revise(revision(decision))).then_refused(Refusal::NotCommunicated);
    let to_change_again = ProgrammeRevised { decided: taken("2025-09-16"), ..revision(decision) };
    asked(events, revise(to_change_again)).then_refused(Refusal::NotInForce);
}

#[test]
fn a_change_is_of_a_programme_in_force_and_no_earlier() {
    let (events, decision) = told_again();
    let early = ProgrammeRevised { decided: taken("2025-09-09"), ..revision(decision) };
    asked(events.clone(), revise(early)).then_refused(Refusal::DaysReversed);
    asked(events, revise(revision(Position(0)))).then_refused(Refusal::DecisionUnknown);
    let none = with(ready(false), events![no_programme()]);
    let of_none = revision(last(&none));
    asked(none, revise(of_none)).then_refused(Refusal::NoProgramme);
}

#[test]
fn what_a_change_had_changed_stands_again_when_the_change_is_annulled() {
    let (events, decision) = told_again();
    let events = with(events, events![revision(decision)]);
    let changed = last(&events);
    let events = with(events, events![annulment(changed, AnnulmentGround::Incorrect)]);
    asked(events.clone(), Command::Annul(annulment(changed, AnnulmentGround::Incorrect)))
        .then_nothing();
    asked(events.clone(), Command::FollowUp(follow_up())).then(events![follow_up()]);
    let again = with(events, events![communicated(party(1)), communicated(party(2))]);
    asked(again, revise(revision(decision))).then(events![revision(decision)]);
}
