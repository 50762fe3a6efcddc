//! `GET /committees/{committee}/work`: what a committee is told and what it decides, with the secretary's
//! acts, and how long since each principal informed it.

mod reports;

use std::collections::HashMap;

use domain::calendar::Day;
use domain::id::{CommitteeId, RoundId, Size, StaffId};
use insyn_app::access::Sight;
use maud::{Markup, html};
use projections::views::decisions::{Debate, DecisionMade};
use projections::views::informed::Informed;
use projections::{CountOf, CountRef, CountScope, Facts, FigureScope};

use crate::act;
use crate::fault::Fault;
use crate::page::{Page, scroll};
use crate::pages::common::{day_shown, recorded_at};
use crate::pages::counted::Counted;
use crate::pages::named::{acts, as_of, person, resolution};
use crate::pages::paging::List;
use crate::text::{CommitteeText, KnowledgeText};
use crate::visit::{Answer, At, Visit};
use crate::words;

use reports::ReportLine;

/// The decisions, page by page.
const DECISIONS: List = List::new("decisions", "decisions", 15);
/// The principals' information, page by page.
const INFORMED: List = List::new("informed", "informed", 30);

/// A committee's work with what is needed to show it.
struct Sheet {
    committee: CommitteeId,
    name: String,
    reports: Vec<ReportLine>,
    debates: Vec<Debate>,
    /// Each decision with what was decided in words.
    decisions: Vec<(DecisionMade, String)>,
    informed: Vec<Informed>,
    /// The evidence of each of their days.
    counted: Vec<Counted>,
    staff: HashMap<StaffId, String>,
    rounds: Vec<RoundId>,
    at: At,
    day: Day,
    recorded: Option<String>,
}

/// The page.
pub(crate) fn show(visit: &Visit) -> Result<Answer, Fault> {
    let sheet = read(visit, visit.param("committee")?)?;
    Ok(page(visit, &sheet, None).into())
}

/// `POST /committees/{committee}/reports`
pub(crate) fn prepare(visit: &Visit) -> Result<Answer, Fault> {
    let committee: CommitteeId = visit.param("committee")?;
    visit.demand(Sight::Report(committee))?;
    match reports::prepare(visit, committee)? {
        Ok(report) => Ok(Answer::Redirect(format!("/reports/{report}"))),
        Err((why, status)) => {
            let sheet = read(visit, committee)?;
            Ok(page(visit, &sheet, Some(&why)).with_status(status).into())
        }
    }
}

fn read(visit: &Visit, committee: CommitteeId) -> Result<Sheet, Fault> {
    visit.demand(Sight::Report(committee))?;
    let at = visit.at()?;
    let facts = visit.facts()?;
    let day = day_shown(&facts, visit.today(), at);
    let found = facts.committee(committee, at.size).ok_or(Fault::NotFound)?;
    let all = projections::decisions(&facts, at.size);
    let own = all.decisions.into_iter().filter(|decision| decision.committee == committee);
    let worded = |decision: DecisionMade| {
        let words = resolution(visit, &facts, &decision.resolution, day, at.size);
        (decision, words)
    };
    let decisions = own.map(worded).collect();
    let informed = projections::informed(&facts, committee, day, at.size);
    let of = CountOf::Informed(committee);
    let name =
        |row: &Informed| CountRef::new(of, CountScope::Of(FigureScope::School(row.school))).by(day);
    let counted = informed.iter().map(|row| Counted::shown(visit, &facts, name(row), at)).collect();
    let reports = reports::of(&facts, committee, at.size);
    let recorded = recorded_at(&facts, at.size);
    let rounds = facts.rounds(at.size).iter().map(|round| round.round).collect();
    drop(facts);
    let staff = visit.staff_names(informed.iter().filter_map(|row| row.principal))?;
    let debates = all.debates.into_iter().filter(|debate| debate.committee == committee);
    let debates = debates.collect();
    let name = found.name;
    Ok(Sheet {
        committee,
        name,
        reports,
        debates,
        decisions,
        informed,
        counted,
        staff,
        rounds,
        at,
        day,
        recorded,
    })
}

