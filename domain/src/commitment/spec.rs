//! Specifications of the commitment.

use super::{
    Command, CommitmentAdopted, CommitmentEvaluated, CommitmentExplained, CommitmentLowered,
    CommitmentProposed, CommitmentPublished, CommitmentRevised, CommitmentWithdrawn, Level,
    Refusal, Target, TargetOutcome, Terms,
};
use crate::calendar::Day;
use crate::committee::{CommitteeDecided, Resolution};
use crate::event::Event;
use crate::id::{
    CommitmentId, DecisionId, DistrictId, Instrument, Occasion, PointCode, RoundId, Size,
};
use crate::knowledge::KnowledgeRightDefined;
use crate::organisation::{
    AssessorAssigned, AssessorKind, ClassClosed, CommitteeFormed, RoleGranted, ScaleEditionAdopted,
};
use crate::people::{Actor, Grade, GradeRegime, Role, SchoolForm, Scope};
use crate::round::RoundScheduled;
use crate::scale::ScaleEdition;
use crate::spec::{
    administrator, class, coordinator, day, district, district_coordinator, events, given,
    municipality, other_principal, other_teacher, principal, school, staff, teacher,
};

mod adopting;
mod evaluating;
mod explaining;
mod lowering;
mod order;

// ------------------------------------------------------------------------------- a small world

/// Staff 8: the education committee's secretary.
fn secretary() -> Actor {
    Actor { staff: staff(8), role: Role::CommitteeSecretary }
}

/// The municipality with its secretary and the edition lus-1.
fn before() -> Vec<Event> {
    let Actor { staff, role } = secretary();
    let (scope, from) = (Scope::Municipality, day("2020-08-01"));
    let mut events = municipality();
    events.extend(events![
        RoleGranted { staff, role, scope, from, to: None },
        ScaleEditionAdopted { edition: ScaleEdition::lus_1() },
        committee("utbildningsnamnden", None),
        committee("norra", Some(district("norr"))),
        committee("sodra", Some(district("soder"))),
    ]);
    events
}

fn committee(code: &str, district: Option<DistrictId>) -> CommitteeFormed {
    let committee = code.parse().expect("a code");
    CommitteeFormed { committee, name: "Nämnden".to_owned(), district }
}

fn commitment() -> CommitmentId {
    CommitmentId::from_bytes([1; 16])
}

fn of_school() -> Level {
    Level::School(school(1))
}

/// In grade 3, 85 % reach point 15 by May.
fn target(number: u8) -> Target {
    Target {
        number,
        grade: Grade::nine(3),
        occasion: Occasion::new("may").expect("a code"),
        edition: ScaleEdition::lus_1().id,
        least: PointCode::new("15").expect("a code"),
        share_permille: 850,
    }
}

fn in_september(number: u8) -> Target {
    Target { occasion: Occasion::new("september").expect("a code"), ..target(number) }
}

fn terms(targets: &[Target]) -> Terms {
    Terms {
        title: "Alla läser obehindrat när de lämnar årskurs 3.".to_owned(),
        targets: targets.to_vec(),
        valid_from: day("2025-07-01"),
        valid_to: None,
    }
}

fn proposal(level: Level) -> CommitmentProposed {
    let terms = terms(&[target(1), target(2)]);
    CommitmentProposed { commitment: commitment(), level, terms, serves: None }
}

fn adoption(level: Level) -> CommitmentAdopted {
    CommitmentAdopted { commitment: commitment(), level, on: day("2025-09-10"), decision: None }
}

/// A right that commitments may serve.
fn right() -> KnowledgeRightDefined {
    KnowledgeRightDefined {
        right: "lasa-ak3".parse().expect("a code"),
        version: 1,
        grade: Grade::nine(3),
        title: "Läsa med flyt".to_owned(),
        text: "Varje elev har rätt att kunna läsa.".to_owned(),
        criteria: "Minst punkt 15.".to_owned(),
        language: "sv".parse().expect("a language"),
        valid_from: day("2025-07-01"),
    }
}

fn decision(n: u8) -> DecisionId {
    DecisionId::from_bytes([n; 16])
}

/// The committee's n-th decision, taken on that day, without any debate before.
fn decided(n: u8, resolution: Resolution, meeting: &str) -> CommitteeDecided {
    CommitteeDecided {
        decision: decision(n),
        committee: "utbildningsnamnden".parse().expect("a code"),
        meeting: day(meeting),
        number: format!("§ {n}"),
        report: None,
        debate: None,
        resolution,
        reasons: None,
        without_debate: true,
    }
}

fn other_commitment() -> CommitmentId {
    CommitmentId::from_bytes([2; 16])
}

