//! The committee: a report on a frozen basis, a public debate, a decision that moves money, minutes.

use serde_json::{Value, json};

use super::promise::OF_SCHOOL;
use super::round::slug;
use crate::people::{
    COMMITTEE, COORDINATOR, MEADOW, MEMBER, PRINCIPAL, SECRETARY, TEACHER, id, written,
};
use crate::stage::Stage;
use crate::town::command;

/// The decision that moves money to the school.
pub(crate) const FUNDS: u8 = 0xd2;
/// The decision a year later, that notes the effect.
pub(crate) const NOTED: u8 = 0xd3;
const DEBATE: u8 = 0xb2;

/// A report as it was prepared.
#[derive(Debug, Clone)]
pub(crate) struct Report {
    pub(crate) id: String,
    pub(crate) prepared: u64,
    /// How the API showed it that day.
    pub(crate) shown: Value,
}

/// The coordinator prepares a report on the state of this moment.
pub(crate) fn prepare(stage: &mut Stage, round: &str, asks: &[&str]) -> Report {
    let before = stage.size();
    let body = json!({
        "committee": COMMITTEE, "round": round, "title": "Läsning i årskurs 3", "asks": asks,
    });
    let made = stage.desk.make(COORDINATOR, "/api/v1/reports", &body);
    let id = made["report"].as_str().unwrap().to_owned();
    stage.desk.is_closed(TEACHER, &format!("/api/v1/reports/{id}"));
    let shown = stage.desk.read(COORDINATOR, &format!("/api/v1/reports/{id}"));
    assert_eq!(shown["basis"]["size"].as_u64(), Some(before), "it rests on all that was known");
    assert_eq!(shown["asks"], json!(asks));
    let changes = shown["now"].as_array().unwrap();
    let only_days = |one: &Value| one["path"].as_str().unwrap().ends_with("/days");
    assert!(changes.iter().all(only_days), "days pass; nothing else has changed: {changes:?}");
    is_sound(&shown);
    Report { id, prepared: made["first"].as_u64().unwrap(), shown }
}

/// The stored document has its digest, its basis is the log's, and the same basis gives it again.
#[track_caller]
pub(crate) fn is_sound(shown: &Value) {
    let check = &shown["check"];
    for part in ["digest", "root", "same"] {
        assert_eq!(check[part], true, "{part}: {check}");
    }
    assert_eq!((&check["deviations"], &check["causes"]), (&json!([]), &json!([])));
}

/// What a report, which is to be public, tells of so few pupils: marks, of the municipality as of a school.
#[track_caller]
pub(crate) fn tells_nothing_of_few(report: &Report) {
    let promised = &report.shown["document"]["promised"];
    let schools = promised["schools"].as_array().unwrap();
    let of_school = schools.iter().find(|row| row["school"] == MEADOW).unwrap();
    let own = of_school["targets"].as_array().unwrap();
    let own = own.iter().find(|target| target["commitment"] == id(OF_SCHOOL)).unwrap();
    for target in [&promised["municipal"][0], own] {
        for name in ["share_of_population", "share_of_assessed", "assessed"] {
            assert!(target[name].is_string(), "{target}");
        }
        assert!(target.get("reached").is_none(), "{target}");
    }
}

/// No client makes up a document of its own.
pub(crate) fn is_not_forged(stage: &mut Stage, report: &Report, round: &str) {
    let basis = &report.shown["basis"];
    let document = json!({
        "program": report.shown["check"]["program"], "digest": "00".repeat(32), "length": 4,
        "deflated": "00",
    });
    let fields = json!({
        "report": id(0xf1), "committee": COMMITTEE, "title": "Läsning", "round": round,
        "basis": basis, "asks": [], "document": document,
    });
    stage.is_unfit(COORDINATOR, &command("committee", "prepare", fields));
}

