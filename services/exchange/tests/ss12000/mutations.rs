//! Whatever is wrong in an export: no panic, every step is accepted by the domain, and importing the
//! same again changes nothing.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::municipality::Municipality;
use crate::record::Record;
use crate::{autumn, day, planned};

/// Every place in a value, as a path.
fn places(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                places(item, &format!("{path}/{index}"), found);
            }
        }
        Value::Object(fields) => {
            for (key, field) in fields {
                places(field, &format!("{path}/{key}"), found);
            }
        }
        _ => {}
    }
    found.push(path.to_owned());
}

/// What real systems put in the wrong place.
fn wrong(kind: u8, id: &str) -> Value {
    match kind {
        0 => Value::Null,
        1 => json!(""),
        2 => json!(7),
        3 => json!(["x"]),
        4 => json!({ "id": "p-1" }),
        5 => json!(id),
        6 => json!("2025-08-20T00:00:00+02:00"),
        7 => json!("2027-08-20"),
        8 => json!("2019-01-01"),
        9 => json!("Skyddad folkbokföring"),
        10 => json!("Rektor"),
        11 => json!("FKLASS"),
        12 => json!([]),
        13 => json!("20130102TF02"),
        _ => json!("u-2"),
    }
}

/// Takes an item or a field out.
fn remove(whole: &mut Value, place: &str) {
    let (above, key) = place.rsplit_once('/').unwrap();
    match whole.pointer_mut(above).unwrap() {
        Value::Array(items) => drop(items.remove(key.parse().unwrap())),
        Value::Object(fields) => drop(fields.remove(key)),
        _ => {}
    }
}

fn mutate(municipality: &mut Municipality, at: usize, kind: u8) {
    let mut whole = json!([
        municipality.organisations.take(),
        municipality.persons.take(),
        municipality.groups.take(),
        municipality.duties.take()
    ]);
    let mut found = Vec::new();
    places(&whole, "", &mut found);
    // The four lists themselves stay lists.
    found.retain(|path| path.matches('/').count() > 1);
    let place = &found[at % found.len()];
    let ids = ["p-2", "v-1", "s-2", "k-2", "o-1", "u-1"];
    // Most often something that is right nowhere; else what is right in another place, or nothing.
    let value = match kind % 20 {
        15..18 => whole.pointer(&found[at / found.len() % found.len()]).cloned(),
        18.. => None,
        kind => Some(wrong(kind, ids[at % ids.len()])),
    };
    match value {
        Some(value) => *whole.pointer_mut(place).unwrap() = value,
        None => remove(&mut whole, place),
    }
    municipality.duties = whole[3].take();
    municipality.groups = whole[2].take();
    municipality.persons = whole[1].take();
    municipality.organisations = whole[0].take();
}

/// Imports, demands that every step is accepted and that the same again changes nothing.
fn import(municipality: &Municipality, record: &mut Record) -> Result<(), TestCaseError> {
    let (export, _) = municipality.read();
    let plan = planned(&export, record);
    record.carry_out(&plan);
    prop_assert_eq!(planned(&export, record).steps, []);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_mutated_export_is_imported_as_far_as_it_goes(
        first in prop::collection::vec((any::<usize>(), any::<u8>()), 0..4),
        second in prop::collection::vec((any::<usize>(), any::<u8>()), 1..6),
    ) {
        let mut municipality = Municipality::new();
        first.iter().for_each(|(at, kind)| mutate(&mut municipality, *at, *kind));
        let mut record = Record::new(autumn());
        import(&municipality, &mut record)?;

        // and a year later, changed again
        record.today = day(2026, 9, 1);
        second.iter().for_each(|(at, kind)| mutate(&mut municipality, *at, *kind));
        import(&municipality, &mut record)?;

        // and put right
        record.today = day(2026, 10, 1);
        import(&Municipality::new(), &mut record)?;
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let dir = tempfile::tempdir().unwrap();
        for name in ["organisations", "persons", "groups", "duties"] {
            std::fs::write(dir.path().join(format!("{name}.json")), &bytes).unwrap();
        }
        let _ = insyn_exchange::ss12000::read(dir.path());
    }
}
