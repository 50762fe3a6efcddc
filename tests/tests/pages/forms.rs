//! Without a script: a browser that only knows links and forms does everything a teacher needs.

use crate::caller::{Answer, Caller};
use crate::town::{Class, Person, Pupil};
use crate::{class_address, class_to_record, shared};

/// A form of a page, with its fields as they stand.
struct Form {
    action: String,
    fields: Vec<(String, String)>,
}

impl Form {
    /// The form of the page with this action.
    #[track_caller]
    fn of(page: &Answer, action: &str) -> Self {
        let found = forms(&page.text).into_iter().find(|form| form.action == action);
        found.unwrap_or_else(|| panic!("no form for {action} on the page:\n{}", page.text))
    }

    #[track_caller]
    fn set(mut self, name: &str, value: &str) -> Self {
        let field = self.fields.iter_mut().find(|(known, _)| known == name);
        field.unwrap_or_else(|| panic!("no field {name}")).1 = value.to_owned();
        self
    }

    fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    #[track_caller]
    fn value(&self, name: &str) -> &str {
        let field = self.fields.iter().find(|(known, _)| known == name);
        &field.unwrap_or_else(|| panic!("no field {name}")).1
    }

    fn send(&self, caller: &Caller) -> Answer {
        caller.post_form(&self.action, &self.fields)
    }
}

fn forms(page: &str) -> Vec<Form> {
    let forms = page.split("<form ").skip(1);
    let read = |form: &str| {
        let form = form.split("</form>").next().unwrap_or_default();
        let opening = form.split('>').next().unwrap_or_default();
        let inputs = form.split("<input ").skip(1).filter_map(|input| {
            let input = input.split('>').next().unwrap_or_default();
            let choice = input.contains("type=\"radio\"");
            let name = attribute(input, "name").filter(|_| !choice)?;
            Some((name, attribute(input, "value").unwrap_or_default()))
        });
        let action = attribute(opening, "action").unwrap_or_default();
        Form { action, fields: inputs.collect() }
    };
    forms.map(read).collect()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let padded = format!(" {tag}");
    let (_, rest) = padded.split_once(&format!(" {name}=\""))?;
    Some(plain(rest.split('"').next().unwrap_or_default()))
}

