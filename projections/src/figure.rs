//! Figures: one iteration over the members of a round's population, folded into cells that add up, and
//! measured by documented rules.
//!
//! A [`Figure`] says its value, numerator, denominator, how many are missing, the rule it follows and the
//! state of the record it was taken from; its [`FigureRef`] names it for good, and [`figure()`] and
//! [`evidence::evidence()`] answer that name.

pub mod cell;
pub mod count;
pub mod evidence;
pub(crate) mod frame;
pub mod reference;
pub mod rules;
pub mod targets;

use domain::id::{PointCode, Size};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::Facts;
use crate::disclosure::Shown;
use cell::Cell;
use frame::{Frame, Places};
use reference::{FigureRef, Measure, Progress};
use rules::RuleId;
pub use targets::TargetInForce;

/// What a figure comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// So many pupils: the numerator.
    Count,
    /// Numerator divided by denominator.
    Share,
    /// A point of the scale.
    Point(PointCode),
    /// Nobody to say anything of: the denominator is 0.
    Empty,
    /// The coverage is below the least coverage adopted.
    NotComparable,
    /// What is shown of it to someone without the right to see the pupils, and of the pupils it is counted
    /// among. Its numbers are 0 then: nothing of what was computed is left in it.
    Shown {
        /// In place of the value.
        value: Shown,
        /// In place of the denominator.
        base: Shown,
    },
}

/// One figure. Never touched by hand: [`figure()`] of its reference at its as-of gives it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// Its name.
    pub reference: FigureRef,
    /// What it comes to.
    pub value: Value,
    /// Pupils counted.
    pub numerator: u32,
    /// Pupils they are counted among.
    pub denominator: u32,
    /// Pupils of the same population with no result and no reason: what the figure does not know.
    pub missing: u32,
    /// The rule it follows.
    pub rule: RuleId,
    /// The state of the record it was taken from.
    pub as_of: Size,
}

impl Figure {
    /// The count, where the figure is one and is told.
    #[must_use]
    pub fn count(&self) -> Option<u32> {
        match self.value {
            Value::Count => Some(self.numerator),
            Value::Shown { value: Shown::Exact(count) | Shown::Rounded(count), .. } => Some(count),
            _ => None,
        }
    }

    /// The share between 0 and 1; none where the figure is no share, is empty, not comparable or hidden.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        match self.value {
            Value::Share => Some(f64::from(self.numerator) / f64::from(self.denominator)),
            Value::Shown { value: Shown::Share(permille), .. } => {
                Some(f64::from(permille) / 1000.0)
            }
            _ => None,
        }
    }

    /// The point, where the figure is one and is told.
    #[must_use]
    pub fn point(&self) -> Option<PointCode> {
        match self.value {
            Value::Point(point) | Value::Shown { value: Shown::Point(point), .. } => Some(point),
            _ => None,
        }
    }

    /// What is shown in its place, where it is protected.
    #[must_use]
    pub fn shown(&self) -> Option<Shown> {
        match self.value {
            Value::Shown { value, .. } => Some(value),
            _ => None,
        }
    }

    /// Whether there is nobody to say anything of, as far as the figure tells.
    #[must_use]
    pub fn is_of_nobody(&self) -> bool {
        match self.value {
            Value::Shown { value, .. } => matches!(value, Shown::Missing | Shown::Exact(0)),
            _ => self.denominator == 0,
        }
    }
}

/// `{"figure", "value", "why_null"?, "numerator", "denominator", "missing", "rule", "as_of"}`: the value is
/// a number (a count, or a share between 0 and 1), a point's code, or null with the reason. Of a protected
/// figure `{"figure", "value": {"shown", "text"}, "base": {"shown", "text"}, "rule", "as_of"}`.
impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Value::Shown { value, base } = self.value {
            return self.serialize_shown(serializer, (value, base));
        }
        let why_null = match self.value {
            Value::Empty => Some("empty"),
            Value::NotComparable => Some("not_comparable"),
            _ => None,
        };
        let fields = if why_null.is_some() { 8 } else { 7 };
        let mut out = serializer.serialize_struct("Figure", fields)?;
        out.serialize_field("figure", &self.reference)?;
        match self.value {
            Value::Count => out.serialize_field("value", &self.numerator)?,
            Value::Share => out.serialize_field("value", &self.share())?,
            Value::Point(point) => out.serialize_field("value", &point)?,
            _ => out.serialize_field("value", &None::<u32>)?,
        }
        if let Some(why) = why_null {
            out.serialize_field("why_null", why)?;
        }
        out.serialize_field("numerator", &self.numerator)?;
        out.serialize_field("denominator", &self.denominator)?;
        out.serialize_field("missing", &self.missing)?;
        out.serialize_field("rule", &self.rule)?;
        out.serialize_field("as_of", &self.as_of)?;
        out.end()
    }
}

