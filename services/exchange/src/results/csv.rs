//! csv: semicolon, comma or tab; UTF-8 with or without byte order mark, UTF-16, Windows-1252.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::error::ReadError;
use super::grid::{COLUMNS_MAX, Cell, Grid, GridRow, ROWS_MAX};
use super::headings;

/// The sheet in these bytes, named as the file without its ending.
pub(super) fn grid(bytes: &[u8], file_name: &str) -> Result<Grid, ReadError> {
    let text = text(bytes)?;
    let name = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    let mut best: Option<(usize, Grid)> = None;
    for delimiter in [';', '\t', ','] {
        let rows = rows(&text, delimiter)?;
        let grid = Grid { name: name.to_owned(), rows, ..Grid::default() };
        // The delimiter with which most headings are found is the file's own.
        let found = headings::find(&grid).map_or(0, |columns| columns.found.len());
        if best.as_ref().is_none_or(|(most, _)| found > *most) {
            best = Some((found, grid));
        }
    }
    best.map(|(_, grid)| grid).ok_or(ReadError::Empty)
}

fn text(bytes: &[u8]) -> Result<String, ReadError> {
    let (encoding, length) = Encoding::for_bom(bytes).unwrap_or_else(|| {
        let utf8 = std::str::from_utf8(bytes).is_ok();
        (if utf8 { UTF_8 } else { WINDOWS_1252 }, 0)
    });
    let text = encoding.decode_without_bom_handling(&bytes[length..]).0;
    // No text has these; pictures and programs do.
    let binary = text.chars().any(|c| c == '\0' || ('\u{1}'..'\u{9}').contains(&c));
    if binary { Err(ReadError::OtherKind) } else { Ok(text.into_owned()) }
}

/// Rows with content, numbered as a spreadsheet shows them (blank lines count, line breaks inside
/// quotes do not).
fn rows(text: &str, delimiter: char) -> Result<Vec<GridRow>, ReadError> {
    let mut rows = Vec::new();
    for (number, cells) in (1u32..).zip(Records::new(text, delimiter)) {
        if number > ROWS_MAX {
            return Err(ReadError::TooLarge);
        }
        let limit = usize::try_from(COLUMNS_MAX).unwrap_or(usize::MAX);
        let cells: Vec<Cell> = cells.into_iter().take(limit).map(cell).collect();
        if !cells.iter().all(Cell::is_blank) {
            rows.push(GridRow { number, cells });
        }
    }
    Ok(rows)
}

/// Formula errors come out of Excel as text.
fn cell(text: String) -> Cell {
    const ERRORS: [&str; 14] = [
        "#REF!",
        "#REFERENS!",
        "#N/A",
        "#SAKNAS!",
        "#VALUE!",
        "#VÄRDEFEL!",
        "#DIV/0!",
        "#DIVISION/0!",
        "#NAME?",
        "#NAMN?",
        "#NUM!",
        "#OGILTIGT!",
        "#NULL!",
        "#SKÄRNING!",
    ];
    match text.trim() {
        "" => Cell::Empty,
        trimmed if ERRORS.contains(&trimmed) => Cell::Error,
        _ => Cell::Text(text),
    }
}

/// The records of RFC 4180 with any delimiter, blank lines among them.
pub(crate) struct Records<'a> {
    characters: std::iter::Peekable<std::str::Chars<'a>>,
    delimiter: char,
}

impl<'a> Records<'a> {
    pub(crate) fn new(text: &'a str, delimiter: char) -> Self {
        Self { characters: text.chars().peekable(), delimiter }
    }

    /// A field, and whether another follows in the record.
    fn field(&mut self) -> (String, bool) {
        let mut field = String::new();
        if self.characters.next_if_eq(&'"').is_some() {
            self.quoted(&mut field);
        }
        while let Some(c) = self.characters.next() {
            match c {
                c if c == self.delimiter => return (field, true),
                '\r' => {
                    self.characters.next_if_eq(&'\n');
                    return (field, false);
                }
                '\n' => return (field, false),
                c => field.push(c),
            }
        }
        (field, false)
    }

    /// The inside of quotes; doubled ones stand for one.
    fn quoted(&mut self, field: &mut String) {
        while let Some(c) = self.characters.next() {
            if c != '"' {
                field.push(c);
            } else if self.characters.next_if_eq(&'"').is_some() {
                field.push('"');
            } else {
                return;
            }
        }
    }
}

impl Iterator for Records<'_> {
    type Item = Vec<String>;

    fn next(&mut self) -> Option<Vec<String>> {
        self.characters.peek()?;
        let mut record = Vec::new();
        loop {
            let (field, more) = self.field();
            record.push(field);
            if !more {
                return Some(record);
            }
        }
    }
}
