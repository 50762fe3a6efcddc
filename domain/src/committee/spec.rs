//! Specifications of committees' matters.

use super::*;
use crate::event::Event;
use crate::organisation::{CommitteeFormed, RoleGranted, StaffEngaged};
use crate::people::{Actor, GradeRegime, PersonName, Role, SchoolForm, Scope};
use crate::round::RoundScheduled;
use crate::scale::ScaleEdition;
use crate::spec::{
    Given, administrator, coordinator, day, district, district_coordinator, events, given,
    municipality, other_principal, principal, school, staff, teacher, words,
};

mod decided;
mod order;
mod small_numbers;

// ------------------------------------------------------------------------------- a small world

/// Staff 8: the education committee's secretary.
fn secretary() -> Actor {
    Actor { staff: staff(8), role: Role::CommitteeSecretary }
}

/// Staff 9: secretary of the committee of district `norr`.
fn district_secretary() -> Actor {
    Actor { staff: staff(9), role: Role::CommitteeSecretary }
}

fn education() -> CommitteeId {
    CommitteeId::new("utbildning").expect("a short code")
}

/// The committee of district `norr`.
fn north() -> CommitteeId {
    CommitteeId::new("kdn-norr").expect("a short code")
}

fn round() -> RoundId {
    "2024/25:may".parse().expect("a round")
}

fn scheduled() -> RoundScheduled {
    let census_date = day("2025-05-26");
    RoundScheduled {
        round: round(),
        census_date,
        opens: census_date,
        closes: census_date,
        submit_by: census_date,
        forms: vec![SchoolForm::Compulsory],
        grades: vec![3],
        regime: GradeRegime::Nine,
        edition: ScaleEdition::lus_1().id,
    }
}

fn committees() -> Vec<Event> {
    let formed =
        |committee, district| CommitteeFormed { committee, name: "Nämnden".to_owned(), district };
    events![formed(education(), None), formed(north(), Some(district("norr")))]
}

/// The municipality with both committees, their secretaries and a scheduled round.
fn before() -> Vec<Event> {
    let from = day("2020-08-01");
    let mut events = municipality();
    events.extend(committees());
    for (Actor { staff, role }, scope) in [
        (secretary(), Scope::Municipality),
        (district_secretary(), Scope::District(district("norr"))),
    ] {
        let name = Personal::Open(PersonName::new("Kim", "Exempel"));
        events.extend(events![
            StaffEngaged { staff, from, name },
            RoleGranted { staff, role, scope, from, to: None },
        ]);
    }
    events.extend(events![scheduled()]);
    events
}

fn report() -> ReportId {
    ReportId::from_bytes([1; 16])
}

fn basis() -> Basis {
    Basis { size: Size(40), root: Digest([7; 32]) }
}

fn document() -> Document {
    Document {
        program: "1.0.0".to_owned(),
        digest: Digest([8; 32]),
        length: 2,
        deflated: Bytes(vec![1, 2, 3]),
    }
}

fn prepared() -> ReportPrepared {
    ReportPrepared {
        report: report(),
        committee: education(),
        title: "Hur läser eleverna?".to_owned(),
        round: round(),
        basis: basis(),
        asks: vec!["Att flytta medel till Skola 1.".to_owned()],
        document: document(),
    }
}

fn delivered() -> ReportDelivered {
    ReportDelivered { report: report(), committee: education(), on: day("2025-09-01"), pdf: None }
}

fn presented() -> ReportPresented {
    let (report, committee, by) = (report(), education(), coordinator().staff);
    ReportPresented { report, committee, meeting: day("2025-09-10"), by }
}

fn informed() -> CommitteeInformed {
    CommitteeInformed {
        school: school(1),
        committee: north(),
        principal: principal().staff,
        on: day("2025-09-12"),
        way: Way::Meeting,
    }
}

fn account() -> SchoolAccountDelivered {
    let (round, basis, document) = (round(), basis(), document());
    SchoolAccountDelivered { school: school(1), round, basis, document, on: day("2025-09-12") }
}

fn committed() -> crate::commitment::CommitmentProposed {
    crate::commitment::CommitmentProposed {
        commitment: commitment(),
        level: crate::commitment::Level::Municipality,
        terms: crate::commitment::Terms {
            title: "Alla läser.".to_owned(),
            targets: Vec::new(),
            valid_from: day("2024-07-01"),
            valid_to: None,
        },
        serves: None,
    }
}

fn commitment() -> CommitmentId {
    CommitmentId::from_bytes([2; 16])
}

fn debated() -> DebateHeld {
    DebateHeld {
        debate: DebateId::from_bytes([3; 16]),
        committee: education(),
        report: Some(report()),
        commitment: None,
        forum: "Öppet möte i aulan".to_owned(),
        announced: day("2025-08-20"),
        on: day("2025-09-05"),
        material: vec!["Rapporten".to_owned()],
        views: words("Många ville ha fler böcker."),
    }
}

