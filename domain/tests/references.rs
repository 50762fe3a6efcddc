//! What each event names of what came before it, held against the payload itself.

#[path = "golden/examples.rs"]
#[allow(dead_code, unused_imports, reason = "other tests use the rest of the examples")]
mod examples;

use std::collections::BTreeSet;

use domain::Event;
use domain::reference::Reference;
use serde_json::Value;

/// The payload's own references: any field with one of these names, wherever it stands.
fn named(name: &str, value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| named(name, value, found)),
        Value::Array(entries) => entries.iter().for_each(|entry| named("", entry, found)),
        Value::Number(position) => {
            let positions =
                ["of", "cause", "decision", "shortfall", "appeal", "assessed", "recorded"];
            // An observation counts the assessed; a position is named by a shortfall or a lifting.
            if positions.contains(&name) {
                found.insert(position.to_string());
            }
        }
        Value::String(id) => {
            let thread = match name {
                "serves" => "right",
                // A measure's effect is to show by a round; decisions are taken by persons.
                "by" if id.contains(':') => "round",
                "round" | "commitment" | "right" | "programme" | "dialogue" | "seminar"
                | "coaching" | "development" | "analysis" | "measure" | "report" | "debate"
                | "decision" => name,
                _ => return,
            };
            found.insert(format!("{thread}:{id}"));
        }
        Value::Null | Value::Bool(_) => {}
    }
}

fn in_payload(event: &Event) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut payload = serde_json::to_value(event).expect("a payload of JSON-able data");
    for counts in ["before", "after", "outcomes"] {
        if let Some(fields) = payload.as_object_mut() {
            fields.remove(counts);
        }
    }
    named("", &payload, &mut found);
    found
}

fn said(event: &Event) -> BTreeSet<String> {
    let references = event.refers().into_iter().map(|reference| match reference {
        Reference::Position(position) => position.to_string(),
        Reference::Thread(tag) => tag.to_string(),
    });
    references.collect()
}

#[test]
fn every_event_refers_to_all_that_its_payload_names() {
    for event in examples::all() {
        assert_eq!(said(&event), in_payload(&event), "{}", event.name());
    }
}

#[test]
fn places_and_persons_are_no_references() {
    for event in examples::all() {
        let tags = event.refers().into_iter().filter_map(|reference| match reference {
            Reference::Thread(tag) => Some(tag.to_string()),
            Reference::Position(_) => None,
        });
        for tag in tags {
            let kind = tag.split(':').next().unwrap_or_default().to_owned();
            assert!(!["pupil", "school", "class", "staff"].contains(&kind.as_str()), "{tag}");
        }
    }
}
