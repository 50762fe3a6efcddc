//! A store made on the command line, and everything the program has said about it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use insyn_tests::{Output, run, run_with_input, scratch, text, write_file};
use serde_json::Value;
use tempfile::TempDir;

use crate::municipality::{CIVIC, Municipality, NAMES};

/// The round of all stories.
pub(crate) const ROUND: &str = "2025/26:september";

const PEOPLE: &str = "system_administrator;Sysmund;Kontorslund\n\
                      # a remark, and a blank line\n\n\
                      results_coordinator; Resultina ;Kontorslund\n\
                      auditor;Revisorn;Kontorslund\n";

/// A store and the directory it stands in.
pub(crate) struct Town {
    pub(crate) directory: TempDir,
    store: PathBuf,
    said: Arc<Mutex<Vec<u8>>>,
}

impl Town {
    /// A new test store: `init` and nothing more.
    #[track_caller]
    pub(crate) fn new() -> Self {
        Self::made(&[])
    }

    /// A new store, made with these further options.
    #[track_caller]
    pub(crate) fn made(options: &[&str]) -> Self {
        let directory = scratch();
        let store = directory.path().join("store");
        let town = Self { directory, store, said: Arc::default() };
        let people = town.file("people.csv", format!("\u{feff}{PEOPLE}"));
        let own = ["init", "--municipality", "0199", "--name", "Provköping", "--people"];
        let arguments: Vec<&str> = own.into_iter().chain([text(&people)]).collect();
        town.run(&[&arguments, options].concat()).expect_code(0);
        town
    }

    /// A store with the class list imported, and the round scheduled and open.
    #[track_caller]
    pub(crate) fn with_open_round() -> Self {
        let town = Self::new();
        town.import(&Municipality::new()).expect_code(0);
        town.run(&["round", "schedule", ROUND]).expect_code(0);
        town.run(&["round", "open", ROUND]).expect_code(0);
        town
    }

    /// Runs a verb on the store; what it says is kept.
    #[track_caller]
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.run_at(&self.store, arguments)
    }

    /// Runs a verb on a store elsewhere.
    #[track_caller]
    pub(crate) fn run_at(&self, store: &Path, arguments: &[&str]) -> Output {
        self.heard(run([arguments, &["--data", text(store)]].concat()))
    }

    /// Runs a verb with this on its standard input.
    #[track_caller]
    pub(crate) fn run_with(&self, arguments: &[&str], input: &str) -> Output {
        let arguments = [arguments, &["--data", text(&self.store)]].concat();
        self.heard(run_with_input(arguments, input.as_bytes()))
    }

    /// What a verb answers with `--json`; it must succeed.
    #[track_caller]
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let output = self.run(&[arguments, &["--json"]].concat()).expect_code(0);
        assert_eq!(output.stderr, "", "--json is silent beside its answer");
        output.json()
    }

    fn heard(&self, output: Output) -> Output {
        let mut said = self.said.lock().unwrap();
        said.extend(&output.stdout);
        said.extend(output.stderr.as_bytes());
        output
    }

    /// Imports a class list.
    #[track_caller]
    pub(crate) fn import(&self, municipality: &Municipality) -> Output {
        let folder = municipality.write(self.directory.path(), "export");
        self.run(&["import", "ss12000", text(&folder), "--json"])
    }

    /// How many events the store holds.
    #[track_caller]
    pub(crate) fn size(&self) -> u64 {
        self.json(&["status"])["events"].as_u64().unwrap()
    }

    /// The events as exported, from a position on.
    #[track_caller]
    pub(crate) fn events(&self, from: u64) -> Vec<Value> {
        let output = self.run(&["export", "events"]).expect_code(0);
        let lines = output.text().lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        lines.filter(|event| event["position"].as_u64().unwrap() >= from).collect()
    }

    /// Writes a file beside the store.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        write_file(self.directory.path(), name, content)
    }

    /// The store's directory.
    pub(crate) fn store(&self) -> &Path {
        &self.store
    }

    /// A copy of the store as it stands.
    pub(crate) fn copy(&self, name: &str) -> PathBuf {
        let copy = self.directory.path().join(name);
        copy_directory(&self.store, &copy);
        copy
    }

    /// Nothing the program has said, and nothing in these texts, holds a name or civic number.
    #[track_caller]
    pub(crate) fn has_named_nobody(&self, beside: &[&[u8]]) {
        let said = self.said.lock().unwrap();
        assert!(said.len() > 200, "something was said");
        for text in [&[said.as_slice()], beside].concat() {
            for secret in NAMES.iter().chain(&CIVIC) {
                assert!(!contains(text, secret.as_bytes()), "{secret} was let out");
            }
        }
    }
}

/// Whether bytes stand somewhere in others.
pub(crate) fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

pub(crate) fn copy_directory(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_directory(&entry.path(), &target);
        } else {
            // Keeps the mode: the keys are readable by their owner only.
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The text at a key.
#[track_caller]
pub(crate) fn string<'a>(value: &'a Value, pointer: &str) -> &'a str {
    let found = value.pointer(pointer).and_then(Value::as_str);
    found.unwrap_or_else(|| panic!("no text at {pointer} in {value}"))
}

/// The number at a key.
#[track_caller]
pub(crate) fn number(value: &Value, pointer: &str) -> u64 {
    let found = value.pointer(pointer).and_then(Value::as_u64);
    found.unwrap_or_else(|| panic!("no number at {pointer} in {value}"))
}
