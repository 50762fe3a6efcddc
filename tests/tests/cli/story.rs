//! The whole story: people, class list, round, results, correction, trail, export, proof.

use std::collections::BTreeSet;

use insyn_tests::{text, write_file};
use serde_json::{Value, json};

use crate::municipality::{Municipality, NORTH};
use crate::town::{ROUND, Town, number, string};

#[test]
fn the_whole_story_from_a_class_list_to_a_proof() {
    let town = Town::new();
    a_class_list_is_imported_and_then_only_its_changes(&town);
    a_round_is_scheduled_and_opened(&town);
    let pupil = results_are_imported_class_by_class(&town);
    let before = the_school_view_counts_them(&town);
    let corrected = a_signed_off_value_is_corrected(&town, &pupil);
    both_views_stay_true(&town, &before, &corrected);
    the_trail_lists_exactly_the_events(&town, &corrected);
    a_view_is_exported_for_a_spreadsheet(&town);
    the_facts_are_folded_anew_without_difference(&town);
    the_record_is_proved(&town);
    nobody_is_named(&town);
}

// ------------------------------------------------------------------------------------ class list

fn a_class_list_is_imported_and_then_only_its_changes(town: &Town) {
    let folder = Municipality::new().write(town.directory.path(), "export");
    let import = ["import", "ss12000", text(&folder)];
    let empty = town.size();

    // a dry run says what would come, and records nothing
    let dry = town.run(&[&import[..], &["--dry-run"]].concat()).expect_code(0);
    assert!(dry.text().contains("nothing was recorded"), "{}", dry.text());
    assert_eq!(town.size(), empty);

    // the class list comes in whole
    let first = town.json(&import);
    assert_eq!(number(&first, "/summary/schools/new"), 2);
    assert_eq!(number(&first, "/summary/classes/new"), 3);
    assert_eq!(number(&first, "/summary/pupils/new"), 7);
    assert_eq!(number(&first, "/summary/guardians/new"), 4);
    assert_eq!(first["refused"], json!([]));
    assert_eq!(number(&first, "/events"), town.size() - empty);
    let full = town.size();

    // again: nothing
    let again = town.run(&import).expect_code(0);
    assert!(again.text().contains("No change."), "{}", again.text());
    assert_eq!(town.size(), full);

    // a changed list: just the changes
    town.import(&Municipality::a_month_later()).expect_code(0);
    let mut kinds: Vec<String> =
        town.events(full).iter().map(|event| string(event, "/type").to_owned()).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["ClassJoined", "GuardianLinked", "ProtectionMarked", "PupilLeft"]);
    assert_eq!(town.import(&Municipality::a_month_later()).expect_code(0).json()["events"], 0);
}

fn a_round_is_scheduled_and_opened(town: &Town) {
    let scheduled = town.json(&["round", "schedule", ROUND]);
    assert_eq!(number(&scheduled, "/events"), 1);
    let listed = town.json(&["round", "list"]);
    assert_eq!(string(&listed, "/0/round"), ROUND);
    assert_eq!(string(&listed, "/0/census_date"), "2025-09-15");
    let opened = town.json(&["round", "open", ROUND]);
    let schools: Vec<&str> =
        opened.as_array().unwrap().iter().map(|opened| string(opened, "/school")).collect();
    assert_eq!(schools, [NORTH, crate::municipality::SOUTH]);
    // opening what is open is no event
    let before = town.size();
    let again = town.json(&["round", "open", ROUND, "--school", NORTH]);
    assert_eq!((&again[0]["first"], town.size()), (&Value::Null, before));
}

// --------------------------------------------------------------------------------------- results

