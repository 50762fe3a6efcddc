//! The documented order of the refusals.

use std::collections::BTreeSet;

use super::decided::{appealed, approved, decided};
use super::small_numbers::adopted;
use super::*;
use crate::command::Language;
use crate::spec::peel::{Case, Step, peel};

fn case<E>(events: Vec<Event>, asked: E) -> Case<E> {
    Case { events, asked, actor: teacher(), day: "2025-09-16" }
}

/// The world without committees, for these are the first to be missed.
fn without_committees() -> Vec<Event> {
    let mut events = before();
    events.retain(|event| !matches!(event, Event::CommitteeFormed(_)));
    events
}

fn with(mut events: Vec<Event>, more: Vec<Event>) -> Vec<Event> {
    events.extend(more);
    events
}

fn form<E>(case: &mut Case<E>) {
    committees().into_iter().for_each(|event| case.add(event));
}

const PREPARE: &[Step<ReportPrepared, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = coordinator()),
    (Refusal::CommitteeUnknown, form),
    (Refusal::ReportExists, |c| c.drop(|e| matches!(e, Event::ReportPrepared(_)))),
    (Refusal::TextMissing, |c| c.asked.title = prepared().title),
    (Refusal::DocumentEmpty, |c| c.asked.document = document()),
    (Refusal::BasisEmpty, |c| c.asked.basis = basis()),
    (Refusal::RoundNotScheduled, |c| c.add(scheduled())),
];

#[test]
fn prepare_refuses_in_order() {
    let mut events = with(without_committees(), events![prepared()]);
    events.retain(|event| !matches!(event, Event::RoundScheduled(_)));
    let asked = ReportPrepared {
        title: " ".to_owned(),
        document: Document { length: 0, ..document() },
        basis: Basis { size: Size(0), ..basis() },
        ..prepared()
    };
    peel(case(events, asked), Command::Prepare, PREPARE);
}

const DELIVER: &[Step<ReportDelivered, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = secretary()),
    (Refusal::CommitteeUnknown, form),
    (Refusal::DayInFuture, |c| c.asked.on = day("2025-09-16")),
    (Refusal::ReportUnknown, |c| c.add(prepared())),
    (Refusal::AlreadyDelivered, |c| c.drop(|e| matches!(e, Event::ReportDelivered(_)))),
];

#[test]
fn deliver_refuses_in_order() {
    let events = with(without_committees(), events![delivered()]);
    let asked = ReportDelivered { on: day("2025-09-17"), ..delivered() };
    peel(case(events, asked), Command::Deliver, DELIVER);
}

const PRESENT: &[Step<ReportPresented, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = secretary()),
    (Refusal::CommitteeUnknown, form),
    (Refusal::DayInFuture, |c| c.asked.meeting = presented().meeting),
    (Refusal::ReportUnknown, |c| c.add(prepared())),
    (Refusal::NotDelivered, |c| c.add(delivered())),
    (Refusal::AlreadyPresented, |c| c.drop(|e| matches!(e, Event::ReportPresented(_)))),
    (Refusal::StaffNotEngaged, |c| c.asked.by = presented().by),
];

#[test]
fn present_refuses_in_order() {
    let events = with(without_committees(), events![presented()]);
    let asked = ReportPresented { meeting: day("2025-09-17"), by: staff(99), ..presented() };
    peel(case(events, asked), Command::Present, PRESENT);
}

const INFORM: &[Step<CommitteeInformed, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = principal()),
    (Refusal::CommitteeUnknown, form),
    (Refusal::DayInFuture, |c| c.asked.on = day("2025-09-16")),
];

#[test]
fn inform_refuses_in_order() {
    let asked = CommitteeInformed { on: day("2025-09-17"), ..informed() };
    peel(case(without_committees(), asked), Command::Inform, INFORM);
}

