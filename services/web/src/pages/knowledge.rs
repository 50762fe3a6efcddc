//! `GET /knowledge`: what pupils have a right to know, how it is assessed, and beside it every commitment,
//! public debate and committee decision. Open to all, also without a session.

mod decided;

use domain::calendar::Day;
use domain::command::Language;
use domain::commitment::Level;
use domain::id::{CommitmentId, RightId};
use domain::knowledge::{AssessmentSystemDescribed, KnowledgeRightDefined};
use insyn_app::access::Sight;
use maud::{Markup, html};
use projections::directory::commitments::Commitment;
use projections::views::knowledge::{AssessmentSystem, Right, Versioned};
use projections::{Facts, Knowledge};

use crate::act;
use crate::fault::Fault;
use crate::page::{Page, scroll};
use crate::pages::common::{day_shown, recorded_at};
use crate::pages::named::{acts, as_of, at_of_open, level, same_state, school_name};
use crate::pages::paging::List;
use crate::text::{FigureText, KnowledgeText};
use crate::visit::{Answer, At, Visit};
use crate::words;

pub(crate) use decided::{Debate, Decision, beside, of_commitment};
use decided::{debates, decisions};

/// Where the page stands.
const HERE: &str = "/knowledge";
/// The commitments, page by page.
const COMMITMENTS: List = List::new("from", "commitments", 20);

/// Commitments named beside a right; the list of all stands below.
const SERVED_BY_MAX: usize = 6;

/// A commitment in a row of the list.
struct Listed {
    commitment: CommitmentId,
    title: String,
    /// The school unit whose it is; none: the municipality's.
    school: Option<String>,
    serves: Option<RightId>,
    in_force: Option<u16>,
    adopted: bool,
    withdrawn_from: Option<Day>,
}

/// Everything the page shows.
struct Shown {
    knowledge: Knowledge,
    commitments: Vec<Listed>,
    debates: Vec<Debate>,
    decisions: Vec<Decision>,
    at: At,
    recorded: Option<String>,
}

/// The page.
pub(crate) fn show(visit: &Visit) -> Result<Answer, Fault> {
    visit.demand(Sight::Knowledge)?;
    visit.demand(Sight::Commitments)?;
    visit.demand(Sight::Debates)?;
    visit.demand(Sight::Decisions)?;
    let shown = read(visit)?;
    let body = html! {
        (as_of(visit, shown.recorded.clone(), shown.at))
        (acts(visit, &[
            act::link(visit, "knowledge", "define_right", &[], HERE),
            act::link(visit, "knowledge", "describe_system", &[], HERE),
            act::link(visit, "commitment", "propose", &[], HERE),
        ]))
        (rights(visit, &shown))
        (commitments(visit, &shown))
        (decided::section(visit, &shown.debates, &shown.decisions, shown.at))
        (systems(visit, &shown.knowledge.systems))
    };
    let lead = html! { (visit.say(KnowledgeText::Lead)) };
    Ok(Page::new(visit.say(KnowledgeText::Title), body).with_lead(lead).showing(shown.at).into())
}

fn read(visit: &Visit) -> Result<Shown, Fault> {
    let at = at_of_open(visit)?;
    let facts = visit.facts()?;
    let day = day_shown(&facts, visit.today(), at);
    let mut commitments: Vec<Listed> = facts
        .commitments(at.size)
        .iter()
        .map(|commitment| listed(&facts, commitment, day, at))
        .collect();
    commitments.sort_by_cached_key(|row| {
        let school = row.school.as_deref().map(words::alphabetical);
        (school, words::alphabetical(&row.title), row.commitment)
    });
    Ok(Shown {
        knowledge: projections::knowledge(&facts, day, at.size),
        commitments,
        debates: debates(&facts, at),
        decisions: decisions(visit, &facts, day, at),
        recorded: recorded_at(&facts, at.size),
        at,
    })
}

fn listed(facts: &Facts, commitment: &Commitment, day: Day, at: At) -> Listed {
    let shown = commitment.in_force(day).or(commitment.versions.last());
    Listed {
        commitment: commitment.commitment,
        title: shown.map(|version| version.terms.title.clone()).unwrap_or_default(),
        school: match commitment.level {
            Level::Municipality => None,
            Level::School(code) => Some(school_name(facts, code, day, at.size)),
        },
        serves: commitment.serves,
        in_force: commitment.in_force(day).map(|version| version.number),
        adopted: commitment.versions.iter().any(|version| version.adopted.is_some()),
        withdrawn_from: commitment.withdrawn_from,
    }
}

