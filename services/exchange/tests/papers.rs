//! Reports and accounts as workbooks, read back.

#![expect(clippy::unwrap_used, reason = "what tests prepare must succeed")]

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use insyn_exchange::papers::{Definition, workbook};
use serde_json::{Value, json};

fn row(slice: &Value, population: &Value) -> Value {
    json!({
        "slice": slice, "median": "..", "missing": "..",
        "counts": {
            "population": population, "assessed": 118, "coverage": 983,
            "not_assessed": { "absent": 1, "newly_arrived": 0, "exempt": 1 },
            "by_rank": [4, "..", 114],
            "progress": { "risen": 70, "same": 40, "fallen": 8, "at_the_top": 0 },
        },
    })
}

fn envelope() -> Value {
    let view = json!({
        "committee": "nämnden", "name": "=Nämnden", "round": "2025/26:february",
        "census_date": "2026-02-15", "edition": "lus-1",
        "read": {
            "total": row(&json!({}), &json!(120)), "by_grade": [row(&json!({"grade": 3}), &json!(".."))],
            "by_sex": [], "by_syllabus": [],
            "schools": [{ "school": "99000001", "name": "+Skolan", "total": row(&json!({}), &json!("~100")) }],
        },
        "promised": { "municipal": [{
            "title": "Alla ska läsa", "grade": 3, "least": "15", "share_permille": 900,
            "share_of_assessed": 875, "share_of_population": "..", "assessed": 40, "population": 42,
            "met": null,
        }], "schools": [] },
        "behind": { "total": { "found": 30 }, "districts": [], "schools": [] },
        "done": { "programmes": { "concern": 10 }, "schools": [], "under_way": [] },
        "works": { "evaluated": [], "trend": [] },
        "asks": ["Besluta"], "informed": [],
    });
    json!({
        "format": 1, "kind": "committee_report", "language": "sv", "municipality": "Granby",
        "registry_number": null, "working_copy": true,
        "basis": { "size": 12_345, "root": "ab".repeat(32), "day": "2026-03-01" },
        "document": {
            "title": "Läsresultat", "scale": [{ "code": "1" }, { "code": "2" }, { "code": "3" }],
            "disclosure": { "protected": { "rule": "small-numbers-1", "least_base": 10 } },
            "districts": [], "schools": [], "view": view,
        },
    })
}

fn made() -> Vec<u8> {
    let rule = Definition { id: "median-1", name: "Median", text: "Den lägre medianen." };
    workbook(&envelope(), &[rule]).unwrap()
}

fn sheet(bytes: &[u8], name: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range(name).unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

fn text(of: &str) -> Data {
    Data::String(of.to_owned())
}

#[test]
fn numbers_are_numbers_and_marks_are_text() {
    let rows = sheet(&made(), "Hur läser eleverna");
    assert_eq!(rows[3][..4], ["Grupp", "Elever", "Bedömda", "Täckning, %"].map(text));
    assert_eq!(
        rows[4][..4],
        [text("Alla"), Data::Float(120.0), Data::Float(118.0), Data::Float(98.3)]
    );
    assert_eq!(rows[5][..2], [text("Årskurs 3"), text("..")]);
    let points = sheet(&made(), "Punkterna");
    assert_eq!(points[4], [text("Alla"), Data::Float(4.0), text(".."), Data::Float(114.0)]);
    let promised = sheet(&made(), "Mot vad vi lovat");
    assert_eq!(promised[4][6..8], [Data::Float(87.5), text("..")]);
    assert_eq!(promised[4][10], text("går inte att säga"));
}

#[test]
fn the_first_sheet_says_what_it_is_and_what_it_rests_on() {
    let bytes = made();
    let book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes[..])).unwrap();
    assert_eq!(book.sheet_names().first().map(String::as_str), Some("Läs mig först"));
    let said = sheet(&bytes, "Läs mig först");
    let all = format!("{said:?}");
    for wanted in [
        "12345",
        &"ab".repeat(32),
        "2026-03-01",
        "small-numbers-1",
        "Arbetsexemplar",
        "Den lägre medianen.",
    ] {
        assert!(all.contains(wanted), "{wanted}");
    }
}

#[test]
fn no_cell_is_a_formula_and_what_looks_like_one_is_guarded() {
    let bytes = made();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes[..])).unwrap();
    for name in book.sheet_names() {
        assert!(book.worksheet_formula(&name).unwrap().is_empty(), "{name}");
    }
    assert_eq!(sheet(&bytes, "Läs mig först")[4][1], text("'=Nämnden"));
    assert_eq!(sheet(&bytes, "Skolorna")[4][0], text("'+Skolan"));
}

#[test]
fn the_same_document_has_the_same_bytes() {
    assert_eq!(made(), made());
}
