//! A production store: what it lacks, and what it refuses until then.

use insyn_tests::{Client, Server, text};
use serde_json::json;

use crate::municipality::Municipality;
use crate::town::{Town, contains, number, string};

/// A civic number in digits, published for tests and given to nobody.
const DIGITS: &str = "201701012393";

#[test]
fn a_production_store_says_what_is_missing() {
    let town = Town::made(&["--production"]);
    let ready = town.run(&["ready", "--json"]).expect_code(1).json();
    assert_eq!((&ready["production"], &ready["ready"]), (&json!(true), &json!(false)));
    let missing: Vec<&str> = ready["safeguards"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|safeguard| safeguard["present"] == json!(false))
        .map(|safeguard| string(safeguard, "/code"))
        .collect();
    let wanted = ["sign_in", "retention", "disclosure_rule", "impact_assessment"];
    assert_eq!(missing, wanted);
    let said = town.run(&["ready"]).expect_code(1);
    assert_eq!(said.text().matches("\n  missing  ").count(), 4, "{}", said.text());
    assert!(said.text().starts_with("A production store"), "{}", said.text());
    let status = town.json(&["status"]);
    assert_eq!(string(&status, "/kind"), "production");
    assert_eq!(number(&status, "/safeguards_missing"), 4);
}

#[test]
fn a_test_store_lacks_the_same_and_says_what_it_is() {
    let town = Town::new();
    let said = town.run(&["ready"]).expect_code(1);
    assert!(said.text().starts_with("A test store"), "{}", said.text());
}

#[test]
fn a_real_civic_number_is_refused_and_temporary_ones_pass() {
    let town = Town::made(&["--production"]);
    let mut municipality = Municipality::new();
    municipality.of("p-2")["civicNo"]["value"] = json!(DIGITS);
    let report = town.import(&municipality).expect_code(0).json();
    assert_eq!(number(&report, "/summary/pupils/new"), 6);
    assert_eq!(number(&report, "/summary/refused"), 1);
    let faults = report["faults"].as_array().unwrap();
    let wanted = "persons.json, p-2, civicNo: the civic number is not a temporary one: the \
                  person is not imported into this record";
    let about: Vec<&str> = faults.iter().filter_map(|f| f.as_str()).collect();
    assert!(about.contains(&wanted), "{about:?}");
    // the next day the same, and nothing more
    assert_eq!(town.import(&municipality).expect_code(0).json()["events"], 0);
    // with a temporary number the pupil comes in
    let report = town.import(&Municipality::new()).expect_code(0).json();
    assert_eq!(number(&report, "/summary/pupils/new"), 1);

    // nor by a command of one's own
    let enrol = json!({ "term": "pupil", "command": "enrol",
        "enrolment": { "pupil": "0000000000000000000000000000abcd",
            "school": crate::municipality::NORTH, "form": "compulsory", "from": "2025-08-18",
            "grade": { "number": 6, "regime": "nine" }, "from_known": true, "sex": "female", "school_start": "2019/20",
            "identity": { "Named": { "name": { "given": "Zalvira", "family": "Läsqvist" },
                                     "civic_number": DIGITS } } },
        "class": null, "syllabus": "unknown", "protection": "none" });
    let asked = town.run_with(&["do", "-"], &enrol.to_string());
    assert_eq!(asked.code, 1, "{}", asked.stderr);
    assert!(asked.stderr.contains("not ready for real civic numbers"), "{}", asked.stderr);
    let volume = std::fs::read(town.store().join("log/00000000000000000000.redb")).unwrap();
    for bytes in [&volume[..], asked.stderr.as_bytes()] {
        assert!(!contains(bytes, DIGITS.as_bytes()));
    }
    town.has_named_nobody(&[]);
}

#[test]
fn nobody_signs_in_to_a_production_store() {
    let town = Town::made(&["--production"]);
    let staff = "00000000000000000000000000000001";
    let server = Server::start(["serve", "--data", text(town.store())]);
    let client = Client::new(server.address());
    let answer = client.post("/api/v1/sessions", &json!({"staff": staff, "role": "auditor"}));
    assert_eq!(answer.unwrap().status, 403);
    assert_eq!(client.get("/api/v1/events").unwrap().status, 401);
}
