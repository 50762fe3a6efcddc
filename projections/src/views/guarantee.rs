//! The guarantee board: the shortfalls of a school unit, what came of each, how long it took.

use std::collections::BTreeMap;

use domain::calendar::Day;
use domain::event::code;
use domain::guarantee::{Answer, Lack};
use domain::id::{ClassId, Position, ProgrammeId, RoundId, SchoolUnitCode, Size, StaffId};
use domain::people::{Role, Scope};
use domain::query::Tag;
use serde::Serialize;

use crate::Facts;
use crate::alphabet::alphabetical;
use crate::facts::guarantee::{Shortfall, ShortfallState};
use crate::figure::count::{CountOf, CountRef, CountScope, ShortfallCount};
use crate::figure::reference::{FigureScope, InClass};
use crate::figure::rules::RuleId;
use crate::follow_up::answerer;
use crate::views::window::{Paged, Window};

/// One shortfall on the board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct GuaranteeRow {
    /// The shortfall with its answer, lifting and reminders.
    #[serde(flatten)]
    pub shortfall: Shortfall,
    /// Name of the class on the census date.
    pub class_name: Option<String>,
    /// The day it was found.
    pub found: Day,
    /// Days from when it was found until it was answered or lifted, or until the day of the board.
    pub days: u32,
    /// Of them, days after the last day of the service goal.
    pub days_late: u32,
    /// Open, and the service goal has passed.
    pub late: bool,
    /// Who is to answer on the day of the board: the assessor responsible for the pupil's class, else
    /// the principal; nobody where the pupil has left the municipality's schools.
    pub responsible: Option<StaffId>,
    /// The case that covers it: as answered, or reported with reference to it.
    pub programme: Option<ProgrammeId>,
}

/// Shortfalls counted by state, lack and answer (rule `guarantee-1`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct GuaranteeCounts {
    /// All found.
    pub found: u32,
    /// Neither answered nor lifted.
    pub open: u32,
    /// Of the open ones, those whose service goal has passed.
    pub late: u32,
    /// Answered by a person, and not lifted.
    pub answered: u32,
    /// Lifted.
    pub lifted: u32,
    /// Found because the pupil was assessed below the point.
    pub below: u32,
    /// Found because the pupil was not assessed, with a reason.
    pub not_assessed: u32,
    /// Found because the pupil has neither.
    pub missing: u32,
    /// Answers that hold, of the answered.
    pub answers: AnswerCounts,
    /// The rule of these counts.
    pub rule: RuleId,
}

/// Answers that hold, by kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct AnswerCounts {
    /// Extra adaptations.
    pub extra_adaptations: u32,
    /// Reported to the principal.
    pub reported_to_principal: u32,
    /// An action programme covers it.
    pub programme_covers: u32,
    /// To be assessed again.
    pub reassess: u32,
    /// A measure of the school answers it.
    pub school_measure: u32,
    /// Nothing is needed.
    pub none: u32,
}

/// The shortfalls of one class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct GuaranteeClass {
    /// The class on the census date; none: the pupils without class.
    pub class: Option<ClassId>,
    /// Its name.
    pub name: Option<String>,
    /// The name of how many were found; its other counts are named alike.
    pub figure: CountRef,
    /// Its shortfalls.
    #[serde(flatten)]
    pub counts: GuaranteeCounts,
}

/// The shortfalls that a school unit answers for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct GuaranteeBoard {
    /// The school unit.
    pub school: SchoolUnitCode,
    /// The round; none: all rounds.
    pub round: Option<RoundId>,
    /// The day by which lateness is told.
    pub day: Day,
    /// The state of the record.
    pub as_of: Size,
    /// The name of how many were found; the other counts are named alike.
    pub figure: CountRef,
    /// All of them.
    pub counts: GuaranteeCounts,
    /// By class, in order of name; pupils without class last.
    pub classes: Vec<GuaranteeClass>,
    /// Each of them: open ones first, by the day they are to be answered by.
    pub rows: Vec<GuaranteeRow>,
}

impl GuaranteeBoard {
    /// Which row a shortfall has: the page that shows it is [`Window::holding`] it.
    #[must_use]
    pub fn row_of(&self, shortfall: Position) -> Option<usize> {
        self.rows.iter().position(|row| row.shortfall.position == shortfall)
    }

    /// Leaves the rows of one page; the counts go on telling of all.
    pub fn page(&mut self, window: Window) -> Paged {
        window.cut(&mut self.rows)
    }
}

impl Default for GuaranteeCounts {
    fn default() -> Self {
        Self {
            found: 0,
            open: 0,
            late: 0,
            answered: 0,
            lifted: 0,
            below: 0,
            not_assessed: 0,
            missing: 0,
            answers: AnswerCounts::default(),
            rule: RuleId::Guarantee,
        }
    }
}

impl GuaranteeCounts {
    /// Counts one more.
    pub fn count(&mut self, shortfall: &Shortfall, day: Day) {
        self.found += 1;
        match shortfall.state {
            ShortfallState::Open => {
                self.open += 1;
                self.late += u32::from(shortfall.answer_by < day);
            }
            ShortfallState::Answered => {
                self.answered += 1;
                if let Some(given) = shortfall.answer {
                    self.answers.count(given.answer);
                }
            }
            ShortfallState::Lifted => self.lifted += 1,
        }
        let lack = match shortfall.lack {
            Lack::Below { .. } => &mut self.below,
            Lack::NotAssessed { .. } => &mut self.not_assessed,
            Lack::Missing => &mut self.missing,
        };
        *lack += 1;
    }
}

