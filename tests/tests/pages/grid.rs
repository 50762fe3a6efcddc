//! The class grid by keyboard: every key of the pattern, saving by itself, a lost connection, a reload,
//! undoing, a pasted block, a whole column; and how many keystrokes a class of 25 takes.

use std::time::Instant;

use serde_json::json;

use crate::browser::{self, Browser, CONTROL, DOWN, END, ENTER, ESCAPE, F2, HOME, RIGHT};
use crate::round::{field, points, row, sign_in, stand_at, stands_at, without_value};
use crate::town::{Class, Pupil, Town};
use crate::{class_address, class_to_record, shared};

/// The keystroke-level model (Card, Moran and Newell, 1980): a keystroke of an average typist, and the
/// moment it takes to look at the next name on a list, in seconds.
const KEYSTROKE: f64 = 0.28;
const LOOK: f64 = 1.35;

fn open(town: &Town, which: usize) -> Option<(Browser, &Class)> {
    let browser = browser::open(town.address(), 1280)?;
    let (class, teacher) = class_to_record(town, which);
    sign_in(&browser, teacher);
    browser.go(&class_address(town, class));
    assert!(browser.has("form[data-grid]"), "{} {}", browser.path(), browser.text("body"));
    Some((browser, class))
}

fn point_of(pupil: &Pupil) -> String {
    format!("point-{}", pupil.id)
}

fn value_after_reload(browser: &Browser, pupil: &Pupil) -> String {
    browser.until("all is saved", |browser| {
        browser.text("[data-summary]").contains("Allt du skrivit är sparat")
    });
    browser.go(&browser.path());
    browser.value(&field(pupil))
}

#[test]
fn every_key_of_the_grid_does_what_the_pattern_says() {
    let town = shared();
    let Some((browser, class)) = open(&town, 3) else { return };
    let stops = "return document.querySelectorAll('table[role=grid] [tabindex=\"0\"]').length";
    assert_eq!(browser.run(stops), 1, "the grid is one tab stop");
    let names = points(&browser);
    stand_at(&browser, &names[0]);
    browser.press(&DOWN.to_string());
    assert_eq!(stands_at(&browser), names[1]);
    browser.press(&END.to_string());
    assert!(browser.run("return document.activeElement.hasAttribute('data-state')") == true);
    browser.press(&HOME.to_string());
    assert_eq!(stands_at(&browser), "TH");
    let pupil = without_value(&browser, class)[0];
    stand_at(&browser, &point_of(pupil));
    browser.press("12");
    browser.press(&ESCAPE.to_string());
    browser.press(&ESCAPE.to_string());
    assert_eq!(browser.value(&field(pupil)), "", "Escape gives back what stood there");
    assert_eq!(stands_at(&browser), point_of(pupil), "and stays in the cell");
    browser.press("1");
    assert!(browser.has("#point-list:not([hidden]) li"), "points are proposed");
    browser.press(&format!("{DOWN}{DOWN}{ENTER}"));
    browser.until("saved", |browser| row(browser, pupil).contains("Sparad"));
    assert_eq!(browser.value(&field(pupil)), "10", "the second of 1, 10, 11 …");
    stand_at(&browser, &point_of(pupil));
    browser.press(&format!("{F2}{END}"));
    assert_eq!(browser.value(&field(pupil)), "10", "F2 edits what stands there");
    browser.press(&format!("{RIGHT}{ESCAPE}{ESCAPE}"));
    browser.chord(CONTROL, 'z');
    browser.until("undone", |browser| browser.value(&field(pupil)).is_empty());
    assert_eq!(value_after_reload(&browser, pupil), "", "undone in the record too");
    stand_at(&browser, &point_of(pupil));
    browser.press("a");
    browser.until("saved", |browser| row(browser, pupil).contains("Sparad"));
    assert_eq!(value_after_reload(&browser, pupil), "a", "a reason is one key");
}

#[test]
fn a_lost_connection_and_a_reload_lose_nothing() {
    let town = shared();
    let Some((browser, class)) = open(&town, 4) else { return };
    let pupil = without_value(&browser, class)[0];
    browser.own("Network.enable", &json!({}));
    browser.own("Network.setBlockedURLs", &json!({"urls": ["*/cells"]}));
    stand_at(&browser, &point_of(pupil));
    browser.press(&format!("13{ENTER}"));
    browser.until("not saved", |browser| row(browser, pupil).contains("Inte sparad än"));
    assert!(browser.text("[data-summary]").contains("1 ändringar är inte sparade"));
    browser.keep("class-no-connection");
    browser.go(&browser.path());
    assert_eq!(browser.value(&field(pupil)), "13", "it is there after a reload");
    browser.until("tried in vain", |browser| row(browser, pupil).contains("Inte sparad än"));
    browser.own("Network.setBlockedURLs", &json!({"urls": []}));
    browser.click("[data-retry]");
    browser.until("saved", |browser| row(browser, pupil).contains("Sparad"));
    assert_eq!(value_after_reload(&browser, pupil), "13");
}

