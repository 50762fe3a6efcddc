//! Public debates and committee decisions, as they stand beside the commitments.

use std::collections::HashMap;

use domain::Event;
use domain::calendar::Day;
use domain::committee::{CommitteeDecided, DebateHeld};
use domain::event::code;
use domain::id::{CommitmentId, CommitteeId, DebateId, DecisionId};
use domain::query::Tag;
use maud::{Markup, html};
use projections::{Facts, Noted};

use crate::page::{scroll, unbroken};
use crate::pages::named::{commitment_title, resolution, same_state};
use crate::pages::paging::List;
use crate::text::{KnowledgeText, PledgeText};
use crate::visit::{At, Visit};

/// The decisions, page by page.
const DECISIONS: List = List::new("decisions", "decisions", 15);

/// A public debate in words. The views that were put forward are sealed and not here.
pub(crate) struct Debate {
    debate: DebateId,
    committee: String,
    forum: String,
    announced: Day,
    on: Day,
    /// What was debated: a commitment by title, with the way to it.
    commitment: Option<(CommitmentId, String)>,
    material: Vec<String>,
}

/// A committee's decision in words.
pub(crate) struct Decision {
    decision: DecisionId,
    committee: String,
    meeting: Day,
    number: String,
    words: String,
    debate: Option<(DebateId, Option<Day>)>,
    without_debate: bool,
}

/// Every public debate, latest first.
pub(crate) fn debates(facts: &Facts, at: At) -> Vec<Debate> {
    let said = facts.ledger_all(&[code::DebateHeld], at.size);
    sorted_debates(facts, said, at)
}

/// Every decision, latest first.
pub(crate) fn decisions(visit: &Visit, facts: &Facts, day: Day, at: At) -> Vec<Decision> {
    let said = facts.ledger_all(&[code::CommitteeDecided], at.size);
    sorted_decisions(visit, facts, said, day, at)
}

/// The debates and decisions on one commitment, latest first.
pub(crate) fn of_commitment(
    visit: &Visit,
    facts: &Facts,
    commitment: CommitmentId,
    day: Day,
    at: At,
) -> (Vec<Debate>, Vec<Decision>) {
    let said = |code| facts.ledger_of(Tag::Commitment(commitment), code, at.size);
    let held = said(&[code::DebateHeld]);
    let decided = said(&[code::CommitteeDecided]);
    let debates = sorted_debates(facts, held, at);
    (debates, sorted_decisions(visit, facts, decided, day, at))
}

fn sorted_debates(facts: &Facts, said: impl Iterator<Item = Noted>, at: At) -> Vec<Debate> {
    let mut debates: Vec<Debate> = said
        .filter_map(|noted| match noted.event {
            Event::DebateHeld(held) => Some(debate(facts, held, at)),
            _ => None,
        })
        .collect();
    debates.sort_by_key(|debate| std::cmp::Reverse((debate.on, debate.debate)));
    debates
}

fn debate(facts: &Facts, held: DebateHeld, at: At) -> Debate {
    Debate {
        debate: held.debate,
        committee: committee_name(facts, held.committee, at),
        forum: held.forum,
        announced: held.announced,
        on: held.on,
        commitment: held.commitment.map(|id| (id, commitment_title(facts, id, at.size))),
        material: held.material,
    }
}

fn sorted_decisions(
    visit: &Visit,
    facts: &Facts,
    said: impl Iterator<Item = Noted>,
    day: Day,
    at: At,
) -> Vec<Decision> {
    let held: HashMap<DebateId, Day> = facts
        .ledger_all(&[code::DebateHeld], at.size)
        .filter_map(|noted| match noted.event {
            Event::DebateHeld(held) => Some((held.debate, held.on)),
            _ => None,
        })
        .collect();
    let mut decisions: Vec<Decision> = said
        .filter_map(|noted| match noted.event {
            Event::CommitteeDecided(decided) => {
                Some(decision(visit, facts, decided, &held, day, at))
            }
            _ => None,
        })
        .collect();
    decisions.sort_by_key(|decision| std::cmp::Reverse((decision.meeting, decision.decision)));
    decisions
}

fn decision(
    visit: &Visit,
    facts: &Facts,
    decided: CommitteeDecided,
    held: &HashMap<DebateId, Day>,
    day: Day,
    at: At,
) -> Decision {
    Decision {
        decision: decided.decision,
        committee: committee_name(facts, decided.committee, at),
        meeting: decided.meeting,
        words: resolution(visit, facts, &decided.resolution, day, at.size),
        number: decided.number,
        debate: decided.debate.map(|debate| (debate, held.get(&debate).copied())),
        without_debate: decided.without_debate,
    }
}

