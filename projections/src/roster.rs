//! Look-ups of pupils: state on a day, members of a class, guardians, protection, results in force.
//!
//! The state of a pupil asks two clocks: the day it held, and the size as of which it was known. Current
//! protection and the place of the newest identity are as of now whatever the as-of: the past figure is
//! shown, the person is not.

use std::collections::BTreeMap;

mod standing;

pub use standing::Standing;

use domain::assessment::NotAssessedReason;
use domain::calendar::{Day, SchoolYear};
use domain::id::{
    ClassId, EditionId, GuardianId, PointCode, Position, PupilId, RoundId, SchoolUnitCode, Size,
    StaffId,
};
use domain::people::{Grade, Protection, SchoolForm, Sex, Syllabus};
use serde::Serialize;

use crate::Facts;
use crate::directory::position;
use crate::facts::{Fact, GuardianChange, Outcome, PupilEntry, RoundValues, State, ValueEntry};
use crate::figure::TargetInForce;
use crate::figure::frame::{Frame, Places};

/// Where a pupil is enrolled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Enrolment {
    /// The school unit.
    pub school: SchoolUnitCode,
    /// The school form.
    pub form: SchoolForm,
    /// From which day.
    pub from: Day,
    /// False where the source gave no date and `from` is the day the pupil was first seen.
    pub from_known: bool,
    /// The event.
    pub position: Position,
}

/// A pupil on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct PupilState {
    /// The pupil.
    pub pupil: PupilId,
    /// Where enrolled; none: not enrolled in the municipality on the day.
    pub enrolment: Option<Enrolment>,
    /// The grade, where known.
    pub grade: Option<Grade>,
    /// The class: the one in force, if it is a class of the school unit where the pupil is enrolled.
    pub class: Option<ClassId>,
    /// The Swedish syllabus.
    pub syllabus: Syllabus,
    /// Registered sex. Not dated: the one recorded last.
    pub sex: Sex,
    /// The school year of school start, where known.
    pub school_start: Option<SchoolYear>,
}

/// One step of a pupil's way through the schools.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct EnrolmentStep {
    /// From which day.
    pub from: Day,
    /// Where; none: no longer enrolled.
    pub enrolment: Option<Enrolment>,
    /// The event.
    pub position: Position,
}

/// A guardian of a pupil.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Guardian {
    /// The guardian.
    pub guardian: GuardianId,
    /// Access is blocked.
    pub blocked: bool,
    /// The event that linked them.
    pub position: Position,
}

/// What a value comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case", tag = "outcome")]
pub enum ValueResult {
    /// A point of a scale edition.
    Point {
        /// The point.
        point: PointCode,
        /// The edition.
        edition: EditionId,
        /// Its rank, lowest 0; none where the edition is not known or has no such point.
        rank: Option<u8>,
    },
    /// No point, with the reason.
    NotAssessed {
        /// Why.
        reason: NotAssessedReason,
    },
}

/// A value with its circumstances.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct RecordedValue {
    /// What it comes to.
    #[serde(flatten)]
    pub result: ValueResult,
    /// The day of the assessment.
    pub on: Day,
    /// Who assessed.
    pub assessor: StaffId,
    /// Where the assessment was made.
    pub school: SchoolUnitCode,
    /// Recorded outside the population: never counts.
    pub outside_population: bool,
    /// For a correction: the value it corrects.
    pub corrects: Option<Position>,
    /// The event that struck it, where one has.
    pub struck: Option<Position>,
    /// The event.
    pub position: Position,
}

impl Facts {
    /// Everyone ever known, by id.
    #[must_use]
    pub fn pupils(&self, at: Size) -> Vec<PupilId> {
        let limit = self.limit(at);
        let mut pupils: Vec<PupilId> = (0..)
            .zip(&self.pupils.rows)
            .filter(|(_, entries)| entries.first().is_some_and(|entry| entry.position < limit))
            .map(|(number, _)| self.ids.pupils.key(number))
            .collect();
        pupils.sort_unstable();
        pupils
    }

    /// Whether anything at all is recorded about a pupil, as of now.
    #[must_use]
    pub fn knows_pupil(&self, pupil: PupilId) -> bool {
        self.ids.pupils.get(pupil).is_some()
    }

