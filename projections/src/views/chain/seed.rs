//! What a chain begins with: the events of the thing itself, and what hangs on it as a whole.

use std::collections::{BTreeMap, BTreeSet};

use domain::Event;
use domain::event::code;
use domain::id::{CommitmentId, Position, PupilId, SchoolUnitCode};
use domain::query::Tag;
use domain::reference::Reference;

use super::ChainOf;
use super::basis::Known;
use super::forth::reports;
use super::said::{Said, came_of_shortfall, shortfall};
use super::walk::{Finds, View};
use crate::directory::position;
use crate::figure::evidence::evidence;
use crate::figure::reference::{FigureRef, FigureScope, Measure};

/// Where a chain begins.
#[derive(Default)]
pub(super) struct Seed {
    pub(super) middle: Vec<Said>,
    /// What leads to the thing as a whole.
    pub(super) before: Finds,
    /// What comes of the thing as a whole.
    pub(super) after: Finds,
}

/// None where nothing is known of it.
pub(super) fn seed(view: &View<'_>, of: ChainOf) -> Option<Seed> {
    let middle = match of {
        ChainOf::Pupil(pupil) => pupil_events(view, pupil),
        ChainOf::Programme(id) => thread(view, Tag::Programme(id)),
        ChainOf::Measure(id) => thread(view, Tag::Measure(id)),
        ChainOf::Report(id) => report_events(view, Tag::Report(id)),
        ChainOf::Decision(id) => decision_events(view, Tag::Decision(id)),
        ChainOf::Commitment(id) => commitment_events(view, id),
        ChainOf::Figure(reference) => return figure_seed(view, &reference),
    };
    // Where the pupil counted without a result, it is the pupil as a whole that leads there.
    let without = view.counted.get(&None).cloned().unwrap_or_default();
    let after = Finds { on: without, ..Finds::default() };
    (!middle.is_empty()).then(|| Seed { middle, after, ..Seed::default() })
}

/// All events that name a thread.
fn thread(view: &View<'_>, tag: Tag) -> Vec<Said> {
    let noted = view.facts.ledger(tag, view.at);
    let own = noted.filter(|noted| noted.event.refers().contains(&Reference::Thread(tag)));
    own.map(Said::from).collect()
}

/// A report's own: made, delivered, presented. What rests on it comes after.
fn report_events(view: &View<'_>, tag: Tag) -> Vec<Said> {
    let own = [code::ReportPrepared, code::ReportDelivered, code::ReportPresented];
    view.facts.ledger_of(tag, &own, view.at).map(Said::from).collect()
}

/// A decision's own event. An appeal and what it led to come after.
fn decision_events(view: &View<'_>, tag: Tag) -> Vec<Said> {
    view.facts.ledger_of(tag, &[code::CommitteeDecided], view.at).map(Said::from).collect()
}

/// A commitment's own: proposed, adopted, revised, lowered, withdrawn.
fn commitment_events(view: &View<'_>, commitment: CommitmentId) -> Vec<Said> {
    let Some(history) = view.facts.commitments.rows.get(&commitment) else { return Vec::new() };
    let own = history.before(view.limit).iter().map(Said::commitment);
    own.filter(|said| !matches!(said.event, Some(Event::CommitmentEvaluated(_)))).collect()
}

/// Everything recorded about a pupil, in order.
fn pupil_events(view: &View<'_>, pupil: PupilId) -> Vec<Said> {
    let facts = view.facts;
    let Some(number) = facts.ids.pupils.get(pupil) else { return Vec::new() };
    let mut events: BTreeMap<Position, Said> = BTreeMap::new();
    let mut only = |stored: u32| {
        if stored < view.limit {
            events.entry(position(stored)).or_insert(Said::only(position(stored)));
        }
    };
    facts.pupils.entries(number).iter().for_each(|entry| only(entry.position));
    let guardians = facts.pupils.guardians(number);
    let guardians = guardians.iter().take_while(|entry| entry.position < view.limit);
    guardians.for_each(|entry| only(entry.position));
    let protection = facts.pupils.protection.get(&number).map(|history| history.before(view.limit));
    protection.into_iter().flatten().for_each(|entry| only(entry.position));
    let mut whole = |said: Said| _ = events.insert(said.position, said);
    for found in facts.shortfalls_of_pupil(pupil, view.at) {
        shortfall(view, found.position).into_iter().for_each(&mut whole);
        came_of_shortfall(view, found.position).into_iter().for_each(&mut whole);
    }
    facts.ledger(Tag::Pupil(pupil), view.at).map(Said::from).for_each(&mut whole);
    for (round, id) in (0..).zip(facts.ids.rounds.keys()) {
        let values = facts.round_values(round).into_iter();
        for value in values.flat_map(|values| values.of(number, view.limit)) {
            whole(Said::value(facts, number, round, value));
            if value.struck < view.limit {
                whole(Said::only(position(value.struck)));
            }
        }
        for said in facts.explained(pupil, *id, view.at) {
            whole(Said::only(said.position));
        }
        for said in facts.acknowledged(pupil, *id, view.at) {
            whole(Said::only(said.position));
        }
    }
    events.into_values().collect()
}

