//! What every verb prints: one JSON document with `--json`, help, and an error where the disk is full.

use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::process::{Command, Stdio};

use insyn_tests::{insyn_bin, run, text};

use crate::municipality::{Municipality, NORTH};
use crate::story::workbook;
use crate::town::{ROUND, Town};

/// Every verb by its path.
const VERBS: &[&[&str]] = &[
    &["demo"],
    &["init"],
    &["serve"],
    &["import", "ss12000"],
    &["import", "results"],
    &["export", "events"],
    &["export", "view"],
    &["round", "list"],
    &["round", "schedule"],
    &["round", "open"],
    &["do"],
    &["view"],
    &["trail"],
    &["rebuild"],
    &["verify"],
    &["checkpoint"],
    &["backup"],
    &["restore"],
    &["ready"],
    &["status"],
];

#[test]
fn every_verb_has_help() {
    let all = run(["--help"]).expect_code(0);
    for code in 0..=5 {
        assert!(all.text().contains(&format!("\n  {code}  ")), "exit code {code} is documented");
    }
    let first: BTreeSet<&str> = VERBS.iter().map(|verb| verb[0]).collect();
    for verb in &first {
        assert!(all.text().contains(&format!("\n  {verb} ")), "{verb} is listed");
    }
    // nothing is listed that is not tested here
    let listed = all.text().lines().skip_while(|line| *line != "Commands:").skip(1);
    let listed = listed.take_while(|line| line.starts_with("  "));
    let names = listed.filter(|line| !line.starts_with("   "));
    let names = names.filter_map(|line| line.split_whitespace().next());
    let names: BTreeSet<&str> = names.filter(|name| *name != "help").collect();
    assert_eq!(names, first);
    for verb in VERBS {
        let help = run([verb, &["--help"][..]].concat()).expect_code(0);
        let usage = format!("Usage: insyn {}", verb.join(" "));
        assert!(help.text().contains(&usage), "{verb:?}: {}", help.text());
        assert!(help.text().contains("--json") && help.stderr.is_empty(), "{verb:?}");
    }
    let version = run(["--version"]).expect_code(0);
    assert_eq!(version.text().trim(), concat!("insyn ", env!("CARGO_PKG_VERSION")));
}

#[test]
fn every_verb_answers_with_one_json_document() {
    let town = Town::new();
    let at = |name: &str| text(&town.directory.path().join(name)).to_owned();
    let folder = Municipality::new().write(town.directory.path(), "export");
    let results = town.file("resultat.csv", workbook("15", "18b"));
    let command = town.file("command.json", format!("{{\"term\": \"round\", \"command\": \"open\", \
        \"round\": \"{ROUND}\", \"school\": \"{NORTH}\", \"until\": \"2100-06-01\"}}"));
    let (other, demo, people) = (at("other"), at("demo"), at("people.csv"));
    let (events, csv, backup, whole) = (at("events"), at("csv"), at("backup"), at("whole"));
    let init = ["init", "--municipality", "0199", "--name", "P", "--people", &people];
    let small = ["demo", "--no-serve", "--pupils", "60", "--years", "1"];
    let figure = format!("population@school:{NORTH}@2025-26:september");
    // the last two columns: the store (the town's where there is none), and the exit code
    let verbs: Vec<(&[&str], Option<&str>, i32)> = vec![
        (&init, Some(&other), 0),
        (&small, Some(&demo), 0),
        (&small, Some(&demo), 0),
        (&["import", "ss12000", text(&folder), "--dry-run"], None, 0),
        (&["import", "ss12000", text(&folder)], None, 0),
        (&["round", "schedule", ROUND], None, 0),
        (&["round", "open", ROUND], None, 0),
        (&["round", "list"], None, 0),
        (&["import", "results", text(&results), "--round", ROUND, "--dry-run"], None, 1),
        (&["view", "school", NORTH], None, 0),
        (&["view", "round-board", NORTH], None, 0),
        (&["trail", "school", NORTH], None, 0),
        (&["trail", "figure", &figure], None, 0),
        (&["export", "events", "--out", &events], None, 0),
        (&["export", "view", "school", NORTH, "--format", "json"], None, 0),
        (&["export", "view", "school", NORTH, "--out", &csv], None, 0),
        (&["do", text(&command), "--as", "results_coordinator"], None, 0),
        (&["rebuild"], None, 0),
        (&["rebuild", "--check"], None, 0),
        (&["checkpoint"], None, 0),
        (&["verify"], None, 0),
        (&["backup", &backup], None, 0),
        (&["restore", &backup], Some(&whole), 0),
        (&["ready"], None, 1),
        (&["status"], None, 0),
    ];
    for (verb, store, code) in verbs {
        let store = store.map_or_else(|| town.store().to_owned(), Into::into);
        let asked = town.run_at(&store, &[verb, &["--json"]].concat());
        assert_eq!(asked.code, code, "{verb:?}: {}", asked.stderr);
        let answer = asked.json();
        assert!(answer.is_object() || answer.is_array(), "{verb:?}: {answer}");
        assert_eq!(asked.stderr, "", "{verb:?} says nothing beside its answer");
    }
}

#[test]
fn progress_is_silent_in_a_pipe() {
    let town = Town::with_open_round();
    for verb in [&["rebuild", "--check"][..], &["export", "events"], &["trail", "school", NORTH]] {
        assert_eq!(town.run(verb).expect_code(0).stderr, "", "{verb:?}");
    }
}

/// Runs a verb whose standard output goes to a full disk.
fn onto_a_full_disk(town: &Town, verb: &[&str]) -> (Option<i32>, String) {
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let ended = Command::new(insyn_bin())
        .args(verb)
        .args(["--data", text(town.store())])
        .stdin(Stdio::null())
        .stdout(full)
        .output()
        .unwrap();
    (ended.status.code(), String::from_utf8(ended.stderr).unwrap())
}

#[test]
fn a_full_disk_is_never_a_success() {
    if !std::path::Path::new("/dev/full").exists() {
        eprintln!("SKIPPED a_full_disk_is_never_a_success: no /dev/full here");
        return;
    }
    let town = Town::with_open_round();
    let view = ["export", "view", "school", NORTH];
    for verb in [&["export", "events"][..], &view] {
        let out = town.run(&[verb, &["--out", "/dev/full"]].concat());
        assert!(out.code != 0 && out.stderr.starts_with("insyn: "), "{verb:?}: {}", out.stderr);
        let (code, said) = onto_a_full_disk(&town, verb);
        assert!(code != Some(0), "{verb:?} onto a full disk ends with success");
        assert!(said.starts_with("insyn: "), "{verb:?}: {said}");
    }
    // a view that nobody could read was not shown either
    let (code, said) = onto_a_full_disk(&town, &["view", "school", NORTH]);
    assert!(code != Some(0) && said.starts_with("insyn: "), "{code:?}: {said}");
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let town = Town::with_open_round();
    let mut export = Command::new(insyn_bin())
        .args(["export", "events", "--data", text(town.store())])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(export.stdout.take());
    let ended = export.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(0), "{}", String::from_utf8_lossy(&ended.stderr));
}