/// Version 2 of the school unit's commitment, as the first unless said otherwise.
fn revision() -> CommitmentRevised {
    let terms = Terms { valid_from: day("2026-07-01"), ..proposal(of_school()).terms };
    let (commitment, level, on) = (commitment(), of_school(), day("2025-09-15"));
    CommitmentRevised { commitment, level, version: 2, terms, on, decision: None }
}

fn revised_to(targets: &[Target]) -> CommitmentRevised {
    let terms = Terms { targets: targets.to_vec(), ..revision().terms };
    CommitmentRevised { terms, ..revision() }
}

fn withdrawal(from: &str) -> CommitmentWithdrawn {
    let (commitment, level) = (commitment(), of_school());
    CommitmentWithdrawn { commitment, level, from: day(from), decision: None }
}

fn proposed() -> Vec<Event> {
    let mut events = before();
    events.extend(events![proposal(of_school())]);
    events
}

/// The school unit's commitment with targets 1 and 2, adopted on 10 September.
fn adopted() -> Vec<Event> {
    let mut events = proposed();
    events.extend(events![adoption(of_school())]);
    events
}

// ------------------------------------------------------------------------------------- proposal

#[test]
fn a_school_unit_s_commitment_is_proposed_by_principal_or_coordinator() {
    let wanted = proposal(of_school());
    for actor in [principal(), coordinator(), district_coordinator()] {
        let asked = given(before()).when(Command::Propose(wanted.clone())).by(actor);
        asked.then(events![wanted.clone()]);
    }
    for actor in [other_principal(), teacher(), administrator(), secretary()] {
        let asked = given(before()).when(Command::Propose(wanted.clone())).by(actor);
        asked.then_refused(Refusal::NotAuthorised);
    }
}

#[test]
fn the_municipality_s_is_proposed_by_secretary_or_municipal_coordinator() {
    let wanted = proposal(Level::Municipality);
    for actor in [secretary(), coordinator()] {
        let asked = given(before()).when(Command::Propose(wanted.clone())).by(actor);
        asked.then(events![wanted.clone()]);
    }
    for actor in [principal(), district_coordinator()] {
        let asked = given(before()).when(Command::Propose(wanted.clone())).by(actor);
        asked.then_refused(Refusal::NotAuthorised);
    }
}

#[test]
fn proposing_again_is_already_so_and_otherwise_refused() {
    let wanted = proposal(of_school());
    given(proposed()).when(Command::Propose(wanted)).by(principal()).then_nothing();
    let other = CommitmentProposed { terms: terms(&[target(1)]), ..proposal(of_school()) };
    let asked = given(proposed()).when(Command::Propose(other)).by(principal());
    asked.then_refused(Refusal::AlreadyProposed);
}

#[test]
fn a_commitment_serves_a_right_that_is_defined() {
    let wanted = CommitmentProposed { serves: Some(right().right), ..proposal(of_school()) };
    let asked = given(before()).when(Command::Propose(wanted.clone())).by(principal());
    asked.then_refused(Refusal::RightUnknown);
    let other = KnowledgeRightDefined { right: "lasa-ak6".parse().unwrap(), ..right() };
    let only_other = given(before()).and(events![other]);
    let asked = only_other.clone().when(Command::Propose(wanted.clone())).by(principal());
    asked.then_refused(Refusal::RightUnknown);
    let asked = only_other.and(events![right()]).when(Command::Propose(wanted.clone()));
    asked.by(principal()).then(events![wanted.clone()]);
    let asked = given(proposed()).and(events![right()]).when(Command::Propose(wanted));
    asked.by(principal()).then_refused(Refusal::AlreadyProposed);
}

#[test]
fn terms_that_cannot_be_promised_are_refused() {
    let share = |share_permille| terms(&[Target { share_permille, ..target(1) }]);
    let grade = |number, regime| terms(&[Target { grade: Grade { number, regime }, ..target(1) }]);
    let least = PointCode::new("20").expect("a code");
    let edition = "lus-9".parse().expect("a code");
    let valid_to = Some(day("2025-07-01"));
    let unfit = [
        (Terms { title: " ".to_owned(), ..terms(&[target(1)]) }, Refusal::NoTitle),
        (Terms { valid_to, ..terms(&[target(1)]) }, Refusal::ValidityBackwards),
        (terms(&[]), Refusal::NoTarget),
        (terms(&[target(1), in_september(1)]), Refusal::NumberTwice),
        (grade(10, GradeRegime::Nine), Refusal::GradeUnfit),
        (grade(0, GradeRegime::Ten), Refusal::GradeUnfit),
        (terms(&[Target { least, ..target(1) }]), Refusal::PointUnknown),
        (terms(&[Target { edition, ..target(1) }]), Refusal::PointUnknown),
        (share(0), Refusal::ShareUnfit),
        (share(1001), Refusal::ShareUnfit),
    ];
    for (terms, refusal) in unfit {
        let wanted = CommitmentProposed { terms, ..proposal(of_school()) };
        given(before()).when(Command::Propose(wanted)).by(principal()).then_refused(refusal);
    }
    for terms in [share(1), share(1000), grade(0, GradeRegime::Nine), grade(10, GradeRegime::Ten)] {
        let wanted = CommitmentProposed { terms, ..proposal(of_school()) };
        let asked = given(before()).when(Command::Propose(wanted.clone())).by(principal());
        asked.then(events![wanted]);
    }
}

