//! Who and what is known already, for the import of a class list.

use std::collections::{BTreeSet, HashMap};

use domain::calendar::Day;
use domain::id::{ClassId, GuardianId, PupilId, SchoolUnitCode, StaffId};
use domain::people::{CivicNumber, Scope};
use eventstore::vault::{Identity, Reserved};
use insyn_app::App;
use insyn_app::entrance::GUARDIANS_CIVIC_NUMBERS;
use insyn_app::handle::CIVIC_NUMBERS;
use insyn_app::world::new_pseudonym;
use insyn_exchange::Unavailable;
use insyn_exchange::ss12000::{
    Dated, Known, KnownAssessor, KnownClass, KnownGuardian, KnownPupil, KnownRole, KnownSchool,
    KnownStaff, Namespace,
};
use projections::Facts;

/// A day after everything that can be recorded: what holds then is what holds last.
fn last_day() -> Day {
    Day::new(9999, 1, 1).expect("a calendar day")
}

/// The namespace in which a member of staff who came by import is noted, by id.
const IMPORTED_STAFF: &str = "ss12000/imported-staff";

/// The store as an importer sees it. A dry run reserves nothing: new ids live in memory only.
pub(crate) struct KnownStore<'a> {
    app: &'a App,
    facts: &'a Facts,
    dry_run: bool,
    provisional: HashMap<(&'static str, String), [u8; 16]>,
}

impl<'a> KnownStore<'a> {
    pub(crate) fn new(app: &'a App, facts: &'a Facts, dry_run: bool) -> Self {
        Self { app, facts, dry_run, provisional: HashMap::new() }
    }

    fn look_up(
        &self,
        namespace: &'static str,
        value: &str,
    ) -> Result<Option<[u8; 16]>, Unavailable> {
        if let Some(id) = self.provisional.get(&(namespace, value.to_owned())) {
            return Ok(Some(*id));
        }
        self.app.vault().find(namespace, value).map_err(unavailable)
    }

    fn reserve(
        &mut self,
        namespace: &'static str,
        value: &str,
        subject: [u8; 16],
    ) -> Result<[u8; 16], Unavailable> {
        if self.dry_run {
            self.provisional.insert((namespace, value.to_owned()), subject);
            return Ok(subject);
        }
        let reserved = self.app.vault().reserve(&[Identity { namespace, value, subject }]);
        Ok(match reserved.map_err(unavailable)?.as_slice() {
            [Reserved::Existing(existing)] => *existing,
            _ => subject,
        })
    }

    fn guardians(&self, pupil: PupilId) -> Result<Vec<KnownGuardian>, Unavailable> {
        let linked = self.facts.guardians(pupil, self.facts.size());
        let known = linked.into_iter().map(|linked| {
            let guardian = linked.guardian;
            let identity = self.app.guardian_identity(guardian).map_err(unavailable)?;
            Ok(KnownGuardian { guardian, identity })
        });
        known.collect()
    }

    fn roles(&self, staff: StaffId) -> Vec<KnownRole> {
        let held = self.facts.roles(staff, last_day(), self.facts.size());
        let at_schools = held.into_iter().filter_map(|held| match held.scope {
            Scope::School(school) => Some(KnownRole { role: held.role, school, from: held.from }),
            _ => None,
        });
        at_schools.collect()
    }
}

fn unavailable(error: impl std::error::Error + Send + Sync + 'static) -> Unavailable {
    Unavailable(Box::new(error))
}

