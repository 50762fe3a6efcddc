//! Small towns with one thing to hide.

use super::attacker::Attacker;
use super::town::{Town, district, in_grade, named, reached, school, september, target, whole};
use crate::disclosure::{Protected, Rules, Shown};
use crate::figure::reference::{FigureScope, Measure, Slice};
use crate::{InClass, figure};

fn shown(protected: &Protected, measure: Measure, scope: FigureScope) -> Shown {
    protected.show(&named(measure, scope, in_grade(3)))
}

fn unprotected(town: &Town) -> Protected {
    Protected::unprotected(&town.facts(), town.size(), september(), &Rules::default())
}

/// The official table: twelve school units and a total, one of them with nine pupils.
fn twelve() -> Town {
    let mut town = Town::new(&["norr"; 12]);
    town.group(0, 3, (3, 2, 0), (2, 2, 0));
    for n in 1..12 {
        town.group(n, 3, (8 + n, 6, 1), (8 + n, 7, 0));
    }
    town.receive_all(september());
    town
}

#[test]
fn the_one_small_school_unit_of_twelve_is_hidden_beside_the_next_smallest() {
    let town = twelve();
    let protected = town.protected();
    for n in 0..12 {
        let population = shown(&protected, Measure::Population, school(n));
        let share = shown(&protected, reached(), school(n));
        if n < 2 {
            assert_eq!((population, share), (Shown::Suppressed, Shown::Suppressed));
        } else {
            assert!(matches!((population, share), (Shown::Rounded(_), Shown::Share(_))));
        }
    }
    for scope in [whole(), district("norr")] {
        assert!(matches!(shown(&protected, Measure::Population, scope), Shown::Rounded(_)));
        assert!(matches!(shown(&protected, reached(), scope), Shown::Share(_)));
    }
    assert_eq!(Attacker::new(&protected, 12).finds(), Vec::<String>::new());
}

#[test]
fn without_complementary_suppression_the_attacker_finds_the_nine_pupils() {
    let protected = unprotected(&twelve());
    assert_eq!(shown(&protected, Measure::Population, school(0)), Shown::Suppressed);
    let found = Attacker::new(&protected, 12).finds();
    assert!(
        found.iter().any(|found| found.contains("population@school:10000001")
            && found.contains("in 9..=9, is 9")),
        "{found:?}"
    );
}

/// One school unit where two did not reach, among others that may be told.
fn nearly_all() -> Town {
    let mut town = Town::new(&["norr", "norr", "syd"]);
    town.group(0, 3, (14, 1, 1), (14, 1, 0));
    town.group(1, 3, (12, 7, 0), (12, 7, 0));
    town.group(2, 3, (12, 8, 0), (12, 8, 0));
    town.receive_all(september());
    town
}

#[test]
fn nearly_all_is_coded_and_hidden_beside_another() {
    let protected = nearly_all().protected();
    assert_eq!(shown(&protected, reached(), school(0)), Shown::TopCoded);
    assert_eq!(shown(&protected, reached(), school(0)).to_string(), "~100");
    assert_eq!(shown(&protected, reached(), school(1)), Shown::Suppressed);
    assert_eq!(shown(&protected, Measure::Population, school(1)), Shown::Rounded(40));
    assert_eq!(shown(&protected, reached(), school(2)), Shown::share(24, 40));
    // A share of all pupils would tell the same number under another name.
    let of_population = Measure::ReachedOfPopulation(target());
    assert_eq!(shown(&protected, of_population, school(0)), Shown::Suppressed);
    assert_eq!(protected.met(school(0), target()), None);
    assert_eq!(protected.met(school(2), target()), Some(false));
    assert_eq!(Attacker::new(&protected, 3).finds(), Vec::<String>::new());
    assert_ne!(Attacker::new(&unprotected(&nearly_all()), 3).finds(), Vec::<String>::new());
}

#[test]
fn a_district_that_cannot_hide_its_school_unit_is_hidden_with_it() {
    let mut town = Town::new(&["norr", "syd", "syd", "syd"]);
    town.group(0, 3, (3, 2, 0), (2, 2, 0));
    for n in 1..4 {
        town.group(n, 3, (10 + n, 6, 0), (10 + n, 6, 0));
    }
    town.receive_all(september());
    let protected = town.protected();
    for scope in [district("norr"), district("syd"), school(0), school(1)] {
        assert_eq!(shown(&protected, Measure::Population, scope), Shown::Suppressed);
    }
    assert!(shown(&protected, Measure::Population, whole()).is_told());
    assert!(shown(&protected, reached(), school(2)).is_told());
    assert_eq!(Attacker::new(&protected, 4).finds(), Vec::<String>::new());
}

#[test]
fn a_municipality_of_one_small_school_unit_tells_nothing() {
    let mut town = Town::new(&["norr"]);
    town.group(0, 3, (3, 2, 0), (2, 2, 0));
    town.receive_all(september());
    let protected = town.protected();
    for scope in [school(0), district("norr"), whole()] {
        for measure in [Measure::Population, Measure::Assessed, Measure::Median, reached()] {
            assert_eq!(shown(&protected, measure, scope), Shown::Suppressed);
        }
    }
    // A grade that nobody is in is no secret.
    let empty = named(Measure::Population, school(0), in_grade(1));
    assert_eq!(protected.show(&empty), Shown::Missing);
}

#[test]
fn nothing_is_told_before_every_school_unit_is_received() {
    let mut town = Town::new(&["norr", "syd"]);
    town.group(0, 3, (20, 10, 0), (20, 10, 0));
    town.group(1, 3, (20, 10, 0), (20, 10, 0));
    town.receive(0, september());
    let waiting = town.protected();
    assert_eq!(waiting.released(), None);
    assert_eq!(shown(&waiting, Measure::Population, school(0)).to_string(), ".");
    town.receive(1, september());
    let protected = town.protected();
    assert_eq!(protected.released(), Some(town.size()));
    assert_eq!(shown(&protected, Measure::Population, school(0)), Shown::Rounded(60));
}

#[test]
fn a_crossing_that_no_table_has_is_not_told() {
    let town = twelve();
    let protected = town.protected();
    let crossed = [
        Slice { sex: Some(domain::people::Sex::Female), ..Slice::default() },
        Slice { syllabus: Some(domain::people::Syllabus::Unknown), ..in_grade(3) },
        Slice { class: Some(InClass::None), ..Slice::default() },
    ];
    for slice in crossed {
        let figure = named(Measure::Population, school(5), slice);
        assert_eq!(protected.show(&figure), Shown::Suppressed);
    }
}

#[test]
fn a_figure_is_shown_from_the_release_and_never_from_its_own_numbers() {
    let mut town = twelve();
    let protected = town.protected();
    let name = named(reached(), school(5), in_grade(3));
    let before = protected.protect(&figure(&town.facts(), town.size(), &name).unwrap());
    let newcomer = town.enrol(5, 3, domain::people::Sex::Male);
    town.assess(newcomer, 5, september(), "9");
    let raw = figure(&town.facts(), town.size(), &name).unwrap();
    assert_eq!((raw.numerator, raw.denominator), (26, 40));
    assert_eq!(protected.protect(&raw), before);
    assert_eq!(town.protected().protect(&raw), before);
    assert_eq!((before.value, before.base), (Shown::share(26, 39), Shown::Rounded(40)));
}
