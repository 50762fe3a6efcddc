//! What comes before a form: choosing what it is about, or being told where to begin.

use maud::html;

use crate::act::input::{Input, RESERVED};
use crate::act::schema::{Field, Form, Kind};
use crate::act::source::{Context, Source, offered};
use crate::act::{back_field, path_of, title, who};
use crate::fault::Fault;
use crate::page::{Page, Tone, notice};
use crate::text::{ActText, acts};
use crate::visit::{Answer, Visit};

/// The page to show instead of the form, if something must be known first.
pub(super) fn before(visit: &Visit, form: &Form, input: &Input) -> Result<Option<Answer>, Fault> {
    if let Some((path, source, label)) = lacking(visit, form, input) {
        return choose(visit, form, input, &path, source, label).map(Some);
    }
    Ok(reference(visit, form, input).map(|what| elsewhere(visit, form, what)))
}

/// The first thing that the rest of the form depends on and that nobody has said.
fn lacking(visit: &Visit, form: &Form, input: &Input) -> Option<(String, Source, &'static str)> {
    let founds = who::founds(&form.term, &form.command);
    let label =
        |owner: &str, name: &str| acts::field(owner, name, visit.language).unwrap_or_default();
    let asked = |name: &str| {
        let (path, field) = form.find(name).filter(|_| founds != Some(name))?;
        let Kind::Pick(source) = field.kind else { return None };
        let open = field.required && input.one(&path).is_none();
        open.then(|| (path, source, label(&field.owner, &field.name)))
    };
    let depends = |on: fn(Source) -> bool| any_source(form, on);
    let new_round = asked("round").filter(|(_, source, _)| *source == Source::NewRound);
    let evaluated = asked("round").filter(|_| form.command == "evaluate");
    let measured = asked("measure").filter(|_| form.command == "evaluate_measure");
    let of_pupil = asked("pupil");
    // Of a move, the school unit that is asked for is the one to come.
    let moves = form.find("from_school").is_some();
    if moves && of_pupil.is_some() && unsaid_school(visit).is_none() {
        return of_pupil;
    }
    let of_school = asked("school").filter(|_| of_pupil.is_some() || depends(Source::needs_school));
    let context = Context::of(form, input);
    let homeless = context.school.is_none() && context.class.is_none();
    let own_school = || {
        unsaid_school(visit).map(|()| ("school".to_owned(), Source::School, label("", "school")))
    };
    let school_of_pupil =
        of_pupil.is_some() && homeless && form.find("school").is_none_or(|(_, f)| !f.required);
    new_round
        .or(of_school)
        .or_else(|| if school_of_pupil { own_school() } else { None })
        .or_else(|| asked("committee").filter(|_| depends(Source::needs_committee)))
        .or_else(|| asked("commitment"))
        .or(evaluated)
        .or_else(|| asked("seminar"))
        .or(measured)
        .or(of_pupil)
}

/// Whether the viewer must say at which school unit: those with one have said it by their role.
fn unsaid_school(visit: &Visit) -> Option<()> {
    let facts = visit.facts().ok()?;
    let own = super::prefill::own_school(visit, &facts);
    own.is_none().then_some(())
}

fn any_source(form: &Form, wanted: fn(Source) -> bool) -> bool {
    let mut any = false;
    form.walk(&mut |_, field| {
        any |= matches!(field.kind, Kind::Pick(source) if wanted(source));
    });
    any
}

/// The earlier event that the command is about, where it is not said: it is not chosen from a list.
fn reference<'a>(visit: &Visit, form: &'a Form, input: &Input) -> Option<&'a str> {
    let open = |path: &str, field: &Field| {
        let position = matches!(field.kind, Kind::Pick(Source::Position));
        position && field.required && input.one(path).is_none()
    };
    let mut found: Option<&'a Field> = None;
    for outer in &form.fields {
        match &outer.kind {
            Kind::Group(inner) => {
                let path = |field: &Field| format!("{}.{}", outer.name, field.name);
                found = found.or(inner.iter().find(|field| open(&path(field), field)));
            }
            _ => found = found.or(Some(outer).filter(|field| open(&field.name, field))),
        }
    }
    found.map(|field| acts::field(&field.owner, &field.name, visit.language).unwrap_or_default())
}

/// A small form in the address that asks for one thing.
fn choose(
    visit: &Visit,
    form: &Form,
    input: &Input,
    path: &str,
    source: Source,
    label: &str,
) -> Result<Answer, Fault> {
    let mut context = Context::of(form, input);
    if context.school.is_none() {
        let facts = visit.facts()?;
        context.school = super::prefill::own_school(visit, &facts);
    }
    let choices = offered(visit, context, source)?;
    let kept = visit
        .fields
        .iter()
        .filter(|(name, _)| !RESERVED.contains(&name.as_str()) && name != path && !name.is_empty());
    let body = if choices.is_empty() {
        notice(Tone::Warn, &html! { p { (visit.say(ActText::StepNothing)) } })
    } else {
        html! { form.act method="get" action=(path_of(form)) {
            (back_field(visit))
            @for (name, value) in kept { input type="hidden" name=(name) value=(value); }
            div.field {
                label for="step" { (label) }
                select #step name=(path) required {
                    option value="" { (visit.say(ActText::Choose)) }
                    @for choice in &choices { option value=(choice.value) { (choice.words) } }
                }
            }
            button type="submit" { (visit.say(ActText::Continue)) }
        } }
    };
    let lead = html! { (visit.say(ActText::StepLead)) };
    Ok(Page::new(title(visit, form), body).with_lead(lead).into())
}

/// What is recorded on an earlier event begins from the page that shows it.
fn elsewhere(visit: &Visit, form: &Form, what: &str) -> Answer {
    let text = visit.fill(ActText::ElsewhereBody, &[("what", what)]);
    let body = notice(Tone::Warn, &html! { p { (text) } });
    let lead = html! { (visit.say(ActText::ElsewhereLead)) };
    Page::new(title(visit, form), body).with_lead(lead).into()
}

/// The past has no forms.
pub(super) fn past(visit: &Visit, form: &Form) -> Answer {
    let now = visit.address_with(&[("asOf", None)]);
    let body = notice(
        Tone::Past,
        &html! {
            p { strong { (visit.say(ActText::PastTitle)) } }
            p { (visit.say(ActText::PastBody)) " " a href=(now) { (visit.say(ActText::ToNow)) } }
        },
    );
    Page::new(title(visit, form), body).into()
}
