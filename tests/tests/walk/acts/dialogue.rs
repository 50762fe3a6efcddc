//! The dialogue with the parents: invited, held, explained, answered.

use serde_json::{Value, json};

use super::round::{FIRST, slug};
use crate::people::{EDUCATOR, MEADOW, PRINCIPAL, TEACHER, guardian_id, id, pupil_id, written};
use crate::stage::Stage;
use crate::town::command;

fn dialogue() -> String {
    id(0xe2)
}

fn step(name: &str, pupil: u8, mut fields: Value) -> Value {
    fields["pupil"] = json!(pupil_id(pupil));
    fields["school"] = json!(MEADOW);
    command("parent_dialogue", name, fields)
}

/// A guardian is invited to a talk.
pub(crate) fn invite(stage: &mut Stage) {
    let fields = json!({
        "dialogue": dialogue(), "guardian": guardian_id(1), "kind": "development_talk",
        "on": "2025-10-15", "language": "sv",
    });
    stage.act(TEACHER, &step("invite", 1, fields));
}

/// The talk: the assessment is explained, the guardian says what they think of it.
pub(crate) fn hold(stage: &mut Stage) {
    let (on, guardian) = (stage.today(), guardian_id(1));
    let took_part = json!([{"guardian": guardian}, "pupil", {"staff": TEACHER.id()}]);
    let held = json!({
        "dialogue": dialogue(), "kind": "development_talk", "on": on, "took_part": took_part,
        "notes": written("Talade om läsning hemma"),
    });
    stage.act(TEACHER, &step("hold", 1, held));
    explain(stage, (1, "sv"), Some(&dialogue()));
    let view = json!({
        "dialogue": dialogue(), "guardian": guardian, "on": on, "view": written("Vi läser hemma"),
    });
    stage.act(TEACHER, &step("record_view", 1, view));
    let acknowledged = json!({"round": FIRST, "guardian": guardian, "on": on, "way": "meeting"});
    stage.act(TEACHER, &step("acknowledge", 1, acknowledged));
}

/// An assessment is explained to a guardian in a language.
fn explain(stage: &mut Stage, (pupil, language): (u8, &str), dialogue: Option<&str>) {
    let fields = json!({
        "dialogue": dialogue, "round": FIRST, "guardian": guardian_id(pupil), "on": stage.today(),
        "way": "meeting", "language": language,
    });
    stage.act(TEACHER, &step("explain", pupil, fields));
}

/// Another guardian gets it explained in their own language, and complains; the principal answers.
pub(crate) fn complaint(stage: &mut Stage) -> u64 {
    explain(stage, (2, "ar"), None);
    let on = stage.today();
    let fields = json!({
        "guardian": guardian_id(2), "on": on, "complaint": written("Det tog för lång tid"),
        "answer_by": "2025-11-03",
    });
    let complaint = stage.act(TEACHER, &step("receive_complaint", 2, fields));
    let unheld = json!({
        "dialogue": null, "round": FIRST, "guardian": guardian_id(4), "on": on, "way": "meeting",
        "language": "sv",
    });
    let unheld = step("explain", 4, unheld);
    stage.is_refused(TEACHER, &unheld, "parent_dialogue.nothing_to_explain");
    complaint
}

/// The principal answers the complaint; the coverage tells who has been reached.
pub(crate) fn answer(stage: &mut Stage, complaint: u64) {
    let fields =
        json!({"of": complaint, "on": stage.today(), "answer": written("Vi ändrar våra rutiner")});
    stage.act(PRINCIPAL, &step("answer_complaint", 2, fields));
    let path = format!("/api/v1/schools/{MEADOW}/rounds/{}/dialogue-coverage", slug(FIRST));
    let coverage = stage.desk.read(EDUCATOR, &path);
    let told = |name: &str| (&coverage[name]["numerator"], &coverage[name]["denominator"]);
    assert_eq!(told("explained"), (&json!(2), &json!(9)));
    assert_eq!(told("explained_to_all"), (&json!(1), &json!(9)));
    assert_eq!(told("acknowledged"), (&json!(1), &json!(9)));
}
