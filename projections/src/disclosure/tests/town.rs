//! A municipality of any number of school units in two districts, one target for grade 3.

use domain::Event;
use domain::assessment::{NotAssessed, NotAssessedReason, Place, ReadingAssessed};
use domain::calendar::{Day, Instant, SchoolYear};
use domain::commitment::{CommitmentAdopted, CommitmentProposed, Level, Target, Terms};
use domain::id::*;
use domain::organisation::*;
use domain::people::*;
use domain::personal::Personal;
use domain::pupil::{PupilEnrolled, PupilTransferred};
use domain::round::*;
use domain::scale::ScaleEdition;

use crate::disclosure::{Protected, Rules};
use crate::figure::reference::{FigureRef, FigureScope, Measure, Slice, TargetRef};
use crate::{Facts, Origin};

pub(super) const TARGET: u8 = 2;
pub(super) const REACHED: [&str; 2] = ["15", "18a"];
pub(super) const BELOW: [&str; 2] = ["9", "10"];

pub(super) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(super) fn unit(n: u32) -> SchoolUnitCode {
    SchoolUnitCode::new(10_000_001 + n).unwrap()
}

pub(super) fn whole() -> FigureScope {
    FigureScope::Committee("utbildning".parse().unwrap())
}

pub(super) fn district(code: &str) -> FigureScope {
    FigureScope::District(code.parse().unwrap())
}

pub(super) fn school(n: u32) -> FigureScope {
    FigureScope::School(unit(n))
}

pub(super) fn september() -> RoundId {
    "2025/26:september".parse().unwrap()
}

pub(super) fn december() -> RoundId {
    "2025/26:december".parse().unwrap()
}

pub(super) fn target() -> TargetRef {
    TargetRef { commitment: CommitmentId::from_bytes([7; 16]), target: TARGET }
}

pub(super) fn reached() -> Measure {
    Measure::Reached(target())
}

pub(super) fn named(measure: Measure, scope: FigureScope, slice: Slice) -> FigureRef {
    FigureRef { measure, scope, round: september(), slice }
}

pub(super) fn in_grade(grade: u8) -> Slice {
    Slice { grade: Some(grade), ..Slice::default() }
}

fn pupil(n: u32) -> PupilId {
    let mut bytes = [0; 16];
    bytes[..4].copy_from_slice(&n.to_be_bytes());
    PupilId::from_bytes(bytes)
}

fn edition() -> EditionId {
    "lus-1".parse().unwrap()
}

/// The record.
#[derive(Debug, Clone, Default)]
pub(super) struct Town {
    events: Vec<Event>,
    pub(super) schools: u32,
    pupils: u32,
}

/// So many of a sex in a grade: reached, below, absent.
pub(super) type Many = (u32, u32, u32);

impl Town {
    /// School units 0, 1, …: each in the district given.
    pub(super) fn new(districts: &[&str]) -> Self {
        let mut town = Self::default();
        town.add(MunicipalityRegistered { code: "0126".parse().unwrap(), name: "Ektorp".into() });
        for code in ["norr", "syd"] {
            let (district, name) = (code.parse().unwrap(), code.to_owned());
            town.add(DistrictFormed { district, name });
        }
        let name = "Utbildningsnämnden".to_owned();
        town.add(CommitteeFormed {
            committee: "utbildning".parse().unwrap(),
            name,
            district: None,
        });
        for code in districts {
            town.add(SchoolUnitOpened {
                school: unit(town.schools),
                name: "Skolan".into(),
                district: Some(code.parse().unwrap()),
                forms: vec![SchoolForm::Compulsory],
                from: day("2020-07-01"),
            });
            town.schools += 1;
        }
        town.add(ScaleEditionAdopted { edition: ScaleEdition::lus_1() });
        for (round, census_date) in [(september(), "2025-09-15"), (december(), "2025-12-05")] {
            town.add(schedule(round, day(census_date)));
        }
        town.promise();
        town
    }

    pub(super) fn add(&mut self, event: impl Into<Event>) {
        self.events.push(event.into());
    }

    fn promise(&mut self) {
        let target = Target {
            number: TARGET,
            grade: Grade::nine(3),
            occasion: "september".parse().unwrap(),
            edition: edition(),
            least: "15".parse().unwrap(),
            share_permille: 800,
        };
        let (title, valid_from) = ("Alla läser i trean".to_owned(), day("2025-07-01"));
        let terms = Terms { title, targets: vec![target], valid_from, valid_to: None };
        let (commitment, level) = (super::town::target().commitment, Level::Municipality);
        self.add(CommitmentProposed { commitment, level, terms, serves: None });
        self.add(CommitmentAdopted { commitment, level, on: valid_from, decision: None });
    }

