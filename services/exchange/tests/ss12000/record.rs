//! A record in memory: takes commands through the domain's own decisions and answers the importer.

use std::collections::{BTreeMap, BTreeSet};

use domain::calendar::{Day, Instant};
use domain::command::{Act, Command};
use domain::id::{ClassId, GuardianId, Position, PupilId, SchoolUnitCode, StaffId};
use domain::organisation::{
    Command as Organisation, MunicipalityRegistered, RoleGranted, StaffEngaged,
};
use domain::people::{Actor, CivicNumber, PersonName, Protection, Role, Scope, Sex};
use domain::personal::Personal;
use domain::{Event, Recorded};
use insyn_exchange::Unavailable;
use insyn_exchange::ss12000::{
    Dated, Known, KnownAssessor, KnownClass, KnownGuardian, KnownPupil, KnownRole, KnownSchool,
    KnownStaff, Namespace, Plan,
};

pub(crate) struct Record {
    pub(crate) events: Vec<Event>,
    pub(crate) today: Day,
    ids: BTreeMap<(Namespace, String), [u8; 16]>,
    civic: BTreeMap<String, PupilId>,
    /// Whom a guardian's civic number stands for.
    pub(crate) guardians_by_civic: BTreeMap<String, GuardianId>,
}

const ADMINISTRATOR: StaffId = StaffId::from_bytes([1; 16]);

impl Record {
    /// A municipality with an administrator, who runs the imports.
    pub(crate) fn new(today: Day) -> Self {
        let mut record = Self {
            events: Vec::new(),
            today,
            ids: BTreeMap::new(),
            civic: BTreeMap::new(),
            guardians_by_civic: BTreeMap::new(),
        };
        let from = Day::new(2020, 1, 1).unwrap();
        let staff = ADMINISTRATOR;
        let name = Personal::Open(PersonName::new("Ada", "Ministratör"));
        let (role, scope) = (Role::SystemAdministrator, Scope::Municipality);
        for command in [
            Organisation::RegisterMunicipality(MunicipalityRegistered {
                code: "0000".parse().unwrap(),
                name: "Provköping".to_owned(),
            }),
            Organisation::EngageStaff(StaffEngaged { staff, from, name }),
            Organisation::GrantRole(RoleGranted { staff, role, scope, from, to: None }),
        ] {
            record.decide(&Command::Organisation(command), "the beginning");
        }
        record
    }

    /// Decides a command as the application does; the test fails where it is refused.
    #[track_caller]
    pub(crate) fn decide(&mut self, command: &Command, key: &str) {
        let actor = Actor { staff: ADMINISTRATOR, role: Role::SystemAdministrator };
        let at = Instant(self.today.start().0 + 3_600_000_000);
        let act = Act { actor, at };
        let boundary = command.boundary(&act);
        let recorded = (0u64..).zip(&self.events).map(|(position, event)| Recorded {
            position: Position(position),
            at,
            actor: Some(actor),
            event: Some(event.clone()),
        });
        let history: Vec<Recorded> = recorded
            .filter(|r| r.event.as_ref().is_some_and(|e| boundary.matches(e.code(), &e.tags())))
            .collect();
        match command.decide(&act, &history) {
            Ok(events) => self.events.extend(events),
            Err(refusal) => panic!("{key}: {}", refusal.code()),
        }
    }

    /// Carries a plan out. Every step must come to something: a step that says nothing new would be
    /// planned again and again.
    #[track_caller]
    pub(crate) fn carry_out(&mut self, plan: &Plan) {
        let mut keys = BTreeSet::new();
        for step in &plan.steps {
            assert!(keys.insert(step.key.clone()), "{} twice", step.key);
            let before = self.events.len();
            self.decide(&step.command, &step.key);
            assert!(self.events.len() > before, "{} came to nothing", step.key);
        }
    }

    /// The id of an external one.
    #[track_caller]
    pub(crate) fn id(&self, namespace: Namespace, external: &str) -> [u8; 16] {
        self.ids[&(namespace, external.to_owned())]
    }

    #[track_caller]
    pub(crate) fn known(&self, external: &str) -> KnownPupil {
        let pupil = PupilId::from_bytes(self.id(Namespace::Pupil, external));
        self.pupil(pupil).unwrap().unwrap()
    }

    fn staff_name(&self, staff: StaffId) -> Option<PersonName> {
        self.events.iter().rev().find_map(|event| match event {
            Event::StaffEngaged(e) if e.staff == staff => e.name.value().cloned(),
            _ => None,
        })
    }
}

