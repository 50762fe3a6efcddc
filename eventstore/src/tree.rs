//! The Merkle tree over the leaves: RFC 9162 section 2.1 with SHA-256, kept as C2SP tlog-tiles.
//!
//! A leaf hashes as `SHA-256(0x00 || leaf)`, a node as `SHA-256(0x01 || left || right)`; the tree of
//! no leaves has the root `SHA-256("")`. A *tile* of level L and index N holds the 256 consecutive
//! hashes of the complete subtrees of 256^L leaves that begin at subtree N * 256, 32 bytes each, as
//! <https://c2sp.org/tlog-tiles> lays them out. Only whole tiles are stored. What is not yet a whole
//! tile, the *right edge*, stands in memory in [`Tree`] and is rebuilt on opening.
//!
//! Indexes and sizes are plain `u64` here, because the tree knows nothing of events.

mod proof;

pub use proof::{ProofError, verify_consistency, verify_inclusion};

use crate::types::Hash;
use sha2::{Digest, Sha256};

/// How many hashes a whole tile holds.
pub const TILE_WIDTH: u64 = 256;
/// How many bytes a whole tile takes: 256 hashes of 32 bytes.
pub const TILE_BYTES: usize = 8192;
/// How many levels of the binary tree one tile spans.
const TILE_HEIGHT: u32 = 8;
/// How many bytes a hash takes.
const HASH_BYTES: usize = 32;

/// The hash of a leaf: `SHA-256(0x00 || leaf)` (RFC 9162 section 2.1.1).
#[must_use]
pub fn leaf_hash(leaf: &[u8]) -> Hash {
    Sha256::new_with_prefix([0x00]).chain_update(leaf).finalize().into()
}

/// The hash of a node: `SHA-256(0x01 || left || right)` (RFC 9162 section 2.1.1).
#[must_use]
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    // One contiguous buffer: three small updates cost a fifth of the throughput of a rebuild.
    let mut bytes = [0x01; 1 + 2 * HASH_BYTES];
    bytes[1..=HASH_BYTES].copy_from_slice(left);
    bytes[1 + HASH_BYTES..].copy_from_slice(right);
    Sha256::digest(bytes).into()
}

/// The root of the tree of no leaves: `SHA-256("")`.
#[must_use]
pub fn empty_root() -> Hash {
    Sha256::digest([]).into()
}

/// A tile that a push has completed; the caller stores it in the same transaction as the leaf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompletedTile {
    /// Level: 0 holds leaf hashes, each higher level the roots of the tiles below.
    pub level: u8,
    /// Index of the tile within its level.
    pub index: u64,
    /// The 256 hashes, [`TILE_BYTES`] bytes.
    pub bytes: Vec<u8>,
}

/// Where the whole tiles of a tree are read from.
pub trait TileSource {
    /// What can go wrong while reading.
    type Error: std::error::Error;

    /// The [`TILE_BYTES`] bytes of a whole tile, or `None` where the store has none.
    ///
    /// # Errors
    /// Whatever the storage beneath reports.
    fn tile(&self, level: u8, index: u64) -> Result<Option<Vec<u8>>, Self::Error>;
}

/// Why a root, a proof or a rebuild could not be made.
#[derive(Debug, thiserror::Error)]
pub enum TreeError<E: std::error::Error> {
    /// The asked size or index lies beyond the tree.
    #[error("{asked} lies beyond the tree of {size} leaves")]
    Beyond {
        /// The size or index asked for.
        asked: u64,
        /// The size of the tree.
        size: u64,
    },
    /// A whole tile that the tree must have is not stored.
    #[error("tile {index} of level {level} is missing")]
    MissingTile {
        /// Level of the tile.
        level: u8,
        /// Index within the level.
        index: u64,
    },
    /// A stored tile does not have [`TILE_BYTES`] bytes.
    #[error("tile {index} of level {level} has a wrong length")]
    BadTile {
        /// Level of the tile.
        level: u8,
        /// Index within the level.
        index: u64,
    },
    /// A rebuild was given another number of leaf hashes than the right edge has.
    #[error("the right edge has {expected} leaves, {given} were given")]
    EdgeLength {
        /// How many leaves stand beyond the last whole tile.
        expected: u64,
        /// How many hashes were given.
        given: u64,
    },
    /// The storage beneath failed.
    #[error("a tile could not be read")]
    Source(#[source] E),
}

/// A growing Merkle tree: its size, its root and its right edge; whole tiles are elsewhere.
///
/// Memory is bounded: at most 255 hashes a tile level and one hash for each binary digit of the
/// size. A clone is a cheap snapshot, so a writer stages a batch on a clone and keeps it only after
/// the commit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tree {
    size: u64,
    /// Roots of the complete subtrees that make up the tree, largest first: one for each 1 in `size`.
    peaks: Vec<Hash>,
    /// For each tile level, the hashes beyond its last whole tile.
    edge: Vec<Vec<u8>>,
}

impl Tree {
    /// The tree of no leaves.
    #[must_use]
    pub fn new() -> Tree {
        Tree::default()
    }

    /// How many leaves the tree holds.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Adds one leaf by its [`leaf_hash`] and reports each tile that it completes, lowest level
    /// first (mostly none; one for each 256 leaves at level 0).
    pub fn push(&mut self, leaf: Hash, mut completed: impl FnMut(CompletedTile)) {
        let mut hash = leaf;
        self.extend_edge(0, &hash, &mut completed);
        for height in 1..=self.size.trailing_ones() {
            let left = self.peaks.pop().expect("each 1 in the size has its peak");
            hash = node_hash(&left, &hash);
            if height % TILE_HEIGHT == 0 {
                self.extend_edge(height / TILE_HEIGHT, &hash, &mut completed);
            }
        }
        self.peaks.push(hash);
        self.size += 1;
    }

