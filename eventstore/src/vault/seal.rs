//! Sealing and opening: key derivation, padding, and the authenticated encryption.

use super::{Vault, cache::DataKey};
use crate::{
    errors::{DecodeError, StorageFault},
    record::{SectionMeta, Stored},
    types::{EventId, Hash, KeyId, Sealed, TypeCode, World},
};
use aes_gcm_siv::{
    Aes256GcmSiv, KeyInit, Nonce,
    aead::{Aead, Payload},
};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// The most bytes one section may hold before padding: a record takes 256 KiB in all.
pub const PLAINTEXT_MAX: usize = 128 << 10;
/// Bytes of the tag that AES-GCM-SIV appends.
const TAG_BYTES: usize = 16;
/// Bytes of the length that stands before a padded value.
const LENGTH_BYTES: usize = 4;
/// The least padded length, and what every padded length is a multiple of.
const PAD_UNIT: usize = 32;

/// Why a value could not be sealed.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The vault has no such key.
    #[error("the vault does not hold the key")]
    KeyGone,
    /// The key's subject has been erased: nothing more is sealed for it.
    #[error("the key's subject has been erased")]
    Erased,
    /// The value is longer than a record may hold.
    #[error("the value has {bytes} bytes, at most {PLAINTEXT_MAX} are sealed")]
    TooLong {
        /// Its length.
        bytes: usize,
    },
    /// The vault could not be read.
    #[error("the vault could not be read")]
    Storage(#[source] StorageFault),
}

/// Why a sealed section could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenSectionError {
    /// The section, or the whole body, has been removed by a disposal decision.
    #[error("the section has been removed by a disposal decision")]
    Redacted,
    /// The event has no section of this number.
    #[error("the event has no section {section}")]
    NoSection {
        /// The number asked for.
        section: u8,
    },
    /// The vault no longer has the key: its subject was erased, or the vault is older than the log.
    #[error("the vault does not hold the key")]
    KeyGone,
    /// The ciphertext, its key commitment, its length or its padding is not the recorded one.
    #[error("the section has been tampered with")]
    Tampered,
    /// The event's body cannot be decoded.
    #[error("the event cannot be decoded")]
    Decode(#[source] DecodeError),
    /// The vault could not be read.
    #[error("the vault could not be read")]
    Storage(#[source] StorageFault),
}

/// 32 secret bytes that are wiped when dropped and never printed.
pub(super) struct Secret(Zeroizing<[u8; 32]>);

impl Secret {
    pub(super) fn new(bytes: [u8; 32]) -> Secret {
        Secret(Zeroizing::new(bytes))
    }

    pub(super) fn random(world: &dyn World) -> Secret {
        let mut secret = Secret::new([0; 32]);
        world.fill(&mut secret.0[..]);
        secret
    }

    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// `HKDF-Expand(self, info)` with SHA-256 (RFC 5869). The extract step is left out, as its
    /// section 3.3 allows: every secret here is uniformly random already.
    fn expand<const N: usize>(&self, info: &[&[u8]]) -> Zeroizing<[u8; N]> {
        let mut bytes = Zeroizing::new([0; N]);
        Hkdf::<Sha256>::from_prk(&self.0[..])
            .expect("32 bytes are a whole key")
            .expand_multi_info(info, &mut bytes[..])
            .expect("44 bytes are far below the limit of 8,160");
        bytes
    }

    pub(super) fn derive(&self, info: &[&[u8]]) -> Secret {
        Secret(self.expand(info))
    }

    /// HMAC-SHA-256 over the parts.
    pub(super) fn mac(&self, parts: &[&[u8]]) -> Hash {
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&self.0[..])
            .expect("HMAC takes a key of any length");
        parts.iter().for_each(|part| mac.update(part));
        mac.finalize().into_bytes().into()
    }
}

/// AES-256-GCM-SIV (RFC 8452) under a key and nonce derived for one message.
pub(super) struct Cipher {
    cipher: Aes256GcmSiv,
    nonce: Nonce,
    commitment: Hash,
}

impl Cipher {
    /// `K || nonce = HKDF-Expand(secret, info)`, 32 and 12 bytes.
    pub(super) fn derive(secret: &Secret, info: &[&[u8]]) -> Cipher {
        let derived: Zeroizing<[u8; 44]> = secret.expand(info);
        let (key, nonce) = derived.split_at(32);
        Cipher {
            cipher: Aes256GcmSiv::new_from_slice(key).expect("the key has 32 bytes"),
            nonce: Nonce::try_from(nonce).expect("the nonce has 12 bytes"),
            commitment: commitment(key),
        }
    }

    pub(super) fn encrypt(&self, aad: &[u8], plaintext: Vec<u8>) -> Vec<u8> {
        let plaintext = Zeroizing::new(plaintext);
        let payload = Payload { msg: &plaintext, aad };
        self.cipher.encrypt(&self.nonce, payload).expect("a section is far below 2^36 bytes")
    }

    pub(super) fn decrypt(&self, aad: &[u8], ciphertext: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let payload = Payload { msg: ciphertext, aad };
        self.cipher.decrypt(&self.nonce, payload).ok().map(Zeroizing::new)
    }
}

/// `SHA-256("insyn/kc" || K)`. AES-GCM-SIV does not commit to its key: without this, one ciphertext
/// could be made that opens to two values under two keys.
fn commitment(key: &[u8]) -> Hash {
    Sha256::new_with_prefix(b"insyn/kc").chain_update(key).finalize().into()
}

