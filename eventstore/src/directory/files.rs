//! Real files.

use super::{Access, Directory, LOCK_FILE, Lock};
use crate::durable;
use redb::StorageBackend;
use redb::backends::FileBackend;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// A directory of the file system.
#[derive(Debug)]
pub struct Files {
    root: PathBuf,
}

impl Files {
    /// Files beneath a directory, which need not exist yet.
    #[must_use]
    pub fn new(root: &Path) -> Files {
        Files { root: root.to_owned() }
    }

    fn at(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    fn sync_folder_of(&self, path: &str) -> io::Result<()> {
        let at = self.at(path);
        durable::sync_directory(at.parent().unwrap_or(&self.root))
    }
}

impl Directory for Files {
    fn names(&self, folder: &str) -> io::Result<Vec<String>> {
        let entries = match fs::read_dir(self.at(folder)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut names = Vec::new();
        for entry in entries {
            names.push(entry?.file_name().to_string_lossy().into_owned());
        }
        names.sort();
        Ok(names)
    }

    fn load(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.at(path)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn store(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        durable::replace(&self.at(path), bytes)
    }

    fn open(&self, path: &str, access: Access) -> io::Result<Box<dyn StorageBackend>> {
        let mut options = OpenOptions::new();
        options.read(true);
        match access {
            Access::Read => {}
            Access::Write => {
                options.write(true);
            }
            Access::Create => {
                options.write(true).create(true).truncate(true);
            }
        }
        let file = options.open(self.at(path))?;
        Ok(Box::new(FileBackend::new(file).map_err(io::Error::other)?))
    }

    fn copy(&self, from: &str, to: &str) -> io::Result<()> {
        let mut source = File::open(self.at(from))?;
        let mut target = File::create(self.at(to))?;
        io::copy(&mut source, &mut target)?;
        target.sync_all()
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        fs::rename(self.at(from), self.at(to))?;
        self.sync_folder_of(to)
    }

    fn remove(&self, path: &str) -> io::Result<()> {
        match fs::remove_file(self.at(path)) {
            Ok(()) => self.sync_folder_of(path),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
        }
    }

    fn lock(&self, exclusive: bool) -> io::Result<Option<Lock>> {
        let path = self.at(LOCK_FILE);
        let mut options = OpenOptions::new();
        options.read(true);
        if exclusive {
            // A restored store has no lock file yet; the file is empty and means nothing by itself.
            options.write(true).create(true).truncate(false);
        }
        let file = options.open(path)?;
        let locked = if exclusive { file.try_lock() } else { file.try_lock_shared() };
        match locked {
            Ok(()) => Ok(Some(Box::new(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    fn path(&self) -> Option<&Path> {
        Some(&self.root)
    }
}
