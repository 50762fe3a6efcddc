//! Trails: the very events behind a pupil, a school unit, a commitment or a figure, page by page.

use std::collections::HashMap;

use domain::Recorded;
use domain::id::{CommitmentId, PupilId, SchoolUnitCode, StaffId};
use domain::query::Tag;
use insyn_app::access::Sight;
use insyn_app::trail::{TrailError, TrailOf, TrailPage};
use maud::{Markup, html};
use projections::views::trail::TrailEntry;
use projections::{Facts, trail};

use crate::fault::Fault;
use crate::page::{Page, scroll};
use crate::pages::commitment;
use crate::pages::common::{controls, past_banner, recorded_at};
use crate::text::{FigureText, FrameText, event_kind};
use crate::visit::{Answer, At, Visit};
use crate::words;

/// Events on one page.
const PAGE_EVENTS: usize = 50;

/// `GET /trail/pupils/{pupil}`
pub(crate) fn pupil(visit: &Visit) -> Result<Answer, Fault> {
    let pupil: PupilId = visit.param("pupil")?;
    visit.demand_any(&[Sight::Pupil(pupil), Sight::Trail])?;
    let at = visit.at()?;
    let facts = visit.facts()?;
    facts.pupil(pupil, visit.today(), at.size).ok_or(Fault::NotFound)?;
    drop(facts);
    show(visit, visit.say(FigureText::TrailPupil).to_owned(), &TrailOf::Pupil(pupil), at)
}

/// `GET /trail/schools/{school}`
pub(crate) fn school(visit: &Visit) -> Result<Answer, Fault> {
    let code: SchoolUnitCode = visit.param("school")?;
    visit.demand_any(&[Sight::PupilsOf(code), Sight::Trail])?;
    let at = visit.at()?;
    let facts = visit.facts()?;
    let school = facts.school(code, visit.today(), at.size).ok_or(Fault::NotFound)?;
    drop(facts);
    let title = visit.fill(FigureText::TrailSchool, &[("name", &school.name)]);
    show(visit, title, &TrailOf::School(code), at)
}

/// `GET /trail/commitments/{commitment}`
pub(crate) fn commitment(visit: &Visit) -> Result<Answer, Fault> {
    let id: CommitmentId = visit.param("commitment")?;
    let (found, _) = commitment::read(visit, id)?;
    let name = commitment::title(&found);
    let title = visit.fill(FigureText::TrailCommitment, &[("name", &name)]);
    show(visit, title, &TrailOf::Commitment(id), visit.at()?)
}

fn show(visit: &Visit, title: String, of: &TrailOf, at: At) -> Result<Answer, Fault> {
    let recorded = recorded_at(&*visit.facts()?, at.size);
    let body = html! {
        (past_banner(visit, recorded, at))
        (controls(visit, &[], None, at))
        (events(visit, of, at)?)
    };
    let lead = html! { (visit.say(FigureText::TrailLead)) };
    Ok(Page::new(title, body).with_lead(lead).showing(at).into())
}

impl From<TrailError> for Fault {
    fn from(error: TrailError) -> Self {
        tracing::error!(error = &error as &dyn std::error::Error, "a trail could not be read");
        Self::Internal
    }
}

/// Whom an event is about, as the viewer may know it.
enum About {
    /// No pupil.
    Nobody,
    /// By name, with the way to the card.
    Named(PupilId, String),
    /// By pseudonym: for those who examine trails.
    Pseudonym(PupilId),
    /// A pupil the viewer may not know; what the event says of the pupil is not shown either.
    Hidden,
}

/// One event as the viewer may see it.
struct Line {
    entry: TrailEntry,
    about: About,
    by: Option<String>,
}

/// A page of a trail, with the way to the next.
pub(crate) fn events(visit: &Visit, of: &TrailOf, at: At) -> Result<Markup, Fault> {
    let offset: usize = visit.field("from").and_then(|text| text.parse().ok()).unwrap_or(0);
    let page = visit.app().trail(of, at.size, offset, PAGE_EVENTS)?;
    if page.events.is_empty() {
        return Ok(html! { p { (visit.say(FigureText::NoEvents)) } });
    }
    let lines = lines(visit, &page)?;
    let hidden = lines.iter().any(|line| matches!(line.about, About::Hidden));
    let last = offset + page.events.len();
    let caption = visit.fill(
        FigureText::Caption,
        &[
            ("from", &words::count(number(offset + 1), visit.language)),
            ("to", &words::count(number(last), visit.language)),
            ("total", &words::count(number(page.total), visit.language)),
        ],
    );
    Ok(html! {
        @if hidden { p.soft { (visit.say(FigureText::EventsHidden)) } }
        (scroll(&caption, &table(visit, &lines, &caption)))
        (pages(visit, offset, &page))
    })
}

