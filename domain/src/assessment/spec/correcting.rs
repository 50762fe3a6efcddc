//! Signing off, correcting, striking.

use super::*;
use crate::assessment::{Note, change_to_note};
use crate::spec::{administrator, coordinator, given, other_teacher};

/// Point 7 typed, and where it stands.
fn once() -> (Vec<Event>, Position) {
    let mut events = opened();
    let position = next(&events);
    events.push(typed().event());
    (events, position)
}

/// Point 7 typed, class 1 signed off.
fn signed() -> (Vec<Event>, Position) {
    let (mut events, position) = once();
    events.extend(events![signed_off(class(1))]);
    (events, position)
}

fn eight() -> Typed {
    Typed { outcome: point("8"), ..typed() }
}

#[test]
fn after_sign_off_a_correction_needs_a_reason() {
    let (events, of) = signed();
    let asked = given(events.clone()).when(eight().assess()).by(teacher());
    asked.then_refused(Refusal::SignedOff);
    let asked = given(events.clone()).when(eight().correct_because(Personal::Sealed)).by(teacher());
    asked.then_refused(Refusal::NoReason);
    given(events).when(eight().correct()).by(teacher()).then([eight().correction(of)]);
}

#[test]
fn a_first_value_after_sign_off_waits_for_the_class_to_be_reopened() {
    let signed = given(opened()).and(events![signed_off(class(1))]);
    let asked = signed.clone().when(typed().assess()).by(teacher());
    asked.then_refused(Refusal::SignedOff);
    let asked = signed.clone().when(typed().correct()).by(teacher());
    asked.then_refused(Refusal::NothingToCorrect);
    let reopened = signed.and(events![reopened(Some(class(1)), "2025-09-29")]);
    reopened.when(typed().assess()).by(teacher()).then([typed().event()]);
}

#[test]
fn another_class_s_sign_off_binds_only_what_was_recorded_in_it() {
    let signed = events![signed_off(class(2))];
    given(opened()).and(signed).when(typed().assess()).by(teacher()).then([typed().event()]);
    let (events, of) = signed_in_the_class_left();
    let place = Place { class: Some(class(2)), ..here() };
    let moved = Typed { place, assessor: principal().staff, ..eight() };
    let asked = given(events.clone()).when(moved.assess()).by(principal()).on("2025-09-22");
    asked.then_refused(Refusal::SignedOff);
    let asked = given(events).when(moved.correct()).by(principal()).on("2025-09-22");
    asked.then([moved.correction(of)]);
}

/// Point 7 signed off in class 1, after which the pupil has joined class 2.
fn signed_in_the_class_left() -> (Vec<Event>, Position) {
    let (mut events, of) = signed();
    events.extend(events![joined(pupil(1), school(1), Some(class(2)), "2025-09-18")]);
    (events, of)
}

#[test]
fn a_correction_before_sign_off_keeps_its_reason_too() {
    let (events, of) = once();
    given(events).when(eight().correct()).by(teacher()).then([eight().correction(of)]);
}

#[test]
fn a_correction_names_the_value_that_was_in_force() {
    let (mut events, first) = signed();
    let second = next(&events);
    events.push(eight().correction(first));
    let nine = Typed { outcome: point("9"), ..typed() };
    given(events.clone()).when(nine.correct()).by(teacher()).then([nine.correction(second)]);
    events.extend(events![struck(second, teacher().staff)]);
    given(events).when(nine.correct()).by(teacher()).then([nine.correction(first)]);
}

#[test]
fn a_correction_to_the_value_in_force_is_already_so() {
    let (events, of) = signed();
    given(events.clone()).when(typed().correct()).by(teacher()).then_nothing();
    let by_principal = Typed { assessor: principal().staff, ..typed() };
    given(events.clone()).when(by_principal.correct()).by(principal()).then_nothing();
    let other_day = Typed { on: day("2025-09-15"), ..typed() };
    given(events).when(other_day.correct()).by(teacher()).then([other_day.correction(of)]);
}

