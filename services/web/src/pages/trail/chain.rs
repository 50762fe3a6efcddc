//! The chain of something in both directions, as a timeline: what led to it, what came of it, who, when,
//! on which knowledge and under whose authority.
//!
//! What an event says of a pupil is shown to those who may see the pupil, and to those who examine trails.

use std::collections::HashMap;

use domain::Recorded;
use domain::id::Position;
use domain::people::Role;
use domain::query::Tag;
use insyn_app::access::Sight;
use insyn_app::trail::TrailOf;
use maud::{Markup, html};
use projections::{Chain, Facts, Link, Paged};

use super::{About, about, named, whom};
use crate::fault::Fault;
use crate::page::unbroken;
use crate::pages::paging::List;
use crate::text::{ChainText, event_kind};
use crate::visit::{At, Visit};
use crate::words;

/// Links of one direction on a page.
const LINKS_MAX: usize = 12;
/// What led to it, page by page.
const BEFORE: List = List::new("before", "before", LINKS_MAX);
/// What is recorded of it, page by page.
const ITSELF: List = List::new("itself", "itself", LINKS_MAX);
/// What came of it, page by page.
const AFTER: List = List::new("after", "after", LINKS_MAX);

/// One link as the viewer may see it.
struct Line {
    link: Link,
    about: About,
    by: Option<String>,
    explains: bool,
}

/// A page of one direction.
struct Side {
    lines: Vec<Line>,
    paged: Paged,
}

/// The chain of something; nothing is known of it: no such page.
pub(crate) fn section(visit: &Visit, of: &TrailOf, at: At) -> Result<Markup, Fault> {
    let mut chain = visit.app().chain_unread(of, at.size)?.ok_or(Fault::NotFound)?;
    let before = BEFORE.window(visit).cut(&mut chain.before);
    let itself = ITSELF.window(visit).cut(&mut chain.itself);
    let after = AFTER.window(visit).cut(&mut chain.after);
    let records = read(visit, &mut chain)?;
    let before = side(visit, &chain.before, before, &records)?;
    let itself = side(visit, &chain.itself, itself, &records)?;
    let after = side(visit, &chain.after, after, &records)?;
    Ok(html! {
        (timeline(visit, BEFORE, ChainText::Before, &before, Some(ChainText::BeforeNone)))
        // Everything about a pupil stands in the list of events below.
        @if !matches!(of, TrailOf::Pupil(_)) {
            (timeline(visit, ITSELF, ChainText::Itself, &itself, None))
        }
        (timeline(visit, AFTER, ChainText::After, &after, Some(ChainText::AfterNone)))
    })
}

/// Reads the single events of the shown links from the record: whom they are about, and who recorded
/// them where the facts do not keep that.
fn read(visit: &Visit, chain: &mut Chain) -> Result<HashMap<Position, Recorded>, Fault> {
    let lists = [&chain.before, &chain.itself, &chain.after];
    let single: Vec<Position> = lists
        .into_iter()
        .flatten()
        .filter(|link| link.count == 1)
        .map(|link| link.position)
        .collect();
    let mut records = HashMap::with_capacity(single.len());
    for position in single {
        records.insert(position, visit.app().recorded(position)?);
    }
    let facts = visit.facts()?;
    records.values().for_each(|recorded| chain.read(&facts, recorded));
    Ok(records)
}

fn side(
    visit: &Visit,
    links: &[Link],
    paged: Paged,
    records: &HashMap<Position, Recorded>,
) -> Result<Side, Fault> {
    let facts = visit.facts()?;
    // A link of many says how many of which kind, and nothing of any one.
    let whom = |link: &Link| {
        records.get(&link.position).map_or(About::Nobody, |event| about(visit, &facts, event))
    };
    let abouts: Vec<About> = links.iter().map(whom).collect();
    let explained = |link: &Link| {
        records.get(&link.position).is_some_and(|event| explains(visit, &facts, event))
    };
    let explained: Vec<bool> = links.iter().map(explained).collect();
    drop(facts);
    let names = visit.staff_names(links.iter().filter_map(|link| link.staff))?;
    let lines =
        links.iter().zip(named(visit, abouts)?).zip(explained).map(|((link, about), explains)| {
            let by = link.staff.and_then(|staff| names.get(&staff).cloned());
            let explains = explains && !matches!(about, About::Hidden);
            Line { link: link.clone(), about, by, explains }
        });
    Ok(Side { lines: lines.collect(), paged })
}

