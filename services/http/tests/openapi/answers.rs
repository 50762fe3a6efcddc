//! Every answer of every read fits its documented schema, as of now and of any earlier state.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::caller::get;
use crate::schema::{fits, operation, operations};
use crate::town::{
    ADMINISTRATOR, AUDITOR, BIRCH, COMMITMENT, COORDINATOR, MEADOW, MEMBER, NAMES, NUMBERS,
    PRINCIPAL, SECRETARY, SEPTEMBER, TEACHER, Town, WRITTEN, Who, class, decision, measure,
    programme, pupil, seminar, staff,
};

/// Addresses of an operation, each with someone who may read it. A new operation needs a line here:
/// the test below says so.
fn examples(operation: &str) -> Vec<(Who, String)> {
    let of = |who: Who, path: &str| vec![(who, format!("/api/v1/{path}"))];
    match operation {
        "listSchools" => of(MEMBER, "schools"),
        "listDistricts" => of(MEMBER, "districts"),
        "listCommittees" => of(MEMBER, "committees"),
        "listRounds" => of(MEMBER, "rounds"),
        "getSchoolView" => both_rounds(MEMBER, &format!("schools/{MEADOW}")),
        "getRoundBoard" => {
            let board =
                |who, round: &str| of(who, &format!("schools/{MEADOW}/rounds/{round}/board"));
            [board(PRINCIPAL, SEPTEMBER), board(COORDINATOR, "2025-26:december")].concat()
        }
        "getDistrictView" => both_rounds(MEMBER, "districts/norr"),
        "getCommitteeView" => [
            both_rounds(MEMBER, "committees/namnden"),
            both_rounds(MEMBER, "committees/namnden-norr"),
        ]
        .concat(),
        "getPupilCard" => [
            of(TEACHER, &format!("pupils/{}", pupil(1))),
            of(PRINCIPAL, &format!("pupils/{}", pupil(5))),
        ]
        .concat(),
        "listReads" => of(PRINCIPAL, &format!("pupils/{}/reads", pupil(5))),
        "getFigure" => figures(),
        "getTrail" => trails(),
        "getToDo" => [PRINCIPAL, TEACHER, SECRETARY]
            .into_iter()
            .flat_map(|who| of(who, &format!("staff/{}/to-do", staff(who.0))))
            .collect(),
        "getOwnAgreement" => of(TEACHER, &format!("staff/{}/agreement", staff(TEACHER.0))),
        "getGuaranteeBoard" => [
            of(PRINCIPAL, &format!("schools/{MEADOW}/guarantee")),
            of(TEACHER, &format!("schools/{MEADOW}/guarantee?round={SEPTEMBER}")),
        ]
        .concat(),
        "getDialogueCoverage" => {
            of(PRINCIPAL, &format!("schools/{MEADOW}/rounds/{SEPTEMBER}/dialogue-coverage"))
        }
        "listProgrammes" => of(PRINCIPAL, &format!("schools/{MEADOW}/programmes")),
        "getProgramme" => [PRINCIPAL, TEACHER]
            .into_iter()
            .flat_map(|who| of(who, &format!("programmes/{}", programme())))
            .collect(),
        "listMeasures" => of(MEMBER, &format!("schools/{MEADOW}/measures")),
        "getMeasure" => of(PRINCIPAL, &format!("measures/{}", measure())),
        "listSeminars" => of(TEACHER, "seminars"),
        "getSeminar" => of(TEACHER, &format!("seminars/{}", seminar())),
        "getSupport" => of(PRINCIPAL, &format!("schools/{MEADOW}/support")),
        "getCompetence" => of(PRINCIPAL, &format!("schools/{MEADOW}/competence")),
        "getKnowledge" => of(MEMBER, "knowledge"),
        "listCommitments" => of(MEMBER, "commitments"),
        "getCommitment" => of(MEMBER, &format!("commitments/{COMMITMENT}?school={MEADOW}")),
        "listDecisions" => of(MEMBER, "decisions"),
        "getSchoolAccount" => {
            of(PRINCIPAL, &format!("schools/{MEADOW}/rounds/{SEPTEMBER}/account"))
        }
        "getCommitteeReport" => {
            of(MEMBER, &format!("committees/namnden/rounds/{SEPTEMBER}/report"))
        }
        "listEvents" => [of(AUDITOR, "events"), of(AUDITOR, "events?from=3&limit=2")].concat(),
        "getCheckpoint" => of(ADMINISTRATOR, "checkpoint"),
        "getStatus" => of(ADMINISTRATOR, "status"),
        "getOpenApi" => of(MEMBER, "openapi.json"),
        other => file(other).unwrap_or_else(|| panic!("{other} has no example: add one")),
    }
}

