//! The one door in: commands as JSON hands them over, and refusals as people and programs meet them.

use std::collections::BTreeSet;

use domain::calendar::Instant;
use domain::command::{Act, Command, Language, Refusal};
use domain::people::{Actor, Role};
use domain::{
    action_programme, analysis, assessment, coaching, commitment, committee, competence,
    development, guarantee, knowledge, leadership, organisation, parent_dialogue, pupil, round,
    seminar,
};

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
fn commands_of_the_whole_chain_are_read_from_json() {
    let adopt = r#"{"term":"commitment","command":"adopt","commitment":"ID",
        "level":"municipality","on":"2025-08-20"}"#;
    assert!(matches!(
        read(adopt),
        Command::Commitment(commitment::Command::Adopt(e)) if e.decision.is_none()
    ));
    let explain = r#"{"term":"commitment","command":"explain","commitment":"ID",
        "level":{"school":"01234567"},"version":1,"school":"01234567","class":"ID",
        "on":"2025-09-15","way":"meeting","language":"zh-Hans"}"#;
    assert!(matches!(read(explain), Command::Commitment(commitment::Command::Explain(_))));
    let define = r#"{"term":"knowledge","command":"define_right","right":"lasa-ak3","version":1,
        "grade":{"number":3,"regime":"nine"},"title":"Läsa","text":"Läsa.","criteria":"15",
        "language":"sv","valid_from":"2025-07-01"}"#;
    assert!(matches!(read(define), Command::Knowledge(knowledge::Command::DefineRight(_))));
    let require = r#"{"term":"competence","command":"require","requirement":"lus-bedomare",
        "role":"teacher","title":"Bedöma","from":"2025-08-01","to":null}"#;
    assert!(matches!(read(require), Command::Competence(competence::Command::Require(_))));
    let visit = r#"{"term":"leadership","command":"act","school":"01234567","act":"visit",
        "class":null,"on":"2025-09-15","note":"Hemlig anteckning"}"#;
    let visited = read(visit);
    let shown = format!("{visited:?}{}", serde_json::to_string(&visited).unwrap());
    assert!(!shown.contains("Hemlig"));
    let leadership::Command::Act(acted) = match visited {
        Command::Leadership(command) => command,
        _ => panic!("another command"),
    };
    assert!(acted.note.is_some_and(|note| note.value().is_some()));
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

macro_rules! refusals {
    ($($Term:ident $term:ident),+ $(,)?) => {
        /// Every refusal of every term.
        fn refusals() -> Vec<Refusal> {
            let mut all = Vec::new();
            $({
                let (own, name) = ($term::Refusal::ALL, stringify!($term));
                assert!(!own.is_empty() && own.is_sorted(), "{name}");
                assert!(own.iter().all(|r| r.code().split('.').next() == Some(name)), "{name}");
                all.extend(own.iter().copied().map(Refusal::$Term));
            })+
            all
        }
    };
}
refusals! {
    Organisation organisation, Pupil pupil, Round round, Assessment assessment,
    Knowledge knowledge, Commitment commitment, Guarantee guarantee,
    ActionProgramme action_programme, ParentDialogue parent_dialogue, Seminar seminar,
    Coaching coaching, Development development, Competence competence, Leadership leadership,
    Analysis analysis, Committee committee,
}

/// Begins with a capital and ends with a full stop, on one line without doubled blanks.
fn is_said_in_sentences(text: &str) -> bool {
    let capital = text.chars().next().is_some_and(char::is_uppercase);
    let clean = !text.contains("  ") && !text.chars().any(char::is_control);
    capital && clean && text.ends_with('.')
}

#[test]
fn every_refusal_has_a_code_of_its_own_that_programs_can_use() {
    let of_every_event = domain::soundness::Refusal::ALL.iter().copied().map(Refusal::Record);
    let all: Vec<Refusal> = refusals().into_iter().chain(of_every_event).collect();
    let codes: BTreeSet<&str> = all.iter().map(Refusal::code).collect();
    assert_eq!(codes.len(), all.len());
    for refusal in all {
        let code = refusal.code();
        let plain = code.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'_' | b'.'));
        assert!(plain && code.matches('.').count() == 1, "{code}");
        let (sv, en) = (refusal.message(Language::Sv), refusal.message(Language::En));
        assert!(is_said_in_sentences(sv) && is_said_in_sentences(en) && sv != en, "{code}");
    }
}
