//! The binary itself: it says its version, lists every verb and its exit codes, and refuses nonsense.
//!
//! A test of this package also makes cargo build the binary in the same graph as all tests.

use std::process::{Command, Output};

fn insyn(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_insyn")).args(arguments).output().expect("the binary runs")
}

#[test]
fn it_says_its_version() {
    let output = insyn(&["--version"]);
    assert!(output.status.success());
    let said = String::from_utf8(output.stdout).expect("text");
    assert_eq!(said.trim(), concat!("insyn ", env!("CARGO_PKG_VERSION")));
}

#[test]
fn its_help_lists_every_verb_and_the_exit_codes() {
    let said = String::from_utf8(insyn(&["--help"]).stdout).expect("text");
    let verbs = [
        "demo",
        "init",
        "serve",
        "sign-in",
        "import",
        "export",
        "round",
        "do",
        "view",
        "trail",
        "explain",
        "report",
        "follow-up",
        "remind",
        "rebuild",
        "verify",
        "checkpoint",
        "backup",
        "restore",
        "ready",
        "status",
    ];
    for verb in verbs {
        assert!(said.contains(&format!("\n  {verb} ")), "{verb} is missing in:\n{said}");
    }
    assert!(said.contains("Exit codes:"));
}

#[test]
fn nonsense_is_wrong_usage() {
    assert_eq!(insyn(&["frobnicate"]).status.code(), Some(2));
    assert_eq!(insyn(&[]).status.code(), Some(2));
}
