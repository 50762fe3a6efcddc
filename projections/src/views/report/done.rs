//! What is done about it, and whether it works: programmes, dialogue, measures, seminars.

use std::collections::{BTreeMap, BTreeSet};

use domain::analysis::{Effect, MeasureFor, Observed};
use domain::calendar::Day;
use domain::id::{DecisionId, MeasureId, Position, RoundId, SchoolUnitCode, SeminarId, Size};
use domain::people::Scope;
use domain::seminar::SeminarKind;
use serde::Serialize;

use crate::Facts;
use crate::directory::position;
use crate::facts::dialogues::Reached;
use crate::figure::frame::Frame;
use crate::figure::reference::FigureScope;
use crate::figure::rules::RuleId;
use crate::views::measures::{MeasureState, Thread};
use crate::views::programme::CaseState;
use crate::views::seminar::{AgreementPoint, Seminars};

/// Cases of action programmes by how far they have come (rule `programmes-2`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct ProgrammeCounts {
    /// A concern is reported.
    pub concern: u32,
    /// Under investigation.
    pub under_investigation: u32,
    /// Investigated, nothing decided.
    pub investigated: u32,
    /// Decided, not served on every party.
    pub decided: u32,
    /// A programme is decided and served.
    pub served: u32,
    /// It is decided that none is needed.
    pub none_needed: u32,
    /// An appeal awaits its outcome.
    pub appealed: u32,
    /// The decision is annulled, no new one taken.
    pub annulled: u32,
    /// Ended.
    pub ended: u32,
    /// Later than it should be, of all of them.
    pub late: u32,
}

/// Pupils reached by the dialogue about the round.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct DialogueCounts {
    /// Pupils of the round's population.
    pub population: u32,
    /// Explained to at least one guardian (rule `explained-1`).
    pub explained: u32,
    /// Explained to all guardians (rule `explained-to-all-1`).
    pub explained_to_all: u32,
    /// Acknowledged by at least one (rule `acknowledged-1`).
    pub acknowledged: u32,
    /// Not reached (rule `not-reached-1`).
    pub not_reached: u32,
}

/// Whom a measure is for, in kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ForWhom {
    /// The school unit.
    School,
    /// Some classes.
    Classes,
    /// A grade.
    Grade,
    /// Some pupils.
    Pupils,
}

/// A measure that is not evaluated yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct UnderWay {
    /// The measure.
    pub measure: MeasureId,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// What is done.
    pub title: String,
    /// For whom, in kind.
    pub subject: ForWhom,
    /// How far it has come.
    pub state: MeasureState,
    /// The committee's decision that gave the means.
    pub decision: Option<DecisionId>,
    /// What it costs, in whole kronor.
    pub cost: Option<u64>,
    /// Whether the school's budget covers it.
    pub within_budget: bool,
    /// The day by which it is to be evaluated.
    pub evaluate_by: Day,
    /// That day has passed.
    pub late: bool,
    /// The event of the decision.
    pub position: Position,
}

/// A measure whose effect is evaluated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Evaluated {
    /// The measure.
    pub measure: MeasureId,
    /// The school unit.
    pub school: SchoolUnitCode,
    /// What was done.
    pub title: String,
    /// The committee's decision that gave the means.
    pub decision: Option<DecisionId>,
    /// What it cost, in whole kronor.
    pub cost: Option<u64>,
    /// The round it was held against.
    pub round: RoundId,
    /// Before, as recorded.
    pub before: Option<Observed>,
    /// After, as recorded.
    pub after: Option<Observed>,
    /// What was found.
    pub effect: Effect,
    /// When.
    pub on: Day,
    /// The event.
    pub position: Position,
}

/// Measures in numbers (rule `measures-1`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct MeasureCounts {
    /// Decided, not started.
    pub decided: u32,
    /// Under way.
    pub started: u32,
    /// Evaluated.
    pub evaluated: u32,
    /// Not evaluated though the day has passed.
    pub late: u32,
    /// What those not evaluated cost together, in whole kronor.
    pub cost: u64,
}

/// A seminar held or to come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct SeminarShort {
    /// The seminar.
    pub seminar: SeminarId,
    /// What for.
    pub kind: SeminarKind,
    /// For whom.
    pub scope: Scope,
    /// What it is called.
    pub title: String,
    /// For which day it is arranged.
    pub on: Day,
    /// When it was held.
    pub held_on: Option<Day>,
    /// How many took part.
    pub participants: u32,
}

impl ProgrammeCounts {
    /// The rule of these counts.
    pub const RULE: RuleId = RuleId::Programmes;

    pub(crate) fn count(&mut self, state: CaseState, late: bool) {
        let of_state = match state {
            CaseState::Concern => &mut self.concern,
            CaseState::UnderInvestigation => &mut self.under_investigation,
            CaseState::Investigated => &mut self.investigated,
            CaseState::Decided => &mut self.decided,
            CaseState::Served => &mut self.served,
            CaseState::NoneNeeded => &mut self.none_needed,
            CaseState::Appealed => &mut self.appealed,
            CaseState::Annulled => &mut self.annulled,
            CaseState::Ended => &mut self.ended,
            // Entered on the wrong pupil: there never was a case.
            CaseState::Struck => return,
        };
        *of_state += 1;
        self.late += u32::from(late);
    }

