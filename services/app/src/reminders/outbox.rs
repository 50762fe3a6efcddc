//! What became of each reminder: one line for each attempt, written to disk before the letter leaves and
//! again when its fate is known.
//!
//! `mail/outbox` in the store's directory, one line an entry: day, member of staff, position of the event
//! that gave the address, outcome. No address and no name. Whoever has a line for a day is not written to
//! again that day, unless the server said that it did not take the letter: a crash between the two lines
//! costs one reminder and never sends two. The file is no part of the record: it rests on nothing there, and
//! without it today's reminders may come a second time.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use domain::calendar::Day;
use domain::id::{Position, StaffId};

/// What became of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// On its way: whether it arrives is not known yet, or never will be.
    Leaving,
    /// Taken by the mail server.
    Taken,
    /// Not taken this time.
    Later,
    /// The address was refused for good, with this code.
    Refused(u16),
}

/// The last that was tried with one member of staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tried {
    /// On which day.
    pub day: Day,
    /// The event that gave the address.
    pub address: Position,
    /// What became of it.
    pub fate: Fate,
}

/// Why the outbox cannot be used. Then nothing is sent.
#[derive(Debug, thiserror::Error)]
pub enum OutboxError {
    /// It could not be read or written.
    #[error("the outbox could not be read or written")]
    File(#[source] io::Error),
    /// A line cannot be read.
    #[error("line {0} of the outbox cannot be read")]
    Line(usize),
}

/// The last attempts, by member of staff.
#[derive(Default)]
struct Lines {
    /// Open once something is noted; none: nothing noted yet, or in memory.
    file: Option<File>,
    last: BTreeMap<StaffId, Tried>,
    read: bool,
}

/// The outbox of a store.
pub(crate) struct Outbox {
    /// None: in memory.
    path: Option<PathBuf>,
    lines: Mutex<Lines>,
}

impl Outbox {
    /// The outbox of a store in this directory; in memory where there is none. Nothing is read yet.
    pub(crate) fn of(directory: Option<&Path>) -> Self {
        let path = directory.map(|directory| directory.join("mail").join("outbox"));
        Self { path, lines: Mutex::default() }
    }

    /// The last attempt with each member of staff.
    pub(crate) fn last(&self) -> Result<BTreeMap<StaffId, Tried>, OutboxError> {
        self.with(|lines| Ok(lines.last.clone()))
    }

    /// Notes an attempt; durable on return.
    pub(crate) fn note(&self, staff: StaffId, tried: Tried) -> Result<(), OutboxError> {
        self.with(|lines| {
            if let (None, Some(path)) = (&lines.file, &self.path) {
                lines.file = Some(opened(path, &lines.last).map_err(OutboxError::File)?);
            }
            if let Some(file) = &mut lines.file {
                let line = written(staff, &tried);
                file.write_all(line.as_bytes()).map_err(OutboxError::File)?;
                file.sync_data().map_err(OutboxError::File)?;
            }
            lines.last.insert(staff, tried);
            Ok(())
        })
    }

    fn with<T>(
        &self,
        act: impl FnOnce(&mut Lines) -> Result<T, OutboxError>,
    ) -> Result<T, OutboxError> {
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        if !lines.read {
            if let Some(path) = &self.path {
                lines.last = read(path)?;
            }
            lines.read = true;
        }
        act(&mut lines)
    }
}

/// A last line without its end was being written when the power went: nothing had left for it.
fn read(path: &Path) -> Result<BTreeMap<StaffId, Tried>, OutboxError> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(OutboxError::File(error)),
    };
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    let mut last = BTreeMap::new();
    for (number, line) in whole.lines().enumerate() {
        let (staff, tried) = entry(line).ok_or(OutboxError::Line(number + 1))?;
        last.insert(staff, tried);
    }
    Ok(last)
}

/// Writes the file anew with the last line of each, and opens it for what comes.
fn opened(path: &Path, last: &BTreeMap<StaffId, Tried>) -> io::Result<File> {
    rewrite(path, last)?;
    OpenOptions::new().append(true).open(path)
}

fn rewrite(path: &Path, last: &BTreeMap<StaffId, Tried>) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder)?;
    let new = path.with_extension("new");
    let text: String = last.iter().map(|(staff, tried)| written(*staff, tried)).collect();
    let mut file = File::create(&new)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&new, path)?;
    File::open(folder)?.sync_all()
}

fn written(staff: StaffId, tried: &Tried) -> String {
    let fate = match tried.fate {
        Fate::Leaving => "leaving".to_owned(),
        Fate::Taken => "taken".to_owned(),
        Fate::Later => "later".to_owned(),
        Fate::Refused(code) => format!("refused:{code}"),
    };
    format!("{} {staff} {} {fate}\n", tried.day, tried.address.0)
}

fn entry(line: &str) -> Option<(StaffId, Tried)> {
    let mut parts = line.split(' ');
    let (day, staff) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let address = Position(parts.next()?.parse().ok()?);
    let fate = match parts.next()? {
        "leaving" => Fate::Leaving,
        "taken" => Fate::Taken,
        "later" => Fate::Later,
        refused => Fate::Refused(refused.strip_prefix("refused:")?.parse().ok()?),
    };
    parts.next().is_none().then_some((staff, Tried { day, address, fate }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn staff(n: u8) -> StaffId {
        StaffId::from_bytes([n; 16])
    }

    fn tried(fate: Fate) -> Tried {
        Tried { day: "2026-05-18".parse().unwrap(), address: Position(7), fate }
    }

    #[test]
    fn what_was_noted_is_there_after_a_restart_and_a_torn_line_is_not() {
        let directory = tempfile::tempdir().unwrap();
        let outbox = Outbox::of(Some(directory.path()));
        outbox.note(staff(1), tried(Fate::Leaving)).unwrap();
        outbox.note(staff(1), tried(Fate::Taken)).unwrap();
        outbox.note(staff(2), tried(Fate::Refused(550))).unwrap();
        outbox.note(staff(3), tried(Fate::Leaving)).unwrap();
        drop(outbox);
        let path = directory.path().join("mail").join("outbox");
        let mut torn = OpenOptions::new().append(true).open(&path).unwrap();
        torn.write_all(b"2026-05-18 0404").unwrap();
        let outbox = Outbox::of(Some(directory.path()));
        let last = outbox.last().unwrap();
        let fates: Vec<Fate> = last.values().map(|tried| tried.fate).collect();
        assert_eq!(fates, [Fate::Taken, Fate::Refused(550), Fate::Leaving]);
        outbox.note(staff(3), tried(Fate::Later)).unwrap();
        assert_eq!(
            fs::read_to_string(&path).unwrap().lines().count(),
            4,
            "the last of each, and this"
        );
    }

    #[test]
    fn a_line_that_cannot_be_read_stops_everything() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("mail").join("outbox");
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "nonsense\n").unwrap();
        let outbox = Outbox::of(Some(directory.path()));
        assert!(matches!(outbox.last(), Err(OutboxError::Line(1))));
        assert!(matches!(outbox.note(staff(1), tried(Fate::Leaving)), Err(OutboxError::Line(1))));
    }
}
