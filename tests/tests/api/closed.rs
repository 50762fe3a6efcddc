//! Deny by default: whoever is not signed in gets nothing but the way in.

use insyn_tests::{Server, run, scratch, text, write_file};
use serde_json::{Value, json};

use crate::caller::Caller;
use crate::shared;

/// Every operation of the served document: method, path with parts filled in, whether it is open.
fn operations(document: &Value) -> Vec<(String, String, bool)> {
    let filled = |path: &str| -> String {
        let part =
            |part: &str| if part.starts_with('{') { "x".to_owned() } else { part.to_owned() };
        path.split('/').map(part).collect::<Vec<_>>().join("/")
    };
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let open = operation.get("security").is_none();
            operations.push((method.to_uppercase(), filled(path), open));
        }
    }
    operations
}

#[test]
fn without_a_session_every_documented_path_is_closed_except_the_open_ones() {
    let town = shared();
    let stranger = Caller::stranger(town.address());
    let document = stranger.get("/api/v1/openapi.json").is(200).json();
    let operations = operations(&document);
    assert!(operations.len() >= 18, "the document is whole");
    let mut open = Vec::new();
    let token = "0".repeat(64);
    let forger = stranger.clone().with_cookie(&format!("insyn_session={token}"));
    for (method, path, is_open) in &operations {
        if *is_open {
            open.push(path.trim_start_matches("/api/v1/"));
            continue;
        }
        for caller in [&stranger, &forger] {
            let answer = caller.send(method, path, &[], None);
            answer.is_problem(401, "not_signed_in");
        }
    }
    open.sort_unstable();
    let public = ["commitments", "commitments/x", "decisions", "knowledge"];
    let open_to_all = [&public[..], &["openapi.json", "sessions", "sessions"]].concat();
    assert_eq!(open, open_to_all, "nothing else is open");
}

#[test]
fn without_a_session_every_page_but_the_start_is_closed() {
    let town = shared();
    let known = &town.known;
    let stranger = Caller::stranger(town.address());
    let class = &known.classes[0];
    let (school, round) = (class.school, known.round.slug());
    let start = stranger.get("/");
    start.is(200);
    for secret in known.secrets.iter().flat_map(|secret| &secret.texts) {
        assert!(!start.text.contains(secret), "the start page shows a pupil");
    }
    for path in [
        format!("/classes/{}/rounds/{round}", class.id),
        format!("/pupils/{}", class.pupils[0].id),
        format!("/schools/{school}"),
        format!("/schools/{school}/rounds/{round}/board"),
        format!("/districts/{}", known.districts[0]),
        format!("/committees/{}", known.committees[0]),
        format!("/trail/schools/{school}"),
        format!("/figures/population@school:{school}@{round}"),
        "/schools".to_owned(),
        "/status".to_owned(),
        "/no/such/page".to_owned(),
    ] {
        let answer = stranger.get(&path);
        assert_eq!(answer.status, 401, "{path}");
        assert!(!answer.text.contains(&class.name), "{path} tells of a class");
    }
}

#[test]
fn nothing_can_be_done_without_a_session() {
    let town = shared();
    let stranger = Caller::stranger(town.address());
    let command = json!({"term": "round", "command": "nothing"});
    let key = ("idempotency-key", "00000000-0000-7000-8000-000000000001");
    let answer = stranger.send("POST", "/api/v1/commands", &[key], Some(&command));
    answer.is_problem(401, "not_signed_in");
    let class = &town.known.classes[0];
    let page = format!("/classes/{}/rounds/{}", class.id, town.known.round.slug());
    stranger.post_form(&page, &[]).is(401);
    stranger.post_form(&format!("{page}/sign-off"), &[]).is(401);
}

#[test]
fn a_production_store_lets_nobody_in_and_says_so() {
    let directory = scratch();
    let data = directory.path().join("store");
    let people = "system_administrator;Ada;Admin\nresults_coordinator;Rune;Resultat\n";
    let people = write_file(directory.path(), "people.csv", people);
    let made = run([
        "init",
        "--production",
        "--json",
        "--data",
        text(&data),
        "--municipality",
        "0199",
        "--name",
        "Provkommun",
        "--people",
        text(&people),
    ])
    .expect_code(0)
    .json();
    let coordinator = made["people"].as_array().unwrap();
    let coordinator = coordinator.iter().find(|one| one["role"] == "results_coordinator").unwrap();
    let server = Server::start(["serve", "--data", text(&data)]);
    let stranger = Caller::stranger(server.address());
    let body = json!({"staff": coordinator["staff"], "role": "results_coordinator"});
    let refused = stranger.send("POST", "/api/v1/sessions", &[], Some(&body));
    refused.is_problem(403, "no_sign_in");
    assert_eq!(refused.cookie("insyn_session"), None);
    let form = [
        ("staff".to_owned(), coordinator["staff"].as_str().unwrap().to_owned()),
        ("role".to_owned(), "results_coordinator".to_owned()),
    ];
    let refused = stranger.post_form("/sign-in", &form);
    assert!([401, 403].contains(&refused.status), "{}", refused.text);
    assert_eq!(refused.cookie("insyn_session"), None);
    for path in ["/?role=results_coordinator", "/sign-in?role=results_coordinator"] {
        let page = stranger.get(path);
        page.is(200);
        let offers =
            page.text.contains("action=\"/sign-in\"") || page.text.contains("name=\"staff\"");
        assert!(!offers, "no form offers what is refused");
        assert!(!page.text.contains("Resultat,") && !page.text.contains("Rune"), "nobody is named");
    }
    for path in ["/api/v1/status", "/api/v1/schools", "/schools", "/status"] {
        stranger.get(path).is(401);
    }
}
