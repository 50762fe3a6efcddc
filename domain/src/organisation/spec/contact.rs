//! The address at which a member of staff is reminded.

use super::*;
use crate::personal::Personal;

fn contact(n: u8, address: Option<&str>) -> StaffContactSet {
    let address = address.map(|text| Personal::Open(EmailAddress(text.to_owned())));
    StaffContactSet { staff: staff(n), address }
}

fn set(n: u8, address: Option<&str>) -> Command {
    Command::SetStaffContact(contact(n, address))
}

const ADDRESS: Option<&str> = Some("kim@skola.example.se");

/// Someone without any role.
const NEW: u8 = 90;

fn with_new(more: Vec<Event>) -> Vec<Event> {
    events![engaged(NEW, "2025-08-01")].into_iter().chain(more).collect()
}

#[test]
fn the_register_gives_anyone_an_address_and_others_only_themselves() {
    for actor in [administrator(), coordinator()] {
        asked_after(with_new(vec![]), set(NEW, ADDRESS))
            .by(actor)
            .then(events![contact(NEW, ADDRESS)]);
    }
    for actor in [principal(), teacher(), district_coordinator()] {
        asked_after(with_new(vec![]), set(NEW, ADDRESS))
            .by(actor)
            .then_refused(Refusal::NotAuthorised);
        let own = StaffContactSet { staff: actor.staff, ..contact(NEW, ADDRESS) };
        asked(Command::SetStaffContact(own.clone())).by(actor).then(events![own]);
    }
}

#[test]
fn an_address_that_cannot_be_one_is_refused_before_anything_else() {
    for text in ["kim", "kim@localhost", "kim@a.se, lo@a.se", "kim@a.se\r\nBcc: lo@a.se"] {
        asked_after(with_new(vec![]), set(NEW, Some(text))).then_refused(Refusal::AddressUnfit);
        asked(set(91, Some(text))).then_refused(Refusal::AddressUnfit);
    }
}

#[test]
fn nobody_who_is_not_engaged_has_an_address() {
    asked(set(NEW, ADDRESS)).then_refused(Refusal::StaffNotEngaged);
    let gone = with_new(events![left(NEW, "2025-09-01")]);
    asked_after(gone, set(NEW, ADDRESS)).then_refused(Refusal::StaffNotEngaged);
}

#[test]
fn an_address_is_given_anew_and_taken_away_once() {
    let given = with_new(events![contact(NEW, ADDRESS)]);
    asked_after(given.clone(), set(NEW, ADDRESS)).then(events![contact(NEW, ADDRESS)]);
    asked_after(given.clone(), set(NEW, None)).then(events![contact(NEW, None)]);
    asked_after(with_new(vec![]), set(NEW, None)).then_nothing();
    let taken: Vec<Event> = given.into_iter().chain(events![contact(NEW, None)]).collect();
    asked_after(taken, set(NEW, None)).then_nothing();
}
