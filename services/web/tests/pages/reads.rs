//! The log of who reads: entered before anything is shown, and shown to those whom it is for.

use insyn_app::reads::{Purpose, Who};

use crate::child;
use crate::town::{AUDITOR, OTHER_PRINCIPAL, PRINCIPAL, TEACHER, Town, class, guardian, pupil};
use crate::web::get;

fn reads(child: u8) -> String {
    format!("/pupils/{}/reads", pupil(child))
}

#[test]
fn one_query_is_one_entry_for_every_pupil_it_tells_of() {
    let town = Town::lived();
    let teacher = town.signed_in(TEACHER);
    let before = town.app().reads().unwrap().size().0;
    get(&town, &teacher, &format!("/classes/{}/rounds/2025-26:december", class(1))).is(200);
    assert_eq!(town.app().reads().unwrap().size().0, before + 1);
    for child in [11, 12] {
        let found = town.app().reads_of(pupil(child), 0, 10).unwrap();
        assert_eq!(found.reads[0].purpose, Purpose::Assessing);
        assert_eq!(found.reads[0].what, "GET /classes/{class}/rounds/{round}");
        assert_eq!(found.reads[0].reader, crate::town::staff(TEACHER.0).to_string());
    }
}

#[test]
fn what_tells_of_no_pupil_leaves_no_entry() {
    let town = Town::lived();
    let (teacher, other) = (town.signed_in(TEACHER), town.signed_in(OTHER_PRINCIPAL));
    let before = town.app().reads().unwrap().size();
    get(&town, &teacher, "/schools").is(200);
    get(&town, &teacher, "/figures").is(200);
    get(&town, "", "/knowledge").is(200);
    get(&town, "", &format!("/knowledge?x={}", pupil(12))).is(200);
    // A page that is refused repeats its address.
    get(&town, &other, &format!("/pupils/{}", pupil(12))).is(403);
    get(&town, "", &format!("/pupils/{}", pupil(12))).is(401);
    assert_eq!(town.app().reads().unwrap().size(), before);
}

#[test]
fn nothing_is_shown_that_cannot_be_entered() {
    let town = Town::lived();
    let teacher = town.signed_in(TEACHER);
    let guardian = child::signed_in(&town, 1);
    town.app().reads().unwrap().close().unwrap();
    let refused = get(&town, &teacher, &format!("/pupils/{}", pupil(12)));
    refused.is(503).says("loggen över vem som läser").says_not("Bo").says_not("<html");
    get(&town, &guardian, &format!("/children/{}", pupil(12))).is(503).says_not("Bo");
    // What tells of nobody needs no entry.
    get(&town, &teacher, "/schools").is(200);
}

#[test]
fn those_who_answer_for_it_see_who_has_read_and_that_is_entered_too() {
    let town = Town::lived();
    get(&town, &town.signed_in(TEACHER), &format!("/pupils/{}", pupil(12))).is(200);
    let principal = town.signed_in(PRINCIPAL);
    get(&town, &principal, &format!("/pupils/{}", pupil(12))).is(200).says("/reads");
    let page = get(&town, &principal, &reads(12));
    page.is(200).says("Lars Lärare").says("Uppföljning av eleven").says("GET /pupils/{pupil}");
    let found = town.app().reads_of(pupil(12), 0, 1).unwrap();
    assert_eq!(found.reads[0].purpose, Purpose::Inspection);
    // By role for whoever examines, and for nobody else.
    get(&town, &town.signed_in(AUDITOR), &reads(12)).is(200).says("Lärare").says_not("Lars");
    get(&town, &town.signed_in(TEACHER), &reads(12)).is(403);
    get(&town, &town.signed_in(OTHER_PRINCIPAL), &reads(12)).is(403);
}

#[test]
fn a_guardian_sees_role_and_unit_and_neither_names_nor_the_other_guardian() {
    let town = Town::lived();
    get(&town, &town.signed_in(TEACHER), &format!("/pupils/{}", pupil(12))).is(200);
    let (one, two) = (child::signed_in(&town, 1), child::signed_in(&town, 2));
    get(&town, &two, &format!("/children/{}", pupil(12))).is(200);
    let page = get(&town, &one, &format!("/children/{}/reads", pupil(12)));
    page.is(200).says("Lärare").says("Uppföljning av eleven").says_not("Lars");
    let others = town.app().reads_for_guardian(guardian(1), pupil(12), 0, 100).unwrap();
    let other = Who::Guardian(guardian(2)).id();
    assert!(others.reads.iter().all(|read| read.reader != other), "the other's reading is told");
    get(&town, &one, &format!("/children/{}/reads", pupil(11))).is(404);
}
