//! Municipality, districts, committees, school units, classes, holidays, editions, coverage.

use std::collections::BTreeMap;

use domain::calendar::{Day, SchoolYear};
use domain::id::{CommitteeId, DistrictId, MunicipalityCode, SchoolUnitCode};
use domain::organisation as term;
use domain::people::SchoolForm;
use domain::scale::ScaleEdition;
use serde::{Deserialize, Serialize};

use super::history::{Dated, History};
use super::ids::{Ids, row};

/// A name from a day on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) from: Day,
}

/// The district from a day on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Placed {
    pub(crate) district: Option<DistrictId>,
    pub(crate) from: Day,
}

/// In being, or not, from a day on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Life {
    pub(crate) open: bool,
    pub(crate) from: Day,
}

/// The least coverage from a day on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct LeastCoverage {
    pub(crate) permille: u16,
    pub(crate) from: Day,
}

macro_rules! dated {
    ($($name:ty),+) => {
        $(impl Dated for $name {
            fn from(&self) -> Day {
                self.from
            }
        })+
    };
}
dated!(Named, Placed, Life, LeastCoverage);

/// One school unit.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct SchoolRow {
    pub(crate) forms: History<Vec<SchoolForm>>,
    pub(crate) names: History<Named>,
    pub(crate) districts: History<Placed>,
    pub(crate) life: History<Life>,
    pub(crate) successors: History<Vec<SchoolUnitCode>>,
    /// Classes formed here, as numbers.
    pub(crate) classes: Vec<u32>,
}

/// One class.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ClassRow {
    /// Its school unit, from whichever event names the class first.
    pub(crate) school: u32,
    pub(crate) names: History<Named>,
    pub(crate) life: History<Life>,
}

/// One edition of a scale, with the ranks of interned points.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct EditionRow {
    pub(crate) edition: ScaleEdition,
    /// Rank by point number; [`NO_RANK`] where the edition has no such point.
    pub(crate) ranks: Vec<u8>,
}

/// Not a point of the edition.
pub(crate) const NO_RANK: u8 = u8::MAX;

impl EditionRow {
    /// The rank of an interned point.
    pub(crate) fn rank(&self, point: u16) -> Option<u8> {
        self.ranks.get(usize::from(point)).copied().filter(|rank| *rank != NO_RANK)
    }
}

/// The tables of the organisation.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Organisation {
    pub(crate) municipality: History<(MunicipalityCode, String)>,
    pub(crate) districts: BTreeMap<DistrictId, History<String>>,
    pub(crate) committees: BTreeMap<CommitteeId, History<(String, Option<DistrictId>)>>,
    pub(crate) schools: Vec<SchoolRow>,
    pub(crate) classes: Vec<ClassRow>,
    pub(crate) holidays: BTreeMap<SchoolYear, History<Vec<Day>>>,
    pub(crate) editions: Vec<History<EditionRow>>,
    pub(crate) coverage: History<LeastCoverage>,
}

impl Organisation {
    pub(crate) fn municipality_registered(&mut self, at: u32, e: &term::MunicipalityRegistered) {
        self.municipality.push(at, (e.code, e.name.clone()));
    }

    pub(crate) fn district_formed(&mut self, at: u32, e: &term::DistrictFormed) {
        self.districts.entry(e.district).or_default().push(at, e.name.clone());
    }

    pub(crate) fn committee_formed(&mut self, at: u32, e: &term::CommitteeFormed) {
        self.committees.entry(e.committee).or_default().push(at, (e.name.clone(), e.district));
    }

    /// The school unit's number and row.
    pub(crate) fn school(&mut self, ids: &mut Ids, code: SchoolUnitCode) -> &mut SchoolRow {
        row(&mut self.schools, ids.schools.intern(code))
    }

    pub(crate) fn school_unit_opened(
        &mut self,
        ids: &mut Ids,
        at: u32,
        e: &term::SchoolUnitOpened,
    ) {
        let school = self.school(ids, e.school);
        school.forms.push(at, e.forms.clone());
        school.names.push(at, Named { name: e.name.clone(), from: e.from });
        school.districts.push(at, Placed { district: e.district, from: e.from });
        school.life.push(at, Life { open: true, from: e.from });
    }

    pub(crate) fn school_unit_renamed(
        &mut self,
        ids: &mut Ids,
        at: u32,
        e: &term::SchoolUnitRenamed,
    ) {
        self.school(ids, e.school).names.push(at, Named { name: e.name.clone(), from: e.from });
    }

    pub(crate) fn school_unit_moved(&mut self, ids: &mut Ids, at: u32, e: &term::SchoolUnitMoved) {
        let placed = Placed { district: Some(e.district), from: e.from };
        self.school(ids, e.school).districts.push(at, placed);
    }

    pub(crate) fn school_unit_closed(
        &mut self,
        ids: &mut Ids,
        at: u32,
        e: &term::SchoolUnitClosed,
    ) {
        let school = self.school(ids, e.school);
        school.life.push(at, Life { open: false, from: e.on });
        school.successors.push(at, e.successors.clone());
    }

    /// The class's number. Its school unit is settled by whichever event names the class first.
    pub(crate) fn class(
        &mut self,
        ids: &mut Ids,
        class: domain::id::ClassId,
        code: SchoolUnitCode,
    ) -> u32 {
        let number = ids.classes.intern(class);
        if number as usize == self.classes.len() {
            let school = ids.schools.intern(code);
            row(&mut self.schools, school).classes.push(number);
            self.classes.push(ClassRow {
                school,
                names: History::default(),
                life: History::default(),
            });
        }
        number
    }

    pub(crate) fn class_formed(&mut self, ids: &mut Ids, at: u32, e: &term::ClassFormed) {
        let number = self.class(ids, e.class, e.school);
        let class = &mut self.classes[number as usize];
        class.names.push(at, Named { name: e.name.clone(), from: e.from });
        class.life.push(at, Life { open: true, from: e.from });
    }

    pub(crate) fn class_renamed(&mut self, ids: &mut Ids, at: u32, e: &term::ClassRenamed) {
        let number = self.class(ids, e.class, e.school);
        let named = Named { name: e.name.clone(), from: e.from };
        self.classes[number as usize].names.push(at, named);
    }

    pub(crate) fn class_closed(&mut self, ids: &mut Ids, at: u32, e: &term::ClassClosed) {
        let number = self.class(ids, e.class, e.school);
        self.classes[number as usize].life.push(at, Life { open: false, from: e.on });
    }

    pub(crate) fn local_holidays_set(&mut self, at: u32, e: &term::LocalHolidaysSet) {
        self.holidays.entry(e.year).or_default().push(at, e.days.clone());
    }

    pub(crate) fn scale_edition_adopted(
        &mut self,
        ids: &mut Ids,
        at: u32,
        e: &term::ScaleEditionAdopted,
    ) {
        let number = ids.editions.intern(e.edition.id);
        let points: Vec<u32> = e.edition.points.iter().map(|p| ids.points.intern(p.code)).collect();
        let mut ranks = vec![NO_RANK; ids.points.keys().len()];
        for (rank, point) in (0..NO_RANK).zip(points) {
            ranks[point as usize] = rank;
        }
        let adopted = EditionRow { edition: e.edition.clone(), ranks };
        row(&mut self.editions, number).push(at, adopted);
    }

    pub(crate) fn coverage_adopted(&mut self, at: u32, e: &term::CoverageAdopted) {
        self.coverage.push(at, LeastCoverage { permille: e.least_permille, from: e.from });
    }
}
