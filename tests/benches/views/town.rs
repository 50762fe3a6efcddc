//! A municipality made up in memory: facts only, no log, nothing drawn by chance.

use domain::Event;
use domain::action_programme::{
    Appointment, ConcernReported, Content, DecisionServed, Ended, InvestigationConcluded,
    InvestigationOpened, Party, ProgrammeDecided, ProgrammeEnded, ProgrammeFollowedUp, Taken,
};
use domain::analysis::{
    Effect, Expected, MeasureDecided, MeasureEvaluated, MeasureFor, MeasureStarted, ResultsAnalysed,
};
use domain::assessment::{AssessmentCorrected, Outcome, Place, ReadingAssessed};
use domain::calendar::{Day, Instant, SchoolYear};
use domain::commitment::{CommitmentAdopted, CommitmentProposed, Level, Target, Terms};
use domain::committee::{
    Basis, CommitteeDecided, CommitteeInformed, Document, ReportPrepared, Resolution,
};
use domain::guarantee::{Answer, GuaranteeAnswered, Lack, Promise, ShortfallFound};
use domain::id::{
    AnalysisId, Bytes, ClassId, CommitmentId, CommitteeId, DecisionId, Digest, DistrictId,
    EditionId, GuardianId, MeasureId, PointCode, Position, ProgrammeId, PupilId, ReportId, RoundId,
    SchoolUnitCode, SeminarId, Size, StaffId,
};
use domain::organisation::{
    AssessorAssigned, AssessorKind, ClassFormed, CommitteeFormed, DistrictFormed, RoleGranted,
    ScaleEditionAdopted, SchoolUnitOpened, StaffEngaged,
};
use domain::parent_dialogue::{AssessmentExplained, GuardianAcknowledged};
use domain::people::{Grade, GradeRegime, Role, SchoolForm, Scope, Sex, Way};
use domain::personal::Personal;
use domain::pupil::{ClassJoined, GuardianLinked, PupilEnrolled};
use domain::round::{ResultsSubmitted, RoundOpened, RoundScheduled};
use domain::scale::ScaleEdition;
use domain::seminar::{
    ConsensusReached, RatingGiven, RatingsRevealed, SeminarArranged, SeminarKind,
};
use projections::{Facts, Origin};

/// The rounds with their census dates: three school years.
const ROUNDS: [(&str, &str); 9] = [
    ("2022/23:september", "2022-09-15"),
    ("2022/23:december", "2022-12-05"),
    ("2022/23:february", "2023-02-15"),
    ("2023/24:september", "2023-09-15"),
    ("2023/24:december", "2023-12-05"),
    ("2023/24:february", "2024-02-15"),
    ("2024/25:september", "2024-09-15"),
    ("2024/25:december", "2024-12-05"),
    ("2024/25:february", "2025-02-15"),
];
const CLASSES: u32 = 12;
const POINTS: [&str; 6] = ["10", "13", "14", "15", "15", "16"];

pub(crate) fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// Sixteen bytes: a kind and a number.
fn id(kind: u8, number: u32) -> [u8; 16] {
    let mut bytes = [kind; 16];
    bytes[..4].copy_from_slice(&number.to_be_bytes());
    bytes
}

pub(crate) fn staff(number: u32) -> StaffId {
    StaffId::from_bytes(id(2, number))
}

pub(crate) fn decision(number: u32) -> DecisionId {
    DecisionId::from_bytes(id(10, number))
}

pub(crate) fn commitment(number: u32) -> CommitmentId {
    CommitmentId::from_bytes(id(4, number))
}

pub(crate) fn measure(number: u32) -> MeasureId {
    MeasureId::from_bytes(id(7, number))
}

pub(crate) fn seminar(number: u32) -> SeminarId {
    SeminarId::from_bytes(id(8, number))
}

pub(crate) fn pupil(number: u32) -> PupilId {
    PupilId::from_bytes(id(9, number))
}

