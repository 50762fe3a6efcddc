//! What cannot be answered is a problem as RFC 9457 has it, and says no more than it should.

use eventstore::StoreKind;
use serde_json::json;

use crate::caller::{Answer, get, send};
use crate::schema::fits;
use crate::town::{
    AUDITOR, COORDINATOR, MEADOW, MEMBER, PRINCIPAL, SEPTEMBER, TEACHER, Town, class, id, pupil,
    staff,
};

/// Fails unless the answer is a problem with this status.
#[track_caller]
pub(crate) fn is_problem(answer: &Answer, status: u16) {
    answer.is(status);
    assert_eq!(answer.header("content-type"), Some("application/problem+json"));
    let problem = answer.json();
    let schema = json!({"$ref": "#/components/schemas/Problem"});
    fits(&insyn_http::document(), &schema, &problem);
    assert_eq!(problem["status"], status, "{problem}");
    assert!(problem["type"].as_str().unwrap().starts_with("urn:insyn:problem:"), "{problem}");
    assert_eq!(answer.header("cache-control"), Some("no-store"), "a problem is of the moment");
}

#[test]
fn what_is_not_there_is_a_404_problem() {
    let town = Town::founded();
    let member = town.session(MEMBER);
    let commitment = id(0xbb);
    for path in [
        format!("schools/19999999/rounds/{SEPTEMBER}"),
        format!("schools/abc/rounds/{SEPTEMBER}"),
        format!("schools/{MEADOW}/rounds/2025-26:may"),
        format!("schools/{MEADOW}/rounds/nonsense"),
        format!("districts/vaster/rounds/{SEPTEMBER}"),
        format!("districts/v%C3%A4ster/rounds/{SEPTEMBER}"),
        format!("committees/ingen/rounds/{SEPTEMBER}"),
        format!("figures/population@school:19999999@{SEPTEMBER}"),
        format!("figures/population@school:{MEADOW}@2025-26:may"),
        format!("figures/reached:{commitment}%2F1@school:{MEADOW}@{SEPTEMBER}"),
        "figures/nonsense".to_owned(),
        "pupils/nonsense".to_owned(),
    ] {
        let answer = get(&town, &member, &format!("/api/v1/{path}"));
        assert_eq!(answer.status.as_u16(), 404, "{path}: {}", answer.text);
        is_problem(&answer, 404);
    }
    let coordinator = town.session(COORDINATOR);
    is_problem(
        &get(&town, &coordinator, &format!("/api/v1/schools/{MEADOW}/rounds/2025-26:may/board")),
        404,
    );
}

#[test]
fn the_trail_of_what_is_not_there_is_a_404_problem() {
    let town = Town::founded();
    let auditor = town.session(AUDITOR);
    for path in [
        format!("pupils/{}", id(0xee)),
        "pupils/nonsense".to_owned(),
        "schools/19999999".to_owned(),
        format!("commitments/{}", id(0xbb)),
        format!("figures/population@school:19999999@{SEPTEMBER}"),
        "figures/nonsense".to_owned(),
        format!("teachers/{}", staff(TEACHER.0)),
    ] {
        let answer = get(&town, &auditor, &format!("/api/v1/trails/{path}"));
        assert_eq!(answer.status.as_u16(), 404, "{path}: {}", answer.text);
        is_problem(&answer, 404);
    }
}

#[test]
fn what_a_role_may_not_see_is_told_from_what_is_not_there_by_nobody() {
    let town = Town::founded();
    let principal = town.session(PRINCIPAL);
    let elsewhere = get(&town, &principal, &format!("/api/v1/pupils/{}", pupil(6)));
    let nowhere = get(&town, &principal, &format!("/api/v1/pupils/{}", id(0xee)));
    is_problem(&elsewhere, 403);
    assert_eq!(elsewhere.status, nowhere.status, "an answer must not tell whether a pupil exists");
    assert_eq!(elsewhere.text, nowhere.text);
    let member = town.session(MEMBER);
    let of_class = |class: &str| {
        get(&town, &member, &format!("/api/v1/figures/population@class:{class}@{SEPTEMBER}"))
    };
    let (elsewhere, nowhere) = (of_class(&class(1)), of_class(&id(9)));
    is_problem(&elsewhere, 403);
    assert_eq!(elsewhere.text, nowhere.text);
}

