//! Staff: who is engaged, in which roles, and who assesses which class.
//!
//! Roles: Rektor, Lärare and Förstelärare, Speciallärare/specialpedagog. The mentor of a class is its
//! responsible assessor (of several, the first by start date, then id; the others are co-assessors)
//! and so holds at least a teacher's role. Everyone else is counted as not used.

use std::collections::{BTreeMap, BTreeSet};

use domain::calendar::Day;
use domain::id::{ClassId, SchoolUnitCode, StaffId};
use domain::organisation::{
    AssessorAssigned, AssessorEnded, AssessorKind, Command, RoleEnded, RoleGranted, StaffEngaged,
    StaffLeft,
};
use domain::people::{PersonName, Protection, Role, Scope};
use domain::personal::Personal;

use super::super::export::{Assignment, Duty, Listing, OrganisationKind, Origin, Person};
use super::super::fault::FaultKind;
use super::super::known::{KnownAssessor, KnownStaff, Namespace};
use super::classes::Class;
use super::schools::organisation_step;
use super::{Phase, Planner, change_day, push};
use crate::Unavailable;

/// From which day, and the first day no longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    from: Option<Day>,
    to: Option<Day>,
}

/// What the duties say of one person.
#[derive(Debug, Default)]
struct Wanted {
    roles: BTreeMap<(SchoolUnitCode, Role), Span>,
    /// Roles whose duty is over, with the first day no longer.
    over: BTreeMap<(SchoolUnitCode, Role), Day>,
    /// A duty could not be read whole: nothing is ended.
    unclear: bool,
}

/// A mentor of a class.
#[derive(Debug, Clone)]
struct Mentor {
    span: Span,
    person: String,
    origin: Origin,
}

#[derive(Default)]
struct Duties {
    persons: BTreeMap<String, Wanted>,
    mentors: BTreeMap<String, Vec<Mentor>>,
    /// A duty names no one: nothing is ended for anyone.
    unclear: bool,
}

/// A person as engaged by the plan.
#[derive(Debug, Clone, Copy)]
struct Engaged {
    staff: StaffId,
    from: Day,
}

