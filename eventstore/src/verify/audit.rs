//! Hashes what the reader hands over and compares it with everything that was ever said about it.

use super::{
    Outcome, Report,
    reader::{Records, Step},
    record,
};
use crate::{
    note::Checkpoint,
    tree::{CompletedTile, Tree},
    types::{Hash, Position, Size},
    volume::{Header, tile_key},
};
use rustc_hash::FxHashMap;
use std::sync::mpsc::{Receiver, Sender};
use uuid::Uuid;

/// A checkpoint that the events must meet.
pub(super) struct Claim {
    size: u64,
    root: Hash,
    /// Which checkpoint, for the report.
    name: &'static str,
}

impl Claim {
    pub(super) fn new(checkpoint: &Checkpoint, name: &'static str) -> Claim {
        Claim { size: checkpoint.size, root: checkpoint.root, name }
    }
}

/// What has been seen so far.
#[derive(Default)]
pub(super) struct Audit {
    store_id: Uuid,
    tree: Tree,
    recorded_at: u64,
    redacted: u64,
    proven: Option<u64>,
    /// The stored tiles of the volume that no leaf has completed yet.
    tiles: FxHashMap<u64, Vec<u8>>,
    /// The checkpoints not yet reached, the smallest last.
    claims: Vec<Claim>,
}

impl Audit {
    /// Sets out: with the checkpoints to be met on the way.
    pub(super) fn begin(&mut self, store_id: Uuid, mut claims: Vec<Claim>) -> Result<(), Outcome> {
        claims.sort_by_key(|claim| std::cmp::Reverse(claim.size));
        (self.store_id, self.claims) = (store_id, claims);
        self.meet_claims()
    }

    /// Takes in all steps, up to the first that does not fit.
    pub(super) fn hear(
        &mut self,
        steps: Receiver<Step>,
        heard: &Sender<Records>,
    ) -> Result<(), Outcome> {
        for step in steps {
            match step {
                Step::Volume { first, header } => self.volume(first, header)?,
                Step::Tile(key, bytes) => {
                    self.tiles.insert(key, bytes);
                }
                Step::Records(records) => {
                    self.records(&records)?;
                    // The reader may have ended already and want no memory back.
                    let _ = heard.send(records);
                }
                Step::End(outcome) => return Err(self.earlier(outcome)),
            }
        }
        Ok(())
    }

    /// Ends: nothing may be left over, no checkpoint unreached.
    pub(super) fn finish(&mut self) -> Result<(), Outcome> {
        self.no_tile_left()?;
        let size = self.tree.size();
        match self.claims.pop() {
            None => Ok(()),
            Some(claim) => Err(Outcome::tampered(
                Some(size),
                format!("the log holds {size} events, {} says {}", claim.name, claim.size),
            )),
        }
    }

    pub(super) fn report(&self, outcome: Outcome) -> Report {
        Report {
            size: Size(self.tree.size()),
            root: self.tree.root(),
            proven: self.proven.map(Size),
            redacted: self.redacted,
            outcome,
        }
    }

    fn volume(&mut self, first: Position, header: Option<Header>) -> Result<(), Outcome> {
        self.no_tile_left()?;
        let size = self.tree.size();
        if first.0 != size {
            let what = format!("the next volume begins at {first}, not at {size}");
            return Err(Outcome::tampered(Some(size), what));
        }
        let expected = Header { store_id: self.store_id, first, root: self.tree.root() };
        if header == Some(expected) {
            return Ok(());
        }
        let what = format!("the header of the volume at {first} is not that of the events before");
        Err(Outcome::tampered(None, what))
    }

    fn records(&mut self, records: &Records) -> Result<(), Outcome> {
        for bytes in records.iter() {
            let position = self.tree.size();
            let checked = record::check(position, self.recorded_at, bytes)
                .map_err(|what| self.earlier(Outcome::tampered(Some(position), what)))?;
            self.recorded_at = checked.recorded_at;
            self.redacted += u64::from(checked.redacted);
            let mut completed = Vec::new();
            self.tree.push(checked.leaf_hash, |tile| completed.push(tile));
            for tile in &completed {
                self.compare(tile)?;
            }
            self.meet_claims()?;
        }
        Ok(())
    }

    /// Compares a tile of the events read with the stored one.
    fn compare(&mut self, tile: &CompletedTile) -> Result<(), Outcome> {
        let (level, index) = (tile.level, tile.index);
        let Some(stored) = self.tiles.remove(&tile_key(level, index)) else {
            let what = format!("tile {index} of level {level} is missing");
            return Err(Outcome::tampered(None, what));
        };
        match differing(&tile.bytes, &stored) {
            None => Ok(()),
            Some(at) if level == 0 => {
                let what = "the leaf is not the one its tile was made of";
                Err(Outcome::tampered(Some(index * 256 + at), what))
            }
            Some(_) => {
                let what = format!("tile {index} of level {level} is not that of the events");
                Err(Outcome::tampered(None, what))
            }
        }
    }

    /// When something does not fit, an event before it may already not have: one whose tile is not
    /// yet complete.
    fn earlier(&self, found: Outcome) -> Outcome {
        let tile = self.tree.size() / 256;
        let Some(stored) = self.tiles.get(&tile_key(0, tile)) else { return found };
        match differing(self.tree.edge_hashes(), stored) {
            Some(at) => {
                let what = "the leaf is not the one its tile was made of";
                Outcome::tampered(Some(tile * 256 + at), what)
            }
            None => found,
        }
    }

    /// Compares the root with each checkpoint of just this size.
    fn meet_claims(&mut self) -> Result<(), Outcome> {
        while let Some(claim) = self.claims.pop_if(|claim| claim.size == self.tree.size()) {
            if claim.root != self.tree.root() {
                let what =
                    format!("the first {} events are not those of {}", claim.size, claim.name);
                return Err(self.earlier(Outcome::tampered(None, what)));
            }
            self.proven = Some(claim.size);
        }
        Ok(())
    }

    fn no_tile_left(&self) -> Result<(), Outcome> {
        match self.tiles.is_empty() {
            true => Ok(()),
            false => Err(Outcome::tampered(None, "a tile is stored that no event completed")),
        }
    }
}

/// The number of the first hash in which two rows of hashes differ, as far as both go.
fn differing(hashes: &[u8], stored: &[u8]) -> Option<u64> {
    let pairs = hashes.as_chunks::<32>().0.iter().zip(stored.as_chunks::<32>().0);
    (0..).zip(pairs).find(|(_, (left, right))| left != right).map(|(at, _)| at)
}
