//! Recording a round on the class page, as an assessor does it without a script.

use domain::people::Role;

use crate::town::{MEADOW, PRINCIPAL, SLY, TEACHER, Town, class, pupil, round_id, staff};
use crate::web::{Answer, get, post};

fn address() -> String {
    format!("/classes/{}/rounds/2025-26:december", class(1))
}

/// The whole form as the page holds it, with these fields typed over.
fn form(page: &Answer, typed: &[(u8, &str, &str)]) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for number in [11, 12, 13, 14, 15, 16] {
        for kind in ["id", "shown", "shown-on", "point", "on", "note"] {
            let name = format!("{kind}-{}", pupil(number));
            let value = value_of(page, &name);
            let typed = typed.iter().find(|(of, field, _)| *of == number && *field == kind);
            fields.push((name, typed.map_or(value, |(_, _, text)| (*text).to_owned())));
        }
    }
    fields
}

/// What stands in a field of the page.
fn value_of(page: &Answer, name: &str) -> String {
    let Some((_, rest)) = page.body.split_once(&format!("name=\"{name}\"")) else {
        return String::new();
    };
    let tag = rest.split('>').next().unwrap();
    let value = tag.split_once("value=\"").map_or("", |(_, value)| value);
    value.split('"').next().unwrap().to_owned()
}

fn sent(town: &Town, cookie: &str, fields: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    post(town, cookie, &address(), &fields)
}

fn effective(town: &Town, number: u8) -> Option<String> {
    let facts = town.app().facts().unwrap();
    let value = facts.effective(pupil(number), round_id("december"), facts.size())?;
    Some(match value.result {
        projections::roster::ValueResult::Point { point, .. } => point.to_string(),
        projections::roster::ValueResult::NotAssessed { reason } => format!("{reason:?}"),
    })
}

#[test]
fn the_page_lists_the_class_with_earlier_points_and_who_is_missing() {
    let town = Town::founded();
    let cookie = town.signed_in(TEACHER);
    let page = get(&town, &cookie, &address());
    page.is(200)
        .says("3A, december 2025/26")
        .says("Saknas: 3")
        .says("Alm, Bo")
        .says("Elev Blå")
        .says("Skyddade uppgifter")
        .says("Punkt för Alm, Bo");
    assert_eq!(value_of(&page, &format!("point-{}", pupil(12))), "11");
    assert_eq!(value_of(&page, &format!("point-{}", pupil(14))), "");
}

#[test]
fn names_are_text_and_never_markup() {
    let town = Town::founded();
    let page = get(&town, &town.signed_in(TEACHER), &address());
    assert!(!page.body.contains(SLY));
    page.says("&lt;b&gt;Öst&lt;/b&gt; &amp; &quot;Co&quot;").says_not("<b>Öst");
}

#[test]
fn points_equals_and_letters_are_saved_without_a_script() {
    let town = Town::founded();
    let cookie = town.signed_in(TEACHER);
    let page = get(&town, &cookie, &address());
    let typed =
        [(14, "point", "="), (15, "point", " 18 B "), (16, "point", "u"), (12, "point", "12")];
    let answer = sent(&town, &cookie, &form(&page, &typed));
    answer.is(303);
    assert!(answer.location().starts_with(&address()), "{}", answer.location());
    assert_eq!(effective(&town, 14).as_deref(), Some("11"));
    assert_eq!(effective(&town, 15).as_deref(), Some("18b"));
    assert_eq!(effective(&town, 16).as_deref(), Some("Exempt"));
    assert_eq!(effective(&town, 12).as_deref(), Some("12"));

    let after = get(&town, &cookie, answer.location());
    after.says("4 rader sparade").says("Saknas: 0");
    // A rise of four ranks or more is asked about, not stopped.
    after.says("11 → 18b: 8 steg högre");
}

#[test]
fn a_row_nobody_touched_is_left_alone() {
    let town = Town::founded();
    let cookie = town.signed_in(TEACHER);
    let page = get(&town, &cookie, &address());
    let before = town.app().size();
    let answer = sent(&town, &cookie, &form(&page, &[]));
    assert_eq!(town.app().size(), before);
    get(&town, &cookie, answer.is(303).location()).says("Inget var ändrat");
}

