//! The state of the municipality, and the loop that plays it.

use domain::Event;
use domain::assessment::Outcome;
use domain::calendar::{Day, Instant, SchoolYear};
use domain::id::{ClassId, DistrictId, PointCode, Position, PupilId, SchoolUnitCode, StaffId};
use domain::people::{Actor, Grade, Protection, Role, SchoolForm, Sex, Syllabus};
use domain::round::RoundScheduled;
use domain::scale::ScaleEdition;

use super::Settings;
use super::agenda::{Agenda, Task};
use super::analyses::Measure;
use super::cases::Case;
use super::council::Council;
use super::dice::{self, Dice, Given as IdsGiven, Kind};
use super::guarantee::Watch;
use super::identities::{Civic, CivicNumbers};
use super::journal::{Journal, Stopped};
use super::pledges::Pledge;
use super::reading::{Effect, Reader};
use super::seminars::Gathering;
use super::talks::Invitation;
use super::year::Year;

/// A value given to a pupil in the running round, and where it stands in the log.
#[derive(Clone, Copy)]
pub(super) struct Given {
    pub(super) position: Position,
    pub(super) outcome: Outcome,
    /// Where it was given.
    pub(super) school: usize,
    pub(super) class: Option<usize>,
}

/// The running round's values of one pupil that are not struck: the one in force and the one before.
#[derive(Clone, Copy, Default)]
pub(super) struct Sitting {
    pub(super) current: Option<Given>,
    pub(super) earlier: Option<Given>,
}

pub(super) struct Pupil {
    pub(super) id: PupilId,
    pub(super) school: usize,
    /// From which day at which school unit, in order of days.
    pub(super) schools: Vec<(Day, usize)>,
    pub(super) class: Option<usize>,
    pub(super) class_since: Day,
    pub(super) grade: u8,
    /// Of the present enrolment.
    pub(super) enrolled_from: Day,
    pub(super) left_on: Option<Day>,
    pub(super) sex: Sex,
    pub(super) civic: Option<Civic>,
    pub(super) school_start: SchoolYear,
    pub(super) syllabus: Syllabus,
    pub(super) second_language: bool,
    pub(super) newly_arrived: bool,
    pub(super) protection: Protection,
    pub(super) guardians: [Option<usize>; 2],
    /// The second guardian's access is blocked.
    pub(super) blocked: bool,
    /// The latest case on special support.
    pub(super) case: Option<usize>,
    pub(super) reader: Reader,
    pub(super) sitting: Sitting,
    /// The year in which grade, class or school unit was last settled or changed by a move.
    pub(super) settled: Option<u16>,
    pub(super) moved: Option<u16>,
}

impl Pupil {
    pub(super) fn form(&self) -> SchoolForm {
        if self.grade == 0 { SchoolForm::PreschoolClass } else { SchoolForm::Compulsory }
    }

    /// Enrolled in the municipality on the day, as known now.
    pub(super) fn is_enrolled(&self, day: Day) -> bool {
        self.enrolled_from <= day && self.left_on.is_none_or(|left| left > day)
    }

    /// The school unit on the day, as known now.
    pub(super) fn school_on(&self, day: Day) -> Option<usize> {
        let begun = self.schools.iter().rev().find(|(from, _)| *from <= day);
        begun.map(|(_, school)| *school).filter(|_| self.is_enrolled(day))
    }

    pub(super) fn school_since(&self) -> Day {
        self.schools.last().map_or(self.enrolled_from, |(from, _)| *from)
    }
}

pub(super) struct Class {
    pub(super) id: ClassId,
    pub(super) school: usize,
    pub(super) grade: u8,
    pub(super) letter: char,
    pub(super) open: bool,
    pub(super) teacher: usize,
    pub(super) co_assessor: Option<usize>,
    /// Who stands in, and to which day.
    pub(super) stand_in: Option<(usize, Day)>,
    pub(super) pupils: Vec<usize>,
    /// In the running round.
    pub(super) signed_off: bool,
    /// In the running round: so many permille are left without a value.
    pub(super) neglect: u32,
    /// So many permille of the talks explain the assessment.
    pub(super) explains: u32,
    /// Talks to which guardians are invited.
    pub(super) invitations: Vec<Invitation>,
}

