//! When the figures of a round are released: at whole receptions, never in between.

use domain::id::{RoundId, Size};
use rustc_hash::FxHashSet;

use crate::Facts;
use crate::facts::Step;
use crate::figure::frame::Frame;

/// So many days after the last day of submission a round is released without those that are still awaited.
pub const DAYS_AWAITED: i32 = 30;

/// The sizes at which the figures of a round are released, or released anew, smallest first. Cheap: what is
/// made of a round follows from this list, and can be kept by its last entry.
///
/// First when every school unit with pupils in the round is received (or [`DAYS_AWAITED`] days after the
/// last day of submission); then at each whole reception after a reopening, and at the whole receptions of
/// later rounds of the instrument, which carry corrections made meanwhile.
#[must_use]
pub fn releases(facts: &Facts, at: Size, round: RoundId) -> Vec<Size> {
    let limit = facts.limit(at);
    let Some(number) = facts.ids.rounds.get(round) else { return Vec::new() };
    let Some(schedule) = facts.schedule(number, limit) else { return Vec::new() };
    let mut sizes = receptions(facts, limit, round);
    sizes.extend(overdue(facts, limit, round));
    let Some(first) = sizes.iter().min().copied() else { return Vec::new() };
    let place = (schedule.value.census_date, round);
    for other in facts.rounds(at) {
        if other.round.instrument == round.instrument && (other.census_date, other.round) > place {
            sizes.extend(receptions(facts, limit, other.round));
        }
    }
    sizes.retain(|size| *size >= first);
    sizes.sort_unstable();
    sizes.dedup();
    sizes
}

/// The sizes at which every school unit with pupils in the round has just been received.
fn receptions(facts: &Facts, limit: u32, round: RoundId) -> Vec<Size> {
    let number = facts.ids.rounds.get(round);
    let Some(row) = number.and_then(|number| facts.rounds.rows.get(number as usize)) else {
        return Vec::new();
    };
    let of_school = |school: u32, entry: &crate::facts::Entry<Step>| {
        let received = match entry.value {
            Step::Received { .. } => true,
            Step::Opened { .. } | Step::Reopened { .. } | Step::Submitted { .. } => false,
            _ => return None,
        };
        Some((entry.position, school, received))
    };
    let mut steps: Vec<(u32, u32, bool)> = Vec::new();
    for (school, history) in &row.steps {
        steps.extend(history.before(limit).iter().filter_map(|entry| of_school(*school, entry)));
    }
    steps.sort_unstable();
    let (mut under_way, mut received) = (FxHashSet::default(), FxHashSet::default());
    let mut sizes = Vec::new();
    for (position, school, is_received) in steps {
        let (to, from) = if is_received {
            (&mut received, &mut under_way)
        } else {
            (&mut under_way, &mut received)
        };
        from.remove(&school);
        to.insert(school);
        let size = Size(u64::from(position) + 1);
        if is_received && under_way.is_empty() && nobody_else(facts, size, round, &received) {
            sizes.push(size);
        }
    }
    sizes
}

/// Whether no other school unit has pupils in the round.
fn nobody_else(facts: &Facts, at: Size, round: RoundId, received: &FxHashSet<u32>) -> bool {
    let Some(frame) = Frame::new(facts, at, round) else { return false };
    (0..).zip(&facts.pupils.ever_at_school).all(|(school, pupils)| {
        received.contains(&school)
            || !pupils
                .iter()
                .any(|pupil| frame.member(*pupil).is_some_and(|member| member.school == school))
    })
}

/// The size at which waiting ends; none while it goes on, or where nothing is received.
fn overdue(facts: &Facts, limit: u32, round: RoundId) -> Option<Size> {
    let number = facts.ids.rounds.get(round)?;
    let schedule = facts.schedule(number, limit)?;
    let until = schedule.value.submit_by.plus(DAYS_AWAITED + 1).start();
    let size = facts.size_at(until);
    let ends = u32::try_from(size.0).ok().filter(|size| *size < limit)?;
    let row = facts.rounds.rows.get(number as usize)?;
    let is_received = |step: &Step| matches!(step, Step::Received { .. });
    let mut histories = row.steps.values();
    histories.any(|steps| steps.before(ends).iter().any(|e| is_received(&e.value))).then_some(size)
}
