//! Specifications of the assessment.

use super::{
    AssessmentCorrected, AssessmentStruck, Command, NotAssessed, NotAssessedReason, Outcome, Place,
    ReadingAssessed, Refusal,
};
use crate::calendar::Day;
use crate::event::Event;
use crate::id::{ClassId, PointCode, Position, PupilId, RoundId, SchoolUnitCode, StaffId};
use crate::organisation::{AssessorAssigned, AssessorKind, ScaleEditionAdopted};
use crate::people::{Grade, GradeRegime, SchoolForm, Sex};
use crate::personal::{FreeText, Personal};
use crate::pupil::{ClassJoined, PupilEnrolled, PupilTransferred};
use crate::round::{ClassSignedOff, ResultsSubmitted, RoundOpened, RoundReopened, RoundScheduled};
use crate::scale::ScaleEdition;
use crate::spec::{class, day, events, municipality, principal, pupil, school, teacher, words};

mod correcting;
mod model;
mod order;
mod population;
mod typing;

// ------------------------------------------------------------------------------- a small world

fn september() -> RoundId {
    "2025/26:september".parse().expect("a round")
}

fn december() -> RoundId {
    "2025/26:december".parse().expect("a round")
}

fn point(code: &str) -> Outcome {
    Outcome::Point(PointCode::new(code).expect("a short code"))
}

fn schedule() -> RoundScheduled {
    RoundScheduled {
        round: september(),
        census_date: day("2025-09-15"),
        opens: day("2025-09-01"),
        closes: day("2025-09-29"),
        submit_by: day("2025-10-06"),
        forms: vec![SchoolForm::Compulsory],
        grades: vec![3, 6],
        regime: GradeRegime::Nine,
        edition: ScaleEdition::lus_1().id,
    }
}

fn opening(at: SchoolUnitCode) -> RoundOpened {
    RoundOpened { round: september(), school: at, until: day("2025-09-29") }
}

fn enrolment(who: PupilId, at: SchoolUnitCode, from: &str) -> PupilEnrolled {
    PupilEnrolled {
        pupil: who,
        school: at,
        form: SchoolForm::Compulsory,
        grade: Grade::nine(3),
        from: day(from),
        from_known: true,
        sex: Sex::Female,
        school_start: "2022/23".parse().expect("a school year"),
        identity: None,
    }
}

fn joined(who: PupilId, at: SchoolUnitCode, class: Option<ClassId>, from: &str) -> ClassJoined {
    ClassJoined { pupil: who, school: at, class, from: day(from) }
}

/// The municipality, the edition lus-1 and the September round, opened nowhere.
fn scheduled() -> Vec<Event> {
    let mut events = municipality();
    events.extend(events![ScaleEditionAdopted { edition: ScaleEdition::lus_1() }, schedule()]);
    events
}

/// The round open at both school units until 29 September; pupil 1 in class 1 of school 1.
fn opened() -> Vec<Event> {
    let mut events = scheduled();
    events.extend(events![
        opening(school(1)),
        opening(school(2)),
        enrolment(pupil(1), school(1), "2025-08-18"),
        joined(pupil(1), school(1), Some(class(1)), "2025-08-18"),
    ]);
    events
}

/// Where the next event will stand.
fn next(events: &[Event]) -> Position {
    Position(u64::try_from(events.len()).expect("few events"))
}

/// Pupil 1 in the September round, in class 1 of school 1.
fn here() -> Place {
    Place { pupil: pupil(1), round: september(), school: school(1), class: Some(class(1)) }
}

/// What is typed: pupil 1 at point 7 on 16 September by the class's teacher, unless said otherwise.
#[derive(Debug, Clone, Copy)]
struct Typed {
    place: Place,
    outcome: Outcome,
    on: Day,
    assessor: StaffId,
}

fn typed() -> Typed {
    let (outcome, on, assessor) = (point("7"), day("2025-09-16"), teacher().staff);
    Typed { place: here(), outcome, on, assessor }
}

impl Typed {
    fn assess(self) -> Command {
        let Self { place, outcome, on, assessor } = self;
        Command::Assess { place, outcome, on, assessor, note: None }
    }

    fn correct(self) -> Command {
        self.correct_because(words("Avläst på fel rad."))
    }

    fn correct_because(self, reason: Personal<FreeText>) -> Command {
        let Self { place, outcome, on, assessor } = self;
        Command::Correct { place, outcome, on, assessor, reason }
    }

    /// The event, for a pupil of the population.
    fn event(self) -> Event {
        self.recorded(false)
    }

    fn recorded(self, outside_population: bool) -> Event {
        let Self { place, outcome, on, assessor } = self;
        let (edition, note) = (ScaleEdition::lus_1().id, None);
        match outcome {
            Outcome::Point(point) => {
                let event = ReadingAssessed {
                    place,
                    point,
                    edition,
                    on,
                    assessor,
                    outside_population,
                    note,
                };
                event.into()
            }
            Outcome::NotAssessed(reason) => {
                NotAssessed { place, reason, on, assessor, outside_population, note }.into()
            }
        }
    }

    fn correction(self, of: Position) -> Event {
        let Self { place, outcome, on, assessor } = self;
        let (edition, reason) = (ScaleEdition::lus_1().id, words("Avläst på fel rad."));
        AssessmentCorrected { place, of, outcome, edition, on, assessor, reason }.into()
    }
}

fn struck(of: Position, staff: StaffId) -> AssessmentStruck {
    AssessmentStruck { place: here(), of, staff, reason: words("Fel elev.") }
}

fn strike(of: Position, staff: StaffId) -> Command {
    let AssessmentStruck { place, of, staff, reason } = struck(of, staff);
    Command::Strike { place, of, staff, reason }
}

fn signed_off(class: ClassId) -> ClassSignedOff {
    let staff = principal().staff;
    ClassSignedOff { round: september(), school: school(1), class, staff }
}

fn submitted() -> ResultsSubmitted {
    ResultsSubmitted { round: september(), school: school(1), staff: principal().staff }
}

fn reopened(class: Option<ClassId>, until: &str) -> RoundReopened {
    let (round, reason) = (september(), words("Sena bedömningar."));
    RoundReopened { round, school: school(1), class, until: day(until), reason }
}

fn assigned(class: ClassId, staff: StaffId, kind: AssessorKind, from: &str) -> AssessorAssigned {
    AssessorAssigned { class, school: school(1), staff, kind, from: day(from), to: None }
}

fn transferred(who: PupilId, from: &str) -> PupilTransferred {
    PupilTransferred {
        pupil: who,
        from_school: school(1),
        school: school(2),
        form: SchoolForm::Compulsory,
        from: day(from),
    }
}

fn absent() -> Outcome {
    Outcome::NotAssessed(NotAssessedReason::Absent)
}