    /// A pupil on a day; none where nothing is known of them.
    #[must_use]
    pub fn pupil(&self, pupil: PupilId, day: Day, at: Size) -> Option<PupilState> {
        let entries = self.pupils.entries(self.ids.pupils.get(pupil)?);
        let limit = self.limit(at);
        entries.first().filter(|entry| entry.position < limit)?;
        let state = State::on(entries, day, limit);
        Some(PupilState {
            pupil,
            enrolment: state.enrolment.and_then(|entry| self.enrolment(entry)),
            grade: state.grade(),
            class: state.class(&self.organisation).map(|number| self.ids.classes.key(number)),
            syllabus: state.syllabus(),
            sex: state.sex(),
            school_start: state.start,
        })
    }

    /// A pupil's way through the schools, in order of day, then of position. An entry of the same day as
    /// a later one is out of force.
    #[must_use]
    pub fn enrolments(&self, pupil: PupilId, at: Size) -> Vec<EnrolmentStep> {
        let Some(number) = self.ids.pupils.get(pupil) else { return Vec::new() };
        let limit = self.limit(at);
        let entries = self.pupils.entries(number).iter().filter(|entry| entry.position < limit);
        let mut steps: Vec<EnrolmentStep> = entries
            .filter(|entry| matches!(entry.fact, Fact::Enrolled { .. } | Fact::Left))
            .map(|entry| EnrolmentStep {
                from: entry.from,
                enrolment: self.enrolment(entry),
                position: position(entry.position),
            })
            .collect();
        steps.sort_by_key(|step| (step.from, step.position));
        steps
    }

    /// Who is enrolled at a school unit on a day, by id.
    #[must_use]
    pub fn pupils_at(&self, school: SchoolUnitCode, day: Day, at: Size) -> Vec<PupilId> {
        let Some(school) = self.ids.schools.get(school) else { return Vec::new() };
        let candidates = self.pupils.ever_at_school.get(school as usize);
        self.select(candidates, day, at, |state| {
            state.enrolled().is_some_and(|(at, _)| at == school)
        })
    }

    /// The members of a class on a day: whose class in force it is and who are enrolled at its school
    /// unit, by id.
    #[must_use]
    pub fn members(&self, class: ClassId, day: Day, at: Size) -> Vec<PupilId> {
        let Some(class) = self.ids.classes.get(class) else { return Vec::new() };
        let candidates = self.pupils.ever_in_class.get(class as usize);
        self.select(candidates, day, at, |state| state.class(&self.organisation) == Some(class))
    }

