//! The name of a count: what is counted, where, in which round, by which day.
//!
//! ```text
//! guarantee:late@school:10000001@2025-26:september;class=none;day=2025-11-03
//! └ what         └ where         └ round           └ which, by which day
//! ```
//!
//! | part | forms |
//! |---|---|
//! | what | `guarantee:found` (`open`, `late`, `answered`, `lifted`, `below`, `not_assessed`, `missing`, `pupils`) `answers:extra_adaptations` (`reported_to_principal`, `programme_covers`, `reassess`, `school_measure`, `none`) `dialogue:explained` (`explained_to_all`, `acknowledged`, `not_reached`, `without_guardian`) `programmes:concern` (`under_investigation`, `investigated`, `decided`, `served`, `none_needed`, `appealed`, `annulled`, `ended`, `late`) `measures:decided` (`started`, `evaluated`, `late`, `cost`) `evaluation:<commitment>/<target>` `informed:<committee>` `days:<position>` |
//! | where | `school:<code>` `class:<id>` `district:<code>` `committee:<code>` `municipality` |
//! | round | as in an address; required of the dialogue and of evaluations. Of the guarantee left out: all rounds. Of the others it settles which school units belong where: those of its census date, and where it is left out those of the day |
//! | which | `class=<id>` (or `class=none`): of the guarantee and the dialogue, the pupils of a class on the census date |
//! | day | the day by which lateness is told; left out: the day of the last event known |

use std::fmt;
use std::str::FromStr;

use domain::calendar::Day;
use domain::id::{CommitteeId, InvalidId, Position, RoundId};
use serde::{Serialize, Serializer};

use crate::figure::reference::{Coded, FigureScope, InClass, TargetRef};
use crate::figure::rules::RuleId;

const INVALID: InvalidId =
    InvalidId { expected: "count (as guarantee:late@school:10000001@2025-26:september)" };

macro_rules! coded {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $variant:ident $code:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$of])* $variant,)+ }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
        }

        impl Coded for $name {
            const CODES: &'static [(Self, &'static str)] = &[$((Self::$variant, $code),)+];
        }
    };
}

coded! {
    /// What is counted of shortfalls (rule `guarantee-1`).
    ShortfallCount {
        /// All found.
        Found "found",
        /// Neither answered nor lifted.
        Open "open",
        /// Open, and the last day has passed.
        Late "late",
        /// Answered and not lifted.
        Answered "answered",
        /// Lifted.
        Lifted "lifted",
        /// Below the point.
        Below "below",
        /// Not assessed, with a reason.
        NotAssessed "not_assessed",
        /// Neither.
        Missing "missing",
        /// Pupils with a shortfall that stands, each once.
        Pupils "pupils",
    }
}

coded! {
    /// Of the answers that hold, which kind (rule `guarantee-1`).
    AnswerCount {
        /// Extra adaptations.
        ExtraAdaptations "extra_adaptations",
        /// Reported to the principal.
        ReportedToPrincipal "reported_to_principal",
        /// An action programme covers it.
        ProgrammeCovers "programme_covers",
        /// To be assessed again.
        Reassess "reassess",
        /// A measure of the school answers it.
        SchoolMeasure "school_measure",
        /// Nothing is needed.
        None "none",
    }
}

coded! {
    /// How far the dialogue has reached the pupils of a round.
    DialogueCount {
        /// Rule `explained-1`.
        Explained "explained",
        /// Rule `explained-to-all-1`.
        ExplainedToAll "explained_to_all",
        /// Rule `acknowledged-1`.
        Acknowledged "acknowledged",
        /// Rule `not-reached-1`.
        NotReached "not_reached",
        /// Of those not reached, the ones without a guardian who may be reached.
        WithoutGuardian "without_guardian",
    }
}

coded! {
    /// Cases of action programmes by how far they have come (rule `programmes-2`).
    ProgrammeCount {
        /// A concern is reported.
        Concern "concern",
        /// Under investigation.
        UnderInvestigation "under_investigation",
        /// Investigated, nothing decided.
        Investigated "investigated",
        /// Decided, not served on every party.
        Decided "decided",
        /// Decided and served.
        Served "served",
        /// None is needed.
        NoneNeeded "none_needed",
        /// An appeal awaits its outcome.
        Appealed "appealed",
        /// Annulled.
        Annulled "annulled",
        /// Ended.
        Ended "ended",
        /// Later than it should be, of all of them.
        Late "late",
    }
}

coded! {
    /// Measures by how far they have come (rule `measures-1`).
    MeasureCount {
        /// Decided, not started.
        Decided "decided",
        /// Under way.
        Started "started",
        /// Evaluated.
        Evaluated "evaluated",
        /// Not evaluated though the day has passed.
        Late "late",
        /// What those not evaluated cost together, in whole kronor.
        Cost "cost",
    }
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CountOf {
    /// Shortfalls in the guarantee.
    Guarantee(ShortfallCount),
    /// Answers in the guarantee.
    Answers(AnswerCount),
    /// Pupils of the round by the dialogue with parents.
    Dialogue(DialogueCount),
    /// Cases of action programmes.
    Programmes(ProgrammeCount),
    /// Measures.
    Measures(MeasureCount),
    /// Pupils who reached a target, as a commitment is evaluated (rule `reached-of-population-1`).
    Evaluation(TargetRef),
    /// Days since the principal informed a committee (rule `informed-1`).
    Informed(CommitteeId),
    /// Days from the finding of a shortfall, which is named by its position, to its answer or lifting; while
    /// it is open, to the day (rule `guarantee-1`).
    Days(Position),
}

impl CountOf {
    /// The rule it follows.
    #[must_use]
    pub const fn rule(&self) -> RuleId {
        match self {
            Self::Guarantee(_) | Self::Answers(_) | Self::Days(_) => RuleId::Guarantee,
            Self::Dialogue(DialogueCount::Explained) => RuleId::Explained,
            Self::Dialogue(DialogueCount::ExplainedToAll) => RuleId::ExplainedToAll,
            Self::Dialogue(DialogueCount::Acknowledged) => RuleId::Acknowledged,
            Self::Dialogue(_) => RuleId::NotReached,
            Self::Programmes(_) => RuleId::Programmes,
            Self::Measures(_) => RuleId::Measures,
            Self::Evaluation(_) => RuleId::ReachedOfPopulation,
            Self::Informed(_) => RuleId::Informed,
        }
    }
}

/// Where it is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CountScope {
    /// As a figure: in a school unit, class, district or committee.
    Of(FigureScope),
    /// All school units.
    Municipality,
}