/// Whether the event can be explained to the viewer: it was decided by someone, and is of the viewer's
/// school unit or the viewer examines trails.
fn explains(visit: &Visit, facts: &Facts, recorded: &Recorded) -> bool {
    if recorded.actor.is_none() || recorded.event.is_none() {
        return false;
    }
    let tags = recorded.event.as_ref().map(|event| event.tags()).unwrap_or_default();
    let of_school = |tag: &Tag| match tag {
        Tag::School(school) => visit.may(facts, Sight::TrailAt(*school)),
        _ => false,
    };
    visit.may(facts, Sight::Trail) || tags.iter().any(of_school)
}

fn timeline(
    visit: &Visit,
    list: List,
    title: ChainText,
    side: &Side,
    none: Option<ChainText>,
) -> Markup {
    let id = list.heading();
    let lines = html! { ol.timeline { @for line in &side.lines { (item(visit, line)) } } };
    html! {
        @if side.paged.total > 0 || none.is_some() {
            section aria-labelledby=(id) {
                h2 id=(id) { (visit.say(title)) }
                @if let Some(none) = none.filter(|_| side.paged.total == 0) { p { (visit.say(none)) } }
                @if side.paged.total > 0 { (list.around(visit, side.paged, &lines)) }
            }
        }
    }
}

fn item(visit: &Visit, line: &Line) -> Markup {
    let link = &line.link;
    let position = link.position.to_string();
    let count = words::count(u64::from(link.count), visit.language);
    let number = if link.count == 1 {
        visit.fill(ChainText::Number, &[("position", &position)])
    } else {
        visit.fill(ChainText::Many, &[("count", &count), ("position", &position)])
    };
    html! {
        li {
            p.time {
                @if let Some(at) = link.at { time { (words::moment(at)) } " " }
                span.soft { (number) }
            }
            p.kind { (kind(visit, link)) }
            @if matches!(line.about, About::Hidden) { p.soft { (visit.say(ChainText::Hidden)) } }
            @else {
                p { (unbroken(text(visit, link))) @if !matches!(line.about, About::Nobody) { " " (whom(visit, &line.about)) } }
                p.soft.small { (circumstances(visit, line)) }
            }
            @if !link.first.is_empty() {
                details {
                    summary { (visit.say(ChainText::First)) }
                    p.small { (positions(&link.first)) }
                }
            }
            @if line.explains {
                p.small { a href={ "/explain/" (position) } { (visit.say(ChainText::Explain)) span.hidden { " " (number) } } }
            }
        }
    }
}

/// The kind of event. A single event that has none has lost its content; many may be of several.
fn kind(visit: &Visit, link: &Link) -> &'static str {
    let none = if link.count == 1 { ChainText::Gone } else { ChainText::Mixed };
    link.kind.map_or_else(|| visit.say(none), |kind| event_kind(kind, visit.language))
}

fn text<'a>(visit: &Visit, link: &'a Link) -> &'a str {
    match visit.language {
        domain::command::Language::Sv => &link.sv,
        domain::command::Language::En => &link.en,
    }
}

fn positions(first: &[Position]) -> String {
    first.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Who, under whose authority, on which knowledge, and what it hangs together with.
fn circumstances(visit: &Visit, line: &Line) -> String {
    let link = &line.link;
    let position = |key: ChainText, of: Position| visit.fill(key, &[("position", &of.to_string())]);
    let mut parts: Vec<String> = Vec::new();
    parts.extend(by(visit, line));
    parts.extend(link.authority.map(|of| position(ChainText::Authority, of)));
    let known = words::count(link.knowledge.0, visit.language);
    parts.push(visit.fill(ChainText::Knowledge, &[("events", &known)]));
    parts.extend(link.because.map(|of| position(ChainText::Because, of)));
    parts.join(" · ")
}

fn by(visit: &Visit, line: &Line) -> Option<String> {
    let role = line.link.role?;
    let who = match (role, &line.by) {
        (Role::Process, _) => visit.say(ChainText::ByProcess).to_owned(),
        (_, Some(name)) => format!("{name}, {}", visit.say(words::role(role).0)),
        (_, None) => visit.say(words::role(role).0).to_owned(),
    };
    Some(format!("{} {who}", visit.say(ChainText::By)))
}
