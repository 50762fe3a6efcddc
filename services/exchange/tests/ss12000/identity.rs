//! A pupil is one person of an export at most, and a person one pupil.

use domain::people::Protection;
use insyn_exchange::ss12000::{FaultKind, Plan};
use serde_json::{Value, json};

use crate::faults::check;
use crate::municipality::{Municipality, pupil};
use crate::record::Record;
use crate::{day, import, imported, kinds, planned, verbs};

/// Imports the municipality, changes it, and imports it again a month later.
#[track_caller]
fn after(change: impl FnOnce(&mut Municipality)) -> (Plan, Record) {
    let mut municipality = Municipality::new();
    let mut record = imported(&municipality);
    record.today = day(2025, 10, 1);
    change(&mut municipality);
    let plan = import(&municipality, &mut record);
    (plan, record)
}

/// The external ids of the persons with this fault.
fn whose(plan: &Plan, what: FaultKind) -> Vec<&str> {
    let of_kind = plan.faults.iter().filter(|fault| fault.what == what);
    of_kind.filter_map(|fault| fault.id.as_deref()).collect()
}

/// Adds a second record of p-1, with a new id and nothing else changed.
fn renumber(municipality: &mut Municipality) -> Value {
    let mut renumbered = municipality.of("p-1").clone();
    renumbered["id"] = json!("p-100");
    municipality.persons.as_array_mut().unwrap().push(renumbered.clone());
    renumbered
}

#[test]
fn two_pupils_are_never_made_one() {
    let mut municipality = Municipality::new();
    let mut record = imported(&municipality);
    municipality.of("p-1")["civicNo"]["value"] = json!("20130102TF02");
    let (export, _) = municipality.without("p-2").read();
    let plan = planned(&export, &mut record);
    assert_eq!(verbs(&plan), [""; 0]);
    assert!(plan.faults.iter().any(|fault| fault.what == FaultKind::IdentityConflict));
}

#[test]
fn two_persons_with_one_civic_number_are_one_pupil_at_most() {
    let change = |m: &mut Municipality| {
        m.of("p-2")["civicNo"]["value"] = json!("20130101TF01");
    };
    check(change, FaultKind::CivicNumberRepeated, "p-2", 5);
    let mut municipality = Municipality::new();
    let mut record = imported(&municipality);
    // who is known by the number keeps it, also from one who comes before
    let stranger = pupil("p-0", "20130101TF01", "Okänd", "u-1", 6, &[]);
    municipality.persons.as_array_mut().unwrap().push(stranger);
    let (export, _) = municipality.read();
    assert_eq!(verbs(&planned(&export, &mut record)), [""; 0]);
}

#[test]
fn a_pupil_with_a_new_id_does_not_leave_for_what_is_left_of_the_old_one() {
    // given a pupil in a class
    // when the system has given the pupil a new id and kept nothing but the old one, by which the class
    // still names its member
    let (plan, record) = after(|m| {
        renumber(m);
        *m.of("p-1") = json!({ "id": "p-1" });
    });
    // then the pupil neither leaves nor loses the class, and what is left of the old record is reported
    assert_eq!(verbs(&plan), [""; 0]);
    assert_eq!(whose(&plan, FaultKind::PupilRepeated), ["p-1"]);
    assert!(!kinds(&plan).contains(&FaultKind::ClassMissing));
    let known = record.known("p-100");
    assert_eq!(known, record.known("p-1"));
    assert!(known.enrolment.value.is_some() && known.class.unwrap().value.is_some());
}

#[test]
fn a_pupil_with_a_new_id_does_not_leave_where_the_old_enrolment_is_over() {
    let (plan, record) = after(|m| {
        renumber(m);
        m.of("p-1")["enrolments"][0]["endDate"] = json!("2025-09-20");
        m.move_member("p-1", "k-1", "k-3", "2025-09-22");
        m.of("k-3")["groupMemberships"][0]["person"]["id"] = json!("p-100");
    });
    assert_eq!(verbs(&plan), ["join"]);
    assert_eq!(whose(&plan, FaultKind::CivicNumberRepeated), ["p-1"]);
    assert!(record.known("p-100").enrolment.value.is_some());
}

#[test]
fn of_two_persons_who_are_one_pupil_the_one_known_by_the_id_counts() {
    let (plan, record) = after(|m| {
        let other = renumber(m);
        m.of("p-100")["givenName"] = json!("Någon");
        assert_eq!(other["civicNo"], m.of("p-1")["civicNo"]);
        m.of("p-1").as_object_mut().unwrap().remove("civicNo");
    });
    assert_eq!(verbs(&plan), [""; 0]);
    assert_eq!(whose(&plan, FaultKind::PupilRepeated), ["p-100"]);
    assert!(record.known("p-1").class.unwrap().value.is_some());
}

#[test]
fn the_marking_of_a_record_that_is_left_out_protects_the_pupil() {
    for (own, others, wanted) in [
        (json!("Ingen"), json!("Skyddad folkbokföring"), Protection::ProtectedRegistration),
        (json!("Skyddad folkbokföring"), json!("Ingen"), Protection::ProtectedRegistration),
        (json!("Sekretessmarkering"), Value::Null, Protection::Marked),
        (json!("Ingen"), Value::Null, Protection::None),
    ] {
        let (_, record) = after(|m| {
            renumber(m);
            m.of("p-100")["securityMarking"] = others.clone();
            m.of("p-1")["securityMarking"] = own.clone();
        });
        let known = record.known("p-1");
        assert_eq!(known.protection, wanted, "{own} and {others}");
        let named = known.guardians.iter().any(|g| g.identity.as_ref().unwrap().name.is_some());
        assert_eq!(named, wanted != Protection::ProtectedRegistration, "{own} and {others}");
    }
}

#[test]
fn a_guardian_is_known_by_the_civic_number_and_one_who_is_hidden_is_not() {
    let mut municipality = Municipality::new();
    for (guardian, number) in [("v-1", "19800101TF11"), ("v-2", "19810202TF22")] {
        municipality.of(guardian)["civicNo"] = json!({ "value": number, "nationality": "SE" });
    }
    municipality.of("v-2")["securityMarking"] = json!("Sekretessmarkering");
    let record = imported(&municipality);
    let numbers: Vec<&str> = record.guardians_by_civic.keys().map(String::as_str).collect();
    assert_eq!(numbers, ["19800101TF11"]);
}