/// Live documents as files.
fn file(operation: &str) -> Option<Vec<(Who, String)>> {
    let (who, path) = match operation {
        "getSchoolAccountWorkbook" => {
            (PRINCIPAL, format!("schools/{MEADOW}/rounds/{SEPTEMBER}/account/xlsx"))
        }
        "getSchoolAccountPdf" => {
            (PRINCIPAL, format!("schools/{MEADOW}/rounds/{SEPTEMBER}/account/pdf"))
        }
        "getCommitteeReportWorkbook" => {
            (MEMBER, format!("committees/namnden/rounds/{SEPTEMBER}/report/xlsx"))
        }
        "getCommitteeReportPdf" => {
            (MEMBER, format!("committees/namnden/rounds/{SEPTEMBER}/report/pdf"))
        }
        _ => return None,
    };
    Some(vec![(who, format!("/api/v1/{path}"))])
}

/// The same, with those whose address only the town knows.
fn examples_in(town: &Town, operation: &str) -> Vec<(Who, String)> {
    match operation {
        "getReportWorkbook" => {
            vec![(TEACHER, format!("/api/v1/reports/{}/xlsx", town.report(7)))]
        }
        "getReportPdf" => vec![(TEACHER, format!("/api/v1/reports/{}/pdf", town.report(7)))],
        "getReport" => vec![(TEACHER, format!("/api/v1/reports/{}", town.report(7)))],
        "getExplanation" => vec![(AUDITOR, format!("/api/v1/explanations/{}", town.decided()))],
        other => examples(other),
    }
}

fn both_rounds(who: Who, place: &str) -> Vec<(Who, String)> {
    let round = |round: &str| (who, format!("/api/v1/{place}/rounds/{round}"));
    vec![round(SEPTEMBER), round("2025-26:december")]
}

/// A figure of every measure, and every kind of scope and slice.
fn figures() -> Vec<(Who, String)> {
    let measures = [
        "population",
        "assessed",
        "coverage",
        "not_assessed",
        "not_assessed:absent",
        "missing",
        "point:12",
        "median",
        "progress:risen",
        "progress:same",
        "progress:fallen",
        "progress:at_the_top",
    ];
    let mut names: Vec<String> =
        measures.iter().map(|measure| format!("{measure}@school:{MEADOW}@{SEPTEMBER}")).collect();
    for reached in ["reached", "reached_of_population"] {
        names.push(format!("{reached}:{COMMITMENT}%2F1@committee:namnden@{SEPTEMBER};grade=3"));
    }
    names.push(format!("assessed@district:norr@{SEPTEMBER};sex=female"));
    names.push(format!("assessed@school:{MEADOW}@{SEPTEMBER};syllabus=sva"));
    names.push(format!("median@school:{BIRCH}@{SEPTEMBER}"));
    names.push(format!("assessed@school:{MEADOW}@{SEPTEMBER};class={}", class(1)));
    names.into_iter().map(|name| (PRINCIPAL, format!("/api/v1/figures/{name}"))).collect()
}

fn trails() -> Vec<(Who, String)> {
    let trail = |who, of: &str| (who, format!("/api/v1/trails/{of}"));
    vec![
        trail(AUDITOR, &format!("pupils/{}", pupil(2))),
        trail(TEACHER, &format!("pupils/{}", pupil(2))),
        trail(PRINCIPAL, &format!("schools/{MEADOW}?from=1&limit=3")),
        trail(AUDITOR, &format!("commitments/{COMMITMENT}")),
        trail(PRINCIPAL, &format!("programmes/{}", programme())),
        trail(PRINCIPAL, &format!("measures/{}", measure())),
        trail(AUDITOR, &format!("decisions/{}", decision())),
        trail(AUDITOR, &format!("figures/median@school:{MEADOW}@{SEPTEMBER}")),
    ]
}

fn takes_as_of(operation: &Value) -> bool {
    let parameters = operation["parameters"].as_array().unwrap();
    parameters.iter().any(|parameter| parameter["name"] == "asOf")
}

