//! Pupils: everything dated about one pupil in one short list, so that a pupil's state on a day is one
//! pass over memory that lies together.

use std::collections::BTreeMap;

use domain::calendar::{Day, SchoolYear};
use domain::people::{Grade, Protection, SchoolForm, Sex, Syllabus};
use domain::pupil as term;
use serde::{Deserialize, Serialize};

use super::history::{Entry, History};
use super::ids::{Ids, row};
use super::organisation::Organisation;
use super::values::NONE;

/// What an entry about a pupil says. Eight bytes.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) enum Fact {
    /// Enrolled at a school unit.
    Enrolled { school: u32, form: SchoolForm, from_known: bool },
    /// No longer enrolled.
    Left,
    /// In a grade.
    Grade(Grade),
    /// In a class.
    Class(u32),
    /// In no class.
    NoClass,
    /// Follows a Swedish syllabus.
    Syllabus(Syllabus),
    /// Registered sex, school start where the event names it, and whether the event holds an identity.
    /// Not dated: the one recorded last holds for all days.
    Registered { sex: Sex, start: u16, identity: bool },
}

/// Stands for "this event names no school start".
const NO_START: u16 = 0;

/// One entry about a pupil. Sixteen bytes; a pupil's entries lie together, in order of position.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct PupilEntry {
    pub(crate) position: u32,
    pub(crate) from: Day,
    pub(crate) fact: Fact,
}

/// The entries in force about a pupil on a day, as known at a size.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct State<'a> {
    /// `Enrolled` or `Left`.
    pub(crate) enrolment: Option<&'a PupilEntry>,
    pub(crate) grade: Option<&'a PupilEntry>,
    /// `Class` or `NoClass`, whatever the school of the class.
    pub(crate) class: Option<&'a PupilEntry>,
    pub(crate) syllabus: Option<&'a PupilEntry>,
    pub(crate) registered: Option<&'a PupilEntry>,
    pub(crate) start: Option<SchoolYear>,
}

/// Of a timeline the entry with the latest `from` is in force; of the same `from` the one recorded last.
fn take_in<'a>(timeline: &mut Option<&'a PupilEntry>, entry: &'a PupilEntry) {
    if timeline.is_none_or(|former| former.from <= entry.from) {
        *timeline = Some(entry);
    }
}

impl<'a> State<'a> {
    /// One pass: of each timeline the entry in force on the day.
    pub(crate) fn on(entries: &'a [PupilEntry], day: Day, limit: u32) -> Self {
        let mut state = Self::default();
        for entry in entries {
            if entry.position >= limit {
                break;
            }
            let timeline = match entry.fact {
                Fact::Registered { start, .. } => {
                    state.registered = Some(entry);
                    if start != NO_START {
                        state.start = Some(SchoolYear::beginning(start));
                    }
                    continue;
                }
                _ if entry.from > day => continue,
                Fact::Enrolled { .. } | Fact::Left => &mut state.enrolment,
                Fact::Grade(_) => &mut state.grade,
                Fact::Class(_) | Fact::NoClass => &mut state.class,
                Fact::Syllabus(_) => &mut state.syllabus,
            };
            take_in(timeline, entry);
        }
        state
    }

    /// The positions of the enrolment and of the grade alone: asked for by the hundred thousand.
    pub(crate) fn grounds(
        entries: &'a [PupilEntry],
        day: Day,
        limit: u32,
    ) -> (Option<u32>, Option<u32>) {
        let (mut enrolment, mut grade) = (None, None);
        let known = entries.iter().take_while(|entry| entry.position < limit);
        for entry in known.filter(|entry| entry.from <= day) {
            match entry.fact {
                Fact::Enrolled { .. } | Fact::Left => take_in(&mut enrolment, entry),
                Fact::Grade(_) => take_in(&mut grade, entry),
                _ => {}
            }
        }
        let stands = |entry: Option<&PupilEntry>| entry.map(|entry| entry.position);
        (stands(enrolment), stands(grade))
    }

