//! The documented order of the guarantee's refusals.

use std::collections::BTreeSet;

use super::*;
use crate::command::Language;
use crate::spec::peel::{Case, Step as Peel, peel};

type Peels<E> = &'static [Peel<E, Refusal>];

fn case<E>(events: Vec<Event>, asked: E) -> Case<E> {
    Case { events, asked, actor: coordinator(), day: "2025-09-16" }
}

const ADOPT: Peels<GuaranteeAdopted> = &[
    (Refusal::NotAuthorised, |c| c.actor = secretary()),
    (Refusal::DaysUnfit, |c| c.asked.answer_days = 1),
    (Refusal::DayImplausible, |c| c.asked.valid_from = day("2025-07-01")),
    (Refusal::ValidBeforeLast, |c| c.asked.valid_from = day("2025-08-02")),
    (Refusal::PutToSleep, |c| c.asked.first_census = day("2025-09-15")),
];

#[test]
fn adopting_refuses_in_order() {
    let valid_from = day("1980-01-01");
    let first_census = day("2099-09-15");
    let asked = GuaranteeAdopted { first_census, answer_days: 0, valid_from, ..goals() };
    peel(Case { actor: teacher(), ..case(before(), asked) }, Command::Adopt, ADOPT);
}

const FIND: Peels<ShortfallFound> = &[
    (Refusal::NotAuthorised, |c| c.actor = Actor::PROCESS),
    (Refusal::NotAwake, |c| c.add(goals())),
    (Refusal::PupilUnknown, |c| c.add(enrolment(pupil(1)))),
    (Refusal::PromiseUnknown, |c| c.asked.promise.version = 1),
    (Refusal::StandsAlready, |c| c.drop(|e| matches!(e, Event::ShortfallFound(_)))),
    (Refusal::NotEnrolledHere, |c| c.asked.school = school(1)),
    (Refusal::NotTheResult, |c| c.asked.lack = Lack::Missing),
];

#[test]
fn finding_refuses_in_order() {
    let mut events = before();
    events.retain(|e| !matches!(e, Event::GuaranteeAdopted(_) | Event::PupilEnrolled(_)));
    events.extend(events![shortfall(Lack::Missing)]);
    let promise = Promise { version: 9, ..promise(1) };
    let asked = ShortfallFound { school: school(2), promise, ..shortfall(below()) };
    peel(case(events, asked), Command::Find, FIND);
}

const LIFT: Peels<ShortfallLifted> = &[
    (Refusal::NotAuthorised, |c| c.actor = Actor::PROCESS),
    (Refusal::ShortfallUnknown, |c| c.asked.of = its()),
    (Refusal::Lifted, |c| c.drop(|e| matches!(e, Event::ShortfallLifted(_)))),
    (Refusal::NotEnrolledHere, |c| c.asked.school = school(1)),
    (Refusal::NotTheResult, |c| c.asked.why = Lifted::Replaced),
];

#[test]
fn lifting_refuses_in_order() {
    let mut events = found();
    events.extend(events![lift(Lifted::PromiseWithdrawn)]);
    let why = Lifted::Reached { assessed: Position(0) };
    let asked = ShortfallLifted { of: Position(0), school: school(2), ..lift(why) };
    peel(case(events, asked), Command::Lift, LIFT);
}

const LIFT_OF_A_LEAVER: Peels<ShortfallLifted> = &[
    (Refusal::NotAuthorised, |c| c.actor = Actor::PROCESS),
    (Refusal::Answered, |c| c.drop(|e| matches!(e, Event::GuaranteeAnswered(_)))),
    (Refusal::NotEnrolledHere, |c| c.asked.school = school(1)),
    (Refusal::PupilStillHere, |c| c.add(left("2025-09-16"))),
];

#[test]
fn lifting_of_a_leaver_refuses_in_order() {
    let mut events = found();
    events.extend(events![answer(Answer::Reassess)]);
    let asked = ShortfallLifted { school: school(2), ..lift(Lifted::Left) };
    peel(case(events, asked), Command::Lift, LIFT_OF_A_LEAVER);
}

const FOLLOW: Peels<ShortfallFollowed> = &[
    (Refusal::NotAuthorised, |c| c.actor = Actor::PROCESS),
    (Refusal::ShortfallUnknown, |c| c.asked.of = its()),
    (Refusal::Lifted, |c| c.drop(|e| matches!(e, Event::ShortfallLifted(_)))),
    (Refusal::Answered, |c| c.drop(|e| matches!(e, Event::GuaranteeAnswered(_)))),
    (Refusal::SameSchool, |c| c.asked.school = school(2)),
    (Refusal::NotResponsible, |c| c.asked.from = school(1)),
    (Refusal::NotEnrolledHere, |c| c.add(moved("2025-09-16"))),
];

