//! Holds the documented order of refusals: a case in which many hold at once is put right one
//! refusal at a time, and each time the first of those left is given.

use std::fmt::Debug;

use super::{Answer, Asked, given};
use crate::event::Event;
use crate::people::Actor;

/// What has happened, and what is asked by whom and when.
#[derive(Clone)]
pub(crate) struct Case<E> {
    pub(crate) events: Vec<Event>,
    pub(crate) asked: E,
    pub(crate) actor: Actor,
    pub(crate) day: &'static str,
}

impl<E> Case<E> {
    /// What has happened besides. Order matters to few decisions; those add at the end.
    pub(crate) fn add(&mut self, event: impl Into<Event>) {
        self.events.push(event.into());
    }

    /// Makes it not have happened.
    pub(crate) fn drop(&mut self, unwanted: fn(&Event) -> bool) {
        self.events.retain(|event| !unwanted(event));
    }
}

/// A refusal that is given, and what puts it right.
pub(crate) type Step<E, R> = (R, fn(&mut Case<E>));

/// Asks, expects the first refusal, puts it right, and so on until something is recorded.
#[track_caller]
pub(crate) fn peel<E: Clone, C: Asked, R: Answer + Ord + Copy + Debug>(
    mut case: Case<E>,
    command: fn(E) -> C,
    steps: &[Step<E, R>],
) {
    assert!(steps.is_sorted_by(|a, b| a.0 < b.0), "the steps stand in the documented order");
    let outcome = |case: &Case<E>| {
        let given = given(case.events.iter().cloned());
        given.when(command(case.asked.clone())).by(case.actor).on(case.day).outcome()
    };
    for (refusal, put_right) in steps {
        assert_eq!(outcome(&case), Err(refusal.refusal()));
        put_right(&mut case);
    }
    let recorded = outcome(&case).expect("nothing stands in the way any more");
    assert!(!recorded.is_empty(), "something is recorded");
}
