//! `GET /decisions/{decision}`: a committee's decision, what it rests on and what it led to. Open to all.

use domain::Event;
use domain::committee::Resolution;
use domain::event::code;
use domain::id::{CommitmentId, DecisionId, MeasureId};
use domain::query::Tag;
use insyn_app::access::Sight;
use maud::{Markup, html};
use projections::views::decisions::{Debate, DecisionMade};

use crate::fault::Fault;
use crate::page::{Page, Tone, notice};
use crate::pages::committee_work::{debated, minutes, name};
use crate::pages::common::{day_shown, recorded_at};
use crate::pages::named::{as_of, at_of_open, commitment_title, resolution};
use crate::text::{CommitteeText, DecisionText, KnowledgeText};
use crate::visit::{Answer, Visit};

/// A decision with what is needed to show it.
struct Sheet {
    decision: DecisionMade,
    committee: String,
    words: String,
    debates: Vec<Debate>,
    /// The report it rests on, by title; a link only where the viewer may see it.
    report: Option<(String, bool)>,
    measures: Vec<(MeasureId, String, bool)>,
    commitment: Option<(CommitmentId, String)>,
    trail: bool,
}

/// The page.
pub(crate) fn show(visit: &Visit) -> Result<Answer, Fault> {
    let id: DecisionId = visit.param("decision")?;
    visit.demand(Sight::Decisions)?;
    let at = at_of_open(visit)?;
    let facts = visit.facts()?;
    let day = day_shown(&facts, visit.today(), at);
    let all = projections::decisions(&facts, at.size);
    let mut decisions = all.decisions.into_iter();
    let decision = decisions.find(|one| one.decision == id).ok_or(Fault::NotFound)?;
    let sheet = Sheet {
        committee: name(&facts, decision.committee, at.size),
        words: resolution(visit, &facts, &decision.resolution, day, at.size),
        report: report(visit, &facts, &decision),
        measures: measures(visit, &facts, &decision),
        commitment: commitment_of(&decision.resolution)
            .map(|id| (id, commitment_title(&facts, id, at.size))),
        trail: visit.may(&facts, Sight::Trail),
        debates: all.debates,
        decision,
    };
    let recorded = recorded_at(&facts, at.size);
    drop(facts);
    let body = html! {
        (as_of(visit, recorded, at))
        (decided(visit, &sheet))
        (around(visit, &sheet, day))
    };
    let number = &sheet.decision.number;
    let meeting = sheet.decision.meeting.to_string();
    let lead =
        visit.fill(DecisionText::Lead, &[("committee", &sheet.committee), ("meeting", &meeting)]);
    let crumbs = vec![(visit.say(KnowledgeText::Title).to_owned(), "/knowledge".to_owned())];
    let title = visit.fill(DecisionText::Title, &[("number", number)]);
    Ok(Page::new(title, body).with_lead(html! { (lead) }).under(crumbs).showing(at).into())
}

const fn commitment_of(resolution: &Resolution) -> Option<CommitmentId> {
    match resolution {
        Resolution::AmbitionLowered { commitment }
        | Resolution::AmbitionRaised { commitment }
        | Resolution::TargetsAdopted { commitment } => Some(*commitment),
        _ => None,
    }
}

/// The report's title, and whether it is a link for the viewer.
fn report(
    visit: &Visit,
    facts: &projections::Facts,
    decision: &DecisionMade,
) -> Option<(String, bool)> {
    let id = decision.report?;
    let mut prepared = facts.ledger_of(Tag::Report(id), &[code::ReportPrepared], facts.size());
    let title = prepared.find_map(|noted| match noted.event {
        Event::ReportPrepared(e) => Some(e.title),
        _ => None,
    })?;
    let opens = visit.may(facts, Sight::DeliveredReport)
        || visit.may(facts, Sight::Report(decision.committee));
    Some((title, opens))
}

fn measures(
    visit: &Visit,
    facts: &projections::Facts,
    decision: &DecisionMade,
) -> Vec<(MeasureId, String, bool)> {
    let found = decision.measures.iter().filter_map(|id| {
        let row = projections::measure(facts, *id, facts.size())?;
        Some((*id, row.title, visit.may(facts, Sight::Measures(row.school))))
    });
    found.collect()
}

fn decided(visit: &Visit, sheet: &Sheet) -> Markup {
    html! {
        section.sheet aria-labelledby="decided" {
            h2 #decided { (visit.say(DecisionText::Decided)) }
            p { strong { (sheet.words) } }
            @if sheet.decision.without_debate {
                (notice(Tone::Warn, &html! { p { (visit.say(KnowledgeText::WithoutDebate)) } }))
            }
            h3 { (visit.say(DecisionText::Reasons)) }
            @match &sheet.decision.reasons {
                Some(reasons) => p { (reasons) },
                None => p.soft { (visit.say(DecisionText::ReasonsNone)) },
            }
        }
    }
}

/// What it rests on, and what came of it.
fn around(visit: &Visit, sheet: &Sheet, day: domain::calendar::Day) -> Markup {
    let decision = &sheet.decision;
    html! {
        section aria-labelledby="around" {
            h2 #around { (visit.say(DecisionText::RestsOn)) }
            dl.pairs {
                dt { (visit.say(CommitteeText::Report)) } dd { (rests_on(visit, sheet)) }
                dt { (visit.say(DecisionText::Debate)) } dd { (debated(visit, decision, &sheet.debates)) }
                @if let Some((id, title)) = &sheet.commitment {
                    dt { (visit.say(DecisionText::Commitment)) }
                    dd { a href={ "/commitments/" (id) } { (title) } }
                }
                dt { (visit.say(DecisionText::Minutes)) } dd { (minutes(visit, decision, day)) }
                dt { (visit.say(DecisionText::Appeals)) } dd { (appeals(visit, decision)) }
            }
        }
        section aria-labelledby="leads" {
            h2 #leads { (visit.say(DecisionText::Leads)) }
            @if sheet.measures.is_empty() { p { (visit.say(DecisionText::LeadsNone)) } }
            ul.plain-list { @for (id, title, opens) in &sheet.measures { li {
                @if *opens { a href={ "/measures/" (id) } { (title) } } @else { (title) }
            } } }
            @if sheet.trail {
                p { a href={ "/trail/decisions/" (decision.decision) } { (visit.say(DecisionText::Trail)) } }
            }
        }
    }
}

fn rests_on(visit: &Visit, sheet: &Sheet) -> Markup {
    html! {
        @match (&sheet.report, sheet.decision.report) {
            (Some((title, true)), Some(id)) => a href={ "/reports/" (id) } { (title) },
            (Some((title, false)), _) => (title),
            _ => (visit.say(DecisionText::NoReport)),
        }
    }
}

fn appeals(visit: &Visit, decision: &DecisionMade) -> Markup {
    html! {
        @if decision.appeals.is_empty() { (visit.say(DecisionText::AppealsNone)) }
        @for appeal in &decision.appeals {
            @let number = appeal.registry_number.as_deref().unwrap_or("–");
            div { (visit.fill(DecisionText::AppealOn, &[("on", &appeal.on.to_string()), ("number", number)])) }
        }
    }
}
