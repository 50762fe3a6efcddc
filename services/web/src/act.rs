//! Forms for every duty: any command that a person may give can be given from a plain page.
//!
//! One engine, driven by the JSON Schema of [`domain::Command`](domain::command::Command): `schema` reads
//! what a command asks for, `prefill` what is known already, `source` and `noted` what there is to choose
//! among, `draw` makes the page, `read` makes the command of what was sent. `who` says which role is given
//! which form; the domain decides in the end. Nothing here needs a script.

mod draw;
mod input;
mod noted;
mod prefill;
mod read;
mod schema;
mod source;
mod steps;
#[cfg(test)]
pub(crate) mod tests;
mod who;

use std::collections::BTreeSet;

use axum::http::StatusCode;
use domain::action_programme::words::health_words;
use domain::id::PupilId;
use domain::people::Role;
use insyn_app::HandleError;
use insyn_app::access::Sight;
use maud::{Markup, html};

use draw::{Drawer, id_of};
use input::Input;
use read::Wrong;
use schema::{Form, Kind};
use source::{Choices, Context, Source};

use crate::fault::Fault;
use crate::page::{Page, RECORDED, Tone, notice};
use crate::text::{ActText, acts};
use crate::visit::{Answer, Visit, encoded};

/// A link to the form of a command, in the command's own words; nothing where the viewer's role never
/// gives it, or where the page shows a past state.
///
/// `given`: what is known already, by the field's name in JSON; `back`: the local address to return to.
pub(crate) fn link(
    visit: &Visit,
    term: &str,
    command: &str,
    given: &[(&str, &str)],
    back: &str,
) -> Markup {
    if !may(visit, term, command) {
        return html! {};
    }
    let label = acts::command(term, command, visit.language).unwrap_or_default();
    html! { a.button.quiet href=(address(term, command, given, back)) { (label) } }
}

/// The address of a form.
pub(crate) fn address(term: &str, command: &str, given: &[(&str, &str)], back: &str) -> String {
    let back = [("back", back)].into_iter().filter(|(_, back)| !back.is_empty());
    let given = given.iter().copied().chain(back);
    let pairs: Vec<String> =
        given.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    format!("/do/{term}/{command}?{}", pairs.join("&"))
}

/// Whether a form of this command is for the viewer's role, on a page of the present.
pub(crate) fn may(visit: &Visit, term: &str, command: &str) -> bool {
    let past = visit.field("asOf").is_some();
    let known = schema::form(term, command).is_some_and(|form| !form.is_made_by_program());
    let role = visit.viewer.map(|viewer| viewer.role);
    known && !past && role.is_some_and(|role| who::who(term, command).contains(&role))
}

/// What a page of a form tells besides its fields.
#[derive(Default)]
struct Told {
    wrong: Vec<Wrong>,
    refused: Option<String>,
    health: Vec<String>,
    status: StatusCode,
    /// A new id for the form: the one that was sent is taken.
    anew: bool,
}

/// `GET /do/{term}/{command}`
pub(crate) fn show(visit: &Visit) -> Result<Answer, Fault> {
    let form = allowed(visit)?;
    if visit.at()?.past {
        return Ok(steps::past(visit, form));
    }
    let input = Input::of_address(visit, form);
    let input = prefill::prefilled(visit, form, input)?;
    check_sights(visit, form, &input)?;
    if let Some(step) = steps::before(visit, form, &input)? {
        return Ok(step);
    }
    page(visit, form, &input, &Told::default())
}

/// `POST /do/{term}/{command}`
pub(crate) fn save(visit: &Visit) -> Result<Answer, Fault> {
    let form = allowed(visit)?;
    let input = Input::of_form(visit);
    check_sights(visit, form, &input)?;
    let command = match read::command(visit, form, &input) {
        Ok(command) => command,
        Err(wrong) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page(visit, form, &input, &Told { wrong, status, ..Told::default() });
        }
    };
    let health = health_in(visit, form, &input);
    if !health.is_empty() {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return page(visit, form, &input, &Told { health, status, ..Told::default() });
    }
    let id = visit.command_id("id")?;
    match visit.carry_out(id, vec![command])? {
        Ok(_) => Ok(Answer::Redirect(told_recorded(&home(visit, form, &input)))),
        Err(error) => page(visit, form, &input, &refusal(visit, error)),
    }
}

