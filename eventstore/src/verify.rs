//! Verification: everything recomputed from the stored bytes, believing none of them.
//!
//! One thread reads the volumes through redb, the caller's thread hashes: each record's parts against
//! its leaf, each leaf into the tree, the tree against the stored tiles, the volumes' headers and the
//! signed checkpoints. Nothing is written. A volume that was not closed is repaired in memory, as the
//! next opening would; where redb finds no way to, or gives up the last commit, a record that was
//! changed is looked for in the commit as it stands, and named.
//!
//! What a sound report means: the events are, bit for bit, those that the checkpoint named in it was
//! signed over, up to its size ([`Report::proven`]). Beyond it they hold together, but nobody has
//! vouched for them yet.

mod audit;
mod guard;
mod opened;
mod reader;
mod record;

use crate::{
    checkpoint::{LATEST_FILE, VERIFIER_KEY_FILE},
    directory::{CHECKPOINT_FOLDER, Directory, Files, KEY_FOLDER, LOG_FOLDER, STORE_FILE},
    durable,
    errors::OpenError,
    metadata::Metadata,
    note::{Checkpoint, VerifierKey},
    types::{Hash, Position, Size},
    volume::first_of_name,
};
use audit::{Audit, Claim};
use reader::Talk;
use std::{
    io,
    path::Path,
    sync::mpsc::{channel, sync_channel},
    thread::{self, Builder},
};

/// How many steps the reading thread may be ahead: with steps of 256 KiB, 2 MiB of memory.
const AHEAD: usize = 8;
/// Stack of the reading thread. redb descends at most 128 levels whatever a file says.
const STACK: usize = 16 << 20;

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// How many events were found sound, from the first on.
    pub size: Size,
    /// The root over them.
    pub root: Hash,
    /// The greatest checkpoint that was met with its own root, if any.
    pub proven: Option<Size>,
    /// How many of them lack their body or a section by a disposal decision.
    pub redacted: u64,
    /// The verdict.
    pub outcome: Outcome,
}

/// The verdict of a verification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Everything holds together, and with every checkpoint given.
    Sound,
    /// Stored bytes are not what was recorded.
    Tampered {
        /// The first event that is not what it was, where one can be named.
        first_bad: Option<Position>,
        /// What does not fit. Names files and positions, never content.
        what: String,
    },
    /// There is no store, it is a newer one, or its files cannot be read.
    Unreadable {
        /// What cannot be read.
        what: String,
    },
    /// Another process has the store open: ask that one, or verify a backup.
    InUse,
}

impl Outcome {
    fn tampered(first_bad: Option<u64>, what: impl Into<String>) -> Outcome {
        Outcome::Tampered { first_bad: first_bad.map(Position), what: what.into() }
    }

    fn unreadable(what: impl Into<String>) -> Outcome {
        Outcome::Unreadable { what: what.into() }
    }
}

/// Verifies the store in a directory that no process has open for writing.
///
/// The store's own latest checkpoint must fit. `checkpoint` is another one, kept elsewhere, and `key`
/// the public key to check both with; without it the store's own `checkpoint.vkey` is believed, which
/// whoever can change the store can change too.
///
/// Never panics and never hangs, whatever the files hold.
#[must_use]
pub fn verify(directory: &Path, key: Option<&VerifierKey>, checkpoint: Option<&Path>) -> Report {
    let mut audit = Audit::default();
    let outcome = match examine(directory, key, checkpoint, &mut audit) {
        Ok(()) => Outcome::Sound,
        Err(outcome) => outcome,
    };
    audit.report(outcome)
}

