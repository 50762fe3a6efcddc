//! The words of the log: positions and sizes, identities, tags, queries, and what an append is.

use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

/// A SHA-256 value.
pub type Hash = [u8; 32];

/// What the log needs from outside: the time and randomness. The real one lives in `services`.
pub trait World: Send + Sync {
    /// Microseconds since 1970-01-01 UTC. May step back; the log clamps what it records.
    fn now_us(&self) -> u64;
    /// Fills the whole slice with bytes fit for salts and keys.
    fn fill(&self, bytes: &mut [u8]);
}

/// The number of an event, from 0 without gaps; also its leaf index in the tree.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Position(pub u64);

impl Position {
    /// The size of a log whose last event is this one.
    #[must_use]
    pub fn size_after(self) -> Size {
        Size(self.0 + 1)
    }
}

impl fmt::Display for Position {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// A number of events. It names a state of the world: the first so many events.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Size(pub u64);

impl Size {
    /// The size of a log in which nothing has happened.
    pub const ZERO: Size = Size(0);

    /// The position the next event after this many takes.
    #[must_use]
    pub fn next_position(self) -> Position {
        Position(self.0)
    }
}

impl fmt::Display for Size {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// The identity of an event (UUIDv7), given by whoever decided it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EventId(pub Uuid);

impl fmt::Display for EventId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// The identity of a command: asking twice with the same one appends once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CommandId(pub Uuid);

impl fmt::Display for CommandId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// A digest of what a command asked for, so that one id cannot stand for two requests.
///
/// Requests hold personal data, so this is a keyed digest (`Vault::digest`), never a plain hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RequestDigest(pub [u8; 32]);

/// The fixed number of an event type. Never reused, never renumbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TypeCode(pub u16);

/// The identity of a data key in the vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct KeyId(pub [u8; 16]);

/// A label that boundaries and queries select by, such as `school:1f0c`: 1 to 96 bytes of printable
/// ASCII without spaces. Never a name or a number of a person.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct Tag(Box<str>);

/// Why a string is not a [`Tag`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TagError {
    /// Nothing at all.
    #[error("a tag holds at least one character")]
    Empty,
    /// More than [`Tag::BYTES_MAX`] bytes.
    #[error("a tag holds at most {} bytes, this has {bytes}", Tag::BYTES_MAX)]
    TooLong {
        /// How many bytes were given.
        bytes: usize,
    },
    /// A space, a control character or something beyond ASCII.
    #[error("a tag holds printable ASCII without spaces; byte {at} is something else")]
    NotPrintable {
        /// Where the first offending byte stands.
        at: usize,
    },
}

impl Tag {
    /// The most bytes a tag may hold.
    pub const BYTES_MAX: usize = 96;

    /// Makes a tag.
    ///
    /// # Errors
    /// [`TagError`] says which rule the text breaks.
    pub fn new(text: impl Into<Box<str>>) -> Result<Tag, TagError> {
        let text = text.into();
        Tag::check(&text)?;
        Ok(Tag(text))
    }

    /// The text of the tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a text may stand as a tag.
    pub(crate) fn check(text: &str) -> Result<(), TagError> {
        if text.is_empty() {
            return Err(TagError::Empty);
        }
        if text.len() > Tag::BYTES_MAX {
            return Err(TagError::TooLong { bytes: text.len() });
        }
        match text.bytes().position(|byte| !byte.is_ascii_graphic()) {
            Some(at) => Err(TagError::NotPrintable { at }),
            None => Ok(()),
        }
    }
}

impl TryFrom<String> for Tag {
    type Error = TagError;

    fn try_from(text: String) -> Result<Tag, TagError> {
        Tag::new(text)
    }
}

impl TryFrom<&str> for Tag {
    type Error = TagError;

    fn try_from(text: &str) -> Result<Tag, TagError> {
        Tag::new(text)
    }
}

impl From<Tag> for String {
    fn from(tag: Tag) -> String {
        tag.0.into()
    }
}

impl Serialize for Tag {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl AsRef<str> for Tag {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for Tag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, formatter)
    }
}

/// A sealed section as the vault hands it over: ciphertext beside the body, its key in the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// Which data key opens it.
    pub key_id: KeyId,
    /// `SHA-256("insyn/kc" || K)`: commits to the one key under which the ciphertext may be read.
    pub key_commitment: Hash,
    /// Bytes of the padded plaintext.
    pub padded_len: u32,
    /// AES-256-GCM-SIV ciphertext with its tag.
    pub ciphertext: Vec<u8>,
}

/// An event to be appended. Position and time are the log's to give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    /// Identity of the event (UUIDv7).
    pub id: EventId,
    /// Which event type it is.
    pub type_code: TypeCode,
    /// Version of the payload's layout within its type.
    pub schema: u16,
    /// Who or what caused it, opaque to the log; at most 64 bytes.
    pub actor: String,
    /// The event that led here, if one did.
    pub cause: Option<Position>,
    /// What boundaries and queries find it by; at most 64.
    pub tags: Vec<Tag>,
    /// The event in the application's own bytes; pseudonymous.
    pub payload: Vec<u8>,
    /// Sealed parts, at most 16; the number of a section is its place here.
    pub sections: Vec<Sealed>,
}

/// One alternative of a [`Query`]: an event matches when its type is any of `types` and it carries
/// all of `tags`; an empty list asks nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QueryItem {
    /// Any of these; empty means every type.
    pub types: Vec<TypeCode>,
    /// All of these; empty means whatever tags.
    pub tags: Vec<Tag>,
}

/// Which events are meant, by the rules of <https://dcb.events/specification/>: those that match
/// any of the items. No items match nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// The alternatives.
    pub items: Vec<QueryItem>,
}

impl Query {
    /// Every event.
    #[must_use]
    pub fn all() -> Query {
        Query { items: vec![QueryItem::default()] }
    }

    /// Whether an event of this type with these tags is meant.
    pub fn matches<'a>(
        &self,
        type_code: TypeCode,
        tags: &(impl Iterator<Item = &'a str> + Clone),
    ) -> bool {
        self.items.iter().any(|item| item.matches(type_code, tags))
    }
}

impl QueryItem {
    /// Whether an event of this type with these tags is meant by this alternative.
    pub fn matches<'a>(
        &self,
        type_code: TypeCode,
        tags: &(impl Iterator<Item = &'a str> + Clone),
    ) -> bool {
        (self.types.is_empty() || self.types.contains(&type_code))
            && self.tags.iter().all(|wanted| tags.clone().any(|tag| tag == wanted.as_str()))
    }
}

/// The guard of an append: refuse it if anything matching stands at a position of `since` or later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boundary {
    /// What the decision depended on.
    pub query: Query,
    /// The size of the log that the decision was taken on.
    pub since: Size,
}

/// Events to be recorded together or not at all, once for each command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Append {
    /// 1 to 1,024 events, in order.
    pub events: Vec<NewEvent>,
    /// What must not have happened meanwhile.
    pub boundary: Option<Boundary>,
    /// The command these events answer.
    pub command_id: CommandId,
    /// Digest of what the command asked for.
    pub request_digest: RequestDigest,
}

/// What an append was answered with, the same forever.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Position of the first event.
    pub first: Position,
    /// How many events, at least 1; they stand one after the other.
    pub count: u32,
    /// When they were recorded, in microseconds since 1970-01-01 UTC.
    pub recorded_at: u64,
}

impl Receipt {
    /// The size of the log just after this append.
    #[must_use]
    pub fn size_after(&self) -> Size {
        Size(self.first.0 + u64::from(self.count))
    }
}
