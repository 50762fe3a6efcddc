//! The envelope: everything a body says, in postcard (<https://postcard.jamesmunns.com>).
//!
//! It is written and read by hand, in place and without allocation, so that neither an append nor a
//! fold over the whole log is bounded by the allocator. A test holds both to [`Envelope`], whose
//! serde form is what any postcard reader sees.

use super::SALT_LEN;
use crate::errors::DecodeError;
use crate::types::{CommandId, Hash, KeyId, NewEvent, Position, RequestDigest, Tag};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The commitment of a leaf to its body: `SHA-256(0x02 || body)`. The prefix keeps it apart from
/// the leaf and node hashes of RFC 9162.
#[must_use]
pub fn commitment(body: &[u8]) -> Hash {
    Sha256::new_with_prefix([0x02]).chain_update(body).finalize().into()
}

/// What a body says about one sealed section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionMeta {
    /// Which data key opens it.
    pub key_id: KeyId,
    /// `SHA-256("insyn/kc" || K)`.
    pub key_commitment: Hash,
    /// Bytes of the padded plaintext.
    pub padded_len: u32,
    /// SHA-256 of the ciphertext.
    pub ciphertext_hash: Hash,
}

/// What a body says, owned. The fields stand in this order in postcard, forever.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// Version of the payload's layout within its type.
    pub schema: u16,
    /// The command this event answers.
    #[serde(with = "uuid_bytes")]
    pub command_id: CommandId,
    /// Digest of what the command asked for.
    pub request_digest: RequestDigest,
    /// Who or what caused it.
    pub actor: String,
    /// The event that led here.
    pub cause: Option<Position>,
    /// What boundaries and queries find it by.
    pub tags: Vec<Tag>,
    /// The event in the application's own bytes.
    #[serde(with = "byte_string")]
    pub payload: Vec<u8>,
    /// The sealed sections, in order.
    pub sections: Vec<SectionMeta>,
}

/// A command id as its 16 bytes: `uuid` itself would write a length before them.
mod uuid_bytes {
    use super::{CommandId, Deserialize, Serialize, Uuid};

    pub(super) fn serialize<S: serde::Serializer>(
        id: &CommandId,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        id.0.as_bytes().serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<CommandId, D::Error> {
        <[u8; 16]>::deserialize(deserializer).map(|bytes| CommandId(Uuid::from_bytes(bytes)))
    }
}

/// A payload as one run of bytes, written at once instead of byte by byte.
mod byte_string {
    use serde::Deserialize;

    pub(super) fn serialize<S: serde::Serializer>(
        bytes: &[u8],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(bytes)
    }

    pub(super) fn deserialize<'de, D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<u8>, D::Error> {
        <&[u8]>::deserialize(deserializer).map(<[u8]>::to_vec)
    }
}

/// Appends salt and envelope of an event.
pub(super) fn encode_body(
    event: &NewEvent,
    (command_id, request_digest): (CommandId, RequestDigest),
    salt: &[u8; SALT_LEN],
    out: &mut Vec<u8>,
) {
    out.extend_from_slice(salt);
    push_number(out, u64::from(event.schema));
    out.extend_from_slice(command_id.0.as_bytes());
    out.extend_from_slice(&request_digest.0);
    push_bytes(out, event.actor.as_bytes());
    match event.cause {
        None => out.push(0),
        Some(position) => {
            out.push(1);
            push_number(out, position.0);
        }
    }
    push_number(out, event.tags.len() as u64);
    for tag in &event.tags {
        push_bytes(out, tag.as_str().as_bytes());
    }
    push_bytes(out, &event.payload);
    push_number(out, event.sections.len() as u64);
    for sealed in &event.sections {
        out.extend_from_slice(&sealed.key_id.0);
        out.extend_from_slice(&sealed.key_commitment);
        push_number(out, u64::from(sealed.padded_len));
        out.extend_from_slice(&Sha256::digest(&sealed.ciphertext));
    }
}

/// Appends a varint: seven bits a byte, least significant first.
fn push_number(out: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        out.push(0x80 | low_bits(number));
        number >>= 7;
    }
    out.push(low_bits(number));
}

fn low_bits(number: u64) -> u8 {
    u8::try_from(number & 0x7f).expect("seven bits fit a byte")
}

fn push_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    push_number(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

/// What a body says, borrowed from its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EnvelopeRef<'a> {
    /// Version of the payload's layout within its type.
    pub schema: u16,
    /// The command this event answers.
    pub command_id: CommandId,
    /// Digest of what the command asked for.
    pub request_digest: RequestDigest,
    /// Who or what caused it.
    pub actor: &'a str,
    /// The event that led here.
    pub cause: Option<Position>,
    /// What boundaries and queries find it by.
    pub tags: Tags<'a>,
    /// The event in the application's own bytes.
    pub payload: &'a [u8],
    /// The sealed sections, in order.
    pub sections: SectionMetas<'a>,
}

