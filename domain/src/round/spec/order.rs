//! The documented order of the round's refusals.

use std::collections::BTreeSet;

use super::answering::{answer, stated};
use super::*;
use crate::command::Language;
use crate::people::Actor;
use crate::spec::peel::{Case, Step, peel};
use crate::spec::staff;

fn case<E>(events: Vec<Event>, asked: E, actor: Actor) -> Case<E> {
    Case { events, asked, actor, day: "2025-09-16" }
}

fn is_edition(event: &Event) -> bool {
    matches!(event, Event::ScaleEditionAdopted(_))
}

const SCHEDULE: &[Step<RoundScheduled, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = coordinator()),
    (Refusal::AlreadyOpened, |c| c.drop(|e| matches!(e, Event::RoundOpened(_)))),
    (Refusal::CensusOutsideYear, |c| c.asked.census_date = day("2025-09-15")),
    (Refusal::DatesOutOfOrder, |c| c.asked.opens = day("2025-08-31")),
    (Refusal::NotASchoolDay, |c| c.asked.opens = day("2025-09-01")),
    (Refusal::NoSchoolForm, |c| c.asked.forms = vec![SchoolForm::Compulsory]),
    (Refusal::GradesUnfit, |c| c.asked.grades = vec![3]),
    (Refusal::EditionNotAdopted, |c| {
        c.add(ScaleEditionAdopted { edition: ScaleEdition::lus_1() });
    }),
];

#[test]
fn schedule_refuses_in_order() {
    let asked = RoundScheduled {
        census_date: day("2026-09-15"),
        opens: day("2025-09-20"),
        forms: Vec::new(),
        grades: Vec::new(),
        ..schedule()
    };
    let mut case = case(opened(), asked, principal());
    case.drop(is_edition);
    peel(case, Command::Schedule, SCHEDULE);
}

const OPEN: &[Step<RoundOpened, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = principal()),
    (Refusal::NotScheduled, |c| c.add(schedule())),
    (Refusal::SchoolUnitNotOpen, |c| c.drop(|e| matches!(e, Event::SchoolUnitClosed(_)))),
    (Refusal::AlreadyOpen, |c| c.drop(|e| matches!(e, Event::RoundOpened(_)))),
    (Refusal::UntilPassed, |c| c.asked.until = day("2025-10-03")),
    (Refusal::NotASchoolDay, |c| c.asked.until = day("2025-10-02")),
];

#[test]
fn open_refuses_in_order() {
    let mut events = before();
    let (school, on) = (school(1), day("2025-06-30"));
    events.extend(events![SchoolUnitClosed { school, on, successors: Vec::new() }, opening()]);
    let asked = RoundOpened { until: day("2025-09-14"), ..opening() };
    peel(case(events, asked, teacher()), Command::Open, OPEN);
}

const CONDITIONS: &[Step<ConditionsStated, Refusal>] = &[
    (Refusal::NotAuthorised, |c| (c.actor, c.asked.staff) = (principal(), principal().staff)),
    (Refusal::NotScheduled, |c| c.add(schedule())),
    (Refusal::NotOpened, |c| c.add(opening())),
    (Refusal::Submitted, |c| c.drop(|e| matches!(e, Event::ResultsSubmitted(_)))),
    (Refusal::ClassUnknown, |c| c.asked.class = class(1)),
];

#[test]
fn stating_conditions_refuses_in_order() {
    let mut events = before();
    events.extend(events![submission()]);
    let asked = ConditionsStated { class: class(3), ..conditions() };
    peel(case(events, asked, other_teacher()), Command::StateConditions, CONDITIONS);
}

const ANSWER: &[Step<ConditionsAnswered, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = principal()),
    (Refusal::StatementUnknown, |c| c.asked.class = class(1)),
    (Refusal::AlreadyAnswered, |c| c.drop(|e| matches!(e, Event::ConditionsAnswered(_)))),
    (Refusal::NoAnswer, |c| c.asked.answer = answer().answer),
];

#[test]
fn answering_conditions_refuses_in_order() {
    let former = ConditionsAnswered { staff: staff(99), ..answer() };
    let events = [stated(), events![former]].concat();
    let asked = ConditionsAnswered { class: class(2), answer: Personal::Sealed, ..answer() };
    peel(case(events, asked, coordinator()), Command::AnswerConditions, ANSWER);
}

const SIGN_OFF: &[Step<ClassSignedOff, Refusal>] = &[
    (Refusal::NotAuthorised, |c| (c.actor, c.asked.staff) = (principal(), principal().staff)),
    (Refusal::NotScheduled, |c| c.add(schedule())),
    (Refusal::NotOpened, |c| c.add(opening())),
    (Refusal::Submitted, |c| c.drop(|e| matches!(e, Event::ResultsSubmitted(_)))),
    (Refusal::ClassUnknown, |c| c.asked.class = class(1)),
];

