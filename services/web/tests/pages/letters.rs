//! Letters to guardians: released by the principal, one guardian and one child each.

use domain::people::Protection;
use domain::pupil::{Command as Pupil, GuardianRestricted, ProtectionMarked};
use insyn_app::letters::{LANGUAGES, Released, Withheld};
use insyn_app::session::Viewer;

use crate::town::{
    ADMIN, COORDINATOR, MEADOW, OTHER_PRINCIPAL, PRINCIPAL, TEACHER, Town, guardian, pupil,
    round_id, school, text,
};
use crate::web::{get, post};

const ID: &str = "018f0000-0000-7000-8000-0000000000aa";

fn signed_in(town: &Town, number: u8) -> String {
    let viewer = Viewer::Guardian(guardian(number));
    let token = town.site.sessions.begin(town.app().world(), viewer);
    format!("insyn_session={token}")
}

fn letter() -> String {
    format!("/children/{}/letters/2025-26:december", pupil(12))
}

fn list() -> String {
    format!("/schools/{MEADOW}/rounds/2025-26:december/letters")
}

fn released() -> Town {
    let town = Town::lived();
    let answer = post(&town, &town.signed_in(PRINCIPAL), &list(), &[("id", ID)]);
    answer.is(303);
    town
}

#[test]
fn no_guardian_sees_a_letter_before_the_principal_has_released_it() {
    let town = Town::lived();
    let one = signed_in(&town, 1);
    get(&town, &one, &letter()).is(404);
    get(&town, &one, &format!("{}/pdf", letter())).is(404);
    get(&town, &one, &format!("/children/{}", pupil(12))).is(200).says_not("Brevet om resultatet");
    for viewer in [TEACHER, COORDINATOR, OTHER_PRINCIPAL, ADMIN] {
        post(&town, &town.signed_in(viewer), &list(), &[("id", ID)]).is(403);
    }
    get(&town, &town.signed_in(PRINCIPAL), &list()).is(200).says("Breven är inte släppta");
    let town = released();
    let one = signed_in(&town, 1);
    get(&town, &one, &format!("/children/{}", pupil(12))).is(200).says("Brevet om resultatet");
    let own = get(&town, &one, &letter());
    own.is(200).says("Ditt barn är på punkt").says("Bo").says("rektor, Ängskolan");
    for other in ["Gösta", "Åsa", "Cia", "Lars Lärare"] {
        own.says_not(other);
    }
}

#[test]
fn a_letter_holds_one_child_and_one_guardian() {
    let town = released();
    let letters = town.app().letters_about(pupil(12), round_id("december")).unwrap();
    assert_eq!(letters.len(), 2);
    for (letter, other) in letters.iter().zip(["Gösta", "Greta"]) {
        let content = letter.content.as_ref().unwrap().to_string();
        assert!(content.contains("Bo"));
        for name in [other, "Åsa", "Cia", "Gerd"] {
            assert!(!content.contains(name));
        }
        assert!(!format!("{letter:?}").contains("Bo\""));
    }
    // Another's child is no child of theirs.
    get(
        &town,
        &signed_in(&town, 1),
        &letter().replace(&pupil(12).to_string(), &pupil(13).to_string()),
    )
    .is(404);
}

#[test]
fn a_protected_family_gets_no_letter_and_a_blocked_guardian_none() {
    let town = released();
    let (one, two) = (signed_in(&town, 1), signed_in(&town, 2));
    let reason = text("Beslut");
    let block =
        GuardianRestricted { pupil: pupil(12), guardian: guardian(1), blocked: true, reason };
    town.did(PRINCIPAL, Pupil::RestrictGuardian(block));
    get(&town, &one, &letter()).is(404);
    get(&town, &two, &letter()).is(200);
    let principal = town.signed_in(PRINCIPAL);
    get(&town, &principal, &list()).is(200).says("vårdnadshavaren är spärrad").says_not("Greta");

    let protection = Protection::Marked;
    town.did(ADMIN, Pupil::MarkProtection(ProtectionMarked { pupil: pupil(12), protection }));
    get(&town, &two, &letter()).is(404);
    get(&town, &principal, &list()).is(200).says("skyddade uppgifter").says_not("Gösta");
    let letters = town.app().letters_about(pupil(12), round_id("december")).unwrap();
    let why: Vec<_> = letters.iter().map(|letter| letter.content.as_ref().unwrap_err()).collect();
    assert_eq!(why, [&Withheld::Blocked, &Withheld::Protected]);
}

#[test]
fn a_letter_says_what_the_record_said_when_it_was_released() {
    let town = released();
    let (at, round) = (school(MEADOW), round_id("december"));
    let facts = town.app().facts().unwrap();
    let Released { at: size, .. } = insyn_app::letters::released(&facts, at, round).unwrap();
    drop(facts);
    let letters = town.app().letters(at, round, &[pupil(12)], None).unwrap();
    let content = letters[0].content.as_ref().unwrap();
    assert_eq!(content["basis"]["size"], size.0);
    assert_eq!(content["basis"]["root"], town.app().basis(size).unwrap().root.to_string());
    assert_eq!(LANGUAGES[0], content["language"]);
}
