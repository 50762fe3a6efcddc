//! What every verb prints: one JSON document with `--json`, help, and an error where the disk is full.

use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::process::{Command, Stdio};

use insyn_tests::{insyn_bin, run, text};
use serde_json::json;

use crate::municipality::{Municipality, NORTH};
use crate::story::workbook;
use crate::town::{ROUND, Town};

/// Every verb by its path.
const VERBS: &[&[&str]] = &[
    &["demo"],
    &["init"],
    &["serve"],
    &["sign-in", "link"],
    &["sign-in", "unlink"],
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
    &["explain"],
    &["access"],
    &["reads", "pupil"],
    &["reads", "begin"],
    &["report", "prepare"],
    &["report", "show"],
    &["report", "deliver"],
    &["report", "pdf"],
    &["report", "xlsx"],
    &["report", "account"],
    &["follow-up"],
    &["remind"],
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
        // Two make a store, and with it the people who may act in it; one prints what is the same in all.
        let makes = [&["demo"][..], &["init"], &["access"]].contains(verb);
        assert_eq!(help.text().contains("--as <ROLE[:STAFF-ID]>"), !makes, "{verb:?}");
    }
    let version = run(["--version"]).expect_code(0);
    assert_eq!(version.text().trim(), concat!("insyn ", env!("CARGO_PKG_VERSION")));
}

#[test]
fn every_verb_answers_with_one_json_document() {
    let town = Town::new();
    let place = text(town.directory.path());
    Municipality::new().write(town.directory.path(), "export");
    town.file("resultat.csv", workbook("15", "18b"));
    let engage = json!({ "term": "organisation", "command": "engage_staff", "from": "2025-08-01",
        "staff": "00000000000000000000000000000001",
        "name": { "given": "Kaisandr", "family": "Kontorslund" } });
    town.file("engage.json", engage.to_string());
    for (line, code) in answers() {
        let line = line.replace("PLACE", place);
        let verb: Vec<&str> = line.split_whitespace().chain(["--json"]).collect();
        let asked = if verb.contains(&"--data") { run(&verb) } else { town.run(&verb) };
        assert_eq!(asked.code, code, "{verb:?}: {}", asked.stderr);
        let answer = asked.json();
        assert!(answer.is_object() || answer.is_array(), "{verb:?}: {answer}");
        assert_eq!(asked.stderr, "", "{verb:?} says nothing beside its answer");
    }
}

/// A run of every verb that answers, and its exit code; on the town's own store where none is named.
fn answers() -> Vec<(String, i32)> {
    let demo = "demo --no-serve --pupils 60 --years 1 --data PLACE/demo";
    let results = format!("import results PLACE/resultat.csv --round {ROUND} --dry-run");
    let lines = [
        "init --municipality 0199 --name P --people PLACE/people.csv --data PLACE/other",
        demo,
        demo,
        "import ss12000 PLACE/export --dry-run",
        "import ss12000 PLACE/export",
        "round schedule 2025/26:september",
        "do PLACE/engage.json --as system_administrator",
        "round open 2025/26:september",
        "round list",
        &results,
        "view school 99000001",
        "view round-board 99000001",
        "trail school 99000001",
        "trail figure population@school:99000001@2025-26:september",
        "explain 0",
        "follow-up --dry-run",
        "follow-up",
        "remind --dry-run",
        "view todo --as principal",
        "view guarantee 99000001",
        "view dialogue 99000001",
        "view programmes 99000001",
        "view measures 99000001",
        "view account 99000001",
        "view knowledge",
        "view decisions",
        "view seminars",
        "view support 99000001",
        "view competence 99000001",
        "report account 99000001 --round 2025/26:september",
        "export view guarantee 99000001 --as principal --out PLACE/guarantee.csv",
        "export events --out PLACE/events",
        "export view school 99000001 --format json",
        "export view school 99000001 --out PLACE/csv",
        "rebuild",
        "rebuild --check",
        "checkpoint",
        "verify",
        "backup PLACE/backup",
        "restore PLACE/backup --data PLACE/whole",
        "ready",
        "status",
    ];
    let says_no = ["ready"];
    lines.iter().map(|line| ((*line).to_owned(), i32::from(says_no.contains(line)))).collect()
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
