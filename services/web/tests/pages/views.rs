//! The views of places, figures with their trails, and time travel.

use crate::town::{
    AUDITOR, COORDINATOR, MEADOW, MEMBER, PRINCIPAL, TEACHER, Town, commitment_id, pupil,
};
use crate::web::get;

#[test]
fn a_school_shows_its_figures_each_with_a_way_to_its_evidence() {
    let town = Town::founded();
    let cookie = town.signed_in(PRINCIPAL);
    let page = get(&town, &cookie, &format!("/schools/{MEADOW}?round=2025-26:september"));
    page.is(200)
        .says("Ängskolan")
        .says("6 av 8")
        .says(&format!("/figures/population@school:{MEADOW}@2025-26:september"))
        .says("Minst punkt 11 i årskurs 3")
        .says("83,3")
        .says("5 av 6")
        .says("<caption");
    let address = format!("/schools/{MEADOW}?round=2025-26:september&group=syllabus");
    get(&town, &cookie, &address).says("Svenska som andraspråk");
}

#[test]
fn who_does_not_see_the_pupils_is_shown_marks_that_the_page_explains() {
    let town = Town::founded();
    for viewer in [MEMBER, COORDINATOR, AUDITOR] {
        let cookie = town.signed_in(viewer);
        let page = get(&town, &cookie, &format!("/schools/{MEADOW}?round=2025-26:september"));
        page.is(200)
            .says("Ängskolan")
            .says("betyder färre än 10 elever")
            .says_not("6 av 8")
            .says_not("5 av 6")
            .says_not("83,3");
    }
    let page = get(&town, &town.signed_in(MEMBER), "/figures");
    page.is(200).says("Små tal").says("Ingen egen regel är antagen");
}

#[test]
fn under_the_adopted_coverage_shares_are_not_comparable_in_words() {
    let town = Town::founded();
    let cookie = town.signed_in(PRINCIPAL);
    let page = get(&town, &cookie, &format!("/schools/{MEADOW}?round=2025-26:december"));
    page.says("ej jämförbart").says("Täckningen är lägre än den antagna gränsen");
}

#[test]
fn district_and_committee_list_their_schools_in_alphabetical_order() {
    let town = Town::founded();
    let cookie = town.signed_in(MEMBER);
    let page = get(&town, &cookie, "/committees/utbildningsnamnden?round=2025-26:september");
    page.is(200).says("Utbildningsnämnden").says("Skolorna rangordnas inte");
    let (_, table) = page.body.split_once("Skolorna rangordnas inte").unwrap();
    let (birch, meadow) = (table.find("Björkskolan").unwrap(), table.find("Ängskolan").unwrap());
    assert!(birch < meadow, "Ä comes after B");
    get(&town, &cookie, "/districts/norr").is(200).says("Ängskolan").says_not("Björkskolan</a>");
    get(&town, &cookie, "/districts/nowhere").is(404);
}

#[test]
fn as_of_shows_what_was_known_and_says_so() {
    let town = Town::founded();
    let cookie = town.signed_in(PRINCIPAL);
    let address = format!("/schools/{MEADOW}?round=2025-26:december");
    let before = town.app().size();
    town.assess("december", 14, "12");
    get(&town, &cookie, &address).says("4 av 8").says_not("◷");
    let past = get(&town, &cookie, &format!("{address}&asOf={before}"));
    past.says("3 av 8").says("◷ Som det var känt 2025-12-08").says("Visa det senaste");
    past.says(&format!("Enligt {before} händelser"));
    past.says(&format!("?asOf={before}\""));
    // Without a round named, the one that was under way then.
    get(&town, &cookie, &format!("/schools/{MEADOW}?asOf=2025-09-03"))
        .says("Läsresultat i september 2025/26");
    // The window opened in late November, though nothing was recorded until the eighth of December.
    for (as_of, round) in [("2025-11-10", "september"), ("2025-12-06", "december")] {
        get(&town, &cookie, &format!("/schools/{MEADOW}?asOf={as_of}"))
            .says(&format!("Läsresultat i {round} 2025/26"));
    }
    // Later rounds have opened since: what is shown is of then.
    town.open_spring();
    let cookie = town.signed_in(PRINCIPAL);
    get(&town, &cookie, &format!("/schools/{MEADOW}")).says("Läsresultat i februari 2025/26");
    for as_of in ["2025-12-06".to_owned(), before.to_string()] {
        get(&town, &cookie, &format!("/schools/{MEADOW}?asOf={as_of}"))
            .says("Läsresultat i december 2025/26");
    }
    // A day is taken to its end; before the round was scheduled there was none.
    get(&town, &cookie, &format!("/schools/{MEADOW}?asOf=2025-08-01")).is(200);
    get(&town, &cookie, &format!("{address}&asOf=2025-08-01")).is(404);
}

