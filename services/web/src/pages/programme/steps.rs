//! Every step of a case in order, with the texts that the viewer may read.

use std::collections::HashMap;

use domain::id::Position;
use maud::{Markup, html};
use projections::Programme;
use projections::views::programme::CaseStep;

use super::case::{Sheet, said};
use crate::act;
use crate::fault::Fault;
use crate::page::scroll;
use crate::pages::family::party;
use crate::text::{CaseText, event_kind};
use crate::visit::Visit;

/// Opened texts by position and number of section.
pub(super) type Texts = HashMap<(Position, u8), String>;

/// The sections of a step's text: need, measures and reasons of a programme, one text of all others.
fn sections(step: &CaseStep) -> u8 {
    match step.kind {
        "ProgrammeDecided" | "ProgrammeRevised" => 3,
        _ => u8::from(step.sealed),
    }
}

/// The texts of the steps that are shown. What was entered on the wrong pupil is not opened.
pub(super) fn texts_of(visit: &Visit, case: &Programme) -> Result<Texts, Fault> {
    let mut texts = Texts::new();
    for step in case.steps.iter().filter(|step| step.struck.is_none()) {
        for section in 0..sections(step) {
            if let Some(text) = opened(visit, step.position, section)? {
                texts.insert((step.position, section), text);
            }
        }
    }
    Ok(texts)
}

/// A sealed text, opened. The caller has asked whether the viewer may see it.
pub(crate) fn opened(
    visit: &Visit,
    position: Position,
    section: u8,
) -> Result<Option<String>, Fault> {
    let text = visit.app().text_at(position, section)?;
    Ok(text.map(|text| text.as_str().to_owned()))
}

pub(super) fn steps(visit: &Visit, sheet: &Sheet) -> Markup {
    let heads = [CaseText::Day, CaseText::What, CaseText::Said, CaseText::Who];
    let table = html! {
        table.events {
            caption.hidden { (visit.say(CaseText::Steps)) }
            thead { tr { @for head in heads { th scope="col" { (visit.say(head)) } } } }
            tbody { @for step in &sheet.case.steps { (row(visit, sheet, step)) } }
        }
    };
    html! {
        section aria-labelledby="steps" {
            h2 #steps { (visit.say(CaseText::Steps)) }
            p { (visit.say(CaseText::StepsLead)) }
            (scroll(visit.say(CaseText::Steps), &table))
            (strikes(visit, sheet))
            p { a href={ "/trail/pupils/" (sheet.case.row.pupil) } { (visit.say(crate::text::PupilText::Trail)) } }
        }
    }
}

fn row(visit: &Visit, sheet: &Sheet, step: &CaseStep) -> Markup {
    let struck = step.struck.is_some();
    let kind = event_kind(step.kind, visit.language);
    html! {
        tr.quiet[struck] #{ "event-" (step.position) } {
            td.when { (step.on) }
            th scope="row" {
                span.struck[struck] { (kind) }
                @if let Some(one) = step.party { " " span.soft.under { (party(visit, &sheet.guardians, one)) } }
                @if struck { " " span.bad-text.under { (visit.say(CaseText::StruckWrong)) } }
            }
            td {
                @if !struck { @for section in 0..sections(step) { (said(visit, sheet.text(step.position, section))) } }
                @if !struck && sections(step) == 0 { "–" }
            }
            td data-label=(visit.say(CaseText::Who)) {
                @if let Some(staff) = step.staff { (sheet.person(staff)) } @else { "–" }
            }
        }
    }
}

/// What was entered on the wrong pupil can be struck; the striking itself cannot.
fn strikes(visit: &Visit, sheet: &Sheet) -> Markup {
    let may = act::may(visit, "action_programme", "strike");
    let standing = |step: &&CaseStep| step.struck.is_none() && step.kind != "EntryStruck";
    let steps: Vec<&CaseStep> = sheet.case.steps.iter().filter(standing).collect();
    html! {
        @if may && !steps.is_empty() {
            details.controls {
                summary { (visit.say(CaseText::WrongPupil)) }
                ul { @for step in steps { li { (strike(visit, sheet, step)) } } }
            }
        }
    }
}

fn strike(visit: &Visit, sheet: &Sheet, step: &CaseStep) -> Markup {
    let row = &sheet.case.row;
    let (programme, pupil) = (row.programme.to_string(), row.pupil.to_string());
    let (school, of) = (row.school.to_string(), step.position.to_string());
    let given =
        [("programme", programme.as_str()), ("pupil", &pupil), ("school", &school), ("of", &of)];
    let address = act::address("action_programme", "strike", &given, visit.path());
    let (kind, on) = (event_kind(step.kind, visit.language), step.on.to_string());
    html! {
        a href=(address) { (visit.fill(CaseText::StrikeThis, &[("kind", kind), ("on", &on)])) }
    }
}
