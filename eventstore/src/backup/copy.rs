//! Writing a backup: files copied and made durable, volumes in use copied row by row.

use super::{
    BackupError, BackupReport, MANIFEST_FILE, empty_directory,
    manifest::{Entry, Manifest},
    read_manifest,
};
use crate::{
    directory::LOG_FOLDER,
    durable,
    errors::StorageFault,
    types::Hash,
    volume::{EVENTS, HEADER, HEADER_KEY, TILES, Volume, contained, tile_key},
};
use redb::{Database, ReadableTable, WriteTransaction};
use sha2::{Digest, Sha256};
use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};
use uuid::Uuid;

/// The folder of the vault.
const VAULT_FOLDER: &str = "vault";
/// How much is copied at once.
const CHUNK: usize = 1 << 20;

/// A backup in the making.
pub(super) struct Target {
    root: PathBuf,
    predecessor: Option<(PathBuf, Manifest)>,
    manifest: Manifest,
    pub(super) report: BackupReport,
}

impl Target {
    pub(super) fn begin(
        root: &Path,
        store_id: Uuid,
        predecessor: Option<&Path>,
    ) -> Result<Target, BackupError> {
        let predecessor = match predecessor {
            None => None,
            Some(path) => {
                let manifest = read_manifest(path)?.filter(|found| found.store_id == store_id);
                Some((path.to_owned(), manifest.ok_or(BackupError::Predecessor)?))
            }
        };
        if !empty_directory(root)? {
            return Err(BackupError::NotEmpty);
        }
        durable::private_directory(&root.join(LOG_FOLDER))?;
        durable::private_directory(&root.join(VAULT_FOLDER))?;
        Ok(Target {
            root: root.to_owned(),
            predecessor,
            manifest: Manifest { store_id, entries: Vec::new() },
            report: BackupReport { volumes: 0, shared: 0, written: 0 },
        })
    }

    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Writes a small file.
    pub(super) fn file(&mut self, path: &str, bytes: &[u8]) -> Result<(), BackupError> {
        durable::write_new(&self.path(path), bytes, durable::PRIVATE)?;
        self.written(path)
    }

    /// Notes a file that has been written durably.
    pub(super) fn written(&mut self, path: &str) -> Result<(), BackupError> {
        let (digest, bytes) = digest_of(&self.path(path))?;
        self.note(path, digest, bytes);
        self.report.written += bytes;
        Ok(())
    }

    /// Copies a file that nobody writes.
    pub(super) fn copy(&mut self, from: &Path, path: &str) -> Result<(), BackupError> {
        let (digest, bytes) = copy_durably(from, &self.path(path))?;
        self.note(path, digest, bytes);
        self.report.written += bytes;
        Ok(())
    }

    /// Shares a file with the predecessor if that has the very same, else copies it.
    pub(super) fn share_or_copy(&mut self, from: &Path, path: &str) -> Result<(), BackupError> {
        if let Some((root, manifest)) = &self.predecessor
            && let Some(entry) = manifest.entry(path)
            && fs::metadata(from)?.len() == entry.bytes
            && digest_of(from)? == (entry.digest, entry.bytes)
            // Another file system cannot share; neither can a predecessor that lost its file.
            && fs::hard_link(root.join(path), self.path(path)).is_ok()
        {
            let entry = entry.clone();
            self.manifest.entries.push(entry);
            self.report.shared += 1;
            return Ok(());
        }
        self.copy(from, path)
    }

    fn note(&mut self, path: &str, digest: Hash, bytes: u64) {
        self.manifest.entries.push(Entry { path: path.to_owned(), bytes, digest });
    }

    /// Makes all names durable and only then writes the manifest.
    pub(super) fn finish(self) -> Result<BackupReport, BackupError> {
        durable::sync_directory(&self.path(LOG_FOLDER))?;
        durable::sync_directory(&self.path(VAULT_FOLDER))?;
        let text = self.manifest.to_text();
        durable::write_new(&self.path(MANIFEST_FILE), text.as_bytes(), durable::PRIVATE)?;
        Ok(self.report)
    }
}

/// Copies a file, makes it durable, and returns digest and length of what was copied.
pub(super) fn copy_durably(from: &Path, to: &Path) -> io::Result<(Hash, u64)> {
    let mut target = fs::OpenOptions::new().write(true).create_new(true).open(to)?;
    let found = read_through(File::open(from)?, |chunk| target.write_all(chunk))?;
    target.sync_all()?;
    Ok(found)
}

/// Digest and length of a file.
fn digest_of(path: &Path) -> io::Result<(Hash, u64)> {
    read_through(File::open(path)?, |_| Ok(()))
}

fn read_through(
    mut file: File,
    mut each: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<(Hash, u64)> {
    let mut digest = Sha256::new();
    let mut bytes = 0;
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = file.read(&mut chunk)?;
        if read == 0 {
            return Ok((digest.finalize().into(), bytes));
        }
        digest.update(&chunk[..read]);
        each(&chunk[..read])?;
        bytes += read as u64;
    }
}

/// Copies the rows of a volume in use, as of one read transaction, into a new file that is closed
/// cleanly. The new file holds the same header, events and tiles; its pages are its own.
pub(super) fn copy_rows(volume: &Volume, path: &Path) -> Result<(), BackupError> {
    contained(|| {
        let database = Database::create(path)?;
        let transaction = database.begin_write()?;
        copy_into(volume, &transaction)?;
        transaction.commit()?;
        Ok(database.close()?)
    })
}

fn copy_into(volume: &Volume, transaction: &WriteTransaction) -> Result<(), BackupError> {
    let header = volume.header.encode();
    transaction.open_table(HEADER)?.insert(HEADER_KEY, header.as_slice())?;
    let reading = volume.read().map_err(BackupError::Read)?;
    let mut end = volume.header.first.0;
    {
        let from = reading.events().map_err(BackupError::Read)?;
        let mut events = transaction.open_table(EVENTS)?;
        for row in from.iter()? {
            let (position, record) = row?;
            events.insert(position.value(), record.value())?;
            end = position.value() + 1;
        }
    }
    let mut tiles = transaction.open_table(TILES)?;
    for (level, index) in tiles_within(volume.header.first.0, end) {
        let tile = reading.tile(level, index).map_err(BackupError::Read)?;
        let tile = tile.ok_or(StorageFault::Corrupt)?;
        tiles.insert(tile_key(level, index), tile.as_slice())?;
    }
    Ok(())
}

/// The tiles whose last leaf stands between two positions: those that a volume holds.
fn tiles_within(first: u64, end: u64) -> impl Iterator<Item = (u8, u64)> {
    (0_u8..7).flat_map(move |level| {
        let width = 1_u64 << (8 * (u32::from(level) + 1));
        (first / width..end / width).map(move |index| (level, index))
    })
}
