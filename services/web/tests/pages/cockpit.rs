//! How far the round has come, for those who follow it; its calendar file; and addresses that do not work.

use domain::organisation::{Command, EmailAddress, StaffContactSet};
use domain::personal::Personal;
use insyn_app::reminders::{Letter, NotPosted, Post};

use crate::town::{ADMIN, COORDINATOR, MEADOW, PRINCIPAL, TEACHER, Town, class, staff};
use crate::web::{get, post};

const BOARD: &str = "/schools/10000001/rounds/2025-26:december/board";

#[test]
fn a_class_is_told_in_words_and_symbol_with_the_days_left() {
    let town = Town::founded();
    let principal = town.signed_in(PRINCIPAL);
    get(&town, &principal, BOARD).says("◐ Påbörjad").says("kvar, till");
    town.set("2026-03-02");
    let principal = town.signed_in(PRINCIPAL);
    get(&town, &principal, BOARD).says("! Sen").says("dagar sent, skulle vara klart");
    // As it was known then, it was not late.
    let then = get(&town, &principal, &format!("{BOARD}?asOf=2025-12-09"));
    then.is(200).says_not("! Sen");
}

#[test]
fn a_coordinator_sees_every_school_unit_with_state_missing_and_time_left() {
    let town = Town::founded();
    let page = get(&town, &town.signed_in(COORDINATOR), "/");
    page.says("Skolorna efter läge").says("◐ Påbörjad: ").says("Tid kvar").says("kvar, till");
    page.says("/rounds.ics");
}

#[test]
fn a_missing_pupil_leads_to_the_cell_for_those_who_type_it_in() {
    let town = Town::founded();
    let cell = format!("/classes/{}/rounds/2025-26:december#point-", class(1));
    get(&town, &town.signed_in(TEACHER), BOARD).says(&cell);
    get(&town, &town.signed_in(COORDINATOR), BOARD).says_not("#point-");
}

#[test]
fn the_dates_of_the_rounds_are_a_calendar_file_for_staff() {
    let town = Town::founded();
    let file = get(&town, &town.signed_in(TEACHER), "/rounds.ics");
    file.is(200)
        .says("BEGIN:VCALENDAR\r\n")
        .says("UID:2025-26:december.opens@test.example.log\r\n")
        .says(".census@")
        .says(".closes@")
        .says(".submit-by@")
        .says("SUMMARY;LANGUAGE=sv:");
    assert!(file.body.split("\r\n").all(|line| line.len() <= 75));
    file.says_not(MEADOW).says_not("Lärare");
    get(&town, &town.signed_in(TEACHER), "/rounds.ics?lang=en").says("SUMMARY;LANGUAGE=en:");
    get(&town, "", "/rounds.ics").is(401);
}

/// A mail server that refuses every address.
struct Refuses;

impl Post for Refuses {
    fn post(&self, _: &Letter) -> Result<(), NotPosted> {
        Err(NotPosted::Refused(550))
    }
}

#[test]
fn an_address_that_does_not_work_is_told_to_its_owner_and_to_the_administrator() {
    let town = Town::founded();
    let (dead, listed) = ("Din e-postadress fungerar inte", "550");
    get(&town, &town.signed_in(ADMIN), "/status").says("Inga adresser är kända");
    let address = Some(Personal::Open(EmailAddress("paula@skola.example.se".to_owned())));
    let contact = StaffContactSet { staff: staff(PRINCIPAL.0), address };
    town.did(ADMIN, Command::SetStaffContact(contact));
    town.set("2026-01-12");
    assert_eq!(town.app().remind(&Refuses).unwrap().refused, 1);
    get(&town, &town.signed_in(PRINCIPAL), "/").says(dead).says("set_staff_contact");
    get(&town, &town.signed_in(TEACHER), "/").says_not(dead);
    get(&town, &town.signed_in(ADMIN), "/status").says(listed).says_not("paula@skola");
}

#[test]
fn everyone_gives_their_own_address_and_is_told_why_one_is_refused() {
    let town = Town::founded();
    let (teacher, form) = (town.signed_in(TEACHER), "/do/organisation/set_staff_contact");
    let own = staff(TEACHER.0).to_string();
    let page = get(&town, &teacher, &format!("{form}?staff={own}"));
    page.is(200).says("Ange e-postadress för påminnelser");
    let (_, rest) = page.body.split_once("name=\"id\" value=\"").unwrap();
    let id = rest.split('"').next().unwrap();
    let sent =
        |address| post(&town, &teacher, form, &[("id", id), ("staff", &own), ("address", address)]);
    sent("kim").is(409).says("ser inte ut som en adress").says("kim");
    sent("kim@skola.example.se").is(303);
}
