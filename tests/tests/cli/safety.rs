//! Tampering, foreign directories, a store in use, backups and rolled back logs.

use std::path::PathBuf;

use insyn_tests::{Server, run, scratch, text, write_file};
use serde_json::Value;

use crate::municipality::{Municipality, NORTH};
use crate::town::{Town, number, string};

const VOLUME: &str = "log/00000000000000000000.redb";

/// Where the sixteen bytes of this event's id stand in the volume: in the page in force, and perhaps
/// in pages that a later commit has left behind.
fn places_of(volume: &[u8], event: &Value) -> Vec<usize> {
    let hex: String = string(event, "/id").chars().filter(|c| *c != '-').collect();
    let byte = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
    let id: Vec<u8> = (0..32).step_by(2).map(byte).collect();
    let starts = 0..volume.len() - id.len();
    starts.filter(|start| volume[*start..].starts_with(&id)).collect()
}

/// A copy of the store with one byte of this event changed, so many bytes from its id.
fn tampered(town: &Town, event: &Value, distance: usize) -> PathBuf {
    let copy = town.copy(&format!("tampered-{}-{distance}", event["position"]));
    let path = copy.join(VOLUME);
    let mut volume = std::fs::read(&path).unwrap();
    let places = places_of(&volume, event);
    assert!(!places.is_empty(), "the event is found in the volume");
    for place in places {
        volume[place + distance] ^= 0x10;
    }
    std::fs::write(&path, volume).unwrap();
    copy
}

#[test]
fn one_flipped_byte_in_an_event_is_named_by_its_position() {
    let town = Town::with_open_round();
    town.json(&["checkpoint"]);
    let events = town.events(0);
    let signed = town.json(&["verify"]);
    assert_eq!(number(&signed, "/events"), events.len() as u64);
    // in the id, in the commitment, in the salt of the body, in the envelope
    for distance in [5, 30, 16 + 2 + 32 + 4 + 3, 16 + 2 + 32 + 4 + 40] {
        let event = &events[events.len() / 2];
        let copy = tampered(&town, event, distance);
        let found = town.run_at(&copy, &["verify", "--json"]).expect_code(1).json();
        assert_eq!(string(&found, "/verdict"), "tampered", "{distance}");
        assert_eq!(found["first_bad_position"], event["position"], "{distance}: {found}");
    }
    let last = events.last().unwrap();
    let copy = tampered(&town, last, 5);
    let said = town.run_at(&copy, &["verify"]).expect_code(1);
    let wanted = format!("first bad event: position {}", last["position"]);
    assert!(said.text().contains(&wanted), "{}", said.text());
    town.has_named_nobody(&[]);
}

#[test]
fn a_checkpoint_kept_elsewhere_convicts_a_log_that_was_cut_short() {
    let town = Town::new();
    let early = town.copy("early");
    town.import(&Municipality::new()).expect_code(0);
    let signed = town.json(&["checkpoint"]);
    let note = town.file("note", string(&signed, "/checkpoint"));
    let proof = ["verify", "--key", string(&signed, "/verifier_key"), "--checkpoint", text(&note)];
    town.run(&proof).expect_code(0);
    // the whole store as it was before the import: nothing in it contradicts itself
    town.run_at(&early, &["verify"]).expect_code(0);
    let cut = town.run_at(&early, &[&proof[..], &["--json"]].concat()).expect_code(1).json();
    assert_eq!(string(&cut, "/verdict"), "tampered");
}

#[test]
fn a_missing_or_foreign_directory_is_no_store_and_none_is_made() {
    let place = scratch();
    let foreign = place.path().join("foreign");
    std::fs::create_dir(&foreign).unwrap();
    write_file(&foreign, "letter.txt", "nothing of ours");
    for directory in [place.path().join("missing"), foreign] {
        let data = ["--data", text(&directory)];
        let verify = run([&["verify", "--json"][..], &data].concat()).expect_code(2);
        assert_eq!(string(&verify.json(), "/verdict"), "unreadable");
        for verb in verbs_on_a_store() {
            let asked = run([&verb[..], &data].concat());
            assert_eq!(asked.code, 3, "{verb:?}: {}", asked.stderr);
            assert!(asked.stderr.starts_with("insyn: "), "{verb:?}: {}", asked.stderr);
            assert!(asked.stdout.is_empty(), "{verb:?}");
        }
    }
    assert!(!place.path().join("missing").exists(), "no store is created by opening one");
    let foreign = std::fs::read_dir(place.path().join("foreign")).unwrap().count();
    assert_eq!(foreign, 1, "nothing is added to a foreign directory");
    assert!(!place.path().join("target").exists());
}

/// Verbs that open a store, with what they need to come that far.
fn verbs_on_a_store() -> Vec<Vec<&'static str>> {
    vec![
        vec!["serve", "--listen", "127.0.0.1:0"],
        vec!["status"],
        vec!["ready"],
        vec!["checkpoint"],
        vec!["rebuild", "--check"],
        vec!["round", "list"],
        vec!["round", "schedule", "2025/26:may"],
        vec!["round", "open", "2025/26:may"],
        vec!["view", "school", NORTH],
        vec!["trail", "school", NORTH],
        vec!["explain", "0"],
        vec!["follow-up"],
        vec!["remind", "--dry-run"],
        vec!["report", "account", NORTH, "--round", "2025/26:may"],
        vec!["export", "events"],
        vec!["export", "view", "school", NORTH],
    ]
}

