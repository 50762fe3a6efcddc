//! Four different acts: slip, change (see the decisions), annulment, strike.

use super::*;

#[test]
fn a_slip_is_corrected_by_those_who_decide_and_changes_nothing() {
    let events = decided();
    let slip = slip(last(&events));
    let correct = || Command::CorrectSlip(slip.clone());
    asked(events.clone(), correct()).then(events![slip.clone()]);
    given(events.clone())
        .when(correct())
        .by(special_educator())
        .then_refused(Refusal::NotAuthorised);
    let corrected = with(events, events![slip.clone()]);
    asked(corrected.clone(), decide(decision())).then_nothing();
    asked(corrected, correct()).then(events![slip.clone()]);
}

#[test]
fn a_slip_is_in_a_decision_that_holds() {
    let events = decided();
    let of = last(&events);
    let annulled = with(events.clone(), events![annulment(of, AnnulmentGround::Incorrect)]);
    asked(annulled, Command::CorrectSlip(slip(of))).then_refused(Refusal::Annulled);
    asked(events, Command::CorrectSlip(slip(Position(0)))).then_refused(Refusal::DecisionUnknown);
}

#[test]
fn a_decision_is_annulled_once() {
    let events = decided();
    let annulled = annulment(last(&events), AnnulmentGround::Incorrect);
    let annul = |e: &DecisionAnnulled| Command::Annul(e.clone());
    asked(events.clone(), annul(&annulled)).then(events![annulled.clone()]);
    let done = with(events, events![annulled.clone()]);
    asked(done.clone(), annul(&annulled)).then_nothing();
    let other = DecisionAnnulled { ground: AnnulmentGround::NewCircumstances, ..annulled };
    asked(done, annul(&other)).then_refused(Refusal::Annulled);
}

#[test]
fn a_decision_is_annulled_on_the_board_s_ground_only_where_the_board_annulled() {
    let (events, remitted) = (decided(), settled(AppealOutcome::AnnulledAndRemitted));
    let of = last(&events);
    let annul = |ground| Command::Annul(annulment(of, ground));
    asked(events, annul(AnnulmentGround::BoardOfAppeal)).then_refused(Refusal::BoardDidNotAnnul);
    asked(remitted.clone(), annul(AnnulmentGround::Incorrect)).then_refused(Refusal::Annulled);
    asked(remitted, annul(AnnulmentGround::BoardOfAppeal))
        .then(events![annulment(of, AnnulmentGround::BoardOfAppeal)]);
}

#[test]
fn whoever_annuls_is_the_one_who_acts() {
    let events = decided();
    let by = teacher().staff;
    let annulled = DecisionAnnulled { by, ..annulment(last(&events), AnnulmentGround::Incorrect) };
    asked(events.clone(), Command::Annul(annulled.clone())).then_refused(Refusal::NotAuthorised);
    given(events).when(Command::Annul(annulled)).by(teacher()).then_refused(Refusal::NotAuthorised);
}

#[test]
fn what_was_struck_counts_as_if_it_were_not_there() {
    let events = ready(true);
    let consulted = latest(&events, |e| matches!(e, Event::InvestigationConsulted(_)));
    for actor in [principal(), special_educator()] {
        let asked = given(events.clone()).when(Command::Strike(strike(consulted))).by(actor);
        asked.then(events![strike(consulted)]);
    }
    let by_teacher = given(events.clone()).when(Command::Strike(strike(consulted))).by(teacher());
    by_teacher.then_refused(Refusal::NotAuthorised);
    let struck = with(events, events![strike(consulted)]);
    asked(struck.clone(), Command::Strike(strike(consulted))).then_nothing();
    asked(struck, decide(decision())).then_refused(Refusal::NotConsulted);
}

#[test]
fn a_struck_decision_makes_way_for_another_and_a_struck_end_brings_back() {
    let events = decided();
    let told = events![strike(last(&events)), communicated(party(1)), communicated(party(2))];
    asked(with(events, told), decide(decision())).then(events![decision()]);
    let ended = with(decided(), events![evaluation(), ending(Ended::NeedsMet)]);
    let struck = with(ended.clone(), events![strike(last(&ended))]);
    asked(struck, Command::FollowUp(follow_up())).then(events![follow_up()]);
}

#[test]
fn a_case_wholly_struck_is_no_case() {
    let events = reported();
    let struck = with(events.clone(), events![strike(last(&events))]);
    let conclude = Command::Conclude(conclusion(true));
    asked(struck.clone(), conclude).then_refused(Refusal::CaseUnknown);
    asked(struck, Command::Report(concern())).then(events![concern()]);
}

#[test]
fn a_decision_served_or_appealed_is_annulled_and_not_struck() {
    let events = decided();
    let of = last(&events);
    asked(events.clone(), Command::Strike(strike(of))).then(events![strike(of)]);
    for reached in [events![service(of, party(1))], events![appeal(of, party(1))]] {
        let events = with(events.clone(), reached);
        asked(events, Command::Strike(strike(of))).then_refused(Refusal::ServedOrAppealed);
    }
}

#[test]
fn a_strike_is_of_an_entry_and_never_of_a_strike() {
    let events = reported();
    asked(events.clone(), Command::Strike(strike(Position(0)))).then_refused(Refusal::EntryUnknown);
    let events = with(events.clone(), events![strike(last(&events))]);
    let of_strike = Command::Strike(strike(last(&events)));
    asked(events, of_strike).then_refused(Refusal::StrikeOfStrike);
}

#[test]
fn early_support_and_hand_over_are_struck_without_a_case() {
    let events = with(before(), events![early_support()]);
    let of = last(&events);
    let struck = EntryStruck { programme: programme(9), ..strike(of) };
    asked(events.clone(), Command::Strike(struck.clone())).then(events![struck.clone()]);
    let struck = with(events, events![struck]);
    let again = Command::AssessEarlySupport(early_support());
    asked(struck, again).then(events![early_support()]);
    let events = with(before(), events![hand_over()]);
    let struck = strike(last(&events));
    asked(events, Command::Strike(struck.clone())).then(events![struck]);
}
