//! An invented class list as SS 12000 answers it: two school units, three classes, seven pupils.

use std::path::{Path, PathBuf};

use insyn_tests::write_file;
use serde_json::{Value, json};

/// The first school unit, with classes 6A and 6B.
pub(crate) const NORTH: &str = "99000001";
/// The second, with class 7A.
pub(crate) const SOUTH: &str = "99000002";

/// Every name in the fixtures. None may be met outside a sealed section.
pub(crate) const NAMES: &[&str] = &[
    "Zalvira",
    "Bodvarn",
    "Cleotild",
    "Dagobrand",
    "Ebbatine",
    "Fransisk",
    "Göstaline",
    "Läsqvist",
    "Gunnveig",
    "Hanselot",
    "Idunella",
    "Vuxengren",
    "Rutlinda",
    "Torvalde",
    "Ullabritt",
    "Kaisandr",
    "Tjänståker",
    "Sysmund",
    "Resultina",
    "Revisorn",
    "Kontorslund",
    "provpost.example",
    "Skälinge",
];

/// The civic numbers of the pupils, temporary ones but for what a test puts in.
pub(crate) const CIVIC: [&str; 7] = [
    "20130101TF01",
    "20130102TF02",
    "20130103TF03",
    "20120104TF04",
    "20120105TF05",
    "20120106TF06",
    "20130107TF07",
];

/// The four resources, each a list of records.
#[derive(Debug, Clone)]
pub(crate) struct Municipality {
    organisations: Value,
    persons: Value,
    groups: Value,
    duties: Value,
}

fn pupil(number: usize, given: &str, at: &str, grade: u8, guardians: &[&str]) -> Value {
    let relation = |g: &&str| json!({ "person": { "id": g }, "relationType": "Vårdnadshavare" });
    let sex = if number % 2 == 1 { "Kvinna" } else { "Man" };
    json!({
        "id": format!("p-{number}"), "givenName": given, "familyName": "Läsqvist", "sex": sex,
        "securityMarking": "Ingen", "personStatus": "Aktiv",
        "civicNo": { "value": CIVIC[number - 1], "nationality": "SE" },
        "enrolments": [{ "enroledAt": { "id": at }, "schoolType": "GR", "schoolYear": grade,
                         "cancelled": false, "startDate": "2025-08-18" }],
        "responsibles": guardians.iter().map(relation).collect::<Vec<_>>(),
    })
}

fn adult(id: &str, given: &str, family: &str) -> Value {
    json!({ "id": id, "givenName": given, "familyName": family, "sex": "Man",
            "securityMarking": "Ingen", "addresses": [{ "locality": "Provköping" }],
            "emails": [{ "value": format!("{id}@provpost.example"), "type": "Privat" }] })
}

fn class(id: &str, name: &str, at: &str, members: &[&str]) -> Value {
    let member = |m: &&str| json!({ "person": { "id": m }, "startDate": "2025-08-18" });
    json!({ "id": id, "displayName": name, "groupType": "Klass", "startDate": "2025-08-18",
            "organisation": { "id": at },
            "groupMemberships": members.iter().map(member).collect::<Vec<_>>() })
}

fn duty(id: &str, person: &str, at: &str, role: &str, mentor_of: &[&str]) -> Value {
    let mentor = |g: &&str| json!({ "group": { "id": g }, "assignmentRoleType": "Mentor", "startDate": "2025-08-18" });
    json!({ "id": id, "person": { "id": person }, "dutyAt": { "id": at }, "dutyRole": role,
            "startDate": "2025-01-01",
            "assignmentRole": mentor_of.iter().map(mentor).collect::<Vec<_>>() })
}

fn organisations() -> Value {
    let unit = |id: &str, name: &str, code: &str| {
        json!({ "id": id, "displayName": name, "organisationType": "Skolenhet",
                "schoolUnitCode": code, "schoolTypes": ["GR"], "startDate": "2020-01-01",
                "parentOrganisation": { "id": "o-2" } })
    };
    json!([
        { "id": "o-1", "displayName": "Provköping", "organisationType": "Huvudman" },
        { "id": "o-2", "displayName": "Provskolan", "organisationType": "Skola",
          "parentOrganisation": { "id": "o-1" } },
        unit("u-1", "Norra provskolan", NORTH),
        unit("u-2", "Södra provskolan", SOUTH),
    ])
}

