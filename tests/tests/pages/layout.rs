//! Every page on a wide and on a narrow screen: nothing sticks out, everything has its name.

use domain::people::Role;

use crate::browser::{self, Browser};
use crate::round::{sign_in, sign_out};
use crate::town::{Person, Town};
use crate::{class_address, shared};

/// What is wrong with the page that is shown, in words.
const FAULTS: &str = r#"
const faults = [];
const root = document.documentElement;
if (root.scrollWidth > root.clientWidth) {
  const out = [...document.querySelectorAll('body *')].filter(e =>
    e.getBoundingClientRect().right > root.clientWidth + 1 && !e.closest('.scroll'));
  const names = out.slice(0, 3).map(e => e.tagName + '.' + e.className);
  faults.push(`sticks out: ${root.scrollWidth} > ${root.clientWidth} ${names.join(' ')}`);
}
const headings = document.querySelectorAll('h1').length;
if (headings !== 1) faults.push(`${headings} main headings`);
for (const field of document.querySelectorAll('input, select, textarea')) {
  if (field.type === 'hidden') continue;
  const named = (field.labels && [...field.labels].some(l => l.textContent.trim()))
    || (field.getAttribute('aria-label') || '').trim();
  if (!named) faults.push(`no label: ${field.name}`);
}
for (const button of document.querySelectorAll('button, main a')) {
  if (!button.textContent.trim() && !button.getAttribute('aria-label')) faults.push('nameless: ' + button.outerHTML);
}
for (const chart of document.querySelectorAll('main svg:not([aria-hidden=true])')) {
  const around = chart.closest('section') || document.querySelector('main');
  const tables = [around, around.nextElementSibling].flatMap(s => s ? [...s.querySelectorAll('table')] : []);
  const after = t => chart.compareDocumentPosition(t) & Node.DOCUMENT_POSITION_FOLLOWING;
  if (!tables.some(after)) faults.push('a chart without a table under it');
  const named = chart.querySelector('title') || chart.getAttribute('aria-label');
  if (!named && !chart.getAttribute('aria-labelledby')) faults.push('a chart without a name');
}
for (const table of document.querySelectorAll('table')) {
  if (!table.querySelector('th')) faults.push('a table without headings');
  if (!table.caption) faults.push('a table without a caption');
}
const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
const twice = ids.filter((id, n) => ids.indexOf(id) !== n);
if (twice.length) faults.push('ids used twice: ' + [...new Set(twice)].join(' '));
if (!root.lang) faults.push('no language');
if (!document.querySelector('.test-store')) faults.push('does not say that it is a test store');
return faults;
"#;

/// Pages that are to be looked at, by who may see them.
fn pages(town: &Town) -> Vec<(Option<&Person>, Vec<String>)> {
    let known = &town.known;
    let first = |role: Role| known.with_role(role).next();
    let (class, teacher) = known.under_way()[0];
    let (school, round) = (class.school, known.round.slug());
    let pupil = class.pupils.iter().find(|pupil| pupil.had_point).unwrap();
    let board = format!("/schools/{school}/rounds/{round}/board");
    let figure = format!("/figures/coverage@school:{school}@{round}");
    let committee = known.committees.iter().map(|committee| format!("/committees/{committee}"));
    let area = known.districts.iter().map(|district| format!("/districts/{district}"));
    let commitment = known.commitments.first().map(|(id, _)| format!("/commitments/{id}"));
    let public = committee.chain(area).chain(commitment);
    let public = public.chain(["/".into(), "/schools".into(), "/figures".into(), figure]).collect();
    let of_class = vec![
        "/".into(),
        class_address(town, class),
        format!("/pupils/{}", pupil.id),
        board.clone(),
    ];
    let of_school = vec![
        "/".into(),
        format!("/schools/{school}"),
        format!("/schools/{school}?asOf={}&grade=3", known.size - 50),
        board.clone(),
        format!("/trail/schools/{school}"),
        format!("/pupils/{}", pupil.id),
    ];
    vec![
        (
            None,
            vec!["/".into(), "/?role=teacher".into(), "/schools".into(), "/no/such/page".into()],
        ),
        (Some(teacher), of_class),
        (Some(known.principal(school)), of_school),
        (first(Role::ResultsCoordinator), vec!["/".into(), board]),
        (first(Role::CommitteeMember), public),
        (first(Role::Auditor), vec![format!("/trail/pupils/{}", pupil.id), "/no/such/page".into()]),
        (first(Role::SystemAdministrator), vec!["/".into(), "/status".into(), "/schools".into()]),
    ]
}

fn look(browser: &Browser, path: &str, width: u32, wrong: &mut Vec<String>) {
    browser.go(path);
    let faults = browser.run(FAULTS);
    for fault in faults.as_array().unwrap() {
        wrong.push(format!("{path} at {width}: {}", fault.as_str().unwrap_or_default()));
    }
    let name: String =
        path.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let name: String = name.chars().take(60).collect();
    browser.keep(&format!("{width}{name}"));
}

fn looked_at(width: u32) {
    let town = shared();
    let Some(browser) = browser::open(town.address(), width) else { return };
    browser.go("/");
    let shown = browser.run("return window.innerWidth").as_u64();
    assert_eq!(shown, Some(u64::from(width)), "the window has the width it should have");
    let mut wrong = Vec::new();
    for (person, paths) in pages(&town) {
        if let Some(person) = person {
            browser.go("/");
            if browser.has("form[action=\"/sign-out\"]") {
                sign_out(&browser);
            }
            sign_in(&browser, person);
        }
        for path in &paths {
            look(&browser, path, width, &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_page_fits_a_wide_screen_and_names_its_parts() {
    looked_at(1280);
}

#[test]
fn every_page_fits_a_narrow_screen_and_names_its_parts() {
    looked_at(390);
}
