//! `GET /commitments/{commitment}`: its versions, how each was taken out to the parents, the debates and
//! decisions on it, and what came of it. Commitments are public, so the page is open to all; results are
//! figures and stand here for those who may see them.

mod outreach;
mod results;

use domain::calendar::Day;
use domain::commitment::Level;
use domain::id::{CommitmentId, Position, RightId, SchoolUnitCode};
use domain::people::{Role, Scope};
use insyn_app::access::{Sight, sights_of_trail};
use insyn_app::trail::TrailOf;
use maud::{Markup, html};
use projections::views::pledge::{DecisionBehind, PledgeVersion};
use projections::{CommitmentHistory, Facts};

use crate::act;
use crate::fault::Fault;
use crate::page::{Page, scroll};
use crate::pages::common::{day_shown, recorded_at};
use crate::pages::counted::Counted;
use crate::pages::knowledge::{Debate, Decision, beside, of_commitment};
use crate::pages::named::{acts, as_of, at_of_open, level, reaches, same_state, school_name};
use crate::text::{CommitmentText, KnowledgeText, PledgeText};
use crate::visit::{Answer, At, Visit};
use crate::words;

/// Everything the page shows.
struct Shown {
    history: CommitmentHistory,
    /// The evidence of each evaluation, in order.
    evaluated: Vec<Counted>,
    /// The school unit whose it is.
    owner: Option<(SchoolUnitCode, String)>,
    /// The right it serves, by title.
    right: Option<(RightId, String)>,
    decided: (Vec<Debate>, Vec<Decision>),
    /// Whether it is the commitment of the viewer's own school unit.
    is_own: bool,
    sees_results: bool,
    sees_trail: bool,
    at: At,
    recorded: Option<String>,
}

/// The page.
pub(crate) fn show(visit: &Visit) -> Result<Answer, Fault> {
    let id: CommitmentId = visit.param("commitment")?;
    visit.demand(Sight::Commitments)?;
    let shown = read(visit, id)?;
    let title = title(&shown.history);
    let lead = level(visit, shown.owner.as_ref().map(|(_, name)| name.as_str()));
    let mut crumbs = vec![(visit.say(KnowledgeText::Title).to_owned(), "/knowledge".to_owned())];
    if let Some((code, name)) = shown.owner.as_ref().filter(|_| shown.sees_results) {
        crumbs.push((name.clone(), format!("/schools/{code}")));
    }
    Ok(Page::new(title, body(visit, &shown))
        .with_lead(html! { (lead) })
        .under(crumbs)
        .showing(shown.at)
        .into())
}

/// The title of the latest version.
pub(crate) fn title(history: &CommitmentHistory) -> String {
    let last = history.versions.last();
    last.map(|version| version.version.terms.title.clone()).unwrap_or_default()
}

fn read(visit: &Visit, id: CommitmentId) -> Result<Shown, Fault> {
    let at = at_of_open(visit)?;
    let facts = visit.facts()?;
    let day = day_shown(&facts, visit.today(), at);
    let reader = visit.reader(&facts);
    let school = school_of_viewer(visit, &facts);
    let history = reader.commitment(visit.app(), id, school, at.size).ok_or(Fault::NotFound)?;
    let owner = match history.level {
        Level::Municipality => None,
        Level::School(code) => Some((code, school_name(&facts, code, day, at.size))),
    };
    let sights = sights_of_trail(&facts, &TrailOf::Commitment(id), visit.today());
    Ok(Shown {
        is_own: owner.as_ref().is_some_and(|(code, _)| reaches(visit, &facts, *code)),
        owner,
        right: history.serves.map(|right| (right, right_title(&facts, right, day, at))),
        decided: of_commitment(visit, &facts, id, day, at),
        sees_results: reader.sees_results_of(history.level),
        sees_trail: sights.iter().any(|sight| visit.may(&facts, *sight)),
        recorded: recorded_at(&facts, at.size),
        evaluated: results::counted(visit, &facts, &history),
        at,
        history,
    })
}

/// The school unit of the viewer's role: whose classes are told that remain.
fn school_of_viewer(visit: &Visit, facts: &Facts) -> Option<SchoolUnitCode> {
    let viewer = visit.viewer?;
    let held = facts.roles(viewer.staff, visit.today(), facts.size());
    held.into_iter().filter(|held| held.role == viewer.role).find_map(|held| match held.scope {
        Scope::School(school) => Some(school),
        _ => None,
    })
}

fn right_title(facts: &Facts, right: RightId, day: Day, at: At) -> String {
    let knowledge = projections::knowledge(facts, day, at.size);
    let found = knowledge.rights.into_iter().find(|found| found.right == right);
    let version = found.and_then(|mut found| {
        let last = found.to_come.pop().or_else(|| found.former.pop());
        found.in_force.or(last)
    });
    version.map_or_else(|| right.to_string(), |version| version.content.title)
}

fn body(visit: &Visit, shown: &Shown) -> Markup {
    let id = shown.history.commitment;
    html! {
        (as_of(visit, shown.recorded.clone(), shown.at))
        @if let Some((right, title)) = &shown.right {
            p { (visit.say(PledgeText::Serves)) ": " a href={ "/knowledge#right-" (right) } { (title) } }
        }
        (to_do(visit, shown))
        section aria-labelledby="versions" {
            h2 #versions { (visit.say(CommitmentText::Versions)) }
            @for version in shown.history.versions.iter().rev() { (version_sheet(visit, shown, version)) }
            (withdrawal(visit, shown))
        }
        (beside(visit, &shown.decided, shown.at))
        section aria-labelledby="evaluations" {
            h2 #evaluations { (visit.say(CommitmentText::Evaluations)) }
            @if shown.sees_results { (results::table(visit, &shown.history, &shown.evaluated)) }
            @else { p.soft { (visit.say(PledgeText::Results)) } }
        }
        @if shown.sees_trail {
            p { a href=(same_state(&format!("/trail/commitments/{id}"), shown.at)) { (visit.say(CommitmentText::Trail)) } }
        }
    }
}

