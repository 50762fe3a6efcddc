//! `insyn trail`: the events behind a pupil, a school unit, a commitment or a figure.

use domain::people::Role;
use insyn_app::access::Sight;
use insyn_app::trail::{PAGE_MAX, TrailOf};
use projections::TrailEntry;
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
    actor::must_see(&app, actor, Sight::Trail)?;
    let at = app.resolve(args.as_of).or_exit(exit::USAGE)?;
    let of = match args.kind {
        TrailKind::Pupil => TrailOf::Pupil(args.id.parse().or_exit(exit::USAGE)?),
        TrailKind::School => TrailOf::School(args.id.parse().or_exit(exit::USAGE)?),
        TrailKind::Commitment => TrailOf::Commitment(args.id.parse().or_exit(exit::USAGE)?),
        TrailKind::Figure => TrailOf::Figure(args.id.parse().or_exit(exit::USAGE)?),
    };
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
        entries.extend(projections::trail(&page.events));
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
