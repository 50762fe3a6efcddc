//! Duties that do not stand at one school unit: receipt, coaching, development, seminars, committees.

use std::collections::{BTreeMap, BTreeSet};

use domain::Event;
use domain::calendar::Day;
use domain::event::code;
use domain::id::{CommitteeId, Position, ReportId, RoundId, SchoolUnitCode, SeminarId};
use domain::people::{Role, Scope};
use domain::seminar::SeminarKind;

use super::{About, Duties, Person, TodoKind};
use crate::directory::position;
use crate::facts::seminars::Thread;
use crate::facts::{Entry, Step};
use crate::follow_up::{Whose, of_measure};
use crate::views::measures::carried_by;
use crate::views::support::{OF_COACHING, OF_DEVELOPMENT, coachings, developments};

/// Within how many days the minutes of a meeting are approved (Local Government Act ch. 5 s. 69).
const MINUTES_DAYS: i32 = 14;

pub(super) fn add(person: &Person<'_>, schools: &BTreeSet<SchoolUnitCode>, duties: &mut Duties) {
    let coordinates = person.scopes(Role::ResultsCoordinator);
    let advises = person.scopes(Role::Adviser);
    if !coordinates.is_empty() {
        receive(person, &coordinates, duties);
    }
    if !advises.is_empty() {
        coaching(person, &advises, duties);
    }
    let plans: BTreeSet<Scope> = coordinates.union(&advises).copied().collect();
    if !plans.is_empty() {
        measures(person, duties);
        development(person, &plans, duties);
    }
    let rates =
        person.roles.iter().any(|held| matches!(held.role, Role::Teacher | Role::SpecialEducator));
    if rates && !schools.is_empty() {
        ratings(person, schools, duties);
    }
    let keeps = person.scopes(Role::CommitteeSecretary);
    if !keeps.is_empty() {
        reports(person, &keeps, duties);
        minutes(person, &keeps, duties);
    }
}

impl Person<'_> {
    fn reaches(&self, scopes: &BTreeSet<Scope>, school: SchoolUnitCode) -> bool {
        scopes.iter().any(|scope| self.facts.covers(*scope, school, self.day, self.at))
    }

    /// The committees whose secretary someone with these scopes is: of the municipality all, of a
    /// district its own.
    fn committees(&self, scopes: &BTreeSet<Scope>) -> BTreeSet<CommitteeId> {
        let kept = self.facts.committees(self.at).into_iter().filter(|committee| {
            scopes.contains(&Scope::Municipality)
                || committee.district.is_some_and(|of| scopes.contains(&Scope::District(of)))
        });
        kept.map(|committee| committee.committee).collect()
    }
}

/// Measures carried by a coordinator or adviser, at whatever school unit.
fn measures(person: &Person<'_>, duties: &mut Duties) {
    for thread in carried_by(person.facts, person.staff, person.at) {
        let waiting = of_measure(&thread, Whose::Person(person.staff)).into_iter();
        waiting.for_each(|waiting| duties.take(waiting));
    }
}

/// Results submitted and not received, at the school units of the coordinator's scopes.
fn receive(person: &Person<'_>, scopes: &BTreeSet<Scope>, duties: &mut Duties) {
    let facts = person.facts;
    let limit = facts.limit(person.at);
    let mut waiting: BTreeMap<u32, Vec<(RoundId, Position)>> = BTreeMap::new();
    for (round, row) in facts.ids.rounds.keys().iter().zip(&facts.rounds.rows) {
        for (school, steps) in &row.steps {
            if let Some(of) = submitted(steps.before(limit)) {
                waiting.entry(*school).or_default().push((*round, of));
            }
        }
    }
    for (number, rounds) in waiting {
        let school = facts.ids.schools.key(number);
        if person.reaches(scopes, school) {
            for (round, of) in rounds {
                let (school, round) = (Some(school), Some(round));
                let about = About { school, round, ..About::default() };
                duties.add(TodoKind::ReceiveRound, None, of, about);
            }
        }
    }
}

/// The submission in force, where nothing has followed on it.
fn submitted(steps: &[Entry<Step>]) -> Option<Position> {
    let settles = |entry: &&Entry<Step>| {
        let Entry { value, .. } = entry;
        matches!(
            value,
            Step::Opened { .. }
                | Step::Submitted { .. }
                | Step::Received { .. }
                | Step::Reopened { .. }
        )
    };
    let last = steps.iter().rev().find(settles)?;
    matches!(last.value, Step::Submitted { .. }).then(|| position(last.position))
}

/// Coaching asked for and not booked; booked by the person and not held.
fn coaching(person: &Person<'_>, scopes: &BTreeSet<Scope>, duties: &mut Duties) {
    for row in coachings(person.facts.ledger_all(OF_COACHING, person.at)) {
        if row.held.is_some() {
            continue;
        }
        let (school, coaching) = (Some(row.school), Some(row.coaching));
        let about = About { school, coaching, ..About::default() };
        match row.booked {
            None if person.reaches(scopes, row.school) => {
                duties.add(TodoKind::BookCoaching, None, row.requested, about);
            }
            Some(booked) if row.adviser == Some(person.staff) => {
                duties.add(TodoKind::RecordCoaching, row.booked_on, booked, about);
            }
            _ => {}
        }
    }
}