impl Municipality {
    /// 6A: Zalvira, Bodvarn, Cleotild, Göstaline; 6B: nobody; 7A: Dagobrand, Ebbatine, Fransisk.
    pub(crate) fn new() -> Self {
        Self {
            organisations: organisations(),
            persons: json!([
                pupil(1, "Zalvira", "u-1", 6, &["v-1", "v-2"]),
                pupil(2, "Bodvarn", "u-1", 6, &["v-1"]),
                pupil(3, "Cleotild", "u-1", 6, &[]),
                pupil(4, "Dagobrand", "u-2", 7, &["v-3"]),
                pupil(5, "Ebbatine", "u-2", 7, &[]),
                pupil(6, "Fransisk", "u-2", 7, &[]),
                pupil(7, "Göstaline", "u-1", 6, &[]),
                adult("v-1", "Gunnveig", "Vuxengren"),
                adult("v-2", "Hanselot", "Vuxengren"),
                adult("v-3", "Idunella", "Vuxengren"),
                adult("s-1", "Rutlinda", "Tjänståker"),
                adult("s-2", "Torvalde", "Tjänståker"),
                adult("s-3", "Ullabritt", "Tjänståker"),
                adult("s-4", "Kaisandr", "Tjänståker"),
            ]),
            groups: json!([
                class("k-1", "6A", "u-1", &["p-1", "p-2", "p-3", "p-7"]),
                class("k-2", "7A", "u-2", &["p-4", "p-5", "p-6"]),
                class("k-3", "6B", "u-1", &[]),
            ]),
            duties: json!([
                duty("d-1", "s-1", "o-2", "Rektor", &[]),
                duty("d-2", "s-2", "u-1", "Lärare", &["k-1"]),
                duty("d-3", "s-3", "u-2", "Lärare", &["k-2"]),
                duty("d-4", "s-4", "u-1", "Lärare", &["k-3"]),
            ]),
        }
    }

    /// A month later: one pupil in another class, one gone, one with a guardian more, one protected.
    pub(crate) fn a_month_later() -> Self {
        let mut changed = Self::new();
        let members = changed.of("k-1")["groupMemberships"].as_array_mut().unwrap();
        members.retain(|member| member["person"]["id"] != "p-1");
        changed.of("k-3")["groupMemberships"] =
            json!([{ "person": { "id": "p-1" }, "startDate": "2025-09-08" }]);
        changed.of("p-6")["enrolments"][0]["endDate"] = json!("2025-09-19");
        let members = changed.of("k-2")["groupMemberships"].as_array_mut().unwrap();
        members.retain(|member| member["person"]["id"] != "p-6");
        let relation = json!({ "person": { "id": "v-2" }, "relationType": "Vårdnadshavare" });
        changed.of("p-2")["responsibles"].as_array_mut().unwrap().push(relation);
        changed.of("p-3")["securityMarking"] = json!("Sekretessmarkering");
        changed
    }

    /// With so many more pupils in 6A, who all have the same name.
    pub(crate) fn with_more_pupils(count: usize) -> Self {
        let mut larger = Self::new();
        for more in 0..count {
            let mut one = pupil(1, "Zalvira", "u-1", 6, &["v-1"]);
            let (month, day, last) = (2 + more / 28 % 11, 1 + more % 28, 50 + more / 308);
            one["civicNo"]["value"] = json!(format!("2013{month:02}{day:02}TF{last:02}"));
            one["id"] = json!(format!("m-{more}"));
            let member = json!({ "person": { "id": one["id"] }, "startDate": "2025-08-18" });
            larger.of("k-1")["groupMemberships"].as_array_mut().unwrap().push(member);
            larger.persons.as_array_mut().unwrap().push(one);
        }
        larger
    }

    /// The record with this id, wherever it is.
    #[track_caller]
    pub(crate) fn of(&mut self, id: &str) -> &mut Value {
        let lists =
            [&mut self.organisations, &mut self.persons, &mut self.groups, &mut self.duties];
        let mut all = lists.into_iter().flat_map(|list| list.as_array_mut().unwrap());
        all.find(|record| record["id"] == id).unwrap()
    }

    /// Writes the files as `GET` returns them into a folder of this name.
    pub(crate) fn write(&self, directory: &Path, name: &str) -> PathBuf {
        let folder = directory.join(name);
        std::fs::create_dir_all(&folder).unwrap();
        for (resource, list) in [
            ("organisations", &self.organisations),
            ("persons", &self.persons),
            ("groups", &self.groups),
            ("duties", &self.duties),
        ] {
            let answer = json!({ "data": list, "pageToken": null });
            write_file(&folder, &format!("{resource}.json"), answer.to_string());
        }
        folder
    }
}
