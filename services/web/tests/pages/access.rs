//! Deny by default: every address without a session, and with a role it is not for.

use domain::people::Role;

use crate::town::{
    ADMIN, AUDITOR, BIRCH, COORDINATOR, MEADOW, MEMBER, OTHER_PRINCIPAL, OTHER_TEACHER, PRINCIPAL,
    TEACHER, Town, class, commitment_id, decision_id, guardian, measure_id, programme_id, pupil,
    report_id, seminar_id,
};
use crate::web::{get, post};

/// The address with its parts named: class 3A at Ängskolan in December.
pub(crate) fn path(pattern: &str) -> String {
    let figure = format!("population@school:{MEADOW}@2025-26:december");
    pattern
        .replace("{class}", &class(1).to_string())
        .replace("{round}", "2025-26:december")
        .replace("{school}", MEADOW)
        .replace("{pupil}", &pupil(12).to_string())
        .replace("{guardian}", &guardian(1).to_string())
        .replace("{district}", "norr")
        .replace("{committee}", "utbildningsnamnden")
        .replace("{commitment}", &commitment_id().to_string())
        .replace("{programme}", &programme_id().to_string())
        .replace("{measure}", &measure_id().to_string())
        .replace("{seminar}", &seminar_id().to_string())
        .replace("{report}", &report_id().to_string())
        .replace("{decision}", &decision_id().to_string())
        .replace("{position}", "0")
        .replace("{figure}", &figure)
        .replace("{term}", "competence")
        .replace("{command}", "require")
        .replace("{provider}", "staff")
}

fn status(town: &Town, cookie: &str, address: insyn_web::Address) -> u16 {
    let path = path(address.path);
    let answer =
        if address.changes { post(town, cookie, &path, &[]) } else { get(town, cookie, &path) };
    answer.status.as_u16()
}

#[test]
fn every_address_but_the_open_ones_asks_for_a_session() {
    let town = Town::lived();
    for address in insyn_web::addresses() {
        let expected = if address.open { [200, 303, 400].as_slice() } else { [401].as_slice() };
        for cookie in ["", "insyn_session=0000", "insyn_session="] {
            let status = status(&town, cookie, address);
            assert!(expected.contains(&status), "{} answers {status}", address.path);
        }
    }
}

