//! A letter to the guardians of one pupil about one round.
//!
//! It has room for one child. The name comes with the call and stands nowhere else: the program keeps
//! nothing and logs nothing.

use schemars::JsonSchema;
use serde::Deserialize;

use super::text::{Day, Line, Prose, Round};

/// The one child that a letter is about.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Child {
    /// The name by which home knows the child.
    pub name: Line,
    /// The grade.
    pub grade: u8,
}

/// To whom the letter goes, where it is sent by post.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    /// The name.
    pub name: Line,
    /// The lines of the address.
    #[serde(default)]
    pub address: Vec<Line>,
}

/// Who signs.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sender {
    /// The school by its name.
    pub school: Line,
    /// The principal.
    pub principal: Line,
    /// How to reach the school, in one line.
    pub contact: Option<Line>,
}

/// What came of the round for the child.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Result {
    /// Assessed.
    Assessed {
        /// The point.
        point: Line,
        /// The point in the round before.
        before: Option<Line>,
        /// The phase of reading: `exploring`, `expanding` or `literate`.
        phase: Step,
        /// What the point means, in the letter's language: the municipality's own words. The letter's fixed
        /// words of the phase stand where there are none.
        meaning: Option<Prose>,
    },
    /// Not assessed: `absent`, `newly_arrived` or `exempt`.
    NotAssessed(Line),
}

/// A phase of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// The child explores how text works.
    Exploring,
    /// The child reads more and more.
    Expanding,
    /// The child reads well.
    Literate,
}

/// What the school has promised.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pledge {
    /// The promise in plain words.
    pub title: Line,
    /// The least point.
    pub point: Line,
    /// The child has reached it; none: it cannot be told yet.
    pub reached: Option<bool>,
}

/// What happens next.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Next {
    /// A talk with the school, on a day where one is set.
    Talk(Option<Day>),
    /// The next round.
    Round(Day),
    /// The child is assessed again.
    Reassess,
    /// Extra help in class.
    ExtraAdaptations,
    /// The need of special support is investigated.
    Investigation,
    /// An action programme is in force.
    Programme,
}

/// The most letters of a bundle.
pub const BUNDLE_MAX: usize = 200;

/// Letters to be printed together, in order: each on one page of its own.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bundle {
    /// What the bundle is called. Nobody's name.
    pub title: Line,
    /// The letters, at most 200.
    pub letters: Vec<Letter>,
}

/// A letter to typeset. What does not fit on one page is refused.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// To whom.
    pub recipient: Option<Recipient>,
    /// Who signs.
    pub sender: Sender,
    /// The child.
    pub child: Child,
    /// The round.
    pub round: Round,
    /// What came of it.
    pub result: Result,
    /// What the school has promised.
    pub promised: Vec<Pledge>,
    /// What happens next.
    pub next: Vec<Next>,
    /// What home can do, in the letter's language: the school's own words. The letter's fixed
    /// words of the phase stand where there are none.
    #[serde(default)]
    pub home: Vec<Line>,
}
