//! One seminar: who took part, the shared samples, and what can be done.

use std::collections::HashMap;

use domain::id::{SeminarId, StaffId};
use insyn_app::access::Sight;
use maud::{Markup, html};
use projections::Seminar;
use projections::views::seminar::Sample;

use super::{agreement, is_of_agreement, place, state};
use crate::act;
use crate::fault::Fault;
use crate::page::{Page, Tone, notice, scroll};
use crate::pages::common::recorded_at;
use crate::pages::family::word;
use crate::pages::named::{acts, as_of, people};
use crate::text::SeminarText;
use crate::visit::{Answer, At, Visit};

/// The seminar with what is needed to show it.
struct Shown {
    seminar: Seminar,
    place: String,
    staff: HashMap<StaffId, String>,
    at: At,
    recorded: Option<String>,
}

/// The page.
pub(crate) fn show(visit: &Visit) -> Result<Answer, Fault> {
    let id: SeminarId = visit.param("seminar")?;
    visit.demand(Sight::Seminars)?;
    let shown = read(visit, id)?;
    let row = &shown.seminar.row;
    let body = html! {
        (as_of(visit, shown.recorded.clone(), shown.at))
        p { (state(visit, row)) }
        (to_do(visit, &shown))
        (about(visit, &shown))
        @if is_of_agreement(row) { (samples(visit, &shown)) }
    };
    let crumbs = vec![(visit.say(SeminarText::Title).to_owned(), "/seminars".to_owned())];
    Ok(Page::new(row.title.clone(), body).under(crumbs).showing(shown.at).into())
}

fn read(visit: &Visit, id: SeminarId) -> Result<Shown, Fault> {
    let at = visit.at()?;
    let facts = visit.facts()?;
    let seminar = visit.reader(&facts).seminar(id, at.size).ok_or(Fault::NotFound)?;
    let place = place(visit, &facts, &seminar.row, at);
    let recorded = recorded_at(&facts, at.size);
    drop(facts);
    let staff = visit.staff_names(seminar.took_part.iter().copied())?;
    Ok(Shown { seminar, place, staff, at, recorded })
}

fn back(shown: &Shown) -> String {
    format!("/seminars/{}", shown.seminar.row.seminar)
}

fn to_do(visit: &Visit, shown: &Shown) -> Markup {
    let row = &shown.seminar.row;
    let id = row.seminar.to_string();
    let link = |command| act::link(visit, "seminar", command, &[("seminar", &id)], &back(shown));
    let mut links = Vec::new();
    if row.held.is_none() {
        links.push(link("hold"));
    }
    if is_of_agreement(row) && row.revealed.is_none() {
        links.push(link("reveal"));
    }
    acts(visit, &links)
}

fn about(visit: &Visit, shown: &Shown) -> Markup {
    let row = &shown.seminar.row;
    html! {
        dl.pairs {
            dt { (visit.say(SeminarText::Kind)) } dd { (word(visit, "SeminarKind", &row.kind)) }
            dt { (visit.say(SeminarText::For)) } dd { (shown.place) }
            dt { (visit.say(SeminarText::On)) } dd.when { (row.held_on.unwrap_or(row.on)) }
            @if !shown.seminar.took_part.is_empty() {
                dt { (visit.say(SeminarText::TookPart)) }
                dd { (people(&shown.staff, &shown.seminar.took_part)) }
            }
        }
    }
}

fn samples(visit: &Visit, shown: &Shown) -> Markup {
    let row = &shown.seminar.row;
    let revealed = row.revealed.is_some();
    let title = visit.say(SeminarText::Samples);
    let (tone, key) =
        if revealed { (Tone::Good, SeminarText::Open) } else { (Tone::Past, SeminarText::Blind) };
    html! {
        section aria-labelledby="samples" {
            h2 #samples { (title) }
            (notice(tone, &html! { p { (visit.say(key)) } }))
            (scroll(title, &table(visit, shown, revealed)))
        }
        section aria-labelledby="agreement" {
            h2 #agreement { (visit.say(SeminarText::Agreement)) }
            @match &row.agreement {
                Some(of) => (agreement::pairs(visit, of)),
                None => p { (visit.say(SeminarText::NotRevealed)) },
            }
        }
    }
}

fn table(visit: &Visit, shown: &Shown, revealed: bool) -> Markup {
    let edition = shown.seminar.row.edition.map(|edition| edition.to_string()).unwrap_or_default();
    html! {
        table.short {
            caption { (visit.fill(SeminarText::Edition, &[("edition", &edition)])) }
            thead { tr {
                th scope="col" { (visit.say(SeminarText::Samples)) }
                th scope="col" { (visit.say(SeminarText::Own)) }
                @if revealed {
                    th scope="col" { (visit.say(SeminarText::Points)) }
                    th scope="col" { (visit.say(SeminarText::Consensus)) }
                }
                th scope="col" { (visit.say(SeminarText::State)) }
            } }
            tbody { @for sample in &shown.seminar.shared { (sample_row(visit, shown, sample, revealed)) } }
        }
    }
}

fn sample_row(visit: &Visit, shown: &Shown, sample: &Sample, revealed: bool) -> Markup {
    let number = sample.sample.to_string();
    let raters = visit.fill(SeminarText::RatedBy, &[("count", &sample.raters.to_string())]);
    html! {
        tr {
            th scope="row" { (visit.fill(SeminarText::Sample, &[("number", &number)])) }
            td { @match sample.own {
                Some(point) => strong { (point) },
                None => span.soft { (visit.say(SeminarText::OwnNone)) },
            } }
            @if revealed {
                td { (points(visit, sample)) }
                td { @match sample.consensus {
                    Some(point) => strong { (point) },
                    None => span.soft { (visit.say(SeminarText::ConsensusNone)) },
                } }
            }
            td { (raters) (sample_acts(visit, shown, &number, revealed)) }
        }
    }
}

fn points(visit: &Visit, sample: &Sample) -> String {
    let told = sample.points.iter().map(|chosen| {
        let (point, count) = (chosen.point.to_string(), chosen.raters.to_string());
        visit.fill(SeminarText::Times, &[("point", &point), ("count", &count)])
    });
    told.collect::<Vec<_>>().join("; ")
}

/// Rate before the reveal, each in the own name; record a consensus after it.
fn sample_acts(visit: &Visit, shown: &Shown, number: &str, revealed: bool) -> Markup {
    let seminar = shown.seminar.row.seminar.to_string();
    let rater = visit.viewer.map(|viewer| viewer.staff.to_string()).unwrap_or_default();
    let given = [("seminar", seminar.as_str()), ("sample", number), ("rater", rater.as_str())];
    let link = if revealed {
        act::link(visit, "seminar", "agree", &given[..2], &back(shown))
    } else {
        act::link(visit, "seminar", "rate", &given, &back(shown))
    };
    acts(visit, &[link])
}
