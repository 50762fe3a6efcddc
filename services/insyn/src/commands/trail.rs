//! `insyn trail`: what led to something, its own events, and what came of it.

use std::io::{BufWriter, Write};

use domain::id::{Position, Size};
use domain::people::{Actor, Role};
use insyn_app::App;
use insyn_app::access::{Sight, may_see, sights_of_figure, sights_of_trail};
use insyn_app::shown::Reader;
use insyn_app::trail::{PAGE_MAX, TrailOf};
use projections::{
    Chain, Count, CountRef, CountScope, Facts, Figure, FigureScope, Link, TrailEntry,
};
use serde::Serialize;

use crate::cli::{TrailArgs, TrailKind};
use crate::output::{Exit, Failure, Output, columns, exit, fail, written};
use crate::reading::Entered;
use crate::{actor, wiring};

#[derive(Default, Serialize)]
struct Trail {
    as_of: u64,
    figure: Option<Figure>,
    /// Of a count of what is done, the count.
    count: Option<Count>,
    /// What led to it; of a school unit nothing.
    before: Vec<Link>,
    itself: Vec<Link>,
    after: Vec<Link>,
    /// Everything recorded about it.
    entries: Vec<TrailEntry>,
}

fn trail_of(args: &TrailArgs) -> Result<TrailOf, Failure> {
    let id = &args.id;
    Ok(match args.kind {
        TrailKind::Pupil => TrailOf::Pupil(id.parse().or_exit(exit::USAGE)?),
        TrailKind::School => TrailOf::School(id.parse().or_exit(exit::USAGE)?),
        TrailKind::Programme => TrailOf::Programme(id.parse().or_exit(exit::USAGE)?),
        TrailKind::Commitment => TrailOf::Commitment(id.parse().or_exit(exit::USAGE)?),
        TrailKind::Measure => TrailOf::Measure(id.parse().or_exit(exit::USAGE)?),
        TrailKind::Report => TrailOf::Report(id.parse().or_exit(exit::USAGE)?),
        TrailKind::Decision => TrailOf::Decision(id.parse().or_exit(exit::USAGE)?),
        TrailKind::Figure => match TrailOf::of_figure(id) {
            Some(of) => of,
            // Says the form of a figure's name.
            None => TrailOf::Figure(id.parse().or_exit(exit::USAGE)?),
        },
    })
}

pub(crate) fn run(args: &TrailArgs, output: Output) -> Result<u8, Failure> {
    let app = wiring::open(&args.store.data)?;
    let actor = actor::resolve(&app, &args.actor, Role::Auditor)?;
    let at = app.resolve(args.as_of).or_exit(exit::USAGE)?;
    let of = trail_of(args)?;
    let whole = sees(&app, actor, &of)?;
    let (figure, count) = measured(&app, &of, at)?;
    if args.ndjson {
        return if whole { lines(&app, actor, &of, at) } else { not_allowed(actor) };
    }
    let chain = if whole { app.chain(&of, at).or_exit(exit::FAILED)? } else { None };
    let mut entries = Vec::new();
    // Who sees a figure and not its pupils is told what is shown of it: its events would count them.
    let (figure, mut from) = match figure {
        Some(figure) if !whole => {
            let facts = app.facts().or_exit(exit::FAILED)?;
            let protected = app.protected(&facts, at, figure.reference.round);
            let shown =
                Trail { as_of: at.0, figure: Some(protected.figure(&figure)), ..Trail::default() };
            drop(facts);
            output.answer(&shown, || text(&shown));
            return Ok(exit::DONE);
        }
        figure => (figure, Some(0)),
    };
    while let Some(offset) = from {
        let page = app.trail(&of, at, offset, PAGE_MAX).or_exit(exit::FAILED)?;
        let facts = app.facts().or_exit(exit::FAILED)?;
        let page_entries = projections::told(&facts, &page.events).into_iter();
        let reader = reader(&app, &facts, actor);
        entries.extend(page_entries.map(|entry| reader.entry(entry)));
        output.progress(&format!("{} of {} events", entries.len(), page.total));
        from = page.next;
    }
    output.progress_done();
    if entries.is_empty() && chain.is_none() {
        return fail(exit::NO, "nothing is recorded about that as of then");
    }
    let (before, itself, after) = chain.map_or_else(Default::default, parts);
    let facts = app.facts().or_exit(exit::FAILED)?;
    let reader = reader(&app, &facts, actor);
    let cut = |links| reader.links(&app, links).or_exit(exit::FAILED);
    let (before, itself, after) = (cut(before)?, cut(itself)?, cut(after)?);
    drop(facts);
    let trail = Trail { as_of: at.0, figure, count, before, itself, after, entries };
    output.answer(&trail, || text(&trail));
    Ok(exit::DONE)
}

/// The figure or the count, where it is the trail of one; a failure where there is no such thing then.
fn measured(app: &App, of: &TrailOf, at: Size) -> Result<(Option<Figure>, Option<Count>), Failure> {
    let facts = app.facts().or_exit(exit::FAILED)?;
    let found = match of {
        TrailOf::Figure(name) => (projections::figure(&facts, at, name), None),
        TrailOf::Count(name) => (None, projections::count(&facts, at, name)),
        _ => return Ok((None, None)),
    };
    match found {
        (None, None) => fail(exit::NO, "there is no such figure as of then"),
        found => Ok(found),
    }
}

fn parts(chain: Chain) -> (Vec<Link>, Vec<Link>, Vec<Link>) {
    (chain.before, chain.itself, chain.after)
}