fn guardian(pupil: u32, number: u32) -> GuardianId {
    GuardianId::from_bytes(id(5, pupil * 2 + number))
}

pub(crate) fn committee() -> CommitteeId {
    "utbildning".parse().expect("a committee")
}

pub(crate) fn district(number: u32) -> DistrictId {
    ["norr", "syd"][(number % 2) as usize].parse().expect("a district")
}

fn edition() -> EditionId {
    ScaleEdition::lus_1().id
}

fn point(code: &str) -> PointCode {
    code.parse().expect("a point")
}

fn number(count: usize) -> u32 {
    u32::try_from(count).expect("few")
}

/// What the benchmark asks its questions of.
pub(crate) struct Town {
    pub(crate) facts: Facts,
    pub(crate) schools: Vec<SchoolUnitCode>,
    pub(crate) rounds: Vec<RoundId>,
    /// The size when the round in the middle was over.
    pub(crate) half: Size,
    pupils: u32,
}

/// Staff number of the results coordinator; the adviser and the secretary come after.
pub(crate) const COORDINATOR: u32 = 1_000_000;

impl Town {
    /// So many pupils, a third of a thousand to each school unit, three school years.
    pub(crate) fn new(pupils: u32) -> Self {
        let unit = |n| SchoolUnitCode::new(20_000_000 + n).expect("eight digits");
        let schools = (0..(pupils / 333).max(2)).map(unit).collect();
        let rounds = ROUNDS.iter().map(|(round, _)| round.parse().expect("a round")).collect();
        let (facts, half) = (Facts::new(), Size(0));
        let mut town = Self { facts, schools, rounds, half, pupils };
        town.organisation();
        for school in 0..number(town.schools.len()) {
            town.school(school);
        }
        town.commitments();
        for pupil in 0..pupils {
            town.pupil(pupil);
        }
        for round in 0..ROUNDS.len() {
            town.round(round);
            town.decided(round);
            if round == ROUNDS.len() / 2 {
                town.half = town.facts.size();
            }
        }
        (0..20).for_each(|n| town.seminar(n));
        town
    }

    fn add(&mut self, event: impl Into<Event>) -> Position {
        let position = Position(self.facts.size().0);
        let at = Instant(1_740_000_000_000_000 + position.0);
        let origin = Origin::default();
        self.facts.apply(position, at, Some(&event.into()), origin).expect("folded");
        position
    }

    fn school_of(&self, pupil: u32) -> (u32, SchoolUnitCode) {
        let school = pupil % number(self.schools.len());
        (school, self.schools[school as usize])
    }

    fn class_of(&self, pupil: u32) -> (u32, ClassId) {
        let class = pupil / number(self.schools.len()) % CLASSES;
        (class, ClassId::from_bytes(id(1, self.school_of(pupil).0 * CLASSES + class)))
    }

    fn organisation(&mut self) {
        for n in 0..2 {
            self.add(DistrictFormed { district: district(n), name: format!("D{n}") });
        }
        let name = "Utbildningsnämnden".to_owned();
        self.add(CommitteeFormed { committee: committee(), name, district: None });
        self.add(ScaleEditionAdopted { edition: ScaleEdition::lus_1() });
        for (round, (_, date)) in (0..).zip(ROUNDS) {
            let census_date = day(date);
            self.add(RoundScheduled {
                round: self.rounds[round],
                census_date,
                opens: census_date,
                closes: census_date.plus(14),
                submit_by: census_date.plus(21),
                forms: vec![SchoolForm::Compulsory],
                grades: (1..=9).collect(),
                regime: GradeRegime::Nine,
                edition: edition(),
            });
        }
        let roles = [Role::ResultsCoordinator, Role::Adviser, Role::CommitteeSecretary];
        for (number, role) in (COORDINATOR..).zip(roles) {
            self.employ(number, role, Scope::Municipality);
        }
    }