#[test]
fn a_block_is_shown_before_it_is_saved_and_a_column_is_set_at_once() {
    let town = shared();
    let Some((browser, class)) = open(&town, 5) else { return };
    let empty = without_value(&browser, class);
    let (first, second) = (empty[0], empty[1]);
    let taken = class.pupils.iter().find(|pupil| !browser.value(&field(pupil)).is_empty());
    let name = |pupil: &Pupil| browser.text(&format!("tr:has({}) [data-name]", field(pupil)));
    let mut block = format!("{}\t14\n{}\tfel\nNågon Annan\t9\n", name(first), name(second));
    if let Some(taken) = taken {
        let other = if browser.value(&field(taken)) == "3" { "4" } else { "3" };
        block.push_str(&format!("{}\t{other}\n", name(taken)));
    }
    let paste = format!(
        "const data = new DataTransfer(); data.setData('text/plain', {}); \
         document.querySelector('table[role=grid] td').dispatchEvent(new ClipboardEvent('paste', \
         {{clipboardData: data, bubbles: true, cancelable: true}}))",
        json!(block)
    );
    browser.run(&paste);
    let shown = browser.text("dialog[open]");
    assert!(shown.contains("✓ Nytt") && shown.contains("✗ Ingen punkt på skalan"), "{shown}");
    assert!(shown.contains("✗ Ingen sådan elev i klassen"), "{shown}");
    assert_eq!(taken.is_some(), shown.contains("⚠ Ett annat värde står"), "{shown}");
    browser.keep("class-paste");
    browser.click("dialog [data-take]");
    browser.until("saved", |browser| row(browser, first).contains("Sparad"));
    assert_eq!(browser.value(&field(first)), "14");
    assert_eq!(browser.value(&field(second)), "", "what is no point is not taken");
    browser.click("[data-all]");
    browser.press(&format!("u{ENTER}"));
    let last = without_value(&browser, class);
    assert!(last.is_empty(), "every empty row has the value");
    assert_eq!(value_after_reload(&browser, second), "u");
    assert!(browser.text("[data-missing]").contains("Saknas: 0"));
    assert!(
        !browser.text("main").contains("saknar ännu punkt"),
        "the warning before signing off too"
    );
}

/// Prints what a class of 25 takes; where the class of the demo is smaller, what 25 pupils would take.
#[test]
fn a_class_by_keyboard() {
    let town = shared();
    let Some((browser, _)) = open(&town, 6) else { return };
    let names = points(&browser);
    assert!(!names.is_empty(), "{} {}", browser.path(), browser.text("main"));
    stand_at(&browser, &names[0]);
    let began = Instant::now();
    let mut keystrokes = 0;
    for (index, name) in names.iter().enumerate() {
        assert_eq!(stands_at(&browser), *name);
        let keys = match index % 5 {
            0 => "18b\u{E007}".to_owned(),
            4 => "a".to_owned(),
            n => format!("{}\u{E007}", 11 + n),
        };
        keystrokes += keys.chars().count();
        browser.press(&keys);
    }
    browser.until("all is saved", |browser| {
        browser.text("[data-summary]").contains("Allt du skrivit är sparat")
    });
    let machine = began.elapsed();
    let saved = browser.run("return document.querySelectorAll('tr.bad').length");
    assert_eq!(saved, 0, "every row is saved");
    let for_25 = f64::from(u32::try_from(keystrokes).unwrap()) * 25.0 / names.len() as f64;
    let seconds = for_25 * KEYSTROKE + 25.0 * LOOK;
    eprintln!(
        "CLASS: {} pupils, {keystrokes} keystrokes, saved {:.1} s after the first at the machine's pace; \
         25 pupils: {for_25:.0} keystrokes, about {seconds:.0} s at a person's pace (goal: under 90 s)",
        names.len(),
        machine.as_secs_f64(),
    );
    assert!(for_25 <= 100.0, "a class of 25 takes at most 100 keystrokes, not {for_25}");
    browser.keep("class-by-keyboard");
}
