//! A small invented town, made by real commands in order of time.

mod cases;
mod lived;
mod steering;

pub(crate) use cases::*;
pub(crate) use lived::*;
pub(crate) use steering::*;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::assessment::{self, Outcome, Place};
use domain::calendar::{Day, Instant};
use domain::command::Command;
use domain::commitment::{self, CommitmentAdopted, CommitmentProposed, Level, Target, Terms};
use domain::committee::{self, CommitteeDecided, Resolution};
use domain::id::{ClassId, CommitmentId, DecisionId, PupilId, RoundId, SchoolUnitCode, StaffId};
use domain::organisation::{self as org, AssessorKind};
use domain::people::{
    Actor, Grade, PersonName, Protection, PupilIdentity, Role, SchoolForm, Scope, Sex, Syllabus,
};
use domain::personal::Personal;
use domain::pupil::{self, PupilEnrolled};
use domain::round;
use domain::scale::ScaleEdition;
use eventstore::{StoreKind, World};
use insyn_app::site::Site;
use insyn_app::{App, Request, Setup};

/// A clock that is set by hand and bytes that are counted.
#[derive(Default)]
pub(crate) struct Hands {
    now: AtomicU64,
    drawn: AtomicU64,
}

impl World for Hands {
    fn now_us(&self) -> u64 {
        self.now.load(Ordering::SeqCst)
    }

    fn fill(&self, bytes: &mut [u8]) {
        for byte in bytes {
            let drawn = self.drawn.fetch_add(1, Ordering::SeqCst);
            let mixed = (drawn ^ 0x9e37_79b9).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56;
            *byte = u8::try_from(mixed).unwrap();
        }
    }
}

pub(crate) const MEADOW: &str = "10000001";
pub(crate) const BIRCH: &str = "10000002";
/// A name that is markup if it is not escaped.
pub(crate) const SLY: &str = "<b>Öst</b> & \"Co\"";

/// Where the town stands in time.
pub(crate) struct Town {
    pub(crate) site: Arc<Site>,
    hands: Arc<Hands>,
}

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(crate) fn staff(number: u8) -> StaffId {
    StaffId::from_bytes([number; 16])
}

pub(crate) fn class(number: u8) -> ClassId {
    ClassId::from_bytes([0xc0 + number; 16])
}

pub(crate) fn pupil(number: u8) -> PupilId {
    PupilId::from_bytes([number; 16])
}

pub(crate) fn commitment_id() -> CommitmentId {
    CommitmentId::from_bytes([0xaa; 16])
}

/// The decision by which the municipal commitment was adopted.
pub(crate) fn founding_decision_id() -> DecisionId {
    DecisionId::from_bytes([0xd0; 16])
}

pub(crate) fn school(code: &str) -> SchoolUnitCode {
    code.parse().unwrap()
}

pub(crate) fn round_id(occasion: &str) -> RoundId {
    format!("2025/26:{occasion}").parse().unwrap()
}

fn named(given: &str, family: &str) -> PupilIdentity {
    PupilIdentity::Named { name: PersonName::new(given, family), civic_number: None }
}

fn enrolment(number: u8, of: u8, identity: PupilIdentity, from: &str) -> PupilEnrolled {
    let from = day(from);
    PupilEnrolled {
        pupil: pupil(number),
        school: school(if of == 3 { BIRCH } else { MEADOW }),
        form: SchoolForm::Compulsory,
        grade: Grade::nine(3),
        from,
        from_known: true,
        sex: if number.is_multiple_of(2) { Sex::Male } else { Sex::Female },
        school_start: from.school_year().plus(-3),
        identity: Some(Personal::Open(identity)),
    }
}

pub(crate) const ADMIN: (u8, Role) = (1, Role::SystemAdministrator);
pub(crate) const COORDINATOR: (u8, Role) = (2, Role::ResultsCoordinator);
pub(crate) const PRINCIPAL: (u8, Role) = (3, Role::Principal);
pub(crate) const TEACHER: (u8, Role) = (4, Role::Teacher);
pub(crate) const OTHER_TEACHER: (u8, Role) = (5, Role::Teacher);
pub(crate) const OTHER_PRINCIPAL: (u8, Role) = (6, Role::Principal);
pub(crate) const MEMBER: (u8, Role) = (7, Role::CommitteeMember);
pub(crate) const SECRETARY: (u8, Role) = (8, Role::CommitteeSecretary);
pub(crate) const AUDITOR: (u8, Role) = (9, Role::Auditor);

