//! Whatever the municipality, and whatever is corrected or moved afterwards.

use proptest::prelude::*;

use super::attacker::Attacker;
use super::town::{Many, Town, december, september};
use crate::disclosure::protected::Protected;
use crate::disclosure::world::Record;
use crate::disclosure::{Rules, releases};

const DISTRICTS: [&str; 2] = ["norr", "syd"];

type Group = (Many, Many);

fn many() -> impl Strategy<Value = Many> {
    prop_oneof![
        2 => (0..6_u32, 0..4_u32, 0..2_u32),
        3 => (5..25_u32, 0..12_u32, 0..2_u32),
    ]
}

type Unit = (usize, Group, Option<Group>);
type Change = (usize, usize, u8);

/// Up to seven school units with two grades, in two districts, and changes after the first release: pupils
/// corrected or moved, each followed by a reception of all or of the next round.
fn history() -> impl Strategy<Value = (Vec<Unit>, Vec<Change>)> {
    let group = || (many(), many());
    let unit = (0..2_usize, group(), proptest::option::weighted(0.5, group()));
    let change = (0..1000_usize, 0..24_usize, 0..4_u8);
    (proptest::collection::vec(unit, 1..8), proptest::collection::vec(change, 0..4))
}

fn town((units, changes): (Vec<Unit>, Vec<Change>)) -> Town {
    let districts: Vec<&str> = units.iter().map(|unit| DISTRICTS[unit.0]).collect();
    let mut town = Town::new(&districts);
    let mut pupils: Vec<(u32, u32)> = Vec::new();
    for (school, (_, third, first)) in (0..).zip(&units) {
        let mut enrol = |grade, (girls, boys): Group| {
            let numbers = town.group(school, grade, girls, boys);
            pupils.extend(numbers.into_iter().map(|number| (school, number)));
        };
        enrol(3, *third);
        first.iter().for_each(|group| enrol(1, *group));
    }
    town.receive_all(september());
    changes.into_iter().for_each(|change| later(&mut town, &pupils, change));
    town
}

fn later(town: &mut Town, pupils: &[(u32, u32)], (from, so_many, how): Change) {
    let from = from % pupils.len().max(1);
    for (school, pupil) in pupils.iter().skip(from).take(so_many) {
        match how {
            0 => town.transfer(*pupil, *school, (*school + 1) % town.schools),
            1 => town.assess(*pupil, *school, september(), "9"),
            _ => town.assess(*pupil, *school, september(), "18a"),
        }
    }
    town.receive_all(if how == 3 { december() } else { september() });
}

/// Between two releases no pupil of a told group differs, or at least ten do.
fn few_differ(before: &Protected, after: &Protected) -> Vec<(u8, u32, usize)> {
    let (old, new) = (before.release.as_ref().unwrap(), after.release.as_ref().unwrap());
    let at = |world: &[Option<Record>], pupil: usize| world.get(pupil).copied().flatten();
    let differs = |group: &(u8, u32)| {
        let is_in = |record: &Option<Record>| {
            record.is_some_and(|record| (record.grade, record.school) == *group)
        };
        let changed = |pupil: &usize| {
            let (was, is) = (at(&old.world, *pupil), at(&new.world, *pupil));
            was != is && (is_in(&was) || is_in(&is))
        };
        (0..new.world.len().max(old.world.len())).filter(changed).count()
    };
    let groups = old.tables.groups.keys();
    let few = groups.map(|group| (group.0, group.1, differs(group)));
    few.filter(|(_, _, differs)| (1..10).contains(differs)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn the_attacker_finds_nothing_in_any_release(history in history()) {
        let town = town(history);
        let facts = town.facts();
        let mut before: Option<Protected> = None;
        for size in releases(&facts, town.size(), september()) {
            let protected = Protected::of(&facts, size, september(), &Rules::default());
            prop_assert_eq!(Attacker::new(&protected, town.schools).finds(), Vec::<String>::new());
            if let Some(before) = before {
                prop_assert_eq!(few_differ(&before, &protected), vec![]);
            }
            before = Some(protected);
        }
    }
}
