//! The assessment explained, and taken note of.

use super::*;
use crate::assessment::{AssessmentCorrected, Outcome};
use crate::spec::When;

fn explaining(events: Vec<Event>, wanted: &AssessmentExplained) -> When {
    given(events).when(Command::Explain(wanted.clone())).by(teacher())
}

fn noting(events: Vec<Event>, wanted: &GuardianAcknowledged) -> When {
    given(events).when(Command::Acknowledge(wanted.clone())).by(teacher())
}

#[test]
fn staff_of_the_unit_explain_to_a_guardian_and_record_that_it_was_noted() {
    for actor in staff_of_school() {
        explaining(assessed(), &explanation()).by(actor).then(events![explanation()]);
        noting(assessed(), &acknowledgement()).by(actor).then(events![acknowledgement()]);
    }
    for actor in others() {
        explaining(assessed(), &explanation()).by(actor).then_refused(Refusal::NotAuthorised);
        noting(assessed(), &acknowledgement()).by(actor).then_refused(Refusal::NotAuthorised);
    }
}

#[test]
fn the_same_again_is_already_so_and_another_day_is_another_time() {
    let explained = || [assessed(), events![explanation()]].concat();
    explaining(explained(), &explanation()).then_nothing();
    let earlier = AssessmentExplained { on: day("2025-09-15"), ..explanation() };
    explaining(explained(), &earlier).then(events![earlier.clone()]);
    let noted = || [assessed(), events![acknowledgement()]].concat();
    noting(noted(), &acknowledgement()).then_nothing();
    let other = GuardianAcknowledged { guardian: guardian(2), ..acknowledgement() };
    noting(noted(), &other).then(events![other.clone()]);
}

#[test]
fn what_was_corrected_afterwards_was_explained_as_it_then_was() {
    let (outcome, reason) = (Outcome::Point(reading().point), Personal::Sealed);
    let corrected = AssessmentCorrected {
        place: place(),
        of: next(&before()),
        outcome,
        edition: reading().edition,
        on: day("2025-09-16"),
        assessor: teacher().staff,
        reason,
    };
    let events = [assessed(), events![corrected]].concat();
    let on = day("2025-09-15");
    let explained = AssessmentExplained { on, ..explanation() };
    explaining(events.clone(), &explained).then(events![explained.clone()]);
    let early = AssessmentExplained { on: on.plus(-1), ..explanation() };
    explaining(events, &early).then_refused(Refusal::BeforeResult);
}

#[test]
fn a_reason_for_no_point_is_explained_too() {
    let events = with(events![NotAssessed {
        place: place(),
        reason: NotAssessedReason::NewlyArrived,
        on: day("2025-09-15"),
        assessor: teacher().staff,
        outside_population: false,
        note: None,
    }]);
    explaining(events.clone(), &explanation()).then(events![explanation()]);
    noting(events, &acknowledgement()).then(events![acknowledgement()]);
}

#[test]
fn what_is_not_there_cannot_be_explained() {
    let (staff, reason) = (teacher().staff, Personal::Sealed);
    let of = next(&before());
    let struck =
        [assessed(), events![AssessmentStruck { place: place(), of, staff, reason }]].concat();
    for events in [before(), struck] {
        explaining(events.clone(), &explanation()).then_refused(Refusal::NothingToExplain);
        noting(events, &acknowledgement()).then_refused(Refusal::NothingToExplain);
    }
    let round = "2025/26:december".parse().expect("a round");
    let later = AssessmentExplained { round, ..explanation() };
    explaining(assessed(), &later).then_refused(Refusal::NothingToExplain);
}

#[test]
fn a_blocked_guardian_is_told_nothing() {
    let events = || [assessed(), events![blocked()]].concat();
    explaining(events(), &explanation()).then_refused(Refusal::GuardianBlocked);
    noting(events(), &acknowledgement()).then_refused(Refusal::GuardianBlocked);
    let other = AssessmentExplained { guardian: guardian(2), ..explanation() };
    explaining(events(), &other).then(events![other.clone()]);
    let stranger = AssessmentExplained { guardian: guardian(3), ..explanation() };
    explaining(events(), &stranger).then_refused(Refusal::GuardianNotLinked);
}

#[test]
fn in_a_talk_about_the_pupil_or_in_none() {
    let in_talk = AssessmentExplained { dialogue: Some(dialogue(1)), ..explanation() };
    let held = [assessed(), events![talk()]].concat();
    explaining(held, &in_talk).then(events![in_talk.clone()]);
    explaining(assessed(), &in_talk).then_refused(Refusal::DialogueUnknown);
    let other = DialogueInvited { pupil: pupil(2), ..invitation() };
    let of_another = [assessed(), events![other]].concat();
    explaining(of_another, &in_talk).then_refused(Refusal::DialogueOfAnother);
}
