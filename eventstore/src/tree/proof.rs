//! Roots of earlier sizes, inclusion and consistency proofs, and their verification.

use super::{TileSource, Tree, TreeError, empty_root, node_hash};
use crate::types::Hash;

/// Why a proof does not prove what it claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The index or the sizes cannot belong to one tree.
    #[error("the index and the sizes do not fit one tree")]
    Shape,
    /// The proof has more or fewer hashes than the tree's shape demands.
    #[error("the proof has a wrong number of hashes")]
    Length,
    /// The hashes lead to another root.
    #[error("the proof leads to another root")]
    Root,
}

impl Tree {
    /// The root the tree had when it held `size` leaves.
    ///
    /// # Errors
    /// `Beyond` for a size greater than the tree, or what reading tiles reports.
    pub fn root_at<S: TileSource>(
        &self,
        size: u64,
        source: &S,
    ) -> Result<Hash, TreeError<S::Error>> {
        self.within(size)?;
        if size == self.size() {
            return Ok(self.root());
        }
        self.range_root(0, size, source)
    }

    /// The inclusion proof of leaf `index` in the tree of `size` leaves (RFC 9162 section 2.1.3.1).
    ///
    /// # Errors
    /// `Beyond` unless `index < size <= self.size()`, or what reading tiles reports.
    pub fn inclusion_proof<S: TileSource>(
        &self,
        index: u64,
        size: u64,
        source: &S,
    ) -> Result<Vec<Hash>, TreeError<S::Error>> {
        self.within(size)?;
        if index >= size {
            return Err(TreeError::Beyond { asked: index, size });
        }
        let (mut start, mut end) = (0, size);
        let mut path = Vec::new();
        while end - start > 1 {
            let middle = start + split(end - start);
            if index < middle {
                path.push(self.range_root(middle, end, source)?);
                end = middle;
            } else {
                path.push(self.range_root(start, middle, source)?);
                start = middle;
            }
        }
        path.reverse();
        Ok(path)
    }

    /// The proof that the tree of `second` leaves continues that of `first` leaves (RFC 9162 section
    /// 2.1.4.1); empty where `first` is 0 or equals `second`.
    ///
    /// # Errors
    /// `Beyond` unless `first <= second <= self.size()`, or what reading tiles reports.
    pub fn consistency_proof<S: TileSource>(
        &self,
        first: u64,
        second: u64,
        source: &S,
    ) -> Result<Vec<Hash>, TreeError<S::Error>> {
        self.within(second)?;
        if first > second {
            return Err(TreeError::Beyond { asked: first, size: second });
        }
        if first == 0 || first == second {
            return Ok(Vec::new());
        }
        let (mut start, mut end) = (0, second);
        let mut path = Vec::new();
        // SUBPROOF of the RFC as a loop; `first` counts from 0, so it equals `end` at the last step.
        while first != end {
            let middle = start + split(end - start);
            if first <= middle {
                path.push(self.range_root(middle, end, source)?);
                end = middle;
            } else {
                path.push(self.range_root(start, middle, source)?);
                start = middle;
            }
        }
        if start != 0 {
            path.push(self.range_root(start, end, source)?);
        }
        path.reverse();
        Ok(path)
    }

    fn within<E: std::error::Error>(&self, size: u64) -> Result<(), TreeError<E>> {
        if size > self.size() {
            return Err(TreeError::Beyond { asked: size, size: self.size() });
        }
        Ok(())
    }

    /// The root over the leaves from `start` to `end`, where `start` is a multiple of the least
    /// power of two that holds the range: only the right side can be incomplete.
    fn range_root<S: TileSource>(
        &self,
        start: u64,
        end: u64,
        source: &S,
    ) -> Result<Hash, TreeError<S::Error>> {
        if start == end {
            return Ok(empty_root());
        }
        let mut lefts = Vec::new();
        let mut start = start;
        while !(end - start).is_power_of_two() {
            let width = split(end - start);
            lefts.push(self.node(width.ilog2(), start / width, source)?);
            start += width;
        }
        let width = end - start;
        let last = self.node(width.ilog2(), start / width, source)?;
        Ok(lefts.iter().rev().fold(last, |right, left| node_hash(left, &right)))
    }
}

/// The greatest power of two smaller than `width`, which is at least 2.
fn split(width: u64) -> u64 {
    1 << (width - 1).ilog2()
}

/// Checks that `leaf` (a leaf hash) stands at `index` of the tree of `size` leaves with this root
/// (RFC 9162 section 2.1.3.2).
///
/// # Errors
/// What is wrong with the proof.
pub fn verify_inclusion(
    leaf: &Hash,
    index: u64,
    size: u64,
    proof: &[Hash],
    root: &Hash,
) -> Result<(), ProofError> {
    if index >= size {
        return Err(ProofError::Shape);
    }
    let (mut at, mut last) = (index, size - 1);
    let mut hash = *leaf;
    for sibling in proof {
        if last == 0 {
            return Err(ProofError::Length);
        }
        if at % 2 == 1 || at == last {
            hash = node_hash(sibling, &hash);
            while at.is_multiple_of(2) && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(&hash, sibling);
        }
        at >>= 1;
        last >>= 1;
    }
    match (last == 0, hash == *root) {
        (false, _) => Err(ProofError::Length),
        (true, false) => Err(ProofError::Root),
        (true, true) => Ok(()),
    }
}

/// Checks that the tree of `second` leaves continues the tree of `first` leaves (RFC 9162 section
/// 2.1.4.2). Every tree continues the tree of no leaves, whose root is checked too.
///
/// # Errors
/// What is wrong with the proof.
pub fn verify_consistency(
    first: u64,
    second: u64,
    proof: &[Hash],
    first_root: &Hash,
    second_root: &Hash,
) -> Result<(), ProofError> {
    if first > second {
        return Err(ProofError::Shape);
    }
    if first == 0 || first == second {
        let expected = if first == 0 { empty_root() } else { *second_root };
        return match (proof.is_empty(), *first_root == expected) {
            (false, _) => Err(ProofError::Length),
            (true, false) => Err(ProofError::Root),
            (true, true) => Ok(()),
        };
    }
    let (old, new) = fold_consistency(first, second, proof, first_root)?;
    if old == *first_root && new == *second_root { Ok(()) } else { Err(ProofError::Root) }
}

/// The two roots a consistency proof leads to, for `0 < first < second`.
fn fold_consistency(
    first: u64,
    second: u64,
    proof: &[Hash],
    first_root: &Hash,
) -> Result<(Hash, Hash), ProofError> {
    // A complete old tree is its own first node, which the proof therefore leaves out.
    let (seed, rest) = if first.is_power_of_two() {
        (*first_root, proof)
    } else {
        let (seed, rest) = proof.split_first().ok_or(ProofError::Length)?;
        (*seed, rest)
    };
    let (mut at, mut last) = (first - 1, second - 1);
    let ones = at.trailing_ones();
    (at, last) = (at >> ones, last >> ones);
    let (mut old, mut new) = (seed, seed);
    for sibling in rest {
        if last == 0 {
            return Err(ProofError::Length);
        }
        if at % 2 == 1 || at == last {
            old = node_hash(sibling, &old);
            new = node_hash(sibling, &new);
            while at.is_multiple_of(2) && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            new = node_hash(&new, sibling);
        }
        at >>= 1;
        last >>= 1;
    }
    if last == 0 { Ok((old, new)) } else { Err(ProofError::Length) }
}
