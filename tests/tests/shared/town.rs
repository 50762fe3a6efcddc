//! A demo municipality that the program serves, and what the record says of it: read from the store
//! before the program opens it, so that a test knows who is who without asking the program.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use domain::Event;
use domain::calendar::Day;
use domain::commitment::Level;
use domain::event::code;
use domain::id::{
    ClassId, CommitmentId, CommitteeId, DistrictId, MeasureId, ProgrammeId, PupilId, ReportId,
    RoundId, SchoolUnitCode, StaffId,
};
use domain::people::{PupilIdentity, Role, Scope};
use eventstore::OpenOptions;
use insyn_app::App;
use insyn_app::access::holders;
use insyn_tests::{Server, run, scratch, text};
use projections::Facts;
use projections::disclosure::Protected;

/// Someone who holds a role, and where.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) staff: StaffId,
    pub(crate) role: Role,
    pub(crate) scopes: Vec<Scope>,
}

/// A school unit.
#[derive(Debug, Clone)]
pub(crate) struct School {
    pub(crate) code: SchoolUnitCode,
    pub(crate) district: Option<DistrictId>,
}

/// A class in being, as it stands in the round under way.
#[derive(Debug, Clone)]
pub(crate) struct Class {
    pub(crate) id: ClassId,
    pub(crate) name: String,
    pub(crate) school: SchoolUnitCode,
    pub(crate) assessors: Vec<StaffId>,
    pub(crate) responsible: Option<StaffId>,
    /// The round is open at the school unit, and the class is not signed off.
    pub(crate) is_under_way: bool,
    /// In the order of their ids.
    pub(crate) pupils: Vec<Pupil>,
}

/// A pupil of a class.
#[derive(Debug, Clone)]
pub(crate) struct Pupil {
    pub(crate) id: PupilId,
    /// As class lists write it.
    pub(crate) listed: String,
    /// Has a point or a reason in the round under way.
    pub(crate) has_value: bool,
    /// Had a point in the round before.
    pub(crate) had_point: bool,
}

/// What must never be told: a pupil's name in either order, and the civic number.
#[derive(Debug, Clone)]
pub(crate) struct Secret {
    pub(crate) texts: Vec<String>,
}

impl Secret {
    /// Whether these bytes (a page, an answer, an export, a letter, a mail) tell any of it as it stands.
    pub(crate) fn is_told_in(&self, bytes: impl AsRef<[u8]>) -> bool {
        let bytes = bytes.as_ref();
        let told = |text: &String| bytes.windows(text.len()).any(|part| part == text.as_bytes());
        self.texts.iter().any(told)
    }
}

/// What the record says.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) size: u64,
    pub(crate) today: Day,
    /// The round under way.
    pub(crate) round: RoundId,
    pub(crate) people: Vec<Person>,
    pub(crate) schools: Vec<School>,
    pub(crate) districts: Vec<DistrictId>,
    pub(crate) committees: Vec<CommitteeId>,
    pub(crate) commitments: Vec<(CommitmentId, Level)>,
    /// The cases of each school unit.
    pub(crate) programmes: Vec<(ProgrammeId, PupilId)>,
    /// A few measures of each school unit.
    pub(crate) measures: Vec<(MeasureId, SchoolUnitCode)>,
    /// The reports that are delivered.
    pub(crate) delivered: Vec<ReportId>,
    pub(crate) classes: Vec<Class>,
    pub(crate) secrets: Vec<Secret>,
    /// Every round as it is shown to those who do not see the pupils.
    pub(crate) protected: Vec<Protected>,
}

/// A served demo with what is known of it.
pub(crate) struct Town {
    pub(crate) server: Server,
    pub(crate) known: Known,
    _directory: tempfile::TempDir,
}

/// The demo that the tests of one file share: made for the first, gone with the last that uses it.
pub(crate) fn shared(pupils: u32) -> Arc<Town> {
    static SHARED: Mutex<Weak<Town>> = Mutex::new(Weak::new());
    let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(town) = shared.upgrade() {
        return town;
    }
    let town = Arc::new(Town::made(pupils));
    *shared = Arc::downgrade(&town);
    town
}