pub(super) struct School {
    pub(super) code: SchoolUnitCode,
    pub(super) name: String,
    pub(super) district: usize,
    pub(super) lowest: u8,
    pub(super) highest: u8,
    pub(super) size: u32,
    pub(super) open: bool,
    pub(super) principal: usize,
    pub(super) educator: Option<usize>,
    pub(super) teachers: Vec<usize>,
    /// Open classes.
    pub(super) classes: Vec<usize>,
    /// Everyone who has been here this school year, also those who left.
    pub(super) roll: Vec<usize>,
    /// New pupils in the lowest grade this year, where that is the preschool class.
    pub(super) intake: u32,
    /// Where pupils go after the highest grade.
    pub(super) feeds: Option<usize>,
    pub(super) second_language_permille: u32,
    pub(super) effect: Effect,
    /// In the running round: open to this day, submitted, received at least once.
    pub(super) open_until: Option<Day>,
    pub(super) submitted: bool,
    pub(super) received: bool,
    /// In the running round: the quality guarantee is awake.
    pub(super) woken: bool,
    /// How many days the principal lets pass between two times of informing a committee.
    pub(super) informs_every: i32,
    /// Its latest measure that has been started and not evaluated.
    pub(super) measure: Option<usize>,
}

impl School {
    pub(super) fn forms(&self) -> Vec<SchoolForm> {
        let preschool = (self.lowest == 0).then_some(SchoolForm::PreschoolClass);
        preschool.into_iter().chain([SchoolForm::Compulsory]).collect()
    }
}

pub(super) struct District {
    pub(super) id: DistrictId,
    pub(super) name: String,
    pub(super) coordinator: usize,
    pub(super) member: usize,
}

#[derive(Clone)]
pub(super) struct Staff {
    pub(super) id: StaffId,
    pub(super) sex: Sex,
    /// May assess, as far as the municipality has said so.
    pub(super) authorised: bool,
}

/// The people of the central office, as indices of staff.
#[derive(Clone, Copy, Default)]
pub(super) struct Central {
    pub(super) administrator: usize,
    pub(super) coordinator: usize,
    pub(super) adviser: usize,
    pub(super) secretary: usize,
    pub(super) member: usize,
    pub(super) auditor: usize,
    pub(super) archivist: usize,
}

/// The running round.
#[derive(Clone)]
pub(super) struct Running {
    /// The count of rounds before it.
    pub(super) number: usize,
    /// Which of the year's rounds, 0 to 3.
    pub(super) occasion: usize,
    pub(super) schedule: RoundScheduled,
    /// School units whose results have not been received.
    pub(super) awaited: usize,
}

/// The municipality.
pub(super) struct Town<'a> {
    pub(super) settings: Settings,
    pub(super) dice: Dice,
    pub(super) journal: Journal<'a>,
    pub(super) agenda: Agenda,
    pub(super) today: Day,
    pub(super) year: Year,
    /// 0 for the first.
    pub(super) year_number: u16,
    pub(super) central: Central,
    pub(super) districts: Vec<District>,
    pub(super) schools: Vec<School>,
    pub(super) classes: Vec<Class>,
    pub(super) pupils: Vec<Pupil>,
    pub(super) staff: Vec<Staff>,
    pub(super) guardians: usize,
    pub(super) civic_numbers: CivicNumbers,
    pub(super) edition: ScaleEdition,
    pub(super) points: Vec<PointCode>,
    pub(super) rounds: Vec<RoundScheduled>,
    pub(super) running: Option<Running>,
    pub(super) pledges: Vec<Pledge>,
    pub(super) ids: IdsGiven,
    pub(super) watch: Watch,
    pub(super) cases: Vec<Case>,
    pub(super) measures: Vec<Measure>,
    pub(super) gatherings: Vec<Gathering>,
    pub(super) council: Council,
}

