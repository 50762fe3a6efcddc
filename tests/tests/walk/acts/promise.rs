//! What is promised: the right to knowledge, the commitments of municipality and school, the guarantee.

use serde_json::{Value, json};

use crate::people::{
    BIRCH, COMMITTEE, COORDINATOR, MEADOW, OTHER_TEACHER, OTHER_THIRD, PRINCIPAL, SECRETARY,
    TEACHER, THIRD, id, written,
};
use crate::stage::Stage;
use crate::town::command;

/// The municipality's commitment: point 10 in September of grade 3.
pub(crate) const MUNICIPAL: u8 = 0xa1;
/// The first school's own: point 12.
pub(crate) const OF_SCHOOL: u8 = 0xa2;
/// The committee's decision on the municipality's.
const ADOPTING: u8 = 0xd1;
const DEBATE: u8 = 0xb1;
const RIGHT: &str = "lasa-3";

/// Rights, the assessment system, service goals and who may assess.
pub(crate) fn foundations(stage: &mut Stage) {
    let right = json!({
        "right": RIGHT, "version": 1, "grade": {"number": 3, "regime": "nine"},
        "title": "Läsa i årskurs 3", "text": "Eleven läser enkla texter med flyt.",
        "criteria": "Läser och återger.", "language": "sv", "valid_from": "2025-08-11",
    });
    stage.act(COORDINATOR, &command("knowledge", "define_right", right));
    let system = json!({
        "instrument": "lus", "version": 1, "edition": "lus-1", "who": "Klassens lärare.",
        "agreement": "Seminarier.", "figures": "Andelar av namngivna mål.",
        "limits": "Säger inget om skrivande.", "language": "sv", "valid_from": "2025-08-11",
    });
    stage.act(COORDINATOR, &command("knowledge", "describe_system", system));
    let goals = json!({
        "first_census": "2025-09-01", "answer_days": 14, "investigation_days": 60,
        "forwarding_days": 7, "complaint_days": 14, "remind_every_days": 7,
        "valid_from": "2025-08-11",
    });
    stage.act(COORDINATOR, &command("guarantee", "adopt", goals));
    for who in [TEACHER, OTHER_TEACHER] {
        let authorised =
            json!({"staff": who.id(), "instrument": "lus", "from": "2025-08-11", "to": null});
        stage.act(COORDINATOR, &command("competence", "authorise", authorised));
    }
    let known = stage.desk.read_openly("/api/v1/knowledge");
    assert!(known.to_string().contains(RIGHT), "rights stand open to all");
}

/// The municipality's commitment is prepared; only the committee adopts it.
pub(crate) fn propose(stage: &mut Stage) {
    let fields = proposal(MUNICIPAL, &json!("municipality"), ("Alla läser", "10", 900));
    stage.act(COORDINATOR, &command("commitment", "propose", fields));
    let fields = adoption(MUNICIPAL, &json!("municipality"), "2025-08-11", None);
    let adopt = command("commitment", "adopt", fields);
    stage.is_refused(SECRETARY, &adopt, "commitment.needs_committee_decision");
    stage.is_refused(COORDINATOR, &adopt, "commitment.not_authorised");
}

/// The committee debates and adopts the municipality's commitment.
pub(crate) fn adopt(stage: &mut Stage) {
    let debate = json!({
        "debate": id(DEBATE), "committee": COMMITTEE, "report": null, "commitment": id(MUNICIPAL),
        "forum": "Öppet möte i biblioteket", "announced": "2025-08-11", "on": "2025-08-14",
        "material": ["Förslag till åtagande"], "views": written("De flesta höll med"),
    });
    stage.act(SECRETARY, &command("committee", "debate", debate));
    let decided = json!({
        "decision": id(ADOPTING), "committee": COMMITTEE, "meeting": "2025-08-18",
        "number": "§ 41", "report": null, "debate": id(DEBATE),
        "resolution": {"targets_adopted": {"commitment": id(MUNICIPAL)}},
        "reasons": "Alla elever ska kunna läsa.", "without_debate": false,
    });
    stage.act(SECRETARY, &command("committee", "decide", decided));
    let level = json!("municipality");
    let fields = adoption(MUNICIPAL, &level, "2025-08-18", Some(ADOPTING));
    stage.act(SECRETARY, &command("commitment", "adopt", fields));
    publish(stage, SECRETARY, MUNICIPAL, &level);
    let minutes = json!({
        "committee": COMMITTEE, "meeting": "2025-08-18", "approved": "2025-08-18",
        "announced": "2025-08-18",
    });
    stage.act(SECRETARY, &command("committee", "approve_minutes", minutes));
}

/// The first school promises more.
pub(crate) fn of_the_school(stage: &mut Stage) {
    let level = json!({"school": MEADOW});
    let fields = proposal(OF_SCHOOL, &level, ("Alla läser vidare", "12", 800));
    stage.act(PRINCIPAL, &command("commitment", "propose", fields));
    let fields = adoption(OF_SCHOOL, &level, "2025-08-20", None);
    stage.act(PRINCIPAL, &command("commitment", "adopt", fields));
    publish(stage, PRINCIPAL, OF_SCHOOL, &level);
}

/// The commitments are explained to the parents of the classes.
pub(crate) fn explain(stage: &mut Stage) {
    for (who, school, class) in [(TEACHER, MEADOW, THIRD), (OTHER_TEACHER, BIRCH, OTHER_THIRD)] {
        let fields = json!({
            "commitment": id(MUNICIPAL), "level": "municipality", "version": 1, "school": school,
            "class": id(class), "on": stage.today(), "way": "meeting", "language": "sv",
        });
        stage.act(who, &command("commitment", "explain", fields));
    }
    let path = format!("/api/v1/commitments/{}", id(MUNICIPAL));
    let history = stage.desk.read_openly(&path).to_string();
    for part in ["Alla läser", RIGHT, &id(ADOPTING), &id(THIRD)] {
        assert!(history.contains(part), "the commitment's history tells {part}");
    }
    let all = stage.desk.read_openly("/api/v1/commitments");
    assert_eq!(all.as_array().unwrap().len(), 2);
}

fn proposal(commitment: u8, level: &Value, (title, least, share): (&str, &str, u16)) -> Value {
    let target = json!({
        "number": 1, "grade": {"number": 3, "regime": "nine"}, "occasion": "september",
        "edition": "lus-1", "least": least, "share_permille": share,
    });
    json!({
        "commitment": id(commitment), "level": level, "serves": RIGHT,
        "terms": {"title": title, "targets": [target], "valid_from": "2025-08-15", "valid_to": null},
    })
}

fn adoption(commitment: u8, level: &Value, on: &str, decision: Option<u8>) -> Value {
    json!({"commitment": id(commitment), "level": level, "on": on, "decision": decision.map(id)})
}

fn publish(stage: &mut Stage, who: crate::people::Who, commitment: u8, level: &Value) {
    let fields = json!({
        "commitment": id(commitment), "level": level, "version": 1, "on": stage.today(),
        "place": "kommunens webbplats",
    });
    stage.act(who, &command("commitment", "publish", fields));
}