#[test]
fn sign_off_refuses_in_order() {
    let mut events = before();
    events.extend(events![submission()]);
    let asked = sign_off(class(3), other_teacher().staff);
    peel(case(events, asked, other_teacher()), Command::SignOff, SIGN_OFF);
}

const SUBMIT: &[Step<Vec<ClassId>, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = principal()),
    (Refusal::NotScheduled, |c| c.add(schedule())),
    (Refusal::NotOpened, |c| c.add(opening())),
    (Refusal::ClassNotSignedOff, |c| c.add(sign_off(class(2), principal().staff))),
];

#[test]
fn submit_refuses_in_order() {
    peel(case(before(), vec![class(2)], coordinator()), |classes| submit(&classes), SUBMIT);
}

const RECEIVE: &[Step<ResultsReceived, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = coordinator()),
    (Refusal::NotScheduled, |c| c.add(schedule())),
    (Refusal::NotOpened, |c| c.add(opening())),
    (Refusal::NotSubmitted, |c| c.add(submission())),
];

#[test]
fn receive_refuses_in_order() {
    peel(case(before(), receipt(), principal()), Command::Receive, RECEIVE);
}

const LETTERS: &[Step<LettersReleased, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = principal()),
    (Refusal::NotScheduled, |c| c.add(schedule())),
    (Refusal::NotOpened, |c| c.add(opening())),
    (Refusal::NotSubmitted, |c| c.add(submission())),
];

#[test]
fn letters_are_refused_in_order() {
    peel(case(before(), letters(), coordinator()), Command::ReleaseLetters, LETTERS);
}

const REMIND: &[Step<ReminderSent, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = coordinator()),
    (Refusal::NotScheduled, |c| c.add(schedule())),
    (Refusal::NotOpened, |c| c.add(opening())),
    (Refusal::Submitted, |c| c.drop(|e| matches!(e, Event::ResultsSubmitted(_)))),
    (Refusal::ClassUnknown, |c| c.asked.class = Some(class(1))),
    (Refusal::ClassSignedOff, |c| c.drop(|e| matches!(e, Event::ClassSignedOff(_)))),
    (Refusal::NotTheOneAwaited, |c| c.asked.to = teacher().staff),
];

#[test]
fn remind_refuses_in_order() {
    let mut events = before();
    events.extend(events![sign_off(class(1), teacher().staff), submission()]);
    let asked = reminder(Some(class(3)), staff(99));
    peel(case(events, asked, teacher()), Command::Remind, REMIND);
}

const REOPEN: &[Step<RoundReopened, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = principal()),
    (Refusal::NotScheduled, |c| c.add(schedule())),
    (Refusal::NotOpened, |c| c.add(opening())),
    (Refusal::CoordinatorReopens, |c| c.asked.class = Some(class(3))),
    (Refusal::ClassUnknown, |c| c.asked.class = Some(class(1))),
    (Refusal::UntilPassed, |c| c.asked.until = day("2025-09-20")),
    (Refusal::UntilEarlier, |c| c.asked.until = day("2025-10-04")),
    (Refusal::NotASchoolDay, |c| c.asked.until = day("2025-10-02")),
    (Refusal::NoReason, |c| c.asked.reason = words("Ett skäl")),
];

#[test]
fn reopen_refuses_in_order() {
    let asked = RoundReopened { reason: Personal::Sealed, ..reopening(None, "2025-09-14") };
    peel(case(before(), asked, teacher()), Command::Reopen, REOPEN);
}

#[test]
fn every_refusal_is_specified_and_says_something() {
    fn refusals<E>(steps: &[Step<E, Refusal>]) -> impl Iterator<Item = Refusal> {
        steps.iter().map(|(refusal, _)| *refusal)
    }
    let specified: BTreeSet<Refusal> = refusals(SCHEDULE)
        .chain(refusals(OPEN))
        .chain(refusals(CONDITIONS))
        .chain(refusals(ANSWER))
        .chain(refusals(SIGN_OFF))
        .chain(refusals(SUBMIT))
        .chain(refusals(RECEIVE))
        .chain(refusals(LETTERS))
        .chain(refusals(REMIND))
        .chain(refusals(REOPEN))
        .collect();
    assert!(specified.iter().eq(Refusal::ALL));
    let codes: BTreeSet<&str> = Refusal::ALL.iter().map(Refusal::code).collect();
    assert_eq!(codes.len(), Refusal::ALL.len());
    for refusal in Refusal::ALL {
        assert!(refusal.code().starts_with("round."));
        assert_ne!(refusal.message(Language::Sv), refusal.message(Language::En));
    }
}
