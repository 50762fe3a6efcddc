//! Duties of the rounds at a school unit: record, sign off, submit.

use std::collections::BTreeMap;

use domain::id::{ClassId, Position, RoundId};

use super::{About, Duties, Here, TodoKind};
use crate::directory::rounds::{Phase, Round, RoundStatus};
use crate::facts::NONE;
use crate::figure::cell::Standing;
use crate::figure::frame::Frame;
use crate::figure::reference::FigureScope;

/// Pupils of a class in a round, and how many of them have neither point nor reason.
#[derive(Default)]
struct InClass {
    pupils: u32,
    missing: u32,
}

pub(super) fn add(here: &Here<'_, '_>, duties: &mut Duties) {
    if here.classes.is_empty() && !here.principal {
        return;
    }
    for round in here.facts().rounds(here.person.at) {
        let status = here.facts().round_status(round.round, here.school, here.person.at);
        if let Phase::Open { until } | Phase::Reopened { until } = status.phase {
            let of = status.reopened.max(status.opened).unwrap_or(round.position);
            let due = Some(until);
            for (class, count) in classes(here, round.round) {
                entry(here, &status, (class, &count), duties, |kind, about| (kind, due, of, about));
            }
            submit(here, &round, of, duties);
        }
    }
}

/// Recording and signing off one class.
fn entry(
    here: &Here<'_, '_>,
    status: &RoundStatus,
    (class, count): (Option<ClassId>, &InClass),
    duties: &mut Duties,
    duty: impl Fn(TodoKind, About) -> (TodoKind, Option<domain::calendar::Day>, Position, About),
) {
    let mine = match class {
        Some(class) => here.classes.contains(&class) && status.signed_off(class).is_none(),
        None => here.principal,
    };
    if !mine || count.pupils == 0 {
        return;
    }
    let about = About { class, round: Some(status.round), ..here.about() };
    let (kind, due, of, about) = match (count.missing, class) {
        (0, None) => return,
        (0, Some(_)) => duty(TodoKind::SignOffClass, about),
        (left, _) => duty(TodoKind::AssessClass, About { left: Some(left), ..about }),
    };
    duties.add(kind, due, of, about);
}

fn submit(here: &Here<'_, '_>, round: &Round, of: Position, duties: &mut Duties) {
    if here.principal {
        let about = About { round: Some(round.round), ..here.about() };
        duties.add(TodoKind::SubmitRound, Some(round.submit_by), of, about);
    }
}

/// The classes of the round that concern the person: their own, and for the principal those without.
fn classes(here: &Here<'_, '_>, round: RoundId) -> Vec<(Option<ClassId>, InClass)> {
    let facts = here.facts();
    let Some(frame) = Frame::new(facts, here.person.at, round) else { return Vec::new() };
    let Some(places) = frame.places(&FigureScope::School(here.school)) else { return Vec::new() };
    let mut counts: BTreeMap<u32, InClass> = BTreeMap::new();
    frame.for_each_member(&places, |member| {
        let count = counts.entry(member.class).or_default();
        count.pupils += 1;
        count.missing += u32::from(member.standing(&frame) == Standing::Missing);
    });
    let class = |number: u32| (number != NONE).then(|| facts.ids.classes.key(number));
    counts.into_iter().map(|(number, count)| (class(number), count)).collect()
}
