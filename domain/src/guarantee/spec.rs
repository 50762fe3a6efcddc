//! Specifications of the quality guarantee.

use super::{
    Answer, Command, Duty, DutyReminded, FollowUpDeclined, GuaranteeAdopted, GuaranteeAnswered,
    Lack, Lifted, Promise, Refusal, ShortfallFollowed, ShortfallFound, ShortfallLifted, Standing,
    Step, in_force,
};
use crate::action_programme::{ConcernReported, EntryStruck};
use crate::analysis::{Expected, MeasureDecided, MeasureFor};
use crate::assessment::{
    AssessmentCorrected, AssessmentStruck, NotAssessed, NotAssessedReason, Outcome, Place,
    ReadingAssessed,
};
use crate::commitment::{
    CommitmentAdopted, CommitmentProposed, CommitmentRevised, CommitmentWithdrawn, Level, Target,
    Terms,
};
use crate::event::{Event, Recorded};
use crate::id::{
    CommitmentId, MeasureId, Occasion, PointCode, Position, ProgrammeId, PupilId, RoundId, RuleName,
};
use crate::organisation::{AssessorAssigned, AssessorKind, RoleGranted, ScaleEditionAdopted};
use crate::people::{Actor, Grade, GradeRegime, Role, SchoolForm, Scope, Sex};
use crate::personal::Personal;
use crate::pupil::{ClassJoined, PupilEnrolled, PupilLeft, PupilTransferred};
use crate::round::RoundScheduled;
use crate::scale::ScaleEdition;
use crate::spec::{
    administrator, class, coordinator, day, district_coordinator, events, given, municipality,
    other_principal, other_teacher, principal, pupil, recorded, school, staff, teacher, words,
};

mod answering;
mod finding;
mod following;
mod model;
mod order;
mod reminding;

// ------------------------------------------------------------------------------- a small world

/// Staff 8: the education committee's secretary.
fn secretary() -> Actor {
    Actor { staff: staff(8), role: Role::CommitteeSecretary }
}

/// Staff 9: special educator of school 1.
fn special_educator() -> Actor {
    Actor { staff: staff(9), role: Role::SpecialEducator }
}

fn september() -> RoundId {
    "2025/26:september".parse().expect("a round")
}

fn code(text: &str) -> PointCode {
    PointCode::new(text).expect("a short code")
}

fn goals() -> GuaranteeAdopted {
    GuaranteeAdopted {
        first_census: day("2025-09-15"),
        answer_days: 14,
        investigation_days: 30,
        forwarding_days: 7,
        complaint_days: 14,
        remind_every_days: 3,
        valid_from: day("2025-08-01"),
    }
}

fn schedule() -> RoundScheduled {
    RoundScheduled {
        round: september(),
        census_date: day("2025-09-15"),
        opens: day("2025-09-01"),
        closes: day("2025-09-29"),
        submit_by: day("2025-10-06"),
        forms: vec![SchoolForm::Compulsory],
        grades: vec![3],
        regime: GradeRegime::Nine,
        edition: ScaleEdition::lus_1().id,
    }
}

fn commitment() -> CommitmentId {
    CommitmentId::from_bytes([1; 16])
}

/// Point 15 in September of grade 3.
fn target(number: u8) -> Target {
    Target {
        number,
        grade: Grade::nine(3),
        occasion: Occasion::new("september").expect("a code"),
        edition: ScaleEdition::lus_1().id,
        least: code("15"),
        share_permille: 850,
    }
}

/// School 1's commitment with targets 1 and 2, from July 2025.
fn proposal() -> CommitmentProposed {
    let terms = Terms {
        title: "Alla läser obehindrat i årskurs 3.".to_owned(),
        targets: vec![target(1), target(2)],
        valid_from: day("2025-07-01"),
        valid_to: None,
    };
    let level = Level::School(school(1));
    CommitmentProposed { commitment: commitment(), level, terms, serves: None }
}