impl Planner<'_> {
    pub(super) fn plan_staff(&mut self) -> Result<(), Unavailable> {
        let duties = self.read_duties();
        let mut engaged = BTreeMap::new();
        for (external, wanted) in &duties.persons {
            if self.refused.contains(external.as_str()) {
                continue;
            }
            if wanted.roles.is_empty() {
                self.summary.staff_not_used += 1;
            } else if let Some(person) = self.export.persons.get(external) {
                engaged.insert(external.as_str(), self.engage(external, person, wanted)?);
            }
        }
        self.note_mentors_of_all(&duties.mentors);
        for (group, class) in self.classes.of.clone() {
            let mentors = duties.mentors.get(&group).map_or(&[][..], Vec::as_slice);
            let mentors = mentors.iter().filter_map(|m| Some((*engaged.get(&*m.person)?, m.span)));
            let mentors: Vec<_> = mentors.collect();
            if mentors.is_empty() && self.export.complete.duties {
                let origin = self.export.groups[&group].origin.clone();
                self.fault(&origin, "", FaultKind::MentorMissing);
            }
            self.assess(class, &mentors)?;
        }
        self.end_what_is_gone(&duties)
    }

    // ------------------------------------------------------------------------ what duties say

    fn read_duties(&mut self) -> Duties {
        let mut duties = Duties::default();
        for duty in self.export.duties.values() {
            let Some(person) = &duty.person else {
                duties.unclear = true;
                continue;
            };
            if !self.export.persons.contains_key(person) {
                self.fault(&duty.origin, "person", FaultKind::ReferenceUnknown);
                continue;
            }
            let mut wanted = duties.persons.remove(person).unwrap_or_default();
            wanted.unclear |= self.refused.contains(person.as_str());
            if !self.refused.contains(person.as_str()) {
                self.read_role(duty, &mut wanted);
                self.read_mentorships(duty, person, &mut wanted, &mut duties.mentors);
            }
            duties.persons.insert(person.clone(), wanted);
        }
        for mentors in duties.mentors.values_mut() {
            let order = |m: &Mentor| (m.span.from.is_none(), m.span.from, m.person.clone());
            mentors.sort_by_key(order);
            mentors.dedup_by(|b, a| a.person == b.person);
        }
        duties
    }

    fn read_role(&mut self, duty: &Duty, wanted: &mut Wanted) {
        // A role that could not be read may be the one that is known: then nothing is ended.
        let Some(role) = duty.role else {
            wanted.unclear |= !duty.role_read;
            return;
        };
        let Some(at) = &duty.at else {
            wanted.unclear = true;
            return;
        };
        let schools = match self.export.organisations.get(at) {
            None => {
                wanted.unclear = true;
                self.fault(&duty.origin, "dutyAt", FaultKind::ReferenceUnknown);
                return;
            }
            Some(organisation) if organisation.kind == OrganisationKind::Other => {
                self.fault(&duty.origin, "dutyAt", FaultKind::DutyTooWide);
                return;
            }
            Some(_) => self.schools.below(at),
        };
        let today = self.today();
        for school in schools {
            match duty.until {
                Some(until) if until < today => {
                    wanted.over.insert((school, role), until.plus(1));
                }
                until => self.want(wanted, school, role, duty.from, until),
            }
        }
    }

    fn want(
        &self,
        wanted: &mut Wanted,
        school: SchoolUnitCode,
        role: Role,
        from: Option<Day>,
        until: Option<Day>,
    ) {
        let from = from.filter(|day| day.is_plausible(self.today()));
        let span = Span { from, to: until.map(|until| until.plus(1)) };
        let entry = wanted.roles.entry((school, role)).or_insert(span);
        // Two duties of the same kind: from the first's beginning to the last's end.
        entry.from = entry.from.zip(span.from).map(|(a, b)| a.min(b));
        entry.to = entry.to.zip(span.to).map(|(a, b)| a.max(b));
    }

    fn read_mentorships(
        &mut self,
        duty: &Duty,
        person: &str,
        wanted: &mut Wanted,
        mentors: &mut BTreeMap<String, Vec<Mentor>>,
    ) {
        let today = self.today();
        wanted.unclear |= matches!(duty.mentor_of, Listing::Partly(_));
        for Assignment { group, from, until } in duty.mentor_of.items() {
            let until = until.iter().chain(&duty.until).min().copied();
            if until.is_some_and(|until| until < today) {
                continue;
            }
            match self.classes.of.get(group).copied() {
                Some(class) => {
                    self.want(wanted, class.school, Role::Teacher, *from, until);
                    let from = from.filter(|day| day.is_plausible(today));
                    let span = Span { from, to: until.map(|until| until.plus(1)) };
                    let origin = duty.origin.clone();
                    push(
                        mentors,
                        group.clone(),
                        Mentor { span, person: person.to_owned(), origin },
                    );
                }
                None if self.export.groups.contains_key(group) || !self.export.complete.groups => {}
                None => self.fault(&duty.origin, "assignmentRole", FaultKind::ReferenceUnknown),
            }
        }
    }

    /// "One mentor for all classes" is a known fault: imported as it stands, and said.
    fn note_mentors_of_all(&mut self, mentors: &BTreeMap<String, Vec<Mentor>>) {
        let mut schools: BTreeMap<SchoolUnitCode, Vec<&[Mentor]>> = BTreeMap::new();
        for (group, class) in &self.classes.of {
            let own = mentors.get(group).map_or(&[][..], Vec::as_slice);
            push(&mut schools, class.school, own);
        }
        let mut found = Vec::new();
        for classes in schools.values().filter(|classes| classes.len() > 1) {
            let Some(first) = classes[0].first() else { continue };
            if classes.iter().all(|own| own.len() == 1 && own[0].person == first.person) {
                found.push(first.origin.clone());
            }
        }
        for origin in found {
            self.fault(&origin, "assignmentRole", FaultKind::MentorOfAll);
        }
    }

    // ------------------------------------------------------------------- engagement and roles

    fn engage(
        &mut self,
        external: &str,
        person: &Person,
        wanted: &Wanted,
    ) -> Result<Engaged, Unavailable> {
        let today = self.today();
        let staff = StaffId::from_bytes(self.known.id_for(Namespace::Staff, external)?);
        let known = self.known.staff(staff)?;
        let before = self.steps.len();
        let from = match &known {
            Some(KnownStaff { engaged_from: Some(from), .. }) => *from,
            // Back again: the former engagement keeps its days.
            Some(_) => today,
            None => wanted.roles.values().filter_map(|s| s.from).min().unwrap_or(today),
        };
        let name = staff_name(staff, person);
        match &known {
            Some(KnownStaff { engaged_from: Some(_), name: recorded, .. }) => {
                if recorded.as_ref().is_some_and(|recorded| *recorded != name) {
                    self.fault(&person.origin, "givenName", FaultKind::StaffNameChanged);
                }
            }
            _ => {
                let command = StaffEngaged { staff, from, name: Personal::Open(name) };
                let command = organisation_step(Command::EngageStaff(command));
                self.step(Phase::Staff, "engage", &[&staff], command);
            }
        }
        let held = known.as_ref().map_or(&[][..], |known| &known.roles);
        for ((school, role), span) in &wanted.roles {
            if !held.iter().any(|h| (h.school, h.role) == (*school, *role)) {
                self.grant(Engaged { staff, from }, *school, *role, *span);
            }
        }
        self.summary.staff.add(known.is_some(), self.steps.len() > before);
        Ok(Engaged { staff, from })
    }

    fn grant(&mut self, who: Engaged, school: SchoolUnitCode, role: Role, span: Span) {
        let (staff, from) = (who.staff, span.from.unwrap_or(who.from).max(who.from));
        if span.to.is_some_and(|to| to <= from) {
            return;
        }
        let scope = Scope::School(school);
        let command = Command::GrantRole(RoleGranted { staff, role, scope, from, to: span.to });
        self.step(Phase::Role, "grant", &[&staff, &role, &school], organisation_step(command));
    }

    // ------------------------------------------------------------------------------ assessors

    /// Brings the assessors of a class in line with its mentors, the first of whom is responsible.
    /// Co-assessors and stand-ins named by the principal stay.
    fn assess(&mut self, class: Class, mentors: &[(Engaged, Span)]) -> Result<(), Unavailable> {
        let Some(((first, span), others)) = mentors.split_first() else { return Ok(()) };
        let known = self.known.assessors(class.id)?;
        let is_responsible = |a: &&KnownAssessor| a.kind == AssessorKind::Responsible;
        let former = known.iter().find(is_responsible).copied();
        let mut ended = None;
        if former.is_none_or(|former| former.staff != first.staff) {
            let from = match former {
                Some(former) => {
                    let from = change_day(span.from, former.from, self.today());
                    let from = from.max(first.from).max(class.from);
                    self.end_assessor(Phase::Assessor, class.id, class.school, former.staff, from);
                    ended = Some((former.staff, from));
                    Some(from)
                }
                None => span.from,
            };
            self.assign(class, *first, AssessorKind::Responsible, Span { from, to: span.to });
        }
        self.summary.assessors.add(former.is_some(), former.is_none_or(|f| f.staff != first.staff));
        for (other, span) in others {
            let again = ended.filter(|(staff, _)| *staff == other.staff);
            let there = again.is_none() && known.iter().any(|a| a.staff == other.staff);
            self.summary.assessors.add(there, false);
            if !there {
                let from = again.map(|(_, day)| day).or(span.from);
                self.assign(class, *other, AssessorKind::CoAssessor, Span { from, to: span.to });
            }
        }
        Ok(())
    }

    fn assign(&mut self, class: Class, who: Engaged, kind: AssessorKind, span: Span) {
        let from = span.from.unwrap_or(class.from).max(class.from).max(who.from);
        let to = span.to.filter(|to| *to > from);
        let (staff, school) = (who.staff, class.school);
        let assigned = AssessorAssigned { class: class.id, school, staff, kind, from, to };
        let command = organisation_step(Command::AssignAssessor(assigned));
        self.step(Phase::Assessor, "assign", &[&class.id, &staff], command);
    }

    fn end_assessor(
        &mut self,
        phase: Phase,
        class: ClassId,
        school: SchoolUnitCode,
        staff: StaffId,
        on: Day,
    ) {
        let command = Command::EndAssessor(AssessorEnded { class, school, staff, on });
        self.step(phase, "end-assessor", &[&class, &staff], organisation_step(command));
    }

    // ----------------------------------------------------------------------------------- ends

    /// Ends roles that the duties no longer give, only for persons who came by import, and only where
    /// the duties were read whole.
    fn end_what_is_gone(&mut self, duties: &Duties) -> Result<(), Unavailable> {
        let complete = self.export.complete;
        let whole = complete.duties && complete.organisations && complete.persons;
        if !whole || duties.unclear || self.export.duties.is_empty() {
            return Ok(());
        }
        let mut wanted_of = BTreeMap::new();
        for (external, wanted) in &duties.persons {
            if let Some(id) = self.known.find(Namespace::Staff, external)? {
                wanted_of.insert(StaffId::from_bytes(id), wanted);
            }
        }
        let schools = self.schools.codes();
        let nothing = Wanted::default();
        let present: BTreeSet<StaffId> = self.known.staff_at(&schools)?.into_iter().collect();
        for staff in present {
            let wanted = wanted_of.get(&staff).copied().unwrap_or(&nothing);
            let known = self.known.staff(staff)?.filter(|known| known.imported);
            if let Some(known) = known.filter(|_| !wanted.unclear) {
                self.end_roles(staff, &known, wanted, &schools)?;
            }
        }
        Ok(())
    }

    fn end_roles(
        &mut self,
        staff: StaffId,
        known: &KnownStaff,
        wanted: &Wanted,
        schools: &[SchoolUnitCode],
    ) -> Result<(), Unavailable> {
        let today = self.today();
        let mut remaining = wanted.roles.len();
        for held in &known.roles {
            let key = (held.school, held.role);
            let ours = matches!(held.role, Role::Principal | Role::Teacher | Role::SpecialEducator);
            if wanted.roles.contains_key(&key) {
                continue;
            }
            if !ours || !schools.contains(&held.school) {
                remaining += 1;
                continue;
            }
            let on = wanted.over.get(&key).copied().unwrap_or(today).max(held.from);
            let scope = Scope::School(held.school);
            let command = Command::EndRole(RoleEnded { staff, role: held.role, scope, on });
            let subject: [&dyn std::fmt::Display; 3] = [&staff, &held.role, &held.school];
            self.step(Phase::End, "end-role", &subject, organisation_step(command));
        }
        if remaining == 0 {
            self.end_engagement(staff, known)?;
        }
        Ok(())
    }

    /// Nothing is left to do here: assessing ends too, and then the engagement.
    fn end_engagement(&mut self, staff: StaffId, known: &KnownStaff) -> Result<(), Unavailable> {
        let Some(from) = known.engaged_from else { return Ok(()) };
        let on = self.today().max(from);
        for class in self.known.classes_assessed_by(staff)? {
            let assessors = self.known.assessors(class)?;
            let own = assessors.iter().filter(|a| a.staff == staff).map(|a| a.from).max();
            let replaced = self
                .steps
                .iter()
                .any(|(_, step)| step.key.ends_with(&format!("end-assessor/{class}/{staff}")));
            let school = self.known.class(class)?.map(|class| class.school);
            if let (Some(from), Some(school), false) = (own, school, replaced) {
                self.end_assessor(Phase::End, class, school, staff, on.max(from));
            }
        }
        let command = Command::EndEngagement(StaffLeft { staff, on });
        self.step(Phase::End, "end-engagement", &[&staff], organisation_step(command));
        Ok(())
    }
}

/// The name that is kept: for protected registration an alias.
fn staff_name(staff: StaffId, person: &Person) -> PersonName {
    let name = PersonName::new(&person.given, &person.family);
    let protected = person.protection == Some(Protection::ProtectedRegistration);
    if protected || name.full().is_empty() {
        let [.., a, b, c] = staff.to_bytes();
        return PersonName::new(&format!("Personal {a:02X}{b:02X}{c:02X}"), "");
    }
    name
}
