//! A changed export yields just the changes.

use domain::calendar::Day;
use domain::id::{ClassId, PupilId, StaffId};
use domain::organisation::AssessorKind;
use domain::people::{Grade, GuardianIdentity, Protection, PupilIdentity, Role};
use insyn_exchange::ss12000::{Detail, FaultKind, Known, Namespace, Plan};
use serde_json::{Value, json};

use crate::municipality::{Municipality, NORTH, SOUTH, duty, enrolment};
use crate::record::Record;
use crate::{autumn, day, import, imported, kinds, planned, verbs};

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

fn class_of(record: &Record, pupil: &str) -> (Option<ClassId>, Day) {
    let class = record.known(pupil).class.unwrap();
    (class.value, class.from)
}

fn class_id(record: &Record, class: &str) -> Option<ClassId> {
    Some(ClassId::from_bytes(record.id(Namespace::Class, class)))
}

#[test]
fn a_moved_class_is_joined_from_the_day_of_the_membership() {
    let (plan, record) = after(|m| m.move_member("p-1", "k-1", "k-3", "2025-09-22"));
    assert_eq!(verbs(&plan), ["join"]);
    assert_eq!(class_of(&record, "p-1"), (class_id(&record, "k-3"), day(2025, 9, 22)));
}

#[test]
fn a_membership_that_ends_leaves_the_pupil_without_class() {
    let (plan, record) = after(|m| {
        m.of("k-1")["groupMemberships"][0]["endDate"] = json!("2025-09-20");
    });
    assert_eq!(verbs(&plan), ["join"]);
    assert_eq!(class_of(&record, "p-1"), (None, day(2025, 10, 1)));
    assert!(kinds(&plan).contains(&FaultKind::ClassMissing));
}

#[test]
fn a_new_grade_counts_from_the_beginning_of_the_school_year() {
    let mut municipality = Municipality::new();
    let mut record = imported(&municipality);
    record.today = day(2026, 10, 1);
    municipality.of("p-1")["enrolments"][0]["schoolYear"] = json!(7);
    let plan = import(&municipality, &mut record);
    assert_eq!(verbs(&plan), ["grade"]);
    let grade = record.known("p-1").grade;
    assert_eq!((grade.value, grade.from), (Grade::nine(7), day(2026, 7, 1)));
}

#[test]
fn a_pupil_is_transferred_with_class_and_back() {
    let to_south = |m: &mut Municipality| {
        let mut new = enrolment("u-2", 6);
        new["startDate"] = json!("2025-09-15");
        m.of("p-1")["enrolments"][0]["endDate"] = json!("2025-09-14");
        m.of("p-1")["enrolments"].as_array_mut().unwrap().push(new);
        m.move_member("p-1", "k-1", "k-2", "2025-09-15");
    };
    let (plan, mut record) = after(to_south);
    assert_eq!(verbs(&plan), ["transfer"]);
    assert_eq!(class_of(&record, "p-1"), (class_id(&record, "k-2"), day(2025, 9, 15)));

    // and back, with the export of the beginning
    record.today = day(2025, 11, 1);
    let plan = import(&Municipality::new(), &mut record);
    assert_eq!(verbs(&plan), ["transfer"]);
    let enrolment = record.known("p-1").enrolment;
    assert_eq!(enrolment.value.unwrap().0.to_string(), NORTH);
    assert_eq!(class_of(&record, "p-1").0, class_id(&record, "k-1"));
}

