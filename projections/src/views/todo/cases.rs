//! Duties of action programmes at a school unit.

use domain::action_programme::Party;

use super::{About, Duties, Here, TodoKind};
use crate::views::programme::case::{Appeal, Case};
use crate::views::programme::cases_at;

pub(super) fn add(here: &Here<'_, '_>, duties: &mut Duties) {
    for case in cases_at(here.facts(), here.school, here.person.day, here.person.at) {
        if case.awaits_decision() {
            undecided(here, &case, duties);
        }
        investigation(here, &case, duties);
        if here.decides {
            service(here, &case, duties);
        }
        appointments(here, &case, duties);
        if here.principal {
            for appeal in case.appeals().iter().filter(|appeal| !appeal.is_over()) {
                lodged(here, &case, appeal, duties);
            }
        }
    }
}

fn about(here: &Here<'_, '_>, case: &Case) -> About {
    About { pupil: Some(case.pupil), programme: Some(case.programme), ..here.about() }
}

/// From concern to decision.
fn undecided(here: &Here<'_, '_>, case: &Case, duties: &mut Duties) {
    if case.investigation().is_none() {
        if let Some((concern, _)) = case.concern().filter(|_| here.principal) {
            duties.add(TodoKind::OpenInvestigation, None, concern, about(here, case));
        }
        return;
    }
    let Some((concluded, _)) = case.concluded().filter(|_| here.decides) else { return };
    let told = case.communicated();
    let mut parties = case.parties(here.facts(), here.person.at);
    parties.retain(|party| !told.contains(party));
    if !parties.is_empty() {
        let about = About { parties, ..about(here, case) };
        duties.add(TodoKind::CommunicateMaterial, None, concluded, about);
    }
    duties.add(TodoKind::DecideProgramme, None, concluded, about(here, case));
}

/// The investigation under way, by who leads it.
fn investigation(here: &Here<'_, '_>, case: &Case, duties: &mut Duties) {
    if let Some((opened, investigation)) = case.under_way()
        && here.takes(investigation.lead)
    {
        let due = Some(investigation.conclude_by);
        duties.add(TodoKind::ConcludeInvestigation, due, opened, about(here, case));
    }
}

/// The parties that the decision in force has not reached.
fn service(here: &Here<'_, '_>, case: &Case, duties: &mut Duties) {
    let Some(decision) = case.in_force() else { return };
    let served = case.served(decision.position);
    let reached = |party: &Party| served.iter().any(|(_, served)| served.party == *party);
    let mut parties = case.parties(here.facts(), here.person.at);
    parties.retain(|party| !reached(party));
    if !parties.is_empty() {
        let about = About { parties, ..about(here, case) };
        duties.add(TodoKind::ServeDecision, None, decision.position, about);
    }
}

/// Follow-up and evaluation, each by the one named.
fn appointments(here: &Here<'_, '_>, case: &Case, duties: &mut Duties) {
    let awaited = [
        (TodoKind::FollowUpProgramme, case.follow_up()),
        (TodoKind::EvaluateProgramme, case.evaluation()),
    ];
    for (kind, due) in awaited {
        if let Some(due) = due.filter(|due| here.takes(due.appointment.by)) {
            duties.add(kind, Some(due.appointment.on), due.of, about(here, case));
        }
    }
}

/// An appeal: whether it came in time is decided first, then it is forwarded.
fn lodged(here: &Here<'_, '_>, case: &Case, appeal: &Appeal<'_>, duties: &mut Duties) {
    if appeal.forwarded.is_some() {
        return;
    }
    let goals = here.facts().goals(here.person.day, here.person.at);
    let days = goals.map(|goals| i32::from(goals.forwarding_days));
    let about = About { parties: vec![appeal.lodged.party], ..about(here, case) };
    // The service goal of forwarding runs from the day on which the appeal was found in time.
    let Some((of, _)) = appeal.timeliness else {
        let due = days.map(|days| appeal.lodged.received.plus(days));
        duties.add(TodoKind::DecideTimeliness, due, appeal.position, about);
        return;
    };
    let found = here.facts().recorded_at(of).map(|at| at.day());
    let due = found.zip(days).map(|(found, days)| found.plus(days));
    duties.add(TodoKind::ForwardAppeal, due, of, about);
}