impl<'a> Town<'a> {
    pub(super) fn new(settings: &Settings, journal: Journal<'a>) -> Self {
        let settings = settings.within_bounds();
        let back = i16::try_from(settings.years - 1).unwrap_or(i16::MAX);
        let year = Year::new(settings.today.school_year().plus(-back));
        let edition = ScaleEdition::lus_1();
        let mut agenda = Agenda::new(settings.today);
        let start = year.working_day_from(super::year::day(year.year, 8, 1));
        agenda.add(minute(start, 8 * 60), Task::StartYear(0));
        Self {
            dice: Dice::new(settings.seed),
            settings,
            journal,
            agenda,
            today: start,
            year,
            year_number: 0,
            central: Central::default(),
            districts: Vec::new(),
            schools: Vec::new(),
            classes: Vec::new(),
            pupils: Vec::new(),
            staff: Vec::new(),
            guardians: 0,
            civic_numbers: CivicNumbers::default(),
            points: edition.points.iter().map(|point| point.code).collect(),
            edition,
            rounds: Vec::new(),
            running: None,
            pledges: Vec::new(),
            ids: IdsGiven::default(),
            watch: Watch::default(),
            cases: Vec::new(),
            measures: Vec::new(),
            gatherings: Vec::new(),
            council: Council::default(),
        }
    }

    /// Plays until nothing is left to happen by the last day.
    pub(super) fn play(&mut self) -> Result<(), Stopped> {
        while let Some((at, task)) = self.agenda.next() {
            self.journal.turn_to(at);
            self.today = at.day();
            self.perform(task)?;
            self.follow_up()?;
        }
        Ok(())
    }

    fn perform(&mut self, task: Task) -> Result<(), Stopped> {
        match task {
            Task::StartYear(number) => self.start_year(number),
            Task::ScheduleRounds => self.schedule_rounds(),
            Task::PrepareClasses(school) => self.prepare_classes(school),
            Task::EnrolAll(school) => self.enrol_all(school),
            Task::FirstDay(school) => self.first_day(school),
            Task::LastDay(school) => self.last_day(school),
            Task::MovePupil => self.move_pupil(),
            Task::LeavePupil => self.leave_pupil(),
            Task::Arrive => self.arrive(),
            Task::ArriveAfterCensus(round) => self.arrive_after_census(round),
            Task::JoinClass(pupil) => self.join_class(pupil),
            Task::ChangeClass => self.change_class(),
            Task::ChangeSyllabus => self.change_syllabus(),
            Task::MarkProtection => self.mark_protection(),
            Task::ChangeGuardian => self.change_guardian(),
            Task::RectifyIdentity => self.rectify_identity(),
            Task::ReplaceTeacher(school) => self.replace_teacher(school),
            Task::ReplacePrincipal(school) => self.replace_principal(school),
            Task::RenameSchool(school) => self.rename_school(school),
            Task::MoveSchool(school) => self.move_school(school),
            Task::CloseSchool(school) => self.close_school(school),
            Task::MergeSchools(one, other) => self.merge_schools(one, other),
            Task::ChangeCode(school) => self.change_code(school),
            Task::Propose(school) => self.propose(school),
            Task::Adopt(pledge) => self.adopt(pledge),
            Task::Revise(pledge) => self.revise(pledge),
            Task::StartRound(round) => self.start_round(round),
            _ => self.perform_duty(task),
        }
    }

