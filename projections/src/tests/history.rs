//! A log in memory, and short words for what happens in a small municipality.
//!
//! Two districts, a committee for all and one for the north; the school units A (north) and B (south),
//! each with two classes; rounds in September and December 2025 and, on another edition, February 2026.

use std::sync::LazyLock;

use domain::Event;
use domain::assessment::*;
use domain::calendar::{Day, Instant, SchoolYear};
use domain::commitment::{self, Level, Target, Terms};
use domain::id::*;
use domain::organisation::*;
use domain::people::*;
use domain::personal::Personal;
use domain::pupil::*;
use domain::round::*;
use domain::scale::ScaleEdition;

use crate::{Facts, FigureScope, Origin};

pub(super) const A: u32 = 10_000_001;
pub(super) const B: u32 = 10_000_002;
pub(super) const SCHOOLS: [u32; 2] = [A, B];

pub(super) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(super) fn unit(code: u32) -> SchoolUnitCode {
    SchoolUnitCode::new(code).unwrap()
}

/// Classes 0 and 1 belong to school A, 2 and 3 to school B.
pub(super) fn class(number: u8) -> ClassId {
    ClassId::from_bytes([number + 100; 16])
}

pub(super) fn class_school(number: u8) -> u32 {
    if number < 2 { A } else { B }
}

pub(super) fn pupil(number: u8) -> PupilId {
    PupilId::from_bytes([number; 16])
}

pub(super) fn staff(number: u8) -> StaffId {
    StaffId::from_bytes([number + 200; 16])
}

pub(super) fn guardian(number: u8) -> GuardianId {
    GuardianId::from_bytes([number + 50; 16])
}

pub(super) fn commitment(number: u8) -> CommitmentId {
    CommitmentId::from_bytes([number + 150; 16])
}

pub(super) fn quarter(code: &str) -> DistrictId {
    code.parse().unwrap()
}

pub(super) fn point(code: &str) -> PointCode {
    code.parse().unwrap()
}

pub(super) fn edition(number: u8) -> EditionId {
    format!("lus-{number}").parse().unwrap()
}

pub(super) fn september() -> RoundId {
    "2025/26:september".parse().unwrap()
}

pub(super) fn december() -> RoundId {
    "2025/26:december".parse().unwrap()
}

pub(super) fn february() -> RoundId {
    "2025/26:february".parse().unwrap()
}

pub(super) const ROUNDS: [fn() -> RoundId; 3] = [september, december, february];

pub(super) fn at_school(code: u32) -> FigureScope {
    FigureScope::School(unit(code))
}

pub(super) fn whole() -> CommitteeId {
    "utbildning".parse().unwrap()
}

pub(super) fn northern() -> CommitteeId {
    "norra".parse().unwrap()
}

/// All scopes there are.
pub(super) fn scopes() -> Vec<FigureScope> {
    let mut scopes = vec![
        FigureScope::District(quarter("norr")),
        FigureScope::District(quarter("syd")),
        FigureScope::Committee(whole()),
        FigureScope::Committee(northern()),
    ];
    scopes.extend(SCHOOLS.map(at_school));
    scopes.extend((0..4).map(|number| FigureScope::Class(class(number))));
    scopes
}

pub(super) fn schedule(round: RoundId, census_date: &str, edition: EditionId) -> RoundScheduled {
    let census_date = day(census_date);
    RoundScheduled {
        round,
        census_date,
        opens: census_date,
        closes: census_date.plus(14),
        submit_by: census_date.plus(21),
        forms: vec![SchoolForm::Compulsory],
        grades: vec![1, 2, 3],
        regime: GradeRegime::Nine,
        edition,
    }
}

pub(super) fn terms(share_permille: u16, least: &str, valid_from: &str) -> Terms {
    let target = Target {
        number: 2,
        grade: Grade::nine(3),
        occasion: "september".parse().unwrap(),
        edition: edition(1),
        least: point(least),
        share_permille,
    };
    let (title, valid_from) = ("Alla läser i trean".to_owned(), day(valid_from));
    Terms { title, targets: vec![target], valid_from, valid_to: None }
}

