//! Real exports have faults: each is reported with file, id and field, and the rest is imported.

use domain::command::Language;
use insyn_exchange::ss12000::{Conditions, Detail, Fault, FaultKind, plan};
use serde_json::{Value, json};

use crate::municipality::{Municipality, duty};
use crate::record::Record;
use crate::{autumn, day, imported, planned, verbs};

/// All faults of reading and planning, and how many pupils were enrolled.
#[track_caller]
fn faults_of(municipality: &Municipality) -> (Vec<Fault>, usize) {
    let (export, mut faults) = municipality.read();
    let mut record = Record::new(autumn());
    let plan = planned(&export, &mut record);
    record.carry_out(&plan);
    assert_eq!(planned(&export, &mut record).steps, [], "the second import changes something");
    faults.extend(plan.faults.iter().cloned());
    (faults, plan.summary.pupils.new)
}

#[track_caller]
pub(crate) fn check(
    change: impl FnOnce(&mut Municipality),
    wanted: FaultKind,
    id: &str,
    pupils: usize,
) {
    let mut municipality = Municipality::new();
    change(&mut municipality);
    let (faults, enrolled) = faults_of(&municipality);
    let found = faults.iter().find(|fault| fault.what == wanted);
    let found = found.unwrap_or_else(|| panic!("{wanted:?} not among {faults:?}"));
    assert_eq!(found.id.as_deref(), Some(id), "{found}");
    assert_eq!(enrolled, pupils, "{wanted:?}");
}

#[test]
fn a_fault_in_a_person_loses_no_other_person() {
    use FaultKind as F;
    check(|m| m.of("p-1")["givenName"] = json!("Alva  Maria "), F::NameSpaces, "p-1", 6);
    check(|m| m.of("p-1")["givenName"] = json!(null), F::NameMissing, "p-1", 6);
    check(|m| m.of("p-1")["civicNo"] = Value::Null, F::MentorMissing, "k-3", 6);
    check(|m| m.of("p-1")["securityMarking"] = json!("Hemlig"), F::MarkingAsProtected, "p-1", 6);
    check(|m| m.of("p-1")["securityMarking"] = json!("ingen"), F::CodeSpelling, "p-1", 6);
    let at = |m: &mut Municipality, field: &str, value: Value| {
        m.of("p-1")["enrolments"][0][field] = value;
    };
    check(|m| at(m, "enroledAt", json!({ "id": "u-9" })), F::ReferenceUnknown, "p-1", 5);
    check(|m| at(m, "schoolType", json!("ÖVR")), F::CodeUnknown, "p-1", 6);
    check(|m| at(m, "schoolYear", json!("sexan")), F::GradeMissing, "p-1", 5);
    check(|m| at(m, "schoolYear", json!("6")), F::MentorMissing, "k-3", 6);
    check(|m| at(m, "startDate", Value::Null), F::EnrolmentStartMissing, "p-1", 6);
    check(|m| at(m, "startDate", json!("0001-01-01")), F::DateMalformed, "p-1", 6);
    check(|m| at(m, "startDate", json!(["x"])), F::FieldMalformed, "p-1", 6);
    check(
        |m| m.of("p-1")["responsibles"][0]["relationType"] = json!("Bonusförälder"),
        F::RelationNotGuardian,
        "p-1",
        6,
    );
    check(|m| m.of("v-1")["addresses"] = json!([]), F::GuardianWithoutAddress, "v-1", 6);
    check(|m| *m = m.clone().without("v-1"), F::GuardianUnknown, "p-1", 6);
    let double = |m: &mut Municipality| {
        let again = m.of("p-1").clone();
        m.persons.as_array_mut().unwrap().push(again);
    };
    check(double, F::IdRepeated, "p-1", 6);
}

#[test]
fn a_marking_that_cannot_be_read_is_one_fault() {
    let spelt = Some(FaultKind::CodeSpelling);
    let protected = Some(FaultKind::MarkingAsProtected);
    for (marking, wanted) in [
        (json!("Hemlig"), protected),
        (json!(["Ingen"]), protected),
        (json!(""), protected),
        (json!("ingen"), spelt),
        (json!("Ingen"), None),
        (Value::Null, None),
    ] {
        let mut municipality = Municipality::new();
        municipality.of("p-1")["securityMarking"] = marking.clone();
        let (faults, _) = faults_of(&municipality);
        let of_field = faults.iter().filter(|fault| fault.field == "securityMarking");
        let found: Vec<_> = of_field.map(|fault| (fault.id.as_deref(), fault.what)).collect();
        assert_eq!(found, Vec::from_iter(wanted.map(|what| (Some("p-1"), what))), "{marking}");
    }
    // the nearest word is still said
    let mut municipality = Municipality::new();
    municipality.of("p-1")["securityMarking"] = json!("Skyddad folkbokförin");
    let (faults, _) = faults_of(&municipality);
    let fault = faults.iter().find(|fault| fault.field == "securityMarking").unwrap();
    assert_eq!(fault.detail, Some(Detail::Meant("Skyddad folkbokföring")));
}

