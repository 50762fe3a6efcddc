//! Envelopes for the tests.

use super::views;

use serde_json::{Value, json};

fn basis() -> Value {
    json!({ "size": 12_345, "root": "0123456789abcdef".repeat(4), "day": "2026-03-01" })
}

fn scale() -> Value {
    let codes = (1..=17).map(|n: u32| n.to_string());
    let codes = codes.chain(["18a", "18b", "18c", "19"].map(str::to_owned));
    codes.map(|code| json!({ "code": code })).collect()
}

fn envelope(kind: &str, language: &str, document: &Value) -> Value {
    json!({
        "format": 1, "kind": kind, "language": language, "municipality": "Granby kommun",
        "registry_number": "UBN 2026/0123", "basis": basis(), "document": document,
    })
}

/// A report on school units of these names.
pub(crate) fn report(language: &str, names: &[String]) -> Value {
    let view = views::report(names);
    let document = json!({
        "title": "Läsresultat februari 2025/26",
        "disclosure": { "protected": { "rule": "small-numbers-1", "least_base": 10 } },
        "scale": scale(), "districts": [{ "district": "norra", "name": "Norra kommundelen" }],
        "previous": { "title": "Läsresultat december", "basis": basis(), "view": view },
        "view": views::report(names),
    });
    envelope("committee_report", language, &document)
}

/// A school unit's account.
pub(crate) fn account(language: &str, name: &str) -> Value {
    let document = json!({
        "disclosure": "internal", "scale": scale(), "previous": null, "view": views::account(name),
    });
    envelope("school_account", language, &document)
}

/// A letter about a child of this name.
pub(crate) fn letter(language: &str, name: &str) -> Value {
    let document = json!({
        "recipient": { "name": "Till vårdnadshavaren", "address": ["Storgatan 1"] },
        "sender": { "school": "Almboskolan", "principal": "Rut Rektor", "contact": null },
        "child": { "name": name, "grade": 3 },
        "round": "2025/26:february",
        "result": { "assessed": {
            "point": "13", "before": "12", "phase": "expanding", "meaning": null,
        }},
        "promised": [{ "title": "Alla ska läsa", "point": "15", "reached": false }],
        "next": ["extra_adaptations", { "talk": "2026-03-12" }, { "round": "2026-05-25" }],
        "home": [],
    });
    envelope("guardian_letter", language, &document)
}

/// Names of so many school units.
pub(crate) fn names(number: usize) -> Vec<String> {
    (0..number).map(|index| format!("Skola {index}")).collect()
}
