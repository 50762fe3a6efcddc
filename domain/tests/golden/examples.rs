//! One example of every event. Whatever is personal in it contains [`SECRET`].

use domain::Event;
use domain::assessment::*;
use domain::calendar::{Day, SchoolYear};
use domain::id::*;
use domain::organisation::*;
use domain::people::*;
use domain::personal::{FreeText, Personal};
use domain::pupil::*;
use domain::round::*;
use domain::scale::{Phase, Point, ScaleEdition};

#[path = "examples/action_programme.rs"]
mod action_programme;
#[path = "examples/analysis.rs"]
mod analysis;
#[path = "examples/coaching.rs"]
mod coaching;
#[path = "examples/commitment.rs"]
mod commitment;
#[path = "examples/committee.rs"]
mod committee;
#[path = "examples/competence.rs"]
mod competence;
#[path = "examples/development.rs"]
mod development;
#[path = "examples/guarantee.rs"]
mod guarantee;
#[path = "examples/knowledge.rs"]
mod knowledge;
#[path = "examples/leadership.rs"]
mod leadership;
#[path = "examples/parent_dialogue.rs"]
mod parent_dialogue;
#[path = "examples/seminar.rs"]
mod seminar;

/// Stands in every personal value of the examples, and nowhere else.
pub(crate) const SECRET: &str = "Hemlig";

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn school(text: &str) -> SchoolUnitCode {
    text.parse().expect("eight digits")
}

fn round() -> RoundId {
    "2025/26:september".parse().expect("a round")
}

fn text<const N: usize>(text: &str) -> Text<N> {
    text.parse().expect("a short code")
}

fn words() -> Personal<FreeText> {
    Personal::Open(FreeText::new(&format!("{SECRET} anteckning")).expect("some words"))
}

fn named(text: &str) -> String {
    text.to_owned()
}

fn other_school() -> SchoolUnitCode {
    school("07654321")
}

fn name() -> PersonName {
    PersonName::new(SECRET, "Exempel")
}

fn identity() -> Personal<PupilIdentity> {
    let civic_number = CivicNumber::new("20150314TF12").ok();
    Personal::Open(PupilIdentity::Named { name: name(), civic_number })
}

const PUPIL: PupilId = PupilId::from_bytes([0x11; 16]);
const STAFF: StaffId = StaffId::from_bytes([0x22; 16]);
const CLASS: ClassId = ClassId::from_bytes([0x33; 16]);
const GUARDIAN: GuardianId = GuardianId::from_bytes([0x44; 16]);
const COMMITMENT: CommitmentId = CommitmentId::from_bytes([0x55; 16]);
const PROGRAMME: ProgrammeId = ProgrammeId::from_bytes([0x66; 16]);
const DIALOGUE: DialogueId = DialogueId::from_bytes([0x77; 16]);
const SEMINAR: SeminarId = SeminarId::from_bytes([0x88; 16]);
const COACHING: CoachingId = CoachingId::from_bytes([0x99; 16]);
const DEVELOPMENT: DevelopmentId = DevelopmentId::from_bytes([0xaa; 16]);
const ANALYSIS: AnalysisId = AnalysisId::from_bytes([0xbb; 16]);
const MEASURE: MeasureId = MeasureId::from_bytes([0xcc; 16]);
const REPORT: ReportId = ReportId::from_bytes([0xdd; 16]);
const DEBATE: DebateId = DebateId::from_bytes([0xee; 16]);
const DECISION: DecisionId = DecisionId::from_bytes([0xef; 16]);

/// What the superseded forms are read as, in the order of their lines.
pub(crate) fn superseded() -> Vec<Event> {
    let mut events = commitment::superseded();
    events.extend(action_programme::superseded(school("01234567")));
    events.extend(committee::superseded());
    events
}

