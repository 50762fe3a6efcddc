//! How far a school unit or a class has come in a round, in one word, and how many days are left.
//!
//! The one place that says so: the round board, the cockpit of a district, the start page and the
//! reminders all ask here.

use domain::calendar::Day;
use serde::Serialize;

use super::Entry;
use crate::directory::rounds::Phase;

/// The states of a round at a school unit or in a class, in the order in which they are gone through; late
/// may come instead of any before submission.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum RoundState {
    /// Not opened at the school unit, and not yet due.
    NotOpen,
    /// Open, and nobody has a result or a reason.
    NotStarted,
    /// Some pupils have a result or a reason.
    UnderWay,
    /// All have, and not all is signed off.
    Complete,
    /// Signed off; of a school unit: every class.
    SignedOff,
    /// Submitted by the principal.
    Submitted,
    /// Received by the results coordinator.
    Received,
    /// A day has passed by which it was to be done, and it is not submitted.
    Late,
}

impl RoundState {
    /// All states, in order.
    pub const ALL: [Self; 8] = [
        Self::NotOpen,
        Self::NotStarted,
        Self::UnderWay,
        Self::Complete,
        Self::SignedOff,
        Self::Submitted,
        Self::Received,
        Self::Late,
    ];

    /// Whether the round is over here, as far as the school unit goes.
    #[must_use]
    pub const fn is_handed_in(self) -> bool {
        matches!(self, Self::Submitted | Self::Received)
    }
}

/// How far it has come on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct RoundProgress {
    /// In one word.
    pub state: RoundState,
    /// The last day of what is to be done next; none once it is submitted.
    pub due: Option<Day>,
    /// Days from the day of the question until then: 0 on the last day, negative where it has passed.
    pub days_left: Option<i32>,
}

impl RoundProgress {
    /// What can be told by the step of the school unit alone, to those who do not follow the round there: of
    /// what is open, that it is under way, and late only when it is so in any case.
    #[must_use]
    pub fn of_phase(phase: Phase, submit_by: Day, day: Day) -> Self {
        let progress = Stage { phase, entry: Entry::Started, signed_off: true, submit_by }.on(day);
        match progress.state {
            RoundState::SignedOff => Self { state: RoundState::UnderWay, ..progress },
            _ => progress,
        }
    }
}

/// What a progress is told from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stage {
    /// The step of the school unit.
    pub phase: Phase,
    /// How far the entry of results has come there.
    pub entry: Entry,
    /// The class is signed off; of a school unit: every class with pupils in the round.
    pub signed_off: bool,
    /// The day by which a school unit has submitted.
    pub submit_by: Day,
}

impl Stage {
    /// How far this has come on a day.
    ///
    /// A round is late the day after its last day for entry where something is not signed off, and the day
    /// after `submit_by` in any case. A reopening gives new time: then nothing is late before its own last
    /// day. Without opening nothing could be done, and it is late after `submit_by` all the same.
    #[must_use]
    pub fn on(self, day: Day) -> RoundProgress {
        if self.phase == Phase::Received {
            return RoundProgress { state: RoundState::Received, due: None, days_left: None };
        }
        if self.phase == Phase::Submitted {
            return RoundProgress { state: RoundState::Submitted, due: None, days_left: None };
        }
        let due = self.due();
        let state = if day > due { RoundState::Late } else { self.in_time() };
        let days_left = due.number() - day.number();
        RoundProgress { state, due: Some(due), days_left: Some(days_left) }
    }

    fn due(self) -> Day {
        match self.phase {
            Phase::Open { until } if !self.signed_off => until.min(self.submit_by),
            Phase::Reopened { until } if self.signed_off => until.max(self.submit_by),
            Phase::Reopened { until } => until,
            _ => self.submit_by,
        }
    }

    const fn in_time(self) -> RoundState {
        match (self.phase, self.signed_off, self.entry) {
            (Phase::NotOpen, _, _) => RoundState::NotOpen,
            (_, true, _) => RoundState::SignedOff,
            (_, false, Entry::None) => RoundState::NotStarted,
            (_, false, Entry::Started) => RoundState::UnderWay,
            (_, false, Entry::Complete) => RoundState::Complete,
        }
    }
}

#[cfg(test)]
mod spec;
