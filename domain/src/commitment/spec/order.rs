//! The documented order of the commitment's refusals.

use std::collections::BTreeSet;

use super::evaluating::{evaluate, evaluation, may_scheduled};
use super::explaining::{explanation, publication};
use super::lowering::{lowered, lowering};
use super::*;
use crate::command::Language;
use crate::spec::peel::{Case, Step, peel};

fn case<E>(events: Vec<Event>, asked: E) -> Case<E> {
    Case { events, asked, actor: teacher(), day: "2025-09-16" }
}

fn unpromisable() -> Terms {
    Terms { title: String::new(), valid_to: Some(day("2025-01-01")), ..terms(&[]) }
}

/// What is wrong with targets once there are some.
fn unfit() -> Vec<Target> {
    let least = PointCode::new("20").expect("a code");
    vec![Target { share_permille: 0, grade: Grade::nine(12), least, ..target(1) }; 2]
}

const PROPOSE: &[Step<CommitmentProposed, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = principal()),
    (Refusal::AlreadyProposed, |c| c.drop(|e| matches!(e, Event::CommitmentProposed(_)))),
    (Refusal::RightUnknown, |c| c.add(right())),
    (Refusal::NoTitle, |c| c.asked.terms.title = "Alla läser.".to_owned()),
    (Refusal::ValidityBackwards, |c| {
        c.asked.terms.valid_to = None;
        c.asked.terms.valid_from = day("2027-09-18");
    }),
    (Refusal::DayImplausible, |c| c.asked.terms.valid_from = day("2027-09-17")),
    (Refusal::NoTarget, |c| c.asked.terms.targets = unfit()),
    (Refusal::NumberTwice, |c| c.asked.terms.targets[1].number = 2),
    (Refusal::GradeUnfit, |c| c.asked.terms.targets.iter_mut().for_each(|t| t.grade.number = 3)),
    (Refusal::PointUnknown, |c| {
        c.asked.terms.targets.iter_mut().for_each(|t| t.least = target(1).least);
    }),
    (Refusal::ShareUnfit, |c| {
        c.asked.terms.targets.iter_mut().for_each(|t| t.share_permille = 500);
    }),
];

#[test]
fn propose_refuses_in_order() {
    let (terms, serves) = (unpromisable(), Some(right().right));
    let asked = CommitmentProposed { terms, serves, ..proposal(of_school()) };
    peel(case(proposed(), asked), Command::Propose, PROPOSE);
}

const ADOPT: &[Step<CommitmentAdopted, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = secretary()),
    (Refusal::Unknown, |c| c.add(proposal(Level::Municipality))),
    (Refusal::Withdrawn, |c| c.drop(|e| matches!(e, Event::CommitmentWithdrawn(_)))),
    (Refusal::AlreadyAdopted, |c| c.drop(|e| matches!(e, Event::CommitmentAdopted(_)))),
    (Refusal::DateInFuture, |c| c.asked.on = day("2025-09-16")),
    (Refusal::NeedsCommitteeDecision, |c| c.asked.decision = Some(decision(1))),
    (Refusal::DecisionUnfit, |c| {
        let resolution = Resolution::TargetsAdopted { commitment: commitment() };
        c.add(decided(1, resolution, "2025-09-16"));
    }),
];

#[test]
fn adopt_refuses_in_order() {
    let level = Level::Municipality;
    let over = CommitmentWithdrawn { level, ..withdrawal("2025-09-16") };
    let mut events = before();
    events.extend(events![adoption(level), over]);
    let asked = CommitmentAdopted { on: day("2025-09-17"), ..adoption(level) };
    peel(case(events, asked), Command::Adopt, ADOPT);
}

