//! Every count of what is done leads to its evidence, which says the same number.

use std::collections::BTreeMap;

use domain::people::Role;
use projections::CountRef;

use crate::town::{
    AUDITOR, COORDINATOR, MEADOW, MEMBER, PRINCIPAL, SECRETARY, SPECIAL, TEACHER, Town,
    commitment_id, report_id, school_commitment_id,
};
use crate::web::{Answer, get};

fn pages() -> Vec<String> {
    vec![
        format!("/schools/{MEADOW}/guarantee"),
        format!("/schools/{MEADOW}/guarantee?round=2025-26:december"),
        format!("/schools/{MEADOW}/dialogue?round=2025-26:december"),
        format!("/schools/{MEADOW}/rounds/2025-26:december/account"),
        "/committees/utbildningsnamnden/work".to_owned(),
        "/committees/utbildningsnamnden/rounds/2025-26:december/report".to_owned(),
        format!("/reports/{}", report_id()),
        format!("/commitments/{}", commitment_id()),
        format!("/commitments/{}", school_commitment_id()),
    ]
}

/// The counts that a page links to, by address, with the words of the link.
fn counts(body: &str) -> BTreeMap<String, String> {
    let links = body.split("<a href=\"/figures/").skip(1).filter_map(|part| part.split_once("\">"));
    let links = links.filter(|(name, _)| {
        name.split('?').next().is_some_and(|name| name.parse::<CountRef>().is_ok())
    });
    let words = |rest: &str| rest.split('<').next().unwrap_or_default().to_owned();
    links.map(|(name, rest)| (format!("/figures/{name}"), words(rest))).collect()
}

/// The numbers in some words; a blank that does not break stands within one.
fn numbers(words: &str) -> Vec<String> {
    let joined: String = words.chars().filter(|c| !matches!(c, '\u{a0}' | '\u{202f}')).collect();
    let parts = joined.split(|c: char| !c.is_ascii_digit());
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// The value that the page of a count says.
fn value(page: &Answer) -> String {
    let (_, rest) = page.body.split_once("<dd class=\"big\">").expect("a value");
    numbers(rest.split('<').next().unwrap_or_default()).concat()
}

/// Every count on the pages that the viewer sees opens and says the same; the names of those there are.
fn every_count_opens(viewer: (u8, Role)) -> Vec<String> {
    let town = Town::lived();
    let cookie = town.signed_in(viewer);
    let mut seen = Vec::new();
    for path in pages() {
        let page = get(&town, &cookie, &path);
        if page.status.as_u16() != 200 {
            continue;
        }
        for (link, words) in counts(&page.body) {
            let evidence = get(&town, &cookie, &link);
            evidence.is(200);
            let said = value(&evidence);
            assert!(numbers(&words).contains(&said), "{words} on {path}, {said} on {link}");
            seen.push(link);
        }
    }
    seen
}

fn any(seen: &[String], kind: &str) -> bool {
    seen.iter().any(|link| link.starts_with(&format!("/figures/{kind}:")))
}

#[test]
fn every_count_that_the_staff_of_a_school_sees_leads_to_its_evidence() {
    for viewer in [SPECIAL, PRINCIPAL] {
        let seen = every_count_opens(viewer);
        for kind in ["guarantee", "days", "dialogue"] {
            assert!(any(&seen, kind), "{kind} for {:?}", viewer.1);
        }
    }
    let principal = every_count_opens(PRINCIPAL);
    assert!(any(&principal, "programmes") && any(&principal, "measures"), "of the account");
    let teacher = every_count_opens(TEACHER);
    assert!(any(&teacher, "guarantee") && any(&teacher, "dialogue"), "of the own classes");
}

#[test]
fn every_count_that_those_of_the_municipality_see_leads_to_its_evidence() {
    for viewer in [COORDINATOR, SECRETARY, MEMBER, AUDITOR] {
        let seen = every_count_opens(viewer);
        assert!(any(&seen, "measures") && any(&seen, "informed"), "for {:?}", viewer.1);
        for kind in ["guarantee", "days", "dialogue", "programmes"] {
            let of_school = |link: &&String| link.contains("@school:");
            let seen: Vec<String> = seen.iter().filter(of_school).cloned().collect();
            assert!(!any(&seen, kind), "{kind} of a school's pupils for {:?}", viewer.1);
        }
    }
}

#[test]
fn whom_a_count_is_about_only_those_see_who_see_the_pupils() {
    let town = Town::lived();
    let path = format!("/figures/dialogue:not_reached@school:{MEADOW}@2025-26:december");
    let principal = get(&town, &town.signed_in(PRINCIPAL), &path);
    principal.is(200).says("href=\"/pupils/").says("id=\"event-");
    for viewer in [COORDINATOR, AUDITOR, MEMBER, SECRETARY] {
        get(&town, &town.signed_in(viewer), &path).is(403);
    }
}

#[test]
fn of_an_areas_pupils_a_count_says_what_small_numbers_let_be_shown() {
    let town = Town::lived();
    let count =
        |what: &str| format!("/figures/{what}@committee:utbildningsnamnden@2025-26:december");
    for viewer in [COORDINATOR, AUDITOR, MEMBER] {
        let cookie = town.signed_in(viewer);
        let found = get(&town, &cookie, &count("guarantee:found"));
        found.is(200).says("<span class=\"mark\" aria-hidden=\"true\">..</span>");
        found.says_not("id=\"event-").says_not("/pupils/");
        get(&town, &cookie, &count("measures:decided")).is(200).says("id=\"events\"");
        let of_no_round = "/figures/guarantee:found@committee:utbildningsnamnden";
        assert_ne!(get(&town, &cookie, of_no_round).status.as_u16(), 200);
    }
    get(&town, &town.signed_in(PRINCIPAL), &count("guarantee:found")).is(403);
}

#[test]
fn a_count_says_its_rule_and_its_state() {
    let town = Town::lived();
    let cookie = town.signed_in(PRINCIPAL);
    let path = format!("/figures/guarantee:found@school:{MEADOW}");
    let now = get(&town, &cookie, &path);
    now.is(200).says("/figures#guarantee-1").says("Funna:");
    let then = get(&town, &cookie, &format!("{path}?asOf=150"));
    then.is(200).says("150");
    let unknown = "/figures/guarantee:found@school:99999999";
    assert_ne!(get(&town, &cookie, unknown).status.as_u16(), 200);
}
