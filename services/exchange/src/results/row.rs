//! One row: whose result, which value, when.

use std::fmt;

use domain::assessment::NotAssessedReason;
use domain::calendar::Day;
use domain::id::PointCode;
use domain::people::CivicNumber;
use domain::personal::FreeText;
use domain::scale::ScaleEdition;

use super::dates;
use super::error::{CellFault, CellFaultKind};
use super::grid::{Cell, Grid, GridRow, shown};
use super::headings::{Columns, Heading};

/// What a row records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// A point of the edition.
    Point(PointCode),
    /// No point, with the reason.
    NotAssessed(NotAssessedReason),
    /// Nothing yet: neither value nor reason.
    Blank,
}

/// One pupil's row. `Debug` shows no personal content.
#[derive(Clone, PartialEq, Eq)]
pub struct Row {
    /// The sheet's name; a csv file's own name without its ending.
    pub sheet: String,
    /// The row as seen, counted from 1.
    pub number: u32,
    /// The civic number, where the row has one; a fault, where it has a value but neither civic number
    /// nor name.
    pub civic: Option<Result<CivicNumber, CellFault>>,
    /// The name as written, with single blanks; empty where the row has none.
    pub name: String,
    /// The class as written; empty where the row has none.
    pub class: String,
    /// The value.
    pub value: Result<Value, CellFault>,
    /// The day of the assessment, where the row has one.
    pub on: Option<Result<Day, CellFault>>,
    /// A comment, where the row has one that is not the reason itself.
    pub comment: Option<Result<FreeText, CellFault>>,
}

impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Row({} {}: {:?}, {:?})", self.sheet, self.number, self.value, self.on)
    }
}

impl Row {
    /// What is wrong in the row, from the left of the sheet.
    #[must_use]
    pub fn faults(&self) -> Vec<CellFault> {
        let civic = self.civic.as_ref().and_then(|c| c.as_ref().err());
        let value = self.value.as_ref().err();
        let on = self.on.as_ref().and_then(|on| on.as_ref().err());
        let comment = self.comment.as_ref().and_then(|c| c.as_ref().err());
        let mut faults: Vec<CellFault> =
            [civic, value, on, comment].into_iter().flatten().copied().collect();
        faults.sort_by_key(|fault| fault.column);
        faults
    }

    /// Whether it is a value with neither civic number nor name.
    pub(super) fn is_nobodys(&self) -> bool {
        let nobody = |fault: &CellFault| fault.what == CellFaultKind::NobodyNamed;
        self.civic.as_ref().and_then(|civic| civic.as_ref().err()).is_some_and(nobody)
    }
}

/// Reads a row below the headings; none where it is about nobody and has no value (a caption).
pub(super) fn read(
    grid: &Grid,
    row: &GridRow,
    columns: &Columns,
    edition: &ScaleEdition,
) -> Option<Row> {
    let cell = |heading| columns.of(heading).map(|column| (column, row.cell(column)));
    let text = |heading| cell(heading).map(|(_, cell)| cell.text()).unwrap_or_default();
    let mut name = text(Heading::Name);
    if name.is_empty() {
        name = format!("{} {}", text(Heading::Given), text(Heading::Family)).trim().to_owned();
    }
    let mut civic = cell(Heading::Civic).and_then(|(column, cell)| civic(column, cell));
    if name.is_empty() && civic.is_none() {
        let blank = |heading| cell(heading).is_none_or(|(_, cell)| cell.is_blank());
        if blank(Heading::Result) && blank(Heading::Reason) {
            return None;
        }
        // A value must not vanish because the cell that says whose it is was emptied.
        civic = Some(Err(nobody_named(columns)));
    }
    let comment = text(Heading::Comment);
    let (value, comment_used) =
        value(cell(Heading::Result), cell(Heading::Reason), &comment, edition);
    let on = cell(Heading::Day).and_then(|(column, cell)| day(column, cell, grid.from_1904));
    let comment = (!comment_used && !comment.is_empty()).then(|| {
        let column = columns.of(Heading::Comment).unwrap_or_default();
        let what = CellFaultKind::CommentTooLong;
        FreeText::new(&comment).ok_or(CellFault { column, what })
    });
    let sheet = grid.name.clone();
    Some(Row {
        sheet,
        number: row.number,
        civic,
        name,
        class: text(Heading::Class),
        value,
        on,
        comment,
    })
}

/// In the column that would say whose the row is.
fn nobody_named(columns: &Columns) -> CellFault {
    let whose = [Heading::Civic, Heading::Name, Heading::Given];
    let column = whose.into_iter().find_map(|heading| columns.of(heading)).unwrap_or_default();
    CellFault { column, what: CellFaultKind::NobodyNamed }
}

