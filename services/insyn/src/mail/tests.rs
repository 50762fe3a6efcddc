//! Reminders from the record to a mail server over a real socket.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use domain::calendar::Day;
use domain::command::Command;
use domain::id::{RoundId, SchoolUnitCode, StaffId};
use domain::organisation::{
    Command as Register, EmailAddress, MunicipalityRegistered, RoleGranted, ScaleEditionAdopted,
    SchoolUnitOpened, StaffContactSet, StaffEngaged,
};
use domain::people::{Actor, GradeRegime, PersonName, Role, SchoolForm, Scope};
use domain::personal::Personal;
use domain::round::{self, RoundOpened, RoundScheduled};
use domain::scale::ScaleEdition;
use eventstore::{OpenOptions, StoreKind, World};
use insyn_app::reminders::{DueState, Letter, NotPosted, Post, RemindError, Reminded};
use insyn_app::{App, Request, Setup};
use insyn_mail::{Guard, Mailer, Settings};

use super::Postman;

const ADMINISTRATOR: StaffId = StaffId::from_bytes([1; 16]);
const COORDINATOR: StaffId = StaffId::from_bytes([2; 16]);
const PRINCIPAL: StaffId = StaffId::from_bytes([3; 16]);
const ADDRESS: &str = "paula@skola.example.se";

/// A clock that stands where it is put.
#[derive(Default)]
struct Clock {
    now_us: AtomicU64,
    drawn: AtomicU64,
}

impl World for Clock {
    fn now_us(&self) -> u64 {
        self.now_us.load(Ordering::Relaxed)
    }

    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let number = self.drawn.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
            let number = number ^ self.now_us();
            chunk.copy_from_slice(&number.to_be_bytes()[..chunk.len()]);
        }
    }
}

impl Clock {
    fn stands_on(&self, text: &str) {
        let noon = day(text).start().0 + 12 * 3_600 * 1_000_000;
        self.now_us.store(noon, Ordering::Relaxed);
    }
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A mail server, what it took, and whether it refuses every address.
struct Server {
    port: u16,
    refuses: Arc<AtomicBool>,
    taken: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (refuses, taken) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::default()));
        let (refusing, taking) = (Arc::clone(&refuses), Arc::clone(&taken));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                converse(stream.unwrap(), refusing.load(Ordering::Relaxed), &taking);
            }
        });
        Self { port, refuses, taken }
    }

    fn postman(&self) -> Postman {
        let settings = Settings {
            host: "127.0.0.1".to_owned(),
            port: self.port,
            guard: Guard::None,
            credentials: None,
            from: "Insyn <insyn@example.se>".to_owned(),
            hello: "insyn.example.se".to_owned(),
            authorities: Vec::new(),
        };
        Postman::new(Mailer::new(settings).unwrap(), "https://insyn.example.se".to_owned())
    }

    fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap().clone()
    }
}

fn converse(mut stream: TcpStream, refuses: bool, taken: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let mut answer = |text: &str| stream.write_all(format!("{text}\r\n").as_bytes()).unwrap();
    answer("220 test");
    while let Some(Ok(line)) = lines.next() {
        match line.get(..4).unwrap_or_default() {
            "RCPT" if refuses => answer("550 no such user"),
            "DATA" => {
                answer("354 go on");
                let letter = lines.by_ref().map_while(Result::ok).take_while(|line| line != ".");
                let letter: Vec<String> = letter.collect();
                taken.lock().unwrap().push(letter.join("\n"));
                answer("250 taken");
            }
            "QUIT" => return answer("221 bye"),
            _ => answer("250 fine"),
        }
    }
}

fn ask(app: &App, staff: StaffId, role: Role, commands: Vec<Command>) {
    let command_id = insyn_app::world::new_uuid(app.world());
    let actor = Actor { staff, role };
    app.handle(&Request { command_id, actor, cause: None, commands }).unwrap();
}

