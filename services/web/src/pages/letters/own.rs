//! `/children/{pupil}/letters/{round}`: the letter to this guardian about the own child.

use domain::id::{PupilId, RoundId};
use insyn_app::letters::Letter;
use maud::{Markup, html};
use serde_json::Value;

use super::{file, language, languages};
use crate::fault::Fault;
use crate::page::Page;
use crate::text::{ChildText, LetterText, PaperText};
use crate::visit::{Answer, Visit};
use crate::words;

/// `GET /children/{pupil}/letters/{round}`. A letter that is not released, or not to this guardian, does not
/// exist for them.
pub(crate) fn show(visit: &Visit) -> Result<Answer, Fault> {
    let (round, content) = read(visit)?;
    let document = &content["document"];
    let child = text(&document["child"]["name"]).to_owned();
    let body = html! {
        section.sheet aria-labelledby="letter" {
            h2 #letter { (visit.say(LetterText::Result)) }
            (result(visit, &document["result"]))
            (promised(visit, &document["promised"]))
            (next(visit, &document["next"]))
            p { (visit.fill(LetterText::Signed, &[
                ("principal", text(&document["sender"]["principal"])),
                ("school", text(&document["sender"]["school"])),
            ])) }
        }
        section aria-labelledby="files" {
            h2 #files { (visit.say(LetterText::AsPdf)) }
            @if visit.app().typesetter().is_installed() {
                p { (languages(visit, &format!("{}/pdf", visit.path()), &child)) }
            } @else { p.soft.small { (visit.say(PaperText::NoProgram)) } }
        }
    };
    let pupil: PupilId = visit.param("pupil")?;
    let crumbs = vec![
        (visit.say(ChildText::Title).to_owned(), "/children".to_owned()),
        (child.clone(), format!("/children/{pupil}")),
    ];
    let round = words::round(round, visit.language);
    let title = visit.fill(LetterText::OwnTitle, &[("name", &child), ("round", &round)]);
    Ok(Page::new(title, body).under(crumbs).into())
}

/// `GET /children/{pupil}/letters/{round}/pdf`
pub(crate) fn typeset(visit: &Visit) -> Result<Answer, Fault> {
    let (round, content) = read(visit)?;
    let bytes = visit.app().letter_pdf(&content, language(visit))?;
    Ok(Answer::File(file(round, bytes)))
}

fn read(visit: &Visit) -> Result<(RoundId, Value), Fault> {
    let guardian = visit.guardian.ok_or(Fault::SignInNeeded)?;
    let (pupil, round): (PupilId, RoundId) = (visit.param("pupil")?, visit.param("round")?);
    let letter: Option<Letter> = visit.app().letter_to(guardian, pupil, round)?;
    let content = letter.and_then(|letter| letter.content.ok()).ok_or(Fault::NotFound)?;
    Ok((round, content))
}

fn result(visit: &Visit, of: &Value) -> Markup {
    let point = &of["assessed"];
    let reason = match text(&of["not_assessed"]) {
        "absent" => LetterText::Absent,
        "newly_arrived" => LetterText::NewlyArrived,
        _ => LetterText::Exempt,
    };
    html! {
        @if point.is_null() { p { (visit.say(reason)) } }
        @else {
            p { strong { (visit.fill(LetterText::Point, &[("point", text(&point["point"]))])) } }
            @if let Some(before) = point["before"].as_str() {
                p { (visit.fill(LetterText::Before, &[("point", before)])) }
            }
        }
    }
}

fn promised(visit: &Visit, pledges: &Value) -> Markup {
    let pledges = list(pledges);
    let one = |of: &Value| {
        let key = match of["reached"].as_bool() {
            Some(true) => LetterText::PledgeReached,
            Some(false) => LetterText::PledgeNot,
            None => LetterText::PledgeOpen,
        };
        visit.fill(key, &[("title", text(&of["title"])), ("point", text(&of["point"]))])
    };
    html! {
        @if !pledges.is_empty() {
            h3 { (visit.say(LetterText::Promised)) }
            ul { @for of in pledges { li { (one(of)) } } }
        }
    }
}

fn next(visit: &Visit, next: &Value) -> Markup {
    let one = |of: &Value| match (of.as_str(), of["talk"].as_str(), of["round"].as_str()) {
        (Some("reassess"), ..) => visit.say(LetterText::NextReassess).to_owned(),
        (_, Some(day), _) => visit.fill(LetterText::NextTalk, &[("day", day)]),
        (_, _, Some(day)) => visit.fill(LetterText::NextRound, &[("day", day)]),
        _ => visit.say(LetterText::NextExtra).to_owned(),
    };
    html! {
        @if !list(next).is_empty() {
            h3 { (visit.say(LetterText::Next)) }
            ul { @for of in list(next) { li { (one(of)) } } }
        }
    }
}

fn text(of: &Value) -> &str {
    of.as_str().unwrap_or_default()
}

fn list(of: &Value) -> &[Value] {
    of.as_array().map(Vec::as_slice).unwrap_or_default()
}
