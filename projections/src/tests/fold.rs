//! The fold: gapless, in time, from values and from bytes alike.

use domain::calendar::Instant;
use domain::id::{Position, Size};
use domain::{DecodeError, Event};
use proptest::prelude::*;

use super::history::*;
use super::random::*;
use crate::*;

const NOBODY: Origin<'static> = Origin { actor: "", cause: None };

#[test]
fn a_skipped_or_repeated_position_is_refused() {
    let mut facts = Facts::new();
    let gap = facts.apply(Position(1), Instant(0), None, NOBODY);
    assert_eq!(gap, Err(FoldError::Gap { expected: Position(0), found: Position(1) }));
    facts.apply(Position(0), Instant(5), None, NOBODY).unwrap();
    let repeated = facts.apply(Position(0), Instant(5), None, NOBODY);
    assert_eq!(repeated, Err(FoldError::Gap { expected: Position(1), found: Position(0) }));
    let backwards = facts.apply(Position(1), Instant(4), None, NOBODY);
    assert_eq!(backwards, Err(FoldError::TimeBackwards { position: Position(1) }));
    assert_eq!(facts.size(), Size(1), "a refused event leaves the facts as they were");
}

#[test]
fn bytes_that_are_no_event_are_refused_and_change_nothing() {
    let mut facts = Facts::new();
    let unknown = facts.apply_bytes(Position(0), Instant(0), 0xffff, 1, &[], NOBODY);
    let source = DecodeError::Unknown { code: 0xffff, schema: 1 };
    assert_eq!(unknown, Err(FoldError::Decode { position: Position(0), source }));
    assert_eq!(facts.size(), Size(0));
}

#[test]
fn sizes_at_instants_stand_between_appends() {
    let log = Log::municipality();
    let facts = log.facts();
    // Two events share each instant.
    let third = facts.recorded_at(Position(4)).unwrap();
    assert_eq!(facts.recorded_at(Position(5)), Some(third));
    assert_eq!(facts.size_at(third), Size(6));
    assert_eq!(facts.size_at(Instant(third.0 - 1)), Size(4));
    assert_eq!(facts.size_at(Instant(0)), Size(0));
    assert_eq!(facts.size_at(Instant(u64::MAX)), log.size());
    assert_eq!(facts.recorded_at(Position(log.size().0)), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn bytes_and_events_fold_alike(log in history()) {
        let mut facts = Facts::new();
        for (n, event) in (0..).zip(&log.events) {
            let at = Log::instant(n);
            match event.as_ref().map(Event::encode) {
                Some(encoded) => {
                    let e = encoded.unwrap();
                    let (code, from) = (e.code.0, Log::origin(n));
                    facts.apply_bytes(Position(n), at, code, e.schema, &e.payload, from).unwrap();
                }
                None => facts.apply(Position(n), at, None, NOBODY).unwrap(),
            }
        }
        let (root, id) = ([0; 32], LogId([0; 16]));
        prop_assert_eq!(facts.save(root, id), log.facts().save(root, id));
    }
}
