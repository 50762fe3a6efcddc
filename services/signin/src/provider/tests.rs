//! What is read from claims, and what is refused.

use serde_json::json;

use super::*;

fn settings() -> Settings {
    Settings {
        issuer: "http://127.0.0.1:9".to_owned(),
        client_id: "insyn".to_owned(),
        client_secret: "hemlig".to_owned(),
        scopes: vec!["profile".to_owned()],
        claim: "employeeId".to_owned(),
        acr: Vec::new(),
        callback: "http://localhost/sign-in/return/staff".to_owned(),
        authorities: Authorities::default(),
    }
}

#[test]
fn a_claim_is_read_as_trimmed_text_or_number() {
    let claims = json!({"employeeId": " a-17 ", "number": 4711, "empty": "  ", "list": ["x"]});
    assert_eq!(read(&claims, "employeeId"), Ok(Some("a-17".to_owned())));
    assert_eq!(read(&claims, "number"), Ok(Some("4711".to_owned())));
    for name in ["empty", "list", "missing"] {
        assert_eq!(read(&claims, name), Ok(None), "{name}");
    }
}

#[test]
fn an_address_that_the_provider_has_not_verified_is_nobody() {
    let own = json!({"email": "kim@example.se", "email_verified": false});
    assert_eq!(read(&own, "email"), Err(FinishError::NotVerified));
    let verified = json!({"email": "kim@example.se", "email_verified": true});
    assert_eq!(read(&verified, "email"), Ok(Some("kim@example.se".to_owned())));
    let silent = json!({"email": "kim@example.se"});
    assert_eq!(read(&silent, "email"), Ok(Some("kim@example.se".to_owned())));
}

#[test]
fn a_provider_that_is_not_there_is_said_to_be_unreachable() {
    let provider = Provider::new(settings());
    let said = provider.discover().expect_err("nobody listens on port 9").to_string();
    assert!(said.starts_with("the identity provider cannot be reached"), "{said}");
    assert!(!provider.is_found());
    let secrets =
        Secrets { state: "s".to_owned(), nonce: "n".to_owned(), verifier: "v".repeat(43) };
    assert_eq!(provider.begin(&secrets), None);
    let returned = Returned { code: "c", issuer: None, now: 0 };
    assert_eq!(provider.finish(&secrets, returned), Err(FinishError::Unreachable));
}

#[test]
fn an_answer_that_names_another_issuer_is_refused_before_anything_is_asked() {
    let provider = Provider::new(settings());
    let secrets =
        Secrets { state: "s".to_owned(), nonce: "n".to_owned(), verifier: "v".repeat(43) };
    let returned = Returned { code: "c", issuer: Some("https://evil.example"), now: 0 };
    assert_eq!(provider.finish(&secrets, returned), Err(FinishError::OtherIssuer));
}

#[test]
fn nothing_secret_is_shown_in_debug() {
    let shown = format!("{:?}", Provider::new(settings()));
    assert!(!shown.contains("hemlig"), "{shown}");
}
