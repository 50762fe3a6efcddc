//! What was made, and whom one can be to look at it.

use domain::calendar::Day;
use domain::id::{
    ClassId, CommitmentId, CommitteeId, DecisionId, DistrictId, MunicipalityCode, ProgrammeId,
    PupilId, ReportId, RoundId, SchoolUnitCode, StaffId,
};
use domain::people::{PersonName, Role};

use super::cases::Plot;
use super::dice::Kind;
use super::founding::{MUNICIPALITY_CODE, MUNICIPALITY_NAME};
use super::identities;
use super::town::Town;

/// Someone of the municipality, to act as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Persona {
    /// What they are, in Swedish.
    pub title_sv: String,
    /// What they are, in English.
    pub title_en: String,
    /// Their invented name.
    pub name: PersonName,
    /// The role they hold.
    pub role: Role,
    /// Their id.
    pub staff: StaffId,
    /// Their school unit, for those who have one.
    pub school: Option<SchoolUnitCode>,
    /// Their district, for those who have one.
    pub district: Option<DistrictId>,
    /// The class they assess, for teachers.
    pub class: Option<ClassId>,
}

/// A school unit as it is on the last day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolUnit {
    /// Its code.
    pub code: SchoolUnitCode,
    /// Its name.
    pub name: String,
    /// Its district.
    pub district: DistrictId,
    /// Its lowest and highest grade.
    pub grades: (u8, u8),
    /// Pupils enrolled there.
    pub pupils: usize,
    /// Whether it has not been closed.
    pub open: bool,
}

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The municipality's code.
    pub municipality: MunicipalityCode,
    /// Its name.
    pub name: String,
    /// The day after which nothing was recorded.
    pub today: Day,
    /// Every school unit, also a closed one, by code.
    pub schools: Vec<SchoolUnit>,
    /// The districts: code and name.
    pub districts: Vec<(DistrictId, String)>,
    /// The committees: code, name, and district of a district committee.
    pub committees: Vec<(CommitteeId, String, Option<DistrictId>)>,
    /// The municipality's commitment, where there is one yet.
    pub commitment: Option<CommitmentId>,
    /// A programme that was appealed, sent back and decided anew where there is one, otherwise one that was
    /// appealed, and the pupil it is for.
    pub appealed: Option<(ProgrammeId, PupilId)>,
    /// The decision that moved funds after a debate, and the report that it rests on.
    pub moved_funds: Option<(DecisionId, ReportId)>,
    /// People to act as, the central office first.
    pub personas: Vec<Persona>,
    /// Every round that has been opened, oldest first.
    pub rounds: Vec<RoundId>,
    /// Pupils enrolled on the last day.
    pub pupils: usize,
    /// Everyone who has ever been enrolled.
    pub pupils_ever: usize,
    /// Events handed over.
    pub events: u64,
    /// Batches handed over.
    pub batches: u64,
}

/// School units whose staff are among the personas.
const SHOWN: usize = 3;