    /// School unit and form, where enrolled.
    pub(crate) fn enrolled(&self) -> Option<(u32, SchoolForm)> {
        match self.enrolment?.fact {
            Fact::Enrolled { school, form, .. } => Some((school, form)),
            _ => None,
        }
    }

    /// The grade, where known.
    pub(crate) fn grade(&self) -> Option<Grade> {
        match self.grade?.fact {
            Fact::Grade(grade) => Some(grade),
            _ => None,
        }
    }

    /// The class: the one in force, if it is a class of the school unit where the pupil is enrolled.
    pub(crate) fn class(&self, organisation: &Organisation) -> Option<u32> {
        let (school, _) = self.enrolled()?;
        match self.class?.fact {
            Fact::Class(class) if organisation.classes[class as usize].school == school => {
                Some(class)
            }
            _ => None,
        }
    }

    /// The syllabus; unknown where nothing is recorded.
    pub(crate) fn syllabus(&self) -> Syllabus {
        match self.syllabus.map(|entry| entry.fact) {
            Some(Fact::Syllabus(syllabus)) => syllabus,
            _ => Syllabus::Unknown,
        }
    }

    /// Registered sex; unknown where nothing is recorded.
    pub(crate) fn sex(&self) -> Sex {
        match self.registered.map(|entry| entry.fact) {
            Some(Fact::Registered { sex, .. }) => sex,
            _ => Sex::Unknown,
        }
    }
}

/// What an event says of a guardian of a pupil.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum GuardianChange {
    /// Linked; the event holds the identity (sealed).
    Linked,
    /// No longer linked.
    Unlinked,
    /// Access blocked.
    Blocked,
    /// Block lifted.
    Unblocked,
}

/// The tables of pupils.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Pupils {
    /// By pupil number.
    pub(crate) rows: Vec<Vec<PupilEntry>>,
    /// By school number: pupils ever enrolled there, each once.
    pub(crate) ever_at_school: Vec<Vec<u32>>,
    /// By class number: pupils ever in it, each once.
    pub(crate) ever_in_class: Vec<Vec<u32>>,
    /// By pupil number; only pupils with a mark.
    pub(crate) protection: BTreeMap<u32, History<Protection>>,
    /// By pupil number: guardian number and what happened.
    guardians: Vec<History<(u32, GuardianChange)>>,
    /// By guardian number: pupils ever linked, each once.
    pub(crate) wards: BTreeMap<u32, Vec<u32>>,
}

impl Pupils {
    /// The entries of a pupil.
    pub(crate) fn entries(&self, pupil: u32) -> &[PupilEntry] {
        self.rows.get(pupil as usize).map_or(&[], Vec::as_slice)
    }

    /// What happened to a pupil's guardians.
    pub(crate) fn guardians(&self, pupil: u32) -> &[Entry<(u32, GuardianChange)>] {
        self.guardians.get(pupil as usize).map_or(&[], |history| history.before(NONE))
    }

    /// The guardians linked to a pupil who may be reached, by number: those whose access is not blocked.
    pub(crate) fn guardians_to_reach(&self, pupil: u32, limit: u32) -> impl Iterator<Item = u32> {
        let entries = self.guardians(pupil);
        let entries = &entries[..entries.partition_point(|entry| entry.position < limit)];
        let first = |n: usize, guardian: u32| entries[..n].iter().all(|e| e.value.0 != guardian);
        let known = entries.iter().enumerate().map(|(n, entry)| (n, entry.value.0));
        known
            .filter(move |(n, guardian)| first(*n, *guardian))
            .map(|(_, guardian)| guardian)
            .filter(|guardian| {
                let (mut linked, mut blocked) = (false, false);
                for (_, change) in entries.iter().map(|e| e.value).filter(|v| v.0 == *guardian) {
                    match change {
                        GuardianChange::Linked => linked = true,
                        GuardianChange::Unlinked => linked = false,
                        GuardianChange::Blocked => blocked = true,
                        GuardianChange::Unblocked => blocked = false,
                    }
                }
                linked && !blocked
            })
    }

    fn push(&mut self, pupil: u32, position: u32, from: Day, fact: Fact) {
        row(&mut self.rows, pupil).push(PupilEntry { position, from, fact });
    }

