//! Commands: the documented form is the form that is taken, and each answer is the documented one.

use serde_json::{Value, json};

use crate::caller::{Answer, send};
use crate::problems::is_problem;
use crate::schema::{faults, fits, operation};
use crate::town::{AUDITOR, MEADOW, TEACHER, Town, Who, assess, class, command, staff};

const DECEMBER: &str = "2025/26:december";

fn key(number: u8) -> String {
    format!("00000000-0000-7000-8000-0000000000{number:02x}")
}

fn post(town: &Town, who: Who, key: &str, body: &Value) -> Answer {
    let cookie = town.session(who);
    let headers = [("cookie", cookie.as_str()), ("idempotency-key", key)];
    send(town, "post", "/api/v1/commands", &headers, Some(body))
}

#[test]
fn what_is_taken_fits_the_documented_form_and_so_does_the_receipt() {
    let town = Town::founded();
    let document = insyn_http::document();
    let documented = operation(&document, "createCommand");
    let body = assess(DECEMBER, 2, "14", "2025-12-08");
    fits(&document, &documented.body(), &body);
    let answer = post(&town, TEACHER, &key(1), &body);
    fits(&document, &documented.answer(201).unwrap(), &answer.is(201).json());
    assert_eq!(answer.json()["events"], 1);
    let again = post(&town, TEACHER, &key(1), &body);
    assert!(again.status.is_success(), "{}", again.text);
    assert_eq!(again.json(), answer.json(), "the same key has the same receipt, for ever");
    let nothing_new = post(&town, TEACHER, &key(2), &body);
    fits(&document, &documented.answer(200).unwrap(), &nothing_new.is(200).json());
    assert_eq!(nothing_new.json()["events"], 0);
}

#[test]
fn several_commands_are_carried_out_together_or_not_at_all() {
    let town = Town::founded();
    let document = insyn_http::document();
    let documented = operation(&document, "createCommand");
    let good = assess(DECEMBER, 2, "14", "2025-12-08");
    let bad = assess(DECEMBER, 3, "99", "2025-12-08");
    let size = town.app().size();
    let both = json!([good, bad]);
    fits(&document, &documented.body(), &both);
    let refused = post(&town, TEACHER, &key(1), &both);
    is_problem(&refused, 409);
    assert_eq!(refused.json()["command"], 1, "which command was refused");
    assert_eq!(refused.json()["type"], "urn:insyn:problem:assessment.point_unknown");
    assert_eq!(town.app().size(), size, "nothing of it is recorded");
    let good = json!([good, assess(DECEMBER, 3, "15", "2025-12-08")]);
    assert_eq!(post(&town, TEACHER, &key(2), &good).is(201).json()["events"], 2);
}

#[test]
fn what_the_form_does_not_allow_is_a_400_problem_and_fits_no_schema() {
    let town = Town::founded();
    let document = insyn_http::document();
    let documented = operation(&document, "createCommand");
    for body in [
        json!({}),
        json!("assess"),
        json!({"term": "assessment", "command": "praise"}),
        json!({"term": "weather", "command": "open"}),
        command("round", "open", json!({"round": DECEMBER, "school": MEADOW})),
        command("round", "open", json!({"round": 5, "school": MEADOW, "until": "2025-12-10"})),
    ] {
        is_problem(&post(&town, TEACHER, &key(1), &body), 400);
        assert!(!faults(&document, &documented.body(), &body).is_empty(), "{body}");
    }
    is_problem(&post(&town, TEACHER, &key(1), &json!([])), 400);
    is_problem(&post(&town, TEACHER, "not-a-uuid", &assess(DECEMBER, 2, "14", "2025-12-08")), 400);
}

#[test]
fn refusals_carry_their_stable_type_and_the_fields_own_words() {
    let town = Town::founded();
    let late = assess("2025/26:september", 5, "14", "2025-09-03");
    let refused = post(&town, TEACHER, &key(1), &late);
    is_problem(&refused, 409);
    let problem = refused.json();
    assert_eq!(problem["type"], "urn:insyn:problem:assessment.not_open");
    assert_eq!(problem["detail"], "Bedömningstillfället är inte öppet vid skolenheten.");
    let as_auditor = post(&town, AUDITOR, &key(2), &assess(DECEMBER, 2, "14", "2025-12-08"));
    is_problem(&as_auditor, 403);
    assert_eq!(as_auditor.json()["type"], "urn:insyn:problem:assessment.not_authorised");
    let other = assess(DECEMBER, 2, "14", "2025-12-08");
    post(&town, TEACHER, &key(3), &other).is(201);
    let reused = post(&town, TEACHER, &key(3), &assess(DECEMBER, 2, "15", "2025-12-08"));
    is_problem(&reused, 422);
}

#[test]
fn what_someone_wrote_is_never_repeated() {
    let town = Town::founded();
    let secret = "Hemligtexten";
    let mut body = assess(DECEMBER, 2, "14", "2025-12-08");
    body["note"] = json!(secret);
    let answer = post(&town, TEACHER, &key(1), &body);
    assert!(!answer.is(201).text.contains(secret));
    let mut broken = body.clone();
    broken["on"] = json!(secret);
    let refused = post(&town, TEACHER, &key(2), &broken);
    is_problem(&refused, 400);
    assert!(!refused.text.contains(secret));
    let cookie = town.session(AUDITOR);
    let events = crate::caller::get(&town, &cookie, "/api/v1/events?limit=500");
    assert!(!events.is(200).text.contains(secret), "a note is sealed");
    let strike = command(
        "assessment",
        "strike",
        json!({
            "place": body["place"], "of": 0, "staff": staff(TEACHER.0), "reason": secret,
        }),
    );
    let refused = post(&town, TEACHER, &key(3), &strike);
    is_problem(&refused, 409);
    assert!(!refused.text.contains(secret));
    assert_eq!(body["place"]["class"], class(1));
}
