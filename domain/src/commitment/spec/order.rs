//! The documented order of the commitment's refusals.

use std::collections::BTreeSet;

use super::evaluating::{evaluate, evaluation, may_scheduled};
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
    (Refusal::NoTitle, |c| c.asked.terms.title = "Alla läser.".to_owned()),
    (Refusal::ValidityBackwards, |c| c.asked.terms.valid_to = None),
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
    let asked = CommitmentProposed { terms: unpromisable(), ..proposal(of_school()) };
    peel(case(proposed(), asked), Command::Propose, PROPOSE);
}

const ADOPT: &[Step<CommitmentAdopted, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = principal()),
    (Refusal::Unknown, |c| c.add(proposal(of_school()))),
    (Refusal::Withdrawn, |c| c.drop(|e| matches!(e, Event::CommitmentWithdrawn(_)))),
    (Refusal::AlreadyAdopted, |c| c.drop(|e| matches!(e, Event::CommitmentAdopted(_)))),
    (Refusal::DateInFuture, |c| c.asked.on = day("2025-09-16")),
];

#[test]
fn adopt_refuses_in_order() {
    let mut events = before();
    events.extend(events![adoption(of_school()), withdrawal("2025-09-16")]);
    let asked = CommitmentAdopted { on: day("2025-09-17"), ..adoption(of_school()) };
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
        .chain(refusals(WITHDRAW))
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
