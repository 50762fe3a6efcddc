//! A sheet as rows of cells, whatever file it came from.

use domain::calendar::Day;

/// The most rows of a sheet that are read: many times a large municipality's pupils.
pub(super) const ROWS_MAX: u32 = 200_000;
/// The most columns that are looked at.
pub(super) const COLUMNS_MAX: u32 = 256;
/// The most cells of a workbook.
pub(super) const CELLS_MAX: usize = 4_000_000;

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Empty,
    Text(String),
    Number(f64),
    /// A date cell; none where its serial number is no day.
    Date(Option<Day>),
    /// A formula that came to an error.
    Error,
    /// True or false.
    Flag,
}

impl Cell {
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// What the cell shows, for headings, names, classes and comments; a date shows none of these.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Text(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
            Self::Number(number) => shown(*number),
            _ => String::new(),
        }
    }
}

/// A number without a decimal part it does not have.
pub(super) fn shown(number: f64) -> String {
    if number.is_finite() { format!("{number}") } else { String::new() }
}

/// A row that has something in it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct GridRow {
    /// As seen: 1 for the first.
    pub(super) number: u32,
    pub(super) cells: Vec<Cell>,
}

impl GridRow {
    pub(super) fn cell(&self, column: u32) -> &Cell {
        let index = usize::try_from(column).unwrap_or(usize::MAX);
        self.cells.get(index).unwrap_or(&Cell::Empty)
    }
}

/// A sheet: rows that are neither empty nor hidden.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Grid {
    pub(super) name: String,
    pub(super) rows: Vec<GridRow>,
    /// Rows with content that are hidden, and so skipped.
    pub(super) hidden: Vec<u32>,
    /// Whether dates count from 1904.
    pub(super) from_1904: bool,
    /// Whether the sheet as a whole is hidden.
    pub(super) hidden_sheet: bool,
}
