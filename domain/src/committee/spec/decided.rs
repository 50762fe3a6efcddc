//! Decisions, whether a debate came before them, minutes and appeals.

use proptest::prelude::*;

use super::*;
use crate::committee::{announcement_due, appeal_time_ends, minutes_due};

pub(super) fn moved() -> Resolution {
    let (from, to) = (Purse::District(district("norr")), Purse::School(school(1)));
    Resolution::FundsMoved { from, to, amount: 250_000 }
}

pub(super) fn decided() -> CommitteeDecided {
    CommitteeDecided {
        decision: DecisionId::from_bytes([4; 16]),
        committee: education(),
        meeting: day("2025-09-10"),
        number: "§ 47".to_owned(),
        report: Some(report()),
        debate: None,
        resolution: moved(),
        reasons: Some("Resultaten kräver det.".to_owned()),
        without_debate: false,
    }
}

pub(super) fn approved() -> MinutesApproved {
    MinutesApproved {
        committee: education(),
        meeting: day("2025-09-10"),
        approved: day("2025-09-12"),
        announced: day("2025-09-14"),
    }
}

pub(super) fn appealed() -> DecisionAppealed {
    DecisionAppealed {
        decision: decided().decision,
        committee: education(),
        on: day("2025-09-15"),
        registry_number: Some("8123-25".to_owned()),
    }
}

/// Whether the decision is flagged, given these debates.
#[track_caller]
fn flagged(debates: &[DebateHeld], wanted: CommitteeDecided) -> bool {
    let debates = debates.iter().cloned().map(Event::from);
    let known = reported().and(events![committed()]).and(debates);
    let outcome = known.when(Command::Decide(wanted.clone())).by(secretary()).outcome();
    let events = outcome.expect("a decision taken is recorded");
    let [Event::CommitteeDecided(event)] = events.as_slice() else { panic!("one decision") };
    let without_debate = event.without_debate;
    assert_eq!(*event, CommitteeDecided { without_debate, ..wanted });
    without_debate
}

// ------------------------------------------------------------------------------------ decision

#[test]
fn a_decision_is_recorded_by_the_committee_s_secretary() {
    let wanted = CommitteeDecided { without_debate: true, ..decided() };
    let asked = reported().when(Command::Decide(decided())).by(secretary());
    asked.then(events![wanted]);
    for actor in [coordinator(), district_secretary(), principal(), administrator()] {
        let asked = reported().when(Command::Decide(decided())).by(actor);
        asked.then_refused(Refusal::NotAuthorised);
    }
    let resolution = Resolution::Noted;
    let own = CommitteeDecided { committee: north(), resolution, ..decided() };
    let asked = reported().when(Command::Decide(own.clone())).by(district_secretary());
    asked.then(events![own]);
}

#[test]
fn a_decision_is_recorded_even_where_every_step_before_it_is_missing() {
    let wanted = CommitteeDecided { report: None, reasons: None, ..decided() };
    assert!(flagged(&[], wanted));
}

#[test]
fn a_decision_is_recorded_once_whatever_has_been_debated_since() {
    let recorded = CommitteeDecided { without_debate: true, ..decided() };
    let once = reported().and(events![recorded, debated()]);
    once.clone().when(Command::Decide(decided())).by(secretary()).then_nothing();
    let other = CommitteeDecided { number: "§ 48".to_owned(), ..decided() };
    let asked = once.when(Command::Decide(other)).by(secretary());
    asked.then_refused(Refusal::DecisionExists);
}

