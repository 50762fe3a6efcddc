//! Files in memory: the same engine without a disk.

use super::{Access, Directory, Lock};
use redb::StorageBackend;
use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

/// A directory in memory. Clones share it, so a store can be closed and opened again.
#[derive(Debug, Clone, Default)]
pub struct MemoryDirectory {
    files: Arc<Mutex<BTreeMap<String, MemoryFile>>>,
    held: Arc<Mutex<bool>>,
}

/// The bytes of one file; clones share them.
#[derive(Debug, Clone, Default)]
struct MemoryFile(Arc<RwLock<Vec<u8>>>);

/// Gives the directory free when dropped.
struct Held(Arc<Mutex<bool>>);

impl Drop for Held {
    fn drop(&mut self) {
        *lock(&self.0) = false;
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Every change is made in one step, so that a panic elsewhere leaves no half of one.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn missing() -> io::Error {
    io::ErrorKind::NotFound.into()
}

impl Directory for MemoryDirectory {
    fn names(&self, folder: &str) -> io::Result<Vec<String>> {
        let files = lock(&self.files);
        let inside = |path: &String| match folder {
            "" => Some(path.clone()),
            _ => path.strip_prefix(folder)?.strip_prefix('/').map(str::to_owned),
        };
        Ok(files.keys().filter_map(inside).collect())
    }

    fn load(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        Ok(lock(&self.files).get(path).map(MemoryFile::bytes))
    }

    fn store(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let file = MemoryFile(Arc::new(RwLock::new(bytes.to_vec())));
        lock(&self.files).insert(path.to_owned(), file);
        Ok(())
    }

    fn open(&self, path: &str, access: Access) -> io::Result<Box<dyn StorageBackend>> {
        let mut files = lock(&self.files);
        if access == Access::Create {
            files.insert(path.to_owned(), MemoryFile::default());
        }
        Ok(Box::new(files.get(path).ok_or_else(missing)?.clone()))
    }

    fn copy(&self, from: &str, to: &str) -> io::Result<()> {
        let bytes = self.load(from)?.ok_or_else(missing)?;
        self.store(to, &bytes)
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        let mut files = lock(&self.files);
        let file = files.remove(from).ok_or_else(missing)?;
        files.insert(to.to_owned(), file);
        Ok(())
    }

    fn remove(&self, path: &str) -> io::Result<()> {
        lock(&self.files).remove(path);
        Ok(())
    }

    fn lock(&self, exclusive: bool) -> io::Result<Option<Lock>> {
        if !exclusive {
            return Ok(Some(Box::new(())));
        }
        let mut held = lock(&self.held);
        if std::mem::replace(&mut *held, true) {
            return Ok(None);
        }
        Ok(Some(Box::new(Held(Arc::clone(&self.held)))))
    }
}

impl MemoryFile {
    fn bytes(&self) -> Vec<u8> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn change(&self, change: impl FnOnce(&mut Vec<u8>)) {
        change(&mut self.0.write().unwrap_or_else(PoisonError::into_inner));
    }
}

/// The bytes of a range, as indexes into memory.
fn range(offset: u64, length: usize) -> io::Result<std::ops::Range<usize>> {
    let start = usize::try_from(offset).map_err(|_| io::ErrorKind::UnexpectedEof)?;
    let end = start.checked_add(length).ok_or(io::ErrorKind::UnexpectedEof)?;
    Ok(start..end)
}

impl StorageBackend for MemoryFile {
    fn len(&self) -> Result<u64, io::Error> {
        Ok(self.0.read().unwrap_or_else(PoisonError::into_inner).len() as u64)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> Result<(), io::Error> {
        let bytes = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let range = range(offset, out.len())?;
        out.copy_from_slice(bytes.get(range).ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }

    fn set_len(&self, len: u64) -> Result<(), io::Error> {
        let len = usize::try_from(len).map_err(|_| io::ErrorKind::OutOfMemory)?;
        self.change(|bytes| bytes.resize(len, 0));
        Ok(())
    }

    fn sync_data(&self) -> Result<(), io::Error> {
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> Result<(), io::Error> {
        let range = range(offset, data.len())?;
        self.change(|bytes| {
            if bytes.len() < range.end {
                bytes.resize(range.end, 0);
            }
            bytes[range].copy_from_slice(data);
        });
        Ok(())
    }
}
