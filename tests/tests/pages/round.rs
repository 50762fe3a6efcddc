//! A round from the keyboard of a teacher to the events behind the school's figure.

use crate::browser::{self, Browser, CONTROL, ENTER, TAB, UP};
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

fn field(pupil: &Pupil) -> String {
    format!("#point-{}", pupil.id)
}

/// The text of a pupil's row.
fn row(browser: &Browser, pupil: &Pupil) -> String {
    browser.text(&format!("tr:has(#point-{})", pupil.id))
}

/// The names of the point fields, from the first to the last.
fn points(browser: &Browser) -> Vec<String> {
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
    let shown = browser.text("a.number[href^=\"/figures/assessed%40school\"]");
    shown.replace(|c: char| !c.is_ascii_digit(), "").parse().unwrap()
}

/// Enter leads through every row to the button, and what has the focus can be seen (WCAG 2.2, 2.4.11):
/// nothing that stays in place on the screen covers it.
fn the_focus_is_never_hidden(browser: &Browser) {
    let visible = "const e = document.activeElement, r = e.getBoundingClientRect(); \
                   const x = r.x + r.width / 2, top = document.elementFromPoint(x, r.y + r.height / 2); \
                   return top !== null && (e.contains(top) || top.contains(e) && top.tagName === 'LABEL')";
    let names = points(browser);
    browser.run("document.querySelector('input[data-point]').focus()");
    for name in &names {
        assert_eq!(browser.focus(), *name);
        browser
            .until("the field with the focus is in sight", |browser| browser.run(visible) == true);
        browser.press(&ENTER.to_string());
    }
    assert_eq!(browser.focus(), "BUTTON", "after the last row comes the button that saves");
}

/// Two points by keyboard alone, from the top of the page: Tab to the first field, Enter moves down.
fn types_points(browser: &Browser, class: &Class) -> u32 {
    let names = points(browser);
    let empty: Vec<&String> =
        names.iter().filter(|name| browser.value(&format!("#{name}")).is_empty()).collect();
    let mut tabs = 0;
    while browser.focus() != names[0] {
        browser.press(&TAB.to_string());
        tabs += 1;
        assert!(tabs < 120, "the first field is reached with the Tab key");
    }
    let mut typed = 0;
    for (index, name) in names.iter().enumerate() {
        assert_eq!(browser.focus(), *name, "Enter moves down");
        if empty[..2].contains(&name) {
            browser.press("15");
            typed += 1;
        }
        if typed == 2 {
            break;
        }
        browser.press(&ENTER.to_string());
        assert_eq!(browser.focus(), names[index + 1]);
        if index == 0 {
            browser.press(&UP.to_string());
            assert_eq!(browser.focus(), names[0], "arrow up moves up");
            browser.press(&ENTER.to_string());
        }
    }
    browser.chord(CONTROL, ENTER);
    browser.until("saved", |browser| browser.path().contains("since="));
    assert!(browser.text("main").contains("2 rader sparade."), "{}", browser.text("main"));
    for name in &empty[..2] {
        assert_eq!(browser.value(&format!("#{name}")), "15");
        let pupil = class.pupils.iter().find(|pupil| name.ends_with(&pupil.id.to_string()));
        assert!(row(browser, pupil.expect("a pupil of the class")).contains("Sparad"));
    }
    browser.keep("class-saved");
    typed
}

/// The pupils of the class who have nothing yet, as the page has them.
fn without_value<'a>(browser: &Browser, class: &'a Class) -> Vec<&'a Pupil> {
    class.pupils.iter().filter(|pupil| browser.value(&field(pupil)).is_empty()).collect()
}

fn a_wrong_point(browser: &Browser, class: &Class) {
    let pupil = without_value(browser, class)[0];
    browser.click(&field(pupil));
    browser.press("47q");
    browser.chord(CONTROL, ENTER);
    browser.until("refused", |browser| browser.has("tr.bad"));
    assert_eq!(browser.value(&field(pupil)), "47q", "what was typed is still there");
    assert!(row(browser, pupil).contains("är ingen punkt på skalan"), "the rule is named");
    assert!(browser.has("[role=alert]"), "it is announced");
    browser.keep("class-refused");
    let emptied = format!("document.querySelector('{}').value = ''", field(pupil));
    browser.run(&emptied);
}

fn the_same_again(browser: &Browser, class: &Class) {
    let pupil = without_value(browser, class).into_iter().find(|pupil| pupil.had_point);
    let pupil = pupil.expect("one who was assessed the time before and not yet now");
    let before = browser.text(&format!("tr:has({}) td.before b", field(pupil)));
    browser.click(&field(pupil));
    browser.press("=");
    browser.chord(CONTROL, ENTER);
    browser.until("saved", |browser| browser.path().contains("since="));
    assert_eq!(browser.value(&field(pupil)), before, "= is the point of the time before");
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
    browser.follow("a.number[href^=\"/figures/assessed%40school\"]");
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