#[test]
fn a_figure_tells_its_rule_its_parts_and_the_very_events() {
    let town = Town::founded();
    let cookie = town.signed_in(PRINCIPAL);
    let path = format!("/figures/assessed%40school:{MEADOW}%402025-26:december");
    let page = get(&town, &cookie, &path);
    page.is(200)
        .says("Underlag: Bedömda")
        .says("assessed-1")
        .says("Täljare")
        .says("Läsning bedömd")
        .says("Decemberomgången 2025/26 planerades");
    let reached = format!(
        "/figures/reached:{}%2F1%40school:{MEADOW}%402025-26:september;grade=3",
        commitment_id()
    );
    get(&town, &cookie, &reached).is(200).says("nått 11").says("Åtagandet antogs");
    get(&town, &cookie, "/figures/nonsense").is(404);
    get(&town, &cookie, &path.replace("december", "may")).is(404);
}

#[test]
fn a_long_trail_comes_page_by_page() {
    let town = Town::founded();
    for point in ["12", "13"].into_iter().cycle().take(20) {
        town.assess("december", 14, point);
    }
    let cookie = town.signed_in(AUDITOR);
    let path = format!("/trail/schools/{MEADOW}");
    let first = get(&town, &cookie, &path);
    first.is(200).says("Visar 1–40 av").says("?from=40#events\"").says_not("rel=\"prev\"");
    first.says("aria-label=\"Sida 2\"");
    let second = get(&town, &cookie, &format!("{path}?from=40"));
    second.is(200).says("Visar 41–").says("rel=\"prev\"").says(&format!("href=\"{path}#events\""));
    second.says("aria-current=\"page\">2</a>");
    let behind = get(&town, &cookie, &format!("{path}?from=99999"));
    behind.is(200).says("Listan är slut här").says("rel=\"prev\"").says_not("rel=\"next\"");
}

#[test]
fn a_pupil_card_draws_the_curve_in_words_too() {
    let town = Town::founded();
    let page = get(&town, &town.signed_in(TEACHER), &format!("/pupils/{}", pupil(12)));
    page.is(200)
        .says("Alm, Bo")
        .says("Ängskolan, 3A, årskurs 3")
        .says("2 bedömningar, från punkt 10 i september 2025/26 till punkt 11 i december 2025/26")
        .says("✗ inte nått 12")
        .says("Svenska som andraspråk");
    let marked = get(&town, &town.signed_in(TEACHER), &format!("/pupils/{}", pupil(15)));
    marked.says("Skyddade personuppgifter");
}

#[test]
fn a_commitment_shows_its_versions_and_targets() {
    let town = Town::founded();
    let path = format!("/commitments/{}", commitment_id());
    get(&town, &town.signed_in(MEMBER), &path)
        .is(200)
        .says("Alla ska kunna läsa")
        .says("Version 1")
        .says("Antaget 2025-08-01")
        .says("80\u{a0}%");
    get(&town, &town.signed_in(MEMBER), &format!("{path}?asOf=3")).is(404);
}

#[test]
fn the_start_page_begins_where_each_role_works() {
    let town = Town::founded();
    get(&town, &town.signed_in(TEACHER), "/").says("Mina klasser").says("3A").says("3 av 6 elever");
    get(&town, &town.signed_in(PRINCIPAL), "/").says("Ängskolan").says("Till lägestavlan");
    get(&town, &town.signed_in(COORDINATOR), "/").says("Björkskolan").says("◌ Inte öppnad");
    get(&town, &town.signed_in(MEMBER), "/").says("Utbildningsnämnden");
}