/// One example of every event, in the order of the catalogue.
pub(crate) fn all() -> Vec<Event> {
    let (school, from) = (school("01234567"), day("2025-08-18"));
    let mut events = places(school, from);
    events.extend(staffing(school, from));
    events.extend(adopted(from));
    events.extend(enrolment(school, from));
    events.extend(person(from));
    events.extend(steps(school));
    events.extend(results(school));
    events.extend(commitment::all(school));
    events.extend(knowledge::all());
    events.extend(guarantee::all(school));
    events.extend(action_programme::all(school));
    events.extend(parent_dialogue::all(school));
    events.extend(seminar::all(school));
    events.extend(coaching::all(school));
    events.extend(development::all(school));
    events.extend(competence::all());
    events.extend(leadership::all(school));
    events.extend(analysis::all(school));
    events.extend(committee::all(school));
    events
}

fn places(school: SchoolUnitCode, from: Day) -> Vec<Event> {
    let district = text("norr");
    let named = |name: &str| name.to_owned();
    vec![
        MunicipalityRegistered { code: text("0199"), name: named("Insynsby") }.into(),
        DistrictFormed { district, name: named("Norr") }.into(),
        CommitteeFormed {
            committee: text("kdn-norr"),
            name: named("Kommundelsnämnd Norr"),
            district: Some(district),
        }
        .into(),
        SchoolUnitOpened {
            school,
            name: named("Ekskolan"),
            district: Some(district),
            forms: vec![SchoolForm::PreschoolClass, SchoolForm::Compulsory],
            from,
        }
        .into(),
        SchoolUnitRenamed { school, name: named("Almskolan"), from }.into(),
        SchoolUnitMoved { school, district: text("soder"), from }.into(),
        SchoolUnitClosed {
            school,
            on: day("2026-07-01"),
            successors: vec![SchoolUnitCode::new(7_654_321).expect("eight digits")],
        }
        .into(),
        ClassFormed { class: CLASS, school, name: named("4A"), from }.into(),
        ClassRenamed { class: CLASS, school, name: named("5A"), from }.into(),
        ClassClosed { class: CLASS, school, on: day("2026-07-01") }.into(),
    ]
}

fn staffing(school: SchoolUnitCode, from: Day) -> Vec<Event> {
    let (staff, class, on) = (STAFF, CLASS, day("2026-07-01"));
    let (role, scope) = (Role::ResultsCoordinator, Scope::District(text("norr")));
    vec![
        StaffEngaged { staff, from, name: Personal::Open(name()) }.into(),
        StaffLeft { staff, on }.into(),
        RoleGranted { staff, role, scope, from, to: Some(on) }.into(),
        RoleEnded { staff, role: Role::Principal, scope: Scope::School(school), on }.into(),
        AssessorAssigned { class, school, staff, kind: AssessorKind::CoAssessor, from, to: None }
            .into(),
        AssessorEnded { class, school, staff, on }.into(),
    ]
}

fn adopted(from: Day) -> Vec<Event> {
    let address = EmailAddress("Hemlig.Exempel@skola.example.se".to_owned());
    let edition = ScaleEdition {
        id: text("lus-2"),
        instrument: text("lus"),
        valid_from: from,
        points: vec![
            Point { code: text("1"), phase: Phase::Exploring, label: "Först".to_owned() },
            Point { code: text("2"), phase: Phase::Literate, label: "Sist".to_owned() },
        ],
    };
    let days = vec![day("2025-12-24"), day("2026-01-06")];
    vec![
        LocalHolidaysSet { year: SchoolYear::beginning(2025), days }.into(),
        ScaleEditionAdopted { edition }.into(),
        CoverageAdopted { least_permille: 800, from }.into(),
        StaffContactSet { staff: STAFF, address: Some(Personal::Open(address)) }.into(),
    ]
}

