//! Random histories of typing, correcting, striking and signing off, held against a naive model.

use proptest::prelude::*;

use super::*;
use crate::assessment::{effective, values};
use crate::event::Recorded;
use crate::spec::given;

#[derive(Debug, Clone)]
enum Step {
    Assess(u8),
    Correct(u8),
    /// The value recorded so many values ago.
    Strike(usize),
    SignOff,
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (1..=4_u8).prop_map(Step::Assess),
        4 => (1..=4_u8).prop_map(Step::Correct),
        3 => (0..4_usize).prop_map(Step::Strike),
        1 => Just(Step::SignOff),
        1 => Just(Step::Reopen),
    ]
}

/// What a clerk with a pencil would keep: every value, and a line through those struck.
#[derive(Debug, Default)]
struct Clerk {
    lines: Vec<(Position, u8, bool)>,
    signed_off: bool,
}

impl Clerk {
    fn in_force(&self) -> Option<(Position, u8)> {
        let lines = self.lines.iter().rev();
        lines.filter(|(.., struck)| !struck).map(|(at, point, _)| (*at, *point)).next()
    }

    /// Whether the step is recorded: none where it is refused.
    fn take(&mut self, step: &Step, at: Position) -> Option<bool> {
        let in_force = self.in_force().map(|(_, point)| point);
        match step {
            Step::Assess(point) if in_force == Some(*point) => Some(false),
            Step::Assess(_) if self.signed_off => None,
            Step::Correct(point) if in_force? == *point => Some(false),
            Step::Assess(point) | Step::Correct(point) => {
                self.lines.push((at, *point, false));
                Some(true)
            }
            Step::Strike(ago) => {
                let line = self.lines.iter_mut().rev().nth(*ago).filter(|(.., struck)| !struck)?;
                line.2 = true;
                Some(true)
            }
            Step::SignOff => Some(!std::mem::replace(&mut self.signed_off, true)),
            Step::Reopen => Some(std::mem::take(&mut self.signed_off)),
        }
    }
}

fn typed_point(point_number: u8) -> Typed {
    Typed { outcome: point(&point_number.to_string()), ..typed() }
}

/// What the decision says to the step; signing off and reopening simply happen.
fn decided(events: &[Event], step: &Step, clerk: &Clerk) -> Option<Vec<Event>> {
    let command = match step {
        Step::SignOff if clerk.signed_off => return Some(Vec::new()),
        Step::SignOff => return Some(events![signed_off(class(1))]),
        Step::Reopen if clerk.signed_off => return Some(events![reopened(None, "2025-09-29")]),
        Step::Reopen => return Some(Vec::new()),
        Step::Assess(number) => typed_point(*number).assess(),
        Step::Correct(number) => typed_point(*number).correct(),
        Step::Strike(ago) => {
            let line = clerk.lines.iter().rev().nth(*ago);
            strike(line.map_or(Position(999), |(at, ..)| *at), teacher().staff)
        }
    };
    given(events.to_vec()).when(command).by(teacher()).outcome().ok()
}

/// The value in force, from the events alone.
fn in_force(events: &[Event]) -> Option<(Position, Outcome)> {
    let history: Vec<Recorded> = (0..)
        .zip(events)
        .map(|(n, event)| Recorded {
            position: Position(n),
            at: crate::calendar::Instant(n),
            actor: None,
            event: Some(event.clone()),
        })
        .collect();
    let values = values(&history, pupil(1), september());
    effective(&values).map(|value| (value.position, value.outcome))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..Default::default() })]

    #[test]
    fn decisions_and_value_in_force_agree_with_a_clerk(steps in prop::collection::vec(step(), 0..24)) {
        let mut events = opened();
        let mut clerk = Clerk::default();
        for step in steps {
            let decided = decided(&events, &step, &clerk);
            let taken = clerk.take(&step, next(&events));
            prop_assert_eq!(decided.as_ref().map(|events| !events.is_empty()), taken);
            events.extend(decided.into_iter().flatten());
            let expected = clerk.in_force().map(|(at, n)| (at, point(&n.to_string())));
            prop_assert_eq!(in_force(&events), expected);
        }
    }
}
