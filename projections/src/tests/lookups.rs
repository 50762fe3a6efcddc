//! Look-ups of the organisation, staff, rounds and pupils.

use domain::calendar::SchoolYear;
use domain::commitment::{CommitmentWithdrawn, Level};
use domain::organisation::*;
use domain::people::{Protection, Role, Scope, Sex};
use domain::personal::Personal;
use domain::pupil::*;
use domain::round::*;

use super::history::*;
use crate::directory::rounds::Phase;

#[test]
fn a_school_unit_is_what_it_is_on_the_day() {
    let mut log = Log::municipality();
    let (id, from) = (unit(A), day("2025-10-01"));
    log.add(SchoolUnitRenamed { school: id, name: "Nya Almskolan".into(), from });
    log.add(SchoolUnitMoved { school: id, district: quarter("syd"), from });
    let successors = vec![unit(B)];
    log.add(SchoolUnitClosed { school: id, on: day("2026-07-01"), successors });
    let facts = log.facts();
    let on = |text: &str| facts.school(id, day(text), log.size()).unwrap();
    assert_eq!((on("2025-09-30").name.as_str(), on("2025-09-30").open), ("Almskolan", true));
    assert_eq!(on("2025-10-01").name, "Nya Almskolan");
    assert_eq!(on("2025-10-01").district, Some(quarter("syd")));
    assert!(on("2026-06-30").open && !on("2026-07-01").open);
    assert!(!on("2019-01-01").open, "not yet");
    assert_eq!(on("2026-07-01").successors, [unit(B)]);
    assert_eq!(facts.schools(day("2025-09-01"), log.size()).len(), 2);
    let classes = facts.classes(unit(B), day("2025-09-01"), log.size());
    let names: Vec<_> = classes.iter().map(|class| class.name.as_str()).collect();
    assert_eq!(names, ["2B", "3B"]);
}

#[test]
fn roles_hold_from_grant_to_end() {
    let mut log = Log::municipality();
    let (who, role, scope) = (staff(0), Role::Principal, Scope::School(unit(A)));
    let name = Personal::Sealed;
    let engaged = log.add(StaffEngaged { staff: who, from: day("2025-08-01"), name });
    let from = day("2025-08-01");
    log.add(RoleGranted { staff: who, role, scope, from, to: Some(day("2026-01-01")) });
    log.add(RoleGranted { staff: who, role: Role::Teacher, scope, from, to: None });
    log.add(RoleEnded { staff: who, role: Role::Teacher, scope, on: day("2025-10-01") });
    let granted = log.add(RoleGranted {
        staff: who,
        role: Role::Teacher,
        scope,
        from: day("2025-11-01"),
        to: None,
    });
    let before_leaving = log.size();
    log.add(StaffLeft { staff: who, on: day("2025-12-01") });
    let facts = log.facts();
    let roles = |text: &str, at| -> Vec<Role> {
        facts.roles(who, day(text), at).iter().map(|held| held.role).collect()
    };
    assert_eq!(roles("2025-07-31", log.size()), []);
    assert_eq!(roles("2025-09-30", log.size()), [Role::Principal, Role::Teacher]);
    assert_eq!(roles("2025-10-01", log.size()), [Role::Principal]);
    assert_eq!(roles("2025-11-01", log.size()), [Role::Principal, Role::Teacher]);
    assert_eq!(roles("2026-01-01", before_leaving), [Role::Teacher]);
    assert_eq!(roles("2025-12-01", log.size()), [], "someone who has left holds none");
    assert_eq!(facts.roles(who, day("2025-11-01"), log.size())[1].position, granted);
    assert_eq!(facts.staff_identity(who), Some(engaged));
    let principals = facts.staff_with_role(role, scope, day("2025-09-01"), log.size());
    assert_eq!(principals, [who]);
}

#[test]
fn one_assessor_is_responsible() {
    let mut log = Log::municipality();
    let assign = |log: &mut Log, n: u8, kind, from: &str| {
        let (class, school, from) = (class(0), unit(A), day(from));
        log.add(AssessorAssigned { class, school, staff: staff(n), kind, from, to: None });
    };
    assign(&mut log, 0, AssessorKind::Responsible, "2025-08-01");
    assign(&mut log, 1, AssessorKind::CoAssessor, "2025-08-01");
    assign(&mut log, 2, AssessorKind::Responsible, "2025-10-01");
    let ended =
        AssessorEnded { class: class(0), school: unit(A), staff: staff(1), on: day("2025-11-01") };
    log.add(ended);
    let facts = log.facts();
    let responsible = |text: &str| facts.responsible_assessor(class(0), day(text), log.size());
    assert_eq!(responsible("2025-07-01"), None);
    assert_eq!(responsible("2025-09-01"), Some(staff(0)));
    assert_eq!(responsible("2025-10-01"), Some(staff(2)), "the one from the latest day");
    let all = |text: &str| facts.assessors(class(0), day(text), log.size()).len();
    assert_eq!((all("2025-10-15"), all("2025-11-01")), (3, 2));
    let mine = facts.classes_assessed_by(staff(1), day("2025-10-15"), log.size());
    assert_eq!(mine.iter().map(|a| a.class).collect::<Vec<_>>(), [class(0)]);
}

