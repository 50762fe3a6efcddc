//! The manifest of a backup: which store, and every file with its length and digest.
//!
//! ```text
//! insyn-backup 1
//! store 0198f3a4-…
//! file <SHA-256 in hexadecimal> <bytes> log/00000000000000000000.redb
//! …
//! check <SHA-256 of the lines above, in hexadecimal>
//! ```

use crate::types::Hash;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use uuid::Uuid;

const MARK: &str = "insyn-backup 1\n";

/// What a backup says it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Manifest {
    pub(super) store_id: Uuid,
    pub(super) entries: Vec<Entry>,
}

/// One file of a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) path: String,
    pub(super) bytes: u64,
    pub(super) digest: Hash,
}

impl Manifest {
    pub(super) fn to_text(&self) -> String {
        let mut text = format!("{MARK}store {}\n", self.store_id);
        for Entry { path, bytes, digest } in &self.entries {
            writeln!(text, "file {} {bytes} {path}", hex(digest)).expect("a string takes all text");
        }
        let check = hex(&Sha256::digest(&text).into());
        writeln!(text, "check {check}").expect("a string takes all text");
        text
    }

    /// Reads a manifest, or `None` for anything that is not a whole one.
    pub(super) fn parse(text: &str) -> Option<Manifest> {
        let check_at = text.rfind("check ")?;
        let (lines, check) = text.split_at(check_at);
        if check != format!("check {}\n", hex(&Sha256::digest(lines).into())) {
            return None;
        }
        let mut lines = lines.strip_prefix(MARK)?.lines();
        let store_id = lines.next()?.strip_prefix("store ")?.parse().ok()?;
        let entries = lines.map(entry).collect::<Option<_>>()?;
        Some(Manifest { store_id, entries })
    }

    pub(super) fn entry(&self, path: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.path == path)
    }
}

fn entry(line: &str) -> Option<Entry> {
    let mut parts = line.strip_prefix("file ")?.splitn(3, ' ');
    let digest = unhex(parts.next()?)?;
    let bytes = parts.next()?.parse().ok()?;
    let path = parts.next()?;
    // A manifest never leads out of its backup.
    let inside = path.split('/').all(|part| !part.is_empty() && part != "." && part != "..");
    inside.then(|| Entry { path: path.to_owned(), bytes, digest })
}

fn hex(digest: &Hash) -> String {
    digest.iter().fold(String::with_capacity(64), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes all text");
        text
    })
}

fn unhex(text: &str) -> Option<Hash> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let bytes: Option<Vec<u8>> =
        pairs.iter().map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?)).collect();
    if rest.is_empty() { bytes?.try_into().ok() } else { None }
}
