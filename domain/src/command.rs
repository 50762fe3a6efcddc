//! The one door in: every command knows its boundary and decides on it.

use serde::{Deserialize, Serialize};

use crate::authority::{Entrusted, Line};
use crate::calendar::{Day, Instant};
use crate::event::{Event, Recorded};
use crate::people::Actor;
use crate::query::Query;
use crate::{
    action_programme, analysis, assessment, coaching, commitment, committee, competence,
    development, guarantee, knowledge, leadership, organisation, parent_dialogue, pupil, round,
    seminar, soundness,
};

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

/// Every term with its commands and refusals, once.
macro_rules! terms {
    ($($(#[$doc:meta])+ $Term:ident $term:ident),+ $(,)?) => {
        /// A command of any term. In JSON: `{"term": "round", "command": "open", …}`.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
        #[serde(tag = "term", rename_all = "snake_case")]
        pub enum Command {
            $($(#[$doc])+ $Term($term::Command),)+
        }

        /// Why a command is not carried out: an answer in the language of the field, not a fault.
        ///
        /// When several refusals apply, the first in the term's documented order is given, and last what
        /// holds of every event.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Refusal {
            $($(#[$doc])+ $Term($term::Refusal),)+
            /// What holds of every event.
            Record(soundness::Refusal),
        }

        impl Refusal {
            /// A stable code name, for APIs and scripts: `round.not_open`.
            #[must_use]
            pub fn code(&self) -> &'static str {
                match self {
                    $(Self::$Term(refusal) => refusal.code(),)+
                    Self::Record(refusal) => refusal.code(),
                }
            }

            /// The answer to a person.
            #[must_use]
            pub fn message(&self, language: Language) -> &'static str {
                match self {
                    $(Self::$Term(refusal) => refusal.message(language),)+
                    Self::Record(refusal) => refusal.message(language),
                }
            }
        }

        impl Command {
            /// Who may give each command, term by term: the whole table of [`crate::authority`].
            pub const ENTRUSTED: &'static [(&'static str, &'static [Entrusted])] =
                &[$((stringify!($term), $term::Command::ENTRUSTED),)+];

            /// Who may give this command: any one of these lines opens it.
            #[must_use]
            pub const fn entrusted(&self) -> &'static [Line] {
                match self { $(Self::$Term(command) => command.entrusted(),)+ }
            }

            /// Which events this decision rests on.
            #[must_use]
            pub fn boundary(&self, act: &Act) -> Query {
                match self { $(Self::$Term(command) => command.boundary(act),)+ }
            }

            /// Decides on the events of the boundary, in order of position. No event: nothing new
            /// happened (what was asked for is already so).
            pub fn decide(&self, act: &Act, history: &[Recorded]) -> Result<Vec<Event>, Refusal> {
                let events = match self {
                    $(Self::$Term(c) => c.decide(act, history).map_err(Refusal::$Term),)+
                }?;
                soundness::check(&events, act.today()).map_err(Refusal::Record)?;
                Ok(events)
            }
        }

        $(impl From<$term::Command> for Command {
            fn from(command: $term::Command) -> Self {
                Self::$Term(command)
            }
        })+
    };
}

terms! {
    /// Organisation.
    Organisation organisation,
    /// Pupil.
    Pupil pupil,
    /// Round.
    Round round,
    /// Assessment.
    Assessment assessment,
    /// Knowledge rights and the assessment system.
    Knowledge knowledge,
    /// Commitment.
    Commitment commitment,
    /// Quality guarantee.
    Guarantee guarantee,
    /// Action programme.
    ActionProgramme action_programme,
    /// Parent dialogue.
    ParentDialogue parent_dialogue,
    /// Seminar.
    Seminar seminar,
    /// Coaching.
    Coaching coaching,
    /// Support and development.
    Development development,
    /// Competence.
    Competence competence,
    /// Leadership.
    Leadership leadership,
    /// Analysis and measures.
    Analysis analysis,
    /// Committee.
    Committee committee,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.message(Language::En))
    }
}
