//! Specifications of what holds of every event.

use super::{Refusal, check};
use crate::action_programme::ConcernReported;
use crate::calendar::Day;
use crate::command;
use crate::event::Event;
use crate::id::ProgrammeId;
use crate::organisation::{self, Command, LocalHolidaysSet, RoleGranted, StaffEngaged};
use crate::people::{GuardianIdentity, PersonName, Role, Scope};
use crate::personal::{self, FreeText, Personal};
use crate::pupil::GuardianLinked;
use crate::spec::{
    administrator, day, given, guardian, municipality, pupil, school, staff, teacher, words,
};

fn on(today: &str, events: &[Event]) -> Result<(), Refusal> {
    check(events, day(today))
}

fn concern(text: &str) -> Event {
    let (pupil, school) = (pupil(1), school(1));
    let programme = ProgrammeId::from_bytes([1; 16]);
    let (concern, on) = (words(text), day("2025-09-01"));
    ConcernReported { programme, pupil, school, shortfall: None, concern, on }.into()
}

fn named(given: &str) -> Event {
    let name = Personal::Open(PersonName::new(given, "Exempel"));
    StaffEngaged { staff: staff(1), from: day("2025-08-01"), name }.into()
}

fn reachable(email: &str) -> Event {
    let identity = Personal::Open(GuardianIdentity { name: None, email: Some(email.to_owned()) });
    GuardianLinked { pupil: pupil(1), guardian: guardian(1), identity }.into()
}

fn granted(from: &str, to: Option<&str>) -> Event {
    let (role, scope) = (Role::Auditor, Scope::Municipality);
    RoleGranted { staff: staff(1), role, scope, from: day(from), to: to.map(day) }.into()
}

#[test]
fn no_text_holds_what_cannot_be_shown_sealed_or_not() {
    for unreadable in ["a\u{0}b", "a\u{7}b", "a\rb", "a\u{1b}[2Jb", "a\u{85}b"] {
        for event in [concern(unreadable), reachable(unreadable)] {
            assert_eq!(on("2025-09-16", &[event]), Err(Refusal::TextUnreadable));
        }
    }
    assert_eq!(on("2025-09-16", &[named("a\u{0}b")]), Err(Refusal::TextUnreadable));
    for readable in ["Åsa läser.\nSedan vilar hon.", "Ett\tsteg", "En rad\r\noch en till"] {
        assert_eq!(on("2025-09-16", &[concern(readable)]), Ok(()));
    }
}

#[test]
fn a_day_lies_from_1990_to_ten_years_ahead() {
    for (text, sound) in [
        ("1989-12-31", false),
        ("1990-01-01", true),
        ("2035-09-17", true),
        ("2035-09-18", false),
        ("9999-12-31", false),
    ] {
        let refusal = if sound { Ok(()) } else { Err(Refusal::DayImplausible) };
        assert_eq!(on("2025-09-16", &[granted(text, None)]), refusal, "{text}");
        assert_eq!(on("2025-09-16", &[granted("2025-08-01", Some(text))]), refusal, "{text}");
    }
}

#[test]
fn every_event_and_every_day_in_a_list_is_looked_at() {
    let events = [granted("2025-08-01", None), granted("1700-01-01", None)];
    assert_eq!(on("2025-09-16", &events), Err(Refusal::DayImplausible));
    let year = day("2025-09-16").school_year();
    let days = vec![day("2025-12-24"), Day::default()];
    let holidays = LocalHolidaysSet { year, days };
    assert_eq!(on("2025-09-16", &[holidays.into()]), Err(Refusal::DayImplausible));
}

#[test]
fn what_is_looked_at_stays_sealed_afterwards() {
    assert_eq!(on("2025-09-16", &[concern("a\u{0}b")]), Err(Refusal::TextUnreadable));
    let text = FreeText::new("Hemligt.").expect("some words");
    let (bytes, sections) = personal::encode(&Personal::Open(text)).expect("it can be written");
    assert!(bytes.is_empty() && sections.len() == 1);
}

#[test]
fn what_holds_of_every_event_is_asked_after_the_term_s_own_refusals() {
    let (role, scope, from) = (Role::Auditor, Scope::Municipality, day("2025-08-18"));
    let for_ever = RoleGranted { staff: staff(6), role, scope, from, to: Some(day("2099-01-01")) };
    let grant = || given(municipality()).when(Command::GrantRole(for_ever.clone()));
    grant().by(teacher()).then_refused(organisation::Refusal::NotAuthorised);
    let refused = grant().by(administrator()).outcome();
    assert_eq!(refused, Err(command::Refusal::Record(Refusal::DayImplausible)));
}
