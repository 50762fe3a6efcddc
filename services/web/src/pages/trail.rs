//! Trails: the chain of something in both directions, and the very events in order, page by page.

mod chain;

use std::collections::HashMap;

use domain::event::code;
use domain::id::{
    CommitmentId, DecisionId, MeasureId, ProgrammeId, PupilId, ReportId, SchoolUnitCode, StaffId,
};
use domain::query::Tag;
use domain::{Event, Recorded};
use insyn_app::access::{Sight, sights_of_trail};
use insyn_app::names::Called;
use insyn_app::trail::{TrailError, TrailOf, TrailPage};
use maud::{Markup, html};
use projections::views::trail::TrailEntry;
use projections::{Facts, FigureRef, told};

use crate::fault::Fault;
use crate::page::{Page, scroll, unbroken};
use crate::pages::common::{controls, past_banner, recorded_at};
use crate::pages::named::commitment_title;
use crate::pages::paging::List;
use crate::text::{ChainText, FigureText, event_kind};
use crate::visit::{Answer, At, Visit, encoded};
use crate::words;

/// The events, page by page.
const EVENTS: List = List::new("from", "events", EVENTS_MAX);
/// Events on one page.
const EVENTS_MAX: usize = 40;

/// A trail with the way to what it is the trail of.
struct Shown {
    title: String,
    /// Name and address of the page above.
    above: Option<(String, String)>,
    of: TrailOf,
    at: At,
}

/// `GET /trail/pupils/{pupil}`
pub(crate) fn pupil(visit: &Visit) -> Result<Answer, Fault> {
    let pupil: PupilId = visit.param("pupil")?;
    visit.demand_any(&[Sight::Pupil(pupil), Sight::Trail])?;
    let at = visit.at()?;
    let facts = visit.facts()?;
    facts.pupil(pupil, visit.today(), at.size).ok_or(Fault::NotFound)?;
    let named = visit.may(&facts, Sight::Pupil(pupil));
    drop(facts);
    let names = if named { visit.names_of(&[pupil])? } else { HashMap::new() };
    let card = |called: &Called| (called.text().to_owned(), format!("/pupils/{pupil}"));
    let above = names.get(&pupil).map(card);
    let title = visit.say(FigureText::TrailPupil).to_owned();
    show(visit, &Shown { title, above, of: TrailOf::Pupil(pupil), at })
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
    let above = Some((school.name, format!("/schools/{code}")));
    show(visit, &Shown { title, above, of: TrailOf::School(code), at })
}

/// `GET /trail/commitments/{commitment}`
pub(crate) fn commitment(visit: &Visit) -> Result<Answer, Fault> {
    let id: CommitmentId = visit.param("commitment")?;
    let of = demand(visit, TrailOf::Commitment(id))?;
    let at = visit.at()?;
    let facts = visit.facts()?;
    facts.commitment(id, at.size).ok_or(Fault::NotFound)?;
    let name = commitment_title(&facts, id, at.size);
    drop(facts);
    let title = visit.fill(FigureText::TrailCommitment, &[("name", &name)]);
    let above = Some((name, format!("/commitments/{id}")));
    show(visit, &Shown { title, above, of, at })
}

/// `GET /trail/programmes/{programme}`
pub(crate) fn programme(visit: &Visit) -> Result<Answer, Fault> {
    let id: ProgrammeId = visit.param("programme")?;
    let of = demand(visit, TrailOf::Programme(id))?;
    let at = visit.at()?;
    let facts = visit.facts()?;
    let case = projections::programme(&facts, id, visit.today(), at.size);
    let pupil = case.ok_or(Fault::NotFound)?.row.pupil;
    let opens = visit.may(&facts, Sight::Programme(pupil));
    drop(facts);
    let title = visit.say(ChainText::TrailProgramme).to_owned();
    let above =
        opens.then(|| (visit.say(ChainText::Programme).to_owned(), format!("/programmes/{id}")));
    show(visit, &Shown { title, above, of, at })
}

/// `GET /trail/measures/{measure}`
pub(crate) fn measure(visit: &Visit) -> Result<Answer, Fault> {
    let id: MeasureId = visit.param("measure")?;
    let of = demand(visit, TrailOf::Measure(id))?;
    let at = visit.at()?;
    let found = projections::measure(&*visit.facts()?, id, at.size).ok_or(Fault::NotFound)?;
    let title = visit.fill(ChainText::TrailMeasure, &[("name", &found.title)]);
    let above = Some((found.title, format!("/measures/{id}")));
    show(visit, &Shown { title, above, of, at })
}

/// `GET /trail/reports/{report}`
pub(crate) fn report(visit: &Visit) -> Result<Answer, Fault> {
    let id: ReportId = visit.param("report")?;
    let of = demand(visit, TrailOf::Report(id))?;
    let at = visit.at()?;
    let facts = visit.facts()?;
    let mut said = facts.ledger_of(Tag::Report(id), &[code::ReportPrepared], at.size);
    let prepared = said.find_map(|noted| match noted.event {
        Event::ReportPrepared(prepared) => Some(prepared.title),
        _ => None,
    });
    drop(said);
    drop(facts);
    let name = prepared.ok_or(Fault::NotFound)?;
    let title = visit.fill(ChainText::TrailReport, &[("name", &name)]);
    let above = Some((name, format!("/reports/{id}")));
    show(visit, &Shown { title, above, of, at })
}

