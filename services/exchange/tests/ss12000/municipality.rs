//! An invented export, to be changed by tests: one school with two units, two classes, six pupils.

use std::fs;

use insyn_exchange::ss12000::{Export, Fault, read};
use serde_json::{Value, json};

pub(crate) const NORTH: &str = "90000001";
pub(crate) const SOUTH: &str = "90000002";

/// The four resources, each a list of records.
#[derive(Clone)]
pub(crate) struct Municipality {
    pub(crate) organisations: Value,
    pub(crate) persons: Value,
    pub(crate) groups: Value,
    pub(crate) duties: Value,
}

pub(crate) fn enrolment(at: &str, grade: u8) -> Value {
    json!({ "enroledAt": { "id": at }, "schoolType": "GR", "schoolYear": grade,
            "cancelled": false, "startDate": "2024-08-15" })
}

pub(crate) fn pupil(
    id: &str,
    civic: &str,
    given: &str,
    at: &str,
    grade: u8,
    guardians: &[&str],
) -> Value {
    let relation = |g: &&str| json!({ "person": { "id": g }, "relationType": "Vårdnadshavare" });
    json!({
        "id": id, "givenName": given, "familyName": "Provsson", "sex": "Kvinna",
        "securityMarking": "Ingen", "personStatus": "Aktiv",
        "civicNo": { "value": civic, "nationality": "SE" },
        "enrolments": [enrolment(at, grade)],
        "responsibles": guardians.iter().map(relation).collect::<Vec<_>>(),
    })
}

pub(crate) fn adult(id: &str, given: &str) -> Value {
    json!({ "id": id, "givenName": given, "familyName": "Vuxen", "sex": "Man",
            "securityMarking": "Ingen", "addresses": [{ "locality": "Provköping" }],
            "emails": [{ "value": format!("{id}@example.se"), "type": "Privat" }] })
}

pub(crate) fn class(id: &str, name: &str, at: &str, members: &[&str]) -> Value {
    let member = |m: &&str| json!({ "person": { "id": m }, "startDate": "2024-08-15" });
    json!({ "id": id, "displayName": name, "groupType": "Klass", "startDate": "2024-08-15",
            "organisation": { "id": at },
            "groupMemberships": members.iter().map(member).collect::<Vec<_>>() })
}

pub(crate) fn duty(id: &str, person: &str, at: &str, role: &str, mentor_of: &[&str]) -> Value {
    let mentor = |g: &&str| json!({ "group": { "id": g }, "assignmentRoleType": "Mentor", "startDate": "2024-08-15" });
    json!({ "id": id, "person": { "id": person }, "dutyAt": { "id": at }, "dutyRole": role,
            "startDate": "2024-01-01",
            "assignmentRole": mentor_of.iter().map(mentor).collect::<Vec<_>>() })
}

impl Municipality {
    pub(crate) fn new() -> Self {
        Self {
            organisations: json!([
                { "id": "o-1", "displayName": "Provköping", "organisationType": "Huvudman" },
                { "id": "o-2", "displayName": "Provskolan", "organisationType": "Skola",
                  "parentOrganisation": { "id": "o-1" } },
                { "id": "u-1", "displayName": "Norra skolan", "organisationType": "Skolenhet",
                  "schoolUnitCode": NORTH, "schoolTypes": ["GR", "FTH"], "startDate": "2020-01-01",
                  "parentOrganisation": { "id": "o-2" } },
                { "id": "u-2", "displayName": "Södra skolan", "organisationType": "Skolenhet",
                  "schoolUnitCode": SOUTH, "schoolTypes": ["GR"], "startDate": "2020-01-01",
                  "parentOrganisation": { "id": "o-2" } },
            ]),
            persons: json!([
                pupil("p-1", "20130101TF01", "Alva", "u-1", 6, &["v-1", "v-2"]),
                pupil("p-2", "20130102TF02", "Bo", "u-1", 6, &["v-1"]),
                pupil("p-3", "20130103TF03", "Cleo", "u-1", 6, &[]),
                pupil("p-4", "20120104TF04", "Dag", "u-2", 7, &["v-3"]),
                pupil("p-5", "20120105TF05", "Ebba", "u-2", 7, &[]),
                pupil("p-6", "20120106TF06", "Frans", "u-2", 7, &[]),
                adult("v-1", "Gun"),
                adult("v-2", "Hans"),
                adult("v-3", "Ida"),
                adult("s-1", "Rut"),
                adult("s-2", "Tor"),
                adult("s-3", "Ulla"),
                adult("s-4", "Kai"),
            ]),
            groups: json!([
                class("k-1", "6A", "u-1", &["p-1", "p-2", "p-3"]),
                class("k-2", "7A", "u-2", &["p-4", "p-5", "p-6"]),
                class("k-3", "6B", "u-1", &[]),
                { "id": "g-1", "displayName": "Ma6", "groupType": "Undervisning",
                  "organisation": { "id": "u-1" },
                  "groupMemberships": [{ "person": { "id": "p-1" } }] },
            ]),
            duties: json!([
                duty("d-1", "s-1", "o-2", "Rektor", &[]),
                duty("d-2", "s-2", "u-1", "Lärare", &["k-1"]),
                duty("d-3", "s-3", "u-2", "Lärare", &["k-2"]),
                duty("d-4", "s-4", "o-2", "Skoladministratör", &[]),
            ]),
        }
    }

    /// The record with this id, wherever it is.
    #[track_caller]
    pub(crate) fn of(&mut self, id: &str) -> &mut Value {
        let lists =
            [&mut self.organisations, &mut self.persons, &mut self.groups, &mut self.duties];
        let mut all = lists.into_iter().flat_map(|list| list.as_array_mut().unwrap());
        all.find(|record| record["id"] == id).unwrap()
    }

    /// Takes a record out.
    pub(crate) fn without(mut self, id: &str) -> Self {
        for list in [&mut self.organisations, &mut self.persons, &mut self.groups, &mut self.duties]
        {
            list.as_array_mut().unwrap().retain(|record| record["id"] != id);
        }
        self
    }

    /// Moves a member from one class to another.
    pub(crate) fn move_member(&mut self, person: &str, from: &str, to: &str, start: &str) {
        let members = self.of(from)["groupMemberships"].as_array_mut().unwrap();
        members.retain(|member| member["person"]["id"] != person);
        let member = json!({ "person": { "id": person }, "startDate": start });
        self.of(to)["groupMemberships"].as_array_mut().unwrap().push(member);
    }

    /// Writes the files as `GET` returns them, and reads them again.
    #[track_caller]
    pub(crate) fn read(&self) -> (Export, Vec<Fault>) {
        let dir = tempfile::tempdir().unwrap();
        for (name, list) in [
            ("organisations", &self.organisations),
            ("persons", &self.persons),
            ("groups", &self.groups),
            ("duties", &self.duties),
        ] {
            let answer = json!({ "data": list, "pageToken": null });
            fs::write(dir.path().join(format!("{name}.json")), answer.to_string()).unwrap();
        }
        read(dir.path()).unwrap()
    }
}