const REVISE: &[Step<CommitmentRevised, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = principal()),
    (Refusal::Unknown, |c| c.add(proposal(of_school()))),
    (Refusal::Withdrawn, |c| c.drop(|e| matches!(e, Event::CommitmentWithdrawn(_)))),
    (Refusal::NotAdopted, |c| c.add(adoption(of_school()))),
    (Refusal::WrongVersion, |c| c.asked.version = 2),
    (Refusal::DateInFuture, |c| c.asked.on = day("2025-09-16")),
    (Refusal::NoTitle, |c| c.asked.terms.title = "Alla läser.".to_owned()),
    (Refusal::ValidityBackwards, |c| c.asked.terms.valid_to = None),
    (Refusal::NoTarget, |c| {
        c.asked.terms.targets = vec![Target { share_permille: 0, ..target(1) }];
    }),
    (Refusal::ShareUnfit, |c| c.asked.terms.targets = vec![target(1)]),
    (Refusal::ValidBeforeReplaced, |c| c.asked.terms.valid_from = day("2025-07-01")),
    (Refusal::ChangedBackwards, |c| c.asked.terms.valid_from = day("2026-07-01")),
    (Refusal::LoweringNeedsCommitteeDecision, |c| {
        c.asked.terms.targets = vec![target(1), target(2)];
    }),
];

#[test]
fn revise_refuses_in_order() {
    let mut events = before();
    events.extend(events![withdrawal("2025-09-16")]);
    let terms = Terms { valid_from: day("2025-06-30"), ..unpromisable() };
    let asked = CommitmentRevised { version: 7, terms, on: day("2025-09-17"), ..revision() };
    peel(case(events, asked), Command::Revise, REVISE);
}

const LOWER: &[Step<CommitmentLowered, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = principal()),
    (Refusal::Unknown, |c| c.add(proposal(of_school()))),
    (Refusal::Withdrawn, |c| c.drop(|e| matches!(e, Event::CommitmentWithdrawn(_)))),
    (Refusal::NotAdopted, |c| {
        c.add(adoption(of_school()));
        c.add(CommitmentLowered { decision: decision(2), ..lowering() });
    }),
    (Refusal::WrongVersion, |c| c.asked.version = 3),
    (Refusal::DateInFuture, |c| c.asked.on = day("2026-08-01")),
    (Refusal::NoTitle, |c| c.asked.terms.title = "Alla läser.".to_owned()),
    (Refusal::ValidityBackwards, |c| c.asked.terms.valid_to = None),
    (Refusal::NoTarget, |c| {
        c.asked.terms.targets = vec![Target { share_permille: 0, ..target(1) }];
    }),
    (Refusal::ShareUnfit, |c| c.asked.terms.targets = vec![target(1)]),
    (Refusal::ValidBeforeReplaced, |c| c.asked.terms.valid_from = day("2026-07-31")),
    (Refusal::ChangedBackwards, |c| c.asked.terms.valid_from = day("2026-08-01")),
    (Refusal::NotLowered, |c| {
        c.asked.terms.targets = vec![Target { share_permille: 800, ..target(1) }];
    }),
    (Refusal::DecisionUnfit, |c| c.add(decided(2, lowered(), "2026-08-01"))),
    (Refusal::DecisionUsed, |c| {
        c.add(decided(3, lowered(), "2026-08-01"));
        c.asked.decision = decision(3);
    }),
];

#[test]
fn lower_refuses_in_order() {
    let mut events = before();
    events.extend(events![withdrawal("2026-08-01")]);
    let terms = Terms { valid_from: day("2026-06-30"), ..unpromisable() };
    let (on, decision) = (day("2026-08-03"), decision(2));
    let asked = CommitmentLowered { version: 7, terms, on, decision, ..lowering() };
    peel(Case { day: "2026-08-02", ..case(events, asked) }, Command::Lower, LOWER);
}

const PUBLISH: &[Step<CommitmentPublished, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = principal()),
    (Refusal::Unknown, |c| c.add(proposal(of_school()))),
    (Refusal::NotAdopted, |c| c.add(adoption(of_school()))),
    (Refusal::WrongVersion, |c| c.add(revision())),
    (Refusal::DateInFuture, |c| c.asked.on = day("2025-09-14")),
    (Refusal::BeforeAdoption, |c| c.asked.on = day("2025-09-15")),
    (Refusal::NoPlace, |c| c.asked.place = publication().place),
];

#[test]
fn publish_refuses_in_order() {
    let (on, place) = (day("2025-09-17"), String::new());
    let asked = CommitmentPublished { version: 2, on, place, ..publication() };
    peel(case(before(), asked), Command::Publish, PUBLISH);
}