#[test]
fn a_preschool_pupil_who_begins_grade_one_changes_form() {
    let mut municipality = Municipality::new();
    municipality.of("p-3")["enrolments"][0] = json!({ "enroledAt": { "id": "u-1" },
        "schoolType": "FKLASS", "startDate": "2025-08-15" });
    let mut record = imported(&municipality);
    assert_eq!(record.known("p-3").grade.value, Grade::nine(0));
    record.today = day(2026, 9, 1);
    municipality.of("p-3")["enrolments"][0]["schoolType"] = json!("GR");
    municipality.of("p-3")["enrolments"][0]["schoolYear"] = json!(1);
    let plan = import(&municipality, &mut record);
    assert_eq!(verbs(&plan), ["leave-form", "enrol"]);
    let known = record.known("p-3");
    assert_eq!((known.grade.value, known.enrolment.from), (Grade::nine(1), day(2026, 7, 1)));
    assert_eq!(class_of(&record, "p-3").0, class_id(&record, "k-1"));
}

#[test]
fn a_pupil_leaves_by_end_cancellation_or_absence_and_comes_back() {
    for (change, left) in [
        (json!({ "endDate": "2025-09-19" }), day(2025, 9, 20)),
        (json!({ "cancelled": true }), day(2025, 10, 1)),
        (Value::Null, day(2025, 10, 1)),
    ] {
        let (plan, mut record) = after(|m| match change.as_object() {
            Some(fields) => {
                let enrolment = &mut m.of("p-5")["enrolments"][0];
                fields.iter().for_each(|(key, value)| enrolment[key] = value.clone());
            }
            None => *m = m.clone().without("p-5"),
        });
        assert_eq!(verbs(&plan), ["leave"], "{change}");
        assert_eq!(plan.summary.left, 1);
        let enrolment = record.known("p-5").enrolment;
        assert_eq!((enrolment.value, enrolment.from), (None, left), "{change}");

        record.today = day(2025, 12, 1);
        let plan = import(&Municipality::new(), &mut record);
        assert_eq!(verbs(&plan), ["enrol"], "{change}");
        assert!(record.known("p-5").enrolment.value.is_some());
    }
}

#[test]
fn guardians_come_go_and_are_put_right() {
    let (plan, record) = after(|m| {
        let relation = json!({ "person": { "id": "v-3" }, "relationType": "Vårdnadshavare" });
        m.of("p-3")["responsibles"] = json!([relation]);
        m.of("p-4")["responsibles"] = json!([]);
        m.of("v-2")["emails"][0]["value"] = json!("ny@example.se");
    });
    let mut found = verbs(&plan);
    found.sort_unstable();
    assert_eq!(found, ["link", "link", "unlink", "unlink"]);
    assert_eq!(record.known("p-3").guardians.len(), 1);
    assert_eq!(record.known("p-4").guardians.len(), 0);
    let emails = record.known("p-1").guardians;
    let emails: Vec<_> =
        emails.into_iter().filter_map(|g| g.identity.and_then(|i| i.email)).collect();
    assert_eq!(emails, ["v-1@example.se", "ny@example.se"]);
}

#[test]
fn an_export_without_guardians_removes_none() {
    let (plan, _) = after(|m| {
        for person in m.persons.as_array_mut().unwrap() {
            person.as_object_mut().unwrap().remove("responsibles");
        }
    });
    assert_eq!(verbs(&plan), [""; 0]);
}

#[test]
fn protected_registration_leaves_an_alias_and_no_guardian_named() {
    // when the flag is raised on a pupil with a sibling who has the same guardian
    let (plan, mut record) = after(|m| {
        m.of("p-1")["securityMarking"] = json!("Skyddad folkbokföring");
    });
    // then it acts on the pupil first, and on the guardians of both
    assert_eq!(verbs(&plan)[..2], ["mark-protection", "rectify"]);
    let known = record.known("p-1");
    let Some(PupilIdentity::Alias(alias)) = known.identity else { panic!("not an alias") };
    assert!(alias.starts_with("Elev ") && !alias.contains("Alva"));
    let nothing = GuardianIdentity { name: None, email: None };
    assert!(known.guardians.iter().all(|g| g.identity == Some(nothing.clone())));
    let sibling = record.known("p-2").guardians;
    assert!(sibling.iter().all(|g| g.identity == Some(nothing.clone())));
    // and is still found by civic number
    let civic = domain::people::CivicNumber::new("20130101TF01").unwrap();
    let pupil = PupilId::from_bytes(record.id(Namespace::Pupil, "p-1"));
    assert_eq!(record.pupil_by_civic(&civic).unwrap(), Some(pupil));

    // when it is lowered, the name comes back
    record.today = day(2025, 11, 1);
    import(&Municipality::new(), &mut record);
    let known = record.known("p-1");
    assert_eq!(known.protection, Protection::None);
    assert!(matches!(known.identity, Some(PupilIdentity::Named { .. })));
    assert!(known.guardians.iter().all(|g| g.identity.as_ref().unwrap().name.is_some()));
}

