//! The immutable log: events are appended, never changed, and everyone can check it.
//!
//! The crate stores bytes, tags and type codes; it knows nothing of schools, starts no async
//! runtime and has neither clock nor randomness of its own ([`World`] brings both). One thread
//! writes, many read. What stands on disk, byte by byte, is drawn in `docs/storage.md`.
//!
//! In reading order: the words ([`types`]), the bytes of a record ([`record`]), the tree over them
//! ([`tree`]) and its signed checkpoints ([`note`], [`checkpoint`]), where files live
//! ([`directory`]), a volume and its derived index, the shared engine, the writer, the handle that
//! everyone holds ([`Log`]), what it answers ([`Feed`], [`errors`]), and the keys ([`vault`]).

// The words and the bytes.
pub mod errors;
pub mod record;
pub mod types;

// The tree and its checkpoints.
pub mod checkpoint;
pub mod note;
pub mod tree;

// Where bytes live.
pub mod directory;
mod durable;
mod index;
mod metadata;
mod segment;
mod volume;

// The log.
mod engine;
mod feed;
mod log;
mod notary;
mod open;
mod writer;

// The keys.
pub mod vault;

// Checking and keeping copies.
pub mod backup;
pub mod verify;

pub use errors::{
    AppendError, CloseError, CreateError, DecodeError, OpenError, ProofReadError, ReadError,
    ReceiptError, SignError, StorageFault,
};
pub use feed::{Feed, FeedItem};
pub use log::{CreateOptions, Log, OpenOptions, StoreKind};
pub use record::{Envelope, EnvelopeRef, SectionMeta, Stored};
pub use types::{
    Append, Boundary, CommandId, EventId, Hash, KeyId, NewEvent, Position, Query, QueryItem,
    Receipt, RequestDigest, Sealed, Size, Tag, TagError, TypeCode, World,
};
