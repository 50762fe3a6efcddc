//! Forms for every duty: each command has one, its fields have labels, and what is sent is recorded.

mod form;
mod recorded;

use crate::act::form::Filled;
use crate::town::{
    ADMIN, COORDINATOR, MEADOW, OTHER_PRINCIPAL, OTHER_TEACHER, PRINCIPAL, SECRETARY, TEACHER,
    Town, class, commitment_id, pupil,
};
use crate::web::{Answer, get, post};

/// Every command by its names in JSON, as the schema has them.
fn commands() -> Vec<(String, String)> {
    let schema = schemars::schema_for!(domain::command::Command).to_value();
    let mut commands = Vec::new();
    for term in schema["oneOf"].as_array().unwrap() {
        let name = term["properties"]["term"]["const"].as_str().unwrap();
        let of = term["$ref"].as_str().unwrap().rsplit('/').next().unwrap();
        for command in schema["$defs"][of]["oneOf"].as_array().unwrap() {
            let command = command["properties"]["command"]["const"].as_str().unwrap();
            commands.push((name.to_owned(), command.to_owned()));
        }
    }
    commands
}

/// What the program makes itself: no person fills it in.
const NOT_FORMS: &[(&str, &str)] = &[
    ("guarantee", "find"),
    ("guarantee", "lift"),
    ("guarantee", "follow"),
    ("guarantee", "remind"),
    ("guarantee", "decline"),
    ("committee", "prepare"),
    ("committee", "deliver_account"),
];

/// The form of a command with everything given that a page would give.
fn given(term: &str, command: &str) -> String {
    let founds_school = command == "open_school_unit";
    let school = if founds_school { String::new() } else { format!("school={MEADOW}&") };
    let pupil = if command == "enrol" { String::new() } else { format!("pupil={}&", pupil(12)) };
    let position = if matches!(command, "lower" | "record_appeal") { "" } else { "decision=5&" };
    format!(
        "/do/{term}/{command}?{school}{pupil}{position}class={}&round=2025/26:december&commitment={}\
         &committee=utbildningsnamnden&of=5&appeal=5&seminar={}&measure={}",
        class(1),
        commitment_id(),
        commitment_id(),
        commitment_id(),
    )
}

/// Every input of the page that a person sees has an id of its own and a label.
#[track_caller]
fn is_labelled(page: &Answer, of: &str) {
    let (_, main) = page.body.split_once("<main").unwrap();
    let mut ids = Vec::new();
    for tag in form::tags(main, &["input", "select", "textarea"]) {
        if form::attribute(tag, "type").as_deref() == Some("hidden") {
            continue;
        }
        let id = form::attribute(tag, "id").unwrap_or_else(|| panic!("{of}: no id in {tag}"));
        assert!(main.contains(&format!("for=\"{id}\"")), "{of}: {id} has no label");
        assert!(!ids.contains(&id), "{of}: {id} stands twice");
        ids.push(id);
    }
    assert!(!main.contains("\"></label>") && !main.contains("<legend></legend>"), "{of}: no words");
}

#[test]
fn every_command_has_a_form_with_a_label_for_each_input() {
    let town = Town::founded();
    let roles = [PRINCIPAL, TEACHER, COORDINATOR, SECRETARY, ADMIN];
    let cookies: Vec<String> = roles.iter().map(|role| town.signed_in(*role)).collect();
    for (term, command) in commands() {
        let of = format!("{term}.{command}");
        let path = given(&term, &command);
        let pages = cookies.iter().map(|cookie| get(&town, cookie, &path));
        let shown = pages
            .filter(|page| page.status == 200)
            .find(|page| page.body.contains("<form class=\"act\""));
        if NOT_FORMS.contains(&(term.as_str(), command.as_str())) {
            assert!(shown.is_none(), "{of} has a form");
            continue;
        }
        let page = shown.unwrap_or_else(|| panic!("{of} has no form for anybody"));
        page.says("name=\"id\"").says("Registrera").says_not(" style=");
        is_labelled(&page, &of);
    }
}

#[test]
fn forms_speak_english_too() {
    let town = Town::founded();
    let cookie = format!("{}; insyn_lang=en", town.signed_in(PRINCIPAL));
    get(&town, &cookie, "/do/leadership/act")
        .is(200)
        .says("Record an act of leadership")
        .says("Visit to the teaching")
        .says("Ängskolan");
}

#[test]
fn a_form_is_only_for_the_roles_that_may_and_the_pupils_they_may_see() {
    let town = Town::founded();
    let of_pupil = format!("/do/action_programme/report?pupil={}", pupil(12));
    for viewer in [ADMIN, COORDINATOR, SECRETARY, OTHER_TEACHER, OTHER_PRINCIPAL] {
        let cookie = town.signed_in(viewer);
        get(&town, &cookie, &of_pupil).is(403).says_not("Alm");
        let fields = [("pupil", &*pupil(12).to_string())];
        post(&town, &cookie, "/do/action_programme/report", &fields).is(403).says_not("Alm");
    }
    get(&town, &town.signed_in(TEACHER), &of_pupil).is(200).says("Alm, Bo");
    get(&town, &town.signed_in(PRINCIPAL), "/do/no_term/nothing").is(404);
}

#[test]
fn the_past_shows_no_form() {
    let town = Town::founded();
    let cookie = town.signed_in(PRINCIPAL);
    get(&town, &cookie, "/do/leadership/act?asOf=40")
        .is(200)
        .says("Formulär visas bara i nuläget")
        .says_not("<form class=\"act\"");
}