fn rights(visit: &Visit, shown: &Shown) -> Markup {
    let rights = &shown.knowledge.rights;
    html! {
        section aria-labelledby="rights" {
            h2 #rights { (visit.say(KnowledgeText::Rights)) }
            @if rights.is_empty() { p { (visit.say(KnowledgeText::RightsNone)) } }
            @for of in rights { (right(visit, shown, of)) }
        }
    }
}

fn right(visit: &Visit, shown: &Shown, right: &Right) -> Markup {
    let newest = right.in_force.as_ref().or(right.to_come.first()).or(right.former.first());
    let title = newest.map_or("–", |version| version.content.title.as_str());
    let id = right.right.to_string();
    let revise = act::link(visit, "knowledge", "define_right", &[("right", &id)], HERE);
    let promise = act::link(visit, "commitment", "propose", &[("serves", &id)], HERE);
    html! {
        article.sheet id={ "right-" (id) } {
            h3 { (title) }
            @match &right.in_force {
                Some(version) => (right_version(visit, version)),
                None => p.soft { (visit.say(KnowledgeText::NotInForce)) },
            }
            @for version in &right.to_come { (to_come(visit, version)) }
            p.label { (visit.say(KnowledgeText::ServedBy)) }
            (served_by(visit, shown, right))
            @if !right.former.is_empty() {
                details {
                    summary { (visit.say(KnowledgeText::Former)) }
                    @for version in &right.former { (right_version(visit, version)) }
                }
            }
            (acts(visit, &[revise, promise]))
        }
    }
}

/// One version of a right, in the language it was written in.
fn right_version(visit: &Visit, version: &Versioned<KnowledgeRightDefined>) -> Markup {
    let right = &version.content;
    let grade = words::grade(right.grade, visit.language);
    html! {
        div lang=[foreign(visit, right.language.as_str())] {
            p { (right.text) }
        }
        p { (visit.fill(KnowledgeText::AtEndOf, &[("grade", &grade)])) }
        p.label { (visit.say(KnowledgeText::Criteria)) }
        p lang=[foreign(visit, right.language.as_str())] { (right.criteria) }
        p.soft.small { (validity(visit, right.version, right.valid_from, version.ends)) }
    }
}

fn to_come(visit: &Visit, version: &Versioned<KnowledgeRightDefined>) -> Markup {
    let right = &version.content;
    let (number, from) = (right.version.to_string(), right.valid_from.to_string());
    html! {
        details {
            summary { (visit.fill(KnowledgeText::ToCome, &[("version", &number), ("from", &from)])) }
            (right_version(visit, version))
        }
    }
}

fn validity(visit: &Visit, version: u16, from: Day, ends: Option<Day>) -> String {
    let (version, from) = (version.to_string(), from.to_string());
    match ends {
        None => visit.fill(KnowledgeText::Valid, &[("version", &version), ("from", &from)]),
        Some(ends) => {
            let to = ends.plus(-1).to_string();
            let parts = [("version", version.as_str()), ("from", &from), ("to", &to)];
            visit.fill(KnowledgeText::ValidUntil, &parts)
        }
    }
}

/// The language of a text where it is not the page's.
fn foreign<'a>(visit: &Visit, language: &'a str) -> Option<&'a str> {
    let page = match visit.language {
        Language::Sv => "sv",
        Language::En => "en",
    };
    (language != page).then_some(language)
}

fn served_by(visit: &Visit, shown: &Shown, right: &Right) -> Markup {
    let serving = |id: &CommitmentId| shown.commitments.iter().find(|row| row.commitment == *id);
    let rows: Vec<&Listed> = right.served_by.iter().filter_map(serving).collect();
    html! {
        @if rows.is_empty() { p.soft { (visit.say(KnowledgeText::ServedByNone)) } }
        @else {
            ul {
                @for row in rows.iter().take(SERVED_BY_MAX) {
                    li { (commitment_link(row, shown.at)) span.soft { " " (level(visit, row.school.as_deref())) } }
                }
                @if rows.len() > SERVED_BY_MAX {
                    @let count = (rows.len() - SERVED_BY_MAX).to_string();
                    li { a href="#commitments" { (visit.fill(KnowledgeText::ServedByMore, &[("count", &count)])) } }
                }
            }
        }
    }
}

fn commitment_link(row: &Listed, at: At) -> Markup {
    let address = same_state(&format!("/commitments/{}", row.commitment), at);
    html! { a href=(address) { (row.title) } }
}

