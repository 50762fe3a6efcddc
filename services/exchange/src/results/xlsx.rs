//! xlsx: the sheets of a workbook as grids.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::dates;
use super::error::ReadError;
use super::grid::{CELLS_MAX, COLUMNS_MAX, Cell, Grid, GridRow, ROWS_MAX};
use super::tags::{attribute, elements};
use super::zip::Zip;

/// The sheets of a workbook.
pub(super) fn grids(bytes: &[u8]) -> Result<Vec<Grid>, ReadError> {
    let zip = Zip::open(bytes)?;
    if !zip.has("xl/workbook.xml") {
        return Err(ReadError::OtherKind);
    }
    check_strings(&zip)?;
    let hidden = hidden_rows(&zip)?;
    // The library's parser meets bytes from anywhere; a fault of its own must not end the program.
    let read = std::panic::catch_unwind(|| sheets(bytes, &hidden));
    read.unwrap_or(Err(ReadError::Damaged))
}

/// The library reserves room for as many strings as the file says there are, before it reads one.
fn check_strings(zip: &Zip<'_>) -> Result<(), ReadError> {
    let Some(part) = zip.part("xl/sharedStrings.xml")? else { return Ok(()) };
    let xml = String::from_utf8_lossy(&part);
    let stated = elements(&xml, "sst").next().and_then(|tag| attribute(tag, "uniqueCount"));
    let stated: usize = stated.and_then(|count| count.trim().parse().ok()).unwrap_or(0);
    // A string takes at least "<si/>".
    if stated <= xml.len() / 5 { Ok(()) } else { Err(ReadError::Damaged) }
}

/// The hidden rows of each sheet, in the workbook's order, counted from 1.
fn hidden_rows(zip: &Zip<'_>) -> Result<Vec<BTreeSet<u32>>, ReadError> {
    let workbook = zip.part("xl/workbook.xml")?.unwrap_or_default();
    let relations = zip.part("xl/_rels/workbook.xml.rels")?.unwrap_or_default();
    let (workbook, relations) =
        (String::from_utf8_lossy(&workbook), String::from_utf8_lossy(&relations));
    let targets: BTreeMap<&str, &str> = elements(&relations, "Relationship")
        .filter_map(|tag| Some((attribute(tag, "Id")?, attribute(tag, "Target")?)))
        .collect();
    let mut hidden = Vec::new();
    let mut seen = BTreeSet::new();
    for sheet in elements(&workbook, "sheet") {
        let target = attribute(sheet, "r:id").and_then(|id| targets.get(id)).copied();
        let path = target.map(|target| match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => format!("xl/{target}"),
        });
        // A part that is many sheets would be unpacked as many times.
        if path.as_ref().is_some_and(|path| !seen.insert(path.clone())) {
            return Err(ReadError::Damaged);
        }
        let part = match path {
            Some(path) => zip.part(&path)?.unwrap_or_default(),
            None => Vec::new(),
        };
        hidden.push(hidden_in(&String::from_utf8_lossy(&part)));
    }
    Ok(hidden)
}

fn hidden_in(sheet: &str) -> BTreeSet<u32> {
    let mut hidden = BTreeSet::new();
    let mut number = 0u32;
    for row in elements(sheet, "row") {
        let stated = attribute(row, "r").and_then(|r| r.parse().ok());
        number = stated.unwrap_or(number.saturating_add(1));
        if attribute(row, "hidden").is_some_and(|flag| flag == "1" || flag == "true") {
            hidden.insert(number);
        }
    }
    hidden
}

fn sheets(bytes: &[u8], hidden: &[BTreeSet<u32>]) -> Result<Vec<Grid>, ReadError> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(read_error)?;
    let from_1904 = workbook.has_1904_epoch();
    let mut cells = 0usize;
    let mut grids = Vec::new();
    let none = BTreeSet::new();
    for (index, sheet) in workbook.sheets_metadata().to_vec().into_iter().enumerate() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let rows = rows(&mut workbook, &sheet.name, from_1904, &mut cells)?;
        let hidden = hidden.get(index).unwrap_or(&none);
        let is_hidden = |row: &GridRow| hidden.contains(&row.number);
        grids.push(Grid {
            name: sheet.name,
            hidden: rows.iter().filter(|row| is_hidden(row)).map(|row| row.number).collect(),
            rows: rows.into_iter().filter(|row| !is_hidden(row)).collect(),
            from_1904,
            hidden_sheet: sheet.visible != SheetVisible::Visible,
        });
    }
    Ok(grids)
}

/// The rows of a sheet that have something in them, read cell by cell: what the sheet says of its own
/// extent is not believed.
fn rows(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
    from_1904: bool,
    cells: &mut usize,
) -> Result<Vec<GridRow>, ReadError> {
    let mut reader = match workbook.worksheet_cells_reader(sheet) {
        Ok(reader) => reader,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(Vec::new()),
        Err(error) => return Err(read_error(error)),
    };
    let mut rows: BTreeMap<u32, Vec<Cell>> = BTreeMap::new();
    while let Some(cell) = reader.next_cell().map_err(read_error)? {
        *cells += 1;
        let (row, column) = cell.get_position();
        if *cells > CELLS_MAX || row >= ROWS_MAX {
            return Err(ReadError::TooLarge);
        }
        let value = cell_of(cell.get_value(), from_1904);
        if column >= COLUMNS_MAX || value.is_blank() {
            continue;
        }
        let row = rows.entry(row + 1).or_default();
        let index = usize::try_from(column).unwrap_or(usize::MAX);
        if row.len() <= index {
            row.resize(index + 1, Cell::Empty);
        }
        row[index] = value;
    }
    Ok(rows.into_iter().map(|(number, cells)| GridRow { number, cells }).collect())
}

fn cell_of(value: &DataRef<'_>, from_1904: bool) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::String(text) => Cell::Text(text.clone()),
        DataRef::SharedString(text) => Cell::Text((*text).to_owned()),
        #[expect(clippy::cast_precision_loss, reason = "a point or a civic number, far below 2^53")]
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::DateTime(moment) => Cell::Date(dates::from_serial(moment.as_f64(), from_1904)),
        DataRef::DateTimeIso(text) => Cell::Date(dates::from_text(text)),
        DataRef::DurationIso(_) | DataRef::Bool(_) => Cell::Flag,
        DataRef::Error(_) => Cell::Error,
    }
}

#[expect(clippy::needless_pass_by_value, reason = "used with map_err")]
fn read_error(error: XlsxError) -> ReadError {
    match error {
        XlsxError::Password => ReadError::Encrypted,
        _ => ReadError::Damaged,
    }
}