#[test]
fn what_a_form_depends_on_is_chosen_first() {
    let town = Town::founded();
    let coordinator = town.signed_in(COORDINATOR);
    get(&town, &coordinator, "/do/organisation/assign_assessor")
        .is(200)
        .says("Välj först")
        .says("Björkskolan")
        .says_not("method=\"post\" action=\"/do");
    let teacher = town.signed_in(TEACHER);
    // A teacher's own classes only.
    get(&town, &teacher, "/do/action_programme/report")
        .is(200)
        .says("Alm, Bo")
        .says_not("Dahl, Eva");
    get(&town, &teacher, &format!("/do/guarantee/answer?pupil={}", pupil(12)))
        .is(200)
        .says("Börja från sidan för ärendet");
}

#[test]
fn of_a_move_the_pupil_is_chosen_before_the_new_school_unit() {
    let town = Town::founded();
    let cookie = town.signed_in(PRINCIPAL);
    get(&town, &cookie, "/do/pupil/transfer").is(200).says("Alm, Bo").says_not("Björkskolan");
    get(&town, &cookie, &format!("/do/pupil/transfer?pupil={}", pupil(12)))
        .is(200)
        .says("Björkskolan")
        .says_not("<form class=\"act\" method=\"post\"");
}

#[test]
fn a_form_shown_again_has_the_way_to_the_other_language_with_what_stands_fast() {
    let town = Town::founded();
    let cookie = town.signed_in(TEACHER);
    let path = format!("/do/action_programme/report?pupil={}", pupil(12));
    let refused = Filled::get(&town, &cookie, &path).send(&town, &cookie);
    let again = format!("?pupil={}&amp;school={MEADOW}&amp;lang=en", pupil(12));
    refused.is(422).says(&format!("/do/action_programme/report{again}"));
}

#[test]
fn a_refusal_is_told_at_the_top_and_everything_typed_is_kept() {
    let town = Town::founded();
    let cookie = town.signed_in(PRINCIPAL);
    let mut form = Filled::get(&town, &cookie, "/do/leadership/act");
    form.set("act", "visit").set("on", "2026-02-02").set("note", "Läste \"högt\" <i>i</i> 3A");
    let before = town.app().size();
    let answer = form.send(&town, &cookie);
    answer
        .is(409)
        .says("role=\"alert\"")
        .says("Det registrerades inte")
        .says("value=\"2026-02-02\"")
        .says("Läste &quot;högt&quot; &lt;i&gt;i&lt;/i&gt; 3A")
        .says("value=\"visit\" checked");
    assert_eq!(town.app().size(), before);
}

#[test]
fn what_cannot_be_read_is_named_and_everything_typed_is_kept() {
    let town = Town::founded();
    let cookie = town.signed_in(PRINCIPAL);
    let mut form = Filled::get(&town, &cookie, "/do/leadership/act");
    form.set("on", "i går").set("note", "Högläsning");
    form.send(&town, &cookie)
        .is(422)
        .says("role=\"alert\"")
        .says("href=\"#f-on\"")
        .says("Skriv en dag som 2026-02-23.")
        .says("href=\"#f-act\"")
        .says("Högläsning");
}

#[test]
fn the_same_form_sent_twice_is_recorded_once() {
    let town = Town::founded();
    let cookie = town.signed_in(PRINCIPAL);
    let mut form = Filled::get(&town, &cookie, "/do/leadership/act?back=/schools");
    form.set("act", "visit").set("note", "Högläsning");
    let answer = form.send(&town, &cookie);
    assert_eq!(answer.is(303).location(), "/schools?recorded=1");
    get(&town, &cookie, answer.location()).is(200).says("✓ Det är registrerat.");
    let size = town.app().size();
    form.send(&town, &cookie).is(303);
    assert_eq!(town.app().size(), size);
}

#[test]
fn a_form_never_leads_to_another_site() {
    let town = Town::founded();
    let cookie = town.signed_in(PRINCIPAL);
    for foreign in ["//evil.example", "https://evil.example", "/\\evil.example"] {
        let path = format!("/do/leadership/act?back={foreign}");
        let mut form = Filled::get(&town, &cookie, &path);
        form.set("act", "visit").set("note", foreign).set("back", foreign);
        let answer = form.send(&town, &cookie);
        assert_eq!(answer.is(303).location(), format!("/schools/{MEADOW}?recorded=1"));
    }
}

#[test]
fn words_about_health_in_a_programme_are_warned_of_before_it_is_recorded() {
    let town = Town::founded();
    let cookie = town.signed_in(PRINCIPAL);
    let id = commitment_id();
    let path = format!("/do/action_programme/decide?pupil={}&programme={id}", pupil(12));
    let mut form = Filled::get(&town, &cookie, &path);
    let me = crate::town::staff(PRINCIPAL.0).to_string();
    for (name, value) in [
        ("decision.content.need", "Svårt att läsa, har fått diagnos"),
        ("decision.content.measures", "Lästräning"),
        ("decision.content.follow_up.on", "2026-02-02"),
        ("decision.content.follow_up.by", &me),
        ("decision.content.evaluation.on", "2026-05-04"),
        ("decision.content.evaluation.by", &me),
        ("decision.decided.reasons", "Når inte målet"),
        ("decision.decided.appeal_instruction", "true"),
    ] {
        form.set(name, value);
    }
    form.send(&town, &cookie)
        .is(422)
        .says("Texten nämner hälsa")
        .says("diagnos.")
        .says("Registrera ändå")
        .says("Lästräning");
    form.set("anyway", "yes");
    // The warning is passed; the case itself does not exist.
    form.send(&town, &cookie).is(409).says_not("Texten nämner hälsa");
}
