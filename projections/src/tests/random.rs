//! Random histories: whatever can be recorded, in any order, with late moves, corrections after moves,
//! strikes, district changes, reopening, disposal.

use domain::assessment::NotAssessedReason;
use domain::commitment::{CommitmentRevised, CommitmentWithdrawn, Level};
use domain::id::{Position, Size};
use domain::organisation::*;
use domain::people::{Grade, Protection, Role, Scope, Sex, Syllabus};
use domain::personal::Personal;
use domain::pupil::*;
use domain::round::*;
use proptest::prelude::*;

mod chain;

use super::history::*;
use crate::figure::reference::TargetRef;
use crate::{FigureRef, FigureScope, InClass, Measure, Progress, Slice};

const DAYS: [&str; 8] = [
    "2025-08-15",
    "2025-09-01",
    "2025-09-15",
    "2025-09-16",
    "2025-11-01",
    "2025-12-05",
    "2026-02-01",
    "2026-02-15",
];
const POINTS: [&str; 5] = ["9", "10", "15", "18a", "19"];
pub(super) const PUPILS: u8 = 6;

/// Something that happens, in small numbers that `happen` gives a meaning.
#[derive(Debug, Clone, Copy)]
pub(super) struct Happening {
    what: u8,
    who: u8,
    one: u8,
    two: u8,
    day: u8,
}

fn happening() -> impl Strategy<Value = Happening> {
    (0..56_u8, 0..PUPILS, 0..12_u8, 0..12_u8, 0..8_u8)
        .prop_map(|(what, who, one, two, day)| Happening { what, who, one, two, day })
}

/// A history in the small municipality.
pub(super) fn history() -> impl Strategy<Value = Log> {
    proptest::collection::vec(happening(), 0..110).prop_map(|happenings| {
        let mut log = Log::municipality();
        for n in 0..PUPILS {
            log.enrol(n, SCHOOLS[usize::from(n % 2)], 3, DAYS[0]);
        }
        log.commit(0, Level::Municipality, terms(500, "15", "2025-07-01"));
        log.goals("2025-09-01");
        for happening in happenings {
            happening.happen(&mut log);
        }
        log
    })
}

/// A size up to that of the log.
pub(super) fn size_of(log: &Log, thousandth: u64) -> Size {
    Size((log.size().0 * thousandth).div_ceil(1000))
}

impl Happening {
    fn happen(self, log: &mut Log) {
        let Self { what, who, one, two, .. } = self;
        let round = ROUNDS[usize::from(one % 3)]();
        let code = POINTS[usize::from(two % 5)];
        match what {
            0..=11 => log.assess(who, round, code),
            12 | 13 => log.assess_in(who, round, code, edition(two % 2 + 1), one > 6),
            14 | 15 => log.not_assessed(who, round, reason(two)),
            16..=18 => {
                let of = self.value_of(log, round, two);
                log.correct(who, round, of, code)
            }
            19..=21 => {
                let of = self.value_of(log, round, two);
                log.strike(who, round, of)
            }
            22..=29 => self.pupil(log),
            30..=35 => self.organisation(log),
            36..=39 => self.round(log, round),
            _ => self.chain(log, round),
        };
    }