fn number(value: usize) -> u64 {
    u64::try_from(value).unwrap_or(u64::MAX)
}

fn pages(visit: &Visit, offset: usize, page: &TrailPage) -> Markup {
    let link = |from: usize| visit.address_with(&[("from", Some(&from.to_string()))]);
    html! {
        p.inline-list {
            @if offset > 0 {
                a href=(link(offset.saturating_sub(PAGE_EVENTS))) rel="prev" { "← " (visit.say(FrameText::Previous)) }
            }
            @if let Some(next) = page.next {
                a href=(link(next)) rel="next" { (visit.say(FrameText::Next)) " →" }
            }
        }
    }
}

fn lines(visit: &Visit, page: &TrailPage) -> Result<Vec<Line>, Fault> {
    let facts = visit.facts()?;
    let about: Vec<About> = page.events.iter().map(|event| about(visit, &facts, event)).collect();
    drop(facts);
    let pupils: Vec<PupilId> = about
        .iter()
        .filter_map(|about| match about {
            About::Named(pupil, _) => Some(*pupil),
            _ => None,
        })
        .collect();
    let names = visit.names_of(&pupils)?;
    let entries = trail(&page.events);
    let staff = staff_names(visit, &entries)?;
    let lines = entries.into_iter().zip(about).map(|(entry, about)| {
        let about = match about {
            About::Named(pupil, _) => {
                let name = names.get(&pupil).map(|called| called.text().to_owned());
                About::Named(pupil, name.unwrap_or_default())
            }
            other => other,
        };
        let by = entry.staff.and_then(|staff_id| staff.get(&staff_id).cloned());
        Line { entry, about, by }
    });
    Ok(lines.collect())
}

fn staff_names(visit: &Visit, entries: &[TrailEntry]) -> Result<HashMap<StaffId, String>, Fault> {
    visit.staff_names(entries.iter().filter_map(|entry| entry.staff))
}

fn about(visit: &Visit, facts: &Facts, recorded: &Recorded) -> About {
    let tags = recorded.event.as_ref().map(|event| event.tags()).unwrap_or_default();
    let pupil = tags.iter().find_map(|tag| match tag {
        Tag::Pupil(pupil) => Some(*pupil),
        _ => None,
    });
    match pupil {
        None => About::Nobody,
        Some(pupil) if visit.may(facts, Sight::Pupil(pupil)) => About::Named(pupil, String::new()),
        Some(pupil) if visit.may(facts, Sight::Trail) => About::Pseudonym(pupil),
        Some(_) => About::Hidden,
    }
}

fn table(visit: &Visit, lines: &[Line], caption: &str) -> Markup {
    html! {
        table {
            caption { (caption) }
            thead { tr {
                th.number scope="col" { (visit.say(FigureText::Position)) }
                th scope="col" { (visit.say(FigureText::Recorded)) }
                th scope="col" { (visit.say(FigureText::Kind)) }
                th scope="col" { (visit.say(FigureText::What)) }
                th scope="col" { (visit.say(FigureText::Pupil)) }
                th scope="col" { (visit.say(FigureText::Who)) }
            } }
            tbody { @for line in lines { (row(visit, line)) } }
        }
    }
}

fn row(visit: &Visit, line: &Line) -> Markup {
    let entry = &line.entry;
    let hidden = matches!(line.about, About::Hidden);
    html! {
        tr id={ "event-" (entry.position) } {
            td.number { (entry.position) }
            td.when { (words::moment(entry.at)) }
            th scope="row" { (entry.kind.map_or("–", |kind| event_kind(kind, visit.language))) }
            td {
                @if hidden { span.soft { (visit.say(FigureText::Hidden)) } }
                @else {
                    (entry.text(visit.language))
                    @if let Some(of) = entry.refers_to {
                        " " span.soft.small { (visit.fill(FigureText::RefersTo, &[("position", &of.to_string())])) }
                    }
                }
            }
            td { (whom(visit, &line.about)) }
            td {
                @if hidden { span.soft { (visit.say(FigureText::Hidden)) } }
                @else {
                    @if let Some(by) = &line.by { (by) }
                    @if let Some(role) = entry.role { " " span.soft.small { (visit.say(words::role(role).0)) } }
                }
            }
        }
    }
}

fn whom(visit: &Visit, about: &About) -> Markup {
    match about {
        About::Nobody => html! { "–" },
        About::Named(pupil, name) => html! { a href={ "/pupils/" (pupil) } { (name) } },
        About::Pseudonym(pupil) => {
            let short: String = pupil.to_string().chars().take(8).collect();
            html! { a href={ "/trail/pupils/" (pupil) } { code title=(pupil) { (short) } } }
        }
        About::Hidden => html! { span.soft { (visit.say(FigureText::Hidden)) } },
    }
}
