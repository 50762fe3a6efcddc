//! Counts of what is done: shortfalls and answers, the dialogue with parents, programmes, measures, the
//! evaluation of commitments, information of committees.
//!
//! As with figures, one iteration both counts and names the events behind: [`count()`] adds up what
//! [`count_evidence`] lists the events of. Whether one thing counts is asked of the very counts that the
//! views show.

mod items;
mod name;

use std::collections::BTreeSet;

use domain::calendar::Day;
use domain::id::{Position, Size};
use serde::Serialize;

use crate::Facts;
use crate::figure::rules::RuleId;
use items::Asked;

pub use name::{
    AnswerCount, CountOf, CountRef, CountScope, DialogueCount, MeasureCount, ProgrammeCount,
    ShortfallCount,
};

/// One count. [`count()`] of its name at its as-of gives it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Count {
    /// Its name.
    pub figure: CountRef,
    /// What it comes to: shortfalls, pupils, cases, measures, kronor or days.
    pub value: u64,
    /// Among how many, where it is a part: pupils of the dialogue and of an evaluation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub among: Option<u64>,
    /// The rule it follows.
    pub rule: RuleId,
    /// The day by which lateness is told.
    pub day: Day,
    /// The state of the record it was taken from.
    pub as_of: Size,
}

/// The count with this name, as of a size.
///
/// None where there is no such count then: the round is not scheduled, or is not named where one is needed;
/// the place, the shortfall or the target is not known; the committee was never informed.
#[must_use]
pub fn count(facts: &Facts, at: Size, reference: &CountRef) -> Option<Count> {
    let asked = Asked::new(facts, at, reference)?;
    let (mut value, mut among) = (0_u64, 0_u64);
    asked.for_each(&mut |item| {
        value = value.saturating_add(item.counts);
        among = among.saturating_add(item.among);
    })?;
    let is_part = matches!(reference.of, CountOf::Dialogue(_) | CountOf::Evaluation(_));
    Some(Count {
        figure: *reference,
        value,
        among: is_part.then_some(among),
        rule: reference.of.rule(),
        day: asked.day,
        as_of: asked.at,
    })
}

/// The positions of exactly the events that a count rests on, in order.
///
/// - the school unit, class, district or committee, the events that place the school units counted in it,
///   and the schedule of a round;
/// - of each shortfall counted, its finding and all that came of it;
/// - of the dialogue, what makes each pupil a member of the population, and what was explained and
///   acknowledged (for those without guardian, and of all guardians, the guardians too);
/// - of each case counted, all its events, the pupil's enrolments and guardians;
/// - of each measure counted, its decision, start and evaluations;
/// - of an evaluation, what the figures it is the sum of rest on;
/// - of information, the event that told it last.
///
/// Fold these events alone (with gaps for the others) and the count is the same. Empty where there is no
/// such count.
#[must_use]
pub fn count_evidence(facts: &Facts, at: Size, reference: &CountRef) -> Vec<Position> {
    let Some(asked) = Asked::new(facts, at, reference) else { return Vec::new() };
    let mut found: BTreeSet<Position> = BTreeSet::new();
    let mut schools: BTreeSet<u32> = BTreeSet::new();
    let whole = asked.for_each(&mut |item| {
        if item.counts > 0 || item.among > 0 {
            schools.insert(item.school);
            found.extend((item.positions)());
        }
    });
    if whole.is_none() {
        return Vec::new();
    }
    found.extend(asked.settings(&schools));
    found.into_iter().collect()
}