fn as_of(path: &str, size: u64) -> String {
    let joint = if path.contains('?') { '&' } else { '?' };
    format!("{path}{joint}asOf={size}")
}

/// What is answered. The tests have no program that typesets.
fn expected(operation: &str) -> (u16, &'static str) {
    const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    match operation {
        id if id.ends_with("Pdf") => (501, "application/problem+json"),
        id if id.ends_with("Workbook") => (200, XLSX),
        _ => (200, "application/json"),
    }
}

#[test]
fn every_answer_of_every_read_fits_its_schema() {
    let town = Town::founded();
    let document = insyn_http::document();
    for operation in operations(&document).iter().filter(|operation| operation.method == "get") {
        for (who, path) in examples_in(&town, operation.id()) {
            let answer = get(&town, &town.session(who), &path);
            let (status, kind) = expected(operation.id());
            assert_eq!(answer.status.as_u16(), status, "{path}: {}", answer.text);
            assert_eq!(answer.header("content-type"), Some(kind), "{path}");
            if let Some(schema) = operation.answer(200) {
                fits(&document, &schema, &answer.json());
            }
        }
    }
}

#[test]
fn answers_as_of_every_earlier_state_fit_too_or_say_that_nothing_was_there() {
    let town = Town::founded();
    let document = insyn_http::document();
    let size = town.app().size().0;
    let sizes: Vec<u64> = (0..=size).step_by(5).chain([size]).collect();
    let mut answered = 0;
    for operation in operations(&document) {
        if operation.method != "get" || !takes_as_of(&operation.is) {
            continue;
        }
        let schema = operation.answer(200).unwrap();
        for (who, path) in examples_in(&town, operation.id()) {
            let cookie = town.session(who);
            for size in &sizes {
                let answer = get(&town, &cookie, &as_of(&path, *size));
                match answer.status.as_u16() {
                    200 => fits(&document, &schema, &answer.json()),
                    404 => problem_fits(&document, &answer.json()),
                    other => panic!("{path} as of {size}: {other} {}", answer.text),
                }
                answered += u32::from(answer.status.as_u16() == 200);
            }
            get(&town, &cookie, &as_of(&path, size)).is(200);
        }
    }
    assert!(answered > 100, "the past was there to be read");
}

#[track_caller]
fn problem_fits(document: &Value, problem: &Value) {
    fits(document, &serde_json::json!({"$ref": "#/components/schemas/Problem"}), problem);
}

#[test]
fn every_answer_as_of_a_size_is_the_same_later() {
    let town = Town::founded();
    let size = town.app().size().0;
    let paths: Vec<(Who, String)> = ["getSchoolView", "getFigure", "getPupilCard"]
        .iter()
        .flat_map(|operation| examples(operation))
        .map(|(who, path)| (who, as_of(&path, size)))
        .collect();
    let read = || -> Vec<String> {
        paths.iter().map(|(who, path)| get(&town, &town.session(*who), path).text).collect()
    };
    let before = read();
    town.act(TEACHER, &[crate::town::assess("2025/26:december", 2, "14", "2025-12-08")]);
    assert_eq!(before, read(), "the past does not change when the present does");
}

#[test]
fn no_answer_holds_a_name_or_a_civic_number_of_a_pupil() {
    let town = Town::founded();
    let ids: BTreeSet<String> =
        operations(&insyn_http::document()).iter().map(|o| o.id().to_owned()).collect();
    for id in ids.iter().filter(|id| !id.starts_with("create") && *id != "endSession") {
        for (who, path) in examples_in(&town, id) {
            let answer = get(&town, &town.session(who), &path);
            for personal in NAMES.iter().chain(&NUMBERS).chain(&[WRITTEN]) {
                assert!(!answer.text.contains(personal), "{path} shows what is sealed");
            }
        }
    }
}

#[test]
fn the_view_as_it_is_now_is_the_view_as_of_its_own_size() {
    let town = Town::founded();
    let path = format!("/api/v1/schools/{MEADOW}/rounds/{SEPTEMBER}");
    let cookie = town.session(MEMBER);
    let now = get(&town, &cookie, &path);
    let size = town.app().size();
    let tag = now.header("etag").map(str::to_owned);
    assert_eq!(now.json(), get(&town, &cookie, &as_of(&path, size.0)).json());
    assert!(tag.is_some(), "a view carries an entity tag");
    let described = operation(&insyn_http::document(), "getSchoolView");
    assert!(takes_as_of(&described.is));
}