    /// Enters a school unit in the timeline and the index.
    fn enter(&mut self, pupil: u32, position: u32, from: Day, enrolled: (u32, SchoolForm, bool)) {
        let (school, form, from_known) = enrolled;
        let been = self
            .entries(pupil)
            .iter()
            .any(|e| matches!(e.fact, Fact::Enrolled { school: former, .. } if former == school));
        if !been {
            row(&mut self.ever_at_school, school).push(pupil);
        }
        self.push(pupil, position, from, Fact::Enrolled { school, form, from_known });
    }

    pub(crate) fn enrolled(&mut self, ids: &mut Ids, at: u32, e: &term::PupilEnrolled) {
        let pupil = ids.pupils.intern(e.pupil);
        let school = ids.schools.intern(e.school);
        self.enter(pupil, at, e.from, (school, e.form, e.from_known));
        self.push(pupil, at, e.from, Fact::Grade(e.grade));
        let start = e.school_start.first();
        let identity = e.identity.is_some();
        self.push(pupil, at, e.from, Fact::Registered { sex: e.sex, start, identity });
    }

    pub(crate) fn class_joined(
        &mut self,
        ids: &mut Ids,
        organisation: &mut Organisation,
        at: u32,
        e: &term::ClassJoined,
    ) {
        let pupil = ids.pupils.intern(e.pupil);
        let Some(class) = e.class else {
            self.push(pupil, at, e.from, Fact::NoClass);
            return;
        };
        let class = organisation.class(ids, class, e.school);
        let been = self
            .entries(pupil)
            .iter()
            .any(|entry| matches!(entry.fact, Fact::Class(former) if former == class));
        if !been {
            row(&mut self.ever_in_class, class).push(pupil);
        }
        self.push(pupil, at, e.from, Fact::Class(class));
    }

    pub(crate) fn grade_changed(&mut self, ids: &mut Ids, at: u32, e: &term::GradeChanged) {
        let pupil = ids.pupils.intern(e.pupil);
        self.push(pupil, at, e.from, Fact::Grade(e.grade));
    }

    pub(crate) fn transferred(&mut self, ids: &mut Ids, at: u32, e: &term::PupilTransferred) {
        let pupil = ids.pupils.intern(e.pupil);
        let school = ids.schools.intern(e.school);
        self.enter(pupil, at, e.from, (school, e.form, true));
    }

    pub(crate) fn left(&mut self, ids: &mut Ids, at: u32, e: &term::PupilLeft) {
        let pupil = ids.pupils.intern(e.pupil);
        self.push(pupil, at, e.on, Fact::Left);
    }

    pub(crate) fn syllabus_set(&mut self, ids: &mut Ids, at: u32, e: &term::SwedishSyllabusSet) {
        let pupil = ids.pupils.intern(e.pupil);
        self.push(pupil, at, e.from, Fact::Syllabus(e.syllabus));
    }

    pub(crate) fn protection_marked(&mut self, ids: &mut Ids, at: u32, e: &term::ProtectionMarked) {
        let pupil = ids.pupils.intern(e.pupil);
        self.protection.entry(pupil).or_default().push(at, e.protection);
    }

    pub(crate) fn identity_rectified(
        &mut self,
        ids: &mut Ids,
        at: u32,
        e: &term::IdentityRectified,
    ) {
        let pupil = ids.pupils.intern(e.pupil);
        let fact = Fact::Registered { sex: e.sex, start: NO_START, identity: true };
        self.push(pupil, at, Day::default(), fact);
    }

    pub(crate) fn guardian_changed(
        &mut self,
        ids: &mut Ids,
        at: u32,
        (pupil, guardian): (domain::id::PupilId, domain::id::GuardianId),
        change: GuardianChange,
    ) {
        let pupil = ids.pupils.intern(pupil);
        let guardian = ids.guardians.intern(guardian);
        row(&mut self.guardians, pupil).push(at, (guardian, change));
        let wards = self.wards.entry(guardian).or_default();
        if !wards.contains(&pupil) {
            wards.push(pupil);
        }
    }
}