impl Town<'_> {
    pub(super) fn summary(&self) -> Summary {
        let opened = self.running.as_ref().map_or(0, |running| running.number + 1);
        let municipal = self.pledges.iter().find(|pledge| pledge.school.is_none());
        Summary {
            municipality: MunicipalityCode::new(MUNICIPALITY_CODE).expect("four digits"),
            name: MUNICIPALITY_NAME.to_owned(),
            today: self.settings.today,
            schools: (0..self.schools.len()).map(|s| self.school_unit(s)).collect(),
            districts: self.districts.iter().map(|d| (d.id, d.name.clone())).collect(),
            committees: self.committees(),
            commitment: municipal.map(|pledge| pledge.id),
            appealed: self.appealed(),
            moved_funds: self.council.funds,
            personas: self.personas(),
            rounds: self.rounds.iter().take(opened).map(|round| round.round).collect(),
            pupils: self.pupils.iter().filter(|p| p.is_enrolled(self.settings.today)).count(),
            pupils_ever: self.pupils.len(),
            events: self.journal.size().0,
            batches: self.journal.batches(),
        }
    }

    fn appealed(&self) -> Option<(ProgrammeId, PupilId)> {
        let appealed = || self.cases.iter().filter(|case| case.appeal.is_some());
        let upheld = appealed().find(|case| case.plot == Plot::Upheld);
        upheld.or_else(|| appealed().next()).map(|case| (case.id, self.pupils[case.pupil].id))
    }

    fn school_unit(&self, number: usize) -> SchoolUnit {
        let school = &self.schools[number];
        SchoolUnit {
            code: school.code,
            name: school.name.clone(),
            district: self.districts[school.district].id,
            grades: (school.lowest, school.highest),
            pupils: self.pupils_at(number).len(),
            open: school.open,
        }
    }

    fn persona(&self, staff: usize, role: Role, sv: &str, en: &str) -> Persona {
        let person = &self.staff[staff];
        Persona {
            title_sv: sv.to_owned(),
            title_en: en.to_owned(),
            name: identities::name(self.settings.seed, Kind::Staff, staff, person.sex),
            role,
            staff: person.id,
            school: None,
            district: None,
            class: None,
        }
    }

    fn personas(&self) -> Vec<Persona> {
        if self.staff.is_empty() {
            return Vec::new();
        }
        let central = self.central;
        let office = [
            (
                central.coordinator,
                Role::ResultsCoordinator,
                "Resultatsamordnare",
                "Results coordinator",
            ),
            (central.adviser, Role::Adviser, "Handledare, REP-gruppen", "Adviser, REP group"),
            (
                central.secretary,
                Role::CommitteeSecretary,
                "Nämndsekreterare",
                "Committee secretary",
            ),
            (
                central.member,
                Role::CommitteeMember,
                "Ledamot, utbildningsnämnden",
                "Member, education committee",
            ),
            (central.auditor, Role::Auditor, "Revisor", "Auditor"),
            (central.archivist, Role::Archivist, "Arkivarie", "Archivist"),
            (
                central.administrator,
                Role::SystemAdministrator,
                "Systemadministratör",
                "System administrator",
            ),
        ];
        let mut personas: Vec<Persona> =
            office.into_iter().map(|(s, role, sv, en)| self.persona(s, role, sv, en)).collect();
        for (number, district) in self.districts.iter().enumerate().take(SHOWN) {
            personas.extend(self.district_personas(number, &district.name));
        }
        let open = (0..self.schools.len()).filter(|s| self.schools[*s].open);
        let mut by_size: Vec<usize> = open.collect();
        by_size.sort_by_key(|s| std::cmp::Reverse(self.schools[*s].size));
        for school in by_size.into_iter().take(SHOWN) {
            personas.extend(self.school_personas(school));
        }
        personas
    }

    fn district_personas(&self, number: usize, name: &str) -> [Persona; 2] {
        let district = &self.districts[number];
        let (sv, en) =
            (format!("Resultatsamordnare, {name}"), format!("Results coordinator, {name}"));
        let coordinator = self.persona(district.coordinator, Role::ResultsCoordinator, &sv, &en);
        let (sv, en) = (format!("Ledamot, {name}"), format!("Member, district committee, {name}"));
        let member = self.persona(district.member, Role::CommitteeMember, &sv, &en);
        [coordinator, member].map(|persona| Persona { district: Some(district.id), ..persona })
    }

    /// The principal, and teachers whose classes have come differently far in the running round.
    fn school_personas(&self, school: usize) -> Vec<Persona> {
        let unit = &self.schools[school];
        let here = |persona: Persona| Persona { school: Some(unit.code), ..persona };
        let name = &unit.name;
        let (sv, en) = (format!("Rektor, {name}"), format!("Principal, {name}"));
        let mut personas = vec![here(self.persona(unit.principal, Role::Principal, &sv, &en))];
        if let Some(educator) = unit.educator {
            let (sv, en) = (format!("Specialpedagog, {name}"), format!("Special educator, {name}"));
            personas.push(here(self.persona(educator, Role::SpecialEducator, &sv, &en)));
        }
        for class in self.shown_classes(school) {
            let class = &self.classes[class];
            let label = super::school_year::class_name(class.grade, class.letter);
            let (sv, en) =
                (format!("Lärare i {label}, {name}"), format!("Teacher of {label}, {name}"));
            let teacher = here(self.persona(class.teacher, Role::Teacher, &sv, &en));
            personas.push(Persona { class: Some(class.id), ..teacher });
        }
        personas
    }

    /// One class not begun, one half done, one signed off: as far as there are such.
    fn shown_classes(&self, school: usize) -> Vec<usize> {
        let stage = |class: &usize| {
            let class = &self.classes[*class];
            let given = |p: &&usize| self.pupils[**p].sitting.current.is_some();
            match class.pupils.iter().filter(given).count() {
                _ if class.signed_off => 2,
                0 => 0,
                _ => 1,
            }
        };
        let classes = &self.schools[school].classes;
        let assessed = |class: &&usize| self.classes[**class].grade > 0;
        let at = |wanted: i32| {
            let fitting = classes.iter().filter(assessed).find(|c| stage(c) == wanted);
            fitting.copied()
        };
        [1, 0, 2].into_iter().filter_map(at).collect()
    }
}