    fn employ(&mut self, number: u32, role: Role, scope: Scope) {
        let (staff, from) = (staff(number), day("2020-07-01"));
        self.add(StaffEngaged { staff, from, name: Personal::Sealed });
        self.add(RoleGranted { staff, role, scope, from, to: None });
    }

    fn school(&mut self, number: u32) {
        let (school, from) = (self.schools[number as usize], day("2020-07-01"));
        self.add(SchoolUnitOpened {
            school,
            name: format!("Skola {number}"),
            district: Some(district(number)),
            forms: vec![SchoolForm::Compulsory],
            from,
        });
        for n in 0..CLASSES {
            let class = ClassId::from_bytes(id(1, number * CLASSES + n));
            self.add(ClassFormed { class, school, name: format!("{n}A"), from });
            let role = if n == 0 { Role::Principal } else { Role::Teacher };
            self.employ(number * CLASSES + n, role, Scope::School(school));
            let (staff, kind) = (staff(number * CLASSES + n), AssessorKind::Responsible);
            self.add(AssessorAssigned { class, school, staff, kind, from, to: None });
        }
        let (committee, principal) = (committee(), staff(number * CLASSES));
        let on = day("2024-10-01");
        self.add(CommitteeInformed { committee, school, principal, on, way: Way::Meeting });
    }

    /// Two of the municipality, then one of each school unit.
    fn commitments(&mut self) {
        let schools = self.schools.clone();
        let levels = schools.into_iter().map(Level::School);
        let levels = [Level::Municipality; 2].into_iter().chain(levels);
        for (number, level) in (0..).zip(levels) {
            let target = |n: u8, occasion: &str| Target {
                number: n,
                grade: Grade::nine(3),
                occasion: occasion.parse().expect("an occasion"),
                edition: edition(),
                least: point("14"),
                share_permille: 800,
            };
            let targets = vec![target(1, "september"), target(2, "february")];
            let (title, valid_from) = ("Alla läser".to_owned(), day("2022-07-01"));
            let terms = Terms { title, targets, valid_from, valid_to: None };
            let commitment = commitment(number);
            self.add(CommitmentProposed { commitment, level, terms, serves: None });
            self.add(CommitmentAdopted { commitment, level, on: valid_from, decision: None });
        }
    }

    fn pupil(&mut self, n: u32) {
        let ((_, school), (class_number, class)) = (self.school_of(n), self.class_of(n));
        let from = day("2022-08-15");
        self.add(PupilEnrolled {
            pupil: pupil(n),
            school,
            form: SchoolForm::Compulsory,
            grade: Grade::nine(u8::try_from(class_number % 9).expect("below nine") + 1),
            from,
            from_known: true,
            sex: [Sex::Female, Sex::Male][(n / 7 % 2) as usize],
            school_start: SchoolYear::beginning(2020),
            identity: None,
        });
        self.add(ClassJoined { pupil: pupil(n), school, class: Some(class), from });
        for g in 0..2 {
            let (guardian, identity) = (guardian(n, g), Personal::Sealed);
            self.add(GuardianLinked { pupil: pupil(n), guardian, identity });
        }
    }

    /// A round from opening to measures.
    fn round(&mut self, index: usize) {
        let (round, on) = (self.rounds[index], day(ROUNDS[index].1));
        for number in 0..number(self.schools.len()) {
            let school = self.schools[number as usize];
            self.add(RoundOpened { round, school, until: on.plus(14) });
            let first = Position(self.facts.size().0);
            let pupils = (number..self.pupils).step_by(self.schools.len());
            for pupil in pupils.clone() {
                self.assessed(pupil, round, on);
            }
            let staff = staff(number * CLASSES);
            self.add(ResultsSubmitted { round, school, staff });
            for (pupil, assessed) in pupils.zip(first.0..) {
                self.followed(pupil, round, on, Position(assessed));
                if index.is_multiple_of(3) && (pupil / 333).is_multiple_of(30) {
                    self.case(pupil, number, on);
                }
            }
            self.measured(number, index, Size(first.0));
        }
    }

