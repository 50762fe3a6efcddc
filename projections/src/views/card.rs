//! The pupil card: one pupil's results through the rounds, with every value ever recorded.

use domain::assessment::change_to_note;
use domain::calendar::Day;
use domain::id::{ClassId, EditionId, Position, PupilId, RoundId, SchoolUnitCode, Size};
use serde::Serialize;

use crate::Facts;
use crate::directory::rounds::Round;
use crate::facts::{State, ValueEntry};
use crate::figure::frame::Frame;
use crate::roster::{EnrolmentStep, RecordedValue, ValueResult};

/// Where a pupil stands in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CardStatus {
    /// The effective result is a point.
    Assessed,
    /// The effective result is a reason.
    NotAssessed,
    /// In the population, without a result.
    Missing,
    /// Not in the population, but with a result, which counts nowhere.
    OutsidePopulation,
    /// Not in the population; every value has been struck.
    NotCounted,
}

/// How the rank has changed since the round before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Higher.
    Risen,
    /// The same, below the highest.
    Same,
    /// Lower.
    Fallen,
    /// The highest both times.
    AtTheTop,
}

/// The change since the round before, within one edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Change {
    /// The round before.
    pub since: RoundId,
    /// Ranks up (or down, below 0).
    pub ranks: i16,
    /// Which way.
    pub direction: Direction,
    /// Worth a second look, never an error: [`domain::assessment::change_to_note`].
    pub remarkable: bool,
}

/// One round on the card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct CardRound {
    /// The round.
    pub round: RoundId,
    /// Its census date.
    pub census_date: Day,
    /// Its scale edition.
    pub edition: EditionId,
    /// Where the pupil stands.
    pub status: CardStatus,
    /// The school unit where the pupil counts; none outside the population.
    pub school: Option<SchoolUnitCode>,
    /// Class on the census date.
    pub class: Option<ClassId>,
    /// Its name on the census date.
    pub class_name: Option<String>,
    /// Grade on the census date, in the round's numbering.
    pub grade: Option<u8>,
    /// The effective result.
    pub effective: Option<RecordedValue>,
    /// The change since the round before, where both have a point of the edition.
    pub change: Option<Change>,
    /// Every value recorded, oldest first: also replaced, corrected and struck ones.
    pub values: Vec<RecordedValue>,
}

/// One pupil's results through the rounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct PupilCard {
    /// The pupil.
    pub pupil: PupilId,
    /// The state of the record.
    pub as_of: Size,
    /// How many events of the record are no longer known, removed by disposal decisions.
    pub no_longer_known: u32,
    /// The way through the schools.
    pub enrolments: Vec<EnrolmentStep>,
    /// The rounds in whose population the pupil is or for which a value is recorded, by census date.
    pub rounds: Vec<CardRound>,
}

/// The pupil card as of a size; none where nothing is known of the pupil then.
#[must_use]
pub fn pupil_card(facts: &Facts, at: Size, pupil: PupilId) -> Option<PupilCard> {
    let number = facts.ids.pupils.get(pupil)?;
    let limit = facts.limit(at);
    let as_of = Size(u64::from(limit));
    let enrolled = facts.pupils.entries(number).first().is_some_and(|e| e.position < limit);
    let rounds: Vec<CardRound> = facts
        .rounds(as_of)
        .into_iter()
        .filter_map(|round| card_round(facts, as_of, number, &round))
        .collect();
    if !enrolled && rounds.is_empty() {
        return None;
    }
    Some(PupilCard {
        pupil,
        as_of,
        no_longer_known: facts.removed(as_of),
        enrolments: facts.enrolments(pupil, as_of),
        rounds,
    })
}

fn card_round(facts: &Facts, as_of: Size, pupil: u32, round: &Round) -> Option<CardRound> {
    let frame = Frame::new(facts, as_of, round.round)?;
    let member = frame.member(pupil);
    let values = values(facts, &frame, pupil, round.round);
    if member.is_none() && values.is_empty() {
        return None;
    }
    let recorded = |value: &ValueEntry| facts.recorded_value(value, frame.limit);
    // Outside the population the effective result counts nowhere, but it is what the assessor found.
    let effective = match &member {
        Some(member) => member.value.map(|value| recorded(value.entry)),
        None => values.iter().rev().find(|value| value.struck.is_none()).copied(),
    };
    let status = match (&member, effective.map(|value| value.result)) {
        (Some(_), Some(ValueResult::Point { .. })) => CardStatus::Assessed,
        (Some(_), Some(ValueResult::NotAssessed { .. })) => CardStatus::NotAssessed,
        (Some(_), None) => CardStatus::Missing,
        (None, Some(_)) => CardStatus::OutsidePopulation,
        (None, None) => CardStatus::NotCounted,
    };
    let state = State::on(facts.pupils.entries(pupil), round.census_date, frame.limit);
    let class = state.class(&facts.organisation).map(|number| facts.ids.classes.key(number));
    let found = class.and_then(|class| facts.class(class, round.census_date, as_of));
    Some(CardRound {
        round: round.round,
        census_date: round.census_date,
        edition: round.edition,
        status,
        school: member.as_ref().map(|member| facts.ids.schools.key(member.school)),
        class,
        class_name: found.map(|class| class.name),
        grade: state.grade().map(|grade| frame.grade_number(grade)),
        effective,
        change: member.and_then(|member| change(&frame, &member)),
        values,
    })
}

fn values(facts: &Facts, frame: &Frame<'_>, pupil: u32, round: RoundId) -> Vec<RecordedValue> {
    let number = facts.ids.rounds.get(round);
    let table = number.and_then(|number| facts.round_values(number));
    let newest_first = table.into_iter().flat_map(|values| values.of(pupil, frame.limit));
    let mut values: Vec<RecordedValue> =
        newest_first.map(|value| facts.recorded_value(value, frame.limit)).collect();
    values.reverse();
    values
}

fn change<'a>(frame: &Frame<'a>, member: &crate::figure::frame::Member<'a>) -> Option<Change> {
    use crate::figure::cell::Standing;
    let Standing::Point(Some(now)) = member.standing(frame) else { return None };
    let (_, before) = member.before(frame)?;
    let ranks = i16::from(now) - i16::from(before);
    let top = frame.edition.map(|entry| entry.value.edition.points.len());
    let direction = match ranks.signum() {
        1 => Direction::Risen,
        -1 => Direction::Fallen,
        _ if top == Some(usize::from(now) + 1) => Direction::AtTheTop,
        _ => Direction::Same,
    };
    let since = frame.previous?.value.round;
    let remarkable = change_to_note(before, now).is_some();
    Some(Change { since, ranks, direction, remarkable })
}

impl CardRound {
    /// The event that holds the effective result.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.effective.map(|value| value.position)
    }
}
