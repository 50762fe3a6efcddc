//! A command from request to receipt: one straight line with one point of commitment.

use domain::calendar::Instant;
use domain::command::{Act, Command, Refusal};
use domain::id::Position;
use domain::people::{Actor, CivicNumber, PupilIdentity};
use domain::personal;
use domain::query::{Query, Tag};
use domain::{Event, Recorded, pupil};
use eventstore::vault::{Identity, IdentityError, Reserved};
use eventstore::{
    Append, AppendError, Boundary, CommandId, ReadError, Receipt, ReceiptError, RequestDigest,
    Size, TypeCode,
};

use crate::seal::{PrepareError, RecordError, prepare, recorded};
use crate::store::App;

/// The namespace of civic numbers in the vault's look-up.
pub const CIVIC_NUMBERS: &str = "civic-number";

/// How often a decision is taken anew when something came in between.
const ATTEMPTS_MAX: u32 = 16;

/// A request: one or more commands, recorded together or not at all.
#[derive(Debug, Clone)]
pub struct Request {
    /// Asking again with the same id gives the first receipt, for ever.
    pub command_id: uuid::Uuid,
    /// Who asks, in which role.
    pub actor: Actor,
    /// The event that led here, if one did.
    pub cause: Option<Position>,
    /// What is asked for, in order; each sees what those before it did.
    pub commands: Vec<Command>,
}

/// What a request came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// The receipt; none where nothing happened, since what was asked for is already so.
    pub receipt: Option<Receipt>,
    /// The size of the log with everything this request rests on and led to.
    pub size: Size,
}

