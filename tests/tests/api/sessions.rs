//! Sessions: begun by choosing who to be, ended for good, and of no use to another site.

use domain::people::Role;
use serde_json::json;

use crate::caller::Caller;
use crate::shared;

#[test]
fn a_session_is_a_cookie_that_scripts_and_other_sites_do_not_get() {
    let town = shared();
    let person = town.known.with_role(Role::Auditor).next().unwrap();
    let stranger = Caller::stranger(town.address());
    let body = json!({"staff": person.staff, "role": "auditor"});
    let answer = stranger.send("POST", "/api/v1/sessions", &[], Some(&body));
    let cookie = answer.is(201).header("set-cookie").unwrap();
    for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let again = stranger.send("POST", "/api/v1/sessions", &[], Some(&body));
    assert_ne!(
        answer.cookie("insyn_session"),
        again.cookie("insyn_session"),
        "a new token each time"
    );
    assert!(
        !answer.text.contains(&answer.cookie("insyn_session").unwrap()),
        "nowhere but the cookie"
    );
}

#[test]
fn only_a_role_that_is_held_opens_a_session() {
    let town = shared();
    let teacher = town.known.with_role(Role::Teacher).next().unwrap();
    let stranger = Caller::stranger(town.address());
    let sign_in = |body| stranger.send("POST", "/api/v1/sessions", &[], Some(&body));
    sign_in(json!({"staff": teacher.staff, "role": "auditor"})).is_problem(403, "role_not_held");
    sign_in(json!({"staff": "f".repeat(32), "role": "teacher"})).is_problem(403, "role_not_held");
    sign_in(json!({"staff": teacher.staff, "role": "guardian"})).is_problem(403, "role_not_held");
    sign_in(json!({"staff": teacher.staff, "role": "headmistress"})).is_problem(400, "bad_request");
    sign_in(json!("let me in")).is_problem(400, "bad_request");
}

#[test]
fn a_session_that_is_ended_opens_nothing() {
    let town = shared();
    let person = town.known.with_role(Role::Auditor).next().unwrap();
    let caller = Caller::signed_in(town.address(), person);
    let other = Caller::signed_in(town.address(), person);
    caller.get("/api/v1/events?limit=1").is(200);
    let ended = caller.send("DELETE", "/api/v1/sessions", &[], None);
    assert_eq!(ended.is(204).cookie("insyn_session").as_deref(), Some(""));
    caller.get("/api/v1/events?limit=1").is_problem(401, "not_signed_in");
    caller.get("/schools").is(401);
    other.get("/api/v1/events?limit=1").is(200);
    other.post_form("/sign-out", &[]).is(303);
    other.get("/api/v1/events?limit=1").is_problem(401, "not_signed_in");
}

#[test]
fn a_change_that_another_site_asks_for_is_refused() {
    let town = shared();
    let (class, teacher) = town.known.under_way()[0];
    let caller = Caller::signed_in(town.address(), teacher);
    let body = json!([]);
    let key = ("idempotency-key", "00000000-0000-7000-8000-00000000f001");
    for foreign in [
        ("origin", "http://evil.example"),
        ("origin", "null"),
        ("origin", "http://127.0.0.1:1"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ] {
        let headers = [key, foreign];
        let answer = caller.send("POST", "/api/v1/commands", &headers, Some(&body));
        answer.is_problem(403, "foreign_origin");
        let ended = caller.send("DELETE", "/api/v1/sessions", &[foreign], None);
        ended.is_problem(403, "foreign_origin");
        let begun = json!({"staff": teacher.staff, "role": "teacher"});
        let begun = caller.send("POST", "/api/v1/sessions", &[foreign], Some(&begun));
        begun.is_problem(403, "foreign_origin");
        let page = format!("/classes/{}/rounds/{}", class.id, town.known.round.slug());
        caller.send("POST", &page, &[foreign], None).is(403);
        caller.send("POST", "/sign-out", &[foreign], None).is(403);
    }
    let own = [key, ("origin", town.address()), ("sec-fetch-site", "same-origin")];
    let answer = caller.send("POST", "/api/v1/commands", &own, Some(&body));
    answer.is_problem(400, "bad_request");
    caller.get("/api/v1/rounds").is(200);
}
