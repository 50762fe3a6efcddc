//! An import that is killed on its way is finished by the next, and nobody comes in twice.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use insyn_tests::{insyn_bin, text};
use serde_json::{Value, json};

use crate::municipality::Municipality;
use crate::town::{Town, number, string};

const MORE: usize = 500;

/// Starts the import and kills it when the volume has been written to so many times, or it is done.
fn killed(town: &Town, folder: &str, writes: usize) {
    let volume = town.store().join("log/00000000000000000000.redb");
    let modified = || volume.metadata().unwrap().modified().unwrap();
    let mut seen = BTreeSet::from([modified()]);
    let mut import = Command::new(insyn_bin())
        .args(["import", "ss12000", folder, "--data", text(town.store())])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while seen.len() <= writes && import.try_wait().unwrap().is_none() {
        thread::sleep(Duration::from_millis(1));
        seen.insert(modified());
    }
    // One that is done already is as dead as asked for.
    let _ended = import.kill();
    import.wait().unwrap();
}

#[test]
fn a_killed_import_is_finished_by_the_next() {
    let town = Town::new();
    let municipality = Municipality::with_more_pupils(MORE);
    let folder = municipality.write(town.directory.path(), "export");
    let mut sizes = BTreeSet::new();
    for writes in [0, 2, 3, 5] {
        killed(&town, text(&folder), writes);
        town.run(&["verify"]).expect_code(0);
        sizes.insert(town.size());
    }
    assert!(sizes.len() > 1, "never killed on its way: {sizes:?}");
    town.import(&municipality).expect_code(0);

    // everyone is in, once, with the guardian
    let events = town.events(0);
    let pupils = |kind: &str| {
        let of_kind = events.iter().filter(|event| event["type"] == kind);
        let pupils = of_kind.map(|event| string(event, "/payload/pupil"));
        pupils.collect::<Vec<&str>>()
    };
    for (kind, count) in [("PupilEnrolled", 7 + MORE), ("GuardianLinked", 4 + MORE)] {
        assert_eq!(pupils(kind).len(), count, "{kind}; sizes on the way: {sizes:?}");
    }
    let different: BTreeSet<&str> = pupils("PupilEnrolled").into_iter().collect();
    assert_eq!(different.len(), 7 + MORE);
    assert_eq!(number(&town.json(&["status"]), "/pupils"), 7 + MORE as u64);
    let again: Value = town.import(&municipality).expect_code(0).json();
    assert_eq!((&again["events"], &again["refused"]), (&json!(0), &json!([])));
    assert_eq!(town.json(&["rebuild", "--check"])["differences"], json!([]));
    town.run(&["verify"]).expect_code(0);
    town.has_named_nobody(&[]);
}