/// Who gets what, for every page, in the order of the test below: 200 or 403.
const TABLE: &[(&str, [u16; 8])] = &[
    ("/classes/{class}/rounds/{round}", [200, 403, 200, 403, 403, 403, 403, 403]),
    ("/classes/{class}/rounds/{round}/paper", [200, 403, 200, 403, 403, 403, 403, 403]),
    ("/schools/{school}/rounds/{round}/board", [200, 200, 200, 403, 200, 403, 200, 403]),
    ("/pupils/{pupil}", [200, 403, 200, 403, 403, 403, 403, 403]),
    ("/schools", [200, 200, 200, 200, 200, 200, 200, 403]),
    ("/schools/{school}", [200, 200, 200, 200, 200, 200, 200, 403]),
    ("/districts/{district}", [200, 200, 200, 200, 200, 200, 200, 403]),
    ("/committees/{committee}", [200, 200, 200, 200, 200, 200, 200, 403]),
    ("/schools/{school}/dialogue", [200, 200, 200, 403, 200, 403, 200, 403]),
    ("/schools/{school}/measures", [200, 200, 200, 200, 200, 200, 200, 403]),
    ("/measures/{measure}", [200, 200, 200, 200, 200, 200, 200, 403]),
    ("/seminars", [200, 200, 200, 200, 200, 403, 403, 403]),
    ("/seminars/{seminar}", [200, 200, 200, 200, 200, 403, 403, 403]),
    ("/my-agreement", [200, 200, 200, 200, 200, 200, 403, 403]),
    ("/schools/{school}/support", [403, 403, 200, 403, 200, 403, 403, 403]),
    ("/competence", [403, 403, 200, 200, 200, 403, 403, 403]),
    ("/figures", [200, 200, 200, 200, 200, 200, 200, 200]),
    ("/figures/{figure}", [200, 200, 200, 200, 200, 200, 200, 403]),
    ("/trail/pupils/{pupil}", [200, 403, 200, 403, 403, 403, 200, 403]),
    ("/trail/schools/{school}", [403, 403, 200, 403, 403, 403, 200, 403]),
    ("/trail/commitments/{commitment}", [403, 403, 403, 403, 403, 403, 200, 403]),
    ("/trail/programmes/{programme}", [200, 403, 200, 403, 403, 403, 200, 403]),
    ("/trail/measures/{measure}", [403, 403, 200, 403, 403, 403, 200, 403]),
    ("/trail/reports/{report}", [403, 403, 403, 403, 403, 403, 200, 403]),
    ("/trail/decisions/{decision}", [403, 403, 403, 403, 403, 403, 200, 403]),
    ("/trail/figures/{figure}", [403, 403, 200, 403, 403, 403, 200, 403]),
    ("/explain/{position}", [403, 403, 403, 403, 403, 403, 200, 403]),
    ("/to-do", [200, 200, 200, 200, 200, 200, 403, 403]),
    ("/schools/{school}/guarantee", [200, 200, 200, 403, 403, 403, 403, 403]),
    ("/schools/{school}/programmes", [403, 403, 200, 403, 403, 403, 403, 403]),
    ("/programmes/{programme}", [200, 403, 200, 403, 403, 403, 403, 403]),
    ("/committees/{committee}/work", [403, 403, 403, 403, 200, 200, 200, 403]),
    ("/committees/{committee}/rounds/{round}/report", [403, 403, 403, 403, 200, 200, 200, 403]),
    ("/reports/{report}", [200; 8]),
    ("/reports/{report}/today", [200; 8]),
    ("/schools/{school}/rounds/{round}/account", [403, 403, 200, 403, 200, 200, 200, 403]),
    ("/reports/{report}/xlsx", [200; 8]),
    // A server of the tests has no program that typesets.
    ("/reports/{report}/pdf", [501; 8]),
    (
        "/committees/{committee}/rounds/{round}/report/xlsx",
        [403, 403, 403, 403, 200, 200, 200, 403],
    ),
    ("/committees/{committee}/rounds/{round}/report/pdf", [403, 403, 403, 403, 501, 501, 501, 403]),
    ("/schools/{school}/rounds/{round}/account/xlsx", [403, 403, 200, 403, 200, 200, 200, 403]),
    ("/schools/{school}/rounds/{round}/account/pdf", [403, 403, 501, 403, 501, 501, 501, 403]),
    ("/schools/{school}/rounds/{round}/letters", [403, 403, 200, 403, 403, 403, 403, 403]),
    (
        "/schools/{school}/rounds/{round}/letters/classes/{class}/pdf",
        [403, 403, 501, 403, 403, 403, 403, 403],
    ),
    (
        "/schools/{school}/rounds/{round}/letters/{pupil}/{guardian}/pdf",
        [403, 403, 501, 403, 403, 403, 403, 403],
    ),
    ("/children/{pupil}/letters/{round}", [403; 8]),
    ("/children/{pupil}/letters/{round}/pdf", [403; 8]),
    ("/children", [403; 8]),
    ("/children/{pupil}", [403; 8]),
    ("/children/{pupil}/reads", [403; 8]),
    ("/pupils/{pupil}/reads", [403, 403, 200, 403, 403, 403, 200, 403]),
    ("/show-as/guardian/{pupil}/{guardian}", [200, 403, 200, 403, 403, 403, 403, 403]),
    ("/show-as/committee/{committee}", [200, 200, 200, 200, 200, 200, 200, 403]),
    (
        "/show-as/committee/{committee}/rounds/{round}/report",
        [403, 403, 403, 403, 200, 200, 200, 403],
    ),
    ("/rounds.ics", [200; 8]),
    ("/status", [403, 403, 403, 403, 403, 403, 403, 200]),
    ("/do/{term}/{command}", [403, 403, 403, 403, 200, 403, 403, 403]),
];