/// The log.
#[derive(Debug, Clone, Default)]
pub(super) struct Log {
    pub(super) events: Vec<Option<Event>>,
}

impl Log {
    /// Nothing happened yet.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// The small municipality.
    pub(super) fn municipality() -> Self {
        let mut log = Self::new();
        log.add(MunicipalityRegistered { code: "0126".parse().unwrap(), name: "Ektorp".into() });
        for (code, name) in [("norr", "Norr"), ("syd", "Syd")] {
            log.add(DistrictFormed { district: quarter(code), name: name.into() });
        }
        let name = "Utbildningsnämnden".to_owned();
        log.add(CommitteeFormed { committee: whole(), name, district: None });
        let (name, of) = ("Norra nämnden".to_owned(), Some(quarter("norr")));
        log.add(CommitteeFormed { committee: northern(), name, district: of });
        for (code, name, of) in [(A, "Almskolan", "norr"), (B, "Bokskolan", "syd")] {
            log.add(SchoolUnitOpened {
                school: unit(code),
                name: name.into(),
                district: Some(quarter(of)),
                forms: vec![SchoolForm::Compulsory],
                from: day("2020-07-01"),
            });
        }
        for number in 0..4 {
            let name = format!("{}{}", number % 2 + 2, ["A", "B"][usize::from(number / 2)]);
            let school = unit(class_school(number));
            let from = day("2025-07-01");
            log.add(ClassFormed { class: class(number), school, name, from });
        }
        let lus_1 = ScaleEdition::lus_1();
        log.add(ScaleEditionAdopted { edition: ScaleEdition { id: edition(2), ..lus_1.clone() } });
        log.add(ScaleEditionAdopted { edition: lus_1 });
        log.add(schedule(september(), "2025-09-15", edition(1)));
        log.add(schedule(december(), "2025-12-05", edition(1)));
        log.add(schedule(february(), "2026-02-15", edition(2)));
        log
    }

    /// Adds an event; answers its position.
    pub(super) fn add(&mut self, event: impl Into<Event>) -> Position {
        self.events.push(Some(event.into()));
        Position(self.events.len() as u64 - 1)
    }

    /// Adds an event whose body has been removed.
    pub(super) fn add_removed(&mut self) -> Position {
        self.events.push(None);
        Position(self.events.len() as u64 - 1)
    }

    pub(super) fn size(&self) -> Size {
        Size(self.events.len() as u64)
    }

    /// When the event at a position is recorded: two events share each instant.
    pub(super) fn instant(position: u64) -> Instant {
        Instant(1_750_000_000_000_000 + position / 2 * 1_000_000)
    }