fn reported() -> Given {
    given(before()).and(events![prepared()])
}

// -------------------------------------------------------------------------------------- report

#[test]
fn a_report_is_prepared_by_coordinator_or_secretary_of_the_committee_s_area() {
    let asked = |committee, actor| {
        let wanted = ReportPrepared { committee, ..prepared() };
        given(before()).when(Command::Prepare(wanted)).by(actor)
    };
    for actor in [coordinator(), secretary()] {
        asked(education(), actor).then(events![prepared()]);
    }
    for actor in [coordinator(), secretary(), district_coordinator(), district_secretary()] {
        let wanted = ReportPrepared { committee: north(), ..prepared() };
        asked(north(), actor).then(events![wanted]);
    }
    for actor in [district_coordinator(), district_secretary(), principal(), administrator()] {
        asked(education(), actor).then_refused(Refusal::NotAuthorised);
    }
}

#[test]
fn a_prepared_report_is_never_changed() {
    reported().when(Command::Prepare(prepared())).then_nothing();
    let other = ReportPrepared { title: "En annan".to_owned(), ..prepared() };
    reported().when(Command::Prepare(other)).then_refused(Refusal::ReportExists);
}

#[test]
fn a_report_without_content_is_refused() {
    let asked = |wanted| given(before()).when(Command::Prepare(wanted));
    let asks = vec![" ".to_owned()];
    asked(ReportPrepared { asks, ..prepared() }).then_refused(Refusal::TextMissing);
    for document in [
        Document { length: 0, ..document() },
        Document { deflated: Bytes(Vec::new()), ..document() },
        Document { program: String::new(), ..document() },
    ] {
        asked(ReportPrepared { document, ..prepared() }).then_refused(Refusal::DocumentEmpty);
    }
}

#[test]
fn a_report_is_delivered_once_to_its_own_committee() {
    for actor in [coordinator(), secretary()] {
        reported().when(Command::Deliver(delivered())).by(actor).then(events![delivered()]);
    }
    let again = reported().and(events![delivered()]);
    again.clone().when(Command::Deliver(delivered())).then_nothing();
    let pdf = TypesetPdf { program: "insyn-report 1".to_owned(), digest: Digest([7; 32]) };
    let with_pdf = ReportDelivered { pdf: Some(pdf), ..delivered() };
    reported().when(Command::Deliver(with_pdf.clone())).then(events![with_pdf.clone()]);
    again.clone().when(Command::Deliver(with_pdf)).then_nothing();
    let later = ReportDelivered { on: day("2025-09-02"), ..delivered() };
    again.when(Command::Deliver(later)).then_refused(Refusal::AlreadyDelivered);
    let elsewhere = ReportDelivered { committee: north(), ..delivered() };
    reported().when(Command::Deliver(elsewhere)).then_refused(Refusal::ReportUnknown);
    let asked = reported().when(Command::Deliver(delivered())).by(principal());
    asked.then_refused(Refusal::NotAuthorised);
}

#[test]
fn a_report_is_presented_at_meetings_after_its_delivery() {
    let ready = reported().and(events![delivered()]);
    let asked = |wanted| ready.clone().when(Command::Present(wanted)).by(secretary());
    asked(presented()).then(events![presented()]);
    asked(ReportPresented { meeting: day("2025-09-01"), ..presented() })
        .then(events![ReportPresented { meeting: day("2025-09-01"), ..presented() }]);
    asked(ReportPresented { meeting: day("2025-08-31"), ..presented() })
        .then_refused(Refusal::NotDelivered);
    let asked = ready.when(Command::Present(presented())).by(coordinator());
    asked.then_refused(Refusal::NotAuthorised);
}

#[test]
fn a_report_is_presented_once_at_a_meeting_and_may_come_back_to_another() {
    let once = reported().and(events![delivered(), presented()]);
    let asked = |wanted| once.clone().when(Command::Present(wanted)).by(secretary());
    asked(presented()).then_nothing();
    let by = principal().staff;
    asked(ReportPresented { by, ..presented() }).then_refused(Refusal::AlreadyPresented);
    let back = ReportPresented { meeting: day("2025-09-15"), ..presented() };
    asked(back.clone()).then(events![back]);
}

// -------------------------------------------------------------------------------- school units

#[test]
fn a_principal_informs_committees_in_person() {
    for committee in [north(), education()] {
        let wanted = CommitteeInformed { committee, ..informed() };
        let asked = given(before()).when(Command::Inform(wanted.clone())).by(principal());
        asked.then(events![wanted]);
    }
    for actor in [other_principal(), coordinator(), secretary(), teacher()] {
        let asked = given(before()).when(Command::Inform(informed())).by(actor);
        asked.then_refused(Refusal::NotAuthorised);
    }
    let another = CommitteeInformed { principal: other_principal().staff, ..informed() };
    let asked = given(before()).when(Command::Inform(another)).by(principal());
    asked.then_refused(Refusal::NotAuthorised);
}