/// The form that the address names, if it is one for the viewer's role.
fn allowed(visit: &Visit) -> Result<&'static Form, Fault> {
    let (term, command): (String, String) = (visit.param("term")?, visit.param("command")?);
    let form = schema::form(&term, &command).ok_or(Fault::NotFound)?;
    if form.is_made_by_program() {
        return Err(Fault::NotFound);
    }
    let role = visit.actor()?.role;
    if who::who(&term, &command).contains(&role) { Ok(form) } else { Err(Fault::Forbidden) }
}

fn refusal(visit: &Visit, error: HandleError) -> Told {
    let anew = matches!(error, HandleError::IdReused);
    let fault = Fault::from(error);
    let (title, body) = fault.words(visit);
    let why = match fault {
        Fault::Refused(_) => body.to_owned(),
        _ => format!("{title}. {body}"),
    };
    Told { refused: Some(why), status: fault.status(), anew, ..Told::default() }
}

/// A fault unless the viewer may see every pupil the form names. A pupil that the form brings into being is
/// known to nobody yet.
fn check_sights(visit: &Visit, form: &Form, input: &Input) -> Result<(), Fault> {
    let mut pupils: Vec<PupilId> = Vec::new();
    form.walk(&mut |path, field| {
        if matches!(field.kind, Kind::Pick(Source::Pupil)) {
            pupils.extend(input.all(path).filter_map(|text| text.parse::<PupilId>().ok()));
        }
    });
    let founded = who::founds(&form.term, &form.command) == Some("pupil");
    for pupil in pupils {
        let facts = visit.facts()?;
        let new = founded && facts.pupil(pupil, visit.today(), facts.size()).is_none();
        drop(facts);
        if !new {
            visit.demand(Sight::Pupil(pupil))?;
        }
    }
    Ok(())
}

/// Words about health in a programme that is decided, unless the author has said to record it anyway.
fn health_in(visit: &Visit, form: &Form, input: &Input) -> Vec<String> {
    let decides = matches!(form.command.as_str(), "decide" | "revise");
    if form.term != "action_programme" || !decides || visit.field("anyway").is_some() {
        return Vec::new();
    }
    let mut found = Vec::new();
    form.walk(&mut |path, field| {
        if matches!(field.kind, Kind::Sealed) {
            let texts = input.all(path);
            found.extend(texts.flat_map(health_words).map(str::to_owned));
        }
    });
    found.dedup();
    found
}

/// Where to go when it is recorded: back, else to the page of what it was about.
fn home(visit: &Visit, form: &Form, input: &Input) -> String {
    let local = |back: &&str| is_local(back);
    if let Some(back) = visit.field("back").filter(local) {
        return back.to_owned();
    }
    if visit.viewer.is_none_or(|viewer| viewer.role == Role::SystemAdministrator) {
        // Pages of schools and pupils are not for those who run the machinery.
        return "/".to_owned();
    }
    let value = |name: &str| form.find(name).and_then(|(path, _)| input.one(&path));
    let pages = [
        ("pupil", "/pupils/"),
        ("commitment", "/commitments/"),
        ("school", "/schools/"),
        ("committee", "/committees/"),
    ];
    let mut pages =
        pages.iter().filter_map(|(name, page)| Some(format!("{page}{}", encoded(value(name)?))));
    pages.next().unwrap_or_else(|| "/".to_owned())
}

/// The same address, whose page says in its frame that something was recorded.
fn told_recorded(address: &str) -> String {
    let (page, part) = address.split_once('#').map_or((address, ""), |(page, part)| (page, part));
    let joint = if page.contains('?') { '&' } else { '?' };
    let part = if part.is_empty() { String::new() } else { format!("#{part}") };
    format!("{page}{joint}{RECORDED}=1{part}")
}

/// Whether an address is one of ours. A browser reads `//` and `/\` as the beginning of another site.
fn is_local(address: &str) -> bool {
    let rest = address.strip_prefix('/');
    let plain = address.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    plain && rest.is_some_and(|rest| !rest.starts_with('/'))
}

