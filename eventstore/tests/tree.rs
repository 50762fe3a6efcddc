//! The Merkle tree against the published vectors and against the definition, written naively.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly too")]

use eventstore::tree::{
    CompletedTile, ProofError, TILE_BYTES, TileSource, Tree, TreeError, empty_root, leaf_hash,
    node_hash, verify_consistency, verify_inclusion,
};
use proptest::prelude::*;
use std::{collections::HashMap, convert::Infallible};

type Hash = [u8; 32];

/// Whole tiles in memory.
#[derive(Default)]
struct Tiles(HashMap<(u8, u64), Vec<u8>>);

impl TileSource for Tiles {
    type Error = Infallible;
    fn tile(&self, level: u8, index: u64) -> Result<Option<Vec<u8>>, Infallible> {
        Ok(self.0.get(&(level, index)).cloned())
    }
}

impl Tiles {
    fn keep(&mut self, tile: CompletedTile) {
        let before = self.0.insert((tile.level, tile.index), tile.bytes);
        assert!(before.is_none(), "a tile is completed once");
    }
}

fn hex(text: &str) -> Vec<u8> {
    let digit = |at: usize| u8::from_str_radix(&text[at..at + 2], 16).unwrap();
    (0..text.len()).step_by(2).map(digit).collect()
}

/// The inputs of the certificate-transparency reference tests.
fn reference_leaves() -> Vec<Hash> {
    let inputs = [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ];
    inputs.iter().map(|input| leaf_hash(&hex(input))).collect()
}

/// The roots of the first 1 to 8 of them.
const REFERENCE_ROOTS: [&str; 8] = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

/// `MTH` of RFC 9162 section 2.1.1, word for word.
fn naive_root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => empty_root(),
        [leaf] => *leaf,
        _ => {
            let middle = leaves.len().next_power_of_two() / 2;
            node_hash(&naive_root(&leaves[..middle]), &naive_root(&leaves[middle..]))
        }
    }
}

/// `PATH` of RFC 9162 section 2.1.3.1, word for word.
fn naive_path(index: usize, leaves: &[Hash]) -> Vec<Hash> {
    if leaves.len() == 1 {
        return Vec::new();
    }
    let middle = leaves.len().next_power_of_two() / 2;
    let (left, right) = leaves.split_at(middle);
    let (mut path, other) = if index < middle {
        (naive_path(index, left), right)
    } else {
        (naive_path(index - middle, right), left)
    };
    path.push(naive_root(other));
    path
}

/// `SUBPROOF` of RFC 9162 section 2.1.4.1, word for word.
fn naive_subproof(first: usize, leaves: &[Hash], known: bool) -> Vec<Hash> {
    if first == leaves.len() {
        return if known { Vec::new() } else { vec![naive_root(leaves)] };
    }
    let middle = leaves.len().next_power_of_two() / 2;
    let (left, right) = leaves.split_at(middle);
    let (mut path, other) = if first <= middle {
        (naive_subproof(first, left, known), right)
    } else {
        (naive_subproof(first - middle, right, false), left)
    };
    path.push(naive_root(other));
    path
}

fn numbered(count: u32) -> Vec<Hash> {
    (0..count).map(|number| leaf_hash(&number.to_be_bytes())).collect()
}

fn grown(leaves: &[Hash]) -> (Tree, Tiles) {
    let (mut tree, mut tiles) = (Tree::new(), Tiles::default());
    leaves.iter().for_each(|leaf| tree.push(*leaf, |tile| tiles.keep(tile)));
    (tree, tiles)
}

#[test]
fn the_reference_roots_of_certificate_transparency() {
    let mut tree = Tree::new();
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(tree.root().to_vec(), hex(empty));
    for (leaf, root) in reference_leaves().iter().zip(REFERENCE_ROOTS) {
        tree.push(*leaf, |_| unreachable!("eight leaves complete no tile"));
        assert_eq!(tree.root().to_vec(), hex(root));
    }
}

