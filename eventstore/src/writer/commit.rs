//! The one durable step: a batch in one transaction.

use super::batch::Batch;
use super::queue::Queue;
use crate::engine::Engine;
use crate::errors::StorageFault;
use crate::volume::{EVENTS, TILES, contained, tile_key};
use std::sync::Arc;
use std::sync::mpsc::Receiver;

/// The thread that commits what the writer hands over, one batch at a time.
pub(crate) struct Committer {
    engine: Arc<Engine>,
    queue: Arc<Queue>,
    batches: Receiver<Batch>,
}

impl Committer {
    pub(super) fn new(
        engine: Arc<Engine>,
        queue: Arc<Queue>,
        batches: Receiver<Batch>,
    ) -> Committer {
        Committer { engine, queue, batches }
    }

    /// Works until the writer has ended, or a commit fails.
    pub(crate) fn run(self) {
        while let Ok(batch) = self.batches.recv() {
            if let Err(fault) = self.commit(&batch) {
                let error = &fault as &dyn std::error::Error;
                tracing::error!(error, "the log has ended: a commit failed");
                self.engine.fail();
                self.queue.end();
                // Dropping the batch answers `Unknown` to all of it.
                return;
            }
            batch.answer();
            self.queue.committed();
        }
    }

    fn commit(&self, batch: &Batch) -> Result<(), StorageFault> {
        let Some(sealed) = batch.sealed() else { return Ok(()) };
        if sealed.staged.is_empty() {
            return Ok(());
        }
        contained(|| {
            let database = sealed.segment.volume.database().ok_or(StorageFault::Corrupt)?;
            insert(&database, batch)
        })?;
        self.engine.publish(&sealed.tree, sealed.recorded_at);
        Ok(())
    }
}

/// Inserts at the end of the tables, then commits with fsync.
fn insert(database: &redb::Database, batch: &Batch) -> Result<(), StorageFault> {
    let Some(sealed) = batch.sealed() else { return Ok(()) };
    // Durability is redb's `Immediate`, its default: the commit returns after fsync.
    let transaction = database.begin_write()?;
    {
        let mut events = transaction.open_table(EVENTS)?;
        for staged in sealed.staged.iter() {
            for (position, record) in (staged.receipt.first.0..).zip(staged.append.records()) {
                events.insert(position, record)?;
            }
        }
    }
    if !batch.tiles.is_empty() {
        let mut tiles = transaction.open_table(TILES)?;
        for tile in &batch.tiles {
            tiles.insert(tile_key(tile.level, tile.index), tile.bytes.as_slice())?;
        }
    }
    transaction.commit()?;
    Ok(())
}
