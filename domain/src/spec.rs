//! Test helper: given these events, when this is asked, then these events or this refusal.
//!
//! `given(events).when(command).by(actor).on(day).then(events)`. What was given reaches the decision
//! as the store would hand it over: filtered by the command's own boundary, in order of position,
//! personal values sealed. A boundary that forgets something therefore fails the specification.

use crate::calendar::{Day, Instant};
use crate::command::{Act, Command, Refusal};
use crate::event::{Code, Event, Recorded, code};
use crate::id::{
    ClassId, DistrictId, GuardianId, MunicipalityCode, Position, PupilId, SchoolUnitCode, StaffId,
};
use crate::organisation::{
    AssessorAssigned, AssessorKind, ClassFormed, DistrictFormed, MunicipalityRegistered,
    RoleGranted, SchoolUnitOpened, StaffEngaged,
};
use crate::people::{Actor, PersonName, Role, SchoolForm, Scope};
use crate::personal::{FreeText, Personal};
use crate::{
    action_programme, analysis, assessment, coaching, commitment, committee, competence,
    development, guarantee, knowledge, leadership, organisation, parent_dialogue, pupil, round,
    seminar,
};

pub(crate) mod peel;

/// Events of different types as one list: `events![a, b]`.
macro_rules! events {
    ($($event:expr),* $(,)?) => { vec![$($crate::event::Event::from($event)),*] };
}
pub(crate) use events;

/// What a specification begins with. The first event stands at position 0.
pub(crate) fn given(events: impl IntoIterator<Item = Event>) -> Given {
    Given { events: events.into_iter().collect(), recorded: RECORDED }
}

/// When what was given was recorded, unless said otherwise: long before anything is asked.
const RECORDED: Instant = Instant(1_500_000_000_000_000);

/// What has happened.
#[derive(Clone)]
pub(crate) struct Given {
    events: Vec<Event>,
    recorded: Instant,
}

impl Given {
    /// … and then this.
    pub(crate) fn and(mut self, events: impl IntoIterator<Item = Event>) -> Self {
        self.events.extend(events);
        self
    }

    /// … all of it recorded on this day (`2025-09-04`).
    #[track_caller]
    pub(crate) fn recorded_on(self, text: &str) -> Self {
        Self { recorded: day(text).start(), ..self }
    }

    /// What is asked for: by the coordinator, on 16 September 2025, unless said otherwise.
    pub(crate) fn when(self, command: impl Asked) -> When {
        let (actor, day) = (coordinator(), day("2025-09-16"));
        let Self { events, recorded } = self;
        When { events, recorded, command: command.command(), actor, day }
    }
}

/// Events of which a second one is as true as the first.
const REPEATEDLY: [Code; 2] = [code::ConditionsStated, code::ReminderSent];

/// What is asked for, by whom, when.
#[derive(Clone)]
pub(crate) struct When {
    events: Vec<Event>,
    recorded: Instant,
    command: Command,
    actor: Actor,
    day: Day,
}

impl When {
    /// Who asks.
    pub(crate) fn by(mut self, actor: Actor) -> Self {
        self.actor = actor;
        self
    }

    /// On which day (`2025-09-16`).
    #[track_caller]
    pub(crate) fn on(mut self, text: &str) -> Self {
        self.day = day(text);
        self
    }

    /// At noon of the day.
    fn act(&self) -> Act {
        Act { actor: self.actor, at: Instant(self.day.start().0 + 12 * 3_600_000_000) }
    }

    /// What is decided.
    pub(crate) fn outcome(&self) -> Result<Vec<Event>, Refusal> {
        let act = self.act();
        let boundary = self.command.boundary(&act);
        let seen = (0..).zip(&self.events).filter(|(_, e)| boundary.matches(e.code(), &e.tags()));
        let at = |n| Instant(self.recorded.0 + n);
        let history: Vec<Recorded> =
            seen.map(|(n, event)| Recorded { at: at(n), ..recorded(n, event) }).collect();
        self.command.decide(&act, &history)
    }

    /// These events are to be recorded. One of them must lie within the boundary: two who decide the
    /// same at once would otherwise both succeed. What may be said [`REPEATEDLY`] is excepted.
    #[track_caller]
    pub(crate) fn then(self, events: impl IntoIterator<Item = Event>) {
        let events: Vec<Event> = events.into_iter().collect();
        assert_eq!(self.outcome().as_ref(), Ok(&events));
        let boundary = self.command.boundary(&self.act());
        let seen = |e: &Event| boundary.matches(e.code(), &e.tags());
        let guarded = events.iter().any(|e| seen(e) || REPEATEDLY.contains(&e.code()));
        assert!(guarded, "the boundary does not see what is decided");
    }

    /// It is refused, for this reason.
    #[track_caller]
    pub(crate) fn then_refused(self, refusal: impl Answer) {
        assert_eq!(self.outcome(), Err(refusal.refusal()));
    }

    /// It is already so.
    #[track_caller]
    pub(crate) fn then_nothing(self) {
        assert_eq!(self.outcome(), Ok(Vec::new()));
    }
}

/// The event as read back from the store: personal values come out sealed.
pub(crate) fn recorded(position: u64, event: &Event) -> Recorded {
    let encoded = event.encode().expect("every event can be encoded");
    let event = Event::decode(encoded.code.0, encoded.schema, &encoded.payload).expect("own bytes");
    let at = Instant(RECORDED.0 + position);
    Recorded { position: Position(position), at, actor: None, event: Some(event) }
}

