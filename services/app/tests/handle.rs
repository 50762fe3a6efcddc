//! A command from request to receipt, over the real engine in memory.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::calendar::Day;
use domain::command::{Command, Refusal};
use domain::id::{MunicipalityCode, PupilId, SchoolUnitCode, StaffId};
use domain::organisation::{
    self, MunicipalityRegistered, RoleGranted, SchoolUnitOpened, StaffEngaged,
};
use domain::people::{
    Actor, CivicNumber, Grade, PersonName, Protection, PupilIdentity, Role, SchoolForm, Scope, Sex,
    Syllabus,
};
use domain::personal::Personal;
use domain::pupil::{self, GradeChanged, PupilEnrolled};
use eventstore::{StoreKind, World};
use insyn_app::{App, HandleError, Request, Setup};

/// A world whose clock stands still and whose randomness counts.
struct Still(AtomicU64);

const NOW_US: u64 = 1_760_000_000_000_000;

impl World for Still {
    fn now_us(&self) -> u64 {
        NOW_US
    }

    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let number = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
            chunk.copy_from_slice(&number.to_be_bytes()[..chunk.len()]);
        }
    }
}

fn today() -> Day {
    domain::calendar::Instant(NOW_US).day()
}

fn store(kind: StoreKind) -> App {
    let setup = Setup { kind, origin: "insyn-test/app".to_owned(), volume_capacity: 256 };
    App::in_memory(setup, Arc::new(Still(AtomicU64::new(1)))).expect("a store in memory")
}

const STAFF: StaffId = StaffId::from_bytes([1; 16]);
const ADMINISTRATOR: Actor = Actor { staff: STAFF, role: Role::SystemAdministrator };

fn request(id: u128, commands: Vec<Command>) -> Request {
    let command_id = uuid::Uuid::from_u128(id);
    Request { command_id, actor: ADMINISTRATOR, cause: None, commands }
}

fn school() -> SchoolUnitCode {
    SchoolUnitCode::new(99_000_001).expect("eight digits")
}

/// A municipality with an administrator and one school unit.
fn founded(kind: StoreKind) -> App {
    use organisation::Command as C;
    let app = store(kind);
    let code = MunicipalityCode::new("0999").expect("a code");
    let name = Personal::Open(PersonName::new("Ada", "Admin"));
    let (role, scope) = (Role::SystemAdministrator, Scope::Municipality);
    let from = today();
    let commands = [
        C::RegisterMunicipality(MunicipalityRegistered { code, name: "Granby".to_owned() }),
        C::EngageStaff(StaffEngaged { staff: STAFF, from, name }),
        C::GrantRole(RoleGranted { staff: STAFF, role, scope, from, to: None }),
        C::OpenSchoolUnit(SchoolUnitOpened {
            school: school(),
            name: "Almboskolan".to_owned(),
            district: None,
            forms: vec![SchoolForm::Compulsory],
            from: from.plus(-400),
        }),
    ];
    let commands = commands.into_iter().map(Command::Organisation).collect();
    app.handle(&request(1, commands)).expect("founded");
    app
}

fn enrol(pupil: u8, civic: &str) -> Command {
    let name = PersonName::new("Hemlig", "Elevsson");
    let civic_number = Some(CivicNumber::new(civic).expect("a civic number"));
    let identity = PupilIdentity::Named { name, civic_number };
    let from = today().plus(-30);
    let enrolment = PupilEnrolled {
        pupil: PupilId::from_bytes([pupil; 16]),
        school: school(),
        form: SchoolForm::Compulsory,
        grade: Grade::nine(3),
        from,
        from_known: true,
        sex: Sex::Female,
        school_start: from.school_year().plus(-3),
        identity: Some(Personal::Open(identity)),
    };
    let (syllabus, protection) = (Syllabus::Sv, Protection::None);
    Command::Pupil(pupil::Command::Enrol { enrolment, class: None, syllabus, protection })
}

