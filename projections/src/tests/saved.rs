//! Saved facts: the same after loading, refused where anything is wrong.

use domain::id::{Position, Size};
use proptest::prelude::*;

use super::history::*;
use super::random::*;
use crate::*;

const LOG: LogId = LogId([7; 16]);
const ROOT: [u8; 32] = [9; 32];

fn saved() -> Vec<u8> {
    let mut log = Log::municipality();
    log.enrol(1, A, 3, "2025-08-15");
    log.assess(1, september(), "15");
    log.facts().save(ROOT, LOG)
}

#[test]
fn damaged_foreign_and_other_files_are_refused() {
    let file = saved();
    assert_eq!(Facts::load(b"", LOG).err(), Some(LoadError::NotFacts));
    assert_eq!(Facts::load(b"something else", LOG).err(), Some(LoadError::NotFacts));
    assert_eq!(Facts::load(&file, LogId([8; 16])).err(), Some(LoadError::Foreign));
    let mut older = file.clone();
    older[11] = 0;
    let format = Facts::load(&older, LOG).err();
    assert!(matches!(format, Some(LoadError::Format { found: 0, .. })));
    assert_eq!(Facts::load(&file[..file.len() - 1], LOG).err(), Some(LoadError::Damaged));
    let mut longer = file;
    longer.push(0);
    assert_eq!(Facts::load(&longer, LOG).err(), Some(LoadError::Damaged));
}

#[test]
fn any_flipped_bit_is_seen_and_any_cut_is_refused() {
    let file = saved();
    for at in 0..file.len() {
        let mut flipped = file.clone();
        flipped[at] ^= 1 << (at % 8);
        assert!(Facts::load(&flipped, LOG).is_err(), "byte {at}");
        assert!(Facts::load(&file[..at], LOG).is_err(), "cut at {at}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn loaded_facts_go_on_as_if_never_saved(log in history(), thousandth in 0..=1000_u64) {
        let at = size_of(&log, thousandth);
        let file = log.facts_at(at).save(ROOT, LOG);
        let (mut facts, root) = Facts::load(&file, LOG).unwrap();
        prop_assert_eq!((facts.size(), root), (at, ROOT));
        let rest = (0..).zip(&log.events).skip(usize::try_from(at.0).unwrap());
        for (n, event) in rest {
            facts.apply(Position(n), Log::instant(n), event.as_ref(), Log::origin(n)).unwrap();
        }
        prop_assert_eq!(facts.save(ROOT, LOG), log.facts().save(ROOT, LOG));
        let view = committee(&facts, Size(u64::MAX), whole(), september());
        prop_assert_eq!(view, committee(&log.facts(), log.size(), whole(), september()));
    }
}
