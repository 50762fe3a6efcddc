//! axe-core on every page in every role: what it can find against WCAG 2.2 A and AA, and its best practice, on a
//! narrow and on a wide screen. What it cannot find is said in the accessibility statement.
//!
//! The pages are found as people find them, by links, and with the forms of every command. Each address of the
//! site must be found by somebody.

mod found;
mod house;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;

use serde_json::json;

use crate::browser::{self, Browser};
use found::{Found, Looked};
use house::{House, Viewer};

/// Every rule of these, however grave.
const RUN: &str = "return axe.run(document, {resultTypes: ['violations'], runOnly: {type: 'tag', \
    values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}}).then(found => \
    found.violations.map(one => `${one.id} (${one.impact}), ${one.nodes.length} places`))";
/// A wide and a narrow screen, in pixels.
const WIDTHS: [u32; 2] = [1280, 390];
/// Windows at work at once.
const WINDOWS: usize = 2;
/// Addresses that show no page in a demo: nobody signs in through an identity provider there.
const ELSEWHERE: [&str; 3] = ["/sign-in", "/sign-in/with/{provider}", "/sign-in/return/{provider}"];
/// How the addresses of documents end, which are no pages.
const DOCUMENTS: [&str; 3] = ["/pdf", "/xlsx", ".ics"];

/// A page, and who looks at it.
type Job<'a> = (&'a Viewer, &'a Found);

#[test]
fn axe_finds_nothing_on_any_page_in_any_role() {
    let Some(axe) = axe() else { return };
    let Some(first) = browser::open("", WIDTHS[0]) else { return };
    drop(first);
    let house = House::new();
    let viewers = house.viewers();
    let mut looked = Looked::default();
    let pages: Vec<(&Viewer, Vec<Found>)> =
        viewers.iter().map(|one| (one, found::pages(&house, one, &mut looked))).collect();
    let jobs: Vec<Job<'_>> =
        pages.iter().flat_map(|(who, pages)| pages.iter().map(|page| (*who, page))).collect();
    println!("axe looks at {} pages, each on {} screens", jobs.len(), WIDTHS.len());
    let wrong = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for part in jobs.chunks(jobs.len().div_ceil(WINDOWS)) {
            let (house, axe, wrong) = (&house, &axe, &wrong);
            scope.spawn(move || look(house, axe, part, wrong));
        }
    });
    let mut wrong = wrong.into_inner().unwrap();
    wrong.sort();
    assert!(wrong.is_empty(), "{} on {} pages:\n{}", wrong.len(), jobs.len(), wrong.join("\n"));
    let unseen = unseen(&jobs);
    assert!(unseen.is_empty(), "nobody finds {unseen:?}");
}

/// The addresses that nobody has found.
fn unseen(jobs: &[Job<'_>]) -> BTreeSet<&'static str> {
    let seen: BTreeSet<&str> = jobs.iter().map(|(_, page)| page.pattern).collect();
    let addresses = insyn_web::addresses().into_iter().filter(|address| !address.changes);
    let shown = addresses.map(|address| address.path).filter(|path| !ELSEWHERE.contains(path));
    let shown = shown.filter(|path| !DOCUMENTS.iter().any(|end| path.ends_with(end)));
    shown.filter(|path| !seen.contains(path)).collect()
}

/// Looks at pages in one window, on both screens.
fn look(house: &House, axe: &str, jobs: &[Job<'_>], wrong: &Mutex<Vec<String>>) {
    let browser = browser::open(&house.address, WIDTHS[0]).unwrap();
    // The browser's own protocol puts it into each page: the page's policy lets no script in.
    browser.own("Page.addScriptToEvaluateOnNewDocument", &json!({"source": axe}));
    let mut who = String::new();
    for (viewer, page) in jobs {
        if who != viewer.name {
            browser.signed_in(house.cookie(viewer));
            who.clone_from(&viewer.name);
        }
        browser.go(&page.path);
        for width in WIDTHS {
            screen(&browser, width);
            for fault in browser.run(RUN).as_array().unwrap() {
                let fault = fault.as_str().unwrap();
                wrong.lock().unwrap().push(format!("{} as {who} at {width}: {fault}", page.name()));
            }
        }
    }
}

fn screen(browser: &Browser, width: u32) {
    let metrics = json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false});
    browser.own("Emulation.setDeviceMetricsOverride", &metrics);
    let shown = browser.run("return window.innerWidth").as_u64();
    assert_eq!(shown, Some(u64::from(width)), "the window has the width it should have");
}

/// The script; none, and a word on standard error, where it is not installed.
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn axe() -> Option<String> {
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/axe-core");
    let folder = std::env::var("AXE_CORE").unwrap_or_else(|_| own.to_owned());
    let script = Path::new(&folder).join("node_modules/axe-core/axe.min.js");
    let read = std::fs::read_to_string(script).ok();
    if read.is_none() {
        eprintln!(
            "SKIPPED: looking for barriers needs the npm package axe-core (sh tests/run installs it \
             under target/, or AXE_CORE names its folder)"
        );
    }
    read
}
