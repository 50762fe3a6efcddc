//! Reports that stand for ever, trails in both directions, decisions explained and the follow-up process,
//! on the command line and over the demo municipality.

use std::path::Path;

use insyn_tests::{Output, run, scratch, text};
use serde_json::Value;

/// Runs a verb on a demo of its own.
fn on(data: &Path, arguments: &[&str]) -> Output {
    run([arguments, &["--data", text(data)]].concat())
}

#[track_caller]
fn json(data: &Path, arguments: &[&str]) -> Value {
    on(data, &[arguments, &["--json"]].concat()).expect_code(0).json()
}

fn string(value: &Value, pointer: &str) -> String {
    let found = value.pointer(pointer).and_then(Value::as_str);
    found.unwrap_or_else(|| panic!("no text at {pointer}: {value:#}")).to_owned()
}

#[test]
fn a_report_is_prepared_delivered_shown_again_and_traced() {
    let directory = scratch();
    let data = directory.path().join("demo");
    on(&data, &["demo", "--no-serve", "--pupils", "60", "--years", "1"]).expect_code(0);
    let rounds = json(&data, &["round", "list"]);
    let round = string(&rounds, "/0/round");
    let wanted =
        ["report", "prepare", "utbildningsnamnden", "--round", &round, "--title", "Läsningen"];
    let prepared = on(&data, &[&wanted[..], &["--ask", "Notera rapporten.", "--json"]].concat());
    let report = string(&prepared.expect_code(0).json(), "/report");
    let shown = json(&data, &["report", "show", &report]);
    assert_eq!(shown["delivered"], Value::Null);
    for held in ["digest", "root", "same"] {
        assert_eq!(shown["check"][held], true, "{held}");
    }
    // not public until it is delivered
    let auditor = ["report", "show", &report, "--as", "adviser"];
    on(&data, &auditor).expect_code(4);
    on(&data, &["report", "deliver", &report]).expect_code(0);
    on(&data, &auditor).expect_code(0);
    let again = json(&data, &["report", "show", &report]);
    assert_eq!(again["document"], shown["document"], "a report is never changed");

    let trail = json(&data, &["trail", "report", &report]);
    let kinds = |side: &str| -> Vec<String> {
        let links = trail[side].as_array().unwrap().iter();
        links.filter_map(|link| link["kind"].as_str().map(str::to_owned)).collect()
    };
    assert_eq!(kinds("itself"), ["ReportPrepared", "ReportDelivered"]);
    assert!(kinds("before").contains(&"RoundScheduled".to_owned()), "{:?}", kinds("before"));
    let exported = on(&data, &["export", "events"]).expect_code(0);
    let ratings = exported.text().lines().filter(|line| line.contains("\"RatingGiven\""));
    for line in ratings {
        let line: Value = serde_json::from_str(line).unwrap();
        assert_eq!(
            line["payload"]["point"],
            Value::Null,
            "a person's rating is that person's only"
        );
    }
    let lines = on(&data, &["trail", "report", &report, "--ndjson"]).expect_code(0);
    let positions: Vec<u64> = lines
        .text()
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["position"].as_u64().unwrap())
        .collect();
    assert!(positions.len() > 3 && positions.is_sorted(), "every event once, in order");

    let position = trail["itself"][0]["position"].to_string();
    let explained = json(&data, &["explain", &position]);
    assert_eq!(explained["again"]["outcome"], "same");
    assert_eq!(string(&explained, "/authority/role"), "committee_secretary");
    on(&data, &["explain", &position, "--as", "adviser"]).expect_code(4);
    on(&data, &["explain", "99999999"]).expect_code(1);
}

#[test]
fn the_follow_up_does_what_it_says_it_would_and_then_nothing() {
    let directory = scratch();
    let data = directory.path().join("demo");
    on(&data, &["demo", "--no-serve", "--pupils", "60", "--years", "1"]).expect_code(0);
    let due = json(&data, &["follow-up", "--dry-run"]);
    let due = due.as_array().unwrap().len() as u64;
    let ran = json(&data, &["follow-up"]);
    let (acted, declined) = (ran["acted"].as_u64().unwrap(), ran["declined"].as_u64().unwrap());
    assert!(acted + declined >= due, "{ran} where {due} were due");
    let again = json(&data, &["follow-up"]);
    assert_eq!((&again["acted"], &again["declined"]), (&0.into(), &0.into()), "nothing twice");
    on(&data, &["follow-up", "--as", "auditor"]).expect_code(4);
}
