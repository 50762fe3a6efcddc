//! The program from outside: what it reads and writes, and its exit codes.

use std::fs;
use std::io::Write;
use std::process::{Child, Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::sample;

fn start(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_insyn-report"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn run(arguments: &[&str], input: &str) -> Output {
    let mut child = start(arguments);
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

fn letter() -> Value {
    sample::letter("sv", "Åsa")
}

#[test]
fn a_pipe_gets_the_pdf_and_a_file_the_same() {
    let directory = TempDir::new().unwrap();
    let (input, out) = (directory.path().join("in.json"), directory.path().join("out.pdf"));
    fs::write(&input, letter().to_string()).unwrap();
    fs::write(&out, "older").unwrap();

    let piped = run(&[], &letter().to_string());
    let filed = run(&[input.to_str().unwrap(), "--out", out.to_str().unwrap()], "");

    assert_eq!((code(&piped), code(&filed)), (Some(0), Some(0)));
    assert!(piped.stdout.starts_with(b"%PDF-1.7") && filed.stdout.is_empty());
    assert_eq!(fs::read(&out).unwrap(), piped.stdout);
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 2);
}

#[test]
fn wrong_input_is_1_and_leaves_the_file_that_was_there() {
    let directory = TempDir::new().unwrap();
    let out = directory.path().join("out.pdf");
    fs::write(&out, "older").unwrap();

    for wrong in ["", "{", "[]", r#"{"format":2,"kind":"school_account"}"#] {
        let output = run(&["--out", out.to_str().unwrap()], wrong);
        assert_eq!(code(&output), Some(1), "{wrong}");
        assert!(!output.stderr.is_empty());
    }
    assert_eq!(fs::read(&out).unwrap(), b"older");
}

#[test]
fn what_cannot_be_made_accessible_is_2() {
    let mut envelope = letter();
    envelope["municipality"] = json!("Granby \u{0915}");

    let output = run(&[], &envelope.to_string());

    assert_eq!(code(&output), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("U+0915"));
}

#[test]
fn the_program_ends_when_its_time_is_up() {
    // Given an input that never ends.
    let mut child = start(&["--seconds-max", "1"]);
    let _open = child.stdin.take();

    assert_eq!(child.wait().unwrap().code(), Some(3));
}

#[test]
fn files_that_are_not_there_are_4_and_wrong_usage_64() {
    assert_eq!(code(&run(&["no-such-file.json"], "")), Some(4));
    assert_eq!(code(&run(&["--letters", "no-such-directory"], &letter().to_string())), Some(4));
    assert_eq!(code(&run(&["--out", "no/such/place.pdf"], &letter().to_string())), Some(4));
    assert_eq!(code(&run(&["--no-such-option"], "")), Some(64));
    assert_eq!(code(&run(&["--schema", "no-such-kind"], "")), Some(64));
    assert_eq!(code(&run(&["--help"], "")), Some(0));
}

#[test]
fn a_directory_of_letters_adds_a_language() {
    let directory = TempDir::new().unwrap();
    let words =
        include_str!("../../letters/en.ftl").replace("pdf-language = en", "pdf-language = fi");
    fs::write(directory.path().join("fi.ftl"), words).unwrap();
    fs::write(directory.path().join("notes.txt"), "not for the program").unwrap();
    let envelope = sample::letter("fi", "Åsa").to_string();

    let with = run(&["--letters", directory.path().to_str().unwrap()], &envelope);

    assert_eq!(code(&with), Some(0));
    assert_eq!(code(&run(&[], &envelope)), Some(1));
}

#[test]
fn the_schemas_name_the_fields_of_envelopes() {
    for kind in ["committee-report", "school-account", "guardian-letter"] {
        let output = run(&["--schema", kind], "");
        let schema: Value = serde_json::from_slice(&output.stdout).unwrap();

        assert_eq!(schema["additionalProperties"], false, "{kind}");
        assert!(schema["properties"]["basis"].is_object());
        assert!(schema["properties"]["document"].is_object());
    }
}
