//! A decision explained: who decided, under whose authority, on what they knew; and everything that was
//! ever decided would be decided again.

use serde_json::{Value, json};

use crate::people::{AUDITOR, SECRETARY, TEACHER};
use crate::stage::Stage;
use crate::story::Walked;

/// The committee's decision to move money.
pub(crate) fn the_decision(stage: &mut Stage, walked: &Walked) {
    let path = format!("/api/v1/explanations/{}", walked.decision);
    stage.desk.is_closed(TEACHER, &path);
    let told = stage.desk.read(AUDITOR, &path);
    assert_eq!(told["event"]["kind"], "CommitteeDecided");
    assert_eq!(told["event"]["staff"], SECRETARY.id());
    assert_eq!(told["authority"]["role"], SECRETARY.role);
    assert_eq!(told["authority"]["scope"], "municipality");
    assert_eq!(told["knowledge"].as_u64(), Some(walked.decision), "what was known just before");
    assert_eq!(told["again"], json!({"outcome": "same"}));
    let state = told["state"].as_array().unwrap();
    let rested_on: Vec<u64> = state.iter().map(|one| one["position"].as_u64().unwrap()).collect();
    for position in [walked.report.prepared, walked.debate, granted(&told)] {
        assert!(rested_on.contains(&position), "the decider saw {position}");
    }
    let later = rested_on.iter().any(|position| *position >= walked.decision);
    assert!(!later, "and nothing that came later");
}

fn granted(told: &Value) -> u64 {
    told["authority"]["granted"].as_u64().unwrap()
}

/// Each event of the record, explained: the rules say the same on the state its decider had.
pub(crate) fn everything(stage: &mut Stage) {
    for position in (0..stage.size()).map(domain::id::Position) {
        let told = stage.app.explain(position).unwrap().unwrap();
        assert_eq!(told.again, insyn_app::explain::Again::Same, "{position}: {}", told.event.en);
    }
}
