//! Who works on the store itself: named with role and staff id, looked up where the record can be read,
//! and said to be only claimed where it cannot.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use insyn_tests::{insyn_bin, text};
use serde_json::{Value, json};

use crate::town::{Town, string};

/// Verbs about the store, each with its exit code when all is well; `PLACE` is an empty directory.
const VERBS: [(&str, i32); 8] = [
    ("status", 0),
    ("ready", 1),
    ("checkpoint", 0),
    ("rebuild", 0),
    ("rebuild --check", 0),
    ("verify", 0),
    ("backup PLACE/backup", 0),
    ("restore PLACE/backup --data PLACE/restored --live STORE", 0),
];

/// Runs a verb, with these options, as a script would.
fn run(town: &Town, line: &str, options: &[&str]) -> insyn_tests::Output {
    let place = text(town.directory.path());
    let line = line.replace("PLACE", place).replace("STORE", text(town.store()));
    let words: Vec<&str> = line.split_whitespace().chain(options.iter().copied()).collect();
    if words.contains(&"--data") { insyn_tests::run(&words) } else { town.run(&words) }
}

fn without(place: &Path, names: &[&str]) {
    for name in names {
        let path = place.join(name);
        if path.is_dir() {
            fs::remove_dir_all(path).unwrap();
        } else if path.exists() {
            fs::remove_file(path).unwrap();
        }
    }
}

/// The id of the first who was given a role, as the record says.
fn holder(town: &Town, role: &str) -> String {
    let events = town.events(0);
    let granted = events.iter().find(|event| event["payload"].to_string().contains(role));
    let granted = granted.unwrap()["payload"].clone();
    let ids: Vec<String> = texts(&granted).filter(|text| text.len() == 32).collect();
    assert_eq!(ids.len(), 1, "{granted}");
    ids[0].clone()
}

fn texts(value: &Value) -> Box<dyn Iterator<Item = String> + '_> {
    match value {
        Value::String(text) => Box::new(std::iter::once(text.clone())),
        Value::Array(list) => Box::new(list.iter().flat_map(texts)),
        Value::Object(map) => Box::new(map.values().flat_map(texts)),
        _ => Box::new(std::iter::empty()),
    }
}

/// Every file under a directory with its bytes.
fn files(directory: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path.clone(), fs::read(path).unwrap());
        }
    }
    found
}

#[test]
fn every_verb_on_the_store_names_who_runs_it() {
    let town = Town::with_open_round();
    let staff = holder(&town, "system_administrator");
    let keeper = json!({"role": "system_administrator", "staff": staff, "looked_up": true});
    let named = format!("system_administrator:{staff}");
    for options in [&["--json"][..], &["--json", "--as", &named]] {
        without(town.directory.path(), &["backup", "restored"]);
        for (line, code) in VERBS {
            let asked = run(&town, line, options);
            assert_eq!(asked.code, code, "{line}: {}", asked.stderr);
            assert_eq!(asked.json()["actor"], keeper, "{line}");
        }
    }
    without(town.directory.path(), &["backup", "restored"]);
    for (line, code) in VERBS {
        let asked = run(&town, line, &[]);
        assert_eq!((asked.code, asked.stderr.as_str()), (code, ""), "{line}");
        // the signed note is printed to the byte
        let says = asked.text().contains(&format!("by {named}"));
        assert_eq!(says, line != "checkpoint", "{line}: {}", asked.text());
    }
    town.has_named_nobody(&[]);
}

#[test]
fn who_may_not_work_on_the_store_does_not() {
    let town = Town::with_open_round();
    run(&town, "backup PLACE/backup", &[]).expect_code(0);
    for (line, code) in VERBS {
        let line = line.replace("backup PLACE/backup", "backup PLACE/second");
        // an auditor checks what is recorded and signed, and does nothing else to it
        let checks = ["verify", "checkpoint"].contains(&line.as_str());
        let asked = run(&town, &line, &["--as", "auditor"]);
        assert_eq!(asked.code, if checks { code } else { 4 }, "{line}: {}", asked.stderr);
        for (role, code, said) in [
            ("principal", 4, "may not see this"),
            ("adviser", 4, "nobody like that holds the role adviser"),
            ("auditor:00000000000000000000000000000001", 4, "nobody like that"),
            ("headmaster", 2, "role"),
            ("auditor:nobody", 2, "staff id"),
        ] {
            let asked = run(&town, &line, &["--as", role]);
            assert_eq!(asked.code, code, "{line} as {role}: {}", asked.stderr);
            assert!(asked.stderr.contains(said), "{line} as {role}: {}", asked.stderr);
            assert!(asked.stdout.is_empty(), "{line} as {role}: {}", asked.text());
        }
    }
    for made in ["second", "restored"] {
        assert!(!town.directory.path().join(made).exists(), "{made}");
    }
    town.has_named_nobody(&[]);
}

