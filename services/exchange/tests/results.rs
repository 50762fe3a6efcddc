//! Results: read from workbooks and csv files as programs write them, and matched with a class.

#![expect(clippy::unwrap_used, reason = "what tests prepare must succeed")]

#[path = "results/bytes.rs"]
mod bytes;
#[path = "results/matching.rs"]
mod matching;
#[path = "results/reading.rs"]
mod reading;
#[path = "results/zips.rs"]
mod zips;

use domain::assessment::NotAssessedReason;
use domain::calendar::Day;
use domain::id::PointCode;
use domain::scale::ScaleEdition;
use insyn_exchange::results::{ReadError, Value, Workbook, read};

fn day(year: i16, month: i8, day: i8) -> Day {
    Day::new(year, month, day).unwrap()
}

fn point(code: &str) -> Value {
    Value::Point(PointCode::new(code).unwrap())
}

const ABSENT: Value = Value::NotAssessed(NotAssessedReason::Absent);

#[track_caller]
fn workbook(bytes: &[u8], name: &str) -> Workbook {
    read(bytes, name, &ScaleEdition::lus_1()).unwrap()
}

#[track_caller]
fn csv(text: &str) -> Workbook {
    workbook(text.as_bytes(), "7A.csv")
}

fn error(bytes: &[u8]) -> ReadError {
    read(bytes, "file", &ScaleEdition::lus_1()).unwrap_err()
}