    /// The cases of every school unit, each counted where it stands on a day.
    pub(crate) fn by_school(facts: &Facts, day: Day, at: Size) -> BTreeMap<SchoolUnitCode, Self> {
        let mut counts: BTreeMap<SchoolUnitCode, Self> = BTreeMap::new();
        for case in facts.briefs(at) {
            let school = case.stands_at(facts, day, at);
            counts.entry(school).or_default().count(case.state, case.is_late(facts, day, at));
        }
        counts
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.concern += other.concern;
        self.under_investigation += other.under_investigation;
        self.investigated += other.investigated;
        self.decided += other.decided;
        self.served += other.served;
        self.none_needed += other.none_needed;
        self.appealed += other.appealed;
        self.annulled += other.annulled;
        self.ended += other.ended;
        self.late += other.late;
    }
}

impl DialogueCounts {
    /// The dialogue of a school unit about the frame's round.
    pub(crate) fn at(frame: &Frame<'_>, school: SchoolUnitCode) -> Self {
        let mut counts = Self::default();
        let round = frame.facts.ids.rounds.get(frame.round());
        let places = frame.places(&FigureScope::School(school));
        let Some((places, round)) = places.zip(round) else { return counts };
        frame.for_each_member(&places, |member| {
            counts.count(frame.facts.reached(member.pupil, round, frame.limit));
        });
        counts
    }

    /// Counts one more pupil.
    pub(crate) fn count(&mut self, reached: Reached) {
        self.population += 1;
        self.explained += u32::from(reached.explained);
        self.explained_to_all += u32::from(reached.to_all);
        self.acknowledged += u32::from(reached.acknowledged);
        self.not_reached += u32::from(!reached.explained && !reached.acknowledged);
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.population += other.population;
        self.explained += other.explained;
        self.explained_to_all += other.explained_to_all;
        self.acknowledged += other.acknowledged;
        self.not_reached += other.not_reached;
    }
}

impl MeasureCounts {
    /// Counts one more measure.
    pub(crate) fn count(&mut self, thread: &Thread<'_>, day: Day) {
        match thread.state() {
            MeasureState::Decided => self.decided += 1,
            MeasureState::Started => self.started += 1,
            MeasureState::Evaluated => return self.evaluated += 1,
        }
        self.late += u32::from(thread.decided.evaluate_by < day);
        self.cost = self.cost.saturating_add(thread.decided.cost.unwrap_or(0));
    }
}

/// The measures of some school units.
#[derive(Debug, Default)]
pub(crate) struct AllMeasures {
    pub(crate) counts: MeasureCounts,
    pub(crate) under_way: Vec<UnderWay>,
    pub(crate) evaluated: Vec<Evaluated>,
}

impl AllMeasures {
    pub(crate) fn of(facts: &Facts, schools: &[SchoolUnitCode], day: Day, at: Size) -> Self {
        let mut all = Self::default();
        match schools {
            [school] => facts.measures_at(*school, at).for_each(|thread| all.take(&thread, day)),
            _ => {
                let schools: BTreeSet<&SchoolUnitCode> = schools.iter().collect();
                let theirs = |thread: &Thread<'_>| schools.contains(&thread.decided.school);
                facts.measures(at).filter(theirs).for_each(|thread| all.take(&thread, day));
            }
        }
        all.under_way.sort_by_key(|row| row.position);
        all.evaluated.sort_by_key(|row| row.position);
        all
    }

    fn take(&mut self, thread: &Thread<'_>, day: Day) {
        let (state, decided) = (thread.state(), thread.decided);
        self.counts.count(thread, day);
        if state != MeasureState::Evaluated {
            self.under_way.push(under_way(thread, state, day));
        }
        let evaluated = thread.evaluated.iter().map(|found| Evaluated {
            measure: decided.measure,
            school: decided.school,
            title: decided.title.clone(),
            decision: decided.decision,
            cost: decided.cost,
            round: found.value.round,
            before: found.value.before,
            after: found.value.after,
            effect: found.value.effect,
            on: found.value.on,
            position: position(found.position),
        });
        self.evaluated.extend(evaluated);
    }
}

fn under_way(thread: &Thread<'_>, state: MeasureState, day: Day) -> UnderWay {
    let row = thread.decided;
    UnderWay {
        measure: row.measure,
        school: row.school,
        title: row.title.clone(),
        subject: match &row.subject {
            MeasureFor::School => ForWhom::School,
            MeasureFor::Classes(_) => ForWhom::Classes,
            MeasureFor::Grade(_) => ForWhom::Grade,
            MeasureFor::Pupils(_) => ForWhom::Pupils,
        },
        state,
        decision: row.decision,
        cost: row.cost,
        within_budget: row.within_budget,
        evaluate_by: row.evaluate_by,
        late: row.evaluate_by < day,
        position: thread.position,
    }
}

/// The seminars since a day that concern some school units, earliest first, and agreement over time.
pub(crate) fn seminars_of(
    all: Seminars,
    since: Option<Day>,
    concerns: impl Fn(Scope) -> bool,
) -> (Vec<SeminarShort>, Vec<AgreementPoint>) {
    let told = |scope: Scope| concerns(scope);
    let ids: Vec<SeminarId> =
        all.seminars.iter().filter(|row| told(row.scope)).map(|row| row.seminar).collect();
    let agreement = all.agreement.into_iter().filter(|point| ids.contains(&point.seminar));
    let recent = all.seminars.into_iter().rev().filter(|row| {
        told(row.scope) && since.is_none_or(|since| row.held_on.unwrap_or(row.on) > since)
    });
    let short = recent.map(|row| SeminarShort {
        seminar: row.seminar,
        kind: row.kind,
        scope: row.scope,
        title: row.title,
        on: row.on,
        held_on: row.held_on,
        participants: row.participants,
    });
    (short.collect(), agreement.collect())
}