    fn place(&self, n: u32, round: RoundId) -> Place {
        let class = Some(self.class_of(n).1);
        Place { pupil: pupil(n), round, school: self.school_of(n).1, class }
    }

    fn assessed(&mut self, n: u32, round: RoundId, on: Day) -> Position {
        let assessor = staff(self.school_of(n).0 * CLASSES + self.class_of(n).0);
        let (place, point) = (self.place(n, round), point(POINTS[(n / 11 % 6) as usize]));
        let (edition, outside_population, note) = (edition(), false, None);
        self.add(ReadingAssessed { place, point, edition, on, assessor, outside_population, note })
    }

    /// What comes of one result: some corrected, some short of the promise, most explained.
    fn followed(&mut self, n: u32, round: RoundId, on: Day, of: Position) {
        let ((number, school), (_, class)) = (self.school_of(n), self.class_of(n));
        let lot = n / 13 % 100;
        if lot < 2 {
            self.add(AssessmentCorrected {
                place: self.place(n, round),
                of,
                outcome: Outcome::Point(point("15")),
                edition: edition(),
                on,
                assessor: staff(number * CLASSES),
                reason: Personal::Sealed,
            });
        }
        if lot < 10 {
            let (commitment, level) = (commitment(0), Level::Municipality);
            let found = self.add(ShortfallFound {
                pupil: pupil(n),
                school,
                class: Some(class),
                round,
                promise: Promise { commitment, level, version: 1, target: 1 },
                lack: Lack::Below { assessed: of },
                answer_by: on.plus(30),
            });
            if lot < 8 {
                let (pupil, answer) = (pupil(n), Answer::ExtraAdaptations);
                let reasons = Personal::Sealed;
                self.add(GuaranteeAnswered { pupil, school, of: found, answer, reasons });
            }
        }
        if lot < 60 {
            self.explained(n, school, round, on);
        }
    }

    fn explained(&mut self, n: u32, school: SchoolUnitCode, round: RoundId, on: Day) {
        for g in 0..2 {
            let (pupil, guardian) = (pupil(n), guardian(n, g));
            self.add(AssessmentExplained {
                pupil,
                school,
                dialogue: None,
                round,
                guardian,
                on,
                way: Way::Meeting,
                language: "sv".parse().expect("a language"),
            });
        }
        let (pupil, guardian) = (pupil(n), guardian(n, 0));
        self.add(GuardianAcknowledged { pupil, school, round, guardian, on, way: Way::Meeting });
    }
}

/// Cases, measures, decisions, seminars.
impl Town {
    /// A case of a pupil; every third has ended.
    fn case(&mut self, n: u32, number: u32, on: Day) {
        let (school, lead) = (self.schools[number as usize], staff(number * CLASSES));
        let (pupil, programme) =
            (pupil(n), ProgrammeId::from_bytes(id(on.to_string().as_bytes()[3], n)));
        let (concern, shortfall) = (Personal::Sealed, None);
        self.add(ConcernReported { programme, pupil, school, shortfall, concern, on });
        let (conclude_by, opened) = (on.plus(30), Some(on));
        self.add(InvestigationOpened { programme, pupil, school, lead, conclude_by, on: opened });
        let (needs_support, finding) = (true, Personal::Sealed);
        self.add(InvestigationConcluded { programme, pupil, school, on, needs_support, finding });
        let appointment = |days| Appointment { on: on.plus(days), by: lead };
        let content = Content {
            need: Personal::Sealed,
            measures: Personal::Sealed,
            forms: vec![],
            follow_up: appointment(40),
            evaluation: appointment(400),
        };
        let decided = Taken {
            on,
            by: lead,
            presented_by: None,
            took_part: vec![],
            reasons: Personal::Sealed,
            appeal_instruction: true,
        };
        let decision = self.add(ProgrammeDecided { programme, pupil, school, content, decided });
        for g in 0..2 {
            let (party, way) = (Party::Guardian(guardian(n, g)), Way::Letter);
            self.add(DecisionServed { programme, pupil, school, decision, party, on, way });
        }
        let (finding, next) = (Personal::Sealed, Some(appointment(120)));
        self.add(ProgrammeFollowedUp { programme, pupil, school, on, finding, next });
        if n.is_multiple_of(3) {
            let (why, reasons) = (Ended::NeedsMet, Personal::Sealed);
            self.add(ProgrammeEnded { programme, pupil, school, on, why, reasons });
        }
    }