impl Town {
    /// An empty store.
    pub(crate) fn empty(kind: StoreKind) -> Self {
        let hands = Arc::new(Hands::default());
        let setup = Setup { kind, origin: "test.example/log".to_owned(), volume_capacity: 256 };
        hands.now.store(day("2025-08-01").start().0, Ordering::SeqCst);
        let app = App::in_memory(setup, hands.clone()).unwrap();
        Self { site: Arc::new(Site::new(app)), hands }
    }

    /// The whole town: two schools, three classes, two rounds that are over and one that is open.
    pub(crate) fn founded() -> Self {
        let town = Self::empty(StoreKind::Test);
        town.found();
        town.people();
        town.pupils();
        town.promise();
        town.autumn();
        town.winter();
        town
    }

    pub(crate) fn app(&self) -> &App {
        &self.site.app
    }

    /// Sets the clock to noon of a day.
    pub(crate) fn set(&self, on: &str) {
        let noon = day(on).start().0 + 12 * 3_600 * 1_000_000;
        self.hands.now.store(noon, Ordering::SeqCst);
    }

    /// A minute passes.
    pub(crate) fn tick(&self) {
        self.hands.now.fetch_add(60_000_000, Ordering::SeqCst);
    }

    /// Carries commands out as someone; they must be accepted.
    #[track_caller]
    pub(crate) fn act(&self, (number, role): (u8, Role), commands: Vec<Command>) {
        let command_id = insyn_app::world::new_uuid(self.app().world());
        let actor = Actor { staff: staff(number), role };
        let request = Request { command_id, actor, cause: None, commands };
        if let Err(error) = self.app().handle(&request) {
            panic!("{error}");
        }
        self.tick();
    }

    /// The same of one command of a term.
    #[track_caller]
    pub(crate) fn did(&self, who: (u8, Role), command: impl Into<Command>) {
        self.act(who, vec![command.into()]);
    }

    fn org(&self, command: org::Command) {
        self.did(ADMIN, command);
    }

    fn found(&self) {
        let from = day("2020-07-01");
        let code = "0199".parse().unwrap();
        self.org(org::Command::RegisterMunicipality(org::MunicipalityRegistered {
            code,
            name: "Provkommun".to_owned(),
        }));
        self.engage(1, "Ada", "Admin");
        self.grant(ADMIN, Scope::Municipality);
        for (id, name) in [("norr", "Norr"), ("soder", "Söder")] {
            let district = id.parse().unwrap();
            self.org(org::Command::FormDistrict(org::DistrictFormed {
                district,
                name: name.to_owned(),
            }));
        }
        for (id, name, district) in [
            ("utbildningsnamnden", "Utbildningsnämnden", None),
            ("namnden-norr", "Kommundelsnämnden Norr", Some("norr".parse().unwrap())),
        ] {
            let (committee, name) = (id.parse().unwrap(), name.to_owned());
            self.org(org::Command::FormCommittee(org::CommitteeFormed {
                committee,
                name,
                district,
            }));
        }
        for (code, name, district) in
            [(MEADOW, "Ängskolan", "norr"), (BIRCH, "Björkskolan", "soder")]
        {
            self.org(org::Command::OpenSchoolUnit(org::SchoolUnitOpened {
                school: school(code),
                name: name.to_owned(),
                district: Some(district.parse().unwrap()),
                forms: vec![SchoolForm::Compulsory],
                from,
            }));
        }
        for (number, code, name) in [(1, MEADOW, "3A"), (2, MEADOW, "3B"), (3, BIRCH, "3C")] {
            let (class, school, name) = (class(number), school(code), name.to_owned());
            let formed = org::ClassFormed { class, school, name, from: day("2025-07-01") };
            self.org(org::Command::FormClass(formed));
        }
        let edition = ScaleEdition::lus_1();
        self.org(org::Command::AdoptScaleEdition(org::ScaleEditionAdopted { edition }));
        let adopted = org::CoverageAdopted { least_permille: 600, from };
        self.org(org::Command::AdoptCoverage(adopted));
    }

    fn engage(&self, number: u8, given: &str, family: &str) {
        self.org(org::Command::EngageStaff(org::StaffEngaged {
            staff: staff(number),
            from: day("2020-07-01"),
            name: Personal::Open(PersonName::new(given, family)),
        }));
    }

    fn grant(&self, (number, role): (u8, Role), scope: Scope) {
        let (staff, from) = (staff(number), day("2020-07-01"));
        let granted = org::RoleGranted { staff, role, scope, from, to: None };
        self.org(org::Command::GrantRole(granted));
    }

