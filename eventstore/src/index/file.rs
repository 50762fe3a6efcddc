//! The index of a sealed volume as a file: sorted entries in blocks, and a *fence* (the first entry
//! and the checksum of each block) that is held in memory. All numbers are big-endian.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | `INSYNIDX` |
//! | 4 | format, 1 |
//! | 16 | store id |
//! | 8 | first position of the volume |
//! | 32 | root of the log at the end of the volume |
//! | 4 | number of events |
//! | 8 | number of entries |
//! | 32 | SHA-256 of the bytes above and the fence |
//! | 22 for each block | fence: first entry (14), first 8 bytes of the block's SHA-256 |
//! | 4,088 for each block | 292 entries, the last block fewer |
//!
//! An entry is key (8), type or count (2), offset (4). The root binds the file to the one history
//! it was made from; a file that does not fit or does not hold together is made again.

use super::{Entry, KeyedItem, Lookup};
use crate::types::Hash;
use redb::StorageBackend;
use sha2::{Digest, Sha256};
use std::ops::{Range, RangeInclusive};
use uuid::Uuid;

const MARK: &[u8; 8] = b"INSYNIDX";
const FORMAT: u32 = 1;
const ENTRY_LEN: usize = 14;
const BLOCK_ENTRIES: usize = 292;
const BLOCK_LEN: usize = ENTRY_LEN * BLOCK_ENTRIES;
const FACTS_LEN: usize = 80;
const HEADER_LEN: usize = FACTS_LEN + 32;
const FENCE_LEN: usize = ENTRY_LEN + 8;

/// Which volume of which history an index belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Belongs {
    pub(crate) store_id: Uuid,
    pub(crate) first: u64,
    pub(crate) end_root: Hash,
    pub(crate) events: u32,
}

/// Why an index file is of no use; it is made again.
#[derive(Debug)]
pub(crate) struct Useless;

/// An open index file.
#[derive(Debug)]
pub(crate) struct FileIndex {
    file: Box<dyn StorageBackend>,
    entries: usize,
    /// First entry and checksum of each block.
    fence: Vec<(Entry, [u8; 8])>,
}

/// The bytes of an index file.
pub(crate) fn encode(belongs: &Belongs, entries: &[Entry]) -> Vec<u8> {
    let blocks = entries.len().div_ceil(BLOCK_ENTRIES);
    let data_at = HEADER_LEN + blocks * FENCE_LEN;
    let mut bytes = Vec::with_capacity(data_at + entries.len() * ENTRY_LEN);
    bytes.extend_from_slice(&facts(belongs, entries.len() as u64));
    bytes.resize(data_at, 0);
    for entry in entries {
        bytes.extend_from_slice(&entry_bytes(*entry));
    }
    let (head, data) = bytes.split_at_mut(data_at);
    let fences = head[HEADER_LEN..].chunks_exact_mut(FENCE_LEN);
    for (fence, block) in fences.zip(data.chunks(BLOCK_LEN)) {
        fence[..ENTRY_LEN].copy_from_slice(&block[..ENTRY_LEN]);
        fence[ENTRY_LEN..].copy_from_slice(&checksum(block));
    }
    let check = head_check(&head[..FACTS_LEN], &head[HEADER_LEN..]);
    head[FACTS_LEN..HEADER_LEN].copy_from_slice(&check);
    bytes
}

fn facts(belongs: &Belongs, entries: u64) -> Vec<u8> {
    let mut facts = Vec::with_capacity(FACTS_LEN);
    facts.extend_from_slice(MARK);
    facts.extend_from_slice(&FORMAT.to_be_bytes());
    facts.extend_from_slice(belongs.store_id.as_bytes());
    facts.extend_from_slice(&belongs.first.to_be_bytes());
    facts.extend_from_slice(&belongs.end_root);
    facts.extend_from_slice(&belongs.events.to_be_bytes());
    facts.extend_from_slice(&entries.to_be_bytes());
    facts
}

fn head_check(facts: &[u8], fence: &[u8]) -> Hash {
    Sha256::new().chain_update(facts).chain_update(fence).finalize().into()
}

fn checksum(block: &[u8]) -> [u8; 8] {
    let hash: Hash = Sha256::digest(block).into();
    *hash.first_chunk().expect("a hash has 32 bytes")
}

fn entry_bytes(entry: Entry) -> [u8; ENTRY_LEN] {
    let mut bytes = [0; ENTRY_LEN];
    bytes[..8].copy_from_slice(&entry.key.to_be_bytes());
    bytes[8..10].copy_from_slice(&entry.kind.to_be_bytes());
    bytes[10..].copy_from_slice(&entry.offset.to_be_bytes());
    bytes
}

