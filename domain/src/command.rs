//! The one door in: every command knows its boundary and decides on it.

use serde::{Deserialize, Serialize};

use crate::calendar::{Day, Instant};
use crate::event::{Event, Recorded};
use crate::people::Actor;
use crate::query::Query;
use crate::{assessment, commitment, organisation, pupil, round};

/// Who asks, and when. Both come from the shell; nothing here asks a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Act {
    /// Who, in which role.
    pub actor: Actor,
    /// When.
    pub at: Instant,
}

impl Act {
    /// The day in Sweden.
    #[must_use]
    pub fn today(&self) -> Day {
        self.at.day()
    }
}

/// A command of any term. In JSON: `{"term": "round", "command": "open", …}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "term", rename_all = "snake_case")]
pub enum Command {
    /// Organisation.
    Organisation(organisation::Command),
    /// Pupil.
    Pupil(pupil::Command),
    /// Round.
    Round(round::Command),
    /// Assessment.
    Assessment(assessment::Command),
    /// Commitment.
    Commitment(commitment::Command),
}

/// A language of the user interface.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema, Default,
)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Svenska.
    #[default]
    Sv,
    /// English.
    En,
}

/// Why a command is not carried out: an answer in the language of the field, not a fault.
///
/// When several refusals apply, the first in the term's documented order is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// Organisation.
    Organisation(organisation::Refusal),
    /// Pupil.
    Pupil(pupil::Refusal),
    /// Round.
    Round(round::Refusal),
    /// Assessment.
    Assessment(assessment::Refusal),
    /// Commitment.
    Commitment(commitment::Refusal),
}

impl Refusal {
    /// A stable code name, for APIs and scripts: `round.not_open`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Organisation(refusal) => refusal.code(),
            Self::Pupil(refusal) => refusal.code(),
            Self::Round(refusal) => refusal.code(),
            Self::Assessment(refusal) => refusal.code(),
            Self::Commitment(refusal) => refusal.code(),
        }
    }

    /// The answer to a person.
    #[must_use]
    pub fn message(&self, language: Language) -> &'static str {
        match self {
            Self::Organisation(refusal) => refusal.message(language),
            Self::Pupil(refusal) => refusal.message(language),
            Self::Round(refusal) => refusal.message(language),
            Self::Assessment(refusal) => refusal.message(language),
            Self::Commitment(refusal) => refusal.message(language),
        }
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.message(Language::En))
    }
}

impl Command {
    /// Which events this decision rests on.
    #[must_use]
    pub fn boundary(&self, act: &Act) -> Query {
        match self {
            Self::Organisation(command) => command.boundary(act),
            Self::Pupil(command) => command.boundary(act),
            Self::Round(command) => command.boundary(act),
            Self::Assessment(command) => command.boundary(act),
            Self::Commitment(command) => command.boundary(act),
        }
    }

    /// Decides on the events of the boundary, in order of position. No event: nothing new happened
    /// (what was asked for is already so).
    pub fn decide(&self, act: &Act, history: &[Recorded]) -> Result<Vec<Event>, Refusal> {
        match self {
            Self::Organisation(c) => c.decide(act, history).map_err(Refusal::Organisation),
            Self::Pupil(c) => c.decide(act, history).map_err(Refusal::Pupil),
            Self::Round(c) => c.decide(act, history).map_err(Refusal::Round),
            Self::Assessment(c) => c.decide(act, history).map_err(Refusal::Assessment),
            Self::Commitment(c) => c.decide(act, history).map_err(Refusal::Commitment),
        }
    }
}