/// csv as Swedish Excel writes it: Windows-1252, semicolons, CRLF; a caption above the headings, and
/// headings in an order of their own.
pub(crate) fn workbook(bodvarn: &str, ebbatine: &str) -> Vec<u8> {
    let rows = [
        "Läsresultat hösten 2025".to_owned(),
        "Klass;LUS;Namn;Personnummer;Bedömd datum;Kommentar".to_owned(),
        format!("6A;{bodvarn};Bodvarn Läsqvist;20130102TF02;15/9 2025;\"Skälinge; hemma\""),
        "6A;frånvarande;Cleotild Läsqvist;20130103-TF03;2025-09-16;".to_owned(),
        "6A;17,0;Läsqvist, Göstaline;;2025-09-16;".to_owned(),
        "6B;12;Zalvira Läsqvist;20130101TF01;2025-09-15;".to_owned(),
        "7A;17;Dagobrand Läsqvist;20120104TF04;2025-09-15;".to_owned(),
        format!("7A;{ebbatine};Ebbatine Läsqvist;20120105TF05;2025-09-15;"),
    ];
    // Every letter here has the same number in Windows-1252 as in Unicode.
    let letters = rows.iter().flat_map(|row| row.chars().chain("\r\n".chars()));
    letters.map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect()
}

