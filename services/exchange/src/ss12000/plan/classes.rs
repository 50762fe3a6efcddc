//! Classes (Klass) and who belongs to them.

use std::collections::{BTreeMap, BTreeSet};

use domain::calendar::Day;
use domain::id::{ClassId, SchoolUnitCode};
use domain::organisation::{ClassClosed, ClassFormed, ClassRenamed, Command};

use super::super::export::{Group, Listing, Membership, holds};
use super::super::fault::{Detail, FaultKind};
use super::super::known::{KnownClass, Namespace};
use super::schools::{Place, organisation_step};
use super::{Phase, Planner, push};
use crate::Unavailable;

/// A class of the export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Class {
    pub(super) id: ClassId,
    pub(super) school: SchoolUnitCode,
    pub(super) from: Day,
}

/// The classes of an export and their members.
#[derive(Debug, Default)]
pub(super) struct Classes {
    /// By the group's external id.
    pub(super) of: BTreeMap<String, Class>,
    /// A person's memberships of classes that are not over: group and days.
    pub(super) members: BTreeMap<String, Vec<(String, Membership)>>,
    /// The recorded classes of which the export tells anything, also that they are over.
    pub(super) present: BTreeSet<ClassId>,
    /// Persons who may be in a class that could not be read.
    pub(super) unclear: BTreeSet<String>,
    /// Something is missing, so that nobody can be said to be without class.
    pub(super) partial: bool,
}

