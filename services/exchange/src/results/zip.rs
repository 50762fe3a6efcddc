//! The parts of a zip file: what it says it holds, before anything is unpacked.

use super::error::ReadError;
use super::inflate::{self, Trouble};

/// The most parts of a workbook.
const PARTS_MAX: usize = 4_096;
/// The most that all parts together may unpack to.
const UNPACKED_BYTES_MAX: usize = 128 * 1024 * 1024;

/// One part.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    name: String,
    method: u16,
    packed: usize,
    unpacked: usize,
    offset: usize,
}

/// The directory of a zip file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Zip<'a> {
    bytes: &'a [u8],
    parts: Vec<Part>,
}

impl<'a> Zip<'a> {
    /// Reads the directory and adds up what the parts say they unpack to. Neither [`Zip::part`] nor the
    /// spreadsheet library reads beyond the stated size of a part, so that no part holds more.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let damaged = ReadError::Damaged;
        let end = find_end(bytes).ok_or(damaged)?;
        let count = usize::from(u16_at(bytes, end + 10).ok_or(damaged)?);
        let mut at = usize_at(bytes, end + 16).ok_or(damaged)?;
        if count > PARTS_MAX {
            return Err(ReadError::UnpacksTooLarge);
        }
        let mut parts = Vec::with_capacity(count);
        let mut unpacked = 0usize;
        for _ in 0..count {
            let (part, next) = entry(bytes, at)?;
            unpacked = unpacked.saturating_add(part.unpacked);
            if unpacked > UNPACKED_BYTES_MAX {
                return Err(ReadError::UnpacksTooLarge);
            }
            parts.push(part);
            at = next;
        }
        Ok(Self { bytes, parts })
    }

    /// Whether there is a part with this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.iter().any(|part| part.name.eq_ignore_ascii_case(name))
    }

    /// A part's content; none where there is no such part.
    pub(super) fn part(&self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(part) = self.parts.iter().find(|p| p.name.eq_ignore_ascii_case(name)) else {
            return Ok(None);
        };
        let header = part.offset;
        let length = |at| u16_at(self.bytes, at).map(usize::from).ok_or(ReadError::Damaged);
        let start = header + 30 + length(header + 26)? + length(header + 28)?;
        let packed = start.checked_add(part.packed).and_then(|end| self.bytes.get(start..end));
        let packed = packed.ok_or(ReadError::Damaged)?;
        match part.method {
            0 => Ok(Some(packed.to_vec())),
            8 => {
                inflate::inflate(packed, part.unpacked).map(Some).map_err(|trouble| match trouble {
                    Trouble::Malformed => ReadError::Damaged,
                    Trouble::TooMuch => ReadError::UnpacksTooLarge,
                })
            }
            _ => Err(ReadError::Damaged),
        }
    }
}

/// The end record: 22 bytes and a comment of at most 65,535.
fn find_end(bytes: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(22)?;
    let first = last.saturating_sub(65_535);
    (first..=last).rev().find(|at| bytes[*at..].starts_with(b"PK\x05\x06"))
}

/// A part, and where the next entry is.
fn entry(bytes: &[u8], at: usize) -> Result<(Part, usize), ReadError> {
    let damaged = ReadError::Damaged;
    let header = at.checked_add(46).and_then(|end| bytes.get(at..end)).ok_or(damaged)?;
    if !header.starts_with(b"PK\x01\x02") {
        return Err(damaged);
    }
    let flags = u16_at(header, 8).ok_or(damaged)?;
    if flags & 1 == 1 {
        return Err(ReadError::Encrypted);
    }
    let length = |from| u16_at(header, from).map(usize::from).ok_or(damaged);
    let (name, extra, comment) = (length(28)?, length(30)?, length(32)?);
    let name_bytes = bytes.get(at + 46..at + 46 + name).ok_or(damaged)?;
    let part = Part {
        name: String::from_utf8_lossy(name_bytes).replace('\\', "/"),
        method: u16_at(header, 10).ok_or(damaged)?,
        packed: usize_at(header, 20).ok_or(damaged)?,
        // Sizes beyond 4 GiB (zip64) show as the largest number here, and so are too large.
        unpacked: usize_at(header, 24).ok_or(damaged)?,
        offset: usize_at(header, 42).ok_or(damaged)?,
    };
    Ok((part, at + 46 + name + extra + comment))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let slice = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes([slice[0], slice[1]]))
}

fn usize_at(bytes: &[u8], at: usize) -> Option<usize> {
    let slice = bytes.get(at..at.checked_add(4)?)?;
    usize::try_from(u32::from_le_bytes([slice[0], slice[1], slice[2], slice[3]])).ok()
}
