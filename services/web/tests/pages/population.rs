//! Classes and pupils outside a round's population: what is offered for recording, and what is said.

use crate::town::{TEACHER, Town, class, pupil, round_id};
use crate::web::{Answer, get, post};

fn address(number: u8) -> String {
    format!("/classes/{}/rounds/2025-26:december", class(number))
}

/// What the page says of one pupil.
fn row_of(page: &Answer, number: u8) -> String {
    let link = format!("/pupils/{}\"", pupil(number));
    let (_, rest) = page.body.split_once(&link).expect("a row of the pupil");
    rest.split("</tr>").next().unwrap().to_owned()
}

#[test]
fn a_class_without_anyone_in_the_round_is_named_but_not_offered() {
    let town = Town::founded();
    town.preschool();
    let start = get(&town, &town.signed_in(TEACHER), "/");
    start
        .is(200)
        .says("3 av 6 elever")
        .says(&address(1))
        .says_not(&address(4))
        .says("Ingår inte i bedömningstillfället: FA");
}

#[test]
fn its_page_says_that_it_is_not_part_of_the_round_and_has_nothing_to_fill_in() {
    let town = Town::founded();
    town.preschool();
    let cookie = town.signed_in(TEACHER);
    get(&town, &cookie, &address(4))
        .is(200)
        .says("Klassen ingår inte i det här bedömningstillfället")
        .says("Andra bedömningstillfällen")
        .says_not("Saknas")
        .says_not("Ingen saknas")
        .says_not("Sexåring")
        .says_not("data-point")
        .says_not("/sign-off");
    // The class of the same teacher that is in the round is as ever.
    get(&town, &cookie, &address(1)).says("Saknas: 3").says_not("Klassen ingår inte");
}

#[test]
fn a_form_for_it_records_nothing_and_says_why() {
    let town = Town::founded();
    town.preschool();
    let cookie = town.signed_in(TEACHER);
    let (id, size) = (uuid::Uuid::from_bytes([7; 16]).to_string(), town.app().size());
    let of = pupil(41);
    let (id_of, point, on) = (format!("id-{of}"), format!("point-{of}"), format!("on-{of}"));
    let row = [(id_of.as_str(), id.as_str()), (&point, "12"), (&on, "2025-12-08")];
    let answer = post(&town, &cookie, &address(4), &row);
    answer.is(409).says("Klassen ingår inte i det här bedömningstillfället");
    let sign_off = [("id", id.as_str()), ("reasonable", "yes")];
    let answer = post(&town, &cookie, &format!("{}/sign-off", address(4)), &sign_off);
    answer.is(409).says("Klassen ingår inte i det här bedömningstillfället");
    assert_eq!(town.app().size(), size);
}

#[test]
fn what_was_recorded_by_mistake_is_shown_and_can_be_struck() {
    let town = Town::founded();
    town.preschool();
    town.assess_in("december", (41, 4), "5");
    let cookie = town.signed_in(TEACHER);
    let page = get(&town, &cookie, &address(4));
    page.says("Klassen ingår inte").says("/strike").says_not("data-point").says_not("/sign-off");
    let row = row_of(&page, 41);
    assert!(row.contains("Registrerad") && row.contains("räknas inte i klassens resultat"));

    let facts = town.app().facts().unwrap();
    let value = facts.effective(pupil(41), round_id("december"), facts.size()).unwrap();
    drop(facts);
    let id = uuid::Uuid::from_bytes([8; 16]).to_string();
    let which = format!("{}-{}", pupil(41), value.position);
    let fields = [("id", id.as_str()), ("which", &which), ("reason", "fel klass")];
    post(&town, &cookie, &format!("{}/strike", address(4)), &fields).is(303);
    get(&town, &cookie, &address(4)).says("Klassen ingår inte").says_not("Sexåring");
}

#[test]
fn one_who_came_after_the_census_date_keeps_the_row_but_is_not_called_missing() {
    let town = Town::founded();
    town.set("2025-12-10");
    town.arrive(17, ("Nova", "Ny"), "2025-12-09");
    let cookie = town.signed_in(TEACHER);
    let page = get(&town, &cookie, &address(1));
    page.says("Saknas: 3").says(&format!("point-{}", pupil(17)));
    let row = row_of(&page, 17);
    assert!(row.contains("Utanför omgångens population (får bedömas)"), "{row}");
    assert!(!row.contains("Saknas"), "{row}");
    assert!(row_of(&page, 14).contains("Saknas"));

    town.assess("december", 17, "12");
    let page = get(&town, &cookie, &address(1));
    let row = row_of(&page, 17);
    assert!(
        row.contains("Registrerad") && row.contains("räknas inte i klassens resultat"),
        "{row}"
    );
    page.says("Saknas: 3");
}

#[test]
fn one_who_counts_at_another_school_is_not_said_to_be_outside_the_round() {
    let town = Town::founded();
    town.set("2025-12-10");
    town.move_in(31, "2025-12-09");
    let page = get(&town, &town.signed_in(TEACHER), &address(1));
    page.says("Saknas: 3");
    let row = row_of(&page, 31);
    assert!(row.contains("Räknas vid skolan på mätdatum (får bedömas)"), "{row}");
    assert!(!row.contains("Saknas") && !row.contains("Utanför"), "{row}");
}

#[test]
fn nobody_is_missing_where_only_one_outside_the_population_is_left() {
    let town = Town::founded();
    town.set("2025-12-10");
    town.arrive(17, ("Nova", "Ny"), "2025-12-09");
    for number in [14, 15, 16] {
        town.assess("december", number, "12");
    }
    get(&town, &town.signed_in(TEACHER), &address(1))
        .says("Saknas: 0")
        .says("Ingen saknas: alla elever i omgångens population har en punkt eller en orsak.")
        .says("Utanför omgångens population (får bedömas)");
}
