//! Knowledge rights and commitments, open to all.

use crate::town::{
    AUDITOR, MEMBER, PRINCIPAL, SECRETARY, TEACHER, Town, commitment_id, debate_id, decision_id,
    other_decision_id, right_id, school_commitment_id,
};
use crate::web::get;

#[test]
fn knowledge_commitments_debates_and_decisions_are_open_without_a_session() {
    let town = Town::lived();
    let page = get(&town, "", "/knowledge");
    page.is(200)
        .says("Läsa i årskurs 3")
        .says("Varje elev ska kunna läsa enkla texter med flyt.")
        .says("Vid slutet av årskurs 3.")
        .says("Elevens egen lärare")
        .says("Små grupper visas inte")
        .says(&format!("href=\"/commitments/{}\"", commitment_id()))
        .says(&format!("href=\"/commitments/{}\"", school_commitment_id()))
        .says(&format!("href=\"#right-{}\"", right_id()))
        .says(&format!("id=\"debate-{}\"", debate_id()))
        .says(&format!("href=\"/decisions/{}\"", decision_id()))
        .says(&format!("href=\"/decisions/{}\"", other_decision_id()))
        .says("utan föregående offentlig debatt")
        .says("kronor flyttas från kommunen till Ängskolan")
        // Who is not signed in is told nothing of the store, and can record nothing.
        .says_not("händelser, den senaste registrerad")
        .says_not("name=\"asOf\"")
        .says_not("/do/");
    get(&town, "", "/knowledge?lang=en").says("What children have a right to know");
    get(&town, "", "/knowledge?asOf=3").is(200).says("Läsa i årskurs 3").says_not("◷");
}

#[test]
fn someone_signed_in_sees_the_open_page_as_it_was_and_what_they_can_do() {
    let town = Town::lived();
    let secretary = town.signed_in(SECRETARY);
    get(&town, &secretary, "/knowledge")
        .says("/do/knowledge/define_right")
        .says("Föreslå ett åtagande");
    get(&town, &secretary, "/knowledge?asOf=2025-09-01")
        .is(200)
        .says("◷ Som det var känt")
        .says("Ingen kunskapsrätt är fastställd ännu.")
        .says_not("/do/");
    get(&town, &town.signed_in(TEACHER), "/knowledge").says_not("/do/knowledge/define_right");
}

#[test]
fn a_commitment_is_open_to_all_but_its_results_are_figures() {
    let town = Town::lived();
    let path = format!("/commitments/{}", commitment_id());
    let page = get(&town, "", &path);
    page.is(200)
        .says("Alla ska kunna läsa")
        .says("80\u{a0}%")
        .says("kommunens webbplats")
        .says("Vid möte eller samtal")
        .says("svenska")
        .says("Utfallet visas för den som får se skolornas siffror.")
        .says_not("/trail/commitments/")
        .says_not("/do/");
    get(&town, &town.signed_in(MEMBER), &path)
        .says("Åtagandet har inte utvärderats ännu.")
        .says_not("Utfallet visas för den");
    get(&town, &town.signed_in(AUDITOR), &path).says("/trail/commitments/");
    get(&town, &town.signed_in(SECRETARY), &path).says("/do/commitment/lower");
    let principal = get(&town, &town.signed_in(PRINCIPAL), &path);
    principal.says("/do/commitment/explain").says_not("/do/commitment/lower");
}

#[test]
fn a_schools_own_commitment_tells_whom_it_remains_to_explain_to() {
    let town = Town::lived();
    let path = format!("/commitments/{}", school_commitment_id());
    get(&town, "", &path)
        .is(200)
        .says("Skolans åtagande: Ängskolan")
        .says("Läsa i årskurs 3")
        .says("Inte publicerat ännu")
        .says_not("Klasser som återstår");
    let page = get(&town, &town.signed_in(PRINCIPAL), &path);
    page.says("Klasser som återstår")
        .says("/do/commitment/publish")
        .says("/do/commitment/explain")
        .says("3A");
    get(&town, &town.signed_in(PRINCIPAL), &format!("{path}?asOf=3")).is(404);
}
