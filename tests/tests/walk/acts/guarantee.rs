//! The guarantee: what the system found, and what people answered.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::{Position, Size};
use eventstore::CommandId;
use insyn_app::App;
use serde_json::{Value, json};

use super::promise::{MUNICIPAL, OF_SCHOOL};
use super::round::{FIRST, slug};
use crate::people::{
    AUDITOR, BIRCH, EDUCATOR, MEADOW, OTHER_PRINCIPAL, PRINCIPAL, PUPILS, TEACHER, Who, id,
    pupil_id, written,
};
use crate::stage::Stage;
use crate::town::command;

/// A pupil by number, a commitment, and in what the pupil falls short of it.
pub(crate) type Short = (u8, u8, String);

/// The positions of shortfalls, by pupil and commitment.
pub(crate) type Found = BTreeMap<(u8, u8), u64>;

/// The guarantee board of a school in the first round.
pub(crate) fn board(stage: &mut Stage, who: Who, school: &str) -> Value {
    let path = format!("/api/v1/schools/{school}/guarantee?round={}", slug(FIRST));
    stage.desk.read(who, &path)
}

fn rows(board: &Value) -> Vec<Value> {
    board["rows"].as_array().unwrap().clone()
}

fn key(row: &Value) -> (u8, u8) {
    let pupil = PUPILS.iter().find(|pupil| row["pupil"] == pupil_id(pupil.number)).unwrap();
    let of = |wanted: &&u8| row["promise"]["commitment"] == id(**wanted);
    (pupil.number, *[MUNICIPAL, OF_SCHOOL].iter().find(of).unwrap())
}

fn lack(row: &Value) -> String {
    let kind = row["lack"].as_str().map(str::to_owned);
    kind.unwrap_or_else(|| row["lack"].as_object().unwrap().keys().next().unwrap().clone())
}

/// With the submission the guarantee opens: for exactly these pupils, and at the other school for none.
pub(crate) fn opens(stage: &mut Stage, submitted: u64, assessed: &BTreeMap<u8, u64>) -> Found {
    let fallen = stage.opened_anew("before the guarantee opens");
    assert_eq!(stage.follow_up(), 7);
    comes_to_the_same(stage, &fallen);
    let found = rows(&board(stage, PRINCIPAL, MEADOW));
    let wanted = [
        (1, MUNICIPAL, "below"),
        (1, OF_SCHOOL, "below"),
        (2, OF_SCHOOL, "below"),
        (3, MUNICIPAL, "not_assessed"),
        (3, OF_SCHOOL, "not_assessed"),
        (4, MUNICIPAL, "missing"),
        (4, OF_SCHOOL, "missing"),
    ];
    let wanted: BTreeSet<Short> = wanted.map(|(p, c, lack)| (p, c, lack.to_owned())).into();
    let shown = found.iter().map(|row| {
        let (pupil, commitment) = key(row);
        (pupil, commitment, lack(row))
    });
    assert_eq!(shown.collect::<BTreeSet<Short>>(), wanted);
    assert_eq!(found.len(), wanted.len());
    for row in &found {
        assert_eq!(row["answer_by"], "2025-10-14");
        assert_eq!(row["state"], "open");
        let (pupil, _) = key(row);
        let rests_on = match lack(row).as_str() {
            "below" => row["lack"]["below"]["assessed"].as_u64(),
            "not_assessed" => row["lack"]["not_assessed"]["recorded"].as_u64(),
            _ => None,
        };
        assert_eq!(rests_on, assessed.get(&pupil).copied(), "it names what it rests on");
    }
    for row in &found {
        let position = Position(row["position"].as_u64().unwrap());
        let cause = stage.app.facts().unwrap().cause(position, Size(stage.size()));
        assert_eq!(cause, Some(Position(submitted)), "the submission woke the guarantee");
    }
    assert_eq!(rows(&board(stage, OTHER_PRINCIPAL, BIRCH)), Vec::<Value>::new());
    stage.desk.is_closed(OTHER_PRINCIPAL, &format!("/api/v1/schools/{MEADOW}/guarantee"));
    stage.desk.is_closed(AUDITOR, &format!("/api/v1/schools/{MEADOW}/guarantee"));
    found.iter().map(|row| (key(row), row["position"].as_u64().unwrap())).collect()
}

