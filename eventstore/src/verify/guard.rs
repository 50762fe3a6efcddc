//! The file beneath redb while verifying: it is never written, every read is within it, and there is
//! an end to reading.
//!
//! A corrupt file can lead redb round in a circle. The guard therefore gives out so many bytes and no
//! more, in proportion to the file. Writes, which redb makes when it repairs a file that was not
//! closed, stay in memory.

use redb::{BackendError, StorageBackend};
use std::{
    collections::{BTreeMap, VecDeque},
    fs::File,
    io,
    ops::Bound,
    os::unix::fs::FileExt,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// What is read from the file at once: a scan then costs one call for many pages.
const CHUNK: u64 = 256 << 10;
/// How many chunks are kept.
const CHUNKS: usize = 16;
/// What a write is kept in.
const BLOCK: u64 = 4096;
/// How often every byte of the file may be read, and how many bytes in any case.
const PASSES: u64 = 16;
const ALLOWANCE: u64 = 64 << 20;
/// Where redb's header says which of its two commits is the last, and how the file was left.
const FLAGS_AT: u64 = 9;
/// The flags that say the former: the others ask for a repair before anyone reads.
const COMMIT_FLAGS: u8 = 0b101;

/// A file that redb may read within bounds, and seem to write.
#[derive(Debug)]
pub(super) struct Guard {
    file: File,
    file_len: u64,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    /// Bytes that may still be read.
    left: u64,
    /// The length redb sees.
    len: u64,
    chunks: VecDeque<(u64, Vec<u8>)>,
    written: BTreeMap<u64, Vec<u8>>,
}

impl Guard {
    pub(super) fn new(file: File) -> io::Result<Guard> {
        let len = file.metadata()?.len();
        let left = len.saturating_mul(PASSES).saturating_add(ALLOWANCE);
        let state = State { left, len, chunks: VecDeque::new(), written: BTreeMap::new() };
        Ok(Guard { file, file_len: len, state: Mutex::new(state) })
    }

    /// The file with redb's mark taken off that it was not closed and must be repaired first.
    pub(super) fn unmarked(file: File) -> io::Result<Guard> {
        let guard = Guard::new(file)?;
        let mut flags = [0];
        guard.read(FLAGS_AT, &mut flags)?;
        guard.write(FLAGS_AT, &[flags[0] & COMMIT_FLAGS])?;
        Ok(guard)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Fills `out`, which lies within one block, from what was written or from the file.
    fn read_block(&self, state: &mut State, offset: u64, out: &mut [u8]) -> io::Result<()> {
        if let Some(block) = state.written.get(&(offset / BLOCK)) {
            let at = index(offset % BLOCK);
            out.copy_from_slice(&block[at..at + out.len()]);
            return Ok(());
        }
        let number = offset / CHUNK;
        let found = state.chunks.iter().position(|(chunk, _)| *chunk == number);
        let found = match found {
            Some(found) => found,
            None => self.read_chunk(state, number)?,
        };
        let chunk = &state.chunks[found].1;
        // Beyond the end of the file redb sees zeros, as in a file that was made longer.
        let start = index(offset % CHUNK).min(chunk.len());
        let have = (chunk.len() - start).min(out.len());
        out[..have].copy_from_slice(&chunk[start..start + have]);
        out[have..].fill(0);
        Ok(())
    }

    /// Reads a chunk from the file and says where it stands.
    fn read_chunk(&self, state: &mut State, number: u64) -> io::Result<usize> {
        let start = number.saturating_mul(CHUNK);
        let mut bytes = match state.chunks.len() {
            CHUNKS => state.chunks.pop_front().map(|(_, bytes)| bytes).unwrap_or_default(),
            _ => Vec::new(),
        };
        bytes.resize(index(self.file_len.saturating_sub(start).min(CHUNK)), 0);
        self.file.read_exact_at(&mut bytes, start)?;
        state.chunks.push_back((number, bytes));
        Ok(state.chunks.len() - 1)
    }
}

/// A number below a chunk's length as an index.
fn index(number: u64) -> usize {
    usize::try_from(number).expect("a chunk fits in memory")
}

/// The ranges of whole blocks that a run of bytes touches.
fn blocks(offset: u64, len: usize) -> impl Iterator<Item = (u64, std::ops::Range<usize>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let here = offset + at as u64;
        let width = index(BLOCK - here % BLOCK).min(len - at);
        let range = at..at + width;
        at += width;
        (width > 0).then_some((here, range))
    })
}

impl StorageBackend for Guard {
    fn len(&self) -> io::Result<u64> {
        Ok(self.lock().len)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let mut state = self.lock();
        let wanted = out.len() as u64;
        let end = offset.checked_add(wanted).ok_or(io::ErrorKind::UnexpectedEof)?;
        if end > state.len {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let left = state.left.checked_sub(wanted);
        state.left = left.ok_or_else(|| io::Error::other("the file leads round in a circle"))?;
        for (at, range) in blocks(offset, out.len()) {
            self.read_block(&mut state, at, &mut out[range])?;
        }
        Ok(())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.lock().len = len;
        Ok(())
    }

    fn sync_data(&self) -> io::Result<()> {
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        let mut state = self.lock();
        for (at, range) in blocks(offset, data.len()) {
            let first = at - at % BLOCK;
            let mut block = vec![0; index(BLOCK)];
            self.read_block(&mut state, first, &mut block)?;
            let start = index(at % BLOCK);
            block[start..start + range.len()].copy_from_slice(&data[range]);
            state.written.insert(at / BLOCK, block);
        }
        Ok(())
    }

    // The store's own lock is held while verifying, so nobody else is at the file, and redb's locks
    // within it are there for the asking.

    fn try_lock_range(&self, _: Bound<u64>, _: Bound<u64>) -> Result<bool, BackendError> {
        Ok(true)
    }

    fn try_lock_shared_range(&self, _: Bound<u64>, _: Bound<u64>) -> Result<bool, BackendError> {
        Ok(true)
    }

    fn lock_range(&self, _: Bound<u64>, _: Bound<u64>) -> Result<(), BackendError> {
        Ok(())
    }

    fn lock_shared_range(&self, _: Bound<u64>, _: Bound<u64>) -> Result<(), BackendError> {
        Ok(())
    }

    fn unlock_range(&self, _: Bound<u64>, _: Bound<u64>) -> Result<(), BackendError> {
        Ok(())
    }

    fn query_lock_range(&self, _: Bound<u64>, _: Bound<u64>) -> Result<bool, BackendError> {
        Ok(false)
    }
}
