//! Signed notes and checkpoints in the public formats: <https://c2sp.org/signed-note> and
//! <https://c2sp.org/tlog-checkpoint>, with Ed25519 keys.
//!
//! A note is text ending in a newline, an empty line, and one line for each signature:
//! `— NAME BASE64(key id || signature)`. The key id is the first four bytes of
//! `SHA-256(name || 0x0A || 0x01 || public key)`. Any tool that reads the checksum database of Go or
//! a certificate transparency log of today can check our checkpoints.

use crate::types::Hash;
use base64::{Engine, prelude::BASE64_STANDARD};
use ed25519_dalek::{Signature, Signer as _, SigningKey};
use sha2::{Digest, Sha256};
use std::{fmt, str::FromStr};
use zeroize::Zeroizing;

/// The algorithm byte of Ed25519 in a signed note's key.
const ED25519: u8 = 0x01;
/// What begins a signature line: an em dash and a space.
const SIGNATURE_MARK: &str = "\u{2014} ";
/// What begins the text of a private key.
const PRIVATE_MARK: &str = "PRIVATE+KEY+";
/// The greatest note that is read, as in the Go implementation.
const NOTE_LIMIT: usize = 1_000_000;
/// The most signatures that are read, as in the Go implementation.
const SIGNATURE_LIMIT: usize = 100;

/// Why a note, a key or a checkpoint was not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// A key's text is not of the form `name+id+base64`.
    #[error("the key is malformed")]
    Key,
    /// A key name is empty or holds a space, a plus sign or a control character.
    #[error("the key name is empty or holds a space, a plus or a control character")]
    KeyName,
    /// The id written in a key is not the one its bytes have.
    #[error("the key id does not fit the key")]
    KeyId,
    /// The key is of another algorithm than Ed25519.
    #[error("the key is of an unknown algorithm")]
    Algorithm,
    /// The text is not a signed note.
    #[error("the note is malformed")]
    Note,
    /// The note bears no signature of the expected key.
    #[error("the note has no signature by {name}")]
    Unsigned {
        /// Name of the key that was looked for.
        name: String,
    },
    /// The note bears a wrong signature in the name of the expected key.
    #[error("the signature by {name} is wrong")]
    Signature {
        /// Name of the key.
        name: String,
    },
    /// The text of the note is not a checkpoint.
    #[error("the note is not a checkpoint")]
    Checkpoint,
    /// The checkpoint is of another log.
    #[error("the checkpoint is of the log {found}, not {expected}")]
    Origin {
        /// The origin that was expected.
        expected: String,
        /// The origin in the checkpoint.
        found: String,
    },
}

/// A public key that checks notes: its name, which is the log's origin, and its bytes.
///
/// Its text form (`Display`, `FromStr`) is the *vkey* of the signed-note format:
/// `name+id in 8 hexadecimal digits+base64(0x01 || public key)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    id: [u8; 4],
    key: ed25519_dalek::VerifyingKey,
}

impl VerifierKey {
    fn new(name: &str, key: ed25519_dalek::VerifyingKey) -> Result<VerifierKey, NoteError> {
        check_name(name)?;
        let id = key_id(name, key.as_bytes());
        Ok(VerifierKey { name: name.to_owned(), id, key })
    }

    /// The name of the key: the origin of the log whose checkpoints it checks.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Checks that the note bears a right signature by this key.
    ///
    /// # Errors
    /// `Unsigned` without a signature by this key, `Signature` where one is wrong.
    pub fn check(&self, note: &Note) -> Result<(), NoteError> {
        let mine = |line: &&NoteSignature| line.name == self.name && line.id == self.id;
        let mut lines = note.signatures.iter().filter(mine).peekable();
        if lines.peek().is_none() {
            return Err(NoteError::Unsigned { name: self.name.clone() });
        }
        for line in lines {
            Signature::from_slice(&line.signature)
                .and_then(|signature| self.key.verify_strict(note.text.as_bytes(), &signature))
                .map_err(|_| NoteError::Signature { name: self.name.clone() })?;
        }
        Ok(())
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = BASE64_STANDARD.encode([&[ED25519], &self.key.as_bytes()[..]].concat());
        write!(f, "{}+{:08x}+{key}", self.name, u32::from_be_bytes(self.id))
    }
}

impl FromStr for VerifierKey {
    type Err = NoteError;

    fn from_str(text: &str) -> Result<VerifierKey, NoteError> {
        let (name, id, bytes) = key_parts(text)?;
        let key = ed25519_dalek::VerifyingKey::from_bytes(&bytes).map_err(|_| NoteError::Key)?;
        let verifier = VerifierKey::new(name, key)?;
        if verifier.id == id { Ok(verifier) } else { Err(NoteError::KeyId) }
    }
}