    fn people(&self) {
        let (meadow, birch) = (Scope::School(school(MEADOW)), Scope::School(school(BIRCH)));
        for (who, given, family, scope) in [
            (COORDINATOR, "Rune", "Resultat", Scope::Municipality),
            (PRINCIPAL, "Rut", "Rektor", meadow),
            (TEACHER, "Lars", "Lärare", meadow),
            (OTHER_TEACHER, "Lena", "Lind", meadow),
            (OTHER_PRINCIPAL, "Berit", "Björk", birch),
            (MEMBER, "Nils", "Nämnd", Scope::Municipality),
            (SECRETARY, "Sara", "Sekreterare", Scope::Municipality),
            (AUDITOR, "Rakel", "Revisor", Scope::Municipality),
        ] {
            self.engage(who.0, given, family);
            self.grant(who, scope);
        }
        for (number, who) in [(1, TEACHER), (2, OTHER_TEACHER)] {
            self.org(org::Command::AssignAssessor(org::AssessorAssigned {
                class: class(number),
                school: school(MEADOW),
                staff: staff(who.0),
                kind: AssessorKind::Responsible,
                from: day("2025-07-01"),
                to: None,
            }));
        }
    }

    fn pupils(&self) {
        let names = [
            (11, 1, "Åsa", SLY),
            (12, 1, "Bo", "Alm"),
            (13, 1, "Cia", "Berg"),
            (14, 1, "Dan", "Cedervall"),
            (21, 2, "Eva", "Dahl"),
            (22, 2, "Fred", "Ek"),
            (31, 3, "Gun", "Falk"),
            (32, 3, "Hans", "Gran"),
        ];
        for (number, of, given, family) in names {
            self.enrol(number, of, named(given, family), Protection::None);
        }
        self.enrol(15, 1, named("Mia", "Märkt"), Protection::Marked);
        let alias = PupilIdentity::Alias("Elev Blå".to_owned());
        self.enrol(16, 1, alias, Protection::ProtectedRegistration);
    }

    /// A preschool class of the meadow school with one pupil, and 3A's teacher to assess it.
    pub(crate) fn preschool(&self) {
        let (class, school, from) = (class(4), school(MEADOW), day("2025-07-01"));
        let name = "FA".to_owned();
        self.org(org::Command::FormClass(org::ClassFormed { class, school, name, from }));
        let (staff, kind) = (staff(TEACHER.0), AssessorKind::Responsible);
        let assigned = org::AssessorAssigned { class, school, staff, kind, from, to: None };
        self.org(org::Command::AssignAssessor(assigned));
        let enrolment = PupilEnrolled {
            form: SchoolForm::PreschoolClass,
            grade: Grade::nine(0),
            ..enrolment(41, 4, named("Siv", "Sexåring"), "2025-08-01")
        };
        self.enrol_as(enrolment, 4, Syllabus::Sv, Protection::None);
    }

    /// A pupil who comes to class 3A on a day, from outside the municipality.
    pub(crate) fn arrive(&self, number: u8, (given, family): (&str, &str), from: &str) {
        let enrolment = enrolment(number, 1, named(given, family), from);
        self.enrol_as(enrolment, 1, Syllabus::Sv, Protection::None);
    }

    /// A pupil of the birch school moves to class 3A on a day.
    pub(crate) fn move_in(&self, number: u8, from: &str) {
        let transfer = pupil::PupilTransferred {
            pupil: pupil(number),
            from_school: school(BIRCH),
            school: school(MEADOW),
            form: SchoolForm::Compulsory,
            from: day(from),
        };
        let command = pupil::Command::Transfer { transfer, class: Some(class(1)) };
        self.act(ADMIN, vec![Command::Pupil(command)]);
    }

    fn enrol(&self, number: u8, of: u8, identity: PupilIdentity, protection: Protection) {
        let syllabus = if number == 12 { Syllabus::Sva } else { Syllabus::Sv };
        self.enrol_as(enrolment(number, of, identity, "2025-08-01"), of, syllabus, protection);
    }

    fn enrol_as(
        &self,
        enrolment: PupilEnrolled,
        of: u8,
        syllabus: Syllabus,
        protection: Protection,
    ) {
        let class = Some(class(of));
        let command = pupil::Command::Enrol { enrolment, class, syllabus, protection };
        self.act(ADMIN, vec![Command::Pupil(command)]);
    }

