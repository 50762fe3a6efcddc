//! Duties towards the parents of classes: commitments to explain.

use std::collections::BTreeSet;

use domain::Event;
use domain::commitment::Level;
use domain::event::code;
use domain::id::ClassId;
use domain::query::Tag;

use super::{About, Duties, Here, TodoKind};
use crate::views::pledge::class_grades;

pub(super) fn add(here: &Here<'_, '_>, duties: &mut Duties) {
    if here.principal || !here.classes.is_empty() {
        commitments(here, duties);
    }
}

/// Versions in force that have not been explained to the parents of a class with pupils of their grades.
fn commitments(here: &Here<'_, '_>, duties: &mut Duties) {
    let (facts, day, at, school) = (here.facts(), here.person.day, here.person.at, here.school);
    let concerns = |level| match level {
        Level::Municipality => true,
        Level::School(code) => code == school,
    };
    let in_force = facts.in_force_where(day, at, concerns);
    if in_force.is_empty() {
        return;
    }
    let classes = class_grades(facts, school, day, at);
    let explained = facts.ledger_of(Tag::School(school), &[code::CommitmentExplained], at);
    let explained: Vec<_> = explained
        .filter_map(|said| match said.event {
            Event::CommitmentExplained(e) => Some((e.commitment, e.version, e.class)),
            _ => None,
        })
        .collect();
    for version in in_force {
        let (commitment, number) = (version.commitment, version.version);
        let of_version = explained.iter().filter(|(id, v, _)| *id == commitment && *v == number);
        let reached: BTreeSet<ClassId> = of_version.map(|(_, _, class)| *class).collect();
        let Some(of) = version.positions.last().copied() else { continue };
        for left in classes.to_reach(&version.terms, &reached) {
            if here.principal || here.classes.contains(&left.class) {
                let about = About {
                    class: Some(left.class),
                    commitment: Some(commitment),
                    version: Some(number),
                    ..here.about()
                };
                duties.add(TodoKind::ExplainCommitment, None, of, about);
            }
        }
    }
}