/// The page of a form.
fn page(visit: &Visit, form: &Form, input: &Input, told: &Told) -> Result<Answer, Fault> {
    let choices = choices(visit, form, input)?;
    let founded = who::founds(&form.term, &form.command).and_then(|name| form.find(name));
    let founded = founded.map(|(path, _)| path);
    let drawer = Drawer {
        visit,
        form,
        input,
        choices: &choices,
        wrong: &told.wrong,
        founded: founded.as_deref(),
    };
    let id = visit.field("id").filter(|_| !told.anew).map(str::to_owned);
    let body = html! {
        (problems(visit, form, told))
        form.act method="post" action=(path_of(form)) {
            input type="hidden" name="id" value=(id.unwrap_or_else(|| visit.new_id().to_string()));
            (back_field(visit))
            (drawer.all())
            @if !told.health.is_empty() || visit.field("anyway").is_some() { (anyway(visit)) }
            p.inline-list {
                button type="submit" { (visit.say(ActText::Record)) }
                a.button.quiet href=(visit.field("back").filter(|b| is_local(b)).unwrap_or("/")) {
                    (visit.say(ActText::Cancel))
                }
            }
        }
    };
    let page = Page::new(title(visit, form), body).with_status(told.status);
    Ok(page.found_at(asked_again(visit, form, input)).into())
}

/// The address that shows the form anew with what stands fast, nothing typed and nothing founded.
fn asked_again(visit: &Visit, form: &Form, input: &Input) -> String {
    let founded = who::founds(&form.term, &form.command).and_then(|name| form.find(name));
    let is_founded = |path: &str| founded.as_ref().is_some_and(|(founded, _)| founded == path);
    let fixed: Vec<(&str, &str)> = input
        .fixed()
        .filter(|path| !is_founded(path))
        .flat_map(|path| input.within(path))
        .collect();
    let back = visit.field("back").filter(|back| is_local(back)).unwrap_or_default();
    address(&form.term, &form.command, &fixed, back)
}

fn title(visit: &Visit, form: &Form) -> &'static str {
    acts::command(&form.term, &form.command, visit.language).unwrap_or_default()
}

fn path_of(form: &Form) -> String {
    format!("/do/{}/{}", form.term, form.command)
}

fn back_field(visit: &Visit) -> Markup {
    html! { @if let Some(back) = visit.field("back").filter(|back| is_local(back)) {
        input type="hidden" name="back" value=(back);
    } }
}

fn anyway(visit: &Visit) -> Markup {
    html! {
        div.choice {
            input type="checkbox" id="anyway" name="anyway" value="yes" checked[visit.field("anyway").is_some()];
            label for="anyway" { (visit.say(ActText::HealthAnyway)) }
        }
    }
}

/// What stands in the way, at the top, where the reader is brought first.
fn problems(visit: &Visit, form: &Form, told: &Told) -> Markup {
    let brought = |title: ActText, content: Markup| {
        notice(
            Tone::Bad,
            &html! { div tabindex="-1" autofocus { p { strong { (visit.say(title)) } } (content) } },
        )
    };
    html! {
        @if let Some(why) = &told.refused { (brought(ActText::RefusedTitle, html! { p { (why) } })) }
        @if !told.wrong.is_empty() {
            (brought(ActText::WrongTitle, html! { ul { @for wrong in &told.wrong {
                li { @if wrong.path.is_empty() { (wrong.why) } @else {
                    a href={ "#" (id_of(&wrong.path)) } { (named(visit, form, &wrong.path)) ": " (wrong.why) }
                } }
            } } }))
        }
        @if !told.health.is_empty() {
            (brought(ActText::HealthTitle, html! {
                p { (visit.fill(ActText::HealthBody, &[("words", &told.health.join(", "))])) }
            }))
        }
    }
}

/// What the field at a path is called; numbers of rows stand in the path and name nothing.
fn named(visit: &Visit, form: &Form, path: &str) -> &'static str {
    let unnumbered: Vec<&str> =
        path.split('.').filter(|part| part.parse::<usize>().is_err()).collect();
    let wanted = unnumbered.join(".");
    let mut name = "";
    form.walk(&mut |known, field| {
        if known == wanted && name.is_empty() {
            name = acts::field(&field.owner, &field.name, visit.language).unwrap_or_default();
        }
    });
    name
}

/// What the fields choose among, and what stands fast in words.
fn choices(visit: &Visit, form: &Form, input: &Input) -> Result<Choices, Fault> {
    let mut wanted = BTreeSet::new();
    let mut fixed = Vec::new();
    let stands = |path: &str| {
        input.fixed().any(|known| {
            path.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    };
    let founded = who::founds(&form.term, &form.command).and_then(|name| form.find(name));
    form.walk(&mut |path, field| {
        let Kind::Pick(source) = field.kind else { return };
        if founded.as_ref().is_some_and(|(founded, _)| founded == path) {
            return;
        }
        if stands(path) {
            fixed.extend(input.all(path).map(|value| (source, value.to_owned())));
        } else if source != Source::Position {
            wanted.insert(source);
        }
    });
    Choices::read(visit, Context::of(form, input), &wanted, &fixed)
}