/// It is delivered, and public from then on.
pub(crate) fn deliver(stage: &mut Stage, report: &Report) {
    let fields = json!({"report": report.id, "committee": COMMITTEE, "on": stage.today()});
    stage.act(COORDINATOR, &command("committee", "deliver", fields));
    let shown = stage.desk.read(TEACHER, &format!("/api/v1/reports/{}", report.id));
    assert_eq!(shown["document"], report.shown["document"]);
}

/// Everyone may say what they think before the committee decides. Gives the position.
pub(crate) fn debate(stage: &mut Stage, report: &Report) -> u64 {
    let fields = json!({
        "debate": id(DEBATE), "committee": COMMITTEE, "report": report.id, "commitment": null,
        "forum": "Öppet möte i aulan", "announced": "2025-11-11", "on": stage.today(),
        "material": ["Rapporten om läsning"], "views": written("Många ville ge mer tid"),
    });
    stage.act(SECRETARY, &command("committee", "debate", fields))
}

/// The committee meets: the report is presented.
pub(crate) fn present(stage: &mut Stage, report: &Report) {
    let meeting = stage.today();
    let fields = json!({
        "report": report.id, "committee": COMMITTEE, "meeting": meeting, "by": COORDINATOR.id(),
    });
    stage.act(SECRETARY, &command("committee", "present", fields));
    let fields = json!({
        "school": MEADOW, "committee": COMMITTEE, "principal": PRINCIPAL.id(), "on": meeting,
        "way": "meeting",
    });
    stage.act(PRINCIPAL, &command("committee", "inform", fields));
}

fn decided(stage: &Stage, decision: u8, report: &Report, resolution: &Value) -> Value {
    json!({
        "decision": id(decision), "committee": COMMITTEE, "meeting": stage.today(),
        "number": format!("§ {decision}"), "report": report.id, "debate": null,
        "resolution": resolution, "reasons": "Läsningen först.", "without_debate": false,
    })
}

/// It moves money to the school, on the report, after the debate. Gives the position of the decision.
pub(crate) fn move_funds(stage: &mut Stage, report: &Report) -> u64 {
    let resolution = json!({
        "funds_moved": {"from": "municipality", "to": {"school": MEADOW}, "amount": 250_000},
    });
    let mut fields = decided(stage, FUNDS, report, &resolution);
    fields["debate"] = json!(id(DEBATE));
    let decide = command("committee", "decide", fields);
    stage.is_refused(MEMBER, &decide, "committee.not_authorised");
    let position = stage.act(SECRETARY, &decide);
    let open = stage.desk.read_openly("/api/v1/decisions");
    let made = open["decisions"].as_array().unwrap().iter();
    let made = made.clone().find(|made| made["decision"] == id(FUNDS)).unwrap();
    assert_eq!((&made["without_debate"], &made["report"]), (&json!(false), &json!(report.id)));
    position
}

/// A year later it notes the effect.
pub(crate) fn note(stage: &mut Stage, report: &Report) -> u64 {
    let fields = decided(stage, NOTED, report, &json!("noted"));
    stage.act(SECRETARY, &command("committee", "decide", fields))
}

/// The minutes of a meeting are approved and announced. Gives the position.
pub(crate) fn minutes(stage: &mut Stage, meeting: &str) -> u64 {
    let today = stage.today();
    let fields = json!({
        "committee": COMMITTEE, "meeting": meeting, "approved": today, "announced": today,
    });
    stage.act(SECRETARY, &command("committee", "approve_minutes", fields))
}

/// The school gets its account, and its principal receives it.
pub(crate) fn account(stage: &mut Stage, round: &str) {
    let body = json!({"school": MEADOW, "round": round});
    let delivered = stage.desk.make(COORDINATOR, "/api/v1/accounts", &body)["first"].clone();
    let fields = json!({"school": MEADOW, "of": delivered, "staff": PRINCIPAL.id()});
    stage.act(PRINCIPAL, &command("committee", "receive_account", fields));
    let path = format!("/api/v1/schools/{MEADOW}/rounds/{}/account", slug(round));
    assert_eq!(stage.desk.read(MEMBER, &path)["school"], MEADOW);
}
