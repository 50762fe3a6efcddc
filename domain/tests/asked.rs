//! Every event has a command that leads to it, and what is asked for can be read from what is recorded.

#[path = "golden/examples.rs"]
#[allow(dead_code, unused_imports, reason = "other tests use the rest of the examples")]
mod examples;

use domain::asked::{asked, asking_for};
use domain::calendar::Instant;
use domain::event::Encoded;
use domain::id::Position;
use domain::query::Tag;
use domain::{Event, Recorded, personal};

/// What was recorded with a tag, among the examples themselves.
fn before(tag: Tag) -> Vec<Recorded> {
    let tagged = examples::all().into_iter().zip(0_u64..).filter(|(e, _)| e.tags().contains(&tag));
    let record = |(event, position)| Recorded {
        position: Position(position),
        at: Instant(position),
        actor: None,
        event: Some(event),
    };
    tagged.map(record).collect()
}

#[test]
fn every_event_is_asked_for_by_a_command_of_its_own_term() {
    for event in examples::all() {
        let command = asking_for(&event, &before);
        let boundary = format!("{command:?}");
        let term = boundary.split('(').next().unwrap_or_default().to_owned();
        let of_event = Event::CATALOGUE.iter().find(|(code, ..)| *code == event.code());
        let high = of_event.map(|(code, ..)| code.0 >> 8);
        let same_term = examples::all().into_iter().filter(|e| Some(e.code().0 >> 8) == high);
        for other in same_term {
            let other = format!("{:?}", asking_for(&other, &before));
            assert!(other.starts_with(&term), "{}: {other} is not of {term}", event.name());
        }
    }
}

#[test]
fn the_first_command_takes_the_events_that_came_with_its_own() {
    let events = examples::all();
    let enrolled = events.iter().find(|event| matches!(event, Event::PupilEnrolled(_)));
    let enrolled = enrolled.expect("an example").clone();
    let (pupil, from) = match &enrolled {
        Event::PupilEnrolled(e) => (e.pupil, e.from),
        _ => unreachable!(),
    };
    let joined = events.iter().find_map(|event| match event {
        Event::ClassJoined(e) => Some(domain::pupil::ClassJoined { pupil, from, ..e.clone() }),
        _ => None,
    });
    let together = [enrolled, joined.expect("an example").into(), events[0].clone()];
    assert_eq!(asked(&together, &before).map(|(_, taken)| taken), Some(2));
    assert_eq!(asked(&together[..1], &before).map(|(_, taken)| taken), Some(1));
    assert_eq!(asked(&[], &before), None);
}

#[test]
fn an_event_read_with_its_opened_sections_is_the_event_that_was_encoded() {
    for event in examples::all() {
        let Encoded { code, schema, payload, sections } = event.encode().expect("bytes");
        let plaintexts: Vec<Vec<u8>> = sections.into_iter().map(|s| s.plaintext).collect();
        let sealed = !plaintexts.is_empty();
        let read = personal::opened(plaintexts, || Event::decode(code.0, schema, &payload));
        assert_eq!(read.as_ref(), Ok(&event), "{}", event.name());
        // And without them, or after, what is personal stays sealed.
        let closed = Event::decode(code.0, schema, &payload).expect("an event");
        assert_eq!(closed != event, sealed, "{}", event.name());
    }
}
