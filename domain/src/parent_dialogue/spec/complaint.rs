//! Complaints and their answers.

use super::*;
use crate::spec::When;

fn receiving(events: Vec<Event>, wanted: &ComplaintReceived) -> When {
    given(events).when(Command::ReceiveComplaint(wanted.clone())).by(teacher())
}

fn answering(events: Vec<Event>, wanted: &ComplaintAnswered) -> When {
    given(events).when(Command::AnswerComplaint(wanted.clone())).by(principal())
}

#[test]
fn staff_of_the_unit_or_the_coordinator_receive_a_complaint() {
    for actor in staff_of_school().into_iter().chain([coordinator(), district_coordinator()]) {
        receiving(before(), &complaint()).by(actor).then(events![complaint()]);
    }
    for actor in [other_principal(), administrator(), Actor::PROCESS] {
        receiving(before(), &complaint()).by(actor).then_refused(Refusal::NotAuthorised);
    }
}

#[test]
fn anyone_may_complain_and_a_guardian_who_is_named_is_the_pupil_s() {
    let anonymous = ComplaintReceived { guardian: None, ..complaint() };
    receiving(before(), &anonymous).then(events![anonymous.clone()]);
    receiving(with(events![blocked()]), &complaint()).then(events![complaint()]);
    let stranger = ComplaintReceived { guardian: Some(guardian(3)), ..complaint() };
    receiving(before(), &stranger).then_refused(Refusal::GuardianNotLinked);
}

#[test]
fn a_complaint_may_be_about_a_unit_the_pupil_has_left() {
    let late =
        ComplaintReceived { on: day("2025-11-03"), answer_by: day("2025-11-17"), ..complaint() };
    let events = with(events![moved("2025-10-01")]);
    receiving(events, &late).on("2025-11-03").then(events![late.clone()]);
    let never_there = ComplaintReceived { school: school(2), ..complaint() };
    let asked = receiving(before(), &never_there).by(other_principal());
    asked.then_refused(Refusal::NotEnrolledHere);
}

#[test]
fn the_service_goal_follows_the_day_it_came_in() {
    let at_once = ComplaintReceived { answer_by: complaint().on, ..complaint() };
    receiving(before(), &at_once).then(events![at_once.clone()]);
    let backwards = ComplaintReceived { answer_by: day("2025-09-14"), ..complaint() };
    receiving(before(), &backwards).then_refused(Refusal::DatesOutOfOrder);
    let tomorrow = ComplaintReceived { on: day("2025-09-17"), ..complaint() };
    receiving(before(), &tomorrow).then_refused(Refusal::DateInFuture);
}

#[test]
fn the_principal_or_the_coordinator_answers() {
    for actor in [principal(), coordinator(), district_coordinator()] {
        answering(complained(), &reply()).by(actor).then(events![reply()]);
    }
    for actor in [teacher(), special_educator(), other_principal(), Actor::PROCESS] {
        answering(complained(), &reply()).by(actor).then_refused(Refusal::NotAuthorised);
    }
}

#[test]
fn a_complaint_is_answered_once() {
    let answered = || [complained(), events![reply()]].concat();
    answering(answered(), &reply()).then_refused(Refusal::AlreadyAnswered);
    let same = ComplaintAnswered { answer: Personal::Sealed, ..reply() };
    answering(answered(), &same).then_nothing();
    // A second complaint is another matter.
    let second = ComplaintAnswered { of: next(&answered()), ..reply() };
    let events = [answered(), events![complaint()]].concat();
    answering(events, &second).then(events![second.clone()]);
}

#[test]
fn the_answer_is_to_a_complaint_about_the_pupil() {
    let other = ComplaintAnswered { pupil: pupil(2), ..reply() };
    answering(complained(), &other).then_refused(Refusal::ComplaintUnknown);
    let nothing = ComplaintAnswered { of: Position(0), ..reply() };
    answering(complained(), &nothing).then_refused(Refusal::ComplaintUnknown);
}

#[test]
fn lateness_is_no_obstacle_and_an_answer_before_the_complaint_is() {
    let late = ComplaintAnswered { on: day("2026-03-01"), ..reply() };
    answering(complained(), &late).on("2026-03-01").then(events![late.clone()]);
    let before = ComplaintAnswered { on: day("2025-09-14"), ..reply() };
    answering(complained(), &before).then_refused(Refusal::DatesOutOfOrder);
}

#[test]
fn after_a_move_either_unit_answers() {
    let events = || [complained(), events![moved("2025-09-16")]].concat();
    answering(events(), &reply()).then(events![reply()]);
    let there = ComplaintAnswered { school: school(2), ..reply() };
    answering(events(), &there).by(other_principal()).then(events![there.clone()]);
    answering(complained(), &there).by(other_principal()).then_refused(Refusal::NotEnrolledHere);
}