    /// The chain from commitment to decision.
    fn perform_duty(&mut self, task: Task) -> Result<(), Stopped> {
        match task {
            Task::Knowledge(turn) => self.perform_knowledge(turn),
            Task::Guarantee(turn) => self.perform_guarantee(turn),
            Task::Answer(turn) => self.perform_answer(turn),
            Task::Case(case, turn) => self.perform_case(case, turn),
            Task::Appeal(case, turn) => self.perform_appeal(case, turn),
            Task::Talk(turn) => self.perform_talk(turn),
            Task::Seminar(turn) => self.perform_seminar(turn),
            Task::Leader(turn) => self.perform_leader(turn),
            Task::Analysis(turn) => self.perform_analysis(turn),
            Task::Council(turn) => self.perform_council(turn),
            Task::Pledge(turn) => self.perform_pledge(turn),
            _ => {
                self.perform_in_round(task)?;
                self.stir_after(task);
                Ok(())
            }
        }
    }

    /// What belongs to a round happens only while that round is the latest.
    fn perform_in_round(&mut self, task: Task) -> Result<(), Stopped> {
        let Some(running) = self.running.clone() else { return Ok(()) };
        let now = |round: usize| round == running.number;
        match task {
            Task::OpenAt { school, round } if now(round) => self.open_at(&running, school),
            Task::Sit { class, round, parts } if now(round) => self.sit(&running, class, parts),
            Task::Retype { pupil, round } if now(round) => self.retype(&running, pupil),
            Task::StrikeMistyped { pupil, of, round } if now(round) => {
                self.strike_mistyped(&running, pupil, of)
            }
            Task::StandIn { class, round } if now(round) => self.stand_in(&running, class),
            Task::Finish { class, round } if now(round) => self.finish(&running, class),
            Task::Correct { class, round } if now(round) => self.correct(&running, class),
            Task::StrikeCorrection { pupil, of, round } if now(round) => {
                self.strike_correction(&running, pupil, of)
            }
            Task::StrikeSignedOff { class, round } if now(round) => {
                self.strike_signed_off(&running, class)
            }
            Task::ReopenClass { class, round } if now(round) => self.reopen_class(&running, class),
            Task::RemindPrincipal { school, round } if now(round) => {
                self.remind_principal(&running, school)
            }
            Task::Submit { school, round } if now(round) => self.submit(&running, school),
            Task::Receive { school, round } if now(round) => self.receive(&running, school),
            Task::Reopen { school, class, round } if now(round) => {
                self.reopen(&running, school, class)
            }
            Task::Evaluate { pledge, round } if now(round) => self.evaluate(&running, pledge),
            _ => Ok(()),
        }
    }

    // ------------------------------------------------------------------------------ recording

    pub(super) fn record(&mut self, actor: Actor, events: Vec<Event>) -> Result<(), Stopped> {
        self.journal.record(actor, None, events)
    }

    /// Records one event.
    pub(super) fn record_one(
        &mut self,
        actor: Actor,
        event: impl Into<Event>,
    ) -> Result<(), Stopped> {
        self.record(actor, vec![event.into()])
    }

    /// Sixteen bytes for the next of a kind.
    pub(super) fn new_id(&mut self, kind: Kind) -> [u8; 16] {
        dice::id(self.settings.seed, kind, self.ids.next(kind))
    }

    pub(super) fn actor(&self, staff: usize, role: Role) -> Actor {
        Actor { staff: self.staff[staff].id, role }
    }

    pub(super) fn administrator(&self) -> Actor {
        self.actor(self.central.administrator, Role::SystemAdministrator)
    }

    pub(super) fn coordinator(&self) -> Actor {
        self.actor(self.central.coordinator, Role::ResultsCoordinator)
    }

    pub(super) fn adviser(&self) -> Actor {
        self.actor(self.central.adviser, Role::Adviser)
    }

    pub(super) fn secretary(&self) -> Actor {
        self.actor(self.central.secretary, Role::CommitteeSecretary)
    }

    pub(super) fn principal(&self, school: usize) -> Actor {
        self.actor(self.schools[school].principal, Role::Principal)
    }

