//! The town is founded: its first people as `insyn init` does it, everything else over HTTP.

use domain::command::Command;
use domain::people::{Actor, Role};
use domain::scale::ScaleEdition;
use insyn_app::Request;
use serde_json::{Value, json};

use crate::people::{
    ADMINISTRATOR, AUDITOR, BIRCH, COMMITTEE, COORDINATOR, EDUCATOR, MEADOW, MEMBER,
    OTHER_PRINCIPAL, OTHER_TEACHER, OTHER_THIRD, PRINCIPAL, PUPILS, Pupil, SECOND, SECRETARY,
    TEACHER, THIRD, Who, guardian_id, id, pupil_id, second_guardian_id,
};
use crate::stage::Stage;

/// A command of a term, with its fields.
pub(crate) fn command(term: &str, name: &str, mut fields: Value) -> Value {
    fields["term"] = json!(term);
    fields["command"] = json!(name);
    fields
}

fn organisation(name: &str, fields: Value) -> Value {
    command("organisation", name, fields)
}

const FROM: &str = "2025-07-01";

/// Everything and everyone there is before the school year begins.
pub(crate) fn found(stage: &mut Stage) {
    begin(stage);
    places(stage);
    people(stage);
    PUPILS.into_iter().for_each(|pupil| enrol(stage, pupil));
    let read = stage.desk.read(PRINCIPAL, "/api/v1/schools");
    assert_eq!(read[0]["school"], MEADOW, "the principal sees the own school unit");
    stage.desk.is_not_let_in(&TEACHER.id(), "principal");
    stage.desk.is_not_let_in(&id(0), "process");
    assert_eq!(stage.follow_up(), 0, "nothing is promised yet");
}

/// Before anyone can sign in.
fn begin(stage: &Stage) {
    let mut commands =
        vec![organisation("register_municipality", json!({"code": "0199", "name": "Provkommun"}))];
    commands.extend(
        [ADMINISTRATOR, COORDINATOR].map(|who| engage(who, &json!("municipality"))).concat(),
    );
    commands.push(organisation("adopt_scale_edition", json!({"edition": ScaleEdition::lus_1()})));
    let read = |value| serde_json::from_value::<Command>(value).unwrap();
    let commands = commands.into_iter().map(read).collect();
    let staff = ADMINISTRATOR.id().parse().unwrap();
    let actor = Actor { staff, role: Role::SystemAdministrator };
    let command_id = insyn_app::world::new_uuid(stage.app.world());
    let request = Request { command_id, actor, cause: None, commands };
    assert_eq!(stage.app.handle(&request).unwrap().size.0, 6);
}

fn engage(who: Who, scope: &Value) -> [Value; 2] {
    let name = json!({"given": "Ada", "family": format!("Anställd{}", who.number)});
    let granted =
        json!({"staff": who.id(), "role": who.role, "scope": scope, "from": FROM, "to": null});
    [
        organisation("engage_staff", json!({"staff": who.id(), "from": FROM, "name": name})),
        organisation("grant_role", granted),
    ]
}

fn places(stage: &mut Stage) {
    let mut make = |name, fields| stage.act(ADMINISTRATOR, &organisation(name, fields));
    make("form_district", json!({"district": "norr", "name": "Norr"}));
    make(
        "form_committee",
        json!({"committee": COMMITTEE, "name": "Utbildningsnämnden", "district": null}),
    );
    for (school, name) in [(MEADOW, "Ängskolan"), (BIRCH, "Björkskolan")] {
        let fields = json!({
            "school": school, "name": name, "district": "norr", "forms": ["compulsory"], "from": FROM,
        });
        make("open_school_unit", fields);
    }
    for (class, school, name) in
        [(THIRD, MEADOW, "3A"), (SECOND, MEADOW, "2A"), (OTHER_THIRD, BIRCH, "3B")]
    {
        let fields = json!({"class": id(class), "school": school, "name": name, "from": FROM});
        make("form_class", fields);
    }
    make("adopt_coverage", json!({"least_permille": 600, "from": FROM}));
}

fn people(stage: &mut Stage) {
    for who in [SECRETARY, MEMBER, AUDITOR] {
        engage(who, &json!("municipality")).iter().for_each(|one| {
            stage.act(ADMINISTRATOR, one);
        });
    }
    for (who, school) in [
        (PRINCIPAL, MEADOW),
        (TEACHER, MEADOW),
        (EDUCATOR, MEADOW),
        (OTHER_PRINCIPAL, BIRCH),
        (OTHER_TEACHER, BIRCH),
    ] {
        engage(who, &json!({"school": school})).iter().for_each(|one| {
            stage.act(ADMINISTRATOR, one);
        });
    }
    for (class, school, teacher) in
        [(THIRD, MEADOW, TEACHER), (SECOND, MEADOW, TEACHER), (OTHER_THIRD, BIRCH, OTHER_TEACHER)]
    {
        let fields = json!({
            "class": id(class), "school": school, "staff": teacher.id(), "kind": "responsible",
            "from": FROM, "to": null,
        });
        stage.act(ADMINISTRATOR, &organisation("assign_assessor", fields));
    }
}

/// A pupil with guardians: one each, the first pupil two.
fn enrol(stage: &mut Stage, pupil: Pupil) {
    let Pupil { number, class, grade, .. } = pupil;
    let (family, civic_number) = pupil.name();
    let name = json!({"given": "Åsa", "family": family});
    let enrolment = json!({
        "pupil": pupil_id(number), "school": pupil.school(), "form": "compulsory",
        "grade": {"number": grade, "regime": "nine"}, "from": FROM, "from_known": true,
        "sex": if number.is_multiple_of(2) { "male" } else { "female" },
        "school_start": if grade == 3 { "2022/23" } else { "2023/24" },
        "identity": {"Named": {"name": name, "civic_number": civic_number}},
    });
    let fields = json!({
        "enrolment": enrolment, "class": id(class), "syllabus": if number == 3 { "sva" } else { "sv" },
        "protection": if number == 6 { "marked" } else { "none" },
    });
    stage.act(ADMINISTRATOR, &command("pupil", "enrol", fields));
    link(stage, number, &guardian_id(number));
    if number == 1 {
        link(stage, number, &second_guardian_id(number));
    }
}

fn link(stage: &mut Stage, pupil: u8, guardian: &str) {
    let identity = json!({"name": {"given": "Kim", "family": "Vårdnadsson"}, "email": null});
    let fields = json!({"pupil": pupil_id(pupil), "guardian": guardian, "identity": identity});
    stage.act(ADMINISTRATOR, &command("pupil", "link_guardian", fields));
}