#[test]
fn money_moved_without_a_debate_on_the_report_is_flagged() {
    let other_report = ReportId::from_bytes([9; 16]);
    let late = DebateHeld { on: day("2025-09-11"), ..debated() };
    let same_day = DebateHeld { on: day("2025-09-10"), ..debated() };
    let elsewhere = DebateHeld { report: Some(other_report), ..debated() };
    let general = DebateHeld { report: None, ..debated() };
    assert!(flagged(&[], decided()));
    assert!(!flagged(&[debated()], decided()));
    assert!(!flagged(&[same_day], decided()));
    assert!(flagged(std::slice::from_ref(&late), decided()));
    assert!(!flagged(&[late, debated()], decided()));
    assert!(flagged(std::slice::from_ref(&general), decided()), "not named");
    let named = CommitteeDecided { debate: Some(debated().debate), ..decided() };
    assert!(!flagged(&[general], named.clone()));
    assert!(flagged(std::slice::from_ref(&elsewhere), named.clone()), "named, but on another");
    let without_report = CommitteeDecided { report: None, ..named };
    assert!(!flagged(&[elsewhere], without_report));
}

#[test]
fn what_the_command_says_of_the_debate_is_not_asked() {
    let claimed = CommitteeDecided { without_debate: true, ..decided() };
    assert!(!flagged(&[debated()], claimed));
}

#[test]
fn ambition_lowered_without_a_debate_on_report_or_commitment_is_flagged() {
    let resolution = Resolution::AmbitionLowered { commitment: commitment() };
    let lowered = CommitteeDecided { resolution, report: None, ..decided() };
    let on_commitment = DebateHeld { report: None, commitment: Some(commitment()), ..debated() };
    assert!(flagged(&[], lowered.clone()));
    assert!(flagged(&[debated()], lowered.clone()), "on a report that the decision does not name");
    assert!(!flagged(&[on_commitment], lowered.clone()));
    let on_report = CommitteeDecided { report: Some(report()), ..lowered };
    assert!(!flagged(&[debated()], on_report));
}

#[test]
fn other_resolutions_need_no_debate() {
    let (commitment, question) = (commitment(), "Hur gick det sedan?".to_owned());
    for resolution in [
        Resolution::Noted,
        Resolution::MoreInformation { question },
        Resolution::AmbitionRaised { commitment },
        Resolution::TargetsAdopted { commitment },
    ] {
        assert!(!flagged(&[], CommitteeDecided { resolution, ..decided() }));
    }
}

#[test]
fn money_goes_from_one_purse_to_another_that_exist() {
    let (municipality, here) = (Purse::Municipality, Purse::School(school(1)));
    let nowhere = Purse::School(school(7));
    let asked = |from, to, amount| {
        let resolution = Resolution::FundsMoved { from, to, amount };
        let wanted = CommitteeDecided { resolution, ..decided() };
        reported().when(Command::Decide(wanted)).by(secretary())
    };
    asked(municipality, here, 0).then_refused(Refusal::AmountUnfit);
    asked(municipality, here, AMOUNT_MAX + 1).then_refused(Refusal::AmountUnfit);
    assert!(asked(municipality, here, AMOUNT_MAX).outcome().is_ok());
    asked(here, here, 1).then_refused(Refusal::AmountUnfit);
    asked(nowhere, here, 1).then_refused(Refusal::SchoolUnknown);
    asked(here, nowhere, 1).then_refused(Refusal::SchoolUnknown);
    let unknown = Purse::District(district("vaster"));
    asked(unknown, here, 1).then_refused(Refusal::DistrictUnknown);
    assert_eq!(asked(municipality, here, 1).outcome().map(|events| events.len()), Ok(1));
}

#[test]
fn texts_of_a_decision_are_not_empty() {
    let question = String::new();
    let asked = |wanted| reported().when(Command::Decide(wanted)).by(secretary());
    for wanted in [
        CommitteeDecided { number: " ".to_owned(), ..decided() },
        CommitteeDecided { reasons: Some(String::new()), ..decided() },
        CommitteeDecided { resolution: Resolution::MoreInformation { question }, ..decided() },
    ] {
        asked(wanted).then_refused(Refusal::TextMissing);
    }
}

// --------------------------------------------------------------------------- minutes and appeal