    /// The district's coordinator, for most school units.
    pub(super) fn coordinator_of(&self, school: usize) -> Actor {
        if school % 4 == 3 {
            return self.coordinator();
        }
        let district = &self.districts[self.schools[school].district];
        self.actor(district.coordinator, Role::ResultsCoordinator)
    }

    /// Someone who assesses acts as what they are.
    pub(super) fn assessor(&self, class: usize, staff: usize) -> Actor {
        let school = &self.schools[self.classes[class].school];
        if school.educator == Some(staff) {
            self.actor(staff, Role::SpecialEducator)
        } else {
            self.actor(staff, Role::Teacher)
        }
    }

    // ------------------------------------------------------------------------------- planning

    /// A moment between two minutes of the day.
    pub(super) fn moment(&mut self, day: Day, from: i32, to: i32) -> Instant {
        let second = self.dice.between(0, 59_999);
        let at = minute(day, self.dice.between(from, to));
        Instant(at.0 + u64::try_from(second).unwrap_or(0) * 1_000)
    }

    /// Plans a task on a day, within working hours.
    pub(super) fn plan(&mut self, day: Day, task: Task) {
        let at = self.moment(day, 8 * 60, 16 * 60);
        self.agenda.add(at, task);
    }

    /// Plans a task so many to so many school days from now.
    pub(super) fn plan_within(&mut self, least: i32, most: i32, task: Task) {
        let wait = self.dice.between(least, most);
        let day = self.year.later(self.today, wait);
        self.plan(day, task);
    }

    /// Plans a task for later today: within the hour or so, before everyone goes home.
    pub(super) fn plan_soon(&mut self, task: Task) {
        let wait = u64::try_from(self.dice.between(2, 50)).unwrap_or(0) * 60_000_000;
        let (now, latest) = (self.journal.now(), minute(self.today, 16 * 60 + 58));
        self.agenda.add(Instant(now.0 + wait).min(latest).max(now), task);
    }

    // ------------------------------------------------------------------------------ small facts

    pub(super) fn pupil_id(&self, number: usize) -> PupilId {
        PupilId::from_bytes(dice::id(self.settings.seed, Kind::Pupil, number))
    }

    pub(super) fn grade_of(&self, pupil: usize) -> Grade {
        Grade::nine(self.pupils[pupil].grade)
    }

    /// The open class of the grade with the fewest pupils.
    pub(super) fn class_for(&self, school: usize, grade: u8) -> Option<usize> {
        let classes = self.schools[school].classes.iter().copied();
        let fitting = classes.filter(|class| self.classes[*class].grade == grade);
        fitting.min_by_key(|class| self.classes[*class].pupils.len())
    }

    /// Puts a pupil into a class, or into none.
    pub(super) fn place(&mut self, pupil: usize, class: Option<usize>, from: Day) {
        if let Some(left) = self.pupils[pupil].class {
            self.classes[left].pupils.retain(|p| *p != pupil);
        }
        if let Some(joined) = class {
            self.classes[joined].pupils.push(pupil);
        }
        self.pupils[pupil].class = class;
        self.pupils[pupil].class_since = from;
    }

    /// Puts a pupil on the roll of a new school unit.
    pub(super) fn transfer(&mut self, pupil: usize, school: usize, from: Day) {
        let moved = &mut self.pupils[pupil];
        moved.school = school;
        moved.schools.push((from, school));
        self.schools[school].roll.push(pupil);
    }

    /// The pupils at a school unit now.
    pub(super) fn pupils_at(&self, school: usize) -> Vec<usize> {
        let here =
            |p: &usize| self.pupils[*p].school == school && self.pupils[*p].left_on.is_none();
        self.schools[school].roll.iter().copied().filter(here).collect()
    }
}

/// The moment so many minutes into a day. On no weekday does Swedish time change.
pub(super) fn minute(day: Day, minutes: i32) -> Instant {
    Instant(day.start().0 + u64::try_from(minutes).unwrap_or(0) * 60_000_000)
}