#[test]
fn a_backup_needs_a_store_and_an_empty_place() {
    let town = Town::new();
    let target = town.directory.path().join("backup");
    // documented: 3 where the store cannot be opened
    let missing = town.directory.path().join("missing");
    let asked = town.run_at(&missing, &["backup", text(&target)]);
    assert_eq!(asked.code, 3, "{}", asked.stderr);
    assert!(!target.exists(), "nothing is left of a backup that was not made");
    town.run(&["backup", text(&target)]).expect_code(0);
    let again = town.run(&["backup", text(&target)]);
    assert!(again.code != 0 && again.stderr.contains("not empty"), "{}", again.stderr);
}

#[test]
fn a_store_in_use_says_so() {
    let town = Town::with_open_round();
    let server = Server::start(["serve", "--data", text(town.store())]);
    let backup = town.directory.path().join("backup");
    let mut verbs = verbs_on_a_store();
    verbs.push(vec!["verify"]);
    verbs.push(vec!["backup", text(&backup)]);
    for verb in verbs {
        let asked = town.run(&verb);
        assert!(asked.stderr.contains("in use"), "{verb:?}: {}", asked.stderr);
        assert_eq!(asked.code, 3, "{verb:?}: {}", asked.stderr);
    }
    // told to stop, it finishes and leaves a sound store
    let (code, stderr) = server.stop();
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
    town.run(&["verify"]).expect_code(0);
    town.run(&["status"]).expect_code(0);
}

#[test]
fn an_address_in_use_is_wrong_usage_and_leaves_the_store_alone() {
    let (town, other) = (Town::new(), Town::new());
    let server = Server::start(["serve", "--data", text(town.store())]);
    let address = server.address().trim_start_matches("http://").to_owned();
    let asked = other.run(&["serve", "--listen", &address]).expect_code(2);
    assert!(asked.stderr.contains(&format!("cannot listen on {address}")), "{}", asked.stderr);
    other.run(&["verify"]).expect_code(0);
}

#[test]
fn an_older_backup_put_back_is_recognised_as_rolled_back() {
    let town = Town::new();
    let backup = town.directory.path().join("backup");
    let made = town.json(&["backup", text(&backup)]);
    assert_eq!(number(&made, "/volumes"), 2, "of the record, and of the log of who reads");
    let then = town.size();
    town.import(&Municipality::new()).expect_code(0);
    town.json(&["checkpoint"]);

    // beside the living store's checkpoints and key the older log does not open
    let restored = town.directory.path().join("restored");
    let restore = ["restore", text(&backup), "--live", text(town.store())];
    town.run_at(&restored, &restore).expect_code(0);
    let opened = town.run_at(&restored, &["status"]);
    assert_eq!(opened.code, 3, "{}", opened.text());
    assert!(opened.stderr.contains("rolled back"), "{}", opened.stderr);
    assert_ne!(town.run_at(&restored, &["verify"]).code, 0);

    // a backup of the store as it is now opens, with everything in it
    let newer = town.directory.path().join("backup-2");
    town.json(&["backup", text(&newer)]);
    let whole = town.directory.path().join("whole");
    town.run_at(&whole, &["restore", text(&newer), "--live", text(town.store())]).expect_code(0);
    let status = town.run_at(&whole, &["status", "--json"]).expect_code(0).json();
    assert!(number(&status, "/events") > then);
    town.run_at(&whole, &["verify"]).expect_code(0);
    let checked = town.run_at(&whole, &["rebuild", "--check", "--json"]).expect_code(0).json();
    assert_eq!(checked["differences"], serde_json::json!([]));
}

#[test]
fn init_makes_no_store_over_another_and_none_by_halves() {
    let town = Town::new();
    let people = town.directory.path().join("people.csv");
    let own = ["--municipality", "0199", "--name", "Provköping", "--people"];
    let init = [&["init"][..], &own, &[text(&people)]].concat();
    let before = town.size();
    let again = town.run(&init).expect_code(3);
    assert!(again.stderr.contains("cannot make a store"), "{}", again.stderr);
    assert_eq!(town.size(), before);

    // a list of people that does not do is told with its line, without its names; nothing is made
    for (content, wanted) in [
        ("system_administrator;Sysmund\n", "line 1: not ROLE;GIVEN NAME;FAMILY NAME"),
        ("magician;Sysmund;Kontorslund\n", "line 1: the first field is no role"),
        ("system_administrator;Sysmund;Kontorslund\n", "no line with the role results_coordinator"),
    ] {
        let people = town.file("few.csv", content);
        let other = town.directory.path().join("other");
        let init = [&["init"][..], &own, &[text(&people)]].concat();
        let refused = town.run_at(&other, &init).expect_code(2);
        assert!(refused.stderr.contains(wanted), "{}", refused.stderr);
        assert!(!other.exists());
    }
    town.has_named_nobody(&[]);
}
