//! The stored forms. What is in `golden/v1.txt` and `golden/superseded.txt` is in records already: a
//! line never changes. Another form of an event is another schema version with a line of its own; the
//! line of the form before then moves, as it is, to the superseded ones.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use domain::event::{Code, DecodeError, Encoded, code};
use domain::query::{Query, Tag};
use domain::{Event, personal};

#[path = "golden/examples.rs"]
mod examples;

/// A line for each event: code, latest schema version, name, payload, then the plaintext of each section.
const GOLDEN: &str = include_str!("golden/v1.txt");

/// A line for each earlier version of an event.
const SUPERSEDED: &str = include_str!("golden/superseded.txt");

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes all");
        text
    })
}

fn unhex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.bytes().collect();
    let pair = |pair: &[u8]| {
        u8::from_str_radix(std::str::from_utf8(pair).expect("text"), 16).expect("hex")
    };
    digits.chunks(2).map(pair).collect()
}

fn line(event: &Event) -> String {
    let Encoded { code, schema, payload, sections } = event.encode().expect("bytes");
    let mut line = format!("{code} {schema} {} {}", event.name(), hex(&payload));
    for section in sections {
        write!(line, " {}", hex(&section.plaintext)).expect("a string takes all");
    }
    line
}

/// Code, schema and payload of every line.
fn read(lines: &'static str) -> impl Iterator<Item = (u16, u16, Vec<u8>)> {
    lines.lines().map(|line| {
        let fields: Vec<&str> = line.split(' ').collect();
        let code = u16::from_str_radix(fields[0].trim_start_matches("0x"), 16).expect("hex");
        (code, fields[1].parse().expect("a version"), unhex(fields[3]))
    })
}

/// The latest form of every event.
fn golden() -> impl Iterator<Item = (u16, u16, Vec<u8>)> {
    read(GOLDEN)
}

/// Every form there has been.
fn ever() -> impl Iterator<Item = (u16, u16, Vec<u8>)> {
    golden().chain(read(SUPERSEDED))
}

/// The latest version of every type.
fn latest() -> BTreeMap<u16, u16> {
    Event::CATALOGUE.iter().map(|(code, schema, _)| (code.0, *schema)).collect()
}

#[test]
fn every_event_is_encoded_as_it_always_was() {
    let events = examples::all();
    for (event, golden) in events.iter().zip(GOLDEN.lines()) {
        assert_eq!(line(event), golden);
    }
    assert_eq!(events.len(), GOLDEN.lines().count());
}

#[test]
fn the_catalogue_is_as_it_always_was() {
    let now =
        Event::CATALOGUE.iter().map(|(code, schema, name)| format!("{code} {schema} {name} "));
    let then: Vec<&str> = GOLDEN.lines().collect();
    assert_eq!(then.len(), Event::CATALOGUE.len());
    for (now, then) in now.zip(then) {
        assert!(then.starts_with(&now), "{now} was {then}");
    }
    let codes: BTreeSet<Code> = Event::CATALOGUE.iter().map(|(code, ..)| *code).collect();
    assert_eq!(codes.len(), Event::CATALOGUE.len(), "no code twice");
    assert_eq!(code::CommitmentEvaluated, Code(0x0505));
}

#[test]
fn what_is_read_is_what_was_written() {
    for (event, (code, schema, payload)) in examples::all().iter().zip(golden()) {
        let read = Event::decode(code, schema, &payload).unwrap();
        // Personal values come back sealed; both forms show alike.
        assert_eq!(format!("{read:?}"), format!("{event:?}"));
        let again = read.encode().unwrap();
        assert_eq!((again.payload, again.sections), (payload, vec![]));
    }
}

#[test]
fn a_superseded_form_is_read_as_the_latest() {
    let events = examples::superseded();
    assert_eq!(events.len(), SUPERSEDED.lines().count());
    for (event, (code, schema, payload)) in events.into_iter().zip(read(SUPERSEDED)) {
        assert_eq!(Event::decode(code, schema, &payload).as_ref(), Ok(&event));
        let now = event.encode().unwrap();
        assert_eq!((now.code, Some(&now.schema)), (Code(code), latest().get(&code)));
        assert!(schema < now.schema && payload != now.payload);
    }
}