#[test]
fn informing_is_recorded_anew_each_time_and_not_twice() {
    let once = given(before()).and(events![informed()]);
    once.clone().when(Command::Inform(informed())).by(principal()).then_nothing();
    let later = CommitteeInformed { on: day("2025-09-15"), ..informed() };
    once.when(Command::Inform(later.clone())).by(principal()).then(events![later]);
}

#[test]
fn an_account_is_delivered_by_the_coordinator_whose_area_covers_the_school_unit() {
    for actor in [coordinator(), district_coordinator()] {
        let asked = given(before()).when(Command::DeliverAccount(account())).by(actor);
        asked.then(events![account()]);
    }
    let elsewhere = SchoolAccountDelivered { school: school(2), ..account() };
    for (wanted, actor) in
        [(elsewhere, district_coordinator()), (account(), secretary()), (account(), principal())]
    {
        let asked = given(before()).when(Command::DeliverAccount(wanted)).by(actor);
        asked.then_refused(Refusal::NotAuthorised);
    }
    let once = given(before()).and(events![account()]);
    once.clone().when(Command::DeliverAccount(account())).then_nothing();
    let newer = SchoolAccountDelivered { on: day("2025-09-15"), ..account() };
    once.when(Command::DeliverAccount(newer.clone())).then(events![newer]);
}

fn receipt(of: usize) -> SchoolAccountReceived {
    let of = Position(u64::try_from(of).expect("few"));
    SchoolAccountReceived { school: school(1), of, staff: principal().staff }
}

#[test]
fn an_account_is_received_once_by_the_principal() {
    let at = before().len();
    let sent = given(before()).and(events![account()]);
    let asked = |of, actor| sent.clone().when(Command::ReceiveAccount(receipt(of))).by(actor);
    asked(at, principal()).then(events![receipt(at)]);
    for of in [at - 1, at + 1] {
        asked(of, principal()).then_refused(Refusal::AccountUnknown);
    }
    for actor in [other_principal(), coordinator()] {
        asked(at, actor).then_refused(Refusal::NotAuthorised);
    }
    let again = sent.clone().and(events![receipt(at)]);
    again.when(Command::ReceiveAccount(receipt(at))).by(principal()).then_nothing();
}

#[test]
fn another_school_unit_s_account_is_not_received() {
    let wanted = SchoolAccountReceived {
        school: school(2),
        staff: other_principal().staff,
        ..receipt(before().len())
    };
    let sent = given(before()).and(events![account()]);
    let asked = sent.when(Command::ReceiveAccount(wanted)).by(other_principal());
    asked.then_refused(Refusal::AccountUnknown);
}

// -------------------------------------------------------------------------------------- debate

#[test]
fn a_debate_is_recorded_by_the_committee_s_secretary() {
    reported().when(Command::Debate(debated())).by(secretary()).then(events![debated()]);
    for actor in [coordinator(), district_secretary(), principal()] {
        let asked = reported().when(Command::Debate(debated())).by(actor);
        asked.then_refused(Refusal::NotAuthorised);
    }
    let own = DebateHeld { committee: north(), ..debated() };
    reported().when(Command::Debate(own.clone())).by(district_secretary()).then(events![own]);
}

#[test]
fn a_debate_is_recorded_once() {
    let once = reported().and(events![debated()]);
    once.clone().when(Command::Debate(debated())).by(secretary()).then_nothing();
    let other = DebateHeld { forum: "Torget".to_owned(), ..debated() };
    once.when(Command::Debate(other)).by(secretary()).then_refused(Refusal::DebateExists);
}

#[test]
fn a_debate_may_be_on_a_commitment_or_on_nothing_named() {
    let on_commitment = DebateHeld { report: None, commitment: Some(commitment()), ..debated() };
    let known = given(before()).and(events![committed()]);
    let asked = known.when(Command::Debate(on_commitment.clone())).by(secretary());
    asked.then(events![on_commitment]);
    let general = DebateHeld { report: None, ..debated() };
    let asked = given(before()).when(Command::Debate(general.clone())).by(secretary());
    asked.then(events![general]);
}

#[test]
fn a_debate_keeps_what_was_handed_out_and_said() {
    let asked = |wanted| reported().when(Command::Debate(wanted)).by(secretary());
    for wanted in [
        DebateHeld { material: vec![String::new()], ..debated() },
        DebateHeld { views: Personal::Sealed, ..debated() },
    ] {
        asked(wanted).then_refused(Refusal::TextMissing);
    }
}