/// Who gets what, for every page: 200 or 403.
#[test]
fn every_page_opens_for_the_roles_it_is_for_and_no_others() {
    let town = Town::lived();
    let viewers =
        [TEACHER, OTHER_TEACHER, PRINCIPAL, OTHER_PRINCIPAL, COORDINATOR, MEMBER, AUDITOR, ADMIN];
    for address in insyn_web::addresses().into_iter().filter(|a| !a.changes && !a.open) {
        let line = TABLE.iter().find(|line| line.0 == address.path);
        let (_, expected) = line.unwrap_or_else(|| panic!("{} is not in the table", address.path));
        for (viewer, expected) in viewers.iter().zip(expected) {
            let cookie = town.signed_in(*viewer);
            let status = status(&town, &cookie, address);
            assert_eq!(status, *expected, "{} for {:?}", address.path, viewer.1);
        }
    }
}

#[test]
fn no_form_does_anything_for_a_role_it_is_not_for() {
    let town = Town::lived();
    let before = town.app().size();
    for viewer in [MEMBER, ADMIN, OTHER_PRINCIPAL] {
        let cookie = town.signed_in(viewer);
        for address in insyn_web::addresses().into_iter().filter(|a| a.changes && !a.open) {
            assert_eq!(status(&town, &cookie, address), 403, "{} for {:?}", address.path, viewer.1);
        }
    }
    assert_eq!(town.app().size(), before, "nothing is recorded");
}

#[test]
fn no_pupils_name_stands_on_a_page_for_those_who_may_not_see_it() {
    let town = Town::lived();
    let names = ["Alm", "Berg", "Cedervall", "Öst", "Märkt", "Dahl", "Ek, ", "Falk", "Elev Blå"];
    for viewer in [MEMBER, COORDINATOR, AUDITOR, OTHER_PRINCIPAL, ADMIN] {
        let cookie = town.signed_in(viewer);
        for address in insyn_web::addresses().into_iter().filter(|a| !a.changes) {
            let page = get(&town, &cookie, &path(address.path));
            // Falk is a pupil of Björkskolan's, and stands among its principal's own duties.
            for name in names.into_iter().filter(|n| viewer != OTHER_PRINCIPAL || *n != "Falk") {
                assert!(!page.body.contains(name), "{name} on {} for {:?}", address.path, viewer.1);
            }
        }
    }
}

#[test]
fn the_events_behind_a_figure_are_for_those_who_see_the_pupils() {
    let town = Town::lived();
    let figure = format!("/figures/assessed@school:{MEADOW}@2025-26:december");
    // A list of events counts the pupils: others see what is shown of the figure, and its rule.
    for viewer in [MEMBER, AUDITOR, OTHER_PRINCIPAL] {
        get(&town, &town.signed_in(viewer), &figure)
            .is(200)
            .says("Underlag: Bedömda")
            .says("Reglerna för små tal")
            .says_not("Läsning bedömd")
            .says_not(&pupil(12).to_string())
            .says_not("punkt 11");
    }
    get(&town, &town.signed_in(PRINCIPAL), &figure).says("Läsning bedömd").says("Alm, Bo");
}

#[test]
fn figures_of_a_class_are_for_those_who_follow_the_round_there() {
    let town = Town::lived();
    let figure = format!("/figures/assessed@school:{MEADOW}@2025-26:december;class={}", class(1));
    get(&town, &town.signed_in(COORDINATOR), &figure).is(200);
    get(&town, &town.signed_in(MEMBER), &figure).is(403);
    let of_class = format!("/figures/assessed@class:{}@2025-26:december", class(1));
    get(&town, &town.signed_in(TEACHER), &of_class).is(200);
    get(&town, &town.signed_in(OTHER_TEACHER), &of_class).is(403);
}

#[test]
fn a_session_whose_role_has_ended_opens_nothing() {
    use domain::command::Command;
    use domain::organisation::{Command as Organisation, RoleEnded};
    let town = Town::lived();
    let cookie = town.signed_in(PRINCIPAL);
    get(&town, &cookie, &format!("/schools/{MEADOW}")).is(200);
    let ended = RoleEnded {
        staff: crate::town::staff(PRINCIPAL.0),
        role: Role::Principal,
        scope: domain::people::Scope::School(crate::town::school(MEADOW)),
        on: crate::town::day("2025-12-08"),
    };
    town.act(ADMIN, vec![Command::Organisation(Organisation::EndRole(ended))]);
    get(&town, &cookie, &format!("/schools/{MEADOW}")).is(401);
    get(&town, &cookie, &format!("/schools/{BIRCH}")).is(401);
}