const EXPLAIN: &[Step<CommitmentExplained, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = principal()),
    (Refusal::Unknown, |c| {
        let terms = Terms { valid_to: Some(day("2025-09-01")), ..terms(&[target(1)]) };
        c.add(CommitmentProposed { terms, ..proposal(of_school()) });
    }),
    (Refusal::NotAdopted, |c| c.add(adoption(of_school()))),
    (Refusal::NotInForce, |c| {
        let terms = Terms { valid_from: day("2025-09-01"), ..revision().terms };
        c.add(CommitmentRevised { terms, ..revision() });
    }),
    (Refusal::WrongVersion, |c| c.asked.version = 2),
    (Refusal::DateInFuture, |c| c.asked.on = day("2025-09-14")),
    (Refusal::BeforeAdoption, |c| c.asked.on = day("2025-09-15")),
    (Refusal::ClassUnknown, |c| c.asked.class = class(2)),
];

#[test]
fn explain_refuses_in_order() {
    let (on, class) = (day("2025-09-17"), class(3));
    let asked = CommitmentExplained { version: 3, on, class, ..explanation() };
    let case = Case { actor: secretary(), ..case(before(), asked) };
    peel(case, Command::Explain, EXPLAIN);
}

const WITHDRAW: &[Step<CommitmentWithdrawn, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = principal()),
    (Refusal::Unknown, |c| c.add(proposal(of_school()))),
    (Refusal::Withdrawn, |c| c.drop(|e| matches!(e, Event::CommitmentWithdrawn(_)))),
    (Refusal::WithdrawnBackwards, |c| c.asked.from = day("2025-09-16")),
];

#[test]
fn withdraw_refuses_in_order() {
    let mut events = before();
    events.extend(events![withdrawal("2025-09-16")]);
    peel(case(events, withdrawal("2025-09-15")), Command::Withdraw, WITHDRAW);
}

const EVALUATE: &[Step<CommitmentEvaluated, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = principal()),
    (Refusal::Unknown, |c| {
        let terms = Terms { valid_from: day("2026-06-01"), ..terms(&[in_september(1)]) };
        c.add(CommitmentProposed { terms, ..proposal(of_school()) });
    }),
    (Refusal::NotAdopted, |c| c.add(adoption(of_school()))),
    (Refusal::RoundNotScheduled, |c| c.add(may_scheduled())),
    (Refusal::NotInForce, |c| {
        let terms = terms(&[in_september(1)]);
        c.add(CommitmentRevised { terms, ..revision() });
    }),
    (Refusal::WrongVersion, |c| c.asked.version = 2),
    (Refusal::NoTarget, |c| {
        let terms = terms(&[in_september(1), target(2)]);
        c.add(CommitmentRevised { terms, ..revision() });
    }),
    (Refusal::OutcomesUnfit, |c| c.asked.outcomes.retain(|outcome| outcome.number == 2)),
    (Refusal::CountsImpossible, |c| c.asked.outcomes[0].reached = 1),
];

#[test]
fn evaluate_refuses_in_order() {
    let impossible = |number| TargetOutcome { number, reached: 3, assessed: 2, population: 1 };
    let outcomes = vec![impossible(1), TargetOutcome { population: 2, ..impossible(2) }];
    let asked = CommitmentEvaluated { version: 9, outcomes, ..evaluation() };
    peel(case(before(), asked), evaluate, EVALUATE);
}

#[test]
fn every_refusal_is_specified_and_says_something() {
    fn refusals<E>(steps: &[Step<E, Refusal>]) -> impl Iterator<Item = Refusal> {
        steps.iter().map(|(refusal, _)| *refusal)
    }
    let specified: BTreeSet<Refusal> = refusals(PROPOSE)
        .chain(refusals(ADOPT))
        .chain(refusals(REVISE))
        .chain(refusals(LOWER))
        .chain(refusals(WITHDRAW))
        .chain(refusals(PUBLISH))
        .chain(refusals(EXPLAIN))
        .chain(refusals(EVALUATE))
        .collect();
    assert!(specified.iter().eq(Refusal::ALL));
    let codes: BTreeSet<&str> = Refusal::ALL.iter().map(Refusal::code).collect();
    assert_eq!(codes.len(), Refusal::ALL.len());
    for refusal in Refusal::ALL {
        assert!(refusal.code().starts_with("commitment."));
        assert_ne!(refusal.message(Language::Sv), refusal.message(Language::En));
    }
}
