//! Reports that stand for ever, trails in both directions, decisions explained, and what is open to all.

use serde_json::{Value, json};

use crate::caller::{Answer, get, send};
use crate::problems::is_problem;
use crate::schema::{fits, operation};
use crate::town::{
    AUDITOR, COMMITMENT, COORDINATOR, MEADOW, MEMBER, PRINCIPAL, SECRETARY, SEPTEMBER, TEACHER,
    Town, Who, class, command, decision, measure, programme, pupil, staff,
};

fn key(number: u8) -> String {
    format!("00000000-0000-7000-8000-0000000001{number:02x}")
}

fn post(town: &Town, who: Who, path: &str, number: u8, body: &Value) -> Answer {
    let (cookie, key) = (town.session(who), key(number));
    let headers = [("cookie", cookie.as_str()), ("idempotency-key", key.as_str())];
    send(town, "post", path, &headers, Some(body))
}

fn asked() -> Value {
    json!({
        "committee": "namnden", "round": "2025/26:september", "title": "Läsningen",
        "asks": ["Flytta medel till Ängskolan."],
    })
}

fn prepared(town: &Town, number: u8) -> String {
    let answer = post(town, SECRETARY, "/api/v1/reports", number, &asked());
    answer.json()["report"].as_str().unwrap_or_else(|| panic!("{}", answer.text)).to_owned()
}

#[test]
fn a_report_is_prepared_once_for_a_key_whatever_has_happened_since() {
    let town = Town::founded();
    let document = insyn_http::document();
    let documented = operation(&document, "createReport");
    fits(&document, &documented.body(), &asked());
    let first = post(&town, SECRETARY, "/api/v1/reports", 1, &asked());
    fits(&document, &documented.answer(201).unwrap(), &first.is(201).json());
    let note = crate::town::assess("2025/26:december", 2, "14", "2025-12-08");
    town.act(TEACHER, &[note]);
    let again = post(&town, SECRETARY, "/api/v1/reports", 1, &asked());
    assert_eq!(first.json(), again.json(), "the same key has the same report, for ever");
    let mut other = asked();
    other["title"] = json!("En annan");
    is_problem(&post(&town, SECRETARY, "/api/v1/reports", 1, &other), 422);
    is_problem(&post(&town, TEACHER, "/api/v1/reports", 2, &asked()), 403);
    other["committee"] = json!("ingen");
    let unknown = post(&town, SECRETARY, "/api/v1/reports", 3, &other);
    is_problem(&unknown, 409);
    assert_eq!(unknown.json()["type"], "urn:insyn:problem:committee.committee_unknown");
}

#[test]
fn a_report_is_shown_again_unchanged_with_what_it_would_say_now() {
    let town = Town::founded();
    let report = prepared(&town, 1);
    let path = format!("/api/v1/reports/{report}");
    is_problem(&get(&town, &town.session(TEACHER), &path), 403);
    let before = get(&town, &town.session(SECRETARY), &path).is(200).json();
    assert_eq!(before["now"], json!([]), "nothing has changed yet but that it is prepared");

    let place = json!({
        "pupil": pupil(2), "round": "2025/26:september", "school": MEADOW, "class": class(1),
    });
    let reopened = json!({
        "round": "2025/26:september", "school": MEADOW, "class": class(1),
        "until": "2025-12-19", "reason": "Rättelse",
    });
    town.act(COORDINATOR, &[command("round", "reopen", reopened)]);
    let corrected = json!({
        "place": place, "outcome": {"point": "15"}, "on": "2025-09-03",
        "assessor": staff(TEACHER.0), "reason": "Fel rad",
    });
    town.act(TEACHER, &[command("assessment", "correct", corrected)]);
    let corrected_at = town.app().size().0 - 1;

    let after = get(&town, &town.session(SECRETARY), &path).is(200).json();
    for part in ["document", "basis", "title", "asks", "prepared"] {
        assert_eq!(after[part], before[part], "{part}");
    }
    for held in ["digest", "root", "same"] {
        assert_eq!(after["check"][held], true, "{held}");
    }
    let now = after["now"].as_array().unwrap();
    let changed: Vec<&str> = now.iter().map(|one| one["path"].as_str().unwrap()).collect();
    assert!(changed.iter().any(|path| path.ends_with("/phase")), "{changed:#?}");
    // A pupil by itself is no figure: what was corrected is not told outside the school unit.
    assert!(changed.iter().all(|path| path.starts_with("/read/schools[")), "{changed:#?}");
    assert!(
        now.iter().all(|one| one["positions"].as_array().unwrap().contains(&json!(corrected_at))),
        "the correction stands beside what it changed: {now:#?}"
    );
}

