//! What is released of each pupil, and the cells that all released figures are sums of.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::DistrictId;
use domain::people::{Sex, Syllabus};
use rustc_hash::FxHashMap;

use crate::figure::cell::{Cell, Standing, Tallied};
use crate::figure::frame::{Frame, Places};

/// How a pupil counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) school: u32,
    pub(super) grade: u8,
    pub(super) sex: Sex,
    pub(super) syllabus: Syllabus,
    pub(super) standing: Standing,
    pub(super) before: Option<u8>,
}

/// Every pupil's record, by pupil number.
pub(super) type World = Vec<Option<Record>>;

/// A grade of a school unit: the finest that is ever told of a school unit.
pub(super) type Group = (u8, u32);

/// The world as a frame has it.
pub(super) fn world(frame: &Frame<'_>) -> World {
    let schools = 0..frame.facts.ids.schools.keys().len();
    let schools = schools.filter_map(|number| u32::try_from(number).ok()).collect();
    let mut world: World = vec![None; frame.facts.pupils.rows.len()];
    frame.for_each_member(&Places::Schools(schools), |member| {
        let Tallied { standing, before } = member.tallied(frame);
        world[member.pupil as usize] = Some(Record {
            school: member.school,
            grade: member.grade,
            sex: member.sex,
            syllabus: member.syllabus,
            standing,
            before,
        });
    });
    world
}

/// The world before, with the changes that may be told: those of pupils all of whose groups, before and
/// after, may change and have changed for `least` pupils or more.
///
/// `groups` names the groups a record counts in; none where one of them may not change.
pub(super) fn carried<G: Copy + Eq + std::hash::Hash>(
    before: &World,
    now: &World,
    least: u32,
    groups: impl Fn(&Record) -> Option<Vec<G>>,
) -> World {
    let of = |record: &Option<Record>| record.as_ref().map_or(Some(Vec::new()), &groups);
    let at = |world: &World, pupil: usize| world.get(pupil).copied().flatten();
    let mut changed: Vec<(usize, Vec<G>)> = Vec::new();
    for pupil in 0..before.len().max(now.len()) {
        let (old, new) = (at(before, pupil), at(now, pupil));
        if old != new
            && let (Some(mut touched), Some(other)) = (of(&old), of(&new))
        {
            touched.extend(
                other.into_iter().filter(|group| !touched.contains(group)).collect::<Vec<_>>(),
            );
            changed.push((pupil, touched));
        }
    }
    loop {
        let mut counts: FxHashMap<G, u32> = FxHashMap::default();
        for group in changed.iter().flat_map(|(_, groups)| groups) {
            *counts.entry(*group).or_default() += 1;
        }
        let kept = changed.len();
        changed.retain(|(_, groups)| groups.iter().all(|group| counts[group] >= least));
        if changed.len() == kept {
            break;
        }
    }
    let mut world = before.clone();
    world.resize(before.len().max(now.len()), None);
    for (pupil, _) in changed {
        world[pupil] = at(now, pupil);
    }
    world
}

/// A part of an area: pupils of one grade, sex and syllabus.
pub(super) type Part = (u8, Sex, Syllabus);

/// Where a school unit belongs, as the first release found it.
#[derive(Debug, Clone, Default)]
pub(super) struct Districts {
    /// By school number; school units without district are a place like a district.
    of: Vec<Option<DistrictId>>,
}

impl Districts {
    pub(super) fn of_frame(frame: &Frame<'_>) -> Self {
        let numbers = 0..frame.facts.ids.schools.keys().len();
        let numbers = numbers.filter_map(|number| u32::try_from(number).ok());
        let district = |number| frame.placing(number).and_then(|(_, district)| district);
        Self { of: numbers.map(district).collect() }
    }

    pub(super) fn district(&self, school: u32) -> Option<DistrictId> {
        self.of.get(school as usize).copied().flatten()
    }
}

/// The cells of a release.
#[derive(Debug, Clone, Default)]
pub(super) struct Tables {
    pub(super) groups: BTreeMap<Group, Cell>,
    pub(super) areas: BTreeMap<Option<DistrictId>, BTreeMap<Part, Cell>>,
    /// The grades with pupils.
    pub(super) grades: BTreeSet<u8>,
}

impl Tables {
    pub(super) fn count(world: &World, districts: &Districts, empty: &Cell) -> Self {
        let mut groups: FxHashMap<Group, Cell> = FxHashMap::default();
        let mut parts: FxHashMap<(Option<DistrictId>, Part), Cell> = FxHashMap::default();
        for record in world.iter().flatten() {
            let tallied = Tallied { standing: record.standing, before: record.before };
            let group = (record.grade, record.school);
            groups.entry(group).or_insert_with(|| empty.clone()).count(&tallied);
            let part = (record.grade, record.sex, record.syllabus);
            let part = (districts.district(record.school), part);
            parts.entry(part).or_insert_with(|| empty.clone()).count(&tallied);
        }
        let mut areas: BTreeMap<_, BTreeMap<Part, Cell>> = BTreeMap::new();
        for ((district, part), cell) in parts {
            areas.entry(district).or_default().insert(part, cell);
        }
        let groups: BTreeMap<Group, Cell> = groups.into_iter().collect();
        let grades = groups.keys().map(|(grade, _)| *grade).collect();
        Self { groups, areas, grades }
    }

    /// The cell of some school units, in one grade or all.
    pub(super) fn schools(&self, schools: &[u32], grade: Option<u8>) -> Cell {
        let grades = self.grades.iter().filter(|g| grade.is_none_or(|wanted| wanted == **g));
        let keys = grades.flat_map(|grade| schools.iter().map(move |school| (*grade, *school)));
        keys.filter_map(|key| self.groups.get(&key)).sum()
    }

    /// The cell of a part of a district, or of the municipality.
    pub(super) fn part(
        &self,
        district: Option<Option<DistrictId>>,
        wanted: impl Fn(&Part) -> bool,
    ) -> Cell {
        let areas = self.areas.iter().filter(|(of, _)| district.is_none_or(|d| d == **of));
        areas.flat_map(|(_, parts)| parts).filter(|(part, _)| wanted(part)).map(|(_, c)| c).sum()
    }
}
