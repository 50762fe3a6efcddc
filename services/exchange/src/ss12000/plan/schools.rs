//! School units and the organisation tree above them.

use std::collections::{BTreeMap, BTreeSet};

use domain::calendar::Day;
use domain::command::Command;
use domain::id::SchoolUnitCode;
use domain::organisation::{self, SchoolUnitOpened, SchoolUnitRenamed};
use domain::people::SchoolForm;

use super::super::export::{Export, FormRead, Organisation, OrganisationKind};
use super::super::fault::{Fault, FaultKind};
use super::super::lenient::Scribe;
use super::{Phase, Planner};
use crate::Unavailable;

/// The deepest organisation tree that is followed; a loop ends here too.
const DEPTH_MAX: usize = 16;

/// What an organisation's external id leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A school unit of ours.
    Unit(SchoolUnitCode),
    /// An organisation whose school forms are not ours.
    Elsewhere,
    /// None, or one that could not be read.
    Unknown,
}

/// The school units of an export.
#[derive(Debug, Default)]
pub(super) struct Schools {
    units: BTreeMap<String, SchoolUnitCode>,
    /// The units at or below each organisation.
    below: BTreeMap<String, BTreeSet<SchoolUnitCode>>,
    /// The first day of each unit, once planned.
    opened: BTreeMap<SchoolUnitCode, Day>,
}

impl Schools {
    pub(super) fn of(export: &Export, faults: &mut Vec<Fault>) -> Self {
        let mut schools = Self::default();
        let mut seen = BTreeSet::new();
        for (id, organisation) in &export.organisations {
            let Some(code) = organisation.school else { continue };
            if !seen.insert(code) {
                let mut scribe = Scribe::of(faults, &organisation.origin);
                scribe.note("schoolUnitCode", FaultKind::SchoolUnitCodeRepeated);
            }
            schools.units.insert(id.clone(), code);
            schools.climb(export, id, code);
        }
        for organisation in export.organisations.values() {
            let unknown = |parent: &String| !export.organisations.contains_key(parent);
            if organisation.parent.as_ref().is_some_and(unknown) {
                let mut scribe = Scribe::of(faults, &organisation.origin);
                scribe.note("parentOrganisation", FaultKind::ReferenceUnknown);
            }
        }
        schools
    }

    /// Enters a unit at itself and at every organisation above it.
    fn climb(&mut self, export: &Export, id: &str, code: SchoolUnitCode) {
        let mut at = Some(id);
        for _ in 0..DEPTH_MAX {
            let Some(id) = at else { return };
            self.below.entry(id.to_owned()).or_default().insert(code);
            at = export.organisations.get(id).and_then(|o| o.parent.as_deref());
        }
    }

    /// Every unit's code.
    pub(super) fn codes(&self) -> Vec<SchoolUnitCode> {
        self.units.values().copied().collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The units at or below an organisation.
    pub(super) fn below(&self, id: &str) -> Vec<SchoolUnitCode> {
        self.below.get(id).into_iter().flatten().copied().collect()
    }

    /// Where a pupil or class of this organisation belongs: the unit itself, or the only one below.
    pub(super) fn place(&self, export: &Export, id: &str) -> Place {
        if let Some(code) = self.units.get(id) {
            return Place::Unit(*code);
        }
        match (export.organisations.get(id), self.below(id).as_slice()) {
            (Some(organisation), []) if organisation.elsewhere => Place::Elsewhere,
            (Some(organisation), [only]) if organisation.kind == OrganisationKind::School => {
                Place::Unit(*only)
            }
            _ => Place::Unknown,
        }
    }

    /// The first day of a planned unit.
    pub(super) fn opened(&self, code: SchoolUnitCode) -> Option<Day> {
        self.opened.get(&code).copied()
    }
}

/// What the pupils and classes of a unit say of it.
#[derive(Default)]
struct Use {
    first: Option<Day>,
    forms: BTreeSet<SchoolForm>,
}

impl Use {
    fn note(&mut self, day: Option<Day>) {
        self.first = self.first.into_iter().chain(day).min();
    }
}

impl Planner<'_> {
    pub(super) fn plan_schools(&mut self) -> Result<(), Unavailable> {
        let mut uses = self.uses();
        for (id, organisation) in &self.export.organisations {
            let Some(code) = self.schools.units.get(id).copied() else { continue };
            if !self.schools.opened.contains_key(&code) {
                self.plan_school(organisation, code, uses.remove(&code).unwrap_or_default())?;
            }
        }
        // A unit that could not be opened is none.
        let opened = &self.schools.opened;
        self.schools.units.retain(|_, code| opened.contains_key(code));
        self.schools.below.values_mut().for_each(|c| c.retain(|code| opened.contains_key(code)));
        Ok(())
    }

    /// First days and school forms in use: a unit exists from the first day anyone is there.
    fn uses(&self) -> BTreeMap<SchoolUnitCode, Use> {
        let mut uses: BTreeMap<_, Use> = BTreeMap::new();
        let today = self.today();
        let sound = |day: Option<Day>| day.filter(|day| day.is_plausible(today));
        for enrolment in self.export.persons.values().flat_map(|p| p.enrolments.items()) {
            let unit = enrolment.at.as_ref().and_then(|at| self.schools.units.get(at));
            if let (Some(unit), FormRead::Ours(form)) = (unit, enrolment.form) {
                let entry = uses.entry(*unit).or_default();
                entry.note(sound(enrolment.from));
                entry.forms.insert(form);
            }
        }
        for group in self.export.groups.values().filter(|g| g.is_class == Some(true)) {
            let unit = group.organisation.as_ref().and_then(|at| self.schools.units.get(at));
            if let Some(unit) = unit {
                let entry = uses.entry(*unit).or_default();
                entry.note(sound(group.from));
                group.members.items().iter().for_each(|m| entry.note(sound(m.from)));
            }
        }
        uses
    }

    fn plan_school(
        &mut self,
        organisation: &Organisation,
        school: SchoolUnitCode,
        mut used: Use,
    ) -> Result<(), Unavailable> {
        let today = self.today();
        let name = match organisation.name.as_str() {
            "" => school.to_string(),
            name => name.to_owned(),
        };
        if let Some(known) = self.known.school(school)? {
            self.schools.opened.insert(school, known.from);
            let renamed = !organisation.name.is_empty() && known.name != name;
            self.summary.schools.add(true, renamed);
            if renamed {
                let from = today.max(known.from);
                let command = SchoolUnitRenamed { school, name, from };
                let command = organisation::Command::RenameSchoolUnit(command);
                self.step(Phase::School, "rename-school", &[&school], organisation_step(command));
            }
            return Ok(());
        }
        used.note(organisation.from.filter(|day| day.is_plausible(today)));
        used.forms.extend(organisation.forms.iter().copied());
        if used.forms.is_empty() {
            self.fault(&organisation.origin, "schoolTypes", FaultKind::FieldMissing);
            return Ok(());
        }
        let from = used.first.unwrap_or(today);
        self.schools.opened.insert(school, from);
        self.summary.schools.add(false, true);
        let forms = used.forms.into_iter().collect();
        let command = SchoolUnitOpened { school, name, district: None, forms, from };
        let command = organisation::Command::OpenSchoolUnit(command);
        self.step(Phase::School, "open-school", &[&school], organisation_step(command));
        Ok(())
    }
}

/// A command of the organisation.
pub(super) const fn organisation_step(command: organisation::Command) -> Command {
    Command::Organisation(command)
}