fn not_allowed<T>(actor: Actor) -> Result<T, Failure> {
    fail(exit::NOT_ALLOWED, format!("the role {} may not see this", actor.role))
}

/// What the actor is shown of entries about pupils.
fn reader<'a>(app: &App, facts: &'a Facts, actor: Actor) -> Reader<'a> {
    Reader { facts, actor: Some(actor), shown_as: None, today: app.now().day() }
}

/// Every event of the chain, one a line.
fn lines(app: &App, actor: Actor, of: &TrailOf, at: Size) -> Result<u8, Failure> {
    let mut out = Entered::new(BufWriter::new(std::io::stdout()));
    let positions = app.chain_positions(of, at).or_exit(exit::FAILED)?;
    if positions.is_empty() {
        return fail(exit::NO, "nothing is recorded about that as of then");
    }
    for page in positions.chunks(PAGE_MAX) {
        // The facts are let go before anything is written: entering whom it tells of asks for them.
        if !written(out.write_all(&page_of(app, actor, page)?))? {
            return Ok(exit::DONE);
        }
    }
    written(out.flush())?;
    Ok(exit::DONE)
}

/// The events at these positions, one a line.
fn page_of(app: &App, actor: Actor, positions: &[Position]) -> Result<Vec<u8>, Failure> {
    let facts = app.facts().or_exit(exit::FAILED)?;
    let reader = reader(app, &facts, actor);
    let mut bytes = Vec::new();
    for position in positions {
        let recorded = app.recorded(*position).or_exit(exit::FAILED)?;
        for entry in projections::trail([&recorded]) {
            serde_json::to_writer(&mut bytes, &reader.entry(entry)).or_exit(exit::FAILED)?;
            bytes.push(b'\n');
        }
    }
    Ok(bytes)
}

/// Whether the actor sees the trail's pupils and people, or (for a figure) only that there are such
/// events. Nothing at all where neither.
fn sees(app: &App, actor: Actor, of: &TrailOf) -> Result<bool, Failure> {
    let facts = app.facts().or_exit(exit::FAILED)?;
    let today = app.now().day();
    let may = |sight| may_see(&facts, actor, sight, today);
    let scope = match of {
        TrailOf::Figure(figure) => Some(figure.scope),
        TrailOf::Count(CountRef { scope: CountScope::Of(scope), .. }) => Some(*scope),
        _ => None,
    };
    let near = match scope {
        Some(FigureScope::School(school)) => may(Sight::PupilsOf(school)),
        Some(FigureScope::Class(class)) => may(Sight::Class(class)),
        _ => false,
    };
    if near || sights_of_trail(&facts, of, today).into_iter().any(may) {
        return Ok(true);
    }
    match of {
        TrailOf::Figure(figure) if sights_of_figure(figure).into_iter().any(may) => Ok(false),
        _ => not_allowed(actor),
    }
}

fn text(trail: &Trail) -> String {
    let rows: Vec<Vec<String>> = trail
        .entries
        .iter()
        .map(|entry| {
            vec![
                entry.position.to_string(),
                entry.at.in_sweden(),
                entry.role.map_or(String::new(), |role| role.to_string()),
                entry.kind.unwrap_or("–").to_owned(),
                entry.en.clone(),
            ]
        })
        .collect();
    let mut parts = Vec::new();
    if let Some((figure, shown)) = trail.figure.as_ref().and_then(|of| Some((of, of.shown()?))) {
        parts.push(format!(
            "{}: {shown} (rule {}, as released at {} events)",
            figure.reference,
            figure.rule.id(),
            figure.as_of
        ));
    } else if let Some(figure) = &trail.figure {
        parts.push(format!(
            "{}: {} of {}, {} missing (rule {}, as of {} events); {} events behind it",
            figure.reference,
            figure.numerator,
            figure.denominator,
            figure.missing,
            figure.rule.id(),
            figure.as_of,
            trail.entries.len()
        ));
    }
    if let Some(count) = &trail.count {
        let among = count.among.map_or(String::new(), |among| format!(" of {among}"));
        parts.push(format!(
            "{}: {}{among} (rule {}, by {}, as of {} events); {} events behind it",
            count.figure,
            count.value,
            count.rule.id(),
            count.day,
            count.as_of,
            trail.entries.len()
        ));
    }
    let sides = [
        ("What led to it", &trail.before),
        ("Itself", &trail.itself),
        ("What came of it", &trail.after),
    ];
    let told = sides.iter().filter(|(_, links)| !links.is_empty());
    parts.extend(told.map(|(title, links)| format!("{title}\n{}", timeline(links))));
    // Of a figure the chain is the evidence in short, of anything else it holds the entries.
    if trail.itself.is_empty() {
        parts.push(columns(&["position", "recorded", "by", "event", "what"], &rows));
    }
    parts.join("\n\n")
}

fn timeline(links: &[Link]) -> String {
    let at = |position: Option<domain::id::Position>| {
        position.map_or(String::new(), |position| position.to_string())
    };
    let rows: Vec<Vec<String>> = links
        .iter()
        .map(|link| {
            vec![
                link.position.to_string(),
                link.at.map_or(String::new(), |at| at.in_sweden()),
                link.count.to_string(),
                link.role.map_or(String::new(), |role| role.to_string()),
                link.kind.unwrap_or("–").to_owned(),
                at(link.because),
                at(link.authority),
                link.knowledge.to_string(),
                link.en.clone(),
            ]
        })
        .collect();
    let header =
        ["position", "recorded", "events", "by", "event", "with", "granted", "knowledge", "what"];
    columns(&header, &rows)
}