fn adoption() -> CommitmentAdopted {
    let level = proposal().level;
    CommitmentAdopted { commitment: commitment(), level, on: day("2025-06-10"), decision: None }
}

fn enrolment(who: PupilId) -> PupilEnrolled {
    PupilEnrolled {
        pupil: who,
        school: school(1),
        form: SchoolForm::Compulsory,
        grade: Grade::nine(3),
        from: day("2025-08-18"),
        from_known: true,
        sex: Sex::Female,
        school_start: "2022/23".parse().expect("a school year"),
        identity: None,
    }
}

/// Pupil 1 moves to school 2 on that day.
fn moved(from: &str) -> PupilTransferred {
    PupilTransferred {
        pupil: pupil(1),
        from_school: school(1),
        school: school(2),
        form: SchoolForm::Compulsory,
        from: day(from),
    }
}

fn granted(Actor { staff, role }: Actor, scope: Scope) -> RoleGranted {
    RoleGranted { staff, role, scope, from: day("2020-08-01"), to: None }
}

/// The September round under a commitment and the guarantee; pupils 1 and 2 in class 1 of school 1.
fn before() -> Vec<Event> {
    let mut events = municipality();
    events.extend(events![
        granted(secretary(), Scope::Municipality),
        granted(special_educator(), Scope::School(school(1))),
        ScaleEditionAdopted { edition: ScaleEdition::lus_1() },
        schedule(),
        proposal(),
        adoption(),
        goals(),
    ]);
    for who in [pupil(1), pupil(2)] {
        let (school, class, from) = (school(1), Some(class(1)), day("2025-08-18"));
        events.extend(events![enrolment(who), ClassJoined { pupil: who, school, class, from }]);
    }
    events
}

/// Where the next event will stand.
fn next(events: &[Event]) -> Position {
    Position(u64::try_from(events.len()).expect("few events"))
}

fn place() -> Place {
    Place { pupil: pupil(1), round: september(), school: school(1), class: Some(class(1)) }
}

fn reading(point: &str) -> ReadingAssessed {
    ReadingAssessed {
        place: place(),
        point: code(point),
        edition: ScaleEdition::lus_1().id,
        on: day("2025-09-15"),
        assessor: teacher().staff,
        outside_population: false,
        note: None,
    }
}

/// The value recorded at that position is corrected to this point.
fn correction(of: Position, point: &str) -> AssessmentCorrected {
    AssessmentCorrected {
        place: place(),
        of,
        outcome: Outcome::Point(code(point)),
        edition: ScaleEdition::lus_1().id,
        on: day("2025-09-15"),
        assessor: teacher().staff,
        reason: Personal::Sealed,
    }
}

/// Pupil 1 is assessed at point 7.
fn assessed() -> Vec<Event> {
    let mut events = before();
    events.extend(events![reading("7")]);
    events
}

/// Where point 7 stands.
fn result() -> Position {
    next(&before())
}

fn below() -> Lack {
    Lack::Below { assessed: result() }
}

fn promise(target: u8) -> Promise {
    Promise { commitment: commitment(), level: proposal().level, version: 1, target }
}

fn shortfall(lack: Lack) -> ShortfallFound {
    ShortfallFound {
        pupil: pupil(1),
        school: school(1),
        class: Some(class(1)),
        round: september(),
        promise: promise(1),
        lack,
        answer_by: day("2025-09-30"),
    }
}

/// Pupil 1 is found below target 1.
fn found() -> Vec<Event> {
    let mut events = assessed();
    events.extend(events![shortfall(below())]);
    events
}

/// Where the shortfall stands.
fn its() -> Position {
    next(&assessed())
}

fn lift(why: Lifted) -> ShortfallLifted {
    let (pupil, school, round) = (pupil(1), school(1), september());
    ShortfallLifted { pupil, school, round, of: its(), why }
}

fn left(on: &str) -> PupilLeft {
    PupilLeft { pupil: pupil(1), school: school(1), on: day(on) }
}

