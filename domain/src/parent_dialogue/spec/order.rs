//! The documented order of the dialogue's refusals.

use std::collections::BTreeSet;

use super::*;
use crate::command::Language;
use crate::spec::peel::{Case, Step, peel};

type Steps<E> = &'static [Step<E, Refusal>];

fn case<E>(events: Vec<Event>, asked: E) -> Case<E> {
    Case { events, asked, actor: administrator(), day: "2025-09-16" }
}

/// Nothing known of pupil 1 or their guardians.
fn without_pupil(mut events: Vec<Event>) -> Vec<Event> {
    events.retain(|e| !matches!(e, Event::PupilEnrolled(_) | Event::GuardianLinked(_)));
    events
}

/// Enrolled from tomorrow.
fn not_yet() -> PupilEnrolled {
    PupilEnrolled { from: day("2025-09-17"), ..enrolment(pupil(1)) }
}

fn unblocked() -> GuardianRestricted {
    GuardianRestricted { blocked: false, ..blocked() }
}

fn of_another() -> DialogueInvited {
    DialogueInvited { dialogue: dialogue(2), pupil: pupil(2), ..invitation() }
}

fn is_talk(event: &Event) -> bool {
    matches!(event, Event::DialogueHeld(_))
}

const INVITE: Steps<DialogueInvited> = &[
    (Refusal::NotAuthorised, |c| c.actor = teacher()),
    (Refusal::PupilUnknown, |c| c.add(not_yet())),
    (Refusal::NotEnrolledHere, |c| c.add(enrolment(pupil(1)))),
    (Refusal::GuardianNotLinked, |c| c.add(linked(pupil(1), 1))),
    (Refusal::GuardianBlocked, |c| c.add(unblocked())),
    (Refusal::DialogueOfAnother, |c| c.asked.dialogue = dialogue(1)),
    (Refusal::AlreadyHeld, |c| c.drop(is_talk)),
    (Refusal::DayImplausible, |c| c.asked.on = invitation().on),
];

#[test]
fn inviting_refuses_in_order() {
    let events = without_pupil(with(events![blocked(), of_another(), talk()]));
    let asked = DialogueInvited { dialogue: dialogue(2), on: day("1925-10-20"), ..invitation() };
    peel(case(events, asked), Command::Invite, INVITE);
}

const HOLD: Steps<DialogueHeld> = &[
    (Refusal::NotAuthorised, |c| c.actor = teacher()),
    (Refusal::PupilUnknown, |c| c.add(PupilEnrolled { from: day("2026-01-01"), ..not_yet() })),
    (Refusal::NotEnrolledHere, |c| c.add(enrolment(pupil(1)))),
    (Refusal::GuardianNotLinked, |c| c.asked.took_part.clear()),
    (Refusal::DialogueOfAnother, |c| c.asked.dialogue = dialogue(1)),
    (Refusal::AlreadyHeld, |c| c.drop(is_talk)),
    (Refusal::NobodyTookPart, |c| c.asked.took_part = vec![Participant::Pupil]),
    (Refusal::DateInFuture, |c| c.asked.on = day("2025-09-16")),
];

#[test]
fn holding_refuses_in_order() {
    let events = without_pupil(with(events![of_another(), talk()]));
    let asked = DialogueHeld { dialogue: dialogue(2), on: day("2025-09-17"), ..talk() };
    peel(case(events, asked), Command::Hold, HOLD);
}

const EXPLAIN: Steps<AssessmentExplained> = &[
    (Refusal::NotAuthorised, |c| c.actor = teacher()),
    (Refusal::PupilUnknown, |c| c.add(PupilEnrolled { from: day("2026-01-01"), ..not_yet() })),
    (Refusal::NotEnrolledHere, |c| c.add(enrolment(pupil(1)))),
    (Refusal::GuardianNotLinked, |c| c.add(linked(pupil(1), 1))),
    (Refusal::GuardianBlocked, |c| c.add(unblocked())),
    (Refusal::DialogueOfAnother, |c| c.asked.dialogue = Some(dialogue(3))),
    (Refusal::DialogueUnknown, |c| c.asked.dialogue = None),
    (Refusal::DateInFuture, |c| c.asked.on = day("2025-09-14")),
    (Refusal::NothingToExplain, |c| c.add(reading())),
    (Refusal::BeforeResult, |c| c.asked.on = day("2025-09-15")),
];

#[test]
fn explaining_refuses_in_order() {
    let events = without_pupil(with(events![blocked(), of_another()]));
    let (dialogue, on) = (Some(dialogue(2)), day("2025-09-17"));
    let asked = AssessmentExplained { dialogue, on, ..explanation() };
    peel(case(events, asked), Command::Explain, EXPLAIN);
}

const VIEW: Steps<GuardianViewRecorded> = &[
    (Refusal::NotAuthorised, |c| c.actor = teacher()),
    (Refusal::PupilUnknown, |c| c.add(PupilEnrolled { from: day("2026-01-01"), ..not_yet() })),
    (Refusal::NotEnrolledHere, |c| c.add(enrolment(pupil(1)))),
    (Refusal::GuardianNotLinked, |c| c.add(linked(pupil(1), 1))),
    (Refusal::DialogueOfAnother, |c| c.asked.dialogue = Some(dialogue(3))),
    (Refusal::DialogueUnknown, |c| c.asked.dialogue = None),
    (Refusal::DateInFuture, |c| c.asked.on = day("2025-09-16")),
    (Refusal::NoWords, |c| c.asked.view = view().view),
];