/// A command of any term.
pub(crate) trait Asked {
    /// As the one door takes it.
    fn command(self) -> Command;
}

/// A refusal of any term.
pub(crate) trait Answer {
    /// As the one door gives it.
    fn refusal(self) -> Refusal;
}

macro_rules! terms {
    ($($term:ident $Term:ident),+) => {$(
        impl Asked for $term::Command {
            fn command(self) -> Command {
                Command::$Term(self)
            }
        }
        impl Answer for $term::Refusal {
            fn refusal(self) -> Refusal {
                Refusal::$Term(self)
            }
        }
    )+};
}
terms!(
    organisation Organisation, pupil Pupil, round Round, assessment Assessment,
    knowledge Knowledge, commitment Commitment, guarantee Guarantee,
    action_programme ActionProgramme, parent_dialogue ParentDialogue, seminar Seminar,
    coaching Coaching, development Development, competence Competence, leadership Leadership,
    analysis Analysis, committee Committee
);

// ------------------------------------------------------------------------------- a small world

/// A day from its text.
#[track_caller]
pub(crate) fn day(text: &str) -> Day {
    text.parse().expect("a day as 2025-09-15")
}

/// The n-th school unit.
pub(crate) fn school(n: u32) -> SchoolUnitCode {
    SchoolUnitCode::new(90_000_000 + n).expect("eight digits")
}

/// A district.
pub(crate) fn district(text: &str) -> DistrictId {
    DistrictId::new(text).expect("a short code")
}

/// The n-th pupil.
pub(crate) fn pupil(n: u8) -> PupilId {
    PupilId::from_bytes([n; 16])
}

/// The n-th guardian.
pub(crate) fn guardian(n: u8) -> GuardianId {
    GuardianId::from_bytes([n; 16])
}

/// The n-th member of staff.
pub(crate) fn staff(n: u8) -> StaffId {
    StaffId::from_bytes([n; 16])
}

/// The n-th class.
pub(crate) fn class(n: u8) -> ClassId {
    ClassId::from_bytes([n; 16])
}

/// Some free text, open, as a form hands it in.
pub(crate) fn words(text: &str) -> Personal<FreeText> {
    Personal::Open(FreeText::new(text).expect("some words"))
}

fn actor(n: u8, role: Role) -> Actor {
    Actor { staff: staff(n), role }
}

/// Staff 1: system administrator of the municipality.
pub(crate) fn administrator() -> Actor {
    actor(1, Role::SystemAdministrator)
}

/// Staff 2: results coordinator of the municipality.
pub(crate) fn coordinator() -> Actor {
    actor(2, Role::ResultsCoordinator)
}

/// Staff 3: principal of school 1.
pub(crate) fn principal() -> Actor {
    actor(3, Role::Principal)
}

/// Staff 4: teacher at school 1, responsible assessor of class 1.
pub(crate) fn teacher() -> Actor {
    actor(4, Role::Teacher)
}

/// Staff 5: principal of school 2.
pub(crate) fn other_principal() -> Actor {
    actor(5, Role::Principal)
}

/// Staff 6: teacher at school 1 without any class to assess.
pub(crate) fn other_teacher() -> Actor {
    actor(6, Role::Teacher)
}

/// Staff 7: results coordinator of district `norr`, to which school 1 belongs.
pub(crate) fn district_coordinator() -> Actor {
    actor(7, Role::ResultsCoordinator)
}

/// A municipality with school 1 in district `norr` (classes 1 and 2), school 2 in district `soder`
/// (class 3), and the staff above, all from 1 August 2020. Class 1's responsible assessor is staff 4.
pub(crate) fn municipality() -> Vec<Event> {
    let from = day("2020-08-01");
    let mut events = events![MunicipalityRegistered {
        code: MunicipalityCode::new("0199").expect("four characters"),
        name: "Insynsby".to_owned(),
    }];
    let scopes = [
        (administrator(), Scope::Municipality),
        (coordinator(), Scope::Municipality),
        (principal(), Scope::School(school(1))),
        (teacher(), Scope::School(school(1))),
        (other_principal(), Scope::School(school(2))),
        (other_teacher(), Scope::School(school(1))),
        (district_coordinator(), Scope::District(district("norr"))),
    ];
    for (Actor { staff, role }, scope) in scopes {
        let name = Personal::Open(PersonName::new("Kim", "Exempel"));
        events.extend(events![
            StaffEngaged { staff, from, name },
            RoleGranted { staff, role, scope, from, to: None },
        ]);
    }
    events.extend(schools(from));
    events.extend(events![AssessorAssigned {
        class: class(1),
        school: school(1),
        staff: teacher().staff,
        kind: AssessorKind::Responsible,
        from,
        to: None,
    }]);
    events
}

fn schools(from: Day) -> Vec<Event> {
    let mut events = Vec::new();
    for (n, code) in [(1, "norr"), (2, "soder")] {
        let district = district(code);
        events.extend(events![
            DistrictFormed { district, name: code.to_owned() },
            SchoolUnitOpened {
                school: school(n),
                name: format!("Skola {n}"),
                district: Some(district),
                forms: vec![SchoolForm::Compulsory],
                from,
            },
        ]);
    }
    for (n, at, name) in [(1, 1, "7A"), (2, 1, "7B"), (3, 2, "7A")] {
        let (class, school, name) = (class(n), school(at), name.to_owned());
        events.extend(events![ClassFormed { class, school, name, from }]);
    }
    events
}
