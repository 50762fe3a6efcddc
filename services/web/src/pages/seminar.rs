//! `GET /seminars`, `GET /seminars/{seminar}` and `GET /my-agreement`: seminars, blind ratings of shared
//! samples, and how far assessors agree.
//!
//! Before the reveal nobody sees a rating but their own; afterwards the points stand without their raters.
//! How one person's ratings lie is told to that person only.

mod agreement;
mod one;
mod own;

use domain::seminar::SeminarKind;
use insyn_app::access::Sight;
use maud::{Markup, html};
use projections::Facts;
use projections::views::seminar::SeminarRow;

use crate::act;
use crate::fault::Fault;
use crate::page::{Page, scroll, unbroken};
use crate::pages::common::{day_shown, recorded_at};
use crate::pages::family::word;
use crate::pages::named::{acts, as_of, same_state, scope};
use crate::pages::paging::List;
use crate::text::SeminarText;
use crate::visit::{Answer, At, Visit};

pub(crate) use one::show;
pub(crate) use own::show as own;

/// The seminars, page by page.
const SEMINARS: List = List::new("from", "content", 40);

/// `GET /seminars`
pub(crate) fn list(visit: &Visit) -> Result<Answer, Fault> {
    visit.demand(Sight::Seminars)?;
    let at = visit.at()?;
    let facts = visit.facts()?;
    let day = day_shown(&facts, visit.today(), at);
    let seminars = projections::seminars(&facts, day, at.size);
    let (rows, paged) = SEMINARS.page(visit, &seminars.seminars);
    let recorded = recorded_at(&facts, at.size);
    let places: Vec<String> =
        rows.iter().map(|row| scope(visit, &facts, row.scope, day, at.size)).collect();
    let sees_own =
        visit.viewer.is_some_and(|viewer| visit.may(&facts, Sight::OwnAgreement(viewer.staff)));
    drop(facts);
    let body = html! {
        (as_of(visit, recorded, at))
        (acts(visit, &[act::link(visit, "seminar", "arrange", &[], "/seminars")]))
        @if sees_own { p.row { a href="/my-agreement" { (visit.say(SeminarText::OwnTitle)) } } }
        @if paged.total == 0 { p { (visit.say(SeminarText::None)) } }
        @else {
            @let table = table(visit, rows, &places, at);
            (SEMINARS.around(visit, paged, &scroll(visit.say(SeminarText::Title), &table)))
        }
        (agreement::over_time(visit, &seminars))
    };
    let lead = html! { (visit.say(SeminarText::Lead)) };
    Ok(Page::new(visit.say(SeminarText::Title), body).with_lead(lead).showing(at).into())
}

fn table(visit: &Visit, rows: &[SeminarRow], places: &[String], at: At) -> Markup {
    html! {
        table {
            caption.hidden { (visit.say(SeminarText::Title)) }
            thead { tr {
                th scope="col" { (visit.say(SeminarText::On)) }
                th scope="col" { (visit.say(SeminarText::Seminar)) }
                th scope="col" { (visit.say(SeminarText::Kind)) }
                th scope="col" { (visit.say(SeminarText::For)) }
                th scope="col" { (visit.say(SeminarText::State)) }
            } }
            tbody { @for (row, place) in rows.iter().zip(places) {
                @let address = same_state(&format!("/seminars/{}", row.seminar), at);
                tr {
                    td.when { (row.on) }
                    th scope="row" { a href=(address) { (row.title) } }
                    td { (word(visit, "SeminarKind", &row.kind)) }
                    td { (place) }
                    td { (state(visit, row)) }
                }
            } }
        }
    }
}

/// Whether it is to come or was held.
fn state(visit: &Visit, row: &SeminarRow) -> Markup {
    html! {
        @match row.held_on {
            Some(on) => {
                @let (on, count) = (on.to_string(), row.participants.to_string());
                span.state.good {
                    (unbroken(&visit.fill(SeminarText::Held, &[("on", &on), ("count", &count)])))
                }
            },
            None if row.to_come => span.state.plain { (visit.say(SeminarText::ToCome)) },
            None => span.state.warn { (visit.say(SeminarText::NotHeld)) },
        }
    }
}

/// Whether samples are rated at it.
fn is_of_agreement(row: &SeminarRow) -> bool {
    row.kind == SeminarKind::AssessorAgreement
}

/// Where a seminar is for, in words.
fn place(visit: &Visit, facts: &Facts, row: &SeminarRow, at: At) -> String {
    scope(visit, facts, row.scope, row.on, at.size)
}
