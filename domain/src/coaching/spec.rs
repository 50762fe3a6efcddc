//! Specifications of coaching.

use std::collections::BTreeSet;

use super::*;
use crate::command::Language;
use crate::event::Event;
use crate::organisation::{RoleGranted, StaffEngaged};
use crate::people::{Actor, PersonName, Role, Scope};
use crate::spec::peel::{Case, Step, peel};
use crate::spec::{
    Given, administrator, coordinator, day, district, district_coordinator, events, given,
    municipality, other_principal, principal, school, staff, teacher, words,
};

// ------------------------------------------------------------------------------- a small world

/// Staff 10: adviser of the municipality.
fn adviser() -> Actor {
    Actor { staff: staff(10), role: Role::Adviser }
}

/// Staff 12: adviser of district `soder`, to which school 1 does not belong.
fn adviser_elsewhere() -> Actor {
    Actor { staff: staff(12), role: Role::Adviser }
}

fn before() -> Vec<Event> {
    let from = day("2020-08-01");
    let mut events = municipality();
    let south = Scope::District(district("soder"));
    for (Actor { staff, role }, scope) in
        [(adviser(), Scope::Municipality), (adviser_elsewhere(), south)]
    {
        let name = Personal::Open(PersonName::new("Kim", "Exempel"));
        events.extend(events![
            StaffEngaged { staff, from, name },
            RoleGranted { staff, role, scope, from, to: None },
        ]);
    }
    events
}

fn requested() -> CoachingRequested {
    let coaching = CoachingId::from_bytes([7; 16]);
    CoachingRequested { coaching, school: school(1), about: words("Hur leder jag samtalet?") }
}

fn booked() -> CoachingBooked {
    CoachingBooked {
        coaching: requested().coaching,
        school: school(1),
        adviser: adviser().staff,
        on: day("2025-10-01"),
    }
}

fn held() -> CoachingHeld {
    CoachingHeld {
        coaching: requested().coaching,
        school: school(1),
        on: day("2025-09-15"),
        outcome: words("En plan för samtalen."),
    }
}

fn asked_for() -> Given {
    given(before()).and(events![requested()])
}

fn taken_on() -> Given {
    asked_for().and(events![booked()])
}

// ----------------------------------------------------------------------------------- decisions

#[test]
fn the_principal_asks_for_coaching_once() {
    let asked = given(before()).when(Command::Request(requested())).by(principal());
    asked.then(events![requested()]);
    for actor in [other_principal(), coordinator(), adviser(), teacher()] {
        let asked = given(before()).when(Command::Request(requested())).by(actor);
        asked.then_refused(Refusal::NotAuthorised);
    }
    asked_for().when(Command::Request(requested())).by(principal()).then_nothing();
    let elsewhere = CoachingRequested { school: school(2), ..requested() };
    let asked = asked_for().when(Command::Request(elsewhere)).by(other_principal());
    asked.then_refused(Refusal::CoachingExists);
}

#[test]
fn an_adviser_books_or_a_coordinator_for_one() {
    for actor in [adviser(), coordinator(), district_coordinator()] {
        asked_for().when(Command::Book(booked())).by(actor).then(events![booked()]);
    }
    for actor in [adviser_elsewhere(), principal(), teacher()] {
        let asked = asked_for().when(Command::Book(booked())).by(actor);
        asked.then_refused(Refusal::NotAuthorised);
    }
    let another = CoachingBooked { adviser: adviser_elsewhere().staff, ..booked() };
    let asked = asked_for().when(Command::Book(another.clone())).by(adviser());
    asked.then_refused(Refusal::NotAuthorised);
    asked_for().when(Command::Book(another)).then_refused(Refusal::NotAnAdviser);
}

#[test]
fn what_another_school_unit_asked_for_is_not_booked_here() {
    let elsewhere = CoachingBooked { school: school(2), ..booked() };
    let asked = asked_for().when(Command::Book(elsewhere)).by(adviser());
    asked.then_refused(Refusal::NotRequested);
}

