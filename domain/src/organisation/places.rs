//! School units and classes as decisions see them: known, open on a day, in which district.

use std::collections::BTreeMap;

use crate::calendar::{Day, Period, Timeline};
use crate::event::{Event, Recorded, code};
use crate::id::{ClassId, DistrictId, SchoolUnitCode};
use crate::organisation::{ClassFormed, SchoolUnitOpened};
use crate::query::{Query, Tag};

/// A school unit.
#[derive(Debug, Clone)]
pub(crate) struct Unit {
    pub(crate) opened: SchoolUnitOpened,
    pub(crate) open: Period,
    pub(crate) name: Timeline<String>,
    pub(crate) district: Timeline<Option<DistrictId>>,
}

/// A class at its school unit.
#[derive(Debug, Clone)]
pub(crate) struct Class {
    pub(crate) formed: ClassFormed,
    pub(crate) open: Period,
    pub(crate) name: Timeline<String>,
}

/// The school units and classes that the events tell of.
#[derive(Debug, Clone, Default)]
pub(crate) struct Places {
    units: BTreeMap<SchoolUnitCode, Unit>,
    classes: BTreeMap<ClassId, Class>,
}

impl Places {
    /// Adds what is to be known of a school unit: its days and its district.
    pub(crate) fn unit_boundary(query: Query, school: SchoolUnitCode) -> Query {
        let types = [
            code::SchoolUnitOpened,
            code::SchoolUnitRenamed,
            code::SchoolUnitMoved,
            code::SchoolUnitClosed,
        ];
        query.or(&types, &[Tag::School(school)])
    }

    /// Adds what is to be known of a class.
    pub(crate) fn class_boundary(query: Query, class: ClassId) -> Query {
        let types = [code::ClassFormed, code::ClassRenamed, code::ClassClosed];
        query.or(&types, &[Tag::Class(class)])
    }

    /// What these events tell.
    pub(crate) fn of(history: &[Recorded]) -> Self {
        let mut places = Self::default();
        history.iter().filter_map(|r| r.event.as_ref()).for_each(|event| places.evolve(event));
        places
    }

    /// Takes one event in.
    pub(crate) fn evolve(&mut self, event: &Event) {
        match event {
            Event::SchoolUnitOpened(e) => {
                let (mut name, mut district) = (Timeline::default(), Timeline::default());
                name.record(e.from, e.name.clone());
                district.record(e.from, e.district);
                let open = Period { from: e.from, to: None };
                self.units.insert(e.school, Unit { opened: e.clone(), open, name, district });
            }
            Event::SchoolUnitRenamed(e) => {
                if let Some(unit) = self.units.get_mut(&e.school) {
                    unit.name.record(e.from, e.name.clone());
                }
            }
            Event::SchoolUnitMoved(e) => {
                if let Some(unit) = self.units.get_mut(&e.school) {
                    unit.district.record(e.from, Some(e.district));
                }
            }
            Event::SchoolUnitClosed(e) => {
                if let Some(unit) = self.units.get_mut(&e.school) {
                    unit.open.end(e.on);
                }
            }
            Event::ClassFormed(e) => {
                let mut name = Timeline::default();
                name.record(e.from, e.name.clone());
                let open = Period { from: e.from, to: None };
                self.classes.insert(e.class, Class { formed: e.clone(), open, name });
            }
            Event::ClassRenamed(e) => {
                if let Some(class) = self.classes.get_mut(&e.class) {
                    class.name.record(e.from, e.name.clone());
                }
            }
            Event::ClassClosed(e) => {
                if let Some(class) = self.classes.get_mut(&e.class) {
                    class.open.end(e.on);
                }
            }
            _ => {}
        }
    }

    /// The school unit, if it is known.
    pub(crate) fn unit(&self, school: SchoolUnitCode) -> Option<&Unit> {
        self.units.get(&school)
    }

    /// The class, if it is known.
    pub(crate) fn class(&self, class: ClassId) -> Option<&Class> {
        self.classes.get(&class)
    }

    /// Whether the school unit is open on the day.
    pub(crate) fn is_open(&self, school: SchoolUnitCode, day: Day) -> bool {
        self.unit(school).is_some_and(|unit| unit.open.contains(day))
    }

    /// Whether the school unit belongs to the district on the day.
    pub(crate) fn is_in(&self, school: SchoolUnitCode, district: DistrictId, day: Day) -> bool {
        let unit = self.unit(school);
        unit.and_then(|unit| unit.district.on(day)) == Some(&Some(district))
    }

    /// The class, if it belongs to that school unit.
    pub(crate) fn class_at(&self, class: ClassId, school: SchoolUnitCode) -> Option<&Class> {
        self.class(class).filter(|class| class.formed.school == school)
    }
}
