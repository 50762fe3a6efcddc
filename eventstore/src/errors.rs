//! What can go wrong, one enum for each operation. `Display` never repeats its source.

use crate::checkpoint::{CheckpointError, SignerError};
use crate::tree::TreeError;
use crate::types::{Position, Size, TagError};
use std::io;

/// What the storage beneath reported.
#[derive(Debug, thiserror::Error)]
pub enum StorageFault {
    /// The file system failed.
    #[error("the file system failed")]
    Io(#[from] io::Error),
    /// redb refused or failed.
    #[error("the database file failed")]
    Redb(#[source] Box<redb::Error>),
    /// redb found something it holds to be impossible: the file is corrupt.
    #[error("the database file contradicts itself")]
    Corrupt,
}

macro_rules! from_redb {
    ($($error:ty),*) => {$(
        impl From<$error> for StorageFault {
            fn from(error: $error) -> StorageFault {
                StorageFault::Redb(Box::new(error.into()))
            }
        }
    )*};
}
from_redb!(
    redb::StorageError,
    redb::DatabaseError,
    redb::TransactionError,
    redb::TableError,
    redb::CommitError
);

/// Why stored bytes are not a leaf, a body or a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// The bytes end too early.
    #[error("the bytes end too early")]
    Short,
    /// Bytes follow where the layout ends.
    #[error("bytes follow where the layout ends")]
    Trailing,
    /// The layout's version is not one this program knows.
    #[error("the leaf has version {0}, which this program does not know")]
    Version(u8),
    /// A number is longer than its type.
    #[error("a number does not fit its type")]
    Number,
    /// Text is not UTF-8.
    #[error("text is not UTF-8")]
    Text,
    /// A tag breaks the rules of tags.
    #[error("a tag breaks the rules of tags")]
    Tag(#[source] TagError),
    /// The body has been removed by a disposal decision.
    #[error("the body has been removed")]
    Redacted,
}

/// Why a store could not be made.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// The directory exists and holds something.
    #[error("the directory is not empty")]
    NotEmpty,
    /// The options cannot be: the text says which.
    #[error("the options do not hold: {0}")]
    Options(&'static str),
    /// The origin cannot name a key, or the key could not be written.
    #[error("the signing key could not be made")]
    Signer(#[source] SignerError),
    /// The storage beneath failed.
    #[error("the store could not be written")]
    Storage(#[source] StorageFault),
    /// The new store could not be opened.
    #[error("the new store could not be opened")]
    Open(#[source] Box<OpenError>),
}

/// Why a store could not be opened. Nothing has been created.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no store here.
    #[error("there is no store here")]
    Missing,
    /// Another process has it open.
    #[error("the store is in use by another process")]
    Locked,
    /// Something else than a store is here.
    #[error("the directory holds something else than a store")]
    Foreign,
    /// A newer program wrote it.
    #[error("the store has format {format}, this program knows up to {known}")]
    Newer {
        /// Format of the store.
        format: u32,
        /// The newest format this program knows.
        known: u32,
    },
    /// Its bytes contradict each other; `what` says where.
    #[error("the store is damaged: {what}")]
    Damaged {
        /// Which file or record, and what about it.
        what: String,
        /// What the storage beneath said, if it did.
        source: Option<StorageFault>,
    },
    /// It was not closed properly and needs recovery, which reading alone may not do.
    #[error("the store was not closed; open it for writing once to recover it")]
    Unclean,
    /// It holds fewer events than its last checkpoint says: an older copy.
    #[error("the log holds {size} events, its last checkpoint says {checkpoint}: rolled back")]
    RolledBack {
        /// Size of the last signed checkpoint.
        checkpoint: Size,
        /// Size of the log found.
        size: Size,
    },
    /// Its first events are not those of its last checkpoint: another history.
    #[error("the first {at} events are not those of the last checkpoint: another history")]
    Forked {
        /// Size of the last signed checkpoint.
        at: Size,
    },
    /// The signing key could not be read.
    #[error("the signing key could not be used")]
    Signer(#[source] SignerError),
    /// The last checkpoint could not be read, or is not one of this log.
    #[error("the last checkpoint could not be used")]
    Checkpoint(#[source] CheckpointError),
    /// The storage beneath failed.
    #[error("the store could not be read")]
    Storage(#[source] StorageFault),
}

/// Why an append was not made.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// Something matching the boundary has happened since the decision.
    #[error("the event at position {at} came in between")]
    Blocked {
        /// The first event in the way.
        at: Position,
    },
    /// The command id stands for another request already.
    #[error("the command id was used for another request, at position {first}")]
    DigestMismatch {
        /// First event of that other request.
        first: Position,
    },
    /// The queue is full; nothing was recorded. Try again later.
    #[error("the log has more to write than it can queue")]
    Full,
    /// No events.
    #[error("an append holds at least one event")]
    Empty,
    /// Too many events.
    #[error("an append holds at most 1024 events, this has {count}")]
    TooMany {
        /// How many were given.
        count: usize,
    },
    /// One event is too large as a record.
    #[error("event {index} takes {bytes} bytes as a record, at most 262144 fit")]
    TooLarge {
        /// Which of the append's events.
        index: usize,
        /// Bytes of its record.
        bytes: usize,
    },
    /// An event breaks a limit of its fields.
    #[error("event {index} breaks a limit: {limit}")]
    Limit {
        /// Which of the append's events.
        index: usize,
        /// Which limit.
        limit: &'static str,
    },
    /// The store was opened for reading only.
    #[error("the store is open for reading only")]
    ReadOnly,
    /// A store for real use takes no time from outside.
    #[error("a store for real use records the present time only")]
    GivenTime,
    /// The commit failed: whether the events are recorded shows after reopening. The log has ended.
    #[error("whether the events were recorded is unknown; open the store again and ask")]
    Unknown,
    /// The writer has ended, by closing or by a failure before; nothing was recorded.
    #[error("the log is closed for writing")]
    Ended,
    /// Earlier events could not be read to check the append; nothing was recorded.
    #[error("earlier events could not be read")]
    Read(#[source] ReadError),
}

/// Why events could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The log has been closed.
    #[error("the log is closed")]
    Closed,
    /// An event that must be there is not: an alarm.
    #[error("the event at position {at} is missing")]
    Lost {
        /// Its position.
        at: Position,
    },
    /// A record's bytes are not those of a record.
    #[error("the record at position {at} cannot be decoded")]
    Record {
        /// Its position.
        at: Position,
        /// What is wrong with them.
        source: DecodeError,
    },
    /// The asked size lies beyond the log.
    #[error("the log holds {size} events, {asked} were asked for")]
    Beyond {
        /// The size asked for.
        asked: Size,
        /// The size of the log.
        size: Size,
    },
    /// The storage beneath failed.
    #[error("the store could not be read")]
    Storage(#[source] StorageFault),
}

impl<F: Into<StorageFault>> From<F> for ReadError {
    fn from(fault: F) -> ReadError {
        ReadError::Storage(fault.into())
    }
}

/// Why a receipt could not be given.
#[derive(Debug, thiserror::Error)]
pub enum ReceiptError {
    /// The command id stands for another request.
    #[error("the command id was used for another request, at position {first}")]
    DigestMismatch {
        /// First event of that other request.
        first: Position,
    },
    /// Earlier events could not be read.
    #[error("earlier events could not be read")]
    Read(#[source] ReadError),
}

/// Why a root or a proof could not be given.
pub type ProofReadError = TreeError<ReadError>;

/// Why no checkpoint could be signed or read.
#[derive(Debug, thiserror::Error)]
pub enum SignError {
    /// The stored bytes do not give the root the writer computed: the disk returns other bytes.
    #[error("the stored bytes of the first {at} events do not give the root that was written")]
    Mismatch {
        /// At which size.
        at: Size,
    },
    /// The stored events could not be read.
    #[error("the stored events could not be read")]
    Read(#[source] ReadError),
    /// The checkpoint could not be kept.
    #[error("the checkpoint could not be kept")]
    Keep(#[source] CheckpointError),
    /// The store was opened for reading only.
    #[error("the store is open for reading only")]
    ReadOnly,
}

/// Why a log could not be closed cleanly. What was acknowledged is safe; the next opening recovers.
#[derive(Debug, thiserror::Error)]
pub enum CloseError {
    /// The writer had ended by a failure before.
    #[error("the writer had ended by a failure before")]
    Failed,
    /// Someone still reads; the file cannot be closed under them.
    #[error("the log is still being read")]
    Busy,
    /// The storage beneath failed.
    #[error("the store could not be closed")]
    Storage(#[source] StorageFault),
}