impl AnswerCounts {
    fn count(&mut self, answer: Answer) {
        let kind = match answer {
            Answer::ExtraAdaptations => &mut self.extra_adaptations,
            Answer::ReportedToPrincipal => &mut self.reported_to_principal,
            Answer::ProgrammeCovers { .. } => &mut self.programme_covers,
            Answer::Reassess => &mut self.reassess,
            Answer::SchoolMeasure { .. } => &mut self.school_measure,
            Answer::None => &mut self.none,
        };
        *kind += 1;
    }
}

/// The guarantee board as of a size, of one round or all; `day` settles who answers and what is late.
#[must_use]
pub fn guarantee_board(
    facts: &Facts,
    school: SchoolUnitCode,
    round: Option<RoundId>,
    day: Day,
    at: Size,
) -> GuaranteeBoard {
    let shortfalls = match round {
        Some(round) => facts.shortfalls(round, school, at),
        None => facts.shortfalls_at(school, at),
    };
    let mut counts = GuaranteeCounts::default();
    let mut classes: BTreeMap<Option<ClassId>, GuaranteeCounts> = BTreeMap::new();
    for shortfall in &shortfalls {
        counts.count(shortfall, day);
        classes.entry(shortfall.class).or_default().count(shortfall, day);
    }
    let principal = facts.principal(school, day, at);
    let row = |shortfall| row(facts, shortfall, principal, (day, at));
    let mut rows: Vec<GuaranteeRow> = shortfalls.into_iter().map(row).collect();
    rows.sort_by_key(|row| {
        let open = row.shortfall.state == ShortfallState::Open;
        (!open, row.shortfall.answer_by, row.shortfall.position)
    });
    let found = CountOf::Guarantee(ShortfallCount::Found);
    let figure = CountRef::new(found, CountScope::Of(FigureScope::School(school)));
    let figure = CountRef { round, ..figure.by(day) };
    let mut classes: Vec<GuaranteeClass> = classes
        .into_iter()
        .map(|(class, counts)| {
            let found = class.and_then(|class| facts.class(class, day, at));
            let figure = figure.of_class(class.map_or(InClass::None, InClass::Class));
            GuaranteeClass { class, name: found.map(|class| class.name), figure, counts }
        })
        .collect();
    classes.sort_by_cached_key(|row| {
        (row.class.is_none(), row.name.as_deref().map(alphabetical), row.class)
    });
    let as_of = Size(at.0.min(facts.size().0));
    GuaranteeBoard { school, round, day, as_of, figure, counts, classes, rows }
}

/// The principal of each school unit on a day, found in one pass over the staff.
pub(crate) fn principals(facts: &Facts, day: Day, at: Size) -> BTreeMap<SchoolUnitCode, StaffId> {
    let mut principals: BTreeMap<SchoolUnitCode, StaffId> = BTreeMap::new();
    for staff in facts.ids.staff.keys() {
        for held in facts.roles(*staff, day, at) {
            if let (Role::Principal, Scope::School(school)) = (held.role, held.scope) {
                let first = principals.entry(school).or_insert(*staff);
                *first = (*first).min(*staff);
            }
        }
    }
    principals
}

fn row(
    facts: &Facts,
    shortfall: Shortfall,
    principal: Option<StaffId>,
    (day, at): (Day, Size),
) -> GuaranteeRow {
    let census = facts.round(shortfall.round, at).map_or(day, |round| round.census_date);
    let (found, until) = stood(facts, &shortfall, day);
    let answerer = answerer(facts, &shortfall, day, at);
    let name = shortfall.class.and_then(|class| facts.class(class, census, at));
    GuaranteeRow {
        class_name: name.map(|class| class.name),
        found,
        days: days_between(found, until),
        days_late: days_between(shortfall.answer_by, until),
        late: shortfall.is_open() && shortfall.answer_by < day,
        responsible: answerer.and_then(|whose| whose.person(principal)),
        programme: programme(facts, &shortfall, at),
        shortfall,
    }
}

/// From which day to which a shortfall waited: found, and answered or lifted; while it is open, to the day.
fn stood(facts: &Facts, shortfall: &Shortfall, day: Day) -> (Day, Day) {
    let recorded = |position: Position| facts.recorded_at(position).map(|at| at.day());
    let settled = match shortfall.state {
        ShortfallState::Open => None,
        ShortfallState::Answered => shortfall.answer.map(|given| given.position),
        ShortfallState::Lifted => shortfall.lifted.map(|lifted| lifted.position),
    };
    let found = recorded(shortfall.position).unwrap_or(day);
    (found, settled.and_then(recorded).unwrap_or(day))
}

/// How many days a shortfall waited, or has waited by the day.
pub(crate) fn days_open(facts: &Facts, shortfall: &Shortfall, day: Day) -> u32 {
    let (found, until) = stood(facts, shortfall, day);
    days_between(found, until)
}

/// Days from one day to another; none where the other is not later.
pub(crate) fn days_between(from: Day, to: Day) -> u32 {
    u32::try_from(to.number() - from.number()).unwrap_or(0)
}

/// The case that covers a shortfall.
fn programme(facts: &Facts, shortfall: &Shortfall, at: Size) -> Option<ProgrammeId> {
    if let Some(Answer::ProgrammeCovers { programme }) = shortfall.answer.map(|given| given.answer)
    {
        return Some(programme);
    }
    let of_pupil = Tag::Pupil(shortfall.pupil);
    let mut concerns = facts.ledger_of(of_pupil, &[code::ConcernReported], at);
    concerns.find_map(|said| match said.event {
        domain::Event::ConcernReported(e) if e.shortfall == Some(shortfall.position) => {
            Some(e.programme)
        }
        _ => None,
    })
}