/// The name of a count. Its text form is stable; [`FromStr`] reads what [`fmt::Display`] writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountRef {
    /// What.
    pub of: CountOf,
    /// Where.
    pub scope: CountScope,
    /// In which round, of what has one.
    pub round: Option<RoundId>,
    /// Only of this class on the census date: of the guarantee and the dialogue.
    pub class: Option<InClass>,
    /// The day by which lateness is told; none: the day of the last event known.
    pub day: Option<Day>,
}

impl CountRef {
    /// A count in a place, of all rounds, by the day of the last event known.
    #[must_use]
    pub const fn new(of: CountOf, scope: CountScope) -> Self {
        Self { of, scope, round: None, class: None, day: None }
    }

    /// The same of one round.
    #[must_use]
    pub const fn in_round(self, round: RoundId) -> Self {
        Self { round: Some(round), ..self }
    }

    /// The same of one class.
    #[must_use]
    pub const fn of_class(self, class: InClass) -> Self {
        Self { class: Some(class), ..self }
    }

    /// The same by a day.
    #[must_use]
    pub const fn by(self, day: Day) -> Self {
        Self { day: Some(day), ..self }
    }

    /// The same place, round and day, counted otherwise.
    #[must_use]
    pub const fn with(self, of: CountOf) -> Self {
        Self { of, ..self }
    }
}

impl fmt::Display for CountOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Guarantee(what) => write!(f, "guarantee:{}", what.code()),
            Self::Answers(what) => write!(f, "answers:{}", what.code()),
            Self::Dialogue(what) => write!(f, "dialogue:{}", what.code()),
            Self::Programmes(what) => write!(f, "programmes:{}", what.code()),
            Self::Measures(what) => write!(f, "measures:{}", what.code()),
            Self::Evaluation(target) => write!(f, "evaluation:{target}"),
            Self::Informed(committee) => write!(f, "informed:{committee}"),
            Self::Days(shortfall) => write!(f, "days:{shortfall}"),
        }
    }
}

impl FromStr for CountOf {
    type Err = InvalidId;
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        match text.split_once(':').ok_or(INVALID)? {
            ("guarantee", what) => Coded::read(what).map(Self::Guarantee),
            ("answers", what) => Coded::read(what).map(Self::Answers),
            ("dialogue", what) => Coded::read(what).map(Self::Dialogue),
            ("programmes", what) => Coded::read(what).map(Self::Programmes),
            ("measures", what) => Coded::read(what).map(Self::Measures),
            ("evaluation", target) => target.parse().map(Self::Evaluation),
            ("informed", committee) => committee.parse().map(Self::Informed),
            ("days", at) if at.bytes().all(|byte| byte.is_ascii_digit()) => {
                at.parse().map(|at| Self::Days(Position(at))).map_err(|_| INVALID)
            }
            _ => Err(INVALID),
        }
    }
}

impl fmt::Display for CountScope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Of(scope) => write!(f, "{scope}"),
            Self::Municipality => f.write_str("municipality"),
        }
    }
}

impl FromStr for CountScope {
    type Err = InvalidId;
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        if text == "municipality" {
            return Ok(Self::Municipality);
        }
        match text.parse()? {
            // A trend is a line of figures; what is done is done at a school unit.
            FigureScope::Trend(_) => Err(INVALID),
            scope => Ok(Self::Of(scope)),
        }
    }
}

impl fmt::Display for CountRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.of, self.scope)?;
        if let Some(round) = self.round {
            write!(f, "@{}", round.slug())?;
        }
        match self.class {
            Some(InClass::Class(class)) => write!(f, ";class={class}")?,
            Some(InClass::None) => f.write_str(";class=none")?,
            None => {}
        }
        match self.day {
            Some(day) => write!(f, ";day={day}"),
            None => Ok(()),
        }
    }
}

impl FromStr for CountRef {
    type Err = InvalidId;
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let mut parts = text.split(';');
        let mut named = parts.next().unwrap_or_default().splitn(3, '@');
        let mut part = || named.next().ok_or(INVALID);
        let mut count = Self::new(part()?.parse()?, part()?.parse()?);
        count.round = named.next().map(str::parse).transpose()?;
        for part in parts {
            let twice = match part.split_once('=').ok_or(INVALID)? {
                ("class", "none") => count.class.replace(InClass::None).is_some(),
                ("class", id) => count.class.replace(InClass::Class(id.parse()?)).is_some(),
                ("day", day) => count.day.replace(day.parse().map_err(|_| INVALID)?).is_some(),
                _ => return Err(INVALID),
            };
            if twice {
                return Err(INVALID);
            }
        }
        Ok(count)
    }
}

impl Serialize for CountRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
