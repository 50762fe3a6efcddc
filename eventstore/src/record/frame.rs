//! How leaf, body and sections stand together as one value of a volume.
//!
//! | bytes | what |
//! |---|---|
//! | 67 | the leaf |
//! | 4 | length of the body, big-endian; `ff ff ff ff` where it has been removed |
//! | … | the body: 16 bytes of salt, then the envelope |
//! | 1 | number of sections |
//! | 4 + … for each | length as for the body, then the ciphertext |
//! | 8 | check: the first 8 bytes of the leaf's hash |
//!
//! Body and sections are committed to by the leaf; the check does the same for the leaf itself, so
//! that damage can be named although the tree holds the hash of a last leaf only in its root.

use super::leaf::LEAF_LEN;
use crate::errors::DecodeError;
use crate::tree::leaf_hash;
use crate::types::Hash;

/// The length that stands where bytes have been removed.
const REMOVED: u32 = u32::MAX;
/// Bytes of the check at the end.
pub const CHECK_LEN: usize = 8;

/// A record's parts, borrowed from its stored bytes. Parsing walks every length, so the parts of a
/// parsed record are all there and nothing follows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordRef<'a> {
    /// The leaf's bytes.
    pub leaf: &'a [u8; LEAF_LEN],
    /// The body's bytes, or `None` where it has been removed.
    pub body: Option<&'a [u8]>,
    section_count: u8,
    sections: &'a [u8],
    check: &'a [u8; CHECK_LEN],
}

impl<'a> RecordRef<'a> {
    /// Finds the parts.
    ///
    /// # Errors
    /// [`DecodeError::Short`] and [`DecodeError::Trailing`].
    pub fn parse(bytes: &'a [u8]) -> Result<RecordRef<'a>, DecodeError> {
        let (bytes, check) = bytes.split_last_chunk().ok_or(DecodeError::Short)?;
        let (leaf, mut rest) = bytes.split_first_chunk::<LEAF_LEN>().ok_or(DecodeError::Short)?;
        let body = take_part(&mut rest)?;
        let (&section_count, mut rest) = rest.split_first().ok_or(DecodeError::Short)?;
        let sections = rest;
        for _ in 0..section_count {
            take_part(&mut rest)?;
        }
        if !rest.is_empty() {
            return Err(DecodeError::Trailing);
        }
        Ok(RecordRef { leaf, body, section_count, sections, check })
    }

    /// Whether the leaf, whose hash this is, is the one that was written here.
    #[must_use]
    pub fn is_checked_by(&self, leaf_hash: &Hash) -> bool {
        leaf_hash.starts_with(self.check)
    }

    /// How many sections the record has, removed ones included.
    #[must_use]
    pub fn section_count(&self) -> u8 {
        self.section_count
    }

    /// The sections in order, `None` where one has been removed.
    pub fn sections(&self) -> impl Iterator<Item = Option<&'a [u8]>> + use<'a> {
        let mut rest = self.sections;
        (0..self.section_count).map_while(move |_| take_part(&mut rest).ok())
    }
}

/// Takes one part with its length off the front.
fn take_part<'a>(rest: &mut &'a [u8]) -> Result<Option<&'a [u8]>, DecodeError> {
    let (length, tail) = rest.split_first_chunk::<4>().ok_or(DecodeError::Short)?;
    let length = u32::from_be_bytes(*length);
    if length == REMOVED {
        *rest = tail;
        return Ok(None);
    }
    let length = usize::try_from(length).map_err(|_| DecodeError::Number)?;
    let (part, tail) = tail.split_at_checked(length).ok_or(DecodeError::Short)?;
    *rest = tail;
    Ok(Some(part))
}

/// Puts the parts together. Parts are within the limits of an event, so their lengths fit.
pub(crate) fn assemble<'a>(
    leaf: &[u8; LEAF_LEN],
    body: Option<&[u8]>,
    sections: impl ExactSizeIterator<Item = Option<&'a [u8]>>,
) -> Vec<u8> {
    let mut record = leaf.to_vec();
    push_part(&mut record, body);
    push_sections(&mut record, sections);
    record.extend_from_slice(&leaf_hash(leaf)[..CHECK_LEN]);
    record
}

/// Appends the number of sections and the sections.
pub(super) fn push_sections<'a>(
    record: &mut Vec<u8>,
    sections: impl ExactSizeIterator<Item = Option<&'a [u8]>>,
) {
    record.push(u8::try_from(sections.len()).expect("an event has at most 16 sections"));
    for section in sections {
        push_part(record, section);
    }
}

fn push_part(record: &mut Vec<u8>, part: Option<&[u8]>) {
    match part {
        None => record.extend_from_slice(&REMOVED.to_be_bytes()),
        Some(bytes) => {
            push_part_with(record, |record| record.extend_from_slice(bytes));
        }
    }
}

/// Appends a part that is written in place, its length before it; where the part stands.
pub(super) fn push_part_with(
    record: &mut Vec<u8>,
    write: impl FnOnce(&mut Vec<u8>),
) -> std::ops::Range<usize> {
    let start = record.len() + 4;
    record.extend_from_slice(&[0; 4]);
    write(record);
    let length = u32::try_from(record.len() - start).expect("a part is far below 4 GiB");
    record[start - 4..start].copy_from_slice(&length.to_be_bytes());
    start..record.len()
}