#[test]
fn a_report_is_open_to_every_role_once_it_is_delivered() {
    let town = Town::founded();
    let report = prepared(&town, 1);
    let path = format!("/api/v1/reports/{report}");
    is_problem(&get(&town, &town.session(PRINCIPAL), &path), 403);
    let delivered = json!({"report": report, "committee": "namnden", "on": "2025-12-08"});
    town.act(SECRETARY, &[command("committee", "deliver", delivered)]);
    get(&town, &town.session(PRINCIPAL), &path).is(200);
    get(&town, "", &path).is(401);
}

#[test]
fn nobody_can_hand_in_a_report_of_their_own_making() {
    let town = Town::founded();
    let report = prepared(&town, 1);
    let codes = [domain::event::code::ReportPrepared];
    let tag = domain::query::Tag::Report(report.parse().unwrap());
    let facts = town.app().facts().unwrap();
    let event = facts.ledger_of(tag, &codes, facts.size()).next().unwrap().event;
    drop(facts);
    let genuine = serde_json::to_value(&event).unwrap();
    let forged = |change: &dyn Fn(&mut Value)| {
        let mut forged = command("committee", "prepare", genuine.clone());
        forged["report"] = json!("f".repeat(32));
        change(&mut forged);
        let answer = post(&town, SECRETARY, "/api/v1/commands", 9, &forged);
        is_problem(&answer, 422);
        assert_eq!(answer.json()["type"], "urn:insyn:problem:document_unfit");
    };
    forged(&|one| one["basis"]["root"] = json!("0".repeat(64)));
    forged(&|one| one["basis"]["size"] = json!(town.app().size().0 + 1));
    forged(&|one| one["asks"] = json!(["Något annat."]));
    forged(&|one| one["document"]["digest"] = json!("0".repeat(64)));
    forged(&|one| one["document"]["deflated"] = json!("0300"));
    forged(&|one| one["document"]["program"] = json!("another 1.0"));
}

#[test]
fn an_account_is_delivered_once_for_a_key() {
    let town = Town::founded();
    let body = json!({"school": MEADOW, "round": "2025/26:september"});
    let first = post(&town, COORDINATOR, "/api/v1/accounts", 1, &body);
    first.is(201);
    let again = post(&town, COORDINATOR, "/api/v1/accounts", 1, &body);
    assert_eq!(first.json(), again.json());
    is_problem(&post(&town, TEACHER, "/api/v1/accounts", 2, &body), 403);
}

#[test]
fn a_decision_has_a_trail_in_both_directions_and_one_json_value_a_line() {
    let town = Town::founded();
    let path = format!("/api/v1/trails/decisions/{}", decision());
    let trail = get(&town, &town.session(AUDITOR), &path).is(200).json();
    let kinds = |side: &str| -> Vec<String> {
        let links = trail[side].as_array().unwrap().iter();
        links.filter_map(|link| link["kind"].as_str().map(str::to_owned)).collect()
    };
    assert!(kinds("before").contains(&"CommitmentProposed".to_owned()), "{trail:#}");
    assert_eq!(kinds("itself"), ["CommitteeDecided"]);
    assert!(kinds("after").contains(&"CommitmentAdopted".to_owned()), "{trail:#}");
    let cookie = town.session(AUDITOR);
    let headers = [("cookie", cookie.as_str()), ("accept", "application/x-ndjson")];
    let lines = send(&town, "get", &path, &headers, None);
    assert_eq!(lines.is(200).header("content-type"), Some("application/x-ndjson"));
    let entries: Vec<Value> =
        lines.text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(entries.len() >= 3);
    assert!(entries.is_sorted_by_key(|entry| entry["position"].as_u64()));
    for who in [MEMBER, SECRETARY, TEACHER] {
        is_problem(&get(&town, &town.session(who), &path), 403);
    }
}