#[test]
fn a_point_is_corrected_to_a_reason_for_none() {
    let (events, of) = signed();
    let wanted = Typed { outcome: absent(), ..typed() };
    given(events).when(wanted.correct()).by(teacher()).then([wanted.correction(of)]);
}

#[test]
fn nothing_is_corrected_after_submission_unless_reopened() {
    let (mut events, of) = signed();
    events.extend(events![submitted()]);
    let asked = given(events.clone()).when(eight().correct()).by(teacher());
    asked.then_refused(Refusal::Submitted);
    events.extend(events![reopened(None, "2025-10-10")]);
    let asked = given(events).when(eight().correct()).by(teacher()).on("2025-10-09");
    asked.then([eight().correction(of)]);
}

// ----------------------------------------------------------------------------------- striking

#[test]
fn assessor_principal_and_coordinator_strike_before_and_after_sign_off() {
    for (events, of) in [once(), signed()] {
        for actor in [teacher(), principal(), coordinator()] {
            let asked = given(events.clone()).when(strike(of, actor.staff)).by(actor);
            asked.then(events![struck(of, actor.staff)]);
        }
    }
}

#[test]
fn nobody_else_strikes_nor_in_another_s_name() {
    let (events, of) = once();
    for actor in [other_teacher(), administrator()] {
        let asked = given(events.clone()).when(strike(of, actor.staff)).by(actor);
        asked.then_refused(Refusal::NotAuthorised);
    }
    let asked = given(events).when(strike(of, teacher().staff)).by(principal());
    asked.then_refused(Refusal::NotAuthorised);
}

#[test]
fn a_struck_value_is_not_in_force() {
    let (mut events, of) = once();
    events.extend(events![struck(of, teacher().staff)]);
    let asked = given(events.clone()).when(eight().correct()).by(teacher());
    asked.then_refused(Refusal::NothingToCorrect);
    given(events).when(typed().assess()).by(teacher()).then([typed().event()]);
}

#[test]
fn striking_a_correction_restores_the_value_before_it() {
    let (mut events, first) = signed();
    let second = next(&events);
    events.push(eight().correction(first));
    events.extend(events![struck(second, teacher().staff)]);
    given(events.clone()).when(typed().correct()).by(teacher()).then_nothing();
    given(events).when(eight().correct()).by(teacher()).then([eight().correction(first)]);
}

#[test]
fn a_value_is_struck_once() {
    let (mut events, of) = once();
    events.extend(events![struck(of, teacher().staff)]);
    let asked = given(events).when(strike(of, teacher().staff)).by(teacher());
    asked.then_refused(Refusal::AlreadyStruck);
}

#[test]
fn only_a_value_of_that_pupil_round_and_place_is_struck() {
    let (mut events, _) = once();
    let other_pupil = next(&events);
    let other = Typed { place: Place { pupil: pupil(2), ..here() }, ..typed() };
    events.push(other.event());
    let other_round = next(&events);
    let other = Typed { place: Place { round: december(), ..here() }, ..typed() };
    events.push(other.event());
    let other_class = next(&events);
    let other = Typed { place: Place { class: Some(class(2)), ..here() }, ..typed() };
    events.push(other.event());
    for of in [other_pupil, other_round, other_class, Position(0), Position(999)] {
        let asked = given(events.clone()).when(strike(of, principal().staff)).by(principal());
        asked.then_refused(Refusal::NoSuchValue);
    }
}

// -------------------------------------------------------------------------------------- notes

#[test]
fn a_fall_of_two_ranks_and_a_rise_of_four_ask_for_a_note() {
    for (previous, rank, note) in [
        (7, 7, None),
        (7, 6, None),
        (7, 5, Some(Note::Fall)),
        (20, 0, Some(Note::Fall)),
        (7, 10, None),
        (7, 11, Some(Note::Rise)),
        (0, 20, Some(Note::Rise)),
    ] {
        assert_eq!(change_to_note(previous, rank), note, "{previous} to {rank}");
    }
}
