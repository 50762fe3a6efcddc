//! What the program makes is what `insyn-report` typesets: the views of a real record, as they are stored,
//! go through the typesetter's strict reading.

#![expect(clippy::unwrap_used, reason = "what tests prepare must succeed")]

use std::io::Write;
use std::process::{Command, Output, Stdio};

use insyn_tests::{report_bin, run, scratch, text};
use serde_json::{Value, json};

const COMMITTEE: &str = "utbildningsnamnden";
const ROUND: &str = "2025/26:february";
const ROUND_BEFORE: &str = "2025/26:december";

struct Views {
    report: Value,
    report_before: Value,
    account: Value,
}

/// The views of a small demo municipality.
fn views() -> Views {
    let place = scratch();
    let data = text(place.path());
    run(["demo", "--no-serve", "--json", "--pupils", "60", "--years", "3", "--data", data])
        .expect_code(0);
    let view = |kind, id, round| -> Value {
        run(["view", kind, id, "--round", round, "--json", "--data", data]).expect_code(0).json()
    };
    let report = view("report", COMMITTEE, ROUND);
    let school = report["read"]["schools"][0]["school"].as_str().unwrap().to_owned();
    Views {
        report_before: view("report", COMMITTEE, ROUND_BEFORE),
        account: view("account", &school, ROUND),
        report,
    }
}

fn basis(view: &Value) -> Value {
    json!({ "size": view["basis"]["as_of"], "root": "ab".repeat(32), "day": view["basis"]["day"] })
}

/// A public document says itself how it is protected.
fn disclosure(view: &Value) -> Value {
    match &view["disclosure"] {
        Value::Null => json!("internal"),
        of => json!({ "protected": {
            "rule": of["protection"], "least_base": of["rule"]["least_base"],
        } }),
    }
}

fn without_disclosure(view: &Value) -> Value {
    let mut view = view.clone();
    view.as_object_mut().unwrap().remove("disclosure");
    view
}

fn envelope(kind: &str, view: &Value, mut document: Value) -> Value {
    document["disclosure"] = disclosure(view);
    document["view"] = without_disclosure(view);
    let codes = (1..=17).map(|n| n.to_string());
    let codes = codes.chain(["18a", "18b", "18c", "19"].map(str::to_owned));
    document["scale"] = codes.map(|code| json!({ "code": code })).collect();
    json!({
        "format": 1, "kind": kind, "language": "sv", "municipality": "Granby kommun",
        "registry_number": "UBN 2026/0123", "basis": basis(view), "document": document,
    })
}

fn typeset(envelope: &Value) -> Output {
    let mut child = Command::new(report_bin())
        .args(["--seconds-max", "120", "--memory-max", "4096"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(envelope.to_string().as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn made(envelope: &Value) -> Vec<u8> {
    let output = typeset(envelope);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(output.stdout.starts_with(b"%PDF-1.7"));
    output.stdout
}

#[test]
fn the_report_and_the_account_of_a_record_are_typeset_alike_every_time() {
    let Views { report, report_before, account } = views();
    let before = json!({ "title": "Förra", "basis": basis(&report_before),
        "view": without_disclosure(&report_before) });
    let document = json!({ "title": "Läsresultat", "districts": [], "previous": before });
    let report = envelope("committee_report", &report, document);
    let account = envelope("school_account", &account, json!({ "previous": null }));

    assert_eq!(made(&report), made(&report));
    assert_eq!(made(&account), made(&account));
}

#[test]
fn a_field_that_is_not_known_is_named_by_its_place_and_not_by_what_it_holds() {
    let Views { mut report, .. } = views();
    report["read"]["total"]["secret"] = json!("Åsa");
    let document = json!({ "title": "Läsresultat", "districts": [], "previous": null });

    let output = typeset(&envelope("committee_report", &report, document));

    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("document.view.read.total"), "{said}");
    assert!(!said.contains("Åsa"), "{said}");
}

#[test]
fn a_report_is_delivered_with_the_digest_of_its_pdf_and_gives_the_same_bytes_ever_after() {
    assert!(report_bin().is_file(), "beside insyn");
    let place = scratch();
    let data = text(place.path());
    run(["demo", "--no-serve", "--json", "--pupils", "60", "--years", "2", "--data", data])
        .expect_code(0);
    let prepared = run([
        "report", "prepare", COMMITTEE, "--round", ROUND, "--title", "Prov", "--json", "--data",
        data,
    ]);
    let prepared: Value = prepared.expect_code(0).json();
    let report = prepared["report"].as_str().unwrap();
    let file = text(place.path()).to_owned() + "/report.pdf";
    let made = || -> (Value, Vec<u8>) {
        let said =
            run(["report", "pdf", report, "--out", &file, "--json", "--data", data]).expect_code(0);
        (said.json(), std::fs::read(&file).unwrap())
    };

    let (working, before) = made();
    assert_eq!(working["as_delivered"], Value::Null);
    run(["report", "deliver", report, "--data", data]).expect_code(0);
    let (first, delivered) = made();
    let (second, again) = made();

    assert_eq!((&first["as_delivered"], &second["as_delivered"]), (&json!(true), &json!(true)));
    assert_eq!(delivered, again);
    assert_ne!(delivered, before, "a working copy says that it is one");
}