#[test]
fn a_decision_is_explained_by_the_state_its_decider_had() {
    let town = Town::founded();
    let path = format!("/api/v1/explanations/{}", town.decided());
    let explained = get(&town, &town.session(AUDITOR), &path).is(200).json();
    assert_eq!(explained["event"]["kind"], "CommitteeDecided");
    assert_eq!(explained["again"], json!({"outcome": "same"}));
    assert_eq!(explained["authority"]["role"], "committee_secretary");
    assert_eq!(explained["knowledge"], json!(town.decided().0));
    let state = explained["state"].as_array().unwrap();
    assert!(state.iter().any(|entry| entry["kind"] == "CommitmentProposed"), "{explained:#}");
    let granted = &explained["authority"]["granted"];
    assert!(state.iter().any(|entry| entry["position"] == *granted), "the grant is in the state");
    for who in [PRINCIPAL, MEMBER] {
        is_problem(&get(&town, &town.session(who), &path), 403);
    }
    // A principal explains what happened at the own school unit, and not what is not there.
    let of_school =
        get(&town, &town.session(PRINCIPAL), &format!("/api/v1/programmes/{}", programme()));
    let position = &of_school.is(200).json()["steps"][0]["position"];
    get(&town, &town.session(PRINCIPAL), &format!("/api/v1/explanations/{position}")).is(200);
    get(&town, &town.session(AUDITOR), "/api/v1/explanations/999999").is(404);
}

#[test]
fn every_decision_of_the_town_would_be_taken_again() {
    let town = Town::founded();
    let cookie = town.session(AUDITOR);
    for position in 0..town.app().size().0 {
        let explained = get(&town, &cookie, &format!("/api/v1/explanations/{position}"));
        let explained = explained.is(200).json();
        let kind = &explained["event"]["kind"];
        // What comes with another event is not asked for by itself; and before the first role there
        // was nobody to grant one.
        let beside = ["ClassJoined", "SwedishSyllabusSet", "ProtectionMarked"];
        if beside.iter().any(|one| kind == one) {
            continue;
        }
        assert_eq!(explained["again"]["outcome"], "same", "{explained:#}");
    }
}

#[test]
fn what_the_law_makes_public_is_open_without_signing_in() {
    let town = Town::founded();
    for path in ["knowledge", "commitments", "decisions"] {
        get(&town, "", &format!("/api/v1/{path}")).is(200);
    }
    let decisions = get(&town, "", "/api/v1/decisions").json();
    assert_eq!(decisions["decisions"][0]["decision"], decision());
    let history = get(&town, "", &format!("/api/v1/commitments/{COMMITMENT}")).is(200).json();
    assert_eq!(history["versions"][0]["behind"]["number"], "§ 12");
    assert_eq!(history["evaluations"], json!([]));
}

#[test]
fn a_teacher_is_shown_the_own_class_of_the_guarantee_and_no_pupil_of_a_measure() {
    let town = Town::founded();
    let board = |who: Who| {
        let path = format!("/api/v1/schools/{MEADOW}/guarantee?round={SEPTEMBER}");
        get(&town, &town.session(who), &path)
    };
    let (all, own) = (board(PRINCIPAL).is(200).json(), board(TEACHER).is(200).json());
    assert_eq!(all["counts"]["found"], 2, "one below, one missing: {all:#}");
    assert_eq!(own["counts"], all["counts"], "there is one class, and it is the teacher's");
    is_problem(&board(MEMBER), 403);
    is_problem(&board(AUDITOR), 403);
    let shown = |who: Who| {
        let path = format!("/api/v1/measures/{}", measure());
        get(&town, &town.session(who), &path).is(200).json()["subject"]["pupils"].clone()
    };
    assert_eq!(shown(PRINCIPAL), json!([pupil(2)]));
    assert_eq!(shown(MEMBER), json!([]));
}

#[test]
fn a_to_do_list_and_agreement_figures_are_shown_to_their_own_person_only() {
    let town = Town::founded();
    for part in ["to-do", "agreement"] {
        let path = format!("/api/v1/staff/{}/{part}", staff(TEACHER.0));
        get(&town, &town.session(TEACHER), &path).is(200);
        for who in [PRINCIPAL, COORDINATOR, AUDITOR] {
            is_problem(&get(&town, &town.session(who), &path), 403);
        }
    }
}
