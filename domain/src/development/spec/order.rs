//! The documented order of the refusals.

use std::collections::BTreeSet;

use super::*;
use crate::command::Language;
use crate::spec::peel::{Case, Step, peel};

fn case<E>(events: Vec<Event>, asked: E) -> Case<E> {
    Case { events, asked, actor: administrator(), day: "2025-09-16" }
}

fn with(more: Vec<Event>) -> Vec<Event> {
    let mut events = before();
    events.extend(more);
    events
}

const OFFER: &[Step<SupportOffered, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = coordinator()),
    (Refusal::SchoolUnknown, |c| c.asked.school = school(2)),
    (Refusal::DevelopmentExists, |c| c.asked.school = school(1)),
    (Refusal::TextMissing, |c| c.asked.title = offered().title),
    (Refusal::DayInFuture, |c| c.asked.on = day("2025-09-16")),
    (Refusal::AlreadyDone, |c| c.drop(|e| matches!(e, Event::SupportOffered(_)))),
];

#[test]
fn offer_refuses_in_order() {
    let (title, on) = (" ".to_owned(), day("2025-09-17"));
    let asked = SupportOffered { school: school(9), title, on, ..offered() };
    peel(case(with(events![offered()]), asked), Command::Offer, OFFER);
}

const REQUEST: &[Step<DevelopmentRequested, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = other_principal()),
    (Refusal::DevelopmentExists, |c| {
        c.actor = principal();
        c.asked.school = school(1);
    }),
    (Refusal::TextMissing, |c| c.asked.title = "Något annat".to_owned()),
    (Refusal::AlreadyDone, |c| c.drop(|e| matches!(e, Event::DevelopmentRequested(_)))),
];

#[test]
fn request_refuses_in_order() {
    let asked = DevelopmentRequested { school: school(2), title: " ".to_owned(), ..requested() };
    peel(case(with(events![requested()]), asked), Command::Request, REQUEST);
}

const PLAN: &[Step<DevelopmentPlanned, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = coordinator()),
    (Refusal::DayImplausible, |c| c.asked.on = day("2025-11-01")),
    (Refusal::NotRequested, |c| c.add(requested())),
    (Refusal::StaffNotEngaged, |c| c.asked.lead = planned().lead),
    (Refusal::AlreadyDone, |c| c.drop(|e| matches!(e, Event::DevelopmentPlanned(_)))),
];

#[test]
fn plan_refuses_in_order() {
    let asked = DevelopmentPlanned { on: day("1989-12-31"), lead: staff(99), ..planned() };
    peel(case(with(events![planned()]), asked), Command::Plan, PLAN);
}

const HOLD: &[Step<DevelopmentHeld, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = coordinator()),
    (Refusal::DayInFuture, |c| c.asked.on = day("2025-09-16")),
    (Refusal::ParticipantsUnfit, |c| c.asked.participants = held().participants),
    (Refusal::NotRequested, |c| c.add(requested())),
    (Refusal::NotPlanned, |c| c.add(planned())),
    (Refusal::AlreadyDone, |c| c.drop(|e| matches!(e, Event::DevelopmentHeld(_)))),
];

#[test]
fn hold_refuses_in_order() {
    let asked = DevelopmentHeld { on: day("2025-09-17"), participants: vec![], ..held() };
    peel(case(with(events![held()]), asked), Command::Hold, HOLD);
}

const EVALUATE: &[Step<DevelopmentEvaluated, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = principal()),
    (Refusal::TextMissing, |c| c.asked.finding = evaluated().finding),
    (Refusal::DayInFuture, |c| c.asked.on = day("2025-09-09")),
    (Refusal::NotRequested, |c| c.add(requested())),
    (Refusal::NotHeld, |c| c.add(held())),
    (Refusal::DaysOutOfOrder, |c| c.asked.on = day("2025-09-16")),
    (Refusal::AlreadyDone, |c| c.drop(|e| matches!(e, Event::DevelopmentEvaluated(_)))),
];

#[test]
fn evaluate_refuses_in_order() {
    let asked =
        DevelopmentEvaluated { on: day("2025-09-17"), finding: Personal::Sealed, ..evaluated() };
    peel(case(with(events![evaluated()]), asked), Command::Evaluate, EVALUATE);
}

#[test]
fn every_refusal_is_specified_and_says_something() {
    fn refusals<E>(steps: &[Step<E, Refusal>]) -> impl Iterator<Item = Refusal> {
        steps.iter().map(|(refusal, _)| *refusal)
    }
    let specified: BTreeSet<Refusal> = refusals(OFFER)
        .chain(refusals(REQUEST))
        .chain(refusals(PLAN))
        .chain(refusals(HOLD))
        .chain(refusals(EVALUATE))
        .collect();
    assert!(specified.iter().eq(Refusal::ALL));
    for refusal in Refusal::ALL {
        assert_ne!(refusal.message(Language::Sv), refusal.message(Language::En));
    }
}
