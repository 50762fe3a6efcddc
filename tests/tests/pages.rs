//! The pages in a real browser: what a teacher, a principal, a committee member and an auditor do with
//! them. Without chromedriver the tests of the browser are skipped, and say so; those of plain forms run.

#![expect(clippy::unwrap_used, clippy::panic, reason = "what tests prepare must succeed")]

#[path = "shared/town.rs"]
#[allow(dead_code, reason = "the tests of the API read other parts of it")]
mod town;

#[path = "shared/caller.rs"]
#[allow(dead_code, reason = "the tests of the API use other parts of it")]
mod caller;

#[path = "shared/browser.rs"]
mod browser;

#[path = "pages/forms.rs"]
mod forms;

#[path = "pages/round.rs"]
mod round;

#[path = "pages/grid.rs"]
mod grid;

#[path = "pages/reading.rs"]
mod reading;

#[path = "pages/layout.rs"]
mod layout;

#[path = "pages/axe.rs"]
mod axe;

/// The demo that these tests share, while any of them needs it.
fn shared() -> std::sync::Arc<town::Town> {
    town::shared(400)
}

/// The address of a class in the round under way.
fn class_address(town: &town::Town, class: &town::Class) -> String {
    format!("/classes/{}/rounds/{}", class.id, town.known.round.slug())
}

/// Classes under way with pupils to record, each with its teacher. Each test that records takes another,
/// so that none disturbs another.
fn class_to_record(town: &town::Town, which: usize) -> (&town::Class, &town::Person) {
    let mut classes = town.known.under_way();
    let to_record =
        |class: &town::Class| class.pupils.iter().filter(|pupil| !pupil.has_value).count();
    // A preschool class stands outside the round's population.
    let in_round = |class: &town::Class| !class.name.starts_with('F');
    classes.retain(|(class, _)| in_round(class) && to_record(class) >= 5);
    classes[which]
}
