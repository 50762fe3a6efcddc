//! A round from the keyboard of a teacher to the events behind the school's figure.

use crate::browser::{self, Browser, ENTER, TAB, UP};
use crate::town::{Class, Person, Pupil, Town};
use crate::{class_address, class_to_record, shared};

/// Signs in as someone by choosing a role and a person, with the mouse.
pub(crate) fn sign_in(browser: &Browser, person: &Person) {
    browser.go("/");
    browser.follow(&format!("a[href=\"/?role={}\"]", person.role.code()));
    let button = format!("form[action=\"/sign-in\"]:has(input[value=\"{}\"]) button", person.staff);
    if !browser.has(&button) {
        let place = match person.scopes.first() {
            Some(domain::people::Scope::School(school)) => format!("school:{school}"),
            Some(domain::people::Scope::District(district)) => format!("district:{district}"),
            _ => "municipality".to_owned(),
        };
        browser.follow(&format!("a[href$=\"place={place}\"]"));
    }
    browser.follow(&button);
    browser.until("signed in", |browser| browser.has("form[action=\"/sign-out\"]"));
}

/// Signs out.
pub(crate) fn sign_out(browser: &Browser) {
    browser.follow("form[action=\"/sign-out\"] button");
    browser.until("signed out", |browser| !browser.has("form[action=\"/sign-out\"]"));
}

pub(crate) fn field(pupil: &Pupil) -> String {
    format!("#point-{}", pupil.id)
}

/// The text of a pupil's row.
pub(crate) fn row(browser: &Browser, pupil: &Pupil) -> String {
    browser.text(&format!("tr:has(#point-{})", pupil.id))
}

/// The names of the point fields, from the first to the last.
pub(crate) fn points(browser: &Browser) -> Vec<String> {
    let names =
        browser.run("return [...document.querySelectorAll('input[data-point]')].map(f => f.name)");
    let names = names.as_array().unwrap().iter();
    names.map(|name| name.as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_round_from_the_teachers_keyboard_to_the_principals_trail() {
    let town = shared();
    let Some(browser) = browser::open(town.address(), 1280) else { return };
    let (class, teacher) = class_to_record(&town, 0);
    let principal = town.known.principal(class.school);
    sign_in(&browser, principal);
    let assessed = assessed(&browser, class);
    sign_out(&browser);
    sign_in(&browser, teacher);
    browser.follow(&format!("a[href=\"{}\"]", class_address(&town, class)));
    browser.keep("class-before");
    the_focus_is_never_hidden(&browser);
    browser.go(&class_address(&town, class));
    let typed = types_points(&browser, class);
    a_wrong_point(&browser, class);
    the_same_again(&browser, class);
    signs_off(&browser);
    sign_out(&browser);
    sign_in(&browser, principal);
    the_board(&browser, &town, class);
    to_the_events(&browser, class, assessed + typed + 1);
}

/// How many pupils of the school have a point, as the school's page says.
fn assessed(browser: &Browser, class: &Class) -> u32 {
    browser.go(&format!("/schools/{}", class.school));
    let shown = browser.text("a[href^=\"/figures/assessed@school\"]");
    shown.replace(|c: char| !c.is_ascii_digit(), "").parse().unwrap()
}

/// Enter leads through every row to what says that all is saved, and what has the focus can be seen (WCAG
/// 2.2, 2.4.11): nothing that stays in place on the screen covers it.
fn the_focus_is_never_hidden(browser: &Browser) {
    let visible = "const e = document.activeElement, r = e.getBoundingClientRect(); \
                   const x = r.x + r.width / 2, top = document.elementFromPoint(x, r.y + r.height / 2); \
                   return top !== null && (e.contains(top) || top.contains(e) && top.tagName === 'LABEL')";
    let names = points(browser);
    stand_at(browser, &names[0]);
    for name in &names {
        assert_eq!(stands_at(browser), *name);
        browser
            .until("the cell with the focus is in sight", |browser| browser.run(visible) == true);
        browser.press(&ENTER.to_string());
    }
    let at_the_end = browser.run("return document.activeElement.hasAttribute('data-summary')");
    assert_eq!(at_the_end, true, "after the last row comes the line that says what is saved");
}

/// Puts the focus on the cell of a field.
pub(crate) fn stand_at(browser: &Browser, name: &str) {
    browser.run(&format!("document.getElementsByName('{name}')[0].closest('td').focus()"));
}

/// The name of the field in the cell that has the focus, or of the field that is being edited.
pub(crate) fn stands_at(browser: &Browser) -> String {
    let name = browser.run(
        "const e = document.activeElement, f = e.closest('td')?.querySelector('input:not([type=hidden])'); \
         return f ? f.name : e.tagName",
    );
    name.as_str().unwrap_or_default().to_owned()
}

/// Two points by keyboard alone, from the top of the page: Tab to the grid, Enter moves down.
fn types_points(browser: &Browser, class: &Class) -> u32 {
    let names = points(browser);
    let empty: Vec<&String> =
        names.iter().filter(|name| browser.value(&format!("#{name}")).is_empty()).collect();
    let mut tabs = 0;
    while stands_at(browser) != *empty[0] {
        browser.press(&TAB.to_string());
        tabs += 1;
        assert!(tabs < 120, "the first empty cell is reached with the Tab key");
    }
    for name in &empty[..2] {
        while stands_at(browser) != **name {
            browser.press(&ENTER.to_string());
        }
        browser.press("15");
        browser.press(&ENTER.to_string());
        let pupil = class.pupils.iter().find(|pupil| name.ends_with(&pupil.id.to_string()));
        let pupil = pupil.expect("a pupil of the class");
        browser.until("saved by itself", |browser| row(browser, pupil).contains("Sparad"));
        assert_eq!(browser.value(&field(pupil)), "15");
    }
    browser.press(&UP.to_string());
    assert_eq!(stands_at(browser), *empty[1].as_str(), "the arrows move back");
    browser.keep("class-saved");
    2
}

/// The pupils of the class who have nothing yet, as the page has them.
pub(crate) fn without_value<'a>(browser: &Browser, class: &'a Class) -> Vec<&'a Pupil> {
    class.pupils.iter().filter(|pupil| browser.value(&field(pupil)).is_empty()).collect()
}