const DELIVER_ACCOUNT: &[Step<SchoolAccountDelivered, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = coordinator()),
    (Refusal::DocumentEmpty, |c| c.asked.document = document()),
    (Refusal::BasisEmpty, |c| c.asked.basis = basis()),
    (Refusal::DayInFuture, |c| c.asked.on = day("2025-09-16")),
    (Refusal::RoundNotScheduled, |c| c.add(scheduled())),
    (Refusal::SchoolUnknown, |c| c.asked.school = school(1)),
];

#[test]
fn deliver_account_refuses_in_order() {
    let mut events = before();
    events.retain(|event| !matches!(event, Event::RoundScheduled(_)));
    let asked = SchoolAccountDelivered {
        school: school(9),
        document: Document { length: 0, ..document() },
        basis: Basis { size: Size(0), ..basis() },
        on: day("2025-09-17"),
        ..account()
    };
    peel(case(events, asked), Command::DeliverAccount, DELIVER_ACCOUNT);
}

const RECEIVE_ACCOUNT: &[Step<SchoolAccountReceived, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = principal()),
    (Refusal::AccountUnknown, |c| c.add(account())),
];

#[test]
fn receive_account_refuses_in_order() {
    let asked = receipt(before().len());
    peel(case(before(), asked), Command::ReceiveAccount, RECEIVE_ACCOUNT);
}

const DEBATE: &[Step<DebateHeld, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = secretary()),
    (Refusal::CommitteeUnknown, form),
    (Refusal::DebateExists, |c| c.drop(|e| matches!(e, Event::DebateHeld(_)))),
    (Refusal::TextMissing, |c| c.asked.forum = debated().forum),
    (Refusal::DaysOutOfOrder, |c| c.asked.announced = debated().announced),
    (Refusal::DayInFuture, |c| c.asked.on = debated().on),
    (Refusal::ReportUnknown, |c| c.add(prepared())),
    (Refusal::CommitmentUnknown, |c| c.add(committed())),
];

#[test]
fn debate_refuses_in_order() {
    let events = with(without_committees(), events![debated()]);
    let asked = DebateHeld {
        forum: String::new(),
        announced: day("2025-09-18"),
        on: day("2025-09-17"),
        commitment: Some(commitment()),
        ..debated()
    };
    peel(case(events, asked), Command::Debate, DEBATE);
}

const DECIDE: &[Step<CommitteeDecided, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = secretary()),
    (Refusal::CommitteeUnknown, form),
    (Refusal::DecisionExists, |c| c.drop(|e| matches!(e, Event::CommitteeDecided(_)))),
    (Refusal::TextMissing, |c| c.asked.number = decided().number),
    (Refusal::DayInFuture, |c| c.asked.meeting = decided().meeting),
    (Refusal::ReportUnknown, |c| c.add(prepared())),
    (Refusal::DebateUnknown, |c| c.add(debated())),
    (Refusal::AmountUnfit, |c| c.asked.resolution = funds(1)),
    (Refusal::SchoolUnknown, |c| {
        let (from, to) = (Purse::District(district("vaster")), Purse::School(school(1)));
        c.asked.resolution = Resolution::FundsMoved { from, to, amount: 1 };
    }),
    (Refusal::DistrictUnknown, |c| {
        c.asked.resolution = Resolution::AmbitionRaised { commitment: commitment() };
    }),
    (Refusal::CommitmentUnknown, |c| c.add(committed())),
];

/// From a district that is not known to a school unit that is not known.
fn funds(amount: u64) -> Resolution {
    let (from, to) = (Purse::District(district("vaster")), Purse::School(school(9)));
    Resolution::FundsMoved { from, to, amount }
}

#[test]
fn decide_refuses_in_order() {
    let events = with(without_committees(), events![decided()]);
    let asked = CommitteeDecided {
        meeting: day("2025-09-17"),
        number: " ".to_owned(),
        debate: Some(debated().debate),
        resolution: funds(0),
        ..decided()
    };
    peel(case(events, asked), Command::Decide, DECIDE);
}