fn commitments(visit: &Visit, shown: &Shown) -> Markup {
    let title = visit.say(KnowledgeText::Commitments);
    let (rows, paged) = COMMITMENTS.page(visit, &shown.commitments);
    html! {
        section aria-labelledby="commitments" {
            h2 #commitments { (title) }
            @if paged.total == 0 { p { (visit.say(KnowledgeText::CommitmentsNone)) } }
            @else { (COMMITMENTS.around(visit, paged, &scroll(title, &html! {
                table {
                    caption.hidden { (title) }
                    thead { tr {
                        th scope="col" { (title) }
                        th scope="col" { (visit.say(KnowledgeText::Whose)) }
                        th scope="col" { (visit.say(KnowledgeText::Serves)) }
                        th scope="col" { (visit.say(KnowledgeText::State)) }
                    } }
                    tbody { @for row in rows { (commitment_row(visit, shown, row)) } }
                }
            }))) }
        }
    }
}

fn commitment_row(visit: &Visit, shown: &Shown, row: &Listed) -> Markup {
    let right = row.serves.and_then(|id| shown.knowledge.rights.iter().find(|r| r.right == id));
    let right_title = |right: &Right| {
        let version = right.in_force.as_ref().or(right.to_come.first()).or(right.former.first());
        version.map(|version| version.content.title.clone()).unwrap_or_default()
    };
    html! {
        tr {
            th scope="row" { (commitment_link(row, shown.at)) }
            td { (level(visit, row.school.as_deref())) }
            td { @match right {
                Some(right) => a href={ "#right-" (right.right) } { (right_title(right)) },
                None => "–",
            } }
            td { (state(visit, row)) }
        }
    }
}

fn state(visit: &Visit, row: &Listed) -> Markup {
    html! {
        @match (row.in_force, row.withdrawn_from) {
            (Some(version), _) => span.state.good {
                (visit.fill(KnowledgeText::InForce, &[("version", &version.to_string())]))
            },
            (None, Some(from)) => span.state.plain {
                (visit.fill(KnowledgeText::Withdrawn, &[("from", &from.to_string())]))
            },
            (None, None) if row.adopted => span.state.plain { (visit.say(KnowledgeText::NotNow)) },
            (None, None) => span.state.plain { (visit.say(KnowledgeText::Proposed)) },
        }
    }
}

fn systems(visit: &Visit, systems: &[AssessmentSystem]) -> Markup {
    html! {
        section aria-labelledby="assessment" {
            h2 #assessment { (visit.say(KnowledgeText::System)) }
            @if systems.is_empty() { p { (visit.say(KnowledgeText::SystemNone)) } }
            @for system in systems {
                article.sheet {
                    @if let Some(version) = &system.in_force { (system_version(visit, version)) }
                    @for version in &system.to_come { (system_to_come(visit, version)) }
                    @if !system.former.is_empty() {
                        details {
                            summary { (visit.say(KnowledgeText::Former)) }
                            @for version in &system.former { (system_version(visit, version)) }
                        }
                    }
                    @let id = system.instrument.to_string();
                    (acts(visit, &[
                        act::link(visit, "knowledge", "describe_system", &[("instrument", &id)], HERE),
                    ]))
                }
            }
            @if visit.viewer.is_some() {
                p { a href="/figures" { (visit.say(KnowledgeText::Rules)) ": " (visit.say(FigureText::RulesTitle)) } }
            }
        }
    }
}

fn system_version(visit: &Visit, version: &Versioned<AssessmentSystemDescribed>) -> Markup {
    let system = &version.content;
    let (instrument, edition) = (system.instrument.to_string(), system.edition.to_string());
    let parts = [
        (KnowledgeText::SystemWho, &system.who),
        (KnowledgeText::SystemAgreement, &system.agreement),
        (KnowledgeText::SystemFigures, &system.figures),
        (KnowledgeText::SystemLimits, &system.limits),
    ];
    html! {
        h3 { (visit.fill(KnowledgeText::Instrument, &[("instrument", &instrument), ("edition", &edition)])) }
        dl.pairs { @for (name, text) in parts {
            dt { (visit.say(name)) }
            dd lang=[foreign(visit, system.language.as_str())] { (text) }
        } }
        p.soft.small { (validity(visit, system.version, system.valid_from, version.ends)) }
    }
}

fn system_to_come(visit: &Visit, version: &Versioned<AssessmentSystemDescribed>) -> Markup {
    let system = &version.content;
    let (number, from) = (system.version.to_string(), system.valid_from.to_string());
    html! {
        details {
            summary { (visit.fill(KnowledgeText::ToCome, &[("version", &number), ("from", &from)])) }
            (system_version(visit, version))
        }
    }
}
