//! The trail of the decision: back to every assessment it rested on, forward to what came of it.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::acts::committee::FUNDS;
use crate::acts::programme::programme;
use crate::acts::school::MEASURE;
use crate::people::{AUDITOR, COORDINATOR, EDUCATOR, OTHER_PRINCIPAL, TEACHER, id};
use crate::stage::Stage;
use crate::story::Walked;

fn kinds(links: &Value) -> BTreeSet<&str> {
    links.as_array().unwrap().iter().filter_map(|link| link["kind"].as_str()).collect()
}

/// `GET` the trail of the decision.
pub(crate) fn of_the_decision(stage: &mut Stage, walked: &Walked) {
    let path = format!("/api/v1/trails/decisions/{}", id(FUNDS));
    stage.desk.is_closed(TEACHER, &path);
    stage.desk.is_closed(COORDINATOR, &path);
    let trail = stage.desk.read(AUDITOR, &path);
    let itself = trail["itself"].as_array().unwrap();
    assert_eq!(itself[0]["position"].as_u64(), Some(walked.decision));
    let before = kinds(&trail["before"]);
    for kind in [
        "ReadingAssessed",
        "NotAssessed",
        "ResultsSubmitted",
        "ShortfallFound",
        "GuaranteeAnswered",
        "ConcernReported",
        "ProgrammeDecided",
        "AssessmentExplained",
        "ResultsAnalysed",
        "CommitmentAdopted",
        "CommitmentEvaluated",
        "ReportPrepared",
        "DebateHeld",
    ] {
        assert!(before.contains(kind), "{kind} led to the decision: {before:?}");
    }
    let after = kinds(&trail["after"]);
    for kind in ["MinutesApproved", "MeasureDecided", "MeasureStarted", "MeasureEvaluated"] {
        assert!(after.contains(kind), "{kind} came of the decision: {after:?}");
    }
    is_in_order(&trail, walked);
    is_whole(stage, &path, walked);
}

/// As it stood when it was taken: all that led to it, and nothing that came of it.
pub(crate) fn as_it_was_taken(stage: &mut Stage, walked: &Walked) {
    let path = format!("/api/v1/trails/decisions/{}", id(FUNDS));
    let now = stage.desk.read(AUDITOR, &path);
    let then = stage.desk.read(AUDITOR, &format!("{path}?asOf={}", walked.decision + 1));
    assert_eq!(then["after"], serde_json::json!([]));
    assert_eq!(then["before"], now["before"], "what led to it does not change any more");
    assert_eq!(then["itself"], now["itself"]);
}

/// A timeline: what led to it stands before it, what came of it after.
fn is_in_order(trail: &Value, walked: &Walked) {
    for (side, is_right) in [
        ("before", u64::lt as fn(&u64, &u64) -> bool),
        ("after", u64::gt as fn(&u64, &u64) -> bool),
    ] {
        let links = trail[side].as_array().unwrap().iter();
        let positions: Vec<u64> = links.map(|link| link["position"].as_u64().unwrap()).collect();
        assert!(positions.is_sorted(), "{side}");
        assert!(positions.iter().all(|position| is_right(position, &walked.decision)), "{side}");
    }
}

/// As one line an event, for an auditor: every single one.
fn is_whole(stage: &mut Stage, path: &str, walked: &Walked) {
    let lines = stage.desk.lines(AUDITOR, path);
    let positions: Vec<u64> = lines.iter().map(|line| line["position"].as_u64().unwrap()).collect();
    assert!(positions.is_sorted_by(|a, b| a < b), "each once, in order");
    let wanted = (walked.assessed.values())
        .chain(walked.found.values())
        .chain(&walked.answers[..7])
        .chain(&walked.measure)
        .chain([&walked.analysis, &walked.report.prepared, &walked.debate])
        .chain([&walked.decision, &walked.minutes, &walked.later.prepared]);
    for position in wanted {
        assert!(positions.contains(position), "{position} is in the chain");
    }
    for corrected in walked.corrected.values() {
        assert!(!positions.contains(corrected), "the decision did not rest on {corrected}");
    }
}

/// From the other ends: the figure, the report and the measure lead to the decision.
pub(crate) fn from_the_other_ends(stage: &mut Stage, walked: &Walked) {
    let target = &walked.report.shown["document"]["promised"]["municipal"][0];
    let figure = target["figure"].as_str().unwrap().replace('/', "%2F").replace(';', "%3B");
    let figure = format!("/api/v1/trails/figures/{figure}");
    let measure = format!("/api/v1/trails/measures/{}", id(MEASURE));
    let report = format!("/api/v1/trails/reports/{}", walked.report.id);
    for path in [figure, measure, report] {
        let lines = stage.desk.lines(AUDITOR, &path);
        let found = lines.iter().any(|line| line["position"].as_u64() == Some(walked.decision));
        assert!(found, "{path} leads to the decision");
    }
}

/// The case of the first pupil: back to the assessment, through appeal and remittal to its end.
pub(crate) fn of_the_case(stage: &mut Stage, walked: &Walked) {
    let path = format!("/api/v1/trails/programmes/{}", programme());
    stage.desk.is_closed(OTHER_PRINCIPAL, &path);
    let trail = stage.desk.read(EDUCATOR, &path);
    assert!(kinds(&trail["before"]).contains("ShortfallFound"));
    let itself = trail["itself"].as_array().unwrap().iter();
    let itself: Vec<&str> = itself.filter_map(|link| link["kind"].as_str()).collect();
    let wanted = [
        "ConcernReported",
        "InvestigationOpened",
        "InvestigationConsulted",
        "InvestigationConcluded",
        "MaterialCommunicated",
        "ProgrammeDecided",
        "DecisionServed",
        "AppealLodged",
        "AppealTimelinessDecided",
        "AppealForwarded",
        "AppealDecided",
        "MaterialCommunicated",
        "ProgrammeDecided",
        "DecisionServed",
        "ProgrammeFollowedUp",
        "ProgrammeEvaluated",
        "ProgrammeEnded",
    ];
    let mut steps = itself.clone();
    steps.dedup();
    assert_eq!(steps, wanted);
    let lines = stage.desk.lines(AUDITOR, &path);
    let first = walked.assessed[&1];
    let found = lines.iter().any(|line| line["position"].as_u64() == Some(first));
    assert!(found, "the case goes back to the assessment");
}
