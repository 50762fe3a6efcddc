//! What every page carries: headers, language, banner, sign-in and out, faults in plain words.

use axum::body::Body;
use axum::http::Request;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, COOKIE, HOST, ORIGIN, SET_COOKIE,
};
use eventstore::StoreKind;

use crate::town::{MEADOW, PRINCIPAL, TEACHER, Town, class, staff};
use crate::web::{get, post, send};

#[test]
fn every_answer_forbids_inline_script_foreign_frames_and_storing() {
    let town = Town::founded();
    let cookie = town.signed_in(TEACHER);
    for path in ["/", "/schools", "/no-such-page", "/static/insyn.css"] {
        let answer = get(&town, &cookie, path);
        let policy = answer.headers[CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(answer.headers["x-content-type-options"], "nosniff");
        assert_eq!(answer.headers["referrer-policy"], "same-origin");
        if !path.starts_with("/static") {
            assert_eq!(answer.headers[CACHE_CONTROL], "no-store");
            answer.says_not(" style=").says_not(" onclick=").says_not("<style");
        }
    }
}

#[test]
fn pages_are_swedish_until_english_is_chosen_and_then_it_is_remembered() {
    let town = Town::founded();
    get(&town, "", "/").is(200).says("<html lang=\"sv\">").says("Välj vem du vill vara");
    let chosen = get(&town, "", "/?lang=en");
    chosen.says("<html lang=\"en\">").says("Choose who to be");
    let cookie = chosen.headers[SET_COOKIE].to_str().unwrap();
    assert!(cookie.starts_with("insyn_lang=en; HttpOnly; SameSite=Lax"), "{cookie}");
    get(&town, "insyn_lang=en", "/").says("<html lang=\"en\">");
}

#[test]
fn a_test_store_says_so_on_every_page_faults_included() {
    let town = Town::founded();
    let cookie = town.signed_in(TEACHER);
    for path in ["/", "/schools", "/figures", "/no-such-page", "/status"] {
        get(&town, &cookie, path).says("Teststore: påhittade elever");
    }
}

#[test]
fn the_accessibility_statement_is_open_to_all_and_linked_from_every_page() {
    let town = Town::founded();
    let cookie = town.signed_in(TEACHER);
    for (cookie, path) in [("", "/"), (cookie.as_str(), "/schools"), ("", "/no-such-page")] {
        get(&town, cookie, path).says("href=\"/accessibility\"");
    }
    let statement = get(&town, "", "/accessibility");
    statement.is(200).says("Tillgänglighetsredogörelse").says("delvis förenlig").says("Digg");
    statement.says("inte angett någon kontaktväg");
}

#[test]
fn a_person_is_picked_and_signed_in_and_out() {
    let town = Town::founded();
    get(&town, "", "/").says("/?role=teacher").says("2 personer");
    get(&town, "", "/?role=teacher").says("Logga in som Lars Lärare").says("Ängskolan");
    let id = staff(TEACHER.0).to_string();
    let answer = post(&town, "", "/sign-in", &[("staff", &id), ("role", "teacher")]);
    answer.is(303);
    assert_eq!(answer.location(), "/");
    let cookie = answer.headers[SET_COOKIE].to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    let cookie = cookie.split(';').next().unwrap();
    get(&town, cookie, "/").says("Hej Lars Lärare").says("Logga ut");

    post(&town, cookie, "/sign-out", &[]).is(303);
    get(&town, cookie, "/schools").is(401).says("Logga in först");
}

#[test]
fn a_role_that_is_not_held_cannot_be_picked() {
    let town = Town::founded();
    let id = staff(TEACHER.0).to_string();
    let answer = post(&town, "", "/sign-in", &[("staff", &id), ("role", "principal")]);
    answer.is(403);
    assert!(answer.headers.get(SET_COOKIE).is_none());
    post(&town, "", "/sign-in", &[("staff", "x"), ("role", "teacher")]).is(400);
}

#[test]
fn a_store_for_real_pupils_lets_nobody_in() {
    let town = Town::empty(StoreKind::Production);
    get(&town, "", "/")
        .is(200)
        .says("Inloggningen är inte inställd ännu")
        .says("Inloggning med OpenID Connect")
        .says_not("Teststore");
    let id = staff(TEACHER.0).to_string();
    post(&town, "", "/sign-in", &[("staff", &id), ("role", "teacher")]).is(401);
    get(&town, "", "/schools").is(401);
}

#[test]
fn a_form_from_another_site_is_refused() {
    let town = Town::founded();
    let cookie = town.signed_in(PRINCIPAL);
    let from = |name, value| {
        Request::post("/sign-out")
            .header(HOST, "localhost")
            .header(COOKIE, &cookie)
            .header(name, value)
            .body(Body::empty())
            .unwrap()
    };
    send(&town, from(ORIGIN.as_str(), "http://evil.example")).is(403);
    send(&town, from(ORIGIN.as_str(), "null")).is(403);
    send(&town, from("sec-fetch-site", "cross-site")).is(403);
    get(&town, &cookie, "/schools").is(200);
}

#[test]
fn head_is_answered_as_get_is_without_the_page() {
    let town = Town::founded();
    let cookie = town.signed_in(PRINCIPAL);
    let head = |cookie: &str, path: &str| {
        let request = Request::head(path).header(HOST, "localhost").header(COOKIE, cookie);
        send(&town, request.body(Body::empty()).unwrap())
    };
    let school = format!("/schools/{MEADOW}");
    for (cookie, path) in [
        (cookie.as_str(), school.as_str()),
        (&cookie, "/status"),
        (&cookie, "/no-such-page"),
        (&cookie, &format!("{school}?asOf=999999")),
        ("", &school),
    ] {
        let (got, page) = (head(cookie, path), get(&town, cookie, path));
        assert_eq!(got.status, page.status, "{path}");
        assert_eq!(got.headers.get(CONTENT_TYPE), page.headers.get(CONTENT_TYPE), "{path}");
        assert_eq!(got.body, "", "{path}");
    }
}

#[test]
fn faults_are_pages_in_plain_words() {
    let town = Town::founded();
    let cookie = town.signed_in(PRINCIPAL);
    get(&town, &cookie, "/no-such-page").is(404).says("Sidan finns inte");
    get(&town, &cookie, &format!("/schools/{MEADOW}?asOf=yesterdayish")).is(400).says("2026-05-20");
    get(&town, &cookie, &format!("/schools/{MEADOW}?asOf=999999"))
        .is(404)
        .says("fler händelser än som är registrerade");
    for signed in ["+5", "%2B5", "-5"] {
        get(&town, &cookie, &format!("/schools/{MEADOW}?asOf={signed}")).is(400);
    }
    get(&town, &cookie, "/status").is(403).says("Din roll ger inte tillgång");
    let other = format!("/classes/{}/rounds/2025-26:december", class(3));
    get(&town, &cookie, &other).is(403);
}

#[test]
fn the_address_of_the_other_language_keeps_the_rest_of_the_question() {
    let town = Town::founded();
    let cookie = town.signed_in(PRINCIPAL);
    let page = get(&town, &cookie, &format!("/schools/{MEADOW}?round=2025-26:september&asOf=40"));
    page.says(&format!("/schools/{MEADOW}?round=2025-26:september&amp;asOf=40&amp;lang=en"));
}
