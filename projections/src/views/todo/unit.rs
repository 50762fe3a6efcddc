//! Duties of a school unit beside its rounds and pupils' cases: measures, complaints, conditions,
//! accounts, development.

use std::collections::BTreeSet;

use domain::Event;
use domain::event::code;
use domain::id::Position;
use domain::query::Tag;

use super::{About, Duties, Here, TodoKind};
use crate::views::measures::{Thread, threads_at};
use crate::views::support::{OF_DEVELOPMENT, conditions, developments};

pub(super) fn add(here: &Here<'_, '_>, duties: &mut Duties) {
    measures(here, duties);
    if here.principal {
        complaints(here, duties);
        stated(here, duties);
        accounts(here, duties);
        development(here, duties);
    }
}

fn measures(here: &Here<'_, '_>, duties: &mut Duties) {
    for thread in threads_at(here.facts(), here.school, here.person.at).into_values() {
        if here.takes(thread.decided.responsible) {
            carried(&thread, duties);
        }
    }
}

/// What whoever carries a measure has left to do of it.
pub(super) fn carried(thread: &Thread, duties: &mut Duties) {
    if !thread.evaluated.is_empty() {
        return;
    }
    let decided = &thread.decided;
    let (school, measure) = (Some(decided.school), Some(decided.measure));
    let about = About { school, measure, ..About::default() };
    if thread.started.is_none() {
        let due = Some(decided.from);
        duties.add(TodoKind::StartMeasure, due, thread.position, about.clone());
    }
    let due = Some(decided.evaluate_by);
    duties.add(TodoKind::EvaluateMeasure, due, thread.position, about);
}

/// Complaints received here that have no answer, wherever it would have been recorded.
fn complaints(here: &Here<'_, '_>, duties: &mut Duties) {
    let (facts, at) = (here.facts(), here.person.at);
    for said in facts.ledger_of(Tag::School(here.school), &[code::ComplaintReceived], at) {
        let Event::ComplaintReceived(e) = said.event else { continue };
        let mut answers = facts.ledger_of(Tag::Pupil(e.pupil), &[code::ComplaintAnswered], at);
        let answered = answers.any(|answer| {
            matches!(answer.event, Event::ComplaintAnswered(answer) if answer.of == said.position)
        });
        if !answered {
            let about = About { pupil: Some(e.pupil), ..here.about() };
            duties.add(TodoKind::AnswerComplaint, Some(e.answer_by), said.position, about);
        }
    }
}

/// Conditions that were not reasonable and have no answer.
fn stated(here: &Here<'_, '_>, duties: &mut Duties) {
    for stated in conditions(here.facts(), here.school, here.person.at) {
        if !stated.reasonable && stated.answered.is_none() {
            let about =
                About { class: Some(stated.class), round: Some(stated.round), ..here.about() };
            duties.add(TodoKind::AnswerConditions, None, stated.position, about);
        }
    }
}

fn accounts(here: &Here<'_, '_>, duties: &mut Duties) {
    let (facts, at, of) = (here.facts(), here.person.at, Tag::School(here.school));
    let received = facts.ledger_of(of, &[code::SchoolAccountReceived], at);
    let received: BTreeSet<Position> = received
        .filter_map(|said| match said.event {
            Event::SchoolAccountReceived(e) => Some(e.of),
            _ => None,
        })
        .collect();
    for said in facts.ledger_of(of, &[code::SchoolAccountDelivered], at) {
        let Event::SchoolAccountDelivered(e) = said.event else { continue };
        if !received.contains(&said.position) {
            let about = About { round: Some(e.round), ..here.about() };
            duties.add(TodoKind::ReceiveAccount, None, said.position, about);
        }
    }
}

fn development(here: &Here<'_, '_>, duties: &mut Duties) {
    let said = here.facts().ledger_of(Tag::School(here.school), OF_DEVELOPMENT, here.person.at);
    for row in developments(said) {
        if let Some(held) = row.held.filter(|_| row.evaluated.is_none()) {
            let about = About { development: Some(row.development), ..here.about() };
            duties.add(TodoKind::EvaluateDevelopment, None, held, about);
        }
    }
}