/// Development asked for and not planned.
fn development(person: &Person<'_>, scopes: &BTreeSet<Scope>, duties: &mut Duties) {
    for row in developments(person.facts.ledger_all(OF_DEVELOPMENT, person.at)) {
        let asked = row.requested.filter(|_| row.planned.is_none() && row.held.is_none());
        if let Some(of) = asked.filter(|_| person.reaches(scopes, row.school)) {
            let (school, development) = (Some(row.school), Some(row.development));
            let about = About { school, development, ..About::default() };
            duties.add(TodoKind::PlanDevelopment, None, of, about);
        }
    }
}

/// Seminars on agreement for the person's school units, not yet revealed, with samples the person has
/// not rated.
fn ratings(person: &Person<'_>, schools: &BTreeSet<SchoolUnitCode>, duties: &mut Duties) {
    let mut open: BTreeSet<SeminarId> = BTreeSet::new();
    let codes = [code::SeminarArranged, code::RatingsRevealed];
    for said in person.facts.ledger_all(&codes, person.at) {
        match said.event {
            Event::SeminarArranged(e) if e.kind == SeminarKind::AssessorAgreement => {
                open.insert(e.seminar);
            }
            Event::RatingsRevealed(e) => {
                open.remove(&e.seminar);
            }
            _ => {}
        }
    }
    // Only now are ratings read: a municipality has thousands of them, nearly all revealed.
    let threads = open.into_iter().filter_map(|id| person.facts.seminar(id, person.at));
    for thread in threads.filter(|thread| thread.revealed.is_none()) {
        let arranged = &thread.arranged;
        let left = unrated(person, &thread);
        let invited = schools
            .iter()
            .any(|school| person.facts.covers(arranged.scope, *school, arranged.on, person.at));
        if left > 0 && invited {
            let (seminar, left) = (Some(arranged.seminar), Some(left));
            let about = About { seminar, left, ..About::default() };
            duties.add(TodoKind::RateSamples, Some(arranged.on), thread.position, about);
        }
    }
}

fn unrated(person: &Person<'_>, thread: &Thread<'_>) -> u32 {
    let samples = 1..=thread.arranged.samples;
    let unrated = samples.filter(|sample| thread.rating(*sample, person.staff).is_none());
    u32::try_from(unrated.count()).unwrap_or(u32::MAX)
}

/// Reports prepared and not delivered, delivered and not presented.
fn reports(person: &Person<'_>, scopes: &BTreeSet<Scope>, duties: &mut Duties) {
    let codes = [code::ReportPrepared, code::ReportDelivered, code::ReportPresented];
    let committees = person.committees(scopes);
    let mut waiting: BTreeMap<ReportId, (TodoKind, Position, About)> = BTreeMap::new();
    for said in person.facts.ledger_all(&codes, person.at) {
        match said.event {
            Event::ReportPrepared(e) if committees.contains(&e.committee) => {
                let (committee, report) = (Some(e.committee), Some(e.report));
                let about = About { committee, report, round: Some(e.round), ..About::default() };
                waiting.insert(e.report, (TodoKind::DeliverReport, said.position, about));
            }
            Event::ReportDelivered(e) => {
                if let Some((kind, of, _)) = waiting.get_mut(&e.report) {
                    (*kind, *of) = (TodoKind::PresentReport, said.position);
                }
            }
            Event::ReportPresented(e) => {
                waiting.remove(&e.report);
            }
            _ => {}
        }
    }
    for (kind, of, about) in waiting.into_values() {
        duties.add(kind, None, of, about);
    }
}

/// Meetings at which something was decided, without approved minutes.
fn minutes(person: &Person<'_>, scopes: &BTreeSet<Scope>, duties: &mut Duties) {
    let codes = [code::CommitteeDecided, code::MinutesApproved];
    let committees = person.committees(scopes);
    let mut waiting: BTreeMap<(CommitteeId, Day), Position> = BTreeMap::new();
    let mut approved: BTreeSet<(CommitteeId, Day)> = BTreeSet::new();
    for said in person.facts.ledger_all(&codes, person.at) {
        let meeting = match said.event {
            Event::CommitteeDecided(e) => (e.committee, e.meeting),
            Event::MinutesApproved(e) => {
                approved.insert((e.committee, e.meeting));
                continue;
            }
            _ => continue,
        };
        waiting.entry(meeting).or_insert(said.position);
    }
    for ((committee, meeting), of) in waiting {
        if committees.contains(&committee) && !approved.contains(&(committee, meeting)) {
            let about =
                About { committee: Some(committee), meeting: Some(meeting), ..About::default() };
            let due = Some(meeting.plus(MINUTES_DAYS));
            duties.add(TodoKind::ApproveMinutes, due, of, about);
        }
    }
}
