//! Files as `GET` returns them: paged or not, bare lists, damaged ones.

use std::fs;
use std::path::Path;

use insyn_exchange::ss12000::{Detail, Fault, FaultKind, ReadError, read};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::municipality::Municipality;

fn directory(municipality: &Municipality) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "organisations.json", &municipality.organisations);
    put(dir.path(), "persons.json", &municipality.persons);
    put(dir.path(), "groups.json", &municipality.groups);
    put(dir.path(), "duties.json", &municipality.duties);
    dir
}

fn put(dir: &Path, name: &str, value: &Value) {
    fs::write(dir.join(name), value.to_string()).unwrap();
}

fn kinds(faults: &[Fault]) -> Vec<FaultKind> {
    faults.iter().map(|fault| fault.what).collect()
}

#[test]
fn pages_in_any_arrangement_are_the_same_export() {
    let municipality = Municipality::new();
    let whole = directory(&municipality);
    let (wanted, faults) = read(whole.path()).unwrap();
    assert_eq!(faults, []);

    let persons = municipality.persons.as_array().unwrap();
    let (first, last) = persons.split_at(5);
    let page = |data: &[Value], token: Value| json!({ "data": data, "pageToken": token });
    for names in [
        ["persons.json", "persons-1.json"],
        ["persons.1.json", "persons.2.json"],
        ["persons/a.json", "persons/b.json"],
    ] {
        let dir = directory(&municipality);
        fs::remove_file(dir.path().join("persons.json")).unwrap();
        fs::create_dir(dir.path().join("persons")).unwrap();
        put(dir.path(), names[0], &page(first, json!("next")));
        put(dir.path(), names[1], &page(last, Value::Null));
        let (export, faults) = read(dir.path()).unwrap();
        assert_eq!(faults, []);
        let ids = |export: &insyn_exchange::ss12000::Export| {
            export.persons.keys().cloned().collect::<Vec<_>>()
        };
        assert_eq!(ids(&export), ids(&wanted));
        assert!(export.complete.persons);
    }
}

#[test]
fn a_missing_last_page_is_said_and_the_export_incomplete() {
    let municipality = Municipality::new();
    let dir = directory(&municipality);
    let answer = json!({ "data": municipality.persons, "pageToken": "more" });
    put(dir.path(), "persons.json", &answer);
    let (export, faults) = read(dir.path()).unwrap();
    assert_eq!(kinds(&faults), [FaultKind::PagesMissing]);
    assert!(!export.complete.persons && export.complete.groups);
}

#[test]
fn missing_files_are_errors_or_faults() {
    for resource in ["organisations", "persons"] {
        let dir = directory(&Municipality::new());
        fs::remove_file(dir.path().join(format!("{resource}.json"))).unwrap();
        let error = read(dir.path()).unwrap_err();
        assert!(matches!(error, ReadError::Missing { resource: named } if named == resource));
    }
    let dir = directory(&Municipality::new());
    fs::remove_file(dir.path().join("groups.json")).unwrap();
    fs::remove_file(dir.path().join("duties.json")).unwrap();
    let (export, faults) = read(dir.path()).unwrap();
    assert_eq!(kinds(&faults), [FaultKind::FileMissing, FaultKind::FileMissing]);
    assert_eq!(faults[0].file, "groups.json");
    assert!(!export.complete.groups && !export.complete.duties);
    assert!(matches!(read(&dir.path().join("nowhere")), Err(ReadError::Directory(_))));
}

#[test]
fn wrong_json_names_file_line_and_column() {
    let dir = directory(&Municipality::new());
    fs::write(dir.path().join("groups.json"), "[\n {\"id\": }\n]").unwrap();
    let (export, faults) = read(dir.path()).unwrap();
    assert_eq!(faults[0].what, FaultKind::WrongJson);
    assert_eq!(faults[0].detail, Some(Detail::At { line: 2, column: 9 }));
    assert!(!export.complete.groups);

    fs::write(dir.path().join("persons.json"), "{").unwrap();
    let error = read(dir.path()).unwrap_err();
    assert!(matches!(error, ReadError::Unusable { resource: "persons", .. }));
}

#[test]
fn other_encodings_are_read() {
    let municipality = Municipality::new();
    let (wanted, _) = read(directory(&municipality).path()).unwrap();
    let text = municipality.organisations.to_string();
    let windows: Vec<u8> =
        text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    let marked = [&[0xef, 0xbb, 0xbf], text.as_bytes()].concat();
    for (bytes, faults) in [(marked, vec![]), (windows, vec![FaultKind::NotUtf8])] {
        let dir = directory(&municipality);
        fs::write(dir.path().join("organisations.json"), bytes).unwrap();
        let (export, found) = read(dir.path()).unwrap();
        assert_eq!(kinds(&found), faults);
        assert_eq!(export.organisations, wanted.organisations);
    }
}

#[test]
fn the_agencys_subset_is_read() {
    // organisations under their own name, without type; no relations, no dates
    let dir = tempfile::tempdir().unwrap();
    let unit = json!({ "id": "u-1", "displayName": "Norra", "schoolUnitCode": "90000001" });
    put(dir.path(), "organisations.json", &json!({ "organisations": [unit] }));
    let enrolments = json!([{ "enroledAt": { "id": "u-1" }, "schoolYear": 3, "schoolType": "GR" }]);
    let person = json!({ "id": "p-1", "givenName": "Alva", "familyName": "Provsson",
        "civicNo": { "value": "20160101TF01" }, "enrolments": enrolments });
    put(dir.path(), "persons.json", &json!({ "data": [person] }));
    put(dir.path(), "groups.json", &json!({ "data": [] }));
    put(dir.path(), "duties.json", &json!([]));
    let (export, faults) = read(dir.path()).unwrap();
    assert_eq!(faults, []);
    let mut record = crate::Record::new(crate::autumn());
    let plan = crate::planned(&export, &mut record);
    record.carry_out(&plan);
    assert_eq!(crate::verbs(&plan), ["open-school", "enrol"]);
    assert_eq!(crate::planned(&export, &mut record).steps, []);
}