#[test]
fn a_later_booking_takes_the_place_of_a_former_until_it_is_held() {
    taken_on().when(Command::Book(booked())).by(adviser()).then_nothing();
    let later = CoachingBooked { on: day("2025-10-08"), ..booked() };
    taken_on().when(Command::Book(later.clone())).by(adviser()).then(events![later.clone()]);
    let over = taken_on().and(events![held()]);
    over.clone().when(Command::Book(booked())).by(adviser()).then_nothing();
    over.when(Command::Book(later)).by(adviser()).then_refused(Refusal::AlreadyHeld);
}

#[test]
fn the_adviser_who_is_booked_or_the_principal_records_what_came_of_it() {
    for actor in [adviser(), principal()] {
        taken_on().when(Command::Hold(held())).by(actor).then(events![held()]);
    }
    for actor in [coordinator(), other_principal(), adviser_elsewhere()] {
        let asked = taken_on().when(Command::Hold(held())).by(actor);
        asked.then_refused(Refusal::NotAuthorised);
    }
    let over = taken_on().and(events![held()]);
    over.clone().when(Command::Hold(held())).by(principal()).then_nothing();
    let other = CoachingHeld { on: day("2025-09-16"), ..held() };
    over.when(Command::Hold(other)).by(principal()).then_refused(Refusal::AlreadyHeld);
}

// --------------------------------------------------------------------------- order of refusals

fn case<E>(events: Vec<Event>, asked: E) -> Case<E> {
    Case { events, asked, actor: administrator(), day: "2025-09-16" }
}

fn with(mut events: Vec<Event>, more: Vec<Event>) -> Vec<Event> {
    events.extend(more);
    events
}

const REQUEST: &[Step<CoachingRequested, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = principal()),
    (Refusal::CoachingExists, |c| c.drop(|e| matches!(e, Event::CoachingRequested(_)))),
    (Refusal::TextMissing, |c| c.asked.about = requested().about),
];

#[test]
fn request_refuses_in_order() {
    let elsewhere = CoachingRequested { school: school(2), ..requested() };
    let asked = CoachingRequested { about: Personal::Sealed, ..requested() };
    peel(case(with(before(), events![elsewhere]), asked), Command::Request, REQUEST);
}

const BOOK: &[Step<CoachingBooked, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = coordinator()),
    (Refusal::DayImplausible, |c| c.asked.on = booked().on),
    (Refusal::NotRequested, |c| c.add(requested())),
    (Refusal::NotAnAdviser, |c| c.asked.adviser = adviser().staff),
    (Refusal::AlreadyHeld, |c| c.drop(|e| matches!(e, Event::CoachingHeld(_)))),
];

#[test]
fn book_refuses_in_order() {
    let asked = CoachingBooked { on: day("1989-12-31"), adviser: teacher().staff, ..booked() };
    peel(case(with(before(), events![held()]), asked), Command::Book, BOOK);
}

const HOLD: &[Step<CoachingHeld, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = principal()),
    (Refusal::TextMissing, |c| c.asked.outcome = held().outcome),
    (Refusal::DayInFuture, |c| c.asked.on = day("2025-09-16")),
    (Refusal::NotRequested, |c| c.add(requested())),
    (Refusal::NotBooked, |c| c.add(booked())),
    (Refusal::AlreadyHeld, |c| c.drop(|e| matches!(e, Event::CoachingHeld(_)))),
];

#[test]
fn hold_refuses_in_order() {
    let asked = CoachingHeld { on: day("2025-09-17"), outcome: Personal::Sealed, ..held() };
    peel(case(with(before(), events![held()]), asked), Command::Hold, HOLD);
}

#[test]
fn every_refusal_is_specified_and_says_something() {
    fn refusals<E>(steps: &[Step<E, Refusal>]) -> impl Iterator<Item = Refusal> {
        steps.iter().map(|(refusal, _)| *refusal)
    }
    let specified: BTreeSet<Refusal> =
        refusals(REQUEST).chain(refusals(BOOK)).chain(refusals(HOLD)).collect();
    assert!(specified.iter().eq(Refusal::ALL));
    for refusal in Refusal::ALL {
        assert_ne!(refusal.message(Language::Sv), refusal.message(Language::En));
    }
}