fn committee_name(facts: &Facts, committee: CommitteeId, at: At) -> String {
    facts.committee(committee, at.size).map_or_else(|| committee.to_string(), |found| found.name)
}

/// The two lists of the public page.
pub(super) fn section(visit: &Visit, debates: &[Debate], decisions: &[Decision], at: At) -> Markup {
    html! {
        section aria-labelledby="debates" {
            h2 #debates { (visit.say(KnowledgeText::Debates)) }
            @if debates.is_empty() { p { (visit.say(KnowledgeText::DebatesNone)) } }
            @else { (debate_table(visit, debates, at)) }
        }
        section aria-labelledby="decisions" {
            h2 #decisions { (visit.say(KnowledgeText::Decisions)) }
            @if decisions.is_empty() { p { (visit.say(KnowledgeText::DecisionsNone)) } }
            @else {
                @let (page, paged) = DECISIONS.page(visit, decisions);
                (DECISIONS.around(visit, paged, &decision_table(visit, page, at)))
            }
        }
    }
}

/// The same on a commitment's page, of that commitment only.
pub(crate) fn beside(
    visit: &Visit,
    (debates, decisions): &(Vec<Debate>, Vec<Decision>),
    at: At,
) -> Markup {
    html! {
        section aria-labelledby="beside" {
            h2 #beside { (visit.say(PledgeText::Beside)) }
            @if debates.is_empty() && decisions.is_empty() { p { (visit.say(PledgeText::BesideNone)) } }
            @if !decisions.is_empty() { (decision_table(visit, decisions, at)) }
            @if !debates.is_empty() { (debate_table(visit, debates, at)) }
        }
    }
}

fn debate_table(visit: &Visit, debates: &[Debate], at: At) -> Markup {
    let caption = visit.say(KnowledgeText::Debates);
    scroll(
        caption,
        &html! {
            table {
                caption.hidden { (caption) }
                thead { tr {
                    th scope="col" { (visit.say(KnowledgeText::On)) }
                    th scope="col" { (visit.say(KnowledgeText::Forum)) }
                    th scope="col" { (visit.say(KnowledgeText::Committee)) }
                    th scope="col" { (visit.say(KnowledgeText::About)) }
                    th scope="col" { (visit.say(KnowledgeText::Announced)) }
                    th scope="col" { (visit.say(KnowledgeText::Material)) }
                } }
                tbody { @for debate in debates { (debate_row(debate, at)) } }
            }
        },
    )
}

fn debate_row(debate: &Debate, at: At) -> Markup {
    html! {
        tr id={ "debate-" (debate.debate) } {
            th.when scope="row" { (debate.on) }
            td { (debate.forum) }
            td { (debate.committee) }
            td { @match &debate.commitment {
                Some((id, title)) => a href=(same_state(&format!("/commitments/{id}"), at)) { (title) },
                None => "–",
            } }
            td.when { (debate.announced) }
            td { @if debate.material.is_empty() { "–" } (debate.material.join(", ")) }
        }
    }
}

fn decision_table(visit: &Visit, decisions: &[Decision], at: At) -> Markup {
    let caption = visit.say(KnowledgeText::Decisions);
    scroll(
        caption,
        &html! {
            table {
                caption.hidden { (caption) }
                thead { tr {
                    th scope="col" { (visit.say(KnowledgeText::Meeting)) }
                    th scope="col" { (visit.say(KnowledgeText::Decided)) }
                    th scope="col" { (visit.say(KnowledgeText::Committee)) }
                    th scope="col" { (visit.say(KnowledgeText::Before)) }
                } }
                tbody { @for decision in decisions { (decision_row(visit, decision, at)) } }
            }
        },
    )
}

fn decision_row(visit: &Visit, decision: &Decision, at: At) -> Markup {
    let address = same_state(&format!("/decisions/{}", decision.decision), at);
    html! {
        tr id={ "decision-" (decision.decision) } {
            td.when { (decision.meeting) }
            th scope="row" { a href=(address) { (decision.number) } span.soft.under { (decision.words) } }
            td { (decision.committee) }
            td { (before(visit, decision)) }
        }
    }
}

fn before(visit: &Visit, decision: &Decision) -> Markup {
    html! {
        @match decision.debate {
            Some((debate, on)) => {
                @let on = on.map_or_else(String::new, |on| on.to_string());
                a href={ "/knowledge#debate-" (debate) } {
                    (unbroken(&visit.fill(KnowledgeText::WithDebate, &[("on", &on)])))
                }
            },
            None if decision.without_debate => span.state.warn { (visit.say(KnowledgeText::WithoutDebate)) },
            None => (visit.say(KnowledgeText::NoDebate)),
        }
    }
}
