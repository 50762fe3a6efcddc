//! Signing checkpoints: after a fresh read of the stored bytes, never from the writer's memory.

use crate::checkpoint::{self, CheckpointStore, SignedCheckpoint, Signer, SignerError};
use crate::directory::{CHECKPOINT_FOLDER, Directory, KEY_FOLDER, within};
use crate::engine::Engine;
use crate::errors::{ReadError, SignError};
use crate::record::{Leaf, RecordRef};
use crate::tree::{Tree, leaf_hash};
use crate::types::Size;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Keeps the latest checkpoint where the store's files are.
#[derive(Debug)]
pub(crate) struct Book {
    kept: CheckpointStore,
    /// A directory that is not of real files keeps the note itself.
    beneath: Option<Arc<dyn Directory>>,
}

impl Book {
    /// Opens the checkpoints of a store and checks the latest.
    pub(crate) fn open(
        directory: &Arc<dyn Directory>,
        signer: &Signer,
    ) -> Result<Book, checkpoint::CheckpointError> {
        let verifier = signer.verifier().clone();
        if let Some(root) = directory.path() {
            let kept = CheckpointStore::open(&root.join(CHECKPOINT_FOLDER), verifier)?;
            return Ok(Book { kept, beneath: None });
        }
        let kept = CheckpointStore::in_memory(verifier);
        let note = directory.load(&latest_path()).map_err(checkpoint::CheckpointError::Io)?;
        if let Some(note) = note {
            kept.put(&String::from_utf8_lossy(&note))?;
        }
        Ok(Book { kept, beneath: Some(Arc::clone(directory)) })
    }

    /// The latest checkpoint, if any was ever signed.
    pub(crate) fn latest(&self) -> Option<SignedCheckpoint> {
        self.kept.latest()
    }

    fn put(&self, note: &str) -> Result<(), checkpoint::CheckpointError> {
        if let Some(directory) = &self.beneath {
            let stored = directory.store(&latest_path(), note.as_bytes());
            stored.map_err(checkpoint::CheckpointError::Io)?;
        }
        self.kept.put(note).map(|_| ())
    }
}

fn latest_path() -> String {
    within(CHECKPOINT_FOLDER, checkpoint::LATEST_FILE)
}

/// Makes the signing key of a new store.
pub(crate) fn create_signer(
    directory: &dyn Directory,
    origin: &str,
    seed: &[u8; 32],
) -> Result<Signer, SignerError> {
    if let Some(root) = directory.path() {
        return Signer::create(&root.join(KEY_FOLDER), origin, seed);
    }
    directory.store(&key_path(), seed).map_err(SignerError::Io)?;
    Signer::from_seed(origin, seed)
}

/// Reads the signing key of a store.
pub(crate) fn load_signer(directory: &dyn Directory, origin: &str) -> Result<Signer, SignerError> {
    if let Some(root) = directory.path() {
        return Signer::load(&root.join(KEY_FOLDER));
    }
    let bytes = directory.load(&key_path()).map_err(SignerError::Io)?;
    let seed = bytes.and_then(|bytes| bytes.try_into().ok()).ok_or(SignerError::Missing)?;
    Signer::from_seed(origin, &seed)
}

fn key_path() -> String {
    within(KEY_FOLDER, checkpoint::KEY_FILE)
}

/// Signs what is committed.
#[derive(Debug)]
pub(crate) struct Notary {
    signer: Signer,
    pub(crate) book: Book,
    /// The tree as the stored bytes give it, read again after each commit.
    seen: Mutex<Tree>,
}

impl Notary {
    /// `seen` is the tree that opening found in the stored bytes.
    pub(crate) fn new(signer: Signer, book: Book, seen: Tree) -> Notary {
        Notary { signer, book, seen: Mutex::new(seen) }
    }

    /// The key that checks what is signed.
    pub(crate) fn verifier(&self) -> &crate::note::VerifierKey {
        self.signer.verifier()
    }

    /// Signs the log as it is committed now, durably; the latest checkpoint if nothing came since.
    ///
    /// # Errors
    /// `Mismatch` where the stored bytes are not those that were written.
    pub(crate) fn sign(&self, engine: &Engine) -> Result<String, SignError> {
        let mut seen = self.lock();
        let written = engine.tree();
        let size = Size(written.size());
        if let Some(latest) = self.book.latest().filter(|last| last.checkpoint.size >= size.0) {
            return Ok(latest.note);
        }
        read_on(engine, &mut seen, size).map_err(SignError::Read)?;
        let root = seen.root();
        if root != written.root() {
            return Err(SignError::Mismatch { at: size });
        }
        let note = self.signer.sign(size.0, root);
        self.book.put(&note).map_err(SignError::Keep)?;
        Ok(note)
    }

    fn lock(&self) -> MutexGuard<'_, Tree> {
        // A push that a panic left half done would show as a mismatch, never as a wrong signature.
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Adds the stored leaves up to a size to a tree.
fn read_on(engine: &Engine, seen: &mut Tree, size: Size) -> Result<(), ReadError> {
    engine.visit(seen.size(), size.0, |at, bytes| {
        let leaf = RecordRef::parse(bytes).and_then(|record| {
            Leaf::decode(record.leaf)?;
            Ok(record.leaf)
        });
        seen.push(leaf_hash(leaf.map_err(|source| ReadError::Record { at, source })?), drop);
        Ok(ControlFlow::Continue(()))
    })
}
