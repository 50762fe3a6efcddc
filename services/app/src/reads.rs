//! The read-access log: who was shown what of which pupils, when and for what.
//!
//! It is a second log of the same kind ([`eventstore::Log`]) in the store's folder `reads`, with an origin,
//! keys, checkpoints and a retention of its own. An answer that holds anything of a pupil is entered before
//! its first byte is sent ([`App::enter`]); where that fails nothing is sent. One query is one entry.
//!
//! Whoever writes a page does nothing for it. What an answer holds is found in one place for each edge: the
//! ids that stand in it ([`App::pupils_in`]), and the pupils whose names, texts or events were opened while
//! it was made ([`noted`]).
//!
//! Basis: GDPR articles 5(2), 15 and 32; the Education Act gives the secrecy, and the follow-up of logs is
//! shaped as that of patient records (HSLF-FS 2016:40, chapter 4), the nearest rule there is in Sweden.

mod entry;
mod found;
mod kept;
mod noted;
mod purpose;
mod search;

pub use entry::{EntryError, PupilsRead, Who};
pub use noted::{Noted, noted, noted_later, noted_until_now};
pub use purpose::Purpose;
pub use search::{ReadsFound, ReadsPage};

pub use kept::FOLDER;
pub(crate) use kept::{create, in_memory, open};
pub(crate) use noted::{note, note_all};

use std::collections::BTreeSet;

use domain::id::PupilId;
use eventstore::{
    Append, AppendError, CommandId, EventId, NewEvent, ReadError, RequestDigest, Tag, TypeCode,
};

use crate::facts::FactsError;
use crate::store::App;
use crate::world::{new_uuid, uuid_at};

/// The type code of [`PupilsRead`] in its log.
const PUPILS_READ: TypeCode = TypeCode(1);
/// The version of its layout.
const SCHEMA: u16 = 1;
/// Pupils on one sheet of an entry: an event takes 64 tags, and the reader's is one of them.
const SHEET_PUPILS: usize = 60;
/// Sheets that are appended together.
const SHEETS_TOGETHER: usize = 1_024;