impl Vault {
    /// Seals a value as section `section` of an event, under a data key from `ensure_keys`.
    ///
    /// The same arguments give the same bytes. `event_id` must be new for each event: it is what
    /// makes each key and nonce unique (and AES-GCM-SIV survives if it is not).
    ///
    /// # Errors
    /// See [`SealError`].
    pub fn seal(
        &self,
        event_id: EventId,
        type_code: TypeCode,
        section: u8,
        key_id: KeyId,
        plaintext: &[u8],
    ) -> Result<Sealed, SealError> {
        if plaintext.len() > PLAINTEXT_MAX {
            return Err(SealError::TooLong { bytes: plaintext.len() });
        }
        let key = self.data_key(key_id).map_err(SealError::Storage)?.ok_or(SealError::KeyGone)?;
        if self.cache().is_erased(&key.subject) {
            return Err(SealError::Erased);
        }
        let cipher = section_cipher(&key, event_id, section);
        let padded = pad(plaintext);
        let padded_len = u32::try_from(padded.len()).expect("a padded value is under 1 MiB");
        let ciphertext = cipher.encrypt(&associated(event_id, type_code, section), padded);
        Ok(Sealed { key_id, key_commitment: cipher.commitment, padded_len, ciphertext })
    }

    /// Opens a section of a stored event. The ciphertext must have the recorded digest and length,
    /// the key the recorded commitment, and the padding its one right form.
    ///
    /// # Errors
    /// See [`OpenSectionError`].
    pub fn open_section(
        &self,
        stored: &Stored,
        section: u8,
    ) -> Result<Zeroizing<Vec<u8>>, OpenSectionError> {
        let envelope = stored.envelope().map_err(|error| match error {
            DecodeError::Redacted => OpenSectionError::Redacted,
            error => OpenSectionError::Decode(error),
        })?;
        let no_section = OpenSectionError::NoSection { section };
        let Some(meta) = envelope.sections.get(usize::from(section)) else {
            return Err(no_section);
        };
        let ciphertext = stored.sections.get(usize::from(section)).ok_or(no_section)?;
        let ciphertext = ciphertext.as_ref().ok_or(OpenSectionError::Redacted)?;
        if Hash::from(Sha256::digest(ciphertext)) != meta.ciphertext_hash {
            return Err(OpenSectionError::Tampered);
        }
        self.unseal(stored.id, stored.type_code, section, meta, ciphertext)
    }

    fn unseal(
        &self,
        event_id: EventId,
        type_code: TypeCode,
        section: u8,
        meta: &SectionMeta,
        ciphertext: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, OpenSectionError> {
        let key = self.data_key(meta.key_id).map_err(OpenSectionError::Storage)?;
        let cipher = section_cipher(&*key.ok_or(OpenSectionError::KeyGone)?, event_id, section);
        let committed = bool::from(cipher.commitment.ct_eq(&meta.key_commitment));
        let padded_len = usize::try_from(meta.padded_len).unwrap_or(usize::MAX);
        if !committed || ciphertext.len().checked_sub(TAG_BYTES) != Some(padded_len) {
            return Err(OpenSectionError::Tampered);
        }
        let padded = cipher.decrypt(&associated(event_id, type_code, section), ciphertext);
        unpad(padded.ok_or(OpenSectionError::Tampered)?).ok_or(OpenSectionError::Tampered)
    }
}

/// Key and nonce of a section: `HKDF-Expand(data key, "insyn/section" || event id || section)`.
fn section_cipher(key: &DataKey, event_id: EventId, section: u8) -> Cipher {
    Cipher::derive(&key.secret, &[b"insyn/section", event_id.0.as_bytes(), &[section]])
}

/// What is authenticated beside a section: event id, type code and section number.
fn associated(event_id: EventId, type_code: TypeCode, section: u8) -> [u8; 19] {
    let mut bytes = [0; 19];
    bytes[..16].copy_from_slice(event_id.0.as_bytes());
    bytes[16..18].copy_from_slice(&type_code.0.to_be_bytes());
    bytes[18] = section;
    bytes
}

/// How many bytes a value of `len` bytes takes when padded: its length in 4 bytes and itself,
/// rounded up as Padmé does (Nikitin and others, "Reducing Metadata Leakage from Encrypted Files",
/// PoPETs 2019, at most 12 percent) and then to a multiple of 32, so that short names are all alike.
#[must_use]
pub fn padded_len(len: usize) -> usize {
    let bytes = LENGTH_BYTES + len;
    let exponent = bytes.ilog2();
    let kept = exponent.ilog2() + 1;
    let unit = 1 << exponent.saturating_sub(kept);
    bytes.next_multiple_of(unit).next_multiple_of(PAD_UNIT)
}

/// Length in 4 bytes big-endian, the value, zeros.
fn pad(plaintext: &[u8]) -> Vec<u8> {
    let len = u32::try_from(plaintext.len()).expect("the length was checked");
    // Room for the tag too: growing would leave a copy of the plaintext behind.
    let mut padded = Vec::with_capacity(padded_len(plaintext.len()) + TAG_BYTES);
    padded.extend_from_slice(&len.to_be_bytes());
    padded.extend_from_slice(plaintext);
    padded.resize(padded_len(plaintext.len()), 0);
    padded
}

/// Takes the padding off, or `None` unless it is exactly what [`pad`] writes.
fn unpad(mut padded: Zeroizing<Vec<u8>>) -> Option<Zeroizing<Vec<u8>>> {
    let (len, rest) = padded.split_first_chunk::<LENGTH_BYTES>()?;
    let len = usize::try_from(u32::from_be_bytes(*len)).ok()?;
    let zeros = rest.get(len..)?;
    if padded.len() != padded_len(len) || zeros.iter().any(|byte| *byte != 0) {
        return None;
    }
    padded.copy_within(LENGTH_BYTES..LENGTH_BYTES + len, 0);
    padded.truncate(len);
    Some(padded)
}
