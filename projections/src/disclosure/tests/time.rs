//! The same figures at several dates.

use super::attacker::Attacker;
use super::town::{Town, december, in_grade, named, reached, school, september, whole};
use crate::disclosure::protected::Protected;
use crate::disclosure::{Rules, Shown, releases};
use crate::figure::reference::Measure;

/// Two school units; the pupils of the first who did not reach come first, girls before boys.
fn town() -> (Town, Vec<u32>) {
    let mut town = Town::new(&["norr", "norr"]);
    let pupils = town.group(0, 3, (30, 10, 0), (20, 20, 0));
    town.group(1, 3, (20, 20, 0), (20, 20, 0));
    town.receive_all(september());
    (town, pupils)
}

#[test]
fn one_pupil_corrected_is_not_told_and_ten_are() {
    let (mut town, pupils) = town();
    let name = named(reached(), school(0), in_grade(3));
    let before = town.protected();
    assert_eq!(before.show(&name), Shown::share(50, 80));
    town.assess(pupils[0], 0, september(), "15");
    town.receive_all(september());
    let one = town.protected();
    assert_eq!(one.show(&name), Shown::share(50, 80));
    for pupil in &pupils[1..10] {
        town.assess(*pupil, 0, september(), "15");
    }
    town.receive_all(september());
    let ten = town.protected();
    assert_eq!(ten.show(&name), Shown::share(60, 80));
    let all = named(reached(), whole(), in_grade(3));
    assert_eq!(ten.show(&all), Shown::share(100, 160));
    for protected in [before, one, ten] {
        assert_eq!(Attacker::new(&protected, 2).finds(), Vec::<String>::new());
    }
}

#[test]
fn what_was_hidden_stays_hidden() {
    let mut town = Town::new(&["norr", "norr", "norr"]);
    town.group(0, 3, (5, 3, 0), (0, 0, 0));
    town.group(1, 3, (20, 10, 0), (20, 10, 0));
    town.group(2, 3, (30, 10, 0), (20, 10, 0));
    town.receive_all(september());
    town.group(0, 3, (15, 10, 0), (15, 10, 0));
    town.receive_all(september());
    let name = named(Measure::Population, school(0), in_grade(3));
    assert_eq!(town.protected().show(&name), Shown::Suppressed);
}

#[test]
fn a_release_is_a_whole_reception() {
    let (mut town, _) = town();
    let first = town.size();
    town.enrol(0, 3, domain::people::Sex::Male);
    town.receive(0, september());
    let second = town.size();
    town.receive_all(december());
    let facts = town.facts();
    let found = releases(&facts, town.size(), september());
    assert_eq!(found, [first, second, town.size()]);
    assert_eq!(releases(&facts, first, september()), [first]);
    assert!(releases(&facts, domain::id::Size(first.0 - 1), september()).is_empty());
}

#[test]
fn the_past_is_shown_as_it_was() {
    let (mut town, pupils) = town();
    let size = town.size();
    let before = town.protected();
    for pupil in &pupils[..20] {
        town.assess(*pupil, 0, september(), "18a");
    }
    town.receive_all(september());
    let again = Protected::of(&town.facts(), size, september(), &Rules::default());
    let name = named(reached(), school(0), in_grade(3));
    assert_eq!(again.show(&name), before.show(&name));
    assert_ne!(town.protected().show(&name), before.show(&name));
}