#[test]
fn what_is_refused_stays_on_its_row_as_typed_and_the_rest_is_saved() {
    let town = Town::founded();
    let cookie = town.signed_in(TEACHER);
    let page = get(&town, &cookie, &address());
    let typed = [
        (14, "point", "44"),
        (15, "point", "12"),
        (16, "point", "12"),
        (16, "on", "2030-01-01"),
        (16, "note", "<i>läste högt</i>"),
        (12, "point", ""),
    ];
    let answer = sent(&town, &cookie, &form(&page, &typed));
    answer.is(422).says("3 rader sparades inte").says("1 rad sparad");
    answer.says("”44” är ingen punkt på skalan").says("Bedömningens dag har inte varit än");
    answer.says("tas inte bort genom att fältet töms");
    assert_eq!(value_of(&answer, &format!("point-{}", pupil(14))), "44");
    assert_eq!(value_of(&answer, &format!("on-{}", pupil(16))), "2030-01-01");
    answer.says("value=\"&lt;i&gt;läste högt&lt;/i&gt;\"");
    assert_eq!(effective(&town, 15).as_deref(), Some("12"));
    assert_eq!(effective(&town, 14), None);
    assert_eq!(effective(&town, 12).as_deref(), Some("11"));
}

#[test]
fn sending_the_same_form_twice_records_once() {
    let town = Town::founded();
    let cookie = town.signed_in(TEACHER);
    let page = get(&town, &cookie, &address());
    let fields = form(&page, &[(14, "point", "12")]);
    sent(&town, &cookie, &fields).is(303);
    let once = town.app().size();
    sent(&town, &cookie, &fields).is(303);
    assert_eq!(town.app().size(), once);
}

#[test]
fn a_value_recorded_meanwhile_is_not_overwritten_unseen() {
    let town = Town::founded();
    let cookie = town.signed_in(TEACHER);
    let page = get(&town, &cookie, &address());
    town.assess("december", 14, "13");
    let answer = sent(&town, &cookie, &form(&page, &[(14, "point", "12")]));
    answer.is(422).says("Någon annan har registrerat 13");
    assert_eq!(effective(&town, 14).as_deref(), Some("13"));
    // Sent again from the page that said so, it stands.
    sent(&town, &cookie, &form(&answer, &[])).is(303);
    assert_eq!(effective(&town, 14).as_deref(), Some("12"));
}

#[test]
fn after_sign_off_a_change_is_a_correction_with_a_reason() {
    let town = Town::founded();
    let cookie = town.signed_in(TEACHER);
    let page = get(&town, &cookie, &address());
    page.says("3 elever saknar ännu punkt");
    let id = sign_off_id(&page);
    let path = format!("{}/sign-off", address());
    post(&town, &cookie, &path, &[("id", &id), ("statement", "för många")])
        .is(422)
        .says("Svara på frågan")
        .says("för många");
    post(&town, &cookie, &path, &[("id", &id), ("reasonable", "no"), ("statement", "trångt")])
        .is(303);

    let page = get(&town, &cookie, &address());
    page.says("Klarmarkerad 2025-12-08")
        .says("Lars Lärare")
        .says("Orsak till rättelsen för Alm, Bo");
    let mut fields = form(&page, &[(12, "point", "13")]);
    sent(&town, &cookie, &fields).is(422).says("skriv orsaken till rättelsen");
    fields.push((format!("reason-{}", pupil(12)), "hörde fel".to_owned()));
    sent(&town, &cookie, &fields).is(303);
    assert_eq!(effective(&town, 12).as_deref(), Some("13"));
}