/// Gives the id of the pupil in row 3.
fn results_are_imported_class_by_class(town: &Town) -> String {
    let faulty = town.file("resultat.csv", workbook("15", "99"));
    let import = ["import", "results", text(&faulty), "--round", ROUND];
    let before = town.size();

    // a dry run names sheet, row and column of the fault, holds the class back and records nothing
    let dry = town.run(&[&import[..], &["--dry-run"]].concat()).expect_code(1);
    let fault = "resultat, row 8, class 7A: column B: neither a point of the scale";
    assert!(dry.text().contains(fault), "{}", dry.text());
    assert!(dry.text().contains("resultat, row 7, class 7A: matched (held back with its class)"));
    assert!(dry.text().contains("Nothing was recorded"), "{}", dry.text());
    assert_eq!(town.size(), before);

    // for real: two classes whole, the third not at all
    let report = town.run(&[&import[..], &["--json"]].concat()).expect_code(1).json();
    let recorded: Vec<(&str, u64)> = report["outcomes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|outcome| (string(outcome, "/group"), number(outcome, "/recorded")))
        .collect();
    assert_eq!(recorded, [("6A", 3), ("6B", 1)]);
    assert_eq!(number(&report, "/events"), 4);
    assert_eq!(town.size(), before + 4);

    // put right: the rest, and what is recorded already is not recorded again
    town.file("resultat.csv", workbook("15", "18 B"));
    let report = town.json(&import);
    let statuses: Vec<&str> =
        report["rows"].as_array().unwrap().iter().map(|row| string(row, "/status")).collect();
    let known = "already_recorded";
    assert_eq!(statuses, [known, known, known, known, "matched", "matched"]);
    assert_eq!(number(&report, "/events"), 2);
    let again = town.json(&import);
    assert_eq!(number(&again, "/events"), 0);
    string(&again, "/rows/0/pupil").to_owned()
}

fn school_view(town: &Town, as_of: &str) -> Value {
    town.json(&["view", "school", NORTH, "--round", ROUND, "--as-of", as_of])
}

fn the_school_view_counts_them(town: &Town) -> Value {
    let view = school_view(town, "now");
    let total = &view["total"];
    let counted = ["/population", "/assessed", "/not_assessed/absent", "/missing"];
    let counted = counted.map(|of| number(total, &format!("{of}/value")));
    assert_eq!(counted, [4, 3, 1, 0]);
    assert_eq!(total["coverage"]["value"], json!(0.75));
    let classes: Vec<&str> =
        view["by_class"].as_array().unwrap().iter().map(|row| string(row, "/name")).collect();
    assert_eq!(classes, ["6A", "6B"]);
    assert_eq!(at_point(&view, "15"), 1);
    let text = town.run(&["view", "school", NORTH]).expect_code(0);
    assert!(text.text().starts_with("Norra provskolan, 2025/26:september"), "{}", text.text());
    view
}

fn at_point(view: &Value, point: &str) -> u64 {
    let points = view["total"]["points"].as_array().unwrap();
    let found = points.iter().find(|row| row["point"] == point).unwrap();
    number(found, "/pupils/value")
}

// ------------------------------------------------------------------------------------ correction

/// What a correction came to.
struct Corrected {
    pupil: String,
    class: String,
    /// The size of the record before it.
    size: u64,
    /// Its position.
    position: u64,
}

fn a_signed_off_value_is_corrected(town: &Town, pupil: &str) -> Corrected {
    let board = town.json(&["view", "round-board", NORTH, "--round", ROUND]);
    let class = &board["classes"][0];
    assert_eq!(string(class, "/name"), "6A");
    let (teacher, class) = (string(class, "/responsible"), string(class, "/class"));
    let actor = format!("teacher:{teacher}");

    // the teacher signs the class off; asking again with the same id gives the first receipt
    let sign_off = json!({ "term": "round", "command": "sign_off", "round": ROUND,
        "school": NORTH, "class": class, "staff": teacher });
    let file = town.file("signoff.json", sign_off.to_string());
    let id = "018f3a4c-0000-7000-8000-000000000001";
    let asked = ["do", text(&file), "--as", &actor, "--id", id];
    let first = town.json(&asked);
    assert_eq!(number(&first, "/events"), 1);
    assert_eq!(town.json(&asked), first);

    // from now on another value is a conflict, in a file as well as typed
    let changed = town.file("resultat.csv", workbook("16", "18b"));
    let import = ["import", "results", text(&changed), "--round", ROUND, "--json"];
    let report = town.run(&import).expect_code(1).json();
    assert_eq!(string(&report, "/rows/0/reason"), "signed_off");
    assert_eq!(number(&report, "/events"), 0);
    let mut command = json!({ "term": "assessment", "command": "assess",
        "place": { "pupil": pupil, "round": ROUND, "school": NORTH, "class": class },
        "outcome": { "point": "16" }, "on": "2025-09-17", "assessor": teacher });
    let refused = town.run_with(&["do", "-", "--as", &actor], &command.to_string()).expect_code(1);
    assert!(refused.stderr.contains("(assessment.signed_off)"), "{}", refused.stderr);

    // and needs a reason
    command["command"] = json!("correct");
    command["reason"] = json!("Skälinge läste fel rad");
    let size = town.size();
    let auditor = town.run_with(&["do", "-", "--as", "auditor"], &command.to_string());
    let auditor = auditor.expect_code(4);
    assert!(auditor.stderr.contains("not_authorised"), "{}", auditor.stderr);
    let done = town.run_with(&["do", "-", "--as", &actor], &command.to_string()).expect_code(0);
    assert_eq!(done.text().trim(), format!("Recorded 1 event(s) from position {size}."));
    Corrected { pupil: pupil.to_owned(), class: class.to_owned(), size, position: size }
}

fn both_views_stay_true(town: &Town, before: &Value, corrected: &Corrected) {
    // now
    let now = school_view(town, "now");
    assert_eq!((at_point(&now, "15"), at_point(&now, "16")), (0, 1));
    assert_eq!(number(&now, "/as_of"), corrected.size + 1);

    // as of the size it had when it was looked at first: the very same answer
    let seen = before["as_of"].to_string();
    assert_eq!(&school_view(town, &seen), before);

    // as of the moment of the last event before the correction
    let last = &town.events(corrected.size - 1)[0];
    let then = school_view(town, string(last, "/recorded_at"));
    assert_eq!(number(&then, "/as_of"), corrected.size);
    assert_eq!((at_point(&then, "15"), at_point(&then, "16")), (1, 0));
    let by_size = school_view(town, &corrected.size.to_string());
    assert_eq!(then, by_size);

    // before anything was known there is nothing to see
    let asked = ["view", "school", NORTH, "--as-of", "2020-01-01"];
    let nothing = town.run(&asked).expect_code(1);
    assert!(nothing.stdout.is_empty() && !nothing.stderr.is_empty());
}

// ----------------------------------------------------------------------------------------- trail

fn the_trail_lists_exactly_the_events(town: &Town, corrected: &Corrected) {
    let view = school_view(town, "now");
    let figure = string(&view, "/by_class/0/assessed/figure");
    assert!(figure.contains(&format!("class={}", corrected.class)), "{figure}");
    let positions = |as_of: &str| {
        let trail = town.json(&["trail", "figure", figure, "--as-of", as_of]);
        assert_eq!(number(&trail, "/figure/numerator"), 2);
        let entries = trail["entries"].as_array().unwrap();
        entries.iter().map(|entry| number(entry, "/position")).collect::<BTreeSet<u64>>()
    };

    // of the correction, not of what it corrects; before it, the other way round
    let (now, then) = (positions("now"), positions(&corrected.size.to_string()));
    let wanted = expected(town, corrected);
    assert_eq!(now, wanted);
    assert!(now.contains(&corrected.position));
    let swapped: Vec<u64> = then.difference(&now).copied().collect();
    assert_eq!(swapped.len(), 1, "{then:?} {now:?}");
    assert_eq!(now.difference(&then).copied().collect::<Vec<_>>(), [corrected.position]);

    // the pupil's own trail shows both, and what refers to what
    let trail = town.json(&["trail", "pupil", &corrected.pupil]);
    let last = trail["entries"].as_array().unwrap().last().unwrap();
    assert_eq!(string(last, "/kind"), "AssessmentCorrected");
    assert_eq!(number(last, "/refers_to"), swapped[0]);
    let text = town.run(&["trail", "school", NORTH]).expect_code(0);
    assert!(text.text().contains("AssessmentCorrected"), "{}", text.text());
}

/// The events the figure rests on, found among all events: the schedule, the school unit's opening,
/// and for each pupil of the class enrolment (with grade), class, and the point in force.
fn expected(town: &Town, corrected: &Corrected) -> BTreeSet<u64> {
    let events = town.events(0);
    let of_type = |kind: &str| {
        let found = events.iter().filter(|event| event["type"] == kind);
        found.map(|e| (number(e, "/position"), e["payload"].clone())).collect::<Vec<(u64, Value)>>()
    };
    let mut class: BTreeSet<String> = BTreeSet::new();
    let mut positions = BTreeSet::new();
    for (position, joined) in of_type("ClassJoined") {
        let pupil = string(&joined, "/pupil").to_owned();
        // One pupil moved to 6B later: then the earlier joining counts no more.
        positions.retain(|(_, of): &(u64, String)| *of != pupil);
        class.remove(&pupil);
        if joined["class"] == corrected.class.as_str() {
            class.insert(pupil.clone());
            positions.insert((position, pupil));
        }
    }
    let mut wanted: BTreeSet<u64> = positions.into_iter().map(|(position, _)| position).collect();
    wanted.extend(of_type("RoundScheduled").iter().map(|(position, _)| position));
    let opened = of_type("SchoolUnitOpened");
    wanted.extend(opened.iter().filter(|(_, e)| e["school"] == NORTH).map(|(p, _)| p));
    let enrolled = of_type("PupilEnrolled");
    let of_class = |pupil: &Value| class.contains(pupil.as_str().unwrap());
    wanted.extend(enrolled.iter().filter(|(_, e)| of_class(&e["pupil"])).map(|(p, _)| p));
    let assessed = of_type("ReadingAssessed");
    let in_force =
        |place: &Value| of_class(&place["pupil"]) && place["pupil"] != corrected.pupil.as_str();
    wanted.extend(assessed.iter().filter(|(_, e)| in_force(&e["place"])).map(|(p, _)| p));
    wanted.insert(corrected.position);
    wanted
}

// --------------------------------------------------------------------------------- export, proof

fn a_view_is_exported_for_a_spreadsheet(town: &Town) {
    let file = town.directory.path().join("vy.csv");
    let asked = ["export", "view", "school", NORTH, "--format", "csv", "--out", text(&file)];
    town.run(&asked).expect_code(0);
    let bytes = std::fs::read(&file).unwrap();
    let csv = std::str::from_utf8(&bytes).unwrap();
    assert!(csv.starts_with("\u{feff}\"Norra provskolan") || csv.starts_with("\u{feff}Norra"));
    assert_eq!(csv.matches('\n').count(), csv.matches("\r\n").count(), "CRLF ends every line");
    let lines: Vec<&str> = csv.split("\r\n").collect();
    assert!(lines[0].contains("2025-09-15"), "the census date: {}", lines[0]);
    assert!(lines[0].contains(&format!(" {} ", town.size())), "the as-of: {}", lines[0]);
    assert_eq!(lines[1].split(';').count(), 7, "{}", lines[1]);
    let coverage = format!("coverage@school:{NORTH}@2025-26:september;0,7500;3;4;0;");
    let quoted = format!("\"coverage@school:{NORTH}@2025-26:september\";0,7500;3;4;0;");
    assert!(lines.iter().any(|line| line.starts_with(&coverage) || line.starts_with(&quoted)));
    // never over a file that is there
    let again = town.run(&asked).expect_code(2);
    assert!(again.stderr.contains("cannot write"), "{}", again.stderr);
    assert_eq!(std::fs::read(&file).unwrap(), bytes);
}

fn the_facts_are_folded_anew_without_difference(town: &Town) {
    let size = town.size();
    let checked = town.json(&["rebuild", "--check"]);
    assert_eq!(checked["differences"], json!([]));
    assert!(number(&checked, "/views_compared") > 10);
    assert_eq!(number(&checked, "/events"), size);
    assert_eq!(number(&town.json(&["rebuild"]), "/events"), size);
}

fn the_record_is_proved(town: &Town) {
    let size = town.size();
    let signed = town.json(&["checkpoint"]);
    let elsewhere = insyn_tests::scratch();
    let note = write_file(elsewhere.path(), "note", string(&signed, "/checkpoint"));
    let key = string(&signed, "/verifier_key");
    let proved = town.json(&["verify", "--key", key, "--checkpoint", text(&note)]);
    assert_eq!(string(&proved, "/verdict"), "sound");
    assert_eq!(number(&proved, "/events"), size);
    assert_eq!(number(&proved, "/proven_by_checkpoint"), size);
    // a key without a checkpoint, or the other way round, is a misunderstanding
    town.run(&["verify", "--key", key]).expect_code(2);
}

fn nobody_is_named(town: &Town) {
    let file = town.directory.path().join("events.ndjson");
    let written = town.json(&["export", "events", "--out", text(&file)]);
    let exported = std::fs::read(&file).unwrap();
    let lines: Vec<Value> = std::str::from_utf8(&exported)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    // gapless, and what is personal is there, sealed
    assert!(lines.iter().zip(0u64..).all(|(event, at)| event["position"] == at));
    assert_eq!(lines.len() as u64, number(&written, "/events"));
    let enrolled = lines.iter().filter(|event| event["type"] == "PupilEnrolled");
    let sealed = enrolled.map(|event| event["sealed"].as_array().unwrap().len());
    assert_eq!(sealed.collect::<Vec<_>>(), [1; 7]);
    // neither in anything said, nor in the export, nor in the bytes of the volumes and of the vault
    let stored = ["log/00000000000000000000.redb", "vault/vault.redb", "derived/facts"];
    let stored = stored.map(|file| std::fs::read(town.store().join(file)).unwrap());
    town.has_named_nobody(&[&exported, &stored[0], &stored[1], &stored[2]]);
}
