//! Look-ups in the organisation: who and what there is, where, on which day, as known at a size.
//!
//! Every answer is a function of the facts, a day where the fact is dated, and the as-of size. The names
//! here are those of municipalities, districts, committees, schools and classes; never a person's.

pub mod commitments;
pub mod rounds;
pub mod staff;

use domain::calendar::{Calendar, Day, SchoolYear};
use domain::id::{
    ClassId, CommitteeId, DistrictId, EditionId, MunicipalityCode, Position, SchoolUnitCode, Size,
};
use domain::people::SchoolForm;
use domain::scale::ScaleEdition;
use serde::Serialize;

use crate::Facts;
use crate::facts::{Entry, LeastCoverage};

/// The municipality whose record this is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Municipality {
    /// Its code.
    pub code: MunicipalityCode,
    /// Its name.
    pub name: String,
    /// The event that says so.
    pub position: Position,
}

/// A district.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct District {
    /// Its code.
    pub district: DistrictId,
    /// Its name.
    pub name: String,
    /// The event that says so.
    pub position: Position,
}

/// A committee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Committee {
    /// Its code.
    pub committee: CommitteeId,
    /// Its name.
    pub name: String,
    /// Its district, for a district committee.
    pub district: Option<DistrictId>,
    /// The event that says so.
    pub position: Position,
}

/// A school unit on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct School {
    /// Its code.
    pub school: SchoolUnitCode,
    /// Its name on the day (its first name, before its first day).
    pub name: String,
    /// Its district on the day (its first district, before its first day).
    pub district: Option<DistrictId>,
    /// Its school forms.
    pub forms: Vec<SchoolForm>,
    /// In being on the day.
    pub open: bool,
    /// Its first day.
    pub from: Day,
    /// The units that carry its trend on, where it is closed.
    pub successors: Vec<SchoolUnitCode>,
    /// The event that opened it.
    pub position: Position,
}

/// A school unit that has closed, and what it left to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Predecessor {
    /// The unit that closed.
    pub school: SchoolUnitCode,
    /// The first day on which it was no longer in being.
    pub closed_on: Day,
    /// Whether all of it went to one successor: a merger or a new code. Else it was split.
    pub sole: bool,
    /// The event that closed it.
    pub position: Position,
}

/// A class on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Class {
    /// The class.
    pub class: ClassId,
    /// Its school unit.
    pub school: SchoolUnitCode,
    /// Its name on the day (its first name, before its first day).
    pub name: String,
    /// In being on the day.
    pub open: bool,
    /// Its first day.
    pub from: Day,
    /// The event that formed it.
    pub position: Position,
}

/// The least coverage in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Coverage {
    /// In permille of the population.
    pub least_permille: u16,
    /// For rounds with a census date from this day on.
    pub from: Day,
    /// The event that adopted it.
    pub position: Position,
}

/// A stored position as the domain writes it.
pub(crate) fn position(stored: u32) -> Position {
    Position(u64::from(stored))
}

impl Facts {
    /// The municipality, once registered.
    #[must_use]
    pub fn municipality(&self, at: Size) -> Option<Municipality> {
        let entry = self.organisation.municipality.at(self.limit(at))?;
        let (code, name) = entry.value.clone();
        Some(Municipality { code, name, position: position(entry.position) })
    }

    /// All districts, by code.
    #[must_use]
    pub fn districts(&self, at: Size) -> Vec<District> {
        self.organisation.districts.keys().filter_map(|id| self.district(*id, at)).collect()
    }

    /// A district.
    #[must_use]
    pub fn district(&self, district: DistrictId, at: Size) -> Option<District> {
        let entry = self.organisation.districts.get(&district)?.at(self.limit(at))?;
        Some(District { district, name: entry.value.clone(), position: position(entry.position) })
    }

    /// All committees, by code.
    #[must_use]
    pub fn committees(&self, at: Size) -> Vec<Committee> {
        self.organisation.committees.keys().filter_map(|id| self.committee(*id, at)).collect()
    }

    /// A committee.
    #[must_use]
    pub fn committee(&self, committee: CommitteeId, at: Size) -> Option<Committee> {
        let entry = self.organisation.committees.get(&committee)?.at(self.limit(at))?;
        let (name, district) = entry.value.clone();
        Some(Committee { committee, name, district, position: position(entry.position) })
    }

    /// All school units that were ever opened, by code, as they are on a day.
    #[must_use]
    pub fn schools(&self, day: Day, at: Size) -> Vec<School> {
        let codes = self.ids.schools.keys();
        let mut schools: Vec<School> =
            codes.iter().filter_map(|code| self.school(*code, day, at)).collect();
        schools.sort_by_key(|school| school.school);
        schools
    }

    /// A school unit on a day; none where no opening is known.
    #[must_use]
    pub fn school(&self, school: SchoolUnitCode, day: Day, at: Size) -> Option<School> {
        let row = self.organisation.schools.get(self.ids.schools.get(school)? as usize)?;
        let limit = self.limit(at);
        let opened = row.forms.at(limit)?;
        let first = row.life.first(limit)?;
        let name = row.names.in_force(day, limit).or_else(|| row.names.first(limit));
        let placed = row.districts.in_force(day, limit).or_else(|| row.districts.first(limit));
        Some(School {
            school,
            name: name.map(|entry| entry.value.name.clone()).unwrap_or_default(),
            district: placed.and_then(|entry| entry.value.district),
            forms: opened.value.clone(),
            open: row.life.in_force(day, limit).is_some_and(|entry| entry.value.open),
            from: first.value.from,
            successors: row.successors.at(limit).map(|e| e.value.clone()).unwrap_or_default(),
            position: position(opened.position),
        })
    }