fn examine(
    directory: &Path,
    key: Option<&VerifierKey>,
    checkpoint: Option<&Path>,
    audit: &mut Audit,
) -> Result<(), Outcome> {
    let files = Files::new(directory);
    // Held to the end, so that nobody begins to write underneath. A restored store has no such file.
    let _lock = match files.lock(false) {
        Ok(Some(lock)) => Some(lock),
        Ok(None) => return Err(Outcome::InUse),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(Outcome::unreadable(format!("the lock: {error}"))),
    };
    let metadata = read_metadata(&files)?;
    let claims = read_claims(directory, &metadata.origin, key, checkpoint)?;
    let names = files.names(LOG_FOLDER).map_err(|error| unreadable_file(LOG_FOLDER, &error))?;
    let volumes: Vec<Position> = names.iter().filter_map(|name| first_of_name(name)).collect();
    audit.begin(metadata.id, claims)?;
    let (steps, received) = sync_channel(AHEAD);
    let (give_back, heard) = channel();
    let talk = Talk { steps, heard };
    thread::scope(|scope| {
        let thread = Builder::new().name("verify".into()).stack_size(STACK);
        // The sender moves into the thread: when that ends, in whatever way, so does the hearing.
        let spawned = thread.spawn_scoped(scope, move || reader::read(directory, &volumes, &talk));
        spawned.map_err(|error| Outcome::unreadable(format!("no thread: {error}")))?;
        audit.hear(received, &give_back)
    })?;
    audit.finish()
}

fn read_metadata(files: &Files) -> Result<Metadata, Outcome> {
    let bytes = files.load(STORE_FILE).map_err(|error| unreadable_file(STORE_FILE, &error))?;
    let bytes = bytes.ok_or_else(|| Outcome::unreadable(OpenError::Missing.to_string()))?;
    Metadata::parse(&bytes).map_err(|error| match error {
        OpenError::Damaged { .. } => Outcome::tampered(None, error.to_string()),
        error => Outcome::unreadable(error.to_string()),
    })
}

/// The checkpoints that the events must meet: the store's own latest, and the one given.
fn read_claims(
    directory: &Path,
    origin: &str,
    key: Option<&VerifierKey>,
    given: Option<&Path>,
) -> Result<Vec<Claim>, Outcome> {
    let key = match key {
        Some(key) => Some(key.clone()),
        None => own_key(directory)?,
    };
    let mut claims = Vec::new();
    let latest = directory.join(CHECKPOINT_FOLDER).join(LATEST_FILE);
    if let Some(note) = read_note(&latest, "the store's checkpoint")? {
        let opened = open_note(&note, key.as_ref(), origin, "the store's checkpoint")?;
        let opened = opened.map_err(|what| Outcome::tampered(None, what))?;
        claims.push(Claim::new(&opened, "the store's checkpoint"));
    }
    if let Some(path) = given {
        let note = read_note(path, "the checkpoint given")?;
        let note = note.ok_or_else(|| Outcome::unreadable("the checkpoint given is missing"))?;
        let opened = open_note(&note, key.as_ref(), origin, "the checkpoint given")?;
        // A wrongly signed note says nothing about the store.
        let opened = opened.map_err(Outcome::unreadable)?;
        claims.push(Claim::new(&opened, "the checkpoint given"));
    }
    Ok(claims)
}

fn own_key(directory: &Path) -> Result<Option<VerifierKey>, Outcome> {
    let path = directory.join(KEY_FOLDER).join(VERIFIER_KEY_FILE);
    let text = read_note(&path, "the store's public key")?;
    let parsed = text.map(|text| text.trim_end().parse()).transpose();
    parsed.map_err(|error| Outcome::unreadable(format!("the store's public key: {error}")))
}

fn read_note(path: &Path, name: &str) -> Result<Option<String>, Outcome> {
    durable::read_text(path).map_err(|error| unreadable_file(name, &error))
}

/// Opens a note; the inner error says what is wrong with it.
fn open_note(
    note: &str,
    key: Option<&VerifierKey>,
    origin: &str,
    name: &str,
) -> Result<Result<Checkpoint, String>, Outcome> {
    let key = key.ok_or_else(|| Outcome::unreadable(format!("there is no key to check {name}")))?;
    if key.name() != origin {
        let what = format!("the store calls itself {origin}, the key is of {}", key.name());
        return Ok(Err(what));
    }
    Ok(Checkpoint::open(note, key).map_err(|error| format!("{name}: {error}")))
}

fn unreadable_file(name: &str, error: &io::Error) -> Outcome {
    Outcome::unreadable(format!("{name}: {error}"))
}