    /// An analysis and a measure; those of the first year are evaluated.
    fn measured(&mut self, number: u32, index: usize, as_of: Size) {
        let school = self.schools[number as usize];
        let (round, on) = (self.rounds[index], day(ROUNDS[index].1));
        let thread = number * 16 + u32::try_from(index).expect("few");
        self.add(ResultsAnalysed {
            analysis: AnalysisId::from_bytes(id(11, thread)),
            school,
            round,
            on,
            participants: vec![staff(number * CLASSES)],
            causes: Personal::Sealed,
            as_of,
        });
        let measure = measure(thread);
        self.add(MeasureDecided {
            measure,
            school,
            analysis: None,
            decision: None,
            subject: MeasureFor::School,
            title: "Läsgrupp".to_owned(),
            responsible: staff(number * CLASSES),
            from: on,
            to: None,
            expected: Expected {
                commitment: Some(commitment(0)),
                target: Some(1),
                by: self.rounds[index / 3 * 3],
                share_permille: None,
            },
            cost: Some(1000),
            within_budget: true,
            evaluate_by: on.plus(200),
            on,
        });
        self.add(MeasureStarted { measure, school, on });
        if index < 3 {
            let finding = Personal::Sealed;
            let (before, after, effect) = (None, None, Effect::Better);
            self.add(MeasureEvaluated {
                measure,
                school,
                round,
                before,
                after,
                effect,
                finding,
                on,
                as_of,
            });
        }
    }

    /// The committee's decision on a report of the round.
    fn decided(&mut self, index: usize) {
        let number = u32::try_from(index).expect("few");
        let report = ReportId::from_bytes(id(12, number));
        let (program, deflated) = ("0.1.0".to_owned(), Bytes(vec![1, 2, 3]));
        let document = Document { program, digest: Digest([4; 32]), length: 3, deflated };
        let basis = Basis { size: self.facts.size(), root: Digest([5; 32]) };
        let round = self.rounds[index];
        let (committee, title) = (committee(), "Rapport".to_owned());
        let asks = Vec::new();
        self.add(ReportPrepared { report, committee, title, round, basis, asks, document });
        self.add(CommitteeDecided {
            decision: decision(number),
            committee,
            meeting: day(ROUNDS[index].1).plus(30),
            number: format!("{number}"),
            report: Some(report),
            debate: None,
            resolution: Resolution::Noted,
            reasons: None,
            without_debate: true,
        });
    }

    /// A hundred raters of eight samples; every second is revealed.
    fn seminar(&mut self, number: u32) {
        let (seminar, on) = (seminar(number), day("2025-03-01"));
        let kind = SeminarKind::AssessorAgreement;
        let (scope, title, edition) = (Scope::Municipality, "Samsyn".to_owned(), Some(edition()));
        self.add(SeminarArranged { seminar, kind, scope, on, title, edition, samples: 8 });
        for (rater, sample) in (0..100).flat_map(|r| (1..=8).map(move |sample| (r, sample))) {
            let point = point(POINTS[(rater * usize::from(sample) % 6) % 6]);
            let rater = staff(u32::try_from(rater).expect("few"));
            self.add(RatingGiven { seminar, sample, rater, point });
        }
        if number.is_multiple_of(2) {
            self.add(RatingsRevealed { seminar });
            for sample in 1..=8 {
                self.add(ConsensusReached { seminar, sample, point: point("14") });
            }
        }
    }
}