// ------------------------------------------------------------------------------------- revision

#[test]
fn a_commitment_is_revised_upwards_by_the_one_who_adopts() {
    let higher = [
        Target { least: PointCode::new("16").expect("a code"), ..target(1) },
        Target { share_permille: 900, ..target(2) },
        in_september(3),
    ];
    let wanted = revised_to(&higher);
    let asked = given(adopted()).when(Command::Revise(wanted.clone())).by(principal());
    asked.then(events![wanted.clone()]);
    let asked = given(adopted()).when(Command::Revise(wanted)).by(coordinator());
    asked.then_refused(Refusal::NotAuthorised);
}

#[test]
fn a_revision_that_lowers_needs_a_committee_s_decision() {
    let mut other_edition = ScaleEdition::lus_1();
    other_edition.id = "lus-2".parse().expect("a code");
    let other = other_edition.id;
    let adopted_edition = events![ScaleEditionAdopted { edition: other_edition }];
    let lower = [
        vec![target(1)],
        vec![target(1), target(3)],
        vec![target(1), Target { least: PointCode::new("14").expect("a code"), ..target(2) }],
        vec![target(1), Target { share_permille: 849, ..target(2) }],
        vec![target(1), Target { grade: Grade::nine(4), ..target(2) }],
        vec![target(1), in_september(2)],
        vec![target(1), Target { edition: other, ..target(2) }],
    ];
    for targets in lower {
        let wanted = Command::Revise(revised_to(&targets));
        let asked = given(adopted()).and(adopted_edition.clone()).when(wanted).by(principal());
        asked.then_refused(Refusal::LoweringNeedsCommitteeDecision);
    }
}

#[test]
fn what_was_raised_is_not_lowered_to_the_first_version() {
    let raised = revised_to(&[target(1), target(2), target(3)]);
    let back = CommitmentRevised { version: 3, ..revision() };
    let asked = given(adopted()).and(events![raised]).when(Command::Revise(back)).by(principal());
    asked.then_refused(Refusal::LoweringNeedsCommitteeDecision);
}

#[test]
fn versions_follow_each_other_without_gaps() {
    let revised = given(adopted()).and(events![revision()]);
    revised.clone().when(Command::Revise(revision())).by(principal()).then_nothing();
    for version in [0, 1, 2, 4] {
        let wanted =
            CommitmentRevised { version, ..revised_to(&[target(1), target(2), target(4)]) };
        let asked = revised.clone().when(Command::Revise(wanted)).by(principal());
        asked.then_refused(Refusal::WrongVersion);
    }
    let third = CommitmentRevised { version: 3, ..revision() };
    let asked = revised.when(Command::Revise(third.clone())).by(principal());
    asked.then(events![third]);
}

#[test]
fn a_version_does_not_begin_before_the_one_it_replaces() {
    let on = |text| {
        let terms = Terms { valid_from: day(text), ..revision().terms };
        given(adopted()).when(Command::Revise(CommitmentRevised { terms, ..revision() }))
    };
    on("2025-06-30").by(principal()).then_refused(Refusal::ValidBeforeReplaced);
    on("2025-09-14").by(principal()).then_refused(Refusal::ChangedBackwards);
    let same_day = on("2025-09-15").by(principal()).outcome();
    assert_eq!(same_day.map(|events| events.len()), Ok(1));
}

/// Goals cannot be delegated to officials: the municipality's are raised by the committee too.
#[test]
fn the_municipality_s_is_revised_by_the_committee_s_decision() {
    let level = Level::Municipality;
    let municipal = given(before()).and(events![proposal(level), adoption(level)]);
    let wanted = CommitmentRevised { level, ..revision() };
    let asked = municipal.clone().when(Command::Revise(wanted.clone())).by(secretary());
    asked.then_refused(Refusal::NeedsCommitteeDecision);
    let wanted = CommitmentRevised { decision: Some(decision(5)), ..wanted };
    let asked = |by: &str, resolution| {
        let committee = by.parse().expect("a code");
        let decided = CommitteeDecided { committee, ..decided(5, resolution, "2025-09-12") };
        let given = municipal.clone().and(events![decided]);
        given.when(Command::Revise(wanted.clone())).by(secretary())
    };
    let raised = Resolution::AmbitionRaised { commitment: commitment() };
    asked("utbildningsnamnden", Resolution::Noted).then_refused(Refusal::DecisionUnfit);
    asked("norra", raised.clone()).then_refused(Refusal::DecisionUnfit);
    asked("utbildningsnamnden", raised).then(events![wanted.clone()]);
}

