//! An action programme: from a concern to a decision, to appeal and back, and to its end.

use serde_json::{Value, json};

use crate::people::{
    EDUCATOR, MEADOW, PRINCIPAL, TEACHER, Who, guardian_id, id, pupil_id, second_guardian_id,
    written,
};
use crate::stage::Stage;
use crate::town::command;

/// The case of the first pupil.
pub(crate) fn programme() -> String {
    id(0xe1)
}

fn parties() -> [Value; 2] {
    [guardian_id(1), second_guardian_id(1)].map(|guardian| json!({"guardian": guardian}))
}

fn step(name: &str, mut fields: Value) -> Value {
    fields["programme"] = json!(programme());
    fields["pupil"] = json!(pupil_id(1));
    fields["school"] = json!(MEADOW);
    command("action_programme", name, fields)
}

fn act(stage: &mut Stage, who: Who, name: &str, fields: Value) -> u64 {
    stage.act(who, &step(name, fields))
}

/// What the case looks like now.
fn case(stage: &mut Stage) -> Value {
    stage.desk.read(PRINCIPAL, &format!("/api/v1/programmes/{}", programme()))
}

/// A concern is reported with reference to the shortfall.
pub(crate) fn concern(stage: &mut Stage, shortfall: u64) -> u64 {
    let on = stage.today();
    let concern = written("Eleven behöver mer stöd");
    act(stage, EDUCATOR, "report", json!({"shortfall": shortfall, "concern": concern, "on": on}))
}

/// The principal opens an investigation; everyone concerned is heard.
pub(crate) fn investigate(stage: &mut Stage) {
    let on = stage.today();
    let opened = json!({"lead": EDUCATOR.id(), "conclude_by": "2025-11-15", "on": on});
    let open = step("open_investigation", opened);
    stage.is_refused(EDUCATOR, &open, "action_programme.not_authorised");
    stage.act(PRINCIPAL, &open);
    assert_eq!(case(stage)["state"], "under_investigation");
}

/// The pupil, both guardians, student health and the teachers are heard.
pub(crate) fn consult(stage: &mut Stage) {
    let [first, second] = parties();
    let on = stage.today();
    for who in [json!("pupil"), first, second, json!("student_health"), json!("teachers")] {
        act(stage, EDUCATOR, "consult", json!({"who": who, "declined": false, "on": on}));
    }
}

/// The investigation is concluded, and the material goes to each party before anything is decided.
pub(crate) fn conclude(stage: &mut Stage) {
    let on = stage.today();
    let finding = written("Behöver särskilt stöd");
    let concluded = json!({"on": on, "needs_support": true, "finding": finding});
    act(stage, EDUCATOR, "conclude", concluded);
    let early = decision(&on, ("2026-01-12", "2026-03-02"));
    stage.is_refused(PRINCIPAL, &early, "action_programme.not_communicated");
    communicate(stage);
}

/// The material goes to each party.
pub(crate) fn communicate(stage: &mut Stage) {
    let on = stage.today();
    for party in parties() {
        act(stage, EDUCATOR, "communicate", json!({"party": party, "on": on}));
    }
}

/// A decision with what it must hold: followed up and evaluated on these days.
fn decision(on: &str, (follow_up, evaluation): (&str, &str)) -> Value {
    let content = json!({
        "need": written("Läsa med flyt"), "measures": written("Läsa i liten grupp varje dag"),
        "forms": [], "follow_up": {"on": follow_up, "by": EDUCATOR.id()},
        "evaluation": {"on": evaluation, "by": EDUCATOR.id()},
    });
    let taken = json!({
        "on": on, "by": PRINCIPAL.id(), "presented_by": EDUCATOR.id(), "took_part": [TEACHER.id()],
        "reasons": written("Utredningen visar det"), "appeal_instruction": true,
    });
    let decided = json!({
        "programme": programme(), "pupil": pupil_id(1), "school": MEADOW, "content": content,
        "decided": taken,
    });
    let fields = json!({"decision": decided, "parties": parties()});
    command("action_programme", "decide", fields)
}

/// The principal decides; only the principal may. Gives the position of the decision.
pub(crate) fn decide(stage: &mut Stage, days: (&str, &str)) -> u64 {
    let decision = decision(&stage.today(), days);
    stage.is_refused(TEACHER, &decision, "action_programme.not_authorised");
    stage.act(PRINCIPAL, &decision)
}