impl<'a> EnvelopeRef<'a> {
    /// Reads a body, salt and all. Every byte is accounted for.
    ///
    /// # Errors
    /// [`DecodeError`] says what is wrong.
    pub fn decode(body: &'a [u8]) -> Result<EnvelopeRef<'a>, DecodeError> {
        let envelope = body.get(SALT_LEN..).ok_or(DecodeError::Short)?;
        let mut reader = Reader { rest: envelope };
        let decoded = EnvelopeRef {
            schema: u16::try_from(reader.number()?).map_err(|_| DecodeError::Number)?,
            command_id: CommandId(Uuid::from_bytes(*reader.array()?)),
            request_digest: RequestDigest(*reader.array()?),
            actor: std::str::from_utf8(reader.bytes()?).map_err(|_| DecodeError::Text)?,
            cause: reader.option()?,
            tags: reader.tags()?,
            payload: reader.bytes()?,
            sections: reader.section_metas()?,
        };
        if reader.rest.is_empty() { Ok(decoded) } else { Err(DecodeError::Trailing) }
    }

    /// Copies it out.
    #[must_use]
    pub fn to_envelope(&self) -> Envelope {
        Envelope {
            schema: self.schema,
            command_id: self.command_id,
            request_digest: self.request_digest,
            actor: self.actor.to_owned(),
            cause: self.cause,
            tags: self.tags.map(|tag| Tag::new(tag).expect("decoding checked each tag")).collect(),
            payload: self.payload.to_vec(),
            sections: self.sections.collect(),
        }
    }
}

/// The tags of an envelope, checked and borrowed; iterating costs no allocation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tags<'a> {
    left: usize,
    reader: Reader<'a>,
}

impl<'a> Iterator for Tags<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        self.left = self.left.checked_sub(1)?;
        std::str::from_utf8(self.reader.bytes().ok()?).ok()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

/// What an envelope says about its sections, checked and borrowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SectionMetas<'a> {
    left: usize,
    reader: Reader<'a>,
}

impl Iterator for SectionMetas<'_> {
    type Item = SectionMeta;

    fn next(&mut self) -> Option<SectionMeta> {
        self.left = self.left.checked_sub(1)?;
        self.reader.section_meta().ok()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

/// Reads postcard off the front of a slice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    #[inline]
    fn byte(&mut self) -> Result<u8, DecodeError> {
        let (&byte, rest) = self.rest.split_first().ok_or(DecodeError::Short)?;
        self.rest = rest;
        Ok(byte)
    }

    /// A varint: seven bits a byte, least significant first.
    #[inline]
    fn number(&mut self) -> Result<u64, DecodeError> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            if shift == 63 && bits > 1 {
                return Err(DecodeError::Number);
            }
            number |= bits << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(DecodeError::Number)
    }

    fn length(&mut self) -> Result<usize, DecodeError> {
        usize::try_from(self.number()?).map_err(|_| DecodeError::Number)
    }

    fn bytes(&mut self) -> Result<&'a [u8], DecodeError> {
        let length = self.length()?;
        let (bytes, rest) = self.rest.split_at_checked(length).ok_or(DecodeError::Short)?;
        self.rest = rest;
        Ok(bytes)
    }

    fn array<const N: usize>(&mut self) -> Result<&'a [u8; N], DecodeError> {
        let (array, rest) = self.rest.split_first_chunk().ok_or(DecodeError::Short)?;
        self.rest = rest;
        Ok(array)
    }

    fn option(&mut self) -> Result<Option<Position>, DecodeError> {
        match self.byte()? {
            0 => Ok(None),
            1 => Ok(Some(Position(self.number()?))),
            _ => Err(DecodeError::Number),
        }
    }

    fn tags(&mut self) -> Result<Tags<'a>, DecodeError> {
        let left = self.length()?;
        let tags = Tags { left, reader: *self };
        for _ in 0..left {
            let text = std::str::from_utf8(self.bytes()?).map_err(|_| DecodeError::Text)?;
            Tag::check(text).map_err(DecodeError::Tag)?;
        }
        Ok(tags)
    }

    fn section_meta(&mut self) -> Result<SectionMeta, DecodeError> {
        Ok(SectionMeta {
            key_id: KeyId(*self.array()?),
            key_commitment: *self.array()?,
            padded_len: u32::try_from(self.number()?).map_err(|_| DecodeError::Number)?,
            ciphertext_hash: *self.array()?,
        })
    }

    fn section_metas(&mut self) -> Result<SectionMetas<'a>, DecodeError> {
        let left = self.length()?;
        let metas = SectionMetas { left, reader: *self };
        for _ in 0..left {
            self.section_meta()?;
        }
        Ok(metas)
    }
}