#[test]
fn a_repeated_request_gets_its_first_receipt_and_records_nothing() {
    let app = founded(StoreKind::Test);
    let asked = request(2, vec![enrol(7, "20160101TF01")]);
    let first = app.handle(&asked).expect("enrolled");
    let size = app.size();
    assert_eq!(app.handle(&asked).expect("the same again"), first);
    assert_eq!(app.size(), size);
}

#[test]
fn an_id_stands_for_one_request_also_where_only_a_personal_value_differs() {
    let app = founded(StoreKind::Test);
    app.handle(&request(2, vec![enrol(7, "20160101TF01")])).expect("enrolled");
    let other = app.handle(&request(2, vec![enrol(7, "20160101TF03")]));
    assert!(matches!(other, Err(HandleError::IdReused)), "{other:?}");
}

#[test]
fn a_request_is_recorded_whole_or_not_at_all_and_says_which_command_was_refused() {
    let app = founded(StoreKind::Test);
    let before = app.size();
    // A pupil nobody has enrolled cannot change grade.
    let (pupil, grade, from) = (PupilId::from_bytes([9; 16]), Grade::nine(4), today());
    let change = GradeChanged { pupil, school: school(), grade, from };
    let change = Command::Pupil(pupil::Command::ChangeGrade(change));
    let asked = request(2, vec![enrol(7, "20160101TF01"), change]);
    match app.handle(&asked) {
        Err(HandleError::Refused { refusal: Refusal::Pupil(_), index }) => assert_eq!(index, 1),
        other => unreachable!("the second command must be refused: {other:?}"),
    }
    assert_eq!(app.size(), before);
}

#[test]
fn a_civic_number_is_one_pupils() {
    let app = founded(StoreKind::Test);
    app.handle(&request(2, vec![enrol(7, "20160101TF01")])).expect("enrolled");
    let taken = app.handle(&request(3, vec![enrol(8, "20160101TF01")]));
    assert!(matches!(taken, Err(HandleError::CivicNumberTaken)), "{taken:?}");
}

#[test]
fn a_production_store_takes_temporary_numbers_only_until_it_is_ready() {
    let app = founded(StoreKind::Production);
    assert!(!app.is_ready());
    // A number that the tax agency publishes for tests: no temporary one.
    let real = app.handle(&request(2, vec![enrol(7, "201701012393")]));
    assert!(matches!(real, Err(HandleError::NotReady)), "{real:?}");
    app.handle(&request(3, vec![enrol(8, "20160101TF01")])).expect("a temporary number passes");
}

#[test]
fn no_personal_value_stands_in_a_stored_record() {
    let app = founded(StoreKind::Test);
    app.handle(&request(2, vec![enrol(7, "20160101TF01")])).expect("enrolled");
    for stored in app.log().read(eventstore::Position(0), 100).expect("readable") {
        let bytes = stored.to_record();
        for secret in ["Hemlig", "Elevsson", "20160101TF01", "Ada"] {
            let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!found, "position {} holds a personal value", stored.position);
        }
    }
    // And yet it can be opened by those who hold the keys.
    let pupil = PupilId::from_bytes([7; 16]);
    let called = app.names_of(&[pupil]).expect("opened");
    assert_eq!(called[&pupil].text(), "Elevsson, Hemlig");
}

#[test]
fn requests_from_many_threads_are_each_recorded_once() {
    let app = founded(StoreKind::Test);
    let before = app.size().0;
    std::thread::scope(|scope| {
        for thread in 0..8_u8 {
            let app = &app;
            scope.spawn(move || {
                for round in 0..4_u8 {
                    let pupil = 10 + thread * 4 + round;
                    let civic = format!("20160101TF{pupil:02}");
                    let asked = request(u128::from(pupil) + 100, vec![enrol(pupil, &civic)]);
                    app.handle(&asked).expect("enrolled");
                }
            });
        }
    });
    // An enrolment and a syllabus for each.
    assert_eq!(app.size().0, before + 8 * 4 * 2);
    assert_eq!(app.facts().expect("folded").pupils(domain::id::Size(u64::MAX)).len(), 32);
}
