//! Results in a workbook with a sheet for each class.

use insyn_tests::text;
use serde_json::Value;

use crate::municipality::{NORTH, SOUTH};
use crate::town::{ROUND, Town, number, string};
use crate::xlsx::Cell::{Day, Number, Text};
use crate::xlsx::{Cell, workbook};

/// 15 September 2025, as a spreadsheet counts days.
const CENSUS: u32 = 45_915;

fn sheet_6a() -> Vec<Vec<Cell>> {
    vec![
        vec![
            Text("Class"),
            Text("Civic number"),
            Text("Assessed on"),
            Text("Point"),
            Text("Reason"),
        ],
        vec![Text("6A"), Text("20130101TF01"), Day(CENSUS), Number(15.0), Text("")],
        vec![Text("6A"), Text("20130102TF02"), Day(CENSUS + 1), Text("18b"), Text("")],
        vec![Text("6A"), Text("20130103TF03"), Text(""), Text(""), Text("newly arrived")],
    ]
}

fn sheet_7a(last: Cell) -> Vec<Vec<Cell>> {
    vec![
        vec![Text("Resultat 7A")],
        vec![Text("")],
        vec![Text("LUS"), Text("Personnummer"), Text("Efternamn"), Text("Förnamn"), Text("Klass")],
        vec![Number(7.0), Text("20120104-TF04"), Text("Läsqvist"), Text("Dagobrand"), Text("7A")],
        vec![last, Text("20120105TF05"), Text("Läsqvist"), Text("Ebbatine"), Text("7a")],
    ]
}

fn statuses(report: &Value) -> Vec<&str> {
    report["rows"].as_array().unwrap().iter().map(|row| string(row, "/status")).collect()
}

#[test]
fn a_workbook_is_imported_sheet_by_sheet_and_class_by_class() {
    let town = Town::with_open_round();
    let book = |last| workbook(&[("Klass 6A", sheet_6a()), ("Sjuan", sheet_7a(last))]);
    let file = town.file("lus.xlsx", book(Number(17.5)));
    let import = ["import", "results", text(&file), "--round", ROUND];
    let before = town.size();

    // 17.5 is no point: the sheet, the row and the column are named, and 7A waits
    let said = town.run(&import).expect_code(1);
    let fault = "Sjuan, row 5, class 7A: column A: neither a point of the scale";
    assert!(said.text().contains(fault), "{}", said.text());
    assert_eq!(town.size(), before + 3, "{}", said.text());
    let south = town.json(&["view", "school", SOUTH, "--round", ROUND]);
    assert_eq!(number(&south, "/total/missing/value"), 3);

    // put right, the rest comes in
    town.file("lus.xlsx", book(Number(17.0)));
    let report = town.json(&import);
    let known = "already_recorded";
    assert_eq!(statuses(&report), [known, known, known, "matched", "matched"]);
    assert_eq!(town.size(), before + 5);
    assert_eq!(number(&town.json(&import), "/events"), 0);

    let north = town.json(&["view", "school", NORTH, "--round", ROUND]);
    let counted = ["/assessed", "/not_assessed/newly_arrived", "/missing"];
    let counted = counted.map(|of| number(&north["total"], &format!("{of}/value")));
    assert_eq!(counted, [2, 1, 1]);
    let last = &town.events(town.size() - 4)[0];
    assert_eq!(last["payload"]["on"], "2025-09-16", "the day is read from a date cell");
    town.has_named_nobody(&[]);
}

#[test]
fn a_pupil_nobody_knows_or_with_two_values_holds_the_class_back() {
    let town = Town::with_open_round();
    let before = town.size();
    let unknown = vec![Text("6A"), Text("20130130TF30"), Day(CENSUS), Number(12.0), Text("")];
    let twice = vec![Text("6A"), Text("20130101TF01"), Day(CENSUS), Number(16.0), Text("")];
    for (row, wanted) in [(unknown, "unmatched"), (twice, "conflicting")] {
        let mut rows = sheet_6a();
        rows.push(row);
        let file = town.file("lus.xlsx", workbook(&[("6A", rows)]));
        let import = ["import", "results", text(&file), "--round", ROUND, "--json"];
        let report = town.run(&import).expect_code(1).json();
        assert_eq!(statuses(&report).last(), Some(&wanted));
        assert_eq!(report["groups"][0]["held_back"], true);
        assert_eq!(town.size(), before);
    }
}

#[test]
fn what_is_typed_in_the_column_of_the_class_is_not_let_out() {
    let town = Town::with_open_round();
    let before = town.size();
    let file = town.file(
        "lus.csv",
        "Klass;LUS;Personnummer\n\
         6A;15;20130101TF01\n\
         6 a;16;20130102TF02\n\
         20130103TF03;17;20130103TF03\n\
         Göstaline Läsqvist;14;20130107TF07\n\
         7A;;20120104TF04\n\
         7 a;17;\n",
    );
    let import = ["import", "results", text(&file), "--round", ROUND];
    let dry = town.run(&[&import[..], &["--dry-run"]].concat()).expect_code(1);
    let said = dry.text();
    for wanted in [
        "lus, row 3, class 6A: matched\n",
        "row 4, class ? (lus row 4): matched; the record has the pupil in another class\n",
        "class ? (lus row 5): 1 matched",
        "lus, row 7, class 7A: column C: neither civic number nor name\n",
        "1 faulty: held back, nothing of it is recorded",
    ] {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
    // a class in two spellings is one append
    let report = town.run(&[&import[..], &["--json"]].concat()).expect_code(1).json();
    let outcomes = report["outcomes"].as_array().unwrap().iter();
    let outcomes: Vec<_> =
        outcomes.map(|group| (string(group, "/group"), number(group, "/recorded"))).collect();
    assert_eq!(outcomes, [("6A", 2), ("? (lus row 4)", 1), ("? (lus row 5)", 1)]);
    assert_eq!(town.size(), before + 4);
    town.has_named_nobody(&[]);
}