    pub(super) fn enrol(&mut self, school: u32, grade: u8, sex: Sex) -> u32 {
        self.pupils += 1;
        self.add(PupilEnrolled {
            pupil: pupil(self.pupils),
            school: unit(school),
            form: SchoolForm::Compulsory,
            grade: Grade::nine(grade),
            from: day("2025-08-15"),
            from_known: true,
            sex,
            school_start: SchoolYear::beginning(2025 - u16::from(grade)),
            identity: Some(Personal::Sealed),
        });
        self.pupils
    }

    pub(super) fn assess(&mut self, n: u32, school: u32, round: RoundId, code: &str) {
        let place = Place { pupil: pupil(n), round, school: unit(school), class: None };
        self.add(ReadingAssessed {
            place,
            point: code.parse().unwrap(),
            edition: edition(),
            on: day("2025-09-16"),
            assessor: StaffId::from_bytes([1; 16]),
            outside_population: false,
            note: None,
        });
    }

    /// A grade of a school unit; answers the numbers of the pupils, those below first.
    pub(super) fn group(&mut self, school: u32, grade: u8, girls: Many, boys: Many) -> Vec<u32> {
        let mut numbers = Vec::new();
        for (sex, (reached, below, absent)) in [(Sex::Female, girls), (Sex::Male, boys)] {
            for n in 0..below {
                let number = self.enrol(school, grade, sex);
                self.assess(number, school, september(), BELOW[n as usize % 2]);
                numbers.push(number);
            }
            for n in 0..reached {
                let number = self.enrol(school, grade, sex);
                self.assess(number, school, september(), REACHED[n as usize % 2]);
                numbers.push(number);
            }
            for _ in 0..absent {
                let number = self.enrol(school, grade, sex);
                self.absent(number, school);
                numbers.push(number);
            }
        }
        numbers
    }

    /// A pupil is found to have been at another school unit all the time.
    pub(super) fn transfer(&mut self, n: u32, from: u32, to: u32) {
        self.add(PupilTransferred {
            pupil: pupil(n),
            from_school: unit(from),
            school: unit(to),
            form: SchoolForm::Compulsory,
            from: day("2025-09-01"),
        });
    }

    fn absent(&mut self, n: u32, school: u32) {
        let place =
            Place { pupil: pupil(n), round: september(), school: unit(school), class: None };
        self.add(NotAssessed {
            place,
            reason: NotAssessedReason::Absent,
            on: day("2025-09-16"),
            assessor: StaffId::from_bytes([1; 16]),
            outside_population: false,
            note: None,
        });
    }

    pub(super) fn receive(&mut self, school: u32, round: RoundId) {
        let (school, staff) = (unit(school), StaffId::from_bytes([1; 16]));
        self.add(RoundOpened { round, school, until: day("2025-10-10") });
        self.add(ResultsSubmitted { round, school, staff });
        self.add(ResultsReceived { round, school, staff });
    }

    pub(super) fn receive_all(&mut self, round: RoundId) {
        for school in 0..self.schools {
            self.receive(school, round);
        }
    }

    pub(super) fn size(&self) -> Size {
        Size(self.events.len() as u64)
    }

    pub(super) fn facts(&self) -> Facts {
        let staff = StaffId::from_bytes([1; 16]);
        let actor = Actor { staff, role: Role::Principal }.to_string();
        let mut facts = Facts::new();
        for (n, event) in (0..).zip(&self.events) {
            let at = Instant(1_750_000_000_000_000 + n * 1_000_000);
            let origin = Origin { actor: &actor, cause: None };
            facts.apply(Position(n), at, Some(event), origin).unwrap();
        }
        facts
    }

    /// September as it is shown when everything is recorded.
    pub(super) fn protected(&self) -> Protected {
        Protected::of(&self.facts(), self.size(), september(), &Rules::default())
    }
}

fn schedule(round: RoundId, census_date: Day) -> RoundScheduled {
    RoundScheduled {
        round,
        census_date,
        opens: census_date,
        closes: census_date.plus(14),
        submit_by: census_date.plus(21),
        forms: vec![SchoolForm::Compulsory],
        grades: vec![1, 2, 3],
        regime: GradeRegime::Nine,
        edition: edition(),
    }
}
