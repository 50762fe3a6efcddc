//! Reads volumes through redb and hands what they hold to whoever hashes it.

use super::{Outcome, opened::Opened};
use crate::{
    errors::StorageFault,
    tree::TILE_BYTES,
    types::Position,
    volume::{EVENTS, HEADER, Header, TILES, contained, volume_path},
};
use redb::{ReadTransaction, ReadableTable};
use std::{
    path::Path,
    sync::mpsc::{Receiver, SyncSender},
};

/// How many bytes of records are handed over at once: few enough to be in the cache of both threads.
const STEP: usize = 256 << 10;

/// What the reader hands over, in this order for each volume: header, tiles, records.
pub(super) enum Step {
    /// The next volume begins.
    Volume {
        /// The first position, by its name.
        first: Position,
        /// Its header, unless that cannot be decoded.
        header: Option<Header>,
    },
    /// One of the volume's tiles, by its key.
    Tile(u64, Vec<u8>),
    /// The next records.
    Records(Records),
    /// Reading has ended here.
    End(Outcome),
}

/// Consecutive records in one run of bytes.
#[derive(Default)]
pub(super) struct Records {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Records {
    /// Empties a run that has been heard, so that its memory serves again: fresh memory for each
    /// run would cost as much as reading it.
    fn emptied(mut self) -> Records {
        self.bytes.clear();
        self.ends.clear();
        self
    }

    fn push(&mut self, record: &[u8]) {
        self.bytes.extend_from_slice(record);
        self.ends.push(self.bytes.len());
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts.zip(&self.ends).map(|(start, end)| &self.bytes[*start..*end])
    }
}

/// The reader's end of the talk with whoever hashes.
pub(super) struct Talk {
    pub(super) steps: SyncSender<Step>,
    /// Runs of records that have been heard.
    pub(super) heard: Receiver<Records>,
}

impl Talk {
    fn send(&self, step: Step) -> Result<(), Stop> {
        self.steps.send(step).map_err(|_| Stop::Unheard)
    }

    fn empty_run(&self) -> Records {
        self.heard.try_recv().map(Records::emptied).unwrap_or_default()
    }
}

/// Why reading stopped.
enum Stop {
    /// Nobody listens any more: the verdict has been reached.
    Unheard,
    /// The volumes hold something else than they should.
    Found(Outcome),
    /// redb or the disk failed.
    Fault(StorageFault),
}

impl<F: Into<StorageFault>> From<F> for Stop {
    fn from(fault: F) -> Stop {
        Stop::Fault(fault.into())
    }
}

/// Reads the volumes in order until the end, a fault, or until nobody listens.
pub(super) fn read(store: &Path, volumes: &[Position], talk: &Talk) {
    for first in volumes {
        let name = volume_path(*first);
        let outcome = match contained(|| read_volume(&store.join(&name), *first, talk)) {
            Ok(()) => continue,
            Err(Stop::Unheard) => return,
            Err(Stop::Found(outcome)) => outcome,
            Err(Stop::Fault(fault)) => Outcome::unreadable(format!("{name}: {}", told(&fault))),
        };
        // Where nobody listens any more, nobody misses it.
        let _ = talk.send(Step::End(outcome));
        return;
    }
}

/// A fault with what is behind it, which for redb says more.
fn told(fault: &StorageFault) -> String {
    match std::error::Error::source(fault) {
        Some(source) => format!("{fault}: {source}"),
        None => fault.to_string(),
    }
}

fn read_volume(path: &Path, first: Position, talk: &Talk) -> Result<(), Stop> {
    let volume = Opened::open(path, first)?;
    let transaction = volume.begin()?;
    talk.send(Step::Volume { first, header: read_header(&transaction)? })?;
    read_tiles(&transaction, talk)?;
    read_records(&transaction, first, talk)?;
    volume.into_fault().map_or(Ok(()), |fault| Err(Stop::Fault(fault)))
}

fn read_header(transaction: &ReadTransaction) -> Result<Option<Header>, Stop> {
    let table = transaction.open_table(HEADER)?;
    let row = table.first()?;
    Ok(row.and_then(|(_, header)| Header::decode(header.value())))
}

fn read_tiles(transaction: &ReadTransaction, talk: &Talk) -> Result<(), Stop> {
    let mut before = None;
    for row in transaction.open_table(TILES)?.iter()? {
        let (key, tile) = row?;
        let (key, tile) = (key.value(), tile.value());
        // Keys that do not grow are a page read twice: there would be no end to it.
        if before.is_some_and(|before| key <= before) || tile.len() != TILE_BYTES {
            let what = "the tiles of a volume are not in order or not whole";
            return Err(Stop::Found(Outcome::tampered(None, what)));
        }
        before = Some(key);
        talk.send(Step::Tile(key, tile.to_vec()))?;
    }
    Ok(())
}

fn read_records(transaction: &ReadTransaction, first: Position, talk: &Talk) -> Result<(), Stop> {
    let mut records = talk.empty_run();
    let mut position = first.0;
    for row in transaction.open_table(EVENTS)?.iter()? {
        let (key, record) = row?;
        if key.value() != position {
            talk.send(Step::Records(records))?;
            let what = format!("event {} stands where event {position} should", key.value());
            return Err(Stop::Found(Outcome::tampered(Some(position), what)));
        }
        position = position.saturating_add(1);
        records.push(record.value());
        if records.bytes.len() >= STEP {
            talk.send(Step::Records(records))?;
            records = talk.empty_run();
        }
    }
    talk.send(Step::Records(records))
}