impl Town {
    /// Makes a demo of one school year and serves it.
    pub(crate) fn made(pupils: u32) -> Self {
        let directory = scratch();
        let data = directory.path().join("demo");
        let pupils = pupils.to_string();
        let arguments = ["demo", "--data", text(&data), "--pupils", &pupils, "--years", "1"];
        let make = arguments.iter().copied().chain(["--json", "--no-serve"]);
        drop(run(make).expect_code(0));
        let known = Known::read(&data);
        let server = Server::start(arguments);
        Self { server, known, _directory: directory }
    }

    pub(crate) fn address(&self) -> &str {
        self.server.address()
    }
}

impl Known {
    pub(crate) fn read(data: &Path) -> Self {
        let today = insyn::demo::Settings::default().today;
        let world = Arc::new(insyn::DemoWorld::using(today.start().0));
        let app = App::open(data, OpenOptions::default(), world).unwrap();
        let (known, pupils) = {
            let facts = app.facts().unwrap();
            (Self::of(&facts, today), facts.pupils(facts.size()))
        };
        let known = known.with_names(&app, &pupils);
        app.close().unwrap();
        known
    }

    fn of(facts: &Facts, today: Day) -> Self {
        let at = facts.size();
        let rounds = facts.rounds(at);
        let round = rounds.iter().rfind(|round| round.opens <= today).unwrap().round;
        let schools = facts.schools(today, at).into_iter().filter(|school| school.open);
        let schools: Vec<School> =
            schools.map(|s| School { code: s.school, district: s.district }).collect();
        let classes = schools.iter().flat_map(|school| classes(facts, school.code, round, today));
        Self {
            size: at.0,
            today,
            round,
            people: Role::ALL.into_iter().flat_map(|role| people(facts, role, today)).collect(),
            classes: classes.collect(),
            districts: facts.districts(at).iter().map(|district| district.district).collect(),
            committees: facts.committees(at).iter().map(|committee| committee.committee).collect(),
            commitments: facts.commitments(at).iter().map(|c| (c.commitment, c.level)).collect(),
            programmes: schools.iter().flat_map(|s| programmes(facts, s.code, today)).collect(),
            measures: schools.iter().flat_map(|s| measures(facts, s.code)).collect(),
            delivered: delivered(facts),
            secrets: Vec::new(),
            protected: rounds.iter().map(|r| Protected::of_record(facts, at, r.round)).collect(),
            schools,
        }
    }

    fn with_names(mut self, app: &App, pupils: &[PupilId]) -> Self {
        // Staff stand by name on pages; a pupil who happens to be a namesake is no leak.
        let staff = self.people.iter().filter_map(|person| app.staff_name(person.staff).unwrap());
        let staff: std::collections::BTreeSet<String> = staff.map(|name| name.full()).collect();
        for pupil in pupils {
            let Some(PupilIdentity::Named { name, civic_number }) =
                app.pupil_identity(*pupil).unwrap()
            else {
                continue;
            };
            let mut texts = vec![name.listed(), name.full()];
            texts.retain(|text| !staff.contains(text));
            texts.extend(civic_number.map(|number| number.as_str().to_owned()));
            self.secrets.push(Secret { texts });
        }
        for pupil in self.classes.iter_mut().flat_map(|class| &mut class.pupils) {
            let mut names = app.names_of(&[pupil.id]).unwrap();
            let called = names.remove(&pupil.id).unwrap();
            called.text().clone_into(&mut pupil.listed);
        }
        self
    }

