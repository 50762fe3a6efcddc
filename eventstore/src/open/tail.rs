//! Comparing a log with its last checkpoint, and checking what came after it.

use super::{contradiction, recover, unreadable};
use crate::engine::Engine;
use crate::errors::{OpenError, ProofReadError, ReadError};
use crate::note::Checkpoint;
use crate::record::{Leaf, RecordRef, commitment};
use crate::tree::{CompletedTile, TileSource, Tree, TreeError, leaf_hash};
use crate::types::{Hash, Position, Size};
use std::ops::ControlFlow;

/// What the stored bytes say.
pub(super) struct Found {
    pub(super) tree: Tree,
    pub(super) recorded_at: u64,
}

/// Finds the size of the log; compares it with the checkpoint (size and root); checks every record
/// beyond it. Without a checkpoint everything is checked.
pub(super) fn verify(engine: &Engine, checkpoint: Option<Checkpoint>) -> Result<Found, OpenError> {
    let last = engine.last_segment();
    let held = recover::length(&last.volume).map_err(unreadable)?;
    let size = last.first().0 + held;
    let signed = checkpoint.as_ref().map_or(0, |checkpoint| checkpoint.size);
    if signed > size {
        return Err(OpenError::RolledBack { checkpoint: Size(signed), size: Size(size) });
    }
    engine.admit(Size(size));
    let tree = rebuild(engine, signed)?;
    if checkpoint.is_some_and(|checkpoint| checkpoint.root != tree.root()) {
        return Err(OpenError::Forked { at: Size(signed) });
    }
    let recorded_at = match signed.checked_sub(1) {
        Some(before) => engine.leaf(Position(before)).map_err(unreadable)?.recorded_at,
        None => 0,
    };
    read_on(engine, Found { tree, recorded_at }, size)
}

/// The tree of the first events, from whole tiles and the leaves after the last.
fn rebuild(engine: &Engine, size: u64) -> Result<Tree, OpenError> {
    let mut leaves: Vec<Hash> = Vec::new();
    let edge = Tree::edge_leaves(size);
    let read = engine.visit(size - edge, size, |at, bytes| {
        let record = RecordRef::parse(bytes);
        let record = record.map_err(|source| ReadError::Record { at, source })?;
        leaves.push(leaf_hash(record.leaf));
        Ok(ControlFlow::Continue(()))
    });
    read.map_err(unreadable)?;
    Tree::rebuild(size, &leaves, engine).map_err(no_tree)
}

pub(super) fn no_tree(error: ProofReadError) -> OpenError {
    match error {
        TreeError::Source(error) => unreadable(error),
        other => contradiction(other.to_string()),
    }
}

/// Reads the records that no checkpoint covers yet, and checks each against itself and its place.
fn read_on(engine: &Engine, found: Found, size: u64) -> Result<Found, OpenError> {
    let Found { mut tree, mut recorded_at } = found;
    let mut wrong = None;
    let mut tiles = Vec::new();
    let read = engine.visit(tree.size(), size, |at, bytes| {
        let checked = check(at, bytes, recorded_at);
        let checked = checked.map_err(|source| ReadError::Record { at, source })?;
        let Some(leaf) = checked else {
            wrong = Some(at);
            return Ok(ControlFlow::Break(()));
        };
        recorded_at = leaf.recorded_at;
        tree.push(leaf_hash(&leaf.encode()), |tile| tiles.push(tile));
        Ok(ControlFlow::Continue(()))
    });
    read.map_err(unreadable)?;
    if let Some(at) = wrong {
        return Err(contradiction(format!("record {at} is not what was recorded")));
    }
    for tile in &tiles {
        compare_tile(engine, tile)?;
    }
    Ok(Found { tree, recorded_at })
}

/// The leaf of a record that holds together: at its place, not before the one before it, and
/// committed to its body.
fn check(
    at: Position,
    bytes: &[u8],
    recorded_at: u64,
) -> Result<Option<Leaf>, crate::errors::DecodeError> {
    let record = RecordRef::parse(bytes)?;
    let leaf = Leaf::decode(record.leaf)?;
    let committed = record.body.is_none_or(|body| commitment(body) == leaf.commitment);
    let sound = leaf.position == at && leaf.recorded_at >= recorded_at && committed;
    Ok(sound.then_some(leaf))
}

fn compare_tile(engine: &Engine, tile: &CompletedTile) -> Result<(), OpenError> {
    let stored = engine.tile(tile.level, tile.index).map_err(unreadable)?;
    if stored.as_deref() == Some(tile.bytes.as_slice()) {
        return Ok(());
    }
    let CompletedTile { level, index, .. } = tile;
    Err(contradiction(format!("tile {index} of level {level} is not that of its leaves")))
}