#[test]
fn an_as_of_that_cannot_be_read_is_400_and_one_to_come_is_404() {
    let town = Town::founded();
    let member = town.session(MEMBER);
    let auditor = town.session(AUDITOR);
    let size = town.app().size().0;
    for (cookie, path) in [
        (&member, "schools".to_owned()),
        (&member, "districts".to_owned()),
        (&member, "committees".to_owned()),
        (&member, "rounds".to_owned()),
        (&member, format!("schools/{MEADOW}/rounds/{SEPTEMBER}")),
        (&member, format!("districts/norr/rounds/{SEPTEMBER}")),
        (&member, format!("committees/namnden/rounds/{SEPTEMBER}")),
        (&member, format!("figures/median@school:{MEADOW}@{SEPTEMBER}")),
        (&auditor, format!("trails/schools/{MEADOW}")),
    ] {
        for malformed in ["yesterday", "-1", "2026-13-01", "2025-09-03T25:00", "1e3"] {
            let answer = get(&town, cookie, &format!("/api/v1/{path}?asOf={malformed}"));
            is_problem(&answer, 400);
            assert!(!answer.text.contains(malformed), "a problem does not repeat what was sent");
        }
        is_problem(&get(&town, cookie, &format!("/api/v1/{path}?asOf={}", size + 1)), 404);
        is_problem(&get(&town, cookie, &format!("/api/v1/{path}?asOf={}", u64::MAX)), 404);
        for readable in [size.to_string(), "now".to_owned(), "2025-12-08".to_owned()] {
            get(&town, cookie, &format!("/api/v1/{path}?asOf={readable}")).is(200);
        }
    }
}

#[test]
fn a_page_that_cannot_be_read_is_a_400_problem() {
    let town = Town::founded();
    let auditor = town.session(AUDITOR);
    for query in ["from=abc", "limit=-1", "from=1.5", "limit="] {
        for path in ["events".to_owned(), format!("trails/schools/{MEADOW}")] {
            let answer = get(&town, &auditor, &format!("/api/v1/{path}?{query}"));
            assert_eq!(answer.status.as_u16(), 400, "{path}?{query}: {}", answer.text);
            is_problem(&answer, 400);
        }
    }
    get(&town, &auditor, "/api/v1/events?from=18446744073709551615&limit=500").is(200);
    get(&town, &auditor, &format!("/api/v1/trails/schools/{MEADOW}?from=18446744073709551615"))
        .is(200);
}

#[test]
fn a_role_that_may_not_see_is_a_403_problem() {
    let town = Town::founded();
    let member = town.session(MEMBER);
    for path in [
        format!("pupils/{}", pupil(1)),
        "events".to_owned(),
        format!("schools/{MEADOW}/rounds/{SEPTEMBER}/board"),
    ] {
        let answer = get(&town, &member, &format!("/api/v1/{path}"));
        is_problem(&answer, 403);
        assert_eq!(answer.json()["type"], "urn:insyn:problem:not_allowed");
    }
}

#[test]
fn signing_in_takes_a_role_held_today_and_a_test_store() {
    let town = Town::founded();
    let sign_in = |town: &Town, body| send(town, "post", "/api/v1/sessions", &[], Some(&body));
    let held = json!({"staff": staff(AUDITOR.0), "role": "auditor"});
    let answer = sign_in(&town, held.clone());
    answer.is(201);
    let cookie = answer.header("set-cookie").unwrap();
    for part in ["insyn_session=", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert_eq!(answer.json(), held);
    is_problem(&sign_in(&town, json!({"staff": staff(AUDITOR.0), "role": "principal"})), 403);
    is_problem(&sign_in(&town, json!({"staff": id(0xee), "role": "auditor"})), 403);
    is_problem(&sign_in(&town, json!({"role": "auditor"})), 400);
    let production = Town::empty(StoreKind::Production);
    let refused = sign_in(&production, held);
    is_problem(&refused, 403);
    assert_eq!(refused.json()["type"], "urn:insyn:problem:no_sign_in");
}

#[test]
fn signing_out_ends_the_session() {
    let town = Town::founded();
    let cookie = town.session(AUDITOR);
    get(&town, &cookie, "/api/v1/events").is(200);
    send(&town, "delete", "/api/v1/sessions", &[("cookie", &cookie)], None).is(204);
    is_problem(&get(&town, &cookie, "/api/v1/events"), 401);
}

#[test]
fn a_session_ends_after_an_hour_without_use_and_after_ten_hours_in_any_case() {
    let town = Town::founded();
    let (idle, used) = (town.session(AUDITOR), town.session(AUDITOR));
    town.pass(59);
    get(&town, &used, "/api/v1/events").is(200);
    town.pass(2);
    is_problem(&get(&town, &idle, "/api/v1/events"), 401);
    for _ in 0..10 {
        get(&town, &used, "/api/v1/events").is(200);
        town.pass(53);
    }
    get(&town, &used, "/api/v1/events").is(200);
    town.pass(10);
    is_problem(&get(&town, &used, "/api/v1/events"), 401);
}
