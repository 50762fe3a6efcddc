//! From what the domain decided to what the log stores, and back.

use domain::event::Encoded;
use domain::id::Position;
use domain::people::Actor;
use domain::personal::{self, PersonalValue};
use domain::query::Tag;
use domain::{Event, Recorded};
use eventstore::record::EnvelopeRef;
use eventstore::vault::{KeyName, KeysError, OpenSectionError, SealError, Subject};
use eventstore::{DecodeError, EventId, NewEvent, Stored, TypeCode};

use crate::store::App;
use crate::world::uuid_at;

/// Why an event could not be made ready for the log.
#[derive(Debug, thiserror::Error)]
pub enum PrepareError {
    /// The payload could not be encoded.
    #[error("the event could not be encoded")]
    Encode(#[source] postcard::Error),
    /// A tag is not one the log takes.
    #[error("a tag is not one the log takes")]
    Tag(#[source] eventstore::TagError),
    /// The vault gave no key.
    #[error("the vault gave no key")]
    Keys(#[source] KeysError),
    /// A section could not be sealed.
    #[error("a section could not be sealed")]
    Seal(#[source] SealError),
}

/// Why a stored record could not be read as an event.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// The body is no envelope.
    #[error("the record at position {at} has no readable envelope")]
    Envelope {
        /// Its position.
        at: Position,
        /// What is wrong.
        source: DecodeError,
    },
    /// The payload is no event this program knows.
    #[error("the record at position {at} holds no event this program knows")]
    Event {
        /// Its position.
        at: Position,
        /// What is wrong.
        source: domain::DecodeError,
    },
}

/// Why a personal value could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum RevealError {
    /// The vault could not open the section.
    #[error("the sealed section could not be opened")]
    Open(#[source] OpenSectionError),
    /// The opened bytes are not the value expected.
    #[error("the opened section holds something else")]
    Content,
}

/// Whose key seals a section of this event: the person it is about.
///
/// A guardian's identity has the guardian's own key, so that one can be forgotten without the other;
/// what names no person (a reason for reopening) belongs to who wrote it.
fn subject(event: &Event, actor: Actor) -> Subject {
    if let Event::GuardianLinked(linked) = event {
        return linked.guardian.to_bytes();
    }
    let of_tag = |tag: &Tag| match tag {
        Tag::Pupil(pupil) => Some(pupil.to_bytes()),
        Tag::Staff(staff) => Some(staff.to_bytes()),
        _ => None,
    };
    event.tags().iter().find_map(of_tag).unwrap_or_else(|| actor.staff.to_bytes())
}

/// The names of the keys that seal one event's sections.
fn names_of<'a>(
    actor: Actor,
    (event, encoded): (&Event, &'a Encoded),
) -> impl Iterator<Item = KeyName> + use<'a> {
    let subject = subject(event, actor);
    encoded.sections.iter().map(move |section| KeyName { subject, class: section.class as u8 })
}

/// The names of the keys that [`prepare`] will need for these events.
pub(crate) fn key_names(actor: Actor, events: &[Event]) -> Result<Vec<KeyName>, PrepareError> {
    let mut names = Vec::new();
    for event in events {
        let encoded = event.encode().map_err(PrepareError::Encode)?;
        names.extend(names_of(actor, (event, &encoded)));
    }
    Ok(names)
}

/// Makes events ready for the log: encoded, tagged, sealed. Keys are durable on return.
pub(crate) fn prepare(
    app: &App,
    actor: Actor,
    cause: Option<Position>,
    now_us: u64,
    events: &[Event],
) -> Result<Vec<NewEvent>, PrepareError> {
    let encoded: Vec<Encoded> =
        events.iter().map(Event::encode).collect::<Result<_, _>>().map_err(PrepareError::Encode)?;
    let names: Vec<KeyName> =
        events.iter().zip(&encoded).flat_map(|pair| names_of(actor, pair)).collect();
    let keys = app.vault().ensure_keys(&names).map_err(PrepareError::Keys)?;
    let mut keys = keys.into_iter();
    let actor = actor.to_string();
    let mut prepared = Vec::with_capacity(events.len());
    for (event, encoded) in events.iter().zip(encoded) {
        let id = EventId(uuid_at(app.world(), now_us));
        let type_code = TypeCode(encoded.code.0);
        let mut sections = Vec::with_capacity(encoded.sections.len());
        for (section, (number, key)) in encoded.sections.iter().zip((0u8..).zip(keys.by_ref())) {
            let sealed = app.vault().seal(id, type_code, number, key, &section.plaintext);
            sections.push(sealed.map_err(PrepareError::Seal)?);
        }
        let tags = event.tags().into_iter().map(|tag| eventstore::Tag::new(tag.to_string()));
        prepared.push(NewEvent {
            id,
            type_code,
            schema: encoded.schema,
            actor: actor.clone(),
            cause: cause.map(|position| eventstore::Position(position.0)),
            tags: tags.collect::<Result<_, _>>().map_err(PrepareError::Tag)?,
            payload: encoded.payload,
            sections,
        });
    }
    Ok(prepared)
}

/// The event in a stored record, and who recorded it when. Personal values stay sealed.
pub fn recorded(stored: &Stored) -> Result<Recorded, RecordError> {
    let position = Position(stored.position.0);
    let at = domain::calendar::Instant(stored.recorded_at);
    let Some(body) = stored.body.as_deref() else {
        return Ok(Recorded { position, at, actor: None, event: None });
    };
    let envelope = EnvelopeRef::decode(body)
        .map_err(|source| RecordError::Envelope { at: position, source })?;
    let event = Event::decode(stored.type_code.0, envelope.schema, envelope.payload)
        .map_err(|source| RecordError::Event { at: position, source })?;
    Ok(Recorded { position, at, actor: envelope.actor.parse().ok(), event: Some(event) })
}

/// Opens one personal value of a stored record.
pub(crate) fn reveal<T: PersonalValue>(
    app: &App,
    stored: &Stored,
    section: u8,
) -> Result<T, RevealError> {
    let plaintext = app.vault().open_section(stored, section).map_err(RevealError::Open)?;
    personal::decode(&plaintext).map_err(|_| RevealError::Content)
}
