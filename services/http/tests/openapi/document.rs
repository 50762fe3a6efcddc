//! The document itself, and that it is the router's.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::caller::{get, send};
use crate::schema::{METHODS, operations};
use crate::town::{AUDITOR, COMMITMENT, Town};

fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(to)) = fields.get("$ref") {
                found.insert(to.clone());
            }
            fields.values().for_each(|value| references(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

/// A path with every part filled in.
fn filled(path: &str) -> String {
    let part = |part: &str| match part {
        // Open to all: what is not there is said at once.
        "{commitment}" => COMMITMENT.to_owned(),
        part if part.starts_with('{') => "x".to_owned(),
        part => part.to_owned(),
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

#[test]
fn the_document_is_served_to_anyone_and_is_openapi_3_1() {
    let town = Town::founded();
    let answer = get(&town, "", "/api/v1/openapi.json");
    let document = answer.is(200).json();
    assert_eq!(document, insyn_http::document());
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1."));
    assert_eq!(document["info"]["title"], "Insyn");
    assert_eq!(document["info"]["version"], env!("CARGO_PKG_VERSION"));
    assert!(operations(&document).len() >= 18, "the table of operations is whole");
}

#[test]
fn every_reference_resolves_and_every_schema_is_one() {
    let document = insyn_http::document();
    let mut found = BTreeSet::new();
    references(&document, &mut found);
    assert!(found.len() > 20, "the answers are described by named schemas");
    for reference in &found {
        let pointer = reference.strip_prefix('#').expect("a reference stays in the document");
        assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
    }
    let schemas = document["components"]["schemas"].as_object().unwrap();
    for (name, schema) in schemas {
        assert!(jsonschema::meta::is_valid(schema), "{name} is no JSON Schema 2020-12");
    }
}

#[test]
fn every_operation_is_named_once_and_names_the_parts_of_its_path() {
    let document = insyn_http::document();
    let mut ids = BTreeSet::new();
    for operation in operations(&document) {
        let id = operation.id();
        assert!(ids.insert(id.to_owned()), "{id} is there twice");
        assert!(!operation.is["summary"].as_str().unwrap().is_empty(), "{id} has no summary");
        let parameters = operation.is["parameters"].as_array().unwrap();
        let in_path: BTreeSet<&str> = parameters
            .iter()
            .filter(|parameter| parameter["in"] == "path")
            .map(|parameter| parameter["name"].as_str().unwrap())
            .collect();
        let parts = operation.path.split('/').filter_map(|part| part.strip_prefix('{'));
        let parts: BTreeSet<&str> = parts.map(|part| part.trim_end_matches('}')).collect();
        assert_eq!(in_path, parts, "{id}");
        let problem = &operation.is["responses"]["default"]["content"]["application/problem+json"];
        assert_eq!(problem["schema"]["$ref"], "#/components/schemas/Problem", "{id}");
        if !operation.is_open() {
            assert_eq!(operation.is["security"][0]["session"], serde_json::json!([]), "{id}");
        }
    }
}

#[test]
fn every_documented_operation_is_routed_and_nothing_else_is() {
    let town = Town::founded();
    let document = insyn_http::document();
    let all = operations(&document);
    let documented = |path: &str, method: &str| {
        all.iter().any(|operation| operation.path == path && operation.method == method)
    };
    let paths: BTreeSet<&str> = all.iter().map(|operation| operation.path.as_str()).collect();
    for path in paths {
        for method in METHODS {
            let status = send(&town, method, &filled(path), &[], None).status.as_u16();
            if documented(path, method) {
                assert!(![404, 405].contains(&status), "{method} {path} is not routed: {status}");
            } else {
                assert_eq!(status, 405, "{method} {path} is routed and not documented");
            }
        }
        let below = format!("{}/nothing/of/the/kind", filled(path));
        let status = send(&town, "get", &below, &[], None).status.as_u16();
        assert_eq!(status, 404, "{below}");
    }
}

#[test]
fn what_the_document_calls_closed_is_closed() {
    let town = Town::founded();
    for operation in operations(&insyn_http::document()) {
        let answer = send(&town, &operation.method, &filled(&operation.path), &[], None);
        if operation.is_open() {
            assert_ne!(answer.status.as_u16(), 401, "{} is open", operation.id());
        } else {
            assert_eq!(answer.status.as_u16(), 401, "{} is closed", operation.id());
            assert_eq!(answer.json()["type"], "urn:insyn:problem:not_signed_in");
        }
    }
    let made_up = "insyn_session=0000000000000000000000000000000000000000000000000000000000000000";
    get(&town, made_up, "/api/v1/schools").is(401);
    let cookie = town.session(AUDITOR);
    get(&town, &cookie, "/api/v1/schools").is(200);
}