impl Known for KnownStore<'_> {
    fn find(
        &self,
        namespace: Namespace,
        external_id: &str,
    ) -> Result<Option<[u8; 16]>, Unavailable> {
        self.look_up(namespace.code(), external_id)
    }

    fn id_for(&mut self, namespace: Namespace, external_id: &str) -> Result<[u8; 16], Unavailable> {
        if let Some(id) = self.look_up(namespace.code(), external_id)? {
            return Ok(id);
        }
        let id = self.reserve(namespace.code(), external_id, new_pseudonym(self.app.world()))?;
        if namespace == Namespace::Staff {
            self.reserve(IMPORTED_STAFF, &StaffId::from_bytes(id).to_string(), id)?;
        }
        Ok(id)
    }

    fn pupil_by_civic(&self, civic: &CivicNumber) -> Result<Option<PupilId>, Unavailable> {
        Ok(self.look_up(CIVIC_NUMBERS, civic.as_str())?.map(PupilId::from_bytes))
    }

    fn link_pupil(
        &mut self,
        pupil: PupilId,
        external_id: &str,
        civic: Option<&CivicNumber>,
    ) -> Result<(), Unavailable> {
        self.reserve(Namespace::Pupil.code(), external_id, pupil.to_bytes())?;
        if let Some(civic) = civic {
            self.reserve(CIVIC_NUMBERS, civic.as_str(), pupil.to_bytes())?;
        }
        Ok(())
    }

    fn link_guardian(
        &mut self,
        guardian: GuardianId,
        civic: &CivicNumber,
    ) -> Result<(), Unavailable> {
        self.reserve(GUARDIANS_CIVIC_NUMBERS, civic.as_str(), guardian.to_bytes()).map(drop)
    }

    fn pupil(&self, pupil: PupilId) -> Result<Option<KnownPupil>, Unavailable> {
        let Some(standing) = self.facts.standing(pupil, self.facts.size()) else {
            return Ok(None);
        };
        let Some((grade, grade_from)) = standing.grade else { return Ok(None) };
        let (place, from) = standing.enrolment;
        Ok(Some(KnownPupil {
            enrolment: Dated { value: place, from },
            grade: Dated { value: grade, from: grade_from },
            class: standing.class.map(|(value, from)| Dated { value, from }),
            sex: standing.sex,
            protection: self.facts.protection(pupil),
            identity: self.app.identity_to_match(pupil).map_err(unavailable)?,
            guardians: self.guardians(pupil)?,
        }))
    }

    fn pupils_at(&self, schools: &[SchoolUnitCode]) -> Result<Vec<PupilId>, Unavailable> {
        let at = self.facts.size();
        let pupils = schools.iter().flat_map(|school| self.facts.standing_at(*school, at));
        Ok(pupils.collect())
    }

    fn school(&self, school: SchoolUnitCode) -> Result<Option<KnownSchool>, Unavailable> {
        let school = self.facts.school(school, last_day(), self.facts.size());
        Ok(school.map(|school| KnownSchool { name: school.name, from: school.from }))
    }

    fn class(&self, class: ClassId) -> Result<Option<KnownClass>, Unavailable> {
        let class = self.facts.class(class, last_day(), self.facts.size());
        Ok(class.map(|class| KnownClass {
            school: class.school,
            name: class.name,
            from: class.from,
            closed: !class.open,
        }))
    }

    fn classes_at(&self, schools: &[SchoolUnitCode]) -> Result<Vec<ClassId>, Unavailable> {
        let at = self.facts.size();
        let all = schools.iter().flat_map(|school| self.facts.classes(*school, last_day(), at));
        Ok(all.filter(|class| class.open).map(|class| class.class).collect())
    }

    fn staff(&self, staff: StaffId) -> Result<Option<KnownStaff>, Unavailable> {
        let Some(member) = self.facts.staff_member(staff, last_day(), self.facts.size()) else {
            return Ok(None);
        };
        let imported = self.look_up(IMPORTED_STAFF, &staff.to_string())?.is_some();
        Ok(Some(KnownStaff {
            name: self.app.staff_name(staff).map_err(unavailable)?,
            engaged_from: member.engaged_from,
            imported,
            roles: self.roles(staff),
        }))
    }

    fn staff_at(&self, schools: &[SchoolUnitCode]) -> Result<Vec<StaffId>, Unavailable> {
        let everyone = self.facts.staff(last_day(), self.facts.size());
        let here: BTreeSet<StaffId> = everyone
            .into_iter()
            .map(|member| member.staff)
            .filter(|staff| self.roles(*staff).iter().any(|role| schools.contains(&role.school)))
            .collect();
        Ok(here.into_iter().collect())
    }

    fn assessors(&self, class: ClassId) -> Result<Vec<KnownAssessor>, Unavailable> {
        let assigned = self.facts.assessors(class, last_day(), self.facts.size());
        let known = assigned.into_iter().map(|assessor| KnownAssessor {
            staff: assessor.staff,
            kind: assessor.kind,
            from: assessor.from,
        });
        Ok(known.collect())
    }

    fn classes_assessed_by(&self, staff: StaffId) -> Result<Vec<ClassId>, Unavailable> {
        let assigned = self.facts.classes_assessed_by(staff, last_day(), self.facts.size());
        Ok(assigned.into_iter().map(|assessor| assessor.class).collect())
    }
}