fn civic(column: u32, cell: &Cell) -> Option<Result<CivicNumber, CellFault>> {
    let wrong = CellFault { column, what: CellFaultKind::NotACivicNumber };
    match cell {
        Cell::Error => Some(Err(CellFault { column, what: CellFaultKind::FormulaError })),
        cell if cell.is_blank() => None,
        cell => Some(CivicNumber::new(&cell.text()).map_err(|_| wrong)),
    }
}

fn day(column: u32, cell: &Cell, from_1904: bool) -> Option<Result<Day, CellFault>> {
    let day = match cell {
        Cell::Error => return Some(Err(CellFault { column, what: CellFaultKind::FormulaError })),
        cell if cell.is_blank() => return None,
        Cell::Date(day) => *day,
        Cell::Number(number) => dates::from_number(*number, from_1904),
        Cell::Text(text) => dates::from_text(text),
        Cell::Flag | Cell::Empty => None,
    };
    Some(day.ok_or(CellFault { column, what: CellFaultKind::NotADate }))
}

/// What one cell says of the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Nothing,
    Point(PointCode),
    Reason(NotAssessedReason),
    /// "Not assessed", or a cross in a column for it.
    NotAssessed,
    Wrong(CellFaultKind),
}

/// The value of a row from its result, its reason and, where both leave it open, its comment. True:
/// the comment was the reason and nothing more.
fn value(
    result: Option<(u32, &Cell)>,
    reason: Option<(u32, &Cell)>,
    comment: &str,
    edition: &ScaleEdition,
) -> (Result<Value, CellFault>, bool) {
    let said_result = result.map_or(Said::Nothing, |(_, cell)| said(cell, edition));
    let said_reason = reason.map_or(Said::Nothing, |(_, cell)| said_why(cell));
    let result_column = result.or(reason).map_or(0, |(column, _)| column);
    let reason_column = reason.or(result).map_or(0, |(column, _)| column);
    let fault = |column, what| (Err(CellFault { column, what }), false);
    match (said_result, said_reason) {
        (Said::Wrong(what), _) => fault(result_column, what),
        (_, Said::Wrong(what)) => fault(reason_column, what),
        (Said::Point(point), Said::Nothing) => (Ok(Value::Point(point)), false),
        (Said::Point(_), _) => fault(reason_column, CellFaultKind::PointAndReason),
        (Said::Reason(a), Said::Reason(b)) if a != b => {
            fault(reason_column, CellFaultKind::PointAndReason)
        }
        (Said::Reason(reason), _) | (_, Said::Reason(reason)) => {
            (Ok(Value::NotAssessed(reason)), false)
        }
        (not_assessed, other) => match reason_in(comment) {
            Some((reason, whole)) => (Ok(Value::NotAssessed(reason)), whole),
            None if (not_assessed, other) == (Said::Nothing, Said::Nothing) => {
                (Ok(Value::Blank), false)
            }
            None => fault(reason_column, CellFaultKind::ReasonMissing),
        },
    }
}

fn said(cell: &Cell, edition: &ScaleEdition) -> Said {
    let point = |text: &str| edition.read(text).map(Said::Point);
    match cell {
        Cell::Error => Said::Wrong(CellFaultKind::FormulaError),
        cell if cell.is_blank() => Said::Nothing,
        // 17 and 17.0 are the same number; 17.5 is no point and is not rounded to one.
        Cell::Number(number) => {
            point(&shown(*number)).unwrap_or(Said::Wrong(CellFaultKind::NotAPoint))
        }
        Cell::Text(text) => {
            let whole = text.trim().trim_end_matches('0').trim_end_matches([',', '.']);
            let decimals = text.contains([',', '.']) && text.trim().len() > whole.len();
            point(text)
                .or_else(|| decimals.then(|| point(whole)).flatten())
                .or_else(|| words(text))
                .unwrap_or(Said::Wrong(CellFaultKind::NotAPoint))
        }
        _ => Said::Wrong(CellFaultKind::NotAPoint),
    }
}

fn said_why(cell: &Cell) -> Said {
    match cell {
        Cell::Error => Said::Wrong(CellFaultKind::FormulaError),
        cell if cell.is_blank() => Said::Nothing,
        Cell::Text(text) => match words(text) {
            Some(said) => said,
            None if matches!(plain(text).as_str(), "nej" | "no") => Said::Nothing,
            // A cross, "ja", or a reason that is none of ours.
            None => Said::NotAssessed,
        },
        _ => Said::NotAssessed,
    }
}