#[test]
fn a_relation_that_cannot_be_read_is_one_fault() {
    for (relation, wanted) in [
        (json!("Mormor"), vec![FaultKind::CodeUnknown]),
        (json!("Vårdnadshavar"), vec![FaultKind::CodeUnknown]),
        (json!(["Vårdnadshavare"]), vec![FaultKind::FieldMalformed]),
        (Value::Null, vec![FaultKind::FieldMissing]),
        (json!("Kontaktperson"), vec![FaultKind::RelationNotGuardian]),
        (json!("Vårdnadshavare"), vec![]),
    ] {
        let mut municipality = Municipality::new();
        municipality.of("p-1")["responsibles"][0]["relationType"] = relation.clone();
        let (faults, _) = faults_of(&municipality);
        let of_field = faults.iter().filter(|fault| fault.field.ends_with("relationType"));
        assert_eq!(of_field.map(|fault| fault.what).collect::<Vec<_>>(), wanted, "{relation}");
    }
}

#[test]
fn a_fault_in_schools_and_classes_loses_only_what_depends_on_it() {
    use FaultKind as F;
    check(|m| m.of("u-1")["schoolUnitCode"] = json!("1234"), F::SchoolUnitCodeMalformed, "u-1", 3);
    check(|m| m.of("u-1")["schoolUnitCode"] = json!(null), F::SchoolUnitCodeMissing, "u-1", 3);
    check(
        |m| m.of("u-1")["parentOrganisation"] = json!({ "id": "o-9" }),
        F::ReferenceUnknown,
        "u-1",
        6,
    );
    check(|m| *m = m.clone().without("k-1"), F::ClassMissing, "p-1", 6);
    check(|m| m.of("k-1")["groupType"] = json!("klass"), F::CodeSpelling, "k-1", 6);
    check(|m| m.of("k-1")["groupType"] = json!("Skara"), F::CodeUnknown, "k-1", 6);
    check(|m| m.of("k-1")["organisation"]["id"] = json!("u-2"), F::ClassElsewhere, "p-1", 6);
    check(|m| m.of("k-1")["startDate"] = json!("2025-08-18"), F::ClassBegunEarlier, "k-1", 6);
    let two = |m: &mut Municipality| {
        let member = json!({ "person": { "id": "p-1" }, "startDate": "2025-08-20" });
        m.of("k-3")["groupMemberships"].as_array_mut().unwrap().push(member);
    };
    check(two, F::ClassesSeveral, "p-1", 6);
    let stranger = |m: &mut Municipality| {
        let member = json!({ "person": { "id": "p-99" } });
        m.of("k-3")["groupMemberships"].as_array_mut().unwrap().push(member);
    };
    check(stranger, F::ReferenceUnknown, "k-3", 6);
}

#[test]
fn a_fault_in_duties_loses_no_pupil_and_no_role_is_guessed() {
    use FaultKind as F;
    check(|m| m.of("d-1")["dutyRole"] = json!("Rekto"), F::CodeUnknown, "d-1", 6);
    check(|m| m.of("d-1")["dutyRole"] = json!("rektor"), F::CodeSpelling, "d-1", 6);
    check(|m| m.of("d-1")["dutyAt"]["id"] = json!("o-1"), F::DutyTooWide, "d-1", 6);
    check(|m| m.of("d-1")["person"]["id"] = json!("s-9"), F::ReferenceUnknown, "d-1", 6);
    let one_for_all = |m: &mut Municipality| {
        m.duties = json!([duty("d-2", "s-2", "o-2", "Lärare", &["k-1", "k-2", "k-3"])]);
    };
    check(one_for_all, F::MentorOfAll, "d-2", 6);
}