fn entry_of(bytes: &[u8; ENTRY_LEN]) -> Entry {
    let [k0, k1, k2, k3, k4, k5, k6, k7, t0, t1, o0, o1, o2, o3] = *bytes;
    Entry {
        key: u64::from_be_bytes([k0, k1, k2, k3, k4, k5, k6, k7]),
        kind: u16::from_be_bytes([t0, t1]),
        offset: u32::from_be_bytes([o0, o1, o2, o3]),
    }
}

impl FileIndex {
    /// Opens a file and checks its header and fence; blocks are checked as they are read.
    pub(crate) fn open(
        file: Box<dyn StorageBackend>,
        belongs: &Belongs,
    ) -> Result<FileIndex, Useless> {
        let mut header = [0; HEADER_LEN];
        file.read(0, &mut header).map_err(|_| Useless)?;
        let (facts_found, check) = header.split_at(FACTS_LEN);
        let entries = u64::from_be_bytes(*facts_found.last_chunk().ok_or(Useless)?);
        if facts_found != facts(belongs, entries) {
            return Err(Useless);
        }
        let entries = usize::try_from(entries).map_err(|_| Useless)?;
        let blocks = entries.div_ceil(BLOCK_ENTRIES);
        let data = entries.checked_mul(ENTRY_LEN).ok_or(Useless)?;
        // Compared before anything is allocated: a flipped count must not ask for all memory.
        let expected = (HEADER_LEN + blocks * FENCE_LEN).checked_add(data).ok_or(Useless)?;
        if file.len().map_err(|_| Useless)? != expected as u64 {
            return Err(Useless);
        }
        let mut fence = vec![0; blocks * FENCE_LEN];
        file.read(HEADER_LEN as u64, &mut fence).map_err(|_| Useless)?;
        if head_check(facts_found, &fence) != check {
            return Err(Useless);
        }
        let fence = fence.as_chunks::<FENCE_LEN>().0.iter().filter_map(fence_of).collect();
        Ok(FileIndex { file, entries, fence })
    }

    /// The appends under a command's key: count and offset of the first event.
    pub(crate) fn commands(&self, key: u64) -> Result<Vec<(u16, u32)>, Useless> {
        let mut found = Vec::new();
        let all = whole_key(key);
        self.each(all, |entry| found.push((entry.kind, entry.offset)))?;
        Ok(found)
    }

    /// Visits the entries within a range, in order.
    fn each(
        &self,
        range: RangeInclusive<Entry>,
        mut visit: impl FnMut(Entry),
    ) -> Result<(), Useless> {
        let beyond = self.fence.partition_point(|(first, _)| first <= range.start());
        // Entries are distinct, so the block before the first greater one may hold the start.
        for block in beyond.saturating_sub(1)..self.fence.len() {
            if self.fence[block].0 > *range.end() {
                break;
            }
            let bytes = self.block(block)?;
            let entries = bytes.as_chunks::<ENTRY_LEN>().0.iter().map(entry_of);
            entries.filter(|entry| range.contains(entry)).for_each(&mut visit);
        }
        Ok(())
    }

    fn block(&self, block: usize) -> Result<Vec<u8>, Useless> {
        let entries = (self.entries - block * BLOCK_ENTRIES).min(BLOCK_ENTRIES);
        let at = HEADER_LEN + self.fence.len() * FENCE_LEN + block * BLOCK_LEN;
        let mut bytes = vec![0; entries * ENTRY_LEN];
        self.file.read(at as u64, &mut bytes).map_err(|_| Useless)?;
        if checksum(&bytes) == self.fence[block].1 { Ok(bytes) } else { Err(Useless) }
    }
}

fn fence_of(bytes: &[u8; FENCE_LEN]) -> Option<(Entry, [u8; 8])> {
    Some((entry_of(bytes.first_chunk()?), *bytes.last_chunk()?))
}

fn whole_key(key: u64) -> RangeInclusive<Entry> {
    Entry { key, kind: 0, offset: 0 }..=Entry { key, kind: u16::MAX, offset: u32::MAX }
}

impl Lookup for FileIndex {
    type Error = Useless;

    fn weight(&self, key: u64) -> usize {
        let range = whole_key(key);
        let start = self.fence.partition_point(|(first, _)| first < range.start());
        let end = self.fence.partition_point(|(first, _)| first <= range.end());
        end - start
    }

    fn under(
        &self,
        key: u64,
        item: &KeyedItem,
        range: &Range<u32>,
        found: &mut Vec<u32>,
    ) -> Result<(), Useless> {
        let mut take = |entry: Entry| {
            if range.contains(&entry.offset) {
                found.push(entry.offset);
            }
        };
        if item.types.is_empty() {
            return self.each(whole_key(key), &mut take);
        }
        for kind in item.types.iter().map(|code| code.0) {
            let of_type =
                Entry { key, kind, offset: range.start }..=Entry { key, kind, offset: range.end };
            self.each(of_type, &mut take)?;
        }
        Ok(())
    }
}
