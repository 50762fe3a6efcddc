//! Sheets and cells, and how they are written.

use domain::calendar::Day;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Worksheet, XlsxError};

/// The width of the first column and of the others, in characters.
const WIDTHS: [f64; 2] = [34.0, 16.0];
/// The width of a column of running text.
const WIDE: f64 = 90.0;

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// Nothing is said.
    Empty,
    /// Text, or a mark.
    Text(String),
    /// A whole number.
    Whole(u32),
    /// A share in permille, shown in per cent.
    Permille(u32),
}

/// One sheet: what it says, and its table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sheet {
    pub(super) name: &'static str,
    pub(super) title: String,
    /// What to know about the table.
    pub(super) note: String,
    pub(super) heads: Vec<String>,
    pub(super) rows: Vec<Vec<Cell>>,
    /// Running text rather than figures.
    pub(super) prose: bool,
}

struct Formats {
    title: Format,
    note: Format,
    head: Format,
    text: Format,
    whole: Format,
    share: Format,
}

impl Formats {
    fn new() -> Self {
        let text = Format::new().set_align(FormatAlign::Top).set_text_wrap();
        Self {
            title: Format::new().set_bold().set_font_size(14),
            note: Format::new().set_italic(),
            head: Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top),
            whole: Format::new().set_align(FormatAlign::Top).set_num_format("#,##0"),
            share: Format::new().set_align(FormatAlign::Top).set_num_format("0.0"),
            text,
        }
    }
}

/// The workbook of these sheets. Its day is the document's: no other day stands in it.
pub(super) fn written(sheets: &[Sheet], day: Option<Day>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let (year, month, date) = day.map_or((2000, 1, 1), ymd);
    let created = ExcelDateTime::from_ymd(year, month, date)?;
    let title = sheets.first().map_or("", |sheet| sheet.title.as_str());
    let properties = DocProperties::new().set_title(title).set_creation_datetime(&created);
    workbook.set_properties(&properties);
    let formats = Formats::new();
    for sheet in sheets {
        write(workbook.add_worksheet(), sheet, &formats)?;
    }
    workbook.save_to_buffer()
}

/// Year, month and date of a day as it is written.
fn ymd(day: Day) -> (u16, u8, u8) {
    let text = day.to_string();
    let mut parts = text.split('-');
    let year = parts.next().and_then(|part| part.parse().ok());
    let mut small = parts.map(|part| part.parse().ok());
    let (month, date) = (small.next().flatten(), small.next().flatten());
    (year.unwrap_or(2000), month.unwrap_or(1), date.unwrap_or(1))
}

fn write(to: &mut Worksheet, sheet: &Sheet, formats: &Formats) -> Result<(), XlsxError> {
    to.set_name(sheet.name)?;
    to.write_string_with_format(0, 0, guarded(&sheet.title), &formats.title)?;
    to.write_string_with_format(1, 0, guarded(&sheet.note), &formats.note)?;
    for (column, head) in (0_u16..).zip(&sheet.heads) {
        to.write_string_with_format(HEADS, column, guarded(head), &formats.head)?;
        let width = match (column, sheet.prose) {
            (0, _) => WIDTHS[0],
            (_, true) => WIDE,
            (_, false) => WIDTHS[1],
        };
        to.set_column_width(column, width)?;
    }
    for (row, cells) in (HEADS + 1..).zip(&sheet.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            write_cell(to, (row, column), cell, formats)?;
        }
    }
    to.set_freeze_panes(HEADS + 1, 1)?;
    to.set_repeat_rows(HEADS, HEADS)?;
    to.set_landscape();
    Ok(())
}

/// The row of the heads, from 0: after title, note and an empty row.
pub(super) const HEADS: u32 = 3;

fn write_cell(
    to: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            to.write_string_with_format(row, column, guarded(text), &formats.text)?;
        }
        Cell::Whole(number) => {
            to.write_number_with_format(row, column, *number, &formats.whole)?;
        }
        Cell::Permille(permille) => {
            let share = f64::from(*permille) / 10.0;
            to.write_number_with_format(row, column, share, &formats.share)?;
        }
    }
    Ok(())
}

/// A text that a spreadsheet would take for a formula, were it typed or saved as csv, begins with an
/// apostrophe.
fn guarded(text: &str) -> String {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    if risky { format!("'{text}") } else { text.to_owned() }
}
