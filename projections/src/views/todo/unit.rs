//! Duties of a school unit that the process does not remind of: conditions, accounts, development.

use std::collections::BTreeSet;

use domain::Event;
use domain::event::code;
use domain::id::Position;
use domain::query::Tag;

use super::{About, Duties, Here, TodoKind};
use crate::views::support::{OF_DEVELOPMENT, conditions, developments};

pub(super) fn add(here: &Here<'_, '_>, duties: &mut Duties) {
    if here.principal {
        stated(here, duties);
        accounts(here, duties);
        development(here, duties);
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