fn enrolment(school: SchoolUnitCode, from: Day) -> Vec<Event> {
    let (pupil, form) = (PUPIL, SchoolForm::Compulsory);
    vec![
        PupilEnrolled {
            pupil,
            school,
            form,
            grade: Grade::nine(4),
            from,
            from_known: true,
            sex: Sex::Male,
            school_start: SchoolYear::beginning(2021),
            identity: Some(identity()),
        }
        .into(),
        ClassJoined { pupil, school, class: Some(CLASS), from }.into(),
        GradeChanged {
            pupil,
            school,
            grade: Grade { number: 6, regime: GradeRegime::Ten },
            from: day("2028-07-01"),
        }
        .into(),
        PupilTransferred {
            pupil,
            from_school: school,
            school: SchoolUnitCode::new(7_654_321).expect("eight digits"),
            form,
            from,
        }
        .into(),
        PupilLeft { pupil, school, on: day("2026-01-12") }.into(),
    ]
}

fn person(from: Day) -> Vec<Event> {
    let (pupil, guardian) = (PUPIL, GUARDIAN);
    let adult =
        GuardianIdentity { name: Some(name()), email: Some(format!("{SECRET}@example.se")) };
    let alias = PupilIdentity::Alias(format!("{SECRET} 17"));
    vec![
        SwedishSyllabusSet { pupil, syllabus: Syllabus::Sva, from }.into(),
        ProtectionMarked { pupil, protection: Protection::ProtectedRegistration }.into(),
        GuardianLinked { pupil, guardian, identity: Personal::Open(adult) }.into(),
        GuardianUnlinked { pupil, guardian }.into(),
        GuardianRestricted { pupil, guardian, blocked: true, reason: words() }.into(),
        IdentityRectified { pupil, sex: Sex::Unknown, identity: Personal::Open(alias) }.into(),
    ]
}

fn steps(school: SchoolUnitCode) -> Vec<Event> {
    let (round, class, staff, until) = (round(), CLASS, STAFF, day("2025-09-30"));
    vec![
        RoundScheduled {
            round: "2025/26:december:prov".parse().expect("a round"),
            census_date: day("2025-12-05"),
            opens: day("2025-11-24"),
            closes: day("2025-12-12"),
            submit_by: day("2025-12-19"),
            forms: vec![SchoolForm::Compulsory],
            grades: vec![1, 2, 3],
            regime: GradeRegime::Nine,
            edition: text("lus-1"),
        }
        .into(),
        RoundOpened { round, school, until }.into(),
        ConditionsStated {
            round,
            school,
            class,
            staff,
            reasonable: false,
            statement: Some(words()),
        }
        .into(),
        ClassSignedOff { round, school, class, staff }.into(),
        ResultsSubmitted { round, school, staff }.into(),
        ResultsReceived { round, school, staff }.into(),
        ReminderSent { round, school, class: None, to: staff }.into(),
        RoundReopened { round, school, class: Some(class), until, reason: words() }.into(),
        ConditionsAnswered { round, school, class, of: Position(300), staff, answer: words() }
            .into(),
        LettersReleased { round, school, staff }.into(),
    ]
}

fn results(school: SchoolUnitCode) -> Vec<Event> {
    let place = Place { pupil: PUPIL, round: round(), school, class: Some(CLASS) };
    let (on, assessor, edition) = (day("2025-09-16"), STAFF, text("lus-1"));
    let (of, staff) = (Position(300), STAFF);
    let classless = Place { class: None, ..place };
    vec![
        ReadingAssessed {
            place,
            point: text("18b"),
            edition,
            on,
            assessor,
            outside_population: false,
            note: Some(words()),
        }
        .into(),
        NotAssessed {
            place: classless,
            reason: NotAssessedReason::NewlyArrived,
            on,
            assessor,
            outside_population: true,
            note: Some(words()),
        }
        .into(),
        AssessmentCorrected {
            place,
            of,
            outcome: Outcome::Point(text("15")),
            edition,
            on,
            assessor,
            reason: words(),
        }
        .into(),
        AssessmentStruck { place, of, staff, reason: words() }.into(),
    ]
}