fn a_wrong_point(browser: &Browser, class: &Class) {
    let pupil = without_value(browser, class)[0];
    browser.click(&field(pupil));
    browser.press("47q");
    browser.press(&ENTER.to_string());
    browser.until("refused", |browser| browser.has("tr.bad"));
    assert_eq!(browser.value(&field(pupil)), "47q", "what was typed is still there");
    assert!(row(browser, pupil).contains("är ingen punkt på skalan"), "the rule is named");
    let announced = browser.run("return document.querySelector('[data-loud]').textContent");
    assert!(announced.as_str().unwrap().contains("är ingen punkt"), "it is announced");
    browser.keep("class-refused");
    browser.go(&browser.path());
}

fn the_same_again(browser: &Browser, class: &Class) {
    let pupil = without_value(browser, class).into_iter().find(|pupil| pupil.had_point);
    let pupil = pupil.expect("one who was assessed the time before and not yet now");
    let last = "return [...document.querySelector('FIELD').closest('tr').querySelectorAll('td.before')].at(-2).textContent.trim()";
    let before = browser.run(&last.replace("FIELD", &field(pupil)));
    stand_at(browser, &format!("point-{}", pupil.id));
    browser.press("=");
    browser.until("saved", |browser| row(browser, pupil).contains("Sparad"));
    assert_eq!(
        browser.value(&field(pupil)),
        before.as_str().unwrap(),
        "= is the point of the time before"
    );
}

fn signs_off(browser: &Browser) {
    browser.click("input[name=reasonable][value=yes]");
    browser.follow("form[action$=\"/sign-off\"] button");
    browser.until("signed off", |browser| browser.path().contains("done=signed-off"));
    assert!(browser.text("main").contains("Klassen är klarmarkerad."));
    browser.keep("class-signed-off");
}

fn the_board(browser: &Browser, town: &Town, class: &Class) {
    browser.go("/");
    let board = format!("/schools/{}/rounds/{}/board", class.school, town.known.round.slug());
    browser.follow(&format!("a[href=\"{board}\"]"));
    let of_class = format!("tr:has(a[href=\"{}\"])", class_address(town, class));
    assert!(browser.text(&of_class).contains("✓ Klarmarkerad"), "{}", browser.text(&of_class));
    browser.keep("board");
}

/// The school's figure, its rule, and the events behind it, one by one.
fn to_the_events(browser: &Browser, class: &Class, expected: u32) {
    browser.follow(&format!("main a[href=\"/schools/{}\"]", class.school));
    assert!(assessed(browser, class) >= expected, "the new points are counted");
    browser.keep("school");
    browser.follow("a[href^=\"/figures/assessed@school\"]");
    assert!(browser.path().starts_with("/figures/assessed"));
    assert!(browser.has("a[href^=\"/figures#\"]"), "the figure leads to its rule");
    let rows = browser.run(
        "return document.querySelectorAll('#events ~ * tr[id^=event-], tr[id^=event-]').length",
    );
    assert!(rows.as_u64().unwrap() >= 10, "the events stand there");
    browser.keep("figure");
    let next = "a[rel=next]";
    assert!(browser.has(next), "there are more events than one page holds");
    let first = browser.text("tr[id^=event-] td");
    browser.follow(next);
    assert_ne!(browser.text("tr[id^=event-] td"), first, "the next page has other events");
}
