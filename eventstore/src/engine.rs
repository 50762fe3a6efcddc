//! What the handle, the writer and the background threads share: the segments, and how far the
//! log is committed.

mod read;
mod search;

pub(crate) use search::{Known, record_matches};

use crate::directory::Directory;
use crate::errors::{ProofReadError, ReadError};
use crate::index::file::Belongs;
use crate::metadata::Metadata;
use crate::segment::Segment;
use crate::tree::{TileSource, Tree};
use crate::types::{Position, Size, World};
use crate::writer::Pool;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;

/// The memory redb may use as cache, over all volumes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CacheBudget {
    /// For the open volume.
    pub(crate) open: usize,
    /// For each sealed one.
    pub(crate) sealed: usize,
}

impl CacheBudget {
    /// Half for the open volume, half shared by the sealed ones, of which a few more may come.
    pub(crate) fn share(bytes: usize, volumes: usize) -> CacheBudget {
        CacheBudget { open: bytes / 2, sealed: bytes / 2 / volumes.saturating_add(4) }
    }
}

/// The shared state of an open log.
pub(crate) struct Engine {
    pub(crate) directory: Arc<dyn Directory>,
    pub(crate) metadata: Metadata,
    pub(crate) world: Arc<dyn World>,
    pub(crate) cache: CacheBudget,
    /// Buffers of appends.
    pub(crate) pool: Pool,
    /// Ascending by first position; never empty; grows at the end by a roll.
    segments: RwLock<Vec<Arc<Segment>>>,
    /// The tree of what is committed.
    tree: Mutex<Tree>,
    grown: Condvar,
    size: AtomicU64,
    recorded_at: AtomicU64,
    failed: AtomicBool,
    background: Mutex<Background>,
    stirred: Condvar,
}

/// What the background threads are told.
#[derive(Debug, Default)]
struct Background {
    closing: bool,
    rolls: u64,
}

impl Engine {
    pub(crate) fn new(
        directory: Arc<dyn Directory>,
        metadata: Metadata,
        world: Arc<dyn World>,
        cache: CacheBudget,
        segments: Vec<Arc<Segment>>,
    ) -> Engine {
        Engine {
            directory,
            metadata,
            world,
            cache,
            pool: Pool::default(),
            segments: RwLock::new(segments),
            tree: Mutex::new(Tree::new()),
            grown: Condvar::new(),
            size: AtomicU64::new(0),
            recorded_at: AtomicU64::new(0),
            failed: AtomicBool::new(false),
            background: Mutex::new(Background::default()),
            stirred: Condvar::new(),
        }
    }

    /// How many events are committed and visible.
    pub(crate) fn size(&self) -> Size {
        Size(self.size.load(Ordering::Acquire))
    }

    /// When the last event was recorded; 0 before the first.
    pub(crate) fn recorded_at(&self) -> u64 {
        self.recorded_at.load(Ordering::Acquire)
    }

    /// The tree of what is committed.
    pub(crate) fn tree(&self) -> Tree {
        self.lock_tree().clone()
    }

    fn lock_tree(&self) -> MutexGuard<'_, Tree> {
        // The tree is replaced whole, so that a panic elsewhere leaves no half of one.
        self.tree.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets so many stored events be read while opening, before the tree over them is known.
    pub(crate) fn admit(&self, size: Size) {
        self.size.store(size.0, Ordering::Release);
    }

    /// Makes a commit visible and wakes who waits for it.
    pub(crate) fn publish(&self, tree: &Tree, recorded_at: u64) {
        let mut current = self.lock_tree();
        current.clone_from(tree);
        self.recorded_at.store(recorded_at, Ordering::Release);
        self.size.store(tree.size(), Ordering::Release);
        drop(current);
        self.grown.notify_all();
    }

    /// Waits until the log holds more than `size` events, is closing, or the time is up.
    pub(crate) fn wait_beyond(&self, size: Size, timeout: Duration) {
        let tree = self.lock_tree();
        let waiting = |tree: &mut Tree| tree.size() <= size.0 && !self.is_closing();
        drop(self.grown.wait_timeout_while(tree, timeout, waiting));
    }

    /// Ends the log for writing after a fault.
    pub(crate) fn fail(&self) {
        self.failed.store(true, Ordering::Release);
    }