#[test]
fn no_version_there_has_been_is_forgotten() {
    let all = |(code, latest): (u16, u16)| (1..=latest).map(move |schema| (code, schema));
    let known: BTreeSet<(u16, u16)> = latest().into_iter().flat_map(all).collect();
    let ever: Vec<(u16, u16)> = ever().map(|(code, schema, _)| (code, schema)).collect();
    assert_eq!(ever.len(), known.len());
    assert_eq!(ever.into_iter().collect::<BTreeSet<_>>(), known);
}

#[test]
fn a_payload_is_read_whole_or_not_at_all() {
    for (code, schema, payload) in ever() {
        let malformed = Err(DecodeError::Malformed { code, schema });
        for length in 0..payload.len() {
            assert_eq!(Event::decode(code, schema, &payload[..length]), malformed);
        }
        let longer = [&payload[..], &[0]].concat();
        assert_eq!(Event::decode(code, schema, &longer), malformed);
    }
}

#[test]
fn an_unknown_type_or_version_is_an_error() {
    let latest = latest();
    for (code, _, payload) in ever() {
        for schema in [0, latest[&code] + 1, u16::MAX] {
            let unknown = DecodeError::Unknown { code, schema };
            assert_eq!(Event::decode(code, schema, &payload), Err(unknown));
        }
    }
    for code in (0..=u16::MAX).filter(|code| !latest.contains_key(code)) {
        let unknown = DecodeError::Unknown { code, schema: 1 };
        assert_eq!(Event::decode(code, 1, &[]), Err(unknown));
    }
}

#[test]
fn nothing_personal_stands_in_payload_json_debug_or_tags() {
    let mut with_sections = 0;
    for event in examples::all() {
        let Encoded { payload, sections, .. } = event.encode().unwrap();
        let json = serde_json::to_string(&event).unwrap();
        let tags: String = event.tags().iter().map(ToString::to_string).collect();
        let shown = [String::from_utf8_lossy(&payload).into(), json, format!("{event:?}"), tags];
        for text in shown {
            let spelled = text.to_lowercase();
            assert!(!spelled.contains(&examples::SECRET.to_lowercase()), "{}", event.name());
            assert!(!spelled.contains("20150314"), "{}", event.name());
        }
        for section in &sections {
            let text = String::from_utf8_lossy(&section.plaintext);
            assert!(text.contains(examples::SECRET), "the section holds what the payload does not");
            assert!(!format!("{section:?}").contains(examples::SECRET));
        }
        with_sections += usize::from(!sections.is_empty());
    }
    assert_eq!(with_sections, 41, "every event with a personal field has an example that uses it");
}

/// The values of a field anywhere in the event, as its JSON tells.
fn field<'a>(json: &'a serde_json::Value, name: &str, found: &mut Vec<&'a str>) {
    if let Some(object) = json.as_object() {
        for (key, value) in object {
            found.extend(value.as_str().filter(|_| key == name));
            field(value, name, found);
        }
    }
}

#[test]
fn every_event_is_found_by_what_it_is_about() {
    for event in examples::all() {
        let tags = event.tags();
        let distinct: BTreeSet<&Tag> = tags.iter().collect();
        assert_eq!(distinct.len(), tags.len(), "{} carries no tag twice", event.name());
        let told: Vec<String> = tags.iter().map(ToString::to_string).collect();
        let json = serde_json::to_value(&event).unwrap();
        for name in ["pupil", "school", "from_school", "commitment"] {
            let mut values = Vec::new();
            field(&json, name, &mut values);
            for value in values {
                let tag = format!("{}:{value}", name.trim_start_matches("from_"));
                assert!(told.contains(&tag), "{} carries {tag}", event.name());
            }
        }
        let home = |t: &Tag| matches!(t, Tag::School(_) | Tag::Pupil(_) | Tag::Municipality);
        assert!(tags.iter().any(home), "{}", event.name());
        for tag in told {
            let printable = tag.bytes().all(|b| b.is_ascii_graphic());
            assert!(printable && tag.len() <= 96, "the store takes {tag}");
        }
        assert!(Query::new().or(&[event.code()], &tags).matches(event.code(), &tags));
    }
}

#[test]
fn personal_contents_are_read_from_their_sections_whole() {
    use domain::people::PersonName;
    let engaged = examples::all().into_iter().find(|e| e.name() == "StaffEngaged").unwrap();
    let sections = engaged.encode().unwrap().sections;
    let name: PersonName = personal::decode(&sections[0].plaintext).unwrap();
    assert_eq!(name.full(), format!("{} Exempel", examples::SECRET));
    let longer = [&sections[0].plaintext[..], &[0]].concat();
    assert!(personal::decode::<PersonName>(&longer).is_err());
}