#[test]
fn a_round_is_opened_signed_off_submitted_received_and_reopened() {
    let mut log = Log::municipality();
    let (round, at, who) = (september(), unit(A), staff(0));
    let status = |log: &Log| log.facts().round_status(round, at, log.size());
    assert_eq!(status(&log).phase, Phase::NotOpen);
    log.add(RoundOpened { round, school: at, until: day("2025-09-30") });
    assert!(
        status(&log).is_open_on(day("2025-09-30")) && !status(&log).is_open_on(day("2025-10-01"))
    );
    for n in 0..2 {
        log.add(ClassSignedOff { round, school: at, class: class(n), staff: who });
    }
    log.add(ResultsSubmitted { round, school: at, staff: who });
    assert_eq!(status(&log).phase, Phase::Submitted);
    assert!(!status(&log).is_open_on(day("2025-09-30")));
    let received = log.add(ResultsReceived { round, school: at, staff: who });
    assert_eq!(status(&log).received.map(|step| step.position), Some(received));
    let (until, reason) = (day("2025-10-15"), Personal::Sealed);
    let reopened = RoundReopened { round, school: at, class: Some(class(0)), until, reason };
    let reopened = log.add(reopened);
    let now = status(&log);
    assert_eq!(now.phase, Phase::Reopened { until });
    assert_eq!((now.submitted, now.received), (None, None));
    assert_eq!(now.signed_off(class(0)), None);
    assert_eq!(now.class(class(0)).unwrap().reopened, Some(reopened));
    assert!(now.signed_off(class(1)).is_some(), "the other class stays signed off");
}

#[test]
fn protection_and_identity_are_as_of_now_whatever_the_as_of() {
    let mut log = Log::municipality();
    let enrolled = log.enrol(1, A, 3, "2025-08-15");
    assert_eq!(log.facts().pupil_identity(pupil(1)), Some(enrolled));
    log.add(ProtectionMarked { pupil: pupil(1), protection: Protection::Marked });
    let identity = Personal::Sealed;
    let rectified = log.add(IdentityRectified { pupil: pupil(1), sex: Sex::Male, identity });
    let facts = log.facts();
    assert_eq!(facts.protection(pupil(1)), Protection::Marked);
    assert_eq!(facts.protection(pupil(2)), Protection::None);
    assert_eq!(facts.pupil_identity(pupil(1)), Some(rectified));
    let state = facts.pupil(pupil(1), day("2025-09-01"), log.size()).unwrap();
    assert_eq!((state.sex, state.school_start), (Sex::Male, Some(SchoolYear::beginning(2022))));
}

#[test]
fn a_block_of_a_guardian_stands_over_a_new_link() {
    let mut log = Log::municipality();
    log.enrol(1, A, 3, "2025-08-15");
    let (pupil, guardian) = (pupil(1), guardian(0));
    log.add(GuardianLinked { pupil, guardian, identity: Personal::Sealed });
    let reason = Personal::Sealed;
    log.add(GuardianRestricted { pupil, guardian, blocked: true, reason: reason.clone() });
    log.add(GuardianUnlinked { pupil, guardian });
    assert!(log.facts().guardians(pupil, log.size()).is_empty());
    let again = log.add(GuardianLinked { pupil, guardian, identity: Personal::Sealed });
    let linked = log.facts().guardians(pupil, log.size());
    assert_eq!((linked[0].blocked, linked[0].position), (true, again));
    log.add(GuardianRestricted { pupil, guardian, blocked: false, reason });
    assert!(!log.facts().guardians(pupil, log.size())[0].blocked);
    assert_eq!(log.facts().wards(guardian, log.size()), [pupil]);
    assert_eq!(log.facts().guardian_identity(guardian), Some(again));
}

#[test]
fn a_commitment_is_in_force_from_adoption_to_withdrawal() {
    let mut log = Log::municipality();
    let level = Level::Municipality;
    let [proposed, adopted] = log.commit(1, level, terms(800, "15", "2025-07-01"));
    let commitment = commitment(1);
    log.add(CommitmentWithdrawn { commitment, level, from: day("2026-01-01"), decision: None });
    let facts = log.facts();
    let in_force = |text: &str, at| facts.commitments_in_force(day(text), at);
    assert_eq!(in_force("2025-09-15", log.size())[0].positions, [proposed, adopted]);
    assert!(in_force("2025-06-30", log.size()).is_empty());
    assert!(in_force("2026-01-01", log.size()).is_empty());
    let only_proposed = domain::id::Size(adopted.0);
    assert!(in_force("2025-09-15", only_proposed).is_empty());
}

#[test]
fn rounds_stand_in_order_of_census_date() {
    let mut log = Log::municipality();
    let year = SchoolYear::beginning(2025);
    log.add(LocalHolidaysSet { year, days: vec![day("2025-10-27")] });
    log.add(schedule(september(), "2025-12-06", edition(1)));
    let facts = log.facts();
    let rounds: Vec<_> = facts.rounds(log.size()).iter().map(|round| round.round).collect();
    assert_eq!(rounds, [december(), september(), february()]);
    let before = facts.previous_round(september(), log.size()).map(|round| round.round);
    assert_eq!(before, Some(december()));
    assert!(!facts.calendar(log.size()).is_school_day(day("2025-10-27")));
    assert_eq!(facts.holidays(year, log.size()), [day("2025-10-27")]);
}
