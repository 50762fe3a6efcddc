//! The school's own work: results analysed with the staff, a measure that needs money, its effect.

use serde_json::{Value, json};

use super::promise::{MUNICIPAL, OF_SCHOOL};
use super::round::{AFTER, FIRST, slug};
use crate::people::{EDUCATOR, MEADOW, PRINCIPAL, TEACHER, id, written};
use crate::stage::Stage;
use crate::town::command;

pub(crate) const MEASURE: u8 = 0xe4;
const ANALYSIS: u8 = 0xe3;

fn step(name: &str, mut fields: Value) -> Value {
    fields["school"] = json!(MEADOW);
    command("analysis", name, fields)
}

/// The results are analysed with the whole staff. Gives the position of the analysis.
pub(crate) fn analyse(stage: &mut Stage) -> u64 {
    let on = stage.today();
    let staff = [PRINCIPAL, TEACHER, EDUCATOR].map(crate::people::Who::id);
    let fields = json!({
        "analysis": id(ANALYSIS), "round": FIRST, "on": on, "participants": staff,
        "causes": written("För lite tid för läsning"), "as_of": stage.size(),
    });
    let alone = step("analyse", fields.clone());
    stage.is_refused(TEACHER, &alone, "analysis.not_authorised");
    let analysed = stage.act(PRINCIPAL, &step("analyse", fields));
    let dialogue = json!({
        "analysis": id(ANALYSIS), "on": on, "participants": staff,
        "conclusions": written("Mer lästid varje dag"),
    });
    stage.act(PRINCIPAL, &step("hold_dialogue", dialogue));
    let priority = json!({"analysis": id(ANALYSIS), "number": 1, "title": "Läsgrupper", "on": on});
    stage.act(PRINCIPAL, &step("prioritise", priority));
    analysed
}

/// The measure, as it is decided on the strength of a committee's decision, or without.
fn measure(stage: &Stage, decision: Option<u8>) -> Value {
    let expected = json!({
        "commitment": id(OF_SCHOOL), "target": 1, "by": AFTER, "share_permille": 800,
    });
    let fields = json!({
        "measure": id(MEASURE), "analysis": id(ANALYSIS), "decision": decision.map(id),
        "subject": "school", "title": "Läsgrupper med en lärare till", "responsible": PRINCIPAL.id(),
        "from": "2026-01-12", "to": "2026-06-12", "expected": expected, "cost": 250_000,
        "within_budget": false, "evaluate_by": "2026-10-15", "on": stage.today(),
    });
    step("decide_measure", fields)
}

/// What the budget does not cover waits for the committee.
pub(crate) fn measure_waits(stage: &mut Stage) {
    let measure = measure(stage, None);
    stage.is_refused(PRINCIPAL, &measure, "analysis.needs_funds");
}

/// With the money the measure is decided. Gives the position of the decision.
pub(crate) fn decide(stage: &mut Stage, decision: u8) -> u64 {
    let measure = measure(stage, Some(decision));
    stage.act(PRINCIPAL, &measure)
}

/// It starts.
pub(crate) fn start(stage: &mut Stage) -> u64 {
    let fields = json!({"measure": id(MEASURE), "on": stage.today()});
    let started = stage.act(PRINCIPAL, &step("start", fields));
    let row = stage.desk.read(PRINCIPAL, &format!("/api/v1/measures/{}", id(MEASURE)));
    assert_eq!((&row["state"], &row["cost"]), (&json!("started"), &json!(250_000)));
    started
}

/// A year later the effect is measured: the share that was expected is reached.
pub(crate) fn evaluate(stage: &mut Stage) -> u64 {
    let path = format!("/api/v1/measures/{}", id(MEASURE));
    let row = stage.desk.read(PRINCIPAL, &path);
    let observed = |side: &str| {
        let counts = ["reached", "assessed", "population"].map(|name| row[side][name].clone());
        json!({"reached": counts[0], "assessed": counts[1], "population": counts[2]})
    };
    let (before, after) = (observed("before"), observed("after"));
    assert_eq!(before, json!({"reached": 3, "assessed": 5, "population": 6}));
    assert_eq!(after, json!({"reached": 3, "assessed": 3, "population": 3}));
    let (today, size) = (stage.today(), stage.size());
    let asked = |before: &Value, after: &Value, as_of: u64| {
        let fields = json!({
            "measure": id(MEASURE), "round": AFTER, "before": before, "after": after,
            "effect": "better", "finding": written("Alla läser"), "on": today, "as_of": as_of,
        });
        step("evaluate_measure", fields)
    };
    let all = json!({"reached": 100, "assessed": 100, "population": 100});
    stage.is_unfit(PRINCIPAL, &asked(&before, &all, size));
    stage.is_unfit(PRINCIPAL, &asked(&after, &after, size));
    stage.is_unfit(PRINCIPAL, &asked(&before, &after, size + 1));
    let evaluated = stage.act(PRINCIPAL, &asked(&before, &after, size));
    let row = stage.desk.read(PRINCIPAL, &path);
    assert_eq!(row["state"], "evaluated");
    assert_eq!(row["evaluations"][0]["effect"], "better");
    evaluated
}

/// The school's commitment is held against a round; gives the position.
pub(crate) fn evaluate_commitment(
    stage: &mut Stage,
    (round, census_date): (&str, &str),
    [reached, assessed, population]: [u32; 3],
) -> u64 {
    let outcome = json!({
        "number": 1, "reached": reached, "assessed": assessed, "population": population,
    });
    let asked = |outcome: &Value, as_of: u64| {
        let evaluation = json!({
            "commitment": id(OF_SCHOOL), "level": {"school": MEADOW}, "round": round,
            "version": 1, "outcomes": [outcome], "as_of": as_of,
        });
        let fields = json!({"evaluation": evaluation, "census_date": census_date});
        command("commitment", "evaluate", fields)
    };
    let size = stage.size();
    let mut invented = outcome.clone();
    invented["population"] = json!(population + 1);
    stage.is_unfit(PRINCIPAL, &asked(&invented, size));
    stage.is_unfit(PRINCIPAL, &asked(&outcome, size + 1));
    let evaluated = stage.act(PRINCIPAL, &asked(&outcome, size));
    assert_eq!(promised(stage, round)[1], [reached, assessed, population], "as the view counts it");
    evaluated
}

/// Reached, assessed and population of the municipality's and the school's own target at the school.
pub(crate) fn promised(stage: &mut Stage, round: &str) -> [[u32; 3]; 2] {
    let path = format!("/api/v1/schools/{MEADOW}/rounds/{}/account", slug(round));
    let account = stage.desk.read(PRINCIPAL, &path);
    let targets = account["own"]["promised"].as_array().unwrap().clone();
    [MUNICIPAL, OF_SCHOOL].map(|commitment| {
        let target = targets.iter().find(|one| one["commitment"] == id(commitment)).unwrap();
        ["reached", "assessed", "population"]
            .map(|name| u32::try_from(target[name].as_u64().unwrap()).unwrap())
    })
}
