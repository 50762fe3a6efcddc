//! `GET /figures/{figure}`: how a figure came about: its rule, what it is made of, and the very events.

mod count;

use domain::calendar::Day;
use domain::id::Size;
use insyn_app::access::{sights_of_figure, sights_of_trail};
use insyn_app::disclosed::FigureShown;
use insyn_app::trail::TrailOf;
use maud::{Markup, html};
use projections::figure::reference::{FigureRef, FigureScope, InClass, Measure, Progress};
use projections::{CountRef, Facts, Figure, Value};

use crate::fault::Fault;
use crate::page::Page;
use crate::pages::common::{controls, marks, past_banner, recorded_at, shown_mark, value};
use crate::pages::named::same_state;
use crate::pages::trail::events;
use crate::text::{ChainText, FigureText, Term};
use crate::visit::{Answer, At, Visit, encoded};
use crate::words;

/// The figure with the words for where and of whom.
struct Shown {
    figure: Figure,
    place: String,
    place_address: String,
    slice: String,
    recorded: Option<String>,
    /// How many events it rests on, and the very events: for those who see the pupils.
    count: Option<usize>,
    /// What the marks of small numbers mean, for all others.
    marks: Option<Markup>,
    /// Whether the viewer may follow the chain from the figure.
    sees_chain: bool,
    at: At,
}

/// The page: of a figure, or of a count of what is done.
pub(crate) fn show(visit: &Visit) -> Result<Answer, Fault> {
    if let Ok(counted) = visit.param::<CountRef>("figure") {
        return count::show(visit, &counted);
    }
    let reference: FigureRef = visit.param("figure")?;
    demand(visit, &reference)?;
    let shown = read(visit, &reference)?;
    let rule = shown.figure.rule.rule();
    let title = visit.fill(FigureText::Title, &[("rule", rule.name(visit.language))]);
    let round = words::round(reference.round, visit.language);
    let parts = [("place", shown.place.as_str()), ("round", &round), ("slice", &shown.slice)];
    let lead = visit.fill(FigureText::Lead, &parts);
    let body = html! {
        (past_banner(visit, shown.recorded.clone(), shown.at))
        (controls(visit, &[], None, shown.at))
        (made_of(visit, &shown))
        @if let Some(marks) = &shown.marks { (marks) }
        @if let Some(count) = shown.count {
            section aria-labelledby="events" {
                h2 #events { (visit.say(FigureText::EventsTitle)) }
                p {
                    (visit.fill(FigureText::EventsLead, &[
                        ("count", &words::count(u64::try_from(count).unwrap_or(u64::MAX), visit.language)),
                    ]))
                }
                (events(visit, &TrailOf::Figure(reference), shown.at)?)
            }
        }
        @if shown.sees_chain {
            p { a href=(chain_of(&reference, shown.at)) { (visit.say(ChainText::Chain)) } }
        }
    };
    let crumbs = vec![(shown.place.clone(), shown.place_address.clone())];
    Ok(Page::new(title, body).with_lead(html! { (lead) }).under(crumbs).showing(shown.at).into())
}

/// What opens a figure stands in the access table, one for pages and API.
fn demand(visit: &Visit, reference: &FigureRef) -> Result<(), Fault> {
    visit.demand_any(&sights_of_figure(reference))
}

fn read(visit: &Visit, reference: &FigureRef) -> Result<Shown, Fault> {
    let at = visit.at()?;
    let facts = visit.facts()?;
    let found = visit.reader(&facts).figure(visit.app(), at.size, reference);
    let FigureShown { figure, evidence } = found.ok_or(Fault::NotFound)?;
    let round = facts.round(reference.round, at.size).ok_or(Fault::NotFound)?;
    let count = evidence.map(|evidence| evidence.len());
    let marks = figure.shown().is_some().then(|| {
        let protected = visit.app().protected(&facts, at.size, reference.round);
        marks(visit, &protected, &facts)
    });
    let (place, place_address) = place(&facts, at, reference, round.census_date);
    let slice = slice(visit, &facts, at.size, reference, round.census_date);
    let recorded = recorded_at(&facts, at.size);
    let sights = sights_of_trail(&facts, &TrailOf::Figure(*reference), visit.today());
    let sees_chain = sights.into_iter().any(|sight| visit.may(&facts, sight));
    Ok(Shown { figure, place, place_address, slice, recorded, count, marks, sees_chain, at })
}

/// The address of the chain, as of the same state as the page.
fn chain_of(reference: &FigureRef, at: At) -> String {
    same_state(&format!("/trail/figures/{}", encoded(&reference.to_string())), at)
}

