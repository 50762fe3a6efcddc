//! One of every event: so that no type is forgotten by the fold, the trail or the saved layout.

use std::collections::BTreeSet;

use domain::Event;
use domain::action_programme::AppealOutcome;
use domain::assessment::NotAssessedReason;
use domain::calendar::SchoolYear;
use domain::commitment::{
    CommitmentEvaluated, CommitmentRevised, CommitmentWithdrawn, Level, TargetOutcome,
};
use domain::committee::{Indicator, Resolution, SuppressionRule, SuppressionRuleAdopted};
use domain::guarantee::{Answer, Duty, Lack, Lifted};
use domain::organisation::*;
use domain::people::*;
use domain::personal::Personal;
use domain::pupil::*;
use domain::round::*;
use domain::scale::{Phase, Point, ScaleEdition};

use super::history::*;
use crate::{LogId, trail};

/// A log with one of every event, and nothing in it that the domain's data may change.
fn everything() -> Log {
    let mut log = Log::new();
    organisation(&mut log);
    staff_events(&mut log);
    pupil_events(&mut log);
    round_events(&mut log);
    guarantee_events(&mut log);
    programme_events(&mut log);
    dialogue_events(&mut log);
    committee_events(&mut log);
    log
}

fn organisation(log: &mut Log) {
    let (at, of, from) = (unit(A), class(0), day("2025-08-01"));
    log.add(MunicipalityRegistered { code: "0126".parse().unwrap(), name: "Ektorp".into() });
    log.add(DistrictFormed { district: quarter("norr"), name: "Norr".into() });
    let name = "Nämnden".to_owned();
    log.add(CommitteeFormed { committee: whole(), name, district: None });
    let (district, forms) = (Some(quarter("norr")), vec![SchoolForm::Compulsory]);
    log.add(SchoolUnitOpened { school: at, name: "Alm".into(), district, forms, from });
    log.add(SchoolUnitRenamed { school: at, name: "Ask".into(), from });
    log.add(SchoolUnitMoved { school: at, district: quarter("norr"), from });
    log.add(SchoolUnitClosed { school: unit(B), on: from, successors: vec![at] });
    log.add(ClassFormed { class: of, school: at, name: "3A".into(), from });
    log.add(ClassRenamed { class: of, school: at, name: "3B".into(), from });
    log.add(ClassClosed { class: of, school: at, on: day("2026-07-01") });
    log.add(LocalHolidaysSet { year: SchoolYear::beginning(2025), days: vec![from] });
    let label = String::new();
    let points = ["14", "15", "16"].map(|code| Point {
        code: point(code),
        phase: Phase::Expanding,
        label: label.clone(),
    });
    let instrument = september().instrument;
    let (id, points) = (edition(1), points.to_vec());
    let edition = ScaleEdition { id, instrument, valid_from: from, points };
    log.add(ScaleEditionAdopted { edition });
    log.add(CoverageAdopted { least_permille: 800, from });
}

fn staff_events(log: &mut Log) {
    let (who, role, from) = (staff(0), Role::Principal, day("2025-08-01"));
    let (at, of, scope) = (unit(A), class(0), Scope::School(unit(A)));
    log.add(StaffEngaged { staff: who, from, name: Personal::Sealed });
    log.add(RoleGranted { staff: who, role, scope, from, to: None });
    log.add(RoleEnded { staff: who, role, scope, on: from });
    let kind = AssessorKind::Responsible;
    log.add(AssessorAssigned { class: of, school: at, staff: who, kind, from, to: None });
    log.add(AssessorEnded { class: of, school: at, staff: who, on: from });
    log.add(StaffLeft { staff: who, on: from });
    log.add(StaffContactSet { staff: who, address: Some(Personal::Sealed) });
}

fn pupil_events(log: &mut Log) {
    let (who, at, from) = (pupil(1), unit(A), day("2025-09-01"));
    let guardian = guardian(0);
    log.enrol(1, A, 3, "2025-08-15");
    log.join(1, 0, "2025-08-15");
    log.add(GradeChanged { pupil: who, school: at, grade: Grade::nine(3), from });
    log.transfer(1, A, B, "2025-09-02");
    log.leave(1, B, "2025-10-01");
    log.syllabus(1, Syllabus::Sva, "2025-08-15");
    log.add(ProtectionMarked { pupil: who, protection: Protection::Marked });
    log.add(GuardianLinked { pupil: who, guardian, identity: Personal::Sealed });
    let reason = Personal::Sealed;
    log.add(GuardianRestricted { pupil: who, guardian, blocked: true, reason });
    log.add(GuardianUnlinked { pupil: who, guardian });
    log.add(IdentityRectified { pupil: who, sex: Sex::Male, identity: Personal::Sealed });
}