#[test]
fn what_is_not_adopted_is_not_revised() {
    let asked = given(proposed()).when(Command::Revise(revision())).by(principal());
    asked.then_refused(Refusal::NotAdopted);
}

// ----------------------------------------------------------------------------------- withdrawal

#[test]
fn a_commitment_or_a_proposal_is_withdrawn_for_days_to_come() {
    let today = Command::Withdraw(withdrawal("2025-09-16"));
    let asked = given(proposed()).when(today).by(principal());
    asked.then(events![withdrawal("2025-09-16")]);
    let yesterday = Command::Withdraw(withdrawal("2025-09-15"));
    let asked = given(adopted()).when(yesterday).by(principal());
    asked.then_refused(Refusal::WithdrawnBackwards);
}

#[test]
fn a_promise_in_force_is_taken_back_only_as_the_committee_decided() {
    let wanted = withdrawal("2025-09-16");
    let asked = given(adopted()).when(Command::Withdraw(wanted.clone())).by(principal());
    asked.then_refused(Refusal::NeedsCommitteeDecision);
    let wanted = CommitmentWithdrawn { decision: Some(decision(7)), ..wanted };
    let asked = |resolution, meeting| {
        let decided = events![decided(7, resolution, meeting)];
        given(adopted()).and(decided).when(Command::Withdraw(wanted.clone())).by(principal())
    };
    let lowered = Resolution::AmbitionLowered { commitment: commitment() };
    asked(Resolution::Noted, "2025-09-12").then_refused(Refusal::DecisionUnfit);
    asked(lowered.clone(), "2025-09-17").then_refused(Refusal::DecisionUnfit);
    asked(lowered, "2025-09-12").then(events![wanted.clone()]);
}

#[test]
fn what_has_ended_is_withdrawn_without_a_decision() {
    let terms = Terms { valid_to: Some(day("2025-09-16")), ..proposal(of_school()).terms };
    let mut events = before();
    events.extend(events![
        CommitmentProposed { terms, ..proposal(of_school()) },
        adoption(of_school())
    ]);
    let asked = given(events).when(Command::Withdraw(withdrawal("2025-09-16"))).by(principal());
    asked.then(events![withdrawal("2025-09-16")]);
}

#[test]
fn a_version_that_ends_sooner_lowers() {
    let terms = Terms { valid_to: Some(day("2027-07-01")), ..revision().terms };
    let sooner = CommitmentRevised { terms, ..revision() };
    let asked = given(adopted()).when(Command::Revise(sooner)).by(principal());
    asked.then_refused(Refusal::LoweringNeedsCommitteeDecision);
}

#[test]
fn what_is_withdrawn_is_over() {
    let over = given(adopted()).and(events![withdrawal("2025-09-16")]);
    let again = Command::Withdraw(withdrawal("2025-09-16"));
    over.clone().when(again).by(principal()).on("2025-10-01").then_nothing();
    for command in [
        Command::Withdraw(withdrawal("2025-10-01")),
        Command::Revise(revision()),
        Command::Adopt(adoption(of_school())),
    ] {
        let asked = over.clone().when(command).by(principal());
        asked.then_refused(Refusal::Withdrawn);
    }
}

// ------------------------------------------------------------------------------------- boundary

/// A commitment's tag is on thousands of shortfalls, and on what each class was told.
#[test]
fn a_decision_does_not_read_what_the_commitment_has_led_to() {
    use crate::command::Act;
    use crate::event::code;
    use crate::query::Tag;
    let act = Act { actor: principal(), at: day("2025-09-16").start() };
    let tags = [Tag::School(school(1)), Tag::Class(class(2)), Tag::Commitment(commitment())];
    let explained = Command::Explain(explaining::explanation());
    for command in [Command::Revise(revision()), Command::Lower(lowering::lowering()), explained] {
        let boundary = command.boundary(&act);
        for code in [code::ShortfallFound, code::CommitmentExplained, code::CommitmentEvaluated] {
            assert!(!boundary.matches(code, &tags));
        }
        assert!(boundary.matches(code::CommitmentLowered, &tags));
    }
}
