//! The parts of a zip file, within bounds that hold before and while anything is unpacked.

use std::cell::RefCell;
use std::io::{Cursor, Read};

use ::zip::ZipArchive;

use super::error::ReadError;

/// The most parts of a workbook.
const PARTS_MAX: usize = 4_096;
/// The most that all parts together may unpack to.
const UNPACKED_BYTES_MAX: u64 = 128 * 1024 * 1024;

/// A part as the directory tells of it.
struct Part {
    name: String,
    unpacked: u64,
}

/// A zip file.
pub(super) struct Zip<'a> {
    // The library seeks while it reads; a part is read whole at a time.
    archive: RefCell<ZipArchive<Cursor<&'a [u8]>>>,
    parts: Vec<Part>,
}

impl<'a> Zip<'a> {
    /// Reads the directory and adds up what the parts say they unpack to.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::Damaged)?;
        if archive.len() > PARTS_MAX {
            return Err(ReadError::UnpacksTooLarge);
        }
        let mut parts = Vec::with_capacity(archive.len());
        let mut unpacked = 0u64;
        for index in 0..archive.len() {
            let part = archive.by_index_raw(index).map_err(|_| ReadError::Damaged)?;
            if part.encrypted() {
                return Err(ReadError::Encrypted);
            }
            unpacked = unpacked.saturating_add(part.size());
            if unpacked > UNPACKED_BYTES_MAX {
                return Err(ReadError::UnpacksTooLarge);
            }
            let name = String::from_utf8_lossy(part.name_raw()).replace('\\', "/");
            parts.push(Part { name, unpacked: part.size() });
        }
        Ok(Self { archive: RefCell::new(archive), parts })
    }

    /// Whether there is a part with this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.iter().any(|part| part.name.eq_ignore_ascii_case(name))
    }

    /// A part's content; none where there is no such part. Never more than the directory says of it.
    pub(super) fn part(&self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let found = self.parts.iter().position(|p| p.name.eq_ignore_ascii_case(name));
        let Some(index) = found else { return Ok(None) };
        let limit = self.parts[index].unpacked;
        let mut archive = self.archive.borrow_mut();
        let part = archive.by_index(index).map_err(|_| ReadError::Damaged)?;
        let mut content = Vec::new();
        part.take(limit + 1).read_to_end(&mut content).map_err(|_| ReadError::Damaged)?;
        if content.len() as u64 > limit {
            return Err(ReadError::UnpacksTooLarge);
        }
        Ok(Some(content))
    }
}