/// Where the figure is measured, and the address of that page in the same round and state.
fn place(facts: &Facts, at: At, reference: &FigureRef, day: Day) -> (String, String) {
    let size = at.size;
    let round = encoded(&reference.round.slug());
    let (name, path) = match reference.scope {
        FigureScope::School(code) | FigureScope::Trend(code) => {
            (facts.school(code, day, size).map(|school| school.name), format!("/schools/{code}"))
        }
        FigureScope::District(id) => {
            (facts.district(id, size).map(|district| district.name), format!("/districts/{id}"))
        }
        FigureScope::Committee(id) => {
            (facts.committee(id, size).map(|committee| committee.name), format!("/committees/{id}"))
        }
        FigureScope::Class(id) => {
            let class = facts.class(id, day, size).map(|class| class.name);
            return (class.unwrap_or_default(), format!("/classes/{id}/rounds/{round}"));
        }
    };
    let past = if at.past { format!("&asOf={size}") } else { String::new() };
    (name.unwrap_or_default(), format!("{path}?round={round}{past}"))
}

/// Of which pupils and which part of the rule, in words.
fn slice(visit: &Visit, facts: &Facts, at: Size, reference: &FigureRef, day: Day) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(of_measure(visit, reference.measure, facts, at));
    let slice = &reference.slice;
    parts.extend(slice.grade.map(|g| visit.fill(Term::Grade, &[("grade", &g.to_string())])));
    parts.extend(slice.class.map(|class| match class {
        InClass::None => visit.say(FigureText::NoClass).to_owned(),
        InClass::Class(id) => {
            let name = facts.class(id, day, at).map(|class| class.name).unwrap_or_default();
            visit.fill(FigureText::OfClass, &[("class", &name)])
        }
    }));
    parts.extend(slice.sex.map(|sex| visit.say(words::sex(sex)).to_lowercase()));
    parts.extend(slice.syllabus.map(|s| visit.say(words::syllabus(s)).to_lowercase()));
    parts.iter().map(|part| format!(", {part}")).collect()
}

fn of_measure(visit: &Visit, measure: Measure, facts: &Facts, at: Size) -> Option<String> {
    match measure {
        Measure::NotAssessed(Some(reason)) => Some(visit.say(words::reason(reason)).to_lowercase()),
        Measure::Point(point) => {
            Some(visit.fill(FigureText::AtPoint, &[("point", &point.to_string())]))
        }
        Measure::Reached(target) | Measure::ReachedOfPopulation(target) => {
            let commitment = facts.commitment(target.commitment, at)?;
            let terms = &commitment.versions.last()?.terms;
            let found = terms.targets.iter().find(|known| known.number == target.target)?;
            Some(visit.fill(FigureText::Target, &[("least", &found.least.to_string())]))
        }
        Measure::Progress(progress) => Some(
            visit
                .say(match progress {
                    Progress::Risen => Term::Risen,
                    Progress::Same => Term::Same,
                    Progress::Fallen => Term::Fallen,
                    Progress::AtTheTop => Term::AtTop,
                })
                .to_lowercase(),
        ),
        _ => None,
    }
}

/// Rule, value, numerator, denominator, missing, and the state they were taken from.
fn made_of(visit: &Visit, shown: &Shown) -> Markup {
    let figure = &shown.figure;
    let rule = figure.rule.rule();
    let count = |number: u32| words::count(u64::from(number), visit.language);
    let events = words::count(figure.as_of.0, visit.language);
    html! {
        section.sheet {
            dl.tiles {
                @if let Value::Shown { value, base } = figure.value {
                    div.tile { dt { (visit.say(FigureText::Value)) } dd.big { (shown_mark(visit, value)) } }
                    div.tile { dt { (visit.say(FigureText::Denominator)) } dd.big { (shown_mark(visit, base)) } }
                } @else {
                    div.tile { dt { (visit.say(FigureText::Value)) } dd.big { (value(visit, figure)) } }
                    div.tile { dt { (visit.say(FigureText::Numerator)) } dd.big { (count(figure.numerator)) } }
                    div.tile { dt { (visit.say(FigureText::Denominator)) } dd.big { (count(figure.denominator)) } }
                    div.tile {
                        dt { (visit.say(FigureText::Missing)) }
                        dd { div.big { (count(figure.missing)) } div.of { (visit.say(FigureText::MissingMore)) } }
                    }
                }
            }
            h2 { (visit.say(FigureText::Rule)) ": " (rule.name(visit.language)) }
            p { (rule.definition(visit.language)) }
            dl.pairs {
                dt { (visit.say(FigureText::AsOf)) }
                dd {
                    (visit.fill(FigureText::AsOfEvents, &[("events", &events)]))
                    @if let Some(when) = &shown.recorded { ", " (when) }
                }
                dt { (visit.say(FigureText::Reference)) }
                dd.code { (figure.reference) }
                dt { (visit.say(FigureText::Rule)) }
                dd { a href={ "/figures#" (rule.id) } { (rule.id) } }
            }
        }
    }
}