    /// The units that closed with this one among their successors, by code.
    #[must_use]
    pub fn predecessors(&self, school: SchoolUnitCode, at: Size) -> Vec<Predecessor> {
        let limit = self.limit(at);
        let mut found: Vec<Predecessor> = (0..)
            .zip(&self.organisation.schools)
            .filter_map(|(number, row)| {
                let left = row.successors.at(limit)?;
                // A unit that was opened again has left nothing.
                let closed = row.life.at(limit).filter(|life| life.position == left.position)?;
                let to = &left.value;
                to.contains(&school).then(|| Predecessor {
                    school: self.ids.schools.key(number),
                    closed_on: closed.value.from,
                    sole: to.iter().all(|successor| *successor == school),
                    position: position(left.position),
                })
            })
            .filter(|unit| unit.school != school)
            .collect();
        found.sort_unstable_by_key(|unit| unit.school);
        found
    }

    /// The units whose trend a school unit carries on in a round: those still in being on its census date
    /// that closed later with this unit as their only successor, and theirs in turn; by code.
    #[must_use]
    pub fn carried_on_by(
        &self,
        school: SchoolUnitCode,
        census_date: Day,
        at: Size,
    ) -> Vec<Predecessor> {
        let mut found: Vec<Predecessor> = Vec::new();
        let mut next = vec![school];
        while let Some(unit) = next.pop() {
            for before in self.predecessors(unit, at) {
                let known = before.school == school
                    || found.iter().any(|other| other.school == before.school);
                if before.sole && census_date < before.closed_on && !known {
                    found.push(before);
                    next.push(before.school);
                }
            }
        }
        found.sort_unstable_by_key(|unit| unit.school);
        found
    }

    /// The classes of a school unit that were ever formed, by name and id, as they are on a day.
    #[must_use]
    pub fn classes(&self, school: SchoolUnitCode, day: Day, at: Size) -> Vec<Class> {
        let row =
            self.ids.schools.get(school).and_then(|n| self.organisation.schools.get(n as usize));
        let numbers = row.map_or(&[][..], |row| &row.classes);
        let ids = numbers.iter().map(|number| self.ids.classes.key(*number));
        let mut classes: Vec<Class> = ids.filter_map(|id| self.class(id, day, at)).collect();
        classes.sort_by(|a, b| (&a.name, a.class).cmp(&(&b.name, b.class)));
        classes
    }

    /// A class on a day; none where its forming is not known.
    #[must_use]
    pub fn class(&self, class: ClassId, day: Day, at: Size) -> Option<Class> {
        let row = self.organisation.classes.get(self.ids.classes.get(class)? as usize)?;
        let limit = self.limit(at);
        let formed = row.life.first(limit)?;
        let name = row.names.in_force(day, limit).or_else(|| row.names.first(limit));
        Some(Class {
            class,
            school: self.ids.schools.key(row.school),
            name: name.map(|entry| entry.value.name.clone()).unwrap_or_default(),
            open: row.life.in_force(day, limit).is_some_and(|entry| entry.value.open),
            from: formed.value.from,
            position: position(formed.position),
        })
    }

    /// The holidays set for a school year.
    #[must_use]
    pub fn holidays(&self, year: SchoolYear, at: Size) -> Vec<Day> {
        let entry = self.organisation.holidays.get(&year).and_then(|h| h.at(self.limit(at)));
        entry.map(|entry| entry.value.clone()).unwrap_or_default()
    }

    /// The calendar with the holidays of all years.
    #[must_use]
    pub fn calendar(&self, at: Size) -> Calendar {
        let limit = self.limit(at);
        let lists = self.organisation.holidays.values().filter_map(|history| history.at(limit));
        Calendar::new(lists.flat_map(|entry| entry.value.iter().copied()))
    }

    /// All scale editions adopted, in order of id.
    #[must_use]
    pub fn editions(&self, at: Size) -> Vec<&ScaleEdition> {
        let limit = self.limit(at);
        let rows = self.organisation.editions.iter().filter_map(|history| history.at(limit));
        let mut editions: Vec<&ScaleEdition> = rows.map(|entry| &entry.value.edition).collect();
        editions.sort_by_key(|edition| edition.id);
        editions
    }

    /// A scale edition.
    #[must_use]
    pub fn edition(&self, edition: EditionId, at: Size) -> Option<&ScaleEdition> {
        let row = self.organisation.editions.get(self.ids.editions.get(edition)? as usize)?;
        row.at(self.limit(at)).map(|entry| &entry.value.edition)
    }

    /// The least coverage for rounds with this census date.
    #[must_use]
    pub fn coverage(&self, census_date: Day, at: Size) -> Option<Coverage> {
        let entry = self.organisation.coverage.in_force(census_date, self.limit(at))?;
        let Entry { position: stored, value: LeastCoverage { permille, from } } = entry;
        Some(Coverage { least_permille: *permille, from: *from, position: position(*stored) })
    }
}