impl Figure {
    fn serialize_shown<S: Serializer>(
        &self,
        serializer: S,
        (value, base): (Shown, Shown),
    ) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Figure", 5)?;
        out.serialize_field("figure", &self.reference)?;
        out.serialize_field("value", &value)?;
        out.serialize_field("base", &base)?;
        out.serialize_field("rule", &self.rule)?;
        out.serialize_field("as_of", &self.as_of)?;
        out.end()
    }
}

/// The figure with this name, as of a size.
///
/// None where there is no such figure then: the round is not scheduled, the school unit, class, district,
/// committee, point or target is not known, or the target belongs to another grade than the slice.
#[must_use]
pub fn figure(facts: &Facts, at: Size, reference: &FigureRef) -> Option<Figure> {
    let question = Question::new(facts, at, reference)?;
    let mut cell = question.frame.empty_cell();
    question.frame.for_each_member(&question.places, |member| {
        if member.is_in(&question.frame, &question.reference.slice) {
            cell.count(&member.tallied(&question.frame));
        }
    });
    Some(question.measure(&cell))
}

/// A figure's name, resolved: what must be known to answer it.
pub(crate) struct Question<'a> {
    pub(crate) frame: Frame<'a>,
    pub(crate) places: Places,
    pub(crate) reference: FigureRef,
    pub(crate) target: Option<TargetInForce>,
}

impl<'a> Question<'a> {
    pub(crate) fn new(facts: &'a Facts, at: Size, reference: &FigureRef) -> Option<Self> {
        let frame = Frame::new(facts, at, reference.round)?;
        let places = frame.places(&reference.scope)?;
        let mut reference = *reference;
        let mut target = None;
        match reference.measure {
            Measure::Point(point) => {
                frame.rank_of(point)?;
            }
            Measure::Reached(wanted) | Measure::ReachedOfPopulation(wanted) => {
                let mut targets = frame.targets(&places).into_iter();
                let found = targets.find(|target| target.reference() == wanted)?;
                // A target is about one grade, also where the name does not say so.
                if *reference.slice.grade.get_or_insert(found.grade) != found.grade {
                    return None;
                }
                target = Some(found);
            }
            _ => {}
        }
        Some(Self { frame, places, reference, target })
    }

    fn measure(&self, cell: &Cell) -> Figure {
        measure(&self.frame, cell, self.reference, self.target.as_ref())
    }
}

/// What a measure says of a cell: the only place where a figure is made.
///
/// `target` is the target of a `reached` measure and is not looked at otherwise.
pub(crate) fn measure(
    frame: &Frame<'_>,
    cell: &Cell,
    reference: FigureRef,
    target: Option<&TargetInForce>,
) -> Figure {
    let reached = || target.map_or(0, |target| cell.at_or_above(target.least_rank));
    let progress = &cell.progress;
    let (numerator, denominator) = match reference.measure {
        Measure::Population => (cell.population, cell.population),
        Measure::Assessed | Measure::Coverage => (cell.assessed, cell.population),
        Measure::NotAssessed(None) => (cell.not_assessed.total(), cell.population),
        Measure::NotAssessed(Some(reason)) => (cell.not_assessed.of(reason), cell.population),
        Measure::Missing => (cell.missing(), cell.population),
        Measure::Point(point) => {
            (frame.rank_of(point).map_or(0, |r| cell.at_rank(r)), cell.assessed)
        }
        Measure::Median => (cell.ranked(), cell.assessed),
        Measure::Reached(_) => (reached(), cell.assessed),
        Measure::ReachedOfPopulation(_) => (reached(), cell.population),
        Measure::Progress(Progress::Risen) => (progress.risen, progress.total()),
        Measure::Progress(Progress::Same) => (progress.same, progress.total()),
        Measure::Progress(Progress::Fallen) => (progress.fallen, progress.total()),
        Measure::Progress(Progress::AtTheTop) => (progress.at_the_top, progress.total()),
    };
    let value = match reference.measure {
        Measure::Median => cell
            .lower_median()
            .and_then(|rank| frame.point_at(rank))
            .map_or(Value::Empty, Value::Point),
        Measure::Coverage if denominator == 0 => Value::Empty,
        Measure::Coverage => Value::Share,
        Measure::Reached(_) | Measure::ReachedOfPopulation(_) if denominator == 0 => Value::Empty,
        Measure::Reached(_) | Measure::ReachedOfPopulation(_) if !frame.is_comparable(cell) => {
            Value::NotComparable
        }
        Measure::Reached(_) | Measure::ReachedOfPopulation(_) => Value::Share,
        _ => Value::Count,
    };
    let rule = RuleId::of(&reference.measure);
    let missing = cell.missing();
    Figure { reference, value, numerator, denominator, missing, rule, as_of: frame.as_of }
}