#[test]
fn protection_is_raised_also_for_one_who_has_left_and_kept_where_nothing_is_said() {
    let mut municipality = Municipality::new();
    municipality.of("p-6")["securityMarking"] = json!("Sekretessmarkering");
    let mut record = imported(&municipality);
    assert_eq!(record.known("p-6").protection, Protection::Marked);
    assert!(matches!(record.known("p-6").identity, Some(PupilIdentity::Named { .. })));

    municipality.of("p-6").as_object_mut().unwrap().remove("securityMarking");
    municipality.of("p-5")["enrolments"][0]["endDate"] = json!("2025-08-30");
    import(&municipality, &mut record);
    assert_eq!(record.known("p-6").protection, Protection::Marked);

    municipality.of("p-5")["securityMarking"] = json!("Skyddad folkbokföring");
    let plan = import(&municipality, &mut record);
    assert_eq!(verbs(&plan), ["mark-protection", "rectify"]);
}

#[test]
fn a_name_a_civic_number_and_a_sex_are_put_right() {
    let (plan, record) = after(|m| {
        m.of("p-1")["givenName"] = json!("Alvar");
        m.of("p-2")["civicNo"]["value"] = json!("20130102TF99");
        m.of("p-3")["sex"] = json!("Man");
    });
    assert_eq!(verbs(&plan), ["rectify", "rectify", "rectify"]);
    let civic = domain::people::CivicNumber::new("20130102TF99").unwrap();
    let pupil = PupilId::from_bytes(record.id(Namespace::Pupil, "p-2"));
    assert_eq!(record.pupil_by_civic(&civic).unwrap(), Some(pupil));
}

#[test]
fn a_pupil_whose_system_gave_a_new_id_is_the_same_pupil() {
    let (plan, _) = after(|m| {
        m.of("p-1")["id"] = json!("p-100");
        m.of("k-1")["groupMemberships"][0]["person"]["id"] = json!("p-100");
    });
    assert_eq!(verbs(&plan), [""; 0]);
}

#[test]
fn schools_and_classes_are_renamed_and_ended_classes_closed() {
    let (plan, record) = after(|m| {
        m.of("u-1")["displayName"] = json!("Nordskolan");
        m.of("k-1")["displayName"] = json!("6C");
        m.of("k-3")["endDate"] = json!("2025-09-30");
    });
    assert_eq!(verbs(&plan), ["rename-school", "rename-class", "close-class"]);
    let class = record.class(class_id(&record, "k-3").unwrap()).unwrap().unwrap();
    assert!(class.closed);
}