    /// Puts a hash at the end of a level of the right edge; a full tile leaves it.
    fn extend_edge(&mut self, level: u32, hash: &Hash, completed: &mut impl FnMut(CompletedTile)) {
        let at = level as usize;
        if self.edge.len() <= at {
            self.edge.resize_with(at + 1, Vec::new);
        }
        self.edge[at].extend_from_slice(hash);
        if self.edge[at].len() == TILE_BYTES {
            let bytes = std::mem::take(&mut self.edge[at]);
            let level = u8::try_from(level).expect("a tree of 2^64 leaves has 8 tile levels");
            completed(CompletedTile { level, index: self.size >> shift(level) >> 8, bytes });
        }
    }

    /// The root of the whole tree.
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev();
        let Some(last) = peaks.next() else { return empty_root() };
        peaks.fold(*last, |right, left| node_hash(left, &right))
    }

    /// The hashes of the leaves beyond the last whole tile of level 0, 32 bytes each.
    pub(crate) fn edge_hashes(&self) -> &[u8] {
        self.edge.first().map_or(&[], Vec::as_slice)
    }

    /// How many leaves stand beyond the last whole tile of level 0.
    #[must_use]
    pub fn edge_leaves(size: u64) -> u64 {
        size % TILE_WIDTH
    }

    /// Rebuilds the tree of `size` leaves from the stored whole tiles and the hashes of its last
    /// [`Tree::edge_leaves`] leaves. At most 255 tiles of each level are read.
    ///
    /// # Errors
    /// A missing or malformed tile, a wrong number of leaf hashes, or a failure of the source. The
    /// tiles are believed: whether the root is the right one, a checkpoint or `verify` says.
    pub fn rebuild<S: TileSource>(
        size: u64,
        last_leaves: &[Hash],
        source: &S,
    ) -> Result<Tree, TreeError<S::Error>> {
        let (expected, given) = (Tree::edge_leaves(size), last_leaves.len() as u64);
        if expected != given {
            return Err(TreeError::EdgeLength { expected, given });
        }
        if size == 0 {
            return Ok(Tree::new());
        }
        let mut tree = Tree { size, peaks: Vec::new(), edge: vec![last_leaves.concat()] };
        let mut level: u8 = 0;
        while size >> shift(level) >= TILE_WIDTH {
            tree.edge.push(edge_above(size, level, source)?);
            level += 1;
        }
        for hashes in tree.edge.iter().rev() {
            tree.peaks.extend(peaks_of(hashes));
        }
        Ok(tree)
    }

    /// The root of the complete subtree of `2^height` leaves that begins at leaf `index << height`.
    pub(crate) fn node<S: TileSource>(
        &self,
        height: u32,
        index: u64,
        source: &S,
    ) -> Result<Hash, TreeError<S::Error>> {
        let level = u8::try_from(height / TILE_HEIGHT).expect("a height is under 64");
        let within = height % TILE_HEIGHT;
        let first = index << within;
        let tile = first / TILE_WIDTH;
        let edge_tile = self.size >> shift(level) >> 8;
        let at = HASH_BYTES * usize::try_from(first % TILE_WIDTH).expect("under 256");
        let range = at..at + (HASH_BYTES << within);
        if tile < edge_tile {
            return Ok(subtree_root(&read_tile(source, level, tile)?[range]));
        }
        let edge = self.edge.get(usize::from(level)).map_or(&[][..], Vec::as_slice);
        let hashes = edge.get(range);
        hashes.map(subtree_root).ok_or(TreeError::Beyond { asked: first, size: self.size })
    }
}

/// The hashes of level `level + 1` beyond its last whole tile: the roots of whole tiles below.
fn edge_above<S: TileSource>(
    size: u64,
    level: u8,
    source: &S,
) -> Result<Vec<u8>, TreeError<S::Error>> {
    let whole = size >> shift(level) >> 8;
    let mut hashes = Vec::new();
    for index in whole - whole % TILE_WIDTH..whole {
        hashes.extend_from_slice(&subtree_root(&read_tile(source, level, index)?));
    }
    Ok(hashes)
}

/// How many binary levels lie beneath a tile level.
fn shift(level: u8) -> u32 {
    // 2^64 leaves have levels 0 to 7; 56 keeps the shift in range whatever is asked.
    (u32::from(level) * TILE_HEIGHT).min(56)
}

/// Reads a whole tile and checks that it is one.
fn read_tile<S: TileSource>(
    source: &S,
    level: u8,
    index: u64,
) -> Result<Vec<u8>, TreeError<S::Error>> {
    let tile = source.tile(level, index).map_err(TreeError::Source)?;
    let tile = tile.ok_or(TreeError::MissingTile { level, index })?;
    if tile.len() != TILE_BYTES {
        return Err(TreeError::BadTile { level, index });
    }
    Ok(tile)
}

/// The root over a power of two of consecutive hashes.
pub(crate) fn subtree_root(hashes: &[u8]) -> Hash {
    let mut row: Vec<Hash> = hashes.as_chunks().0.to_vec();
    while row.len() > 1 {
        row = row.as_chunks::<2>().0.iter().map(|[left, right]| node_hash(left, right)).collect();
    }
    row.pop().expect("a subtree holds at least one hash")
}

/// The peaks over consecutive hashes that are fewer than a tile, largest first.
fn peaks_of(mut hashes: &[u8]) -> Vec<Hash> {
    let mut peaks = Vec::new();
    while !hashes.is_empty() {
        let count = hashes.len() / HASH_BYTES;
        let (head, rest) = hashes.split_at(HASH_BYTES << count.ilog2());
        peaks.push(subtree_root(head));
        hashes = rest;
    }
    peaks
}