fn page(visit: &Visit, sheet: &Sheet, wrong: Option<&str>) -> Page {
    let body = html! {
        (as_of(visit, sheet.recorded.clone(), sheet.at))
        (own_acts(visit, sheet))
        (reports::list(visit, sheet, wrong.is_some()))
        @if !sheet.at.past { (reports::form(visit, sheet, wrong)) }
        (debates(visit, sheet))
        (decisions(visit, sheet, wrong.is_some()))
        (informed(visit, sheet, wrong.is_some()))
    };
    let title = visit.fill(CommitteeText::Title, &[("name", &sheet.name)]);
    let address = format!("/committees/{}", sheet.committee);
    let crumbs = vec![(sheet.name.clone(), address.clone())];
    Page::new(title, body)
        .with_lead(html! { (visit.say(CommitteeText::Lead)) })
        .under(crumbs)
        .showing(sheet.at)
        .found_at(format!("{address}/work"))
}

/// What can be recorded of the committee as a whole.
fn own_acts(visit: &Visit, sheet: &Sheet) -> Markup {
    let committee = sheet.committee.to_string();
    let given = [("committee", committee.as_str())];
    let back = format!("/committees/{committee}/work");
    let commands = ["debate", "decide", "inform"];
    let links = commands.map(|command| act::link(visit, "committee", command, &given, &back));
    acts(visit, &links)
}

fn debates(visit: &Visit, sheet: &Sheet) -> Markup {
    html! {
        section aria-labelledby="debates" {
            h2 #debates { (visit.say(CommitteeText::Debates)) }
            @if sheet.debates.is_empty() { p { (visit.say(CommitteeText::DebatesNone)) } }
            @else { ul.plain-list { @for debate in &sheet.debates { li {
                strong { (visit.fill(CommitteeText::DebateOf, &[("on", &debate.on.to_string()), ("forum", &debate.forum)])) }
                " " span.soft.under { (visit.say(KnowledgeText::Announced)) " " (debate.announced) }
                @if let Some(report) = debate.report {
                    " " span.under { a href={ "/reports/" (report) } { (visit.say(CommitteeText::Report)) } }
                }
            } } } }
        }
    }
}

fn decisions(visit: &Visit, sheet: &Sheet, again: bool) -> Markup {
    if sheet.decisions.is_empty() {
        return html! {
            section aria-labelledby="decisions" {
                h2 #decisions { (visit.say(CommitteeText::Decisions)) }
                p { (visit.say(CommitteeText::DecisionsNone)) }
            }
        };
    }
    let (rows, page) = DECISIONS.page(visit, &sheet.decisions);
    let heads = [KnowledgeText::Meeting, KnowledgeText::Decided, KnowledgeText::Before];
    let table = html! {
        table {
            caption.hidden { (visit.say(CommitteeText::Decisions)) }
            thead { tr {
                th scope="col" { (visit.say(CommitteeText::Number)) }
                @for head in heads { th scope="col" { (visit.say(head)) } }
                th scope="col" { (visit.say(CommitteeText::Minutes)) }
            } }
            tbody { @for (decision, words) in rows { (row(visit, sheet, decision, words)) } }
        }
    };
    html! {
        section aria-labelledby="decisions" {
            h2 #decisions { (visit.say(CommitteeText::Decisions)) }
            @let list = scroll(visit.say(CommitteeText::Decisions), &table);
            (DECISIONS.beside_forms(visit, (&format!("/committees/{}/work", sheet.committee), again), page, &list))
        }
    }
}