fn plain(text: &str) -> String {
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// The table row of a pupil.
#[track_caller]
fn row(page: &Answer, pupil: &Pupil) -> String {
    let mut rows =
        page.text.split("<tr").filter(|row| row.contains(&format!("/pupils/{}", pupil.id)));
    rows.next().expect("the pupil has a row").split("</tr>").next().unwrap_or_default().to_owned()
}

/// Signs in by links and forms alone, from the start page on.
fn sign_in(address: &str, person: &Person) -> Caller {
    let stranger = Caller::stranger(address);
    let role = person.role.code();
    let start = stranger.get("/");
    let link = format!("/?role={role}");
    assert!(
        start.is(200).text.contains(&format!("href=\"{link}\"")),
        "the start page offers {role}"
    );
    let mut page = stranger.get(&link);
    let staff = person.staff.to_string();
    if !page.text.contains(&staff) {
        let places = page.text.split("href=\"").filter_map(|rest| rest.split('"').next());
        let places: Vec<String> = places.filter(|to| to.contains("place=")).map(plain).collect();
        let mut pages = places.iter().map(|place| stranger.get(place));
        page =
            pages.find(|page| page.text.contains(&staff)).expect("the person is offered somewhere");
    }
    let form = forms(&page.text).into_iter().find(|form| {
        form.action == "/sign-in" && form.fields.contains(&("staff".to_owned(), staff.clone()))
    });
    let answer = form.expect("the person can be chosen").send(&stranger);
    assert_eq!(answer.is(303).header("location"), Some("/"));
    let token = answer.cookie("insyn_session").unwrap();
    stranger.with_cookie(&format!("insyn_session={token}"))
}

/// Sends a form that is accepted, and follows to the page after it.
#[track_caller]
fn sent(caller: &Caller, form: &Form) -> Answer {
    let answer = form.send(caller);
    let to =
        answer.is(303).header("location").expect("a form that is accepted leads on").to_owned();
    let page = caller.get(&to);
    page.is(200);
    page
}

/// A teacher with a class to record, signed in; the class's page; pupils without a value.
fn teaching(town: &crate::town::Town, which: usize) -> (&Class, Caller, String, Vec<&Pupil>) {
    let (class, teacher) = class_to_record(town, which);
    let caller = sign_in(town.address(), teacher);
    let start = caller.get("/");
    let address = class_address(town, class);
    assert!(
        start.is(200).text.contains(&format!("href=\"{address}\"")),
        "the start page leads there"
    );
    let missing = class.pupils.iter().filter(|pupil| !pupil.has_value).collect();
    (class, caller, address, missing)
}

#[test]
fn points_are_saved_by_a_plain_form_and_sending_it_twice_saves_them_once() {
    let town = shared();
    let (_, caller, address, missing) = teaching(&town, 1);
    let pupil = missing[0];
    let field = format!("point-{}", pupil.id);
    let form = Form::of(&caller.get(&address), &address).set(&field, "15");
    let page = sent(&caller, &form);
    assert_eq!(Form::of(&page, &address).value(&field), "15");
    assert!(row(&page, pupil).contains("Sparad"), "the row says so:\n{}", row(&page, pupil));
    let entries = || {
        let trail = caller.get(&format!("/api/v1/trails/pupils/{}", pupil.id));
        trail.is(200).json()["total"].as_u64().unwrap()
    };
    let before = entries();
    let again = sent(&caller, &form);
    assert_eq!(entries(), before, "the same form is the same request");
    assert_eq!(Form::of(&again, &address).value(&field), "15");
}

#[test]
fn what_cannot_be_read_stays_in_the_form_and_the_rest_is_saved() {
    let town = shared();
    let (_, caller, address, missing) = teaching(&town, 1);
    let (wrong, right) = (missing[1], missing[2]);
    let of = |pupil: &Pupil| format!("point-{}", pupil.id);
    let form = Form::of(&caller.get(&address), &address);
    let answer = form.set(&of(wrong), "99x").set(&of(right), "14").send(&caller);
    answer.is(422);
    let shown = Form::of(&answer, &address);
    assert_eq!(shown.value(&of(wrong)), "99x", "what was typed is still there");
    assert_eq!(shown.value(&of(right)), "14");
    assert!(row(&answer, wrong).contains("är ingen punkt på skalan"), "{}", row(&answer, wrong));
    assert!(row(&answer, wrong).contains("aria-invalid=\"true\""));
    assert!(row(&answer, right).contains("Sparad"), "{}", row(&answer, right));
    let later = Form::of(&caller.get(&address), &address);
    assert_eq!(later.value(&of(wrong)), "", "what was refused is not recorded");
    assert_eq!(later.value(&of(right)), "14");
}

#[test]
fn an_equals_sign_is_the_point_of_the_time_before() {
    let town = shared();
    let (_, caller, address, missing) = teaching(&town, 1);
    let pupil =
        missing.iter().skip(3).find(|pupil| pupil.had_point).expect("one who was assessed before");
    let field = format!("point-{}", pupil.id);
    let page = caller.get(&address);
    let cell = row(&page, pupil);
    // The rounds before, then the target.
    let beside: Vec<&str> = cell.split("class=\"before\"").skip(1).collect();
    let before = beside[beside.len() - 2].split(['<', '>']).nth(1).unwrap();
    let saved = sent(&caller, &Form::of(&page, &address).set(&field, "="));
    assert_eq!(Form::of(&saved, &address).value(&field), before);
}

#[test]
fn a_class_is_signed_off_and_then_a_change_needs_a_reason() {
    let town = shared();
    let (_, caller, address, missing) = teaching(&town, 2);
    let pupil = missing[0];
    let field = format!("point-{}", pupil.id);
    let page = sent(&caller, &Form::of(&caller.get(&address), &address).set(&field, "12"));
    let sign_off = format!("{address}/sign-off");
    let unanswered = Form::of(&page, &sign_off).send(&caller);
    unanswered.is(422);
    assert!(unanswered.text.contains("Svara på frågan om förutsättningarna."));
    let answered = Form::of(&unanswered, &sign_off).with("reasonable", "yes");
    let page = sent(&caller, &answered.with("statement", "Det gick bra."));
    assert!(page.text.contains("Klassen är klarmarkerad."), "the page says what was done");
    assert!(
        forms(&page.text).iter().all(|form| form.action != sign_off),
        "it is signed off already"
    );
    let refused = Form::of(&page, &address).set(&field, "13").send(&caller);
    refused.is(422);
    assert!(row(&refused, pupil).contains("skriv orsaken"), "{}", row(&refused, pupil));
    let reason = format!("reason-{}", pupil.id);
    let corrected = Form::of(&refused, &address).set(&reason, "Skrev fel rad.");
    assert_eq!(corrected.value(&field), "13", "what was typed is still there");
    let page = sent(&caller, &corrected);
    assert_eq!(Form::of(&page, &address).value(&field), "13");
    assert!(!page.text.contains("Skrev fel rad."), "a reason is not shown again");
}