/// What a verb says of who runs it on a store it could look nobody up in.
#[track_caller]
fn claims(town: &Town, store: &Path, line: &[&str], code: i32) {
    let id = "00000000000000000000000000000001";
    let auditor = format!("auditor:{id}");
    for (options, staff, role) in [
        (&[][..], Value::Null, "system_administrator"),
        (&["--as", "auditor"], Value::Null, "auditor"),
        (&["--as", &auditor], json!(id), "auditor"),
    ] {
        let asked = town.run_at(store, &[line, options, &["--json"]].concat()).expect_code(code);
        let wanted = json!({"role": role, "staff": staff, "looked_up": false});
        assert_eq!(asked.json()["actor"], wanted, "{line:?}");
    }
    let asked = town.run_at(store, &[line, &["--as", "auditor"]].concat()).expect_code(code);
    assert!(asked.text().contains("by auditor (claimed, not looked up"), "{}", asked.text());
}

#[test]
fn verifying_needs_no_store_that_opens_and_says_that_nobody_was_looked_up() {
    let town = Town::with_open_round();
    let backup = town.directory.path().join("backup");
    town.run(&["backup", text(&backup)]).expect_code(0);
    let bare = town.copy("bare");
    without(&bare, &["derived", "keys", "checkpoints", "vault"]);
    let tampered = town.copy("tampered");
    fs::write(tampered.join("log/00000000000000000000.redb"), b"").unwrap();
    let verdict = town.run_at(&tampered, &["verify"]).code;
    assert_ne!(verdict, 0);
    // of its own facts, a record that is not sound says nothing that could be believed
    assert!(tampered.join("derived/facts").exists());
    for (store, code) in [(&backup, 0), (&bare, 0), (&tampered, verdict)] {
        claims(&town, store, &["verify"], code);
    }
}

#[test]
fn verifying_changes_nothing() {
    let town = Town::with_open_round();
    let backup = town.directory.path().join("backup");
    town.run(&["backup", text(&backup)]).expect_code(0);
    for store in [town.store(), &backup] {
        let before = files(store);
        town.run_at(store, &["verify"]).expect_code(0);
        assert!(files(store) == before, "{}", store.display());
    }
}

#[test]
fn facts_of_another_state_are_not_asked() {
    let town = Town::new();
    let early = fs::read(town.store().join("derived/facts")).unwrap();
    town.run(&[
        "import",
        "ss12000",
        text(&crate::municipality::Municipality::new().write(town.directory.path(), "export")),
    ])
    .expect_code(0);
    fs::write(town.store().join("derived/facts"), early).unwrap();
    let verified = town.json(&["verify"]);
    assert_eq!(string(&verified, "/verdict"), "sound");
    assert_eq!(verified["actor"]["looked_up"], json!(false));
}

#[test]
fn a_store_that_does_not_open_is_copied_and_restored_all_the_same() {
    let town = Town::with_open_round();
    let keyless = town.copy("keyless");
    fs::remove_file(keyless.join("keys/master.key")).unwrap();
    let place = town.directory.path();
    for (number, role) in ["auditor", "system_administrator"].into_iter().enumerate() {
        let backup = place.join(format!("backup-{number}"));
        let asked = ["backup", text(&backup), "--as", role, "--json"];
        let made = town.run_at(&keyless, &asked).expect_code(0).json();
        assert_eq!(made["actor"], json!({"role": role, "staff": null, "looked_up": false}));
        // no store that lives, or one that does not open
        let beside = ["--live", text(&keyless)];
        for (way, live) in [("alone", &[][..]), ("beside", &beside)] {
            let restored = place.join(format!("restored-{way}-{number}"));
            let asked = [&["restore", text(&backup), "--as", role, "--json"][..], live].concat();
            let made = town.run_at(&restored, &asked).expect_code(0).json();
            assert_eq!(made["actor"]["looked_up"], json!(false), "{way}");
        }
    }
}

#[test]
fn who_lists_rounds_or_serves_must_hold_the_role() {
    let town = Town::with_open_round();
    for (line, code) in [
        ("round list --as principal", 0),
        ("round list --as adviser", 4),
        ("serve --listen 127.0.0.1:0 --as adviser", 4),
        ("serve --listen 127.0.0.1:0 --as principal", 4),
    ] {
        run(&town, line, &[]).expect_code(code);
    }
}

#[test]
fn who_acts_is_logged_where_logging_is_asked_for() {
    let town = Town::with_open_round();
    let staff = holder(&town, "system_administrator");
    let asked = Command::new(insyn_bin())
        .args(["status", "--data", text(town.store())])
        .env("RUST_LOG", "insyn=info")
        .output()
        .unwrap();
    let logged = String::from_utf8(asked.stderr).unwrap();
    let line = logged.lines().find(|line| line.contains("\"acts\"")).unwrap();
    let line: Value = serde_json::from_str(line).unwrap();
    assert_eq!(string(&line, "/fields/verb"), "status");
    assert_eq!(string(&line, "/fields/role"), "system_administrator");
    assert_eq!(string(&line, "/fields/staff"), staff);
}
