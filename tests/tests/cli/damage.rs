//! Files that are damaged, gone or newer: a typed error that says which, never a panic; and what is
//! derived may go.

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::municipality::NORTH;
use crate::town::{Town, string};

const VOLUME: &str = "log/00000000000000000000.redb";

/// Changes a file of a store.
type Damage = fn(&Path);

fn cut_in_half(store: &Path) {
    let bytes = fs::read(store.join(VOLUME)).unwrap();
    fs::write(store.join(VOLUME), &bytes[..bytes.len() / 2]).unwrap();
}

fn emptied(store: &Path) {
    fs::write(store.join(VOLUME), b"").unwrap();
}

fn overwritten(store: &Path) {
    fs::write(store.join(VOLUME), vec![0x5a; 50_000]).unwrap();
}

fn removed(store: &Path) {
    fs::remove_file(store.join(VOLUME)).unwrap();
}

fn of_a_newer_format(store: &Path) {
    let text = fs::read_to_string(store.join("store")).unwrap();
    fs::write(store.join("store"), text.replace("format 1", "format 9")).unwrap();
}

fn of_another_kind(store: &Path) {
    let text = fs::read_to_string(store.join("store")).unwrap();
    fs::write(store.join("store"), text.replace("kind test", "kind production")).unwrap();
}

fn with_a_forged_checkpoint(store: &Path) {
    let path = store.join("checkpoints/latest");
    let text = fs::read_to_string(&path).unwrap();
    let size = text.lines().nth(1).unwrap().to_owned();
    fs::write(path, text.replacen(&size, "9", 1)).unwrap();
}

fn without_master_key(store: &Path) {
    fs::remove_file(store.join("keys/master.key")).unwrap();
}

#[test]
fn a_damaged_store_does_not_open_and_says_why() {
    let town = Town::with_open_round();
    town.run(&["checkpoint"]).expect_code(0);
    let damages: [(&str, Damage, &[i32]); 8] = [
        ("half", cut_in_half, &[1, 2]),
        ("empty", emptied, &[1, 2]),
        ("overwritten", overwritten, &[1, 2]),
        ("removed", removed, &[1, 2]),
        ("newer", of_a_newer_format, &[1, 2]),
        ("kind", of_another_kind, &[1, 2]),
        ("forged", with_a_forged_checkpoint, &[1]),
        // what it holds is sound; it only cannot be opened
        ("keyless", without_master_key, &[0]),
    ];
    for (name, damage, codes) in damages {
        let copy = town.copy(name);
        damage(&copy);
        let verified = town.run_at(&copy, &["verify", "--json"]);
        assert!(codes.contains(&verified.code), "{name}: {}", verified.text());
        let verdict = verified.json();
        let verdict = string(&verdict, "/verdict");
        let wanted = ["sound", "tampered", "unreadable"][usize::try_from(verified.code).unwrap()];
        assert_eq!(verdict, wanted, "{name}");
        let opened = town.run_at(&copy, &["status"]);
        assert_eq!(opened.code, 3, "{name}: {}{}", opened.text(), opened.stderr);
        assert!(
            opened.stderr.starts_with("insyn: cannot open the store"),
            "{name}: {}",
            opened.stderr
        );
        for said in [&verified.stderr, &opened.stderr] {
            assert!(!said.contains("panicked"), "{name}: {said}");
        }
    }
}

#[test]
fn what_is_derived_may_be_lost_or_damaged() {
    let town = Town::with_open_round();
    let view = ["view", "school", NORTH];
    let before = town.json(&view);
    let facts = town.store().join("derived/facts");
    let saved = fs::read(&facts).unwrap();
    let mut flipped = saved.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    for content in [Some(&flipped[..]), Some(&saved[..saved.len() / 3]), Some(b"junk"), None] {
        match content {
            Some(bytes) => fs::write(&facts, bytes).unwrap(),
            None => fs::remove_dir_all(town.store().join("derived")).unwrap(),
        }
        assert_eq!(town.json(&view), before);
        assert_eq!(town.json(&["rebuild", "--check"])["differences"], json!([]));
    }
    if town.store().join("index").exists() {
        fs::remove_dir_all(town.store().join("index")).unwrap();
    }
    assert_eq!(town.json(&view), before);
}
