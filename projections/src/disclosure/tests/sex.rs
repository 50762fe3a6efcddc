//! Breakdowns of areas, and distributions.

use domain::people::Sex;

use super::attacker::Attacker;
use super::town::{Town, district, in_grade, named, reached, september, whole};
use crate::disclosure::Shown;
use crate::figure::reference::{Measure, Slice};

fn of(sex: Sex) -> Slice {
    Slice { sex: Some(sex), ..in_grade(3) }
}

#[test]
fn where_one_sex_is_nearly_all_the_other_is_hidden() {
    let mut town = Town::new(&["norr", "syd"]);
    town.group(0, 3, (20, 1, 0), (15, 8, 0));
    town.group(1, 3, (20, 1, 0), (15, 8, 0));
    town.receive_all(september());
    let protected = town.protected();
    let shown = |sex, scope| protected.show(&named(reached(), scope, of(sex)));
    assert_eq!(shown(Sex::Female, whole()), Shown::TopCoded);
    assert_eq!(shown(Sex::Male, whole()), Shown::Suppressed);
    assert_eq!(shown(Sex::Male, district("norr")), Shown::Suppressed);
    assert_eq!(Attacker::new(&protected, 2).finds(), Vec::<String>::new());
}

#[test]
fn both_sexes_are_told_where_both_may_be() {
    let mut town = Town::new(&["norr", "syd"]);
    town.group(0, 3, (20, 9, 0), (15, 8, 0));
    town.group(1, 3, (20, 9, 0), (15, 8, 0));
    town.receive_all(september());
    let protected = town.protected();
    for scope in [whole(), district("norr")] {
        for sex in [Sex::Female, Sex::Male] {
            assert!(protected.show(&named(reached(), scope, of(sex))).is_told());
        }
        let all = Slice { sex: Some(Sex::Male), ..Slice::default() };
        assert!(protected.show(&named(Measure::Population, scope, all)).is_told());
    }
    assert_eq!(Attacker::new(&protected, 2).finds(), Vec::<String>::new());
}

#[test]
fn one_pupil_of_unknown_sex_hides_the_breakdown() {
    let mut town = Town::new(&["norr", "norr"]);
    town.group(0, 3, (20, 9, 0), (15, 8, 0));
    town.group(1, 3, (20, 9, 0), (15, 8, 0));
    let pupil = town.enrol(0, 3, Sex::Unknown);
    town.assess(pupil, 0, september(), "15");
    town.receive_all(september());
    let protected = town.protected();
    for sex in [Sex::Female, Sex::Male, Sex::Unknown] {
        let slice = Slice { sex: Some(sex), ..Slice::default() };
        let figure = named(Measure::Population, whole(), slice);
        assert_eq!(protected.show(&figure), Shown::Suppressed);
    }
}

#[test]
fn a_point_of_few_is_told_only_with_its_neighbours() {
    let mut town = Town::new(&["norr", "norr"]);
    for school in 0..2 {
        town.group(school, 3, (20, 12, 0), (20, 12, 0));
    }
    let few = [0; 3].map(|_| town.enrol(0, 3, Sex::Male));
    few.iter().for_each(|pupil| town.assess(*pupil, 0, september(), "5"));
    town.receive_all(september());
    let protected = town.protected();
    let shown = |code: &str| {
        let point = Measure::Point(code.parse().unwrap());
        protected.show(&named(point, whole(), Slice::default()))
    };
    assert_eq!(shown("5"), Shown::Suppressed);
    assert_eq!(shown("10"), Shown::Exact(24));
    assert_eq!(shown("15"), Shown::Exact(40));
    assert_eq!(shown("1"), Shown::Exact(0));
    assert_eq!(Attacker::new(&protected, 2).finds(), Vec::<String>::new());
}
