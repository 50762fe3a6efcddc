//! Staff, roles, assessors, and how a new record begins.

use super::*;
use crate::event::Event;
use AssessorKind::{CoAssessor, Responsible, StandIn};

/// A record in which nobody holds a role yet.
fn begun(more: Vec<Event>) -> crate::spec::Given {
    given(events![registered("Insynsby")]).and(more)
}

#[test]
fn the_first_administrator_engages_and_entrusts_themselves() {
    let first = administrator();
    let engagement = engaged(1, "2025-08-01");
    let role = granted(1, Role::SystemAdministrator, Scope::Municipality, "2025-08-01");
    begun(vec![])
        .when(Command::EngageStaff(engagement.clone()))
        .by(first)
        .then(events![engagement]);
    let engagement = events![engaged(1, "2025-08-01")];
    begun(engagement.clone()).when(Command::GrantRole(role.clone())).by(first).then(events![role]);

    let narrow = granted(1, Role::Principal, Scope::School(school(1)), "2025-08-01");
    begun(engagement).when(Command::GrantRole(narrow)).then_refused(Refusal::NotAuthorised);
}

#[test]
fn after_the_first_role_only_roles_open_doors() {
    let role = granted(1, Role::SystemAdministrator, Scope::Municipality, "2025-08-01");
    let begun = begun(events![engaged(1, "2025-08-01"), role]);
    let second = Command::EngageStaff(engaged(2, "2025-08-01"));
    begun.clone().when(second.clone()).by(coordinator()).then_refused(Refusal::NotAuthorised);
    begun.when(second).by(administrator()).then(events![engaged(2, "2025-08-01")]);
}

#[test]
fn a_role_opens_doors_only_where_and_while_it_is_held() {
    let form = || Command::FormDistrict(formed("vast", "Väst"));
    for actor in [administrator(), coordinator()] {
        asked(form()).by(actor).then(events![formed("vast", "Väst")]);
    }
    for actor in [principal(), teacher(), district_coordinator()] {
        asked(form()).by(actor).then_refused(Refusal::NotAuthorised);
    }
    let claimed = Actor { staff: teacher().staff, role: Role::SystemAdministrator };
    asked(form()).by(claimed).then_refused(Refusal::NotAuthorised);
    asked(form()).on("2020-07-31").then_refused(Refusal::NotAuthorised);

    let end = role_ended(2, Role::ResultsCoordinator, Scope::Municipality, "2025-09-17");
    asked_after(events![end.clone()], form())
        .on("2025-09-16")
        .then(events![formed("vast", "Väst")]);
    asked_after(events![end], form()).on("2025-09-17").then_refused(Refusal::NotAuthorised);
    asked_after(events![left(2, "2025-09-01")], form()).then_refused(Refusal::NotAuthorised);
    let again = granted(2, Role::ResultsCoordinator, Scope::Municipality, "2025-09-10");
    let back = events![left(2, "2025-09-01"), engaged(2, "2025-09-10"), again];
    asked_after(back, form()).then(events![formed("vast", "Väst")]);
}

#[test]
fn assessors_are_assigned_by_those_who_lead_the_school_unit() {
    let assign = || Command::AssignAssessor(assigned(1, 6, StandIn, "2025-08-18"));
    let then = || events![assigned(1, 6, StandIn, "2025-08-18")];
    for actor in [administrator(), coordinator(), principal(), district_coordinator()] {
        asked(assign()).by(actor).then(then());
    }
    for actor in [teacher(), other_principal()] {
        asked(assign()).by(actor).then_refused(Refusal::NotAuthorised);
    }
    let moved = || events![moved(1, "soder")];
    asked_after(moved(), assign()).by(district_coordinator()).then_refused(Refusal::NotAuthorised);
    asked_after(moved(), assign()).by(principal()).then(then());
}

#[test]
fn nobody_gives_themselves_a_role() {
    let grant = |n| {
        let scope = Scope::School(school(1));
        Command::GrantRole(granted(n, Role::Principal, scope, "2025-08-18"))
    };
    asked(grant(1)).by(administrator()).then_refused(Refusal::OwnRole);
    asked(grant(2)).by(coordinator()).then_refused(Refusal::OwnRole);
    let granted = asked(grant(2)).by(administrator()).outcome();
    assert!(granted.is_ok_and(|events| events.len() == 1));
}

#[test]
fn someone_is_engaged_once_at_a_time() {
    let engage = |from| Command::EngageStaff(engaged(4, from));
    asked(engage("2020-08-01")).then_nothing();
    asked(engage("2025-08-18")).then_nothing();
    asked(engage("2019-08-01")).then_refused(Refusal::StaffAlreadyEngaged);
    let left = events![left(4, "2025-06-15")];
    asked_after(left.clone(), engage("2025-08-18")).then(events![engaged(4, "2025-08-18")]);
    asked_after(left, engage("2025-01-01")).then_refused(Refusal::StaffAlreadyEngaged);
    asked(Command::EngageStaff(engaged(8, "2025-08-18"))).then(events![engaged(8, "2025-08-18")]);
}

#[test]
fn an_engagement_ends_once() {
    let end = |n, on| Command::EndEngagement(left(n, on));
    asked(end(4, "2025-12-31")).then(events![left(4, "2025-12-31")]);
    let gone = events![left(4, "2025-12-31")];
    asked_after(gone.clone(), end(4, "2025-12-31")).then_nothing();
    asked_after(gone, end(4, "2026-01-31")).then_refused(Refusal::StaffNotEngaged);
    asked(end(9, "2025-12-31")).then_refused(Refusal::StaffNotEngaged);
}

