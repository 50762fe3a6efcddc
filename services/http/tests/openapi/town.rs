//! A small invented town, made by commands in the form in which the API takes them.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::calendar::{Calendar, Day};
use domain::command::Command;
use domain::people::{Actor, Role};
use domain::scale::ScaleEdition;
use eventstore::{StoreKind, World};
use insyn_app::site::Site;
use insyn_app::{App, Request, Setup};
use serde_json::{Value, json};

#[path = "town/duties.rs"]
mod duties;

pub(crate) use duties::{WRITTEN, decision, measure, programme, seminar};

/// A clock that is set by hand and bytes that are counted.
#[derive(Default)]
struct Hands {
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
pub(crate) const COMMITMENT: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
pub(crate) const SEPTEMBER: &str = "2025-26:september";

/// Someone of the town, by number and role.
pub(crate) type Who = (u8, Role);

pub(crate) const ADMINISTRATOR: Who = (1, Role::SystemAdministrator);
pub(crate) const COORDINATOR: Who = (2, Role::ResultsCoordinator);
pub(crate) const PRINCIPAL: Who = (3, Role::Principal);
pub(crate) const TEACHER: Who = (4, Role::Teacher);
pub(crate) const AUDITOR: Who = (5, Role::Auditor);
pub(crate) const SECRETARY: Who = (6, Role::CommitteeSecretary);
pub(crate) const MEMBER: Who = (7, Role::CommitteeMember);

/// The names of the town's pupils: nowhere in any answer.
pub(crate) const NAMES: [&str; 6] =
    ["Almgrenius", "Bergsjöö", "Cedrinus", "Dalväg", "Ekmoss", "Falkrot"];
/// Their civic numbers, all temporary: nowhere in any answer.
pub(crate) const NUMBERS: [&str; 6] = [
    "20160401TF01",
    "20160402TF02",
    "20160403TF03",
    "20160404TF04",
    "20160405TF05",
    "20160406TF06",
];

/// An id of sixteen equal bytes.
pub(crate) fn id(byte: u8) -> String {
    format!("{byte:02x}").repeat(16)
}

pub(crate) fn staff(number: u8) -> String {
    id(number)
}

pub(crate) fn class(number: u8) -> String {
    id(0xc0 + number)
}

pub(crate) fn pupil(number: u8) -> String {
    id(0x10 + number)
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// The town and its clock.
pub(crate) struct Town {
    pub(crate) site: Arc<Site>,
    hands: Arc<Hands>,
}

impl Town {
    /// An empty store.
    pub(crate) fn empty(kind: StoreKind) -> Self {
        let hands = Arc::new(Hands::default());
        let setup = Setup { kind, origin: "test.example/log".to_owned(), volume_capacity: 256 };
        hands.now.store(day("2025-08-01").start().0, Ordering::SeqCst);
        let app = App::in_memory(setup, hands.clone()).unwrap();
        Self { site: Arc::new(Site::new(app)), hands }
    }

    /// Two schools, two classes, a commitment, a round that is over and one that is open.
    pub(crate) fn founded() -> Self {
        let town = Self::empty(StoreKind::Test);
        town.places();
        town.people();
        town.pupils();
        town.promise();
        town.september();
        town.december();
        town.duties();
        town
    }

    pub(crate) fn app(&self) -> &App {
        &self.site.app
    }

    pub(crate) fn set(&self, on: &str) {
        let noon = day(on).start().0 + 12 * 3_600 * 1_000_000;
        self.hands.now.store(noon, Ordering::SeqCst);
    }

    /// So many minutes pass.
    pub(crate) fn pass(&self, minutes: u64) {
        self.hands.now.fetch_add(minutes * 60_000_000, Ordering::SeqCst);
    }

    pub(crate) fn actor((number, role): Who) -> Actor {
        Actor { staff: staff(number).parse().unwrap(), role }
    }

    pub(crate) fn session(&self, who: Who) -> String {
        let actor = Self::actor(who);
        format!("insyn_session={}", self.site.sessions.begin(self.app().world(), actor))
    }

    /// Carries commands out as someone; they must be accepted.
    #[track_caller]
    pub(crate) fn act(&self, who: Who, commands: &[Value]) {
        let read = |command: &Value| -> Command {
            serde_json::from_value(command.clone())
                .unwrap_or_else(|error| panic!("{error}: {command}"))
        };
        let actor = Self::actor(who);
        let command_id = insyn_app::world::new_uuid(self.app().world());
        let commands = commands.iter().map(read).collect();
        let request = Request { command_id, actor, cause: None, commands };
        if let Err(error) = self.app().handle(&request) {
            panic!("{error}: {:?}", request.commands);
        }
        self.pass(1);
    }

    fn org(&self, name: &str, fields: Value) {
        self.act(ADMINISTRATOR, &[command("organisation", name, fields)]);
    }

    fn places(&self) {
        self.org("register_municipality", json!({"code": "0199", "name": "Provkommun"}));
        self.engage(ADMINISTRATOR, &json!("municipality"));
        for (district, name) in [("norr", "Norr"), ("soder", "Söder")] {
            self.org("form_district", json!({"district": district, "name": name}));
        }
        for (committee, district) in [("namnden", Value::Null), ("namnden-norr", json!("norr"))] {
            let fields = json!({"committee": committee, "name": "Nämnden", "district": district});
            self.org("form_committee", fields);
        }
        for (school, name, district) in
            [(MEADOW, "Ängskolan", "norr"), (BIRCH, "Björkskolan", "soder")]
        {
            let fields = json!({
                "school": school, "name": name, "district": district,
                "forms": ["compulsory"], "from": "2020-07-01",
            });
            self.org("open_school_unit", fields);
        }
        for (number, school) in [(1, MEADOW), (2, BIRCH)] {
            let fields = json!({"class": class(number), "school": school, "name": "3A", "from": "2025-07-01"});
            self.org("form_class", fields);
        }
        self.org("adopt_scale_edition", json!({"edition": ScaleEdition::lus_1()}));
        self.org("adopt_coverage", json!({"least_permille": 600, "from": "2020-07-01"}));
    }

    fn engage(&self, (number, role): Who, scope: &Value) {
        let name = json!({"given": "Ada", "family": format!("Anställd{number}")});
        let engaged = json!({"staff": staff(number), "from": "2020-07-01", "name": name});
        self.org("engage_staff", engaged);
        self.org(
            "grant_role",
            json!({"staff": staff(number), "role": role, "scope": scope, "from": "2020-07-01", "to": null}),
        );
    }

    fn people(&self) {
        let meadow = json!({"school": MEADOW});
        for who in [COORDINATOR, AUDITOR, SECRETARY, MEMBER] {
            self.engage(who, &json!("municipality"));
        }
        self.engage(PRINCIPAL, &meadow);
        self.engage(TEACHER, &meadow);
        self.org(
            "assign_assessor",
            json!({
                "class": class(1), "school": MEADOW, "staff": staff(TEACHER.0),
                "kind": "responsible", "from": "2025-07-01", "to": null,
            }),
        );
    }

    fn pupils(&self) {
        for number in 1..=6_u8 {
            let index = usize::from(number - 1);
            let (school, of) = if number == 6 { (BIRCH, 2) } else { (MEADOW, 1) };
            let name = json!({"given": "Åsa", "family": NAMES[index]});
            let identity = json!({"Named": {"name": name, "civic_number": NUMBERS[index]}});
            let enrolment = json!({
                "pupil": pupil(number), "school": school, "form": "compulsory",
                "grade": {"number": 3, "regime": "nine"}, "from": "2025-08-01", "from_known": true,
                "sex": if number.is_multiple_of(2) { "male" } else { "female" },
                "school_start": "2022/23", "identity": identity,
            });
            let protection = if number == 5 { "marked" } else { "none" };
            let fields = json!({
                "enrolment": enrolment, "class": class(of), "syllabus": "sv", "protection": protection,
            });
            self.act(ADMINISTRATOR, &[command("pupil", "enrol", fields)]);
        }
    }

    fn promise(&self) {
        let target = |number: u8, occasion: &str, least: &str| {
            json!({
                "number": number, "grade": {"number": 3, "regime": "nine"}, "occasion": occasion,
                "edition": ScaleEdition::lus_1().id, "least": least, "share_permille": 800,
            })
        };
        let terms = json!({
            "title": "Alla ska kunna läsa", "valid_from": "2025-07-01", "valid_to": null,
            "targets": [target(1, "september", "11"), target(2, "december", "12")],
        });
        let proposed = json!({"commitment": COMMITMENT, "level": "municipality", "terms": terms});
        self.act(SECRETARY, &[command("commitment", "propose", proposed)]);
        self.decide_targets();
        let adopted = json!({
            "commitment": COMMITMENT, "level": "municipality", "on": "2025-08-01",
            "decision": decision(),
        });
        self.act(SECRETARY, &[command("commitment", "adopt", adopted)]);
    }

    fn schedule(&self, occasion: &str) -> Value {
        let year = day("2025-08-01").school_year();
        let edition = ScaleEdition::lus_1();
        let occasion = occasion.parse().unwrap();
        let scheduled = domain::round::proposed(year, occasion, &Calendar::default(), &edition);
        let scheduled = serde_json::to_value(scheduled.unwrap()).unwrap();
        self.act(COORDINATOR, &[command("round", "schedule", scheduled.clone())]);
        scheduled
    }

    fn open(&self, scheduled: &Value) {
        let fields =
            json!({"round": scheduled["round"], "school": MEADOW, "until": scheduled["closes"]});
        self.act(COORDINATOR, &[command("round", "open", fields)]);
    }

    fn september(&self) {
        let scheduled = self.schedule("september");
        self.set("2025-09-03");
        self.open(&scheduled);
        for (number, point) in [(1, "12"), (2, "10"), (3, "15"), (4, "11")] {
            self.act(TEACHER, &[assess("2025/26:september", number, point, "2025-09-03")]);
        }
        let place = json!({"round": scheduled["round"], "school": MEADOW, "class": class(1)});
        let mut fields = place;
        fields["staff"] = json!(staff(TEACHER.0));
        self.act(TEACHER, &[command("round", "sign_off", fields)]);
    }

    fn december(&self) {
        self.set("2025-10-01");
        let scheduled = self.schedule("december");
        self.set("2025-12-08");
        self.open(&scheduled);
        self.act(TEACHER, &[assess("2025/26:december", 1, "13", "2025-12-08")]);
    }
}

/// A command of a term, with its fields.
pub(crate) fn command(term: &str, name: &str, mut fields: Value) -> Value {
    fields["term"] = json!(term);
    fields["command"] = json!(name);
    fields
}

/// A point of a pupil of the teacher's class, as the teacher gives it.
pub(crate) fn assess(round: &str, number: u8, point: &str, on: &str) -> Value {
    let place = json!({
        "pupil": pupil(number), "round": round, "school": MEADOW, "class": class(1),
    });
    let fields = json!({
        "place": place, "outcome": {"point": point}, "on": on, "assessor": staff(TEACHER.0),
        "note": null,
    });
    command("assessment", "assess", fields)
}