fn round_events(log: &mut Log) {
    let (round, at, who, until) = (september(), unit(A), staff(0), day("2025-09-30"));
    let of = class(0);
    log.add(schedule(round, "2025-09-15", edition(1)));
    log.add(RoundOpened { round, school: at, until });
    let (reasonable, statement) = (true, None);
    log.add(ConditionsStated { round, school: at, class: of, staff: who, reasonable, statement });
    log.add(ClassSignedOff { round, school: at, class: of, staff: who });
    log.add(ResultsSubmitted { round, school: at, staff: who });
    log.add(ResultsReceived { round, school: at, staff: who });
    log.add(LettersReleased { round, school: at, staff: who });
    log.add(ReminderSent { round, school: at, class: None, to: who });
    let reason = Personal::Sealed;
    log.add(RoundReopened { round, school: at, class: None, until, reason });
    let typed = log.assess(1, round, "15");
    log.not_assessed(1, round, NotAssessedReason::Absent);
    let corrected = log.correct(1, round, typed, "16");
    log.strike(1, round, corrected);
    let (commitment, level) = (commitment(1), Level::Municipality);
    log.commit(1, level, terms(800, "15", "2025-07-01"));
    let (version, terms, on) = (2, terms(900, "15", "2026-07-01"), day("2026-01-01"));
    log.add(CommitmentRevised { commitment, level, version, terms, on, decision: None });
    let outcomes = vec![TargetOutcome { number: 2, reached: 1, assessed: 1, population: 1 }];
    let as_of = log.size();
    log.add(CommitmentEvaluated { commitment, level, round, version: 1, outcomes, as_of });
    log.add(CommitmentWithdrawn { commitment, level, from: day("2027-07-01"), decision: None });
}

fn guarantee_events(log: &mut Log) {
    log.goals("2025-09-01");
    let found = log.found(1, A, september(), Lack::Missing);
    log.followed(1, found, A, B);
    log.answered(1, B, found, Answer::Reassess);
    let reminded = log.reminded(Duty::Answer, found, 0, "2025-10-20");
    log.lifted(1, september(), found, Lifted::OutsidePopulation);
    log.declined(reminded);
    log.knowledge_events();
}

fn programme_events(log: &mut Log) {
    let days = ["2025-10-10", "2025-11-10", "2025-12-10"];
    let concern = log.concern(1, 1, A, "2025-10-01");
    log.investigated(1, 1, A, "2025-10-09");
    log.concluded(1, 1, A, "2025-10-09");
    let decided = log.decided(1, 1, A, days);
    log.served(1, 1, decided, "2025-10-12");
    log.followed_up(1, 1, "2025-11-10", None);
    let revised = log.revised(1, 1, decided, days);
    log.evaluated(1, 1, "2025-12-10");
    let appeal = log.lodged(1, 1, revised, "2025-10-20");
    log.timely(1, 1, appeal, true);
    log.forwarded(1, 1, appeal, "2025-10-21");
    log.appeal_decided(1, 1, appeal, AppealOutcome::Annulled);
    log.annulled(1, 1, revised, "2025-12-21");
    log.struck(1, 1, concern);
    log.none_needed(2, 1, A, "2025-12-22");
    log.ended(1, 1, "2025-12-22");
    log.beside_a_case(1, 1, decided);
}

fn dialogue_events(log: &mut Log) {
    log.invited(1, 1, A, "2025-10-10");
    log.talk(1, 1, A, "2025-10-10");
    log.explained(1, september(), 0, "so");
    log.acknowledged(1, september(), 0);
    let complaint = log.complained(1, A, day("2025-10-20"));
    log.complaint_answered(1, A, complaint);
    log.staff_events_of_learning();
}

fn committee_events(log: &mut Log) {
    log.analysed(0, A, september(), "2025-10-01");
    log.measure_decided(0, A, "2026-01-01");
    log.measure_started(0, A, "2025-10-02");
    log.measure_evaluated(0, A, "2026-01-01");
    log.report_prepared(0, september());
    log.report_delivered(0, "2025-11-01");
    log.debated(0, "2025-11-10");
    log.committee_decided(0, Resolution::Noted);
    log.informed(A, "2025-11-20");
    log.add(SuppressionRuleAdopted {
        committee: whole(),
        meeting: day("2025-11-25"),
        number: "§ 98".into(),
        indicator: Indicator::Targets,
        rule: SuppressionRule::default(),
        valid_from: day("2026-01-01"),
    });
    log.beside_a_report(domain::id::Position(0));
}

#[test]
fn every_event_type_is_folded_and_has_its_words() {
    let log = everything();
    let there: BTreeSet<&str> = log.events.iter().flatten().map(Event::name).collect();
    let catalogue: BTreeSet<&str> = Event::CATALOGUE.iter().map(|(_, _, name)| *name).collect();
    assert_eq!(there, catalogue);
    assert_eq!(log.facts().size(), log.size());
    for entry in trail(&super::trail::recorded(&log)) {
        let name = entry.kind.unwrap();
        assert!(entry.sv != name && entry.en != name && entry.sv != entry.en, "{name}");
    }
}

/// A change of the tables changes this sum: raise the format version with it, so that files of the
/// former layout are discarded, and write the new sum here.
#[test]
fn the_saved_layout_is_that_of_the_format_version() {
    let file = everything().facts().save([9; 32], LogId([7; 16]));
    let version = u32::from_be_bytes(file[8..12].try_into().unwrap());
    let sum = u64::from_be_bytes(file[76..84].try_into().unwrap());
    assert_eq!((version, format!("{sum:016x}").as_str()), (4, "bc7456df86a55a6e"));
}