/// Why reading could not be entered. Nothing of the answer may then be shown.
#[derive(Debug, thiserror::Error)]
pub enum ReadsError {
    /// The store has no read log yet (`insyn reads begin`).
    #[error("the store has no log of who reads; make one with `insyn reads begin`")]
    Missing,
    /// Nobody is signed in, and nobody reads without a name.
    #[error("pupils' data in an answer to nobody")]
    Nobody,
    /// What is asked has no purpose.
    #[error("pupils' data in an answer without a purpose")]
    Purpose,
    /// The facts could not be had.
    #[error("the facts could not be had")]
    Facts(#[source] FactsError),
    /// An entry could not be encoded.
    #[error("the entry could not be encoded")]
    Encode(#[source] postcard::Error),
    /// A tag is not one the log takes.
    #[error("a tag is not one the log takes")]
    Tag(#[source] eventstore::TagError),
    /// The log took it not.
    #[error("the log of who reads could not be written")]
    Append(#[source] AppendError),
    /// The log could not be read.
    #[error("the log of who reads could not be read")]
    Read(#[source] ReadError),
    /// An entry could not be read.
    #[error("an entry of the log of who reads could not be read")]
    Entry(#[source] EntryError),
}

/// One query: who asks for what.
#[derive(Debug, Clone)]
pub struct Asking {
    /// Its own id: what is sent of it bit by bit is entered under the same.
    pub query: uuid::Uuid,
    /// Who; none: nobody is signed in.
    pub who: Option<Who>,
    /// What: the method and template of an address (`GET /pupils/{pupil}`) or a verb (`insyn view pupil`).
    pub what: String,
    /// The parts of the address by name: codes and ids.
    pub of: Vec<(String, String)>,
}

/// An answer that is ready and not sent yet.
#[derive(Debug, Clone, Copy)]
pub struct Answered<'a> {
    /// Path and query of the address that was asked.
    pub address: &'a str,
    /// Whether it shows what was asked for, to someone who is signed in.
    pub shows: bool,
    /// Its bytes.
    pub body: &'a [u8],
    /// Of whom something was opened for it.
    pub opened: &'a Noted,
}

impl App {
    /// A new query.
    #[must_use]
    pub fn asking(&self, who: Option<Who>, what: String, of: Vec<(String, String)>) -> Asking {
        let of = of.into_iter().filter(|(name, value)| name != "pupil" && entry::is_plain(value));
        Asking { query: new_uuid(self.world()), who, what, of: of.collect() }
    }

    /// The pupils whose data an answer holds: of whom something was opened for it, and whose ids stand in it.
    /// An id that the reader sent in the address and that is only given back is none: in an answer that is
    /// no success (a page that is not found repeats its address), and to someone not signed in.
    ///
    /// # Errors
    /// [`ReadsError::Facts`].
    pub fn pupils_of(&self, answer: &Answered<'_>) -> Result<BTreeSet<PupilId>, ReadsError> {
        if answer.body.is_empty() {
            return Ok(BTreeSet::new());
        }
        let mut pupils = self.pupils_in(answer.body)?;
        if !answer.shows && !pupils.is_empty() {
            let given = self.pupils_in(answer.address.as_bytes())?;
            pupils.retain(|pupil| !given.contains(pupil));
        }
        pupils.extend(answer.opened.iter().copied());
        Ok(pupils)
    }

    /// Enters that these pupils' data is about to be shown. Durable on return; without pupils nothing
    /// happens. More pupils than one event takes are entered on several sheets, each found by its pupils.
    ///
    /// # Errors
    /// [`ReadsError`]; the answer must then not be sent.
    pub fn enter(&self, asking: &Asking, pupils: &BTreeSet<PupilId>) -> Result<(), ReadsError> {
        if pupils.is_empty() {
            return Ok(());
        }
        let who = asking.who.ok_or(ReadsError::Nobody)?;
        let purpose = Purpose::of(&asking.what).ok_or(ReadsError::Purpose)?;
        let log = self.inner.reads.get().ok_or(ReadsError::Missing)?;
        let pupils: Vec<PupilId> = pupils.iter().copied().collect();
        let sheets: Vec<&[PupilId]> = pupils.chunks(SHEET_PUPILS).collect();
        for together in sheets.chunks(SHEETS_TOGETHER) {
            let events = together.iter().map(|pupils| {
                let read = PupilsRead {
                    query: asking.query.into_bytes(),
                    who,
                    what: asking.what.clone(),
                    of: asking.of.clone(),
                    purpose,
                    size: self.size().0,
                    pupils: pupils.to_vec(),
                };
                self.sheet(&read)
            });
            let append = Append {
                events: events.collect::<Result<_, _>>()?,
                boundary: None,
                command_id: CommandId(new_uuid(self.world())),
                // An id of this moment never comes again: there is no other request to tell it from.
                request_digest: RequestDigest([0; 32]),
            };
            log.append(append).map_err(ReadsError::Append)?;
        }
        Ok(())
    }

    /// An entry's sheet as an event.
    fn sheet(&self, read: &PupilsRead) -> Result<NewEvent, ReadsError> {
        let tags = read.pupils.iter().map(|pupil| format!("pupil:{pupil}"));
        let tags = tags.chain([format!("reader:{}", read.who.id())]).map(Tag::new);
        Ok(NewEvent {
            id: EventId(uuid_at(self.world(), self.world().now_us())),
            type_code: PUPILS_READ,
            schema: SCHEMA,
            actor: read.who.to_string(),
            cause: None,
            tags: tags.collect::<Result<_, _>>().map_err(ReadsError::Tag)?,
            payload: read.encode().map_err(ReadsError::Encode)?,
            sections: Vec::new(),
        })
    }
}