/// A private key that signs notes. Its bytes are wiped when it is dropped and never printed.
pub struct SignerKey {
    verifier: VerifierKey,
    key: SigningKey,
}

impl SignerKey {
    /// The key with this name made of 32 random bytes.
    ///
    /// # Errors
    /// `KeyName` for a name that cannot stand in a note.
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<SignerKey, NoteError> {
        let key = SigningKey::from_bytes(seed);
        Ok(SignerKey { verifier: VerifierKey::new(name, key.verifying_key())?, key })
    }

    /// The public half, to be handed to whoever checks.
    #[must_use]
    pub fn verifier(&self) -> &VerifierKey {
        &self.verifier
    }

    /// Signs a text, which must end in a newline.
    ///
    /// # Errors
    /// `Note` for a text that cannot stand in a note.
    pub fn sign(&self, text: &str) -> Result<Note, NoteError> {
        check_text(text)?;
        let signature = NoteSignature {
            name: self.verifier.name.clone(),
            id: self.verifier.id,
            signature: self.key.sign(text.as_bytes()).to_bytes().to_vec(),
        };
        Ok(Note { text: text.to_owned(), signatures: vec![signature] })
    }

    /// The private key as text, `PRIVATE+KEY+name+id+base64(0x01 || seed)`: for the key file only.
    #[must_use]
    pub fn to_secret_text(&self) -> Zeroizing<String> {
        let seed = Zeroizing::new([&[ED25519], &self.key.as_bytes()[..]].concat());
        let encoded = Zeroizing::new(BASE64_STANDARD.encode(&seed[..]));
        let id = u32::from_be_bytes(self.verifier.id);
        let name = &self.verifier.name;
        Zeroizing::new(format!("{PRIVATE_MARK}{name}+{id:08x}+{}", encoded.as_str()))
    }

    /// Reads the text that [`SignerKey::to_secret_text`] writes.
    ///
    /// # Errors
    /// What is wrong with the key.
    pub fn from_secret_text(text: &str) -> Result<SignerKey, NoteError> {
        let (name, id, seed) = key_parts(text.strip_prefix(PRIVATE_MARK).ok_or(NoteError::Key)?)?;
        let signer = SignerKey::from_seed(name, &Zeroizing::new(seed))?;
        if signer.verifier.id == id { Ok(signer) } else { Err(NoteError::KeyId) }
    }
}

impl fmt::Debug for SignerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignerKey").field("name", &self.verifier.name).finish_non_exhaustive()
    }
}

/// A signed text. Reading one checks its form only; a [`VerifierKey`] checks the signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<NoteSignature>,
}

/// One signature line of a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteSignature {
    /// Name of the key that signed.
    pub name: String,
    /// Id of the key that signed.
    pub id: [u8; 4],
    /// The signature; 64 bytes for Ed25519.
    pub signature: Vec<u8>,
}

impl Note {
    /// The signed text, which ends in a newline.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signatures, in their order.
    #[must_use]
    pub fn signatures(&self) -> &[NoteSignature] {
        &self.signatures
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        for line in &self.signatures {
            let bytes = BASE64_STANDARD.encode([&line.id[..], &line.signature].concat());
            writeln!(f, "{SIGNATURE_MARK}{} {bytes}", line.name)?;
        }
        Ok(())
    }
}

impl FromStr for Note {
    type Err = NoteError;

    fn from_str(note: &str) -> Result<Note, NoteError> {
        if note.len() > NOTE_LIMIT {
            return Err(NoteError::Note);
        }
        let split = note.rfind("\n\n").ok_or(NoteError::Note)?;
        let (text, lines) = (&note[..=split], &note[split + 2..]);
        check_text(text)?;
        let lines = lines.strip_suffix('\n').ok_or(NoteError::Note)?;
        let signatures: Vec<_> = lines
            .split('\n')
            .take(SIGNATURE_LIMIT + 1)
            .map(signature_line)
            .collect::<Result<_, _>>()?;
        if signatures.len() > SIGNATURE_LIMIT {
            return Err(NoteError::Note);
        }
        Ok(Note { text: text.to_owned(), signatures })
    }
}

/// What a log says of itself: so many leaves, and this root over them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log: a name without a scheme, such as `log.example.org/insyn`.
    pub origin: String,
    /// How many leaves.
    pub size: u64,
    /// The RFC 9162 root over them.
    pub root: Hash,
}