const APPROVE_MINUTES: &[Step<MinutesApproved, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = secretary()),
    (Refusal::CommitteeUnknown, form),
    (Refusal::DaysOutOfOrder, |c| c.asked.approved = day("2025-09-13")),
    (Refusal::DayInFuture, |c| c.asked.announced = day("2025-09-16")),
    (Refusal::NoDecisionThen, |c| c.add(decided())),
    (Refusal::AlreadyApproved, |c| c.drop(|e| matches!(e, Event::MinutesApproved(_)))),
];

#[test]
fn approve_minutes_refuses_in_order() {
    let events = with(without_committees(), events![approved()]);
    let asked =
        MinutesApproved { approved: day("2025-09-18"), announced: day("2025-09-17"), ..approved() };
    peel(case(events, asked), Command::ApproveMinutes, APPROVE_MINUTES);
}

const RECORD_APPEAL: &[Step<DecisionAppealed, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = secretary()),
    (Refusal::CommitteeUnknown, form),
    (Refusal::TextMissing, |c| c.asked.registry_number = None),
    (Refusal::DayInFuture, |c| c.asked.on = appealed().on),
    (Refusal::DecisionUnknown, |c| c.add(decided())),
];

#[test]
fn record_appeal_refuses_in_order() {
    let asked = DecisionAppealed {
        on: day("2025-09-17"),
        registry_number: Some(String::new()),
        ..appealed()
    };
    peel(case(without_committees(), asked), Command::RecordAppeal, RECORD_APPEAL);
}

const ADOPT: &[Step<SuppressionRuleAdopted, Refusal>] = &[
    (Refusal::NotAuthorised, |c| c.actor = secretary()),
    (Refusal::CommitteeUnknown, form),
    (Refusal::TextMissing, |c| c.asked.number = adopted().number),
    (Refusal::DaysOutOfOrder, |c| c.asked.valid_from = day("2025-10-01")),
    (Refusal::DayInFuture, |c| c.asked.meeting = day("2025-09-16")),
    (Refusal::CommitteeOfDistrict, |c| c.asked.committee = education()),
    (Refusal::RuleTooLoose, |c| c.asked.rule = loose(adopted().rule)),
    (Refusal::RuleUnfit, |c| c.asked.rule = SuppressionRule::default()),
    (Refusal::RuleExists, |c| c.drop(|e| matches!(e, Event::SuppressionRuleAdopted(_)))),
];

/// A code as large as the base.
fn loose(rule: SuppressionRule) -> SuppressionRule {
    SuppressionRule { top_code: rule.least_base, ..rule }
}

#[test]
fn adopt_suppression_rule_refuses_in_order() {
    let events = with(without_committees(), events![adopted()]);
    let asked = SuppressionRuleAdopted {
        committee: north(),
        meeting: day("2025-09-17"),
        number: " ".to_owned(),
        rule: SuppressionRule { least_base: 1, ..SuppressionRule::default() },
        valid_from: day("2025-09-16"),
        ..adopted()
    };
    peel(case(events, asked), Command::AdoptSuppressionRule, ADOPT);
}

#[test]
fn every_refusal_is_specified_and_says_something() {
    fn refusals<E>(steps: &[Step<E, Refusal>]) -> impl Iterator<Item = Refusal> {
        steps.iter().map(|(refusal, _)| *refusal)
    }
    let specified: BTreeSet<Refusal> = refusals(PREPARE)
        .chain(refusals(DELIVER))
        .chain(refusals(PRESENT))
        .chain(refusals(INFORM))
        .chain(refusals(DELIVER_ACCOUNT))
        .chain(refusals(RECEIVE_ACCOUNT))
        .chain(refusals(DEBATE))
        .chain(refusals(DECIDE))
        .chain(refusals(APPROVE_MINUTES))
        .chain(refusals(RECORD_APPEAL))
        .chain(refusals(ADOPT))
        .collect();
    assert!(specified.iter().eq(Refusal::ALL));
    for refusal in Refusal::ALL {
        assert_ne!(refusal.message(Language::Sv), refusal.message(Language::En));
    }
}
