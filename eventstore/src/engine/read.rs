//! Reading: pages, single events, and the fast scan. Each page has a read transaction of its own.

use super::Engine;
use crate::errors::{ReadError, StorageFault};
use crate::record::{Leaf, RecordRef, Stored};
use crate::types::{EventId, Position, Size, TypeCode};
use crate::volume::contained;
use redb::ReadableTable;
use std::ops::ControlFlow;

/// How many events a scan reads in one transaction.
const SCAN_PAGE: u64 = 16_384;

impl Engine {
    /// Visits the stored bytes of the events from one position to before another, in order, across
    /// volumes; at most as many as are committed.
    pub(crate) fn visit(
        &self,
        from: u64,
        to: u64,
        mut visit: impl FnMut(Position, &[u8]) -> Result<ControlFlow<()>, ReadError>,
    ) -> Result<(), ReadError> {
        let to = to.min(self.size().0);
        let mut next = from;
        while next < to {
            let (segment, end) = self.segment_of(Position(next));
            let page_end = to.min(end).min(next.saturating_add(SCAN_PAGE));
            let reading = segment.volume.read()?;
            let flow = contained(|| {
                let table = reading.events()?;
                visit_page(&table, next..page_end, &mut visit)
            })?;
            if flow.is_break() {
                return Ok(());
            }
            next = page_end;
        }
        Ok(())
    }

    /// A page of events.
    pub(crate) fn page(&self, from: Position, max: usize) -> Result<Vec<Stored>, ReadError> {
        let to = from.0.saturating_add(max as u64).min(self.size().0);
        let count = usize::try_from(to.saturating_sub(from.0)).unwrap_or(max);
        let mut page = Vec::with_capacity(count);
        self.visit(from.0, to, |at, bytes| {
            page.push(stored(at, bytes)?);
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(page)
    }

    /// The fast path of folds: nothing is copied.
    pub(crate) fn scan(
        &self,
        from: Size,
        to: Size,
        mut visit: impl FnMut(Position, u64, TypeCode, EventId, Option<&[u8]>) -> ControlFlow<()>,
    ) -> Result<(), ReadError> {
        self.visit(from.0, to.0, |at, bytes| {
            let decoded = RecordRef::parse(bytes)
                .and_then(|record| Ok((Leaf::decode(record.leaf)?, record.body)));
            let (leaf, body) = decoded.map_err(|source| ReadError::Record { at, source })?;
            Ok(visit(at, leaf.recorded_at, leaf.type_code, leaf.id, body))
        })
    }

    /// Reads one committed event's bytes.
    pub(crate) fn with_record<T>(
        &self,
        at: Position,
        read: impl FnOnce(&[u8]) -> Result<T, crate::errors::DecodeError>,
    ) -> Result<T, ReadError> {
        let (segment, _) = self.segment_of(at);
        contained(|| {
            let table = segment.volume.read()?.events()?;
            let guard = table.get(at.0).map_err(StorageFault::from)?;
            let guard = guard.ok_or(ReadError::Lost { at })?;
            read(guard.value()).map_err(|source| ReadError::Record { at, source })
        })
    }

    pub(crate) fn get(&self, at: Position) -> Result<Option<Stored>, ReadError> {
        if at.0 >= self.size().0 {
            return Ok(None);
        }
        self.with_record(at, Stored::from_record).map(Some)
    }

    pub(crate) fn leaf(&self, at: Position) -> Result<Leaf, ReadError> {
        self.with_record(at, |bytes| Leaf::decode(RecordRef::parse(bytes)?.leaf))
    }

    /// The size after the last append recorded at or before a time. All events of one append share
    /// their time, so halving the positions never lands inside one.
    pub(crate) fn size_at(&self, time_us: u64) -> Result<Size, ReadError> {
        let (mut low, mut high) = (0, self.size().0);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.leaf(Position(middle))?.recorded_at <= time_us {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Ok(Size(low))
    }
}

fn visit_page(
    table: &impl ReadableTable<u64, &'static [u8]>,
    page: std::ops::Range<u64>,
    visit: &mut impl FnMut(Position, &[u8]) -> Result<ControlFlow<()>, ReadError>,
) -> Result<ControlFlow<()>, ReadError> {
    let mut expected = page.start;
    for entry in table.range(page.clone()).map_err(StorageFault::from)? {
        let (key, value) = entry.map_err(StorageFault::from)?;
        if key.value() != expected {
            return Err(ReadError::Lost { at: Position(expected) });
        }
        if visit(Position(expected), value.value())?.is_break() {
            return Ok(ControlFlow::Break(()));
        }
        expected += 1;
    }
    if expected < page.end {
        return Err(ReadError::Lost { at: Position(expected) });
    }
    Ok(ControlFlow::Continue(()))
}

pub(super) fn stored(at: Position, bytes: &[u8]) -> Result<Stored, ReadError> {
    let stored = Stored::from_record(bytes).map_err(|source| ReadError::Record { at, source })?;
    if stored.position != at {
        return Err(ReadError::Lost { at });
    }
    Ok(stored)
}
