//! Finding events by the index: receipts, boundaries, queries. The index gives candidates, the
//! stored bytes decide.

use super::Engine;
use super::read::stored;
use crate::errors::ReadError;
use crate::index::{KeyedBoundary, KeyedItem, command_key};
use crate::record::{EnvelopeRef, Leaf, RecordRef, Stored};
use crate::segment::{Segment, offset_in};
use crate::types::{CommandId, Position, Query, Receipt, RequestDigest, Size};
use crate::volume::contained;
use std::ops::{ControlFlow, Range};
use std::sync::Arc;

/// What is known of a command: its receipt, and the request it stood for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) receipt: Receipt,
    pub(crate) request_digest: RequestDigest,
}

/// A segment and the part of a range of positions that falls into it, as offsets.
struct Part {
    segment: Arc<Segment>,
    offsets: Range<u32>,
}

impl Engine {
    /// The segments that a range of positions touches, in order.
    fn parts(&self, range: Range<u64>) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut next = range.start;
        while next < range.end {
            let (segment, end) = self.segment_of(Position(next));
            let first = segment.first();
            let end = end.min(range.end);
            let offsets = offset_in(first, Position(next))..offset_in(first, Position(end));
            parts.push(Part { segment, offsets });
            next = end;
        }
        parts
    }

    /// Where a command may have been recorded within a range of positions: first event and count,
    /// newest segment first. Events staged by the writer are among them.
    pub(crate) fn command_candidates(
        &self,
        key: u64,
        range: Range<u64>,
    ) -> Result<Vec<(Position, u16)>, ReadError> {
        let mut found = Vec::new();
        for part in self.parts(range).iter().rev() {
            let first = part.segment.first().0;
            let commands = part.segment.commands(key)?;
            let within = commands.iter().filter(|(_, offset)| part.offsets.contains(offset));
            found.extend(
                within.map(|(count, offset)| (Position(first + u64::from(*offset)), *count)),
            );
        }
        Ok(found)
    }

    /// What is known of a command among the first `size` events.
    pub(crate) fn known(&self, id: CommandId, size: Size) -> Result<Option<Known>, ReadError> {
        for (first, count) in self.command_candidates(command_key(id), 0..size.0)? {
            if let Some(known) = self.known_at(id, first, count)? {
                return Ok(Some(known));
            }
        }
        Ok(None)
    }

    /// Compares a candidate with the stored bytes.
    pub(crate) fn known_at(
        &self,
        id: CommandId,
        first: Position,
        count: u16,
    ) -> Result<Option<Known>, ReadError> {
        self.with_record(first, |bytes| known_of(bytes, id, first, count))
    }

    /// Candidates for a boundary within a range of positions, in order, each handed to `decide`
    /// until it says that one is in the way.
    pub(crate) fn first_in_the_way(
        &self,
        boundary: &KeyedBoundary,
        range: Range<u64>,
        mut decide: impl FnMut(Position) -> Result<bool, ReadError>,
    ) -> Result<Option<Position>, ReadError> {
        for part in self.parts(range) {
            let first = part.segment.first().0;
            for offset in part.segment.candidates(&boundary.items, part.offsets)? {
                let at = Position(first + u64::from(offset));
                if decide(at)? {
                    return Ok(Some(at));
                }
            }
        }
        Ok(None)
    }

    /// Whether a committed event is meant by a query.
    pub(crate) fn is_meant(&self, query: &Query, at: Position) -> Result<bool, ReadError> {
        self.with_record(at, |bytes| record_matches(bytes, query))
    }

    /// The events meant by a query within a range, in order.
    pub(crate) fn query(
        &self,
        query: &Query,
        from: Size,
        to: Size,
    ) -> Result<Vec<Stored>, ReadError> {
        let items = KeyedItem::of(query);
        let mut found = Vec::new();
        for part in self.parts(from.0..to.0.min(self.size().0)) {
            let candidates = part.segment.candidates(&items, part.offsets.clone())?;
            collect(&part.segment, &candidates, query, &mut found)?;
        }
        Ok(found)
    }

    /// As [`Engine::query`], by reading everything in between: for feeds, which read on anyway.
    pub(crate) fn sift(
        &self,
        query: &Query,
        from: Size,
        to: Size,
    ) -> Result<Vec<Stored>, ReadError> {
        let mut found = Vec::new();
        self.visit(from.0, to.0, |at, bytes| {
            let meant = record_matches(bytes, query);
            if meant.map_err(|source| ReadError::Record { at, source })? {
                found.push(stored(at, bytes)?);
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(found)
    }
}

/// Reads a segment's candidates and keeps those that are meant.
fn collect(
    segment: &Segment,
    candidates: &[u32],
    query: &Query,
    found: &mut Vec<Stored>,
) -> Result<(), ReadError> {
    let first = segment.first().0;
    // A transaction for each chunk: a long one would keep the writer from reusing pages.
    for chunk in candidates.chunks(1024) {
        contained(|| {
            let table = segment.volume.read()?.events()?;
            for offset in chunk {
                let at = Position(first + u64::from(*offset));
                let guard = table.get(at.0).map_err(crate::errors::StorageFault::from)?;
                let guard = guard.ok_or(ReadError::Lost { at })?;
                let meant = record_matches(guard.value(), query);
                if meant.map_err(|source| ReadError::Record { at, source })? {
                    found.push(stored(at, guard.value())?);
                }
            }
            Ok::<_, ReadError>(())
        })?;
    }
    Ok(())
}

/// Whether a record is meant by a query. A removed body has no tags any more, only its type.
pub(crate) fn record_matches(
    bytes: &[u8],
    query: &Query,
) -> Result<bool, crate::errors::DecodeError> {
    let record = RecordRef::parse(bytes)?;
    let type_code = Leaf::decode(record.leaf)?.type_code;
    Ok(match record.body.map(EnvelopeRef::decode).transpose()? {
        Some(envelope) => query.matches(type_code, &envelope.tags),
        None => query.matches(type_code, &std::iter::empty()),
    })
}

/// What the record of an append's first event says of its command.
pub(crate) fn known_of(
    bytes: &[u8],
    id: CommandId,
    first: Position,
    count: u16,
) -> Result<Option<Known>, crate::errors::DecodeError> {
    let record = RecordRef::parse(bytes)?;
    let recorded_at = Leaf::decode(record.leaf)?.recorded_at;
    let Some(body) = record.body else { return Ok(None) };
    let envelope = EnvelopeRef::decode(body)?;
    Ok((envelope.command_id == id).then_some(Known {
        receipt: Receipt { first, count: u32::from(count), recorded_at },
        request_digest: envelope.request_digest,
    }))
}
