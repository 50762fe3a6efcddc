//! Chains in both directions, and decisions explained.

use domain::event::code;
use domain::query::Tag;

use crate::town::{
    ADMIN, AUDITOR, MEADOW, MEMBER, OTHER_PRINCIPAL, PRINCIPAL, TEACHER, Town, commitment_id,
    decision_id, measure_id, programme_id, pupil, report_id, school, school_commitment_id,
};
use crate::web::get;

#[test]
fn a_decisions_chain_leads_back_to_the_assessments_and_on_to_the_measure() {
    let town = Town::lived();
    let (cookie, path) = (town.signed_in(AUDITOR), format!("/trail/decisions/{}", decision_id()));
    let page = get(&town, &cookie, &path);
    page.is(200).says("Vad som ledde hit").says("Vad som kom av det").says("class=\"timeline\"");
    let (before, after) = page.body.split_once("id=\"after\"").unwrap();
    // What led to it is longer than a page.
    page.says("?before=12#before");
    let rest = (1..6).map(|page| get(&town, &cookie, &format!("{path}?before={}", page * 12)).body);
    let before = format!("{before}{}", rest.collect::<String>());
    for kind in
        ["Rapport upprättad", "Offentlig debatt hållen", "Läsning bedömd", "Nämnden beslutade"]
    {
        assert!(before.contains(kind), "{kind} led to it");
    }
    assert!(after.contains("Åtgärd beslutad"), "the measure came of it");
    page.says("med stöd av nr").says("händelser var kända").says("/explain/");
    page.says(&format!("/trail/pupils/{}", pupil(12))).says_not("Alm, Bo");
}

#[test]
fn every_kind_of_trail_opens_for_those_it_is_for() {
    let town = Town::lived();
    let figure = format!("/trail/figures/assessed@school:{MEADOW}@2025-26:december");
    let paths = [
        (format!("/trail/programmes/{}", programme_id()), [200, 200, 200, 403, 403]),
        (format!("/trail/measures/{}", measure_id()), [200, 200, 403, 403, 403]),
        (format!("/trail/reports/{}", report_id()), [200, 403, 403, 403, 403]),
        (format!("/trail/decisions/{}", decision_id()), [200, 403, 403, 403, 403]),
        (format!("/trail/commitments/{}", commitment_id()), [200, 403, 403, 403, 403]),
        (format!("/trail/commitments/{}", school_commitment_id()), [200, 200, 403, 403, 403]),
        (format!("/trail/pupils/{}", pupil(12)), [200, 200, 200, 403, 403]),
        (figure, [200, 200, 403, 403, 403]),
    ];
    let viewers = [AUDITOR, PRINCIPAL, TEACHER, MEMBER, ADMIN].map(|who| town.signed_in(who));
    for (path, expected) in paths {
        for (viewer, expected) in viewers.iter().zip(expected) {
            assert_eq!(get(&town, viewer, &path).status.as_u16(), expected, "{path}");
        }
        get(&town, &viewers[0], &format!("{path}?asOf=2")).is(404);
        get(&town, &viewers[0], &format!("{path}?lang=en")).says("What led here");
    }
}

#[test]
fn a_chain_says_nothing_of_a_pupil_to_those_who_may_not_see_the_pupil() {
    let town = Town::lived();
    let path = format!("/trail/programmes/{}", programme_id());
    let page = get(&town, &town.signed_in(PRINCIPAL), &path);
    page.says("Åtgärdsprogram beslutat").says_not("visas bara för den som får se eleven");
    get(&town, &town.signed_in(OTHER_PRINCIPAL), &path).is(403);
    // The pupil's chain shows what led to the case and what came of it, without sealed text.
    let page = get(&town, &town.signed_in(TEACHER), &format!("/trail/pupils/{}", pupil(12)));
    page.says("Händelserna i ordning").says_not("Läser hemma varje kväll");
}

#[test]
fn a_decision_is_explained_with_its_authority_and_the_state_the_decider_had() {
    let town = Town::lived();
    let decided = town.noted(Tag::Decision(decision_id()), code::CommitteeDecided);
    let path = format!("/explain/{decided}");
    let page = get(&town, &town.signed_in(AUDITOR), &path);
    page.is(200)
        .says("Nämndsekreterare")
        .says("rollen gavs i nr")
        .says(&format!("De {decided} första händelserna"))
        .says("blir beslutet detsamma")
        .says("Det beslutet vilade på");
    get(&town, &town.signed_in(MEMBER), &path).is(403);
    let measure = town.noted(Tag::Measure(measure_id()), code::MeasureDecided);
    get(&town, &town.signed_in(PRINCIPAL), &format!("/explain/{measure}")).is(200).says("Rektor");
    get(&town, &town.signed_in(OTHER_PRINCIPAL), &format!("/explain/{measure}")).is(403);
    get(&town, &town.signed_in(AUDITOR), "/explain/99999999").is(404);
    get(&town, &town.signed_in(AUDITOR), "/explain/first").is(404);
}

#[test]
fn the_state_of_a_decision_on_a_pupil_holds_no_sealed_text() {
    let town = Town::lived();
    let decided = town.noted(Tag::Programme(programme_id()), code::ProgrammeDecided);
    let page = get(&town, &town.signed_in(PRINCIPAL), &format!("/explain/{decided}"));
    page.is(200).says("blir beslutet detsamma").says_not("Alm, Bo");
    let tag = Tag::School(school(MEADOW));
    let opened = town.noted(tag, code::InvestigationOpened);
    get(&town, &town.signed_in(PRINCIPAL), &format!("/explain/{opened}")).is(200);
}

#[test]
fn the_page_of_a_figure_leads_to_its_chain_where_it_may_be_followed() {
    let town = Town::lived();
    let figure = format!("/figures/assessed@school:{MEADOW}@2025-26:december");
    get(&town, &town.signed_in(PRINCIPAL), &figure).says("/trail/figures/");
    get(&town, &town.signed_in(MEMBER), &figure).is(200).says_not("/trail/figures/");
}
