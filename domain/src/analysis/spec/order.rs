//! The documented order of the refusals.

use std::collections::BTreeSet;

use super::measures::{committed, decision, enrolled, evaluated, funds_to, measure, started};
use super::*;
use crate::command::Language;
use crate::spec::peel::{Case, Step, peel};

fn case<E>(events: Vec<Event>, asked: E) -> Case<E> {
    Case { events, asked, actor: other_teacher(), day: "2025-09-16" }
}

fn with(mut events: Vec<Event>, more: Vec<Event>) -> Vec<Event> {
    events.extend(more);
    events
}

fn schedule<E>(case: &mut Case<E>) {
    rounds().into_iter().for_each(|event| case.add(event));
}

const ANALYSE: &[Step<ResultsAnalysed, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = principal()),
    (Refusal::AnalysisExists, |c| c.drop(|e| matches!(e, Event::ResultsAnalysed(_)))),
    (Refusal::TextMissing, |c| c.asked.causes = analysed().causes),
    (Refusal::DayInFuture, |c| c.asked.on = day("2025-09-16")),
    (Refusal::ParticipantsUnfit, |c| c.asked.participants = analysed().participants),
    (Refusal::RoundNotScheduled, schedule),
];

#[test]
fn analyse_refuses_in_order() {
    let asked = ResultsAnalysed {
        on: day("2025-09-17"),
        participants: vec![],
        causes: Personal::Sealed,
        ..analysed()
    };
    peel(case(with(municipality(), events![analysed()]), asked), Command::Analyse, ANALYSE);
}

const HOLD_DIALOGUE: &[Step<SchoolDialogueHeld, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = principal()),
    (Refusal::TextMissing, |c| c.asked.conclusions = dialogue().conclusions),
    (Refusal::DayInFuture, |c| c.asked.on = day("2025-09-16")),
    (Refusal::ParticipantsUnfit, |c| c.asked.participants = dialogue().participants),
    (Refusal::AnalysisUnknown, |c| c.add(analysed())),
];

#[test]
fn hold_dialogue_refuses_in_order() {
    let asked = SchoolDialogueHeld {
        on: day("2025-09-17"),
        participants: vec![],
        conclusions: Personal::Sealed,
        ..dialogue()
    };
    peel(case(before(), asked), Command::HoldDialogue, HOLD_DIALOGUE);
}

const PRIORITISE: &[Step<PriorityDecided, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = principal()),
    (Refusal::TextMissing, |c| c.asked.title = priority(1).title),
    (Refusal::DayInFuture, |c| c.asked.on = day("2025-09-16")),
    (Refusal::AnalysisUnknown, |c| c.add(analysed())),
    (Refusal::NumberUnfit, |c| c.asked.number = 1),
];

#[test]
fn prioritise_refuses_in_order() {
    let asked = PriorityDecided { title: " ".to_owned(), on: day("2025-09-17"), ..priority(3) };
    peel(case(before(), asked), Command::Prioritise, PRIORITISE);
}

const DECIDE: &[Step<MeasureDecided, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = principal()),
    (Refusal::MeasureExists, |c| c.drop(|e| matches!(e, Event::MeasureDecided(_)))),
    (Refusal::TextMissing, |c| c.asked.title = measure().title),
    (Refusal::DayInFuture, |c| {
        c.asked.on = measure().on;
        c.asked.evaluate_by = day("9999-12-31");
    }),
    (Refusal::DayImplausible, |c| c.asked.evaluate_by = c.asked.from.plus(-1)),
    (Refusal::PeriodReversed, |c| c.asked.to = None),
    (Refusal::EvaluatedBeforeStart, |c| c.asked.evaluate_by = measure().evaluate_by),
    (Refusal::AnalysisUnknown, |c| c.add(analysed())),
    (Refusal::SubjectUnfit, |c| c.asked.subject = MeasureFor::Classes(vec![class(3)])),
    (Refusal::ExpectedUnfit, |c| {
        c.asked.expected.commitment = Some(committed().commitment);
    }),
    (Refusal::NeedsFunds, |c| c.asked.decision = Some(decision())),
    (Refusal::DecisionUnknown, |c| c.add(funds_to(Purse::School(school(2))))),
    (Refusal::FundsElsewhere, |c| {
        c.drop(|e| matches!(e, Event::CommitteeDecided(_)));
        c.add(funds_to(Purse::School(school(1))));
    }),
    (Refusal::CommitmentUnknown, |c| c.add(committed())),
    (Refusal::StaffNotEngaged, |c| c.asked.responsible = teacher().staff),
    (Refusal::ClassUnknown, |c| c.asked.subject = MeasureFor::Pupils(vec![pupil(1)])),
    (Refusal::PupilNotEnrolledHere, |c| c.add(enrolled(1))),
];

