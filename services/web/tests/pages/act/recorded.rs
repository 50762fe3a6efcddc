//! A form of each term, sent as a browser sends it, is recorded.

use domain::id::Position;
use domain::people::Role;

use super::form::Filled;
use crate::town::{
    ADMIN, COORDINATOR, MEADOW, PRINCIPAL, SECRETARY, TEACHER, Town, class, commitment_id, pupil,
    staff,
};

/// Fills a form in, sends it, and sees the event.
#[track_caller]
fn records(town: &Town, who: (u8, Role), path: &str, typed: &[(&str, &str)], event: &str) {
    let cookie = town.signed_in(who);
    let mut form = Filled::get(town, &cookie, path);
    for (name, value) in typed {
        match name.strip_prefix('+') {
            Some(name) => form.tick(name, value),
            None => form.set(name, value),
        };
    }
    let size = town.app().size();
    form.send(town, &cookie).is(303);
    assert_eq!(town.app().size().0, size.0 + 1, "{path} records one event");
    let recorded = town.app().recorded(Position(size.0)).unwrap();
    assert_eq!(recorded.event.unwrap().name(), event);
    town.tick();
}

#[test]
fn of_the_organisation_pupils_rounds_and_assessments() {
    let town = Town::founded();
    let form_class = format!("/do/organisation/form_class?school={MEADOW}");
    records(&town, ADMIN, &form_class, &[("name", "3D")], "ClassFormed");
    let of_pupil = |term: &str, command: &str| {
        format!("/do/{term}/{command}?pupil={}&round=2025/26:december", pupil(14))
    };
    records(
        &town,
        PRINCIPAL,
        &of_pupil("pupil", "set_syllabus"),
        &[("syllabus", "sva")],
        "SwedishSyllabusSet",
    );
    let class = class(1);
    let conditions = format!("/do/round/state_conditions?class={class}&round=2025/26:december");
    let typed = [("reasonable", "false"), ("statement", "För lite tid")];
    records(&town, TEACHER, &conditions, &typed, "ConditionsStated");
    let typed = [("outcome", "point"), ("outcome.point", "12")];
    records(&town, TEACHER, &of_pupil("assessment", "assess"), &typed, "ReadingAssessed");
}

#[test]
fn of_rights_commitments_and_the_guarantee() {
    let town = Town::founded();
    let right = [
        ("right", "lasa-ak3"),
        ("grade.number", "3"),
        ("title", "Läsa med flyt"),
        ("text", "Eleven läser med flyt."),
        ("criteria", "Läser obehindrat."),
    ];
    records(&town, SECRETARY, "/do/knowledge/define_right", &right, "KnowledgeRightDefined");
    let commitment = [
        ("terms.title", "Alla läser till våren"),
        ("terms.valid_from", "2026-01-01"),
        ("terms.targets.0.number", "1"),
        ("terms.targets.0.grade.number", "3"),
        ("terms.targets.0.occasion", "may"),
        ("terms.targets.0.edition", "lus-1"),
        ("terms.targets.0.least", "15"),
        ("terms.targets.0.share_permille", "82,5"),
    ];
    records(&town, PRINCIPAL, "/do/commitment/propose", &commitment, "CommitmentProposed");
    let goals = [
        ("first_census", "2025-12-05"),
        ("answer_days", "21"),
        ("investigation_days", "30"),
        ("forwarding_days", "7"),
        ("complaint_days", "14"),
        ("remind_every_days", "7"),
    ];
    records(&town, COORDINATOR, "/do/guarantee/adopt", &goals, "GuaranteeAdopted");
}

#[test]
fn of_an_evaluation_with_the_figures_of_the_record() {
    let town = Town::founded();
    let cookie = town.signed_in(COORDINATOR);
    let path =
        format!("/do/commitment/evaluate?commitment={}&round=2025/26:december", commitment_id());
    let form = Filled::get(&town, &cookie, &path);
    // Who does not see the pupils is not shown how many they are, nor asked.
    assert_eq!(form.value("evaluation.outcomes.0.number"), "2");
    assert_eq!(form.value("evaluation.outcomes.0.assessed"), "0");
    assert_eq!(form.value("evaluation.outcomes.0.reached"), "0");
    assert_eq!(form.value("census_date"), "2025-12-05");
    records(&town, COORDINATOR, &path, &[], "CommitmentEvaluated");
    // Three of class 3A are assessed; two of them have at least point 12.
    let facts = town.app().facts().unwrap();
    let evaluated = facts.commitment(commitment_id(), facts.size()).unwrap().evaluations;
    let outcome = &evaluated[0].evaluation.outcomes[0];
    assert_eq!((outcome.number, outcome.assessed, outcome.reached), (2, 3, 2));
}

#[test]
fn of_a_pupils_case_and_the_talks_about_it() {
    let town = Town::founded();
    let of_pupil = |term: &str, command: &str| format!("/do/{term}/{command}?pupil={}", pupil(12));
    let typed = [("concern", "Läser långsamt")];
    records(&town, TEACHER, &of_pupil("action_programme", "report"), &typed, "ConcernReported");
    let teacher = format!("staff:{}", staff(TEACHER.0));
    let typed = [
        ("kind", "meeting"),
        ("+took_part", "pupil"),
        ("+took_part", &teacher),
        ("notes", "Läser hemma varje kväll"),
    ];
    records(&town, TEACHER, &of_pupil("parent_dialogue", "hold"), &typed, "DialogueHeld");
}

#[test]
fn of_seminars_competence_and_leadership() {
    let town = Town::founded();
    let typed =
        [("kind", "joint"), ("scope", "municipality"), ("on", "2026-01-12"), ("title", "Läsning")];
    records(&town, COORDINATOR, "/do/seminar/arrange", &typed, "SeminarArranged");
    let typed = [("requirement", "lus"), ("role", "teacher"), ("title", "Bedöma läsning")];
    records(&town, COORDINATOR, "/do/competence/require", &typed, "KnowledgeRequired");
    records(&town, PRINCIPAL, "/do/leadership/act", &[("act", "visit")], "LeadershipActed");
}

#[test]
fn of_coaching_and_development() {
    let town = Town::founded();
    let typed = [("about", "Hur vi läser högt")];
    records(&town, PRINCIPAL, "/do/coaching/request", &typed, "CoachingRequested");
    let typed = [("title", "Samtala om texter")];
    records(&town, PRINCIPAL, "/do/development/request", &typed, "DevelopmentRequested");
}

#[test]
fn of_analyses_and_committees() {
    let town = Town::founded();
    let teacher = staff(TEACHER.0).to_string();
    let typed =
        [("round", "2025/26:september"), ("causes", "För få böcker"), ("+participants", &teacher)];
    records(&town, PRINCIPAL, "/do/analysis/analyse", &typed, "ResultsAnalysed");
    let typed = [
        ("forum", "Stadsbiblioteket"),
        ("announced", "2025-11-03"),
        ("on", "2025-11-24"),
        ("material", "Rapporten\r\nEn broschyr"),
        ("views", "Fler böcker"),
    ];
    let debate = "/do/committee/debate?committee=utbildningsnamnden";
    records(&town, SECRETARY, debate, &typed, "DebateHeld");
}
