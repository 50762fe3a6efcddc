//! Roots, proofs and checkpoints.

use crate::support::{Place, fill, on_both_backends};
use eventstore::note::Checkpoint;
use eventstore::tree::{Tree, leaf_hash, verify_consistency, verify_inclusion};
use eventstore::{Hash, Log, Position, Size};
use std::time::Duration;

on_both_backends!(
    the_root_is_that_of_the_stored_leaves,
    proofs_across_volumes_hold,
    a_checkpoint_is_signed_by_itself,
    a_checkpoint_names_size_and_root,
);

/// Roots of every size, computed from the leaves alone.
fn roots(log: &Log) -> Vec<Hash> {
    let mut tree = Tree::new();
    let mut roots = vec![tree.root()];
    for stored in log.read(Position(0), usize::MAX).unwrap() {
        tree.push(leaf_hash(&stored.leaf), drop);
        roots.push(tree.root());
    }
    roots
}

fn the_root_is_that_of_the_stored_leaves(place: &Place) {
    let log = place.create();
    fill(&log, 1, 700);
    let expected = roots(&log);
    let log = place.reopen(log);
    for (size, root) in (0..).zip(&expected) {
        assert_eq!(log.root(Size(size)).unwrap(), *root);
    }
    assert!(log.root(Size(701)).is_err());
}

fn proofs_across_volumes_hold(place: &Place) {
    let log = place.create();
    fill(&log, 1, 600);
    let roots = roots(&log);
    for (position, size) in [(0, 1), (0, 600), (255, 256), (256, 257), (300, 513), (599, 600)] {
        let proof = log.inclusion_proof(Position(position), Size(size)).unwrap();
        let stored = log.get(Position(position)).unwrap().unwrap();
        let root = &roots[usize::try_from(size).unwrap()];
        verify_inclusion(&leaf_hash(&stored.leaf), position, size, &proof, root).unwrap();
    }
    for (first, second) in [(1, 600), (256, 512), (255, 599), (600, 600)] {
        let proof = log.consistency_proof(Size(first), Size(second)).unwrap();
        let root_of = |size: u64| &roots[usize::try_from(size).unwrap()];
        verify_consistency(first, second, &proof, root_of(first), root_of(second)).unwrap();
    }
}

fn a_checkpoint_is_signed_by_itself(place: &Place) {
    let log = place.create();
    fill(&log, 1, 3);
    // No time is asserted, only that it comes without being asked for.
    for _ in 0..200 {
        let latest = log.latest_checkpoint();
        let size = latest.map(|note| Checkpoint::open(&note, &log.verifier_key()).unwrap().size);
        if size == Some(3) {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("no checkpoint of the last commit was signed");
}

fn a_checkpoint_names_size_and_root(place: &Place) {
    let log = place.create();
    fill(&log, 1, 300);
    let note = log.checkpoint_now().unwrap();
    assert_eq!(log.checkpoint_now().unwrap(), note);
    let checkpoint = Checkpoint::open(&note, &log.verifier_key()).unwrap();
    assert_eq!((checkpoint.size, checkpoint.origin.as_str()), (300, "log.example/test"));
    assert_eq!(checkpoint.root, log.root(Size(300)).unwrap());
    let log = place.reopen(log);
    assert_eq!(log.latest_checkpoint(), Some(note));
}