/// Keeps the entry with the latest day, of the same day the one recorded last.
fn later<T>(slot: &mut Option<Dated<T>>, from: Day, value: T) {
    if slot.as_ref().is_none_or(|known| known.from <= from) {
        *slot = Some(Dated { value, from });
    }
}

impl Known for Record {
    fn find(&self, namespace: Namespace, id: &str) -> Result<Option<[u8; 16]>, Unavailable> {
        Ok(self.ids.get(&(namespace, id.to_owned())).copied())
    }

    fn id_for(&mut self, namespace: Namespace, id: &str) -> Result<[u8; 16], Unavailable> {
        let next = u64::try_from(self.ids.len()).unwrap() + 1;
        let mut new = [0xab; 16];
        new[8..].copy_from_slice(&next.to_be_bytes());
        Ok(*self.ids.entry((namespace, id.to_owned())).or_insert(new))
    }

    fn pupil_by_civic(&self, civic: &CivicNumber) -> Result<Option<PupilId>, Unavailable> {
        Ok(self.civic.get(civic.as_str()).copied())
    }

    fn link_pupil(
        &mut self,
        pupil: PupilId,
        id: &str,
        civic: Option<&CivicNumber>,
    ) -> Result<(), Unavailable> {
        self.ids.insert((Namespace::Pupil, id.to_owned()), pupil.to_bytes());
        self.civic.extend(civic.map(|civic| (civic.as_str().to_owned(), pupil)));
        Ok(())
    }

    fn link_guardian(
        &mut self,
        guardian: GuardianId,
        civic: &CivicNumber,
    ) -> Result<(), Unavailable> {
        self.guardians_by_civic.entry(civic.as_str().to_owned()).or_insert(guardian);
        Ok(())
    }

    fn pupil(&self, pupil: PupilId) -> Result<Option<KnownPupil>, Unavailable> {
        let (mut enrolment, mut grade, mut class) = (None, None, None);
        let (mut sex, mut protection, mut identity) = (Sex::Unknown, Protection::None, None);
        let mut guardians: BTreeMap<GuardianId, KnownGuardian> = BTreeMap::new();
        for event in &self.events {
            match event {
                Event::PupilEnrolled(e) if e.pupil == pupil => {
                    later(&mut enrolment, e.from, Some((e.school, e.form)));
                    later(&mut grade, e.from, e.grade);
                    if let Some(opened) = &e.identity {
                        (sex, identity) = (e.sex, opened.value().cloned());
                    }
                }
                Event::PupilTransferred(e) if e.pupil == pupil => {
                    later(&mut enrolment, e.from, Some((e.school, e.form)));
                }
                Event::PupilLeft(e) if e.pupil == pupil => later(&mut enrolment, e.on, None),
                Event::GradeChanged(e) if e.pupil == pupil => later(&mut grade, e.from, e.grade),
                Event::ClassJoined(e) if e.pupil == pupil => later(&mut class, e.from, e.class),
                Event::ProtectionMarked(e) if e.pupil == pupil => protection = e.protection,
                Event::IdentityRectified(e) if e.pupil == pupil => {
                    (sex, identity) = (e.sex, e.identity.value().cloned());
                }
                Event::GuardianLinked(e) if e.pupil == pupil => {
                    let identity = e.identity.value().cloned();
                    guardians.insert(e.guardian, KnownGuardian { guardian: e.guardian, identity });
                }
                Event::GuardianUnlinked(e) if e.pupil == pupil => {
                    guardians.remove(&e.guardian);
                }
                _ => {}
            }
        }
        let guardians = guardians.into_values().collect();
        Ok(enrolment.zip(grade).map(|(enrolment, grade)| KnownPupil {
            enrolment,
            grade,
            class,
            sex,
            protection,
            identity,
            guardians,
        }))
    }

    fn pupils_at(&self, schools: &[SchoolUnitCode]) -> Result<Vec<PupilId>, Unavailable> {
        let all: BTreeSet<PupilId> = self
            .events
            .iter()
            .filter_map(|event| match event {
                Event::PupilEnrolled(e) => Some(e.pupil),
                _ => None,
            })
            .collect();
        let here = |pupil: &PupilId| {
            let known = self.pupil(*pupil).unwrap().unwrap();
            known.enrolment.value.is_some_and(|(school, _)| schools.contains(&school))
        };
        Ok(all.into_iter().filter(here).collect())
    }

    fn school(&self, school: SchoolUnitCode) -> Result<Option<KnownSchool>, Unavailable> {
        let mut known: Option<KnownSchool> = None;
        for event in &self.events {
            match event {
                Event::SchoolUnitOpened(e) if e.school == school => {
                    known = Some(KnownSchool { name: e.name.clone(), from: e.from });
                }
                Event::SchoolUnitRenamed(e) if e.school == school => {
                    known.iter_mut().for_each(|known| known.name.clone_from(&e.name));
                }
                _ => {}
            }
        }
        Ok(known)
    }

