//! The one door in: commands as JSON hands them over, and refusals as people and programs meet them.

use std::collections::BTreeSet;

use domain::calendar::Instant;
use domain::command::{Act, Command, Language, Refusal};
use domain::people::{Actor, Role};
use domain::{assessment, commitment, organisation, pupil, round};

const ID: &str = "11111111111111111111111111111111";

fn act() -> Act {
    let actor = Actor { staff: ID.parse().expect("32 digits"), role: Role::ResultsCoordinator };
    Act { actor, at: Instant(1_758_000_000_000_000) }
}

#[track_caller]
fn read(json: &str) -> Command {
    serde_json::from_str(&json.replace("ID", ID)).expect("a command")
}

#[test]
fn commands_are_read_from_json() {
    let open = r#"{"term":"round","command":"open","round":"2025/26:september",
        "school":"01234567","until":"2025-09-30"}"#;
    let opened = round::RoundOpened {
        round: "2025/26:september".parse().unwrap(),
        school: "01234567".parse().unwrap(),
        until: "2025-09-30".parse().unwrap(),
    };
    assert_eq!(read(open), Command::Round(round::Command::Open(opened)));

    let grant = r#"{"term":"organisation","command":"grant_role","staff":"ID","role":"principal",
        "scope":{"school":"01234567"},"from":"2025-08-18","to":null}"#;
    assert!(matches!(
        read(grant),
        Command::Organisation(organisation::Command::GrantRole(e)) if e.role == Role::Principal
    ));
    let propose = r#"{"term":"commitment","command":"propose","commitment":"ID",
        "level":"municipality","terms":{"title":"Alla läser","targets":[],
        "valid_from":"2025-08-01","valid_to":null}}"#;
    assert!(matches!(read(propose), Command::Commitment(commitment::Command::Propose(_))));
    let missing = r#"{"term":"assessment","command":"assess","place":{"pupil":"ID",
        "round":"2025/26:september","school":"01234567","class":null},
        "outcome":{"not_assessed":"absent"},"on":"2025-09-16","assessor":"ID","note":null}"#;
    assert!(matches!(
        read(missing),
        Command::Assessment(assessment::Command::Assess { outcome, .. })
            if outcome == assessment::Outcome::NotAssessed(assessment::NotAssessedReason::Absent)
    ));
}

#[test]
fn personal_values_come_in_with_a_command_and_are_not_shown_again() {
    let rectify = r#"{"term":"pupil","command":"rectify_identity","pupil":"ID","sex":"female",
        "identity":{"Named":{"name":{"given":"Hemlig","family":"Exempel"},
        "civic_number":"20150314-TF12"}}}"#;
    let command = read(rectify);
    let Command::Pupil(pupil::Command::RectifyIdentity(event)) = &command else {
        panic!("another command");
    };
    assert!(event.identity.value().is_some());
    let shown = format!("{command:?}{}", serde_json::to_string(&command).unwrap());
    assert!(!shown.contains("Hemlig") && !shown.contains("20150314"));
}

#[test]
fn what_is_no_command_is_refused_by_the_reader() {
    for wrong in [
        "{}",
        r#"{"term":"round"}"#,
        r#"{"term":"round","command":"close"}"#,
        r#"{"term":"round","command":"open","round":"2025/27:september","school":"01234567"}"#,
    ] {
        assert!(serde_json::from_str::<Command>(wrong).is_err(), "{wrong}");
    }
}

/// On an empty record nobody holds a role: only the municipality can be registered.
#[test]
fn on_an_empty_record_there_is_one_thing_to_do() {
    let form =
        r#"{"term":"organisation","command":"form_district","district":"norr","name":"Norr"}"#;
    let refusal = read(form).decide(&act(), &[]).unwrap_err();
    assert_eq!(refusal.code(), "organisation.municipality_not_registered");
    assert_eq!(refusal.message(Language::default()), "Kommunen är inte registrerad ännu.");
    assert_eq!(refusal.to_string(), "The municipality is not registered yet.");
    let register = r#"{"term":"organisation","command":"register_municipality","code":"0199",
        "name":"Insynsby"}"#;
    let events = read(register).decide(&act(), &[]).unwrap();
    assert_eq!(events.len(), 1);
    assert!(!read(register).boundary(&act()).items.is_empty());
    let mark = r#"{"term":"pupil","command":"mark_protection","pupil":"ID","protection":"marked"}"#;
    assert_eq!(read(mark).decide(&act(), &[]).unwrap_err().code(), "pupil.not_authorised");
}

#[test]
fn every_refusal_has_a_code_of_its_own_that_programs_can_use() {
    let all: Vec<Refusal> = Vec::new()
        .into_iter()
        .chain(organisation::Refusal::ALL.iter().copied().map(Refusal::Organisation))
        .chain(pupil::Refusal::ALL.iter().copied().map(Refusal::Pupil))
        .chain(round::Refusal::ALL.iter().copied().map(Refusal::Round))
        .chain(assessment::Refusal::ALL.iter().copied().map(Refusal::Assessment))
        .chain(commitment::Refusal::ALL.iter().copied().map(Refusal::Commitment))
        .collect();
    let codes: BTreeSet<&str> = all.iter().map(Refusal::code).collect();
    assert_eq!(codes.len(), all.len());
    for refusal in all {
        let code = refusal.code();
        let plain = code.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'_' | b'.'));
        assert!(plain && code.matches('.').count() == 1, "{code}");
        let (sv, en) = (refusal.message(Language::Sv), refusal.message(Language::En));
        assert!(!sv.is_empty() && !en.is_empty() && sv != en, "{code}");
    }
}