/// What can be done with the commitment as it stands.
fn to_do(visit: &Visit, shown: &Shown) -> Markup {
    let id = shown.history.commitment.to_string();
    let back = format!("/commitments/{id}");
    let given = [("commitment", id.as_str())];
    let adopted = shown.history.versions.iter().any(|version| version.version.adopted.is_some());
    let link = |command| act::link(visit, "commitment", command, &given, &back);
    let is_principal = visit.viewer.is_some_and(|viewer| viewer.role == Role::Principal);
    let is_foreign = shown.owner.is_some() && !shown.is_own;
    let links: Vec<Markup> = if is_foreign || shown.history.withdrawn_from.is_some() {
        Vec::new()
    } else if is_principal && shown.owner.is_none() {
        // A principal takes the municipality's commitment out to the parents; the rest is not theirs.
        adopted.then(|| link("explain")).into_iter().collect()
    } else if adopted {
        let commands = ["publish", "explain", "evaluate", "revise", "lower", "withdraw"];
        commands.into_iter().map(link).collect()
    } else {
        vec![link("adopt")]
    };
    acts(visit, &links)
}

fn withdrawal(visit: &Visit, shown: &Shown) -> Markup {
    html! {
        @if let Some(from) = shown.history.withdrawn_from {
            p.bad-text {
                (visit.fill(CommitmentText::Withdrawn, &[("on", &from.to_string())]))
                @if let Some(behind) = &shown.history.withdrawn_behind {
                    " (" (decision(visit, behind, shown.at)) ")"
                }
            }
        }
    }
}

fn version_sheet(visit: &Visit, shown: &Shown, pledge: &PledgeVersion) -> Markup {
    let version = &pledge.version;
    let number = version.number.to_string();
    let to = match version.terms.valid_to {
        Some(to) => format!("{} {to}", visit.say(CommitmentText::ValidTo)),
        None => visit.say(CommitmentText::ValidOpen).to_owned(),
    };
    html! {
        div.sheet {
            h3 { (visit.fill(CommitmentText::Version, &[("number", &number)])) ": " (version.terms.title) }
            p.inline-list {
                (state(visit, pledge))
                @if shown.history.in_force == Some(version.number) {
                    span.state.good { (visit.fill(KnowledgeText::InForce, &[("version", &number)])) }
                }
                @if version.lowered { span.state.warn { (visit.say(PledgeText::Lowered)) } }
            }
            p { (visit.say(CommitmentText::ValidFrom)) " " (version.terms.valid_from) ", " (to) }
            @if let Some(behind) = &pledge.behind {
                p { (visit.say(PledgeText::DecidedBy)) ": " (decision(visit, behind, shown.at)) }
            }
            (scroll(visit.say(CommitmentText::Targets), &targets(visit, pledge)))
            @if version.adopted.is_some() { (outreach::of_version(visit, pledge)) }
        }
    }
}

/// The committee's decision behind something, with the flag of one without debate.
fn decision(visit: &Visit, behind: &DecisionBehind, at: At) -> Markup {
    let known: Option<Position> = behind.position;
    let number = behind.number.clone().unwrap_or_else(|| behind.decision.to_string());
    let words = visit.fill(PledgeText::DecisionNumber, &[("number", &number)]);
    html! {
        @if known.is_some() {
            a href=(same_state(&format!("/decisions/{}", behind.decision), at)) { (words) }
        } @else { (words) }
        @if behind.without_debate { " " span.state.warn { (visit.say(KnowledgeText::WithoutDebate)) } }
    }
}

fn state(visit: &Visit, pledge: &PledgeVersion) -> Markup {
    let version = &pledge.version;
    let (class, words) = match version.adopted_on {
        Some(on) if version.number == 1 => {
            ("state good", adopted(visit, CommitmentText::Adopted, on))
        }
        Some(on) => ("state good", adopted(visit, CommitmentText::Revised, on)),
        None => ("state plain", visit.say(CommitmentText::Proposed).to_owned()),
    };
    html! { span class=(class) { (words) } }
}

fn adopted(visit: &Visit, key: CommitmentText, on: Day) -> String {
    visit.fill(key, &[("on", &on.to_string())])
}

fn targets(visit: &Visit, pledge: &PledgeVersion) -> Markup {
    html! {
        table {
            caption { (visit.say(CommitmentText::Targets)) }
            thead { tr {
                th scope="col" { (visit.say(CommitmentText::Grade)) }
                th scope="col" { (visit.say(CommitmentText::Occasion)) }
                th.number scope="col" { (visit.say(CommitmentText::Least)) }
                th.number scope="col" { (visit.say(CommitmentText::Share)) }
            } }
            tbody { @for target in &pledge.version.terms.targets {
                tr {
                    th scope="row" { (words::capital(&words::grade(target.grade, visit.language))) }
                    td { (words::occasion(target.occasion.as_str(), visit.language)) }
                    td.number { (target.least) }
                    td.number { (words::permille(u64::from(target.share_permille), visit.language)) }
                }
            } }
        }
    }
}
