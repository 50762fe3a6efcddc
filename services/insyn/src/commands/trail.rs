//! `insyn trail`: the events behind a pupil, a school unit, a commitment or a figure.

use domain::people::{Actor, Role};
use insyn_app::App;
use insyn_app::access::{Sight, may_see, sights_of_figure};
use insyn_app::trail::{PAGE_MAX, TrailOf};
use projections::{FigureScope, TrailEntry};
use serde::Serialize;

use crate::cli::{TrailArgs, TrailKind};
use crate::output::{Exit, Failure, Output, columns, exit, fail};
use crate::{actor, wiring};

#[derive(Serialize)]
struct Trail {
    as_of: u64,
    figure: Option<projections::Figure>,
    entries: Vec<TrailEntry>,
}

pub(crate) fn run(args: &TrailArgs, output: Output) -> Result<u8, Failure> {
    let app = wiring::open(&args.store.data)?;
    let actor = actor::resolve(&app, &args.actor, Role::Auditor)?;
    let at = app.resolve(args.as_of).or_exit(exit::USAGE)?;
    let of = match args.kind {
        TrailKind::Pupil => TrailOf::Pupil(args.id.parse().or_exit(exit::USAGE)?),
        TrailKind::School => TrailOf::School(args.id.parse().or_exit(exit::USAGE)?),
        TrailKind::Commitment => TrailOf::Commitment(args.id.parse().or_exit(exit::USAGE)?),
        TrailKind::Figure => TrailOf::Figure(args.id.parse().or_exit(exit::USAGE)?),
    };
    let whole = sees(&app, actor, &of)?;
    let figure = match &of {
        TrailOf::Figure(reference) => {
            let facts = app.facts().or_exit(exit::FAILED)?;
            let figure = projections::figure(&facts, at, reference);
            if figure.is_none() {
                return fail(exit::NO, "there is no such figure as of then");
            }
            figure
        }
        _ => None,
    };
    let mut entries = Vec::new();
    let mut from = Some(0);
    while let Some(offset) = from {
        let page = app.trail(&of, at, offset, PAGE_MAX).or_exit(exit::FAILED)?;
        let page_entries = projections::trail(&page.events).into_iter();
        entries.extend(page_entries.map(|entry| if whole { entry } else { outline(&entry) }));
        output.progress(&format!("{} of {} events", entries.len(), page.total));
        from = page.next;
    }
    output.progress_done();
    if entries.is_empty() {
        return fail(exit::NO, "nothing is recorded about that as of then");
    }
    let trail = Trail { as_of: at.0, figure, entries };
    output.answer(&trail, || text(&trail));
    Ok(exit::DONE)
}

/// Whether the actor sees the trail's pupils and people, or (for a figure) only that there are such
/// events. Nothing at all where neither.
fn sees(app: &App, actor: Actor, of: &TrailOf) -> Result<bool, Failure> {
    let facts = app.facts().or_exit(exit::FAILED)?;
    let today = app.now().day();
    let may = |sight| may_see(&facts, actor, sight, today);
    let near = match of {
        TrailOf::Pupil(pupil) => may(Sight::Pupil(*pupil)),
        TrailOf::School(school) => may(Sight::PupilsOf(*school)),
        TrailOf::Commitment(_) => false,
        TrailOf::Figure(figure) => match figure.scope {
            FigureScope::School(school) => may(Sight::PupilsOf(school)),
            FigureScope::Class(class) => may(Sight::Class(class)),
            _ => false,
        },
    };
    if near || may(Sight::Trail) {
        return Ok(true);
    }
    match of {
        TrailOf::Figure(figure) if sights_of_figure(figure).into_iter().any(may) => Ok(false),
        _ => fail(exit::NOT_ALLOWED, format!("the role {} may not see this", actor.role)),
    }
}

/// An entry without whom it is about: position, time and kind.
fn outline(entry: &TrailEntry) -> TrailEntry {
    let TrailEntry { position, at, kind, .. } = *entry;
    let (sv, en, tags) = (String::new(), String::new(), Vec::new());
    TrailEntry { position, at, kind, staff: None, role: None, sv, en, refers_to: None, tags }
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
    let table = columns(&["position", "recorded", "by", "event", "what"], &rows);
    match &trail.figure {
        Some(figure) => format!(
            "{}: {} of {}, {} missing (rule {}, as of {} events); {} events behind it\n\n{table}",
            figure.reference,
            figure.numerator,
            figure.denominator,
            figure.missing,
            figure.rule.id(),
            figure.as_of,
            trail.entries.len()
        ),
        None => table,
    }
}