impl Checkpoint {
    /// The text of the checkpoint, ready to be signed: origin, size and base64 root, a line each.
    #[must_use]
    pub fn to_text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, BASE64_STANDARD.encode(self.root))
    }

    /// Signs the checkpoint.
    ///
    /// # Errors
    /// `Origin` when the key's name is not the checkpoint's origin.
    pub fn sign(&self, key: &SignerKey) -> Result<Note, NoteError> {
        check_origin(key.verifier.name(), self)?;
        key.sign(&self.to_text())
    }

    /// Reads the checkpoint that a note holds, after checking its signature and that its origin is
    /// the key's name. Extension lines after the root, which we never write, are allowed and ignored.
    ///
    /// # Errors
    /// What is wrong with the note, the signature or the checkpoint.
    pub fn open(note: &str, key: &VerifierKey) -> Result<Checkpoint, NoteError> {
        let note: Note = note.parse()?;
        key.check(&note)?;
        let checkpoint = Checkpoint::parse(note.text())?;
        check_origin(key.name(), &checkpoint)?;
        Ok(checkpoint)
    }

    /// Reads the text of a checkpoint, without any signature.
    ///
    /// # Errors
    /// `Checkpoint` for any other text.
    pub fn parse(text: &str) -> Result<Checkpoint, NoteError> {
        let mut lines = text.strip_suffix('\n').ok_or(NoteError::Checkpoint)?.split('\n');
        let mut next = || lines.next().filter(|line| !line.is_empty()).ok_or(NoteError::Checkpoint);
        let (origin, size_text, root) = (next()?, next()?, next()?);
        let size: u64 = size_text.parse().map_err(|_| NoteError::Checkpoint)?;
        let root = BASE64_STANDARD.decode(root).map_err(|_| NoteError::Checkpoint)?;
        let root = Hash::try_from(root).map_err(|_| NoteError::Checkpoint)?;
        // One size has one spelling: no sign, no leading zero.
        if size.to_string() != size_text || lines.any(str::is_empty) {
            return Err(NoteError::Checkpoint);
        }
        Ok(Checkpoint { origin: origin.to_owned(), size, root })
    }
}

fn check_origin(expected: &str, checkpoint: &Checkpoint) -> Result<(), NoteError> {
    if checkpoint.origin == expected {
        return Ok(());
    }
    Err(NoteError::Origin { expected: expected.to_owned(), found: checkpoint.origin.clone() })
}

/// `SHA-256(name || 0x0A || 0x01 || public key)[:4]`.
fn key_id(name: &str, key: &[u8; 32]) -> [u8; 4] {
    let hash = Sha256::new()
        .chain_update(name)
        .chain_update([b'\n', ED25519])
        .chain_update(key)
        .finalize();
    hash[..4].try_into().expect("a hash has 32 bytes")
}

fn check_name(name: &str) -> Result<(), NoteError> {
    let wrong = |c: char| c.is_whitespace() || c.is_control() || c == '+';
    if name.is_empty() || name.contains(wrong) { Err(NoteError::KeyName) } else { Ok(()) }
}

fn check_text(text: &str) -> Result<(), NoteError> {
    let wrong = |byte: u8| byte < 0x20 && byte != b'\n';
    if !text.ends_with('\n') || text.bytes().any(wrong) { Err(NoteError::Note) } else { Ok(()) }
}

/// Takes a key's text apart: name, id and 32 bytes.
fn key_parts(text: &str) -> Result<(&str, [u8; 4], [u8; 32]), NoteError> {
    let mut parts = text.splitn(3, '+');
    let mut next = || parts.next().ok_or(NoteError::Key);
    let (name, id, key) = (next()?, next()?, next()?);
    if id.len() != 8 || !id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(NoteError::Key);
    }
    let id = u32::from_str_radix(id, 16).map_err(|_| NoteError::Key)?;
    let key = Zeroizing::new(BASE64_STANDARD.decode(key).map_err(|_| NoteError::Key)?);
    let (algorithm, bytes) = key.split_first().ok_or(NoteError::Key)?;
    if *algorithm != ED25519 {
        return Err(NoteError::Algorithm);
    }
    Ok((name, id.to_be_bytes(), bytes.try_into().map_err(|_| NoteError::Key)?))
}

/// Reads one signature line, without its newline.
fn signature_line(line: &str) -> Result<NoteSignature, NoteError> {
    let line = line.strip_prefix(SIGNATURE_MARK).ok_or(NoteError::Note)?;
    let (name, bytes) = line.split_once(' ').ok_or(NoteError::Note)?;
    check_name(name).map_err(|_| NoteError::Note)?;
    let bytes = BASE64_STANDARD.decode(bytes).map_err(|_| NoteError::Note)?;
    let (id, signature) = bytes.split_first_chunk().ok_or(NoteError::Note)?;
    if signature.is_empty() {
        return Err(NoteError::Note);
    }
    Ok(NoteSignature { name: name.to_owned(), id: *id, signature: signature.to_vec() })
}
