//! An append made ready outside the writer's thread: encoded, salted, committed to, its tags hashed.
//! Only position and time are missing.

use crate::errors::AppendError;
use crate::index::{KeyedBoundary, MemoryIndex, command_key, tag_key};
use crate::record::{self, APPEND_EVENTS_MAX, SALT_LEN};
use crate::types::{Append, CommandId, RequestDigest, Size, TypeCode, World};
use std::sync::{Mutex, PoisonError};

/// An append ready for the writer.
pub(crate) struct Prepared {
    parts: Parts,
    pub(crate) command_id: CommandId,
    pub(crate) command_key: u64,
    pub(crate) request_digest: RequestDigest,
    pub(crate) boundary: Option<KeyedBoundary>,
    /// The time to record it at, where the present one is not meant.
    pub(crate) moment: Option<u64>,
    /// The caller has looked for the command and the boundary among so many events.
    pub(crate) checked: Size,
}

/// The buffers of an append, used again for later ones: large buffers that go to and fro between
/// threads cost an allocator more than what is done with them.
#[derive(Default)]
pub(crate) struct Parts {
    /// The records, one after the other: one buffer however many events.
    bytes: Vec<u8>,
    events: Vec<PreparedEvent>,
    /// The keys of all tags, one event after the other.
    tags: Vec<u64>,
}

struct PreparedEvent {
    type_code: TypeCode,
    record_end: usize,
    tags_end: usize,
}

/// Buffers to be used again, a bounded number of bounded size.
#[derive(Default)]
pub(crate) struct Pool(Mutex<Vec<Parts>>);

impl Pool {
    /// The most buffers that are kept.
    const KEPT_MAX: usize = 128;
    /// The largest buffer that is kept, in bytes.
    const BYTES_MAX: usize = 1 << 20;

    fn take(&self) -> Parts {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    /// Takes back the buffers of appends that are done with.
    pub(super) fn put(&self, done: impl Iterator<Item = Prepared>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for mut parts in done.map(|append| append.parts) {
            if kept.len() < Pool::KEPT_MAX && parts.bytes.capacity() <= Pool::BYTES_MAX {
                parts.bytes.clear();
                parts.events.clear();
                parts.tags.clear();
                kept.push(parts);
            }
        }
    }
}

impl Prepared {
    /// Encodes an append.
    ///
    /// # Errors
    /// The limit that it breaks.
    pub(crate) fn new(
        append: Append,
        world: &dyn World,
        pool: &Pool,
    ) -> Result<Prepared, AppendError> {
        let count = append.events.len();
        if count == 0 {
            return Err(AppendError::Empty);
        }
        if count > APPEND_EVENTS_MAX {
            return Err(AppendError::TooMany { count });
        }
        let mut salts = vec![[0; SALT_LEN]; count];
        world.fill(salts.as_flattened_mut());
        let mut parts = pool.take();
        let of = (append.command_id, append.request_digest);
        for (index, (event, salt)) in append.events.iter().zip(&salts).enumerate() {
            record::prepare(index, event, of, salt, &mut parts.bytes)?;
            parts.tags.extend(event.tags.iter().map(|tag| tag_key(tag.as_str())));
            parts.events.push(PreparedEvent {
                type_code: event.type_code,
                record_end: parts.bytes.len(),
                tags_end: parts.tags.len(),
            });
        }
        Ok(Prepared {
            parts,
            command_id: append.command_id,
            command_key: command_key(append.command_id),
            request_digest: append.request_digest,
            boundary: append.boundary.map(KeyedBoundary::of),
            moment: None,
            checked: Size::ZERO,
        })
    }

    /// How many events.
    pub(crate) fn len(&self) -> usize {
        self.parts.events.len()
    }

    pub(super) fn count(&self) -> u32 {
        u32::from(self.count_short())
    }

    fn count_short(&self) -> u16 {
        u16::try_from(self.len()).expect("an append holds at most 1024 events")
    }

    /// Bytes of all records.
    pub(super) fn bytes(&self) -> usize {
        self.parts.bytes.len()
    }

    pub(super) fn records(&self) -> impl Iterator<Item = &[u8]> {
        let mut start = 0;
        self.parts.events.iter().map(move |event| {
            let record = &self.parts.bytes[start..event.record_end];
            start = event.record_end;
            record
        })
    }

    pub(super) fn records_mut(&mut self) -> impl Iterator<Item = &mut [u8]> {
        let mut rest = self.parts.bytes.as_mut_slice();
        let mut start = 0;
        self.parts.events.iter().map(move |event| {
            let all = std::mem::take(&mut rest);
            let (record, tail) = all.split_at_mut(event.record_end - start);
            rest = tail;
            start = event.record_end;
            record
        })
    }

    /// Adds the append to the index of its volume.
    pub(super) fn add_to(&self, index: &mut MemoryIndex, first: u32) {
        index.push_command(self.command_key, self.count_short(), first);
        let mut start = 0;
        for (offset, event) in (first..).zip(&self.parts.events) {
            index.push_event(offset, event.type_code, &self.parts.tags[start..event.tags_end]);
            start = event.tags_end;
        }
    }
}