/// Had the program fallen just before, the process would have asked for the very same after it.
fn comes_to_the_same(stage: &Stage, fallen: &App) {
    let since = fallen.size();
    assert_eq!(fallen.follow_up().unwrap().acted, 7);
    let asked = |app: &App| -> BTreeSet<CommandId> {
        let stored = app.log().read(eventstore::Position(since.0), 100).unwrap();
        stored.iter().map(|one| one.envelope().unwrap().command_id).collect()
    };
    assert_eq!(asked(fallen), asked(&stage.app));
    assert_eq!(asked(fallen).len(), 7);
}

/// Someone answers a shortfall.
pub(crate) fn answer(stage: &mut Stage, who: Who, (pupil, of): (u8, u64), answer: &Value) -> u64 {
    let fields = answered((pupil, of), answer);
    stage.act(who, &command("guarantee", "answer", fields))
}

fn answered((pupil, of): (u8, u64), answer: &Value) -> Value {
    json!({
        "pupil": pupil_id(pupil), "school": MEADOW, "of": of, "answer": answer,
        "reasons": written("Efter samtal i arbetslaget"),
    })
}

/// What is answered at once: extra adaptations, a new assessment, a report to the principal.
pub(crate) fn answers(stage: &mut Stage, found: &Found) -> Vec<u64> {
    let none =
        command("guarantee", "answer", answered((2, found[&(2, OF_SCHOOL)]), &json!("none")));
    stage.is_refused(TEACHER, &none, "guarantee.not_authorised");
    let given = [
        (2, OF_SCHOOL, "extra_adaptations"),
        (3, MUNICIPAL, "extra_adaptations"),
        (3, OF_SCHOOL, "extra_adaptations"),
        (4, MUNICIPAL, "reassess"),
        (4, OF_SCHOOL, "reassess"),
        (1, OF_SCHOOL, "reported_to_principal"),
    ];
    let given = given.map(|(pupil, commitment, kind)| {
        answer(stage, TEACHER, (pupil, found[&(pupil, commitment)]), &json!(kind))
    });
    given.into()
}

/// The last one is covered by the programme that was asked for.
pub(crate) fn covered(stage: &mut Stage, found: &Found, programme: &str) -> u64 {
    let covers = json!({"programme_covers": {"programme": programme}});
    let answered = answer(stage, EDUCATOR, (1, found[&(1, MUNICIPAL)]), &covers);
    let board = board(stage, PRINCIPAL, MEADOW);
    assert_eq!(board["counts"]["open"], 0, "each is answered");
    assert_eq!(board["counts"]["answered"], 7);
    let todo = stage.desk.read(TEACHER, &format!("/api/v1/staff/{}/to-do", TEACHER.id()));
    assert!(!todo.to_string().contains("answer_shortfall"), "and no longer to be done");
    answered
}

/// Corrections lift three and bring one; it is answered too.
pub(crate) fn follows_corrections(stage: &mut Stage, corrected: &BTreeMap<u8, u64>) -> (u64, u64) {
    assert_eq!(stage.follow_up(), 4);
    let rows = rows(&board(stage, PRINCIPAL, MEADOW));
    let lifted = rows.iter().filter(|row| row["state"] == "lifted");
    let lifted: BTreeMap<(u8, u8), u64> = lifted
        .map(|row| (key(row), row["lifted"]["why"]["reached"]["assessed"].as_u64().unwrap()))
        .collect();
    let wanted = [((2, OF_SCHOOL), 2), ((4, MUNICIPAL), 4), ((4, OF_SCHOOL), 4)];
    assert_eq!(lifted, wanted.map(|(key, pupil)| (key, corrected[&pupil])).into());
    let open: Vec<&Value> = rows.iter().filter(|row| row["state"] == "open").collect();
    assert_eq!(open.len(), 1);
    assert_eq!((key(open[0]), lack(open[0])), ((5, OF_SCHOOL), "below".to_owned()));
    assert_eq!(open[0]["lack"]["below"]["assessed"].as_u64(), Some(corrected[&5]));
    let of = open[0]["position"].as_u64().unwrap();
    (of, answer(stage, TEACHER, (5, of), &json!("extra_adaptations")))
}
