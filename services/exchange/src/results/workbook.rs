//! From a file to rows.

use std::path::Path;

use domain::scale::ScaleEdition;
use serde::Serialize;

use super::error::ReadError;
use super::grid::Grid;
use super::headings::{self, Columns};
use super::row::{self, Row};
use super::{csv, xlsx};

/// The largest file that is read.
pub(super) const FILE_BYTES_MAX: usize = 32 * 1024 * 1024;

/// Everything read from one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workbook {
    /// The rows of all sheets, in order.
    pub rows: Vec<Row>,
    /// What was found in each sheet.
    pub sheets: Vec<SheetReport>,
}

/// What was found in a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetReport {
    /// The sheet's name.
    pub name: String,
    /// The row of the headings, counted from 1; none where there are none, or the sheet is hidden, and
    /// so nothing was read.
    pub heading_row: Option<u32>,
    /// How many rows were read.
    pub rows: usize,
    /// Rows with content that were skipped because they are hidden (filtered away, for example).
    pub hidden_rows: Vec<u32>,
    /// Rows with content that are about nobody: neither civic number, name nor value.
    pub nobody: Vec<u32>,
    /// The sheet as a whole is hidden.
    pub hidden_sheet: bool,
}

/// Reads a file of results; what kind of file it is shows in its bytes, not in its name.
pub fn read_file(path: &Path, edition: &ScaleEdition) -> Result<Workbook, ReadError> {
    let size = std::fs::metadata(path).map_err(|_| ReadError::Unreadable)?.len();
    if usize::try_from(size).map_or(true, |size| size > FILE_BYTES_MAX) {
        return Err(ReadError::TooLarge);
    }
    let bytes = std::fs::read(path).map_err(|_| ReadError::Unreadable)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    read(&bytes, &name, edition)
}

/// Reads results from bytes. `file_name` names the sheet of a csv file; points are those of `edition`.
///
/// Never panics, whatever the bytes; memory is bounded by limits on file, unpacked size and cells.
pub fn read(bytes: &[u8], file_name: &str, edition: &ScaleEdition) -> Result<Workbook, ReadError> {
    let grids = match kind(bytes)? {
        Kind::Zip => xlsx::grids(bytes)?,
        Kind::Text => vec![csv::grid(bytes, file_name)?],
    };
    let mut workbook = Workbook { rows: Vec::new(), sheets: Vec::new() };
    for grid in &grids {
        let columns = headings::find(grid).filter(|_| !grid.hidden_sheet);
        let report = take(grid, columns.as_ref(), edition, &mut workbook.rows);
        workbook.sheets.push(report);
    }
    match workbook.sheets.iter().any(|sheet| sheet.heading_row.is_some()) {
        true => Ok(workbook),
        false if grids.iter().all(|grid| grid.rows.is_empty()) => Err(ReadError::Empty),
        false => Err(ReadError::NoHeadings),
    }
}

fn take(
    grid: &Grid,
    columns: Option<&Columns>,
    edition: &ScaleEdition,
    rows: &mut Vec<Row>,
) -> SheetReport {
    let mut report = SheetReport {
        name: grid.name.clone(),
        heading_row: None,
        rows: 0,
        hidden_rows: grid.hidden.clone(),
        nobody: Vec::new(),
        hidden_sheet: grid.hidden_sheet,
    };
    let Some(columns) = columns else { return report };
    report.heading_row = grid.rows.get(columns.at).map(|row| row.number);
    for row in grid.rows.iter().skip(columns.at + 1) {
        match row::read(grid, row, columns, edition) {
            Some(read) => {
                rows.push(read);
                report.rows += 1;
            }
            None => report.nobody.push(row.number),
        }
    }
    report
}

enum Kind {
    Zip,
    Text,
}

/// What the bytes are.
fn kind(bytes: &[u8]) -> Result<Kind, ReadError> {
    const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    if bytes.len() > FILE_BYTES_MAX {
        return Err(ReadError::TooLarge);
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Kind::Zip);
    }
    if bytes.starts_with(b"%PDF") {
        return Err(ReadError::Pdf);
    }
    if bytes.starts_with(COMPOUND) {
        // A workbook with a password is wrapped in the old container; its stream says so.
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let encrypted = bytes.windows(name.len()).any(|window| window == name);
        return Err(if encrypted { ReadError::Encrypted } else { ReadError::OldExcel });
    }
    Ok(Kind::Text)
}