#[test]
fn following_refuses_in_order() {
    let mut events = found();
    events.extend(events![answer(Answer::Reassess), lift(Lifted::Replaced)]);
    let (of, from) = (Position(0), school(2));
    let asked = ShortfallFollowed { of, school: school(1), from, ..follow() };
    peel(case(events, asked), Command::Follow, FOLLOW);
}

const ANSWER: Peels<GuaranteeAnswered> = &[
    (Refusal::NotAuthorised, |c| c.actor = other_principal()),
    (Refusal::ShortfallUnknown, |c| c.asked.of = its()),
    (Refusal::Lifted, |c| c.drop(|e| matches!(e, Event::ShortfallLifted(_)))),
    (Refusal::NotResponsible, |c| (c.actor, c.asked.school) = (other_teacher(), school(1))),
    (Refusal::NotAssessor, |c| {
        let programme = ProgrammeId::from_bytes([1; 16]);
        (c.actor, c.asked.answer) = (principal(), Answer::ProgrammeCovers { programme });
    }),
    (Refusal::ProgrammeUnknown, |c| {
        let measure = Some(MeasureId::from_bytes([1; 16]));
        c.asked.answer = Answer::SchoolMeasure { measure };
    }),
    (Refusal::MeasureUnknown, |c| c.asked.answer = Answer::None),
    (Refusal::NoReason, |c| c.asked.reasons = words("Når målet i december.")),
];

#[test]
fn answering_refuses_in_order() {
    let mut events = found();
    events.extend(events![lift(Lifted::Replaced)]);
    let (of, school, reasons) = (Position(0), school(2), Personal::Sealed);
    let asked = GuaranteeAnswered { of, school, reasons, ..answer(Answer::Reassess) };
    peel(case(events, asked), Command::Answer, ANSWER);
}

const REMIND: Peels<DutyReminded> = &[
    (Refusal::NotAuthorised, |c| c.actor = Actor::PROCESS),
    (Refusal::ShortfallUnknown, |c| c.asked.of = its()),
    (Refusal::Lifted, |c| c.drop(|e| matches!(e, Event::ShortfallLifted(_)))),
    (Refusal::Answered, |c| c.drop(|e| matches!(e, Event::GuaranteeAnswered(_)))),
    (Refusal::NotDue, |c| c.asked.due = day("2025-09-16")),
];

#[test]
fn reminding_refuses_in_order() {
    let mut events = found();
    events.extend(events![answer(Answer::Reassess), lift(Lifted::Replaced)]);
    let asked = DutyReminded { of: Position(0), due: day("2025-09-17"), ..reminder() };
    peel(case(events, asked), Command::Remind, REMIND);
}

const DECLINE: Peels<FollowUpDeclined> = &[
    (Refusal::NotAuthorised, |c| c.actor = Actor::PROCESS),
    (Refusal::NoReason, |c| c.asked.refusal = declined().refusal),
];

#[test]
fn declining_refuses_in_order() {
    let asked = FollowUpDeclined { refusal: " ".to_owned(), ..declined() };
    peel(case(before(), asked), Command::Decline, DECLINE);
}

#[test]
fn every_refusal_is_specified_and_says_something() {
    fn refusals<E>(steps: Peels<E>) -> impl Iterator<Item = Refusal> {
        steps.iter().map(|(refusal, _)| *refusal)
    }
    let specified: BTreeSet<Refusal> = refusals(ADOPT)
        .chain(refusals(FIND))
        .chain(refusals(LIFT))
        .chain(refusals(LIFT_OF_A_LEAVER))
        .chain(refusals(FOLLOW))
        .chain(refusals(ANSWER))
        .chain(refusals(REMIND))
        .chain(refusals(DECLINE))
        .collect();
    assert!(specified.iter().eq(Refusal::ALL));
    let codes: BTreeSet<&str> = Refusal::ALL.iter().map(Refusal::code).collect();
    assert_eq!(codes.len(), Refusal::ALL.len());
    for refusal in Refusal::ALL {
        assert!(refusal.code().starts_with("guarantee."));
        assert_ne!(refusal.message(Language::Sv), refusal.message(Language::En));
    }
}