#[test]
fn a_misspelt_role_names_the_nearest_word_and_never_a_person() {
    let mut municipality = Municipality::new();
    municipality.of("d-1")["dutyRole"] = json!("Rekto");
    let (_, faults) = municipality.read();
    assert_eq!(
        faults[0].message(Language::Sv),
        "duties.json, d-1, dutyRole: värdet är inget av standardens (menas ”Rektor”?)"
    );
    let text = format!("{faults:?}{}", serde_json::to_string(&faults).unwrap());
    assert!(!text.contains("Rut"));
}

#[test]
fn ids_that_are_personal_are_not_shown() {
    let mut municipality = Municipality::new();
    let person = municipality.of("p-1");
    person["id"] = json!("20130101-TF01");
    person["sex"] = json!("okej");
    let (_, faults) = municipality.read();
    assert_eq!(faults[0].id.as_deref(), Some("#1"));
}

#[test]
fn nobody_has_left_where_records_were_lost() {
    // given all are imported
    let mut municipality = Municipality::new();
    let mut record = imported(&municipality);
    // when one pupil's record has lost its id
    municipality.of("p-5").as_object_mut().unwrap().remove("id");
    let (export, faults) = municipality.read();
    assert!(faults.iter().any(|fault| fault.what == FaultKind::IdMissing));
    let plan = planned(&export, &mut record);
    // then nobody leaves, and the plan says why
    assert_eq!(plan.summary.left, 0);
    assert_eq!(verbs(&plan), [""; 0]);
    assert!(plan.faults.iter().any(|fault| fault.what == FaultKind::DeparturesNotRead));
}

#[test]
fn a_pupil_whose_own_record_is_faulty_has_not_left() {
    for change in [
        json!({ "enrolments": [{ "enroledAt": { "id": "u-9" }, "schoolType": "GR" }] }),
        json!({ "enrolments": "?" }),
        json!({ "enrolments": [7] }),
        json!({ "civicNo": "20120105-1234" }),
    ] {
        let mut municipality = Municipality::new();
        let mut record = imported(&municipality);
        for (key, value) in change.as_object().unwrap() {
            municipality.of("p-5")[key] = value.clone();
        }
        let (export, _) = municipality.read();
        let plan = planned(&export, &mut record);
        assert_eq!(verbs(&plan), [""; 0], "{change}");
    }
}

#[test]
fn many_departures_at_once_are_said() {
    let mut municipality = Municipality::new();
    for n in 10..30 {
        let id = format!("q-{n}");
        let civic = format!("201301{n}TF{n}");
        let pupil = crate::municipality::pupil(&id, &civic, "Q", "u-1", 6, &[]);
        municipality.persons.as_array_mut().unwrap().push(pupil);
    }
    let mut record = imported(&municipality);
    let (export, _) = Municipality::new().read();
    let plan = planned(&export, &mut record);
    assert_eq!(plan.summary.left, 20);
    assert!(plan.faults.iter().any(|fault| fault.what == FaultKind::DeparturesMany));
}

#[test]
fn a_production_gate_refuses_everyone_with_a_real_number() {
    let mut municipality = Municipality::new();
    municipality.of("p-1")["civicNo"]["value"] = json!("20130101-2384");
    municipality.of("p-2")["civicNo"]["value"] = json!("130102-2383");
    municipality.of("v-3")["civicNo"] = json!({ "value": "198001012384" });
    municipality.of("s-1")["civicNo"] = json!({ "value": "197001012384" });
    let (export, _) = municipality.read();
    let mut record = Record::new(autumn());
    let gated = planned(&export, &mut record);
    record.carry_out(&gated);
    let refused = gated.faults.iter().filter(|f| f.what == FaultKind::CivicNumberRefused).count();
    assert_eq!((refused, gated.summary.refused, gated.summary.pupils.new), (4, 4, 4));
    assert_eq!((gated.summary.guardians.new, gated.summary.staff.new), (0, 2));

    // the same without the gate
    let conditions = Conditions { today: day(2025, 9, 1), temporary_only: false };
    let open = plan(&export, &mut Record::new(autumn()), conditions).unwrap();
    assert_eq!((open.summary.pupils.new, open.summary.guardians.new), (6, 4));
}

#[test]
fn every_fault_has_words_in_both_languages() {
    for kind in FaultKind::ALL {
        let (sv, en) = (kind.message(Language::Sv), kind.message(Language::En));
        assert!(!sv.is_empty() && !en.is_empty() && sv != en, "{}", kind.code());
    }
}