    pub(crate) fn has_failed(&self) -> bool {
        self.failed.load(Ordering::Acquire)
    }

    /// All segments, as they are now.
    pub(crate) fn segments(&self) -> Vec<Arc<Segment>> {
        self.segments.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The segment that is written.
    pub(crate) fn last_segment(&self) -> Arc<Segment> {
        let segments = self.segments.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(segments.last().expect("a log has at least one volume"))
    }

    /// The segment that holds a position, and the position just after its last possible one.
    pub(crate) fn segment_of(&self, position: Position) -> (Arc<Segment>, u64) {
        let segments = self.segments.read().unwrap_or_else(PoisonError::into_inner);
        let after = segments.partition_point(|segment| segment.first() <= position);
        let at = after.checked_sub(1).expect("the first volume begins at 0");
        let end = segments.get(after).map_or(u64::MAX, |next| next.first().0);
        (Arc::clone(&segments[at]), end)
    }

    /// Puts a new segment at the end and lets the background seal the one before.
    pub(crate) fn push_segment(&self, segment: Segment) -> Arc<Segment> {
        let segment = Arc::new(segment);
        let mut segments = self.segments.write().unwrap_or_else(PoisonError::into_inner);
        segments.push(Arc::clone(&segment));
        drop(segments);
        self.lock_background().rolls += 1;
        self.stirred.notify_all();
        segment
    }

    fn lock_background(&self) -> MutexGuard<'_, Background> {
        self.background.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn is_closing(&self) -> bool {
        self.lock_background().closing
    }

    /// Lets background threads and waiting feeds come to an end.
    pub(crate) fn begin_closing(&self) {
        self.lock_background().closing = true;
        self.stirred.notify_all();
        // A feed checks and waits under the tree's lock; taking it lets none miss the call.
        drop(self.lock_tree());
        self.grown.notify_all();
    }

    /// Waits for a roll beyond the `seen` ones, for closing, or for the time to pass; how many rolls
    /// there have been, and whether the log is closing.
    pub(crate) fn wait_stirred(&self, seen: u64, timeout: Duration) -> (u64, bool) {
        let background = self.lock_background();
        let waiting = |background: &mut Background| !background.closing && background.rolls == seen;
        let waited = self.stirred.wait_timeout_while(background, timeout, waiting);
        let (background, _) = waited.unwrap_or_else(PoisonError::into_inner);
        (background.rolls, background.closing)
    }

    /// Closes full volumes for writing and stores their indexes. `Ok(false)` where one is being
    /// read just now and must be tried again.
    pub(crate) fn seal_full(&self) -> Result<bool, crate::errors::StorageFault> {
        let segments = self.segments();
        let mut all = true;
        for (segment, next) in segments.iter().zip(segments.iter().skip(1)) {
            let directory = self.directory.as_ref();
            if !segment.volume.is_sealed() && !segment.volume.seal(directory, self.cache.sealed)? {
                all = false;
                continue;
            }
            segment
                .store_index(directory, &belongs(&self.metadata, segment.first(), &next.volume))?;
        }
        Ok(all)
    }

    /// Reads what a root or a proof needs, with the committed tree and its whole tiles.
    pub(crate) fn prove<T>(
        &self,
        ask: impl FnOnce(&Tree, &Engine) -> Result<T, ProofReadError>,
    ) -> Result<T, ProofReadError> {
        ask(&self.tree(), self)
    }
}

/// Which history a sealed volume's index belongs to: the next volume's header says how it ends.
pub(crate) fn belongs(
    metadata: &Metadata,
    first: Position,
    next: &crate::volume::Volume,
) -> Belongs {
    Belongs {
        store_id: metadata.id,
        first: first.0,
        end_root: next.header.root,
        events: crate::segment::offset_in(first, next.header.first),
    }
}

impl TileSource for Engine {
    type Error = ReadError;

    fn tile(&self, level: u8, index: u64) -> Result<Option<Vec<u8>>, ReadError> {
        let width = 8 * (u32::from(level) + 1);
        let after =
            index.checked_add(1).and_then(|next| next.checked_mul(1u64.checked_shl(width)?));
        let Some(last) = after.and_then(|after| after.checked_sub(1)) else { return Ok(None) };
        let (segment, _) = self.segment_of(Position(last));
        crate::volume::contained(|| segment.volume.read()?.tile(level, index))
    }
}
