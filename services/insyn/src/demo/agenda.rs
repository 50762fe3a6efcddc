//! What is still to happen, in order of time.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use domain::calendar::{Day, Instant};
use domain::id::Position;

use super::{analyses, answers, appeals, cases, council, guarantee, knowledge, leaders, pledges};
use super::{seminars, talks};

/// Something that happens at a moment. Indices are those of [`super::town::Town`]; `round` is the
/// count of rounds, so that what is left over from an earlier round is known as such.
#[derive(Debug, Clone, Copy)]
pub(super) enum Task {
    StartYear(u16),
    ScheduleRounds,
    PrepareClasses(usize),
    EnrolAll(usize),
    FirstDay(usize),
    LastDay(usize),

    MovePupil,
    LeavePupil,
    Arrive,
    ArriveAfterCensus(usize),
    JoinClass(usize),
    ChangeClass,
    ChangeSyllabus,
    MarkProtection,
    ChangeGuardian,
    RectifyIdentity,

    ReplaceTeacher(usize),
    ReplacePrincipal(usize),
    RenameSchool(usize),
    MoveSchool(usize),
    CloseSchool(usize),
    MergeSchools(usize, usize),
    ChangeCode(usize),

    Knowledge(knowledge::Turn),
    Guarantee(guarantee::Turn),
    Answer(answers::Turn),
    Case(usize, cases::Turn),
    Appeal(usize, appeals::Turn),
    Talk(talks::Turn),
    Seminar(seminars::Turn),
    Leader(leaders::Turn),
    Analysis(analyses::Turn),
    Council(council::Turn),
    Pledge(pledges::Turn),

    Propose(Option<usize>),
    Adopt(usize),
    Revise(usize),
    Evaluate { pledge: usize, round: usize },

    StartRound(usize),
    OpenAt { school: usize, round: usize },
    Sit { class: usize, round: usize, parts: u16 },
    Retype { pupil: usize, round: usize },
    StrikeMistyped { pupil: usize, of: Position, round: usize },
    StandIn { class: usize, round: usize },
    Finish { class: usize, round: usize },
    Correct { class: usize, round: usize },
    StrikeCorrection { pupil: usize, of: Position, round: usize },
    StrikeSignedOff { class: usize, round: usize },
    ReopenClass { class: usize, round: usize },
    RemindPrincipal { school: usize, round: usize },
    Submit { school: usize, round: usize },
    Receive { school: usize, round: usize },
    Reopen { school: usize, class: Option<usize>, round: usize },
}

/// A task and its moment; of the same moment, what was planned first comes first.
struct Planned {
    at: Instant,
    order: u64,
    task: Task,
}

impl Planned {
    fn key(&self) -> (Instant, u64) {
        (self.at, self.order)
    }
}

impl PartialEq for Planned {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Planned {}

impl PartialOrd for Planned {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Planned {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

/// The tasks still to come.
pub(super) struct Agenda {
    tasks: BinaryHeap<Reverse<Planned>>,
    planned: u64,
    end: Instant,
}

impl Agenda {
    /// Takes up nothing after the day `last`.
    pub(super) fn new(last: Day) -> Self {
        Self { tasks: BinaryHeap::new(), planned: 0, end: last.plus(1).start() }
    }

    pub(super) fn add(&mut self, at: Instant, task: Task) {
        if at < self.end {
            self.tasks.push(Reverse(Planned { at, order: self.planned, task }));
            self.planned += 1;
        }
    }

    pub(super) fn next(&mut self) -> Option<(Instant, Task)> {
        self.tasks.pop().map(|Reverse(planned)| (planned.at, planned.task))
    }
}