#[test]
fn a_class_that_is_not_in_the_export_stays_with_its_pupils_and_is_reported() {
    let absent = |m: &mut Municipality| {
        let duties = m.duties.clone();
        *m = m.clone().without("k-1");
        m.duties = duties;
    };
    // when a class is left out
    let (plan, record) = after(absent);
    // then nothing changes, and it is said which class it is
    assert_eq!(verbs(&plan), [""; 0]);
    let id = class_id(&record, "k-1");
    let faults = plan.faults.iter().filter(|fault| fault.what == FaultKind::ClassNotInExport);
    let said: Vec<_> = faults.map(|fault| (fault.file.as_str(), fault.detail)).collect();
    assert_eq!(said, [("groups.json", id.map(Detail::Class))]);
    assert_eq!(class_of(&record, "p-1").0, id);

    // when a class is over in the export, or nothing is said of classes, it is not missing
    let (plan, _) = after(|m| m.of("k-1")["endDate"] = json!("2025-09-30"));
    assert!(!kinds(&plan).contains(&FaultKind::ClassNotInExport));
    let (plan, _) = after(|m| m.groups = json!([]));
    assert_eq!(verbs(&plan), [""; 0]);
    assert!(!kinds(&plan).contains(&FaultKind::ClassNotInExport));
}

#[test]
fn a_pupil_of_a_class_that_is_not_in_the_export_joins_another() {
    let (plan, record) = after(|m| {
        m.move_member("p-1", "k-1", "k-3", "2025-09-22");
        *m = m.clone().without("k-1");
    });
    assert_eq!(verbs(&plan), ["join"]);
    assert_eq!(class_of(&record, "p-1"), (class_id(&record, "k-3"), day(2025, 9, 22)));
}

#[test]
fn a_new_name_of_staff_is_reported_and_the_recorded_one_stays() {
    let (plan, record) = after(|m| m.of("s-2")["familyName"] = json!("Nygift"));
    assert_eq!(verbs(&plan), [""; 0]);
    let faults = plan.faults.iter().filter(|fault| fault.what == FaultKind::StaffNameChanged);
    assert_eq!(faults.filter_map(|fault| fault.id.as_deref()).collect::<Vec<_>>(), ["s-2"]);
    let staff = StaffId::from_bytes(record.id(Namespace::Staff, "s-2"));
    let name = record.staff(staff).unwrap().unwrap().name.unwrap();
    assert_eq!(name.full(), "Tor Vuxen");
}

#[test]
fn a_change_dated_before_the_latest_class_takes_that_class_along() {
    // given a pupil who, by the record, joined a class in September
    let mut municipality = Municipality::new();
    let mut record = imported(&municipality);
    record.today = day(2026, 9, 1);
    municipality.move_member("p-1", "k-1", "k-3", "2026-09-01");
    import(&municipality, &mut record);
    // when the export has another school form, which counts from the first day of the school year,
    // and the former class again
    record.today = day(2026, 10, 1);
    municipality.move_member("p-1", "k-3", "k-1", "2024-08-15");
    municipality.of("p-1")["enrolments"][0]["schoolType"] = json!("GRS");
    let mut moved = municipality.clone();
    let plan = import(&municipality, &mut record);
    // then the class of September does not come into force again (nor is it planned a second time)
    assert_eq!(verbs(&plan), ["leave-form", "enrol", "join"]);
    assert_eq!(class_of(&record, "p-1"), (class_id(&record, "k-1"), day(2026, 9, 1)));

    // and the same for a move to another school unit with a stated day
    record.today = day(2026, 11, 1);
    moved.of("p-1")["enrolments"] = json!([enrolment("u-2", 6)]);
    moved.of("p-1")["enrolments"][0]["startDate"] = json!("2026-08-20");
    moved.move_member("p-1", "k-1", "k-2", "2026-08-20");
    let plan = import(&moved, &mut record);
    assert_eq!(verbs(&plan), ["transfer", "join"]);
    assert_eq!(record.known("p-1").enrolment.from, day(2026, 8, 20));
    assert_eq!(class_of(&record, "p-1"), (class_id(&record, "k-2"), day(2026, 9, 1)));
}