    fn class(&self, class: ClassId) -> Result<Option<KnownClass>, Unavailable> {
        let mut known: Option<KnownClass> = None;
        for event in &self.events {
            match event {
                Event::ClassFormed(e) if e.class == class => {
                    let (school, from, name) = (e.school, e.from, e.name.clone());
                    known = Some(KnownClass { school, name, from, closed: false });
                }
                Event::ClassRenamed(e) if e.class == class => {
                    known.iter_mut().for_each(|known| known.name.clone_from(&e.name));
                }
                Event::ClassClosed(e) if e.class == class => {
                    known.iter_mut().for_each(|known| known.closed = true);
                }
                _ => {}
            }
        }
        Ok(known)
    }

    fn classes_at(&self, schools: &[SchoolUnitCode]) -> Result<Vec<ClassId>, Unavailable> {
        let formed = self.events.iter().filter_map(|event| match event {
            Event::ClassFormed(e) if schools.contains(&e.school) => Some(e.class),
            _ => None,
        });
        Ok(formed.filter(|class| !self.class(*class).unwrap().unwrap().closed).collect())
    }

    fn staff(&self, staff: StaffId) -> Result<Option<KnownStaff>, Unavailable> {
        let mut engaged: Option<Option<Day>> = None;
        let mut roles: Vec<(KnownRole, Option<Day>)> = Vec::new();
        for event in &self.events {
            match event {
                Event::StaffEngaged(e) if e.staff == staff => engaged = Some(Some(e.from)),
                Event::StaffLeft(e) if e.staff == staff => {
                    engaged = Some(None);
                    roles.clear();
                }
                Event::RoleGranted(e) if e.staff == staff => {
                    if let Scope::School(school) = e.scope {
                        roles.push((KnownRole { role: e.role, school, from: e.from }, e.to));
                    }
                }
                Event::RoleEnded(e) if e.staff == staff => {
                    roles.retain(|(r, _)| (r.role, Scope::School(r.school)) != (e.role, e.scope));
                }
                _ => {}
            }
        }
        roles.retain(|(_, to)| to.is_none_or(|to| to > self.today));
        let ids = self.ids.iter().filter(|((namespace, _), _)| *namespace == Namespace::Staff);
        let imported = ids.into_iter().any(|(_, id)| *id == staff.to_bytes());
        Ok(engaged.map(|engaged_from| KnownStaff {
            name: self.staff_name(staff),
            engaged_from,
            imported,
            roles: roles.into_iter().map(|(role, _)| role).collect(),
        }))
    }

    fn staff_at(&self, schools: &[SchoolUnitCode]) -> Result<Vec<StaffId>, Unavailable> {
        let all: BTreeSet<StaffId> = self
            .events
            .iter()
            .filter_map(|event| match event {
                Event::RoleGranted(e) => Some(e.staff),
                _ => None,
            })
            .collect();
        let here = |staff: &StaffId| {
            let roles = self.staff(*staff).unwrap().map(|known| known.roles).unwrap_or_default();
            roles.iter().any(|role| schools.contains(&role.school))
        };
        Ok(all.into_iter().filter(here).collect())
    }

    fn assessors(&self, class: ClassId) -> Result<Vec<KnownAssessor>, Unavailable> {
        let mut found: Vec<(KnownAssessor, Option<Day>)> = Vec::new();
        for event in &self.events {
            match event {
                Event::AssessorAssigned(e) if e.class == class => {
                    let (staff, kind, from) = (e.staff, e.kind, e.from);
                    found.push((KnownAssessor { staff, kind, from }, e.to));
                }
                Event::AssessorEnded(e) if e.class == class => {
                    found.retain(|(a, _)| a.staff != e.staff);
                }
                _ => {}
            }
        }
        found.retain(|(_, to)| to.is_none_or(|to| to > self.today));
        Ok(found.into_iter().map(|(assessor, _)| assessor).collect())
    }

    fn classes_assessed_by(&self, staff: StaffId) -> Result<Vec<ClassId>, Unavailable> {
        let classes: BTreeSet<ClassId> = self
            .events
            .iter()
            .filter_map(|event| match event {
                Event::AssessorAssigned(e) if e.staff == staff => Some(e.class),
                _ => None,
            })
            .collect();
        let own = |class: &ClassId| {
            self.assessors(*class).unwrap().iter().any(|assessor| assessor.staff == staff)
        };
        Ok(classes.into_iter().filter(own).collect())
    }
}