    /// Who records each event, and what led to it: the members of staff in turn, and now and then the
    /// event three before it.
    pub(super) fn origin(position: u64) -> Origin<'static> {
        static ACTORS: LazyLock<[String; 3]> = LazyLock::new(|| {
            [0, 1, 2].map(|n| Actor { staff: staff(n), role: Role::Principal }.to_string())
        });
        let actor = &ACTORS[usize::try_from(position % 3).unwrap()];
        let cause = position.checked_sub(3).filter(|_| position.is_multiple_of(4)).map(Position);
        Origin { actor, cause }
    }

    /// The facts of the first `size` events.
    pub(super) fn facts_at(&self, size: Size) -> Facts {
        let mut facts = Facts::new();
        for (n, event) in (0..).zip(&self.events).take(usize::try_from(size.0).unwrap()) {
            facts.apply(Position(n), Self::instant(n), event.as_ref(), Self::origin(n)).unwrap();
        }
        facts
    }

    pub(super) fn facts(&self) -> Facts {
        self.facts_at(self.size())
    }

    // ------------------------------------------------------------------------------- pupils

    pub(super) fn enrol(&mut self, n: u8, at: u32, grade: u8, from: &str) -> Position {
        self.enrol_as(n, at, grade, from, Sex::Female)
    }

    pub(super) fn enrol_as(&mut self, n: u8, at: u32, grade: u8, from: &str, sex: Sex) -> Position {
        let from = day(from);
        self.add(PupilEnrolled {
            pupil: pupil(n),
            school: unit(at),
            form: SchoolForm::Compulsory,
            grade: Grade::nine(grade),
            from,
            from_known: true,
            sex,
            school_start: SchoolYear::beginning(2025 - u16::from(grade)),
            identity: Some(Personal::Sealed),
        })
    }

    pub(super) fn join(&mut self, n: u8, number: u8, from: &str) -> Position {
        let school = unit(class_school(number));
        let class = Some(class(number));
        self.add(ClassJoined { pupil: pupil(n), school, class, from: day(from) })
    }

    pub(super) fn transfer(&mut self, n: u8, from_school: u32, to: u32, from: &str) -> Position {
        self.add(PupilTransferred {
            pupil: pupil(n),
            from_school: unit(from_school),
            school: unit(to),
            form: SchoolForm::Compulsory,
            from: day(from),
        })
    }

    pub(super) fn leave(&mut self, n: u8, at: u32, on: &str) -> Position {
        self.add(PupilLeft { pupil: pupil(n), school: unit(at), on: day(on) })
    }

    pub(super) fn syllabus(&mut self, n: u8, syllabus: Syllabus, from: &str) -> Position {
        self.add(SwedishSyllabusSet { pupil: pupil(n), syllabus, from: day(from) })
    }

    // ------------------------------------------------------------------------------- results

    pub(super) fn place(n: u8, round: RoundId) -> Place {
        Place { pupil: pupil(n), round, school: unit(A), class: None }
    }

    pub(super) fn assess(&mut self, n: u8, round: RoundId, code: &str) -> Position {
        self.assess_in(n, round, code, edition(if round == february() { 2 } else { 1 }), false)
    }

    pub(super) fn assess_in(
        &mut self,
        n: u8,
        round: RoundId,
        code: &str,
        edition: EditionId,
        outside_population: bool,
    ) -> Position {
        self.add(ReadingAssessed {
            place: Self::place(n, round),
            point: point(code),
            edition,
            on: day("2025-09-16"),
            assessor: staff(0),
            outside_population,
            note: None,
        })
    }

    pub(super) fn not_assessed(
        &mut self,
        n: u8,
        round: RoundId,
        reason: NotAssessedReason,
    ) -> Position {
        self.add(NotAssessed {
            place: Self::place(n, round),
            reason,
            on: day("2025-09-16"),
            assessor: staff(0),
            outside_population: false,
            note: None,
        })
    }

    pub(super) fn correct(&mut self, n: u8, round: RoundId, of: Position, code: &str) -> Position {
        self.add(AssessmentCorrected {
            place: Self::place(n, round),
            of,
            outcome: Outcome::Point(point(code)),
            edition: edition(if round == february() { 2 } else { 1 }),
            on: day("2025-09-20"),
            assessor: staff(1),
            reason: Personal::Sealed,
        })
    }

    pub(super) fn strike(&mut self, n: u8, round: RoundId, of: Position) -> Position {
        let (place, reason) = (Self::place(n, round), Personal::Sealed);
        self.add(AssessmentStruck { place, of, staff: staff(0), reason })
    }

    /// A commitment of the municipality, proposed and adopted: positions of both.
    pub(super) fn commit(&mut self, number: u8, level: Level, terms: Terms) -> [Position; 2] {
        let commitment = commitment(number);
        let on = terms.valid_from;
        [
            self.add(commitment::CommitmentProposed { commitment, level, terms, serves: None }),
            self.add(commitment::CommitmentAdopted { commitment, level, on, decision: None }),
        ]
    }
}