    fn day(self) -> &'static str {
        DAYS[usize::from(self.day)]
    }

    fn school(self) -> u32 {
        SCHOOLS[usize::from(self.one % 2)]
    }

    /// One of the pupil's values in the round, or any position.
    fn value_of(self, log: &Log, round: domain::id::RoundId, which: u8) -> Position {
        let is_value = |event: &Option<domain::Event>| match event {
            Some(domain::Event::ReadingAssessed(e)) => {
                e.place.pupil == pupil(self.who) && e.place.round == round
            }
            Some(domain::Event::AssessmentCorrected(e)) => {
                e.place.pupil == pupil(self.who) && e.place.round == round
            }
            _ => false,
        };
        let values: Vec<u64> =
            (0..).zip(&log.events).filter(|(_, e)| is_value(e)).map(|(n, _)| n).collect();
        let any = u64::from(which);
        Position(values.get(usize::from(which) % values.len().max(1)).copied().unwrap_or(any))
    }

    fn pupil(self, log: &mut Log) -> Position {
        let Self { what, who, one, two, .. } = self;
        let (id, from) = (pupil(who), day(self.day()));
        match what {
            22 | 23 => log.transfer(who, A, self.school(), self.day()),
            24 => log.enrol_as(who, self.school(), two % 5, self.day(), sex(two)),
            25 => log.leave(who, self.school(), self.day()),
            26 | 27 => log.join(who, one % 4, self.day()),
            28 => {
                let grade = Grade::nine(two % 5);
                log.add(GradeChanged { pupil: id, school: unit(self.school()), grade, from })
            }
            _ => match two % 6 {
                0 => log.add(IdentityRectified {
                    pupil: id,
                    sex: sex(one),
                    identity: Personal::Sealed,
                }),
                1 => log.add(ProtectionMarked { pupil: id, protection: Protection::Marked }),
                2 => {
                    let (guardian, identity) = (guardian(one % 2), Personal::Sealed);
                    log.add(GuardianLinked { pupil: id, guardian, identity })
                }
                3 => log.add(GuardianUnlinked { pupil: id, guardian: guardian(one % 2) }),
                _ => log.syllabus(
                    who,
                    [Syllabus::Sv, Syllabus::Sva][usize::from(one % 2)],
                    self.day(),
                ),
            },
        }
    }

    fn organisation(self, log: &mut Log) -> Position {
        let Self { what, one, two, .. } = self;
        let (at, from) = (unit(self.school()), day(self.day()));
        let number = two % 4;
        match what {
            30 => {
                let district = quarter(["norr", "syd"][usize::from(two % 2)]);
                log.add(SchoolUnitMoved { school: at, district, from })
            }
            31 => log.add(AssessorAssigned {
                class: class(number),
                school: unit(class_school(number)),
                staff: staff(one % 3),
                kind: [AssessorKind::Responsible, AssessorKind::StandIn][usize::from(one % 2)],
                from,
                to: None,
            }),
            32 => log.add(AssessorEnded {
                class: class(number),
                school: unit(class_school(number)),
                staff: staff(one % 3),
                on: from,
            }),
            33 => {
                let (role, scope) = (Role::Teacher, Scope::School(at));
                match two % 3 {
                    0 => log.add(RoleEnded { staff: staff(one % 3), role, scope, on: from }),
                    1 => log.add(StaffLeft { staff: staff(one % 3), on: from }),
                    _ => {
                        log.add(RoleGranted { staff: staff(one % 3), role, scope, from, to: None })
                    }
                }
            }
            34 => match two % 4 {
                0 => log.add(SchoolUnitClosed { school: at, on: from, successors: vec![] }),
                1 => log.add(SchoolUnitRenamed { school: at, name: format!("Ny {one}"), from }),
                2 => log.add(CoverageAdopted { least_permille: u16::from(one) * 80, from }),
                _ => log.add_removed(),
            },
            _ => self.commitment(log),
        }
    }

    fn commitment(self, log: &mut Log) -> Position {
        let (commitment, level) = (commitment(0), Level::Municipality);
        if self.two == 0 {
            return log.add(CommitmentWithdrawn {
                commitment,
                level,
                from: day(self.day()),
                decision: None,
            });
        }
        let terms = terms(600, POINTS[usize::from(self.one % 5)], self.day());
        let (version, on) = (u16::from(self.two) + 1, day(self.day()));
        log.add(CommitmentRevised { commitment, level, version, terms, on, decision: None })
    }

    fn round(self, log: &mut Log, round: domain::id::RoundId) -> Position {
        let Self { who, two, .. } = self;
        let number = two % 4;
        let (at, staff, until) = (unit(class_school(number)), staff(who % 3), day(self.day()));
        match two {
            0 | 1 => log.add(RoundOpened { round, school: at, until }),
            2..=5 => log.add(ClassSignedOff { round, school: at, class: class(number), staff }),
            6 => log.add(ResultsSubmitted { round, school: at, staff }),
            7 => log.add(ResultsReceived { round, school: at, staff }),
            8 | 9 => {
                let class = (two == 8).then(|| class(number));
                let reason = Personal::Sealed;
                log.add(RoundReopened { round, school: at, class, until, reason })
            }
            10 => log.add(schedule(round, self.day(), edition(who % 2 + 1))),
            _ => log.add(ReminderSent { round, school: at, class: None, to: staff }),
        }
    }
}

fn reason(number: u8) -> NotAssessedReason {
    use NotAssessedReason::{Absent, Exempt, NewlyArrived};
    [Absent, NewlyArrived, Exempt][usize::from(number % 3)]
}

fn sex(number: u8) -> Sex {
    [Sex::Female, Sex::Male, Sex::Unknown][usize::from(number % 3)]
}

/// Any figure of the small municipality.
pub(super) fn any_figure() -> impl Strategy<Value = FigureRef> {
    let scope = proptest::sample::select(scopes());
    let slice = (
        proptest::option::of(1..4_u8),
        proptest::option::weighted(0.3, 0..5_u8),
        proptest::option::weighted(0.3, 0..3_u8),
        proptest::option::weighted(
            0.3,
            proptest::sample::select(vec![Syllabus::Sv, Syllabus::Unknown]),
        ),
    );
    (any_measure(), scope, 0..3_usize, slice).prop_map(|(measure, scope, round, slice)| {
        let class = slice.1.map(|n| if n < 4 { InClass::Class(class(n)) } else { InClass::None });
        let slice = Slice { grade: slice.0, class, sex: slice.2.map(sex), syllabus: slice.3 };
        FigureRef { measure, scope, round: ROUNDS[round](), slice }
    })
}

/// A figure of all pupils of a scope: seldom empty.
pub(super) fn broad_figure() -> impl Strategy<Value = FigureRef> {
    let scopes: Vec<FigureScope> = scopes();
    (any_measure(), proptest::sample::select(scopes), 0..3_usize).prop_map(
        |(measure, scope, round)| FigureRef {
            measure,
            scope,
            round: ROUNDS[round](),
            slice: Slice::default(),
        },
    )
}

fn any_measure() -> impl Strategy<Value = Measure> {
    let target = TargetRef { commitment: commitment(0), target: 2 };
    proptest::sample::select(vec![
        Measure::Population,
        Measure::Assessed,
        Measure::Coverage,
        Measure::NotAssessed(None),
        Measure::NotAssessed(Some(reason(0))),
        Measure::Missing,
        Measure::Point(point("15")),
        Measure::Median,
        Measure::Reached(target),
        Measure::ReachedOfPopulation(target),
        Measure::Progress(Progress::Risen),
        Measure::Progress(Progress::Same),
        Measure::Progress(Progress::Fallen),
        Measure::Progress(Progress::AtTheTop),
    ])
}
