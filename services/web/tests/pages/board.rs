//! The round board and the chain from class to municipality.

use crate::town::{
    AUDITOR, COORDINATOR, MEADOW, OTHER_PRINCIPAL, PRINCIPAL, TEACHER, Town, class, pupil,
};
use crate::web::{Answer, get, post};

fn board(occasion: &str) -> String {
    format!("/schools/{MEADOW}/rounds/2025-26:{occasion}/board")
}

fn step(occasion: &str, verb: &str) -> String {
    format!("/schools/{MEADOW}/rounds/2025-26:{occasion}/{verb}")
}

/// The id that a form of the board carries.
fn id(page: &Answer, verb: &str) -> String {
    let (_, form) =
        page.body.split_once(&format!("/{verb}\"")).unwrap_or_else(|| panic!("no {verb} form"));
    let (_, rest) = form.split_once("name=\"id\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[test]
fn the_board_says_in_words_how_far_each_class_has_come() {
    let town = Town::founded();
    let page = get(&town, &town.signed_in(PRINCIPAL), &board("december"));
    page.is(200)
        .says("◐ Påbörjad")
        .says("○ Inte påbörjad")
        .says("Lars Lärare")
        .says("3 av 8 elever har ett resultat")
        .says("3A: 3")
        .says("Cedervall, Dan");
    get(&town, &town.signed_in(PRINCIPAL), &board("september")).says("✓ Klarmarkerad");
}

#[test]
fn missing_pupils_are_counted_for_all_and_named_for_the_schools_own() {
    let town = Town::founded();
    for viewer in [COORDINATOR, AUDITOR] {
        get(&town, &town.signed_in(viewer), &board("december"))
            .is(200)
            .says("3A: 3")
            .says("Namnen visas bara för skolans personal")
            .says_not("Cedervall");
    }
    // A teacher sees the names of the own class, and of no other.
    get(&town, &town.signed_in(TEACHER), &board("december"))
        .says("Cedervall")
        .says_not("Dahl, Eva");
}

#[test]
fn each_step_of_the_chain_is_a_form_for_the_one_whose_step_it_is() {
    let town = Town::founded();
    let (principal, coordinator) = (town.signed_in(PRINCIPAL), town.signed_in(COORDINATOR));

    // Submission waits for every class.
    let page = get(&town, &principal, &board("december"));
    let sent =
        post(&town, &principal, &step("december", "submit"), &[("id", &id(&page, "submit"))]);
    sent.is(409).says("Alla klasser är inte klarmarkerade");
    get(&town, &coordinator, &board("december")).says_not("/submit\"");

    for (teacher, number) in [(TEACHER, 1), (crate::town::OTHER_TEACHER, 2)] {
        let cookie = town.signed_in(teacher);
        let path = format!("/classes/{}/rounds/2025-26:december", class(number));
        let page = get(&town, &cookie, &path);
        let fields = [("id", id(&page, "sign-off")), ("reasonable", "yes".to_owned())];
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        post(&town, &cookie, &format!("{path}/sign-off"), &fields).is(303);
    }
    let page = get(&town, &principal, &board("december"));
    let sent =
        post(&town, &principal, &step("december", "submit"), &[("id", &id(&page, "submit"))]);
    get(&town, &principal, sent.is(303).location())
        .says("Resultaten är inlämnade")
        .says("◆ Inlämnad");

    let page = get(&town, &coordinator, &board("december"));
    let sent =
        post(&town, &coordinator, &step("december", "receive"), &[("id", &id(&page, "receive"))]);
    get(&town, &coordinator, sent.is(303).location()).says("✓ Mottagen");
}

#[test]
fn reopening_needs_a_reason_and_keeps_what_was_typed() {
    let town = Town::founded();
    let cookie = town.signed_in(PRINCIPAL);
    let page = get(&town, &cookie, &board("december"));
    let id = id(&page, "reopen");
    let (path, class) = (step("december", "reopen"), class(2).to_string());
    let typed = [("id", id.as_str()), ("class", &class), ("until", "2025-12-19")];
    post(&town, &cookie, &path, &typed)
        .is(422)
        .says("Skriv orsaken")
        .says("value=\"2025-12-19\"")
        .says(&format!("value=\"{class}\" selected"));
    let typed =
        [("id", id.as_str()), ("class", &class), ("until", "2025-12-21"), ("reason", "sjuk")];
    // A Sunday is refused by the rule, in its words.
    post(&town, &cookie, &path, &typed).is(409).says("ingen skoldag").says("value=\"sjuk\"");
    let typed =
        [("id", id.as_str()), ("class", &class), ("until", "2025-12-19"), ("reason", "sjuk")];
    post(&town, &cookie, &path, &typed).is(303);
}

#[test]
fn a_principal_opens_a_round_at_the_own_school_unit_and_no_other() {
    let town = Town::founded();
    let cookie = town.signed_in(OTHER_PRINCIPAL);
    let birch = format!("/schools/{}/rounds/2025-26:december", crate::town::BIRCH);
    let page = get(&town, &cookie, &format!("{birch}/board"));
    page.says("◌ Inte öppnad");
    let fields = [("id", id(&page, "open")), ("until", "2025-12-19".to_owned())];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    post(&town, &cookie, &step("december", "open"), &fields).is(403);
    let sent = post(&town, &cookie, &format!("{birch}/open"), &fields);
    let page = get(&town, &cookie, sent.is(303).location());
    page.says("○ Inte påbörjad").says("kvar, till").says("2025-12-19");
}

#[test]
fn the_past_board_is_shown_with_a_banner_and_without_forms() {
    let town = Town::founded();
    let cookie = town.signed_in(PRINCIPAL);
    let size = town.app().size();
    town.assess("december", 14, "12");
    let past = get(&town, &cookie, &format!("{}?asOf={size}", board("december")));
    past.says("3 av 8 elever").says("Som det var känt").says_not("/submit\"");
    get(&town, &cookie, &board("december")).says("4 av 8 elever").says_not("Som det var känt 2");
    assert!(past.body.contains(&pupil(14).to_string()));
}