/// Why a request was not carried out. Nothing of it is recorded, except perhaps after [`Self::Unknown`].
#[derive(Debug, thiserror::Error)]
pub enum HandleError {
    /// The field's rules say no.
    #[error("{refusal}")]
    Refused {
        /// The rule.
        refusal: Refusal,
        /// Which of the request's commands.
        index: usize,
    },
    /// A production store that is not ready takes no civic number of a real person.
    #[error("this store is not ready for real civic numbers; see `insyn ready`")]
    NotReady,
    /// The civic number belongs to another pupil.
    #[error("the civic number belongs to another pupil")]
    CivicNumberTaken,
    /// A report or account whose basis is not the log's, or whose document is not what the program makes
    /// of it; an evaluation whose figures are not those of the state it names. Both are made here
    /// ([`crate::documents`]), never taken from outside.
    #[error("the document or figures are not what the program makes of the basis named")]
    DocumentUnfit,
    /// A document could not be made to compare with.
    #[error("the document could not be compared")]
    Document(#[source] Box<crate::documents::DocumentError>),
    /// The command id was used for another request.
    #[error("the command id was used for another request")]
    IdReused,
    /// Others kept changing what the decision rests on.
    #[error("others kept changing what this decision rests on; try again")]
    Contended,
    /// The log has more to write than it can queue.
    #[error("the log has more to write than it can queue; try again")]
    Busy,
    /// The commit failed: whether it is recorded shows after opening the store again.
    #[error("whether the request was recorded is unknown; open the store again and repeat it")]
    Unknown,
    /// The log could not be read.
    #[error("the log could not be read")]
    Read(#[source] ReadError),
    /// A record could not be read as an event.
    #[error("an earlier event could not be read")]
    Record(#[source] RecordError),
    /// The events could not be made ready.
    #[error("the events could not be made ready")]
    Prepare(#[source] PrepareError),
    /// The vault could not reserve the identity.
    #[error("the identity could not be reserved")]
    Identity(#[source] IdentityError),
    /// The log refused the events.
    #[error("the log could not take the events")]
    Append(#[source] AppendError),
    /// The request could not be encoded.
    #[error("the request could not be encoded")]
    Encode(#[source] postcard::Error),
}

/// An event that a decision may rest on, with its tags.
struct Known {
    recorded: Recorded,
    tags: Vec<Tag>,
}

impl App {
    /// Carries a request out: receipt, boundary, decision, append; acknowledged only after the commit.
    pub fn handle(&self, request: &Request) -> Result<Outcome, HandleError> {
        let digest = self.digest(request)?;
        let command_id = CommandId(request.command_id);
        for _ in 0..ATTEMPTS_MAX {
            // 1. A repeated request is answered with its first receipt, before anything is decided:
            //    a retried success must not be refused as "already done".
            match self.log().receipt(command_id, digest) {
                Ok(Some(receipt)) => return Ok(done(receipt)),
                Ok(None) => {}
                Err(ReceiptError::DigestMismatch { .. }) => return Err(HandleError::IdReused),
                Err(ReceiptError::Read(source)) => return Err(HandleError::Read(source)),
            }
            // 2. The boundary is read as of one size …
            let since = self.log().size();
            let act = Act { actor: request.actor, at: self.now() };
            let boundary = union(request, &act);
            let known = self.read_boundary(&boundary, since)?;
            // 3. … and decided on.
            let events = decide(request, &act, known, since)?;
            if events.is_empty() {
                return Ok(Outcome { receipt: None, size: since });
            }
            let events = self
                .with_outcomes(self.with_pdfs(events))
                .map_err(|error| HandleError::Document(Box::new(error)))?;
            self.check_documents(&events)?;
            // 4. Keys and reservations are durable before the events that use them.
            self.reserve_identities(&events)?;
            let prepared = prepare(self, request.actor, request.cause, act.at.0, &events)
                .map_err(HandleError::Prepare)?;
            // 5. The one point of commitment.
            let append = Append {
                events: prepared,
                boundary: Some(Boundary {
                    query: stored_query(&boundary).map_err(HandleError::Prepare)?,
                    since,
                }),
                command_id,
                request_digest: digest,
            };
            match self.log().append(append) {
                Ok(receipt) => return Ok(done(receipt)),
                Err(AppendError::Blocked { .. }) => {}
                Err(error) => return Err(append_error(error)),
            }
        }
        Err(HandleError::Contended)
    }

    /// The events with the PDF of every report that is delivered: the program's to say, whatever the command
    /// says. A report is delivered without one where it cannot be typeset now.
    fn with_pdfs(&self, mut events: Vec<Event>) -> Vec<Event> {
        for event in &mut events {
            let Event::ReportDelivered(delivered) = event else { continue };
            delivered.pdf = self.pdf_to_deliver(delivered.report).unwrap_or_else(|error| {
                let error = &error as &dyn std::error::Error;
                tracing::warn!(error, "a report is delivered without a PDF");
                None
            });
        }
        events
    }

    /// A keyed digest of everything the request asks for, personal content included.
    fn digest(&self, request: &Request) -> Result<RequestDigest, HandleError> {
        let asked = (request.actor, &request.commands);
        let (mut bytes, sections) = personal::encode(&asked).map_err(HandleError::Encode)?;
        for section in &sections {
            bytes.extend((section.plaintext.len() as u64).to_be_bytes());
            bytes.extend(&section.plaintext);
        }
        Ok(RequestDigest(self.vault().digest(&bytes)))
    }

    fn read_boundary(&self, boundary: &Query, until: Size) -> Result<Vec<Known>, HandleError> {
        let query = stored_query(boundary).map_err(HandleError::Prepare)?;
        let found = self.log().query(&query, Size::ZERO, until).map_err(HandleError::Read)?;
        let known = found.iter().map(|stored| {
            let recorded = recorded(stored).map_err(HandleError::Record)?;
            let tags = recorded.event.as_ref().map(Event::tags).unwrap_or_default();
            Ok(Known { recorded, tags })
        });
        known.collect()
    }

    fn check_documents(&self, events: &[Event]) -> Result<(), HandleError> {
        for event in events {
            match self.is_fit(event) {
                Ok(true) => {}
                Ok(false) => return Err(HandleError::DocumentUnfit),
                Err(error) => return Err(HandleError::Document(Box::new(error))),
            }
        }
        Ok(())
    }

    fn reserve_identities(&self, events: &[Event]) -> Result<(), HandleError> {
        for (pupil, civic_number) in events.iter().filter_map(civic_number_of) {
            if self.is_production() && !civic_number.is_temporary() && !self.is_ready() {
                return Err(HandleError::NotReady);
            }
            let subject = pupil.to_bytes();
            let identity =
                Identity { namespace: CIVIC_NUMBERS, value: civic_number.as_str(), subject };
            let reserved = self.vault().reserve(&[identity]).map_err(HandleError::Identity)?;
            if reserved.iter().any(|r| matches!(r, Reserved::Existing(other) if *other != subject))
            {
                return Err(HandleError::CivicNumberTaken);
            }
        }
        Ok(())
    }
}

/// The civic number that an event brings, and whose it is.
fn civic_number_of(event: &Event) -> Option<(domain::id::PupilId, &CivicNumber)> {
    let (pupil, identity) = match event {
        Event::PupilEnrolled(pupil::PupilEnrolled { pupil, identity: Some(identity), .. })
        | Event::IdentityRectified(pupil::IdentityRectified { pupil, identity, .. }) => {
            (*pupil, identity)
        }
        _ => return None,
    };
    match identity.value() {
        Some(PupilIdentity::Named { civic_number: Some(number), .. }) => Some((pupil, number)),
        _ => None,
    }
}

fn union(request: &Request, act: &Act) -> Query {
    let items = request.commands.iter().flat_map(|command| command.boundary(act).items);
    Query { items: items.collect() }
}

/// Decides the commands one by one, each on the recorded events and on what those before it led to.
fn decide(
    request: &Request,
    act: &Act,
    mut known: Vec<Known>,
    since: Size,
) -> Result<Vec<Event>, HandleError> {
    let mut decided = Vec::new();
    for (index, command) in request.commands.iter().enumerate() {
        let boundary = command.boundary(act);
        let history: Vec<Recorded> = known
            .iter()
            .filter(|known| {
                let event = known.recorded.event.as_ref();
                event.is_some_and(|event| boundary.matches(event.code(), &known.tags))
            })
            .map(|known| known.recorded.clone())
            .collect();
        let events = command
            .decide(act, &history)
            .map_err(|refusal| HandleError::Refused { refusal, index })?;
        for event in events {
            let position = Position(since.0 + decided.len() as u64);
            let tags = event.tags();
            let actor = Some(act.actor);
            let recorded = Recorded { position, at: act.at, actor, event: Some(event.clone()) };
            known.push(Known { recorded, tags });
            decided.push(event);
        }
    }
    Ok(decided)
}

/// A domain's query in the log's words.
pub(crate) fn stored_query(query: &Query) -> Result<eventstore::Query, PrepareError> {
    let tag = |tag: &Tag| eventstore::Tag::new(tag.to_string());
    let items = query.items.iter().map(|item| {
        let tags =
            item.tags.iter().map(tag).collect::<Result<_, _>>().map_err(PrepareError::Tag)?;
        let types = item.types.iter().map(|code| TypeCode(code.0)).collect();
        Ok(eventstore::QueryItem { types, tags })
    });
    let items = items.collect::<Result<_, PrepareError>>()?;
    Ok(eventstore::Query { items })
}

fn append_error(error: AppendError) -> HandleError {
    match error {
        AppendError::DigestMismatch { .. } => HandleError::IdReused,
        AppendError::Full => HandleError::Busy,
        AppendError::Unknown => HandleError::Unknown,
        other => HandleError::Append(other),
    }
}

fn done(receipt: Receipt) -> Outcome {
    Outcome { receipt: Some(receipt), size: receipt.size_after() }
}

/// The moment a receipt speaks of.
#[must_use]
pub fn recorded_at(receipt: &Receipt) -> Instant {
    Instant(receipt.recorded_at)
}
