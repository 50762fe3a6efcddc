//! Commands over HTTP: done once whatever the network does, refused in the field's own words.

use domain::people::Role;
use serde_json::{Value, json};

use crate::caller::{Answer, Caller};
use crate::shared;
use crate::town::{Class, Known, Person, Pupil, Town};

fn key(number: u32) -> String {
    format!("00000000-0000-7000-8000-{number:012x}")
}

fn post(caller: &Caller, key: &str, body: &Value) -> Answer {
    caller.send("POST", "/api/v1/commands", &[("idempotency-key", key)], Some(body))
}

/// A point for a pupil of a class, today.
fn assess(known: &Known, class: &Class, pupil: &Pupil, point: &str, assessor: &Person) -> Value {
    json!({
        "term": "assessment", "command": "assess",
        "place": {
            "pupil": pupil.id, "round": known.round, "school": class.school, "class": class.id,
        },
        "outcome": {"point": point}, "on": known.today, "assessor": assessor.staff, "note": null,
    })
}

/// A class under way with its teacher, signed in. Each test takes another, so that none disturbs another.
fn class_of_mine(town: &Town, which: usize) -> (&Class, &Person, Caller) {
    let classes = town.known.under_way();
    let classes: Vec<_> = classes.into_iter().filter(|(class, _)| class.pupils.len() > 2).collect();
    let (class, teacher) = classes[which % classes.len()];
    (class, teacher, Caller::signed_in(town.address(), teacher))
}

#[test]
fn a_command_is_done_once_and_answered_the_same_for_ever() {
    let town = shared();
    let (class, teacher, caller) = class_of_mine(&town, 0);
    let pupil = &class.pupils[0];
    let body = assess(&town.known, class, pupil, "9", teacher);
    let first = post(&caller, &key(0x101), &body);
    let receipt = first.is(201).json();
    assert_eq!(receipt["events"], 1);
    let position = receipt["first"].as_u64().unwrap();
    assert!(position >= town.known.size, "it is a new event");
    assert!(receipt["size"].as_u64().unwrap() > position, "a view as of the size holds it");
    for key in [key(0x101), format!("\"{}\"", key(0x101))] {
        let again = post(&caller, &key, &body);
        assert!([200, 201].contains(&again.status), "{}", again.text);
        assert_eq!(again.json(), receipt, "the first receipt");
    }
    let card = caller.get(&format!("/api/v1/pupils/{}?asOf={}", pupil.id, receipt["size"]));
    assert!(card.is(200).text.contains(&format!("\"position\":{position}")), "{}", card.text);
    let other = assess(&town.known, class, pupil, "10", teacher);
    post(&caller, &key(0x101), &other).is_problem(422, "id_reused");
}

#[test]
fn what_is_already_so_is_answered_200_without_an_event() {
    let town = shared();
    let (class, teacher, caller) = class_of_mine(&town, 0);
    let body = assess(&town.known, class, &class.pupils[1], "9", teacher);
    post(&caller, &key(0x201), &body).is(201);
    let nothing = post(&caller, &key(0x202), &body);
    assert_eq!(nothing.is(200).json()["events"], 0);
    assert_eq!(nothing.json()["first"], Value::Null);
}

#[test]
fn a_key_is_needed_and_must_be_a_uuid() {
    let town = shared();
    let (class, teacher, caller) = class_of_mine(&town, 0);
    let body = assess(&town.known, class, &class.pupils[2], "9", teacher);
    caller.send("POST", "/api/v1/commands", &[], Some(&body)).is_problem(400, "bad_request");
    for wrong in ["", "1", "not-a-uuid", "00000000-0000-7000-8000-00000000010"] {
        post(&caller, wrong, &body).is_problem(400, "bad_request");
    }
}

#[test]
fn a_refusal_has_its_stable_type_and_its_swedish_words() {
    let town = shared();
    let known = &town.known;
    let (class, teacher, caller) = class_of_mine(&town, 0);
    let pupil = &class.pupils[0];
    let refused = post(&caller, &key(0x301), &assess(known, class, pupil, "99", teacher));
    refused.is_problem(409, "assessment.point_unknown");
    assert_eq!(refused.json()["detail"], "Punkten finns inte i skalan.");
    assert_eq!(refused.json()["command"], 0);
    let mut tomorrow = assess(known, class, pupil, "9", teacher);
    tomorrow["on"] = json!(known.today.plus(1));
    let refused = post(&caller, &key(0x302), &tomorrow);
    refused.is_problem(409, "assessment.date_in_future");
    assert_eq!(refused.json()["detail"], "Bedömningens dag har inte varit än.");
    let mut unscheduled = assess(known, class, pupil, "9", teacher);
    unscheduled["place"]["round"] = json!("2031/32:september");
    let refused = post(&caller, &key(0x303), &unscheduled);
    refused.is_problem(409, "assessment.not_scheduled");
}

#[test]
fn who_is_not_authorised_is_told_403() {
    let town = shared();
    let known = &town.known;
    let (class, teacher, _) = class_of_mine(&town, 0);
    let body = assess(known, class, &class.pupils[0], "9", teacher);
    for role in [Role::Auditor, Role::CommitteeMember, Role::Adviser, Role::Archivist] {
        let person = known.with_role(role).next().unwrap();
        let caller = Caller::signed_in(town.address(), person);
        let refused = post(&caller, &key(0x400 + role as u32), &body);
        refused.is_problem(403, "assessment.not_authorised");
        assert_eq!(
            refused.json()["detail"],
            "Du har inte behörighet att registrera bedömningar här."
        );
    }
    let stranger =
        known.with_role(Role::Teacher).find(|other| !class.assessors.contains(&other.staff));
    let stranger = stranger.unwrap();
    let mut in_own_name = body.clone();
    in_own_name["assessor"] = json!(stranger.staff);
    let caller = Caller::signed_in(town.address(), stranger);
    for (number, body) in [(0x421, &body), (0x422, &in_own_name)] {
        let refused = post(&caller, &key(number), body);
        assert!([403, 409].contains(&refused.status), "{}", refused.text);
    }
}

#[test]
fn several_commands_are_one_or_none() {
    let town = shared();
    let known = &town.known;
    let (class, teacher, caller) = class_of_mine(&town, 1);
    let value = |index: usize, point| assess(known, class, &class.pupils[index], point, teacher);
    // Other tests record on the same server meanwhile: the size grows, these pupils' rounds do not.
    let card = |index: usize| {
        let address = format!("/api/v1/pupils/{}", class.pupils[index].id);
        caller.get(&address).json()["rounds"].clone()
    };
    let before = (card(0), card(1));
    let refused = post(&caller, &key(0x501), &json!([value(0, "8"), value(1, "77")]));
    refused.is_problem(409, "assessment.point_unknown");
    assert_eq!(refused.json()["command"], 1);
    assert_eq!(before, (card(0), card(1)), "nothing of it is recorded");
    let done = post(&caller, &key(0x502), &json!([value(0, "8"), value(1, "7")]));
    assert_eq!(done.is(201).json()["events"], 2);
}

#[test]
fn what_is_no_command_is_400_and_is_not_repeated() {
    let town = shared();
    let (_, _, caller) = class_of_mine(&town, 0);
    let secret = "Elevnamnet";
    for body in [
        json!({"term": "assessment", "command": secret}),
        json!({"term": secret}),
        json!([{"term": "round", "command": "open", "round": secret}]),
        json!(secret),
        json!([]),
    ] {
        let answer = post(&caller, &key(0x601), &body);
        answer.is_problem(400, "bad_request");
        assert!(!answer.text.contains(secret), "an answer repeats what was sent");
    }
}
