//! A pupil's values in a round, and which of them is in force.

use super::{Outcome, Place};
use crate::calendar::Day;
use crate::event::{Event, Recorded};
use crate::id::{Position, PupilId, RoundId, StaffId};

/// A value that was recorded for a pupil in a round: an assessment, a reason for none, a correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Value {
    /// The event that recorded it.
    pub position: Position,
    /// Where and about whom.
    pub place: Place,
    /// The point, or why there is none.
    pub outcome: Outcome,
    /// The day of the assessment.
    pub on: Day,
    /// Who assessed, or corrected.
    pub assessor: StaffId,
    /// Recorded of a pupil who did not belong to the round's population: never counts. A correction
    /// stands inside or outside as what it corrects.
    pub outside_population: bool,
    /// It no longer counts, and stays in the trail.
    pub struck: bool,
}

/// Every value of the pupil in the round, struck ones too, in the order in which they were recorded.
#[must_use]
pub fn values(history: &[Recorded], pupil: PupilId, round: RoundId) -> Vec<Value> {
    let mut values: Vec<Value> = Vec::new();
    for recorded in history {
        let here = |place: &Place| place.pupil == pupil && place.round == round;
        match &recorded.event {
            Some(Event::ReadingAssessed(e)) if here(&e.place) => {
                let outcome = Outcome::Point(e.point);
                values.push(value(
                    recorded,
                    e.place,
                    outcome,
                    (e.on, e.assessor),
                    e.outside_population,
                ));
            }
            Some(Event::NotAssessed(e)) if here(&e.place) => {
                let outcome = Outcome::NotAssessed(e.reason);
                values.push(value(
                    recorded,
                    e.place,
                    outcome,
                    (e.on, e.assessor),
                    e.outside_population,
                ));
            }
            Some(Event::AssessmentCorrected(e)) if here(&e.place) => {
                let corrected = values.iter().find(|value| value.position == e.of);
                let outside = corrected.is_some_and(|value| value.outside_population);
                values.push(value(recorded, e.place, e.outcome, (e.on, e.assessor), outside));
            }
            Some(Event::AssessmentStruck(e)) if here(&e.place) => {
                values.iter_mut().filter(|v| v.position == e.of).for_each(|v| v.struck = true);
            }
            _ => {}
        }
    }
    values
}

fn value(
    recorded: &Recorded,
    place: Place,
    outcome: Outcome,
    (on, assessor): (Day, StaffId),
    outside_population: bool,
) -> Value {
    let position = recorded.position;
    Value { position, place, outcome, on, assessor, outside_population, struck: false }
}

/// The value in force: the latest recorded one that is not struck. Striking a correction therefore
/// restores the value before it.
#[must_use]
pub fn effective(values: &[Value]) -> Option<&Value> {
    values.iter().rev().find(|value| !value.struck)
}

/// The value that figures count: as [`effective`], passing over those recorded outside the population.
#[must_use]
pub fn counted(values: &[Value]) -> Option<&Value> {
    values.iter().rev().find(|value| !value.struck && !value.outside_population)
}

/// A change since the round before that asks for a note. A warning, never a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Note {
    /// Two ranks lower or more.
    Fall,
    /// Four ranks higher or more.
    Rise,
}

/// Whether the change between two ranks of one edition asks for a note. The limits are our own
/// judgement: observation is not exact, and a step of one rank down says little.
#[must_use]
pub const fn change_to_note(previous_rank: u8, rank: u8) -> Option<Note> {
    if previous_rank.saturating_sub(rank) >= 2 {
        Some(Note::Fall)
    } else if rank.saturating_sub(previous_rank) >= 4 {
        Some(Note::Rise)
    } else {
        None
    }
}
