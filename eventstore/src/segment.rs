//! A volume together with its derived index.

use crate::directory::{Access, Directory, INDEX_FOLDER, within};
use crate::errors::{ReadError, StorageFault};
use crate::index::file::{Belongs, encode};
use crate::index::{FileIndex, KeyedItem, Lookup, MemoryIndex, command_key, tag_key};
use crate::record::{EnvelopeRef, Leaf, RecordRef};
use crate::types::{CommandId, Position};
use crate::volume::{Volume, contained};
use std::ops::Range;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// One volume of an open log and what is derived from it.
pub(crate) struct Segment {
    pub(crate) volume: Volume,
    index: RwLock<SegmentIndex>,
}

#[derive(Debug)]
enum SegmentIndex {
    Memory(MemoryIndex),
    File(FileIndex),
}

/// The path of the index file of the volume that begins at a position.
fn index_path(first: Position) -> String {
    within(INDEX_FOLDER, &format!("{:020}.index", first.0))
}

impl Segment {
    /// A segment whose index is in memory: the open one, or one just made.
    pub(crate) fn in_memory(volume: Volume, index: MemoryIndex) -> Segment {
        Segment { volume, index: RwLock::new(SegmentIndex::Memory(index)) }
    }

    /// A sealed segment: its index file if that is sound, otherwise one made from the events.
    pub(crate) fn sealed(
        volume: Volume,
        directory: &dyn Directory,
        belongs: &Belongs,
    ) -> Result<Segment, ReadError> {
        let opened = open_index(directory, volume.header.first, belongs);
        let index = match opened {
            Some(file) => SegmentIndex::File(file),
            None => SegmentIndex::Memory(build(&volume)?),
        };
        Ok(Segment { volume, index: RwLock::new(index) })
    }

    pub(crate) fn first(&self) -> Position {
        self.volume.header.first
    }

    /// Lets the writer add to the index. It is the only one to change it while the volume is open.
    pub(crate) fn extend_index(&self, extend: impl FnOnce(&mut MemoryIndex)) {
        if let SegmentIndex::Memory(index) = &mut *self.index_mut() {
            extend(index);
        }
    }

    /// Candidates for any of the items, as offsets, ascending.
    pub(crate) fn candidates(
        &self,
        items: &[KeyedItem],
        range: Range<u32>,
    ) -> Result<Vec<u32>, ReadError> {
        self.ask(
            |index| index.candidates(items, range.clone()),
            |index| match index.candidates(items, range.clone()) {
                Ok(found) => found,
                Err(impossible) => match impossible {},
            },
        )
    }

    /// The appends that may be those of a command: count of events, offset of the first.
    pub(crate) fn commands(&self, key: u64) -> Result<Vec<(u16, u32)>, ReadError> {
        self.ask(|index| index.commands(key), |index| index.commands(key))
    }

    /// Asks the index; one whose file fails is made again from the events, silently.
    fn ask<T, E>(
        &self,
        of_file: impl Fn(&FileIndex) -> Result<T, E>,
        of_memory: impl Fn(&MemoryIndex) -> T,
    ) -> Result<T, ReadError> {
        match &*self.index() {
            SegmentIndex::Memory(index) => return Ok(of_memory(index)),
            SegmentIndex::File(index) => {
                if let Ok(found) = of_file(index) {
                    return Ok(found);
                }
            }
        }
        let built = build(&self.volume)?;
        let found = of_memory(&built);
        *self.index_mut() = SegmentIndex::Memory(built);
        Ok(found)
    }

    /// Writes the index of a sealed volume to its file, if it is still in memory.
    pub(crate) fn store_index(
        &self,
        directory: &dyn Directory,
        belongs: &Belongs,
    ) -> Result<(), StorageFault> {
        let bytes = match &*self.index() {
            SegmentIndex::Memory(index) => encode(belongs, &index.entries()),
            SegmentIndex::File(_) => return Ok(()),
        };
        directory.store(&index_path(self.first()), &bytes)?;
        if let Some(file) = open_index(directory, self.first(), belongs) {
            *self.index_mut() = SegmentIndex::File(file);
        }
        Ok(())
    }

    fn index(&self) -> RwLockReadGuard<'_, SegmentIndex> {
        // The index is derived: whatever a panic left of it, answers are compared with the events.
        self.index.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn index_mut(&self) -> RwLockWriteGuard<'_, SegmentIndex> {
        self.index.write().unwrap_or_else(PoisonError::into_inner)
    }
}

fn open_index(directory: &dyn Directory, first: Position, belongs: &Belongs) -> Option<FileIndex> {
    let file = directory.open(&index_path(first), Access::Read).ok()?;
    FileIndex::open(file, belongs).ok()
}

/// Makes the index of a volume from its events.
pub(crate) fn build(volume: &Volume) -> Result<MemoryIndex, ReadError> {
    let mut building = Building::default();
    contained(|| {
        let table = volume.read()?.events()?;
        for entry in table.range::<u64>(..).map_err(StorageFault::from)? {
            let (key, value) = entry.map_err(StorageFault::from)?;
            let at = Position(key.value());
            let added = building.add(volume.header.first, at, value.value());
            added.map_err(|source| ReadError::Record { at, source })?;
        }
        Ok::<_, ReadError>(())
    })?;
    building.finish_command();
    Ok(building.index)
}

/// An index in the making: consecutive events of one command are one append.
#[derive(Default)]
struct Building {
    index: MemoryIndex,
    command: Option<(CommandId, u16, u32)>,
    tags: Vec<u64>,
}

impl Building {
    fn add(
        &mut self,
        first: Position,
        at: Position,
        record: &[u8],
    ) -> Result<(), crate::errors::DecodeError> {
        let record = RecordRef::parse(record)?;
        let leaf = Leaf::decode(record.leaf)?;
        let offset = offset_in(first, at);
        self.tags.clear();
        match record.body.map(EnvelopeRef::decode).transpose()? {
            Some(envelope) => {
                self.tags.extend(envelope.tags.map(tag_key));
                self.add_command(envelope.command_id, offset);
            }
            // What a removed body said is known to no one; its leaf still has the type.
            None => self.finish_command(),
        }
        self.index.push_event(offset, leaf.type_code, &self.tags);
        Ok(())
    }

    fn add_command(&mut self, id: CommandId, offset: u32) {
        match &mut self.command {
            Some((current, count, _)) if *current == id => *count += 1,
            _ => {
                self.finish_command();
                self.command = Some((id, 1, offset));
            }
        }
    }

    fn finish_command(&mut self) {
        if let Some((id, count, first)) = self.command.take() {
            self.index.push_command(command_key(id), count, first);
        }
    }
}

/// Where an event stands in its volume.
pub(crate) fn offset_in(first: Position, at: Position) -> u32 {
    u32::try_from(at.0 - first.0).expect("a volume holds at most 2^31 events")
}
