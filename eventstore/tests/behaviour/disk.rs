//! A disk that keeps what a program sees and what would survive a crash apart, and that fails or
//! crashes at a chosen call.

use eventstore::directory::{Access, Directory, Lock};
use redb::StorageBackend;
use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What happens at the chosen call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The machine stops before the call takes effect.
    CrashBefore,
    /// The machine stops after the call took effect, which nobody learns.
    CrashAfter,
    /// The call fails; later ones work. A failed sync loses what it should have made durable,
    /// while reads still show it: as Linux does.
    Failure,
}

/// A change of a file that no sync has made durable yet.
#[derive(Debug, Clone)]
enum Change {
    Write(usize, Vec<u8>),
    Length(usize),
}

#[derive(Debug, Clone, Default)]
struct Content {
    live: Vec<u8>,
    durable: Vec<u8>,
    pending: Vec<Change>,
}

#[derive(Debug, Default)]
struct State {
    files: BTreeMap<String, Arc<Mutex<Content>>>,
    calls: u64,
    fault: Option<(u64, Fault)>,
    crashed: bool,
    held: bool,
}

/// A directory on such a disk.
#[derive(Debug, Clone, Default)]
pub(crate) struct Disk(Arc<Mutex<State>>);

/// What a call shall do.
enum Verdict {
    Work,
    Fail,
    FailAfterWork,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn broken() -> io::Error {
    io::Error::other("the disk failed")
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    match change {
        Change::Length(length) => bytes.resize(*length, 0),
        Change::Write(at, data) => {
            if bytes.len() < at + data.len() {
                bytes.resize(at + data.len(), 0);
            }
            bytes[*at..at + data.len()].copy_from_slice(data);
        }
    }
}

impl Disk {
    /// Lets the call of that number, counted from now, go wrong.
    pub(crate) fn fail_at(&self, call: u64, fault: Fault) {
        let mut state = lock(&self.0);
        state.fault = Some((state.calls + call, fault));
    }

    /// How many changing calls there have been.
    pub(crate) fn calls(&self) -> u64 {
        lock(&self.0).calls
    }

    /// The disk as a machine finds it that starts after a crash. Of what was not synced, each
    /// change survived or not as the bits of `survivors` say, in turn.
    pub(crate) fn after_crash(&self, survivors: u64) -> Disk {
        let state = lock(&self.0);
        let mut files = BTreeMap::new();
        for (path, content) in &state.files {
            let content = lock(content);
            let mut bytes = content.durable.clone();
            for (index, change) in content.pending.iter().enumerate() {
                if survivors >> (index % 64) & 1 == 1 {
                    apply(&mut bytes, change);
                }
            }
            files.insert(path.clone(), Arc::new(Mutex::new(settled(bytes))));
        }
        Disk(Arc::new(Mutex::new(State { files, ..State::default() })))
    }

    /// The disk as a program finds it that starts again on the same machine.
    pub(crate) fn after_restart(&self) -> Disk {
        let mut state = lock(&self.0);
        let files = std::mem::take(&mut state.files);
        state.crashed = true;
        Disk(Arc::new(Mutex::new(State { files, ..State::default() })))
    }

    fn verdict(&self) -> Verdict {
        let mut state = lock(&self.0);
        if state.crashed {
            return Verdict::Fail;
        }
        state.calls += 1;
        match state.fault {
            Some((call, fault)) if state.calls == call + 1 => {
                state.crashed = fault != Fault::Failure;
                if fault == Fault::CrashAfter { Verdict::FailAfterWork } else { Verdict::Fail }
            }
            _ => Verdict::Work,
        }
    }

    fn change<T>(&self, work: impl FnOnce(&mut State) -> io::Result<T>) -> io::Result<T> {
        match self.verdict() {
            Verdict::Fail => Err(broken()),
            Verdict::Work => work(&mut lock(&self.0)),
            Verdict::FailAfterWork => work(&mut lock(&self.0)).and(Err(broken())),
        }
    }

