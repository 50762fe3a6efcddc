//! The duty follows a pupil who moves.

use super::*;
use crate::spec::When;

fn following(events: Vec<Event>, wanted: ShortfallFollowed) -> When {
    given(events).when(Command::Follow(wanted)).by(Actor::PROCESS)
}

/// Pupil 1, with a shortfall, has moved to school 2.
fn after_the_move() -> Vec<Event> {
    let mut events = found();
    events.extend(events![moved("2025-09-16")]);
    events
}

#[test]
fn the_new_unit_has_the_duty_from_then_on() {
    following(after_the_move(), follow()).then(events![follow()]);
    let mut events = after_the_move();
    events.extend(events![follow()]);
    following(events.clone(), follow()).then_nothing();
    let again = ShortfallFollowed { from: school(2), ..follow() };
    following(events, again).then_refused(Refusal::SameSchool);
}

#[test]
fn and_comes_back_with_the_pupil() {
    let mut events = after_the_move();
    let back =
        PupilTransferred { from_school: school(2), school: school(1), ..moved("2025-09-16") };
    events.extend(events![follow(), back]);
    let wanted = ShortfallFollowed { school: school(1), from: school(2), ..follow() };
    following(events, wanted.clone()).then(events![wanted]);
}

#[test]
fn only_the_process_follows_and_only_to_where_the_pupil_is() {
    for actor in [coordinator(), other_principal(), principal()] {
        let asked = given(after_the_move()).when(Command::Follow(follow())).by(actor);
        asked.then_refused(Refusal::NotAuthorised);
    }
    following(found(), follow()).then_refused(Refusal::NotEnrolledHere);
    let tomorrow = events![moved("2025-09-17")];
    let asked = given(found()).and(tomorrow).when(Command::Follow(follow())).by(Actor::PROCESS);
    asked.clone().then_refused(Refusal::NotEnrolledHere);
    asked.on("2025-09-17").then(events![follow()]);
}

#[test]
fn what_is_answered_or_lifted_is_not_followed() {
    let mut answered = after_the_move();
    answered.extend(events![answer(Answer::ExtraAdaptations)]);
    following(answered, follow()).then_refused(Refusal::Answered);
    let mut lifted = after_the_move();
    lifted.extend(events![lift(Lifted::Replaced)]);
    following(lifted, follow()).then_refused(Refusal::Lifted);
}
