//! Facts folded from the events, and the views as pure functions of them. Derived and deletable.
//!
//! One log, one fold into [`Facts`] that keep their history, and views as pure functions of
//! (facts, as-of size, …). Live is the head, as of is an earlier size: the same function with another
//! argument. There is no second way to compute a figure: views, [`figure()`] and [`evidence()`] all come
//! from one iteration over the pupils of a round's population.
//!
//! **The law of time.** For every view, scope and size n:
//! `view(facts(events), n) == view(facts(events[..n]), n)`. Two kinds of answer stand outside it on
//! purpose, since they act as of now whatever the as-of: current protection, and the position of the
//! newest identity.
//!
//! Nothing here opens a sealed section, asks a clock, or holds a person's name.
//!
//! Read in this order: [`facts`] (the fold), [`directory`] and [`roster`] (look-ups), [`mod@figure`] (the one
//! iteration, cells, figures, evidence, rules), [`views`] (what pages and answers are made of),
//! [`disclosure`] (what of it may be shown to those who see no pupils),
//! [`follow_up`] (what the record and the calendar ask of the system).

pub mod facts;

pub mod directory;
pub mod roster;

pub mod figure;
pub mod views;

pub mod disclosure;

mod alphabet;
mod case;

pub mod follow_up;

mod schema;

pub use alphabet::alphabetical;
pub use facts::ledger::Noted;
pub use facts::{Facts, FoldError, LoadError, LogId, Origin, dialogues, guarantee};
pub use figure::count::{Count, CountOf, CountRef, CountScope, count, count_evidence};
pub use figure::evidence::evidence;
pub use figure::reference::{FigureRef, FigureScope, InClass, Measure, Progress, Slice};
pub use figure::rules::{RULES, Rule, RuleId};
pub use figure::{Figure, Value, figure};
pub use views::account::{SchoolAccount, school_account};
pub use views::area::{AreaView, committee, district};
pub use views::board::{
    RoundBoard, RoundOverview, RoundProgress, RoundState, round_board, round_overview,
    round_progress,
};
pub use views::card::{PupilCard, pupil_card};
pub use views::chain::{Chain, ChainOf, Link, chain, chain_positions};
pub use views::competence::{Competence, competence};
pub use views::decisions::{Decisions, decisions};
pub use views::dialogue::{DialogueCoverage, dialogue_coverage};
pub use views::difference::{Difference, difference};
pub use views::guarantee::{GuaranteeBoard, GuaranteeCounts, guarantee_board};
pub use views::informed::{Informed, informed};
pub use views::knowledge::{Knowledge, knowledge};
pub use views::measures::{MeasureRow, Measures, effect_in, measure, measures};
pub use views::pledge::{CommitmentHistory, commitment_history};
pub use views::programme::{Programme, Programmes, programme, programmes};
pub use views::reminder::{Reminder, ReminderDay, Rhythm, reminders};
pub use views::report::{CommitteeReport, committee_report};
pub use views::school::{SchoolView, school};
pub use views::seminar::{OwnAgreement, Seminar, Seminars, own_agreement, seminar, seminars};
pub use views::series::{Series, series};
pub use views::support::{Support, support};
pub use views::todo::{Todo, TodoItem, TodoKind, TodoState, todo};
pub use views::trail::{TrailEntry, told, trail};
pub use views::window::{Paged, Window};

#[cfg(test)]
mod tests;