#[test]
fn recording_a_view_refuses_in_order() {
    let events = without_pupil(with(events![of_another()]));
    let (dialogue, on, said) = (Some(dialogue(2)), day("2025-09-17"), Personal::Sealed);
    let asked = GuardianViewRecorded { dialogue, on, view: said, ..view() };
    peel(case(events, asked), Command::RecordView, VIEW);
}

const ACKNOWLEDGE: Steps<GuardianAcknowledged> = &[
    (Refusal::NotAuthorised, |c| c.actor = teacher()),
    (Refusal::PupilUnknown, |c| c.add(PupilEnrolled { from: day("2026-01-01"), ..not_yet() })),
    (Refusal::NotEnrolledHere, |c| c.add(enrolment(pupil(1)))),
    (Refusal::GuardianNotLinked, |c| c.add(linked(pupil(1), 1))),
    (Refusal::GuardianBlocked, |c| c.add(unblocked())),
    (Refusal::DateInFuture, |c| c.asked.on = day("2025-09-14")),
    (Refusal::NothingToExplain, |c| c.add(reading())),
    (Refusal::BeforeResult, |c| c.asked.on = day("2025-09-15")),
];

#[test]
fn acknowledging_refuses_in_order() {
    let events = without_pupil(with(events![blocked()]));
    let asked = GuardianAcknowledged { on: day("2025-09-17"), ..acknowledgement() };
    peel(case(events, asked), Command::Acknowledge, ACKNOWLEDGE);
}

const RECEIVE: Steps<ComplaintReceived> = &[
    (Refusal::NotAuthorised, |c| c.actor = other_principal()),
    (Refusal::PupilUnknown, |c| c.add(enrolment(pupil(1)))),
    (Refusal::NotEnrolledHere, |c| (c.actor, c.asked.school) = (principal(), school(1))),
    (Refusal::GuardianNotLinked, |c| c.asked.guardian = None),
    (Refusal::DateInFuture, |c| c.asked.on = day("2025-09-16")),
    (Refusal::DatesOutOfOrder, |c| c.asked.answer_by = day("2025-09-16")),
    (Refusal::NoWords, |c| c.asked.complaint = complaint().complaint),
];

#[test]
fn receiving_a_complaint_refuses_in_order() {
    let asked = ComplaintReceived {
        school: school(2),
        on: day("2025-09-17"),
        complaint: Personal::Sealed,
        answer_by: day("2025-09-15"),
        ..complaint()
    };
    peel(case(without_pupil(before()), asked), Command::ReceiveComplaint, RECEIVE);
}

const ANSWER: Steps<ComplaintAnswered> = &[
    (Refusal::NotAuthorised, |c| c.actor = coordinator()),
    (Refusal::PupilUnknown, |c| c.add(enrolment(pupil(1)))),
    (Refusal::NotEnrolledHere, |c| c.asked.school = school(1)),
    (Refusal::DateInFuture, |c| c.asked.on = day("2025-09-14")),
    (Refusal::ComplaintUnknown, |c| {
        let at = c.events.iter().position(|e| matches!(e, Event::ComplaintReceived(_)));
        c.asked.of = next(&c.events[..at.expect("one came in")]);
        let same = ComplaintAnswered { of: c.asked.of, ..reply() };
        c.add(same);
    }),
    (Refusal::AlreadyAnswered, |c| c.drop(|e| matches!(e, Event::ComplaintAnswered(_)))),
    (Refusal::DatesOutOfOrder, |c| c.asked.on = day("2025-09-16")),
    (Refusal::NoWords, |c| c.asked.answer = reply().answer),
];

#[test]
fn answering_a_complaint_refuses_in_order() {
    let asked = ComplaintAnswered {
        school: school(2),
        of: Position(0),
        on: day("2025-09-17"),
        answer: Personal::Sealed,
        ..reply()
    };
    peel(case(without_pupil(complained()), asked), Command::AnswerComplaint, ANSWER);
}

#[test]
fn every_refusal_is_specified_and_says_something() {
    fn refusals<E>(steps: Steps<E>) -> impl Iterator<Item = Refusal> {
        steps.iter().map(|(refusal, _)| *refusal)
    }
    let specified: BTreeSet<Refusal> = refusals(INVITE)
        .chain(refusals(HOLD))
        .chain(refusals(EXPLAIN))
        .chain(refusals(VIEW))
        .chain(refusals(ACKNOWLEDGE))
        .chain(refusals(RECEIVE))
        .chain(refusals(ANSWER))
        .collect();
    assert!(specified.iter().eq(Refusal::ALL));
    let codes: BTreeSet<&str> = Refusal::ALL.iter().map(Refusal::code).collect();
    assert_eq!(codes.len(), Refusal::ALL.len());
    for refusal in Refusal::ALL {
        assert!(refusal.code().starts_with("parent_dialogue."));
        assert_ne!(refusal.message(Language::Sv), refusal.message(Language::En));
    }
}
