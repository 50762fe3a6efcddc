//! The documented order of the refusals.

use std::collections::BTreeSet;

use super::*;
use crate::command::Language;
use crate::spec::peel::{Case, Step, peel};

fn case<E>(events: Vec<Event>, asked: E) -> Case<E> {
    Case { events, asked, actor: administrator(), day: "2025-09-16" }
}

fn with(mut events: Vec<Event>, more: Vec<Event>) -> Vec<Event> {
    events.extend(more);
    events
}

const ARRANGE: &[Step<SeminarArranged, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = coordinator()),
    (Refusal::SeminarExists, |c| c.drop(|e| matches!(e, Event::SeminarArranged(_)))),
    (Refusal::TitleMissing, |c| c.asked.title = arranged(HERE).title),
    (Refusal::DayImplausible, |c| c.asked.on = arranged(HERE).on),
    (Refusal::SamplesUnfit, |c| c.asked.samples = 3),
    (Refusal::EditionUnfit, |c| c.asked.edition = arranged(HERE).edition),
    (Refusal::PlaceUnknown, |c| c.asked.scope = Scope::District(district("norr"))),
];

#[test]
fn arrange_refuses_in_order() {
    let asked = SeminarArranged {
        on: day("1989-12-31"),
        title: " ".to_owned(),
        edition: None,
        samples: 0,
        ..arranged(Scope::District(district("vaster")))
    };
    peel(case(with(before(), events![arranged(HERE)]), asked), Command::Arrange, ARRANGE);
}

const HOLD: &[Step<SeminarHeld, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = coordinator()),
    (Refusal::Unknown, |c| c.add(arranged(HERE))),
    (Refusal::DayInFuture, |c| c.asked.on = day("2025-09-16")),
    (Refusal::ParticipantsUnfit, |c| c.asked.participants = held().participants),
    (Refusal::AlreadyHeld, |c| c.drop(|e| matches!(e, Event::SeminarHeld(_)))),
];

#[test]
fn hold_refuses_in_order() {
    let asked = SeminarHeld { on: day("2025-09-17"), participants: vec![], ..held() };
    peel(case(with(before(), events![held()]), asked), hold, HOLD);
}

const RATE: &[Step<RatingGiven, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = teacher()),
    (Refusal::Unknown, |c| c.add(arranged(HERE))),
    (Refusal::Revealed, |c| c.drop(|e| matches!(e, Event::RatingsRevealed(_)))),
    (Refusal::SampleUnknown, |c| c.asked.sample = 3),
    (Refusal::PointUnknown, |c| c.asked.point = point("7")),
];

#[test]
fn rate_refuses_in_order() {
    let events = with(before(), events![revealed()]);
    let command = |rating| Command::Rate { rating, scope: HERE, school: None };
    peel(case(events, rating(teacher(), 4, "20")), command, RATE);
}

const REVEAL: &[Step<RatingsRevealed, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = coordinator()),
    (Refusal::Unknown, |c| c.add(arranged(HERE))),
    (Refusal::TooFewRaters, |c| {
        c.add(rating(teacher(), 1, "7"));
        c.add(rating(principal(), 2, "7"));
    }),
];

#[test]
fn reveal_refuses_in_order() {
    peel(case(before(), revealed()), |reveal| Command::Reveal { reveal, scope: HERE }, REVEAL);
}

const AGREE: &[Step<ConsensusReached, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = coordinator()),
    (Refusal::Unknown, |c| c.add(arranged(HERE))),
    (Refusal::NotRevealed, |c| c.add(revealed())),
    (Refusal::SampleUnknown, |c| c.asked.sample = 3),
    (Refusal::SampleNotRated, |c| c.add(rating(teacher(), 3, "7"))),
    (Refusal::PointUnknown, |c| c.asked.point = point("7")),
];

#[test]
fn agree_refuses_in_order() {
    peel(case(before(), consensus(4, "20")), agree, AGREE);
}

#[test]
fn every_refusal_is_specified_and_says_something() {
    fn refusals<E>(steps: &[Step<E, Refusal>]) -> impl Iterator<Item = Refusal> {
        steps.iter().map(|(refusal, _)| *refusal)
    }
    let specified: BTreeSet<Refusal> = refusals(ARRANGE)
        .chain(refusals(HOLD))
        .chain(refusals(RATE))
        .chain(refusals(REVEAL))
        .chain(refusals(AGREE))
        .collect();
    assert!(specified.iter().eq(Refusal::ALL));
    for refusal in Refusal::ALL {
        assert_ne!(refusal.message(Language::Sv), refusal.message(Language::En));
    }
}
