//! csv as Swedish Excel reads it: semicolon, decimal comma, CRLF, UTF-8 with byte order mark.
//!
//! Text that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, tab or line
//! break) is guarded with a leading apostrophe, so that an export can be opened without running what
//! someone once typed.

use std::io::{self, Write};

use domain::calendar::Day;

/// A cell of an export.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing: an unknown or withheld value leaves its cell empty.
    Empty,
    /// Text, guarded.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A number, rounded to so many decimals.
    Decimal(f64, u8),
    /// A day, as `2025-09-15`.
    Day(Day),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl Cell {
    /// What is written into the file, before quoting.
    #[must_use]
    pub fn written(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => guarded(text),
            Self::Whole(number) => number.to_string(),
            Self::Decimal(number, _) if !number.is_finite() => String::new(),
            Self::Decimal(number, decimals) => {
                format!("{number:.*}", usize::from(*decimals)).replace('.', ",")
            }
            Self::Day(day) => day.to_string(),
        }
    }
}

fn guarded(text: &str) -> String {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    if risky { format!("'{text}") } else { text.to_owned() }
}

/// Writes one table: a line that says by which rules and as of when, the headings, the rows.
///
/// The line stands in the first cell of the first row. Rows may have any number of cells.
pub fn write(
    out: impl Write,
    preamble: &str,
    header: &[&str],
    rows: impl IntoIterator<Item = Vec<Cell>>,
) -> io::Result<()> {
    let mut out = out;
    out.write_all("\u{feff}".as_bytes())?;
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(out);
    writer.write_record([guarded(preamble)])?;
    writer.write_record(header.iter().map(|heading| guarded(heading)))?;
    for row in rows {
        // A record without any cell would be an empty line, which readers skip.
        let cells: Vec<String> = row.iter().map(Cell::written).collect();
        writer.write_record(if cells.is_empty() { vec![String::new()] } else { cells })?;
    }
    writer.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(rows: Vec<Vec<Cell>>) -> String {
        let mut out = Vec::new();
        write(&mut out, "Regel 1, per 2026-05-20", &["Skola", "Andel"], rows).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_table_is_written_as_swedish_excel_reads_it() {
        let text = written(vec![vec!["Norra; \"A\"".into(), Cell::Decimal(83.25, 1)]]);
        let wanted = "\u{feff}Regel 1, per 2026-05-20\r\nSkola;Andel\r\n\
                      \"Norra; \"\"A\"\"\";83,2\r\n";
        assert_eq!(text, wanted);
    }

    #[test]
    fn what_looks_like_a_formula_is_guarded_and_numbers_are_not() {
        for text in ["=1+1", "+46", "-1", "@a", "\ta", "\ra"] {
            assert!(Cell::from(text).written().starts_with('\''), "{text:?}");
        }
        assert_eq!(Cell::Whole(-1).written(), "-1");
        assert_eq!(Cell::Decimal(-0.5, 2).written(), "-0,50");
        assert_eq!(Cell::Decimal(f64::NAN, 2).written(), "");
        assert_eq!(Cell::Day(Day::new(2025, 9, 15).unwrap()).written(), "2025-09-15");
    }
}