#[test]
fn decide_measure_refuses_in_order() {
    let expected = Expected { target: Some(1), ..measure().expected };
    let asked = MeasureDecided {
        subject: MeasureFor::Pupils(vec![]),
        title: " ".to_owned(),
        responsible: staff(99),
        to: Some(day("2025-09-19")),
        expected,
        within_budget: false,
        evaluate_by: day("2025-09-19"),
        on: day("2025-09-17"),
        ..measure()
    };
    peel(case(with(before(), events![measure()]), asked), Command::DecideMeasure, DECIDE);
}

const START: &[Step<MeasureStarted, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = principal()),
    (Refusal::DayInFuture, |c| c.asked.on = day("2025-09-11")),
    (Refusal::MeasureUnknown, |c| c.add(measure())),
    (Refusal::DaysOutOfOrder, |c| c.asked.on = day("2025-09-16")),
    (Refusal::AlreadyStarted, |c| c.drop(|e| matches!(e, Event::MeasureStarted(_)))),
];

#[test]
fn start_refuses_in_order() {
    let asked = MeasureStarted { on: day("2025-09-17"), ..started() };
    peel(case(with(before(), events![started()]), asked), Command::Start, START);
}

const EVALUATE: &[Step<MeasureEvaluated, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = principal()),
    (Refusal::TextMissing, |c| c.asked.finding = evaluated().finding),
    (Refusal::DayInFuture, |c| c.asked.on = day("2025-09-14")),
    (Refusal::RoundNotScheduled, schedule),
    (Refusal::MeasureUnknown, |c| c.add(measure())),
    (Refusal::NotStarted, |c| c.add(started())),
    (Refusal::DaysOutOfOrder, |c| c.asked.on = day("2025-09-16")),
    (Refusal::RoundTooEarly, |c| c.asked.round = evaluated().round),
    (Refusal::CountsImpossible, |c| c.asked.before = None),
];

#[test]
fn evaluate_refuses_in_order() {
    let asked = MeasureEvaluated {
        round: round("2024/25:may"),
        before: Some(Observed { reached: 3, assessed: 2, population: 1 }),
        finding: Personal::Sealed,
        on: day("2025-09-17"),
        ..evaluated()
    };
    peel(case(municipality(), asked), Command::EvaluateMeasure, EVALUATE);
}

#[test]
fn every_refusal_is_specified_and_says_something() {
    fn refusals<E>(steps: &[Step<E, Refusal>]) -> impl Iterator<Item = Refusal> {
        steps.iter().map(|(refusal, _)| *refusal)
    }
    let specified: BTreeSet<Refusal> = refusals(ANALYSE)
        .chain(refusals(HOLD_DIALOGUE))
        .chain(refusals(PRIORITISE))
        .chain(refusals(DECIDE))
        .chain(refusals(START))
        .chain(refusals(EVALUATE))
        .collect();
    assert!(specified.iter().eq(Refusal::ALL));
    for refusal in Refusal::ALL {
        assert_ne!(refusal.message(Language::Sv), refusal.message(Language::En));
    }
}