    fn look<T>(&self, look: impl FnOnce(&State) -> T) -> io::Result<T> {
        let state = lock(&self.0);
        if state.crashed { Err(broken()) } else { Ok(look(&state)) }
    }
}

fn settled(bytes: Vec<u8>) -> Content {
    Content { live: bytes.clone(), durable: bytes, pending: Vec::new() }
}

fn missing() -> io::Error {
    io::ErrorKind::NotFound.into()
}

impl Directory for Disk {
    fn names(&self, folder: &str) -> io::Result<Vec<String>> {
        self.look(|state| {
            let inside = |path: &String| match folder {
                "" => Some(path.clone()),
                _ => path.strip_prefix(folder)?.strip_prefix('/').map(str::to_owned),
            };
            state.files.keys().filter_map(inside).collect()
        })
    }

    fn load(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        self.look(|state| state.files.get(path).map(|content| lock(content).live.clone()))
    }

    fn store(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.change(|state| {
            let content = Arc::new(Mutex::new(settled(bytes.to_vec())));
            state.files.insert(path.to_owned(), content);
            Ok(())
        })
    }

    fn open(&self, path: &str, access: Access) -> io::Result<Box<dyn StorageBackend>> {
        if access == Access::Create {
            self.store(path, &[])?;
        }
        let content = self.look(|state| state.files.get(path).cloned())?.ok_or_else(missing)?;
        Ok(Box::new(OpenFile { disk: self.clone(), content }))
    }

    fn copy(&self, from: &str, to: &str) -> io::Result<()> {
        let bytes = self.load(from)?.ok_or_else(missing)?;
        self.store(to, &bytes)
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        self.change(|state| {
            let content = state.files.remove(from).ok_or_else(missing)?;
            state.files.insert(to.to_owned(), content);
            Ok(())
        })
    }

    fn remove(&self, path: &str) -> io::Result<()> {
        self.change(|state| {
            state.files.remove(path);
            Ok(())
        })
    }

    fn lock(&self, exclusive: bool) -> io::Result<Option<Lock>> {
        let mut state = lock(&self.0);
        if !exclusive {
            return Ok(Some(Box::new(())));
        }
        if std::mem::replace(&mut state.held, true) {
            return Ok(None);
        }
        Ok(Some(Box::new(Held(self.clone()))))
    }
}

struct Held(Disk);

impl Drop for Held {
    fn drop(&mut self) {
        lock(&self.0.0).held = false;
    }
}

#[derive(Debug)]
struct OpenFile {
    disk: Disk,
    content: Arc<Mutex<Content>>,
}

impl OpenFile {
    fn change(&self, change: Change) -> io::Result<()> {
        self.disk.change(|_| {
            let mut content = lock(&self.content);
            apply(&mut content.live, &change);
            content.pending.push(change);
            Ok(())
        })
    }

    fn sync(&self) {
        let mut content = lock(&self.content);
        let pending = std::mem::take(&mut content.pending);
        // Not a copy of what is live: what a failed sync lost stays lost.
        pending.iter().for_each(|change| apply(&mut content.durable, change));
    }
}

impl StorageBackend for OpenFile {
    fn len(&self) -> Result<u64, io::Error> {
        self.disk.look(|_| lock(&self.content).live.len() as u64)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> Result<(), io::Error> {
        self.disk.look(|_| ())?;
        let content = lock(&self.content);
        let start = usize::try_from(offset).unwrap();
        let bytes = content.live.get(start..start + out.len());
        out.copy_from_slice(bytes.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }

    fn set_len(&self, len: u64) -> Result<(), io::Error> {
        self.change(Change::Length(usize::try_from(len).unwrap()))
    }

    fn sync_data(&self) -> Result<(), io::Error> {
        match self.disk.verdict() {
            Verdict::Work => self.sync(),
            Verdict::FailAfterWork => {
                self.sync();
                return Err(broken());
            }
            Verdict::Fail => {
                // After a crash the image decides what survived; after a failure nothing will.
                if self.disk.look(|_| ()).is_ok() {
                    lock(&self.content).pending.clear();
                }
                return Err(broken());
            }
        }
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> Result<(), io::Error> {
        self.change(Change::Write(usize::try_from(offset).unwrap(), data.to_vec()))
    }
}