#[test]
fn a_role_is_granted_to_staff_where_the_place_exists() {
    let at = |n| Scope::School(school(n));
    let grant = |n, role, scope| Command::GrantRole(granted(n, role, scope, "2025-08-18"));
    let stand_in = granted(6, Role::Principal, at(1), "2025-08-18");
    asked(grant(6, Role::Principal, at(1))).then(events![stand_in.clone()]);
    asked_after(events![stand_in], grant(6, Role::Principal, at(1))).then_nothing();
    asked(grant(3, Role::Principal, at(1))).then_nothing();
    asked(grant(6, Role::Principal, at(9))).then_refused(Refusal::SchoolUnknown);
    let ost = Scope::District(district("ost"));
    asked(grant(6, Role::Adviser, ost)).then_refused(Refusal::DistrictUnknown);
    asked(grant(9, Role::Auditor, Scope::Municipality)).then_refused(Refusal::StaffNotEngaged);
}

#[test]
fn each_role_has_its_scope() {
    let (town, part) = (Scope::Municipality, Scope::District(district("norr")));
    let unit = Scope::School(school(1));
    let unfit = [
        (Role::Principal, town),
        (Role::Teacher, part),
        (Role::ResultsCoordinator, unit),
        (Role::Auditor, part),
        (Role::SystemAdministrator, unit),
        (Role::Guardian, town),
        (Role::Public, unit),
    ];
    for (role, scope) in unfit {
        let grant = Command::GrantRole(granted(6, role, scope, "2025-08-18"));
        asked(grant).then_refused(Refusal::ScopeUnfit);
    }
    for (role, scope) in [(Role::CommitteeMember, part), (Role::SpecialEducator, unit)] {
        let grant = granted(6, role, scope, "2025-08-18");
        asked(Command::GrantRole(grant.clone())).then(events![grant]);
    }
}

#[test]
fn a_role_ends_where_it_was_held() {
    let at = Scope::School(school(1));
    let end = |on| Command::EndRole(role_ended(3, Role::Principal, at, on));
    let ended = role_ended(3, Role::Principal, at, "2026-01-01");
    asked(end("2026-01-01")).then(events![ended.clone()]);
    asked_after(events![ended.clone()], end("2026-01-01")).then_nothing();
    asked_after(events![ended.clone()], end("2026-02-01")).then_refused(Refusal::RoleNotHeld);
    // Granted anew after the end, for a time that has not begun: that too can be ended.
    let anew = granted(3, Role::Principal, at, "2026-08-01");
    let later = role_ended(3, Role::Principal, at, "2026-08-01");
    asked_after(events![ended, anew], end("2026-08-01")).then(events![later]);
    let never = role_ended(4, Role::Principal, at, "2026-01-01");
    asked(Command::EndRole(never)).then_refused(Refusal::RoleNotHeld);
}

#[test]
fn a_class_has_one_responsible_assessor_at_a_time() {
    let assign = |n, kind, from| Command::AssignAssessor(assigned(1, n, kind, from));
    asked(assign(4, Responsible, "2025-08-18")).then_nothing();
    let refused = Refusal::AlreadyHasResponsible;
    asked(assign(6, Responsible, "2025-08-18")).then_refused(refused);
    for kind in [CoAssessor, StandIn] {
        asked(assign(6, kind, "2025-08-18")).then(events![assigned(1, 6, kind, "2025-08-18")]);
    }
    let ended = events![assessor_ended(1, 4, "2025-10-01")];
    asked_after(ended.clone(), assign(6, Responsible, "2025-09-30")).then_refused(refused);
    asked_after(ended, assign(6, Responsible, "2025-10-01")).then(events![assigned(
        1,
        6,
        Responsible,
        "2025-10-01"
    )]);
    // Before the one who is responsible from 2020 on.
    let mut before = assigned(2, 6, Responsible, "2025-01-01");
    before.to = Some(day("2025-06-15"));
    let later = events![assigned(2, 4, Responsible, "2025-08-18")];
    asked_after(later, Command::AssignAssessor(before.clone())).then(events![before]);
}

#[test]
fn an_assessor_is_engaged_and_the_class_exists() {
    let assign = |class, n| Command::AssignAssessor(assigned(class, n, StandIn, "2025-08-18"));
    asked(assign(1, 9)).then_refused(Refusal::StaffNotEngaged);
    asked(assign(3, 6)).then_refused(Refusal::ClassUnknown);
    let gone = events![class_closed(1, 1, "2025-06-15")];
    asked_after(gone, assign(1, 6)).then_refused(Refusal::ClassNotOpen);
    let gone = events![closed(1, "2025-06-15", &[])];
    asked_after(gone, assign(1, 6)).then_refused(Refusal::SchoolNotOpen);
}

#[test]
fn an_assignment_ends_once() {
    let end = |n, on| Command::EndAssessor(assessor_ended(1, n, on));
    asked(end(4, "2025-10-01")).by(principal()).then(events![assessor_ended(1, 4, "2025-10-01")]);
    let ended = events![assessor_ended(1, 4, "2025-10-01")];
    asked_after(ended.clone(), end(4, "2025-10-01")).then_nothing();
    asked_after(ended, end(4, "2025-11-01")).then_refused(Refusal::AssessorNotAssigned);
    asked(end(6, "2025-10-01")).by(other_teacher()).then_refused(Refusal::NotAuthorised);
    asked(end(6, "2025-10-01")).then_refused(Refusal::AssessorNotAssigned);
}
