//! Workbooks of reading results: xlsx as Excel and LibreOffice write it, csv as Swedish Excel does.
//!
//! [`read`] finds the columns by their headings, in any order, in Swedish and English, and gives one
//! [`Row`] for each pupil's line, every cell read on its own: a fault names sheet, row and column.
//! [`match_rows`] says what becomes of each row against what is known through [`Roster`], all or
//! nothing for each class.

mod csv;
mod dates;
mod error;
mod grid;
mod groups;
mod headings;
mod matching;
mod names;
mod roster;
mod row;
mod tags;
mod workbook;
mod xlsx;
mod zip;

pub use error::{CellFault, CellFaultKind, ReadError};
pub use groups::group_key;
pub use headings::Heading;
pub use matching::{
    ConflictReason, GroupReport, Notice, Report, RowReport, Status, UnmatchedReason, Whole,
    match_rows,
};
pub use names::name_key;
pub use roster::{Placement, Recorded, Roster};
pub use row::{Row, Value};
pub use workbook::{SheetReport, Workbook, read, read_file};