#[test]
fn the_reference_proofs_of_certificate_transparency() {
    let (tree, tiles) = grown(&reference_leaves());
    let joined = |proof: Vec<Hash>| proof.concat();
    let inclusion = tree.inclusion_proof(5, 8, &tiles).unwrap();
    let expected = [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ];
    assert_eq!(joined(inclusion), hex(&expected.concat()));
    let consistency = tree.consistency_proof(6, 8, &tiles).unwrap();
    let expected = [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ];
    assert_eq!(joined(consistency), hex(&expected.concat()));
}

#[test]
fn tiles_hold_the_leaf_hashes_and_the_roots_of_the_tiles_below() {
    let leaves = numbered(65_536 + 300);
    let (tree, tiles) = grown(&leaves);
    assert_eq!(tiles.0.len(), 257 + 1);
    assert!(tiles.0.values().all(|tile| tile.len() == TILE_BYTES));
    assert_eq!(tiles.0[&(0, 3)], leaves[768..1024].concat());
    let roots: Vec<Hash> = leaves[..65_536].chunks(256).map(naive_root).collect();
    assert_eq!(tiles.0[&(1, 0)], roots.concat());
    assert_eq!(tree.root(), naive_root(&leaves));
    assert_eq!(tree.root_at(65_537, &tiles).unwrap(), naive_root(&leaves[..65_537]));
    let proof = tree.inclusion_proof(40_000, 65_800, &tiles).unwrap();
    assert_eq!(proof, naive_path(40_000, &leaves[..65_800]));
}

#[test]
fn what_lies_beyond_the_tree_is_refused() {
    let (tree, tiles) = grown(&numbered(5));
    let beyond = |result: Result<Vec<Hash>, TreeError<Infallible>>| {
        matches!(result, Err(TreeError::Beyond { .. }))
    };
    assert!(beyond(tree.inclusion_proof(5, 5, &tiles)));
    assert!(beyond(tree.inclusion_proof(0, 6, &tiles)));
    assert!(beyond(tree.consistency_proof(4, 3, &tiles)));
    assert!(beyond(tree.consistency_proof(4, u64::MAX, &tiles)));
    assert!(matches!(tree.root_at(6, &tiles), Err(TreeError::Beyond { asked: 6, size: 5 })));
}

#[test]
fn a_rebuild_needs_every_tile_whole_and_the_right_number_of_leaves() {
    let leaves = numbered(600);
    let (tree, mut tiles) = grown(&leaves);
    assert_eq!(Tree::rebuild(600, &leaves[512..], &tiles).unwrap(), tree);
    let short = Tree::rebuild(600, &leaves[513..], &tiles);
    assert!(matches!(short, Err(TreeError::EdgeLength { expected: 88, given: 87 })));
    tiles.0.get_mut(&(0, 1)).unwrap().pop();
    let bad = Tree::rebuild(600, &leaves[512..], &tiles);
    assert!(matches!(bad, Err(TreeError::BadTile { level: 0, index: 1 })));
    tiles.0.remove(&(0, 1));
    let missing = Tree::rebuild(600, &leaves[512..], &tiles);
    assert!(matches!(missing, Err(TreeError::MissingTile { level: 0, index: 1 })));
}

#[test]
fn a_rebuild_over_several_levels_equals_the_grown_tree() {
    let leaves = numbered(66_100);
    let (mut tree, mut tiles) = (Tree::new(), Tiles::default());
    for (count, leaf) in (1..).zip(&leaves) {
        tree.push(*leaf, |tile| tiles.keep(tile));
        if [1, 255, 256, 257, 65_535, 65_536, 65_537, 66_100].contains(&count) {
            let edge = &leaves[count - count % 256..count];
            let rebuilt = Tree::rebuild(count as u64, edge, &tiles).unwrap();
            assert_eq!(rebuilt, tree, "at {count}");
        }
    }
}

