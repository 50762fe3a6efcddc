//! No way from a page of the duties leads nowhere, or to where the reader may not go.

use std::collections::BTreeSet;

use domain::people::Role;

use crate::town::{
    ADVISER, AUDITOR, COORDINATOR, MEADOW, MEMBER, PRINCIPAL, SECRETARY, SPECIAL, TEACHER, Town,
    blind_seminar_id, commitment_id, decision_id, measure_id, programme_id, pupil, report_id,
    school_commitment_id, seminar_id,
};
use crate::web::get;

/// The local addresses that a page links to, without the places within pages.
fn links(body: &str) -> BTreeSet<String> {
    let hrefs = body.split("href=\"").skip(1).filter_map(|part| part.split('"').next());
    let local = hrefs.filter(|href| href.starts_with('/') && !href.starts_with("/static/"));
    local.map(|href| href.split('#').next().unwrap_or_default().replace("&amp;", "&")).collect()
}

fn pages() -> Vec<String> {
    vec![
        "/knowledge".to_owned(),
        format!("/commitments/{}", commitment_id()),
        format!("/commitments/{}", school_commitment_id()),
        format!("/schools/{MEADOW}"),
        format!("/schools/{MEADOW}/dialogue?round=2025-26:december"),
        format!("/schools/{MEADOW}/measures"),
        format!("/measures/{}", measure_id()),
        "/seminars".to_owned(),
        format!("/seminars/{}", seminar_id()),
        format!("/seminars/{}", blind_seminar_id()),
        "/my-agreement".to_owned(),
        format!("/schools/{MEADOW}/support"),
        "/competence".to_owned(),
        format!("/trail/decisions/{}", decision_id()),
        format!("/trail/reports/{}", report_id()),
        format!("/trail/measures/{}", measure_id()),
        format!("/trail/programmes/{}", programme_id()),
        format!("/trail/commitments/{}", school_commitment_id()),
        format!("/trail/pupils/{}", pupil(12)),
        format!("/trail/figures/assessed@school:{MEADOW}@2025-26:december"),
    ]
}

fn every_link_opens(viewer: (u8, Role)) {
    let town = Town::lived();
    let cookie = town.signed_in(viewer);
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for path in pages() {
        let page = get(&town, &cookie, &path);
        if page.status.as_u16() != 200 {
            continue;
        }
        for link in links(&page.body) {
            if seen.insert(link.clone()) {
                let status = get(&town, &cookie, &link).status.as_u16();
                assert_eq!(status, 200, "{link} on {path} for {:?}", viewer.1);
            }
        }
    }
    assert!(seen.len() > 10, "{} links for {:?}", seen.len(), viewer.1);
}

#[test]
fn every_link_and_form_opens_for_the_staff_of_a_school() {
    for viewer in [TEACHER, SPECIAL, PRINCIPAL] {
        every_link_opens(viewer);
    }
}

#[test]
fn every_link_and_form_opens_for_those_of_the_municipality() {
    for viewer in [COORDINATOR, ADVISER, SECRETARY, MEMBER, AUDITOR] {
        every_link_opens(viewer);
    }
}