fn engage(staff: StaffId, name: &str, role: Role, scope: Scope) -> Vec<Command> {
    let from = day("2025-08-01");
    let name = Personal::Open(PersonName::new(name, "Påhittad"));
    vec![
        Command::Organisation(Register::EngageStaff(StaffEngaged { staff, from, name })),
        Command::Organisation(Register::GrantRole(RoleGranted {
            staff,
            role,
            scope,
            from,
            to: None,
        })),
    ]
}

fn address(text: &str) -> Command {
    let address = Some(Personal::Open(EmailAddress(text.to_owned())));
    Command::Organisation(Register::SetStaffContact(StaffContactSet { staff: PRINCIPAL, address }))
}

/// A school unit whose principal has a round to submit by 7 October 2025.
fn founded(directory: &Path, clock: &Arc<Clock>) -> App {
    clock.stands_on("2025-09-15");
    let setup =
        Setup { kind: StoreKind::Test, origin: "insyn-test/mail".to_owned(), volume_capacity: 256 };
    let app = App::create(directory, setup, clock.clone()).unwrap();
    let code = "0999".parse().unwrap();
    let municipality = MunicipalityRegistered { code, name: "Granby".to_owned() };
    let mut founding = vec![Command::Organisation(Register::RegisterMunicipality(municipality))];
    founding.extend(engage(ADMINISTRATOR, "Ada", Role::SystemAdministrator, Scope::Municipality));
    ask(&app, ADMINISTRATOR, Role::SystemAdministrator, founding);
    let school = SchoolUnitCode::new(99_000_001).unwrap();
    let opened = SchoolUnitOpened {
        school,
        name: "Almboskolan".to_owned(),
        district: None,
        forms: vec![SchoolForm::Compulsory],
        from: day("2025-08-01"),
    };
    let edition = ScaleEditionAdopted { edition: ScaleEdition::lus_1() };
    let mut more = vec![
        Command::Organisation(Register::OpenSchoolUnit(opened)),
        Command::Organisation(Register::AdoptScaleEdition(edition)),
    ];
    more.extend(engage(COORDINATOR, "Kim", Role::ResultsCoordinator, Scope::Municipality));
    more.extend(engage(PRINCIPAL, "Paula", Role::Principal, Scope::School(school)));
    ask(&app, ADMINISTRATOR, Role::SystemAdministrator, more);
    let round: RoundId = "2025/26:september".parse().unwrap();
    let scheduled = RoundScheduled {
        round,
        census_date: day("2025-09-16"),
        opens: day("2025-09-15"),
        closes: day("2025-09-30"),
        submit_by: day("2025-10-07"),
        forms: vec![SchoolForm::Compulsory],
        grades: vec![3],
        regime: GradeRegime::Nine,
        edition: ScaleEdition::lus_1().id,
    };
    let until = day("2025-09-30");
    let steps = vec![
        Command::Round(round::Command::Schedule(scheduled)),
        Command::Round(round::Command::Open(RoundOpened { round, school, until })),
    ];
    ask(&app, COORDINATOR, Role::ResultsCoordinator, steps);
    app
}

fn reopened(app: App, directory: &Path, clock: &Arc<Clock>) -> App {
    app.close().unwrap();
    drop(app);
    App::open(directory, OpenOptions::default(), clock.clone()).unwrap()
}

fn of_principal(app: &App) -> Option<DueState> {
    let due = app.reminders_due().unwrap();
    due.iter().find(|due| due.reminder.staff == PRINCIPAL).map(|due| due.state)
}