#[test]
fn minutes_are_approved_once_for_a_meeting_that_decided() {
    let asked = |events, wanted| {
        reported().and(events).when(Command::ApproveMinutes(wanted)).by(secretary())
    };
    asked(events![decided()], approved()).then(events![approved()]);
    asked(events![decided(), approved()], approved()).then_nothing();
    let other = MinutesApproved { approved: day("2025-09-13"), ..approved() };
    asked(events![decided(), approved()], other).then_refused(Refusal::AlreadyApproved);
    let elsewhere = CommitteeDecided { committee: north(), ..decided() };
    let before = CommitteeDecided { meeting: day("2025-09-09"), ..decided() };
    for decided in [elsewhere, before] {
        asked(events![decided], approved()).then_refused(Refusal::NoDecisionThen);
    }
    let known = reported().and(events![decided()]);
    let asked = known.when(Command::ApproveMinutes(approved())).by(coordinator());
    asked.then_refused(Refusal::NotAuthorised);
}

#[test]
fn minutes_approved_late_are_recorded() {
    let meeting = day("2024-01-10");
    let late = MinutesApproved { meeting, ..approved() };
    let decided = CommitteeDecided { meeting, ..decided() };
    let asked = reported().and(events![decided]).when(Command::ApproveMinutes(late.clone()));
    asked.by(secretary()).then(events![late]);
}

#[test]
fn minutes_are_approved_after_the_meeting_and_announced_after_that() {
    for wanted in [
        MinutesApproved { approved: day("2025-09-09"), ..approved() },
        MinutesApproved { announced: day("2025-09-11"), ..approved() },
    ] {
        let known = reported().and(events![decided()]);
        let asked = known.when(Command::ApproveMinutes(wanted)).by(secretary());
        asked.then_refused(Refusal::DaysOutOfOrder);
    }
}

#[test]
fn a_decision_is_appealed_by_more_than_one_and_each_once() {
    let asked =
        |events, wanted| reported().and(events).when(Command::RecordAppeal(wanted)).by(secretary());
    asked(events![decided()], appealed()).then(events![appealed()]);
    asked(events![decided(), appealed()], appealed()).then_nothing();
    let second = DecisionAppealed { registry_number: Some("8200-25".to_owned()), ..appealed() };
    asked(events![decided(), appealed()], second.clone()).then(events![second]);
    let late = DecisionAppealed { on: day("2025-09-16"), ..appealed() };
    asked(events![decided()], late.clone()).then(events![late]);
    let early = DecisionAppealed { on: day("2025-09-09"), ..appealed() };
    asked(events![decided()], early).then_refused(Refusal::DaysOutOfOrder);
    let known = reported().and(events![decided()]);
    let asked = known.when(Command::RecordAppeal(appealed())).by(district_secretary());
    asked.then_refused(Refusal::NotAuthorised);
}

#[test]
fn the_law_s_times_are_counted_in_days() {
    assert_eq!(minutes_due(day("2025-09-10")), day("2025-09-24"));
    assert_eq!(announcement_due(day("2025-09-24")), day("2025-09-26"));
    assert_eq!(appeal_time_ends(day("2025-12-20")), day("2026-01-10"));
}

proptest! {
    /// More debates never make a flag.
    #[test]
    fn a_debate_more_never_flags(
        first in debate_strategy(), second in debate_strategy(), named in any::<bool>(),
    ) {
        let debate = named.then_some(first.debate);
        let wanted = CommitteeDecided { debate, ..decided() };
        let one = flagged(std::slice::from_ref(&first), wanted.clone());
        let both = flagged(&[first, second], wanted);
        prop_assert!(one || !both);
    }
}

fn debate_strategy() -> impl Strategy<Value = DebateHeld> {
    (0_u8..3, 0_i32..8, any::<bool>()).prop_map(|(on, days, about)| DebateHeld {
        report: (on > 0).then(|| ReportId::from_bytes([on; 16])),
        commitment: about.then(commitment),
        on: day("2025-09-06").plus(days),
        ..debated()
    })
}
