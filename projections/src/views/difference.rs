//! What two answers of the same view tell differently: a document as it was made, and the same view now.
//!
//! Lists are compared by what their entries are about, not by place, so that an entry that is new or gone
//! says so of itself alone.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Map, Value};

/// One thing that is told differently.
#[derive(Debug, Clone, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Difference {
    /// Where: `/promised[commitment=…,number=2]/reached/numerator`.
    pub path: String,
    /// What was told then; none: it was not told of.
    pub then: Option<Value>,
    /// What is told now; none: it is no longer told of.
    pub now: Option<Value>,
}

/// By which the entries of a list are known again: all of these that an entry has.
const KEYS: &[&str] = &[
    "school",
    "class",
    "district",
    "committee",
    "round",
    "commitment",
    "number",
    "measure",
    "seminar",
    "point",
    "rule",
    "slice",
    "staff",
    "pupil",
    "requirement",
    "right",
    "programme",
];

/// What differs, in order of path. Nothing where both tell the same.
#[must_use]
pub fn difference(then: &Value, now: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    compare(String::new(), Some(then), Some(now), &mut found);
    found
}

fn compare(path: String, then: Option<&Value>, now: Option<&Value>, found: &mut Vec<Difference>) {
    match (then, now) {
        (then, now) if then == now => {}
        (Some(Value::Object(then)), Some(Value::Object(now))) => fields(&path, then, now, found),
        (Some(Value::Array(then)), Some(Value::Array(now))) => entries(&path, then, now, found),
        (then, now) => found.push(Difference { path, then: then.cloned(), now: now.cloned() }),
    }
}

fn fields(
    path: &str,
    then: &Map<String, Value>,
    now: &Map<String, Value>,
    found: &mut Vec<Difference>,
) {
    let names: BTreeSet<&String> = then.keys().chain(now.keys()).collect();
    for name in names {
        compare(format!("{path}/{name}"), then.get(name), now.get(name), found);
    }
}

fn entries(path: &str, then: &[Value], now: &[Value], found: &mut Vec<Difference>) {
    let (before, after) = (named(then), named(now));
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for name in names {
        let (then, now) = (before.get(name).copied(), after.get(name).copied());
        compare(format!("{path}[{name}]"), then, now, found);
    }
}

/// The entries of a list by what they are about; of several about the same, and of entries that do not
/// say, by their order among those.
fn named(list: &[Value]) -> BTreeMap<String, &Value> {
    let mut named = BTreeMap::new();
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for entry in list {
        let name = name(entry);
        let count = seen.entry(name.clone()).or_default();
        let place = match (name.is_empty(), *count) {
            (false, 0) => name,
            (false, nth) => format!("{name}#{nth}"),
            (true, nth) => format!("{nth:04}"),
        };
        *count += 1;
        named.insert(place, entry);
    }
    named
}

fn name(entry: &Value) -> String {
    let Value::Object(fields) = entry else { return String::new() };
    let key = |key: &&str| {
        let value = match fields.get(*key)? {
            Value::String(text) => text.clone(),
            Value::Object(_) if *key == "slice" => fields[*key].to_string(),
            value @ (Value::Number(_) | Value::Null) => value.to_string(),
            _ => return None,
        };
        Some(format!("{key}={value}"))
    };
    KEYS.iter().filter_map(key).collect::<Vec<_>>().join(",")
}