fn row(visit: &Visit, sheet: &Sheet, decision: &DecisionMade, words: &str) -> Markup {
    let (committee, meeting) = (sheet.committee.to_string(), decision.meeting.to_string());
    let id = decision.decision.to_string();
    let back = format!("/committees/{committee}/work");
    let meeting = [("committee", committee.as_str()), ("meeting", &meeting)];
    let appealed = [("committee", committee.as_str()), ("decision", &id)];
    let link = match decision.minutes {
        None => act::link(visit, "committee", "approve_minutes", &meeting, &back),
        Some(_) => act::link(visit, "committee", "record_appeal", &appealed, &back),
    };
    html! {
        tr {
            th scope="row" { a href={ "/decisions/" (decision.decision) } { (decision.number) } }
            td.when { (decision.meeting) }
            td { (words) }
            td { (debated(visit, decision, &sheet.debates)) }
            td { (minutes(visit, decision, sheet.day)) (acts(visit, &[link])) }
        }
    }
}

/// Whether a public debate came before, in words and with a mark.
pub(crate) fn debated(visit: &Visit, decision: &DecisionMade, debates: &[Debate]) -> Markup {
    let held = debates.iter().find(|debate| Some(debate.debate) == decision.debate);
    html! {
        @if decision.without_debate { span.warn-text { (visit.say(KnowledgeText::WithoutDebate)) } }
        @else if let Some(debate) = held {
            (visit.fill(KnowledgeText::WithDebate, &[("on", &debate.on.to_string())]))
        } @else { (visit.say(KnowledgeText::NoDebate)) }
    }
}

/// How the minutes of a decision's meeting stand by a day.
pub(crate) fn minutes(visit: &Visit, decision: &DecisionMade, day: Day) -> Markup {
    let Some(minutes) = decision.minutes else {
        let by = decision.minutes_by.to_string();
        let (class, key) = if day > decision.minutes_by {
            ("bad-text", CommitteeText::MinutesPast)
        } else {
            ("soft", CommitteeText::MinutesBy)
        };
        return html! { span class=(class) { (visit.fill(key, &[("by", &by)])) } };
    };
    let (approved, announced) = (minutes.approved.to_string(), minutes.announced.to_string());
    let by = minutes.appeal_by.to_string();
    let given = [("approved", approved.as_str()), ("announced", &announced), ("by", &by)];
    html! {
        (visit.fill(CommitteeText::MinutesDone, &given))
        @if minutes.late { " " span.warn-text.under { (visit.say(CommitteeText::MinutesLate)) } }
    }
}

fn informed(visit: &Visit, sheet: &Sheet, again: bool) -> Markup {
    let mut all: Vec<(&Informed, &Counted)> = sheet.informed.iter().zip(&sheet.counted).collect();
    all.sort_by_cached_key(|(row, _)| (words::alphabetical(&row.name), row.school));
    let (rows, page) = INFORMED.page(visit, &all);
    let of = CountOf::Informed(sheet.committee);
    let heads = [CommitteeText::School, CommitteeText::Principal, CommitteeText::Last];
    let table = html! {
        table {
            caption.hidden { (visit.say(CommitteeText::Informed)) }
            thead { tr {
                @for head in heads { th scope="col" { (visit.say(head)) } }
                th.number scope="col" { (visit.say(CommitteeText::Days)) }
            } }
            tbody { @for (row, counted) in rows {
                tr {
                    th scope="row" { a href={ "/schools/" (row.school) } { (row.name) } }
                    td { (row.principal.map_or("–", |staff| person(&sheet.staff, staff))) }
                    td { @if let Some(last) = row.last { span.when { (last) } } @else { span.warn-text { (visit.say(CommitteeText::Never)) } } }
                    td.number {
                        @if let Some(days) = row.days { (counted.link(of, &days.to_string())) } @else { "–" }
                    }
                }
            } }
        }
    };
    html! {
        section aria-labelledby="informed" {
            h2 #informed { (visit.say(CommitteeText::Informed)) }
            @if sheet.informed.is_empty() { p { (visit.say(CommitteeText::InformedNone)) } }
            @else {
                @let list = scroll(visit.say(CommitteeText::Informed), &table);
                (INFORMED.beside_forms(visit, (&format!("/committees/{}/work", sheet.committee), again), page, &list))
            }
        }
    }
}

/// A committee's name.
pub(crate) fn name(facts: &Facts, committee: CommitteeId, at: Size) -> String {
    facts.committee(committee, at).map_or_else(|| committee.to_string(), |found| found.name)
}
