//! Reading: the past, the trail, another language, and what a committee member does not see.

use std::collections::{BTreeSet, VecDeque};

use domain::people::Role;

use crate::browser;
use crate::caller::Caller;
use crate::round::sign_in;
use crate::shared;

/// Every link of a page that stays on the site.
fn links(page: &str) -> Vec<String> {
    let found = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let own = found.filter(|to| to.starts_with('/') && !to.starts_with("/static"));
    own.map(|to| to.replace("&amp;", "&")).collect()
}

/// The kind of page that an address is of: its words without its names.
fn kind(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let words = [
        "schools",
        "rounds",
        "board",
        "districts",
        "committees",
        "figures",
        "commitments",
        "trail",
        "pupils",
        "classes",
        "status",
        "to-do",
        "guarantee",
        "programmes",
        "dialogue",
        "seminars",
        "my-agreement",
        "measures",
        "support",
        "competence",
        "work",
        "report",
        "reports",
        "decisions",
        "account",
        "knowledge",
        "explain",
        "do",
    ];
    let known = path.split('/').map(|part| if words.contains(&part) { part } else { "-" });
    let question = address.contains('?');
    format!("{}{question}", known.collect::<Vec<_>>().join("/"))
}

#[test]
fn a_committee_member_sees_no_pupil_on_any_page_that_is_linked() {
    let town = shared();
    let member = town.known.with_role(Role::CommitteeMember).next().unwrap();
    let caller = Caller::signed_in(town.address(), member);
    let mut to_read = VecDeque::from(["/".to_owned()]);
    let (mut read, mut everything) = (BTreeSet::new(), String::new());
    let mut of_kind: std::collections::BTreeMap<String, u32> = std::collections::BTreeMap::new();
    while let Some(address) = to_read.pop_front() {
        let count = of_kind.entry(kind(&address)).or_default();
        *count += 1;
        if *count > 12 || !read.insert(address.clone()) {
            continue;
        }
        let page = caller.get(&address);
        assert_eq!(page.status, 200, "{address} is linked and not open");
        to_read.extend(links(&page.text));
        everything.push_str(&page.text);
    }
    assert!(read.len() > 40, "the pages were walked: {read:?}");
    for part in ["/committees/", "/districts/", "/schools/", "/figures/", "/commitments/"] {
        assert!(read.iter().any(|address| address.starts_with(part)), "no {part} was read");
    }
    for secret in town.known.secrets.iter().flat_map(|secret| &secret.texts) {
        assert!(!everything.contains(secret), "a page shows a committee member a pupil");
    }
    for class in &town.known.classes {
        for pupil in &class.pupils {
            assert!(
                !everything.contains(&pupil.id.to_string()),
                "a page holds a pupil's pseudonym"
            );
        }
    }
}

#[test]
fn every_link_that_a_role_is_shown_is_open_to_it() {
    let town = shared();
    let mut closed = Vec::new();
    for role in Role::ALL {
        let Some(person) = town.known.with_role(role).next() else { continue };
        let caller = Caller::signed_in(town.address(), person);
        let mut of_kind: std::collections::BTreeMap<String, u32> =
            std::collections::BTreeMap::new();
        let mut to_read = VecDeque::from(["/".to_owned()]);
        while let Some(address) = to_read.pop_front() {
            let count = of_kind.entry(kind(&address)).or_default();
            *count += 1;
            if *count > 2 {
                continue;
            }
            let page = caller.get(&address);
            // On a page shown as someone else sees it the links are that person's.
            if page.status == 200 && !address.starts_with("/show-as/") {
                to_read.extend(links(&page.text));
            } else if page.status != 200 {
                closed.push(format!("{role} {address}: {}", page.status));
            }
        }
    }
    assert!(closed.is_empty(), "dead links:\n{}", closed.join("\n"));
}

#[test]
fn the_as_of_control_shows_what_was_known_then() {
    let town = shared();
    let known = &town.known;
    let Some(browser) = browser::open(town.address(), 1280) else { return };
    // To others the figures of a round change with its releases only.
    sign_in(&browser, known.principal(known.schools[0].code));
    let school = format!("/schools/{}", known.schools[0].code);
    let assessed = |of: &browser::Browser| -> u32 {
        let shown = of.text("a[href^=\"/figures/assessed@school\"]");
        shown.replace(|c: char| !c.is_ascii_digit(), "").parse().unwrap()
    };
    browser.go(&school);
    let now = assessed(&browser);
    assert!(!browser.has(".notice.past"), "the present is not marked as past");
    browser.click("#as-of");
    browser.press(&format!("{}{}", known.today.plus(-7), browser::ENTER));
    browser.until("the past", |browser| browser.has(".notice.past"));
    let then = assessed(&browser);
    assert!(then < now, "a week ago fewer were known: {then}, now {now}");
    browser.keep("school-as-of");
    browser.follow("a[href^=\"/figures/assessed@school\"]");
    assert!(browser.has(".notice.past"), "the figure is of the same state");
    let figure = browser.text("dl.tiles dd.big");
    assert_eq!(figure.trim(), then.to_string());
    browser.follow(".notice.past a");
    browser.until("the present", |browser| !browser.has(".notice.past"));
    browser.go(&format!("{school}?asOf=nonsense"));
    assert!(browser.text("h1").contains("går inte att läsa"), "{}", browser.text("h1"));
}

#[test]
fn an_auditor_walks_a_trail_by_pseudonyms() {
    let town = shared();
    let known = &town.known;
    let Some(browser) = browser::open(town.address(), 1280) else { return };
    let auditor = known.with_role(Role::Auditor).next().unwrap();
    sign_in(&browser, auditor);
    // The figure's own page protects small numbers; its trail is what an auditor examines.
    browser.go(&format!(
        "/trail/figures/missing@school:{}@{}",
        known.schools[0].code,
        known.round.slug()
    ));
    browser.follow("main a[href^=\"/trail/pupils/\"]");
    assert!(browser.path().starts_with("/trail/pupils/"));
    let shown = browser.text("main");
    for secret in known.secrets.iter().flat_map(|secret| &secret.texts) {
        assert!(!shown.contains(secret), "a trail names a pupil");
    }
    assert!(browser.has("tr[id^=event-]"), "the trail has events");
    browser.keep("trail-pupil");
}

#[test]
fn the_language_is_switched_and_remembered() {
    let town = shared();
    let Some(browser) = browser::open(town.address(), 1280) else { return };
    let language = |of: &browser::Browser| {
        of.run("return document.documentElement.lang").as_str().unwrap().to_owned()
    };
    browser.go("/");
    assert_eq!(
        (language(&browser).as_str(), browser.text("h1").as_str()),
        ("sv", "Välkommen till Insyn")
    );
    browser.follow("a.language");
    assert_eq!(
        (language(&browser).as_str(), browser.text("h1").as_str()),
        ("en", "Welcome to Insyn")
    );
    let member = town.known.with_role(Role::CommitteeMember).next().unwrap();
    sign_in(&browser, member);
    let school = town.known.schools[0].code;
    browser.go(&format!("/schools/{school}?round={}", town.known.round.slug()));
    assert_eq!(language(&browser), "en", "it is remembered");
    assert!(browser.text("main").contains("Coverage"));
    browser.follow("a.language");
    assert_eq!(language(&browser), "sv");
    assert!(browser.path().contains("round="), "the same page in the other language");
    assert!(browser.text("main").contains("Täckning"));
}