/// The decision is served on each party.
pub(crate) fn serve(stage: &mut Stage, decision: u64) {
    let on = stage.today();
    for (party, way) in parties().into_iter().zip(["formal_service", "letter"]) {
        let fields = json!({"decision": decision, "party": party, "on": on, "way": way});
        act(stage, EDUCATOR, "serve", fields);
    }
    let case = case(stage);
    assert_eq!((&case["state"], &case["served"]), (&json!("served"), &json!(2)));
}

/// One guardian appeals in time; a person says so; the appeal goes on to the board.
pub(crate) fn appeal(stage: &mut Stage, decision: u64) -> u64 {
    let [first, _] = parties();
    let received = stage.today();
    let grounds = written("Stödet räcker inte");
    let lodged = json!({
        "decision": decision, "party": first, "received": received, "grounds": grounds,
    });
    let appeal = act(stage, PRINCIPAL, "lodge_appeal", lodged);
    let made = case(stage)["appeals"][0].clone();
    assert_eq!((&made["seems_late"], &made["in_time"]), (&json!(false), &Value::Null));
    let forward = step("forward_appeal", json!({"appeal": appeal, "on": received}));
    stage.is_refused(PRINCIPAL, &forward, "action_programme.timeliness_undecided");
    let reasons = written("Inom tre veckor");
    let timely = json!({"appeal": appeal, "in_time": true, "reasons": reasons, "on": received});
    act(stage, PRINCIPAL, "decide_timeliness", timely);
    appeal
}

/// The appeal is forwarded.
pub(crate) fn forward(stage: &mut Stage, appeal: u64) {
    let on = stage.today();
    act(stage, PRINCIPAL, "forward_appeal", json!({"appeal": appeal, "on": on}));
    assert_eq!(case(stage)["state"], "appealed");
}

/// The board annuls and sends the case back.
pub(crate) fn comes_back(stage: &mut Stage, (decision, appeal): (u64, u64)) {
    let outcome = json!({
        "appeal": appeal, "outcome": "annulled_and_remitted", "on": stage.today(),
        "registry_number": "ÖKN 2025/117",
    });
    act(stage, PRINCIPAL, "record_appeal_outcome", outcome);
    let case = case(stage);
    let first = &case["decisions"][0];
    assert_eq!(first["position"].as_u64(), Some(decision));
    assert_eq!((&first["in_force"], &first["ground"]), (&json!(false), &json!("board_of_appeal")));
    assert_eq!(case["decision"], Value::Null, "nothing is in force");
}

/// The principal decides anew, on material communicated anew; the new decision is in force.
pub(crate) fn decide_anew(stage: &mut Stage) -> u64 {
    let days = ("2026-03-10", "2026-06-01");
    let early = decision(&stage.today(), days);
    stage.is_refused(PRINCIPAL, &early, "action_programme.not_communicated");
    communicate(stage);
    let anew = decide(stage, days);
    let case = case(stage);
    assert_eq!(case["decision"].as_u64(), Some(anew));
    assert_eq!(case["decisions"].as_array().unwrap().len(), 2);
    anew
}

/// It is followed up: late, so that the system reminded once the person who was to do it.
pub(crate) fn follow_up(stage: &mut Stage) {
    let path = format!("/api/v1/staff/{}/to-do", EDUCATOR.id());
    let todo = stage.desk.read(EDUCATOR, &path);
    let late = |item: &&Value| item["kind"] == "follow_up_programme" && item["state"] == "late";
    assert_eq!(todo["items"].as_array().unwrap().iter().filter(late).count(), 1);
    let finding = written("Går framåt");
    let fields = json!({"on": stage.today(), "finding": finding, "next": null});
    act(stage, EDUCATOR, "follow_up", fields);
}

/// It is evaluated and ends.
pub(crate) fn end(stage: &mut Stage) {
    let on = stage.today();
    let reasons = written("Målen är nådda");
    let ended = json!({"on": on, "why": "needs_met", "reasons": reasons});
    let end = step("end", ended);
    stage.is_refused(PRINCIPAL, &end, "action_programme.not_evaluated");
    let finding = written("Läser med flyt");
    act(stage, EDUCATOR, "evaluate", json!({"on": on, "met": "yes", "finding": finding}));
    stage.act(PRINCIPAL, &end);
    assert_eq!(case(stage)["state"], "ended");
}