impl Planner<'_> {
    pub(super) fn plan_classes(&mut self) -> Result<(), Unavailable> {
        self.classes.partial = !self.export.complete.groups;
        for (external, group) in &self.export.groups {
            match group.is_class {
                Some(true) => self.plan_class(external, group)?,
                Some(false) => {}
                None => self.unclear(group),
            }
            let id = self.known.find(Namespace::Class, external)?;
            self.classes.present.extend(id.map(ClassId::from_bytes));
        }
        self.note_absent_classes()
    }

    /// A class of the record that is not in the export stays open: the source may have left it out, and
    /// whether it is over is for a person to say. It is reported, where the export tells of classes and
    /// nothing was lost in reading.
    fn note_absent_classes(&mut self) -> Result<(), Unavailable> {
        let complete = self.export.complete;
        let tells = self.export.groups.values().any(|group| group.is_class == Some(true));
        if !tells || !complete.groups || !complete.organisations {
            return Ok(());
        }
        for class in self.known.classes_at(&self.schools.codes())? {
            if !self.classes.present.contains(&class) {
                let detail = Some(Detail::Class(class));
                self.fault_of_file("groups.json", FaultKind::ClassNotInExport, detail);
            }
        }
        Ok(())
    }

    fn unclear(&mut self, group: &Group) {
        let members = group.members.items().iter().map(|m| m.person.clone());
        self.classes.unclear.extend(members);
        self.classes.partial |= !matches!(group.members, Listing::Whole(_));
    }

    fn plan_class(&mut self, external: &str, group: &Group) -> Result<(), Unavailable> {
        let today = self.today();
        let place = group.organisation.as_deref().map(|at| self.schools.place(self.export, at));
        let school = match place {
            Some(Place::Unit(school)) => school,
            Some(Place::Elsewhere) => return Ok(()),
            Some(Place::Unknown) => {
                self.fault(&group.origin, "organisation", FaultKind::ReferenceUnknown);
                self.unclear(group);
                return Ok(());
            }
            None => {
                self.unclear(group);
                return Ok(());
            }
        };
        if group.until.is_some_and(|until| until < today) {
            return self.close_class(external, group);
        }
        let id = ClassId::from_bytes(self.known.id_for(Namespace::Class, external)?);
        let class = match self.known.class(id)? {
            Some(known) if known.closed => {
                self.fault(&group.origin, "", FaultKind::ClassClosed);
                self.unclear(group);
                return Ok(());
            }
            Some(known) => self.keep_class(id, group, school, &known),
            None => self.form_class(id, group, school),
        };
        self.classes.of.insert(external.to_owned(), class);
        self.enter_members(external, group);
        Ok(())
    }

    /// A class that is over in the source is closed, when it was ever known.
    fn close_class(&mut self, external: &str, group: &Group) -> Result<(), Unavailable> {
        let Some(id) = self.known.find(Namespace::Class, external)? else { return Ok(()) };
        let class = ClassId::from_bytes(id);
        if let Some(known) = self.known.class(class)?.filter(|known| !known.closed) {
            let over = group.until.map_or(self.today(), |until| until.plus(1));
            let closed = ClassClosed { class, school: known.school, on: over.max(known.from) };
            let command = organisation_step(Command::CloseClass(closed));
            self.step(Phase::End, "close-class", &[&class], command);
            self.summary.classes.add(true, true);
        }
        Ok(())
    }

    fn keep_class(
        &mut self,
        class: ClassId,
        group: &Group,
        school: SchoolUnitCode,
        known: &KnownClass,
    ) -> Class {
        if known.school != school {
            self.fault(&group.origin, "organisation", FaultKind::ClassMoved);
        }
        let renamed = !group.name.is_empty() && known.name != group.name;
        self.summary.classes.add(true, renamed);
        if renamed {
            let from = self.today().max(known.from);
            let (school, name) = (known.school, group.name.clone());
            let command = Command::RenameClass(ClassRenamed { class, school, name, from });
            self.step(Phase::Class, "rename-class", &[&class], organisation_step(command));
        }
        Class { id: class, school: known.school, from: known.from }
    }

    /// A class exists from the first day anyone belongs to it, whatever the group says.
    fn form_class(&mut self, class: ClassId, group: &Group, school: SchoolUnitCode) -> Class {
        let today = self.today();
        let sound = |day: &Day| day.is_plausible(today);
        let members = group.members.items().iter();
        let living = members.filter(|m| m.until.is_none_or(|until| until >= today));
        let first_member = living.filter_map(|m| m.from).filter(sound).min();
        let stated = group.from.filter(sound);
        if first_member.zip(stated).is_some_and(|(member, group)| member < group) {
            self.fault(&group.origin, "startDate", FaultKind::ClassBegunEarlier);
        }
        let from = first_member.into_iter().chain(stated).min().unwrap_or(today);
        let from = from.max(self.schools.opened(school).unwrap_or(from));
        let name = match group.name.as_str() {
            "" => "?".to_owned(),
            name => name.to_owned(),
        };
        let command = Command::FormClass(ClassFormed { class, school, name, from });
        self.step(Phase::Class, "form-class", &[&class], organisation_step(command));
        self.summary.classes.add(false, true);
        Class { id: class, school, from }
    }

    fn enter_members(&mut self, external: &str, group: &Group) {
        let today = self.today();
        self.classes.partial |= matches!(group.members, Listing::Partly(_));
        for (index, member) in group.members.items().iter().enumerate() {
            if !self.export.persons.contains_key(&member.person) {
                let field = format!("groupMemberships[{index}].person");
                self.fault(&group.origin, &field, FaultKind::ReferenceUnknown);
            } else if member.until.is_none_or(|until| until >= today) {
                let entry = (external.to_owned(), member.clone());
                push(&mut self.classes.members, member.person.clone(), entry);
            }
        }
    }

    /// The class that a pupil of this school unit is in, or is the first to come.
    pub(super) fn class_of(&mut self, external: &str, school: SchoolUnitCode) -> ClassOf {
        let today = self.today();
        let origin = &self.export.persons[external].origin;
        let all = self.classes.members.get(external).map_or(&[][..], Vec::as_slice);
        let mut now: Vec<_> = all.iter().filter(|(_, m)| holds(m.from, m.until, today)).collect();
        // The latest begun counts; of several, the one with the lowest id.
        now.sort_by(|a, b| (b.1.from, &a.0).cmp(&(a.1.from, &b.0)));
        let several = now.len() > 1;
        let coming = all.iter().filter(|(_, m)| m.from.is_some_and(|d| d.is_plausible(today)));
        let coming = coming.min_by_key(|(group, m)| (m.from, group.clone()));
        let chosen = now.first().copied().or(coming);
        let chosen = chosen.map(|(group, member)| (self.classes.of[group], member.from));

        if several {
            self.fault(&origin.clone(), "groupMemberships", FaultKind::ClassesSeveral);
        }
        match chosen {
            Some((class, from)) if class.school == school => ClassOf::Class(class, from),
            Some(_) => {
                self.fault(&origin.clone(), "groupMemberships", FaultKind::ClassElsewhere);
                ClassOf::Unclear
            }
            None if self.classes.partial || self.classes.unclear.contains(external) => {
                ClassOf::Unclear
            }
            None => {
                self.fault(&origin.clone(), "groupMemberships", FaultKind::ClassMissing);
                ClassOf::None
            }
        }
    }
}

/// What the export says of a pupil's class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ClassOf {
    /// This class, from the day the source gives.
    Class(Class, Option<Day>),
    /// None.
    None,
    /// It cannot be told: what is known stays.
    Unclear,
}