#[test]
fn a_change_dated_before_the_latest_grade_takes_that_grade_along() {
    let mut municipality = Municipality::new();
    let mut record = imported(&municipality);
    record.today = day(2026, 9, 1);
    municipality.of("p-1")["enrolments"][0]["startDate"] = json!("2026-08-20");
    municipality.of("p-1")["enrolments"][0]["schoolYear"] = json!(7);
    import(&municipality, &mut record);
    record.today = day(2026, 10, 1);
    municipality.of("p-1")["enrolments"] = json!([enrolment("u-1", 6)]);
    municipality.of("p-1")["enrolments"][0]["schoolType"] = json!("GRS");
    let plan = import(&municipality, &mut record);
    assert_eq!(verbs(&plan), ["leave-form", "enrol", "grade"]);
    let grade = record.known("p-1").grade;
    assert_eq!((grade.value, grade.from), (Grade::nine(6), day(2026, 8, 20)));
}

#[test]
fn a_new_mentor_becomes_the_responsible_assessor_and_a_second_one_co_assessor() {
    let (plan, record) = after(|m| {
        m.of("d-2")["assignmentRole"][0]["group"]["id"] = json!("k-3");
        m.of("d-3")["assignmentRole"].as_array_mut().unwrap().push(json!({
            "group": { "id": "k-1" }, "assignmentRoleType": "Mentor", "startDate": "2025-09-10" }));
        m.duties.as_array_mut().unwrap().push(duty("d-5", "s-4", "u-2", "Lärare", &["k-2"]));
    });
    assert!(verbs(&plan).contains(&"end-assessor"));
    let staff = |id| StaffId::from_bytes(record.id(Namespace::Staff, id));
    let of = |class| {
        let assessors = record.assessors(class_id(&record, class).unwrap()).unwrap();
        assessors.into_iter().map(|a| (a.staff, a.kind)).collect::<Vec<_>>()
    };
    assert_eq!(of("k-1"), [(staff("s-3"), AssessorKind::Responsible)]);
    assert_eq!(of("k-3"), [(staff("s-2"), AssessorKind::Responsible)]);
    assert_eq!(
        of("k-2"),
        [(staff("s-3"), AssessorKind::Responsible), (staff("s-4"), AssessorKind::CoAssessor)]
    );
}

#[test]
fn a_new_principal_takes_over_and_the_former_leaves() {
    let (plan, record) = after(|m| {
        m.of("d-1")["endDate"] = json!("2025-09-30");
        m.duties.as_array_mut().unwrap().push(duty("d-6", "s-4", "u-1", "rektor", &[]));
    });
    let found = verbs(&plan);
    assert_eq!(found, ["engage", "grant", "end-role", "end-role", "end-engagement"]);
    let staff = |id| StaffId::from_bytes(record.id(Namespace::Staff, id));
    let roles = record.staff(staff("s-4")).unwrap().unwrap().roles;
    assert_eq!((roles[0].role, roles[0].school.to_string()), (Role::Principal, NORTH.to_owned()));
    assert_eq!(record.staff(staff("s-1")).unwrap().unwrap().engaged_from, None);
}

#[test]
fn a_role_is_not_ended_while_its_duty_cannot_be_read() {
    let (plan, _) = after(|m| m.of("d-1")["dutyRole"] = json!("Rekto"));
    assert_eq!(verbs(&plan), [""; 0]);
}

#[test]
fn what_is_to_come_is_planned_once() {
    let mut municipality = Municipality::new();
    let mut new = enrolment("u-2", 3);
    new["startDate"] = json!("2026-01-10");
    let person = municipality.persons.as_array_mut().unwrap();
    person.push(crate::municipality::pupil("p-7", "20160107TF07", "Gry", "u-2", 3, &[]));
    municipality.of("p-7")["enrolments"] = json!([new]);
    let mut record = Record::new(autumn());
    import(&municipality, &mut record);
    let enrolment = record.known("p-7").enrolment;
    assert_eq!(enrolment.from, day(2026, 1, 10));
    assert_eq!(enrolment.value.unwrap().0.to_string(), SOUTH);
    record.today = day(2026, 2, 1);
    let (export, _) = municipality.read();
    assert_eq!(planned(&export, &mut record).steps, []);
}