/// Words for "not assessed" and its reasons.
fn words(text: &str) -> Option<Said> {
    let plain = plain(text);
    const NOT: [&str; 6] =
        ["ej bedömd", "ej bed", "inte bedömd", "not assessed", "ej bedömt", "obedömd"];
    let rest = NOT.iter().find_map(|word| plain.strip_prefix(word));
    match rest {
        Some(rest) => Some(reason_in(rest).map_or(Said::NotAssessed, |(r, _)| Said::Reason(r))),
        None => reason_in(&plain).filter(|(_, whole)| *whole).map(|(r, _)| Said::Reason(r)),
    }
}

/// A reason at the beginning of a text, and whether it is all there is.
fn reason_in(text: &str) -> Option<(NotAssessedReason, bool)> {
    use NotAssessedReason::{Absent, Exempt, NewlyArrived};
    const REASONS: [(&str, NotAssessedReason); 14] = [
        ("frånvarande", Absent),
        ("frånvaro", Absent),
        ("frånv", Absent),
        ("absent", Absent),
        ("nyanländ", NewlyArrived),
        ("nyanl", NewlyArrived),
        ("newly arrived", NewlyArrived),
        ("new arrival", NewlyArrived),
        ("undantagen", Exempt),
        ("undantaget", Exempt),
        ("undantag", Exempt),
        ("exempted", Exempt),
        ("exempt", Exempt),
        ("befriad", Exempt),
    ];
    let plain = plain(text);
    REASONS.iter().find_map(|(word, reason)| {
        let rest = plain.strip_prefix(word)?;
        (rest.is_empty() || rest.starts_with(' ')).then_some((*reason, rest.is_empty()))
    })
}

/// Lower case, composed, punctuation as blanks, single blanks.
fn plain(text: &str) -> String {
    let lower = super::names::composed(text).to_lowercase();
    let spaced: String =
        lower.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).take(200).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(result: &Cell, reason: &Cell, comment: &str) -> Result<Value, CellFaultKind> {
        let edition = ScaleEdition::lus_1();
        let found = value(Some((3, result)), Some((4, reason)), comment, &edition);
        found.0.map_err(|fault| fault.what)
    }

    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    fn point(code: &str) -> Result<Value, CellFaultKind> {
        Ok(Value::Point(PointCode::new(code).unwrap()))
    }

    #[test]
    fn a_point_is_read_from_a_number_or_text() {
        assert_eq!(read(&Cell::Number(17.0), &Cell::Empty, ""), point("17"));
        assert_eq!(read(&text("17,0"), &Cell::Empty, ""), point("17"));
        assert_eq!(read(&text("10"), &Cell::Empty, ""), point("10"));
        assert_eq!(read(&text(" 18 B "), &Cell::Empty, "bra"), point("18b"));
        let wrong = Err(CellFaultKind::NotAPoint);
        for cell in [Cell::Number(17.5), Cell::Number(0.0), text("20"), text("18"), Cell::Flag] {
            assert_eq!(read(&cell, &Cell::Empty, ""), wrong, "{cell:?}");
        }
        assert_eq!(read(&Cell::Error, &Cell::Empty, ""), Err(CellFaultKind::FormulaError));
    }

    #[test]
    fn a_reason_is_read_from_any_of_three_columns_and_demanded() {
        use NotAssessedReason::{Absent, Exempt, NewlyArrived};
        let not = |reason| Ok(Value::NotAssessed(reason));
        assert_eq!(read(&text("Frånvarande"), &Cell::Empty, ""), not(Absent));
        assert_eq!(read(&Cell::Empty, &text("newly arrived"), ""), not(NewlyArrived));
        assert_eq!(read(&Cell::Empty, &Cell::Empty, "frånvarande hela veckan"), not(Absent));
        assert_eq!(read(&text("ej bedömd (undantag)"), &Cell::Empty, ""), not(Exempt));
        assert_eq!(read(&text("ej bedömd"), &Cell::Empty, "nyanländ"), not(NewlyArrived));
        let missing = Err(CellFaultKind::ReasonMissing);
        assert_eq!(read(&text("Ej bedömd"), &Cell::Empty, ""), missing);
        assert_eq!(read(&Cell::Empty, &text("x"), ""), missing);
        let both = Err(CellFaultKind::PointAndReason);
        assert_eq!(read(&Cell::Number(7.0), &text("frånvarande"), ""), both);
        assert_eq!(read(&Cell::Empty, &Cell::Empty, "läser gärna"), Ok(Value::Blank));
    }
}
