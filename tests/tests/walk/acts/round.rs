//! A round: scheduled, opened, assessed, signed off, submitted, received; and opened again.

use std::collections::BTreeMap;

use domain::calendar::{Calendar, SchoolYear};
use domain::scale::ScaleEdition;
use serde_json::{Value, json};

use crate::people::{
    BIRCH, COORDINATOR, MEADOW, OTHER_PRINCIPAL, OTHER_TEACHER, OTHER_THIRD, PRINCIPAL, SECOND,
    TEACHER, THIRD, Who, id, of, pupil_id, written,
};
use crate::stage::Stage;
use crate::town::command;

/// The round in which the guarantee opens.
pub(crate) const FIRST: &str = "2025/26:september";
/// The round between.
pub(crate) const BETWEEN: &str = "2025/26:may";
/// The round of the year after, in which the effect shows.
pub(crate) const AFTER: &str = "2026/27:september";

/// A round as an address has it.
pub(crate) fn slug(round: &str) -> String {
    round.replace('/', "-")
}

/// Schedules a round as the field does it.
pub(crate) fn schedule(stage: &mut Stage, round: &str) {
    let (year, occasion) = round.split_once(':').unwrap();
    let year: SchoolYear = year.parse().unwrap();
    let proposed = domain::round::proposed(
        year,
        occasion.parse().unwrap(),
        &Calendar::default(),
        &ScaleEdition::lus_1(),
    );
    let fields = serde_json::to_value(proposed.unwrap()).unwrap();
    assert_eq!(fields["round"], round);
    stage.act(COORDINATOR, &command("round", "schedule", fields));
}

/// Opens a round at both schools.
pub(crate) fn open(stage: &mut Stage, round: &str, until: &str) {
    for school in [MEADOW, BIRCH] {
        let fields = json!({"round": round, "school": school, "until": until});
        stage.act(COORDINATOR, &command("round", "open", fields));
    }
}

/// What a pupil of the town got.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Got {
    Point(&'static str),
    NewlyArrived,
}

fn place(round: &str, number: u8) -> Value {
    let pupil = of(number);
    json!({
        "pupil": pupil_id(number), "round": round, "school": pupil.school(), "class": id(pupil.class),
    })
}

fn outcome(got: Got) -> Value {
    match got {
        Got::Point(point) => json!({"point": point}),
        Got::NewlyArrived => json!({"not_assessed": "newly_arrived"}),
    }
}

/// The pupils' teachers assess them; gives the position of each assessment, by pupil.
pub(crate) fn assess(stage: &mut Stage, round: &str, results: &[(u8, Got)]) -> BTreeMap<u8, u64> {
    let mut positions = BTreeMap::new();
    for (number, got) in results.iter().copied() {
        let teacher = of(number).teacher();
        let fields = json!({
            "place": place(round, number), "outcome": outcome(got), "on": stage.today(),
            "assessor": teacher.id(), "note": null,
        });
        positions.insert(number, stage.act(teacher, &command("assessment", "assess", fields)));
    }
    positions
}

/// The classes are signed off.
pub(crate) fn sign_off(stage: &mut Stage, round: &str) {
    for (who, school, class) in
        [(TEACHER, MEADOW, THIRD), (TEACHER, MEADOW, SECOND), (OTHER_TEACHER, BIRCH, OTHER_THIRD)]
    {
        signed_off(stage, who, (round, school, class));
    }
}

fn signed_off(stage: &mut Stage, who: Who, (round, school, class): (&str, &str, u8)) {
    let fields = json!({"round": round, "school": school, "class": id(class), "staff": who.id()});
    stage.act(who, &command("round", "sign_off", fields));
}

/// A school submits.
pub(crate) fn submit(stage: &mut Stage, round: &str, school: &str) -> u64 {
    let (who, classes) = match school {
        MEADOW => (PRINCIPAL, vec![id(THIRD), id(SECOND)]),
        _ => (OTHER_PRINCIPAL, vec![id(OTHER_THIRD)]),
    };
    let submission = json!({"round": round, "school": school, "staff": who.id()});
    let fields = json!({"submission": submission, "classes": classes});
    stage.act(who, &command("round", "submit", fields))
}

/// The coordinator receives both schools' results.
pub(crate) fn receive(stage: &mut Stage, round: &str) {
    for school in [MEADOW, BIRCH] {
        received(stage, round, school);
    }
}

fn received(stage: &mut Stage, round: &str, school: &str) {
    let fields = json!({"round": round, "school": school, "staff": COORDINATOR.id()});
    stage.act(COORDINATOR, &command("round", "receive", fields));
}

/// Everything after assessing, on one day.
pub(crate) fn complete(stage: &mut Stage, round: &str) {
    sign_off(stage, round);
    submit(stage, round, MEADOW);
    submit(stage, round, BIRCH);
    receive(stage, round);
}

/// The coordinator opens the class again; results are corrected and the round submitted anew. Gives the
/// positions of what changed, by pupil.
pub(crate) fn correct(stage: &mut Stage) -> BTreeMap<u8, u64> {
    let fields = json!({
        "round": FIRST, "school": MEADOW, "class": id(THIRD), "until": "2026-01-30",
        "reason": written("Två resultat var fel"),
    });
    let reopen = command("round", "reopen", fields);
    stage.is_refused(PRINCIPAL, &reopen, "round.coordinator_reopens");
    stage.act(COORDINATOR, &reopen);
    let mut positions = BTreeMap::new();
    for (number, point) in [(2, "12"), (5, "11")] {
        let fields = json!({
            "place": place(FIRST, number), "outcome": {"point": point}, "on": stage.today(),
            "assessor": TEACHER.id(), "reason": written("Fel punkt"),
        });
        positions.insert(number, stage.act(TEACHER, &command("assessment", "correct", fields)));
    }
    positions.extend(assess(stage, FIRST, &[(4, Got::Point("12"))]));
    signed_off(stage, TEACHER, (FIRST, MEADOW, THIRD));
    submit(stage, FIRST, MEADOW);
    received(stage, FIRST, MEADOW);
    positions
}

/// Everyone is a grade further on, and so are the classes' names.
pub(crate) fn summer(stage: &mut Stage) {
    for pupil in crate::people::PUPILS {
        let fields = json!({
            "pupil": pupil_id(pupil.number), "school": pupil.school(),
            "grade": {"number": pupil.grade + 1, "regime": "nine"}, "from": "2026-07-01",
        });
        stage.act(crate::people::ADMINISTRATOR, &command("pupil", "change_grade", fields));
    }
    for (class, school, name) in
        [(THIRD, MEADOW, "4A"), (SECOND, MEADOW, "3A"), (OTHER_THIRD, BIRCH, "4B")]
    {
        let fields =
            json!({"class": id(class), "school": school, "name": name, "from": "2026-07-01"});
        stage.act(crate::people::ADMINISTRATOR, &command("organisation", "rename_class", fields));
    }
}