/// A figure has no events of its own: before it stands what it is made of, after it what tells of it.
fn figure_seed(view: &View<'_>, reference: &FigureRef) -> Option<Seed> {
    let made_of = evidence(view.facts, view.at, reference);
    if made_of.is_empty() {
        return None;
    }
    let known = Known::new(view, view.at, reference.round)?.within(reference.scope)?;
    let mut results = Finds::default();
    known.results(&mut results);
    let made_of: BTreeSet<Position> = made_of.into_iter().collect();
    let mut seed = Seed::default();
    let mut rest = made_of.clone();
    for many in results.many {
        let used = many.positions.into_iter().filter(|position| made_of.contains(position));
        let used: Vec<Position> = used.collect();
        used.iter().for_each(|position| _ = rest.remove(position));
        seed.before.all_of(many.kind, used);
    }
    target_events(view, reference, &mut rest, &mut seed.before);
    seed.before.all_of(None, rest.into_iter().collect());
    seed.after = told(view, reference);
    Some(seed)
}

/// The commitment that a figure is held against is followed further.
fn target_events(
    view: &View<'_>,
    reference: &FigureRef,
    rest: &mut BTreeSet<Position>,
    before: &mut Finds,
) {
    let (Measure::Reached(target) | Measure::ReachedOfPopulation(target)) = reference.measure
    else {
        return;
    };
    let versions = commitment_events(view, target.commitment).into_iter();
    before.on.extend(versions.filter(|said| rest.remove(&said.position)));
}

/// The reports and accounts that tell of a figure, the analyses of its round at its school unit, and the
/// evaluations of its target.
fn told(view: &View<'_>, reference: &FigureRef) -> Finds {
    let mut finds = Finds::default();
    let round = reference.round;
    let school = school_of(view, reference);
    if let Some(school) = school {
        let analysed = view.facts.ledger_of(Tag::School(school), &[code::ResultsAnalysed], view.at);
        let of_round = analysed.map(Said::from).filter(
            |said| matches!(&said.event, Some(Event::ResultsAnalysed(e)) if e.round == round),
        );
        finds.on.extend(of_round);
    }
    let told = reports(view, Position(0), school, Some(round)).into_iter();
    finds.on.extend(told.filter(|said| match (&said.event, reference.scope) {
        (Some(Event::ReportPrepared(e)), FigureScope::Committee(id)) => e.committee == id,
        (Some(Event::ReportPrepared(e)), FigureScope::District(id)) => {
            let committee = view.facts.committee(e.committee, view.at);
            committee.is_some_and(|found| found.district.is_none_or(|district| district == id))
        }
        (Some(Event::SchoolAccountDelivered(_)), scope) => {
            matches!(scope, FigureScope::School(_) | FigureScope::Class(_))
        }
        _ => true,
    }));
    if let Measure::Reached(target) | Measure::ReachedOfPopulation(target) = reference.measure {
        let history = view.facts.commitments.rows.get(&target.commitment);
        let entries = history.into_iter().flat_map(|history| history.before(view.limit));
        let of_round = entries.map(Said::commitment).filter(
            |said| matches!(&said.event, Some(Event::CommitmentEvaluated(e)) if e.round == round),
        );
        finds.on.extend(of_round);
    }
    finds
}

fn school_of(view: &View<'_>, reference: &FigureRef) -> Option<SchoolUnitCode> {
    match reference.scope {
        FigureScope::School(school) => Some(school),
        FigureScope::Class(class) => {
            let number = view.facts.ids.classes.get(class)?;
            let school = view.facts.organisation.classes.get(number as usize)?.school;
            Some(view.facts.ids.schools.key(school))
        }
        FigureScope::District(_) | FigureScope::Committee(_) | FigureScope::Trend(_) => None,
    }
}