#[test]
fn a_proof_with_a_hash_more_or_less_is_refused() {
    let leaves = numbered(11);
    let (tree, tiles) = grown(&leaves);
    let mut proof = tree.inclusion_proof(10, 11, &tiles).unwrap();
    let check = |proof: &[Hash]| verify_inclusion(&leaves[10], 10, 11, proof, &tree.root());
    assert_eq!(check(&proof), Ok(()));
    assert_eq!(check(&proof[..1]), Err(ProofError::Length));
    proof.push([0; 32]);
    assert_eq!(check(&proof), Err(ProofError::Length));
    let shape = verify_inclusion(&leaves[10], 11, 11, &proof, &tree.root());
    assert_eq!(shape, Err(ProofError::Shape));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn roots_and_proofs_are_those_of_the_definition(
        size in 1_u32..700,
        at in any::<prop::sample::Index>(),
        earlier in any::<prop::sample::Index>(),
    ) {
        let leaves = numbered(700);
        let (tree, tiles) = grown(&leaves);
        let size = size as usize;
        let (index, first) = (at.index(size), 1 + earlier.index(size));
        let seen = &leaves[..size];
        let root = tree.root_at(size as u64, &tiles).unwrap();
        prop_assert_eq!(root, naive_root(seen));

        let proof = tree.inclusion_proof(index as u64, size as u64, &tiles).unwrap();
        prop_assert_eq!(&proof, &naive_path(index, seen));
        let check = verify_inclusion(&leaves[index], index as u64, size as u64, &proof, &root);
        prop_assert_eq!(check, Ok(()));

        let proof = tree.consistency_proof(first as u64, size as u64, &tiles).unwrap();
        prop_assert_eq!(&proof, &naive_subproof(first, seen, true));
        let old = naive_root(&leaves[..first]);
        let check = verify_consistency(first as u64, size as u64, &proof, &old, &root);
        prop_assert_eq!(check, Ok(()));
    }

    #[test]
    fn a_proof_proves_nothing_else(
        size in 2_u32..300,
        at in any::<prop::sample::Index>(),
        earlier in any::<prop::sample::Index>(),
        flip in any::<prop::sample::Index>(),
    ) {
        let size = size as usize;
        let leaves = numbered(300);
        let (tree, tiles) = grown(&leaves[..size]);
        let root = tree.root();
        let index = at.index(size);
        let mut proof = tree.inclusion_proof(index as u64, size as u64, &tiles).unwrap();
        let other = leaf_hash(b"another");
        let check = verify_inclusion(&other, index as u64, size as u64, &proof, &root);
        prop_assert_eq!(check, Err(ProofError::Root));
        let bit = flip.index(proof.len() * 256);
        proof[bit / 256][bit % 256 / 8] ^= 1 << (bit % 8);
        let check = verify_inclusion(&leaves[index], index as u64, size as u64, &proof, &root);
        prop_assert_eq!(check, Err(ProofError::Root));

        let first = 1 + earlier.index(size - 1);
        let old = naive_root(&leaves[..first]);
        let mut proof = tree.consistency_proof(first as u64, size as u64, &tiles).unwrap();
        let bit = flip.index(proof.len() * 256);
        proof[bit / 256][bit % 256 / 8] ^= 1 << (bit % 8);
        let check = verify_consistency(first as u64, size as u64, &proof, &old, &root);
        prop_assert_eq!(check, Err(ProofError::Root));
    }
}

#[test]
fn every_tree_continues_the_empty_one_and_itself() {
    let (tree, tiles) = grown(&numbered(7));
    let root = tree.root();
    assert_eq!(tree.consistency_proof(0, 7, &tiles).unwrap(), Vec::<Hash>::new());
    assert_eq!(verify_consistency(0, 7, &[], &empty_root(), &root), Ok(()));
    assert_eq!(verify_consistency(7, 7, &[], &root, &root), Ok(()));
    assert_eq!(verify_consistency(7, 7, &[], &empty_root(), &root), Err(ProofError::Root));
    assert_eq!(verify_consistency(0, 7, &[root], &empty_root(), &root), Err(ProofError::Length));
    assert_eq!(verify_consistency(8, 7, &[], &root, &root), Err(ProofError::Shape));
}