/// `GET /trail/decisions/{decision}`
pub(crate) fn decision(visit: &Visit) -> Result<Answer, Fault> {
    let id: DecisionId = visit.param("decision")?;
    let of = demand(visit, TrailOf::Decision(id))?;
    let at = visit.at()?;
    let facts = visit.facts()?;
    let mut said = facts.ledger_of(Tag::Decision(id), &[code::CommitteeDecided], at.size);
    let decided = said.find_map(|noted| match noted.event {
        Event::CommitteeDecided(decided) => Some(decided.number),
        _ => None,
    });
    drop(said);
    drop(facts);
    let name = decided.ok_or(Fault::NotFound)?;
    let title = visit.fill(ChainText::TrailDecision, &[("name", &name)]);
    let above = Some((name, format!("/decisions/{id}")));
    show(visit, &Shown { title, above, of, at })
}

/// `GET /trail/figures/{figure}`
pub(crate) fn figure(visit: &Visit) -> Result<Answer, Fault> {
    let reference: FigureRef = visit.param("figure")?;
    let of = demand(visit, TrailOf::Figure(reference))?;
    let at = visit.at()?;
    let facts = visit.facts()?;
    let figure = projections::figure(&facts, at.size, &reference).ok_or(Fault::NotFound)?;
    drop(facts);
    let name = figure.rule.rule().name(visit.language).to_owned();
    let title = visit.fill(ChainText::TrailFigure, &[("name", &name)]);
    let above = Some((name, format!("/figures/{}", encoded(&reference.to_string()))));
    show(visit, &Shown { title, above, of, at })
}

/// A fault unless something opens the trail for the viewer: the same table as for the API.
fn demand(visit: &Visit, of: TrailOf) -> Result<TrailOf, Fault> {
    let sights = sights_of_trail(&*visit.facts()?, &of, visit.today());
    visit.demand_any(&sights)?;
    Ok(of)
}

/// A trail's page, under the page of what it is the trail of: the chain, which a school unit has none of,
/// and the events in order, which stand on the figure's own page where it is of a figure.
fn show(visit: &Visit, shown: &Shown) -> Result<Answer, Fault> {
    let at = shown.at;
    let recorded = recorded_at(&*visit.facts()?, at.size);
    let chained = shown.of.chain().is_some();
    let listed = !matches!(shown.of, TrailOf::Figure(_));
    let body = html! {
        (past_banner(visit, recorded, at))
        (controls(visit, &[], None, at))
        @if chained { (chain::section(visit, &shown.of, at)?) }
        @if listed {
            h2.hidden[!chained] #events { (visit.say(ChainText::Events)) }
            (events(visit, &shown.of, at)?)
        }
    };
    let lead = if chained { visit.say(ChainText::Lead) } else { visit.say(FigureText::TrailLead) };
    let crumbs = shown.above.clone().into_iter().collect();
    let page = Page::new(shown.title.clone(), body).with_lead(html! { (lead) });
    Ok(page.under(crumbs).showing(at).into())
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
    let from: usize = visit.field("from").and_then(|text| text.parse().ok()).unwrap_or(0);
    let page = visit.app().trail(of, at.size, from, EVENTS_MAX)?;
    let paged = EVENTS.window(visit).within(page.total);
    if page.total == 0 {
        return Ok(html! { p { (visit.say(FigureText::NoEvents)) } });
    }
    let lines = lines(visit, &page)?;
    let hidden = lines.iter().any(|line| matches!(line.about, About::Hidden));
    let caption = visit.say(ChainText::Events);
    let table = scroll(caption, &table(visit, &lines, caption));
    Ok(html! {
        @if hidden { p.soft { (visit.say(FigureText::EventsHidden)) } }
        (EVENTS.around(visit, paged, &table))
    })
}

fn lines(visit: &Visit, page: &TrailPage) -> Result<Vec<Line>, Fault> {
    let facts = visit.facts()?;
    let about: Vec<About> = page.events.iter().map(|event| about(visit, &facts, event)).collect();
    let entries = told(&facts, &page.events);
    drop(facts);
    let about = named(visit, about)?;
    let staff = staff_names(visit, &entries)?;
    let lines = entries.into_iter().zip(about).map(|(entry, about)| {
        let by = entry.staff.and_then(|staff_id| staff.get(&staff_id).cloned());
        Line { entry, about, by }
    });
    Ok(lines.collect())
}

/// The same with the names of the pupils whom the viewer may see.
fn named(visit: &Visit, about: Vec<About>) -> Result<Vec<About>, Fault> {
    let pupils: Vec<PupilId> = about
        .iter()
        .filter_map(|about| match about {
            About::Named(pupil, _) => Some(*pupil),
            _ => None,
        })
        .collect();
    let names = visit.names_of(&pupils)?;
    let name = |pupil: PupilId| names.get(&pupil).map(|called| called.text().to_owned());
    let about = about.into_iter().map(|about| match about {
        About::Named(pupil, _) => About::Named(pupil, name(pupil).unwrap_or_default()),
        other => other,
    });
    Ok(about.collect())
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
        table.events {
            caption.hidden { (caption) }
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
            td.number data-label=(visit.say(FigureText::Position)) { (entry.position) }
            td.when { (words::moment(entry.at)) }
            th scope="row" { (entry.kind.map_or("–", |kind| event_kind(kind, visit.language))) }
            td {
                @if hidden { span.soft { (visit.say(FigureText::Hidden)) } }
                @else {
                    (unbroken(entry.text(visit.language)))
                    @if let Some(of) = entry.refers_to {
                        " " span.soft.small { (visit.fill(FigureText::RefersTo, &[("position", &of.to_string())])) }
                    }
                }
            }
            td.nobody[matches!(line.about, About::Nobody)] data-label=(visit.say(FigureText::Pupil)) { (whom(visit, &line.about)) }
            td data-label=(visit.say(FigureText::Who)) {
                @if hidden { span.soft { (visit.say(FigureText::Hidden)) } }
                @else {
                    @if let Some(by) = &line.by { (by) }
                    @if let Some(role) = entry.role { " " span.soft.small.under { (visit.say(words::role(role).0)) } }
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