/// The duty goes from school 1 to school 2.
fn follow() -> ShortfallFollowed {
    ShortfallFollowed { pupil: pupil(1), school: school(2), of: its(), from: school(1) }
}

fn answer(answer: Answer) -> GuaranteeAnswered {
    let reasons = words("Läser med stöd varje dag.");
    GuaranteeAnswered { pupil: pupil(1), school: school(1), of: its(), answer, reasons }
}

/// Staff 4 is reminded of the answer, due on 1 July 2017.
fn reminder() -> DutyReminded {
    DutyReminded {
        duty: Duty::Answer,
        of: its(),
        pupil: Some(pupil(1)),
        school: school(1),
        to: teacher().staff,
        due: day("2017-07-01"),
    }
}

fn declined() -> FollowUpDeclined {
    let rule = RuleName::new("shortfall").expect("a code");
    let refusal = Refusal::PromiseUnknown.code().to_owned();
    FollowUpDeclined { rule, cause: Position(1), refusal }
}

// ------------------------------------------------------------------------------------- adoption

/// The municipality before any guarantee.
fn without_goals() -> Vec<Event> {
    let mut events = municipality();
    events.extend(events![granted(secretary(), Scope::Municipality)]);
    events
}

#[test]
fn service_goals_are_adopted_for_the_whole_municipality() {
    for actor in [secretary(), coordinator()] {
        let asked = given(without_goals()).when(Command::Adopt(goals())).by(actor);
        asked.then(events![goals()]);
    }
    for actor in [principal(), district_coordinator(), administrator(), Actor::PROCESS] {
        let asked = given(without_goals()).when(Command::Adopt(goals())).by(actor);
        asked.then_refused(Refusal::NotAuthorised);
    }
}

#[test]
fn the_same_goals_again_are_already_so_and_others_follow() {
    given(before()).when(Command::Adopt(goals())).then_nothing();
    let shorter = GuaranteeAdopted { answer_days: 7, ..goals() };
    given(before()).when(Command::Adopt(shorter.clone())).then(events![shorter.clone()]);
    let earlier = GuaranteeAdopted { valid_from: day("2025-07-31"), ..goals() };
    let asked = given(before()).when(Command::Adopt(earlier));
    asked.then_refused(Refusal::ValidBeforeLast);
    // Back to what was adopted before the last is a change too.
    let asked = given(before()).and(events![shorter]).when(Command::Adopt(goals()));
    asked.then(events![goals()]);
}

#[test]
fn every_goal_is_a_day_at_least() {
    for none in [
        GuaranteeAdopted { answer_days: 0, ..goals() },
        GuaranteeAdopted { investigation_days: 0, ..goals() },
        GuaranteeAdopted { forwarding_days: 0, ..goals() },
        GuaranteeAdopted { complaint_days: 0, ..goals() },
        GuaranteeAdopted { remind_every_days: 0, ..goals() },
    ] {
        let asked = given(without_goals()).when(Command::Adopt(none));
        asked.then_refused(Refusal::DaysUnfit);
    }
}

#[test]
fn the_first_census_date_is_any_day() {
    for first_census in [day("2000-01-01"), day("2030-01-01")] {
        let wanted = GuaranteeAdopted { first_census, ..goals() };
        given(without_goals()).when(Command::Adopt(wanted.clone())).then(events![wanted]);
    }
}

#[test]
fn the_goals_in_force_are_those_that_began_last() {
    let later = GuaranteeAdopted { valid_from: day("2026-01-01"), answer_days: 7, ..goals() };
    let same_day = GuaranteeAdopted { answer_days: 10, ..goals() };
    let events = events![goals(), same_day.clone(), later.clone()];
    let history: Vec<Recorded> = (0..).zip(&events).map(|(n, e)| recorded(n, e)).collect();
    assert_eq!(in_force(&history, day("2025-07-31")), None);
    assert_eq!(in_force(&history, day("2025-12-31")), Some(&same_day));
    assert_eq!(in_force(&history, day("2026-01-01")), Some(&later));
}