    fn promise(&self) {
        let edition = ScaleEdition::lus_1().id;
        let target = |number, occasion: &str, least: &str| Target {
            number,
            grade: Grade::nine(3),
            occasion: occasion.parse().unwrap(),
            edition,
            least: least.parse().unwrap(),
            share_permille: 800,
        };
        let targets = vec![
            target(1, "september", "11"),
            target(2, "december", "12"),
            target(3, "february", "13"),
        ];
        let terms = Terms {
            title: "Alla ska kunna läsa".to_owned(),
            targets,
            valid_from: day("2025-07-01"),
            valid_to: None,
        };
        let (commitment, level) = (commitment_id(), Level::Municipality);
        let (on, decision) = (day("2025-08-01"), founding_decision_id());
        let proposed = CommitmentProposed { commitment, level, terms, serves: None };
        let decided = CommitteeDecided {
            decision,
            committee: "utbildningsnamnden".parse().unwrap(),
            meeting: on,
            number: "§ 41/2025".to_owned(),
            report: None,
            debate: None,
            resolution: Resolution::TargetsAdopted { commitment },
            reasons: None,
            without_debate: false,
        };
        let adopted = CommitmentAdopted { commitment, level, on, decision: Some(decision) };
        self.did(SECRETARY, commitment::Command::Propose(proposed));
        self.did(SECRETARY, committee::Command::Decide(decided));
        self.did(SECRETARY, commitment::Command::Adopt(adopted));
    }

    fn schedule(&self, occasion: &str) -> round::RoundScheduled {
        let (year, edition) = (day("2025-08-01").school_year(), ScaleEdition::lus_1());
        let calendar = domain::calendar::Calendar::default();
        let occasion = occasion.parse().unwrap();
        let scheduled = round::proposed(year, occasion, &calendar, &edition).unwrap();
        let command = Command::Round(round::Command::Schedule(scheduled.clone()));
        self.act(COORDINATOR, vec![command]);
        scheduled
    }

    fn open(&self, scheduled: &round::RoundScheduled, code: &str) {
        let (round, school, until) = (scheduled.round, school(code), scheduled.closes);
        let opened = round::Command::Open(round::RoundOpened { round, school, until });
        self.act(COORDINATOR, vec![Command::Round(opened)]);
    }

    /// Records a point of a pupil of class 3A, as its teacher, today.
    pub(crate) fn assess(&self, occasion: &str, number: u8, point: &str) {
        self.assess_in(occasion, (number, 1), point);
    }

    /// The same of a pupil of another class of the teacher's.
    pub(crate) fn assess_in(&self, occasion: &str, place: (u8, u8), point: &str) {
        self.assess_as(TEACHER, occasion, place, point);
    }

    /// The same by someone else.
    fn assess_as(&self, who: (u8, Role), occasion: &str, (number, of): (u8, u8), point: &str) {
        let place = Place {
            pupil: pupil(number),
            round: round_id(occasion),
            school: school(MEADOW),
            class: Some(class(of)),
        };
        let on = Instant(self.hands.now_us()).day();
        let outcome = Outcome::Point(point.parse().unwrap());
        let assessor = staff(who.0);
        self.did(who, assessment::Command::Assess { place, outcome, on, assessor, note: None });
    }

    /// September: class 3A is assessed and signed off.
    fn autumn(&self) {
        let september = self.schedule("september");
        self.set("2025-09-03");
        self.open(&september, MEADOW);
        for (number, point) in
            [(11, "12"), (12, "10"), (13, "15"), (14, "11"), (15, "11"), (16, "13")]
        {
            self.assess("september", number, point);
        }
        let (round, school, class) = (september.round, school(MEADOW), class(1));
        let signed = round::ClassSignedOff { round, school, class, staff: staff(TEACHER.0) };
        self.act(TEACHER, vec![Command::Round(round::Command::SignOff(signed))]);
    }

    /// December: half of class 3A is assessed; the round is open still.
    fn winter(&self) {
        self.set("2025-10-01");
        let december = self.schedule("december");
        self.set("2025-12-08");
        self.open(&december, MEADOW);
        for (number, point) in [(11, "13"), (12, "11"), (13, "15")] {
            self.assess("december", number, point);
        }
    }

    /// February: scheduled and open, nobody assessed yet.
    pub(crate) fn open_spring(&self) {
        self.set("2026-01-12");
        let february = self.schedule("february");
        self.set("2026-02-02");
        self.open(&february, MEADOW);
    }

    /// A session of someone, as the value of a cookie header.
    pub(crate) fn signed_in(&self, (number, role): (u8, Role)) -> String {
        let actor = Actor { staff: staff(number), role };
        let token = self.site.sessions.begin(self.app().world(), actor);
        format!("insyn_session={token}")
    }
}