    /// Everyone with this role.
    pub(crate) fn with_role(&self, role: Role) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(move |person| person.role == role)
    }

    /// The one with this id in this role.
    pub(crate) fn person(&self, staff: StaffId, role: Role) -> Option<&Person> {
        self.people.iter().find(|person| person.staff == staff && person.role == role)
    }

    /// The principal of a school unit.
    pub(crate) fn principal(&self, school: SchoolUnitCode) -> &Person {
        let mut principals = self.with_role(Role::Principal);
        principals.find(|person| person.scopes.contains(&Scope::School(school))).unwrap()
    }

    /// Classes under way whose responsible assessor is a teacher, with that teacher.
    pub(crate) fn under_way(&self) -> Vec<(&Class, &Person)> {
        let classes = self.classes.iter().filter(|class| class.is_under_way);
        let led = classes
            .filter_map(|class| Some((class, self.person(class.responsible?, Role::Teacher)?)));
        led.collect()
    }

    /// Whether a role with this scope reaches a school unit.
    pub(crate) fn covers(&self, scope: Scope, school: SchoolUnitCode) -> bool {
        match scope {
            Scope::Municipality => true,
            Scope::School(own) => own == school,
            Scope::District(district) => self
                .schools
                .iter()
                .any(|known| known.code == school && known.district == Some(district)),
        }
    }
}

fn programmes(facts: &Facts, school: SchoolUnitCode, today: Day) -> Vec<(ProgrammeId, PupilId)> {
    let found = projections::programmes(facts, school, today, facts.size());
    found.cases.iter().map(|case| (case.programme, case.pupil)).collect()
}

fn measures(facts: &Facts, school: SchoolUnitCode) -> Vec<(MeasureId, SchoolUnitCode)> {
    let found = projections::measures(facts, school, facts.size());
    found.measures.iter().map(|row| (row.measure, school)).take(2).collect()
}

fn delivered(facts: &Facts) -> Vec<ReportId> {
    let delivered = facts.ledger_all(&[code::ReportDelivered], facts.size());
    let report = |noted: projections::Noted| match noted.event {
        Event::ReportDelivered(e) => Some(e.report),
        _ => None,
    };
    delivered.filter_map(report).take(2).collect()
}

fn people(facts: &Facts, role: Role, today: Day) -> Vec<Person> {
    let at = facts.size();
    let of = |staff: StaffId| -> Vec<Scope> {
        let held = facts.roles(staff, today, at);
        held.iter().filter(|held| held.role == role).map(|held| held.scope).collect()
    };
    let holders = holders(facts, role, today).into_iter();
    holders.map(|actor| Person { staff: actor.staff, role, scopes: of(actor.staff) }).collect()
}

fn classes(facts: &Facts, school: SchoolUnitCode, round: RoundId, today: Day) -> Vec<Class> {
    let at = facts.size();
    let status = facts.round_status(round, school, at);
    let census = facts.round(round, at).unwrap().census_date;
    let before = facts.previous_round(round, at).map(|round| round.round);
    let pupil = |id: PupilId| Pupil {
        id,
        listed: String::new(),
        has_value: facts.effective(id, round, at).is_some(),
        had_point: before.is_some_and(|before| {
            facts.effective(id, before, at).is_some_and(|value| {
                matches!(value.result, projections::roster::ValueResult::Point { .. })
            })
        }),
    };
    let here = |id: &PupilId| {
        let state = facts.pupil(*id, today, at);
        state.and_then(|state| state.enrolment).is_some_and(|enrolment| enrolment.school == school)
    };
    let class = |class: projections::directory::Class| Class {
        id: class.class,
        name: class.name,
        school,
        assessors: facts.assessors(class.class, today, at).iter().map(|a| a.staff).collect(),
        responsible: facts.responsible_assessor(class.class, today, at),
        is_under_way: status.is_open_on(today) && status.signed_off(class.class).is_none(),
        pupils: facts
            .members(class.class, census, at)
            .into_iter()
            .filter(|id| facts.members(class.class, today, at).contains(id))
            .filter(here)
            .map(pupil)
            .collect(),
    };
    facts.classes(school, today, at).into_iter().filter(|class| class.open).map(class).collect()
}
