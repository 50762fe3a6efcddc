//! One record against itself: leaf, body and sections must be what each other says.

use crate::{
    record::{
        EnvelopeRef, LEAF_LEN, Leaf, RECORD_BYTES_MAX, RecordRef, commitment, frame::CHECK_LEN,
    },
    tree::leaf_hash,
    types::Hash,
};
use sha2::{Digest, Sha256};

/// Bytes of the tag at the end of a ciphertext.
const TAG_BYTES: usize = 16;

/// What a record has been found to be.
pub(super) struct Checked {
    pub(super) leaf_hash: Hash,
    pub(super) recorded_at: u64,
    pub(super) redacted: bool,
}

/// Checks a record that stands at a position, after one recorded at `before`.
pub(super) fn check(position: u64, before: u64, bytes: &[u8]) -> Result<Checked, &'static str> {
    if bytes.len() > RECORD_BYTES_MAX {
        return Err("the record is longer than any record");
    }
    let record = RecordRef::parse(bytes).map_err(|_| "the record's parts do not fit its length")?;
    let leaf_hash = leaf_hash(record.leaf);
    if !record.is_checked_by(&leaf_hash) {
        return Err("the leaf is not the one that was written");
    }
    let leaf = Leaf::decode(record.leaf).map_err(|_| "the leaf cannot be decoded")?;
    if leaf.position.0 != position {
        return Err("the leaf states another position");
    }
    if leaf.recorded_at < before {
        return Err("the event was recorded before the one in front of it");
    }
    let redacted = match record.body {
        Some(body) => check_body(&record, body, &leaf)?,
        None if record.sections().flatten().next().is_some() => {
            return Err("the body has been removed, but not its sections");
        }
        None => true,
    };
    Ok(Checked { leaf_hash, recorded_at: leaf.recorded_at, redacted })
}

/// Whether bytes that are not a record of the event at a position were one and were changed, rather
/// than never written whole.
///
/// What did not reach the disk is missing at an end of a record, a change leaves both ends as they
/// were. An end that was changed itself shows in that all the rest still holds together.
pub(super) fn was_changed(position: u64, bytes: &[u8]) -> bool {
    let (Some(leaf), Some(check)) =
        (bytes.first_chunk::<LEAF_LEN>(), bytes.last_chunk::<CHECK_LEN>())
    else {
        return false;
    };
    if leaf_hash(leaf).starts_with(check) {
        return Leaf::decode(leaf).is_ok_and(|leaf| leaf.position.0 == position);
    }
    let Ok(RecordRef { body: Some(body), .. }) = RecordRef::parse(bytes) else { return false };
    let (rest, committed) = leaf.split_at(LEAF_LEN - size_of::<Hash>());
    let commitment = commitment(body);
    commitment == *committed || leaf_hash(&[rest, &commitment].concat()).starts_with(check)
}

/// Checks body and sections; `true` when a section has been removed.
fn check_body(record: &RecordRef<'_>, body: &[u8], leaf: &Leaf) -> Result<bool, &'static str> {
    if commitment(body) != leaf.commitment {
        return Err("the body is not the one its leaf commits to");
    }
    let envelope = EnvelopeRef::decode(body).map_err(|_| "the body cannot be decoded")?;
    let mut redacted = false;
    let mut sections = record.sections();
    for meta in envelope.sections {
        let Some(section) = sections.next() else { return Err("a section is missing") };
        let Some(ciphertext) = section else {
            redacted = true;
            continue;
        };
        let padded_len = usize::try_from(meta.padded_len).unwrap_or(usize::MAX);
        let fits = ciphertext.len().checked_sub(TAG_BYTES) == Some(padded_len);
        if !fits || Hash::from(Sha256::digest(ciphertext)) != meta.ciphertext_hash {
            return Err("a section is not the one its body names");
        }
    }
    if sections.next().is_some() { Err("there is a section too many") } else { Ok(redacted) }
}