#[test]
fn a_letter_says_how_much_waits_and_where_and_nothing_of_anyone() {
    let (directory, clock) = (tempfile::tempdir().unwrap(), Arc::new(Clock::default()));
    let (app, server) = (founded(directory.path(), &clock), Server::start());
    clock.stands_on("2025-09-22");
    assert_eq!(of_principal(&app), Some(DueState::WithoutAddress));
    ask(&app, PRINCIPAL, Role::Principal, vec![address(ADDRESS)]);
    let done = app.remind(&server.postman()).unwrap();
    assert_eq!(done, Reminded { sent: 1, ..done });
    let taken = server.taken();
    let [letter] = taken.as_slice() else { panic!("one letter, not {}", taken.len()) };
    assert!(letter.contains(&format!("To: {ADDRESS}")));
    assert!(letter.contains("https://insyn.example.se/to-do"));
    assert!(letter.contains("1 thing is waiting"));
    for told in ["Almboskolan", "Paula", "hittad", "99000001", "2025/26", "03030303"] {
        assert!(!letter.contains(told), "{told} is told");
    }
}

#[test]
fn nobody_is_written_to_twice_a_day_also_after_a_restart_and_a_broken_connection() {
    struct Breaks;
    impl Post for Breaks {
        fn post(&self, _: &Letter) -> Result<(), NotPosted> {
            Err(NotPosted::Unclear)
        }
    }
    let (directory, clock) = (tempfile::tempdir().unwrap(), Arc::new(Clock::default()));
    let (app, server) = (founded(directory.path(), &clock), Server::start());
    ask(&app, PRINCIPAL, Role::Principal, vec![address(ADDRESS)]);
    clock.stands_on("2025-09-22");
    app.remind(&server.postman()).unwrap();
    let app = reopened(app, directory.path(), &clock);
    let done = app.remind(&server.postman()).unwrap();
    assert_eq!((done.sent, done.known), (0, 1));
    // The last week: every school day, and what may have left is not sent again.
    clock.stands_on("2025-10-01");
    app.remind(&Breaks).unwrap();
    let app = reopened(app, directory.path(), &clock);
    assert_eq!(of_principal(&app), Some(DueState::Known));
    app.remind(&server.postman()).unwrap();
    assert_eq!(server.taken().len(), 1);
    clock.stands_on("2025-10-02");
    app.remind(&server.postman()).unwrap();
    assert_eq!(server.taken().len(), 2);
}

#[test]
fn a_refused_address_is_seen_and_not_tried_again_until_another_is_given() {
    let (directory, clock) = (tempfile::tempdir().unwrap(), Arc::new(Clock::default()));
    let (app, server) = (founded(directory.path(), &clock), Server::start());
    ask(&app, PRINCIPAL, Role::Principal, vec![address(ADDRESS)]);
    clock.stands_on("2025-10-01");
    server.refuses.store(true, Ordering::Relaxed);
    assert_eq!(app.remind(&server.postman()).unwrap().refused, 1);
    let dead = app.dead_addresses().unwrap();
    assert_eq!((dead[0].staff, dead[0].code), (PRINCIPAL, 550));
    server.refuses.store(false, Ordering::Relaxed);
    clock.stands_on("2025-10-02");
    let app = reopened(app, directory.path(), &clock);
    assert_eq!(app.remind(&server.postman()).unwrap().dead_address, 1);
    assert_eq!(server.taken().len(), 0);
    ask(&app, ADMINISTRATOR, Role::SystemAdministrator, vec![address("p@skola.example.se")]);
    assert_eq!(app.dead_addresses().unwrap(), []);
    assert_eq!(app.remind(&server.postman()).unwrap().sent, 1);
}

#[test]
fn a_server_that_is_not_there_marks_nobody_and_the_letters_wait() {
    let (directory, clock) = (tempfile::tempdir().unwrap(), Arc::new(Clock::default()));
    let (app, server) = (founded(directory.path(), &clock), Server::start());
    ask(&app, PRINCIPAL, Role::Principal, vec![address(ADDRESS)]);
    clock.stands_on("2025-09-22");
    let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let nowhere = Server { port: gone, ..Server::start() };
    assert!(matches!(app.remind(&nowhere.postman()), Err(RemindError::Unreachable)));
    assert_eq!(app.dead_addresses().unwrap(), []);
    assert_eq!(app.remind(&server.postman()).unwrap().sent, 1);
}