    fn select(
        &self,
        candidates: Option<&Vec<u32>>,
        day: Day,
        at: Size,
        holds: impl Fn(&State<'_>) -> bool,
    ) -> Vec<PupilId> {
        let limit = self.limit(at);
        let mut pupils: Vec<PupilId> = candidates
            .into_iter()
            .flatten()
            .filter(|pupil| holds(&State::on(self.pupils.entries(**pupil), day, limit)))
            .map(|pupil| self.ids.pupils.key(*pupil))
            .collect();
        pupils.sort_unstable();
        pupils
    }

    /// A pupil's level of protection, as of now: it acts at once and on everything, whatever the as-of.
    #[must_use]
    pub fn protection(&self, pupil: PupilId) -> Protection {
        let history = self.ids.pupils.get(pupil).and_then(|n| self.pupils.protection.get(&n));
        let entry = history.and_then(|history| history.at(self.limit(self.size())));
        entry.map_or(Protection::None, |entry| entry.value)
    }

    /// The event that holds a pupil's newest identity, as of now.
    #[must_use]
    pub fn pupil_identity(&self, pupil: PupilId) -> Option<Position> {
        let entries = self.pupils.entries(self.ids.pupils.get(pupil)?).iter().rev();
        let mut holding =
            entries.filter(|entry| matches!(entry.fact, Fact::Registered { identity: true, .. }));
        holding.next().map(|entry| position(entry.position))
    }

    /// The event that holds a guardian's newest identity, as of now.
    #[must_use]
    pub fn guardian_identity(&self, guardian: GuardianId) -> Option<Position> {
        let number = self.ids.guardians.get(guardian)?;
        let limit = self.limit(self.size());
        let wards = self.pupils.wards.get(&number)?.iter();
        let entries = wards.flat_map(|pupil| self.pupils.guardians(*pupil));
        let linked = entries
            .filter(|entry| entry.position < limit)
            .filter(|entry| entry.value == (number, GuardianChange::Linked));
        linked.map(|entry| position(entry.position)).max()
    }

    /// The guardians linked to a pupil, by id.
    #[must_use]
    pub fn guardians(&self, pupil: PupilId, at: Size) -> Vec<Guardian> {
        let entries = self.ids.pupils.get(pupil).map_or(&[][..], |n| self.pupils.guardians(n));
        let limit = self.limit(at);
        // The link in force and the block, which stands until it is lifted, also over a new link.
        let mut known: BTreeMap<GuardianId, (Option<u32>, bool)> = BTreeMap::new();
        for entry in entries.iter().take_while(|entry| entry.position < limit) {
            let (number, change) = entry.value;
            let (link, blocked) = known.entry(self.ids.guardians.key(number)).or_default();
            match change {
                GuardianChange::Linked => *link = Some(entry.position),
                GuardianChange::Unlinked => *link = None,
                GuardianChange::Blocked => *blocked = true,
                GuardianChange::Unblocked => *blocked = false,
            }
        }
        let linked = known.into_iter().filter_map(|(guardian, (link, blocked))| {
            Some(Guardian { guardian, blocked, position: position(link?) })
        });
        linked.collect()
    }

    /// The pupils a guardian is linked to, by id.
    #[must_use]
    pub fn wards(&self, guardian: GuardianId, at: Size) -> Vec<PupilId> {
        let numbers = self.ids.guardians.get(guardian).and_then(|n| self.pupils.wards.get(&n));
        let candidates = numbers.into_iter().flatten().map(|number| self.ids.pupils.key(*number));
        let is_linked = |pupil: &PupilId| {
            self.guardians(*pupil, at).iter().any(|linked| linked.guardian == guardian)
        };
        let mut pupils: Vec<PupilId> = candidates.filter(is_linked).collect();
        pupils.sort_unstable();
        pupils
    }

    /// A pupil's effective result in a round: the latest recorded value that is not struck, also where
    /// it stands outside the population.
    #[must_use]
    pub fn effective(&self, pupil: PupilId, round: RoundId, at: Size) -> Option<RecordedValue> {
        let values = self.round_values(self.ids.rounds.get(round)?)?;
        let limit = self.limit(at);
        let value = values.effective(self.ids.pupils.get(pupil)?, limit, false)?;
        Some(self.recorded_value(value, limit))
    }

    /// The targets that speak of a school unit in a round: in the version in force on its census date, its
    /// own and the municipality's.
    #[must_use]
    pub fn targets_in_force(
        &self,
        round: RoundId,
        school: SchoolUnitCode,
        at: Size,
    ) -> Vec<TargetInForce> {
        let places = self.ids.schools.get(school).map(Places::School);
        let frame = Frame::new(self, at, round);
        frame.zip(places).map(|(frame, places)| frame.targets(&places)).unwrap_or_default()
    }

    /// The school unit at which a pupil counts in a round; none where the pupil is not in its population.
    #[must_use]
    pub fn population_school(
        &self,
        pupil: PupilId,
        round: RoundId,
        at: Size,
    ) -> Option<SchoolUnitCode> {
        let frame = Frame::new(self, at, round)?;
        let member = frame.member(self.ids.pupils.get(pupil)?)?;
        Some(self.ids.schools.key(member.school))
    }

    /// The values of a round.
    pub(crate) fn round_values(&self, round: u32) -> Option<&RoundValues> {
        self.values.rounds.get(round as usize)
    }

    /// An entry of the enrolment timeline, where it enrols.
    pub(crate) fn enrolment(&self, entry: &PupilEntry) -> Option<Enrolment> {
        let Fact::Enrolled { school, form, from_known } = entry.fact else { return None };
        Some(Enrolment {
            school: self.ids.schools.key(school),
            form,
            from: entry.from,
            from_known,
            position: position(entry.position),
        })
    }

    /// A value in the words of the domain.
    pub(crate) fn recorded_value(&self, value: &ValueEntry, limit: u32) -> RecordedValue {
        let corrects = self.values.corrects.get(&value.position);
        RecordedValue {
            result: self.result(value, limit),
            on: value.on,
            assessor: self.ids.staff.key(value.assessor),
            school: self.ids.schools.key(value.school),
            outside_population: value.outside,
            corrects: corrects.map(|of| position(*of)),
            struck: (value.struck < limit).then(|| position(value.struck)),
            position: position(value.position),
        }
    }

    fn result(&self, value: &ValueEntry, limit: u32) -> ValueResult {
        match value.outcome {
            Outcome::NotAssessed(reason) => ValueResult::NotAssessed { reason },
            Outcome::Point(point) => {
                let edition = self.organisation.editions.get(usize::from(value.edition));
                let adopted = edition.and_then(|history| history.at(limit));
                ValueResult::Point {
                    point: self.ids.points.key(u32::from(point)),
                    edition: self.ids.editions.key(u32::from(value.edition)),
                    rank: adopted.and_then(|entry| entry.value.rank(point)),
                }
            }
        }
    }
}