fn sign_off_id(page: &Answer) -> String {
    let (_, form) = page.body.split_once("/sign-off\"").expect("a sign-off form");
    let (_, rest) = form.split_once("name=\"id\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[test]
fn a_struck_value_leaves_the_results_and_needs_a_reason() {
    let town = Town::founded();
    let cookie = town.signed_in(TEACHER);
    let page = get(&town, &cookie, &address());
    let (_, rest) = page.body.split_once(&format!("value=\"{}-", pupil(12))).expect("a choice");
    let which = format!("{}-{}", pupil(12), rest.split('"').next().unwrap());
    let (_, form) = page.body.split_once("/strike\"").unwrap();
    let (_, id) = form.split_once("name=\"id\" value=\"").unwrap();
    let id = id.split('"').next().unwrap();
    let path = format!("{}/strike", address());
    post(&town, &cookie, &path, &[("id", id), ("which", &which)]).is(422).says("Skriv varför");
    post(&town, &cookie, &path, &[("id", id), ("which", &which), ("reason", "fel elev")]).is(303);
    assert_eq!(effective(&town, 12), None);
    let card = get(&town, &cookie, &format!("/pupils/{}", pupil(12)));
    card.is(200).says("✗ struken 2025-12-08");
}

#[test]
fn nothing_can_be_recorded_where_the_round_is_not_open() {
    let town = Town::founded();
    town.set("2026-01-20");
    let cookie = town.signed_in(TEACHER);
    let page = get(&town, &cookie, &address());
    page.is(200).says("har passerat").says_not("data-point");
    let id = uuid::Uuid::from_bytes([7; 16]).to_string();
    let of = pupil(14);
    let fields = [
        (format!("id-{of}"), id),
        (format!("point-{of}"), "12".to_owned()),
        (format!("on-{of}"), "2025-12-09".to_owned()),
    ];
    sent(&town, &cookie, &fields).is(409);
    assert_eq!(effective(&town, 14), None);
    get(&town, &cookie, &format!("/schools/{MEADOW}")).is(200);
}

/// What the script of the page sends, as this person's page.
fn cells(town: &Town, cookie: &str, who: u8, fields: &[(&str, String)]) -> Answer {
    let (of, who) = (pupil(12), staff(who).to_string());
    let mut fields: Vec<(String, &str)> =
        fields.iter().map(|(kind, value)| (format!("{kind}-{of}"), value.as_str())).collect();
    fields.push(("who".to_owned(), &who));
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    post(town, cookie, &format!("{}/cells", address()), &fields)
}

/// Records a point for pupil 12 as the script does: the position of the value.
fn cell_saved(town: &Town, cookie: &str, point: &str, shown: &str) -> String {
    town.tick();
    let text = str::to_owned;
    let answer = cells(
        town,
        cookie,
        TEACHER.0,
        &[
            ("id", insyn_app::world::new_uuid(town.app().world()).to_string()),
            ("point", text(point)),
            ("shown", text(shown)),
            ("on", text("2025-12-08")),
        ],
    );
    let told: serde_json::Value = serde_json::from_str(&answer.is(200).body).unwrap();
    assert_eq!(told["rows"][0]["verdict"], "saved", "{told}");
    told["rows"][0]["position"].to_string()
}

/// Takes a value of pupil 12 back as the script does: what came of it.
fn undone(town: &Town, who: (u8, Role), id: u8, position: &str) -> String {
    let cookie = town.signed_in(who);
    town.tick();
    let id = uuid::Uuid::from_bytes([id; 16]).to_string();
    let answer = cells(town, &cookie, who.0, &[("id", id), ("undo", position.to_owned())]);
    let told: serde_json::Value = serde_json::from_str(&answer.is(200).body).unwrap();
    told["rows"][0]["verdict"].as_str().unwrap().to_owned()
}

#[test]
fn only_the_own_value_in_force_of_today_is_taken_back_without_a_reason() {
    let town = Town::founded();
    let cookie = town.signed_in(TEACHER);
    let first = cell_saved(&town, &cookie, "12", "11");
    let second = cell_saved(&town, &cookie, "13", "12");
    // not what has been replaced since, not another's, and the same request twice does it once
    assert_eq!(undone(&town, TEACHER, 1, &first), "refused");
    assert_eq!(undone(&town, PRINCIPAL, 2, &second), "refused");
    assert_eq!(undone(&town, TEACHER, 3, &second), "saved");
    assert_eq!(undone(&town, TEACHER, 3, &second), "saved");
    assert_eq!(undone(&town, TEACHER, 4, &second), "refused");
    assert_eq!(effective(&town, 12).as_deref(), Some("12"));
    // nor what is older than today
    town.set("2025-12-09");
    assert_eq!(undone(&town, TEACHER, 5, &first), "refused");
    assert_eq!(effective(&town, 12).as_deref(), Some("12"));
}

#[test]
fn what_was_signed_off_is_not_taken_back_without_a_reason() {
    let town = Town::founded();
    let cookie = town.signed_in(TEACHER);
    let value = cell_saved(&town, &cookie, "12", "11");
    let id = sign_off_id(&get(&town, &cookie, &address()));
    let path = format!("{}/sign-off", address());
    post(&town, &cookie, &path, &[("id", &id), ("reasonable", "yes")]).is(303);
    assert_eq!(undone(&town, TEACHER, 1, &value), "refused");
    assert_eq!(effective(&town, 12).as_deref(), Some("12"));
}

#[test]
fn what_one_person_typed_is_not_recorded_in_the_name_of_the_next() {
    let town = Town::founded();
    let principal = town.signed_in(PRINCIPAL);
    let page = get(&town, &town.signed_in(TEACHER), &address());
    page.says(&format!("data-who=\"{}\"", staff(TEACHER.0)));
    let id = uuid::Uuid::from_bytes([7; 16]).to_string();
    let typed = |point: &str| {
        let on = "2025-12-08".to_owned();
        [("id", id.clone()), ("point", point.to_owned()), ("shown", "11".to_owned()), ("on", on)]
    };
    cells(&town, &principal, TEACHER.0, &typed("14")).is(401);
    assert_eq!(effective(&town, 12).as_deref(), Some("11"));
    cells(&town, &principal, PRINCIPAL.0, &typed("14")).is(200);
    assert_eq!(effective(&town, 12).as_deref(), Some("14"));
}
