//! What can be done next in a case, as links to the forms with what is known filled in.

use std::collections::BTreeSet;

use domain::action_programme::Party;
use domain::id::Position;
use maud::Markup;
use projections::Programme;
use projections::views::programme::{AppealMade, CaseState, DecisionTaken};

use super::case::Sheet;
use crate::act;
use crate::pages::family::party_fields;
use crate::pages::named;
use crate::visit::Visit;

/// Fields that are known, by name.
type Given = Vec<(&'static str, String)>;

/// The parties to whom the material is not communicated.
pub(super) fn untold(case: &Programme, sheet: &Sheet) -> Vec<Party> {
    let told =
        case.investigation.as_ref().map(|investigation| investigation.communicated.as_slice());
    let told: BTreeSet<Party> = told.unwrap_or_default().iter().copied().collect();
    parties(case, sheet).into_iter().filter(|party| !told.contains(party)).collect()
}

/// The parties as the last decision has them, else the guardians.
fn parties(case: &Programme, sheet: &Sheet) -> Vec<Party> {
    match case.decisions.last() {
        Some(decision) => decision.served.iter().map(|service| service.party).collect(),
        None => {
            let guardians: BTreeSet<_> = sheet.guardians.keys().copied().collect();
            guardians.into_iter().map(Party::Guardian).collect()
        }
    }
}

fn link(visit: &Visit, case: &Programme, command: &str, more: Given) -> Markup {
    let row = &case.row;
    let mut given: Given = vec![
        ("programme", row.programme.to_string()),
        ("pupil", row.pupil.to_string()),
        ("school", row.school.to_string()),
    ];
    given.extend(more);
    let given: Vec<(&str, &str)> =
        given.iter().map(|(name, value)| (*name, value.as_str())).collect();
    act::link(visit, "action_programme", command, &given, visit.path())
}

fn position(name: &'static str, position: Position) -> Given {
    vec![(name, position.to_string())]
}

/// What can be done in the case as a whole, by how far it has come.
pub(super) fn acts(visit: &Visit, sheet: &Sheet) -> Markup {
    let case = &sheet.case;
    let plain: &[&str] = match case.row.state {
        CaseState::Concern => &["open_investigation"],
        CaseState::UnderInvestigation => &["consult", "conclude"],
        CaseState::Investigated => &["consult", "decide", "decide_none"],
        CaseState::Served | CaseState::Decided | CaseState::Appealed => {
            &["follow_up", "evaluate", "end"]
        }
        CaseState::Annulled => &["open_investigation", "consult", "decide", "decide_none", "end"],
        CaseState::NoneNeeded | CaseState::Ended | CaseState::Struck => &[],
    };
    let mut links: Vec<Markup> = Vec::new();
    if matches!(case.row.state, CaseState::Investigated | CaseState::Annulled) {
        for party in untold(case, sheet).into_iter().take(1) {
            links.push(link(visit, case, "communicate", owned(party)));
        }
    }
    links.extend(plain.iter().map(|command| link(visit, case, command, Vec::new())));
    named::acts(visit, &links)
}

fn owned(party: Party) -> Given {
    party_fields(party)
}

/// What can be done with a decision: serve it, take an appeal, change, correct or annul it.
pub(super) fn on_decision(visit: &Visit, case: &Programme, decision: &DecisionTaken) -> Markup {
    if decision.annulled.is_some() || decision.replaced.is_some() {
        return Markup::default();
    }
    let of = || position("decision", decision.position);
    let with = |party: Party| of().into_iter().chain(owned(party)).collect::<Given>();
    let mut links: Vec<Markup> = Vec::new();
    let unserved = decision.served.iter().find(|service| service.on.is_none());
    if let Some(service) = unserved {
        links.push(link(visit, case, "serve", with(service.party)));
    }
    links.push(link(visit, case, "lodge_appeal", of()));
    if !decision.none_needed {
        let revised = position("revision.decision", decision.position);
        links.push(link(visit, case, "revise", revised));
    }
    links.push(link(visit, case, "correct_slip", of()));
    links.push(link(visit, case, "annul", of()));
    named::acts(visit, &links)
}

/// What can be done with an appeal, by how far it has come.
pub(super) fn on_appeal(visit: &Visit, case: &Programme, appeal: &AppealMade) -> Markup {
    let rejected = appeal.in_time == Some(false);
    if appeal.decided.is_some() || rejected {
        return Markup::default();
    }
    let of = || position("appeal", appeal.position);
    let command = match (appeal.timeliness, appeal.forwarded) {
        (None, _) => "decide_timeliness",
        (Some(_), None) => "forward_appeal",
        (Some(_), Some(_)) => "record_appeal_outcome",
    };
    named::acts(visit, &[link(visit, case, command, of())])
}
