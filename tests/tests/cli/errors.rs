//! Clear errors with documented exit codes: 1 the answer is no, 2 usage or an unreadable file, 4 not
//! allowed.

use insyn_tests::{run, scratch, text};
use serde_json::json;

use crate::municipality::{Municipality, NAMES, NORTH};
use crate::story::workbook;
use crate::town::{ROUND, Town, string};

/// The exit code and a part of what is said on standard error; nothing on standard output.
#[track_caller]
fn refused(town: &Town, arguments: &[&str], code: i32, said: &str) {
    let asked = town.run(arguments);
    assert_eq!(asked.code, code, "{arguments:?}: {}{}", asked.text(), asked.stderr);
    assert!(asked.stderr.contains(said), "{arguments:?}: {}", asked.stderr);
    assert!(asked.stdout.is_empty(), "{arguments:?}: {}", asked.text());
    for name in NAMES {
        assert!(!asked.stderr.contains(name), "{arguments:?} names someone");
    }
}

#[test]
fn a_file_that_is_no_workbook_is_wrong_input() {
    let town = Town::with_open_round();
    let place = town.directory.path();
    let import = |file: &str, said: &str| {
        let file = place.join(file);
        refused(&town, &["import", "results", text(&file), "--round", ROUND], 2, said);
    };
    town.file("list.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n");
    import("list.pdf", "the file is a PDF");
    town.file("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old workbook, or a protected one");
    import("old.xls", "cannot read");
    town.file("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    import("picture.csv", "cannot read");
    town.file("empty.csv", b"");
    import("empty.csv", "the file is empty");
    town.file("letter.csv", "Hej Zalvira;\nvi ses\n");
    import("letter.csv", "no sheet has the headings");
    import("absent.csv", "cannot read");
    import("", "cannot read");
    let size = town.size();
    let sound = town.file("resultat.csv", workbook("15", "18b"));
    let unknown = ["import", "results", text(&sound), "--round"];
    refused(&town, &[&unknown[..], &["2025/26:may"]].concat(), 1, "2025/26:may is not scheduled");
    refused(&town, &[&unknown[..], &["maj 2026"]].concat(), 2, "--round");
    assert_eq!(town.size(), size);
}

#[test]
fn a_class_list_that_cannot_be_read_is_wrong_input_or_a_fault_with_its_place() {
    let town = Town::new();
    let absent = town.directory.path().join("absent");
    refused(&town, &["import", "ss12000", text(&absent)], 2, "insyn: ");
    let folder = Municipality::new().write(town.directory.path(), "export");
    let size = town.size();
    std::fs::write(folder.join("persons.json"), "{\"data\": [{\"givenName\": \"Zalvira\"").unwrap();
    refused(&town, &["import", "ss12000", text(&folder)], 2, "persons.json: ");
    assert_eq!(town.size(), size);
    town.has_named_nobody(&[]);
}

#[test]
fn a_round_that_is_not_there_is_no() {
    let town = Town::with_open_round();
    refused(&town, &["round", "open", "2025/26:may"], 1, "2025/26:may is not scheduled");
    refused(&town, &["round", "schedule", "2025/26:midsummer"], 2, "insyn do");
    refused(&town, &["round", "schedule", "2025/26"], 2, "round (as 2025/26:september)");
    refused(&town, &["round", "schedule", "2025/26:may", "--grades", "9-1"], 2, "1-9 or 3,6,9");
    let view = ["view", "school", NORTH, "--round", "2025/26:may"];
    refused(&town, &view, 1, "nothing is known");
    refused(&town, &["round", "open", ROUND, "--school", "99000009"], 1, "round.");
    let late = ["round", "schedule", ROUND, "--census-date", "2025-09-16"];
    refused(&town, &late, 1, "(round.already_opened)");
}

#[test]
fn who_acts_must_hold_the_role() {
    let town = Town::with_open_round();
    let view = |role: &str| ["view", "school", NORTH, "--as", role].map(str::to_owned);
    let asked = |role: &str, code: i32, said: &str| {
        let view = view(role);
        refused(&town, &view.each_ref().map(String::as_str), code, said);
    };
    asked("headmaster", 2, "role");
    asked("teacher", 2, "3 hold the role teacher; name one:\n  teacher:");
    asked("teacher:nobody", 2, "staff id");
    asked("teacher:00000000000000000000000000000001", 4, "holds the role teacher");
    asked("adviser", 4, "holds the role adviser");
    // one of those named does
    let several = town.run(&["view", "school", NORTH, "--as", "teacher"]);
    let one = several.stderr.lines().nth(1).unwrap().trim().to_owned();
    town.run(&["view", "school", NORTH, "--as", &one]).expect_code(0);
    // and may do what the role allows, nothing else
    refused(&town, &["round", "schedule", "2025/26:may", "--as", &one], 4, "not_authorised");
    refused(&town, &["export", "events", "--as", &one], 4, "may not see this");
    refused(&town, &["trail", "school", NORTH, "--as", &one], 4, "may not see this");
    // those who see a school's pupils see its trail, as on the pages
    town.run(&["trail", "school", NORTH, "--as", "principal"]).expect_code(0);
    refused(&town, &["import", "ss12000", "nowhere", "--as", "auditor"], 2, "insyn: ");
}

#[test]
fn what_is_asked_for_must_be_there() {
    let town = Town::with_open_round();
    refused(&town, &["view", "school", "9900"], 2, "school unit code");
    refused(&town, &["view", "school", "99000009"], 1, "nothing is known");
    refused(&town, &["view", "district", "north"], 1, "nothing is known");
    refused(&town, &["view", "pupil", "Zalvira"], 2, "pupil id");
    refused(&town, &["trail", "figure", "population"], 2, "figure (as population@school");
    let other = format!("population@school:{NORTH}@2025-26:may");
    refused(&town, &["trail", "figure", &other], 1, "no such figure");
    let nobody = "00000000000000000000000000000001";
    refused(&town, &["trail", "pupil", nobody], 1, "nothing is recorded");
    refused(&town, &["view", "school", NORTH, "--as-of", "yesterday"], 2, "not a time or size");
    refused(&town, &["view", "school", NORTH, "--as-of", "999999"], 2, "events");
    refused(&town, &["export", "events", "--as-of", "999999"], 2, "events");
    refused(&town, &["verify", "--key", "no key", "--checkpoint", "none"], 2, "insyn: ");
}

#[test]
fn a_command_that_is_none_is_told_by_its_place_and_never_repeated() {
    let town = Town::new();
    for (text, said) in [
        ("", "line 1, column 0: not JSON"),
        ("[]", "no command"),
        ("{\"term\": \"pupil\",\n \"command\": Zalvira}", "line 2, column 13: not JSON"),
        ("{\"term\": \"pupil\",\n \"command\": \"Zalvira\"}", "command 1: no such command"),
        ("[{\"term\": \"Zalvira Läsqvist 20130101TF01\"}]", "command 1: no such command"),
    ] {
        let asked = town.run_with(&["do", "-"], text).expect_code(2);
        assert!(asked.stderr.contains(said), "{text}: {}", asked.stderr);
    }
    refused(&town, &["do", "absent.json"], 2, "cannot read absent.json");
    let command = json!({ "term": "organisation", "command": "engage_staff", "from": "2025-08-01",
        "staff": "00000000000000000000000000000001",
        "name": { "given": "Zalvira", "family": "Läsqvist" } });
    let file = town.file("engage.json", command.to_string());
    refused(&town, &["do", text(&file), "--id", "first"], 2, "insyn: ");
    // several are recorded together or not at all
    let size = town.size();
    let role = json!({ "term": "organisation", "command": "grant_role", "role": "teacher",
        "staff": "0000000000000000000000000000beef", "scope": "municipality",
        "from": "2025-08-01", "to": null });
    let asked = town.run_with(&["do", "-"], &json!([command, role]).to_string());
    assert_eq!(asked.code, 1, "{}", asked.stderr);
    assert!(asked.stderr.contains("command 2: "), "{}", asked.stderr);
    assert_eq!(town.size(), size);
    // and under one id only one request
    let id = "018f3a4c-0000-7000-8000-000000000009";
    town.run(&["do", text(&file), "--id", id]).expect_code(0);
    let other = command.to_string().replace("0001\"", "0002\"");
    let asked = town.run_with(&["do", "-", "--id", id], &other).expect_code(1);
    assert!(asked.stderr.contains("used for another request"), "{}", asked.stderr);
    town.has_named_nobody(&[]);
}

#[test]
fn usage_that_is_wrong_ends_with_two() {
    let place = scratch();
    for wrong in [
        &[][..],
        &["conjure"],
        &["status"],
        &["view", "castle", NORTH, "--data", "x"],
        &["import", "results", "file.csv", "--data", "x"],
        &["init", "--data", "x", "--municipality", "19", "--name", "N", "--people", "p"],
        &["status", "--data", "x", "--loudly"],
    ] {
        let asked = run(wrong);
        assert_eq!(asked.code, 2, "{wrong:?}: {}", asked.stderr);
        assert!(asked.stdout.is_empty() && !asked.stderr.is_empty(), "{wrong:?}");
    }
    // a failure in JSON: one document, on standard error
    let missing = place.path().join("missing");
    let asked = run(["status", "--json", "--data", text(&missing)]).expect_code(3);
    assert!(asked.stdout.is_empty());
    let problem: serde_json::Value = serde_json::from_str(&asked.stderr).unwrap();
    assert_eq!(problem["exit_code"], 3);
    assert!(string(&problem, "/error").contains("no store at"), "{problem}");
}
